"""What was found in a file that is held back is in no draft, no check, no print and no problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from forcefoi.cli import main
from forcefoi.errors import DataError
from forcefoi.question import read_question
from forcefoi.sources.replies.add import Told, add
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.draft import write_draft
from forcefoi.sources.replies.gather import gather

EXERCISE = """
id = "made-up"
title = "A made-up question"
question = "How many?"
ends = 2018-09-24
invented = true
[[dimensions]]
name = "offence"
kind = "category"
values = [{ name = "Stalking" }, { name = "Harassment" }]
[[dimensions]]
name = "gender"
kind = "gender"
[[dimensions]]
name = "window"
kind = "window"
[[bodies]]
id = "wexley"
name = "Wexley Police"
"""
NAMES = re.compile("placeh|quillf|oxenh|zebed|ivor", re.IGNORECASE)


def project(root: Path) -> Path:
    (root / "data/raw").mkdir(parents=True)
    (root / "data/raw/exercise.toml").write_text(EXERCISE)
    return root


def test_what_a_held_file_says_of_people_is_in_no_draft_no_check_and_no_print(tmp_path: Path) -> None:
    root = project(tmp_path)
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Dear Ms Placeholder,\n\nWe refuse part of it under Section 40(2): Sergeant Ivor Quillfeather recorded 14 "
        f"crimes of stalking in 2016/17 {'as well ' * 20} said DC Zebedee Oxenholme.\n\n"
        "Offence\tGender\tOfficer\t2016/17\nStalking\tF\tIvor Quillfeather\t14\nHarassment\tF\tZebedee Oxenholme\t7\n",
        encoding="utf-8",
    )
    told = add(root, "wexley", [letter], Told(received=date(2018, 10, 30)), date(2018, 11, 1))
    assert told.files[0].held
    lines: list[str] = []
    write_draft(root, told.folder, lines.append)
    written = (root / told.folder / "reply.toml").read_text(encoding="utf-8")
    shown = CliRunner().invoke(main, ["--root", str(root), "reply", "show", "wexley"]).output
    checked = CliRunner().invoke(main, ["--root", str(root), "reply", "check", "wexley"]).output
    assert "s.40" in written and "14" in shown and "question" in checked
    for text in (written, "\n".join(lines), shown, checked):
        assert not NAMES.search(text)


def test_a_confirmed_reading_that_fails_stops_the_build_without_a_name(tmp_path: Path) -> None:
    root = project(tmp_path)
    table = tmp_path / "data.csv"
    table.write_text(
        "Officer,Offence,Gender,2016/17\nIvor Quillfeather,Ivor Quillfeather,F,14\n", encoding="utf-8"
    )
    told = add(root, "wexley", [table], Told(received=date(2018, 10, 30), outcome="full"), date(2018, 11, 1))
    assert told.files[0].held
    path = root / told.folder / "reply.toml"
    reading = (
        '[[tables]]\nid = "t1"\nfile = "data.csv"\nplace = "lines"\nheader = ["window"]\ngroup = "t1"\n'
        'measure = "crimes recorded"\nunit = "crimes"\nlabels = { A = "-", B = "offence", C = "gender" }\n'
        'counts = ["D"]\n'
    )
    text = path.read_text(encoding="utf-8").replace('confirmed_by = ""', 'confirmed_by = "Ann"')
    path.write_text(text.replace('confirmed_on = ""', "confirmed_on = 2018-11-01") + "\n" + reading)
    question = read_question(root)
    with pytest.raises(DataError) as error:
        gather(root, question, read_bodies(root, question))
    assert "not an offence" in str(error.value)
    assert not NAMES.search(str(error.value))


def test_a_column_of_officers_is_held_back_where_years_stand_in_its_header(tmp_path: Path) -> None:
    root = project(tmp_path)
    table = tmp_path / "data.csv"
    table.write_text("Officer,2016,2017/18\nZebedee Oxenholme,14,3\nPemberley Vance,1,2\n", encoding="utf-8")
    told = add(root, "wexley", [table], Told(received=date(2018, 10, 30)), date(2018, 11, 1))
    assert [(find.kind, find.place) for find in told.files[0].looked.finds] == [
        ("name", "lines, column A, 2 cells")
    ]
