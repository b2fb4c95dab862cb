// Run a module with the Python of Pyodide, over the folders of this machine:
//     node pyodide.mjs RUNTIME ABI VERSION PATHS MODULE ARGUMENT…
import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, abi, python, paths, ...words] = process.argv.slice(2);
const { loadPyodide, version } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const info = { arch: "wasm32", platform: "emscripten", version, python, abi_version: abi };
const { SOURCE_DATE_EPOCH, NO_MKDOCS_2_WARNING } = process.env;
const py = await loadPyodide({
  indexURL: `${runtime}/`,
  lockFileContents: JSON.stringify({ info, packages: {} }),
  env: Object.fromEntries(Object.entries({ HOME: "/home", SOURCE_DATE_EPOCH, NO_MKDOCS_2_WARNING }).filter(([, value]) => value)),
});
const here = process.cwd();
for (const folder of new Set([here, ...paths.split(delimiter)])) {
  py.FS.mkdirTree(folder);
  // One that stands in another is there already.
  if (py.FS.readdir(folder).length === 2) py.FS.mount(py.FS.filesystems.NODEFS, { root: folder }, folder);
}
py.globals.set("paths", py.toPy(paths.split(delimiter)));
py.globals.set("words", py.toPy(words));
py.globals.set("here", here);
const status = await py.runPythonAsync(`
import os, runpy, sys
sys.path[:0] = paths
sys.argv = list(words)
# What it compiles is for no other Python.
sys.dont_write_bytecode = True
os.chdir(here)
try:
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    status = 0
except SystemExit as end:
    status = end.code if isinstance(end.code, int) else int(end.code is not None)
int(status)
`);
process.exit(status);
