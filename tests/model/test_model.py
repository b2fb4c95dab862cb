"""The model: every key of the two examples in the design, the states of a cell, totals left out, and the lesser reports."""

from __future__ import annotations

import datetime
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

import pytest

from gongkai.findings import CellName, Place
from gongkai.model import (
    Agency,
    AgencyKind,
    Archive,
    Attachment,
    Cell,
    Contact,
    Correction,
    Date,
    FreeTable,
    Remark,
    Report,
    State,
    Website,
    Withdrawal,
)
from gongkai.prose import Paragraph, Text
from tests.helpers.support import AGENCY, positions, published_cells, read_files, read_text, report_text

AGENCY_EXAMPLE = """\
名称: 宁波市海曙区人民政府办公室
类别: 政府办公室
规章制定权: 无
起始年度: 2008
终止年度: 2030
网站: {名称: 海曙区政府网站, 域名: www.haishu.gov.cn, 标识码: "3302030000"}
联系: {地址: 宁波市海曙区县前街61号, 邮编: 015100, 电话: 0574-89297514, 传真: 0574-89297515, 电子邮箱: xxgk@haishu.gov.cn}
承继: [old-bureau]
曾用地址: [xxgk/nianbao]
声明: 数据取自公开报告，文字为演示改写，非官方页面。
"""

REPORT_EXAMPLE = """\
年度: 2021
格式: 2021
名称: 宁波市海曙区人民政府办公厅
联系: {电话: 0574-12345678}
网站: {域名: old.haishu.gov.cn}
标题: 2021年政府信息公开年报
导语: 根据《条例》编制。
发布日期: 2022-01-28 09:30
文号: 甬海政办〔2022〕3号
索引号: 002935/2022-00001
来源: 区政府办公室
成文日期: 2022-01-20
落款: 宁波市海曙区人民政府办公室
总体情况: |
  2021年，新收{{ 新收.总计 }}件。
  （一）围绕中心工作
  甲。
主动公开政府信息情况:
  规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}
  行政规范性文件: {本年制发件数: 14, 本年废止件数: 17, 现行有效件数: {值: 92, 注: 其中修订16件}}
  行政许可: 0
  行政处罚: 0
  行政强制: 0
  行政事业性收费: 0
  表注: 不含垂直管理单位。
收到和处理政府信息公开申请情况:
  # 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计
  本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]
  上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]
  本年度办理结果:
    予以公开: [18, 2, 0, 0, 0, 0, 20]
    部分公开: [2, 0, 0, 0, 0, 0, 2]
    不予公开:
      属于国家秘密: [0, 0, 0, 0, 0, 0, 0]
      其他法律行政法规禁止公开: [2, 0, 0, 0, 0, 0, 2]
      危及"三安全一稳定": [0, 0, 0, 0, 0, 0, 0]
      保护第三方合法权益: [0, 0, 0, 0, 0, 0, 0]
      属于三类内部事务信息: [0, 0, 0, 0, 0, 0, 0]
      属于四类过程性信息: [0, 0, 0, 0, 0, 0, 0]
      属于行政执法案卷: [0, 0, 0, 0, 0, 0, 0]
      属于行政查询事项: [0, 0, 0, 0, 0, 0, 0]
    无法提供:
      本机关不掌握相关政府信息: [12, 2, 0, 0, 0, 0, 14]
      没有现成信息需要另行制作: [0, 0, 0, 0, 0, 0, 0]
      补正后申请内容仍不明确: [0, 0, 0, 0, 0, 0, 0]
    不予处理:
      信访举报投诉类申请: [1, 0, 0, 0, 0, 0, 1]
      重复申请: [1, 0, 0, 0, 0, 0, 1]
      要求提供公开出版物: [0, 0, 0, 0, 0, 0, 0]
      无正当理由大量反复申请: [0, 0, 0, 0, 0, 0, 0]
      要求行政机关确认或重新出具已获取信息: [0, 0, 0, 0, 0, 0, 0]
    其他处理:
      申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请: [0, 0, 0, 0, 0, 0, 0]
      申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请: [0, 0, 0, 0, 0, 0, 0]
      其他: [0, 0, 0, 0, 0, 0, 0]
    总计: [36, 4, 0, 0, 0, 0, 40]
  结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]
政府信息公开行政复议、行政诉讼情况:
  # 结果维持, 结果纠正, 其他结果, 尚未审结, 总计
  行政复议: [0, 0, 0, 0, 0]
  未经复议直接起诉: [1, 0, 0, 0, 1]
  复议后起诉: [0, 0, 0, 0, 0]
存在的主要问题及改进情况: |
  时效有待提高。
其他需要报告的事项: |
  无。
更正:
  - {日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17，现更正为18。}
  - {日期: 2022-03-03, 说明: 改正错字。}
附件:
  - {文件: 图解.png, 说明: 一图读懂}
  - {文件: 报告.pdf}
核对说明:
  - {规则: G501, 位置: 区本级办理依申请公开36件, 原因: 该句只计自然人申请。, 公开: true}
  - {规则: G101, 位置: 予以公开.总计, 现值: 20, 原因: 原报告如此，已无法更改。}
曾用地址: [xxgk/2021.html]
"""
FILE = "data/haishu-office/2021.yml"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The two examples of the design, with the office that was merged into it."""
    files: dict[str, str | bytes] = {
        "haishu-office/agency.yml": AGENCY_EXAMPLE,
        "haishu-office/2021.yml": REPORT_EXAMPLE,
        "haishu-office/2021/图解.png": b"\x89PNG\r\n\x1a\n",
        "haishu-office/2021/报告.pdf": b"%PDF-1.7",
        "haishu-office/streets/agency.yml": "名称: 甲街道\n类别: 乡镇街道\n",
        "old-bureau/agency.yml": "名称: 原信息公开局\n类别: 其他\n",
    }
    archive, found = read_files(tmp_path_factory.mktemp("example"), files)
    # What its remarks accept is not there.
    assert {finding.code for finding in found} <= {"G506", "G901"}
    return archive


@pytest.fixture(scope="module")
def agency(example: Archive) -> Agency:
    """The agency of the example."""
    return example.agencies["haishu-office"]


@pytest.fixture(scope="module")
def report(example: Archive) -> Report:
    """The report of the example."""
    (report,) = example.reports
    return report


def line_of(text: str, mark: str) -> int:
    """The line of a text on which something stands for the first time."""
    return text[: text.index(mark)].count("\n") + 1


class TestAgency:
    """Every key of agency.yml."""

    @pytest.mark.parametrize(
        ("attribute", "value"),
        [
            ("path", "haishu-office"),
            ("parent", None),
            ("place", Place("data/haishu-office/agency.yml", 1, 1)),
            ("name", "宁波市海曙区人民政府办公室"),
            ("kind", AgencyKind.OFFICE),
            ("may_make_regulations", False),
            ("first_year", 2008),
            ("last_year", 2030),
            ("website", Website("海曙区政府网站", "www.haishu.gov.cn", "3302030000")),
            (
                "contact",
                Contact(
                    "宁波市海曙区县前街61号", "015100", "0574-89297514", "0574-89297515", "xxgk@haishu.gov.cn"
                ),
            ),
            ("succeeds", ("old-bureau",)),
            ("declaration", "数据取自公开报告，文字为演示改写，非官方页面。"),
        ],
    )
    def test_key(self, agency: Agency, attribute: str, value: object) -> None:
        assert attrgetter(attribute)(agency) == value

    def test_former_addresses_and_where_they_stand(self, agency: Agency) -> None:
        (former,) = agency.former_addresses
        assert (former.path, former.place.line, former.place.column) == ("xxgk/nianbao", 9, 8)

    def test_a_folder_inside_is_subordinate(self, example: Archive) -> None:
        assert example.agencies["haishu-office/streets"].parent == "haishu-office"

    @pytest.mark.parametrize(
        "attribute",
        [
            "may_make_regulations",
            "first_year",
            "last_year",
            "website",
            "contact",
            "declaration",
        ],
    )
    def test_what_is_not_said_is_not_guessed(self, example: Archive, attribute: str) -> None:
        assert attrgetter(attribute)(example.agencies["old-bureau"]) is None

    @pytest.mark.parametrize(("text", "value"), [("有", True), ("无", False)])
    def test_competence(self, tmp_path: Path, text: str, value: bool) -> None:
        archive, _ = read_files(tmp_path, {"a/agency.yml": f"{AGENCY}规章制定权: {text}\n"})
        assert archive.agencies["a"].may_make_regulations is value

    @pytest.mark.parametrize("kind", list(AgencyKind))
    def test_kinds(self, tmp_path: Path, kind: AgencyKind) -> None:
        archive, _ = read_files(tmp_path, {"a/agency.yml": f"名称: 甲\n类别: {kind}\n"})
        assert archive.agencies["a"].kind is kind

    @pytest.mark.parametrize("missing", ["名称", "类别"])
    def test_without_name_or_kind_there_is_none(self, tmp_path: Path, missing: str) -> None:
        text = "".join(line for line in AGENCY.splitlines(keepends=True) if not line.startswith(missing))
        files = {"a/agency.yml": text, "a/2021.yml": REPORT_EXAMPLE}
        archive, found = read_files(tmp_path, files)
        assert (archive.agencies, archive.reports) == ({}, ())
        own = [finding for finding in found if finding.place.file == "data/a/2021.yml"]
        assert positions(f for f in found if f not in own) == [("G301", 1, 1)]
        # What is wrong with the report is said all the same.
        _, right = read_files(tmp_path, {**files, "a/agency.yml": AGENCY})
        assert own == list(right) != []

    def test_a_group_of_agencies_is_none_itself(self, tmp_path: Path) -> None:
        archive, found = read_files(tmp_path, {"towns/a/agency.yml": AGENCY})
        assert found == ()
        assert [(path, agency.parent) for path, agency in archive.agencies.items()] == [("towns/a", None)]

    def test_the_parent_is_beyond_the_group(self, tmp_path: Path) -> None:
        archive, _ = read_files(tmp_path, {"a/agency.yml": AGENCY, "a/towns/b/agency.yml": AGENCY})
        assert archive.agencies["a/towns/b"].parent == "a"


class TestReport:
    """Every key of a report's file."""

    @pytest.mark.parametrize(
        ("attribute", "value"),
        [
            ("agency", "haishu-office"),
            ("year", 2021),
            ("place", Place(FILE, 1, 1)),
            ("form.name", "2021"),
            ("form.merged", ()),
            ("agency_name", "宁波市海曙区人民政府办公厅"),
            ("contact", Contact(None, None, "0574-12345678", None, None)),
            ("website", Website(None, "old.haishu.gov.cn", None)),
            ("title", "2021年政府信息公开年报"),
            ("without_preamble", False),
            ("published", Date(datetime.date(2022, 1, 28), datetime.time(9, 30))),
            ("written", Date(datetime.date(2022, 1, 20))),
            ("document_number", "甬海政办〔2022〕3号"),
            ("index_number", "002935/2022-00001"),
            ("origin", "区政府办公室"),
            ("signature", "宁波市海曙区人民政府办公室"),
            ("draft", False),
            ("table_notes", {"t2": "不含垂直管理单位。"}),
            (
                "corrections",
                (
                    Correction(
                        Date(datetime.date(2022, 3, 2)),
                        (CellName("t3", "granted", "natural"),),
                        "原为17，现更正为18。",
                    ),
                    Correction(Date(datetime.date(2022, 3, 3)), (), "改正错字。"),
                ),
            ),
            (
                "attachments",
                (
                    Attachment("图解.png", "一图读懂", Place(FILE, line_of(REPORT_EXAMPLE, "图解"), 10)),
                    Attachment("报告.pdf", None, Place(FILE, line_of(REPORT_EXAMPLE, "报告.pdf"), 10)),
                ),
            ),
            (
                "remarks",
                (
                    Remark(
                        "G501",
                        "区本级办理依申请公开36件",
                        (),
                        None,
                        None,
                        "该句只计自然人申请。",
                        True,
                        Place(FILE, line_of(REPORT_EXAMPLE, "G501"), 5),
                    ),
                    Remark(
                        "G101",
                        "予以公开.总计",
                        (),
                        "20",
                        None,
                        "原报告如此，已无法更改。",
                        False,
                        Place(FILE, line_of(REPORT_EXAMPLE, "G101"), 5),
                    ),
                ),
            ),
            ("original_address", None),
            ("withdrawal", None),
            ("free_sections", ()),
            ("is_elsewhere", False),
        ],
    )
    def test_key(self, report: Report, attribute: str, value: object) -> None:
        assert attrgetter(attribute)(report) == value

    def test_preamble(self, report: Report) -> None:
        assert report.preamble is not None
        place = Place(FILE, line_of(REPORT_EXAMPLE, "导语"), 5)
        assert report.preamble.blocks == (Paragraph((Text("根据《条例》编制。"),), place),)

    def test_narratives(self, report: Report) -> None:
        assert {section: len(text.blocks) for section, text in report.narratives.items()} == {
            "overview": 3,
            "problems": 1,
            "others": 1,
        }

    def test_sections_know_their_places(self, report: Report) -> None:
        keys = [section.key for section in report.form.sections]
        places = [Place(FILE, line_of(REPORT_EXAMPLE, f"\n{key}:") + 1, 1) for key in keys]
        assert list(report.section_places.values()) == places

    def test_rows_know_their_places(self, report: Report) -> None:
        assert report.row_places["t3", "refused-law"] == Place(FILE, line_of(REPORT_EXAMPLE, "其他法律行政"), 7)

    def test_a_figure_knows_its_place(self, report: Report) -> None:
        line = line_of(REPORT_EXAMPLE, "予以公开: [")
        assert report.cells[CellName("t3", "granted", "business")] == Cell(
            State.NUMBER, "2", Place(FILE, line, 16), 2
        )

    def test_every_cell_of_the_form_is_there(self, report: Report) -> None:
        assert list(report.cells) == [cell for table in report.form.tables for cell in table.cells]

    def test_figures(self, report: Report) -> None:
        assert [cell.text for cell in report.cells.values()] == [
            f.value for f in published_cells("haishu-office-2021")
        ]

    def test_a_cell_with_its_note(self, report: Report) -> None:
        cell = report.cells[CellName("t2", "normative-document", "in-force")]
        assert (cell.value, cell.note) == (92, "其中修订16件")

    def test_byte_order_mark_and_carriage_returns_change_nothing(self, tmp_path: Path, report: Report) -> None:
        files: dict[str, str | bytes] = {
            "haishu-office/agency.yml": AGENCY_EXAMPLE.replace("承继: [old-bureau]\n", ""),
            "haishu-office/2021.yml": b"\xef\xbb\xbf" + REPORT_EXAMPLE.replace("\n", "\r\n").encode(),
        }
        archive, _ = read_files(tmp_path, files)
        assert archive.reports == (report,)


class TestAsItWasThatYear:
    """Name, contact and website: the report's own, else the agency's."""

    def test_the_agency_s_where_nothing_is_said(self, tmp_path: Path, sample: str) -> None:
        agency = AGENCY + "联系: {电话: 0574-1}\n网站: {域名: a.gov.cn}\n"
        archive, _ = read_files(tmp_path, {"a/agency.yml": agency, "a/2021.yml": sample})
        (report,) = archive.reports
        assert (report.agency_name, report.contact, report.website) == (
            "样例区人民政府办公室",
            Contact(None, None, "0574-1", None, None),
            Website(None, "a.gov.cn", None),
        )

    def test_the_report_s_own_replaces_the_whole(self, tmp_path: Path, sample: str) -> None:
        # A contact of two years would be one that never was.
        agency = AGENCY + "联系: {地址: 新址, 电话: 0574-1}\n"
        archive, _ = read_files(
            tmp_path, {"a/agency.yml": agency, "a/2021.yml": sample + "联系: {地址: 旧址}\n"}
        )
        assert archive.reports[0].contact == Contact("旧址", None, None, None, None)

    def test_the_agency_keeps_its_name_of_today(self, tmp_path: Path, sample: str) -> None:
        archive, _ = read_files(tmp_path, {"a/agency.yml": AGENCY, "a/2021.yml": sample + "名称: 旧名\n"})
        assert (archive.agencies["a"].name, archive.reports[0].agency_name) == ("样例区人民政府办公室", "旧名")


MADE = CellName("t2", "regulation", "made")
FEE = CellName("t2", "fee", "fee-amount")


class TestStates:
    """The five states of a cell, with note and unit."""

    def cell(self, tmp_path: Path, sample: str, text: str, name: CellName = MADE) -> Cell:
        old, new = {
            MADE: ("规章: [0, 0, 0]", f"规章: [{text}, 0, 0]"),
            FEE: ("行政事业性收费: 0", f"行政事业性收费: {text}"),
        }[name]
        report, found = read_text(tmp_path, sample.replace(old, new))
        assert report is not None
        assert positions(found, "G202", "G203", "G301") == []
        cell = report.cells[name]
        line = line_of(sample, old)
        assert cell.place.line == line
        return cell

    @pytest.mark.parametrize(
        ("text", "state", "shown", "value"),
        [
            ("0", State.NUMBER, "0", 0),
            ("12", State.NUMBER, "12", 12),
            ('"12"', State.NUMBER, "12", 12),
            ("~", State.BLANK, "", None),
            ("null", State.BLANK, "", None),
            ("/", State.STROKE, "/", None),
            ('"/"', State.STROKE, "/", None),
            ('{原文: "--253"}', State.TEXT, "--253", None),
            ("{原文: 0}", State.TEXT, "0", None),
            ("{原文: 详见附件}", State.TEXT, "详见附件", None),
            ("{值: 22}", State.NUMBER, "22", 22),
            ("{值: ~}", State.BLANK, "", None),
            ("{值: /}", State.STROKE, "/", None),
        ],
    )
    def test_state(
        self, tmp_path: Path, sample: str, text: str, state: State, shown: str, value: int | None
    ) -> None:
        cell = self.cell(tmp_path, sample, text)
        assert (cell.state, cell.text, cell.value) == (state, shown, value)

    @pytest.mark.parametrize(
        "text", ["{值: 22, 注: 其中修订16件}", "{注: 其中修订16件, 值: ~}", "{原文: 无, 注: 其中修订16件}"]
    )
    def test_note(self, tmp_path: Path, sample: str, text: str) -> None:
        assert self.cell(tmp_path, sample, text).note == "其中修订16件"

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("59237.2449", Decimal("59237.2449")),
            ("0.50", Decimal("0.50")),
            ("0", Decimal(0)),
            ("12", Decimal(12)),
        ],
    )
    def test_an_amount_is_kept_as_written(self, tmp_path: Path, sample: str, text: str, value: Decimal) -> None:
        cell = self.cell(tmp_path, sample, text, FEE)
        assert (cell.text, cell.value) == (text, value)
        assert isinstance(cell.value, Decimal)

    def test_a_row_with_one_cell_may_carry_a_note(self, tmp_path: Path, sample: str) -> None:
        assert self.cell(tmp_path, sample, "{值: 1.5, 注: 试行}", FEE).note == "试行"

    def test_a_row_with_one_cell_may_be_a_mapping(self, tmp_path: Path, sample: str) -> None:
        assert self.cell(tmp_path, sample, "{本年收费金额: 1.5}", FEE).text == "1.5"

    @pytest.mark.parametrize(("text", "value"), [("+3", 3), ("-3", -3), ("3", 3), ("0", 0)])
    def test_a_change_may_be_signed(self, tmp_path: Path, text: str, value: int) -> None:
        old = report_text("shanghai-office-2019", 2019)
        start = old.index("行政许可: [")
        row = old[start : old.index("\n", start)]
        report, _ = read_text(tmp_path, old.replace(row, f"行政许可: [5, {text}, 0]"), 2019)
        assert report is not None
        cell = report.cells[CellName("t2", "licence", "items-change")]
        assert (cell.text, cell.value) == (text, value)

    def test_procurement_carries_its_unit(self, tmp_path: Path) -> None:
        report, _ = read_text(tmp_path, report_text("shanghai-office-2019", 2019), 2019)
        assert report is not None
        cell = report.cells[CellName("t2", "procurement", "procurement-amount")]
        (published,) = (f.value for f in published_cells("shanghai-office-2019") if f.column == "采购总金额")
        assert (f"{cell.text}{cell.unit}", cell.unit) == (published, "元")

    def test_a_row_with_nothing_behind_it_is_a_row_of_blanks(self, tmp_path: Path, sample: str) -> None:
        report, _ = read_text(tmp_path, sample.replace("行政复议: [0, 0, 0, 0, 0]", "行政复议:"))
        assert report is not None
        states = [cell.state for name, cell in report.cells.items() if name.row == "review"]
        assert states == [State.BLANK] * 5


RESULT = "    总计: [36, 4, 0, 0, 0, 0, 40]\n"
NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
NEW_MAPPING = "本年新收政府信息公开申请数量: {自然人: 37, 商业企业: 4, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0"
GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"


class TestTotalsLeftOut:
    """A total that is left out is computed, marked as computed, and never from a blank."""

    def report(self, tmp_path: Path, text: str) -> Report:
        report, found = read_text(tmp_path, text)
        assert report is not None
        assert positions(found, "G101", "G102", "G103", "G301") == []
        return report

    def test_in_a_mapping(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(NEW, NEW_MAPPING + "}"))
        columns = ("natural", "business", "research", "welfare", "legal", "other")
        place = Place("data/office/2021.yml", line_of(sample, NEW), 3)
        assert report.cells[CellName("t3", "new", "total")] == Cell(
            State.COMPUTED, "41", place, 41, addends=tuple(CellName("t3", "new", c) for c in columns)
        )

    def test_given_in_a_mapping_is_taken_as_given(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(NEW, NEW_MAPPING + ", 总计: 41}"))
        assert report.cells[CellName("t3", "new", "total")].state is State.NUMBER

    def test_nothing_behind_it_in_a_mapping_is_a_blank(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(NEW, NEW_MAPPING + ", 总计: }"))
        assert report.cells[CellName("t3", "new", "total")].state is State.BLANK

    @pytest.mark.parametrize("blank", ["~", "/", "{原文: 无}"])
    def test_never_from_a_blank_in_a_row(self, tmp_path: Path, sample: str, blank: str) -> None:
        report = self.report(
            tmp_path, sample.replace(NEW, NEW_MAPPING.replace("其他: 0", f"其他: {blank}") + "}")
        )
        assert report.cells[CellName("t3", "new", "total")].state is State.BLANK

    def test_not_from_a_cell_that_cannot_be_read(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(NEW, NEW_MAPPING.replace("其他: 0", "其他: 0件") + "}"))
        assert CellName("t3", "new", "total") not in report.cells

    def test_the_whole_row(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(RESULT, ""))
        row = [cell for name, cell in report.cells.items() if name.row == "result-total"]
        assert {cell.state for cell in row} == {State.COMPUTED}
        assert [cell.value for cell in row] == [36, 4, 0, 0, 0, 0, 40]

    def test_the_whole_row_adds_all_rows_of_results(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(RESULT, ""))
        addends = report.cells[CellName("t3", "result-total", "natural")].addends
        assert len(addends) == 21
        assert {name.column for name in addends} == {"natural"}

    def test_the_whole_row_and_a_total_in_a_row(self, tmp_path: Path, sample: str) -> None:
        mapping = "予以公开: {自然人: 18, 商业企业: 2, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
        report = self.report(tmp_path, sample.replace(RESULT, "").replace(GRANTED, mapping))
        assert report.cells[CellName("t3", "result-total", "total")].value == 40

    def test_the_whole_row_is_blank_only_where_a_blank_is(self, tmp_path: Path, sample: str) -> None:
        blank = sample.replace(RESULT, "").replace(GRANTED, "予以公开: [~, 2, 0, 0, 0, 0, 20]")
        report = self.report(tmp_path, blank)
        row = {name.column: cell for name, cell in report.cells.items() if name.row == "result-total"}
        assert row.pop("natural").state is State.BLANK
        assert {cell.state for cell in row.values()} == {State.COMPUTED}

    def test_a_row_with_nothing_behind_it_is_blank(self, tmp_path: Path, sample: str) -> None:
        report = self.report(tmp_path, sample.replace(RESULT, "    总计:\n"))
        row = [cell.state for name, cell in report.cells.items() if name.row == "result-total"]
        assert row == [State.BLANK] * 7

    def test_the_whole_row_with_a_merged_row(self, tmp_path: Path) -> None:
        text = report_text("hongze-2023", 2023)
        start = text.index("    总计: [")
        row = text[start : text.index("\n", start) + 1]
        report, _ = read_text(tmp_path, text.replace(row, ""), 2023)
        assert report is not None
        computed = [str(c.value) for name, c in report.cells.items() if name.row == "result-total"]
        assert computed == [f.value for f in published_cells("hongze-2023") if f.row == "（七）总计"]

    def test_of_a_case(self, tmp_path: Path, sample: str) -> None:
        mapping = "行政复议: {结果维持: 3, 结果纠正: 0, 其他结果: 1, 尚未审结: 0}"
        report = self.report(tmp_path, sample.replace("行政复议: [0, 0, 0, 0, 0]", mapping))
        assert report.cells[CellName("t4", "review", "total")].value == 4

    def test_in_a_list_no_cell_may_be_left_out(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, sample.replace(NEW, NEW.replace(", 41]", "]")))
        assert positions(found, "G301") == [("G301", line_of(sample, NEW), 19)]

    def test_any_other_cell_left_out_is_a_finding(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(
            tmp_path, sample.replace(NEW, NEW_MAPPING.replace(", 其他: 0", "") + ", 总计: 41}")
        )
        assert positions(found, "G301") == [("G301", line_of(sample, NEW), 19)]


class TestMergedRow:
    """A report of 2021's form that still has one row 其他处理."""

    OTHER = "其他处理:\n"

    def text(self, sample: str, row: str) -> str:
        start = sample.index(self.OTHER)
        return sample[:start] + f"其他处理: {row}\n" + sample[sample.index(RESULT) :]

    def test_a_list(self, tmp_path: Path, sample: str) -> None:
        report, _ = read_text(tmp_path, self.text(sample, "[0, 0, 0, 0, 0, 0, 0]"))
        assert report is not None
        assert report.form.merged == ("other",)
        assert sum(name.row == "other" for name in report.cells) == 7

    def test_a_mapping_by_column(self, tmp_path: Path, sample: str) -> None:
        row = "{自然人: 0, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
        report, found = read_text(tmp_path, self.text(sample, row))
        assert report is not None
        assert positions(found, "G301") == []
        assert report.cells[CellName("t3", "other", "total")].state is State.COMPUTED

    def test_three_rows_stay_three(self, tmp_path: Path, sample: str) -> None:
        report, _ = read_text(tmp_path, sample)
        assert report is not None
        assert report.form.merged == ()

    def test_洪泽(self, tmp_path: Path) -> None:
        report, _ = read_text(tmp_path, report_text("hongze-2023", 2023), 2023)
        assert report is not None
        assert [cell.text for cell in report.cells.values()] == [
            f.value for f in published_cells("hongze-2023")
        ]


class TestOtherReports:
    """Only a file, only an address, withdrawn, free, and drafts."""

    def test_only_attachments(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, "年度: 2015\n附件:\n  - {文件: 年报.pdf}\n", 2015)
        assert report is not None
        assert positions(found, "G301", "G302", "G307") == []
        assert (report.is_elsewhere, [a.file for a in report.attachments]) == (True, ["年报.pdf"])

    def test_only_attachments_in_a_year_with_a_form(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, "年度: 2021\n附件:\n  - {文件: 年报.pdf}\n")
        assert report is not None
        assert positions(found, "G301") == []
        assert (report.is_elsewhere, report.cells) == (True, {})

    def test_only_an_address(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, "年度: 2012\n原址: https://www.example.gov.cn/2012.html\n", 2012)
        assert report is not None
        assert found == ()
        assert (report.is_elsewhere, report.original_address) == (True, "https://www.example.gov.cn/2012.html")

    def test_an_address_and_sections_contradict_each_other(self, tmp_path: Path, sample: str) -> None:
        text = sample + "原址: https://www.example.gov.cn/a.html\n"
        _, found = read_text(tmp_path, text)
        assert positions(found) == [("G301", line_of(text, "原址"), 5)]

    def test_nothing_at_all(self, tmp_path: Path) -> None:
        _, found = read_text(tmp_path, "年度: 2021\n发布日期: 2022-01-28\n")
        assert positions(found) == [("G301", 1, 1)]

    def test_withdrawn(self, tmp_path: Path, sample: str) -> None:
        text = sample + "撤回: {日期: 2022-05-06, 说明: 内容有误，重新编制中。}\n"
        report, _ = read_text(tmp_path, text)
        assert report is not None
        assert report.withdrawal == Withdrawal(Date(datetime.date(2022, 5, 6)), "内容有误，重新编制中。")

    def test_withdrawn_may_say_nothing_else(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, "年度: 2021\n撤回: {日期: 2022-05-06, 说明: 内容有误。}\n")
        assert report is not None
        assert found == ()

    def test_rules_over_figures_skip_what_is_withdrawn(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(", 41]", ", 42]") + "撤回: {日期: 2022-05-06, 说明: 内容有误。}\n"
        _, found = read_text(tmp_path, text)
        assert positions(found, "G101", "G103") == []

    FREE = """\
年度: 2012
章节:
  - 标题: 概述
    内容: |
      甲。
    表: {列: [指标, 单位, 数值], 行: [[主动公开, 条, 1000], [收到申请, 件, "012"]]}
  - {标题: 附表}
"""

    def test_free(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, self.FREE, 2012)
        assert report is not None
        assert found == ()
        assert (report.form.name, [section.title for section in report.free_sections]) == (
            "自由",
            ["概述", "附表"],
        )

    def test_free_text(self, tmp_path: Path) -> None:
        report, _ = read_text(tmp_path, self.FREE, 2012)
        assert report is not None
        narrative = report.free_sections[0].narrative
        assert narrative is not None
        assert narrative.blocks == (Paragraph((Text("甲。"),), Place("data/office/2012.yml", 5, 7)),)

    def test_free_table_exactly_as_written(self, tmp_path: Path) -> None:
        report, _ = read_text(tmp_path, self.FREE, 2012)
        assert report is not None
        assert report.free_sections[0].table == FreeTable(
            ("指标", "单位", "数值"),
            (("主动公开", "条", "1000"), ("收到申请", "件", "012")),
            Place("data/office/2012.yml", 6, 8),
        )

    def test_free_table_with_a_short_row(self, tmp_path: Path) -> None:
        _, found = read_text(tmp_path, self.FREE.replace("[主动公开, 条, 1000]", "[主动公开, 1000]"), 2012)
        assert positions(found) == [("G301", 6, 30)]

    def test_free_in_a_year_with_a_form(self, tmp_path: Path) -> None:
        text = "年度: 2019\n格式: 自由\n章节:\n  - {标题: 概述, 内容: 甲。}\n"
        report, found = read_text(tmp_path, text, 2019)
        assert report is not None
        assert (report.form.is_free, found) == (True, ())

    def test_another_form_than_the_year_s(self, tmp_path: Path) -> None:
        report, found = read_text(
            tmp_path,
            report_text("haishu-office-2021", 2020).replace("年度: 2020\n", "年度: 2020\n格式: 2021\n"),
            2020,
        )
        assert report is not None
        assert (report.form.name, positions(found)) == ("2021", [("G302", 2, 5)])

    def test_no_form_covers_the_year(self, tmp_path: Path) -> None:
        report, found = read_text(tmp_path, "年度: 2006\n附件:\n  - {文件: a.pdf}\n", 2006)
        assert (report, positions(found)) == (None, [("G302", 1, 1)])

    @pytest.mark.parametrize(("text", "draft"), [("true", True), ("false", False), ("~", False)])
    def test_draft(self, tmp_path: Path, sample: str, text: str, draft: bool) -> None:
        report, _ = read_text(tmp_path, f"{sample}草稿: {text}\n")
        assert report is not None
        assert report.draft is draft

    def test_drafts_are_not_published(self, tmp_path: Path, sample: str) -> None:
        files = {
            "a/agency.yml": AGENCY,
            "a/2021.yml": sample,
            "a/2022.yml": sample.replace("年度: 2021", "年度: 2022") + "草稿: true\n",
        }
        archive, _ = read_files(tmp_path, files)
        assert [report.year for report in archive.published] == [2021]

    def test_drafts_are_in_the_archive(self, tmp_path: Path, sample: str) -> None:
        archive, _ = read_files(tmp_path, {"a/agency.yml": AGENCY, "a/2021.yml": sample + "草稿: true\n"})
        assert [report.year for report in archive.reports] == [2021]

    def test_no_preamble(self, tmp_path: Path, sample: str) -> None:
        report, _ = read_text(tmp_path, sample + "导语: 无\n")
        assert report is not None
        assert (report.without_preamble, report.preamble) == (True, None)


class TestOrder:
    """The order of keys and files is free."""

    def test_keys(self, tmp_path: Path, sample: str) -> None:
        top: list[str] = []
        for line in sample.splitlines(keepends=True):
            if line.startswith((" ", "#")):
                top[-1] += line
            else:
                top.append(line)
        report, found = read_text(tmp_path, "".join(reversed(top)))
        assert report is not None
        assert found == ()
        assert [cell.text for cell in report.cells.values()] == [
            f.value for f in published_cells("haishu-office-2021")
        ]

    def test_reports_in_the_order_of_paths_and_years(self, tmp_path: Path, sample: str) -> None:
        files = {"b/agency.yml": AGENCY, "a/agency.yml": AGENCY}
        for path in ("b/2022.yml", "a/2022.yml", "b/2021.yml", "a/2021.yml"):
            files[path] = sample.replace("年度: 2021", f"年度: {path[2:6]}")
        archive, _ = read_files(tmp_path, files)
        assert [(r.agency, r.year) for r in archive.reports] == [
            ("a", 2021),
            ("a", 2022),
            ("b", 2021),
            ("b", 2022),
        ]

    def test_last_year(self, tmp_path: Path, sample: str) -> None:
        files = {"a/agency.yml": AGENCY, "a/2021.yml": sample, "a/2022.yml": sample.replace("2021", "2022")}
        archive, _ = read_files(tmp_path, files)
        first, second = archive.reports
        assert (archive.last_year(first), archive.last_year(second)) == (None, first)
