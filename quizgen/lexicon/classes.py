"""Named classes (country, element, physicist…): who belongs, who is like whom, where and when they are or were."""

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

import numpy as np

from quizgen.lexicon.senses import UP, WHOLES, Senses
from quizgen.lexicon.store import Array, Rows, Store
from quizgen.lexicon.words import ADJECTIVE, NOUN, Words

# Classes that only gather others: told last, however few their members.
WIDE = frozenset(
    {"person", "organisation", "animal", "plant", "body part", "occupation", "unit of measurement", "gas", "drug"}
)
# Two people are of one time when they were born within this many years, and no longer so after four times as many.
GENERATION = 30


class Classes:
    """Members of classes are senses; names are looked up through `Senses`."""

    def __init__(self, store: Store, words: Words, senses: Senses) -> None:
        self._words, self._senses = words, senses
        self._members = Rows(store, "class")
        self._all, self._lengths = store["class"], store["class.length"].astype(np.int64)
        self.names: tuple[str, ...] = tuple(store.meta["classes"])
        self._number = {name: number for number, name in enumerate(self.names)}
        self._fame = store["sense.fame"]
        self._life_sense = store["life.sense"]
        self._life_years = store["life.years"]

    @cached_property
    def _by_sense(self) -> tuple[Array, Array]:
        """All members of classes in the order of senses, and beside each its class, of a sense’s the smallest first."""
        classes = range(len(self.names))
        order = sorted(classes, key=lambda c: (self.names[c] in WIDE, int(self._lengths[c]), self.names[c]))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        of_each = np.repeat(np.arange(len(order)), self._lengths)
        places = np.lexsort((rank[of_each], self._all))
        return self._all[places], of_each[places]

    @lru_cache(maxsize=16384)  # noqa: B019 - the one lexicon lives as long as the process
    def of_sense(self, sense: int) -> tuple[str, ...]:
        """The classes it belongs to, the narrowest first."""
        senses, classes = self._by_sense
        first, last = np.searchsorted(senses, [sense, sense + 1])
        return tuple(self.names[number] for number in classes[first:last].tolist())

    def of(self, name: str) -> tuple[str, ...]:
        """Classes of its most usual sense that has any, narrowest first, then those of its other senses."""
        found: dict[str, None] = {}
        for sense in (*self.senses_of(name), *self._senses.of(name, ADJECTIVE)):
            found.update(dict.fromkeys(self.of_sense(sense)))
        return tuple(found)

    def senses_of(self, name: str) -> list[int]:
        """Senses of a name, by use, things of that very name among them by fame; “china” is no country."""
        senses = list(self._senses.of(name, NOUN) or self._senses.of(name))
        if name == name.lower():
            return [s for s in senses if not self._senses.is_instance(s)]
        named = sorted((s for s in senses if self._senses.is_instance(s)), key=lambda sense: -self.fame(sense))
        return [named.pop(0) if self._senses.is_instance(sense) else sense for sense in senses]

    def fame(self, sense: int) -> float:
        """How well known a named thing is, about 0…8; of two of the same name, the one more likely meant."""
        return float(self._fame[sense]) / 25

    @cache  # noqa: B019
    def members(self, class_name: str) -> tuple[str, ...]:
        """Names of its members, the best known first."""
        number = self._number[class_name]
        ranked = sorted(self._members[number], key=lambda s: (-self.renown(s), s))
        return tuple(dict.fromkeys(self._senses.name(sense) for sense in ranked))

    def names_in(self, class_name: str) -> frozenset[str]:
        """The same names in no order, which costs less."""
        return frozenset(map(self._senses.name, self.senses_in(class_name)))

    def renown(self, sense: int) -> float:
        """How likely a pupil has heard of it: its frequency, and for a named thing its fame."""
        frequency = self._words.zipf(self._senses.name(sense))
        return frequency + self.fame(sense) if self._senses.is_instance(sense) else frequency

    def senses_in(self, class_name: str) -> list[int]:
        """Its members as senses."""
        return self._members[self._number[class_name]]

    # --- facts of single things -------------------------------------------------------------------------------

    def years(self, sense: int) -> tuple[int, int]:
        """Birth and death of a person; BC negative, 0 for what is not known."""
        place = int(np.searchsorted(self._life_sense, sense))
        if place < len(self._life_sense) and self._life_sense[place] == sense:
            born, died = self._life_years[place].tolist()
            return born, died
        return 0, 0

    def places(self, sense: int) -> set[int]:
        """Where it is, all the way up (city, country, continent), or a person's country."""
        found: set[int] = set()
        todo = self._senses.linked(sense, (*WHOLES, "nationality"))
        while todo:
            place = todo.pop()
            if place not in found:
                found.add(place)
                todo += self._senses.linked(place, WHOLES)
        return found

    def likeness(self, one: int, other: int) -> float:
        """How alike two named things are by what is known of them: roles, time, place; 0…1."""
        roles = _overlap(self._senses.linked(one, UP), self._senses.linked(other, UP))
        where = _overlap(self.places(one), self.places(other))
        born, died = self.years(one)
        other_born, other_died = self.years(other)
        time = 0.5
        if (born or died) and (other_born or other_died):
            apart = abs((born or died - 60) - (other_born or other_died - 60))
            time = max(0.0, 1 - max(0, apart - GENERATION) / (3 * GENERATION))
        return 0.5 * roles + 0.25 * where + 0.25 * time


def _overlap(one: Iterable[int], other: Iterable[int]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / max(1, min(len(first), len(second)))
