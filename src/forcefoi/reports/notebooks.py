"""nbformat without what it never uses and takes longest to import.

Import this before nbformat, papermill or nbconvert.
"""

from __future__ import annotations

import sys

# nbformat brings jsonschema, which wherever it finds this one (JupyterLab needs it) builds a grammar for web addresses
# in all the world's scripts: two thirds of a second, each time. A notebook's schema has no such address.
GRAMMAR = "rfc3987_syntax"


def _without_grammar() -> None:
    if "jsonschema" in sys.modules or GRAMMAR in sys.modules:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # None there is Python's own word for: can't be imported
    try:
        import jsonschema  # noqa: F401  # so that it is there before nbformat asks for it
    finally:
        del sys.modules[GRAMMAR]


_without_grammar()
