"""Bad input gets one clear message that names file, row, column, value, what is allowed and the nearest spelling,
and nothing in data/processed/ is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from forcefoi.errors import DataError
from forcefoi.processed import build

PUBLISHED = "published_figures.csv"
RECORDED = "reference/recorded_crime_by_quarter.csv"
POPULATION = "reference/population.csv"
FORCES = "reference/forces.csv"
HARASSMENT = (
    "kent-harassment-kg-1,kent,harassment,female,2017-04-01,2018-03-31,2017-18,stated,2992,exact,incidents"
)


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / "data" / "raw" / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}: the test would change nothing"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(root: Path) -> str:
    """The message that a person reads when the data can't be built; data/processed/ must not be there after it."""
    with pytest.raises(DataError) as error:
        build(root)
    assert not (root / "data" / "processed").exists()
    return str(error.value)


# name of the case, file, what stands there, what it becomes, what the message must say
CASES = [
    (
        "unknown force",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace(",kent,", ",Knet,"),
        ["data/raw/published_figures.csv, row 9, column 'force'", "'Knet'", "nearest:", "kent"],
    ),
    (
        "unknown offence",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace(",harassment,", ",harrasment,"),
        ["row 9, column 'offences'", "'harrasment'", "nearest:  harassment"],
    ),
    (
        "window that ends before it begins",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace("2018-03-31", "2016-03-31"),
        ["row 9, column 'window_end'", "it ends before it begins", "'2016-03-31'"],
    ),
    (
        "a day that the calendar does not have",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace("2018-03-31", "2018-02-30"),
        ["row 9, column 'window_end'", "the calendar has no such day", "2018-09-24 or 24/09/2018"],
    ),
    (
        "printed on a day that has not come",
        PUBLISHED,
        "Kentish Gazette,2018-12-20,http://www.pressreader.com/uk/kentish-gazette-canterbury-district/20181220/"
        "282136407515701,\n",
        "Kentish Gazette,2098-12-20,http://www.example.org/1,\n",
        [
            "row 9, column 'published': nothing can have been printed then",
            "'2098-12-20'",
            "today or an earlier day",
        ],
    ),
    (
        "printed before its window began",
        PUBLISHED,
        "Kentish Gazette,2018-12-20,http://www.pressreader.com/uk/kentish-gazette-canterbury-district/20181220/"
        "282136407515701,\n",
        "Kentish Gazette,2016-01-01,http://www.example.org/1,\n",
        [
            "row 9, column 'published': it was printed before the window that it counts ends (2018-03-31)",
            "'2016-01-01'",
            "allowed:  2018-03-31 or a later day; empty where it was not seen",
        ],
    ),
    (
        "a window that ends after it was printed",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace("2018-03-31", "2099-03-31"),
        ["row 9, column 'published'", "window that it counts ends (2099-03-31)", "published, or window_end"],
    ),
    (
        "a window in the future, and no day of the page",
        PUBLISHED,
        "psni,threats to kill,female,2017-04-01,2018-03-31",
        "psni,threats to kill,female,2017-04-01,2099-03-31",
        ["row 16, column 'window_end'", "'2099-03-31'", "2026-11-24 or an earlier day", "in published"],
    ),
    (
        "the same figure twice in one source",
        PUBLISHED,
        "kent-harassment-kg-2,kent,harassment,female,2018-04-01,2018-09-24",
        "kent-harassment-kg-2,kent,harassment,female,2017-04-01,2018-03-31",
        ["row 10", "the same figure of the same source stands in row 9", "keep one of the two"],
    ),
    (
        "windows of one source that overlap in part",
        PUBLISHED,
        "kent-harassment-kg-2,kent,harassment,female,2018-04-01,2018-09-24",
        "kent-harassment-kg-2,kent,harassment,female,2018-01-01,2018-09-24",
        ["row 10", "overlaps the one in row 9 (2017/18) in part", "correct the dates"],
    ),
    (
        "an id twice",
        PUBLISHED,
        "kent-harassment-kg-2,",
        "kent-harassment-kg-1,",
        ["row 10, column 'id'", "this id stands there twice"],
    ),
    (
        "a negative published count",
        PUBLISHED,
        ",2992,exact,",
        ",-2992,exact,",
        ["row 9, column 'count'", "'-2992'", "negative"],
    ),
    (
        "no publisher",
        PUBLISHED,
        "incidents,Kentish Gazette",
        "incidents,",
        ["row 9, column 'publisher'", "the cell is empty"],
    ),
    (
        "a class before it was one",
        PUBLISHED,
        HARASSMENT,
        HARASSMENT.replace(",harassment,", ",8R,")
        .replace("2017-04-01,2018", "2016-04-01,2017")
        .replace("2018-03-31", "2017-03-31"),
        ["row 9, column 'offences'", "not recorded on its own before 2017-04-01", "no such class"],
    ),
    (
        "women that are more than all victims",
        PUBLISHED,
        "cumbria-all-nw-2,cumbria,all,not recorded,",
        "cumbria-all-nw-2,cumbria,all,all,",
        [
            "the figures of cumbria contradict each other",
            "victims by gender (667) are more than all victims (172)",
        ],
    ),
    (
        "nobody living there",
        POPULATION,
        ",1846478,938807",
        ",0,938807",
        ["column 'persons_2018'", "nobody lives"],
    ),
    (
        "a group twice",
        "exercise.toml",
        'name = "stalking"\n',
        'name = "harassment"\n',
        ["[[groups]] harassment", "twice"],
    ),
    (
        "too much winsorised",
        "exercise.toml",
        "winsorise = 0.1",
        "winsorise = 0.6",
        ["winsorise is 0.6", "under 0.5"],
    ),
    (
        "a nation that is none",
        "exercise.toml",
        '"England", "Wales"]',
        '"England", "Wale"]',
        ["[funnel]", "'Wale'"],
    ),
    (
        "a slug with a path in it",
        FORCES,
        "\ncumbria,",
        "\n../cumbria,",
        ["row 3, column 'force'", "not a slug"],
    ),
    (
        "an alias of two forces",
        FORCES,
        "|Met|",
        "|Kent|",
        ["forces.csv", "column 'aliases'", "stands for two"],
    ),
    (
        "no class in a group",
        "exercise.toml",
        'surely = ["8Q"]',
        "surely = []",
        ["[[groups]] stalking", "surely inside"],
    ),
    (
        "a list that is text",
        "exercise.toml",
        'aliases = ["harassment and',
        'aliases = "x" # ["',
        ["a list in square"],
    ),
    ("notes that are a list", "exercise.toml", "[notes]", "[[notes]]", ["exercise.toml", "wrong shape"]),
    (
        "a label that is a number",
        "exercise.toml",
        'label = "stalking"',
        "label = 3",
        ["label is 3", "text in quotes"],
    ),
    (
        "a kind that is none",
        "exercise.toml",
        'kind = "territorial"',
        'kind = "teritorial"',
        ["[funnel] needs a kind"],
    ),
    (
        "a break for a force that is none",
        "exercise.toml",
        'elsewhere = ["police-scotland", "psni"]',
        'elsewhere = ["police-scotlnd"]',
        ["[[breaks]]", "'police-scotlnd'", "nearest:  police-scotland"],
    ),
    (
        "an id with a space in it",
        PUBLISHED,
        "kent-harassment-kg-2,",
        "kent harassment 2,",
        ["row 10, column 'id'", "'kent harassment 2'", "holds a space"],
    ),
    (
        "one page under two publishers",
        PUBLISHED,
        "incidents,Kentish Gazette",
        "incidents,The Kentish Gazette",
        ["column 'publisher'", "another row gives the same address"],
    ),
    (
        "a recorded count of twenty digits",
        RECORDED,
        "kent,2017-07-01,2017-09-30,377,",
        "kent,2017-07-01,2017-09-30,99999999999999999999,",
        ["column '3B'", "more than 10 digits"],
    ),
    (
        "negative residents",
        POPULATION,
        "1846478,938807",
        "-1846478,938807",
        ["population.csv, row 21, column 'persons_2018'", "it is negative"],
    ),
    (
        "no residents of a territorial force",
        POPULATION,
        "metropolitan,E23000001,Metropolitan Police,8660243,8762413,8817347,8899375,4455233,3559714\n",
        "",
        ["population.csv", "there is no row for metropolitan"],
    ),
    (
        "a tile left of the map",
        FORCES,
        ",6,8\nsussex",
        ",-6,8\nsussex",
        ["column 'tile_column'", "it is negative"],
    ),
    (
        "a number in quotes",
        "exercise.toml",
        "asked = 47",
        'asked = "47"',
        ["asked is '47'", "a whole number"],
    ),
    (
        "a day in quotes",
        "exercise.toml",
        "day = 2018-04-01",
        'day = "2018-04-01"',
        ["[[breaks]]", "a day without quotes"],
    ),
    (
        "a note that is gone",
        "exercise.toml",
        "crimes = ",
        "crime = ",
        ["exercise.toml", "'crimes'", "missing"],
    ),
    (
        "a funnel of a year without residents",
        "exercise.toml",
        "window = { start = 2017-04-01, end = 2018-03-31 }",
        "window = { start = 2014-04-01, end = 2015-03-31 }",
        ["[funnel]", "2014/15", "2015, 2016, 2017, 2018"],
    ),
    ("a percentage", PUBLISHED, ",2992,exact,", ",75%-80%,exact,", ["row 9, column 'count'", "'75%-80%'"]),
    ("a decimal", PUBLISHED, ",2992,exact,", ",2.992,exact,", ["row 9, column 'count'", "'2.992'"]),
    (
        "a count in brackets",
        PUBLISHED,
        ",2992,exact,",
        ",(2992),exact,",
        ["row 9, column 'count'", "'(2992)'"],
    ),
    ("a dash", PUBLISHED, ",2992,exact,", ",-,exact,", ["row 9, column 'count'", "'-'"]),
    ("no count", PUBLISHED, ",2992,exact,", ",,exact,", ["row 9, column 'count'", "''"]),
    (
        "a count and a qualifier that contradict each other",
        PUBLISHED,
        ",2992,exact,",
        ",<5,exact,",
        ["row 9, column 'count'", "below threshold", "exact"],
    ),
    (
        "a refusal with a count",
        PUBLISHED,
        ",2992,exact,",
        ",2992,refused,",
        ["row 9, column 'count'", "'refused'", "an empty cell"],
    ),
    (
        "an unknown qualifier",
        PUBLISHED,
        ",2992,exact,",
        ",2992,exacty,",
        ["row 9, column 'qualifier'", "'exacty'", "nearest:  exact"],
    ),
    (
        "an address that is no web address",
        PUBLISHED,
        "http://www.pressreader.com/uk/kentish-gazette-canterbury-district/20181220/282136407515701",
        "javascript:alert(1)",
        ["row 8, column 'url'", "'javascript:alert(1)'"],
    ),
    (
        "a missing column",
        PUBLISHED,
        "victim_gender,",
        "victims_gender,",
        ["the column 'victim_gender' is missing", "nearest:  victims_gender"],
    ),
    (
        "a row with a cell too many",
        PUBLISHED,
        ",2992,exact,",
        ",2,992,exact,",
        ["row 9", "the row has 16 cells, the header has 15", "quotes"],
    ),
    (
        "a quarter that is none",
        RECORDED,
        "kent,2017-07-01,2017-09-30",
        "kent,2017-07-01,2017-10-31",
        ["recorded_crime_by_quarter.csv", "not a quarter", "2017-07-01 to 2017-10-31"],
    ),
    (
        "an empty recorded count where the class exists",
        RECORDED,
        "kent,2017-07-01,2017-09-30,377,",
        "kent,2017-07-01,2017-09-30,,",
        ["column '3B'", "an empty cell is not nought"],
    ),
    (
        "a class counted before it began",
        RECORDED,
        "avon-and-somerset,2014-04-01,2014-06-30,29,48,254,7,53,",
        "avon-and-somerset,2014-04-01,2014-06-30,29,48,254,7,53,0",
        ["row 2, column '8R'", "did not exist before 2017-04-01"],
    ),
    (
        "a quarter twice",
        RECORDED,
        "kent,2017-07-01,2017-09-30",
        "kent,2017-04-01,2017-06-30",
        ["this force's quarter stands there twice"],
    ),
    (
        "an unknown force in the official table",
        RECORDED,
        "kent,2017-07-01",
        "knet,2017-07-01",
        ["column 'force'", "'knet'", "nearest:  kent"],
    ),
    (
        "another area code than the force's",
        POPULATION,
        "kent,E23000032",
        "kent,E23000033",
        ["population.csv", "column 'area_code'", "kent is E23000032"],
    ),
    (
        "more women than residents",
        POPULATION,
        "1846478,938807",
        "1846478,9388070",
        ["population.csv", "or more of these than residents"],
    ),
    (
        "an unknown kind of force",
        FORCES,
        "Kent Police,territorial",
        "Kent Police,teritorial",
        ["forces.csv", "column 'kind'", "nearest:  territorial"],
    ),
    ("a force twice", FORCES, "\nkent,", "\nsurrey,", ["forces.csv", "column 'force'", "twice"]),
    (
        "parts that are more than their whole",
        PUBLISHED,
        ",1134,exact,",
        ",1133,exact,",
        ["the figures of cheshire in runcorn-and-widnes-world", "contradict each other", "1,134", "1,133"],
    ),
    (
        "an exercise that names an unknown class",
        "exercise.toml",
        'surely = ["8Q"]',
        'surely = ["8X"]',
        ["exercise.toml", "8X", "no such class"],
    ),
    (
        "an exercise without an entry",
        "exercise.toml",
        "asked = 47",
        "",
        ["exercise.toml", "'asked'", "missing"],
    ),
    (
        "other windows of a figure that is not there",
        "exercise.toml",
        'figure = "kent-stalking-kg-1"',
        'figure = "kent-stalking-kg-9"',
        ["exercise.toml", "'kent-stalking-kg-9'"],
    ),
]


@pytest.mark.parametrize("file, old, new, says", [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_message_says_what_is_wrong_and_where(copy: Path, file, old, new, says):
    replace(copy, file, old, new)
    message = told(copy)
    for part in says:
        assert part in message, message


@pytest.mark.parametrize("name", [PUBLISHED, RECORDED, POPULATION, FORCES])
def test_a_missing_an_empty_and_a_headless_file(copy: Path, name):
    path = copy / "data" / "raw" / name
    whole = path.read_bytes()
    path.write_bytes(b"")
    assert f"data/raw/{name}: the file is empty" in told(copy)
    path.write_bytes(whole.splitlines()[0] + b"\n")
    assert "a header and no row under it" in told(copy)
    path.unlink()
    assert f"data/raw/{name}: the file is missing" in told(copy)


def test_a_file_that_is_not_utf8_is_told_with_its_line(copy: Path):
    path = copy / "data" / "raw" / PUBLISHED
    text = path.read_text(encoding="utf-8").replace("Part year.", "Part year – so far.")
    path.write_bytes(text.encode("cp1252"))
    message = told(copy)
    assert "this file is not UTF-8: byte 0x96 on line 10" in message
    assert "CSV UTF-8" in message


def test_a_file_parted_by_semicolons_is_told_as_such(copy: Path):
    path = copy / "data" / "raw" / PUBLISHED
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert "save it with commas" in told(copy)


def test_every_problem_is_told_at_once(copy: Path):
    replace(copy, PUBLISHED, HARASSMENT, HARASSMENT.replace(",kent,", ",Knet,"))
    replace(copy, PUBLISHED, ",2005,exact,", ",minus,exact,")
    message = told(copy)
    assert "row 9" in message and "row 10" in message


def test_a_thousand_bad_rows_are_counted_not_printed(copy: Path):
    path = copy / "data" / "raw" / RECORDED
    path.write_text(path.read_text().replace("kent,", "knet,").replace("surrey,", "surey,"))
    message = told(copy)
    assert "and 20 more problems like these" in message


def test_what_was_built_before_stays_when_the_new_input_is_bad(with_data: Path):
    before = {p: p.read_bytes() for p in (with_data / "data" / "processed").rglob("*") if p.is_file()}
    replace(with_data, PUBLISHED, ",2992,exact,", ",2992,exacty,")
    with pytest.raises(DataError):
        build(with_data)
    assert {p: p.read_bytes() for p in (with_data / "data" / "processed").rglob("*") if p.is_file()} == before
