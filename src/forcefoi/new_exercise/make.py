"""Make the folder of an empty exercise from the template."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from forcefoi.errors import ForcefoiError
from forcefoi.files import write_whole
from forcefoi.sources.checksums import write_list

TEMPLATE = Path(__file__).parent / "template"
# A file whose words are filled in. Among the others `gitignore` has no dot, so that it governs nothing where it lies.
FILLED = ".in"
NAMES = {"gitignore": ".gitignore"}
# Which Python has forcefoi: on this machine alone, so git leaves it out.
PYTHON = ".python"
WITHOUT = ("__pycache__", ".ipynb_checkpoints", ".pyc")

Bodies = Mapping[str, Sequence[str]]


NOBODY = 'name each, in the place of this one. `aliases` are what else it is called: ["Wexley"].'
# What stands in [[bodies]] where nothing says whom a question may be put to.
NOT_NAMED = {"a-body": ["A body that is to be named"]}


def make_exercise_folder(folder: Path, bodies: Bodies, today: date) -> Path:
    """Make the empty exercise in `folder`, which must not be there yet or be empty. Gives the folder.

    bodies
        Whom the question may be put to: the id of each, with its names, the one to print first. None: one stands there
        in place of those who are to be named.

    It appears whole or not at all. It has no question and no data, and says so; its `exercise.toml` has the line
    `template = true`, and as long as that stands no reply is read. Raises ForcefoiError where something is there, or
    the folder's name has no letter or digit to make an id of.

    >>> with tempfile.TemporaryDirectory() as place:
    ...     bodies = {"kent": ["Kent Police", "Kent"]}
    ...     made = make_exercise_folder(Path(place, "Stop and search"), bodies, date(2026, 11, 25))
    ...     print((made / "data/raw/README.md").read_text(encoding="utf-8").splitlines()[0])
    # data/raw: as received, never edited
    """
    name = _slug(folder.resolve().name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ForcefoiError(
            f"{folder} is there already, and not empty: nothing was written\n  to do:    name a new folder"
        )
    try:
        return _make(folder, name, bodies, today)
    except OSError as error:
        raise ForcefoiError(
            f"{folder} can't be made: {error.strerror or error}\n  to do:    name a folder that you may write in"
        ) from error


def _make(folder: Path, name: str, bodies: Bodies, today: date) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    whom = (
        "the bodies of the exercise that this one was made from. Take out who was not asked."
        if bodies
        else NOBODY
    )
    words = {"id": name, "today": today.isoformat(), "whom": whom, "bodies": bodies_text(bodies or NOT_NAMED)}
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{name}.") as beside:
        made = Path(beside) / "made"
        for path in sorted(TEMPLATE.rglob("*")):
            if path.is_file() and not path.name.endswith(WITHOUT) and not set(path.parts) & set(WITHOUT):
                _write(path, made, words)
        write_whole(made / PYTHON, f"{sys.executable}\n")
        write_list(made)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    return folder


def bodies_text(bodies: Bodies) -> str:
    """The entries `[[bodies]]` of an `exercise.toml`.

    >>> print(bodies_text({"kent": ["Kent Police", "Kent"]}))
    [[bodies]]
    id = "kent"
    name = "Kent Police"
    aliases = ["Kent"]
    """
    entries = []
    for slug, (name, *more) in bodies.items():
        lines = [
            "[[bodies]]",
            f"id = {_quoted(slug)}",
            f"name = {_quoted(name)}",
            f"aliases = [{', '.join(map(_quoted, more))}]",
        ]
        entries.append("\n".join(lines))
    return "\n".join(entries)


def _quoted(text: str) -> str:
    """A text as TOML has it: like JSON's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    if not slug:
        raise ForcefoiError(
            f"{name!r} has no letter or digit to make an id of\n  to do:    name the folder otherwise"
        )
    return slug


def _write(path: Path, made: Path, words: Mapping[str, str]) -> None:
    place = made / path.relative_to(TEMPLATE)
    place = place.with_name(NAMES.get(place.name, place.name))
    text = path.read_text(encoding="utf-8")
    if place.suffix == FILLED:
        place = place.with_suffix("")
        for word, value in words.items():
            text = text.replace(f"@{word}@", value)
    write_whole(place, text)
