"""The group of commands, and the boundary where errors become one sentence, a hint and an exit code."""

import gc
import os
import sys

import click

from quizgen import __version__
from quizgen.cli.batch import batch
from quizgen.cli.explain import explain
from quizgen.cli.export import export
from quizgen.cli.formats import formats
from quizgen.cli.make import make
from quizgen.cli.questions import questions
from quizgen.cli.settings import settings
from quizgen.cli.sheet import sheet
from quizgen.cli.terminal import printable
from quizgen.cli.themes import themes
from quizgen.errors import QuizgenError

INTERRUPTED = 130


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from quizgen.analyse.nlp import DEFAULT_MODEL, model_version

        click.echo(f"quizgen {__version__} (language model {DEFAULT_MODEL} {model_version() or 'not installed'})")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, callback=_version, is_eager=True, expose_value=False, help="Show the versions and exit."
)
def commands() -> None:
    """Turn an article into worksheets with answer keys and quizzes for your LMS.

    \b
    Examples:
      quizgen make article.txt                 worksheet, key and quiz JSON
      quizgen make article.txt -n 8 --to gift  eight questions, and a Moodle GIFT file
      quizgen sheet article.quiz.json          print again after editing the quiz
      quizgen batch folder -o handouts         a whole folder of articles
    """


for command in (make, batch, questions, sheet, export, explain, formats, themes, settings):
    commands.add_command(command)


def main() -> None:
    """Run the command line; the entry point of the `quizgen` script."""
    # Loading a language model makes a million objects that all stay; looking for garbage among them costs a tenth.
    gc.set_threshold(200_000, 50, 50)
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except QuizgenError as error:
        click.echo(printable(f"quizgen: {error.message}"), err=True)
        if error.hint:
            click.echo(printable(f"  {error.hint}"), err=True)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("quizgen: stopped. Nothing was written.", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it (“| head”); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
