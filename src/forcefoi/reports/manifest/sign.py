"""A reviewer's own signature on the manifest, by OpenSSH's `ssh-keygen`: who signed what, and is it still that?"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from forcefoi.errors import ForcefoiError

# A signature is good for what it was made for, and for nothing else that the same key signs.
NAMESPACE = "forcefoi-manifest"
WHO = "signer"
PUBLIC = (b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-")
NO_TOOL = (
    "ssh-keygen is not here: it makes and checks the signatures\n"
    "  to do:    install OpenSSH (on Debian: apt install openssh-client), version 8.1 or newer"
)


class BadSignature(ForcefoiError):
    """The signature is not of this manifest, or not by this key."""


class CantTell(ForcefoiError):
    """What a signature is checked with is missing, or is something else: nothing is known of the manifest."""

    exit_code = 2


def signature_path(manifest: Path) -> Path:
    """Where the signature of a manifest lies: beside it."""
    return manifest.with_name(f"{manifest.name}.sig")


def sign(manifest: Path, key: Path) -> Path:
    """Sign the manifest with a private key of OpenSSH's, which may ask for its passphrase. Returns its path.

    Raises ForcefoiError where there is no manifest, no key or no ssh-keygen, for a public key, and when it refuses.
    """
    for path, what in ((manifest, "the manifest"), (key, "the key")):
        if not path.is_file():
            raise ForcefoiError(f"{path}: {what} is not there")
    if _is_public(key):
        raise ForcefoiError(
            f"{key} is a public key, and signs nothing\n"
            "  to do:    name the private key, which lies beside it and is called the same without .pub"
        )
    signature = signature_path(manifest)
    # Given a file, ssh-keygen asks before it replaces a signature; given the text, it prints the new one.
    done = subprocess.run(
        [_tool(), "-Y", "sign", "-f", str(key), "-n", NAMESPACE],
        input=manifest.read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ForcefoiError(f"{key} signed nothing: {_said(done)}")
    signature.write_bytes(done.stdout)
    return signature


def verify(manifest: Path, signature: Path, public_key: Path) -> str:
    """Check that the manifest is, to the byte, what the owner of the public key signed. Returns the key's fingerprint
    as ssh-keygen says it.

    Raises BadSignature when it is not, CantTell where a file is missing or the key is no public one, and ForcefoiError
    where there is no ssh-keygen.
    """
    for path, what in (
        (manifest, "the manifest"),
        (signature, "the signature"),
        (public_key, "the public key"),
    ):
        if not path.is_file():
            raise CantTell(f"{path}: {what} is {'no file' if path.exists() else 'not there'}")
    if not _is_public(public_key):
        raise CantTell(
            f"{public_key} is no public key of OpenSSH's\n"
            "  to do:    name the signer's public key, which is called like the private one with .pub behind it"
        )
    with tempfile.TemporaryDirectory() as folder:
        allowed = Path(folder) / "allowed_signers"
        allowed.write_text(f"{WHO} {public_key.read_text(encoding='utf-8').strip()}\n", encoding="utf-8")
        done = subprocess.run(
            [_tool(), "-Y", "verify", "-f", str(allowed), "-I", WHO, "-n", NAMESPACE, "-s", str(signature)],
            input=manifest.read_bytes(), capture_output=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise BadSignature(
            f"{manifest} is not what the owner of {public_key} signed: {_said(done)}\n"
            "  to do:    get the manifest that was signed, or the right key"
        )
    return done.stdout.decode(errors="replace").strip().rpartition(" key ")[2]


def _is_public(key: Path) -> bool:
    """Whether a file holds a public key: one line, its kind first (`ssh-ed25519 AAAA…`), whatever it is called.

    ssh-keygen would take it, and sign with the private key that an agent or the file beside it has.
    """
    start = key.read_bytes()[:64].lstrip()
    return start.startswith(PUBLIC)


def _tool() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise ForcefoiError(NO_TOOL)
    return found


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stderr or done.stdout).decode(errors="replace").strip() or f"it ended with {done.returncode}"
