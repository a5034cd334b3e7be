"""Keep the verdict that a person accepted, at the end of `claims.toml`, and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from forcefoi.claims.verdict import Checked
from forcefoi.errors import ForcefoiError
from forcefoi.files import write_whole
from forcefoi.sources.checksums import changed_files, write_list
from forcefoi.sources.claims import FILE, PLACE


def accept(root: Path, checked: Checked, because: str, on: date) -> str:
    """Write the verdict of now under `[[accepted]]` at the end of `data/raw/claims.toml`; nothing else of the file is
    touched. Returns what it wrote.

    The file's line in `checksums.sha256` follows, if nothing else in `data/raw/` differs from what was received.

    Raises ForcefoiError for an empty reason, a day before the last acceptance, and a verdict that was accepted already.
    """
    if not because.strip():
        raise ForcefoiError(
            'a verdict is accepted for a reason: --because "what you looked at, and why it is right"'
        )
    if not checked.to_accept:
        raise ForcefoiError(
            f"{checked.claim.id}: “{checked.verdict}” was accepted on {checked.claim.accepted[-1].on}; "
            "nothing has changed since"
        )
    if checked.claim.accepted and checked.claim.accepted[-1].on > on:
        last = checked.claim.accepted[-1].on
        raise ForcefoiError(f"{checked.claim.id}: the last verdict was accepted on {last}, after {on}")
    path = root / PLACE
    as_received = all(FILE in line for line in changed_files(root))
    entry = _entry(checked, " ".join(because.split()), on)
    before = path.read_text(encoding="utf-8-sig")
    write_whole(path, before.rstrip("\n") + "\n\n" + entry)
    if as_received:
        write_list(root)
    return entry


def _entry(checked: Checked, because: str, on: date) -> str:
    # A JSON string is a TOML basic string too, but for the one character that TOML alone forbids.
    text = {
        "claim": checked.claim.id,
        "verdict": checked.verdict,
        "parts": [part.verdict for part in checked.parts],
        "numbers": list(checked.numbers),
    }
    lines = [f"{name} = {_toml(value)}" for name, value in text.items()]
    return "\n".join(["[[accepted]]", *lines, f"on = {on.isoformat()}", f"because = {_toml(because)}", ""])


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
