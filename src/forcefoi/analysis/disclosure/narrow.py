"""Narrow bounds by the sums they stand in, one sum at a time: fast, and never narrower than is sure."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from forcefoi.analysis.disclosure.system import Ends, Sum

# Bounds that creep towards each other by ones are left to the solver.
ROUNDS = 50


def narrow(ends: Ends, sums: Sequence[Sum]) -> Ends | None:
    """The bounds that are left when each sum is held against its cells again and again; None where nothing is left.

    What is left is sure: no value outside it is possible. Values inside may still be impossible, where several sums
    work together; for cells that one sum alone ties, all of them are possible.

    >>> narrow({"all": (10, 10), "a": (7, 7), "b": (1, 4)}, [Sum("all", frozenset("ab"))])["b"]
    (3, 3)
    """
    now = dict(ends)
    of: dict[str, list[int]] = {}
    for place, each in enumerate(sums):
        for name in each.ids:
            of.setdefault(name, []).append(place)
    waiting, rounds = deque(range(len(sums))), dict.fromkeys(range(len(sums)), 0)
    queued = set(waiting)
    while waiting:
        place = waiting.popleft()
        queued.discard(place)
        rounds[place] += 1
        changed = _hold(now, sums[place])
        if changed is None:
            return None
        for name in sorted(changed):
            for other in of[name]:
                if other not in queued and rounds[other] < ROUNDS:
                    waiting.append(other)
                    queued.add(other)
    return now


def _hold(now: Ends, each: Sum) -> set[str] | None:
    """Narrow the cells of one sum in place, and say which changed; None where no values fit."""
    changed: set[str] = set()
    least, most = each.rest
    # The whole less its parts lies between `least` and `most`: first so, then all signs turned.
    for sign, end in ((1, most), (-1, None if least is None else -least)):
        if end is None:
            continue
        terms = [(each.whole, sign), *((part, -sign) for part in each.parts)]
        smallest = [_smallest(now, name, way) for name, way in terms]
        unbounded = smallest.count(None)
        known = sum(value for value in smallest if value is not None)
        for (name, way), value in zip(terms, smallest, strict=True):
            if unbounded - (value is None):
                continue
            room = end - (known - (value or 0))
            done = _cut(now, name, way, room)
            if done is None:
                return None
            if done:
                changed.add(name)
    return changed


def _smallest(now: Ends, name: str, way: int) -> int | None:
    low, high = now[name]
    if way > 0:
        return low
    return None if high is None else -high


def _cut(now: Ends, name: str, way: int, room: int) -> bool | None:
    """Hold one cell to `way × value ≤ room`: whether that cut its bounds; None where it leaves none."""
    low, high = now[name]
    new = (low, room if high is None else min(high, room)) if way > 0 else (max(low, -room), high)
    if new[1] is not None and new[1] < new[0]:
        return None
    now[name] = new
    return new != (low, high)
