"""Find whole numbers that fit all sums at once, with HiGHS; every answer is checked in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from forcefoi.analysis.disclosure.system import Ends, Sum
from forcefoi.errors import ForcefoiError

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

OPTIMAL, IMPOSSIBLE = 0, 2
# How long one question may take. Branches are counted, not seconds: a slow computer gives the same answer as a fast
# one. Seconds only end what hangs.
BRANCHES, SECONDS = 2_000, 120.0
OPTIONS = {"node_limit": BRANCHES, "time_limit": SECONDS, "mip_rel_gap": 0}

Values = dict[str, int]


class NotSettled(ForcefoiError):
    """A question that could not be answered in the time it is given: neither yes nor no."""


class Solver:
    """Values of the cells in `ends` that fit the sums; cells whose value is known are constants.

    >>> solver = Solver({"all": (10, 10), "a": (0, 9), "b": (1, 4)}, [Sum("all", frozenset("ab"))])
    >>> solver.find({"b": 2}), solver.find({"b": 0}), solver.least("a")
    ({'all': 10, 'a': 8, 'b': 2}, None, 6)
    """

    def __init__(self, ends: Ends, sums: Iterable[Sum]) -> None:
        self.ends, self.sums = ends, list(sums)
        self.free = [name for name, (low, high) in ends.items() if low != high]
        self.at = {name: place for place, name in enumerate(self.free)}
        self.low = np.array([ends[name][0] for name in self.free], dtype=float)
        self.high = np.array([_inf(ends[name][1]) for name in self.free], dtype=float)
        self.ties = self._ties()

    def _ties(self) -> LinearConstraint | None:
        values, rows, columns, least, most = [], [], [], [], []
        for row, each in enumerate(self.sums):
            known = 0
            for name, sign in ((each.whole, 1), *((part, -1) for part in sorted(each.parts))):
                if name in self.at:
                    values.append(sign)
                    rows.append(row)
                    columns.append(self.at[name])
                else:
                    known += sign * self.ends[name][0]
            below, above = each.rest
            least.append(-np.inf if below is None else below - known)
            most.append(np.inf if above is None else above - known)
        if not self.sums or not self.free:
            return None
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        matrix = csr_array((values, (rows, columns)), shape=(len(self.sums), len(self.free)), dtype=float)
        return LinearConstraint(matrix, least, most)

    def find(self, fixed: Mapping[str, int], aim: Mapping[str, float] | None = None) -> Values | None:
        """Values of all cells in which these cells have these values, or None where there are none.

        `aim` is a weight for each cell: of all answers, one with the least weighted sum is given, as far as time
        allows. Raises NotSettled when time is up before any answer.
        """
        low, high = self.low.copy(), self.high.copy()
        for name, value in fixed.items():
            if name not in self.at:
                if self.ends[name][0] != value:
                    return None
                continue
            place = self.at[name]
            if not low[place] <= value <= high[place]:
                return None
            low[place] = high[place] = value
        weights = np.zeros(len(self.free))
        for name, weight in (aim or {}).items():
            if name in self.at:
                weights[self.at[name]] = weight
        return self._solved(weights, low, high)[1]

    def _solved(self, weights: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[int, Values | None]:
        if not self.free:
            values = {name: low for name, (low, _) in self.ends.items()}
            return OPTIMAL, values if self.fits(values) else None
        # Most tables hide nothing and need no solver, which takes a quarter of a second to import.
        from scipy.optimize import Bounds as Box
        from scipy.optimize import milp

        found = milp(
            weights, integrality=np.ones(len(self.free)), bounds=Box(low, high), constraints=self.ties,
            options=OPTIONS,
        )  # fmt: skip
        if found.status == IMPOSSIBLE:
            return IMPOSSIBLE, None
        if found.x is None:
            raise NotSettled(f"no answer in {BRANCHES:,} branches for {len(self.free)} cells")
        values = {name: low for name, (low, _) in self.ends.items()}
        values |= {name: round(value) for name, value in zip(self.free, found.x, strict=True)}
        if not self.fits(values):
            raise NotSettled("the answer does not hold in whole numbers")
        return found.status, values

    def fits(self, values: Values) -> bool:
        """Whether values of all cells lie in their bounds and fit every sum."""
        inside = all(
            low <= values[name] and (high is None or values[name] <= high)
            for name, (low, high) in self.ends.items()
        )
        return inside and all(each.holds(values) for each in self.sums)

    def least(self, name: str) -> int:
        """The least that one cell can be. Raises NotSettled where that can't be said; values must exist."""
        return self._end(name, 1)

    def most(self, name: str) -> int | None:
        """The most that one cell can be, None = unbounded. Raises as `least`."""
        if name in self.at and np.isinf(self.high[self.at[name]]) and self._is_unbounded(name):
            return None
        return self._end(name, -1)

    def _end(self, name: str, way: int) -> int:
        if name not in self.at:
            return self.ends[name][0]
        weights = np.zeros(len(self.free))
        weights[self.at[name]] = way
        status, values = self._solved(weights, self.low, self.high)
        if status != OPTIMAL or values is None:
            raise NotSettled(f"the bounds of {name} could not be told")
        return values[name]

    def _is_unbounded(self, name: str) -> bool:
        """Whether a cell can grow without end: the sums have a direction in which it grows and none shrinks.

        With whole coefficients such a direction can be had in whole numbers, so that linear optimisation settles it.
        """
        from scipy.optimize import Bounds as Box
        from scipy.optimize import LinearConstraint, milp

        grows = np.isinf(self.high)
        box = Box(np.zeros(len(self.free)), np.where(grows, 1.0, 0.0))
        weights = np.zeros(len(self.free))
        weights[self.at[name]] = -1
        ties = None
        if self.ties is not None:
            least = np.where(np.isinf(self.ties.lb), -np.inf, 0.0)
            most = np.where(np.isinf(self.ties.ub), np.inf, 0.0)
            ties = LinearConstraint(self.ties.A, least, most)
        found = milp(weights, bounds=box, constraints=ties, options={"time_limit": SECONDS})
        return found.x is not None and found.x[self.at[name]] > 1e-6


def _inf(value: int | None) -> float:
    return np.inf if value is None else float(value)
