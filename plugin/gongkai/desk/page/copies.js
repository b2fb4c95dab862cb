// A copy of what is typed in the browser's own store, for crashes alone. All local files share that store, so the copy is
// erased once the report is saved; it is offered on the next start and never opened by itself.

const MARK = "gongkai-desk:";

function copyKey() { return `${MARK}${report.name}:${report.year}`; }

function keepCopy() {
  if (!isUnsaved()) return;
  const now = new Date();
  const at = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")} ${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  try {
    localStorage.setItem(copyKey(), JSON.stringify({ at, name: report.name, kind: report.kind, agency: report.agency, year: report.year, values: report.values, remarks: report.remarks, text: report.text }));
  } catch {
    // A full or forbidden store: the file is the home of what is typed, the copy only a help.
  }
}

function eraseCopy() { try { localStorage.removeItem(copyKey()); } catch { /* there is none */ } }

function copies() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(MARK)).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

function eraseCopies() { for (const { key } of copies()) localStorage.removeItem(key); }

function offerCopies() {
  const found = copies();
  if (!found.length) return;
  const list = element("section", { id: "copies", "aria-label": "上次没有保存的" }, element("h2", {}, "上次没有保存的"));
  for (const copy of found) {
    const line = element("p", {}, `${copy.name} ${copy.year}年度，停在 ${copy.at}，存在本机，还不是文件 `);
    line.append(
      element("button", { type: "button", class: "main", onclick: () => { list.remove(); restore(copy); } }, "继续填写"), " ",
      element("button", { type: "button", onclick: () => { localStorage.removeItem(copy.key); line.remove(); } }, "清除"),
    );
    list.append(line);
  }
  document.getElementById("report").before(list);
}
