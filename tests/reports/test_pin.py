"""An executed notebook without what differs from run to run."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forcefoi.reports.pin import pinned
from forcefoi.reports.run import run
from small_project import write_notebook

VARIES = (
    "import pandas as pd\nclass Thing: pass\nprint(Thing(), object())\nThing()",
    "pd.DataFrame({'n': [1]}).style.set_caption('a')",
    "pd.DataFrame({'n': [2]}).style.set_caption('b')",
    "import warnings\nwarnings.warn('mind')",
)


def test_two_runs_are_the_same_text(tmp_path) -> None:
    write_notebook(tmp_path / "n.ipynb", ("force = ''", "parameters"), *[(cell,) for cell in VARIES])
    one, two = (nbformat.writes(run(tmp_path / "n.ipynb", {"force": "kent"}, tmp_path)) for _ in range(2))
    assert one == two
    assert one.count(" at 0x…") == 5  # two printed, one shown, and the words of two styled tables
    assert 'id=\\"T_1\\"' in one and 'id=\\"T_2\\"' in one
    assert '"duration"' not in one and "start_time" not in one and "iopub" not in one


@given(st.text())
def test_what_is_no_address_and_no_styled_table_stays(text: str) -> None:
    output = nbformat.v4.new_output("stream", text=text)
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[output])])
    assert pinned(nb).cells[0].outputs[0].text == output.text


@pytest.mark.parametrize(
    "text", ["look at 0x1", "held at 0xdeadbeef", "Ref T_10234 and T_55555_x", "0xdeadbeef"]
)
def test_near_misses_stay(text: str) -> None:
    output = nbformat.v4.new_output("stream", text=text)
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[output])])
    assert pinned(nb).cells[0].outputs[0].text == text
