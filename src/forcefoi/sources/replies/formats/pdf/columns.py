"""Columns: where the columns of a table lie that has no lines between them, by what stands above each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from forcefoi.sources.replies.formats.pdf.lines import Line, Phrase, could_be_one
from forcefoi.sources.replies.formats.pdf.words import Word, has_digit

Span = tuple[float, float]
TOUCH = 0.5  # points that two phrases of two columns may overlap


def columns(lines: Sequence[Line], edges: Sequence[float] | None = None) -> list[Span]:
    """The columns of some lines, from left to right, each as the span that its texts take.

    edges
        The positions of the columns' edges, set by hand; then the columns are the spans between them.

    The lines with most phrases say first where columns are. A line that would make two columns one (a title over
    several) says nothing.
    """
    if edges is not None:
        ordered = sorted(edges)
        return list(zip(ordered, ordered[1:], strict=False))
    found: list[Span] = []
    for line in sorted(lines, key=lambda line: -len(line.phrases)):
        found = _with(found, [(phrase.x0, phrase.x1) for phrase in line.phrases]) or found
    return found


def _with(found: list[Span], spans: list[Span]) -> list[Span] | None:
    """The columns with those of one more line; None where that line lies over several of them."""
    grown = list(found)
    for span in spans:
        over = [i for i, column in enumerate(grown) if _overlap(column, span) > TOUCH]
        if len(over) > 1:
            return None
        if over:
            column = grown[over[0]]
            grown[over[0]] = (min(column[0], span[0]), max(column[1], span[1]))
        else:
            grown.append(span)
    grown.sort()
    if any(left[1] - right[0] > TOUCH for left, right in zip(grown, grown[1:], strict=False)):
        return None
    return grown


def agree(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether a table's columns go on in another's: each of `other` lies over exactly one of `one`, in order."""
    over = [[i for i, column in enumerate(one) if _overlap(column, span) > TOUCH] for span in other]
    places = [each[0] for each in over if len(each) == 1]
    return len(places) == len(other) and places == sorted(set(places))


def wider(before: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The columns of a page before, each widened by the columns here that lie over it."""
    found = []
    for low, high in before:
        over = [span for span in spans if min(high, span[1]) - max(low, span[0]) > 0.5]
        found.append((min([low, *(a for a, _ in over)]), max([high, *(b for _, b in over)])))
    return found


def _overlap(one: Span, other: Span) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def borders(spans: Sequence[Span]) -> list[float]:
    """Where one column ends and the next begins: the middle of the gap between them."""
    return [(left[1] + right[0]) / 2 for left, right in zip(spans, spans[1:], strict=False)]


def place(line: Line, spans: Sequence[Span]) -> tuple[dict[int, list[Word]], list[str]]:
    """The words of a line by column, and what is in doubt about them.

    Text over several columns goes into the first of them; numbers, each into its own.
    """
    limits, cells, doubts = borders(spans), dict[int, list[Word]](), list[str]()
    for phrase in line.phrases:
        over = [i for i, span in enumerate(spans) if _overlap(span, (phrase.x0, phrase.x1)) > TOUCH]
        if len(over) > 1 and _in_parts(phrase, spans, limits, len(line.phrases) > 1):
            for word in phrase.words:
                cells.setdefault(bisect_right(limits, word.middle[0]), []).append(word)
            doubts += _close(phrase, limits)
        else:
            by_middle = not over or len(phrase.words) == 1
            column = bisect_right(limits, (phrase.x0 + phrase.x1) / 2) if by_middle else over[0]
            cells.setdefault(column, []).extend(phrase.words)
            if (
                len(over) > 1
                and has_digit(phrase.text)
                and any(has_digit(word.text) for word in phrase.words[1:])
            ):
                doubts.append(f"'{phrase.text}' stands over {len(over)} columns and was put into the first")
    return cells, doubts


def _in_parts(phrase: Phrase, spans: Sequence[Span], limits: list[float], among: bool) -> bool:
    """Whether its words stand in columns of their own: figures and years do, and the words of a header may."""
    columns = {bisect_right(limits, word.middle[0]) for word in phrase.words}
    figures = all(has_digit(word.text) or word.text in "-–—*" for word in phrase.words)
    fit = all(sum(_overlap(span, (word.x0, word.x1)) > TOUCH for span in spans) <= 1 for word in phrase.words)
    return len(columns) > 1 and (figures or (among and fit))


def _close(phrase: Phrase, limits: list[float]) -> list[str]:
    if not all(has_digit(word.text) or word.text in "-–—*" for word in phrase.words):
        return [f"'{phrase.text}' stands over several columns, and was parted into them"]
    return [
        f"'{last.text} {word.text}' was read as two numbers in two columns, and could be one"
        for last, word in zip(phrase.words, phrase.words[1:], strict=False)
        if could_be_one(last, word)
        and bisect_right(limits, last.middle[0]) != bisect_right(limits, word.middle[0])
    ]
