"""`quizgen batch`: worksheets of many articles, over several processes, going on where it was stopped."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from quizgen import __version__
from quizgen.cli.files import name_for, refuse_unwritable
from quizgen.cli.options import common_options, force_option, quiz_options, read_options, sheet_options, sourced
from quizgen.cli.terminal import printable, say, tell
from quizgen.errors import InputError, OutputError, QuizgenError

# What quizgen itself writes beside articles is none.
OUR_ENDINGS = (".quiz.json", "-worksheet.pdf", "-key.pdf", ".jsonl")
REFUSALS_SHOWN = 20
INTERRUPTED = 130


@click.command(short_help="Many articles at once.")
@click.argument("articles", nargs=-1)
@click.option("-o", "--output", "folder", metavar="DIR", required=True, help="Where to write.")
@click.option("--list", "listing", metavar="FILE", help="A file that names one article a line; - for standard input.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes.  [default: one a processor]")
@click.option("--to", "targets", multiple=True, metavar="FORMAT", help="Also this format; may be repeated.")
@click.option("--h5p-libraries", metavar="FILE.h5p", help="Bundle the H5P libraries found in this file.")
@force_option
@quiz_options
@sheet_options
@read_options
@common_options
def batch(
    articles: tuple[str, ...],
    folder: str,
    listing: str | None,
    jobs: int | None,
    targets: tuple[str, ...],
    h5p_libraries: str | None,
    force: bool,
    **given: Any,
) -> None:
    """Do what “quizgen make” does for each of ARTICLES: files, web addresses, and folders of files.

    One that cannot be used is noted and the rest goes on. DIR/batch-report.jsonl tells of each article what became of
    it, why, and in how many seconds. Stopped or killed, the same command goes on from there.

    \b
    Ends with 0 if something was made, with 1 or 2 if an article failed that should not have.
    Examples:
      quizgen batch texts -o handouts --jobs 2
      quizgen batch unit1.txt unit2.docx -o handouts --to moodle-xml
      quizgen batch --list addresses.txt -o handouts
    """
    from quizgen.cli.flow import exported
    from quizgen.cli.journal import Journal
    from quizgen.cli.workers import Order, in_parallel

    settings, place = sourced(given).settings, Path(folder)
    for target in targets:
        exported.check(target)
    refuse_unwritable(place)
    found = found_articles(articles, listing, place)
    if not found:
        raise InputError("There is no article to read.", hint="Name files or a folder that holds some.")
    prepare(place)
    journal = Journal(place)
    shaped = repr((__version__, settings, targets, h5p_libraries))
    tasks = _tasks(found, shaped)
    todo = [task for task in tasks if not journal.settled(task.article, task.work)]
    order = Order(folder, settings, targets, h5p_libraries or "", force)
    start = time.monotonic()
    try:
        with counting(len(tasks), len(tasks) - len(todo), quiet=given["quiet"]) as count:
            for entry in in_parallel(todo, order, jobs or os.cpu_count() or 1):
                journal.add(entry)
                count(entry.article)
                tell(f"{entry.status}: {entry.article} {entry.why}", quiet=not given["verbose"])
    except KeyboardInterrupt:
        tell("quizgen: stopped. The same command goes on from here.", quiet=False)
        sys.exit(INTERRUPTED)
    finally:
        sweep(place)
        journal.tidy(found)
    entries = [journal.entries[article] for article in found]
    _tell_summary(entries, len(tasks) - len(todo), time.monotonic() - start, place, quiet=given["quiet"])
    sys.exit(_exit_code(entries))


def found_articles(named: Sequence[str], listing: str | None, output: Path) -> list[str]:
    """Every article once: what was named, what folders hold (sorted, nothing hidden, none of our own files)."""
    found: list[str] = []
    for name in (*named, *_listed(listing)):
        if name == "-":
            raise InputError("A batch cannot read an article from standard input.", hint="Use “--list -” for names.")
        found += _inside(name, output) if Path(name).is_dir() else [name]
    return list(dict.fromkeys(found))


def _inside(folder: str, output: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (Path(parent) / name).resolve() != output.resolve()
        )
        for name in sorted(files):
            path = os.path.join(parent, name)
            if not name.startswith(".") and not name.endswith(OUR_ENDINGS) and os.path.isfile(path):
                yield path


def _listed(listing: str | None) -> list[str]:
    if listing is None:
        return []
    try:
        data = sys.stdin.buffer.read() if listing == "-" else Path(listing).read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"The list “{listing}” cannot be read: {error.strerror}.", hint="Check its name.") from None
    except UnicodeDecodeError:
        raise InputError(f"“{listing}” is no list of names.", hint="Write one name a line, in UTF-8.") from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _tasks(articles: Sequence[str], shaped: str) -> list[Any]:
    """Names are told apart without regard to capitals: some file systems know no other difference."""
    from quizgen.cli.workers import Task

    taken: set[str] = set()
    tasks: list[Task] = []
    for article in articles:
        base = name_for(article, "")
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        tasks.append(Task(article, name, _digest(article, name, shaped)))
    return tasks


def _digest(article: str, name: str, shaped: str) -> str:
    digest = sha256(f"{name}\0{shaped}\0".encode("utf-8", "surrogateescape"))
    try:
        if not os.path.isfile(article):
            raise OSError(article)
        with open(article, "rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except (OSError, ValueError):
        digest.update(b"not a file")  # an address, or a mistake that reading will tell
    return digest.hexdigest()[:24]


def prepare(folder: Path) -> None:
    """Make the output folder and clear what a killed run left half-written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"“{folder}” cannot be made: {error.strerror}.", hint="Choose another with -o.") from None
    sweep(folder)


def sweep(folder: Path) -> None:
    """Clear half-written temporary files."""
    for path in folder.glob(".quizgen-*"):
        path.unlink(missing_ok=True)


@contextmanager
def counting(total: int, before: int, *, quiet: bool) -> Iterator[Any]:
    """A bar on a terminal; gives a function to call after each article."""
    if quiet or not sys.stderr.isatty():
        yield lambda article: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, completed=before)
        yield lambda article: bar.update(task, advance=1, description=escape(printable(article)))


def _tell_summary(entries: Sequence[Any], before: int, seconds: float, folder: Path, *, quiet: bool) -> None:
    from quizgen.cli.journal import FAILED, MADE, REPORT, SKIPPED

    if quiet:
        return
    counts = {status: sum(entry.status == status for entry in entries) for status in (MADE, SKIPPED, FAILED)}
    say(f"made     {counts[MADE]:5}   questions {sum(entry.questions for entry in entries)}")
    say(f"skipped  {counts[SKIPPED]:5}")
    say(f"failed   {counts[FAILED]:5}")
    earlier = f", {before} of them by an earlier run" if before else ""
    say(f"of       {len(entries):5} articles in {seconds:.1f} seconds{earlier}")
    refused = [entry for entry in entries if entry.status != MADE]
    for entry in refused[:REFUSALS_SHOWN]:
        say(f"  {entry.article}: {entry.why}")
    if len(refused) > REFUSALS_SHOWN:
        say(f"  … and {len(refused) - REFUSALS_SHOWN} more")
    say(str(folder / REPORT))


def _exit_code(entries: Sequence[Any]) -> int:
    from quizgen.cli.journal import FAILED, MADE

    failed = [entry.exit_code for entry in entries if entry.status == FAILED]
    if failed:
        return int(failed[0] or QuizgenError.exit_code)
    if any(entry.status == MADE for entry in entries):
        return 0
    return int(entries[0].exit_code)
