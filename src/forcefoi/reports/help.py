"""Where to get help, as a page shows it: the helplines of its force's nation, or those of all nations, grouped."""

from __future__ import annotations

import ast
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forcefoi.files import find_root
from forcefoi.reports.cells import INJECTED, tags
from forcefoi.reports.plan import read_coverage
from forcefoi.sources.helplines import FOUR, NATIONS, Helpline, read_helplines
from forcefoi.windows import long_date

TEMPLATE = Path(__file__).parent / "template"
STYLE = TEMPLATE / "help.css"
ANYWHERE = {"UK": "Anywhere in the United Kingdom", "GB": "England, Wales and Scotland"}
NONE_OF_ITS_OWN = "A number for {} alone is not given here: we have none yet that we could source."


@dataclass(frozen=True)
class Shown:
    """A helpline with what a page says of it."""

    name: str
    contact: str
    href: str
    for_whom: str
    hours: str
    checked: str

    @property
    def is_address(self) -> bool:
        """Whether it is reached by a page of the web, and not by telephone."""
        return self.contact == self.href


@dataclass(frozen=True)
class Group:
    """Helplines under a heading, '' for none, and what must be said of what is not there."""

    heading: str
    helplines: tuple[Shown, ...]
    note: str = ""


def help_section(helplines: Sequence[Helpline], nation: str = "") -> str:
    """The section “Where to get help” as HTML: the helplines that are for `nation`, and what to keep, how to report it.

    For a page about more than one nation, and for a force of more than one (`nation` is '', 'GB' or 'UK'), it is all of
    them, grouped. Raises KeyError for a nation that is none.

    >>> row = Helpline(2, "Samaritans", "116 123", "Anyone", "", "UK", "Its own page")
    >>> '<a href="tel:116123">116 123</a>. Anyone. <span class="checked">Not yet' in help_section([row], "Wales")
    True
    """
    return str(_template().render(groups=groups_for(helplines, nation)))


def help_by_hand(nb: Any) -> str:
    """The section for an executed notebook that nobody said more of: the helplines are those of the project that
    the working folder lies in, the nation that of the force which papermill was given; all nations, where it was given
    none.

    Raises NoProject outside a project, DataError and ForcefoiError where the project lacks what is needed.
    """
    root = find_root()
    force = _force_of(nb)
    nation = ""
    if force:
        rows = read_coverage(lambda name: (root / name).read_bytes() if (root / name).is_file() else None)
        nation = next((row["nation"] for row in rows if row["force"] == force), "")
    return help_section(read_helplines(root), nation)


def _force_of(nb: Any) -> str:
    """The value of `force` in the cell that papermill put in, or ''."""
    for cell in nb.cells:
        if INJECTED in tags(cell):
            for line in ast.parse(cell.source).body:
                if isinstance(line, ast.Assign) and [getattr(t, "id", "") for t in line.targets] == ["force"]:
                    return str(ast.literal_eval(line.value))
    return ""


def groups_for(helplines: Sequence[Helpline], nation: str) -> list[Group]:
    """What the section lists: one group without a heading for one nation, else one for each, the UK's first."""
    if nation and len(NATIONS[nation]) == 1:
        own = [each for each in helplines if nation in each.nations]
        return [Group("", _shown(own), _note(own, nation))]
    found = []
    for place in NATIONS:
        there = [each for each in helplines if each.nation == place]
        note = _note(there, place) if place in FOUR else ""
        if there or note:
            found.append(Group(ANYWHERE.get(place, place), _shown(there), note))
    return found


def _note(helplines: Sequence[Helpline], nation: str) -> str:
    """Where a nation has no number of its own a reader should not think that one was forgotten."""
    own = any(each.nation == nation for each in helplines)
    return "" if own else NONE_OF_ITS_OWN.format(nation)


def _shown(helplines: Sequence[Helpline]) -> tuple[Shown, ...]:
    return tuple(
        Shown(each.name, each.contact, each.href, _bare(each.for_whom), _bare(each.hours), checked(each))
        for each in helplines
    )


def checked(helpline: Helpline) -> str:
    """When we last checked a row, in words."""
    if helpline.checked_on is None:
        return "Not yet checked by us."
    return f"Checked by us on {long_date(helpline.checked_on)}."


def _bare(text: str) -> str:
    return text.rstrip(".")


@functools.cache
def _template() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATE)
    return jinja2.Environment(loader=loader, autoescape=True).get_template("help.html.j2")
