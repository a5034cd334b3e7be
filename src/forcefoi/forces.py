"""Forces: the public bodies of the UK that can be asked, and the schema of their table."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from forcefoi.schema import described

# `uk` in a table of figures is a sum over forces. It is not a force and has no page.
AGGREGATE = "uk"
KINDS = ("territorial", "special")
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland", "GB", "UK")


class Forces(pa.DataFrameModel):
    """One row a force, with who lives in its area."""

    force: Series[pd.StringDtype] = described("Slug of the force", unique=True, str_matches=r"^[a-z][a-z-]*$")
    name: Series[pd.StringDtype] = described("Full name", unique=True)
    kind: Series[pd.StringDtype] = described("Territorial or special", isin=KINDS)
    nation: Series[pd.StringDtype] = described("Nation it serves; GB or UK for special forces", isin=NATIONS)
    region: Series[pd.StringDtype] = described("Region of England, or the nation; empty for special forces")
    area_code: Series[pd.StringDtype] = described(
        "ONS code of the police force area; empty for special forces"
    )
    home_office_name: Series[pd.StringDtype] = described(
        "Name in Home Office tables; empty where not in them"
    )
    police_uk_id: Series[pd.StringDtype] = described("Id on data.police.uk; empty where there is none")
    aliases: Series[pd.StringDtype] = described("Other names, parted by `|`")
    tile_column: Series[pd.Int64Dtype] = described(
        "Column on the tile map, from the west", ge=0, nullable=True
    )
    tile_row: Series[pd.Int64Dtype] = described("Row on the tile map, from the north", ge=0, nullable=True)
    persons_2015: Series[pd.Int64Dtype] = described("Residents, mid-2015", ge=0, nullable=True)
    persons_2016: Series[pd.Int64Dtype] = described("Residents, mid-2016", ge=0, nullable=True)
    persons_2017: Series[pd.Int64Dtype] = described("Residents, mid-2017", ge=0, nullable=True)
    persons_2018: Series[pd.Int64Dtype] = described("Residents, mid-2018", ge=0, nullable=True)
    women_and_girls_2018: Series[pd.Int64Dtype] = described(
        "Female residents of all ages, mid-2018", ge=0, nullable=True
    )
    women_16_and_over_2018: Series[pd.Int64Dtype] = described(
        "Female residents aged 16 and over, mid-2018", ge=0, nullable=True
    )

    class Config:
        strict = True
        ordered = True
        name = "forces"
