"""Which findings and numbers on pages stand on figures that a later reply changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from forcefoi.number import Number
from forcefoi.panels import target
from forcefoi.reports.manifest.marks import unmarked
from forcefoi.reports.manifest.page_lines import page_lines
from forcefoi.reports.plan import force_report
from forcefoi.wording.numbers import counted

REVISIONS = Path("data/processed/reply_revisions.csv")
MOST = 6


def tell_touched(root: Path, force: str = "") -> Iterator[str]:
    """For each page with numbers that stand on what later replies changed: how many, and the sentences they are in.

    Pages are looked at as they stand: before they are made again they are the ones that somebody may have quoted.
    """
    changed = _changed(root, force)
    for place in sorted((root / "reports/data").glob("*.provenance.json")) if changed else ():
        written = json.loads(place.read_text(encoding="utf-8"))["numbers"]
        numbers = [Number.from_json(each) for each in written]
        on_it = {each.id for each in numbers if any(one.id in changed for one in each.inputs)}
        if not on_it:
            continue
        page = _page(root, place.name.removesuffix(".provenance.json"))
        stand = "number stands" if len(on_it) == 1 else "numbers stand"
        yield f"{page}: {len(on_it):,} {stand} on what changed"
        said = _sentences(root / page, numbers, on_it) if (root / page).is_file() else []
        yield from (f"  says: {sentence}" for sentence in said[:MOST])
        if len(said) > MOST:
            yield f"  and {counted(len(said) - MOST, 'more sentence')}"


def _changed(root: Path, force: str) -> set[str]:
    """The ids of the figures that later replies changed, of one force or of all."""
    from forcefoi.sources.replies.figures import figure_id

    path = root / REVISIONS
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if force in ("", row["force"])]
    return {
        figure_id(row["force"], tuple(row["counted"].split("|")))
        for row in rows
        if row["counted"].count("|") == 2
    }


def _sentences(page: Path, numbers: list[Number], wanted: AbstractSet[str]) -> list[str]:
    """The sentences of a page that have one of the wanted numbers in them; cells and panels repeat what they say."""
    lines = page_lines(page.read_text(encoding="utf-8"), {target(each): each.id for each in numbers}).lines
    said = [unmarked(line.text) for line in lines if not wanted.isdisjoint(line.ids)]
    return list(dict.fromkeys(text for text in said if text.endswith((".", ".”"))))


def _page(root: Path, report: str) -> str:
    own = force_report(report, report).page
    return own if (root / own).is_file() else f"reports/{report}.html"
