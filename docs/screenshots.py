"""Pictures of pages for people to look at, into reports/screenshots/: `make screenshots`, or python docs/screenshots.py

One of each kind of page, or those that are named (`make screenshots ARGS="forces/kent index"`), whole, at three
widths, light and dark: reports/screenshots/<page>-<width>-<scheme>.png. `make clean` removes them.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "index",
    "national",
    "fact-check",
    "words",
    "corrections",
    "data-quality",
    *(
        f"forces/{force}"
        for force in ("northumbria", "kent", "durham", "city-of-london", "btp", "psni", "mdp")
    ),
)
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 800
# The most that Chromium draws in one picture; a longer page is cut there, and that is said.
TALLEST = 16_000
FOLDER = Path("reports/screenshots")
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")


def take(root: Path, pages: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """Draw pages of the project at `root`; gives each file that was written, and whether it shows all of its page.

    Raises SystemExit, with what to do, when there is no Chromium or a page has not been made.
    """
    found = {page: root / "reports" / f"{page}.html" for page in pages}
    missing = [page for page, path in found.items() if not path.is_file()]
    if missing:
        raise SystemExit(f"There is no page {', '.join(missing)} in reports/. Make it first: make")
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        raise SystemExit(
            "Screenshots need Chromium, and there is none here. On Debian: apt install chromium fonts-dejavu-core"
        )
    from playwright.sync_api import sync_playwright

    (root / FOLDER).mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for scheme, width in itertools.product(SCHEMES, WIDTHS):
            context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
            tab = context.new_page()
            for page, path in found.items():
                to = root / FOLDER / f"{Path(page).name}-{width}-{scheme}.png"
                yield to, _draw(tab, path, to, width)
            context.close()
        browser.close()


def _draw(tab: Any, page: Path, to: Path, width: int) -> bool:
    tab.goto(page.as_uri())
    tall = tab.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
    tab.screenshot(path=to, full_page=True, clip=clip)
    return tall <= TALLEST


def main() -> None:
    parser = argparse.ArgumentParser(prog="make screenshots ARGS=…", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="such as index or forces/kent")
    count = 0
    for path, whole in take(ROOT, parser.parse_args().pages or PAGES):
        count += 1
        if not whole:
            print(f"{path.name} shows the first {TALLEST:,} pixels of a longer page", file=sys.stderr)
    print(f"{count} pictures in {FOLDER}/")


if __name__ == "__main__":
    main()
