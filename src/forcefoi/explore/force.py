"""One force: what its page says, as values in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import pandas as pd

from forcefoi import analysis, charts, claims, wording
from forcefoi.clean import match_force, match_offence
from forcefoi.errors import ParseError
from forcefoi.exercise import Exercise
from forcefoi.explore.chosen import Chosen
from forcefoi.explore.look import for_notebook, looking
from forcefoi.explore.made import made_slice, made_tables
from forcefoi.processed import Slice
from forcefoi.told import Sentence

OFFICIAL = "stalking and harassment"  # of which the page tells the official change


def force(name: str, classes: str | Iterable[str] | None = None) -> Force:
    """What the page of one force says: shown whole as the last line of a cell, and in parts by its attributes.

    name
        A slug, name or alias, as in `force("kent")`, `force("Kent Police")`, `force("Met")`.
    classes
        Classes or groups of them, such as `"8L"` or `["stalking and harassment", "threats to kill"]`. With them only
        what has to do with these classes is shown: a figure stays where every class that is surely in it was chosen.
        Without them it is all that the page says; a list that has none is refused, since a choice that came out empty
        is not a choice of all.

    Attributes: `headline` (a sentence), `findings` (three to six sentences, each with its source), `sentences` (the
    others), `chart` and `recorded_chart` (None where there is nothing to draw), `table` (the figures for reading),
    `figures` (a DataFrame of `Figures`: counts in crimes, windows in days), `changes` (a DataFrame: one row a pair of
    windows, with `ratio` of crimes a day and its 95% interval), `caveats` (sentences), `claims` (cards),
    `to_check` (what to check by hand: a table, or None), `reply` (what is known of the reply), `left_out` (what the
    choice of classes leaves out). Everything comes from the functions that make the page, of what newspapers printed,
    of replies that were read, and of the official tables; a number in it knows its formula and its source:
    `force("kent").findings.numbers[0]`.

    Raises ParseError with the nearest for a name or class that is none, DataError with what is wrong in `data/raw/`.

    >>> kent = force("Kent Police")
    >>> len(kent.figures), len(kent.findings.sentences)
    (6, 6)
    >>> [figure for figure in force("kent", "threats to kill").figures["figure_id"]]
    ['kent-threats-kg-1']
    >>> force("kant")
    Traceback (most recent call last):
        ...
    forcefoi.errors.ParseError: 'kant' is not a force: ... Did you mean 'kent'?
    """
    it = made_slice(match_force(name, made_tables().forces))
    return Force(it, it.exercise.codes if classes is None else read_classes(classes, it.exercise))


def read_classes(classes: str | Iterable[str], exercise: Exercise) -> tuple[str, ...]:
    """The classes that are surely in the ones named, in the order of the exercise.

    Raises ParseError with the nearest for a name that is none, and for what holds no names.
    """
    allowed = "a class or a group, or a list of them; leave it out for all"
    if not isinstance(classes, Iterable):
        raise ParseError("choice of classes", classes, f"a {type(classes).__name__} in its place", allowed)
    named = [classes] if isinstance(classes, str) else list(classes)
    if not named:
        raise ParseError("choice of classes", classes, "no class is chosen", allowed)
    found = {
        code
        for each in named
        for code in exercise.group(match_offence(each, exercise.offence_names())).surely
    }
    return tuple(code for code in exercise.codes if code in found)


class Force:
    """One force, as its page has it; see `force`."""

    def __init__(self, it: Slice, classes: tuple[str, ...], answers: Answers | None = None) -> None:
        self._it, self.classes = it, classes
        if answers is not None:
            self._answers = answers  # they are of the whole force, whatever the classes
        self.name, self.slug, self.exercise = it.name, it.force, it.exercise

    def __repr__(self) -> str:
        return f"<{self.name}: {self.headline}>"

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if not name.startswith("_")]

    def of(self, classes: str | Iterable[str]) -> Force:
        """The same force with another choice of classes, read and refused as by `force`."""
        return Force(self._it, read_classes(classes, self.exercise), self._answers)

    def same_as(self, other: Force) -> bool:
        """Whether both stand on the same slice."""
        return self._it is other._it

    @property
    def whole(self) -> bool:
        """Whether all classes are chosen: then everything is as on the page."""
        return self.classes == self.exercise.codes

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures of which every class that is surely in them was chosen."""
        own, chosen = self._it.figures, set(self.classes)
        inside = [set(self.exercise.group(each).surely) <= chosen for each in own["offences"]]
        return own.loc[pd.Series(inside, own.index, dtype=bool)].reset_index(drop=True)

    @cached_property
    def left_out(self) -> str:
        """What the choice of classes leaves out, in words; '' where it leaves nothing out."""
        gone = self._it.figures[~self._it.figures["figure_id"].isin(self.figures["figure_id"])]
        if gone.empty:
            return ""
        labels = [self.exercise.group(each).label for each in gone["offences"].drop_duplicates()]
        n = len(gone)
        return (
            f"Left out: {n} of its {len(self._it.figures)} figures, which count{'s' * (n == 1)} classes that are not "
            f"chosen ({'; '.join(labels)}), and what is said of {'it' if n == 1 else 'them'} alone."
        )

    @cached_property
    def headline(self) -> Sentence:
        """The finding at the top of the page, where it has to do with the classes; else that it has not."""
        if self._it.figures.empty or self._chosen.has(self._answers.top.numbers):
            return self._answers.top
        if len(self.figures):
            return Sentence(["What stands at the top of the page of this force is about other classes."])
        return Sentence(["No figure of these classes alone was printed of this force."])

    @cached_property
    def findings(self) -> wording.Findings:
        """What can be printed, each sentence with its source."""
        return wording.Findings(tuple(self._chosen.sentences(self._answers.found.sentences)))

    @cached_property
    def sentences(self) -> list[str]:
        """What else the page says of the figures: how they stand to each other, and beside official ones."""
        a, exercise = self._answers, self.exercise
        found = [
            *wording.change_sentences(a.changes.table, exercise),
            *wording.rest_sentences(a.rests.table, exercise),
            *wording.highest_sentences(a.highest.table, exercise),
            *wording.gender_sentences(a.both.table),
            *wording.agreement_sentences(a.agreed.table, self._it.figures, exercise),
            *(wording.funnel_sentences(a.funnel, self.slug, exercise) if a.funnel else []),
            *wording.share_sentences(a.shares.table, exercise),
            *wording.total_share_sentences(a.of_all.table, {self.slug: self.name}, exercise),
        ]
        return self._chosen.sentences(wording.further(found, a.found.sentences))

    @cached_property
    def changes(self) -> pd.DataFrame:
        """What changed between two windows, as numbers: counts, crimes a day, their ratio with its 95% interval."""
        return self._chosen.rows(self._answers.changes.table)

    @cached_property
    def chart(self) -> charts.Chart | None:
        """The figures as crimes a day; None where there are none."""
        rates = self._chosen.rows(self._answers.rates.table)
        if rates.empty:
            return None
        rules = wording.rules_crossed(self._chosen.answer(self._answers.changes))
        drawn = charts.published_per_day(rates, where=self.name, caveats=rules, name=self._named("per-day"))
        return for_notebook(drawn.sourced(wording.published_source(self.figures, self._it.sources)))

    @cached_property
    def recorded_chart(self) -> charts.Chart | None:
        """Officially recorded crimes by quarter; None for a force that the tables do not have. Always all six classes:
        8L means another thing without 8R.
        """
        if self._it.recorded_crime.empty:
            return None
        drawn = charts.recorded_by_quarter(
            self._it.recorded_crime,
            breaks=self.exercise.breaks,
            offence_names=self.exercise.class_names,
            where=self.name,
            name=self._named("recorded"),
        )
        return for_notebook(drawn.sourced(wording.recorded_source(self.exercise)))

    @cached_property
    def table(self) -> charts.Table:
        """The figures for reading, each with its window, as it was printed, and by whom."""
        shown = wording.figures_table(self.figures, self._it.sources, self.exercise)
        return charts.show_table(shown, f"Published figures: {self.name}")

    @cached_property
    def notes(self) -> list[str]:
        """What else is known of single figures, corrections among it."""
        corrected = self._it.corrections
        corrected = corrected[corrected["figure_id"].isin(self.figures["figure_id"])]
        return [
            *wording.notes_list(self.figures),
            *wording.correction_sentences(corrected, self.figures, self._it.sources, self.exercise),
        ]

    @cached_property
    def to_check(self) -> charts.Table | None:
        """What lies far from the window beside it, or from forces of its size; None where nothing does."""
        odd = self._chosen.rows(self._answers.odd.table)
        if odd.empty:
            return None
        return charts.show_table(
            wording.odd_table(odd, self.exercise),
            f"More than 50% away from the window beside it, or from forces of its size: {self.name}",
        )

    @cached_property
    def caveats(self) -> list[Sentence]:
        """Everything that must be known of what is shown, each once."""
        answers = [self._chosen.answer(each) for each in self._answers.of_figures]
        whole = [each for each in (self._answers.recorded_rates, self._answers.funnel) if each is not None]
        odd = self._chosen.answer(self._answers.odd)
        return wording.caveat_lines([*answers, *whole, odd], self.exercise, self._it.figures, self._it.alike)

    @cached_property
    def claims(self) -> claims.Cards:
        """What was published about the force, checked: a card a claim, with its verdict, basis and working."""
        it = self._it
        evidence = claims.Evidence(it.claim_figures, it.recorded_crime, {self.slug: self.name}, self.exercise)
        about = [each for each in it.claims if self.whole or not each.figures or self._about(each.figures)]
        return claims.claim_cards(claims.check_claims(about, evidence), evidence, several=False)

    @cached_property
    def reply(self) -> Sentence:
        """What is known of the force's reply, and whether it has been read."""
        return wording.reply_sentence(self._it.coverage.iloc[0], self.exercise)

    def _about(self, figures: Iterable[str]) -> bool:
        """Whether a claim has to do with figures that are looked at, or with none of this force."""
        own = self._chosen.every & set(figures)
        return not own or bool(own & self._chosen.kept)

    def _named(self, what: str) -> str:
        """A name for a chart: in a notebook several forces, and several choices, stand in one document."""
        chosen = "" if self.whole else "".join(f"-{code.lower()}" for code in self.classes)
        return f"{self.slug}{chosen}-{what}"

    @cached_property
    def _chosen(self) -> Chosen:
        every = frozenset(self._it.figures["figure_id"])
        return Chosen(every, frozenset(self.figures["figure_id"]), self.classes)

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._it)

    def _repr_html_(self) -> str:
        return looking("".join(part._repr_html_() for part in self.parts(lambda: self.table)))

    def parts(self, table: Callable[[], Any]) -> Iterator[Any]:
        """All of it in parts that show themselves, one under another; `table` makes the one with the figures."""
        heads = {name: wording.heading(name, 3) for name in HEADINGS}
        top = [] if self.headline in self.findings.sentences else [wording.top(self.headline)]
        yield wording.together(
            wording.heading(self.name, 2),
            *top,
            wording.paragraphs(self.reply, self.left_out),
            self.chart or wording.paragraphs(),
        )
        if len(self.figures):
            yield heads["What was printed?"]
            yield table()
        yield wording.together(
            wording.bullets(self.notes),
            heads["What can be printed?"],
            self.findings,
            *([heads["What else do they say?"], wording.bullets(self.sentences)] if self.sentences else []),
            heads["What must be known of them?"],
            wording.bullets(self.caveats),
            *([heads["Does what was published stand up?"], self.claims] if self.claims.checked else []),
            heads["What should a person check before printing any of this?"],
            wording.paragraphs(self._answers.odd.caveats[0].text),
            self.to_check or wording.paragraphs("Of what was looked at, nothing is that far away."),
            *(
                [heads["What is officially recorded here?"], self.recorded_chart]
                if self.recorded_chart
                else []
            ),
        )


HEADINGS = (
    "What was printed?",
    "What can be printed?",
    "What else do they say?",
    "What must be known of them?",
    "Does what was published stand up?",
    "What should a person check before printing any of this?",
    "What is officially recorded here?",
)


class Answers:
    """The analyses of one force, called as `notebooks/force.ipynb` calls them; a test holds the two together."""

    def __init__(self, it: Slice) -> None:
        own, exercise, known = it.figures, it.exercise, it.coverage.iloc[0]
        self.changes = analysis.changes(own, exercise)
        self.agreed = analysis.agreement(own, exercise)
        self.highest = analysis.highest_year(own, exercise)
        self.both = analysis.with_unknown_gender(own, exercise)
        self.rests = analysis.rests(own, exercise)
        self.shares = analysis.share_of_recorded(own, it.recorded_crime, exercise)
        self.of_all = analysis.share_of_total(own, it.uk_figures, it.forces, it.women_and_girls_uk, exercise)
        self.rates = analysis.per_day(own, exercise)
        self.per_woman = analysis.published_rates(own, it.forces, exercise)
        self.funnel = analysis.outliers(it.comparators, exercise) if known["on_funnel"] else None
        self.recorded_rates = analysis.recorded_rates(it.recorded_crime, it.forces, OFFICIAL, exercise)
        self.odd = analysis.check_by_hand(
            own, it.forces, it.recorded_crime, it.alike, it.alike_forces, it.near, exercise
        )
        self.found = wording.force_findings(
            own,
            it.uk_figures,
            known,
            self.changes,
            self.agreed,
            self.highest,
            self.both,
            self.rests,
            self.shares,
            self.of_all,
            analysis.recorded_change(it.recorded_crime, OFFICIAL, exercise),
            self.funnel,
            exercise,
        )
        self.top = wording.top_line(own, self.changes.table, known, exercise)

    @property
    def of_figures(self) -> list[analysis.Answer]:
        """Those whose rows are about figures, in the order in which the page gives their caveats."""
        return [
            self.changes,
            self.rests,
            self.highest,
            self.both,
            self.agreed,
            self.rates,
            self.shares,
            self.of_all,
            self.per_woman,
        ]
