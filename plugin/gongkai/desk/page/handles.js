// The file that was opened, to be saved into again: its handle is kept in the browser's own database, since it outlives a
// reload. The permission does not: the browser asks for it anew, and only when somebody has clicked.

const STORE = "gongkai-desk";
let handle = null;

function database() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(STORE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("handles");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

// One request of the store; null where the browser keeps nothing for local files.
async function inStore(mode, act) {
  try {
    const base = await database();
    return await new Promise((resolve, reject) => {
      const asked = act(base.transaction("handles", mode).objectStore("handles"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } catch {
    return null;
  }
}

async function keepHandle(found) {
  handle = found;
  if (found) await inStore("readwrite", (store) => store.put({ handle: found, name: report.name, year: report.year }, `${report.name}:${report.year}`));
}

async function keptHandles() { return (await inStore("readonly", (store) => store.getAll())) || []; }

async function forgetHandles() {
  handle = null;
  await inStore("readwrite", (store) => store.clear());
}

async function isAllowed(found, mode) {
  if (!found.queryPermission) return true;
  return (await found.queryPermission({ mode })) === "granted" || (await found.requestPermission({ mode })) === "granted";
}

async function reopen(kept) {
  try {
    if (!(await isAllowed(kept.handle, "readwrite"))) return false;
    await openFiles([await kept.handle.getFile()], false, kept.handle);
    return true;
  } catch {
    trouble(`“${kept.handle.name}”打不开了：可能已经移走或改名，请重新打开。`);
    return false;
  }
}

// A file chosen so that it can be saved into again; browsers that cannot have no such button.
async function openToSaveBack() {
  let chosen;
  try {
    [chosen] = await showOpenFilePicker({ types: [{ description: "年度报告", accept: { "application/yaml": [".yml", ".yaml"] } }] });
  } catch {
    return;
  }
  await openFiles([await chosen.getFile()], false, chosen);
}
