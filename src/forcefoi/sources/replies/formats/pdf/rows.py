"""Rows: which printed lines of a table make one row of it, where no ruling lines say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.columns import Span, place
from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.formats.pdf.words import Word, is_figure

APART = 1.25  # lines further apart than this many times the closest ones begin a new row
LEADING = 1.12  # of the letters' size: lines of one text are hardly ever closer
WRAPPED = 1.45  # nor further apart than this
MANY = 3  # rows with a line ruled above and below each: then lines part all rows of the table
GOES_ON = re.compile(r"[-,/(&–]$|\b(?:and|or|of|with|the|to|a|an|in|on|by|for|not)$", re.IGNORECASE)


@dataclass(eq=False)
class Row:
    """One row of a table: its words by column, and the lines they stand on."""

    cells: dict[int, list[Word]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    joined: bool = False

    def add(self, line: Line, spans: Sequence[Span]) -> None:
        """Put the words of one more line under the columns that they stand in."""
        cells, doubts = place(line, spans)
        for column, words in cells.items():
            self.cells.setdefault(column, []).extend(words)
        self.lines.append(line)
        self.doubts += doubts

    @property
    def has_figures(self) -> bool:
        """Whether a cell after the first holds a figure."""
        return any(column and is_figure(text_in(words)) for column, words in self.cells.items())


def text_in(words: list[Word]) -> str:
    """Words with a space between each."""
    return " ".join(word.text for word in words)


def rows(lines: Sequence[Line], spans: Sequence[Span], rules: Sequence[float] = ()) -> list[Row]:
    """The rows of a table, from its lines.

    rules
        Where lines are ruled across the table: what lies on two sides of one is never one row.

    Where rules part every row they decide; then the space between lines does. Where that is the same everywhere each
    line of figures is a row, and a label's line that could go to either stays a row of its own and is told as a doubt.
    """
    bands = [([_single(line, spans) for line in band], closed) for band, closed in _bands(lines, rules)]
    inside = [_figures(band) for band, closed in bands if closed]
    each = len(inside) >= MANY and max(inside) <= 1
    found: list[Row] = []
    for band, closed in bands:
        if closed and each:
            found.append(_together([row.lines[0] for row in band], spans))
            continue
        parted = _by_space(band, spans)
        if not parted and closed and _figures(band) == 1:
            parted = [_together([row.lines[0] for row in band], spans)]
        found += parted or _one_by_one(band, spans)
    return found


def _figures(band: list[Row]) -> int:
    return sum(row.has_figures for row in band)


def _bands(lines: Sequence[Line], rules: Sequence[float]) -> list[tuple[list[Line], bool]]:
    """The lines between each two rules, and whether there is a rule on both sides of them."""
    limits = sorted(rules)
    bands: dict[int, list[Line]] = {}
    for line in lines:
        middle = (line.top + line.bottom) / 2
        bands.setdefault(sum(limit < middle for limit in limits), []).append(line)
    return [(band, 0 < place < len(limits)) for place, band in sorted(bands.items())]


def _single(line: Line, spans: Sequence[Span]) -> Row:
    row = Row()
    row.add(line, spans)
    return row


def _together(lines: Sequence[Line], spans: Sequence[Span]) -> Row:
    row = Row()
    for line in lines:
        row.add(line, spans)
    return row


def _by_space(singles: list[Row], spans: Sequence[Span]) -> list[Row]:
    """The rows as the space between lines parts them; nothing where all lines are equally far apart.

    A group of close lines is one row if no two of them are records, and they are as close as wrapped text is.
    """
    lines = [row for row in singles if 0 in row.cells or not row.has_figures]
    steps = [_base(b) - _base(a) for a, b in zip(lines, lines[1:], strict=False)]
    close = max(min(steps, default=0), LEADING * max((row.lines[0].size for row in singles), default=0))
    if not steps or max(steps) <= APART * close:
        return []
    groups = [[lines[0]]]
    for step, row in zip(steps, lines[1:], strict=True):
        if step > APART * close:
            groups.append([row])
        else:
            groups[-1].append(row)
    for row in (row for row in singles if row not in lines):
        home = _home(row, groups)
        groups.append([row]) if home is None else home.append(row)
    found: list[Row] = []
    for group in sorted(groups, key=lambda group: _base(group[0])):
        group.sort(key=_base)
        wrapped = all(
            _base(b) - _base(a) <= WRAPPED * a.lines[0].size for a, b in zip(group, group[1:], strict=False)
        )
        one = wrapped and sum(_is_record(row, len(spans)) for row in group) <= 1
        found += [_together([row.lines[0] for row in group], spans)] if one else _one_by_one(group, spans)
    return found


def _is_record(row: Row, width: int) -> bool:
    """Whether a line alone is a row: it has figures, or a running number, or a text in most columns."""
    numbered = 0 in row.cells and len(row.cells) > 1 and is_figure(text_in(row.cells[0]))
    return row.has_figures or numbered or len(row.cells) > max(1, 0.6 * width)


def _base(row: Row) -> float:
    return row.lines[0].base


def _home(row: Row, groups: list[list[Row]]) -> list[Row] | None:
    """The group between whose first and last line a line without a label stands."""
    middle = (row.lines[0].top + row.lines[0].bottom) / 2
    return next(
        (group for group in groups if group[0].lines[0].top <= middle <= group[-1].lines[0].bottom), None
    )


def _one_by_one(singles: list[Row], spans: Sequence[Span]) -> list[Row]:
    """Each line of figures is a row. A label's line goes to its neighbour only where its words say that it goes on."""
    found: list[Row] = []
    for row in singles:
        last = found[-1] if found else None
        if last is None or not _goes_on(last, row):
            found.append(row)
            continue
        last.add(row.lines[0], spans)
        last.joined = True
    for place_, row in enumerate(found):
        if row.joined:
            row.doubts.append(
                f"the printed lines of '{_label(row)}' were joined into one row by their words alone"
            )
        elif _is_label(row) and any(each.has_figures for each in found[:place_]):
            row.doubts.append(
                f"it can't be told whether '{_label(row)}' goes with the row above it or below it"
            )
    return found


def _goes_on(last: Row, row: Row) -> bool:
    """Whether a line goes on with what the one before it began, by its words."""
    if row.has_figures and last.has_figures:
        return False
    if 0 not in row.cells:
        # Only texts in other columns: the rest of a text that was too long for its column.
        return (
            not row.has_figures
            and set(row.cells) <= set(last.cells)
            and (last.has_figures or 0 in last.cells)
        )
    if set(row.cells) != {0} and set(last.cells) != {0}:
        return False
    words = text_in(row.cells[0])
    before = text_in(last.cells.get(0, []))
    return bool(before) and (words[:1].islower() or words[:1] in "(&" or GOES_ON.search(before) is not None)


def _is_label(row: Row) -> bool:
    return set(row.cells) == {0} and not is_figure(text_in(row.cells[0]))


def _label(row: Row) -> str:
    text = text_in(row.cells.get(0, []))
    return text if len(text) <= 60 else f"{text[:60]}…"
