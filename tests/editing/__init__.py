"""Editors at home: a site of their own, a file for the year, and help while they type."""
