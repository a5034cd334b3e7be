"""How long a PDF takes to be read, and how much memory, by its pages: a table of one row a crime, ruled and not."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

Results = dict[str, Any]
# As anyone opens it; the memory is that of the process that reads.
READS = """
import json, resource, sys
from pathlib import Path
from forcefoi.sources.replies import opening
document = opening.read(Path(sys.argv[1]))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
rows = sum(len(grid.rows) for grid in document.grids)
print(json.dumps({"rows": rows, "peak": used.ru_maxrss / 1024, "cpu": used.ru_utime + used.ru_stime}))
"""
ROWS = 40  # of one page


def pdf_pages(folder: Path, pages: tuple[int, ...] = (50, 500)) -> Results:
    """Seconds, seconds of work and MiB for tables of so many pages, `ruled` and `plain`."""
    found: Results = {"pages": list(pages), "ruled": [], "plain": []}
    for kind in ("ruled", "plain"):
        for count in pages:
            path = make(folder / f"{kind}-{count}.pdf", count, kind == "ruled")
            started = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", READS, path], capture_output=True, text=True, check=True
            )
            read = json.loads(done.stdout)
            if read["rows"] != count * ROWS + 1:
                raise RuntimeError(f"{count * ROWS + 1} rows are printed, and {read['rows']} were read")
            found[kind].append(
                {"seconds": time.perf_counter() - started, "cpu": read["cpu"], "peak": read["peak"]}
            )
    return found


def make(path: Path, pages: int, ruled: bool) -> Path:
    """A PDF of one table: running numbers, an offence, an outcome and a year, the header on the first page alone."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    number = 0
    for page in range(pages):
        canvas.setFont("Helvetica", 9)
        lines = [] if page else [("No.", "Offence", "Outcome", "Year")]
        for _ in range(ROWS):
            number += 1
            outcome = f"Type {number % 21} - named suspect"
            lines.append(
                (
                    str(number),
                    "ASSAULT OCCASIONING HARM",
                    outcome,
                    f"20{10 + number % 10}/20{11 + number % 10}",
                )
            )
        for row, texts in enumerate(lines):
            for x, text in zip((52, 102, 282, 452), texts, strict=True):
                canvas.drawString(x, 780 - 18 * row, text)
        if ruled:
            canvas.grid([50, 100, 280, 450, 540], [792 - 18 * row for row in range(len(lines) + 1)])
        canvas.showPage()
    canvas.save()
    return path
