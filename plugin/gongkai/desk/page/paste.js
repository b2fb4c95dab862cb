// A block from Excel or Word: first what will go where is shown, then all of it is filled in one step, or nothing.

const VALUE = /^[+-]?\d+(\.\d+)?$|^\/$|^$/;

function valueIn(text) {
  const plain = narrowed(text.replace(/[\s\u00a0]+/g, ""));
  const number = plain.replace(/^([+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?)(件|万元|个)?$/, (_, digits) => digits.replace(/[,，]/g, "")).replace(/^([+-]?\d+(?:\.\d+)?)件$/, "$1");
  return /^[-—–―]+$/.test(number) ? "/" : number;
}

function bare(label) {
  return label.replace(/[\s\u00a0]+/g, "").replace(/^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[）)]|^\d+[.．、]/, "").replace(/[（(].*[）)]$/, "").replace(/[“”"]/g, "");
}

// The columns that hold values: from the first one on that holds nothing but values in every row with a number.
function valuesOf(rows) {
  const texts = rows.map((row) => row.map((text) => text.trim()));
  const wanted = texts.filter((row) => row.some((text) => /^\d/.test(valueIn(text)) && VALUE.test(valueIn(text))));
  if (!wanted.length) return [];
  const width = Math.max(...wanted.map((row) => row.length));
  let first = 0;
  for (let column = width - 1; column >= 0; column--) {
    const isLabel = wanted.some((row) => row[column] && !VALUE.test(valueIn(row[column])));
    const isEmpty = wanted.every((row) => !row[column]);
    if (isLabel || (isEmpty && column < width - 1)) { first = column + 1; break; }
  }
  return wanted.map((row) => ({ labels: row.slice(0, first).filter(Boolean), values: row.slice(first).map(valueIn) }));
}

function planned(input, rows) {
  const found = valuesOf(rows);
  if (!found.length) throw new Error("粘贴的内容里没有数");
  const lines = rowsOf(tableOf(input));
  const start = lines.findIndex((line) => line.includes(input)), offset = lines[start].indexOf(input);
  const labels = lines.map((line) => bare([...line[0].closest("tr").querySelectorAll("th[scope=row]")].map((cell) => cell.textContent).join("")));
  const matched = found.map(({ labels: theirs }) => {
    const own = theirs.length ? labels.map((label, number) => (label && label === bare(theirs[theirs.length - 1]) ? number : -1)).filter((number) => number >= 0) : [];
    return own.length === 1 ? own[0] : -1;
  });
  const byLabel = matched.every((number) => number >= 0) && new Set(matched).size === matched.length;
  const plan = [];
  found.forEach(({ values }, number) => {
    const line = lines[byLabel ? matched[number] : start + number];
    if (!line) throw new Error(`粘贴的内容有 ${found.length} 行，从这一格往下只有 ${lines.length - start} 行；没有填入`);
    const from = byLabel && values.length === line.length ? 0 : offset;
    if (from + values.length > line.length) throw new Error(`粘贴的内容有 ${values.length} 列，从这一格往右只有 ${line.length - from} 列；没有填入`);
    values.forEach((value, column) => {
      if (!VALUE.test(value)) throw new Error(`粘贴的内容里“${value}”不是数；没有填入`);
      plan.push({ cell: line[from + column], value });
    });
  });
  return plan;
}

async function pasted(event) {
  const input = event.target;
  const html = event.clipboardData.getData("text/html"), text = event.clipboardData.getData("text/plain");
  const hasTable = /<t[dr][\s>]/i.test(html);
  if (!hasTable && !/[\t\n]/.test(text.trim())) {
    event.preventDefault();
    input.setRangeText(valueIn(text), input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  event.preventDefault();
  try {
    const rows = hasTable ? (await ask("paste", { html })).rows : text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    showPlan(input, planned(input, rows));
  } catch (error) {
    trouble(error.message);
  }
}

function showPlan(input, plan) {
  const changed = plan.filter(({ cell, value }) => valueOf("cells", cell.id) !== value);
  for (const { cell } of changed) cell.classList.add("to-paste");
  const words = (value) => (value === "" ? "空白" : value);
  ask2("粘贴", [
    element("p", {}, `读出 ${plan.length} 格，其中 ${changed.length} 格会改动：`),
    element("ul", { class: "plan" }, ...changed.map(({ cell, value }) => element("li", {}, `${cell.dataset.name}：`, element("del", {}, words(valueOf("cells", cell.id))), " → ", element("b", {}, words(value))))),
  ], "填入", () => {
    change(changed.map(({ cell, value }) => ["cells", cell.id, value]), "粘贴");
  }, () => {
    for (const { cell } of changed) cell.classList.remove("to-paste");
    goTo(input);
  });
}
