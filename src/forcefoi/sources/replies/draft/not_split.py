"""Not split: whether a table counts all values of a dimension together, because nothing in the reply can be a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from forcefoi.question import Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head
from forcefoi.sources.replies.draft.name_axes import REFERENCE
from forcefoi.sources.replies.draft.name_dimension import GENERAL, HEADINGS, headed, is_open, reads, values_in
from forcefoi.sources.replies.draft.offered_value import (
    asked_about,
    corners,
    is_only_open,
    names_some,
    pointed_at,
)
from forcefoi.sources.replies.draft.parts import Block, Source
from forcefoi.sources.replies.draft.plain_words import BY, COURTESY, PLAIN, sentences, words_in
from forcefoi.sources.replies.draft.windows import is_part_of_year, windows_in

MOST = 200
# A title that names a value is short: a sentence says other things.
FEW = 4
# Alone these may be words of a title; beside "victims" they are a gender.
MEN = re.compile(r"\b(?:men|man|boys?)\b", re.IGNORECASE)
# "Annex F" is the sixth of them, and says nothing of women.
ANNEX = re.compile(
    r"\b(?:annex(?:e|ure)?|appendix|attachment|enclosure|exhibit|schedule|section|question)[ _.:-]*[A-Za-z]\b",
    re.I,
)
NO_NAMES = ("the", "each", "per", "by", "any", "every", "which", "a", "this", "that", "and", "or", "of")


def why_not_all(
    dimension: Dimension,
    block: Block,
    axes: Axes,
    source: Source,
    question: Question,
    used: Collection[str] = (),
) -> str:
    """Why a dimension that no label gives may be one value and not all together; "" where nothing speaks for that.

    A closed dimension is held against every word near the table and in the reply's other texts; of an open one, and of
    the offences, no list tells all values, so each word near the table must be one that names no value. `used` are
    names that are values of other dimensions already.
    """
    if (column := _unnamed(dimension, block, axes)) is not None:
        return f"column {block.letters(column)} could be it"
    over = list(corners(block, axes, question))
    near = [text for text in (*_near(block, axes, source), *over) if text not in used]
    for text in (*near, *block.below):
        if found := _values(text, dimension) or _letters(text, dimension):
            return f"'{found[0]}' stands at the table"
    if is_open(dimension) and (named := _titled(block, dimension, question)):
        return f"'{named}' stands above the table"
    if is_open(dimension) and over and over[0] not in used:
        return f"'{over[0]}' stands over its labels"
    listed = not is_open(dimension) and dimension.kind != "offence"
    if not listed and (strange := _strange(near, dimension, question)):
        return f"'{strange}' at the table may be one"
    only = is_open(dimension) and is_only_open(dimension, axes, question)
    about = asked_about(question) if only else frozenset()
    for sentence in sentences(source.texts):
        if is_open(dimension):
            if named := _named(sentence, dimension):
                return f"the reply names '{named}'"
            if only and (some := names_some(sentence, about) or pointed_at(sentence, question)):
                return f"'{some}' stands in the reply"
        elif (
            len(found := _values(sentence, dimension))
            and len({_read(each, dimension) for each in found}) == 1
        ):
            return f"'{found[0]}' stands in the reply"
    return ""


def _titled(block: Block, dimension: Dimension, question: Question) -> str:
    """A title of a few words that is no heading of the whole answer: it says what this table is of, as "Stalking" does,
    also where the question names it.
    """
    for text in reversed(block.above):
        words = [word for word in words_in(text) if word not in PLAIN]
        if 0 < len(words) <= FEW and not _strange([text], dimension, question) and not _heads(text, question):
            return text
    return ""


def _heads(text: str, question: Question) -> bool:
    """Whether a title says all of the exercise's own title, or no more than the names of what it is split by."""
    known = {*PLAIN, *GENERAL}
    if set(words_in(question.title)) - PLAIN <= set(words_in(text)):
        return True
    for each in question.dimensions:
        heads = f"{each.name} {each.label} {HEADINGS.get(each.kind, '')} {HEADINGS.get(each.name, '')}"
        known |= {*words_in(heads), *words_in(" ".join((*each.values, *sum(each.values.values(), ()))))}
    return all(word in known or is_part_of_year(word) for word in words_in(text))


def _unnamed(dimension: Dimension, block: Block, axes: Axes) -> int | None:
    """A column that nothing names and that could hold the dimension; among attributes of a crime only words could."""
    for column in axes.unknown:
        if not axes.records:
            return column
        kinds = {block.kind(row, column) for row in data_rows(block, axes)[:MOST]} - {"blank"}
        if is_open(dimension) and "text" in kinds and not REFERENCE.search(head(block, column).casefold()):
            return column
    return None


def _near(block: Block, axes: Axes, source: Source) -> Iterator[str]:
    sheet = re.sub(r"^sheet '(.*)'$", r"\1", block.grid.place)
    names = () if sheet == block.grid.place else (sheet,)
    yield from (*block.above, *names)
    yield from (head(block, column) for column in block.columns if column not in axes.labels)
    yield from _file_name(source)


def _file_name(source: Source) -> Iterator[str]:
    """The name of the file in words. One letter alone is a name as any other, unless the reply has a file for each."""
    names = [
        re.sub(r"\.[A-Za-z]{2,5}$", "", name.rpartition("/")[2]).replace("_", " ")
        for name in (source.file, *source.files)
    ]
    if len(names[0]) > 1 or len({name for name in names if len(name) == 1}) > 1:
        yield names[0]


def _values(text: str, dimension: Dimension) -> list[str]:
    if is_open(dimension) or dimension.kind == "window":
        return []
    found = [each for each in values_in(text, dimension) if dimension.parse(each) != "all"]
    if dimension.kind == "gender":
        found += MEN.findall(text)
    return found


def _letters(text: str, dimension: Dimension) -> list[str]:
    """Single letters that are values, as in "Crimes F"; in a sentence they may be anybody's initials."""
    closed = not is_open(dimension) and dimension.kind != "window"
    text = ANNEX.sub(" ", text)
    return [each for each in re.findall(r"\b[A-Za-z]\b", text) if closed and reads(each, dimension)]


def _read(text: str, dimension: Dimension) -> str:
    return dimension.parse(text.casefold())


def _strange(near: Iterable[str], dimension: Dimension, question: Question) -> str:
    """A word near the table that could name a value: no plain one, and none of the question."""
    asked = f"{question.question} {question.title}"
    known = {*PLAIN, *GENERAL, *words_in(asked)}
    for each in question.dimensions:
        known |= set(
            words_in(f"{each.name} {each.label} {HEADINGS.get(each.kind, '')} {HEADINGS.get(each.name, '')}")
        )
        for name, more in each.values.items() if each is not dimension else ():
            known |= set(words_in(" ".join((name, *more))))
    for names in question.bodies.values():
        known |= set(words_in(" ".join(names)))
    for text in near:
        rest = "" if COURTESY.match(text) else text
        for window in windows_in(text):
            rest = rest.replace(window, " ")
        if is_open(dimension) and (split := BY.search(rest)) and headed(split["rest"], dimension):
            return split[0]
        if is_open(dimension) and (named := _named(rest, dimension)):
            return named
        for word in words_in(rest):
            if (
                word not in known
                and not is_part_of_year(word)
                and not (word.endswith("s") and word[:-1] in known)
            ):
                return word
    return ""


def _named(sentence: str, dimension: Dimension) -> str:
    """A name that ends in a word for the dimension, as "St Mary's Hospital"; "" where none does."""
    key = dimension.name if dimension.kind == "category" else dimension.kind
    heads = "|".join(re.escape(word) for word in HEADINGS.get(key, dimension.name).split("|"))
    for found in re.finditer(rf"\b(?P<name>[A-Z][\w'’.-]*) (?i:{heads})\b|\b(?i:{heads}) [0-9]+\b", sentence):
        if (found["name"] or "").casefold() not in NO_NAMES:
            return found[0]
    return ""
