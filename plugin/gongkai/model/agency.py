"""An agency: who publishes, what kind of body it is, how to reach it."""

from __future__ import annotations

from enum import StrEnum

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.model.shape import NodeReader
from gongkai.problems import MissingKey, YearsReversed
from gongkai.source import Mapping, Node


class AgencyKind(StrEnum):
    """类别: decides deadlines and the place in the index, whose order this is."""

    GOVERNMENT = "政府"
    OFFICE = "政府办公室"
    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇街道"
    ZONE = "开发区"
    PUBLIC_BODY = "公共企事业单位"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Website:
    """网站: the portal that carries the reports."""

    name: str | None
    domain: str | None
    code: str | None
    """网站标识码."""


@dataclass(frozen=True, slots=True)
class Contact:
    """联系: printed in the preamble."""

    address: str | None
    postcode: str | None
    telephone: str | None
    fax: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """曾用地址: a path below the site's root that readers and search engines may still know."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Agency:
    """A folder under data/ with an agency.yml."""

    path: str
    """The folder's path below data/, with `/`: its name everywhere, and its path in the site."""
    parent: str | None
    """The agency that the folder lies in."""
    place: Place
    name: str
    kind: AgencyKind
    scope: str | None
    """统计范围: of what its reports are, where a body publishes several (全关区, 本级)."""
    may_make_regulations: bool | None
    """规章制定权; None where it is not stated."""
    first_year: int | None
    last_year: int | None
    website: Website | None
    contact: Contact | None
    succeeds: tuple[str, ...]
    """承继: paths of the agencies merged into this one."""
    former_addresses: tuple[FormerAddress, ...]
    declaration: str | None
    """声明: shown on every page of the agency."""


AGENCY_KEYS = (
    *(
        "名称",
        "类别",
        "统计范围",
        "规章制定权",
        "起始年度",
        "终止年度",
        "网站",
        "联系",
        "承继",
        "曾用地址",
        "声明",
    ),
)
WEBSITE_KEYS = ("名称", "域名", "标识码")
CONTACT_KEYS = ("地址", "邮编", "电话", "传真", "电子邮箱")


def read_agency(reader: NodeReader, root: Node, path: str, parent: str | None) -> Agency | None:
    """The agency of an agency.yml; None where name or kind is missing."""
    values = reader.mapping(root, AGENCY_KEYS)
    if not isinstance(root, Mapping):
        return None
    name = reader.required(values, "名称", root)
    kind = reader.choice(values.get("类别"), [kind.value for kind in AgencyKind])
    if "类别" not in values or reader.text(values["类别"]) is None:
        reader.problem(MissingKey("类别"), values.get("类别", root))
    competence = reader.choice(values.get("规章制定权"), ("有", "无"))
    first, last = reader.year(values.get("起始年度")), reader.year(values.get("终止年度"))
    if first is not None and last is not None and last < first:
        reader.problem(YearsReversed(first, last), values["终止年度"])
    agency = Agency(
        path=path,
        parent=parent,
        place=reader.place(root),
        name=name or "",
        kind=AgencyKind(kind or AgencyKind.OTHER),
        scope=reader.text(values.get("统计范围")),
        may_make_regulations=None if competence is None else competence == "有",
        first_year=first,
        last_year=last,
        website=read_website(reader, values.get("网站")),
        contact=read_contact(reader, values.get("联系")),
        succeeds=_texts(reader, values.get("承继")),
        former_addresses=read_former_addresses(reader, values.get("曾用地址")),
        declaration=reader.text(values.get("声明")),
    )
    return agency if name and kind else None


def stand_in(path: str, parent: str | None, place: Place) -> Agency:
    """An agency for reports whose agency.yml cannot be used, so that they can still be checked."""
    return Agency(
        path=path,
        parent=parent,
        place=place,
        name=path,
        kind=AgencyKind.OTHER,
        scope=None,
        may_make_regulations=None,
        first_year=None,
        last_year=None,
        website=None,
        contact=None,
        succeeds=(),
        former_addresses=(),
        declaration=None,
    )


def read_website(reader: NodeReader, node: Node | None) -> Website | None:
    """网站: {名称, 域名, 标识码}."""
    values = reader.mapping(node, WEBSITE_KEYS)
    if not values:
        return None
    return Website(
        reader.text(values.get("名称")), reader.domain(values.get("域名")), reader.text(values.get("标识码"))
    )


def read_contact(reader: NodeReader, node: Node | None) -> Contact | None:
    """联系: {地址, 邮编, 电话, 传真, 电子邮箱}."""
    values = reader.mapping(node, CONTACT_KEYS)
    if not values:
        return None
    return Contact(*(reader.text(values.get(key)) for key in CONTACT_KEYS))


def read_former_addresses(reader: NodeReader, node: Node | None) -> tuple[FormerAddress, ...]:
    """曾用地址: paths below the site's root."""
    found = ((reader.site_path(item), reader.place(item)) for item in reader.items(node))
    return tuple(FormerAddress(path, place) for path, place in found if path is not None)


def _texts(reader: NodeReader, node: Node | None) -> tuple[str, ...]:
    texts = (reader.text(item) for item in reader.items(node))
    return tuple(text for text in texts if text is not None)
