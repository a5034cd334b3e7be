"""Twins: tables with the same headings, of which one is drafted as one row a crime and the other as counts."""

from __future__ import annotations

from forcefoi.sources.replies.draft.parts import Sketch

TOLD = {"records": "one row a crime", "counts": "a table of counts"}


def ask_twins(sketches: list[Sketch]) -> None:
    """Ask of each table that has the headings of one before it, and is drafted as another kind, which of them it is."""
    first: dict[tuple[str, ...], Sketch] = {}
    for sketch in sketches:
        block = sketch.block
        heads = tuple(block.words(row, column) for row in block.header for column in block.columns)
        if not any(heads):
            continue
        before = first.setdefault(heads, sketch)
        grains = [each.entry.get("grain", "counts") for each in (before, sketch)]
        if grains[0] != grains[1] and set(grains) <= TOLD.keys():
            sketch.ask(
                f"it has the headings of {before.id}, which is drafted as {TOLD[grains[0]]}, and is drafted as "
                f"{TOLD[grains[1]]}: which are both? grain = …"
            )
