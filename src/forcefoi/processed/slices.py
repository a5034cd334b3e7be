"""The slice of one force: all that its report may read, the comparators included, and nothing else."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from forcefoi.analysis.agreement import KEY, settled
from forcefoi.analysis.coverage import Coverage
from forcefoi.analysis.odd import NEAR, alike_figures, comparable_years, nearest_of
from forcefoi.analysis.outliers import COMPARATORS, comparators
from forcefoi.errors import DataError, ForcefoiError, Problem, nearest
from forcefoi.exercise import Exercise, make_exercise
from forcefoi.figures import Figures
from forcefoi.files import MARK
from forcefoi.forces import AGGREGATE, Forces
from forcefoi.processed.tables import MODELS, Tables
from forcefoi.sources.claims import Claim, plain_claim, read_plain_claim
from forcefoi.sources.corrections import Corrections
from forcefoi.sources.published import Sources
from forcefoi.sources.recorded_crime import RecordedCrime

FOLDER = Path("data/processed/forces")
SLICE = {
    "figures": Figures,
    "uk_figures": Figures,
    "sources": Sources,
    "forces": Forces,
    "recorded_crime": RecordedCrime,
    "coverage": Coverage,
    "corrections": Corrections,
    "alike": Figures,
    "alike_forces": Forces,
    "claim_figures": Figures,
}
# Tables of other forces that have no model of their own.
PLAIN = {"comparators": COMPARATORS, "near": NEAR}


@dataclass(frozen=True)
class Slice:
    """What one force's report reads: its rows of every processed table, the `uk` figures, the comparators.

    `alike` are other forces' figures that its own can be set beside, `alike_forces` those forces, and `near` the
    forces nearest in residents, each financial year (see `analysis.odd`). A force without figures has none of others'.
    `claims` are those about it, `claim_figures` all that they are checked against.
    """

    force: str
    exercise: Exercise
    figures: pd.DataFrame
    uk_figures: pd.DataFrame
    sources: pd.DataFrame
    forces: pd.DataFrame
    recorded_crime: pd.DataFrame
    coverage: pd.DataFrame
    corrections: pd.DataFrame
    alike: pd.DataFrame
    alike_forces: pd.DataFrame
    comparators: pd.DataFrame
    near: pd.DataFrame
    claims: tuple[Claim, ...]
    claim_figures: pd.DataFrame
    women_and_girls_uk: int

    @property
    def name(self) -> str:
        """The name of the force."""
        return str(self.forces["name"].iloc[0])


def make_slices(tables: Tables, root: Path, only: Sequence[str] = ()) -> dict[str, str]:
    """The slice of every force as JSON text, by force; or of `only` some."""
    exercise_text = (root / MARK).read_text(encoding="utf-8-sig")
    women = int(tables.forces["women_and_girls_2018"].sum())
    others = _records(comparators(tables.recorded_crime, tables.forces, tables.exercise.funnel))
    # Of the sums over forces only the ones that figures are set beside: one a key.
    uk = _records(settled(tables.figures[tables.figures["force"] == AGGREGATE], tables.exercise))
    # Written plainly once, and parted then: writing takes long, and there are as many parts as forces.
    named = {name: table for name, table in tables.named().items() if name in SLICE}
    whole = {name: _records(table) for name, table in named.items()}
    years = comparable_years(tables.recorded_crime, tables.forces, tables.exercise)
    slices = {}
    for force in only or tables.forces["force"]:
        own = {name: _only(whole[name], "force", {force}) for name in whole if name != "sources"}
        about = [each for each in tables.checked if each.claim.force == force]
        alike = alike_figures(tables.figures, tables.forces, force, tables.exercise)
        beside = claim_figures(tables.figures, force, [each.claim for each in about])
        used = {
            *_column(own["figures"], "source_id"),
            *_column(uk, "source_id"),
            *alike["source_id"],
            *beside["source_id"],
        }
        on_funnel = force in _column(others, "force")
        content = {
            "force": force,
            "exercise": exercise_text,
            "women_and_girls_uk": women,
            "figures": own["figures"],
            "uk_figures": uk,
            "sources": _only(whole["sources"], "source_id", used),
            "forces": own["forces"],
            "recorded_crime": own["recorded_crime"],
            "coverage": own["coverage"],
            "corrections": own["corrections"],
            "alike": _records(alike),
            "alike_forces": _only(whole["forces"], "force", set(alike["force"])),
            "near": _records(nearest_of(years, force)),
            "claims": [plain_claim(each.claim) for each in about],
            "claim_figures": _records(beside),
            # A force that is not on the funnel has nothing to be placed among.
            "comparators": others if on_funnel else {**others, "data": []},
        }
        slices[force] = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return slices


def claim_figures(figures: pd.DataFrame, force: str, claims: Sequence[Claim]) -> pd.DataFrame:
    """All figures that the claims about a force are checked against: its own, those that they name, and what other
    forces have for the same offences, victims and window.
    """
    if not claims:
        return figures.iloc[:0]
    named = figures[figures["figure_id"].isin([each for claim in claims for each in claim.figures])]
    keys = pd.MultiIndex.from_frame(named[KEY[1:]])
    alike = pd.MultiIndex.from_frame(figures[KEY[1:]]).isin(keys)
    ranked = any(part.kind == "rank" for claim in claims for part in claim.asserts)
    own = figures["force"] == force
    return figures[own | figures["figure_id"].isin(named["figure_id"]) | (alike & ranked)]


def _records(table: pd.DataFrame) -> dict[str, list[Any]]:
    """A table as its `columns` and its rows (`data`), in plain values; days as YYYY-MM-DD, what is empty as null."""
    plain = table.copy()
    for name in plain.select_dtypes("datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    records: dict[str, list[Any]] = json.loads(plain.to_json(orient="split", index=False))
    return records


def _column(records: dict[str, list[Any]], name: str) -> list[object]:
    at = records["columns"].index(name)
    return [row[at] for row in records["data"]]


def _only(records: dict[str, list[Any]], column: str, values: set[object]) -> dict[str, list[Any]]:
    """The rows whose `column` holds one of `values`."""
    at = records["columns"].index(column)
    return {**records, "data": [row for row in records["data"] if row[at] in values]}


def read_slice(root: Path, force: str) -> Slice:
    """The slice of one force, from `data/processed/forces/<force>.json`.

    Raises ForcefoiError when there is none of that name (with the nearest), or it does not fit its models.
    """
    path = root / FOLDER / f"{force}.json"
    if not path.is_file():
        have = sorted(p.stem for p in (root / FOLDER).glob("*.json"))
        if not have:
            raise ForcefoiError(f"{FOLDER} is empty\n  to do:    forcefoi data")
        near = nearest(force, have)
        raise ForcefoiError(
            f"no force is called {force!r}"
            + (f". Did you mean {near!r}?" if near else "")
            + f"\n  allowed:  {', '.join(have)}"
        )
    return slice_of(path.read_text(encoding="utf-8"), force)


def slice_of(text: str, force: str) -> Slice:
    """The slice of one force from its JSON text. Raises ForcefoiError when it is another's or breaks its models."""
    content = json.loads(text)
    frames = {name: rules(model).validate(_frame(content[name], model)) for name, model in SLICE.items()}
    others = {
        name: pd.DataFrame(content[name]["data"], columns=content[name]["columns"]).astype(dtypes)
        for name, dtypes in PLAIN.items()
    }
    if content["force"] != force:
        raise DataError([Problem(str(FOLDER / f"{force}.json"), f"this is the slice of {content['force']}")])
    return Slice(
        force=force,
        exercise=make_exercise(tomllib.loads(content["exercise"])),
        claims=tuple(read_plain_claim(entry) for entry in content["claims"]),
        women_and_girls_uk=content["women_and_girls_uk"],
        **frames,
        **others,
    )


def _frame(content: dict[str, list[object]], model: type[pa.DataFrameModel]) -> pd.DataFrame:
    frame = pd.DataFrame(content["data"], columns=content["columns"])
    return as_model(frame, model)


@cache
def rules(model: type[pa.DataFrameModel]) -> pa.DataFrameSchema:
    """What a model asks of its values. Their dtypes `as_model` has just given them, and seeing that takes pandera
    as long as all the rest.
    """
    schema = model.to_schema()
    return schema.update_columns({name: {"dtype": None} for name in schema.columns})


def as_model(frame: pd.DataFrame, model: type[pa.DataFrameModel]) -> pd.DataFrame:
    """A table read back from text, with the dtypes of its model."""
    for name, column in model.to_schema().columns.items():
        dtype = str(column.dtype)
        if dtype.startswith("datetime"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ns]")
        else:
            frame[name] = frame[name].astype(dtype if not dtype.startswith("str") else "string")
    return frame


def read_table(root: Path, name: str) -> pd.DataFrame:
    """One processed table by name, with its dtypes: such as figures, sources, forces, recorded_crime, claims.

    Raises ForcefoiError when it has not been made yet.
    """
    path = root / "data" / "processed" / f"{name}.parquet"
    if name not in MODELS:
        raise ForcefoiError(f"no table is called {name!r}. Allowed: {', '.join(MODELS)}")
    if not path.is_file():
        raise ForcefoiError(f"data/processed/{name}.parquet is not there\n  to do:    forcefoi data")
    return MODELS[name].validate(as_model(pd.read_parquet(io.BytesIO(path.read_bytes())), MODELS[name]))
