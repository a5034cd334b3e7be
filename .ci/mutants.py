"""`mutmut`, with tests that are collected once and not anew for each of thousands of mutants.

Which mutants there are, which tests each of them has and what became of it is mutmut's as ever; `mutmut show` and
`mutmut results` work. Called by `make mutants` in the project's folder.
"""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Iterable
from contextlib import redirect_stdout
from functools import _lru_cache_wrapper
from itertools import pairwise

import mutmut.__main__ as program
import mutmut.mutation.trampoline
import pytest
from _pytest.config import _prepareconfig
from _pytest.doctest import DoctestItem
from mutmut.runners.harness import PytestRunner
from mutmut.utils.file_utils import change_cwd
from mutmut.workers.isolation import ForkRunner, run_in_fork

# A mutant of no function. It must live, or whatever kills it would kill every one.
NO_CHANGE = "forcefoi.x_nothing__mutmut_0"


class Collected(PytestRunner):
    """Runs the tests of a mutant in a session that began before its process was parted from mutmut's."""

    def __init__(self) -> None:
        super().__init__()
        self.session: pytest.Session | None = None
        self.items: dict[str, pytest.Item] = {}

    def collect(self) -> None:
        """Begin the session, as `pytest.main` does."""
        args = ["--rootdir=.", "--tb=native", "-q", "--capture=no", *self._pytest_add_cli_args_test_selection]
        with change_cwd("mutants"), redirect_stdout(io.StringIO()):
            config = _prepareconfig([*args, *self._pytest_add_cli_args])
            config._do_configure()
            self.session = pytest.Session.from_config(config)
            config.hook.pytest_sessionstart(session=self.session)
            config.hook.pytest_collection(session=self.session)
            self._make_ready(self.session)
        self.items = {item.nodeid: item for item in self.session.items}

    @staticmethod
    def _make_ready(session: pytest.Session) -> None:
        """Have what tests share made by the unchanged code, here and once: the tables, what is worked out of them for
        pages, what examples begin with. A mutant then costs what its own tests ask of it, and no more.
        """
        for item, following in pairwise([*filter(_shares, session.items), session.items[-1]]):
            names = dict(item.dtest.globs) if isinstance(item, DoctestItem) else {}
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if isinstance(
                item, DoctestItem
            ):  # an example forgets the names it was run with, and is run again
                item.dtest.globs.update(names)
        session._setupstate.teardown_exact(session)  # type: ignore[arg-type]  # what the session itself has, stays
        if session.testsfailed:
            raise SystemExit("tests of the unchanged code fail in .ci/mutants.py: run them by themselves")

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """1 as soon as a test fails, 0 where none does; whatever else happens is 3, an error of pytest's own."""
        if mutant_name is None or self.session is None:
            return super().run_tests(mutant_name=mutant_name, tests=tests)
        # It is asked a million times, and looks each time whether a test has changed the environment.
        mutmut.mutation.trampoline.get_mutant_under_test = lambda: mutant_name
        try:
            with change_cwd("mutants"):
                for item, following in pairwise([*(self.items[test] for test in tests), None]):
                    assert item is not None
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                    if self.session.testsfailed:
                        return 1
        except BaseException:  # mutmut goes on in this process with what is raised here
            traceback.print_exc()
            return 3
        return 0


def _shares(item: pytest.Item) -> bool:
    """Whether a test needs the tables, or is an example that may begin with them; not if it tries many values."""
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        return False
    return "tables" in getattr(item, "fixturenames", ()) or isinstance(item, DoctestItem)


def forget() -> None:
    """Empty what functions remember: an answer of the unchanged code would hide what a mutant answers."""
    for name, module in sys.modules.items():
        if name.startswith("forcefoi."):
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
                elif hasattr(type(value), "__missing__"):
                    value.clear()


class Runner(ForkRunner):
    """Parts a process for each mutant, when all tests are collected."""

    def __init__(self, max_workers: int = 1) -> None:
        self.tests = Collected()
        self.all_passed = False
        super().__init__(max_workers, self.tests)

    def collect_stats(self, tests: Iterable[str] | None) -> int:
        """Run the tests of the unchanged code, and see what each of them reaches."""
        code = super().collect_stats(tests)
        self.all_passed = not tests and code == 0  # none named: all of them
        return code

    def run_clean_tests(self, tests: Iterable[str]) -> int:
        """Run the tests of the unchanged code, unless all of them have just passed."""
        return 0 if self.all_passed else super().run_clean_tests(tests)

    def startup(self) -> None:
        """Collect the tests; from here on mutants are run."""
        self.tests.collect()
        forget()
        super().startup()
        some = {name.partition("::")[0]: name for name in self.tests.items}
        if code := run_in_fork(self.tests.run_tests, mutant_name=NO_CHANGE, tests=list(some.values())):
            raise SystemExit(
                f"a test of each file, run as for a mutant but with no change in the code: {code}, not 0"
            )


if __name__ == "__main__":
    program.get_mutant_runner = Runner  # type: ignore[attr-defined]  # imported there, and called by that name
    program.cli()
