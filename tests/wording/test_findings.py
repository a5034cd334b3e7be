"""Findings: three to six for every force, each for its situation, each to be copied with what it stands on."""

from __future__ import annotations

import pytest

from forcefoi import analysis, wording
from forcefoi.number import Input, Number
from forcefoi.processed.tables import Tables
from forcefoi.told import Sentence, Told
from forcefoi.wording.findings import findings, source_line


@pytest.fixture(scope="session")
def of_force(tables: Tables):
    t, x = tables, tables.exercise
    compared = analysis.comparators(t.recorded_crime, t.forces, x.funnel)
    funnel = analysis.outliers(compared, x)
    women = int(t.forces["women_and_girls_2018"].sum())
    uk = t.figures[t.figures["force"] == "uk"]

    def made(force: str, own=None, **status: str):
        own = t.figures[t.figures["force"] == force] if own is None else own
        recorded, people = (table[table["force"] == force] for table in (t.recorded_crime, t.forces))
        known = t.coverage[t.coverage["force"] == force].iloc[0].copy()
        for name, value in status.items():
            known[name] = value
        return wording.force_findings(
            own, uk, known, analysis.changes(own, x), analysis.agreement(own, x), analysis.highest_year(own, x),
            analysis.with_unknown_gender(own, x), analysis.rests(own, x),
            analysis.share_of_recorded(own, recorded, x), analysis.share_of_total(own, uk, people, women, x),
            analysis.recorded_change(recorded, "stalking and harassment", x),
            funnel if known["on_funnel"] else None, x,
        ).sentences  # fmt: skip

    return made


def test_every_force_has_three_to_six_and_none_twice(of_force, tables: Tables) -> None:
    for force in tables.forces["force"]:
        found = of_force(force)
        assert 3 <= len(found) <= 6, force
        assert len(set(found)) == len(found)
        assert all(sentence.endswith(".") for sentence in found)


def test_what_a_finding_says_hangs_on_what_is_known(of_force) -> None:
    assert of_force("northumbria")[0].startswith("Northumbria Police recorded 2,569 crimes")
    assert "by the day it is down 35%" in of_force("northumbria")[0]
    assert "almost tripled" in of_force("cheshire")[0]
    assert of_force("durham")[0].startswith("No figure from a reply of Durham Constabulary is public")
    assert "no clear change" in " ".join(of_force("city-of-london"))
    assert "up 36%" in " ".join(of_force("durham"))
    refused = " ".join(of_force("durham", status="refused"))
    assert "it refused to give any" in refused and "is not known" not in refused


def test_a_place_that_hangs_on_the_method_is_no_finding(of_force) -> None:
    assert "limits" not in " ".join(of_force("durham"))
    outside = " ".join(of_force("derbyshire"))
    assert ("limits" not in outside) or "not a finding about safety" in outside


def test_small_counts_and_none_are_worded(of_force, tables: Tables) -> None:
    own = tables.figures[tables.figures["figure_id"].isin(["psni-all-ni-1", "psni-all-ni-2"])].copy()
    for counts, says in (
        (
            (49, 20),
            "49 crimes of all six classes, flagged as online, with female victims, in 2016/17, and 20 crimes",
        ),
        ((0, 49), "by the day it rose"),
        ((100, 104), "no clear change"),
    ):
        own["low"], own["high"] = list(counts), list(counts)
        first = of_force("psni", own)[0]
        assert says in first, first
        assert "%" not in first or counts[0] >= 50
    own["low"], own["high"] = [49, 20], [49, 20]
    assert of_force("psni", own)[0].endswith("a fall.")


def test_no_more_than_six_and_what_is_otherwise_said_only_where_there_are_too_few() -> None:
    many = findings([f"Sentence {n}." for n in "abcdefgh"], ["Not needed."])
    assert len(many.sentences) == 6 and "Not needed." not in many.sentences
    few = findings(["One."], ["Two.", "Three.", "Four."])
    assert few.sentences == ("One.", "Two.", "Three.")


def test_a_source_line_names_each_source_once_with_its_address(of_force) -> None:
    line = source_line(of_force("northumbria")[0])
    assert line == (
        "Source: Shields Gazette, 21 December 2018 (https://www.shieldsgazette.com/news/"
        "nearly-6000-online-threats-reported-police-force-four-years-182856)"
    )
    assert source_line(Sentence(["Nothing."])) == "Source: what is public of the replies"
    asked = source_line(of_force("durham")[1])
    assert (
        asked.count("Shields Gazette, 21 December 2018") == 1
        and "; request as logged by Northumbria" in asked
    )


def test_an_address_that_any_number_gives_is_kept() -> None:
    def from_paper(name: str, where: str) -> Told:
        return Told("9", Number(name, 9, 9, "crimes", "Crimes", "as printed", (Input(name, "9", where),)))

    sentence = Sentence([from_paper("a", "A paper: https://example.org/1"), " ", from_paper("b", "A paper")])
    assert source_line(sentence) == "Source: A paper (https://example.org/1)"
