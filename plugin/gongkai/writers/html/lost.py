"""The page for an address that leads nowhere, in Chinese and whole in one file.

A server shows it under any address, so it can name no other file by a relative link. Where the address of the site is
known its links are written out; where not, its script looks for the folder above in which the index of the reports
stands. Without either it says in words where to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

_STYLE = """:root{color-scheme:light dark;--paper:#fff;--wash:#f4f6f8;--ink:#16191d;--ink-2:#4a5159;--link:#17497f;\
--hairline:#d5dae0;--line:#7f8893}@media(prefers-color-scheme:dark){:root{--paper:#14181c;--wash:#1c2127;--ink:#eceef0;\
--ink-2:#b6bdc5;--link:#9cc3ee;--hairline:#353d46;--line:#7f8a95}}*{box-sizing:border-box}\
body{margin:0;font:17px/1.85 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);\
background:var(--paper);border-top:3px solid #17497f;text-autospace:normal}header{padding:10px 0;font-weight:700;\
border-bottom:1px solid var(--hairline)}header>*,main{display:block;max-width:44em;padding:0 20px;margin:0 auto}\
h1{margin:0 0 12px;font-size:32px;line-height:1.35}p{margin:0;text-wrap:pretty}.code{margin:28px 0 0;color:var(--ink-2)}\
form{margin:24px 0 0}label{font-weight:700}form>div{display:flex;max-width:32em}input,button{min-width:0;padding:8px 14px;\
font:inherit;border-radius:0;border:1px solid var(--line)}input{flex:1;color:var(--ink);background:var(--paper)}\
input::placeholder{color:var(--ink-2);opacity:1}button{font-weight:700;color:var(--paper);background:var(--link);border-color:var(--link)}\
ul{padding:0;margin:28px 0 0;list-style:none;border-top:1px solid var(--hairline)}li{display:flex;flex-wrap:wrap;gap:0 1em;\
padding:10px 0;border-bottom:1px solid var(--hairline)}li>a{min-width:11em;font-weight:700}li>span{color:var(--ink-2)}\
a{color:var(--link);text-underline-offset:.22em}:focus-visible{outline:3px solid var(--link);outline-offset:2px}\
[hidden]{display:none!important}@media(max-width:32em){li{display:block}li>a{display:block}}"""
_SCRIPT = """(async()=>{const parts=location.pathname.split("/");\
for(let n=parts.length-1;n>0;n-=1){const root=parts.slice(0,n).join("/")+"/";try{\
if((await fetch(root+PROBE,{method:"HEAD"})).ok){for(const one of document.querySelectorAll("[data-path]"))\
one[one.matches("form")?"action":"href"]=root+one.dataset.path;\
for(const one of document.querySelectorAll("form,ul"))one.hidden=false;return}}catch{return}}})()"""


class Way(NamedTuple):
    """A page that readers may want instead."""

    path: str
    """From the site's root."""
    name: str
    what: str
    """What is there."""


def write_not_found(
    site_name: str, ways: Sequence[Way], probe: str, site_url: str | None, search: str | None
) -> str:
    """The page.

    probe: a file that every such site has. search: the page that answers what is typed (`?q=`), where the site has a search
    that does. Both from the site's root.
    """
    root = urlsplit(site_url).path.rstrip("/") + "/" if site_url else None
    hidden = "" if root else " hidden"
    items = "".join(
        f"<li><a{_at('href', root, way.path)}>{escape(way.name)}</a><span>{escape(way.what)}</span></li>"
        for way in ways
    )
    form = "" if search is None else _form(root, search, hidden)
    script = "" if root else f"<script>{_SCRIPT.replace('PROBE', repr(probe))}</script>\n"
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>没有找到这个页面 - {escape(site_name)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<header><span>{escape(site_name)}</span></header>\n<main>\n"
        '<p class="code">404</p>\n<h1>没有找到这个页面</h1>\n'
        "<p>网址可能有误，或者链接已经过时。年度报告发布后，地址不再改变；可从本网站首页的年度报告目录查找。</p>\n"
        f"{form}<ul{hidden}>{items}</ul>\n</main>\n{script}</body>\n</html>\n"
    )


def _form(root: str | None, search: str, hidden: str) -> str:
    return (
        f'<form role="search"{_at("action", root, search)}{hidden}><label for="q">搜索机关、年度或文号</label>'
        '<div><input id="q" name="q" type="search" required placeholder="如：教育局2023"><button>搜索</button></div></form>\n'
    )


def _at(name: str, root: str | None, path: str) -> str:
    """Where it leads; without a root, what the script makes it of."""
    return f' data-path="{escape(path)}"' if root is None else f' {name}="{escape(root + path)}"'
