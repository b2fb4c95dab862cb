"""What is no page of the site, as a page to photograph: a file in an editor, and a terminal."""

from __future__ import annotations

import re
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import YamlLexer

MONO = "'Noto Sans Mono CJK SC', 'Noto Sans Mono', monospace"
# As terminals have them by default, light enough for a dark ground.
COLOURS = {"31": "#ff8a80", "33": "#f0c878", "36": "#7fd6e8"}


def file_sheet(name: str, text: str) -> str:
    """A YAML file with its name and line numbers."""
    formatter = HtmlFormatter(nowrap=True, style="tango")
    lines = highlight(text, YamlLexer(), formatter).splitlines()
    rows = "".join(
        f"<li><span>{number}</span><code>{line or ' '}</code></li>" for number, line in enumerate(lines, 1)
    )
    style = f"""{formatter.get_style_defs()}
      body {{ margin: 0; background: #fff; color: #16191d }}
      h1 {{ margin: 0; padding: 9px 16px; background: #e9edf2; font: 14px {MONO} }}
      ol {{ margin: 8px 0; padding: 0; list-style: none; font: 14px/1.6 {MONO} }}
      li {{ display: flex }}
      li > span {{ flex: none; width: 28px; padding: 0 14px 0 8px; text-align: right; color: #7f8893 }}
      code {{ white-space: pre-wrap; font: inherit; padding-right: 16px }}"""
    return _sheet(style, f"<h1>{escape(name)}</h1><ol>{rows}</ol>")


def terminal_sheet(command: str, said: str) -> str:
    """A command and what it printed, colours included."""
    style = f"""body {{ margin: 0; background: #1c2127; color: #eceef0 }}
      pre {{ margin: 0; padding: 14px 18px; white-space: pre-wrap; font: 14px/1.6 {MONO} }}
      b {{ font-weight: 400; color: #b6bdc5 }}"""
    return _sheet(style, f"<pre><b>$</b> {escape(command)}\n{_in_html(said)}</pre>")


def _sheet(style: str, body: str) -> str:
    return (
        f"<!doctype html><html lang='zh'><meta charset='utf-8'><style>{style}</style><body>{body}</body></html>"
    )


def _in_html(said: str) -> str:
    """Escape sequences as elements; those of a level only, as no others are printed."""
    marked = re.sub(
        r"\x1b\[(\d+)m(?:\x1b\[1m)?(.*?)\x1b\[0m",
        lambda found: f'<span style="color: {COLOURS[found[1]]}">{found[2]}</span>',
        escape(said.rstrip("\n"), quote=False),
        flags=re.DOTALL,
    )
    assert "\x1b" not in marked
    return marked
