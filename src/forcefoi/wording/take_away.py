"""Words for what leaves a page: the source in a picture, the card to share, the cover of a workbook."""

from __future__ import annotations

from datetime import date

import pandas as pd

from forcefoi.analysis.coverage import PUBLIC
from forcefoi.analysis.worked import RECORDED, RESIDENTS
from forcefoi.exercise import Exercise
from forcefoi.figures import from_reply, window_of
from forcefoi.windows import long_date

PRINTED = "From figures that newspapers printed of the force’s reply; the reply has not been seen."
READ = "From the force’s own reply."
NOTHING_PUBLIC = "Whether it was asked, or answered, is not known."
MOST, LONGEST = 4, 60  # publishers that a picture names, and letters of one
NO_FIGURE = "No figure from this force is public"


def published_source(figures: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Who printed these figures, and when, as far as a picture has room for it; `figures` has a `source_id`, `sources`
    is a table of `Sources`.

    >>> sources = pd.DataFrame({"source_id": ["a", "b"], "publisher": ["The News", "The Echo"],
    ...     "published": pd.to_datetime(["2018-12-21", None])})
    >>> published_source(pd.DataFrame({"source_id": ["a", "b"]}), sources)
    'figures as printed by The News (21 December 2018) and The Echo (day not seen)'
    """
    used = sources[sources["source_id"].isin(figures["source_id"])]
    named = list(
        dict.fromkeys(f"{_short(row['publisher'])} ({_day(row['published'])})" for _, row in used.iterrows())
    )
    more = [f"{len(named) - MOST} others"] if len(named) > MOST + 1 else []
    return f"figures as printed by {_listed([*named[:MOST], *more] if more else named)}"


def official_source(exercise: Exercise, *files: str) -> str:
    """The official tables of these files (such as `reference/population.csv`): who, what and which release."""
    return "; ".join(
        f"{each.publisher}, {each.title}, {each.release}" for each in exercise.official if each.file in files
    )


def recorded_source(exercise: Exercise, residents: bool = False) -> str:
    """The source of recorded crime, with that of residents where a rate stands on both."""
    files = [RECORDED, RESIDENTS] if residents else [RECORDED]
    return official_source(exercise, *files)


def newest_day(sources: pd.DataFrame, recorded: pd.DataFrame, exercise: Exercise) -> date:
    """The newest day that the data of a page speak of: of publication, of recorded crime, or the end of the request.

    >>> empty = pd.DataFrame({"published": [], "quarter_end": []})
    >>> class E: ends = date(2018, 9, 24)
    >>> newest_day(empty, empty, E()).isoformat()
    '2018-09-24'
    """
    days = [*sources["published"].dropna(), *recorded["quarter_end"].dropna()]
    return max([exercise.ends, *(pd.Timestamp(day).date() for day in days)])


def card_words(
    name: str,
    figures: pd.DataFrame,
    known: pd.Series,
    sources: pd.DataFrame,
    exercise: Exercise,
    headline: str = "",
) -> dict[str, str]:
    """The texts of a force's card (see `charts.share_card`): `figures` are its own, `known` is its row of `Coverage`.

    Without a `headline` it says no number: a count without its window could say another thing.
    """
    if known["status"] != PUBLIC or figures.empty:
        return {
            "name": name,
            "headline": headline or NO_FIGURE,
            "basis": NOTHING_PUBLIC
            if known["status"] == "nothing public"
            else f"Its reply: {known['status']}.",
            "source": f"{exercise.title}. Request by {exercise.asked_by} for crimes up to {long_date(exercise.ends)}.",
            "caveat": "",
        }
    source = published_source(figures, sources)
    return {
        "name": name,
        "headline": headline or f"{exercise.title}: what is known of its reply",
        "basis": _basis(figures),
        "source": f"Source: {source}.",
        "caveat": _caveat(figures),
    }


def _basis(figures: pd.DataFrame) -> str:
    """What a card's figures stand on."""
    if not from_reply(figures).any():
        return PRINTED
    return READ if from_reply(figures).all() else f"{READ[:-1]}, and from what newspapers printed of it."


def about_workbook(what: str, exercise: Exercise) -> list[str]:
    """Sentences for the cover of a workbook; `what` is whose figures they are."""
    return [
        f"{exercise.title}: {what}.",
        f"What is public of the answers to a Freedom of Information request by {exercise.asked_by} (logged as "
        f"{exercise.reference}), which asked for crimes up to {long_date(exercise.ends)}, and official figures "
        "beside it.",
        exercise.notes["recorded"],
        exercise.notes["measure"],
    ]


def _caveat(figures: pd.DataFrame) -> str:
    windows = [(window_of(row), row["window_basis"] == "inferred") for _, row in figures.iterrows()]
    parts = list(dict.fromkeys(window.label() for window, _ in windows if window.is_part_year))
    said = []
    if parts:
        said.append(f"Part year: the count of {_listed(parts)} can’t be set beside a full year’s.")
    if inferred := sum(is_inferred for _, is_inferred in windows):
        whole = "Its window is" if len(windows) == 1 else f"{inferred} of {len(windows)} windows are"
        if len(windows) > 1 and inferred == 1:
            whole = f"1 of {len(windows)} windows is"
        said.append(f"{whole} inferred, not stated by the source.")
    return " ".join(said)


def _day(day: pd.Timestamp) -> str:
    return "day not seen" if pd.isna(day) else long_date(day.date())


def _short(name: str) -> str:
    """A publisher's name as a picture can hold it."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
