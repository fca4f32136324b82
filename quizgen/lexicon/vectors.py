"""Word vectors: how near in meaning two words, or a word and a sentence, are."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from quizgen.lexicon.store import Store
from quizgen.lexicon.words import POS, Words

Vector = npt.NDArray[np.float32]

# A word of a text weighs SMOOTH / (SMOOTH + its frequency): “the” next to nothing (Arora, Liang & Ma 2017).
SMOOTH = 1e-4


class Vectors:
    """One vector a form, kept in half a byte an axis; all given out are of length one."""

    def __init__(self, store: Store, words: Words) -> None:
        self._words = words
        self._form = store["vector.form"]
        self._packed = store["vector"]
        self._step = store["vector.step"].astype(np.float32)
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

    def nearest(self, vector: Vector, count: int) -> list[tuple[str, float]]:
        """The forms nearest to a vector, with their cosine, best first."""
        scores = self.scores(vector)
        best = np.argsort(-scores, kind="stable")[:count]
        return [(self.form(int(row)), float(scores[row])) for row in best]

    def form(self, row: int) -> str:
        """The form a row is of, in small letters where WordNet has it both ways."""
        return self._words.forms[int(self._form[row])]
