"""The forces and who lives in their areas, from `reference/forces.csv` and `reference/population.csv`."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from forcefoi.clean import match_force
from forcefoi.disarm import disarm
from forcefoi.errors import DataError, ParseError, Problem
from forcefoi.forces import AGGREGATE, KINDS, NATIONS, Forces
from forcefoi.sources.raw import Reading, filled, one_of, read_raw, whole_number

FORCES = "reference/forces.csv"
POPULATION = "reference/population.csv"
WORDS = (
    "force",
    "name",
    "kind",
    "nation",
    "region",
    "area_code",
    "home_office_name",
    "police_uk_id",
    "aliases",
)
TILES = ("tile_column", "tile_row")
PEOPLE = (
    "persons_2015",
    "persons_2016",
    "persons_2017",
    "persons_2018",
    "women_and_girls_2018",
    "women_16_and_over_2018",
)


def read_forces(root: Path) -> pd.DataFrame:
    """The 48 forces of the UK with their residents: columns and dtypes of `forcefoi.forces.Forces`.

    Source: names and area codes from ONS, Home Office and data.police.uk; residents from ONS, NRS and
    NISRA, mid-year estimates. A force without a row of residents (the special ones) has none: empty,
    never nought. Raises DataError with every problem of either file.

    >>> from forcefoi.files import find_root
    >>> len(read_forces(find_root()))
    48
    """
    frame = _read_names(root)
    people = _read_people(root, frame)
    _check_everybody(frame, people)
    whole = frame.merge(people, on="force", how="left")
    return Forces.validate(whole[list(Forces.to_schema().columns)])


def _read_names(root: Path) -> pd.DataFrame:
    raw = read_raw(root, FORCES, [*WORDS, *TILES])
    reading = Reading(f"data/raw/{FORCES}", raw)
    reading.cells("name", _name)
    frame = pd.DataFrame({word: raw[word].str.strip().astype("string") for word in WORDS})
    frame["kind"] = pd.array(reading.cells("kind", one_of("kind of force", KINDS)), dtype="string")
    frame["nation"] = pd.array(reading.cells("nation", one_of("nation", NATIONS)), dtype="string")
    for tile in TILES:
        frame[tile] = pd.array(reading.cells(tile, _perhaps_number), dtype="Int64")
    for at, slug in frame["force"].items():
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug):
            reading.refuse(
                at, "force", slug, "not a slug", allowed="small letters and hyphens, as in west-mercia"
            )
        elif slug == AGGREGATE:
            reading.refuse(at, "force", slug, f"'{AGGREGATE}' is kept for sums over forces")
    for column in ("force", "name"):
        for at in frame.index[frame[column].duplicated()]:
            reading.refuse(at, column, frame.at[at, column], "it stands there twice")
    reading.done()
    _check_aliases(reading, frame)
    reading.done()
    return frame


def _check_aliases(reading: Reading, frame: pd.DataFrame) -> None:
    """A name that two forces go by would be no name: told here, not where somebody uses it."""
    for at, name in frame["name"].items():
        try:
            match_force(name, frame)
        except ParseError as error:
            reading.refuse(at, "aliases", frame.at[at, "aliases"], error)
            return


def _read_people(root: Path, forces: pd.DataFrame) -> pd.DataFrame:
    raw = read_raw(root, POPULATION, ["force", "area_code", "area", *PEOPLE])
    reading = Reading(f"data/raw/{POPULATION}", raw)
    slugs = list(forces["force"])
    frame = pd.DataFrame(
        {"force": pd.array(reading.cells("force", one_of("force", slugs)), dtype="string")}, index=raw.index
    )
    for column in PEOPLE:
        frame[column] = pd.array(reading.cells(column, _residents), dtype="Int64")
    codes = forces.set_index("force")["area_code"]
    for at, force, code in zip(raw.index, frame["force"], raw["area_code"], strict=True):
        if not pd.isna(force) and code.strip() != codes[force]:
            reading.refuse(at, "area_code", code, f"{force} is {codes[force]} in {FORCES}")
    for at in frame.index[frame["force"].duplicated()]:
        reading.refuse(at, "force", frame.at[at, "force"], "it stands there twice")
    _check_people(reading, frame)
    reading.done()
    return frame


def _check_everybody(forces: pd.DataFrame, people: pd.DataFrame) -> None:
    """Without one territorial force's residents a sum over the UK would be too small, and look right."""
    territorial = forces[forces["kind"] == "territorial"]
    gone = territorial.loc[~territorial["force"].isin(people["force"]), "force"]
    if len(gone):
        raise DataError(
            [
                Problem(
                    f"data/raw/{POPULATION}",
                    f"there is no row for {', '.join(gone)}",
                    allowed="one row for every territorial force",
                    todo="put the row back",
                )
            ]
        )


def _check_people(reading: Reading, frame: pd.DataFrame) -> None:
    ladder = ("women_16_and_over_2018", "women_and_girls_2018", "persons_2018")
    for at, row in frame.iterrows():
        counts = [row[column] for column in ladder]
        if not any(pd.isna(count) for count in counts) and counts != sorted(counts):
            why = "more women than women and girls, or more of these than residents"
            reading.refuse(at, ladder[0], ", ".join(f"{count:,}" for count in counts), why)


def _name(cell: str) -> str:
    """A name is read back from CSV files, in which a formula would not be what it was."""
    name = filled("name")(cell)
    if disarm(name) != name:
        raise ParseError(
            "name of a force", cell, "a spreadsheet would run it as a formula", "a name in words"
        )
    return name


def _perhaps_number(cell: str) -> int | None:
    return _people(cell) if cell.strip() else None


def _people(cell: str) -> int:
    count = whole_number(cell)
    if count < 0:
        raise ParseError("whole number of nought or more", cell, "it is negative", "digits")
    return count


def _residents(cell: str) -> int:
    count = _people(cell)
    if not count:
        raise ParseError("number of residents", cell, "nobody lives in no police force area", "1 or more")
    return count
