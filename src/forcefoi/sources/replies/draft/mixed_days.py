"""Mixed days: a column of days some of which a program keeps as numbers, or has turned the wrong way round."""

from __future__ import annotations

import re
from datetime import date

from forcefoi.question import Question
from forcefoi.sources.replies.cells import day_of_serial, is_serial
from forcefoi.sources.replies.draft.axes import Axes, data_rows
from forcefoi.sources.replies.draft.looks import is_day
from forcefoi.sources.replies.draft.parts import Block, Sketch
from forcefoi.sources.replies.draft.windows import window_name

NUMBERED = re.compile(r"(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-](?:[0-9]{4}|[0-9]{2})\b")
# So many texts must all have a day above 12 for it to be no chance.
FEW = 3
MONTHS = 12


def ask_mixed_days(block: Block, axes: Axes, question: Question, sketch: Sketch) -> None:
    """One question for all numbers among the days of a column, and one where the texts show that days were swapped."""
    time = window_name(question)
    for column in (c for c, name in axes.labels.items() if name == time):
        values = [block.value(row, column) for row in data_rows(block, axes)]
        serials = [value for value in values if is_serial(value)]
        texts = [value for value in values if isinstance(value, str) and is_day(value)]
        days = [value for value in values if isinstance(value, date)]
        if serials and (texts or days):
            sketch.entry["serials"] = True
            first, day = serials[0], day_of_serial(serials[0])
            sketch.ask(
                f"{len(serials)} of {len(values)} cells of column {block.letters(column)} are numbers among days, and "
                f"are read as Excel keeps days: {first} is {day.day} {day:%B %Y}. Is it so? serials = true"
            )
        turned = [*days, *map(day_of_serial, serials)]
        if _all_above(texts) and turned and all(day.day <= MONTHS for day in turned):
            sketch.ask(
                f"column {block.letters(column)}: every day written as text has a day above 12, and none of the others "
                "has: a program may have taken days for months there; ask for the file as it was exported"
            )


def _all_above(texts: list[str]) -> bool:
    """Whether all texts are days that no program could take for a month: 13/04/2021."""
    found = [match for text in texts if (match := NUMBERED.match(text.strip()))]
    return len(found) >= FEW and all(int(match["first"]) > MONTHS for match in found)
