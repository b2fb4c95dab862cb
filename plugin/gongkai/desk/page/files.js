// Files: opened, dropped, saved, exported; the preview.

let handle = null;

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function values() { return { ...report.values, remarks: report.remarks }; }

function asked() { return { agency: office.agency, name: report.isNew ? report.name : "", kind: report.kind, year: report.year }; }

async function bytesOfFiles(files) {
  return Promise.all([...files].map(async (file) => ({ path: (file.webkitRelativePath || file.name).replaceAll("\\", "/"), bytes: new Uint8Array(await file.arrayBuffer()) })));
}

async function openFiles(files, isFolder, from = null) {
  if (!files.length) return;
  if (isUnsaved() && !(await sure("现在填写的还没有保存，打开别的会换掉它。", "打开"))) return;
  const opening = begins(Symbol("open"));
  try {
    const list = await bytesOfFiles(isFolder ? [...files].filter((file) => file.size < 20e6 && /\.(ya?ml|png|jpe?g|gif|webp|pdf|ofd|docx?|wps|xlsx?|et|csv|txt|zip)$/i.test(file.name)) : files);
    const opened = await ask("open", { files: list.map(({ path }) => path), ...asked(), folder: isFolder }, list);
    report.isNew = false;
    take(opened, false);
    handle = from;
    drawReport();
    showSaved();
    await check();
  } catch (error) {
    refused(error);
  }
  ends(opening);
}

async function openOther(file) {
  if (isUnsaved() && !(await sure("现在填写的还没有保存，打开别的会换掉它。", "打开"))) return;
  const opening = begins(Symbol("open"));
  try {
    take(await ask("switch", { file }), false);
    handle = null;
    drawReport();
    await check();
  } catch (error) {
    refused(error);
  }
  ends(opening);
}

function markSaved() {
  report.saved = snapshot();
  const now = new Date();
  report.savedAt = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  eraseCopy();
  showSaved();
}

async function save() {
  try {
    const made = await ask("write", { values: values() });
    download(made.name, new Blob([made.text], { type: "application/yaml" }));
    markSaved();
  } catch (error) {
    refused(error);
  }
}

async function saveBack() {
  try {
    const made = await ask("write", { values: values() });
    if ((await handle.requestPermission({ mode: "readwrite" })) !== "granted") { await save(); return; }
    const stream = await handle.createWritable();
    await stream.write(made.text);
    await stream.close();
    markSaved();
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
    showDialog("预览", [frame], [element("button", { type: "button", onclick: () => frame.contentWindow.print() }, "打印")], "wide");
  } catch (error) {
    refused(error);
  }
}

async function dropped(event) {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [item] = event.dataTransfer.items;
  const files = [...event.dataTransfer.files];
  const asks = item && item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null;
  const from = await asks;
  await openFiles(files, false, from && from.kind === "file" && /\.ya?ml$/i.test(from.name) ? from : null);
}

function showSaved() {
  const line = document.getElementById("saved");
  line.textContent = `${isUnsaved() ? "有改动未保存" : "没有未保存的改动"}${report.savedAt ? `，上次保存 ${report.savedAt}` : ""}`;
  line.dataset.unsaved = isUnsaved() ? "1" : "";
  document.querySelector("[data-action=save-back]").hidden = !handle;
  document.querySelector("[data-action=undo]").disabled = !steps.done.length;
  document.querySelector("[data-action=redo]").disabled = !steps.undone.length;
}
