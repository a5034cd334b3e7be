"""No download of a reply gives away what its force held back, and none says more than the pages do."""

from __future__ import annotations

import pandas as pd

from forcefoi.processed.hide import hide_checks, hide_counts, hide_revisions

REPLY = "wexley/2018-10-30-1"


def counts(*rows: tuple[str, str, int, object, str, str]) -> pd.DataFrame:
    names = ["offence", "window", "low", "high", "status", "withheld"]
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    frame = frame.assign(reply=REPLY, force="wexley", text=frame["low"].astype(str))
    words = {name: "string" for name in ("offence", "window", "status", "withheld", "reply", "force", "text")}
    return frame.astype({**words, "low": "Int64", "high": "Int64"})


def pair(
    first: tuple[int, int], second: tuple[int, int], sides: tuple[str, str], **more: str
) -> pd.DataFrame:
    numbers = {f"{side}_{end}": value for side, ends in zip(sides, (first, second), strict=True)
               for end, value in zip(("low", "high"), ends, strict=True)}  # fmt: skip
    frame = pd.DataFrame([{**more, **numbers}])
    return frame.astype({name: "Int64" for name in numbers})


def numbers(table: pd.DataFrame) -> list[int]:
    ends = [name for name in table if name.endswith(("_low", "_high"))]
    return [int(value) for value in table[ends].iloc[0] if pd.notna(value)]


def test_a_total_that_narrows_a_held_back_count_is_in_no_download() -> None:
    known = counts(("8Q", "2016", 1, 4, "below threshold", ""), ("8L", "2016", 9, 9, "exact", ""))
    shown = hide_counts(known, ["offence", "window"], {})
    loose = pair((10, 13), (12, 12), ("first", "second"), reply=REPLY)
    assert numbers(hide_checks(loose, shown)) == [0, 0]
    exact = pair((9, 9), (9, 9), ("first", "second"), reply=REPLY)
    assert numbers(hide_checks(exact, shown)) == [9, 9, 9, 9]


def test_a_count_that_the_figures_withhold_is_withheld_from_the_tables_of_the_reply_too() -> None:
    known = counts(("8Q", "2016", 1, 4, "below threshold", ""), ("8Q", "2017", 70, 70, "exact", ""))
    why = {("wexley", "8Q", "2017"): "withheld: with the total it would give it away"}
    shown = hide_counts(known, ["offence", "window"], why)
    assert shown["withheld"].tolist() == ["", "withheld: with the total it would give it away"]
    assert shown["low"].tolist() == [1, 0] and shown["text"].tolist() == ["1", ""]
    assert pd.isna(shown["high"].iloc[1]) and "70" not in shown.to_csv()
    exact = pair((70, 70), (70, 70), ("first", "second"), reply=REPLY)
    assert numbers(hide_checks(exact, shown)) == [0, 0]
    moved = pair((60, 60), (70, 70), ("before", "after"), later=REPLY, counted="8Q|2017")
    assert numbers(hide_revisions(moved, shown, ["offence", "window"])) == [0, 0]
    other = pair((60, 60), (70, 70), ("before", "after"), later=REPLY, counted="8L|2017")
    assert numbers(hide_revisions(other, shown, ["offence", "window"])) == [60, 60, 70, 70]
