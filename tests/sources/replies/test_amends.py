"""A later reply that gives some figures anew, and one that replaces an earlier and loses figures of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.replies.replies import QUESTION
from tests.sources.replies.test_gather import BODIES, TABLE, file_reply, refused

from forcefoi.errors import DataError
from forcefoi.sources.replies.check import check_reply
from forcefoi.sources.replies.confirm import confirm
from forcefoi.sources.replies.figures import reply_figures
from forcefoi.sources.replies.gather import gather
from forcefoi.sources.replies.read_reply import read_reply
from forcefoi.sources.replies.revision import moved
from forcefoi.sources.replies.tables import counts_table, replies_table
from forcefoi.sources.replies.told import tell_checked

FIRST, SECOND, THIRD = "2026-01-01-1", "2026-02-01-1", "2026-03-01-1"
ONE = TABLE[: TABLE.index("totals")].replace("B:C", "B")
AMENDS = f'amends = "{FIRST}"\n'
LETTER = "Offence,2016/17\nHarassment,12\n"


def amend(root: Path, sheet: str = LETTER, folder: str = SECOND, more: str = AMENDS, table: str = ONE) -> str:
    file_reply(root, f"wexley/{folder}", sheet=sheet, table=table, more=more)
    return f"data/raw/replies/wexley/{folder}"


def told(root: Path, folder: str) -> str:
    checked = check_reply(root, read_reply(root, folder, QUESTION), QUESTION)
    lines = [*tell_checked(checked, QUESTION), *map(str, checked.problems)]
    return "\n".join(lines)


def figures(root: Path) -> dict[tuple[str, int], int]:
    table, _ = reply_figures(gather(root, QUESTION, BODIES), {"wexley": "Wexley Police"})
    return {(row["offences"], row["window_start"].year): row["low"] for _, row in table.iterrows()}


def test_one_figure_is_amended_and_all_others_stand(tmp_path: Path) -> None:
    file_reply(tmp_path)
    folder = amend(tmp_path)
    assert figures(tmp_path) == {("8L", 2016): 12, ("8L", 2017): 1, ("8Q", 2016): 1, ("8Q", 2017): 2}
    received = gather(tmp_path, QUESTION, BODIES)
    notes = reply_figures(received, {"wexley": "Wexley Police"})[0]["note"].tolist()
    assert [each for each in notes if each] == [
        "the reply of wexley/2026-01-01-1 gave 10 (a.csv, lines, cell B2)"
    ]
    assert replies_table(received)["state"].tolist() == ["read", "read"]
    assert len(counts_table(received, QUESTION)) == 4
    (change,) = moved(received, QUESTION)
    line = "crimes recorded, 8L, all, 2016/17: 10 (a.csv, lines, cell B2), now 12 (a.csv, lines, cell B2)"
    assert str(change) == line
    assert f"amends {FIRST}, all else of which stands (1):\n    {line}" in told(tmp_path, folder)


def test_what_it_counts_is_what_the_earlier_reply_does(tmp_path: Path) -> None:
    file_reply(tmp_path, table=TABLE + 'measure = "incidents recorded"\n')
    folder = amend(tmp_path)
    assert "incidents recorded, 8L" in told(tmp_path, folder)
    amend(tmp_path, folder=THIRD, table=ONE + 'measure = "victims"\n')
    assert "leave out measure" in told(tmp_path, f"data/raw/replies/wexley/{THIRD}")


def test_a_figure_that_is_not_there_is_not_amended(tmp_path: Path) -> None:
    file_reply(tmp_path)
    amend(tmp_path, LETTER.replace("2016", "2014").replace("/17", "/15"))
    text = refused(tmp_path)
    assert f"{FIRST} has no figure of crimes recorded for 8L, all, 2014/15" in text
    assert "it has 8L, all, 2016/17; 8L, all, 2017/18" in text


def test_of_two_that_amend_one_figure_the_later_holds(tmp_path: Path) -> None:
    file_reply(tmp_path)
    amend(tmp_path)
    amend(tmp_path, LETTER.replace("12", "14"), THIRD)
    assert figures(tmp_path)["8L", 2016] == 14
    amend(tmp_path, folder="2026-04-01-1", more=f'amends = "{SECOND}"\n')
    assert f'amends = "{FIRST}"' in refused(tmp_path)


def test_a_reply_that_replaces_the_earlier_replaces_what_amended_it(tmp_path: Path) -> None:
    file_reply(tmp_path)
    amend(tmp_path)
    file_reply(tmp_path, f"wexley/{THIRD}", more=f'replaces = "{FIRST}"\n')
    received = gather(tmp_path, QUESTION, BODIES)
    assert replies_table(received)["state"].tolist() == ["replaced by a later reply"] * 2 + ["read"]
    assert [str(each.before) for each in moved(received, QUESTION)] == ["12", "10"]
    assert figures(tmp_path)["8L", 2016] == 10


def test_nothing_is_amended_of_a_reply_that_is_not_confirmed(tmp_path: Path) -> None:
    file_reply(tmp_path, confirmed=False)
    amend(tmp_path)
    assert f"{FIRST} is not confirmed" in refused(tmp_path)
    amend(tmp_path / "alone")
    assert "there is no such folder" in refused(tmp_path / "alone")


def test_a_whole_that_its_amended_parts_no_longer_make_up_must_be_accepted(tmp_path: Path) -> None:
    sheet = "Offence,Gender,2016/17\nHarassment,All,30\nHarassment,Female,20\nHarassment,Male,10\n"
    split = 'labels = { A = "offence", B = "gender" }\ncounts = ["C"]\nheader = ["window"]\n'
    table = TABLE[: TABLE.index("labels")] + split
    file_reply(tmp_path, sheet=sheet, table=table)
    amend(tmp_path, sheet="Offence,Gender,2016/17\nHarassment,Female,22\n", table=table)
    text = refused(tmp_path)
    assert "as amended, t: 2016/17, 8L, all of gender" in text and "they differ by 2" in text


def test_figures_that_are_gone_must_be_accepted(tmp_path: Path) -> None:
    file_reply(tmp_path)
    folder = amend(tmp_path, more=f'replaces = "{FIRST}"\n')
    text = told(tmp_path, folder)
    assert "3 figures of the earlier reply are gone (crimes recorded, 8L, all, 2017/18; " in text
    assert f'amends = "{FIRST}" in place of replaces' in text
    path = tmp_path / folder / "reply.toml"
    path.write_text(path.read_text().replace('confirmed_by = "A. Reader"\nconfirmed_on = 2026-01-02\n', ""))
    reply = read_reply(tmp_path, folder, QUESTION)
    with pytest.raises(DataError, match="3 figures of the earlier reply are gone"):
        confirm(tmp_path, reply, QUESTION, "A. Reader", date(2026, 2, 2))
    accepted = (
        '[[accepted]]\ncheck = "figures of the earlier reply"\ndifference = -3\nbecause = "so"\nby = "A"\n'
    )
    path.write_text(f"{path.read_text()}\n{accepted}")
    confirm(tmp_path, read_reply(tmp_path, folder, QUESTION), QUESTION, "A. Reader", date(2026, 2, 2))
    assert figures(tmp_path) == {("8L", 2016): 12}


def test_what_is_given_in_parts_is_not_gone(tmp_path: Path) -> None:
    split = 'labels = { A = "offence", B = "gender" }\ncounts = ["C"]\nheader = ["window"]\n'
    file_reply(tmp_path, sheet="Offence,2016/17\nHarassment,10\n", table=ONE)
    sheet = "Offence,Gender,2016/17\nHarassment,Female,7\nHarassment,Male,5\n"
    folder = amend(
        tmp_path, sheet, more=f'replaces = "{FIRST}"\n', table=TABLE[: TABLE.index("labels")] + split
    )
    assert "gone" not in told(tmp_path, folder)
    amend(tmp_path, sheet[: sheet.index("Harassment,Male")], THIRD, f'replaces = "{FIRST}"\n',
          TABLE[: TABLE.index("labels")] + split)  # fmt: skip
    assert "1 figure of the earlier reply is gone" in told(tmp_path, f"data/raw/replies/wexley/{THIRD}")


def test_it_amends_or_replaces(tmp_path: Path) -> None:
    file_reply(tmp_path)
    amend(tmp_path, more=f'{AMENDS}replaces = "{FIRST}"\n')
    assert "not both" in refused(tmp_path)
