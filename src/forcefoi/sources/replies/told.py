"""A reply in words for the command line: what would be read, and what it says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forcefoi.sources.replies.check import Checked
from forcefoi.sources.replies.gather import Received
from forcefoi.sources.replies.grid import Grid, Value, column_name, is_blank
from forcefoi.sources.replies.reconcile import ACCEPTED, AGREES, APART, DIFFERS, WITHIN, total
from forcefoi.sources.replies.taken import Taken

ORDER = (DIFFERS, ACCEPTED, WITHIN, APART, AGREES)
WIDEST = 28


def tell_checked(checked: Checked) -> Iterator[str]:
    """What a reading takes and how its checks come out, a line each; problems are told by whoever asks."""
    reply = checked.reply
    who = (
        f"confirmed by {reply.confirmed_by}, {reply.confirmed_on}"
        if reply.confirmed
        else "not confirmed: none of it is used"
    )
    yield f"{reply.folder}: {reply.outcome}{f' ({reply.exemption})' if reply.exemption else ''}; {who}"
    for question in reply.questions:
        yield f"  question: {question}"
    for taken in checked.taken:
        yield f"  {_table(taken)}"
        for doubt in taken.doubts:
            yield f"    doubt: {doubt}"
    counts = Counter(check.status for check in checked.checks)
    for status in ORDER:
        if status == AGREES and counts[status]:
            yield f"  {counts[status]:,} checks agree"
        elif counts[status]:
            yield f"  {status}:"
            for check in checked.checks:
                if check.status == status:
                    yield f"    {check}"
                    if status == DIFFERS:
                        yield "      if the reply itself is so, add to reply.toml:"
                        yield from (f"        {line}" for line in check.to_accept)


def _table(taken: Taken) -> str:
    table = taken.table
    where = f"{table.file}, {', '.join(table.places)}"
    if table.use == "no":
        return f"{table.id}: {where}: not used ({table.note})"
    if taken.problems:
        problems = f"{len(taken.problems)} problem{'s' if len(taken.problems) > 1 else ''}"
        return f"{table.id}: {where}: can't be read as the reading says ({problems}, told below)"
    bounds = total(cell.count for cell in taken.cells)
    use = "" if table.use == "figures" else ", only to check against"
    return f"{table.id}: {where}: {len(taken.cells):,} counts of {table.measure} ({table.unit}), {bounds} in all{use}"


def tell_received(received: list[Received]) -> Iterator[str]:
    """Every reply and how it stands, a line each."""
    for each in received:
        reply = each.reply
        exemption = f", {reply.exemption}" if reply.exemption else ""
        held = ", held back" if any(file.held_back for file in reply.files) else ""
        by = f" ({each.replaced_by})" if each.replaced_by else ""
        yield f"{each.id}: {reply.outcome}{exemption}; {each.state}{by}{held}"


def tell_drafts(received: list[Received]) -> str:
    """How many of the confirmed readings that were drafted needed no edit; "" where none was drafted."""
    drafted = [each.reply for each in received if each.reply.confirmed and each.reply.drafted]
    if not drafted:
        return ""
    kept = sum(reply.as_drafted for reply in drafted)
    return (
        f"Of {len(drafted):,} confirmed readings that were drafted, {kept:,} needed no edit of their tables."
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
