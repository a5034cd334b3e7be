"""What stands inside each page, so that it asks nothing of anyone: its styles and its script."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path


def styles(*paths: Path) -> str:
    """These stylesheets as one, without comments and indents: what a page need not carry."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def scripted(path: Path) -> str:
    """A script without its indents and the lines that are comments."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def allowed(script: str) -> str:
    """The hash by which alone a page's Content-Security-Policy allows its script.

    >>> allowed("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
