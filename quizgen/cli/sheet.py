"""`quizgen sheet`: the PDFs of a quiz that exists, edited or not."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import name_for, refuse_unwritable, write_outputs
from quizgen.cli.options import common_options, force_option, sheet_options, sourced
from quizgen.cli.terminal import progress, say


@click.command(short_help="Quiz JSON to worksheet and key.")
@click.argument("quiz")
@click.option("-o", "--output", "folder", metavar="DIR", default=".", help="Where to write.  [default: this folder]")
@force_option
@sheet_options
@common_options
def sheet(quiz: str, folder: str, force: bool, **given: Any) -> None:
    """Print worksheet and key of QUIZ, a quiz JSON file that you may have edited. Needs neither article nor model.

    \b
    Examples:
      quizgen sheet rivers.quiz.json
      quizgen sheet rivers.quiz.json --theme dyslexia-friendly --paper letter
    """
    from quizgen.cli.flow import quiz_from, sheets

    settings = sourced(given).settings
    refuse_unwritable(Path(folder))
    loaded = quiz_from(quiz)
    name = name_for(quiz, loaded.title)
    with progress("Drawing the sheets …", quiet=given["quiet"]):
        outputs = sheets(loaded, settings)
    for path in write_outputs(Path(folder), name, outputs, source=quiz, force=force):
        say(str(path), quiet=given["quiet"])
