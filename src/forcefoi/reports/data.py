"""Make `data/processed/` when it is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forcefoi.errors import DataError
from forcefoi.files import digest_files
from forcefoi.reports.replies import write_replies
from forcefoi.reports.stale import ACCEPTED, DATA_RECORD, Hashes, data_inputs, why_data_stale, write_record


def make_data(hashes: Hashes, tell: Callable[[str], None] = print, unaccepted: bool = False) -> bool:
    """Whether there was anything to do. `tell` is told why before the work begins. `unaccepted` makes them although
    nobody has accepted a verdict, each time anew.

    Raises DataError for bad input, with nothing touched. The caller holds the lock.
    """
    why = why_data_stale(hashes)
    if not why:
        # The page of replies is made of the tables alone; a changed template makes no table stale.
        write_replies(hashes.root)
        return False
    tell(f"Making data/processed ({why}) …")
    # Noted before anything is made: what changes meanwhile makes it stale again.
    inputs = data_inputs(hashes)
    from forcefoi.processed import build

    root = hashes.root
    try:
        files = build(root, unaccepted)
    except DataError:
        # What is refused may be what somebody has just typed into a raw table.
        _name_changed(root, tell)
        raise
    if unaccepted:
        inputs = {**inputs, ACCEPTED: "not asked for"}
    write_record(root / DATA_RECORD, inputs=inputs, outputs=digest_files(root, files))
    _name_changed(root, tell)
    _tell_revised(root, tell)
    write_replies(root)
    return True


def _tell_revised(root: Path, tell: Callable[[str], None]) -> None:
    """Say what later replies changed: which figures moved, and which claims and findings stand on them."""
    from forcefoi.processed.revised import tell_revised
    from forcefoi.reports.touched import tell_touched

    for line in (*tell_revised(root, most=5), *tell_touched(root)):
        tell(line)


def _name_changed(root: Path, tell: Callable[[str], None]) -> None:
    """Say which raw files are not the ones received: a person may mean it, but nobody should miss it."""
    from forcefoi.sources.checksums import LIST, REPLIES, changed_files

    if not (root / LIST).is_file():
        return
    changed = changed_files(root)
    # Each file of a reply is held against the hash in its reply.toml anyway: how many came is enough.
    new = [each for each in changed if each.startswith(f"{REPLIES.as_posix()}/") and each.endswith(" is new")]
    told = [each for each in changed if each not in new]
    if new:
        told.append(f"{len(new):,} file{'s' * (len(new) != 1)} of replies not listed yet")
    if told:
        tell(
            f"Not as {LIST.as_posix()} has it: {'; '.join(told)}. If that was meant: forcefoi checksums --write"
        )
