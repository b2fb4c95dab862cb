"""What a page says about itself to machines: the tags of 政府网站发展指引 (国办发〔2017〕47号, annex), and schema.org.

Every page names its website; lists name the column they are, reports the column they stand in and themselves. A tag
stands only where its value is known. PubDate has the format of the annex, YYYY-MM-DD HH:MM: 00:00 where the report gives no
time.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from gongkai.addresses import Page
from gongkai.data_classes import dataclass
from gongkai.model import Agency, Archive, Report, Website
from gongkai.pages.dates import day_of, period_text
from gongkai.pages.frame import NAME
from gongkai.pages.report import report_title
from gongkai.settings import Settings

COLUMN_TYPE = "信息公开年报"
"""One of the column types that the annex lists."""
LANGUAGE = "zh-CN"
MIDNIGHT = datetime.time()


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file with the same numbers, for programs."""

    media_type: str
    address: str
    """Absolute."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in the head of a page."""

    tags: tuple[tuple[str, str], ...]
    """Names and values of `<meta>`, in the order of the annex."""
    dataset: Mapping[str, object] | None = None
    """A report's numbers as a Dataset of schema.org."""


def metadata(
    page: Page,
    archive: Archive,
    settings: Settings,
    address: str | None = None,
    distributions: tuple[Distribution, ...] = (),
    description: str | None = None,
) -> Metadata:
    """The metadata of a page. address: its absolute address; distributions: files with its numbers.

    description: what it says in one sentence, where that is known.
    """
    agency = archive.agencies.get(page.agency or "")
    report = archive.by_agency[agency.path].get(page.year) if agency and page.year else None
    tags = [*_website(agency, archive, settings), *_column(agency)]
    if report is None:
        return Metadata(_known(tags))
    description = description or _description(report)
    tags += _article(report, address, description)
    has_numbers = bool(report.cells) and report.withdrawal is None and not report.draft
    return Metadata(
        _known(tags), _dataset(report, address, distributions, settings.license) if has_numbers else None
    )


def _known(tags: list[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, " ".join(value.split())) for name, value in tags if value)


def _website(agency: Agency | None, archive: Archive, settings: Settings) -> list[tuple[str, str | None]]:
    """The website as it is now: that of the agency, on the page of all agencies the one they have in common."""
    if agency is not None:
        website = agency.website
    else:
        websites = {each.website for each in archive.agencies.values() if each.website is not None}
        website = websites.pop() if len(websites) == 1 else None
    website = website or Website(None, None, None)
    return [
        ("SiteName", website.name),
        ("SiteDomain", website.domain),
        ("SiteIDCode", website.code or settings.site_id_code),
    ]


def _column(agency: Agency | None) -> list[tuple[str, str | None]]:
    whose = "各机关" if agency is None else agency.name
    return [
        ("ColumnName", NAME),
        ("ColumnDescription", f"{whose}历年{NAME}"),
        ("ColumnKeywords", ",".join(["政府信息公开", "年度报告", *([agency.name] if agency else [])])),
        ("ColumnType", COLUMN_TYPE),
    ]


def _article(report: Report, address: str | None, description: str) -> list[tuple[str, str | None]]:
    published = report.published
    time = published.time if published and published.time else MIDNIGHT
    return [
        ("ArticleTitle", report_title(report).whole),
        ("PubDate", f"{published.day.isoformat()} {time:%H:%M}" if published else None),
        ("ContentSource", report.origin or report.agency_name),
        ("Keywords", f"政府信息公开,年度报告,{report.agency_name},{report.year}年"),
        ("Author", report.agency_name),
        ("Description", description),
        ("Url", address),
    ]


def _description(report: Report) -> str:
    title = report_title(report).whole
    if report.withdrawal is not None:
        return f"{title}（已撤回）。"
    return f"{title}，统计期限为{period_text(report)}。"


def _dataset(
    report: Report, address: str | None, distributions: tuple[Distribution, ...], license_: str | None
) -> Mapping[str, object]:
    tables = "、".join(section.title for section in report.form.sections if section.table)
    published, day = report.published, day_of(report)
    dataset: dict[str, object | None] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": report_title(report).whole,
        "description": f"{_description(report)}内容包括{tables}的统计数据。",
        "creator": {"@type": "GovernmentOrganization", "name": report.agency_name},
        "datePublished": published.day.isoformat() if published else None,
        "dateModified": day.isoformat() if day else None,
        "temporalCoverage": f"{report.year}-01-01/{report.year}-12-31",
        "inLanguage": LANGUAGE,
        "license": license_ and _license(license_),
        "url": address,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": each.media_type, "contentUrl": each.address}
            for each in distributions
        ],
    }
    return {name: value for name, value in dataset.items() if value}


def _license(text: str) -> str | Mapping[str, str]:
    """The address of its text; of an identifier, which may be no one's address, its name."""
    return text if text.startswith(("http://", "https://")) else {"@type": "CreativeWork", "name": text}
