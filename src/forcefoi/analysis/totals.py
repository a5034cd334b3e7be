"""What does a set of figures add to, and what do named parts leave of a whole?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pandas as pd

from forcefoi.analysis import caveats
from forcefoi.analysis.agreement import PARTS, contradictions, settled
from forcefoi.analysis.answer import Answer, answer
from forcefoi.analysis.caveats import Caveat
from forcefoi.analysis.worked import calculated
from forcefoi.bounds import Bounds, UnknownCount
from forcefoi.errors import ForcefoiError
from forcefoi.exercise import Exercise
from forcefoi.figures import bounds_of, number_of, window_of
from forcefoi.forces import AGGREGATE
from forcefoi.number import Number, between, inputs_of

TOTAL = {"figures": "string", "window": "string", "low": "Int64", "high": "Int64"}
RESTS = {
    "force": "string",
    "whole": "string",
    "whole_offences": "string",
    "whole_window": "string",
    "whole_low": "Int64",
    "whole_high": "Int64",
    "parts": "string",
    "parts_low": "Int64",
    "parts_high": "Int64",
    "rest_low": "Int64",
    "rest_high": "Int64",
    "only_if": "string",
    "what_is_left": "string",
}
# In the place of what is left, where there can be no rest.
CONTRADICT = "nothing: the parts contradict the whole"


class NotAlike(ForcefoiError):
    """Figures that can't be added: they are not alike, or would count some crimes twice."""


def total(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """The sum of figures (rows of `Figures`), as bounds in crimes.

    One row: figures (ids), window, low, high (empty = unbounded). Windows must be the same one, or follow each
    other without a gap, for one force and the same offences; nothing is added that could count a crime twice.

    Raises NotAlike, naming the two figures, where windows are unlike, or where some crime could be in both.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["figure_id"].isin(["cheshire-all-rw-2", "cheshire-all-rw-3"])]
    >>> total(own, t.exercise).table["working"].to_list()
    ['284 + 850']
    """
    rows = [row for _, row in figures.iterrows()]
    if not rows:
        raise NotAlike("there is no figure to add")
    for position, row in enumerate(rows):
        for other in rows[:position]:
            _refuse_unlike(other, row, exercise)
    _refuse_gaps(rows)
    bounds = [bounds_of(row) for row in rows]
    whole = _sum(bounds)
    windows = list(dict.fromkeys(window_of(row).label() for row in rows))
    found = [c for row in rows for c in (*caveats.part_year(row), *caveats.of_figure(row))]
    found += [*caveats.of_sources(rows), *caveats.shared(exercise)]
    line = {
        "figures": " ".join(row["figure_id"] for row in rows),
        "window": " and ".join(windows),
        "low": whole.low,
        "high": whole.high,
        "working": " + ".join(str(b) for b in bounds),
        "numbers": {"total": sum_number(rows, "Sum of figures")},
    }
    return answer([line], TOTAL, [found])


def with_unknown_gender(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """The most that crimes against women can be, when crimes with no gender recorded are all taken for theirs.

    One row a female figure that has a neighbour `not recorded` of the same force, offences and window:
    figures (ids), window, low (female alone), high (both), working, caveats.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "cumbria"]
    >>> with_unknown_gender(own, t.exercise).table["high"].to_list()
    [839]
    """
    rows, found = [], []
    same = ["force", "offences", "window_start", "window_end"]
    for _, group in settled(figures, exercise).groupby(same, sort=False):
        by_gender = {row["victim_gender"]: row for _, row in group.iterrows()}
        if not {"female", "not recorded"} <= by_gender.keys():
            continue
        female, unknown = by_gender["female"], by_gender["not recorded"]
        least, extra = bounds_of(female), bounds_of(unknown)
        rows.append(
            {
                "figures": f"{female['figure_id']} {unknown['figure_id']}",
                "window": window_of(female).label(),
                "low": least.low,
                "high": (least + extra).high,
                "working": f"{least} + {extra}, if every crime with no gender recorded had a female victim",
                "numbers": _gender_numbers(female, unknown),
            }
        )
        found.append(
            [*caveats.part_year(female), *caveats.of_figure(female), *caveats.of_figure(unknown)]
            + caveats.of_sources([female, unknown])
            + caveats.shared(exercise)
        )
    return answer(rows, TOTAL, found)


def _gender_numbers(female: pd.Series, unknown: pd.Series) -> dict[str, Number]:
    both = sum_number([female, unknown], "The most crimes with female victims")
    numbers = {"low": number_of(female), "unknown": number_of(unknown)}
    if both.high is not None:
        most = _formula_of_sum([bounds_of(female), bounds_of(unknown)]).rpartition("most: ")[2]
        most = f"{most}, if every crime with no gender recorded had a female victim"
        name = f"{both.id}~most"
        numbers["high"] = calculated(name, both.high, "crimes", both.what, most, both.inputs)
    return numbers


def sum_number(rows: Sequence[pd.Series], what: str) -> Number:
    """The sum of figures (rows of `Figures`) as a number. Whether they can be added, `total` says."""
    if len(rows) == 1:
        return number_of(rows[0])
    bounds = [bounds_of(row) for row in rows]
    name = "+".join(row["figure_id"] for row in rows)
    inputs = inputs_of(*(number_of(row) for row in rows))
    return calculated(name, _sum(bounds), "crimes", what, _formula_of_sum(bounds), inputs)


def _formula_of_sum(bounds: Sequence[Bounds]) -> str:
    least = " + ".join(f"{b.low:,}" for b in bounds)
    highs = [b.high for b in bounds]
    most = "no upper bound" if None in highs else " + ".join(f"{high:,}" for high in highs)
    return between(least, most)


def rests(figures: pd.DataFrame, exercise: Exercise) -> Answer:
    """What the named parts leave of each whole, one row a whole of which a part is known.

    `figures` is a table of `Figures`. A part has the whole's force and gender, offences inside its offences
    and a window inside its window; parts that could share a crime are not both taken. Columns: force,
    whole (id), whole_offences, whole_window, whole_low/high, parts (ids), parts_low/high, rest_low/high
    (crimes; empty high = unbounded), only_if (what must hold for the rest to be of the classes not named),
    what_is_left, working, caveats. Parts that are surely more than their whole contradict it: the rest is empty, and
    what_is_left says so; they are in no other row, being used in no sum.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> own = t.figures[t.figures["force"] == "kent"]
    >>> rests(own, t.exercise).table["working"].to_list()
    ['5,207 − (2,992 + 2,005 + 73 + 61) = 76']
    """
    rows, found = [], []
    known = [row for _, row in settled(figures, exercise).iterrows()]
    for whole in known:
        parts = _parts(whole, known, exercise)
        if parts:
            rows.append(_rest(whole, parts, exercise))
            found.append(_rest_caveats(whole, parts, exercise))
    for whole, parts in _contradicted(figures, exercise):
        rows.append(_rest(whole, parts, exercise))
        found.append(_rest_caveats(whole, parts, exercise))
    return answer(rows, RESTS, found)


def _contradicted(figures: pd.DataFrame, exercise: Exercise) -> list[tuple[pd.Series, list[pd.Series]]]:
    """Wholes and the parts of their gender that are surely more than they are. Conflicts of one key have no one row."""
    found = []
    for clash in contradictions(figures, exercise):
        parts = [part.chosen for part in clash.parts if part.chosen is not None]
        whole = clash.whole.chosen
        if clash.kind == PARTS and whole is not None and len(parts) == len(clash.parts):
            found.append((whole, parts))
    return found


def _parts(whole: pd.Series, known: Sequence[pd.Series], exercise: Exercise) -> list[pd.Series]:
    group, window = exercise.group(whole["offences"]), window_of(whole)
    inside = [
        row
        for row in known
        if row["figure_id"] != whole["figure_id"]
        and (row["force"], row["victim_gender"]) == (whole["force"], whole["victim_gender"])
        and group.holds(exercise.group(row["offences"]))
        and window.contains(window_of(row))
    ]
    taken: list[pd.Series] = []
    for row in sorted(inside, key=lambda r: (-int(r["low"]), r["figure_id"])):
        if not any(_may_share(row, other, exercise) for other in taken):
            taken.append(row)
    return sorted(taken, key=lambda r: (r["offences"], r["window_start"]))


def _may_share(one: pd.Series, other: pd.Series, exercise: Exercise) -> bool:
    """Whether some crime could be counted in both figures."""
    genders = {one["victim_gender"], other["victim_gender"]}
    return (
        one["force"] == other["force"]
        and (len(genders) == 1 or "all" in genders)
        and window_of(one).overlaps(window_of(other))
        and exercise.group(one["offences"]).may_overlap(exercise.group(other["offences"]))
    )


def _rest(whole: pd.Series, parts: list[pd.Series], exercise: Exercise) -> dict[str, object]:
    bounds, named = bounds_of(whole), _sum([bounds_of(part) for part in parts])
    added = " + ".join(str(bounds_of(part)) for part in parts)
    row: dict[str, object] = {
        "force": whole["force"],
        "whole": whole["figure_id"],
        "whole_offences": whole["offences"],
        "whole_window": window_of(whole).label(),
        "whole_low": bounds.low,
        "whole_high": bounds.high,
        "parts": " ".join(part["figure_id"] for part in parts),
        "parts_low": named.low,
        "parts_high": named.high,
        "numbers": rest_numbers(whole, parts),
    }
    try:
        rest = bounds.rest_after(named)
    except UnknownCount as error:
        return {**row, "only_if": "", "what_is_left": CONTRADICT, "working": f"{bounds} − ({added}): {error}"}
    return {
        **row,
        "rest_low": rest.low,
        "rest_high": rest.high,
        "only_if": _only_if(whole, parts),
        "what_is_left": "nothing" if rest == Bounds.exactly(0) else _what_is_left(whole, parts, exercise),
        "working": f"{bounds} − ({added}) = {rest}",
    }


def rest_numbers(whole: pd.Series, parts: Sequence[pd.Series]) -> dict[str, Number]:
    """The numbers of a whole and its parts (rows of `Figures`): `whole`, `part_0`, `part_1` … in order, `parts` (their
    sum) and, unless they contradict each other, `rest`.
    """
    all_parts = sum_number(parts, "Printed parts, added")
    numbers = {"whole": number_of(whole), "parts": all_parts}
    numbers |= {f"part_{place}": number_of(part) for place, part in enumerate(parts)}
    bounds, named = bounds_of(whole), _sum([bounds_of(part) for part in parts])
    try:
        rest = bounds.rest_after(named)
    except UnknownCount:
        return numbers
    lows, highs = (
        " + ".join("any number" if end is None else f"{end:,}" for end in ends)
        for ends in zip(*((b.low, b.high) for b in map(bounds_of, parts)), strict=True)
    )
    # Parts with no upper bound, or that may be more than the whole's least, may leave nothing.
    nothing = named.high is None or named.high > bounds.low
    least = "0, since the parts may be the whole" if nothing else f"{bounds.low:,} − ({highs})"
    most = "no upper bound" if bounds.high is None else f"{bounds.high:,} − ({lows})"
    numbers["rest"] = calculated(
        f"{whole['figure_id']}~rest",
        rest,
        "crimes",
        "What the printed parts leave of the whole",
        between(least, most),
        inputs_of(numbers["whole"], all_parts),
    )
    return numbers


def _only_if(whole: pd.Series, parts: list[pd.Series]) -> str:
    conditions = []
    if whole["other_windows"]:
        conditions.append(f"the whole covers {window_of(whole).label()}")
    if doubtful := [part for part in parts if part["other_windows"]]:
        windows = " and ".join(dict.fromkeys(window_of(part).label() for part in doubtful))
        conditions.append(f"{' and '.join(part['offences'] for part in doubtful)} cover {windows}")
    return " and ".join(conditions)


def _what_is_left(whole: pd.Series, parts: list[pd.Series], exercise: Exercise) -> str:
    """In words, what the rest is made of: year by year, the classes that no part surely covers."""
    classes = exercise.group(whole["offences"]).most
    years = window_of(whole).parts()
    left: dict[tuple[str, ...], list[str]] = {}
    for year in years:
        covered = {
            code
            for part in parts
            if window_of(part).contains(year)
            for code in exercise.group(part["offences"]).surely
        }
        codes = tuple(code for code in exercise.codes if code in classes and code not in covered)
        touched = any(window_of(p).overlaps(year) and not window_of(p).contains(year) for p in parts)
        left.setdefault(codes, []).append(f"the rest of {year.label()}" if touched else year.label())
    pieces = []
    for codes, labels in left.items():
        if codes:
            what = (
                "all classes"
                if set(codes) == set(classes)
                else f"classes not named or perhaps not ({', '.join(codes)})"
            )
            pieces.append(what if len(labels) == len(years) else f"{what} in {' and '.join(labels)}")
    return "; ".join(pieces) or "no class or year that is not printed: a difference that is not explained"


def _rest_caveats(whole: pd.Series, parts: list[pd.Series], exercise: Exercise) -> list[Caveat]:
    rows = [whole, *parts]
    return [
        *(c for row in rows for c in (*caveats.part_year(row), *caveats.of_figure(row))),
        *(c for row in parts for c in caveats.of_group(exercise.group(row["offences"]))),
        *caveats.of_sources(rows),
        *caveats.shared(exercise),
    ]


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    whole = Bounds.exactly(0)
    for one in bounds:
        whole += one
    return whole


def _refuse_unlike(one: pd.Series, other: pd.Series, exercise: Exercise) -> None:
    pair = f"{one['figure_id']} and {other['figure_id']} can't be added"
    first, second = window_of(one), window_of(other)
    alike = one["offences"] == other["offences"]
    if one["other_windows"] or other["other_windows"]:
        raise NotAlike(f"{pair}: the window of one could be another one")
    if _may_share(one, other, exercise):
        raise NotAlike(f"{pair}: some crimes could be counted in both")
    if one["force"] != other["force"] and AGGREGATE in (one["force"], other["force"]):
        raise NotAlike(f"{pair}: one is an aggregate that may hold the other")
    if first != second and (one["force"] != other["force"] or not alike):
        raise NotAlike(f"{pair}: their windows are not alike ({first.label()}; {second.label()})")
    if one["force"] != other["force"] and not alike:
        raise NotAlike(f"{pair}: their offences are not alike ({one['offences']}; {other['offences']})")
    if one["victim_gender"] != other["victim_gender"]:
        raise NotAlike(f"{pair}: the victims' gender is not the same; see with_unknown_gender")


def _refuse_gaps(rows: Sequence[pd.Series]) -> None:
    """Windows that are added must follow each other: a sum with a hole in it is of no window."""
    windows = sorted({window_of(row) for row in rows})
    for before, after in pairwise(windows):
        if after.start - before.end != timedelta(days=1):
            raise NotAlike(
                f"{before.label()} and {after.label()} can't be added: there are days between them"
            )
