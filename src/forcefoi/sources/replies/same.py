"""Same: what is said once in `[[same]]` for many tables of a reading, given to each of them."""

from __future__ import annotations

from typing import Any

from forcefoi.sources.replies.entries import Entries

# What may be said so: what a reply means by its words, which is seldom another in the next table. Each of a mapping's
# keys counts by itself.
MAPPINGS, ALONE = (
    ("fixed", "words", "values", "counted"),
    ("years", "since", "until", "measure", "unit", "hidden", "same_key", "rounded"),
)


def spread(entries: Entries) -> list[Entries]:
    """The `[[tables]]`, each with what `[[same]]` says for it.

    What is said twice for one table is refused: which of the two holds, nobody could see.

    >>> tables = [{"id": "t1", "fixed": {"area": "all"}}]
    >>> same = [{"tables": ["t1"], "years": "calendar"}]
    >>> spread(Entries({"tables": tables, "same": same}, "reply.toml"))[0].raw
    {'id': 't1', 'fixed': {'area': 'all'}, 'years': 'calendar'}
    """
    tables = entries.each("tables")
    for same in entries.each("same"):
        _spread_one(same, {str(each.raw.get("id")): each for each in tables})
    return tables


def _spread_one(same: Entries, tables: dict[str, Entries]) -> None:
    names = same.texts("tables")
    if not names:
        same.refuse("tables", "", "it must name the tables that it holds for", 'tables = ["t1", "t2"]')
    said = {name: value for name in MAPPINGS if (value := same.table(name))}
    said |= {name: same.take(name) for name in ALONE if name in same.raw}
    same.refuse_unknown()
    for name in names:
        if name not in tables:
            same.refuse("tables", name, "there is no table of this id", ", ".join(list(tables)[:20]))
            continue
        table = tables[name]
        # A copy: what was read of the file stays as it stands there.
        table.raw = {**table.raw}
        for entry, value in said.items():
            table.raw[entry] = _joined(same, name, table.raw, entry, value)


def _joined(same: Entries, name: str, raw: dict[str, Any], entry: str, value: Any) -> Any:
    own = raw.get(entry)
    if own is None or not isinstance(own, dict) or not isinstance(value, dict):
        if own is not None:
            _refuse_twice(same, name, entry, own)
        return value
    joined = dict(own)
    for key, each in value.items():
        inner = isinstance(each, dict) and isinstance(own.get(key), dict)
        joined[key] = _joined(same, name, own, key, each) if inner or key in own else each
    return joined


def _refuse_twice(same: Entries, name: str, entry: str, own: object) -> None:
    same.refuse(
        entry, own, f"table {name!r} says it as well, or another [[same]] for it", "one place that says it"
    )
