"""Read a `reply.toml`. Every entry is checked for what it can be, whatever the files hold.

`take` then holds it against the files. README.md in `data/raw/replies/` says what each entry means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from forcefoi.clean.count import WITHOUT_COUNT, Count
from forcefoi.clean.squash import squash
from forcefoi.errors import DataError, Problem
from forcefoi.question import NOT_STATED, OUTSIDE, Question
from forcefoi.sources.replies.entries import Entries
from forcefoi.sources.replies.grid import column_name, column_number
from forcefoi.sources.replies.reading import (
    ANSWERED,
    FILE,
    GRAINS,
    IGNORED,
    LEFT,
    NUMBER,
    OUTCOMES,
    PIECES,
    REFERENCE,
    SAME_KEYS,
    SAME_REFERENCES,
    USES,
    YEARS,
    Accepted,
    FileEntry,
    Reply,
    Said,
    Skipped,
    Stated,
    Table,
    Total,
)
from forcefoi.sources.replies.same import spread

ROWS = re.compile(r"(\d+)(?::(\d+))?")
COLUMNS = re.compile(r"([A-Z]{1,3})(?::([A-Z]{1,3}))?")
# What can be known of a file that is no TOML: the text of such an entry, and whether anything stands there.
KNOWN = ("reference", "outcome", "confirmed_by", "confirmed_on")
ENTRY = r"""^[ \t]*%s[ \t]*=[ \t]*(["']?)([^"'#\r\n]+)"""
SPELLED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|nil|none|no"
    r"|zero|nought)\b",
    re.IGNORECASE,
)
RANGE = re.compile(r"([A-Z]{1,3})?(\d+)?:([A-Z]{1,3})?(\d+)?")


def read_reply(root: Path, folder: str, question: Question) -> Reply:
    """The reply whose `reply.toml` lies in `folder` (from the project's root).

    Raises DataError with the entry that is missing, unknown or not what it can be.
    """
    shown = f"{folder}/{FILE}"
    try:
        text = (root / folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError([Problem(shown, "the file is missing", todo="forcefoi reply add …")]) from None
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(shown, f"this is not TOML: {error}", todo="correct it")]) from error
    return make_reply(raw, folder, question)


def outline(root: Path, folder: str) -> Reply:
    """What can be said of the reply in `folder` whose reading is none: whose it is, and the entries that are as they
    should be. It has no table, and a file of which it is not known counts as held back.

    `confirmed_by` is what stands there, also where the rest can't be made out.
    """
    try:
        text = (root / folder / FILE).read_text(encoding="utf-8-sig", errors="replace")
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raw = {name: found[2] for name in KNOWN if (found := re.search(ENTRY % name, text, re.MULTILINE))}
    words = {name: raw[name] for name in KNOWN if isinstance(raw.get(name), str)}
    files = raw.get("files", [])
    names = [each["name"] for each in files if isinstance(each, dict) and isinstance(each.get("name"), str)]
    held = {each["name"] for each in files if isinstance(each, dict) and each.get("held_back") is False}
    days = {name: raw[name] for name in ("sent", "received") if type(raw.get(name)) is date}
    return Reply(
        folder=folder, force=folder.split("/")[-2], reference=words.get("reference", ""), sent=days.get("sent"),
        received=days.get("received"), outcome=words["outcome"] if words.get("outcome") in OUTCOMES else OUTCOMES[-1],
        exemption="", exemption_scope="", licence="", may_republish=False,
        confirmed_by=str(raw.get("confirmed_by") or raw.get("confirmed_on") or ""), confirmed_on=None, replaces="",
        amends="", note="", files=tuple(FileEntry(name, "", name not in held) for name in names), tables=(), stated=(),
        accepted=(),
    )  # fmt: skip


def make_reply(raw: dict[str, Any], folder: str, question: Question) -> Reply:
    """The reply that the entries of a `reply.toml` describe; raises DataError with every entry that is wrong."""
    entries = Entries(raw, f"{folder}/{FILE}")
    reply = Reply(
        folder=folder,
        force=entries.text("force"),
        reference=entries.text("reference"),
        sent=entries.day("sent"),
        received=entries.day("received"),
        outcome=entries.one_of("outcome", OUTCOMES),
        exemption=entries.text("exemption", ""),
        exemption_scope=entries.text("exemption_scope", ""),
        licence=entries.text("licence", ""),
        may_republish=entries.flag("may_republish"),
        confirmed_by=entries.text("confirmed_by", ""),
        confirmed_on=entries.day("confirmed_on"),
        replaces=entries.text("replaces", ""),
        amends=entries.text("amends", ""),
        note=entries.text("note", ""),
        files=tuple(_file(each) for each in entries.each("files")),
        tables=tuple(_table(each, question) for each in spread(entries)),
        stated=tuple(_stated(each, question) for each in entries.each("stated")),
        accepted=tuple(_accepted(each) for each in entries.each("accepted")),
        questions=entries.texts("questions"),
        guesses=entries.texts("guesses"),
        drafted=entries.text("drafted", ""),
        asked=_asked(entries),
        raw=raw,
    )
    entries.refuse_unknown()
    _check_whole(reply, entries)
    entries.done()
    return reply


def _asked(entries: Entries) -> int:
    """How many questions the draft had; of one that was drafted before they were counted, one."""
    asked = entries.take("asked", 1)
    if type(asked) is not int or asked < 0:
        entries.refuse("asked", asked, "it must be a whole number without quotes")
        return 1
    return asked


def _check_whole(reply: Reply, entries: Entries) -> None:
    if reply.sent and reply.received and reply.received < reply.sent:
        entries.refuse("received", reply.received, f"it lies before 'sent' ({reply.sent})")
    if bool(reply.confirmed_by) != bool(reply.confirmed_on):
        entries.refuse("confirmed_by", reply.confirmed_by, "confirmed_by and confirmed_on go together")
    if reply.amends and (reply.replaces or reply.amends == reply.folder.split("/")[-1]):
        why = "it amends figures of one earlier reply, or replaces all of it; not both, and not itself"
        entries.refuse("amends", reply.amends, why)
    if reply.confirmed and reply.questions:
        entries.refuse(
            "questions",
            reply.questions[0],
            "a confirmed reading has no open question",
            "answer each, and take it out",
        )
    if reply.confirmed and reply.outcome == "not known yet":
        entries.refuse(
            "outcome", reply.outcome, "a confirmed reading says what the outcome is", ", ".join(OUTCOMES[:-1])
        )
    if reply.outcome in ("refused", "neither confirm nor deny") and reply.confirmed and not reply.exemption:
        entries.refuse("exemption", "", "a refusal names its section", 'exemption = "s.12(1)"')
    if reply.tables and reply.confirmed and reply.outcome not in ANSWERED:
        entries.refuse(
            "tables", reply.tables[0].id, f"the outcome is '{reply.outcome}', so no table holds an answer"
        )
    if reply.confirmed and reply.outcome == "full" and not reply.tables and not reply.stated:
        why = "the outcome is 'full', and nothing says where the answer stands"
        entries.refuse("tables", "", why, "[[tables]], or [[stated]]")
    ids = [table.id for table in reply.tables]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        entries.refuse("tables", twice, "two tables have this id")
    names = [file.name for file in reply.files]
    for twice in sorted({each for each in names if names.count(each) > 1}):
        entries.refuse("files", twice, "two files have this name")
    for table in reply.tables:
        if not any(table.file == name or table.file.startswith(f"{name}/") for name in names):
            entries.refuse(
                f"tables '{table.id}': file", table.file, "no such file is filed here", ", ".join(names)
            )
        others = {t.measure for t in reply.tables if t.group == table.group}
        if len(others) > 1:
            entries.refuse(
                f"tables '{table.id}': group", table.group, "tables of one group must count the same measure"
            )


def _file(entries: Entries) -> FileEntry:
    file = FileEntry(entries.text("name"), entries.text("sha256"), entries.flag("held_back"))
    if not re.fullmatch(r"[0-9a-f]{64}", file.sha256):
        entries.refuse("sha256", file.sha256, "it is not a SHA-256: 64 of the characters 0-9 and a-f")
    if file.name in ("", ".", "..", FILE) or "/" in file.name or "\\" in file.name:
        entries.refuse("name", file.name, "it must be the name of one file, without a folder")
    for name in ("kind", "status", "finds", "together"):  # what `reply add` noted of it; see `add`
        entries.take(name)
    entries.refuse_unknown()
    return file


def _stated(entries: Entries, question: Question) -> Stated:
    count = entries.take("count")
    if type(count) is not int or count < 0:
        entries.refuse("count", count, "it must be a whole number without quotes")
        count = 0
    at = _fixed(entries, "at", entries.table("at"), question)
    stated = Stated(
        count, at, entries.text("measure", "crimes recorded"), entries.text("place"), entries.text("words")
    )
    entries.refuse_unknown()
    return stated


def _value(text: object, question: Question, name: str) -> str:
    """A value of a dimension as a reading writes it: as the question names it, or a window as a reply may print it."""
    if isinstance(text, str) and text in (OUTSIDE, NOT_STATED):
        question.dimension(name)
        return text
    return question.dimension(name).parse(text)


def _accepted(entries: Entries) -> Accepted:
    difference = entries.take("difference")
    if type(difference) is not int:
        entries.refuse("difference", difference, "it must be a whole number without quotes")
        difference = 0
    found = Accepted(entries.text("check"), difference, entries.text("because"), entries.text("by"))
    for name in ("check", "because", "by"):
        if not getattr(found, name).strip("… "):
            entries.refuse(name, getattr(found, name), "it says nothing yet")
    entries.refuse_unknown()
    return found


def _table(entries: Entries, question: Question) -> Table:
    name, use = entries.text("id"), entries.one_of("use", USES, "figures")
    places = entries.texts("place")
    if not places:
        entries.refuse("place", "", "it must name a place in the file, as \"sheet 'Data'\"")
    ranges = entries.texts("range")
    if len(ranges) not in (0, 1, len(places)):
        entries.refuse("range", list(ranges), "one for each place, or one for all")
    for each in ranges:
        if each and not RANGE.fullmatch(each):
            entries.refuse(
                "range", each, "not a range of cells", "A4:G20, or only rows as 4:20, or columns as A:G"
            )
    values = {
        dimension: {
            squash(key): value
            for key, text in _sub(entries, "values", dimension, given).items()
            if (value := entries.parsed(f"values.{dimension}", text, _value, question, dimension)) is not None
        }
        for dimension, given in entries.table("values").items()
    }
    table = Table(
        id=name,
        file=entries.text("file"),
        places=places,
        group=entries.text("group", "") or name,
        measure=entries.text("measure", "crimes recorded"),
        unit=entries.text("unit", "" if use == "no" else None),
        grain=entries.one_of("grain", GRAINS, "counts"),
        use=use,
        ranges=ranges,
        pieces=entries.one_of("pieces", PIECES, "stacked"),
        header=entries.texts("header", ["-"]),
        header_on=entries.one_of("header_on", ("first", "each"), "first"),
        header_blank=entries.one_of("header_blank", ("", LEFT), ""),
        labels=_labels(entries, "labels", question, (NUMBER, REFERENCE, IGNORED)),
        counts=_columns(entries, "counts"),
        columns=_fixed_each(entries, "columns", _column_range, question),
        rows=_fixed_each(entries, "rows", row_range, question),
        said=tuple(_said(each, question) for each in entries.each("said")),
        sections=_labels(entries, "sections", question, ()),
        same_as_above=_columns(entries, "same_as_above"),
        fixed=_fixed(entries, "fixed", entries.table("fixed"), question),
        words=_words(entries),
        rounded=_rounded(entries),
        values=values,
        years=entries.one_of("years", YEARS, ""),
        serials=entries.flag("serials"),
        since=entries.day("since"),
        until=entries.day("until"),
        totals=tuple(total for each in entries.each("totals") if (total := _total(each))),
        skip=tuple(_skipped(each) for each in entries.each("skip")),
        ignore=_ignored(entries),
        counted=_counted(entries),
        not_totals=_rows(entries, "not_totals"),
        hidden=entries.one_of("hidden", ("", "use", "leave"), ""),
        same_key=entries.one_of("same_key", SAME_KEYS, "refuse"),
        same_reference=entries.one_of("same_reference", SAME_REFERENCES, ""),
        partial=entries.texts("partial"),
        edges=_edges(entries),
        note=entries.text("note", ""),
    )
    entries.refuse_unknown()
    _check_table(table, entries, question)
    return table


def _check_table(table: Table, entries: Entries, question: Question) -> None:
    if table.use == "no":
        if not table.note:
            entries.refuse(
                "note", "", "a table that is not used needs a reason", 'note = "last year\'s figures"'
            )
        return
    for dimension in (*table.header, *table.values, *table.partial):
        if dimension != IGNORED:
            entries.parsed("header", dimension, question.dimension)
    if table.grain == "records" and table.counts:
        entries.refuse("counts", "", "a table of one row a crime has no column of counts", 'grain = "counts"')
    if table.grain == "counts" and not table.counts:
        entries.refuse("counts", "", "it must name the columns that hold counts", 'counts = ["C:G"]')
    if (table.grain == "said") != bool(table.said):
        entries.refuse(
            "said",
            "",
            "numbers typed from sentences go with their grain",
            'grain = "said" and [[tables.said]]',
        )
    if table.grain == "said" and (table.counts or table.labels or table.totals or table.ranges or table.rows):
        entries.refuse(
            "said", "", "numbers typed from sentences have no rows and columns", "a table of its own"
        )
    if table.grain == "records" and (table.totals or table.columns or table.rows or table.sections):
        entries.refuse(
            "totals", "", "a table of one row a crime has no totals, sections, columns or rows", "[[stated]]"
        )
    twice = (set(table.labels) | set(table.sections)) & (set(table.counts) | set(table.ignore))
    if twice or set(table.counts) & set(table.ignore):
        entries.refuse("counts", sorted(twice), "a column is labels, counts or ignored: only one of them")
    _check_counted(table, entries)
    _check_references(table, entries)
    _check_dimensions(table, entries, question)


def _check_counted(table: Table, entries: Entries) -> None:
    """A column whose words say which rows count is no dimension: one that is has `values`."""
    if table.counted and table.grain == "said":
        entries.refuse(
            "counted", "", "numbers typed from sentences have no rows", "leave out those that don't count"
        )
    for column in table.counted:
        name = table.labels.get(column, IGNORED)
        if name != IGNORED or column in (*table.sections, *table.counts):
            entries.refuse(
                "counted", column_name(column), "the column is labels or counts, and says more than which rows count",
                f'values = {{ {name} = {{ "…" = "{OUTSIDE}" }} }} for a dimension, or [[tables.skip]]',
            )  # fmt: skip


def _check_references(table: Table, entries: Entries) -> None:
    """What names a crime stands in a table of one row a crime alone, and so does what is done with its duplicates."""
    named = REFERENCE in table.labels.values()
    if table.grain == "counts" and (named or table.same_reference):
        why = "only a table of one row a crime has references"
        entries.refuse("labels" if named else "same_reference", "", why, 'grain = "records"')
    elif table.same_reference and not named:
        why = "nothing says which column names the crime"
        entries.refuse("same_reference", table.same_reference, why, f'labels = {{ A = "{REFERENCE}" }}')


def _check_dimensions(table: Table, entries: Entries, question: Question) -> None:
    """Every dimension of the question has one place that gives it: nothing is taken for granted."""
    named = [*table.header, *table.labels.values(), *table.sections.values()]
    # One that is misspelt, or whose value is, is told already.
    misspelt = set(named) - {*question.names, NUMBER, REFERENCE, IGNORED}
    fixed = entries.raw.get("fixed", {})
    given = [*named, *(fixed if isinstance(fixed, dict) else table.fixed)]
    # What only some rows or sentences say is looked for in each when it is taken.
    one_by_one = {name for each in (*table.rows.values(), *(said.at for said in table.said)) for name in each}
    over_columns = {*table.header, *(name for each in table.columns.values() for name in each)}
    for name in {name for each in table.rows.values() for name in each} & (over_columns | table.in_parts):
        entries.refuse("rows", name, f"the columns give the {name} already, and a row can't give another")
    for name in question.names if not misspelt else ():
        by_column = all(name in table.columns.get(c, {}) for c in table.counts or (0,))
        if given.count(name) == 0 and not by_column and name not in one_by_one:
            entries.refuse(
                "fixed", "", f"nothing says which {name} is counted",
                f'labels, header or columns that hold it, or fixed = {{ {name} = "all" }} (or "not stated")',
            )  # fmt: skip
        if given.count(name) > 1 and question.dimension(name).kind != "window":
            entries.refuse("labels", name, f"the {name} is given more than once")


def _sub(entries: Entries, name: str, key: str, value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    entries.refuse(f"{name}.{key}", value, "it must be entries in braces")
    return {}


def _labels(entries: Entries, name: str, question: Question, more: tuple[str, ...]) -> dict[int, str]:
    found = {}
    for letters, dimension in entries.table(name).items():
        column = entries.parsed(name, letters, _column)
        if dimension not in more:
            entries.parsed(f"{name}.{letters}", dimension, question.dimension)
        if column and isinstance(dimension, str):
            found[column] = dimension
    return found


def _fixed(entries: Entries, name: str, given: dict[str, Any], question: Question) -> dict[str, str]:
    return {
        dimension: value
        for dimension, text in given.items()
        if (value := entries.parsed(f"{name}.{dimension}", text, _value, question, dimension)) is not None
    }


def _fixed_each(
    entries: Entries, name: str, parse: Callable[[object], tuple[int, ...]], question: Question
) -> dict[int, dict[str, str]]:
    """What each of some columns or rows counts, by its number."""
    found: dict[int, dict[str, str]] = {}
    for key, given in entries.table(name).items():
        fixed = _fixed(entries, f"{name}.{key}", _sub(entries, name, key, given), question)
        for at in entries.parsed(name, key, parse) or ():
            found[at] = fixed
    return found


def _said(entries: Entries, question: Question) -> Said:
    words, count = squash(entries.text("words")), entries.take("count")
    meant = entries.parsed("count", count, _meaning) or Count(0, 0, "exact")
    # A number in words, as "forty-five", is the person's to read: the words must be there, and no more is known.
    if type(count) is int and str(count) not in _numbers_in(words) and not SPELLED.search(words):
        entries.refuse("words", words, f"they have no {count} in them")
    if not words:
        entries.refuse("words", words, "the words that the number stands in are missing")
    said = Said(meant, words, _fixed(entries, "at", entries.table("at"), question))
    entries.refuse_unknown()
    return said


def _numbers_in(words: str) -> list[str]:
    return [found.replace(",", "") for found in re.findall(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+", words)]


def _columns(entries: Entries, name: str) -> tuple[int, ...]:
    found: list[int] = []
    for each in entries.texts(name):
        found += entries.parsed(name, each, _column_range) or ()
    return tuple(found)


def _ignored(entries: Entries) -> dict[int, str]:
    found = {}
    for letters, why in entries.table("ignore").items():
        if not isinstance(why, str) or not why.strip():
            entries.refuse(f"ignore.{letters}", why, "it must say why the column is left out, in quotes")
        for column in entries.parsed("ignore", letters, _column_range) or ():
            found[column] = str(why)
    return found


def _counted(entries: Entries) -> dict[int, dict[str, bool]]:
    """Of columns that are no dimension: which of their words stand on rows that count."""
    found: dict[int, dict[str, bool]] = {}
    for letters, given in entries.table("counted").items():
        name = f"counted.{letters}"
        words = _sub(entries, "counted", letters, given)
        for word, counts in words.items():
            if not isinstance(counts, bool):
                entries.refuse(
                    f"{name}.{word or 'blank'}", counts, "it must be true or false: whether such rows count"
                )
        if column := entries.parsed("counted", letters, _column):
            found[column] = {squash(word): counts is True for word, counts in words.items()}
    return found


def _rounded(entries: Entries) -> int:
    """What each number is rounded to; 1 where they are exact."""
    unit = entries.take("rounded", 1)
    if type(unit) is not int or unit < 1:
        entries.refuse(
            "rounded", unit, "it must be what the numbers are rounded to, as 5 or 10, without quotes"
        )
        return 1
    return unit


def _words(entries: Entries) -> dict[str, Count]:
    return {
        squash(text): count
        for text, meaning in entries.table("words").items()
        if (count := entries.parsed(f"words.{text or 'blank'}", meaning, _meaning)) is not None
    }


def _meaning(value: object) -> Count:
    """What a word in a cell stands for: a number, `[1, 4]` (below a threshold), or a status without a count."""
    if type(value) is int:
        return Count(value, value, "exact")
    if isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value):
        # Nought or one at the least is below a threshold; another range is what a rounded number or a band says.
        return Count(value[0], value[1], "below threshold" if value[0] < 2 else "rounded")
    if isinstance(value, str) and value in WITHOUT_COUNT:
        return Count(0, None, value)
    raise ValueError(f"a whole number, [least, most], or one of: {', '.join(WITHOUT_COUNT)}")


def _total(entries: Entries) -> Total | None:
    row, letters, of = entries.take("row"), entries.take("column"), entries.texts("of")
    label = entries.text("label", "")
    entries.refuse_unknown()
    if (row is None) == (letters is None) or not of:
        entries.refuse(
            "row",
            row,
            "a total is a row or a column, of others",
            'row = 20, of = "5:19"; or column = "H", of = "C:G"',
        )
        return None
    if row is not None:
        parts = [entries.parsed("of", each, row_range) or () for each in of]
        if type(row) is not int:
            entries.refuse("row", row, "it must be a whole number without quotes")
            return None
        return Total(row, None, tuple(at for part in parts for at in part), label)
    parts = [entries.parsed("of", each, _column_range) or () for each in of]
    return Total(
        None, entries.parsed("column", letters, _column), tuple(at for part in parts for at in part), label
    )


def _skipped(entries: Entries) -> Skipped:
    skipped = Skipped(_rows(entries, "rows"), entries.text("why"))
    if not skipped.why:
        entries.refuse("why", "", "rows are left out only for a reason")
    entries.refuse_unknown()
    return skipped


def _rows(entries: Entries, name: str) -> tuple[int, ...]:
    given = entries.take(name, [])
    given = given if isinstance(given, list) else [given]
    return tuple(at for each in given for at in entries.parsed(name, str(each), row_range) or ())


def _edges(entries: Entries) -> dict[str, tuple[float, ...]]:
    found = {}
    for pages, given in entries.table("edges").items():
        if not isinstance(given, list) or not all(isinstance(x, int | float) for x in given):
            entries.refuse(
                f"edges.{pages}", given, "it must be distances from the left in points, in square brackets"
            )
            continue
        found[pages] = tuple(float(x) for x in given)
    return found


def _column(text: object) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"[A-Z]{1,3}", text):
        raise ValueError("not a column: its letters, as C")
    return column_number(text)


def _column_range(text: object) -> tuple[int, ...]:
    found = COLUMNS.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise ValueError("not columns: C, or C:G")
    first, last = column_number(found[1]), column_number(found[2] or found[1])
    if last < first:
        raise ValueError("the last column lies before the first")
    return tuple(range(first, last + 1))


def range_of(text: str) -> tuple[int | None, int | None, int | None, int | None]:
    """The first column, first row, last column and last row of a range; None where it names none.

    >>> range_of("A4:G20"), range_of("4:20")
    ((1, 4, 7, 20), (None, 4, None, 20))
    """
    found = RANGE.fullmatch(text)
    assert found, text
    left, top, right, bottom = found.groups()
    return (
        column_number(left) if left else None,
        int(top) if top else None,
        column_number(right) if right else None,
        int(bottom) if bottom else None,
    )


def row_range(text: object) -> tuple[int, ...]:
    """The rows that a text names: `5`, or `5:19`. Raises ValueError for another text."""
    found = ROWS.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise ValueError("not rows: 5, or 5:19")
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last <= 2_000_000:
        raise ValueError("rows count from 1, the first before the last")
    return tuple(range(first, last + 1))
