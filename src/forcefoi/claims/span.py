"""Check how long a figure's window is said to be, or since when it is said to run."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis.caveats import other_windows
from forcefoi.analysis.worked import days_of
from forcefoi.claims.evidence import Evidence
from forcefoi.claims.result import Result, cannot, judged
from forcefoi.figures import window_of
from forcefoi.sources.claims import Assertion
from forcefoi.told import Sentence, Told, say
from forcefoi.windows import Window, long_date
from forcefoi.wording import judge, read_phrase
from forcefoi.wording.plain import figure_plain


def check_span(assertion: Assertion, rows: list[pd.Series], evidence: Evidence) -> Result:
    """The length of one figure's window, or its first day. “Since” runs to the last day that was asked about."""
    if not rows:
        return cannot("no figure is public whose window could be looked at")
    row = rows[0]
    right = [figure_plain(row, evidence.name(row), evidence.exercise)]
    phrase = assertion.means or assertion.phrase
    windows = [window_of(row), *other_windows(row)]
    results = [
        judged(judge(phrase, window.start, window.end), _worked(row, window), right) for window in windows
    ]
    if len({result.verdict for result in results}) > 1:
        return cannot(f"its window could be {' or '.join(w.label() for w in windows)}", right)
    result, ends = results[0], evidence.exercise.ends
    if (
        read_phrase(phrase).own == "since"
        and result.verdict.startswith("supported")
        and windows[0].end < ends
    ):
        short = Window(windows[0].end, ends).days - 1
        rule = (
            f"“{assertion.phrase}” runs on to the end of what was asked about, {long_date(ends)}; this ends on "
            f"{long_date(windows[0].end)}, {short:,} days before"
        )
        return Result("not supported", result.working, f"{rule}.", result.right, result.caveats)
    return result


def _worked(row: pd.Series, window: Window) -> Sentence:
    length = Told(window.length(), days_of(row)) if window == window_of(row) else window.length()
    basis = ", inferred and not stated" if row["window_basis"] == "inferred" else ", as stated"
    return say(
        "The window is {start} to {end}{basis}: {length}.",
        start=long_date(window.start),
        end=long_date(window.end),
        basis=basis,
        length=length,
    )
