"""Entries of a TOML file, taken one by one; what is wrong with them is told together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from forcefoi.errors import DataError, ForcefoiError, Problem, nearest


class Entries:
    """The entries of one table of TOML, taken one by one; what is wrong is gathered and told together."""

    def __init__(
        self, raw: dict[str, Any], shown: str, where: str = "", problems: list[Problem] | None = None
    ) -> None:
        self.raw, self.shown, self.where = raw, shown, where
        self.problems: list[Problem] = [] if problems is None else problems
        self.known: list[str] = []

    def refuse(self, name: str, value: object, why: str, allowed: str = "") -> None:
        """Note what is wrong with one entry; it is raised by `done`."""
        self.problems.append(
            Problem(
                self.shown,
                f"{self.where}{name}: {why}",
                value=value,
                allowed=allowed,
                todo="correct the entry",
            )
        )

    def done(self) -> None:
        """Raise DataError with every problem found, if there was one."""
        if self.problems:
            raise DataError(self.problems)

    def refuse_unknown(self) -> None:
        """Note each entry that nobody asked for, with the nearest that is known."""
        for name in self.raw:
            if name not in self.known:
                near = nearest(name, self.known)
                self.problems.append(
                    Problem(
                        self.shown, f"{self.where}there is no entry of this name", value=name, nearest=near,
                        allowed=", ".join(self.known),
                    )
                )  # fmt: skip

    def take(self, name: str, default: Any = None) -> Any:
        """The value of an entry as it stands, which is known from now on."""
        self.known.append(name)
        return self.raw.get(name, default)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; "" where it is refused."""
        value = self.take(name, default)
        if not isinstance(value, str):
            self.refuse(name, value, "it must be text in quotes" if name in self.raw else "it is missing")
            return ""
        return value.strip()

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of the words that are allowed; "" where it is refused."""
        value = self.text(name, default)
        if value not in allowed:
            self.refuse(
                name, value, "it is not one of the words for this", ", ".join(w or '""' for w in allowed)
            )
            return allowed[0]
        return value

    def flag(self, name: str) -> bool:
        """true or false; false where it is not given or refused."""
        value = self.take(name, False)
        if not isinstance(value, bool):
            self.refuse(name, value, "it must be true or false")
        return value is True

    def day(self, name: str) -> date | None:
        """A day; None where it is not given, is "", or is refused."""
        value = self.take(name, "")
        if value == "":
            return None
        if type(value) is not date:
            self.refuse(name, value, "it must be a day without quotes, as 2018-09-24")
            return None
        return value

    def texts(self, name: str, default: Any = ()) -> tuple[str, ...]:
        """Texts in square brackets, or one alone; none where they are refused."""
        value = self.take(name, default)
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
            self.refuse(name, value, "it must be texts in square brackets")
            return ()
        return tuple(value)

    def table(self, name: str) -> dict[str, Any]:
        """Entries in braces; none where they are refused."""
        value = self.take(name, {})
        if not isinstance(value, dict):
            self.refuse(name, value, 'it must be entries in braces, as { A = "offence" }')
            return {}
        return value

    def each(self, name: str) -> list[Entries]:
        """The tables of a list, each to be read by itself; none where they are refused."""
        value = self.take(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(name, value, f"it must be written as [[{name}]]")
            return []
        named = ((each.get("id") or each.get("name") or at, each) for at, each in enumerate(value, start=1))
        return [Entries(each, self.shown, f"[[{name}]] {who}: ", self.problems) for who, each in named]

    def parsed(self, name: str, value: object, parse: Callable[..., Any], *more: Any) -> Any:
        """`parse` of a value, or None and a problem."""
        try:
            return parse(value, *more)
        except (ForcefoiError, ValueError) as error:
            self.refuse(name, value, str(error))
            return None
