"""`gongkai build`: the site that `mkdocs build` makes, the old one or the new one, whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from mkdocs.__main__ import build_command

from gongkai.cli.build import build
from tests.helpers.commands import (
    GONGKAI,
    environment,
    gongkai,
    gongkai_here,
    mkdocs_build,
    project,
    read_all,
    run,
)
from tests.helpers.marked import slip
from tests.helpers.support import write_files
from tools.attack.kills import Place, kill_at_random

pytestmark = pytest.mark.thorough

posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended and limited otherwise there")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder where another program stands in for MkDocs, with a site."""
    made = Place(tmp_path)
    made.prepare()
    assert made.build("first") == 0
    return made


@pytest.mark.builds
class TestSite:
    """What comes out."""

    def test_the_same_bytes_as_mkdocs(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        at_one_time = {"SOURCE_DATE_EPOCH": "1700000000"}
        assert mkdocs_build(tmp_path, "--site-dir", "theirs", **at_one_time).status == 0
        done = gongkai(tmp_path, "build", "--strict", **at_one_time)
        assert (done.status, done.out) == (0, f"网站已生成：{tmp_path / 'site'}\n")
        assert read_all(tmp_path / "site") == read_all(tmp_path / "theirs")

    def test_an_error_leaves_the_old_one(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, "予以公开: [18,", "予以公开: [17,")})
        write_files(tmp_path, {"site/index.html": "old"})
        done = gongkai(tmp_path, "build")
        assert (done.status, read_all(tmp_path / "site")) == (1, {"index.html": b"old"})
        assert "没有生成：原来的“site”没有改动。" in done.err
        assert "G101" in done.err

    def test_the_options_of_mkdocs(self) -> None:
        """All of them, by the same names."""
        ours = {name for option in build.params for name in option.opts + option.secondary_opts}
        theirs = {name for option in build_command.params for name in option.opts + option.secondary_opts}
        assert theirs <= ours

    def test_options_reach_mkdocs(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        (tmp_path / "mkdocs.yml").rename(tmp_path / "other.yml")
        options = (
            "--config-file",
            "other.yml",
            "--theme",
            "readthedocs",
            "--no-directory-urls",
            "--site-dir",
            "a/b",
        )
        done = gongkai(tmp_path, "build", "--quiet", "--no-strict", *options)
        assert (done.status, done.said) == (0, "")
        page = (tmp_path / "a/b/reports/office/2021.html").read_text("utf-8")
        assert "wy-nav-content" in page


@pytest.mark.builds
class TestWhere:
    """The folder of the site, as MkDocs finds it."""

    @pytest.mark.parametrize(
        ("config", "folder"),
        [
            ("site_dir: public", "public"),
            ("site_dir: !ENV WHERE", "there"),
            ("site_dir: !ENV [ELSEWHERE, WHERE, site]", "there"),
            ("site_dir: !ENV [ELSEWHERE, public]", "public"),
            ("INHERIT: base.yml", "inherited"),
        ],
    )
    def test_as_the_configuration_has_it(
        self, place: Place, monkeypatch: pytest.MonkeyPatch, config: str, folder: str
    ) -> None:
        monkeypatch.setenv("WHERE", "there")
        write_files(place.folder, {"mkdocs.yml": f"{config}\n", "base.yml": "site_dir: inherited\n"})
        assert place.build("second") == 0
        assert (place.folder / folder / "index.html").read_text() == "second"
        assert place.builds() == {"first"}

    def test_a_link_leads_to_it(self, place: Place) -> None:
        (place.folder / "site").rename(place.folder / "real")
        (place.folder / "site").symlink_to("real")
        assert place.build("second") == 0
        assert (place.folder / "site").is_symlink()
        assert (place.folder / "real/index.html").read_text() == "second"

    @pytest.mark.parametrize("site", [".", "..", "docs", "data", "docs/.."])
    def test_not_where_its_sources_are(self, tmp_path: Path, sample: str, site: str) -> None:
        folder = project(tmp_path / "a", {"2021.yml": sample})
        before = read_all(folder)
        done = gongkai_here(folder, "build", "--site-dir", site)
        assert done.status == 2
        assert "会被替换掉；请另选一个文件夹" in done.err
        assert read_all(folder) == before

    @pytest.mark.parametrize(
        ("files", "said"),
        [
            ({}, "没有配置文件“mkdocs.yml”"),
            ({"mkdocs.yml": "a: [\n"}, "不是正确的 YAML"),
            ({"mkdocs.yml": "a: b\n", "site": "a file"}, "不是文件夹"),
            ({"mkdocs.yml": "a: b\n", ".site.build": "a file"}, "写不到“"),
        ],
    )
    def test_one_line(self, tmp_path: Path, files: dict[str, str | bytes], said: str) -> None:
        write_files(tmp_path, files)
        done = gongkai_here(tmp_path, "build")
        assert done.status == 2
        assert said in done.err.splitlines()[0]
        assert read_all(tmp_path).keys() == files.keys()


@posix
@pytest.mark.builds
class TestWhatever:
    """The site is whole, whatever happens."""

    @pytest.mark.parametrize("by_renames", [False, True])
    def test_killed(self, tmp_path: Path, *, by_renames: bool) -> None:
        """At random moments, alone or with MkDocs. `make attack` does it hundreds of times."""
        found = Counter(islice(kill_at_random(Place(tmp_path, by_renames), seed=1), 10))
        assert found["half"] == 0
        assert sum(found.values()) == 10

    def test_two_at_once(self, place: Place) -> None:
        """One waits for the other."""
        running = [place.start(f"build-{number}") for number in range(4)]
        assert [process.wait(60) for process in running] == [0] * 4
        (build,) = place.builds()
        assert build.startswith("build-")
        assert not (place.folder / ".site.build").exists()

    def test_no_room_on_the_disk(self, tmp_path: Path, sample: str) -> None:
        """One line, and no traceback. A limit for files stands in for the disk."""
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"site/index.html": "old"})

        def limit() -> None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        done = subprocess.run(
            [*GONGKAI, "build"],
            cwd=tmp_path,
            env=environment(PYTHONDONTWRITEBYTECODE="1"),
            preexec_fn=limit,
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode()
        assert done.returncode == 1
        assert "Traceback" not in said
        assert "没有生成网站" in said
        assert read_all(tmp_path / "site") == {"index.html": b"old"}

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
    def test_a_site_that_may_not_be_written(self) -> None:
        """By another user than its owner."""
        with TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            self.refused(Path(name))

    def refused(self, tmp_path: Path) -> None:
        folder = tmp_path / "site"
        write_files(folder, {"index.html": "old"})
        write_files(tmp_path, {"mkdocs.yml": "site_name: x\n"})
        program = "import os, gongkai.cli.build; from gongkai.cli import main; os.setuid(65534); main()"
        done = run([sys.executable, "-c", program, "build"], tmp_path)
        assert (done.status, read_all(folder)) == (2, {"index.html": b"old"})
        assert done.err.startswith("错误：写不到“")
