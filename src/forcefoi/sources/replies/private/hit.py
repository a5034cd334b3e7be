"""One place in a text that looks like personal data, before it is masked."""

from __future__ import annotations

from dataclasses import dataclass

NAME, MAIL, PHONE, OTHER = "name", "e-mail address", "phone number", "other"
KINDS = (NAME, MAIL, PHONE, OTHER)


@dataclass(frozen=True)
class Hit:
    """What was found in one text, from `start` to `end`. Never printed and never written: `mask` says what may be.

    `generic` marks what belongs to an office and not to a person; `what` says what an `other` is. `body` marks what
    stands right behind the name of a public body: likely its own, and held back all the same.
    """

    kind: str
    text: str
    start: int
    end: int
    generic: bool = False
    what: str = ""
    body: bool = False
