"""A small project of three forces with tiny notebooks, its processed tables already made and recorded."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from forcefoi.files import digest_files
from forcefoi.reports.plan import OVERALL
from forcefoi.reports.stale import DATA_RECORD, Hashes, data_inputs, write_record

FORCES = {
    "durham": "Durham Constabulary",
    "kent": "Kent Police",
    "psni": "Police Service of Northern Ireland",
}
# The ids of the reports that are about no one force.
OVERALL_IDS = {report.id for report in OVERALL}
COVERAGE = "force,name,kind,nation,status,published_figures\n"
HELPLINES = (
    "name,contact,for_whom,hours,nation,source,checked_on\n"
    "Police,999,Anyone in danger,,UK,known to all,\n"
    "A helpline,0800 111,Anyone,,England,its own page,2020-02-01\n"
)
READ = (
    "import json, os\n"
    "from pathlib import Path\n"
    "root = Path(os.environ['FORCEFOI_ROOT'])\n"
    "content = json.loads((root / f'data/processed/forces/{force}.json').read_text())\n"
)
FORCE_CELLS = (
    "# One force",
    ("force = ''", "parameters"),
    (READ, "hide"),
    ("print(force, content['count'])",),
)
OVERALL_CELLS = ("# All of them", ("print(6 * 7)",))


def write_notebook(path: Path, *cells: str | tuple[str, ...]) -> None:
    """Cells in order: a text is Markdown, a tuple is code and its tags."""
    nb = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    for index, cell in enumerate(cells):
        if isinstance(cell, str):
            made = nbformat.v4.new_markdown_cell(cell)
        else:
            made = nbformat.v4.new_code_cell(cell[0], metadata={"tags": list(cell[1:])})
        made["id"] = f"cell-{index}"
        nb.cells.append(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, path)


def write_slice(root: Path, force: str, **content: object) -> None:
    path = root / f"data/processed/forces/{force}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"force": force, **content}))


def write_coverage(root: Path, forces: dict[str, str]) -> None:
    rows = [f"{force},{name},territorial,England,nothing public,0\n" for force, name in forces.items()]
    (root / "data/processed/coverage.csv").write_text(COVERAGE + "".join(rows))
    names = [f"{force},{name},{force.upper()}|Heddlu {force},South\n" for force, name in forces.items()]
    (root / "data/processed/forces.csv").write_text("force,name,aliases,region\n" + "".join(names))


def settle(root: Path) -> None:
    """Record `data/processed/` as it stands as freshly made."""
    folder = root / "data/processed"
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    write_record(root / DATA_RECORD, inputs=data_inputs(Hashes(root)), outputs=digest_files(root, files))


def make_project(root: Path) -> Path:
    mark = root / "data/raw/exercise.toml"
    mark.parent.mkdir(parents=True)
    mark.write_text('title = "A small exercise"\n')
    (mark.parent / "claims.toml").write_text("claims = []\n")
    (mark.parent / "reference").mkdir()
    (mark.parent / "reference/helplines.csv").write_text(HELPLINES)
    (root / "requirements.lock").write_text("# locked\n")
    for number, force in enumerate(FORCES, 1):
        write_slice(root, force, count=number * 1000)
    write_coverage(root, FORCES)
    write_notebook(root / "notebooks/force.ipynb", *FORCE_CELLS)
    for report in OVERALL:
        write_notebook(root / report.notebook, *OVERALL_CELLS)
    settle(root)
    return root
