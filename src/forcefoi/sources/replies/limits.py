"""How much of a file is read at most. Beyond it a file is refused, in words, before it can hurt."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
# A file as received. The largest of the replies this was made for has 40 MB; a million rows as CSV have 100.
FILE_BYTES = 512 * MEGABYTE
# All parts of one zip (a workbook is one too) when unpacked, and how much larger than itself a part may become. A
# sheet of a million rows unpacks to some 300 MB, about ten times its size.
UNPACKED_BYTES = 2048 * MEGABYTE
UNPACKED_RATIO = 200
# Under this many bytes a high ratio hurts nobody.
RATIO_FROM = 16 * MEGABYTE
# A workbook of fewer bytes is read in a process of its own as well: it costs half a second, and nothing in the
# file can then end more than that process.
ALONE_BYTES = 8 * MEGABYTE
# Files in one container, and containers in containers.
MEMBERS = 500
DEPTH = 4
# Cells of one grid, counted as rows times columns: the empty ones cost memory too.
CELLS = 60_000_000
COLUMNS = 4_096
SHEETS = 1_000
# One reader in a process of its own: seconds of work, seconds to wait, bytes of memory.
SECONDS = 300
WAIT = 420
MEMORY_BYTES = 3072 * MEGABYTE
