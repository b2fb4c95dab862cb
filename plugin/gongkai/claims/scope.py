"""Whether a number speaks of the reporter and of the year: not of a part of either, nor of something larger."""

from __future__ import annotations

import re

from gongkai.model import Agency, AgencyKind, Report

_FILLER = re.compile(
    r"(?:其中|另外|另有|另|同时|此外|[一二三四五六七八九]是|[0-9]{4}\s?年度?|全年|本年度?|年内|今年|一年来|共|由|[\s，：\x00])*"
)
_ORGAN = re.compile(
    r"[^受收办答复新申请因对予的到有件，。；：、0-9\x00]{0,14}?"
    r"(?:局(?![面部势])|委员会|(?<=[\u4e00-\u9fff])委(?![托员派])|厅|办公室|(?:府|市|区|县|镇|街道|乡)办(?![理结事件复毕公])|办事处|管委会"
    r"|政府(?!信息|网|部门|采购|规章|集中|公报|工作|门户|办)|中心(?!工作|任务)|[医学]院|公司|学校)"
)
_REGION = re.compile(
    r"[\u4e00-\u9fff]{1,5}?(?:新区|园区|开发区|区|县|市|镇|乡|街道|旗|州)(?![分别域场民容长委府政])"
)
_PARTS = re.compile(
    r"各(?:县|区|市|乡|镇|街道|部门|单位|地|科室|处室)|(?:有关|相关|职能|直属|下属|所属|[市区县]级|其[他它]|[市区县]直)(?:部门|单位|机关)"
    r"|镇街|街镇|县区|区县|县[、（(]?市|某(?:局|部门|单位|镇|街道|县|区)|(?:部门|乡镇|街道|乡镇[、和]部门)(?=\s*[0-9受收办])"
)
_OWN = re.compile(r"(?:本|我)(?:机关|单位|部门|局|委|办|厅|街道|镇|乡|院|中心|区|县|市)")
_WHOLE = re.compile(r"全(?:省|市|区|县|旗|州|域)")
_WHOLE_TOWNSHIP = re.compile(r"全(?:镇|乡|街道|街)")
_OWN_LEVEL = re.compile("[省市区县旗州镇乡]?级?(?:人民政府|政府)?本级")
_LEVEL = re.compile(r"本级")
_CLAUSE = re.compile(r"[，；：、。,;]")


def is_elsewhere(sentence: str, start: int, report: Report, agency: Agency) -> bool:
    """Whether the number at start speaks of somebody other than the reporter.

    sentence: with brackets that the number does not stand in blotted out.
    """
    before = sentence[:start]
    clauses = _CLAUSE.split(before)
    own = clauses[-1]
    if _LEVEL.search(own) and agency.kind is not AgencyKind.OFFICE:
        return True
    if _PARTS.search(own) and not (agency.kind is AgencyKind.TOWNSHIP and not re.search("各|其[他它]", own)):
        return True
    elsewhere = False
    for clause in clauses:
        said = _of_whom(clause, report, agency)
        elsewhere = elsewhere if said is None else said
    return elsewhere


def _of_whom(clause: str, report: Report, agency: Agency) -> bool | None:
    """Whether a clause begins with somebody else; None where it begins with nobody."""
    filler = _FILLER.match(clause)
    text = clause[filler.end() if filler else 0 :]
    if _OWN.match(text):
        return False
    if _OWN_LEVEL.match(text):
        return agency.kind is not AgencyKind.OFFICE
    if _WHOLE.match(text):
        return agency.kind is not AgencyKind.GOVERNMENT
    if _WHOLE_TOWNSHIP.match(text):
        return agency.kind is not AgencyKind.TOWNSHIP
    name = report.agency_name.replace("人民政府", "政府")
    if organ := _ORGAN.match(text):
        return not _is_own(organ[0].replace("人民政府", "政府"), name, agency)
    if region := _REGION.match(text):
        if text.startswith("本级", region.end()):
            return agency.kind is not AgencyKind.OFFICE
        own = name.removesuffix("政府")
        return not (agency.kind in (AgencyKind.GOVERNMENT, AgencyKind.TOWNSHIP) and own.endswith(region[0]))
    return None


def _is_own(organ: str, name: str, agency: Agency) -> bool:
    whole = organ + {"办": "公室"}.get(organ[-1], "")
    if organ == name or (len(whole) > 2 and name.endswith(whole) and agency.kind is not AgencyKind.GOVERNMENT):
        return True
    # The office speaks for the government.
    return agency.kind is AgencyKind.OFFICE and organ.endswith("政府") and organ in name
