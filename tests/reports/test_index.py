"""The list of all reports: by name, by other names, and in a browser by what one types."""

from __future__ import annotations

import re

from forcefoi.reports.index import make_index
from forcefoi.reports.plan import OVERALL, read_aliases, read_coverage

ROW = {
    "force": "gwent",
    "name": "Gwent <Police>",
    "nation": "Wales",
    "status": "figures public",
    "published_figures": "2",
}
STATES = {report.id: "" for report in OVERALL} | {"gwent": ""}


def test_a_force_is_found_by_its_other_names_and_its_nation() -> None:
    html = make_index("A title", [ROW], {"gwent": ["Gwent", 'Heddlu "Gwent"']}, STATES, [])
    assert 'data-find="Gwent Heddlu &#34;Gwent&#34; Wales"' in html
    assert '<a href="forces/gwent.html">Gwent &lt;Police&gt;</a>' in html
    assert "figures public (2)" in html


def test_the_field_is_hidden_until_a_script_serves_it_and_only_that_script_is_allowed() -> None:
    html = make_index("A title", [ROW], {"gwent": ["Gwent"]}, STATES, [])
    assert re.search(r'<div class="search" role="search" hidden>', html)
    assert html.count("<script>") == 1 and re.search(r"script-src 'sha256-[^']+';", html)


def test_a_page_that_is_not_there_is_no_link() -> None:
    html = make_index("A title", [ROW], {"gwent": ["Gwent"]}, STATES | {"gwent": "no page yet"}, [])
    assert 'href="forces/gwent.html"' not in html and "no page yet" in html


def test_other_names_come_from_the_table_of_forces(project) -> None:
    def read(name: str) -> bytes:
        return (project / name).read_bytes()

    assert read_aliases(read)["kent"] == ["KENT", "Heddlu kent", "South"]
    assert {row["force"] for row in read_coverage(read)} == set(read_aliases(read))
