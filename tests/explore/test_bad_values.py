"""Whatever is given to a name of `import forcefoi`, a person gets an answer or an error that is written for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import forcefoi
from forcefoi.errors import ForcefoiError

BAD = (
    None, pd.NA, pd.NaT, float("nan"), float("inf"), 5, -1.5, 10**400, 10**5000, True, "", "x", "\ud800", b"x", [],
    ["a", "b"], ("a", "b"), {}, object(), np.array([1, 2]), pd.Series([1]), pd.DataFrame(), pd.Timestamp("2018-03-31"),
)  # fmt: skip
ROW = {
    "force": "kent", "offences": "harassment", "window_start": "2017-04-01", "window_end": "2018-03-31",
    "window_as_published": "last year", "window_dates": "inferred", "count": "2,992", "unit_as_published": "reports",
    "publisher": "An invented paper", "url": "https://example.org/1",
}  # fmt: skip
f = forcefoi
# Each name, and ways to give it a value where another belongs. Those without a way take no value at all.
CALLS: dict[str, list[Callable[[Any], Any]]] = {
    "ForcefoiError": [],
    **{name: [] for name in f.__all__ if name.startswith("all_") or name == "the_exercise"},
    "browse": [f.browse, lambda bad: f.browse(pd.DataFrame({"a": [1]}), bad)],
    "check": [
        lambda bad: f.check(bad, 1, 2),
        lambda bad: f.check("fell", bad, 1),
        lambda bad: f.check("fell", 2, 1, days=bad),
        lambda bad: f.check("fell", 2, 1, days=(365, bad)),
        lambda bad: f.check("over four years", bad),
        lambda bad: f.check("over four years", bad, "2018-09-24"),
    ],
    "claim_checker": [
        lambda bad: forms()[1].judge(bad, "1"),
        lambda bad: forms()[1].judge("fell", bad),
        lambda bad: forms()[1].judge("fell", "2", "1", days=bad),
    ],
    "explorer": [f.explorer],
    "figure_form": [
        lambda bad: forms()[0].fill(force=bad),
        lambda bad: forms()[0].fill(url=bad),
        lambda bad: forms()[0].fill(foo=bad),
    ],
    "figure_to_add": [lambda bad: f.figure_to_add(**{**ROW, "force": bad})],
    "force": [f.force, lambda bad: f.force("gwent", bad), lambda bad: f.force("gwent", [bad])],
    "parse_count": [
        f.parse_count,
        *(
            lambda bad, name=name: f.parse_count("5 to 7", **{name: bad})
            for name in ("dash", "blank", "none", "unavailable", "star", "threshold_includes_zero")
        ),
    ],
    "parse_window": [
        f.parse_window,
        *(
            lambda bad, name=name: f.parse_window("since 2015", **{"until": pd.Timestamp("2018-09-24"), name: bad})
            for name in ("until", "fy_names", "bare_year")
        ),
    ],
    "rate_ratio": [lambda bad: f.rate_ratio(bad, 365, 1, 365), lambda bad: f.rate_ratio(1, bad, 1, 365)],
    "show_claim": [f.show_claim],
}  # fmt: skip
made: list[Any] = []


def forms() -> list[Any]:
    if not made:
        made.extend([f.figure_form(), f.claim_checker()])
    return made


def test_no_name_is_left_out() -> None:
    assert sorted(CALLS) == sorted(f.__all__)


@pytest.mark.parametrize(
    "call",
    [pytest.param(call, id=f"{name}-{at}") for name, calls in CALLS.items() for at, call in enumerate(calls)],
)
def test_a_bad_value_is_refused_in_words(call: Callable[[Any], Any]) -> None:
    refused = 0
    for bad in BAD:
        try:
            call(bad)
        except ForcefoiError as error:
            assert len(str(error)) > 20
            refused += 1
    assert refused, "it takes everything"


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: f.force("kent", 5), "5 is not a choice of classes"),
        (lambda: f.force("kent", []), "[] is not a choice of classes: no class is chosen"),
        (lambda: f.force("kent").of(["8Z"]), "'8Z' is not an offence"),
        (lambda: f.check("fell", pd.NA, 1), "<NA> is not a count: there is no number"),
        (lambda: f.show_claim([]), "no claim is called []"),
        (lambda: f.parse_count("*", star=5), "5 is not a meaning of a star"),
        (lambda: f.parse_window("since 2015", until="x", bare_year="financial"), "'x' is not a last day"),
        (lambda: forms()[0].fill(force="kant"), "Did you mean 'kent'?"),
        (lambda: forms()[0].fill(foo=1), "'foo' is not a column of the form"),
        (lambda: forms()[1].judge("fell", 1, 2, 3), "at most 2"),
        (lambda: f.browse(pd.DataFrame({"a": [1]}), 5), "a caption is a text, not int"),
    ],
)
def test_what_it_says(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(ForcefoiError) as refused:
        call()
    assert said in str(refused.value)


def test_numbers_and_choices_go_in_as_a_person_would_type_them() -> None:
    form, checker = forms()
    checker.judge("fell", 2569, 815, days=(365, 177))
    assert checker.judged.verdict == "not like for like"
    form.fill(**{**ROW, "force": "Kent Police", "count": 2992})
    assert form.row.cells["count"] == "2992" and form.row.cells["force"] == "kent"
