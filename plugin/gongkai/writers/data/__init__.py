"""Reports and the archive as CSV and JSON."""
