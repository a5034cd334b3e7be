"""The tables and slices of the project, made from `data/raw/` as it stands, with a figure that was just added."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from forcefoi.errors import ForcefoiError
from forcefoi.files import digest_files, files_under, find_root, is_plain
from forcefoi.processed.slices import Slice, make_slices, slice_of
from forcefoi.processed.tables import Tables, make_tables, need_accepted


def made_tables() -> Tables:
    """Every table of the project that the working folder lies in, as `make` would make it now. Nothing is written.

    They are made again when a file of `data/raw/` has changed; whoever gives one away gives a copy.

    Raises DataError with what is wrong in the raw files, ForcefoiError for a verdict that no person has accepted, and
    where only replies are read. NoProject where there is no project.
    """
    return _made(*_now())


def made_slice(force: str) -> Slice:
    """The slice of one force, as `made_tables` makes the tables."""
    return _slice(force, *_now())


def _now() -> tuple[Path, tuple[tuple[str, str], ...]]:
    """The project, and what its raw files hold."""
    root = find_root()
    if is_plain(root):
        raise ForcefoiError(
            f"{root} has no figures to look at: only the replies of its exercise are read\n"
            "  to do:    forcefoi data, then open reports/replies.html"
        )
    return root, tuple(digest_files(root, files_under(root / "data/raw")).items())


@lru_cache(maxsize=1)
def _made(root: Path, _content: tuple[tuple[str, str], ...]) -> Tables:
    tables = make_tables(root)
    need_accepted(tables.checked)
    return tables


@lru_cache(maxsize=8)
def _slice(force: str, root: Path, content: tuple[tuple[str, str], ...]) -> Slice:
    return slice_of(make_slices(_made(root, content), root, [force])[force], force)
