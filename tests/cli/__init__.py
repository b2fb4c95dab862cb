"""The command, a module a verb."""
