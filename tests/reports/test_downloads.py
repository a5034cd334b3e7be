"""The files beside a page: whole, harmless, as fresh as the page, and gone when it goes."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import nbformat.v4 as v4
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode

from forcefoi import charts
from forcefoi.carried import CHART_MIME, TAKE_MIME
from forcefoi.disarm import BEGINS
from forcefoi.errors import ForcefoiError
from forcefoi.reports.beside import files_beside, is_beside, remove_beside
from forcefoi.reports.build import How, build
from forcefoi.reports.clean import clean
from forcefoi.reports.downloads import Downloads, csv_of, downloads
from forcefoi.reports.plan import OVERALL, force_report
from forcefoi.reports.render import render
from forcefoi.reports.stale import Hashes, why_report_stale
from forcefoi.wording import together
from small_project import READ, settle, write_coverage, write_notebook, write_slice

KENT = force_report("kent", "Kent Police", "England")
HOSTILE = (
    '"><script>alert(1)</script>',
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "javascript:alert(1)",
    "[x](https://example.org)",
    "\u202eecilop",
    "x" * 10_000,
    "a\x00\x0b\x1bb",
)
DRAWS = (
    "import pandas as pd\n"
    "from datetime import date\n"
    "from matplotlib.figure import Figure\n"
    "from forcefoi import charts\n"
    "charts.Chart('counts', 'Counts', 'Crimes', 'One number.', Figure((7.2, 1)), "
    "pd.DataFrame({'Force': [force], 'Count': [content['count']]}))"
)
TAKES = (
    "charts.take_away(force, about=['Figures.'], notes=['A note.'], sources=[], day=date(2018, 9, 24), card=charts."
    "share_card(name=force, headline=f\"{content['count']} crimes\", basis='A basis', source='A source'))"
)
QUIET = How(progress=False)


def chart(name: str = "counts", text: str = "Kent", number: float = 1 / 3) -> charts.Chart:
    table = pd.DataFrame(
        {text: [text, "two"], "Rate": [number, None], "Day": pd.to_datetime(["2018-03-31", None])}
    )
    return charts.Chart(name, text, text, text, Figure((7.2, 1)), table, note=text).sourced(text)


def take(text: str = "Kent") -> charts.TakeAway:
    card = charts.share_card(name="Kent", headline="A finding", basis="A basis", source="A source")
    return charts.take_away(
        text, about=[text], notes=[text], sources=[text], day=date(2018, 9, 24), card=card
    )


def notebook(*things: object, tags: tuple[str, ...] = ()) -> NotebookNode:
    """A notebook that has been run and showed these things, each in a cell."""
    cells = []
    for thing in things:
        data = {"text/html": thing._repr_html_(), "text/plain": "x", **thing._repr_mimebundle_()}
        shown = v4.new_output("execute_result", data, execution_count=1)
        cells.append(v4.new_code_cell("x", outputs=[shown], execution_count=1, metadata={"tags": list(tags)}))
    return v4.new_notebook(cells=cells)


def made(*things: object) -> Downloads:
    return downloads(notebook(*things), KENT, "{}")


def page(nb: NotebookNode, links: dict[str, str] | None) -> str:
    return render(
        nb, "Kent", report="kent", notebook="force.ipynb", page="forces/kent.html", help="", links=links
    )


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_chart_is_three_files_and_a_page_leads_to_each() -> None:
    nb = notebook(chart(text="Counts of <Kent>"))
    found = downloads(nb, KENT, "{}")
    assert list(found.files) == [f"reports/data/kent/kent-counts.{kind}" for kind in ("svg", "png", "csv")]
    html = page(nb, found.links)
    for name, content in found.files.items():
        href = f"../data/kent/{name.rpartition('/')[2]}"
        link = re.search(rf'<a href="{href}" download aria-label="([^"]+)">([^<]+)</a>', html)
        assert link and link[1] == f"{link[2]}: Counts of &lt;Kent&gt;"
        assert link[2].endswith(f", {max(1, round(len(content) / 1000))} KB")


def test_a_page_is_whole_without_its_files() -> None:
    nb = notebook(chart(), take())
    html = page(nb, None)
    assert "<!--take" not in html and 'class="take"' not in html
    assert 'id="chart-counts"' in html and "In the picture to share: Kent. A finding." in html


def test_charts_that_are_shown_together_have_their_files() -> None:
    found = made(together(chart("one"), charts.show_table(pd.DataFrame({"a": [1]}), "A table"), chart("two")))
    assert len(found.files) == 6 and set(found.links) == {"one", "two"}


def test_what_a_page_hides_has_no_files() -> None:
    assert downloads(notebook(chart(), tags=("hide",)), KENT, "{}") == Downloads()


@pytest.mark.parametrize(
    ("things", "why"),
    [
        ((chart(), chart()), "two things of this page would be reports/data/kent/kent-counts.svg"),
        ((chart("card"), take()), "two things of this page would be reports/data/kent/kent-card.png"),
        ((take(), take()), "a page has one take-away, and this notebook shows 2"),
    ],
)
def test_two_files_of_one_name_are_refused(things: tuple[object, ...], why: str) -> None:
    with pytest.raises(ForcefoiError, match=re.escape(why)):
        made(*things)


@pytest.mark.parametrize("name", ["../x", "a/b", "", "A", "."])
def test_a_notebook_can_write_nowhere_else(name: str) -> None:
    nb = notebook(chart())
    nb.cells[0].outputs[0].data[CHART_MIME][0]["name"] = name
    with pytest.raises(ForcefoiError, match="can't name the files of a chart"):
        downloads(nb, KENT, "{}")


def test_a_csv_has_whole_numbers_iso_days_and_a_mark_for_what_is_missing() -> None:
    content = made(chart()).files["reports/data/kent/kent-counts.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [
        ["Kent", "Rate", "Day"],
        ["Kent", str(1 / 3), "2018-03-31"],
        ["two", "[x]", "[x]"],
    ]
    back = pd.read_csv(io.BytesIO(content), na_values=["[x]"])
    assert back["Rate"].iloc[0] == 1 / 3 and pd.isna(back["Rate"].iloc[1])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_harmless_in_every_file(text: str) -> None:
    found = made(chart(text=text), take(text))
    svg = ElementTree.fromstring(found.files["reports/data/kent/kent-counts.svg"])
    assert {each.tag.rpartition("}")[2] for each in svg.iter()}.isdisjoint(
        {"script", "a", "image", "foreignObject"}
    )
    for row in rows(found.files["reports/data/kent/kent-counts.csv"]):
        assert not any(cell[:1] in BEGINS for cell in row if cell)
    html = page(notebook(chart(text=text)), found.links)
    assert "<script" not in html


def test_an_svg_stands_alone() -> None:
    text = made(chart()).files["reports/data/kent/kent-counts.svg"].decode()
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.attrib["font-family"].startswith(
        "system-ui"
    )
    assert 'href="#n-' not in text and "<a " not in text and "style" not in text
    assert root[0].tag.endswith("title") and root[1].tag.endswith("desc")
    assert root[2].tag.endswith("rect") and root[2].attrib["fill"] == "#ffffff"
    words = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("Kent") == 3 and "Source: Kent. forcefoi, CC BY 4.0" in words


def test_numbers_with_ids_and_paths_that_only_look_like_ours_are_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "reports/data/kent"
    folder.mkdir(parents=True)
    for name in ("kent-a.svg", "kent.xlsx", "notes.txt", "other.png", "kent-a.exe"):
        (folder / name).write_bytes(b"")
    assert files_beside(tmp_path, "kent") == ["reports/data/kent/kent-a.svg", "reports/data/kent/kent.xlsx"]
    remove_beside(tmp_path, "kent", but={"reports/data/kent/kent.xlsx"})
    assert sorted(each.name for each in folder.iterdir()) == [
        "kent-a.exe",
        "kent.xlsx",
        "notes.txt",
        "other.png",
    ]
    assert not is_beside("kent", "reports/data/kent/../../../etc/kent-a.png")
    assert not is_beside("kent", "data/raw/kent-a.csv")


@pytest.fixture
def taking(project: Path) -> Path:
    """A small project whose force pages have a chart and a take-away."""
    cells = ("# One force", ("force = ''", "parameters"), (READ, "hide"), (DRAWS,), (TAKES,))
    write_notebook(project / "notebooks/force.ipynb", *cells)
    return project


NAMES = ["kent-card.png", "kent-counts.csv", "kent-counts.png", "kent-counts.svg", "kent.xlsx"]


def beside(root: Path, force: str = "kent") -> dict[str, bytes]:
    return {Path(name).name: (root / name).read_bytes() for name in files_beside(root, force)}


@pytest.mark.usefixtures("stays")
def test_from_run_to_clean(taking: Path) -> None:
    """One build after another, as each costs a kernel: fresh, page only, other numbers, a failure, gone, cleaned."""
    assert build(taking, ["kent", "psni"], QUIET).failed == {}
    first = beside(taking)
    assert (
        sorted(first) == NAMES
        and b"1000" not in first["kent-counts.csv"]
        and b"2000" in first["kent-counts.csv"]
    )
    assert build(taking, ["kent"], QUIET).fresh == ["kent"]

    edited, gone = (taking / f"reports/data/kent/{name}" for name in ("kent-counts.csv", "kent.xlsx"))
    edited.write_bytes(edited.read_bytes().replace(b"2000", b"2001"))
    why = why_report_stale(KENT, Hashes(taking))
    assert str(why) == "page only, reports/data/kent/kent-counts.csv is not as it was written"
    edited.write_bytes(first["kent-counts.csv"])
    gone.unlink()
    assert str(why_report_stale(KENT, Hashes(taking))) == "page only, reports/data/kent/kent.xlsx is gone"
    assert build(taking, ["kent"], QUIET).built == ["kent"]
    assert beside(taking) == first

    write_slice(taking, "kent", count=77)
    settle(taking)
    left = taking / "reports/data/kent/.kent.xlsx.abc.part"
    left.write_bytes(b"half")
    assert build(taking, ["kent"], QUIET).built == ["kent"]
    assert b"77" in beside(taking)["kent-counts.csv"] and not left.exists()

    write_slice(taking, "kent", other="no count")
    settle(taking)
    assert list(build(taking, ["kent"], QUIET).failed) == ["kent"]
    assert not (taking / "reports/data/kent").exists() and sorted(beside(taking, "psni"))

    write_coverage(taking, {"kent": "Kent Police"})
    settle(taking)
    assert build(taking, ["national"], QUIET).removed == ["psni"]
    assert not (taking / "reports/data/psni").exists()

    write_slice(taking, "kent", count=5)
    settle(taking)
    build(taking, ["kent"], QUIET)
    note = taking / "reports/data/kent/mine.txt"
    note.write_text("keep")
    _, left_there = clean(taking)
    assert left_there == ["reports/data/kent/mine.txt"] and list(note.parent.iterdir()) == [note]


@pytest.mark.usefixtures("stays")
def test_a_chart_that_a_page_no_longer_has_leaves_no_files(taking: Path) -> None:
    build(taking, ["kent"], QUIET)
    cells = (
        "# One force",
        ("force = ''", "parameters"),
        (READ, "hide"),
        (DRAWS.replace("'counts'", "'others'", 1),),
    )
    write_notebook(taking / "notebooks/force.ipynb", *cells)
    build(taking, ["kent"], QUIET)
    assert sorted(beside(taking)) == ["kent-others.csv", "kent-others.png", "kent-others.svg"]


@pytest.mark.usefixtures("stays")
def test_a_record_that_names_other_files_is_not_believed(taking: Path) -> None:
    build(taking, ["kent"], QUIET)
    record = taking / "reports/.built/kent.json"
    record.write_text(record.read_text().replace("reports/data/kent/kent.xlsx", "data/raw/kent.xlsx"))
    assert str(why_report_stale(KENT, Hashes(taking))) == "not made before"


def test_a_card_is_the_one_that_the_notebook_showed() -> None:
    shown = take()
    card = base64.b64decode(shown._repr_mimebundle_()[TAKE_MIME][0]["card"])
    assert made(shown).files["reports/data/kent/kent-card.png"] == card == shown.card.png()


def test_pages_at_the_top_lead_to_their_files_too() -> None:
    national = next(report for report in OVERALL if report.id == "national")
    links = downloads(notebook(chart()), national, "{}").links
    assert 'href="data/national/national-counts.svg"' in links["counts"]


def test_a_csv_without_rows_has_its_headings() -> None:
    assert rows(csv_of({"headings": ["=1", "b"], "rows": []})) == [["'=1", "b"]]
