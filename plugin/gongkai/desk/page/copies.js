// A copy of what is typed in the browser's own store, for crashes alone. All local files share that store, so the copy is
// erased once the report is saved; it is offered on the next start and never opened by itself.

const MARK = "gongkai-desk:";

// What this window has written last, and where. A copy that is another, of another window or of a crash that nobody has
// looked at yet, stays; this window then writes beside it. What was erased on request comes back with the next change alone.
const ownCopy = { key: "", text: "", apart: "", isErased: false };

function copyKey() { return `${MARK}${report.name}:${report.year}${ownCopy.apart}`; }

function keepCopy() {
  if (!isUnsaved() || ownCopy.isErased || !canKeep()) return;
  // The office may just have got its name, and with it another key.
  if (ownCopy.key !== copyKey()) dropOwnCopy();
  const there = localStorage.getItem(copyKey());
  if (there && there !== ownCopy.text) ownCopy.apart = `:${Date.now()}`;
  if (putCopy(copyKey())) Object.assign(ownCopy, { key: copyKey(), text: localStorage.getItem(copyKey()) });
}

function dropOwnCopy() {
  if (ownCopy.key && localStorage.getItem(ownCopy.key) === ownCopy.text) localStorage.removeItem(ownCopy.key);
  Object.assign(ownCopy, { key: "", text: "" });
}

onChange(() => { ownCopy.isErased = false; });

// What is typed makes room for something else that is opened: kept apart, and offered at once.
function setAside() {
  const isKept = isTouched() && putCopy(`${copyKey()}:${Date.now()}`);
  if (canKeep()) dropOwnCopy();
  if (isKept) offerCopies();
}

function canKeep() {
  try {
    localStorage.setItem(`${MARK}?`, "");
    localStorage.removeItem(`${MARK}?`);
    return true;
  } catch {
    return false;
  }
}

function putCopy(key) {
  const now = new Date();
  const at = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")} ${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  try {
    localStorage.setItem(key, JSON.stringify({ at, name: report.name, kind: report.kind, agency: report.agency, year: report.year, values: report.values, doubts: report.doubts, text: report.text, fileText: report.fileText }));
    return true;
  } catch {
    // A full or forbidden store: the file is the home of what is typed, the copy only a help.
    return false;
  }
}

// Of this office and year, what was set aside too.
function eraseCopy() {
  for (const { key } of copies().filter((copy) => copy.key === copyKey() || copy.key.startsWith(`${copyKey()}:`))) {
    localStorage.removeItem(key);
    const line = document.querySelector(`[data-copy="${CSS.escape(key)}"]`);
    if (line) leaves(line);
  }
}

function copies() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(MARK)).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

function eraseCopies() {
  for (const { key } of copies()) localStorage.removeItem(key);
  ownCopy.isErased = true;
}

function listOfCopies() {
  const there = document.getElementById("copies");
  if (there) return there;
  const list = element("section", { id: "copies", "aria-label": "没有保存完的" }, element("h2", {}, "没有保存完的"));
  document.getElementById("report").before(list);
  return list;
}

function leaves(line) {
  line.remove();
  const list = document.getElementById("copies");
  if (list && !list.querySelector("p")) list.remove();
}

// Files that can be saved into again, from before a reload.
async function offerHandles() {
  for (const kept of await keptHandles()) {
    if (handle && handle.name === kept.handle.name) continue;
    const line = element("p", {}, `${kept.name.startsWith("（") ? "" : kept.name} ${kept.year}年度，上次打开的文件 ${kept.handle.name} `,
      element("button", { type: "button", "data-action": "reopen", onclick: async () => { if (await reopen(kept)) leaves(line); } }, "再打开（浏览器会问是否允许）"));
    listOfCopies().append(line);
  }
}

function offerCopies() {
  const offered = new Set([...document.querySelectorAll("#copies [data-copy]")].map((line) => line.dataset.copy));
  for (const copy of copies().filter(({ key }) => !offered.has(key))) {
    const list = listOfCopies();
    const line = element("p", { "data-copy": copy.key }, `${copy.name.startsWith("（") ? "" : copy.name} ${copy.year}年度，停在 ${copy.at}，存在本机，还不是文件 `);
    line.append(
      element("button", { type: "button", class: "main", onclick: () => { leaves(line); restore(copy); } }, "继续填写"), " ",
      element("button", { type: "button", onclick: () => { localStorage.removeItem(copy.key); leaves(line); } }, "清除"),
    );
    list.append(line);
  }
}
