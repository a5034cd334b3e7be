"""How what is shown looks in a notebook, where no page has its stylesheet: light, dark, narrow and wide."""

from __future__ import annotations

import re
from dataclasses import fields

from forcefoi.charts import Chart
from forcefoi.charts.style import VARIABLES

# JupyterLab takes each link of an output for one in HTML, and fails at those in a picture.
PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
LINKS = re.compile(r"<(/?)a\b[^>]*>")

# The colours of reports/template/page.css, by JupyterLab's theme. Where there is no such theme the page is light.
LIGHT = {
    "--ink": "#1f2328", "--muted": "#595959", "--paper": "#fff", "--line": "#dcdcdc", "--edge": "#767676",
    "--one": "#12436d", "--two": "#c03a0b", "--three": "#00737f", "--four": "#84308a", "--link": "#12436d",
}  # fmt: skip
DARK = {
    "--ink": "#e8eaed", "--muted": "#b3b8bf", "--paper": "#16191d", "--line": "#3a3f45", "--edge": "#8b929a",
    "--one": "#8ec7f7", "--two": "#ff9d6e", "--three": "#5fd4de", "--four": "#c77dd6", "--link": "#8ec7f7",
}  # fmt: skip
# itables asks which theme it is before it has loaded, and then stays white: its tables have the notebook's own ground.
RULES = """
body[data-jp-theme-light]{--dt-html-background:transparent}
.forcefoi .dt-container{color:var(--ink)}
.forcefoi .dt-container input,.forcefoi .dt-container select{color:var(--ink);background:var(--paper);
border:1px solid var(--edge)}
.forcefoi .dt-container option{color:var(--ink);background:var(--paper)}
.forcefoi .dt-container .dt-paging .dt-paging-button{color:var(--ink)!important}
.widget-checkbox .widget-label-basic{white-space:normal;height:auto;line-height:1.4;padding:.2em 0}
.widget-checkbox{height:auto}
.jupyter-widgets :focus-visible:focus-visible{outline:2px solid var(--jp-brand-color1,#1976d2);outline-offset:1px}
.forcefoi{max-width:46rem;color:var(--ink);line-height:1.5}
.forcefoi{overflow-wrap:break-word}
.forcefoi .dt-container,.forcefoi .table{overflow-x:auto}
.forcefoi h2,.forcefoi h3{margin:1.2em 0 .4em}
.forcefoi a{color:var(--link)}
.forcefoi .top{font-size:1.25em;line-height:1.35;margin:.2em 0 .6em}
.forcefoi .chart{margin:1em 0}
.forcefoi .chart svg{display:block;width:100%;max-width:33rem;height:auto}
.forcefoi .chart figcaption p,.forcefoi .finding{margin:0}
.forcefoi .chart-title,.forcefoi caption{font-weight:bold;text-align:left}
.forcefoi .chart-subtitle,.forcefoi .chart-note,.forcefoi .finding-source,.forcefoi .table-marks,.forcefoi .claim-by,
.forcefoi .rule{color:var(--muted);font-size:.92em;margin:.2em 0 .5em}
.forcefoi .findings li{margin-bottom:.5em}
.forcefoi table{border-collapse:collapse;font-size:inherit;margin:.5em 0}
.forcefoi th,.forcefoi td{text-align:left!important;padding:.25em .8em .25em 0;border-bottom:1px solid var(--line);
white-space:normal;max-width:none;vertical-align:top}
.forcefoi .number,.forcefoi .dt-right{text-align:right!important}
.forcefoi .claim{border-left:3px solid var(--line);padding-left:1em;margin:1em 0}
.forcefoi .verdict,.forcefoi .claim-head{font-weight:bold}
.forcefoi .refused{border-left:4px solid var(--two);padding:.4em 1em;white-space:pre-wrap}
.forcefoi .row{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);padding:.6em}
.working{max-height:80vh;overflow:auto}
"""
# A notebook takes arrows, letters and Enter for its own commands, and the focus away from a list that they were meant
# for. What has the focus in a widget, or in what is shown, keeps its keys.
KEYS = """<script>window.forcefoiKeys ??= document.addEventListener("focusin", e =>
e.target.closest(".jupyter-widgets, .forcefoi") && e.target.setAttribute("data-lm-suppress-shortcuts", "")) ?? true
</script>"""


def looking(html: str) -> str:
    """HTML with how it looks, and with its keys."""
    still = PICTURE.sub(lambda found: LINKS.sub(r"<\1g>", found[0]), html)
    return f'<style>{css()}</style>{KEYS}<div class="forcefoi">{still}</div>'


class NotebookChart(Chart):
    """A chart that looks as it should in a notebook, by itself or among other things."""

    def _html(self, svg: str) -> str:
        return looking(super()._html(svg))


def for_notebook(chart: Chart) -> NotebookChart:
    """The same chart, for a notebook; made by `force(…).chart`."""
    return NotebookChart(**{each.name: getattr(chart, each.name) for each in fields(chart)})


def css() -> str:
    """The stylesheet: the colours of charts, which they carry as attributes, become those of the theme."""
    marks = "".join(
        f'.forcefoi .chart svg[{what}="{colour}"],.forcefoi .chart svg [{what}="{colour}"]{{{what}:var({name})}}'
        for colour, name in VARIABLES.items()
        for what in ("fill", "stroke")
    )
    themes = f'.forcefoi{{{_variables(LIGHT)}}}[data-jp-theme-light="false"] .forcefoi{{{_variables(DARK)}}}'
    return themes + RULES + marks


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in colours.items())
