"""`gongkai init`: a site of an office's own, that builds at once."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from gongkai.schema import schemas
from gongkai.settings import options_of_site
from tests.helpers.commands import Done, build_here, gongkai, gongkai_asked, gongkai_here, read_all
from tests.helpers.schemas import faults
from tests.helpers.support import ROOT, write_files

NAME = "某某县人民政府办公室"
OPTIONS = ("--name", NAME, "--kind", "政府办公室", "--year", "2024")


def init(folder: Path, *arguments: str) -> Done:
    """`gongkai init` in a folder."""
    return gongkai_here(folder, "init", *arguments)


class TestSite:
    """What is in it."""

    def test_files(self, tmp_path: Path) -> None:
        done = init(tmp_path, "site", *OPTIONS)
        assert (done.status, done.err) == (0, "")
        listed = ["README.md", "mkdocs.yml", "docs/index.md", "data/office/agency.yml", "data/office/2024.yml"]
        shown = [*listed, ".gitignore"]
        assert re.findall(r"(?m)^  (\S+)$", done.out) == shown
        beside = {
            ".vscode/extensions.json",
            ".vscode/settings.json",
            *(f"schema/{name}.json" for name in schemas()),
        }
        assert set(read_all(tmp_path / "site")) == {*shown, *beside}

    def test_holds_to_its_schemas(self, tmp_path: Path) -> None:
        init(tmp_path, "site", *OPTIONS)
        files = {name: data.decode() for name, data in read_all(tmp_path / "site").items()}
        for name in ("mkdocs.yml", "data/office/agency.yml", "data/office/2024.yml"):
            schema = (tmp_path / "site" / name).parent / files[name].partition("$schema=")[2].partition("\n")[0]
            assert schema.is_file()
            assert faults(schema.stem, files[name]) == []

    @pytest.mark.builds
    @pytest.mark.parametrize("year", ["2012", "2020", "2024"])
    def test_builds_at_once(self, tmp_path: Path, year: str) -> None:
        """Strictly. The report is a draft, so that nothing unfinished is published."""
        init(tmp_path, "site", *OPTIONS[:-1], year)
        done = gongkai_here(tmp_path / "site", "check")
        assert done.status == 0, done.out
        built = build_here(tmp_path / "site", strict=True)
        assert built.status == 0, built.said
        site = tmp_path / "site/site"
        assert NAME in (site / "reports/office/index.html").read_text(encoding="utf-8")
        assert not (site / "reports/office" / year).exists()

    def test_in_another_folder_of_the_data(self, tmp_path: Path) -> None:
        init(tmp_path, "site", *OPTIONS, "--folder", "xx-county")
        assert (tmp_path / "site/data/xx-county/2024.yml").is_file()
        assert "gongkai new xx-county 2025\n" in (tmp_path / "site/README.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", ['甲 "乙": # 丙', "甲: 乙", "- 甲", "@甲", "甲\\乙", "甲'"])
    def test_a_name_that_yaml_would_take_for_something_else(self, tmp_path: Path, name: str) -> None:
        init(tmp_path, "site", "--name", name, *OPTIONS[2:])
        config = yaml_load((tmp_path / "site/mkdocs.yml").read_text(encoding="utf-8"))
        assert config["site_name"] == f"{name}政府信息公开工作年度报告"
        assert options_of_site(tmp_path / "site/mkdocs.yml") == {"organizer": name, "drafts": None}
        found = json.loads(gongkai_here(tmp_path / "site", "check", "--format", "json").out)["findings"]
        assert "error" not in {f["level"] for f in found}

    def test_same_bytes(self, tmp_path: Path) -> None:
        init(tmp_path, "a", *OPTIONS)
        init(tmp_path, "b", *OPTIONS)
        assert read_all(tmp_path / "a") == read_all(tmp_path / "b")

    @pytest.mark.builds
    @pytest.mark.parametrize(
        ("host", "files"),
        [
            ("gitlab", {".gitlab-ci.yml"}),
            ("gitee", {".workflow/check.yml", ".workflow/publish.yml"}),
            ("gitea", {".gitea/workflows/check.yml", ".gitea/workflows/publish.yml"}),
            ("github", {".github/workflows/check.yml", ".github/workflows/publish.yml"}),
        ],
    )
    def test_checks_of_a_host(self, tmp_path: Path, host: str, files: set[str]) -> None:
        """All that the package has for it, byte for byte, where the host looks for it."""
        init(tmp_path, "plain", *OPTIONS)
        init(tmp_path, "site", *OPTIONS, "--ci", host)
        written = read_all(tmp_path / "site")
        added = {name: data for name, data in written.items() if not (tmp_path / "plain" / name).exists()}
        (tmp_path / "installed").mkdir()
        gongkai_here(tmp_path / "installed", "requirements")
        installed = read_all(tmp_path / "installed")
        assert added.keys() == files | installed.keys()
        of_host = read_all(ROOT / "plugin/gongkai/assets/ci" / host)
        assert sorted(added.values()) == sorted([*of_host.values(), *installed.values()])


class TestFolder:
    """Only one that is new or empty."""

    @pytest.mark.parametrize("name", ["site", "某县 年报/2024 新", "./site/"])
    def test_new(self, tmp_path: Path, name: str) -> None:
        assert init(tmp_path, name, *OPTIONS).status == 0
        assert (tmp_path / name / "mkdocs.yml").is_file()

    def test_empty(self, tmp_path: Path) -> None:
        assert init(tmp_path, ".", *OPTIONS).status == 0

    def test_a_clone_of_an_empty_repository(self, tmp_path: Path) -> None:
        write_files(tmp_path, {".git/HEAD": "ref: refs/heads/main\n"})
        assert init(tmp_path, ".", *OPTIONS).status == 0

    @pytest.mark.parametrize("there", ["site/notes.txt", "site/.hidden", "site/data/office/agency.yml", "site"])
    def test_refused(self, tmp_path: Path, there: str) -> None:
        write_files(tmp_path, {there: "甲"})
        done = init(tmp_path, "site", *OPTIONS)
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("错误：“site”已有内容，没有写入任何文件；请用新的或空的文件夹\n")
        assert read_all(tmp_path) == {there: "甲".encode()}

    def test_that_cannot_be_made(self, tmp_path: Path) -> None:
        """A file is no folder to make one in; rights would not stop root."""
        write_files(tmp_path, {"file": "甲"})
        done = init(tmp_path, "file/site", *OPTIONS)
        assert done.status == 2
        assert done.err.startswith("错误：写不到“")
        assert "Traceback" not in done.err


class TestWrongUse:
    """One line, and nothing written."""

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((), "缺少参数 DIR"),
            (("",), "文件或文件夹的名称是空的"),
            (("site",), "缺少选项 --name；在终端里运行时会询问"),
            (("site", *OPTIONS[:2]), "缺少选项 --kind；"),
            (("site", *OPTIONS[:4]), "缺少选项 --year；"),
            (("site", "--name", " ", *OPTIONS[2:]), "选项 --name 应为机关全称，写在一行"),
            (("site", "--name", "甲\n类别: 乙", *OPTIONS[2:]), "选项 --name 应为机关全称，写在一行"),
            (("site", "--name", "甲\x1b[0m", *OPTIONS[2:]), "选项 --name 应为机关全称，写在一行"),
            (("site", *OPTIONS[:2], "--kind", "局", *OPTIONS[4:]), "选项 --kind 应为 政府、政府办公室、"),
            (("site", *OPTIONS[:4], "--year", "3000"), "选项 --year 不对：“3000”不是年度，"),
            (("site", *OPTIONS[:4], "--year", "1999"), "选项 --year 不对：没有1999年度的格式"),
            (("site", *OPTIONS, "--folder", "../office"), "选项 --folder 应为小写英文字母、数字和连字符"),
            (("site", *OPTIONS, "--folder", "/office"), "选项 --folder 应为"),
            (("site", *OPTIONS, "--folder", "2024"), "选项 --folder 应为"),
            (("site", *OPTIONS, "--folder", "compare"), "选项 --folder 应为"),
            (("site", *OPTIONS, "--folder", "办公室"), "选项 --folder 应为"),
            (("site", *OPTIONS, "--ci", "svn"), "选项 --ci 应为 gitlab、gitee、gitea、github 之一"),
        ],
    )
    def test_says(self, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
        done = init(tmp_path, *arguments)
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith(f"错误：{says}")
        assert "查看用法：gongkai init --help\n" in done.err
        assert list(tmp_path.iterdir()) == []


@pytest.mark.builds
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
class TestTerminal:
    """Where somebody is there to be asked."""

    def test_answers(self, tmp_path: Path) -> None:
        """A wrong one is asked for again; an empty one takes what is proposed."""
        done = gongkai_asked(tmp_path, [NAME, "局", "部门", "", "2023"], "init", "site")
        shown = done.out
        assert done.status == 0, shown
        assert "应为 政府、政府办公室、部门、乡镇街道、开发区、公共企事业单位、其他 之一，请重新输入" in shown
        agency = (tmp_path / "site/data/office/agency.yml").read_text(encoding="utf-8")
        assert f"\n名称: {NAME}\n类别: 部门\n" in agency
        assert (tmp_path / "site/data/office/2023.yml").is_file()

    def test_given_options_are_not_asked_for(self, tmp_path: Path) -> None:
        done = gongkai_asked(tmp_path, [""], "init", "site", *OPTIONS)
        assert done.status == 0
        assert "机关全称" not in done.out

    def test_the_end_of_the_answers(self, tmp_path: Path) -> None:
        """Ctrl-D: nothing is written."""
        done = gongkai_asked(tmp_path, [NAME, "\x04"], "init", "site")
        assert done.status == 130
        assert "Traceback" not in done.out
        assert list(tmp_path.iterdir()) == []


@pytest.mark.builds
def test_on_a_console_of_another_code_page(tmp_path: Path) -> None:
    for encoding in ("cp936", "ascii"):
        done = gongkai(
            tmp_path, "init", f"新 站 {encoding}", *OPTIONS, encoding=encoding, PYTHONIOENCODING=encoding
        )
        assert done.status == 0, done.err
        assert "Traceback" not in done.said
        assert (tmp_path / f"新 站 {encoding}/data/office/2024.yml").is_file()
