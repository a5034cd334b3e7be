"""Every number opens: down to its formula, its inputs and where they stand, by every way in, on every page."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from numbers_on_page import NO_NUMBER, Page, evaluated, says_it, untied
from scipy import stats

from forcefoi.number import Number
from forcefoi.panels import target
from forcefoi.told import value_text

METHODS = (
    "as printed", "as entered", "as published", "as it stands in the note", "exact 95% interval",
    "the number of ", "the sum of these cells", "the mean of the squared z-scores", "by moments, from φ",
)  # fmt: skip
DERIVED = (
    "Published figures",
    "Change between windows",
    "What the printed parts leave of the whole",
    "Published figures as a share of all crimes recorded",
    "Published crimes for each 1,000 women and girls",
    "Stalking and harassment (8L+8M+8Q+8R) recorded",
    "Published figures as crimes a day",
    "Asked, replied, published",
    "More than 50% away from the window beside it",
    "What is public, by nation",
)


def pages(built: Path) -> dict[str, Path]:
    """Every page with numbers, by the id of its report."""
    found = {path.stem: path for path in (built / "reports").rglob("*.html")}
    del found["index"]
    return found


@pytest.fixture(scope="module")
def read(built: Path) -> dict[str, Page]:
    return {name: Page(path.read_text(encoding="utf-8")) for name, path in pages(built).items()}


@pytest.fixture(scope="module")
def numbers(built: Path) -> dict[str, list[Number]]:
    """The numbers beside every page, by the id of its report."""
    found = {}
    for name in pages(built):
        content = json.loads((built / f"reports/data/{name}.provenance.json").read_text(encoding="utf-8"))
        assert (built / "reports" / content["page"]).is_file()
        found[name] = [Number.from_json(plain) for plain in content["numbers"]]
    return found


def test_every_number_in_a_sentence_is_tied_to_something(read: dict[str, Page]):
    loose = {
        (name, sentence): found
        for name, page in read.items()
        for sentence in page.sentences
        if (found := untied(sentence))
    }
    assert not loose
    assert sum(len(page.sentences) for page in read.values()) > 500


def test_a_loose_number_would_be_found():
    assert untied("The count is down 68%, from 2,569 in 2017/18 (8L)") == ["68%,", "2,569"]
    assert untied("no clear change (which holds 1), 177 days to 24 September 2018") == ["177"]
    assert all(re.compile(pattern) for _, pattern in NO_NUMBER)


def test_derived_cells_of_tables_open(read: dict[str, Page]):
    seen = set()
    for name, page in read.items():
        for caption, cells in page.cells.items():
            table = next(
                (start for start in sorted(DERIVED, key=len, reverse=True) if caption.startswith(start)), None
            )
            if table is None or caption.startswith("Published figures that are not"):
                continue
            seen.add(table)
            for opens, other in cells:
                words = re.sub(r"[×/÷] ?1,000\b|each 1,000|95%|“[^”]*”", "", other)
                assert not untied(words), (name, caption, opens, other)
    assert seen == set(DERIVED)


def test_every_panel_is_there_once_with_a_place_and_everything_that_opens_has_one(read: dict[str, Page]):
    for name, page in read.items():
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], name
        assert set(page.opens) == set(page.panels), name
        assert set(page.hides) == {*page.panels, *page.sources}, name
        inner = {place for places in page.within.values() for place in places}
        assert set(page.sources) <= inner <= set(page.hides), name
        # Until something has been corrected, the page of corrections has no number; that of words never has.
        assert bool(page.panels) == (name not in ("corrections", "words")), name
        assert min(page.panels.values(), default=1) >= 1, name


def test_a_panel_within_a_panel_leads_down_and_never_around(read: dict[str, Page]):
    """From a number to those it was worked out from, which stand somewhere, and to the address: no further."""
    for name, page in read.items():
        for panel, places in page.within.items():
            for place in places:
                deeper = page.within[place]
                assert place != panel and all(each.startswith("s-") for each in deeper), (name, panel, place)
                assert deeper or "http" in page.panel_texts[place] or "data/raw/" in page.panel_texts[place]
        assert all("http" in page.panel_texts[source] for source in page.sources), name


def test_no_address_on_a_page_has_a_mark_at_its_end(built: Path):
    for path in (built / "reports").rglob("*.html"):
        ends = [href[-1] for href in re.findall(r'href="(https?://[^"]+)"', path.read_text(encoding="utf-8"))]
        assert set(ends).isdisjoint(";,.:"), path.name


def test_what_lies_beside_a_page_is_what_stands_on_it(
    read: dict[str, Page], numbers: dict[str, list[Number]]
):
    for name, page in read.items():
        assert [target(number) for number in numbers[name]] == list(page.panels), name
        for number in numbers[name]:
            place = target(number)
            text = page.panel_texts[place]
            assert value_text(number) in text and number.formula in text and number.inputs
            # An input stands in the panel, or in that of the number which is nothing but this input.
            deeper = [page.panel_texts[each] for each in page.within[place] if each in page.panels]
            for each in number.inputs:
                place_in_file = each.where.split("; ")[0].partition(": http")[0]
                assert place_in_file and any(place_in_file in panel for panel in (text, *deeper)), (
                    name,
                    number,
                )
                assert each.text in text or deeper


def test_what_opens_is_what_is_printed(read: dict[str, Page], numbers: dict[str, list[Number]]):
    """A number must not open to another one."""
    for name, page in read.items():
        by_id = {target(number): number for number in numbers[name]}
        wrong = [(place, text) for place, text in page.told if not says_it(text, by_id[place])]
        assert not wrong, (name, wrong)


def test_another_number_would_be_found():
    days = Number("a~days", 177, 177, "days", "", "", ())
    assert says_it("177", days) and not says_it("365", days) and not says_it("3 years and 177 days", days)
    assert says_it("177 days", days) and says_it(
        "3 years and 177 days", Number("c", 1273, 1273, "days", "", "", ())
    )
    least = Number("e", 1.277, None, "", "", "", ())
    assert says_it("at least 1.27", least) and not says_it("at least 1.28", least)
    times = Number("d", 850 / 284, 850 / 284, "times", "", "", ())
    assert says_it("almost tripled", times) and not says_it("more than tripled", times)
    fall = Number("a", -68.2756, -68.2756, "%", "", "(815 − 2,569) ÷ 2,569 × 100", ())
    assert says_it("down 68%", fall) and says_it("−68.3%", fall) and not says_it("down 35%", fall)
    assert says_it("six", Number("b", 6, 6, "", "", "", ())) and not says_it("five", fall)


def test_every_formula_of_arithmetic_gives_its_number(numbers: dict[str, list[Number]]):
    reckoned = 0
    for name, found in numbers.items():
        for number in found:
            ends = evaluated(number.formula)
            if ends is None:
                days = re.fullmatch(r"(.+) to (.+), both days included", number.formula)
                if days:
                    assert number.low == (day(days[2]) - day(days[1])).days + 1, (name, number)
                else:
                    assert number.formula.startswith(METHODS), (name, number)
                continue
            reckoned += 1
            low, high = ends
            assert number.low == pytest.approx(low, rel=1e-9), (name, number)
            assert (number.high is None) == (high is None), (name, number)
            assert high is None or number.high == pytest.approx(high, rel=1e-9), (name, number)
    assert reckoned > 300


def day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()


def test_intervals_are_what_their_method_gives(numbers: dict[str, list[Number]]):
    seen = 0
    for number in {number.id: number for found in numbers.values() for number in found}.values():
        counts = [
            int(n.replace(",", "")) for n in re.findall(r"(?<=\s)\d[\d,]*(?= in|,| days)", number.formula)
        ]
        upper = number.what.startswith("Upper")
        tail = 0.975 if upper else 0.025
        if "two Poisson rates" in number.formula:
            before, before_days, after, after_days = counts
            ends = (after + 1, before) if upper else (after, before + 1)
            share = stats.beta.ppf(tail, *ends)
            assert number.low == pytest.approx(share / (1 - share) * before_days / after_days)
        elif "Garwood" in number.formula:
            count, days = (
                int(re.search(r"count of ([\d,]+\d)", number.formula)[1].replace(",", "")),
                counts[-1],
            )
            assert number.low == pytest.approx(stats.chi2.ppf(tail, 2 * (count + upper)) / 2 / days)
        else:
            continue
        seen += 1
    assert seen > 10


def test_cells_that_are_named_add_to_the_number(built: Path, numbers: dict[str, list[Number]]):
    """From the page down to the file: the rows and columns that an input names hold what the number says."""
    seen = 0
    for number in {number.id: number for found in numbers.values() for number in found}.values():
        if number.formula not in ("the sum of these cells", "as published"):
            continue
        (stands,) = number.inputs
        file, rows, columns = re.match(r"(\S+), (.+?), columns? ([\w, ]+);", stands.where).groups()
        with open(built / file, encoding="utf-8-sig", newline="") as raw:
            table = list(csv.DictReader(raw))
        if rows.startswith("rows "):
            wanted = [
                row
                for span in rows.removeprefix("rows ").split(" and ")
                for row in table[int(span.split(" to ")[0]) - 2 : int(span.split(" to ")[-1]) - 1]
            ]
            assert {row["force"] for row in wanted} == {number.id.split("~")[0]}
        else:
            wanted = [row for row in table if rows in ("every row", f"the row of {row['force']}")]
        total = sum(int(row[column] or 0) for row in wanted for column in columns.split(", "))
        assert total == number.low, number
        seen += 1
    assert seen > 300


def test_the_exercise_says_what_its_entries_say(built: Path, numbers: dict[str, list[Number]]):
    text = (built / "data/raw/exercise.toml").read_text(encoding="utf-8")
    for number in numbers["national"]:
        for entry in number.inputs:
            if re.fullmatch(r"\w+ = \d+", entry.text):
                assert f"\n{entry.text}\n" in text


@pytest.fixture(params=["with script", "without script"])
def northumbria(new_page, built: Path, request) -> object:
    scripted = request.param == "with script"
    size = {"width": 390, "height": 800}
    page = new_page(java_script_enabled=scripted, has_touch=True, viewport=size)
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    return page


FELL = Number("northumbria-sh-sg-1~northumbria-sh-sg-2~rate-percent", 0, 0, "", "", "", ())
PANEL = f"#{target(FELL)}"


@pytest.mark.browser
@pytest.mark.parametrize("way", ["click", "tap", "keyboard"])
@pytest.mark.parametrize("shut", ["Escape", "button"])
def test_a_number_opens_and_closes(northumbria, way: str, shut: str):
    panel = northumbria.locator(PANEL)
    number = northumbria.locator(".findings li:first-child .n", has_text="down 35%")
    assert not panel.is_visible()
    if way == "keyboard":
        # From the number before it, as someone goes who has no mouse.
        northumbria.locator(".findings li:first-child .n", has_text="177 days").focus()
        northumbria.keyboard.press("Tab")
        northumbria.keyboard.press("Enter")
    else:
        getattr(number, way)()
    assert panel.is_visible()
    text = panel.inner_text()
    assert "34.580%" in text and "((815 ÷ 177 days) ÷ (2,569 ÷ 365 days) − 1) × 100" in text
    assert "815 crimes recorded: stalking and harassment, victims female" in text
    # From the number to the figure in it, to the paper and its address: each opens in the one before it.
    figure = northumbria.locator("#n-northumbria-sh-sg-2")
    inner = panel.get_by_role("button", name="815 crimes recorded")
    inner.click() if way != "keyboard" else inner.press("Enter")
    assert figure.is_visible() and panel.is_visible() and "as printed" in figure.inner_text()
    paper = figure.get_by_role("button", name="Shields Gazette")
    paper.click() if way != "keyboard" else paper.press("Enter")
    link = northumbria.locator("[id^=s-]:popover-open a")
    assert link.get_attribute("href").startswith("https://www.shieldsgazette.com/")
    for each in (2, 1):
        northumbria.keyboard.press("Escape")
        assert northumbria.locator(":popover-open").count() == each
    box = panel.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    if shut == "Escape":
        northumbria.keyboard.press("Escape")
    else:
        panel.get_by_role("button", name="Close").click()
    assert not panel.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("way", ["click", "keyboard"])
def test_a_label_of_a_chart_opens_and_leads_back(northumbria, way: str):
    label = northumbria.locator("#chart-published-per-day svg a", has_text="4.60 a day")
    if way == "click":
        label.click()
    else:
        label.focus()
        northumbria.keyboard.press("Enter")
    panel = northumbria.locator("#n-northumbria-sh-sg-2\\~per-day")
    assert panel.is_visible() and "815 ÷ 177 days" in panel.inner_text()
    # With script it opened as from the text, and a button closes it; without, a link leads back.
    panel.get_by_text("Close", exact=True).locator("visible=true").click()
    assert not panel.is_visible()
    assert northumbria.locator("#chart-published-per-day").is_visible()


@pytest.mark.browser
def test_a_number_looks_like_its_text_and_a_finger_finds_it(new_page, built: Path):
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto((built / "reports/forces/kent.html").as_uri())
    found = page.evaluate(
        """[...document.querySelectorAll('.findings li:first-child .n')].map(n => {
             const own = getComputedStyle(n), around = getComputedStyle(n.closest('p'));
             const reach = getComputedStyle(n, '::after');
             return [own.fontSize == around.fontSize && own.color == around.color,
                     parseFloat(reach.width), parseFloat(reach.height)]})"""
    )
    assert len(found) > 5
    for alike, width, height in found:
        assert alike and width >= 24 and height >= 24


@pytest.mark.browser
def test_a_sentence_that_is_copied_has_its_numbers(new_page, built: Path):
    page = new_page(viewport={"width": 1000, "height": 800})
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    box = page.locator(".finding").first.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 8, steps=5)
    page.mouse.up()
    copied = page.evaluate("getSelection().toString()")
    assert (
        "recorded 2,569 crimes of stalking and harassment" in copied and "815 crimes from 1 April" in copied
    )


@pytest.mark.browser
def test_a_number_that_has_the_focus_shows_it(new_page, built: Path):
    page = new_page()
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    page.keyboard.press("Tab")
    for place in (".findings li:first-child .n", "#chart-published-per-day svg a"):
        page.locator(place).first.focus()
        outline = page.locator(place).first.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline == "solid", place


@pytest.mark.browser
def test_paper_has_every_number_as_a_list(new_page, built: Path):
    page = new_page(viewport={"width": 718, "height": 1000})
    page.goto((built / "reports/forces/northumbria.html").as_uri())
    panels = page.locator(".working")
    assert page.locator(".working:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".working:visible").count() == panels.count() > 30
    assert page.locator(".working > button:visible, .working .back:visible").count() == 0
    # What a number was worked out from is there in words, and each address once.
    assert (
        page.locator(".working li button:visible").count() == page.locator(".working li button").count() > 10
    )
    for source in page.locator("[id^=s-]").all():
        after = "a => getComputedStyle(a, '::after').content"
        assert "http" in source.locator("a").evaluate(after)
