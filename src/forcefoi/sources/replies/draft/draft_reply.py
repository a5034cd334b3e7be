"""Draft a reply: all tables of all of its files, held against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from forcefoi.question import Question
from forcefoi.sources.replies.draft.adding import bounds_of
from forcefoi.sources.replies.draft.block_lines import as_blocks
from forcefoi.sources.replies.draft.contents import lists_tables
from forcefoi.sources.replies.draft.doubts import ask_notices
from forcefoi.sources.replies.draft.fixed import ask_unlabelled
from forcefoi.sources.replies.draft.join_pieces import join_pieces
from forcefoi.sources.replies.draft.looks import kind_of_cell
from forcefoi.sources.replies.draft.name_dimension import is_open, reads
from forcefoi.sources.replies.draft.once import once
from forcefoi.sources.replies.draft.parts import Block, Sketch, Source, runs
from forcefoi.sources.replies.draft.prose import outcome_of, stated_in
from forcefoi.sources.replies.draft.said import ask_spoken, draft_said
from forcefoi.sources.replies.draft.slices import arrange, ask_spellings, compare
from forcefoi.sources.replies.draft.split import split
from forcefoi.sources.replies.draft.table import sketch_table
from forcefoi.sources.replies.draft.try_out import try_out
from forcefoi.sources.replies.draft.twins import ask_twins
from forcefoi.sources.replies.draft.windows import last_day, window_name
from forcefoi.sources.replies.grid import Document, Grid, Value
from forcefoi.sources.replies.reading import Reply, Table
from forcefoi.windows import value_label

# Places that a reader offers beside the real tables: the same words again, by line.
LABELS = ("lines", "labels")
# So many filled cells in a row are no title: a row of a table without a number has them too.
MANY = 3


@dataclass
class Draft:
    """A drafted reading: tables, stated numbers, entries at the root, and what was guessed and is asked."""

    sketches: list[Sketch] = field(default_factory=list)
    stated: list[dict[str, Any]] = field(default_factory=list)
    root: dict[str, str] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def draft_reply(
    documents: Sequence[Document], question: Question, reply: Reply | None = None, kept: Sequence[Table] = ()
) -> Draft:
    """The drafted reading of some files. `kept` are tables that a person has: their places are passed over."""
    draft = Draft()
    every = [each for document in documents for each in document.walk()]
    by_name = {each.name: each for each in every}
    texts = tuple(text.text for each in every for text in each.texts if not text.hidden)
    taken_ids = {table.id for table in kept}
    for document in every:
        if document.status != "read":
            draft.questions.append(
                f"{document.name} can't be read ({document.status}: {document.why}): {document.todo}"
            )
            continue
        draft.questions += ask_notices(document)
        source = Source(document.name, texts, reply.received if reply else None, tuple(by_name))
        places = {place for table in kept if table.file == document.name for place in table.places}
        _draft_document(document, source, places, question, draft, taken_ids)
    if not draft.sketches and not kept and not outcome_of(every, False)[0]:
        _draft_said(every, texts, reply, question, draft)
    ask_unlabelled(draft.sketches, question)
    ask_twins(draft.sketches)
    arrange(draft.sketches, question)
    for sketch in draft.sketches:
        _ask_future(sketch, source_day(reply, question), question)
    compare(draft.sketches, by_name, question)
    draft.questions += ask_spellings(draft.sketches, question)
    measures = {sketch.entry["measure"]: sketch.id for sketch in reversed(draft.sketches)}
    if len(measures) > 1:
        told = "; ".join(f"{name}: '{measure[:60]}'" for measure, name in reversed(measures.items()))
        draft.questions.append(f"the tables count different measures ({told}): is each named rightly?")
    _add_words(every, question, reply, kept, draft)
    for sketch in draft.sketches:
        draft.guesses += sketch.guesses
        draft.questions += sketch.questions
    draft.guesses, draft.questions = once(draft.guesses), once(draft.questions)
    return draft


def source_day(reply: Reply | None, question: Question) -> Any:
    """The day up to which a reply can have counted."""
    return (reply.received if reply else None) or None


def _draft_document(
    document: Document, source: Source, places: set[str], question: Question, draft: Draft, ids: set[str]
) -> None:
    real = [grid for grid in document.grids if not _is_again(grid, document)]
    drafted = _draft_grids(document, real, source, places, question, draft, ids)
    again = [grid for grid in document.grids if _is_again(grid, document)]
    if again and not drafted and not places:
        _draft_grids(document, again, source, places, question, draft, ids)


def _is_again(grid: Grid, document: Document) -> bool:
    return grid.place.rpartition(", ")[2] in LABELS and document.kind not in ("csv", "tsv")


def _draft_grids(
    document: Document, grids: Sequence[Grid], source: Source, places: set[str], question: Question, draft: Draft,
    ids: set[str],
) -> bool:  # fmt: skip
    closed = [each for each in question.dimensions if not is_open(each)]

    def is_value(text: str) -> bool:
        return any(reads(text, each) for each in closed)

    found = False
    for grid, pieces in join_pieces([each for each in grids if each.place not in places], is_value):
        if grid.hidden:
            draft.questions.append(
                f"{document.name}, {grid.place} is {grid.hidden}: nothing of it is drafted; "
                "has it a part of the answer?"
            )
            continue
        blocked = _blocked(grid, is_value)
        if blocked:
            grid, where = blocked
        # A lazy grid makes each row anew when asked for it, and every row is asked for often.
        grid = replace(grid, rows=[tuple(row) for row in grid.rows])
        blocks = split(grid, is_value) if len(grid.rows) else []
        if not blocks and _has_cells(grid):
            draft.questions.append(
                f"{document.name}, {grid.place}: no table could be made out there: is there one?"
            )
        sketches = []
        for block in blocks:
            if lists_tables(block):
                draft.guesses.append(
                    f"{document.name}, {grid.place}, {block.range}: it lists the other tables, and is passed over"
                )
                continue
            name = next(f"t{n}" for n in range(1, 10_000) if f"t{n}" not in ids)
            sketch = sketch_table(block, name, source, question)
            if _is_again(grid, document) and not (sketch and sketch.dimensions):
                continue  # "Tel No: 101": a line of a letter, and no table.
            if sketch is None:
                draft.questions.append(
                    f"{document.name}, {grid.place}, {block.range}: no figures of the question could be made out there"
                )
                continue
            ids.add(name)
            sketches.append(sketch)
        _skip_rest(grid, blocks, sketches)
        for sketch in sketches if blocked else ():
            sketch.entry |= {"pieces": "blocks", "range": where}
            sketch.guess("each block of lines is a row, and each label a column", "pieces")
        for sketch in sketches if len(pieces) > 1 else ():
            sketch.entry["place"] = list(pieces)
            del sketch.entry["range"]  # All of both: the rows count on.
            sketch.guess(f"{', '.join(pieces[1:])} goes on from it, without a header", "place")
        for sketch in sketches:
            for doubt in grid.doubts[:5]:
                sketch.ask(f"a doubt of reading the file: {doubt}")
            try_out(sketch, document, question)
        draft.sketches += sketches
        found |= bool(sketches)
    return found


def _blocked(grid: Grid, is_value: Callable[[str], bool]) -> tuple[Grid, str] | None:
    """The rows of a grid whose lines are blocks, where they are one table from the first to the last."""
    if not (found := as_blocks(grid)):
        return None
    tables = split(found[0], is_value)
    whole = len(tables) == 1 and tables[0].header == (0,) and tables[0].last == len(found[0].rows) - 1
    return found if whole else None


def _has_cells(grid: Grid) -> bool:
    """Whether more than one cell of a row is filled somewhere: lines of text alone are no table."""
    return any(sum(kind_of_cell(value) != "blank" for value in row) > 1 for row in grid.rows)


def _skip_rest(grid: Grid, blocks: Sequence[Block], sketches: Sequence[Sketch]) -> None:
    """Rows outside every table that hold a number (a year in a title) are named, with why they are no figures."""
    if not sketches:
        return
    inside = {row for each in blocks for row in (*each.header, *each.rows)}
    outside = [row for row in range(len(grid.rows)) if row not in inside]
    for row in outside:
        filled = [value for value in grid.rows[row] if kind_of_cell(value) != "blank"]
        signs = any(kind_of_cell(value) == "word" and not str(value).strip().isalpha() for value in filled)
        if signs or len(filled) >= MANY or (len(filled) > 1 and any(map(_is_number, filled))):
            sketches[-1].ask(
                f"{grid.row(row)} lies outside every table and has more in it than words: is it data?"
            )
    left = [row for row in outside if any(map(_is_number, grid.rows[row]))]
    if not left:
        return
    numbers = [row + grid.first_row for row in left]
    rows = [f"{a}:{b}" if b > a else str(a) for a, b in runs(numbers)]
    skip = sketches[0].entry.setdefault("skip", [])
    skip.append({"rows": rows, "why": "outside the tables: no figures"})
    sketches[0].guess(
        f"row{'s' * (len(left) > 1)} {', '.join(rows)}: words around the tables, without figures", "skip"
    )


def _numbers_read(every: Sequence[Document], kept: Sequence[Table], draft: Draft) -> set[int]:
    """Every number of the tables that are drafted, or that a person has."""
    places = {(table.file, place) for table in kept for place in table.places}
    places |= {(sketch.file, sketch.block.grid.place) for sketch in draft.sketches}
    grids = [grid for each in every for grid in each.grids if (each.name, grid.place) in places]
    return {
        bounds_of(value).low
        for grid in grids
        for row in grid.rows
        for value in row
        if kind_of_cell(value) in ("number", "year")
    }


def _is_number(value: Value) -> bool:
    return kind_of_cell(value) in ("number", "decimal", "year")


def _ask_future(sketch: Sketch, day: Any, question: Question) -> None:
    """A window that wasn't over when the reply came is counted in part."""
    time = window_name(question)
    if not time or not day:
        return
    at = question.names.index(time)
    ends = {key[at] for key in sketch.cells}
    last = last_day(ends)
    if last and last > day and "until" not in sketch.entry:
        late = ", ".join(sorted(value_label(each) for each in ends if (last_day([each]) or day) > day))
        sketch.ask(f"{late} was not over when the reply came ({day}): until which day was counted? until = …")


def _draft_said(
    every: Sequence[Document], texts: tuple[str, ...], reply: Reply | None, question: Question, draft: Draft
) -> None:
    """The figures in sentences of a reply that has no table."""
    for document in every:
        source = Source(document.name, texts, reply.received if reply else None)
        if sketch := draft_said(document, f"t{len(draft.sketches) + 1}", source, question):
            try_out(sketch, document, question)
            draft.sketches.append(sketch)


def _add_words(
    every: Sequence[Document], question: Question, reply: Reply | None, kept: Sequence[Table], draft: Draft
) -> None:
    """Numbers and refusals in the letter's sentences; of a reply that has no table, the numbers are its figures."""
    if all(sketch.entry.get("grain") != "said" for sketch in draft.sketches):
        draft.stated, guesses, questions = stated_in(every, question)
        draft.guesses += guesses
        draft.questions += questions
        told = [*questions, *(each["words"] for each in draft.stated)]
        draft.questions += ask_spoken(every, question, _numbers_read(every, kept, draft), told)
    outcome, exemption, words = outcome_of(every, bool(draft.sketches))
    if not outcome or (reply and reply.outcome != "not known yet"):
        return
    draft.root["outcome"] = outcome
    by = f", by “{words}”" if words else ""
    draft.guesses.append(f"the outcome is '{outcome}'{by}")
    if exemption and not (reply and reply.exemption):
        draft.root["exemption"] = exemption
        draft.guesses.append(f"the exemption is {exemption}")
    if outcome != "full":
        draft.questions.append(f"is the outcome '{outcome}'{f' under {exemption}' if exemption else ''}{by}?")
