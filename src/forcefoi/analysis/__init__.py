"""One question a file, each answered with a table, its working and its caveats."""

from forcefoi.analysis.agreement import agreement, contradictions, settled
from forcefoi.analysis.answer import Answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.change import change, changes, rate_ratio
from forcefoi.analysis.coverage import by_nation, coverage, replies
from forcefoi.analysis.highest import highest_year
from forcefoi.analysis.odd import alike_figures, check_by_hand, nearest_forces
from forcefoi.analysis.outliers import Funnel, comparators, funnel_numbers, off_funnel, outliers
from forcefoi.analysis.per_day import per_day
from forcefoi.analysis.rates import published_rates, recorded_rates
from forcefoi.analysis.recorded import all_forces, recorded_in
from forcefoi.analysis.recorded_change import recorded_change
from forcefoi.analysis.share_of_recorded import share_of_recorded
from forcefoi.analysis.share_of_total import share_of_total
from forcefoi.analysis.totals import NotAlike, rests, total, with_unknown_gender
from forcefoi.analysis.worked import numbers_of

__all__ = [
    "all_forces",
    "Answer",
    "Caveat",
    "Funnel",
    "NotAlike",
    "agreement",
    "by_nation",
    "alike_figures",
    "change",
    "changes",
    "check_by_hand",
    "comparators",
    "contradictions",
    "coverage",
    "funnel_numbers",
    "highest_year",
    "numbers_of",
    "nearest_forces",
    "off_funnel",
    "outliers",
    "per_day",
    "published_rates",
    "rate_ratio",
    "recorded_change",
    "recorded_in",
    "recorded_rates",
    "replies",
    "rests",
    "settled",
    "share_of_recorded",
    "share_of_total",
    "total",
    "with_unknown_gender",
]
