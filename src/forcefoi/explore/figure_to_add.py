"""A row for `published_figures.csv`: made, held against the table's rules, and given to a person to put there."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from forcefoi import analysis, wording
from forcefoi.clean import match_force, match_offence
from forcefoi.errors import DataError, ForcefoiError, ParseError
from forcefoi.exercise import Exercise, read_exercise
from forcefoi.explore.look import looking
from forcefoi.explore.written import written
from forcefoi.files import find_root
from forcefoi.forces import AGGREGATE
from forcefoi.harmless import harmless
from forcefoi.sources.forces import read_forces
from forcefoi.sources.published import COLUMNS, FILE, read_published
from forcefoi.told import Sentence

PLACE = f"data/raw/{FILE}"
WHERE = (
    f"Nothing has been written. Put this line at the end of {PLACE}, then run: make, and when it is as you meant it: "
    "forcefoi checksums --write"
)


def figure_to_add(
    *,
    force: str,
    offences: str,
    window_start: str,
    window_end: str,
    window_as_published: str,
    window_dates: str,
    count: str | int,
    unit_as_published: str,
    publisher: str,
    url: str,
    qualifier: str = "exact",
    victim_gender: str = "female",
    published: str = "",
    note: str = "",
    id: str = "",
) -> FigureToAdd:
    """The row of a printed figure for `data/raw/published_figures.csv`, checked by the rules that `make` reads it by.

    Each argument is a cell of that table, as text: `force` any name of a force, or `uk`; `offences` a class or a group;
    `window_start` and `window_end` the first and last day counted, as 2017-04-01 or 01/04/2017; `window_dates` stated
    or inferred; `count` crimes, with or without commas; `qualifier` exact, rounded, at least, below threshold, or why
    there is no count; `published` the day it was printed, empty where it was not seen. `id` is made if empty.
    `data/raw/README.md` says what each column holds.

    Gives an object that prints the line to put into the table and where, says how the figure would read, and which
    figures of the table it agrees with or contradicts (`.line`, `.cells`, `.sentence`, `.beside`). Nothing is written.

    Raises DataError with everything that is wrong, each with the column and what is allowed, and ParseError for an
    argument that is no text, day or whole number.

    >>> row = figure_to_add(
    ...     force="Kent Police", offences="harassment", window_start="01/04/2017", window_end="31/03/2018",
    ...     window_as_published="last year", window_dates="inferred", count="2,992", unit_as_published="reports",
    ...     publisher="An invented paper", url="https://example.org/1")
    >>> print(row.line)
    kent-harassment-aip-1,kent,harassment,female,2017-04-01,2018-03-31,last \
year,inferred,2992,exact,reports,An invented paper,,https://example.org/1,
    >>> print(row.beside[0])
    2,992 and 2,992 (harassment, 2017/18) stand in different publications and can be one count: they corroborate each \
other.
    """
    cells = dict(locals())
    return make_row({name: written(f"text for {name}", cells[name]).strip() for name in COLUMNS})


def make_row(given: Mapping[str, str]) -> FigureToAdd:
    """`figure_to_add` of the cells of a row by the names of its columns."""
    root = find_root()
    exercise, forces = read_exercise(root), read_forces(root)
    cells = _named(dict(given), exercise, forces, _ids(root))
    figures = _read_with(root, cells, exercise, forces)
    row = figures[figures["figure_id"] == cells["id"]].iloc[0]
    cells = _plain(cells, row)
    return FigureToAdd(cells, wording.figure_sentence(row, exercise), tuple(_beside(figures, row, exercise)))


@dataclass(frozen=True)
class FigureToAdd:
    """A row that can be added: its cells by column, how the figure reads, and what it stands beside."""

    cells: dict[str, str]
    sentence: Sentence
    beside: tuple[Sentence, ...]

    @property
    def line(self) -> str:
        """The row as it is to stand in the table."""
        return _line(self.cells)

    def __str__(self) -> str:
        return "\n".join([self.line, "", WHERE, "", f"It would read: {self.sentence}", *self.beside])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return looking(
            f'<p>{harmless(WHERE)}</p><pre class="row">{harmless(self.line)}</pre>'
            f"{wording.paragraphs(Sentence(['It would read: ', *self.sentence.pieces]))._repr_html_()}"
            f"{wording.bullets(self.beside)._repr_html_()}"
        )


def _line(cells: Mapping[str, str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([cells[name] for name in COLUMNS])
    return text.getvalue()


def _ids(root: Path) -> set[str]:
    with (root / PLACE).open(encoding="utf-8-sig", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def _named(cells: dict[str, str], exercise: Exercise, forces: pd.DataFrame, ids: set[str]) -> dict[str, str]:
    """The cells with an id; where they are too wrong for one, the reading says why."""
    if cells["id"]:
        return cells
    try:
        force = cells["force"].casefold()
        force = force if force == AGGREGATE else match_force(cells["force"], forces)
        offences = match_offence(cells["offences"], exercise.offence_names())
    except ParseError:
        return {**cells, "id": "new-1"}
    words = re.findall(r"[a-z0-9]+", cells["publisher"].casefold()) or ["new"]
    short = words[0][:2] if len(words) == 1 else "".join(word[0] for word in words)
    start = f"{force}-{re.sub(r'[^a-z0-9]+', '-', offences.casefold())}-{short}"
    number = next(n for n in range(1, len(ids) + 2) if f"{start}-{n}" not in ids)
    return {**cells, "id": f"{start}-{number}"}


def _read_with(root: Path, cells: dict[str, str], exercise: Exercise, forces: pd.DataFrame) -> pd.DataFrame:
    """The published figures with this row among them, read as `make` reads them from a copy of the table."""
    if any("\n" in cell or "\r" in cell for cell in cells.values()):
        raise ForcefoiError("a cell holds a line break\n  to do:    write it on one line")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "data/raw", Path(folder, "data/raw"), ignore=shutil.ignore_patterns("replies"))
        table = Path(folder, PLACE)
        text = table.read_text(encoding="utf-8-sig").rstrip("\n")
        header = next(csv.reader([text.partition("\n")[0]]))
        _only_ours(folder, exercise, forces)
        row = io.StringIO()
        csv.writer(row, lineterminator="\n").writerow([cells[name.strip()] for name in header])
        table.write_text(f"{text}\n{row.getvalue()}", encoding="utf-8")
        return read_published(Path(folder), exercise, forces)[0]


def _only_ours(folder: str, exercise: Exercise, forces: pd.DataFrame) -> None:
    """What is wrong in the table as it stands is no fault of the new row, and is told apart."""
    try:
        read_published(Path(folder), exercise, forces)
    except DataError as error:
        raise ForcefoiError(
            f"{PLACE} can't be read as it stands, before anything is added:\n{error}"
        ) from error


def _plain(cells: dict[str, str], row: pd.Series) -> dict[str, str]:
    """The cells as the table writes them: slugs, ISO days, a count without commas."""
    days = {name: f"{row[name]:%Y-%m-%d}" for name in ("window_start", "window_end")}
    same = {name: str(row[name]) for name in ("force", "offences", "victim_gender")}
    words = {"window_dates": str(row["window_basis"]), "qualifier": str(row["qualifier"])}
    return {**cells, **days, **same, **words, "count": cells["count"].replace(",", "")}


def _beside(figures: pd.DataFrame, row: pd.Series, exercise: Exercise) -> list[Sentence]:
    """What the page would say of this figure and others of its force: who has the same, and what contradicts it."""
    own = figures[figures["force"] == row["force"]]
    table = analysis.agreement(own, exercise).table
    with_it = table[[row["figure_id"] in names.split() for names in table["figures"]]]
    return wording.agreement_sentences(with_it, own, exercise)
