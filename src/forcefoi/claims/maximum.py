"""Check that a figure is the highest: of the years that are public, or ever."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from forcefoi.analysis import highest_year, settled
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged, unlike
from forcefoi.claims.verdict import HOLDS
from forcefoi.errors import ParseError
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.wording import highest_sentences, judge, read_phrase
from forcefoi.wording.numbers import counted, during
from forcefoi.wording.plain import figure_plain

KIND = ["offences", "victim_gender"]
# "A high of" is a high among the years that were asked for; the other words for an extreme mean all there ever were.
HIGHS, LOWS = ("a high of", "highest", "highest ever"), ("a low of", "lowest", "lowest ever")
AMONG_YEARS = ("a high of", "highest", "a low of", "lowest")


def check_maximum(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """A figure is the highest. “A high of” is looked for among the full years that were asked for; “ever” needs every
    year there was, and no force has published those.
    """
    if why := evidence.why_not(rows):
        return cannot(why, [figure_plain(row, evidence.name(row), evidence.exercise) for row in rows])
    row = rows[0]
    read = read_phrase(assertion.phrase)
    if read.kind != "extreme":
        raise ParseError(
            "word for the highest", assertion.phrase, "it is another", "“a high of 2,569”, “highest ever”"
        )
    lowest, others = read.own in LOWS, _others(row, evidence)
    right, working = [_right(row, others, evidence, lowest)], _beside(row, others)
    printed = None
    if read.said is not None:
        # How near the number is said to be is judged as for any other number.
        printed = judged(judge(f"{read.nearness} {int(read.said):,}".strip(), bounds_of(row)), working, right)
        if printed.verdict not in HOLDS:
            return printed
    if not window_of(row).is_financial_year:
        days = f"{row['days']:,} days"
        return unlike(
            f"It is no full year, but {days}: it can’t be the highest or lowest of years.", working, right
        )
    years = [other for other in others if window_of(other).is_financial_year]
    # By the count: both are full years, and a leap day makes none of them higher.
    beyond = [other for other in years if (int(other["low"]) - int(row["low"])) * (-1 if lowest else 1) > 0]
    if beyond:
        word = "lower" if lowest else "higher"
        rule = f"{bounds_of(beyond[0])} {during(window_of(beyond[0]).label())} is {word}."
        return Result("not supported", working, rule, tuple(right))
    if read.own not in AMONG_YEARS:
        known = counted(len([o for o in others if window_of(o).end < window_of(row).start]), "earlier year")
        return cannot(
            f"{known} {'is' if known.startswith('one') else 'are'} public, and “ever” needs them all",
            right,
            working,
        )
    if lowest:
        return cannot("that no other year was lower can’t be worked out from what is public", right, working)
    found = _among_years(row, evidence, right, working)
    if printed is not None and found.verdict == "supported" and printed.verdict != "supported":
        return replace(found, verdict=printed.verdict, rule=f"{found.rule} {printed.rule}")
    return found


def _among_years(row: pd.Series, evidence: Evidence, right: list[Sentence], working: Sentence) -> Result:
    answer = highest_year(evidence.own(row["force"]), evidence.exercise)
    own = answer.table[answer.table["figure"] == row["figure_id"]]
    if own.empty or (own["highest"] == "can't be said").all():
        missing = " and ".join(own["other_years"]) if len(own) else "other years"
        return cannot(f"no figure of the same offences is public for {missing}", right, working)
    said = [sentence for sentence in highest_sentences(own, evidence.exercise)]
    if (own["highest"] == "no").any():
        return Result("not supported", working, "Another full year is higher.", tuple(right), answer.caveats)
    inferred = "inferred-window" in " ".join(own["caveats"])
    rule = f"Highest among the full years that were asked for{', given the inferred windows' if inferred else ''}."
    return Result("supported", working, rule, tuple(said or right), answer.caveats)


def _others(row: pd.Series, evidence: Evidence) -> list[pd.Series]:
    """The other figures of the same force, offences and gender, of a year or less, in order of time."""
    own = settled(evidence.own(row["force"]), evidence.exercise)
    same = own[(own[KIND] == row[KIND]).all(axis=1) & (own["figure_id"] != row["figure_id"])]
    same = same[(same["days"] <= 366) & (same["window_start"] != row["window_start"])]
    return [other for _, other in same.sort_values("window_start").iterrows()]


def _beside(row: pd.Series, others: list[pd.Series]) -> Sentence:
    pieces: list[str | Told] = []
    for each in sorted([row, *others], key=lambda each: each["window_start"]):
        pieces += [
            "; " if pieces else "",
            Told(str(bounds_of(each)), number_of(each)),
            f" {during(window_of(each).label())}",
        ]
    return Sentence([*pieces, "."])


def _right(row: pd.Series, others: list[pd.Series], evidence: Evidence, lowest: bool) -> Sentence:
    """The figure, and how it stands to those that are public."""
    years = [other for other in others if window_of(other).is_financial_year]
    figure = figure_plain(row, evidence.name(row), evidence.exercise)
    if not years or not window_of(row).is_financial_year:
        return figure
    bounds = [bounds_of(other) for other in years]
    if lowest:
        below = all(other.low > row["high"] for other in bounds) if not pd.isna(row["high"]) else False
    else:
        below = all(other.high is not None and other.high < row["low"] for other in bounds)
    if not below:
        return figure
    return say(
        "{count} {when} is {less} than {others}; no figure of other years is public.",
        count=Told(str(bounds_of(row)), number_of(row)),
        when=during(window_of(row).label()),
        less="less" if lowest else "more",
        others=Sentence(
            piece
            for at, other in enumerate(years)
            for piece in (
                " and " if at else "",
                "the ",
                Told(str(bounds_of(other)), number_of(other)),
                f" {during(window_of(other).label())}",
            )
        ),
    )
