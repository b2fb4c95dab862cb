// What a reading leaves in doubt, each with what stands in the source and what the cell may hold, and the source beside it.
// A cell in doubt is blank until somebody has confirmed what it holds; to take that back opens the doubt again.

// Whether somebody has looked at a doubt is typed like anything else: "seen" by its number in the list.
function isOpen(doubt, number) {
  const [cell] = doubt.cells;
  const isFilled = doubt.cells.length === 1 && valueOf("cells", cell) !== "";
  return !isFilled && !valueOf("seen", number);
}

function openDoubts() { return report.doubts.filter(isOpen); }

function settle(number, cells, words) {
  change([...Object.entries(cells).map(([cell, value]) => ["cells", cell, value]), ["seen", number, "1"]], words);
  const next = document.querySelector("#doubts li:not(.done) button");
  (next || document.querySelector("#doubts summary") || document.getElementById("report")).focus();
}

function wordsOf(holds) { return holds === true ? "，与各项之和相合" : holds === false ? "，与各项之和不合" : ""; }

// What may be taken for the cells of a doubt as it stands in the source; nothing where no number was read.
function readOf(doubt) { return Object.entries(doubt.read).filter(([, value]) => VALUE.test(value)); }

function actsOf(doubt, number) {
  const acts = [], [cell] = doubt.cells, read = readOf(doubt);
  const button = (words, cells, attributes = {}) => acts.push(element("button", { type: "button", ...attributes, onclick: () => settle(number, cells, words) }, words));
  if (doubt.cells.length === 1) {
    for (const { value, holds } of doubt.offers) button(`取 ${value}${wordsOf(holds)}`, { [cell]: value }, { class: holds ? "main" : "", "data-value": value });
    for (const [, value] of read.filter(([, each]) => !doubt.offers.some((offer) => offer.value === each))) button(`取 ${value}`, { [cell]: value }, { "data-value": value });
    button("空白", { [cell]: "" });
  } else if (read.length) {
    button(`照读到的填入 ${read.length} 格`, Object.fromEntries(read), { "data-value": "" });
  }
  if (cell) acts.push(element("button", { type: "button", class: "quiet", onclick: () => goTo(document.getElementById(cell)) }, "到这一格"));
  if (doubt.kind === "没有放进去的数" && doubt.raw) {
    const there = typing.last && document.getElementById(typing.last);
    acts.push(element("button", { type: "button", disabled: !there, title: "先点要放的那一格", onclick: () => settle(number, { [typing.last]: valueIn(doubt.raw) }, "放入") }, there ? `放到 ${there.dataset.name.split("，").slice(-2).join("·")}` : "先点要放的那一格"));
  }
  if (doubt.cells.length !== 1) acts.push(element("button", { type: "button", "data-action": "seen", onclick: () => settle(number, {}, "看过了") }, "看过了，照现在的"));
  return acts;
}

function doubtItem(doubt, number) {
  const isDone = !isOpen(doubt, number);
  const item = element("li", { class: isDone ? "done" : null, "data-doubt": doubt.kind, onfocusin: () => showSource(doubt), onclick: () => showSource(doubt) }, element("b", {}, doubt.kind), ` ${doubt.words}`);
  if (!isDone) item.append(element("p", { class: "acts" }, ...actsOf(doubt, number)));
  return item;
}

// The source stands beside the list however often that is drawn anew.
const sourcePane = element("div", { class: "source", tabindex: 0, role: "region", "aria-label": "原文", hidden: true });

// All that was read with certainty enough: one number, and no sum against it.
function likely() {
  return report.doubts.map((doubt, number) => ({ doubt, number })).filter(({ doubt, number }) => {
    const [offer, ...others] = doubt.offers;
    return isOpen(doubt, number) && doubt.cells.length === 1 && offer && !others.length && offer.holds !== false;
  });
}

function takeAllLikely() {
  const found = likely();
  change(found.flatMap(({ doubt, number }) => [["cells", doubt.cells[0], doubt.offers[0].value], ["seen", number, "1"]]), "照原文填入");
}

function drawDoubts() {
  const place = document.getElementById("doubts");
  if (!place) return;
  const left = openDoubts().length, many = likely().length;
  const wasOpen = place.querySelector("details") ? place.querySelector("details").open : true;
  place.hidden = !report.doubts.length;
  place.replaceChildren(element("details", { open: wasOpen && left > 0 },
    element("summary", {}, left ? `读入时有 ${left} 处要看一看；没有看的格先留空白` : `读入时的 ${report.doubts.length} 处都看过了`),
    many > 1 ? element("p", { class: "tools" }, element("button", { type: "button", "data-action": "take-all", onclick: takeAllLikely }, `其中 ${many} 处只有一个读法，照原文填入`)) : "",
    element("div", { class: "both" }, element("ul", {}, ...report.doubts.map(doubtItem)), sourcePane)));
  markDoubts();
}

function markDoubts() {
  for (const input of document.querySelectorAll("td[data-doubt]")) delete input.dataset.doubt;
  for (const doubt of openDoubts()) {
    for (const id of doubt.cells) {
      const input = document.getElementById(id);
      if (!input) continue;
      input.parentElement.dataset.doubt = "1";
      input.title = doubt.raw ? `原文“${doubt.raw}”，还没有确认` : "还没有确认";
    }
  }
}

// The source as it was taken apart, its places marked by where they are. It is asked for once something is in doubt.
async function loadSource() {
  sourcePane.replaceChildren();
  sourcePane.hidden = true;
  if (!report.source || !report.doubts.length) return;
  try {
    const { pieces } = await ask("source", { file: report.source });
    sourcePane.replaceChildren(...pieces.map(sourcePiece));
    sourcePane.hidden = !pieces.length;
    const first = openDoubts()[0];
    if (first) showSource(first);
  } catch (error) {
    refused(error);
  }
}

function sourcePiece({ text, spot, rows }) {
  if (!rows) return element("p", { "data-spot": spot.join() }, text);
  return element("table", { "data-spot": spot.join() }, ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", { "data-spot": cell.spot.join(), colspan: cell.columns > 1 ? cell.columns : null, rowspan: cell.rows > 1 ? cell.rows : null }, cell.text)))));
}

// The place of a doubt in the source: its cell; or the row, the table, the paragraph that it names.
function showSource({ spot }) {
  const pane = sourcePane;
  if (pane.hidden || !spot) return;
  for (const marked of pane.querySelectorAll(".here")) marked.classList.remove("here");
  const [page, sheet, line, paragraph, table, row] = spot;
  const exact = pane.querySelector(`[data-spot="${CSS.escape(spot.join())}"]`);
  const ofRow = !exact && row ? pane.querySelector(`td[data-spot^="${CSS.escape([page, sheet, line, paragraph, table, row].join())},"]`) : null;
  const ofTable = !exact && !ofRow && table ? pane.querySelector(`table[data-spot^="${CSS.escape([page, sheet, line, paragraph, table].join())},"]`) : null;
  const place = exact || (ofRow && ofRow.parentElement) || ofTable;
  if (!place) return;
  place.classList.add("here");
  pane.scrollTop += place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  pane.scrollLeft += place.getBoundingClientRect().left - pane.getBoundingClientRect().left - pane.clientWidth / 3;
}

onChange((changed) => { if (report.doubts.length && changed.some(({ group }) => group === "cells" || group === "seen")) drawDoubts(); });
