"""All that is public in src/ says what it is and has types; what a check is told to pass over has a reason."""

from __future__ import annotations

import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
IGNORES = re.compile(
    r"# (?:type: ignore|noqa)(?P<code>\[[a-z-]+\]|: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*)?(?P<why>.*)"
)


def test_everything_public_has_a_docstring_and_types() -> None:
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [
            ruff,
            "check",
            "--isolated",
            "--no-cache",
            "--select",
            "D100,D101,D102,D103,D104,ANN0,ANN1,ANN2",
            "src",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def ignores() -> Iterator[tuple[str, re.Match[str], str]]:
    """Where each stands, what it says, and the line above it."""
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").splitlines()
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.COMMENT and (found := IGNORES.match(token.string)):
                    row = token.start[0]
                    yield f"{path.relative_to(ROOT)}:{row}", found, lines[row - 2].strip()


def test_every_ignore_names_what_it_ignores_and_why() -> None:
    found = list(ignores())
    assert found, "none was found: does the pattern still fit?"
    assert [where for where, match, _ in found if not match["code"]] == []
    silent = [
        where for where, match, above in found if not match["why"].strip(" #()") and not above.startswith("#")
    ]
    assert silent == []
