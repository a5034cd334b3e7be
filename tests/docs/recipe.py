"""A page of the cookbook as what it asks a reader to do: its blocks, in order, run in a project.

- `sh`: commands, which must end with 0.
- `python`: code; all blocks of a page share their names, and the value of a last line that is an expression is shown.
- `text` right after one of these: what it says. `…` stands for anything.
- a block with a caption: a file of that name; “add to NAME” is added at its end.
"""

from __future__ import annotations

import ast
import doctest
import io
import os
import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whole_project import run

FENCE = re.compile(r"^```(?P<kind>\S+)(?: (?P<more>\w+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
CAPTION = re.compile(r":caption: (.+)\n\n?")
ADD = "add to "
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """One block: its kind (the language), its text, what it is said to say ('' = nothing), the file's name."""

    kind: str
    text: str
    says: str = ""
    file: str = ""


def blocks(page: str) -> list[Block]:
    """The blocks of a page that something is done with, in order."""
    found: list[Block] = []
    end = -1
    for match in FENCE.finditer(page):
        kind, text = match["kind"], match["text"]
        follows = not page[end : match.start()].strip() and end >= 0
        end = match.end()
        if kind == "text" and follows and found and found[-1].kind in ("sh", "python"):
            found[-1] = Block(found[-1].kind, found[-1].text, text)
        elif kind in ("sh", "python"):
            found.append(Block(kind, text))
        elif kind == "{code-block}" and (caption := CAPTION.match(text)):
            found.append(Block("file", text[caption.end() :], file=caption[1].strip()))
        else:
            end = -1
    return found


def follow(block: Block, project: Path, names: dict[str, Any]) -> str:
    """Do what a block says, in the project. Gives what it said; raises where it fails."""
    if block.kind == "sh":
        # As a terminal shows it: what is said and what is warned of, in the order of saying.
        done = run(f"exec 2>&1; set -e; export PYTHONUNBUFFERED=1\n{block.text}", project)
        said = done.stdout
        assert done.returncode == 0, f"{block.text}\nended with {done.returncode}:\n{said}"
        return said
    if block.kind == "python":
        return _python(block.text, project, names)
    path = project / block.file.removeprefix(ADD)
    text = path.read_text(encoding="utf-8") if block.file.startswith(ADD) else ""
    path.write_text(text + block.text, encoding="utf-8")
    return ""


def _python(code: str, project: Path, names: dict[str, Any]) -> str:
    tree, said = ast.parse(code), io.StringIO()
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    before = os.environ.pop("FORCEFOI_ROOT", None)
    try:
        with chdir(project), redirect_stdout(said), redirect_stderr(said):
            exec(compile(tree, "<the page>", "exec"), names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<the page>", "eval"), names)
                if value is not None:
                    print(repr(value))
    finally:
        if before is not None:
            os.environ["FORCEFOI_ROOT"] = before
    return said.getvalue()


def as_said(says: str, said: str) -> bool:
    """Whether a block said what the page says; `…` stands for anything, and white space for other white space."""
    want, got = (
        f"{' '.join(text.split())}\n" for text in (says.replace("…", "..."), said.replace("…", "..."))
    )
    return doctest.OutputChecker().check_output(want, got, FLAGS)
