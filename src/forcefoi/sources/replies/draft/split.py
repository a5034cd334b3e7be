"""Split: a grid into the tables on it, with the texts above and below each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forcefoi.sources.replies.draft.looks import NUMBERS, TIMES, is_total, kind_of_cell, words_of
from forcefoi.sources.replies.draft.parts import Block
from forcefoi.sources.replies.grid import Grid

HEADER_ROWS = 3
# So many rows of words, one under the other, are no header: they are a list of crimes.
LIST_ROWS = 4
SHORT = 30
# The place of the one table in a text file, as its reader calls it.
TEXT_FILE = "lines"
# So many rows below a header are looked at for its words.
NEAR_ROWS = 1000
NOTES = (
    "*",
    "†",
    "‡",
    "note",
    "source",
    "<",
    "please",
    "nb",
    "n.b",
    "footnote",
    "data ",
    "figures",
    "'",
    "“",
    '"',
)


def split(grid: Grid, is_value: Callable[[str], bool] = lambda text: False) -> list[Block]:
    """The tables on a grid, from top to bottom and from left to right.

    `is_value` says whether a text is a value of the question: a lone one at the foot of a table is its last row, and
    no note.

    >>> grid = Grid("lines", [["Crimes", ""], ["Year", "Count"], ["2017/18", 5], ["", ""], ["* note", ""]])
    >>> [(each.range, each.above, each.below) for each in split(grid)]
    [('A2:B3', ('Crimes',), ('* note',))]
    """
    return _Walk(grid, is_value).blocks()


class _Walk:
    def __init__(self, grid: Grid, is_value: Callable[[str], bool]) -> None:
        self.grid, self.is_value = grid, is_value
        self.kinds = [[kind_of_cell(value) for value in row] for row in grid.rows]
        self.types = [_row_type(row) for row in self.kinds]
        self.count = len(self.types)

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        texts: list[str] = list(self.grid.heading)
        at = 0
        while at < self.count:
            header, first = self.start(at)
            if first is None:
                texts += self.texts(at)
                at += 1
                continue
            texts += [text for row in range(at, header[0] if header else first) for text in self.texts(row)]
            last = self.end(header, first)
            doubtful = bool(header and found) and self.is_doubtful(header, found[-1])
            above = [text for text in texts if not _is_note(text)] if found else texts
            below, texts, at = self.below(last + 1)
            found += self.cut(
                Block(self.grid, tuple(header), first, last, 0, 0, tuple(above), tuple(below), doubtful)
            )
        return found

    def texts(self, row: int) -> list[str]:
        cells = [words_of(value) for value in self.grid.rows[row]]
        text = " ".join(cell for cell in cells if cell)
        return [text] if text else []

    def start(self, at: int) -> tuple[list[int], int | None]:
        """The header rows and the first row of data of a table whose first row is `at`, or None."""
        if self.types[at] == "data":
            return ([at], at + 1) if self.counts_up(at) or self.heads_bands(at) else ([], at)
        if self.types[at] == "blank" or (self.types[at] == "single" and not self.bands(at)):
            return [], None
        end = at
        while end < self.count and self.types[end] in ("words", "years", "single"):
            end += 1
        data = end + 1 if end < self.count and self.types[end] == "blank" else end
        if data < self.count and self.types[data] == "data" and end - at <= HEADER_ROWS + LIST_ROWS:
            if (self.counts_up(data) and self.is_thin(end - 1, data)) or (
                data == end and self.heads_bands(data)
            ):
                end, data = data + 1, data + 1
            while end > at and self.is_data(end - 1, at, data):
                end, data = end - 1, end - 1
            return (self.header(at, end) if end > at else []), data
        if end - at >= LIST_ROWS and self.types[at] != "single":
            return ([], at) if self.is_like(at, at + 1) else ([at], at + 1)
        return [], None

    def is_data(self, row: int, at: int, data: int) -> bool:
        """Whether a row above the first number is data all the same; `at` is the first row that may be a header.

        The first one is a header unless most of its words come again below, each in its own column.
        """
        if row == at:
            return (
                self.is_like(row, data, times=False)
                or self.comes_again(row, data, 0.5)
                or self.says_one(row, data)
            )
        return (
            self.is_empty_row(row)
            or self.is_like(row, data)
            or self.comes_again(row, data, 0.0)
            or self.is_below_whole(row, at, data)
        )

    def says_one(self, row: int, data: int) -> bool:
        """Whether a row has one and the same word for nothing, as "refused", in every column that counts below it."""
        counts = [c for c, kind in enumerate(self.kinds[data]) if kind in NUMBERS and c > 0]
        words = {words_of(self.grid.rows[row][c]) for c in counts}
        return len(words) == 1 and all(self.kinds[row][c] == "word" for c in counts)

    def comes_again(self, row: int, data: int, share: float) -> bool:
        """Whether more than a share of a row's words stand again in their columns below; those of a header don't."""
        words = {
            c: words_of(self.grid.rows[row][c]) for c, kind in enumerate(self.kinds[row]) if kind == "text"
        }
        again: set[int] = set()
        for below in range(data, min(self.count, data + NEAR_ROWS)):
            if self.types[below] == "data" and words:
                cells = self.grid.rows[below]
                again |= {c for c, text in words.items() if words_of(cells[c]) == text}
        return len(again) > share * len(words)

    def is_below_whole(self, row: int, at: int, data: int) -> bool:
        """Whether a row has words beside the counts and none over them, below a header that names every column."""
        if self.types[row] == "single":
            return False
        columns = [c for c, kind in enumerate(self.kinds[data]) if kind != "blank"]
        counts = [c for c in columns if self.kinds[data][c] in NUMBERS]
        if any(self.kinds[row][c] != "blank" for c in counts):
            return False
        heads = [words_of(self.grid.rows[at][c]) for c in columns]
        return all(heads) and len(set(heads)) == len(heads) and self.kinds[row][columns[0]] != "blank"

    def is_empty_row(self, row: int) -> bool:
        """Whether a row right above the first number is already data: a label with nothing, or words for nothing."""
        filled = [c for c, kind in enumerate(self.kinds[row]) if kind != "blank"]
        if self.types[row] == "single":
            return filled[0] == 0 and not any(r == row and b > a for r, a, _, b in self.grid.merged)
        return len(filled) > 1 and all(self.kinds[row][c] == "word" for c in filled[1:])

    def is_like(self, row: int, data: int, times: bool = True) -> bool:
        """Whether a row above the first number is data as well: it has values, or signs for nothing, where that has.

        Without `times` years over years don't tell: a header has them over counts that look like years.
        """
        years = [
            c for c, kind in enumerate(self.kinds[row]) if kind == "year" and self.kinds[data][c] in NUMBERS
        ]
        if times and len(years) > 1 and not self.in_turn(row, years):
            return True
        if self.heads_windows(row, {c for c, kind in enumerate(self.kinds[data]) if kind in NUMBERS}):
            return False
        for column, (kind, below) in enumerate(zip(self.kinds[row], self.kinds[data], strict=True)):
            text, under = words_of(self.grid.rows[row][column]), words_of(self.grid.rows[data][column])
            if kind == "word" and below in NUMBERS and not any(map(str.isalpha, text.replace("N/A", ""))):
                return True
            if (times and kind in TIMES and below in TIMES) or (self.is_value(text) and self.is_value(under)):
                return True
        return False

    def bands(self, at: int) -> bool:
        """Whether a lone text stands over the columns of a table rather than at its left, as a title does."""
        after = self.types[at + 1] if at + 1 < self.count else "blank"
        left = next(c for c, kind in enumerate(self.kinds[at]) if kind != "blank")
        spans = any(top == at and last > first for top, first, _, last in self.grid.merged)
        return after != "blank" and left > 0 and not spans

    def header(self, at: int, end: int) -> list[int]:
        """Of the rows right above the data, those that are the header; what is above is a preamble."""
        rows = [end - 1]
        for row in range(end - 2, max(at, end - HEADER_ROWS) - 1, -1):
            filled = [c for c, kind in enumerate(self.kinds[row]) if kind != "blank"]
            if self.types[row] == "single" and filled[0] == 0:
                break
            if (
                len(filled) == 2
                and filled == [0, 1]
                and len(self.kinds[row]) > 3
                and ":" in words_of(self.grid.rows[row][0])
            ):
                break
            rows.insert(0, row)
        return rows

    def counts_up(self, row: int) -> bool:
        """Whether a row of numbers is a header: a word, then whole numbers that go up one by one, as ages do."""
        cells, kinds = self.grid.rows[row], self.kinds[row]
        filled = [c for c, kind in enumerate(kinds) if kind != "blank"]
        if len(filled) < 4 or kinds[filled[0]] != "text" or row + 1 >= self.count:
            return False
        numbers = [words_of(cells[c]) for c in filled[1:] if kinds[c] == "number"]
        rest = [c for c in filled[1:] if kinds[c] != "number"]
        if any(not is_total(cells[c]) for c in rest) or not all(each.isdecimal() for each in numbers):
            return False
        values = [int(each) for each in numbers]
        return len(values) >= 3 and all(b - a == 1 for a, b in zip(values, values[1:], strict=False))

    def heads_bands(self, row: int) -> bool:
        """Whether a row with numbers is a header: nothing at its left, and words over most of the counts below it.

        Ages stand so among bands of them: "10 - 14", "15", "16", "17+", "Female".
        """
        below = next(
            (at for at in range(row + 1, min(self.count, row + 6)) if self.types[at] == "data"), None
        )
        if below is None or self.kinds[row][0] != "blank":
            return False
        counts = [c for c, kind in enumerate(self.kinds[below]) if kind in NUMBERS]
        heads = [self.kinds[row][c] for c in counts]
        words = heads.count("text") + heads.count("word")
        return (
            len(counts) > 2 and heads.count("text") > 1 and words > len(counts) / 2 and "blank" not in heads
        )

    def is_thin(self, row: int, below: int) -> bool:
        """Whether a header row leaves most of the columns below it without a word: it is a band over them."""
        numbers = [c for c, kind in enumerate(self.kinds[below]) if kind == "number"]
        return sum(self.kinds[row][c] != "blank" for c in numbers) < len(numbers) / 2

    def end(self, header: list[int], first: int) -> int:
        """The last row of the table whose data begin at `first`."""
        last, row = first, first
        numeric: set[int] = set()
        listed = self.types[first] in ("words", "years")
        while row < self.count:
            kind = self.types[row]
            if kind == "blank":
                after = self.next_filled(row)
                if after is None or after - row > 2 or self.types[after] != "data" or self.counts_up(after):
                    break
                if not self.same_columns(after, first):
                    break
                row = after
                continue
            if row > last + 1 and kind == "data" and self.counts_up(row):
                break
            if kind == "data":
                numeric |= {c for c, each in enumerate(self.kinds[row]) if each in NUMBERS}
            elif not self.goes_on(row, header, numeric, listed):
                break
            last, row = row, row + 1
        return last

    def goes_on(self, row: int, header: list[int], numeric: set[int], listed: bool) -> bool:
        """Whether a row without a number is still in the table: words for nothing, a section, the header again."""
        kinds, cells = self.kinds[row], self.grid.rows[row]
        if self.types[row] == "single":
            column = next(c for c, kind in enumerate(kinds) if kind != "blank")
            after = self.types[row + 1] if row + 1 < self.count else "blank"
            text = words_of(cells[column])
            if after in ("words", "years") and not self.is_empty_row(row + 1):
                if self.is_header_inside(row + 1, header, numeric, titled=True):
                    return False
                after = "data"
            if self.is_value(text) or is_total(text):
                return True
            if after == "blank":
                # A last row without any count looks like this; a note is longer, or says that it is one.
                return len(text) < SHORT and not _is_note(text) and not text.endswith(".") and column == 0
            return after == "data" and not self.counts_up(row + 1) and not _is_note(text)
        if any(_same(cells, self.grid.rows[each]) for each in header):
            return True
        if listed:
            return True
        return not self.is_header_inside(row, header, numeric)

    def is_header_inside(self, row: int, header: list[int], numeric: set[int], titled: bool = False) -> bool:
        """Whether a row of words below counts begins another table, and is no row of this one without a number.

        `numeric` are the columns that have held numbers; `titled` says that a lone text stands right above the row. A
        text file has one table nearly always.
        """
        if self.heads_again(row, header) or self.heads_windows(row, numeric):
            return True
        kinds, cells = self.kinds[row], self.grid.rows[row]
        named = [c for c in sorted(numeric) if kinds[c] == "text"]
        if titled:
            return len(named) >= len(numeric) / 2 or (
                self.types[row] == "years" and not self.counts_like_years(row, numeric)
            )
        words = {words_of(cells[c]) for c in named}
        whole = len(numeric) > 1 and len(named) == len(numeric) == len(words)
        return (
            whole
            and self.grid.place != TEXT_FILE
            and not self.comes_again(row, header[-1] + 1 if header else 0, 0.0)
        )

    def is_doubtful(self, header: list[int], before: Block) -> bool:
        """Whether a header may be a row of the table before it: no title parts them, and it has no window over it."""
        between = range(before.last + 1, header[0])
        titled = any(self.types[row] != "blank" for row in between)
        window = any("window" in self.kinds[row] for row in header)
        return not (titled or window or self.heads_again(header[-1], list(before.header)))

    def heads_again(self, row: int, header: list[int]) -> bool:
        """Whether a row begins with the word that the header begins with: its other columns are of something else."""
        cells = self.grid.rows[row]
        first = next((words_of(value) for value in cells if words_of(value)), "")
        return bool(header) and first == next(
            (words_of(value) for value in self.grid.rows[header[-1]] if words_of(value)), ""
        )

    def heads_windows(self, row: int, numeric: set[int]) -> bool:
        """Whether windows, or years in their order, stand over columns of counts."""
        kinds = self.kinds[row]
        years = [c for c in sorted(numeric) if kinds[c] == "year"]
        if any(kinds[c] == "window" for c in numeric):
            return True
        return len(years) >= len(numeric) / 2 and not self.counts_like_years(row, numeric) and bool(years)

    def counts_like_years(self, row: int, numeric: set[int]) -> bool:
        """Whether what look like years in a row are counts: they stand where counts do, and not in their order."""
        kinds = self.kinds[row]
        years = [c for c in sorted(numeric) if kinds[c] == "year"]
        if not years or any(kinds[c] in ("text", "window") for c in numeric):
            return False
        return not self.in_turn(row, years)

    def in_turn(self, row: int, columns: list[int]) -> bool:
        """Whether years follow each other, up or down, as in a header; counts that look like years seldom do."""
        years = list(dict.fromkeys(int(words_of(self.grid.rows[row][c])) for c in columns))
        steps = {b - a for a, b in zip(years, years[1:], strict=False)}
        return steps in ({1}, {-1})

    def same_columns(self, row: int, other: int) -> bool:
        """Whether two rows of data fill the same columns, near enough to be one table."""
        a = {c for c, kind in enumerate(self.kinds[row]) if kind in NUMBERS}
        b = {c for c, kind in enumerate(self.kinds[other]) if kind in NUMBERS}
        return bool(a & b) or not b

    def next_filled(self, row: int) -> int | None:
        return next((at for at in range(row, self.count) if self.types[at] != "blank"), None)

    def below(self, row: int) -> tuple[list[str], list[str], int]:
        """Notes under a table, the texts that may be the next one's title, and the row to go on from."""
        texts: list[str] = []
        while row < self.count and self.start(row)[1] is None:
            texts += self.texts(row)
            row += 1
        return texts, list(texts), row

    def cut(self, block: Block) -> list[Block]:
        """The block, without empty columns at its sides; as two where an empty column parts two tables."""
        rows = [*block.header, *block.rows]
        used = [
            c for c in range(len(self.kinds[block.first])) if any(self.kinds[r][c] != "blank" for r in rows)
        ]
        pieces: list[list[int]] = [[used[0]]]
        for before, column in zip(used, used[1:], strict=False):
            if column - before > 1 and self.is_labels(block, column) and self.has_counts(block, pieces[-1]):
                pieces.append([])
            pieces[-1].append(column)
        return [_trimmed(self.kinds, block, piece[0], piece[-1]) for piece in pieces]

    def is_labels(self, block: Block, column: int) -> bool:
        if not block.header or self.kinds[block.header[-1]][column] != "text":
            return False
        kinds = [self.kinds[row][column] for row in block.rows]
        filled = [kind for kind in kinds if kind != "blank"]
        return bool(filled) and sum(kind in ("text", *TIMES) for kind in filled) > len(filled) / 2

    def has_counts(self, block: Block, columns: list[int]) -> bool:
        return any(self.kinds[row][c] in NUMBERS for row in block.rows for c in columns[1:])


def _trimmed(kinds: list[list[str]], block: Block, left: int, right: int) -> Block:
    """A piece of a block, without the empty rows at its foot that another piece made."""
    filled = [r for r in block.rows if any(k != "blank" for k in kinds[r][left : right + 1])]
    last = filled[-1] if filled else block.last
    header, above = list(block.header), list(block.above)
    while len(header) > 1 and [k != "blank" for k in kinds[header[0]][left : right + 1]].count(True) <= 1:
        # Over one of two tables that lie side by side, a lone text at its left is its title.
        if kinds[header[0]][left] == "blank":
            break
        above.append(words_of(block.grid.rows[header.pop(0)][left]))
    return Block(
        block.grid, tuple(header), block.first, last, left, right, tuple(above), block.below, block.doubtful
    )


def _row_type(kinds: Sequence[str]) -> str:
    filled = [kind for kind in kinds if kind != "blank"]
    if not filled:
        return "blank"
    if any(kind in NUMBERS for kind in filled):
        return "data"
    if len(filled) == 1:
        return "single"
    return "years" if any(kind in TIMES for kind in filled) else "words"


def _same(row: Sequence[object], other: Sequence[object]) -> bool:
    return [words_of(a) for a in row] == [words_of(b) for b in other]


def _is_note(text: str) -> bool:
    return text.casefold().startswith(NOTES) or len(text) > 160
