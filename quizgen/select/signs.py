"""What can be told of a candidate as a printed question: does it stand alone, is one answer wanted, is it guessed at once.

Where `traits` looks at a sentence and a span as the article has them, these look at the statement that a pupil would
read: what its repairs left, what points elsewhere, how much of it ties the gap down. `soundness` weighs both.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet

from quizgen.grammar import Tree, is_explained, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.persons import is_known_by
from quizgen.lexicon.terms import is_a_term_together, times_met
from quizgen.model import Candidate, Kind, Mention
from quizgen.select.context import NAMES, Context
from quizgen.select.traits import HEDGING, Outlook, Traits
from quizgen.select.wordlists import ANAPHORIC, MONTHS, SAYING, WEEKDAYS
from quizgen.select.worth import Worth

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# Zipf frequency below which a word is rare.
RARE = 3.5
# How alike two words must be (cosine) for one to call the other to mind.
AKIN = 0.35


def candidate_signs(candidate: Candidate, index: int, doubts: Mapping[str, bool], context: Context, worth: Worth) -> Traits:
    """All signs of a candidate of the sentence with that index but those of `read_signs`.

    `doubts` tells of each doubt whether it holds.
    """
    tree = tree_of(candidate.statement.sentence)
    stem = _stem_tokens(candidate)
    return {
        **_standing(candidate, tree, context, worth.outlook),
        **_shape(candidate, tree, stem),
        **_answer(candidate, tree, context),
        **_pull(candidate, tree, stem),
        **_gist(candidate, index, context),
        "worth of the sentence": worth.sentence(index).odds,
        "worth of the answer": worth.answer(index, candidate.answer).odds,
        "how much a topic": worth.topic(index, candidate.answer).odds,
        "like a text book": worth.textbook,
        "doubts": float(min(5, sum(doubts.values()))),
        **{f"doubt: {name}": _yes(holds) for name, holds in doubts.items()},
    }


def read_signs(odds: Mapping[str, float]) -> Traits:
    """How likely the encoder finds that each check is failed, in log-odds."""
    return {f"as read: {name}": value for name, value in odds.items()}


def lead_signs(candidate: Candidate, context: Context) -> Traits:
    """What the title tells, where it leads into the stem; the other signs are the same with a lead and without."""
    leads, title = bool(candidate.lead), context.title_words
    definite = _bare_definites(candidate) if leads else []
    return {
        "lead": _yes(leads),
        "lead and text": f"{_yes(leads)}, {context.sort}",
        "words of the title": float(len(context.analysis.article.source.title.split())) if leads else 0.0,
        "telling words of the title": float(min(8, len(context.telling_title_words))) if leads else 0.0,
        "sentences that hold a telling word": context.told_by_the_title if leads else 0.0,
        "bare “the” phrases the title names": _count([lemma for lemma in definite if lemma in title]),
        "bare “the” phrases the title does not name": _count([lemma for lemma in definite if lemma not in title]),
    }


def hint_signs(candidate: Candidate) -> Traits:
    """What the hint tells; the other signs are the same with a hint and without."""
    hint = candidate.hint.partition(":")[0] or "none"
    return {"hint": hint, "hint and kind": f"{hint}, {candidate.answer.kind}"}


def _bare_definites(candidate: Candidate) -> list[str]:
    tree, kept = tree_of(candidate.statement.sentence), candidate.statement.kept
    return [tree[i].lemma.lower() for i in kept if _is_bare_definite(tree, i, kept)]


def _stem_tokens(candidate: Candidate) -> list[int]:
    gap = range(candidate.answer.start, candidate.answer.end)
    return sorted(i for i in candidate.statement.kept if i not in gap)


# --- does it stand alone? ---------------------------------------------------------------------------------------


def _standing(candidate: Candidate, tree: Tree, context: Context, outlook: Outlook) -> Traits:
    kept = sorted(candidate.statement.kept)
    place = context.index(candidate.statement.sentence)
    return {
        **_definites(candidate, tree, place, outlook),
        **_who(candidate, tree, context),
        **_where(candidate, tree, context, place, outlook),
        **_mended(candidate),
        **lead_signs(candidate, context),
        **hint_signs(candidate),
        "past": _yes(tree.is_past(tree.root)),
        "past without a date": _yes(tree.is_past(tree.root) and not re.search(r"\d{3}", candidate.before + candidate.after)),
        "years in the stem": _count(re.findall(r"\b[12]\d{3}s?\b", candidate.before + " " + candidate.after), most=2),
        "opens with": _opening(candidate, tree),
        "this or these": _yes(_has(tree, kept, {"this", "these", "those"})),
        "such, same or other": _yes(_has(tree, kept, {"such", "same", "other", "others", "another", "both", "each"})),
        "similar or ordinal": _yes(any(_is_one_of_a_row(tree, i) for i in kept)),
        "clock, day or month": _yes(
            any(tree[i].entity in {"DATE", "TIME"} and tree[i].text.lower().strip(".") in MONTHS | WEEKDAYS for i in kept)
        ),
        "of a study": _yes(any(tree[i].lemma.lower() in STUDY for i in kept)),
        "one of": _yes(bool(ONE_OF.search(candidate.before + candidate.after))),
    }


def _definites(candidate: Candidate, tree: Tree, place: int, outlook: Outlook) -> Traits:
    """“The flow”, “the city”: how many, and how many of them were spoken of before."""
    kept = candidate.statement.kept
    nouns = [i for i in sorted(kept) if tree[i].pos == "NOUN"]
    bare = [i for i in nouns if _is_bare_definite(tree, i, kept)]
    told_more = [i for i in nouns if _is_definite(tree, i, kept) and i not in bare]
    seen = [outlook.seen.get(tree[i].lemma.lower(), []) for i in bare]
    subject = tree.subject(tree.root)
    words = [] if subject is None else [tree[subject].lemma.lower(), tree[subject].text.lower()]
    return {
        "bare “the” phrases": _count(bare),
        "bare “the” phrases met before": _count([places for places in seen if (places or [place])[0] < place]),
        "bare “the” phrases met just before": _count([p for p in seen if any(place - NEAR <= other < place for other in p)]),
        "“the” phrases told more of": _count(told_more),
        "“the” phrases that point back": _count([i for i in bare if tree[i].lemma in ANAPHORIC], most=2),
        "its subject": _subject(candidate, tree, subject, bare),
        "subject met before": _yes(outlook.seen.get(words[0], [place])[0] < place) if words else "none",
        "subject in the title": _yes(any(word in outlook.title for word in words)) if words else "none",
    }


def _who(candidate: Candidate, tree: Tree, context: Context) -> Traits:
    """Whom and what the stem names, and whether a reader knows them."""
    known, kept = lexicon(), candidate.statement.kept
    mentions = [m for m in candidate.statement.sentence.mentions if m.head in kept]
    others = [m for m in mentions if m.kind is Kind.PERSON and m.start != candidate.answer.start]
    full = {_full_name(m, context) for m in others}
    things = [m for m in mentions if m.kind in NAMES and m.kind is not Kind.PERSON and not _in_gap(m.head, candidate)]
    stem = [i for i in sorted(kept) if not _in_gap(i, candidate)]
    return {
        "persons in the stem": _count(others),
        "strangers in the stem": _count([name for name in full if "person" not in known.class_of(name)]),
        "strangers met once": _count(
            [m for m in others if _met(m, context) <= 1 and "person" not in known.class_of(m.text)], most=2
        ),
        "bare surnames in the stem": _count([m for m in others if " " not in m.text and not is_known_by(m.text)], most=2),
        "names in the stem": _count([i for i in stem if tree[i].pos == "PROPN"], most=6),
        "unknown names in the stem": _count(
            [m for m in things if not known.knows(m.text) and not known.class_of(m.text)], most=4
        ),
        "odd names alone": _count([i for i in stem if _is_odd_name(tree, i)], most=2),
    }


def _where(candidate: Candidate, tree: Tree, context: Context, place: int, outlook: Outlook) -> Traits:
    """Where in the article it stands, and in what sort of text."""
    group = outlook.groups[candidate.statement.sentence.paragraph]
    own = {word.lower() for word in candidate.answer.text.split()}
    titled = {
        tree[i].lemma.lower()
        for i in candidate.statement.kept
        if tree[i].lemma.lower() in outlook.title or tree[i].text.lower() in outlook.title
    }
    return {
        "title words in the stem": _count(titled - own),
        "opens its paragraph": _yes(place == group[0]),
        "opens the article": "first" if place == 0 else "first paragraph" if group[0] == 0 else "no",
        "shares with the sentence before": _shared(outlook, place, place - 1) if place else 0.0,
        "news": _yes(context.is_news),
        "sentences that tell a year": context.dated,
        "teaches": _yes(context.teaches),
        "life": _yes(context.hero is not None),
    }


def _mended(candidate: Candidate) -> Traits:
    """What repairs it needed."""
    repairs = candidate.statement.repairs
    made = {f"repair: {name}": _yes(any(mark in repair for repair in repairs)) for name, mark in REPAIRS.items()}
    in_front = candidate.statement.in_front
    return {**made, "repairs": _count(repairs, most=4), "sentence in front": _yes(bool(in_front)), "words in front": float(len(in_front.split()))}


def _count(things: Collection[object], most: int = 3) -> float:
    """How many, of which more than `most` tell nothing new."""
    return float(min(most, len(things)))


def _has(tree: Tree, places: Iterable[int], words: AbstractSet[str]) -> bool:
    return any(tree[i].text.lower() in words for i in places)


def _is_one_of_a_row(tree: Tree, index: int) -> bool:
    """“A similar case”, “the third style”, “the first dimension”: of which row?"""
    word, noun = tree[index].text.lower(), tree[index].head
    if tree[index].dep != "amod":
        return False
    definite = _has(tree, tree.children(noun, "det"), {"the"}) and not tree.children(noun, "prep", "relcl", "acl")
    return word in {"similar", "next", "third", "fourth", "fifth"} or (word in {"first", "second"} and definite)


# How many sentences back is “just before”.
NEAR = 3
ONE_OF = re.compile(r"\b(one|some|many|most|part|type|kind|form|example)s? of\b", re.IGNORECASE)
OPENING_WORDS = frozenset("while although when if because after since one some many most".split())
STUDY = frozenset("study researcher experiment participant survey student finding subject author scientist team".split())


def _is_odd_name(tree: Tree, index: int) -> bool:
    """A capitalised word alone that no dictionary knows: “Segall’s study”, “Zone C”."""
    token = tree[index]
    if token.pos != "PROPN" or not token.text[:1].isupper():
        return False
    near = [tree[i] for i in (index - 1, index + 1) if 0 <= i < len(tree.tokens)]
    alone = not any(other.pos == "PROPN" for other in near)
    return alone and not lexicon().knows(token.text) and not lexicon().class_of(token.text) and lexicon().zipf(token.text) < RARE


def _opening(candidate: Candidate, tree: Tree) -> str:
    """What sort of word the statement begins with."""
    if not candidate.beginning.strip():
        return "gap"
    first = candidate.statement.words[0]
    if first.token is None:
        return "put in"
    word = first.text.lower()
    return word if word in FUNCTION_WORDS | OPENING_WORDS else tree[first.token].pos


REPAIRS = {
    "brackets": "brackets", "opener": "” dropped", "linking word": "linking word", "time": "time of report", "full name": "in full",
    "spelled out": "spelled out", "pronoun or thing named": "replaced by", "side clause": "side clause",
}  # fmt: skip


def _is_definite(tree: Tree, index: int, kept: frozenset[int]) -> bool:
    return any(tree[i].text.lower() in {"the", "its", "their"} and i in kept for i in tree.children(index, "det", "poss"))


def _is_bare_definite(tree: Tree, index: int, kept: frozenset[int]) -> bool:
    """“The flow”, “the two countries”: nothing after it says which."""
    if not any(tree[i].text.lower() == "the" and i in kept for i in tree.children(index, "det")):
        return False
    below = [i for i in tree.subtree(index) if i in kept and i != index]
    tells = any(tree[i].head == index and tree[i].dep in {"prep", "relcl", "acl", "poss", "appos", "ccomp"} for i in below)
    named = any(tree[i].pos == "PROPN" for i in below)
    return not tells and not named and tree[index].dep not in {"compound", "nmod"}


def _full_name(mention: Mention, context: Context) -> str:
    name = context.name_of(mention)
    return name.text if name is not None else mention.text


def _met(mention: Mention, context: Context) -> int:
    name = context.name_of(mention)
    return len(set(name.sentences)) if name is not None else 1


def _subject(candidate: Candidate, tree: Tree, subject: int | None, definite: list[int]) -> str:
    if subject is None or subject not in candidate.statement.kept:
        return "put in" if any(w.token is None and w.origin is not None for w in candidate.statement.words) else "none"
    if _in_gap(subject, candidate):
        return "the gap"
    if subject in definite:
        return "bare the"
    token = tree[subject]
    if token.pos == "PRON":
        return "pronoun"
    if token.pos == "PROPN":
        return "name"
    determiner = next((tree[i].text.lower() for i in tree.children(subject, "det", "poss")), "")
    if determiner in {"a", "an"}:
        return "a"
    if determiner:
        return "the, told more" if determiner == "the" else "some"
    return "plural" if token.tag in {"NNS", "NNPS"} else "bare"


def _in_gap(index: int, candidate: Candidate) -> bool:
    return candidate.answer.start <= index < candidate.answer.end


def _shared(outlook: Outlook, place: int, other: int) -> float:
    own = outlook.lemmas[place]
    return len(own & outlook.lemmas[other]) / max(1, len(own))


# --- how it reads -----------------------------------------------------------------------------------------------


def _shape(candidate: Candidate, tree: Tree, stem: list[int]) -> Traits:
    words = [w for w in (candidate.before + " " + candidate.after).split() if any(c.isalnum() for c in w)]
    before = len(candidate.before.split())
    lemmas = {tree[i].lemma.lower() for i in stem}
    texts = {tree[i].text.lower() for i in stem}
    root = tree[tree.root]
    return {
        "words of the stem": float(len(words)),
        "words before the gap": float(before),
        "place of the gap": before / max(1, len(words)),
        "gap first": _yes(candidate.beginning.strip().lower() in {"", "the", "a", "an"}),
        "gap last": _yes(len(candidate.after.strip()) < 2),
        "commas in the stem": float(min(4, (candidate.before + candidate.after).count(","))),
        "semicolon, colon or dash": _yes(bool(re.search(r"[;:–—]", candidate.before + candidate.after))),
        "quotes in the stem": _yes("“" in candidate.before + candidate.after or '"' in candidate.before + candidate.after),
        "clauses in the stem": float(min(4, sum(tree[i].dep in {"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "conj"} and tree[i].pos in {"VERB", "AUX"} for i in stem))),
        "said by someone in the stem": _yes(root.lemma in SAYING),
        "hedges in the stem": _yes(bool(lemmas & HEDGING)),
        "negation in the stem": _yes(any(tree[i].dep == "neg" for i in stem)),
        "main verb of the stem": root.lemma if root.lemma in MAIN_VERBS else root.tag,
        "we, us or our": _yes(bool(texts & {"we", "us", "our"})),
        "comparison": _yes(any(tree[i].tag in {"JJR", "RBR"} for i in stem)),
        "superlative or first": _yes(any(tree[i].tag in {"JJS", "RBS"} for i in stem) or "first" in texts),
        "cause": _yes(bool(lemmas & CAUSES)),
        "some or many": _yes(bool(texts & {"some", "many", "most", "several", "often", "usually", "sometimes", "typically"})),
        "can or may": _yes(bool(texts & {"can", "may", "might", "could"})),
        "pronouns in the stem": float(min(3, sum(tree[i].pos == "PRON" and tree[i].tag in {"PRP", "PRP$"} for i in stem))),
    }


MAIN_VERBS = frozenset(
    "be have call become include use make say say find cause lead refer define know win kill found discover invent write publish live bear die believe show provide involve contain".split()
)
CAUSES = frozenset("because cause lead result due reason consequence trigger enable allow prevent produce create".split())


# --- is one answer wanted? --------------------------------------------------------------------------------------


def _answer(candidate: Candidate, tree: Tree, context: Context) -> Traits:
    answer, analysis = candidate.answer, context.analysis
    known = lexicon()
    head = tree[answer.head]
    words = answer.text.lower().split()
    name = context.name_of(answer)
    kin = sum(m.kind is answer.kind for s in analysis.sentences for m in s.mentions)
    same_kind = {_full_name(m, context) for s in analysis.sentences for m in s.mentions if m.kind is answer.kind}
    before = candidate.beginning.lower().split()
    is_term = answer.kind is Kind.TERM
    met = times_met(answer.text, analysis)
    listed = known.knows(answer.text)
    explained = _yes(is_explained(candidate))
    first = not "".join(before).strip("thean") if len(before) < 2 else False
    tokens = candidate.statement.sentence.tokens
    left = tokens[answer.start - 1] if answer.start else None
    right = tokens[answer.end] if answer.end < len(tokens) else None
    return {
        "how set a phrase": f"{'term' if is_term else 'name'}, {min(len(words), 3)}, {'listed' if listed else 'not'}, {'often' if met > 2 else 'twice' if met == 2 else 'once'}",
        "gap first, explained": f"{_yes(first)}, {explained}, {'be' if tree[tree.root].lemma == 'be' else tree[tree.root].tag}",
        "cut on the left": "no" if left is None or not (answer.start <= left.head < answer.end) else left.dep,
        "cut on the right": "no" if right is None or not (answer.end <= head.head and head.dep in {"compound", "amod", "nmod", "nummod", "poss"}) else head.dep,
        "rivals in meaning": float(min(8, _rivals(candidate, context))) if is_term else -1.0,
        "frequency of its main word": known.zipf(head.lemma) if is_term else 9.0,
        "first of its phrase": tokens[answer.start].pos if len(words) > 1 else "single",

        "kind of answer": str(answer.kind),
        "kind of answer and text": f"{answer.kind}, {context.sort}",
        "explained": _yes(is_explained(candidate)),
        "explained and kind": f"{_yes(is_explained(candidate))}, {answer.kind}",
        "words of the answer": float(len(words)),
        "sentences that hold it": float(min(8, times_met(answer.text, analysis))),
        "sentences that name it": float(min(8, len(set(name.sentences)))) if name else 0.0,
        "a term together": _yes(is_a_term_together(answer.text, analysis)),
        "listed": _yes(known.knows(answer.text)),
        "listed and words": f"{'term' if is_term else 'name'}, {_yes(known.knows(answer.text))}, {min(len(words), 3)}",
        "rarest word of the answer": min(max(known.zipf(w), known.zipf(known.singular(w))) for w in words) if is_term else 9.0,
        "commonest word of the answer": max(max(known.zipf(w), known.zipf(known.singular(w))) for w in words) if is_term else 9.0,
        "frequency of the answer": known.zipf(answer.text),
        "class of the answer": next(iter(known.class_of(answer.text)), "none") if not is_term else "term",
        "field of the answer": next(iter(known.lexnames(head.lemma if is_term else answer.text)), "none"),
        "rivals in the article": float(min(12, len(same_kind))),
        "mentions of its kind": float(min(40, kin)),
        "rivals in the stem": float(min(4, sum(m.kind is answer.kind and m.head in candidate.statement.kept for m in candidate.statement.sentence.mentions) - 1)),
        "role and kind": f"{head.dep}, {'term' if is_term else answer.kind}",
        "joined": _yes(head.dep == "conj" or bool(tree.children(answer.head, "conj"))),
        "word before the gap": before[-1] if before and before[-1] in FUNCTION_WORDS else "start" if not before else "other",
        "word after the gap": _after(candidate),
        "modified": _yes(bool(tree.children(answer.head, "relcl", "acl", "appos"))),
        "plural": _yes(head.tag in {"NNS", "NNPS"}),
        "title answer": _yes(any(w in context.title_words for w in words)),
    }


def _rivals(candidate: Candidate, context: Context) -> int:
    """Other terms of the article that are near the answer in meaning."""
    known, answer = lexicon(), candidate.answer
    own = known.vector(answer.text.lower())
    if own is None or not context.terms:
        return 0
    near = context.places_of_terms @ own > AKIN
    itself = context.terms.get(answer.text.lower())
    return int(near.sum()) - (itself is not None and float(itself @ own) > AKIN)


def _after(candidate: Candidate) -> str:
    after = candidate.after.lower().split()
    if not after:
        return "end"
    if candidate.after[:1] in ".,;:":
        return candidate.after[:1]
    return after[0] if after[0] in FUNCTION_WORDS else "other"


FUNCTION_WORDS = frozenset(
    """a an the of in on at by for with from to as and or but that than is are was were has have had which who called known
    named between about during over into because a(n) such than more most its his her their""".split()
)


# --- is it guessed, or open? ------------------------------------------------------------------------------------


def _pull(candidate: Candidate, tree: Tree, stem: list[int]) -> Traits:
    """How the words of the stem pull towards the answer."""
    known = lexicon()
    content = [tree[i] for i in stem if tree[i].pos in CONTENT]
    nouns = [t for t in content if t.pos in {"NOUN", "PROPN"}]
    frequency = [known.zipf(t.lemma) for t in nouns] or [9.0]
    answer = known.vector(candidate.answer.text.lower()) if candidate.answer.kind not in {Kind.DATE, Kind.AMOUNT} else None
    context = known.vectors.mean([t.text for t in content])
    cosine = float(answer @ context) if answer is not None and context is not None else 0.0
    nearest = 0.0
    if answer is not None:
        near = [float(answer @ v) for t in content if (v := known.vector(t.text.lower())) is not None]
        nearest = max(near, default=0.0)
    rare = sum(known.zipf(t.lemma) < RARE for t in nouns)
    return {
        "nearness of stem and answer": cosine,
        "nearest word of the stem": nearest,
        "rare words of the stem": float(min(5, rare)),
        "rarest word of the stem": min(frequency),
        "nouns in the stem": float(min(10, len(nouns))),
        "content words of the stem": float(min(16, len(content))),
        "numbers in the stem": float(min(3, sum(t.pos == "NUM" for t in content))),
    }


def _gist(candidate: Candidate, index: int, context: Context) -> Traits:
    """How near it lies to what the article as a whole is about."""
    nearness, gist = context.nearness, context.gist
    answer = lexicon().vector(candidate.answer.text.lower())
    return {
        "nearness of the sentence to the article": nearness[index],
        "share of sentences less near": sum(other < nearness[index] for other in nearness) / len(nearness),
        "nearness of the answer to the article": float(answer @ gist) if answer is not None and gist is not None else 0.0,
    }


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
