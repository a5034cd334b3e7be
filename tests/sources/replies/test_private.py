"""Personal data is found wherever it stands, told masked, and what is no person's is left alone."""

from __future__ import annotations

import datetime
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.question import read_question
from forcefoi.sources.forces import read_forces
from forcefoi.sources.replies.areas import area_words
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.grid import Document, Grid, Notice, Text
from forcefoi.sources.replies.private import find
from forcefoi.sources.replies.private.find import find_private
from forcefoi.sources.replies.private.hit import MAIL, NAME, OTHER, PHONE, Hit
from forcefoi.sources.replies.private.mask import mask
from forcefoi.sources.replies.private.scan import scan

HASH = "0" * 64
# Left alone: nobody's names, as replies print them.
OFFENCES = """
Assault occasioning actual bodily harm (Sec 47)
Assault occasioning actual bodily harm - Offences against the Person Act 1861 Sec 47
Assault with Injury - Assault occasioning actual bodily harm
ARSON AND CRIMINAL DAMAGE
CRIMINAL DAMAGE & ARSON
Attempted - Rape of a female aged 16 or over
Breach of a non-molestation order
Violence Against the Person
VIOLENCE WITHOUT INJURY
Type 16 - Named Suspect - Victim Unsupportive
16: Victim declines/withdraws support - named suspect identified
Racially or Religiously Aggravated Harassment (S39) (Class 105A)
Grievous Bodily Harm Without Intent
Malicious Communications
Charged/Summonsed - Alternate Offence
Caution - Adults
Investigation Complete; No Suspect Identified
THE FORCE WILL HOLD FURTHER DATA
""".strip().splitlines()
PLACES = """
St George's Hospital
James Paget University Hospital
Robert Jones & Agnes Hunt Orthopaedic Hospital
Queen Elizabeth Hospital
Royal Victoria Infirmary
George Eliot Hospital
Victoria Hospital
Grace Ward
Charlotte Street
John Radcliffe Hospital
Stoke Mandeville Hospital
Milton Keynes
King's Lynn
Newcastle upon Tyne
Accident & Emergency Department
""".strip().splitlines()
OTHERS = """
informationgovernanceunit@wexley.example
Police Headquarters, Invented Road, Wexley AB1 2DE
Freedom of Information Act 2000
Dear Sir/Madam
Dear Sir or Madam
Yours sincerely\n\nInformation Management Unit
Contact: Freedom of Information Team
From: April 2015 to March 2018
Officer: Unknown
Name: Harassment
Tel No: 101
Run Date: 8/4/2020 10:04:13 AM
01-04-2018 to 31-03-2019
01/04/19 - 31/03/24
$1,541,647.73 and 62,975 and 48334
CR/012345/18
00513720411
2017-1618
30/62000000/21
Monday 1 May 2017
April May June
January February
2019 2020 2021 2022 2023
""".strip().splitlines()
# Found: each with its kind. Nobody's: names made up, numbers and domains kept for examples.
FOUND = {
    "pressman@wexley.example": MAIL,
    "Police Headquarters, 1 Invented Road, Wexley AB1 2DE": OTHER,
    "Dear Ms Placeholder": NAME,
    "Yours sincerely\n\n\nQuentin Invented\nInformation Officer": NAME,
    "Kind regards,\nZbigniew": NAME,
    "Yours sincerely,\n\nInformation Officer\n\nZbigniew Plughson\nWexley": NAME,
    "Produced by: Testina Sampleton": NAME,
    "Decision maker - Q. Invented": NAME,
    "PC 1234 Placeholder": NAME,
    "DS Sampleton attended": NAME,
    "Mrs T Invented said so": NAME,
    "reported by Jane Placeholder of Anytown": NAME,
    "PLACEHOLDER, Jane": NAME,
    "JANE PLACEHOLDER": NAME,
    "asked by Q. Placeholder": NAME,
    "Ｊａｎｅ Ｐｌａｃｅｈｏｌｄｅｒ": NAME,
    "Ja\u200bne Placeh\u00adolder": NAME,
    "mailto:q.invented%40wexley.example": MAIL,
    "Siân O’Invented": NAME,
    "Mohammed Al Placeholder": NAME,
    "Jane Hill": NAME,
    "q.invented@wexley.example": MAIL,
    "<mailto:q.invented@wexley.example>": MAIL,
    "q.invented [at] wexley.police.example": MAIL,
    "q.invented (at) wexley (dot) example": MAIL,
    "q.invented at wexley dot example": MAIL,
    "ring 07700 900123": PHONE,
    "07700900123": PHONE,
    "+44 (0)7700 900123": PHONE,
    "+447700900123": PHONE,
    "0044 7700 900 123": PHONE,
    "(01632) 960 123": PHONE,
    "01632-960-123": PHONE,
    "020 7946 0000": PHONE,
    "Tel: 01632 960123 ext 4521": PHONE,
    "7700900123": PHONE,
    "+1 212 555 0100": PHONE,
    "lives at AB1 2DE": OTHER,
    "QQ 12 34 56 C".replace("QQ", "AB"): OTHER,
    "DOB: 01/02/1990": OTHER,
    "born on 1 February 1990": OTHER,
    r"C:\Users\qinvented\Desktop\[reply.xlsx]Data": OTHER,
}
# Of these a text is made that could take a rule long.
PIECES = (
    *("a", "Ab ", "0", "01 ", "@", "a.", "Jane ", "x at ", "Dear ", "+44", "A. ", "Regards\n", "(0", "Mr "),
    *("\\Users\\", "&", "a [at] ", "Jane & ", "Q-", ".,", "Name:\n", "a.b@c.d", "AB1 ", '"a', "Smith, "),
)


def alone(text: str, **more: str) -> Document:
    return Document("reply.txt", "txt", texts=(Text(more.get("place", "page 1"), text),))


@pytest.fixture(scope="module")
def areas(root: Path) -> frozenset[str]:
    question = read_question(root)
    return area_words(root, question, read_bodies(root, question))


@pytest.mark.parametrize("text", FOUND)
def test_it_is_found(text: str, areas: frozenset[str]) -> None:
    looked = find_private(alone(text), HASH, areas)
    assert FOUND[text] in {each.kind for each in looked.finds if not each.generic}


@pytest.mark.parametrize("text", [*OFFENCES, *PLACES, *OTHERS])
def test_what_is_no_persons_is_left_alone(text: str, areas: frozenset[str]) -> None:
    assert [hit for hit in scan(text, areas) if not hit.generic] == []


def test_no_force_and_no_offence_of_the_project_is_a_find(root: Path, areas: frozenset[str]) -> None:
    forces = read_forces(root)
    raw = tomllib.loads((root / "data/raw/exercise.toml").read_text(encoding="utf-8"))
    texts = [text for column in ("name", "aliases", "region") for text in forces[column].dropna()]
    texts += [entry["name"] for entry in raw["offences"]] + [entry["group"] for entry in raw["offences"]]
    texts += [text.upper() for text in texts]
    texts += [f"Contact: {text}" for text in texts]
    assert {text: hits for text in texts if (hits := list(scan(text, areas)))} == {}


@pytest.mark.parametrize(
    "mailbox", ["foi", "FOI.Requests", "freedom.of.information", "enquiries", "foi.kent", "noreply"]
)
def test_a_mailbox_of_an_office_holds_nothing_back(mailbox: str, areas: frozenset[str]) -> None:
    looked = find_private(alone(f"{mailbox}@wexley.example or 0300 123 4567 or 0800 111 222"), HASH, areas)
    assert {find.kind for find in looked.finds} == {MAIL, PHONE}
    assert not looked.holds_back


LETTER = """
Wexley Police
Freedom of Information
Force Headquarters, High Road, Anytown
Our Ref: FOI 01/FOI/19/001234
Dear Requester
FREEDOM OF INFORMATION ACT 2000 (FOIA) REQUEST
I refer to your request dated 3 March 2019. Under Section 1 of the Act I can confirm that Kent Police holds information.
Crimes at St Mary's Hospital, William Harvey Hospital, Queen Elizabeth The Queen Mother Hospital, Margaret Street.
Data is from the Athena system / Home Office Counting Rules; Type 18: Investigation complete - No suspect identified.
Violence With Injury; Stalking And Harassment; Death Or Serious Injury - Unlawful Driving; Theft From The Person
Robbery Of Business Property; Trafficking Of Drugs; Domestic Violence, Crime and Victims Act 2004; PC Theft; DS Fraud
Chief Constable, Deputy Chief Constable, Detective Inspector, Police Sergeant; PCSO numbers
Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF
www.ico.org.uk Telephone: 0303 123 1113 or 01625 545 745, casework@ico.org.uk
Yours sincerely

Freedom of Information Team
Joint Information Management Unit
"""


def test_a_letter_without_names_holds_nothing_back(areas: frozenset[str]) -> None:
    looked = find_private(alone(LETTER), HASH, areas)
    assert not looked.holds_back and len(looked.finds) == 3
    assert find_private(alone(LETTER + "Quibble Plughson"), HASH, areas).holds_back


def test_a_persons_mailbox_that_begins_as_an_offices_holds_back() -> None:
    assert find_private(alone("foi.placeholder@wexley.example"), HASH).holds_back


@pytest.mark.parametrize(
    ("header", "value", "shown"),
    [
        ("Victim name", "Zbigniewa Xyzzy", "Z… X…"),
        ("Surname", "xyzzy", "x…"),
        ("OIC", "T Xyzzy", "T… X…"),
        ("Date of birth", datetime.date(1990, 2, 1), "date of birth: …"),
        ("Home address", "1 Xyzzy Mews", "address: …"),
        ("Postcode", "ab12de", "postcode: …"),
        ("Mobile no.", "900 123", "…"),
        ("Contact number", 7700900123.0, "77… …23"),
    ],
)
def test_a_columns_header_says_what_it_holds(header: str, value: object, shown: str) -> None:
    rows = [["Reply of Wexley Police", ""], [header, "Offence"], [value, "Stalking"], ["", "Harassment"]]
    (found,) = find_private(Document("a.xlsx", "xlsx", grids=(Grid("sheet 'Data'", rows),)), HASH).finds
    assert (found.shown, found.place) == (shown, "sheet 'Data', column A, 1 cell")


@pytest.mark.parametrize("header", ["Hospital name", "Victim", "Victim gender", "Officer", "Name of offence"])
def test_counts_and_groups_under_such_headers_are_no_persons(header: str) -> None:
    rows = [
        [header],
        ["Female"],
        ["Not recorded"],
        [12],
        ["Anytown General Hospital"],
        ["Harassment"],
        ["N/A"],
    ]
    assert find_private(Document("a.csv", "csv", grids=(Grid("lines", rows),)), HASH).finds == ()


@pytest.mark.parametrize(
    "place",
    [
        "properties: creator",
        "properties: Author",
        "properties: lastModifiedBy",
        "comment 3, author",
        "header: From",
        "quoted message: From",
        "form field 'Officer name'",
    ],
)
@pytest.mark.parametrize("text", ["xyzzyson", "Plughson, Zbigniewa", "DC Xyzzyson"])
def test_a_place_that_names_somebody_is_believed(place: str, text: str) -> None:
    assert find_private(alone(text, place=place), HASH).holds_back


@pytest.mark.parametrize(
    "text", ["Microsoft Office User", "openpyxl", "Crystal Reports", "Windows User", "python-docx"]
)
@pytest.mark.parametrize("place", ["properties: creator", "properties: Author", "properties: Creator"])
def test_a_program_is_nobody(place: str, text: str) -> None:
    assert find_private(alone(text, place=place), HASH).finds == ()


def test_many_cells_of_a_column_are_one_find() -> None:
    rows = [["Number", "Text"]] + [[n, f"0770090{n:04d}"] for n in range(3000)] + [[1, "07700900001"]]
    (found,) = find_private(Document("a.csv", "csv", grids=(Grid("lines", rows),)), HASH).finds
    assert found.place == "lines, column B, 3,001 cells"
    assert found.shown == "07… …00, 07… …01, 07… …02 and 2,997 more"


def test_a_greeting_and_a_name_in_paragraphs_of_their_own_are_read_as_one() -> None:
    texts = tuple(
        Text(f"paragraph {n}", text)
        for n, text in enumerate(["Yours sincerely,", "", "Quibblewick Xyzzy"], 1)
    )
    (found,) = find_private(Document("a.docx", "docx", texts=texts), HASH).finds
    assert (found.place, found.shown) == ("paragraph 3", "Q… X…")
    texts = (
        Text("message, line 1", "Yours sincerely,"),
        Text("message, lines 3-4", "Quibblewick Xyzzy\nInformation Officer"),
    )
    (found,) = find_private(Document("a.eml", "eml", texts=texts), HASH).finds
    assert (found.place, found.shown) == ("message, lines 3-4", "Q… X…")


def test_what_could_not_be_looked_into_is_held_back() -> None:
    inner = Document("a.zip/b.pdf", "pdf", "scanned", "pictures of pages", "ask for another")
    page = Document("a.zip/c.pdf", "pdf", notices=(Notice("scanned page", "page 2", "a picture"),))
    looked = find_private(Document("a.zip", "zip", members=(inner, page)), HASH)
    assert [find.place for find in looked.finds] == ["b.pdf: the whole file", "c.pdf: page 2"]
    assert looked.holds_back


def test_a_column_that_is_too_long_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MOST_VALUES", 10)
    rows = [[str(n)] for n in range(20)]
    (found,) = find_private(Document("a.csv", "csv", grids=(Grid("lines", rows),)), HASH).finds
    assert "only the first 10 different values" in found.shown


def everywhere(text: str) -> list[Document]:
    """Documents that hold a text in one place each."""
    grid = Grid("sheet 'Data'", [["a", 1], ["b", 2]])
    with_text = (
        Grid("sheet 'Data'", [["Detail", "n"], [f"said {text} there", 1]]),
        Grid("sheet 'Old'", [["Detail", "n"], [f"{text}", 1]], hidden="very hidden"),
        Grid("sheet 'Data'", [["a", "n"], ["b", 1]], notes={(1, 1): f"{text}:\nask again"}),
        Grid("sheet 'Data'", [["a", "n"], ["b", 1]], formulas={(1, 1): f'="{text}"&A1'}),
        Grid(f"sheet '{text}'", [["a", "n"], ["b", 1]]),
        Grid("page 1, table 1", [["a", "n"], ["b", 1]], doubts=(f"'{text}' stands beside the table",)),
    )
    inner = Document(f"r.zip/{text}.xlsx", "xlsx", grids=(grid,))
    return [
        *(Document("r.xlsx", "xlsx", grids=(each,)) for each in with_text),
        Document("r.eml", "eml", texts=(Text("header: From", f'"{text}" <foi@wexley.example>'),)),
        Document("r.xlsx", "xlsx", texts=(Text("properties: creator", text, hidden=True),)),
        Document("r.docx", "docx", texts=(Text("comment 1", f"Contact: {text}", hidden=True),)),
        Document("r.pdf", "pdf", texts=(Text("page 3", f"Contact: {text}"),)),
        Document("r.xlsx", "xlsx", notices=(Notice("external link", "r.xlsx", f"a link to {text}"),)),
        Document("r.zip", "zip", members=(inner,)),
        Document("r.xlsx", "xlsx", "damaged", f"stopped at {text}", "ask again"),
    ]


letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
people = st.builds(
    lambda given, middle, family: f"{given} {middle}{family.capitalize()}",
    st.sampled_from(["Jane", "John", "Siobhan", "Mohammed", "Priya"]),
    st.sampled_from(["", "O'", "Mc"]),
    st.text(letters, min_size=6, max_size=12).map(lambda text: "x" + text),
)
mails = st.builds(
    "{}.{}@{}.example".format, *[st.text(letters, min_size=4, max_size=9).map(lambda t: f"q{t}")] * 3
)
mobiles = st.builds("07700{}900{:03d}".format, st.sampled_from([" ", "", "-"]), st.integers(0, 999))


@settings(max_examples=25, deadline=None)
@given(st.one_of(people, mails, mobiles))
def test_a_find_is_never_told_wherever_it_stands(text: str) -> None:
    for number, document in enumerate(everywhere(text)):
        looked = find_private(document, HASH)
        assert looked.holds_back, (number, text)
        told = repr(looked).casefold()
        assert text.casefold() not in told
        assert text.casefold() not in looked.without(f"sheet '{text}' of {text}.xlsx").casefold()
        for word in re.findall(r"[a-z]{4,}|\d{6,}", text.casefold().replace("example", "")):
            assert word not in told, (number, word)


cells = st.one_of(
    st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes(), st.dates(), st.times(),
    st.timedeltas(),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8), st.text(max_size=60))
def test_nothing_that_can_stand_in_a_file_makes_it_stumble(rows: list[list], text: str) -> None:
    with_header = [["Officer", "Date of birth", "Mobile"], *rows]
    grids = (Grid(f"sheet '{text}'", with_header), Grid("lines", rows))
    looked = find_private(Document(text, "csv", grids=grids, texts=(Text("header: From", text),)), HASH)
    assert all(find.place and find.shown for find in looked.finds)


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=60), st.sampled_from([NAME, MAIL, PHONE, OTHER]))
def test_a_mask_leaves_a_letter_of_a_word_or_two_digits_at_each_end(text: str, kind: str) -> None:
    shown = mask(Hit(kind, text, 0, len(text)))
    left = re.sub(r"[…@ ]", "", shown)
    if kind == PHONE:
        digits = re.sub(r"\D", "", text)
        assert left in ("", digits[:2] + digits[-2:])
        assert len(digits) > 7 or not left
    else:
        assert all(len(word) <= 2 for word in shown.split()) or kind == MAIL
        assert len(left) <= {NAME: 3, MAIL: 1, OTHER: 0}[kind]


def test_an_id_is_the_same_each_time_and_of_another_file_another() -> None:
    document = alone("Contact: Jane Placeholder")
    first, again, other = (find_private(document, each).finds[0].id for each in (HASH, HASH, "1" * 64))
    assert first == again != other


def test_an_id_does_not_follow_from_what_was_found() -> None:
    """A telephone number has few enough digits to try them all against a hash."""
    one, two = (find_private(alone(f"ring 0770090{n}12"), HASH).finds[0] for n in ("01", "02"))
    assert one == two


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        list(scan(text, frozenset()))
        return time.process_time() - start

    short, long = seconds(10_000), seconds(100_000)
    assert long < max(1.5, 30 * short)
