"""What a “he”, “it” or “they” goes back to in the sentences before it: a name or a phrase, or nothing where that is not sure.

Who or what a text tells of stays so for as long as it is the subject of its sentences (centring: Grosz, Joshi &
Weinstein 1995); all else here says when that can be relied upon.
"""

import re
from dataclasses import replace
from itertools import pairwise

from quizgen.grammar import SUBJECTS, Tree, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import is_known_by
from quizgen.model import Kind, Mention, Name, Sentence
from quizgen.select.context import Context
from quizgen.select.wordlists import HE, IT, SHE, THEY

HIS_OR_HER = frozenset({"his", "her"})
# Through how many sentences a pronoun is followed back to a name.
LONGEST_CHAIN = 6
# Clauses within another one: what is a subject there is not what the sentence is about.
INNER = frozenset({"relcl", "acl", "advcl", "pcomp", "csubj"})
# A phrase of more words is not said again.
LONGEST_NAMED_AGAIN = 6
# Zipf frequency from which a bare word tells too little by itself.
COMMON = 4.0
# Men and women of a family, by the “her” or “his” whom they are family to.
KIN = {
    "she": frozenset("father brother husband son uncle grandfather nephew fiancé".split()),
    "he": frozenset("mother sister wife daughter aunt grandmother niece fiancée".split()),
}


def person_meant(sentence: Sentence, pronoun: str, context: Context) -> Name | None:
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
            if hero is not None and (persons[0] is hero) != (gender == context.hero_pronoun):
                return None  # the hero may be meant all the same; and no “she” means a man
            return persons[0] if _is_leading(persons[0], earlier, context) and persons[0].trust >= 0.6 else None
        if not any(token.text.lower() in (HE | SHE) for token in earlier.tokens):
            break
        earlier, steps = context.before(earlier), steps + 1
    if hero is not None and gender == context.hero_pronoun and not _others_near(sentence, hero, context):
        return hero
    return _only_one_told_of(sentence, gender, context) if hero is None else None


def _is_known_alone(name: str) -> bool:
    """“Comte”, “Galileo”; not “Burger”, though one was chief justice."""
    return is_known_by(name) and set(lexicon().lexnames(name.lower())[:1]) <= {"noun.person"}


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

    Where nothing stands before it, a life’s “he” is its hero.
    """
    earlier, steps = context.before(sentence), 0
    while earlier is not None and steps < LONGEST_CHAIN:
        tree = tree_of(earlier)
        subject = leading_subject(tree)
        named = [m for m in earlier.mentions if _names_the_hero(m, hero, context)]
        if subject is None:
            return bool(named) and context.persons(earlier) == [hero]
        # A long bracket after the name (“Jerome (Latin: …) was”) hides from the parser that it is the subject.
        leading = [m.head for m in named if m.head == subject or m.start == 0 or _leads_a_clause(tree, m.head)]
        if leading:
            return not _another_acts_after(tree, max(leading), hero)
        if not _is_told_beside_the_hero(tree, subject, earlier, hero, context):
            return False
        earlier, steps = context.before(earlier), steps + 1
    return earlier is None


def _another_acts_after(tree: Tree, place: int, hero: Name) -> bool:
    """“Homer tells of the wounded Achilles: the hero Asteropaeus challenged him”: the next “he” may be the last to act."""
    return any(
        token.dep in SUBJECTS
        and (token.pos == "PROPN" or _is_some_person(token.lemma))
        and token.text not in hero.text.split()
        and tree[token.head].dep not in INNER
        for token in tree.tokens[place + 1 :]
    )


def _leads_a_clause(tree: Tree, index: int) -> bool:
    """“…, and Albert went to school”: the subject of a main clause, or of one that leads in: “although Ann was ill, she …”."""
    verb = tree[index].head
    leads_in = tree[verb].dep == "advcl" and verb < tree.root
    return tree[index].dep in SUBJECTS and (leads_in or (tree[verb].dep == "conj" and tree[verb].head == tree.root))


def _names_the_hero(mention: Mention, hero: Name, context: Context) -> bool:
    """By any of the hero’s names: “Aldous”, “Aldous Leonard Huxley”."""
    if context.name_of(mention) is hero:
        return True
    words, of_the_hero = set(mention.text.split()), set(hero.text.split())
    return mention.kind is Kind.PERSON and (words <= of_the_hero or of_the_hero < words)


def _is_told_beside_the_hero(tree: Tree, subject: int, sentence: Sentence, hero: Name, context: Context) -> bool:
    """“She …”, “her work …”, “her father …”: who comes after is the hero still; so after a thing, where no one else is named."""
    word = tree[subject].text.lower()
    if word in HE | SHE | THEY | IT:
        return word == context.hero_pronoun
    owned = any(tree[i].text.lower() in HIS_OR_HER for i in tree.children(subject, "poss"))
    if _is_some_person(tree[subject].lemma):
        return owned and tree[subject].lemma in KIN[context.hero_pronoun]
    if owned:
        return True
    if tree[subject].entity in {"PERSON", "NORP"}:
        return False
    # A woman’s life seldom says “she” of another; of a man’s, “he” may be anybody.
    return context.hero_pronoun == "she" or all(name is hero for name in context.persons(sentence))


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


def leading_subject(tree: Tree) -> int | None:
    """What the sentence is about: the first subject of a clause that stands in no other; the parser may have hung it askew."""
    for index, token in enumerate(tree.tokens):
        if token.dep in SUBJECTS and tree[token.head].dep not in INNER and (tree[token.head].dep != "ccomp" or token.head < tree.root):
            return index
    return next((i for i, token in enumerate(tree.tokens) if token.dep in SUBJECTS), None)


def thing_meant(sentence: Sentence, context: Context) -> str:
    """What an “it” that leads the sentence is: the subject of the one before, or what the article is on."""
    previous = _before_the_chain(sentence, context, "it")
    if previous is None:
        return topic_named(context) if _tells_of_the_topic(sentence, context) else ""
    mention = _led_by(previous)
    if mention is None or tree_of(previous)[mention.head].tag not in {"NN", "NNP"}:
        return ""
    tree, subject = tree_of(previous), mention.head
    if mention.text in context.human:
        return ""
    # Whatever the model calls the Rhine, “it” is no person.
    titled = tree[subject].text.lower() in context.title_words and context.hero is None
    if (mention.start and tree[mention.start - 1].pos in {"CCONJ", "PROPN"}) or (not titled and (mention.kind is Kind.PERSON or tree[subject].entity in {"PERSON", "NORP", "DATE"})):
        return ""
    if not titled and _is_all_there_is(tree, subject, previous):
        return _said_again(mention, tree, context)
    weight = context.analysis.weights.get(tree[subject].lemma.lower(), 0.0)
    topical = titled or weight >= 0.5
    named = mention.kind in {Kind.PLACE, Kind.ORGANISATION, Kind.WORK, Kind.EVENT} or tree[subject].pos == "PROPN"
    rivals = [m for m in previous.mentions if m is not mention and m.kind is mention.kind and m.kind is not Kind.TERM]
    others = [m for m in previous.mentions if m is not mention and tree[m.head].tag in {"NN", "NNP"} and m.kind is not Kind.DATE]
    if not (topical or named) or ((rivals or others) and not topical) or (
        not titled and _has_a_rival_object(tree, subject)
    ):
        return ""
    return with_article(mention, tree, context)


def _led_by(sentence: Sentence) -> Mention | None:
    """Its subject; of “the panda has a long tail; it is roughly …” the one that “it” takes up."""
    tree = tree_of(sentence)
    subject, leading = tree.subject(tree.root), leading_subject(tree)
    if subject is None or leading is None or tree[subject].text.lower() not in IT:
        return subject_of(sentence)
    return next((mention for mention in sentence.mentions if mention.head == leading), None)


def topic_named(context: Context) -> str:
    """What the article is on, with its article: “the aardwolf”, “Aruba”; nothing where it is on many things."""
    topic = context.topic
    if not topic or (topic.endswith("s") and not topic.endswith("ss")):
        return ""
    return f"the {topic}" if takes_the(topic, context) else topic


def _tells_of_the_topic(sentence: Sentence, context: Context) -> bool:
    """Whether the sentences before it in its paragraph are about what the article is on: “it …”, “its teeth …”.

    Where it begins a paragraph, the last of the paragraph before must name the topic, or say “it”, as its subject.
    """
    earlier = context.before(sentence)
    if earlier is None:
        last = context.previous(sentence)
        subject = leading_subject(tree_of(last)) if last is not None else None
        return last is not None and subject is not None and (_is_of_it(tree_of(last), subject) or _is_the_topic(last, subject, context))
    for _ in range(LONGEST_CHAIN):
        if earlier is None:
            return True
        tree = tree_of(earlier)
        subject = leading_subject(tree)
        if subject is None or not _is_of_it(tree, subject):
            return False
        earlier = context.before(earlier)
    return False


def _is_the_topic(sentence: Sentence, subject: int, context: Context) -> bool:
    return any(m.head == subject and m.text.lower() == context.topic.lower() for m in sentence.mentions)


def _is_of_it(tree: Tree, subject: int) -> bool:
    """“It”, “its teeth”; and “the teeth are small, and its …”, since many teeth are no “it”."""
    if tree[subject].text.lower() == "it" or any(tree[i].text.lower() == "its" for i in tree.children(subject, "poss")):
        return True
    return is_many(tree[subject].tag) and any(token.text.lower() in IT for token in tree.tokens)


def _is_all_there_is(tree: Tree, subject: int, sentence: Sentence) -> bool:
    """“The cytoplasm is the region …”, “the skin is made of …”: nothing but the subject takes part, so “it” is that."""
    if tree.subject(tree.root) != subject or tree[subject].tag not in {"NN", "NNP"} or tree.children(subject, "conj", "relcl"):
        return False
    verbs = [tree.root, *(i for i in tree.children(tree.root, "conj") if tree[i].pos in {"VERB", "AUX"})]
    if any(tree[i].dep in SUBJECTS and i != subject for i in range(len(tree.tokens))):
        return False
    states = tree[tree.root].lemma == "be" or bool(tree.children(tree.root, "auxpass"))
    return states and not any(tree.children(verb, "dobj", "dative", "oprd") for verb in verbs)


def _said_again(mention: Mention, tree: Tree, context: Context) -> str:
    """“The deeper layer of skin”: the phrase with what belongs to it by “of”, when it is short and says which one."""
    whole = with_its_of(mention, tree)
    tells = whole is not mention or _tells_itself(mention, tree)
    return with_article(whole, tree, context) if tells and len(whole.text.split()) <= LONGEST_NAMED_AGAIN else ""


def with_its_of(mention: Mention, tree: Tree) -> Mention:
    """“The First Treaty | of Fort Laramie”, “the deeper layer | of skin”: the mention with what belongs to it by “of”."""
    for i in tree.children(mention.head, "prep"):
        below = tree.subtree(i)
        if i == mention.end and tree[i].text.lower() == "of" and below == list(range(i, below[-1] + 1)):
            words = tree.tokens[i : below[-1] + 1]
            text = "".join(token.text + " " * (token.span.end < after.span.start) for token, after in pairwise(words)) + words[-1].text
            return replace(mention, text=f"{mention.text} {text}", end=below[-1] + 1)
    return mention


def _tells_itself(mention: Mention, tree: Tree) -> bool:
    """A name, or a term of its own: not “the book”, of which there are many."""
    if tree[mention.head].pos == "PROPN" or " " in mention.text:
        return True
    return lexicon().zipf(mention.text.lower()) < COMMON


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
        subject = leading_subject(tree)
        if subject is None or not (tree[subject].text.lower() == pronoun or (pronoun == "it" and _is_of_it(tree, subject))):
            return earlier
        earlier, steps = context.before(earlier), steps + 1
    return None


def subject_of(sentence: Sentence | None) -> Mention | None:
    """What is mentioned as the subject of a sentence."""
    if sentence is None:
        return None
    tree = tree_of(sentence)
    subject = tree.subject(tree.root)
    return next((mention for mention in sentence.mentions if mention.head == subject), None)


def things_meant(sentence: Sentence, context: Context) -> str:
    """What a “they” that leads the sentence is: the many that are the subject of the one before, or the two named there."""
    previous = _before_the_chain(sentence, context, "they")
    if previous is None:
        return _all_of_the_topic(sentence, context)
    mention = subject_of(previous)
    if mention is None:
        return ""
    tree, subject = tree_of(previous), mention.head
    if tree.children(subject, "conj") and mention.kind is Kind.PERSON:
        return _both_named(mention, previous)
    if not is_many(tree[subject].tag):
        return ""
    bare = not tree.children(subject, "prep", "relcl", "acl", "poss", "det", "conj", "nummod")
    people = mention.kind is Kind.GROUP and not tree.children(subject, "prep", "relcl", "acl", "conj", "nummod")
    topical = context.analysis.weights.get(tree[subject].lemma.lower(), 0.0) >= 0.5
    if not (people or (bare and topical)):
        return ""
    others = [m for m in previous.mentions if m.head != subject and is_many(tree[m.head].tag) and (not people or _are_people(m, tree))]
    if (others and tree[subject].lemma not in context.title_words) or mention.text.lower() == "people":
        return ""  # “many people”, “most people”: not all of them
    if people and mention.start and tree[mention.start - 1].text.lower() == "the":
        return f"the {mention.text}"
    return uncapitalised(mention.text) if is_common(tree, mention.start) else mention.text


# So often must a text speak of “red pandas” for a “they” that begins a paragraph to be them.
OFTEN_MANY = 3


def _all_of_the_topic(sentence: Sentence, context: Context) -> str:
    """“Red pandas”, in a text on the red panda, for a “they” that follows only on them or on another “they”."""
    many = lexicon().plural(context.topic) if context.topic and context.topic[0].islower() else ""
    if not many or len(re.findall(rf"\b{re.escape(many)}\b", context.analysis.article.text, re.IGNORECASE)) < OFTEN_MANY:
        return ""
    last = context.previous(sentence)
    subject = leading_subject(tree_of(last)) if last is not None else None
    if last is None or subject is None:
        return ""
    tree = tree_of(last)
    theirs = tree[subject].text.lower() == "they" or any(tree[i].text.lower() == "their" for i in tree.children(subject, "poss"))
    named = any(mention.head == subject and mention.text.lower() == many.lower() for mention in last.mentions)
    return many if theirs or named else ""


def _are_people(mention: Mention, tree: Tree) -> bool:
    return mention.kind in {Kind.GROUP, Kind.PERSON} or _is_some_person(tree[mention.head].lemma)


def _both_named(first: Mention, sentence: Sentence) -> str:
    """“Leucippus and Democritus”, where these two are all the persons named."""
    tree = tree_of(sentence)
    persons = [m for m in sentence.mentions if m.kind is Kind.PERSON]
    if len(persons) != 2 or persons[0] is not first:
        return ""
    other = persons[1]
    joined = other.start == first.end + 1 and tree[first.end].text == "and" and tree[other.head].head == first.head
    return f"{first.text} and {other.text}" if joined else ""


def with_article(mention: Mention, tree: Tree, context: Context) -> str:
    """The mention as it would be named again, with its “the”; nothing where it needs more words to tell which one."""
    first = mention.start
    if first == 0 and takes_the(mention.text, context):
        return f"the {mention.text}"
    if is_common(tree, first) and (first == 0 or tree[first - 1].text.lower() not in {"the", "a", "an"}):
        return ""  # “Newcomen’s engine”: by itself it says too little
    if first and tree[first - 1].text.lower() in {"a", "an"}:
        return ""  # “a machine”: which one “it” then is, would have to be told anew
    text = uncapitalised(mention.text) if is_common(tree, first) else mention.text
    return f"the {text}" if first and tree[first - 1].text.lower() == "the" else text


def takes_the(name: str, context: Context) -> bool:
    """“The Rhine”, “the Sorbonne”: so it is mostly written, though “the Warsaw metro” is too."""
    bare = rf"{re.escape(name)}(?! [A-Z])(?![\w’'-])"
    article = context.analysis.article.text
    return 2 * len(re.findall(rf"\b[Tt]he (?:[\w-]+ )?{bare}", article)) > len(re.findall(rf"\b{bare}", article))


def uncapitalised(text: str) -> str:
    """With a small first letter."""
    return text[:1].lower() + text[1:]


def is_common(tree: Tree, index: int) -> bool:
    """No name."""
    return tree[index].pos not in {"PROPN"} and not tree[index].text.isupper()


def is_many(tag: str) -> bool:
    """A plural."""
    return tag in {"NNS", "NNPS"}
