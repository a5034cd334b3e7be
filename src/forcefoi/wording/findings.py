"""The findings of a force: three to six sentences for its situation, each ready to be copied with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from forcefoi.harmless import harmless, plain
from forcefoi.number import Number
from forcefoi.told import Bundle, Sentence, bundle, linked, marked, numbers_in

LEAST, MOST = 3, 6


@dataclass(frozen=True)
class Findings:
    """Sentences that can be printed, with what each stands on. `str()` gives the sentences, a line each."""

    sentences: tuple[Sentence, ...]

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its sentences."""
        return numbers_in(self.sentences)

    def _repr_html_(self) -> str:
        items = "".join(map(_item, self.sentences))
        return f'<ul class="findings">{items}</ul>{marked(self.numbers)}' if items else ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return bundle(self.numbers)


def findings(sentences: Iterable[str], otherwise: Iterable[str] = ()) -> Findings:
    """Sentences in order of their weight as findings: no more than six, none twice. Where there are fewer than three,
    as many of `otherwise` as are missing follow.

    >>> str(findings(["No figure is public.", "No figure is public."]))
    'No figure is public.'
    """
    kept = list(dict.fromkeys(_sentence(each) for each in sentences if each))[:MOST]
    for each in otherwise:
        if len(kept) < LEAST and each not in kept:
            kept.append(_sentence(each))
    return Findings(tuple(kept))


def _sentence(text: str) -> Sentence:
    return text if isinstance(text, Sentence) else Sentence([text])


def source_line(sentence: Sentence) -> str:
    """Where the numbers of a sentence stand, in one line: each source by name, with its address.

    >>> source_line(Sentence(["No figure is public."]))
    'Source: what is public of the replies'
    """
    found = places(sentence)
    if not found:
        return "Source: what is public of the replies"
    named = "; ".join(f"{name} ({address})" if address else name for name, address in found.items())
    return f"{'Source' if len(found) == 1 else 'Sources'}: {named}"


def places(sentence: Sentence) -> dict[str, str]:
    """The sources of a sentence by name, each with its address or ''; our own files go by who published them."""
    found: dict[str, str] = {}
    for number in sentence.numbers:
        for each in number.inputs:
            where = each.where.partition("; ")[2] if each.where.startswith("data/raw/") else each.where
            name, address = _named(where or each.where)
            *others, last = name.split("; ")
            for other in others:
                found.setdefault(other, "")
            # One publication is named once, with its address where anything gives it.
            found[last] = address or found.get(last, "")
    return found


def _named(where: str) -> tuple[str, str]:
    """A place as its name and its address, which stands at the end; '' for none."""
    name, found, address = where.rpartition(": http")
    return (name, f"http{address}") if found else (where, "")


def _item(sentence: Sentence) -> str:
    copied = escape(plain(f"{sentence} {source_line(sentence)}"))
    known = places(sentence)
    links = "; ".join(
        f'<a href="{escape(address)}">{harmless(name)}</a>' if address else harmless(name)
        for name, address in known.items()
    )
    source = f"Source{'s' * (len(known) > 1)}: {links}. " if known else ""
    return (
        f'<li><p class="finding">{linked(sentence)}</p><p class="finding-source">{source}'
        f'<button type="button" class="copy" data-copy="{copied}" hidden>Copy with its source</button>'
        "</p></li>"
    )
