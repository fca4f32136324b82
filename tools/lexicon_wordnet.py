"""What the lexicon takes from WordNet 3.0: forms, senses, links, classes, persons' years. Facts only, no definitions.

Definitions are read here to *derive* facts (whether a country is a former one, when a person lived, which country
they were of) and, in `lexicon_vectors`, to place a sense among the others; none is kept.
"""

import re
import shutil
import tempfile
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nltk
from nltk.corpus.reader.wordnet import WordNetCorpusReader
from wordfreq import zipf_frequency

# The lexicographer files of WordNet by number (lexnames(5WN)); Debian's package leaves the list out.
LEXNAMES = """
adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person
noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state
noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption
verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative
verb.weather adj.ppl
""".split()
PART_NUMBER = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}
FILE_ORDER = {"n": 0, "v": 1, "a": 2, "s": 2, "r": 3}  # adjectives and their satellites share a file
# Below this Zipf frequency WordNet's first name of a place is a rare spelling: “Bayrut”, “Dimash”.
RARE_NAME = 2.5
TITLES = tuple(
    f"{title} "
    for title in "Madame Sir Saint St. Lord Lady King Queen President Pope Mr. First Second Third Baron Count Duke Earl"
    " Viscount Emperor Prince Cardinal General Admiral Marshal".split()
)

# Links between senses, and between words, that the lexicon keeps; the number in the file is the place in the tuple.
SENSE_LINKS = (
    "hypernyms", "instance_hypernyms", "hyponyms", "instance_hyponyms",
    "part_holonyms", "member_holonyms", "substance_holonyms", "part_meronyms", "member_meronyms", "substance_meronyms",
    "topic_domains", "region_domains", "similar_tos", "also_sees", "attributes", "nationality",
)  # fmt: skip
WORD_LINKS = ("antonyms", "derivationally_related_forms", "pertainyms")

Synset = Any


@dataclass(slots=True)
class Sense:
    """A WordNet synset: `forms` in its order, links to other senses by number."""

    synset: Synset
    lexname: int
    forms: list[str]
    links: list[tuple[int, int]] = field(default_factory=list)  # kind of link, number of the other sense
    canonical: str = ""
    born: int = 0  # 0: not known; BC is negative
    died: int = 0
    fame: float = 0.0  # how often other definitions name it, and how many links lead to it


@dataclass(slots=True)
class WordNet:
    """Senses in a fixed order, the senses of each form (most usual first) with their counts, and links of words."""

    senses: list[Sense]
    number: dict[str, int]  # a synset's name to its place in `senses`
    form_senses: dict[str, list[tuple[int, int]]]  # form: (sense, times tagged in SemCor)
    word_links: dict[str, list[tuple[int, str]]]
    exceptions: list[tuple[str, str, str]]  # irregular form, base, part of speech


def reader(folder: Path) -> WordNetCorpusReader:
    """NLTK's reader on Debian's files: it wants them as `corpora/wordnet` and with the list of lexnames."""
    home = Path(tempfile.mkdtemp(prefix="quizgen-wordnet-"))
    copy = home / "corpora" / "wordnet"
    shutil.copytree(folder, copy)
    (copy / "lexnames").write_text(
        "".join(f"{i:02d}\t{name}\t{PART_NUMBER[name.split('.')[0]]}\n" for i, name in enumerate(LEXNAMES))
    )
    nltk.data.path.insert(0, str(home))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return WordNetCorpusReader(nltk.data.find("corpora/wordnet"), None)


def shown(name: str) -> str:
    """A lemma as it is written in a text."""
    return name.replace("_", " ")


def read(folder: Path) -> WordNet:
    """Everything the lexicon takes from WordNet."""
    wn = reader(folder)
    synsets = sorted(
        {s.name(): s for pos in "nvar" for s in wn.all_synsets(pos)}.values(),
        key=lambda s: (FILE_ORDER[s.pos()], s.offset()),
    )
    number = {s.name(): i for i, s in enumerate(synsets)}
    senses = [
        Sense(s, LEXNAMES.index(s.lexname()), list(dict.fromkeys(shown(n) for n in s.lemma_names()))) for s in synsets
    ]
    form_senses: dict[str, dict[int, int]] = defaultdict(dict)
    word_links: dict[str, dict[tuple[int, str], None]] = defaultdict(dict)
    for i, sense in enumerate(senses):
        for kind, relation in enumerate(SENSE_LINKS):
            if relation != "nationality":
                sense.links += [(kind, number[other.name()]) for other in getattr(sense.synset, relation)()]
        for lemma in sense.synset.lemmas():
            form_senses[shown(lemma.name())][i] = lemma.count()
            for kind, relation in enumerate(WORD_LINKS):
                for other in getattr(lemma, relation)():
                    word_links[shown(lemma.name())][kind, shown(other.name())] = None
    ordered = {form: _by_use(wn, form, counts, number) for form, counts in form_senses.items()}
    wordnet = WordNet(
        senses, number, ordered, {f: list(links) for f, links in word_links.items()}, _exceptions(folder)
    )
    for sense in senses:
        sense.canonical = _canonical(sense)
    _add_lives(wordnet)
    _add_fame(wordnet)
    for sense in senses:
        sense.links = sorted(set(sense.links))  # NLTK gives them in the order of a set
    return wordnet


def _by_use(wn: Any, form: str, counts: dict[int, int], number: dict[str, int]) -> list[tuple[int, int]]:
    """The senses of a form, nouns first, each part of speech in WordNet's order (which is by use)."""
    order = {number[s.name()]: place for place, s in enumerate(wn.synsets(form.replace(" ", "_")))}
    return sorted(counts.items(), key=lambda item: order.get(item[0], 99))


def _exceptions(folder: Path) -> list[tuple[str, str, str]]:
    """Irregular inflections: (“feet”, “foot”, “n”)."""
    found = []
    for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in (folder / f"{name}.exc").read_text().splitlines():
            inflected, *bases = line.split()
            found += [(shown(inflected), shown(base), pos) for base in bases if base != inflected]
    return sorted(set(found))


def is_instance(sense: Sense) -> bool:
    """A single thing with a name, not a kind of thing."""
    return bool(sense.synset.instance_hypernyms())


def _canonical(sense: Sense) -> str:
    """The form to print: a person's first name and surname (“Marie Curie”), a place's most used name (“Beirut”)."""
    first = sense.forms[0]
    if not is_instance(sense):
        return first
    if sense.synset.lexname() != "noun.person":
        usual = [form for form in sense.forms if " of " not in form and form[:1].isupper()]
        rare = zipf_frequency(first, "en") < RARE_NAME
        return max(usual, key=lambda form: zipf_frequency(form, "en"), default=first) if rare else first
    surname = re.escape(first)
    patterns = (
        rf"[A-Z][a-z-]+ {surname}",
        rf"[A-Z][a-z-]+ [A-Z]\. {surname}",
        rf"{surname} [IVX]+",
        rf"[A-Z][a-z-]+ [A-Z][a-z-]+ {surname}",
        rf"[A-Z][\w.-]+ {surname}",
    )
    for pattern in patterns:
        if full := [f for f in sense.forms if re.fullmatch(pattern, f) and not f.startswith(TITLES)]:
            return full[0]
    return first


def _add_fame(wordnet: WordNet) -> None:
    """Which of two things of one name is meant, and who is well known: the dictionary speaks of them more often."""
    named: Counter[str] = Counter()
    for sense in wordnet.senses:
        words = re.findall(r"[A-Z][\w.'-]*|\w+", sense.synset.definition())
        phrases = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words)) if words[i][0].isupper()}
        named.update(phrases)
    for sense in wordnet.senses:
        if is_instance(sense):
            own = sum(named[form] / max(1, len(wordnet.form_senses[form])) for form in sense.forms if form[0].isupper())
            sense.fame = own + len(sense.links)


# --- persons ----------------------------------------------------------------------------------------------------

LIVED = re.compile(
    r"\((?:[^()]*[ ;,])?(?:circa |c\.? |\?)?(?P<born>\d{1,4})(?: (?P<bc>BC))?-(?:circa |\?)?(?P<died>\d{1,4})(?: (?P<too>BC))?\)"
)
BORN = re.compile(r"\(born(?: in)? (\d{4})\)")
DEMONYM = re.compile(r"^(?:\([^)]*\) )?(?:the |an? )?((?:United States|[A-Z][a-z]+)(?:-born)?)\b")


def _add_lives(wordnet: WordNet) -> None:
    """Birth, death and country of the persons WordNet names, read off their definitions."""
    country_of = _demonyms(wordnet)
    link = SENSE_LINKS.index("nationality")
    for sense in wordnet.senses:
        if not (is_instance(sense) and sense.synset.lexname() == "noun.person"):
            continue
        definition = sense.synset.definition()
        sense.born, sense.died = lifetime(definition)
        if (match := DEMONYM.match(definition)) and match[1] in country_of:
            sense.links.append((link, country_of[match[1]]))


def lifetime(definition: str) -> tuple[int, int]:
    """Years of birth and death; BC negative, 0 where not told: “… (106-43 BC)” gives (-106, -43)."""
    if match := LIVED.search(definition):
        before_christ = bool(match["too"])  # “(63 BC - AD 14)” is written “(63 BC-14)”
        born = -int(match["born"]) if match["bc"] or before_christ else int(match["born"])
        return born, -int(match["died"]) if before_christ else int(match["died"])
    if match := BORN.search(definition):
        return int(match[1]), 0
    return 0, 0


def _demonyms(wordnet: WordNet) -> dict[str, int]:
    """“French” to France: adjectives that pertain to a place in the world."""
    found: dict[str, int] = {}
    for sense in wordnet.senses:
        if sense.synset.lexname() != "adj.pert":
            continue
        for lemma in sense.synset.lemmas():
            for other in lemma.pertainyms():
                place = other.synset()
                if place.lexname() == "noun.location" and place.instance_hypernyms():
                    found.setdefault(shown(lemma.name()), wordnet.number[place.name()])
    found["United States"] = found["American"] = wordnet.number["united_states.n.01"]
    return found
