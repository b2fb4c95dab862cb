// The tables as the form prints them; every cell is an input with the id that it has on the published page.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function headerCell(cell) {
  const made = element(cell.scope ? "th" : "td", { scope: cell.scope || null, colspan: cell.columns > 1 ? cell.columns : null, rowspan: cell.rows > 1 ? cell.rows : null }, cell.text);
  if (cell.total) made.classList.add("total");
  return made;
}

function lastYear(id) { return report.before ? report.before.cells[id] : undefined; }

function lastYearInWords(id) {
  if (!report.before) return "";
  const value = lastYear(id);
  return value === undefined ? "上年没有这一格" : value === "" ? "上年空白" : `上年 ${value}`;
}

function dataCell(cell) {
  const input = element("input", { id: cell.id, class: "cell", type: "text", inputmode: cell.amount ? "decimal" : "numeric", autocomplete: "off", spellcheck: "false", placeholder: " ", "aria-label": [cell.name, lastYearInWords(cell.id)].filter(Boolean).join("，"), "data-name": cell.name });
  input.value = valueOf("cells", cell.id);
  showNought(input);
  const made = element("td", { colspan: cell.columns > 1 ? cell.columns : null, class: cell.total ? "number total" : "number" }, input);
  if (cell.ownUnit) {
    const unit = element("input", { type: "text", class: "unit", "data-unit": cell.id, "aria-label": `${cell.name}，单位`, placeholder: "单位", autocomplete: "off" });
    unit.value = valueOf("units", cell.id);
    made.append(unit);
  }
  const before = lastYear(cell.id);
  // A 0 of last year is not drawn: half of the table would be zeros.
  if (before && before !== "0") made.prepend(element("span", { class: "before", "aria-hidden": "true" }, before));
  return made;
}

// Half of a table are zeros: what is none stands out.
function showNought(input) { input.dataset.nought = input.value === "0" ? "1" : ""; }

function drawTable(table) {
  const drawn = element("table", { class: `form ${table.layout}`, "data-table": table.id });
  drawn.append(element("caption", {}, table.caption, table.unit ? element("small", {}, table.unit) : ""));
  const hasGutter = table.layout === "rows";
  table.blocks.forEach((block, number) => {
    const head = block.header.map((row) => element("tr", {}, ...row.map(headerCell)));
    const body = block.rows.map((row) => {
      const line = element("tr", {}, ...row.map((cell) => (cell.id ? dataCell(cell) : headerCell(cell))));
      if (hasGutter) line.append(element("td", { class: "gutter" }));
      return line;
    });
    if (number === 0 && table.layout !== "blocks") drawn.append(element("thead", {}, ...head), element("tbody", {}, ...body));
    else drawn.append(element("tbody", {}, ...head, ...body));
  });
  return element("div", { class: "scroll" }, drawn);
}

function inputs(table) { return [...table.querySelectorAll("input.cell")]; }

// The inputs of a table by rows, for keys and for what is pasted.
function rowsOf(table) {
  return [...table.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("input.cell")]).filter((row) => row.length);
}

function tableOf(input) { return input.closest("table"); }

function showRowSums() {
  if (!report.layout) return;
  for (const sum of report.layout.sums.filter((each) => each.inRow)) {
    const input = document.getElementById(sum.at);
    const gutter = input && input.closest("tr").querySelector(".gutter");
    if (!gutter) continue;
    const told = verdict(sum);
    const suspect = gutter.querySelector("button");
    if (suspect) continue;
    gutter.textContent = told.words;
    gutter.dataset.level = told.level;
  }
}

function showFilled() {
  for (const table of document.querySelectorAll("table.form")) {
    const all = inputs(table), blanks = all.filter((input) => valueOf("cells", input.id) === "").length;
    const line = table.closest("section").querySelector(".filled");
    line.textContent = blanks ? `还差 ${blanks} 格` : "已填满";
    table.closest("section").querySelector("[data-action=fill-zero]").disabled = !blanks;
  }
}

function showCells(changed) {
  for (const { group, key } of changed) {
    const input = group === "cells" && document.getElementById(key);
    if (!input) continue;
    if (input.value !== valueOf("cells", key)) input.value = valueOf("cells", key);
    showNought(input);
  }
  for (const { group, key } of changed) {
    const unit = group === "units" && document.querySelector(`[data-unit="${key}"]`);
    if (unit && unit.value !== valueOf("units", key)) unit.value = valueOf("units", key);
  }
  showRowSums();
  showFilled();
  showNotes();
  const active = document.activeElement;
  if (active && active.classList.contains("cell")) showCellLine(active);
}

function showNotes() {
  for (const input of document.querySelectorAll("input.cell")) {
    const note = valueOf("notes", input.id);
    input.parentElement.dataset.note = note ? "注" : "";
    if (!input.parentElement.dataset.doubt) input.title = note ? `注：${note}` : "";
  }
}

function showCellLine(input) {
  const line = document.getElementById("cell-line");
  line.hidden = false;
  line.dataset.cell = input.id;
  const note = valueOf("notes", input.id);
  line.querySelector("[aria-live]").replaceChildren(element("b", {}, input.dataset.name), ["", lastYearInWords(input.id), arithmetic(input.id), note && `注：${note}`].filter((each, number) => each || !number).join("　"));
}
