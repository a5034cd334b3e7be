"""Crimes that never happened, one by one: what the invented replies of these examples are counted from."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from forcefoi.windows import Window

ALL, NOT_STATED = "all", "not stated"
Crime = dict[str, str | date]


def invent(
    seed: str, number: int, first: date, last: date, choices: Mapping[str, Mapping[str, float]]
) -> list[Crime]:
    """`number` crimes in order of their day; `choices` has how likely each value of each dimension is.

    The same seed gives the same crimes on every machine.
    """
    chance = random.Random(seed)
    days = (last - first).days + 1
    crimes: list[Crime] = []
    for _ in range(number):
        crime: Crime = {"day": first + timedelta(days=int(chance.random() * days))}
        for name, likely in choices.items():
            crime[name] = chance.choices(list(likely), list(likely.values()))[0]
        crimes.append(crime)
    return sorted(crimes, key=lambda crime: str(crime["day"]))


def count(crimes: Iterable[Crime], window: Window | None = None, **values: str | Sequence[str]) -> int:
    """How many of the crimes lie in a window and have these values; `all` or several names take more than one."""
    return sum(
        (window is None or window.start <= crime["day"] <= window.end)  # type: ignore[operator]
        and all(
            value == ALL or crime[name] == value or (not isinstance(value, str) and crime[name] in value)
            for name, value in values.items()
        )
        for crime in crimes
    )


@dataclass
class Truth:
    """What each reply should be read as: a row for each cell, with the crimes that truly were."""

    dimensions: tuple[str, ...]
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(
        self,
        reply: str,
        table: str,
        at: Mapping[str, object],
        crimes: int,
        given: tuple[int, int | None] | None = None,
        altered: str = "",
    ) -> None:
        """One cell: `given` is the least and the most that the reply says, where it is not the number itself.

        `altered` says why the number in the reply is not the true one.
        """
        low, high = given or (crimes, crimes)
        told = {name: _text(at[name]) for name in self.dimensions}
        self.rows.append(
            {"reply": reply, "table": table, **told, "crimes": crimes, "low": low,
             "high": "" if high is None else high, "altered": altered}
        )  # fmt: skip

    def csv(self) -> str:
        """The whole as a CSV."""
        out = io.StringIO()
        columns = ["reply", "table", *self.dimensions, "crimes", "low", "high", "altered"]
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return out.getvalue()


def _text(value: object) -> str:
    return f"{value.start}/{value.end}" if isinstance(value, Window) else str(value)
