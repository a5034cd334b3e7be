"""Hidden: part the characters that a person sees on a page from those that are there and can't be seen."""

from __future__ import annotations

from itertools import groupby

from forcefoi.sources.replies.formats.pdf.marks import Area, Char, Colour, Marks

SMALLEST = 1.0  # points; a person needs three of them
WHITE: Colour = (1.0, 1.0, 1.0)


def part(marks: Marks) -> tuple[list[Char], list[Char]]:
    """The characters of a page that are seen, and those that are not.

    Not seen is what is drawn without ink, in the colour of what lies behind it, under a filled area or a picture
    drawn later, beside the page, or smaller than a point. What is drawn twice in one place (some programs make bold
    letters so) is kept once.
    """
    seen: list[Char] = []
    unseen: list[Char] = []
    areas = [area for area in marks.areas if area.x1 - area.x0 > 2 and area.bottom - area.top > 2]
    for _, run in groupby(marks.chars, key=lambda char: (char.unseen, char.colour, round(char.base))):
        chars = list(run)
        near = [area for area in areas if _touches(area, chars)]
        for char in chars:
            (seen if _is_seen(char, near, marks) else unseen).append(char)
    return _once(seen), [char for char in unseen if char.text.strip()]


def _touches(area: Area, chars: list[Char]) -> bool:
    return (
        area.x0 <= max(char.x1 for char in chars)
        and area.x1 >= min(char.x0 for char in chars)
        and area.top <= max(char.bottom for char in chars)
        and area.bottom >= min(char.top for char in chars)
    )


def _is_seen(char: Char, areas: list[Area], marks: Marks) -> bool:
    x, y = char.middle
    left, top, right, bottom = marks.box
    if char.unseen or char.size < SMALLEST or not (left <= x <= right and top <= y <= bottom):
        return False
    over = [area for area in areas if area.holds(x, y)]
    if any(area.order > char.order and area.cover for area in over):
        return False
    behind = max((a for a in over if a.order < char.order), key=lambda area: area.order, default=None)
    paper = WHITE if behind is None else behind.colour
    # Over a picture or a pattern nobody knows; then it counts as seen.
    return paper is None or char.colour is None or not _alike(char.colour, paper)


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 0.03 for a, b in zip(one or (), other or (), strict=True))


def _once(chars: list[Char]) -> list[Char]:
    """Each character once: two of one kind closer than an eighth of their size are one, drawn twice."""
    kept: list[Char] = []
    cells: dict[tuple[str, int, int], list[Char]] = {}
    for char in chars:
        x, y = int(char.x0 // 4), int(char.top // 4)
        near = (
            other
            for i in (x - 1, x, x + 1)
            for j in (y - 1, y, y + 1)
            for other in cells.get((char.text, i, j), ())
        )
        limit = char.size / 8
        if any(abs(o.x0 - char.x0) < limit and abs(o.top - char.top) < limit for o in near):
            continue
        cells.setdefault((char.text, x, y), []).append(char)
        kept.append(char)
    return kept
