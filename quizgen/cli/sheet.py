"""`quizgen sheet`: the PDFs of a quiz that exists, edited or not."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import name_for, write_all
from quizgen.cli.options import common_options, sheet_options, sourced
from quizgen.cli.terminal import printable, progress


@click.command(short_help="Quiz JSON to worksheet and key.")
@click.argument("quiz")
@click.option("-o", "--output", "folder", metavar="DIR", default=".", help="Where to write.  [default: this folder]")
@sheet_options
@common_options
def sheet(quiz: str, folder: str, **given: Any) -> None:
    """Print worksheet and key of QUIZ, a quiz JSON file that you may have edited. Needs neither article nor model.

    \b
    Examples:
      quizgen sheet rivers.quiz.json
      quizgen sheet rivers.quiz.json --theme dyslexia-friendly --paper letter
    """
    from quizgen.cli.flow import quiz_from, sheets

    settings = sourced(given).settings
    loaded = quiz_from(quiz)
    name = name_for(quiz, loaded.title)
    with progress("Drawing the sheets …", quiet=given["quiet"]):
        files = [(name + output.suffix, output.data) for output in sheets(loaded, settings)]
    for path in write_all(Path(folder), files):
        if not given["quiet"]:
            click.echo(printable(str(path)))
