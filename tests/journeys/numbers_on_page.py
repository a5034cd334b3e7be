"""What the tests of numbers read on a page: its sentences, panels and what opens them; and formulas recomputed."""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction
from html.parser import HTMLParser

from forcefoi.number import Number
from forcefoi.wording import read_phrase
from forcefoi.wording.words import phrases

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col", "path", "use"}
# What has digits in a sentence and is not a number; everything else must open.
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NO_NUMBER = (
    ("an address", r"https?://\S+"),
    ("a day", rf"\b\d{{1,2}} (?:{MONTH})(?: \d{{4}})?"),
    ("a month", rf"\b(?:{MONTH}) \d{{4}}"),
    ("a financial year", r"\b20\d{2}/\d{2}\b"),
    ("a year", r"\b(?:mid-)?20\d{2}\b"),
    ("a Home Office class", r"\b(?:3B|105B|8[LMQR])\b"),
    ("the name of an interval", r"\b95% interval\b|\b(?:95|99\.8)% limits\b"),
    ("a unit", r"\beach 1,000 (?:residents|women and girls)\b"),
    ("the reference of the request", r"\bFOI 951/18\b"),
    ("the name of a licence", r"\bLicence v3\.0\b"),
    ("the name of a publication", r"\b4ni\b"),
    ("the name of a table", r"\btable A4\b"),
    ("no change, as a ratio", r"which holds 1\b|\b1 would be chance alone"),
    ("the bound of what is listed to be checked", r"\b[Mm]ore than 50% away\b"),
    ("a telephone number", r"\bcall (?:999|101)\b"),
)
# What stands in a paragraph and is no sentence of ours, or one that the page has said already: marks, links to files,
# where a finding or a claim stands, the words that a claim used, and the bounds of the rule that they are judged by.
NOT_OURS = ("table-marks", "take", "card-words", "finding-source", "claim-by", "phrase", "rule")


class Page(HTMLParser):
    """`sentences`: the text of every paragraph and list item that our code made, without what opens. `panels`: id →
    how many inputs it has; `sources`: ids of the panels of sources. `opens`: what buttons and links of charts outside
    of panels point at; `told`: what each button there points at and says; `within`: panel → what buttons in it open.
    `cells`: caption → the cells of its rows as (what opens in it, its other text).
    """

    def __init__(self, html: str):
        super().__init__()
        self.stack: list[tuple[str, dict]] = []
        self.sentences: list[str] = []
        self.panels: dict[str, int] = {}
        self.panel_texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.opens: list[str] = []
        self.sources: list[str] = []
        self.within: dict[str, list[str]] = {}
        self.told: list[list[str]] = []
        self.hides: list[str] = []
        self.cells: dict[str, list[tuple[str, str]]] = {}
        self.caption, self.in_sentence = "", False
        self.panel = ""
        self.feed(html)

    def inside(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self.stack)

    def has_class(self, name: str) -> bool:
        return any(name in (attrs.get("class") or "").split() for _, attrs in self.stack)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.stack.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if "popovertarget" in found:
            place = found["popovertarget"]
            if place == self.panel:
                self.hides.append(place)
            elif self.panel:
                self.within[self.panel].append(place)
            else:
                self.opens.append(place)
                self.told.append([place, ""])
        if tag == "a" and self.panel.startswith("s-"):
            self.panel_texts[self.panel] += found["href"]
        if tag == "a" and found.get("href", "").startswith("#n-"):
            self.opens.append(found["href"][1:])
        if "popover" in found:
            self.panel = found["id"]
            self.panel_texts[self.panel], self.within[self.panel] = "", []
            if self.panel.startswith("s-"):
                self.sources.append(self.panel)
            else:
                self.panels[self.panel] = 0
        elif self.panel and tag == "li":
            self.panels[self.panel] += 1
        elif tag in ("p", "li") and self.has_class("output") and not self.inside("figure", "table"):
            self.sentences.append("")
        elif tag in ("td", "th"):
            self.cells.setdefault(self.caption, []).append(("", ""))
        elif tag == "caption":
            self.caption = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.stack.pop()[1].get("id") == self.panel:
            self.panel = ""

    def handle_data(self, data: str) -> None:
        if self.has_class("copy"):
            return
        if self.stack and self.stack[-1][0] == "button" and not self.panel:
            self.told[-1][1] += data
        if self.panel:
            self.panel_texts[self.panel] += data
        elif self.inside("caption"):
            self.caption += data
        elif self.inside("td", "th"):
            opening, other = self.cells[self.caption][-1]
            cell = (opening + data, other) if self.inside("button") else (opening, other + data)
            self.cells[self.caption][-1] = cell
        elif (
            self.has_class("output")
            and self.inside("p", "li")
            and not self.inside("figure", "pre", "code", "button")
            and not any(self.has_class(each) for each in NOT_OURS)
        ):
            self.sentences[-1] += data


def untied(sentence: str) -> list[str]:
    """The numbers in a sentence, without what opens, that are tied to nothing."""
    for _, pattern in NO_NUMBER:
        sentence = re.sub(pattern, "", sentence)
    return re.findall(r"\d[\d.,/%]*", sentence)


LENGTH = re.compile(r"(?:(\d+) years?)?(?: and )?(?:(\d+) days?)?")
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def says_it(text: str, number: Number) -> bool:
    """Whether a text prints this number: one of its ends or what lies between them, rounded as it is printed, without
    its sign; or, in a working or a note, a part of its formula.
    """
    if text.lower() in WORDS:
        return number.low == number.high == WORDS.index(text.lower())
    if text == "about the same":
        return abs(number.low) < 0.5
    if (length := LENGTH.fullmatch(text)) and number.unit == "days":
        return abs(int(length[1] or 0) * 365.25 + int(length[2] or 0) - number.low) <= 2
    if not any(c.isdigit() for c in text):
        read = read_phrase(text)
        return phrases.bands(read.nearness, read.measure, read.said, read.step)[0].holds(Fraction(number.low))
    high = number.low if number.high is None else number.high
    for digits in re.findall(r"\d[\d,]*(?:\.\d+)?", text):
        value, places = float(digits.replace(",", "")), len(digits.partition(".")[2])
        half = 0.5 * 10**-places + 1e-9
        least, most = sorted((abs(number.low), abs(high)))
        near = least - half <= value <= most + half
        if text.startswith("at least"):
            near = -1e-9 <= least - value < 10**-places  # a least one is never rounded up
        bound = text.startswith(("less than", "more than", "down more than")) and abs(value - least) <= 1
        if not (near or bound or re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d.])", number.formula)):
            return False
    return True


OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", ",": None})


def evaluated(formula: str) -> tuple[float, float | None] | None:
    """The ends that a formula of arithmetic gives; None for one that names a method."""
    least, found, most = formula.partition("; most: ")
    ends = [least.removeprefix("least: "), most] if found else [formula]
    values = [_value(end) for end in ends]
    if values[0] is NotImplemented:
        return None
    return values[0], values[-1]


def _value(text: str) -> float | None:
    if text == "no upper bound":
        return None
    bare = re.sub(r", (?:if|since) .*", "", text)
    bare = re.sub(r"\bdays\b", "", bare)
    if re.search(r"[^\d\s.,÷×−+()]", bare):
        return NotImplemented
    return _reckon(ast.parse(bare.translate(SIGNS).strip(), mode="eval").body)


def _reckon(node: ast.AST) -> float:
    if isinstance(node, ast.Constant):
        return node.value
    return OPERATORS[type(node.op)](_reckon(node.left), _reckon(node.right))
