"""The desk: one HTML file in which a report is typed, read in, checked and saved, without a server or a network.

The package itself runs in it, by Pyodide in a worker: `session` answers what `page/` asks. `page_file` puts the file
together; `runtime` knows where Pyodide comes from.
"""
