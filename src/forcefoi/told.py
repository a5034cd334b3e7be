"""Sentences whose numbers open: a sentence is text, and knows which of its words are which number."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from forcefoi.errors import ForcefoiError
from forcefoi.number import Number
from forcefoi.panels import link_addresses, panels, target, value_text

# What may not part from a number: brackets and quotes that open before it; marks, brackets and quotes after it.
OPENS = "([“‘−+"
CLOSES = ")]”’%.,;:"
# The panels of the numbers in an output stand between these, so that whatever makes a page can gather them.
START, END = "<!--numbers-->", "<!--/numbers-->"
ALONE = (
    ".n{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-decoration:underline dotted}"
    ".working{max-width:34rem;padding:.75rem 1rem;border:2px solid #12436d;background:#fff;color:#1f2328}"
    ".working p{margin:0 0 .5em}"
)
# What a notebook's output holds beside its HTML, so that whatever makes a page finds its numbers.
# What lies beside an output's HTML: lists of plain values, each under its media type.
Bundle = dict[str, list[dict[str, Any]]]
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
        return f'<button class="n" popovertarget="{target(self.number)}">{escape(self.text)}</button>'


class Sentence(str):
    """Text that knows its numbers. It is a `str`: whatever takes text takes it; `pieces` has the parts in order."""

    pieces: tuple[str | Told, ...]

    def __new__(cls, pieces: Iterable[str | Told]) -> Sentence:
        """A sentence of these pieces; empty ones are left out."""
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


def numbers_in(things: Iterable[object]) -> tuple[Number, ...]:
    """The numbers of sentences and of tolds among `things`, once, in order; errors as `once`."""
    return once(number for thing in things for number in _own(thing))


def _own(thing: object) -> tuple[Number, ...]:
    if isinstance(thing, Sentence):
        return thing.numbers
    return (thing.number,) if isinstance(thing, Told) else ()


def once(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Each number once, in order. Raises ForcefoiError where one id stands for two different numbers."""
    found: dict[str, Number] = {}
    for number in numbers:
        other = found.setdefault(number.id, number)
        if other != number:
            raise ForcefoiError(
                f"two numbers are called {number.id!r}: {other.what}, {value_text(other)} ({other.formula}); and "
                f"{number.what}, {value_text(number)} ({number.formula})\n"
                "  to do:    give one of them another id"
            )
    return tuple(found.values())


def tell(number: Number, text: str) -> Told:
    """A number as it is printed: `text` has the number as words or digits."""
    return Told(text, number)


def bundle(numbers: Iterable[Number]) -> Bundle:
    """What a notebook's output holds of these numbers beside its HTML: NUMBERS_MIME → each as plain values."""
    plain = [number.to_json() for number in numbers]
    return {NUMBERS_MIME: plain} if plain else {}


def marked(numbers: Iterable[Number]) -> str:
    """The panels of an output's numbers between their marks, and how they look where no page says it, in a notebook;
    nothing where there are no numbers.
    """
    html = panels(numbers)
    return f"{START}<style>{ALONE}</style>{html}{END}" if html else ""


def unmarked(html: str) -> str:
    """The HTML of an output without the panels in it.

    >>> unmarked(f"<p>9</p>{START}<div></div>{END}")
    '<p>9</p>'
    """
    first, *rest = html.split(START)
    return first + "".join(each.partition(END)[2] for each in rest)


def linked(text: str) -> str:
    """Text made harmless; a web address in it becomes a link; numbers of a Sentence open.

    >>> linked("see https://example.org/a <b>")
    'see <a class="address" href="https://example.org/a">https://example.org/a</a> &lt;b&gt;'
    """
    return html_of(text.pieces, link_addresses) if isinstance(text, Sentence) else link_addresses(text)


def html_of(pieces: Iterable[str | Told], text_html: Callable[[str], str]) -> str:
    """Pieces of a sentence as HTML: numbers as buttons, text as `text_html` makes it.

    A button may stand at the end of a line, and what belongs to a number may not part from it: a bracket that opens
    before it, a comma after it.

    >>> n = Number("a", 9, 9, "crimes", "Crimes recorded", "as printed", ())
    >>> html_of(["Of all (", Told("9", n), "), none."], escape)
    'Of all <span class="whole">(<button class="n" popovertarget="n-a">9</button>),</span> none.'
    """
    found, before = [], ""
    left = list(pieces)
    for place, piece in enumerate(left):
        if isinstance(piece, str):
            start = len(_closes(piece)) if place and isinstance(left[place - 1], Told) else 0
            told_next = place + 1 < len(left) and isinstance(left[place + 1], Told)
            end = max(len(piece.rstrip(OPENS)), start) if told_next else len(piece)
            found.append(text_html(piece[start:end]))
            before = piece[end:]
            continue
        after = left[place + 1] if place + 1 < len(left) else ""
        close = _closes(after) if isinstance(after, str) else ""
        button = piece.html()
        found.append(
            f'<span class="whole">{escape(before)}{button}{escape(close)}</span>'
            if before + close
            else button
        )
        before = ""
    return "".join(found)


def _closes(text: str) -> str:
    """The marks at the start of a text that may not part from the number before it."""
    return text[: len(text) - len(text.lstrip(CLOSES))]
