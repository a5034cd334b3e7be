"""Rows: which printed lines of a table make one row of it, where no ruling lines say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.columns import Span, place
from forcefoi.sources.replies.formats.pdf.lines import Line
from forcefoi.sources.replies.formats.pdf.words import Word, is_figure

APART = 1.25  # lines further apart than this many times the closest ones begin a new row
EVEN = 1.03  # lines of one text differ by no more than this in how far they are apart
CLEAR = 1.08  # where all close lines are evenly so, all others need be no further apart than this
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
    limit = _limit(steps, close)
    if not steps or max(steps) <= limit:
        return []
    groups = [[lines[0]]]
    for step, row in zip(steps, lines[1:], strict=True):
        if step > limit:
            groups.append([row])
        else:
            groups[-1].append(row)
    for row in (row for row in singles if row not in lines):
        home = _home(row, groups)
        groups.append([row]) if home is None else home.append(row)
    # Where two records stand as close as that, a line as close to one may be a row with nothing in it.
    parted = not any(
        _is_record(a, len(spans)) and _is_record(b, len(spans)) and step <= limit
        for step, a, b in zip(steps, lines, lines[1:], strict=False)
    )
    found: list[Row] = []
    for group in sorted(groups, key=lambda group: _base(group[0])):
        group.sort(key=_base)
        wrapped = all(
            _base(b) - _base(a) <= WRAPPED * a.lines[0].size for a, b in zip(group, group[1:], strict=False)
        )
        one = wrapped and sum(_is_record(row, len(spans)) for row in group) <= 1
        if one and parted:
            found.append(_together([row.lines[0] for row in group], spans))
            continue
        rest = _one_by_one(group, spans)
        if one and len(rest) > 1:
            for row in rest:
                row.doubts += [] if row.doubts or not _is_label(row) else [_doubt(row)]
        found += rest
    return found


def _limit(steps: Sequence[float], close: float) -> float:
    """Up to which distance lines are close, where the closest ones are `close` apart."""
    even = [step for step in steps if step <= EVEN * close]
    far = [step for step in steps if step > EVEN * close]
    return EVEN * close if even and far and min(far) >= CLEAR * close else APART * close


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
    for row in _around(singles, spans):
        last = found[-1] if found else None
        if last is None or not _goes_on(last, row):
            found.append(row)
            continue
        for line in row.lines:
            last.add(line, spans)
        last.joined = True
    for place_, row in enumerate(found):
        if row.joined:
            row.doubts.append(
                f"the printed lines of '{_label(row)}' were joined into one row by their words alone"
            )
        elif _is_label(row) and any(each.has_figures for each in found[:place_]):
            row.doubts.append(_doubt(row))
    return found


def _around(singles: list[Row], spans: Sequence[Span]) -> list[Row]:
    """The lines, those of a label joined that have its figures half way between them."""
    found: list[Row] = []
    for row in singles:
        between = found[-1] if found else None
        above = found[-2] if len(found) > 1 else None
        if above and between and _is_label(above) and _is_label(row) and _is_half_way(above, between, row):
            found[-2:] = [_together([above.lines[0], between.lines[0], row.lines[0]], spans)]
        else:
            found.append(row)
    return found


def _is_half_way(above: Row, between: Row, below: Row) -> bool:
    if 0 in between.cells or not between.has_figures or len(between.lines) > 1:
        return False
    up, down = _base(between) - _base(above), _base(below) - _base(between)
    return abs(up - down) <= 0.1 * (up + down) and up + down <= WRAPPED * above.lines[0].size


def _doubt(row: Row) -> str:
    return f"it can't be told whether '{_label(row)}' goes with the row above it or below it"


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
