"""nbformat is imported without the grammar that costs more than all the rest of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from forcefoi.reports.notebooks import GRAMMAR


@pytest.mark.parametrize("module", ["forcefoi.reports.work", "forcefoi.reports.render"])
def test_no_process_that_makes_pages_builds_the_grammar(module: str) -> None:
    """What workers are forked from, and what `jupyter nbconvert` is given. Sorted imports once put nbformat first."""
    tell = f"import sys, {module}; print('nbformat' in sys.modules, '{GRAMMAR}' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"


def test_whoever_asks_for_the_grammar_itself_gets_it() -> None:
    tell = f"import forcefoi.reports.notebooks, {GRAMMAR}; print({GRAMMAR}.is_valid_syntax('iri', 'https://a.example/'))"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
