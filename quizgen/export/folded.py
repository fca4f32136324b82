"""Markdown with the answers folded away, for wikis, GitHub and notebooks."""

import re
from collections.abc import Iterator

from quizgen.export.losses import not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, drawn, explanation, html, one_line, quiz_title, source_line
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

# Signs of Markdown and of its common extensions (CommonMark 0.31, section 2.4).
_SIGN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$:=@^]")
BLANK = "\\_" * 8


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """Numbered questions, each followed by its folded answer."""
    parts = [f"# {_plain(quiz_title(quiz))}"]
    parts += [_plain(paragraph) for paragraph in quiz.passage]
    for number, question in enumerate(quiz.questions, 1):
        parts += _question(number, question)
    if source_line(quiz):
        parts.append(f"*{_plain(source_line(quiz))}*")
    losses = not_carried(quiz, ["ids", "tags", "difficulty", "lines"])
    return Exported("-answers.md", ("\n\n".join(parts) + "\n").encode(), losses)


def _question(number: int, question: Question) -> Iterator[str]:
    points = f" ({question.points})" if question.points != 1 else ""
    yield f"**{number}.** {drawn(question.stem, BLANK, _spaced)}{points}"
    if isinstance(question, MultipleChoice):
        # Escaped, since “27)” would begin a list in the list.
        letters = (f"- {_letter(place)}\\) {_plain(c.text)}" for place, c in enumerate(question.choices))
        yield "\n".join(letters)
    yield "\n".join(["<details><summary>Answer</summary>", *_answer(question), "</details>"])


def _answer(question: Question) -> Iterator[str]:
    # Inside HTML nothing is Markdown until a blank line, and there is none.
    if isinstance(question, FillInTheBlank):
        yield f"<p><b>{html(' / '.join(accepted(question)))}</b></p>"
    else:
        place = next(place for place, choice in enumerate(question.choices) if choice.correct)
        yield f"<p><b>{_letter(place)}) {html(one_line(question.answer))}</b></p>"
        for place, choice in enumerate(question.choices):
            if choice.feedback and choice.feedback.strip():
                yield f"<p>{_letter(place)}) {html(one_line(choice.feedback))}</p>"
    for part in explanation(question):
        yield f"<p>{html(one_line(part))}</p>"


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def _spaced(text: str) -> str:
    """Markdown on one line that keeps the spaces beside the blank."""
    left, right = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{left}{_plain(text)}{right}" if text.strip() else left


def _plain(text: str) -> str:
    escaped = _SIGN.sub(lambda found: "\\" + found.group(), one_line(text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


FORMATS = (
    Format(
        "markdown-answers",
        "-answers.md",
        "all questions with the answers folded away, accepted spellings, feedback, source sentences and the text",
        "GitHub, GitLab, wikis, notebooks",
        write,
    ),
)
