"""Read from a built project what it publishes: every processed table, and every number on every page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from forcefoi.files import digest, digest_files
from forcefoi.number import Input, Number
from forcefoi.panels import target
from forcefoi.reports.beside import FOLDER
from forcefoi.reports.manifest.made_of import MadeOf, made_of
from forcefoi.reports.manifest.marks import CLOSE, OPEN, mark
from forcefoi.reports.manifest.page_lines import BETWEEN, Line, page_lines

TABLES = Path("data/processed")
PICTURES = (".svg", ".png")
WORKBOOKS = (".xlsx",)
VALUES = "the unrounded values of the numbers that open"


@dataclass(frozen=True)
class Page:
    """The hash of all that a page says, and of its bytes."""

    words: str
    bytes: str


@dataclass(frozen=True)
class Taken:
    """What a project publishes. `pages`: path under `reports/` → Page; `lines`: page or table → its lines;
    `pictures` and `workbooks`: file → SHA-256. `inputs`: page → id of a number → what it was worked out from.
    """

    made_of: MadeOf
    pages: dict[str, Page]
    lines: dict[str, list[Line]]
    pictures: dict[str, str]
    workbooks: dict[str, str]
    inputs: dict[str, dict[str, tuple[Input, ...]]]


def take(root: Path) -> Taken:
    """All that the project publishes as it was built; nothing is written. Raises OSError for what is not there."""
    reports = root / "reports"
    pages: dict[str, Page] = {}
    inputs: dict[str, dict[str, tuple[Input, ...]]] = {}
    lines = {
        f"{TABLES.as_posix()}/{path.name}": _table(path) for path in sorted((root / TABLES).glob("*.csv"))
    }
    for path in sorted([*reports.glob("*.html"), *(reports / "forces").glob("*.html")]):
        name, html = path.relative_to(reports).as_posix(), path.read_text(encoding="utf-8")
        numbers = _numbers(root / FOLDER / f"{path.stem}.provenance.json")
        said = page_lines(html, {target(number): number.id for number in numbers})
        pages[name] = Page(digest(said.words.encode()), digest(html.encode()))
        lines[name] = [*said.lines, *map(_value, numbers), *_downloads(root / FOLDER / path.stem)]
        inputs[name] = {number.id: number.inputs for number in numbers}
    beside = sorted((root / FOLDER).glob("*/*"))
    return Taken(
        made_of=made_of(root),
        pages=pages,
        lines=lines,
        pictures=digest_files(root, [path for path in beside if path.suffix in PICTURES]),
        workbooks=digest_files(root, [path for path in beside if path.suffix in WORKBOOKS]),
        inputs=inputs,
    )


def _numbers(path: Path) -> list[Number]:
    """The numbers of a page; the list of reports and the page of replies have none that open."""
    if not path.is_file():
        return []
    return [Number.from_json(plain) for plain in json.loads(path.read_text(encoding="utf-8"))["numbers"]]


def _value(number: Number) -> Line:
    low = f"{OPEN}{number.low!r}{CLOSE}"
    high = "no upper bound" if number.high is None else f"{OPEN}{number.high!r}{CLOSE}"
    ends = low if number.high == number.low else f"{low} to {high}"
    return Line(VALUES, f"{number.id}: {ends} {number.unit}".rstrip(), (number.id,) * ends.count(OPEN))


def _downloads(folder: Path) -> list[Line]:
    """The tables beside a page, row by row. What one has in common with that of another page stands there once."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        place = f"download {path.name.removeprefix(f'{folder.name}-')}"
        for head, row in _read(path):
            cells = [f"{name} {mark(cell)}" for name, cell in zip(head[1:], row[1:], strict=True) if cell]
            found.append(Line(place, f"{row[0]}: {'; '.join(cells)}"))
    return found


def _table(path: Path) -> list[Line]:
    """A processed table, row by row: what the row is by, then its other cells, each after its column's name."""
    from forcefoi.processed.describe import KEYS

    found = []
    for head, row in _read(path):
        named = dict(zip(head, row, strict=True))
        by = ", ".join(named.pop(name) for name in KEYS[path.stem])
        cells = [f"{name} {mark(cell)}" for name, cell in named.items() if cell]
        found.append(Line("", f"{by}: {'; '.join(cells)}"))
    return found


def _read(path: Path) -> list[tuple[list[str], list[str]]]:
    """The rows below the header, each with the header; a cell is kept on one line."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    return [(rows[0], [" ".join(cell.split()) for cell in row]) for row in rows[1:]]


__all__ = ["BETWEEN", "Page", "Taken", "take"]
