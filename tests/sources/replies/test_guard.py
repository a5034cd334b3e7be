"""The process that reads a file apart: what it gives, and what becomes of one that loops, grows, prints or dies."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest

from forcefoi.sources.replies import guard, limits
from forcefoi.sources.replies.grid import Document, Grid, Refused


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes a module whose `read` has a body of its own, which the other process finds by name."""

    def make(body: str) -> str:
        name = f"reader_{abs(hash(body))}"
        text = "import os, sys, time, ctypes\nfrom forcefoi.sources.replies.grid import *\n"
        text += "def read(path, name, **how):\n" + textwrap.indent(textwrap.dedent(body), "    ")
        (tmp_path / f"{name}.py").write_text(text)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return name

    return make


def refusal(module: str, seconds: int = 20) -> Refused:
    started = time.monotonic()
    with pytest.raises(Refused) as caught:
        guard.guarded(module, Path("a.txt"), "a.txt", seconds=seconds)
    assert time.monotonic() - started < seconds + 25
    assert caught.value.why and caught.value.todo
    return caught.value


def test_what_it_gives_comes_across_whole(reader):
    module = reader(
        'return Document(name, how["kind"], grids=(Grid("lines", [["a", 1, None]]),), why=str(path))'
    )
    found = guard.guarded(module, Path("x/a.txt"), "letter.eml/a.txt", kind="txt")
    assert found == Document(
        "letter.eml/a.txt", "txt", grids=(Grid("lines", [["a", 1, None]]),), why=str(Path("x/a.txt"))
    )


def test_a_refusal_comes_across_whole(reader):
    caught = refusal(reader('raise Refused("encrypted", "why", "todo")'))
    assert (caught.status, caught.why, caught.todo) == ("encrypted", "why", "todo")


def test_one_that_sleeps_is_stopped(reader):
    caught = refusal(reader("time.sleep(60)"), seconds=1)
    assert caught.status == "too large" and "1 seconds" in caught.why


def test_one_that_works_without_end_is_stopped(reader):
    caught = refusal(reader("while True: pass"), seconds=1)
    assert "1 seconds" in caught.why


def test_one_that_takes_all_memory_is_stopped(reader):
    assert refusal(reader(f"return bytearray({10 * 1024} * {limits.MEGABYTE})")).status == "too large"


@pytest.mark.parametrize(
    "body",
    ["os.kill(os.getpid(), 9)", "os._exit(0)", "os._exit(3)", "ctypes.string_at(1)", "os.abort()"],
    ids=["killed", "ends as if well", "ends with a code", "reads what it may not", "aborts"],
)
def test_one_that_dies_is_told(reader, body: str):
    assert refusal(reader(body)).status == "damaged"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("raise KeyError('column 7')", "column 7"),
        ("sys.exit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("class Odd(Exception):\n    def __str__(self): return 'odd one'\nraise Odd", "odd one"),
        ("return lambda: 0", "pickle"),
        ("def f(): return f()\nf()", "too deep"),
        ("raise ValueError('x' * 10_000)", "ValueError"),
    ],
)
def test_one_that_stumbles_is_told_in_words(reader, body: str, word: str):
    caught = refusal(reader(body))
    assert caught.status == "damaged" and word in caught.why and len(caught.why) < 500


def test_what_it_prints_does_not_mix_with_the_answer(reader):
    module = reader(
        """
        print("noise")
        sys.__stdout__.write("noise")
        os.write(1, b"noise below Python")
        os.system("echo noise")
        return Document(name, "txt")
        """
    )
    assert guard.guarded(module, Path("a"), "a.txt") == Document("a.txt", "txt")


def test_much_that_it_says_before_it_dies_costs_no_memory(reader):
    body = """
    for _ in range(300):
        sys.stderr.write("x" * 999_999 + "\\n")
    sys.stderr.write("last word\\n")
    sys.stderr.flush()
    os._exit(3)
    """
    caught = refusal(reader(body))
    assert "last word" in caught.why


def test_a_file_called_like_a_module_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader):
    module = reader('return Document(name, "txt")')
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in ("pickle.py", "zipfile.py", "resource.py"):
        (folder / name).write_text("raise SystemExit('run!')")
    monkeypatch.chdir(folder)
    assert guard.guarded(module, Path("a"), "a.txt").status == "read"


def test_a_module_that_is_not_there_is_told():
    assert "ModuleNotFoundError" in refusal("no_such_reader").why
