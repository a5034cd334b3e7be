"""Word files: tables in their order, spans, changes, what is hidden, and what else lies in the file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forcefoi.sources.replies.formats import docx as reader
from forcefoi.sources.replies.grid import Document, Grid, Opened, Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def write_parts(path: Path, body: str, **parts: str | bytes) -> Path:
    """A .docx with this body, and other parts by their name (`word__footnotes.xml` is `word/footnotes.xml`)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", f"<w:document {MORE}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def p(text: str, run: str = "") -> str:
    return f'<w:p><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if not text.startswith('<') else text}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(path: Path) -> Document:
    result = reader.read(path, path.name, "docx")
    return result.document if isinstance(result, Opened) else result


def read_body(tmp_path: Path, body: str, **parts: str | bytes) -> Document:
    return read(write_parts(tmp_path / "a.docx", body, **parts))


def grid_at(document: Document, place: str) -> Grid:
    grid = document.find(place)
    assert grid is not None, [each.place for each in document.grids]
    return grid


def test_a_file_that_word_makes(tmp_path: Path):
    made = docx.Document()
    made.core_properties.author = "A. Person"
    made.add_paragraph("Dear B. Person, Wexley Police answers:")
    table = made.add_table(3, 3)
    for row, cells in enumerate(
        [["Offence", "2019/20", ""], ["Assault", "<5", "7"], ["Arson", "1,204", "-"]]
    ):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(0, 1).merge(table.cell(0, 2))
    made.add_paragraph("Thefts: 12")
    inner = made.add_table(1, 2).cell(0, 0)
    inner.text = "Outer"
    inner.add_table(1, 2).cell(0, 1).text = "Inner"
    made.sections[0].header.paragraphs[0].text = "OFFICIAL"
    made.sections[0].footer.add_table(1, 1, docx.shared.Cm(9)).cell(0, 0).text = "Tel 101"
    made.save(str(tmp_path / "a.docx"))

    document = read(tmp_path / "a.docx")
    first = grid_at(document, "table 1")
    assert first.rows == [["Offence", "2019/20", ""], ["Assault", "<5", "7"], ["Arson", "1,204", "-"]]
    assert first.merged == ((0, 1, 0, 2),)
    assert first.cell(1, 1) == "table 1, row 2, column 2"
    assert grid_at(document, "table 2").rows == [["Outer", ""]]
    assert grid_at(document, "table 3").rows == [["", "Inner"]]
    assert grid_at(document, "footer 1, table 1").rows == [["Tel 101"]]
    assert grid_at(document, "lines, labels").rows == [["Thefts", "12"]]
    texts = {text.place: text for text in document.texts}
    assert texts["paragraph 1"].text.startswith("Dear B.") and not texts["paragraph 1"].hidden
    assert texts["header 1, paragraph 1"].text == "OFFICIAL"
    assert texts["properties: creator"].text == "A. Person" and texts["properties: creator"].hidden


def test_cells_that_span_down_and_across(tmp_path: Path):
    body = tbl(
        tc("Year", '<w:vMerge w:val="restart"/>') + tc("Gender", '<w:gridSpan w:val="2"/>'),
        tc("unseen", "<w:vMerge/>") + tc("M") + tc("F"),
        tc("2019") + tc("4") + tc("5"),
    )
    document = read_body(tmp_path, body)
    grid = grid_at(document, "table 1")
    assert grid.rows == [["Year", "Gender", ""], ["", "M", "F"], ["2019", "4", "5"]]
    assert set(grid.merged) == {(0, 0, 1, 0), (0, 1, 0, 2)}
    assert "unseen" in [text.text for text in document.texts if text.hidden]


def test_rows_that_begin_later_or_end_sooner(tmp_path: Path):
    body = tbl(tc("a") + tc("b"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("5"), tc("c"))
    grid = grid_at(read_body(tmp_path, body), "table 1")
    assert grid.rows == [["a", "b"], ["", "5"], ["c", ""]]
    assert "rows 3" in grid.doubts[0]


def test_deleted_text_is_in_no_value_and_inserted_text_is(tmp_path: Path):
    cell = (
        '<w:p><w:del w:author="C. Person"><w:r><w:delText>17</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>18</w:t></w:r></w:ins></w:p>"
    )
    rows = (tc("Year") + tc(cell), "<w:trPr><w:del/></w:trPr>" + tc("gone") + tc("99"), tc("b") + tc("2"))
    moved = "<w:p><w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:r><w:t>stays</w:t></w:r></w:p>"
    document = read_body(tmp_path, tbl(*rows) + moved)
    grid = grid_at(document, "table 1")
    assert grid.rows == [["Year", "18"], ["b", "2"]]
    assert "taken out" in grid.doubts[0] and "tracked changes" in grid.doubts[1]
    assert [notice.kind for notice in document.notices] == ["tracked changes"]
    hidden = " ".join(text.text for text in document.texts if text.hidden)
    assert all(words in hidden for words in ("17", "gone", "99", "moved away", "C. Person"))
    assert [text.text for text in document.texts if not text.hidden] == ["stays"]


@pytest.mark.parametrize("run", ["<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:rStyle w:val="Unseen"/></w:rPr>'])
def test_hidden_text_is_in_no_value(tmp_path: Path, run: str):
    styles = (
        f'<w:styles {W}><w:style w:styleId="Root"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Unseen"><w:basedOn w:val="Root"/></w:style></w:styles>'
    )
    cell = f"<w:p><w:r>{run}<w:t>17</w:t></w:r><w:r><w:t>4</w:t></w:r></w:p>"
    document = read_body(
        tmp_path, tbl(tc("a") + tc(cell)) + p("secret", run) + p("shown"), **{"word__styles.xml": styles}
    )
    grid = grid_at(document, "table 1")
    assert grid.rows == [["a", "4"]] and "hidden text" in grid.doubts[0]
    assert {"17", "secret"} <= {text.text for text in document.texts if text.hidden}
    assert {notice.kind for notice in document.notices} == {"hidden text"}


def test_vanish_that_is_off_shows(tmp_path: Path):
    document = read_body(tmp_path, p("shown", '<w:rPr><w:vanish w:val="0"/></w:rPr>'))
    assert [text.text for text in document.texts if not text.hidden] == ["shown"]


def test_a_hidden_row_is_marked(tmp_path: Path):
    document = read_body(tmp_path, tbl(tc("a"), "<w:trPr><w:hidden/></w:trPr>" + tc("b")))
    assert grid_at(document, "table 1").hidden_rows == {1}


def test_text_boxes_are_read_once(tmp_path: Path):
    box = "<w:txbxContent>" + p("In the box") + tbl(tc("x") + tc("5")) + "</w:txbxContent>"
    both = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="B" descr="A map"/>'
        f"<wps:wsp>{box}</wps:wsp></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read_body(
        tmp_path, f"<w:p><w:r><w:t>Before</w:t>{both}</w:r></w:p>" + tbl(tc(f"<w:p><w:r>{both}</w:r></w:p>"))
    )
    shown = [text.text for text in document.texts if not text.hidden]
    assert shown.count("In the box") == 2 and "Before" in shown
    assert [grid.rows for grid in document.grids] == [[["x", "5"]], [["x", "5"]]]
    assert any("A map" in text.text for text in document.texts if text.hidden)


def test_notes_and_comments_are_with_their_cells(tmp_path: Path):
    cell = '<w:p><w:r><w:t>5</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    document = read_body(
        tmp_path,
        tbl(tc("a") + tc(cell)),
        **{
            "word__footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{p("Part year")}</w:footnote></w:footnotes>',
            "word__comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="D. Person">'
            f"{p('Check')}</w:comment></w:comments>",
        },
    )
    grid = grid_at(document, "table 1")
    assert grid.rows == [["a", "5"]]
    assert grid.notes == {(0, 1): "footnote: Part year\ncomment: Check"}
    texts = {text.place: text for text in document.texts}
    assert texts["footnote 2"].text == "Part year" and not texts["footnote 2"].hidden
    assert texts["comment 0"].hidden and texts["comment 0, author"].text == "D. Person"
    assert "comments" in {notice.kind for notice in document.notices}


def test_a_file_within_it_is_opened(tmp_path: Path):
    path = write_parts(
        tmp_path / "a.docx", p("See the chart"), **{
            "word__embeddings__Sheet1.xlsx": b"PK whole data",
            "word__charts__chart1.xml": '<c:chart xmlns:c="c"><c:v>Kent</c:v><c:v>5</c:v></c:chart>',
            "word__vbaProject.bin": b"macro",
            "word__media__image1.png": b"png",
        },
    )  # fmt: skip
    opened = reader.read(path, "a.docx", "docx")
    assert isinstance(opened, Opened)
    assert opened.files == (("Sheet1.xlsx", b"PK whole data"),)
    assert {notice.kind for notice in opened.document.notices} == {
        "embedded file",
        "macros",
        "inline image",
        "chart",
    }
    assert "Kent\n5" in [text.text for text in opened.document.texts if not text.hidden]


def test_links_out_and_codes_are_told(tmp_path: Path):
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" Type="x/attachedTemplate" Target="http://wexley.example/t.dotm" TargetMode="External"/>'
        '<Relationship Id="2" Type="x/hyperlink" Target="mailto:a@wexley.example" TargetMode="External"/>'
        "</Relationships>"
    )
    body = (
        "<w:p><w:r><w:instrText>INCLUDETEXT C:\\a.docx</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>"
    )
    document = read_body(tmp_path, body, **{"word___rels__document.xml.rels": links})
    assert [notice.kind for notice in document.notices] == ["external link"]
    hidden = " ".join(text.text for text in document.texts if text.hidden)
    assert "a@wexley.example" in hidden and "INCLUDETEXT" in hidden and "t.dotm" in hidden


def test_lines_with_tabs_are_a_table_and_labels_are_labels(tmp_path: Path):
    row = "<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t></w:r></w:p>"
    document = read_body(tmp_path, row.format("Year", "n") + row.format("2019", "5") + p("Arson: &lt;5"))
    assert grid_at(document, "lines, table 1").rows == [["Year", "n"], ["2019", "5"]]
    labels = grid_at(document, "lines, labels")
    assert labels.rows == [["Arson", "<5"]] and labels.row_places == ("paragraph 3",)


def test_a_file_in_the_strict_form_is_the_same(tmp_path: Path):
    path = tmp_path / "a.docx"
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {strict}><w:body>{tbl(tc('a') + tc('5'))}</w:body></w:document>",
        )
    assert grid_at(read(path), "table 1").rows == [["a", "5"]]


# Hostile and broken files.

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("content", "why"),
    [(BOMB, "entities"), ("<w:document", "broken"), (f"<w:document {W}/>", "no body"), ("\x00", "broken")],
)
def test_a_main_part_that_is_not_as_it_should_be(tmp_path: Path, content: str, why: str):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", content)
    with pytest.raises(Refused) as caught:
        reader.read(path, "a.docx", "docx")
    assert caught.value.status == "damaged" and why in caught.value.why and caught.value.todo


def test_a_file_without_words_or_a_main_part_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="no words"):
        read_body(tmp_path, "<w:p/>" + tbl(tc(" ")))
    with pytest.raises(Refused) as caught:
        read_body(tmp_path, "<w:p/>", **{"word__media__image1.png": b"x"})
    assert caught.value.status == "scanned"
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    with pytest.raises(Refused, match="no main part"):
        read(tmp_path / "b.docx")


def test_nesting_without_end_is_read(tmp_path: Path):
    deep = 5_000
    body = "<w:tbl><w:tr><w:tc>" * deep + p("5") + "</w:tc></w:tr></w:tbl>" * deep
    document = read_body(tmp_path, body)
    assert document.grids[-1].rows == [["5"]]


def test_a_span_that_claims_too_much_is_refused(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        read_body(tmp_path, tbl(tc("a", '<w:gridSpan w:val="99999999"/>') + tc("b")))
    assert caught.value.status == "too large"


def test_a_part_that_unpacks_to_far_too_much_is_refused(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        read_body(tmp_path, p("a") + " " * 40_000_000)
    assert caught.value.status == "too large"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_cell_of_a_table_comes_back(data: st.DataObject):
    wide = data.draw(st.integers(1, 4))
    cell = st.text(
        alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="<&>"), max_size=6
    )
    table = data.draw(st.lists(st.lists(cell, min_size=wide, max_size=wide), min_size=1, max_size=5))
    made = docx.Document()
    drawn = made.add_table(len(table), wide)
    for row, cells in zip(drawn.rows, table, strict=True):
        for place, text in zip(row.cells, cells, strict=True):
            place.text = text
    made.add_paragraph("words")
    kept = io.BytesIO()
    made.save(kept)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(kept.getvalue())
        document = read(path)
    if any(map(any, table)):
        assert [list(row) for row in grid_at(document, "table 1").rows] == table
    else:
        assert document.find("table 1") is None


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "12¹"),
        ('<w:rStyle w:val="FootnoteReference"/>', "12¹"),
        ('<w:vertAlign w:val="subscript"/>', "12₁"),
        ("<w:strike/>", "12~~1~~"),
        ('<w:strike w:val="0"/>', "121"),
        ("<w:b/>", "121"),
    ],
)
def test_a_raised_or_struck_digit_does_not_join_the_number_beside_it(tmp_path: Path, look: str, shown: str):
    cell = f"<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>1</w:t></w:r></w:p>"
    document = read_body(tmp_path, tbl(tc("Arson") + tc(cell)))
    assert grid_at(document, "table 1").rows == [["Arson", shown]]


def test_the_lines_above_a_table_are_its_heading(tmp_path: Path) -> None:
    one = tbl(tc("Offence") + tc("Crimes"), tc("Harassment") + tc("12"))
    request = p("You asked how many crimes were recorded.")
    body = (
        request + p("Female victims, 2015/16") + one + p("") + p("Male victims, 2015/16") + one + p("Yours")
    )
    first, second = read_body(tmp_path, body).grids
    assert (first.heading, second.heading) == (("Female victims, 2015/16",), ("Male victims, 2015/16",))


def test_captions_under_tables_are_headings_of_none(tmp_path: Path) -> None:
    one = tbl(tc("Offence") + tc("Crimes"), tc("Harassment") + tc("12"))
    request = p("You asked how many crimes were recorded.")
    body = request + one + p("Female victims, 2015/16") + one + p("Male victims, 2015/16")
    assert [grid.heading for grid in read_body(tmp_path, body).grids] == [(), ()]
