"""What the page of the desk asks is answered as the command would: the same findings, and no line but those that changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.desk.session import Session
from gongkai.model import Report, State, read_archive
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.rules import all_rules, inspect
from gongkai.settings import Settings
from gongkai.tables import cell_id
from gongkai.writers.data.report_json import write_json as write_report_json
from gongkai.writers.office.docx import write_docx
from tests.helpers.support import AGENCY, ROOT, write_files
from tests.rules.examples import files_of

HAISHU = ROOT / "data/haishu-office"
OFFICE = {"agency": "", "name": "样例区人民政府办公室", "kind": "政府办公室", "year": 2021}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    started = Session(tmp_path)
    ask(started, "start", files={}, options={})
    return started


def ask(session: Session, what: str, **request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(session.call(what, json.dumps(request)))
    assert "refusal" not in answer, answer
    return answer


def values(opened: dict[str, Any], **changed: dict[str, str]) -> dict[str, Any]:
    """The fields of the page, some of them typed over."""
    return {group: {**opened[group], **changed.get(group, {})} for group in ("cells", "texts", "head")}


def opened(session: Session, files: dict[str, bytes], *, folder: bool = False) -> dict[str, Any]:
    write_files(session.root / "in", files)
    return ask(session, "open", files=list(files), folder=folder, **OFFICE)


def report_of(text: str, folder: Path) -> Report:
    write_files(folder / "read", {"office/agency.yml": AGENCY, "office/2021.yml": text})
    archive, _ = read_archive(folder / "read", folder)
    return archive.reports[0]


def written(session: Session, answer: dict[str, Any], **changed: dict[str, str]) -> str:
    return str(ask(session, "write", values=values(answer, **changed))["text"])


def test_an_empty_report_takes_every_cell_and_text_of_the_sample(session: Session, tmp_path: Path) -> None:
    sample = report_of((HAISHU / "2021.yml").read_text(encoding="utf-8"), tmp_path)
    begun = ask(session, "begin", **OFFICE)
    texts = {
        section.key: "\n\n".join(line.text for line in sample.narratives[section.id].lines)
        for section in sample.form.sections
        if section.table is None
    }
    cells = {cell_id(name): cell.text for name, cell in sample.cells.items()}
    typed = report_of(written(session, begun, cells=cells, texts=texts), tmp_path)
    assert {name: cell.text for name, cell in typed.cells.items()} == {
        name: cell.text for name, cell in sample.cells.items()
    }
    assert {key: [line.text for line in each.lines] for key, each in typed.narratives.items()} == {
        key: [line.text for line in each.lines] for key, each in sample.narratives.items()
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_cell_changes_one_line(session: Session, newline: str) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8").replace("\n", newline)
    answer = opened(session, {"2021.yml": text.encode()})
    changed = written(session, answer, cells={"t3-granted-natural": "19"})
    lines = list(zip(text.split(newline), changed.split(newline), strict=True))
    assert [(one, other) for one, other in lines if one != other] == [
        ("    予以公开: [18, 2, 0, 0, 0, 0, 20]", "    予以公开: [19, 2, 0, 0, 0, 0, 20]")
    ]


def test_nothing_typed_leaves_every_byte(session: Session) -> None:
    text = "# 注\n年度:   2021\n总体情况: |\n   缩进三格。\n\n其他:  [1,\n 2]\n"
    assert written(session, opened(session, {"2021.yml": text.encode()})) == text


def test_a_note_stays_with_its_cell(session: Session) -> None:
    text = "年度: 2021\n主动公开政府信息情况:\n  行政许可: {值: 22, 注: 其中修订16件}\n"
    answer = opened(session, {"2021.yml": text.encode()})
    changed = written(session, answer, cells={"t2-licence-decisions": "23"})
    assert changed == text.replace("22", "23")


def test_a_section_of_the_office_s_own(session: Session) -> None:
    text = "年度: 2016\n章节:\n  - 标题: 概述\n    内容: |\n      依法公开。\n  - {标题: 附表, 表: {列: [甲], 行: [[1]]}}\n"
    answer = opened(session, {"2016.yml": text.encode()})
    assert [each["label"] for each in answer["layout"]["sections"]] == ["概述", "附表"]
    changed = written(session, answer, texts={"章节/0": "主动公开。"})
    assert changed == text.replace("依法公开", "主动公开")


def test_a_row_that_is_missing_is_written(session: Session, tmp_path: Path) -> None:
    text = "年度: 2021\n主动公开政府信息情况:\n  行政许可: 1\n"
    answer = opened(session, {"2021.yml": text.encode()})
    report = report_of(written(session, answer, cells={"t2-penalty-decisions": "2"}), tmp_path)
    shown = {cell_id(name): cell.text for name, cell in report.cells.items()}
    assert (shown["t2-licence-decisions"], shown["t2-penalty-decisions"]) == ("1", "2")


def test_blank_stroke_and_zero_are_three(session: Session, tmp_path: Path) -> None:
    begun = ask(session, "begin", **OFFICE)
    cells = {"t3-new-natural": "0", "t3-new-business": "/", "t3-new-research": ""}
    report = report_of(written(session, begun, cells=cells), tmp_path)
    states = {cell_id(name): cell.state for name, cell in report.cells.items()}
    assert [states[each] for each in cells] == [State.NUMBER, State.STROKE, State.BLANK]


def test_the_head_is_written_and_taken_away(session: Session) -> None:
    begun = ask(session, "begin", **OFFICE)
    head = {"发布日期": "2022-01-20", "文号": "样政办〔2022〕3号", "联系.电话": "0570-0000000", "草稿": "true"}
    text = written(session, begun, head=head)
    for line in ("发布日期: 2022-01-20", "文号: 样政办〔2022〕3号", "联系: {电话: 0570-0000000}", "草稿: true"):
        assert f"\n{line}\n" in text
    again = opened(session, {"2021.yml": text.encode()})
    emptied = written(session, again, head=dict.fromkeys(head, ""))
    assert not any(f"\n{key}" in emptied for key in ("发布日期:", "文号:", "联系:", "草稿:"))


def test_what_is_carried_over_is_there(session: Session) -> None:
    files = {
        "haishu-office/agency.yml": (HAISHU / "agency.yml").read_text(encoding="utf-8"),
        "haishu-office/2021.yml": (HAISHU / "2021.yml").read_text(encoding="utf-8"),
    }
    ask(session, "start", files=files, options={})
    begun = ask(session, "begin", agency="haishu-office", name="", kind="", year=2022)
    assert begun["cells"]["t3-carried-in-natural"] == "1"
    assert begun["before"]["cells"]["t3-new-natural"] == "37"
    assert begun["before"]["texts"]["其他需要报告的事项"]


@pytest.mark.builds
def test_years_far_away_change_no_finding(session: Session, tmp_path: Path) -> None:
    """The desk reads only the nearest of them at each check; a gap in the chain is seen all the same."""
    sample = (HAISHU / "2021.yml").read_text(encoding="utf-8")
    years = (2021, 2022, 2024, 2025, 2027, 2028)
    files = {f"haishu-office/{year}.yml": sample.replace("年度: 2021", f"年度: {year}") for year in years}
    files["haishu-office/agency.yml"] = (HAISHU / "agency.yml").read_text(encoding="utf-8")
    write_files(tmp_path / "there" / "data", files)
    archive, problems = read_archive(tmp_path / "there" / "data", tmp_path / "there")
    expected = json.loads(write_json(inspect(archive, problems, Settings()), Checked.of(archive)))["findings"]
    ask(session, "start", files=files, options={})
    for year in (2024, 2028, 2021):
        begun = ask(session, "begin", agency="haishu-office", name="", kind="", year=year)
        found = ask(session, "check", values=values(begun))["findings"]
        for finding in found:
            for key in ("at", "own", "acts", "acceptable"):
                del finding[key]
        own = (f"data/haishu-office/{year}.yml", "data/haishu-office/agency.yml")
        assert found == [each for each in expected if each["file"] in own]
    new = ask(session, "begin", agency="haishu-office", name="", kind="", year=2029)
    assert new["before"]["year"] == 2028


def test_a_remark_is_an_item_of_the_file(session: Session) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8").replace("[18, 2,", "[17, 2,")
    answer = opened(session, {"2021.yml": text.encode()})
    found = ask(session, "check", values=values(answer))["findings"]
    row = next(each for each in found if each["rule"] == "row-total")
    assert row["at"] == {"cell": "t3-granted-total"}
    remark = ask(
        session, "remark", code=row["code"], reason="原报告如此", public=False, cell=row["at"]["cell"]
    )["item"]
    assert {part: text for part, text in remark.items() if text} == {
        "规则": row["code"],
        "位置": "予以公开.总计",
        "原因": "原报告如此",
    }
    lists = {"核对说明": json.dumps([remark])}
    accepted = ask(session, "check", values={**values(answer), "lists": lists})["findings"]
    assert [each["accepted"] for each in accepted if each["rule"] == "row-total"] == [
        {"reason": "原报告如此", "public": False}
    ]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_folder_has_the_findings_that_check_has(session: Session, rule: Any, tmp_path: Path) -> None:
    files = files_of(rule.bad)
    write_files(tmp_path / "there" / "data", files)
    archive, problems = read_archive(tmp_path / "there" / "data", tmp_path / "there")
    expected = json.loads(write_json(inspect(archive, problems, Settings()), Checked.of(archive)))
    answer = opened(
        session,
        {f"data/{name}": data if isinstance(data, bytes) else data.encode() for name, data in files.items()},
        folder=True,
    )
    found = ask(session, "check", values=values(answer))
    for key in ("numbers", "taken", "references"):
        found.pop(key, None)
    for finding in found["findings"]:
        for key in ("at", "own", "acts", "acceptable"):
            del finding[key]
    assert found == expected


def test_a_word_file_is_read_cell_by_cell(session: Session, tmp_path: Path) -> None:
    write_files(
        tmp_path / "there",
        {
            "data/office/agency.yml": AGENCY,
            "data/office/2021.yml": (HAISHU / "2021.yml").read_text(encoding="utf-8"),
        },
    )
    archive, _ = read_archive(tmp_path / "there" / "data", tmp_path / "there")
    (report,) = archive.reports
    answer = opened(session, {"年报.docx": write_docx(report, archive)})
    assert answer["cells"] == {cell_id(name): cell.text for name, cell in report.cells.items()}
    ours = opened(session, {"2021.json": write_report_json(report, archive)})
    assert ours["cells"] == answer["cells"]
    assert ask(session, "source", file=ours["source"])["pieces"] == []


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 docx"),
        ("空.docx", b" ", "空的"),
        ("无.txt", "甲".encode(), "没有读出"),
    ],
)
def test_what_cannot_be_read_is_said(
    session: Session, name: str, data: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.readings.opening.shutil.which", lambda _: None)
    write_files(session.root / "in", {name: data})
    request = {"files": [name], "folder": False, **OFFICE}
    assert why in json.loads(session.call("open", json.dumps(request)))["refusal"]


def test_a_table_of_the_clipboard(session: Session) -> None:
    html = "<table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td> 2 </td></tr></table>"
    assert ask(session, "paste", html=html)["rows"] == [["甲", "甲"], ["1", "2"]]


def answer_of(session: Session, opened_as: dict[str, Any], **changed: dict[str, str]) -> dict[str, Any]:
    return ask(session, "check", values=values(opened_as, **changed))


def test_what_a_finding_proposes_is_in_terms_of_the_page(session: Session) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8").replace("[18, 2,", "[17, 2,")
    begun = opened(session, {"2021.yml": text.encode()})
    found = answer_of(session, begun, texts={"总体情况": "本机关\n\n  予以公开36件。"})["findings"]
    row = next(each for each in found if each["rule"] == "row-total")
    assert row["acts"] == [{"cell": "t3-granted-natural", "value": "18"}]
    told = next(each for each in found if each["rule"] == "prose-figure")
    (act,) = told["acts"]
    assert (act["text"], act["line"], act["column"], act["end"]) == ("总体情况", 1, 4, 6)
    assert (act["was"], act["value"], act["reference"]) == ("36", "20", "予以公开.总计")


def test_the_numbers_of_a_chapter(session: Session) -> None:
    begun = opened(session, {"2021.yml": (HAISHU / "2021.yml").read_bytes()})
    answer = answer_of(session, begun, texts={"总体情况": "予以公开20件，召开会议20次。"})
    (number,) = answer["numbers"]["总体情况"]
    assert (number["line"], number["column"], number["end"], number["agrees"]) == (0, 4, 6, True)
    assert number["sources"] == [{"value": "20", "reference": "予以公开.总计"}]


def test_what_is_taken_over_from_last_year(session: Session) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8")
    files = {
        "haishu-office/agency.yml": (HAISHU / "agency.yml").read_text(encoding="utf-8"),
        "haishu-office/2021.yml": text,
    }
    ask(session, "start", files=files, options={})
    begun = ask(session, "begin", agency="haishu-office", name="", kind="", year=2022)
    line = begun["before"]["texts"]["总体情况"].split("\n")[0]
    taken = answer_of(session, begun, texts={"总体情况": f"新的一段话，与上年没有关系。\n{line}"})["taken"]
    assert {number for number, _, _ in taken["总体情况"]["ranges"]} == {1}
    assert 0.5 < taken["总体情况"]["share"] < 1


def test_a_doubt_of_a_reading_says_its_cell(session: Session) -> None:
    rows = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for label, cells in (
            ("一、本年新收政府信息公开申请数量", ["3l", 4, 0, 0, 0, 0, 41]),
            ("二、上年结转政府信息公开申请数量", [0] * 7),
            ("（一）予以公开", [18, 2, 0, 0, 0, 0, 20]),
        )
    )
    heads = "".join(
        f"<td>{each}</td>"
        for each in ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    )
    page = f"<h2>三、收到和处理政府信息公开申请情况</h2><table><tr>{heads}</tr>{rows}</table>"
    answer = opened(session, {"2021.html": page.encode()})
    (doubt,) = [each for each in answer["doubts"] if each["cells"]]
    assert (doubt["kind"], doubt["cells"], doubt["raw"]) == ("存疑", ["t3-new-natural"], "3l")
    assert doubt["offers"] == [{"value": "3", "holds": False}, {"value": "37", "holds": True}]
    assert answer["cells"]["t3-new-natural"] == ""
    pieces = ask(session, "source", file=answer["source"])["pieces"]
    cells = (cell for piece in pieces for row in piece.get("rows", ()) for cell in row)
    assert [cell["text"] for cell in cells if cell["spot"] == doubt["spot"]] == ["3l"]


@pytest.mark.parametrize(
    ("name", "is_told"), [("样例区教育局", True), ("样例区人民政府办公室", False), ("样例区人民政府", False)]
)
def test_a_file_of_another_office_is_told(session: Session, name: str, is_told: bool) -> None:
    text = f"名称: {name}\n" + (HAISHU / "2021.yml").read_text(encoding="utf-8")
    write_files(session.folder.data, {"office/agency.yml": AGENCY})
    write_files(session.root / "in", {"2021.yml": text})
    answer = ask(session, "open", files=["2021.yml"], folder=False, **{**OFFICE, "agency": "office"})
    assert (f"写的是“{name}”" in answer["notice"]) == is_told


def test_lines_that_differ_are_shown(session: Session) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8")
    begun = opened(session, {"2021.yml": text.encode()})
    changed = values(begun, cells={"t3-granted-natural": "19"}, head={"文号": "样〔2022〕3号"})
    lines = ask(session, "write", values=changed, before=text)["lines"]
    assert [(each["old"], each["new"]) for each in lines] == [
        ("    予以公开: [18, 2, 0, 0, 0, 0, 20]", "    予以公开: [19, 2, 0, 0, 0, 0, 20]"),
        (None, "文号: 样〔2022〕3号"),
    ]
    assert all(text.splitlines()[each["from"] - 1] == each["old"] for each in lines if each["old"])


class TestWhatElseAReportHolds:
    """Notes, units, 更正, 附件, 章节标题, 表注, 其他行, sections and tables of the office's own."""

    TEXT = "年度: 2021\n主动公开政府信息情况:\n  行政许可: 22\n  行政处罚: {值: 3, 注: 其中1件}\n"

    def write(self, session: Session, text: str, **changed: dict[str, str]) -> str:
        begun = opened(session, {"2021.yml": text.encode()})
        return str(ask(session, "write", values={**values(begun), **changed})["text"])

    @pytest.mark.parametrize(
        ("changed", "old", "new"),
        [
            (
                {"notes": {"t2-licence-decisions": "其中修订16件"}},
                "行政许可: 22",
                "行政许可: {值: 22, 注: 其中修订16件}",
            ),
            ({"notes": {"t2-penalty-decisions": "其中2件"}}, "其中1件", "其中2件"),
            ({"notes": {"t2-penalty-decisions": ""}}, "{值: 3, 注: 其中1件}", "3"),
            (
                {"texts": {"主动公开政府信息情况/表注": "不含街道。"}},
                "其中1件}\n",
                '其中1件}\n  表注: "不含街道。"\n',
            ),
            ({"head": {"章节标题.五": "问题和打算"}}, "其中1件}\n", "其中1件}\n章节标题: {五: 问题和打算}\n"),
            ({"head": {"抬头": "样例区"}}, "其中1件}\n", "其中1件}\n抬头: 样例区\n"),
            (
                {"head": {"统计期限.起": "2021-05-01", "统计期限.止": "2021-12-31"}},
                "其中1件}\n",
                "其中1件}\n统计期限: {起: 2021-05-01, 止: 2021-12-31}\n",
            ),
            (
                {"lists": {"更正": '[{"日期": "2022-03-02", "位置": "", "说明": "原为17。"}]'}},
                "其中1件}\n",
                '其中1件}\n更正:\n  - {日期: 2022-03-02, 说明: "原为17。"}\n',
            ),
            (
                {"lists": {"附件": '[{"文件": "图解.png", "说明": "一图读懂"}]'}},
                "其中1件}\n",
                "其中1件}\n附件:\n  - {文件: 图解.png, 说明: 一图读懂}\n",
            ),
        ],
    )
    def test_written(self, session: Session, changed: dict[str, Any], old: str, new: str) -> None:
        assert self.write(session, self.TEXT, **changed) == self.TEXT.replace(old, new)

    def test_a_unit_of_its_own(self, session: Session) -> None:
        text = "年度: 2020\n主动公开政府信息情况:\n  政府集中采购: {采购项目数量: 3, 采购总金额: {值: 251000, 单位: 元}}\n"
        begun = opened(session, {"2020.yml": text.encode()})
        ((cell, unit),) = begun["units"].items()
        assert unit == "元"
        request = {**values(begun), "units": {cell: "万元"}}
        assert ask(session, "write", values=request)["text"] == text.replace("元", "万元")

    LISTED = "年度: 2021\n附件:\n  - {文件: 甲.pdf, 说明: 一}   # 注\n  - 文件: 乙.pdf\n    说明: 二\n"

    @pytest.mark.parametrize(
        ("items", "new"),
        [
            ([("甲.pdf", "一"), ("乙.pdf", "二"), ("丙.pdf", "")], LISTED + "  - {文件: 丙.pdf}\n"),
            ([("甲.pdf", "改"), ("乙.pdf", "二")], LISTED.replace("说明: 一", "说明: 改")),
            ([("甲.pdf", "一")], LISTED[: LISTED.index("  - 文件")]),
            ([("乙.pdf", "二")], LISTED.replace("  - {文件: 甲.pdf, 说明: 一}   # 注\n", "")),
            ([("甲.pdf", ""), ("乙.pdf", "二")], LISTED.replace(", 说明: 一", "")),
            ([], "年度: 2021\n"),
        ],
    )
    def test_items_that_stay_keep_their_lines(
        self, session: Session, items: list[tuple[str, str]], new: str
    ) -> None:
        listed = json.dumps([{"文件": file, "说明": words} for file, words in items])
        assert self.write(session, self.LISTED, lists={"附件": listed}) == new

    REMARKED = (
        "年度: 2021\n核对说明:\n"
        "  - {规则: G201, 列: [法人或其他组织, 总计], 处数: 9, 原因: 原报告如此}\n"
        "  - {规则: G501, 位置: 共3件, 原因: 只计自然人, 公开: true}\n"
    )

    @pytest.mark.parametrize(
        ("number", "part", "text", "old", "new"),
        [
            (0, "处数", "8", "处数: 9", "处数: 8"),
            (0, "列", "总计", "[法人或其他组织, 总计]", "总计"),
            (1, "公开", "", ", 公开: true", ""),
            (1, "原因", "只计自然人申请", "只计自然人", "只计自然人申请"),
        ],
    )
    def test_a_remark_is_changed_where_it_stands(
        self, session: Session, number: int, part: str, text: str, old: str, new: str
    ) -> None:
        begun = opened(session, {"2021.yml": self.REMARKED.encode()})
        items = json.loads(begun["lists"]["核对说明"])
        items[number][part] = text
        request = {**values(begun), "lists": {"核对说明": json.dumps(items)}}
        assert ask(session, "write", values=request)["text"] == self.REMARKED.replace(old, new)

    FREE = "年度: 2016\n章节:\n  - {标题: 附表, 表: {列: [指标, 数], 行: [[甲, 1], [乙, 2]]}}\n"

    def test_a_table_of_the_office_s_own(self, session: Session) -> None:
        begun = opened(session, {"2016.yml": self.FREE.encode()})
        assert json.loads(begun["lists"]["章节/0/表"]) == [["指标", "数"], ["甲", "1"], ["乙", "2"]]
        typed = json.dumps([["指标", "数"], ["甲", "1"], ["乙", "3"]])
        request = {**values(begun), "lists": {"章节/0/表": typed}}
        assert ask(session, "write", values=request)["text"] == self.FREE.replace("[乙, 2]", "[乙, 3]")
        longer = json.dumps([["指标", "数"], ["甲", "1"], ["乙", "2"], ["丙", "4"]])
        request = {**values(begun), "lists": {"章节/0/表": longer}}
        assert "行: [[甲, 1], [乙, 2], [丙, 4]]" in ask(session, "write", values=request)["text"]

    def test_a_section_is_added(self, session: Session) -> None:
        begun = opened(session, {"2016.yml": self.FREE.encode()})
        added = ask(session, "add_section", values=values(begun), title="概述")
        assert [each["label"] for each in added["layout"]["sections"]] == ["附表", "概述"]
        typed = ask(session, "write", values=values(added, texts={"章节/1": "依法公开。"}))["text"]
        assert typed.endswith("  - 标题: 概述\n    内容: |\n      依法公开。\n")
        assert "依法公开" in typed

    def test_a_row_is_added(self, session: Session) -> None:
        begun = ask(session, "begin", **OFFICE)
        table = next(each["table"] for each in begun["layout"]["sections"] if each["table"])
        changed = values(begun, cells={"t2-licence-decisions": "5"})
        added = ask(
            session,
            "add_row",
            values=changed,
            table=table["id"],
            block=table["blocks"][0]["id"],
            label="其他文件",
        )
        assert added["cells"]["t2-licence-decisions"] == "5"
        assert "t2-x1-in-force" in added["cells"]
        again = ask(
            session,
            "add_row",
            values=values(added, cells={"t2-x1-in-force": "7"}),
            table=table["id"],
            block=table["blocks"][1]["id"],
            label="再一行",
        )
        assert again["cells"]["t2-x1-in-force"] == "7"
        before = ask(session, "put_back", text=begun["text"])
        assert {**before, "isNew": True} == {**begun, "isNew": True}
        assert any(each.startswith("t2-x2-") for each in again["cells"])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_keeps_a_file_from_being_read_is_put_right(session: Session, newline: str) -> None:
    text = (HAISHU / "2021.yml").read_text(encoding="utf-8").replace("\n", newline)
    begun = opened(session, {"2021.yml": text.replace("年度: 2021", "年度：2021").encode()})
    assert begun["layout"] is None
    found = answer_of(session, begun)["findings"]
    (act,) = [act for each in found for act in each["acts"]]
    assert act == {"fileLine": act["fileLine"], "was": "年度：2021", "value": "年度: 2021"}
    mended = ask(
        session, "mend", values=values(begun), line=act["fileLine"], was=act["was"], value=act["value"]
    )
    assert mended["text"] == text
    assert mended["cells"]["t3-granted-natural"] == "18"


def test_a_file_opened_after_a_folder_stands_alone(session: Session) -> None:
    text = (HAISHU / "2021.yml").read_bytes()
    agency = (HAISHU / "agency.yml").read_bytes()
    folder = {"data/a/agency.yml": agency, "data/a/2021.yml": text, "data/a/2020.yml": text}
    opened(session, folder, folder=True)
    alone = opened(session, {"2021.yml": text})
    found = ask(session, "check", values=values(alone))["findings"]
    assert {each["file"] for each in found} <= {"data/office/2021.yml", "data/office/agency.yml"}
    assert alone["before"] is None
