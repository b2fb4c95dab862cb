"""The ready files for git services: they parse, their commands exist, and what they promise comes out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from configparser import ConfigParser
from importlib import resources
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from gongkai import cli
from tests.helpers.commands import mkdocs_build, project, read_all, site_config
from tests.helpers.support import ROOT, write_files

pytestmark = pytest.mark.thorough

CI = Path(str(resources.files("gongkai"))) / "assets/ci"
FILES = sorted(path.relative_to(CI).as_posix() for path in CI.rglob("*") if path.is_file())
INSTALL = "pip install --quiet --require-hashes -r requirements.txt"


def read(name: str) -> Any:
    """A file as its service reads it."""
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


def scripts(value: Any) -> Iterator[str]:
    """Every shell script of a file."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "run":
                yield member
            elif key in ("script", "before_script", "commands"):
                yield from member
            else:
                yield from scripts(member)
    elif isinstance(value, list):
        for member in value:
            yield from scripts(member)


def commands(name: str) -> Iterator[list[str]]:
    """Every call of ours in a file, as words."""
    for script in scripts(read(name)):
        for line in script.splitlines():
            if re.match(r"\s*gongkai ", line):
                yield shlex.split(re.split(r" [>|]", line)[0])


@pytest.mark.parametrize("name", FILES)
def test_what_is_merged_can_be_published(name: str) -> None:
    """What decides about merging, and what publishes, stop at the same level, which is that of the handbook."""
    for words in commands(name):
        is_preview = "preview" in words or "gitlab" in words
        assert ("--strict" in words) != is_preview, words


def test_there_are_files_for_each() -> None:
    """And no others."""
    names = {name.partition("/")[0] for name in FILES}
    assert names == {"gitlab", "gitee", "gitea", "github"}


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("gitee/")])
def test_holds_to_the_schema_of_its_service(name: str) -> None:
    """GitLab's own, and that of GitHub's workflows, which Gitea reads too. For Gitee there is none."""
    kind = "gitlab-ci" if name.startswith("gitlab/") else "github-workflows"
    transform = ["--data-transform", "gitlab-ci"] if kind == "gitlab-ci" else []
    arguments = ["--builtin-schema", f"vendor.{kind}", *transform, str(CI / name)]
    done = CliRunner().invoke(check_jsonschema, arguments)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", FILES)
class TestEveryFile:
    """What holds for all."""

    def test_commands_exist(self, name: str) -> None:
        """With these options."""
        found = list(commands(name))
        assert found
        for _, verb, *arguments in found:
            command = cli.command.get_command(click.Context(cli.command), verb)
            assert command is not None, verb
            command.make_parser(click.Context(command)).parse_args(arguments)

    def test_shell(self, name: str) -> None:
        for script in scripts(read(name)):
            told = re.sub(r"\$\{\{.*?\}\}", "x", script)
            assert subprocess.run(["bash", "-n"], input=told.encode(), check=False).returncode == 0, script

    def test_what_is_installed(self, name: str) -> None:
        """By hash, ourselves too; from nowhere but where pip looks by itself."""
        installs = [
            line for script in scripts(read(name)) for line in script.splitlines() if "pip install" in line
        ]
        assert installs
        assert {line.removeprefix("python3 -m ") for line in installs} == {INSTALL}

    def test_no_secret_stands_in_it(self, name: str) -> None:
        """Keys come from variables, and the server is known before it is trusted."""
        text = (CI / name).read_text(encoding="utf-8")
        assert "PRIVATE KEY" not in text
        if "sftp" in text:
            assert "StrictHostKeyChecking=yes" in text
            # With Gitee Go the key never leaves the office.
            keys = set() if name.startswith("gitee/") else {"$DEPLOY_KEY"}
            assert {"$RSYNC_TO", "$SFTP_TO", *keys} <= set(re.findall(r"\$[A-Z_]+", text))

    def test_where_it_goes(self, name: str) -> None:
        """Its first line says it, and so does the handbook."""
        first = (CI / name).read_text(encoding="utf-8").splitlines()[0]
        (target,) = re.findall(r"(?:复制到 |改名为 )(\.[-\w./]+\.yml)", first)
        handbook = (ROOT / "docs/webmaster.md").read_text(encoding="utf-8")
        assert f"`{name}`" in handbook
        assert f"`{target}`" in handbook


class TestMergeRequests:
    """A check with the findings, and a preview with the drafts."""

    @pytest.mark.parametrize(
        "name", ["gitlab/gitlab-ci.yml", "gitee/check.yml", "gitea/check.yml", "github/check.yml"]
    )
    def test_both(self, name: str) -> None:
        calls = [words[:2] for words in commands(name)]
        assert ["gongkai", "check"] in calls
        assert ["gongkai", "build"] in calls
        assert "GONGKAI_DRAFTS" in (CI / name).read_text(encoding="utf-8")

    def test_at_their_lines(self) -> None:
        """Where the service can show them there."""
        assert ["gongkai", "check", "--strict", "--format", "github", "--report", "check.html"] in list(
            commands("github/check.yml")
        )
        job = read("gitlab/gitlab-ci.yml")["check"]
        assert job["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
        assert any("--format gitlab > gl-code-quality-report.json" in line for line in job["script"])

    @pytest.mark.parametrize("wanted", [True, False])
    def test_drafts_by_the_variable(self, tmp_path: Path, sample: str, wanted: bool) -> None:
        """As the handbook says to write it."""
        config = site_config(
            plugins="\n  - gongkai:\n      drafts: !ENV [GONGKAI_DRAFTS, false]\n      documents: false"
        )
        project(tmp_path, {"2021.yml": sample + "草稿: true\n"}, config)
        done = mkdocs_build(tmp_path, "-q", **({"GONGKAI_DRAFTS": "true"} if wanted else {}))
        assert done.status == 0, done.said
        assert (tmp_path / "site/reports/office/2021/index.html").exists() is wanted

    def test_the_demonstration_knows_it(self) -> None:
        assert "drafts: !ENV [GONGKAI_DRAFTS, false]" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


class TestPublishing:
    """Only from the main branch."""

    def test_gitlab(self) -> None:
        jobs = read("gitlab/gitlab-ci.yml")
        for name in ("publish", "pages"):
            (rule,) = jobs[name]["rules"]
            assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"]

    @pytest.mark.parametrize("name", ["gitea/publish.yml", "github/publish.yml"])
    def test_actions(self, name: str) -> None:
        # YAML reads the key as true.
        assert read(name)[True] == {"push": {"branches": ["main"]}}

    def test_gitee(self) -> None:
        triggers = read("gitee/publish.yml")["triggers"]
        assert triggers == {"trigger": "auto", "push": {"branches": {"precise": ["main"]}}}

    def test_gitee_has_no_key(self) -> None:
        """What is built is fetched by a computer of the office, which runs nothing of the repository."""
        text = (CI / "gitee/publish.yml").read_text(encoding="utf-8")
        assert "KEY" not in text
        build, publish = read("gitee/publish.yml")["stages"]
        (built,), (sent,) = build["steps"], publish["steps"]
        (made,) = built["artifacts"]
        (fetched,) = sent["deployArtifact"]
        assert (sent["step"], fetched["source"]) == ("deploy@agent", "build")
        assert fetched["dependArtifact"] == made["name"]
        (script,) = sent["script"]
        assert f"{fetched['target']}/{fetched['name']}.tar.gz" in script
        assert not re.search(r"\b(gongkai build|pip|python3?|git)\b", script)

    @pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(("gitlab/", "gitee/"))])
    def test_actions_by_commit(self, name: str) -> None:
        used = re.findall(r"uses: (.+)", (CI / name).read_text(encoding="utf-8"))
        assert used
        assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}  # v[0-9.]+", each) for each in used)

    @pytest.mark.parametrize("name", ["gitea/publish.yml", "github/publish.yml", "gitlab/gitlab-ci.yml"])
    def test_the_key_is_where_nothing_of_the_repository_runs(self, name: str) -> None:
        """A job with the key checks nothing out and installs nothing of Python."""
        content = read(name)
        jobs = {key: job for key, job in content.get("jobs", content).items() if "DEPLOY_KEY" in str(job)}
        (job,) = jobs.values()
        assert job["needs"] in ("build", ["site"])
        assert "checkout" not in str(job)
        assert "pip" not in str(job)
        assert job.get("variables", {"GIT_STRATEGY": "none"}) == {"GIT_STRATEGY": "none"}


@pytest.mark.skipif(shutil.which("rsync") is None, reason="没有 rsync / no rsync")
@pytest.mark.parametrize(
    "name", ["gitea/publish.yml", "gitee/publish.yml", "github/publish.yml", "gitlab/gitlab-ci.yml"]
)
class TestSending:
    """The lines that send a site to a server, run against a folder: another program stands in for ssh."""

    @pytest.fixture
    def server(self, tmp_path: Path) -> Path:
        program = tmp_path / "bin/ssh"
        write_files(
            tmp_path, {"bin/ssh": '#!/bin/sh\nwhile [ "$1" != server ]; do shift; done\nshift\nexec "$@"\n'}
        )
        program.chmod(0o755)
        (tmp_path / "server").mkdir()
        return tmp_path / "server"

    def send(self, name: str, folder: Path, files: dict[str, str | bytes], check: bool = True) -> int:
        """The part of the script that sends, as it is, with a site of these files."""
        (script,) = (each for each in scripts(read(name)) if "send()" in each)
        lines = script.splitlines()
        start = next(number for number, line in enumerate(lines) if line.startswith("set -e"))
        end = max(number for number, line in enumerate(lines) if line == "fi")
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        write_files(work / "site", files)
        done = subprocess.run(
            ["bash", "-c", "umask 077; options='-i key'; " + "\n".join(lines[start : end + 1])],
            cwd=work,
            env={
                **os.environ,
                "PATH": f"{folder}/bin:{os.environ['PATH']}",
                "RSYNC_TO": f"web@server:{folder}/server/",
            },
            capture_output=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.returncode

    def test_what_was_withdrawn_is_gone(self, name: str, tmp_path: Path, server: Path) -> None:
        self.send(name, tmp_path, {"index.html": "1", "a/2021.pdf": "old", "same": "same"})
        assert read_all(server / "site") == {"index.html": b"1", "a/2021.pdf": b"old", "same": b"same"}
        inode = (server / "site/same").stat().st_ino
        time.sleep(1.1)
        self.send(name, tmp_path, {"index.html": "2", "same": "same"})
        assert read_all(server / "site") == {"index.html": b"2", "same": b"same"}
        assert (server / "site/same").stat().st_ino == inode
        assert len(list((server / "releases").iterdir())) == 1
        assert not list(server.rglob("2021.pdf"))
        assert (server / "site/index.html").stat().st_mode & 0o777 == 0o644
        assert (server / "site").resolve().stat().st_mode & 0o777 == 0o755

    def test_broken_off_it_is_the_old_one(self, name: str, tmp_path: Path, server: Path) -> None:
        """Whichever of its calls fails."""
        self.send(name, tmp_path, {"index.html": "1"})
        real = (tmp_path / "bin/ssh").read_text()
        for calls in range(4):
            time.sleep(1.1)
            (tmp_path / "count").write_text(str(calls))
            stop = (
                f'n=$(cat {tmp_path}/count); [ "$n" -gt 0 ] || exit 255; echo $((n - 1)) > {tmp_path}/count\n'
            )
            (tmp_path / "bin/ssh").write_text(real.replace("while", f"{stop}while", 1))
            assert self.send(name, tmp_path, {"index.html": "2", "b": "2"}, check=False) != 0
            expected = {"index.html": b"1"} if calls < 3 else {"index.html": b"2", "b": b"2"}
            assert read_all(server / "site") == expected


@pytest.mark.skipif(shutil.which("rsync") is None, reason="没有 rsync / no rsync")
@pytest.mark.parametrize("packed", ["made", "made/site", "."])
def test_what_gitee_fetches(tmp_path: Path, packed: str) -> None:
    """However much of the path stands in the archive; the folder is on the same computer."""
    write_files(tmp_path, {"made/site/index.html": "1", "made/site/a/site/b": "2"})
    (tmp_path / "gitee_go/gongkai").mkdir(parents=True)
    where = {"made": (".", "made"), "made/site": ("made", "site"), ".": ("made", ".")}[packed]
    subprocess.run(["tar", "-czf", "gitee_go/gongkai/site.tar.gz", "-C", *where], cwd=tmp_path, check=True)
    (script,) = (each for each in scripts(read("gitee/publish.yml")) if "send()" in each)
    env = {**os.environ, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "RSYNC_TO": f"{tmp_path}/server/"}
    (tmp_path / "server").mkdir()
    subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, check=True)
    assert read_all(tmp_path / "server/site") == {"index.html": b"1", "a/site/b": b"2"}
    assert {path.name for path in tmp_path.iterdir()} == {"made", "gitee_go", "server"}


def test_pinned_as_we_test() -> None:
    """The hashes are of the versions of constraints.txt, and of all that our extras ask for."""
    versions = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
    pinned = {
        name.lower().replace("_", "-"): version
        for name, version in versions.findall((ROOT / "constraints.txt").read_text("utf-8"))
    }
    text = (CI.parent / "requirements.txt").read_text(encoding="utf-8")
    listed = {name.lower().replace("_", "-"): version for name, version in versions.findall(text)}
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    wanted = "\n".join((setup["options"]["install_requires"], extras["site"], extras["documents"]))
    assert {name.lower() for name in re.findall(r"^[\w.-]+", wanted, re.MULTILINE)} <= listed.keys()
    assert listed.items() <= pinned.items()
    assert len(re.findall("--hash=sha256:[0-9a-f]{64}", text)) >= len(listed)
    assert "/" not in re.sub("^#.*", "", text, flags=re.MULTILINE)


def test_pre_commit() -> None:
    """The hook's command exists."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, verb, *arguments = shlex.split(hook["entry"])
    assert program == "gongkai"
    assert CliRunner().invoke(cli.command, [verb, *arguments, "--help"]).exit_code == 0
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
