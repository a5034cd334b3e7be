"""A reply is filed as received and noted in its reply.toml; what may be personal is kept apart until released."""

from __future__ import annotations

import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from forcefoi.errors import DataError, ForcefoiError, ParseError
from forcefoi.files import digest
from forcefoi.question import read_question
from forcefoi.reports.stale import Hashes
from forcefoi.sources.checksums import changed_files, write_list
from forcefoi.sources.replies.add import Told, add
from forcefoi.sources.replies.held import find_file, plain_name
from forcefoi.sources.replies.read_reply import read_reply
from forcefoi.sources.replies.reference import find_reference, slug
from forcefoi.sources.replies.release import release

TODAY = date(2026, 11, 25)
CLEAN = "Offence,2016/17,2017/18\nHarassment,12,<5\nStalking,3,0\n"
PRIVATE = "Crime,Victim name,Offence\n1,Quibble Xyzzyson,Harassment\n2,Jane Xyzzyson,Stalking\n"


@pytest.fixture
def project(copy: Path) -> Path:
    write_list(copy)
    return copy


@pytest.fixture
def inbox(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("inbox")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def noted(project: Path, folder: str) -> dict:
    return tomllib.loads((project / folder / "reply.toml").read_text(encoding="utf-8"))


def everything_told(project: Path) -> bytes:
    """All that lies in the project's replies but is not held back: what another person would get."""
    files = [p for p in (project / "data/raw/replies").rglob("*") if p.is_file() and "held" not in p.parts]
    return b"\n".join(str(path.name).encode() + path.read_bytes() for path in files)


def test_a_clean_file_is_filed_as_received_and_noted(project: Path, inbox: Path) -> None:
    path = put(inbox, "Reply FOI 951-18.csv", CLEAN)
    added = add(project, "the Kent Constabulary", [path], Told(sent=date(2026, 10, 1), outcome="full"), TODAY)
    assert (added.force, added.folder) == ("kent", "data/raw/replies/kent/2026-11-25-foi-951-18")
    assert (project / added.folder / path.name).read_bytes() == path.read_bytes()
    content = noted(project, added.folder)
    assert list(content) == [
        "force", "reference", "sent", "received", "outcome", "exemption", "exemption_scope", "licence",
        "may_republish", "confirmed_by", "confirmed_on", "replaces", "note", "files",
    ]  # fmt: skip
    assert content["reference"] == "FOI 951-18" and content["received"] == TODAY
    assert (content["licence"], content["may_republish"]) == ("", False)
    assert content["files"] == [
        {
            "name": path.name, "sha256": digest(CLEAN.encode()), "kind": "csv", "status": "read",
            "held_back": False,
        }
    ]  # fmt: skip
    reply = read_reply(project, added.folder, read_question(project))
    assert reply.sent == date(2026, 10, 1) and not reply.files[0].held_back
    assert changed_files(project) == []


def test_a_file_with_names_is_held_back_and_nothing_of_them_is_told(project: Path, inbox: Path) -> None:
    added = add(project, "kent", [put(inbox, "crimes.csv", PRIVATE)], Told(), TODAY)
    folder = project / added.folder
    assert added.folder.endswith("2026-11-25-no-reference")
    assert (folder / "held/crimes.csv").read_text() == PRIVATE and not (folder / "crimes.csv").exists()
    (entry,) = noted(project, added.folder)["files"]
    assert entry["held_back"] is True
    (found,) = entry["finds"]
    assert found["place"] == "lines, column B, 2 cells" and found["shown"] == "J… X…, Q… X…"
    assert (found["accepted_by"], found["because"]) == ("", "")
    assert b"xyzzyson" not in everything_told(project).lower()
    assert "held/" in (project / "data/raw/replies/.gitignore").read_text().split()


def test_git_leaves_out_what_is_held_back_in_a_project_that_had_no_list_of_it(
    project: Path, inbox: Path
) -> None:
    import subprocess

    (project / "data/raw/replies/.gitignore").unlink()
    add(project, "kent", [put(inbox, "crimes.csv", PRIVATE)], Told(), TODAY)
    git = ["git", "-C", str(project), "-c", "core.excludesFile=/dev/null"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    listed = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True).stdout
    assert "no-reference/reply.toml" in listed and "crimes.csv" not in listed


def test_checksums_and_what_data_is_made_of_are_the_same_with_and_without_the_held_file(
    project: Path, inbox: Path
) -> None:
    added = add(project, "kent", [put(inbox, "crimes.csv", PRIVATE)], Told(), TODAY)
    before = changed_files(project), Hashes(project).raw()
    assert before[0] == [] and f"{added.folder}/reply.toml" in before[1]
    (project / added.folder / "held/crimes.csv").unlink()
    assert (changed_files(project), Hashes(project).raw()) == before


def test_the_same_bytes_again_change_nothing(project: Path, inbox: Path) -> None:
    path = put(inbox, "a.csv", PRIVATE)
    first = add(project, "kent", [path], Told(), TODAY)
    before = everything_told(project)
    again = add(project, "kent", [put(inbox, "b.csv", PRIVATE)], Told(reference="FOI 1/26"), TODAY)
    assert again.files[0].already == first.folder and again.files[0].name == "a.csv"
    assert everything_told(project) == before


def test_a_file_that_is_not_on_this_machine_is_put_back_where_it_was(project: Path, inbox: Path) -> None:
    path = put(inbox, "a.csv", PRIVATE)
    folder = project / add(project, "kent", [path], Told(), TODAY).folder
    before = everything_told(project)
    (folder / "held/a.csv").unlink()
    again = add(project, "kent", [path], Told(), TODAY)
    assert again.files[0].put_back and (folder / "held/a.csv").read_text() == PRIVATE
    assert everything_told(project) == before


def test_bytes_that_are_given_twice_are_filed_once(project: Path, inbox: Path) -> None:
    files = [put(inbox, "a.csv", CLEAN), put(inbox, "b.csv", CLEAN)]
    added = add(project, "kent", files, Told(), TODAY)
    assert [(each.name, each.already) for each in added.files] == [("a.csv", ""), ("a.csv", added.folder)]
    assert [each["name"] for each in noted(project, added.folder)["files"]] == ["a.csv"]


def test_another_file_of_a_filed_name_is_refused_and_a_redacted_one_is_added(
    project: Path, inbox: Path
) -> None:
    told = Told(reference="FOI 1/26")
    first = add(project, "kent", [put(inbox, "a.csv", PRIVATE)], told, TODAY)
    before = everything_told(project)
    with pytest.raises(DataError, match="another file of this name is there"):
        add(project, "kent", [put(inbox, "A.csv", CLEAN)], told, TODAY)
    assert everything_told(project) == before
    added = add(project, "kent", [put(inbox, "a-redacted.csv", CLEAN)], told, date(2026, 12, 1))
    assert added.folder == first.folder
    assert [each["held_back"] for each in noted(project, added.folder)["files"]] == [True, False]


def test_a_file_that_lies_there_already_is_not_written_over(project: Path, inbox: Path) -> None:
    by_hand = project / "data/raw/replies/kent/2026-11-25-foi-1-26/a.csv"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("something else\n")
    with pytest.raises(DataError, match="another file of this name is there"):
        add(project, "kent", [put(inbox, "a.csv", CLEAN)], Told(reference="FOI 1/26"), TODAY)
    assert by_hand.read_text() == "something else\n"


def test_a_new_day_with_the_same_reference_is_a_reply_of_its_own(project: Path, inbox: Path) -> None:
    for number, day in enumerate((date(2026, 1, 2), date(2026, 3, 4))):
        add(
            project,
            "kent",
            [put(inbox, f"{number}.csv", CLEAN + f"x,{number},1\n")],
            Told(day, None, "FOI 1"),
            TODAY,
        )
    assert [p.name for p in sorted((project / "data/raw/replies/kent").iterdir())] == [
        "2026-01-02-foi-1", "2026-03-04-foi-1",
    ]  # fmt: skip
    with pytest.raises(ForcefoiError, match="--received DAY"):
        add(project, "kent", [put(inbox, "x.csv", CLEAN)], Told(reference="FOI 1"), TODAY)


def test_what_a_person_wrote_in_reply_toml_stays(project: Path, inbox: Path) -> None:
    told = Told(reference="FOI 1/26")
    added = add(project, "kent", [put(inbox, "a.csv", CLEAN)], told, TODAY)
    path = project / added.folder / "reply.toml"
    path.write_text(
        path.read_text().replace('note = ""', 'note = "Seen."  # by hand') + '\n[[tables]]\nid = "t"\n'
    )
    add(project, "kent", [put(inbox, "b.csv", PRIVATE)], Told(reference="FOI 1/26", outcome="full"), TODAY)
    text = path.read_text()
    assert 'note = "Seen."  # by hand' in text
    content = tomllib.loads(text)
    assert [each["name"] for each in content["files"]] == ["a.csv", "b.csv"]
    assert content["tables"] == [{"id": "t"}] and content["outcome"] == "full"
    with pytest.raises(ForcefoiError, match="outcome is 'full', not 'refused'"):
        add(
            project,
            "kent",
            [put(inbox, "c.csv", CLEAN + "x,1,1\n")],
            Told(reference="FOI 1/26", outcome="refused"),
            TODAY,
        )


def test_files_that_can_not_be_read_are_filed_held_back_and_told(project: Path, inbox: Path) -> None:
    files = [
        put(inbox, "scan.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40),
        put(inbox, "cut.xlsx", b"PK\x03\x04" + b"0" * 40),
    ]
    added = add(project, "kent", files, Told(), TODAY)
    assert [each.document.status for each in added.files] == ["scanned", "damaged"]
    assert all(each.held and each.document.todo for each in added.files)


@pytest.mark.parametrize(
    "name", ["README.md", "checksums.sha256", "reply.toml", ".profile", "held", "~$a.csv"]
)
def test_a_name_that_means_something_here_is_changed(name: str, project: Path, inbox: Path) -> None:
    added = add(project, "kent", [put(inbox, name, CLEAN)], Told(), TODAY)
    assert added.files[0].name == f"file-{name}"
    assert find_file(project / added.folder, f"file-{name}") and changed_files(project) == []


def test_a_file_that_would_not_be_listed_is_given_a_name_that_is(project: Path, inbox: Path) -> None:
    added = add(project, "kent", [put(inbox, ".a.csv", CLEAN)], Told(), TODAY)
    assert f"{added.folder}/file-.a.csv" in Hashes(project).raw()


def test_a_file_called_after_a_person_is_filed_under_another_name(project: Path, inbox: Path) -> None:
    files = [
        put(inbox, "Reply to Jane Plughson.csv", CLEAN),
        put(inbox, "xyzzyson 2.csv", PRIVATE),
        put(inbox, "table_xyzzyson.csv", CLEAN + "x,1,1\n"),
    ]
    added = add(project, "kent", files, Told(), TODAY)
    assert all(each.name.startswith("file-") and each.name.endswith(".csv") for each in added.files)
    assert [each.held for each in added.files] == [True, True, False]
    told = everything_told(project).lower()
    assert b"plughson" not in told and b"xyzzyson" not in told


def test_nothing_is_written_where_something_is_wrong(project: Path, inbox: Path) -> None:
    good = put(inbox, "a.csv", CLEAN)
    before = everything_told(project)
    with pytest.raises(ParseError, match="Did you mean 'kent'"):
        add(project, "kant", [good], Told(), TODAY)
    with pytest.raises(DataError, match="can't be read"):
        add(project, "kent", [good, inbox / "gone.csv"], Told(), TODAY)
    with pytest.raises(DataError, match="name the files one by one"):
        add(project, "kent", [inbox], Told(), TODAY)
    with pytest.raises(ForcefoiError, match="lies in the future"):
        add(project, "kent", [good], Told(received=date(2026, 11, 26)), TODAY)
    with pytest.raises(ForcefoiError, match="lies before --sent"):
        add(project, "kent", [good], Told(received=date(2026, 1, 1), sent=date(2026, 1, 2)), TODAY)
    assert everything_told(project) == before


def accept_all(path: Path, who: str = "A Checker", why: str = "The words are a place.") -> None:
    text = path.read_text().replace('accepted_by = ""', f'accepted_by = "{who}"')
    path.write_text(text.replace('because = ""', f'because = "{why}"'))


def test_a_held_file_is_released_when_each_find_is_accepted_with_a_reason(project: Path, inbox: Path) -> None:
    added = add(
        project,
        "kent",
        [put(inbox, "a.csv", PRIVATE + "07700 900123,,\n")],
        Told(reference="FOI 1/26"),
        TODAY,
    )
    folder = project / added.folder
    (before,) = release(project, "Kent Police")
    assert len(before.waiting) == 2 and not before.done
    accept_all(folder / "reply.toml", why=" ")
    assert not release(project, "kent", "FOI 1/26")[0].done
    accept_all(folder / "reply.toml")
    text = (folder / "reply.toml").read_text().replace('because = " "', 'because = "Looked at."')
    (folder / "reply.toml").write_text(text)
    (after,) = release(project, "kent", "foi-1-26")
    assert after.done and (folder / "a.csv").is_file() and not (folder / "held").exists()
    assert noted(project, added.folder)["files"][0]["held_back"] is False
    assert release(project, "kent") == ()


def test_a_find_that_was_taken_out_of_reply_toml_holds_back_all_the_same(project: Path, inbox: Path) -> None:
    added = add(project, "kent", [put(inbox, "a.csv", PRIVATE)], Told(), TODAY)
    path = project / added.folder / "reply.toml"
    path.write_text(path.read_text().partition("[[files.finds]]")[0])
    (looked,) = release(project, "kent")
    assert not looked.done and len(noted(project, added.folder)["files"][0]["finds"]) == 1


def test_another_file_in_its_place_is_not_released_and_one_that_is_gone_is_told(
    project: Path, inbox: Path
) -> None:
    added = add(project, "kent", [put(inbox, "a.csv", PRIVATE)], Told(), TODAY)
    held = find_file(project / added.folder, "a.csv")
    assert held is not None
    held.write_text(CLEAN)
    with pytest.raises(DataError, match="not the file that was filed"):
        release(project, "kent")
    held.unlink()
    assert release(project, "kent")[0].why == "the file is not on this machine"
    with pytest.raises(ForcefoiError, match="no such reply of kent"):
        release(project, "kent", "FOI 99/99")


def workbook(path: Path, text: str) -> Path:
    """A workbook that has a text in a cell, a hidden sheet, a comment, its properties and a sheet's name."""
    book = Workbook()
    book.active.title = text[:20].replace("'", "").strip()
    book.active.append(["Offence", "Detail"])
    book.active.append(["Harassment", f"said {text}"])
    book.active["A2"].comment = Comment(f"{text} asked", text)
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append([text])
    book.properties.creator = text
    book.save(path)
    return path


def packed(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{text.replace('/', ' ')}.csv", f"a,b\n{text},1\n")
    return path


letters = st.sampled_from("bcdfghjkmnpqrstvwxz")
planted = st.one_of(
    st.builds("Jane Q{}".format, st.text(letters, min_size=7, max_size=12)),
    st.builds("{}.q{}@wexley.example".format, *[st.text(letters, min_size=6, max_size=9)] * 2),
    st.builds("07700 900{:03d}".format, st.integers(0, 999)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=planted)
def test_what_was_found_stands_nowhere_but_in_held(project: Path, inbox: Path, text: str) -> None:
    files = [
        workbook(inbox / "book.xlsx", text),
        put(inbox, f"about {text}.csv", f"Note,n\nring {text},1\n"),
    ]
    added = add(project, "kent", files, Told(reference=f"T {digest(text.encode())[:12]}"), TODAY)
    assert all(each.held for each in added.files)
    told = everything_told(project).lower()
    for part in (text, *text.split("@")[0].split(".")):
        assert part.lower().encode() not in told
    assert not any(text in repr(each) for each in added.files)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("FOI 951/18", "FOI 951/18"),
        ("FOI-951-18 reply.xlsx", "FOI-951-18"),
        ("wexley-foir5828-attachment.xlsx", "foir5828"),
        ("Ref: 01/FOI/24/012345", "01/FOI/24/012345"),
        ("FOI Ref: 1234/19", "FOI Ref: 1234/19"),
        ("Our Ref: IR/2018/44", "IR/2018/44"),
        ("Freedom of Information Act 2000", ""),
        ("FOI 2000", ""),
        ("Ref: 01/04/2018", ""),
        ("FOI request of 3 May", ""),
    ],
)
def test_a_reference_is_found(text: str, reference: str) -> None:
    assert find_reference([text]) == reference


@given(st.text(max_size=200))
def test_a_folder_and_a_file_have_names_that_stay_in_their_place(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and slug(text).strip("-")
    name = plain_name(text)
    assert name and not name.startswith((".", "~$")) and not set(name) & set('/\\:*?"<>|\0\n\u202e')
    assert len(name.encode()) <= 120 and plain_name(name) == name and Path(name).name == name


LETTER = """Wexley Police Headquarters switchboard 01632 960123

Prepared by: Jane Xyzzyson
Wexley Council, Low Road, Wexley AB1 2DE
"""


def test_what_points_at_a_public_body_is_accepted_together_and_a_person_by_itself(
    project: Path, inbox: Path
) -> None:
    added = add(project, "kent", [put(inbox, "letter.txt", LETTER)], Told(), TODAY)
    path = project / added.folder / "reply.toml"
    (entry,) = noted(project, added.folder)["files"]
    assert [(each["group"], each["kind"]) for each in entry["finds"]] == [
        ("people", "name"), ("public body", "phone number"), ("public body", "other"),
    ]  # fmt: skip
    person, *body = entry["finds"]
    (together,) = entry["together"]
    assert together["finds"] == [each["id"] for each in body] and together["accepted_by"] == ""
    assert together["because"] and not any("accepted_by" in each for each in body)
    # A name under the ready reason accepts them all; the person stays, also where its id is written among them.
    before, _, after = path.read_text().rpartition('accepted_by = ""')
    after = f'accepted_by = "A Checker"{after}'
    path.write_text(before + after)
    assert [find.id for find in release(project, "kent")[0].waiting] == [person["id"]]
    path.write_text((before + after).replace(f'["{body[0]["id"]}"', f'["{body[0]["id"]}", "{person["id"]}"'))
    assert [find.id for find in release(project, "kent")[0].waiting] == [person["id"]]
    accept_all(path)
    assert release(project, "kent")[0].done


def test_an_acceptance_of_several_holds_for_those_it_lists_and_for_none_that_is_found_later(
    project: Path, inbox: Path
) -> None:
    added = add(
        project, "kent", [put(inbox, "letter.txt", LETTER.replace("Jane Xyzzyson", "x"))], Told(), TODAY
    )
    path = project / added.folder / "reply.toml"
    accept_all(path)
    (entry,) = noted(project, added.folder)["files"]
    first, second = entry["together"][0]["finds"]
    path.write_text(path.read_text().replace(f', "{second}"]', "]"))
    assert [find.id for find in release(project, "kent")[0].waiting] == [second]
    path.write_text(path.read_text().replace(f'id = "{second}"', 'id = "000000000000"'))
    release(project, "kent")
    (entry,) = noted(project, added.folder)["files"]
    assert [each["finds"] for each in entry["together"]] == [[first], [second]]
    assert [bool(each["accepted_by"]) for each in entry["together"]] == [True, False]


def test_who_wrote_a_workbook_is_one_acceptance_and_still_holds_it_back(project: Path, inbox: Path) -> None:
    book = Workbook()
    book.active.append(["offence", "crimes"])
    book.active.append(["Harassment", 12])
    book.properties.creator, book.properties.lastModifiedBy = "Jane Xyzzyson", "Quentin Plughson"
    book.save(inbox / "crimes.xlsx")
    added = add(project, "kent", [inbox / "crimes.xlsx"], Told(), TODAY)
    assert added.files[0].held
    path = project / added.folder / "reply.toml"
    (entry,) = noted(project, added.folder)["files"]
    assert {each["group"] for each in entry["finds"]} == {"document properties"}
    assert [len(each["finds"]) for each in entry["together"]] == [2]
    assert path.read_text().count("accepted_by") == 1
    assert not release(project, "kent")[0].done
    accept_all(path)
    assert release(project, "kent")[0].done


def test_an_address_in_a_table_is_somebodys_whatever_stands_before_it(project: Path, inbox: Path) -> None:
    cells = 'where,crimes\n"The Old Police House, Wexley AB1 2DE",3\nWexley,4\n'
    added = add(project, "kent", [put(inbox, "a.csv", cells)], Told(), TODAY)
    (entry,) = noted(project, added.folder)["files"]
    assert [each["group"] for each in entry["finds"]] == ["people"] and "together" not in entry
