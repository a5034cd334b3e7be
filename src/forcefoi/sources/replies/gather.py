"""Gather every reply of a project: which there are, which are confirmed, and what those that count gave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from forcefoi.clean.match_force import match_force
from forcefoi.errors import DataError, Problem
from forcefoi.files import MARK
from forcefoi.question import Question
from forcefoi.sources.replies.changes import by_key, without
from forcefoi.sources.replies.check import Checked, check_reply, contradiction
from forcefoi.sources.replies.read_reply import outline, read_reply
from forcefoi.sources.replies.reading import FILE, Reply

FOLDER = Path("data/raw/replies")
# How a reply stands: the words of `replies.csv`.
READ, UNREAD, REPLACED = "read", "received, not read", "replaced by a later reply"


@dataclass(frozen=True)
class Received:
    """One reply, how it stands, and, where it is read, what it gave."""

    reply: Reply
    state: str
    checked: Checked | None = None
    replaced_by: str = ""
    # What is wrong in the `reply.toml` of one that nobody has confirmed.
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """Its name: the force and the folder, `kent/2018-10-30-foi-123`."""
        return reply_id(self.reply)


def reply_id(reply: Reply) -> str:
    """The name of a reply: its force and its folder."""
    return reply.folder.removeprefix(f"{FOLDER.as_posix()}/")


def folders(root: Path) -> list[str]:
    """The folder of every reply of a project, in order of the force and of the day, from the project's root."""
    return sorted(path.parent.relative_to(root).as_posix() for path in (root / FOLDER).glob(f"*/*/{FILE}"))


def list_received(root: Path, question: Question, bodies: dict[str, tuple[str, ...]]) -> list[Received]:
    """Every reply and how it stands; no file of it is opened.

    Raises DataError with all that is wrong in the `reply.toml` of any that is confirmed. One that isn't stands with
    what is wrong in it, and stops nothing: none of its numbers is used.

    bodies
        The id of each body that was asked, with its names.
    """
    if question.template and folders(root):
        todo = "write title, question, ends and dimensions, then take out the line: template = true"
        raise DataError(
            [Problem(str(MARK), "its question is not written yet, so no reply is read", todo=todo)]
        )
    every = [_received(root, folder, question, bodies) for folder in folders(root)]
    names = {each.id for each in every}
    every = [replace(each, problems=(*each.problems, *_no_such(each.reply, names))) for each in every]
    confirmed = [each for each in every if each.reply.confirmed_by]
    problems = [problem for each in confirmed for problem in each.problems]
    problems += count_twice([each.reply for each in confirmed if not each.problems])
    if problems:
        raise DataError(problems)
    later = _later([each.reply for each in every])
    return [
        replace(each, state=_state(each.reply, later), replaced_by=later.get(_root_of(each.reply), ""))
        for each in every
    ]


def _received(root: Path, folder: str, question: Question, bodies: dict[str, tuple[str, ...]]) -> Received:
    try:
        reply = read_reply(root, folder, question)
        _check_force(reply, bodies)
    except DataError as error:
        return Received(outline(root, folder), UNREAD, problems=tuple(error.problems))
    return Received(reply, UNREAD)


def _later(replies: list[Reply]) -> dict[str, str]:
    """Each reply that a later confirmed one replaces, and that one."""
    return {f"{r.force}/{r.replaces}": reply_id(r) for r in replies if r.replaces and r.confirmed}


def _state(reply: Reply, later: dict[str, str]) -> str:
    if not reply.confirmed:
        return UNREAD
    return REPLACED if _root_of(reply) in later else READ


def _root_of(reply: Reply) -> str:
    """The reply whose figures it belongs to: itself, or the one that it amends, and goes with."""
    return f"{reply.force}/{reply.amends}" if reply.amends else reply_id(reply)


def gather(root: Path, question: Question, bodies: dict[str, tuple[str, ...]]) -> list[Received]:
    """Every reply of the project at `root`; those that a person confirmed are opened, taken and reconciled.

    Raises DataError with every problem of a confirmed reply, and with every difference in it that nobody accepted.
    What is wrong in an unconfirmed one stops nothing: none of its numbers is used.
    """
    received, problems = [], []
    for each in list_received(root, question, bodies):
        if each.state == UNREAD:
            received.append(each)
            continue
        checked = check_reply(root, each.reply, question)
        problems += checked.problems
        problems += [
            checked.hider.hide_problem(contradiction(each.reply, check)) for check in checked.differences
        ]
        received.append(replace(each, checked=checked))
    if problems:
        raise DataError(problems)
    return [_without_amended(each, received, question.names) for each in received]


def _without_amended(each: Received, received: list[Received], names: tuple[str, ...]) -> Received:
    """A reply without the figures that a later one amends: of two that amend one figure the later holds."""
    later = [
        other
        for other in received
        if other.checked and other.reply.amends and _root_of(other.reply) == _root_of(each.reply)
        and (not each.reply.amends or other.reply.folder > each.reply.folder)
    ]  # fmt: skip
    if not later or not each.checked:
        return each
    keys = {key for other in later if other.checked for key in by_key(other.checked.taken, names)}
    return replace(each, checked=replace(each.checked, taken=without(each.checked.taken, keys, names)))


def _check_force(reply: Reply, bodies: dict[str, tuple[str, ...]]) -> None:
    """The folder says whose reply it is, and `force` must say the same."""
    own = reply.folder.split("/")[-2]
    if reply.force != own:
        why = f"force is {reply.force!r}, and the folder is that of {own!r}"
        raise DataError([Problem(reply.place, why, todo="move the folder, or correct force")])
    if reply.force not in bodies:
        raise DataError(
            [Problem(reply.place, "no such body was asked", value=reply.force, allowed=", ".join(bodies))]
        )


def match_body(text: str, bodies: dict[str, tuple[str, ...]]) -> str:
    """The id of the body that a text names; raises ParseError with the nearest.

    >>> match_body("Wexley Police", {"wexley": ("Wexley Police",)})
    'wexley'
    """
    rows = [(slug, names[0], "|".join(names[1:])) for slug, names in bodies.items()]
    return match_force(text, pd.DataFrame(rows, columns=["force", "name", "aliases"], dtype="string"))


def _no_such(reply: Reply, names: set[str]) -> list[Problem]:
    """What it replaces must be there."""
    name, entry = (reply.amends, "amends") if reply.amends else (reply.replaces, "replaces")
    if not name or f"{reply.force}/{name}" in names:
        return []
    allowed = ", ".join(sorted(n.split("/")[1] for n in names if n.startswith(f"{reply.force}/")))
    why = f"{entry}: there is no such folder of this force"
    return [Problem(reply.place, why, value=name, allowed=allowed)]


def count_twice(confirmed: list[Reply]) -> list[Problem]:
    """Of two confirmed replies of one force one must say that it replaces the other: added they count twice."""
    problems = []
    current: dict[str, Reply] = {}
    replaced = {f"{reply.force}/{reply.replaces}" for reply in confirmed if reply.replaces}
    names = {reply_id(reply) for reply in confirmed}
    for reply in confirmed:
        if reply.amends and _root_of(reply) not in names:
            why = f"amends: {reply.amends} is not confirmed, so that none of its figures is used"
            problems.append(Problem(reply.place, why, todo="confirm that one first"))
        if reply_id(reply) not in replaced and not reply.amends:
            first = current.setdefault(reply.force, reply)
            if first is not reply:
                why = f"{first.folder} is a confirmed reply of this force as well, and neither replaces the other"
                earlier = first.folder.split("/")[-1]
                todo = (
                    f'replaces = "{earlier}" in the later one, or amends = "{earlier}" if it gives some figures anew '
                    "and all others stand; or take confirmed_by out of one"
                )
                problems.append(Problem(reply.place, why, todo=todo))
    return problems
