"""Table: the draft of one table, from its block to its entry in a reading."""

from __future__ import annotations

import re
from typing import Any

from forcefoi.question import Question
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head
from forcefoi.sources.replies.draft.beside import beside_words
from forcefoi.sources.replies.draft.doubts import ask_doubts
from forcefoi.sources.replies.draft.find_axes import find_axes
from forcefoi.sources.replies.draft.fixed import fill_missing
from forcefoi.sources.replies.draft.headers import read_headers
from forcefoi.sources.replies.draft.labels import ask_labels, fill_times
from forcefoi.sources.replies.draft.looks import kind_of_cell
from forcefoi.sources.replies.draft.mixed_days import ask_mixed_days
from forcefoi.sources.replies.draft.name_dimension import is_open
from forcefoi.sources.replies.draft.of_which import place_parts
from forcefoi.sources.replies.draft.parts import Block, Sketch, Source, column_ranges, near_texts, row_ranges
from forcefoi.sources.replies.draft.records import fill_records, is_list
from forcefoi.sources.replies.draft.second import says_the_same
from forcefoi.sources.replies.draft.sort_columns import UNIT_WORDS
from forcefoi.sources.replies.draft.totals import find_totals
from forcefoi.sources.replies.draft.values import ask_blank
from forcefoi.sources.replies.draft.windows import windows_in
from forcefoi.sources.replies.draft.words import find_words

UNITS = re.compile(
    r"\b(?:count|number|total|no\.?|sum) of (?:recorded |reported |all |unique |distinct )?(?P<unit>[a-z]{4,})",
    re.I,
)
REFERENCE = re.compile(
    r"\b(?:ref|reference|foi[ar]?|freedom of information|run date|date|produced|printed|request)\b.*[0-9]",
    re.I,
)


def sketch_table(block: Block, name: str, source: Source, question: Question) -> Sketch | None:
    """The draft of one table; None where there is nothing in it that could be counts or crimes."""
    axes = find_axes(block, question)
    sketch = Sketch(name, source.file, block, {})
    if not axes.counts and not axes.records:
        return None
    rows = data_rows(block, axes)
    if not rows or (axes.records and not is_list(block, axes, question)):
        return None
    sketch.entry |= {"id": name, "file": source.file, "place": block.grid.place, "range": block.range}
    sketch.guess(_where(block), "range")
    if block.doubtful:
        sketch.ask(
            f"row {block.number(block.header[0])} is taken to begin another table: is it a header, or a row "
            "of the table before it?"
        )
    totals = [] if axes.records else find_totals(block, axes, question, sketch)
    axes.sums = [each["row"] - block.grid.first_row for each in totals if "row" in each]
    for guess in axes.guesses:
        sketch.guess(guess)
    for asked in axes.questions:
        sketch.ask(asked)
    _fill_unit(block, axes, sketch)
    if axes.records:
        fill_records(block, axes, question, source.texts, sketch)
    else:
        _fill_counts(block, axes, totals, question, source, sketch)
    fill_times(block, axes, source, question, sketch)
    ask_mixed_days(block, axes, question, sketch)
    fill_missing(block, axes, source, question, sketch)
    ask_labels(block, axes, question, sketch)
    place_parts(block, question, axes, sketch)
    _ask_hidden(block, sketch)
    ask_doubts(block, axes, question, source.texts, near_texts(block), sketch)
    return sketch


def _where(block: Block) -> str:
    rows = f"rows {block.number(block.first)}-{block.number(block.last)} are data"
    if not block.header:
        return f"{rows}; there is no header"
    first, last = block.number(block.header[0]), block.number(block.header[-1])
    return f"{rows}; row{'s' if last > first else ''} {first}{f'-{last}' if last > first else ''} the header"


def _fill_unit(block: Block, axes: Axes, sketch: Sketch) -> None:
    title = next((text for text in reversed(block.above) if _is_title(text)), "")
    # Over a list of crimes a column "No of victims" is what each crime has, and not what its rows are.
    heads = [] if axes.records else [head(block, c) for c in block.columns]
    texts = [*heads, *reversed(block.above)]
    found = next((match["unit"].casefold() for text in texts if (match := UNITS.search(text))), "")
    low = " ".join(texts).casefold()
    unit = found or next((word for word in UNIT_WORDS if word in low), "")
    if not unit:
        sketch.guess("nothing says what is counted; taken to be crimes", "unit")
    sketch.entry["unit"] = unit or "crimes"
    sketch.comments["title"] = title


def _is_title(text: str) -> bool:
    """Whether a line above a table says what it holds, and is no reference, date or lone year."""
    return len(text) > 3 and windows_in(text) != [text] and not REFERENCE.search(text)


def _fill_counts(
    block: Block, axes: Axes, totals: list[dict[str, Any]], question: Question, source: Source, sketch: Sketch
) -> None:
    entry = sketch.entry
    read_headers(block, axes, question, sketch)
    entry["header"] = list(axes.header)
    if axes.filled:
        entry["header_blank"] = "same as left"
        sketch.guess("a blank in the header is the same as what lies left of it", "header_blank")
    entry["labels"] = {block.letters(c): axes.labels[c] for c in sorted(axes.labels)}
    if axes.rows:
        entry["rows"] = {
            str(block.number(row)): own for row, own in axes.rows.items() if row not in axes.sums
        }
    if axes.sections:
        entry["sections"] = {block.letters(c): name for c, name in axes.sections.items()}
    entry["counts"] = column_ranges(block, sorted(axes.counts))
    if axes.columns:
        entry["columns"] = {block.letters(c): dict(each) for c, each in sorted(axes.columns.items())}
    if axes.ignore:
        entry["ignore"] = {block.letters(c): why for c, why in sorted(axes.ignore.items())}
    rows = [row for row in data_rows(block, axes) if row not in axes.sums]
    _fill_same_as_above(block, axes, rows, question, sketch)
    words = find_words(block, rows, sorted(axes.counts), [*block.above, *block.below, *source.texts], sketch)
    words |= beside_words(block, rows, sorted(axes.counts), axes.sums, axes.totals, sketch)
    if words:
        entry["words"] = words
    if axes.repeated:
        entry["skip"] = [{"rows": row_ranges(block, axes.repeated), "why": "the header again"}]
        sketch.guess(f"the header stands again in rows {', '.join(row_ranges(block, axes.repeated))}", "skip")
    if totals:
        entry["totals"] = totals
    _place_unknown(block, axes, rows, question, sketch)


def _fill_same_as_above(
    block: Block, axes: Axes, rows: list[int], question: Question, sketch: Sketch
) -> None:
    columns = [c for c in sorted(axes.labels) if axes.labels[c] not in ("number", "-")]
    found = []
    for column in columns:
        blanks = [
            row for row in rows if block.kind(row, column) == "blank" and not _merged(block, row, column)
        ]
        if not blanks:
            continue
        where = f"column {block.letters(column)}"
        dimension = question.dimension(axes.labels[column])
        if dimension.kind == "gender" and column == columns[-1] and rows[0] not in blanks:
            ask_blank(f"{where} ({len(blanks)} of {len(rows)} rows)", dimension, sketch)
        elif column == columns[-1] or rows[0] in blanks:
            sketch.ask(
                f"{where} is blank in row {block.number(blanks[0])}"
                f"{f' and {len(blanks) - 1} more' if len(blanks) > 1 else ''}, which has counts: what is it?"
            )
        else:
            found.append(block.letters(column))
            text = (
                f"a blank in {where} is the same as above ({len(blanks)} row{'s' if len(blanks) > 1 else ''})"
            )
            sketch.guess(text, "same_as_above")
            values = [block.words(row, column) for row in rows if block.kind(row, column) != "blank"]
            if column == columns[0] and len(set(values)) < len(values):
                sketch.ask(f"{text}: some values come again further down; is it so?")
    if found:
        sketch.entry["same_as_above"] = found


def _merged(block: Block, row: int, column: int) -> bool:
    return any(a <= row <= b and left <= column <= right for a, left, b, right in block.grid.merged)


def _place_unknown(block: Block, axes: Axes, rows: list[int], question: Question, sketch: Sketch) -> None:
    """Label columns that are no dimension: left out of the labels where another column says the same."""
    for column in axes.unknown:
        letters, words = block.letters(column), head(block, column)
        sketch.entry["labels"][letters] = "-"
        values = {block.words(row, column) for row in rows} - {""}
        # Nor is one passed over in silence whose words begin as counts do: `865 (note)`, `<5 *`.
        plain = not any(
            kind_of_cell(each) in ("number", "word", "year") or re.match("[<0-9]", each) for each in values
        )
        twin = plain and any(
            name not in ("-", "number") and _follows(block, rows, other, column)
            for other, name in axes.labels.items()
        )
        if not values:
            continue
        same = next(
            (
                c
                for c, name in axes.labels.items()
                if name in question.names
                and not is_open(question.dimension(name))
                and says_the_same(block, rows, c, column, question.dimension(name))
            ),
            None,
        )
        if same is not None:
            told = f"column {letters} ('{words}') says the same as column {block.letters(same)} in each row"
            sketch.guess(f"{told}, and is passed over", "labels")
        elif twin or (plain and len(values) == 1 and len(rows) > 1):
            sketch.guess(f"column {letters} ('{words}') parts nothing further and is passed over", "labels")
        else:
            example = ", ".join(f"'{text}'" for text in sorted(values)[:3])
            sketch.ask(
                f"what is column {letters} (headed '{words}'; {example})? It is no dimension of the question "
                f"that could be told; it is passed over"
            )


def _follows(block: Block, rows: list[int], column: int, other: int) -> bool:
    pairs = {(block.words(row, column), block.words(row, other)) for row in rows}
    return len(pairs) == len({a for a, _ in pairs}) and len(pairs) > 1


def _ask_hidden(block: Block, sketch: Sketch) -> None:
    rows = [row for row in block.grid.hidden_rows if row in block.rows or row in block.header]
    columns = [c for c in block.grid.hidden_columns if c in block.columns]
    if rows or columns:
        what = [f"{len(rows)} hidden rows"] * bool(rows) + [f"{len(columns)} hidden columns"] * bool(columns)
        sketch.ask(
            f'{" and ".join(what)} lie in it: hidden = "use" counts them, hidden = "leave" leaves them out'
        )
