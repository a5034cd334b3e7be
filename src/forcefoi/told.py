"""Sentences whose numbers open: a sentence is text, and knows which of its words are which number."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from forcefoi.errors import ForcefoiError
from forcefoi.number import Number

# What a notebook's output holds beside its HTML, so that whatever makes a page finds its numbers.
NUMBERS_MIME = "application/vnd.forcefoi.numbers+json"


@dataclass(frozen=True)
class Told:
    """A number as a sentence, a table's cell or a chart's label prints it."""

    text: str
    number: Number

    def __str__(self) -> str:
        return self.text

    def html(self) -> str:
        """The number as a button that opens its panel (`panels`): by mouse, touch and keyboard, and without script."""
        return f'<button type="button" class="n" popovertarget="{target(self.number)}">{escape(self.text)}</button>'


class Sentence(str):
    """Text that knows its numbers. It is a `str`: whatever takes text takes it; `pieces` has the parts in order."""

    pieces: tuple[str | Told, ...]

    def __new__(cls, pieces: Iterable[str | Told]) -> Sentence:
        kept = tuple(piece for piece in pieces if str(piece))
        made = super().__new__(cls, "".join(map(str, kept)))
        made.pieces = kept
        return made

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number in it, once, in order."""
        return tuple({p.number.id: p.number for p in self.pieces if isinstance(p, Told)}.values())


def say(template: str, **values: object) -> Sentence:
    """A sentence from a template as of `str.format`, without conversions or format specs: `{name}` stands for a Told,
    for a Sentence, which keeps its numbers, or for text.

    Raises ForcefoiError for a name that was not given, or one that was given and is not in the template.

    >>> n = Number("a-1", 9, 9, "crimes", "Crimes recorded", "as printed", ())
    >>> s = say("There were {count} in {year}.", count=Told("nine crimes", n), year="2017/18")
    >>> str(s), s.numbers[0].id
    ('There were nine crimes in 2017/18.', 'a-1')
    """
    pieces: list[str | Told] = []
    used = set()
    for text, name, spec, conversion in string.Formatter().parse(template):
        pieces.append(text)
        if name is None:
            continue
        if spec or conversion or name not in values:
            raise ForcefoiError(f"{{{name}}} in {template!r} was not given, or has a format: give it as text")
        used.add(name)
        value = values[name]
        pieces += (
            value.pieces
            if isinstance(value, Sentence)
            else [value if isinstance(value, Told) else str(value)]
        )
    if unused := sorted(set(values) - used):
        raise ForcefoiError(f"{', '.join(unused)}: not in {template!r}")
    return Sentence(pieces)


def target(number: Number) -> str:
    """The HTML id of a number's panel."""
    return f"n-{number.id}"


def numbers_in(things: Iterable[object]) -> tuple[Number, ...]:
    """The numbers of sentences and of tolds among `things`, once, in order. Raises ForcefoiError where one id stands
    for two different numbers.
    """
    found: dict[str, Number] = {}
    for thing in things:
        own = (
            thing.numbers
            if isinstance(thing, Sentence)
            else [thing.number]
            if isinstance(thing, Told)
            else []
        )
        for number in own:
            if found.setdefault(number.id, number) != number:
                raise ForcefoiError(f"two numbers are called {number.id!r}")
    return tuple(found.values())
