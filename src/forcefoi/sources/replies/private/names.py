"""Names of people in a text: after a label, a title, a rank, a greeting; or where a common given name begins them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from forcefoi.sources.replies.private.hit import NAME, Hit
from forcefoi.sources.replies.private.words import given_names, no_names, perhaps_places, places

UPPER, LETTER = "A-ZÀ-ÖØ-ÞŁŠŽĀ-Ž", "A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’-"
START = r"(?<![\w-])(?<!\w['’])"
WORD = rf"[{UPPER}][{LETTER}]{{1,30}}"
SPACE = "[ \t\u00a0]{1,3}"
INITIALS = rf"(?:[{UPPER}]\.?[ \u00a0]?){{0,3}}"
SMALL = r"(?:de|da|di|del|la|van|von|der|den|bin|al|el|ap|ab|ul|ur)"
# Somebody's name as it stands after a label: initials and words.
PERSON = re.compile(
    rf"{INITIALS}{WORD}(?:{SPACE}(?:{SMALL}{SPACE}){{0,2}}(?:{WORD}|[{UPPER}]\b\.?)){{0,3}}(?![\w])"
)
RUN = re.compile(
    rf"{START}{WORD}(?:{SPACE}(?:&{SPACE})?(?:(?:[{UPPER}]\.?|{SMALL}){SPACE}){{0,2}}{WORD}){{1,9}}"
)
TURNED = re.compile(rf"{START}({WORD}),[ \u00a0]?({WORD})(?:{SPACE}({WORD}))?")
# J. Placeholder
INITIALED = re.compile(rf"{START}(?:[{UPPER}]\.[ \u00a0]?){{1,3}}(?={WORD})")
TITLE = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Cllr|PC|PS|DC|DS|DI|DCI|DCS|TDC|WPC|PCSO|ACC|DCC|Sgt"
    r"|Sergeant|Insp|Inspector|Supt|Superintendent|Constable|MR|MRS|MS|MISS|DR|SGT|INSP|SUPT)\.?[ \u00a0]{1,3}"
    rf"(?:\d{{2,6}}[ \u00a0]{{1,3}})?(?={INITIALS}{WORD})"
)
LABELS = (
    r"(?:(?:contact|full|first|last|officer|victim|suspect|requester|applicant|staff)(?:'s)?[ ])?name|surname|forename"
    r"|(?:decision[ -]maker|requester|applicant|researcher|analyst|author|contact|officer|oic|case handler|signed)"
    r"|(?:investigating|reviewing|dealing|information|disclosure|foi|contact|case)[ ]officer"
    r"|(?:prepared|produced|compiled|completed|created|written|collated|sent|checked|approved|signed|requested|modified)"
    r"[ ]by|from|to|cc|attn|attention|fao"
)
LABEL = re.compile(rf"(?<![\w-])(?:{LABELS})[ \t]?(?::|[ ][–-][ ])[ \t]*(?:\n[ \t]*)?", re.IGNORECASE)
DEAR = re.compile(r"(?<!\w)(?:dear|hi|hello)[ \t\u00a0]+", re.IGNORECASE)
GOODBYE = re.compile(
    r"(?<!\w)(?:yours[ ](?:sincerely|faithfully|truly)|sincerely|(?:(?:kind|best|warm|kindest)[ ])?regards|best wishes"
    r"|many thanks|thanks|thank you)[ \t]?[,.]?[ \t]*(?:\n[ \t]*){1,8}", re.IGNORECASE
)  # fmt: skip
# How far under a letter's last words a name may stand.
FOOT, FOOT_LINES = 400, 6
LEADS = (TITLE, INITIALED, LABEL, DEAR, GOODBYE)


def find_names(text: str, areas: frozenset[str] = frozenset()) -> Iterator[Hit]:
    """Every likely name of a person in a text; one place may be given twice.

    `areas` has words of forces and offences, in small letters: after a label they are no one's name.

    >>> [hit.text for hit in find_names("Dear Ms Placeholder: John Invented of St George's Hospital asked.")]
    ['Placeholder', 'John Invented']
    """
    for lead in LEADS:
        for found in lead.finditer(text):
            if (name := PERSON.match(text, found.end())) and (hit := _led(name, areas)):
                yield hit
    yield from _signed(text, areas)
    yield from _runs(text)
    for found in TURNED.finditer(text):
        surname, given, after = (word and _key(word) for word in found.groups())
        if given in given_names()[0] and surname not in no_names() | areas and after not in places():
            yield Hit(NAME, text[found.start() : found.end(2)], found.start(), found.end(2))


def is_person(text: str, areas: frozenset[str] = frozenset(), least: int = 2) -> bool:
    """Whether a whole cell is like somebody's name: `least` words with capitals, none of which is a known other one.

    >>> is_person("A Placeholder"), is_person("Grievous Bodily Harm"), is_person("Female")
    (True, False, False)
    """
    found = PERSON.fullmatch(text.strip().replace(",", " "))
    words = re.findall(rf"[{UPPER}][{LETTER}]*", text)
    return (
        bool(found)
        and len(words) >= least
        and len(max(words, key=len)) > 1
        and not any(_other(word, areas) for word in words)
    )


def _signed(text: str, areas: frozenset[str]) -> Iterator[Hit]:
    """Names in the lines under a letter's last words: an office may stand above them, or the place of a signature."""
    for found in GOODBYE.finditer(text):
        end = found.end()
        for line in text[end : end + FOOT].split("\n")[:FOOT_LINES]:
            if is_person(line, areas):
                start = end + len(line) - len(line.lstrip())
                yield Hit(NAME, line.strip(), start, start + len(line.strip()))
            end += len(line) + 1


def _led(name: re.Match[str], areas: frozenset[str]) -> Hit | None:
    """What stands after a label, up to the first word that is no one's name."""
    end = name.start()
    for word in re.finditer(rf"[{UPPER}][{LETTER}]*", name.group()):
        given = _key(word.group()) in given_names()[0]
        if _other(word.group(), areas) and not given:
            break
        end = name.start() + word.end()
    text = name.string[name.start() : end]
    following = re.match(rf"(?:{SPACE}{WORD}){{0,2}}", name.string[end : end + 80])
    place = following and places() & set(following.group().casefold().split())
    return Hit(NAME, text, name.start(), end) if len(text) > 1 and not place else None


def _other(word: str, areas: frozenset[str]) -> bool:
    """Whether a word is a known one that is no one's name: `Harassment`, `Dyfed-Powys`."""
    parts = [part.removesuffix("'s") for part in re.split("[-–]", word.casefold().replace("’", "'")) if part]
    return len(word) > 1 and all(part in no_names() or part in areas for part in parts)


def _key(word: str) -> str:
    """A word as the lists have it: in small letters, without accents."""
    low = word.casefold().strip("'’-")
    return low if low.isascii() else re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", low))


def _runs(text: str) -> Iterator[Hit]:
    """Names among words with capitals: a common given name, and a word after it that may be a surname."""
    sure, doubtful = given_names()
    for run in RUN.finditer(text):
        words = list(re.finditer(rf"&|[{UPPER}][{LETTER}]+", run.group()))
        low = [_key(word.group()) for word in words]
        for at in range(len(low) - 1):
            given, after = low[at], low[at + 1]
            if after in no_names() or not (given in sure or given in doubtful):
                continue
            whole = low[at:] if "&" in low[at:] else low[at : at + 4]
            if places() & set(whole):
                continue
            if given in doubtful and (
                words[at].group().isupper() or len(low) > 3 or after in perhaps_places()
            ):
                continue
            start, end = run.start() + words[at].start(), run.start() + words[at + 1].end()
            yield Hit(NAME, text[start:end].rstrip("'’-"), start, end)
