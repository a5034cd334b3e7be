"""The reporting kit: questions from the caveats that figures really have, the request for what is missing, the list
to send before printing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import YEAR, rows

from forcefoi import analysis, wording
from forcefoi.errors import ForcefoiError
from forcefoi.figures import number_of, window_of
from forcefoi.processed.tables import Tables
from forcefoi.told import Told, say
from forcefoi.windows import Window
from forcefoi.wording import missing
from forcefoi.wording.contradictions import contradiction_sentence
from forcefoi.wording.missing import ASKED_GENDERS, missing_cells
from forcefoi.wording.request import full_windows, request_text

REQUEST_WINDOWS = [
    *(Window.financial_year(y) for y in (2015, 2016, 2017)),
    Window(date(2018, 4, 1), date(2018, 9, 24)),
]


def own(table: pd.DataFrame, force: str) -> pd.DataFrame:
    return table[table["force"] == force]


def asked(tables: Tables, force: str, figures: pd.DataFrame | None = None, status: str = "") -> list[str]:
    coverage = own(tables.coverage, force).iloc[0].copy()
    if figures is not None:
        coverage["status"] = status or "figures public"
    return wording.questions(
        own(tables.figures, force) if figures is None else figures, coverage, tables.exercise
    )


def request(tables: Tables, force: str, figures: pd.DataFrame | None = None) -> str:
    row = own(tables.forces, force).iloc[0]
    return wording.missing_windows_request(
        row, own(tables.figures, force) if figures is None else figures, tables.exercise
    )


def has(lines: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in lines)


def test_northumbria_is_asked_what_2018_19_covers(tables: Tables):
    lines = asked(tables, "northumbria")
    assert has(
        lines, "What does “2018/19” cover (815", "all of 2018/19, or 1 April 2018 to 24 September 2018"
    )
    assert has(lines, "Is “since 2015” (5,887", "as we infer from the request")
    assert has(lines, "Does “stalking and harassment”", "threats to kill (3B)", "as well?")
    assert has(lines, "From 1 April 2018 stalking and harassment began", "How far did that change")
    assert has(lines, "No separate figure is public for 2015/16 or 2016/17")
    assert has(lines, "by a flag such as “Internet Involved”")
    assert not has(lines, "“2017/18”"), "its window is stated"


def test_kent_is_asked_whether_harassment_holds_8r(tables: Tables):
    lines = asked(tables, "kent")
    assert has(lines, "Does “harassment” (2,992 in 2017/18", "malicious communications (8R) as well?")
    assert has(
        lines,
        "Does “in the same period” (73, stalking; 61, threats to kill) mean",
        "2018 or 1 April",
    )
    assert has(lines, "had no gender of the victim recorded", "2,992 (harassment, 2017/18)")


def test_what_the_figures_settle_is_not_asked(tables: Tables):
    assert not has(asked(tables, "cumbria"), "no gender of the victim recorded,"), "172 is printed"
    assert not has(asked(tables, "cheshire"), "since 2016"), "284 + 850 is all of 1,134"
    assert not has(asked(tables, "cheshire"), "Does “"), "all six classes are all six classes"


def test_a_rule_of_england_and_wales_is_asked_about_as_that_elsewhere(tables: Tables):
    lines = asked(tables, "psni")
    assert has(lines, "In England and Wales, from 1 April 2018", "Did the same change for you")
    assert has(lines, "What is the exact count behind at least 1,220")


def test_8r_is_not_asked_about_where_the_figures_show_where_it_is(tables: Tables):
    unsure = [dict(offences="harassment", count=500), dict(offences="8R", count=400)]
    assert has(asked(tables, "durham", rows(tables, *map(dict, unsure))), "Does “harassment”", "(8R)")
    more = rows(tables, dict(offences="harassment", count=500), dict(offences="8R", count=600))
    assert not has(asked(tables, "durham", more), "Does", "(8R)"), "8R alone is more: it is not inside"
    inside = rows(tables, *map(dict, unsure), dict(offences="all", count=700))
    assert not has(asked(tables, "durham", inside), "Does", "(8R)"), "500 and 400 can't both be apart in 700"


def test_a_window_that_another_paper_states_is_not_asked_about(tables: Tables):
    inferred = dict(window_basis="inferred", window_as_published="last year", count=9)
    assert has(asked(tables, "durham", rows(tables, dict(inferred))), "Is “last year”")
    both = rows(tables, dict(inferred), dict(count=9))
    assert not has(asked(tables, "durham", both), "last year")
    other = rows(tables, dict(inferred), dict(count=8, offences="all"))
    assert has(asked(tables, "durham", other), "Is “last year”")


def test_none_without_a_gender_answers_for_what_it_holds(tables: Tables):
    parts = [dict(offences="8Q"), dict(offences="all", count=2000)]
    none = dict(offences="all", victim_gender="not recorded", count=0)
    assert has(asked(tables, "durham", rows(tables, *map(dict, parts))), "no gender of the victim recorded,")
    assert not has(asked(tables, "durham", rows(tables, *parts, none)), "no gender of the victim recorded,")


def test_publications_that_differ_are_asked_about_first(tables: Tables):
    lines = asked(tables, "durham", rows(tables, dict(count=5), dict(count=7)))
    assert lines[0].startswith("5 and 7 are printed for stalking and harassment, 2017/18: which is right")
    lines = asked(tables, "durham", rows(tables, dict(count=5), dict(count=7, offences="8Q")))
    assert (
        lines[0].startswith("In print 7 (stalking") and "is more than 5 (stalking and harassment" in lines[0]
    )
    lines = asked(tables, "durham", rows(tables, dict(count=5), dict(count=0, status="refused")))
    assert lines[0].startswith("5 and refused are printed for")
    assert not has(lines, "Why is there no count")


def test_a_refused_window_is_asked_about_once(tables: Tables):
    refused = dict(status="refused", count=0, window=Window.financial_year(2016))
    lines = asked(tables, "durham", rows(tables, {}, refused))
    assert has(lines, "Why is there no count for stalking and harassment, 2016/17 (“refused”)")
    assert has(lines, "No separate figure is public for 2015/16 or 1 April 2018")


@pytest.mark.parametrize(
    "status, says, says_not",
    [
        ("nothing public", ["Were you asked by Amnesty", "did you answer"], ["Does “", "no gender"]),
        ("not asked", ["do you hold the same figures"], ["Were you asked", "did you answer"]),
        ("no reply", ["Why was there no reply", "when will there be one"], ["Were you asked"]),
        ("refused", ["Under which section of the Act", "as ranges"], ["Were you asked", "did you answer"]),
        ("neither confirm nor deny", ["Under which section"], ["Were you asked"]),
        ("withdrawn", ["who withdrew it"], ["Were you asked"]),
        ("not held", ["was “not held”"], ["Were you asked"]),
        ("no such class", ["was “no such class”"], ["Were you asked"]),
    ],
)
def test_a_force_without_figures_is_asked_what_is_not_known(tables: Tables, status, says, says_not):
    made = [] if status == "nothing public" else [dict(status=status, count=0)]
    lines = asked(tables, "durham", rows(tables, *made), status)
    assert all(has(lines, words) for words in says) and not any(has(lines, words) for words in says_not)
    assert has(lines, "by a flag")


def test_the_request_asks_for_exactly_what_is_not_public(tables: Tables):
    text = request(tables, "psni")
    assert (
        "  - 1 April 2015 to 31 March 2016: each of the six classes; female, male, other, not recorded"
        in text
    )
    assert "      3B; male, other, not recorded\n      105B, 8L, 8M, 8Q and 8R; female, male, other" in text
    assert "30, threats to kill, printed as “last year”: 1 April 2017 to 31 March 2018?" in text
    assert "Please also say:\n  1. how a crime came to be counted as online" in text and text.startswith(
        "To the Freedom"
    )


def test_a_window_in_doubt_is_confirmed_with_what_else_it_could_be(tables: Tables):
    text = request(tables, "kent")
    assert (
        "“in the same period”: 1 April 2017 to 24 September 2018, or 1 April 2018 to 24 September 2018?"
        in text
    )


def every_cell(tables: Tables) -> pd.DataFrame:
    return rows(
        tables,
        *(
            dict(window=window, offences=code, victim_gender=gender, count=3)
            for window in REQUEST_WINDOWS
            for code in tables.exercise.codes
            for gender in ASKED_GENDERS
        ),
    )


def test_where_nothing_is_missing_the_text_says_so(tables: Tables):
    everything = every_cell(tables)
    assert request(tables, "durham", everything).startswith(
        "Nothing is missing: every window, class and gender"
    )
    one = everything.drop(everything.index[5])
    row = everything.iloc[5]
    text = request(tables, "durham", one)
    assert f": {row['offences']}; {row['victim_gender']}\n" in text and text.count("\n  - ") == 2
    assert "\n  - 105B racially" in text and "8Q stalking" not in text


def test_a_force_without_figures_gets_the_whole_request(tables: Tables):
    force = own(tables.forces, "durham").iloc[0]
    assert request(tables, "durham") == request_text(force, tables.exercise)
    refused = rows(tables, dict(status="refused", count=0))
    assert request(tables, "durham", refused) == request_text(force, tables.exercise)


def test_scotland_is_asked_in_its_own_words(tables: Tables):
    figures = rows(tables, {}).assign(force="police-scotland")
    text = request(tables, "police-scotland", figures)
    assert "(Scotland) Act 2002" in text and "section 38" in text and "8Q" not in text
    assert (
        "  - 1 April 2017 to 31 March 2018: each of these crimes; female, male, other, not recorded" in text
    )


def test_a_contradicted_figure_is_missing(tables: Tables):
    sure = rows(tables, dict(offences="8Q", count=5))
    assert "female" not in missing_cells(sure, tables.exercise)[YEAR]["8Q"]
    doubted = rows(tables, dict(offences="8Q", count=5), dict(offences="all", count=3))
    assert "female" in missing_cells(doubted, tables.exercise)[YEAR]["8Q"]


def reply(
    tables: Tables, force: str, figures: pd.DataFrame | None = None, findings: tuple[str, ...] = ()
) -> str:
    figures = own(tables.figures, force) if figures is None else figures
    coverage = own(tables.coverage, force).iloc[0]
    questions = wording.questions(figures, coverage, tables.exercise)
    return wording.right_of_reply(
        own(tables.forces, force).iloc[0], figures, findings, questions, tables.exercise
    )


@pytest.mark.parametrize("force", ["northumbria", "kent", "psni", "wiltshire", "cheshire", "cumbria"])
def test_every_number_that_we_would_print_is_sent_with_its_window_and_source(tables: Tables, force):
    text = reply(tables, force)
    for _, row in analysis.settled(own(tables.figures, force), tables.exercise).iterrows():
        line = next(line for line in text.split("\n") if f"{row['low']:,} crimes recorded" in line)
        assert row["locator"] in line and row["window_as_published"] in line
    for question in asked(tables, force):
        assert question in text
    assert "Please answer by (day and time): ____" in text
    assert "Recorded crime measures what police record" in text


def test_intervals_are_announced_where_there_are_any(tables: Tables):
    assert "95% interval" in reply(tables, "northumbria")
    assert "95% interval" not in reply(tables, "cumbria") + reply(tables, "durham")
    assert "From 1 April 2018 stalking and harassment began" in reply(tables, "northumbria")


def test_a_sentence_names_the_numbers_it_stands_on(tables: Tables):
    figures = own(tables.figures, "northumbria")
    row = figures.set_index("figure_id", drop=False).loc["northumbria-sh-sg-1"]
    finding = say("There were {n}.", n=Told("2,569", number_of(row)))
    text = reply(tables, "northumbria", findings=(finding, "Plain words."))
    assert "  1. There were 2,569. (from number 2)\n  2. Plain words.\n" in text


def test_contradictions_are_sent_and_not_used(tables: Tables):
    figures = rows(
        tables, dict(count=5555), dict(count=7777, offences="8Q"), dict(count=12, window=REQUEST_WINDOWS[1])
    )
    text = reply(tables, "durham", figures)
    numbers, rest = text.split("Printed figures that contradict each other, of which we use none:")
    assert "5,555" not in numbers and "12 crimes recorded" in numbers
    assert "7,777 (stalking (8Q), 2017/18) is more than 5,555" in rest


def test_a_force_without_figures_is_told_so(tables: Tables):
    text = reply(tables, "durham")
    assert "No figure from a reply of yours that could be used is public" in text
    assert "The numbers we would print" not in text and "Were you asked" in text


def test_the_list_to_check_by_hand_is_readable(tables: Tables):
    figures = own(tables.figures, "cheshire")
    odd = analysis.odd.odd_windows(figures, tables.exercise).table
    table = wording.odd_table(odd, tables.exercise)
    assert [str(cell) for cell in table["Times"]] == ["2.99"] and table["Look at"].to_list() == [
        "all six classes, 2017/18"
    ]


GIVEN = st.fixed_dictionaries(
    {
        "window": st.sampled_from([*REQUEST_WINDOWS, Window(date(2015, 4, 1), date(2018, 9, 24))]),
        "offences": st.sampled_from(["all", "stalking and harassment", "harassment", "8R", "8Q", "3B"]),
        "victim_gender": st.sampled_from(["female", "male", "all", "not recorded"]),
        "count": st.integers(0, 3000),
        "status": st.sampled_from(["exact", "exact", "at least", "refused"]),
        "window_basis": st.sampled_from(["stated", "inferred"]),
        "window_as_published": st.sampled_from(["2017/18", "last year", "since 2015", "{odd}"]),
    }
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(GIVEN, min_size=1, max_size=6))
def test_whatever_the_figures_the_kit_is_whole(tables: Tables, made):
    figures = rows(tables, *(row | {"count": 0} if row["status"] == "refused" else dict(row) for row in made))
    counted = bool((figures["status"] != "refused").any())
    lines = asked(tables, "durham", figures, "" if counted else "refused")
    assert lines and len(lines) == len(set(lines))
    for line in lines:
        assert line.endswith("?") and "{" not in line and "nan" not in line.casefold() and "<NA>" not in line
    text = request(tables, "durham", figures)
    cells = missing_cells(figures, tables.exercise)
    if counted:
        for window in REQUEST_WINDOWS:
            start = wording.missing._days(window)
            assert (f"\n  - {start}:" in text) == (window in cells)
    sent = reply(tables, "durham", figures)
    settled = analysis.settled(figures, tables.exercise)
    numbers = sent.split("What we will print beside it")[0]
    assert numbers.count("crimes recorded") + numbers.count("crime recorded") >= len(settled) - sent.count(
        "rounded"
    )
    exact = settled[settled["status"] == "exact"]
    public = {(window_of(r), r["offences"], r["victim_gender"]) for _, r in exact.iterrows()}
    for window, by_class in cells.items():
        for code, genders in by_class.items():
            assert not any((window, code, gender) in public for gender in genders)


def test_a_part_of_a_year_is_asked_for_as_its_year(tables: Tables):
    before_april = Window(date(2018, 1, 1), date(2018, 3, 31))
    assert full_windows(replace(tables.exercise, windows=(before_april, YEAR))) == [YEAR, YEAR]


def test_a_request_without_its_lines_is_no_ground_for_another():
    with pytest.raises(ForcefoiError) as refused:
        missing._around("To the Freedom of Information team")
    assert str(refused.value) == (
        "the request has no line that begins 'recorded in each of these windows' or none that begins "
        "'Please also say:': the request for what is missing is made from it"
    )


def test_what_is_no_contradiction_is_refused(tables: Tables):
    with pytest.raises(ForcefoiError) as refused:
        contradiction_sentence(pd.Series({"agreement": "conflict"}), tables.exercise)
    assert str(refused.value) == (
        "'conflict' is no contradiction between figures of different keys. Allowed: parts exceed the whole, "
        "victims by gender exceed all victims, given and not given"
    )


def test_at_the_edge_a_class_may_still_be_inside(tables: Tables):
    harassment = dict(offences="harassment", count=500)
    for others in (
        [dict(offences="8R", count=500)],
        [dict(offences="8R", count=400), dict(offences="all", count=900)],
        [dict(offences="8R", count=600, victim_gender="male")],
        [dict(offences="8R", count=600, window=REQUEST_WINDOWS[0])],
    ):
        made = rows(tables, dict(harassment), *map(dict, others))
        assert has(asked(tables, "durham", made), "Does “harassment”", "malicious communications (8R)"), (
            others
        )


@pytest.mark.parametrize(("count", "asks"), [(1, False), (2, True)])
def test_one_crime_is_of_one_woman(tables: Tables, count: int, asks: bool):
    assert has(asked(tables, "durham", rows(tables, dict(count=count))), "How many different women") == asks
