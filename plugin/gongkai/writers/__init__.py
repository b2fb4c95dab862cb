"""Pages and reports as files of a format: each writer knows only its own, parses nothing and decides nothing."""
