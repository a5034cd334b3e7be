"""What is known of each force's reply?"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.analysis.worked import fact, kept
from forcefoi.clean import WITH_COUNT, WITHOUT_COUNT
from forcefoi.exercise import Exercise
from forcefoi.figures import from_reply
from forcefoi.number import Input, Number, inputs_of
from forcefoi.schema import described

FIGURES = "data/raw/published_figures.csv"
REPLIES = "data/raw/replies"
FORCES = "data/raw/reference/forces.csv"
PUBLIC = "figures public"
NOTHING = "nothing public"
UNKNOWN = "not known"
# What else a force's page can show. `outside the official tables`: Scotland and Northern Ireland have their own.
CONTEXTS = (
    "recorded and funnel",
    "recorded, no funnel",
    "outside the official tables",
    "in no table",
)
# What a status says of the force: was it asked, and did it reply?
ASKED_REPLIED = {
    PUBLIC: ("yes", "yes"),
    "refused": ("yes", "yes"),
    "not held": ("yes", "yes"),
    "neither confirm nor deny": ("yes", "yes"),
    "no such class": ("yes", "yes"),
    "withdrawn": ("yes", UNKNOWN),
    "no reply": ("yes", "no"),
    "not asked": ("no", "no"),
    NOTHING: (UNKNOWN, UNKNOWN),
}


class Coverage(pa.DataFrameModel):
    """One row a force: what is known of its reply, and what else there is about it."""

    force: Series[pd.StringDtype] = described("Slug of the force", unique=True)
    name: Series[pd.StringDtype] = described("Full name")
    kind: Series[pd.StringDtype] = described("Territorial or special")
    nation: Series[pd.StringDtype] = described("Nation it serves")
    status: Series[pd.StringDtype] = described(
        "`figures public`, or the status that stands for the missing ones", isin=tuple(ASKED_REPLIED)
    )
    asked: Series[pd.StringDtype] = described("Whether it was asked", isin=("yes", "no", UNKNOWN))
    replied: Series[pd.StringDtype] = described("Whether it replied", isin=("yes", "no", UNKNOWN))
    published_figures: Series[pd.Int64Dtype] = described("Published figures about it", ge=0)
    publications: Series[pd.Int64Dtype] = described("Publications they stand in", ge=0)
    reply_figures: Series[pd.Int64Dtype] = described("Figures from its own reply, read by us", ge=0)
    recorded_quarters: Series[pd.Int64Dtype] = described("Quarters in the recorded-crime tables", ge=0)
    on_funnel: Series[pd.BooleanDtype] = described("Whether it stands on the funnel plot")
    off_funnel: Series[pd.StringDtype] = described("Why it does not; empty for one that does")
    context: Series[pd.StringDtype] = described("What official figures its page can show", isin=CONTEXTS)

    class Config:
        strict = True
        ordered = True
        name = "coverage"


def coverage(
    figures: pd.DataFrame, forces: pd.DataFrame, recorded: pd.DataFrame, off_funnel: dict[str, str]
) -> pd.DataFrame:
    """One row a force, columns of `Coverage`, in the order of `forces`; `off_funnel` as from `outliers.off_funnel`.

    A force has `figures public` when at least one figure with a count is known; otherwise the status its
    rows give (refused, no reply …); otherwise `nothing public`: whether it was asked or answered is not known.

    >>> from forcefoi.files import find_root
    >>> from forcefoi.processed.tables import make_tables
    >>> t = make_tables(find_root())
    >>> t.coverage["status"].value_counts().to_dict()
    {'nothing public': 42, 'figures public': 6}
    """
    quarters = recorded.groupby("force")["quarter_start"].nunique()
    rows = []
    for _, force in forces.iterrows():
        own = figures[figures["force"] == force["force"]]
        counted = own[own["status"].isin(WITH_COUNT)]
        printed = counted[~from_reply(counted)]
        status = _status(own, counted)
        asked, replied = ASKED_REPLIED[status]
        rows.append(
            {
                **force[["force", "name", "kind", "nation"]].to_dict(),
                "status": status,
                "asked": asked,
                "replied": replied,
                "published_figures": len(printed),
                "publications": printed["source_id"].nunique(),
                "reply_figures": len(counted) - len(printed),
                "recorded_quarters": quarters.get(force["force"], 0),
                "on_funnel": not off_funnel[force["force"]],
                "off_funnel": off_funnel[force["force"]],
                "context": _context(force, force["force"] in quarters.index, not off_funnel[force["force"]]),
            }
        )
    columns = Coverage.to_schema().columns
    table = pd.DataFrame(rows, columns=list(columns))
    return Coverage.validate(table.astype({name: str(column.dtype) for name, column in columns.items()}))


def _context(force: pd.Series, recorded: bool, on_funnel: bool) -> str:
    if recorded:
        return CONTEXTS[0] if on_funnel else CONTEXTS[1]
    return CONTEXTS[3] if pd.isna(force["persons_2018"]) else CONTEXTS[2]


def _status(own: pd.DataFrame, counted: pd.DataFrame) -> str:
    if len(counted):
        return PUBLIC
    if own.empty:
        return NOTHING
    # Several rows without a count: the one that says most stands for the force, in the design's order.
    return str(min(own["status"], key=WITHOUT_COUNT.index))


def by_nation(table: pd.DataFrame) -> pd.DataFrame:
    """How many forces of each nation and kind have each status; `table` is one of `Coverage`.

    Columns: nation, kind, forces, figures_public, other, nothing_public (all counts of forces), numbers.
    """
    counts = (
        table.assign(
            figures_public=table["status"] == PUBLIC,
            nothing_public=table["status"] == NOTHING,
            other=~table["status"].isin([PUBLIC, NOTHING]),
        )
        .groupby(["nation", "kind"], sort=False)
        .agg(
            forces=("force", "size"),
            figures_public=("figures_public", "sum"),
            other=("other", "sum"),
            nothing_public=("nothing_public", "sum"),
        )
        .reset_index()
    )
    numbers = [kept(_nation_numbers(row)) for _, row in counts.iterrows()]
    return counts.assign(numbers=pd.array(numbers, dtype="string"))


def _nation_numbers(row: pd.Series) -> dict[str, Number]:
    """How many forces of one nation and kind there are, and have each status."""
    place, named = f"{row['nation']}-{row['kind']}".replace(" ", "-"), f"{row['kind']}, {row['nation']}"
    cells = f"the rows of nation {row['nation']} and kind {row['kind']}"
    forces = Input(f"forces:{place}", f"Forces: {named}", f"{FORCES}, {cells}")
    published = Input(
        f"{FIGURES}:status", "What is known of each force", f"{FIGURES}, columns force and qualifier"
    )
    said = {
        "forces": ("Forces", "the number of these rows", (forces,)),
        "figures_public": (
            "Forces with figures public",
            "the number of these with a count",
            (forces, published),
        ),
        "other": (
            "Forces with another status",
            "the number of these with rows, none of them a count",
            (forces, published),
        ),
        "nothing_public": (
            "Forces with nothing public",
            "the number of these with no row",
            (forces, published),
        ),
    }
    return {
        name: Number(
            f"{place}~{name}", int(row[name]), int(row[name]), "forces", f"{what}: {named}", how, inputs
        )
        for name, (what, how, inputs) in said.items()
    }


def replies(table: pd.DataFrame, exercise: Exercise) -> pd.DataFrame:
    """The exercise as a whole: asked, replied, gave none, figures public, not known.

    Columns: what, forces, note, numbers (one a row, under `forces`).
    """
    public = int((table["status"] == PUBLIC).sum())
    known = int((~table["status"].isin([PUBLIC, NOTHING, "not asked"])).sum())
    rows = [
        ("asked", exercise.asked, exercise.notes["asked"]),
        ("replied with figures", exercise.replied, exercise.source),
        (
            "gave none",
            exercise.asked - exercise.replied,
            f"{known} of them are known." if known else "Which ones is not known.",
        ),
        ("figures public", public, "Printed by newspapers; the replies themselves were not seen."),
        (
            "replied with figures, none public",
            exercise.replied - public,
            "Which forces these are is not known.",
        ),
    ]
    numbers = reply_numbers(table, exercise)
    told = [
        (*row, kept({"forces": numbers[name]}))
        for row, name in zip(rows, ("asked", "replied", "gave none", "public", "not public"), strict=True)
    ]
    return pd.DataFrame(told, columns=["what", "forces", "note", "numbers"]).astype(
        {"what": "string", "forces": "Int64", "note": "string", "numbers": "string"}
    )


def reply_numbers(table: pd.DataFrame, exercise: Exercise) -> dict[str, Number]:
    """The numbers of the exercise as a whole: `asked`, `replied`, `gave none`, `public` and `not public`."""
    asked = fact(exercise, "asked", exercise.asked, "forces", "Forces that were asked")
    replied = fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures")
    count = int((table["status"] == PUBLIC).sum())
    stands = Input(
        f"{FIGURES}:forces",
        f"Forces with at least one row that has a count: {', '.join(table.loc[table['status'] == PUBLIC, 'force'])}",
        f"{FIGURES}, column force",
    )
    public = Number(
        "exercise~public",
        count,
        count,
        "forces",
        "Forces whose figures are public",
        "the number of these forces",
        (stands,),
    )

    def rest(name: str, what: str, whole: Number, part: Number) -> Number:
        left, formula = whole.low - part.low, f"{whole.low:,} − {part.low:,}"
        return Number(f"exercise~{name}", left, left, "forces", what, formula, inputs_of(whole, part))

    return {
        "asked": asked,
        "replied": replied,
        "gave none": rest("gave-none", "Forces that gave no figures", asked, replied),
        "public": public,
        "not public": rest("not-public", "Forces that gave figures, none of them public", replied, public),
    }


def coverage_numbers(row: pd.Series, exercise: Exercise) -> dict[str, Number]:
    """The numbers of one force's row of `Coverage`: `asked`, `replied`, `published_figures`, `publications`,
    `reply_figures`.
    """
    force = row["force"]
    stands = Input(
        f"{FIGURES}:{force}", f"The rows of {force} that have a count", f"{FIGURES}, column force = {force}"
    )
    numbers = {
        "asked": fact(exercise, "asked", exercise.asked, "forces", "Forces that were asked"),
        "replied": fact(exercise, "replied", exercise.replied, "forces", "Forces that replied with figures"),
    }
    for name, unit, what, formula in (
        ("published_figures", "figures", "Published figures about it", "the number of these rows"),
        (
            "publications",
            "publications",
            "Publications they stand in",
            "the number of different publications in these rows",
        ),
    ):
        value = int(row[name])
        numbers[name] = Number(f"{force}~{name}", value, value, unit, what, formula, (stands,))
    read = int(row["reply_figures"])
    stands = Input(f"{REPLIES}:{force}", f"The counts read from the reply of {force}", f"{REPLIES}/{force}")
    what, formula = "Figures from its own reply", "the number of these counts"
    numbers["reply_figures"] = Number(
        f"{force}~reply_figures", read, read, "figures", what, formula, (stands,)
    )
    return numbers
