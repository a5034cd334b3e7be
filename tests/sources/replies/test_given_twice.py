"""No crime counts twice across tables: by a copy of a sheet, an amended one, or a force's beside its divisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.sources.replies.replies import FOLDER, QUESTION
from tests.sources.replies.test_gather import BODIES

from forcefoi.errors import DataError
from forcefoi.files import digest
from forcefoi.sources.replies.check import Checked, check_reply
from forcefoi.sources.replies.confirm import confirm
from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.figures import reply_figures
from forcefoi.sources.replies.gather import gather
from forcefoi.sources.replies.grid import Document, Grid
from forcefoi.sources.replies.opening import read
from forcefoi.sources.replies.read_reply import read_reply

Sheets = dict[str, tuple[tuple[int, int], tuple[int, int]]]
SEVENTEEN = ((1410, 300), (91, 17))
COPY: Sheets = {"2016-17": ((1200, 280), (80, 15)), "2017-18": SEVENTEEN, "2017-18 (2)": SEVENTEEN}
AMENDED: Sheets = {**dict(list(COPY.items())[:2]), "2017-18 amended": ((1415, 300), (91, 17))}
AREAS: Sheets = {
    "North 2016-17": ((60, 10), (7, 1)), "South 2016-17": ((40, 9), (5, 2)), "North 2017-18": ((81, 12), (9, 3)),
    "South 2017-18": ((95, 10), (6, 1)), "Force 2016-17": ((100, 19), (12, 3)), "Force 2017-18": ((176, 22), (15, 4)),
}  # fmt: skip


def write(path: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, (harassment, stalking) in sheets.items():
        sheet = book.create_sheet(name)
        rows: list[list[Any]] = [
            ["Offence", "Female", "Male"],
            ["Harassment", *harassment],
            ["Stalking", *stalking],
        ]
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def filed(root: Path, sheets: Sheets, more: dict[str, str] | None = None, asked: str = "") -> Path:
    """A reply whose sheets are all in one group; `more` is what the reading says of a sheet in its place."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    path = write(folder / "a.xlsx", sheets)
    text = 'force = "wexley"\nreference = "1"\nreceived = 2026-01-01\noutcome = "full"\n'
    text += f'[[files]]\nname = "a.xlsx"\nsha256 = "{digest(path.read_bytes())}"\n'
    for name in sheets:
        year = f"20{name.partition('20')[2][:5]}"
        text += f"""
[[tables]]
id = "{name}"
file = "a.xlsx"
place = "sheet '{name}'"
unit = "crimes"
labels = {{ A = "offence" }}
counts = ["B:C"]
header = ["gender"]
fixed = {{ window = "{year}" }}
{(more or {}).get(name, 'group = "all"')}
"""
    (folder / "reply.toml").write_text(text)
    return root


def checked(root: Path) -> Checked:
    return check_reply(root, read_reply(root, FOLDER, QUESTION), QUESTION)


@pytest.mark.parametrize(
    ("sheets", "later"), [(COPY, "2017-18 (2)"), (AMENDED, "2017-18 amended")], ids=["copy", "amended"]
)
def test_a_copy_or_an_amended_sheet_is_not_added_to_its_original(
    tmp_path: Path, sheets: Sheets, later: str
) -> None:
    (problem,) = checked(filed(tmp_path, sheets)).problems
    told = str(problem)
    assert f"[[tables]] {later} is added to 2017-18 (group 'all')" in told and "and 3 more" in told
    assert "cell B2" in told and 'use = "check"' in told and "8L, female, 2017/18" in told
    with pytest.raises(DataError, match="is added to 2017-18"):
        confirm(tmp_path, read_reply(tmp_path, FOLDER, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))


def test_a_sheet_that_only_checks_is_compared_and_gives_no_figure_twice(tmp_path: Path) -> None:
    root = filed(tmp_path, COPY, {"2017-18 (2)": 'use = "check"'})
    found = checked(root)
    assert not found.problems and not found.differences
    assert sum(check.status == "agrees" for check in found.checks) == 4
    confirm(root, read_reply(root, FOLDER, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    figures, _ = reply_figures(gather(root, QUESTION, BODIES), {"wexley": "Wexley"})
    assert len(figures) == 8 and 1410 in set(figures["low"]) and 2820 not in set(figures["low"])
    amended = filed(tmp_path / "amended", AMENDED, {"2017-18 amended": 'use = "check"'})
    (difference,) = checked(amended).differences
    assert difference.difference == 5 and "1,410" in str(difference) and "1,415" in str(difference)


def test_divisions_are_added_where_both_say_so_and_their_whole_is_not(tmp_path: Path) -> None:
    part = 'group = "all"\nsame_key = "add to others"'
    divisions = {name: part for name in AREAS if not name.startswith("Force")}
    problems = checked(filed(tmp_path / "whole", AREAS, divisions)).problems
    # Each force's sheet against each of its two divisions.
    assert len(problems) == 4 and all("[[tables]] Force" in problem.why for problem in problems)
    only = filed(tmp_path / "one", AREAS, {**divisions, "South 2017-18": 'group = "all"'})
    assert any("South 2017-18 is added to North 2017-18" in each.why for each in checked(only).problems)

    both = {**divisions, "South 2017-18": f'{part}\nuse = "check"'}
    only = filed(tmp_path / "check", AREAS, both)
    assert any("South 2017-18 is added to North 2017-18" in each.why for each in checked(only).problems)

    whole = {name: 'group = "force"\nuse = "check"' for name in AREAS if name.startswith("Force")}
    root = filed(tmp_path / "right", AREAS, divisions | whole)
    found = checked(root)
    assert not found.problems and not found.differences and len(found.checks) == 8
    confirm(root, read_reply(root, FOLDER, QUESTION), QUESTION, "A. Reader", date(2026, 1, 2))
    figures, _ = reply_figures(gather(root, QUESTION, BODIES), {"wexley": "Wexley"})
    assert sorted(figures["low"])[-2:] == [100, 176]


def test_a_whole_that_a_reading_calls_a_part_is_a_difference(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in AREAS.items() if name.endswith("2017-18")}
    root = filed(tmp_path, sheets, dict.fromkeys(sheets, 'group = "all"\nsame_key = "add to others"'))
    found = checked(root)
    assert not found.problems
    (difference,) = found.differences
    assert difference.difference == -217 and "has their numbers in each of its 4 cells" in str(difference)
    # One number that is another, and nothing says that it is their sum.
    other = {**sheets, "Force 2017-18": ((177, 22), (15, 4))}
    root = filed(tmp_path / "other", other, dict.fromkeys(other, 'group = "all"\nsame_key = "add to others"'))
    assert not checked(root).differences


def test_a_table_that_is_added_to_others_refuses_two_such_rows_of_its_own(tmp_path: Path) -> None:
    sheets = {"2017-18": SEVENTEEN}
    root = filed(
        tmp_path,
        sheets,
        {"2017-18": 'same_key = "add to others"\nvalues = { offence = { "Stalking" = "8L" } }'},
    )
    assert any("it counts the same as" in problem.why for problem in checked(root).problems)


def drafted(tmp_path: Path, sheets: Sheets) -> Draft:
    return draft_reply([read(write(tmp_path / "a.xlsx", sheets), "a.xlsx")], QUESTION)


@pytest.mark.parametrize(("sheets", "other"), [(COPY, "none"), (AMENDED, "1")], ids=["copy", "amended"])
def test_a_sheet_is_compared_with_each_before_it_and_not_with_the_first_alone(
    tmp_path: Path, sheets: Sheets, other: str
) -> None:
    draft = drafted(tmp_path, sheets)
    (asked,) = draft.questions
    assert asked.startswith(f"t3: it counts the same as t2 in 4 cells, {other} of them with other numbers")
    assert [each.entry.get("use") for each in draft.sketches] == [None, None, "check"]
    assert [each.entry["group"] for each in draft.sketches] == ["t1", "t1", "t3"]


def test_the_sheets_of_divisions_and_of_their_whole_are_each_asked(tmp_path: Path) -> None:
    draft = drafted(tmp_path, AREAS)
    assert [each.entry["group"] for each in draft.sketches] == ["t1", "t2", "t1", "t4", "t5", "t6"]
    assert [asked.partition(":")[0] for asked in draft.questions] == ["t2", "t4", "t5", "t6"]
    assert "t6 has the numbers of t3 and t4 added: is it their whole?" in draft.questions[-1]


def test_a_measure_holds_no_year_as_the_next_years_table_counts_the_same() -> None:
    def grid(year: str, first: int) -> Grid:
        rows = [[f"Calls received from victims in {year}", "", ""], ["Offence", "Female", "Male"],
                ["Harassment", first, 20], ["Stalking", 5, 6]]  # fmt: skip
        return Grid(f"table {first}", rows)

    document = Document("a.docx", "docx", grids=(grid("2016/17", 40), grid("2017/18", 50)))
    sketches = draft_reply([document], QUESTION).sketches
    assert [each.entry["measure"] for each in sketches] == ["Calls received from victims"] * 2
    assert [each.entry["group"] for each in sketches] == ["t1", "t1"]
