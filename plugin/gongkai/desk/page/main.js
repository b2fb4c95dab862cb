// Putting the parts together: starting, checking after a pause, and what the buttons do.

const PAUSE = 300;
const timers = { check: 0 };
let isReady = false, isChecking = false, isWanted = false;

// What goes on. Ready means that nothing does, and that the findings speak of what the fields hold: a check that ends
// while a file is still read, or while another one waits for its pause, must not say so.
const work = new Set();
function showState() { document.documentElement.dataset.state = !isReady ? "loading" : work.size ? "checking" : "ready"; }
function begins(what) { work.add(what); showState(); return what; }
function ends(what) { work.delete(what); showState(); }

async function check() {
  if (!isReady) return;
  clearTimeout(timers.check);
  timers.check = 0;
  begins("check");
  if (isChecking) { isWanted = true; return; }
  isChecking = true;
  const line = document.getElementById("checked");
  line.classList.add("busy");
  try {
    do {
      isWanted = false;
      const answer = await ask("check", { values: values() });
      if (!isWanted) {
        await takeReferences(answer.references);
        takeTexts(answer);
        showFindings(answer.findings);
      }
    } while (isWanted);
  } catch (error) {
    refused(error);
  }
  line.classList.remove("busy");
  isChecking = false;
  if (!timers.check) ends("check");
}

onChange((changed) => {
  showCells(changed);
  showFields(changed);
  showSaved();
  begins("check");
  clearTimeout(timers.check);
  timers.check = setTimeout(() => { keepCopy(); check(); }, PAUSE);
});

function focusStep(step) {
  if (step.before) return;
  const { group, key } = step.changes.findLast(({ group: each }) => each !== "seen") || step.changes[0];
  const field = group === "texts" ? areaOf(key) || document.querySelector(`[data-title="${CSS.escape(key)}"]`) : group === "head" ? document.getElementById(`head-${key}`) : group === "lists" ? document.querySelector(`[data-list="${CSS.escape(key)}"], [data-own="${CSS.escape(key)}"]`) : document.getElementById(key);
  if (field && field.closest("details")) field.closest("details").open = true;
  if (field) field.focus();
}

// One after the other: a step for which Python has to be asked takes its time.
let turning = Promise.resolve();
function turned(turn, side) {
  turning = turning.then(async () => {
    const step = turn();
    if (step && step.before) await putBack(step[side]);
    else if (step) focusStep(step);
  });
}

function takeBack() { turned(undo, "before"); }

function redoStep() { turned(redo, "after"); }

// A word on what was just done, for those who see and for those who hear it.
function say(words) {
  const line = document.getElementById("said");
  line.textContent = words;
  clearTimeout(timers.said);
  timers.said = setTimeout(() => { line.textContent = ""; }, 4000);
}

// Dialogs

function showDialog(title, content, buttons, kind = "") {
  const dialog = document.getElementById("dialog");
  dialog.className = kind;
  const close = element("button", { type: "button", onclick: () => dialog.close() }, buttons.length && kind !== "wide" ? "取消" : "关闭");
  dialog.replaceChildren(element("h2", { id: "dialog-title" }, title), ...content, element("p", { class: "buttons" }, ...buttons, close));
  dialog.showModal();
  return dialog;
}

function ask2(title, content, words, act, after = () => {}) {
  const dialog = showDialog(title, content, [element("button", { type: "button", class: "main", "data-confirm": "", onclick: () => { dialog.close(); act(); } }, words)]);
  dialog.addEventListener("close", after, { once: true });
  const field = dialog.querySelector("input, textarea, [data-confirm]");
  if (field) field.focus();
}

function sure(words, act) {
  return new Promise((resolve) => {
    let answer = false;
    ask2("请确认", [element("p", {}, words)], act, () => { answer = true; resolve(true); }, () => { if (!answer) resolve(false); });
  });
}

const KEYS = [
  ["数字", "替换这一格；F2 在格里改，Esc 恢复原来的数"], ["← ↑ → ↓", "上下左右；Ctrl 加方向键到边上"], ["Tab、Enter", "向右、向下；Enter 回到这一行开始填的那一列"],
  ["0、/、Delete", "零、斜杠、空白"], ["=", "在总计里：求和"], ["Alt+0", "本行其余填 0"], ["Alt+Enter", "照这里的建议改"],
  ["Alt+↓、Alt+↑", "下一处、上一处问题"], ["Shift 加方向键", "选一块，Ctrl+C 复制，Delete 清空；在格里 Ctrl+V 粘贴一块"], ["F6", "在各区域之间移动"], ["Ctrl+Z、Ctrl+Y", "撤销、重做"], ["Ctrl+S", "保存"],
  ["Shift+F10、右键", "这一格可以做的：填 0、斜杠、空白、取上年数、注、更正"], ["Shift+F2", "写注"], ["Alt+PageDown、Alt+PageUp", "下一章、上一章"],
];

function showHelp() { showDialog("按键说明", [element("dl", {}, ...KEYS.flatMap(([key, words]) => [element("dt", {}, key), element("dd", {}, words)]))], []); }

function showLicences() {
  const texts = JSON.parse(document.getElementById("licences").textContent);
  showDialog("工作台里的软件和许可", Object.entries(texts).map(([name, text]) => element("details", {}, element("summary", {}, name), element("pre", {}, text))), []);
}

const ACTIONS = {
  undo: takeBack, redo: redoStep, save, "save-back": showChanges, changes: showChanges, "open-to-save-back": openToSaveBack, preview,
  "add-row": addRow, "add-section": addSection,
  "cell-menu": () => { const input = document.getElementById(document.getElementById("cell-line").dataset.cell); if (input) setTimeout(() => cellMenu({ target: input, preventDefault() {} })); },
  help: showHelp, licences: showLicences,
  large: () => document.documentElement.classList.toggle("large"),
  erase: async () => { if (await sure("清除存在本机浏览器里的全部副本？文件不受影响。", "清除")) { eraseCopies(); await forgetHandles(); const list = document.getElementById("copies"); if (list) list.remove(); showSaved(); } },
  export: (button) => exportAs(button.dataset.kind),
  "fill-zero": (button) => fillWithZero(inputs(button.closest("section").querySelector("table")), "空白全部填 0"),
  "fill-totals": (button) => {
    const ids = new Set(inputs(button.closest("section").querySelector("table")).map(({ id }) => id)), totals = missingTotals(ids);
    change(totals.map(([id, value]) => ["cells", id, value]), "空白的总计求和");
    say(totals.length ? `${totals.length} 个总计已求和` : "没有各项都已填好、总计还空着的");
  },
  carry: () => change(report.layout.carried.filter(([, left]) => report.before.cells[left] !== undefined).map(([taken, left]) => ["cells", taken, report.before.cells[left]]), "取上年结转"),
};

// Python makes another text of the file, and the page is drawn anew. then: what is done with the answer.
async function drawnAnew(name, request, then) {
  const opening = begins(Symbol("open"));
  try {
    takeAdded(await ask(name, request));
    then();
    drawReport();
    showSaved();
    await check();
  } catch (error) {
    refused(error);
  } finally {
    ends(opening);
  }
}

// A row of a table or a section of the office's own: one step to take back, however much it changes.
async function added(name, request, words) {
  const before = wholeReport();
  await drawnAnew(name, { values: values(), ...request }, () => noteWhole(words, before));
}

async function putBack({ text, values: typed }) {
  await drawnAnew("put_back", { text }, () => { report.values = structuredClone(typed); });
}

function addRow(button) {
  const { table } = report.layout.sections.find((section) => section.table && section.table.id === button.dataset.table);
  const label = element("input", { type: "text", id: "row-label", autocomplete: "off" });
  const block = element("select", {}, ...table.blocks.map((each) => element("option", { value: each.id }, each.label || table.caption)));
  ask2("加一行格式没有的", [element("p", {}, "省里统一加的、格式里没有的一行，照原样印在表的最后，不参加合计。"), element("label", {}, "这一行的名称", label), ...(table.blocks.length > 1 ? [element("label", {}, "在哪一段", block)] : [])], "加上", () => {
    if (label.value.trim()) added("add_row", { table: table.id, block: block.value, label: label.value.trim() }, "加一行");
  });
}

function addSection() {
  const title = element("input", { type: "text", id: "section-title", autocomplete: "off" });
  ask2("加一个部分", [element("label", {}, "标题", title)], "加上", () => { if (title.value.trim()) added("add_section", { title: title.value.trim() }, "加一个部分"); });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button && ACTIONS[button.dataset.action]) ACTIONS[button.dataset.action](button);
  const menu = document.getElementById("more");
  if (menu.open && (button || !menu.contains(event.target))) menu.open = false;
  const cells = document.getElementById("cell-menu");
  if (!cells.hidden && !cells.contains(event.target)) cells.hidden = true;
});
document.addEventListener("keydown", (event) => {
  if (document.getElementById("dialog").open) return;
  if (event.target.classList.contains("cell")) cellKey(event);
  if (!event.defaultPrevented) pageKey(event);
});
document.addEventListener("contextmenu", (event) => { if (event.target.classList.contains("cell")) cellMenu(event); });
document.addEventListener("dblclick", (event) => { if (event.target.classList.contains("cell")) typing.isEditing = true; });
document.addEventListener("focusin", (event) => { if (event.target.classList.contains("cell")) cellFocused(event); });
document.addEventListener("focusout", (event) => {
  const to = event.relatedTarget;
  const isLeaving = event.target.classList.contains("cell") && !(to && (to.classList.contains("cell") || to.closest("#cell-line, #cell-menu")));
  if (isLeaving) document.getElementById("cell-line").hidden = true;
});
document.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  if (event.target.classList.contains("cell")) pasted(event);
  // A whole document, copied in Word or from a page, is read like its file.
  else if (html && !event.target.closest("input, textarea, dialog")) openFiles([new File([html], "粘贴的内容.html")], false);
});
document.addEventListener("copy", blockCopied);
document.addEventListener("compositionend", (event) => { if (event.target.classList.contains("cell")) cellTyped(event); });
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.classList.contains("cell")) cellTyped(event);
  else if (field.dataset.section) textTyped(field);
  else if (field.dataset.head) change([["head", field.dataset.head, field.value.trim()]], field.dataset.head, true);
  else if (field.dataset.title) change([["texts", field.dataset.title, field.value.trim()]], "标题", true);
  else if (field.dataset.unit) change([["units", field.dataset.unit, field.value.trim()]], "单位", true);
  else if (field.dataset.list) itemTyped(field);
  else if (field.dataset.own) ownTyped(field);
});
document.addEventListener("change", async (event) => {
  const field = event.target;
  if (field.dataset.action === "open" || field.dataset.action === "open-folder") {
    const files = [...field.files];
    field.value = "";
    await openFiles(files, field.dataset.action === "open-folder");
  } else if (field.id === "folder-report") {
    await openOther(field.value);
  } else if (field.id.startsWith("office-")) {
    report.name = document.getElementById("office-name").value.trim();
    report.kind = document.getElementById("office-kind").value;
    report.scope = document.getElementById("office-scope").value.trim();
    const year = document.getElementById("office-year").value;
    if (/^(19|20)\d\d$/.test(year)) report.year = Number(year);
    await begin();
  }
});
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
document.addEventListener("drop", dropped);
self.addEventListener("beforeunload", (event) => { if (isUnsaved()) { keepCopy(); event.preventDefault(); } });
setInterval(keepCopy, 3000);
self.addEventListener("resize", fitAll);
document.addEventListener("toggle", fitAll, true);

// An input method that composes must not lose its field.
let isComposing = false;
document.addEventListener("compositionstart", () => { isComposing = true; });
document.addEventListener("compositionend", () => { isComposing = false; });

async function composed() {
  while (isComposing) await new Promise((resolve) => { setTimeout(resolve, 50); });
}

// Draw anew while somebody types: focus, selection and place stay, so that the next key goes where the last one went.
function drawUnderHand() {
  const active = document.activeElement;
  const found = active.id ? `#${CSS.escape(active.id)}` : active.dataset.section ? `textarea[data-section="${CSS.escape(active.dataset.section)}"]` : "";
  const isText = active.matches("input[type=text], textarea");
  const { selectionStart, selectionEnd } = isText ? active : {};
  const before = { ...typing }, top = scrollY;
  drawReport();
  scrollTo(0, top);
  const field = found && document.querySelector(found);
  if (!field || field === document.body) return;
  field.focus({ preventScroll: true });
  Object.assign(typing, before);
  if (isText) field.setSelectionRange(selectionStart, selectionEnd);
}

async function begin() {
  if (!isReady) { report.layout = layoutOf(report.year); drawReport(); return; }
  const opening = begins(Symbol("open"));
  try {
    const opened = await ask("begin", { agency: office.agency, name: report.name, kind: report.kind, year: report.year, scope: report.scope });
    take(opened, true);
    engine.hasStarted();
    await composed();
    drawUnderHand();
    showSaved();
    await check();
  } catch (error) {
    refused(error);
  }
  ends(opening);
}

async function restore(copy) {
  const opening = begins(Symbol("open"));
  await loaded;
  if (isUnsaved()) setAside();
  Object.assign(report, { name: copy.name, kind: copy.kind, year: copy.year });
  try {
    take(await ask("restore", { agency: copy.agency, name: copy.name, kind: copy.kind, year: copy.year, text: copy.text }), false);
    for (const group of GROUPS) Object.assign(report.values[group], copy.values[group]);
    forgetSteps();
    Object.assign(report, { doubts: copy.doubts || [], fileText: copy.fileText, isNew: false });
    localStorage.removeItem(copy.key);
    keepCopy();
    drawReport();
    showSaved();
    await check();
  } catch (error) {
    refused(error);
  }
  ends(opening);
}

async function start() {
  await startEngine();
  await ask("start", { files: office.files, options: office.options });
  isReady = true;
  await begin();
  await ask("prepare", {});
}

showState();
report.layout = layoutOf(report.year);
report.saved = report.asOpened = snapshot();
drawReport();
showSaved();
offerCopies();
offerHandles();
document.querySelector("[data-action=open-to-save-back]").hidden = !("showOpenFilePicker" in self);
// The page is drawn and can be typed into before the rest of the file, which holds Python, has been read.
const loaded = new Promise((resolve) => { document.addEventListener("DOMContentLoaded", () => setTimeout(resolve)); }).then(start).catch((error) => trouble(`核对没有启动：${error.message}`, true));
