"""Figures of the online-threats exercise from the replies that are read: columns of `Figures` and of `Sources`."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from forcefoi.bounds import Bounds
from forcefoi.errors import DataError, Problem
from forcefoi.figures import REPLY, Figures
from forcefoi.question import ALL, NOT_STATED, OUTSIDE
from forcefoi.sources.published import Sources
from forcefoi.sources.replies.begun import why_early
from forcefoi.sources.replies.gather import READ, Received
from forcefoi.sources.replies.reconcile import Check
from forcefoi.sources.replies.references import counted_as
from forcefoi.sources.replies.tables import frame_of
from forcefoi.sources.replies.taken import Cell, Taken
from forcefoi.windows import Window, long_date, window_from

# What a figure of this project counts; a table that counts anything else (victims, incidents) makes none.
MEASURE = "crimes recorded"
# Outcomes that give no figure; each is the status of the force's figures as well.
NONE = ("refused", "not held", "neither confirm nor deny", "no reply", "withdrawn")
Parts = list[tuple[Taken, Cell]]


def reply_source(received: Received) -> str:
    """The id of a reply as a source; the same tomorrow.

    It begins with `reply-`, which no publisher's does.
    """
    return f"{REPLY}{received.reply.force}-{hashlib.sha256(received.id.encode()).hexdigest()[:6]}"


def reply_figures(
    received: Sequence[Received], names: dict[str, str], whole: Window | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of every reply that is read, and the replies as sources.

    names
        What to print of each force, by its id.
    whole
        The window that the question asked about, for a reply that gives nothing; without it, such a reply makes no row.

    Only tables with `use = "figures"` and the measure `crimes recorded` make figures; a window or gender that is not
    stated makes none. Raises DataError for one key in two groups of tables of one reply: which of them is the figure
    is for the reading to say.
    """
    rows: list[dict[str, object]] = []
    sources: list[dict[str, object]] = []
    problems: list[Problem] = []
    for each in received:
        if each.state != READ or not each.checked:
            continue
        own = list(_figures(each, names[each.reply.force], problems))
        if whole and each.reply.outcome in NONE:
            own = [_none(each, names[each.reply.force], whole)]
        rows += own
        if own:
            sources.append(_source(each, names[each.reply.force]))
    if problems:
        raise DataError(problems)
    return Figures.validate(frame_of(rows, Figures)), Sources.validate(frame_of(sources, Sources))


def _source(each: Received, name: str) -> dict[str, object]:
    publisher = f"{name}, reply to {each.reply.reference or 'the request'}"
    return {
        "source_id": reply_source(each),
        "publisher": publisher,
        "published": each.reply.received,
        "url": "",
    }


def _none(each: Received, name: str, whole: Window) -> dict[str, object]:
    """The row that says of a reply without figures why there are none."""
    reply = each.reply
    section = f", {reply.exemption}" if reply.exemption else ""
    day = f", {long_date(reply.received)}" if reply.received else ""
    key = (ALL, ALL, f"{whole.start}/{whole.end}")
    return {
        "figure_id": figure_id(reply.force, key), "force": reply.force, "offences": ALL,
        "victim_gender": ALL, "window_start": whole.start, "window_end": whole.end, "days": whole.days,
        "window_as_published": whole.label(), "window_basis": "stated", "other_windows": "", "low": 0, "high": None,
        "status": reply.outcome, "qualifier": reply.outcome, "unit_as_published": MEASURE,
        "source_id": reply_source(each), "locator": f"{name}, reply to {reply.reference}{day}{section}",
        "note": reply.exemption_scope,
    }  # fmt: skip


def _figures(each: Received, name: str, problems: list[Problem]) -> Iterator[dict[str, object]]:
    assert each.checked
    keys: dict[tuple[str, str, str], Parts] = defaultdict(list)
    for taken in each.checked.taken:
        if taken.table.use != "figures" or taken.table.measure != MEASURE:
            continue
        for cell in taken.cells:
            key = (cell.at["offence"], cell.at["gender"], cell.at["window"])
            if not {OUTSIDE, NOT_STATED} & set(key) and key[2] != ALL:
                keys[key].append((taken, cell))
    for key, parts in keys.items():
        groups = sorted({taken.table.group for taken, _ in parts})
        if len(groups) > 1:
            why = f"{', '.join(key)} is given by two groups of tables: {' and '.join(groups)}"
            problems.append(Problem(each.reply.place, why, todo='use = "check" in all but one of them'))
            continue
        yield _figure(each, name, key, parts)


def _figure(each: Received, name: str, key: tuple[str, str, str], parts: Parts) -> dict[str, object]:
    offence, gender, window_text = key
    window = window_from(window_text)
    bounds, status = _sum(parts)
    table = parts[0][0].table
    return {
        "figure_id": figure_id(each.reply.force, key),
        "force": each.reply.force,
        "offences": offence,
        "victim_gender": gender,
        "window_start": window.start,
        "window_end": window.end,
        "days": window.days,
        "window_as_published": window.label(),
        # A person confirmed the reading, and with it the days that its windows stand for.
        "window_basis": "stated",
        "other_windows": "",
        "low": bounds.low,
        "high": bounds.high,
        "status": status,
        "qualifier": status,
        "unit_as_published": table.unit,
        "source_id": reply_source(each),
        "locator": _locator(each, name, parts),
        "note": "; ".join(dict.fromkeys(filter(None, _notes(each, parts, key)))),
    }


def _notes(each: Received, parts: Parts, key: tuple[str, str, str]) -> Iterator[str]:
    """What goes with a figure: what the reading says of its tables, and what a person let stand."""
    checks = _checks(each)
    for taken in {id(taken): taken for taken, _ in parts}.values():
        yield taken.table.note
        yield taken.left_out
        yield counted_as(taken, checks)
    yield why_early(checks, key[0], key[2])
    for change in each.checked.moved if each.checked else ():
        if (change.measure, change.at) == (MEASURE, key):
            yield f"the reply of {change.earlier} gave {change.before} ({change.before_place})"


def _checks(each: Received) -> list[Check]:
    return each.checked.checks if each.checked else []


def _sum(parts: Parts) -> tuple[Bounds, str]:
    """The bounds of the cells together, and why the count is what it is: the least certain of them says."""
    found = Bounds.exactly(0)
    for _, cell in parts:
        found += cell.count.bounds
    statuses = {cell.count.status for _, cell in parts}
    if len(statuses) == 1:
        return found, min(statuses)
    if found.high is None:
        return found, "at least"
    return (
        found,
        "exact" if found.is_exact else "below threshold" if "below threshold" in statuses else "rounded",
    )


def _locator(each: Received, name: str, parts: Parts) -> str:
    day = f", {long_date(each.reply.received)}" if each.reply.received else ""
    cells = "; ".join(f"{taken.table.file}, {cell.place}" for taken, cell in parts[:3])
    more = f" and {len(parts) - 3} more cells" if len(parts) > 3 else ""
    added = f", {len(parts)} cells added" if len(parts) > 1 else ""
    return f"{name}, reply to {each.reply.reference}{day}, {cells}{more}{added}"


def figure_id(force: str, key: tuple[str, ...]) -> str:
    """The name of a figure that a reply gives, by what it counts: the same when a later reply gives it anew, so that
    claims and findings on it stand on the newer count.

    >>> figure_id("kent", ("8L", "female", "2017-04-01/2018-03-31"))
    'kent-8l-female-2017-04-01-2018-03-31-reply'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join((force, *key[:2])).casefold()).strip("-")
    return f"{slug}-{key[2].replace('/', '-')}-reply"
