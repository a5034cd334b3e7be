"""Find a reply by what a person calls it: the force, and its reference or the name of its folder."""

from __future__ import annotations

from pathlib import Path

from forcefoi.clean.squash import fold
from forcefoi.errors import ForcefoiError
from forcefoi.question import Question
from forcefoi.sources.replies.gather import folders, match_body
from forcefoi.sources.replies.read_reply import outline, read_reply
from forcefoi.sources.replies.reading import Reply


def find_reply(
    root: Path, question: Question, bodies: dict[str, tuple[str, ...]], force: str, which: str = ""
) -> Reply:
    """The one reply of a force, or the one with this reference or folder.

    Raises ParseError for an unknown force, ForcefoiError where there is none, or more than one and nothing says which.
    """
    slug = match_body(force, bodies)
    own = [each for each in folders(root) if each.split("/")[-2] == slug]
    if which:
        own = [each for each in own if _is(outline(root, each), which)] or _none(slug, own)
    if not own:
        raise ForcefoiError(f"no reply of {slug} is filed\n  to do:    forcefoi reply add {slug} FILE")
    if len(own) > 1:
        names = ", ".join(each.split("/")[-1] for each in own)
        raise ForcefoiError(f"{slug} has {len(own)} replies: name one of them\n  allowed:  {names}")
    return read_reply(root, own[0], question)


def _is(reply: Reply, which: str) -> bool:
    return fold(which) in (fold(reply.reference), fold(reply.folder.split("/")[-1]))


def _none(slug: str, own: list[str]) -> list[str]:
    names = ", ".join(each.split("/")[-1] for each in own) or "none is filed"
    raise ForcefoiError(f"{slug} has no such reply\n  allowed:  {names}")
