"""`quizgen export`: a quiz, or an article, as a file for an LMS."""

from pathlib import Path
from typing import Any

import click

from quizgen.cli.files import name_for, refuse_unwritable, write_one, write_outputs
from quizgen.cli.options import common_options, force_option, quiz_options, read_options, sheet_options, sourced
from quizgen.cli.terminal import pour, progress, say, tell


@click.command(short_help="Quiz JSON or article to a file for an LMS.")
@click.argument("quiz_or_article")
@click.option("--to", "target", required=True, metavar="FORMAT", help="The format: see “quizgen formats”.")
@click.option("-o", "--output", metavar="FILE", help="Where to write.  [default: NAME and the format's ending]")
@click.option("--check", is_flag=True, help="Only say what the format could not carry; write nothing.")
@click.option("--h5p-libraries", metavar="FILE.h5p", help="Bundle the H5P libraries found in this file.")
@force_option
@quiz_options
@sheet_options
@read_options
@common_options
def export(quiz_or_article: str, target: str, output: str | None, check: bool, force: bool, **given: Any) -> None:
    """Write QUIZ_OR_ARTICLE in the format of your LMS.

    \b
    Examples:
      quizgen export rivers.quiz.json --to moodle-xml
      quizgen export rivers.txt --to canvas-qti -o rivers.zip
      quizgen export rivers.quiz.json --to aiken --check
    """
    from quizgen.cli.flow import exported, is_quiz, make_from, quiz_from, with_passage

    quiet, settings = given["quiet"], sourced(given).settings
    exported.check(target)
    if not check and output != "-":
        refuse_unwritable(Path(output).parent if output else Path("."))
    with progress(f"Reading {quiz_or_article} …", quiet=quiet):
        given_quiz = is_quiz(quiz_or_article)
        quiz = quiz_from(quiz_or_article) if given_quiz else make_from(quiz_or_article, with_passage(settings)).quiz
    done, losses = exported(quiz, target, settings, h5p_libraries=given["h5p_libraries"])
    for loss in losses:
        tell(f"{target}: {loss}", quiet=quiet and not check)
    if check:
        if not losses:
            tell(f"{target} carries everything.", quiet=quiet)
        return
    if output == "-":
        pour(done.data)
    elif output:
        say(str(write_one(Path(output), done.data, source=quiz_or_article, force=force)), quiet=quiet)
    else:
        name = name_for(quiz_or_article, quiz.title)
        say(str(write_outputs(Path("."), name, [done], source=quiz_or_article, force=force)[0]), quiet=quiet)
