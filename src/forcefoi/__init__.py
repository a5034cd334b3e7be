"""What UK police forces answer to a Freedom of Information question, made into figures, reports and fact-checks."""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # `forcefoi.check` imports much: only who asks for it waits for it.
    if name == "check":
        from forcefoi.wording.words.check import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), "check"]
