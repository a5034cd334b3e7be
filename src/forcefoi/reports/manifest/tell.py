"""Say what a comparison found: one line when all is the same, else what differs, then and now, and why it may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from os.path import commonprefix

from forcefoi.reports.manifest.compare import Compared, Difference
from forcefoi.reports.manifest.marks import unmarked

# So many differences are shown before the rest is only counted.
MOST = 30
FEW = 3
LONGEST = 220  # letters of a line that are shown
AS_BUILT = "the libraries or this machine: nothing that they are made of has changed"


def verdict(found: Compared) -> str:
    """The answer in one line.

    >>> verdict(Compared(same=4812))
    '4,812 numbers compared, 4,812 the same.'
    """
    start = f"{found.compared:,} numbers compared, {found.same:,} the same"
    differ = "differs" if found.differ == 1 else "differ"
    counts = ((found.differ, differ), (found.gone, "gone"), (found.new, "new"))
    others = [f"{count:,} {word}" for count, word in counts if count]
    reworded = sum(each.reworded for each in found.differences)
    if reworded:
        others.append(f"{reworded:,} {'sentence' if reworded == 1 else 'sentences'} around them changed")
    return f"{start}{': ' if others else ''}{', '.join(others)}."


def told(found: Compared, pictures: bool = True, most: int | None = MOST) -> Iterator[str]:
    """What the comparison found, line by line, the verdict last. `pictures` says whether pictures are compared; of the
    differences at most so many are told one by one. None is for all of them, with no line cut.
    """
    changed = found.changed.named()
    for page in found.pages_gone:
        yield f"{page}: was published, and is not there now"
    for page in found.pages_new:
        yield f"{page}: is there now, and was not published"
    groups = list(_alike(found.differences))
    for pages, difference in groups[:most]:
        yield from _difference(pages, difference, changed, LONGEST if most is not None else None)
    if most is not None and len(groups) > most:
        rest = sum(len(pages) for pages, _ in groups[most:])
        yield f"… and {rest:,} more places that are not as they were (all of them: make verify ARGS=--all)"
    if not found.all_the_same:
        yield ""
    yield from _changed(found, changed)
    yield from _files(found, pictures)
    yield verdict(found)


def _difference(
    pages: list[str], difference: Difference, changed: list[str], longest: int | None
) -> Iterator[str]:
    place = f": {difference.place}" if difference.place else ""
    then, now = unmarked(difference.then), unmarked(difference.now)
    at = _first_other(then, now)
    yield f"{_some(pages)}{place}"
    if difference.reworded:
        yield f"  then:  {_excerpt(then, at, longest)}"
        yield f"  now:   {_excerpt(now, at, longest)}"
        yield from _numbers(difference)
    elif then and now:
        yield f"  {_excerpt(now, at, longest)}"
        yield from _numbers(difference)
    else:
        yield f"  {'gone: ' if then else 'new:  '} {_excerpt(then or now, 0, longest)}"
    yield f"  changed: {_because(difference, changed)}"


def _numbers(difference: Difference) -> Iterator[str]:
    for (before, after), times in Counter(difference.numbers).items():
        yield f"  then {before or 'none'}, now {after or 'none'}{f' ({times} times)' if times > 1 else ''}"


def _first_other(then: str, now: str) -> int:
    """At which letter two lines begin to differ.

    >>> _first_other("It rose.", "It fell.")
    3
    """
    return len(commonprefix((then, now)))


def _because(difference: Difference, changed: list[str]) -> str:
    if difference.inputs:
        return "; ".join(difference.inputs)
    if not changed:
        return AS_BUILT
    return changed[0] if len(changed) == 1 else f"one of these: {'; '.join(changed)}"


def _changed(found: Compared, changed: list[str]) -> Iterator[str]:
    if changed:
        yield "What the pages are made of that is not as it was when they were published:"
        yield from (f"  {each}" for each in changed)


def _files(found: Compared, pictures: bool) -> Iterator[str]:
    if found.other_words:
        count = len(found.other_words)
        yield f"In the words around no number {count:,} {_pages(count)} not as published: {_some(found.other_words)}."
    if not pictures:
        yield "Pictures, workbooks and the bytes of pages are not compared: they hang on the versions of libraries."
        return
    others = [*found.pictures, *found.workbooks]
    if found.other_bytes:
        count = len(found.other_bytes)
        yield f"In looks alone {count:,} {_pages(count)} not as published: {_some(found.other_bytes)}."
    if others:
        of = f"{len(others):,} of {found.files:,} pictures and workbooks"
        yield f"{of} are not byte for byte as published: {_some(others)}."
    elif not (found.other_bytes or found.other_words or not found.all_the_same):
        yield f"Every page and all {found.files:,} pictures and workbooks are byte for byte as published."


def _pages(count: int) -> str:
    return "page is" if count == 1 else "pages are"


def _alike(differences: Iterable[Difference]) -> Iterator[tuple[list[str], Difference]]:
    """Differences that several pages have in common, once, with the pages; pages of forces before tables."""
    pages: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    first: dict[tuple[str, str, str, tuple[str, ...]], Difference] = {}
    for each in differences:
        key = (each.place, each.then, each.now, each.inputs)
        pages.setdefault(key, []).append(each.page)
        first.setdefault(key, each)
    yield from sorted(((pages[key], first[key]) for key in first), key=lambda pair: _weight(*pair))


def _weight(pages: list[str], difference: Difference) -> tuple[int, str]:
    """What a reader sees first is told first: sentences and tables, then what opens, then the tables behind them."""
    behind = pages[0].startswith("data/")
    opens = difference.place.startswith(("number ", "download ", "the unrounded "))
    return (2 if behind else 1 if opens else 0), pages[0]


def _some(names: list[str]) -> str:
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def _excerpt(text: str, at: int, longest: int | None) -> str:
    """So much of a line as is needed to find it by, with what stands at one place in the middle; all of it where
    `longest` is None.

    >>> _excerpt("It rose by 9 crimes in the year to March.", 8, 12)
    '…rose by 9 c…'
    """
    if longest is None or len(text) <= longest:
        return text
    start = max(0, min(at - longest // 2, len(text) - longest))
    end = start + longest
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
