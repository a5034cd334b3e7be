"""What the program has, the documentation has: commands, targets, columns, caveats, phrases, public names, places."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import forcefoi
from forcefoi import analysis, clean
from forcefoi.exercise import read_exercise
from forcefoi.manifest_cli import compare, verify
from forcefoi.processed.tables import MODELS
from forcefoi.wording.words.phrases import BARE, NEARNESS, TABLE

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
from generated import commands, phrases_text, targets  # noqa: E402 - the documentation's own module

SOURCES = sorted((ROOT / "src/forcefoi").rglob("*.py"))
# By hand, not made from the code: what a person wrote about it.
WRITTEN = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "data/raw").rglob("README.md")),
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name != "data-dictionary.md"),
]
WORDS = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
WHERE = (ROOT / "docs/where.md").read_text(encoding="utf-8")
PLACES = re.findall(r"^\| (.+?) \| \[`.+?`\]\(\.\./(.+?)\) \| `(.+?)` \|$", WHERE, re.MULTILINE)


@pytest.mark.parametrize("path, command", [pytest.param(*each, id=each[0]) for each in commands()])
def test_a_command_says_what_it_does_and_a_person_wrote_of_it(path: str, command: object) -> None:
    assert len(command.help.split()) >= 4  # type: ignore[attr-defined]
    for option in command.params:  # type: ignore[attr-defined]
        if option.param_type_name == "option":
            assert option.help, f"{path} {option.name}: no word on what it is for"
    named = path.removeprefix("forcefoi ").split()
    gap = r"(?: --root \S+)? "
    assert re.search(rf"forcefoi{gap}{' '.join(named)}\b", WORDS), f"no page shows `{path}`"


@pytest.mark.parametrize("target", targets((ROOT / "Makefile").read_text(encoding="utf-8")))
def test_a_target_is_written_of(target: str) -> None:
    assert target == "all" or re.search(rf"`?make {target}\b", WORDS), f"no page shows `make {target}`"


def test_every_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony and set(phony[1].split()) == set(targets(makefile))


@pytest.mark.parametrize("table", MODELS)
def test_a_table_has_every_column_in_the_data_dictionary(table: str) -> None:
    text = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
    for name, column in MODELS[table].to_schema().columns.items():
        assert column.description, f"{table}.{name} says nothing of what it holds"
        assert f"| `{name}` |" in section


def kinds_of_caveats() -> set[str]:
    """The kind of every caveat that the code can make: what stands before the colon of its id."""
    kinds = {read_exercise(ROOT).breaks[0].id.split(":")[0]}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Caveat"
            ):
                first = node.args[0] if node.args else next(k.value for k in node.keywords if k.arg == "id")
                if isinstance(first, ast.JoinedStr):
                    first = first.values[0]
                if isinstance(first, ast.Constant):
                    kinds.add(str(first.value).split(":")[0])
                else:
                    # A break's own id, which is above.
                    assert ast.unparse(first) == "b.id", f"{source.name}: {ast.unparse(node)}"
    return kinds


def test_every_caveat_is_in_the_method_with_its_reason_and_its_source() -> None:
    text = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert {kind for kind, _, _ in rows} == kinds_of_caveats()
    assert len(rows) == len({kind for kind, _, _ in rows}) > 20
    assert all(len(why) > 20 and where for _, why, where in rows)


def test_the_method_has_the_three_headings_of_the_code_of_practice() -> None:
    text = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Trustworthiness", "Quality", "Value"]


def test_every_rule_of_phrases_has_words_a_rule_and_a_reason() -> None:
    text = phrases_text()
    assert len(text.splitlines()) == len(TABLE) + 2
    for rule in TABLE:
        assert rule.words and rule.rule.strip() and rule.why.strip(), rule.id
        assert ", ".join(rule.words).replace("|", "\\|") in text, rule.id


def test_every_public_name_says_what_it_is() -> None:
    for module in (forcefoi, clean, analysis):
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isfunction(value) or inspect.isclass(value):
                assert value.__doc__ and len(value.__doc__.split()) >= 4, f"{module.__name__}.{name}"


@pytest.mark.parametrize("question, file, name", PLACES)
def test_what_is_to_be_changed_is_where_the_page_says(question: str, file: str, name: str) -> None:
    path = ROOT / file
    assert path.is_file(), f"{question}: {file} is gone"
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        assert name in text, f"{question}: {file} has no {name}"
        return
    made: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            made.add(node.name)
        else:
            made |= {
                each.id
                for each in ast.walk(node)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
    assert name in made, f"{question}: {file} makes no {name}"


def test_the_page_on_places_has_no_line_that_is_not_held() -> None:
    rows = [line for line in WHERE.splitlines() if line.startswith("| ")]
    assert len(PLACES) == len(rows) - 1 >= 30


def test_what_less_than_five_means_is_decided_in_the_files_that_the_page_names() -> None:
    files = {question: file for question, file, _ in PLACES}
    assert files["what `<5` means (1 to 4)"] == "src/forcefoi/clean/count_reader.py"
    assert files["whether nought is in `<5`"] == "src/forcefoi/clean/parse_count.py"
    code = """
from forcefoi import clean
from forcefoi.clean import count_reader
def span(): return tuple(getattr(clean.parse_count("<5"), each) for each in ("low", "high"))
print(*span())
meant = count_reader._qualified
count_reader._qualified = lambda text, kind, n, least: meant(text, kind, n - 1, least)
print(*span())
count_reader._qualified = meant
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["1 4", "1 3"]


def test_the_words_that_the_page_names_are_in_the_table_it_names() -> None:
    names = {question: name for question, _, name in PLACES}
    for word, group in (("doubled", BARE), ("nearly", NEARNESS)):
        (named,) = (name for question, name in names.items() if f"“{word}”" in question)
        assert any(word in words for rule in group for words in rule.words), word
        assert {"BARE": BARE, "NEARNESS": NEARNESS}[named] is group


def test_what_verify_ends_with_is_said_alike() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for text in (verify.help, compare.help, readme):
        assert "1 when a number or the sentence around one differs" in " ".join(str(text).split())


def test_how_less_than_five_is_read_is_decided_in_the_file_that_the_page_names() -> None:
    """Without that form there, `<5` is not read at all."""
    assert {question: file for question, file, _ in PLACES}[
        "which words and signs are read as `<5`"
    ] == "src/forcefoi/clean/count_words.py"
    code = """
import importlib
from forcefoi import clean
from forcefoi.clean import count_reader, count_words
print(clean.parse_count("<5").high)
count_words.FORMS = {form: kind for form, kind in count_words.FORMS.items() if kind != "fewer than"}
importlib.reload(count_reader)
try:
    clean.parse_count("<5")
except ValueError:
    print("not read")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["4", "not read", ""]


def test_contributing_opens_with_the_way_for_who_writes_no_code() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^## (.+)$", text, re.MULTILINE)[:2]
    assert "do not write code" in first and text.index(first) < text.index("```")
    assert second == "If you do"


def test_each_change_says_what_used_to_happen_and_what_happens_now() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    without = [entry.split("\n")[0] for entry in entries if not re.search(r"\bNow\b", entry)]
    assert entries and without == []


def test_the_terms_are_the_same_wherever_they_stand() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/conf.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "CC BY 4.0" in text and "MIT" in text, name
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert f"version: {forcefoi.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_every_link_between_pages_leads_somewhere() -> None:
    """A heading's address too, which Sphinx takes on trust where the file lies elsewhere."""
    for path in WRITTEN:
        text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not re.match(r"[a-z]+:", target) and target.split("#")[0]:
                assert (path.parent / target.split("#")[0]).exists(), f"{path.name}: {target}"
