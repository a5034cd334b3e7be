"""Where answers stand: no answer to an earlier choice while the next is made, and a refusal in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from forcefoi import wording
from forcefoi.errors import ForcefoiError
from forcefoi.explore.said import place, say_in


def texts(out) -> list[str]:
    return [each["data"]["text/plain"] for each in out.outputs]


def test_the_earlier_answer_is_gone_while_the_next_one_is_made() -> None:
    out, seen = place(), []

    def make() -> Iterator[object]:
        seen.extend(texts(out))
        yield wording.paragraphs("The next answer.")

    say_in(out, lambda: [wording.paragraphs("The earlier answer.")])
    say_in(out, make, "Looking …")
    assert seen == ["Looking …"]
    assert texts(out) == ["The next answer."]


def test_a_refusal_is_said_and_a_fault_is_raised() -> None:
    out = place()

    def refuse() -> Iterator[object]:
        raise ForcefoiError("no <class> is chosen")
        yield

    say_in(out, refuse)
    assert texts(out) == ["no <class> is chosen"]
    assert "no &lt;class&gt; is chosen" in out.outputs[0]["data"]["text/html"]
    with pytest.raises(ZeroDivisionError):
        say_in(out, lambda: [1 / 0])
