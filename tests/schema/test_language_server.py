"""What an editor shows while one types, from the YAML language server itself, by the line at the top of each file.

GONGKAI_YAML_SERVER names its script (npm's `yaml-language-server`); `.ci/run` installs it where npm is there. Without it
these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.helpers.commands import gongkai_here
from tests.helpers.language_server import LanguageServer, language_server
from tests.helpers.marked import slip
from tests.helpers.support import ROOT

REPORT = "data/haishu-office/2021.yml"
AGENCY = "data/haishu-office/agency.yml"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """The server, in this repository."""
    script = os.environ.get("GONGKAI_YAML_SERVER")
    if not script:
        pytest.skip("没有设置 GONGKAI_YAML_SERVER，跳过 / no YAML language server is named: skipped")
    if shutil.which("node") is None or not Path(script).is_file():
        pytest.fail(f"GONGKAI_YAML_SERVER 所指的 {script} 不能用 / cannot be used")
    with language_server(Path(script), ROOT) as started:
        yield started


@pytest.fixture(scope="module")
def report() -> str:
    """A report as it is committed."""
    return (ROOT / REPORT).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "label", "help_"),
    [
        ("主动公开政府信息情况:", "#### 二、主动公开政府信息情况", "没有发生的填 0"),
        (
            "予以公开:",
            "#### （一）予以公开",
            "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
        ),
        ("行政事业性收费:", "#### 行政事业性收费", "单位：万元"),
    ],
)
def test_hover(server: LanguageServer, report: str, key: str, label: str, help_: str) -> None:
    shown = server.hover(REPORT, report, key)
    assert label in shown
    assert help_ in shown


class TestCompletion:
    """What is offered in a file that is just being written."""

    def test_keys_of_a_report(self, server: LanguageServer, report: str) -> None:
        text = f"{report.partition('年度')[0]}年度: 2021\n发\n"
        offered = server.completion("data/haishu-office/2091.yml", text, "\n发")
        assert {"发布日期", "总体情况", "存在的主要问题及改进情况"} <= set(offered)

    def test_rows_of_a_group(self, server: LanguageServer, report: str) -> None:
        head = report.partition("年度")[0]
        text = f"{head}年度: 2021\n收到和处理政府信息公开申请情况:\n  本年度办理结果:\n    无法提供:\n      \n"
        offered = server.completion("data/haishu-office/2092.yml", text, "无法提供:\n      ")
        assert {"本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"} <= set(
            offered
        )

    def test_kinds_of_an_agency(self, server: LanguageServer) -> None:
        head = (ROOT / AGENCY).read_text(encoding="utf-8").partition("名称")[0]
        offered = server.completion("data/haishu-office/new.yml", f"{head}名称: 甲局\n类别: \n", "类别: ")
        assert offered == ["政府", "政府办公室", "部门", "乡镇街道", "开发区", "公共企事业单位", "其他"]


class TestFaults:
    """What is underlined."""

    def test_nothing_in_a_good_file(self, server: LanguageServer, report: str) -> None:
        assert server.faults_of(REPORT, report) == []

    @pytest.mark.parametrize("material", [True, False])
    def test_nothing_in_the_configuration_of_a_new_site(
        self, server: LanguageServer, tmp_path: Path, material: bool
    ) -> None:
        """An editor does not know !ENV, and would underline it."""
        with patch("gongkai.cli.init.find_spec", lambda _: material or None):
            done = gongkai_here(tmp_path, "init", "site", "--name", "甲局", "--kind", "部门", "--year", "2025")
        assert done.status == 0, done.said
        text = (tmp_path / "site/mkdocs.yml").read_text(encoding="utf-8")
        assert "!ENV" in text
        assert server.faults_of(f"mkdocs-{material}.yml", text) == []

    def test_a_slip_in_chinese(self, server: LanguageServer, report: str) -> None:
        text = slip(report, "年度: 2021\n", "年度: 2021\n成文日期: 2022年1月28日\n")
        assert server.faults_of("data/haishu-office/2093.yml", text) == [
            "写成 2022-01-28 或 2022-01-28 09:30。"
        ]
