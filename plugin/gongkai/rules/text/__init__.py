"""G5xx: what the text says, against the tables, the years and other texts."""
