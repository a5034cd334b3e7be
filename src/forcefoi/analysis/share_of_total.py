"""What share of the cases in all replies is one force's, beside its share of women and girls?"""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.worked import RESIDENTS, calculated, fact, official_place, residents_number
from forcefoi.bounds import MOST, whole_number
from forcefoi.exercise import Exercise
from forcefoi.figures import number_of, window_of
from forcefoi.number import Input, Number, inputs_of

WOMEN = "women_and_girls_2018"
KEY = ["offences", "victim_gender", "window_start", "window_end"]
DTYPES = {
    "force": "string",
    "figure": "string",
    "window": "string",
    "count": "Int64",
    "total": "Int64",
    "share_of_cases": "Float64",
    "women_and_girls": "Int64",
    "women_and_girls_uk": "Int64",
    "share_of_women_and_girls_uk": "Float64",
}


def share_of_total(
    figures: pd.DataFrame,
    uk_figures: pd.DataFrame,
    forces: pd.DataFrame,
    women_and_girls_uk: int,
    exercise: Exercise,
) -> Answer:
    """Each exact figure of female victims as a share of the exact `uk` figure of the same offences and window.

    `figures` and `uk_figures` are tables of `Figures`, `forces` of `Forces`. Columns: force, figure (id), window,
    count and total (crimes), share_of_cases (0 to 1), women_and_girls and women_and_girls_uk (mid-2018),
    share_of_women_and_girls_uk (0 to 1), working, caveats. The two shares have different bases.

    Raises ParseError for a `women_and_girls_uk` that is no whole number.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own, uk = (t.figures[t.figures["force"] == force] for force in ("northumbria", "uk"))
    >>> women = int(t.forces["women_and_girls_2018"].sum())
    >>> share_of_total(own, uk, t.forces, women, t.exercise).table["working"].to_list()
    ['5,887 ÷ 64,492; 741,076 ÷ 33,645,348']
    """
    whole_number(women_and_girls_uk, "number of women and girls in the UK", 1, MOST)
    rows, found = [], []
    totals = settled(uk_figures, exercise).set_index(KEY, drop=False)
    women = forces.set_index("force")["women_and_girls_2018"]
    for _, row in settled(figures, exercise).iterrows():
        if row["victim_gender"] != "female":
            continue
        key = tuple(row[KEY])
        if row["force"] not in women.index or key not in totals.index or row["status"] != "exact":
            continue
        total, own = totals.loc[key], women[row["force"]]
        if total["status"] != "exact" or total["low"] == 0 or pd.isna(own):
            continue
        rows.append(
            {
                "force": row["force"],
                "figure": row["figure_id"],
                "window": window_of(row).label(),
                "count": row["low"],
                "total": total["low"],
                "share_of_cases": row["low"] / total["low"],
                "women_and_girls": own,
                "women_and_girls_uk": women_and_girls_uk,
                "share_of_women_and_girls_uk": own / women_and_girls_uk,
                "working": f"{row['low']:,} ÷ {total['low']:,}; {own:,} ÷ {women_and_girls_uk:,}",
                "numbers": share_numbers(row, total, int(own), women_and_girls_uk, exercise),
            }
        )
        found.append([_bases(exercise), *caveats.of_figure(row), *caveats.shared(exercise)])
    return answer(rows, DTYPES, found)


def share_numbers(
    row: pd.Series, total: pd.Series, women: int, women_uk: int, exercise: Exercise
) -> dict[str, Number]:
    """The numbers of a figure and the whole that it is set beside (rows of `Figures`), by column, and `replied`.

    Shares are in %.
    """
    numbers = {
        "count": number_of(row),
        "total": number_of(total),
        "women_and_girls": residents_number(row["force"], WOMEN, women, exercise),
        "women_and_girls_uk": women_uk_number(women_uk, exercise),
        "replied": fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures"),
    }
    for name, what, part, whole in (
        ("share_of_cases", "Share of all cases in the replies", "count", "total"),
        (
            "share_of_women_and_girls_uk",
            "Share of all women and girls in the UK",
            "women_and_girls",
            "women_and_girls_uk",
        ),
    ):
        one, every = numbers[part], numbers[whole]
        numbers[name] = calculated(
            f"{row['figure_id']}~{name.replace('_', '-')}",
            one.low / every.low * 100,
            "%",
            what,
            f"{one.low:,} ÷ {every.low:,} × 100",
            inputs_of(one, every),
        )
    return numbers


def women_uk_number(count: int, exercise: Exercise) -> Number:
    """All women and girls of the UK, the sum over the police force areas."""
    cells = f"every row, column {WOMEN}"
    stands = Input(
        f"{RESIDENTS}:{cells}",
        "Women and girls of every police force area, mid-2018",
        official_place(exercise, RESIDENTS, cells),
    )
    what = "Women and girls in the UK, mid-2018"
    return calculated("uk~women_and_girls_2018", count, "people", what, "the sum of these cells", [stands])


def _bases(exercise: Exercise) -> Caveat:
    return Caveat(
        "different-bases",
        f"The cases are those in the {exercise.replied} replies; the women and girls are those of the whole "
        "UK, because "
        f"how many live in the {exercise.replied} areas is not known. It is a difference to ask the force about, not a "
        "finding about women there.",
    )
