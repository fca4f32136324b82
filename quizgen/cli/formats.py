"""`quizgen formats`: what a quiz can become."""

import json

import click

from quizgen.cli.terminal import say


@click.command(short_help="The formats a quiz can become.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the quiz JSON instead.")
def formats(schema: bool) -> None:
    """List every format for --to: its file, what it carries, and which system reads it.

    \b
    Example:
      quizgen formats --schema > quiz.schema.json
    """
    if schema:
        from quizgen.quiz_json import schema as quiz_schema

        say(json.dumps(quiz_schema(), ensure_ascii=False, indent=2))
        return
    from quizgen.export import formats as lms_formats
    from quizgen.render import DOCUMENTS

    say("For an LMS or a quiz game:")
    for fmt in lms_formats():
        say(f"  {fmt.name:<18} NAME{fmt.suffix:<22} {fmt.systems}")
        say(f"  {'':<18} {fmt.carries}")
    say("To print, edit or show:")
    for name, document in DOCUMENTS.items():
        say(f"  {name:<18} {(document.__doc__ or '').strip()}")
