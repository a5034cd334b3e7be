"""What the tests of claims share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forcefoi.claims import Checked, Evidence, check_claims
from forcefoi.processed.tables import Tables
from forcefoi.sources.claims import Assertion, Claim


@pytest.fixture(scope="session")
def by_id(tables: Tables) -> dict[str, Checked]:
    """The claims of the exercise, checked."""
    return {each.claim.id: each for each in tables.checked}


@pytest.fixture(scope="session")
def evidence(tables: Tables) -> Evidence:
    names = dict(zip(tables.forces["force"], tables.forces["name"], strict=True))
    return Evidence(tables.figures, tables.recorded_crime, names, tables.exercise)


@pytest.fixture
def one(evidence: Evidence):
    """Check one invented assertion about real figures, in a newspaper that there is not."""

    def check(
        kind: str, phrase: str, *figures: str, force: str = "", given: Evidence = evidence, **more: object
    ):
        force = force or (given.by_id[figures[0]]["force"] if figures else "kent")
        assertion = Assertion(kind, phrase, figures, **more)
        claim = Claim("invented", force, "A Paper", None, "https://example.org/1", "invented", (assertion,))
        return check_claims([claim], given)[0]

    return check


@pytest.fixture
def with_counts(evidence: Evidence):
    """The evidence with other counts: figure id = count."""

    def change(**counts: int) -> Evidence:
        figures = evidence.figures.copy()
        for figure, count in counts.items():
            at = figures["figure_id"] == figure.replace("_", "-")
            assert at.any(), figure
            figures.loc[at, ["low", "high"]] = count
        return replace(evidence, figures=figures)

    return change
