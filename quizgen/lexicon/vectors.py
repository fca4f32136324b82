"""Word vectors: how near in meaning two words, or a word and a sentence, are."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from quizgen.lexicon.store import Store
from quizgen.lexicon.words import POS, Words

Vector = npt.NDArray[np.float32]

# A word of a text weighs SMOOTH / (SMOOTH + its frequency): “the” next to nothing (Arora, Liang & Ma 2017).
SMOOTH = 1e-4
# In 1/255: a word that is a noun this seldom is no noun to choose from.
RARELY = 50


class Vectors:
    """One vector a form, kept in half a byte an axis; all given out are of length one."""

    def __init__(self, store: Store, words: Words) -> None:
        self._words = words
        self._form = store["vector.form"]
        self._packed = store["vector"]
        self._step = store["vector.step"].astype(np.float32)
        self._hub = store["vector.hub"]
        self._pos = store["vector.pos"]
        self._form_zipf = store["zipf"]
        self._steps: int = store.meta["zipf_steps"]
        self.words_in = store["vector.words"]
        self.capital = store["vector.capital"]
        self.of = lru_cache(maxsize=16384)(self._of)

    def row(self, text: str) -> int | None:
        """Its row, for a text that has a vector of its own."""
        for number in self._words.forms.find(text)[:1]:
            place = int(np.searchsorted(self._form, number))
            if place < len(self._form) and self._form[place] == number:
                return place
        return None

    def at(self, row: int) -> Vector:
        """The vector of a row."""
        nibbles = np.empty(len(self._step), np.float32)
        nibbles[0::2] = self._packed[:, row] & 15
        nibbles[1::2] = self._packed[:, row] >> 4
        values = (nibbles - 7.5) * self._step
        return values / np.float32(np.linalg.norm(values))

    def many(self, rows: list[int]) -> Vector:
        """The vectors of several rows, one below the other."""
        packed = self._packed[:, rows].T
        nibbles = np.empty((len(rows), len(self._step)), np.float32)
        nibbles[:, 0::2] = packed & 15
        nibbles[:, 1::2] = packed >> 4
        values = (nibbles - np.float32(7.5)) * self._step
        return values / np.linalg.norm(values, axis=1, keepdims=True)  # type: ignore[no-any-return]

    def scores(self, vector: Vector) -> Vector:
        """The cosine of every row with `vector`."""
        return self._sums(self._worths() * vector[:, None]) / self._lengths

    def _worths(self) -> Vector:
        """What each of an axis's sixteen steps is worth: axes by steps."""
        return np.outer(self._step, np.arange(16, dtype=np.float32) - 7.5).astype(np.float32)

    def _sums(self, worths: Vector) -> Vector:
        """Of every row, its steps' worths summed: one look-up a byte, nothing is unpacked."""
        both = worths[0::2, None, :] + worths[1::2, :, None]  # the high nibble counts by sixteens
        tables = both.reshape(len(worths) // 2, 256)
        total = np.zeros(self._packed.shape[1], np.float32)
        for table, column in zip(tables, self._packed, strict=True):
            total += table[column]
        return total

    @cached_property
    def _lengths(self) -> Vector:
        found: Vector = np.sqrt(self._sums(self._worths() ** 2))
        return found

    def _of(self, text: str) -> Vector | None:
        """Of a word, its base form, or the words of a phrase taken together; None where nothing is known."""
        for form in (text, *(base for pos in POS for base in self._words.bases(text, pos))):
            row = self.row(form)
            if row is not None:
                return self.at(row)
        parts = text.replace("-", " ").split()
        return self.mean(parts) if len(parts) > 1 else None

    def mean(self, words: Iterable[str]) -> Vector | None:
        """Of several words together, the rarer ones weighing more."""
        total = np.zeros(len(self._step), np.float32)
        for word in words:
            if (vector := self.of(word)) is not None:
                total += vector * (SMOOTH / (SMOOTH + 10 ** (self._words.zipf(word) - 9)))
        length = float(np.linalg.norm(total))
        return total / length if length else None

    def middle(self, vectors: Sequence[Vector]) -> Vector | None:
        """The direction that several have in common."""
        total = np.zeros(len(self._step), np.float32)
        for vector in vectors:
            total += vector
        length = float(np.linalg.norm(total))
        return total / length if length else None

    def nearest(self, vector: Vector, count: int) -> list[tuple[str, float]]:
        """The forms nearest to a vector, with their cosine, best first."""
        scores = self.scores(vector)
        best = np.argsort(-scores, kind="stable")[:count]
        return [(self.form(int(row)), float(scores[row])) for row in best]

    def pool(self, vector: Vector, *, pos: str, words: int, frequent: float, count: int) -> list[int]:
        """Rows near `vector` that are mostly of one part of speech and have so many words, frequent ones preferred.

        `frequent` is what one step of Zipf frequency is worth in cosine.
        """
        scores = self.scores(vector) + frequent * self.zipf
        scores -= ~self.fits(slice(None), pos=pos, words=words)
        best = np.argpartition(-scores, count)[:count]
        return [int(row) for row in best[np.lexsort((best, -scores[best]))]]

    def fits(self, rows: list[int] | slice, *, pos: str, words: int) -> npt.NDArray[np.bool_]:
        """Which rows are mostly of that part of speech and have so many words."""
        found: npt.NDArray[np.bool_] = (self._pos[POS.index(pos), rows] >= RARELY) & (self.words_in[rows] == words)
        return found

    @cached_property
    def zipf(self) -> Vector:
        """The frequency of each row's form."""
        return self._form_zipf[self._form].astype(np.float32) / np.float32(self._steps)

    def hub(self, row: int) -> float:
        """How near it is to everything, 0…1: the nearness of a hub means little."""
        return float(self._hub[row]) / 255

    def form(self, row: int) -> str:
        """The form a row is of, in small letters where WordNet has it both ways."""
        number = int(self._form[row])
        for other in range(number, number + 3):
            form = self._words.forms[other] if other < len(self._words.forms) else ""
            if form == form.lower() and form == self._words.forms[number].lower():
                return form
        return self._words.forms[number]
