"""Check claims: each thing that one asserts, by the rule of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from forcefoi.claims.basis import basis_of
from forcefoi.claims.bound import check_bound
from forcefoi.claims.change import check_change
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.maximum import check_maximum
from forcefoi.claims.rank import check_compare, check_rank
from forcefoi.claims.rate import check_rate
from forcefoi.claims.recorded import check_recorded
from forcefoi.claims.result import Result
from forcefoi.claims.share import check_share
from forcefoi.claims.size import check_exercise, check_figure
from forcefoi.claims.span import check_span
from forcefoi.claims.total import check_total
from forcefoi.claims.unit import check_unit
from forcefoi.claims.verdict import Checked, Part
from forcefoi.errors import DataError, ForcefoiError, ParseError, Problem
from forcefoi.figures import window_of
from forcefoi.forces import AGGREGATE
from forcefoi.sources.claims import PLACE, Assertion, Claim
from forcefoi.told import say

YEAR = re.compile(r"\b((?:19|20)\d{2})[/-]((?:19|20)?\d{2})\b(?!-)")
Check = Callable[[Assertion, list[pd.Series], Evidence], Result]
CHECKS: dict[str, Check] = {
    "figure": check_figure,
    "change": check_change,
    "span": check_span,
    "unit": check_unit,
    "maximum": check_maximum,
    "share": check_share,
    "bound": check_bound,
    "rate": check_rate,
    "rank": check_rank,
    "compare": check_compare,
}


def check_claims(claims: Iterable[Claim], evidence: Evidence) -> list[Checked]:
    """Every claim, checked, in the order given.

    Raises DataError with every phrase that can't be read, told with its claim.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> [c.verdict for c in t.checked if c.claim.force == "psni"]
    ['supported', 'cannot be checked', 'not supported']
    """
    checked, problems = [], []
    for claim in claims:
        parts = []
        for at, assertion in enumerate(claim.asserts, start=1):
            try:
                parts.append(_check(claim, assertion, evidence))
            except ForcefoiError as error:
                problems.append(_problem(f"claim {claim.id}, assertion {at}", assertion, error))
        checked.append(Checked(claim, tuple(parts)))
    if problems:
        raise DataError(problems)
    return checked


def _problem(where: str, assertion: Assertion, error: ForcefoiError) -> Problem:
    if not isinstance(error, ParseError):
        return Problem(PLACE, f"{where}: {error}", value=assertion.phrase)
    why = f"{where}: not a {error.wanted}: {error.why}"
    return Problem(PLACE, why, value=error.read, allowed=error.allowed, nearest=error.nearest)


def _check(claim: Claim, assertion: Assertion, evidence: Evidence) -> Part:
    _of_its_force(claim, assertion, evidence)
    rows, parts = ([evidence.by_id[each] for each in ids] for ids in (assertion.figures, assertion.parts))
    if assertion.kind == "exercise":
        result, basis = check_exercise(assertion, evidence), _of_exercise(claim, evidence)
    elif assertion.kind == "recorded":
        result, basis = check_recorded(claim, assertion, evidence), "another publication"
    elif assertion.kind == "total":
        result, basis = (
            check_total(assertion, rows, parts, evidence),
            basis_of(claim, [*rows, *parts], evidence.figures),
        )
    else:
        result, basis = (
            CHECKS[assertion.kind](assertion, rows, evidence),
            basis_of(claim, rows, evidence.figures),
        )
    if len(rows) == 1 and (year := _other_year(assertion, rows[0])):
        working = say("{working} {year}", working=result.working, year=year)
        result = replace(result, verdict="not supported", working=working, rule=year)
    caveats = {c.id: c for c in (*result.caveats, *(evidence.caveats([*rows, *parts]) if rows else ()))}
    return Part(
        assertion, result.verdict, basis, result.working, result.rule, tuple(caveats.values()), result.right
    )


def _of_its_force(claim: Claim, assertion: Assertion, evidence: Evidence) -> None:
    """Raise ForcefoiError for an assertion about one force that is to be checked against another's figures."""
    own = {claim.force, AGGREGATE} if assertion.kind == "share" else {claim.force}
    named = {evidence.by_id[each]["force"] for each in (*assertion.figures, *assertion.parts)}
    if assertion.kind == "compare":
        if len(assertion.figures) == 2 and len(named) < 2:
            raise ForcefoiError(
                "a compare is about two forces: for two figures of one force use share, change or total"
            )
    elif named - own:
        raise ForcefoiError(
            f"the claim is about {claim.force}, and a figure it names is of {', '.join(sorted(named - own))}"
        )


def _other_year(assertion: Assertion, row: pd.Series) -> str:
    """What is wrong with the financial year that a phrase names; '' when it names none, or the figure's own."""
    said = {f"{first}/{last[-2:]}" for first, last in YEAR.findall(assertion.phrase)}
    window = window_of(row)
    if not said or assertion.kind == "span" or said == {window.label()}:
        return ""
    return f"It says {' and '.join(sorted(said))}, and the figure is of {window.label()}."


def _of_exercise(claim: Claim, evidence: Evidence) -> str:
    """What is known of the exercise stands in its `source`, which may be the article itself."""
    return "same article" if claim.publisher in evidence.exercise.source else "another publication"
