"""A small page that leads from a former address to the present one, without script, and tells search engines so."""

from __future__ import annotations

from html import escape


def write_redirect(address: str, title: str) -> str:
    """The page. address: of the present page, relative to the former one; title: that of the present page."""
    link, name = escape(address), escape(title)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<link rel="canonical" href="{link}">
<meta http-equiv="refresh" content="0; url={link}">
</head>
<body>
<p>本页已移至：<a href="{link}">{name}</a></p>
</body>
</html>
"""
