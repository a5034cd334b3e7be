"""The commands `forcefoi reply …`: to file what a force sent, and to release what was held back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    from forcefoi.sources.replies.reading import Reply


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
    from forcefoi.sources.replies.given import given_file

    folder = root_of(root)
    if Path(force).is_file():
        raise click.UsageError(
            f"{force} is a file: the force comes first, then its files", click.get_current_context()
        )
    paths = [given_file(each, force) for each in files]
    told = Told(_day(received, "--received"), _day(sent, "--sent"), reference, _outcome(outcome))
    with alone(folder):
        added = file_reply(folder, force, paths, told, date.today())
    for line in _added(added, tuple(_still_inside(folder, files, paths, added))):
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
        for line in _finds(each.waiting):
            click.echo(f"  {line}")
    if not looked:
        click.echo("Nothing is held back.")
    elif any(each.waiting for each in looked):
        click.echo(ACCEPT, err=True)
    if not all(each.done for each in looked):
        context.exit(1)


ACCEPT = (
    "To do: in reply.toml, put your name and your reason into accepted_by and because of each find, or of its "
    "[[files.together]], and release again; or redact the file, and add the redacted copy under another name."
)
# What is said over each group of finds.
OVER = {
    "people": "about people, to be accepted one by one",
    "not looked into": "not looked into, to be accepted one by one",
    "document properties": "who wrote the file, by its own properties; one acceptance for all",
    "public body": "behind the name of a public body, likely its own; one acceptance for all",
    "office": "of an office: holds nothing back",
}


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


def _still_inside(root: Path, files: Sequence[str], paths: Sequence[Path], added: Added) -> Iterator[str]:
    """Which of the files that were given lie in the project, where git could take them: a copy is what was filed."""
    from forcefoi.sources.checksums import REPLIES

    for given, at, filed in zip(files, paths, added.files, strict=True):
        path = at.resolve()
        if path.is_relative_to(root) and not path.is_relative_to(root / REPLIES):
            shown = _plain(filed.looked.without(given))
            yield f"the original still lies at {shown}: move it out of the project"


def _added(added: Added, inside: tuple[str, ...]) -> Iterator[str]:
    """What was filed, and what is to be done next. Nothing that was found is in it."""
    if new := sum(not filed.already for filed in added.files):
        yield f"{new:,} file{'s' * (new != 1)} filed in {added.folder} (reference: {_plain(added.reference)})"
    for filed in added.files:
        yield ""
        yield from _filed(filed)
    yield ""
    yield from inside
    held = [filed for filed in added.files if filed.held and not filed.already]
    if held:
        yield "What is held back stays out of git and of every output. " + ACCEPT
        yield f"  then:     forcefoi reply release {added.force}"
    if any(each.grids for filed in added.files for each in filed.document.walk()):
        which = f" {added.folder.split('/')[-1]}" if added.others else ""
        yield f"Next: forcefoi reply draft {added.force}{which}"
    if added.others and new:
        many = f"{len(added.others):,} other repl{'ies' if len(added.others) > 1 else 'y'}"
        yield (
            f"{added.force} has {many} ({', '.join(added.others)}). Where this one is instead of one of them, its "
            'reply.toml says so: replaces = "…"; where it corrects some figures and all others stand: amends = "…"'
        )


def _filed(filed: Filed) -> Iterator[str]:
    if filed.already:
        done = (
            "the file was not on this machine, and was put back" if filed.put_back else "nothing was changed"
        )
        yield f"{_plain(filed.name)}: these bytes are filed already, in {filed.already}; {done}"
        return
    yield f"{_plain(filed.name)}{': held back' if filed.held else ''}"
    for each in filed.document.walk():
        inside = each.name.removeprefix(f"{filed.document.name}/") if each is not filed.document else ""
        for line in _document(each, inside):
            yield f"  {_plain(filed.looked.without(line))}"
    for line in _finds(filed.looked.finds):
        yield f"  {line}"


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


def _finds(finds: Sequence[Find]) -> Iterator[str]:
    """What was found, strongest first, under what it is together."""
    for group, said in OVER.items():
        if members := [find for find in finds if find.group == group]:
            yield f"found {said}:"
        for find in members:
            yield f"  {find.id} {find.kind}, {_plain(find.place)}: {_plain(find.shown)}"


def _plain(text: str) -> str:
    """What came from a file, on one line and without what a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


@reply.command("list")
@click.pass_obj
def list_replies(root: Path | None) -> None:
    """List every reply that is filed: what became of the request, and whether its figures are used."""
    from forcefoi.question import read_question
    from forcefoi.sources.replies.bodies import read_bodies
    from forcefoi.sources.replies.gather import list_received
    from forcefoi.sources.replies.told import tell_drafts, tell_received

    folder = root_of(root)
    question = read_question(folder)
    received = list_received(folder, question, read_bodies(folder, question))
    for line in tell_received(received):
        click.echo(line)
    if drafts := tell_drafts(received):
        click.echo(drafts)
    if not received:
        click.echo("No reply is filed.\n  to do:    forcefoi reply add FORCE FILE")


@reply.command("draft")
@click.argument("force")
@click.argument("which", default="")
@click.option("--again", is_flag=True, help="Draft the tables anew, also those that somebody edited.")
@click.pass_obj
def draft(root: Path | None, force: str, which: str, again: bool) -> None:
    """Draft the reading of FORCE's reply (or of the one with the reference or folder WHICH) into its reply.toml.

    Nothing in it is used before a person has answered its questions, looked at its guesses, and put their name to it.
    """
    from forcefoi.reports.lock import alone
    from forcefoi.sources.replies.draft.write import write_draft

    folder = root_of(root)
    with alone(folder):
        write_draft(folder, _found(folder, force, which).folder, _echo, again=again)


@reply.command("show")
@click.argument("force")
@click.argument("which", default="")
@click.option("--place", default="", help="Only this sheet, table or page.")
@click.option("--rows", default="1:40", show_default=True, help="Which rows, as 1:40.")
@click.pass_obj
def show(root: Path | None, force: str, which: str, place: str, rows: str) -> None:
    """Show the tables of FORCE's reply with the rows and columns that a reading names.

    What is hidden is not shown, nor what looks like personal data in a file that is held back.
    """
    from forcefoi.question import read_question
    from forcefoi.sources.replies.check import check_reply
    from forcefoi.sources.replies.read_reply import row_range
    from forcefoi.sources.replies.told import tell_grid

    folder = root_of(root)
    try:
        wanted = row_range(rows)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--rows") from None
    checked = check_reply(folder, _found(folder, force, which), read_question(folder))
    shown = 0
    for document in (each for top in checked.documents for each in top.walk()):
        if document.status != "read":
            click.echo(
                f"{_plain(document.name)}: not read ({document.status}): {document.why}\n  to do:    {document.todo}"
            )
        for grid in document.grids:
            if place in ("", grid.place):
                shown += 1
                click.echo(f"\n{_plain(document.name)}, {_plain(grid.place)}")
                for line in tell_grid(grid, wanted[0], wanted[-1]):
                    click.echo(checked.hider.hide(line))
    if place and not shown:
        raise ForcefoiError(f"no file of this reply has the place {place!r}")


@reply.command("check")
@click.argument("force")
@click.argument("which", default="")
@click.pass_context
def check(context: click.Context, force: str, which: str) -> None:
    """Say what the reading of FORCE's reply takes, whether confirmed or not, and hold its numbers against each other.

    Ends with 1 when something can't be read as the reading says, or a difference is not accepted.
    """
    from forcefoi.question import read_question
    from forcefoi.sources.replies.check import check_reply
    from forcefoi.sources.replies.draft.contradicted import doubt_headings
    from forcefoi.sources.replies.told import tell_checked, tell_problems

    folder = root_of(context.obj)
    question = read_question(folder)
    checked = check_reply(folder, _found(folder, force, which), question)
    doubt_headings(checked, question)
    for line in tell_checked(checked, question):
        click.echo(_plain(checked.hider.hide(line)))
    if checked.problems:
        click.echo(f"\nto be corrected ({len(checked.problems):,}):", err=True)
    for line in tell_problems(checked.problems):
        click.echo(line, err=True)
    if checked.problems or checked.differences:
        context.exit(1)


def _found(folder: Path, force: str, which: str) -> Reply:
    from forcefoi.question import read_question
    from forcefoi.sources.replies.bodies import read_bodies
    from forcefoi.sources.replies.find import find_reply

    question = read_question(folder)
    return find_reply(folder, question, read_bodies(folder, question), force, which)


def _echo(text: str) -> None:
    click.echo(_plain(text))


@reply.command("confirm")
@click.argument("force")
@click.argument("which", default="")
@click.option("--by", required=True, metavar="NAME", help="Who has looked at the reading and answers for it.")
@click.pass_obj
def confirm(root: Path | None, force: str, which: str, by: str) -> None:
    """Put your name to the reading of FORCE's reply: from then on `forcefoi data` uses its figures.

    Nothing is written while a question is open, something can't be read, or a difference is not accepted.
    """
    from forcefoi.question import read_question
    from forcefoi.reports.lock import alone
    from forcefoi.sources.replies.confirm import confirm as confirm_reading

    folder = root_of(root)
    with alone(folder):
        reply = _found(folder, force, which)
        confirm_reading(folder, reply, read_question(folder), by, date.today())
    click.echo(f"{reply.place} is confirmed by {by}. Next: forcefoi data")


@reply.command("moved")
@click.argument("force", default="")
@click.pass_obj
def moved(root: Path | None, force: str) -> None:
    """Say what later replies changed, of FORCE or of all: which figures moved, and which claims stand on them."""
    from forcefoi.processed.revised import tell_revised
    from forcefoi.question import read_question
    from forcefoi.reports.data import make_data
    from forcefoi.reports.lock import alone
    from forcefoi.reports.stale import Hashes
    from forcefoi.reports.touched import tell_touched
    from forcefoi.sources.replies.bodies import read_bodies
    from forcefoi.sources.replies.gather import match_body

    folder = root_of(root)
    slug = match_body(force, read_bodies(folder, read_question(folder))) if force else ""
    with alone(folder):
        make_data(Hashes(folder), lambda text: None)
    lines = [*tell_revised(folder, slug), *tell_touched(folder, slug)]
    for line in lines or ["No reply replaces another with other figures."]:
        click.echo(_plain(line))
