"""Labels: what the labels of a table are read as, and in which kind of year."""

from __future__ import annotations

import re
from datetime import date

from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.cells import is_serial
from forcefoi.sources.replies.draft.axes import Axes, data_rows, header_words
from forcefoi.sources.replies.draft.class_names import class_names
from forcefoi.sources.replies.draft.looks import is_day, is_total, kind_of_cell
from forcefoi.sources.replies.draft.name_dimension import reads
from forcefoi.sources.replies.draft.parts import Block, Sketch, Source, near_texts
from forcefoi.sources.replies.draft.values import ask_values, mean
from forcefoi.sources.replies.draft.windows import (
    is_part_of_year,
    iso_months,
    kind_of_years,
    said_part,
    short_years,
    until_day,
    window_name,
)
from forcefoi.sources.replies.draft.year_over_parts import ask_years_beside, year_of

DAY_FIRST = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b(?! ?(?:-|–|to))")
CODE = re.compile(r"[0-9]{1,3}[A-Z]")


def _labels_of(block: Block, axes: Axes, name: str) -> list[str]:
    """Every label that stands for a value of a dimension."""
    rows = [
        row for row in data_rows(block, axes) if row not in axes.sums and name not in axes.rows.get(row, {})
    ]
    labels = [
        block.words(row, c) for c, dimension in axes.labels.items() if dimension == name for row in rows
    ]
    for at, dimension in enumerate(axes.header):
        if dimension == name:
            labels += header_words(block, block.header[at], sorted(axes.counts)).values()
    labels += [
        block.words(row, c) for c, dimension in axes.sections.items() if dimension == name
        for row in axes.section_rows
    ]  # fmt: skip
    return list(dict.fromkeys(labels))


def fill_times(block: Block, axes: Axes, source: Source, question: Question, sketch: Sketch) -> None:
    """Which kind of year a bare year or a day is counted in."""
    time = window_name(question)
    columns = [c for c, name in axes.labels.items() if name == time]
    dates = any(block.kind(row, c) == "date" for c in columns for row in data_rows(block, axes))
    texts = (block.words(row, c) for c in columns for row in block.rows[:50])
    dates = dates or any(DAY_FIRST.match(text) or is_day(text) for text in texts)
    over = [block.header[at] for at, name in enumerate(axes.header) if name == time]
    heads = any(is_day(block.value(row, c)) for row in over for c in axes.counts)
    dates = dates or heads
    bare = any(kind_of_cell(label) == "year" for label in _labels_of(block, axes, time))
    if not time or time not in axes.given or not (dates or bare):
        return
    if dates and not axes.records and _are_months(block, axes, columns, over):
        sketch.entry["years"] = "month"
        sketch.guess("each day is the first of a month, and they follow each other: months", "years")
        return
    what = "days" if dates else "bare years"
    if years := kind_of_years(near_texts(block)):
        sketch.entry["years"] = years
        sketch.guess(f"{what} are counted in {years} years, by the words at the table", "years")
    elif years := kind_of_years(source.texts):
        sketch.entry["years"] = years
        sketch.ask(f"{what}: {years} years, by words elsewhere in the reply: is it so for this table?")
    else:
        month = ' (or "month", if each stands for its month)' if heads or time == "month" else ""
        sketch.ask(f'{what} and nothing says which kind of year: years = "financial" or "calendar"{month}?')


def _are_months(block: Block, axes: Axes, columns: list[int], over: list[int]) -> bool:
    """Whether the days of a table stand for months: all are the first of one, and no month is left out."""
    values = [block.value(row, c) for c in columns for row in data_rows(block, axes) if row not in axes.sums]
    values += [block.value(row, c) for row in over for c in axes.counts]
    days = [value for value in dict.fromkeys(values) if isinstance(value, date)]
    months = sorted({12 * day.year + day.month for day in days if day.day == 1})
    follow = len(months) > 2 and months == list(range(months[0], months[-1] + 1))
    return follow and len(days) == len(months) and all(isinstance(value, date) for value in values)


def ask_labels(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    """Put into the sketch, as questions and guesses, what the labels of each dimension may mean."""
    years = sketch.entry.get("years", "")
    for dimension in question.dimensions:
        labels = _labels_of(block, axes, dimension.name)
        if dimension.kind == "window":
            days = [
                each for each in labels if is_day(each) or ("serials" in sketch.entry and is_serial(each))
            ]
            labels = [each for each in labels if each not in days]
            for told, meant in (("months", iso_months(labels)), ("financial years", short_years(labels))):
                for label, plain in meant.items():
                    mean(label, plain, dimension.name, sketch)
                if first := next(iter(meant), ""):
                    sketch.guess(f"'{first}' and the like are {told}: '{first}' is {meant[first]}", "values")
                labels = [each for each in labels if each not in meant]
            if axes.in_parts:  # Read with its year; where that can't be, it is told of the cells.
                labels = [each for each in labels if not is_part_of_year(each)]
                for label, year in ((each, year_of(each)) for each in labels if year_of(each)):
                    mean(label, year, dimension.name, sketch)
                    sketch.guess(f"'{label}' is {year}, whose parts are told apart", "values")
                labels = [each for each in labels if not year_of(each)]
            else:
                ask_years_beside(block, axes, question, sketch)
                known = sketch.entry.get("values", {}).get(dimension.name, {})
                labels = [each for each in labels if each not in known]
            if days and not axes.records and years != "month":
                sketch.ask(
                    f"'{days[0]}' and other days stand for windows: for which? values.{dimension.name} = …"
                )
        ask_values(dimension, labels, years, sketch)
        if dimension.kind == "offence" and (own := class_names(labels, dimension)):
            for label, code in own.items():
                mean(" ".join(label.split()), code, dimension.name, sketch)
            told = ", ".join(f"'{label}' {code}" for label, code in own.items())
            sketch.guess(
                f"beside other classes each of these is a class and no looser group: {told}", "values"
            )
            labels = [own.get(each, each) for each in labels]
        if dimension.kind == "offence" and _mixed(labels, dimension):
            sketch.ask(
                "classes and groups of offences stand among each other: are the groups totals of the classes?"
            )
    time = window_name(question)
    meant = sketch.entry.get("values", {}).get(time, {})
    labels = [each for each in _labels_of(block, axes, time) if not until_day(each) and each not in meant]
    if time in axes.given and (part := said_part([*block.above, *block.below, *labels])):
        sketch.ask(
            f"'{part}' stands at the table: is one of its windows a part of a year? until = …, or values.{time}"
        )


def _mixed(labels: list[str], dimension: Dimension) -> bool:
    """Whether some labels are classes (by code) and others groups, which may hold the classes."""
    codes = {bool(CODE.fullmatch(dimension.parse(text))) for text in labels if text and reads(text, dimension)
             and not is_total(text)}  # fmt: skip
    return len(codes) == 2
