"""PDF, Word and Excel beside the reports of a site: which there are, and that they are made once, whole or not at all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from gongkai.documents.kept import is_kept, keep
from gongkai.documents.offers import DATA
from gongkai.settings import Settings, SettingsError, make_settings
from tests.helpers.commands import MKDOCS, build_here, environment, project, read_all, run, site_config
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, report_text, write_files

KINDS = ("pdf", "docx", "xlsx")
SENTENCE = NARRATIVES["总体情况"]
PICTURE = "  ![图解](图解.png)\n"
QUIET = "rules: {carry-over: off, stock: off, overlap: off}"


def config(options: str = "", more: str = "") -> str:
    """A mkdocs.yml of a site with documents."""
    plugins = f"[search: {{lang: en}}, gongkai: {{{QUIET}{options}}}]"
    return site_config(plugins=plugins, more=more, documents=True)


def built(folder: Path) -> Path:
    """The site below the folder of our pages."""
    done = build_here(folder)
    assert done.status == 0, done.said
    return folder / "site/reports"


def documents(folder: Path) -> set[str]:
    """The documents below a folder, by path."""
    return {name for name in read_all(folder) if name.endswith(KINDS)}


def kept(folder: Path) -> dict[str, tuple[int, int]]:
    """The documents in the cache by name, each with what changes when it is written anew."""
    found = (folder / ".cache/gongkai").glob("*.*")
    stats = {path.name: path.stat() for path in found if path.suffix[1:] in KINDS}
    return {name: (stat.st_mtime_ns, stat.st_ino) for name, stat in stats.items()}


def unfinished(folder: Path) -> list[Path]:
    """What was left half-written."""
    return list((folder / ".cache").rglob("*.new"))


def wait_for_helpers(folder: Path) -> None:
    """Its helpers end what they are at, and then themselves, when the process that wants it is gone."""
    before, now = None, (kept(folder), unfinished(folder))
    while before != now:
        time.sleep(1)
        before, now = now, (kept(folder), unfinished(folder))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A site with a report of every kind."""
    files: dict[str, str | bytes] = {
        "2021.yml": sample,
        "2022.yml": report_text("haishu-office-2021", 2022) + "草稿: true\n",
        "2023.yml": report_text("suqian-2023", 2023) + "撤回: {日期: 2024-05-06, 说明: 内容有误。}\n",
        "2020.yml": "年度: 2020\n附件: [{文件: 报告.pdf}]\n",
        "2020/报告.pdf": b"%PDF-1.4\n",
        "2016.yml": "年度: 2016\n章节: [{标题: 概述, 内容: 公开12条。}]\n",
    }
    address = "site_url: https://www.example.gov.cn/nb/\n"
    return built(project(tmp_path_factory.mktemp("site"), files, config(more=address)))


class TestSite:
    """What is beside the reports, and how pages and catalogues lead there."""

    def test_which(self, site: Path) -> None:
        """None of a draft, of a withdrawn report, of one that is but a file; no workbook without tables."""
        assert documents(site) == {
            *("office/2021.pdf", "office/2021.docx", "office/2021.xlsx"),
            *("office/2016.pdf", "office/2016.docx", "office/2020/报告.pdf"),
        }

    def test_offered_with_size(self, site: Path) -> None:
        root = html.fromstring((site / "office/2021/index.html").read_text("utf-8"))
        sizes = [round((site / f"office/2021.{kind}").stat().st_size / 1024) for kind in KINDS]
        told = [item.text_content() for item in root.xpath("//*[@class='gongkai-downloads']//li")]
        assert told[:3] == [
            f"{name} {size} KB" for name, size in zip(("PDF", "Word", "Excel"), sizes, strict=True)
        ]
        assert [told[3][:3], told[4][:4]] == ["CSV", "JSON"]

    def test_every_link_holds(self, site: Path) -> None:
        for page in site.rglob("index.html"):
            for link in html.fromstring(page.read_text("utf-8")).xpath("//a/@href"):
                target = unquote(urljoin(page.as_uri(), link).removeprefix("file://")).partition("#")[0]
                if ":" not in target:
                    assert Path(target).exists(), (page, link)

    def test_catalogue(self, site: Path) -> None:
        catalog = json.loads((site / "catalog.json").read_bytes())
        files = [file for a in catalog["agencies"] for r in a["reports"] for file in r["files"]]
        named = {file["path"]: (file["format"], file["bytes"], file["sha256"]) for file in files}
        for name in documents(site) - {"office/2020/报告.pdf"}:
            data = (site / name).read_bytes()
            assert named[name] == (name.rpartition(".")[2], len(data), sha256(data).hexdigest())

    def test_data_package(self, site: Path) -> None:
        package = json.loads((site / "datapackage.json").read_bytes())
        listed = (*package["resources"], *package["files"])
        types = {each["path"]: (each["mediatype"], each.get("encoding")) for each in listed}
        office = "application/vnd.openxmlformats-officedocument"
        assert [types[f"office/2021.{kind}"] for kind in (*KINDS, "csv")] == [
            ("application/pdf", None),
            (f"{office}.wordprocessingml.document", None),
            (f"{office}.spreadsheetml.sheet", None),
            ("text/csv", "utf-8"),
        ]

    def test_named_for_search_engines(self, site: Path) -> None:
        root = html.fromstring((site / "office/2021/index.html").read_text("utf-8"))
        dataset = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))
        assert [each["contentUrl"] for each in dataset["distribution"]] == [
            f"https://www.example.gov.cn/nb/reports/office/2021.{kind}" for kind in (*KINDS, *DATA)
        ]

    def test_git_does_not_see_the_cache(self, site: Path) -> None:
        assert (site.parents[1] / ".cache/gongkai/.gitignore").read_text("utf-8") == "*\n"


def test_without_an_absolute_address_none_is_named(tmp_path: Path, sample: str) -> None:
    built(project(tmp_path, {"2021.yml": sample}, config(", documents: [xlsx]")))
    root = html.fromstring((tmp_path / "site/reports/office/2021/index.html").read_text("utf-8"))
    assert "distribution" not in json.loads(root.xpath("string(//script[@type='application/ld+json'])"))


def text_of(path: Path) -> str:
    """The text of a Word file."""
    with zipfile.ZipFile(path) as word:
        return re.sub(r"<[^>]*>", "", word.read("word/document.xml").decode())


class TestCache:
    """What is made anew, and what is not."""

    @pytest.fixture
    def folder(self, tmp_path: Path, sample: str) -> Path:
        """A built site of two agencies, with two reports of one: the later quotes a figure of the earlier."""
        quoting = slip(report_text("haishu-office-2021", 2022), SENTENCE, "上年新收{{ 上年.新收.自然人 }}件。")
        project(
            tmp_path,
            {"2021.yml": sample, "2022.yml": quoting},
            config(", documents: [docx, xlsx], fail_on: never"),
        )
        other = {"other/agency.yml": AGENCY.replace("样例区", "乙区"), "other/2021.yml": sample}
        write_files(tmp_path / "data", other)
        built(tmp_path)
        return tmp_path

    def made_anew(self, folder: Path) -> list[str]:
        """Another build; the documents in the site that it made."""
        before = kept(folder)
        built(folder)
        after = kept(folder)
        assert {name: after[name] for name in before.keys() & after.keys()}.items() <= before.items()
        new = {
            sha256(path.read_bytes()).hexdigest() for path in self.paths(folder, after.keys() - before.keys())
        }
        site = read_all(folder / "site/reports")
        return sorted(n for n in documents(folder / "site/reports") if sha256(site[n]).hexdigest() in new)

    def paths(self, folder: Path, names: set[str]) -> list[Path]:
        return [folder / ".cache/gongkai" / name for name in names]

    def edit(self, folder: Path, name: str, old: str, new: str) -> None:
        path = folder / "data" / name
        path.write_text(slip(path.read_text("utf-8"), old, new), encoding="utf-8")

    def test_nothing_changed(self, folder: Path) -> None:
        assert self.made_anew(folder) == []

    def test_an_edit_of_one_report(self, folder: Path) -> None:
        self.edit(folder, "other/2021.yml", SENTENCE, "本机关改写了这一段。")
        assert self.made_anew(folder) == ["other/2021.docx", "other/2021.xlsx"]
        assert "本机关改写了这一段。" in text_of(folder / "site/reports/other/2021.docx")

    def test_an_edit_of_the_year_that_another_quotes(self, folder: Path) -> None:
        self.edit(folder, "office/2021.yml", "数量: [37, 4,", "数量: [36, 5,")
        assert "office/2022.docx" in self.made_anew(folder)
        assert "上年新收36件。" in text_of(folder / "site/reports/office/2022.docx")

    def test_an_edit_of_an_agency(self, folder: Path) -> None:
        self.edit(folder, "other/agency.yml", "乙区", "丙区")
        assert self.made_anew(folder) == ["other/2021.docx", "other/2021.xlsx"]

    def test_line_ends_change_nothing(self, folder: Path) -> None:
        path = folder / "data/other/2021.yml"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert self.made_anew(folder) == []

    def test_what_is_no_longer_needed_goes(self, folder: Path) -> None:
        """The state before is kept, for an edit that is undone; an older one is not."""
        first = set(kept(folder))
        self.edit(folder, "other/2021.yml", SENTENCE, "本机关改写了这一段。")
        built(folder)
        assert first < set(kept(folder))
        self.edit(folder, "other/2021.yml", "本机关改写了这一段。", "本机关又改写了这一段。")
        built(folder)
        assert (len(first - set(kept(folder))), len(kept(folder))) == (2, 8)

    def test_a_lost_or_broken_list_of_what_was_used(self, folder: Path) -> None:
        (folder / ".cache/gongkai/recent.json").write_text("[1")
        assert self.made_anew(folder) == []


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def without_proof(path: Path) -> None:
    path.with_name(f"{path.name}.sum").unlink()


def with_a_proof_of_another(path: Path) -> None:
    keep(path.with_name("other"), b"other")
    path.with_name("other.sum").replace(path.with_name(f"{path.name}.sum"))


def with_garbage_for_a_proof(path: Path) -> None:
    path.with_name(f"{path.name}.sum").write_bytes(b"\xff" * 99)


@pytest.fixture(scope="module")
def with_one(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A built site with one document."""
    folder = project(tmp_path_factory.mktemp("cache"), {"2021.yml": sample}, config(", documents: [xlsx]"))
    built(folder)
    return folder


class TestPoisonedCache:
    """What is in the cache under the right name, and is not what was written: made anew."""

    @pytest.fixture
    def folder(self, with_one: Path) -> Path:
        return with_one

    @pytest.mark.parametrize(
        "spoil",
        [emptied, cut_off, changed, linked, without_proof, with_a_proof_of_another, with_garbage_for_a_proof],
    )
    def test_made_anew(self, folder: Path, spoil: Callable[[Path], None]) -> None:
        (name,) = kept(folder)
        path = folder / ".cache/gongkai" / name
        before = path.read_bytes()
        spoil(path)
        assert not is_kept(path)
        site = built(folder)
        assert (site / "office/2021.xlsx").read_bytes() == before
        assert is_kept(path)

    def test_what_it_does_not_touch(self, folder: Path) -> None:
        """A file of somebody else's stays; nothing of ours but the document and its proof is left."""
        write_files(folder / ".cache/gongkai", {"own.txt": "own", "0.xlsx": "old", "0.xlsx.sum": "old"})
        built(folder)
        (name,) = kept(folder)
        names = {path.name for path in (folder / ".cache/gongkai").iterdir()}
        assert names >= {"own.txt", name, f"{name}.sum"}
        assert not names & {"0.xlsx", "0.xlsx.sum"}

    def test_no_right_to_write(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """One line, and the site as it was."""
        (name,) = kept(folder)
        emptied(folder / ".cache/gongkai" / name)
        before = read_all(folder / "site")

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied", "a document")

        monkeypatch.setattr("gongkai.documents.task.keep", refuse)
        done = build_here(folder)
        assert (done.status, read_all(folder / "site")) == (1, before)
        assert "写不到“a document”：没有权限，或者别的程序正在使用" in done.said


class TestOptions:
    """`documents`."""

    @pytest.mark.parametrize(
        ("option", "kinds"), [("[xlsx, docx]", {"docx", "xlsx"}), ("[]", set()), ("off", set())]
    )
    def test_switched_off(self, tmp_path: Path, sample: str, option: str, kinds: set[str]) -> None:
        site = built(project(tmp_path, {"2021.yml": sample}, config(f", documents: {option}")))
        assert documents(site) == {f"office/2021.{kind}" for kind in kinds}
        text = (site / "office/2021/index.html").read_text("utf-8")
        assert {kind for kind in KINDS if f"2021.{kind}" in text} == kinds

    def test_on_is_all(self) -> None:
        assert make_settings({"documents": True}, {}) == Settings()

    @pytest.mark.parametrize("value", ["pdf", ["doc"], {"pdf": True}, 3, [["pdf"]]])
    def test_wrong(self, value: object) -> None:
        with pytest.raises(SettingsError, match=r"^选项 documents 应为 off，或列表，如 \[pdf, docx\]"):
            make_settings({"documents": value}, {})


class TestWithoutTheExtra:
    """One line, and no dead link."""

    @pytest.fixture(autouse=True)
    def absent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("typst", "docx"):
            monkeypatch.setitem(sys.modules, module, None)

    def test_one_line(self, tmp_path: Path, sample: str) -> None:
        done = build_here(project(tmp_path, {"2021.yml": sample}, config()), strict=True)
        lines = [line for line in done.said.splitlines() if "documents" in line]
        assert [line.partition("gongkai: ")[2] for line in lines] == [
            "没有生成 PDF、Word：没有安装 typst、python-docx：pip install mkdocs-gongkai[documents]"
        ]
        assert (done.status, documents(tmp_path / "site/reports")) == (0, {"office/2021.xlsx"})
        text = (tmp_path / "site/reports/office/2021/index.html").read_text("utf-8")
        assert ".pdf" not in text
        assert ".docx" not in text

    def test_what_was_asked_for_is_a_warning(self, tmp_path: Path, sample: str) -> None:
        folder = project(tmp_path, {"2021.yml": sample}, config(", documents: [pdf]"))
        done = build_here(folder, strict=True)
        assert done.status == 1
        assert "没有生成 PDF：没有安装 typst" in done.said


class TestFailures:
    """The site and the cache stay whole."""

    @pytest.fixture
    def folder(self, tmp_path: Path, sample: str) -> Path:
        """A built site, and then a report more whose picture is none."""
        project(tmp_path, {"2021.yml": sample}, config())
        built(tmp_path)
        text = slip(report_text("haishu-office-2021", 2022), f"  {SENTENCE}\n", PICTURE)
        return write_files(
            tmp_path,
            {"data/office/2022.yml": text, "data/office/2022/图解.png": b"\x89PNG\r\n\x1a\nno picture"},
        )

    def test_a_document_that_cannot_be_made(self, folder: Path) -> None:
        site, cache = read_all(folder / "site"), kept(folder)
        done = build_here(folder)
        assert done.status == 1
        assert "data/office/2022.yml 的 PDF 没有生成，请检查报告中的图片能否打开" in done.said
        assert "Traceback" not in done.said
        assert read_all(folder / "site") == site
        assert cache.items() <= kept(folder).items()
        assert unfinished(folder) == []

    def test_in_a_preview_it_is_left_out(self, folder: Path, warned: Callable[[], list[str]]) -> None:
        settings = load_config(str(folder / "mkdocs.yml"))
        settings.plugins.on_startup(command="serve", dirty=False)
        build(settings)
        assert any("2022.yml 的 PDF 没有生成" in line for line in warned())
        there = documents(folder / "site/reports/office")
        assert there == {"2022.docx", "2022.xlsx", "2021.pdf", "2021.docx", "2021.xlsx"}
        assert 'href="../2022.pdf"' not in (folder / "site/reports/office/2022/index.html").read_text("utf-8")

    def test_a_file_where_the_cache_would_be(self, tmp_path: Path, sample: str) -> None:
        folder = write_files(project(tmp_path, {"2021.yml": sample}, config()), {".cache": "own"})
        done = build_here(folder)
        assert (done.status, (folder / "site").exists()) == (1, False)
        assert f"写不到“{folder / '.cache'}" in done.said
        assert "请检查这个文件夹能否写入、磁盘是否已满" in done.said
        assert "Traceback" not in done.said

    @pytest.mark.skipif(sys.platform == "win32", reason="processes end otherwise")
    def test_a_build_that_is_killed(self, tmp_path: Path) -> None:
        """What it had made is whole and used; nothing of it is left beside."""
        years = {f"{year}.yml": report_text("haishu-office-2021", year) for year in range(2021, 2026)}
        folder = project(tmp_path, years, config())
        process = subprocess.Popen([*MKDOCS, "build", "--quiet"], cwd=folder, env=environment())
        while not kept(folder):
            assert process.poll() is None
            time.sleep(0.005)
        process.kill()
        process.wait()
        wait_for_helpers(folder)
        assert not (folder / "site").exists()
        before = {
            name: stat for name, stat in kept(folder).items() if is_kept(folder / ".cache/gongkai" / name)
        }
        site = built(folder)
        assert before.items() <= kept(folder).items()
        assert unfinished(folder) == []
        for kind in KINDS:
            assert len([name for name in documents(site) if name.endswith(kind)]) == 5
        assert {sha256(path.read_bytes()).digest() for path in (folder / ".cache").rglob("*.*x")} == {
            sha256(data).digest() for name, data in read_all(site).items() if name.endswith(("docx", "xlsx"))
        }


MAKE = """
import sys
from pathlib import Path
from gongkai.documents import make_documents
from gongkai.model import read_archive
from gongkai.settings import Settings

if __name__ == "__main__":
    archive, _ = read_archive(Path("data"), Path.cwd())
    made = make_documents(archive.reports, archive, Settings(), Path(sys.argv[1]), processes=int(sys.argv[2]))
    assert not made.problems, made.problems
"""


def test_same_bytes_whatever_the_processes(tmp_path: Path, sample: str) -> None:
    """Under the same names too; in another time zone, with another order of sets."""
    rows = {f"{year}.yml": report_text("haishu-office-2021", year) for year in (2022, 2023)}
    folder = write_files(project(tmp_path, {"2021.yml": sample, **rows}), {"make.py": MAKE})

    def made(name: str, processes: int, **variables: str) -> Mapping[str, bytes]:
        done = run([sys.executable, "make.py", name, f"{processes}"], folder, **variables)
        assert (done.status, done.said) == (0, "")
        return read_all(folder / name)

    one = made("one", 1, TZ="UTC", PYTHONHASHSEED="1")
    two = made("two", 2, TZ="America/St_Johns", PYTHONHASHSEED="4711", LC_ALL="C")
    assert len(documents(folder / "one")) == 9
    assert one == two
