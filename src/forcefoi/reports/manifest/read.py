"""Read back what was published: the manifest, and what its pages say, each file as the manifest has it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from forcefoi.errors import ForcefoiError
from forcefoi.files import digest
from forcefoi.reports.manifest.as_files import FORM, beside
from forcefoi.reports.manifest.made_of import MadeOf
from forcefoi.reports.manifest.manifest import Lines, Manifest
from forcefoi.reports.manifest.take import Page

TODO = "\n  to do:    get the files as they were published, or write them from a build that you trust: make manifest"


class Unreadable(ForcefoiError):
    """The manifest is missing, or is none."""

    exit_code = 2


class Altered(Unreadable):
    """What a page said is missing, or was changed after the manifest was written."""


def read(path: Path) -> Manifest:
    """The manifest in a file, with what lies in the folder beside it. Raises Unreadable, or Altered for the latter."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] != FORM:
            raise Unreadable(f"{path} has form {content['form']!r}; this forcefoi reads form {FORM}{TODO}")
        said = [_part(beside(path) / name, known) for name, known in sorted(content["said"].items())]
        return Manifest(
            MadeOf(**content["made_of"]),
            {name: Page(**page) for name, page in content["pages"].items()},
            _lines([group for part in said for group in part]),
            content["pictures"],
            content["workbooks"],
        )
    except FileNotFoundError:
        raise Unreadable(f"{path} is not there: nothing is known of what was published{TODO}") from None
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror}{TODO}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"{path} is no manifest ({type(error).__name__}: {error}){TODO}") from None


def _part(path: Path, known: str) -> list[dict[str, Any]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Altered(f"{path} is not there: what stands on that page is not known{TODO}") from None
    if digest(content) != known:
        raise Altered(f"{path} is not what it was when the manifest was written{TODO}")
    said: list[dict[str, Any]] = json.loads(content)["said"]
    return said


def _lines(said: list[dict[str, Any]]) -> Lines:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for group in said:
        for name in group["on"].split(" "):
            for place, texts in group["lines"].items():
                found[name][place] += texts
    return {name: dict(places) for name, places in found.items()}
