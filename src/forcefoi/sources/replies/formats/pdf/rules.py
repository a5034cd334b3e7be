"""Rules: join the pieces of ruling lines, and find the boxes that they make on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.marks import Area, Marks, Stroke
from forcefoi.sources.replies.formats.pdf.words import Word

NEAR = 2.5  # points within which two lines touch
APART = 3.5  # points under which two parallel lines are one, drawn double
WIDER = 12.0  # points by which the right edges of two tables that touch differ
SHORT = 8.0
MOST_PAIRS = 4_000_000


@dataclass(slots=True)
class Rule:
    """A straight line: at `place` across, from `low` to `high` along."""

    place: float
    low: float
    high: float


@dataclass
class Ruled:
    """Ruling lines that touch: `across` run from left to right, `down` from top to bottom."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)

    @property
    def xs(self) -> list[float]:
        """Where its columns part, from left to right."""
        ends = [end for rule in self.across for end in (rule.low, rule.high)]
        return _apart([rule.place for rule in self.down], [min(ends), max(ends)] if ends else [])

    @property
    def ys(self) -> list[float]:
        """Where its rows part, from the top down."""
        ends = [end for rule in self.down for end in (rule.low, rule.high)]
        return _apart([rule.place for rule in self.across], [min(ends), max(ends)] if ends else [])


def _apart(places: Iterable[float], ends: Iterable[float]) -> list[float]:
    """Positions of lines, those closer than `APART` taken as one; an end of a line where no line is counts as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > APART:
            found.append(place)
    for end in ends:
        if all(abs(end - place) > APART for place in found):
            found.append(end)
    return sorted(found)


def rules_of(marks: Marks, words: Sequence[Word]) -> tuple[list[Rule], list[Rule]]:
    """The lines across and down a page, pieces joined, without those that underline words or strike them out.

    A word that is struck out gets a doubt.
    """
    strokes = [*marks.strokes, *_sides(marks)]
    across = _joined([Rule(s.top, s.x0, s.x1) for s in strokes if s.x1 - s.x0 > s.bottom - s.top])
    down = _joined([Rule(s.x0, s.top, s.bottom) for s in strokes if s.bottom - s.top >= s.x1 - s.x0])
    across = [rule for rule in across if not _belongs_to_text(rule, words)]
    return _long(across), _long(down)


def _sides(marks: Marks) -> list[Stroke]:
    """The sides of filled areas where no line is drawn: then the shades of cells tell them apart."""
    areas = [a for a in marks.areas if not a.picture and a.bottom - a.top < marks.height / 2]
    if len(areas) * len(marks.strokes) > MOST_PAIRS:
        return []
    sides: list[Stroke] = []
    for area in areas:
        if any(_meets(stroke, area) for stroke in marks.strokes):
            continue
        sides += [
            Stroke(area.x0, area.top, area.x1, area.top), Stroke(area.x0, area.bottom, area.x1, area.bottom),
            Stroke(area.x0, area.top, area.x0, area.bottom), Stroke(area.x1, area.top, area.x1, area.bottom),
        ]  # fmt: skip
    return sides


def _meets(stroke: Stroke, area: Area) -> bool:
    return (
        stroke.x0 <= area.x1 + NEAR
        and stroke.x1 >= area.x0 - NEAR
        and stroke.top <= area.bottom + NEAR
        and stroke.bottom >= area.top - NEAR
    )


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line made one."""
    found: list[Rule] = []
    row: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if row and rule.place - row[0].place > 1.5:
            found += _end_to_end(row)
            row = []
        row.append(rule)
    return found + _end_to_end(row)


def _long(rules: list[Rule]) -> list[Rule]:
    """Those that are lines; what is short is a dash or a dot."""
    return [rule for rule in rules if rule.high - rule.low >= SHORT]


def _end_to_end(row: list[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(row, key=lambda rule: rule.low):
        if found and rule.low - found[-1].high <= 3:
            found[-1].high = max(found[-1].high, rule.high)
        else:
            found.append(Rule(rule.place, rule.low, rule.high))
    return found


def _belongs_to_text(rule: Rule, words: Sequence[Word]) -> bool:
    """Whether a line is as wide as the words it runs through or under. Through them, it strikes them out."""
    over = [
        word for word in words
        if not word.turned and rule.low - 3 < word.middle[0] < rule.high + 3
        and word.base - 0.7 * word.size < rule.place < word.base + 0.3 * word.size
    ]  # fmt: skip
    through = [
        word for word in over if word.base - 0.6 * word.size < rule.place < word.base - 0.15 * word.size
    ]
    for word in through:
        word.doubts.append("is struck through")
    if through or not over:
        return bool(through)
    return max(word.x1 for word in over) >= rule.high - 3 and min(word.x0 for word in over) <= rule.low + 3


def ruled(across: Sequence[Rule], down: Sequence[Rule]) -> list[Ruled]:
    """The groups of lines that touch each other, with lines of both directions in each.

    Where a table stands right under another one that is wider or narrower, they are two groups.
    """
    if len(across) * len(down) > MOST_PAIRS:
        return []
    home = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    for i, a in enumerate(across):
        for j, d in enumerate(down):
            if a.low - NEAR <= d.place <= a.high + NEAR and d.low - NEAR <= a.place <= d.high + NEAR:
                home[root(i)] = root(len(across) + j)
    groups: dict[int, Ruled] = {}
    for i, a in enumerate(across):
        groups.setdefault(root(i), Ruled()).across.append(a)
    for j, d in enumerate(down):
        groups.setdefault(root(len(across) + j), Ruled()).down.append(d)
    return [part for group in groups.values() if group.across and group.down for part in _parted(group)]


def _parted(group: Ruled) -> list[Ruled]:
    """A group of lines, cut where what is ruled becomes narrower or wider on its right, for two rows or more."""
    ys, edges = group.ys, _edges(group)
    starts = [
        0,
        *(at for at in range(1, len(edges)) if abs(edges[at][1] - edges[at - 1][1]) > WIDER),
        len(edges),
    ]
    parts = list(zip(starts, starts[1:], strict=False))
    if len(parts) < 2 or any(last - first < 2 for first, last in parts):
        return [group]
    found = []
    for first, last in parts:
        left, right = min(low for low, _ in edges[first:last]), max(high for _, high in edges[first:last])
        inner = [rule for rule in group.across if ys[first] + APART < rule.place < ys[last] - APART]
        if any(rule.low < left - APART or rule.high > right + APART for rule in inner):
            return [group]  # Its sides are not drawn, so that nothing says how wide it is.
        found.append(_cut(group, (ys[first], ys[last]), (left, right)))
    return found


def _edges(group: Ruled) -> list[tuple[float, float]]:
    """From where to where each row is ruled: the first and the last line that run down all of it."""
    found = []
    for top, bottom in zip(group.ys, group.ys[1:], strict=False):
        down = [rule.place for rule in group.down if rule.low <= top + APART and rule.high >= bottom - APART]
        found.append((min(down, default=0.0), max(down, default=0.0)))
    return found


def _cut(group: Ruled, height: tuple[float, float], width: tuple[float, float]) -> Ruled:
    """The lines of a group that make the table between two heights, none of them longer than it."""
    (top, bottom), (left, right) = height, width
    across = [
        Rule(rule.place, max(rule.low, left), min(rule.high, right))
        for rule in group.across
        if top - APART <= rule.place <= bottom + APART
        and rule.low < right - APART
        and rule.high > left + APART
    ]
    down = [
        Rule(rule.place, max(rule.low, top), min(rule.high, bottom))
        for rule in group.down
        if rule.low < bottom - APART and rule.high > top + APART
    ]
    return Ruled(across, down)


def is_covered(rules: Iterable[Rule], place: float, low: float, high: float) -> bool:
    """Whether lines at `place` cover at least half of what lies between `low` and `high`."""
    length = sum(
        max(0.0, min(rule.high, high) - max(rule.low, low))
        for rule in rules
        if abs(rule.place - place) <= APART
    )
    return length >= 0.5 * (high - low)
