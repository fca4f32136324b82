"""All the lexicon knows, behind one object. See `quizgen/data/LEXICON-LICENCES.txt` for where it comes from."""

from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from quizgen.lexicon.classes import Classes
from quizgen.lexicon.senses import DOWN, Senses
from quizgen.lexicon.store import Store
from quizgen.lexicon.vectors import Vector, Vectors
from quizgen.lexicon.words import NOUN, Words

# How many kinds up a word still says the same of a thing: a “dog” is an “animal”, not usefully an “entity”.
SAME_THING_STEPS = 6


class Lexicon:
    """Words, senses, classes and vectors. Every method takes plain words, in any inflection, and is deterministic."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)

    @cached_property
    def words(self) -> Words:
        """Forms, frequencies, inflection."""
        return Words(self.store)

    @cached_property
    def senses(self) -> Senses:
        """Senses and their links."""
        return Senses(self.store, self.words)

    @cached_property
    def classes(self) -> Classes:
        """Named classes."""
        return Classes(self.store, self.words, self.senses)

    @cached_property
    def vectors(self) -> Vectors:
        """Word vectors."""
        return Vectors(self.store, self.words)

    # --- words -----------------------------------------------------------------------------------------------

    def knows(self, text: str) -> bool:
        """Whether WordNet has it, in this or its base form."""
        return bool(self.senses.of(text))

    def zipf(self, text: str) -> float:
        """How frequent a word or phrase is: 3 is one in a million words, 6 one in a thousand, 0 unknown."""
        return self.words.zipf(text)

    def lemmas(self, text: str) -> tuple[str, ...]:
        """Base forms it may be of, itself included where it is one: “leaves” gives leaf, leave."""
        itself = (text,) if any(self.senses.of(form) for form in (text,) if self.words.find(form)) else ()
        return tuple(dict.fromkeys((*itself, *(base for pos in "nvar" for base in self.words.bases(text, pos)))))

    def plural(self, noun: str) -> str:
        """“lung” gives “lungs”, “foot” “feet”; of a phrase, its last word's."""
        return self.words.plural(noun)

    def singular(self, noun: str) -> str:
        """“lungs” gives “lung”; what is no plural stays."""
        return self.words.singular(noun)

    def is_plural(self, noun: str) -> bool:
        """“lungs”, “mice”; not “physics”."""
        return self.words.is_plural(noun)

    def is_countable(self, noun: str) -> bool:
        """“cell”; not “oxygen”, “information”."""
        return self.words.is_countable(noun)

    # --- senses ----------------------------------------------------------------------------------------------

    def parts_of_speech(self, text: str) -> tuple[str, ...]:
        """n, v, a, r: as it may be used."""
        return tuple(dict.fromkeys(self.senses.pos(sense) for sense in self.senses.of(text)))

    def lexnames(self, text: str) -> tuple[str, ...]:
        """WordNet's broad fields of its senses, the most usual first: “noun.animal”, “verb.motion”…"""
        return tuple(dict.fromkeys(self.senses.lexname(sense) for sense in self.senses.of(text)))

    def hypernyms(self, text: str) -> tuple[str, ...]:
        """The chain of kinds above its first sense, nearest first: dog, canine, carnivore…"""
        senses = self.senses.of(text, NOUN) or self.senses.of(text)
        if not senses:
            return ()
        above = self.senses.above(senses[0])
        return tuple(self.senses.name(sense) for sense in sorted(above, key=lambda s: (above[s], s)) if above[sense])

    def synonyms(self, text: str) -> tuple[str, ...]:
        """Other words for its senses, of the most usual first."""
        return tuple(dict.fromkeys(self.senses.synonyms(text)))

    def antonyms(self, text: str) -> tuple[str, ...]:
        """Its opposites."""
        return tuple(self.senses.related_words(text, "antonyms"))

    def siblings(self, text: str) -> tuple[str, ...]:
        """Words directly under the same kind as one of its usual senses, or parts of the same whole."""
        found: dict[str, None] = {}
        for sense in self.senses.usual(text):
            found.update(dict.fromkeys(self.senses.name(other) for other in self.senses.beside(sense)))
        return tuple(name for name in found if not self.is_synonym(name, text))

    def is_synonym(self, one: str, other: str) -> bool:
        """Whether they share a sense."""
        return not set(self.senses.of(one)).isdisjoint(self.senses.of(other))

    def is_hypernym(self, upper: str, lower: str) -> bool:
        """Whether `upper` is what `lower` is a kind or a case of, in usual senses: (“animal”, “dog”)."""
        kinds = set(self.senses.usual(upper, NOUN))
        return any(
            not kinds.isdisjoint(s for s, steps in self.senses.above(sense).items() if 0 < steps <= SAME_THING_STEPS)
            for sense in self.senses.usual(lower, NOUN)
        )

    def related_as_same(self, one: str, other: str) -> bool:
        """Whether both might be right in one gap: inflection, synonym, kind of the other, or of one root."""
        if self._bare(one) == self._bare(other) or self.is_synonym(one, other):
            return True
        if self.is_hypernym(one, other) or self.is_hypernym(other, one):
            return True
        if self._near_in_sense(one, other):
            return True
        roots = {self._bare(word) for word in self.senses.related_words(one, "derivationally_related_forms")}
        roots |= {self._bare(word) for word in self.senses.related_words(one, "pertainyms")}
        return self._bare(other) in roots

    def _near_in_sense(self, one: str, other: str) -> bool:
        """Adjectives that WordNet calls similar: “big”, “huge”."""
        others = set(self.senses.usual(other, "a"))
        return any(
            not others.isdisjoint(self.senses.linked(sense, ("similar_tos",))) for sense in self.senses.usual(one, "a")
        )

    def _bare(self, text: str) -> str:
        lower = text.lower().removeprefix("the ").replace("-", " ")
        return self.words.singular(lower).replace(" ", "")

    # --- classes ---------------------------------------------------------------------------------------------

    def class_of(self, name: str) -> tuple[str, ...]:
        """The named classes it belongs to, narrowest first: “Paris” is a capital, a city…"""
        return self.classes.of(name)

    def members(self, class_name: str) -> tuple[str, ...]:
        """Names of a class, the best known first."""
        return self.classes.members(class_name)

    def names_in(self, class_name: str) -> frozenset[str]:
        """The same names in no order, which costs less."""
        return self.classes.names_in(class_name)

    def shares_class(self, one: str, other: str) -> bool:
        """Whether some narrow class holds both."""
        return not set(self.class_of(one)).isdisjoint(self.class_of(other))

    def lies_beside(self, one: str, other: str) -> bool:
        """Whether the first place lies in every place that the second lies in: the same country, the same continent."""
        first, second = (self.classes.senses_of(name)[:1] for name in (one, other))
        if not first or not second:
            return False
        around = self.classes.places(second[0])
        return bool(around) and around <= self.classes.places(first[0])

    @lru_cache(maxsize=1024)  # noqa: B019 - the one lexicon lives as long as the process
    def peers(self, name: str, count: int = 40) -> tuple[str, ...]:
        """Others of its narrowest class that has enough: alike in role, place, time and meaning, well known first."""
        for sense in self.classes.senses_of(name):
            for class_name in self.classes.of_sense(sense):
                members = [other for other in self.classes.senses_in(class_name) if other != sense]
                if len(members) >= ENOUGH_PEERS:
                    return self._ranked(sense, members)[:count]
        return ()

    def _ranked(self, sense: int, others: list[int]) -> tuple[str, ...]:
        key = self.senses.name(sense)
        renown = self.classes.renown(sense)
        refused = set(self.senses.above(sense))

        def worth(other: int) -> float:
            apart = abs(self.classes.renown(other) - renown)
            return self.classes.likeness(sense, other) + self.likeness(key, self.senses.name(other)) - 0.1 * apart

        ranked = sorted((s for s in others if self._is_peer(s, sense) and s not in refused), key=lambda s: (-worth(s), s))
        names = dict.fromkeys(self.senses.name(other) for other in ranked)
        own = {form.lower() for form in self.senses.forms(sense)}
        return tuple(name for name in names if name.lower() not in own and f" {key.lower()}" not in f" {name.lower()}")

    def _is_peer(self, other: int, sense: int) -> bool:
        """Not a kind of it, and no heading (“noble gas”) where it is itself no heading (“oxygen”)."""
        if self.senses.is_instance(sense):
            return True
        heading = len(self.senses.linked(other, DOWN)) > len(self.senses.linked(sense, DOWN)) + 8
        return sense not in self.senses.above(other) and not heading

    # --- nearness --------------------------------------------------------------------------------------------

    def vector(self, text: str) -> Vector | None:
        """Its place among the words, of length one."""
        return self.vectors.of(text)

    def likeness(self, one: str, other: str) -> float:
        """Cosine of the two; 0 where one is not known."""
        first, second = self.vector(one), self.vector(other)
        return 0.0 if first is None or second is None else float(np.dot(first, second))

    def nearest(self, text: str, count: int = 20) -> tuple[tuple[str, float], ...]:
        """The words nearest in meaning, with their cosine."""
        vector = self.vector(text)
        if vector is None:
            return ()
        found = self.vectors.nearest(vector, count + 1)
        return tuple((word, score) for word, score in found if word.lower() != text.lower())[:count]


# A class with fewer others than this gives too little to choose from; the next wider one is taken.
ENOUGH_PEERS = 5
