"""Hold what was published against what is built now, number by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from forcefoi.number import Input
from forcefoi.reports.manifest.changed_inputs import Changed, changed_inputs, hangs_on
from forcefoi.reports.manifest.manifest import Manifest, count_numbers, of
from forcefoi.reports.manifest.marks import OPEN, numbers, words
from forcefoi.reports.manifest.take import Taken

# Two lines of one place that are at least so much alike are one line that was changed.
ALIKE = 0.6
# More lines than these are not held against each other one by one: what is left of them is gone, or new.
MOST = 200
# Unrounded numbers may differ by this much of themselves: other libraries and machines add up in another order.
TOLERANCE = 1e-9
LONG = 9  # digits of a number that was never rounded for a reader
# The page, the place on it, the line now → the numbers that it opens.
Ids = Mapping[tuple[str, str, str], tuple[str, ...]]


@dataclass(frozen=True)
class Difference:
    """A line that is not as it was. `then` and `now` are its text with marks, '' for a line that is new or gone;
    `inputs` names what it hangs on that changed, as far as that is known.
    """

    page: str
    place: str
    then: str
    now: str
    inputs: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Then and now of each number that differs; all of them where the sentence is another."""
        before, after = numbers(self.then), numbers(self.now)
        if len(before) != len(after):
            return [(", ".join(before), ", ".join(after))]
        return [(a, b) for a, b in zip(before, after, strict=True) if not same_number(a, b)]

    @property
    def reworded(self) -> bool:
        """Whether the words around the numbers changed."""
        return bool(self.then and self.now) and words(self.then) != words(self.now)


@dataclass
class Compared:
    """How many numbers were the `same`; how many `differ`, are `gone`, are `new`; every line that is not as it was;
    `pages_gone` and `pages_new`; pages of which only the words without a number, or only the bytes, are others; files
    that are others; and what changed of all they are made of.
    """

    same: int = 0
    differ: int = 0
    gone: int = 0
    new: int = 0
    differences: list[Difference] = field(default_factory=list)
    pages_gone: list[str] = field(default_factory=list)
    pages_new: list[str] = field(default_factory=list)
    other_words: list[str] = field(default_factory=list)
    other_bytes: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    workbooks: list[str] = field(default_factory=list)
    files: int = 0
    changed: Changed = field(default_factory=Changed)

    @property
    def compared(self) -> int:
        """How many published numbers were looked for."""
        return self.same + self.differ + self.gone

    @property
    def all_the_same(self) -> bool:
        """Whether every published number is there, in the sentence it stood in, and no other."""
        return not (self.differences or self.pages_gone or self.pages_new)


def compare_built(then: Manifest, built: Taken) -> Compared:
    """Compare what was published with what a project that was built publishes now."""
    ids = {(page, line.place, line.text): line.ids for page, lines in built.lines.items() for line in lines}
    return compare(then, of(built), built.inputs, ids)


def compare(
    then: Manifest,
    now: Manifest,
    inputs: Mapping[str, Mapping[str, tuple[Input, ...]]] | None = None,
    ids: Ids | None = None,
) -> Compared:
    """Compare two manifests. `inputs` is page → id of a number → what it was worked out from, and `ids` which numbers
    a line opens, both of now; without them no number is known to hang on any one input.
    """
    inputs, ids = inputs or {}, ids or {}
    found = Compared(changed=changed_inputs(then.made_of, now.made_of))
    known, there = ({*each.pages, *each.lines} for each in (then, now))
    found.pages_gone, found.pages_new = sorted(known - there), sorted(there - known)
    found.gone = sum(count_numbers(then.lines.get(page, {})) for page in found.pages_gone)
    found.new = sum(count_numbers(now.lines.get(page, {})) for page in found.pages_new)
    for page in sorted(known & there):
        before, after = then.lines.get(page, {}), now.lines.get(page, {})
        for place in dict.fromkeys([*before, *after]):
            for old, new in _paired(before.get(place, []), after.get(place, [])):
                _note(found, page, place, old, new, inputs.get(page, {}), ids)
    found.differences = _as_elsewhere(found.differences)
    told = {each.page for each in found.differences}
    for page in sorted(then.pages.keys() & now.pages.keys()):
        if page in told or then.pages[page] == now.pages[page]:
            continue
        other_words = then.pages[page].words != now.pages[page].words
        (found.other_words if other_words else found.other_bytes).append(page)
    found.pictures = _others(then.pictures, now.pictures)
    found.workbooks = _others(then.workbooks, now.workbooks)
    found.files = len({*then.pictures, *then.workbooks})
    return found


def _note(
    found: Compared,
    page: str,
    place: str,
    old: str,
    new: str,
    inputs: Mapping[str, tuple[Input, ...]],
    ids: Ids,
) -> None:
    """Count the numbers of one line, and keep it where it is not as it was."""
    before, after = numbers(old), numbers(new)
    if not old:
        found.new += len(after)
    elif not new:
        found.gone += len(before)
    elif len(before) == len(after):
        same = sum(map(same_number, before, after))
        found.same += same
        found.differ += len(before) - same
    else:
        # It can't be told which of them is which: a number that is still there is the same, the others are not.
        common = sum((Counter(before) & Counter(after)).values())
        found.same += common
        found.gone += len(before) - common
        found.new += len(after) - common
    difference = Difference(page, place, old, new)
    if old and new and not difference.reworded and not difference.numbers:
        return
    opened = ids.get((page, place, new), ())
    given = [each for name in opened for each in inputs.get(name, ())]
    found.differences.append(Difference(page, place, old, new, tuple(hangs_on(given, found.changed))))


def _as_elsewhere(differences: list[Difference]) -> list[Difference]:
    """A label or a cell that doesn't open hangs on what a number that does hangs on, where the same change of the same
    number stands on the same page.
    """
    known: dict[tuple[str, tuple[str, str]], dict[str, None]] = {}
    for each in differences:
        for change in each.numbers if each.inputs else ():
            known.setdefault((each.page, change), {}).update(dict.fromkeys(each.inputs))
    found = []
    for each in differences:
        changes = [(each.page, change) for change in each.numbers]
        if not each.inputs and changes and all(change in known for change in changes):
            inputs = tuple(dict.fromkeys(name for change in changes for name in known[change]))
            each = replace(each, inputs=inputs)
        found.append(each)
    return found


def _paired(before: list[str], after: list[str]) -> Iterable[tuple[str, str]]:
    """Each line of then with its line of now: the same, or with the same words, or of the same cell, or much alike; ''
    stands for a line that is only there once.
    """
    common = Counter(before) & Counter(after)
    yield from ((line, line) for line in common.elements())
    old, new = _without(before, common), _without(after, common)
    for key in (words, _label):
        pairs = _by(old, new, key)
        yield from pairs
        old = _without(old, Counter(a for a, _ in pairs))
        new = _without(new, Counter(b for _, b in pairs))
    if max(len(old), len(new)) <= MOST:
        pairs = _alike(old, new)
        yield from pairs
        old = _without(old, Counter(a for a, _ in pairs))
        new = _without(new, Counter(b for _, b in pairs))
    yield from ((line, "") for line in old)
    yield from (("", line) for line in new)


def _by(old: list[str], new: list[str], key: Callable[[str], str]) -> list[tuple[str, str]]:
    """Pairs of lines that have one key, in order."""
    waiting: dict[str, list[str]] = {}
    for line in new:
        waiting.setdefault(key(line), []).append(line)
    return [(line, waiting[key(line)].pop(0)) for line in old if key(line) and waiting.get(key(line))]


def _label(line: str) -> str:
    """The row and column of a cell, or what a row of a table is by; '' where a line has none."""
    label, colon, _ = line.partition(": ")
    return label if colon and OPEN not in label else ""


def _alike(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    rated = sorted(
        ((_ratio(a, b), -i, -j) for i, a in enumerate(old) for j, b in enumerate(new)), reverse=True
    )
    pairs, used_old, used_new = [], set(), set()
    for ratio, i, j in rated:
        if ratio < ALIKE or i in used_old or j in used_new:
            continue
        used_old.add(i)
        used_new.add(j)
        pairs.append((old[-i], new[-j]))
    return pairs


def _ratio(first: str, second: str) -> float:
    match = SequenceMatcher(None, first, second, autojunk=False)
    # Both are upper bounds, and cheap.
    return match.ratio() if match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE else 0.0


def same_number(then: str, now: str) -> bool:
    """Whether a reader is told the same number. Unrounded ones may differ in their last digits.

    >>> same_number("2,569", "2,570"), same_number("7.331368284524448", "7.331368284524449")
    (False, True)
    """
    if then == now:
        return True
    if min(sum(c.isdigit() for c in each) for each in (then, now)) < LONG:
        return False
    try:
        first, second = float(then), float(now)
    except ValueError:
        return False
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))


def _without(lines: list[str], taken: Counter[str]) -> list[str]:
    left = Counter(taken)
    kept = []
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            kept.append(line)
    return kept


def _others(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
