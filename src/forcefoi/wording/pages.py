"""What stands on a page as a whole: its headline, its caveats, the breaks in what is counted."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, once
from forcefoi.analysis.outliers import Funnel
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.windows import long_date
from forcefoi.wording.numbers import counted
from forcefoi.wording.prose import Prose, bullets


def national_headline(replies: pd.DataFrame, figures: pd.DataFrame, exercise: Exercise) -> str:
    """The whole exercise in one sentence; `replies` from `analysis.replies`, `figures` a table of `Figures`."""
    forces = replies.set_index("what")["forces"]
    uk = settled(figures[figures["force"] == AGGREGATE], exercise)
    uk = uk[(uk["offences"] == "all") & (uk["victim_gender"] == "female") & (uk["status"] == "exact")]
    total = "no one total"
    if len(uk) == 1:
        basis = " (window inferred)" if uk.iloc[0]["window_basis"] == "inferred" else ""
        length = window_of(uk.iloc[0]).length()
        total = f"{bounds_of(uk.iloc[0])} crimes flagged as online with female victims in all over {length}{basis}"
    return (
        f"{forces['asked']} police forces were asked, {forces['replied with figures']} gave figures, {total}; "
        "the figures of "
        f"{counted(forces['figures public'], 'force')} are public, and they can’t be ranked."
    )


def quality_headline(figures: pd.DataFrame, doubtful: pd.DataFrame, recorded: pd.DataFrame) -> str:
    """How much of the data is in doubt, in one sentence."""
    inferred = int((figures["window_basis"] == "inferred").sum())
    odd = int((recorded["count"].fillna(0) < 0).sum())
    return (
        f"Of {counted(len(figures), 'published figure')}, {inferred} have a window that is inferred, not stated, and "
        f"{len(doubtful)} are in some doubt; {counted(odd, 'officially recorded count')} of "
        f"{recorded['count'].notna().sum():,} {'is' if odd == 1 else 'are'} below nought."
    )


def caveat_lines(answers: Iterable[Answer | Funnel | None], exercise: Exercise) -> list[str]:
    """Every caveat of these analyses once, then what is true of the whole exercise."""
    found = [caveat for answer in answers if answer is not None for caveat in answer.caveats]
    lines = [c.text for c in once(found)] + [
        exercise.notes[n] for n in ("flag", "measure", "recorded", "asked")
    ]
    return list(dict.fromkeys(lines))


def rules_crossed(changes: Answer) -> list[str]:
    """The rule changes between windows that stand side by side, as sentences for a chart without an axis of time."""
    return [caveat.text for caveat in changes.caveats if caveat.id.startswith("break:")]


def breaks_notes(exercise: Exercise) -> Prose:
    """What changed in what is counted, with sources."""
    return bullets(
        f"From {long_date(b.day)} {b.what}: {b.effect}. Source: {b.source}{', ' if b.url else ''}{b.url}"
        for b in exercise.breaks
    )
