"""Fill-in-the-blank: the statement with its answer taken out."""

import re

from quizgen.ask.identity import question_id
from quizgen.ask.variants import accepted
from quizgen.model import Analysis, Candidate, Evidence, FillInTheBlank, Kind, Stem


def stem_of(candidate: Candidate) -> Stem:
    """The stem with its lead, blank and hint; “a” or “an” before the blank becomes “a(n)”, so that it tells nothing."""
    before = re.sub(r"(^|\s)(a|(?<![^\s.:;!?]\s)A)n? $", r"\1\2(n) ", candidate.before)  # “Type A ___” is no article
    hint = f" ({candidate.hint})" if candidate.hint else ""
    return Stem(candidate.lead + before, hint + candidate.after)


def fill_in(candidate: Candidate, analysis: Analysis) -> FillInTheBlank:
    """The candidate as a fill-in-the-blank item."""
    answer = candidate.answer.text
    stem = stem_of(candidate)
    name = next((name for name in analysis.names if answer in name.forms), None)
    with_article = (
        candidate.answer.kind not in {Kind.AMOUNT, Kind.DATE}
        and f"the {answer}" in analysis.article.text
        and not re.search(r"\b(the|an?|a\(n\)) $", stem.before, re.I)
    )
    variants = accepted(answer, candidate.answer.kind, name, with_article=with_article)
    return FillInTheBlank(
        id=question_id("fill-in-the-blank", stem, answer),
        stem=stem,
        answer=answer,
        accept=variants,
        evidence=evidence_of(candidate),
        difficulty=difficulty_of(candidate, analysis),
        tags=(str(candidate.answer.kind),),
    )


def evidence_of(candidate: Candidate) -> Evidence:
    """Where the article says so."""
    sentence = candidate.statement.sentence
    return Evidence(sentence.text, sentence.paragraph + 1, candidate.answer.span)


def difficulty_of(candidate: Candidate, analysis: Analysis) -> float:
    """0 easy … 1 hard: an answer met often is easy, exact figures and things said once are hard."""
    answer = candidate.answer
    met = sum(sentence.text.count(answer.text) for sentence in analysis.sentences)
    base = {Kind.AMOUNT: 0.7, Kind.DATE: 0.6, Kind.TERM: 0.5}.get(answer.kind, 0.45)
    length = len(candidate.statement.words) / 100
    return round(min(1.0, max(0.0, base - 0.08 * min(met - 1, 4) + length)), 2)
