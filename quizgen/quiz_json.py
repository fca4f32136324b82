"""The quiz JSON, version 1: written, read back, and refused in a teacher’s words where an edit broke it.

The schema (draft 2020-12) ships as `data/quiz.schema.json`. Reading does its own checks, since a schema validator is
slow to load and speaks of JSON paths; the tests hold both against the same files.
"""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import isfinite
from typing import Any, assert_never

from quizgen.errors import InputError
from quizgen.model import (
    Choice,
    Evidence,
    FillInTheBlank,
    MultipleChoice,
    Question,
    Quiz,
    Source,
    Span,
    Stem,
)
from quizgen.resources import data_file

FORMAT = "quizgen/1"
BLANK = "_" * 8
_BLANK = re.compile(r"(?<!_)_{8}(?!_)")

# What a quiz file may hold at most; it may come from anywhere.
MOST_QUESTIONS, MOST_CHOICES, MOST_VARIANTS, LONGEST_TEXT = 2000, 26, 200, 20_000
MOST_PARAGRAPHS, LONGEST_PARAGRAPH = 50_000, 1_000_000  # of the passage: a whole article may be one paragraph
LARGEST_NUMBER = 1_000_000_000
LARGEST_FILE = 20_000_000


def schema() -> dict[str, Any]:
    """The JSON Schema of the quiz JSON."""
    loaded: dict[str, Any] = json.loads(data_file("quiz.schema.json").read_text(encoding="utf-8"))
    return loaded


# --- writing ----------------------------------------------------------------------------------------------


def to_json(quiz: Quiz) -> str:
    """The quiz as indented JSON, ending in a newline; the same quiz gives the same bytes."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "title": quiz.title,
        "language": quiz.language,
        "source": {
            "title": quiz.source.title,
            "author": quiz.source.author,
            "url": quiz.source.url,
            "licence": quiz.source.licence,
            "sha256": quiz.sha256,
        },
        "seed": quiz.seed,
        "version": quiz.version,
        "settings": {name: list(value) if isinstance(value, tuple) else value for name, value in quiz.settings},
        "questions": [_question_data(question) for question in quiz.questions],
    }
    if quiz.passage:
        data["passage"] = list(quiz.passage)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _question_data(question: Question) -> dict[str, Any]:
    match question:
        case FillInTheBlank():
            own: dict[str, Any] = {"answer": question.answer, "accept": list(question.accept)}
            return {
                "id": question.id,
                "type": "fill_in_the_blank",
                "prompt": prompt(question.stem),
                **own,
                **_shared(question),
            }
        case MultipleChoice():
            choices = [{"text": c.text, "correct": c.correct, "feedback": c.feedback} for c in question.choices]
            own = {"choices": choices, "answer": question.answer}
            return {
                "id": question.id,
                "type": "multiple_choice",
                "prompt": prompt(question.stem),
                **own,
                **_shared(question),
            }
        case _:
            assert_never(question)


def _shared(question: Question) -> dict[str, Any]:
    evidence = question.evidence
    return {
        "points": question.points,
        "difficulty": question.difficulty,
        "tags": list(question.tags),
        "feedback": question.feedback,
        "evidence": {
            "sentence": evidence.sentence,
            "paragraph": evidence.paragraph,
            "start": evidence.answer.start,
            "end": evidence.answer.end,
        },
    }


def prompt(stem: Stem) -> str:
    """The stem in one string; the blank as eight underscores, which no other run of underscores ever is."""
    if stem.after is None:
        return _unblanked(stem.before)
    return _unblanked(stem.before) + BLANK + _unblanked(stem.after)


def _unblanked(text: str) -> str:
    """Literal underscores can neither be eight nor touch the blank."""
    return _BLANK.sub("_" * 7, text.strip("_") if text.strip() else text)


# --- reading ----------------------------------------------------------------------------------------------


def from_json(text: str, name: str) -> Quiz:
    """The quiz of a (maybe edited) file. `name` is what messages call the file.

    Missing optional fields get their defaults and a missing id is derived. Raises InputError with the question’s number
    and what is wrong where the quiz could not be printed or graded as it stands.
    """
    data = _parsed(text, name)
    whole = _Reader(name, "", data)
    if data.get("format") != FORMAT:
        raise InputError(
            f"“{name}” is no quiz that this quizgen can read.",
            hint=f'A quiz file starts with "format": "{FORMAT}". “quizgen make ARTICLE” writes one.',
        )
    source = _Reader(name, "source: ", whole.mapping("source"))
    questions = tuple(
        _question(name, number, item) for number, item in enumerate(whole.items("questions", MOST_QUESTIONS), 1)
    )
    if not questions:
        raise InputError(f"“{name}” holds no question.", hint='Keep at least one under "questions".')
    _refuse_double_ids(name, questions)
    return Quiz(
        title=whole.text("title", ""),
        source=Source(
            source.text("title", ""), source.text("author", ""), source.text("url", ""), source.text("licence", "")
        ),
        questions=questions,
        language=whole.text("language", "en"),
        seed=whole.whole_number("seed", 0),
        version=whole.text("version", ""),
        settings=_settings(whole),
        sha256=source.text("sha256", ""),
        passage=tuple(whole.texts("passage", MOST_PARAGRAPHS, LONGEST_PARAGRAPH)),
    )


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    if len(text) > LARGEST_FILE:
        raise InputError(f"“{name}” is too large for a quiz.", hint="A quiz file has at most 20 million characters.")
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = f" near line {line}" if line else ""
        raise InputError(
            f"“{name}” is not valid JSON{where}.",
            hint="A comma or quotation mark is often missing after an edit; the place before that line is the one to look at.",
        ) from None
    if not isinstance(data, dict):
        raise InputError(f"“{name}” is no quiz.", hint="A quiz file is one JSON object in curly brackets.")
    return data


def _refuse_constant(constant: str) -> None:
    raise ValueError(constant)


class _Reader:
    """Takes typed fields out of one JSON object and says in plain words what does not fit."""

    def __init__(self, name: str, place: str, data: Mapping[str, Any]) -> None:
        self.name, self.place, self.data = name, place, data

    def refuse(self, what: str, hint: str = "") -> InputError:
        return InputError(
            f"“{self.name}”, {self.place}{what}", hint=hint or "Mend it in the file, or make the quiz anew."
        )

    def text(self, field: str, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        value = self.data.get(field, default)
        if value is None and field not in self.data:
            raise self.refuse(f"“{field}” is missing.")
        if not isinstance(value, str):
            raise self.refuse(f"“{field}” must be text in quotation marks.")
        if len(value) > longest:
            raise self.refuse(f"“{field}” is longer than {longest} characters.")
        if any(0xD800 <= ord(char) <= 0xDFFF for char in value):
            raise self.refuse(f"“{field}” holds half a character.")
        return value

    def whole_number(self, field: str, default: int) -> int:
        value = self.data.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(f"“{field}” must be a whole number.")
        return value

    def position(self, field: str, default: int) -> int:
        value = self.whole_number(field, default)
        if not 0 <= value <= LARGEST_NUMBER:
            raise self.refuse(f"“{field}” must be from 0 to {LARGEST_NUMBER}.")
        return value

    def mapping(self, field: str) -> Mapping[str, Any]:
        value = self.data.get(field, {})
        if not isinstance(value, dict):
            raise self.refuse(f"“{field}” must be an object in curly brackets.")
        return value

    def items(self, field: str, most: int) -> Sequence[Any]:
        value = self.data.get(field, [])
        if not isinstance(value, list):
            raise self.refuse(f"“{field}” must be a list in square brackets.")
        if len(value) > most:
            raise self.refuse(f"“{field}” has {len(value)} entries; {most} is the most.")
        return value

    def texts(self, field: str, most: int, longest: int = LONGEST_TEXT) -> list[str]:
        return [
            _Reader(self.name, self.place, {field: item}).text(field, longest=longest)
            for item in self.items(field, most)
        ]


def _settings(whole: _Reader) -> tuple[tuple[str, str | int | float | bool | tuple[str, ...]], ...]:
    settings: list[tuple[str, str | int | float | bool | tuple[str, ...]]] = []
    for name, value in whole.mapping("settings").items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            settings.append((name, tuple(value)))
        elif isinstance(value, str | int | bool) or (isinstance(value, float) and isfinite(value)):
            settings.append((name, value))
        else:
            raise whole.refuse(f"the setting “{name}” must be text, a number, true, false or a list of texts.")
    return tuple(settings)


def _question(name: str, number: int, item: Any) -> Question:
    if not isinstance(item, dict):
        raise InputError(
            f"“{name}”, question {number}: it must be an object in curly brackets.",
            hint="Compare it with another question.",
        )
    reader = _Reader(name, f"question {number}: ", item)
    kind = reader.text("type")
    if kind == "fill_in_the_blank":
        return _fill_in(reader)
    if kind == "multiple_choice":
        return _multiple_choice(reader)
    raise reader.refuse(f"the type “{kind}” is unknown.", "It is “fill_in_the_blank” or “multiple_choice”.")


def _fill_in(reader: _Reader) -> FillInTheBlank:
    stem = _stem(reader)
    if stem.after is None:
        raise reader.refuse("the prompt has no blank.", f"Write the blank as eight underscores: {BLANK}")
    answer = reader.text("answer")
    if not answer.strip():
        raise reader.refuse("the answer is empty.")
    accept = [variant for variant in reader.texts("accept", MOST_VARIANTS) if variant.strip()]
    return FillInTheBlank(
        id=_id(reader, stem, answer), stem=stem, answer=answer, accept=tuple(accept), **_common(reader)
    )


def _multiple_choice(reader: _Reader) -> MultipleChoice:
    stem = _stem(reader)
    choices = tuple(_choice(reader, place, item) for place, item in enumerate(reader.items("choices", MOST_CHOICES)))
    right = [choice.text for choice in choices if choice.correct]
    if len(choices) < 2:
        raise reader.refuse("it needs at least two options.")
    if len(right) != 1:
        count = "no option is" if not right else f"{len(right)} options are"
        raise reader.refuse(f"{count} marked as right.", 'Give exactly one option "correct": true.')
    folded = [" ".join(choice.text.casefold().split()) for choice in choices]
    for place, option in enumerate(folded):
        if option in folded[:place]:
            raise reader.refuse(f"the option “{choices[place].text}” is there twice.")
    stated = reader.text("answer", right[0])
    if stated != right[0]:
        raise reader.refuse(
            f"the answer is “{stated}”, but the option marked as right is “{right[0]}”.",
            "Make them agree, or leave “answer” out.",
        )
    return MultipleChoice(id=_id(reader, stem, right[0]), stem=stem, choices=choices, **_common(reader))


def _choice(reader: _Reader, place: int, item: Any) -> Choice:
    letter = chr(ord("A") + place)
    if not isinstance(item, dict):
        raise reader.refuse(f"option {letter} must be an object in curly brackets.")
    inner = _Reader(reader.name, f"{reader.place}option {letter}: ", item)
    text = inner.text("text")
    if not text.strip():
        raise reader.refuse(f"option {letter} is empty.")
    correct, feedback = item.get("correct", False), item.get("feedback")
    if not isinstance(correct, bool):
        raise inner.refuse("“correct” must be true or false.")
    return Choice(text, correct, None if feedback is None else inner.text("feedback"))


def _stem(reader: _Reader) -> Stem:
    text = reader.text("prompt")
    if not text.replace("_", "").strip():
        raise reader.refuse("the prompt is empty.")
    parts = _BLANK.split(text)
    if len(parts) > 2:
        raise reader.refuse("the prompt has more than one blank.", "A run of eight underscores is a blank; keep one.")
    return Stem(parts[0], parts[1] if len(parts) == 2 else None)


def _id(reader: _Reader, stem: Stem, answer: str) -> str:
    given = reader.text("id", "")
    return given or "q-" + sha256(f"{stem.before}\x1f{stem.after}\x1f{answer}".encode()).hexdigest()[:10]


def _common(reader: _Reader) -> dict[str, Any]:
    """The fields all questions share."""
    points, difficulty = reader.whole_number("points", 1), reader.data.get("difficulty", 0.5)
    if not 0 <= points <= 1000:
        raise reader.refuse("“points” must be from 0 to 1000.")
    if isinstance(difficulty, bool) or not isinstance(difficulty, int | float) or not 0 <= difficulty <= 1:
        raise reader.refuse("“difficulty” must be a number from 0 to 1.")
    evidence = _Reader(reader.name, f"{reader.place}evidence: ", reader.mapping("evidence"))
    start = evidence.position("start", 0)
    return {
        "points": points,
        "difficulty": difficulty,
        "tags": tuple(reader.texts("tags", MOST_VARIANTS)),
        "feedback": reader.text("feedback", ""),
        "evidence": Evidence(
            evidence.text("sentence", ""),
            evidence.position("paragraph", 0),
            Span(start, evidence.position("end", start)),
        ),
    }


def _refuse_double_ids(name: str, questions: Sequence[Question]) -> None:
    seen: dict[str, int] = {}
    for number, question in enumerate(questions, 1):
        if question.id in seen:
            raise InputError(
                f"“{name}”, question {number}: it has the same id as question {seen[question.id]}.",
                hint="Delete one of the two questions; or, if they differ, one of the two ids: a new one is made.",
            )
        seen[question.id] = number
