"""Wrong terms: others of the article’s own terms, then words of the lexicon that stand beside the key."""

from quizgen.ask.distractors.checks import (
    bare,
    differs_in_article,
    differs_in_case,
    differs_in_digits,
    differs_in_length,
    is_in_the_stem,
    is_same_or_part,
    is_unfit,
)
from quizgen.ask.distractors.lexical import Scored, rank_distractors
from quizgen.grammar import is_explained, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.terms import times_met
from quizgen.model import Analysis, Candidate, Kind, Statement

WANTED = 3
LOOKED_AT = 40
# What a wrong option must promise (`lexical.Scored.score`); below it most are such as no pupil would choose.
PLAUSIBLE = 1.5
# Cosine of two heads from which, after the same first word, they mean the same: “circadian rhythm”, “circadian cycle”.
SAME_HEAD = 0.4
# From what cosine of word vectors a wrong option is near enough to be taken for the key; terms that the article explains
# are of one subject anyway.
NEAR, BY_SUBJECT = 0.5, 0.2
# Zipf frequency of a word that belongs to a subject, and in how many sentences a term is spoken of again.
SPECIAL, TWICE = 3.2, 2
# Zipf frequency of an everyday word, and by how much it may be more frequent than the key.
EVERYDAY, PLAINER = 4.8, 1.2
# Letters that words of one root share at least.
SAME_ROOT = 4
# How many senses of a word count as usual.
USUAL = 2


def terms_like(candidate: Candidate, analysis: Analysis) -> list[str]:
    """Up to three terms that fit the gap in grammar and sense and are wrong there."""
    key = candidate.answer.text
    if _is_an_unknown_name(candidate) or not _fields(key):
        return []
    stem = candidate.before + "____" + candidate.after
    if not is_explained(candidate):
        return []  # of a word used by the way, what stands beside it is absurd there or as right
    # Of a phrase it does not list, the lexicon knows only the last word.
    listed = " " not in key or lexicon().knows(key)
    ranked = rank_distractors(
        stem, key, article_terms=_article_terms(candidate, analysis), lexicon_too=listed, k=LOOKED_AT
    )
    same, explained = _said_to_be(key, analysis), explained_terms(analysis)
    taken: list[str] = []
    for scored in ranked:
        option = scored.text
        if len(taken) == WANTED or scored.score < PLAUSIBLE:
            break
        if candidate.beginning.strip() == "":
            option = option[:1].upper() + option[1:]
        if not _is_likely(scored, key, explained, candidate, analysis):
            continue
        if is_unfit(option) and not scored.from_article:
            continue
        if _is_refused(option, key, candidate, candidate.lead + stem) or any(is_same_or_part(option, other) for other in taken):
            continue
        if bare(option) in same or any(lexicon().related_as_same(option, other) for other in taken):
            continue
        taken.append(option)
    if not listed and sum(_is_of_one_family(option, key) for option in taken) < 2:
        return []
    return taken


def _is_likely(option: Scored, key: str, explained: frozenset[str], candidate: Candidate, analysis: Analysis) -> bool:
    """Of the sorts that were found plausible more often than not when options were judged one by one.

    Another term that the article explains (62 %), one that it keeps speaking of (56 %), a special word near in meaning
    (56 %), one of the same family (62 %); of all others about one in five was.
    """
    if _lacks_its_article(option.text, candidate):
        return False
    text = option.text.lower()
    if text in explained and option.nearness >= BY_SUBJECT:
        return True
    if option.nearness < NEAR:
        return _is_of_one_family(option.text, key)
    return times_met(text, analysis) >= TWICE or lexicon().zipf(text) < SPECIAL


def _lacks_its_article(option: str, candidate: Candidate) -> bool:
    """“Stereotype is a negative attitude”: what can be counted needs an article, and the stem has none."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    bare_key = tree[head].tag == "NN" and not tree.children(head, "det", "poss", "nummod")
    known = lexicon()
    return bare_key and known.is_countable(option.split()[-1]) and not known.is_countable(candidate.answer.text.split()[-1])


def explained_terms(analysis: Analysis) -> frozenset[str]:
    """The terms, in small letters, of which some sentence says what they are."""
    found: set[str] = set()
    for sentence in analysis.sentences:
        for mention in sentence.mentions:
            if mention.kind is Kind.TERM:
                start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
                whole = Candidate(Statement(sentence, ()), mention, sentence.text[:start], sentence.text[end:])
                if is_explained(whole):
                    found.add(mention.text.lower())
    return frozenset(found)


def _is_of_one_family(option: str, key: str) -> bool:
    """“innate immune system” beside “adaptive immune system”: of a phrase no dictionary lists, the surest company."""
    one, other = option.lower().split(), key.lower().split()
    return lexicon().singular(one[-1]) == lexicon().singular(other[-1]) or (len(one) > 1 and one[0] == other[0])


def _is_an_unknown_name(candidate: Candidate) -> bool:
    """A proper name that neither the model nor the lexicon can place: no one knows what stands beside it."""
    head = tree_of(candidate.statement.sentence)[candidate.answer.head]
    if head.pos != "PROPN":
        return False
    given = candidate.before.rstrip().endswith((" named", " called", " nicknamed"))  # “a brother named Dane”
    return given or not lexicon().knows(candidate.answer.text)


def _is_refused(option: str, key: str, candidate: Candidate, stem: str) -> bool:
    return (
        is_same_or_part(option, key)
        or is_in_the_stem(option, stem)
        or differs_in_length(option, key)
        or lexicon().is_plural(option) != lexicon().is_plural(key)
        or differs_in_article(option, key, candidate.before)
        or differs_in_case(option, key)
        or differs_in_digits(option, key)
        or _is_of_another_field(option, key)
        or _is_far_plainer(option, key)
        or _means_nearly_the_same(option, key)
        or lexicon().related_as_same(option, key)
    )


def _is_far_plainer(option: str, key: str) -> bool:
    """“lives” beside “concepts”: an everyday word that no one takes for a term."""
    known = lexicon()
    return known.zipf(option) > EVERYDAY and known.zipf(option) > known.zipf(key) + PLAINER


def _is_of_another_field(option: str, key: str) -> bool:
    """A person among tools, a place among feelings: none of the usual senses lies in a field (WordNet’s) of the key’s."""
    one, other = _fields(option), _fields(key)
    return bool(lexicon().lexnames(option) and not one) or bool(one and other and not one & other)


def _fields(term: str) -> set[str]:
    known = lexicon()
    names = known.lexnames(term) or known.lexnames(term.split()[-1])
    return {name for name in names[:USUAL] if name.startswith("noun")}


def _means_nearly_the_same(option: str, key: str) -> bool:
    one, other = option.lower().split(), key.lower().split()
    if len(one) == len(other) == 1 and one[0][:SAME_ROOT] == other[0][:SAME_ROOT] and lexicon().likeness(option, key) > NEAR:
        return True  # “lexis” and “lexicon”
    if len(one) < 2 or len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    return lexicon().likeness(one[-1], other[-1]) > SAME_HEAD


def _said_to_be(key: str, analysis: Analysis) -> frozenset[str]:
    """What the article says the key is, or what it says is a case of the key: both would be right as well."""
    own, found = bare(key), set[str]()
    for sentence in analysis.sentences:
        tree = tree_of(sentence)
        subject, attributes = tree.subject(tree.root), tree.children(tree.root, "attr")
        if tree[tree.root].lemma != "be" or subject is None or not attributes:
            continue
        heads = {mention.head: bare(mention.text) for mention in sentence.mentions}
        pair = {heads.get(subject, ""), heads.get(attributes[0], "")}
        if own in pair:
            found |= pair - {own, ""}
    return frozenset(found)


def _article_terms(candidate: Candidate, analysis: Analysis) -> list[str]:
    """The article's terms of the key's number, in order and as often as they occur; none that its own sentence holds."""
    sentence, key = candidate.statement.sentence, candidate.answer.text
    here = {mention.text.lower() for mention in sentence.mentions} - {key.lower()}
    tag = tree_of(sentence)[candidate.answer.head].tag
    return [
        mention.text
        for other in analysis.sentences
        for mention in other.mentions
        if mention.kind is Kind.TERM
        and mention.text[:1].isalnum()
        and other.tokens[mention.head].tag == tag
        and mention.text.lower() not in here
    ]
