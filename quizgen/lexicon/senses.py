"""The senses of words and how they are linked: kinds, parts, synonyms, opposites."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizgen.lexicon.store import Rows, Store
from quizgen.lexicon.words import ADJECTIVE, ADVERB, NOUN, POS, VERB, Words

POS_OF_LEXNAME = {"noun": NOUN, "verb": VERB, "adj": ADJECTIVE, "adv": ADVERB}
UP = ("hypernyms", "instance_hypernyms")
DOWN = ("hyponyms", "instance_hyponyms")
WHOLES = ("part_holonyms", "member_holonyms", "substance_holonyms")
PARTS = ("part_meronyms", "member_meronyms", "substance_meronyms")
# A sense counts as usual when it is among the first three or is used at least a quarter as often as the first.
USUAL_SENSES = 3
USUAL_SHARE = 0.25
# In “sense.row”: its form has no vector.
NO_ROW = 0xFFFFFFFF


class Senses:
    """Senses by number; a word's come most usual first."""

    def __init__(self, store: Store, words: Words) -> None:
        self._words = words
        self._of_form = Rows(store, "form.senses")
        self._counts = Rows(store, "form.senses", values="form.counts")
        self._form_links = Rows(store, "form.links")
        self._links = Rows(store, "sense.links")
        self._forms = Rows(store, "sense.forms")
        self._lexname = store["sense.lexname"]
        self._instance = store["sense.instance"]
        self._canonical = store["sense.canonical"]
        self._row = store["sense.row"]
        self._kinds = {name: number for number, name in enumerate(store.meta["sense_links"])}
        self._word_kinds = {name: number for number, name in enumerate(store.meta["word_links"])}
        self._lexnames: list[str] = store.meta["lexnames"]
        self.of = lru_cache(maxsize=65536)(self._of)
        self.usual = lru_cache(maxsize=65536)(self._usual)
        self.above = lru_cache(maxsize=65536)(self._above)
        self.counts = lru_cache(maxsize=16384)(self._counted)
        self.depth = lru_cache(maxsize=65536)(self._depth)

    # --- senses of a word ------------------------------------------------------------------------------------

    def _of(self, text: str, pos: str | None = None) -> tuple[int, ...]:
        """Its senses: those of the form itself, then those of what it may be an inflection of."""
        found: dict[int, None] = {}
        for number in self._words.find(text):
            found.update(dict.fromkeys(self._of_form[number]))
        for part in POS if pos is None else (pos,):
            for base in self._words.bases(text, part):
                for number in self._words.find(base):
                    found.update(dict.fromkeys(s for s in self._of_form[number] if self.pos(s) == part))
        return tuple(sense for sense in found if pos is None or self.pos(sense) == pos)

    def _usual(self, text: str, pos: str | None = None) -> tuple[int, ...]:
        """Its senses without the rare ones."""
        every = self.of(text, pos)
        counts = self.counts(text)
        most = max((counts.get(sense, 0) for sense in every), default=0)
        return tuple(
            sense
            for place, sense in enumerate(every)
            if place < USUAL_SENSES or (most and counts.get(sense, 0) >= USUAL_SHARE * most)
        )

    def _counted(self, text: str) -> dict[int, int]:
        """How often each sense was met in SemCor, the hand-tagged corpus WordNet counts by."""
        bases = [base for part in POS for base in self._words.bases(text, part)]
        numbers = [number for form in (text, *bases) for number in self._words.find(form)]
        found: dict[int, int] = {}
        for number in numbers:
            for sense, count in zip(self._of_form[number], self._counts[number], strict=True):
                found[sense] = max(found.get(sense, 0), count)
        return found

    # --- of a sense ------------------------------------------------------------------------------------------

    def lexname(self, sense: int) -> str:
        """WordNet's broad field: “noun.animal”, “verb.motion”."""
        return self._lexnames[int(self._lexname[sense])]

    def pos(self, sense: int) -> str:
        """n, v, a or r."""
        return POS_OF_LEXNAME[self.lexname(sense).partition(".")[0]]

    def is_instance(self, sense: int) -> bool:
        """One thing with a name, not a kind."""
        return bool(self._instance[sense])

    def name(self, sense: int) -> str:
        """The form to print."""
        return self._words.forms[int(self._canonical[sense])]

    def forms(self, sense: int) -> list[str]:
        """Every form of it: synonyms, other names, symbols."""
        return [self._words.forms[number] for number in self._forms[sense]]

    def linked(self, sense: int, kinds: Sequence[str]) -> list[int]:
        """Senses that the links of these kinds lead to."""
        wanted = {self._kinds[kind] for kind in kinds}
        return [link & 0xFFFFFF for link in self._links[sense] if link >> 24 in wanted]

    def _above(self, sense: int) -> dict[int, int]:
        """Everything it is a kind (or a case) of, with the number of steps; itself with 0."""
        found = {sense: 0}
        todo = [sense]
        while todo:
            below, todo = todo, []
            for lower in below:
                for upper in self.linked(lower, UP):
                    if upper not in found:
                        found[upper] = found[lower] + 1
                        todo.append(upper)
        return found

    def _depth(self, sense: int) -> int:
        """Steps up to the top: the larger, the finer the kind."""
        return max(self.above(sense).values())

    def beside(self, sense: int) -> list[int]:
        """Senses directly under the same kind, and parts of the same whole."""
        found: dict[int, None] = {}
        for up, down in ((UP, DOWN), (WHOLES, PARTS)):
            for upper in self.linked(sense, up):
                found.update(dict.fromkeys(self.linked(upper, down)))
        for hub in [sense, *self.linked(sense, ("similar_tos",))]:  # adjectives: the same cluster and its opposite
            found.update(dict.fromkeys(self.linked(hub, ("similar_tos",))))
        found.pop(sense, None)
        return list(found)

    def below(self, sense: int) -> list[int]:
        """The kinds and cases directly under it."""
        return self.linked(sense, DOWN)

    def rows(self, senses: Sequence[int]) -> list[int]:
        """Where the vectors of their forms stand, each once; senses without one give none."""
        found: list[int] = self._row[list(senses)].tolist() if senses else []
        return list(dict.fromkeys(row for row in found if row != NO_ROW))

    # --- of a word -------------------------------------------------------------------------------------------

    def related_words(self, text: str, kind: str) -> list[str]:
        """Words linked to the word as such: antonyms, derivationally_related_forms, pertainyms."""
        wanted = self._word_kinds[kind]
        bases = [base for part in POS for base in self._words.bases(text, part)]
        numbers = dict.fromkeys(number for form in (text, *bases) for number in self._words.find(form))
        links = [link for number in numbers for link in self._form_links[number]]
        return list(dict.fromkeys(self._words.forms[link & 0xFFFFFF] for link in links if link >> 24 == wanted))

    def synonyms(self, text: str) -> Iterator[str]:
        """Other forms of its senses, of the most usual first."""
        for sense in self.of(text):
            yield from (form for form in self.forms(sense) if form.lower() != text.lower())
