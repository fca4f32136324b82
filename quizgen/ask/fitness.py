"""When a candidate is no good as a blank, where the pupil sees no options: more than one answer must not be fair."""

import re
from collections.abc import Callable

from quizgen.grammar import tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Analysis, Candidate, Kind

# Zipf frequencies: a word of everyday life, and one that a text on any subject might hold.
COMMON, PLAIN = 4.9, 4.0

BlankRule = Callable[[Candidate, Analysis], bool]


def is_too_open(candidate: Candidate, analysis: Analysis) -> bool:
    """A common noun that many others could replace, unless the sentence defines or names it."""
    answer = candidate.answer
    if answer.kind is not Kind.TERM or _is_defined(candidate):
        return False
    words = answer.text.lower().split()
    rarest = min(lexicon().zipf(word) for word in words)
    if rarest > COMMON or (len(words) == 1 and rarest > PLAIN):
        return True
    return not _anchors(candidate)


def _is_defined(candidate: Candidate) -> bool:
    """“… is called ___”, “___ is a …”, “known as ___”."""
    before, after = candidate.before.lower().rstrip(), candidate.after.lower()
    named = re.search(r"(called|termed|named|known as|referred to as|defined as|or)( an?| the)?( \(n\))?$", before)
    tells = re.match(r" (refers? to|means?|occurs? when|describes?)\b", after)
    tree = tree_of(candidate.statement.sentence)
    equates = tree[tree.root].lemma == "be" and bool(tree.children(tree.root, "attr"))
    opens = len(before.split()) <= 2 and bool(tells or (equates and re.match(r" (is|are|was|were)\b", after)))
    return bool(named or opens)


def _anchors(candidate: Candidate) -> list[str]:
    """Names, numbers and rare words of the stem that tie it to one place in the article."""
    tree = tree_of(candidate.statement.sentence)
    answer = range(candidate.answer.start, candidate.answer.end)
    return [tree[i].text for i in candidate.statement.kept if i not in answer and (tree[i].pos in {"PROPN", "NUM"})]


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
