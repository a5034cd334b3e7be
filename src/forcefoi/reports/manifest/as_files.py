"""The manifest as files: a list, and beside it one for each page and table; a line for each sentence, cell or row."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from forcefoi.files import digest
from forcefoi.reports.manifest.manifest import Lines, Manifest
from forcefoi.reports.manifest.marks import CLOSE, OPEN

FORM = 2
# What more than one page or table says stands once, apart.
COMMON = "several-pages.json"
ABOUT = (
    "What forcefoi published: every row of every processed table and every number on every page. 'said' has the names "
    "and SHA-256 of the files in the folder beside this one: what stands on which page. Written by: forcefoi manifest "
    "write. Compared with a new build by: make verify."
)
ABOUT_PART = (
    f"Each number is between {OPEN} and {CLOSE} in the sentence, cell or label that it stands in. 'on' names the pages "
    "or tables that say it, 'lines' has what they say, place by place."
)


def beside(manifest: Path) -> Path:
    """The folder that has what the pages say: it bears the manifest's name.

    >>> beside(Path("reports/manifest.json")).as_posix()
    'reports/manifest'
    """
    return manifest.with_suffix("")


def as_files(manifest: Manifest) -> tuple[str, dict[str, str]]:
    """The text of the list, and path in the folder beside it → text."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for group in _said(manifest.lines):
        parts[COMMON if " " in group["on"] else f"{group['on']}.json"].append(group)
    texts = {name: _text({"about": ABOUT_PART, "said": groups}) for name, groups in parts.items()}
    content = {
        "about": ABOUT,
        "form": FORM,
        "made_of": manifest.made_of.to_json(),
        "pages": {name: asdict(page) for name, page in manifest.pages.items()},
        "pictures": manifest.pictures,
        "workbooks": manifest.workbooks,
        "said": {name: digest(text.encode()) for name, text in texts.items()},
    }
    return _text(content), texts


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _said(lines: Lines) -> list[dict[str, Any]]:
    """What is said, by the pages that say it, so that what is common to many stands there once."""
    on: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    text: dict[tuple[str, str, int], int] = {}
    for name in sorted(lines):
        for place, said in lines[name].items():
            again: dict[str, int] = defaultdict(int)
            for each in said:
                # Two cells of one table may say the same: the second is another.
                again[each] += 1
                key = (place, each, again[each])
                on[key].append(name)
                text.setdefault(key, len(text))
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted(text, key=text.__getitem__):
        grouped[" ".join(on[key])][key[0]].append(key[1])
    return [{"on": names, "lines": grouped[names]} for names in sorted(grouped)]
