"""Who is who: the mentions of one article gathered into persons, places and bodies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizgen.model import Kind, Mention, Name, Sentence

NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK})


@dataclass
class _Cluster:
    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sentences: list[int] = field(default_factory=list)


def gather(sentences: Sequence[Sentence]) -> tuple[Name, ...]:
    """The names of an article, most mentioned first. “Curie” joins “Marie Curie” when no other Curie is named."""
    by_form: dict[str, list[tuple[int, Mention]]] = {}
    for index, sentence in enumerate(sentences):
        for mention in sentence.mentions:
            if mention.kind in NAMED:
                by_form.setdefault(mention.text, []).append((index, mention))
    clusters: dict[str, _Cluster] = {}
    fullest = _fullest_forms(by_form)
    for form, places in by_form.items():
        cluster = clusters.setdefault(fullest[form], _Cluster())
        cluster.forms[form] += len(places)
        cluster.kinds.update(mention.kind for _, mention in places)
        cluster.sentences.extend(index for index, _ in places)
    names = [_name(full, cluster) for full, cluster in clusters.items()]
    return tuple(sorted(names, key=lambda name: (-len(name.sentences), name.sentences[0], name.text)))


def _name(full: str, cluster: _Cluster) -> Name:
    kind, votes = min(cluster.kinds.items(), key=lambda item: (-item[1], item[0]))
    forms = tuple(sorted(cluster.forms, key=lambda form: (-len(form), form)))
    return Name(full, kind, forms, tuple(sorted(cluster.sentences)), trust=votes / cluster.kinds.total())


def _fullest_forms(by_form: dict[str, list[tuple[int, Mention]]]) -> dict[str, str]:
    """For each form the one longer form whose last (a surname) or first words it is; itself when none or several."""
    forms = {form: form.split() for form in by_form}
    full: dict[str, str] = {}
    for form, words in forms.items():
        persons = any(mention.kind is Kind.PERSON for _, mention in by_form[form])
        longer = [
            other
            for other, parts in forms.items()
            if len(parts) > len(words)
            and (parts[-len(words) :] == words or (persons and parts[: len(words)] == words))
            and (not persons or any(mention.kind is Kind.PERSON for _, mention in by_form[other]))
            and (persons or _initials_or_same_kind(by_form[form], by_form[other]))
        ]
        full[form] = _one_of(longer, form)
    acronyms = {_acronym(form): form for form in forms if len(form.split()) > 1}
    return {form: acronyms.get(form, whole) if form.isupper() else whole for form, whole in full.items()}


def _initials_or_same_kind(shorter: Iterable[tuple[int, Mention]], longer: Iterable[tuple[int, Mention]]) -> bool:
    return bool({mention.kind for _, mention in shorter} & {mention.kind for _, mention in longer})


def _one_of(longer: list[str], form: str) -> str:
    """The longest, when all the longer forms are forms of each other."""
    if not longer:
        return form
    longest = max(longer, key=lambda other: (len(other), other))
    return longest if all(set(other.split()) <= set(longest.split()) for other in longer) else form


def _acronym(form: str) -> str:
    return "".join(word[0] for word in form.replace("-", " ").split() if word[0].isupper())
