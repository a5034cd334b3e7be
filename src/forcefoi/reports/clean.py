"""Remove what was made, and nothing that was received or that someone else put there."""

from __future__ import annotations

from pathlib import Path

from forcefoi.reports.lock import LOCK, alone

# All that a build writes. `data/raw/` is not among it and never will be.
MADE = (
    "data/processed/*.csv",
    "data/processed/*.parquet",
    "data/processed/datapackage.json",
    "data/processed/.built.json",
    "data/processed/.*.part",
    "data/processed/forces/*.json",
    "data/processed/forces/.*.part",
    "reports/index.html",
    "reports/national.html",
    "reports/fact-check.html",
    "reports/words.html",
    "reports/corrections.html",
    "reports/data-quality.html",
    "reports/replies.html",
    "reports/.*.part",
    "reports/forces/*.html",
    "reports/forces/.*.part",
    "reports/data/*.provenance.json",
    "reports/data/.*.part",
    "reports/screenshots/*.png",
    "reports/data/*/*.svg",
    "reports/data/*/*.png",
    "reports/data/*/*.csv",
    "reports/data/*/*.xlsx",
    "reports/data/*/.*.part",
    "reports/failed/*.ipynb",
    "reports/failed/*.txt",
    "reports/failed/.*.part",
    "reports/.built/*.json",
    "reports/.built/*.ipynb",
    "reports/.built/.*.part",
    "reports/.read/*.json",
    "reports/.read/.*.part",
    *(
        f"docs/_build/**/*.{kind}"
        for kind in ("html", "js", "css", "map", "svg", "png", "inv", "doctree", "pickle")
    ),
    "docs/_build/_static/scripts/*.txt",
    "docs/_build/_downloads/*/*",
    "docs/_build/.buildinfo",
)
# What was published is no build's to take away: `make verify` compares with it.
MANIFEST = "reports/manifest.json"
FOLDERS = (
    "data/processed/forces",
    "data/processed",
    "reports/forces",
    "reports/data/*",
    "reports/data",
    "reports/screenshots",
    "reports/failed",
    "reports/.built",
    "reports/.read",
    "reports",
    "docs/_build/**",
)


def clean(root: Path) -> tuple[int, list[str]]:
    """How many files were removed, and which files were left because no build wrote them."""
    with alone(root):
        gone = {path for pattern in MADE for path in root.glob(pattern) if path.is_file()}
        for path in gone:
            path.unlink()
        (root / LOCK).unlink(missing_ok=True)
    left = []
    for folder in [folder for name in FOLDERS for folder in sorted(root.glob(name), reverse=True)]:
        if not folder.is_dir():
            continue
        if any(folder.iterdir()):
            there = (f.relative_to(root).as_posix() for f in folder.iterdir() if f.is_file())
            left += [name for name in there if name != MANIFEST]
        else:
            folder.rmdir()
    return len(gone), left
