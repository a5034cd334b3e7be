"""The card to share: everything on it is whole, inside, and apart."""

from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from forcefoi.charts import share_card
from forcefoi.charts.fitting import width_of, wrap
from forcefoi.charts.share_card import HIGH, WIDE
from forcefoi.errors import ForcefoiError

LONG = (
    "Police Service of Northern Ireland with British Transport Police, Ministry of Defence Police and others"
)
TEXTS = {
    "short": ("Kent Police", "Harassment up", "A basis", "A source", ""),
    "long name": (LONG, "Harassment up " * 4, "A basis " * 8, "A source " * 15, "Part year. " * 6),
    "long headline": ("Kent", "A finding of many words. " * 14, "A basis", "A source", "A caveat " * 12),
    "one word": ("K" * 60, "W" * 90, "B" * 60, "S" * 60, "C" * 60),
    "hostile": ("$\\frac{1}{$ {0} %s", "<b>\x00\u202e 100% $x$", "_a^b", "مرحبا 警察", "a\nb"),
}


def card(texts: tuple[str, ...]):
    return share_card(**dict(zip(("name", "headline", "basis", "source", "caveat"), texts, strict=True)))


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_all_text_is_inside_and_apart(texts: tuple[str, ...]) -> None:
    figure = card(texts).figure()
    boxes = [
        text.get_window_extent(figure.canvas.get_renderer())
        for text in figure.findobj(Text)
        if text.get_text()
    ]
    assert len(boxes) >= 5 - (not texts[4])
    for box in boxes:
        assert box.x0 >= 16 and box.x1 <= WIDE and box.y0 >= 0 and box.y1 <= HIGH, box
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            # Lines of one text may touch by the tails of their letters, no more.
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            down = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across <= 0 or down <= 3, (one, other)


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_no_word_of_it_is_lost(texts: tuple[str, ...]) -> None:
    made = card(texts)
    drawn = "".join(text.get_text() for text in made.figure().findobj(Text)).replace(" ", "")
    for text in (made.name, made.headline, made.basis, made.source, made.caveat):
        assert text.replace(" ", "") in drawn and text.rstrip(".") in made.alt


def test_it_is_a_png_of_the_size_that_networks_show_whole() -> None:
    content = card(TEXTS["short"]).png()
    image = Image.open(io.BytesIO(content))
    assert image.size == (1200, 630) and len(content) < 100_000
    assert image.text == {"Title": "Kent Police", "Description": card(TEXTS["short"]).alt}
    assert len(np.unique(np.asarray(image.convert("L")))) > 10  # something is drawn
    assert content == card(TEXTS["short"]).png()


def test_a_text_that_would_have_to_be_cut_is_refused() -> None:
    with pytest.raises(ForcefoiError, match="give a shorter text"):
        card(("Kent", "word " * 1000, "b", "s", "")).png()


def test_lines_are_never_wider_than_asked() -> None:
    for width in (40, 100, 300):
        lines = wrap("Some words and averyveryverylongwordwithoutaspace", width, 14.5, bold=True)
        assert max(width_of(line, 14.5, bold=True) for line in lines) <= width
        assert "".join(lines).replace(" ", "") == "Somewordsandaveryveryverylongwordwithoutaspace"
