"""Lines: the words of a page line by line, and each line's words in phrases that wide gaps part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forcefoi.sources.replies.formats.pdf.words import Word, has_digit, is_figure

WIDE = 0.75  # of the letters' size: a gap that parts two phrases
WIDE_FIGURES = 0.42  # the same between two numbers; the space in `1 234` has 0.25 to 0.3


@dataclass(slots=True)
class Phrase:
    """Words that stand beside each other on one line, from left to right; close together, where they are no Line."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words, a space between each."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins, in points from the left."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends, in points from the left."""
        return max(word.x1 for word in self.words)


@dataclass(slots=True)
class Line(Phrase):
    """Words that stand on one line of the page, and the phrases that wide gaps part them into."""

    phrases: list[Phrase]

    @property
    def base(self) -> float:
        """Where its letters stand, in points from the top."""
        return self.words[0].base

    @property
    def top(self) -> float:
        """Its upper edge, in points from the top."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge, in points from the top."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of its largest letters, in points."""
        return max(word.size for word in self.words)


def lines_of(words: list[Word]) -> list[Line]:
    """The lines of some words, from the top. Turned words stand in a line of their own."""
    rows: list[list[Word]] = []
    for word in sorted((word for word in words if not word.turned), key=lambda word: word.base):
        if rows and word.base - rows[-1][0].base <= 0.3 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    rows += [[word] for word in words if word.turned]
    lines = [line_of(row) for row in rows]
    return sorted(lines, key=lambda line: (line.bottom, line.x0))


def line_of(words: list[Word]) -> Line:
    """Words of one height as a line, cut into phrases where the gap is wider than a space."""
    words = sorted(words, key=lambda word: word.x0)
    phrases = [Phrase([words[0]])]
    for last, word in zip(words, words[1:], strict=False):
        if word.x0 - phrases[-1].x1 > _limit(last, word):
            phrases.append(Phrase([word]))
        else:
            phrases[-1].words.append(word)
    return Line(words, phrases)


def _limit(last: Word, word: Word) -> float:
    figures = has_digit(word.text) and is_figure(word.text) and is_figure(last.text)
    return (WIDE_FIGURES if figures else WIDE) * max(last.size, word.size)


def could_be_one(last: Word, word: Word) -> bool:
    """Whether two words could be one number with a space for thousands, or two numbers that stand close."""
    close = word.x0 - last.x1 <= WIDE_FIGURES * max(last.size, word.size)
    return bool(close and re.fullmatch(r"\d{1,3}", last.text) and re.match(r"\d{3}(?!\d)", word.text))


def text_of(words: list[Word]) -> str:
    """Words as a cell or a page has them: a space between words of a line, a line break between lines."""
    return "\n".join(line.text for line in lines_of(words))
