"""Wrong names: others of the same fine kind, from the article first, then from the lexicon’s classes."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from random import Random

from quizgen.ask.distractors.checks import (
    differs_in_case,
    differs_in_length,
    is_in_the_stem,
    is_same_or_part,
    shares_a_word,
)
from quizgen.lexicon import lexicon
from quizgen.model import Analysis, Candidate, Kind

WANTED = 3


def names_like(candidate: Candidate, analysis: Analysis, rng: Random) -> list[str]:
    """Up to three names that could stand in the gap and are wrong there."""
    key = candidate.answer.text
    stem = f"{candidate.lead}{candidate.before} {candidate.after}"
    taken: list[str] = []
    if candidate.answer.kind is Kind.PERSON and (not _is_surely_a_person(key) or _role_is_told(candidate)):
        return []
    for option in chain(_from_article(candidate, analysis), _from_lexicon(candidate, analysis)):
        if len(taken) == WANTED:
            break
        if is_in_the_stem(option, stem) or differs_in_length(option, key):
            continue
        if candidate.answer.kind is not Kind.PERSON and option.endswith("s") != key.endswith("s"):
            continue
        if candidate.answer.kind is Kind.PLACE and _takes_the(option, analysis) != _takes_the(key, analysis):
            continue
        if any(is_same_or_part(option, other) or lexicon().is_synonym(option, other) for other in (key, *taken)):
            continue
        taken.append(option)
    mates = [_series(text) == _series(key) != "" for text in taken]
    return taken if all(mates) or not any(mates) else []


def _takes_the(place: str, analysis: Analysis) -> bool:
    """“the United States”, “the Netherlands”: a pupil hears which options go with “the” and which do not."""
    small_words = {"united", "kingdom", "states", "republic", "union", "emirates", "islands", "netherlands", "philippines"}
    named_so = bool(small_words & set(place.lower().split())) or place in {"US", "U.S.", "USA", "UK", "U.K.", "EU", "UAE"}
    return named_so or f" the {place}" in analysis.article.text


def _role_is_told(candidate: Candidate) -> bool:
    """“captain ___”, “___, director of the gallery”: of such there is one, and the others are of another trade."""
    words = candidate.before.rstrip().rstrip(",").split()
    before = bool(words) and words[-1].islower() and "noun.person" in lexicon().lexnames(words[-1])[:2]
    after = re.match(r", (?:an? |the |its |his |her )?(?:[\w-]+ )?([a-z]+)\b", candidate.after)
    return before or (after is not None and "noun.person" in lexicon().lexnames(after[1])[:1])


def _is_surely_a_person(name: str) -> bool:
    """Somebody the lexicon knows, or called by a known first name; “Cry Wolf” is neither."""
    return "person" in lexicon().class_of(name) or name.split()[0] in _first_names()


def _series(name: str) -> str:
    """What ships or wars of one row have in common: “Space Shuttle” of “Space Shuttle Discovery”."""
    words = name.split()
    return " ".join(words[:2]) if len(words) > 2 else ""


def _from_article(candidate: Candidate, analysis: Analysis) -> Iterator[str]:
    """Names of the same kind that the article gives elsewhere, the nearest to the sentence first."""
    key, kind = candidate.answer.text, candidate.answer.kind
    sentence = candidate.statement.sentence
    here = {mention.text for mention in sentence.mentions}
    index = analysis.sentences.index(sentence)
    fitting = [
        name
        for name in analysis.names
        if name.kind is kind
        and name.trust >= 0.6
        and key not in name.forms
        and here.isdisjoint(name.forms)
        and _same_class(name.text, key, kind)
        and (
            kind is not Kind.PERSON
            or (
                len(name.text.split()) == len(key.split())
                and min(abs(place - index) for place in name.sentences) <= FAR
                and _may_be_a_person(name.text)
                and not _is_a_place(name.text, analysis)
            )
        )
    ]
    fitting.sort(key=lambda name: (min(abs(place - index) for place in name.sentences), name.text))
    yield from (name.text for name in fitting)


# Who is named farther away than so many sentences is seldom taken for the one asked for: judged option by option, 19 % of
# the persons of the lexicon were plausible, 24 % of the farther ones of the article, 45 % of the near ones.
FAR = 9
# What a word of a name that is no person’s usually is: “Woodward Park”, “Rotary Storyland”, “Gang Busters”.
THINGS = frozenset({"noun.artifact", "noun.location", "noun.object", "noun.group"})


def _may_be_a_person(name: str) -> bool:
    """The model calls many a park a person. Known people and known first names are; else no word may be a thing’s."""
    words = name.split()
    if "’" in name or (lexicon().is_plural(words[-1].lower()) and lexicon().knows(words[-1].lower())):
        return False
    if not any(set(lexicon().lexnames(word.lower())[:2]) & THINGS for word in words):
        return True
    return _is_surely_a_person(name)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name.split()[0] for name in lexicon().members("person") if " " in name)


def _is_a_place(name: str, analysis: Analysis) -> bool:
    """“in Kabaty Woods”, “the Gilmore Girls”: the article does not speak so of a person, whatever the model says."""
    return bool(re.search(rf"\b(in|at|near|the) {re.escape(name)}\b", analysis.article.text))


def _same_class(one: str, other: str, kind: Kind) -> bool:
    """Both a country, both a city…; where the lexicon knows neither: persons alike, bodies of the same sort."""
    first, second = lexicon().class_of(one), lexicon().class_of(other)
    if first and second:
        return lexicon().shares_class(one, other)
    if first or second:
        return False
    return kind is Kind.PERSON or _sort(one) == _sort(other) != ""


def _sort(name: str) -> str:
    """The noun that says what sort of body it is: “university” of “Ohio State University”, “University of Texas”."""
    words = [word.lower() for word in name.split() if word[:1].isupper()]
    for word in (words[-1:] + words[:1]) if len(words) > 1 else []:
        if "noun.group" in lexicon().lexnames(word) or "noun.artifact" in lexicon().lexnames(word):
            return word
    return ""


# The broad field of WordNet that a peer must be in, so that “Columbus” the city gets no explorers beside it.
FIELD_OF_KIND = {
    Kind.PERSON: "noun.person",
    Kind.PLACE: "noun.location",
    Kind.ORGANISATION: "noun.group",
    Kind.GROUP: "noun.person",
    Kind.EVENT: "noun.act",
    Kind.WORK: "noun.communication",
}


def _from_lexicon(candidate: Candidate, analysis: Analysis) -> Iterator[str]:
    """Others of the key’s own class that the article does not speak of, the most alike first."""
    key, text = candidate.answer.text, analysis.article.text
    if candidate.answer.kind is Kind.PERSON:
        return
    field = FIELD_OF_KIND.get(candidate.answer.kind)
    for option in lexicon().peers(key):
        fits = field is None or field in lexicon().lexnames(option)[:1]
        if candidate.answer.kind is Kind.PLACE and not lexicon().lies_beside(option, key):
            continue  # elsewhere in the world 18 % of the judged were plausible, in the same country or continent 35 %
        if fits and option not in text and not shares_a_word(option, key) and not differs_in_case(option, key):
            yield option
