"""Checked claims in brief: what was said, the verdict, and, where it does not hold, why and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from forcefoi.claims.evidence import Evidence
from forcefoi.claims.page import ALL, label, slug, unaccepted
from forcefoi.claims.verdict import HOLDS, Checked, Part
from forcefoi.forces import AGGREGATE
from forcefoi.number import Number
from forcefoi.sources.published import printed_at
from forcefoi.told import Bundle, Sentence, bundle, linked, marked, numbers_in


@dataclass(frozen=True)
class Brief:
    """One short card a claim, which leads to the whole of it. `str()` gives what was said and the verdicts."""

    checked: tuple[Checked, ...]
    evidence: Evidence

    def __str__(self) -> str:
        return "\n".join(f"{each.claim.said}: {each.verdict}" for each in self.checked)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in what would have been right."""
        return numbers_in(sentence for each in self.checked for sentence in right(each))

    def _repr_html_(self) -> str:
        return "".join(self._card(each) for each in self.checked) + marked(self.numbers)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return bundle(self.numbers)

    def _card(self, each: Checked) -> str:
        claim = each.claim
        name, verdict = self.evidence.names.get(claim.force, ALL), slug(each.verdict)
        who = printed_at(claim.publisher, claim.published, claim.url).removesuffix(f": {claim.url}")
        said = label(each.verdict, each.basis, self.evidence.has_read(claim.force))
        held = [part for part in each.parts if part.verdict in HOLDS]
        return (
            f'<article class="claim" id="claim-{claim.id}" data-force="{escape(claim.force)}" '
            f'data-verdict="{verdict}">'
            f'<h3><a href="{whole_page(claim.force)}#claim-{claim.id}">'
            f'<span class="claim-force">{escape(name)}:</span> {escape(claim.said)}</a></h3>'
            f'<p class="claim-by"><a href="{escape(claim.url)}">{escape(who)}</a></p>'
            f'<p class="verdict verdict-{verdict}">{escape(said)}.</p>{unaccepted(each)}'
            f"{_held(held) if each.verdict not in HOLDS else ''}{_why(each)}"
            "</article>"
        )


def claims_in_brief(checked: Iterable[Checked], evidence: Evidence) -> Brief:
    """Claims as short cards, for a page of all of them. The whole of a claim, with the working of what holds and its
    caveats, stands on the page of its force, or on the national page: `claim_cards`.
    """
    return Brief(tuple(checked), evidence)


def whole_page(force: str) -> str:
    """Where the whole of a claim about this force stands, from the folder of the page of all claims.

    >>> whole_page("kent"), whole_page("uk")
    ('forces/kent.html', 'national.html')
    """
    return "national.html" if force == AGGREGATE else f"forces/{force}.html"


def failing(each: Checked) -> tuple[Part, ...]:
    """What a claim asserts that does not hold."""
    return tuple(part for part in each.parts if part.verdict not in HOLDS)


def right(each: Checked) -> tuple[Sentence, ...]:
    """The sentences that would have been right in place of what does not hold, each once."""
    return tuple(dict.fromkeys(sentence for part in failing(each) for sentence in part.right))


def _held(parts: Sequence[Part]) -> str:
    """The phrases that hold, by verdict."""
    by_verdict: dict[str, list[str]] = {}
    for part in parts:
        by_verdict.setdefault(part.verdict, []).append(f"“{part.assertion.phrase}”")
    said = "; ".join(f"{verdict}: {', '.join(phrases)}" for verdict, phrases in by_verdict.items())
    return f'<p class="phrase">{escape(said[0].upper() + said[1:])}.</p>' if said else ""


def _rule(part: Part, several: bool) -> str:
    verdict = f": {part.verdict}" if several else ""
    said = f"“{part.assertion.phrase}”{verdict}."
    return f'<li><strong class="phrase">{escape(said)}</strong> <span class="rule">{escape(part.rule)}</span></li>'


def _why(each: Checked) -> str:
    parts = failing(each)
    if not parts:
        return ""
    why = "".join(_rule(part, len(each.parts) > 1) for part in parts)
    sentences = "".join(f"<p>{linked(sentence)}</p>" for sentence in right(each))
    head = '<p class="claim-head">What would have been right</p>'
    return f"<ul>{why}</ul>" + (f'<div class="right">{head}{sentences}</div>' if sentences else "")
