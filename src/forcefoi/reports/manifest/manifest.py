"""What was published, as it is held in memory; `as_files` keeps it and `read` gets it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forcefoi.reports.manifest.made_of import MadeOf
from forcefoi.reports.manifest.marks import numbers
from forcefoi.reports.manifest.take import Page, Taken

FILE = Path("reports/manifest.json")
# Page or table → place on it → what stands there.
Lines = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Manifest:
    """What was published; as in `Taken`, but lines are text with marks, by their places."""

    made_of: MadeOf
    pages: dict[str, Page]
    lines: Lines
    pictures: dict[str, str]
    workbooks: dict[str, str]

    @property
    def count(self) -> int:
        """How many numbers stand in it, each as often as it was published."""
        return sum(count_numbers(places) for places in self.lines.values())


def count_numbers(places: Mapping[str, list[str]]) -> int:
    """How many numbers a page or a table has."""
    return sum(len(numbers(line)) for lines in places.values() for line in lines)


def of(taken: Taken) -> Manifest:
    """The manifest of what a project publishes."""
    lines: Lines = {}
    for name, found in taken.lines.items():
        places: dict[str, list[str]] = defaultdict(list)
        for line in found:
            places[line.place].append(line.text)
        if places:
            lines[name] = dict(places)
    return Manifest(taken.made_of, taken.pages, lines, taken.pictures, taken.workbooks)
