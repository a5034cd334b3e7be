"""Each page of docs/cookbook/ does what it says, with the commands that stand there."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey import environment, run

COOKBOOK = Path(__file__).parents[2] / "docs/cookbook"


def commands(page: str) -> list[str]:
    text = (COOKBOOK / page).read_text(encoding="utf-8")
    return [
        line for block in re.findall(r"^```sh\n(.*?)^```", text, re.S | re.M) for line in block.splitlines()
    ]


def free_port() -> int:
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


@contextmanager
def running(command: str, folder: Path) -> Iterator[None]:
    """A command that stays until it is ended."""
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command}"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def test_make_the_reports_on_several_machines(made: Path) -> None:
    *_, scheduler, worker, reports = [
        command.replace("8786", str(free)) for free in [free_port()] for command in commands("cluster.md")
    ]
    assert "dask scheduler" in scheduler and "dask worker" in worker and "--scheduler" in reports
    page = made / "reports/forces/kent.html"
    before = page.read_bytes()
    for gone in (page, made / "reports/.built/kent.json", made / "reports/national.html"):
        gone.unlink()
    with (
        running(scheduler + " --dashboard-address :0", made),
        running(worker + " --dashboard-address :0", made),
    ):
        done = run(reports, made)
    assert done.returncode == 0, done.stderr
    assert "2 built, 51 fresh, 0 failed" in done.stdout
    assert page.read_bytes() == before


def test_the_page_on_a_cluster_installs_what_the_readme_installs() -> None:
    readme = (COOKBOOK.parents[1] / "README.md").read_text(encoding="utf-8")
    for command in commands("cluster.md")[:3]:
        assert f"\n{command}\n" in readme
