"""Wrong terms: others of the article’s own terms, then words of the lexicon that stand beside the key."""

from quizgen.ask.distractors.checks import (
    differs_in_article,
    differs_in_case,
    differs_in_length,
    is_in_the_stem,
    is_same_or_part,
)
from quizgen.ask.distractors.lexical import rank_distractors
from quizgen.grammar import tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Analysis, Candidate, Kind

WANTED = 3
LOOKED_AT = 30


def terms_like(candidate: Candidate, analysis: Analysis) -> list[str]:
    """Up to three terms that fit the gap in grammar and sense and are wrong there."""
    key = candidate.answer.text
    if _is_an_unknown_name(candidate):
        return []
    stem = candidate.before + "____" + candidate.after
    ranked = rank_distractors(stem, key, article_terms=_article_terms(candidate, analysis), k=LOOKED_AT)
    taken: list[str] = []
    for scored in ranked:
        option = scored.text
        if len(taken) == WANTED:
            break
        if candidate.before.strip() == "":
            option = option[:1].upper() + option[1:]
        if _is_refused(option, key, candidate, stem) or any(is_same_or_part(option, other) for other in taken):
            continue
        if any(lexicon().related_as_same(option, other) for other in taken):
            continue
        taken.append(option)
    return taken


def _is_an_unknown_name(candidate: Candidate) -> bool:
    """A proper name that neither the model nor the lexicon can place: no one knows what stands beside it."""
    head = tree_of(candidate.statement.sentence)[candidate.answer.head]
    return head.pos == "PROPN" and not lexicon().knows(candidate.answer.text)


def _is_refused(option: str, key: str, candidate: Candidate, stem: str) -> bool:
    return (
        is_same_or_part(option, key)
        or is_in_the_stem(option, stem)
        or differs_in_length(option, key)
        or differs_in_article(option, key, candidate.before)
        or differs_in_case(option, key)
        or lexicon().related_as_same(option, key)
    )


def _article_terms(candidate: Candidate, analysis: Analysis) -> list[str]:
    """Terms of the same number that other sentences mention, each once, those of the same section first."""
    sentence = candidate.statement.sentence
    here = {mention.text.lower() for mention in sentence.mentions}
    tag = tree_of(sentence)[candidate.answer.head].tag
    found: dict[str, None] = {}
    for other in sorted(analysis.sentences, key=lambda s: abs(s.paragraph - sentence.paragraph)):
        if other is sentence:
            continue
        tree = tree_of(other)
        for mention in other.mentions:
            if (
                mention.kind is Kind.TERM
                and mention.text[:1].isalnum()
                and tree[mention.head].tag == tag
                and mention.text.lower() not in here
            ):
                found.setdefault(mention.text)
    return list(found)
