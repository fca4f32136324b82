"""What a statement leaves to another one to tell: “this”, “the talks”, “last week”, a surname nobody knows."""

import re
from itertools import pairwise

from quizgen.grammar import SUBJECTS, Tree, opens_with_is, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import is_known_by
from quizgen.model import Kind, Mention, Sentence, Statement, Token
from quizgen.select.context import Context
from quizgen.select.pronouns import is_a_person
from quizgen.select.wordlists import (
    ANAPHORIC,
    DEMONSTRATIVES,
    MONTHS,
    RELATIVE_ADJECTIVES,
    RELATIVE_TIMES,
    TIME_NOUNS,
    TITLES,
    WEEKDAYS,
)

GENERIC_LEXNAMES = frozenset(
    {"noun.body", "noun.substance", "noun.phenomenon", "noun.plant", "noun.feeling", "noun.shape", "noun.process"}
)
# What the text is about may stand with a bare “the” (“the piston”), unless it is of a sort of which each is another.
CENTRAL = 0.35
# From this weight on the article is about it.
TOPICAL = 0.6
OF_A_COUNTRY = frozenset("population country nation government economy capital state".split())
CROWNS = frozenset("King Queen Emperor Empress Tsar Tsarina Prince Princess Pope Saint St St.".split())
# Whatever the model calls it: who stands behind these is a people or a place.
NO_PERSON_FOLLOWS = frozenset("the in at near through across around".split())
PARTS_OF_DAY = frozenset("day night morning evening afternoon".split())
PARTICULAR_LEXNAMES = frozenset(
    {"noun.group", "noun.communication", "noun.act", "noun.event", "noun.location", "noun.person"}
)
# Letters as frequent as this (Zipf) everybody knows: NBA, BBC.
EVERYBODYS = 3.9
# “On another planet”: other than the one everybody has in mind.
OTHER_THAN_OURS = frozenset({"planet", "world", "person", "language"})
RULERS = frozenset("king queen prince princess duke duchess count countess earl baron bishop archbishop abbot lord emperor sultan emir margrave viscount".split())
# Zipf frequency below which hardly anybody bears a name.
RARE = 2.5
ORDINALS = frozenset("second third fourth fifth sixth seventh".split())
UNIQUE_NOUNS = frozenset(
    """sun moon earth sky sea ocean world universe atmosphere internet web equator environment economy public
    past future present north south east west northeast northwest southeast southwest coast climate planet
    middle ages renaissance bible law military army navy police press media church poor rich young
    old elderly unemployed wind rain weather ground air water night day morning evening afternoon human body
    19th 20th 21st 18th 17th 16th government state us united kingdom states mind self crust mantle core surface""".split()
)


def _begins_a_title(tree: Tree, index: int) -> bool:
    """“He wrote Those Barren Leaves”: a capital inside the sentence, before a capital."""
    if not 0 < index < len(tree.tokens) - 1 or tree[index - 1].text in {".", ":", ";", "“", "‘", '"'}:
        return False
    return tree[index].text.istitle() and tree[index + 1].text.istitle()


def dangling_pointers(statement: Statement) -> list[int]:
    """“This”, “such”, “another”, “the former”, “the two”…: words that point at another sentence."""
    tree, kept = tree_of(statement.sentence), statement.kept
    found = []
    holds_always = says_what_always_holds(statement)
    for index in sorted(kept):
        token, word = tree[index], tree[index].text.lower()
        following = tree[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
        before = tree[index - 1].text.lower() if index else ""
        if _begins_a_title(tree, index):
            continue
        beside = word == "another" and tree[token.head].dep in {"appos", "attr"}  # “phosphorus, another macromolecule, …”
        if holds_always and not beside and (word in {"another", "others", "same", "each"} or (word == "other" and before == "each")):
            continue  # “share the same culture”, “one another”, “toward another person”
        if word == "another" and tree[token.head].lemma in OTHER_THAN_OURS and index > tree.root:
            continue
        if word in DEMONSTRATIVES and token.tag in {"DT", "PDT"} and token.pos in {"DET", "PRON"}:
            if word in {"that", "those"} and (
                tree.children(index, "prep", "relcl", "acl", "amod") or following in {"of", "who", "in"}
            ):
                continue
            head = tree[token.head]
            if token.dep == "det" and any(i < index and tree[i].lemma == head.lemma for i in kept):
                continue
            found.append(index)
        elif (
            (word == "such" and following != "as")
            or (word == "both" and token.dep in {"det", "predet"} and not _names_two(tree, index))
            or (word in {"each", "neither", "either"} and token.dep == "det" and not _is_of_all(tree, index, holds_always) and index < tree.root and following != "of")
            or (
                word in {"former", "latter"} and index and tree[index - 1].text.lower() == "the" and token.dep != "amod"
            )
            or word
            in {"another", "aforementioned", "respectively", "elsewhere", "likewise", "thereby", "thereof"}
            or (word == "other" and not _compares(tree, index) and not _sets_apart(tree, index))
            or (word == "same" and "as" not in {tree[i].text.lower() for i in kept if i > index})
            or (word in {"further", "additional"} and token.dep == "amod")
            or (word in ORDINALS and token.dep == "amod" and _is_one_more(tree, index))
            or (word == "others" and not (before in {"and", "or"} and tree[token.head].pos == "PROPN"))  # “Aristotle and others”
            or (word in {"rest", "remainder"} and token.pos == "NOUN" and before != "at")
            or (word in {"here", "hereby"} and token.pos == "ADV")
            or (word == "there" and token.pos == "ADV")
            or (word in {"either", "neither", "both"} and following == "of" and _are_told_elsewhere(tree, index))
            or (word == "one" and token.pos == "PRON")
            or (word == "ones")
            or (token.tag in {"JJS", "JJR"} and token.dep in SUBJECTS | {"dobj", "attr", "pobj"} and not _is_most_of_it(tree, index))
            or (
                word == "then"
                and index
                and tree[index - 1].text.lower() in {"even", "back", "by", "until", "since", "only"}
            )
            or (word in {"so"} and following in {"did", "do", "does", "is", "was", "were", "are"})
            or (
                word in {"both", "either", "neither", "each", "all", "some", "many", "most", "few", "several", "none"}
                and token.dep in SUBJECTS
                and following not in {"of"}
            )
        ):
            found.append(index)
    return found


def _is_of_all(tree: Tree, index: int, holds_always: bool) -> bool:
    """“Each player begins with 16 pieces”: any there is."""
    return holds_always or (tree[index].text.lower() == "each" and tree[index].dep == "det" and tree[tree.root].tag == "VBZ" and tree[tree[index].head].dep in SUBJECTS)


def _are_told_elsewhere(tree: Tree, index: int) -> bool:
    """“Five times as much as either of them”: no two are named before."""
    pointed = index + 2 < len(tree.tokens) and tree[index + 2].text.lower() in {"them", "these", "those"}
    return pointed and not any(tree.children(i, "conj") for i in range(index) if tree[i].pos in {"NOUN", "PROPN"})


def _names_two(tree: Tree, index: int) -> bool:
    """“Both X and Y”; of “both responses”, which two?"""
    noun = tree[index].head
    return bool(tree.children(noun, "conj", "prep")) or tree[noun].pos == "PROPN"


def says_what_always_holds(statement: Statement) -> bool:
    """“Bullying is …”, “A society consists of …”: the present tense of no one in particular, as in a definition."""
    tree = tree_of(statement.sentence)
    if any(tree[i].tag == "VBD" or (i and tree[i].entity) for i in statement.kept):
        return False
    return (opens_with_is(tree) and tree[0].pos != "PROPN") or tells_of_any(tree)


def tells_of_any(tree: Tree) -> bool:
    """“A megachurch averages 2,000 people”: in the present tense, of a subject that is any of its kind."""
    subject = tree.subject(tree.root)
    if tree[tree.root].tag not in {"VBZ", "VBP"} or subject is None or tree[subject].entity:
        return False
    if tree[subject].pos not in {"NOUN", "PROPN", "VERB"}:
        return False
    determiners = {tree[i].text.lower() for i in tree.children(subject, "det")}
    return determiners <= {"a", "an"} or tree[subject].lemma in {"term", "word"}


def _defines(tree: Tree) -> bool:
    """“A confederate is a person who …”."""
    subject = tree.subject(tree.root)
    indefinite = {"a", "an"}
    return (
        tree[tree.root].lemma == "be"
        and subject is not None
        and any(tree[i].text.lower() in indefinite for i in tree.children(subject, "det"))
        and any(
            tree[i].text.lower() in indefinite for attribute in tree.children(tree.root, "attr") for i in tree.children(attribute, "det")
        )
    )


def _is_one_more(tree: Tree, index: int) -> bool:
    """“A third campaign”: which were the first two? Not so “a fourth kingdom, Monera”."""
    noun = tree[index].head
    after = tree.tokens[noun + 1 : noun + 3]
    if tree[noun].dep not in SUBJECTS and len(after) == 2 and after[0].text == "," and (after[1].pos == "PROPN" or after[1].lemma in {"call", "name", "know"}):
        return False
    return any(tree[i].text.lower() in {"a", "an"} for i in tree.children(tree[index].head, "det"))


def _compares(tree: Tree, index: int) -> bool:
    """“Other … than”, “and other …”: what the others are other than is told."""
    words = [token.text.lower() for token in tree.tokens]
    before = words[index - 1] if index else ""
    return "than" in words[index:] or before in {"and", "or", "each", "no", "any", "every"} or index > len(words) // 2


def _is_most_of_it(tree: Tree, index: int) -> bool:
    """“Most of the continent”: of what is told; not so of “most of us”."""
    after = [token.text.lower() for token in tree.tokens[index + 1 : index + 3]]
    return after[:1] == ["of"] and after[1:] != ["us"]


def _sets_apart(tree: Tree, index: int) -> bool:
    """“Unlike other mammals, the aardvark …”, “like most other stars”: other than what it tells of."""
    return any(token.text.lower() in {"unlike", "like", "than"} for token in tree.tokens[max(0, index - 4) : index])


def vague_phrases(statement: Statement, context: Context) -> list[int]:
    """Heads of bare phrases (“the decision”, “the talks”) that only another sentence explains.

    A noun phrase without a name, a number, a possessor, a prepositional phrase or a clause is vague, unless it is one
    of its kind (“the sun”), a part of a body or the like, or was brought in earlier in the same statement.
    """
    tree, kept = tree_of(statement.sentence), statement.kept
    subject = tree.subject(tree.root)
    holds_always = says_what_always_holds(statement)
    found = []
    for index in sorted(kept):
        if tree[index].pos != "NOUN" or tree[index].dep in {"compound", "npadvmod", "nmod"}:
            continue
        below = [i for i in tree.subtree(index) if i in kept]
        determiner = next((tree[i].text.lower() for i in tree.children(index, "det") if i in kept), "")
        if (determiner == "the" and _is_vague_definite(tree, index, below, kept, context, holds_always)) or (
            index == subject and determiner in {"", "some", "many", "several"} and _is_vague_subject(tree, index, below)
        ):
            found.append(index)
    return found


def _is_vague_definite(
    tree: Tree, index: int, below: list[int], kept: frozenset[int], context: Context, holds_always: bool
) -> bool:
    token = tree[index]
    told_more = tree.children(index, "prep", "relcl", "acl", "amod", "compound", "poss")
    if token.lemma in PARTS_OF_DAY and _tells_of_past(tree, index) and not told_more:
        return True  # “the last match of the day”
    if token.lemma in UNIQUE_NOUNS or (holds_always and _defines(tree)):
        return False
    if token.lemma in OF_A_COUNTRY and any(tree[i].entity == "GPE" for i in kept if i < index):
        return False  # “in the United States, 12% of the population”
    if is_a_person(token) and not holds_always and not _is_told_who(tree, index, below):
        return True
    if _has_anchor(tree, index, below):
        return False
    if any(i < index and tree[i].lemma == token.lemma for i in kept) or _introduced_before(tree, index, kept):
        return False
    modifiers = tree.children(index, "compound", "amod", "nmod", "nummod")
    if modifiers and _is_a_kind(tree, index, modifiers):
        return False
    if token.lemma in ANAPHORIC:
        return True
    if holds_always and token.dep == "attr":
        return False  # “Figure is what is seen, while the ground is the background.”
    weight = context.analysis.weights.get(token.lemma, 0.0)
    if modifiers:
        known = token.tag == "NN" and weight >= TOPICAL and not _is_one_of_several(token.lemma)
        return not (context.teaches or holds_always) and not known
    if _tells_of_past(tree, index):
        return not _is_generic(token.lemma)
    central = weight >= CENTRAL and not _is_one_of_several(token.lemma)
    return not _may_be_generic(token.lemma) and not central


def _is_a_kind(tree: Tree, index: int, modifiers: list[int]) -> bool:
    """“The optic nerve”, “the middle class”: a phrase with a meaning of its own, not “the LED light” just spoken of."""
    words = [tree[i].text.lower() for i in range(min(modifiers), index + 1)]
    phrases = (" ".join(words[place:]) for place in range(len(words) - 1))
    fields = next((set(names[:1]) for phrase in phrases if (names := lexicon().lexnames(phrase))), set[str]())
    return bool(fields) and not fields & PARTICULAR_LEXNAMES


def _is_one_of_several(lemma: str) -> bool:
    """“The site”, “the campaign”: however much of it the article tells, the reader of one sentence asks which."""
    several = PARTICULAR_LEXNAMES - {"noun.artifact"} | {"noun.group"}
    return bool(several & set(lexicon().lexnames(lemma)[:1]))


def _is_told_who(tree: Tree, index: int, below: list[int]) -> bool:
    """“The president of France”, “the first woman”; not “the 36-year-old employee”."""
    return any(
        tree[i].pos == "PROPN"
        or (tree[i].head == index and tree[i].dep in {"prep", "relcl", "acl", "poss", "appos"})
        or tree[i].tag in {"JJS", "RBS"}
        or tree[i].text.lower() in {"first", "last", "only"}
        for i in below
        if i != index
    )


def _introduced_before(tree: Tree, index: int, kept: frozenset[int]) -> bool:
    """Bridging: “a book … the author”; allowed only for objects after a full subject of another clause."""
    token = tree[index]
    return (
        token.dep not in SUBJECTS
        and token.lemma not in ANAPHORIC
        and not _is_one_of_several(token.lemma)
        and any(i < index and tree[i].pos == "PROPN" for i in kept)
    )


def _has_anchor(tree: Tree, index: int, below: list[int]) -> bool:
    for i in below:
        if i == index:
            continue
        token = tree[i]
        if token.pos == "PROPN" or token.entity or token.pos == "NUM" or token.tag in {"JJS", "RBS"}:
            return True
        if token.head == index and token.dep in {"prep", "relcl", "acl", "poss", "appos", "ccomp"}:
            return True
        if token.text.lower() in {"first", "last", "only", "main", "whole", "entire"} and token.head == index:
            return True
    return False


def _tells_of_past(tree: Tree, index: int) -> bool:
    return tree.is_past(tree.clause_of(index))


def _is_generic(lemma: str) -> bool:
    return bool(GENERIC_LEXNAMES & set(lexicon().lexnames(lemma)[:1]))


def _may_be_generic(lemma: str) -> bool:
    """In a text that tells what always holds, any reading as a part of nature will do: “the pupil” of the eye."""
    return bool(GENERIC_LEXNAMES & set(lexicon().lexnames(lemma)))


def _is_vague_subject(tree: Tree, index: int, below: list[int]) -> bool:
    """“Officials said”, “promoters knew”: a bare noun as the subject of a past event."""
    if len(below) > 1 and (_has_anchor(tree, index, below) or tree.children(index, "amod", "compound", "nmod")):
        return False
    return _tells_of_past(tree, index) and tree[index].tag == "NNS"


def relative_times(statement: Statement) -> list[list[int]]:
    """Times told from the day of writing (“last week”, “on Tuesday”, “two years ago”), each as the tokens of its phrase."""
    tree, kept = tree_of(statement.sentence), statement.kept
    holds_always = says_what_always_holds(statement)
    found: list[list[int]] = []
    for index in sorted(kept):
        token, word = tree[index], tree[index].text.lower()
        if (word == "ago" and _is_long_ago(tree, index)) or (word == "now" and _is_now_so(tree, index)):
            continue
        if word in {"ago", "yesterday", "tomorrow"} or (
            word in RELATIVE_TIMES and token.pos in {"ADV", "NOUN", "PROPN"} and token.dep in {"advmod", "npadvmod"}
        ):
            found.append(tree.subtree(index))
        elif word == "previously" and index < 2:
            found.append([index])
        elif word in {"later", "earlier", "afterwards", "before"} and tree.children(index, "npadvmod") and not _is_dated(tree, index):
            found.append(tree.subtree(index))  # “two years later”: after what?
        elif word in {"minute", "half", "overtime"} and tree.children(index, "amod", "nummod") and _is_of_a_match(tree, index):
            found.append(tree.subtree(index))
        elif word in {"recent", "latest", "newest"} and token.dep == "amod":
            found.append([index])
        elif word in WEEKDAYS or (not holds_always and _is_a_month_of_no_year(tree, index, kept)) or (
            token.lemma in TIME_NOUNS
            and any(tree[i].text.lower() in RELATIVE_ADJECTIVES for i in tree.children(index, "amod", "det"))
            and not _follows_a_year(tree, index, kept)
            and not _is_long_ago(tree, index)
        ):
            top = token.head if tree[token.head].dep == "prep" else index
            if not any(tree[i].entity and tree[i].text.isdigit() and len(tree[i].text) == 4 for i in tree.subtree(top)):
                found.append(tree.subtree(top))
    return found


def _is_now_so(tree: Tree, index: int) -> bool:
    """“In what is now Canada”, “what we now know as microbes”: of old times, so the day does not matter."""
    return any(token.text.lower() == "what" for token in tree.tokens[max(0, index - 3) : index])


def _is_long_ago(tree: Tree, index: int) -> bool:
    """“60,000 years ago”: whatever day it was written."""
    return any(re.fullmatch(r"\d+,\d{3}(,\d{3})*|\d{4,}|thousands?|millions?|billions?", tree[i].text.lower()) for i in tree.subtree(index))


def _is_dated(tree: Tree, index: int) -> bool:
    """“Forty years later, in 1935, …”."""
    return any(re.fullmatch(r"[12]\d{3}", token.text) for token in tree.tokens[index + 1 : index + 5])


def _follows_a_year(tree: Tree, index: int, kept: frozenset[int]) -> bool:
    """“Ruled in 1919 …, and upheld it the following year”, “in June of that year”."""
    follows = any(tree[i].text.lower() in {"following", "next", "that"} for i in tree.children(index, "amod", "det"))
    return follows and any(i in kept and re.fullmatch(r"[12]\d{3}", tree[i].text) for i in range(index))


def _is_a_month_of_no_year(tree: Tree, index: int, kept: frozenset[int]) -> bool:
    """“Since December”, “on March 9” of something that happened once: in which year?"""
    token = tree[index]
    if token.text.lower() not in MONTHS or token.pos != "PROPN" or not token.entity:
        return False
    if token.dep == "compound" and tree[token.head].pos == "PROPN":
        return False  # “the October Revolution”
    if tree[tree.root].tag in {"VBZ", "VBP"} and not any(t.text.isdigit() for t in tree.tokens[index - 1 : index + 2]):
        return False  # “rain falls between November and March”: year after year
    return not any(re.fullmatch(r"\d{4}s?", tree[i].text) for i in kept)


def _is_of_a_match(tree: Tree, index: int) -> bool:
    """“In the 90th minute”, “the second half”: of which match?"""
    return any(re.fullmatch(r"\d+(st|nd|rd|th)|first|second", tree[i].text.lower()) for i in tree.children(index)) and not any(
        tree.children(index, "prep", "poss")
    )


def unknown_persons(statement: Statement, context: Context) -> list[int]:
    """Persons called by one name only, though the article never gives the other: nobody knows who they are."""
    found = []
    for mention in statement.sentence.mentions:
        if mention.kind is not Kind.PERSON or " " in mention.text or mention.head not in statement.kept:
            continue
        if mention.text.lower() in context.title_words or is_known_by(mention.text):
            continue
        titled = mention.start > 0 and statement.sentence.tokens[mention.start - 1].text.lower() in TITLES
        if not titled and _is_no_person(statement.sentence.tokens[mention.head]):
            continue
        if (titled and "head of state" in lexicon().class_of(mention.text)) or has_a_nickname(mention, statement.sentence):
            continue  # “President Lincoln”
        if is_named_in_full(mention, statement, context) or _is_called_after_a_place(mention, statement.sentence):
            continue
        before = statement.sentence.tokens[mention.start - 1].text if mention.start else ""
        if before in CROWNS or before.lower() in NO_PERSON_FOLLOWS:
            continue  # “Queen Anne”; “the Dani”, “near Mascali”
        if not is_told_of(mention, statement, context):
            found.append(mention.head)
    return found


def is_told_of(mention: Mention, statement: Statement, context: Context) -> bool:
    """Whether the words around a single name say who it is, or that it is no person’s."""
    tree, index = tree_of(statement.sentence), mention.head
    people = index > 0 and tree[index - 1].text.lower() == "the"  # “the tribe was the Ardiaei”
    return people or _is_introduced(tree, index) or is_ruled(tree, index) or _is_a_thing_elsewhere(mention.text, context)


def _is_a_thing_elsewhere(name: str, context: Context) -> bool:
    """“Potosí was a boom town”, after “the mountain called Potosí”: what it is once it is throughout."""
    return any(
        _names_a_thing(tree_of(sentence), mention.head)
        for sentence in context.analysis.sentences
        for mention in sentence.mentions
        if mention.text == name
    )


def _is_introduced(tree: Tree, index: int) -> bool:
    """“The nymph Thetis”, “the Trojan hero Hector”: what stands before the name says who it is."""
    before = tree[index - 1] if index > 1 else None
    if before is None or not is_a_person(before):
        return False
    said = [tree[i].text.lower() for i in (*tree.children(index), *tree.children(index - 1)) if i < index and tree[i].dep in {"det", "poss"}]
    return said in (["the"], ["a"], ["an"])


def is_ruled(tree: Tree, index: int) -> bool:
    """“The Count of Foix”, “the kings of Navarre”: a place, whatever the model calls it."""
    above = tree[index].head
    return tree[index].dep == "pobj" and tree[above].text.lower() == "of" and tree[tree[above].head].lemma.lower() in RULERS


def is_named_in_full(mention: Mention, statement: Statement, context: Context) -> bool:
    """“Stephen Douglas …, and lost the race to Douglas”: the same statement says who that is."""
    name = context.name_of(mention)
    return name is not None and name.text != mention.text and " " in name.text and name.text in statement.text


def _is_called_after_a_place(mention: Mention, sentence: Sentence) -> bool:
    """“Zosimos of Panopolis”: that is the whole of the name."""
    after = sentence.tokens[mention.end : mention.end + 2]
    return len(after) == 2 and after[0].text == "of" and after[1].pos == "PROPN"


def has_a_nickname(mention: Mention, sentence: Sentence) -> bool:
    """“Emilio “El Indio” Fernández”: what stands in quotation marks parts first name and surname."""
    tokens = sentence.tokens
    before, after = tokens[max(0, mention.start - 2) : mention.start], tokens[mention.end : mention.end + 6]
    leads = len(after) > 2 and after[0].text == "“" and any(
        token.text == "”" and follows.pos == "PROPN" for token, follows in pairwise(after)
    )
    ends = len(before) == 2 and before[1].text == "”" and before[0].text[:1].isupper()
    return leads or ends


def _is_no_person(token: Token) -> bool:
    """“The Greeks”, “Arapaho”, “Ceres”, “TEPCO”, “Roman history”: a people, a god, a planet, letters; whatever the model says."""
    if token.tag in {"NNPS", "JJ"} or any(char.isdigit() for char in token.text) or (token.text.isupper() and len(token.text) > 2):
        return True
    classes = set(lexicon().class_of(token.text))
    if bool(classes & {"language", "planet", "titan", "military rank", "mythical being"}) or any(name.endswith("deity") for name in classes):
        return True
    word = token.text.lower()
    return lexicon().lexnames(word)[:1] in (("noun.animal",), ("noun.plant",)) and lexicon().zipf(word) < RARE  # “Anura”


def unknown_letters(statement: Statement) -> list[int]:
    """“SOHAY”, “USI”: bodies and things called by letters that no dictionary explains."""
    return [m.head for m in statement.sentence.mentions if m.head in statement.kept and _is_an_unknown_acronym(m)]


def _names_a_thing(tree: Tree, index: int) -> bool:
    """“A Likert scale”, “Lyme disease”, “the family Felidae”, “Irving, Texas”, “Umami is …”: called after somebody, or none at all."""
    head, dep = tree[index].head, tree[index].dep
    thing = tree[head].pos == "NOUN" and "noun.person" not in lexicon().lexnames(tree[head].lemma)[:1]
    eponym = thing and ((dep in {"compound", "nmod"} and index < head) or (dep == "appos" and head == index - 1))
    before = tree[index - 1] if index else None
    beside = (  # “the subclass Lissamphibia”, “the placename Shqipëria”
        before is not None and before.tag == "NN" and before.dep in {"compound", "nmod"} and "noun.person" not in lexicon().lexnames(before.lemma)[:2]
    )
    if beside or _is_called_so(tree, index):
        return True
    following = [token.entity for token in tree.tokens[index + 1 : index + 3]]
    town = tree[index].entity == "GPE" and following == ["", "GPE"] and tree[index + 1].text == ","
    return eponym or town or (index == 0 and opens_with_is(tree))


def _is_called_so(tree: Tree, index: int) -> bool:
    """“A mountain called Potosí”, “the group is called Lissamphibia”, “the orders are Anura, Urodela and Apoda”."""
    first = index
    while tree[first].dep in {"conj", "appos"} and tree[first].head < first and tree[tree[first].head].pos == "PROPN":
        first = tree[first].head
    verb = tree[first].head
    if tree[first].dep == "oprd" and tree[verb].lemma in {"call", "name", "know"}:
        told = tree.children(verb, "dobj")  # “called their country Arbëri”
        named = told[0] if told else tree[verb].head if tree[verb].dep == "acl" else tree.subject(verb)
    elif tree[first].dep == "attr" and tree[verb].lemma == "be":
        named = tree.subject(verb)
    else:
        return False
    return named is not None and tree[named].pos == "NOUN" and _is_no_human(tree[named].lemma)


def _is_no_human(noun: str) -> bool:
    fields = lexicon().lexnames(noun)
    return bool(fields) and "noun.person" not in fields[:2]


def _is_an_unknown_acronym(mention: Mention) -> bool:
    """“USI”: letters that no dictionary explains."""
    text = mention.text
    named = mention.kind in {Kind.ORGANISATION, Kind.PLACE, Kind.WORK, Kind.EVENT}
    letters = text.isupper() and text.isalpha() and 2 <= len(text) <= 5
    return named and letters and not lexicon().knows(text) and lexicon().zipf(text) < EVERYBODYS
