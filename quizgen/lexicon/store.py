"""The lexicon's file: named arrays behind a short JSON header, mapped into memory and never copied.

Layout: MAGIC, the header's length (4 bytes, little-endian), the header (JSON: `arrays` gives for each name its dtype,
shape and place; `meta` whatever the builder wants to tell), then the arrays, each at a multiple of 64 bytes.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from quizgen.errors import QuizgenError

MAGIC = b"QGLEX\x01\r\n"
ALIGNED = 64

Array = npt.NDArray[Any]


def packed(arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> bytes:
    """The whole file for these arrays; equal input gives equal bytes."""
    little = {name: np.ascontiguousarray(a, dtype=a.dtype.newbyteorder("<")) for name, a in arrays.items()}
    places: dict[str, tuple[str, list[int], int]] = {}
    at = 0
    for name, array in little.items():
        places[name] = (array.dtype.str, list(array.shape), at)
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    header = json.dumps({"arrays": places, "meta": meta}, separators=(",", ":"), sort_keys=True).encode()
    start = len(MAGIC) + 4 + len(header)
    head = MAGIC + len(header).to_bytes(4, "little") + header + b"\0" * (-start % ALIGNED)
    return head + b"".join(a.tobytes() + b"\0" * (-a.nbytes % ALIGNED) for a in little.values())


class Store:
    """The arrays of a lexicon file, by name, and what its builder told in `meta`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(MAGIC)] != MAGIC:
            raise QuizgenError(
                "The word lexicon that comes with quizgen is damaged.",
                hint="Install quizgen again: pip install --force-reinstall quizgen",
            )
        length = int.from_bytes(self._map[len(MAGIC) : len(MAGIC) + 4], "little")
        start = len(MAGIC) + 4 + length
        header = json.loads(self._map[len(MAGIC) + 4 : start])
        self.meta: dict[str, Any] = header["meta"]
        self._places: dict[str, tuple[str, list[int], int]] = header["arrays"]
        self._start = -(-start // ALIGNED) * ALIGNED

    def __getitem__(self, name: str) -> Array:
        dtype, shape, at = self._places[name]
        count = int(np.prod(shape, dtype=np.int64))
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=self._start + at).reshape(shape)


class Rows:
    """Lists of numbers of unequal length, one after another. The file keeps how long each is."""

    def __init__(self, store: Store, name: str, *, values: str = "") -> None:
        self._start = _starts(store[f"{name}.length"])
        self._values = store[values or name]

    def __len__(self) -> int:
        return len(self._start) - 1

    def __getitem__(self, row: int) -> list[int]:
        found: list[int] = self._values[self._start[row] : self._start[row + 1]].tolist()
        return found


class Strings:
    """Strings sorted by their lower-cased bytes, found by bisection."""

    def __init__(self, store: Store, name: str) -> None:
        self._start = _starts(store[f"{name}.length"])
        self._bytes = store[name]

    def __len__(self) -> int:
        return len(self._start) - 1

    def _raw(self, index: int) -> bytes:
        found: bytes = self._bytes[self._start[index] : self._start[index + 1]].tobytes()
        return found

    def __getitem__(self, index: int) -> str:
        return self._raw(index).decode()

    def find(self, text: str) -> list[int]:
        """The indices of every string that equals `text` but for capitals."""
        wanted = text.encode().lower()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._raw(middle).lower() < wanted:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self) and self._raw(low).lower() == wanted:
            found.append(low)
            low += 1
        return found


def _starts(lengths: Array) -> Array:
    start = np.zeros(len(lengths) + 1, np.uint32)
    np.cumsum(lengths, out=start[1:])
    return start


def rows(name: str, lists: list[list[int]], dtype: str = "<u4") -> dict[str, Array]:
    """The two arrays that `Rows` reads."""
    lengths = np.array([len(row) for row in lists], "<u2")
    return {f"{name}.length": lengths, name: np.array([v for row in lists for v in row], dtype)}


def strings(name: str, texts: list[str]) -> dict[str, Array]:
    """The two arrays that `Strings` reads; `texts` must be sorted by `sort_key`."""
    raw = [text.encode() for text in texts]
    lengths = np.array([len(text) for text in raw], np.uint8)
    return {f"{name}.length": lengths, name: np.frombuffer(b"".join(raw), np.uint8)}


def sort_key(text: str) -> tuple[bytes, str]:
    """The order `Strings` needs: without regard to capitals first."""
    return text.encode().lower(), text
