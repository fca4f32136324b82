"""From a quiz to the printed versions of it: parts, numbers, and, for versions B, C…, another order.

A worksheet is a value; the sheet, its key and every other format are drawn from the same one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

from quizgen.config import WORD_BANKS, SheetSettings
from quizgen.errors import InputError, SettingsError
from quizgen.model import Choice, MultipleChoice, NumberedQuestion, Question, Quiz, Worksheet

# A quiz may come from anyone. These keep a hostile one from filling the disk; no real sheet comes near.
MOST_QUESTIONS = 2000
MOST_CHOICES = 26
LONGEST_TEXT = 5000
LONGEST_PASSAGE = 400_000
MOST_VERSIONS = 26
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def worksheets(quiz: Quiz, versions: int = 1) -> tuple[Worksheet, ...]:
    """The versions of `quiz`: the first in its own order, each other shuffled by the quiz's seed and its letter."""
    refuse_unprintable(quiz)
    if not 1 <= versions <= MOST_VERSIONS:
        raise SettingsError(f"I cannot make {versions} versions.", hint=f"Ask for 1 to {MOST_VERSIONS}.")
    if versions == 1:
        return (_numbered(quiz, "", by_part(quiz.questions)),)
    letters = [chr(ord("A") + index) for index in range(versions)]
    return tuple(_numbered(quiz, letter, _shuffled(quiz, letter)) for letter in letters)


def by_part(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
    """Questions of a kind together, kinds in the order of their first question."""
    kinds = list(dict.fromkeys(type(question) for question in questions))
    return tuple(tuple(one for one in questions if type(one) is kind) for kind in kinds)


def parts(worksheet: Worksheet) -> tuple[tuple[NumberedQuestion, ...], ...]:
    """The numbered questions of each part."""
    return tuple(tuple(group) for _, group in groupby(worksheet.questions, key=lambda one: type(one.question)))


def _numbered(quiz: Quiz, version: str, part_questions: Sequence[Sequence[Question]]) -> Worksheet:
    questions = [question for part in part_questions for question in part]
    numbered = tuple(NumberedQuestion(number, question) for number, question in enumerate(questions, 1))
    return Worksheet(quiz, version, numbered)


def _shuffled(quiz: Quiz, letter: str) -> tuple[tuple[Question, ...], ...]:
    in_order = by_part(quiz.questions)
    if letter == "A":
        return in_order
    rng = Random(f"{quiz.seed}/{letter}")
    return tuple(tuple(_with_options_shuffled(one, rng) for one in rng.sample(part, len(part))) for part in in_order)


def _with_options_shuffled(question: Question, rng: Random) -> Question:
    if not isinstance(question, MultipleChoice) or question.ordered:
        return question
    return replace(question, choices=tuple(rng.sample(question.choices, len(question.choices))))


def language_tag(quiz: Quiz, fallback: str) -> str:
    """The quiz's language as readers know it (“en”, “pt-BR”); anything else is not passed on."""
    return quiz.language if LANGUAGE.fullmatch(quiz.language) else fallback


def refuse_unfit(quiz: Quiz, settings: SheetSettings) -> None:
    """Say which setting does not exist, or asks for what the quiz does not hold."""
    if settings.word_bank not in WORD_BANKS:
        raise SettingsError(
            f"There is no word bank “{settings.word_bank}”.", hint=f"There are: {', '.join(WORD_BANKS)}."
        )
    if settings.passage and not quiz.passage:
        raise InputError("The quiz does not hold its article's text.", hint="Make it again with --passage.")


def refuse_unprintable(quiz: Quiz) -> None:
    """Bound what a quiz made by someone else can ask of us."""
    if not quiz.questions:
        raise InputError("The quiz has no questions.", hint="Add some to the quiz file, or make it again.")
    if len(quiz.questions) > MOST_QUESTIONS:
        raise InputError(
            f"The quiz has {len(quiz.questions)} questions; a sheet holds {MOST_QUESTIONS}.", hint="Split the quiz."
        )
    if sum(map(len, quiz.passage)) > LONGEST_PASSAGE:
        raise InputError(f"The passage is longer than {LONGEST_PASSAGE} characters.", hint="Shorten it.")
    if max(map(len, (quiz.title, quiz.source.title, quiz.source.author, quiz.source.url, quiz.source.licence))) > 1000:
        raise InputError("The title or source is longer than 1000 characters.", hint="Shorten it in the quiz file.")
    for number, question in enumerate(quiz.questions, 1):
        _refuse_question(number, question)


def _refuse_question(number: int, question: Question) -> None:
    texts = [question.stem.before, question.stem.after or "", question.feedback, question.evidence.sentence]
    if isinstance(question, MultipleChoice):
        if not 2 <= len(question.choices) <= MOST_CHOICES:
            raise InputError(
                f"Question {number} has {len(question.choices)} options.", hint=f"Give it 2 to {MOST_CHOICES}."
            )
        texts += [text for choice in question.choices for text in (choice.text, choice.feedback or "")]
        _refuse_without_key(number, question.choices)
    else:
        texts += [question.answer, *question.accept]
        if len(question.accept) > 100:
            raise InputError(f"Question {number} accepts {len(question.accept)} answers.", hint="Keep at most 100.")
    if max(map(len, texts)) > LONGEST_TEXT:
        raise InputError(f"Question {number} has a text longer than {LONGEST_TEXT} characters.", hint="Shorten it.")


def _refuse_without_key(number: int, choices: Sequence[Choice]) -> None:
    right = sum(choice.correct for choice in choices)
    if right != 1:
        raise InputError(f"Question {number} has {right} right options.", hint="Mark exactly one as correct.")
