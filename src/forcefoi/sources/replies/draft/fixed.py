"""Fixed: what holds for a whole table, where no label and no header gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forcefoi.question import ALL, NOT_STATED, Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes, head
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, only_heads, reads, values_in
from forcefoi.sources.replies.draft.not_split import why_not_all
from forcefoi.sources.replies.draft.of_which import part_dimensions
from forcefoi.sources.replies.draft.offered_value import offered_value
from forcefoi.sources.replies.draft.parts import Block, Sketch, Source, near_texts
from forcefoi.sources.replies.draft.windows import is_window, kind_of_years, one_window, said_part, windows_in

GENERIC = re.compile(
    r"(?:sheet|table|data|results?|summary|page|tab|foi.*|reply|response|export|report)?[ _-]?[0-9]*", re.I
)

NOT_SPLIT = "not broken down by {}:"

# What may stand around a value in a title that holds for all of its table.
AROUND = re.compile(
    r"\b(?:victims?|crimes?|offences?|number|count|of|recorded|reported|where|the|is|are|was|were|table|with|a|an|in"
    r"|against|by|for|all|year|financial|calendar|and|online|gender|sex|file|data|foi|on|persons?|aged)\b|[0-9]+|[^\w]"
    r"|(?<=[0-9])[a-z]\b",
    re.IGNORECASE,
)


def fill_missing(block: Block, axes: Axes, source: Source, question: Question, sketch: Sketch) -> None:
    """What no label or header gives: a value from a title or a name, or all together; else it is asked."""
    told_apart = part_dimensions(block, question, axes)
    fixed: dict[str, str] = {}
    left: dict[str, str] = {}
    for dimension in question.dimensions:
        name = dimension.name
        if name in axes.given and not (
            axes.in_parts and dimension.kind == "window" and axes.given.count(name) == 1
        ):
            continue
        if dimension.kind == "window":
            fixed[name] = axes.years or _fixed_window(block, source, name, sketch)
        elif value := _fixed_value(block, axes, source, question, dimension, sketch):
            fixed[name] = value
    for dimension in question.dimensions:
        name = dimension.name
        if name in axes.given or name in fixed:
            continue
        if name in told_apart:
            fixed[name] = ALL
            sketch.guess(
                f"its parts say their {name}, so that each other number counts all of them together", "fixed"
            )
        elif why := why_not_all(dimension, block, axes, source, question, tuple(fixed.values())):
            if offered := _offered(dimension, block, axes, source, question, sketch):
                fixed[name] = offered
            else:
                left[name] = why
        else:
            fixed[name] = ALL
            sketch.guess(
                f"{NOT_SPLIT.format(_label(question, name))} no column, header, title or sentence can be a "
                f"{name}, so each number counts all of them together",
                "fixed",
            )
    fixed |= dict.fromkeys(left, NOT_STATED)
    if left:
        told = ", ".join(f'{name} = "all"' for name in left)
        why = "; ".join(dict.fromkeys(left.values()))
        sketch.ask(
            f"no {' and no '.join(left)} is given ({why}): is it all together? fixed = {{ {told} }}; "
            f'until somebody says, it is "{NOT_STATED}"'
        )
    if fixed:
        sketch.entry["fixed"] = fixed


def ask_unlabelled(sketches: Sequence[Sketch], question: Question) -> None:
    """Ask of a table without labels what it counts, where another of its file has them: it may be that one going on,
    cut off by the edge of a page.
    """
    for sketch in sketches:
        fixed = sketch.entry.get("fixed", {})
        if _labelled(sketch, question):
            continue
        for at, name in enumerate(question.names):
            beside = next(
                (e for e in sketches if e.file == sketch.file and name in _labelled(e, question)), None
            )
            if fixed.get(name) != ALL or beside is None:
                continue
            fixed[name] = NOT_STATED
            sketch.cells = {(*key[:at], NOT_STATED, *key[at + 1 :]): n for key, n in sketch.cells.items()}
            sketch.guesses = [
                each for each in sketch.guesses if NOT_SPLIT.format(_label(question, name)) not in each
            ]
            sketch.comments.pop("fixed", None)
            _ask_unlabelled(sketch, beside, name, at)


def _ask_unlabelled(sketch: Sketch, beside: Sketch, name: str, at: int) -> None:
    values = list(dict.fromkeys(key[at] for key in beside.cells))
    going_on = (
        f'fixed = {{ {name} = "{values[0]}" }}' if len(values) == 1 else f"rows = {{ … = {{ {name} = … }} }}"
    )
    sketch.ask(
        f"no {name} is given: it has no labels, and {beside.id} has them. Does {beside.id} go on in it ({going_on}), "
        f'or is it all together (fixed = {{ {name} = "{ALL}" }})? Until somebody says, it is "{NOT_STATED}"'
    )


def _labelled(sketch: Sketch, question: Question) -> set[str]:
    """The dimensions that the labels of a table's rows give."""
    entry = sketch.entry
    names = [*entry.get("labels", {}).values(), *entry.get("sections", {}).values()]
    names += [name for each in entry.get("rows", {}).values() for name in each]
    return set(names) & set(question.names)


def _label(question: Question, name: str) -> str:
    return question.dimension(name).label or name


def _offered(
    dimension: Dimension, block: Block, axes: Axes, source: Source, question: Question, sketch: Sketch
) -> str:
    """The value that the words nearest to the table name, with the question whether it is that; "" where none does."""
    found = offered_value(dimension, block, axes, source, question)
    if found is None:
        return ""
    name = dimension.name
    sketch.ask(
        f"the {name} is taken to be '{found.value}', from {found.where} (“{found.text[:80]}”): is it so, or is it all "
        f'together (fixed = {{ {name} = "all" }})?'
    )
    sketch.comments["fixed"] = f"the {name}, from {found.where}"
    return found.value


def _fixed_value(
    block: Block, axes: Axes, source: Source, question: Question, dimension: Dimension, sketch: Sketch
) -> str:
    """A value that a title or the name of a sheet or file is, or holds; "" where none does."""
    sheet = re.sub(r"^sheet '(.*)'$", r"\1", block.grid.place)
    if is_open(dimension):
        return _from_sheet(
            "" if sheet == block.grid.place else sheet, block, axes, question, dimension, sketch
        )
    sources = [*(("its title", text) for text in reversed(block.above)), ("the name of its sheet", sheet)]
    for where, text in sources:
        if reads(text, dimension):
            sketch.guess(f"the {dimension.name} is '{text}', from {where}", "fixed")
            return text
    name = re.sub(r"\.[A-Za-z]{2,5}$", "", source.file.rpartition("/")[2]).replace("_", " ")
    for where, text in [*sources, ("the name of its file", name)]:
        found = values_in(text, dimension)
        if len({dimension.parse(each) for each in found}) != 1:
            continue
        told = f"the {dimension.name} is taken to be '{found[0]}', from {where} ('{text[:80]}')"
        if where == "the name of its file" or _says_more(text, found):
            sketch.ask(f"{told}: is it so?")
        else:
            sketch.guess(told, "fixed")
        return found[0]
    return ""


def _says_more(text: str, found: list[str]) -> bool:
    """Whether a title says more than a value and that it is counted: "excluding female", "female suspects"."""
    rest = text
    for each in [*windows_in(text), *found]:
        rest = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", rest, flags=re.IGNORECASE)
    return bool(AROUND.sub(" ", rest).split())


def _from_sheet(
    sheet: str, block: Block, axes: Axes, question: Question, dimension: Dimension, sketch: Sketch
) -> str:
    """The name of a sheet as a value of an open dimension: of the one it is a word for, or of the only one left."""
    if not sheet or GENERIC.fullmatch(sheet) or windows_in(sheet):
        return ""
    opened = [each for each in question.dimensions if is_open(each) and each.name not in axes.given]
    hinted = [each for each in opened if headed(sheet, each) and not only_heads(sheet, each)]
    if dimension not in (hinted or opened) or len(hinted or opened) > 1:
        return ""
    sketch.ask(f"the {dimension.name} is taken to be '{sheet}', from the name of its sheet: is it so?")
    return sheet


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
