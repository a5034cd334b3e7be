"""Replies in their folders: confirmed ones make figures, the others are listed; a contradiction stops everything."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from tests.sources.replies.replies import FOLDER, QUESTION

from forcefoi.errors import DataError, ParseError
from forcefoi.files import digest
from forcefoi.question import make_question
from forcefoi.sources.replies.check import check_reply
from forcefoi.sources.replies.confirm import confirm
from forcefoi.sources.replies.figures import reply_figures
from forcefoi.sources.replies.find import find_reply
from forcefoi.sources.replies.gather import gather, list_received, match_body
from forcefoi.sources.replies.read_reply import read_reply
from forcefoi.sources.replies.reading import reading_hash
from forcefoi.sources.replies.revision import moved
from forcefoi.sources.replies.tables import checks_table, counts_table, replies_table
from forcefoi.sources.replies.told import tell_checked, tell_drafts, tell_received

BODIES = {"wexley": ("Wexley Police",), "northmarch": ("Northmarch Constabulary", "Northmarch")}
SHEET = "Offence,2016/17,2017/18\nHarassment,10,<5\nStalking,1,2\nTotal,11,5\n"
TABLE = """
[[tables]]
id = "t"
file = "a.csv"
place = "lines"
unit = "offences"
labels = { A = "offence" }
counts = ["B:C"]
header = ["window"]
fixed = { gender = "all" }
totals = [{ row = 4, of = "2:3" }]
"""


def file_reply(
    root: Path,
    folder: str = "wexley/2026-01-01-1",
    sheet: str = SHEET,
    confirmed: bool = True,
    table: str = TABLE,
    more: str = "",
    outcome: str = "full",
) -> Path:
    place = root / "data/raw/replies" / folder
    place.mkdir(parents=True)
    (place / "a.csv").write_text(sheet)
    who = 'confirmed_by = "A. Reader"\nconfirmed_on = 2026-01-02\n' if confirmed else ""
    head = f'force = "{folder.split("/")[0]}"\nreference = "1"\noutcome = "{outcome}"\n{who}{more}'
    file = f'\n[[files]]\nname = "a.csv"\nsha256 = "{digest(sheet.encode())}"\n'
    (place / "reply.toml").write_text(head + file + table)
    return place


def refused(root: Path) -> str:
    with pytest.raises(DataError) as caught:
        gather(root, QUESTION, BODIES)
    return str(caught.value)


def test_a_confirmed_reply_makes_figures_with_a_locator_down_to_the_cell(tmp_path: Path) -> None:
    file_reply(tmp_path)
    received = gather(tmp_path, QUESTION, BODIES)
    figures, sources = reply_figures(received, {"wexley": "Wexley Police"})
    assert len(figures) == 4
    row = figures[(figures["status"] == "below threshold")].iloc[0]
    assert (row["low"], row["high"], row["offences"], row["victim_gender"]) == (1, 4, "8L", "all")
    assert row["locator"] == "Wexley Police, reply to 1, a.csv, lines, cell C2"
    assert row["source_id"] == sources["source_id"].iloc[0]
    assert figures["figure_id"].is_unique
    again, _ = reply_figures(gather(tmp_path, QUESTION, BODIES), {"wexley": "Wexley Police"})
    assert again["figure_id"].tolist() == figures["figure_id"].tolist()
    assert checks_table(received)["status"].tolist() == ["agrees", "within bounds"]
    assert counts_table(received, QUESTION)["locator"].tolist()[0] == "a.csv, lines, cell B2"


def test_an_unconfirmed_reply_is_listed_and_none_of_its_numbers_is_used(tmp_path: Path) -> None:
    file_reply(tmp_path, confirmed=False, sheet="not,at,all\nwhat,the,reading,says\n")
    received = gather(tmp_path, QUESTION, BODIES)
    assert replies_table(received)["state"].tolist() == ["received, not read"]
    assert reply_figures(received, {})[0].empty
    assert counts_table(received, QUESTION).empty


def test_a_contradiction_stops_everything_and_says_how_to_go_on(tmp_path: Path) -> None:
    folder = file_reply(tmp_path, sheet=SHEET.replace("Total,11", "Total,15"))
    text = refused(tmp_path)
    assert "11 (a.csv, added) and 15 (a.csv, lines, cell B4); they differ by 4" in text
    # What is printed can be pasted as it is, with a reason and a name.
    entry = "\n".join(text[text.index("[[accepted]]") :].splitlines()[:5])
    entry = entry.replace('because = "…"', 'because = "so in the reply"').replace(
        'by = "…"', 'by = "A. Reader"'
    )
    with (folder / "reply.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{entry}\n")
    checks = checks_table(gather(tmp_path, QUESTION, BODIES))
    assert checks["status"].tolist() == ["accepted", "within bounds"]
    assert checks["because"].tolist()[0] == "so in the reply (A. Reader)"


def test_a_file_that_is_not_the_one_that_was_filed_is_refused(tmp_path: Path) -> None:
    folder = file_reply(tmp_path)
    (folder / "a.csv").write_text(SHEET.replace("10", "11"))
    assert "not the one that was filed" in refused(tmp_path)
    (folder / "a.csv").unlink()
    assert "the file is missing" in refused(tmp_path)


def test_numbers_that_no_table_names_are_refused(tmp_path: Path) -> None:
    cut = TABLE.replace("[{ row = 4", "[{ row = 3").replace('of = "2:3"', 'of = "2"')
    file_reply(tmp_path, table=cut.replace('unit = "offences"', 'unit = "offences"\nrange = "A1:C3"'))
    assert (
        "1 rows hold numbers and no table of the reading names them, the first of them lines, row 4"
        in refused(tmp_path)
    )


def test_two_replies_of_one_force_never_count_twice(tmp_path: Path) -> None:
    file_reply(tmp_path)
    file_reply(
        tmp_path, "wexley/2026-02-01-1", sheet=SHEET.replace("10", "12").replace("Total,11", "Total,13")
    )
    assert "neither replaces the other" in refused(tmp_path)


def test_a_second_reply_is_confirmed_only_if_one_of_them_counts(tmp_path: Path) -> None:
    file_reply(tmp_path)
    folder = "data/raw/replies/wexley/2026-02-01-1"
    place = file_reply(tmp_path, "wexley/2026-02-01-1", confirmed=False)
    before = (place / "reply.toml").read_text()
    with pytest.raises(DataError, match='replaces = "2026-01-01-1" in the later one'):
        confirm(tmp_path, read_reply(tmp_path, folder, QUESTION), QUESTION, "A. Reader", date(2026, 2, 2))
    assert (place / "reply.toml").read_text() == before
    # As an editor on Windows saves it, with a mark at its beginning.
    (place / "reply.toml").write_text('replaces = "2026-01-01-1"\n' + before, encoding="utf-8-sig")
    confirm(tmp_path, read_reply(tmp_path, folder, QUESTION), QUESTION, "A. Reader", date(2026, 2, 2))
    assert len(counts_table(gather(tmp_path, QUESTION, BODIES), QUESTION)) == 4


def test_a_later_reply_replaces_the_earlier_and_says_what_moved(tmp_path: Path) -> None:
    file_reply(tmp_path)
    file_reply(
        tmp_path,
        "wexley/2026-02-01-1",
        sheet=SHEET.replace("10", "12").replace("Total,11", "Total,13"),
        more='replaces = "2026-01-01-1"\n',
    )
    received = gather(tmp_path, QUESTION, BODIES)
    assert replies_table(received)["state"].tolist() == ["replaced by a later reply", "read"]
    assert counts_table(received, QUESTION)["reply"].unique().tolist() == ["wexley/2026-02-01-1"]
    (change,) = moved(received, QUESTION)
    assert (
        str(change)
        == "crimes recorded, 8L, all, 2016/17: 10 (a.csv, lines, cell B2), now 12 (a.csv, lines, cell B2)"
    )


def test_what_is_wrong_with_a_reply_toml_is_told_together(tmp_path: Path) -> None:
    file_reply(tmp_path, "nowhere/2026-01-01-1")
    file_reply(tmp_path, table=TABLE.replace("counts =", "cuonts ="), outcome="fulll")
    text = refused(tmp_path)
    assert "no such body was asked" in text
    assert "nearest:  counts" in text
    assert "full, partial, refused" in text


BROKEN = {
    "an entry that is none": 'cuonts = ["B"]\n',
    "no TOML": "what is this\n",
    "a replaced one that is not there": 'replaces = "2020-01-01-x"\n',
    "an outcome that is none": 'outcome = "fulll"\n',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_what_is_wrong_in_a_reading_that_nobody_confirmed_stops_nothing_but_itself(
    tmp_path: Path, broken: str
) -> None:
    file_reply(tmp_path, "northmarch/2026-01-01-1")
    place = file_reply(tmp_path, confirmed=False)
    text = (place / "reply.toml").read_text()
    if "outcome" in broken:
        text = text.replace('outcome = "full"\n', "")
    (place / "reply.toml").write_text(broken + text)
    received = gather(tmp_path, QUESTION, BODIES)
    assert replies_table(received)["state"].tolist() == ["read", "received, not read"]
    assert len(counts_table(received, QUESTION)) == 4
    assert find_reply(tmp_path, QUESTION, BODIES, "northmarch").force == "northmarch"
    lines = list(tell_received(received))
    assert lines[1].startswith("wexley/2026-01-01-1: ") and "received, not read" in lines[1]
    assert any("wexley/2026-01-01-1/reply.toml" in line for line in lines[2:])
    # Once a person's name stands there it stops everything, as before.
    (place / "reply.toml").write_text('confirmed_by = "A. Reader"\n' + (place / "reply.toml").read_text())
    assert "wexley/2026-01-01-1/reply.toml" in refused(tmp_path)


def test_the_other_reply_of_a_force_is_found_though_one_is_broken(tmp_path: Path) -> None:
    file_reply(tmp_path, "wexley/2026-01-01-1")
    (file_reply(tmp_path, "wexley/2026-02-01-1", confirmed=False) / "reply.toml").write_text("no toml at all")
    assert find_reply(tmp_path, QUESTION, BODIES, "wexley", "2026-01-01-1").confirmed
    (later,) = [each for each in list_received(tmp_path, QUESTION, BODIES) if each.problems]
    assert later.reply.outcome == "not known yet" and not later.reply.files


def test_a_refusal_holds_no_table_and_names_its_section(tmp_path: Path) -> None:
    file_reply(tmp_path, outcome="refused")
    text = refused(tmp_path)
    assert "a refusal names its section" in text
    assert "no table holds an answer" in text


def test_a_reading_is_confirmed_when_it_can_be_read_and_not_before(tmp_path: Path) -> None:
    folder = file_reply(tmp_path, confirmed=False, more='questions = ["is it all victims?"]\n')
    place = "data/raw/replies/wexley/2026-01-01-1"
    before = (folder / "reply.toml").read_text()
    with pytest.raises(DataError, match="a confirmed reading has no open question"):
        confirm(tmp_path, read_reply(tmp_path, place, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    assert (folder / "reply.toml").read_text() == before
    (folder / "reply.toml").write_text(before.replace('questions = ["is it all victims?"]\n', ""))
    confirm(tmp_path, read_reply(tmp_path, place, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    assert len(counts_table(gather(tmp_path, QUESTION, BODIES), QUESTION)) == 4
    assert not (folder / "counts.json").exists()


def test_all_that_hinders_a_confirmation_is_told_at_once_and_each_of_it_once(tmp_path: Path) -> None:
    questions = 'questions = ["t: \'six\' stands in B3: what does it mean?", "t: is it all victims?"]\n'
    file_reply(tmp_path, confirmed=False, sheet=SHEET.replace("Stalking,1", "Stalking,six"), more=questions)
    reply = read_reply(tmp_path, FOLDER, QUESTION)
    with pytest.raises(DataError) as caught:
        confirm(tmp_path, reply, QUESTION, "A. Reader", date(2026, 1, 2))
    text = str(caught.value)
    assert "a confirmed reading has no open question" in text and text.count("cell B3: ") == 1
    told = "\n".join(tell_checked(check_reply(tmp_path, reply, QUESTION), QUESTION))
    assert "questions (1):\n    t: is it all victims?\n  1 more question is told below" in told
    assert "'six'" not in told


def test_a_file_that_is_missing_or_another_is_told_once(tmp_path: Path) -> None:
    path = file_reply(tmp_path) / "a.csv"
    path.write_text(SHEET.replace("10", "11"))
    assert len(check_reply(tmp_path, read_reply(tmp_path, FOLDER, QUESTION), QUESTION).problems) == 1
    path.unlink()
    assert len(check_reply(tmp_path, read_reply(tmp_path, FOLDER, QUESTION), QUESTION).problems) == 1


@pytest.mark.parametrize(
    ("right", "wrong"), [('["window"]', '["windo"]'), ('gender = "all"', 'gender = "alll"')]
)
def test_a_misspelt_dimension_or_value_is_told_once(tmp_path: Path, right: str, wrong: str) -> None:
    file_reply(tmp_path, table=TABLE.replace(right, wrong))
    with pytest.raises(DataError) as caught:
        read_reply(tmp_path, FOLDER, QUESTION)
    assert len(caught.value.problems) == 1


def test_a_file_that_is_held_back_is_read_once_and_its_counts_kept(tmp_path: Path) -> None:
    folder = file_reply(tmp_path, confirmed=False)
    (folder / "held").mkdir()
    (folder / "a.csv").rename(folder / "held/a.csv")
    text = (folder / "reply.toml").read_text()
    (folder / "reply.toml").write_text(text.replace('name = "a.csv"', 'name = "a.csv"\nheld_back = true'))
    place = "data/raw/replies/wexley/2026-01-01-1"
    confirm(tmp_path, read_reply(tmp_path, place, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    here = gather(tmp_path, QUESTION, BODIES)
    (folder / "held/a.csv").unlink()  # as in a copy that git made
    there = gather(tmp_path, QUESTION, BODIES)
    assert counts_table(there, QUESTION).equals(counts_table(here, QUESTION))
    assert checks_table(there).equals(checks_table(here))
    text = (folder / "reply.toml").read_text()
    (folder / "reply.toml").write_text(
        text.replace('unit = "offences"', 'unit = "offences"\nsame_key = "add"')
    )
    assert "the file is held back, and not in this copy of the project" in refused(tmp_path)


def test_readings_that_needed_nothing_of_a_person_are_counted(tmp_path: Path) -> None:
    drafted = f'drafted = "{reading_hash({**tomllib.loads(TABLE), "outcome": "full"})}"\n'
    file_reply(tmp_path, more=f"{drafted}asked = 0\n")
    file_reply(tmp_path, "northmarch/2026-01-01-1", more=f"{drafted}asked = 2\n")
    stated = '[[stated]]\ncount = 11\nat = { window = "2016/17" }\nplace = "letter"\nwords = "eleven"\n'
    file_reply(tmp_path, "eastmoor/2026-01-01-1", table=TABLE + stated, more=f"{drafted}asked = 0\n")
    told = tell_drafts(list_received(tmp_path, QUESTION, {**BODIES, "eastmoor": ("Eastmoor Police",)}))
    assert told == (
        "Of 3 confirmed readings that were drafted, 1 asked nothing and needed no edit, 1 asked and stand as drafted, "
        "1 were edited."
    )


def test_a_full_reply_says_where_its_answer_stands(tmp_path: Path) -> None:
    file_reply(tmp_path, table="")
    assert "nothing says where the answer stands" in refused(tmp_path)


def test_match_body() -> None:
    assert match_body("northmarch", BODIES) == "northmarch"
    with pytest.raises(ParseError, match="Did you mean 'wexley'"):
        match_body("Wexly Police", BODIES)
    assert list_received(Path("/nowhere"), QUESTION, BODIES) == []


def test_a_question_with_other_dimensions_needs_no_code(tmp_path: Path) -> None:
    question = make_question(
        tomllib.loads(
            'id = "h"\ntitle = "h"\nquestion = "h?"\nends = 2024-03-31\n'
            '[[dimensions]]\nname = "place"\n[[dimensions]]\nname = "year"\nkind = "window"\n'
        )
    )
    table = TABLE.replace('A = "offence"', 'A = "place"').replace('["window"]', '["year"]')
    table = table.replace('fixed = { gender = "all" }', "")
    file_reply(tmp_path, table=table)
    counts = counts_table(gather(tmp_path, question, BODIES), question)
    assert counts["place"].unique().tolist() == ["Harassment", "Stalking"]
    assert counts["year"].iloc[0] == "2016-04-01/2017-03-31"
