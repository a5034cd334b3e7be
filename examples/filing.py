"""Put made files where a project keeps replies, the same to the byte each time, and note their hashes."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
import zipfile
from pathlib import Path

MADE = "2018-09-24T00:00:00Z"
DAYS = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")
# Zips keep no time before 1980.
STAMP = (1980, 1, 1, 0, 0, 0)


def same_zip(content: bytes, *, stored: bool = False) -> bytes:
    """A zip (a workbook or a letter is one too) without the time it was made at.

    `stored`: nothing is compressed. Machines compress differently, which shows where a zip lies in another file.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(("core.xml", "meta.xml")):
                part = DAYS.sub(MADE.encode(), part)
            # An OpenDocument file says what it is in a first member that is not compressed.
            plain = stored or name == "mimetype"
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, part)
    return out.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip of files, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return same_zip(out.getvalue())


class Folder:
    """The folder of one example: files are put into it, and the hashes in each reply.toml follow."""

    def __init__(self, root: Path):
        self.root = root

    def put(self, reply: str, name: str, content: bytes, *, held: bool = False) -> None:
        """File `content` as a part of a reply (`wexley/2018-11-30-FOI-1042`)."""
        folder = self.root / "data/raw/replies" / reply / ("held" if held else "")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    def stamp(self) -> None:
        """Write the hash of each file into the reply.toml that names it."""
        for reading in sorted(self.root.glob("data/raw/replies/*/*/reply.toml")):
            text = reading.read_text(encoding="utf-8")
            for entry in tomllib.loads(text).get("files", []):
                path = reading.parent / ("held" if entry.get("held_back") else "") / entry["name"]
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                entry_text = rf'(name = "{re.escape(entry["name"])}"\nsha256 = ")[0-9a-f]*"'
                text, found = re.subn(entry_text, rf'\g<1>{digest}"', text)
                assert found == 1, f"{reading}: {entry['name']}"
            reading.write_text(text, encoding="utf-8")
