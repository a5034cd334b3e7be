"""What a comparison tells: another number, another sentence, what is gone or new, and what it hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forcefoi.number import Input
from forcefoi.reports.manifest.changed_inputs import Row, changed_inputs
from forcefoi.reports.manifest.compare import Compared, compare
from forcefoi.reports.manifest.made_of import MadeOf
from forcefoi.reports.manifest.manifest import Manifest
from forcefoi.reports.manifest.take import Page
from forcefoi.reports.manifest.tell import told, verdict

PUBLISHED = "data/raw/published_figures.csv"
MADE_OF = MadeOf(
    raw={PUBLISHED: "a", "data/raw/exercise.toml": "b"},
    rows={PUBLISHED: ["11 kent-1", "22 kent-2", "33 psni-1"]},
    code={"src/forcefoi/cli.py": "c"},
    lock="d",
    parameters={"kent": "[]"},
    python="3.11",
)
KENT = "forces/kent.html"


def manifest(*lines: str, page: str = KENT, **others: list[str]) -> Manifest:
    said = {page: {"Kent Police": list(lines), **others}}
    return Manifest(MADE_OF, {page: Page("w", "b")}, said, {"kent.svg": "1"}, {"kent.xlsx": "2"})


def lines_of(found: Compared) -> str:
    return "\n".join(told(found))


def test_the_same():
    one = manifest("It rose by ‹9%›, from ‹3›.", "‹3›", "‹3›")
    found = compare(one, one)
    assert found.all_the_same and (found.compared, found.same) == (4, 4)
    assert list(told(found)) == [
        "Every page and all 2 pictures and workbooks are byte for byte as published.",
        "4 numbers compared, 4 the same.",
    ]


def test_another_number_in_the_same_sentence():
    found = compare(manifest("From ‹3› to ‹4› in ‹2018›."), manifest("From ‹3› to ‹5› in ‹2018›."))
    assert not found.all_the_same
    assert (found.compared, found.same, found.differ, found.gone, found.new) == (3, 2, 1, 0, 0)
    assert "  From 3 to 5 in 2018.\n  then 4, now 5\n" in lines_of(found)
    assert verdict(found) == "3 numbers compared, 2 the same: 1 differs."


def test_another_sentence_around_the_same_number():
    found = compare(manifest("It rose by ‹9› crimes."), manifest("It fell by ‹9› crimes."))
    assert not found.all_the_same and (found.same, found.differ) == (1, 0)
    assert "then:  It rose by 9 crimes.\n  now:   It fell by 9 crimes." in lines_of(found)
    assert verdict(found).endswith("1 the same: 1 sentence around them changed.")


def test_what_is_gone_and_what_is_new():
    found = compare(manifest("Of ‹47› forces, ‹38› replied."), manifest("The window has ‹177› days."))
    assert (found.compared, found.gone, found.new) == (2, 2, 1)
    assert "gone:  Of 47 forces, 38 replied." in lines_of(found)
    assert "new:   The window has 177 days." in lines_of(found)


def test_a_number_that_vanished_from_a_sentence():
    found = compare(manifest("From ‹3› to ‹4› crimes recorded."), manifest("To ‹4› crimes recorded."))
    assert (found.same, found.gone, found.new) == (1, 1, 0)


def test_pages_that_are_gone_or_new():
    found = compare(manifest("‹3› and ‹4›"), manifest("‹3›", page="forces/durham.html"))
    assert not found.all_the_same
    assert (found.pages_gone, found.pages_new, found.gone, found.new) == (
        [KENT],
        ["forces/durham.html"],
        2,
        1,
    )
    assert f"{KENT}: was published, and is not there now" in lines_of(found)
    empty = replace(manifest(), lines={})
    assert compare(empty, replace(empty, pages={})).pages_gone == [KENT]


def test_a_cell_is_held_against_the_same_cell():
    then = manifest("all / Count: ‹3›", "stalking / Count: ‹4›", "harassment / Count: ‹5›")
    now = manifest("all / Count: ‹3›", "stalking / Count: [c]", "harassment / Count: ‹4›")
    found = compare(then, now)
    assert {(each.then, each.now) for each in found.differences} == {
        ("stalking / Count: ‹4›", "stalking / Count: [c]"),
        ("harassment / Count: ‹5›", "harassment / Count: ‹4›"),
    }
    assert (found.same, found.differ, found.gone) == (1, 1, 1)


def test_a_row_of_a_table_without_a_number_is_held_too():
    table = "data/processed/verdicts.csv"
    then, now = (
        manifest(f"kent-1: verdict {verdict}", page=table) for verdict in ("supported", "not supported")
    )
    assert [each.reworded for each in compare(then, now).differences] == [True]


def test_unrounded_numbers_may_differ_in_their_last_digits_and_printed_ones_may_not():
    then, now = manifest("a: ‹7.331368284524448› %"), manifest("a: ‹7.331368284524449› %")
    assert compare(then, now).all_the_same
    assert not compare(then, manifest("a: ‹7.331368› %")).all_the_same
    assert not compare(manifest("‹7.33›"), manifest("‹7.34›")).all_the_same


def test_code_alone_is_told_and_changes_nothing():
    then = manifest("‹3›")
    now = replace(then, made_of=replace(MADE_OF, code={"src/forcefoi/cli.py": "z"}))
    found = compare(then, now)
    assert found.all_the_same and "  code: src/forcefoi/cli.py" in lines_of(found)


def test_looks_and_pictures_are_told_and_change_nothing():
    then = manifest("‹3›")
    now = replace(then, pages={KENT: Page("w", "z")}, pictures={"kent.svg": "9"})
    found = compare(then, now)
    assert found.all_the_same
    assert f"In looks alone 1 page is not as published: {KENT}." in lines_of(found)
    assert "1 of 2 pictures and workbooks are not byte for byte as published: kent.svg." in lines_of(found)
    assert "kent.svg" not in "\n".join(told(found, pictures=False))
    words = compare(then, replace(then, pages={KENT: Page("z", "z")}))
    assert words.all_the_same and "In the words around no number 1 page is" in lines_of(words)


def test_which_input_changed():
    """A number that opens hangs on the row it was worked out from; a label with the same change hangs on that, too."""
    now_of = replace(
        MADE_OF,
        raw={PUBLISHED: "z", "data/raw/exercise.toml": "y"},
        rows={PUBLISHED: ["11 kent-1", "99 kent-2"]},
    )
    then = manifest("Count: ‹4›", chart=["‹4›", "‹8›"])
    now = replace(manifest("Count: ‹5›", chart=["‹5›", "‹9›"]), made_of=now_of)
    inputs = {KENT: {"kent-2": (Input("kent-2", "five crimes", "A paper, 1 May 2018"),)}}
    found = compare(then, now, inputs, {(KENT, "Kent Police", "Count: ‹5›"): ("kent-2",)})
    assert found.changed.raw == {
        "data/raw/exercise.toml": [],
        PUBLISHED: [Row(3, "kent-2"), Row(0, "psni-1")],
    }
    row = (f"{PUBLISHED}, row 3 (kent-2)",)
    assert {(each.now, each.inputs) for each in found.differences} == {
        ("Count: ‹5›", row),
        ("‹5›", row),
        ("‹9›", ()),
    }
    assert (
        "changed: one of these: data/raw/exercise.toml; data/raw/published_figures.csv, row 3 (kent-2), "
        in (lines_of(found))
    )


def test_where_no_input_changed_it_is_the_libraries():
    assert "changed: the libraries or this machine" in lines_of(compare(manifest("‹3›"), manifest("‹4›")))


@pytest.mark.parametrize(
    "where, hit",
    [
        (f"{PUBLISHED}, rows 2 to 4, column count", True),
        (f"{PUBLISHED}, row 4, column count", False),
        (f"{PUBLISHED}, the row of kent-2, column note", True),
        (f"{PUBLISHED}, the row of kent-1, column note", False),
        (PUBLISHED, True),
        ("data/raw/reference/population.csv, row 3", False),
    ],
)
def test_an_input_is_known_by_the_rows_it_stands_in(where: str, hit: bool):
    now_of = replace(
        MADE_OF, raw={**MADE_OF.raw, PUBLISHED: "z"}, rows={PUBLISHED: ["11 kent-1", "9 kent-2", "33 psni-1"]}
    )
    now = replace(manifest("‹5›"), made_of=now_of)
    inputs = {KENT: {"n": (Input("another", "a cell", where),)}}
    found = compare(manifest("‹4›"), now, inputs, {(KENT, "Kent Police", "‹5›"): ("n",)})
    assert bool(found.differences[0].inputs) == hit


def test_everything_that_can_change_is_named():
    now = MadeOf({}, {}, {}, "x", {}, "3.14")
    assert changed_inputs(MADE_OF, now).named() == [
        "data/raw/exercise.toml",
        PUBLISHED,
        "code: src/forcefoi/cli.py",
        "parameters: kent",
        "requirements.lock",
        "Python: 3.11, now 3.14",
    ]


def test_of_many_differences_the_rest_is_counted():
    then, now = (manifest(*(f"row {chr(97 + i)}: ‹{n}›" for i in range(9))) for n in (1, 2))
    assert "… and 5 more places" in "\n".join(told(compare(then, now), most=4))


LONG_START = "Of the crimes that were recorded as harassment or stalking, " * 6
LONG_END = ", as each of the forces that sent an answer counted them in that year" * 6


def excerpts(found: Compared, **how: None) -> dict[str, str]:
    """What is told after `then:` and `now:`, by that word."""
    lines = [line.split(":", 1) for line in told(found, **how) if line.startswith(("  then:", "  now:"))]
    return {word.strip(): rest.strip() for word, rest in lines}


@pytest.mark.parametrize("start, end", [(LONG_START, ""), (LONG_START, LONG_END), ("", LONG_END)])
def test_what_changed_in_a_long_sentence_is_seen(start: str, end: str):
    then, now = (f"{start}‹{n}› {word} online{end}." for n, word in ((433, "were"), (434, "had been")))
    found = compare(manifest(then), manifest(now))
    said = excerpts(found)
    assert "433 were online" in said["then"] and "434 had been online" in said["now"]
    assert max(map(len, said.values())) < 230
    assert "  then 433, now 434\n" in lines_of(found)
    whole = excerpts(found, most=None)
    assert whole == {"then": f"{start}433 were online{end}.", "now": f"{start}434 had been online{end}."}


def test_the_number_that_changed_in_a_long_sentence_is_seen():
    then, now = (f"{LONG_START}‹{n}› were online{LONG_END}." for n in (433, 434))
    found = compare(manifest(then), manifest(now))
    assert "434 were online" in lines_of(found) and "  then 433, now 434\n" in lines_of(found)
    assert f"  {LONG_START}434 were online{LONG_END}.\n" in "\n".join(told(found, most=None))


def test_numbers_of_a_sentence_that_has_more_of_them_now_are_listed():
    found = compare(manifest("From ‹3› to ‹4› crimes recorded."), manifest("To ‹4› crimes recorded."))
    assert "  then 3, 4, now 4\n" in lines_of(found)
    found = compare(manifest("Of them none were online."), manifest("Of them ‹4› were online."))
    assert "  then none, now 4\n" in lines_of(found)
