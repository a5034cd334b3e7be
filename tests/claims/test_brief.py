"""The page of all claims: each verdict, why what does not hold does not, and the way to the whole of it."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from forcefoi.claims import Checked, Evidence, claim_cards, claims_in_brief, filters
from forcefoi.claims.brief import failing, right, whole_page
from forcefoi.claims.verdict import HOLDS
from forcefoi.panels import target
from forcefoi.processed.tables import Tables
from forcefoi.told import unmarked


@pytest.fixture(scope="module")
def cards(tables: Tables, evidence: Evidence) -> dict[str, str]:
    html = unmarked(claims_in_brief(tables.checked, evidence)._repr_html_())
    found = re.findall(r'<article class="claim" id="claim-([^"]+)".*?</article>', html, re.DOTALL)
    whole = re.findall(r"<article.*?</article>", html, re.DOTALL)
    return dict(zip(found, whole, strict=True))


def test_every_claim_has_its_words_its_verdict_and_its_place(
    cards: dict[str, str], by_id: dict[str, Checked], evidence: Evidence
):
    assert set(cards) == set(by_id)
    for name, card in cards.items():
        each = by_id[name]
        assert escape(each.claim.said) in card and f'href="{escape(each.claim.url)}"' in card
        assert f'class="verdict verdict-{each.verdict.replace(" ", "-")}"' in card
        # The address that its heading leads to is that of the whole card, which has the caveats.
        assert f'href="{whole_page(each.claim.force)}#claim-{name}"' in card
        full = claim_cards([each], evidence)._repr_html_()
        assert f'id="claim-{name}"' in full and "What must be known besides" in full


def test_what_does_not_hold_has_why_and_what_would_be_right(cards: dict[str, str], by_id: dict[str, Checked]):
    assert {each.verdict in HOLDS for each in by_id.values()} == {True, False}
    for name, card in cards.items():
        each = by_id[name]
        text = unescape(re.sub(r"<[^>]+>", "", card))
        for part in each.parts:
            if each.verdict not in HOLDS:
                assert f"“{part.assertion.phrase}”" in text
            assert (part.rule in text) == (
                part in failing(each) or any(part.rule == p.rule for p in failing(each))
            )
        for sentence in right(each):
            assert str(sentence) in text
        assert bool(failing(each)) == (each.verdict not in HOLDS)


def test_a_finding_on_unlike_windows_opens_its_numbers(by_id: dict[str, Checked], evidence: Evidence):
    brief = claims_in_brief([by_id["northumbria-fell-to-815-sg"]], evidence)
    pair = "northumbria-sh-sg-1~northumbria-sh-sg-2"
    moved = next(number for number in brief.numbers if number.id == f"{pair}~rate-percent")
    assert f'<div popover id="{target(moved)}"' in brief._repr_html_()


def test_text_of_a_claim_is_text(by_id: dict[str, Checked], evidence: Evidence):
    from dataclasses import replace

    each = by_id["kent-5207-ko"]
    bad = replace(
        each, claim=replace(each.claim, said="<script>alert(1)</script>", publisher='"><img onerror=x>')
    )
    html = claims_in_brief([bad], evidence)._repr_html_()
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html


def test_the_lists_hide_what_is_not_chosen_and_say_when_nothing_is_left(tables: Tables):
    html = filters(tables.checked, {})._repr_html_()
    rules = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    there = {(each.claim.force, each.verdict.replace(" ", "-")) for each in tables.checked}
    forces, verdicts = ({pair[at] for pair in there} for at in (0, 1))
    for value in (*forces, *verdicts):
        assert f"main:has([value='{value}']:checked) .claim:not(" in rules
    for verdict in verdicts:
        lacking = {force for force in forces if (force, verdict) not in there}
        rule = re.search(
            rf"main:has\(\[value='{verdict}'\]:checked\):has\(([^)]*\)?):checked\) \.no-claim", rules
        )
        assert set(re.findall(r"value='([^']+)'", rule[1] if rule else "")) == lacking
