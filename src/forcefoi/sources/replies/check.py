"""Check a reply: open its files, take what its reading names, account for every number, reconcile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from forcefoi.errors import DataError, Problem
from forcefoi.files import digest
from forcefoi.question import Question
from forcefoi.sources.replies.against_earlier import gone, inherit, no_longer_fits, not_there
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.begun import begun
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.changes import Moved, by_key, changes
from forcefoi.sources.replies.given_twice import added_to_its_parts, given_twice
from forcefoi.sources.replies.grid import Document, Grid, Value
from forcefoi.sources.replies.groups import groups_and_classes, rows_of_groups
from forcefoi.sources.replies.held import path_of
from forcefoi.sources.replies.idle_words import note_idle_words
from forcefoi.sources.replies.kept import TOLD, check_kept, kept
from forcefoi.sources.replies.private.hide import Hider
from forcefoi.sources.replies.read_before import read_filed
from forcefoi.sources.replies.read_reply import read_reply
from forcefoi.sources.replies.reading import FileEntry, Reply, Table
from forcefoi.sources.replies.reconcile import DIFFERS, Check, reconcile, stale
from forcefoi.sources.replies.references import note_shared, references
from forcefoi.sources.replies.take import take
from forcefoi.sources.replies.taken import Taken
from forcefoi.sources.replies.view import pieces_of
from forcefoi.sources.replies.wholes import wholes

# Places that a reader offers beside the real tables: the same words again, by line.
AGAIN = ("lines", "labels")


@dataclass
class Checked:
    """A reply with all that its files gave. With a problem, none of its figures is used."""

    reply: Reply
    documents: list[Document] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # What it gives otherwise than the reply that it amends.
    moved: list[Moved] = field(default_factory=list)
    hider: Hider = field(default_factory=lambda: Hider(()), repr=False)

    @property
    def differences(self) -> list[Check]:
        """What nobody has accepted yet."""
        return [check for check in self.checks if check.status == DIFFERS]


def check_reply(root: Path, reply: Reply, question: Question, kept_counts: bool = True) -> Checked:
    """All that can be said of a reply. Nothing is raised for what is in its files, or for what is missing.

    What was found in a file that is held back stands in no problem and no doubt; `hider` takes it out of other words.

    kept_counts
        Whether what was kept of a file that is held back stands for one that is not here (see `kept`), and must
        agree with one that is.
    """
    checked = _check(root, reply, question, kept_counts)
    checked.problems = [checked.hider.hide_problem(problem) for problem in checked.problems]
    return checked


def contradiction(reply: Reply, check: Check) -> Problem:
    """A difference that nobody has accepted, as what stands in the way of the figures."""
    why = f"the reply contradicts itself: {check}"
    lines = "".join(f"\n              {line}" for line in check.to_accept)
    cure = f"{check.cure}; or " if check.cure else ""
    return Problem(
        reply.place, why, todo=f"look both up; {cure}if the reply itself is so, add at its end{lines}"
    )


def _check(root: Path, reply: Reply, question: Question, kept_counts: bool, alone: bool = False) -> Checked:
    earlier = None if alone else _earlier(root, reply, question)
    if reply.amends and isinstance(earlier, Checked):
        reply = inherit(reply, earlier.taken)
    checked = Checked(reply)
    if isinstance(earlier, Problem):
        checked.problems.append(earlier)
    for file in reply.files:
        document = _open(root, reply, file, checked)
        if document:
            checked.documents.append(document)
    checked.hider = _hider(root, reply, question, checked.documents)
    found = {each.name: each for document in checked.documents for each in document.walk()}
    for table in reply.tables:
        document = found.get(table.file)
        if document is None and kept_counts and (before := kept(root, reply, table)):
            checked.taken.append(before)
            continue
        if document is None and table.file.partition("/")[0] not in found:
            continue  # Why the file is not here, or not the one that was filed, is told of the file.
        if document is None or document.status != "read":
            checked.problems.append(_unread(table, document, reply, list(found)))
            continue
        taken = take(table, document, question, reply.place)
        if taken.doubts:
            taken.doubts = [checked.hider.hide(doubt) for doubt in taken.doubts]
        checked.taken.append(taken)
    note_shared([taken for taken in checked.taken if TOLD not in taken.doubts])
    note_idle_words(reply, checked.taken)
    checked.problems += [problem for taken in checked.taken for problem in taken.problems]
    checked.problems += [_empty(reply, taken) for taken in checked.taken if _gave_nothing(taken)]
    checked.problems += given_twice(checked.taken, question, reply.place)
    checked.problems += _absent(root, reply, checked)
    if kept_counts and reply.confirmed:
        here = [each for each in checked.taken if TOLD not in each.doubts and not each.problems]
        checked.problems += [problem for each in here if (problem := check_kept(root, reply, each))]
    if not checked.problems:
        checked.problems += rows_of_groups(reply, checked.taken, question)
        checked.problems += _unaccounted(reply, found)
        others = (
            *references(checked.taken), *wholes(checked.taken, question), *begun(checked.taken, question),
            *added_to_its_parts(checked.taken, question),
            *groups_and_classes(checked.taken, question),
            *(_against(checked, earlier, question) if isinstance(earlier, Checked) else ()),
        )  # fmt: skip
        checked.checks = reconcile(reply, checked.taken, question, others)
        for name in stale(reply, checked.checks):
            why = "[[accepted]]: there is no such difference now"
            checked.problems.append(
                Problem(reply.place, why, value=name, todo="look at it again, or take it out")
            )
    return checked


def _earlier(root: Path, reply: Reply, question: Question) -> Checked | Problem | None:
    """What the reply gave that this one replaces or amends; None where it replaces one that never counted."""
    if not (name := reply.amends or reply.replaces):
        return None
    folder = f"{reply.folder.rpartition('/')[0]}/{name}"
    try:
        before = read_reply(root, folder, question)
    except DataError as error:
        return error.problems[0] if reply.amends else None
    if before.amends and reply.amends:
        why = f"amends: {name} amends {before.amends} itself"
        return Problem(
            reply.place, why, todo=f'amends = "{before.amends}"; of two that amend a figure the later holds'
        )
    if not (before.confirmed or reply.amends):
        return None
    found = _check(root, before, question, kept_counts=True, alone=True)
    if reply.amends and found.problems:
        return Problem(
            reply.place, f"amends: {name} can't be read as its reading says", todo=f"see {before.place}"
        )
    return found


def _against(checked: Checked, earlier: Checked, question: Question) -> Iterator[Check]:
    """What comes of holding a reply against the one that it replaces or amends."""
    reply, names = checked.reply, question.names
    before, after = by_key(earlier.taken, names), by_key(checked.taken, names)
    own, other = (f"{each.force}/{each.folder.split('/')[-1]}" for each in (reply, earlier.reply))
    if reply.replaces:
        yield from gone(reply, other, before, after)
        return
    checked.problems += not_there(reply, before, after)
    kept = {key: cells for key, cells in before.items() if key in after}
    checked.moved = list(changes(reply.force, other, kept, own, after))
    yield from no_longer_fits(earlier.taken, after, question)


def _hider(root: Path, reply: Reply, question: Question, documents: list[Document]) -> Hider:
    held = {file.name for file in reply.files if file.held_back}
    return Hider(
        [each for each in documents if each.name in held],
        lambda: area_words(root, question, read_bodies(root, question)),
    )


def _open(root: Path, reply: Reply, file: FileEntry, checked: Checked) -> Document | None:
    path = path_of(root / reply.folder, file.name, file.held_back)
    if not path.is_file():
        return None
    if digest(path.read_bytes()) != file.sha256:
        why = "the file is not the one that was filed: its SHA-256 is another"
        todo = "put it back as received; a new version is a new reply"
        checked.problems.append(Problem(f"{reply.folder}/{file.name}", why, todo=todo))
        return None
    edges = {
        name: where
        for table in reply.tables
        if table.file == file.name
        for name, where in table.edges.items()
    }
    return read_filed(root, path, file.name, file.sha256, file.held_back, edges)


def _absent(root: Path, reply: Reply, checked: Checked) -> Iterator[Problem]:
    """Files that are not here. One that is held back need not be, if what was read of it is kept."""
    for file in reply.files:
        if path_of(root / reply.folder, file.name, file.held_back).is_file():
            continue
        taken = {each.table.id for each in checked.taken}
        tables = [each for each in reply.tables if each.file.split("/")[0] == file.name]
        if file.held_back and all(each.id in taken for each in tables):
            continue
        why = (
            "the file is held back, and not in this copy of the project"
            if file.held_back
            else "the file is missing"
        )
        yield Problem(f"{reply.folder}/{file.name}", why, todo="put it back as received")


def _gave_nothing(taken: Taken) -> bool:
    return taken.table.use != "no" and not (taken.cells or taken.sums or taken.problems)


def _empty(reply: Reply, taken: Taken) -> Problem:
    why = f"[[tables]] {taken.table.id}: no count could be taken from it"
    todo = (
        "look at its ranges and header (a table without a row of headings has `header = []`); a table that is no part "
        'of the answer: use = "no" with a note'
    )
    return Problem(reply.place, why, value=", ".join(taken.table.ranges), todo=todo)


def _unread(table: Table, document: Document | None, reply: Reply, names: list[str]) -> Problem:
    if document is None:
        why = f"[[tables]] {table.id}: no file of this name could be opened"
        return Problem(reply.place, why, value=table.file, allowed=", ".join(names))
    why = f"[[tables]] {table.id}: {table.file} could not be read ({document.status}): {document.why}"
    return Problem(reply.place, why, todo=document.todo)


def _unaccounted(reply: Reply, found: dict[str, Document]) -> Iterator[Problem]:
    """Numbers that no table of the reading names: half of an answer is lost so, and nobody sees it."""
    for document in found.values():
        tables = [table for table in reply.tables if table.file == document.name]
        for grid in document.grids:
            if grid.hidden or grid.place.rpartition(", ")[2] in AGAIN and document.kind not in ("csv", "tsv"):
                continue
            yield from _left_over(reply, document, grid, tables)


def _left_over(reply: Reply, document: Document, grid: Grid, tables: list[Table]) -> Iterator[Problem]:
    covered: set[int] = set()
    height = grid.shape[0]
    for table in tables:
        for piece in pieces_of(table, document, reply.place)[0] if grid.place in table.places else []:
            if table.pieces == "blocks":
                covered |= set(range(height))
            elif piece.grid is grid:
                whole = table.use == "no" and not table.ranges
                covered |= set(range(height)) if whole else set(range(piece.top, piece.bottom + 1))
        covered |= {row - grid.first_row for skip in table.skip for row in skip.rows}
    left = [at for at in range(height) if at not in covered and any(map(_is_number, grid.rows[at]))]
    if left:
        first = grid.row(left[0])
        why = f"{len(left):,} rows hold numbers and no table of the reading names them, the first of them {first}"
        todo = (
            "name them in a [[tables]] range or in [[tables.skip]] with why; a table that is no part of the answer: "
            'use = "no" with a note'
        )
        yield Problem(f"{reply.place}: {document.name}, {grid.place}", why, todo=todo)


def _is_number(value: Value) -> bool:
    if isinstance(value, str):
        text = value.strip().replace(",", "")
        return text.isascii() and text.isdigit() and len(text) < 10
    return isinstance(value, int | float) and not isinstance(value, bool)
