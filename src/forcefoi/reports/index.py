"""The list of all reports: what is known of each force, and which pages there are."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from forcefoi.files import MARK, digest, write_whole
from forcefoi.harmless import UNSEEN
from forcefoi.reports.help import STYLE, help_section
from forcefoi.reports.inside import allowed, scripted, styles
from forcefoi.reports.plan import OVERALL, Report, force_report, read_aliases, read_coverage
from forcefoi.reports.replies import PAGE as REPLIES
from forcefoi.reports.stale import (
    Hashes,
    index_inputs,
    record_path,
    why_index_stale,
    why_report_stale,
    write_record,
)
from forcefoi.sources.helplines import Helpline, read_helplines

PAGE = "reports/index.html"
FAILED = Path("reports/failed")
TEMPLATE = Path(__file__).parent / "template"
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
BEYOND = "More than one nation"


def write_index(root: Path, reports: list[Report], hashes: Hashes) -> None:
    """Write `reports/index.html`, unless the one that stands there says the same."""
    states = _states(root, reports, hashes)
    if why_index_stale(states, hashes):
        # What it is made from is noted before it is read.
        inputs = index_inputs(states, hashes)
        title = tomllib.loads((hashes.read(MARK.as_posix()) or b"").decode("utf-8-sig"))["title"]
        names = read_aliases(hashes.read)
        html = make_index(title, read_coverage(hashes.read), names, states, read_helplines(root))
        write_whole(root / PAGE, html)
        outputs = {PAGE: digest(html.encode())}
        write_record(record_path(root, "index"), inputs=inputs, outputs=outputs)


def why_stale(root: Path, reports: list[Report], hashes: Hashes) -> str:
    """Why `reports/index.html` is not as it should be, in words; '' when it is."""
    return why_index_stale(_states(root, reports, hashes), hashes)


def _states(root: Path, reports: list[Report], hashes: Hashes) -> dict[str, str]:
    states = {report.id: _state(root, report, hashes) for report in reports}
    return {**states, REPLIES: "" if (root / REPLIES).is_file() else "no reply is filed"}


OLD = "this page is older than its figures; make brings it up to date"


def _state(root: Path, report: Report, hashes: Hashes) -> str:
    """'' for a page that is there and fresh; OLD for one that has yet to be made again; else why there is none."""
    if (root / report.page).is_file():
        return OLD if why_report_stale(report, hashes) else ""
    failed = (root / FAILED / f"{report.id}.txt").is_file()
    return "no page: its report could not be made" if failed else "no page yet: its report was not made"


def make_index(
    exercise: str,
    coverage: list[dict[str, str]],
    aliases: dict[str, list[str]],
    states: dict[str, str],
    helplines: Sequence[Helpline],
) -> str:
    """The page itself: `exercise` is its title, `coverage` has one row a force, `aliases` other names of each by its
    id; `states` says for each report, and for the page of replies by its path, why it has no page, or ''.
    """
    import jinja2

    script = scripted(TEMPLATE / "search.js")
    loader = jinja2.FileSystemLoader(TEMPLATE)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("index.html.j2")
    nations: dict[str, list[dict[str, object]]] = {nation: [] for nation in (*NATIONS, BEYOND)}
    for row in sorted(coverage, key=lambda row: row["name"]):
        entry = _entry(force_report(row["force"], row["name"]), states)
        nation = row["nation"] if row["nation"] in NATIONS else BEYOND
        # By its name it is found in any case, since that stands there.
        find = " ".join([*aliases.get(row["force"], ()), row["nation"]])
        nations[nation].append({**entry, "known": known(row), "public": _figures(row) > 0, "find": find})
    html = template.render(
        css=styles(TEMPLATE / "page.css", TEMPLATE / "index.css", STYLE),
        script=script,
        allowed=allowed(script),
        help=help_section(helplines),
        overall=[_entry(report, states) for report in OVERALL],
        nations=[(nation, entries) for nation, entries in nations.items() if entries],
        exercise=exercise,
        replies=not states.get(REPLIES, REPLIES),
        count=len(coverage),
    )
    return UNSEEN.sub("", html)


def _entry(report: Report, states: dict[str, str]) -> dict[str, object]:
    state = states[report.id]
    return {
        "name": report.title,
        "about": report.about,
        "href": report.page.removeprefix("reports/"),
        "made": state in ("", OLD),
        "state": state,
    }


def _figures(row: dict[str, str]) -> int:
    """How many figures of a force are known: printed ones, and those of its own reply."""
    return int(row["published_figures"]) + int(row.get("reply_figures", 0))


def known(row: dict[str, str]) -> str:
    """What is known of a force, in a few words.

    >>> known({"status": "figures public", "published_figures": "9"})
    'figures public (9)'
    >>> known({"status": "nothing public", "published_figures": "0"})
    'nothing public'
    """
    count = _figures(row)
    return f"{row['status']} ({count:,})" if count else row["status"]
