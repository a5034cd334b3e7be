"""Clean: one verb a file, over one value or a whole pandas Series. Pure: input is never changed."""

from forcefoi.clean.count import STATUSES, WITH_COUNT, WITHOUT_COUNT, Count
from forcefoi.clean.drop_totals import drop_totals, find_totals
from forcefoi.clean.each import ParseErrors
from forcefoi.clean.match_force import match_force, match_forces
from forcefoi.clean.match_offence import match_offence, match_offences
from forcefoi.clean.parse_count import parse_count, parse_counts
from forcefoi.clean.parse_gender import GENDERS, parse_gender, parse_genders
from forcefoi.clean.parse_window import parse_window, parse_windows
from forcefoi.clean.print_count import print_count, print_counts
from forcefoi.clean.rounding import rounded_bounds, rounding_unit
from forcefoi.clean.squash import fold, squash, tidy_text
from forcefoi.clean.tidy import tidy

__all__ = [
    "GENDERS",
    "STATUSES",
    "WITHOUT_COUNT",
    "WITH_COUNT",
    "Count",
    "ParseErrors",
    "drop_totals",
    "find_totals",
    "fold",
    "match_force",
    "match_forces",
    "match_offence",
    "match_offences",
    "parse_count",
    "parse_counts",
    "parse_gender",
    "parse_genders",
    "parse_window",
    "parse_windows",
    "print_count",
    "print_counts",
    "rounded_bounds",
    "rounding_unit",
    "squash",
    "tidy",
    "tidy_text",
]
