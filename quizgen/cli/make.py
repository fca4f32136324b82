"""`quizgen make`: from an article to worksheet, key, quiz JSON and LMS files."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import name_for, refuse_unwritable, write_outputs
from quizgen.cli.options import common_options, force_option, quiz_options, read_options, sheet_options, sourced
from quizgen.cli.terminal import progress, reasons, say, shortfall, tell


@click.command(short_help="Article to worksheet, key, quiz JSON and LMS files.")
@click.argument("article")
@click.option("-o", "--output", "folder", metavar="DIR", default=".", help="Where to write.  [default: this folder]")
@click.option(
    "--to", "targets", multiple=True, metavar="FORMAT", help="Also this format: see “quizgen formats”; may be repeated."
)
@click.option("--h5p-libraries", metavar="FILE.h5p", help="Bundle the H5P libraries found in this file.")
@force_option
@quiz_options
@sheet_options
@read_options
@common_options
def make(article: str, folder: str, targets: tuple[str, ...], force: bool, **given: Any) -> None:
    """Turn ARTICLE (a file, a web address, or - for standard input) into a worksheet, a key and a quiz.

    \b
    Writes NAME.quiz.json, NAME-worksheet.pdf and NAME-key.pdf, and a file for each --to.
    Examples:
      quizgen make rivers.txt -o handouts
      quizgen make rivers.docx -n 12 --kind multiple-choice --theme large-print
      quizgen make rivers.txt --versions 2 --to moodle-xml --to h5p
    """
    from quizgen.cli.flow import drawn, exported, make_from, with_passage

    quiet = given["quiet"]
    settings = sourced(given).settings
    for target in targets:
        exported.check(target)  # before time is spent
    refuse_unwritable(Path(folder))
    with progress(f"Reading {article} …", quiet=quiet):
        made = make_from(article, with_passage(settings) if targets else settings)
    quiz = made.quiz
    name = name_for(article, quiz.title)
    with progress("Drawing the sheets …", quiet=quiet):
        outputs, losses = drawn(quiz, settings, targets, given["h5p_libraries"])
    for loss in losses:
        tell(loss, quiet=quiet)
    for path in write_outputs(Path(folder), name, outputs, source=article, force=force):
        say(str(path), quiet=quiet)
    tell(shortfall(made, settings), quiet=quiet)
    if given["verbose"]:
        tell(reasons(made), quiet=quiet)
