"""Shared: what a reply leaves unsaid of many tables stands in one `[[same]]`, where one answer is given for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from forcefoi.question import NOT_STATED
from forcefoi.sources.replies.draft.once import MANY
from forcefoi.sources.replies.draft.parts import Sketch


def shared(sketches: Sequence[Sketch]) -> list[dict[str, Any]]:
    """The `[[same]]` of a draft. What they say is taken out of the tables that they name."""
    tables: dict[str, list[Sketch]] = {}
    for sketch in sketches:
        for name, value in sketch.entry.get("fixed", {}).items():
            if value == NOT_STATED:
                tables.setdefault(name, []).append(sketch)
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for name, members in tables.items():
        if len(members) >= MANY:
            found.setdefault(tuple(each.id for each in members), {})[name] = NOT_STATED
            for each in members:
                _take_out(each, name)
    return [{"tables": list(ids), "fixed": fixed} for ids, fixed in found.items()]


def _take_out(sketch: Sketch, name: str) -> None:
    fixed = {key: value for key, value in sketch.entry["fixed"].items() if key != name}
    if fixed:
        sketch.entry["fixed"] = fixed
    else:
        del sketch.entry["fixed"]
