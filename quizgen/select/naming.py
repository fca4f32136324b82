"""Whom and what a word means, named in its place: “Curie” in full, “he”, “the lake”, “this theory”; never where it is not sure."""

import re
from dataclasses import replace

from quizgen.grammar import SUBJECTS, Tree, starts_with_vowel, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import has_a_first_name, is_known_by
from quizgen.model import Kind, Mention, Name, Sentence, Statement
from quizgen.select.context import Context
from quizgen.select.reference import EVERYBODYS, dangling_pronouns, says_what_always_holds, vague_phrases
from quizgen.select.statement import replaced
from quizgen.select.wordlists import BODIES, HE, SHE, THEY

EVENTS = frozenset({"noun.act", "noun.event"})
HIS_OR_HER = frozenset({"his", "her"})
# Through how many sentences a “he” is followed back to the name.
LONGEST_CHAIN = 6


def name_in_full(statement: Statement, context: Context) -> Statement:
    """A surname becomes the full name that the article gives elsewhere; once a statement."""
    seen: set[str] = set()
    for mention in statement.sentence.mentions:
        name = context.name_of(mention)
        if name is None or not (_may_be_a_person(name) or _is_short_for(mention.text, name.text)):
            continue
        after = statement.sentence.tokens[mention.end] if mention.end < len(statement.sentence.tokens) else None
        if any(char.isdigit() for char in name.text) or (after is not None and after.tag == "POS" and after.text in {"'", "’"}):
            continue  # “Genghis’ death”: of “Genghis Khan” it would be written otherwise
        if re.fullmatch(rf"{re.escape(mention.text)} [IVX]+", name.text):
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
            full = f"the {name.text}" if bare and _takes_the(name.text, context) else name.text
            statement = replaced(statement, tokens, full, f"“{mention.text}” named in full")
    return statement


def _may_be_a_person(name: Name) -> bool:
    """The model may be of two minds; a first name tells."""
    return name.kind is Kind.PERSON or (name.kind is Kind.ORGANISATION and name.trust < 1 and has_a_first_name(name.text))


# Zipf frequency from which a surname calls its one great bearer to mind: Freud, Darwin.
FAMOUS = 3.4


def _stands_for_the_person(sentence: Sentence, mention: Mention, name: Name, context: Context) -> bool:
    """Not so: “Freud” where only Anna is named in full, “the Rankine cycle”, “Charles and Ray Eames”, “William of Ely”."""
    titled = name is context.hero or name.text.lower() in context.analysis.article.source.title.lower()
    famous = is_known_by(mention.text) and lexicon().zipf(mention.text) >= FAMOUS
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
    index = dangling[0]
    token, word = tree[index], tree[index].text.lower()
    if word in HE | SHE and (token.dep in SUBJECTS or token.tag == "PRP$"):
        name = _person_meant(statement.sentence, word, context)
        if name is None or set(name.text.split()) & set(re.findall(r"[\w’'-]+", statement.text)) or _another_acts_first(tree, index):
            return statement
        if _stands_in_quotes(tree, index):
            return statement
        text = name.text + ("’s" if token.tag == "PRP$" else "")
        return replaced(statement, [index], text, f"“{word}” replaced by {name.text}")
    if word in {"it", "its"} and (token.dep in SUBJECTS or token.tag == "PRP$") and not _splits(tree, index):
        meant = _thing_meant(statement.sentence, context)
        if meant:
            text = meant + ("’s" if token.tag == "PRP$" else "")
            return replaced(statement, [index], text, f"“{word}” replaced by {meant}")
    if word in THEY and token.dep in SUBJECTS:
        meant = _things_meant(statement.sentence, context)
        if meant:
            return replaced(statement, [index], meant, f"“{word}” replaced by {meant}")
    return statement


def _is_known_alone(name: str) -> bool:
    """“Comte”, “Galileo”; not “Burger”, though one was chief justice."""
    return is_known_by(name) and set(lexicon().lexnames(name.lower())[:1]) <= {"noun.person"}


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


def _person_meant(sentence: Sentence, pronoun: str, context: Context) -> Name | None:
    """The only person named in the sentence before (or, of a biography, its hero when nobody else is near)."""
    gender = "she" if pronoun in SHE else "he"
    hero = context.hero
    if hero is not None and gender == context.hero_pronoun and _hero_stays_the_subject(sentence, hero, context):
        return hero
    steps, earlier = 0, context.before(sentence)
    while earlier is not None and steps < 3:
        named = context.persons(earlier)
        persons = [name for name in named if " " in name.text or name is hero] or [name for name in named if _is_known_alone(name.text)]
        if len(persons) > 1:
            return None
        if persons == [hero] and gender == context.hero_pronoun:
            return hero
        if persons:
            if hero is not None and persons[0] is not hero and gender == context.hero_pronoun:
                return None  # the hero may be meant all the same
            return persons[0] if _is_leading(persons[0], earlier, context) and persons[0].trust >= 0.6 else None
        if not any(token.text.lower() in (HE | SHE) for token in earlier.tokens):
            break
        earlier, steps = context.before(earlier), steps + 1
    if hero is not None and gender == context.hero_pronoun and not _others_near(sentence, hero, context):
        return hero
    return _only_one_told_of(sentence, gender, context) if hero is None else None


def _only_one_told_of(sentence: Sentence, gender: str, context: Context) -> Name | None:
    """The one person, in full, that the paragraph has named so far, where it has said “he” (or “she”) of nobody else."""
    earlier = [s for s in context.analysis.sentences[: context.index(sentence)] if s.paragraph == sentence.paragraph]
    persons = {name.text: name for other in earlier for name in context.persons(other)}
    other_gender = HE if gender == "she" else SHE
    mixed = any(token.text.lower() in other_gender for other in (*earlier, sentence) for token in other.tokens)
    if len(persons) != 1 or mixed or context.persons(sentence):
        return None
    name = next(iter(persons.values()))
    known = {word for full in persons for word in full.split()}
    others = any(
        token.pos == "PROPN" and token.dep in SUBJECTS and token.text not in known for other in (*earlier, sentence) for token in other.tokens
    )
    people = others or any(_is_some_person(token.lemma) for other in earlier for token in other.tokens if token.tag == "NN" and token.dep in SUBJECTS)
    return name if " " in name.text and name.trust >= 0.6 and not people else None


def _is_some_person(lemma: str) -> bool:
    return "noun.person" in lexicon().lexnames(lemma)[:1]


def _hero_stays_the_subject(sentence: Sentence, hero: Name, context: Context) -> bool:
    """Of a life: the sentences before it in the paragraph are, one after the other, about the hero.

    Where nothing stands before it, a life’s “he” is its hero; and who is told of stays so for as long as he is the subject
    (centring: Grosz, Joshi & Weinstein 1995).
    """
    earlier, steps = context.before(sentence), 0
    while earlier is not None and steps < LONGEST_CHAIN:
        tree = tree_of(earlier)
        subject = tree.subject(tree.root)
        if subject is None:
            return False
        # A long bracket after the name (“Jerome (Latin: …) was”) hides from the parser that it is the subject.
        if any((m.head == subject or m.start == 0) and context.name_of(m) is hero for m in earlier.mentions):
            return True
        owned = any(tree[i].text.lower() in HIS_OR_HER for i in tree.children(subject, "poss"))
        if tree[subject].text.lower() != context.hero_pronoun and not (owned and not _is_some_person(tree[subject].lemma)):
            return False
        earlier, steps = context.before(earlier), steps + 1
    return earlier is None


def _is_leading(name: Name, sentence: Sentence, context: Context) -> bool:
    """Whether the person is (part of) the subject of the sentence, or its only possible “he” or “she”."""
    tree = tree_of(sentence)
    subject = tree.subject(tree.root)
    heads = [mention.head for mention in sentence.mentions if context.name_of(mention) is name]
    if subject is None:
        return False
    in_subject = set(tree.subtree(subject))
    return any(head in in_subject for head in heads)


def _others_near(sentence: Sentence, hero: Name, context: Context) -> bool:
    near: Sentence | None = sentence
    steps = 0
    while near is not None and steps < 3:
        if any(name is not hero for name in context.persons(near)):
            return True
        near, steps = context.before(near), steps + 1
    return False


def _thing_meant(sentence: Sentence, context: Context) -> str:
    """The subject of the sentence before, when it is a name or the topic, singular, and no rival stands beside it."""
    previous = _before_the_chain(sentence, context, "it")
    mention = _subject_of(previous)
    if previous is None or mention is None or tree_of(previous)[mention.head].tag not in {"NN", "NNP"}:
        return ""
    tree, subject = tree_of(previous), mention.head
    # Whatever the model calls the Rhine, “it” is no person.
    titled = tree[subject].text.lower() in context.title_words and context.hero is None
    if (mention.start and tree[mention.start - 1].pos in {"CCONJ", "PROPN"}) or (not titled and (mention.kind is Kind.PERSON or tree[subject].entity in {"PERSON", "NORP", "DATE"})):
        return ""
    weight = context.analysis.weights.get(tree[subject].lemma.lower(), 0.0)
    topical = titled or weight >= 0.5
    named = mention.kind in {Kind.PLACE, Kind.ORGANISATION, Kind.WORK, Kind.EVENT} or tree[subject].pos == "PROPN"
    rivals = [m for m in previous.mentions if m is not mention and m.kind is mention.kind and m.kind is not Kind.TERM]
    others = [m for m in previous.mentions if m is not mention and tree[m.head].tag in {"NN", "NNP"} and m.kind is not Kind.DATE]
    if not (topical or named) or ((rivals or others) and not topical) or (
        not titled and _has_a_rival_object(tree, subject)
    ):
        return ""
    return _with_article(mention, tree, context)


def _has_a_rival_object(tree: Tree, subject: int) -> bool:
    """“NASA launched the spacecraft”: “it” may be either."""
    objects = [i for i in tree.children(tree[subject].head, "dobj", "dative", "oprd") if tree[i].tag in {"NN", "NNP"}]
    return any(
        tree[i].pos == "PROPN" or any(tree[k].text.lower() in {"the", "its", "this"} for k in tree.children(i))
        for i in objects
    )


def _before_the_chain(sentence: Sentence, context: Context, pronoun: str) -> Sentence | None:
    """The sentence before it, or, as long as the subject there is the same pronoun, the one before that."""
    earlier, steps = context.before(sentence), 0
    while earlier is not None and steps < LONGEST_CHAIN:
        tree = tree_of(earlier)
        subject = tree.subject(tree.root)
        if subject is None or tree[subject].text.lower() != pronoun:
            return earlier
        earlier, steps = context.before(earlier), steps + 1
    return None


def _subject_of(sentence: Sentence | None) -> Mention | None:
    """What is mentioned as the subject of a sentence."""
    if sentence is None:
        return None
    tree = tree_of(sentence)
    subject = tree.subject(tree.root)
    return next((mention for mention in sentence.mentions if mention.head == subject), None)


def _things_meant(sentence: Sentence, context: Context) -> str:
    previous = _before_the_chain(sentence, context, "they")
    mention = _subject_of(previous)
    if previous is None or mention is None or not _is_many(tree_of(previous)[mention.head].tag):
        return ""
    tree, subject = tree_of(previous), mention.head
    bare = not tree.children(subject, "prep", "relcl", "acl", "poss", "det", "conj", "nummod")
    topical = context.analysis.weights.get(tree[subject].lemma.lower(), 0.0) >= 0.5
    if not bare or not topical:
        return ""
    others = [m for m in previous.mentions if m.head != subject and tree[m.head].tag in {"NNS", "NNPS"}]
    if (others and tree[subject].lemma not in context.title_words) or mention.text.lower() == "people":
        return ""  # “many people”, “most people”: not all of them
    return _uncapitalised(mention.text) if _is_common(tree, mention.start) else mention.text


def _with_article(mention: Mention, tree: Tree, context: Context) -> str:
    first = mention.start
    if first == 0 and _takes_the(mention.text, context):
        return f"the {mention.text}"
    if _is_common(tree, first) and (first == 0 or tree[first - 1].text.lower() not in {"the", "a", "an"}):
        return ""  # “Newcomen’s engine”: by itself it says too little
    if first and tree[first - 1].text.lower() in {"a", "an"}:
        return ""  # “a machine”: which one “it” then is, would have to be told anew
    text = _uncapitalised(mention.text) if _is_common(tree, first) else mention.text
    return f"the {text}" if first and tree[first - 1].text.lower() == "the" else text


def _takes_the(name: str, context: Context) -> bool:
    """“The Rhine”, “the Sorbonne”: so it is mostly written, though “the Warsaw metro” is too."""
    bare = rf"{re.escape(name)}(?! [A-Z])(?![\w’'-])"
    article = context.analysis.article.text
    return 2 * len(re.findall(rf"\b[Tt]he (?:[\w-]+ )?{bare}", article)) > len(re.findall(rf"\b{bare}", article))


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _is_common(tree: Tree, index: int) -> bool:
    return tree[index].pos not in {"PROPN"} and not tree[index].text.isupper()


def name_the_thing(statement: Statement, context: Context) -> Statement:
    """“The lake” becomes “Lake Constance”, “this theory” “the trichromatic theory”, where only one such thing can be meant."""
    tree = tree_of(statement.sentence)
    vague = set(vague_phrases(statement, context))
    for index in sorted(statement.kept):
        determiner = next(iter(tree.children(index, "det")), None)
        if tree[index].tag not in {"NN", "NNS"} or determiner is None or determiner != index - 1 or determiner not in statement.kept:
            continue
        points = tree[determiner].text.lower() in {"this", "these"}
        if not points and index not in vague and tree[index].text not in context.topic_nouns:
            continue
        owns = index + 1 < len(tree.tokens) and tree[index + 1].tag == "POS" and tree[index + 1].head == index
        told_more = [i for i in tree.children(index) if i != determiner and not (owns and i == index + 1)]
        if told_more and not (points and all(tree[i].dep == "prep" and i > index for i in told_more)):
            continue
        text = _what_is_taken_up(index, statement, context)
        if told_more and text.removeprefix("the ")[:1].isupper():
            continue  # “this school of thought” is none that a name stands for
        if text and tree[index].tag == "NNS" and tree[tree[index].head].text.lower() == "of" and not text.startswith("the "):
            text = f"the {text}"  # “each of the personality traits”
        if text:
            noun = f"{tree[determiner].text.lower()} {tree[index].text}"
            return replaced(statement, [determiner, index], text, f"“{noun}” replaced by {text.removeprefix('the ')}")
    return statement


def _what_is_taken_up(index: int, statement: Statement, context: Context) -> str:
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
            return "" if told else f"the {name}" if _takes_the(name, context) else name
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
            texts = {_in_words(i, earlier, noun.tag, says_what_always_holds(statement)) for i in told if tree[i].dep != "compound"}
            return texts.pop() if len(texts) == 1 else ""
        if not heads and steps == 0 and (called := _called_so(noun.lemma, noun.tag, earlier, context)):
            return called
        earlier, steps = context.before(earlier), steps + 1
    return ""


def _only_points(tree: Tree, index: int) -> bool:
    """“This disorder”, “the disorder”, which say no more of it."""
    below = tree.children(index)
    return len(below) == 1 and tree[below[0]].text.lower() in {"this", "these", "the"}


def _in_words(index: int, sentence: Sentence, tag: str, any_one: bool) -> str:
    """What is named by that noun in its own words, of the same number; nothing where these do not tell it from others."""
    tree = tree_of(sentence)
    mention = next((m for m in sentence.mentions if m.head == index), None)
    if mention is None or mention.kind is Kind.PERSON or len(mention.text.split()) < 2 or _is_many(tree[index].tag) != _is_many(tag):
        return ""
    first = tree[mention.start]
    if first.tag in {"JJR", "JJS", "CD", "PRP$", "VBG"} or first.text.lower() in NO_KIND:
        return ""
    before = tree[mention.start - 1] if mention.start else None
    text = _uncapitalised(mention.text) if _is_common(tree, mention.start) else mention.text
    if before is not None and before.text.lower() == "the":
        return f"the {text}"
    if before is not None and before.text.lower() in {"a", "an"}:
        return f"{before.text.lower()} {text}" if any_one else ""
    owned = before is not None and (before.pos in {"DET", "NUM", "ADJ", "ADV", "PRON", "PROPN"} or before.tag in {"POS", "VBG", "VBN"} or before.text in "“‘\"'")
    bare = tag == "NN" and tree[index].dep == "pobj" and lexicon().is_countable(tree[index].lemma)  # “in modern form”
    return "" if owned or bare else text


def _is_many(tag: str) -> bool:
    return tag in {"NNS", "NNPS"}


def _called_so(noun: str, tag: str, sentence: Sentence, context: Context) -> str:
    """“Insulin” for “this hormone”: the subject of the sentence before, when it alone is one."""
    tree = tree_of(sentence)
    mention = _subject_of(sentence)
    if mention is None or tag != "NN" or mention.kind is Kind.PERSON or tree[mention.head].tag not in {"NN", "NNP"}:
        return ""
    if lexicon().zipf(mention.text.lower()) > SAID_OF_ALL and not mention.text[:1].isupper():
        return ""
    alike = [m for m in sentence.mentions if _is_one(noun, m.text)]
    return _with_article(mention, tree, context) if alike == [mention] else ""


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
            bare = token.tag == "NN" and [tree[i].text.lower() for i in tree.children(index) if tree[i].tag != "POS"] == ["the"]
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
