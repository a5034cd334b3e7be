"""The worked examples: every confirmed reply is read as the truth it was made from, and nothing else is."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pypdf
import pytest

from forcefoi.files import find_root
from forcefoi.question import OUTSIDE, Question, read_question
from forcefoi.sources.forces import read_forces
from forcefoi.sources.replies.bodies import read_bodies
from forcefoi.sources.replies.figures import reply_figures
from forcefoi.sources.replies.gather import READ, REPLACED, UNREAD, Received, gather
from forcefoi.sources.replies.opening import read
from forcefoi.windows import Window

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("hospital-crime", "online-threats")
Key = tuple[str, ...]


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def remade(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example made again elsewhere, from its script, its question and its readings alone."""
    root = tmp_path_factory.mktemp(name)
    for path in (EXAMPLES / name / "data").rglob("*.toml"):
        place = root / path.relative_to(EXAMPLES / name)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    script = EXAMPLES / name / "make_replies.py"
    subprocess.run([sys.executable, "-W", "error", str(script), str(root)], check=True, timeout=120)
    return root


@pytest.fixture(scope="module")
def question(remade: Path) -> Question:
    return read_question(remade)


@pytest.fixture(scope="module")
def received(remade: Path, question: Question) -> list[Received]:
    """Every reply; raises where a confirmed one has a problem, or a difference that nobody accepted."""
    return gather(remade, question, read_bodies(remade, question))


@pytest.fixture(scope="module")
def truth(remade: Path) -> list[dict[str, str]]:
    with (remade / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(root: Path) -> dict[str, Path]:
    found = (root / "data/raw/replies").rglob("*")
    return {path.relative_to(root).as_posix(): path for path in found if path.is_file()}


def inside(content: bytes) -> object:
    """What a file holds, however a machine's zlib has packed it."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(each.filename, each.date_time, archive.read(each)) for each in archive.infolist()]
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.get_contents().get_data() for page in reader.pages]  # type: ignore[union-attr]
        return dict(reader.metadata or {}), pages
    return content


def without_hashes(path: Path) -> dict[str, object]:
    reading = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in reading.get("files", []):
        assert len(entry.pop("sha256")) == 64
    return reading


def test_making_it_again_gives_the_same(name: str, remade: Path) -> None:
    kept, made = files(EXAMPLES / name), files(remade)
    assert sorted(kept) == sorted(made)
    for each, path in kept.items():
        if path.suffix == ".toml":
            assert without_hashes(path) == without_hashes(made[each]), each
        else:
            assert inside(path.read_bytes()) == inside(made[each].read_bytes()), each
    assert (EXAMPLES / name / "truth.csv").read_bytes() == (remade / "truth.csv").read_bytes()


def taken(received: list[Received], question: Question) -> Counter[tuple[Key, int, int | None]]:
    """How often each count was taken, by reply, table and the value of each dimension."""
    return Counter(
        ((each.id, table.table.id, *cell.key(question.names)), cell.count.low, cell.count.high)
        for each in received
        if each.checked
        for table in each.checked.taken
        for cell in table.cells
        if OUTSIDE not in cell.at.values()
    )


def test_what_is_taken_is_the_truth(
    received: list[Received], question: Question, truth: list[dict[str, str]]
) -> None:
    wanted = Counter(
        (
            (row["reply"], row["table"], *(row[name] for name in question.names)),
            int(row["low"]),
            int(row["high"]) if row["high"] else None,
        )
        for row in truth
    )
    found = taken(received, question)
    assert found - wanted == Counter() and wanted - found == Counter()
    assert len(found) > 500


def test_what_a_reply_says_is_so_unless_it_was_altered(truth: list[dict[str, str]]) -> None:
    altered = Counter(row["altered"] for row in truth if row["altered"])
    assert altered
    for row in truth:
        if not row["altered"]:
            high = int(row["high"]) if row["high"] else int(row["crimes"])
            assert int(row["low"]) <= int(row["crimes"]) <= high, row


def test_nothing_is_taken_of_what_nobody_confirmed(name: str, received: list[Received]) -> None:
    unread = [each for each in received if each.state == UNREAD]
    assert all(each.checked is None for each in unread)
    ids = [each.id for each in unread]
    assert ids == (
        ["northmarch/2018-12-03-nm-1187", "saltmere/2018-10-15-sm-204"] if name == "online-threats" else []
    )


def test_contradictions_are_told_and_accepted_by_name(name: str, received: list[Received]) -> None:
    told = {
        (each.reply.force, check.difference)
        for each in received
        if each.checked
        for check in each.checked.checks
        if check.status == "accepted"
    }
    if name == "hospital-crime":
        assert told == {("northmarch", -4)}
    else:
        assert told == {
            ("calderholm", -2), ("calderholm", 2), ("dunmarsh", -56), ("eastmoor", 1), ("staithe-valley", -4),
            ("wexley", 7), ("wexley", -7),
        }  # fmt: skip


def test_only_the_last_reply_of_a_force_makes_figures(
    name: str, remade: Path, received: list[Received], question: Question
) -> None:
    read_last = [each for each in received if each.state == READ and each.checked and each.checked.taken]
    forces = [each.reply.force for each in read_last]
    assert sorted(forces) == sorted(set(question.bodies) - {"ravensfell"})
    if name == "online-threats":
        assert any(each.state == REPLACED and each.checked and each.checked.taken for each in received)
        names = {force: each[0] for force, each in read_bodies(remade, question).items()}
        whole = Window(date(2015, 4, 1), question.ends)
        figures, sources = reply_figures(received, names, whole)
        assert set(figures["force"]) == set(names)
        silent = figures[figures["force"] == "ravensfell"]
        assert silent["status"].tolist() == ["neither confirm nor deny"] and silent["high"].isna().all()
        assert len(sources) == 10 and not figures["figure_id"].duplicated().any()


def test_nobody_can_take_it_for_real(name: str, question: Question) -> None:
    assert question.invented
    real = read_forces(find_root(EXAMPLES.parent))
    assert not set(question.bodies) & set(real["force"])
    names = {spelling for _, row in real.iterrows() for spelling in (row["name"], *row["aliases"].split("|"))}
    assert not names & {each for body in question.bodies.values() for each in body}
    for path in files(EXAMPLES / name).values():
        # What a password hides can't be looked at.
        if path.name != "SM 204.xlsx":
            assert says_invented(path), path


def says_invented(path: Path) -> bool:
    words = "INVENTED"
    content = path.read_bytes()
    if words.encode() in content or words.encode("utf-16-le") in content:
        return True
    if path.suffix == ".pdf":
        return words in str(pypdf.PdfReader(path).metadata)
    for document in read(path).walk():
        cells = (str(cell) for grid in document.grids for row in grid.rows for cell in row)
        if any(words in text for text in (*(each.text for each in document.texts), *cells)):
            return True
    return False


def test_the_table_of_what_is_shown_names_every_file() -> None:
    text = (EXAMPLES / "online-threats/README.md").read_text(encoding="utf-8")
    made = {Path(each).name for each in files(EXAMPLES / "online-threats")} - {"reply.toml"}
    assert [each for each in made if f"`{each}`" not in text] == []


def test_files_are_small(name: str) -> None:
    sizes = [path.stat().st_size for path in files(EXAMPLES / name).values()]
    assert max(sizes) < 200_000 and sum(sizes) < 1_500_000
