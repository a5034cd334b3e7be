"""Find the fewest printed numbers that must be withheld for one value of one cell to be possible again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from forcefoi.analysis.disclosure.solve import OPTIONS, NotSettled, Values
from forcefoi.analysis.disclosure.system import Cell, Sum

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint


class Repair:
    """Numbers of some cells, in which those that may be withheld can leave what is printed of them, at a price.

    `prices` has every cell that may be withheld. Cells are columns; behind them stands one switch for each price.

    >>> cells = [Cell("all", 10, 10), Cell("a", 7, 7), Cell("b", 1, 4, suppressed=True)]
    >>> Repair(cells, [Sum("all", frozenset("ab"))], {"all": 2, "a": 1}).values("b", 1, withheld=())
    {'all': 10, 'a': 9, 'b': 1}
    """

    def __init__(self, cells: Sequence[Cell], sums: Sequence[Sum], prices: Mapping[str, float]) -> None:
        self.cells, self.sums, self.prices = list(cells), list(sums), dict(prices)
        self.at = {cell.id: place for place, cell in enumerate(self.cells)}
        self.switched = [cell for cell in self.cells if cell.id in prices]
        self.size = len(self.cells) + len(self.switched)

    def values(self, name: str, value: int, withheld: Collection[str]) -> Values:
        """Values of all cells that fit the sums, in which one cell has this value, and that leave what is printed for
        the least price; what is withheld already is free.

        Raises NotSettled where there are none, or none were found in time.
        """
        known = [cell.high if cell.high is not None else cell.low for cell in self.cells]
        # How far a number may go: a short way first, since a long one makes the search slow.
        for reach in (max(4, value), 40, max([40, *known]) + value):
            found = self._solved(name, value, withheld, reach)
            if found is not None:
                return found
        raise NotSettled(f"no values were found in which {name} is {value}")

    def _solved(self, name: str, value: int, withheld: Collection[str], reach: int) -> Values | None:
        from scipy.optimize import Bounds as Box
        from scipy.optimize import milp

        low = np.zeros(self.size)
        high = np.full(self.size, np.inf)
        high[len(self.cells) :] = 1
        for place, cell in enumerate(self.cells):
            if cell.id == name:
                low[place] = high[place] = value
            elif cell.id not in self.prices:
                low[place], high[place] = cell.low, np.inf if cell.high is None else cell.high
        weights = np.zeros(self.size)
        for place, cell in enumerate(self.switched, len(self.cells)):
            weights[place] = 0 if cell.id in withheld else self.prices[cell.id]
        found = milp(
            weights, integrality=np.ones(self.size), bounds=Box(low, high),
            constraints=[*self._ties(), *self._switches(withheld, reach)],
            options=OPTIONS,
        )  # fmt: skip
        if found.x is None:
            return None
        values = {cell.id: round(found.x[place]) for place, cell in enumerate(self.cells)}
        return values if all(each.holds(values) for each in self.sums) else None

    def _ties(self) -> list[LinearConstraint]:
        values, rows, columns = [], [], []
        for row, each in enumerate(self.sums):
            for part, sign in ((each.whole, 1), *((part, -1) for part in sorted(each.parts))):
                values.append(sign)
                rows.append(row)
                columns.append(self.at[part])
        if not self.sums:
            return []
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        matrix = csr_array((values, (rows, columns)), shape=(len(self.sums), self.size), dtype=float)
        rests = [each.rest for each in self.sums]
        least = [-np.inf if below is None else below for below, _ in rests]
        most = [np.inf if above is None else above for _, above in rests]
        return [LinearConstraint(matrix, least, most)]

    def _switches(self, withheld: Collection[str], reach: int) -> list[LinearConstraint]:
        """Off: the number lies within what is printed. On: it may lie `reach` outside, either way."""
        if not self.switched:
            return []
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        count = len(self.switched)
        rows = np.arange(count)
        own = np.array([self.at[cell.id] for cell in self.switched])
        behind = rows + len(self.cells)
        # What is withheld already is not held to what was printed of it, however far that is.
        far = np.array(
            [max(reach, cell.low) if cell.id in withheld else reach for cell in self.switched], float
        )
        ones = np.ones(count)
        shape = (count, self.size)
        up = csr_array((np.r_[ones, -far], (np.r_[rows, rows], np.r_[own, behind])), shape=shape)
        down = csr_array((np.r_[ones, far], (np.r_[rows, rows], np.r_[own, behind])), shape=shape)
        high = [np.inf if cell.high is None else cell.high for cell in self.switched]
        return [
            LinearConstraint(up, -np.inf, high),
            LinearConstraint(down, [cell.low for cell in self.switched], np.inf),
        ]
