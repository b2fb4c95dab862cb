"""`gongkai verify --manifest` and `gongkai sign`: a copy is what was published, or what is otherwise is named."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.helpers.commands import build_here, gongkai_here, project, read_all, site_config
from tests.helpers.support import write_files

pytestmark = pytest.mark.builds

PLUGIN = """
def on_post_build(config, **_):
    from pathlib import Path
    for path in Path(config.site_dir, "reports").rglob("*.html"):
        path.write_bytes(path.read_bytes() + b"<!-- another plugin was here -->")
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A site that another plugin has changed at the very end."""
    config = site_config(more="hooks: [late.py]\n")
    report = sample + "曾用地址: [old/2021.html]\n"
    folder = project(tmp_path_factory.mktemp("site"), {"2021.yml": report}, config)
    write_files(folder, {"late.py": PLUGIN})
    done = build_here(folder)
    assert done.status == 0, done.said
    return folder / "site"


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


class TestManifest:
    """`reports/manifest.json`."""

    def test_every_file_of_ours_as_it_stands(self, built: Path) -> None:
        files = json.loads((built / "reports/manifest.json").read_bytes())["files"]
        named = {file["path"]: (file["bytes"], file["sha256"]) for file in files}
        ours = {name: data for name, data in read_all(built / "reports").items() if name != "manifest.json"}
        ours["../old/2021.html"] = (built / "old/2021.html").read_bytes()
        assert named == {name: (len(data), sha256(data).hexdigest()) for name, data in ours.items()}
        assert list(named) == sorted(named)

    def test_linked_from_the_foot_of_every_page(self, built: Path) -> None:
        for name, page in read_all(built / "reports").items():
            # Those that explain numbers are data: they lead to the report.
            if name.endswith(".html") and not name.endswith(".cells.html"):
                up = "../" * name.count("/")
                assert f'<a href="{up}manifest.json">文件清单（SHA-256）</a>'.encode() in page, name


class TestVerify:
    """A copy."""

    def test_the_same(self, copy: Path) -> None:
        done = gongkai_here(copy.parent, "verify", "--manifest", "copy")
        # All but the list itself; the former address lies beside.
        count = len(read_all(copy / "reports"))
        assert (done.status, done.said) == (0, f"核对了清单中的 {count} 个文件：全部一致。\n")

    @pytest.mark.parametrize("of", ["copy/reports", "copy"])
    def test_changed_missing_and_more(self, copy: Path, of: str) -> None:
        (copy / "reports/all.csv").write_bytes((copy / "reports/all.csv").read_bytes().replace(b"41", b"14", 1))
        (copy / "reports/office/2021.json").unlink()
        write_files(copy, {"reports/office/evil.html": "x"})
        done = gongkai_here(copy.parent, "verify", "--manifest", of)
        assert done.status == 1
        assert done.out.splitlines()[:3] == [
            "缺少  office/2021.json",
            "已改动  all.csv",
            "清单之外  office/evil.html",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            '{"files": [{"path": 1}]}',
            '{"files": [{"path": "/etc/passwd", "bytes": 1, "sha256": ""}]}',
            "[" * 9999,
        ],
    )
    def test_no_manifest(self, copy: Path, text: str) -> None:
        (copy / "reports/manifest.json").write_text(text)
        done = gongkai_here(copy.parent, "verify", "--manifest", "copy")
        assert (done.status, done.err.count("错误：")) == (2, 1)

    @pytest.mark.parametrize("arguments", [(), ("--manifest", "nowhere"), ("--manifest", ".")])
    def test_wrong_use(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        assert gongkai_here(tmp_path, "verify", *arguments).status == 2


class TestSignature:
    """Made and checked by the programs that are installed."""

    @pytest.fixture
    def signers(self, copy: Path) -> Path:
        """Whom to believe; the private key lies beside."""
        if shutil.which("ssh-keygen") is None:
            pytest.skip("没有 ssh-keygen / no ssh-keygen")
        for name in ("key", "other"):
            command = [
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                "office",
                "-f",
                str(copy.parent / name),
            ]
            subprocess.run(command, check=True)
        public = (copy.parent / "key.pub").read_text()
        return write_files(copy.parent, {"signers": f"office@example.gov.cn {public}"}) / "signers"

    def verify(self, copy: Path) -> tuple[int, str]:
        done = gongkai_here(copy.parent, "verify", "--manifest", "copy", "--signers", "signers")
        return done.status, done.out.splitlines()[0]

    @pytest.mark.usefixtures("signers")
    def test_signed(self, copy: Path) -> None:
        assert gongkai_here(copy.parent, "sign", "copy", "--key", "key").status == 0
        assert self.verify(copy) == (0, "签名有效：manifest.json.sig，签名人 office@example.gov.cn")

    @pytest.mark.usefixtures("signers")
    def test_by_another(self, copy: Path) -> None:
        assert gongkai_here(copy.parent, "sign", "copy", "--key", "other").status == 0
        status, said = self.verify(copy)
        assert (status, said[:5]) == (1, "签名无效：")

    @pytest.mark.usefixtures("signers")
    def test_of_another_list(self, copy: Path) -> None:
        assert gongkai_here(copy.parent, "sign", "copy", "--key", "key").status == 0
        manifest = copy / "reports/manifest.json"
        manifest.write_bytes(manifest.read_bytes() + b"\n")
        status, said = self.verify(copy)
        assert (status, said[:5]) == (1, "签名无效：")

    @pytest.mark.usefixtures("signers")
    def test_not_signed(self, copy: Path) -> None:
        assert self.verify(copy) == (1, "签名无效：没有签名")

    def test_gnupg(self, copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        if shutil.which("gpg") is None:
            pytest.skip("没有 gpg / no gpg")
        home = tmp_path / "gpg"
        home.mkdir(mode=0o700)
        monkeypatch.setenv("GNUPGHOME", str(home))
        make = [
            "gpg",
            "--batch",
            "--quiet",
            "--passphrase",
            "",
            "--quick-generate-key",
            "office@example.gov.cn",
        ]
        subprocess.run(make, check=True, capture_output=True)
        assert gongkai_here(copy.parent, "sign", "copy").status == 0
        done = gongkai_here(copy.parent, "verify", "--manifest", "copy")
        assert (done.status, "签名有效：manifest.json.asc" in done.out) == (0, True)
        subprocess.run(["gpgconf", "--kill", "all"], check=False)
