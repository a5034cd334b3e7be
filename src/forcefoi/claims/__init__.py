"""Claims to verdicts: what was published with a number in it, checked against the figures."""

from forcefoi.claims.accept import accept
from forcefoi.claims.brief import claims_in_brief
from forcefoi.claims.check import check_claims
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.history import changed_verdicts
from forcefoi.claims.page import Cards, claim_cards, filters
from forcefoi.claims.summary import claims_headline, how_to_read
from forcefoi.claims.tables import (
    ClaimChecks,
    Claims,
    Verdicts,
    checks_table,
    claims_table,
    verdicts_table,
)
from forcefoi.claims.verdict import Checked, Part

__all__ = [
    "Cards",
    "Checked",
    "ClaimChecks",
    "Claims",
    "Evidence",
    "Part",
    "Verdicts",
    "accept",
    "changed_verdicts",
    "check_claims",
    "checks_table",
    "claim_cards",
    "claims_headline",
    "claims_in_brief",
    "claims_table",
    "filters",
    "how_to_read",
    "verdicts_table",
]
