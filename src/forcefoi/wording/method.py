"""How the numbers on a force's page were worked out, in plain words."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.coverage import PUBLIC
from forcefoi.exercise import Exercise

PUBLISHED = (
    "Each count stands as it was printed. Where a newspaper did not state the dates, they are taken from the request, "
    "and the window is called inferred.",
    "Crimes a day are the count divided by the days in its window, first and last day included: that is how a part of "
    "a year and a whole one can stand side by side. The line through a dot is the exact 95% interval of a Poisson "
    "count (Garwood).",
    "Two windows are compared by the ratio of their daily rates, with the exact 95% interval that their sum gives "
    "(Clopper and Pearson). Where that interval holds a ratio of one, there is no clear change.",
    "A count that is only known to lie between two numbers is carried through as both; two sources that contradict "
    "each other are shown and used in nothing.",
)
SHARE = (
    "A share sets a printed count beside all crimes of the same classes that the force officially recorded in the same "
    "days; where those end inside a quarter, the quarter is scaled by its days, and the share is an estimate: [e]."
)
RECORDED = (
    "Officially recorded crimes are added up by financial year from the Home Office’s quarters, as released; rates are "
    "for each {per} residents in the middle of the year."
)
FUNNEL = (
    "The funnel plot’s 95% limits and 99.8% limits hold so many of the forces if these differ from the average by "
    "chance and by what forces usually differ (Spiegelhalter 2005: additive random effects on the log scale)."
)


def method_lines(coverage: pd.Series, exercise: Exercise) -> list[str]:
    """The methods that a force's page uses, a sentence or two each; `coverage` is its row of `Coverage`.

    >>> row = pd.Series({"status": "nothing public", "recorded_quarters": 0, "on_funnel": False})
    >>> from forcefoi.exercise import read_exercise
    >>> from forcefoi.files import find_root
    >>> method_lines(row, read_exercise(find_root()))
    ['Nothing was worked out: there is no figure to work with.']
    """
    printed, recorded = coverage["status"] == PUBLIC, coverage["recorded_quarters"] > 0
    lines = [
        *(PUBLISHED if printed else ()),
        *([SHARE] if printed and recorded else ()),
        *([RECORDED.format(per=f"{exercise.per:,}")] if recorded else ()),
        *([FUNNEL] if coverage["on_funnel"] else ()),
    ]
    return lines or ["Nothing was worked out: there is no figure to work with."]
