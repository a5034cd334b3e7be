"""What opens of a number: what it is, its formula, its inputs and where each stands. Each source of a page once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from forcefoi.harmless import harmless, plain
from forcefoi.number import Input, Number

# How a number is found that is nothing but one thing that stands somewhere: what was worked out from it opens it.
READ = ("as printed", "as corrected", "as published", "the sum of these cells")
ADDRESS = re.compile(r"(?<!\w)https?://\S+")
AFTER = ";,.:!?”’»"  # what can follow an address in a sentence, and is no part of it
# The source of an input: who and when, and the address, between what says the place in it.
SOURCE = re.compile(
    r"(?P<before>about: )?(?P<name>(?:(?!https?://|corrected by us).)+): (?P<url>https?://\S+)"
)
SHORT = 60
LONG_ID = 28


def panels(numbers: Iterable[Number], back: Mapping[str, str] | None = None) -> str:
    """The panels of numbers as HTML, and of the sources they name, each once.

    A number opens to what it was worked out from; an input that is itself among the numbers is a button that opens
    that number's panel; the source of an input is one that opens its full name and address. Panels within panels need
    no script. `back` is HTML id of a panel → id of a chart whose link leads there: where script is off, such a link
    shows the panel as the page's target, which no button closes, and a link back to the chart does.

    >>> place = Input("a", "nine crimes", "A paper, 1 May 2018: https://example.org/1")
    >>> html = panels([Number("a", 9, 9, "crimes", "Crimes recorded", "as printed", (place,))])
    >>> "How: as printed" in html, html.count("https://example.org/1")
    (True, 1)
    """
    found = tuple(numbers)
    read = {number.inputs[0].id: number for number in found if _is_read(number)}
    sources: dict[str, str] = {}
    each = [_panel(number, read, sources, (back or {}).get(target(number), "")) for number in found]
    return "\n".join([*each, *sources.values()])


def target(number: Number) -> str:
    """The HTML id of a number's panel. A long id is given by its hash: a page names each of hundreds several times.

    >>> target(Number("kent-1", 9, 9, "crimes", "Crimes recorded", "as printed", ()))
    'n-kent-1'
    """
    if len(number.id) <= LONG_ID:
        return f"n-{number.id}"
    return f"n-{hashlib.sha256(number.id.encode()).hexdigest()[:10]}"


def value_text(number: Number) -> str:
    """The value of a number with its unit, with three decimals where it is not whole.

    >>> value_text(Number("a", 3.342466, None, "crimes a day", "", "", ()))
    'at least 3.342 crimes a day'
    >>> value_text(Number("a", -68.2756, -68.2756, "%", "", "", ()))
    '−68.276%'
    """
    low = _plain(number.low)
    if number.high is None:
        value = f"at least {low}"
    else:
        value = low if number.high == number.low else f"{low} to {_plain(number.high)}"
    return f"{value}%" if number.unit == "%" else f"{value} {number.unit}".rstrip()


def _plain(value: float) -> str:
    how = ",.0f" if float(value).is_integer() else ",.3f" if abs(value) >= 0.01 else ".3g"
    return format(value, how).replace("-", "−")


def titled(number: Number) -> str:
    """What a number is, with its value: the first line of its panel.

    >>> titled(Number("a", 9, 9, "crimes", "Crimes recorded", "as printed", ()))
    'Crimes recorded: 9 crimes'
    """
    return f"{number.what}: {value_text(number)}"


def _is_read(number: Number) -> bool:
    return len(number.inputs) == 1 and number.formula.startswith(READ)


def _panel(number: Number, read: Mapping[str, Number], sources: dict[str, str], back: str) -> str:
    inputs = "".join(f"<li>{_input(each, number, read, sources)}</li>" for each in number.inputs)
    shut = f'<a class="back" href="#{escape(back)}">Close</a>' if back else ""
    return _box(
        target(number),
        f"<p><b>{harmless(titled(number))}</b></p><p>How: {harmless(number.formula)}</p><ul>{inputs}</ul>",
        shut,
    )


def _box(name: str, inside: str, shut: str = "") -> str:
    """A panel; a button in it that points at itself closes it, being there only while it is open."""
    return (
        f'<div popover id="{name}" class="working">{inside}'
        f'<button popovertarget="{name}">Close</button>{shut}</div>'
    )


def _input(each: Input, number: Number, read: Mapping[str, Number], sources: dict[str, str]) -> str:
    own = read.get(each.id, number)
    if own is not number:
        return f'<button popovertarget="{target(own)}">{harmless(_named(each, own))}</button>'
    return f"{harmless(each.text)}. {'; '.join(_place(each.where, sources))}"


def _named(each: Input, own: Number) -> str:
    """A number among the inputs of another: a figure is named by what it counts, and all else by its own first line."""
    return each.text.partition("; printed as")[0] if each.id == own.id else titled(own)


def _place(where: str, sources: dict[str, str]) -> Iterator[str]:
    """Where an input stands, part by part; a source is a button with its short name. `sources` gains its panel."""
    for part in where.split("; "):
        found = SOURCE.fullmatch(part)
        if found is None:
            yield link_addresses(part)
            continue
        name, url = found["name"], found["url"]
        # Of the content, not of the place on the page: in a notebook the panels of several outputs stand together.
        key = f"s-{hashlib.sha256(f'{name} {url}'.encode()).hexdigest()[:6]}"
        sources.setdefault(key, _source(key, name, url))
        before = escape(found["before"] or "")
        yield f'{before}<button popovertarget="{key}">{harmless(shortened(name))}</button>'


def _source(key: str, name: str, url: str) -> str:
    host = url.removeprefix("https://").removeprefix("http://").partition("/")[0]
    link = f'<a href="{escape(url)}">{escape(host)}</a>'
    return _box(key, f"<p><b>{harmless(name)}</b></p><p>{link}</p>")


def shortened(name: str) -> str:
    """The name of a source as far as it is needed to know it by: its panel has the whole.

    >>> shortened("Home Office, released 23 April 2026")
    'Home Office, released 23 April 2026'
    >>> shortened("Office for National Statistics, National Records of Scotland, and many more, mid-2018 edition")
    'Office for National Statistics …'
    """
    if len(name) <= SHORT:
        return name
    comma = name.rfind(", ", 0, SHORT)
    return f"{name[: comma if comma > 0 else SHORT]} …"


def link_addresses(text: str) -> str:
    """Text made harmless, with each web address in it as a link; the marks of a sentence that follow one are no part
    of it, nor is a bracket that closes what opened before it.

    >>> link_addresses("(see https://example.org/a;b); it")
    '(see <a class="address" href="https://example.org/a;b">https://example.org/a;b</a>); it'
    """
    pieces, done, text = [], 0, plain(text)
    for found in ADDRESS.finditer(text):
        url = bare(found[0])
        safe = escape(url)
        pieces += [harmless(text[done : found.start()]), f'<a class="address" href="{safe}">{safe}</a>']
        done = found.start() + len(url)
    return "".join([*pieces, harmless(text[done:])])


def bare(address: str) -> str:
    """An address without what follows it in a sentence.

    >>> bare("https://example.org/a_(b));"), bare("https://example.org/a.")
    ('https://example.org/a_(b)', 'https://example.org/a')
    """
    while address[-1] in AFTER or (address[-1] in ")]" and not _closes(address)):
        address = address[:-1]
    return address


def _closes(address: str) -> bool:
    """Whether the bracket at the end belongs to one in the address."""
    end = address[-1]
    return address.count("(["[")]".index(end)]) >= address.count(end)
