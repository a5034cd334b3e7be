"""Meanings: words for nothing that differ from reply to reply, so that the caller must say what they mean."""

from __future__ import annotations

from typing import TypedDict

from forcefoi.clean import count_words as words
from forcefoi.clean.count import WITHOUT_COUNT, Count
from forcefoi.clean.squash import HYPHENS
from forcefoi.errors import ParseError, nearest

# What a word stands for, said by the caller: 0, or a status without a count.
Meaning = int | str | None


class Meanings(TypedDict, total=False):
    """The options of `parse_count`."""

    dash: Meaning
    blank: Meaning
    none: Meaning
    unavailable: Meaning
    star: tuple[int, int | None] | None
    threshold_includes_zero: bool


def word_of(read: str) -> str:
    """Which of the caller's options, if any, this text waits for."""
    if read in ("", "(blank)"):
        return "blank"
    if not HYPHENS.sub("", read):
        return "dash"
    return "none" if read in words.NONE else "unavailable" if read in words.UNAVAILABLE else ""


def check_meaning(meaning: Meaning) -> None:
    """Raise ParseError unless it is 0, a status without a count, or None."""
    is_zero = type(meaning) is int and meaning == 0
    if meaning is not None and not is_zero and not (isinstance(meaning, str) and meaning in WITHOUT_COUNT):
        allowed = "0, " + ", ".join(WITHOUT_COUNT)
        raise ParseError("meaning of a word", meaning, "unknown", allowed, nearest(meaning, WITHOUT_COUNT))


def meant(text: object, word: str, meaning: Meaning) -> Count:
    """What the caller says that this word stands for; raises ParseError when nothing was said."""
    if meaning is None:
        why = "it can mean nought, or that there is no answer, and the cell does not say which"
        raise ParseError(
            "count", text, why, f"{word}=0 or {word}='not held' (or another status), if you know"
        )
    return Count(0, 0, "exact") if meaning == 0 else Count(0, None, str(meaning))
