"""The first minutes of a journalist: `make lab`, the notebook opens, Run All, and the widgets answer."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from forcefoi.explore.force import force

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("FORCEFOI_SHOTS", "")  # a folder to draw pictures into, for a person to look at
# Slow machines are slow; what is waited for is a state, and the test is as quick as it comes.
PATIENCE = 120_000
# An invented reply, as docs/cookbook/add-a-reply.md has it.
REPLY = """Offence,Gender of victim,2015/16,2016/17,2017/18,01/04/2018 - 24/09/2018
8L Harassment,Female,310,342,351,180
8L Harassment,Male,201,214,220,118
8L Harassment,Not recorded,12,9,14,<5
8Q Stalking,Female,41,52,60,37
8Q Stalking,Male,8,11,13,6
8Q Stalking,Not recorded,0,0,<5,0
Total,,572,628,660,344
"""
# A chart of `forcefoi.charts` by itself, not of `force(…)`.
BARE = """from forcefoi import analysis, charts
found = analysis.per_day(forcefoi.force("kent").figures, forcefoi.the_exercise())
charts.published_per_day(found.table, where="Kent Police", name="bare")"""
# What a notebook's cells came to: how many still run, and what any of them failed with.
STATE = """() => ({
    ran: [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent.trim()),
    errors: [...document.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"], .jp-OutputArea-error, '
        + '[data-mime-type="application/vnd.jupyter.error"]')].map(e => e.textContent.slice(-300))})"""


# What has the focus: what it is called, and how wide its outline is.
FOCUS = """() => { const e = document.activeElement; const s = getComputedStyle(e);
    return { text: (e.closest('label, .widget-checkbox') ?? e).textContent,
        outline: s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth) } }"""


@dataclass
class Lab:
    """JupyterLab with the notebook open and run; `asked` are the addresses that the browser asked for."""

    page: Any
    asked: list[str]
    origin: str

    def show(self, name: str) -> None:
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png")


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory) -> Iterator[Lab]:
    """`forcefoi lab` on a copy of the project's raw data and notebook, on a port that is free, and a browser there."""
    project = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "data/raw", project / "data/raw")
    shutil.copytree(ROOT / "notebooks", project / "notebooks")
    _read_reply(project)
    _add_cell(project / "notebooks/explore.ipynb", BARE)
    said = project / "said"
    with said.open("w") as log:
        server = subprocess.Popen(
            [ROOT / ".venv/bin/forcefoi", "lab", "--no-browser", "--allow-root", "--ServerApp.port=0"],
            cwd=project,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={
                **os.environ,
                "JUPYTER_CONFIG_DIR": str(project / "settings"),
                "JUPYTERLAB_SETTINGS_DIR": str(project / "settings/lab"),
                "JUPYTERLAB_WORKSPACES_DIR": str(project / "settings/spaces"),
            },
        )
    try:
        token = _said(server, said, r"asks for a token: (\S+)")
        origin = _said(server, said, r"(http://127\.0\.0\.1:\d+)/lab/tree/notebooks/explore\.ipynb")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{origin}/lab/tree/notebooks/explore.ipynb?token={token}")
        opened = Lab(page, asked, origin)
        _run_all(page)
        yield opened
        page.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _read_reply(project: Path) -> None:
    """The invented reply, filed as Durham's, drafted and confirmed by the commands that a person types."""
    (project / "reply.csv").write_text(REPLY, encoding="utf-8")
    for words in (
        ["add", "durham", "reply.csv", "--received", "2018-10-30", "--reference", "FOI 123/18"],
        ["draft", "durham"],
        ["confirm", "durham", "--by", "A. Reader"],
    ):
        command = [ROOT / ".venv/bin/forcefoi", "reply", *words]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def _add_cell(notebook: Path, code: str) -> None:
    nb = nbformat.read(notebook, 4)
    nb.cells.append(nbformat.v4.new_code_cell(code))
    nbformat.write(nb, notebook)


def _said(server: subprocess.Popen, said: Path, pattern: str) -> str:
    """What the server says, once it says it."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(pattern, said.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"{pattern} was not said:\n{said.read_text()}")


def _run_all(page: Any) -> None:
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    # Before the kernel is there and at rest JupyterLab would ask which one to take.
    page.get_by_text(re.compile(r"Python 3.* \| Idle")).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        """() => { const all = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent);
                   return all.length && all.every(text => /\\[\\d+\\]/.test(text)) }"""
    )


def _answer(page: Any) -> Any:
    """Where the explorer's answer stands."""
    return page.locator(".jp-OutputArea-output .forcefoi:has(h2)").first


def _choose(page: Any, force: str) -> None:
    """Whatever was chosen before: another worker may have run the tests before this one."""
    page.get_by_label("Force", exact=True).first.select_option(label=force)
    page.locator(".forcefoi h2", has_text=force.partition(":")[0]).first.wait_for()


def test_run_all_finishes_without_an_error(lab: Lab) -> None:
    lab.show("run-all")
    state = lab.page.evaluate(STATE)
    assert state["errors"] == []
    assert [int(each.strip("[]:")) for each in state["ran"]] == list(range(1, len(state["ran"]) + 1))
    assert _answer(lab.page).locator("h2").text_content() == "Northumbria Police"


def test_choosing_a_force_changes_the_chart_the_table_and_the_findings(lab: Lab) -> None:
    page = lab.page
    _choose(page, "Northumbria Police: 3 figures")
    northumbria = _answer(page).locator("svg").first.text_content()
    _choose(page, "Kent Police: 6 figures")
    lab.show("kent")
    kent = force("kent")
    assert _answer(page).locator("svg").first.text_content() != northumbria
    assert _answer(page).locator("figure").first.get_attribute("id") == f"chart-{kent.chart.name}"
    finding = page.locator(".forcefoi .finding").first
    assert finding.text_content() == str(kent.findings.sentences[0])


def test_unticking_a_class_leaves_its_figures_out_of_the_chart(lab: Lab) -> None:
    page = lab.page
    _choose(page, "Kent Police: 6 figures")
    page.get_by_role("checkbox", name="3B Threats to kill").uncheck()
    gone = page.get_by_text("Left out:").first
    gone.wait_for()
    lab.show("no-3b")
    chosen = force("kent").of([code for code in force("kent").exercise.codes if code != "3B"])
    assert gone.inner_text() == chosen.left_out
    assert "threats" not in _answer(page).locator("svg").first.text_content().casefold()
    page.get_by_role("button", name="No class").click()
    page.get_by_role("alert").first.wait_for()
    assert "no class is chosen" in page.get_by_role("alert").first.inner_text()
    page.get_by_role("button", name="All classes").click()
    page.locator(".forcefoi h2", has_text="Kent Police").first.wait_for()


def test_the_table_sorts_and_searches_and_its_numbers_open(lab: Lab) -> None:
    page = lab.page
    _choose(page, "Kent Police: 6 figures")
    table = page.locator(".dt-container", has_text="Printed as").first
    table.locator("tbody tr").first.wait_for()
    assert table.locator("tbody tr").count() == 6
    table.locator("thead th", has_text="Count").click()
    table.locator("thead th[aria-sort='ascending']", has_text="Count").wait_for()
    shown = table.locator("tbody td:nth-child(4)").all_text_contents()
    assert [text.strip() for text in shown] == ["61", "73", "2,005", "2,992", "5,207", "5,207"]
    table.get_by_role("searchbox").fill("stalking")
    page.wait_for_function("e => e.querySelectorAll('tbody tr').length === 1", arg=table.element_handle())
    table.locator("tbody button.n", has_text="73").click()
    opened = page.locator(".working:popover-open")
    assert "Crimes recorded: 73 crimes" in opened.text_content()
    lab.show("number")
    page.keyboard.press("Escape")
    table.get_by_role("searchbox").fill("")


def test_a_phrase_is_checked_and_what_it_lacks_is_said_in_words(lab: Lab) -> None:
    page = lab.page
    page.get_by_label("Phrase").fill("almost doubled")
    page.get_by_label("First number").fill("276")
    page.get_by_role("button", name="Check the phrase").click()
    page.get_by_text("needs two counts: before and after").first.wait_for()
    page.get_by_label("Second number").fill("433")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Check the phrase").click()
    page.get_by_text("“almost doubled”: not supported").first.wait_for()
    lab.show("phrase")


def test_a_row_is_made_and_nothing_is_written(lab: Lab) -> None:
    page = lab.page
    page.get_by_role("button", name="Make the row").click()
    page.get_by_text("Still empty: Force, What was counted").first.wait_for()
    lab.show("form")


def test_a_chart_by_itself_is_shown_with_its_links(lab: Lab) -> None:
    chart = lab.page.locator("#chart-bare svg")
    chart.scroll_into_view_if_needed()
    lab.show("bare")
    assert chart.locator("a").count() > 0
    assert "a day" in chart.text_content()


def test_the_figures_of_a_reply_that_was_read_stand_with_their_cells(lab: Lab) -> None:
    page = lab.page
    _choose(page, "Durham Constabulary: 24 figures")
    lab.show("reply")
    said = _answer(page).text_content()
    assert "This force’s own reply has been read: 24 figures from it." in said
    table = page.locator(".dt-container", has_text="Printed as").first
    # In quotes, as words that stand together.
    table.get_by_role("searchbox").fill('"1 to 4"')
    page.wait_for_function("e => e.querySelectorAll('tbody tr').length === 2", arg=table.element_handle())
    table.get_by_role("searchbox").fill("")
    assert page.get_by_text("reply.csv, lines, cell E2").count() > 0
    # Two counts of one class and year are told apart by their victims.
    assert page.get_by_text("220 in 2017/18 (harassment (8L), male victims) is the highest").count() > 0


def test_the_keyboard_alone_reaches_each_widget_and_uses_it(lab: Lab) -> None:
    page = lab.page
    page.get_by_label("Force", exact=True).first.focus()
    page.keyboard.type("Kent")
    page.locator(".forcefoi h2", has_text="Kent Police").first.wait_for()
    # JupyterLab takes an arrow for its own, unless it is told not to.
    page.keyboard.press("ArrowDown")
    page.locator(".forcefoi h2", has_text="Northumbria Police").first.wait_for()
    page.keyboard.press("ArrowUp")
    page.locator(".forcefoi h2", has_text="Kent Police").first.wait_for()
    for name in ("3B Threats to kill", "105B", "8L", "8M", "8Q", "8R", "All classes", "No class"):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        assert name in seen["text"], seen
        assert seen["outline"] >= 2, seen
    page.keyboard.press("Space")
    page.get_by_role("alert").first.wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".forcefoi h2", has_text="Kent Police").first.wait_for()


def test_jupyterlab_offers_no_news(lab: Lab) -> None:
    assert lab.page.get_by_text("official Jupyter news").count() == 0


def test_nothing_is_asked_of_the_network(lab: Lab) -> None:
    assert lab.asked
    elsewhere = [url for url in lab.asked if not url.startswith((lab.origin, "data:", "blob:"))]
    assert elsewhere == []


def test_in_the_dark_and_on_a_narrow_window_it_can_be_read(lab: Lab) -> None:
    page = lab.page
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false' }")
    ink = "e => getComputedStyle(e).fill"
    assert _answer(page).locator("svg").first.evaluate(ink) == "rgb(232, 234, 237)"
    ground = page.locator(".dt-container").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgba(0, 0, 0, 0)"  # the notebook's own
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'true' }")
    assert _answer(page).locator("svg").first.evaluate(ink) == "rgb(31, 35, 40)"
    page.set_viewport_size({"width": 480, "height": 900})
    page.wait_for_timeout(500)
    lab.show("narrow")
    wide = _answer(page).evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 1
    cut = page.locator(".widget-checkbox label:visible").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    )
    assert cut == []
