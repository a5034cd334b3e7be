"""Which reports there are, from the table of forces."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forcefoi.errors import ForcefoiError, nearest

COVERAGE = Path("data/processed/coverage.csv")
FORCES = Path("data/processed/forces.csv")


@dataclass(frozen=True)
class Report:
    """One page to be made. All paths are relative to the project's folder; `data` is None for a page that may
    read every table; `also` names raw files that it may read besides. `about` says in the list of reports what it has.
    `nation` is its force's (England, Wales, Scotland, Northern Ireland; GB or UK for a force of more than one), '' for
    a page about all of them.
    """

    id: str
    title: str
    notebook: str
    page: str
    parameters: tuple[tuple[str, str], ...] = ()
    data: str | None = None
    also: tuple[str, ...] = ()
    about: str = ""
    nation: str = ""

    @property
    def provenance(self) -> str:
        """Where the numbers of its page lie as data, each with its formula and inputs."""
        return f"reports/data/{self.id}.provenance.json"


OVERALL = (
    Report(
        "national",
        "The national picture",
        "notebooks/national.ipynb",
        "reports/national.html",
        also=("data/raw/claims.toml",),
        about="who was asked and who answered, every public figure side by side, and what is officially recorded",
    ),
    Report(
        "fact-check",
        "Fact check",
        "notebooks/fact_check.ipynb",
        "reports/fact-check.html",
        also=("data/raw/claims.toml",),
        about="what newspapers printed with a number in it, and whether it stands up",
    ),
    Report(
        "words",
        "How words are judged",
        "notebooks/words.ipynb",
        "reports/words.html",
        data="data/raw/exercise.toml",
        about="what “nearly”, “doubled” or “one in ten” need to be right, by which rule",
    ),
    Report(
        "corrections",
        "Corrections",
        "notebooks/corrections.ipynb",
        "reports/corrections.html",
        about="what we said before and say no longer, and why",
    ),
    Report(
        "data-quality",
        "Data quality",
        "notebooks/data_quality.ipynb",
        "reports/data-quality.html",
        about="every caveat, every odd cell, what is missing and why",
    ),
)


def read_coverage(read: Callable[[str], bytes | None]) -> list[dict[str, str]]:
    """One row a force, as text: `force`, `name`, `nation`, `status`, `published_figures` among its columns.

    `read` gives the content of a file of the project, by its path there, or None. None of these columns holds a text
    that the CSV file has with an apostrophe: a force's name that is a formula is refused when it is read.
    """
    return _read(COVERAGE, read)


def read_aliases(read: Callable[[str], bytes | None]) -> dict[str, list[str]]:
    """What else a force can be found by, by its id: other names and its region; `read` as in `read_coverage`."""
    return {row["force"]: [*row["aliases"].split("|"), row["region"]] for row in _read(FORCES, read)}


def _read(table: Path, read: Callable[[str], bytes | None]) -> list[dict[str, str]]:
    content = read(table.as_posix())
    if content is None:
        raise ForcefoiError(f"{table} is not there\n  to do:    forcefoi data")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def plan(read: Callable[[str], bytes | None]) -> list[Report]:
    """Every report of the project: the overall ones, and one for each force; `read` as in `read_coverage`."""
    forces = [force_report(row["force"], row["name"], row["nation"]) for row in read_coverage(read)]
    return [*OVERALL, *forces]


def force_report(force: str, name: str, nation: str = "") -> Report:
    """The report of one force; `nation` decides which helplines its page has."""
    return Report(
        force,
        name,
        "notebooks/force.ipynb",
        f"reports/forces/{force}.html",
        (("force", force),),
        f"data/processed/forces/{force}.json",
        nation=nation,
    )


def chosen(reports: list[Report], ids: list[str]) -> list[Report]:
    """The reports of these ids, in order of the plan.

    Raises ForcefoiError, with the nearest, for an id that is not there.
    """
    known = [report.id for report in reports]
    for wanted in ids:
        if wanted not in known:
            near = nearest(wanted, known)
            raise ForcefoiError(
                f"no report is called {wanted!r}"
                + (f". Did you mean {near!r}?" if near else "")
                + f"\n  allowed:  {', '.join(known)}"
            )
    return [report for report in reports if report.id in ids]
