"""Not counted: rows of one crime each whose word in a passed-over column says that they may be no crimes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from forcefoi.clean.squash import fold
from forcefoi.sources.replies.draft.axes import head
from forcefoi.sources.replies.draft.parts import Block, Sketch

# "No crimed" and "Cancelled" end a record; "NFA" and "Undetected" are outcomes of a crime that counts.
NONE = re.compile(
    r"\W*(?:(?:recorded )?(?:crimes?|offences?|records?|status|incidents?)\W+)?"
    r"(?:no[ -]?crim(?:e|ed|ing)|not (?:an? )?crimes?|non[ -]?crimes?|cancell?ed|cancellation|transferred|duplicated?"
    r"|rejected|void(?:ed)?|deleted|created in error|recorded in error|error)"
    r"(?:\W.*)?(?: (?:crimes?|offences?|records?))?"
)
# A column of more words, or longer ones, is no status, and may hold what nobody should write down.
MOST, LONGEST = 15, 40


def ask_not_counted(block: Block, columns: Sequence[int], rows: Sequence[int], sketch: Sketch) -> None:
    """Leave out the rows of such words, and ask whether it is so; `columns` are those that are passed over."""
    for column in columns:
        words = Counter(block.words(row, column) for row in rows)
        out = {word: number for word, number in words.items() if NONE.fullmatch(fold(word))}
        if not out:
            continue
        letters = block.letters(column)
        short = [f"'{word}' in {number:,}" for word, number in list(out.items())[:6] if len(word) <= LONGEST]
        name = head(block, column)[:LONGEST]
        what = f"column {letters} ({name}) says {', '.join(short) or 'so'} of its {len(rows):,} rows"
        if len(words) > MOST or max(map(len, words)) > LONGEST or 2 * len(words) > len(rows) + 2:
            sketch.ask(
                f"{what}: do they count? counted.{letters} says so of each of its words, or [[tables.skip]] of rows"
            )
            continue
        spelled = {fold(word): word for word in reversed(list(words))}
        sketch.entry.setdefault("counted", {})[letters] = {
            word: word not in out for word in words if spelled[fold(word)] == word
        }
        sketch.ask(f"{what}: they are left out, and all others count: is it so?")
