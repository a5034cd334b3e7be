"""The files that lie beside a page for readers to take away: what they are called, and which of them are ours."""

from __future__ import annotations

from pathlib import Path

FOLDER = "reports/data"
KINDS = (".svg", ".png", ".csv", ".xlsx")


def path_beside(report: str, name: str, kind: str) -> str:
    """Where a file of a report lies: a path in the project.

    >>> path_beside("kent", "funnel", ".svg"), path_beside("kent", "", ".xlsx")
    ('reports/data/kent/kent-funnel.svg', 'reports/data/kent/kent.xlsx')
    """
    return f"{FOLDER}/{report}/{report}{'-' if name else ''}{name}{kind}"


def is_beside(report: str, path: str) -> bool:
    """Whether a path is one that this report's page could have a file at.

    >>> is_beside("kent", "reports/data/kent/kent.xlsx"), is_beside("kent", "reports/data/kent/../../x.png")
    (True, False)
    """
    folder, _, name = path.rpartition("/")
    own = name.startswith((f"{report}-", f"{report}."))
    return folder == f"{FOLDER}/{report}" and own and name.endswith(KINDS)


def files_beside(root: Path, report: str) -> list[str]:
    """What there is of such files, as paths in the project; what someone else put there is not among them."""
    folder = root / FOLDER / report
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = (f"{FOLDER}/{report}/{path.name}" for path in sorted(folder.iterdir()) if path.is_file())
    return [path for path in found if is_beside(report, path)]


def remove_beside(root: Path, report: str, but: set[str] | None = None) -> None:
    """Remove these files, those in `but` excepted, and the folder when nothing is left in it."""
    for path in files_beside(root, report):
        if path not in (but or set()):
            (root / path).unlink()
    folder = root / FOLDER / report
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
