"""Words that show themselves in a notebook and on a page, with every character of the data made harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from forcefoi.carried import carried
from forcefoi.number import Number
from forcefoi.told import Bundle, bundle, linked, marked, numbers_in, once, unmarked


@dataclass(frozen=True)
class Prose:
    """Paragraphs, a list, a heading or quoted text. `str()` gives the words alone."""

    lines: tuple[str, ...]
    kind: str = "p"
    cls: str = ""

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its sentences."""
        return numbers_in(self.lines)

    def _repr_html_(self) -> str:
        return self._words() + marked(self.numbers)

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return bundle(self.numbers)

    def _words(self) -> str:
        if not self.lines:
            return ""
        cls = f' class="{self.cls}"' if self.cls else ""
        if self.kind == "ul":
            return f"<ul{cls}>{''.join(f'<li>{linked(line)}</li>' for line in self.lines)}</ul>"
        if self.kind == "pre":
            # Line by line: a letter may be longer than what a page shows of one text.
            shown = "\n".join(map(linked, self.lines))
            return f"<pre{cls}>{shown}</pre>"
        return "".join(f"<{self.kind}{cls}>{linked(line)}</{self.kind}>" for line in self.lines)


@dataclass(frozen=True)
class Together:
    """Several things shown one under another; empty ones are left out. Folded under `folded`, if given."""

    parts: tuple[Any, ...]
    folded: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of all its parts, each once."""
        return once(number for part in self.parts for number in getattr(part, "numbers", ()))

    def _repr_html_(self) -> str:
        shown = "\n".join(html for part in self.parts if (html := unmarked(part._repr_html_())))
        if self.folded:
            shown = f'<details class="folded"><summary>{linked(self.folded)}</summary>{shown}</details>'
        return shown + marked(self.numbers)

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return bundle(self.numbers) | carried(self.parts)


def paragraphs(*lines: str) -> Prose:
    """Sentences, each a paragraph; empty ones are left out."""
    return Prose(tuple(line for line in lines if line))


def lead(text: str) -> Prose:
    """The finding, at the top of a page."""
    return Prose((text,), "p", "lead")


def top(text: str) -> Prose:
    """The finding as a headline, in large type under a page's title."""
    return Prose((text,), "p", "top")


def bullets(lines: Iterable[str], otherwise: str = "") -> Prose:
    """A list; where there is nothing to list, the sentence `otherwise`."""
    found = tuple(lines)
    return Prose(found, "ul") if found else paragraphs(otherwise)


def shown_if(there: object, make: Callable[[], Any], otherwise: str = "") -> Any:
    """What `make` makes where there is something to show, else the sentence `otherwise` or nothing."""
    return make() if there else paragraphs(otherwise)


def heading(text: str, level: int) -> Prose:
    """A heading; `level` is 1 for a page's title."""
    return Prose((text,), f"h{level}")


def quoted(text: str, what: str) -> Together:
    """Text to copy, line breaks kept, folded under `what` it is."""
    return Together((Prose(tuple(text.split("\n")), "pre", "to-copy"),), what)


def together(*parts: Any) -> Together:
    """Several things shown one under another."""
    return Together(parts)
