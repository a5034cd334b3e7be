"""File a reply: its files as received, with their hashes, what is in them, and what must be held back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath

from forcefoi.clean.squash import plain
from forcefoi.errors import DataError, ForcefoiError, Problem
from forcefoi.files import digest, write_whole
from forcefoi.question import read_question
from forcefoi.sources.checksums import LIST, REPLIES, changed_files, write_list
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.gather import match_body
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.held import find_file, keep_out_of_git, path_of, plain_name
from forcefoi.sources.replies.opening import read
from forcefoi.sources.replies.private.find import Looked, find_private
from forcefoi.sources.replies.record import Record, new_record, note_file, note_finds, read_records
from forcefoi.sources.replies.reference import NONE, find_reference, slug

UNKNOWN = "not known yet"
# Of a letter, what is looked at for its reference: it stands at the top.
TOP = 5_000


@dataclass(frozen=True)
class Filed:
    """One file: the name it is filed under, what is in it, what was found, and where it went.

    `already` is the folder in which the same bytes were filed before; then nothing was written, but for `put_back`: the
    file itself, where it was not on this machine.
    """

    name: str
    sha256: str
    content: bytes = field(repr=False)
    document: Document = field(repr=False)
    looked: Looked
    already: str = ""
    put_back: bool = False

    @property
    def held(self) -> bool:
        """Whether it is kept out of git and of every output."""
        return self.looked.holds_back


@dataclass(frozen=True)
class Added:
    """What `add` did: the force, the reply's folder (from the project's root), its reference, its files; and the
    folders of the force's other replies, which the next command must tell it from.
    """

    force: str
    folder: str
    reference: str
    files: tuple[Filed, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a person says of a reply when it is filed; what is left out is found, or stays open."""

    received: date | None = None
    sent: date | None = None
    reference: str = ""
    outcome: str = ""


def add(root: Path, force: str, files: Sequence[Path], told: Told, today: date) -> Added:
    """File the files of one reply under `data/raw/replies/<force>/<date>-<reference>/`, and note them in `reply.toml`.

    root
        The project's folder.
    force
        A force by slug, name or alias.
    files
        The files as received. Their bytes are kept; a file that can't be read is filed too.
    told
        What the person says of the reply.
    today
        The day on which it is filed.

    A file in which personal data may be goes to `held/`, which git leaves out. The same bytes again change nothing.
    Raises ForcefoiError where the force is unknown, a file can't be got at, a day can't be, or another file of this
    name is filed; nothing is written then.
    """
    question = read_question(root)
    bodies = read_bodies(root, question)
    slug_of_force = match_body(force, bodies)
    _check_days(told, today)
    areas = area_words(root, question, bodies)
    records = read_records(root, slug_of_force)
    opened = [_known(each, root, records) for each in _unnamed([_open(Path(path), areas) for path in files])]
    new = _once([filed for filed in opened if not filed.already])
    if not new:
        others = tuple(
            name for each in records if (name := each.folder.name) != opened[0].already.split("/")[-1]
        )
        return Added(slug_of_force, opened[0].already, "", tuple(opened), others)
    record = _record(root, slug_of_force, records, _completed(told, new), told, today)
    _check_names(root, record, new)
    _write(root, record, new)
    folder = record.folder.relative_to(root).as_posix()
    others = tuple(each.folder.name for each in records if each.folder != record.folder)
    return Added(slug_of_force, folder, record.reference, tuple(_named_once(opened, new, folder)), others)


def _check_days(told: Told, today: date) -> None:
    for name, day in (("received", told.received), ("sent", told.sent)):
        if day and day > today:
            raise ForcefoiError(f"--{name} {day} lies in the future: today is {today}")
    if told.sent and told.received and told.received < told.sent:
        raise ForcefoiError(f"--received {told.received} lies before --sent {told.sent}")


def _open(path: Path, areas: frozenset[str]) -> Filed:
    """A file read once: its hash and what is in it are of the same bytes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        todo = (
            "name the files one by one"
            if path.is_dir()
            else "look at where it is and whether you may read it"
        )
        raise DataError([Problem(str(path), f"it can't be read: {error.strerror}", todo=todo)]) from None
    name, sha256 = plain_name(path.name), digest(content)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "file")
        place.write_bytes(content)
        document = read(place, name)
    return Filed(name, sha256, content, document, find_private(document, sha256, areas))


def _unnamed(files: list[Filed]) -> Iterator[Filed]:
    """The files, none called after a person who was found in it or in one beside it: its name is in every list."""
    for filed in files:
        if any(each.looked.without(filed.name) != plain(filed.name) for each in files):
            ending = PurePosixPath(filed.name).suffix.lower()[:6]
            yield replace(filed, name=f"file-{filed.sha256[:8]}{ending}")
        else:
            yield filed


def _known(filed: Filed, root: Path, records: list[Record]) -> Filed:
    for record in records:
        if (entry := record.file(sha256=filed.sha256)) is not None:
            folder = record.folder.relative_to(root).as_posix()
            name = str(entry.get("name", filed.name))
            gone = plain_name(name) == name and find_file(record.folder, name) is None
            if gone:
                # It was filed on another machine, and held back there: this one may have it too.
                keep_out_of_git(root)
                write_whole(path_of(record.folder, name, entry.get("held_back") is not False), filed.content)
            return replace(filed, name=name, already=folder, put_back=gone)
    return filed


def _once(files: list[Filed]) -> list[Filed]:
    """Of files of the same bytes the first."""
    first: dict[str, Filed] = {}
    for filed in files:
        first.setdefault(filed.sha256, filed)
    return list(first.values())


def _named_once(files: list[Filed], new: list[Filed], folder: str) -> Iterator[Filed]:
    """The files as told: one whose bytes were given twice is filed once."""
    for filed in files:
        same = next((each for each in new if each.sha256 == filed.sha256), filed)
        yield filed if same is filed else replace(filed, name=same.name, already=folder)


def _completed(told: Told, new: list[Filed]) -> Told:
    """What the files themselves say of the reply, where the person said nothing."""
    reference = told.reference.strip()
    if not reference:
        reference = next((found for filed in new if (found := _reference(filed))), "")
    day = told.received or next((day for filed in new if (day := _mail_day(filed.document))), None)
    return replace(told, reference=reference, received=day)


def _reference(filed: Filed) -> str:
    found = find_reference([filed.document.name, *_openings(filed.document)])
    return found if filed.looked.without(found) == found else ""


def _openings(document: Document) -> Iterator[str]:
    """What a reference may stand in: first the subject of a mail, then the top of each text that can be seen."""
    texts = [text for each in document.walk() for text in each.texts if not text.hidden]
    yield from (text.text for text in texts if text.place.casefold().startswith("header: subject"))
    yield "\n".join(text.text for text in texts if not text.place.startswith("header:"))[:TOP]


def _mail_day(document: Document) -> date | None:
    for text in document.texts:
        if text.place.casefold() == "header: date":
            try:
                return parsedate_to_datetime(text.text).date()
            except ValueError:
                return None
    return None


def _record(root: Path, force: str, records: list[Record], full: Told, told: Told, today: date) -> Record:
    """The reply that the files belong to: one that is filed, or a new one."""
    received = min(full.received, today) if full.received else today
    folder = root / REPLIES / force / f"{received.isoformat()}-{slug(full.reference)}"
    same = [
        record for record in records
        if record.folder == folder
        or (
            slug(full.reference) != NONE and slug(record.reference) == slug(full.reference)
            and told.received in (None, record.content.get("received"))
        )
    ]  # fmt: skip
    if len(same) > 1:
        names = ", ".join(record.folder.name for record in same)
        raise ForcefoiError(
            f"{len(same)} replies of {force} have this reference: {names}\n  to do:    say which: --received DAY"
        )
    if same:
        return _told_more(same[0], told)
    return new_record(folder, force, full.reference or NONE, told.sent, received, told.outcome or UNKNOWN)


def _told_more(record: Record, told: Told) -> Record:
    """What the person says now, where nothing was said before."""
    for key, value, unsaid in (("outcome", told.outcome, UNKNOWN), ("sent", told.sent, "")):
        before = record.content.get(key, unsaid)
        if value and before not in (unsaid, value):
            raise ForcefoiError(
                f"{record.folder.name}: {key} is {str(before)!r}, not {str(value)!r}\n"
                "  to do:    if it has changed, correct it in reply.toml"
            )
        if value:
            record.content[key] = value
    return record


def _check_names(root: Path, record: Record, new: list[Filed]) -> None:
    names = [filed.name.casefold() for filed in new]
    for filed in new:
        # Also a file that somebody has put there by hand: nothing is written over.
        there = record.file(name=filed.name) is not None or _other_there(record.folder, filed)
        if there or names.count(filed.name.casefold()) > 1:
            where = record.folder.relative_to(root).as_posix() if there else "the files named here"
            raise DataError([
                Problem(
                    f"{where}: {filed.name}", "another file of this name is there, with other content",
                    todo="a new reply has a reference or a day of its own (--reference, --received); "
                    "a redacted or corrected copy has a name of its own",
                )
            ])  # fmt: skip


def _other_there(folder: Path, filed: Filed) -> bool:
    path = find_file(folder, filed.name)
    return path is not None and digest(path.read_bytes()) != filed.sha256


def _write(root: Path, record: Record, new: list[Filed]) -> None:
    """The files first, then what is said of them: a run that is cut short leaves nothing that is not so."""
    as_received = (root / LIST).is_file() and not changed_files(root)
    keep_out_of_git(root)
    for filed in new:
        entry = note_file(
            record, filed.name, filed.sha256, filed.document.kind, filed.document.status, filed.held
        )
        note_finds(entry, filed.looked.finds)
        write_whole(path_of(record.folder, filed.name, filed.held), filed.content)
    record.write()
    if as_received:
        write_list(root)
