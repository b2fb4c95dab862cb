"""G501: numbers in the text against the tables. Each kind in three forms, true and false; ▶ marks the wrong number."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.claims.numbers import Sort, numerals, plain
from gongkai.forms import statutory_forms
from gongkai.words.texts import hits, wording
from tests.helpers.marked import slip
from tests.helpers.prose import beside
from tests.helpers.support import AGENCY, NARRATIVES, ROOT, positions, read_files

OFFICE, GOVERNMENT, BLANKS, WRONG_TOTALS = (
    "haishu-office-2021",
    "suqian-2023",
    "shanghai-office-2019",
    "hongze-2023",
)
LAST = "suqian-2024"

FALSE = {
    "received": [
        (OFFICE, "全年新收政府信息公开申请▶40件，办结40件。"),
        (OFFICE, "区政府办公室共收到依申请公开申请▶43件。"),
        (OFFICE, "本年度新增依申请公开▶40件。"),
        (GOVERNMENT, "全市政府信息公开申请量为▶3151件。"),
        (WRONG_TOTALS, "全区受理申请▶20件。"),
    ],
    "handled": [
        (OFFICE, "区本级处理的政府信息公开申请共▶36件。"),
        (OFFICE, "全年依申请公开▶36件。"),
        (OFFICE, "海曙区人民政府办公室办理政府信息公开申请▶35宗。"),
    ],
    "concluded": [
        (OFFICE, "全年新收政府信息公开申请41件，办结▶36件。"),
        (GOVERNMENT, "2023 年，全市新收政府信息公开申请 3511 件，办结 ▶3468 件。"),
        (OFFICE, "全年新收申请41件，▶36件已答复完毕。"),
    ],
    "carried": [
        (OFFICE, "结转2022年继续办理▶2件。"),
        (GOVERNMENT, "全市新收申请3511件，上年结转▶69件。"),
        (OFFICE, "▶无结转下年度办理的申请。"),
        (GOVERNMENT, "全市办理政府信息公开申请3486件（含上年结转▶86件）。"),
    ],
    "outcome": [
        (OFFICE, "办结申请40件，其中予以公开▶18件，部分公开2件。"),
        (OFFICE, "对▶18件申请予以公开，2件部分公开，14件无法提供。"),
        (GOVERNMENT, "答复申请3486件，其中，予以公开和部分公开▶1591件。"),
        (GOVERNMENT, "在办结的3486件申请中，予以公开1191件、部分公开▶382件、不予公开142件。"),
    ],
    "respectively": [
        (OFFICE, "予以公开、部分公开、不予公开分别为20件、2件、▶3件。"),
        (OFFICE, "无法提供、不予处理的申请分别有14件、▶1件。"),
        (OFFICE, "自然人、商业企业新收申请分别为▶36件、4件。"),
    ],
    "reason": [
        (OFFICE, "因本机关不掌握相关政府信息无法提供▶12件。"),
        (BLANKS, "不予公开35件，其中属于国家秘密▶15件。"),
        (GOVERNMENT, "申请人逾期不补正▶41件，逾期未缴费10件。"),
        (BLANKS, "因没有现成信息等情形无法提供▶47件。"),
    ],
    "applicant": [
        (OFFICE, "全年受理申请41件，其中自然人▶36件，商业企业4件。"),
        (OFFICE, "全年新收申请41件（自然人▶36件，商业企业4件）。"),
        (OFFICE, "41件申请中，▶36件来自自然人，4件来自商业企业。"),
        (OFFICE, "新收申请{{ 新收.总计 }}件，其中自然人▶36件。"),
    ],
    "review": [
        (OFFICE, "行政复议▶1件，行政诉讼1件。"),
        (GOVERNMENT, "被申请行政复议▶404件，被提起行政诉讼113件。"),
        (GOVERNMENT, "收到行政复议申请▶449件。"),
    ],
    "suit": [
        (OFFICE, "▶没有行政诉讼案件。"),
        (OFFICE, "▶未发生行政复议、行政诉讼。"),
        (GOVERNMENT, "政府信息公开行政应诉案件▶123件。"),
        (GOVERNMENT, "行政复议和行政诉讼共▶535件。"),
    ],
    "result": [
        (GOVERNMENT, "行政复议案件440件，其中维持309件，纠正▶27件。"),
        (GOVERNMENT, "行政复议案件440件，审结▶424件。"),
        (GOVERNMENT, "行政诉讼113件，其中维持▶24件。"),
    ],
    "all of them": [
        (GOVERNMENT, "行政复议案件440件，▶均被维持。"),
        (BLANKS, "发生复议7件、诉讼9件，▶全部获得维持。"),
        (OFFICE, "全年受理申请41件，▶已全部办结。".replace("▶已", "已▶")),
    ],
    "documents": [
        (OFFICE, "制发行政规范性文件▶12件，废止17件，现行有效92件。"),
        (OFFICE, "制发行政规范性文件14件，废止17件，现行有效▶90件。"),
        (GOVERNMENT, "截至2023年底，现行有效的规章▶12件。"),
        (GOVERNMENT, "全市制定规章▶三件。"),
    ],
    "decisions and fees": [
        (GOVERNMENT, "作出行政许可决定▶1808594件。"),
        (GOVERNMENT, "作出行政处罚决定▶2,822,653件。"),
        (GOVERNMENT, "行政事业性收费▶59327.24万元。"),
    ],
    "brackets and subjects": [
        (LAST, "尚未审结的行政复议36件、行政诉讼▶21件。"),
        (LAST, "行政诉讼案件77件，其中未经复议直接起诉25件（维持▶8件、其他结果11件、尚未审结7件）。"),
        (LAST, "公开类（予以公开、部分公开）▶1802件。"),
        (OFFICE, "全区办理政府信息公开申请500件，区本级办理▶36件。"),
        (OFFICE, "全年受理的41件申请中，已办结▶39件。"),
        (OFFICE, "行政复议、行政诉讼均为▶0件。"),
    ],
    "numbers in other forms": [
        (OFFICE, "全年受理申请▶四十二件。"),
        (OFFICE, "全年受理申请▶４２件。"),
        (GOVERNMENT, "全年受理申请▶3,512件。"),
        (OFFICE, "新收申请：▶42件。"),
        (OFFICE, "收到申请▶36件次。"),
    ],
}

TRUE = {
    "received": [
        (OFFICE, "全年新收政府信息公开申请41件，办结40件，结转下年度1件。"),
        (GOVERNMENT, "全市共收到政府信息公开申请3607件（其中上年结转96件，本年新收3511件）。"),
        (WRONG_TOTALS, "全区收到政府信息公开申请21件，全部按期答复。"),
        (BLANKS, "办公厅代表市政府共受理申请859件，其中自然人821件，商业企业35件，法律服务机构2件。"),
    ],
    "handled": [
        (OFFICE, "区本级处理的政府信息公开申请共40件。"),
        (OFFICE, "全年依申请公开41件。"),
        (GOVERNMENT, "全市办理政府信息公开申请3486件（含上年结转96件）。"),
    ],
    "carried": [
        (OFFICE, "结转2022年继续办理1件。2020年结转0件。"),
        (OFFICE, "全年新收申请41件，40件已答复，1件正在办理。"),
        (GOVERNMENT, "上年度结转96件，新收申请3511件，共计3607件。"),
    ],
    "outcome": [
        (
            GOVERNMENT,
            "办结3486件申请，予以公开1191件、部分公开328件、不予公开142件、无法提供1078件、不予处理406件、其他处理341件。",
        ),
        (OFFICE, "对20件申请予以公开，2件部分公开，14件无法提供。"),
        (OFFICE, "予以公开、部分公开、不予公开分别为20件、2件、2件。"),
        (BLANKS, "其他处理（含撤回）0件，没有其他处理的申请。"),
    ],
    "reason": [
        (OFFICE, "因本机关不掌握相关政府信息无法提供14件，信访举报投诉类申请1件，重复申请1件。"),
        (BLANKS, "不予公开35件，其中属于国家秘密14件，内部事务信息5件，过程性信息4件，行政查询事项12件。"),
        (GOVERNMENT, "申请人逾期不补正40件，逾期未缴费10件。"),
    ],
    "applicant": [
        (OFFICE, "新收申请{{ 新收.总计 }}件，其中自然人37件。"),
        (OFFICE, "全年新收申请41件（自然人37件，商业企业4件），办结40件（自然人36件、商业企业4件）。"),
        (GOVERNMENT, "法人或其他组织申请109件，自然人申请3402件。"),
    ],
    "disputes": [
        (OFFICE, "没有发生行政复议，行政诉讼一件，法院判决维持，未出现败诉。"),
        (GOVERNMENT, "行政复议案件440件，审结414件，其中维持309件、纠正17件、其他结果88件，尚未审结26件。"),
        (LAST, "尚未审结的行政复议36件、行政诉讼20件。"),
        (GOVERNMENT, "行政诉讼113件，其中维持14件，纠正1件；行政复议和行政诉讼共553件。"),
        (WRONG_TOTALS, "行政复议11件，行政诉讼5件。"),
        (OFFICE, "行政诉讼方面，收到1件，已审结，维持1件；零复议、零败诉。"),
    ],
    "brackets and subjects": [
        (LAST, "未经复议直接起诉25件（维持7件、其他结果11件、尚未审结7件），复议后起诉52件。"),
        (LAST, "公开类（予以公开、部分公开）1902件，无法提供（本机关不掌握）897件。"),
        (LAST, "行政复议纠错18件，败诉0件；复议案件170件中被维持88件。"),
        (OFFICE, "全区办理政府信息公开申请500件，区本级办理41件。"),
        (OFFICE, "新收自然人申请37件，办结36件；企业申请4件，办结4件。"),
        (OFFICE, "未收到上年结转申请，其他处理零件。"),
    ],
    "documents": [
        (OFFICE, "制发行政规范性文件14件，废止17件，现行有效92件。"),
        (GOVERNMENT, "全市制定规章两件，制发行政规范性文件一百零九件，废止489件。"),
        (GOVERNMENT, "作出行政许可决定1808595件，行政事业性收费59237.24万元。"),
        (BLANKS, "新公开规章13件，行政规范性文件60件。"),
    ],
}

SILENT = {
    "other subjects": [
        (OFFICE, "答复网民留言500件，办理人大建议、政协提案73件，办结12345热线工单3000件。"),
        (OFFICE, "征求公众意见的草案7件，收到意见30件，受理咨询1200件，公开文件56件。"),
        (GOVERNMENT, "发布规章解读5件，清理规范性文件500件，备案审查规范性文件300件，公开规范性文件130件。"),
        (OFFICE, "对9件申请收取信息处理费800元，延期答复6件，补正告知5件，征求第三方意见3件。"),
    ],
    "other units": [
        (OFFICE, "受理申请涉及事项36项，举办培训3场，36人次参加，公开信息36条，编印公报36期。"),
        (OFFICE, "收到申请近50件，约40余件，30件左右。"),
        (GOVERNMENT, "办结率88.8%，受理窗口15个。"),
    ],
    "parts": [
        (LAST, "市自然资源和规划局、市住房和城乡建设局受理申请较多，分别为300件、200件。"),
        (LAST, "办理涉企申请200件，其中征地拆迁类予以公开120件。"),
        (OFFICE, "指导各部门办理申请120件。"),
        (GOVERNMENT, "市本级受理申请349件，市政府办公室受理申请60件，沭阳县受理申请477件、办结400件。"),
        (GOVERNMENT, "收到申请最多的是沭阳县，共477件；市公安局收到申请120件。"),
        (OFFICE, "区公安局受理申请12件，各乡镇受理申请20件，全区受理申请300件。"),
        (OFFICE, "申请内容主要涉及征地拆迁20件、规划建设12件、民政9件。"),
    ],
    "channels": [
        (OFFICE, "受理网络申请30件，信函申请6件，当面申请5件。"),
        (GOVERNMENT, "通过政府网站受理申请1200件，以信函方式受理申请800件。"),
        (OFFICE, "窗口现场受理申请3件。"),
    ],
    "other times": [
        (OFFICE, "2020年，受理申请30件。2021年上半年受理申请20件。近三年共受理申请200件。"),
        (OFFICE, "受理申请41件，比上年增加5件；去年受理申请36件。"),
        (GOVERNMENT, "受理申请由2022年的2118件增加到2023年的3511件。"),
        (OFFICE, "累计受理申请500件，2021年一季度办结申请9件。"),
    ],
    "no number at all": [
        (OFFICE, "未及时答复的情况没有发生，无法提供的依法告知，没有因申请引发投诉。"),
        (OFFICE, "未收到申请人补正材料，无障碍浏览功能正常，未收取信息处理费。"),
        (GOVERNMENT, "无一件申请因超期被投诉，未发生因政府信息公开引发的群体性事件。"),
    ],
}


def cases(kinds: dict[str, list[tuple[str, str]]]) -> list[object]:
    """Every sentence, named by its kind."""
    return [
        pytest.param(report, sentence, id=f"{kind} {number}")
        for kind, sentences in kinds.items()
        for number, (report, sentence) in enumerate(sentences, 1)
    ]


class TestProseFigure:
    """G501, at the first digit."""

    @pytest.mark.parametrize(("report", "sentence"), cases(FALSE))
    def test_false(self, tmp_path: Path, report: str, sentence: str) -> None:
        found = beside(tmp_path, report, sentence)
        assert {(f.code, f.level) for f in found} == {("G501", "warning")}

    @pytest.mark.parametrize(("report", "sentence"), cases(TRUE))
    def test_true(self, tmp_path: Path, report: str, sentence: str) -> None:
        assert beside(tmp_path, report, sentence) == []

    @pytest.mark.parametrize(("report", "sentence"), cases(SILENT))
    def test_silent(self, tmp_path: Path, report: str, sentence: str) -> None:
        assert beside(tmp_path, report, sentence) == []

    @pytest.mark.parametrize(
        "report", ["haishu-office-2021", "shanghai-office-2019", "suqian-2023", "suqian-2024", "hongze-2023"]
    )
    def test_neutral_text(self, tmp_path: Path, report: str) -> None:
        assert beside(tmp_path, report, NARRATIVES["总体情况"]) == []

    def test_the_message_lists_what_was_tried(self, tmp_path: Path) -> None:
        (found,) = beside(tmp_path, OFFICE, "（一）区本级处理的依申请公开案件有▶36件。")
        assert "“区本级处理的依申请公开案件有36件”" in found.message
        assert "新收总计41，新收＋上年结转总计41，办结总计40" in found.message
        assert found.left == 36

    def test_any_section(self, tmp_path: Path) -> None:
        for section in NARRATIVES:
            beside(tmp_path / section, OFFICE, "全年新收申请▶12件。", section)

    def test_a_blank_that_is_the_sum_of_its_row(self, tmp_path: Path) -> None:
        beside(tmp_path, BLANKS, "予以公开272件，部分公开▶4件。")

    def test_a_cell_that_cannot_be_read(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, x]")
        text = slip(text, NARRATIVES["总体情况"], "全年新收申请12件。")
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert positions(found, "G501") == []

    def test_it_may_be_accepted_by_its_passage(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NARRATIVES["总体情况"], "本级处理依申请公开36件。")
        text += "核对说明:\n  - {规则: G501, 位置: 本级处理依申请公开36件, 原因: 只计自然人申请。}\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert [(f.code, f.accepted is not None) for f in found] == [("G501", True)]

    def test_the_demonstration(self, tmp_path: Path) -> None:
        folder = ROOT / "data/haishu-office"
        files = {f"haishu-office/{name}": (folder / name).read_bytes() for name in ("agency.yml", "2021.yml")}
        assert positions(read_files(tmp_path, files)[1], "G501", "G502") == []


class TestNumbers:
    """What counts as a number."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("１２件", "12"),
            ("1,234件", "1234"),
            ("1，234 件", "1234"),
            ("两件", "2"),
            ("十二件", "12"),
            ("二百零三件", "203"),
            ("一万零五十件", "10050"),
            ("一五〇件", "150"),
            ("百分之三十", "30"),
            ("百分之三点五", "3.5"),
            ("32.0％", "32.0"),
            ("未发生", "0"),
        ],
    )
    def test_values(self, text: str, value: str) -> None:
        (found,) = numerals(plain(text))
        assert (str(found.value), found.start, found.end) == (value, 0, len(text))

    @pytest.mark.parametrize("text", ["近30件", "30余件", "30件左右", "三百五件", "3万件", "不到30件"])
    def test_not_exact(self, text: str) -> None:
        assert {numeral.sort for numeral in numerals(text)} <= {Sort.OTHER, Sort.COUNT}
        assert not [m for m in numerals(text) if m.sort is Sort.COUNT and m.unit == "件"]

    @pytest.mark.parametrize("text", ["2021年", "12月31日", "第20条", "唯一件", "A41号"])
    def test_none(self, text: str) -> None:
        assert [m for m in numerals(text) if m.unit == "件"] == []


class TestWords:
    """The file of words."""

    def test_every_row_and_column_stands_in_a_form(self) -> None:
        known = {
            name
            for form in statutory_forms()
            for table in form.tables
            for block in table.blocks
            for top in (*block.rows, *block.columns)
            for header in top.walk()
            for name in header.names
        }
        means = {name for word in wording().words for expression in word.means for _, name in expression}
        assert means <= known

    def test_the_longest_word_wins(self) -> None:
        text = "信息公开申请不予公开、部分公开"
        assert [text[hit.start : hit.end] for hit in hits(wording(), text)] == [
            "信息公开申请",
            "不予公开",
            "部分公开",
        ]
