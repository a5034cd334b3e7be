"""What a later reply changes: each count of the earlier one beside the count that replaces or amends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forcefoi.question import Question
from forcefoi.sources.replies.changes import Found, Moved, by_key, changes
from forcefoi.sources.replies.gather import REPLACED, Received

__all__ = ["Moved", "moved"]


def moved(received: Sequence[Received], question: Question) -> list[Moved]:
    """Every count that moved where a later reply replaces an earlier one, or amends it, in order."""
    return [change for each in received for change in _of(each, received, question.names)]


def _of(each: Received, received: Sequence[Received], names: tuple[str, ...]) -> Iterator[Moved]:
    if not each.checked:
        return
    if each.reply.amends:
        yield from each.checked.moved
        return
    later = next((other for other in received if other.id == each.replaced_by), None)
    if each.state != REPLACED or not later or not later.checked:
        return
    own = f"{each.reply.force}/{each.reply.folder.split('/')[-1]}"
    parts = [each, *(other for other in received if f"{other.reply.force}/{other.reply.amends}" == own)]
    before: Found = {}
    for part in parts:
        before |= by_key(part.checked.taken, names) if part.checked else {}
    yield from changes(each.reply.force, each.id, before, later.id, by_key(later.checked.taken, names))
