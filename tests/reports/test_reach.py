"""Which files of the package a piece of code can reach."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forcefoi.reports.reach import PACKAGE, everything, reached
from forcefoi.sources.replies.opening import READERS


def package(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_imports_are_followed_wherever_they_stand(tmp_path: Path) -> None:
    here = package(
        tmp_path,
        a="def f():\n    from forcefoi.b import g",
        b="from . import c\nimport forcefoi.d as d",
        c="",
        x="",
    )
    (here / "__init__.py").write_text("")
    (here / "d").mkdir()
    assert reached(["from forcefoi import a"], here) == {"__init__.py", "a.py", "b.py", "c.py"}
    assert reached(["import json"], here) == set()


@pytest.mark.parametrize(
    "code",
    [
        "import forcefoi",
        "import forcefoi as f",
        "import forcefoi.errors",
        "from forcefoi import *",
        "from forcefoi import analysis, force",
        "%magic",
        "from importlib import import_module as i",
        "exec('import forcefoi')",
        "import sys; sys.modules[n]",
        "import importlib; importlib.import_module(n)",
    ],
)
def test_where_it_can_not_be_told_it_is_all(code: str) -> None:
    assert len(reached([code])) == len(everything())


def test_what_the_package_fetches_when_asked_is_not_reached_by_its_modules() -> None:
    assert "explore/force.py" not in reached(
        ["from forcefoi import analysis, charts, claims, processed, wording"]
    )


def test_a_module_that_is_only_named_is_reached() -> None:
    code = "from forcefoi import reports\nreports.lock.alone(root)"
    assert "reports/lock.py" in reached([code])
    assert "reports/lock.py" not in reached(["from forcefoi import reports"])


@pytest.mark.parametrize("module", ["forcefoi.analysis", "forcefoi.reports.render", "forcefoi.processed"])
def test_nothing_that_python_imports_is_missed(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "print(*[m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'forcefoi'], sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = {Path(name).relative_to(PACKAGE).as_posix() for name in done.stdout.splitlines()}
    assert imported <= reached([f"from {module} import anything"])


def test_only_what_forks_kernels_imports_by_name() -> None:
    """An import that can't be seen in the code would not be followed."""
    hidden = ("import_module", "__import__", "exec(", "runpy")
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text() for word in hidden)
    ]
    # What the first one fetches is held by whoever asks for it to reach everything. The second names the words; what
    # the last one imports stands in opening.py as imports too.
    assert sorted(found) == [
        "__init__.py",
        "reports/reach.py",
        "reports/warm/preload.py",
        "sources/replies/guard.py",
    ]
    opening = (PACKAGE / "sources/replies/opening.py").read_text()
    formats = {name for name, _ in READERS.values()}
    assert all(f"from forcefoi.sources.replies.formats import {name}\n" in opening for name in formats)
