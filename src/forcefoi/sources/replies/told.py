"""A reply in words for the command line: what would be read, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from forcefoi.errors import DataError, Problem
from forcefoi.question import Question
from forcefoi.sources.replies.check import Checked
from forcefoi.sources.replies.draft.once import once
from forcefoi.sources.replies.gather import Received
from forcefoi.sources.replies.grid import Grid, Value, column_name, is_blank
from forcefoi.sources.replies.reconcile import ACCEPTED, AGREES, APART, DIFFERS, WITHIN, Check
from forcefoi.sources.replies.references import counted_as
from forcefoi.sources.replies.taken import Taken
from forcefoi.sources.replies.wholes import tally

# Of a list so many lines are told, and how many more there are.
MOST_TOLD = 25
# What a problem's reason says of its table and of how many cells have it: of one kind are those that differ in these.
WHICH, COUNTED = re.compile(r"^\[\[tables\]\] [^ ]+: "), re.compile(r" \(in \d+ [^)]*\)$")
WIDEST = 28


def tell_checked(checked: Checked, question: Question) -> Iterator[str]:
    """What a reading takes and how its checks come out; problems are told by whoever asks.

    First what contradicts itself, then what is doubtful, then what is still asked; what is well comes last.
    """
    reply = checked.reply
    who = (
        f"confirmed by {reply.confirmed_by}, {reply.confirmed_on}"
        if reply.confirmed
        else "not confirmed: none of it is used"
    )
    yield f"{reply.folder}: {reply.outcome}{f' ({reply.exemption})' if reply.exemption else ''}; {who}"
    yield from _statuses(checked, (DIFFERS,))
    yield from _shortened("  doubts:", _doubts(checked))
    yield from _questions(checked)
    yield from _shortened(f"  amends {reply.amends}, all else of which stands:", checked.moved)
    yield from _shortened("  tables:", [_table(taken, question, checked.checks) for taken in checked.taken])
    yield from _statuses(checked, (ACCEPTED, WITHIN, APART, AGREES))


def _statuses(checked: Checked, statuses: tuple[str, ...]) -> Iterator[str]:
    counts = Counter(check.status for check in checked.checks)
    for status in statuses:
        if status == AGREES and counts[status]:
            yield f"  {counts[status]:,} checks agree"
        elif counts[status]:
            told = [check for check in checked.checks if check.status == status]
            yield f"  {status} ({counts[status]:,}):"
            yield from (f"    {check}" for check in told[:MOST_TOLD])
            if len(told) > MOST_TOLD:
                yield f"    and {len(told) - MOST_TOLD:,} more"
            if status == DIFFERS:
                yield from _accepting(told[:MOST_TOLD])


def _accepting(checks: Sequence[Check]) -> Iterator[str]:
    """What is written for each difference that is let stand."""
    yield from (f"    {cure}" for cure in dict.fromkeys(check.cure for check in checks if check.cure))
    yield "    look each up; where the reply itself is so, add to reply.toml:"
    yield from (f"      {line}" for check in checks for line in check.to_accept)


def _doubts(checked: Checked) -> list[str]:
    """What each table's numbers are to be looked at for; the same of many tables once, and nothing that is asked."""
    return once(
        f"{taken.table.id}: {doubt}"
        for taken in checked.taken
        for doubt in taken.doubts
        if not any(each.endswith(f": {doubt}") for each in checked.reply.questions)
    )


def _questions(checked: Checked) -> Iterator[str]:
    """What is still asked; what hinders a cell from being read is told there, with its place, and not here too."""
    open_ = [each for each in checked.reply.questions if not _told_below(each, checked.problems)]
    yield from _shortened("  questions:", once(open_))
    if below := len(checked.reply.questions) - len(open_):
        are = "question is" if below == 1 else "questions are"
        yield f"  {below:,} {'more ' if open_ else ''}{are} told below, as what is to be corrected"


def _told_below(question: str, problems: Sequence[Problem]) -> bool:
    """Whether a problem is of the same word, or of a blank too, in the same table."""
    table = f"[[tables]] {question.partition(': ')[0]}: "
    return any(
        (f"'{each.value}'" in question if each.value else "blank" in question and "blank" in each.why)
        for each in problems
        if isinstance(each.value, str) and each.why.startswith(table)
    )


def _shortened(title: str, lines: Sequence[object]) -> Iterator[str]:
    """Lines under a title that says how many there are; of a long list the first ones."""
    if not lines:
        return
    yield f"{title[:-1]} ({len(lines):,}):"
    yield from (f"    {line}" for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        yield f"    and {len(lines) - MOST_TOLD:,} more"


def tell_problems(problems: Sequence[Problem]) -> Iterator[str]:
    """What stands in the way, each kind once with the first place that it was met in, and how many more are like it."""
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        why = COUNTED.sub("", WHICH.sub("", problem.why))
        kinds.setdefault((why, problem.allowed, problem.todo), []).append(problem)
    for first, *more in list(kinds.values())[:MOST_TOLD]:
        yield str(DataError([first]))
        if more:
            yield f"  and {len(more):,} more like it"
    if len(kinds) > MOST_TOLD:
        yield f'and {len(kinds) - MOST_TOLD:,} other kinds: correct these first, or use = "no" for a table'


def _table(taken: Taken, question: Question, checks: Sequence[Check]) -> str:
    table = taken.table
    where = f"{table.file}, {', '.join(table.places)}"
    if table.use == "no":
        return f"{table.id}: {where}: not used ({table.note})"
    if taken.problems:
        problems = f"{len(taken.problems)} problem{'s' if len(taken.problems) > 1 else ''}"
        return f"{table.id}: {where}: can't be read as the reading says ({problems}, told below)"
    found = tally(taken, question)
    told = [f"{found.counts:,} counts of {table.measure} ({table.unit})"]
    if found.wholes:
        told.append(f"{found.wholes:,} of them wholes of others and not added again")
    told.append("of windows that overlap" if found.sum is None else f"{found.sum} in all")
    if found.outside:
        told.append(f"{found.outside:,} more outside the question")
    if table.use != "figures":
        told.append("only to check against")
    if taken.left_out:
        told.append(taken.left_out)
    if how := counted_as(taken, checks):
        told.append(how)
    return f"{table.id}: {where}: {', '.join(told)}"


def tell_received(received: list[Received]) -> Iterator[str]:
    """Every reply and how it stands, a line each."""
    for each in received:
        reply = each.reply
        exemption = f", {reply.exemption}" if reply.exemption else ""
        amends = f", amends {reply.amends}" if reply.amends else ""
        held = ", held back" if any(file.held_back for file in reply.files) else ""
        by = f" ({each.replaced_by})" if each.replaced_by else ""
        yield f"{each.id}: {reply.outcome}{exemption}; {each.state}{by}{amends}{held}"
        yield from (f"    {line}" for line in _wrong(each.problems))


def _wrong(problems: Sequence[Problem]) -> Iterator[str]:
    """What is wrong in a reading that nobody has confirmed, shortly; `forcefoi reply check` tells all."""
    if problems:
        first = f"; the first of {len(problems):,} reasons" if len(problems) > 1 else ""
        yield f"its reply.toml can't be read as it stands{first}:"
        yield from str(problems[0]).splitlines()


def tell_drafts(received: list[Received]) -> str:
    """How many of the confirmed readings that were drafted needed nothing of a person; "" where none was drafted."""
    drafted = [each.reply for each in received if each.reply.confirmed and each.reply.drafted]
    if not drafted:
        return ""
    left = [reply for reply in drafted if reply.as_drafted]
    unasked = sum(not reply.asked for reply in left)
    return (
        f"Of {len(drafted):,} confirmed readings that were drafted, {unasked:,} asked nothing and needed no edit, "
        f"{len(left) - unasked:,} asked and stand as drafted, {len(drafted) - len(left):,} were edited."
    )


def tell_grid(grid: Grid, first: int, last: int) -> Iterator[str]:
    """The cells of a grid with the letters and numbers that a reading names them by. What is hidden is not shown."""
    if grid.hidden:
        yield f"({grid.hidden}: not shown)"
        return
    yield from (f"above it: {_short(line, WIDEST * 4)}" for line in grid.heading)
    columns = [at for at in range(grid.shape[1]) if at not in grid.hidden_columns]
    rows = [
        at
        for at in range(grid.shape[0])
        if first <= at + grid.first_row <= last and at not in grid.hidden_rows
    ]
    cells = {at: [_short(grid.rows[at][column]) for column in columns] for at in rows}
    widths = [
        max([len(column_name(column + grid.first_column)), *(len(cells[at][i]) for at in rows)])
        for i, column in enumerate(columns)
    ]
    letters = (column_name(column + grid.first_column) for column in columns)
    yield (
        "      " + "  ".join(each.ljust(width) for each, width in zip(letters, widths, strict=True)).rstrip()
    )
    for at in rows:
        line = "  ".join(each.ljust(width) for each, width in zip(cells[at], widths, strict=True)).rstrip()
        yield f"{at + grid.first_row:>5} {line}"
    for what, hidden in (("rows", grid.hidden_rows), ("columns", grid.hidden_columns)):
        if hidden:
            yield f"({len(hidden):,} hidden {what}: not shown)"


def _short(value: Value, widest: int = WIDEST) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join("".join(char if char.isprintable() else " " for char in str(value)).split())
    return text if len(text) <= widest else f"{text[: widest - 1]}…"
