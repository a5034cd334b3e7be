"""What a careful checker finds by hand in the 19 claims of the exercise, the code finds."""

from __future__ import annotations

import pytest

from forcefoi.claims import Checked
from forcefoi.claims.page import label

OK, ROUND, NOT, UNLIKE, CANNOT = (
    "supported",
    "supported by rounding",
    "not supported",
    "not like for like",
    "cannot be checked",
)
SAME, OTHER = "same article", "another publication"
FOUND = {
    "uk-38-of-47-sg": (OK, [OK, OK], SAME),
    "uk-64492-sg": (OK, [OK, OK], SAME),
    "uk-close-to-65000-nw": (ROUND, [ROUND, OK], OTHER),
    "northumbria-nearly-6000-sg": (NOT, [OK, OK, NOT], SAME),
    "northumbria-5887-sg": (OK, [OK, OK], SAME),
    "northumbria-high-of-2569-sg": (OK, [OK], SAME),
    "northumbria-fell-to-815-sg": (UNLIKE, [UNLIKE], SAME),
    "kent-more-than-5000-ko": (OK, [OK], OTHER),
    "kent-5207-ko": (OK, [OK, OK, OK, OK], OTHER),
    "kent-2992-and-2005-kg": (OK, [OK, OK], SAME),
    "psni-at-least-1220-hr": (OK, [OK, OK], SAME),
    "psni-highest-ever-hr": (CANNOT, [OK, CANNOT], OTHER),
    "psni-almost-doubled-ni": (NOT, [NOT], SAME),
    "wiltshire-more-than-1300-sa": (NOT, [OK, NOT], SAME),
    "cheshire-1134-rw": (NOT, [OK, OK, NOT], SAME),
    "cheshire-tripled-rw": (NOT, [ROUND, NOT], SAME),
    "cheshire-850-women-rw": (UNLIKE, [OK, UNLIKE], SAME),
    "cumbria-close-to-700-nw": (NOT, [ROUND, NOT], SAME),
    "cumbria-as-high-as-839-nw": (OK, [OK], SAME),
}


@pytest.mark.parametrize("claim", FOUND)
def test_each_claim_gets_its_verdict(by_id: dict[str, Checked], claim: str) -> None:
    checked = by_id[claim]
    assert (checked.verdict, [part.verdict for part in checked.parts], checked.basis) == FOUND[claim]


def test_no_claim_is_left_out(by_id: dict[str, Checked]) -> None:
    assert set(by_id) == set(FOUND)


@pytest.mark.parametrize("claim", FOUND)
def test_every_claim_has_its_working_its_caveats_and_a_sentence_that_would_have_been_right(
    by_id: dict[str, Checked], claim: str
) -> None:
    checked = by_id[claim]
    assert checked.right and checked.caveats
    for part in checked.parts:
        assert part.rule and part.right
        assert part.working.numbers, part.working


def whole(checked: Checked) -> str:
    parts = " ".join(f"{part.working} {part.rule}" for part in checked.parts)
    return f"{parts} {' '.join(checked.right)} {' '.join(c.text for c in checked.caveats)}"


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("northumbria-fell-to-815-sg", ["365 days", "177 days", "−68.3%", "35%", "inferred"]),
        ("northumbria-high-of-2569-sg", ["given the inferred windows", "2,503"]),
        ("northumbria-nearly-6000-sg", ["5,887", "3 years and 177 days"]),
        ("cheshire-tripled-rw", ["2.99", "284", "850"]),
        ("cheshire-850-women-rw", ["not known", "one woman can be the victim of many"]),
        ("cheshire-1134-rw", ["31 March 2018", "177 days before", "must not be set beside"]),
        ("psni-almost-doubled-ni", ["up 57%", "1.569"]),
        ("psni-highest-ever-hr", ["one earlier year is public", "276"]),
        ("kent-5207-ko", ["76", "2,992 + 2,005 + 73 + 61", "must not be set beside other forces’ totals"]),
        ("cumbria-as-high-as-839-nw", ["667 + 172", "839", "no gender recorded"]),
        ("uk-close-to-65000-nw", ["64,492"]),
    ],
)
def test_what_a_careful_checker_would_say_is_said(
    by_id: dict[str, Checked], claim: str, says: list[str]
) -> None:
    text = whole(by_id[claim])
    for words in says:
        assert words in text, text


def test_no_page_makes_the_article_itself_look_like_proof() -> None:
    for verdict in (OK, ROUND):
        for basis in (SAME, OTHER):
            assert "the reply has not been seen" in label(verdict, basis)
