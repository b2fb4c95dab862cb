"""The page for an address that leads nowhere, in Chinese and whole in one file.

A server shows it under any address, so it can name no other file by a relative link. Where the address of the site is
known its links are written out; where not, its script looks for the folder above in which the index of the reports
stands. Without either it says in words where to go.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

_STYLE = """:root{color-scheme:light dark}body{margin:0;padding:48px 20px;font:17px/1.85 -apple-system,"PingFang SC",\
"Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#16191d;background:#fff;border-top:3px solid #17497f}\
main{max-width:42em;margin:0 auto}h1{margin:0 0 12px;font-size:32px;line-height:1.35}.code{margin:0;color:#4a5159}\
ul{padding:0;margin:24px 0;list-style:none;border-top:1px solid #d5dae0}li{padding:10px 0;border-bottom:1px solid #d5dae0}\
a{font-weight:600;color:#17497f;text-underline-offset:.22em}[hidden]{display:none}\
@media(prefers-color-scheme:dark){body{color:#eceef0;background:#14181c}.code{color:#b6bdc5}a{color:#9cc3ee}\
ul,li{border-color:#353d46}}"""
_SCRIPT = """(async()=>{const links=document.querySelectorAll("a[data-path]"),parts=location.pathname.split("/");\
for(let n=parts.length-1;n>0;n-=1){const root=parts.slice(0,n).join("/")+"/";try{\
if((await fetch(root+PROBE,{method:"HEAD"})).ok){for(const link of links)link.href=root+link.dataset.path;\
document.querySelector("ul").hidden=false;return}}catch{return}}})()"""


def write_not_found(site_name: str, output: str, probe: str, site_url: str | None) -> str:
    """The page. output: the folder of our pages; probe: a file that every such site has, both from the site's root."""
    ways = ((f"{output}/", "年度报告目录"), ("", "首页"))
    root = urlsplit(site_url).path.rstrip("/") + "/" if site_url else None
    items = "".join(
        f'<li><a data-path="{escape(path)}"{_href(root, path)}>{text}</a></li>' for path, text in ways
    )
    script = "" if root else f"<script>{_SCRIPT.replace('PROBE', repr(probe))}</script>\n"
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>没有找到这个页面 - {escape(site_name)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        '<p class="code">404</p>\n<h1>没有找到这个页面</h1>\n'
        "<p>网址可能有误，或者链接已经过时。年度报告发布后，地址不再改变；可从本网站首页的年度报告目录查找。</p>\n"
        f"<ul{'' if root else ' hidden'}>{items}</ul>\n</main>\n{script}</body>\n</html>\n"
    )


def _href(root: str | None, path: str) -> str:
    return "" if root is None else f' href="{escape(root + path)}"'
