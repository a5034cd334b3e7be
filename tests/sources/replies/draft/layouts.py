"""Tables of made-up counts whose truth is known, laid out in the ways in which forces lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from hypothesis import strategies as st

from forcefoi.clean.count import Count
from forcefoi.clean.parse_count import parse_count
from forcefoi.question import Question, make_question
from forcefoi.sources.replies.grid import Document, Grid

SPELLINGS: dict[str, list[list[str]]] = {
    "offence": [
        ["Harassment", "8L", "8L Harassment", "HARASSMENT "],
        ["Stalking", "8Q"],
        ["Threats to kill", "3B"],
    ],
    "gender": [["Female", "F", "female"], ["Male", "M", "male"], ["Unknown", "Not recorded", "U"]],
    "window": [
        ["2015/16", "2015-16", "2015/2016"],
        ["2016/17", "FY2016/17", "2016-17"],
        ["2017/18", "2017/2018"],
    ],
}
PLACES = ["St Anyone's", "Wexley Royal", "Anytown General"]
HEADINGS = {
    "offence": ["Offence", "Crime type", "HO class", ""],
    "gender": ["Victim gender", "Sex", "Gender", ""],
    "window": ["Financial year", "Year", "Period", ""],
    "place": ["Hospital", "Location", "Site"],
}
TOTALS = ["Total", "Grand Total", "TOTAL:", "Totals"]


def question(*more: str) -> Question:
    """A made-up question over offence, gender and window, and perhaps open dimensions."""
    values = [{"name": "8L", "aliases": ["Harassment"]}, {"name": "8Q", "aliases": ["Stalking"]},
              {"name": "3B", "aliases": ["Threats to kill"]}]  # fmt: skip
    dimensions: list[dict[str, Any]] = [
        {"name": "offence", "kind": "offence", "values": values},
        {"name": "gender", "kind": "gender"},
        {"name": "window", "kind": "window"},
        *({"name": name, "kind": "category"} for name in more),
    ]
    return make_question(
        {"id": "made-up", "title": "Made up", "question": "How many?", "ends": __import__("datetime").date(2018, 9, 24),
         "dimensions": dimensions, "invented": True}
    )  # fmt: skip


@dataclass
class Laid:
    """A file, what it asks, and what every cell of it means (by the values' own names)."""

    document: Document
    question: Question
    truth: dict[tuple[str, ...], Count] = field(default_factory=dict)
    layout: str = ""


Draw = Any


@st.composite
def laid_out(draw: Draw) -> Laid:
    """One random table in one random layout."""
    names = draw(st.permutations(["offence", "gender", "window"]))
    if draw(st.integers(0, 3)) == 0:
        names = [*names, "place"]
        names = draw(st.permutations(names))
    asked = question(*(["place"] if "place" in names else []))
    labels = {name: _labels(draw, name) for name in names}
    busy = draw(st.integers(0, 4)) == 0
    cells = {
        key: draw(st.one_of(st.integers(0, 300), st.sampled_from(["<5", "1,234", 7.0, "-", "", "*", "12"])))
        if draw(st.integers(0, 5)) == 0
        else draw(st.one_of(st.integers(0, 300), st.integers(1990, 2030)) if busy else st.integers(0, 300))
        for key in product(*(labels[name] for name in names))
    }
    layout = draw(st.sampled_from(sorted(_LAYOUTS)))
    if layout in ("records", "pivot"):
        cells = {key: draw(st.integers(0 if layout == "records" else 1, 3)) for key in cells}
    grids = _LAYOUTS[layout](draw, list(names), labels, cells)
    truth = {}
    for key, value in cells.items():
        at = dict(zip(names, key, strict=True))
        count = parse_count(value, dash=0, blank=0, star=(1, 4))
        if layout == "records" and value == 0:
            continue
        truth[tuple(asked.dimension(name).parse(at[name]) for name in asked.names)] = count
    return Laid(Document("a.xlsx", "xlsx", grids=tuple(grids)), asked, truth, layout)


def _labels(draw: Draw, name: str) -> list[str]:
    if name == "place":
        return PLACES[: draw(st.integers(1, 3))]
    chosen = SPELLINGS[name][: draw(st.integers(1, 3))]
    return [draw(st.sampled_from(each)) for each in chosen]


def _heading(draw: Draw, name: str) -> str:
    return draw(st.sampled_from(HEADINGS[name]))


def _grid(draw: Draw, rows: list[list[Any]], place: str = "sheet 'Data'", plain: bool = False) -> Grid:
    """Rows with perhaps a title above and a note below, and all of one length."""
    above: list[list[Any]] = []
    if not plain:
        if draw(st.booleans()):
            above.append(["Wexley Police: crimes recorded"])
        if draw(st.integers(0, 3)) == 0:
            above.append(["Ref", "FOI 123/18"])
        if above and draw(st.booleans()):
            above.append([])
    below: list[list[Any]] = draw(
        st.sampled_from([[], [], [["* denotes fewer than 5"]], [[], ["A dash means nil. * denotes fewer than 5"]],
                         [["Note: blank cells are nil"]]])
    )  # fmt: skip
    whole = [*above, *rows, *below]
    width = max(map(len, whole))
    return Grid(
        place, [[*row, *[""] * (width - len(row))] for row in whole], first_row=draw(st.integers(1, 3))
    )


def _sum(values: list[Any]) -> int:
    return sum(parse_count(value, dash=0, blank=0).low for value in values)


def _with_totals(draw: Draw, rows: list[list[Any]], header: int, labels: int) -> list[list[Any]]:
    """A total row and a total column, perhaps, by word or with the label left blank."""
    rows = [list(row) for row in rows]
    kind = draw(st.sampled_from(["none", "none", "row", "column", "both", "bare row"]))
    if kind in ("column", "both"):
        for at, row in enumerate(rows):
            row.append(
                _sum(row[labels:]) if at >= header else (draw(st.sampled_from(TOTALS)) if at == 0 else "")
            )
    if kind in ("row", "both", "bare row"):
        label = "" if kind == "bare row" else draw(st.sampled_from(TOTALS))
        sums = [_sum([row[at] for row in rows[header:]]) for at in range(labels, len(rows[0]))]
        rows.append([label, *[""] * (labels - 1), *sums])
    return rows


def _blanked(draw: Draw, rows: list[list[Any]], header: int) -> list[list[Any]]:
    """The first label given only where it changes, perhaps."""
    if not draw(st.booleans()):
        return rows
    out, last = [], None
    for at, row in enumerate(rows):
        out.append(["", *row[1:]] if at >= header and row[0] == last else list(row))
        last = row[0] if at >= header else None
    return out


def _long(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    count = draw(st.sampled_from(["Count", "Number of crimes", "Offences", "Total"]))
    rows = [
        [*(_heading(draw, name) for name in names), count],
        *([*key, value] for key, value in cells.items()),
    ]
    rows = _blanked(draw, rows, 1)
    if draw(st.booleans()):
        rows.append(["Total", *[""] * (len(names) - 1), _sum([row[-1] for row in rows[1:]])])
    return [_grid(draw, rows)]


def _wide(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    *down, across = names
    rows: list[list[Any]] = [[*(_heading(draw, name) for name in down), *labels[across]]]
    for key in product(*(labels[name] for name in down)):
        rows.append([*key, *(cells[(*key, value)] for value in labels[across])])
    return [_grid(draw, _with_totals(draw, _blanked(draw, rows, 1), 1, len(down)))]


def _banded(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    *down, band, across = names
    columns = list(product(labels[band], labels[across]))
    over = [value if at == 0 else "" for value in labels[band] for at, _ in enumerate(labels[across])]
    rows: list[list[Any]] = [
        [*[""] * len(down), *over], [*(_heading(draw, name) for name in down), *(each for _, each in columns)],
    ]  # fmt: skip
    for key in product(*(labels[name] for name in down)):
        rows.append([*key, *(cells[(*key, *column)] for column in columns)])
    return [_grid(draw, _with_totals(draw, rows, 2, len(down)))]


def _sections(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    section, *down, across = names
    rows: list[list[Any]] = [[*(_heading(draw, name) for name in down), *labels[across]]]
    for head in labels[section]:
        rows.append([head])
        for key in product(*(labels[name] for name in down)):
            rows.append([*key, *(cells[(head, *key, value)] for value in labels[across])])
    return [_grid(draw, rows)]


def _piece(
    draw: Draw, first: str, names: list[str], labels: Any, cells: Any, heads: list[str]
) -> list[list[Any]]:
    *down, across = names
    rows: list[list[Any]] = [[*heads, *labels[across]]]
    for key in product(*(labels[name] for name in down)):
        rows.append([*key, *(cells[(first, *key, value)] for value in labels[across])])
    return _with_totals(draw, rows, 1, len(down))


def _stacked(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    first, *rest = names
    heads = [_heading(draw, name) for name in rest[:-1]]
    rows: list[list[Any]] = []
    for value in labels[first]:
        rows += [[value], *_piece(draw, value, rest, labels, cells, heads)]
        rows += [[]] * draw(st.integers(0, 1))
    return [_grid(draw, rows)]


def _sheets(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    first, *rest = names
    heads = [_heading(draw, name) for name in rest[:-1]]
    return [
        _grid(draw, _piece(draw, value, rest, labels, cells, heads), f"sheet '{value}'")
        for value in labels[first]
    ]


def _columns(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    """One row of labels across, one dimension in each header row; windows among other words."""
    *down, across = names
    words = draw(st.sampled_from(["{}", "Crimes {}", "{} crimes"]))
    rows: list[list[Any]] = [
        [
            *(_heading(draw, name) for name in down),
            *(words.format(value) for value in labels[across]),
            "% of all",
        ]
    ]
    for key in product(*(labels[name] for name in down)):
        rows.append([*key, *(cells[(*key, value)] for value in labels[across]), 0.5])
    return [_grid(draw, rows)]


def _beside(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    first, *rest = names
    heads = [_heading(draw, name) or "What" for name in rest[:-1]]
    pieces = []
    for value in labels[first]:
        *down, across = rest
        rows: list[list[Any]] = [
            [value, *[""] * (len(heads) + len(labels[across]) - 1)],
            [*heads, *labels[across]],
        ]
        for key in product(*(labels[name] for name in down)):
            rows.append([*key, *(cells[(value, *key, each)] for each in labels[across])])
        pieces.append(rows)
    return [
        _grid(draw, [[cell for piece in row for cell in (*piece, "")] for row in zip(*pieces, strict=True)])
    ]


def _records(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    """One row a crime, in some order, with a running number, a reference or an attribute beside it."""
    crimes = draw(st.permutations([key for key, count in cells.items() for _ in range(count)]))
    head: list[Any] = [_heading(draw, name) for name in names]
    rows: list[list[Any]] = [list(key) for key in crimes]
    if draw(st.booleans()):
        head, rows = ["No", *head], [[at, *row] for at, row in enumerate(rows, start=1)]
    if draw(st.booleans()):
        head, rows = ["Crime Ref", *head], [[f"W{at}/26", *row] for at, row in enumerate(rows, start=1)]
    if draw(st.booleans()):
        head, rows = [*head, "Beat"], [[*row, draw(st.sampled_from(["B1", "B2"]))] for row in rows]
    if draw(st.integers(0, 3)) == 0:
        head, rows = [*head, "Victim age"], [[*row, draw(st.integers(18, 80))] for row in rows]
    return [_grid(draw, [head, *rows] if draw(st.integers(0, 4)) else rows or [head])]


def _pivot(draw: Draw, names: list[str], labels: Any, cells: Any) -> list[Grid]:
    """A compact pivot table: two dimensions in one column, each heading with its total."""
    outer, inner, *rest, across = names
    if rest:
        return _wide(draw, names, labels, cells)
    rows: list[list[Any]] = [
        ["Count of Crime", "Column Labels"],
        ["Row Labels", *labels[across], "Grand Total"],
    ]
    for value in labels[outer]:
        parts = [[each, *(cells[(value, each, one)] for one in labels[across])] for each in labels[inner]]
        rows.append([value, *(sum(part[at] for part in parts) for at in range(1, len(labels[across]) + 1))])
        rows += parts
    total = [sum(cells[key] for key in cells if key[2] == one) for one in labels[across]]
    rows.append(["Grand Total", *total])
    for row in rows[2:]:
        row.append(sum(row[1:]))
    return [_grid(draw, rows)]


_LAYOUTS = {
    "long": _long, "wide": _wide, "banded": _banded, "sections": _sections, "stacked": _stacked, "sheets": _sheets,
    "columns": _columns, "beside": _beside, "records": _records, "pivot": _pivot,
}  # fmt: skip
