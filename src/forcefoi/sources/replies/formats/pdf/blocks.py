"""Blocks: find the tables of a page that no ruling lines make, by the columns that its lines share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.columns import Span, agree, borders, columns, wider
from forcefoi.sources.replies.formats.pdf.lines import Line, Phrase
from forcefoi.sources.replies.formats.pdf.words import Word, has_digit, is_figure

FAR = 3.2  # letters' sizes between two lines of one table
LABEL = re.compile(r"[A-Z][^:]{0,60}:(?:\s.*)?", re.DOTALL)


@dataclass
class Block:
    """Lines of a page that make a table, and its columns."""

    lines: list[Line]
    spans: list[Span]
    turned: list[Word] = field(default_factory=list)  # of a header that is printed upwards

    @property
    def words(self) -> list[Word]:
        """The words of its lines, and those that stand upright beside them."""
        return [word for line in self.lines for word in line.words] + self.turned


def blocks(
    lines: Sequence[Line], edges: Sequence[float] | None = None, before: Sequence[Span] | None = None
) -> list[Block]:
    """The tables among lines, from the top. Lines of a letter are in none.

    edges
        The columns' edges, set by hand: then all lines with words in two columns belong to one table, with what is
        between them.
    before
        The columns of a table that may go on at the top; one row of it is then enough.
    """
    upright = [line for line in lines if not line.words[0].turned]
    if edges is not None:
        return _by_hand(upright, edges)
    found: list[Block] = []
    run: list[Line] = []
    between: list[Line] = []
    for line in upright:
        if not is_row(line):
            between.append(line)
            continue
        if run and not _goes_on(run, between, line):
            found += _table(run, _after(found, upright), None if found else before)
            run = []
        elif run:
            run += between
        run.append(line)
        between = []
    found += _table(run, _after(found, upright), None if found else before) if run else []
    for block in found:
        block.turned = _turned_above(block, [line.words[0] for line in lines if line.words[0].turned])
    return found


def _after(found: list[Block], lines: list[Line]) -> list[Line]:
    """The lines that are in no table yet: one line is never in two."""
    taken = {id(line) for block in found for line in block.lines}
    return [line for line in lines if id(line) not in taken]


def _turned_above(block: Block, turned: list[Word]) -> list[Word]:
    """Turned words that end right above a table's first line, over one of its columns."""
    top, size = block.lines[0].top, block.lines[0].size
    left, right = block.spans[0][0], block.spans[-1][1]
    return [w for w in turned if abs(top - w.bottom) < 2 * size and left - size < w.middle[0] < right + size]


def _by_hand(lines: Sequence[Line], edges: Sequence[float]) -> list[Block]:
    spans = columns([], edges)
    limits = borders(spans)
    inside = [line for line in lines if line.x1 >= spans[0][0] and line.x0 <= spans[-1][1]]
    rows = [
        i for i, line in enumerate(inside)
        if len({sum(limit < word.middle[0] for limit in limits) for word in line.words}) > 1
    ]  # fmt: skip
    chosen = inside[rows[0] : rows[-1] + 1] if rows else []
    return [Block([_by_word(line) for line in chosen], spans)] if chosen else []


def _by_word(line: Line) -> Line:
    """A line whose words each go to the column they stand in, however close they are to each other."""
    return Line(line.words, [Phrase([word]) for word in line.words])


def is_row(line: Line) -> bool:
    """Whether a line could be a row of a table: it has two phrases, or is a figure alone."""
    return len(line.phrases) > 1 or (is_figure(line.text) and len(line.text) < 16)


def _goes_on(run: list[Line], between: list[Line], line: Line) -> bool:
    """Whether a line goes on with the table that `run` has begun, over the lines `between`."""
    chain = [run[-1], *between, line]
    if any(b.base - a.base > FAR * max(a.size, b.size) for a, b in zip(chain, chain[1:], strict=False)):
        return False
    rows = [each for each in run if is_row(each)]
    both = columns([*rows, line])
    if between:
        first = both[1][0] if len(both) > 1 else None
        if first is None or any(each.x1 > first + 2 and each.x0 < first for each in between):
            return False
    return _fits(line, both)


def _fits(line: Line, spans: Sequence[Span]) -> bool:
    """Whether every phrase of a line lies over one column at most, or the line is a title over several."""
    over = [
        sum(min(phrase.x1, high) - max(phrase.x0, low) > 0.5 for low, high in spans)
        for phrase in line.phrases
    ]
    return all(count <= 1 for count in over) or not has_digit(line.text)


def _table(run: list[Line], lines: Sequence[Line], before: Sequence[Span] | None) -> list[Block]:
    """The run as a table, with the label's lines right before and after it; nothing where it is none."""
    spans = columns([line for line in run if is_row(line)])
    run = list(run)
    first, last = lines.index(run[0]), lines.index(run[-1])
    close = 1.5 * run[0].size
    further = close
    if before is not None and agree(before, spans) and _is_top(lines[:first], before):
        # What stands above its first figures is the rest of a row of the page before.
        spans, further = wider(before, spans), FAR * run[0].size
    elif len(spans) < 2 or not _is_table(run, spans):
        return []
    right = spans[1][0]
    while first > 0 and (
        _is_rest(lines[first - 1], lines[first], further, right)
        or _is_wrapped(lines[first - 1], lines[first], spans)
    ):
        first -= 1
        run.insert(0, lines[first])
    if _is_end(run, lines[last:], right):
        close = FAR * run[0].size
    while last + 1 < len(lines) and (
        _is_rest(lines[last + 1], lines[last], close, right)
        or _is_wrapped(lines[last + 1], lines[last], spans)
    ):
        last += 1
        run.append(lines[last])
    return [Block(run, spans)]


def _is_wrapped(line: Line, last: Line, spans: Sequence[Span]) -> bool:
    """Whether a line is the rest of a text that was too long for its column."""
    inside = any(_is_in(line, low, high) for low, high in _rooms(spans)[1:])
    return inside and abs(line.base - last.base) <= 1.45 * last.size and not is_row(line)


def _is_in(line: Line, low: float, high: float) -> bool:
    return low - 2 <= line.x0 and line.x1 < high


def _rooms(spans: Sequence[Span]) -> list[Span]:
    """Each column with the room that its texts may take, up to the next column."""
    ends = [low for low, _ in spans[1:]] + [spans[-1][1] + 40]
    return [(low, max(high, end) - 2) for (low, high), end in zip(spans, ends, strict=True)]


def _is_end(run: Sequence[Line], lines: Sequence[Line], right: float) -> bool:
    """Whether nothing stands below a table on its page but labels, as far apart as its rows: a row that is cut."""
    steps = sorted(b.base - a.base for a, b in zip(run, run[1:], strict=False))
    step = 1.1 * steps[len(steps) // 2] if steps else 0
    return all(_is_rest(b, a, step, right) for a, b in zip(lines, lines[1:], strict=False))


def _is_top(above: Sequence[Line], before: Sequence[Span]) -> bool:
    return all(any(_is_in(line, low, high) for low, high in _rooms(before)) for line in above)


def _is_rest(line: Line, other: Line, close: float, right: float) -> bool:
    return abs(line.base - other.base) <= close and line.x1 < right and not is_row(line)


def _is_table(run: list[Line], spans: Sequence[Span]) -> bool:
    """Two lines with figures behind a label, or three that share three columns, and not lines of `Label: value`."""
    rows = [line for line in run if is_row(line)]
    if sum(is_labelled(line) for line in rows) > 0.6 * len(rows):
        return False
    figures = sum(any(is_figure(p.text) and p.x0 >= spans[1][0] - 1 for p in line.phrases) for line in rows)
    wide = sum(len(line.phrases) > 2 for line in rows)
    return len(rows) >= 2 and (figures >= 2 or wide >= 3 or (figures == 1 and wide >= 1))


def is_labelled(line: Line) -> bool:
    """Whether a line is `Label: value`, or several of them side by side."""
    texts = [phrase.text for phrase in line.phrases]
    if all(LABEL.fullmatch(text) and not text.endswith(":") for text in texts):
        return True
    return len(texts) % 2 == 0 and all(LABEL.fullmatch(text) and text.endswith(":") for text in texts[::2])
