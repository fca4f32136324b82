"""The group of commands, and the boundary where errors become one sentence, a hint and an exit code."""

import gc
import os
import sys
from importlib import import_module

import click

from quizgen import __version__
from quizgen.cli.terminal import printable
from quizgen.errors import QuizgenError

INTERRUPTED = 130
# In the order of the help; each is the function of its name in the module of its name.
COMMANDS = ("make", "batch", "questions", "sheet", "export", "explain", "formats", "themes", "settings")


class _OnDemand(click.Group):
    """Loads the module of a command when the command is wanted: each has imports the others do not need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"quizgen.cli.{cmd_name}"), cmd_name)
        return command


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from quizgen.analyse.nlp import DEFAULT_MODEL, model_version

        click.echo(f"quizgen {__version__} (language model {DEFAULT_MODEL} {model_version() or 'not installed'})")
        context.exit()


@click.group(cls=_OnDemand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
