"""Hide what was found in files that are held back, in a text that is to be printed or written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from forcefoi.errors import Problem
from forcefoi.sources.replies.grid import Document
from forcefoi.sources.replies.private.find import find_private, masked
from forcefoi.sources.replies.private.mask import DOTS

# The last word of a quotation that was cut short may be the beginning of a name.
CUT = re.compile(r"[^\W\d_]{2,}(?=…|”|\.\.\.|$)")


@dataclass
class Hider:
    """Takes out of a text what was found in some files. They are looked through when it is first asked for.

    >>> from forcefoi.sources.replies.grid import Text
    >>> hider = Hider([Document("a.txt", "txt", texts=(Text("lines", "Contact: Jane Placeholder"),))])
    >>> hider.hide("“Jane Placeholder asked”, “of Jane Placeh…”"), Hider([]).hide("Jane Placeholder")
    ('“… asked”, “of … ……”', 'Jane Placeholder')
    """

    documents: Iterable[Document]
    areas: Callable[[], frozenset[str]] = field(default=frozenset, repr=False)

    @cached_property
    def texts(self) -> frozenset[str]:
        """What was found. Never printed and never written."""
        documents = list(self.documents)
        areas = self.areas() if documents else frozenset()
        return frozenset(text for each in documents for text in find_private(each, "", areas).texts)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple({word for text in self.texts for word in re.findall(r"[^\W\d_]{3,}", text.casefold())})

    def hide(self, text: str) -> str:
        """A text with every find masked, and the beginning of one at a quotation's end."""
        if not self.texts:
            return text
        return CUT.sub(lambda found: DOTS if self._begins(found[0]) else found[0], masked(text, self.texts))

    def _begins(self, word: str) -> bool:
        low = word.casefold()
        return any(each.startswith(low) for each in self._words)

    def hide_problem(self, problem: Problem) -> Problem:
        """A problem, told without what was found."""
        if not self.texts:
            return problem
        value = problem.value if problem.value is None else self.hide(str(problem.value))
        return replace(
            problem,
            value=value,
            file=self.hide(problem.file),
            why=self.hide(problem.why),
            allowed=self.hide(problem.allowed),
            nearest=self.hide(problem.nearest),
            todo=self.hide(problem.todo),
        )
