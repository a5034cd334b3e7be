"""What to ask a force: from the caveats that its own figures have, and nothing that they answer already."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import CORROBORATED, agreement, settled
from forcefoi.analysis.coverage import ASKED_REPLIED, NOTHING, PUBLIC
from forcefoi.analysis.worked import days_of
from forcefoi.bounds import Bounds
from forcefoi.clean import WITH_COUNT, parse_window
from forcefoi.errors import ParseError
from forcefoi.exercise import Break, Exercise
from forcefoi.figures import WITHHELD, bounds_of, number_of, window_of
from forcefoi.offences import OffenceGroup
from forcefoi.told import Sentence
from forcefoi.windows import Window, long_date
from forcefoi.wording.missing import missing_windows
from forcefoi.wording.numbers import during
from forcefoi.wording.tables import offences_and_victims
from forcefoi.wording.tied import tied

FLAG = (
    "How did a crime come to be counted as online: by a flag such as “Internet Involved”, by a search for words, or "
    "otherwise, and since when?"
)


def questions(figures: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> list[str]:
    """What to ask one force about its figures, one question a line, those that decide most first.

    `figures` are the force's rows of `Figures`, `coverage` its row of `Coverage`. Each question comes from a caveat
    that its figures really have: a window that is inferred, a name that may hold more classes, a gender that was not
    recorded, a rule that changed inside the windows, publications that differ, a count that is not exact, a window
    that is not public. What its own figures settle is not asked. A force without public figures is asked whether it was
    asked, whether it answered, and why not, as far as that is not known.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own, known = (x[x["force"] == "northumbria"] for x in (t.figures, t.coverage))
    >>> questions(own, known.iloc[0], t.exercise)[0]
    'Is “since 2015” (5,887, all six classes) 1 April 2015 to 24 September 2018, as we infer from the request?'
    """
    if coverage["status"] != PUBLIC:
        return [*_of_the_reply(figures, coverage, exercise), FLAG]
    counted = [row for _, row in figures[figures["status"].isin(WITH_COUNT)].iterrows()]
    known = [row for _, row in settled(figures, exercise).iterrows()]
    asked = [
        *_differ(figures, exercise),
        *_windows(counted, exercise),
        *_classes(counted, known, exercise),
        *_genders(known, exercise),
        *_rules(counted, exercise),
        FLAG,
        *_not_exact(counted, exercise),
        *_not_given(figures, counted, exercise),
        *_missing(figures, coverage, exercise),
        *_people(known, exercise),
    ]
    return [_tied(question, counted) for question in dict.fromkeys(asked)]


def _tied(question: str, rows: list[pd.Series]) -> Sentence:
    """A question with its numbers tied to the figures whose windows it names: two figures may have one count."""
    meant = [row for row in rows if window_of(row).label() in question] or rows
    named = [row for row in meant if f"“{_printed(row)}”" in question] or meant
    rest = [row for row in meant if not any(row is each for each in named)]
    return tied(question, [number for row in (*named, *rest) for number in (number_of(row), days_of(row))])


def _printed(row: pd.Series) -> str:
    """The words for a figure's window as they were printed; braces would be a place in a question."""
    return str(row["window_as_published"]).replace("{", "").replace("}", "")


def what(row: pd.Series, exercise: Exercise) -> str:
    """A figure as a question names it: its count, what it counts and when, as `2,992 (harassment, 2017/18)`."""
    return f"{bounds_of(row)} ({offences_and_victims(row, exercise)}, {window_of(row).label()})"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *first, end = items
    return f"{', '.join(first)} {last} {end}" if first else end


def _of_the_reply(figures: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> list[str]:
    request = f"{exercise.asked_by}’s request of {exercise.ends.year} ({exercise.title.lower()})"
    status = coverage["status"]
    if status == NOTHING:
        return [
            f"Were you asked by {exercise.asked_by} in {exercise.ends.year} for the crimes of six Home Office classes "
            f"flagged as online, by the victim’s gender (the same request is logged as {exercise.reference})?",
            "If you were, did you answer, and may we have the answer as it was sent, with its date and reference?",
            "If you did not give figures, what was the reason?",
        ]
    asked, replied = ASKED_REPLIED[status]
    if asked == "no":
        return [
            f"Other forces gave figures in answer to {request}: do you hold the same figures, and may we have them?"
        ]
    if replied == "no":
        return [f"Why was there no reply to {request}, and when will there be one?"]
    windows = listed(dict.fromkeys(window_of(row).label() for _, row in figures.iterrows()))
    if status in ("refused", "neither confirm nor deny"):
        return [
            f"Under which section of the Act was {request} answered with “{status}” ({windows}), and was that "
            "reviewed?",
            "Can the figures be given as ranges, or for fewer windows?",
        ]
    if status == "withdrawn":
        return [f"Why does {request} stand as withdrawn, and who withdrew it?"]
    return [
        f"Your answer to {request} was “{status}” ({windows}): how are crimes recorded that could be found otherwise?"
    ]


def _differ(figures: pd.DataFrame, exercise: Exercise) -> list[str]:
    """Publications that contradict each other, or differ about whether a figure was given."""
    table = agreement(figures, exercise).table
    return [
        f"{_contradiction(row, exercise)}: which is right, and what does each of them count?"
        for _, row in table[table["agreement"] != CORROBORATED].iterrows()
    ]


def _contradiction(row: pd.Series, exercise: Exercise) -> str:
    if row["agreement"] in ("conflict", "given and not given"):
        counts = listed(row["counts"].split("; "))
        return f"{counts} are printed for {offences_and_victims(row, exercise)}, {row['window']}"
    return f"In print {row['working']}"


def _windows(counted: list[pd.Series], exercise: Exercise) -> list[str]:
    """What each window that is not stated covers, once for all figures that are printed with the same words."""
    asked: dict[str, list[str]] = {}
    for row in counted:
        if question := _window(row, counted, exercise):
            asked.setdefault(question, []).append(f"{bounds_of(row)}, {offences_and_victims(row, exercise)}")
    return [q.replace("{figures}", "; ".join(dict.fromkeys(of))) for q, of in asked.items()]


def _window(row: pd.Series, counted: list[pd.Series], exercise: Exercise) -> str:
    """The question about one figure's window, with a place for the figures; '' where there is nothing to ask."""
    window, printed = window_of(row), _printed(row)
    ours = window.label()
    if row["other_windows"]:
        others = listed([ours, *(w.label() for w in caveats.other_windows(row))], "or")
        return f"Does “{printed}” ({{figures}}) mean {others}?"
    if row["window_basis"] == "stated" or _told_elsewhere(row, counted):
        return ""
    named = _read(printed)
    if named and named != window:
        end = ", where the request ended" if window.end == exercise.ends else ""
        return f"What does “{printed}” cover ({{figures}}): all of {named.label()}, or {ours}{end}?"
    return f"Is “{printed}” ({{figures}}) {ours}, as we infer from the request?"


def _read(printed: str) -> Window | None:
    """The window that the printed words name by themselves; None for words such as “last year” that name none."""
    try:
        return parse_window(printed)
    except ParseError:
        return None


def _told_elsewhere(row: pd.Series, counted: list[pd.Series]) -> bool:
    """Whether another figure states the window, or stated parts fill it and add to exactly the count."""
    same = [
        other
        for other in counted
        if other is not row
        and other["window_basis"] == "stated"
        and (other["offences"], other["victim_gender"]) == (row["offences"], row["victim_gender"])
    ]
    if any(window_of(other) == window_of(row) and bounds_of(other).meets(bounds_of(row)) for other in same):
        return True
    inside = {
        window_of(o): bounds_of(o)
        for o in same
        if window_of(row).contains(window_of(o)) and bounds_of(o).is_exact
    }
    days = sum(window.days for window in inside)
    apart = not any(a is not b and a.overlaps(b) for a in inside for b in inside)
    added = sum(bounds.low for bounds in inside.values())
    return bool(inside) and apart and days == row["days"] and bounds_of(row) == Bounds.exactly(added)


def _classes(counted: list[pd.Series], known: list[pd.Series], exercise: Exercise) -> list[str]:
    """Which classes a printed name holds, where that is not said and the figures don't show it."""
    asked = []
    for name in dict.fromkeys(row["offences"] for row in counted):
        group = exercise.group(name)
        rows = [row for row in counted if row["offences"] == name]
        doubtful = group.perhaps or tuple(c for c in exercise.codes if c not in group.surely)
        open_ones = [code for code in doubtful if not all(_shown(code, row, known, exercise) for row in rows)]
        if group.note and open_ones:
            figures = listed(f"{bounds_of(row)} {during(window_of(row).label())}" for row in rows)
            classes = listed((f"{_class(code, exercise)} ({code})" for code in open_ones), "or")
            asked.append(f"Does “{group.label}” ({figures}) hold {classes} as well?")
    return asked


def _class(code: str, exercise: Exercise) -> str:
    name = next(offence.name for offence in exercise.offences if offence.code == code)
    return f"{name[0].lower()}{name[1:]}"


def _shown(code: str, row: pd.Series, known: list[pd.Series], exercise: Exercise) -> bool:
    """Whether other figures show that a class is, or is not, inside what a figure counts.

    It is not where it alone has more crimes; it must be where the two together are more than a whole that holds both.
    """
    alike = [
        other
        for other in known
        if other["victim_gender"] == row["victim_gender"] and window_of(other) == window_of(row)
    ]
    own = [other for other in alike if _codes(other, exercise) == {code}]
    count = bounds_of(row)
    for one in own:
        if count.high is not None and one["low"] > count.high:
            return True
        for whole in alike:
            most = bounds_of(whole).high
            holds = exercise.group(whole["offences"]).holds(exercise.group(row["offences"]))
            both = holds and code in exercise.group(whole["offences"]).surely
            if whole is not row and both and most is not None and one["low"] + count.low > most:
                return True
    return False


def _codes(row: pd.Series, exercise: Exercise) -> set[str]:
    return set(exercise.group(row["offences"]).most)


def _genders(known: list[pd.Series], exercise: Exercise) -> list[str]:
    """How many crimes had no gender of the victim recorded, of the figures for which that is not public."""
    unknown = [row for row in known if row["victim_gender"] == "not recorded"]
    female = [row for row in known if row["victim_gender"] == "female"]
    open_ones = [row for row in female if not any(_answers(other, row, exercise) for other in unknown)]
    if not open_ones:
        return []
    figures = "; ".join(what(row, exercise) for row in open_ones)
    return [f"How many crimes had no gender of the victim recorded, beside each of these: {figures}?"]


def _answers(unknown: pd.Series, row: pd.Series, exercise: Exercise) -> bool:
    """Whether a count of crimes with no gender recorded is that of the same crimes, or is none of what holds them."""
    groups = [exercise.group(each["offences"]) for each in (unknown, row)]
    windows = window_of(unknown), window_of(row)
    if groups[0] == groups[1] and windows[0] == windows[1]:
        return True
    return bounds_of(unknown).high == 0 and groups[0].holds(groups[1]) and windows[0].contains(windows[1])


def _rules(counted: list[pd.Series], exercise: Exercise) -> list[str]:
    """How far each rule that changed inside or between the windows of these figures changed them."""
    crossed: dict[str, Break] = {}
    for name in dict.fromkeys(row["offences"] for row in counted):
        rows = [row for row in counted if row["offences"] == name]
        first, last = min(window_of(row) for row in rows), max(window_of(row) for row in rows)
        span = Window(first.start, max(window_of(row).end for row in rows))
        group: OffenceGroup = exercise.group(name)
        crossed |= {b.id: b for b in exercise.breaks_between(span, last, group.surely, group.most)}
    return [
        _rule(b, counted[0]["force"] in b.elsewhere) for b in sorted(crossed.values(), key=lambda b: b.day)
    ]


def _rule(b: Break, elsewhere: bool) -> str:
    if elsewhere:
        return (
            f"In England and Wales, from {long_date(b.day)} {b.what}. Did the same change for you, and how far did it "
            "change these figures?"
        )
    return (
        f"From {long_date(b.day)} {b.what}. How far did that change these figures, and on which day did you begin to "
        "record so?"
    )


def _not_exact(counted: list[pd.Series], exercise: Exercise) -> list[str]:
    """The exact count behind one that is not, unless another figure of the same key gives it.

    One that is withheld here is known to us; that its source gave it is no question to the force.
    """
    keys = ["offences", "victim_gender", "window_start", "window_end"]
    exact = {tuple(row[keys]) for row in counted if row["status"] == "exact"}
    rows = [
        row
        for row in counted
        if row["status"] != "exact" and row["qualifier"] != WITHHELD and tuple(row[keys]) not in exact
    ]
    return [
        f"What is the exact count behind {what(row, exercise)}"
        f"{', which was rounded in print' if row['status'] == 'rounded' else ''}?"
        for row in rows
    ]


def _not_given(figures: pd.DataFrame, counted: list[pd.Series], exercise: Exercise) -> list[str]:
    """Why a figure was not given, unless another publication has it (that is asked where publications differ)."""
    keys = ["offences", "victim_gender", "window_start", "window_end"]
    have = {tuple(row[keys]) for row in counted}
    rows = [row for _, row in figures[~figures["status"].isin(WITH_COUNT)].iterrows()]
    return [
        f"Why is there no count for {offences_and_victims(row, exercise)}, {window_of(row).label()} "
        f"(“{row['status']}”), and can it be given as a range?"
        for row in rows
        if tuple(row[keys]) not in have
    ]


def _missing(figures: pd.DataFrame, coverage: pd.Series, exercise: Exercise) -> list[str]:
    """The windows of the exercise for which no figure at all is public."""
    # A window that was refused is asked about as that.
    told = {window_of(row) for _, row in figures.iterrows()}
    bare = [window for window in missing_windows(figures, exercise) if window not in told]
    if not bare:
        return []
    spans = listed((window.label() for window in bare), "or")
    return [
        f"No separate figure is public for {spans}: what did {coverage['name']} record in "
        f"{'it' if len(bare) == 1 else 'each of them'}?"
    ]


def _people(known: list[pd.Series], exercise: Exercise) -> list[str]:
    """How many people the crimes happened to: newspapers print counts of crimes as counts of women."""
    female = [row for row in known if row["victim_gender"] == "female" and row["low"] > 1]
    if not female:
        return []
    most = max(female, key=lambda row: (int(row["low"]), row["figure_id"]))
    return [f"How many different women were the victims of these crimes: {what(most, exercise)}?"]
