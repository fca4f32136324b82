"""Words into the pieces that the encoder knows (WordPiece, lower-cased: Devlin et al. 2019)."""

import unicodedata
from collections.abc import Iterator, Mapping

# A word longer than this is not looked into.
LONGEST_WORD = 100
UNKNOWN = "[UNK]"

# A piece, by its number, and where in the text it begins and ends.
Piece = tuple[int, int, int]


def pieces(text: str, numbers: Mapping[str, int]) -> list[Piece]:
    """The longest known pieces of each word from left to right; a word that cannot be so cut is one unknown piece."""
    return [piece for word in _words(text) for piece in _cut(word, numbers)]


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    """Runs of letters and digits and single marks, small and without accents, each character with its place."""
    word: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        category = unicodedata.category(char)
        if char.isspace() or category in {"Zs", "Cc", "Cf"}:
            if word and (char.isspace() or category == "Zs"):
                yield word
                word = []
            continue
        if _is_mark(char, category):
            if word:
                yield word
            yield [(char, place)]
            word = []
            continue
        plain = unicodedata.normalize("NFD", char.lower())
        word.extend((part, place) for part in plain if unicodedata.category(part) != "Mn")
    if word:
        yield word


def _is_mark(char: str, category: str) -> bool:
    """Punctuation, every mark of ASCII, and Chinese characters, which stand alone."""
    return category.startswith("P") or (char.isascii() and not char.isalnum()) or "\u4e00" <= char <= "\u9fff"


def _cut(word: list[tuple[str, int]], numbers: Mapping[str, int]) -> list[Piece]:
    text = "".join(char for char, _ in word)
    found: list[Piece] = []
    start = 0
    while start < len(text) <= LONGEST_WORD:
        lead = "##" if start else ""
        end = next((end for end in range(len(text), start, -1) if lead + text[start:end] in numbers), None)
        if end is None:
            break
        found.append((numbers[lead + text[start:end]], word[start][1], word[end - 1][1] + 1))
        start = end
    return found if start == len(text) else [(numbers[UNKNOWN], word[0][1], word[-1][1] + 1)]
