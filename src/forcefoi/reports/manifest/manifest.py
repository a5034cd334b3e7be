"""The manifest as a file: a sentence, cell or row a line, sorted; what several pages say stands there once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from forcefoi.errors import ForcefoiError
from forcefoi.reports.manifest.made_of import MadeOf
from forcefoi.reports.manifest.marks import CLOSE, OPEN, numbers
from forcefoi.reports.manifest.take import Page, Taken

FILE = Path("reports/manifest.json")
FORM = 1
ABOUT = (
    f"What forcefoi published: every row of every processed table and every number on every page, each between {OPEN} "
    f"and {CLOSE} in the sentence, cell or label that it stands in. 'on' names the pages that say it, 'lines' has what "
    "they say, place by place. Written by: forcefoi manifest write. Compared with a new build by: make verify."
)
# Page or table → place on it → what stands there.
Lines = dict[str, dict[str, list[str]]]


class Unreadable(ForcefoiError):
    """The manifest is missing, or is none."""

    exit_code = 2


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


def text_of(manifest: Manifest) -> str:
    """The manifest as the text of its file."""
    content = {
        "about": ABOUT,
        "form": FORM,
        "made_of": manifest.made_of.to_json(),
        "pages": {name: asdict(page) for name, page in manifest.pages.items()},
        "pictures": manifest.pictures,
        "workbooks": manifest.workbooks,
        "said": _said(manifest.lines),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> Manifest:
    """The manifest in a file. Raises Unreadable."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] != FORM:
            raise Unreadable(
                f"{path} has form {content['form']!r}; this forcefoi reads form {FORM}\n  to do:    {TODO}"
            )
        return Manifest(
            MadeOf(**content["made_of"]),
            {name: Page(**page) for name, page in content["pages"].items()},
            _lines(content["said"]),
            content["pictures"],
            content["workbooks"],
        )
    except FileNotFoundError:
        raise Unreadable(
            f"{path} is not there: nothing is known of what was published\n  to do:    {TODO}"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(
            f"{path} is no manifest ({type(error).__name__}: {error})\n  to do:    {TODO}"
        ) from None


TODO = "get the file as it was published, or write it anew from a build that you trust: make manifest"


def _said(lines: Lines) -> list[dict[str, Any]]:
    """What is said, by the pages that say it, so that what is common to many stands there once."""
    on: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    text: dict[tuple[str, str, int], int] = {}
    for name in sorted(lines):
        for place, said in lines[name].items():
            again: dict[str, int] = defaultdict(int)
            for each in said:
                # Two cells of one table may say the same: the second is another.
                again[each] += 1
                key = (place, each, again[each])
                on[key].append(name)
                text.setdefault(key, len(text))
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted(text, key=text.__getitem__):
        grouped[" ".join(on[key])][key[0]].append(key[1])
    return [{"on": names, "lines": grouped[names]} for names in sorted(grouped)]


def _lines(said: list[dict[str, Any]]) -> Lines:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for group in said:
        for name in group["on"].split(" "):
            for place, texts in group["lines"].items():
                found[name][place] += texts
    return {name: dict(places) for name, places in found.items()}
