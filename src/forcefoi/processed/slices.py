"""The slice of one force: all that its report may read, the comparators included, and nothing else."""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from forcefoi.analysis.agreement import settled
from forcefoi.analysis.coverage import Coverage
from forcefoi.analysis.outliers import COMPARATORS, comparators
from forcefoi.errors import DataError, ForcefoiError, Problem, nearest
from forcefoi.exercise import Exercise, make_exercise
from forcefoi.figures import Figures
from forcefoi.files import MARK
from forcefoi.forces import AGGREGATE, Forces
from forcefoi.processed.tables import MODELS, Tables
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
}


@dataclass(frozen=True)
class Slice:
    """What one force's report reads: its rows of every processed table, the `uk` figures, the comparators."""

    force: str
    exercise: Exercise
    figures: pd.DataFrame
    uk_figures: pd.DataFrame
    sources: pd.DataFrame
    forces: pd.DataFrame
    recorded_crime: pd.DataFrame
    coverage: pd.DataFrame
    comparators: pd.DataFrame
    women_and_girls_uk: int

    @property
    def name(self) -> str:
        return str(self.forces["name"].iloc[0])


def make_slices(tables: Tables, root: Path) -> dict[str, str]:
    """The slice of every force as JSON text, by force."""
    exercise_text = (root / MARK).read_text(encoding="utf-8-sig")
    all_comparators = comparators(tables.recorded_crime, tables.forces, tables.exercise.funnel)
    women = int(tables.forces["women_and_girls_2018"].sum())
    return {
        force: _slice(force, tables, all_comparators, women, exercise_text)
        for force in tables.forces["force"]
    }


def _slice(force: str, tables: Tables, others: pd.DataFrame, women: int, exercise_text: str) -> str:
    own = {name: _own(table, force) for name, table in tables.named().items() if name != "sources"}
    # Of the sums over forces only the ones that figures are set beside: one a key.
    uk = settled(_own(tables.figures, AGGREGATE))
    used = {*own["figures"]["source_id"], *uk["source_id"]}
    content = {
        "force": force,
        "exercise": exercise_text,
        "women_and_girls_uk": women,
        "figures": _records(own["figures"]),
        "uk_figures": _records(uk),
        "sources": _records(tables.sources[tables.sources["source_id"].isin(used)]),
        "forces": _records(own["forces"]),
        "recorded_crime": _records(own["recorded_crime"]),
        "coverage": _records(own["coverage"]),
        # A force that is not on the funnel has nothing to be placed among.
        "comparators": _records(others if force in set(others["force"]) else others.iloc[:0]),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _own(table: pd.DataFrame, force: str) -> pd.DataFrame:
    return table[table["force"] == force]


def _records(table: pd.DataFrame) -> dict[str, list[object]]:
    """A table as columns of plain values; days as YYYY-MM-DD, what is empty as null."""
    plain = table.copy()
    for name in plain.select_dtypes("datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return {str(k): v for k, v in json.loads(plain.to_json(orient="split", index=False)).items()}


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
    content = json.loads(path.read_text(encoding="utf-8"))
    frames = {name: model.validate(_frame(content[name], model)) for name, model in SLICE.items()}
    others = pd.DataFrame(content["comparators"]["data"], columns=content["comparators"]["columns"])
    if content["force"] != force:
        raise DataError([Problem(str(FOLDER / path.name), f"this is the slice of {content['force']}")])
    return Slice(
        force=force,
        exercise=make_exercise(tomllib.loads(content["exercise"])),
        comparators=others.astype(COMPARATORS),
        women_and_girls_uk=content["women_and_girls_uk"],
        **frames,
    )


def _frame(content: dict[str, list[object]], model: type) -> pd.DataFrame:
    frame = pd.DataFrame(content["data"], columns=content["columns"])
    return as_model(frame, model)


def as_model(frame: pd.DataFrame, model: type) -> pd.DataFrame:
    """A table read back from text, with the dtypes of its model."""
    for name, column in model.to_schema().columns.items():
        dtype = str(column.dtype)
        if dtype.startswith("datetime"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ns]")
        else:
            frame[name] = frame[name].astype(dtype if not dtype.startswith("str") else "string")
    return frame


def read_table(root: Path, name: str) -> pd.DataFrame:
    """One processed table by name, with its dtypes: figures, sources, forces, recorded_crime, coverage.

    Raises ForcefoiError when it has not been made yet.
    """
    path = root / "data" / "processed" / f"{name}.parquet"
    if name not in MODELS:
        raise ForcefoiError(f"no table is called {name!r}. Allowed: {', '.join(MODELS)}")
    if not path.is_file():
        raise ForcefoiError(f"data/processed/{name}.parquet is not there\n  to do:    forcefoi data")
    return MODELS[name].validate(as_model(pd.read_parquet(io.BytesIO(path.read_bytes())), MODELS[name]))
