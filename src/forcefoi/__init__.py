"""What UK police forces answer to a Freedom of Information question, made into figures, reports and fact-checks.

`dir(forcefoi)` lists what a notebook needs; each name has its own help, as in `help(forcefoi.force)`. It starts with
a force:

>>> import forcefoi
>>> print(forcefoi.force("Met").headline)
No figure from this force is public; whether it was asked or answered is not known.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    # What FACE says, for editors and type checkers; a test holds the two against each other.
    from forcefoi.analysis.change import rate_ratio as rate_ratio
    from forcefoi.clean.parse_count import parse_count as parse_count
    from forcefoi.clean.parse_window import parse_window as parse_window
    from forcefoi.errors import ForcefoiError as ForcefoiError
    from forcefoi.explore.browse import browse as browse
    from forcefoi.explore.claim_checker import claim_checker as claim_checker
    from forcefoi.explore.explorer import explorer as explorer
    from forcefoi.explore.figure_form import figure_form as figure_form
    from forcefoi.explore.figure_to_add import figure_to_add as figure_to_add
    from forcefoi.explore.force import force as force
    from forcefoi.explore.show_claim import show_claim as show_claim
    from forcefoi.explore.tables import all_claims as all_claims
    from forcefoi.explore.tables import all_figures as all_figures
    from forcefoi.explore.tables import all_forces as all_forces
    from forcefoi.explore.tables import all_recorded as all_recorded
    from forcefoi.explore.tables import all_replies as all_replies
    from forcefoi.explore.tables import all_sources as all_sources
    from forcefoi.explore.tables import the_exercise as the_exercise
    from forcefoi.wording.words.check import check as check

# Each name of the public face, and the module it comes from. None has the name of a module of this package: `import
# forcefoi.figures` would put the module in its place.
FACE = {
    "ForcefoiError": "errors",
    "all_claims": "explore.tables",
    "all_figures": "explore.tables",
    "all_forces": "explore.tables",
    "all_recorded": "explore.tables",
    "all_replies": "explore.tables",
    "all_sources": "explore.tables",
    "browse": "explore.browse",
    "check": "wording.words.check",
    "claim_checker": "explore.claim_checker",
    "explorer": "explore.explorer",
    "figure_form": "explore.figure_form",
    "figure_to_add": "explore.figure_to_add",
    "force": "explore.force",
    "parse_count": "clean.parse_count",
    "parse_window": "clean.parse_window",
    "rate_ratio": "analysis.change",
    "show_claim": "explore.show_claim",
    "the_exercise": "explore.tables",
}
__all__ = list(FACE)


def __getattr__(name: str) -> Any:
    # Most of these import much: only who asks for one waits for it.
    if name in FACE:
        return getattr(import_module(f"forcefoi.{FACE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
