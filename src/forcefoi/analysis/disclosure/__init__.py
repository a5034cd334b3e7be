"""What do the numbers that are printed, all of them together, give away of the counts that a source held back?"""

from forcefoi.analysis.disclosure.audit import Audit, Exposure, audit
from forcefoi.analysis.disclosure.audit_figures import audit_figures
from forcefoi.analysis.disclosure.figures import equations, is_suppressed
from forcefoi.analysis.disclosure.given_away import Printed, given_away, printed_of
from forcefoi.analysis.disclosure.system import AT_LEAST, AT_MOST, EQUAL, Cell, Sum
from forcefoi.analysis.disclosure.withhold import Withheld, withhold
from forcefoi.analysis.disclosure.withhold_figures import hide_figures, withhold_figures

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "EQUAL",
    "Audit",
    "Cell",
    "Exposure",
    "Printed",
    "Sum",
    "Withheld",
    "audit",
    "audit_figures",
    "equations",
    "given_away",
    "hide_figures",
    "is_suppressed",
    "printed_of",
    "withhold",
    "withhold_figures",
]
