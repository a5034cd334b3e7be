"""What do the numbers that are printed, all of them together, give away of the counts that a source held back?"""

from forcefoi.analysis.disclosure.audit import Audit, Exposure, audit
from forcefoi.analysis.disclosure.system import AT_LEAST, AT_MOST, EQUAL, Cell, Sum
from forcefoi.analysis.disclosure.withhold import WITHHELD, Withheld, withhold

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "EQUAL",
    "WITHHELD",
    "Audit",
    "Cell",
    "Exposure",
    "Sum",
    "Withheld",
    "audit",
    "withhold",
]
