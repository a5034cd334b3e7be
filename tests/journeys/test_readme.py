"""Every command in the README is run here, as it stands there."""

from __future__ import annotations

import doctest
import importlib.metadata
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from journey import environment, run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.strip()
]
# Commands with a test of their own, below or in this folder.
INSTALL = [line for line in COMMANDS if "venv .venv" in line or "pip install" in line]
APART = {
    "make",  # the build that every journey shares; test_editor.py
    "make test",  # this very run
    "make lab",
    "make clean",
    "make verify",  # a step of .ci/run; what needs no fresh environment: test_verify.py
    "make verify LOCK=latest",
    *(line for line in COMMANDS if "forcefoi manifest" in line),  # tests/reports/manifest/test_sign.py
    "make report FORCE=kent",
    ".venv/bin/jupyter nbconvert --to forcefoi kent.ipynb",  # test_reviewer.py
    *(line for line in COMMANDS if "forcefoi reply" in line),  # test_reply.py
    *INSTALL,
}


def test_the_readme_has_the_commands_that_this_file_knows():
    assert set(COMMANDS) >= APART
    assert len(COMMANDS) == len(set(COMMANDS)) >= 15


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in APART])
def test_the_command_does_what_it_says(made: Path, command: str):
    if command.endswith("--help"):
        assert "Usage: forcefoi" in run(command, made).stdout
        return
    done = run(command, made)
    assert done.returncode == 0, done.stderr
    if "papermill" in command:
        assert (made / "kent.ipynb").is_file()


def test_a_notebook_run_by_hand_becomes_a_page():
    """Needs the command before it; test_reviewer.py holds that the page is the same."""
    by_hand = [command for command in COMMANDS if "kent.ipynb" in command]
    assert [("papermill" in command, "nbconvert" in command) for command in by_hand] == [
        (True, False),
        (False, True),
    ]


def test_the_commands_that_change_what_is_there(made: Path):
    assert run("make report FORCE=kent", made).returncode == 0
    assert run("make clean", made).returncode == 0
    assert not (made / "reports/index.html").exists()


def test_make_test_is_this_run(built: Path):
    assert "pytest" in run("make --dry-run test", built).stdout


# Packages of the lock that are small and bring no other: what is not there yet when its commands are tried.
NOT_THERE = (
    "alabaster",
    "cfgv",
    "comm",
    "cycler",
    "fqdn",
    "isoduration",
    "jsonpointer",
    "mdurl",
    "rfc3339-validator",
    "zipp",
)


def test_without_make_the_package_is_installed_from_the_lock(built: Path, tmp_path: Path):
    """With the commands as they stand. To unpack all 200 packages is a minute's work, and the first thing that `make`
    and `make verify` do; here most are there already, as linked files, and pip sees whether they are those of the lock.
    Ten are not, nor is forcefoi: those it fetches, holds against their hashes and installs.
    """
    folder = shutil.copytree(built, tmp_path / "forcefoi", ignore=shutil.ignore_patterns(".venv", "reports"))
    # src/forcefoi/reports is code; only the folder of pages is left out.
    shutil.copytree(built / "src", folder / "src", dirs_exist_ok=True)
    making, *installing = INSTALL
    assert "venv .venv" in making and all("pip install" in command for command in installing)
    assert run(making, folder).returncode == 0
    packages = folder / ".venv/lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    there = {name.lower().replace("_", "-") for name in _link_packages(packages)}
    assert not there & {*NOT_THERE, "forcefoi"} and len(there) > 100
    for command in installing:
        done = run(command, folder)
        assert done.returncode == 0, done.stderr
    installed = [path.name.partition("-")[0] for path in packages.glob("*.dist-info")]
    now = {name.lower().replace("_", "-") for name in installed}
    assert {*NOT_THERE, "forcefoi"} <= now
    done = run(".venv/bin/forcefoi --version && .venv/bin/python -m pip check", folder)
    assert done.returncode == 0 and done.stdout.startswith("forcefoi, version"), done.stdout + done.stderr


def _link_packages(to: Path) -> list[str]:
    """Link what is installed in this environment, but for NOT_THERE, pip and forcefoi. Gives the names of what is."""
    linked = []
    for package in importlib.metadata.distributions(path=[sysconfig.get_path("purelib")]):
        if package.name.lower().replace("_", "-") in (*NOT_THERE, "pip", "forcefoi"):
            continue
        for file in package.files or ():
            here = Path(package.locate_file(file))
            # Commands in bin/ and files in share/ stand elsewhere; no import needs them.
            if ".." in file.parts or "__pycache__" in file.parts or not here.is_file():
                continue
            there = to / file
            there.parent.mkdir(parents=True, exist_ok=True)
            if not there.exists():
                _link(here, there)
        linked.append(package.name)
    return linked


def _link(here: Path, there: Path) -> None:
    try:
        os.link(here, there)
    except OSError:  # another file system
        shutil.copy2(here, there)


def test_make_lab_opens_the_notebook_on_this_machine_only_and_with_a_token(made: Path, tmp_path: Path):
    said = tmp_path / "said"
    with said.open("w") as log:
        server = subprocess.Popen(
            ["make", "lab", "ARGS=--no-browser --allow-root --ServerApp.port=0"],
            cwd=made,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**environment(), "JUPYTER_CONFIG_DIR": str(made / "none")},
        )
    try:
        token = _said(server, said, r"asks for a token: (\S+)")
        origin = _said(server, said, r"(http://127\.0\.0\.1:\d+)/lab/tree/notebooks/explore\.ipynb")
        notebook = f"{origin}/api/contents/notebooks/explore.ipynb"
        assert _status(notebook) == 403
        assert _status(f"{notebook}?token={token}") == 200
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _status(url: str) -> int:
    """What a server answers; a server that says where it is may take a moment more to listen there."""
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _said(server: subprocess.Popen, said: Path, pattern: str) -> str:
    """What a server's output says, once it says it; a minute at most."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(pattern, said.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"{pattern} was not said:\n{said.read_text()}")


def test_the_three_lines_in_the_readme_run():
    lines = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    code = [line for line in lines.splitlines() if line and not line.startswith("#")]
    scope: dict[str, object] = {}
    exec("\n".join(code[:-1]), scope)
    answer = eval(code[-1], scope)
    said = next(line for line in lines.splitlines() if line.startswith("#")).removeprefix("# ")
    shown = f"{answer!r}, direction {answer.direction!r}"
    assert doctest.OutputChecker().check_output(said.replace("…", "..."), shown, doctest.ELLIPSIS), shown


def test_the_picture_is_what_the_figures_draw(root: Path):
    spec = importlib.util.spec_from_file_location("picture", root / "docs/picture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (root / "docs/northumbria.svg").read_text(encoding="utf-8") == module.picture(), (
        "the picture is old: python docs/picture.py"
    )


def test_every_link_in_the_readme_leads_somewhere(root: Path):
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if not target.startswith("http"):
            assert (root / target.split("#")[0]).exists(), target


@pytest.mark.parametrize(
    "said, where",
    [
        ("φ = 981", "reports/national.html"),
        ("rate ratio 0.654, 95% interval 0.604 to 0.708", "reports/forces/northumbria.html"),
        ("up 38%", "reports/forces/kent.html"),
        ("Of 19 published claims", "reports/fact-check.html"),
        (
            "nine are supported, one is supported by rounding, one cannot be checked",
            "reports/fact-check.html",
        ),
    ],
)
def test_what_the_readme_found_stands_on_the_pages(built: Path, said: str, where: str):
    assert said.removeprefix("up ") in " ".join(README.split())
    words = re.sub(r"<[^>]+>", "", (built / where).read_text(encoding="utf-8"))
    assert said in words
