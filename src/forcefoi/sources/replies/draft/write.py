"""Write a draft into the `reply.toml` of a reply, and tell it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, KeyType, SingleKey, Table, Trivia

from forcefoi.errors import ForcefoiError
from forcefoi.files import write_whole
from forcefoi.question import read_question
from forcefoi.sources.replies.check import check_reply
from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.draft.once import MANY
from forcefoi.sources.replies.draft.parts import Sketch
from forcefoi.sources.replies.draft.shared import shared
from forcefoi.sources.replies.private.hide import Hider
from forcefoi.sources.replies.read_reply import make_reply, read_reply
from forcefoi.sources.replies.reading import FILE, Reply, reading_hash

# What is written first in a table's entry, in the order a person reads it.
ORDER = (
    "id", "file", "place", "pieces", "range", "group", "measure", "unit", "grain", "use", "header", "header_blank",
    "labels", "rows", "sections", "counts", "columns", "ignore", "counted", "same_as_above", "fixed", "words",
    "values", "years", "serials", "since", "until", "hidden", "note", "not_totals", "totals", "skip", "said",
)  # fmt: skip
BLOCKS = ("totals", "skip", "said")
COMMENT = 100
# Entries that are told and matched with nothing in a file.
SENTENCES = ("words", "why", "note", "unit", "label")


def write_draft(root: Path, folder: str, say: Callable[[str], object], again: bool = False) -> None:
    """Draft the reading of the reply in `folder` (from the project's root) into its `reply.toml`.

    `say` is given each line of what was found. `again` drafts tables anew that the reading already has; without, they
    stay as they are. What a person wrote elsewhere in the file stays.

    Raises ForcefoiError for a reading that is confirmed, DataError for one that is no reading.
    """
    question = read_question(root)
    reply = read_reply(root, folder, question)
    if reply.confirmed:
        raise ForcefoiError(
            f"{reply.place} is confirmed by {reply.confirmed_by}: nothing is drafted over it.\n"
            "  to do:    take confirmed_by and confirmed_on out first"
        )
    path = root / folder / FILE
    checked = check_reply(root, replace(reply, tables=(), stated=(), accepted=()), question)
    kept = () if again else reply.tables
    draft = draft_reply(checked.documents, question, reply, kept)
    # What hinders the files from being opened; that numbers are read by no table is what drafting is for.
    names = {file.name for file in reply.files}
    draft.questions += [
        f"{problem.file}: {problem.why}" for problem in checked.problems
        if any(problem.file == f"{folder}/{name}" for name in names)
    ]  # fmt: skip
    if reply.amends:  # What it counts is what the earlier reply does.
        for sketch in draft.sketches:
            sketch.entry.pop("measure", None)
    _hide(draft, checked.hider)
    text = merged(path.read_text(encoding="utf-8-sig"), draft, reply, again)
    make_reply(tomllib.loads(text), folder, question)
    write_whole(path, text)
    _tell(draft, reply, kept, say)


def _hide(draft: Draft, hider: Hider) -> None:
    """Take what was found in a file that is held back out of each sentence of a draft: the reading goes into git."""
    draft.guesses[:] = map(hider.hide, draft.guesses)
    draft.questions[:] = map(hider.hide, draft.questions)
    for each in draft.stated:
        each |= {name: hider.hide(each[name]) for name in SENTENCES if isinstance(each.get(name), str)}
    for sketch in draft.sketches:
        sketch.comments = {name: hider.hide(text) for name, text in sketch.comments.items()}
        entries = (sketch.entry, *(each for name in BLOCKS for each in sketch.entry.get(name, ())))
        for entry in entries:
            entry |= {name: hider.hide(entry[name]) for name in SENTENCES if isinstance(entry.get(name), str)}


def merged(text: str, draft: Draft, reply: Reply, again: bool = False) -> str:
    """The text of a `reply.toml` with a draft in it; what a person wrote is kept."""
    document = tomlkit.parse(text)
    if again:
        document.pop("tables", None)
        document.pop("same", None)
    same = shared(draft.sketches)
    asked = len(draft.questions) + (reply.asked if reply.tables and not again else 0)
    for name in ("drafted", "asked", "guesses", "questions"):
        document.pop(name, None)
    root = {
        "drafted": "",
        "asked": asked,
        "guesses": draft.guesses,
        "questions": draft.questions,
        **draft.root,
    }
    blocks = [name for name, value in document.items() if isinstance(value, AoT | Table)]
    held = [(name, document.pop(name)) for name in blocks]
    for name, value in root.items():
        document[name] = _lines(value) if isinstance(value, list) else value
    for name, value in held:
        document[name] = value
    _append(document, "same", [_mapping(entry) for entry in same])
    _append(document, "tables", [_entry(sketch) for sketch in draft.sketches])
    if "stated" not in document:
        _append(document, "stated", [_stated(entry) for entry in draft.stated])
    # So that it can be told whether it was edited. With tables that somebody had already it is no draft alone.
    mixed = bool(reply.tables) and not again
    document["drafted"] = reply.drafted if mixed else reading_hash(tomllib.loads(tomlkit.dumps(document)))
    return tomlkit.dumps(document)


def _append(document: tomlkit.TOMLDocument, name: str, entries: list[Table]) -> None:
    if not entries:
        return
    if name not in document:
        document[name] = tomlkit.aot()
    for entry in entries:
        document[name].append(entry)


def _lines(texts: list[str]) -> Any:
    # In one go: added one after the other, each would be counted anew.
    return Array([tomlkit.item(text) for text in texts], Trivia(), multiline=bool(texts))


def _entry(sketch: Sketch) -> Table:
    table = tomlkit.table()
    names = [name for name in ORDER if name in sketch.entry and name not in BLOCKS]
    assert not set(sketch.entry) - set(ORDER), set(sketch.entry) - set(ORDER)
    for name in names:
        value = _inline(sketch.entry[name])
        if guess := sketch.comments.get(name):
            value.comment(f"guess: {_one_line(guess)}")
        table.add(name, value)
    for name in BLOCKS:
        if sketch.entry.get(name):
            blocks = tomlkit.aot()
            for each in sketch.entry[name]:
                block = tomlkit.table()
                for key, value in each.items():
                    block.add(key, _inline(value))
                blocks.append(block)
            table.add(name, blocks)
    return table


def _mapping(entry: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for name, value in entry.items():
        table.add(name, _inline(value))
    return table


def _stated(entry: dict[str, Any]) -> Table:
    table = _mapping(entry)
    table["count"].comment("guess: read from the words below")
    return table


def _inline(value: Any) -> Any:
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        for key, each in value.items():
            # A dash is a bare key to TOML, and reads to a person as a slip: what is no word stands in quotes.
            inline.add(SingleKey(key, None if key.isalnum() else KeyType.Basic), _inline(each))
        return inline
    return tomlkit.item(value)


def _one_line(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= COMMENT else line[: COMMENT - 1] + "…"


def _tell(draft: Draft, reply: Reply, kept: tuple[Any, ...], say: Callable[[str], object]) -> None:
    for table in kept:
        say(f"{table.id}: kept as it stands ({table.file}, {table.places[0]})")
    for sketch in draft.sketches:
        entry = sketch.entry
        places = [entry["place"]] if isinstance(entry["place"], str) else entry["place"]
        where = ", ".join([*places, entry["range"]] if "range" in entry else places)
        say(f"{sketch.id}: {sketch.file}, {where}: {len(sketch.cells):,} figures")
    for name, lines in (("guessed", draft.guesses), ("to be answered", draft.questions)):
        if lines:
            say(f"\n{name}:")
        for line in lines:
            say(f"  {line}")
    say("")
    if len(draft.sketches) >= MANY and len(draft.questions) > 1:
        say("What is asked of several tables may be answered once: [[same]], with the tables it is true of.")
    if not draft.sketches and not kept:
        say("No table was found that could be drafted.")
    say(
        f"Next: look at {reply.place}, correct what is guessed wrong, answer and take out each question, then check it."
    )
