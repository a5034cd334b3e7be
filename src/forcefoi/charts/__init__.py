"""Charts, one a file: each a pure function from a DataFrame to a `Chart` that stands beside its numbers."""

from forcefoi.charts.chart import Chart
from forcefoi.charts.funnel import funnel
from forcefoi.charts.published_per_day import published_per_day
from forcefoi.charts.published_side_by_side import published_side_by_side
from forcefoi.charts.recorded_by_quarter import recorded_by_quarter
from forcefoi.charts.share_card import ShareCard, share_card
from forcefoi.charts.table import Missing, Table, show_table
from forcefoi.charts.take_away import TakeAway, take_away
from forcefoi.charts.tile_map import coverage_map, rate_map

__all__ = [
    "Chart",
    "Missing",
    "ShareCard",
    "Table",
    "TakeAway",
    "coverage_map",
    "funnel",
    "published_per_day",
    "published_side_by_side",
    "rate_map",
    "recorded_by_quarter",
    "share_card",
    "show_table",
    "take_away",
]
