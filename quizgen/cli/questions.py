"""`quizgen questions`: the quiz JSON alone."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import refuse_unwritable, write_one
from quizgen.cli.options import common_options, force_option, quiz_options, read_options, sourced
from quizgen.cli.terminal import pour, progress, reasons, say, shortfall, tell


@click.command(short_help="Article to quiz JSON, nothing else.")
@click.argument("article")
@click.option("-o", "--output", metavar="FILE", help="Where to write.  [default: standard output]")
@force_option
@quiz_options
@read_options
@common_options
def questions(article: str, output: str | None, force: bool, **given: Any) -> None:
    """Make the questions of ARTICLE and write them as quiz JSON.

    \b
    Examples:
      quizgen questions rivers.txt -o rivers.quiz.json
      cat rivers.txt | quizgen questions - -n 5 --kind fill-in-the-blank
    """
    from quizgen.cli.flow import make_from
    from quizgen.quiz_json import to_json

    settings = sourced(given).settings
    if output and output != "-":
        refuse_unwritable(Path(output).parent)
    with progress(f"Reading {article} …", quiet=given["quiet"]):
        made = make_from(article, settings)
    text = to_json(made.quiz)
    if not output or output == "-":
        pour(text.encode())
    else:
        path = write_one(Path(output), text.encode(), source=article, force=force)
        say(str(path), quiet=given["quiet"])
    tell(shortfall(made, settings), quiet=given["quiet"])
    if given["verbose"]:
        tell(reasons(made), quiet=given["quiet"])
