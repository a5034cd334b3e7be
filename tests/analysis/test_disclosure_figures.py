"""Figures of made-up forces: what they give away together, across sources, windows and forces, and what is printed."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forcefoi.analysis import rests, total
from forcefoi.analysis.disclosure import (
    Printed,
    audit_figures,
    equations,
    given_away,
    is_suppressed,
    printed_of,
    withhold_figures,
)
from forcefoi.analysis.disclosure.audit import CONTRADICTED, EXACT, NARROWED
from forcefoi.analysis.worked import numbers_of
from forcefoi.exercise import Exercise
from forcefoi.figures import Figures
from forcefoi.number import Number
from forcefoi.processed.tables import Tables
from forcefoi.windows import Window

THRESHOLD = 5
Y, Z, LAST = (Window.financial_year(year) for year in (2015, 2016, 2017))
BOTH = Window(Y.start, Z.end)
F, M, ALL = "female", "male", "all"
Row = tuple
Make = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def make(tables: Tables) -> Make:
    """Figures from rows of (id, offences, gender, window, count), all of Wexley unless a force stands behind."""
    like = tables.figures

    def made(*rows: Row, note: str = "") -> pd.DataFrame:
        found = []
        for name, offences, gender, window, count, *rest in rows:
            few = count == "<5"
            low, high = (1, 4) if few else count if isinstance(count, tuple) else (count, count)
            found.append(
                like.iloc[0].to_dict()
                | {"figure_id": name, "force": rest[0] if rest else "wexley", "offences": offences}
                | {
                    "victim_gender": gender,
                    "days": window.days,
                    "other_windows": "",
                    "qualifier": "",
                    "note": note,
                }
                | {"window_start": pd.Timestamp(window.start), "window_end": pd.Timestamp(window.end)}
                | {"low": low, "high": high, "status": "below threshold" if few else "exact"}
            )
        return pd.DataFrame(found, columns=like.columns).astype(like.dtypes.to_dict())

    return made


@pytest.fixture(scope="module")
def exercise(tables: Tables) -> Exercise:
    return tables.exercise


def kinds(figures: pd.DataFrame, exercise: Exercise) -> dict[str, str]:
    return {each.id: each.kind for each in audit_figures(figures, exercise, THRESHOLD).given_away}


def test_figures_of_which_none_is_suppressed_come_back_as_they_are_and_at_once(tables: Tables) -> None:
    start = time.perf_counter()
    shown, reasons = withhold_figures(tables.figures, tables.exercise, THRESHOLD)
    assert shown is tables.figures and reasons == {}
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        # Victims of every gender: a force that lists two and a total is taken to have no others.
        ([("a", "8Q", F, Y, 7), ("b", "8Q", M, Y, "<5"), ("c", "8Q", ALL, Y, 10)], EXACT),
        # Classes, and all of them: likewise.
        ([("b", "8Q", F, Y, "<5"), ("a", "8L", F, Y, 7), ("c", "all", F, Y, 9)], EXACT),
        # A class that was not recorded on its own then, and one that the force lists all the same.
        (
            [("b", "8Q", F, Y, "<5"), ("a", "8L", F, Y, 7), ("d", "8R", F, LAST, 6), ("c", "all", F, Y, 9)],
            EXACT,
        ),
        (
            [("b", "8Q", F, Y, "<5"), ("a", "8L", F, Y, 7), ("d", "8R", F, Y, 2), ("c", "all", F, Y, 11)],
            EXACT,
        ),
        # A long window and its years.
        ([("a", "8Q", F, Y, 7), ("b", "8Q", F, Z, "<5"), ("c", "8Q", F, BOTH, 10)], EXACT),
        # A year of the long window is not known, so that its total only sets a most.
        ([("b", "8Q", F, Y, "<5"), ("c", "8Q", F, BOTH, 2)], NARROWED),
        # Two sources: what one hides, the other prints.
        ([("b", "8Q", F, Y, "<5"), ("c", "8Q", F, Y, 3)], EXACT),
        # A group that holds 8L surely, and 8M and 8R perhaps.
        ([("b", "8L", F, Y, "<5"), ("c", "harassment", F, Y, 2)], NARROWED),
        ([("b", "8M", F, Y, "<5"), ("a", "8L", F, Y, 5), ("c", "harassment", F, Y, 5)], ""),
        # All victims are at least the women.
        ([("b", "8Q", F, Y, "<5"), ("c", "8Q", ALL, Y, 1)], EXACT),
        ([("b", "8Q", F, Y, "<5"), ("c", "8Q", ALL, Y, 9)], ""),
        # All forces together are at least some of them.
        ([("b", "8Q", F, Y, "<5"), ("c", "8Q", F, Y, 3, "uk")], NARROWED),
        ([("b", "8Q", F, Y, "<5"), ("a", "8Q", F, Y, 3, "anytown"), ("c", "8Q", F, Y, 4, "uk")], EXACT),
        ([("b", "8Q", F, Y, "<5"), ("a", "8Q", F, Y, 3, "anytown"), ("c", "8Q", F, Y, 40, "uk")], ""),
    ],
)
def test_what_readers_can_add_up_is_seen_and_withheld(
    make: Make, exercise: Exercise, rows: list[Row], kind: str
) -> None:
    figures = make(*rows)
    assert kinds(figures, exercise) == ({"b": kind} if kind else {})
    shown, reasons = withhold_figures(figures, exercise, THRESHOLD)
    assert bool(reasons) == bool(kind) and "b" not in reasons
    Figures.validate(shown)
    assert not given_away(whole_table(shown), figures, exercise, THRESHOLD)
    for name, reason in reasons.items():
        row = shown[shown["figure_id"] == name].iloc[0]
        was = figures[figures["figure_id"] == name].iloc[0]
        assert row["note"] == reason and reason.startswith("withheld: ") and "fewer than 5" in reason
        assert (row["status"], row["qualifier"]) == ("below threshold", "withheld") and not is_suppressed(row)
        assert row["low"] <= was["low"] and (pd.isna(row["high"]) or was["high"] <= row["high"])
        assert pd.isna(row["high"]) or row["low"] != row["high"]
    again, more = withhold_figures(shown, exercise, THRESHOLD)
    assert again is shown and more == {}
    assert set(reasons).isdisjoint(each.id for each in audit_figures(shown, exercise, THRESHOLD).exposures)
    same = ~figures["figure_id"].isin(list(reasons))
    assert shown[same].equals(figures[same])


def whole_table(figures: pd.DataFrame) -> list[Printed]:
    """A table of figures as it stands in a download."""
    return [
        Printed(int(row["low"]), None if pd.isna(row["high"]) else int(row["high"]), (row["figure_id"],))
        for _, row in figures.iterrows()
    ]


def test_as_many_forces_as_gave_data_are_all_of_the_sum_over_them(make: Make, exercise: Exercise) -> None:
    forces = [f"force-{place}" for place in range(exercise.replied)]
    rows = [(f"f{place}", "8Q", "female", Y, 10, force) for place, force in enumerate(forces[1:])]
    few = ("few", "8Q", "female", Y, "<5", forces[0])
    uk = ("uk", "8Q", "female", Y, 10 * len(rows) + 4, "uk")
    assert kinds(make(few, uk, *rows), exercise) == {"few": EXACT}
    assert kinds(make(few, uk, *rows[1:]), exercise) == {}


def test_a_total_that_its_listed_parts_do_not_make_has_others_in_it(make: Make, exercise: Exercise) -> None:
    women, men = ("a", "8Q", "female", Y, 7), ("b", "8Q", "male", Y, "<5")
    assert kinds(make(women, men, ("c", "8Q", "all", Y, 20)), exercise) == {}
    assert kinds(make(women, men, ("c", "8Q", "all", Y, 7)), exercise) == {"b": CONTRADICTED}


def test_a_note_that_names_the_withheld_number_goes_too(make: Make, exercise: Exercise) -> None:
    rows = [
        ("a", "8Q", "female", Y, 1007),
        ("b", "8Q", "male", Y, "<5"),
        ("c", "8Q", "all", Y, 1010),
    ]
    figures = make(*rows)
    name = next(iter(withhold_figures(figures, exercise, THRESHOLD)[1]))
    count = int(figures[figures["figure_id"] == name]["low"].iloc[0])
    for note, kept in (
        (f"Also {count:,} in all.", False),
        (f"{count} of them", False),
        (f"About 1{count}.", True),
    ):
        shown, _ = withhold_figures(make(*rows, note=note), exercise, THRESHOLD)
        others = shown[shown["figure_id"] != name]["note"]
        assert (others == note).all() == kept and (others.str.contains("names? a number").any()) != (
            kept or True
        )


def test_every_way_in_which_a_number_is_printed_tells(make: Make, exercise: Exercise) -> None:
    figures = make(
        ("a", "8Q", "female", Y, 7), ("b", "8Q", "female", Z, "<5"), ("c", "8Q", "female", BOTH, 9),
        ("d", "8Q", "female", LAST, 365 * 2),
    )  # fmt: skip
    days = dict(zip(figures["figure_id"], figures["days"].astype(int), strict=True))

    def told(*printed: Printed | None) -> bool:
        assert None not in printed
        return bool(given_away([each for each in printed if each], figures, exercise, THRESHOLD))

    def number(name: str, low: float, high: float | None, unit: str = "crimes") -> Printed | None:
        return printed_of(Number(name, low, high, unit, "", "", ()), days)

    assert told(number("b", 2, 2)) and told(number("b", 1, 3)) and not told(number("b", 1, 4))
    assert not told(number("a", 7, 7)) and not told(number("c", 9, 9))
    assert told(number("a", 7, 7), number("c", 9, 9)) and told(number("a", 7, 7), number("a+b", 9, 9))
    assert told(number("b~per-day", 2 / 365, 2 / 365, "crimes a day"))
    assert told(number("a~per-day", 7 / 366, 7 / 366, "crimes a day"), number("c", 9, 9))
    own = figures[figures["figure_id"].isin(["a", "c"])]
    rest = numbers_of(rests(own, exercise).table.iloc[0])["rest"]
    assert (rest.id, rest.low, rest.high) == ("c~rest", 2, 2) and told(printed_of(rest, days))
    both = numbers_of(total(figures[figures["figure_id"].isin(["a", "b"])], exercise).table.iloc[0])["total"]
    assert not told(printed_of(both, days))
    assert number("z", 1, 1) is None and number("a~share-low", 1, 1, "%") is None


def test_figures_are_sums_of_crimes_that_each_counts_once(make: Make, exercise: Exercise) -> None:
    figures = make(("a", "8Q", "female", Y, 7), ("b", "8Q", "female", BOTH, 9), ("c", "all", "all", Z, 50))
    cells, sums = equations(figures, exercise)
    parts = {each.whole: each.parts for each in sums}
    assert parts["a"] < parts["b"] and len(parts["b"] & parts["c"]) == 1 and not parts["a"] & parts["c"]
    assert {cell.id for cell in cells if cell.printed} == {"a", "b", "c"}


COUNTS = st.lists(st.integers(0, 8), min_size=4, max_size=4)


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(counts=COUNTS, totals=st.sets(st.integers(0, 4), min_size=1))
def test_trying_every_number_finds_every_hidden_value_possible(
    make: Make, exercise: Exercise, counts: list[int], totals: set[int]
) -> None:
    inner = list(product(("3B", "8Q"), ("female", "male")))
    told = dict(zip(inner, counts, strict=True))
    rows = [(f"{o}-{g}", o, g, Y, "<5" if 0 < count < 5 else count) for (o, g), count in told.items()]
    lines = [("3B", "all"), ("8Q", "all"), ("all", "female"), ("all", "male"), ("all", "all")]
    parts = {
        at: [each for each in inner if all(a in (b, "all") for a, b in zip(at, each, strict=True))]
        for at in lines
    }
    printed = [lines[place] for place in sorted(totals)]
    rows += [(f"{o}-{g}", o, g, Y, sum(told[each] for each in parts[o, g])) for o, g in printed]
    figures = make(*rows)
    shown, _ = withhold_figures(figures, exercise, THRESHOLD)
    ends = {
        row["figure_id"]: (row["low"], 40 if pd.isna(row["high"]) else row["high"])
        for _, row in shown.iterrows()
    }
    possible = {each: set() for each in inner}
    for values in product(*(range(low, high + 1) for low, high in (ends[f"{o}-{g}"] for o, g in inner))):
        now = dict(zip(inner, values, strict=True))
        sums = {at: sum(now[each] for each in parts[at]) for at in printed}
        if all(ends[f"{o}-{g}"][0] <= count <= ends[f"{o}-{g}"][1] for (o, g), count in sums.items()):
            for each, value in now.items():
                possible[each].add(value)
    for each, count in told.items():
        if 0 < count < 5:
            assert possible[each] >= {1, 2, 3, 4}
