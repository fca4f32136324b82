"""`quizgen explain`: of each sentence, why it was or was not used."""

from typing import Any

import click

from quizgen.cli.options import common_options, quiz_options, read_options, sourced
from quizgen.cli.terminal import progress, say


@click.command(short_help="Why each sentence was or was not used.")
@click.argument("article")
@quiz_options
@read_options
@common_options
def explain(article: str, **given: Any) -> None:
    """Show, sentence by sentence, what became of ARTICLE: the questions made, the rules that refused, the scores.

    \b
    Examples:
      quizgen explain rivers.txt
      quizgen explain rivers.txt --verbose      with every answer that was looked at
    """
    settings = sourced(given).settings
    with progress(f"Reading {article} …", quiet=given["quiet"]):
        from quizgen.cli.flow import read

        text = read(article, settings)
        from quizgen.pipeline import explain as explain_article
        from quizgen.pipeline import load_nlp

        sentences = explain_article(text, settings, load_nlp(settings.model))
    lines = [f"Title: {text.source.title}", ""]
    if text.removed:
        lines.append("Taken out of the article before reading:")
        lines += [f"  {item.reason}: {_short(item.text)}" for item in text.removed]
        lines.append("")
    paragraph = 0
    for item in sentences:
        if item.paragraph != paragraph:
            paragraph = item.paragraph
            lines += [f"Paragraph {paragraph}", ""]
        lines.append(f"  {item.sentence}")
        lines += [f"    asked: {name}" for name in item.asked]
        if item.why:
            lines.append(f"    not used: {item.why.strip()} ({item.rule})")
        elif not item.asked:
            answer, verdict = next(iter(item.verdicts), ("", "There is no name, number or term in it to ask for."))
            lines.append(f"    not used: {f'“{answer}”? ' if answer else ''}{' '.join(verdict.split())}")
        lines += [f"    mended: {repair}" for repair in item.repairs]
        if given["verbose"] or item.asked:
            lines += [f"    {answer}: {' '.join(verdict.split())}" for answer, verdict in item.verdicts]
        lines.append("")
    say("\n".join(lines))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 100 else one_line[:99] + "…"
