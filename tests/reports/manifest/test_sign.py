"""A reviewer's signature is good for one manifest, byte for byte, and for one key."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.errors import ForcefoiError
from forcefoi.files import write_whole
from forcefoi.reports.manifest.as_files import as_files, beside
from forcefoi.reports.manifest.made_of import MadeOf
from forcefoi.reports.manifest.manifest import FILE, Manifest
from forcefoi.reports.manifest.sign import BadSignature, CantTell, sign, signature_path, verify
from small_project import make_project

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="no ssh-keygen (apt install openssh-client)"
)


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A folder with a manifest that is signed by `key`, and another key beside."""
    for name in ("key", "other"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True
        )
    (tmp_path / "manifest.json").write_text('{"form": 1}\n')
    sign(tmp_path / "manifest.json", tmp_path / "key")
    return tmp_path


def check(folder: Path, key: str = "key.pub") -> str:
    path = folder / "manifest.json"
    return verify(path, signature_path(path), folder / key)


def test_what_was_signed(signed: Path):
    assert check(signed).startswith("SHA256:")
    sign(signed / "manifest.json", signed / "key")  # again: the signature is replaced, and nobody is asked
    assert check(signed).startswith("SHA256:")


def test_a_public_key_signs_nothing(signed: Path):
    before = (signed / "manifest.json.sig").read_bytes()
    (signed / "public").write_bytes((signed / "key.pub").read_bytes())
    for name in ("key.pub", "public"):
        with pytest.raises(
            ForcefoiError, match="is a public key, and signs nothing\n  to do:    name the private"
        ):
            sign(signed / "manifest.json", signed / name)
    assert (signed / "manifest.json.sig").read_bytes() == before


def test_another_byte_another_key_no_signature(signed: Path):
    with pytest.raises(BadSignature, match="is not what the owner of"):
        check(signed, "other.pub")
    (signed / "manifest.json").write_text('{"form": 2}\n')
    with pytest.raises(BadSignature):
        check(signed)
    (signed / "manifest.json.sig").write_text("none")
    with pytest.raises(BadSignature):
        check(signed)
    (signed / "manifest.json.sig").unlink()
    with pytest.raises(CantTell, match="the signature is not there"):
        check(signed)


def test_with_what_is_no_public_key_nothing_is_said_of_the_manifest(signed: Path):
    (signed / "README.md").write_text("# A text\n")
    (signed / "folder").mkdir()
    private = next(path.stem for path in signed.glob("*.pub") if path.stem != "other")
    for name, why in (
        (private, "is no public key"),
        ("README.md", "is no public key"),
        ("folder", "the public key is no file"),
    ):
        with pytest.raises(CantTell, match=why) as error:
            check(signed, name)
        assert error.value.exit_code == 2 and "what the owner" not in str(error.value)


def test_what_is_no_key_signs_nothing(signed: Path):
    (signed / "none").write_text("no key\n")
    (signed / "none").chmod(0o600)
    with pytest.raises(ForcefoiError, match="signed nothing"):
        sign(signed / "manifest.json", signed / "none")
    with pytest.raises(ForcefoiError, match="the key is not there"):
        sign(signed / "manifest.json", signed / "nowhere")


def test_what_lies_beside_the_manifest_is_signed_with_it(signed: Path):
    """`forcefoi manifest sign` and `verify`: a page's file that was changed later is not what was signed."""
    kent = {"forces/kent.html": {"One force": ["kent ‹2000›"]}}
    text, parts = as_files(Manifest(MadeOf({}, {}, {}, "", {}, ""), {}, kent, {}, {}))
    path = make_project(signed / "a project") / FILE
    for name, part in parts.items():
        write_whole(beside(path) / name, part)
    write_whole(path, text)

    def forcefoi(*args: str):
        return CliRunner().invoke(main, ["--root", str(signed / "a project"), "manifest", *args])

    assert forcefoi("sign", "--key", str(signed / "key")).exit_code == 0
    assert forcefoi("verify", "--key", str(signed / "key.pub")).exit_code == 0
    page = beside(path) / "forces/kent.html.json"
    page.write_text(page.read_text(encoding="utf-8").replace("‹2000›", "‹2001›"), encoding="utf-8")
    done = forcefoi("verify", "--key", str(signed / "key.pub"))
    assert done.exit_code == 1 and "kent.html.json is not what it was" in done.stderr
    done = forcefoi("sign", "--key", str(signed / "key"))
    assert done.exit_code == 2 and "kent.html.json is not what it was" in done.stderr
