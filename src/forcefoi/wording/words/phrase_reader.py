"""Read one phrase out of a text: how near, to what, said of which measure. No number is judged here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from forcefoi.clean.squash import HYPHENS, squash
from forcefoi.errors import ParseError, nearest
from forcefoi.windows import MONTHS
from forcefoi.wording.words import phrase_patterns as shapes
from forcefoi.wording.words import phrases
from forcefoi.wording.words.number_words import read_number
from forcefoi.wording.words.phrase_patterns import KNOWN

# A number that is printed at an end of a change, and its step.
Ending = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Phrase:
    """What was read: `text` as it stood, squashed; `own` the id of a rule of its own, or `measure`, `nearness` (a
    rule's id, or ""), what is `said` and to which `step`. `ends` are the counts a change is
    printed with. `loaded` are words that measure nothing; `unread` the rest.
    """

    text: str
    kind: str
    own: str = ""
    measure: str = ""
    nearness: str = ""
    said: Fraction | None = None
    step: Fraction = Fraction(1)
    unit: str = ""
    over: bool = False
    pair: tuple[int, int] | None = None
    a_day: bool = False
    ends: tuple[Ending | None, Ending] | None = None
    loaded: tuple[str, ...] = ()
    unread: str = ""
    notes: tuple[str, ...] = ()


def read_phrase(text: str) -> Phrase:
    """The one phrase in a text, whatever its case, quotes and hyphens.

    Raises ParseError for a text that holds none, or two, or words that turn the phrase round ("not doubled").

    >>> p = read_phrase("Online threats ALMOST doubled")
    >>> p.text, p.nearness, p.measure, int(p.said)
    ('almost doubled', 'nearly', 'times', 2)
    """
    if not isinstance(text, str) or not text.strip():
        raise ParseError("phrase", text, "there are no words to read", KNOWN)
    line = _plain(text)
    if bad := re.search(r"[£$€½¼¾⅓⅔<>≤≥≈~+=*#^±]|(?:^|\s)-[0-9]", line):
        why = f"“{bad[0].strip()}” is not read, and may change what it says"
        raise ParseError("phrase", text, why, "signs in words: fewer than 5, at least 5, about 5")
    if points := re.search(r"\b(?:percentage |% ?)?points?\b|\bpp\b", line):
        why = f"“{points[0]}” are the difference of two shares, which is not checked"
        raise ParseError("phrase", text, why, "each share alone, with its part and its whole")
    # "In a day" is a span, as is "a year and a day"; "a day" alone makes a rate.
    a_day = bool(shapes.A_DAY.search(line)) and not re.search(r"\b(?:in|over|within|and) a day\b", line)
    rest = shapes.A_DAY.sub(" ", line) if a_day else line
    rest = shapes.WHEN.sub(" ", rest)
    rest, ends = _without_ends(" ".join(rest.split()))
    found = list(_matches(rest))
    if len(found) > 1:
        named = " and ".join(f"“{match[0]}”" for _, match in found)
        raise ParseError("phrase", text, f"it holds {len(found)} phrases, {named}: check each alone")
    if not found:
        raise ParseError(
            "phrase", text, "no phrase of the table is in it", KNOWN, nearest(line, shapes.EXAMPLES)
        )
    kind, match = found[0]
    read = replace(_made(text, kind, match), a_day=a_day, ends=ends)
    if ends and kind not in ("times", "change") and read.kind != "direction":
        raise ParseError("phrase", text, "“from … to …” is read beside a change alone", KNOWN)
    if a_day and read.kind not in ("change", "direction", "size"):
        raise ParseError("phrase", text, "a rate by the day is read for a size or a change alone", KNOWN)
    return replace(read, text=line if a_day or ends else match[0], unread=_unread(text, rest, match, read))


def _plain(text: str) -> str:
    line = squash(text).casefold()
    line = re.sub(r"[‘’`]", "'", line).replace("'", "")
    line = re.sub(r"[“”\"„«»]", " ", line)
    line = re.sub(r"(?: |^)[–—](?: |$)", " , ", line)
    line = HYPHENS.sub("-", line)
    line = re.sub(r"(?<=[a-z0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", line)
    line = re.sub(r" ?(?:%|per ?cent\b|pc\b)", "%", line)
    line = re.sub(r"\b([0-9]+)x\b", r"\1 times", line)
    line = re.sub(r"\b([0-9]+)fold\b", r"\1 fold", line)
    return " ".join(line.strip(" .!?;:,").split())


def _without_ends(line: str) -> tuple[str, tuple[Ending | None, Ending] | None]:
    """The line without the counts it is printed with ("from 276 to 433", "fell to 815"), and these."""
    found = shapes.FROM_TO.search(line)
    if found and not (re.fullmatch(shapes.YEAR, found["first"]) and re.fullmatch(shapes.YEAR, found["last"])):
        ends = (read_number(found["first"]), read_number(found["last"]))
        return " ".join(f"{line[: found.start()]} {line[found.end() :]}".split(" ")).strip(" ,()"), ends
    if found := shapes.MOVED_TO.search(line):
        left = f"{line[: found.start()]}{found['moved']}{line[found.end() :]}"
        return left, (None, read_number(found["last"]))
    return line, None


def _matches(line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Phrases from left to right, none over another; of those that begin at one place the longest."""
    at = 0
    while at < len(line):
        found = [(kind, match) for kind, pattern in shapes.PATTERNS if (match := pattern.search(line, at))]
        if not found:
            return
        kind, match = min(found, key=lambda one: (one[1].start(), -one[1].end()))
        yield kind, match
        at = match.end()


def _unread(text: str, line: str, match: re.Match[str], read: Phrase) -> str:
    """What is left, for a person to see; refused where it changes the phrase."""
    left = f"{line[: match.start()]} {line[match.end() :]}"
    words = re.findall(r"[^\s,.;:!?()]+", left)
    for word in words:
        if word in shapes.MAY and read.nearness in ("upper bound", "lower bound"):
            continue
        if word in shapes.CHANGING or word in shapes.NEARNESS or re.search(r"[0-9%]", word):
            why = f"“{word}” beside “{match[0]}” is not read, and may change what it says"
            raise ParseError(
                "phrase", text, why, "the phrase alone; the numbers come after it, each by itself"
            )
        if word not in shapes.HARMLESS and (near := _nearness_meant(word)):
            raise ParseError("phrase", text, f"“{word}” is not known", KNOWN, f"{near} {match[0]}")
    before = re.findall(r"[^\s,.;:!?()]+", line[: match.start()])
    if before and before[-1] == "by" and read.kind == "share":
        why = f"“by {match[0]}” is a change, and does not say which way"
        raise ParseError("phrase", text, why, f"up {match[0]}; down {match[0]}")
    if before and before[-1].endswith("ly"):
        why = f"“{before[-1]}” before “{match[0]}” is no word of the table, and may change what it says"
        raise ParseError("phrase", text, why, KNOWN)
    return " ".join(words) if set(words) - shapes.HARMLESS - shapes.MAY else ""


def _nearness_meant(word: str) -> str:
    """The word of nearness that a mistyped word is meant to be, or ""."""
    return next(
        iter(difflib.get_close_matches(word, [w for w in shapes.NEARNESS if " " not in w], 1, 0.75)), ""
    )


def _made(text: str, kind: str, match: re.Match[str]) -> Phrase:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    try:
        made = MAKERS[kind](groups)
    except ParseError as error:
        raise ParseError("phrase", text, str(error), KNOWN) from None
    loaded = tuple(
        word
        for name in ("adjective", "manner", "move", "adverb", "noun")
        for word in [groups.get(name, "")]
        if word in shapes.LOADED
    )
    return replace(made, nearness=shapes.NEARNESS.get(groups.get("near", ""), ""), loaded=loaded)


def _span(groups: dict[str, str]) -> Phrase:
    said, _ = (Fraction(1), None) if groups["n"] in ("a", "an") else read_number(groups["n"])
    said += Fraction(1, 2) if "half" in groups else 0
    days = groups.get("days")
    pair = None
    if days is not None:
        if groups["unit"] != "year" or "half" in groups or said.denominator != 1:
            raise ParseError("span", days, "days are read after whole years alone", "3 years and 177 days")
        pair = (int(said), 1 if days in ("a", "an") else int(read_number(days)[0]))
    # "Over four years", without another word of nearness, has two meanings.
    over = groups.get("lead") == "over" and "near" not in groups
    if groups.get("lead") == "within" and "near" not in groups:
        groups["near"] = "at most"
    return Phrase("", "span", measure="span", said=said, unit=groups["unit"], over=over, pair=pair)


def _since(groups: dict[str, str]) -> Phrase:
    first = int(groups["year"])
    end = groups.get("end")
    if end is not None and (int(end) - first - 1) % 100:
        raise ParseError("financial year", f"{first}/{end}", "the second year does not follow the first")
    month = 0
    if "month" in groups:
        month = [name.casefold() for name in MONTHS].index(groups["month"]) + 1
    unit = "month" if month else "financial year" if end else "year"
    return Phrase("", "span", own="since", unit=unit, pair=(first, month))


def _extreme(groups: dict[str, str]) -> Phrase:
    own = shapes.OWN[groups["own"]]
    if own in ("no change", "no clear change"):
        if "n" in groups:
            raise ParseError("phrase", groups["n"], "no number belongs to it")
        return Phrase("", "direction", own=own)
    said, step = read_number(groups["n"]) if "n" in groups else (None, Fraction(1))
    if own in ("a high of", "a low of") and said is None:
        raise ParseError("phrase", groups["own"], "the number is missing", "a high of 2,569")
    return Phrase("", "extreme", own=own, said=said, step=step)


def _times(groups: dict[str, str]) -> Phrase:
    falls = groups.get("move", "") in shapes.FALLS
    notes: tuple[str, ...] = ()
    if word := groups.get("multiple"):
        down = word in phrases.MULTIPLES_DOWN
        said = Fraction((phrases.MULTIPLES_DOWN if down else phrases.MULTIPLES_UP)[word])
    else:
        down, said = False, read_number(groups["n"])[0] + (Fraction(1, 2) if "half" in groups else 0)
        if (groups.get("like") or "").startswith(("more", "higher")):
            notes = (
                "“times more” is read as “times as many”; some readers add one to it: write “times as many”",
            )
    if said <= 1:
        raise ParseError("multiple", str(said), "a multiple is above one", "1.5 times as many; half as many")
    if falls and not down:
        notes = (*notes, "a fall by a multiple is read as a division: write “to a third”, or “down 67%”")
    measure = "parts" if down or falls else "times"
    return Phrase("", "change", measure=measure, said=said, notes=notes)


def _change(groups: dict[str, str]) -> Phrase:
    way = "rise" if groups["move"] in shapes.RISES else "fall"
    unit, said, step = ("count", *read_number(groups["n"])) if "n" in groups else _share_said(groups)
    if not said:
        raise ParseError(
            "change",
            "a change of 0",
            "a change of nothing has words of its own",
            "no change; no clear change",
        )
    return Phrase("", "change", measure=f"{way} {unit}", said=said, step=step)


def _share_said(groups: dict[str, str]) -> tuple[str, Fraction, Fraction]:
    if "percent" in groups:
        said, step = read_number(groups["percent"])
        # A percentage is printed to its digits: 60% is no round number of tens.
        return "%", said, min(step, Fraction(1))
    part = groups["part"]
    if "/" in part:
        top, bottom = (int(number) for number in part.split("/"))
    elif part == "half":
        top, bottom = 1, 2
    else:
        number, name = part.split()
        top = 1 if number in ("a", "an") else int(read_number(number)[0])
        bottom = phrases.PARTS[name if name in phrases.PARTS else name.removesuffix("s")]
    return "fraction", *_fraction(top, bottom)


def _fraction(top: int, bottom: int) -> tuple[Fraction, Fraction]:
    if not 0 < top < bottom:
        raise ParseError(
            "fraction", f"{top} in {bottom}", "it is more than none of it and less than all of it"
        )
    return Fraction(top, bottom), Fraction(1)


def _direction(groups: dict[str, str]) -> Phrase:
    return Phrase("", "direction", own="rose" if groups["move"] in shapes.RISES else "fell")


def _share(groups: dict[str, str]) -> Phrase:
    if "m" not in groups:
        unit, said, step = _share_said(groups)
        return Phrase("", "share", measure=f"share {unit}", said=said, step=step)
    whole = read_number(groups["m"])[0]
    part = (
        {"none": Fraction(0), "all": whole}.get(groups.get("all", ""))
        if "all" in groups
        else read_number(groups["n"])[0]
    )
    if part is None or part.denominator != 1 or whole.denominator != 1:
        raise ParseError("share", f"{part} of {whole}", "it is said in whole numbers")
    if groups["of"] == "of" or (groups["of"] == "out of" and whole > 100):
        if "near" in groups:
            raise ParseError("share", groups["near"], "two counts are given as they are")
        return Phrase("", "share", own="N of M", pair=(int(part), int(whole)))
    said, step = _fraction(int(part), int(whole))
    return Phrase("", "share", measure="share fraction", said=said, step=step)


def _size(groups: dict[str, str]) -> Phrase:
    said, step = (Fraction(0), Fraction(1)) if "none" in groups else read_number(groups["n"])
    return Phrase("", "size", measure="size", said=said, step=step)


MAKERS = {
    "span": _span,
    "since": _since,
    "extreme": _extreme,
    "times": _times,
    "change": _change,
    "direction": _direction,
    "share": _share,
    "size": _size,
}
