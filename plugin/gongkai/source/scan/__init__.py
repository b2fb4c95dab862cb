"""The traps of a line: slips that YAML accepts in silence, or refuses with a message that helps nobody."""
