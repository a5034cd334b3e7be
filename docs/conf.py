"""How `make docs` builds the documentation. Pages are the Markdown files of the whole repository, where they stand."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "forcefoi"
author = "the forcefoi maintainers"
copyright = "2026, the forcefoi maintainers. Text and charts: CC BY 4.0. Code: MIT"
html_title = "forcefoi"
# Sphinx has a British translation, and with it its search fails at the count of hits.
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "generated"]
# The sources lie all over the repository: what a folder holds is said in that folder, and the site shows it.
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benchmarks/*.md",
    "data/raw/**.md",
    "docs/**.md",
    "examples/**.md",
]
exclude_patterns = [".*", "**/.*", "docs/_build", "reports", "data/processed", "build", "**/held"]
templates_path = ["_templates"]
html_additional_pages = {"index": "forward.html"}

myst_enable_extensions = ["colon_fence", "deflist"]
# A heading's own address, as GitHub makes it.
myst_heading_anchors = 4

# A name in single backticks in a docstring is code.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# Every name that a page or a signature refers to is there, or a warning; warnings are errors (`make docs`). Other
# projects' names can't be looked up without the network.
nitpicky = True
nitpick_ignore_regex = [
    (
        r"py:.*",
        r"(pd|pandas|np|numpy|pa|pandera|click|datetime|collections|pathlib|fractions|scipy|matplotlib|dask|ipywidgets|itables|jinja2|dict)\b.*",
    ),
]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
# A list of hits needs no file but the index; beginnings of pages would be fetched, which a page opened from disk can't.
html_show_search_summary = False
