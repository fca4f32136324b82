"""Wrong names: others of the same fine kind, from the article first, then from the lexicon’s classes."""

from collections.abc import Iterator
from random import Random

from quizgen.ask.distractors.checks import differs_in_length, is_in_the_stem, is_same_or_part
from quizgen.lexicon import lexicon
from quizgen.model import Analysis, Candidate, Kind, Name

WANTED = 3


def names_like(candidate: Candidate, analysis: Analysis, rng: Random) -> list[str]:
    """Up to three names that could stand in the gap and are wrong there."""
    key = candidate.answer.text
    stem = candidate.before + " " + candidate.after
    taken: list[str] = []
    for option in [*_from_article(candidate, analysis), *_from_lexicon(candidate, analysis)]:
        if len(taken) == WANTED:
            break
        if is_same_or_part(option, key) or is_in_the_stem(option, stem) or differs_in_length(option, key):
            continue
        if any(is_same_or_part(option, other) for other in taken):
            continue
        taken.append(option)
    return taken


def _from_article(candidate: Candidate, analysis: Analysis) -> Iterator[str]:
    """Names of the same kind that the article gives elsewhere, the nearest to the sentence first."""
    key, kind = candidate.answer.text, candidate.answer.kind
    sentence = candidate.statement.sentence
    here = {mention.text for mention in sentence.mentions}
    index = analysis.sentences.index(sentence)
    fine = _fine_kind(key, kind)
    fitting = [
        name
        for name in analysis.names
        if name.kind is kind
        and name.trust >= 0.6
        and key not in name.forms
        and here.isdisjoint(name.forms)
        and _fine_kind(name.text, kind) == fine
        and (kind is not Kind.PERSON or (" " in name.text) == (" " in key))
    ]
    fitting.sort(key=lambda name: (min(abs(place - index) for place in name.sentences), name.text))
    yield from (_as_mentioned(name) for name in fitting)


def _as_mentioned(name: Name) -> str:
    return name.text


def _fine_kind(text: str, kind: Kind) -> str:
    """“country”, “city”… as the lexicon knows it; the bare kind where it does not."""
    classes = lexicon().class_of(text)
    return classes[0] if classes else str(kind)


def _from_lexicon(candidate: Candidate, analysis: Analysis) -> Iterator[str]:
    """Members of the key’s own class, nearest in meaning first; none that the sentence’s article tells of the same."""
    key = candidate.answer.text
    mentioned = analysis.article.text
    for option in lexicon().peers(key):
        if option not in mentioned:
            yield option
