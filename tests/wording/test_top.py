"""The headline and the key numbers of a force's page, in each situation that the exercise has."""

from __future__ import annotations

from forcefoi import analysis, wording


def parts(tables, force: str):
    own = tables.figures[tables.figures["force"] == force]
    known = tables.coverage[tables.coverage["force"] == force].iloc[0]
    return own, known, analysis.changes(own, tables.exercise)


def top(tables, force: str) -> str:
    own, known, changes = parts(tables, force)
    return wording.top_line(own, changes.table, known, tables.exercise)


def keys(tables, force: str):
    own, known, changes = parts(tables, force)
    recorded = tables.recorded_crime[tables.recorded_crime["force"] == force]
    last = analysis.recorded_change(recorded, "stalking and harassment", tables.exercise)
    compared = analysis.comparators(tables.recorded_crime, tables.forces, tables.exercise.funnel)
    funnel = analysis.outliers(compared, tables.exercise) if known["on_funnel"] else None
    return wording.key_numbers(own, changes, last, funnel, known, tables.exercise)


def test_unlike_windows_are_compared_by_the_day_with_the_rule_in_the_same_sentence(tables):
    said = top(tables, "northumbria")
    assert "down 35% by the day, from 7.04 in 2017/18 to 4.60 in the 177 days from 1 April 2018" in said
    assert "window inferred" in said and "rule change of April 2018" in said
    assert "68%" not in said


def test_a_rise_across_the_rule_says_so(tables):
    said = top(tables, "kent")
    assert "up 38% by the day" in said and "adds to the later count" in said


def test_alike_windows_are_compared_by_their_counts(tables):
    assert top(tables, "psni").endswith("up 57%, from 276 in 2016/17 to 433 in 2017/18.")


def test_one_figure_is_no_change(tables):
    assert top(tables, "wiltshire").startswith(
        "1,371 crimes of all six classes flagged as online, female victims"
    )


def test_nothing_public_is_said_to_be_just_that(tables):
    assert (
        top(tables, "durham")
        == "No figure from this force is public; whether it was asked or answered is not known."
    )


def test_every_number_of_the_headline_and_the_keys_opens(tables):
    for force in ("northumbria", "kent", "psni", "wiltshire", "durham", "mdp"):
        found = keys(tables, force)
        assert 1 <= len(found.keys) <= 4
        assert {key.value.number.id for key in found.keys} <= {number.id for number in found.numbers}
        assert all(number.formula for number in found.numbers)


def test_the_keys_are_the_two_counts_and_their_ratio_where_there_is_a_change(tables):
    said = [(key.label, str(key.value)) for key in keys(tables, "northumbria").keys[:3]]
    assert said == [
        ("2017/18", "2,569"),
        ("1 April 2018 to 24 September 2018", "815"),
        ("Rate ratio, by the day", "0.65"),
    ]
    assert "stalking and harassment, in 177 days, window inferred: 4.60 a day" in str(
        keys(tables, "northumbria")
    )


def test_a_force_in_no_table_has_only_what_is_known_of_all(tables):
    assert [key.label for key in keys(tables, "mdp").keys] == ["Police forces that gave figures"]
