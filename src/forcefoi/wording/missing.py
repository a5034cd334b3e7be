"""What of the exercise is not public for a force, and the FOI request for exactly that."""

from __future__ import annotations

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import settled
from forcefoi.clean import GENDERS, WITH_COUNT
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, window_of
from forcefoi.windows import Window, long_date
from forcefoi.wording.numbers import counted
from forcefoi.wording.request import request_text
from forcefoi.wording.tables import offences_and_victims

# The breakdown that was asked for; `all` is a sum of these.
ASKED_GENDERS = tuple(gender for gender in GENDERS if gender != "all")
WINDOWS_BEGIN, ALSO_BEGIN = "recorded in each of these windows", "Please also say:"


def missing_cells(figures: pd.DataFrame, exercise: Exercise) -> dict[Window, dict[str, tuple[str, ...]]]:
    """The genders that are not public, by window and class of the exercise; windows with nothing missing are not in it.

    `figures` is one force's table of `Figures`. Public is an exact figure of one class alone and of one gender, for
    exactly that window, which no other figure contradicts and whose window could be no other.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "psni"]
    >>> [cells["3B"] for window, cells in missing_cells(own, t.exercise).items() if window.label() == "2017/18"]
    [('male', 'other', 'not recorded')]
    """
    public = {
        (window_of(row), codes[0], row["victim_gender"])
        for _, row in settled(figures, exercise).iterrows()
        if row["status"] == "exact"
        and not row["other_windows"]
        and len(codes := exercise.group(row["offences"]).most) == 1
    }
    missing = {
        window: {
            code: genders
            for code in exercise.codes
            if (genders := tuple(g for g in ASKED_GENDERS if (window, code, g) not in public))
        }
        for window in exercise.windows
    }
    return {window: cells for window, cells in missing.items() if cells}


def missing_windows(figures: pd.DataFrame, exercise: Exercise) -> list[Window]:
    """The windows of the exercise for which no count is public, of whatever classes and victims."""
    have = {window_of(row) for _, row in figures[figures["status"].isin(WITH_COUNT)].iterrows()}
    return [window for window in exercise.windows if window not in have]


def missing_windows_request(force: pd.Series, figures: pd.DataFrame, exercise: Exercise) -> str:
    """The FOI request for exactly the windows, classes and genders that are not public for one force.

    `force` is its row of `Forces`, `figures` its rows of `Figures`. A force without a public count gets the whole
    request (`request_text`); where nothing is missing the text says so. Published figures whose window is inferred are
    listed to be confirmed.
    """
    if not figures["status"].isin(WITH_COUNT).any():
        return request_text(force, exercise)
    scottish = force["nation"] == "Scotland"
    missing = missing_cells(figures, exercise)
    if not missing:
        return (
            f"Nothing is missing: every window, class and gender that {exercise.asked_by} asked for is public for "
            f"{force['name']}."
        )
    opening, closing = _around(request_text(force, exercise))
    wanted = {code for cells in missing.values() for code in cells}
    if not scottish:
        opening = [line for line in opening if not line.startswith("  - ") or line.split()[1] in wanted]
    return "\n".join(
        [
            *opening,
            "recorded in each of these windows, both days included, for victims of each gender named beside it:",
            *(
                line
                for window, cells in missing.items()
                for line in (_whole(window) if scottish else _window(window, cells, exercise))
            ),
            "",
            *_to_confirm(figures, exercise),
            *closing,
        ]
    )


def _around(text: str) -> tuple[list[str], list[str]]:
    """The lines of the whole request above its windows, and those from what it also asks: they are said once."""
    lines = text.split("\n")
    starts = [
        next((at for at, line in enumerate(lines) if line.startswith(begin)), None)
        for begin in (WINDOWS_BEGIN, ALSO_BEGIN)
    ]
    if None in starts:
        raise ForcefoiError(
            f"the request has no line that begins {WINDOWS_BEGIN!r} or none that begins {ALSO_BEGIN!r}: the request "
            "for what is missing is made from it"
        )
    return lines[: starts[0]], lines[starts[1] :]


def _whole(window: Window) -> list[str]:
    """Scottish crimes have no figure among the Home Office classes: all of them, and every gender, are asked for."""
    return [f"  - {_days(window)}: each of these crimes; {', '.join(ASKED_GENDERS)}"]


def _window(window: Window, cells: dict[str, tuple[str, ...]], exercise: Exercise) -> list[str]:
    """One window: classes that lack the same genders stand together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for code, genders in cells.items():
        alike.setdefault(genders, []).append(code)
    if len(alike) == 1:
        ((genders, codes),) = alike.items()
        return [f"  - {_days(window)}: {_classes(codes, exercise)}; {', '.join(genders)}"]
    return [
        f"  - {_days(window)}:",
        *(f"      {_classes(codes, exercise)}; {', '.join(genders)}" for genders, codes in alike.items()),
    ]


def _classes(codes: list[str], exercise: Exercise) -> str:
    if len(codes) == len(exercise.codes):
        return f"each of the {counted(len(codes), 'class', 'classes')}"
    return f"{', '.join(codes[:-1])} and {codes[-1]}" if len(codes) > 1 else codes[0]


def _days(window: Window) -> str:
    return f"{long_date(window.start)} to {long_date(window.end)}"


def _to_confirm(figures: pd.DataFrame, exercise: Exercise) -> list[str]:
    """Published figures whose window is not stated: a reply that confirms them makes them sound."""
    known = settled(figures, exercise)
    doubtful = known[(known["window_basis"] == "inferred") | (known["other_windows"] != "")]
    if doubtful.empty:
        return []
    return [
        "Please also confirm the windows of these figures, which newspapers printed from your earlier reply:",
        *(
            f"  - {bounds_of(row)}, {offences_and_victims(row, exercise)}, printed as “{row['window_as_published']}”: "
            f"{_days(window_of(row))}{''.join(f', or {_days(w)}' for w in caveats.other_windows(row))}?"
            for _, row in doubtful.iterrows()
        ),
        "",
    ]
