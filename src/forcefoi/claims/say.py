"""Checked claims for a terminal: a line each, or one of them whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forcefoi.claims.page import label
from forcefoi.claims.verdict import Checked
from forcefoi.errors import ForcefoiError, nearest, shown


def lines(checked: Sequence[Checked]) -> Iterator[str]:
    """One line a claim: its id, its verdict, and whether a person has accepted it."""
    if not checked:
        yield "There are no claims in data/raw/claims.toml."
    wide = max((len(each.claim.id) for each in checked), default=0)
    for each in checked:
        state = each.to_accept or f"accepted {each.claim.accepted[-1].on}"
        yield f"{each.claim.id:{wide}}  {each.verdict:21}  {state}"


def verdicts_to_accept(checked: Sequence[Checked]) -> str:
    """What to do where verdicts are to be accepted; '' where none is."""
    ids = [each.claim.id for each in checked if each.to_accept]
    if not ids:
        return ""
    return (
        f"To be accepted by a person: {', '.join(ids)}\n"
        f'  to do:    forcefoi claims show {ids[0]}; if it is right: forcefoi claims accept {ids[0]} --because "…"'
    )


def chosen(checked: Sequence[Checked], name: str) -> Checked:
    """The claim of this id. Raises ForcefoiError, with the nearest, where there is none."""
    by_id = {each.claim.id: each for each in checked}
    if not isinstance(name, str) or name not in by_id:
        near = nearest(name, by_id)
        raise ForcefoiError(
            f"no claim is called {shown(name)}"
            + (f". Did you mean {near!r}?" if near else "")
            + f"\n  allowed:  {', '.join(by_id) or 'there are no claims in data/raw/claims.toml'}"
        )
    return by_id[name]


def told_whole(each: Checked, has_read: bool = False) -> Iterator[str]:
    """All that is known of one claim, line by line; `has_read` says whether its force's own reply has been read."""
    claim = each.claim
    yield f"{claim.id}: {claim.said}"
    yield f"  {claim.publisher}, {claim.published or 'date of the page not seen'}: {claim.url}"
    yield f"  {label(each.verdict, each.basis, has_read)}."
    for part in each.parts:
        yield f"  “{part.assertion.phrase}” ({part.assertion.kind}): {part.verdict}"
        yield f"      {part.working}"
        yield f"      {part.rule}"
    for sentence in each.right:
        yield f"  right:    {sentence}"
    for caveat in each.caveats:
        yield f"  caveat:   {caveat.text}"
    yield f"  accepted: {each.to_accept or claim.accepted[-1].on}"
