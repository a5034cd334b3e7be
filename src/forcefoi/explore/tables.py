"""The tables behind the pages, each whole, made from `data/raw/` as it stands."""

from __future__ import annotations

import pandas as pd

from forcefoi.exercise import Exercise
from forcefoi.explore.made import made_tables

__all__ = [
    "all_claims",
    "all_figures",
    "all_forces",
    "all_recorded",
    "all_replies",
    "all_sources",
    "the_exercise",
]


def the_exercise() -> Exercise:
    """The question that was put to the forces: its windows, classes, rules and the breaks in what is counted.

    From `data/raw/exercise.toml`, each entry with its own source. `asked` and `replied` are numbers of forces, `ends`
    is the last day asked about, `windows` and `breaks` are tuples in order of time.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> exercise = the_exercise()
    >>> exercise.asked, exercise.replied, [window.days for window in exercise.windows]
    (47, 38, [366, 365, 365, 177])
    """
    return made_tables().exercise


def all_forces() -> pd.DataFrame:
    """What is known of each force's reply: one row a force, 48 rows.

    Columns of `Coverage`: force (slug), name, kind, nation, status, asked, replied (text); published_figures,
    publications, reply_figures (figures), recorded_quarters (quarters; Int64); on_funnel (boolean), off_funnel,
    context (text). Made of the figures and the official tables.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> forces = all_forces()
    >>> forces[forces["status"] == "figures public"]["force"].to_list()
    ['cumbria', 'cheshire', 'northumbria', 'kent', 'wiltshire', 'psni']
    """
    return made_tables().coverage.copy()


def all_figures() -> pd.DataFrame:
    """Every figure that may be used: one row for force × offences × victim gender × window, from one source.

    Columns of `Figures`: `low` and `high` are crimes (Int64; an empty `high` is no upper bound), `status` says why the
    count is what it is, `window_start` and `window_end` are days, both included (datetime64), `days` how many;
    `source_id` is a row of `all_sources()`, `locator` the place in it. `force` is `uk` for a sum over forces, which
    must never be added to the others. From newspapers and, once one is read, from replies.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> figures = all_figures()
    >>> figures[figures["force"] == "northumbria"][["offences", "days", "low"]].values.tolist()
    [['all', 1273, 5887], ['stalking and harassment', 365, 2569], ['stalking and harassment', 177, 815]]
    """
    return made_tables().figures.copy()


def all_sources() -> pd.DataFrame:
    """Where the figures stand: one row a page or reply.

    Columns of `Sources`: source_id, publisher, url (text), published (datetime64; empty = the day was not seen).
    From the rows of `data/raw/published_figures.csv` and the replies that were read.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> sorted(all_sources()["publisher"])[:2]
    ['4ni', 'Downtown Country']
    """
    return made_tables().sources.copy()


def all_recorded() -> pd.DataFrame:
    """Officially recorded crimes of the six classes: one row for force × class × quarter, April 2014 to March 2019.

    Columns of `RecordedCrime`: force, offence (text), quarter_start, quarter_end (datetime64), `count` (Int64, crimes;
    empty = no such class yet). All victims and all channels, in England and Wales and for British Transport Police: it
    is context, and never the same measure as the figures. Source: Home Office, police recorded crime open data tables.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> recorded = all_recorded()
    >>> recorded["force"].nunique(), sorted(recorded["offence"].unique())
    (44, ['105B', '3B', '8L', '8M', '8Q', '8R'])
    """
    return made_tables().recorded_crime.copy()


def all_claims() -> pd.DataFrame:
    """Every published claim that was checked, and what it comes to: one row a claim.

    Columns of `Claims`: claim_id, force, publisher, url, said, verdict, basis, right (text), published, accepted
    (datetime64). `verdict` never stands alone: `basis` says what it was checked against. `show_claim` has the
    arithmetic. From `data/raw/claims.toml`.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> claims = all_claims()
    >>> claims[claims["force"] == "psni"][["claim_id", "verdict"]].values.tolist()[-1]
    ['psni-almost-doubled-ni', 'not supported']
    """
    return made_tables().claims.copy()


def all_replies() -> pd.DataFrame:
    """What forces sent: one row a reply that is filed, none as long as there is none.

    Columns of `Replies`: reply, force, reference, outcome, exemption, state, files, licence, confirmed_by … (text),
    sent, received, confirmed_on (datetime64), counts (Int64: how many counts were read from it). Only a reply whose
    `state` is `read` gives figures. From `data/raw/replies/`.

    Raises DataError with what is wrong in `data/raw/`, and NoProject outside a project.

    >>> all_replies().columns[:3].to_list()
    ['reply', 'force', 'reference']
    """
    return made_tables().replies.copy()
