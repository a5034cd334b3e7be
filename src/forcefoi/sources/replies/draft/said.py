"""Said: the draft of figures that stand in sentences alone, and what is asked of those in sentences beside tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from forcefoi.question import ALL, NOT_STATED, Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes
from forcefoi.sources.replies.draft.fixed import fill_missing
from forcefoi.sources.replies.draft.name_dimension import is_open, values_in
from forcefoi.sources.replies.draft.offered_value import names_in
from forcefoi.sources.replies.draft.parts import Block, Sketch, Source
from forcefoi.sources.replies.draft.sort_columns import UNIT_WORDS
from forcefoi.sources.replies.draft.spoken import UNIT, Spoken, spoken
from forcefoi.sources.replies.draft.windows import SPAN, is_window, windows_in
from forcefoi.sources.replies.grid import Document, Grid

# Of more sentences the first ones are asked about.
MOST = 12
# So many words before a number are enough to find it again.
LONGEST = 80
EDGES = ' ,;:()[]–—-•*"“”'
TO_NEXT = re.compile(r"(?:,? (?:and|or|of which|of these|of whom|with))+ ?$", re.IGNORECASE)
At = dict[str, str]


def draft_said(document: Document, name: str, source: Source, question: Question) -> Sketch | None:
    """The draft of the numbers in a file's sentences, each with what its words say of it; None where there are none.

    What they don't say is left as not stated, and all of it is asked about.
    """
    every = list(spoken([document], question))
    items = [
        each
        for each in every
        if each.numbers and ((each.bare and each.context) or _tells(each.words, question))
    ]
    if not items:
        return None
    said = [entry for each, heads in _headed(items, question) for entry in _entries(each, heads, question)]
    grid = Grid(items[0].place, [[each["words"], each["count"]] for each in said])
    sketch = Sketch(name, document.name, Block(grid, (), 0, len(said) - 1, 0, 1), {})
    places = list(dict.fromkeys(each.place for each in items))
    unit = next((word for word in UNIT_WORDS for each in items if word in each.words.casefold()), "crimes")
    sketch.entry |= {"id": name, "file": document.name, "place": places, "unit": unit, "grain": "said"}
    shown = ", ".join(format(each["count"], ",") for each in said[:6]) + (", …" if len(said) > 6 else "")
    sketch.ask(
        f"its numbers ({shown}) stand in sentences and in no table: is each of its [[tables.said]] what its words "
        "say, and is none left out?"
    )
    _fill(said, sketch, source, question)
    sketch.entry["said"] = said
    for each in every:
        if each.vague:
            sketch.ask(f"{each.place} may have a figure that isn't read: “{each.words[:120]}”")
    return sketch


def ask_spoken(
    documents: Iterable[Document], question: Question, known: set[int], told: Sequence[str]
) -> list[str]:
    """A question for each sentence with numbers that stand in no table; `told` are those that were asked already."""
    asked = []
    for each in spoken(documents, question):
        numbers = _numbers(each)
        if (numbers and set(numbers) <= known) or any(each.words[:LONGEST] in text for text in told):
            continue
        shown = ", ".join(f"{number:,}" for number in numbers) or "a figure"
        asked.append(
            f"{each.file}, {each.place} has {shown} in a sentence and in no table: “{each.words[:160]}”: is it a "
            f'figure of its own (a table with grain = "said"), a total ([[stated]]), or neither?'
        )
    if len(asked) > MOST:
        asked[MOST:] = [f"{len(asked) - MOST} more sentences have numbers that stand in no table"]
    return asked


def _tells(words: str, question: Question) -> bool:
    """Whether a sentence says what it counts: a value of the question, or a time in a line or a short sentence."""
    timed = SPAN.search(words) and (len(words) <= LONGEST or UNIT.search(words))
    return bool(timed) or any(_values(words, each) for each in _closed(question))


def _closed(question: Question) -> list[Dimension]:
    return [each for each in question.dimensions if not is_open(each) and each.kind != "window"]


def _numbers(each: Spoken) -> list[int]:
    return [int(each.words[start:end].replace(",", "")) for start, end in each.numbers]


def _values(text: str, dimension: Dimension) -> list[str]:
    """The different values that a text names of a closed dimension, or the windows in it."""
    if is_open(dimension):
        return []
    if dimension.kind == "window":
        return [each for each in dict.fromkeys(windows_in(text)) if is_window(each)]
    found = [each for each in values_in(text, dimension) if dimension.parse(each) != ALL]
    return list({dimension.parse(each): each for each in reversed(found)}.values())


def _headed(items: Sequence[Spoken], question: Question) -> Iterator[tuple[Spoken, At]]:
    """Each sentence with what stands for it above: in the question before it, or before the times of its passage."""
    place, heads = "", At()
    for each in items:
        head = each.words[: _head_end(each)]
        own = {**_first(head, question), **_open(head, question)}
        heads = own if each.place != place else {**heads, **own}
        place = each.place
        yield each, {**_first(each.context, question), **heads}


def _head_end(each: Spoken) -> int:
    """Where the words end that head a line: at its time or its colon, if that stands before its first number."""
    ends = [found.start() for found in SPAN.finditer(each.words)] + [each.words.find(":")]
    return min((end for end in ends if 0 <= end < each.numbers[0][0]), default=0)


def _first(text: str, question: Question) -> At:
    found = {each.name: _values(text, each) for each in question.dimensions if not is_open(each)}
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _open(text: str, question: Question) -> At:
    """What a heading names of the one dimension that is open."""
    opened = [each.name for each in question.dimensions if is_open(each)]
    names = names_in(text, question) if len(opened) == 1 else []
    return {opened[0]: names[0]} if len(names) == 1 else {}


def _entries(each: Spoken, heads: At, question: Question) -> list[dict[str, Any]]:
    """An entry for each number of a sentence."""
    numbers, ats = _numbers(each), [At() for _ in each.numbers]
    sides: set[bool] = set()
    for dimension in question.dimensions:
        values, is_behind = _along(each, dimension)
        sides |= {is_behind} if any(values) else set()
        for at, value in zip(ats, values, strict=True):
            if value or dimension.name in heads:
                at[dimension.name] = value or heads[dimension.name]
        _sum(numbers, ats, dimension)
    return [
        {"count": number, "words": _words(each, at, sides), "at": own}
        for at, (number, own) in enumerate(zip(numbers, ats, strict=True))
    ]


def _along(each: Spoken, dimension: Dimension) -> tuple[list[str], bool]:
    """The value of a dimension that goes with each number, and whether it stands behind it: as the first has it.

    A time before the first number holds until the next one; another value is of its number alone.
    """
    ends = [0, *(end for _, end in each.numbers)]
    starts = [*(start for start, _ in each.numbers), len(each.words)]
    before = [_values(each.words[a:b], dimension) for a, b in zip(ends, starts[:-1], strict=False)]
    behind = [
        _values(re.split(r"[(;]", each.words[a:b])[0], dimension)
        for a, b in zip(ends[1:], starts[1:], strict=True)
    ]
    first = next((at for at, found in enumerate(zip(before, behind, strict=True)) if any(found)), None)
    if first is None:
        return [""] * len(each.numbers), False
    found = before if before[first] else behind
    values = [own[-1] if len(own) == 1 or (own and dimension.kind == "window") else "" for own in found]
    if dimension.kind == "window":
        alone = _values(each.words, dimension)
        for at in range(len(values)):
            if not values[at] and found is before and at:
                values[at] = values[at - 1]
            elif not values[at] and len(alone) == 1:
                values[at] = alone[0]
    return values, found is behind


def _sum(numbers: Sequence[int], ats: Sequence[At], dimension: Dimension) -> None:
    """One number without a value that is the sum of those that have one each counts all of them together."""
    without = [at for at, own in enumerate(ats) if dimension.name not in own]
    values = [own[dimension.name] for own in ats if dimension.name in own]
    if len(without) != 1 or len(set(values)) < 2 or len(set(values)) < len(values):
        return
    if numbers[without[0]] == sum(number for at, number in enumerate(numbers) if at != without[0]):
        ats[without[0]][dimension.name] = ALL


def _words(each: Spoken, at: int, sides: set[bool]) -> str:
    """The words a number stands in: those before it, or behind it, that say what it counts."""
    start, end = each.numbers[at]
    if sides != {True}:
        start = each.numbers[at - 1][1] if at else 0
        if at and True in sides:
            # What lies behind the number before is that one's.
            between = each.words[start : each.numbers[at][0]]
            start += max((found.end() for found in re.finditer(r"[,;]| and ", between)), default=0)
    if True in sides:
        stop = each.numbers[at + 1][0] if at + 1 < len(each.numbers) else len(each.words)
        end += len(re.split(r"[(;]", each.words[end:stop])[0])
    words = TO_NEXT.sub("", each.words[start:end]).lstrip(EDGES).rstrip(EDGES + ".")
    return words if len(words) <= LONGEST else _shortened(each, at)


def _shortened(each: Spoken, at: int) -> str:
    """As many words before a number as are enough to find it again."""
    _, end = each.numbers[at]
    cut = max(0, end - LONGEST)
    words = each.words[cut:end]
    if cut and not each.words[cut - 1].isspace():
        words = words.partition(" ")[2] or words  # It begins with a whole word.
    return words.lstrip(EDGES)


def _fill(said: Sequence[dict[str, Any]], sketch: Sketch, source: Source, question: Question) -> None:
    """What holds for all numbers, as for any table; and what some of them say and others don't."""
    names = [name for name in question.names if any(name in each["at"] for each in said)]
    for name in names:
        without = [each for each in said if name not in each["at"]]
        for each in without:
            each["at"][name] = NOT_STATED
        if without:
            more = f" and {len(without) - 1} more" if len(without) > 1 else ""
            sketch.ask(
                f"the words “{without[0]['words']}”{more} don't say which {name} is counted: "
                f'at = {{ {name} = "all" }}, or which?'
            )
    fill_missing(sketch.block, Axes(own=names), source, question, sketch)
