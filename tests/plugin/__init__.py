"""The MkDocs plugin, but for what only a build shows: that is in tests/builds/."""
