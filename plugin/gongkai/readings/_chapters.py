"""Paragraphs as title, front matter, chapters and sign-off."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from gongkai.data_classes import dataclass
from gongkai.forms import Form, Section, statutory_forms
from gongkai.ground.columns import columns
from gongkai.readings.labels import core, limit, plain, section_names
from gongkai.readings.marks import unmarked
from gongkai.readings.pieces import Paragraph, Piece
from gongkai.readings.reading import Line

_LONGEST_HEADING = 45
_LONGEST_TITLE = 30
_ENOUGH = 4
"""So many chapters found by their words show that a line with the number of another is its heading."""
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}[、.,?]|[0-9]{1,2}(?:[、,]|\.(?![0-9])))"
)
"""A file saved as RTF may have a question mark for the sign behind a number."""
_IN_DIGITS = re.compile(r"[0-9]{1,2}[、.]")
"""Some number their chapters 1、 2、 3、."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_DOT = re.compile(r"^[·•●▪◆]\s*")
"""What stands before an item of a list, where it is typed."""
_SHORT = 15
"""So many signs are no line of a text that goes on."""
_NEARLY = 0.85
"""A sign that may not begin a line, or a long number, leaves the end of a line empty."""
_CLOSING = tuple("）》」』”，。；：、！？")
"""Signs that begin no line."""
_MAJOR = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_SUB = re.compile(
    r"^(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|[0-9]{1,2}[、．.](?![0-9])|[一二三四五六七八九十]是)"
)
_NOTE = re.compile(r"^(?:备?注|说明)\s*(?:[0-9]{1,2}|[：:])")
"""How a note below a table begins."""
_RUN_IN = re.compile(r"^([一二三四五六七八九十]、[^：:。]{4,40})[：:。](.+)$")
_ENDS = re.compile(r"[。！？!?；;：:”」』）)》…]\s*$")
_TITLE = re.compile(r"政府信息公开(?:工作)?.{0,12}?报告(?:[（(].{1,20}[）)])?$")
_YEAR = re.compile(r"(20[0-9]{2}|[二][〇○零Oo0][一二〇○零0-9]{2})\s*年")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_AGENCY_END = re.compile(
    r"(?:政府|办公室|办公厅|委员会|局|厅|处|院|会|中心|队|站|所|部|署|社|团|公司|学校|大学|学院|医院|街道|镇|乡|区|县|市|省)$"
)
_DATE = re.compile(r"^(?:日期[:：])?(20[0-9]{2})\s*[年\-/.]\s*([0-9]{1,2})\s*[月\-/.]\s*([0-9]{1,2})\s*日?$")
_DATE_IN_WORDS = re.compile(
    r"^([二][〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_FACTS = (
    (
        "published",
        re.compile(
            r"(?:(?:发布|公开|发文|上网)(?:日期|时间)|(?:^|[\s|｜])时间)\s*[:：]\s*(20[0-9]{2}[-年/.]\s*[0-9]{1,2}[-月/.]\s*[0-9]{1,2})"
        ),
    ),
    (
        "written",
        re.compile(r"(?:成文|生成|印发)日期\s*[:：]\s*(20[0-9]{2}[-年/.]\s*[0-9]{1,2}[-月/.]\s*[0-9]{1,2})"),
    ),
    ("index_number", re.compile(r"索\s*引\s*号\s*[:：]\s*([0-9A-Za-z/\-]+)")),
    ("document_number", re.compile(r"(?:发文字号|文\s*号)\s*[:：]\s*([^\s|｜]+〔?[0-9]{4}〕?[0-9]+号)")),
    ("signer", re.compile(r"签\s*发\s*人\s*[:：]\s*([一-鿿·]{2,20})")),
    ("origin", re.compile(r"(?:信息)?来\s*源\s*[:：]\s*([^\s|｜:：\[【]{2,30})")),
    ("agency", re.compile(r"(?:发布|公开|发文)(?:机构|单位|机关)\s*[:：]\s*([^\s|｜:：\[【]{2,40})")),
)
_GAPS_OF_DATES = re.compile(r"(?<=[0-9])\s+(?=[年月日号])|(?<=[年月〕])\s+(?=[0-9])")
"""2023 年 1 月 18 日, as programs write out a PDF."""
_NOBODY = frozenset(("本站", "本站原创", "原创", "网络", "互联网"))
"""What portals say as the source, and is none."""
_FURNITURE = re.compile(
    r"(?:字\s*[号体]|打\s*印|分\s*享|浏览|阅读次数|点击|扫一扫|收听|关闭|当前位置|您的位置|首页|来\s*源\s*[:：]|索\s*引\s*号|发布(?:日期|时间|机构|单位)"
    r"|公开(?:日期|方式|时限)|信息分类|主题分类|成文日期|生成日期|发文|文\s*号\s*[:：]|有\s*效\s*性|上一篇|下一篇|下载|附件|作者|时间\s*[:：]|责任编辑|编辑\s*[:：]"
    r"|版权|ICP|公网安备|标识码|主办|承办|无障碍|长者|Copyright|^名\s*称\s*[:：]|^-?\s*[0-9]+\s*-?$)"
)
_PAGE_NUMBER = re.compile(r"^[—\-–\s]*[0-9]{1,3}[—\-–\s]*$|^第\s*[0-9]+\s*页")
_BETWEEN_STROKES = re.compile(r"^[—–-]\s*[0-9]{1,3}\s*[—–-]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a chapter begins among the pieces."""

    at: int
    section: Section
    rest: str
    """What follows on the same line."""
    is_exact: bool


def headings(pieces: Sequence[Piece], form: Form) -> list[Heading]:
    """The headings of a form's sections, in the form's order: the last of those that stand before the next one.

    A list of contents has them too, with nothing between them.
    """
    met: dict[str, list[Heading]] = {section.id: [] for section in form.sections}
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph) and (found := _heading(at, piece.text, form)):
            met[found.section.id].append(found)
    chosen: list[Heading] = []
    before = len(pieces)
    for section in reversed(form.sections):
        every = [heading for heading in met[section.id] if heading.at < before]
        if every:
            best = max(every, key=lambda heading: (heading.is_exact, heading.at))
            chosen.append(best)
            before = best.at
    chosen.reverse()
    if len(chosen) >= _ENOUGH:
        chosen += list(_by_number(pieces, form, chosen))
    return sorted(chosen, key=lambda heading: heading.at)


def _by_number(pieces: Sequence[Piece], form: Form, found: Sequence[Heading]) -> Iterator[Heading]:
    """Headings of other words (五、整改措施), where one line alone has the number that is missing between two others."""
    order = [section.id for section in form.sections]
    places = {order.index(heading.section.id): heading.at for heading in found}
    in_digits = all(_IN_DIGITS.match(plain(each.text)) for at in places.values() if (each := _line(pieces[at])))
    for number, section in enumerate(form.sections):
        if number in places:
            continue
        start = max((at for other, at in places.items() if other < number), default=-1)
        end = min((at for other, at in places.items() if other > number), default=len(pieces))
        own = str(number + 1) if in_digits else section.number
        lines = [at for at in range(start + 1, end) if (line := _line(pieces[at])) and _has_number(line, own)]
        if len(lines) == 1:
            yield Heading(lines[0], section, "", is_exact=False)


def _line(piece: Piece) -> Paragraph | None:
    return piece if isinstance(piece, Paragraph) else None


def _has_number(line: Paragraph, number: str) -> bool:
    bare = plain(line.text)
    return bare.startswith(f"{number}、") and len(bare) <= _LONGEST_TITLE and not _ENDS.search(bare)


def own_heading(heading: Heading, text: str) -> str | None:
    """The heading as it was published, with the number of its section; None where it is the form's but for signs.

    text: of the line that it stands on.
    """
    shown = " ".join(text.split())
    if heading.rest:
        shown = shown.removesuffix(heading.rest).rstrip("：:。")
    if core(shown) == core(heading.section.key):
        return None
    title = _NUMBERED.sub("", shown).strip().rstrip("、：:。")
    return f"{heading.section.number}、{title}"


def _heading(at: int, text: str, form: Form) -> Heading | None:
    shown = " ".join(text.split())
    bare = plain(shown)
    rest = ""
    if len(bare) > _LONGEST_HEADING:
        match = _RUN_IN.match(bare)
        if match is None:
            return None
        run = _RUN_IN.match(shown)
        bare, rest = match[1], (run[2] if run else match[2]).strip()
    elif not _NUMBERED.match(bare) and (bare.endswith(("。", "；", ";", "，", ",")) or len(bare) > 30):
        return None
    else:
        run = _RUN_IN.match(shown)
        if run and _section(core(run[1]), form, is_numbered=True):
            bare, rest = plain(run[1]), run[2].strip()
    found = _section(core(bare), form, is_numbered=_NUMBERED.match(bare) is not None)
    return Heading(at, found[0], rest, found[1]) if found else None


def _section(wanted: str, form: Form, *, is_numbered: bool) -> tuple[Section, bool] | None:
    if len(wanted) < 4:
        return None
    best: tuple[int, Section] | None = None
    second = 99
    for section in form.sections:
        for number, name in enumerate(section_names(section.key)):
            bare = core(name)
            # A bare 基本情况 or 其他事项 may be anything; with a number it is a heading.
            if bare == wanted and (is_numbered or number == 0 or len(bare) > 6):
                return section, True
            away = OSA.distance(wanted, bare, score_cutoff=6)
            if is_numbered and away <= limit(len(bare)) and len(bare) >= 6:
                if best is None or away < best[0]:
                    if best is not None and best[1] is not section:
                        second = best[0]
                    best = away, section
                elif best[1] is not section:
                    second = min(second, away)
    return (best[1], False) if best is not None and second > best[0] else None


@cache
def _latest() -> Form:
    return next(form for form in statutory_forms()[::-1] if form.tables)


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a section of the form in force."""
    return _heading(0, text, _latest()) is not None


def free_headings(pieces: Sequence[Piece]) -> list[int]:
    """Where the chapters of a report without statutory form begin: at 一、 二、 三、, else at what the source calls headings."""
    numbered = []
    levels: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            text = " ".join(piece.text.split())
            if _MAJOR.match(text) and len(text) <= 40 and not text.endswith(("。", "；")):
                numbered.append(at)
            if piece.level and not _TITLE.search(plain(text)) and not re.match(r"[（(0-9]", text):
                levels.setdefault(piece.level, []).append(at)
    if len(numbered) > 1 or not levels:
        # One without a number among them is of the same rank: 附表.
        ranks = {piece.level for at in numbered if isinstance(piece := pieces[at], Paragraph)}
        rank = ranks.pop() if len(ranks) == 1 else 0
        return levels.get(rank, numbered) if rank else numbered
    return levels[min(levels)]


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the first chapter."""

    title: str | None
    at: tuple[int, ...]
    """Where it stands, on one line or two."""
    agency: str | None
    year: int | None


def title_of(pieces: Sequence[Piece], end: int) -> Front:
    """The title before the first chapter, with the agency and the year that it names; the last that looks like one."""
    for at in range(min(end, len(pieces)) - 1, -1, -1):
        piece = pieces[at]
        if not isinstance(piece, Paragraph):
            continue
        text = " ".join(piece.text.split())
        if len(text) > 80 or not _TITLE.search(plain(text)) or "。" in text:
            continue
        if re.search(r"[>＞»]|当前位置|首页", text):
            continue
        start = at
        whole = text
        # A title on two lines: the agency above, the rest below.
        if not _names_agency(text):
            above = pieces[at - 1] if at else None
            if isinstance(above, Paragraph):
                over = " ".join(above.text.split())
                if len(over) <= 40 and _AGENCY_END.search(plain(over)) and "：" not in over:
                    whole, start = over + text, at - 1
        agency, year = named(whole)
        return Front(whole, tuple(range(start, at + 1)), agency, year)
    return Front(None, (), None, None)


def _names_agency(text: str) -> bool:
    return bool(named(text)[0])


def named(title: str) -> tuple[str | None, int | None]:
    """Agency and year of a title; of `2022年上海市政府信息公开…` the agency is 上海市."""
    bare = plain(title)
    bare = re.sub(r"^关于", "", bare)
    year = year_of(bare)
    match = re.match(r"^(?P<agency>.*?)(?:关于)?(?:20[0-9]{2}|二[〇○零].{2})年度?", bare)
    agency = match["agency"] if match else ""
    if not agency and match:
        after = bare[match.end() :]
        agency = after.partition("政府信息公开")[0]
    if not match:
        agency = bare.partition("政府信息公开")[0]
    return agency or None, year


def year_of(text: str) -> int | None:
    """The first year in a text."""
    match = _YEAR.search(plain(text))
    if match is None:
        return None
    digits = match[1].translate(_DIGITS)
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None


def facts_of(texts: Iterable[str]) -> dict[str, str]:
    """What the lines around an article say by name: 发布日期, 来源, 索引号."""
    found: dict[str, str] = {}
    for text in texts:
        if len(text) > 300 or text.endswith("。"):
            continue
        tight = _GAPS_OF_DATES.sub("", text)
        for name, pattern in _FACTS:
            if name not in found and (match := pattern.search(tight)) and match[1] not in _NOBODY:
                found[name] = match[1]
    return found


def date_of(text: str) -> datetime.date | None:
    """A date that is the whole text."""
    bare = plain(text)
    match = _DATE.match(bare) or _DATE.match(f"{bare}日")
    try:
        if match is not None:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        if (match := _DATE_IN_WORDS.match(bare)) is not None:
            year = int(match[1].translate(_DIGITS))
            return datetime.date(year, _counted(match[2]), _counted(match[3]))
    except ValueError:
        pass
    return None


def _counted(words: str) -> int:
    """A number up to 99 as one says it: 二十一."""
    tens, ten, ones = words.translate(_DIGITS).partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(words.translate(_DIGITS))


def is_furniture(text: str) -> bool:
    """Whether a short line belongs to the page of the portal, not to the report."""
    return len(text) < 120 and "。" not in text and bool(_FURNITURE.search(text))


def is_letterhead(text: str) -> bool:
    """Whether a line right above a title is the head of the sheet: who sends it, or what the sheet is."""
    return (is_name_of_agency(text) or re.search(r"(?:文件|公报|公告)$", plain(text)) is not None) and not (
        len(text) > 30 or is_furniture(text)
    )


def is_note(text: str) -> bool:
    """Whether a line is a note below a table."""
    return bool(_NOTE.match(text))


def is_prose(text: str) -> bool:
    """Whether a line among tables is one of the report's own text: a sentence, or a heading above one."""
    return bool(_ENDS.search(text) or _is_sub_heading(text)) and not is_furniture(text)


def is_page_number(text: str, *, is_sure: bool = False) -> bool:
    """Whether a line is only the number of a page. is_sure: whether it stands between strokes, where it may be a figure."""
    return bool((_BETWEEN_STROKES if is_sure else _PAGE_NUMBER).match(text))


def is_name_of_agency(text: str) -> bool:
    """Whether a short line may be a sign-off."""
    bare = plain(text)
    return 3 <= len(bare) <= 40 and bool(_AGENCY_END.search(bare)) and not re.search(r"[，。；：,;:]", bare)


def visible(text: str) -> str:
    """Without the characters that nobody sees and no file of ours may hold."""
    return _UNSEEN.sub("", text)


def full_width(pieces: Iterable[Piece]) -> int:
    """How wide the lines of a text are that go on in the next; 0 where none does: there each line is a paragraph.

    Columns: a sign of Chinese takes two.
    """
    widest = 0
    last: Paragraph | None = None
    for piece in pieces:
        line = piece if isinstance(piece, Paragraph) and piece.is_line and len(piece.tokens) < 2 else None
        if (
            last is not None
            and line is not None
            and not (line.after_gap or line.indent or _SUB.match(line.text))
        ):
            bare = last.text.rstrip()
            if len(bare) > _SHORT and not (_ENDS.search(bare) or _TITLE.search(bare) or _is_sub_heading(bare)):
                widest = max(widest, columns(bare))
        last = line
    return widest


def joined(lines: Sequence[Paragraph], width: int) -> Iterator[Line]:
    """Lines as paragraphs: those that go on where a line or a page ended are joined. width: of full lines, see full_width."""
    text, spot = "", None
    after_heading = False
    last = ""
    """The line before."""
    for line in lines:
        own = unmarked(" ".join(line.text.split()) if line.is_line else line.text.strip())
        if not own or (line.is_line and is_page_number(own)):
            continue
        own = _DOT.sub("- ", visible(own))
        goes_on: bool | str = line.is_line and _is_inside(last, own)
        goes_on = goes_on or (
            text
            and line.is_line
            and line.indent == 0
            and not after_heading
            and not is_furniture(own)
            and not is_furniture(text)
            and not date_of(own)
            and not date_of(text)
            and not line.level
            and not own.startswith("- ")
            and not _SUB.match(own)
            and not _NOTE.match(own)
            and (not line.after_gap or (not _ENDS.search(text) and len(text) >= _SHORT))
            and (not line.after_gap or len(own) > 1)
            and not (_ENDS.search(last) and not _is_full(last, width))
        )
        last = own
        if goes_on:
            text = _join(text, own)
        else:
            if text and spot is not None:
                yield Line(text, spot)
            text, spot = own, line.spot
            after_heading = line.level > 0 or _is_sub_heading(own)
            continue
        after_heading = False
    if text and spot is not None:
        yield Line(text, spot)


def _is_inside(line: str, after: str) -> bool:
    """Whether what follows a line stands in the same sentence for sure: programs that write out a PDF part it at brackets."""
    is_open = line.count("（") > line.count("）") and "）" in after
    return bool(line) and (is_open or after[:1] in _CLOSING or after.startswith("（以下"))


def _is_full(line: str, width: int) -> bool:
    """Whether a line ends where there was no more place in it."""
    return width * _NEARLY <= columns(line) <= width / _NEARLY


def _is_sub_heading(text: str) -> bool:
    return (
        bool(_SUB.match(text))
        and len(text) <= 40
        and not re.search(r"[。，；：]", text[4:].replace("，", "", 1))
    )


def _join(one: str, other: str) -> str:
    return (
        f"{one} {other}"
        if one[-1:].isascii() and one[-1:].isalnum() and other[:1].isascii() and other[:1].isalpha()
        else one + other
    )
