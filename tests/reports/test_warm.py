"""Kernels forked from a process that has already imported everything: real, fresh, and like any other."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

from forcefoi.errors import ForcefoiError
from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.run import run
from forcefoi.reports.scratch import scratch
from forcefoi.reports.settings import SETTINGS
from forcefoi.reports.warm import AVAILABLE
from forcefoi.reports.warm.preload import NOT_YET
from forcefoi.reports.warm.start import ServerGone, WarmServer, warm_server
from small_project import write_notebook

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def server() -> Iterator[WarmServer]:
    with scratch() as folder, warm_server(folder, SETTINGS) as server:
        yield server


def outputs(root: Path, *cells: str, warm: str | None) -> list[list[nbformat.NotebookNode]]:
    write_notebook(root / "n.ipynb", *[(cell,) for cell in cells])
    return [cell.outputs for cell in run(root / "n.ipynb", {}, root, warm=warm, time_limit=60).cells]


def said(root: Path, *cells: str, warm: str | None) -> list[str]:
    cells_said = outputs(root, *cells, warm=warm)
    return ["".join(o.text for o in cell if o.get("name") == "stdout") for cell in cells_said]


def until(true: Callable[[], bool], seconds: float = 3) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return true()


FACTS = """
import gc, json, locale, os, signal, sys, threading
import matplotlib, numpy, pandas
passing = ("FORCEFOI_ROOT", "IPYTHONDIR", "JPY_PARENT_PID", "PYARROW_IGNORE_TIMEZONE", "SPARK_LOCAL_IP")
print(json.dumps({
    "path": sys.path, "launcher": sys.argv[0], "flags": str(sys.flags), "folder": os.getcwd(),
    "environment": {k: v for k, v in os.environ.items() if k not in passing},
    "collector": [gc.isenabled(), gc.get_threshold()], "hash": hash("a"), "locale": locale.getlocale(),
    "signals": {s.name: str(signal.getsignal(s)).split(" at 0x")[0] for s in signal.Signals},
    "blocked": str(signal.pthread_sigmask(signal.SIG_BLOCK, [])), "leads": os.getsid(0) == os.getpid(),
    "threads": sorted(t.name.split("-")[0] for t in threading.enumerate()),
    "main": sorted(name for name in vars(sys.modules["__main__"]) if not name.startswith("_i")),
    "limit": sys.getrecursionlimit(), "umask": os.umask(0o22), "dict": len(dir()),
    "matplotlib": {k: str(v) for k, v in matplotlib.rcParams.items()}, "numpy": str(numpy.geterr()),
    "pandas": {k: str(pandas.get_option(k)) for k in pandas._config.config._registered_options},
}))
"""


def test_it_is_like_an_ordinary_kernel(tmp_path: Path, server: WarmServer) -> None:
    """What a library settles at import by looking who imports it, and what a process inherits."""
    ordinary, warm = (json.loads(said(tmp_path, FACTS, warm=to)[0]) for to in (None, server.address))
    assert warm == ordinary


def test_no_chart_is_lost(tmp_path: Path, server: WarmServer) -> None:
    """Charts made by pyplot go missing without a word when a backend was chosen before the fork."""
    draws = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.figure(); plt.plot([2, 1]);",
        "import pandas as pd\npd.Series([1, 2]).plot()",
    )
    both = [outputs(tmp_path, *draws, warm=to) for to in (None, server.address)]
    assert [sum("image/png" in o.get("data", {}) for o in cell) for cell in both[1]] == [2, 1]
    assert both[0] == both[1]
    loaded = f"import sys; print({NOT_YET!r} in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    assert said(tmp_path, loaded, warm=server.address) == ["False True\n"]


def test_the_server_has_one_thread_and_imports_before_it_listens(tmp_path: Path, server: WarmServer) -> None:
    said(tmp_path, "1", warm=server.address)
    process = psutil.Process(server.process.pid)
    assert process.num_threads() == 1
    assert any("openblas" in each.path for each in process.memory_maps())


def test_each_kernel_has_its_own_chance_and_nothing_of_another(tmp_path: Path, server: WarmServer) -> None:
    cells = (
        "import random, numpy, pandas\nprint(random.random(), numpy.random.random())",
        "print(getattr(pandas, 'left', 'nothing'))\npandas.left = 'something'\npandas.set_option('display.width', 7)",
        "import os; os.environ['LEFT'] = '1'; print(os.environ.get('BEFORE'))",
    )
    first, second = (said(tmp_path, *cells, warm=server.address) for _ in range(2))
    assert first[0] != second[0]
    assert first[1] == second[1] == "nothing\n"
    assert first[2] == second[2] == "None\n"


def test_sys_exit_is_a_failure_here_too(tmp_path: Path, server: WarmServer) -> None:
    with pytest.raises(ReportFailed, match="ended the notebook before its last cell"):
        said(tmp_path, "import sys; sys.exit(0)", "print('never')", warm=server.address)


def test_a_kernel_that_dies_leaves_what_it_did_and_what_it_said_last(
    tmp_path: Path, server: WarmServer
) -> None:
    dies = "import os, signal\nos.write(2, b'no memory for me')\nos.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(ReportFailed) as caught:
        said(tmp_path, "print('this far')", dies, "print('never')", warm=server.address)
    assert caught.value.cell == 2
    assert "the kernel died" in caught.value.error
    assert "this far" in caught.value.kept
    # And the server goes on.
    assert said(tmp_path, "print(1)", warm=server.address) == ["1\n"]


def test_what_a_kernel_wrote_past_its_cells_is_told(tmp_path: Path, server: WarmServer) -> None:
    crash = "import faulthandler, sys, ctypes\nfaulthandler.enable(sys.__stderr__)\nctypes.string_at(0)"
    with pytest.raises(ReportFailed, match="Segmentation fault"):
        said(tmp_path, crash, warm=server.address)


def test_nothing_that_a_notebook_started_outlives_it(tmp_path: Path, server: WarmServer) -> None:
    starts = "import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid)"
    pid = int(said(tmp_path, starts, warm=server.address)[0])
    assert until(lambda: not psutil.pid_exists(pid))


def test_a_daemon_that_a_notebook_started_ends_with_it(tmp_path: Path, server: WarmServer) -> None:
    starts = (
        "import subprocess\n"
        "own = subprocess.Popen(['sleep', '600'], start_new_session=True).pid\n"
        "left = subprocess.run('setsid sleep 600 > /dev/null 2>&1 & echo $!', shell=True,"
        " capture_output=True, text=True)\n"
        "print(own, left.stdout)"
    )
    pids = [int(each) for each in said(tmp_path, starts, warm=server.address)[0].split()]
    assert len(pids) == 2
    assert until(lambda: not any(map(psutil.pid_exists, pids)))
    assert said(tmp_path, "print(1)", warm=server.address) == ["1\n"]


def test_kernels_die_with_their_server_which_is_told_as_such(tmp_path: Path) -> None:
    with scratch() as folder, warm_server(folder, SETTINGS) as server:
        child = "open('child', 'w').write(str(subprocess.Popen(['sleep', '600']).pid))"
        kills = f"import os, subprocess, time\n{child}\nos.kill({server.process.pid}, 9)\ntime.sleep(60)"
        with pytest.raises(ServerGone):
            said(
                tmp_path, f"import os; open('pid', 'w').write(str(os.getpid()))\n{kills}", warm=server.address
            )
        pids = [int((tmp_path / name).read_text()) for name in ("pid", "child")]
        assert until(lambda: not any(map(psutil.pid_exists, pids)))
        with pytest.raises(ServerGone):
            said(tmp_path, "1", warm=server.address)
        assert server.fault() == ""


def test_all_of_it_ends_with_the_run_however_the_run_ends(tmp_path: Path) -> None:
    """A process that holds a server, with a kernel at work, is killed with no chance to clean up."""
    ready = tmp_path / "pid"
    write_notebook(
        tmp_path / "n.ipynb",
        (f"import os, time; open({str(ready)!r}, 'w').write(str(os.getpid()))",),
        ("import subprocess; subprocess.run(['sleep', '600'])",),
    )
    pid = os.fork()
    if not pid:
        try:
            with scratch() as folder, warm_server(folder, SETTINGS) as server:
                (tmp_path / "folder").write_text(str(folder))
                tempfile.tempdir = str(folder)
                run(tmp_path / "n.ipynb", {}, tmp_path, warm=server.address)
        finally:
            os._exit(0)
    assert until(ready.is_file, 30)
    time.sleep(0.2)
    family = psutil.Process(pid).children(recursive=True)
    assert len(family) >= 3  # the server, the kernel, and what the kernel started
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert until(lambda: not any(each.is_running() and each.status() != "zombie" for each in family))
    assert until(lambda: not Path((tmp_path / "folder").read_text()).exists())


def test_a_folder_that_a_killed_run_left_goes_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    # pytest's own folder is too long for sockets, and `scratch` would go elsewhere.
    with tempfile.TemporaryDirectory(dir="/tmp") as name, monkeypatch.context() as patch, scratch() as held:
        patch.setattr(tempfile, "tempdir", name)
        left, other = Path(name) / f"forcefoi-{os.getuid()}/left", Path(name) / "forcefoi-requests"
        for folder in (left, other):
            folder.mkdir(parents=True)
            (folder / "file").touch()
        left.parent.chmod(0o700)
        with scratch() as new, scratch() as newer:
            assert new.is_dir() and newer.is_dir()
            assert new != held and held.is_dir() and other.is_dir() and not left.exists()
            assert (new.stat().st_mode & 0o777) == 0o700
        left.parent.chmod(0o755)
        with pytest.raises(ForcefoiError, match="is no folder that is yours alone"), scratch():
            pass


def test_a_server_that_cannot_import_says_why() -> None:
    with scratch() as folder:
        (folder / "site").mkdir()
        (folder / "site/pandera.py").write_text("raise ImportError('pandera is broken')")
        path = os.pathsep.join(filter(None, [str(folder / "site"), os.environ.get("PYTHONPATH")]))
        with warm_server(folder, {**SETTINGS, "PYTHONPATH": path}) as server:
            server.process.wait(30)
            assert "pandera is broken" in server.fault()


def test_what_notebooks_need_is_there_before_the_fork(root: Path, server: WarmServer, tmp_path: Path) -> None:
    """Else each kernel imports it again: see MODULES in warm/preload.py."""
    from forcefoi.processed import make_content

    for name, content in make_content(root).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "data/raw").mkdir()
    for name in ("exercise.toml", "claims.toml"):
        (tmp_path / "data/raw" / name).write_bytes((root / "data/raw" / name).read_bytes())
    before, after = "import sys; had = set(sys.modules)", "print(*sorted(set(sys.modules) - had))"
    for notebook, parameters in (
        ("force", {"force": "kent"}),
        ("national", {}),
        ("fact_check", {}),
        ("corrections", {}),
        ("data_quality", {}),
    ):
        pages = []
        for warm in (None, server.address):
            nb = run(root / f"notebooks/{notebook}.ipynb", parameters, tmp_path, warm=warm)
            pages.append(nbformat.writes(nb))
        assert pages[0] == pages[1]
        nb = nbformat.reads(pages[1], as_version=4)
        nb.cells = [
            nbformat.v4.new_code_cell(before),
            *[cell for cell in nb.cells if cell.metadata.get("tags") != ["injected-parameters"]],
            nbformat.v4.new_code_cell(after),
        ]
        nbformat.write(nb, tmp_path / "n.ipynb")
        nb = run(tmp_path / "n.ipynb", parameters, tmp_path, warm=server.address)
        new = nb.cells[-1].outputs[0].text.split() if nb.cells[-1].outputs else []
        assert len(new) < 10, new
