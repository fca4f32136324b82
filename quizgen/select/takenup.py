"""For what “the lake”, “this theory”, “the company” stands: the name or the term told of before, or nothing where that is not sure."""

import re

from quizgen.grammar import Tree, tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Kind, Mention, Name, Sentence, Statement
from quizgen.select.antecedents import (
    is_common,
    is_many,
    subject_of,
    takes_the,
    uncapitalised,
    with_article,
    with_its_of,
)
from quizgen.select.context import Context
from quizgen.select.reference import says_what_always_holds
from quizgen.select.wordlists import BODIES

EVENTS = frozenset({"noun.act", "noun.event"})


def what_is_taken_up(index: int, statement: Statement, context: Context) -> str:
    """The name or term for which “the lake”, “this theory” stands, with its article; nothing where that is not sure."""
    sentence, noun = statement.sentence, tree_of(statement.sentence)[index]
    if noun.tag == "NN":
        found = _named_after(noun.lemma, sentence, context) or _of_that_sort(noun.lemma, sentence, context)
        if found is not None:
            name, told = found.text, any(form in statement.text for form in found.forms)
        elif _is_the_topic(noun.text, sentence, context):
            name, told = context.topic, context.topic.lower() in statement.text.lower()
        else:
            name, told = "", False
        if name:
            return "" if told else f"the {name}" if takes_the(name, context) else name
    points = tree_of(sentence)[index - 1].text.lower() != "the"
    text = _told_before(index, statement, context) if points else ""
    return "" if text.removeprefix("the ").lower() in statement.text.lower() else text


# Words before a noun that do not tell of what kind it is.
NO_KIND = frozenset("other many such different several certain same new first second third fourth fifth final last next own whole".split())


# Zipf frequency from which a word is said of too much to be what another stands for.
SAID_OF_ALL = 4.5


# Through so many sentences “this disorder” is followed back to the disorder.
NEAR = 3


def _told_before(index: int, statement: Statement, context: Context) -> str:
    """“Antisocial personality disorder” for “this disorder”: the last thing told of by that very noun, if it is but one."""
    noun = tree_of(statement.sentence)[index]
    earlier, steps = context.before(statement.sentence), 0
    while earlier is not None and steps < NEAR:
        tree = tree_of(earlier)
        heads = [i for i, token in enumerate(tree.tokens) if token.pos in {"NOUN", "PROPN"} and token.lemma.lower() == noun.lemma.lower()]
        told = [i for i in heads if not _only_points(tree, i)]
        if told:
            texts = {_in_words(i, earlier, noun.tag, says_what_always_holds(statement), noun.text if is_many(noun.tag) else "") for i in told if tree[i].dep != "compound"}
            return texts.pop() if len(texts) == 1 else ""
        if not heads and steps == 0 and (called := _called_so(noun.lemma, noun.tag, earlier, context)):
            return called
        earlier, steps = context.before(earlier), steps + 1
    return ""


def _only_points(tree: Tree, index: int) -> bool:
    """“This disorder”, “the disorder”, which say no more of it."""
    below = tree.children(index)
    return len(below) == 1 and tree[below[0]].text.lower() in {"this", "these", "the"}


def _of_them_all(one: Mention, tree: Tree, plural: str) -> str:
    """“Merkel cells” for “these cells”, after “a Merkel cell”: what is told of one holds of all."""
    first, before = tree[one.start], tree[one.start - 1].text.lower() if one.start else ""
    told = before in {"a", "an"} and first.tag not in {"JJR", "JJS", "CD"} and first.text.lower() not in NO_KIND and tree[one.head].tag == "NN"
    return f"{' '.join(one.text.split()[:-1])} {plural}" if told and one.end == one.head + 1 else ""


def _in_words(index: int, sentence: Sentence, tag: str, any_one: bool, plural: str = "") -> str:
    """What is named by that noun in its own words, of the same number; nothing where these do not tell it from others."""
    tree = tree_of(sentence)
    mention = next((m for m in sentence.mentions if m.head == index), None)
    if mention is None or mention.kind is Kind.PERSON or len(mention.text.split()) < 2:
        return ""
    first = tree[mention.start]
    if is_many(tree[index].tag) != is_many(tag):
        return _of_them_all(mention, tree, plural) if plural else ""
    if first.tag in {"JJR", "JJS", "CD", "PRP$", "VBG"} or first.text.lower() in NO_KIND:
        return ""
    before = tree[mention.start - 1] if mention.start else None
    text = uncapitalised(mention.text) if is_common(tree, mention.start) else mention.text
    if before is not None and before.text.lower() == "the":
        return f"the {text}"
    if before is not None and before.text.lower() in {"a", "an"}:
        return f"{before.text.lower()} {text}" if any_one else ""
    owned = before is not None and (before.pos in {"DET", "NUM", "ADJ", "ADV", "PRON", "PROPN"} or before.tag in {"POS", "VBG", "VBN"} or before.text in "“‘\"'")
    bare = tag == "NN" and tree[index].dep == "pobj" and lexicon().is_countable(tree[index].lemma)  # “in modern form”
    return "" if owned or bare else text


def _called_so(noun: str, tag: str, sentence: Sentence, context: Context) -> str:
    """“Insulin” for “this hormone”: the subject of the sentence before, or a name there, when it alone is one."""
    tree = tree_of(sentence)
    if tag != "NN":
        return ""
    subject = subject_of(sentence)
    alike = [m for m in sentence.mentions if _is_one(noun, m.text)]
    if subject is not None and alike == [subject] and subject.kind is not Kind.PERSON and tree[subject.head].tag in {"NN", "NNP"}:
        common = lexicon().zipf(subject.text.lower()) > SAID_OF_ALL and not subject.text[:1].isupper()
        return "" if common else with_article(subject, tree, context)
    named = [m for m in sentence.mentions if tree[m.head].pos == "PROPN" and m.kind in THINGS and _is_called_one(noun, m, tree)]
    others = any(token.pos == "NOUN" and (token.lemma == noun or lexicon().is_hypernym(noun, token.lemma)) for token in tree.tokens)
    return with_article(with_its_of(named[0], tree), tree, context) if len(named) == 1 and not others else ""


# What a name may be of, where “this treaty”, “this war” takes it up.
THINGS = frozenset({Kind.EVENT, Kind.WORK, Kind.ORGANISATION, Kind.PLACE})


def _is_called_one(noun: str, mention: Mention, tree: Tree) -> bool:
    """“The First Treaty of Fort Laramie” for “this agreement”: by what it is known for, or by the noun in its own name."""
    own = tree[mention.head].text.lower()
    return _is_one(noun, mention.text) or own == noun or lexicon().is_hypernym(noun, own)


def _is_one(noun: str, text: str) -> bool:
    """Whether what the text names is one: a city, a hormone."""
    return noun in lexicon().class_of(text) or lexicon().is_hypernym(noun, text.lower())


def _named_after(noun: str, sentence: Sentence, context: Context) -> Name | None:
    """The one thing the paragraph has named of whose name the noun is a part: “Maritime Museum” for “the museum”."""
    fitting = [
        name
        for name in context.analysis.names
        if name.kind not in {Kind.PERSON, Kind.GROUP}
        and " " in name.text
        and noun.capitalize() in (name.text.split()[0], name.text.split()[-1])
    ]
    if len(fitting) != 1 or re.search(rf"\b(any|every|each|an?) {re.escape(fitting[0].text)}", context.analysis.article.text):
        return None  # “any British City” names none
    here, sentences = context.index(sentence), context.analysis.sentences
    told = any(place < here and sentences[place].paragraph == sentence.paragraph for place in fitting[0].sentences)
    return fitting[0] if told else None


def _of_that_sort(noun: str, sentence: Sentence, context: Context) -> Name | None:
    """The subject of the sentence before, when it is the only thing named there that can be called so."""
    if noun in BODIES and (main := _main_body(sentence, context)) is not None:
        return main
    previous = context.before(sentence)
    if previous is None:
        return None
    tree = tree_of(previous)
    subject = tree.subject(tree.root)
    names = {mention.head: context.name_of(mention) for mention in previous.mentions}
    name = names.get(subject) if subject is not None else None
    if name is None or name.trust < 0.6:
        return None
    if noun in BODIES and name.kind is Kind.ORGANISATION:
        rivals = [
            other for other in names.values() if other is not None and other.kind is name.kind and other is not name
        ]
        return None if rivals else name
    return name if noun in lexicon().class_of(name.text) else None


def _is_the_topic(noun: str, sentence: Sentence, context: Context) -> bool:
    """Whether “the city” is the one that the article is on: the paragraph has told of no other so far."""
    if noun not in context.topic_nouns or EVENTS & set(lexicon().lexnames(noun)[:1]):
        return False  # “the game” may be any that led to it
    here = context.index(sentence)
    for place, other in enumerate(context.analysis.sentences[: here + 1]):
        if other.paragraph != sentence.paragraph:
            continue
        tree = tree_of(other)
        if place < here and any(
            mention.kind is not Kind.PERSON and mention.text not in context.topic and noun in lexicon().class_of(mention.text)
            for mention in other.mentions
        ):
            return False
        for index, token in enumerate(tree.tokens):
            told = [tree[i].text.lower() for i in tree.children(index) if tree[i].tag != "POS"]
            bare = token.tag == "NN" and told in (["the"], ["this"])
            if token.lemma.lower() == noun and not bare and token.dep not in {"attr", "appos"} and token.pos == "NOUN":
                return False
    return True


# So many times as often as the next body must one be named for “the company” to mean it throughout.
FAR_AHEAD = 3


def _main_body(sentence: Sentence, context: Context) -> Name | None:
    """The company or club that the article is about, named before, and far more than any other."""
    bodies = [name for name in context.analysis.names if name.kind is Kind.ORGANISATION]
    if not bodies or bodies[0].trust < 0.6 or bodies[0].sentences[0] >= context.index(sentence):
        return None
    second = len(set(bodies[1].sentences)) if len(bodies) > 1 else 1
    return bodies[0] if len(set(bodies[0].sentences)) >= FAR_AHEAD * second else None
