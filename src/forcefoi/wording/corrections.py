"""What was corrected in the published figures, in sentences."""

from __future__ import annotations

import pandas as pd

from forcefoi.exercise import Exercise
from forcefoi.figures import window_of
from forcefoi.windows import long_date
from forcefoi.wording.tables import offences_and_victims

# What a column of the raw table is, in the words of a page.
CELLS = {
    "force": "the force",
    "offences": "the offences",
    "victim_gender": "the gender of the victims",
    "window_start": "the first day",
    "window_end": "the last day",
    "window_as_published": "the window as printed",
    "window_dates": "whether the window is stated or inferred",
    "count": "the count",
    "qualifier": "what the count is",
    "unit_as_published": "what the source called it",
    "publisher": "who published it",
    "published": "the day of publication",
    "url": "the address",
    "note": "the note",
}


def correction_sentences(
    corrections: pd.DataFrame, figures: pd.DataFrame, sources: pd.DataFrame, exercise: Exercise
) -> list[str]:
    """One sentence a row of `Corrections`, the latest first: when, which figure, what it was, what it is, and why.

    `figures` and `sources` are tables of `Figures` and of `Sources` that hold the figures which were corrected. The
    figure is named as it stands now, with who printed it.
    """
    publisher = sources.set_index("source_id")["publisher"]
    by_id = figures.set_index("figure_id", drop=False)
    latest_first = corrections.iloc[::-1].sort_values("on", ascending=False, kind="stable")
    return [
        _sentence(row, by_id.loc[row["figure_id"]], publisher, exercise) for _, row in latest_first.iterrows()
    ]


def _sentence(row: pd.Series, figure: pd.Series, publisher: pd.Series, exercise: Exercise) -> str:
    what = f"{offences_and_victims(figure, exercise)}, {window_of(figure).label()}"
    return (
        f"Corrected on {long_date(row['on'].date())}: {CELLS[row['column']]} ({what}, printed by "
        f"{publisher[figure['source_id']]}) was {_value(row['old'])}, is {_value(row['new'])}. Evidence: "
        f"{_evidence(row['evidence'])}"
    )


def _value(cell: str) -> str:
    return f"“{cell}”" if cell else "empty"


def _evidence(text: str) -> str:
    """The evidence as the end of a sentence. An address stays alone, so that it can be a link."""
    last = text.split()[-1]
    if last.startswith(("https://", "http://")):
        return text
    return f"{text.rstrip('.')}."
