"""A draft without questions is right: what it gives is what the table says."""

from __future__ import annotations

from hypothesis import given, settings
from tests.sources.replies.draft.layouts import Laid, laid_out

from forcefoi.clean.count import Count
from forcefoi.sources.replies.draft.draft_reply import Draft, draft_reply
from forcefoi.sources.replies.draft.try_out import reply_of
from forcefoi.sources.replies.take import take


def given_by(draft: Draft, laid: Laid) -> tuple[dict[tuple[str, ...], Count], list[str]]:
    """All that the drafted tables give, and what is wrong with it."""
    found: dict[tuple[str, ...], Count] = {}
    wrong = []
    reply = reply_of([sketch.entry for sketch in draft.sketches], laid.question)
    for table in reply.tables:
        taken = take(table, laid.document, laid.question, "draft")
        wrong += [str(problem) for problem in taken.problems]
        for cell in taken.cells if table.use == "figures" else ():
            key = cell.key(laid.question.names)
            if key in found:
                wrong.append(f"{key} stands twice")
            found[key] = cell.count
    return found, wrong


@given(laid_out())
@settings(max_examples=120, deadline=None)
def test_a_draft_is_right_or_asks(laid: Laid) -> None:
    draft = draft_reply([laid.document], laid.question)
    if draft.questions:
        # What is asked is still a reading: none of its entries is one that a reading can't have.
        if draft.sketches:
            reply_of([sketch.entry for sketch in draft.sketches], laid.question)
        return
    found, wrong = given_by(draft, laid)
    assert not wrong
    assert found.keys() == laid.truth.keys()
    for key, count in laid.truth.items():
        assert (found[key].low, found[key].high) == (count.low, count.high)
