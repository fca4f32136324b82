"""The whole text as one H5P content: gaps to type in (Fill in the Blanks), or words to drag into it (Drag the Words).

https://h5p.org/fill-in-the-blanks — https://h5p.org/drag-the-words
"""

from collections.abc import Callable
from html import escape
from typing import Any

from quizgen.export.gaps import Gap, GappedText, comments, gaps_of, with_gaps
from quizgen.export.h5p import BLANKS_BEHAVIOUR, LONGEST_TITLE, packed, star_free, typed_gap
from quizgen.export.h5plibraries import BLANKS, DRAG_TEXT
from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import html, one_line, source_line, title_cut, typed
from quizgen.model import MultipleChoice, Quiz

# `*` begins and ends a word to drag; in one `:` begins a tip, `\+` and `\-` feedback. None can be escaped, but entities
# are text.
STAR, SIGNS = "&#42;", {":": "&#58;", "\\": "&#92;"}
# What the editor takes in its field of wrong words.
LONGEST_DISTRACTORS = 255
LOST = ("points", "ids", "tags", "difficulty", "choice feedback")


def _lost(quiz: Quiz, text: GappedText) -> tuple[Loss, ...]:
    return (*text.losses, *not_carried(quiz, LOST), *title_cut(quiz, LONGEST_TITLE))


# --- gaps to type in --------------------------------------------------------------------------------------


def write_blanks(quiz: Quiz, options: ExportOptions) -> Exported:
    """Fill in the Blanks: each gap takes every accepted spelling."""
    text = with_gaps(quiz)
    content = {
        "text": "<p>Fill in the missing words.</p>",
        # One block, for a list of them ends after 31.
        "questions": [_typed_text(quiz, text)],
        "overallFeedback": _overall_feedback(quiz),
        "behaviour": BLANKS_BEHAVIOUR,
    }
    losses = [*_lost(quiz, text)]
    if comments(quiz):
        losses.append(Loss(0, "the feedback on the questions is shown together, once every gap is right"))
    for gap in gaps_of(text):
        if isinstance(gap.question, MultipleChoice):
            losses.append(Loss(gap.number, "its wrong options are left out: the answer is typed"))
    return Exported("-blanks.h5p", packed(quiz, BLANKS, (), options, lambda versions: content), tuple(losses))


def _typed_text(quiz: Quiz, text: GappedText) -> str:
    paragraphs = [
        "".join(typed_gap(piece.question) if isinstance(piece, Gap) else star_free(piece) for piece in pieces)
        for pieces in text.paragraphs
    ]
    return "".join(f"<p>{paragraph}</p>" for paragraph in [*paragraphs, *_credit(quiz, star_free)])


def _overall_feedback(quiz: Quiz) -> list[dict[str, Any]]:
    """What is shown for a score; only a full one may see the answers."""
    if not comments(quiz):
        return [{"from": 0, "to": 100}]
    why = " ".join(one_line(comment) for comment in comments(quiz))
    return [{"from": 0, "to": 99}, {"from": 100, "to": 100, "feedback": html(why)}]


# --- words to drag ----------------------------------------------------------------------------------------


def write_drag_text(quiz: Quiz, options: ExportOptions) -> Exported:
    """Drag the Words: the answers, and wrong options as words that fit no gap."""
    text = with_gaps(quiz)
    wrong, unused = _wrong_words(gaps_of(text))
    content = {
        "taskDescription": "<p>Drag the words into the gaps.</p>",
        "textField": _dragged_text(quiz, text),
        "distractors": wrong,
        "overallFeedback": [{"from": 0, "to": 100}],
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "instantFeedback": False,
        },
    }
    # The text itself is the evidence.
    more = ["accept", "option lines", *([] if quiz.passage else ["evidence"])]
    losses = (*_lost(quiz, text), *not_carried(quiz, more), *unused)
    return Exported("-drag-text.h5p", packed(quiz, DRAG_TEXT, (), options, lambda versions: content), losses)


def _dragged_text(quiz: Quiz, text: GappedText) -> str:
    """The text; its line breaks become those of HTML."""
    paragraphs = [
        "".join(_word(piece) if isinstance(piece, Gap) else _plain(piece) for piece in pieces)
        for pieces in text.paragraphs
    ]
    return "\n\n".join([*paragraphs, *_credit(quiz, _plain)])


def _word(gap: Gap) -> str:
    """A word with its feedback, which is shown whether the gap is right or wrong."""
    why = one_line(gap.question.feedback)
    feedback = f"\\+{_inside(why)}\\-{_inside(why)}" if why else ""
    return f"*{_inside(typed(gap.question.answer))}{feedback}*"


def _plain(text: str) -> str:
    """Text between the words, as the HTML that H5P makes of it."""
    return escape(text, quote=False).replace("*", STAR)


def _inside(text: str) -> str:
    """Text inside a word."""
    return "".join(SIGNS.get(char, char) for char in _plain(text))


def _wrong_words(gaps: tuple[Gap, ...]) -> tuple[str, list[Loss]]:
    """The wrong options that fit in, the first of each question before any second, and which do not."""
    taken = {typed(gap.question.answer).casefold() for gap in gaps}
    listed: list[str] = []
    left: dict[int, int] = {}
    for number, word in _by_turns(gaps):
        if word.casefold() in taken:
            continue
        if len(" ".join([*listed, f"*{_inside(word)}*"])) > LONGEST_DISTRACTORS:
            left[number] = left.get(number, 0) + 1
            continue
        taken.add(word.casefold())
        listed.append(f"*{_inside(word)}*")
    what = f"of its wrong options are left out: H5P takes {LONGEST_DISTRACTORS} characters of wrong words"
    return " ".join(listed), [Loss(number, f"{count} {what}") for number, count in left.items()]


def _by_turns(gaps: tuple[Gap, ...]) -> list[tuple[int, str]]:
    wrong = [
        (turn, gap.number, typed(choice.text))
        for gap in gaps
        if isinstance(gap.question, MultipleChoice)
        for turn, choice in enumerate(choice for choice in gap.question.choices if not choice.correct)
    ]
    return [(number, word) for _, number, word in sorted(wrong, key=lambda item: item[:2])]


def _credit(quiz: Quiz, escaped: Callable[[str], str]) -> list[str]:
    """Where the text comes from, as a last paragraph."""
    return [escaped(source_line(quiz))] if source_line(quiz) else []


FORMATS = (
    Format(
        "h5p-blanks",
        "-blanks.h5p",
        "the text as one Fill in the Blanks with accepted spellings and feedback; no points",
        "H5P in Moodle, WordPress, Drupal, Canvas, Brightspace; Lumi",
        write_blanks,
    ),
    Format(
        "h5p-drag-text",
        "-drag-text.h5p",
        "the text as one Drag the Words with wrong words and feedback; no points",
        "H5P in Moodle, WordPress, Drupal, Canvas, Brightspace; Lumi",
        write_drag_text,
    ),
)
