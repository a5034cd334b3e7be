"""Raw files are the ones that were received, or the difference is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from forcefoi.errors import DataError
from forcefoi.sources.checksums import LIST, changed_files, write_list


def test_the_projects_raw_files_are_as_received(root: Path):
    """To change a raw file on purpose: change it, run `forcefoi checksums --write`, and commit both."""
    assert changed_files(root) == []


def test_a_changed_a_new_and_a_missing_file_are_named_until_they_are_accepted(copy: Path):
    raw = copy / "data" / "raw"
    (raw / "claims.toml").unlink()
    (raw / "reference" / "more.csv").write_text("a\n")
    (raw / "published_figures.csv").write_text("changed\n")
    assert changed_files(copy) == [
        "data/raw/claims.toml is gone",
        "data/raw/published_figures.csv was changed",
        "data/raw/reference/more.csv is new",
    ]
    write_list(copy)
    assert changed_files(copy) == []


def test_the_list_is_what_sha256sum_reads(copy: Path):
    import subprocess

    write_list(copy)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", LIST.name], cwd=copy / LIST.parent, check=False
    )
    assert done.returncode == 0


def test_a_list_that_is_gone_or_broken_is_told(copy: Path):
    (copy / LIST).write_text("not a checksum\n")
    with pytest.raises(DataError, match="checksums.sha256, row 1"):
        changed_files(copy)
    (copy / LIST).unlink()
    with pytest.raises(DataError, match="forcefoi checksums --write"):
        changed_files(copy)
