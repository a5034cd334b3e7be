"""Own rows: rows whose labels say values of two dimensions each, and so give them by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forcefoi.question import ALL, Dimension, Question
from forcefoi.sources.replies.draft.axes import Axes, data_rows, head, header_words
from forcefoi.sources.replies.draft.class_names import class_names
from forcefoi.sources.replies.draft.looks import is_total
from forcefoi.sources.replies.draft.name_axes import REFERENCE
from forcefoi.sources.replies.draft.name_dimension import headed, is_open, reads, values_in
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.draft.two_values import two_values
from forcefoi.sources.replies.draft.values import NOT_RECORDED

# A longer table is no more one that a person reads row by row.
MOST = 300


def split_labels(block: Block, question: Question, axes: Axes) -> None:
    """Note what each row counts where all labels of a column say values of the same two dimensions or more."""
    for column in list(axes.unknown):
        rows = _labelled(block, axes, column)
        labels = list(dict.fromkeys(block.words(row, column) for row in rows))
        said = _all_say(labels[:MOST], _not_headed(block, question, axes, column))
        if not said:
            continue
        first = labels[0]
        names = [each for each in question.names if each in said[first]]
        told = ", ".join(f"{name} '{said[first][name]}'" for name in names)
        shown = f"each label of column {block.letters(column)} says the {' and the '.join(names)}: '{first}' is {told}"
        if axes.records or len(rows) > MOST:
            axes.questions.append(f"{shown}, and can be read as one of them alone: which is it?")
            return
        own = {row: {name: said[block.words(row, column)][name] for name in names} for row in rows}
        axes.rows = as_classes(own, question)
        axes.own = names
        axes.unknown.remove(column)
        axes.labels[column] = "-"
        if any(is_open(question.dimension(name)) for name in names):
            axes.questions.append(f"{shown}: is it so? rows has what each counts")
        else:
            axes.guesses.append(shown)
        return


def _all_say(labels: Sequence[str], dimensions: Sequence[Dimension]) -> dict[str, dict[str, str]]:
    """What each label says, where all say values of the same dimensions; nothing after the first that doesn't."""
    found: dict[str, dict[str, str]] = {}
    for label in labels:
        said = two_values(label, dimensions)
        if not said or (found and set(said) != set(found[labels[0]])):
            return {}
        found[label] = said
    return found


def split_headers(block: Block, question: Question, axes: Axes) -> None:
    """Note what each column counts where all words of a header row say values of the same two dimensions or more."""
    free = _not_headed(block, question, axes)
    for row in block.header if not axes.records else ():
        over = header_words(block, row, sorted(axes.counts))
        found = {column: two_values(words, free) for column, words in over.items()}
        names = {tuple(sorted(each)) for each in found.values()}
        if len(names) != 1 or names == {()}:
            continue
        axes.columns, axes.headed = as_classes(found, question), row
        column, said = next(iter(found.items()))
        first = ", ".join(f"{name} '{value}'" for name, value in said.items())
        shown = f"row {block.number(row)} names what each column counts: '{over[column]}' is {first}"
        if any(is_open(question.dimension(name)) for name in said):
            axes.questions.append(f"{shown}: is it so?")
        else:
            axes.guesses.append(shown)
        return


def _not_headed(block: Block, question: Question, axes: Axes, own: int | None = None) -> list[Dimension]:
    """The dimensions that no other column of labels is headed as."""
    heads = [head(block, column) for column in axes.unknown if column != own]
    heads = [words for words in heads if not REFERENCE.search(words.casefold())]
    given = [*axes.own, *axes.sections.values()]
    return [
        each
        for each in question.dimensions
        if each.name not in given and not any(headed(words, each) for words in heads)
    ]


def split_some_labels(block: Block, question: Question, axes: Axes) -> None:
    """The same where only some labels of a column do, beside others that are a value of its dimension: it is asked."""
    if axes.rows:
        return
    for column, name in axes.labels.items():
        if name not in question.names or question.dimension(name).kind == "window":
            continue
        others = [name, *(each.name for each in question.dimensions if each.name not in axes.given)]
        dimensions = [each for each in question.dimensions if each.name in others]
        rows = _labelled(block, axes, column)
        known = _some_say([block.words(row, column) for row in rows], question.dimension(name), dimensions)
        found = {row: known[words] for row in rows if (words := block.words(row, column)) in known}
        if not found:
            continue
        row, said = next(iter(found.items()))
        more = " and the ".join(each for each in said if each != name)
        entry = ", ".join(f'{each} = "{value}"' for each, value in said.items())
        told = f"{len(found)} of {len(rows)} labels of column {block.letters(column)} say the {more} as well"
        offer = f'rows = {{ "{block.number(row)}" = {{ {entry} }} }}'
        if axes.records or is_open(question.dimension(name)) or len(found) > MOST:
            axes.questions.append(f"{told}, as '{block.words(row, column)}' does: is it so? {offer}")
        else:
            axes.rows = as_classes(found, question)
            axes.questions.append(
                f"{told}, as '{block.words(row, column)}' does, and are read so ({offer}): do the others count all?"
            )
        return


def as_classes(found: dict[int, dict[str, str]], question: Question) -> dict[int, dict[str, str]]:
    """What rows or columns say, with each name of a class that is a looser group's too as the class, among classes."""
    for dimension in question.dimensions:
        if dimension.kind == "offence":
            own = class_names(
                {said[dimension.name] for said in found.values() if dimension.name in said}, dimension
            )
            found = {
                at: {
                    name: own.get(value, value) if name == dimension.name else value
                    for name, value in said.items()
                }
                for at, said in found.items()
            }
    return found


def _some_say(
    words: Iterable[str], dimension: Dimension, dimensions: Sequence[Dimension]
) -> dict[str, dict[str, str]]:
    """What those labels of a column say that say more than a value of its dimension."""
    labels = list(dict.fromkeys(words))
    labels = labels if len(labels) <= 2 * MOST else [*labels[:MOST], *labels[-MOST:]]
    if is_open(dimension):
        closed = [each for each in dimensions if not is_open(each) and each.kind != "window"]
        return {label: said for label in labels if (said := _inside(label, closed))} if closed else {}
    unread = [label for label in labels if not reads(label, dimension)]
    return {label: said for label in unread if (said := two_values(label, dimensions))}


def _inside(text: str, closed: Sequence[Dimension]) -> dict[str, str]:
    """What a label of an open dimension names of closed ones: a part of its name, or what it counts."""
    found = {}
    for dimension in closed:
        values = [
            each for each in values_in(text, dimension) if dimension.parse(each) not in (ALL, NOT_RECORDED)
        ]
        if len({dimension.parse(each) for each in values}) == 1:
            found[dimension.name] = values[0]
    return found


def _labelled(block: Block, axes: Axes, column: int) -> list[int]:
    """The rows of data with a label in a column that is no total."""
    return [
        row
        for row in data_rows(block, axes)
        if block.words(row, column) and not is_total(block.value(row, column))
    ]
