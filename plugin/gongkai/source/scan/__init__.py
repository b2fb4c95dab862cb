"""The traps of a line: slips that YAML reads without a word, or refuses in words that help nobody."""
