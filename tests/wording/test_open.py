"""Every number that our sentences and tables print is tied to the one that it is."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi import analysis, wording
from forcefoi.number import Number
from forcefoi.processed.tables import Tables
from forcefoi.told import Sentence, Told
from forcefoi.wording.numbers import capital
from forcefoi.wording.tied import prints, tied


def of(tables: Tables, force: str) -> pd.DataFrame:
    return tables.figures[tables.figures["force"] == force]


def shares_of(tables: Tables, own: pd.DataFrame) -> pd.DataFrame:
    return analysis.share_of_recorded(own, tables.recorded_crime, tables.exercise).table


def told(sentence: object) -> dict[str, str]:
    """What opens in a sentence: id → text."""
    assert isinstance(sentence, Sentence)
    return {piece.number.id: piece.text for piece in sentence.pieces if isinstance(piece, Told)}


def number(value: int, name: str = "a") -> Number:
    return Number(name, value, value, "crimes", "Crimes recorded", "as printed", ())


def test_northumbrias_sentence_opens(tables: Tables):
    found = analysis.changes(of(tables, "northumbria"), tables.exercise).table
    pair = "northumbria-sh-sg-1~northumbria-sh-sg-2"
    assert told(wording.change_sentence(found.iloc[0], tables.exercise)) == {
        "northumbria-sh-sg-1": "2,569",
        "northumbria-sh-sg-1~days": "365",
        "northumbria-sh-sg-2": "815",
        "northumbria-sh-sg-2~days": "177",
        f"{pair}~change-percent": "down 68%",
        f"{pair}~rate-percent": "35%",
        "northumbria-sh-sg-1~per-day": "7.04",
        "northumbria-sh-sg-2~per-day": "4.60",
        f"{pair}~ratio": "0.654",
        f"{pair}~ratio-low": "0.604",
        f"{pair}~ratio-high": "0.708",
    }


def test_what_can_not_be_compared_opens_too(tables: Tables):
    own = of(tables, "northumbria").copy()
    own.loc[own["low"] == 2569, ["high", "status"]] = [pd.NA, "at least"]
    row = analysis.changes(own, tables.exercise).table.iloc[0]
    sentence = wording.change_sentence(row, tables.exercise)
    assert "can't be compared: at least 2,569 in 365 days, 815 in 177 days" in sentence
    assert list(told(sentence).values()) == ["2,569", "365", "815", "177"]


@pytest.mark.parametrize("force", ["northumbria", "kent", "psni", "cheshire", "cumbria", "wiltshire", "uk"])
def test_the_numbers_of_a_row_are_those_in_its_columns(tables: Tables, force: str):
    own, t = of(tables, force), tables
    answers = [
        analysis.changes(own, t.exercise),
        analysis.per_day(own, t.exercise),
        analysis.rests(own, t.exercise),
        analysis.highest_year(own, t.exercise),
        analysis.with_unknown_gender(own, t.exercise),
        analysis.share_of_recorded(own, t.recorded_crime, t.exercise),
        analysis.published_rates(own, t.forces, t.exercise),
    ]
    compared = 0
    for answer in answers:
        for _, row in answer.table.iterrows():
            for name, one in analysis.numbers_of(row).items():
                assert one.inputs and all(each.where for each in one.inputs)
                # The columns of wholes and parts hold ids, not numbers.
                if name in row and not pd.isna(row[name]) and not isinstance(row[name], str):
                    factor = 100 if name.startswith("share_") else 1
                    assert one.low == pytest.approx(float(row[name]) * factor), (name, one)
                    compared += 1
    assert compared


def test_a_row_that_no_analysis_made_says_what_to_give():
    with pytest.raises(Exception, match="no column `numbers`"):
        analysis.numbers_of(pd.Series({"a": 1}))


def with_harassment(tables: Tables, start: str, end: str) -> pd.DataFrame:
    """Kent's harassment in one window of its own."""
    own = of(tables, "kent")
    own = own[own["offences"] == "harassment"].head(1).copy()
    own["window_start"], own["window_end"] = pd.Timestamp(start), pd.Timestamp(end)
    return own.assign(days=(own["window_end"] - own["window_start"]).dt.days + 1, low=50, high=50)


def test_a_class_that_did_not_exist_yet_is_not_perhaps_inside(tables: Tables):
    before = with_harassment(tables, "2016-04-01", "2017-03-31")
    (line,) = wording.share_sentences(shares_of(tables, before), tables.exercise)
    assert "if 8M is inside “harassment”" in line and "8R" not in line
    after = with_harassment(tables, "2017-04-01", "2018-03-31")
    (line,) = wording.share_sentences(shares_of(tables, after), tables.exercise)
    assert "if 8M and 8R are inside “harassment”" in line


def test_a_class_that_is_printed_by_itself_is_not_inside_as_well(tables: Tables):
    harassment = with_harassment(tables, "2017-04-01", "2018-03-31")
    apart = harassment.assign(figure_id="kent-8r", offences="8R")
    shares = shares_of(tables, pd.concat([harassment, apart], ignore_index=True))
    row = shares[shares["offences"] == "harassment"].iloc[0]
    assert row["perhaps"] == "8M"
    recorded = tables.recorded_crime
    kent = recorded[(recorded["force"] == "kent") & recorded["offence"].isin(["8L", "8M"])]
    year = kent[(kent["quarter_start"] >= "2017-04-01") & (kent["quarter_end"] <= "2018-03-31")]
    assert row["recorded_most"] == year["count"].sum()
    # Where it is printed of another window, or of other victims, it may still be inside.
    other = apart.assign(victim_gender="male")
    shares = shares_of(tables, pd.concat([harassment, other], ignore_index=True))
    assert shares.iloc[0]["perhaps"] == "8M 8R"


def test_a_sentence_starts_with_a_capital(tables: Tables):
    own = with_harassment(tables, "2017-04-01", "2018-03-31").assign(high=pd.NA, status="at least")
    (line,) = wording.share_sentences(shares_of(tables, own), tables.exercise)
    assert line.startswith("At least 50 is ") and told(line)["kent-harassment-kg-1"] == "At least 50"


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("2013-04-01", "2013-06-30", "does not have the quarter of 1 April 2013 to 30 June 2013"),
        ("2013-04-01", "2014-03-31", "has none of the 4 quarters of 2013/14"),
    ],
)
def test_quarters_that_are_missing_are_told_in_good_english(tables: Tables, start: str, end: str, why: str):
    (line,) = wording.share_sentences(shares_of(tables, with_harassment(tables, start, end)), tables.exercise)
    assert line.startswith("Harassment") and f"the recorded-crime table {why}." in line
    assert ("4" in told(line).values()) == ("4 quarters" in why)


def test_two_papers_open_each_to_its_own(tables: Tables):
    agreed = analysis.agreement(tables.figures, tables.exercise)
    lines = wording.agreement_sentences(agreed.table, tables.figures, tables.exercise)
    assert {"uk-all-sg-1", "uk-all-nw-1"} in [set(told(line)) for line in lines]
    assert {"kent-all-ko-1", "kent-all-kg-1"} in [set(told(line)) for line in lines]


def test_tables_keep_their_numbers(tables: Tables):
    own, t = of(tables, "kent"), tables
    made = [
        wording.figures_table(own, t.sources, t.exercise),
        wording.changes_table(analysis.changes(own, t.exercise).table, t.exercise),
        wording.rests_table(analysis.rests(own, t.exercise).table, t.exercise),
        wording.shares_table(shares_of(t, own), t.exercise),
        wording.rates_table(analysis.published_rates(own, t.forces, t.exercise).table, t.exercise),
    ]
    for table in made:
        cells = [cell for column in table for cell in table[column]]
        assert any(isinstance(cell, Told) or (isinstance(cell, Sentence) and cell.numbers) for cell in cells)
    parts = next(cell for cell in made[2]["Working"])
    assert list(told(parts)) == [
        "kent-all-kg-1",
        "kent-harassment-kg-1",
        "kent-harassment-kg-2",
        "kent-stalking-kg-1",
        "kent-threats-kg-1",
        "kent-all-kg-1~rest",
    ]


@given(st.text(), st.lists(st.integers(0, 10**7)))
def test_tying_changes_no_text(text: str, values: list[int]):
    assert str(tied(text, [number(value, f"n{i}") for i, value in enumerate(values)])) == text


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=6))
def test_numbers_are_tied_in_their_order(values: list[int]):
    numbers = [number(value, f"n{i}") for i, value in enumerate(values)]
    sentence = tied(" + ".join(f"{value:,}" for value in values), numbers)
    assert [piece.number.id for piece in sentence.pieces if isinstance(piece, Told)] == [
        n.id for n in numbers
    ]
    assert all(piece.text in prints(piece.number) for piece in sentence.pieces if isinstance(piece, Told))


@pytest.mark.parametrize(
    "text",
    [
        "in 2017/18",
        "from 1 April 2018 to 24 September 2018",
        "class 8L, 105B and 3B",
        "the 95% interval, the 99.8% limits",
        "https://example.org/1234",
        "since April 2017, mid-2018",
    ],
)
def test_what_is_no_number_is_left_alone(text: str):
    assert tied(text, [], lambda digits: number(1)).numbers == ()


@given(st.text())
def test_a_capital_changes_the_first_letter_alone(text: str):
    assert capital(text)[1:] == text[1:] or not text or re.match(r".", text[0].upper())


def test_numbers_in_words_open_too(tables: Tables):
    t = tables
    headline = wording.national_headline(analysis.replies(t.coverage, t.exercise), t.figures, t.exercise)
    assert told(headline) == {
        "exercise~asked": "47",
        "exercise~replied": "38",
        "uk-all-sg-1": "64,492",
        "uk-all-sg-1~days": "3 years and 177 days",
        "exercise~public": "six",
    }
    kent = t.coverage[t.coverage["force"] == "kent"].iloc[0]
    said = told(wording.reply_sentence(kent, t.exercise))
    assert (said["kent~published_figures"], said["kent~publications"]) == ("six", "two")


def test_caveats_open_to_the_figures_that_they_are_about(tables: Tables):
    own = of(tables, "northumbria")
    lines = wording.caveat_lines([analysis.changes(own, tables.exercise)], tables.exercise, own)
    unlike = next(line for line in lines if line.startswith("The windows are not alike"))
    assert told(unlike) == {"northumbria-sh-sg-1~days": "365", "northumbria-sh-sg-2~days": "177"}
    part = next(line for line in lines if " is part of a year: 177 of the 365 days of 2018/19" in line)
    assert told(part) == {"northumbria-sh-sg-2~days": "177", "days~2018-04-01~2019-03-31": "365"}
