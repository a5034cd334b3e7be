"""A verdict changes only when a person accepts it; what we said before is kept, and told."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from forcefoi.claims import accept, changed_verdicts, claim_cards, claims_headline
from forcefoi.claims.evidence import Evidence
from forcefoi.errors import DataError, ForcefoiError
from forcefoi.processed import build
from forcefoi.processed.tables import Tables, make_tables
from forcefoi.reports.data import make_data
from forcefoi.reports.stale import Hashes, why_data_stale
from forcefoi.sources.checksums import changed_files, write_list

DAY = date(2026, 11, 25)
HIGH = "northumbria-high-of-2569-sg"
DOUBLED = "psni-almost-doubled-ni"


def correct(copy: Path, old: str = ",2569,", new: str = ",2570,") -> None:
    path = copy / "data/raw/published_figures.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def checked(copy: Path, claim: str):
    return next(each for each in make_tables(copy).checked if each.claim.id == claim)


def test_every_verdict_of_the_exercise_is_accepted(tables: Tables) -> None:
    assert [each.claim.id for each in tables.checked if each.to_accept] == []


def test_a_figure_that_changes_by_one_stops_the_build_and_names_the_claims(copy: Path) -> None:
    correct(copy)
    with pytest.raises(DataError) as error:
        build(copy)
    message = str(error.value)
    assert HIGH in message and "northumbria-fell-to-815-sg" in message
    assert "kent" not in message
    assert "“supported”; it is “not supported” now" in message
    assert f'forcefoi claims accept {HIGH} --because "…"' in message
    assert not (copy / "data/processed").exists()


def test_what_is_accepted_is_built_and_told(copy: Path) -> None:
    correct(copy)
    for claim in (HIGH, "northumbria-fell-to-815-sg"):
        accept(copy, checked(copy, claim), "The force sent a corrected count.", DAY)
    build(copy)
    tables = make_tables(copy)
    lines = changed_verdicts(tables.verdicts, tables.claims)
    assert len(lines) == 2
    assert lines[0].startswith("25 November 2026. Of what Shields Gazette published")
    told = next(line for line in lines if "a high of" in line)
    assert "we said “supported”; we say “not supported” now. Why: The force sent a corrected count." in told


def test_accepting_touches_nothing_else_of_the_file(copy: Path) -> None:
    path = copy / "data/raw/claims.toml"
    before = path.read_text(encoding="utf-8")
    correct(copy)
    entry = accept(copy, checked(copy, HIGH), 'It says "2,570"\nin the \\ letter.', DAY)
    after = path.read_text(encoding="utf-8")
    assert after == before.rstrip("\n") + "\n\n" + entry
    last = tomllib.loads(after)["accepted"][-1]
    assert last["because"] == 'It says "2,570" in the \\ letter.'
    assert last["on"] == DAY


def test_the_record_of_what_was_received_follows(copy: Path) -> None:
    correct(copy)
    write_list(copy)
    accept(copy, checked(copy, HIGH), "Seen.", DAY)
    assert changed_files(copy) == []


def test_the_record_stays_when_another_file_is_not_as_received(copy: Path) -> None:
    correct(copy)
    accept(copy, checked(copy, HIGH), "Seen.", DAY)
    assert "data/raw/published_figures.csv was changed" in changed_files(copy)


def test_a_verdict_is_accepted_once_for_a_reason_and_in_order(copy: Path) -> None:
    with pytest.raises(ForcefoiError, match="nothing has changed since"):
        accept(copy, checked(copy, HIGH), "Again.", DAY)
    correct(copy)
    with pytest.raises(ForcefoiError, match="for a reason"):
        accept(copy, checked(copy, HIGH), "  ", DAY)
    last = checked(copy, HIGH).claim.accepted[-1].on
    with pytest.raises(ForcefoiError, match="the last verdict was accepted on"):
        accept(copy, checked(copy, HIGH), "Seen.", last - timedelta(days=1))


def test_a_new_claim_waits_for_a_person(copy: Path) -> None:
    path = copy / "data/raw/claims.toml"
    new = (
        '[[claims]]\nid = "kent-new"\nforce = "kent"\npublisher = "A Paper"\nurl = "https://example.org/1"\n'
        'said = "more than 5,000"\n[[claims.asserts]]\nkind = "figure"\nphrase = "more than 5,000"\n'
        'figures = ["kent-all-ko-1"]\n'
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# Northumbria\n", f"{new}\n# Northumbria\n", 1), encoding="utf-8")
    with pytest.raises(
        DataError, match=r"kent-new: the verdict “supported” has not been accepted by anyone yet"
    ):
        build(copy)


def test_a_verdict_that_stays_on_other_numbers_waits_for_a_person(copy: Path) -> None:
    """The reason that somebody gave for it speaks of numbers that are no longer there."""
    correct(copy, ",433,", ",434,")
    found = checked(copy, DOUBLED)
    assert found.verdict == found.claim.accepted[-1].verdict
    with pytest.raises(DataError) as error:
        build(copy)
    message = str(error.value)
    assert (
        f"{DOUBLED}: the verdict accepted on 2026-11-24 is the same, “not supported”, and its numbers"
        in message
    )
    assert "433, 56.9, 1.569 then; 434, 57.2, 1.572 now" in message
    accept(copy, found, "434 is 1.57 times 276, not close to double.", DAY)
    accept(copy, checked(copy, "psni-highest-ever-hr"), "Nothing is known of earlier years.", DAY)
    build(copy)
    tables = make_tables(copy)
    told = next(s for s in changed_verdicts(tables.verdicts, tables.claims) if "434 is 1.57" in s)
    assert "we said “not supported”; we still do, and its numbers are not: 433" in told


def test_a_corrected_figure_does_not_stand_on_the_article_that_printed_it(copy: Path) -> None:
    path = copy / "data/raw/corrections.toml"
    entry = (
        '\n[[corrections]]\nfigure = "psni-all-ni-2"\ncolumn = "count"\nold = "433"\nnew = "434"\n'
        'evidence = "https://example.org/corrected"\non = 2026-11-24\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert checked(copy, "psni-highest-ever-hr").basis == "correction"
    # A change to it from one that was not corrected is nothing that the article printed, either.
    assert checked(copy, DOUBLED).basis == "correction"


def test_to_compare_a_build_goes_on_and_says_what_nobody_has_accepted(copy: Path) -> None:
    correct(copy)
    assert make_data(Hashes(copy), lambda text: None, unaccepted=True)
    tables = make_tables(copy)
    table = pd.read_csv(copy / "data/processed/claims.csv").set_index("claim_id")
    assert table["accepted"].isna().sum() == 2 and pd.isna(table.loc[HIGH, "accepted"])
    names = dict(zip(tables.forces["force"], tables.forces["name"], strict=True))
    evidence = Evidence(tables.figures, tables.recorded_crime, names, tables.exercise)
    cards = claim_cards(tables.checked, evidence)._repr_html_()
    assert cards.count("Not to be printed: the verdict accepted on 2026-11-24 ") == 2
    assert f"nobody has accepted the verdict on {HIGH}, northumbria-fell-to-815-sg." in claims_headline(
        tables.checked
    )
    assert why_data_stale(Hashes(copy), unaccepted=True) == ""
    # Whoever did not ask for them does not get them.
    said: list[str] = []
    with pytest.raises(DataError, match=HIGH):
        make_data(Hashes(copy), said.append)
    assert "Not as data/raw/checksums.sha256 has it: data/raw/published_figures.csv was changed" in said[-1]
