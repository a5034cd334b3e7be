"""Which files of this package a piece of code can reach by its imports, so that only those make a page stale."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = "forcefoi"
PACKAGE = Path(__file__).parents[1]
# Where the names stand that the package has besides its modules.
FACE = "__init__.py"
# What imports by a name that can't be seen in the code.
HIDDEN = {"import_module", "__import__", "exec", "eval", "runpy", "modules", "get_ipython"}


def reached(code: Iterable[str], package: Path = PACKAGE) -> set[str]:
    """The files that `code` (Python texts) imports, and those they import, and so on: paths under `package`, with /.

    Imports inside functions count. Where it can't be told what is reached, it is the whole package: code that imports
    by a hidden name, code that doesn't parse (a notebook's magic), and `import forcefoi` or `import forcefoi.charts`,
    from which everything may be had by attribute; so for a name of the package itself that is no module (`from forcefoi
    import force`), which it fetches when it is asked for one, and never else: what it fetches is not followed.
    """
    found: set[str] = set()
    waiting = [
        name
        for text in code
        for name in (everything(package) if _hides(text) else _imported(text, NAME, package))
    ]
    while waiting:
        name = waiting.pop()
        for path in _files(name, package):
            key = path.relative_to(package).as_posix()
            if key not in found:
                found.add(key)
                waiting += (
                    ()
                    if key == FACE
                    else _imported(path.read_text(encoding="utf-8"), _within(path, package), package)
                )
    return found


@functools.cache
def _known(package: Path) -> frozenset[str]:
    return frozenset(everything(package))


def everything(package: Path = PACKAGE) -> list[str]:
    """The names of all modules of the package."""
    return [_module(path, package) for path in package.rglob("*.py")]


@functools.cache
def _imported(text: str, within: str, package: Path) -> tuple[str, ...]:
    """Names of this package's modules (or of things in them) that a text imports. `within` is its own package."""
    return tuple(_find(text, within, package))


def _find(text: str, within: str, package: Path) -> Iterator[str]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        yield from everything(package)
        return
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                ours = alias.name == NAME or alias.name.startswith(f"{NAME}.")
                if ours and (alias.name == NAME or not alias.asname):
                    yield from everything(package)
                elif ours:
                    yield alias.name
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, within)
            if base == NAME and any(f"{NAME}.{alias.name}" not in _known(package) for alias in node.names):
                yield from everything(package)
            elif base == NAME or base.startswith(f"{NAME}."):
                names = [f"{base}.{alias.name}" for alias in node.names]
                yield from names
                # `analysis.quality` needs no import of its own where someone else has made one.
                known = _known(package)
                dotted = (
                    f"{name}.{attribute}" for name in names if name in known for attribute in attributes
                )
                yield from (name for name in dotted if name in known)


def _hides(text: str) -> bool:
    """Whether a notebook's code may import by a name that can't be seen in it. (The package's own does not: a test
    holds that.)
    """
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return True
    return bool(HIDDEN & {each for node in ast.walk(tree) for each in _names(node)})


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.alias):
        yield node.name


def _base(node: ast.ImportFrom, within: str) -> str:
    """What stands between `from` and `import`, in full."""
    if not node.level:
        return node.module or ""
    parts = within.split(".")
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _files(name: str, package: Path) -> Iterator[Path]:
    """What importing this name runs: each package on the way, and the module; a name in a module is that module."""
    folder = package
    yield from (path for path in [package / "__init__.py"] if path.is_file())
    for part in name.split(".")[1:]:
        module, inner = folder / f"{part}.py", folder / part / "__init__.py"
        if module.is_file():
            yield module
            return
        if not inner.is_file():
            return
        yield inner
        folder = folder / part


def _module(path: Path, package: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join([NAME, *(part for part in parts if part != "__init__")])


def _within(path: Path, package: Path) -> str:
    """The package that a file's relative imports start from."""
    return ".".join([NAME, *path.relative_to(package).parts[:-1]])
