"""Squash: one spelling for characters and spaces that look alike. `fold`: the same, for matching names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import pandas as pd

# A raised 2 is a footnote's mark: made plain it would turn 12² into 122. So these kinds stay as they are.
MARKS = ("<super>", "<sub>", "<circle>", "<fraction>")
HYPHENS = re.compile("[-\u2010-\u2015\u2212]")


def plain(text: str) -> str:
    """Wide, narrow and joined characters made plain (NFKC), what can't be seen removed; spaces kept apart.

    >>> plain("１２\\u200b３\\u00a0²")
    '123 ²'
    """
    if text.isascii():
        return text
    # PDFs write a hyphen as a soft one, which shows: dropped, it would join the two ends of a range.
    text = text.replace("\u00ad", "-")
    return unicodedata.normalize("NFC", text.translate(PLAIN))


class _Plain(dict[int, str]):
    """What each character is made, looked up once: a sheet has the same few characters millions of times."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) == "Cf":
            self[code] = ""
        elif unicodedata.decomposition(char).startswith(MARKS):
            self[code] = char
        else:
            self[code] = unicodedata.normalize("NFKC", char)
        return self[code]


PLAIN = _Plain()


def squash(text: str) -> str:
    """`plain`, with each run of spaces or line breaks made one space, and none at either end.

    >>> squash("  Kent\\u00a0\\n Police ")
    'Kent Police'
    """
    return " ".join(plain(text).split())


def tidy_text(series: pd.Series) -> pd.Series:
    """`squash` for every text of a series.

    Takes a series of text; answers with one of dtype `string`, same index and name. Missing stays missing.
    Raises TypeError for a value that is not text: a number must not become text unseen.

    >>> tidy_text(pd.Series([" Kent\\u00a0 Police", None], name="force")).tolist()
    ['Kent Police', <NA>]
    """
    missing = series.isna()
    for label, value in series[~missing].items():
        if not isinstance(value, str):
            raise TypeError(f"row {label!r}: {value!r} is not text")
    known = {value: squash(value) for value in series[~missing].unique()}
    out = [pd.NA if gone else known[value] for value, gone in zip(series, missing, strict=True)]
    return pd.Series(pd.array(out, dtype="string"), index=series.index, name=series.name)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A name as it is matched: case, spaces, hyphens, commas, full stops, apostrophes, "the" don't count.

    >>> fold("The  Devon & Cornwall") == fold("devon-and-cornwall")
    True
    >>> fold("P.S.N.I.")
    'psni'
    """
    read = re.sub(r"[.'’‘`]", "", squash(text).casefold())
    read = HYPHENS.sub(" ", read).replace(",", " ").replace("&", " and ")
    return " ".join(word for word in read.split() if word != "the")
