"""What can be told of a sentence, and of a span as an answer in it, by looking: the traits that `worth` weighs.

A trait is a word (“subject”) or a number (its share of the title’s words). All are read off the analysis of this one
article; what sort of text it is shows only in its own names, numbers and quotes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log10

from quizgen.grammar import Tree
from quizgen.lexicon import lexicon
from quizgen.model import Analysis, Kind, Mention, Name, Sentence
from quizgen.select.wordlists import DEMONSTRATIVES, MONTHS, PERSONAL, SAYING, SPEAKERS, WEEKDAYS

Traits = dict[str, float | str]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK})
NAMING = frozenset(
    {"call", "name", "know", "term", "dub", "title", "entitle", "label", "define", "refer", "describe", "nickname"}
)
MEANING = frozenset(
    {"be", "refer", "mean", "involve", "describe", "consist", "occur", "include", "represent", "denote"}
)
CAUSING = frozenset(
    """because cause lead result due reason consequence effect produce create trigger enable allow prevent contribute affect
    influence increase reduce""".split()
)
HEDGING = frozenset("may might could perhaps possibly probably seem appear suggest likely would".split())
VERBS_APART = frozenset(
    """be have say call know name become make include use find found establish build create develop write publish win kill
    die bear lead show give take refer define involve consist contain cause produce provide require allow help believe
    think see describe move begin start end live work play receive lose sign pass increase base locate""".split()
)
WORDS_APART = frozenset(
    """a an the of in on at by for with from to as and or but , ; : ( ) “ ” " ' - – — 's is are was were than that which who
    called named about between during over into because such like not""".split()
)
ENDINGS = ("ism", "tion", "sion", "ity", "ness", "logy", "ment", "ance", "ence", "ing", "ist", "er", "or", "ics", "sis")
ABSTRACT = ("tion", "sion", "ism", "ity", "logy", "ness", "ment", "ance", "ence", "ics")
RAREST = 1.5  # of the Zipf scale: what is not listed is taken to be so rare
YEAR = re.compile(r"\b1\d{3}s?\b|\b20\d\d\b")


class Outlook:
    """An article seen from above: which words and phrases recur, where, and what sort of text it is."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.title = frozenset(re.findall(r"[^\W_]+", analysis.article.source.title.lower()))
        self.lemmas = [frozenset(t.lemma.lower() for t in s.tokens if t.pos in CONTENT) for s in analysis.sentences]
        self.seen: defaultdict[str, list[int]] = defaultdict(list)
        for index, lemmas in enumerate(self.lemmas):
            for lemma in lemmas:
                self.seen[lemma].append(index)
        self.phrases: defaultdict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(analysis.sentences):
            for mention in sentence.mentions:
                self.phrases[mention.text.lower()].append(index)
        self.names: Mapping[str, Name] = {form: name for name in analysis.names for form in name.forms}
        self.groups: defaultdict[int, list[int]] = defaultdict(list)
        for index, sentence in enumerate(analysis.sentences):
            self.groups[sentence.paragraph].append(index)
        self.words = {
            number: sum(len(analysis.sentences[i].tokens) for i in group) for number, group in self.groups.items()
        }
        self.sort = self._sort_of_text()
        self._times = Counter(token.lemma.lower() for sentence in analysis.sentences for token in sentence.tokens)
        self._frequencies: dict[str, float] = {}
        self._trees: dict[int, Tree] = {}

    def _sort_of_text(self) -> str:
        """How full of names it is: that parts news and lives from text books."""
        words = sum(len(sentence.tokens) for sentence in self.analysis.sentences) or 1
        named = sum(mention.kind in NAMED for sentence in self.analysis.sentences for mention in sentence.mentions)
        share = named / words
        return "few names" if share < 0.02 else "some names" if share < 0.05 else "many names"

    def tree(self, index: int) -> Tree:
        """The tree of the sentence with that index."""
        if index not in self._trees:
            self._trees[index] = Tree(self.analysis.sentences[index])
        return self._trees[index]

    def frequency(self, lemma: str) -> float:
        """How frequent a word is in English (Zipf scale; 0: unknown)."""
        if lemma not in self._frequencies:
            self._frequencies[lemma] = lexicon().zipf(lemma)
        return self._frequencies[lemma]

    def special(self, lemma: str) -> float:
        """How much more frequent a word is here than in English, in powers of ten."""
        here = self._times[lemma] / max(1, sum(self.words.values()))
        return log10(here * 1e9 + 1) - max(RAREST, self.frequency(lemma))

    def weight(self, lemma: str) -> float:
        """How central a word is to the article, 0…1."""
        return self.analysis.weights.get(lemma, 0.0)


# --- of the article ---------------------------------------------------------------------------------------


def article_traits(outlook: Outlook) -> Traits:
    """What sort of text it is: shares of the words or sentences."""
    sentences = outlook.analysis.sentences
    tokens = [token for sentence in sentences for token in sentence.tokens]
    mentions = [mention for sentence in sentences for mention in sentence.mentions]
    lemmas = [token.lemma for token in tokens]
    nouns = [token.lemma for token in tokens if token.pos == "NOUN"]
    verbs = [token.tag for token in tokens if token.tag in {"VBD", "VBP", "VBZ"}]
    words, lines = max(1, len(tokens)), max(1, len(sentences))
    return {
        "names among its words": sum(mention.kind in NAMED for mention in mentions) / words,
        "dates and amounts among its words": sum(m.kind in {Kind.DATE, Kind.AMOUNT} for m in mentions) / words,
        "past tense among its verbs": verbs.count("VBD") / max(1, len(verbs)),
        "abstract nouns among its nouns": sum(noun.endswith(ABSTRACT) for noun in nouns) / max(1, len(nouns)),
        "“may” and “can” among its words": (lemmas.count("may") + lemmas.count("can") + lemmas.count("might")) / words,
        "words in a sentence": words / lines,
        "sentences to the reader": sum(
            any(t.text.lower() in {"you", "your", "we", "our"} for t in s.tokens) for s in sentences
        )
        / lines,
        "quotes in a sentence": sum(s.text.count("“") + s.text.count('"') / 2 for s in sentences) / lines,
        "sentences that quote": sum("“" in s.text or '"' in s.text for s in sentences) / lines,
        "sentences that give examples": sum("example" in s.text or "such as" in s.text for s in sentences) / lines,
        "sentences that explain a word": sum(
            _definition(outlook.tree(i)) in {"is a", "means"} for i in range(len(sentences))
        )
        / lines,
    }


# --- of a sentence ----------------------------------------------------------------------------------------


def sentence_traits(outlook: Outlook, index: int) -> Traits:
    """All traits of the sentence with that index."""
    sentence = outlook.analysis.sentences[index]
    tree = outlook.tree(index)
    return {
        **_place(outlook, index),
        **_matter(outlook, index),
        **_contents(sentence, outlook),
        **_manner(sentence, tree),
    }


def _place(outlook: Outlook, index: int) -> Traits:
    sentences, sentence = outlook.analysis.sentences, outlook.analysis.sentences[index]
    group = outlook.groups[sentence.paragraph]
    paragraphs = len(outlook.analysis.article.paragraphs)
    return {
        "sentences before it": float(index),
        "place in the article": index / max(1, len(sentences) - 1),
        "paragraph": float(sentence.paragraph),
        "place among the paragraphs": sentence.paragraph / max(1, paragraphs - 1),
        "place in its paragraph": float(index - group[0]),
        "sentences after it in its paragraph": float(group[-1] - index),
        "sentences in its paragraph": float(len(group)),
        "share of its paragraph": len(sentence.tokens) / outlook.words[sentence.paragraph],
    }


def _matter(outlook: Outlook, index: int) -> Traits:
    lemmas = outlook.lemmas[index]
    weights = sorted((outlook.weight(lemma) for lemma in lemmas), reverse=True) or [0.0]
    first = [lemma for lemma in lemmas if outlook.seen[lemma][0] == index]
    once = [lemma for lemma in lemmas if len(outlook.seen[lemma]) == 1]
    count = max(1, len(lemmas))
    group = outlook.groups[outlook.analysis.sentences[index].paragraph]
    near = frozenset[str]().union(*(outlook.lemmas[other] for other in group if other != index))
    after = outlook.lemmas[index + 1] if index + 1 < len(outlook.lemmas) else frozenset()
    return {
        "title words": float(sum(lemma in outlook.title for lemma in lemmas)),
        "weight of its words": sum(weights) / count,
        "weight of its three best words": sum(weights[:3]) / 3,
        "sum of the weights": sum(weights),
        "words met for the first time": len(first) / count,
        "words met nowhere else": len(once) / count,
        "new words": float(len(first)),
        "shared with its paragraph": len(lemmas & near) / count,
        "taken up by the next sentence": float(len(lemmas & after)),
    }


def _contents(sentence: Sentence, outlook: Outlook) -> Traits:
    kinds = Counter(mention.kind for mention in sentence.mentions)
    names = [outlook.names[m.text] for m in sentence.mentions if m.text in outlook.names]
    return {
        "words": float(len(sentence.tokens)),
        "names": float(sum(kinds[kind] for kind in NAMED)),
        "persons": float(kinds[Kind.PERSON]),
        "places": float(kinds[Kind.PLACE]),
        "dates": float(kinds[Kind.DATE]),
        "years": float(len(YEAR.findall(sentence.text))),
        "amounts": float(kinds[Kind.AMOUNT]),
        "terms": float(kinds[Kind.TERM]),
        "times its best name is met": float(max((len(name.sentences) for name in names), default=0)),
        "names met once": float(sum(len(name.sentences) == 1 for name in names)),
        "capitals": float(sum(t.text[:1].isupper() for t in sentence.tokens[1:])) / max(1, len(sentence.tokens)),
    }


def _manner(sentence: Sentence, tree: Tree) -> Traits:
    tokens = sentence.tokens
    words = [token.text.lower() for token in tokens]
    lemmas = [token.lemma.lower() for token in tokens]
    root = tree[tree.root]
    subject = tree.subject(tree.root)
    return {
        "begins with": _opening(words, tokens[0].pos),
        "main verb": _apart(root.lemma.lower(), VERBS_APART) if root.pos in {"VERB", "AUX"} else "none",
        "tense": root.tag,
        "subject": "none" if subject is None else "pronoun" if tree[subject].pos == "PRON" else tree[subject].tag,
        "said by someone": _yes(root.lemma in SAYING and any(tree.children(tree.root, "ccomp"))),
        "quote": _yes("“" in sentence.text or '"' in sentence.text),
        "speaks of me, us or you": _yes(any(word in SPEAKERS for word in words)),
        "question": _yes(sentence.text.rstrip().endswith("?")),
        "passive": _yes(any(token.dep in {"nsubjpass", "auxpass"} for token in tokens)),
        "negation": _yes(any(token.dep == "neg" for token in tokens)),
        "hedge": float(sum(lemma in HEDGING for lemma in lemmas)),
        "cause or effect": float(sum(lemma in CAUSING for lemma in lemmas)),
        "superlative": _yes(any(token.tag in {"JJS", "RBS"} for token in tokens) or "first" in words),
        "explains a word": _definition(tree),
        "asides": float(sentence.text.count("(")),
        "citation": _yes(re.search(r"\(\D*\d{4}[a-z]?\)|et al", sentence.text) is not None),
        "list": float(sum(token.dep == "conj" for token in tokens)),
        "example": _yes("example" in words or "instance" in words or "imagine" in words or "suppose" in words),
        "pronouns": float(sum(word in PERSONAL or word in DEMONSTRATIVES for word in words)),
        "colon or semicolon": _yes(":" in words or ";" in words),
        "commas": float(words.count(",")),
    }


def _opening(words: list[str], pos: str) -> str:
    first = words[0]
    if first in PERSONAL or first in DEMONSTRATIVES or first in SPEAKERS:
        return first
    return (
        first if first in {"the", "a", "an", "in", "but", "and", "however", "for", "as", "if", "when", "while"} else pos
    )


def _definition(tree: Tree) -> str:
    """How a sentence explains a word, if it does."""
    root = tree[tree.root]
    subject = tree.subject(tree.root)
    if any(token.lemma in NAMING and token.tag == "VBN" for token in tree.tokens):
        return "called"
    if subject is None or tree[subject].pos == "PRON":
        return "no"
    if root.lemma == "be":
        attributes = tree.children(tree.root, "attr")
        if attributes and any(tree[i].lemma in {"a", "an", "the"} for i in tree.children(attributes[0], "det")):
            return "is a"
        return "is"
    return "means" if root.lemma in MEANING else "no"


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _apart(word: str, known: Iterable[str]) -> str:
    return word if word in known else "other"


# --- of an answer -----------------------------------------------------------------------------------------


def answer_traits(outlook: Outlook, index: int, mention: Mention) -> Traits:
    """All traits of a span as an answer in the sentence with that index."""
    sentence = outlook.analysis.sentences[index]
    tree = outlook.tree(index)
    form = _form(sentence, tree, mention)
    traits = {**form, **_grammar(sentence, tree, mention), **_meaning(outlook, index, mention)}
    traits["kind in this sort of text"] = f"{mention.kind}, {outlook.sort}"
    traits["form in this sort of text"] = f"{form['form']}, {outlook.sort}"
    return traits


def _form(sentence: Sentence, tree: Tree, mention: Mention) -> Traits:
    tokens = sentence.tokens[mention.start : mention.end]
    text, last = mention.text, sentence.tokens[mention.end - 1]
    before = sentence.tokens[mention.start - 1] if mention.start else None
    after = sentence.tokens[mention.end] if mention.end < len(sentence.tokens) else None
    return {
        "form": _shape(tree, mention),
        "kind": str(mention.kind),
        "number or date": _figure(mention),
        "length in words": float(len(tokens)),
        "length in letters": float(len(text)),
        "first word": tokens[0].tag,
        "last word": last.tag,
        "main word": tree[mention.head].tag,
        "ending": next((end for end in ENDINGS if last.lemma.endswith(end)), "other"),
        "capitals in it": "acronym"
        if text.isupper() and text.isalpha()
        else "all"
        if all(t.text[:1].isupper() for t in tokens)
        else "some"
        if any(t.text[:1].isupper() for t in tokens)
        else "none",
        "word before": "start"
        if before is None
        else before.text.lower()
        if before.text.lower() in WORDS_APART
        else before.tag,
        "word after": "end"
        if after is None
        else after.text.lower()
        if after.text.lower() in WORDS_APART
        else after.tag,
        "cut on the left": _yes(
            before is not None
            and before.dep in {"amod", "compound", "nummod", "nmod", "quantmod"}
            and mention.start <= before.head < mention.end
        ),
        "cut on the right": _yes(
            after is not None
            and tree[mention.head].head >= mention.end
            and tree[mention.head].dep in {"compound", "amod", "nmod", "nummod", "quantmod", "poss"}
        ),
        "one of the plain mentions": _yes(
            any(m.start == mention.start and m.end == mention.end for m in sentence.mentions)
        ),
        "mentions it lies in": float(sum(m.start <= mention.start and mention.end <= m.end for m in sentence.mentions)),
        "mentions in it": float(sum(mention.start <= m.start and m.end <= mention.end for m in sentence.mentions)),
        "names and numbers in the sentence": float(sum(m.kind is not Kind.TERM for m in sentence.mentions)),
        "punctuation in it": _yes(any(token.pos == "PUNCT" and token.text != "-" for token in tokens)),
    }


def _shape(tree: Tree, mention: Mention) -> str:
    inner = range(mention.start, mention.end)
    if tree[mention.head].pos in {"VERB", "AUX"}:
        return "clause"
    if any(
        tree[i].pos in {"VERB", "AUX"} and tree[i].dep in {"relcl", "acl", "advcl", "ccomp", "pcomp"} for i in inner
    ):
        return "phrase with a clause"
    if any(tree[i].dep == "conj" for i in inner if mention.start <= tree[i].head):
        return "list"
    if any(tree[i].pos == "ADP" for i in inner):
        return "phrase with of" if any(tree[i].text == "of" for i in inner) else "phrase with a preposition"
    if tree[mention.head].pos in {"NOUN", "PROPN"}:
        if len(inner) == 1:
            return "noun"
        first = tree[mention.start]
        return {"ADJ": "adjective and noun", "NUM": "number and noun", "VERB": "adjective and noun"}.get(
            first.pos, "compound"
        )
    return {"ADJ": "adjective", "NUM": "number", "ADV": "adverb"}.get(tree[mention.head].pos, "other")


def _figure(mention: Mention) -> str:
    text = mention.text.lower()
    if mention.kind is Kind.DATE:
        words = text.replace(",", " ").split()
        if YEAR.search(text):
            return "year" if len(words) == 1 else "date with a year"
        return (
            "weekday" if words and words[0] in WEEKDAYS else "day" if any(w in MONTHS for w in words) else "other time"
        )
    if mention.kind is Kind.AMOUNT:
        if "%" in text or "percent" in text or "per cent" in text:
            return "share"
        if re.search(r"[$€£]|dollar|euro|pound", text):
            return "money"
        if text.isalpha():
            return "one" if text == "one" else "number in a word"
        return "bare number" if re.fullmatch(r"[\d.,]+", text) else "number and unit"
    return "digits" if any(c.isdigit() for c in text) else "none"


def _grammar(sentence: Sentence, tree: Tree, mention: Mention) -> Traits:
    head = mention.head
    top = head
    while tree[top].dep == "conj" and tree[top].head != top:
        top = tree[top].head
    above = tree[tree[top].head]
    verb = tree.clause_of(head)
    depth = sum(1 for _ in tree.ancestors(head))
    before = sentence.text[: mention.span.start - sentence.span.start]
    rivals = sum(m.kind is mention.kind and (m.start, m.end) != (mention.start, mention.end) for m in sentence.mentions)
    return {
        "role": tree[top].dep,
        "one of a list": _yes(top != head or bool(tree.children(head, "conj"))),
        "preposition": _apart(above.lemma.lower(), WORDS_APART) if tree[top].dep == "pobj" else "none",
        "role of what it belongs to": above.dep
        if tree[top].dep in {"pobj", "compound", "amod", "nummod", "poss", "appos"}
        else "none",
        "verb": _apart(tree[verb].lemma.lower(), VERBS_APART),
        "clause": tree[verb].dep,
        "depth in the sentence": float(depth),
        "place in the sentence": mention.start / max(1, len(sentence.tokens)),
        "words before it": float(mention.start),
        "words after it": float(len(sentence.tokens) - mention.end),
        "in quotes": _yes(before.count("“") > before.count("”") or before.count('"') % 2 == 1),
        "in brackets": _yes(before.count("(") > before.count(")")),
        "rivals of its kind": float(rivals),
        "named or explained": _explained(sentence, tree, mention, verb),
        "side remark": "has one" if tree.children(head, "appos") else "is one" if tree[head].dep == "appos" else "no",
        "example": _yes(bool(re.search(r"(such as|including|for example,?|like|e\.g\.,?)( the| a| an)? *$", before))),
        "cause or effect": _yes(above.lemma in CAUSING or tree[verb].lemma in CAUSING),
        "agent": _yes(above.text == "by" and above.dep == "agent"),
        "words in the sentence": float(len(sentence.tokens)),
    }


def _explained(sentence: Sentence, tree: Tree, mention: Mention, verb: int) -> str:
    """Whether the sentence gives it its name, or says what it is."""
    before = " ".join(token.text.lower() for token in sentence.tokens[max(0, mention.start - 4) : mention.start])
    if re.search(
        r"\b(called|named|termed|dubbed|known as|referred to as|entitled|titled|label(l)?ed)( the| an?)?( “| \"| ')?$",
        before,
    ):
        return "called so"
    head = tree[mention.head]
    if head.dep in {"nsubj", "nsubjpass"} and head.head == verb:
        lemma = tree[verb].lemma
        if lemma == "be":
            attributes = tree.children(verb, "attr")
            if attributes and any(tree[i].lemma in {"a", "an"} for i in tree.children(attributes[0], "det")):
                return "is a"
            if attributes and any(tree[i].lemma == "the" for i in tree.children(attributes[0], "det")):
                return "is the"
            return "is"
        if lemma in {"refer", "mean", "involve", "describe", "consist", "occur", "define"}:
            return "means"
    if head.dep == "attr" and tree[tree[mention.head].head].lemma == "be":
        return "what something is"
    after = sentence.tokens[mention.end : mention.end + 2]
    if after and after[0].text == "(":
        return "bracket follows"
    if (
        len(after) > 1
        and after[0].text in {",", "—", "–"}
        and after[1].text.lower() in {"or", "which", "a", "an", "the"}
    ):
        return "comma and explanation"
    return "no"


def _meaning(outlook: Outlook, index: int, mention: Mention) -> Traits:
    sentence = outlook.analysis.sentences[index]
    lemmas = [token.lemma.lower() for token in sentence.tokens[mention.start : mention.end] if token.pos in CONTENT]
    weights = [outlook.weight(lemma) for lemma in lemmas] or [0.0]
    head = sentence.tokens[mention.head].lemma.lower()
    words = lemmas or [head]
    met = outlook.phrases.get(mention.text.lower(), [])
    name = outlook.names.get(mention.text)
    first = outlook.seen.get(head, [index])[0]
    rarest = min((len(outlook.seen[lemma]) for lemma in lemmas if lemma in outlook.seen), default=0)
    near = [other for other in outlook.groups[sentence.paragraph] if other != index]
    places = outlook.seen.get(head, [index])
    paragraphs = {outlook.analysis.sentences[place].paragraph for place in places}
    named = {outlook.analysis.sentences[place].paragraph for place in name.sentences} if name else set[int]()
    phrased = {outlook.analysis.sentences[place].paragraph for place in met}
    count = len(outlook.groups)
    return {
        "paragraphs its main word is met in": len(paragraphs) / count,
        "paragraphs its name is met in": len(named) / count,
        "paragraphs it is met in": len(phrased) / count,
        "first met": first / max(1, len(outlook.lemmas) - 1),
        "met in the opening": "same words"
        if 0 in phrased
        else "its name"
        if 0 in named
        else "its main word"
        if 0 in paragraphs
        else "no",
        "words in its paragraph": float(outlook.words[sentence.paragraph]),
        "share of its paragraph": len(sentence.tokens) / outlook.words[sentence.paragraph],
        "weight of its main word": outlook.weight(head),
        "weight of its best word": max(weights),
        "weight of its words": sum(weights) / len(weights),
        "times met": float(len(met)),
        "met before": "no"
        if not met or met[0] >= index
        else "same paragraph"
        if met[0] >= outlook.groups[sentence.paragraph][0]
        else "yes",
        "main word met before": _yes(first < index),
        "times its main word is met": float(len(outlook.seen.get(head, ()))),
        "times its rarest word is met": float(rarest),
        "frequency of its main word": outlook.frequency(head),
        "frequency of its rarest word": min(outlook.frequency(lemma) for lemma in words),
        "how special its best word is": max(outlook.special(lemma) for lemma in words),
        "words in the title": sum(lemma in outlook.title for lemma in lemmas) / max(1, len(lemmas)),
        "times its name is met": float(len(name.sentences)) if name else 0.0,
        "trust in its name": round(name.trust, 2) if name else 2.0,
        "name": "none" if name is None else "whole" if name.text == mention.text else "part",
        "met elsewhere in its paragraph": float(sum(head in outlook.lemmas[other] for other in near)),
        "taken up by the next sentence": _yes(index + 1 in near and head in outlook.lemmas[index + 1]),
    }
