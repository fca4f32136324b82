"""How a word stands to a key among the kinds of things: beside it, near it, above it; in the sense the text means."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.lexicon.reader import Lexicon
from quizgen.lexicon.senses import DOWN, UP
from quizgen.lexicon.vectors import Vector
from quizgen.lexicon.words import NOUN

# How much a sense's likeness to the text counts against its use in general (both in natural logarithms).
CONTEXT = 6.0
# A sense this improbable in its text is left out.
IMPROBABLE = 0.1
# A word that gathers more kinds than this, and so many times more than the key, is a heading.
WIDE, WIDER = 12, 4
# How many words stand for a sense when it is compared with a text.
NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Kinship:
    """Each 0…1. `near`: Wu & Palmer's (1994) likeness of kinds; `field`: WordNet's broad field is the same."""

    sibling: float = 0.0
    cousin: float = 0.0
    near: float = 0.0
    field: float = 0.0
    above: float = 0.0  # one is a kind of the other
    classes: float = 0.0  # share of the key's named classes that the word is in
    heading: float = 0.0  # how many kinds it gathers: “situation”, “process”
    known: bool = False


class Key:
    """A key with its senses in their text."""

    def __init__(self, lexicon: Lexicon, text: str, context: Vector | None) -> None:
        self._lexicon = lexicon
        self.text = text
        self.looked_up = known_part(lexicon, text)
        self.senses = _likely(lexicon, self.looked_up, context)
        senses = lexicon.senses
        self.pos = senses.pos(max(self.senses, key=lambda s: self.senses[s])) if self.senses else NOUN
        self._depths = {
            sense: {upper: senses.depth(upper) for upper in senses.above(sense)} for sense in self.senses
        }
        self._classes = frozenset(c for sense in self.senses for c in lexicon.classes.of_sense(sense))

    def kinship(self, text: str) -> Kinship:
        """How `text` stands to the key."""
        senses = self._lexicon.senses
        word = known_part(self._lexicon, text)
        others = senses.usual(word)
        if not others or not self.senses:
            return Kinship()
        counts = senses.counts(word)
        weights = [counts.get(sense, 0) + 1 / (1 + place) for place, sense in enumerate(others)]
        total = sum(weights)
        best: dict[str, float] = {}
        for other, weight in zip(others[:3], weights[:3], strict=False):
            for sense, likely in self.senses.items():
                if senses.pos(other) == senses.pos(sense):
                    certainty = likely * math.sqrt(weight / total)
                    for kind, value in self._kinds(sense, other).items():
                        best[kind] = max(best.get(kind, 0.0), value * certainty)
        classes = frozenset(c for other in others[:3] for c in self._lexicon.classes.of_sense(other))
        shared = len(self._classes & classes) / len(self._classes) if self._classes else 0.0
        heading = min(1.0, math.log1p(len(senses.below(others[0]))) / 5)
        return Kinship(known=True, classes=shared, heading=heading, **best)

    def is_far_wider(self, text: str) -> bool:
        """It gathers many kinds and the key few: “situation” beside “unemployment”."""
        senses = self._lexicon.senses
        others = senses.of(text, self.pos)[:1]
        own = max((len(senses.below(sense)) for sense in self.senses), default=0)
        return any(len(senses.below(other)) > WIDER * own + WIDE for other in others)

    def _kinds(self, sense: int, other: int) -> dict[str, float]:
        senses = self._lexicon.senses
        found: dict[str, float] = {}
        if senses.lexname(sense) == senses.lexname(other):
            found["field"] = 1.0
        mine, depths, theirs = senses.above(sense), self._depths[sense], senses.above(other)
        if sense in theirs or other in mine:
            return found | {"above": 1.0}
        common = [upper for upper in theirs if upper in mine]
        if not common:
            if senses.pos(sense) == "a" and other in senses.beside(sense):
                found["sibling"] = 1.0
            return found
        meeting = max(common, key=lambda upper: (depths[upper], -upper))
        depth = senses.depth(sense) + senses.depth(other)
        found["near"] = 2 * depths[meeting] / depth if depth else 0.0
        steps = max(mine[meeting], theirs[meeting])
        if steps == 1:
            found["sibling"] = 1.0
        elif steps == 2:
            found["cousin"] = 1.0
        return found


def known_part(lexicon: Lexicon, text: str) -> str:
    """The phrase itself where WordNet has it, else its head: “theorist” of “dependency theorist”."""
    phrase = text.removeprefix("the ").removeprefix("The ")
    if lexicon.knows(phrase):
        return phrase
    return phrase.partition(" of ")[0].rpartition(" ")[2]


def _likely(lexicon: Lexicon, text: str, context: Vector | None) -> Mapping[int, float]:
    """The probability of each sense of `text` in this context; improbable ones are left out."""
    senses = lexicon.senses.usual(text)
    # “smoking” is a noun of its own before it is a form of “smoke”.
    senses = tuple(s for s in senses if text.lower() in {form.lower() for form in lexicon.senses.forms(s)}) or senses
    if not senses:
        return {}
    counts = lexicon.senses.counts(text)
    logs = {}
    for place, sense in enumerate(senses):
        logs[sense] = 0.5 * math.log(counts.get(sense, 0) + 1) - 0.2 * place
        if len(senses) > 1 and context is not None and (vector := _surroundings(lexicon, sense, text)) is not None:
            logs[sense] += CONTEXT * float(vector @ context)
    most = max(logs.values())
    weights = {sense: math.exp(log - most) for sense, log in logs.items()}
    total = sum(weights.values())
    return {sense: weight / total for sense, weight in weights.items() if weight / total >= IMPROBABLE}


def _surroundings(lexicon: Lexicon, sense: int, text: str) -> Vector | None:
    """A sense as the mean of the words around it in WordNet: its synonyms, its kinds, what is beside and below it."""
    senses = lexicon.senses
    words = [form for form in senses.forms(sense) if form.lower() != text.lower()]
    words += [senses.name(other) for other in senses.linked(sense, UP)]
    words += [senses.name(other) for other in senses.linked(sense, ("topic_domains",))]
    words += [senses.name(other) for other in senses.linked(sense, DOWN)[:4]]
    words += [senses.name(other) for other in senses.beside(sense)[:4]]
    return lexicon.vectors.mean(words[:NEIGHBOURS])
