"""Projects to measure in: copies of the real one, and made-up ones with many forces. The checkout is left alone."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.measure import forcefoi
from forcefoi.files import digest_files
from forcefoi.reports.plan import COVERAGE, OVERALL, Report, plan
from forcefoi.reports.stale import DATA_RECORD, RECORDS, Hashes, data_inputs, write_record

NOTEBOOKS = ("notebooks/force.ipynb", *(report.notebook for report in OVERALL))
SLICES = Path("data/processed/forces")
FIGURES = Path("data/raw/published_figures.csv")
# No claim prints it: a verdict that changed would have to be accepted first.
KENT_FIGURE = "kent-stalking-kg-1"
LETTERS = "abcdefghij"
# The columns that name a force, or could be taken for a force's name.
NAMING = ("name", "home_office_name", "police_uk_id", "aliases")


def copy_project(source: Path, to: Path) -> Path:
    """A copy that has its data made and no report."""
    (to / "notebooks").mkdir(parents=True)
    shutil.copytree(source / "data/raw", to / "data/raw")
    shutil.copy(source / "requirements.lock", to)
    for name in NOTEBOOKS:
        shutil.copy(source / name, to / name)
    forcefoi(to, "data")
    return to


def again(project: Path, to: Path) -> Path:
    """The same project with no report. What is fresh is known by content, so its data stays fresh in the copy."""
    shutil.copytree(project, to, ignore=lambda folder, names: ["reports"] if Path(folder) == project else [])
    return to


def reports(project: Path) -> list[Report]:
    return plan(Hashes(project).read)


def change_kent(project: Path) -> None:
    """Raise one published count by one."""
    path = project / FIGURES
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    row = next(row for row in rows if row["id"] == KENT_FIGURE)
    row["count"] = str(int(row["count"]) + 1)
    path.write_text(_csv(rows), encoding="utf-8")


def records(project: Path) -> dict[str, int]:
    """When the record of each report was last written, by the report's id."""
    return {
        path.stem: path.stat().st_mtime_ns
        for path in (project / RECORDS).glob("*.json")
        if path.stem != "index"
    }


def make_up(project: Path, to: Path, count: int) -> Path:
    """A project of `count` forces that don't exist: the real slices over and over, under invented names.

    The two overall pages read the tables of the real forces, as they are, so that they cost the same at any count.
    """
    again(project, to)
    coverage = list(csv.DictReader(io.StringIO((to / COVERAGE).read_text(encoding="utf-8"), newline="")))
    slices = [
        json.loads((to / SLICES / f"{row['force']}.json").read_text(encoding="utf-8")) for row in coverage
    ]
    shutil.rmtree(to / SLICES)
    (to / SLICES).mkdir()
    rows = []
    for number in range(count):
        row, content = coverage[number % len(coverage)], slices[number % len(coverage)]
        slug, name = made_up_slug(number), f"Made-up Constabulary {number:04}"
        text = json.dumps(made_up_slice(content, slug, name), ensure_ascii=False, indent=1)
        (to / SLICES / f"{slug}.json").write_text(text + "\n", encoding="utf-8")
        rows.append({**row, "force": slug, "name": name})
    (to / COVERAGE).write_text(_csv(rows), encoding="utf-8")
    _settle(to)
    return to


def made_up_slug(number: int) -> str:
    """A slug holds letters and hyphens only, so the number is spelt with the first ten letters.

    >>> made_up_slug(47)
    'made-up-aaeh'
    """
    return "made-up-" + "".join(LETTERS[int(digit)] for digit in f"{number:04}")


def made_up_slice(content: dict[str, Any], slug: str, name: str) -> dict[str, Any]:
    """A slice with the names of its force replaced, in the tables of that force and among the comparators, where
    the others get invented names too.
    """
    real = content["force"]
    made: dict[str, Any] = {**content, "force": slug}
    for table in ("figures", "forces", "recorded_crime", "coverage"):
        made[table] = _renamed(content[table], {real: slug}, {real: name})
    others = {row[0]: f"made-up-{row[0]}" for row in content["comparators"]["data"]}
    called = {row[0]: f"Made-up {row[1]}" for row in content["comparators"]["data"]}
    made["comparators"] = _renamed(content["comparators"], {**others, real: slug}, {**called, real: name})
    return made


def _renamed(table: dict[str, Any], slugs: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    columns = table["columns"]
    force = columns.index("force")
    data = []
    for row in table["data"]:
        new = dict(zip(columns, row, strict=True))
        new["force"] = slugs[row[force]]
        new.update({column: names[row[force]] for column in NAMING if column in new})
        data.append(list(new.values()))
    return {"columns": columns, "data": data}


def _settle(project: Path) -> None:
    """Record `data/processed/` as it stands as freshly made, or the first run would make it from the raw files."""
    folder = project / "data/processed"
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    write_record(
        project / DATA_RECORD, inputs=data_inputs(Hashes(project)), outputs=digest_files(project, files)
    )


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
