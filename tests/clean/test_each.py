"""Every cell of a series: each value read once, each bad row named, as many as a person will read."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from forcefoi.clean import ParseErrors, parse_count, parse_counts
from forcefoi.clean.each import each
from forcefoi.errors import ParseError


def refused(many: int) -> ParseErrors:
    with pytest.raises(ParseErrors) as caught:
        parse_counts(pd.Series(["75%"] * many, index=[f"r{row}" for row in range(many)], dtype=object))
    return caught.value


@pytest.mark.parametrize(
    ("many", "first", "lines", "last"),
    [(1, "1 cell can't be read:", 2, "  row 'r0': "), (2, "2 cells can't be read:", 3, "  row 'r1': "),
     (10, "10 cells can't be read:", 11, "  row 'r9': "), (11, "11 cells can't be read:", 12, "  and 1 more"),
     (1234, "1,234 cells can't be read:", 12, "  and 1,224 more")],
)  # fmt: skip
def test_ten_rows_are_named_and_the_rest_counted(many: int, first: str, lines: int, last: str) -> None:
    told = str(refused(many)).splitlines()
    assert (told[0], len(told)) == (first, lines)
    assert told[-1].startswith(last) and told[1].startswith("  row 'r0': '75%' is not a count: ")


def test_errors_come_whole_out_of_another_process() -> None:
    error = refused(11)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), [label for label, _ in again.bad]) == (str(error), [label for label, _ in error.bad])
    one = error.bad[0][1]
    assert (again.wanted, again.read, again.why, again.allowed, again.nearest) == (
        one.wanted, one.read, one.why, one.allowed, one.nearest,
    )  # fmt: skip


def test_one_value_is_read_once_and_values_of_two_types_apart() -> None:
    seen: list[object] = []
    series = pd.Series([1, 1.0, True, "1", 1, [5], [5]], dtype=object)
    codes, answers = each(series, lambda value: seen.append(value) or len(seen))
    assert [type(value) for value in seen] == [int, float, bool, str, list, list]
    assert [answers[code] for code in codes] == [1, 2, 3, 4, 1, 5, 6]


def test_a_word_of_two_meanings_is_refused_with_how_to_say_which() -> None:
    for text, word in (("-", "dash"), ("", "blank"), ("N/A", "unavailable")):
        with pytest.raises(ParseError) as caught:
            parse_count(text)
        assert (caught.value.wanted, caught.value.why, caught.value.allowed) == (
            "count",
            "it can mean nought, or that there is no answer, and the cell does not say which",
            f"{word}=0 or {word}='not held' (or another status), if you know",
        )
