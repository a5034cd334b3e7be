"""The command `forcefoi`. Nothing heavy is imported before it is known that there is something to do."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from forcefoi import __version__
from forcefoi.errors import ForcefoiError
from forcefoi.files import MARK, NoProject
from forcefoi.files import root_of as _root
from forcefoi.manifest_cli import manifest, verify
from forcefoi.reply_cli import reply
from forcefoi.reports.settings import TIME_LIMIT
from forcefoi.stopped import ended_as_if_by_hand

EXPLORE = "notebooks/explore.ipynb"
# What can be wrong with a disk rather than with us.
DISK = (
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EFBIG,
)


class Commands(click.Group):
    """Tells a person what went wrong in words, without a traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; an error of ours ends it with its own words and exit code, never with a traceback."""
        try:
            return super().invoke(context)
        except ForcefoiError as error:
            _end(context, str(error), error.exit_code)
        except KeyboardInterrupt as stop:
            _end(context, str(stop) or "Stopped.", 130)
        except OSError as error:
            if error.errno not in DISK:
                raise
            place = error.filename or "a file"
            remedy = f"{_remedy(error.errno)}, then run it again; what was written before is whole"
            _end(context, f"{place} can't be written or read: {error.strerror}\n  to do:    {remedy}", 1)


def _remedy(number: int) -> str:
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "make room"
    return "look at what it is and who may write there"


def _end(context: click.Context, text: str, code: int) -> None:
    click.echo(text, err=True)
    context.exit(code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Ends with 0 when all is done, 1 when data or a report failed or a name is not known, "
    "2 when the command was given wrongly or no project is there, 130 when stopped by Ctrl-C.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The project's folder; without it, the one that the working folder lies in.",
)
@click.version_option(__version__, prog_name="forcefoi")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Figures that police forces gave to one Freedom of Information question, made into reports."""
    context.obj = root


def _how(command: Any) -> Any:
    """The options of every command that makes reports."""
    for option in (
        click.option("--quiet", is_flag=True, help="Say nothing, unless something fails."),
        click.option(
            "--time-limit", type=click.IntRange(1), default=TIME_LIMIT, show_default=True,
            metavar="SECONDS", help="How long one cell of a notebook may take.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def _many(command: Any) -> Any:
    """The options of every command that may make many reports."""
    for option in (
        click.option("--why", is_flag=True, help="Say of each report why it would be made, and make none."),
        click.option(
            "--scheduler", metavar="ADDRESS",
            help="Make them on the Dask cluster whose scheduler is there: tcp://host:8786 (needs forcefoi[cluster]).",
        ),
        click.option(
            "--workers", type=click.IntRange(1),
            help="How many reports to make at once; without it, one more than there are cores.",
        ),
        click.option(
            "--unaccepted", is_flag=True,
            help="Make them although nobody has accepted a verdict: to compare, not to print. The pages say so.",
        ),
    ):  # fmt: skip
        command = option(command)
    return _how(command)


@main.command()
@click.pass_obj
def data(root: Path | None) -> None:
    """Make data/processed from data/raw, if it is stale."""
    from forcefoi.files import is_plain
    from forcefoi.reports.data import make_data
    from forcefoi.reports.index import PAGE, write_index
    from forcefoi.reports.lock import alone
    from forcefoi.reports.plan import plan
    from forcefoi.reports.replies import PAGE as REPLIES
    from forcefoi.reports.stale import Hashes

    root = _root(root)
    with alone(root):
        hashes = Hashes(root)
        made = make_data(hashes, lambda text: click.echo(text, err=True))
        if made and (root / PAGE).is_file():
            # The list says which pages are older than their figures now.
            write_index(root, plan(hashes.again().read), hashes.again())
    click.echo("data/processed is made." if made else "Nothing to do: data/processed is fresh.")
    if is_plain(root) and (root / REPLIES).is_file():
        click.echo(f"Open {REPLIES}")


@main.command()
@_many
@click.pass_context
def reports(context: click.Context, /, why: bool, **how: Any) -> None:
    """Make every report that is stale, and the data first."""
    _all(context, why, how)


@main.command("all")
@_many
@click.pass_context
def everything(context: click.Context, /, why: bool, **how: Any) -> None:
    """Make data and reports, whatever is stale; this is what `make` does."""
    _all(context, why, how)


@main.command()
@click.argument("force")
@_how
@click.pass_context
def report(context: click.Context, /, force: str, **how: Any) -> None:
    """Make one report, if it is stale: that of FORCE, by slug, name or alias (kent, "Kent Police", Met), or
    `national`, `fact-check`, `words`, `corrections` or `data-quality`.
    """
    from forcefoi.reports.find import find_report

    found = find_report(_root(context.obj), force)
    _build(context, [found.id], {**how, "workers": 1}, found.page)


def _all(context: click.Context, why: bool, how: dict[str, Any]) -> None:
    if not why:
        _build(context, None, how, "reports/index.html")
        return
    from forcefoi.reports.why import explain

    for line in explain(_root(context.obj)):
        click.echo(line)


def _build(context: click.Context, only: list[str] | None, how: dict[str, Any], page: str) -> None:
    from forcefoi.files import is_plain
    from forcefoi.reports.build import How, build

    if is_plain(_root(context.obj)):
        # There is nothing else to make of an exercise of which only the replies are read.
        context.invoke(data)
        return
    quiet = how.pop("quiet")
    with ended_as_if_by_hand():
        summary = build(_root(context.obj), only, How(**how, progress=not quiet))
    for error in summary.failed.values():
        click.echo(f"{error}\n", err=True)
    if summary.failed:
        click.echo(f"Failed: {', '.join(summary.failed)}", err=True)
    if summary.failed or not quiet:
        there = only is None or not summary.failed
        click.echo(f"{summary} Open {page}" if there else str(summary))
    if summary.failed:
        context.exit(1)


@main.command()
@click.pass_obj
def clean(root: Path | None) -> None:
    """Remove what was made (data/processed, reports, docs/_build), never what was received (data/raw)."""
    from forcefoi.reports.clean import clean as remove

    count, left = remove(_root(root))
    click.echo(f"Removed {count:,} files that were made." if count else "Nothing to remove.")
    if left:
        click.echo(f"Left, since no build wrote them: {', '.join(left)}")


@main.command()
@click.option("--write", is_flag=True, help="Take the files that are there for the ones received.")
@click.pass_context
def checksums(context: click.Context, write: bool) -> None:
    """Say whether data/raw holds the files that were received, by data/raw/checksums.sha256."""
    from forcefoi.sources.checksums import LIST, changed_files, write_list

    root = _root(context.obj)
    if write:
        write_list(root)
        click.echo(f"{LIST.as_posix()} is written.")
        return
    changed = changed_files(root)
    for line in changed:
        click.echo(line)
    if changed:
        click.echo("If that was meant: forcefoi checksums --write", err=True)
        context.exit(1)
    click.echo("data/raw holds the files that were received.")


@main.command("publish-check")
@click.option(
    "--on", "day", metavar="DAY", help="The day of publication: --on 2026-11-24. Without it, today."
)
@click.pass_context
def publish_check(context: click.Context, day: str | None) -> None:
    """Say which helplines a person must check before anything is published: those that nobody has checked, or not
    for more than 180 days. Ends with 1 when there are any.
    """
    from datetime import date

    from forcefoi.sources.helplines import SHOWN, read_helplines, to_check
    from forcefoi.windows import parse_day

    try:
        on = parse_day(day) if day is not None else date.today()
    except ForcefoiError as error:
        raise click.BadParameter(str(error), param_hint="--on") from None
    helplines = read_helplines(_root(context.obj), on)
    unchecked = to_check(helplines, on)
    for problem in unchecked:
        click.echo(str(problem))
    if unchecked:
        click.echo(f"{len(unchecked):,} of {len(helplines):,} helplines are to be checked first.", err=True)
        context.exit(1)
    click.echo(f"All {len(helplines):,} helplines of {SHOWN} were checked in the last 180 days.")


class Days(click.Command):
    """Lets the days stand apart, as `--days 365 177`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Let `--days` take as many numbers as follow it, which click can't."""
        joined: list[str] = []
        for arg in args:
            apart = arg.isascii() and arg.isdigit()
            if apart and joined[-2:-1] == ["--days"] and joined[-1].isdigit():
                joined[-1] += f",{arg}"
            else:
                joined.append(arg)
        return super().parse_args(context, joined)


@main.command(cls=Days)
@click.argument("phrase")
@click.argument("numbers", nargs=-1)
@click.option(
    "--days", metavar="BEFORE AFTER", help="The days of each count's window: --days 365 177, or 365,177."
)
@click.option("--from", "first", metavar="DAY", help="The first day of a span: --from 2015-04-01.")
@click.option("--to", "last", metavar="DAY", help="Its last day.")
@click.pass_context
def check(
    context: click.Context,
    phrase: str,
    numbers: tuple[str, ...],
    days: str | None,
    first: str | None,
    last: str | None,
) -> None:
    """Say whether the numbers bear a PHRASE out: forcefoi check "almost doubled" 276 433

    NUMBERS are before and after for a change, part and whole for a share, one count for a size, two days for a span;
    a count may be "<5" or "62,500 to 67,500".

    Ends with 0 when it is supported, or supported by rounding, 1 when it is not, and 2 when it can't be read.
    """
    if (first is None) != (last is None) or (first is not None and numbers):
        raise click.UsageError("--from and --to go together, and take the place of the numbers")
    from forcefoi.wording.words.check import check as checked

    given = numbers if first is None or last is None else (first, last)
    try:
        judged = checked(phrase, *given, days=days)
    except ForcefoiError as error:
        raise click.UsageError(str(error)) from None
    click.echo(str(judged))
    if not judged.stands:
        context.exit(1)


@main.group(invoke_without_command=True)
@click.pass_context
def claims(context: click.Context) -> None:
    """Say of every published claim what it comes to, and whether a person has accepted that; ends with 1 when not."""
    if context.invoked_subcommand:
        return
    from forcefoi.claims.say import lines, verdicts_to_accept

    checked = _checked(context.obj)
    for line in lines(checked):
        click.echo(line)
    if text := verdicts_to_accept(checked):
        click.echo(text, err=True)
        context.exit(1)


@claims.command("show")
@click.argument("claim")
@click.pass_obj
def claims_show(root: Path | None, claim: str) -> None:
    """Say how CLAIM was checked: figures, arithmetic, rule, caveats, and what would have been right."""
    from forcefoi.claims.say import chosen, told_whole
    from forcefoi.figures import from_reply
    from forcefoi.processed.tables import make_tables

    tables = make_tables(_root(root))
    each = chosen(tables.checked, claim)
    own = tables.figures[tables.figures["force"] == each.claim.force]
    for line in told_whole(each, bool(from_reply(own).any())):
        click.echo(line)


@claims.command("accept")
@click.argument("claim")
@click.option("--because", required=True, metavar="WHY", help="What you looked at, and why it is right.")
@click.pass_obj
def claims_accept(root: Path | None, claim: str, because: str) -> None:
    """Keep the verdict of now on CLAIM as the one we print, with the reason, in data/raw/claims.toml."""
    from datetime import date

    from forcefoi.claims.accept import accept
    from forcefoi.claims.say import chosen
    from forcefoi.reports.lock import alone

    folder = _root(root)
    with alone(folder):
        click.echo(accept(folder, chosen(_checked(root), claim), because, date.today()), nl=False)


def _checked(root: Path | None) -> Any:
    from forcefoi.processed.tables import make_tables

    return make_tables(_root(root)).checked


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def lab(root: Path | None, options: tuple[str, ...]) -> None:
    """Open JupyterLab at notebooks/explore.ipynb, for this machine alone and with a token.

    OPTIONS go to JupyterLab as they are: forcefoi lab --no-browser
    """
    root = _root(root)
    if not (root / EXPLORE).is_file():
        raise ForcefoiError(f"{EXPLORE} is not there")
    # A token always, even where a person's own settings have taken it away.
    os.environ["JUPYTER_TOKEN"] = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24)
    # JupyterLab doesn't show a token that it was given; without a browser of its own one must be told.
    click.echo(f"If a browser asks for a token: {os.environ['JUPYTER_TOKEN']}", err=True)
    os.environ["FORCEFOI_ROOT"] = str(root)
    os.chdir(root)
    # The whole project is to be seen, and the notebook open: a file named on the command line would hide the rest.
    places = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{EXPLORE}"]
    # Nothing is asked of the network, nor of the person: JupyterLab would offer its own news, and look for releases.
    own = str(Path(__file__).parent / "explore/jupyter")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        [own, *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    )
    quiet = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", *places, *quiet, *options]
    if os.name == "nt":
        # `exec` would give the terminal back at once there, and take a folder with a space in its name for two.
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # JupyterLab asks what Ctrl-C means
        sys.exit(subprocess.call(command))
    os.execv(sys.executable, command)


@main.command("new-exercise")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def new_exercise(root: Path | None, folder: Path) -> None:
    """Start another exercise in FOLDER: an empty project of the same layout, for another question.

    It has the bodies of the project that this is called in, no question and no data; `make` and `make test` pass there.
    Called outside a project it works as well, and the bodies are still to be named.
    """
    from datetime import date

    from forcefoi.new_exercise import make_exercise_folder
    from forcefoi.question import read_question
    from forcefoi.sources.replies.bodies import read_bodies

    try:
        here = _root(root)
        bodies = read_bodies(here, read_question(here))
    except NoProject:
        if root or "FORCEFOI_ROOT" in os.environ:
            raise  # One was named, and is none.
        bodies = {}
    make_exercise_folder(folder, bodies, date.today())
    click.echo(f"{folder} is an empty exercise: no question and no data yet.")
    whom = "" if bodies else ", and whom it is put to,"
    click.echo(f"Next: write the question{whom} into {folder / MARK}; {folder / 'README.md'} has the steps.")


for each in (reply, manifest, verify):
    main.add_command(each)


if __name__ == "__main__":
    main()
