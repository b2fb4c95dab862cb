"""G2xx: single cells, and the text of a file before it means anything."""
