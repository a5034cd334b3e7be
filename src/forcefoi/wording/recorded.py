"""What official figures say of the last two years, in a sentence."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.worked import numbers_of
from forcefoi.exercise import Exercise
from forcefoi.told import Sentence, Told, say
from forcefoi.wording.changes import rules_between
from forcefoi.wording.numbers import LEAST_BASE, counted, up_or_down
from forcefoi.wording.words.number_words import in_words

SAID = {
    "rose": "{second} in {after}: {moved}",
    "fell": "{second} in {after}: {moved}",
    "no clear change": "{second} in {after}, no clear change",
    "can't be said": "{second} in {after}",
}


def recorded_change_sentences(changes: pd.DataFrame, name: str, exercise: Exercise) -> list[Sentence]:
    """Officially recorded crimes of two years, one sentence a row of `analysis.recorded_change`, rule changes between
    them in the same sentence; `name` is the force's.
    """
    return [_sentence(row, name, exercise) for _, row in changes.iterrows()]


def _sentence(row: pd.Series, name: str, exercise: Exercise) -> Sentence:
    n = numbers_of(row)
    small = row["before_count"] < LEAST_BASE
    template = SAID[row["direction"]]
    if small and "{moved}" in template:
        moved: object = f"the count {row['direction']}"
    elif "{moved}" in template:
        moved = Told(up_or_down(row["change_percent"]), n["change_percent"])
    values = {"moved": moved} if "{moved}" in template else {}
    after = say(
        template,
        second=Told(in_words(row["after_count"]), n["after_count"]),
        after=row["after_window"],
        **values,
    )
    group = exercise.group(row["offences"])
    return say(
        "{name} recorded {first} of {label} of any kind, online or not, with victims of any gender, in {before} and "
        "{after}{rules}.",
        name=name,
        first=Told(counted(row["before_count"], "crime"), n["before_count"]),
        label=f"{group.label} ({' + '.join(c for c in exercise.codes if c in group.most)})",
        before=row["before_window"],
        after=after,
        rules=rules_between(row, exercise),
    )
