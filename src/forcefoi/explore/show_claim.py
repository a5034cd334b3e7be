"""One published claim: what it comes to, and why."""

from __future__ import annotations

from forcefoi import claims
from forcefoi.claims.say import chosen
from forcefoi.explore.made import made_tables


def show_claim(claim: str) -> claims.Cards:
    """A published claim as the fact-check has it: verdict, basis, working, rule, what would have been right, caveats.

    `claim` is an id of `all_claims()`. Shown as the last line of a cell it is the card of the page; `str()` gives what
    was said and the verdict; `.checked[0]` has it as values (`verdict`, `basis`, `parts`, `right`, `caveats`). Checked
    against the figures in `all_figures()` (crimes) and the official tables, by the rules of `check`.

    Raises ForcefoiError with the nearest where no claim is called so, DataError with what is wrong in `data/raw/`.

    >>> card = show_claim("psni-almost-doubled-ni")
    >>> print(card)
    almost doubled in a year, from 276 in 2016/17 to 433 in 2017/18: not supported
    >>> card.checked[0].basis
    'same article'
    """
    t = made_tables()
    names = dict(zip(t.forces["force"], t.forces["name"], strict=True))
    evidence = claims.Evidence(t.figures, t.recorded_crime, names, t.exercise)
    return claims.claim_cards([chosen(t.checked, claim)], evidence)
