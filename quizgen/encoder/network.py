"""The encoder itself: a few layers of a transformer (Vaswani et al. 2017) and what they were taught to tell.

The layers are the first of all-MiniLM-L6-v2 (Wang et al. 2020; Apache License 2.0), taught further on the candidates that
were judged for quizgen one by one: for each check, how likely a strict teacher finds that a blank fails it, from the title,
the statement and the place of the gap alone. `python -m tools.train_encoder` makes the file again.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from quizgen.encoder.pieces import pieces
from quizgen.lexicon.store import Store

Floats = npt.NDArray[np.float32]

# So many pieces of the title and of the statement are read.
TITLE, STATEMENT = 14, 80
# Beside the checks: that any of them fails.
SOUND = "sound"
START, END = "[CLS]", "[SEP]"
NOWHERE = (-1, -1)
TINY = np.float32(1e-12)
ROOT, BEND = np.float32(np.sqrt(2 / np.pi)), np.float32(0.044715)
# So many statements are read at once: with one the weights are fetched from memory most of the time, with many two cores
# have not as much to do.
AT_ONCE = 4
# More cores than this a small laptop may not have.
SIDE_BY_SIDE = 2

# A statement, and of each gap in it the first place and the one after its last.
Asked = tuple[str, Sequence[tuple[int, int]]]


class Encoder:
    """The network of a file that `tools.train_encoder` made."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path)
        self.checks: tuple[str, ...] = tuple(self._store.meta["checks"])
        self._heads: int = self._store.meta["heads"]
        self._depth: int = self._store.meta["layers"]
        words = self._store["vocabulary"].tobytes().decode().split("\n")
        self._numbers = {word: number for number, word in enumerate(words)}
        names = [f"{layer}.{part}" for layer in range(self._depth) for part in ("mix", "seen", "wide", "narrow")]
        # Kept in a byte a weight, with a step for each column.
        self._matrices = {name: self._store[name] * self._store[f"{name}.step"] for name in (*names, "told", "odds")}

    def odds(self, title: str, asked: Sequence[Asked]) -> list[list[dict[str, float]]]:
        """Of each statement, for each of its gaps, the log-odds that a check fails.

        A few statements are read at once, by one core: a layer's weights are then fetched once for all of them.
        """
        few = [asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE)]
        with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
            lead = self._lead(title)
            return [odds for found in threads.map(lambda some: self._of_these(lead, some), few) for odds in found]

    def _of_these(self, lead: "_Lead", asked: Sequence[Asked]) -> list[list[dict[str, float]]]:
        read = [pieces_of(statement, self._numbers) for statement, _ in asked]
        ends = list(accumulate(len(row) for row, _ in read))
        parts = list(zip([0, *ends], ends, strict=False))
        states = np.concatenate([self._begin(row, len(lead.states)) for row, _ in read])
        for layer, before in enumerate(lead.looks):
            states, _ = self._layer(states, str(layer), parts, before)
        return [
            self._odds(lead, states[start:end], places, gaps)
            for (start, end), (_, places), (_, gaps) in zip(parts, read, asked, strict=True)
        ]

    def _odds(
        self, lead: "_Lead", states: Floats, places: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]]
    ) -> list[dict[str, float]]:
        if len(places) == places.count(NOWHERE):
            return [dict.fromkeys(self.checks, 0.0) for _ in gaps]
        whole = (lead.states.sum(axis=0) + states.sum(axis=0)) / np.float32(len(lead.states) + len(states))
        told = np.stack([np.concatenate([whole, _within(states, places, gap, whole)]) for gap in gaps])
        hidden = _bent(told @ self._matrices["told"] + self._store["told.bias"])
        odds = hidden @ self._matrices["odds"] + self._store["odds.bias"]
        return [dict(zip(self.checks, map(float, row), strict=True)) for row in odds]

    def _lead(self, title: str) -> "_Lead":
        """The title, which looks at nothing but itself: it is read once for all statements."""
        states, looks = self._begin(lead_of(title, self._numbers), 0), []
        for layer in range(self._depth):
            states, shown = self._layer(states, str(layer), [(0, len(states))], None)
            looks += shown
        return _Lead(states, looks)

    def _begin(self, row: Sequence[int], place: int) -> Floats:
        """The states of pieces that stand from that place on, before the first layer."""
        return self._normed(self._pieces(row) + self._store["places"][place : place + len(row)].astype(np.float32), "pieces")

    def _layer(
        self, states: Floats, layer: str, parts: Sequence[tuple[int, int]], before: "_Look | None"
    ) -> tuple[Floats, list["_Look"]]:
        """The states after the layer, and what in each part may be looked at; a part looks at itself and what stands before."""
        mixed = states @ self._matrices[f"{layer}.mix"] + self._store[f"{layer}.mix.bias"]
        found = [self._seen(mixed[start:end], before) for start, end in parts]
        seen = np.concatenate([part for part, _ in found]) @ self._matrices[f"{layer}.seen"] + self._store[f"{layer}.seen.bias"]
        states = self._normed(states + seen, f"{layer}.seen")
        thought = _bent(states @ self._matrices[f"{layer}.wide"] + self._store[f"{layer}.wide.bias"])
        thought = thought @ self._matrices[f"{layer}.narrow"] + self._store[f"{layer}.narrow.bias"]
        return self._normed(states + thought, f"{layer}.narrow"), [look for _, look in found]

    def _seen(self, mixed: Floats, before: "_Look | None") -> tuple[Floats, "_Look"]:
        """What the pieces of one statement see in each other and in what stands before it."""
        count, width = len(mixed), mixed.shape[1] // 3
        asked, shown, given = mixed.reshape(count, 3, self._heads, -1).transpose(1, 2, 0, 3)
        if before is not None:
            shown, given = (np.concatenate(both, axis=1) for both in zip(before, (shown, given), strict=True))
        weights = asked @ shown.transpose(0, 2, 1) / np.float32(np.sqrt(width // self._heads))
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        seen = (weights / weights.sum(axis=-1, keepdims=True)) @ given
        return seen.transpose(1, 0, 2).reshape(count, width), (shown, given)

    def _normed(self, states: Floats, name: str) -> Floats:
        middle = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + TINY)
        found: Floats = middle / spread * self._store[f"{name}.scale"] + self._store[f"{name}.shift"]
        return found

    def _pieces(self, row: Sequence[int]) -> Floats:
        """Their vectors, kept in half a byte an axis."""
        packed = self._store["pieces"][row]
        nibbles = np.empty((len(row), 2 * packed.shape[1]), np.float32)
        nibbles[:, 0::2] = packed & 15
        nibbles[:, 1::2] = packed >> 4
        return (nibbles - np.float32(7.5)) * self._store["pieces.step"][row].astype(np.float32)[:, None]


# What a layer shows to those that look, and gives to them: by head, piece and axis.
_Look = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class _Lead:
    """A title as it was read: the states of its pieces, and of each layer what may be looked at."""

    states: Floats
    looks: list[_Look]


def lead_of(title: str, numbers: Mapping[str, int]) -> list[int]:
    """The pieces of a title that are read, by their numbers."""
    return [numbers[START], *(piece[0] for piece in pieces(title, numbers)[:TITLE]), numbers[END]]


def pieces_of(statement: str, numbers: Mapping[str, int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The pieces of a statement that are read, by their numbers, and where in it each begins and ends; NOWHERE for the mark at the end."""
    said = pieces(statement, numbers)[:STATEMENT]
    return [*(piece[0] for piece in said), numbers[END]], [*((start, end) for _, start, end in said), NOWHERE]


def rows_of(gap: tuple[int, int], places: Sequence[tuple[int, int]]) -> list[int]:
    """Which of the pieces lie in the gap; none where it lies too far on to have been read."""
    return [row for row, (start, end) in enumerate(places) if start < gap[1] and end > gap[0]]


def _bent(values: Floats) -> Floats:
    """Gaussian error linear units, by their usual approximation (Hendrycks & Gimpel 2016)."""
    found: Floats = values * values
    found *= BEND * ROOT
    found += ROOT
    found *= values
    np.tanh(found, out=found)
    found += 1
    found *= values
    found *= np.float32(0.5)
    return found


def _within(states: Floats, places: Sequence[tuple[int, int]], gap: tuple[int, int], whole: Floats) -> Floats:
    """The mean of the pieces in the gap; of all where none was read."""
    inside = rows_of(gap, places)
    return states[inside].mean(axis=0) if inside else whole
