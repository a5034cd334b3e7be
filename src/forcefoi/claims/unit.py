"""Check what a claim says was counted: crimes, whatever a newspaper calls them, are not people."""

from __future__ import annotations

import re

import pandas as pd

from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, unlike
from forcefoi.figures import bounds_of, number_of
from forcefoi.sources.claims import Assertion
from forcefoi.told import Told, say
from forcefoi.wording.plain import figure_plain

# What newspapers call a crime that was recorded. One crime recorded is one of these, give or take their loose use.
CRIMES = "crimes offences cases reports incidents calls complaints allegations threats instances"
# Words for people: one woman can be the victim of many crimes, and one man the suspect in many.
PEOPLE = (
    "women girls men boys victims people persons females males residents users children teenagers offenders suspects "
    "woman man child person"
)
# Words for what comes after a crime is recorded, or is no crime: these were not asked for.
OTHER = (
    "arrests charges convictions prosecutions cautions investigations tweets messages posts comments deaths"
)

# Words before a unit that make it no other one.
MODIFIERS = {"death", "online", "recorded", "reported", "police", "harassment", "stalking", "abuse"}


def check_unit(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """What was counted. The figures count crimes recorded."""
    if not rows:
        return cannot("no figure is public whose unit could be looked at")
    row = rows[0]
    right = [figure_plain(row, evidence.name(row), evidence.exercise)]
    working = say(
        "{count} are crimes recorded; the source calls them {unit}.",
        count=Told(str(bounds_of(row)), number_of(row)),
        unit=row["unit_as_published"],
    )
    # "Threats against women" are threats: what follows such a word says only whose, or by whom.
    head = re.split(r"\b(?:against|from|to|by|about|of|on|involving|with)\b", assertion.phrase.casefold())[0]
    words = set(re.findall(r"[a-z]+", head)) - MODIFIERS
    if {"rape", "hate", "sex", "sexual", "not", "no"} & words:
        return cannot(
            f"it is not known whether “{assertion.phrase}” are the crimes that were asked for", right, working
        )
    words |= {f"{word}s" for word in words}
    if found := _first(words, PEOPLE):
        note = evidence.exercise.notes["crimes"]
        rule = f"Crimes are not people: how many {found} stand behind them is not known. {note}"
        how_many = say("{figure} How many {people} that is, is not known.", figure=right[0], people=found)
        return unlike(rule, working, [how_many])
    if found := _first(words, OTHER):
        return unlike(f"The question asked for crimes recorded; {found} are something else.", working, right)
    if found := _first(words, CRIMES):
        rule = f"“{found}” is what newspapers call crimes recorded; our own sentences say crimes recorded."
        return Result("supported", working, rule, tuple(right))
    return cannot(f"it is not known whether “{assertion.phrase}” are crimes recorded", right, working)


def _first(words: set[str], known: str) -> str:
    return next((word for word in known.split() if word in words), "")
