"""GIFT, Moodle’s text format: https://docs.moodle.org/en/GIFT_format

One question is one block of lines; a blank line ends it, so new lines are written as `\\n`. All text but short answers
is HTML, in which entities stand for what GIFT has no escape for.
"""

import re
from typing import assert_never

from quizgen.export.losses import Loss, not_carried
from quizgen.export.moodlenames import category_path, tag_losses, tags_of, title_in_lists, title_losses
from quizgen.export.moodlexml import explanation_html, html, literal, stem_html, text_html, text_name
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, fewer_underscores, plain_id, question_name
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

# `[ ] -> % /` have no escape.
ESCAPED = {char: "\\" + char for char in "\\#=~{}:"} | {"\n": "\\n", "\r": ""}
_RESERVED = re.compile(r"[\\#=~{}:\n\r]")
# “->” in a short answer makes Moodle read a matching question and refuse the file; “&&058;” is its placeholder for “:”.
UNWRITABLE = re.compile(r"->|&&0\d\d")
# An answer that begins like this would be eaten as its weight.
_LIKE_A_WEIGHT = "%"


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """All questions in one category, one block each."""
    # No escape is undone in a category’s path, but a backslash before a reserved sign is read as one.
    title = title_in_lists(quiz).replace("\\", "∖")
    losses = [*not_carried(quiz, ["points", "difficulty", "order", "names"])]
    losses += [*title_losses(quiz, title), *tag_losses(quiz)]
    blocks = [f"$CATEGORY: {category_path(title)}"]
    if quiz.passage:
        blocks.append(f"::{escaped(text_name(quiz))}::[html]{escaped(text_html(quiz))}")
    else:
        losses += not_carried(quiz, ["source"])
    for number, question in enumerate(quiz.questions, 1):
        block, changed = _block(number, question)
        losses += changed
        blocks += [block] if block else []
    return Exported(".gift", ("\n\n".join(blocks) + "\n").encode(), tuple(losses))


def escaped(text: str) -> str:
    """Text in which nothing is read as GIFT’s own sign."""
    return _RESERVED.sub(lambda found: ESCAPED[found.group()], text)


def _block(number: int, question: Question) -> tuple[str, list[Loss]]:
    losses = []
    if fewer_underscores(question.stem) != question.stem:
        losses.append(
            Loss(number, "runs of underscores in the text are shortened, or Moodle would take one for the blank")
        )
    match question:
        case FillInTheBlank():
            answers, refused = _short_answers(question)
            losses += [
                Loss(number, f"“{answer}” is left out: GIFT cannot write it (use moodle-xml)") for answer in refused
            ]
            if not answers:
                return "", [*losses, Loss(number, "left out: no answer remains (use moodle-xml)")]
            if not any(answer == accepted(question)[0] for answer in answers):
                losses.append(Loss(number, f"“{answers[0]}” is now shown as the right answer"))
            lines = [f"=%100%{_marked(escaped(literal(answer)))}" for answer in answers]
        case MultipleChoice():
            lines = [
                ("=" if choice.correct else "~")
                + _marked(_html(choice.text))
                + (f"#{_marked(_html(choice.feedback))}" if choice.feedback else "")
                for choice in question.choices
            ]
        case _:
            assert_never(question)
    why = explanation_html(question)
    if why:
        lines.append("####" + escaped(why))
    name = escaped(question_name(number, question))
    head = f"{_comment(question)}\n::{name}::[html]{escaped(stem_html(question.stem))}"
    return head + " {\n" + "".join(f"\t{line}\n" for line in lines) + "}", losses


def _html(text: str) -> str:
    """Text as HTML; `%` as an entity, since an option may not begin like a weight."""
    return escaped(html(text).replace(_LIKE_A_WEIGHT, "&#37;"))


def _marked(text: str) -> str:
    """A text that begins with a bracket would lose it as the name of a format; so a real one is put before it."""
    return f"[html]{text}" if text.startswith("[") else text


def _short_answers(question: FillInTheBlank) -> tuple[list[str], list[str]]:
    """What can be written, and what cannot."""
    answers = accepted(question)
    return [a for a in answers if not UNWRITABLE.search(a)], [a for a in answers if UNWRITABLE.search(a)]


def _comment(question: Question) -> str:
    """The line that carries the id and the tags (Moodle 3.8 and newer)."""
    names = "".join(f" [tag:{_in_brackets(tag)}]" for tag in tags_of(question))
    return f"// [id:{plain_id(question.id)}]{names}"


def _in_brackets(tag: str) -> str:
    # Only “\\]” is undone; a space keeps a backslash at the end from the bracket, and is trimmed.
    escaped_tag = tag.replace("]", "\\]")
    return escaped_tag + " " if escaped_tag.endswith("\\") else escaped_tag


FORMATS = (
    Format(
        "gift",
        ".gift",
        "all questions with accepted spellings, feedback, source sentences, tags and ids; no points",
        "Moodle: Question bank > Import > GIFT format",
        write,
    ),
)
