"""What the processed tables hold, for people and for programs: both made from the schemas alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandera.pandas as pa

from forcefoi.exercise import Exercise
from forcefoi.files import digest
from forcefoi.processed.tables import MODELS
from forcefoi.question import Question

# Data Package v2: https://datapackage.org/standard/data-package/
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = [
    {
        "name": "OGL-UK-3.0",
        "title": "Open Government Licence v3.0 (Home Office, ONS, NRS and NISRA figures)",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    }
]
DISARMED = (
    "In the CSV files a text that a spreadsheet would run as a formula has an apostrophe before it, which is not part "
    "of it; the Parquet files have the text as it was received."
)
KEYS = {
    "figures": ["figure_id"],
    "sources": ["source_id"],
    "forces": ["force"],
    "recorded_crime": ["force", "quarter_start", "offence"],
    "coverage": ["force"],
    "corrections": ["figure_id", "column", "old", "on"],
    "claims": ["claim_id"],
    "claim_checks": ["claim_id", "assertion"],
    "verdicts": ["claim_id", "acceptance"],
    "replies": ["reply"],
    # Two rows of one table may have one cell's place (one row a crime): what they count tells them apart.
    "reply_counts": ["reply", "table", "offence", "gender", "window", "locator"],
    "reply_checks": ["reply", "check"],
    "reply_revisions": ["later", "measure", "counted"],
}
Keys = Mapping[str, list[str]]
FOREIGN = {
    "figures": [("source_id", "sources", "source_id")],
    "recorded_crime": [("force", "forces", "force")],
    "coverage": [("force", "forces", "force")],
    "corrections": [("figure_id", "figures", "figure_id")],
    "claim_checks": [("claim_id", "claims", "claim_id")],
    "verdicts": [("claim_id", "claims", "claim_id")],
    "reply_counts": [("reply", "replies", "reply")],
    "reply_checks": [("reply", "replies", "reply")],
    "reply_revisions": [("later", "replies", "reply")],
}


Models = Mapping[str, type[pa.DataFrameModel]]


def data_package(
    exercise: Exercise | Question, written: dict[str, bytes], models: Models = MODELS, keys: Keys = KEYS
) -> str:
    """The text of `datapackage.json` (Data Package v2) for the tables written as CSV: name → the file's bytes."""
    package = {
        "$schema": PROFILE,
        "name": exercise.id,
        "title": exercise.title,
        "description": f"{exercise.question} {DISARMED}",
        "licenses": LICENCES,
        "resources": [
            _resource(name, content, models[name], keys[name]) for name, content in written.items()
        ],
    }
    if isinstance(exercise, Question):
        # Nothing official is in these tables, so no licence is given for them.
        del package["licenses"]
    if isinstance(exercise, Question) and exercise.invented:
        package["description"] = f"INVENTED EXAMPLE: none of these figures is real. {package['description']}"
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, content: bytes, model: type[pa.DataFrameModel], key: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, rules) for column, rules in model.to_schema().columns.items()],
        "primaryKey": key,
        "missingValues": [""],
    }
    if name in FOREIGN:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [other]}}
            for column, table, other in FOREIGN[name]
        ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": summary(model),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "schema": schema,
    }


def _field(name: str, column: pa.Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": field_type(column), "description": column.description}
    constraints: dict[str, Any] = {}
    if not column.nullable and field["type"] != "string":
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    for check in column.checks:
        if check.name == "isin":
            constraints["enum"] = list(check.statistics["allowed_values"])
        elif check.name == "greater_than_or_equal_to":
            constraints["minimum"] = check.statistics["min_value"]
    if constraints:
        field["constraints"] = constraints
    return field


def field_type(column: pa.Column) -> str:
    """The Table Schema type of a column."""
    dtype = str(column.dtype).lower()
    for start, name in (("datetime", "date"), ("int", "integer"), ("float", "number"), ("bool", "boolean")):
        if dtype.startswith(start):
            return name
    return "string"


def summary(model: type[pa.DataFrameModel]) -> str:
    """The first line of what a model says of itself."""
    return (model.__doc__ or "").strip().splitlines()[0]


def data_dictionary() -> str:
    """The text of `docs/data-dictionary.md`: every processed table and column."""
    lines = [
        "# Data dictionary",
        "",
        "Made from the schemas by `forcefoi data`; don't edit it by hand. Each table stands in `data/processed/` as",
        "CSV (UTF-8, commas, days as YYYY-MM-DD, empty = none) and as Parquet. Counts are crimes recorded.",
        DISARMED,
        "",
    ]
    for name, model in MODELS.items():
        lines += [f"## {name}", "", summary(model), "", f"Key: {', '.join(f'`{k}`' for k in KEYS[name])}", ""]
        lines += ["| column | type | may be empty | what it holds |", "|---|---|---|---|"]
        for column, rules in model.to_schema().columns.items():
            empty = "yes" if rules.nullable else "no"
            if field_type(rules) == "string":
                empty = "as text"
            words = [rules.description or ""]
            for check in rules.checks:
                if check.name == "isin":
                    allowed = check.statistics["allowed_values"]
                    words.append("One of: " + ", ".join(f"`{value or '(empty)'}`" for value in allowed))
            cell = ". ".join(words).replace("|", "\\|")
            lines.append(f"| `{column}` | {field_type(rules)} | {empty} | {cell} |")
        lines.append("")
    return "\n".join(lines)
