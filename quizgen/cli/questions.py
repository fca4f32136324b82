"""`quizgen questions`: the quiz JSON alone."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import write_one
from quizgen.cli.options import common_options, quiz_options, read_options, sourced
from quizgen.cli.terminal import printable, progress, reasons, shortfall, tell


@click.command(short_help="Article to quiz JSON, nothing else.")
@click.argument("article")
@click.option("-o", "--output", metavar="FILE", help="Where to write.  [default: standard output]")
@quiz_options
@read_options
@common_options
def questions(article: str, output: str | None, **given: Any) -> None:
    """Make the questions of ARTICLE and write them as quiz JSON.

    \b
    Examples:
      quizgen questions rivers.txt -o rivers.quiz.json
      cat rivers.txt | quizgen questions - -n 5 --kind fill-in-the-blank
    """
    from quizgen.cli.flow import make_from
    from quizgen.quiz_json import to_json

    settings = sourced(given).settings
    with progress(f"Reading {article} …", quiet=given["quiet"]):
        made = make_from(article, settings)
    text = to_json(made.quiz)
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        path = write_one(Path(output), text.encode())
        if not given["quiet"]:
            click.echo(printable(str(path)))
    if not settings.only:
        tell(shortfall(made, settings.number), quiet=given["quiet"] or not shortfall(made, settings.number))
    if given["verbose"]:
        tell(reasons(made), quiet=given["quiet"])
