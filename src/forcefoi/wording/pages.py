"""What stands on a page as a whole: its headline, its caveats, the breaks in what is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from forcefoi.analysis import quality
from forcefoi.analysis.agreement import settled
from forcefoi.analysis.answer import Answer, once
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.outliers import Funnel
from forcefoi.analysis.worked import calendar_days, days_of, fact, numbers_of
from forcefoi.exercise import Exercise
from forcefoi.figures import number_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.number import Number
from forcefoi.told import Sentence, Told, say, tell
from forcefoi.windows import Window, long_date
from forcefoi.wording.numbers import told_bounds, told_count
from forcefoi.wording.plain import asked_for
from forcefoi.wording.prose import Prose, bullets
from forcefoi.wording.tied import noted, tied


def national_headline(replies: pd.DataFrame, figures: pd.DataFrame, exercise: Exercise) -> Sentence:
    """The whole exercise in one sentence; `replies` from `analysis.replies`, `figures` a table of `Figures`."""
    forces = {row["what"]: numbers_of(row)["forces"] for _, row in replies.iterrows()}
    uk = settled(figures[figures["force"] == AGGREGATE], exercise)
    uk = uk[(uk["offences"] == "all") & (uk["victim_gender"] == "female") & (uk["status"] == "exact")]
    total = say("no one total")
    if len(uk) == 1:
        one = uk.iloc[0]
        total = say(
            "{count} crimes flagged as online with female victims in all over {length}{basis}",
            count=told_bounds(number_of(one)),
            length=tell(days_of(one), window_of(one).length()),
            basis=" (window inferred)" if one["window_basis"] == "inferred" else "",
        )
    return say(
        "{asked} police forces were asked, {replied} gave figures, {total}; the figures of {public} are public, and "
        "they can’t be ranked.",
        asked=tell(forces["asked"], f"{exercise.asked}"),
        replied=tell(forces["replied with figures"], f"{exercise.replied}"),
        total=total,
        public=told_count(forces["figures public"], "force"),
    )


def quality_headline(figures: pd.DataFrame, doubtful: pd.DataFrame, recorded: pd.DataFrame) -> Sentence:
    """How much of the data is in doubt, in one sentence."""
    numbers = quality.headline_numbers(figures, doubtful, recorded)
    return say(
        "Of {figures}, {inferred} have a window that is inferred, not stated, and {doubtful} are in some doubt; "
        "{odd} of {recorded} {are} below nought.",
        figures=told_count(numbers["figures"], "published figure"),
        inferred=tell(numbers["inferred"], f"{numbers['inferred'].low}"),
        doubtful=tell(numbers["doubtful"], f"{numbers['doubtful'].low}"),
        odd=told_count(numbers["odd"], "officially recorded count"),
        recorded=tell(numbers["recorded"], f"{numbers['recorded'].low:,}"),
        are="is" if numbers["odd"].low == 1 else "are",
    )


def caveat_lines(
    answers: Iterable[Answer | Funnel | None], exercise: Exercise, *figures: pd.DataFrame
) -> list[Sentence]:
    """Every caveat of these analyses once, then what is true of the whole exercise. `figures` (tables of `Figures`)
    have those that the analyses were made of: the numbers in a caveat are theirs.
    """
    # Concatenating an empty table costs dtypes.
    known = pd.concat([table for table in figures if len(table)] or [figures[0]])
    found = [caveat for answer in answers if answer is not None for caveat in answer.caveats]
    lines = [caveat_line(c, exercise, known) for c in once(found)]
    lines += note_lines(("flag", "measure", "recorded", "asked"), exercise)
    return list(dict.fromkeys(lines))


def caveat_line(caveat: Caveat, exercise: Exercise, figures: pd.DataFrame) -> Sentence:
    """The text of a caveat with the numbers in it tied to the figures that its id names, or to a note."""
    for name, text in exercise.notes.items():
        if caveat.text == text:
            return noted(text, f"notes.{name}", exercise)
    named = set(caveat.id.replace("+", ":").split(":"))
    rows = [row for _, row in figures[figures["figure_id"].isin(named)].iterrows()]
    # In the order of the text: a caveat of several figures names them in its id as its text does.
    rows.sort(key=lambda row: caveat.id.index(row["figure_id"]))
    numbers = [number for row in rows for number in (number_of(row), days_of(row))]
    numbers.append(fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures"))
    if caveat.id.startswith("own-window:") and rows:
        lengths = (
            (days_of(rows[0]), window_of(rows[0])),
            (calendar_days(asked_for(exercise)), asked_for(exercise)),
        )
        return _with_lengths(caveat.text, lengths)
    if caveat.id.startswith("unlike-windows:"):
        return tied(caveat.text, [days_of(row) for row in rows])
    if caveat.id.startswith("part-year:") and rows:
        return _part_year_line(caveat.text, rows[0], numbers)
    if caveat.id.startswith("gap:"):
        first, last = (date.fromisoformat(day) for day in caveat.id.split(":")[1:])
        between = Window(first + timedelta(days=1), last - timedelta(days=1))
        return tied(caveat.text, [calendar_days(between)])
    return tied(caveat.text, numbers)


def _with_lengths(text: str, lengths: Iterable[tuple[Number, Window]]) -> Sentence:
    """A text in which `1 year and 177 days` is one number, for each of these windows in turn."""
    pieces: list[str | Told] = []
    for days, window in lengths:
        before, found, text = text.partition(window.length())
        pieces += [before, tell(days, found) if found else ""]
    return Sentence([*pieces, text])


def _part_year_line(text: str, row: pd.Series, numbers: list[Number]) -> Sentence:
    """`3 years and 177 days` is one number, and so is each of `177 of the 365 days`."""
    length, days = window_of(row).length(), days_of(row)
    before, found, after = text.partition(f" is {length}:")
    if found:
        return say("{before} is {length}:{after}", before=before, length=tell(days, length), after=after)
    start = window_of(row).start
    whole = Window.financial_year(start.year - (start.month < 4))
    return tied(text, [days, calendar_days(whole), *numbers])


def note_lines(names: Iterable[str], exercise: Exercise) -> list[Sentence]:
    """Notes of the exercise by their names in exercise.toml, such as `flag`, as lines."""
    return [noted(exercise.notes[name], f"notes.{name}", exercise) for name in names]


def named(name: str, sentence: str, between: str = ": ") -> Sentence:
    """A sentence with the name of the force that it is about before it; its numbers still open.

    >>> str(named("Kent Police", "No figure is public."))
    'Kent Police: No figure is public.'
    """
    return say("{name}{between}{sentence}", name=name, between=between, sentence=sentence)


def rules_crossed(changes: Answer) -> list[str]:
    """The rule changes between windows that stand side by side, as sentences for a chart without an axis of time."""
    return [caveat.text for caveat in changes.caveats if caveat.id.startswith("break:")]


def breaks_notes(exercise: Exercise) -> Prose:
    """What changed in what is counted, with sources."""
    return bullets(
        f"From {long_date(b.day)} {b.what}: {b.effect}. Source: {b.source}{', ' if b.url else ''}{b.url}"
        for b in exercise.breaks
    )
