"""Confirm a reading: a person puts their name to it, once it can be read and contradicts itself nowhere unaccepted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import tomlkit

from forcefoi.errors import DataError
from forcefoi.files import write_whole
from forcefoi.question import Question
from forcefoi.sources.replies.check import Checked, check_reply, contradiction
from forcefoi.sources.replies.gather import count_twice, folders
from forcefoi.sources.replies.kept import keep
from forcefoi.sources.replies.read_reply import make_reply, outline, read_reply
from forcefoi.sources.replies.reading import FILE, Reply


def confirm(root: Path, reply: Reply, question: Question, by: str, today: date) -> Checked:
    """Write `confirmed_by` and `confirmed_on` into the `reply.toml`, and keep the counts of files that are held back.

    Raises DataError, and changes nothing, where a question is open, the outcome is not known, something can't be read
    as the reading says, a difference is not accepted, or another confirmed reply of the force would count as well.
    """
    path = root / reply.folder / FILE
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    document["confirmed_by"], document["confirmed_on"] = by, today
    text = tomlkit.dumps(document)
    checked = check_reply(root, reply, question, kept_counts=False)
    problems = [*checked.problems, *(contradiction(reply, each) for each in checked.differences)]
    try:
        confirmed = make_reply(tomllib.loads(text), reply.folder, question)
        problems += count_twice([*_confirmed_before(root, reply, question), confirmed])
    except DataError as error:
        problems = [*error.problems, *problems]
    if problems:
        raise DataError([checked.hider.hide_problem(problem) for problem in problems])
    write_whole(path, text)
    keep(root, reply, checked.taken)
    return checked


def _confirmed_before(root: Path, reply: Reply, question: Question) -> Iterator[Reply]:
    """The other replies of this force that are confirmed."""
    for folder in folders(root):
        if (
            folder.split("/")[-2] == reply.force
            and folder != reply.folder
            and outline(root, folder).confirmed_by
        ):
            yield read_reply(root, folder, question)
