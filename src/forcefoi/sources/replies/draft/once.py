"""Once: what is said of many tables in the same words, said once, with the tables that it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forcefoi.sources.replies.draft.parts import runs

# From so many tables on. Of two, each is more easily read by itself.
MANY = 3
LINE = re.compile(r"t(\d+): (.*)", re.DOTALL)
# Such lines differ from table to table in the cell or the number alone, those of a cell also in what it holds: the
# first stands for all.
ALIKE = re.compile(
    r"(?P<cell>cell [A-Z]+\d+)|and \d+ more are refused|it counts the same as t\d+ in |(?:'[^']*'|a blank) stands in \d"
)
DIFFERS = re.compile(r"(?P<quoted>'[^']*')|\b[A-Z]{1,3}\d+\b|\d[\d,.]*")


def once(lines: Iterable[str]) -> list[str]:
    """Lines that begin with a table (`t3: …`), each wording once where it is of three tables or more.

    >>> once(["t1: no year", "t2: no year", "t3: a blank", "t4: no year"])
    ['t1-t2, t4: no year', 't3: a blank']
    """
    groups: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        found = LINE.fullmatch(line)
        text = found[2] if found else line
        key = _shape(text) if found else text
        groups.setdefault(key if found else f"\0{line}", []).append((int(found[1]) if found else 0, text))
    return [line for members in groups.values() for line in _told(members)]


def _shape(text: str) -> str:
    alike = ALIKE.match(text)
    if not alike:
        return text
    return DIFFERS.sub(lambda found: found[0] if found["quoted"] and not alike["cell"] else "…", text)


def _told(members: list[tuple[int, str]]) -> list[str]:
    (first, text), *_ = members
    numbers = {number for number, _ in members}
    if len(numbers) < MANY:
        return [f"t{number}: {each}" if number else each for number, each in members]
    tables = ", ".join(f"t{a}-t{b}" if b > a else f"t{a}" for a, b in runs(list(numbers)))
    like = (
        "" if all(each == text for _, each in members) else f" (this is t{first}'s; the others are like it)"
    )
    return [f"{tables}: {text}{like}"]
