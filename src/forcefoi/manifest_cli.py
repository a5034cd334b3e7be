"""The commands `forcefoi manifest …` and `forcefoi verify`: what was published, and whether it comes out again."""

from __future__ import annotations

from pathlib import Path

import click

from forcefoi.files import root_of


@click.group()
def manifest() -> None:
    """What was published, number by number: reports/manifest.json, and a file a page in the folder beside it."""


@manifest.command("write")
@click.pass_obj
def write(root: Path | None) -> None:
    """Keep what is built now as what was published. Refused (2) while anything is stale."""
    from forcefoi.reports.manifest.manifest import FILE
    from forcefoi.reports.manifest.write import write as write_manifest

    written = write_manifest(root_of(root))
    click.echo(f"{FILE} is written: {len(written.pages):,} pages, {written.count:,} numbers.")


@manifest.command("compare")
@click.option(
    "--against", type=click.Path(path_type=Path), help="The manifest; without it, the project's own."
)
@click.option(
    "--no-pictures", is_flag=True, help="Compare no pictures: they hang on the versions of libraries."
)
@click.option("--all", "everything", is_flag=True, help="Tell every difference, however many there are.")
@click.pass_context
def compare(context: click.Context, against: Path | None, no_pictures: bool, everything: bool) -> None:
    """Compare what is built here with what was published. Ends with 0 when every number is the same in the
    same sentence, 1 when a number or the sentence around one differs, 2 when it can't be told. To build it anew first:
    forcefoi verify
    """
    from forcefoi.reports.manifest.compare import compare_built
    from forcefoi.reports.manifest.manifest import FILE
    from forcefoi.reports.manifest.read import read
    from forcefoi.reports.manifest.take import take
    from forcefoi.reports.manifest.tell import MOST, told
    from forcefoi.reports.manifest.versions import other_versions
    from forcefoi.reports.manifest.write import need_fresh
    from forcefoi.reports.stale import LOCK

    folder = root_of(context.obj)
    then = read(against or folder / FILE)
    need_fresh(folder, unaccepted=True)
    found = compare_built(then, take(folder))
    if others := other_versions(folder / LOCK):
        click.echo(f"Libraries that are not of the locked version: {', '.join(others)}.")
    for line in told(found, not no_pictures, None if everything else MOST):
        click.echo(line)
    if not found.all_the_same:
        context.exit(1)


@manifest.command("sign")
@click.option(
    "--key", type=click.Path(path_type=Path), required=True, help="Your private key: ~/.ssh/id_ed25519"
)
@click.pass_obj
def sign(root: Path | None, key: Path) -> None:
    """Sign the manifest with a key of OpenSSH's, as your record of what you have seen. Made by ssh-keygen."""
    from forcefoi.reports.manifest.manifest import FILE
    from forcefoi.reports.manifest.read import read
    from forcefoi.reports.manifest.sign import sign as sign_manifest

    path = root_of(root) / FILE
    read(path)  # It has the hashes of the files beside it: what is signed is them, too, as they are.
    signature = sign_manifest(path, key.expanduser())
    click.echo(
        f"{signature.name} is written beside it. To check it: forcefoi manifest verify --key {key}.pub"
    )


@manifest.command("verify")
@click.option("--key", type=click.Path(path_type=Path), required=True, help="The signer's public key.")
@click.option("--signature", type=click.Path(path_type=Path), help="Without it, the one beside the manifest.")
@click.pass_obj
def verify_signature(root: Path | None, key: Path, signature: Path | None) -> None:
    """Say whether the manifest, and all that it lists, is to the byte what the owner of the key signed. Ends with 1
    when it is not, 2 when it can't be told.
    """
    from forcefoi.reports.manifest.manifest import FILE
    from forcefoi.reports.manifest.read import Altered, read
    from forcefoi.reports.manifest.sign import BadSignature, signature_path, verify

    path = root_of(root) / FILE
    fingerprint = verify(path, signature or signature_path(path), key.expanduser())
    try:
        read(path)
    except Altered as error:
        # The remedy of others, to write the manifest anew, would be the end of what was signed.
        why = str(error).partition("\n")[0]
        raise BadSignature(
            f"{why}\n  to do:    get the file as it was when the manifest was signed"
        ) from None
    click.echo(f"{FILE} is what the owner of {key} signed ({fingerprint}).")


@click.command("verify")
@click.option(
    "--lock", type=click.Choice(["latest"]), help="Not the locked libraries, but the newest allowed."
)
@click.option("--all", "everything", is_flag=True, help="Tell every difference, however many there are.")
@click.pass_context
def verify(context: click.Context, lock: str | None, everything: bool) -> None:
    """Build everything anew in an empty place and a fresh environment, and compare every number with what was
    published. Ends with 0 when all are the same in the same sentences, 1 when a number or the sentence around one
    differs, 2 when it could not be rebuilt.
    """
    from forcefoi.rerun import LATEST, rerun
    from forcefoi.stopped import ended_as_if_by_hand

    with ended_as_if_by_hand():
        context.exit(rerun(root_of(context.obj), lock == LATEST, ("--all",) if everything else ()))
