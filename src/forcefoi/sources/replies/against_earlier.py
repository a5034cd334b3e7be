"""Hold a reply against the earlier one that it replaces or amends: what moved, what is gone, what no longer fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forcefoi.bounds import Bounds
from forcefoi.errors import Problem
from forcefoi.question import ALL, Question
from forcefoi.sources.replies.changes import Found, Key, amended
from forcefoi.sources.replies.reading import ANSWERED, Reply
from forcefoi.sources.replies.reconcile import Check, made
from forcefoi.sources.replies.taken import Taken
from forcefoi.sources.replies.wholes import wholes
from forcefoi.windows import value_label

# So many figures that are gone are named.
MOST = 3


def inherit(reply: Reply, earlier: Sequence[Taken]) -> Reply:
    """A reply that amends another, its tables with that one's measure where they name none and it has only one."""
    measures = {each.table.measure for each in earlier if each.table.use == "figures"}
    if len(measures) != 1:
        return reply
    said = {str(each.get("id")) for each in reply.raw.get("tables", []) if "measure" in each}
    for same in reply.raw.get("same", []):
        if "measure" in same:
            said |= {same["tables"]} if isinstance(same["tables"], str) else set(same["tables"])
    tables = (
        each if each.id in said else replace(each, measure=next(iter(measures))) for each in reply.tables
    )
    return replace(reply, tables=tuple(tables))


def not_there(reply: Reply, before: Found, after: Found) -> Iterator[Problem]:
    """An amendment of a figure that the earlier reply doesn't give."""
    measures = sorted({measure for measure, *_ in before})
    for measure, *at in sorted(set(after) - set(before)):
        told = ", ".join(map(value_label, at))
        why = f"amends: {reply.amends} has no figure of {measure} for {told}"
        todo = "say what it counts as the earlier reply does; figures that are new come in a reply that replaces it"
        if measure not in measures:
            todo = "leave out measure: it is then that of the earlier reply"
        elif near := [key for key in sorted(before) if sum(map(str.__ne__, at, key[1:])) == 1][:MOST]:
            todo += "; it has " + "; ".join(", ".join(map(value_label, key[1:])) for key in near)
        yield Problem(reply.place, why, value=told, allowed=", ".join(measures), todo=todo)


def gone(reply: Reply, earlier: str, before: Found, after: Found) -> Iterator[Check]:
    """What a reply that replaces another doesn't give any more; one whose outcome holds no figures says so itself."""
    lost = [key for key in sorted(set(before) - set(after)) if not _in_parts(key, after)]
    if not lost or reply.outcome not in ANSWERED:
        return
    named = "; ".join(", ".join([measure, *map(value_label, at)]) for measure, *at in lost[:MOST])
    more = "; …" if len(lost) > MOST else ""
    are = "figure of the earlier reply is" if len(lost) == 1 else "figures of the earlier reply are"
    found = made(
        "figures of the earlier reply", f"{len(lost):,} {are} gone ({named}{more})",
        Bounds.exactly(len(before)), f"figures of {earlier}", Bounds.exactly(len(before) - len(lost)),
        "given anew, or in parts",
    )  # fmt: skip
    yield replace(
        found, cure=f'if all that it doesn\'t name stands: amends = "{reply.replaces}" in place of replaces'
    )


def _in_parts(key: Key, after: Found) -> bool:
    """Whether the later reply splits what a figure counted together: two or more values where it was of all."""
    parts = [other for other in after if all(old in (new, ALL) for old, new in zip(key, other, strict=True))]
    return any(old == ALL and len({other[at] for other in parts}) > 1 for at, old in enumerate(key))


def no_longer_fits(earlier: Sequence[Taken], after: Found, question: Question) -> Iterator[Check]:
    """Wholes of the earlier reply that their parts no longer make up, once some of them are amended."""
    known = {(check.id, check.difference) for check in wholes(earlier, question)}
    for check in wholes(amended(earlier, after, question.names), question):
        if check.difference and (check.id, check.difference) not in known:
            yield replace(check, id=f"as amended, {check.id}", what=f"as amended, {check.what}")
