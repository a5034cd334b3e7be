"""Check a phrase of a draft, or look up a claim that was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import ipywidgets

from forcefoi.errors import ParseError
from forcefoi.explore.made import made_tables
from forcefoi.explore.said import place, say_in
from forcefoi.explore.show_claim import show_claim
from forcefoi.explore.written import written
from forcefoi.wording import Judgement, check

WIDE = ipywidgets.Layout(width="100%", max_width="34rem")
LABEL = {"description_width": "9rem"}
NUMBERS = ("First number", "Second number")


def claim_checker() -> ClaimChecker:
    """Widgets in a notebook: a phrase with its numbers, judged by `check`; and the claims that were published.

    A phrase about a change needs two counts (crimes), before and after, and says more with the days of each window; a
    size needs one count; a span its first and its last day. The verdict has its rule, its working, its caveats and
    words that would be right. Published claims stand as on the fact-check, from `data/raw/claims.toml`.

    Raises DataError with what is wrong in `data/raw/`. What a phrase or number lacks is said under the widgets.

    >>> widgets = claim_checker()
    >>> widgets.judge("fell", "2,569", "815", days=("365", "177"))
    >>> widgets.judged.verdict
    'not like for like'
    """
    return ClaimChecker()


class ClaimChecker(ipywidgets.VBox):
    """The widgets of `claim_checker`."""

    def __init__(self) -> None:
        self.judged: Judgement | None = None
        self._phrase = _text("Phrase", "almost doubled")
        self._numbers = [_text(name, example) for name, example in zip(NUMBERS, ("276", "433"), strict=True)]
        self._days = [_text(f"Days of the {word}", "365") for word in ("first", "second")]
        self._button = ipywidgets.Button(description="Check the phrase", button_style="primary")
        self._claim = ipywidgets.Dropdown(
            options=[("Choose a claim", ""), *_claims()],
            description="Published claim",
            layout=WIDE,
            style=LABEL,
        )
        self._said, self._card = place(), place()
        self._button.on_click(lambda _: say_in(self._said, self._judgement))
        self._claim.observe(lambda _: say_in(self._card, self._cards), "value")
        super().__init__(
            [self._phrase, *self._numbers, *self._days, self._button, self._said, self._claim, self._card]
        )

    def judge(
        self, phrase: str, *numbers: str | int | date, days: tuple[str | int, ...] | list[str | int] = ()
    ) -> None:
        """Fill in the widgets and check, as a person does. Raises ParseError for what can't be filled in."""
        said = written("phrase", phrase)
        counts, lengths = _fitting("numbers", numbers), _fitting("days", days)
        self._phrase.value = said
        for widgets, values in ((self._numbers, counts), (self._days, lengths)):
            for at, widget in enumerate(widgets):
                widget.value = values[at] if at < len(values) else ""
        self._button.click()

    def _judgement(self) -> Iterator[Any]:
        self.judged = None
        numbers = [each.value.strip() for each in self._numbers if each.value.strip()]
        days = " ".join(each.value.strip() for each in self._days if each.value.strip())
        self.judged = check(self._phrase.value, *numbers, days=days or None)
        yield self.judged

    def _cards(self) -> Iterator[Any]:
        if self._claim.value:
            yield show_claim(self._claim.value)


def _fitting(name: str, values: object) -> list[str]:
    """What stands in the two fields of one kind, as text; a third would be left out of what is judged."""
    if not isinstance(values, tuple | list) or len(values) > len(NUMBERS):
        allowed = f"at most {len(NUMBERS)}, for more of them call forcefoi.check"
        raise ParseError(f"choice of {name}", values, "the widgets have no place for it", allowed)
    return [written(f"text for {name}", value) for value in values]


def _text(name: str, example: str) -> ipywidgets.Text:
    return ipywidgets.Text(
        description=name, placeholder=f"such as {example}", layout=WIDE, style=LABEL, continuous_update=False
    )


def _claims() -> list[tuple[str, str]]:
    t = made_tables()
    names = dict(zip(t.forces["force"], t.forces["name"], strict=True))
    return [
        (f"{names.get(each.claim.force, 'All forces')}: {each.claim.said}", each.claim.id)
        for each in t.checked
    ]
