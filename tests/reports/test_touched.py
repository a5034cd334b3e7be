"""Which sentences of pages stand on what a later reply changed."""

from __future__ import annotations

import json
from pathlib import Path

from forcefoi.number import Input, Number
from forcefoi.panels import target
from forcefoi.reports.touched import tell_touched
from forcefoi.sources.replies.figures import figure_id

KEY = ("8R", "female", "2017-04-01/2018-03-31")


def number(name: str, force: str) -> Number:
    return Number(
        name, 310, 310, "crimes", "Crimes recorded", "as printed", (Input(figure_id(force, KEY), "", ""),)
    )


def make(root: Path, force: str) -> None:
    changed, other = number("a", force), number("b", "kent")
    page = root / "reports/forces" / f"{force}.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        f'<p>It was <button class="n" popovertarget="{target(changed)}">310</button> in 2017/18.</p>'
        f'<p>Kent had <button class="n" popovertarget="{target(other)}">310</button>.</p>'
        f'<table><tr><td><button class="n" popovertarget="{target(changed)}">310</button></td></tr></table>'
    )
    data = root / "reports/data" / f"{force}.provenance.json"
    data.parent.mkdir(parents=True)
    data.write_text(json.dumps({"page": "", "numbers": [each.to_json() for each in (changed, other)]}))
    table = root / "data/processed/reply_revisions.csv"
    table.parent.mkdir(parents=True)
    table.write_text(f"force,counted\n{force},{'|'.join(KEY)}\n")


def test_the_sentences_on_what_changed_are_told_and_no_others(tmp_path: Path) -> None:
    make(tmp_path, "sussex")
    assert list(tell_touched(tmp_path)) == [
        "reports/forces/sussex.html: 1 number stands on what changed",
        "  says: It was 310 in 2017/18.",
    ]
    assert list(tell_touched(tmp_path, "kent")) == []


def test_without_a_later_reply_nothing_is_told(tmp_path: Path) -> None:
    assert list(tell_touched(tmp_path)) == []
