"""Table: the draft of one table, from its block to its entry in a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forcefoi.clean.squash import squash
from forcefoi.question import NOT_STATED, Dimension, Question
from forcefoi.sources.replies.draft.axes import COUNTING, Axes, data_rows, find_axes, head, header_words
from forcefoi.sources.replies.draft.class_names import class_names
from forcefoi.sources.replies.draft.doubts import ask_doubts
from forcefoi.sources.replies.draft.looks import is_day, is_total, kind_of_cell
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, reads, values_in
from forcefoi.sources.replies.draft.parts import Block, Sketch, column_ranges, row_ranges
from forcefoi.sources.replies.draft.records import fill_records
from forcefoi.sources.replies.draft.totals import find_totals
from forcefoi.sources.replies.draft.values import ask_values
from forcefoi.sources.replies.draft.windows import (
    is_window,
    kind_of_years,
    one_window,
    said_part,
    window_name,
    windows_in,
)
from forcefoi.sources.replies.draft.words import find_words

DAY_FIRST = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b(?! ?(?:-|–|to))")
CODE = re.compile(r"[0-9]{1,3}[A-Z]")
UNITS = re.compile(
    r"\b(?:count|number|total|no\.?|sum) of (?:recorded |reported |all |unique |distinct )?(?P<unit>[a-z]{4,})",
    re.I,
)
REFERENCE = re.compile(
    r"\b(?:ref|reference|foi[ar]?|freedom of information|run date|date|produced|printed|request)\b.*[0-9]",
    re.I,
)
GENERIC = re.compile(
    r"(?:sheet|table|data|results?|summary|page|tab|foi.*|reply|response|export|report)?[ _-]?[0-9]*", re.I
)
COUNTED = re.compile(
    r"\b(?:number of|count of|no\.? of|(?<!not )recorded|crimes?|offences?|victims?|incidents?|records?)\b|"
    r"\b(?:in|for|during|the)\b",
    re.IGNORECASE,
)
UNIT_WORDS = (
    "crimes",
    "offences",
    "incidents",
    "victims",
    "records",
    "reports",
    "calls",
    "arrests",
    "drivers",
    "claims",
)


@dataclass(frozen=True)
class Source:
    """What is known of a table beside its cells: the file, the words in it, and the day the reply came."""

    file: str
    texts: tuple[str, ...] = ()
    received: date | None = None
    before: tuple[str, ...] = field(default=())


def sketch_table(block: Block, name: str, source: Source, question: Question) -> Sketch | None:
    """The draft of one table; None where there is nothing in it that could be counts or crimes."""
    axes = find_axes(block, question)
    sketch = Sketch(name, source.file, block, {})
    if not axes.counts and not axes.records:
        return None
    rows = data_rows(block, axes)
    if not rows or (axes.records and (not axes.given or len(rows) < 2)):
        return None
    sketch.entry |= {"id": name, "file": source.file, "place": block.grid.place, "range": block.range}
    sketch.guess(_where(block), "range")
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
    _fill_times(block, axes, source, question, sketch)
    _fill_missing(block, axes, source, question, sketch)
    _ask_labels(block, axes, question, sketch)
    _ask_hidden(block, sketch)
    ask_doubts(block, axes, question, source.texts, near_texts(block), sketch)
    return sketch


def near_texts(block: Block) -> list[str]:
    """The words in and around a table: titles, notes, headers, the name of its place."""
    heads = [block.words(row, column) for row in block.header for column in block.columns]
    return [*block.above, *block.below, *heads, block.grid.place]


def _where(block: Block) -> str:
    rows = f"rows {block.number(block.first)}-{block.number(block.last)} are data"
    if not block.header:
        return f"{rows}; there is no header"
    first, last = block.number(block.header[0]), block.number(block.header[-1])
    return f"{rows}; row{'s' if last > first else ''} {first}{f'-{last}' if last > first else ''} the header"


def _fill_unit(block: Block, axes: Axes, sketch: Sketch) -> None:
    title = next((text for text in reversed(block.above) if _is_title(text)), "")
    texts = [*(head(block, c) for c in block.columns), *reversed(block.above)]
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
    _read_headers(block, axes, question, sketch)
    _ask_unnamed_counts(block, axes, sketch)
    entry["header"] = list(axes.header)
    if axes.filled:
        entry["header_blank"] = "same as left"
        sketch.guess("a blank in the header is the same as what lies left of it", "header_blank")
    entry["labels"] = {block.letters(c): axes.labels[c] for c in sorted(axes.labels)}
    if axes.sections:
        entry["sections"] = {block.letters(c): name for c, name in axes.sections.items()}
    entry["counts"] = column_ranges(block, sorted(axes.counts))
    if axes.columns:
        entry["columns"] = {block.letters(c): dict(each) for c, each in sorted(axes.columns.items())}
    if axes.ignore:
        entry["ignore"] = {block.letters(c): why for c, why in sorted(axes.ignore.items())}
    rows = [row for row in data_rows(block, axes) if row not in axes.sums]
    _fill_same_as_above(block, axes, rows, sketch)
    words = find_words(block, rows, sorted(axes.counts), [*block.above, *block.below, *source.texts], sketch)
    if words:
        entry["words"] = words
    if axes.repeated:
        entry["skip"] = [{"rows": row_ranges(block, axes.repeated), "why": "the header again"}]
        sketch.guess(f"the header stands again in rows {', '.join(row_ranges(block, axes.repeated))}", "skip")
    if totals:
        entry["totals"] = totals
    _place_unknown(block, axes, rows, sketch)


def _read_headers(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    """Header words that hold a window among others ("Crimes 2017/18"), and header rows that nothing explains."""
    for at, row in enumerate(block.header):
        if axes.header[at] != "-":
            continue
        filled = sum(block.kind(row, column) != "blank" for column in block.columns)
        if row != block.header[-1] and filled > len(block.columns) / 2 and filled > 2:
            sketch.ask(f"row {block.number(row)} is taken to be a part of the header: is it?")
        over = header_words(block, row, sorted(axes.counts))
        distinct = [text for text in dict.fromkeys(over.values()) if text]
        if columns := _values_inside(over, axes, question):
            axes.columns = columns
            sketch.guess(f"row {block.number(row)} names what each column counts", "columns")
        elif len(distinct) > 1:
            sketch.ask(
                f"row {block.number(row)} parts the columns by something that is no dimension of the question: "
                + ", ".join(f"'{text}'" for text in distinct[:4])
                + ": are they different measures?"
            )
        elif len(distinct) == 1 and not _tells_nothing(distinct[0], axes, question):
            sketch.guess(f"row {block.number(row)} ('{distinct[0][:60]}') is a heading and no value")


def _ask_unnamed_counts(block: Block, axes: Axes, sketch: Sketch) -> None:
    """Where no header gives a dimension, a column of numbers holds counts only if it is headed so."""
    if axes.columns or any(name != "-" for name in axes.header):
        return
    unnamed = [
        column
        for column in axes.counts
        if not COUNTING.search(words := head(block, column).casefold())
        and not any(unit in words for unit in UNIT_WORDS)
    ]
    if unnamed:
        words = head(block, unnamed[0])
        told = f"is headed '{words}'" if words else "has no header"
        more = f", and {len(unnamed) - 1} more like it" if len(unnamed) > 1 else ""
        sketch.ask(f"column {block.letters(unnamed[0])} {told}{more}: does it hold counts?")


def _values_inside(over: dict[int, str], axes: Axes, question: Question) -> dict[int, dict[str, str]]:
    """What each column counts, where its header holds values among other words: "Female crimes 2016/17"."""
    if len(over) < 2:
        return {}
    time = window_name(question)
    inside = {column: windows_in(words) for column, words in over.items()}
    found: dict[int, dict[str, str]] = {column: {} for column in over}
    rest = {column: _bare(words) for column, words in over.items()}
    if time and time not in axes.given and all(len(each) == 1 for each in inside.values()):
        if not all(is_window(each[0]) for each in inside.values()):
            return {}
        found = {column: {time: each[0]} for column, each in inside.items()}
        rest = {column: _bare(words.replace(inside[column][0], " ")) for column, words in over.items()}
    for dimension in question.dimensions:
        named = dimension.name in (time, *axes.given) or is_open(dimension)
        if not named and all(reads(words, dimension) for words in rest.values()):
            return {column: {**each, dimension.name: rest[column]} for column, each in found.items()}
    return found if len(set(rest.values())) == 1 and found[min(found)] else {}


def _bare(words: str) -> str:
    """Header words without those for counting: "Number of female crimes" is "female"."""
    return squash(COUNTED.sub(" ", words)).strip(" -–:,()")


def _tells_nothing(text: str, axes: Axes, question: Question) -> bool:
    return any(headed(text, question.dimension(name)) for name in axes.given)


def _fill_same_as_above(block: Block, axes: Axes, rows: list[int], sketch: Sketch) -> None:
    columns = [c for c in sorted(axes.labels) if axes.labels[c] not in ("number", "-")]
    found = []
    for column in columns:
        blanks = [
            row for row in rows if block.kind(row, column) == "blank" and not _merged(block, row, column)
        ]
        if not blanks:
            continue
        where = f"column {block.letters(column)}"
        if column == columns[-1] or rows[0] in blanks:
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


def _place_unknown(block: Block, axes: Axes, rows: list[int], sketch: Sketch) -> None:
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
        if twin or (plain and len(values) == 1 and len(rows) > 1):
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


def _labels_of(block: Block, axes: Axes, name: str) -> list[str]:
    """Every label that stands for a value of a dimension."""
    rows = [row for row in data_rows(block, axes) if row not in axes.sums]
    labels = [
        block.words(row, c) for c, dimension in axes.labels.items() if dimension == name for row in rows
    ]
    for at, dimension in enumerate(axes.header):
        if dimension == name:
            labels += header_words(block, block.header[at], sorted(axes.counts)).values()
    labels += [
        block.words(row, c) for c, dimension in axes.sections.items() if dimension == name
        for row in axes.section_rows
    ]  # fmt: skip
    return list(dict.fromkeys(labels))


def _fill_times(block: Block, axes: Axes, source: Source, question: Question, sketch: Sketch) -> None:
    """Which kind of year a bare year or a day is counted in."""
    time = window_name(question)
    columns = [c for c, name in axes.labels.items() if name == time]
    dates = any(block.kind(row, c) == "date" for c in columns for row in data_rows(block, axes))
    texts = (block.words(row, c) for c in columns for row in block.rows[:50])
    dates = dates or any(DAY_FIRST.match(text) or is_day(text) for text in texts)
    over = [block.header[at] for at, name in enumerate(axes.header) if name == time]
    heads = any(is_day(block.value(row, c)) for row in over for c in axes.counts)
    dates = dates or heads
    bare = any(kind_of_cell(label) == "year" for label in _labels_of(block, axes, time))
    if not time or time not in axes.given or not (dates or bare):
        return
    what = "days" if dates else "bare years"
    if years := kind_of_years(near_texts(block)):
        sketch.entry["years"] = years
        sketch.guess(f"{what} are counted in {years} years, by the words at the table", "years")
    elif years := kind_of_years(source.texts):
        sketch.entry["years"] = years
        sketch.ask(f"{what}: {years} years, by words elsewhere in the reply: is it so for this table?")
    else:
        month = ' (or "month", if each stands for its month)' if heads or time == "month" else ""
        sketch.ask(f'{what} and nothing says which kind of year: years = "financial" or "calendar"{month}?')


def _fill_missing(block: Block, axes: Axes, source: Source, question: Question, sketch: Sketch) -> None:
    """What no label or header gives: a window from a title or a name; anything else is asked."""
    fixed: dict[str, str] = {}
    left: list[str] = []
    for dimension in question.dimensions:
        name = dimension.name
        if name in axes.given:
            continue
        if dimension.kind == "window":
            fixed[name] = _fixed_window(block, source, name, sketch)
            continue
        opened = [each for each in question.dimensions if is_open(each) and each.name not in axes.given]
        if (not is_open(dimension) or len(opened) == 1) and (
            value := _fixed_value(block, source, dimension, sketch)
        ):
            fixed[name] = value
            continue
        fixed[name] = NOT_STATED
        left.append(name)
    if left:
        told = ", ".join(f'{name} = "all"' for name in left)
        sketch.ask(
            f"no {' and no '.join(left)} is given: is it all together? fixed = {{ {told} }}; "
            f'until somebody says, it is "{NOT_STATED}"'
        )
    if fixed:
        sketch.entry["fixed"] = fixed


def _fixed_value(block: Block, source: Source, dimension: Dimension, sketch: Sketch) -> str:
    """A value that a title or the name of a sheet is, or holds; "" where none does."""
    sheet = re.sub(r"^sheet '(.*)'$", r"\1", block.grid.place)
    if is_open(dimension):
        if sheet == block.grid.place or GENERIC.fullmatch(sheet) or windows_in(sheet):
            return ""
        sketch.ask(f"the {dimension.name} is taken to be '{sheet}', from the name of its sheet: is it so?")
        return sheet
    sources = [*(("its title", text) for text in reversed(block.above)), ("the name of its sheet", sheet)]
    for where, text in sources:
        if reads(text, dimension):
            sketch.guess(f"the {dimension.name} is '{text}', from {where}", "fixed")
            return text
    for where, text in sources:
        found = values_in(text, dimension)
        if len({dimension.parse(each) for each in found}) == 1:
            sketch.ask(
                f"the {dimension.name} is taken to be '{found[0]}', from {where} ('{text[:80]}'): is it so?"
            )
            return found[0]
    return ""


def _fixed_window(block: Block, source: Source, name: str, sketch: Sketch) -> str:
    place = block.grid.place
    sources = [*(("its title", text) for text in reversed(block.above)), ("the name of its sheet", place)]
    sources += [
        (f"the heading over a column ('{head(block, c)}')", head(block, c))
        for c in axes_counts(sketch, block)
    ]
    sources += [("the name of its file", source.file.rpartition("/")[2])]
    text, where, many = one_window([each for each in sources if not each[1].startswith("page")])
    if not text:
        sketch.ask(f'it has no {name}: fixed = {{ {name} = "2017/18" }} or as the reply says')
        return NOT_STATED
    years = kind_of_years(near_texts(block))
    if many > 1:
        sketch.ask(f"{where} names more than one {name}: which is it? fixed = {{ {name} = … }}")
        return NOT_STATED
    if not is_window(text):
        if re.fullmatch(r"[0-9]{4}", text) and years:
            text = f"calendar {text}" if years == "calendar" else f"{text}/{(int(text) + 1) % 100:02d}"
        else:
            sketch.ask(f"'{text}' in {where}: a financial or a calendar year? fixed = {{ {name} = … }}")
            return NOT_STATED
    sketch.guess(f"the {name} is '{text}', from {where}", "fixed")
    if part := said_part(told for name_, told in sources if text in told):
        sketch.ask(f"'{part}' stands beside '{text}': is it a part of a year? fixed = {{ {name} = … }}")
    if where == "the name of its file":
        sketch.ask(f"the {name} '{text}' is taken from the name of the file alone: is it so?")
    return text


def axes_counts(sketch: Sketch, block: Block) -> list[int]:
    """The columns of counts that an entry names, from 0 in the grid."""
    named = sketch.entry.get("counts", [])
    return [c for c in block.columns if any(_within(block.letters(c), each) for each in named)]


def _within(letters: str, columns: str) -> bool:
    first, _, last = columns.partition(":")
    order = [(len(text), text) for text in (first, letters, last or first)]
    return order[0] <= order[1] <= order[2]


def _ask_labels(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    years = sketch.entry.get("years", "")
    for dimension in question.dimensions:
        labels = _labels_of(block, axes, dimension.name)
        if dimension.kind == "window":
            days = [each for each in labels if is_day(each)]
            labels = [each for each in labels if each not in days]
            if days and not axes.records:
                sketch.ask(
                    f"'{days[0]}' and other days stand for windows: for which? values.{dimension.name} = …"
                )
        ask_values(dimension, labels, years, sketch)
        if dimension.kind == "offence" and (own := class_names(labels, dimension)):
            values = {" ".join(label.split()): code for label, code in own.items()}
            sketch.entry.setdefault("values", {})[dimension.name] = values
            told = ", ".join(f"'{label}' {code}" for label, code in values.items())
            sketch.guess(
                f"beside other classes each of these is a class and no looser group: {told}", "values"
            )
            labels = [own.get(each, each) for each in labels]
        if dimension.kind == "offence" and _mixed(labels, dimension):
            sketch.ask(
                "classes and groups of offences stand among each other: are the groups totals of the classes?"
            )
    time = window_name(question)
    if time in axes.given and (
        part := said_part([*block.above, *block.below, *_labels_of(block, axes, time)])
    ):
        sketch.ask(
            f"'{part}' stands at the table: is one of its windows a part of a year? until = …, or values.{time}"
        )


def _mixed(labels: list[str], dimension: Dimension) -> bool:
    """Whether some labels are classes (by code) and others groups, which may hold the classes."""
    codes = {bool(CODE.fullmatch(dimension.parse(text))) for text in labels if text and reads(text, dimension)
             and not is_total(text)}  # fmt: skip
    return len(codes) == 2


def _ask_hidden(block: Block, sketch: Sketch) -> None:
    rows = [row for row in block.grid.hidden_rows if row in block.rows or row in block.header]
    columns = [c for c in block.grid.hidden_columns if c in block.columns]
    if rows or columns:
        what = [f"{len(rows)} hidden rows"] * bool(rows) + [f"{len(columns)} hidden columns"] * bool(columns)
        sketch.ask(
            f'{" and ".join(what)} lie in it: hidden = "use" counts them, hidden = "leave" leaves them out'
        )
