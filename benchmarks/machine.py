"""When, at which commit, on what machine and with which versions something was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("papermill", "nbclient", "nbconvert", "ipykernel", "matplotlib", "pandas")
# What a run writes itself is no change to what it measures.
OWN = (":!benchmarks/results.json", ":!benchmarks/results.md")


def here_and_now(root: Path) -> dict[str, str | int]:
    commit = _git(root, "rev-parse", "--short=12", "HEAD").strip() or "no commit known"
    changed = _git(root, "status", "--porcelain", "--", ".", *OWN).strip()
    return {
        "when": f"{datetime.now():%Y-%m-%d %H:%M}",
        "commit": f"{commit} with uncommitted changes" if changed else commit,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "processor": _processor(),
        "memory": f"{psutil.virtual_memory().total / 1024**3:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "busy": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known",
        "versions": f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def _git(root: Path, *arguments: str) -> str:
    """What git says; '' where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if not done.returncode else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "not known"
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
