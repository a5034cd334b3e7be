"""Where there is no Linux: nothing is imported, and nothing runs, that needs what only Linux or a Mac has. No test is
run on Windows; this takes from Python what Windows' has not, which is the part of it that can be tried here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# Modules of the standard library that Python on Windows is without.
MISSING = ("fcntl", "grp", "pwd", "resource", "termios", "tty")
WITHOUT = f"import sys\nfor name in {MISSING}:\n    sys.modules[name] = None\n"
IMPORT_ALL = """
import importlib, pkgutil, forcefoi
names = [each.name for each in pkgutil.walk_packages(forcefoi.__path__, "forcefoi.")]
for name in names:
    # What is run as a command is not imported.
    if not name.endswith("__main__"): importlib.import_module(name)
print(len(names))
"""


def run(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code, *args],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_every_module_can_be_imported() -> None:
    done = run(IMPORT_ALL)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 300


def test_replies_are_read(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    project = shutil.copytree(root / "examples/hospital-crime", tmp_path / "hospital crime")
    done = run("from forcefoi.cli import main\nmain()", "--root", str(project), "data")
    assert done.returncode == 0, done.stderr
    made = project / "data/processed/reply_counts.csv"
    assert made.read_text(encoding="utf-8").count("\n") > 100
    assert "Traceback" not in done.stderr
