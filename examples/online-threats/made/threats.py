"""What every reply of this example shares: the classes, the windows, invented crimes, and cells of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crimes import ALL, Crime, Truth, count, invent

from forcefoi.windows import Window

INVENTED = "INVENTED EXAMPLE - no such force, no such crimes"
NAMES = {
    "3B": "Threats to kill",
    "105B": "Racially or religiously aggravated assault without injury",
    "8L": "Harassment",
    "8M": "Racially or religiously aggravated harassment",
    "8Q": "Stalking",
    "8R": "Malicious communications",
}
CODES = tuple(NAMES)
LIKELY = {"3B": 3, "105B": 0.5, "8L": 6, "8M": 0.6, "8Q": 2, "8R": 5}
GENDERS = {"female": 6, "male": 3, "not recorded": 0.5}
FIRST, LAST = date(2015, 4, 1), date(2018, 9, 24)
YEARS = [Window.financial_year(year) for year in (2015, 2016, 2017)]
TO_DATE = Window(date(2018, 4, 1), LAST)
WINDOWS = [*YEARS, TO_DATE]
MADE = datetime(2018, 9, 24)
REQUEST = (
    "Please tell me how many crimes of six Home Office classes (3B, 105B, 8L, 8M, 8Q, 8R) that were flagged as online "
    "were recorded in 2015/16, 2016/17, 2017/18 and from 1 April 2018 to 24 September 2018, by the victim's gender."
)


@dataclass
class Telling:
    """One table of one reply while it is made: `cell` counts, notes the truth, and gives the number."""

    truth: Truth
    crimes: list[Crime]
    reply: str
    table: str

    def cell(
        self,
        offence: str = ALL,
        gender: str = ALL,
        window: Window | None = None,
        *,
        given: tuple[int, int | None] | None = None,
        more: int = 0,
        why: str = "",
    ) -> int:
        """The number that the reply gives of one cell: the true one, or `more` than it, for the reason `why`."""
        true = count(self.crimes, window, offence=offence, gender=gender)
        told = given or (true + more, true + more)
        at = {"offence": offence, "gender": gender, "window": window or ALL}
        self.truth.add(self.reply, self.table, at, true, told, why)
        return true + more

    def fewer(
        self, below: int, offence: str = ALL, gender: str = ALL, window: Window | None = None
    ) -> int | None:
        """As `cell`, but a number from 1 to under `below` is not given: None."""
        true = count(self.crimes, window, offence=offence, gender=gender)
        hidden = 0 < true < below
        self.cell(offence, gender, window, given=(1, below - 1) if hidden else None)
        return None if hidden else true


def crimes_of(force: str, number: int, first: date = FIRST, last: date = LAST) -> list[Crime]:
    """The crimes of one force; malicious communications are a class of their own from April 2017 on."""
    crimes = invent(force, number, first, last, {"offence": LIKELY, "gender": GENDERS})
    for crime in crimes:
        if crime["offence"] == "8R" and crime["day"] < date(2017, 4, 1):  # type: ignore[operator]
            crime["offence"] = "8L"
    return crimes
