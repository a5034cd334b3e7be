"""Idle words: what the reading says of a word that no count of its tables has, so that it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from forcefoi.clean.squash import squash
from forcefoi.sources.replies.kept import TOLD
from forcefoi.sources.replies.reading import Reply
from forcefoi.sources.replies.taken import Taken


def note_idle_words(reply: Reply, taken: Sequence[Taken]) -> None:
    """Note in the doubts of each table the words that it names and none of its counts has.

    One that stands in `[[same]]` is idle where none of the tables has it. What was taken of a file that isn't here,
    or can't be read yet, says nothing.
    """
    by_id = {each.table.id: each for each in taken}
    for same in reply.raw.get("same", []):
        ids = [same["tables"]] if isinstance(same["tables"], str) else same["tables"]
        _note(same.get("words", {}), [by_id[each] for each in ids if each in by_id])
    for entry in reply.raw.get("tables", []):
        if (own := by_id.get(entry["id"])) is not None:
            _note(entry.get("words", {}), [own])


def _note(words: dict[str, object], taken: Sequence[Taken]) -> None:
    used = [each for each in taken if each.table.use != "no"]
    if not used or any(each.problems or TOLD in each.doubts for each in used):
        return
    met = {word.casefold() for each in used for word in each.words_met}
    idle = [word for word in map(squash, words) if word.casefold() not in met]
    if idle:
        names = ", ".join(f'"{word}"' for word in idle)
        used[0].doubts.append(
            f"words names {names}, and no count has it: it changes nothing; take it out or correct it"
        )
