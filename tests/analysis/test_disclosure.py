"""What printed numbers give away, and what is withheld so that they don't: held against trying every number."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forcefoi.analysis.disclosure import AT_LEAST, AT_MOST, Cell, Sum, audit, withhold
from forcefoi.analysis.disclosure.audit import CONTRADICTED, EXACT, KEPT, NARROWED
from forcefoi.errors import ForcefoiError

THRESHOLD = 5
FEW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
Table = tuple[list[Cell], list[Sum]]


def parts(*names: str) -> frozenset[str]:
    return frozenset(names)


def table(counts: list[list[int]], hidden: set[tuple[int, int]], totals: set[str]) -> Table:
    """Counts in rows and columns, some of them given as 1 to 4 only; those of its totals that are named."""
    cells, sums = [], []
    for (row, line), column in product(enumerate(counts), range(len(counts[0]))):
        name, count = f"{row}.{column}", line[column]
        few = (row, column) in hidden and 1 <= count <= 4
        cells.append(Cell(name, 1, 4, suppressed=True) if few else Cell(name, count, count))
    lines = {f"row {row}": [(row, column) for column in range(len(line))] for row, line in enumerate(counts)}
    columns = range(len(counts[0]))
    lines |= {f"column {column}": [(row, column) for row in range(len(counts))] for column in columns}
    lines["grand"] = [at for name, own in lines.items() if name.startswith("row") for at in own]
    for name, own in lines.items():
        if name in totals:
            count = sum(counts[row][column] for row, column in own)
            cells.append(Cell(name, count, count))
            sums.append(Sum(name, frozenset(f"{row}.{column}" for row, column in own)))
    return cells, sums


@st.composite
def tables(draw, most_hidden: int = 4) -> Table:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    count = st.one_of(st.integers(1, 4), st.integers(0, 30))
    counts = draw(st.lists(st.lists(count, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    at = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    hidden = draw(st.sets(at, min_size=1, max_size=most_hidden))
    names = (
        [f"row {row}" for row in range(rows)] + [f"column {column}" for column in range(columns)] + ["grand"]
    )
    return table(counts, hidden, draw(st.sets(st.sampled_from(names), min_size=1)))


@st.composite
def tangles(draw, most: int = 6) -> Table:
    """Cells and sums at random: wholes of wholes, sums of every kind, and some that contradict each other."""
    names = [f"c{place}" for place in range(draw(st.integers(2, most)))]
    cells = []
    for name in names:
        low, width, few = draw(st.integers(0, 5)), draw(st.sampled_from([0, 0, 1, 3])), draw(st.booleans())
        cells.append(Cell(name, low, low + width, suppressed=few and width > 0))
    sums = []
    for _ in range(draw(st.integers(1, 4))):
        whole, *own = draw(st.permutations(names))[: draw(st.integers(2, len(names)))]
        sums.append(Sum(whole, frozenset(own), draw(st.sampled_from(["equal", AT_LEAST, AT_MOST]))))
    return cells, sums


def answers(cells: list[Cell], sums: list[Sum]) -> list[dict[str, int]]:
    """Every way in which the numbers can be, by trying them all."""
    names = [cell.id for cell in cells]
    ranges = [range(cell.low, cell.high + 1) for cell in cells]
    tried = (dict(zip(names, values, strict=True)) for values in product(*ranges))
    return [values for values in tried if all(each.holds(values) for each in sums)]


def left_by_source(cells: list[Cell], sums: list[Sum]) -> dict[str, set[int]]:
    """What the hidden counts alone leave each other, by trying all numbers of the others up to 24."""
    bare = [cell if cell.needed(THRESHOLD) else replace(cell, low=0, high=24) for cell in cells]
    possible = answers(bare, sums)
    left = {}
    for cell in cells:
        if full := set(cell.needed(THRESHOLD)):
            values = {one[cell.id] for one in possible} & full
            left[cell.id] = values if len(values) > 1 else full
    return left


def check_against_all(cells: list[Cell], sums: list[Sum], left: dict[str, set[int]]) -> None:
    found, possible = audit(cells, sums, THRESHOLD), answers(cells, sums)
    assert [each.id for each in found.exposures] == list(left)
    assert bool(found.contradictions) == (not possible)
    for each in found.exposures:
        if each.kind == CONTRADICTED:
            assert not possible
        elif possible:  # what contradicts itself elsewhere says nothing of this cell
            values = {one[each.id] for one in possible}
            assert (each.least, each.most) == (min(values), max(values))
            assert set(each.ruled_out) == left[each.id] - values
            assert each.kind == (KEPT if not each.ruled_out else EXACT if len(values) == 1 else NARROWED)


@FEW
@given(tables())
def test_an_audit_of_a_table_says_what_trying_every_number_says(drawn: Table) -> None:
    check_against_all(*drawn, {cell.id: {1, 2, 3, 4} for cell in drawn[0] if cell.suppressed})


@settings(FEW, max_examples=12)
@given(tangles(most=4))
def test_an_audit_of_any_sums_says_what_trying_every_number_says(drawn: Table) -> None:
    check_against_all(*drawn, left_by_source(*drawn))


@FEW
@given(tangles())
def test_each_contradiction_is_gone_when_any_one_of_it_is(drawn: Table) -> None:
    cells, sums = drawn
    for clash in audit(cells, sums, THRESHOLD).contradictions:
        inside = [each for each in sums if each.ids & set(clash)]
        for name in clash:
            wide = [replace(c, low=0, high=40) if c.id == name or c.id not in clash else c for c in cells]
            left = audit(wide, inside, THRESHOLD)
            assert clash not in left.contradictions


def printed(cells: list[Cell], bounds: dict[str, tuple[int, int | None]]) -> list[Cell]:
    """The cells as they are printed; what has no most is tried up to 60."""
    ends = {name: (low, 60 if high is None else high) for name, (low, high) in bounds.items()}
    return [replace(c, low=ends[c.id][0], high=ends[c.id][1]) if c.id in ends else c for c in cells]


def possible_values(cells: list[Cell], sums: list[Sum], name: str) -> set[int]:
    """The values that one cell can have, by trying all numbers of the parts; wholes must then fit."""
    wholes = {each.whole for each in sums}
    own = [cell for cell in cells if cell.id not in wholes]
    ends = {cell.id: (cell.low, cell.high) for cell in cells}
    found = set()
    for values in product(*(range(cell.low, cell.high + 1) for cell in own)):
        now = dict(zip([cell.id for cell in own], values, strict=True))
        if now[name] not in found and all(
            ends[each.whole][0] <= sum(now[part] for part in each.parts) <= ends[each.whole][1]
            for each in sums
        ):
            found.add(now[name])
    return found


@FEW
@given(tables(most_hidden=3))
def test_what_is_printed_in_the_end_leaves_every_value_possible(drawn: Table) -> None:
    cells, sums = drawn
    found = withhold(cells, sums, THRESHOLD)
    assert not found.audit.given_away and found.reasons.keys() == found.bounds.keys()
    assert bool(found.bounds) == bool(audit(cells, sums, THRESHOLD).given_away)
    shown = printed(cells, found.bounds)
    free = [cell for cell in shown if cell.low != cell.high and cell.id not in {each.whole for each in sums}]
    if len(free) > 6:
        return  # too many to try them all; the audit above has looked at it
    for cell in cells:
        if cell.suppressed:
            assert possible_values(shown, sums, cell.id) >= {1, 2, 3, 4}
            assert cell.id not in found.bounds


@FEW
@given(tables())
def test_the_bounds_in_place_of_a_withheld_number_hold_it_and_follow_from_the_rest(drawn: Table) -> None:
    cells, sums = drawn
    found = withhold(cells, sums, THRESHOLD)
    without = [replace(c, low=0, high=None) if c.id in found.bounds else c for c in cells]
    for name, (low, high) in found.bounds.items():
        was = next(cell for cell in cells if cell.id == name)
        assert low <= was.low and (high is None or was.high <= high)
        hides = [replace(c, suppressed=c.id == name) for c in without]
        told = audit(hides, sums, 10**6).exposures
        assert all((each.least, each.most) == (low, high) for each in told if each.id == name)


@FEW
@given(tables())
def test_nothing_is_withheld_that_could_be_printed(drawn: Table) -> None:
    cells, sums = drawn
    kept = set(withhold(cells, sums, THRESHOLD).bounds)
    for name in kept:
        fewer = [replace(c, low=0, high=None) if c.id in kept - {name} else c for c in cells]
        assert audit(fewer, sums, THRESHOLD).given_away


@FEW
@given(tangles())
def test_whatever_the_sums_are_nothing_is_given_away_in_the_end(drawn: Table) -> None:
    cells, sums = drawn
    found = withhold(cells, sums, THRESHOLD)
    # Sums that say by themselves that a part is nought are helped by nothing.
    free = [replace(cell, low=0, high=None, suppressed=False) for cell in cells]
    hidden = [cell for cell in cells if cell.needed(THRESHOLD)]
    alone = [audit([replace(c, suppressed=c.id == h.id) for c in free], sums, THRESHOLD) for h in hidden]
    if not any(each.given_away for each in alone):
        assert not found.audit.given_away


@FEW
@given(tables(), st.randoms(use_true_random=False))
def test_the_same_cells_give_the_same_answer(drawn: Table, chance: random.Random) -> None:
    cells, sums = drawn
    assert withhold(cells, sums, THRESHOLD) == withhold(cells, sums, THRESHOLD)
    mixed = chance.sample(sums, len(sums))
    assert audit(cells, mixed, THRESHOLD).exposures == audit(cells, sums, THRESHOLD).exposures


def test_a_total_that_only_we_print_goes_first() -> None:
    cells = [
        Cell("a", 7, 7),
        Cell("b", 1, 4, suppressed=True),
        Cell("theirs", 10, 10),
        Cell("ours", 10, 10, ours=True),
    ]
    alone = withhold([*cells[:2], cells[3]], [Sum("ours", parts("a", "b"))], THRESHOLD)
    assert alone.bounds == {"ours": (8, 11)}
    assert alone.reasons["ours"] == "withheld: with its parts it would give away a count of fewer than 5"
    both = withhold(cells, [Sum(name, parts("a", "b")) for name in ("theirs", "ours")], THRESHOLD)
    assert both.bounds == {"a": (6, 9)}, "one number is withheld rather than two"


def test_two_totals_together_give_away_what_neither_does_alone() -> None:
    cells = [Cell(name, 0, 4, suppressed=True) for name in "abc"]
    cells += [Cell("ab", 4, 4), Cell("bc", 4, 4), Cell("ac", 4, 4)]
    sums = [Sum(whole, frozenset(whole)) for whole in ("ab", "bc", "ac")]
    for each in sums:
        assert not audit(cells, [each], THRESHOLD).given_away
    assert {each.kind for each in audit(cells, sums, THRESHOLD).exposures} == {EXACT}
    assert len(withhold(cells, sums, THRESHOLD).bounds) == 1


def test_a_value_in_the_midst_that_can_not_be_is_seen() -> None:
    cells = [Cell("a", 0, 4, suppressed=True), Cell("b", 0, 9), Cell("c", 0, 9), Cell("d", 20, 20)]
    cells += [Cell("bb", 0, 9), Cell("ab", 0, 20)]
    # b and bb are one number, so that a is 20 less twice a number: 0, 2 or 4.
    sums = [Sum("d", parts("a", "b", "bb", "c")), Sum("ab", parts("b")), Sum("ab", parts("bb"))]
    cells[2] = Cell("c", 6, 6)
    found = audit(cells, sums, THRESHOLD).exposures[0]
    assert (found.least, found.most, found.ruled_out) == (0, 4, (1, 3))


def test_what_a_source_says_by_its_own_hidden_counts_is_not_given_away_by_others() -> None:
    cells = [Cell(name, 1, 4, suppressed=True) for name in ("female", "male", "all")]
    sums = [Sum("all", parts("female", "male"))]
    found = audit(cells, sums, THRESHOLD)
    assert [(each.least, each.most, each.kind) for each in found.exposures] == [
        (1, 3, KEPT),
        (1, 3, KEPT),
        (2, 4, KEPT),
    ]
    assert withhold(cells, sums, THRESHOLD).bounds == {}


def test_hidden_counts_that_give_themselves_away_lose_their_bounds() -> None:
    cells = [Cell(name, 1, 4, suppressed=True) for name in ("a", "b", "c", "d", "all")]
    sums = [Sum("all", parts("a", "b", "c", "d"))]
    assert {each.kind for each in audit(cells, sums, THRESHOLD).exposures} == {EXACT}
    found = withhold(cells, sums, THRESHOLD)
    assert not found.audit.given_away and found.bounds
    assert all(high is None for _, high in found.bounds.values())


def test_a_count_without_a_most_must_stay_possible_below_the_threshold() -> None:
    cells = [Cell("a", 0, None, suppressed=True), Cell("b", 7, 7), Cell("all", 60, 60)]
    sums = [Sum("all", parts("a", "b"))]
    assert audit(cells, sums, THRESHOLD).exposures[0].kind == EXACT
    loose = [cells[0], Cell("b", 0, 60), cells[2]]
    assert audit(loose, sums, THRESHOLD).exposures[0].is_kept


def test_a_count_without_a_most_has_none_beside_two_totals_of_any_size() -> None:
    cells = [Cell("a", 0, None, suppressed=True), *(Cell(name, 0, None) for name in "bcde")]
    found = audit(cells, [Sum("c", parts("a", "b")), Sum("d", parts("a", "e"))], THRESHOLD).exposures[0]
    assert (found.least, found.most, found.kind) == (0, None, KEPT)


def test_a_wide_whole_says_nothing_where_there_is_room_and_much_where_there_is_none() -> None:
    cells = [Cell(f"{force}.few", 1, 4, suppressed=True) for force in "ab"]
    cells += [Cell(f"{force}.more", 0, 50) for force in "ab"]
    cells += [Cell(f"{force}.all", 40, 40) for force in "ab"]
    sums = [Sum(f"{force}.all", parts(f"{force}.few", f"{force}.more")) for force in "ab"]
    for most, kinds in ((8, {KEPT}), (5, {KEPT}), (4, {NARROWED}), (2, {EXACT})):
        wide = Sum("uk", parts("a.few", "b.few"), AT_LEAST)
        found = audit([*cells, Cell("uk", most, most)], [*sums, wide], THRESHOLD)
        assert {each.kind for each in found.exposures} == kinds
    found = withhold([*cells, Cell("uk", 4, 4)], [*sums, wide], THRESHOLD)
    assert found.bounds.keys() == {"uk"}
    less = audit([*cells, Cell("uk", 1, 1)], [*sums, wide], THRESHOLD)
    assert less.contradictions == (("uk",),) and not less.given_away


def test_a_contradiction_is_told_and_withheld_only_where_it_touches_a_hidden_count() -> None:
    cells = [Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True), Cell("all", 20, 20)]
    cells += [Cell("x", 1, 1), Cell("y", 2, 2), Cell("xy", 4, 4)]
    sums = [Sum("all", parts("a", "b")), Sum("xy", parts("x", "y"))]
    found = audit(cells, sums, THRESHOLD)
    assert sorted(found.contradictions) == [("a", "all", "b"), ("x", "xy", "y")]
    assert [each.kind for each in found.exposures] == [CONTRADICTED]
    safe = withhold(cells, sums, THRESHOLD)
    assert not safe.audit.given_away and len(safe.bounds) == 1
    # What the rest leaves would deny the number that was withheld, which may be the right one.
    assert set(safe.bounds.values()) == {(0, None)}
    assert "does not add up" in next(iter(safe.reasons.values()))


def test_where_nothing_is_suppressed_or_there_is_no_threshold_nothing_is_withheld() -> None:
    cells = [Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True), Cell("all", 10, 10)]
    sums = [Sum("all", parts("a", "b"))]
    assert audit(cells, sums, 0).exposures == () and withhold(cells, sums, 0).bounds == {}
    open_cells = [replace(cell, suppressed=False) for cell in cells]
    assert withhold(open_cells, sums, THRESHOLD).bounds == {}


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Cell("a", 4, 1), "are no bounds of a count"),
        (lambda: Sum("a", parts("a", "b")), "a whole can't be a part of itself"),
        (lambda: Sum("a", parts("b"), "most"), "'most' is no kind of sum"),
        (lambda: audit([Cell("a", 1, 1)], [Sum("a", parts("b"))], 5), "a sum names 'b'"),
        (lambda: audit([Cell("a", 1, 1), Cell("a", 2, 2)], [], 5), "two cells are called 'a'"),
    ],
)
def test_what_is_not_well_made_is_refused(make, why: str) -> None:
    with pytest.raises(ForcefoiError, match=why):
        make()


def test_a_large_table_is_done_in_bounded_time() -> None:
    chance = random.Random(1)
    counts = [[chance.randint(5, 300) for _ in range(10)] for _ in range(50)]
    hidden = set(chance.sample([(row, column) for row in range(50) for column in range(10)], 60))
    for row, column in hidden:
        counts[row][column] = chance.randint(1, 4)
    names = {f"row {row}" for row in range(50)} | {f"column {column}" for column in range(10)} | {"grand"}
    cells, sums = table(counts, hidden, names)
    # Of this process alone: whatever else the computer does meanwhile is no fault of it.
    start = time.process_time()
    found = audit(cells, sums, THRESHOLD)
    assert len(found.exposures) == 60 and found.given_away and not found.contradictions
    assert time.process_time() - start < 20
