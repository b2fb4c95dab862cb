"""Whether a clause speaks of the reporter: not of a part of it, nor of something larger or somebody else."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.claims.names import OWN, endings
from gongkai.ground.patterns import later
from gongkai.model import Agency, AgencyKind, Report

WORD = "字"
"""Stands for each character of a word that is taken into account already."""
_FILLER = later(
    r"(?:其中|另外|另有|辖区内?(?=群众|居民|村民|企业|单位|公众|全年|共)|另|同时|此外|[一二三四五六七八九]是|[0-9]{4}\s?年度?|[上下]一个?(?:统计)?年度|全年|本年度?|年度内|年内|今年以?来?|一年来|共|由|代表|在|经统计|据统计|截至|目前|[\s，：\x00])*"
)
_ORGAN = later(
    # What a name is made of, up to a verb or a preposition: 交通运输局 and 经济和信息化局, but not 通过 or 经审查.
    r"(?:(?!受理|收到|收取|收悉|接收|办理|办结|答复|回复|新收|新增|申请|复议|因|对(?!外)|予以|到|(?<!国)有(?![限色])|件|通过|按|将|依|以"
    r"|经(?![济信贸开发营科合管协委])|的)[^，。；：、0-9\x00\x01]){0,14}?"
    r"(?:局(?![面部势])|委员会|(?<=[\u4e00-\u9fff])委(?![托员派])|厅|办公室|(?:府|市|区|县|镇|街道|乡)办(?![理结事件复毕公])|办事处|管委会"
    r"|政府(?!信息|公开|网|部门|采购|规章|集中|公报|工作|门户|办)|中心(?!工作|任务)|[医学]院|公司|学校|中学|小学|幼儿园|支队|总队|大队|分局|派出所)"
)
_REGION = later(
    r"[\u4e00-\u9fff]{1,5}?(?:新区|园区|开发区|(?<!专)区|县|市|镇|乡|街道|旗|州)(?![分别域场民容长委府政道级]|群众|百姓|居民)"
)
_MAY_BE_OTHERS = later("[局会委厅室办处府心院司校学园队所区县市镇乡道旗州]")
"""What organs and regions end in: without it there is none."""
FARTHEST = 20
"""Characters in which one ends."""
_PARTS = later(
    r"各(?:县|区|市|乡|镇|街道|部门|单位|地|科室|处室|大队|分局|隶属)|(?:有关|相关|职能|直属|下属|所属|[市区县]级|其[他它]|[省市区县州]直)(?:各)?(?:部门|单位|机关)"
    r"|镇街|街镇|县区|区县|县[、（(]?市|[省市县区]属(?:国有)?(?:企业|单位|学校|医院)|国有(?:企业|公司)|某(?:局|部门|单位|镇|街道|县|区)|(?:部门|乡镇|街道|乡镇[、和]部门)(?=\s*[0-9受收办])"
)
_MANY = later(r"(?:共?有)?[0-9一二两三四五六七八九十]+(?:个|家)")
"""13个驻市分局共收到: bodies below, counted."""
_TAKE_PART = later("(?:部门|单位|乡镇|街道|镇街|乡|镇|科室|处室)(?:共同|一同)?(?:参与|参加|配合|协同|联动)")
"""14个乡镇参与: what follows is not theirs."""
_LEVELS = later("(?:各)?[省市县区镇乡](?:\x00+|[、（(])")
"""县（市、区）."""
_BARE_LEVEL = later(r"(?:街道|乡镇|镇街|镇|乡)(?=\s*(?:共|新|累计)*[受收办答承接字])")
"""街道收到286件、镇收到171件."""
_BY_US = later(r"[\s，\x00]*由(?:我|本)")
"""由我局答复: on behalf of whoever was named before."""
_TO_WHOM = later("向[^，。；、0-9]{1,16}?(?:邮寄|提交|提出|递交|申请|寄送|提起)")
"""向县政府办公室邮寄申请: to whom, which says nothing of who acts."""
_ALL_LEVELS = later("各级(?:各|行政机关|部门|政府)|全[省市区县旗州域](?:上下|各)")
_WITH_PARTS = later(
    r"(?:及|和|与|含|暨)(?:其)?(?:所属|下属|直属)?(?:各)?(?:部门|单位|工作部门|镇街|乡镇|街道|机构|[省市县区州旗]?政府办公[室厅])"
)
_OWN = later(
    r"(?:本|我)(?:机关|单位|部门|局|委|办|厅|街道|街|镇|乡|院|中心|区|县|市|省|州|旗|盟|苏木|嘎查|园区|开发区|分局|校|馆|社|关|所|处|站|队|支队|总队|大队|会|公司|集团|级机关|行)|我们"
    r"|(?:省|市|区|县|州)?[局委厅办社院校关馆]机关|[局委厅]本部|[局委厅]系统|机关本级|学校"
)
_WHOLE_AGENCY = later(r"全(?:局|委|厅|办|社|院|校|馆|关区|关|所|处|中心|街道|街|镇|乡|支队)")
_WHOLE = later(r"全(?:省|市|区|县|旗|州|域|盟)")
_SYSTEM = later(
    r"全(?:省|市|区|县|旗|州|域|盟|国)[^，。；：、0-9\x00受收办答新]{0,8}?(?:(?<!政府)系统|机构|队伍|条线)|全系统"
)
_WHOLE_TOWNSHIP = later(r"全(?:镇|乡|街道|街)")
_OWN_LEVEL = later("[省市区县旗州镇乡]?级?(?:人民政府|政府)?本级")
_LEVEL = later(r"本级(?!机关)")
_ZONE = later(
    "[本我]园区|园区(?=管委会|企业(?:关注|众多|较多|密集|集中)|全年|本年|今年|年内|共|[0-9收受接办答未制作实全新登依])"
)
_AUTONOMOUS = later("自治[州县旗区]")
_WHOLE_CUSTOMS = "全关区"
_OFFICE = later(r"\s*(?:机关)?(?:办公室|机关|办事处)")
_BELOW = later("(?:下属|所属|直属|下辖|所辖)")
_NAMES = (AgencyKind.GOVERNMENT, AgencyKind.TOWNSHIP, AgencyKind.ZONE)


def may_name_parts(text: str) -> bool:
    """Whether any clause of a text may speak of a level or of parts: most texts name none."""
    return _LEVEL.search(text) is not None or _PARTS.search(text) is not None


def is_part(clause: str, agency: Agency) -> bool:
    """Whether a clause, its words blotted out, speaks of a level or of parts below the reporter wherever they stand in it."""
    if _LEVEL.search(clause) and not _is_level(agency):
        return True
    parts = _PARTS.search(clause)
    if parts is None or (agency.kind is AgencyKind.TOWNSHIP and not re.search("各|其[他它]", clause)):
        return False
    return not (agency.kind in _NAMES and (_WITH_PARTS.search(clause) or _ALL_LEVELS.search(clause)))


def of_whom(clause: str, report: Report, agency: Agency) -> bool | None:
    """Whether a clause begins with somebody else; None where it begins with nobody."""
    if _BY_US.match(clause):
        return None
    filler = _FILLER.match(clause)
    text = clause[filler.end() if filler else 0 :]
    if _TO_WHOM.match(text):
        return None
    if agency.scope is not None and _is_level(agency) and text.startswith(_WHOLE_CUSTOMS):
        return True
    return _of_whom(text, report, agency)


def _of_whom(text: str, report: Report, agency: Agency) -> bool | None:
    if text.startswith(WORD):
        # 制定市政府规章3部: no name begins with what is counted.
        return None
    if text.startswith(OWN):
        return _is_other(text.lstrip(OWN), agency)
    if agency.kind is AgencyKind.ZONE and (zone := _ZONE.match(text)):
        return _is_other(text[zone.end() :], agency)
    if own := _OWN.match(text):
        return _is_other(text[own.end() :], agency)
    if _OWN_LEVEL.match(text):
        return not _is_level(agency)
    if text.startswith("全") and (of_all := _of_whole(text, agency)) is not None:
        return of_all
    if not _MAY_BE_OTHERS.search(text, 0, FARTHEST):
        return None
    return _by_ending(text, report, agency)


def _by_ending(text: str, report: Report, agency: Agency) -> bool | None:
    """Of whom a clause speaks that begins with what bodies and regions end in."""
    if _BARE_LEVEL.match(text):
        return agency.kind is not AgencyKind.TOWNSHIP
    if own := _own_ending(report.agency_name).match(text):
        return _is_other(text[own.end() :], agency)
    if _LEVELS.match(text):
        return True
    if many := _MANY.match(text):
        text = text[many.end() :]
        if _TAKE_PART.match(text):
            return None
    if organ := _ORGAN.match(text):
        # The office speaks for the government.
        said = organ[0].replace("人民政府", "政府")
        name = report.agency_name.replace("人民政府", "政府")
        return not (agency.kind is AgencyKind.OFFICE and said.endswith("政府") and said in name)
    if (
        (autonomous := _AUTONOMOUS.match(text))
        and agency.kind in _NAMES
        and autonomous[0] in report.agency_name
    ):
        return _is_other(text[autonomous.end() :], agency)
    if region := _REGION.match(text):
        if "全" in region[0]:
            # 昌宁全市: the whole, with its name in front.
            return _of_whole(text[text.index("全") :], agency)
        if text.startswith("本级", region.end()):
            return not _is_level(agency)
        return True
    return None


@lru_cache(maxsize=64)
def _own_ending(name: str) -> re.Pattern[str]:
    """What the reporter calls itself by the end of its name alone: 管委会, 中心, 学校."""
    ways = [way for way in endings(name) if len(way) > 1]
    return re.compile(rf"(?:{'|'.join(map(re.escape, ways))})(?![下所内直])" if ways else r"(?!)")


def _of_whole(text: str, agency: Agency) -> bool | None:
    if _SYSTEM.match(text) or text.startswith("全国"):
        return True
    if _WHOLE_AGENCY.match(text) and not _WHOLE_TOWNSHIP.match(text):
        return False
    if _WHOLE.match(text):
        is_zone = agency.kind is AgencyKind.ZONE and text.startswith(("全区", "全域"))
        return agency.kind is not AgencyKind.GOVERNMENT and not is_zone
    if _WHOLE_TOWNSHIP.match(text):
        return agency.kind is not AgencyKind.TOWNSHIP
    return None


def _is_level(agency: Agency) -> bool:
    """Whether 本级 is what the agency reports of."""
    return agency.kind is AgencyKind.OFFICE or "本级" in (agency.scope or "")


def _is_other(rest: str, agency: Agency) -> bool:
    """Whether what follows the reporter's own name makes it another's: 白沙镇财政所, 临江市公安局."""
    if _BELOW.match(rest):
        return True
    if _LEVEL.match(rest):
        return agency.kind is not AgencyKind.DEPARTMENT and not _is_level(agency)
    if _OFFICE.match(rest):
        return agency.kind is AgencyKind.GOVERNMENT and not rest.lstrip().startswith("机关")
    organ = _ORGAN.match(rest)
    return organ is not None and agency.kind in _NAMES and not _WITH_PARTS.match(rest)
