"""Who is who: the mentions of one article gathered into persons, places and bodies.

The small model labels each mention by itself and errs often (it calls a star a country and “Priestley” a company). The
article as a whole knows better: all mentions of a name vote on its kind, a surname is what its bearer is, and a word
that also stands in small letters is no name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import has_a_first_name
from quizgen.model import Kind, Mention, Name, Sentence

# What WordNet’s broad fields make of a name the model may have mistaken.
KIND_OF_FIELD = {
    "noun.person": Kind.PERSON,
    "noun.location": Kind.PLACE,
    "noun.group": Kind.ORGANISATION,
    "noun.event": Kind.EVENT,
    "noun.act": Kind.EVENT,
    "noun.communication": Kind.WORK,
}
NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK})


MOSTLY = 3
# The share of sentences that say “he” or “she” in the story of a life.
LIFE = 0.25


@dataclass
class _Cluster:
    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sentences: list[int] = field(default_factory=list)


def settled(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with common nouns that were taken for names made terms again."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    small = Counter(token.text for token in tokens if token.pos in {"NOUN", "ADJ", "VERB"} and token.text.islower())
    large = Counter(token.text.lower() for token in tokens if token.pos == "PROPN")
    # A unit may bear a person’s name: what is mostly written with a capital stays a name.
    common = {word for word, times in small.items() if MOSTLY * times >= large[word]}

    def settle(mention: Mention, sentence: Sentence) -> Mention:
        if mention.kind is Kind.PERSON and mention.start and sentence.tokens[mention.start - 1].tag == "PRP$":
            return replace(mention, kind=Kind.WORK)  # “his Seventh Symphony”: nobody owns a person by name
        words = mention.text.split()
        plain = mention.kind in NAMED and all(word.lower() in common or word.islower() for word in words)
        return replace(mention, kind=Kind.TERM) if plain else mention

    return tuple(replace(s, mentions=tuple(settle(mention, s) for mention in s.mentions)) for s in sentences)


def agreed(sentences: Sequence[Sentence], names: Iterable[Name]) -> tuple[Sentence, ...]:
    """The sentences with every mention of a name given the kind that the article as a whole gives it."""
    kinds = {form: name.kind for name in names for form in name.forms}

    def agree(mention: Mention) -> Mention:
        return replace(mention, kind=kinds.get(mention.text, mention.kind))

    return tuple(replace(s, mentions=tuple(agree(mention) for mention in s.mentions)) for s in sentences)


def gather(sentences: Sequence[Sentence], title: str = "") -> tuple[Name, ...]:
    """The names of an article, most mentioned first. “Curie” joins “Marie Curie” when no other Curie is named."""
    by_form: dict[str, list[tuple[int, Mention]]] = {}
    for index, sentence in enumerate(sentences):
        for mention in sentence.mentions:
            if mention.kind in NAMED or (mention.kind is Kind.TERM and mention.text.istitle()):
                by_form.setdefault(mention.text, []).append((index, mention))
    named = {form for form, places in by_form.items() if any(m.kind in NAMED for _, m in places)}
    # “Ebbinghaus” alone is whom the article calls “Hermann Ebbinghaus” elsewhere, though the model overlooks it.
    surnames = {f.split()[-1] for f in named if " " in f and any(m.kind is Kind.PERSON for _, m in by_form[f])}
    by_form = {form: places for form, places in by_form.items() if form in named | surnames}
    clusters: dict[str, _Cluster] = {}
    fullest = _fullest_forms(by_form, title)
    for form, places in by_form.items():
        cluster = clusters.setdefault(fullest[form], _Cluster())
        cluster.forms[form] += len(places)
        weight = 3 if form == fullest[form] else 1
        for _, mention in places:
            if mention.kind in NAMED:
                cluster.kinds[mention.kind] += weight
        cluster.sentences.extend(index for index, _ in places)
    if _is_a_life(sentences) and title in clusters and clusters[title].kinds[Kind.PERSON]:
        clusters[title].kinds = Counter({Kind.PERSON: 1})  # whatever else the model calls its hero
    names = [_name(full, cluster) for full, cluster in clusters.items()]
    return tuple(sorted(names, key=lambda name: (-len(name.sentences), name.sentences[0], name.text)))


def _is_a_life(sentences: Sequence[Sentence]) -> bool:
    """Whether “he” or “she” runs through the article."""
    told = sum(any(token.text.lower() in {"he", "she"} for token in sentence.tokens) for sentence in sentences)
    return told >= LIFE * len(sentences)


def _name(full: str, cluster: _Cluster) -> Name:
    if not cluster.kinds:  # a surname alone that several longer names end in
        cluster.kinds[Kind.PERSON] = 1
    kind, votes = min(cluster.kinds.items(), key=lambda item: (-item[1], item[0]))
    if cluster.kinds[Kind.PERSON] and has_a_first_name(full):
        kind, votes = Kind.PERSON, cluster.kinds.total()
    known = [KIND_OF_FIELD.get(field, Kind.TERM) for field in lexicon().lexnames(full)] if full[:1].isupper() else []
    if known and kind not in known and kind is not Kind.GROUP:
        kind, votes = known[0], cluster.kinds.total()
    forms = tuple(sorted(cluster.forms, key=lambda form: (-len(form), form)))
    return Name(full, kind, forms, tuple(sorted(cluster.sentences)), trust=votes / cluster.kinds.total())


def _fullest_forms(by_form: dict[str, list[tuple[int, Mention]]], title: str) -> dict[str, str]:
    """For each form the one longer form it belongs to; itself when there is none, or several that differ.

    A surname or first name belongs to the person who bears it, whatever the model calls it by itself; any other form
    belongs to a longer one that ends in it and is of the same kind. The title counts when it is a name (“Marie Curie”).
    """
    forms = {form: form.split() for form in by_form}
    kinds = {form: Counter(m.kind for _, m in places if m.kind in NAMED) for form, places in by_form.items()}
    titled = title.split()
    if 2 <= len(titled) <= 4 and all(word[:1].isupper() for word in titled) and {titled[0], titled[-1]} & forms.keys():
        forms.setdefault(title, titled)
        kinds.setdefault(title, Counter({Kind.PERSON: 1}))
    full: dict[str, str] = {}
    for form, words in forms.items():
        longer = []
        for other, parts in forms.items():
            if len(parts) <= len(words):
                continue
            ends = [part.lower() for part in parts[-len(words) :]] == [word.lower() for word in words]
            ends = ends and parts[-len(words) - 1] != "of"  # Navarre is not called after “Henry of Navarre”
            begins = parts[: len(words)] == words
            person = max(kinds[other], key=lambda kind: (kinds[other][kind], kind)) is Kind.PERSON
            if (
                person
                and (ends or begins)
                and (len(words) == 1 or ends)
                and kinds[form][Kind.PLACE] * 2 <= len(by_form.get(form, ()))
            ) or ((ends or (begins and parts[len(words)] == "of")) and kinds[form].keys() & kinds[other].keys()):
                longer.append(other)  # “the Articles” are the Articles of Confederation
        full[form] = title if title in (form, *longer) or _is_with_middle_names(words, titled) else _one_of(longer, form)
    acronyms = {_acronym(form): form for form in forms if len(form.split()) > 1}
    return {form: acronyms.get(form, whole) if form.isupper() else whole for form, whole in full.items()}


def _is_with_middle_names(words: list[str], titled: list[str]) -> bool:
    """“Marie Salomea Curie” in an article titled “Marie Curie”."""
    return len(titled) == 2 < len(words) and [words[0], words[-1]] == titled


def _one_of(longer: list[str], form: str) -> str:
    """The longest, when all the longer forms are forms of each other."""
    if not longer:
        return form
    longest = max(longer, key=lambda other: (len(other), other))
    return longest if all(set(other.split()) <= set(longest.split()) for other in longer) else form


def _acronym(form: str) -> str:
    return "".join(word[0] for word in form.replace("-", " ").split() if word[0].isupper())
