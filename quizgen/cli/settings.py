"""`quizgen settings`: every setting, its value, and where that comes from."""

from typing import Any

import click

from quizgen.cli.options import common_options, quiz_options, read_options, sheet_options, sourced
from quizgen.cli.terminal import say
from quizgen.config import names, value_of


@click.command(short_help="Every setting and where its value comes from.")
@quiz_options
@sheet_options
@read_options
@common_options
def settings(**given: Any) -> None:
    """Show every setting, its value, and whether it is the default, from quiz.toml or from the command line.

    \b
    Put what you want always into quiz.toml in your folder:
      number = 8
      [sheet]
      paper = "letter"
      school = "Hillside School"
    """
    found = sourced(given)
    for name in names():
        value = value_of(found.settings, name)
        shown = (
            ", ".join(value)
            if isinstance(value, tuple)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
        say(f"{name:<22} {shown or '-':<36} {found.origins[name]}")
