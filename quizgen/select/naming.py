"""Whom and what a word means, named in its place: “Curie” in full, “he”, “the lake”, “this theory”; never where it is not sure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.grammar import SUBJECTS, Tree, starts_with_vowel, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import has_a_first_name, is_known_by
from quizgen.model import Kind, Mention, Name, Sentence, Statement
from quizgen.select.antecedents import person_meant, takes_the, thing_meant, things_meant
from quizgen.select.context import Context
from quizgen.select.pronouns import dangling_pronouns, is_a_person
from quizgen.select.reference import EVERYBODYS, is_ruled, vague_phrases
from quizgen.select.statement import replaced
from quizgen.select.takenup import what_is_taken_up
from quizgen.select.wordlists import HE, IT, SHE, THEY


def name_in_full(statement: Statement, context: Context) -> Statement:
    """A surname becomes the full name that the article gives elsewhere; once a statement."""
    seen: set[str] = set()
    for mention in statement.sentence.mentions:
        name = context.name_of(mention)
        if name is None or not (_may_be_a_person(name, context) or _is_short_for(mention.text, name.text)):
            continue
        after = statement.sentence.tokens[mention.end] if mention.end < len(statement.sentence.tokens) else None
        if any(char.isdigit() for char in name.text) or (after is not None and after.tag == "POS" and after.text in {"'", "’"}):
            continue  # “Genghis’ death”: of “Genghis Khan” it would be written otherwise
        if is_ruled(tree_of(statement.sentence), mention.head):
            continue  # “Countess of Lovelace”
        if re.fullmatch(rf"{re.escape(mention.text)} [IVX]+\.?", name.text):
            continue  # “Elizabeth” may be the first of them as well as “Elizabeth II”
        if name.kind is not Kind.PERSON and name.text.startswith(f"{mention.text} of "):
            continue  # “Huguenots of Guanabara” are some of the Huguenots
        if not _is_short_for(mention.text, name.text) and not _stands_for_the_person(statement.sentence, mention, name, context):
            continue
        tokens = list(range(mention.start, mention.end))
        if name.text in seen or mention.text == name.text or not statement.kept.issuperset(tokens):
            seen.add(name.text)
            continue
        seen.add(name.text)
        if len(name.text.split()) > 1 == len(mention.text.split()) and (
            name.text.lower().endswith(" " + mention.text.lower())
            or name.text.startswith(mention.text + " ")
            or _is_short_for(mention.text, name.text)
        ):
            bare = mention.text.isupper() and (not mention.start or statement.sentence.tokens[mention.start - 1].pos != "DET")
            full = f"the {name.text}" if bare and takes_the(name.text, context) else name.text
            statement = replaced(statement, tokens, full, f"“{mention.text}” named in full")
    return statement


def _may_be_a_person(name: Name, context: Context) -> bool:
    """The model may be of two minds; a first name tells, and a “he”."""
    human = has_a_first_name(name.text) or not context.human.isdisjoint(name.forms)
    return name.kind is Kind.PERSON or (name.kind is Kind.ORGANISATION and name.trust < 1 and human)


# Zipf frequency from which a surname calls its one great bearer to mind: Freud, Darwin; from the second on too many bear it
# (Collins, Ward), but for who ruled (Lincoln).
FAMOUS, COMMON = 3.4, 3.85
RULED = ("head of state", "president of the united states", "ruler", "king of england", "statesman")


def _stands_for_the_person(sentence: Sentence, mention: Mention, name: Name, context: Context) -> bool:
    """Not so: “Freud” where only Anna is named in full, “the Rankine cycle”, “Charles and Ray Eames”, “William of Ely”."""
    titled = name is context.hero or name.text.lower() in context.analysis.article.source.title.lower()
    beside = any(token.dep == "conj" and token.pos == "PROPN" and token.head == mention.head for token in sentence.tokens)
    how_often = lexicon().zipf(mention.text)
    great = FAMOUS <= how_often < COMMON or (how_often >= COMMON and bool(set(RULED) & set(lexicon().class_of(mention.text))))
    famous = great and is_known_by(mention.text) and not beside  # “Holmes and Rahe”
    if famous and not titled and not lexicon().is_synonym(mention.text, name.text):
        return False  # everybody knows one of that name, who may well be meant
    if lexicon().class_of(mention.text) and not is_known_by(mention.text) and "person" not in lexicon().class_of(mention.text):
        return False  # “Rhine”, “Islam”: a thing of that very name
    tokens = sentence.tokens
    head = tokens[mention.head]
    after = [token.text for token in tokens[mention.end : mention.end + 3]]
    modifies = head.dep in {"compound", "amod", "nmod"} and head.head >= mention.end
    goes_on = after[:1] == ["of"] or (after[:1] in (["and"], ["&"]) and all(word[:1].isupper() for word in after[1:]) and len(after) > 2)
    return not (modifies or goes_on)


def _is_short_for(short: str, name: str) -> bool:
    """“USI” of “University of Southern Indiana”, “Philo” of “Philo of Byzantium”."""
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    letters = short.isupper() and len(short) > 2 and short == initials and short not in name  # “BBC” is no “BBC Board of Control”
    return (letters and lexicon().zipf(short) < EVERYBODYS) or name.startswith(f"{short} of ")


def spell_out(statement: Statement, context: Context) -> Statement:
    """“The PNS” becomes “the peripheral nervous system” where the article says once what the letters stand for."""
    tree = tree_of(statement.sentence)
    for index in sorted(statement.kept):
        letters = tree[index].text
        full = context.spelled_out.get(letters)
        if full is None or lexicon().knows(letters) or full.lower() in statement.text.lower():
            continue
        if any(tree[i].text in {"-", "–", "/"} for i in (index - 1, index + 1) if 0 <= i < len(tree.tokens)):
            continue
        return _with_fitting_article(replaced(statement, [index], full, f"“{letters}” spelled out"), full)
    return statement


def _with_fitting_article(statement: Statement, full: str) -> Statement:
    """“An NFC team” becomes “a National Football Conference team”."""
    words = list(statement.words)
    for place, word in enumerate(words[1:], 1):
        before = words[place - 1]
        if word.text == full and word.token is None and before.text.lower() in {"a", "an"}:
            fitting = "an" if starts_with_vowel(full) else "a"
            words[place - 1] = replace(before, text=fitting.capitalize() if before.text[:1].isupper() else fitting)
    return replace(statement, words=tuple(words))


def name_the_subject(statement: Statement, context: Context) -> Statement:
    """A pronoun as subject becomes the one person or thing it can mean in this paragraph; else it stays."""
    tree = tree_of(statement.sentence)
    dangling = dangling_pronouns(statement)
    if not dangling:
        return statement
    index = _the_one_to_name(tree, dangling)
    token, word = tree[index], tree[index].text.lower()
    if word in HE | SHE and (token.dep in SUBJECTS or token.tag == "PRP$"):
        name = person_meant(statement.sentence, word, context)
        subject = tree.subject(tree.root)
        owns = name is context.hero and subject is not None and index in tree.subtree(subject)  # “Ann’s father died when Ann was nine”
        owns = owns and token.tag == "PRP$"
        if name is None or (not owns and _is_named_there(name, statement, context)) or _another_acts_first(tree, index):
            return statement
        if _stands_in_quotes(tree, index) or any(is_a_person(tree[i]) for i in statement.kept if i < index):
            return statement  # “gives the child a sense of safety as he explores”
        text = name.text + ("’s" if token.tag == "PRP$" else "")
        return replaced(statement, [index], text, f"“{word}” replaced by {name.text}")
    if word in {"it", "its"} and (token.dep in SUBJECTS or token.tag == "PRP$") and not _splits(tree, index):
        meant = thing_meant(statement.sentence, context)
        if meant and meant.removeprefix("the ").lower() not in statement.text.lower():
            text = meant + ("’s" if token.tag == "PRP$" else "")
            return replaced(statement, [index], text, f"“{word}” replaced by {meant}")
    if word in THEY and token.dep in SUBJECTS:
        meant = things_meant(statement.sentence, context)
        if meant:
            return replaced(statement, [index], meant, f"“{word}” replaced by {meant}")
    return statement


def _the_one_to_name(tree: Tree, dangling: Sequence[int]) -> int:
    """The first, or the subject where it means the same: “in his youth, he …”, “because of its size, it …”."""
    first, subject = dangling[0], tree.subject(tree.root)
    if subject is None or subject not in dangling or tree[first].dep in SUBJECTS:
        return first  # “it may be found …; it is …”
    said = {tree[first].text.lower(), tree[subject].text.lower()}
    return subject if any(said <= kind for kind in (HE, SHE, IT, THEY)) else first


def _is_named_there(name: Name, statement: Statement, context: Context) -> bool:
    """Whether the statement names the person anyway, and not just somebody else of that surname."""
    told = [context.name_of(mention) for mention in statement.sentence.mentions]
    others = {word for other in told if other is not None and other is not name for word in other.text.split()}
    return bool(set(name.text.split()) & set(re.findall(r"[\w’'-]+", statement.text)) - others)


def _stands_in_quotes(tree: Tree, index: int) -> bool:
    """“All the world’s his power house”: somebody’s own words, which stay as they are."""
    before = [token.text for token in tree.tokens[:index]]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _splits(tree: Tree, index: int) -> bool:
    """“It was Anna who taught him”: the sentence is split in two, and “it” stands for neither."""
    said = tree.children(tree[index].head, "attr") if tree[tree[index].head].lemma == "be" else []
    who = {tree[i].text.lower() for attribute in said for clause in tree.children(attribute, "relcl") for i in tree.children(clause)}
    return bool(who & {"who", "that", "whom"})


def _another_acts_first(tree: Tree, index: int) -> bool:
    """“Jochi died during his father’s life”: whoever it is that bears a name there, the pronoun may mean him."""
    return any(token.pos == "PROPN" and token.dep in SUBJECTS | {"poss", "appos"} for token in tree.tokens[:index])


def name_the_thing(statement: Statement, context: Context) -> Statement:
    """“The lake” becomes “Lake Constance”, “this theory” “the trichromatic theory”, where only one such thing can be meant."""
    tree = tree_of(statement.sentence)
    vague = set(vague_phrases(statement, context))
    for index in sorted(statement.kept):
        determiner = next(iter(tree.children(index, "det")), None)
        if determiner is not None and determiner < index - 1 and _is_said_before(determiner, index, statement, context):
            return replaced(statement, [determiner], "the", f"“{tree[determiner].text.lower()}” read as “the”")
        if tree[index].tag not in {"NN", "NNS"} or determiner is None or determiner != index - 1 or determiner not in statement.kept:
            continue
        points = tree[determiner].text.lower() in {"this", "these"}
        if not points and index not in vague and tree[index].text not in context.topic_nouns:
            continue
        owns = index + 1 < len(tree.tokens) and tree[index + 1].tag == "POS" and tree[index + 1].head == index
        told_more = [i for i in tree.children(index) if i != determiner and not (owns and i == index + 1)]
        if told_more and not (points and all(tree[i].dep == "prep" and i > index for i in told_more)):
            continue
        text = what_is_taken_up(index, statement, context)
        if told_more and text.removeprefix("the ")[:1].isupper():
            continue  # “this school of thought” is none that a name stands for
        if text and tree[index].tag == "NNS" and tree[tree[index].head].text.lower() == "of" and not text.startswith("the "):
            text = f"the {text}"  # “each of the personality traits”
        if text:
            noun = f"{tree[determiner].text.lower()} {tree[index].text}"
            return replaced(statement, [determiner, index], text, f"“{noun}” replaced by {text.removeprefix('the ')}")
    return statement


def _is_said_before(determiner: int, index: int, statement: Statement, context: Context) -> bool:
    """“This Greek abacus”, where the sentence before tells of “the Greek abacus”: it says itself which one."""
    tree, earlier = tree_of(statement.sentence), context.before(statement.sentence)
    if tree[determiner].text.lower() not in {"this", "these"} or determiner not in statement.kept or earlier is None:
        return False
    phrase = [tree[i].text.lower() for i in range(determiner + 1, index + 1)]
    named = any(tree[i].pos == "PROPN" or tree[i].entity for i in range(determiner + 1, index))
    words = [token.text.lower() for token in earlier.tokens]
    return named and any(words[place : place + len(phrase)] == phrase for place in range(len(words)))
