"""What a rule may look at besides the statement: the whole article, read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from quizgen.grammar import SUBJECTS, tree_of
from quizgen.lexicon import lexicon
from quizgen.lexicon.vectors import Vector
from quizgen.model import Analysis, Kind, Mention, Name, Sentence, Statement
from quizgen.select.wordlists import HE, RELATIVE_ADJECTIVES, RELATIVE_TIMES, SHE, TIME_NOUNS, WEEKDAYS

NAMES = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK})
# The share of names among the words below which a text teaches rather than tells.
FEW_NAMES = 0.03
YEAR = re.compile(r"\b(1\d|20)\d\d\b")
# A text is news where so many of its sentences say that somebody said something, or tell the time from its own day; or where
# hardly one holds a year, though so many of its words are names. So are .87 of 45 news articles and .92 of 26 others, .06 of
# 470 pieces of an encyclopedia and none of 559 of text books: the texts that these bounds were set on.
MUCH_SAID, MUCH_OF_THE_DAY = 0.08, 0.15
HARDLY_DATED, MANY_NAMES = 0.02, 0.06
# Of fewer sentences it cannot be told from the years that they lack.
LONG_ENOUGH = 8
# Of the words that tell a time from another, those that tell it from the day of writing.
TODAY, THIS_OR_LAST = RELATIVE_TIMES - {"earlier", "ago", "lately", "nowadays"}, RELATIVE_ADJECTIVES - {"that", "previous", "following"}
# Zipf frequency from which a word belongs to texts of all subjects.
PLAIN = 4.7
# The share of sentences that say “he” or “she” in a text about a person.
OF_A_PERSON = 0.1
# And in one about nobody else, whatever its title; there “he” or “she” is nearly always the same.
OF_ONE_PERSON, OF_ONE_GENDER = 0.3, 0.8
# The share of a name's mentions that the model must call a person for it to be one.
SURE = 0.6
# A person named in so many sentences may lead an article.
LEADING = 4
# A title that names a thing has no more words than this, and the text names it so often.
LONGEST_TOPIC, OFTEN_NAMED = 4, 3
# In so many sentences a text tells what its topic is.
TELLS_WHAT_IT_IS = 3
# The words that say what a sentence is about.
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# Words that an abbreviation passes over.
SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an"})


@dataclass(frozen=True)
class Context:
    """An analysis with the look-ups that rules and repairs share."""

    analysis: Analysis
    _stems: dict[int, frozenset[str]] = field(default_factory=dict)
    _worded: dict[tuple[object, int], tuple[Statement, ...]] = field(default_factory=dict)

    @cached_property
    def position(self) -> dict[int, int]:
        """Where a sentence stands in the article: start of its span to index."""
        return {sentence.span.start: index for index, sentence in enumerate(self.analysis.sentences)}

    @cached_property
    def names(self) -> dict[str, Name]:
        """Any form of a name to the name."""
        return {form: name for name in self.analysis.names for form in name.forms}

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title, lower-cased."""
        return frozenset(word.strip(".,:;!?'’‘“”()").lower() for word in self.analysis.article.source.title.split())

    @cached_property
    def telling_title_words(self) -> frozenset[str]:
        """Those that belong to a subject rather than to every text."""
        return frozenset(word for word in self.title_words if lexicon().zipf(word) < PLAIN)

    @cached_property
    def told_by_the_title(self) -> float:
        """The share of its sentences that hold a telling word of the title."""
        words, sentences = self.telling_title_words, self.analysis.sentences
        holding = sum(any({token.lemma.lower(), token.text.lower()} & words for token in s.tokens) for s in sentences)
        return holding / (len(sentences) or 1)

    @cached_property
    def teaches(self) -> bool:
        """Whether it reads like a text book, which says what always holds: “the” is then no sign of something told before."""
        return self.named < FEW_NAMES and not self.is_news

    @cached_property
    def named(self) -> float:
        """How many names come to a word."""
        sentences = self.analysis.sentences
        words = sum(len(sentence.tokens) for sentence in sentences) or 1
        return sum(m.kind in NAMES for sentence in sentences for m in sentence.mentions) / words

    @cached_property
    def dated(self) -> float:
        """The share of its sentences that tell a year."""
        sentences = self.analysis.sentences
        return sum(bool(YEAR.search(sentence.text)) for sentence in sentences) / (len(sentences) or 1)

    @cached_property
    def is_news(self) -> bool:
        """Whether it tells of these days: what people said, what happened “on Tuesday”, or in a year that goes without saying."""
        if self._share(_reports_speech) >= MUCH_SAID or self._share(_tells_from_its_day) >= MUCH_OF_THE_DAY:
            return True
        long = len(self.analysis.sentences) >= LONG_ENOUGH
        undated = long and self.dated <= HARDLY_DATED and self.named >= MANY_NAMES
        return undated and self.hero is None and not self._begins_with_a_definition

    @property
    def _begins_with_a_definition(self) -> bool:
        """“Alchemy is a tradition …”: the very first sentence says what the title names."""
        tree = tree_of(self.analysis.sentences[0])
        subject = tree.subject(tree.root)
        defines = tree[tree.root].lemma == "be" and bool(tree.children(tree.root, "attr"))
        return defines and subject is not None and bool({tree[subject].text.lower(), tree[subject].lemma.lower()} & self.title_words)

    def _share(self, holds: Callable[[Sentence], bool]) -> float:
        """The share of its sentences for which that holds; one alone tells nothing of the text."""
        sentences = self.analysis.sentences
        found = sum(map(holds, sentences))
        return found / len(sentences) if found > 1 else 0.0

    @cached_property
    def sort(self) -> str:
        """What sort of text it is, in a word: it teaches, reports, tells a life, or just tells."""
        return "teaches" if self.teaches else "reports" if self.is_news else "life" if self.hero else "tells"

    @cached_property
    def human(self) -> frozenset[str]:
        """Names that some sentence goes on from with “he” or “she”, and names nobody else: whatever the model calls them."""
        found = set()
        for sentence in self.analysis.sentences:
            acting = [m for m in sentence.mentions if sentence.tokens[m.head].dep in SUBJECTS and sentence.tokens[m.head].pos == "PROPN"]
            if not acting or any(m.kind is Kind.PERSON for m in sentence.mentions if m is not acting[0]):
                continue
            titled = acting[0].text.lower() in self.title_words  # “Aikido …, which Ueshiba”, whom the model may take for no person
            if not titled and any(token.text.lower() in {"he", "she"} for token in sentence.tokens[acting[0].end :]):
                found.add(acting[0].text)
        return frozenset(found)

    @cached_property
    def spelled_out(self) -> dict[str, str]:
        """Abbreviations that the text explains in brackets, “peripheral nervous system (PNS)”, to their words."""
        found: dict[str, str] = {}
        for match in re.finditer(r"((?:[^\W\d_][\w’'-]* ){2,7})\(([A-Z]{2,6})\)", self.analysis.article.text):
            words, letters = match[1].split(), match[2]
            for first in (place for place, word in enumerate(words) if word not in SMALL_WORDS):
                if "".join(word[0] for word in words[first:] if word not in SMALL_WORDS).upper() == letters:
                    full = " ".join(words[first:])
                    found.setdefault(letters, full if full[1:] != full[1:].lower() else full.lower())
                    break
        return found

    @cached_property
    def invented(self) -> frozenset[str]:
        """First names made up for an example: “suppose Ann is late”, “if Ann likes tea”."""
        return frozenset(
            mention.text
            for sentence in self.analysis.sentences
            for mention in sentence.mentions
            if mention.kind is Kind.PERSON and " " not in mention.text and _supposes(sentence, mention.head)
        )

    @cached_property
    def terms(self) -> dict[str, Vector]:
        """The article’s terms, in small letters, with their places among the words."""
        found: dict[str, Vector] = {}
        for sentence in self.analysis.sentences:
            for mention in sentence.mentions:
                text = mention.text.lower()
                if mention.kind is Kind.TERM and text not in found and (vector := lexicon().vector(text)) is not None:
                    found[text] = vector
        return found

    @cached_property
    def places_of_terms(self) -> Vector:
        """The places of all terms, a row each; there must be one."""
        return np.stack(list(self.terms.values()))

    @cached_property
    def nearness(self) -> tuple[float, ...]:
        """How near each sentence is to what the article as a whole is about (cosine, as far as its words are known)."""
        return tuple(0.0 if gist is None or self.gist is None else float(gist @ self.gist) for gist in self._gists)

    @cached_property
    def gist(self) -> Vector | None:
        """What its sentences are about on the whole, as a direction; None where no word is known."""
        return lexicon().vectors.middle([gist for gist in self._gists if gist is not None])

    @cached_property
    def _gists(self) -> list[Vector | None]:
        return [
            lexicon().vectors.mean([token.text for token in sentence.tokens if token.pos in TELLING])
            for sentence in self.analysis.sentences
        ]

    @cached_property
    def hero(self) -> Name | None:
        """The person of a biography: the one named most, and in the title; or in the very beginning, and all is about him."""
        first = next((name for name in self.analysis.names if name.kind is Kind.PERSON), None)
        words = {word.strip(".").lower() for word in first.text.split()} if first else set[str]()
        titled = bool(words and self.title_words) and (words <= self.title_words or self.title_words <= words)
        if titled:
            return first if self._said_of_persons >= OF_A_PERSON else None  # a river that the model takes for a person
        return first if first is self._foremost and first is not None and self._is_all_about(first) else None

    def _is_all_about(self, name: Name) -> bool:
        """Named in full from the beginning on, and “she” (or “he”) throughout, hardly anybody else."""
        early = 4 * name.sentences[0] <= len(self.analysis.sentences) and " " in name.text and name.trust >= SURE
        return early and self._said_of_persons >= OF_ONE_PERSON and self._of_one_gender >= OF_ONE_GENDER

    @cached_property
    def _said_of_persons(self) -> float:
        """The share of its sentences that say “he” or “she”."""
        sentences = self.analysis.sentences
        return sum(any(token.text.lower() in HE | SHE for token in s.tokens) for s in sentences) / (len(sentences) or 1)

    @property
    def _of_one_gender(self) -> float:
        """Of “he” and “she” together, the share of that which is said more."""
        words = [token.text.lower() for sentence in self.analysis.sentences for token in sentence.tokens]
        of_he, of_she = sum(word in HE for word in words), sum(word in SHE for word in words)
        return max(of_he, of_she) / (of_he + of_she or 1)

    @cached_property
    def _foremost(self) -> Name | None:
        """Who is named much more often than anybody else."""
        persons = [name for name in self.analysis.names if name.kind is Kind.PERSON]
        met = [len(set(name.sentences)) for name in persons]
        ahead = bool(met) and met[0] >= LEADING and all(2 * met[0] >= 3 * other for other in met[1:])
        return persons[0] if ahead else None

    @cached_property
    def topic(self) -> str:
        """What the article is on, as the text writes it: “Black Death”, “Fresno”; nothing where that is a person or unknown."""
        return "" if self.hero is not None else self._titled or self._defined

    @property
    def _titled(self) -> str:
        """What the title names, where the first paragraph does too and the text does often."""
        title = re.split(r" \(|, |: | [–—] ", self.analysis.article.source.title)[0].removeprefix("The ").strip()
        if not title or len(title.split()) > LONGEST_TOPIC:
            return ""
        whole_words = re.compile(rf"\b{re.escape(title)}\b", re.IGNORECASE)
        holding = [s for s in self.analysis.sentences if whole_words.search(s.text)]
        if len(holding) < OFTEN_NAMED or holding[0].paragraph != self.analysis.sentences[0].paragraph:
            return ""
        written = re.search(rf"(?<=[a-z,] ){re.escape(title)}\b", self.analysis.article.text, re.IGNORECASE)
        return written[0] if written else title

    @property
    def _defined(self) -> str:
        """The name that the very first sentence explains: “The Statue of Liberty is a sculpture …”."""
        first = next(iter(self.analysis.sentences), None)
        if first is None:
            return ""
        name = next((m for m in first.mentions if m.start < 2 and first.tokens[m.head].pos == "PROPN"), None)
        if name is None or name.kind is Kind.PERSON:
            return ""
        after = self.analysis.article.text[name.span.end : first.span.end]
        if not re.match(r"( \([^)]*\))?,? (is|was) (a|an|the|one) ", after):
            return ""
        article, title = self.analysis.article, self.analysis.article.source.title
        letters = "".join(word[0] for word in name.text.split() if word[0].isupper())
        if len(letters) > 1 and re.search(rf"\b{letters}\b", article.text):
            return ""  # the text goes on with “ABC”
        elsewhere = title != name.text and re.search(rf"\b{re.escape(title)}\b", article.text, re.IGNORECASE)
        return "" if title and elsewhere else name.text

    @cached_property
    def topic_nouns(self) -> frozenset[str]:
        """What the topic may be called: what the text says it is, what the lexicon knows it for, a word of its own name."""
        if not self.topic:
            return frozenset()
        words = self.topic.lower().split()
        nouns = set(lexicon().class_of(self.topic))
        if len(words) > 1 and self.topic[0].isupper():
            nouns.add(words[0] if words[1] == "of" else words[-1])  # “the statue”, “the dynasty”
        for sentence in self.analysis.sentences[:TELLS_WHAT_IT_IS]:
            tree = tree_of(sentence)
            subject = tree.subject(tree.root)
            if subject is None or tree[tree.root].lemma != "be" or tree[subject].text.lower() not in words:
                continue
            said = tree.children(tree.root, "attr")
            said += [other for one in said for other in tree.children(one, "conj")]
            nouns.update(tree[index].lemma.lower() for index in said if tree[index].tag == "NN")
        return frozenset(nouns)

    @property
    def leading_person(self) -> Name | None:
        """The hero, or who is named much more often than anybody else though not in the title."""
        return self.hero or self._foremost

    @cached_property
    def hero_pronoun(self) -> str:
        """“he” or “she”, whichever the article uses more."""
        words = [token.text.lower() for sentence in self.analysis.sentences for token in sentence.tokens]
        return "she" if words.count("she") + words.count("her") > words.count("he") + words.count("his") else "he"

    def index(self, sentence: Sentence) -> int:
        """Its place in the article."""
        return self.position[sentence.span.start]

    def is_quoted(self, sentence: Sentence) -> bool:
        """Whether a quotation that began earlier in its paragraph is still open where it begins."""
        whole = self.analysis.article.paragraphs[sentence.paragraph].span
        text = self.analysis.article.text[whole.start : sentence.span.start]
        paired = whole.of(self.analysis.article.text).count('"') % 2 == 0  # else one is missing, and nobody knows where
        return text.count("“") > text.count("”") or (paired and text.count('"') % 2 == 1)

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in the article."""
        place = self.index(sentence)
        return self.analysis.sentences[place - 1] if place else None

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in the same paragraph."""
        previous = self.previous(sentence)
        return previous if previous is not None and previous.paragraph == sentence.paragraph else None

    def just_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it under the same heading."""
        previous, paragraphs = self.previous(sentence), self.analysis.article.paragraphs
        under_one = previous is not None and paragraphs[previous.paragraph].section == paragraphs[sentence.paragraph].section
        return previous if under_one else None

    def worded(self, sentence: Sentence, word: Callable[[Sentence, "Context"], Iterable[Statement]]) -> tuple[Statement, ...]:
        """The statements that are made of it, made once: the sentence after it may ask for them again."""
        key = word, self.index(sentence)
        if key not in self._worded:
            self._worded[key] = tuple(word(sentence, self))
        return self._worded[key]

    def stems(self, sentence: Sentence, stem: Callable[[str], str]) -> frozenset[str]:
        """The stems of its words."""
        place = self.index(sentence)
        if place not in self._stems:
            self._stems[place] = frozenset(stem(word) for word in re.findall(r"[^\W_]+", sentence.text.lower()))
        return self._stems[place]

    def name_of(self, mention: Mention) -> Name | None:
        """Who or what is mentioned."""
        return self.names.get(mention.text)

    def persons(self, sentence: Sentence) -> list[Name]:
        """The persons a sentence names, each once."""
        found: dict[str, Name] = {}
        for mention in sentence.mentions:
            name = self.name_of(mention)
            if name is not None and name.kind is Kind.PERSON:
                found[name.text] = name
        return list(found.values())


def _supposes(sentence: Sentence, index: int) -> bool:
    """Whether what the word at the index does is a mere thought."""
    tokens = sentence.tokens
    if any(token.lemma in {"suppose", "imagine"} and token.tag in {"VB", "VBP"} for token in tokens[:index]):
        return True
    verb = tokens[index].head
    doing = tokens[index].dep in {"nsubj", "nsubjpass"} and tokens[verb].tag in {"VBZ", "VBP"}
    return doing and any(token.head == verb and token.text.lower() == "if" for token in tokens[:index])


def _reports_speech(sentence: Sentence) -> bool:
    """“She said”, “he told”, “they add”."""
    return any(token.lemma in {"say", "tell", "add"} and token.tag in {"VBD", "VBZ"} for token in sentence.tokens)


def _tells_from_its_day(sentence: Sentence) -> bool:
    """“Now”, “on Tuesday”, “last year”."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        word = token.text.lower()
        if word in WEEKDAYS or (word in TODAY and token.dep in {"advmod", "npadvmod"}):
            return True
        before = tokens[max(0, index - 3) : index]
        if token.lemma in TIME_NOUNS and any(t.head == index and t.text.lower() in THIS_OR_LAST for t in before):
            return True
    return False
