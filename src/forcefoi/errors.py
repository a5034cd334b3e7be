"""Errors for people: what was read, where, what is allowed, and what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class ForcefoiError(Exception):
    """Anything this package refuses to do. Its text is written for the person at the keyboard.

    The command line prints the text without a traceback and ends with `exit_code`. ParseError, DataError and NoProject
    are kinds of it, so whoever calls a function of this package can wait for this one alone:

    >>> import forcefoi
    >>> try:
    ...     forcefoi.force("kant")
    ... except forcefoi.ForcefoiError as error:
    ...     print(error)
    'kant' is not a force: ... Did you mean 'kent'?
    """

    exit_code = 1


class ParseError(ForcefoiError, ValueError):
    """A text that is not what it should be.

    >>> raise ParseError("count", "75%-80%", "a percentage is not a count")
    Traceback (most recent call last):
        ...
    forcefoi.errors.ParseError: '75%-80%' is not a count: a percentage is not a count
    """

    def __init__(self, wanted: str, read: object, why: str, allowed: str = "", nearest: str = "") -> None:
        self.wanted, self.read, self.why = wanted, read, why
        self.allowed, self.nearest = allowed, nearest
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        # An error that is told by another process must come across whole.
        return type(self), (self.wanted, self.read, self.why, self.allowed, self.nearest)

    def __str__(self) -> str:
        article = "an" if self.wanted[:1] in "aeiou" else "a"
        text = f"{shown(self.read)} is not {article} {self.wanted}: {self.why}"
        if self.allowed:
            text += f". Allowed: {self.allowed}"
        if self.nearest:
            text += f". Did you mean {self.nearest!r}?"
        return text


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of one file. `row` counts as a spreadsheet does: the header is row 1."""

    file: str
    why: str
    row: int | None = None
    column: str = ""
    value: object = None
    allowed: str = ""
    nearest: str = ""
    todo: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column:
            where += f", column '{self.column}'"
        lines = [f"{where}: {self.why}"]
        if self.value is not None:
            lines.append(f"  read:     {shown(self.value)}")
        if self.allowed:
            lines.append(f"  allowed:  {self.allowed}")
        if self.nearest:
            lines.append(f"  nearest:  {self.nearest}")
        if self.todo:
            lines.append(f"  to do:    {self.todo}")
        return "\n".join(lines)


class DataError(ForcefoiError):
    """Input that breaks its table's rules. Holds every problem found, not only the first.

    >>> print(DataError([Problem("figures.csv", "no such force", 3, "force", "kant", nearest="kent")]))
    figures.csv, row 3, column 'force': no such force
      read:     'kant'
      nearest:  kent
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


def shown(value: object, most: int = 120) -> str:
    """A value as an error message quotes it: on one line, and never so long that it hides the rest.

    >>> shown("a\\nb")
    "'a\\\\nb'"
    """
    try:
        text = repr(value)
    except ValueError:  # Python writes no whole number of more than some thousand digits
        return "a number too long to be written out"
    return text if len(text) <= most else f"{text[:most]}… ({len(str(value)):,} characters)"


def nearest(word: object, choices: Iterable[str]) -> str:
    """The one of `choices` spelt most like `word`, whatever the case, or '' when none is near.

    >>> nearest("Northumbira", ["kent", "northumbria"])
    'northumbria'
    """
    if not isinstance(word, str):
        return ""
    by_fold = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.strip().casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""
