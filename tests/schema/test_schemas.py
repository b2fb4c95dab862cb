"""The JSON Schemas of the files that editors write: what our reader takes they take, and typical slips they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from jsonschema import Draft202012Validator

from gongkai.forms import statutory_forms
from gongkai.model import AgencyKind
from gongkai.model.agency import AGENCY_KEYS, CONTACT_KEYS, WEBSITE_KEYS
from gongkai.model.report_file import GENERAL_KEYS, OWN_HEADINGS
from gongkai.rules import rule_settings
from gongkai.schema import report_schema_name, schemas
from gongkai.settings import DESCRIPTIONS, SettingsError, make_settings
from tests.helpers.commands import gongkai_here
from tests.helpers.marked import slip
from tests.helpers.schemas import faults, schema
from tests.helpers.strategies import free, reports, statutory
from tests.helpers.support import AGENCY, ROOT, read_text, report_text
from tests.helpers.yaml12 import load

DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
OURS = ("agency", "options", "report-2021", "report-2019", "report-free")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def told(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every property of a schema, by its path."""
    if isinstance(value, dict):
        for key, inner in (
            value.get("properties", {}).items() if isinstance(value.get("properties"), dict) else ()
        ):
            yield f"{path}/{key}", inner
        for key, inner in value.items():
            yield from told(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner, path)


class TestShape:
    """What the schemas are made of."""

    @pytest.mark.parametrize("name", OURS)
    def test_is_a_schema(self, name: str) -> None:
        Draft202012Validator.check_schema(schema(name).schema)
        assert schema(name).schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    @pytest.mark.parametrize("name", OURS)
    def test_every_key_has_a_word_of_help(self, name: str) -> None:
        """In Chinese. A column's stands where the row refers to."""
        defs = schema(name).schema.get("$defs", {})
        for path, found in told(schema(name).schema):
            if isinstance(found, dict) and found != {"type": "object"}:
                target = defs.get(found.get("$ref", "").rpartition("/")[2], found)
                described = {**target, **found}.get("description", "")
                assert re.search("[一-鿿]", described), path

    def test_keys_are_those_of_the_model(self) -> None:
        keys = schema("agency").schema["properties"]
        assert keys.keys() == set(AGENCY_KEYS)
        assert tuple(keys["网站"]["properties"]) == WEBSITE_KEYS
        assert tuple(keys["联系"]["properties"]) == CONTACT_KEYS
        for form in statutory_forms():
            sections = {section.key for section in form.sections} or {"章节"}
            sections |= {OWN_HEADINGS} if form.sections else set()
            name = f"report-{form.name if form.sections else 'free'}"
            assert schema(name).schema["properties"].keys() == {*GENERAL_KEYS, *sections}

    def test_labels_are_the_forms(self) -> None:
        """The official label is the title."""
        sections = schema("report-2021").schema["properties"]
        results = sections["收到和处理政府信息公开申请情况"]["properties"]["本年度办理结果"]["properties"]
        assert sections["总体情况"]["title"] == "一、总体情况"
        assert results["部分公开"]["title"] == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
        assert results["不予公开"]["properties"]["属于国家秘密"]["title"] == "1.属于国家秘密"

    def test_kinds_are_a_choice(self) -> None:
        kinds = schema("agency").schema["properties"]["类别"]["enum"]
        assert kinds == [kind.value for kind in AgencyKind]

    def test_options_are_those_of_the_settings(self) -> None:
        options = schema("options").schema["$defs"]["gongkai"]["properties"]
        assert options.keys() == DESCRIPTIONS.keys()
        assert options["rules"]["properties"].keys() == rule_settings().keys()


class TestCommitted:
    """The copies in schema/, beside data/."""

    def test_are_those_that_the_code_makes(self) -> None:
        """`make docs` renews them."""
        found = {path.stem: path.read_bytes() for path in (ROOT / "schema").iterdir()}
        assert found == dict(schemas())

    @pytest.mark.parametrize("name", DATA)
    def test_each_file_names_its_schema_and_holds_to_it(self, name: str) -> None:
        text = (ROOT / name).read_text(encoding="utf-8")
        named = MODELINE.match(text)
        assert named is not None
        found = (ROOT / name).parent / named[1]
        assert found.is_file()
        assert faults(found.stem, text) == []


class TestReports:
    """Whatever our reader accepts, in every way to write it."""

    @pytest.mark.parametrize(
        ("figures", "year", "name"),
        [
            ("haishu-office-2021", 2021, "report-2021"),
            ("suqian-2023", 2023, "report-2021"),
            ("hongze-2023", 2023, "report-2021"),
            ("shanghai-office-2019", 2019, "report-2019"),
        ],
    )
    def test_published_figures(self, figures: str, year: int, name: str) -> None:
        assert faults(name, report_text(figures, year)) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("行政许可: 0", "行政许可: ~"),
            ("行政许可: 0", "行政许可: /"),
            ("行政许可: 0", "行政许可:"),
            ("年度: 2021", "年度: 2021\n草稿: 是"),
            ("行政许可: 0", "行政许可: {本年处理决定数量: 0}"),
            ("行政许可: 0", "行政许可: {值: 0, 注: 其中修订1件}"),
            ("行政许可: 0", '行政许可: {原文: "--"}'),
            ("行政许可: 0", '行政许可: "0"'),
            ("行政事业性收费: 0", "行政事业性收费: 59237.2449"),
            ("规章: [0, 0, 0]", "规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: /}"),
            ("规章: [0, 0, 0]", "规章: [{值: 0, 注: 无}, ~, /]"),
            ("规章: [0, 0, 0]", "规章:"),
            ("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: {结果维持: 0, 结果纠正: 0, 其他结果: 0, 尚未审结: 0}"),
            ("危及“三安全一稳定”", "'危及\"三安全一稳定\"'"),
            ("年度: 2021", '年度: "2021"'),
            ("年度: 2021", "年度: 2021\n草稿: false\n格式: 2021\n导语: 无\n联系: {邮编: 015100, 电话: 12345}"),
            ("年度: 2021", "年度: 2021\n发布日期: 2022-01-28 09:30"),
            ("年度: 2021", "年度: 2021\n曾用地址: [2021, xxgk/2021.html]\n更正: []\n附件:"),
            ("年度: 2021", "年度: 2021\n更正: [{日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17。}]"),
            ("年度: 2021", "年度: 2021\n撤回: {日期: 2022-03-02, 说明: 有误。}"),
            ("存在的主要问题及改进情况: |", "存在的主要问题及改进情况: 一行。\n其他: |"),
        ],
    )
    def test_a_way_to_write_it(self, tmp_path: Path, sample: str, old: str, new: str) -> None:
        text = slip(re.sub("发布日期: .*\n", "", sample), old, new)
        if "\n其他: |" in text:
            text = re.sub(r"(?m)^其他: \|\n.*\n", "", text)
        _, found = read_text(tmp_path, text)
        assert [f for f in found if f.level == "error" and f.code in ("G202", "G203", "G301", "G307")] == []
        assert faults("report-2021", text) == []

    def test_totals_may_be_left_out(self, sample: str) -> None:
        assert faults("report-2021", re.sub("    总计: .*\n", "", sample)) == []

    def test_only_a_file(self) -> None:
        assert faults("report-2021", "年度: 2021\n附件: [{文件: a.pdf}]\n") == []
        assert faults("report-free", "年度: 2012\n原址: https://www.example.gov.cn/2012.html\n") == []

    def test_withdrawn_without_content(self) -> None:
        assert faults("report-2021", "年度: 2021\n撤回: {日期: 2022-03-02, 说明: 有误。}\n") == []

    @pytest.mark.parametrize(
        ("old", "new", "path"),
        [
            ("行政许可: 0", "行政许课: 0", "$['主动公开政府信息情况']"),
            ("行政许可: 0", "行政许可: -1", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: 1.5", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: 14件", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: １４", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: 无", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: {值: 0, 原文: 无}", "$['主动公开政府信息情况']['行政许可']"),
            ("行政许可: 0", "行政许可: {值: 0, 单位: 件}", "$['主动公开政府信息情况']['行政许可']"),
            ("规章: [0, 0, 0]", "规章: [0, 0]", "$['主动公开政府信息情况']['规章']"),
            ("规章: [0, 0, 0]", "规章: [0, 0, 0, 0]", "$['主动公开政府信息情况']['规章']"),
            ("规章: [0, 0, 0]", "规章: 0", "$['主动公开政府信息情况']['规章']"),
            ("规章: [0, 0, 0]", "规章: {本年制发件数: 0}", "$['主动公开政府信息情况']['规章']"),
            ("规章: [0, 0, 0]", "规章: [0, 0, 一]", "$['主动公开政府信息情况']['规章'][2]"),
            ("  复议后起诉: [0, 0, 0, 0, 0]\n", "", "$['政府信息公开行政复议、行政诉讼情况']"),
            ("存在的主要问题及改进情况", "存在的问题", "$"),
            ("年度: 2021", "年份: 2021", "$"),
            ("年度: 2021", "年度: 21", "$['年度']"),
            ("年度: 2021", "年度: 2021年", "$['年度']"),
            ("年度: 2021", "年度: 2021\n格式: 2012", "$['格式']"),
            ("年度: 2021", "年度: 2021\n草稿: 对", "$['草稿']"),
            ("年度: 2021", "年度: 2021\n成文日期: 2022年1月28日", "$['成文日期']"),
            ("年度: 2021", "年度: 2021\n成文日期: 2022-13-01", "$['成文日期']"),
            ("年度: 2021", "年度: 2021\n网站: {域名: https://www.example.gov.cn/}", "$['网站']['域名']"),
            ("年度: 2021", "年度: 2021\n原址: https://www.example.gov.cn/", "$"),
            ("年度: 2021", "年度: 2021\n原址: www.example.gov.cn", "$['原址']"),
            ("年度: 2021", "年度: 2021\n曾用地址: [../x]", "$['曾用地址'][0]"),
            ("年度: 2021", "年度: 2021\n附件: 图解.png", "$['附件']"),
            ("年度: 2021", "年度: 2021\n附件: [{说明: 图解}]", "$['附件'][0]"),
            ("年度: 2021", "年度: 2021\n核对说明: [{规则: G999, 原因: 如此。}]", "$['核对说明'][0]['规则']"),
            ("年度: 2021", "年度: 2021\n核对说明: [{规则: G202, 原因: 如此。}]", "$['核对说明'][0]['规则']"),
            ("年度: 2021", "年度: 2021\n撤回: {日期: 2022-03-02}", "$['撤回']"),
        ],
    )
    def test_a_slip(self, tmp_path: Path, sample: str, old: str, new: str, path: str) -> None:
        """Our reader has something against it too."""
        text = slip(sample, old, new)
        _, found = read_text(tmp_path, text)
        assert found != ()
        assert path in faults("report-2021", text)

    def test_nothing_in_it(self) -> None:
        assert faults("report-2021", "年度: 2021\n") != []


@pytest.mark.builds
@settings(max_examples=15)
@given(statutory() | free())
def test_whatever_the_reader_accepts(text_and_year: tuple[str, int]) -> None:
    """Rows as mappings, cells in any state, totals left out, merged rows, any words."""
    text, year = text_and_year
    _, problems = reports(text, year)
    # What a reference in the text names is no matter of shape.
    assume(all(type(problem.what).__name__.startswith("Reference") for problem in problems))
    (form,) = (form for form in statutory_forms() if form.covers(year))
    assert faults(report_schema_name(form), text) == []


class TestOtherFiles:
    """agency.yml, reports of the free form, and mkdocs.yml."""

    @pytest.mark.parametrize(
        ("text", "holds"),
        [
            (AGENCY, True),
            (f"{AGENCY}规章制定权: 无\n起始年度: 2008\n承继: [old-bureau]\n声明: 说明。\n", True),
            ("名称: 甲局\n类别: 局\n", False),
            ("名称: 甲局\n", False),
            ("名称:\n类别: 部门\n", False),
            (f"{AGENCY}起始年度: 8\n", False),
            (f"{AGENCY}规章制定权: 是\n", False),
            (f"{AGENCY}电话: 12345\n", False),
        ],
    )
    def test_agency(self, text: str, holds: bool) -> None:
        assert (faults("agency", text) == []) is holds

    @pytest.mark.parametrize(
        ("sections", "holds"),
        [
            ("[{标题: 概述, 内容: 甲。}]", True),
            ("[{标题: 附表, 表: {列: [指标, 单位], 行: [[甲, 1]]}}]", True),
            ("[{内容: 甲。}]", False),
            ("{标题: 概述}", False),
            ("[{标题: 附表, 表格: {}}]", False),
        ],
    )
    def test_free_form(self, sections: str, holds: bool) -> None:
        assert (faults("report-free", f"年度: 2012\n章节: {sections}\n") == []) is holds

    @pytest.mark.parametrize(
        "options",
        [
            "{}",
            "{data_dir: x, output: xxgk/nianbao, fail_on: warning, drafts: true, through_year: 2024}",
            "{rules: {cell-blank: off, overlap: {limit: 0.6}, deadline: {部门: 01-28}, row-total: }}",
            '{site_id_code: "3302030000", license: CC-BY-4.0}',
            "{documents: [pdf, xlsx]}",
            "{documents: off}",
            "{documents: 'off'}",
            "{documents: }",
            "{documents: pdf}",
            "{documents: [doc]}",
            "{documents: [doc, pdf]}",
            "{fail_on: warnings}",
            "{drafts: 1}",
            "{through_year: 24}",
            "{output: 年报}",
            "{dat_dir: x}",
            "{rules: {cell-type: off}}",
            "{rules: {no-such: off}}",
            "{rules: {overlap: {limits: 1}}}",
            "{rules: {overlap: {limit: 高}}}",
            "{site_id_code: 33}",
        ],
    )
    def test_options(self, options: str) -> None:
        """The schema holds where the plugin takes them, and only there."""
        try:
            make_settings(load(options), rule_settings())
            taken = True
        except SettingsError:
            taken = False
        assert (faults("options", f"site_name: 甲\nplugins: [search, {{gongkai: {options}}}]\n") == []) is taken

    @pytest.mark.parametrize("option", ["drafts", "documents", "organizer"])
    def test_an_option_from_the_environment(self, option: str) -> None:
        text = "site_name: 甲\nplugins: [{{gongkai: {{{}: !ENV {}}}}}]\n".format
        assert faults("options", text(option, "[GONGKAI_OPTION, off]")) == []
        assert faults("options", text(option, "[一, off]")) != []


class TestCommand:
    """`gongkai schema`."""

    def test_lists_prints_and_writes(self, tmp_path: Path) -> None:
        assert [line.split()[0] for line in gongkai_here(tmp_path, "schema").out.splitlines()] == list(
            schemas()
        )
        assert gongkai_here(tmp_path, "schema", "agency").out.encode() == schemas()["agency"]
        assert gongkai_here(tmp_path, "schema", "--output", "schema").status == 0
        assert {p.stem: p.read_bytes() for p in (tmp_path / "schema").iterdir()} == dict(schemas())

    def test_one_that_is_not_there(self, tmp_path: Path) -> None:
        done = gongkai_here(tmp_path, "schema", "report-2020")
        assert done.status == 2
        assert done.err.startswith("错误：没有名为“report-2020”的 JSON Schema；可用：agency、options、")
