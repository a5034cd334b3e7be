"""Plain words: what a title or a letter says around a table that names nothing, and how it is cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from forcefoi.clean.squash import fold, squash
from forcefoi.sources.replies.draft.prose import is_request

# Words of a title that say nothing of what is counted. Those of the question itself say nothing new either.
PLAIN = frozenset(
    fold(
        """a about all an and answer appendix are as asked at below between breakdown broken by calendar
        category class code column columns constabulary count counted counts created crime crimes data date
        day description down each england entire export extract figures file financial fiscal foi foia
        following for force forces freedom from given grand group groups has have in information involved is
        it labels month monthly months no nos not number numbers of offence offences on online only or our
        overall per period please police produced provided quarter quarters question recorded ref reference
        reply report reported request response result results row rows run sheet since some stated sum
        summary tab table tables taken that the their these they this time to total totals type under until
        up volume volumes was were where which with within year yearly years"""
    ).split()
)
SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")
# A letter's own words above its first table.
COURTESY = re.compile(r"\s*(?:dear|thank you|yours|(?:kind|best) regards|sincerely)\b", re.IGNORECASE)
# What follows says by what a table is split.
BY = re.compile(r"\b(?:by|per|each|split|broken down)\b(?P<rest>.*)", re.IGNORECASE)


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters; those of one letter say nothing.

    >>> words_in("Crimes (F) by year")
    ['crimes', 'by', 'year']
    """
    return [word for word in re.findall(r"[a-z]+", fold(text)) if len(word) > 1]


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences of some texts, without those of the request that a reply repeats."""
    for text in texts:
        for sentence in SENTENCE.split(text):
            if sentence.strip() and not is_request(sentence):
                yield squash(sentence)
