"""What checking one assertion gives, before it is known what it was checked against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forcefoi.analysis.caveats import Caveat
from forcefoi.told import Sentence, say
from forcefoi.wording import Judgement, read_phrase

# How a judgement says that it has not read all of a phrase.
UNREAD = "not checked: "


@dataclass(frozen=True)
class Result:
    """A verdict, the working (numbers tied), the rule that was used, caveats, and sentences that would be right."""

    verdict: str
    working: Sentence
    rule: str
    right: tuple[Sentence, ...]
    caveats: tuple[Caveat, ...] = ()


def judged(
    judgement: Judgement,
    working: Sentence,
    right: Iterable[Sentence],
    caveats: Iterable[Caveat] = (),
) -> Result:
    """What the rule of the phrase says of the numbers."""
    found = [Caveat(f"phrase:{text}", as_sentence(text)) for text in judgement.caveats]
    rule = f"{as_sentence(judgement.working)} The rule: {as_sentence(judgement.rule)}"
    unread = [text for text in judgement.caveats if UNREAD in text]
    if unread and judgement.stands:
        # A verdict on a part of what was said would look like one on all of it.
        rule = f"{as_sentence(unread[0])} {rule}"
        return Result("cannot be checked", working, rule, tuple(right), (*found, *caveats))
    if (
        judgement.verdict == "supported"
        and judgement.kind == "size"
        and not read_phrase(judgement.phrase).nearness
    ):
        rule = "It is the same number."
    return Result(judgement.verdict, working, rule, tuple(right), (*found, *caveats))


def cannot(why: str, right: Iterable[Sentence] = (), working: Sentence | None = None) -> Result:
    """There is nothing that it could be checked against."""
    text = say("It cannot be checked: {why}.", why=why)
    said = say("{working} {text}", working=working, text=text) if working else text
    return Result(
        "cannot be checked", said, "A number is checked against figures, or not at all.", tuple(right)
    )


def unlike(rule: str, working: Sentence, right: Iterable[Sentence], caveats: Iterable[Caveat] = ()) -> Result:
    """The two things that it sets side by side are not alike."""
    return Result("not like for like", working, rule, tuple(right), tuple(caveats))


def as_sentence(text: str) -> str:
    """A text with a capital and a full stop.

    >>> as_sentence("the count is 9")
    'The count is 9.'
    """
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"
