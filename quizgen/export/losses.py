"""What a format cannot carry, told and never dropped in silence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizgen.model import FillInTheBlank, MultipleChoice, Quiz


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format left out or changed. `question` is the printed number, 0 for the file as a whole."""

    question: int
    what: str

    def __str__(self) -> str:
        return f"question {self.question}: {self.what}" if self.question else self.what


def _stems(quiz: Quiz) -> str:
    return "".join(q.stem.before + (q.stem.after or "") for q in quiz.questions)


def _options(quiz: Quiz) -> str:
    return "".join(c.text for q in quiz.questions if isinstance(q, MultipleChoice) for c in q.choices)


def _choice_feedback(quiz: Quiz) -> bool:
    return any(c.feedback for q in quiz.questions if isinstance(q, MultipleChoice) for c in q.choices)


# Each part of a quiz that some format has no place for: what to say of it, and whether this quiz has it.
PARTS: Mapping[str, tuple[str, Callable[[Quiz], bool]]] = {
    "points": (
        "the points are left out: the system gives each question its own default",
        lambda quiz: any(question.points != 1 for question in quiz.questions),
    ),
    "tags": ("the tags are left out", lambda quiz: any(question.tags for question in quiz.questions)),
    "difficulty": ("how difficult each question is, is left out", lambda quiz: bool(quiz.questions)),
    "feedback": (
        "the feedback on the questions is left out",
        lambda quiz: any(question.feedback.strip() for question in quiz.questions),
    ),
    "evidence": (
        "the sentences that hold the answers are left out",
        lambda quiz: any(question.evidence.sentence.strip() for question in quiz.questions),
    ),
    "choice feedback": ("the feedback on single options is left out", _choice_feedback),
    "accept": (
        "other accepted spellings are left out",
        lambda quiz: any(isinstance(question, FillInTheBlank) and question.accept for question in quiz.questions),
    ),
    "order": (
        "the system may shuffle options that stand in their natural order",
        lambda quiz: any(isinstance(question, MultipleChoice) and question.ordered for question in quiz.questions),
    ),
    "ids": ("the ids of the questions are left out", lambda quiz: bool(quiz.questions)),
    "title": ("the title is left out", lambda quiz: bool(quiz.title.strip())),
    "source": (
        "author, address and licence of the text are left out",
        lambda quiz: bool(quiz.source.author or quiz.source.url or quiz.source.licence or quiz.source.title),
    ),
    "names": (
        "in the names that lists show for the questions, < and > become ‹ and ›; the questions keep them",
        lambda quiz: bool({"<", ">"} & set(_stems(quiz))),
    ),
    "lines": ("line breaks inside questions become spaces", lambda quiz: "\n" in _stems(quiz) + _options(quiz)),
    "option lines": ("line breaks inside options become spaces", lambda quiz: "\n" in _options(quiz)),
    "passage": ("the text itself is left out", lambda quiz: bool(quiz.passage)),
}


def not_carried(quiz: Quiz, parts: Iterable[str]) -> tuple[Loss, ...]:
    """One line for each of the parts that this quiz has."""
    return tuple(Loss(0, PARTS[part][0]) for part in parts if PARTS[part][1](quiz))
