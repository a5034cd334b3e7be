"""What was measured, as a page: the targets and whether they are met, then the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

Results = dict[str, Any]

FASTER, WITHIN, CHANGE, NOTHING, GROWTH, MEMORY = 6.0, 1.5, 3.0, 0.5, 1.1, 1.2
READING, HOLDING = 1.3, 1.5
WHO = {
    "ours": "ours, and counted by two columns",
    "pandas": "pandas merely loads them",
    "dask": "by Dask, a partition at a time",
    "whole": "by pandas, all at once",
}
WAYS = {
    "ours": "ours: `forcefoi reports`",
    "commands": "the commands: `make -j2` over papermill and nbconvert",
    "limit": "the limit: a plain function in two warm processes, no notebook",
    "change": "one changed figure, from the shell prompt",
    "nothing": "nothing changed",
}
PHASES = {
    "drawing": "the cells' own code: analysis, charts, tables (as in the limit)",
    "kernel start": "forking a kernel and making it ready",
    "IPython and messages": "the rest of the kernel: IPython, messages, memory copied at its first writing, its end",
    "papermill and nbclient": "papermill and nbclient, in the worker",
    "nbconvert": "nbconvert, in the worker",
    "rest of the workers": "the rest of the workers: files of a report, the notebook as text, first uses, start",
    "parent": "the parent: what is stale, records, writing, the list of reports",
}


def page(results: Results) -> str:
    """Everything that has been measured, as Markdown."""
    parts = [_opening(results), _targets(results)]
    for name, section in SECTIONS.items():
        if name in results:
            parts.append(section(results[name]) + _measured(results[name]["at"], _newest(results)))
    return "\n\n".join(parts) + "\n"


def _newest(results: Results) -> Results:
    return dict(max((part["at"] for part in results.values()), key=lambda at: at["when"]))


def _opening(results: Results) -> str:
    at = _newest(results)
    return (
        "# How long it takes, and how much memory\n\n"
        f"Measured on {at['when']} at commit {at['commit']}, on {at['cores']} cores of {at['processor']} with "
        f"{at['memory']} of memory, {at['system']}; {at['versions']}. When it began, {at['busy']} processes were "
        "at work or waiting for it (load average of a minute): other work makes all times longer.\n\n"
        "Made by `make bench`; not to be edited by hand. A time is the median of its rounds, and in brackets the "
        "shortest and the longest. Ratios are of medians of rounds that took turns in one run. `make bench "
        "ARGS=--quick` is a short run; `ARGS=--full` makes 4,800 reports as well."
    )


def _measured(at: Results, newest: Results) -> str:
    """Nothing for what was measured in the same run; else when, where and at which commit."""
    if {**at, "when": 0, "busy": 0} == {**newest, "when": 0, "busy": 0} and at["when"][:10] == newest["when"][
        :10
    ]:
        return ""
    return (
        f"\n\nMeasured on {at['when']} at commit {at['commit']}, {at['cores']} cores of {at['processor']}; "
        f"{at['versions']}; load average {at['busy']}."
    )


def _targets(results: Results) -> str:
    rows = list(_rows(results))
    text = "## What was to be reached\n\n" + table(("what", "to reach", "seen", ""), rows)
    missed = [row[0] for row in rows if row[3] == "**not met**"]
    if missed:
        text += f"\n\nNot met: {'; '.join(missed)}."
        text += " [Where the time goes](#where-the-time-goes) says what it is spent on."
    return text


def _rows(results: Results) -> Iterable[tuple[str, str, str, str]]:
    if cold := results.get("cold"):
        ours, commands, limit, change, nothing = (
            median(cold["seconds"][way]) for way in ("ours", "commands", "limit", "change", "nothing")
        )
        yield (
            "all reports cold, against the commands",
            f"{FASTER:g} times faster or better",
            f"{commands / ours:.1f} times faster",
            met(commands / ours >= FASTER),
        )
        yield (
            "all reports cold, against the limit",
            f"within {WITHIN:g} times",
            f"{ours / limit:.2f} times",
            met(ours / limit <= WITHIN),
        )
        yield (
            "one changed figure, its pages made anew",
            f"under {CHANGE:g} s",
            f"{change:.2f} s",
            met(change < CHANGE),
        )
        yield ("nothing changed", f"under {NOTHING:g} s", f"{nothing:.2f} s", met(nothing < NOTHING))
    for name in ("scale", "full"):
        for forces, slower, larger in growth(results[name]["runs"]) if name in results else ():
            yield (
                f"{forces:,} reports, time",
                f"grows in step: a report takes at most {GROWTH:g} times as long as of {least(results[name]['runs'])}",
                f"{slower:.2f} times",
                met(slower <= GROWTH),
            )
            yield (
                f"{forces:,} reports, memory",
                f"flat: the parent's peak within {MEMORY:g} times of {least(results[name]['runs'])} reports",
                f"{larger:.2f} times",
                met(larger <= MEMORY),
            )
    if memory := results.get("memory"):
        for kind, seen in _kinds(memory):
            own = median(each["own"] for each in seen)
            yield f"memory of a kernel that is its own, {kind}", "stated", f"{own:.0f} MiB", ""
    if replies := results.get("replies"):
        yield from _reply_rows(replies)
    if pdf := results.get("pdf"):
        few, many = pdf["pages"][0], pdf["pages"][-1]
        grown = max(pdf[kind][-1]["peak"] / pdf[kind][0]["peak"] for kind in ("ruled", "plain"))
        what = f"{many:,} pages of PDF, memory against {few:,}"
        yield (what, f"within {HOLDING:g} times", f"{grown:.2f} times", met(grown <= HOLDING))


def _reply_rows(replies: Results) -> Iterable[tuple[str, str, str, str]]:
    for ending in ("csv", "xlsx"):
        for what, named, most in (("seconds", "time", READING), ("peak", "memory", HOLDING)):
            seen = against(replies[ending], what, "ours", "pandas")
            yield (
                f"{replies['rows']:,} rows as .{ending} opened and counted, {named}",
                f"within {most:g} times of pandas merely loading them",
                f"{seen:.2f} times",
                met(seen <= most),
            )
    yield (
        f"{replies['cleaned_rows']:,} rows cleaned under Dask",
        "the same answer as pandas",
        "the same",
        met(True),
    )


def met(good: bool) -> str:
    return "met" if good else "**not met**"


def least(runs: list[Results]) -> int:
    return min(int(run["forces"]) for run in runs)


def growth(runs: list[Results]) -> list[tuple[int, float, float]]:
    """Of each number of forces but the least: how much longer a report takes, and how much larger the parent gets.

    >>> few, many = {"forces": 48, "seconds": 24.0, "parent": 30.0}, {"forces": 480, "seconds": 216.0, "parent": 33.0}
    >>> growth([few, many, few])
    [(480, 0.9, 1.1)]
    """
    few = [run for run in runs if run["forces"] == least(runs)]
    seconds, parent = (median(run[what] for run in few) for what in ("seconds", "parent"))
    return [
        (
            run["forces"],
            round(run["seconds"] / run["forces"] / (seconds / least(runs)), 3),
            round(run["parent"] / parent, 3),
        )
        for run in runs
        if run["forces"] != least(runs)
    ]


def _cold(part: Results) -> str:
    rows = [
        (name, spread(part["seconds"][way]), len(part["seconds"][way]))
        for way, name in WAYS.items()
        if part["seconds"][way]
    ]
    return (
        "## All reports, and what a change costs\n\n"
        + table(("what", "seconds", "rounds"), rows)
        + f"\n\nAll are {part['reports']} pages with {part['charts']} charts and {part['tables']} tables, counted "
        "each time on every side. Cold: `data/processed/` is made, there are no reports, and no process is warm "
        "(but those of the limit, whose start is not timed and which write no file). The changed figure is one of "
        "Kent's: the tables, Kent's page, and the two overall pages were made anew and no other."
    )


def _scale(part: Results) -> str:
    head = (
        "made-up forces",
        "seconds",
        "a report",
        "parent",
        "largest worker",
        "server",
        "largest kernel",
        "together",
    )
    rows = [
        (
            f"{run['forces']:,}",
            f"{run['seconds']:.1f}",
            f"{run['seconds'] / run['forces']:.2f}",
            *(f"{run[what]:.0f}" for what in ("parent", "worker", "server", "kernel", "together")),
        )
        for run in part["runs"]
    ]
    return (
        f"## Up to {max(run['forces'] for run in part['runs']):,} reports\n\n"
        + table(head, rows)
        + "\n\nSeconds, and peaks of memory in MiB, by run in the order in which they were made. These forces don't "
        "exist: their data are the real slices over and over, under invented names (made-up-aaaa, Made-up "
        "Constabulary 0000, …), in a project that was removed afterwards. The two overall pages, made from the "
        "tables of the real forces, are in the time too. What a process sees of memory counts whole in its own "
        "column, and what several share counts once in “together”, which is looked at once a second."
    )


def _memory(part: Results) -> str:
    rows = [
        (
            kind,
            len(seen),
            *(f"{median(each[what] for each in seen):.0f}" for what in ("own", "written", "all")),
        )
        for kind, seen in _kinds(part)
    ]
    return (
        "## The memory of one kernel\n\n"
        + table(("kernel", "rounds", "its own", "of that, no file of the disk", "all that it sees"), rows)
        + "\n\nMiB, at the end of Kent's notebook. Its own is what it shares with no other process (Private_Clean "
        "and Private_Dirty of smaps_rollup); a forked kernel shares the rest with the server it was forked from."
    )


def _kinds(part: Results) -> list[tuple[str, list[Results]]]:
    return [(kind, part[kind]) for kind in ("forked", "ordinary") if part[kind]]


def _phases(part: Results) -> str:
    each, once, cores = part["a_report"], part["once"], part["at"]["cores"]
    total = sum(each.values())
    rows = [(PHASES[name], f"{seconds:.3f}", f"{seconds / total:.0%}") for name, seconds in each.items()]
    rows.append(("all of it", f"{total:.3f}", "100%"))
    spent = total * part["reports"] + once["server"] + once["forkserver"]
    return (
        "## Where the time goes\n\n"
        + table(("phase", "CPU seconds a report", "share"), rows)
        + f"\n\nOnce a run: {once['server']:.1f} s of CPU for what kernels import (the server), "
        f"{once['forkserver']:.1f} s for what workers import, side by side. `forcefoi --version` takes "
        f"{once['command']:.2f} s from the prompt. In all {spent:.0f} s of CPU for "
        f"{part['reports']} reports; {part['wall']:.1f} s on the clock with {cores} cores is "
        f"{part['wall'] * cores:.0f} s of cores, so {max(0.0, 1 - spent / (part['wall'] * cores)):.0%} of them went "
        "to waiting or to other work. By process over a whole run; what the workers do is told apart by running "
        f"{part['some']} of its reports one by one."
    )


def spread(seconds: Sequence[float]) -> str:
    """
    >>> spread([3.14, 2.72, 9.81])
    '3.14 (2.72 to 9.81)'
    >>> spread([150.4])
    '150.4'
    """
    digits = 1 if median(seconds) >= 10 else 2
    middle = f"{median(seconds):.{digits}f}"
    return (
        middle if len(seconds) == 1 else f"{middle} ({min(seconds):.{digits}f} to {max(seconds):.{digits}f})"
    )


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _replies(part: Results) -> str:
    rows = [
        (f"{part['rows']:,} rows as .{ending}: {WHO[way]}", *_of_runs(part[ending][way]))
        for ending in ("csv", "xlsx")
        for way in ("ours", "pandas")
    ]
    rows += [
        (f"{part['cleaned_rows']:,} rows cleaned: {WHO[way]}", *_of_runs(part["cleaning"][way]))
        for way in ("dask", "whole")
    ]
    return (
        "## Replies of many rows\n\n"
        + table(("what", "seconds", "CPU seconds", "peak, MiB", "rounds"), rows)
        + "\n\nOne row a crime, none of which happened: number, date, offence, gender, outcome. Each time in a process "
        "of its own that has imported what it needs before the clock starts, in turn. Both sides give the same "
        "counts by offence and gender, and the same cleaned columns (counts, windows, genders, offences), or nothing "
        "is written here."
    )


def _pdf(part: Results) -> str:
    rows = [
        (f"{pages:,} pages, {kind}", f"{one['seconds']:,.1f}", f"{one['cpu']:,.1f}", f"{one['peak']:,.0f}")
        for kind in ("ruled", "plain")
        for pages, one in zip(part["pages"], part[kind], strict=True)
    ]
    return (
        "## PDFs of many pages\n\n"
        + table(("what", "seconds", "CPU seconds", "peak, MiB"), rows)
        + "\n\nOne table over all pages, one row a crime, none of which happened; each read once, in a process of "
        "its own."
    )


def _of_runs(runs: list[Results]) -> tuple[str, str, str, int]:
    return (
        spread([run["seconds"] for run in runs]),
        spread([run["cpu"] for run in runs]),
        f"{median(run['peak'] for run in runs):,.0f}",
        len(runs),
    )


def against(runs: dict[str, list[Results]], what: str, way: str, other: str) -> float:
    """How many times as much one way takes as another, of the medians.

    >>> against({"ours": [{"seconds": 3.0}], "pandas": [{"seconds": 2.0}]}, "seconds", "ours", "pandas")
    1.5
    """
    return median(run[what] for run in runs[way]) / median(run[what] for run in runs[other])


SECTIONS = {
    "cold": _cold,
    "scale": _scale,
    "full": _scale,
    "memory": _memory,
    "phases": _phases,
    "replies": _replies,
    "pdf": _pdf,
}
