"""What every format does to text first: no characters that no system shows, blanks drawn, answers as they are typed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import assert_never
from uuid import NAMESPACE_URL, uuid5

from quizgen.export.losses import Loss
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz, Stem

BLANK = "_____"
# Control characters, halves of characters, non-characters: XML 1.0 refuses most of them and no system shows any.
# Beside them the invisible ones that make two equal answers unequal, and those that turn the line around.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NEW_LINE = re.compile("\r\n?|[\x85\u2028\u2029]")


# --- cleaning ---------------------------------------------------------------------------------------------


def without_control_characters(quiz: Quiz) -> tuple[Quiz, Mapping[int, int], tuple[Loss, ...]]:
    """The quiz as it can be shown, the number of each question in the quiz given, and what was changed for it."""
    kept: list[Question] = []
    numbers, losses = {0: 0}, []
    for number, question in enumerate(quiz.questions, 1):
        clean = _clean_question(question)
        if not _can_be_asked(clean):
            losses.append(Loss(number, "left out: nothing visible is left of its stem, its answer or an option"))
            continue
        if clean != question:
            losses.append(Loss(number, "control or invisible characters are left out"))
        kept.append(clean)
        numbers[len(kept)] = number
    whole = replace(
        quiz,
        title=_clean(quiz.title),
        source=replace(
            quiz.source,
            title=_clean(quiz.source.title),
            author=_clean(quiz.source.author),
            url=_clean(quiz.source.url),
            licence=_clean(quiz.source.licence),
        ),
        passage=tuple(_clean(paragraph) for paragraph in quiz.passage),
        questions=quiz.questions,
    )
    if whole != quiz:
        losses.append(Loss(0, "control or invisible characters in the title, the source or the text are left out"))
    return replace(whole, questions=tuple(kept)), numbers, tuple(losses)


def _clean(text: str) -> str:
    return _UNSEEN.sub("", _NEW_LINE.sub("\n", text))


def _clean_question(question: Question) -> Question:
    stem = Stem(_clean(question.stem.before), None if question.stem.after is None else _clean(question.stem.after))
    evidence = replace(question.evidence, sentence=_clean(question.evidence.sentence))
    tags = tuple(tag for tag in (_clean(tag) for tag in question.tags) if tag.strip())
    feedback = _clean(question.feedback)
    match question:
        case FillInTheBlank():
            return replace(
                question,
                stem=stem,
                evidence=evidence,
                tags=tags,
                feedback=feedback,
                answer=_clean(question.answer),
                accept=tuple(_clean(variant) for variant in question.accept),
            )
        case MultipleChoice():
            choices = tuple(
                replace(
                    choice,
                    text=_clean(choice.text),
                    feedback=None if choice.feedback is None else _clean(choice.feedback),
                )
                for choice in question.choices
            )
            return replace(question, stem=stem, evidence=evidence, tags=tags, feedback=feedback, choices=choices)
        case _:
            assert_never(question)


def _can_be_asked(question: Question) -> bool:
    texts = (question.answer,) if isinstance(question, FillInTheBlank) else (c.text for c in question.choices)
    stem = question.stem.before + (question.stem.after or "")
    return bool(stem.strip()) and all(text.strip() for text in texts)


# --- stems and answers ------------------------------------------------------------------------------------


def drawn(stem: Stem, blank: str = BLANK, escaped: Callable[[str], str] = str) -> str:
    """The stem with its blank drawn; the text around it goes through `escaped`, the blank does not."""
    return escaped(stem.before) if stem.after is None else escaped(stem.before) + blank + escaped(stem.after)


def html(text: str) -> str:
    """The text as HTML: `< > & "` as entities, new lines as breaks."""
    return escape(text).replace("&#x27;", "'").replace("\n", "<br>")


def html_stem(stem: Stem, blank: str = BLANK) -> str:
    """The stem as one HTML paragraph."""
    return f"<p>{drawn(stem, blank, html)}</p>"


def one_line(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split())


def line_stem(stem: Stem, blank: str = BLANK) -> str:
    """The stem on one line of plain text."""
    return one_line(drawn(stem, blank))


def fewer_underscores(stem: Stem, most: int = len(BLANK) - 1) -> Stem:
    """The stem with literal runs of underscores too short to be taken for the blank."""
    run = re.compile("_{" + str(most + 1) + ",}")
    before, after = run.sub("_" * most, stem.before), stem.after
    return Stem(before, None if after is None else run.sub("_" * most, after))


def typed(answer: str) -> str:
    """An answer as a keyboard gives it: composed characters, plain spaces, one line."""
    return one_line(unicodedata.normalize("NFC", answer))


def accepted(question: FillInTheBlank) -> tuple[str, ...]:
    """The answer and its variants as typed, each once whatever its case: no system tells “seine” from “Seine”."""
    found = {_folded(text): text for text in reversed([typed(t) for t in (question.answer, *question.accept)]) if text}
    first = _folded(typed(question.answer))
    rest = [_folded(typed(variant)) for variant in question.accept]
    return tuple(found[key] for key in dict.fromkeys([first, *rest]) if key in found)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def explanation(question: Question) -> tuple[str, ...]:
    """What a pupil reads after answering: the feedback, and the sentence of the text that says so."""
    parts = [question.feedback.strip()] if question.feedback.strip() else []
    sentence = question.evidence.sentence.strip()
    if sentence and sentence not in question.feedback:
        place = f" (¶ {question.evidence.paragraph})" if question.evidence.paragraph > 0 else ""
        parts.append(f"“{sentence}”{place}")
    return tuple(parts)


def html_explanation(question: Question) -> str:
    """The same as HTML paragraphs."""
    return "".join(f"<p>{html(part)}</p>" for part in explanation(question))


# --- names ------------------------------------------------------------------------------------------------


def shortened(text: str, most: int) -> str:
    """The text, cut at a word where there is one, with “…” in place of the rest."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > most // 2 else cut).rstrip() + "…"


def quiz_title(quiz: Quiz) -> str:
    """A title that is never empty, on one line."""
    return one_line(quiz.title) or one_line(quiz.source.title) or "Quiz"


def title_cut(quiz: Quiz, most: int) -> tuple[Loss, ...]:
    """That the title is cut to so many characters, where it is."""
    return (Loss(0, f"the title is shortened to {most} characters"),) if len(quiz_title(quiz)) > most else ()


def question_name(number: int, question: Question, most: int = 60) -> str:
    """What a list of questions shows; tags would be taken out of it, so it has no angle brackets."""
    stem = line_stem(question.stem, "…").replace("<", "‹").replace(">", "›")
    return f"{number:02} {shortened(stem, most)}"


def source_line(quiz: Quiz) -> str:
    """Where the text comes from, in one line; empty when nothing is known."""
    source = quiz.source
    return ", ".join(
        one_line(part) for part in (source.title, source.author, source.url, source.licence) if part.strip()
    )


def plain_id(question_id: str, most: int = 60) -> str:
    """The id as every system takes it: a letter first, then letters, digits, `-`, `_`; a digest where it is not so."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", question_id) and len(question_id) <= most:
        return question_id
    return "q-" + sha256(question_id.encode()).hexdigest()[:20]


def quiz_id(quiz: Quiz) -> str:
    """An id of the quiz that does not change while its questions do: of title and text."""
    return "quiz-" + sha256(f"{quiz.title}\x1f{quiz.sha256}\x1f{quiz.source.title}".encode()).hexdigest()[:20]


def named_uuid(*parts: str) -> str:
    """A UUID that follows from its parts alone."""
    return str(uuid5(NAMESPACE_URL, "quizgen:" + "\x1f".join(parts)))
