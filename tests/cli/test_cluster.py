"""`--cluster`: the same bytes as on one machine, though a worker is lost in the middle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.ground.cache import CACHE
from gongkai.ground.spread import CLUSTER, spread_over
from gongkai.model import read_archive
from gongkai.rules import inspect, read_and_inspect_spread
from gongkai.settings import Settings
from tests.helpers.clusters import OTHER_VERSION, Started, cluster
from tests.helpers.commands import GONGKAI, gongkai_here, read_all, run
from tests.helpers.support import ROOT, write_files

pytestmark = [pytest.mark.builds, pytest.mark.thorough]
HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
OFFICES = ROOT / "data/example-district"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Some reports of several offices, one with a sum that fails."""
    shutil.copytree(OFFICES / "education", tmp_path / "data/education")
    shutil.copytree(ROOT / "data/haishu-office", tmp_path / "data/haishu-office")
    write_files(tmp_path, {"data/haishu-office/2021.yml": HAISHU.replace("[18, 2,", "[17, 2,")})
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_check_says_the_same(running: Started, site: Path, form: str) -> None:
    alone = gongkai_here(site, "check", "--format", form)
    together = gongkai_here(site, "check", "--format", form, "--cluster", running.address)
    assert alone.status == 1
    assert (together.status, together.out) == (alone.status, alone.out)


def test_documents_are_the_same_bytes(running: Started, site: Path) -> None:
    write_files(site, {"data/haishu-office/2021.yml": HAISHU})
    for form in ("docx", "xlsx", "pdf"):
        for folder, options in (("alone", ()), ("together", ("--cluster", running.address))):
            done = gongkai_here(site, "export", "--format", form, "--output", f"{folder}/{form}", *options)
            assert done.status == 0, done.err
    assert read_all(site / "alone") == read_all(site / "together")
    assert len(read_all(site / "together")) > 10


def test_import_and_collect_read_the_same(running: Started, site: Path) -> None:
    write_files(site, {"data/haishu-office/2021.yml": HAISHU})
    assert gongkai_here(site, "export", "--format", "docx", "--output", "sent").status == 0
    (site / "sent/broken.docx").write_bytes(b"PK\x03\x04 broken")
    for path in (site / "data").rglob("20*.yml"):
        path.unlink()
    for verb, options in (("import", ()), ("collect", ())):
        results = []
        for cluster_options in ((), ("--cluster", running.address)):
            folder = site.with_name(f"{site.name}-{verb}{len(cluster_options)}")
            shutil.copytree(site, folder)
            done = gongkai_here(folder, verb, "sent", *options, *cluster_options)
            results.append((done.status, done.out, done.err, read_all(folder / "data")))
        assert results[0] == results[1]
        assert len(results[0][3]) > 10


def test_a_worker_lost_in_the_middle_of_a_check_changes_nothing(tmp_path: Path) -> None:
    archive, problems = read_archive(ROOT / "data", ROOT)
    with cluster(tmp_path) as started, spread_over(started.address) as over:
        steps: list[None] = []

        def step() -> None:
            steps.append(None)
            if len(steps) == 5:
                started.kill(1)

        found = read_and_inspect_spread(ROOT / "data", ROOT, Settings(), over, step)[2]
    assert found == inspect(archive, problems, Settings())


def test_the_documents_of_a_build_are_made_there(running: Started, site: Path) -> None:
    write_files(
        site,
        {
            "data/haishu-office/2021.yml": HAISHU,
            "mkdocs.yml": "site_name: x\ntheme: mkdocs\nplugins:\n  - gongkai:\n      documents: [docx]\n",
            "docs/index.md": "# x\n",
        },
    )
    sites = []
    for options in ((), ("--cluster", running.address)):
        shutil.rmtree(site / CACHE, ignore_errors=True)
        done = gongkai_here(site, "build", *options)
        assert done.status == 0, done.err
        sites.append({name: data for name, data in read_all(site / "site").items() if name.endswith(".docx")})
    assert sites[0] == sites[1]
    assert sites[0]


def test_a_cluster_that_cannot_be_used_is_one_line(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with cluster(tmp_path_factory.mktemp("other"), (OTHER_VERSION,)) as started:
        done = gongkai_here(site, "check", "--cluster", started.address)
    assert done.status == 2
    assert "版本不同" in done.err
    assert "Traceback" not in done.err


def test_a_build_too_says_one_line(site: Path) -> None:
    write_files(
        site, {"mkdocs.yml": "site_name: x\ntheme: mkdocs\nplugins: [gongkai]\n", "docs/index.md": "# x\n"}
    )
    write_files(site, {"data/haishu-office/2021.yml": HAISHU})
    done = run([*GONGKAI, "build"], site, **{CLUSTER: "local:x"})
    assert done.status == 1
    assert "“local:x”写法不对" in done.err
    assert "Traceback" not in done.err
