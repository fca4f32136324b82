"""Wrong terms ranked by what is known of words: nearness, kind, class, frequency, form; the article's own weigh apart.

Two sources, one scale: terms the caller found in the article, and words of the lexicon near the key and its sentence.
Each candidate is described by a few numbers (`describe`), weighed by `quizgen/data/distractors.json`, which
`python -m tools.eval_distractors --train` makes from text-book items and our own marked ones.
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from quizgen.lexicon import lexicon
from quizgen.lexicon.kinship import Key
from quizgen.lexicon.vectors import Vector
from quizgen.resources import data_file

# How many words of the lexicon are looked at closely; of 81,000, those nearest to the key and its sentence.
LOOKED_AT = 160
# How the sentence counts beside the key when they are looked for, and what a step of Zipf frequency is worth.
SENTENCE, FREQUENT = 0.5, 0.04
# Of those that stand near the key among the kinds, the nearest in meaning are looked at as well, up to this many.
KIN = 60
# A word rarer than this, and by so much rarer than the key, is not offered: a pupil would pass it over unread.
OBSCURE, MUCH_RARER = 2.6, 0.7
# A kind with more under it than this is too loose for its grandchildren to count.
MOST_BESIDE = 60

# Tried for words and of no use, measured by cross-validation: Wu & Palmer's likeness of kinds, how many kinds a word
# gathers, how surely it is of the key's part of speech (the search sees to that already).
SIGNS = (
    "nearness", "sentence", "sibling", "cousin", "field", "class", "above", "frequency", "rarer", "opposite", "ending",
    "beginning", "hub", "capital", "unknown",
)  # fmt: skip
ARTICLE_SIGNS = (
    "article", "nearness", "sentence", "sibling", "cousin", "kind", "field", "class", "above", "heading", "frequency",
    "rarer", "ending", "capital", "unknown", "often", "close", "part_of_speech", "words", "length", "same_head", "same_first",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    """A wrong option and how good it promises to be; only the order means something."""

    text: str
    score: float
    from_article: bool = False
    nearness: float = 0.0  # cosine of its word vector and the key's
    kinship: float = 0.0  # 1 for a sibling or cousin among the kinds


@dataclass(frozen=True, slots=True)
class Gap:
    """A key in its sentence, with all that is asked about it for every candidate."""

    stem: str
    key: str
    key_vector: Vector | None
    stem_vector: Vector | None
    kin: Key
    opposites: frozenset[str]
    told: frozenset[str]  # base forms of the stem's words
    is_plural: bool
    is_name: bool


def rank_distractors(
    stem: str, key: str, *, article_terms: Sequence[str] = (), lexicon_too: bool = True, k: int = 10
) -> list[Scored]:
    """The `k` most promising wrong options for `key` in `stem` (its gap as any run of marks), best first.

    `article_terms` are weighed by their own rule. Given in the order of the text, each as often as it occurs and the
    key among them, they also tell what is frequent and what stands close to the key. None of the options is the key,
    an inflection, a synonym, a kind or a special case of it. Those of the lexicon come in the key's number. What only
    the sentence can tell (length, article, also right) is the caller's to check.
    """
    gap = read_gap(stem, key)
    weights = shipped_weights()
    scored = [
        Scored(
            text,
            sum(weights[name] * value for name, value in signs.items()),
            from_article,
            _sign(signs, "nearness"),
            max(_sign(signs, "sibling"), _sign(signs, "cousin")),
        )
        for text, from_article, signs in candidates(gap, article_terms, lexicon_too)
    ]
    scored.sort(key=lambda option: (-option.score, option.text))
    fitting = (option for option in scored if not lexicon().related_as_same(option.text, key))
    return list(islice(fitting, k))


def _sign(signs: dict[str, float], name: str) -> float:
    return next(value for key, value in signs.items() if key.endswith(f".{name}"))


@cache
def shipped_weights() -> dict[str, float]:
    """The weight of each sign."""
    weights: dict[str, float] = json.loads(data_file("distractors.json").read_text(encoding="utf-8"))["weights"]
    return weights


def read_gap(stem: str, key: str) -> Gap:
    """What is known of the key in its sentence."""
    known = lexicon()
    own = {word.lower() for word in re.findall(r"\w+", key)}
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", stem.replace("**blank**", " ")) if word.lower() not in own]
    context = known.vectors.mean(words)
    return Gap(
        stem=stem,
        key=key,
        key_vector=known.vector(key),
        stem_vector=context,
        kin=Key(known, key, context),
        opposites=frozenset(word.lower() for word in known.antonyms(key)),
        told=frozenset(_base(word) for word in re.findall(r"[\w'-]+", stem)),
        is_plural=known.is_plural(key),
        is_name=(row := known.vectors.row(key)) is not None and bool(known.vectors.capital[row]),
    )


def candidates(
    gap: Gap, article_terms: Sequence[str], lexicon_too: bool = True
) -> Iterator[tuple[str, bool, dict[str, float]]]:
    """Everything worth weighing, with its signs."""
    known = lexicon()
    seen: set[str] = {gap.key.lower()}
    places = _places(article_terms)
    own = places.get(_base(gap.key), [])
    for term in article_terms:
        if term.strip() and term.lower() not in seen:
            seen.add(term.lower())
            yield term, True, article_signs(gap, term, places[_base(term)], own)
    for row in _rows(gap) if lexicon_too else ():
        form = known.vectors.form(row)
        if _is_out_of_place(gap, form, row):
            continue
        shown = known.plural(form) if gap.is_plural and not known.is_plural(form) else form
        if shown.lower() not in seen:
            seen.add(shown.lower())
            yield shown, False, word_signs(gap, form, row)


def _is_out_of_place(gap: Gap, form: str, row: int) -> bool:
    """A word of the lexicon that no teacher would print here, whatever it means."""
    known = lexicon()
    return (
        known.vectors.zipf[row] < min(OBSCURE, known.zipf(gap.key) - MUCH_RARER)
        or form in gap.told
        or ("-" in form and "-" not in gap.key)  # their frequency is that of their parts: “make-work”
        or bool(known.vectors.capital[row]) != gap.is_name
        or (gap.is_plural and not known.is_countable(form))
        or gap.kin.is_far_wider(form)
    )


def _places(terms: Sequence[str]) -> dict[str, list[int]]:
    """Where in the article's row of terms each one stands."""
    found: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        found.setdefault(_base(term), []).append(place)
    return found


def _base(text: str) -> str:
    return lexicon().singular(text.lower())


def _rows(gap: Gap) -> list[int]:
    """Rows of the lexicon to weigh: near in meaning to key and sentence, or of the key's kind and not far."""
    vectors = lexicon().vectors
    if gap.key_vector is None:
        return []
    query = gap.key_vector if gap.stem_vector is None else gap.key_vector + SENTENCE * gap.stem_vector
    query = (query / np.linalg.norm(query)).astype(np.float32)
    words = len(gap.key.split())
    near = vectors.pool(query, pos=gap.kin.pos, words=words, frequent=FREQUENT, count=LOOKED_AT)
    kin = [row for row in _kin(gap) if row not in set(near)]
    if not kin:
        return near
    worth = vectors.many(kin) @ query + FREQUENT * vectors.zipf[kin]
    worth -= ~vectors.fits(kin, pos=gap.kin.pos, words=words)
    order = np.lexsort((kin, -worth))[:KIN]
    return near + [kin[int(i)] for i in order if worth[i] > 0]


def _kin(gap: Gap) -> list[int]:
    """Rows of what stands beside the key among the kinds, what stands under those, and its classes' members."""
    known = lexicon()
    found: dict[int, None] = {}
    for sense in gap.kin.senses:
        beside = known.senses.beside(sense)
        found.update(dict.fromkeys(beside))
        for other in beside[:MOST_BESIDE]:
            found.update(dict.fromkeys(known.senses.below(other)))
        for name in known.classes.of_sense(sense)[:1]:
            found.update(dict.fromkeys(known.classes.senses_in(name)))
    return known.senses.rows(list(found))


# --- signs ------------------------------------------------------------------------------------------------------


def word_signs(gap: Gap, form: str, row: int) -> dict[str, float]:
    """What speaks for and against a word of the lexicon."""
    vectors = lexicon().vectors
    signs = _common_signs(gap, form, vectors.at(row), float(vectors.zipf[row])) | {
        "beginning": _shared(form, gap.key),
        "opposite": float(form.lower() in gap.opposites),
        "hub": vectors.hub(row),
    }
    return {f"word.{name}": signs[name] for name in SIGNS}


def article_signs(gap: Gap, term: str, places: Sequence[int], own_places: Sequence[int]) -> dict[str, float]:
    """What speaks for and against a term of the article; `places` is where it stands among the article's terms."""
    known = lexicon()
    words, own = term.lower().split(), gap.key.lower().split()
    signs = _common_signs(gap, term, known.vector(term), known.zipf(term)) | {
        "article": 1.0,
        "often": min(math.log(len(places)), 3.0),
        "close": max((1 / abs(one - other) for one in places for other in own_places if one != other), default=0.0),
        "words": -abs(len(words) - len(own)),
        "length": -abs(math.log(len(term) / len(gap.key))),
        "part_of_speech": float(gap.kin.pos in known.parts_of_speech(words[-1])),
        "same_head": float(known.singular(words[-1]) == known.singular(own[-1])) if words else 0.0,
        "same_first": float(len(own) > 1 and words[:1] == own[:1]),
    }
    return {f"article.{name}": signs[name] for name in ARTICLE_SIGNS}


def _common_signs(gap: Gap, text: str, vector: Vector | None, frequency: float) -> dict[str, float]:
    kin = gap.kin.kinship(text)
    own_frequency = lexicon().zipf(gap.key)
    return {
        "nearness": _cosine(vector, gap.key_vector),
        "sentence": _cosine(vector, gap.stem_vector),
        "sibling": kin.sibling,
        "cousin": kin.cousin,
        "kind": kin.near,
        "field": kin.field,
        "class": kin.classes,
        "above": kin.above,
        "heading": kin.heading,
        "frequency": frequency,
        "rarer": max(0.0, own_frequency - frequency),
        "ending": _shared(text[::-1], gap.key[::-1]),
        "capital": float(text[1:] != text[1:].lower()) if gap.key[1:] == gap.key[1:].lower() else 0.0,
        "unknown": float(not kin.known),
    }


def _cosine(one: Vector | None, other: Vector | None) -> float:
    return 0.0 if one is None or other is None else float(one @ other)


def _shared(one: str, other: str) -> float:
    """How many letters they share from the start, counted from three (“-tion”, “-itis”) up to five."""
    one, other = one.lower(), other.lower()
    count = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return min(count, 5) if count >= 3 else 0.0
