"""Which sign parts the fields of a table in a text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "an upright stroke"}
SAID = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
LOOKED_AT = 300


def said_separator(text: str) -> tuple[str, int]:
    """The separator that a first line `sep=;` names, and how many signs that line has; `("", 0)` without one."""
    found = SAID.match(text)
    return (found[1], found.end()) if found else ("", 0)


def separator_of(text: str, kind: str) -> tuple[str, str]:
    """The separator that fits the first lines best, and another that fits them as well (or `""`).

    >>> separator_of("a;b,1\\nc;d,2\\n", "csv")
    (',', ';')
    """
    fits = {sign: _fit(text, sign) for sign in SEPARATORS if sign in text}
    fits = {sign: fit for sign, fit in fits.items() if fit[1] > 1}
    if not fits:
        return ("\t" if kind == "tsv" else ","), ""
    if kind == "tsv" and "\t" in fits:
        return "\t", ""
    best = max(fits, key=lambda sign: fits[sign])
    return best, next((sign for sign, fit in fits.items() if sign != best and fit[0] >= fits[best][0]), "")


def _fit(text: str, sign: str) -> tuple[float, int]:
    """The share of lines that have the commonest number of fields above one, and that number."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), LOOKED_AT))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows if row)
    many = sum(widths.values())
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width = max(wide, key=lambda each: (wide[each], each))
    return wide[width] / many, width
