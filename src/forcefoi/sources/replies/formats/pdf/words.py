"""Words: join the characters of a page to words, and mark what is raised beside a number as a note of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from forcefoi.sources.replies.formats.pdf.marks import Char

GAP = 0.2  # of the letters' size: a wider gap parts two words
TIGHT = 0.08  # the same for digits, which stand evenly: two numbers may nearly touch
RAISED = 0.8  # letters smaller than this part of their neighbours', and higher, are a footnote's mark
DIGITS = frozenset("0123456789,")
NUMBER = r"[-–—−+]?\s?[£$€]?\s?[-−]?\d[\d,.\s]*%?"
FIGURE = re.compile(
    rf"(?:\({NUMBER}\)|\[{NUMBER}\]|{NUMBER})\s?[*†‡]*(?:\s?\[[^\]]{{1,3}}\])*"
    r"|[<>≤≥]\s?\d+|[-–—−*.]{1,3}|(?i:nil|n/?a|zero|none)",
    re.ASCII,
)


@dataclass(slots=True, eq=False)
class Word:
    """One printed word and where it stands. Two words of one text are two words."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    turned: int = 0
    margin: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in points from the left and from the top."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def is_figure(text: str) -> bool:
    """Whether a text is what stands in a column of figures: a number, `-`, `*`, `<5`, `nil`.

    >>> is_figure("1,234"), is_figure("<5"), is_figure("-"), is_figure("Kent"), is_figure("12 [1]"), is_figure("47)")
    (True, True, True, False, True, False)
    """
    return FIGURE.fullmatch(text.strip()) is not None


def has_digit(text: str) -> bool:
    """Whether there is a digit in a text."""
    return any(char.isdigit() for char in text)


def words_of(chars: list[Char]) -> list[Word]:
    """The words of a page: upright ones by line, then those that are turned."""
    found: list[Word] = []
    for row in rows_of([char for char in chars if char.turned == 0]):
        found += _split(row)
    found = _with_marks(found)
    for turned in (90, 270, 1):
        found += _turned([char for char in chars if char.turned == turned], turned)
    return found


def rows_of(chars: list[Char]) -> list[list[Char]]:
    """Characters that stand on one line, each row from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and abs(char.base - rows[-1][-1].base) <= 0.1 * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: (char.x0, char.order)) for row in rows]


def _split(row: list[Char]) -> list[Word]:
    """The words of one row: parted by spaces, by gaps, and where the letters' size changes."""
    words: list[Word] = []
    last: Char | None = None
    for char in row:
        if not char.text.strip():
            last = None
            continue
        smaller, larger = sorted((char.size, last.size)) if last else (1, 1)
        if last is None or smaller < RAISED * larger or _is_apart(last, char, larger):
            words.append(_word(char))
            if last is not None and last.x1 - char.x0 > TIGHT * larger:
                words[-1].doubts.append("is printed over other text")
        else:
            _add(words[-1], char, last)
        last = char
    return words


def _is_apart(last: Char, char: Char, size: float) -> bool:
    gap = char.x0 - last.x1
    if char.text in DIGITS and last.text in DIGITS:
        return abs(gap) > TIGHT * size
    return gap > GAP * size


def _word(char: Char) -> Word:
    return Word(
        char.text, char.x0, char.x1, char.top, char.bottom, char.base, char.size, char.turned, char.margin
    )


def _add(word: Word, char: Char, last: Char) -> None:
    if char.x0 < last.x1 - 0.5 * min(last.x1 - last.x0, char.x1 - char.x0) and char.turned == 0:
        word.doubts.append("is printed over other text")
    word.text += char.text
    word.x0, word.x1 = min(word.x0, char.x0), max(word.x1, char.x1)
    word.top, word.bottom = min(word.top, char.top), max(word.bottom, char.bottom)


def _with_marks(words: list[Word]) -> list[Word]:
    """Words with the raised or small marks that touch them put behind, in brackets: `123 [1]`."""
    ends: dict[int, list[Word]] = {}
    for word in words:
        ends.setdefault(int(word.x1 // 8), []).append(word)
    marks = {id(word): owner for word in words if (owner := _owner(word, ends)) is not None}
    for word in words:
        owner = marks.get(id(word))
        if owner is not None:
            owner.text += f" [{word.text}]"
            owner.x1 = max(owner.x1, word.x1)
            owner.doubts.append(f"has the small mark '{word.text}' beside it, read as a footnote's")
    return [word for word in words if id(word) not in marks]


def _owner(mark: Word, ends: dict[int, list[Word]]) -> Word | None:
    """The word that a smaller one is glued to, if it is a mark: right behind it, no lower, and short."""
    if len(mark.text) > 3:
        return None
    place = int(mark.x0 // 8)
    for word in (word for near in (place - 1, place, place + 1) for word in ends.get(near, ())):
        gap = mark.x0 - word.x1
        if (
            mark.size < RAISED * word.size
            and -0.1 * word.size <= gap <= GAP * word.size
            and -0.35 * word.size <= word.base - mark.base <= 0.8 * word.size
        ):
            return word
    return None


def _turned(chars: list[Char], turned: int) -> list[Word]:
    """Words of turned text: each string as it was drawn, since its letters come in the order they are read."""
    words: list[Word] = []
    last: Char | None = None
    for char in chars:
        close = (
            last is not None and _apart(last, char) <= 1.2 * char.size and abs(last.order - char.order) <= 2
        )
        if close and last is not None:
            words[-1].text += char.text
            words[-1].x0, words[-1].x1 = min(words[-1].x0, char.x0), max(words[-1].x1, char.x1)
            words[-1].top, words[-1].bottom = min(words[-1].top, char.top), max(words[-1].bottom, char.bottom)
        else:
            words.append(_word(char))
        last = char
    for word in words:
        word.text = " ".join(word.text.split())
    return [word for word in words if word.text]


def _apart(one: Char, other: Char) -> float:
    (x0, y0), (x1, y1) = one.middle, other.middle
    return max(abs(x0 - x1), abs(y0 - y1))
