"""Plain texts, Markdown and web pages: tables, labels with figures, quotes, and what is hidden."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies.blocks import rows_of_blocks
from forcefoi.sources.replies.formats import prose
from forcefoi.sources.replies.formats.html_page import parse_page
from forcefoi.sources.replies.formats.labels import label_and_value
from forcefoi.sources.replies.formats.lines import find_tables, numbered
from forcefoi.sources.replies.grid import Document, Grid, Opened, Refused


def read_text(text: str, kind: str = "txt") -> Document:
    return prose.read_text(text, f"reply.{kind}", kind).document


def read_page(text: str) -> Document:
    return prose.read_page(text, "reply.html", "html").document


def rows(document: Document, place: str) -> list[list[object]]:
    grid = document.find(place)
    assert grid is not None, [each.place for each in document.grids]
    return [list(row) for row in grid.rows]


WANTED = [["Offence", "2019/20", "2020/21"], ["Assault", "12", "<5"], ["Arson", "1,204", "-"]]


@pytest.mark.parametrize(
    "text",
    [
        "Offence | 2019/20 | 2020/21\n---|---:|---:\nAssault|12|<5\nArson|1,204|-",
        "| Offence | 2019/20 | 2020/21 |\n|:--|--|--|\n| Assault | 12 | <5 |\n| Arson | 1,204 | - |",
        "+---+---+---+\n|Offence|2019/20|2020/21|\n+===+===+===+\n|Assault|12|<5|\n|Arson|1,204|-|\n+---+---+---+",
        "┌──┬──┬──┐\n│Offence│2019/20│2020/21│\n├──┼──┼──┤\n│Assault│12│<5│\n│Arson│1,204│-│\n└──┴──┴──┘",
        "Offence\t2019/20\t2020/21\nAssault\t12\t<5\nArson\t1,204\t-",
        "Offence    2019/20    2020/21\nAssault         12         <5\nArson        1,204          -",
        "Offence    2019/20  2020/21\n=======    =======  =======\nAssault    12       <5\n\nArson      1,204    -",
    ],
    ids=[
        "markdown",
        "markdown with outer bars",
        "ascii box",
        "drawn box",
        "tabs",
        "spaces",
        "spaces and rules",
    ],
)
def test_a_table_of_any_make_has_the_same_cells(text: str):
    document = read_text(f"Dear A. Person,\n\n{text}\n\nYours, Wexley Police")
    assert rows(document, "lines, table 1") == WANTED
    assert document.grids[0].doubts == ()
    assert document.grids[0].row_places[0].startswith("line ")


def test_a_row_is_named_by_its_line():
    grid = read_text("Dear A\n\na|b\n-|-\n1|2").grids[0]
    assert grid.cell(1, 1) == "lines, table 1, line 5, column 2"


def test_a_figure_with_blanks_before_it_stays_under_its_year():
    text = "Offence             2019/20   2020/21\nTheft from a person                 3\nArson                     1\n"
    grid = read_text(text).grids[0]
    assert grid.rows[1] == ["Theft from a person", "", "3"]
    assert grid.rows[2] == ["Arson", "1", ""]
    assert "where they lie" in grid.doubts[0]


def test_a_line_whose_columns_cannot_be_told_is_one_cell():
    text = "Offence    2019/20    2020/21\nAssault    12         13\nArson               7\n"
    grid = read_text(text).grids[0]
    assert grid.rows[2][0].split() == ["Arson", "7"] and grid.rows[2][1:] == ["", ""]
    assert "can't be told: line 3" in " ".join(grid.doubts)


def test_tabs_that_only_line_up_labels_make_no_column():
    grid = read_text("Anytown\t\t5\nGreater Anytown\t6\n").grids[0]
    assert grid.rows == [["Anytown", "5"], ["Greater Anytown", "6"]]
    assert grid.doubts


def test_tabs_that_leave_a_cell_empty_keep_it():
    grid = read_text("Offence\t2019\t2020\nA\t\t5\nB\t4\t\n").grids[0]
    assert grid.rows[1:] == [["A", "", "5"], ["B", "4", ""]]


def test_rows_of_unlike_length_have_a_doubt():
    grid = read_text("a|b|c\n-|-|-\n1|2\n").grids[0]
    assert grid.rows[1] == ["1", "2", ""]
    assert "line 3" in grid.doubts[0]


def test_lines_between_rules_are_not_joined():
    text = "+--+--+\n|Offence|n|\n+--+--+\n|Violence with|5|\n|injury||\n+--+--+\n|Arson|6|\n+--+--+\n|Theft|7|\n+--+--"
    grid = read_text(text).grids[0]
    assert ["Violence with", "5"] in grid.rows and ["injury", ""] in grid.rows
    assert "wrapped" in grid.doubts[0]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Assaults: 12", ("Assaults", "12")),
        ("Assaults on staff - 1,204", ("Assaults on staff", "1,204")),
        ("• Non-molestation orders – <5", ("Non-molestation orders", "<5")),
        ("2019/20: Nil", ("2019/20", "Nil")),
        ("Arson ........ 7", ("Arson", "7")),
        ("Theft: 5 (of these 2 refused)", ("Theft", "5 (of these 2 refused)")),
        ("Fraud: Refused (s.40(2))", ("Fraud", "Refused (s.40(2))")),
        ("The meeting was at 10:30", None),
        ("Dear A. Person,", None),
        ("https://wexley.example/foi/12", None),
        ("We hold no information.", None),
    ],
)
def test_a_label_and_its_figure(line: str, pair: tuple[str, str] | None):
    assert label_and_value(line) == pair


def test_figures_before_their_labels_count_from_two_lines_on():
    assert rows(read_text("12 assaults\n3 thefts\n"), "lines, labels") == [
        ["assaults", "12"],
        ["thefts", "3"],
    ]
    assert read_text("Wexley Police\n1 High Street\nAnytown").grids == ()
    assert read_text("Sent:\n3 March 2024\n4 April 2024").grids == ()


SECTIONS = """Dear Ms A,

Thank you for your request. We hold these crimes, as
asked:

Harassment, female victims

2015/16: 12
2016/17: 15

Harassment, male victims:
- 2015/16: 3
- 2016/17: <5

Kind regards
A. Person
Tel: 101
"""


def test_headings_among_labels_are_rows_with_nothing_behind_them():
    (grid,) = read_text(SECTIONS).grids
    assert grid.rows == [
        ["Harassment, female victims", ""],
        ["2015/16", "12"],
        ["2016/17", "15"],
        ["", ""],
        ["Harassment, male victims", ""],
        ["2015/16", "3"],
        ["2016/17", "<5"],
        ["", ""],
        ["Tel", "101"],
    ]
    assert grid.row(4) == "lines, labels, line 11" and grid.heading == () and grid.doubts == ()


def test_a_heading_above_all_labels_is_the_heading_of_their_table():
    (grid,) = read_text("12 March 2024\n\nFemale victims\n2015/16: 12\n2016/17: 15\n").grids
    assert grid.rows == [["2015/16", "12"], ["2016/17", "15"]] and grid.heading == ("Female victims",)


@pytest.mark.parametrize(
    "words", ["(all of them online)", "These are not comparable with those below.", "a | b\n--|--\nc | d"]
)
def test_what_may_end_a_heading_is_told(words: str):
    grid = read_text(f"Women\n2015: 1\n\nMen\n2015: 2\n\n{words}\n\n2016: 3\n").grids[-1]
    assert ["2016", "3"] in grid.rows and [row[0] for row in grid.rows if not row[1]] == ["Women", "", "Men"]
    assert "those below it may not be of the heading above it" in grid.doubts[0]


def test_a_line_under_a_label_is_no_heading_of_the_next():
    (grid,) = read_text("Women\n2015: 1\n2016: 2\nProvisional figures\n\n2017: 3\n").grids
    assert grid.heading == ("Women",) and "" not in [row[1] for row in grid.rows]
    assert grid.doubts == ("line 4 stands between labels: those below it may not be of the heading above it",)


RECORDS = "Offence: {0}\nVictim: Female\n2015/16: {1}\n2016/17: {2}\n\n"


def test_words_behind_a_label_that_comes_again_are_kept():
    text = f"Note: as asked\n\n{RECORDS.format('Harassment', 1, 2)}{RECORDS.format('Stalking', 3, 4)}"
    (grid,) = read_text(text).grids
    assert rows_of_blocks(grid, 0, 7).rows == [
        ["Offence", "Victim", "2015/16", "2016/17"],
        ["Harassment", "Female", "1", "2"],
        ["Stalking", "Female", "3", "4"],
    ]


def test_headings_above_each_other_are_columns_of_their_blocks():
    (grid,) = read_text("Harassment\nWomen\n2015: 1\nMen\n2015: 2\nStalking\nWomen\n2015: 3\n").grids
    found = rows_of_blocks(grid, 0, grid.shape[0] - 1)
    assert found.rows == [
        ["heading", "heading 2", "2015"],
        ["Harassment", "Women", "1"],
        ["Harassment", "Men", "2"],
        ["Stalking", "Women", "3"],
    ]
    assert found.row(3) == "lines, labels, line 8"


def test_a_field_that_is_always_blank_is_no_heading_of_a_block():
    lines = [
        ["Offence", "8L"],
        ["Outcome", ""],
        ["Year", 2017],
        ["Offence", "8Q"],
        ["Outcome", ""],
        ["Year", 2018],
    ]
    found = rows_of_blocks(Grid("page 1, labels", lines), 0, 5)
    assert found.rows == [["Offence", "Outcome", "Year"], ["8L", "", 2017], ["8Q", "", 2018]]


def test_what_a_mail_quotes_is_never_taken_for_the_answer():
    text = "None held.\n\n-----Original Message-----\nFrom: A\nTo: B\n\nYear | n\n-|-\n2019 | 5\nTotal: 5\n"
    document = read_text(text)
    assert {grid.place for grid in document.grids} == {"quoted message, table 1", "quoted message, labels"}
    marked = read_text("Answer: 7\n> Question: 9\n> Year | n\n> 2019 | 1\n")
    assert rows(marked, "lines, labels") == [["Answer", "7"]]
    assert (
        rows(marked, "quoted message, table 1") == [["Year", "n"], ["2019", "1"]] if marked.grids else False
    )


def test_a_mail_pasted_into_a_text_has_its_headers():
    document = read_text(
        "From: foi@wexley.example\nSent: 12 March 2024 10:04\nSubject: FOI 1/24\n\nArson: 5\n"
    )
    assert [(text.place, text.text) for text in document.texts][:3] == [
        ("header: From", "foi@wexley.example"),
        ("header: Sent", "12 March 2024 10:04"),
        ("header: Subject", "FOI 1/24"),
    ]
    assert rows(document, "lines, labels") == [["Arson", "5"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_in_any_encoding(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_bytes("Fines – Anytown: £1,204\r\nCafé: 5\r\n".encode(encoding))
    document = prose.read(path, "a.txt", "txt")
    assert isinstance(document, Document)
    assert rows(document, "lines, labels") == [["Fines – Anytown", "£1,204"], ["Café", "5"]]
    assert bool(document.notices) == (encoding == "cp1252")


def test_bytes_that_can_not_be_read_are_told(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes("é é é é é é é é é é – Arson: 5\n".encode() + b"\xff Theft: 6")
    document = prose.read(path, "a.txt", "txt")
    assert isinstance(document, Document)
    assert [notice.kind for notice in document.notices] == ["encoding"]


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"<html><body></body></html>"])
def test_a_file_without_words_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        prose.read(path, "a.html", "html")
    assert caught.value.status == "damaged" and caught.value.todo


def test_a_page_of_pictures_is_scanned_and_one_of_frames_is_not_supported(tmp_path: Path):
    path = tmp_path / "a.html"
    for content, status in (
        (b"<html><img src='a.png'>", "scanned"),
        (b"<html><frameset><frame src='s.htm'>", "not supported"),
    ):
        path.write_bytes(content)
        with pytest.raises(Refused) as caught:
            prose.read(path, "a.html", "html")
        assert caught.value.status == status


def test_a_file_written_in_letters_is_opened(tmp_path: Path):
    content = b"year,n\n2019,5\n" * 20
    body = "".join(binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45))
    path = tmp_path / "a.txt"
    path.write_text(f"See below.\n\nbegin 644 figures of 2019.csv\n{body}`\nend\nRegards\n")
    opened = prose.read(path, "a.txt", "txt")
    assert isinstance(opened, Opened)
    assert opened.files == (("figures of 2019.csv", content),)
    assert [notice.kind for notice in opened.document.notices] == ["embedded file"]
    assert "begin" not in " ".join(text.text for text in opened.document.texts)


def test_base64_in_a_text_is_opened_by_its_name():
    content = bytes(range(256)) * 3
    text = f'Content-Disposition: attachment; filename="a.bin"\n\n{base64.encodebytes(content).decode()}\nBye'
    opened = prose.read_text(text, "a.txt", "txt")
    assert opened.files == (("a.bin", content),)


def test_a_file_in_letters_that_was_cut_is_told():
    opened = prose.read_text("begin 644 a.csv\nM12345\n", "a.txt", "txt")
    assert opened.files == ()
    assert [notice.kind for notice in opened.document.notices] == ["left out"]
    assert "M12345" in opened.document.texts[0].text


# Web pages.


def test_spans_of_a_page_are_merged():
    grid = read_page(
        "<table><tr><th rowspan=2>Year<th colspan=2>Gender<tr><td>M<td>F<tr><td>2019<td>4<td>&lt;5</table>"
    ).grids[0]
    assert grid.rows == [["Year", "Gender", ""], ["", "M", "F"], ["2019", "4", "<5"]]
    assert set(grid.merged) == {(0, 0, 1, 0), (0, 1, 0, 2)}


def test_a_table_within_a_cell_is_a_table_of_its_own():
    document = read_page("<table><tr><td>Outer<table><tr><td>a<td>1</table>more<td>5</table>")
    assert rows(document, "table 1") == [["Outermore", "5"]]
    assert rows(document, "table 2") == [["a", "1"]]


def test_what_a_page_hides_is_told_and_is_in_no_value():
    document = read_page(
        "<p>Shown</p><table><tr><td>A<td>4<span style='display: none'>17</span><tr style='display:none'><td>B<td>99"
        "<tr><td style='visibility:hidden'>C<td>5</table><div hidden>Secret</div><!-- by A. Person -->"
        "<input type=hidden value='token x'><script>var names = 'B. Person'</script>"
    )
    grid = document.grids[0]
    assert grid.rows == [["A", "4"], ["B", "99"], ["5", ""]]
    assert grid.hidden_rows == {1}
    hidden = " ".join(text.text for text in document.texts if text.hidden)
    for words in ("17", "Secret", "by A. Person", "token x", "B. Person", "C"):
        assert words in hidden
    assert {notice.kind for notice in document.notices} == {"hidden text", "hidden rows", "comments"}


def test_a_hidden_table_is_marked():
    document = read_page("<div style='display:none'><table><tr><td>a<td>5</table></div><p>Words")
    assert [grid.hidden for grid in document.grids] == ["hidden"]


def test_tags_that_were_left_open_lose_nothing():
    document = read_page("<table><tr><td><b>A<td>1<tr><td>B<td>2<table><tr><td>in")
    assert rows(document, "table 1") == [["A", "1"], ["B", "2"]]
    assert rows(document, "table 2") == [["in"]]
    assert all("ends inside" in grid.doubts[0] for grid in document.grids)


def test_a_page_quotes_too():
    document = read_page(
        "<p>Arson: 4</p><div class='gmail_quote'>On Monday A wrote:<blockquote>Theft: 9<table><tr><td>x<td>1"
        "</table></blockquote></div>"
    )
    assert [grid.place for grid in document.grids] == [
        "lines, labels",
        "quoted message, table 1",
        "quoted message, labels",
    ]


def test_a_page_in_outlooks_make_quotes_from_its_headers_on():
    document = read_page(
        "<p>Arson: 4</p><div><p>From: A<br>Sent: 12 March 2024<br>To: B<br>Subject: C</p></div>"
        "<table><tr><td>Year<td>n<tr><td>2019<td>5</table>"
    )
    assert [grid.place for grid in document.grids] == ["lines, labels", "quoted message, table 1"]


def test_a_table_of_html_within_markdown():
    document = read_text("# Reply\n\n<table>\n<tr><td>a<td>1\n</table>\n\nTheft: 5\n", "md")
    assert rows(document, "lines, table 1") == [["a", "1"]]
    assert rows(document, "lines, labels") == [["Theft", "5"]]


def test_a_span_that_claims_too_much_is_refused():
    cells = "<td colspan=1000>x" * 9
    with pytest.raises(Refused) as caught:
        read_page(f"<table><tr>{cells}</table>")
    assert caught.value.status == "too large"


def test_deep_nesting_is_read():
    page = parse_page("<div>" * 50_000 + "words" + "<table><tr><td>" * 3_000 + "a")
    assert page.pieces[0].line == "words"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.from_regex(r"[A-Za-z0-9<>*,.]{1,8}", fullmatch=True), min_size=2, max_size=5),
        min_size=2,
        max_size=6,
    )
)
def test_every_cell_of_a_table_by_bars_comes_back(cells: list[list[str]]):
    wide = max(map(len, cells))
    table = [row + ["x"] * (wide - len(row)) for row in cells]
    found = find_tables(numbered("\n".join("| " + " | ".join(row) + " |" for row in table)))
    assert [list(row) for row in found.grids[0].rows] == table


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_right_aligned_figures_stay_in_their_columns(data: st.DataObject):
    """The worst outcome is a figure under another year: it is under its own, or its line is one cell."""
    years = ["2019/20", "2020/21", "2021/22"]
    values = st.lists(st.one_of(st.just(""), st.integers(0, 99_999).map(str)), min_size=3, max_size=3)
    wanted = [["Offence", *years]]
    wanted += [[f"Label {at}", *data.draw(values)] for at in range(data.draw(st.integers(1, 4)))]
    lines = [f"{row[0]:<12}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in wanted]
    found = find_tables(numbered("\n".join(lines)))
    got = [list(row) for grid in found.grids for row in grid.rows]
    assert got == wanted[: len(got)]
    # A label alone at the end is no row, and words still.
    assert not any(any(row[1:]) for row in wanted[max(len(got), 1) :])


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab1 2\t\n|+-=:.<>/!\"'tdr able")), max_size=200))
def test_no_word_of_any_text_is_lost(text: str):
    document = read_text(text)
    told = " ".join(each.text for each in document.texts)
    told += " ".join(str(cell) for grid in document.grids for row in grid.rows for cell in row)
    for digit in "12":
        if "<" not in text:
            assert (digit in text) == (digit in told)


PARTS = [*"<>/=\"' ab12\n!-&;", "<table>", "<tr>", "<td>", "</table>", "</td>", "<p>", "<td rowspan=2>"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join))
def test_any_page_is_read_or_refused(text: str):
    try:
        document = read_page(text)
    except Refused:
        return
    for grid in document.grids:
        assert len({len(row) for row in grid.rows}) == 1


def test_tables_found_in_two_ways_have_places_of_their_own():
    document = read_text("a|b\n-|-\n1|2\n\n<table>\n<tr><td>c<td>3\n</table>\n", "md")
    assert [grid.place for grid in document.grids] == ["lines, table 1", "lines, table 2"]
    page = prose.read_page(
        "<table><tr><td>c<td>3</table><pre>a|b\n-|-\n1|2</pre>", "a", "eml", "message"
    ).document
    assert [grid.place for grid in page.grids] == ["message, table 1", "message, table 2"]
