"""Every kind of page, and how to open one: shared by the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from windows import DESK, PHONE, listening, window

__all__ = ["DESK", "KINDS", "PHONE", "UNFOLD", "Visit", "address", "visit"]

# One page of each kind, and what it is there for.
KINDS = {
    "index": "the list of all pages",
    "national": "all forces together",
    "fact-check": "claims, with filters",
    "words": "how words are judged",
    "corrections": "what changed",
    "data-quality": "odd cells",
    "forces/northumbria": "everything that a force can have",
    "forces/kent": "odd figures, and the most numbers",
    "forces/durham": "no published figure",
    "forces/city-of-london": "too few residents for a funnel",
    "forces/btp": "no residents",
    "forces/psni": "another nation, with figures",
    "forces/police-scotland": "another nation, nothing public",
    "forces/mdp": "in neither table",
}
# Opens all that is folded. What is folded is read by nobody, and checked by nothing.
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"


@dataclass
class Visit:
    """A page that is open in the browser: `asked` are the addresses it asked for, `said` what its console says."""

    page: Any
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """The addresses it asked for that are not its own; a place within itself is its own."""
        return [each for each in self.asked if each.partition("#")[0] != self.address]


def address(built: Path, name: str) -> str:
    """The address of a page of KINDS."""
    path = built / "reports" / f"{name}.html"
    assert path.is_file(), f"there is no {path}"
    return path.as_uri()


@contextmanager
def visit(browser: Any, built: Path, name: str, **options: Any) -> Iterator[Visit]:
    """Open a page of KINDS as nobody saw it before. `options` are those of `windows.window`."""
    with window(browser, **options) as page:
        seen = Visit(page, address(built, name))
        told = {"request": lambda request: seen.asked.append(request.url),
                "console": lambda message: seen.said.append(message.text)}  # fmt: skip
        # Of the context, so that what a new window asks for is seen too.
        with (
            listening(page.context, **told),
            listening(page, pageerror=lambda error: seen.said.append(str(error))),
        ):
            page.goto(seen.address)
            yield seen
