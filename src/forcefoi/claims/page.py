"""Checked claims as a page shows them: one card a claim, and two lists to choose which are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from forcefoi.claims.basis import CONSISTENT
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.verdict import HOLDS, Checked, Part
from forcefoi.harmless import harmless
from forcefoi.number import Number
from forcefoi.sources.claims import VERDICTS
from forcefoi.sources.published import printed_at
from forcefoi.told import Bundle, Sentence, bundle, linked, marked, numbers_in
from forcefoi.wording import caveat_line

# What a page prints of a verdict that does not hold.
AGAINST = {
    "same article": "by the figures printed in the same article; the reply has not been seen",
    "correction": "by the figures as they were corrected; the reply has not been seen",
    "another publication": "by figures that another publication printed; the reply has not been seen",
    "reply": "by the reply",
}

# What is said of the reply where a verdict stands on what was printed from it.
UNSEEN, ABSENT = "the reply has not been seen", "the reply, as read, does not give it"

ALL = "All replies"


@dataclass(frozen=True)
class Cards:
    """One card a claim. `str()` gives what was said and the verdicts, a line each."""

    checked: tuple[Checked, ...]
    evidence: Evidence
    several: bool

    def __str__(self) -> str:
        return "\n".join(f"{each.claim.said}: {each.verdict}" for each in self.checked)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its workings, in what would have been right and in its caveats."""
        return numbers_in(s for each in self.checked for s in self._sentences(each))

    def _sentences(self, each: Checked) -> list[Sentence]:
        return [*(part.working for part in each.parts), *each.right, *self._caveats(each)]

    def _caveats(self, each: Checked) -> list[Sentence]:
        return [caveat_line(c, self.evidence.exercise, self.evidence.figures) for c in each.caveats]

    def _repr_html_(self) -> str:
        return "".join(self._card(each) for each in self.checked) + marked(self.numbers)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return bundle(self.numbers)

    def _card(self, each: Checked) -> str:
        claim = each.claim
        name = self.evidence.names.get(claim.force, ALL)
        stands = printed_at(claim.publisher, claim.published, claim.url).removesuffix(f": {claim.url}")
        about = f'<span class="claim-force">{escape(name)}:</span> ' if self.several else ""
        said = label(each.verdict, each.basis, self.evidence.has_read(claim.force))
        head = "In our own words" if each.verdict in HOLDS else "What would have been right"
        caveats = "".join(f"<li>{linked(line)}</li>" for line in self._caveats(each))
        right = "".join(f"<p>{linked(sentence)}</p>" for sentence in each.right)
        return (
            f'<article class="claim" id="claim-{claim.id}" data-force="{escape(claim.force)}" '
            f'data-verdict="{slug(each.verdict)}">'
            f"<h3>{about}{harmless(claim.said)}</h3>"
            f'<p class="claim-by">Put shortly by us, from <a href="{escape(claim.url)}">{harmless(stands)}</a></p>'
            f'<p class="verdict verdict-{slug(each.verdict)}">{escape(said)}.</p>{unaccepted(each)}'
            f"<ul>{''.join(_part(part, len(each.parts) > 1) for part in each.parts)}</ul>"
            f'<div class="right"><p class="claim-head">{head}</p>{right}</div>'
            f"<details><summary>What must be known besides ({len(each.caveats)})</summary><ul>{caveats}</ul></details>"
            "</article>"
        )


def claim_cards(checked: Iterable[Checked], evidence: Evidence, several: bool = True) -> Cards:
    """Claims as cards; `evidence` is what they were checked against. A card names its force where they are about
    `several`.
    """
    return Cards(tuple(checked), evidence, several)


def label(verdict: str, basis: str, has_read: bool = False) -> str:
    """A verdict as a page prints it, never without what it stands on.

    has_read
        Whether the force's own reply has been read. Where a verdict stands on what was printed all the same, the reply
        does not give the number.

    >>> label("supported", "same article")
    'Supported: consistent with the figure printed there; the reply has not been seen'
    >>> label("supported", "same article", has_read=True)
    'Supported: consistent with the figure printed there; the reply, as read, does not give it'
    """
    first = f"{verdict[0].upper()}{verdict[1:]}"
    if not basis or verdict == "cannot be checked":
        return first
    told = f"{first}: {CONSISTENT[basis]}" if verdict in HOLDS else f"{first} {AGAINST[basis]}"
    return told.replace(UNSEEN, ABSENT) if has_read else told


def unaccepted(each: Checked) -> str:
    """What a card says of a verdict that no person has accepted, which only `forcefoi all --unaccepted` makes."""
    return f'<p class="unaccepted">Not to be printed: {escape(each.to_accept)}.</p>' if each.to_accept else ""


def slug(text: str) -> str:
    """A verdict as the name of a class in CSS."""
    return text.replace(" ", "-")


def _part(part: Part, several: bool) -> str:
    verdict = f": {escape(part.verdict)}" if several else ""
    return (
        f'<li><p><strong class="phrase">“{harmless(part.assertion.phrase)}”{verdict}.</strong> '
        f"{linked(part.working)}</p>"
        f'<p class="rule">{escape(part.rule)}</p></li>'
    )


@dataclass(frozen=True)
class Filters:
    """Two lists to choose by, which need no script: the stylesheet looks at what is chosen."""

    forces: tuple[tuple[str, str], ...]
    there: frozenset[tuple[str, str]]

    def __str__(self) -> str:
        return ", ".join(name for _, name in self.forces)

    def _repr_html_(self) -> str:
        verdicts = [(slug(verdict), verdict[0].upper() + verdict[1:]) for verdict in VERDICTS]
        return (
            f"<style>{''.join(self._rules())}</style>"
            f'<div class="filters">{_select("force", "Force", self.forces)}'
            f"{_select('verdict', 'Verdict', verdicts)}</div>"
            '<p class="no-claim">No claim about this force has this verdict.</p>'
        )

    def _rules(self) -> Iterable[str]:
        """What is not chosen is not shown; where nothing is left, a sentence says so."""
        for name, values in (("force", [f for f, _ in self.forces]), ("verdict", map(slug, VERDICTS))):
            hidden = ",".join(f"main:has({_chosen([v])}) .claim:not([data-{name}={v!r}])" for v in values)
            yield f"{hidden}{{display:none}}"
        for verdict in map(slug, VERDICTS):
            lacking = [force for force, _ in self.forces if (force, verdict) not in self.there]
            if len(lacking) == len(self.forces):
                yield f"main:has({_chosen([verdict])}) .no-claim{{display:block}}"
            elif lacking:
                yield f"main:has({_chosen([verdict])}):has({_chosen(lacking)}) .no-claim{{display:block}}"


def _chosen(values: Iterable[str]) -> str:
    """A selector of options that are chosen. No force has the slug of a verdict."""
    options = [f"[value={value!r}]" for value in values]
    return f"{options[0] if len(options) == 1 else f':is({chr(44).join(options)})'}:checked"


def filters(checked: Iterable[Checked], names: Mapping[str, str]) -> Filters:
    """Lists to choose claims by force and by verdict."""
    checked = list(checked)
    forces = {each.claim.force: names.get(each.claim.force, ALL) for each in checked}
    there = frozenset((each.claim.force, slug(each.verdict)) for each in checked)
    return Filters(tuple(sorted(forces.items(), key=lambda pair: pair[1])), there)


def _select(name: str, heading: str, values: Iterable[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in values)
    return (
        f'<label for="by-{name}">{heading} <select id="by-{name}" autocomplete="off">'
        f'<option value="">All</option>{options}</select></label>'
    )
