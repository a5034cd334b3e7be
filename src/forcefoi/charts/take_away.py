"""What a reader takes away from a page: a picture to share, and what a workbook of its tables has to say of itself."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from forcefoi.carried import MARKER, TAKE_MIME
from forcefoi.charts.share_card import ShareCard
from forcefoi.disarm import without_controls
from forcefoi.errors import ForcefoiError

AWAY = "away"  # the place of its links


@dataclass(frozen=True)
class TakeAway:
    """Made by `take_away`; in a notebook it shows the words of the card, on a page the links to the files as well."""

    title: str
    about: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    day: date
    card: ShareCard | None = None

    def _repr_html_(self) -> str:
        words = (
            f'<p class="card-words">In the picture to share: {escape(self.card.alt)}</p>' if self.card else ""
        )
        return f"{MARKER.format(AWAY)}{words}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        plain = {
            "title": self.title,
            "about": list(self.about),
            "notes": list(self.notes),
            "sources": list(self.sources),
            "day": self.day.isoformat(),
        }
        if self.card:
            plain["card"] = base64.b64encode(self.card.png()).decode()
            plain["alt"] = self.card.alt
        return {TAKE_MIME: [plain]}


def take_away(
    title: str,
    *,
    about: Iterable[str],
    notes: Iterable[str],
    sources: Iterable[str],
    day: date,
    card: ShareCard | None = None,
) -> TakeAway:
    """The take-away of a page, shown once, near its end. `title` names the workbook; `about` are sentences for its
    cover, `notes` the caveats, `sources` lines with addresses; `day` is the newest day of the data (not today), which
    dates the file, so that it is the same file tomorrow.

    Raises ForcefoiError without a title.

    >>> take_away("Kent Police", about=["Figures."], notes=[], sources=[], day=date(2026, 4, 23))._repr_html_()
    '<!--take:away-->'
    """
    if not title.strip():
        raise ForcefoiError("a workbook needs a title\n  to do:    say whose figures they are")
    return TakeAway(_clean(title), _lines(about), _lines(notes), _lines(sources), day, card)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_clean(text) for text in texts if str(text).strip())


def _clean(text: object) -> str:
    return without_controls(str.__str__(text) if isinstance(text, str) else str(text))
