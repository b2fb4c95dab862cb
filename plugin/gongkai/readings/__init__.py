"""Files of other formats as reports."""
