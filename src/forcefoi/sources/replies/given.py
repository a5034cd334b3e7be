"""Given: the file that a person means by what they typed, pasted or dropped into the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from forcefoi.errors import DataError, Problem, nearest

# Of a folder so many files are named.
MOST = 12


def given_file(text: str, force: str) -> Path:
    """The file that `text` means: as it stands, without quotes around it, from `~`, or as an address `file://…`.

    Raises DataError that says what there is instead: the files of a folder, or the name most like it. `force` is the
    one that was named with it, for the command that is to be tried next.

    >>> given_file("'README.md'", "kent").name
    'README.md'
    """
    for path in _meant(text):
        if path.is_file():
            return path
    for path in _meant(text):
        if path.is_dir():
            raise DataError([_folder(path, force)])
    raise DataError([_missing(text)])


def _meant(text: str) -> Iterator[Path]:
    yield Path(text)
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1]
    if bare.startswith("file://"):
        yield Path(unquote(urlsplit(bare).path))
        return
    yield Path(bare)
    if bare.startswith("~"):
        yield Path(bare).expanduser()


def _folder(path: Path, force: str) -> Problem:
    files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    names = " ".join(shlex.quote(str(each)) for each in files[:MOST])
    if not files:
        return Problem(str(path), "it is a folder, with no file in it", todo="name the file")
    many = f"{len(files):,} file{'s' * (len(files) != 1)}"
    more = " …" if len(files) > MOST else ""
    todo = f"name those of one reply: forcefoi reply add {force} {names}{more}"
    return Problem(str(path), f"it is a folder, with {many} in it", todo=todo)


def _missing(text: str) -> Problem:
    *_, path = _meant(text)
    folder = path.parent
    if not folder.is_dir():
        return Problem(text, f"there is no such file, and no folder {folder}", todo="look at where it is")
    names = [each.name for each in folder.iterdir() if each.is_file()]
    # A name with a space that was not quoted comes in parts: the first of them begins the name that is there.
    begun = [name for name in names if name.startswith(f"{path.name} ")]
    stems = {Path(name).stem: name for name in names}
    near = begun[0] if len(begun) == 1 else stems.get(nearest(path.stem, stems), "")
    todo = "look at where it is; a name with a space stands in quotes"
    return Problem(text, "there is no such file", nearest=str(folder / near) if near else "", todo=todo)
