"""A reply that came this morning: filed, drafted, checked, confirmed, and on the force's page with its cell.

The reply is made up, and filed in a copy of the project that is thrown away.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import xlsxwriter
from journey import run, typed
from tests.analysis.disclosure_scan import scan

from forcefoi.analysis.disclosure import given_away
from forcefoi.analysis.disclosure.audit_figures import audit_figures
from forcefoi.exercise import read_exercise
from forcefoi.processed.tables import figures_as_given
from forcefoi.question import read_question
from forcefoi.sources.forces import read_forces
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.gather import gather

FORCEFOI = ".venv/bin/forcefoi"
ROWS = [
    ["Invented reply, made for a test"],
    ["Offence", "2016/17", "2017/18", "01/04/2018 - 24/09/2018"],
    ["3B Threats to kill", 100, 120, 60],
    ["8L Harassment", 900, 950, "<5"],
    ["8Q Stalking", 50, "<5", 31],
    ["Total", 1050, 1073, 94],
]
READING = """
[[tables]]
id = "all"
file = "surrey.xlsx"
place = "sheet 'Data'"
range = "A2:D6"
unit = "offences"
header = ["window"]
labels = { A = "offence" }
counts = ["B:D"]
fixed = { gender = "female" }
totals = [{ row = 6, of = "3:5" }]
"""


# With the women of 8Q in 2017/18 these are all of it, so that their "<5" is two.
OTHERS = [["Stalking (8Q)", "2017/18"], ["Male", 10], ["Not recorded", 0], ["All", 12]]
OTHERS_READING = """
[[tables]]
id = "others"
file = "surrey.xlsx"
place = "sheet 'Others'"
unit = "offences"
header = ["window"]
labels = { A = "gender" }
counts = ["B"]
fixed = { offence = "8Q" }
not_totals = ["4"]
[[accepted]]
check = "others: 8Q, 2017/18, all of gender, and its parts"
difference = 2
because = "women are not listed"
by = "A. Reader"
"""


def workbook(path: Path, rows: list[list[object]], **more: list[list[object]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    for name, own in {"Data": rows, **more}.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(own):
            sheet.write_row(at, 0, row)
    book.close()


def reading_of(made: Path) -> Path:
    return next((made / "data/raw/replies/surrey").glob("*/reply.toml"))


def answer(path: Path, reading: str = READING) -> None:
    """What a journalist does with a draft: the reading is written, the questions are taken out."""
    text = re.sub(r"(?ms)^(questions|guesses) = \[.*?^\]\n", "", path.read_text(encoding="utf-8"))
    text = text.split("[[tables]]")[0].replace('outcome = "not known yet"', 'outcome = "full"')
    path.write_text(text + reading, encoding="utf-8")


def test_a_reply_becomes_figures_with_their_cells_once_it_is_confirmed(made: Path) -> None:
    workbook(made / "surrey.xlsx", ROWS)
    added = run(
        f'{FORCEFOI} reply add "Surrey Police" surrey.xlsx --received 2018-10-30 --reference 123/18', made
    )
    assert added.returncode == 0, added.stderr
    assert "sheet 'Data': 6 rows, 4 columns" in added.stdout
    drafted = run(f"{FORCEFOI} reply draft surrey", made)
    assert drafted.returncode == 0, drafted.stderr
    assert "[[tables]]" in reading_of(made).read_text(encoding="utf-8")

    unread = run(f"{FORCEFOI} data && {FORCEFOI} reply list", made)
    assert "surrey/2018-10-30-123-18: full; received, not read" in unread.stdout
    assert "surrey.xlsx" not in (made / "data/processed/figures.csv").read_text(encoding="utf-8")

    answer(reading_of(made))
    checked = run(f"{FORCEFOI} reply check surrey", made)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "9 counts of crimes recorded (offences), 2,213 to 2,219 in all" in checked.stdout
    confirmed = run(f'{FORCEFOI} reply confirm surrey --by "A. Reader"', made)
    assert confirmed.returncode == 0, confirmed.stderr
    made_page = run(f"{FORCEFOI} report surrey", made)
    assert made_page.returncode == 0, made_page.stderr
    page = (made / "reports/forces/surrey.html").read_text(encoding="utf-8")
    assert "surrey.xlsx, sheet 'Data', cell B3" in unescape(page)
    assert "own reply has been read" in page
    assert "The reply itself has not been seen" not in page
    assert (made / "reports/replies.html").is_file()
    slice_ = json.loads((made / "data/processed/forces/surrey.json").read_text(encoding="utf-8"))
    columns = slice_["figures"]["columns"]
    hidden = [
        dict(zip(columns, row, strict=True))
        for row in slice_["figures"]["data"]
        if row[columns.index("status")] == "below threshold"
    ]
    assert {(row["offences"], row["low"], row["high"]) for row in hidden} >= {("8L", 1, 4), ("8Q", 1, 4)}


def test_no_two_of_all_pages_and_downloads_give_a_held_back_count_away(made: Path) -> None:
    workbook(made / "surrey.xlsx", ROWS, Others=OTHERS)
    typed("reply add surrey surrey.xlsx --received 2018-10-30 --reference 123/18", made)
    answer(reading_of(made), READING + OTHERS_READING)
    confirmed = typed('reply confirm surrey --by "A. Reader"', made)
    assert confirmed.returncode == 0, confirmed.stderr
    done = run("make", made)
    assert done.returncode == 0, done.stderr
    exercise, forces, question = read_exercise(made), read_forces(made), read_question(made)
    received = gather(made, question, read_bodies(made, question))
    given, _ = figures_as_given(made, exercise, forces, received)
    threshold = question.suppression.threshold
    assert audit_figures(given, exercise, threshold).given_away, (
        "nothing would be given away, so nothing is tested"
    )
    assert given_away(scan(made, given, forces, exercise), given, exercise, threshold) == ()


def test_a_later_reply_replaces_the_earlier_and_names_the_findings_on_what_moved(made: Path) -> None:
    workbook(made / "surrey.xlsx", ROWS)
    typed("reply add surrey surrey.xlsx --received 2018-10-30 --reference 123/18", made)
    answer(reading_of(made))
    assert typed('reply confirm surrey --by "A. Reader"', made).returncode == 0
    assert run(f"{FORCEFOI} report surrey", made).returncode == 0

    newer = made / "newer/surrey.xlsx"
    newer.parent.mkdir()
    workbook(newer, [*ROWS[:3], ["8L Harassment", 910, 950, "<5"], ROWS[4], ["Total", 1060, 1073, 94]])
    typed("reply add surrey newer/surrey.xlsx --received 2018-12-03 --reference 123/18-review", made)
    later = next((made / "data/raw/replies/surrey").glob("2018-12-03*/reply.toml"))
    answer(later)
    text = later.read_text(encoding="utf-8")
    later.write_text(text.replace('replaces = ""', 'replaces = "2018-10-30-123-18"'), encoding="utf-8")
    confirmed = typed('reply confirm surrey 123/18-review --by "A. Reader"', made)
    assert confirmed.returncode == 0, confirmed.stderr
    told = typed("data", made)
    assert told.returncode == 0, told.stderr
    assert "counts moved: 1, new: " in told.stderr
    assert "8L, female, 2016/17: 900 (surrey.xlsx, sheet 'Data', cell B4), now 910" in told.stderr
    assert "reports/forces/surrey.html" in told.stderr and "numbers stand on what changed" in told.stderr
    figures = (made / "data/processed/figures.csv").read_text(encoding="utf-8")
    assert figures.count("surrey-8l-female-2016-04-01-2017-03-31-reply") == 1


def test_a_reply_that_contradicts_itself_stops_the_build_and_nothing_is_lost(made: Path) -> None:
    workbook(made / "surrey.xlsx", [*ROWS[:-1], ["Total", 1054, 1073, 94]])
    typed("reply add surrey surrey.xlsx --received 2018-10-30 --reference 123/18", made)
    answer(reading_of(made))
    text = reading_of(made).read_text(encoding="utf-8")
    refused = typed('reply confirm surrey --by "A. Reader"', made)
    assert refused.returncode == 1 and "Traceback" not in refused.stderr
    assert "they differ by 4" in refused.stderr
    assert reading_of(made).read_text(encoding="utf-8") == text
    text = text.replace('confirmed_by = ""', 'confirmed_by = "A. Reader"').replace(
        'confirmed_on = ""', "confirmed_on = 2018-11-01"
    )
    reading_of(made).write_text(text, encoding="utf-8")
    before = (made / "data/processed/figures.csv").read_bytes()
    stopped = run("make", made)
    assert stopped.returncode == 2 and "1,050 (surrey.xlsx, added) and 1,054" in stopped.stderr
    assert (made / "data/processed/figures.csv").read_bytes() == before


def test_what_the_figures_withhold_is_on_no_page_and_in_no_download_of_the_reply(made: Path) -> None:
    """A newspaper's count over both windows and the reply's later window would give the earlier one away."""
    rows = [["Offence", "2017/18", "01/04/2018 - 24/09/2018"], ["Stalking", "<5", 71], ["8L Harassment", 2992, 2005],
            ["Total", 2994, 2076]]  # fmt: skip
    workbook(made / "kent.xlsx", rows)
    typed("reply add kent kent.xlsx --received 2018-10-30 --reference 9/18", made)
    path = next((made / "data/raw/replies/kent").glob("*/reply.toml"))
    reading = READING.replace("surrey", "kent").replace("A2:D6", "A1:C4").replace("B:D", "B:C")
    text = path.read_text(encoding="utf-8").replace('outcome = "not known yet"', 'outcome = "full"')
    path.write_text(text + reading.replace("row = 6", "row = 4").replace("3:5", "2:3"), encoding="utf-8")
    confirmed = typed('reply confirm kent --by "A. Reader"', made)
    assert confirmed.returncode == 0, confirmed.stderr
    told = typed("data", made)
    for name in re.findall(r"claim (\S+):", told.stderr):
        typed(f'claims accept {name} --because "a test"', made)
    assert run(f"{FORCEFOI} report kent", made).returncode == 0
    tables = [(made / f"data/processed/{name}.csv").read_text(encoding="utf-8")
              for name in ("figures", "reply_counts", "reply_checks")]  # fmt: skip
    for table in tables:
        assert not re.search(r"(?<=,)(71|2994|2076)(?=,)", table), table
    assert "[c]" in (made / "reports/replies.html").read_text(encoding="utf-8")
    page = (made / "reports/forces/kent.html").read_text(encoding="utf-8")
    assert "the reply, as read, does not give it" in page
