"""When a candidate is no good as a blank, where the pupil sees no options: more than one answer must not be fair."""

import re
from collections.abc import Callable

from quizgen.grammar import is_explained, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.terms import OFTEN, is_a_term_together, times_met
from quizgen.model import Analysis, Candidate, Kind

# Zipf frequency above which a word might stand in a text on any subject, and below which it belongs to one.
PLAIN, JARGON = 4.0, 2.5
# Fields (WordNet's) of words that belong to a subject, and how rare such a word must be to count if met but once.
SUBJECTS = frozenset({"noun.substance", "noun.body", "noun.process", "noun.phenomenon", "noun.state", "noun.event"})
SPECIAL = 3.5

BlankRule = Callable[[Candidate, Analysis], bool]


def is_too_open(candidate: Candidate, analysis: Analysis) -> bool:
    """A common noun that many others could replace, unless the sentence defines or names it."""
    answer = candidate.answer
    if answer.kind is not Kind.TERM:
        return answer.kind not in {Kind.DATE, Kind.AMOUNT} and not _is_tied_down(candidate)
    if is_explained(candidate):
        return False
    return not _is_a_set_term(answer.text, analysis) or not _is_tied_down(candidate) or _is_one_of_a_pair(candidate)


def _is_one_of_a_pair(candidate: Candidate) -> bool:
    """“roles and ___”: what else goes with the first is for the reader to guess."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    return tree[head].dep == "conj" or bool(tree.children(head, "conj"))


def _is_a_set_term(text: str, analysis: Analysis) -> bool:
    """A word or phrase with a meaning of its own, so that no other would do: no plain one, and not said by the way."""
    known = lexicon()
    met = times_met(text, analysis)
    if is_a_term_together(text, analysis):
        return True
    rarest = min(_frequency(word) for word in text.lower().split())
    if rarest > PLAIN:
        return False
    if met >= OFTEN or (met > 1 and (known.knows(text) or rarest < JARGON)):
        return True
    return known.knows(text) and rarest < SPECIAL and bool(set(known.lexnames(text)[:1]) & SUBJECTS)


def _frequency(word: str) -> float:
    return max(lexicon().zipf(word), lexicon().zipf(lexicon().singular(word)))


def _is_tied_down(candidate: Candidate) -> bool:
    """A name, a number or a rare word of the stem ties it to one place in the article."""
    tree = tree_of(candidate.statement.sentence)
    answer = range(candidate.answer.start, candidate.answer.end)
    others = [tree[i] for i in candidate.statement.kept if i not in answer]
    return any(
        token.pos in {"PROPN", "NUM"} or (token.pos == "NOUN" and lexicon().zipf(token.lemma) < PLAIN)
        for token in others
    )


def leaves_date_or_place_open(candidate: Candidate, analysis: Analysis) -> bool:
    """“In ___, …” where a place and a time would fit."""
    if candidate.answer.kind is not Kind.PLACE:
        return False
    before = candidate.before.lower().split()
    return before == ["in"] and not re.search(r"\d{4}", candidate.after)


BLANK_RULES: tuple[BlankRule, ...] = (is_too_open, leaves_date_or_place_open)


def broken_blank_rule(candidate: Candidate, analysis: Analysis) -> BlankRule | None:
    """The first rule that refuses the candidate as a blank; None when it may be one."""
    return next((rule for rule in BLANK_RULES if rule(candidate, analysis)), None)
