"""Charts: maps of the UK with a tile a force, all of one size: what is public, and what is officially recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from forcefoi.analysis.coverage import NOTHING, PUBLIC
from forcefoi.analysis.worked import numbers_of
from forcefoi.charts.chart import Chart, link, need_columns
from forcefoi.charts.style import (
    DOT,
    INK,
    LOOKS,
    MUTED,
    PAPER,
    SMALL,
    STEPS,
    WIDTH,
    drawing,
    new_figure,
    plain,
)
from forcefoi.charts.svg import called
from forcefoi.errors import ForcefoiError
from forcefoi.number import Number
from forcefoi.shorthand import NOT_APPLICABLE
from forcefoi.told import Sentence, Told, say, tell

PLACED = ("force", "name", "aliases", "tile_column", "tile_row")
GAP, HIGH, LINES, SWATCH = 2.0, 45.0, 17.0, 26.0  # units of the SVG: an inch has 72
MOST_LETTERS = 6  # of a name that is cut short: all but one of its letters would look like a slip
APART = "Of no one area:"
NOT_SAFETY = (
    "A rate of what police recorded, of victims of any gender and by any channel: of recording, not of safety. "
    "Forces record unlike, so no rank can be made of it."
)
NO_RATE = {
    "[z]": "not applicable, since few or no residents are counted",
    "[x]": "not available, since it is not in the official tables here",
}


@dataclass(frozen=True)
class Tile:
    """One force as it is drawn: `step` is how full its colour is, 0 to 1; `below` the word under its name."""

    force: str
    name: str
    below: str = ""
    step: float = 0.0
    dashed: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Key:
    """What a look of a tile stands for."""

    text: str
    below: str = ""
    step: float = 0.0
    dashed: bool = False


def coverage_map(
    forces: pd.DataFrame,
    *,
    pages: str = "",
    numbers: Mapping[str, Number] | None = None,
    name: str = "coverage-map",
) -> Chart:
    """What is public of each force, one tile a force; each leads to the force's page.

    `forces` has one row a force: `force` (slug), `name` and `aliases` (text, parted by `|`), `tile_column` and
    `tile_row` (Int64; NA = drawn apart, below) and `status` (text, as in `Coverage`). `pages` is the address of a
    force's page, with `{}` for its slug; without it nothing leads anywhere. `numbers` may have `public`, how many
    forces have figures public.

    Raises ForcefoiError for missing columns, no rows, two forces on one tile, or two that have one short name.

    >>> forces = pd.DataFrame({"force": ["kent"], "name": ["Kent Police"], "aliases": ["Kent"],
    ...     "tile_column": [6], "tile_row": [8], "status": ["nothing public"]})
    >>> print(coverage_map(forces).alt)
    A map of 1 tile of one size, one for each force, roughly where it lies. Nothing public: Kent Police.
    """
    need_columns(forces, (*PLACED, "status"), "coverage_map")
    forces = _in_order(forces, "coverage_map")
    counts = forces["status"].value_counts()
    others = [status for status in counts.index if status not in (PUBLIC, NOTHING)]
    letters = {status: f"[{chr(ord('a') + at)}]" for at, status in enumerate(sorted(others))}
    looks = {
        PUBLIC: Key(PUBLIC, "public", 1.0),
        NOTHING: Key(f"{NOTHING}: not even whether it was asked"),
        **{status: Key(status, letters[status], STEPS[1], dashed=True) for status in sorted(others)},
    }
    tiles = [
        Tile(
            force, f"{plain(name)}: {plain(status)}", looks[status].below, looks[status].step,
            looks[status].dashed, pages.format(force) or None,
        )
        for force, name, status in zip(forces["force"], forces["name"], forces["status"], strict=True)
    ]  # fmt: skip
    shown = [look for status, look in looks.items() if status in counts]
    with drawing():
        figure, short = _draw(forces, tiles, shown)
    table = pd.DataFrame(
        {"Force": forces["name"], "On the map": list(short.values()), "What is known": forces["status"]}
    )
    return Chart(
        name=name,
        title=_coverage_title(counts, dict(numbers or {})),
        caption="What is public of each force",
        subtitle="What is public of each UK police force’s reply to the request; a tile a force, all of one size",
        alt=_coverage_alt(forces, looks),
        figure=figure,
        table=table,
    )


def rate_map(forces: pd.DataFrame, rates: pd.DataFrame, *, year: str, name: str = "rate-map") -> Chart:
    """Officially recorded stalking and harassment for each 1,000 residents, one tile a force, in four steps of colour.

    `forces` as `coverage_map` takes it, without `status`; `rates` has the rows of one year of
    `analysis.recorded_rates`: `force`, `recorded` and `residents` (Int64), `rate` (Float64; NA = none, with its
    reason in `working`). A force without a rate is [z], one without a row [x]. Rates open where `rates` has
    their numbers in a column `numbers`.

    Raises ForcefoiError as `coverage_map`, and for two rows of one force or no rate at all.

    >>> forces = pd.DataFrame({"force": ["kent"], "name": ["Kent Police"], "aliases": ["Kent"],
    ...     "tile_column": [6], "tile_row": [8]})
    >>> rates = pd.DataFrame({"force": ["kent"], "recorded": [13430], "residents": [1832252], "rate": [7.33],
    ...     "working": ["13,430 ÷ 1,832,252 × 1,000"]})
    >>> print(rate_map(forces, rates, year="2017/18").alt)
    A map of 1 tile of one size, one for each force, roughly where it lies, shaded in four steps. 3 and over: \
Kent Police 7.33.
    """
    need_columns(forces, PLACED, "rate_map")
    need_columns(rates, ("force", "recorded", "residents", "rate", "working"), "rate_map")
    forces, year = _in_order(forces, "rate_map"), plain(year)
    if rates["force"].duplicated().any():
        raise ForcefoiError("rate_map was given two rows of one force: give it those of one year")
    if not rates["rate"].notna().any():
        raise ForcefoiError("rate_map has no rate to draw")
    known = {row["force"]: row for _, row in rates.iterrows()}
    named = zip(forces["force"], forces["name"], strict=True)
    rows = [_Rate(force, plain(name), known.get(force)) for force, name in named]
    width = step_width(max(row.rate for row in rows if row.rate is not None))
    keys = _rate_keys(width, {row.mark for row in rows if row.mark})
    with drawing():
        figure, short = _draw(forces, [row.tile(width) for row in rows], keys)
    table = pd.DataFrame(
        {
            "Force": forces["name"],
            "On the map": list(short.values()),
            "Crimes recorded": pd.Series([row.printed("recorded") for row in rows], dtype=object),
            "Residents": pd.Series([row.printed("residents") for row in rows], dtype=object),
            "For each 1,000": pd.Series([row.mark or row.told() for row in rows], dtype=object),
            "Why there is no rate": pd.Series([row.why or NOT_APPLICABLE for row in rows], dtype=object),
        }
    )
    return Chart(
        name=name,
        title=_rate_title(rows, year),
        caption=f"Stalking and harassment recorded for each 1,000 residents, {year}",
        subtitle=f"Stalking and harassment (8L, 8M, 8Q, 8R) officially recorded for each 1,000 residents in {year}; "
        "a tile a force, all of one size",
        alt=_rate_alt(rows, width),
        figure=figure,
        table=table,
        note=NOT_SAFETY,
        labels=tuple(row.numbers["rate"] for row in rows if "rate" in row.numbers),
    )


class _Rate:
    """One force's rate with its numbers, or why there is none."""

    def __init__(self, force: str, name: str, row: pd.Series | None) -> None:
        self.force, self.name, self.row = force, name, row
        self.rate = None if row is None or pd.isna(row["rate"]) else float(row["rate"])
        self.numbers = {} if row is None or "numbers" not in row else numbers_of(row)
        self.mark = "[x]" if row is None else "[z]" if self.rate is None else ""
        gone = "not in the official tables here" if row is None else str(row["working"]).partition(": ")[2]
        self.why = gone if self.mark else ""

    def tile(self, width: float) -> Tile:
        what = f"{self.name}: {self.mark or f'{self.rate:,.2f}'}"
        url = link(self.numbers["rate"]) if "rate" in self.numbers else None
        if self.rate is None:
            return Tile(self.force, what, self.mark, dashed=True)
        return Tile(self.force, what, f"{self.rate:,.2f}", STEPS[step_of(self.rate, width)], url=url)

    def told(self) -> object:
        """The rate for the table; it opens where it is known, down to the two counts in it."""
        text = f"{self.rate:,.2f}"
        return tell(self.numbers["rate"], text) if "rate" in self.numbers else text

    def printed(self, name: str) -> object:
        """A count of the rate for the table."""
        return None if self.row is None or pd.isna(self.row[name]) else int(self.row[name])


def step_width(most: float) -> float:
    """How wide a step is: a plain number, of which four reach the highest rate or near it.

    >>> step_width(12.34), step_width(3.1), step_width(0.9)
    (3, 0.5, 0.2)
    """
    for width in (100, 50, 20, 10, 5, 4, 3, 2, 1, 0.5, 0.2, 0.1):
        if width <= most / len(STEPS):
            return width
    return 0.1


def step_of(rate: float, width: float) -> int:
    """In which step a rate lies, from 0; the last one has no upper end.

    >>> [step_of(rate, 3) for rate in (0, 2.999, 3, 12.34)]
    [0, 0, 1, 3]
    """
    return min(int(rate / width + 1e-9), len(STEPS) - 1)


def _rate_keys(width: float, marks: set[str]) -> list[Key]:
    keys = [Key(f"{text} for each 1,000" if not at else text, step=STEPS[at])
            for at, text in enumerate(map(lambda at: _step_text(at, width), range(len(STEPS))))]  # fmt: skip
    return keys + [
        Key(text.partition(",")[0], mark, dashed=True) for mark, text in NO_RATE.items() if mark in marks
    ]


def _step_text(at: int, width: float) -> str:
    low, high = f"{at * width:g}", f"{(at + 1) * width:g}"
    if at == 0:
        return f"under {high}"
    return f"{low} and over" if at == len(STEPS) - 1 else f"{low} to under {high}"


def _in_order(forces: pd.DataFrame, chart: str) -> pd.DataFrame:
    """The forces by name. Raises ForcefoiError where there are none or two have one tile."""
    if forces.empty:
        raise ForcefoiError(f"{chart} has no forces to draw")
    placed = forces.dropna(subset=["tile_column", "tile_row"])
    twice = placed[placed.duplicated(["tile_column", "tile_row"], keep=False)]
    if len(twice):
        raise ForcefoiError(
            f"{' and '.join(map(str, twice['force']))} stand on one tile\n"
            "  to do:    give one of them another tile_column or tile_row in data/raw/reference/forces.csv"
        )
    return forces.sort_values("name", kind="stable", ignore_index=True)


def _draw(forces: pd.DataFrame, tiles: Sequence[Tile], keys: Sequence[Key]) -> tuple[Figure, dict[str, str]]:
    """The map, those of no one area below it, the key below these; and the short name of each force by slug."""
    places = forces[["tile_column", "tile_row"]].astype("Float64")
    placed = places.notna().all(axis=1)
    across = max(7, int(places["tile_column"].max()) + 1 if placed.any() else 0)
    down = int(places["tile_row"].max()) + 1 if placed.any() else 0
    wide, rows_apart = WIDTH * 72 / across, -(-int((~placed).sum()) // across)
    below = down * HIGH
    apart = below + (LINES + 8) * bool(rows_apart)
    keys_at = apart + rows_apart * HIGH + 10
    height = keys_at + len(keys) * SWATCH + 2
    figure = new_figure(height / 72)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, WIDTH * 72)
    ax.set_ylim(height, 0)
    short = short_names(forces, wide - GAP, ax)
    rest = 0
    for at, tile in enumerate(tiles):
        if placed[at]:
            x, y = places["tile_column"][at] * wide, places["tile_row"][at] * HIGH
        else:
            x, y = rest % across * wide, apart + rest // across * HIGH
            rest += 1
        _tile(ax, x, y, wide, short[tile.force], tile)
    if rows_apart:
        ax.text(0, below + LINES / 2 + 6, APART, fontsize=SMALL, color=MUTED, va="center")
    for at, key in enumerate(keys):
        _key(ax, keys_at + at * SWATCH, key)
    return figure, short


def _tile(ax: Axes, x: float, y: float, wide: float, label: str, tile: Tile) -> None:
    colour = PAPER if tile.step == 1 else INK
    middle = x + wide / 2
    at = {label: y + HIGH / 2} if not tile.below else {label: y + HIGH * 0.3, tile.below: y + HIGH * 0.68}
    parts: list[Artist] = [_box(ax, x + GAP / 2, y + GAP / 2, wide - GAP, HIGH - GAP, tile.step, tile.dashed)]
    parts += [
        ax.text(middle, height, text, fontsize=SMALL, color=colour, ha="center", va="center", zorder=3)
        for text, height in at.items()
    ]
    for part in parts:
        called(part, tile.name)
        part.set_url(tile.url)


def _box(ax: Axes, x: float, y: float, wide: float, high: float, step: float, dashed: bool) -> Rectangle:
    """A tile: empty ones are of the page's own colour, with an edge that can be seen."""
    box = Rectangle(
            (x, y), wide, high, zorder=3, clip_on=False, joinstyle="round", linewidth=1,
            edgecolor=DOT if step < 1 else LOOKS[0].colour,
            facecolor=(LOOKS[0].colour, step) if step else PAPER, linestyle=(0, (3, 2)) if dashed else "solid",
    )  # fmt: skip
    ax.add_patch(box)
    return box


def _key(ax: Axes, y: float, key: Key) -> None:
    wide, high = 58.0, SWATCH - 4
    _box(ax, 1, y + 2, wide, high, key.step, key.dashed)
    if key.below:
        colour = PAPER if key.step == 1 else INK
        ax.text(
            1 + wide / 2,
            y + SWATCH / 2,
            key.below,
            fontsize=SMALL,
            color=colour,
            ha="center",
            va="center",
            zorder=3,
        )
    ax.text(wide + 9, y + SWATCH / 2, key.text, fontsize=SMALL, color=INK, va="center", zorder=3)


def short_names(forces: pd.DataFrame, wide: float, ax: Axes) -> dict[str, str]:
    """A name for each force that fits a tile `wide` units wide: its first alias that does, such as `Kent` or `GMP`,
    else the start of its shortest alias, such as `Northu.`; by slug.

    Raises ForcefoiError where no name is left that no other force has.
    """
    taken: dict[str, str] = {}
    found = {}
    for force, name, aliases in zip(forces["force"], forces["name"], forces["aliases"], strict=True):
        known = [plain(alias, 40) for alias in str(aliases).split("|") if alias.strip()] or [plain(name, 40)]
        known = [alias for alias in known if "," not in alias] or known
        fits = [alias for alias in known if _width(alias, ax) <= wide]
        cut = [_cut(alias, wide, ax) for alias in sorted(known, key=len)]
        free = [each for each in [*fits, *cut] if each not in taken]
        if not free:
            raise ForcefoiError(
                f"{force} and {taken[cut[0]]} would both be {cut[0]!r} on the map\n"
                "  to do:    give one of them a short alias in data/raw/reference/forces.csv"
            )
        found[force] = free[0]
        taken[free[0]] = force
    return found


def _cut(name: str, wide: float, ax: Axes) -> str:
    """The start of a name, with a full stop, as long as it fits."""
    for letters in range(min(len(name) - 1, MOST_LETTERS), 0, -1):
        start = f"{name[:letters].rstrip(' -&')}."
        if _width(start, ax) <= wide:
            return start
    return name[:1]


def _width(text: str, ax: Axes) -> float:
    label = ax.text(0, 0, text, fontsize=SMALL)
    width = float(label.get_window_extent().width)
    label.remove()
    return width


def _coverage_title(counts: pd.Series, numbers: Mapping[str, Number]) -> Sentence:
    public, nothing = int(counts.get(PUBLIC, 0)), int(counts.get(NOTHING, 0))
    told: Told | str = tell(numbers["public"], f"{public}") if "public" in numbers else f"{public}"
    is_are = "figures of {told} forces are" if public != 1 else "figures of {told} force are"
    first = say(f"The {is_are} public", told=told) if public else say("No force’s figures are public")
    if not nothing:
        return first
    return say(
        "{first}; of {nothing} nothing is, not even whether {they} asked",
        first=first,
        nothing=f"{nothing}",
        they="it was" if nothing == 1 else "they were",
    )


def _tiles_text(many: int) -> str:
    return f"A map of {many} tile{'s' * (many != 1)} of one size, one for each force, roughly where it lies"


def _coverage_alt(forces: pd.DataFrame, looks: Mapping[str, Key]) -> str:
    said = [_tiles_text(len(forces))]
    for status in looks:
        names = [plain(name) for name in forces.loc[forces["status"] == status, "name"]]
        if names:
            said.append(f"{status[:1].upper()}{status[1:]}: {', '.join(names)}")
    return ". ".join(said) + "."


def _rate_title(rows: Sequence[_Rate], year: str) -> Sentence:
    known = [row for row in rows if row.rate is not None]
    least, most = (each(known, key=lambda row: row.rate or 0.0) for each in (min, max))
    if least is most:
        return say(
            "{rate} crimes of stalking and harassment recorded for each 1,000 residents in {year}: "
            "a rate of recording, not of safety",
            rate=least.told(),
            year=year,
        )
    return say(
        "Forces recorded from {low} to {high} crimes of stalking and harassment for each 1,000 residents in {year}: "
        "a rate of recording, not of safety",
        low=least.told(),
        high=most.told(),
        year=year,
    )


def _rate_alt(rows: Sequence[_Rate], width: float) -> str:
    said = [f"{_tiles_text(len(rows))}, shaded in four steps"]
    for at in range(len(STEPS)):
        inside = [row for row in rows if row.rate is not None and step_of(row.rate, width) == at]
        if inside:
            said.append(
                f"{_step_text(at, width)}: {', '.join(f'{row.name} {row.rate:,.2f}' for row in inside)}"
            )
    for mark, text in NO_RATE.items():
        if names := [row.name for row in rows if row.mark == mark]:
            said.append(f"{mark} {text}: {', '.join(names)}")
    return ". ".join(said) + "."
