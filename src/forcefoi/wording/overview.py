"""What is odd and what is missing, force by force, as lines for a page about all of them."""

from __future__ import annotations

import pandas as pd

from forcefoi.clean import WITH_COUNT
from forcefoi.exercise import Exercise
from forcefoi.forces import AGGREGATE
from forcefoi.wording.missing import missing_windows


def to_check_lines(odd: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> list[str]:
    """Rows of `analysis.quality.all_to_check` in short, a line for each force and kind of check; the reason and the
    numbers of each row stand on the page of its force.
    """
    names = forces.set_index("force")["name"]
    keys = ["force", "check", "offences", "victim_gender"]
    lines = []
    for _, rows in odd.groupby(keys, sort=False, dropna=False):
        force, check, offences = rows.iloc[0][keys[:3]]
        windows = ", ".join(dict.fromkeys(rows["window"]))
        lines.append(f"{names[force]}: {exercise.group(offences).label}, {windows}, beside {check}.")
    return lines


def missing_lines(figures: pd.DataFrame, forces: pd.DataFrame, exercise: Exercise) -> list[str]:
    """What of the exercise is not public, and as far as it is known why: a line for each force with a published row,
    and one for all forces without.

    `figures` is a table of `Figures`, `forces` of `Forces`.
    """
    lines = []
    own = {force: rows for force, rows in figures.groupby("force") if force != AGGREGATE}
    for force, name in zip(forces["force"], forces["name"], strict=True):
        if force not in own:
            continue
        rows = own[force]
        windows = [window.label() for window in missing_windows(rows, exercise)]
        whole = (
            f"no count is public for {listed(windows)}" if windows else "a count is public for every window"
        )
        why = dict.fromkeys(rows.loc[~rows["status"].isin(WITH_COUNT), "status"])
        lines.append(f"{name}: {whole}{f' ({listed(list(why))})' if why else ''}.")
    nothing = [name for force, name in zip(forces["force"], forces["name"], strict=True) if force not in own]
    if nothing:
        lines.append(
            f"Nothing is public, and it is not known whether the force was asked or answered: {listed(nothing)}."
        )
    return lines


def listed(words: list[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
