// Python's library for the desk, with the modules that it starts with as bytecode: node compile_library.mjs FOLDER
//
// FOLDER holds the files of Pyodide; library.zip is written beside them. Pyodide itself compiles, so that the bytecode is
// its own. Python then starts in half the time. What nothing in a browser can use is left out; the rest stays source.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = `${resolve(process.argv[2])}/`;
const { loadPyodide, version } = await import(pathToFileURL(`${folder}pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: folder,
  lockFileContents: JSON.stringify({ info: { arch: "wasm32", platform: "emscripten", version, python: "3.14", abi_version: "2026_0" }, packages: {} }),
});
const compiled = python.runPython(`
import importlib.util
import io
import marshal
import zipfile

UNUSED = """_pydatetime _pydecimal _pyio _pyrepl antigravity bdb cProfile cmd code ctypes curses dbm doctest ensurepip ftplib
    getpass idlelib imaplib mailbox multiprocessing netrc nntplib optparse pdb pickletools poplib profile pstats pyclbr pydoc
    pydoc_data rlcompleter sched shelve smtplib socketserver sqlite3 tabnanny telnetlib this timeit tkinter trace turtle
    unittest venv wave webbrowser wsgiref xmlrpc zipapp""".split()
BYTECODE = """__future__ _collections_abc _colorize _opcode_metadata _py_warnings _pyodide _sitebuiltins _weakrefset abc
    annotationlib ast asyncio base64 bisect bz2 codecs codeop collections compression concurrent contextlib contextvars copy
    copyreg csv dataclasses datetime decimal difflib dis encodings enum fnmatch fractions functools genericpath glob hashlib
    heapq html importlib inspect io ipaddress json keyword linecache locale logging lzma mimetypes ntpath numbers opcode
    operator os pathlib pkgutil platform posixpath pyodide random re reprlib selectors shutil signal site socket ssl stat
    statistics string struct subprocess tempfile textwrap threading token tokenize traceback types typing urllib warnings
    weakref xml zipfile zipimport""".split()
CHARSETS = ("encodings/cp", "encodings/iso", "encodings/mac", "encodings/koi", "encodings/kz", "encodings/hp", "encodings/tis")
TIME = (1980, 1, 1, 0, 0, 0)

def compiled(data):
    """The zip of the library. Bytecode that is never checked against a source: there is none."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data.to_bytes())) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            name, content = info.filename, source.read(info)
            top = name.split("/")[0].removesuffix(".py")
            if top in UNUSED or name.endswith("/"):
                continue
            if name.endswith(".py") and top in BYTECODE and not name.startswith(CHARSETS):
                code = compile(content, name, "exec", dont_inherit=True, optimize=2)
                content = importlib.util.MAGIC_NUMBER + bytes([1, 0, 0, 0]) + bytes(8) + marshal.dumps(code)
                name += "c"
            target.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
compiled
`);
writeFileSync(`${folder}library.zip`, compiled(new Uint8Array(readFileSync(`${folder}python_stdlib.zip`))).toJs());
