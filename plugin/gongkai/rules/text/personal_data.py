"""G507: a mobile number or a bank card in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.ground.patterns import later
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.rules.text.identity_number import identity_numbers

RULE = Rule(
    code="G507",
    name="personal-data",
    level=Level.WARNING,
    title="正文里有手机号码或银行卡号",
    explanation="正文和导语里的手机号码，以及校验位对得上的 16 至 19 位银行卡号。“联系”里的电话不查；网址里的数字不算。",
    why="个人的号码不应随报告公开。",
    article="《中华人民共和国政府信息公开条例》第十五条",
    bad=Example("总体情况: |\n  联系人张某，手机13800000000。"),
    good=Example("联系: {电话: 0574-89297514}"),
)

_EDGE, _END = r"(?<![0-9A-Za-z_.=/-])", r"(?![0-9A-Za-z_/])"
# A number with a unit after it is a count or an amount.
_NOT_COUNTED = r"(?!\.[0-9]|\s*(?:万|亿|千|元|件|条|次|人|户|个|项|份|家|字|㎡|平方米|吨|公里))"
_MOBILE = later(
    rf"(?:(?<=\+86)|(?<=\+86[\s-])|{_EDGE})1[3-9][0-9]([ -]?)[0-9]{{4}}\1[0-9]{{4}}{_END}{_NOT_COUNTED}"
)
# Cards of 银联 (62), 工行's older ones (9558), Visa (4) and Mastercard (5).
_CARD = later(
    rf"{_EDGE}(?:62[0-9]{{2}}|9558|4[0-9]{{3}}|5[1-5][0-9]{{2}})(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?{_END}{_NOT_COUNTED}"
)
_MAY_HAVE_NUMBERS = re.compile("[0-9][0-9 -]{10}")
"""As many characters as the shortest of these numbers has; nearly every line is done after this."""
_ADDRESS = later(r"https?://[^\s)）]+|\]\([^()\s]*\)|\{\{[^{}]*\}\}")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a number, at its first digit. 联系 is for such numbers; the text is not."""
    for report in inspection.reports:
        for narrative in report.all_narratives:
            for line in narrative.lines:
                for start, what in _found(line.text) if _MAY_HAVE_NUMBERS.search(line.text) else ():
                    yield finding(
                        RULE,
                        line.at(start),
                        f"正文里有一个{what}",
                        "删去；需要公布的联系电话用办公电话，写在“联系”里。",
                        report,
                    )


def _found(text: str) -> list[tuple[int, str]]:
    text = _ADDRESS.sub(lambda match: "/" * len(match[0]), text)
    found = [(match.start(), "手机号码") for match in _MOBILE.finditer(text)]
    persons = identity_numbers(text)
    found += [
        (match.start(), "银行卡号")
        for match in _CARD.finditer(text)
        if match.start() not in persons and _is_luhn(re.sub(r"[ -]", "", match[0]))
    ]
    return sorted(found)


def _is_luhn(number: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812), as that of every bank card is."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(digits) >= 16 and (sum(digits[::2]) + sum(doubled)) % 10 == 0
