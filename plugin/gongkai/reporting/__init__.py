"""Findings as an output that people or programs read."""

from gongkai.reporting.text import write_text

__all__ = ["write_text"]
