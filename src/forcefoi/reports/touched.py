"""Which numbers on pages stand on figures that a later reply changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from forcefoi.reports.plan import force_report

REVISIONS = Path("data/processed/reply_revisions.csv")
MOST = 6


def tell_touched(root: Path, force: str = "") -> Iterator[str]:
    """A line for each page that has findings on what later replies changed: how many numbers, and what they are.

    Pages are looked at as they stand: before they are made again they are the ones that somebody may have quoted.
    """
    from forcefoi.sources.replies.figures import figure_id

    path = root / REVISIONS
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if force in ("", row["force"])]
    changed = {
        figure_id(row["force"], tuple(row["counted"].split("|"))) for row in rows if row["counted"].count("|") == 2
    }
    if not changed:
        return
    for place in sorted((root / "reports/data").glob("*.provenance.json")):
        numbers = json.loads(place.read_text(encoding="utf-8"))["numbers"]
        on_it = [each for each in numbers if any(one["id"] in changed for one in each["inputs"])]
        if on_it:
            page = _page(root, place.name.removesuffix(".provenance.json"))
            kinds = list(dict.fromkeys(each["what"].partition(":")[0] for each in on_it))
            more = f" and {len(kinds) - MOST:,} more" if len(kinds) > MOST else ""
            yield f"{page}: {len(on_it):,} numbers stand on what changed: {'; '.join(kinds[:MOST])}{more}"


def _page(root: Path, report: str) -> str:
    own = force_report(report, report).page
    return own if (root / own).is_file() else f"reports/{report}.html"
