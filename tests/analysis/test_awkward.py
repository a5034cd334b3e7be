"""Figures that people will drop in one day: what must not be said of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from forcefoi import analysis, wording
from forcefoi.analysis import NotAlike
from forcefoi.processed.tables import Tables, make_tables

FIGURES = Path("data/raw/published_figures.csv")
YEARS = {
    "2015/16": ("2015-04-01", "2016-03-31"),
    "2016/17": ("2016-04-01", "2017-03-31"),
    "2017/18": ("2017-04-01", "2018-03-31"),
    "2016-18": ("2016-04-01", "2018-03-31"),
    "calendar 2016": ("2016-01-01", "2016-12-31"),
    "calendar 2017": ("2017-01-01", "2017-12-31"),
    "summer 2016": ("2016-04-01", "2016-09-30"),
    "winter 2016": ("2016-10-01", "2017-04-01"),
    "summer 2018": ("2018-04-01", "2018-09-30"),
    "2010/11": ("2010-04-01", "2011-03-31"),
}


@pytest.fixture
def durham(copy: Path):
    """Durham with the figures that a test gives: (offences, window, count, gender, qualifier, paper)."""

    def make(*rows: tuple, force: str = "durham", other_windows: str = "") -> Tables:
        with (copy / FIGURES).open("a", encoding="utf-8") as file:
            for number, row in enumerate(rows, start=1):
                offences, window, count, gender, qualifier, paper = (*row, "female", "exact", "a")[
                    : len(row)
                ] + (("female", "exact", "a")[len(row) - 3 :] if len(row) < 6 else ())
                start, end = YEARS[window]
                file.write(
                    f'{force}-{number},{force},{offences},{gender},{start},{end},{window},stated,"{count}",{qualifier},'
                    f"crimes,Paper {paper.upper()},2019-01-02,https://example.org/{paper},\n"
                )
        if other_windows:
            with (copy / "data/raw/exercise.toml").open("a", encoding="utf-8") as file:
                file.write(
                    f'[[other_windows]]\nfigure = "{other_windows}"\nwhy = "test"\n'
                    "windows = [{ start = 2015-04-01, end = 2018-03-31 }]\n"
                )
        return make_tables(copy)

    return make


def own(tables: Tables, force: str = "durham") -> pd.DataFrame:
    return tables.figures[tables.figures["force"] == force]


def lead(tables: Tables) -> str:
    figures = own(tables)
    known = tables.coverage.set_index("force", drop=False).loc["durham"]
    changes = analysis.changes(figures, tables.exercise).table
    return wording.headline(figures, changes, known, tables.exercise)


def highest(tables: Tables) -> dict[tuple[str, str], str]:
    table = analysis.highest_year(own(tables), tables.exercise).table
    return {(row["offences"], row["window"]): row["highest"] for _, row in table.iterrows()}


def test_a_part_of_the_other_year_counts_against_the_highest(durham):
    """1,000 in two years, 450 in the second, 300 in half of the first: the first can have had 550."""
    rows = (
        ("all", "2016-18", 1000),
        ("all", "2017/18", 450),
        ("all", "summer 2016", 300),
        ("all", "2015/16", 10),
    )
    tables = durham(*rows)
    assert highest(tables) == {("all", "2017/18"): "can't be said"}
    row = analysis.highest_year(own(tables), tables.exercise).table.iloc[0]
    assert row["other_years_at_most"] == 550


def test_a_part_of_another_name_counts_against_the_highest(durham):
    tables = durham(
        ("all", "2016-18", 1000), ("harassment", "2016/17", 300), ("stalking and harassment", "2017/18", 450)
    )
    assert set(highest(tables).values()) == {"can't be said"}


def test_a_year_whose_window_is_in_doubt_is_not_the_highest(durham):
    tables = durham(("all", "2016-18", 1000), ("all", "2017/18", 700), other_windows="durham-2")
    assert highest(tables) == {("all", "2017/18"): "can't be said"}


def test_a_year_that_was_asked_for_and_not_printed_may_be_the_highest(tables: Tables):
    table = analysis.highest_year(own(tables, "cheshire"), tables.exercise).table.set_index("window")
    assert table.loc["2017/18", "highest"] == "can't be said"
    assert table.loc["2017/18", "other_years"] == "2015/16"


def test_a_year_outside_the_whole_counts_when_it_is_printed(durham):
    rows = ("all", "2016-18", 1134), ("all", "2016/17", 284), ("all", "2017/18", 850)
    tables = durham(*rows, ("all", "2015/16", 900))
    assert highest(tables)[("all", "2017/18")] == "no"
    table = analysis.highest_year(own(tables), tables.exercise).table
    assert "inferred-window" not in " ".join(table["caveats"])


def test_a_class_perhaps_inside_does_not_hide_a_break(durham):
    """8L alone lost the malicious communications of April 2017, whatever else `harassment` may hold."""
    tables = durham(("harassment", "2016/17", 1000), ("harassment", "2017/18", 500))
    sentence = wording.change_sentences(
        analysis.changes(own(tables), tables.exercise).table, tables.exercise
    )[0]
    assert "down 50%" in sentence and "rule change of April 2017" in sentence


def test_two_breaks_on_one_day_are_told_apart(copy: Path):
    text = '\n[[breaks]]\nday = 2018-04-01\noffences = ["3B"]\nshort = "x"\n'
    text += 'what = "X happened"\neffect = "y"\nsource = "z"\n'
    with (copy / "data/raw/exercise.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    tables = make_tables(copy)
    found = analysis.changes(own(tables, "kent"), tables.exercise)
    assert "X happened" not in wording.change_sentences(found.table, tables.exercise)[0]


def test_a_figure_in_conflict_is_no_headline(durham):
    tables = durham(("all", "2017/18", 500), ("all", "2017/18", 700, "female", "exact", "b"))
    assert "contradict each other" in lead(tables) and "700" not in lead(tables)


def test_female_victims_come_first(durham):
    tables = durham(("all", "2017/18", 9000, "male"), ("all", "2017/18", 1220, "female", "at least"))
    assert lead(tables).startswith("Durham Constabulary recorded at least 1,220 crimes")


def test_men_are_no_share_of_women(durham):
    tables = durham(("all", "2017/18", 200, "male"))
    uk = own(tables).assign(force="uk", low=1000, high=1000)
    assert analysis.share_of_total(own(tables), uk, tables.forces, 1000, tables.exercise).table.empty


def test_windows_that_share_months_are_not_compared(durham):
    tables = durham(("all", "calendar 2017", 500), ("all", "2017/18", 700, "female", "exact", "b"))
    assert analysis.changes(own(tables), tables.exercise).table.empty


@pytest.mark.parametrize(
    "rows, why",
    [
        ((("harassment", "2015/16", 1), ("stalking", "2017/18", 1)), "windows are not alike"),
        ((("harassment", "2017/18", 1), ("threats to kill", "2016-18", 1)), "windows are not alike"),
        ((("all", "2015/16", 1), ("all", "2017/18", 1)), "there are days between them"),
    ],
)
def test_unlike_windows_are_never_added(durham, rows, why):
    tables = durham(*rows)
    with pytest.raises(NotAlike, match=why):
        analysis.total(own(tables), tables.exercise)


def test_what_is_left_is_told_by_year(durham):
    tables = durham(("all", "2016-18", 1000), ("harassment", "2016/17", 100), ("stalking", "2017/18", 50))
    left = analysis.rests(own(tables), tables.exercise).table.iloc[0]["what_is_left"]
    assert "8Q, 8R) in 2016/17" in left and "(3B, 105B, 8L, 8M, 8R) in 2017/18" in left


def test_bounds_of_count_and_of_class_are_both_in_a_share(durham):
    tables = durham(("harassment", "2017/18", 300, "female", "rounded"))
    shares = analysis.share_of_recorded(own(tables), tables.recorded_crime, tables.exercise).table
    line = wording.share_sentences(shares, tables.exercise)[0]
    assert "whether 8M and 8R are inside “harassment” or not" in line and "if not" not in line


def test_more_than_was_recorded_is_not_a_share(durham):
    tables = durham(("stalking", "2017/18", 30000))
    shares = analysis.share_of_recorded(own(tables), tables.recorded_crime, tables.exercise).table
    line = wording.share_sentences(shares, tables.exercise)[0]
    assert "more than the" in line and "%" not in line


def test_a_second_paper_with_the_national_total_keeps_the_headline(durham):
    tables = durham(("all", "2017/18", 1))
    figures = tables.figures
    again = figures[figures["figure_id"] == "uk-all-sg-1"].assign(figure_id="uk-2", source_id="other-paper")
    male = again.assign(figure_id="uk-3", victim_gender="male", low=1, high=1)
    table = analysis.replies(tables.coverage, tables.exercise)
    line = wording.national_headline(
        table, pd.concat([figures, again, male], ignore_index=True), tables.exercise
    )
    assert "64,492 crimes flagged as online with female victims in all over 3 years and 177 days" in line


def test_parts_of_another_paper_that_are_more_than_the_whole_are_shown_not_refused(durham):
    tables = durham(("all", "2017/18", 500), ("harassment", "2017/18", 700, "female", "exact", "b"))
    rests = analysis.rests(own(tables), tables.exercise).table
    assert "contradict each other" in wording.rest_sentences(rests, tables.exercise)[0]
    assert pd.isna(wording.rests_table(rests, tables.exercise)["Left"].iloc[0])


@pytest.mark.parametrize("before, after", [(0, 0), (0, 60), (60, 0), (3, 5), (300, 1)])
def test_few_and_none_are_said_in_words_that_hold(durham, before, after):
    tables = durham(("all", "2016/17", before), ("all", "2017/18", after))
    changes = analysis.changes(own(tables), tables.exercise).table
    line = wording.change_sentences(changes, tables.exercise)[0]
    assert "nan" not in line.casefold() and "down 100%" not in line or (before, after) == (60, 0)
    assert "0.00 times" not in line and "÷ (0 " not in changes["working"].iloc[0]
    wording.changes_table(changes, tables.exercise)


def test_the_same_length_in_another_season_is_a_caveat(durham):
    tables = durham(("all", "summer 2016", 100), ("all", "winter 2016", 120))
    assert "other-season" in analysis.changes(own(tables), tables.exercise).table["caveats"].iloc[0]


def test_calendar_years_are_alike_and_not_called_part_years(durham):
    tables = durham(("all", "calendar 2016", 100), ("all", "calendar 2017", 120))
    found = analysis.changes(own(tables), tables.exercise)
    assert "unlike-windows" not in found.table["caveats"].iloc[0]
    assert any("not made of whole financial years" in c.text for c in found.caveats)


def test_a_window_before_the_tables_begin_has_a_reason(durham):
    tables = durham(("all", "2010/11", 100))
    shares = analysis.share_of_recorded(own(tables), tables.recorded_crime, tables.exercise).table
    assert "no share" in wording.share_sentences(shares, tables.exercise)[0]


@pytest.mark.parametrize(
    "count, qualifier", [("<5", "below threshold"), ("*", "below threshold"), ("", "refused")]
)
def test_a_small_a_hidden_and_a_refused_count(durham, count, qualifier):
    tables = durham(("all", "2017/18", count, "female", qualifier))
    figures = own(tables)
    table = wording.figures_table(figures, tables.sources, tables.exercise)
    assert "at least 0" not in " ".join(map(str, table["Count"])) + lead(tables)
    caveats = analysis.per_day(figures, tables.exercise).caveats
    assert not any("of 1 (" in c.text for c in caveats)
    wording.notes_list(figures)


def test_of_sources_that_agree_the_stated_window_is_used(durham):
    tables = durham(("all", "2017/18", 500), ("all", "2017/18", 500, "female", "exact", "b"))
    figures = own(tables).copy()
    figures.loc[figures["figure_id"] == "durham-1", "window_basis"] = "inferred"
    assert list(analysis.settled(figures, tables.exercise)["figure_id"]) == ["durham-2"]


def without(tables: Tables, force: str, start: str) -> pd.DataFrame:
    recorded = tables.recorded_crime
    return recorded[~((recorded["force"] == force) & (recorded["quarter_start"] == start))]


def test_a_force_that_lacks_a_quarter_is_off_the_funnel_for_that_reason(tables: Tables):
    why = analysis.off_funnel(without(tables, "kent", "2017-07-01"), tables.forces, tables.exercise.funnel)
    assert why["kent"] == "the official tables here do not have all of its quarters of 2017/18"
    assert why["city-of-london"] == "its area has 7,654 residents, fewer than 50,000"
    assert why["btp"] == "no residents are counted for it"
    assert why["psni"] == "only territorial forces of England and Wales are compared"
    assert sum(not reason for reason in why.values()) == 41


def test_without_the_year_there_is_no_funnel_and_nobody_on_it(tables: Tables):
    later = tables.recorded_crime[tables.recorded_crime["quarter_start"] >= "2018-04-01"]
    assert analysis.comparators(later, tables.forces, tables.exercise.funnel).empty
    few = tables.forces[tables.forces["nation"] == "Wales"]
    why = analysis.off_funnel(tables.recorded_crime, few, tables.exercise.funnel)
    assert set(why.values()) == {"fewer than 10 forces can be compared"}


@pytest.mark.parametrize("force", ["psni", "police-scotland"])
def test_rules_of_england_and_wales_are_not_claimed_elsewhere(durham, force):
    tables = durham(("all", "2017/18", 100), ("all", "summer 2018", 90, "female", "exact", "b"), force=force)
    figures = own(tables, force)
    figures = figures[figures["figure_id"].str.match(rf"{force}-\d$")]
    found = analysis.changes(figures, tables.exercise)
    sentence = wording.change_sentences(found.table, tables.exercise)[0]
    assert "in England and Wales" in sentence and "is not known" in sentence and "by itself" not in sentence
    assert any("whether the same changed for this force is not known" in c.text for c in found.caveats)


def test_a_rounded_figure_is_said_as_it_was_printed(tables: Tables):
    row = tables.figures.set_index("figure_id", drop=False).loc["uk-all-nw-1"]
    sentence = wording.figure_sentence(row, tables.exercise)
    assert sentence.startswith("About 65,000 crimes recorded (rounded in print: taken as 62,500 to 67,500)")


def test_a_gap_between_two_windows_is_said(durham):
    tables = durham(("all", "2015/16", 100), ("all", "2017/18", 120))
    found = analysis.changes(own(tables), tables.exercise)
    assert "with a gap between them" in wording.change_sentences(found.table, tables.exercise)[0]
    assert any("365 days of which nothing is known" in c.text for c in found.caveats)


def test_more_cases_than_all_replies_is_no_share(durham):
    tables = durham(("all", "2017/18", 70000))
    uk = own(tables).assign(force="uk", low=64492, high=64492)
    shares = analysis.share_of_total(own(tables), uk, tables.forces, 10**7, tables.exercise).table
    line = wording.total_share_sentences(shares, {"durham": "Durham"}, tables.exercise)[0]
    assert "more than the 64,492 in all replies" in line and "%" not in line


def test_a_difference_that_nothing_explains_is_called_that(durham):
    rows = [(code, "2017/18", 10) for code in ("3B", "105B", "8L", "8M", "8Q", "8R")]
    tables = durham(("all", "2017/18", 100), *rows)
    line = wording.rest_sentences(analysis.rests(own(tables), tables.exercise).table, tables.exercise)[0]
    assert "leave 40" in line and "not explained" in line


def test_a_force_that_a_release_leaves_out_is_not_called_outside_the_tables(tables: Tables):
    known = tables.coverage.set_index("force", drop=False).loc["durham"].copy()
    known["context"] = "outside the official tables"
    assert "release" in wording.context_sentences(known, tables.exercise)[0]


def agreed(tables: Tables) -> pd.DataFrame:
    return analysis.agreement(own(tables), tables.exercise).table


def kept(tables: Tables) -> set[str]:
    return set(analysis.settled(own(tables), tables.exercise)["figure_id"])


def test_a_part_of_another_paper_that_exceeds_its_whole_is_used_in_nothing(durham):
    """500 of all classes, and 700 of harassment alone: neither can stand in a sentence of ours."""
    tables = durham(
        ("all", "2017/18", 500),
        ("harassment", "2017/18", 700, "female", "exact", "b"),
        ("all", "2016/17", 90),
    )
    assert kept(tables) == {"durham-3"}
    assert agreed(tables)["agreement"].to_list() == ["parts exceed the whole"]
    line = wording.agreement_sentences(agreed(tables), tables.figures, tables.exercise)[0]
    assert line.startswith(
        "700 (harassment, 2017/18) is more than 500 (all six classes, 2017/18), which holds it"
    )
    figures, exercise = own(tables), tables.exercise
    said = " ".join(
        [
            lead(tables),
            *wording.share_sentences(
                analysis.share_of_recorded(figures, tables.recorded_crime, exercise).table, exercise
            ),
            *analysis.published_rates(figures, tables.forces, exercise).working,
            *analysis.changes(figures, exercise).working,
            *analysis.per_day(figures, exercise).working,
        ]
    )
    assert "500" not in said and "700" not in said and "90" in said


def test_parts_that_exceed_the_whole_only_together_contradict_it_together(durham):
    tables = durham(
        ("all", "2017/18", 500),
        ("stalking", "2017/18", 300, "female", "exact", "b"),
        ("threats to kill", "2017/18", 250, "female", "exact", "c"),
        ("8M", "2016/17", 9, "female", "exact", "c"),
    )
    assert kept(tables) == {"durham-4"}
    assert agreed(tables)["figures"].to_list() == ["durham-1 durham-2 durham-3"]
    left = analysis.rests(own(tables), tables.exercise).table
    assert left["what_is_left"].to_list() == ["nothing: the parts contradict the whole"]


def test_parts_that_may_share_crimes_are_not_added_against_a_whole(durham):
    """Harassment may hold 8R: 300 and 250 can be 300 crimes."""
    tables = durham(
        ("all", "2017/18", 500),
        ("harassment", "2017/18", 300, "female", "exact", "b"),
        ("8R", "2017/18", 250, "female", "exact", "c"),
    )
    assert len(kept(tables)) == 3 and agreed(tables).empty


def test_a_class_that_is_only_perhaps_inside_contradicts_nothing(durham):
    tables = durham(("harassment", "2017/18", 500), ("8R", "2017/18", 700, "female", "exact", "b"))
    assert len(kept(tables)) == 2 and agreed(tables).empty


def test_a_small_part_is_kept_where_another_one_contradicts_the_whole(durham):
    tables = durham(
        ("all", "2017/18", 500),
        ("stalking", "2017/18", 700, "female", "exact", "b"),
        ("threats to kill", "2017/18", 10, "female", "exact", "c"),
    )
    assert kept(tables) == {"durham-3"}


def test_women_of_one_paper_that_exceed_all_victims_of_another(durham):
    tables = durham(("all", "2017/18", 500, "all"), ("all", "2017/18", 700, "female", "exact", "b"))
    assert kept(tables) == set()
    assert agreed(tables)["agreement"].to_list() == ["victims by gender exceed all victims"]
    line = wording.agreement_sentences(agreed(tables), tables.figures, tables.exercise)[0]
    assert "female victims) is more than 500 (all six classes, 2017/18, all victims)" in line
    assert analysis.rests(own(tables), tables.exercise).table.empty
    assert "contradict each other" in lead(tables)


def test_genders_are_added_against_all_victims(durham):
    tables = durham(
        ("all", "2017/18", 500, "all"),
        ("all", "2017/18", 300, "female", "exact", "b"),
        ("all", "2017/18", 250, "male", "exact", "c"),
    )
    assert kept(tables) == set()


@pytest.mark.parametrize("count, qualifier", [(500, "at least"), ("", "refused")])
def test_a_whole_without_an_upper_bound_is_contradicted_by_nothing(durham, count, qualifier):
    tables = durham(
        ("all", "2017/18", count, "female", qualifier), ("8Q", "2017/18", 700, "female", "exact", "b")
    )
    assert "durham-2" in kept(tables) and agreed(tables).empty


def test_a_whole_that_two_papers_give_is_not_used_through_the_other(durham):
    tables = durham(
        ("all", "2017/18", 500),
        ("all", "2017/18", 500, "female", "exact", "b"),
        ("8Q", "2017/18", 700, "female", "exact", "c"),
    )
    assert kept(tables) == set()
    assert agreed(tables)["agreement"].to_list() == ["corroborated", "parts exceed the whole"]


def test_figures_in_conflict_contradict_others_where_each_of_them_does(durham):
    """Whichever of 500 and 900 is right, 700 may be; were it 1,000, it could not."""
    rows = ("all", "2017/18", 500), ("all", "2017/18", 900, "female", "exact", "b")
    tables = durham(*rows, ("8Q", "2017/18", 700, "female", "exact", "c"))
    assert kept(tables) == {"durham-3"}
    more = own(tables).copy()
    more.loc[more["figure_id"] == "durham-3", ["low", "high"]] = 1000
    assert analysis.settled(more, tables.exercise).empty
    assert analysis.rests(more, tables.exercise).table.empty


def test_a_window_that_could_be_another_contradicts_only_if_each_does(durham):
    rows = ("all", "2017/18", 500), ("8Q", "2017/18", 700, "female", "exact", "b")
    tables = durham(*rows, other_windows="durham-2")
    assert kept(tables) == {"durham-1", "durham-2"} and agreed(tables).empty


def test_a_figure_that_one_paper_calls_refused_and_another_counts(durham):
    tables = durham(("all", "2017/18", 500), ("all", "2017/18", "", "female", "refused", "b"))
    assert kept(tables) == {"durham-1"}
    assert agreed(tables)["agreement"].to_list() == ["given and not given"]
    line = wording.agreement_sentences(agreed(tables), tables.figures, tables.exercise)[0]
    assert line.startswith("500 and refused (all six classes, 2017/18)") and "differ about whether" in line


def test_a_year_in_a_contradiction_is_not_the_highest_and_stops_nothing(durham):
    tables = durham(
        ("all", "2016-18", 1000), ("all", "2017/18", 700), ("8Q", "2017/18", 800, "female", "exact", "b")
    )
    assert kept(tables) == {"durham-1"}
    assert highest(tables) == {}


def test_contradictory_forces_do_not_touch_each_other(durham):
    tables = durham(("all", "2017/18", 500), ("8Q", "2017/18", 700, "female", "exact", "b"))
    everywhere = set(analysis.settled(tables.figures, tables.exercise)["figure_id"])
    alone = tables.figures[tables.figures["force"] != "durham"]
    assert everywhere == set(analysis.settled(alone, tables.exercise)["figure_id"])
