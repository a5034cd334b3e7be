"""Broken and hostile PDFs: always an answer, in bounded time, and never figures of half a page unsaid."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from pdf_made import columns_at, drawn, here, opened
from reportlab.pdfgen.canvas import Canvas

from forcefoi.sources.replies.grid import STATUSES, Document, Refused

ROWS = [
    ["Offence", "2019/20", "2020/21"],
    *([f"Theft of kind {n}", str(n), str(n * 3)] for n in range(1, 30)),
]


def page(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        columns_at(canvas, 780 - 18 * number, row, [60, 300, 380])


def answer(path: Path) -> Document | None:
    """The document read in this process; None where the reader refuses or stumbles, which `opening.read` tells."""
    try:
        return here(path)
    except Exception:
        return None


def figures(document: Document) -> set[tuple[str, ...]]:
    return {tuple(row) for grid in document.grids if "labels" not in grid.place for row in grid.rows}


def is_warned(document: Document) -> bool:
    return any(grid.doubts for grid in document.grids) or bool(document.notices)


def test_changed_bytes_never_change_figures_unsaid(tmp_path: Path) -> None:
    """The pages are packed, so that a changed byte breaks them; a reader that goes on with what it got is found."""
    whole = drawn(tmp_path / "a.pdf", page, page, pageCompression=1).read_bytes()
    chance = random.Random(20)
    seen = set()
    for number in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 4, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(bytes(data) if number % 3 else bytes(data[: chance.randrange(9, len(data))]))
        document = answer(path)
        seen.add(document is not None)
        if document is not None and not is_warned(document):
            assert not document.grids or figures(document) == {tuple(row) for row in ROWS}, path.read_bytes()
    assert seen == {True, False}


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.95])
def test_a_file_cut_off_is_an_answer(tmp_path: Path, cut: float) -> None:
    whole = drawn(tmp_path / "a.pdf", *[page] * 5).read_bytes()
    path = tmp_path / "b.pdf"
    path.write_bytes(whole[: int(len(whole) * cut)])
    document = opened(path)
    assert document.status in STATUSES
    if document.status == "read":
        assert all("pages may be missing" in " ".join(grid.doubts) for grid in document.grids)
    else:
        assert document.why and document.todo


def test_not_a_pdf_behind_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"nothing " * 1000)
    document = opened(path)
    assert document.status == "damaged" and document.why and document.todo


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is its catalog."""
    parts, places = [b"%PDF-1.4\n"], []
    for number, content in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return b"".join([*parts, head, table, end])


def test_pages_that_lead_back_to_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw(
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
            b"<< /T (loop) /V (17) /Kids [4 0 R] >>",
        )
    )
    document = opened(path)
    assert document.status == "read" and document.grids == ()
    assert [text.text for text in document.texts] == ["17"]
    assert "the file says that it has 2 pages, and 1 were found" in [
        notice.what for notice in document.notices
    ]


def test_a_page_that_unpacks_to_a_flood_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * (300 * 1024 * 1024), 9)
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        )
    )
    document = opened(path)
    assert document.status == "too large" and "unpacks" in document.why


def test_part_of_a_page_that_is_damaged_is_told(tmp_path: Path) -> None:
    """pdfminer reads a packed page as far as it gets, and says nothing."""
    content = zlib.compress(b"BT /F1 12 Tf 60 700 Td (Theft) Tj 200 0 Td (17) Tj ET\n" * 200)
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
            % (len(content) - 9, content[:-9]),
        )
    )
    assert "damaged page" in [notice.kind for notice in here(path).notices]


def test_letters_that_the_file_does_not_name_are_refused(tmp_path: Path) -> None:
    """A font of two-byte codes without a map to letters: the page shows figures, and the file doesn't say which."""
    path = drawn(tmp_path / "a.pdf", page, pageCompression=0)
    system = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo %s >>" % system
    data = path.read_bytes().replace(b"/Subtype /Type1", b"/Subtype /Type0 /DescendantFonts [%s]" % below)
    data = data.replace(b"/Encoding /WinAnsiEncoding", b"/Encoding /Identity-H")
    path.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        here(path)
    assert refusal.value.status == "not supported" and "fonts" in refusal.value.why
