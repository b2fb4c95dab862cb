// The keyboard in tables, as in Excel; and the keys of the whole page.

const typing = { isEditing: false, before: "", columnOfRun: null, last: "", block: null };
const WIDE = { "、": "/", "／": "/", "．": ".", "。": ".", "－": "-", "＋": "+" };

function narrowed(text) {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[、／．。－＋]/g, (sign) => WIDE[sign]).trim();
}

// What can be done with a cell, for the mouse and for Shift+F10; each has its key too.
const CELL_ACTS = [
  ["填 0", (input) => change([["cells", input.id, "0"]], "填 0")],
  ["填斜杠", (input) => change([["cells", input.id, "/"]], "填斜杠")],
  ["清为空白", (input) => change([["cells", input.id, ""]], "清为空白")],
  ["本行其余填 0", (input) => fillWithZero(inOneRow(input), "本行其余填 0")],
  ["取上年数", (input) => change([["cells", input.id, lastYear(input.id)]], "取上年数"), (input) => Boolean(lastYear(input.id))],
  ["求和", sumInto, (input) => report.layout.sums.some((each) => each.at === input.id && each.right.length === 1)],
  ["注…", noteOn],
  ["更正…", correctionOn],
];

function inOneRow(input) { return [...input.closest("tr").querySelectorAll("input.cell")]; }

function cellMenu(event) {
  const input = event.target;
  event.preventDefault();
  const menu = document.getElementById("cell-menu");
  const close = (act) => { menu.hidden = true; if (act) act(input); if (!document.getElementById("dialog").open) goTo(input); };
  menu.replaceChildren(...CELL_ACTS.filter(([, , may]) => !may || may(input)).map(([words, act]) => element("button", { type: "button", role: "menuitem", onclick: () => close(act) }, words)));
  menu.hidden = false;
  const place = input.getBoundingClientRect();
  menu.style.left = `${Math.min(place.left, innerWidth - menu.offsetWidth - 8)}px`;
  menu.style.top = `${Math.max(8, Math.min(place.bottom, innerHeight - menu.offsetHeight - 8))}px`;
  menu.firstChild.focus();
  menu.onkeydown = (key) => {
    const items = [...menu.children], at = items.indexOf(document.activeElement);
    if (key.key === "Escape" || key.key === "Tab") close();
    else if (key.key === "ArrowDown") items[(at + 1) % items.length].focus();
    else if (key.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus();
    else return;
    key.preventDefault();
    key.stopPropagation();
  };
}

function noteOn(input) {
  const area = element("textarea", { rows: 2, id: "note-text" });
  area.value = valueOf("notes", input.id);
  ask2("注", [element("p", {}, input.dataset.name), element("label", {}, "印在表下面的注，空着就没有", area)], "写入", () => { change([["notes", input.id, area.value.trim().replace(/\s+/g, " ")]], "注"); goTo(input); });
}

function correctionOn(input) {
  const day = element("input", { type: "text", id: "correction-day", placeholder: "如 2026-03-02", autocomplete: "off" });
  const words = element("textarea", { rows: 2 });
  words.value = report.opened.cells[input.id] && report.opened.cells[input.id] !== valueOf("cells", input.id) ? `原为${report.opened.cells[input.id]}，现更正为${valueOf("cells", input.id)}。` : "";
  ask2("更正", [element("p", {}, `${input.dataset.name}：公布之后改了这一格，要写明哪天改的、原来是多少。`), element("label", {}, "日期", day), element("label", {}, "说明", words)], "写入", async () => {
    const { path } = await ask("path", { cell: input.id });
    setItems("更正", [...itemsOf("更正"), { 日期: day.value.trim(), 位置: path, 说明: words.value.trim() }], "更正");
    drawItems();
  });
}

function goTo(input) {
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

function neighbour(input, down, right) {
  const rows = rowsOf(tableOf(input));
  const row = rows.findIndex((each) => each.includes(input)), column = rows[row].indexOf(input);
  if (right) return rows[row][column + right];
  const next = rows[row + down];
  // Columns count from the right where a row is shorter: totals stand last.
  return next && next[Math.min(column, next.length - 1)];
}

function edge(input, down, right) {
  const rows = rowsOf(tableOf(input));
  const row = rows.find((each) => each.includes(input)), column = row.indexOf(input);
  if (right) return right > 0 ? row[row.length - 1] : row[0];
  const far = down > 0 ? rows[rows.length - 1] : rows[0];
  return far[Math.min(column, far.length - 1)];
}

function fillWithZero(cells, words) {
  change(cells.filter((input) => valueOf("cells", input.id) === "").map((input) => ["cells", input.id, "0"]), words);
}

function sumInto(input) {
  const sum = report.layout.sums.find((each) => each.at === input.id && each.right.length === 1);
  if (!sum) return false;
  change([["cells", input.id, String(sumOf(sum.left))]], "求和");
  input.select();
  return true;
}

// A block of cells, from where one began to where one is: to be copied, or emptied.
function blockCells() {
  if (!typing.block) return [];
  const [from, to] = [typing.block.from, typing.block.to].map((id) => document.getElementById(id));
  if (!from || !to) return [];
  const rows = rowsOf(tableOf(from));
  const place = (input) => { const row = rows.findIndex((each) => each.includes(input)); return [row, rows[row].indexOf(input)]; };
  const [[top, left], [bottom, right]] = [place(from), place(to)];
  return rows.slice(Math.min(top, bottom), Math.max(top, bottom) + 1).map((row) => row.slice(Math.min(left, right), Math.max(left, right) + 1));
}

function showBlock() {
  const inside = new Set(blockCells().flat());
  for (const input of inputs(document)) input.classList.toggle("in-block", inside.has(input));
}

function forgetBlock() {
  if (!typing.block) return;
  typing.block = null;
  showBlock();
}

function extendBlock(input, arrow) {
  const from = typing.block ? typing.block.from : input.id, end = document.getElementById(typing.block ? typing.block.to : input.id);
  const next = neighbour(end, ...arrow);
  if (next) typing.block = { from, to: next.id };
  showBlock();
  const cells = blockCells().flat();
  if (cells.length) say(`选中 ${cells.length} 格，和 ${sumOf(cells.map(({ id }) => id))}`);
}

function blockCopied(event) {
  const rows = blockCells();
  if (!rows.length) return;
  event.clipboardData.setData("text/plain", rows.map((row) => row.map(({ id }) => valueOf("cells", id)).join("\t")).join("\n"));
  event.preventDefault();
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function cellKey(event) {
  const input = event.target;
  if (event.isComposing) return;
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey && !typing.isEditing && !event.altKey) {
    extendBlock(input, arrow);
    event.preventDefault();
    return;
  }
  const block = blockCells().flat();
  if (!["Shift", "Control", "Meta", "Alt"].includes(event.key) && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c")) forgetBlock();
  if (event.altKey && event.code === "Digit0") {
    fillWithZero(inOneRow(input), "本行其余填 0");
    event.preventDefault();
  } else if (event.altKey && event.key === "Enter") {
    const act = document.querySelector(`#findings [data-for="${input.id}"]`);
    if (act) act.click();
    event.preventDefault();
  } else if (event.altKey) {
    return;
  } else if (arrow && !typing.isEditing && !event.shiftKey) {
    goTo(event.ctrlKey || event.metaKey ? edge(input, ...arrow) : neighbour(input, ...arrow));
    event.preventDefault();
  } else if (event.key === "Enter") {
    let next = neighbour(input, event.shiftKey ? -1 : 1, 0);
    const start = typing.columnOfRun && document.getElementById(typing.columnOfRun);
    if (start && !event.shiftKey) next = neighbour(start, 1, 0);
    typing.columnOfRun = null;
    goTo(next);
    event.preventDefault();
  } else if (event.key === "Tab") {
    if (!event.shiftKey && !typing.columnOfRun) typing.columnOfRun = input.id;
    typing.isTab = true;
  } else if (event.key === "F2" && event.shiftKey) {
    noteOn(input);
    event.preventDefault();
  } else if (event.key === "F2") {
    typing.isEditing = true;
    input.setSelectionRange(input.value.length, input.value.length);
    event.preventDefault();
  } else if (event.key === "Escape") {
    change([["cells", input.id, typing.before]], "恢复");
    typing.isEditing = false;
    input.select();
  } else if (event.key === "Delete" && !typing.isEditing) {
    change((block.length ? block : [input]).map(({ id }) => ["cells", id, ""]), "清为空白");
    event.preventDefault();
  } else if (event.key === "=" || event.key === "＝") {
    sumInto(input);
    event.preventDefault();
  } else if (event.key === "Home" && event.ctrlKey) {
    goTo(inputs(tableOf(input))[0]);
    event.preventDefault();
  }
}

function cellTyped(event) {
  const input = event.target;
  if (event.isComposing) return;
  const text = narrowed(input.value);
  if (text !== input.value) input.value = text;
  change([["cells", input.id, text]], input.dataset.name, true);
}

function cellFocused(event) {
  const input = event.target;
  if (!typing.isTab) typing.columnOfRun = null;
  typing.isTab = false;
  typing.isEditing = false;
  typing.before = valueOf("cells", input.id);
  typing.last = input.id;
  forgetBlock();
  input.select();
  showCellLine(input);
}

const REGIONS = ["bar", "chapters", "report", "side"];

function pageKey(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isCommand && key === "s") {
    document.querySelector("[data-action=save]").click();
  } else if (isCommand && key === "z" && !event.shiftKey) {
    takeBack();
  } else if (isCommand && (key === "y" || (key === "z" && event.shiftKey))) {
    redoStep();
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    nextFinding(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.altKey && (event.key === "PageDown" || event.key === "PageUp")) {
    const links = [...document.querySelectorAll("#chapters a")], here = document.activeElement.closest("main > section");
    const at = links.findIndex((link) => here && link.dataset.chapter === here.id);
    const link = links[Math.max(0, Math.min(links.length - 1, at + (event.key === "PageDown" ? 1 : -1)))];
    if (link) goToChapter(link.dataset.chapter);
  } else if (event.key === "F6") {
    const here = REGIONS.findIndex((id) => document.getElementById(id).contains(document.activeElement));
    const there = document.getElementById(REGIONS[(here + (event.shiftKey ? REGIONS.length - 1 : 1)) % REGIONS.length]);
    const first = there.querySelector("button, input, textarea, select, a[href], [tabindex]");
    if (first) first.focus();
  } else if (event.key === "F1") {
    showHelp();
  } else {
    return;
  }
  event.preventDefault();
}
