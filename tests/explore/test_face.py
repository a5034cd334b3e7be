"""What `import forcefoi` gives: few names, each documented, and none of them paid for before it is used."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import forcefoi

SOURCE = Path(forcefoi.__file__)


def test_there_are_at_most_twenty_names_and_tab_shows_them_alone() -> None:
    assert len(forcefoi.__all__) == len(set(forcefoi.__all__)) <= 20
    assert sorted(forcefoi.__all__) == list(forcefoi.__all__)
    assert set(dir(forcefoi)) == {*forcefoi.__all__, "__version__"}


@pytest.mark.parametrize("name", forcefoi.__all__)
def test_each_name_is_there_and_says_what_it_gives(name: str) -> None:
    said = inspect.getdoc(getattr(forcefoi, name)) or ""
    assert said.split("\n\n")[0].endswith((".", ":")) or name == "ForcefoiError"
    if name != "ForcefoiError":
        assert "Raises" in said, "it names no error"
        assert ">>> " in said, "it has no example"
        example = said[said.index(">>> ") :]
        assert f"{name}(" in example


@pytest.mark.parametrize("name", forcefoi.__all__)
def test_no_module_of_the_package_has_the_name(name: str) -> None:
    """`import forcefoi.figures` puts the module where the name was."""
    assert not (SOURCE.parent / name).exists() and not (SOURCE.parent / f"{name}.py").exists()


def test_editors_are_told_the_same_as_python() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.name: each.module for each in block.body for alias in each.names}
    assert told == {name: f"forcefoi.{module}" for name, module in forcefoi.FACE.items()}


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, forcefoi; print(*[n for n in sys.modules if n.startswith(('forcefoi.', 'pandas', 'numpy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_name_that_is_none_is_an_error_of_python() -> None:
    with pytest.raises(AttributeError, match="forces_all"):
        forcefoi.forces_all  # noqa: B018


def test_the_call_in_the_readme_runs() -> None:
    readme = (SOURCE.parents[2] / "README.md").read_text(encoding="utf-8")
    block = next(each for each in readme.split("```python\n") if each.startswith("import forcefoi\n"))
    *before, last, said = block.partition("\n```")[0].split("\n")
    scope: dict[str, object] = {}
    exec("\n".join(before), scope)
    assert f"# {eval(last, scope)!r}" == said


def test_a_figure_to_add_can_not_have_been_printed_before_its_window_ends() -> None:
    row = dict(
        force="kent",
        offences="harassment",
        window_start="2017-04-01",
        window_end="2099-03-31",
        window_as_published="last year",
        window_dates="inferred",
        count="2,992",
        unit_as_published="reports",
        publisher="An invented paper",
        url="https://example.org/1",
    )
    with pytest.raises(forcefoi.ForcefoiError, match="column 'published': it was printed before the window"):
        forcefoi.figure_to_add(**row, published="2018-12-20")
    with pytest.raises(forcefoi.ForcefoiError, match="column 'window_end': it ends after every other day"):
        forcefoi.figure_to_add(**row)
