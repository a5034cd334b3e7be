"""What pages say, whole: sentences.txt has the sentences, tables, questions and letters of some forces' pages.

Under a line stands what opens in it: each number as it is printed, and its id. Whoever changes a word, a rule or a
figure reads there what pages say from now on. What stands under “invented” was never printed or sent by
anybody. To write the file anew: `.venv/bin/python tests/wording/test_sentences_whole.py`; then read what changed in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from functools import cached_property
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from invented import YEAR, rows

from forcefoi import analysis, wording
from forcefoi.analysis import quality
from forcefoi.analysis.odd import alike_figures, comparable_years, nearest_of
from forcefoi.clean import WITH_COUNT
from forcefoi.files import find_root
from forcefoi.number import Number
from forcefoi.processed.tables import Tables, make_tables
from forcefoi.told import Sentence, Told, bundle, marked, numbers_in, unmarked
from forcefoi.windows import Window
from forcefoi.wording.findings import source_line
from forcefoi.wording.tables import HEADINGS

FILE = Path(__file__).with_name("sentences.txt")
OFFICIAL = "stalking and harassment"
FIRST, SECOND = Window.financial_year(2015), Window.financial_year(2016)
# The forces nearest in residents to Northumbria, Kent and Cheshire. With the others there come the same, in more time.
NEAR = (
    "avon-and-somerset",
    "derbyshire",
    "devon-and-cornwall",
    "essex",
    "hampshire",
    "hertfordshire",
    "humberside",
    "lancashire",
    "leicestershire",
    "merseyside",
    "nottinghamshire",
    "south-wales",
    "south-yorkshire",
    "staffordshire",
    "sussex",
    "west-mercia",
)
LAST = Window(date(2018, 4, 1), date(2018, 9, 24))
ALL = Window(FIRST.start, LAST.end)


@dataclass
class Whole:
    """The tables, and what the pages of all forces work out from them alike."""

    tables: Tables

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The forces of the funnel plot."""
        t = self.tables
        return analysis.comparators(t.recorded_crime, t.forces, t.exercise.funnel)

    @cached_property
    def funnel(self) -> analysis.Funnel:
        """The funnel plot."""
        return analysis.outliers(self.compared, self.tables.exercise)

    @cached_property
    def years(self) -> pd.DataFrame:
        """Recorded crime by year, in which forces of one size are found."""
        t = self.tables
        near = t.recorded_crime["force"].isin([*NEAR, "northumbria", "kent", "cheshire"])
        return comparable_years(t.recorded_crime[near], t.forces, t.exercise)


class Page:
    """One force's page: what its sentences are made from, each worked out when it is asked for (`WORKED_OUT`)."""

    def __init__(
        self, whole: Whole, force: str, figures: pd.DataFrame | None = None, **known: object
    ) -> None:
        t = whole.tables
        self.whole, self.force, self.exercise = whole, force, t.exercise
        of = {name: table[table["force"] == force] for name, table in t.named().items() if "force" in table}
        self.figures = of["figures"] if figures is None else figures
        self.known = of["coverage"].iloc[0].copy()
        for name, value in known.items():
            self.known[name] = value
        self.name, self.row = str(self.known["name"]), of["forces"].iloc[0]
        self.forces, self.recorded_crime, self.corrections = (
            of[name] for name in ("forces", "recorded_crime", "corrections")
        )
        self.uk = t.figures[t.figures["force"] == "uk"]
        self.alike = alike_figures(t.figures, t.forces, force, self.exercise)
        printed = t.sources[t.sources["source_id"].isin(self.figures["source_id"])]
        paper = dict(publisher="An invented paper", published=pd.Timestamp("2018-12-20"), url="")
        invented = [{"source_id": name, **paper} for name in self.figures["source_id"] if name[:2] == "s-"]
        more = pd.DataFrame(invented, columns=printed.columns).astype(printed.dtypes.to_dict())
        self.sources = pd.concat([printed, more]) if invented else printed

    def __getattr__(self, name: str) -> object:
        if name not in WORKED_OUT:
            raise AttributeError(name)
        self.__dict__[name] = found = WORKED_OUT[name](self)
        return found


# As notebooks/force.ipynb has them.
WORKED_OUT: dict[str, Callable[[Page], object]] = {
    "changes": lambda p: analysis.changes(p.figures, p.exercise),
    "agreed": lambda p: analysis.agreement(p.figures, p.exercise),
    "highest": lambda p: analysis.highest_year(p.figures, p.exercise),
    "both": lambda p: analysis.with_unknown_gender(p.figures, p.exercise),
    "rests": lambda p: analysis.rests(p.figures, p.exercise),
    "shares": lambda p: analysis.share_of_recorded(p.figures, p.recorded_crime, p.exercise),
    "of_all": lambda p: analysis.share_of_total(
        p.figures, p.uk, p.forces, int(p.whole.tables.forces["women_and_girls_2018"].sum()), p.exercise
    ),
    "recorded": lambda p: analysis.recorded_change(p.recorded_crime, OFFICIAL, p.exercise),
    "funnel": lambda p: p.whole.funnel if p.known["on_funnel"] else None,
    "rates": lambda p: analysis.per_day(p.figures, p.exercise),
    "recorded_rates": lambda p: analysis.recorded_rates(p.recorded_crime, p.forces, OFFICIAL, p.exercise),
    "per_woman": lambda p: analysis.published_rates(p.figures, p.forces, p.exercise),
    "odd": lambda p: analysis.check_by_hand(
        p.figures,
        p.forces,
        p.recorded_crime,
        p.alike,
        p.whole.tables.forces[p.whole.tables.forces["force"].isin(p.alike["force"])],
        nearest_of(p.whole.years, p.force),
        p.exercise,
    ),
}


def found(p: Page) -> wording.Findings:
    answers = ("changes", "agreed", "highest", "both", "rests", "shares", "of_all", "recorded", "funnel")
    return wording.force_findings(
        p.figures, p.uk, p.known, *(getattr(p, name) for name in answers), p.exercise
    )


def findings(p: Page) -> Iterator[str]:
    for sentence in found(p).sentences:
        yield sentence
        yield f"    {source_line(sentence)}"


def keys(p: Page) -> Iterator[object]:
    shown = wording.key_numbers(p.figures, p.changes, p.recorded, p.funnel, p.known, p.exercise)
    for key in shown.keys:
        yield wording.named(key.label, Sentence([key.value, " ", *key.note.pieces]))


def limits(p: Page) -> list[Sentence]:
    names = ("changes", "rests", "highest", "both", "agreed", "rates", "shares", "of_all", "per_woman",
             "recorded_rates", "funnel", "odd")  # fmt: skip
    return wording.caveat_lines([getattr(p, name) for name in names], p.exercise, p.figures, p.alike)


def notes(p: Page) -> Iterator[str]:
    """Numbers that stand in texts of the data, with what they are: no analysis has them."""
    for number in numbers_in(
        [*limits(p), *wording.notes_list(p.figures), *wording.context_sentences(p.known, p.exercise)]
    ):
        if number.id.startswith("exercise~") or "~note-" in number.id or "~off-funnel" in number.id:
            yield full(number)


def full(number: Number) -> str:
    stands = "; ".join(f"{each.id}, {each.text}, {each.where}" for each in number.inputs)
    return (
        f"{number.id}: {number.low} to {number.high} {number.unit}, {number.what}, {number.formula}: {stands}"
    )


def letter(p: Page) -> str:
    asked = wording.questions(p.figures, p.known, p.exercise)
    return wording.right_of_reply(p.row, p.figures, found(p).sentences, asked, p.exercise)


def leaving(p: Page) -> Iterator[object]:
    """What stands on what leaves the page."""
    yield from wording.about_workbook(p.name, p.exercise)
    yield wording.newest_day(p.sources, p.recorded_crime, p.exercise)
    yield wording.published_source(p.figures, p.sources)
    for top in ([], ["The top."]):
        for name, text in wording.card_words(p.name, p.figures, p.known, p.sources, p.exercise, *top).items():
            yield f"{name}: {text}"


def around(p: Page) -> list[object]:
    """What introduces a part, or stands where there is none."""
    return [
        *wording.context_sentences(p.known, p.exercise),
        wording.request_intro(p.known),
        wording.nothing_more(p.changes.table),
        wording.nothing_beside(p.known, p.shares.table),
        *wording.rules_crossed(p.changes),
        *wording.method_lines(p.known, p.exercise),
        *wording.sources_list(p.sources),
    ]


def shown(p: Page) -> list[object]:
    """As HTML: what is shown whole, with what opens in it left out."""
    shown = [found(p), wording.key_numbers(p.figures, p.changes, p.recorded, p.funnel, p.known, p.exercise)]
    return [line for each in shown for line in (unmarked(each._repr_html_()), *str(each).split("\n"))]


SECTIONS: dict[str, Callable[[Page], Iterable[object] | pd.DataFrame | str]] = {
    "top": lambda p: [wording.top_line(p.figures, p.changes.table, p.known, p.exercise)],
    "key numbers": keys,
    "reply": lambda p: [wording.reply_sentence(p.known, p.exercise)],
    "findings": findings,
    "figures": lambda p: wording.figures_table(p.figures, p.sources, p.exercise),
    "figures in sentences": lambda p: [
        wording.figure_sentence(row, p.exercise)
        for _, row in p.figures.iterrows()
        if row["status"] in WITH_COUNT
    ],
    "figures in plain words": lambda p: [
        wording.figure_plain(row, p.name, p.exercise)
        for _, row in p.figures.iterrows()
        if row["status"] in WITH_COUNT
    ],
    "notes": lambda p: wording.notes_list(p.figures),
    "corrections": lambda p: wording.correction_sentences(p.corrections, p.figures, p.sources, p.exercise),
    "changes": lambda p: wording.change_sentences(p.changes.table, p.exercise),
    "changes in plain words": lambda p: [
        wording.change_plain(
            row, *(by_id(p).loc[row[end]] for end in ("before", "after")), p.name, p.exercise
        )
        for _, row in p.changes.table.iterrows()
    ],
    "table of changes": lambda p: wording.changes_table(p.changes.table, p.exercise),
    "changes not said yet": lambda p: wording.further(
        wording.change_sentences(p.changes.table, p.exercise)[:2],
        wording.change_sentences(p.changes.table, p.exercise)[:1],
    ),
    "what is left": lambda p: wording.rest_sentences(p.rests.table, p.exercise),
    "table of what is left": lambda p: wording.rests_table(p.rests.table, p.exercise),
    "highest year": lambda p: wording.highest_sentences(p.highest.table, p.exercise),
    "unknown genders": lambda p: wording.gender_sentences(p.both.table),
    "agreement": lambda p: wording.agreement_sentences(p.agreed.table, p.figures, p.exercise),
    "around": around,
    "recorded crime": lambda p: wording.recorded_change_sentences(p.recorded.table, p.name, p.exercise),
    "table of recorded crime": lambda p: wording.recorded_rates_table(p.recorded_rates.table),
    "funnel": lambda p: wording.funnel_sentences(p.funnel, p.force, p.exercise) if p.funnel else [],
    "shares": lambda p: wording.share_sentences(p.shares.table, p.exercise),
    "share of all": lambda p: wording.total_share_sentences(p.of_all.table, {p.force: p.name}, p.exercise),
    "table of shares": lambda p: wording.shares_table(p.shares.table, p.exercise),
    "table of rates": lambda p: wording.rates_table(p.per_woman.table, p.exercise),
    "to check by hand": lambda p: wording.odd_table(p.odd.table, p.exercise),
    "questions": lambda p: wording.questions(p.figures, p.known, p.exercise),
    "request": lambda p: wording.missing_windows_request(p.row, p.figures, p.exercise),
    "letter": letter,
    "caveats": limits,
    "numbers in notes": notes,
    "leaving": leaving,
    "as HTML": shown,
}


def by_id(p: Page) -> pd.DataFrame:
    return p.figures.set_index("figure_id", drop=False)


def invented(*made: dict, **all_of_them: object) -> Callable[[Tables], pd.DataFrame]:
    return lambda tables: rows(tables, *(all_of_them | each for each in made))


# Forces whose page stands in the file: the force, its figures if they are invented, what of its coverage is, and which
# parts stand there.
Case = tuple[str, Callable[[Tables], pd.DataFrame] | None, dict[str, object], tuple[str, ...]]
EVERY = tuple(SECTIONS)
FIGURE = ("top", "key numbers", "findings", "figures", "figures in sentences", "figures in plain words")
CHANGE = ("top", "key numbers", "changes", "changes in plain words", "table of changes")
SAID = ("top", "reply", "findings", "around", "questions", "leaving")
PRINTED = {"status": "figures public", "published_figures": 2, "publications": 2}
LAST_YEAR = dict(window_basis="inferred", window_as_published="last year")
THIS_YEAR = dict(window=LAST, window_basis="inferred", window_as_published="2018/19")
AT_LEAST = dict(status="at least", qualifier="at least")
ROUNDED = dict(low=950, high=1049, status="rounded", qualifier="rounded")
CASES: dict[str, Case] = {
    "northumbria": ("northumbria", None, {}, EVERY),
    "kent": ("kent", None, {}, EVERY[:-1]),
    "psni": (
        "psni",
        None,
        {},
        (
            *CHANGE,
            "notes",
            "what is left",
            "table of what is left",
            "shares",
            "table of shares",
            "around",
            "to check by hand",
            "questions",
            "request",
            "letter",
            "table of rates",
        ),
    ),
    "cheshire": (
        "cheshire",
        None,
        {},
        (*CHANGE, "findings", "highest year", "to check by hand", "agreement", "share of all", "caveats"),
    ),
    "cumbria": ("cumbria", None, {}, (*FIGURE, "unknown genders", "questions", "table of rates", "leaving")),
    "durham": ("durham", None, {}, (*SAID, "key numbers", "funnel", "request", "letter")),
    "city-of-london": (
        "city-of-london",
        None,
        {},
        ("around", "findings", "recorded crime", "table of recorded crime", "numbers in notes"),
    ),
    "wiltshire": ("wiltshire", None, {}, ("top", "key numbers", "leaving", "as HTML")),
    "mdp": ("mdp", None, {}, ("around", "findings", "key numbers", "as HTML")),
    "police-scotland": ("police-scotland", None, {}, ("around", "findings", "request")),
}
CASES["invented, refused"] = (
    "durham",
    invented(dict(status="refused", count=0)),
    {"status": "refused"},
    SAID,
)
for status in (
    "not held",
    "neither confirm nor deny",
    "no such class",
    "withdrawn",
    "no reply",
    "not asked",
):
    figure = dict(status=status, count=0, qualifier=status)
    CASES[f"invented, {status}"] = (
        "durham",
        invented(figure),
        {"status": status},
        ("top", "reply", "questions"),
    )
for what, made in {
    "a rise of few": [dict(count=20, window=SECOND), dict(count=60)],
    "a fall of few by the day": [dict(count=40), dict(count=4, **THIS_YEAR)],
    "no clear change": [dict(count=100, window=SECOND), dict(count=104)],
    "no clear change by the day": [dict(count=1000), dict(count=485, **THIS_YEAR)],
    "no clear change of few": [dict(count=20), dict(count=9, **THIS_YEAR)],
    "no clear change of few in a year": [dict(count=20, window=SECOND), dict(count=22)],
    "after none": [dict(count=0, window=SECOND), dict(count=60)],
    "none after": [dict(count=60, window=SECOND), dict(count=0)],
    "none and none": [dict(count=0, window=SECOND), dict(count=0)],
    "with a gap": [dict(count=100, window=FIRST), dict(count=50, victim_gender="female")],
    "of men": [dict(count=100, window=SECOND), dict(count=150)],
    "a fall": [dict(count=300, window=SECOND, **LAST_YEAR), dict(count=150)],
    "a rise from fifty": [dict(count=50, window=SECOND), dict(count=90)],
    "a fall from fifty by the day": [dict(count=50), dict(count=4, **THIS_YEAR)],
    "hardly any": [dict(count=2_000), dict(count=1, **THIS_YEAR)],
    "a little": [dict(count=100_000, window=SECOND), dict(count=103_000)],
    "not exact": [dict(count=100, window=SECOND), dict(count=150, **AT_LEAST)],
}.items():
    whose = {"victim_gender": "male"} if what == "of men" else {}
    CASES[f"invented, {what}"] = ("durham", invented(*made, **whose), PRINTED, CHANGE)
CASES |= {
    "invented, men before women": (
        "durham",
        invented(
            dict(count=900, window=ALL, victim_gender="male"),
            dict(count=30, window=SECOND, offences="8Q"),
            dict(count=70, window=SECOND, offences="3B"),
            dict(count=80, window=LAST, offences="8R"),
        ),
        PRINTED,
        ("top", "key numbers", "findings", "figures"),
    ),
    "invented, of men and after none": (
        "durham",
        invented(
            dict(count=100, window=SECOND, victim_gender="male"),
            dict(count=300, victim_gender="male"),
            dict(count=0, window=SECOND, offences="8Q"),
            dict(count=60, offences="8Q"),
        ),
        PRINTED,
        ("to check by hand", "changes", "changes not said yet"),
    ),
    "invented, a part of a year before April": (
        "durham",
        invented(
            dict(count=100, window=Window(date(2017, 1, 1), date(2017, 3, 31))),
            dict(count=300, window=Window(date(2018, 1, 1), date(2018, 3, 31)), **LAST_YEAR),
        ),
        PRINTED,
        ("top", "changes", "caveats", "leaving", "letter"),
    ),
    "invented, in one of two windows": (
        "durham",
        invented(
            dict(count=100, window=SECOND),
            dict(count=150, other_windows="2018-04-01/2018-09-24|2017-01-01/2017-12-31"),
        ),
        PRINTED,
        (*CHANGE, "questions", "request"),
    ),
    "invented, across two rules": (
        "durham",
        invented(
            dict(count=100, window=SECOND, offences="harassment"),
            dict(count=150, window=LAST, offences="harassment"),
        ),
        PRINTED,
        (*CHANGE, "letter", "questions", "caveats"),
    ),
    "invented, genders not recorded": (
        "durham",
        invented(
            dict(count=10, offences="8Q"),
            dict(count=11, offences="8Q", window=SECOND),
            dict(count=12, offences="3B"),
            dict(count=13, offences="8R", window=FIRST),
            dict(count=3, offences="8Q", victim_gender="not recorded"),
            dict(count=0, offences="8M", victim_gender="not recorded"),
            dict(count=0, offences="all", window=LAST, victim_gender="not recorded"),
        ),
        PRINTED,
        ("questions",),
    ),
    "invented, windows to ask about": (
        "durham",
        invented(
            dict(count=100, window=SECOND, window_basis="inferred", window_as_published="then"),
            dict(count=100, window_basis="inferred", window_as_published="now"),
            dict(count=100, offences="8Q", window_basis="inferred", window_as_published="{today}"),
            dict(
                count=100,
                offences="3B",
                window=Window(date(2017, 4, 1), date(2017, 12, 31)),
                window_basis="inferred",
            )
            | {"window_as_published": "2017/18"},
            dict(count=300, offences="8R", window=Window(SECOND.start, YEAR.end), **LAST_YEAR),
            dict(count=100, offences="8R", window=SECOND),
            dict(AT_LEAST, count=200, offences="8R"),
            dict(AT_LEAST, count=200, offences="8M"),
            dict(count=300, offences="8M"),
            dict(count=9, offences="105B", **LAST_YEAR),
            dict(count=9, offences="105B", window=LAST),
        ),
        PRINTED,
        ("questions",),
    ),
    "invented, every year": (
        "durham",
        invented(dict(count=10, window=FIRST), dict(count=20, window=SECOND), dict(count=30)),
        PRINTED,
        ("highest year", "questions"),
    ),
    "invented, before the tables": (
        "durham",
        invented(
            dict(count=10, window=Window(date(2013, 4, 1), date(2013, 6, 30))),
            dict(count=20, window=Window.financial_year(2013)),
            dict(count=30, window=Window(date(2014, 3, 1), date(2014, 6, 30))),
            dict(count=900_000, offences="8Q"),
            dict(AT_LEAST, count=7, offences="harassment", window=SECOND),
        ),
        PRINTED,
        ("shares", "table of shares"),
    ),
    "invented, no residents": (
        "city-of-london",
        lambda t: rows(t, dict(count=300)).assign(force="city-of-london"),
        PRINTED,
        ("table of rates", "table of recorded crime", "leaving"),
    ),
    "invented, one of two inferred": (
        "durham",
        invented(dict(count=300, **LAST_YEAR), dict(count=30, window=SECOND)),
        PRINTED,
        ("leaving",),
    ),
    "invented, elsewhere": (
        "psni",
        lambda t: rows(t, dict(count=300), dict(count=90, **THIS_YEAR)).assign(force="psni"),
        {},
        CHANGE,
    ),
    "invented, what a count is": (
        "durham",
        invented(
            dict(ROUNDED, window=ALL, offences="all"),
            dict(AT_LEAST, window=SECOND),
            dict(AT_LEAST, count=0),
            dict(count=1, offences="8Q"),
            dict(count=0, offences="3B"),
            dict(offences="105B", low=0, high=4, status="below threshold"),
            dict(
                count=0,
                offences="8M",
                status="below threshold",
                qualifier="withheld",
                note="withheld: with the others it would give away fewer than 5",
            ),
            dict(count=0, offences="8L", status="refused", qualifier="refused", note="section 12"),
            dict(count=44, offences="8R", victim_gender="all"),
            dict(count=12, offences="8R", victim_gender="not recorded"),
        ),
        PRINTED,
        (
            *FIGURE,
            "notes",
            "numbers in notes",
            "questions",
            "request",
            "letter",
            "caveats",
            "table of shares",
            "shares",
            "share of all",
            "table of rates",
            "what is left",
            "table of what is left",
            "leaving",
            "highest year",
            "unknown genders",
        ),
    ),
    "invented, contradictions": (
        "durham",
        invented(
            dict(count=5),
            dict(count=7),
            dict(count=9, window=SECOND),
            dict(count=9, window=SECOND),
            dict(count=8000, window=FIRST),
            dict(count=9000, offences="8Q", window=FIRST),
            dict(count=30, window=LAST),
            dict(count=0, window=LAST, status="refused"),
            dict(count=50, offences="3B"),
            dict(count=60, offences="3B", victim_gender="all"),
            dict(count=20, offences="3B", victim_gender="male"),
        ),
        PRINTED,
        (
            "top",
            "findings",
            "agreement",
            "what is left",
            "table of what is left",
            "questions",
            "letter",
            "around",
        ),
    ),
    "invented, all contradicted": (
        "durham",
        invented(dict(count=5), dict(count=7)),
        PRINTED,
        ("top", "key numbers", "findings", "around", "letter"),
    ),
    "invented, a reply": (
        "durham",
        invented(dict(count=500, source_id="reply-durham-1"), dict(count=400, window=SECOND)),
        {"status": "figures public", "published_figures": 1, "publications": 1, "reply_figures": 3},
        ("reply", "around", "letter", "notes", "leaving"),
    ),
    "invented, a reply alone": (
        "durham",
        invented(dict(count=500, source_id="reply-durham-1", note="Table 1 says 500, up 12.5% from 1,234.")),
        {"status": "figures public", "reply_figures": 1},
        ("reply", "notes", "numbers in notes", "leaving"),
    ),
    "invented, shares": (
        "durham",
        invented(
            dict(count=900_000, offences="8Q"),
            dict(count=900_000, window=ALL, offences="all"),
            dict(count=20, offences="harassment", **LAST_YEAR),
            dict(
                count=30, offences="harassment", other_windows="2016-04-01/2017-03-31|2015-04-01/2016-03-31"
            ),
            dict(count=40, offences="harassment", window=LAST),
            dict(AT_LEAST, count=7, offences="harassment", victim_gender="all"),
        ),
        PRINTED,
        (
            "shares",
            "table of shares",
            "share of all",
            "table of rates",
            "around",
            "questions",
            "request",
            "top",
            "caveats",
        ),
    ),
    "invented, all of a year": (
        "durham",
        lambda t: rows(
            t,
            *(
                dict(window=window, offences=code, victim_gender=gender, count=3)
                for window in (FIRST, SECOND, YEAR, LAST)
                for code in t.exercise.codes
                for gender in ("female", "male", "other", "not recorded")
            ),
        ).iloc[1:-1],
        PRINTED,
        ("request",),
    ),
}


def corrected(whole: Whole) -> list[str]:
    """Corrections that nobody made, of figures that were printed."""
    t = whole.tables
    cells = [
        ("psni-all-ni-1", "count", "277", "276", "A letter of 3 May 2019", "2019-05-03"),
        ("kent-all-ko-1", "note", "", "From the whole reply.", "Seen at https://example.org/1", "2019-05-03"),
        ("psni-all-ni-2", "count", "434", "433", "Seen at http://example.org/2", "2019-05-05"),
        ("cumbria-all-nw-2", "url", "http://example.org", "", "The paper’s archive.", "2019-06-01"),
        (
            "kent-stalking-kg-1",
            "window_start",
            "2018-04-01",
            "2017-04-01",
            "The reply, sheet 1",
            "2019-05-04",
        ),
    ]
    made = pd.DataFrame(
        [(name, name.partition("-")[0], *rest) for name, *rest in cells], columns=t.corrections.columns
    )
    made["on"] = pd.to_datetime(made["on"])
    return wording.correction_sentences(made, t.figures, t.sources, t.exercise)


def of_all_forces(whole: Whole) -> Iterator[object]:
    """Lines of the national page and of that on the quality of the data."""
    t = whole.tables
    replied = analysis.replies(t.coverage, t.exercise)
    yield wording.national_headline(replied, t.figures, t.exercise)
    yield wording.national_headline(replied, t.figures.assign(victim_gender="male"), t.exercise)
    yield wording.national_headline(replied, t.figures.assign(window_basis="stated"), t.exercise)
    yield wording.quality_headline(t.figures, quality.doubtful_figures(t.figures), t.recorded_crime)
    below = t.recorded_crime.index[t.recorded_crime["count"] < 0]
    one_below = t.recorded_crime.drop(below[1:])
    yield wording.quality_headline(t.figures.head(1), t.figures.head(0), one_below)
    yield from wording.missing_lines(t.figures, t.forces, t.exercise)
    every = rows(t, *(dict(window=window) for window in (FIRST, SECOND, YEAR, LAST)))
    yield wording.missing_lines(every, t.forces, t.exercise)[0]
    yield from wording.missing_lines(rows(t, dict(count=0, status="refused")), t.forces, t.exercise)
    yield from wording.note_lines(["flag", "asked"], t.exercise)
    yield from wording.breaks_notes(t.exercise).lines
    without = replace(t.exercise, breaks=(replace(t.exercise.breaks[0], url=""),))
    yield from wording.breaks_notes(without).lines
    yield wording.request_source(t.exercise)
    for wanted in ({}, {"recorded": False}, {"residents": False}, {"recorded": False, "residents": False}):
        yield f"official sources, {wanted}:"
        yield from wording.official_sources(t.exercise, **wanted)
    yield wording.recorded_source(t.exercise)
    yield wording.recorded_source(t.exercise, residents=True)


def few_recorded(whole: Whole) -> Iterator[object]:
    """Recorded crime of so few that no percentage is given, or just not so few."""
    page = Page(whole, "durham")
    for count in (1, 49, 50):
        for direction in ("rose", "fell", "no clear change", "can't be said"):
            table = page.recorded.table.assign(before_count=count, direction=direction)
            yield from wording.recorded_change_sentences(table, page.name, page.exercise)


def without_a_sum(whole: Whole) -> Iterator[object]:
    """What is found of a force of which nothing is known, where no sum of all is printed, or one of stated dates."""
    page = Page(whole, "durham")
    uk = page.uk
    for page.uk in (uk.iloc[:0], uk.assign(window_basis="stated")):
        yield found(page).sentences[1]


def pictures(whole: Whole) -> Iterator[object]:
    """Who printed figures, as a picture has room for it."""
    t = whole.tables
    yield wording.published_source(t.figures, t.sources)
    long = " A paper with a name so long that no picture holds it".ljust(70)
    yield wording.published_source(t.figures, t.sources.assign(publisher=long + t.sources["publisher"]))
    for count in (1, 2, 4, 5, 6):
        yield wording.published_source(t.sources.head(count), t.sources)


def elements(_: Whole) -> Iterator[object]:
    """How words show themselves as HTML."""
    for shown in (
        wording.heading("A & B", 2),
        wording.lead("Lead."),
        wording.top("Top."),
        wording.paragraphs("A", "", "B"),
        wording.bullets(["a", "b"]),
        wording.bullets([], "None."),
        wording.bullets([]),
        wording.quoted("One\n\n<two>", "The letter"),
        wording.shown_if(0, list, "Nothing."),
        wording.shown_if(0, list),
        wording.shown_if(1, lambda: wording.lead("Something.")),
        wording.Findings(()),
        wording.findings(["One.", "Two."]),
        wording.together(wording.heading("T", 1), wording.paragraphs(), wording.lead("L")),
    ):
        yield f"{type(shown).__name__}: {shown._repr_html_()}".replace("\n", "⏎")
    yield str(wording.paragraphs("A", "B")).replace("\n", "⏎")


OF_ALL: dict[str, Callable[[Whole], Iterable[object] | pd.DataFrame]] = {
    "all forces: lines": of_all_forces,
    "all forces: pictures": pictures,
    "all forces: caveats of claims": lambda w: dict.fromkeys(
        wording.caveat_line(caveat, w.tables.exercise, w.tables.figures)
        for checked in w.tables.checked
        for caveat in checked.caveats
    ),
    "invented, few crimes recorded": few_recorded,
    "invented, no sum of all forces": without_a_sum,
    "all forces: elements": elements,
    "all forces: replies": lambda w: wording.replies_table(
        analysis.replies(w.tables.coverage, w.tables.exercise), w.tables.exercise
    ),
    "all forces: numbers in notes": lambda w: map(
        full,
        numbers_in(
            wording.replies_table(analysis.replies(w.tables.coverage, w.tables.exercise), w.tables.exercise)[
                "Note"
            ]
        ),
    ),
    "all forces: nations": lambda w: wording.nations_table(analysis.by_nation(w.tables.coverage)),
    "invented, nations with a refusal": lambda w: wording.nations_table(
        analysis.by_nation(w.tables.coverage.assign(status=["refused", *w.tables.coverage["status"][1:]]))
    ),
    "all forces: side by side": lambda w: (
        wording.side_by_side(w.tables.figures.iloc[::-1], w.tables.forces, w.tables.exercise)
        .assign(number=lambda table: [number.id for number in table["number"]])
        .loc[:, ["figure_id", "number", "name", "offences", "window_label", "inferred"]]
    ),
    "all forces: in doubt": lambda w: wording.readable(
        quality.doubtful_figures(w.tables.figures), w.tables.forces
    ),
    "all forces: classes begun": lambda w: wording.readable(
        quality.classes_begun(w.tables.recorded_crime, w.tables.exercise), w.tables.forces
    ),
    "all forces: below nought": lambda w: wording.readable(
        quality.taken_back(w.tables.recorded_crime), w.tables.forces
    ).head(3),
    "all forces: without a rate": lambda w: wording.readable(
        quality.without_rate(w.tables.forces, w.tables.exercise), w.tables.forces
    ),
    "all forces: headings": lambda w: wording.readable(
        pd.DataFrame([range(len(HEADINGS))], columns=list(HEADINGS)).drop(columns=["force", "name"]),
        w.tables.forces,
    ),
    "invented, corrections": corrected,
    "all forces: funnel": lambda w: wording.funnel_limits(w.funnel, w.tables.exercise),
}


def printed(said: Iterable[object] | pd.DataFrame | str) -> Iterator[str]:
    """Lines as they stand in the file."""
    if isinstance(said, str):
        yield from said.split("\n")
    elif isinstance(said, pd.DataFrame):
        yield " | ".join(map(str, said.columns))
        for row in said.itertuples(index=False):
            yield from with_numbers(" | ".join(map(str, row)), pieces(row))
    else:
        for line in said:
            yield from with_numbers(str(line), pieces([line]))


def pieces(things: Iterable[object]) -> list[Told]:
    parts = [part for thing in things for part in (thing.pieces if isinstance(thing, Sentence) else [thing])]
    return [part for part in parts if isinstance(part, Told)]


def with_numbers(line: str, opening: list[Told]) -> Iterator[str]:
    yield line
    if opening:
        yield "    " + "  ".join(f"[{each.text}] {each.number.id}" for each in opening)


def page_of(whole: Whole, case: Case) -> Page:
    force, make, known, _ = case
    return Page(whole, force, make(whole.tables) if make else None, **known)


def block(name: str, said: Iterable[object] | pd.DataFrame | str) -> str:
    return "\n".join([f"# {name}", *printed(said)])


class Pages(dict):
    """The pages of `CASES` by name, each made when it is first asked for."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.whole = Whole(tables)

    def __missing__(self, name: str) -> Page:
        force, make, known, _ = CASES[name]
        figures = make(self.whole.tables) if make else None
        self[name] = page = Page(self.whole, force, figures, **known)
        return page

    def block(self, name: str, part: str) -> str:
        """One part of a page as it stands in the file; without a name, one of the pages of all forces."""
        if not name:
            return block(part, OF_ALL[part](self.whole))
        return block(f"{name}: {part}", SECTIONS[part](self[name]))


EVERYTHING = [
    *((name, part) for name, case in CASES.items() for part in case[3]),
    *(("", part) for part in OF_ALL),
]
IDS = [": ".join(filter(None, each)) for each in EVERYTHING]


@pytest.fixture(scope="session")
def pages(tables: Tables) -> Pages:
    return Pages(tables)


@pytest.fixture(scope="session")
def written() -> dict[str, str]:
    """The file's blocks by their first line."""
    first, *blocks = FILE.read_text(encoding="utf-8").removesuffix("\n").split("\n\n# ")
    return {each.partition("\n")[0]: each for each in (first, *(f"# {block}" for block in blocks))}


@pytest.mark.parametrize(("name", "part"), EVERYTHING, ids=IDS)
def test_what_is_said(pages: Pages, written: dict[str, str], name: str, part: str) -> None:
    said = pages.block(name, part)
    kept = written[said.partition("\n")[0]]
    # By the line: pytest compares letters of two long texts, which takes seconds.
    assert said == kept, "\n".join(
        unified_diff(kept.split("\n"), said.split("\n"), "kept", "said", lineterm="")
    )


def test_every_block_is_held(written: dict[str, str]) -> None:
    assert list(written) == [f"# {each}" for each in IDS]


def test_what_is_shown_carries_its_numbers(pages: Pages) -> None:
    p = pages["northumbria"]
    top = wording.top_line(p.figures, p.changes.table, p.known, p.exercise)
    keyed = wording.key_numbers(p.figures, p.changes, p.recorded, p.funnel, p.known, p.exercise)
    parts = (wording.lead(top), keyed, found(p), wording.bullets(limits(p)))
    for each in (*parts, wording.together(*parts)):
        assert each.numbers and each._repr_html_().endswith(marked(each.numbers))
        assert each._repr_mimebundle_(include=None, exclude=None).items() >= bundle(each.numbers).items()
    assert {n.id for n in wording.together(*parts).numbers} == {n.id for each in parts for n in each.numbers}


if __name__ == "__main__":
    made = Pages(make_tables(find_root()))
    FILE.write_text("\n\n".join(made.block(*each) for each in EVERYTHING) + "\n", encoding="utf-8")
