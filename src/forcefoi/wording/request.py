"""The wording of the FOI request to send to a force for its figures."""

from __future__ import annotations

import pandas as pd

from forcefoi.exercise import Exercise
from forcefoi.windows import Window, long_date

ACT = "Freedom of Information Act 2000"
SCOTTISH_ACT = "Freedom of Information (Scotland) Act 2002"
# Scotland does not use Home Office classes; these are the crimes that come nearest to them.
SCOTTISH = (
    "threatening or abusive behaviour (Criminal Justice and Licensing (Scotland) Act 2010, section 38)",
    "stalking (the same Act, section 39)",
    "improper use of a public electronic communications network (Communications Act 2003, section 127)",
)


def request_text(force: pd.Series, exercise: Exercise) -> str:
    """A request in plain words for one force (a row of `Forces`): what, for which windows, by what, and how counted.

    The Scottish Act and Scottish crimes for Police Scotland; the Act of 2000 and Home Office classes elsewhere.
    """
    scottish = force["nation"] == "Scotland"
    kind = "crime" if scottish else "class"
    lines = [
        f"To the Freedom of Information team, {force['name']}",
        "",
        f"Under the {SCOTTISH_ACT if scottish else ACT} I ask for the number of crimes recorded by your force that "
        "carry an online flag (“Internet Involved” or a similar marker), of each of these "
        + ("crimes:" if scottish else "Home Office classes:"),
        *(f"  - {line}" for line in _offences(exercise, scottish)),
        "",
        "recorded in each of these windows, both days included:",
        *(f"  - {long_date(w.start)} to {long_date(w.end)}" for w in full_windows(exercise)),
        "",
        f"For each {kind} and window please give the number by gender of the victim: female, male, other, not "
        "recorded.",
        "",
        "Please also say:",
        "  1. how a crime came to be counted as online: by a flag, by a search for words, or otherwise, and "
        "since when;",
        f"  2. whether one crime can stand in more than one {kind} or window;",
        "  3. on which date the figures were taken from the system.",
        "",
        "If a count is withheld because it is small, please give the range it lies in (for example 1 to 4) "
        "and the total.",
        "If some windows can't be answered within the cost limit, please answer the latest windows first.",
        "Please send the figures as a spreadsheet or CSV file.",
    ]
    return "\n".join(lines)


def full_windows(exercise: Exercise) -> list[Window]:
    """The exercise's windows with a part year made whole, so that years can be compared."""
    return [part if part.is_financial_year else _whole_year(part) for part in exercise.windows]


def _whole_year(window: Window) -> Window:
    return Window.financial_year(window.start.year - (window.start.month < 4))


def _offences(exercise: Exercise, scottish: bool) -> list[str]:
    return (
        list(SCOTTISH)
        if scottish
        else [f"{o.code} {o.name[0].lower()}{o.name[1:]}" for o in exercise.offences]
    )
