"""The commands `forcefoi reply …`: to file what a force sent, and to release what was held back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forcefoi.errors import ForcefoiError
from forcefoi.files import root_of

if TYPE_CHECKING:
    from forcefoi.sources.replies.add import Added, Filed
    from forcefoi.sources.replies.grid import Document
    from forcefoi.sources.replies.private.find import Find


@click.group()
def reply() -> None:
    """File what a force sent, and say what is in it."""


@reply.command("add")
@click.argument("force")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--received", metavar="DAY", help="When it came: 2026-11-25. Without it, a mail's own day, or today."
)
@click.option("--sent", metavar="DAY", help="When the request was sent.")
@click.option(
    "--reference", default="", help="The force's own: “FOI 951/18”. Without it, one found in the files."
)
@click.option(
    "--outcome", default="", help="full, partial, refused, not held, neither confirm nor deny, withdrawn."
)
@click.pass_obj
def add(
    root: Path | None,
    force: str,
    files: tuple[str, ...],
    received: str | None,
    sent: str | None,
    reference: str,
    outcome: str,
) -> None:
    """File the FILEs of one reply of FORCE under data/raw/replies, and say what is in them.

    What may hold personal data is held back: kept out of git and of every output, until it is redacted or a person has
    accepted each find (forcefoi reply release).
    """
    from forcefoi.reports.lock import alone
    from forcefoi.sources.replies.add import Told
    from forcefoi.sources.replies.add import add as file_reply

    folder = root_of(root)
    told = Told(_day(received, "--received"), _day(sent, "--sent"), reference, _outcome(outcome))
    with alone(folder):
        added = file_reply(folder, force, [Path(each) for each in files], told, date.today())
    for line in _added(added):
        click.echo(line)


@reply.command("release")
@click.argument("force")
@click.argument("reference", default="")
@click.pass_context
def release(context: click.Context, force: str, reference: str) -> None:
    """Look again at what is held back of FORCE's replies (or of the one with REFERENCE), and release each file in which
    a person has accepted every find. Ends with 1 when something stays held back.
    """
    from forcefoi.reports.lock import alone
    from forcefoi.sources.replies.release import release as release_held

    folder = root_of(context.obj)
    with alone(folder):
        looked = release_held(folder, force, reference)
    for each in looked:
        said = "released" if each.done else each.why or "still held back; to be accepted:"
        click.echo(f"{each.folder}/{_plain(each.name)}: {said}")
        for find in each.waiting:
            click.echo(f"  {_find(find)}")
    if not looked:
        click.echo("Nothing is held back.")
    elif any(each.waiting for each in looked):
        click.echo(ACCEPT, err=True)
    if not all(each.done for each in looked):
        context.exit(1)


ACCEPT = (
    "To do: in reply.toml, put your name and your reason into accepted_by and because of each find, and release again; "
    "or redact the file, and add the redacted copy under another name."
)


def _day(text: str | None, option: str) -> date | None:
    from forcefoi.windows import parse_day

    try:
        return parse_day(text) if text is not None else None
    except ForcefoiError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _outcome(text: str) -> str:
    from forcefoi.sources.replies.reading import OUTCOMES

    if text and text not in OUTCOMES:
        raise click.BadParameter(f"{text!r} is not one of: {', '.join(OUTCOMES)}", param_hint="--outcome")
    return text


def _added(added: Added) -> Iterator[str]:
    """What was filed, and what is to be done next. Nothing that was found is in it."""
    if new := sum(not filed.already for filed in added.files):
        yield f"{new:,} file{'s' * (new != 1)} filed in {added.folder} (reference: {_plain(added.reference)})"
    for filed in added.files:
        yield ""
        yield from _filed(filed)
    yield ""
    held = [filed for filed in added.files if filed.held and not filed.already]
    if held:
        yield "What is held back stays out of git and of every output. " + ACCEPT
        yield f"  then:     forcefoi reply release {added.force}"
    if any(each.grids for filed in added.files for each in filed.document.walk()):
        yield f"Next: forcefoi reply draft {added.force}"


def _filed(filed: Filed) -> Iterator[str]:
    if filed.already:
        yield f"{_plain(filed.name)}: these bytes are filed already, in {filed.already}; nothing was changed"
        return
    yield f"{_plain(filed.name)}{': held back' if filed.held else ''}"
    for each in filed.document.walk():
        inside = each.name.removeprefix(f"{filed.document.name}/") if each is not filed.document else ""
        for line in _document(each, inside):
            yield f"  {_plain(filed.looked.without(line))}"
    for find in filed.looked.finds:
        yield f"  found: {_find(find)}"


def _document(document: Document, inside: str) -> Iterator[str]:
    """What is in one file; what is hidden in it is named as being there, no more."""
    name = f"{inside}: " if inside else ""
    if document.status == "read":
        yield f"{name}{document.kind}, read"
    else:
        yield f"{name}{document.kind}, not read ({document.status}): {document.why}"
        yield f"  to do: {document.todo}"
    for grid in document.grids:
        rows, columns = grid.shape
        hidden = f", {grid.hidden}" if grid.hidden else ""
        yield f"{name}{grid.place}: {rows:,} row{'s' * (rows != 1)}, {columns:,} column{'s' * (columns != 1)}{hidden}"
    for notice in document.notices:
        yield f"{name}{notice.kind}, {notice.place}: {notice.what}"


def _find(find: Find) -> str:
    office = " (of an office: holds nothing back)" if find.generic else ""
    return f"{find.id} {find.kind}, {_plain(find.place)}: {_plain(find.shown)}{office}"


def _plain(text: str) -> str:
    """What came from a file, on one line and without what a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
