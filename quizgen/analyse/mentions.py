"""What a sentence names: the model's entities made whole, and the noun phrases that are none."""

import re
from collections.abc import Iterator, Sequence

from quizgen.analyse.nlp import Parsed
from quizgen.lexicon import lexicon
from quizgen.model import Kind, Mention, Span, Token

KIND_OF_LABEL = {
    "PERSON": Kind.PERSON,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "ORG": Kind.ORGANISATION,
    "NORP": Kind.GROUP,
    "EVENT": Kind.EVENT,
    "WORK_OF_ART": Kind.WORK,
    "LAW": Kind.WORK,
    "PRODUCT": Kind.WORK,
    "DATE": Kind.DATE,
    "TIME": Kind.DATE,
    "CARDINAL": Kind.AMOUNT,
    "QUANTITY": Kind.AMOUNT,
    "MONEY": Kind.AMOUNT,
    "PERCENT": Kind.AMOUNT,
}

# A title before a name is not part of it: “Deputy Prime Minister | Abdul Salam Hanafi”.
TITLES = frozenset(
    """president minister prime deputy vice chancellor secretary general king queen prince princess emperor empress
    pope sir lord lady dame duke duchess count countess baron baroness mr mr. mrs mrs. ms ms. miss dr dr. doctor
    professor prof prof. senator sen. governor gov. mayor captain capt. colonel col. major lieutenant sergeant admiral
    rev. reverend father sister brother saint st. judge justice ambassador spokesman spokeswoman director chief
    chairman chairwoman coach manager representative rep. congressman congresswoman officer commissioner""".split()
)

# Words that open a noun phrase without being part of what it names.
OPENING_TAGS = frozenset({"TO", "WRB", "DT", "PDT", "PRP$", "WP$", "WDT", "PRP", "CC", "IN", "POS", "EX", "RB", "RBR", "RBS"})
VAGUE_OPENERS = frozenset(
    """many much more most few fewer several some any other others another such own same various numerous certain
    all both each every either neither first second last next further additional whole entire main own very only just
    even less least enough different similar new recent particular""".split()
)
LONGEST_TERM = 5
# Zipf frequency above which an adjective that WordNet does not call relational only describes.
PLAIN_ADJECTIVE = 4.0

# What stands before a number and is not part of it: “more than | 14,000”.
APPROXIMATORS = frozenset(
    """more than over at least about around nearly almost up to less fewer under below above some approximately roughly
    an a estimated only just as many much high low of the age aged another total between exactly circa ca. c.""".split()
)
CURRENCY_SIGNS = frozenset("$€£¥")
# “The term | personality”: what only announces a term.
ANNOUNCERS = frozenset("term word concept notion phrase name idea theory".split())
ERAS = frozenset({"BC", "BCE", "AD", "CE", "B.C.", "A.D."})
DURATION = re.compile(
    r"^(?!\d+(?:st|nd|rd|th)\b)[\w.,-]+(?: and a half| [\w-]+)?[ -](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries)(?:[ -]old)?$"
)


def mentions(parsed: Parsed, text: str) -> tuple[Mention, ...]:
    """Every mention of a sentence, in order and without overlap. `text` is the article's."""
    named = list(_names(parsed))
    taken = {index for start, end, _ in named for index in range(start, end)}
    terms = [(start, end, Kind.TERM) for start, end in _terms(parsed) if taken.isdisjoint(range(start, end))]
    found = sorted(named + terms)
    return tuple(_mention(parsed.tokens, start, end, kind, text) for start, end, kind in found)


def _mention(tokens: Sequence[Token], start: int, end: int, kind: Kind, text: str) -> Mention:
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    return Mention(span.of(text), span, kind, start, end, head_of(tokens, start, end))


def head_of(tokens: Sequence[Token], start: int, end: int) -> int:
    """The word of a phrase on which all its others depend; the last when there are several."""
    heads = [
        index for index in range(start, end) if not start <= tokens[index].head < end or tokens[index].head == index
    ]
    return heads[-1] if heads else end - 1


def _names(parsed: Parsed) -> Iterator[tuple[int, int, Kind]]:
    tokens = parsed.tokens
    done = 0
    for start, end, label in parsed.entities:
        if label not in KIND_OF_LABEL:
            continue
        kind = KIND_OF_LABEL[label]
        start, end = _trimmed(tokens, start, end, kind)
        if kind in (Kind.DATE, Kind.AMOUNT):
            start, end, kind = _bare_number(tokens, start, end, kind)
        if kind not in (Kind.DATE, Kind.AMOUNT) and end > start:
            start, end = _whole_name(tokens, start, end, kind, done)
        start = max(start, done)
        if end <= start or not any(token.text[0].isalnum() for token in tokens[start:end]):
            continue
        done = end
        yield start, end, kind
    return


def _trimmed(tokens: Sequence[Token], start: int, end: int, kind: Kind) -> tuple[int, int]:
    """Without a leading article, a trailing possessive, quotes and commas; a person without titles."""
    end = next((i for i in range(start + 1, end) if tokens[i].text in {"(", "["}), end)
    while start < end and (
        (tokens[start].pos in {"PUNCT", "DET", "SPACE", "ADP", "SCONJ"} and tokens[start].text != "$")
        or tokens[start].tag in {"POS", "PRP$"}
        or (kind is Kind.PERSON and tokens[start].text.lower() in TITLES)
        or (kind in {Kind.PERSON, Kind.ORGANISATION} and _is_calling(tokens, start, end))
    ):
        start += 1
    while kind is Kind.PERSON and end - start > 1 and tokens[end - 1].text.isdigit():
        end -= 1
    while end > start and (tokens[end - 1].tag == "POS" or tokens[end - 1].pos in {"PUNCT", "SPACE", "ADP", "CCONJ"}):
        if tokens[end - 1].text.endswith("%") or tokens[end - 1].text.endswith("."):
            break
        end -= 1
    return start, end


def _is_calling(tokens: Sequence[Token], start: int, end: int) -> bool:
    """“Sociologist | Erving Goffman”: what the person is, before first name and surname."""
    word = tokens[start].text
    calling = "noun.person" in lexicon().lexnames(word.lower())[:1] and set(lexicon().class_of(word)) <= {"occupation"}
    return end - start > 2 and calling and all(_is_proper(token) for token in tokens[start + 1 : start + 3])


def _bare_number(tokens: Sequence[Token], start: int, end: int, kind: Kind) -> tuple[int, int, Kind]:
    """Without “more than”, with “BC”; a stretch of time (“seven years”) is an amount, not a date."""
    while end - start > 1 and tokens[start].text.lower() in APPROXIMATORS:
        start += 1
    if start and tokens[start - 1].text in CURRENCY_SIGNS and tokens[start - 1].span.end == tokens[start].span.start:
        start -= 1
    if end < len(tokens) and tokens[end].text in ERAS:
        end, kind = end + 1, Kind.DATE
    if end < len(tokens) and tokens[end].text[:1] == "°":
        end += 2 if tokens[end].text == "°" and [token.text for token in tokens[end + 1 : end + 2]] in (["C"], ["F"]) else 1
    text = " ".join(token.text for token in tokens[start:end]).replace(" - ", "-")
    if kind is Kind.DATE and (DURATION.match(text) or (text.isdigit() and len(text) < 3) or text.isalpha()):
        kind = Kind.AMOUNT if tokens[start].pos == "NUM" or text[:1].isdigit() else kind
    return start, end, kind


def _whole_name(tokens: Sequence[Token], start: int, end: int, kind: Kind, done: int) -> tuple[int, int]:
    """Grown over the proper nouns that touch it, since the model often gives half a name."""
    while end < len(tokens) and _is_proper(tokens[end]) and not tokens[end].entity:
        end += 1
    while start > done and _is_proper(tokens[start - 1]) and not tokens[start - 1].entity:
        if kind is Kind.PERSON and (tokens[start - 1].text.lower() in TITLES or _is_calling(tokens, start - 1, end)):
            break
        start -= 1
    return start, end


def _is_proper(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper()


def _terms(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Noun phrases without what opens them; those that hold a pronoun or are longer than a term name nothing."""
    tokens = parsed.tokens
    for start, end in parsed.chunks:
        while end > start and tokens[end - 1].pos in {"PUNCT", "SPACE", "PART"}:
            end -= 1
        start = _start_of_term(tokens, start, end)
        if start < end and tokens[end - 1].pos in {"NOUN", "PROPN"} and _is_one_term(tokens[start:end]):
            yield start, end


def _start_of_term(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the term begins within its phrase: after articles, owners, and adjectives that only describe."""
    inside = [i for i in range(start, end) if tokens[i].pos in {"PRON", "DET", "PUNCT"} and tokens[i].text != "-"]
    owned = [i for i in range(start, end - 1) if tokens[i].tag == "POS" and not _is_listed(tokens[start:end])]
    start = max([start, *(i + 1 for i in inside), *(i + 1 for i in owned)])
    defined = _is_defined(tokens, start, end)
    while start < end - 1:
        first, phrase = tokens[start], tokens[start:end]
        announces = first.lemma in ANNOUNCERS and first.dep in {"compound", "nmod"}
        if defined and not opens_a_phrase(first):
            break  # of “A total institution is …” every word belongs to the term
        if not (
            opens_a_phrase(first)
            or announces
            or _only_describes(first, phrase, tokens[0].span.start)
            or _says_the_kind(phrase)
        ):
            break
        start += 1
    return end if start == end - 1 and opens_a_phrase(tokens[start]) else start


def _is_defined(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the sentence opens with the phrase, without “the”, and says what such a thing is."""
    head = next((i for i in range(start, end) if tokens[i].dep in {"nsubj", "nsubjpass"}), None)
    if head is None or start > 1 or (start == 1 and tokens[0].text.lower() not in {"a", "an"}):
        return False
    verb = tokens[tokens[head].head]
    return (
        verb.dep == "ROOT" and verb.tag in {"VBZ", "VBP"} and verb.lemma in {"be", "refer", "mean", "involve", "occur"}
    )


def _is_one_term(phrase: Sequence[Token]) -> bool:
    """Not too long, no “research and teaching”, and no word that the model took for a noun though it is a verb."""
    if len(phrase) > LONGEST_TERM:
        return False
    if any(token.tag == "CC" for token in phrase):
        return _is_listed(phrase)
    last = phrase[-1]
    if any(_is_only_a_verb(token) for token in phrase[:-1]):
        return False
    swallowed = len(phrase) > 1 and phrase[-2].tag == "NNS" and "v" in lexicon().parts_of_speech(last.text.lower())
    return not swallowed or _is_listed(phrase[-2:])


def _is_only_a_verb(token: Token) -> bool:
    fields = lexicon().lexnames(token.text.lower())
    return token.tag in {"VB", "VBP", "VBD", "VBZ"} and all(field.startswith("verb") for field in fields)


def _is_listed(phrase: Sequence[Token]) -> bool:
    """Whether the lexicon has the phrase as a whole: “Parkinson’s disease”, “research and development”."""
    text = " ".join(token.text for token in phrase).replace("’", "'").replace(" '", "'").replace(" - ", "-")
    return lexicon().knows(text)


def _only_describes(word: Token, phrase: Sequence[Token], start_of_sentence: int) -> bool:
    """“massive increase”, “larger mass”: an adjective that is no part of the term, as “nuclear” is of “nuclear energy”."""
    if word.tag in {"JJR", "JJS"}:
        return True
    opens = word.dep != "ROOT" and word.span.start == start_of_sentence
    if (word.text[:1].isupper() and not opens) or word.pos not in {"ADJ", "VERB"} or _is_listed(phrase):
        return False
    if len(phrase) > 1 and phrase[1].text == "-":
        return False
    fields, common = lexicon().lexnames(word.text.lower()), lexicon().zipf(word.text.lower()) > PLAIN_ADJECTIVE
    if word.tag in {"VBN", "VBG"}:
        return common  # “recorded”, “given”: done to it, not part of it
    return "adj.all" in fields and "adj.pert" not in fields and common


def _says_the_kind(phrase: Sequence[Token]) -> bool:
    """“the hormone | melatonin”: the first word says what the second is."""
    first, rest = phrase[0], " ".join(token.text for token in phrase[1:])
    return first.dep in {"compound", "nmod"} and first.tag == "NN" and lexicon().is_hypernym(first.text, rest)


def opens_a_phrase(token: Token) -> bool:
    """Articles, possessives, numbers and quantifiers, which belong to the sentence and not to the term."""
    return token.tag in OPENING_TAGS or token.pos in {"NUM", "PUNCT", "DET", "PRON"} or token.lemma in VAGUE_OPENERS
