"""A sentence as a row of words that can be cut, replaced and read again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizgen.model import Mention, Sentence, Statement, Word

# The repair that relies most on the parser.
SIDE_CLAUSE = "side clause dropped"


def whole(sentence: Sentence) -> Statement:
    """The sentence as the article has it."""
    ends = [token.span.start for token in sentence.tokens[1:]] + [sentence.span.end]
    words = tuple(
        Word(token.text, " " if token.span.end < end else "", index)
        for index, (token, end) in enumerate(zip(sentence.tokens, ends, strict=True))
    )
    return Statement(sentence, words)


def without(statement: Statement, tokens: Iterable[int], repair: str) -> Statement:
    """The statement with these tokens cut out and its punctuation and first letter put right."""
    gone = frozenset(tokens)
    words = [word for word in statement.words if (word.origin if word.token is None else word.token) not in gone]
    return tidy(Statement(statement.sentence, tuple(words), (*statement.repairs, repair)))


def replaced(statement: Statement, tokens: Sequence[int], text: str, repair: str) -> Statement:
    """The statement with other words for a run of tokens."""
    words: list[Word] = []
    last = max(tokens)
    space = next(word.space for word in statement.words if word.token == last)
    for word in statement.words:
        if word.token in tokens:
            if word.token == tokens[0]:
                words.append(Word(text, space, None, word.token))
            continue
        words.append(word)
    return tidy(Statement(statement.sentence, tuple(words), (*statement.repairs, repair)))


CLOSING = frozenset(",.;:!?)]}’”%")
OPENING = frozenset("([{‘“$€£")
DASHES = frozenset("—–")


def tidy(statement: Statement) -> Statement:
    """No doubled or leading commas, a capital at the start, a full stop at the end."""
    words: list[Word] = []
    for word in statement.words:
        if not word.text:
            continue
        if not words and word.text in {",", ";", ":", "-", "–", "—", "."}:
            continue
        if word.text in CLOSING and words:
            if words[-1].text in {",", ";", ":", "–", "—"} and word.text in {",", ";", ":", ".", "!", "?", "–", "—"}:
                words.pop()
            if words:
                words[-1] = replace(words[-1], space="")
        elif (words and not words[-1].space and words[-1].text in {",", ";"} and word.text not in {'"', "'", "’’"}) or (
            words and not words[-1].space and _were_apart(words[-1], word)
        ):
            words[-1] = replace(words[-1], space=" ")
        words.append(word)
    while words and words[-1].text in {",", ";", ":", "–", "—", "-"}:
        words.pop()
    if not words:
        return Statement(statement.sentence, (), statement.repairs)
    first = words[0]
    words[0] = replace(first, text=first.text[:1].upper() + first.text[1:])
    if not re.search(r"[.!?][”’\")\]]*$", words[-1].text) and not (
        words[-1].text in {"”", "’", '"', ")"} and len(words) > 1 and words[-2].text in {".", "!", "?"}
    ):
        words[-1] = replace(words[-1], space="")
        words.append(Word(".", "", None))
    return Statement(statement.sentence, tuple(words), statement.repairs)


def _were_apart(left: Word, right: Word) -> bool:
    """Whether something between the two was cut out, so that a space is missing."""
    if left.token is None and right.token is not None:
        return right.text[:1].isalnum()  # a name put in, and what stood after it is gone
    if left.token is None or right.token is None or right.token == left.token + 1:
        return False
    return left.text not in OPENING | DASHES and right.text not in CLOSING and not right.text.startswith(("'", "’"))


def split_at(statement: Statement, mention: Mention) -> tuple[str, str] | None:
    """The text before and after a mention, or None when a repair has touched it."""
    wanted = list(range(mention.start, mention.end))
    places = [place for place, word in enumerate(statement.words) if word.token in set(wanted)]
    if [statement.words[place].token for place in places] != wanted or places[-1] - places[0] != len(places) - 1:
        return None
    before = f"{statement.in_front} " + "".join(word.text + word.space for word in statement.words[: places[0]])
    after = statement.words[places[-1]].space + "".join(
        word.text + word.space for word in statement.words[places[-1] + 1 :]
    )
    return before.lstrip(), after.rstrip()
