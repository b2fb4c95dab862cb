// Python in a classic worker made of a blob: the only kind that opens from file://. Nothing is loaded: what Pyodide
// asks for by `fetch` is answered from the parts that the page has sent.
const HOST = "http://desk.invalid/";
const ROOT = "/desk";
// Pyodide refuses a classic worker, and tells it by this function.
self.importScripts = () => { throw new TypeError("no scripts but those of the page"); };

const parts = {};
self.fetch = async (address) => {
  const name = String(address.url || address).replace(HOST, "");
  if (name === "pyodide.asm.wasm") return new Response(unzipped(parts.machine), { headers: { "Content-Type": "application/wasm" } });
  if (name === "python_stdlib.zip") return new Response(parts.library);
  throw new TypeError("no network");
};

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const codes = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((sign, code) => { codes[sign.charCodeAt(0)] = code; });
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const bits = (codes[text.charCodeAt(from)] << 18) | (codes[text.charCodeAt(from + 1)] << 12) | (codes[text.charCodeAt(from + 2)] << 6) | codes[text.charCodeAt(from + 3)];
    bytes[to] = bits >> 16;
    bytes[to + 1] = bits >> 8;
    bytes[to + 2] = bits;
  }
  return bytes;
}

function unzipped(bytes) {
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

async function moduleOf(bytes) {
  const text = await new Response(unzipped(bytes)).text();
  return import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

async function started(texts) {
  for (const [name, text] of Object.entries(texts)) parts[name] = bytesOf(text);
  const [{ loadPyodide, version }, { default: createPyodideModule }] = await Promise.all([moduleOf(parts.loader), moduleOf(parts.module)]);
  const python = await loadPyodide({
    indexURL: HOST,
    stdLibURL: HOST + "python_stdlib.zip",
    lockFileContents: JSON.stringify({ info: { arch: "wasm32", platform: "emscripten", version, python: "3.14", abi_version: "{{abi}}" }, packages: {} }),
    createPyodideModule,
  });
  python.unpackArchive(parts.bundle, "zip", { extractDir: "/gongkai" });
  for (const name of Object.keys(parts)) delete parts[name];
  python.runPython(`
import sys
from pathlib import Path
sys.path.insert(0, "/gongkai")
from gongkai.desk.session import Session
session = Session(Path("${ROOT}"))
`);
  return python;
}

let python;

async function answered({ id, name, request, files, parts: texts }) {
  try {
    if (name === "load") {
      python = await started(texts);
      self.postMessage({ id, answer: {} });
      return;
    }
    for (const { path, bytes } of files || []) {
      const whole = `${ROOT}/in/${path}`;
      python.FS.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
      python.FS.writeFile(whole, bytes);
    }
    const session = python.globals.get("session");
    const answer = JSON.parse(session.call(name, JSON.stringify(request)));
    session.destroy();
    const made = answer.path ? python.FS.readFile(answer.path) : null;
    self.postMessage({ id, answer, made });
  } catch (error) {
    const lines = String(error.message || error).trim().split("\n");
    self.postMessage({ id, error: lines[lines.length - 1], whole: String(error.message || error) });
  }
}

// One after the other: a request may come while Python still starts.
let queue = Promise.resolve();
self.onmessage = ({ data }) => { queue = queue.then(() => answered(data)); };
