"""`quizgen themes`: how a worksheet can look."""

from pathlib import Path

import click

from quizgen.cli.terminal import say


@click.command(short_help="The looks a worksheet can have.")
@click.option("--templates", metavar="FOLDER", help="Also the themes in this folder of your own.")
def themes(templates: str | None) -> None:
    """List the themes for --theme, and the languages for --language.

    \b
    Example:
      quizgen themes
    """
    from quizgen.render import languages
    from quizgen.render import themes as known

    folder = Path(templates) if templates else None
    for name, about in known(folder):
        say(f"{name:<20} {about}")
    say("Languages: " + ", ".join(f"{code} ({name})" for code, name in languages(folder)))
