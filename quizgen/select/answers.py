"""Why a mention is no good answer in its sentence. As in `rules`: one small function a reason, its docstring the words.

The sources are Becker et al. 2012 (what a good gap is) and Haladyna, Downing & Rodriguez 2002 (items that give
themselves away).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile

from snowballstemmer import stemmer

from quizgen.grammar import Tree, is_explained, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.terms import OFTEN as TERM_OFTEN
from quizgen.lexicon.terms import is_a_term_together, times_met
from quizgen.model import Analysis, Candidate, Kind, Mention, Name, Sentence, Token
from quizgen.select.context import Context
from quizgen.select.wordlists import (
    EMPTY_NOUNS,
    LIGHT_VERBS,
    MONTHS,
    NAME_PARTICLES,
    RELATIVE_ADJECTIVES,
    SAYING,
    STUDYING,
    TEACHING,
    TITLES,
    WEEKDAYS,
)

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.EVENT, Kind.WORK})
AnswerRule = Callable[[Candidate, Context], bool]

LONGEST_ANSWER = 5
CASES = frozenset(
    "example case instance kind type form part component element member symptom factor reason way".split()
)
# Zipf frequency from which a word is everybody’s, and the weight from which the article is about it all the same.
EVERYDAY, CENTRAL = 4.1, 0.35
# Zipf frequency from which a word alone is no answer, unless it is explained.
EVERYBODYS = 5.2
# Zipf frequency above which a word says little without what “of” adds.
PLAIN = 3.5
# Amounts that are seldom told by the way.
WEIGHTY = re.compile(r"%|percent|per cent|million|billion|trillion|[$€£]|\d,\d{3}")
STUDIES = frozenset("study survey investigation experiment poll sample trial".split())
REPORTING = frozenset("report publish release estimate show find propose".split())
# Names in a row, around a gap.
LIST_BEFORE = re.compile(r"[A-Z][\w’.&-]*, (and |or )?(the )?$")
LIST_AFTER = re.compile(r"(, (and |or )?(the )?| and )[A-Z]")
LIST_ENDS = re.compile(r"[A-Z][\w’.&-]*, [A-Z][^,]{1,40},? (and|or) (the )?$")
LIST_BEGINS = re.compile(r", [A-Z][^,]{1,40},? (and |or )(the )?[A-Z]")
# Zipf frequency above which a word might stand in a text on any subject, and below which it belongs to one.
OF_ANY_TEXT, JARGON = 4.0, 2.5
# Fields (WordNet's) of words that belong to a subject, and how rare such a word must be to count if met but once.
FIELDS_OF_SUBJECTS = frozenset({"noun.substance", "noun.body", "noun.process", "noun.phenomenon", "noun.state", "noun.event"})
SPECIAL = 3.5
# Letters used in so many sentences are the thing’s name.
OFTEN = 3


@cache
def _stemmer() -> Callable[[str], str]:
    stem: Callable[[str], str] = stemmer("english").stemWord
    return stem


@cache
def _stem(word: str) -> str:
    return _stemmer()(word)


def is_too_long(candidate: Candidate, context: Context) -> bool:
    """Longer than five words."""
    return len(candidate.answer.text.split()) > LONGEST_ANSWER


def is_empty(candidate: Candidate, context: Context) -> bool:
    """A word that stands for nothing by itself, such as “part” or “number”."""
    tree = tree_of(candidate.statement.sentence)
    answer = candidate.answer
    return answer.kind is Kind.TERM and (
        (tree[answer.head].lemma in EMPTY_NOUNS and not (" " in answer.text and lexicon().knows(answer.text)))
        or not any(len(word) > 2 for word in answer.text.split())
        or (candidate.after.startswith(" of ") and _needs_its_rest(answer, tree[answer.head].lemma))
    )


def _needs_its_rest(answer: Mention, noun: str) -> bool:
    """“the theorem of arithmetic”, “a multitude of roles”: by itself it is neither the thing nor a name for it."""
    return (" " not in answer.text and lexicon().zipf(noun) > PLAIN) or _gathers(noun)


def _gathers(noun: str) -> bool:
    """“a multitude of”, “an array of”: how many, not what."""
    return bool({"noun.group", "noun.quantity"} & set(lexicon().lexnames(noun)[:1]))


def is_everyday(candidate: Candidate, context: Context) -> bool:
    """A common word that the article is not about: nobody needs to remember it."""
    answer = candidate.answer
    if answer.kind is not Kind.TERM or is_explained(candidate):
        return False
    words = answer.text.lower().split()
    if len(words) == 1 and words[0] in STUDIES and words[0] not in context.title_words:
        return True  # “in one study”
    if len(words) == 1 and lexicon().zipf(lexicon().singular(words[0])) > EVERYBODYS:
        return True  # “countries”, whatever the article is about
    weights = context.analysis.weights
    if is_a_term_together(answer.text, context.analysis) or max(weights.get(word, weights.get(lexicon().singular(word), 0.0)) for word in words) >= CENTRAL:
        return False
    return min(max(lexicon().zipf(word), lexicon().zipf(lexicon().singular(word))) for word in words) > EVERYDAY


def is_a_sort_of_people(candidate: Candidate, context: Context) -> bool:
    """“Researchers”, “a therapist”: people of some sort, which the rest of the sentence gives away or leaves open."""
    answer = candidate.answer
    head = tree_of(candidate.statement.sentence)[answer.head]
    people = head.tag in {"NN", "NNS"} and "noun.person" in lexicon().lexnames(head.lemma)[:1]
    return answer.kind is Kind.TERM and people and not is_explained(candidate)


def is_about_the_speaker(candidate: Candidate, context: Context) -> bool:
    """Something by the way about whoever is quoted."""
    tree = tree_of(candidate.statement.sentence)
    root = tree[tree.root]
    subject = tree.subject(tree.root)
    says = root.lemma in SAYING and root.lemma not in TEACHING
    return says and subject is not None and candidate.answer.head in tree.subtree(subject)


def is_an_unknown_abbreviation(candidate: Candidate, context: Context) -> bool:
    """Letters that stand for a name: the name is what a pupil should know, unless everybody uses the letters."""
    text = candidate.answer.text
    letters = text.replace(".", "")
    if " " in letters or not 2 <= len(letters) <= 5 or sum(char.isupper() for char in letters) < 2 or text.isdigit():
        return False
    name = context.name_of(candidate.answer)
    often = name is not None and len(name.sentences) >= OFTEN
    return not often and not lexicon().knows(text)


def is_the_speaker(candidate: Candidate, context: Context) -> bool:
    """Whoever is quoted: the article is not about what they said."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    if (
        candidate.before.lower()
        .rstrip()
        .endswith(("according to", "according to the", "said", "says", "told", "told the"))
    ):
        return True
    if candidate.answer.kind is Kind.TERM and not {"noun.person", "noun.group"} & set(
        lexicon().lexnames(tree[head].lemma)[:1]
    ):
        return False
    top = head
    while tree[top].dep in {"appos", "conj"}:
        top = tree[top].head
    verb = tree[top].head
    if tree[top].dep != "nsubj":
        return False
    if candidate.answer.kind is Kind.TERM and tree[head].tag == "NNS":  # “Sociologists study …”
        return tree[verb].lemma in SAYING | STUDYING
    return tree[verb].lemma in SAYING and tree[verb].lemma not in TEACHING


def is_cut_from_its_owner(candidate: Candidate, context: Context) -> bool:
    """“a | language’s vocabulary”: the article before the blank belongs to a word within it."""
    tokens, answer = candidate.statement.sentence.tokens, candidate.answer
    if not answer.start:
        return False
    before = tokens[answer.start - 1]
    inside = answer.start <= before.head < answer.end
    return inside and before.head != answer.head and before.pos in {"DET", "NUM", "PRON", "ADJ"}


def is_compared(candidate: Candidate, context: Context) -> bool:
    """“The third-most | abundant element”, “more | likely”: the blank breaks a comparison."""
    words = candidate.before.lower().split()[-1:]
    return bool(words) and (
        words[0] in {"more", "most", "less", "least", "too", "so", "very"}
        or words[0].endswith("-most")
        or (words[0] == "as" and candidate.after.startswith(" as "))
    )


def is_a_score(candidate: Candidate, context: Context) -> bool:
    """One half of “3 – 0” or of a range."""
    return candidate.answer.kind in {Kind.AMOUNT, Kind.DATE} and bool(
        re.match(r"\s?[-–:/]\s?\d| (to|or) (\d|\w+ty\b|\w+teen\b)", candidate.after)
        or re.search(r"\d\s?[-–:/]\s?$|\d,?\d*%? (to|or) $|\bbetween \S+ (\w+ )?and $", candidate.before)
    )


def is_part_of_a_phrase(candidate: Candidate, context: Context) -> bool:
    """Part of a set phrase that anybody completes: “give birth”, “in place of”."""
    tree, answer = tree_of(candidate.statement.sentence), candidate.answer
    if answer.kind is not Kind.TERM or " " in answer.text:
        return False
    head = tree[answer.head]
    before = candidate.before.lower().split()[-1:]
    if before and lexicon().knows(f"{before[0]} {answer.text.lower()}") and tree[head.head].pos == "ADP":
        return True  # “in transit”, “on display”
    bare = not tree.children(answer.head, "det", "amod", "poss", "nummod")
    light = head.dep == "dobj" and tree[head.head].lemma in LIGHT_VERBS and bare
    after = candidate.after.split()[:1]
    return light or (bare and head.dep == "pobj" and after in (["of"], ["to"], ["with"], ["for"]))


def only_says_whose(candidate: Candidate, context: Context) -> bool:
    """“Brazilian” or “Texas” before a noun: it says whose, from where or when, and is no answer."""
    tokens, answer = candidate.statement.sentence.tokens, candidate.answer
    token = tokens[answer.head]
    modifies = token.dep in {"amod", "compound", "nmod"} and token.head >= answer.end
    if answer.kind is Kind.DATE and re.match(r"[’']s?\b", candidate.after):
        return True  # “2003’s comedy”
    return (answer.kind is Kind.GROUP and (token.tag == "JJ" or modifies)) or (answer.kind in NAMED and modifies)


def stands_in_the_stem(candidate: Candidate, context: Context) -> bool:
    """The stem shows the answer, or a word of the same root."""
    others, own = _content_words(candidate.before + " " + candidate.after), _content_words(candidate.answer.text)
    words = {_stem(word) for word in others}
    if (
        candidate.answer.kind is Kind.AMOUNT
        and candidate.answer.text.lower() in (candidate.before + candidate.after).lower().split()
    ):
        return True
    if candidate.answer.kind is Kind.AMOUNT and re.match(r"( [\w%°]+)? \((or|=|about)\b", candidate.after):
        return True  # “above ___ Hz (or 20 kHz)”
    years = re.findall(r"\d{4}", candidate.answer.text) if candidate.answer.kind is Kind.DATE else []
    if any(re.search(rf"(?<!\d){year}(?!\d)", candidate.before + candidate.after) for year in years):
        return True  # “until ___, then from 1348 to 1350”
    as_it_is = rf"(?<!\w){re.escape(candidate.answer.text)}(?!\w)"  # “EU”, too short to be a content word
    if candidate.answer.kind not in {Kind.AMOUNT, Kind.DATE} and re.search(as_it_is, f"{candidate.before} _ {candidate.after}"):
        return True
    stems = {_stem(word) for word in own}
    if stems & words or any(_same_root(word, other) for word in stems for other in words):
        return True
    singular = lexicon().singular
    if {singular(word) for word in own} & {singular(word) for word in others}:
        return True  # “gases” and “gas”
    return any(_begin_alike(word, other) or _holds(word, other) or _holds(other, word) for word in own for other in others)


def _holds(word: str, other: str) -> bool:
    """“Dysfunction” and “function”, “wavelength” and “wave”: one word within the other, and what is left is a word too."""
    rest = word.removeprefix(other)
    joined = len(other) >= 3 and rest != word and len(rest) >= 4 and lexicon().knows(rest)
    return joined or (len(other) >= 6 and word != other and word.endswith(other))


def _begin_alike(word: str, other: str) -> bool:
    """“Abacist” and “abacus”: few other words begin as a rare one does."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return alike >= 4 and 3 * alike >= 2 * min(len(word), len(other)) and max(_frequency(word), _frequency(other)) < PLAIN


ENDINGS = re.compile(r"(ase?|ose?|alit[iy]|it[iy]|ness|ism|ist|ation|tion|ment|ship|hood|ical|al|ic|ive|ous|ing|ed|es|e|s|y|i)$")


def _same_root(word: str, other: str) -> bool:
    word, other = word.replace("ceiv", "cept"), other.replace("ceiv", "cept")  # “perceive” and “perception”
    one, two = ENDINGS.sub("", word), ENDINGS.sub("", other)
    if len(one) >= 4 and one == two:
        return True  # “prime” and “primality”
    short = min(len(word), len(other))
    if min(len(one), len(two)) >= 5 and (one in two or two in one):
        return True  # “forest” and “deforestation”, “therapy” and “psychotherapy”
    if (word.startswith(other) and word[len(other) :] in {"ism", "ist"}) or (other.startswith(word) and other[len(word) :] in {"ism", "ist"}):
        return True  # “sex” and “sexism”
    return short >= 5 and (
        word[:5] == other[:5]
        and abs(len(word) - len(other)) <= 5
        and (word.startswith(other) or other.startswith(word) or word[:6] == other[:6])
    )


def _content_words(text: str) -> list[str]:
    small = {"the", "and", "for", "of", "in", "on", "to", "a", "an", "with", "by", "from", "at"}
    return [
        word
        for word in re.findall(r"[^\W_]+", text.lower())
        if len(word) > 2 and word not in small and not word.isdigit()
    ]


def stands_in_the_title(candidate: Candidate, context: Context) -> bool:
    """The heading of the sheet shows it."""
    own = _content_words(candidate.answer.text)
    return bool(own) and candidate.answer.kind not in {Kind.DATE, Kind.AMOUNT} and all(word in context.title_words for word in own)


def is_abbreviated_in_the_stem(candidate: Candidate, context: Context) -> bool:
    """The stem has its abbreviation, or the answer is one that the stem spells out."""
    text = candidate.answer.text
    rest = candidate.before + " " + candidate.after
    initials = "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper() or len(text.split()) > 2)
    if len(initials) >= 2 and re.search(rf"\b{re.escape(initials.upper())}s?\b", rest):
        return True
    if text.isupper() and 2 <= len(text) <= 6:
        words = re.findall(r"[^\W\d_]+|\d+", rest)
        runs = ("".join(word if word.isdigit() else word[0] for word in words[i : i + len(text)]) for i in range(len(words)))
        return any(run.upper() == text for run in runs)
    return False


def is_half_a_name(candidate: Candidate, context: Context) -> bool:
    """Only a part of a longer name or compound."""
    tokens, answer = candidate.statement.sentence.tokens, candidate.answer
    before = tokens[answer.start - 1] if answer.start else None
    after = tokens[answer.end] if answer.end < len(tokens) else None
    return (
        candidate.before[-1:].isalnum()
        or candidate.after[:1].isalnum()
        or (before is not None and _touches(before, tokens[answer.start]))
        or (after is not None and _touches(after, tokens[answer.end - 1]))
        or _goes_on_before(tokens, answer)
        or _goes_on_after(tokens, answer)
        or _is_in_a_compound(tokens, answer)
        or _is_half_a_pair(candidate)
        or _is_half_a_term(candidate, context)
        or _is_half_a_title(tokens, answer)
    )


DIRECTIONS = frozenset(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern north-east north-west south-east south-west""".split()
)


# In these fields of WordNet words are written with a capital of their own: places, people, languages, days.
FIELDS_OF_NAMES = frozenset({"noun.location", "noun.person", "noun.communication", "noun.time", "noun.group"})


def is_a_direction(candidate: Candidate, context: Context) -> bool:
    """“Native to | East | and Southern Africa”, “to the west”: half a name, or one of four."""
    return candidate.answer.text.lower() in DIRECTIONS


def _is_half_a_title(tokens: Sequence[Token], answer: Mention) -> bool:
    """“Sleep and | Modern Work”: common words in capitals, joined to others by “and”."""

    def is_titled(place: int) -> bool:
        if not 0 < place < len(tokens) or not tokens[place].text.istitle():
            return False
        fields = set(lexicon().lexnames(tokens[place].text))
        return bool(fields) and not fields & FIELDS_OF_NAMES

    if not all(is_titled(place) for place in range(answer.start, answer.end)):
        return False
    sides = ((answer.start - 1, answer.start - 2), (answer.end, answer.end + 1))
    return any(0 <= link < len(tokens) and tokens[link].text in {"and", "&"} and is_titled(far) for link, far in sides)


def _is_half_a_term(candidate: Candidate, context: Context) -> bool:
    """“Major | depressive disorder”: the article has the two together again and again, or a dictionary has; “highly |
    concentrated sources”."""
    answer, tokens = candidate.answer, candidate.statement.sentence.tokens
    if answer.kind is not Kind.TERM:
        return False
    last = lexicon().parts_of_speech(answer.text.split()[-1].lower())
    if last and not {"n", "v"} & set(last):
        return True  # “a | green algal | derived chloroplast”
    tree = tree_of(candidate.statement.sentence)
    before = tokens[answer.start - 1] if answer.start else None
    after = tokens[answer.end] if answer.end < len(tokens) else None
    if before is not None and before.lemma == "be" and tokens[answer.start].text.endswith("ing") and answer.end - answer.start > 1:
        return True  # “others are | modeling openness”: a verb and what it takes
    if before is not None and before.tag == "RB" and before.text.endswith("ly") and answer.start <= before.head < answer.end:
        return True  # “highly | concentrated sources”
    wholes = []
    if before is not None and before.dep in {"amod", "compound", "nmod", "punct"} and answer.start <= before.head < answer.end:
        wholes.append(f"{before.text} {answer.text}")
    if before is not None and before.tag == "VBG":
        wholes.append(f"{before.text} {answer.text}")  # “learning | disabilities”
    if before is not None and before.text.isalpha() and before.pos in {"NOUN", "ADJ", "VERB", "PROPN"}:
        inside = [token.text for token in tokens[answer.start : answer.end]]
        begun = [" ".join([before.text, *inside[:count]]).lower() for count in range(1, len(inside))]
        if any(lexicon().knows(phrase) for phrase in begun):
            return True  # “working | memory capacity”, “central | nervous system activity”
    letter = before is not None and len(before.text) == 1 and before.text.isupper()
    if letter and answer.start > 1 and tokens[answer.start - 2].pos in {"NOUN", "PROPN"}:
        return True  # “Type A | behavior pattern”
    if after is not None and after.text == "of" and tree[min(answer.end + 1, len(tokens) - 1)].pos in {"NOUN", "PROPN"}:
        wholes.append(f"{answer.text} of {tokens[answer.end + 1].text}")  # “locus | of control”
    if after is not None and tree[answer.head].dep in {"amod", "compound", "nmod"} and tree[answer.head].head >= answer.end:
        wholes.append(f"{answer.text} {after.text}")
    text = context.analysis.article.text.lower()
    return any(text.count(whole.lower()) > 1 or lexicon().knows(whole) or lexicon().knows(_in_singular(whole)) for whole in wholes)


def _in_singular(phrase: str) -> str:
    *words, last = phrase.lower().split()
    return " ".join([*words, lexicon().singular(last)])


def _is_half_a_pair(candidate: Candidate) -> bool:
    """“the | Middle East | and North African region”: one of two that say together what the next noun is."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    top = head
    while tree[top].dep == "conj":
        top = tree[top].head
    before_a_noun = tree[top].dep in {"compound", "nmod", "amod"} and top < tree[top].head
    return (before_a_noun and bool(tree.children(top, "cc", "conj"))) or _shares_its_noun(tree, candidate.answer)


def _shares_its_noun(tree: Tree, answer: Mention) -> bool:
    """“moral, constitutional, and | political crisis”: the crisis is the others’ as well."""
    inside = range(answer.start, answer.end)
    return any(tree[i].dep == "conj" and tree[i].head < answer.start for i in inside if i != answer.head)


def _touches(mark: Token, word: Token) -> bool:
    """A hyphen, slash or ampersand written together with the answer."""
    close = mark.span.end == word.span.start or word.span.end == mark.span.start
    return close and mark.text in {"-", "–", "/", "&", "*", "^", "+"}


# Small words within a name.
PARTICLES = frozenset("la le el de da di do du della von van der bin ibn al".split())


def _goes_on_before(tokens: Sequence[Token], answer: Mention) -> bool:
    """A capitalised word stands right before (“FIRST | Global”), or before “of” (“University of | Michigan”)."""
    first = answer.start
    if not first or not tokens[first].text[:1].isupper():
        return False
    before = tokens[first - 1]
    if before.text in PARTICLES and first > 1 and tokens[first - 2].text[:1].isupper() and tokens[first - 2].pos == "PROPN":
        return True  # “Andorra la | Vella”
    if before.text == "at" and _names_a_university(tokens[max(0, first - 6) : first - 1]):
        return True
    if before.text in {"The", "A", "An", "All"} and first > 1 and tokens[first - 2].text.isalpha():
        return True  # “titled The | Age of Reason”
    if before.text[:1].isupper() and before.pos in {"PROPN", "ADJ", "NOUN"} and first > 1:
        return before.text.lower() not in TITLES and before.dep in {"compound", "amod", "nmod", "poss", "flat"}
    if before.pos == "PROPN" and before.dep == "compound" and answer.start <= before.head < answer.end:
        return before.text.lower() not in TITLES
    joined = before.text.lower() in {"of", "for"} or (
        before.text.lower() == "the" and first > 1 and tokens[first - 2].text in {"of", "for"}
    )
    back = first - 2 if before.text.lower() != "the" else first - 3
    noun = {"PROPN", "NOUN"} if back > 0 else {"PROPN"}
    return joined and back >= 0 and tokens[back].text[:1].isupper() and tokens[back].pos in noun


def _goes_on_after(tokens: Sequence[Token], answer: Mention) -> bool:
    """A capitalised word follows, alone or after “of”, “by”, “the”: “Cheaper | by the Dozen”."""
    rest = tokens[answer.end : answer.end + 3]
    if not rest or answer.kind in {Kind.DATE, Kind.AMOUNT}:
        return False
    if len(rest) > 1 and rest[0].tag == "POS" and rest[1].text.istitle():
        goes_on = len(rest) > 2 and rest[2].text.istitle()
        if goes_on and rest[1].text.lower() in ORDINALS:
            return True  # “Newton | ’s Third Law”
        return _is_a_common_word(rest[2 if goes_on else 1].text)  # “Hadrian | ’s Wall”
    if rest[0].text in NAME_PARTICLES - {"the", "and", "of", "for", "in", "on", "at", "to", "a"} and len(rest) > 1:
        return rest[1].text[:1].isupper()
    if rest[0].text == "at" and rest[1:] and rest[1].text.istitle() and _names_a_university(tokens[answer.start : answer.end]):
        return True
    of_the = [token.text for token in rest[:2]] == ["of", "the"]
    if of_the and rest[2:] and rest[2].text.istitle() and _is_a_common_word(rest[2].text):
        return True  # “Man | of the Match”, “Word | of the Year”
    if rest[0].pos == "PROPN" and rest[0].text[:1].isupper():
        return rest[0].span.start - tokens[answer.end - 1].span.end == 1 and rest[0].dep != "appos"
    if answer.kind not in {Kind.ORGANISATION, Kind.WORK, Kind.EVENT} or rest[0].text not in {"of", "by", "for"}:
        return False
    return any(token.text[:1].isupper() for token in rest[1:])


ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())


def _is_a_common_word(text: str) -> bool:
    """“Wall”, “Year”: written with a capital only within a name."""
    field = set(lexicon().lexnames(text.lower())[:1])
    return bool(field) and not field & (FIELDS_OF_NAMES - {"noun.time"})


def _names_a_university(tokens: Sequence[Token]) -> bool:
    """“The University of Texas” goes on with “at Austin”."""
    return any(token.text in {"University", "College"} for token in tokens)


def _is_in_a_compound(tokens: Sequence[Token], answer: Mention) -> bool:
    """A common noun that only modifies the next one (“drug | trafficking”), or the rest of such a pair."""
    head = tokens[answer.head]
    if answer.kind in {Kind.TERM, Kind.GROUP, Kind.DATE} and head.dep in {"compound", "nmod", "amod", "nummod"}:
        return not answer.start <= head.head < answer.end
    if answer.kind is Kind.TERM and head.head == answer.end and tokens[answer.end].pos == "NOUN":
        return True  # “a | psychopathology | specifier”, however the parser calls it
    if answer.kind is Kind.TERM and answer.end < len(tokens) and tokens[answer.end].dep in {"amod", "compound"}:
        return answer.start <= tokens[answer.end].head < answer.end and tokens[answer.end].text.isalpha()
    if answer.kind is Kind.TERM and answer.start:
        before = tokens[answer.start - 1]
        return before.dep == "compound" and answer.start <= before.head < answer.end and before.pos != "NUM"
    return False


def is_oddly_written(candidate: Candidate, context: Context) -> bool:
    """Not written as a name or number is: stray small words, marks or letters."""
    answer = candidate.answer
    words = answer.text.split()
    if (len(words[-1]) == 1 and not words[-1].isdigit()) or re.fullmatch(r"\d[A-Z]", answer.text):
        return True  # “3D”
    if answer.kind is Kind.TERM and len({word.lower() for word in words}) < len(words):
        return True  # “fatty | acid arachidonic acid”
    if words[0].lower() in {"early", "late", "recently", "far", "high", "low"} and words[1:2] == ["as"]:
        return True  # “as | early as 1671”
    if answer.text.endswith(".") and not candidate.after.strip():
        return True  # it has taken the full stop: “King Ptolemy V.”
    if answer.kind is Kind.PERSON and re.search(r"[’']s\b", answer.text):
        return True
    if re.match(r"[’'](?!s\b)| olds?\b", candidate.after):
        return True  # “the | congregations | ’ choosing”, “5 year | olds”
    if answer.kind is Kind.AMOUNT and _numbers_a_name(candidate):
        return True  # “Room | 401”, “Super Bowl | 50”
    if re.search(r"[\[\](){}<>@#*_=;:\"“”]|\bet al\b", answer.text) or (
        len(answer.text) < 2 and not answer.text.isdigit()
    ):
        return True
    if answer.kind in {Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK}:
        return any(word.islower() and word not in NAME_PARTICLES for word in words) or not answer.text[:1].isupper()
    return False


def _numbers_a_name(candidate: Candidate) -> bool:
    tokens, first = candidate.statement.sentence.tokens, candidate.answer.start
    before = tokens[first - 1] if first else None
    if before is None or before.text.lower() in MONTHS or not before.text[:1].isupper():
        return False
    return before.pos == "PROPN" or (len(before.text) == 1 and before.text != "A")  # “O | 2”


def is_a_relative_time(candidate: Candidate, context: Context) -> bool:
    """A time that only the day of writing explains, or none that a reader would remember."""
    if candidate.answer.kind is not Kind.DATE:
        return False
    words = candidate.answer.text.lower().replace(",", "").split()
    if {"through", "to", "until", "and", "or"} & set(words) or candidate.before.lower().endswith("as of "):
        return True
    if any(word in RELATIVE_ADJECTIVES or word in WEEKDAYS or word in {"ago", "today", "now"} for word in words):
        return True
    if re.search(r"\b\d{3,4}s?\b|\w centur|\b(BC|AD|BCE|CE)\b|\b(era|age)\b", candidate.answer.text):
        return False
    named = any(word.strip(".,").removeprefix("mid-") in MONTHS for word in words)
    return not (named and any(char.isdigit() for char in candidate.answer.text))


def is_a_small_count(candidate: Candidate, context: Context) -> bool:
    """“One”, “two” or “several” by the way: no amount worth remembering."""
    if candidate.answer.kind is not Kind.AMOUNT:
        return False
    words = candidate.answer.text.lower().split()
    return (
        words[0] in {"one", "half", "dozens", "hundreds", "thousands", "millions", "several", "some", "a"}
        and len(words) == 1
    ) or not re.search(
        r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion)\b",
        candidate.answer.text.lower(),
    )


def is_counted_out(candidate: Candidate, context: Context) -> bool:
    """“Three types: igneous, sedimentary and metamorphic”: whoever counts the list has the answer."""
    if candidate.answer.kind is not Kind.AMOUNT:
        return False
    value = _as_count(candidate.answer.text)
    if value is not None and re.search(r": one\b.*\b(second|other|another)\b", candidate.after):
        return True  # “two kinds: one that …, and a second that …”
    tree = tree_of(candidate.statement.sentence)
    return value is not None and any(
        _members(tree, i) == value for i in candidate.statement.kept if tree[i].pos in NOUNS
    )


def is_reckoned_from_another_year(candidate: Candidate, context: Context) -> bool:
    """“2007, the 20th anniversary of his death in 1987”: whoever can subtract has the year."""
    stem = candidate.before + " " + candidate.after
    is_a_year = candidate.answer.kind is Kind.DATE and re.search(r"\d{4}", candidate.answer.text)
    counts = re.search(r"\b\d{1,3}(st|nd|rd|th) (anniversary|birthday)\b|\bcentenary\b", stem)
    return bool(is_a_year and counts and re.search(r"\b[12]\d{3}\b", stem))


def _as_count(text: str) -> int | None:
    words = "zero one two three four five six seven eight nine ten".split()
    first = text.lower().split()[0]
    return words.index(first) if first in words else int(first) if first.isdigit() and len(first) < 3 else None


def _members(tree: Tree, first: int) -> int:
    """How many things a list names that begins with this one; 0 where it begins with another or is none."""
    if tree[first].dep == "conj":
        return 0
    count, last = 1, first
    while following := tree.children(last, "conj"):
        count, last = count + 1, following[-1]
    return count if count > 1 else 0


def is_by_the_way(candidate: Candidate, context: Context) -> bool:
    """A number or day by the way: the size of a sample, the day of a report, a count in somebody’s story."""
    answer, tree = candidate.answer, tree_of(candidate.statement.sentence)
    subject = tree.subject(tree.root)
    if answer.kind is Kind.DATE:
        told = tree[tree.root].lemma in SAYING | STUDYING | REPORTING
        if subject is not None and _is_a_count(tree, subject):
            return True  # “In 2018, three million children lived …”: the number matters, not the year of the count
        recent = re.search(r"\b20\d\d\b", answer.text) or any(month in answer.text.lower() for month in MONTHS)
        return told and bool(recent)
    if answer.kind is not Kind.AMOUNT:
        return False
    of_a_study = any(tree[i].lemma in STUDIES for i in tree.ancestors(answer.head))
    if of_a_study or re.search(WEIGHTY, answer.text):
        return of_a_study
    if context.teaches:
        return False
    topical = subject is not None and any(
        tree[i].lemma.lower() in context.title_words or tree[i].text.lower() in context.title_words
        for i in tree.subtree(subject)
    )
    return not topical


def _is_a_count(tree: Tree, index: int) -> bool:
    """“Three million children”, “66 percent of them”."""
    words = [tree[i].text.lower() for i in (*tree.children(index, "nummod", "quantmod"), index)]
    inside = [tree[i].text.lower() for i in tree.subtree(index)]
    counted = bool(tree.children(index, "nummod")) and any(re.search(WEIGHTY, word) for word in inside)
    return counted or bool({"percent", "%"} & set(words))


def is_an_age(candidate: Candidate, context: Context) -> bool:
    """“Ann, 43, …”: how old somebody is, by the way."""
    plain = candidate.answer.kind is Kind.AMOUNT and " " not in candidate.answer.text
    return plain and candidate.before.endswith(", ") and candidate.after[:1] in {",", "."}


def lacks_its_unit(candidate: Candidate, context: Context) -> bool:
    """A number with nothing after it that says of what."""
    answer = candidate.answer
    if answer.kind is not Kind.AMOUNT or (re.search(r"[%$€£]|[a-z]{3,}$", answer.text) and not answer.text.isalpha()):
        return False
    tree = tree_of(candidate.statement.sentence)
    head = tree[tree[answer.head].head]
    return head.pos not in {"NOUN", "PROPN"}


def is_one_of_a_list(candidate: Candidate, context: Context) -> bool:
    """One item of a list: the others would be as right."""
    before, after = candidate.before, candidate.after
    if candidate.answer.kind in NAMED | {Kind.GROUP} and (
        (LIST_BEFORE.search(before) and LIST_AFTER.match(after))
        or LIST_ENDS.search(before)
        or LIST_BEGINS.match(after)
    ):
        return True  # names in a row often mislead the parser
    tree = tree_of(candidate.statement.sentence)
    head = candidate.answer.head
    top = head
    while tree[top].dep == "conj":
        top = tree[top].head
    members = [top]
    for member in members:
        members.extend(tree.children(member, "conj"))
    nouns = [i for i in members if tree[i].pos in {"NOUN", "PROPN", "NUM"}]
    return len(nouns) >= 3


def is_an_example(candidate: Candidate, context: Context) -> bool:
    """Named only as an example, so others would be as right."""
    before = candidate.before.lower().rstrip().split()[-6:]
    text = " ".join(before)
    return bool(
        re.search(
            r"(such as|including|for example,?|for instance,?|like|e\.g\.,?|especially|among)( the| a| an)?$", text
        )
    ) or bool(re.search(r"\b(one of|among|some of|part of|many of)( the| its| their)?$", text))


def is_denied(candidate: Candidate, context: Context) -> bool:
    """Said not to be or do so: the same is true of countless others."""
    if candidate.answer.kind in {Kind.DATE, Kind.AMOUNT}:
        return False
    tree = tree_of(candidate.statement.sentence)
    clause = tree.clause_of(candidate.answer.head)
    own = set(tree.subtree(candidate.answer.head))
    return any(i not in own for i in tree.children(clause, "neg"))


def is_told_of_others(candidate: Candidate, context: Context) -> bool:
    """The article says the same of something else, in the same words."""
    answer = candidate.answer
    wanted = {_stem(word) for word in _content_words(candidate.before + " " + candidate.after)}
    if len(wanted) < 3:
        return False
    others = (s for s in context.analysis.sentences if s is not candidate.statement.sentence)
    return any(answer.text not in other.text and wanted <= context.stems(other, _stem) for other in others)


def is_a_case_of_many(candidate: Candidate, context: Context) -> bool:
    """“___ is an example of …”: others are examples too."""
    tree = tree_of(candidate.statement.sentence)
    subject = tree.subject(tree.root)
    attributes = tree.children(tree.root, "attr")
    if tree[tree.root].lemma != "be" or candidate.answer.head != subject or not attributes:
        return False
    names_one = any(tree[i].text.lower() in {"a", "an", "one"} for i in tree.children(attributes[0], "det", "nummod"))
    return names_one and tree[attributes[0]].lemma in CASES


def is_pointed_at(candidate: Candidate, context: Context) -> bool:
    """“This ___”, “the ___ countries”: what is meant, another sentence tells."""
    if candidate.answer.kind is Kind.AMOUNT and candidate.before.lower().endswith(" the " if " " in candidate.before.strip() else "the "):
        return True
    return bool(
        re.search(r"\b(this|these|that|those|such)( \w+)? $", candidate.before, re.IGNORECASE)
    ) and not re.search(r"\bthat( \w+)? $", candidate.before)


def is_told_by_its_neighbour(candidate: Candidate, context: Context) -> bool:
    """“Dublin, ___”, “in the late 19th and ___”: whoever knows the world fills it in from what stands beside it."""
    answer, tree = candidate.answer, tree_of(candidate.statement.sentence)
    if answer.kind is Kind.PLACE:
        places = {mention.head for mention in candidate.statement.sentence.mentions if mention.kind is Kind.PLACE}
        beside = tree[answer.head].dep == "appos" and tree[answer.head].head in places
        return beside or any(
            mention.end == answer.start - 1 and tree[mention.end].text == "," and mention.kind is Kind.PLACE
            for mention in candidate.statement.sentence.mentions
            if tree[answer.head].dep != "conj"
        )
    return answer.kind is Kind.DATE and bool(re.search(r"\b(early|mid|late)[ -]\S+ (and|or) (the )?$", candidate.before))


def is_in_a_quote(candidate: Candidate, context: Context) -> bool:
    """Somebody’s own wording."""
    before = candidate.before
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_a_by_the_way(candidate: Candidate, context: Context) -> bool:
    """It stands in an aside."""
    before, after = candidate.before, candidate.after
    return before.count("(") > before.count(")") or (before.rstrip().endswith(("—", "–")) and "—" in after)


def _is_built_like_a_thing(name: str) -> bool:
    """“Calvinist Dutch Republic”, “Space Shuttle Atlantis”: its words say that it is no person."""
    words = name.split()
    if len(words) < 3:
        return False
    sort = set(lexicon().lexnames(words[-1])[:1]) | set(lexicon().lexnames(" ".join(words[:2]).lower())[:1])
    return bool(sort & {"noun.group", "noun.location", "noun.artifact", "noun.communication", "noun.object"})


def _may_be_from_a_title(candidate: Candidate, context: Context) -> bool:
    """“Elevator to the | Gallows”: one capitalised word, no known name, not met again."""
    answer, sentence = candidate.answer, candidate.statement.sentence
    if " " in answer.text or not answer.text.istitle() or lexicon().class_of(answer.text):
        return False
    if not answer.start:
        return sentence.tokens[answer.head].pos == "PROPN" and not lexicon().knows(answer.text)
    met = sum(answer.text in other.text for other in context.analysis.sentences)
    return sentence.tokens[answer.head].pos == "PROPN" and met < 2


def is_doubtful(candidate: Candidate, context: Context) -> bool:
    """The analysis is not sure what kind of thing it is."""
    answer = candidate.answer
    if answer.kind is Kind.PERSON and re.search(
        rf"\b(in|at|near|the) {re.escape(answer.text)}\b", context.analysis.article.text, re.IGNORECASE
    ):
        return True  # “the Jacksonville Beaches”, “in Kabaty Woods”: no person
    if answer.kind is Kind.TERM and _may_be_from_a_title(candidate, context):
        return True
    first = candidate.statement.sentence.tokens[answer.start]
    if answer.kind is Kind.PERSON and (first.pos in {"ADJ", "VERB"} or first.tag.startswith("VB")):
        return True  # “White”, “Mirroring Erikson”
    if answer.kind is Kind.PERSON and _is_built_like_a_thing(answer.text):
        return True
    name = context.name_of(answer)
    return name is not None and answer.kind is not Kind.TERM and name.trust < 0.6


def is_too_open(candidate: Candidate, context: Context) -> bool:
    """A common noun that many others could replace, unless the sentence defines or names it."""
    answer = candidate.answer
    if answer.kind is not Kind.TERM:
        return answer.kind not in {Kind.DATE, Kind.AMOUNT} and not _is_tied_down(candidate)
    if is_explained(candidate):
        return False
    return not _is_a_set_term(answer.text, context.analysis) or not _is_tied_down(candidate) or _is_one_of_a_pair(candidate)


def _is_one_of_a_pair(candidate: Candidate) -> bool:
    """“roles and ___”: what else goes with the first is for the reader to guess."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    return tree[head].dep == "conj" or bool(tree.children(head, "conj"))


def _is_a_set_term(text: str, analysis: Analysis) -> bool:
    """A word or phrase with a meaning of its own, so that no other would do: no plain one, and not said by the way."""
    known = lexicon()
    met = times_met(text, analysis)
    if is_a_term_together(text, analysis):
        return True
    rarest = min(_frequency(word) for word in text.lower().split())
    if rarest > OF_ANY_TEXT:
        return False
    if met >= TERM_OFTEN or (met > 1 and (known.knows(text) or rarest < JARGON)):
        return True
    return known.knows(text) and rarest < SPECIAL and bool(set(known.lexnames(text)[:1]) & FIELDS_OF_SUBJECTS)


def _frequency(word: str) -> float:
    return max(lexicon().zipf(word), lexicon().zipf(lexicon().singular(word)))


def _is_tied_down(candidate: Candidate) -> bool:
    """A name, a number or a rare word of the stem ties it to one place in the article."""
    tree = tree_of(candidate.statement.sentence)
    answer = range(candidate.answer.start, candidate.answer.end)
    others = [tree[i] for i in candidate.statement.kept if i not in answer]
    return any(
        token.pos in {"PROPN", "NUM"} or (token.pos == "NOUN" and lexicon().zipf(token.lemma) < OF_ANY_TEXT)
        for token in others
    )


def leaves_date_or_place_open(candidate: Candidate, context: Context) -> bool:
    """“In ___, …” where a place and a time would fit."""
    if candidate.answer.kind is not Kind.PLACE:
        return False
    before = candidate.before.lower().split()
    return before == ["in"] and not re.search(r"\d{4}", candidate.after)


def is_a_bystander(candidate: Candidate, context: Context) -> bool:
    """In a report or a life, a person or body named in one sentence only and known to nobody else."""
    answer = candidate.answer
    known = lexicon().class_of(answer.text) or answer.text in context.analysis.article.source.title
    return (
        answer.kind in {Kind.PERSON, Kind.ORGANISATION}
        and (context.is_news or context.hero is not None)
        and not known
        and _is_in_one_sentence(answer, context)
    )


def is_only_quoted(candidate: Candidate, context: Context) -> bool:
    """In the news, somebody whom it names now and then for what they said: it is not about them."""
    answer = candidate.answer
    name = context.name_of(answer)
    if answer.kind is not Kind.PERSON or not context.is_news or name is None or _is_titled(name, context):
        return False
    sentences = [context.analysis.sentences[place] for place in sorted(set(name.sentences))]
    said = sum(_is_quoted_in(name, sentence) for sentence in sentences)
    return 3 * said >= len(sentences)


def _is_titled(name: Name, context: Context) -> bool:
    return any(word.lower() in context.title_words for word in name.text.split() if word[0].isupper())


def _is_quoted_in(name: Name, sentence: Sentence) -> bool:
    """“Ann Bell said”, “according to Ann Bell”, “for Ann Bell, … is”."""
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.text not in name.forms:
            continue
        head = tokens[mention.head]
        above = tokens[head.head]
        if head.dep == "nsubj" and above.lemma in SAYING:
            return True
        according = above.text.lower() == "to" and tokens[above.head].text.lower() == "according"
        opens = above.text == "For" and mention.start == 1
        if head.dep == "pobj" and (according or opens):
            return True
    return False


def is_said_of_countless(candidate: Candidate, context: Context) -> bool:
    """“___ is an American actor”: so are thousands."""
    tree = tree_of(candidate.statement.sentence)
    said = tree.children(tree.root, "attr")
    named = tree[candidate.answer.head].pos == "PROPN" and tree.subject(tree.root) == candidate.answer.head
    if not named or tree[tree.root].lemma != "be" or not said:
        return False
    told = [i for i in tree.subtree(said[0]) if i in candidate.statement.kept]
    more = any(tree[i].dep in {"prep", "relcl", "acl", "appos", "poss"} or tree[i].tag in {"JJS", "RBS", "CD"} for i in told)
    a = any(tree[i].text.lower() in {"a", "an"} for i in tree.children(said[0], "det"))
    return a and not more and len(candidate.after.split()) <= len(told) + 2


def is_met_once(candidate: Candidate, context: Context) -> bool:
    """A person named in one sentence only: probably a bystander."""
    return candidate.answer.kind is Kind.PERSON and _is_in_one_sentence(candidate.answer, context)


def _is_in_one_sentence(answer: Mention, context: Context) -> bool:
    name = context.name_of(answer)
    return name is not None and len(set(name.sentences)) == 1


def is_a_count_by_the_way(candidate: Candidate, context: Context) -> bool:
    """A small count or a measure: seldom what a reader should keep."""
    return candidate.answer.kind is Kind.AMOUNT and not re.search(WEIGHTY, candidate.answer.text)


# Whatever breaks one of these is never asked for.
ANSWER_RULES: tuple[AnswerRule, ...] = (
    is_too_long,
    is_half_a_name,
    is_a_direction,
    is_oddly_written,
    is_a_relative_time,
    is_a_small_count,
    lacks_its_unit,
    is_counted_out,
    is_reckoned_from_another_year,
    is_by_the_way,
    is_an_age,
    is_cut_from_its_owner,
    is_compared,
    is_a_score,
    is_the_speaker,
    is_about_the_speaker,
    is_an_unknown_abbreviation,
    is_part_of_a_phrase,
    only_says_whose,
    stands_in_the_stem,
    stands_in_the_title,
    is_abbreviated_in_the_stem,
    is_denied,
    is_told_of_others,
    is_a_case_of_many,
    is_pointed_at,
    is_told_by_its_neighbour,
    is_in_a_quote,
    is_a_by_the_way,
    is_a_bystander,
    is_only_quoted,
    is_said_of_countless,
)

# What makes an answer a poorer one without always spoiling it.
ANSWER_DOUBTS: tuple[AnswerRule, ...] = (
    is_empty,
    is_everyday,
    is_a_sort_of_people,
    is_one_of_a_list,
    is_an_example,
    is_doubtful,
    is_too_open,
    leaves_date_or_place_open,
    is_a_count_by_the_way,
    is_met_once,
)


def broken_answer_rule(candidate: Candidate, context: Context) -> AnswerRule | None:
    """The first rule an answer breaks; None when it may be asked for."""
    return next((rule for rule in ANSWER_RULES if rule(candidate, context)), None)
