// Files: opened, dropped, saved, exported; the preview.

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function values() { return report.values; }

function asked() { return { agency: office.agency, name: report.isNew ? report.name : "", kind: report.kind, year: report.year, scope: report.isNew ? report.scope : "" }; }

async function bytesOfFiles(files) {
  return Promise.all([...files].map(async (file) => ({ path: (file.webkitRelativePath || file.name).replaceAll("\\", "/"), bytes: new Uint8Array(await file.arrayBuffer()) })));
}

// What is not saved is not lost when something else is opened: it is offered like the copy of a crash. Only where the browser
// keeps no copies one is asked.
async function mayBeReplaced() {
  return !isTouched() || canKeep() || sure("现在填写的还没有保存，打开别的会换掉它。", "打开");
}

const KNOWN = /(^|[/\\])mkdocs\.ya?ml$|\.(ya?ml|png|jpe?g|gif|webp|pdf|ofd|docx?|wps|xlsx?|et|csv|txt|zip)$/i;

async function opened(name, request, files, from) {
  const opening = begins(Symbol("open"));
  try {
    if (!(await mayBeReplaced())) return;
    const list = files ? await bytesOfFiles(files) : [];
    const answer = await ask(name, files ? { ...request, files: list.map(({ path }) => path) } : request, list);
    if (isUnsaved()) setAside();
    take(answer, false);
    forgetSteps();
    report.isNew = false;
    await keepHandle(from);
    drawReport();
    showSaved();
    trouble(answer.notice || "");
    await check();
    await loadSource();
  } catch (error) {
    refused(error);
  } finally {
    ends(opening);
  }
}

async function openFiles(files, isFolder, from = null) {
  const wanted = isFolder ? [...files].filter((file) => file.size < 20e6 && KNOWN.test(file.name)) : [...files];
  if (wanted.length) await opened("open", { ...asked(), folder: isFolder }, wanted, from);
}

async function openOther(file) { await opened("switch", { file }, null, null); }

function markSaved(text, where) {
  report.saved = snapshot();
  report.fileText = text;
  report.savedInto = where;
  const now = new Date();
  report.savedAt = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  eraseCopy();
  showSaved();
}

async function written() { return ask("write", { values: values(), before: report.fileText }); }

async function save() {
  try {
    const made = await written();
    download(made.name, new Blob([made.text], { type: "application/yaml" }));
    markSaved(made.text, `下载的 ${made.name}`);
  } catch (error) {
    refused(error);
  }
}

async function saveInto(made) {
  try {
    if (!(await isAllowed(handle, "readwrite"))) { await save(); return; }
    const stream = await handle.createWritable();
    await stream.write(made.text);
    await stream.close();
    markSaved(made.text, handle.name);
  } catch (error) {
    refused(error);
  }
}

const NAMES = { texts: "文字", head: "", notes: "注", units: "单位", lists: "" };

// Which fields are not as in the file, in words.
function changedFields() {
  return GROUPS.filter((group) => group !== "seen").flatMap((group) => Object.entries(report.values[group]).filter(([key, value]) => value !== (report.opened[group][key] ?? "")).map(([key, value]) => {
    const input = document.getElementById(key), before = report.opened[group][key] ?? "";
    const where = input ? input.dataset.name : key.replace("/", "，");
    return [[NAMES[group], where].filter(Boolean).join("："), short(before), short(value)];
  }));
}

function short(text) { return text === "" ? "空白" : text.length > 40 ? `${text.slice(0, 40)}…` : text; }

// What saving will change: in words, and the lines of the file; then where to.
async function showChanges() {
  try {
    const made = await written();
    const fields = changedFields(), cut = fields.slice(0, 200);
    const gone = made.lines.filter((line) => line.old !== null).length, come = made.lines.filter((line) => line.new !== null).length;
    const table = element("table", { class: "changes" }, element("thead", {}, element("tr", {}, ...["哪里", "原来", "现在"].map((head) => element("th", { scope: "col" }, head)))), element("tbody", {}, ...cut.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, text))))));
    const lines = element("details", {}, element("summary", {}, "看文件里的样子"), element("pre", { class: "lines" }, ...made.lines.flatMap(({ from, to, old, new: now }) => [
      ...(old === null ? [] : [element("del", {}, `−${from} ${old}\n`)]), ...(now === null ? [] : [element("ins", {}, `＋${to} ${now}\n`)])])));
    const errors = shown.findings.filter((finding) => finding.own && !finding.accepted && finding.level === "error").length;
    const doubts = openDoubts().length;
    const state = [errors ? `还有 ${errors} 处错误，网站不会发布；也可以先存着` : "没有错误，可以发布", doubts ? `读入存疑的还有 ${doubts} 处没有看` : ""].filter(Boolean).join("；");
    const buttons = [element("button", { type: "button", class: handle ? "" : "main", onclick: () => { dialog.close(); save(); } }, `下载 ${made.name}`)];
    if (handle) buttons.unshift(element("button", { type: "button", class: "main", "data-confirm": "", onclick: () => { dialog.close(); saveInto(made); } }, `存回 ${handle.name}`));
    const dialog = showDialog(!report.fileText ? "保存成新文件" : made.lines.length ? `保存：改动 ${Math.max(gone, come)} 行，其余一字不动` : "没有改动", [...(fields.length ? [table] : []), ...(made.lines.length ? [lines] : []), element("p", {}, `${state}。`)], buttons);
    dialog.querySelector(".main").focus();
  } catch (error) {
    refused(error);
  }
}

async function exportAs(kind) {
  try {
    const made = await ask("export", { values: values(), kind });
    download(made.name, new Blob([made.made]));
  } catch (error) {
    refused(error);
  }
}

async function preview() {
  try {
    const made = await ask("export", { values: values(), kind: "html" });
    const frame = element("iframe", { title: "预览", sandbox: "allow-same-origin allow-modals", srcdoc: new TextDecoder().decode(made.made) });
    const print = element("button", { type: "button", onclick: () => frame.contentWindow.print() }, "打印");
    const dialog = showDialog("预览", [frame], [print], "wide");
    // Whoever reads in the page itself leaves it by the same key.
    frame.addEventListener("load", () => frame.contentDocument.addEventListener("keydown", (event) => { if (event.key === "Escape") dialog.close(); }));
    print.focus();
  } catch (error) {
    refused(error);
  }
}

// The files of a folder that was dropped, with their paths in it.
async function filesBelow(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    Object.defineProperty(file, "webkitRelativePath", { value: path });
    return [file];
  }
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) return found;
    for (const each of some) found.push(...(await filesBelow(each, `${path}/${each.name}`)));
  }
}

async function dropped(event) {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [item] = event.dataTransfer.items;
  const files = [...event.dataTransfer.files];
  const entry = item && item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
  if (entry && entry.isDirectory) { await openFiles(await filesBelow(entry, entry.name), true); return; }
  const asks = item && item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null;
  const from = await asks;
  await openFiles(files, false, from && from.kind === "file" && /\.ya?ml$/i.test(from.name) ? from : null);
}

function showSaved() {
  const line = document.getElementById("saved");
  const isLeft = isUnsaved();
  line.textContent = `${isLeft ? "有改动未保存" : "没有未保存的改动"}${report.savedAt ? `，上次 ${report.savedAt} 存为${report.savedInto}` : ""}`;
  line.dataset.unsaved = isLeft ? "1" : "";
  document.querySelector("[data-action=changes]").hidden = !isLeft;
  document.querySelector("[data-action=save-back]").hidden = !handle;
  document.querySelector("[data-action=undo]").disabled = !steps.done.length;
  document.querySelector("[data-action=redo]").disabled = !steps.undone.length;
}
