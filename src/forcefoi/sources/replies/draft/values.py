"""Values: labels that are no value of their dimension, and what they may be meant for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forcefoi.clean.count_words import NONE, UNAVAILABLE
from forcefoi.clean.meanings import word_of
from forcefoi.clean.squash import fold
from forcefoi.errors import ParseError, nearest
from forcefoi.question import NOT_STATED, OUTSIDE, Dimension
from forcefoi.sources.replies.draft.looks import is_day, is_total
from forcefoi.sources.replies.draft.name_dimension import is_open
from forcefoi.sources.replies.draft.parts import Sketch
from forcefoi.sources.replies.draft.windows import until_day

NOTHING = (*UNAVAILABLE, *NONE, "(blank)", "null")
REFUSED = re.compile(r"refus|withheld|exempt|redact|\bs(?:ection|\.)? ?(?:40|12|31|30|38)\b", re.I)
MOST = 12
# What programs print where nobody entered anything.
EMPTY = ("(blank)", "blank", "null", "<null>", "(null)", "#n/a")
NOT_RECORDED = "not recorded"
# A class by its code.
CODE = re.compile(r"\b[0-9]{1,3}[A-Z]\b")


def ask_values(dimension: Dimension, labels: Iterable[str], years: str, sketch: Sketch) -> None:
    """Ask for each label that is no value; for each that says nothing; for two spellings of one open value."""
    distinct = [label for label in dict.fromkeys(labels) if label and not is_total(label)]
    unread = [label for label in distinct if not _reads(label, dimension, years)]
    for label in unread[:MOST]:
        _ask(label, dimension, sketch)
    if len(unread) > MOST:
        sketch.ask(f"{len(unread) - MOST} more labels are no {dimension.name}")
    if is_open(dimension):
        _ask_open(distinct, dimension, sketch)


def _reads(label: str, dimension: Dimension, years: str) -> bool:
    try:
        dimension.parse(label, years=years)
    except ParseError as error:
        # Which kind of year is asked once, for all of them.
        return dimension.kind == "window" and (
            "calendar or a financial" in error.why or "one day" in error.why or is_day(label)
        )
    return True


def _ask(label: str, dimension: Dimension, sketch: Sketch) -> None:
    name = dimension.name
    if dimension.kind == "gender" and label.casefold() in EMPTY:
        told = f"'{label}' is how a program shows that nothing was entered: the {name} was not recorded"
        mean(label, NOT_RECORDED, name, sketch)
        sketch.guess(told, "values")
        return
    try:
        dimension.parse(label)
        near, why = "", ""
    except ParseError as error:
        near, why = error.nearest, error.why
    near = near or nearest(label, [each for more in dimension.values.items() for each in (more[0], *more[1])])
    if dimension.kind == "window" and (span := until_day(label)):
        mean(label, span, name, sketch)
        sketch.guess(f"'{label}' is {span}, by its own words", "values")
    elif dimension.kind == "window":
        sketch.ask(
            f'\'{label}\' is no window ({why}): values.{name} = {{ "{label}" = "first day to last day" }}'
        )
    elif len(codes := [code for code in dict.fromkeys(CODE.findall(label)) if code in dimension.classes]) > 1:
        sketch.ask(
            f'\'{label}\' names several classes ({", ".join(codes)}): values.{name} = {{ "{label}" = "…" }}: which '
            f'one of them does it count, or is it "{OUTSIDE}"?'
        )
    elif near:
        sketch.ask(f'\'{label}\' is no {name} as it stands: values.{name} = {{ "{label}" = "{near}" }}?')
    else:
        sketch.ask(
            f'\'{label}\' is no {name} of the question: values.{name} = {{ "{label}" = "{OUTSIDE}" }}, '
            f"or which is it?"
        )


def ask_blank(where: str, dimension: Dimension, sketch: Sketch) -> None:
    """One question for all blanks in a column of genders, with the likeliest answer already in the entry."""
    mean("", NOT_RECORDED, dimension.name, sketch)
    sketch.ask(
        f"a blank in {where} is taken to say that the {dimension.name} was not recorded: values.{dimension.name} = "
        f'{{ "" = "{NOT_RECORDED}" }}; is it so, or is it a total, or the same as above?'
    )


def mean(label: str, value: str, name: str, sketch: Sketch) -> None:
    """Write into an entry what a label stands for."""
    sketch.entry.setdefault("values", {}).setdefault(name, {})[label] = value


def _ask_open(labels: list[str], dimension: Dimension, sketch: Sketch) -> None:
    seen: dict[str, str] = {}
    for label in labels:
        first = seen.setdefault(fold(label), label)
        if first != label:
            sketch.ask(
                f"'{label}' and '{first}' look like one {dimension.name}: "
                f'values.{dimension.name} = {{ "{label}" = "{first}" }}?'
            )
        if REFUSED.search(label):
            sketch.ask(
                f"'{label}' stands as a {dimension.name}: was it refused? "
                f'values.{dimension.name} = {{ "{label}" = "{NOT_STATED}" }}?'
            )
        elif label.casefold() in NOTHING or word_of(label.casefold()):
            sketch.ask(
                f'\'{label}\' stands as a {dimension.name}: values.{dimension.name} = {{ "{label}" = "{NOT_STATED}" }}?'
            )
