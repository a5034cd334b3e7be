"""How far a run is: a bar in a terminal, a line a report in a log, nothing when silence is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Tell = Callable[[str, str, float], None]


@contextmanager
def showing(total: int, wanted: bool, to: TextIO | None = None) -> Iterator[Tell]:
    """A function to call with a report's name, what became of it ('built', 'failed') and its seconds."""
    to = to or sys.stderr
    if not wanted:
        yield lambda name, outcome, seconds: None
    elif to.isatty():
        with _bar(total, to) as tell:
            yield tell
    else:
        yield _lines(total, to)


def _lines(total: int, to: TextIO) -> Tell:
    done = 0

    def tell(name: str, outcome: str, seconds: float) -> None:
        nonlocal done
        done += 1
        print(f"[{done}/{total}] {name} {outcome} in {seconds:.1f} s", file=to, flush=True)

    return tell


@contextmanager
def _bar(total: int, to: TextIO) -> Iterator[Tell]:
    from tqdm import tqdm

    with tqdm(total=total, unit="report", file=to, dynamic_ncols=True, leave=False) as bar:

        def tell(name: str, outcome: str, seconds: float) -> None:
            if outcome != "built":
                bar.write(f"{name} {outcome}", file=to)
            bar.set_postfix_str(name, refresh=False)
            bar.update()

        yield tell
