"""Draw the README's picture anew: python docs/picture.py"""

from pathlib import Path

from forcefoi import analysis, charts
from forcefoi.processed.tables import make_tables

HERE = Path(__file__).parent


def picture() -> str:
    """Northumbria's published figures as crimes a day, as an SVG file's text."""
    tables = make_tables(HERE.parent)
    own = tables.figures[tables.figures["force"] == "northumbria"]
    rates = analysis.per_day(own, tables.exercise).table
    svg = charts.published_per_day(rates, where="Northumbria Police").svg()
    # Inside a page an SVG needs no name space; as a file of its own it does, and a ground of its own too.
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" style="background:#fff" ', 1) + "\n"


if __name__ == "__main__":
    (HERE / "northumbria.svg").write_text(picture(), encoding="utf-8")
