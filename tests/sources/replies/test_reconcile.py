"""A reply held against itself: both numbers and both places, nothing fixed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.replies.replies import QUESTION, reply_of

from forcefoi.question import Question, make_question
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.reconcile import Check, reconcile, stale
from forcefoi.sources.replies.take import take

BY_OFFENCE = """
[[tables]]
id = "by-offence"
file = "a.csv"
place = "sheet 'Offence'"
unit = "crimes"
labels = { A = "offence" }
counts = ["B:C"]
header = ["window"]
fixed = { gender = "all" }
[[tables.totals]]
row = 4
of = "2:3"
"""
BY_GENDER = """
[[tables]]
id = "by-gender"
file = "a.csv"
place = "sheet 'Gender'"
unit = "crimes"
labels = { A = "gender" }
counts = ["B:C"]
header = ["window"]
fixed = { offence = "all" }
use = "check"
"""
OFFENCES = [["", "2016/17", "2017/18"], ["8L", 10, 20], ["8Q", 1, 2], ["Total", 11, 22]]
GENDERS = [["", "2016/17", "2017/18"], ["Female", 8, 15], ["Male", 3, 7]]


def checks_of(tables: str, question: Question = QUESTION, **sheets: list[list]) -> list[Check]:
    reply = reply_of(tables, question)
    grids = tuple(Grid(f"sheet '{name}'", rows) for name, rows in sheets.items())
    document = Document("a.csv", "csv", grids=grids)
    taken = [take(table, document, question, "reply.toml") for table in reply.tables]
    assert not [problem for each in taken for problem in each.problems]
    checks = reconcile(reply, taken, question)
    checks_of.stale = stale(reply, checks)  # type: ignore[attr-defined]
    return checks


def told(checks: list[Check]) -> dict[str, int]:
    return {check.id: check.difference for check in checks if check.status == "differs"}


def test_all_agrees() -> None:
    checks = checks_of(BY_OFFENCE + BY_GENDER, Offence=OFFENCES, Gender=GENDERS)
    assert [check.status for check in checks] == ["agrees"] * 4


def test_a_difference_has_both_numbers_and_both_places() -> None:
    other = [*OFFENCES[:3], ["Total", 11, 26]]
    checks = checks_of(BY_OFFENCE, Offence=other)
    (wrong,) = [check for check in checks if check.status == "differs"]
    assert wrong.difference == 4
    assert "22 (a.csv, added) and 26 (a.csv, sheet 'Offence', cell C4); they differ by 4" in str(wrong)


def test_slices_of_the_same_crimes_are_compared_and_never_added() -> None:
    genders = [*GENDERS[:2], ["Male", 3, 11]]
    found = told(checks_of(BY_OFFENCE + BY_GENDER, Offence=OFFENCES, Gender=genders))
    assert found == {"by-offence against by-gender: 2017/18": 4}


def test_a_printed_total_says_what_a_suppressed_cell_does_not() -> None:
    hidden = [OFFENCES[0], ["8L", 10, 20], ["8Q", "<5", 2], ["Total", 13, 22]]
    for women, differs in ((10, {}), (9, {"by-offence against by-gender: 2016/17": -1})):
        genders = [GENDERS[0], ["Female", women, 15], ["Male", 3, 7]]
        assert told(checks_of(BY_OFFENCE + BY_GENDER, Offence=hidden, Gender=genders)) == differs
    # A total that the cells can't add up to says nothing of another table: it is a difference of its own.
    wrong = [*hidden[:3], ["Total", 20, 22]]
    assert told(checks_of(BY_OFFENCE + BY_GENDER, Offence=wrong, Gender=GENDERS)) == {
        "by-offence: the total in sheet 'Offence', cell B4 [4,2]": 6
    }


def test_an_offence_missing_from_one_slice_is_told() -> None:
    again = (
        BY_OFFENCE.replace('"by-offence"', '"again"')
        .replace("'Offence'", "'Again'")
        .split("[[tables.totals]]")[0]
    )
    found = told(checks_of(BY_OFFENCE + again, Offence=OFFENCES, Again=OFFENCES[:2]))
    assert found == {"by-offence against again: 8Q, 2016/17": -1, "by-offence against again: 8Q, 2017/18": -2}


def test_a_table_that_lists_only_some_offences_is_compared_over_those() -> None:
    again = (
        BY_OFFENCE.replace('"by-offence"', '"some"')
        .replace("'Offence'", "'Some'")
        .split("[[tables.totals]]")[0]
    )
    some = again + 'partial = ["offence"]\n'
    found = told(checks_of(BY_OFFENCE + some, Offence=OFFENCES, Some=[*OFFENCES[:1], ["8L", 10, 21]]))
    assert found == {"by-offence against some: 8L, 2017/18": 1}
    checks = checks_of(BY_GENDER + some, Gender=GENDERS, Some=OFFENCES[:2])
    assert [check.status for check in checks] == ["can't be compared"]


def test_tables_of_different_victims_are_not_compared() -> None:
    men = BY_GENDER.replace('"by-gender"', '"men"').replace("'Gender'", "'Men'")
    checks = checks_of(
        BY_GENDER + men, Gender=GENDERS[:2], Men=[GENDERS[0], ["Male", 3, 9], ["Unknown", 1, 1]]
    )
    assert [(check.id, check.status) for check in checks] == [
        ("by-gender against men: no gender in common", "can't be compared")
    ]


def test_parts_of_one_whole_are_added_before_they_are_compared() -> None:
    parts = ""
    for year, name in (("2016/17", "One"), ("2017/18", "Two")):
        parts += f"""
[[tables]]
id = "{name}"
file = "a.csv"
place = "sheet '{name}'"
group = "years"
unit = "crimes"
labels = {{ A = "gender" }}
counts = ["B"]
header = ["-"]
fixed = {{ offence = "all", window = "{year}" }}
"""
    one, two = [["", "n"], ["F", 8], ["M", 3]], [["", "n"], ["F", 15], ["M", 8]]
    found = told(checks_of(BY_OFFENCE + parts, Offence=OFFENCES, One=one, Two=two))
    assert found == {"by-offence against years: 2017/18": 1}


def test_a_table_without_a_year_is_compared_over_all_of_them_and_another_kind_of_year_not_at_all() -> None:
    no_year = BY_GENDER.replace('counts = ["B:C"]', 'counts = ["B"]').replace(
        'header = ["window"]', 'header = ["-"]'
    )
    no_year = no_year.replace('offence = "all"', 'offence = "all", window = "not stated"')
    found = told(checks_of(BY_OFFENCE + no_year, Offence=OFFENCES, Gender=[["", "n"], ["F", 20], ["M", 12]]))
    assert found == {"by-offence against by-gender: everything": -1}
    calendar = [["", "calendar 2016", "calendar 2017"], ["Female", 8, 15], ["Male", 3, 70]]
    checks = checks_of(BY_OFFENCE + BY_GENDER, Offence=OFFENCES, Gender=calendar)
    assert not told(checks)
    assert "by-offence against by-gender: no window in common" in {check.id for check in checks}


def test_suppressed_cells_carry_bounds_into_the_check() -> None:
    rows = [["", "2016/17", "2017/18"], ["8L", "<5", 20], ["8Q", 1, "<5"], ["Total", 5, 30]]
    checks = checks_of(BY_OFFENCE, Offence=rows)
    assert [(check.status, check.difference) for check in checks] == [("within bounds", 0), ("differs", 6)]


def test_stated_numbers_and_acceptance() -> None:
    stated = """
[[stated]]
count = 23
at = { window = "2017/18" }
place = "page 1"
words = "23 crimes in 2017/18"
"""
    found = told(checks_of(stated + BY_OFFENCE, Offence=OFFENCES))
    assert found == {"stated 23 for 2017/18 against by-offence": 1}
    accepted = """
[[accepted]]
check = "stated 23 for 2017/18 against by-offence"
difference = 1
because = "one crime was added after the letter was written, says the force"
by = "A. Editor"
"""
    checks = checks_of(stated + accepted + BY_OFFENCE, Offence=OFFENCES)
    assert not told(checks)
    assert checks_of.stale == []
    checks_of(stated.replace("23", "22") + accepted + BY_OFFENCE, Offence=OFFENCES)
    assert checks_of.stale == ["stated 23 for 2017/18 against by-offence"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), st.integers(0, 3), st.integers(-20, 20))
def test_any_changed_number_is_told(numbers: list[int], at: int, by: int) -> None:
    a, b, c, d = numbers
    good = [["", "2016/17", "2017/18"], ["8L", a, b], ["8Q", c, d], ["Total", a + c, b + d]]
    bad = [list(row) for row in good]
    row, column = 1 + at // 2, 1 + at % 2
    bad[row][column] = max(bad[row][column] + by, 0)
    found = told(checks_of(BY_OFFENCE, Offence=bad))
    assert bool(found) == (bad[row][column] != good[row][column])


def test_tables_of_other_measures_are_said_not_to_be_compared():
    other = BY_GENDER.replace('use = "check"', 'measure = "victims"')
    checks = checks_of(BY_OFFENCE + other, Offence=OFFENCES, Gender=GENDERS)
    told = [each.what for each in checks if each.status == "can't be compared"]
    assert told == ["by-offence against by-gender: one counts crimes recorded, the other victims"]


PLACES = make_question(
    {
        "id": "x", "title": "x", "question": "x", "ends": date(2018, 9, 24),
        "dimensions": [{"name": "window", "kind": "window"}, {"name": "place"}, {"name": "offence"}],
    }
)  # fmt: skip
AT = """
[[tables]]
id = "{name}"
file = "a.csv"
place = "sheet '{name}'"
unit = "crimes"
labels = {{ A = "offence" }}
counts = ["B"]
header = ["window"]
fixed = {{ place = "{place}" }}
"""
ONE, TWO = [["", "2017/18"], ["Assault", 10], ["Theft", 5]], [["", "2017/18"], ["Assault", 20], ["Theft", 7]]


def test_tables_that_the_reading_says_are_of_two_places_contradict_each_other_nowhere() -> None:
    tables = AT.format(name="One", place="St Mary's") + AT.format(name="Two", place="Queen's")
    (check,) = checks_of(tables, PLACES, One=ONE, Two=TWO)
    assert check.status == "can't be compared"
    assert check.what == "One against Two: one counts only St Mary's, the other only Queen's"


def test_tables_of_one_place_that_differ_say_what_the_reading_may_have_wrong() -> None:
    tables = AT.format(name="One", place="St Mary's") + AT.format(name="Two", place="St Mary's")
    checks = checks_of(tables, PLACES, One=ONE, Two=TWO)
    assert [(check.status, check.difference) for check in checks] == [("differs", 10), ("differs", 2)]
    assert (
        "give their [[tables]] one group" in checks[0].cure
        and "a fixed that tells them apart" in checks[0].cure
    )


def test_two_vocabularies_of_labels_are_compared_over_all_their_values() -> None:
    tables = AT.format(name="One", place="all") + AT.format(name="Two", place="all")
    other = [["", "2017/18"], ["Violence", 10], ["Stealing", 6]]
    assert told(checks_of(tables, PLACES, One=ONE, Two=other)) == {"One against Two: 2017/18": 1}
