"""Of which: rows and columns that are a part of the one before them, and never to be added to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.errors import ForcefoiError
from forcefoi.question import ALL, Question
from forcefoi.sources.replies.draft.adding import adds_up, bounds_of
from forcefoi.sources.replies.draft.axes import Axes, data_rows, header_words
from forcefoi.sources.replies.draft.looks import is_total
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.own_rows import as_classes
from forcefoi.sources.replies.draft.parts import Block, Sketch, row_ranges
from forcefoi.sources.replies.draft.two_values import AROUND, MARKS

OF_WHICH = re.compile(
    r"[\W_]*(?:(?:(?:out )?of|from) (?:which|whom|these|those|them|the above|that)\b"
    r"|(?:including|incl?\.|thereof)(?!\w))"
    r"[\s:,–—-]*",
    re.IGNORECASE,
)
# A label that is set in below another: by two spaces or more, or a bullet.
SET_IN = re.compile(r"(?:[ \xa0]{2,}|\t)[\s\xa0]*\S|[ \xa0]*[•·▪◦‣●○–-][ \xa0]+[^\W\d]")


def find_of_which(block: Block, axes: Axes) -> None:
    """Note rows whose label begins with "of which" and the like; they are no rows of data beside the others."""
    if axes.records:
        return
    for column in axes.unknown:
        axes.parts |= _below_whole(
            block, axes, [row for row in data_rows(block, axes) if _is_part(block, row, column)]
        )


def find_set_in(block: Block, axes: Axes) -> None:
    """Note rows whose label is set in below another and that don't add up to it: they are parts of it as well."""
    if axes.records or axes.sections or axes.parts or not axes.unknown:
        return
    column = axes.unknown[0]
    rows = data_rows(block, axes)
    inner = [row for row in rows if isinstance(raw := block.value(row, column), str) and SET_IN.match(raw)]
    found = _below_whole(block, axes, inner)
    under = {whole: [row for row, each in found.items() if each == whole] for whole in found.values()}
    if (
        not found
        or len(found) < len(inner)
        or all(adds_up(block, axes.counts, w, of) for w, of in under.items())
    ):
        return
    axes.parts, axes.set_in = found, True


def _is_part(block: Block, row: int, column: int) -> bool:
    return OF_WHICH.match(block.words(row, column)) is not None


def _below_whole(block: Block, axes: Axes, parts: Sequence[int]) -> dict[int, int]:
    """Each part with the row above it that it is of."""
    wholes = [row for row in data_rows(block, axes) if row not in parts]
    found = {row: max((each for each in wholes if each < row), default=-1) for row in parts}
    return {row: whole for row, whole in found.items() if whole >= 0}


def part_columns(block: Block, question: Question, axes: Axes) -> None:
    """Columns headed "of which female" behind the one that they are of: each column says by itself what it counts."""
    for at, row in enumerate(block.header):
        over = header_words(block, row, sorted(axes.counts))
        parts = [column for column in over if OF_WHICH.match(over[column])]
        name = axes.header[at]
        if not parts or name == "-":
            continue
        found: dict[int, dict[str, str]] = {}
        left: list[int] = []
        whole = ""
        for column, words in over.items():
            if column not in parts:
                found[column], whole = {name: words}, words
            elif whole and (own := _own(words, question, axes)):
                found[column] = {name: whole, **own}
            else:
                left.append(column)
        more = {each for own in found.values() for each in own if each != name}
        every = {column: {**dict.fromkeys(more, ALL), **own} for column, own in found.items()}
        axes.columns = as_classes(every, question)
        axes.header[at], axes.headed = "-", row
        for column in left:
            axes.counts.remove(column)
            axes.ignore[column] = f"a part of the column before it: {over[column]}"[:120]
        shown = ", ".join(f"{block.letters(c)} ('{over[c]}')" for c in parts)
        if left:
            axes.questions.append(
                f"the columns {shown} are parts of the column before each, and not all were asked for: "
                f"those in ignore are left out; is it so?"
            )
        else:
            axes.guesses.append(f"the columns {shown} count a part of the column before each")


def part_dimensions(block: Block, question: Question, axes: Axes) -> set[str]:
    """The dimensions that parts say a value of: what they are a part of counts all values together."""
    labels = (_label(block, axes, row) for row in axes.parts)
    return {name for label in labels for name in _own(label, question, axes)}


def _label(block: Block, axes: Axes, row: int) -> str:
    return next((text for c in _label_columns(block, axes) if (text := block.words(row, c))), "")


def place_parts(block: Block, question: Question, axes: Axes, sketch: Sketch) -> None:
    """Write into an entry what each part counts; one of which that can't be told is left out, and asked about."""
    rows: dict[int, dict[str, str]] = {}
    for row, whole in axes.parts.items():
        own = _own(_label(block, axes, row), question, axes)
        base = _values_of(block, whole, question, axes, sketch)
        if own and base is not None and not set(own) & set(base):
            rows[row] = {**base, **own}
    if rows:
        entry = sketch.entry.setdefault("rows", {})
        entry |= {str(block.number(row)): own for row, own in rows.items()}
        _tell(block, axes, rows, sketch)
    if left := [row for row in axes.parts if row not in rows]:
        skip = sketch.entry.setdefault("skip", [])
        skip.append({"rows": row_ranges(block, left), "why": "a part of the row above"})
        are = "is a part" if len(left) == 1 else "are parts"
        sketch.ask(
            f"{_shown(block, left)} ('{_label(block, axes, left[0])}') {are} of the row above, and left out: was it "
            f'asked for? rows = {{ "{block.number(left[0])}" = … }} takes it, with what it counts'
        )


def _tell(block: Block, axes: Axes, rows: dict[int, dict[str, str]], sketch: Sketch) -> None:
    row, own = next(iter(rows.items()))
    counted = ", ".join(own.values())
    told = f"{_shown(block, list(rows))} count a part of the row above: row {block.number(row)} is {counted}"
    more = [
        each for each in rows for c in axes.counts
        if (high := bounds_of(block.value(axes.parts[each], c)).high) is not None
        and bounds_of(block.value(each, c)).low > high
    ]  # fmt: skip
    if more:
        sketch.ask(
            f"{told}; but row {block.number(more[0])} counts more than the row that it is a part of: is it one?"
        )
    elif axes.set_in:
        sketch.ask(f"{told}, as its label is set in below that: is it so?")
    else:
        sketch.guess(told, "rows")


def _shown(block: Block, rows: list[int]) -> str:
    return f"row{'s' * (len(rows) > 1)} {', '.join(row_ranges(block, rows)).replace(':', '-')}"


def _label_columns(block: Block, axes: Axes) -> list[int]:
    """The columns of labels, the last first: the one that parts what those before it say."""
    return [
        c
        for c in reversed(block.columns)
        if c not in axes.counts and c not in axes.totals and c not in axes.ignore
    ]


def _own(label: str, question: Question, axes: Axes) -> dict[str, str]:
    """What a part's label says beside "of which": one value of a closed dimension and nothing else."""
    rest = OF_WHICH.sub("", label, count=1)
    over = {*axes.header, *(name for each in axes.columns.values() for name in each)}
    for dimension in question.dimensions:
        if is_open(dimension) or dimension.kind == "window" or dimension.name in over:
            continue
        found = [each for each in values_in(rest, dimension) if dimension.parse(each) != ALL]
        if len({dimension.parse(each) for each in found}) == 1:
            left = re.sub(re.escape(found[0]), " ", rest, count=1, flags=re.IGNORECASE)
            return {} if AROUND.sub(" ", left).strip(MARKS) else {dimension.name: dimension.parse(found[0])}
    return {}


def _values_of(
    block: Block, row: int, question: Question, axes: Axes, sketch: Sketch
) -> dict[str, str] | None:
    """What the labels of a whole say, as a reading writes it; None where they can't be read."""
    if row in axes.rows:
        return dict(axes.rows[row])
    found: dict[str, str] = {}
    for column, name in axes.labels.items():
        if name not in question.names:
            continue
        above = [each for each in data_rows(block, axes) if each <= row and block.words(each, column)]
        words = block.words(above[-1], column) if above else ""
        known = {key.casefold(): value for key, value in sketch.entry.get("values", {}).get(name, {}).items()}
        text = known.get(words.casefold(), words)
        try:
            value = question.dimension(name).parse(text)
        except ForcefoiError:
            return None
        if value != ALL and not is_total(words):
            found[name] = text
    return found
