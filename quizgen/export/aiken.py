"""Aiken, the plainest format there is: https://docs.moodle.org/en/Aiken_format

A stem on one line, options “A) …”, “ANSWER: X”. Multiple choice only.
"""

import re

from quizgen.errors import NothingToAsk
from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import line_stem, one_line
from quizgen.model import FillInTheBlank, MultipleChoice, Quiz

LEAST_OPTIONS, MOST_OPTIONS = 2, 26
# Lines of one character are skipped.
SHORTEST_LINE = 2
# A stem that begins like an option or an answer would be taken for one; so would an option’s second line, but there is
# none.
_LIKE_AN_OPTION = re.compile(r"[A-Za-z][).]|ANSWER:", re.IGNORECASE)
# Moodle escapes options twice: “<” would come out as “&lt;”.
LOOK_ALIKE = str.maketrans({"<": "‹", ">": "›", "&": "＆"})
LOST = (
    "title",
    "source",
    "passage",
    "ids",
    "points",
    "tags",
    "difficulty",
    "feedback",
    "evidence",
    "choice feedback",
    "order",
    "lines",
)


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The multiple-choice questions; the others are told."""
    losses = [*not_carried(quiz, LOST)]
    blocks = []
    for number, question in enumerate(quiz.questions, 1):
        if isinstance(question, FillInTheBlank):
            losses.append(Loss(number, "left out: Aiken knows only multiple choice"))
        elif not LEAST_OPTIONS <= len(question.choices) <= MOST_OPTIONS:
            losses.append(
                Loss(number, f"left out: it has {len(question.choices)} options, {MOST_OPTIONS} are the most")
            )
        else:
            block, changed = _block(number, question)
            blocks.append(block)
            losses += changed
    if not blocks:
        raise NothingToAsk(
            "Aiken knows only multiple choice, and the quiz has none that fits.",
            hint="Use gift or moodle-xml, or make the quiz with --kind multiple-choice.",
        )
    return Exported("-aiken.txt", "\n".join(blocks).encode(), tuple(losses))


def _block(number: int, question: MultipleChoice) -> tuple[str, list[Loss]]:
    losses = []
    stem = line_stem(question.stem)
    if _LIKE_AN_OPTION.match(stem) or len(stem) < SHORTEST_LINE:
        stem = f"Question: {stem}"
        losses.append(Loss(number, "“Question:” stands before the stem, or it would be taken for an option"))
    texts = [one_line(choice.text) for choice in question.choices]
    if any(text != text.translate(LOOK_ALIKE) for text in texts):
        losses.append(
            Loss(number, "< > & in options are replaced by look-alikes: Moodle would show them as &lt; &gt; &amp;")
        )
        texts = [text.translate(LOOK_ALIKE) for text in texts]
    lines = [stem]
    for place, (choice, text) in enumerate(zip(question.choices, texts, strict=True)):
        lines.append(f"{_letter(place)}) {text}")
        if choice.correct:
            right = place
    return "\n".join([*lines, f"ANSWER: {_letter(right)}", ""]), losses


def _letter(place: int) -> str:
    return chr(ord("A") + place)


FORMATS = (
    Format(
        "aiken",
        "-aiken.txt",
        "multiple-choice stems, options and the right answer; nothing else",
        "Moodle: Question bank > Import > Aiken format; many others",
        write,
    ),
)
