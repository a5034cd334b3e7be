"""All claims in a sentence, and how to read a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from forcefoi.claims.basis import CONSISTENT
from forcefoi.claims.verdict import GRAVITY, Checked
from forcefoi.number import Input, Number
from forcefoi.sources.claims import PLACE
from forcefoi.told import Sentence, Told, say
from forcefoi.wording.numbers import counted
from forcefoi.wording.words.number_words import in_words

COUNTED = "the number of these claims"
MEANS = {
    "supported": "the words fit the figures by the rule of the phrase",
    "supported by rounding": "they fit when the figure is rounded as the words round it",
    "not supported": "they do not fit the figures",
    "not like for like": "they set side by side what can’t be compared, whatever the arithmetic says",
    "cannot be checked": "no figure is public that could settle it",
}


def claims_headline(checked: Sequence[Checked]) -> Sentence:
    """How many claims there are, and what they come to, in one sentence."""
    if not checked:
        return say("No published claim has been put in to be checked.")
    pieces = [
        say("{count} {verdict}", count=_count(checked, verdict), verdict=_is(checked, verdict))
        for verdict in GRAVITY
        if any(each.verdict == verdict for each in checked)
    ]
    listed = Sentence(
        piece
        for at, each in enumerate(pieces)
        for piece in ("" if not at else " and " if at == len(pieces) - 1 else ", ", *each.pieces)
    )
    whole = Number(
        "claims", len(checked), len(checked), "claims", "Published claims that were checked", COUNTED,
        (_input(checked),),
    )  # fmt: skip
    waiting = [each.claim.id for each in checked if each.to_accept]
    return say(
        "Of {all}, each checked against what was printed from the replies, {listed}.{waiting}",
        all=Told(counted(len(checked), "published claim"), whole),
        listed=listed,
        waiting=f" Not to be printed: nobody has accepted the verdict on {', '.join(waiting)}."
        if waiting
        else "",
    )


def how_to_read() -> list[str]:
    """What each verdict means, and what it stands on."""
    verdicts = "; ".join(f"“{verdict}”: {means}" for verdict, means in MEANS.items())
    return [
        f"{verdicts[0].upper()}{verdicts[1:]}. A claim that asserts several things is no better than the worst of "
        "them.",
        "A claim is checked against the force’s reply where that has been read; else against the figure that the same "
        f"article printed (“{CONSISTENT['same article']}”), or that another publication printed: neither is proof that "
        "the figure is right.",
        "Newspapers’ statements are given in our own short words; each links to where it was published.",
    ]


def _count(checked: Sequence[Checked], verdict: str) -> Told:
    same = [each for each in checked if each.verdict == verdict]
    number = Number(
        f"claims~{verdict.replace(' ', '-')}", len(same), len(same), "claims", f"Claims that are {verdict}", COUNTED,
        (_input(same),),
    )  # fmt: skip
    return Told(in_words(len(same)), number)


def _is(checked: Sequence[Checked], verdict: str) -> str:
    if verdict.startswith("cannot"):
        return verdict
    return f"{'is' if sum(each.verdict == verdict for each in checked) == 1 else 'are'} {verdict}"


def _input(checked: Sequence[Checked]) -> Input:
    ids = ", ".join(each.claim.id for each in checked)
    return Input(PLACE, f"Claims {ids}", f"{PLACE}, each with its publisher and address")
