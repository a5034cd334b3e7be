"""What the documentation takes from the code itself: commands, targets of make, and rules of phrases."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from forcefoi.cli import main
from forcefoi.wording import phrases_table

ROOT = Path(__file__).parents[1]
WIDTH = 100


def commands(group: click.Group = main, before: str = "forcefoi") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups before what is in them."""
    for name in sorted(group.commands):
        command, path = group.commands[name], f"{before} {name}"
        yield path, command
        if isinstance(command, click.Group):
            yield from commands(command, path)


def targets(makefile: str) -> dict[str, str]:
    """Every target of a Makefile that says what it does, in order, and what it says."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, re.MULTILINE))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def commands_text() -> str:
    lines = []
    for path, command in [("forcefoi", main), *commands()]:
        context = click.Context(command, info_name=path, max_content_width=WIDTH, terminal_width=WIDTH)
        lines += [f"## {path}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def targets_text() -> str:
    found = targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    rows = [f"| `make {name}` | {_cell(what)} |" for name, what in found.items()]
    return "\n".join(["| target | what it does |", "|---|---|", *rows])


def phrases_text() -> str:
    rows = [
        "| " + " | ".join(_cell(str(row[name])) for name in ("phrase", "about", "rule", "why")) + " |"
        for _, row in phrases_table().iterrows()
    ]
    return "\n".join(["| words | said of | what the numbers must be | why |", "|---|---|---|---|", *rows])


def _directive(text: object) -> type[SphinxDirective]:
    class Generated(SphinxDirective):
        def run(self) -> list[nodes.Node]:
            self.env.note_dependency(__file__)
            return self.parse_text_to_nodes(text(), allow_section_headings=True)

    return Generated


def known_to_python(
    app: Sphinx, env: object, node: nodes.Element, shown: nodes.Element
) -> nodes.Element | None:
    """What a signature names and this site does not show passes where the code has it: one that is gone is an error."""
    place, _, name = str(node.get("reftarget", "")).rpartition(".")
    if not place.startswith("forcefoi"):
        return None
    try:
        return shown if hasattr(importlib.import_module(place), name) else None
    except ImportError:
        return None


def with_levels(
    app: Sphinx, page: str, template: str, context: dict[str, object], tree: nodes.Node | None
) -> None:
    """Sphinx calls the captions of its list of pages headings, and leaves out of which level."""
    for name in ("furo_navigation_tree", "body"):
        if isinstance(text := context.get(name), str):
            context[name] = text.replace('role="heading">', 'role="heading" aria-level="2">')


def setup(app: Sphinx) -> dict[str, bool]:
    for name, text in (("commands", commands_text), ("targets", targets_text), ("phrases", phrases_text)):
        app.add_directive(name, _directive(text))
    app.connect("missing-reference", known_to_python)
    # After the theme has made its list.
    app.connect("html-page-context", with_levels, priority=900)
    # What is taken from the code has no file whose change Sphinx sees.
    app.connect("env-get-outdated", lambda *_: ["docs/commands", "docs/words"])
    return {"parallel_read_safe": True, "parallel_write_safe": True}
