"""Words that show themselves in a notebook and on a page, with every character of the data made harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Prose:
    """Paragraphs, a list, a heading or quoted text. `str()` gives the words alone."""

    lines: tuple[str, ...]
    kind: str = "p"
    cls: str = ""

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        if not self.lines:
            return ""
        cls = f' class="{self.cls}"' if self.cls else ""
        if self.kind == "ul":
            return f"<ul{cls}>{''.join(f'<li>{linked(line)}</li>' for line in self.lines)}</ul>"
        return "".join(f"<{self.kind}{cls}>{linked(line)}</{self.kind}>" for line in self.lines)


@dataclass(frozen=True)
class Together:
    """Several things shown one under another; those that are empty are left out."""

    parts: tuple[Any, ...]

    def _repr_html_(self) -> str:
        return "\n".join(html for part in self.parts if (html := part._repr_html_()))


def paragraphs(*lines: str) -> Prose:
    return Prose(tuple(line for line in lines if line))


def lead(text: str) -> Prose:
    """The finding, at the top of a page."""
    return Prose((text,), "p", "lead")


def bullets(lines: Iterable[str], otherwise: str = "") -> Prose:
    """A list; where there is nothing to list, the sentence `otherwise`."""
    found = tuple(lines)
    return Prose(found, "ul") if found else paragraphs(otherwise)


def shown_if(there: object, make: Callable[[], Any], otherwise: str = "") -> Any:
    """What `make` makes where there is something to show, else the sentence `otherwise` or nothing."""
    return make() if there else paragraphs(otherwise)


def heading(text: str, level: int) -> Prose:
    return Prose((text,), f"h{level}")


def quoted(text: str) -> Prose:
    """Text to copy, line breaks kept."""
    return Prose((text,), "pre", "to-copy")


def together(*parts: Any) -> Together:
    return Together(parts)


def linked(text: str) -> str:
    """Text made harmless; a web address in it that stands alone becomes a link.

    >>> linked("see https://example.org/a <b>")
    'see <a class="address" href="https://example.org/a">https://example.org/a</a> &lt;b&gt;'
    """
    words = []
    for word in text.split(" "):
        safe = escape(word)
        if word.startswith(("https://", "http://")):
            words.append(f'<a class="address" href="{safe}">{safe}</a>')
        else:
            words.append(safe)
    return " ".join(words)
