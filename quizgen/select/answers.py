"""Why a mention is no good answer in its sentence. As in `rules`: one small function a reason, its docstring the words.

The sources are Becker et al. 2012 (what a good gap is) and Haladyna, Downing & Rodriguez 2002 (items that give
themselves away).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from snowballstemmer import stemmer

from quizgen.grammar import tree_of
from quizgen.model import Candidate, Kind, Mention, Token
from quizgen.select.context import Context
from quizgen.select.wordlists import (
    EMPTY_NOUNS,
    LIGHT_VERBS,
    MONTHS,
    NAME_PARTICLES,
    RELATIVE_ADJECTIVES,
    SAYING,
    TEACHING,
    TITLES,
    WEEKDAYS,
)

AnswerRule = Callable[[Candidate, Context], bool]

LONGEST_ANSWER = 5


@cache
def _stemmer() -> Callable[[str], str]:
    stem: Callable[[str], str] = stemmer("english").stemWord
    return stem


@cache
def _stem(word: str) -> str:
    return _stemmer()(word)


def is_too_long(candidate: Candidate, context: Context) -> bool:
    """Longer than five words."""
    return len(candidate.answer.text.split()) > LONGEST_ANSWER


def is_empty(candidate: Candidate, context: Context) -> bool:
    """A word that stands for nothing by itself, such as “part” or “number”."""
    tree = tree_of(candidate.statement.sentence)
    answer = candidate.answer
    return answer.kind is Kind.TERM and (
        tree[answer.head].lemma in EMPTY_NOUNS or not any(len(word) > 2 for word in answer.text.split())
    )


def is_the_speaker(candidate: Candidate, context: Context) -> bool:
    """Whoever is quoted: the article is not about what they said."""
    tree, head = tree_of(candidate.statement.sentence), candidate.answer.head
    if (
        candidate.before.lower()
        .rstrip()
        .endswith(("according to", "according to the", "said", "says", "told", "told the"))
    ):
        return True
    top = head
    while tree[top].dep in {"appos", "conj"}:
        top = tree[top].head
    verb = tree[top].head
    return tree[top].dep == "nsubj" and tree[verb].lemma in SAYING and tree[verb].lemma not in TEACHING


def is_cut_from_its_owner(candidate: Candidate, context: Context) -> bool:
    """“a | language’s vocabulary”: the article before the blank belongs to a word within it."""
    tokens, answer = candidate.statement.sentence.tokens, candidate.answer
    if not answer.start:
        return False
    before = tokens[answer.start - 1]
    inside = answer.start <= before.head < answer.end
    return inside and before.head != answer.head and before.pos in {"DET", "NUM", "PRON", "ADJ"}


def is_compared(candidate: Candidate, context: Context) -> bool:
    """“The third-most | abundant element”, “more | likely”: the blank breaks a comparison."""
    words = candidate.before.lower().split()[-1:]
    return bool(words) and (
        words[0] in {"more", "most", "less", "least", "too", "so", "very", "as"} or words[0].endswith("-most")
    )


def is_a_score(candidate: Candidate, context: Context) -> bool:
    """One half of “3 – 0” or of a range."""
    return candidate.answer.kind is Kind.AMOUNT and bool(
        re.match(r"\s?[-–:/]\s?\d| (to|or) (\d|\w+ty\b|\w+teen\b)", candidate.after)
        or re.search(r"\d\s?[-–:/]\s?$|\d,?\d*%? (to|or) $|\bbetween \S+ (\w+ )?and $", candidate.before)
    )


def is_part_of_a_phrase(candidate: Candidate, context: Context) -> bool:
    """Part of a set phrase that anybody completes: “give birth”, “in place of”."""
    tree, answer = tree_of(candidate.statement.sentence), candidate.answer
    if answer.kind is not Kind.TERM or " " in answer.text:
        return False
    head = tree[answer.head]
    bare = not tree.children(answer.head, "det", "amod", "poss", "nummod")
    light = head.dep == "dobj" and tree[head.head].lemma in LIGHT_VERBS and bare
    after = candidate.after.split()[:1]
    return light or (bare and head.dep == "pobj" and after in (["of"], ["to"], ["with"], ["for"]))


def is_an_adjective_of_a_people(candidate: Candidate, context: Context) -> bool:
    """“Brazilian” before a noun: it says whose, and is no answer."""
    token = candidate.statement.sentence.tokens[candidate.answer.head]
    return candidate.answer.kind is Kind.GROUP and (token.tag == "JJ" or token.dep in {"amod", "compound", "nmod"})


def stands_in_the_stem(candidate: Candidate, context: Context) -> bool:
    """The stem shows the answer, or a word of the same root."""
    words = {_stem(word) for word in _content_words(candidate.before + " " + candidate.after)}
    own = _content_words(candidate.answer.text)
    if (
        candidate.answer.kind is Kind.AMOUNT
        and candidate.answer.text.lower() in (candidate.before + candidate.after).lower().split()
    ):
        return True
    stems = {_stem(word) for word in own}
    return bool(stems & words) or any(_same_root(word, other) for word in stems for other in words)


def _same_root(word: str, other: str) -> bool:
    short = min(len(word), len(other))
    return short >= 5 and (
        word[:5] == other[:5]
        and abs(len(word) - len(other)) <= 5
        and (word.startswith(other) or other.startswith(word) or word[:6] == other[:6])
    )


def _content_words(text: str) -> list[str]:
    small = {"the", "and", "for", "of", "in", "on", "to", "a", "an", "with", "by", "from", "at"}
    return [
        word
        for word in re.findall(r"[^\W_]+", text.lower())
        if len(word) > 2 and word not in small and not word.isdigit()
    ]


def is_abbreviated_in_the_stem(candidate: Candidate, context: Context) -> bool:
    """The stem has its abbreviation, or the answer is one that the stem spells out."""
    text = candidate.answer.text
    rest = candidate.before + " " + candidate.after
    initials = "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper() or len(text.split()) > 2)
    if len(initials) >= 2 and re.search(rf"\b{re.escape(initials.upper())}s?\b", rest):
        return True
    if text.isupper() and 2 <= len(text) <= 6:
        words = re.findall(r"[^\W\d_]+", rest)
        runs = ("".join(word[0] for word in words[i : i + len(text)]) for i in range(len(words)))
        return any(run.upper() == text for run in runs)
    return False


def is_half_a_name(candidate: Candidate, context: Context) -> bool:
    """Only a part of a longer name or compound."""
    tokens, answer = candidate.statement.sentence.tokens, candidate.answer
    before = tokens[answer.start - 1] if answer.start else None
    after = tokens[answer.end] if answer.end < len(tokens) else None
    return (
        (before is not None and _touches(before, tokens[answer.start]))
        or (after is not None and _touches(after, tokens[answer.end - 1]))
        or _goes_on_before(tokens, answer)
        or _goes_on_after(tokens, answer)
        or _is_in_a_compound(tokens, answer)
    )


def _touches(mark: Token, word: Token) -> bool:
    """A hyphen, slash or ampersand written together with the answer."""
    close = mark.span.end == word.span.start or word.span.end == mark.span.start
    return close and mark.text in {"-", "–", "/", "&", "*", "^"}


def _goes_on_before(tokens: Sequence[Token], answer: Mention) -> bool:
    """A capitalised word stands right before (“FIRST | Global”), or before “of” (“University of | Michigan”)."""
    first = answer.start
    if not first or not tokens[first].text[:1].isupper():
        return False
    before = tokens[first - 1]
    if before.text[:1].isupper() and before.pos in {"PROPN", "ADJ", "NOUN"} and first > 1:
        return before.text.lower() not in TITLES and before.dep in {"compound", "amod", "nmod", "poss", "flat"}
    if before.pos == "PROPN" and before.dep == "compound" and answer.start <= before.head < answer.end:
        return before.text.lower() not in TITLES
    joined = before.text.lower() in {"of", "for"} or (
        before.text.lower() == "the" and first > 1 and tokens[first - 2].text in {"of", "for"}
    )
    back = first - 2 if before.text.lower() != "the" else first - 3
    return joined and back >= 0 and tokens[back].text[:1].isupper() and tokens[back].pos == "PROPN"


def _goes_on_after(tokens: Sequence[Token], answer: Mention) -> bool:
    """A capitalised word follows, alone or after “of”, “by”, “the”: “Cheaper | by the Dozen”."""
    rest = tokens[answer.end : answer.end + 3]
    if not rest or answer.kind in {Kind.DATE, Kind.AMOUNT}:
        return False
    if rest[0].pos == "PROPN" and rest[0].text[:1].isupper():
        return rest[0].span.start - tokens[answer.end - 1].span.end == 1 and rest[0].dep != "appos"
    if answer.kind not in {Kind.ORGANISATION, Kind.WORK, Kind.EVENT} or rest[0].text not in {"of", "by", "for"}:
        return False
    return any(token.text[:1].isupper() for token in rest[1:])


def _is_in_a_compound(tokens: Sequence[Token], answer: Mention) -> bool:
    """A common noun that only modifies the next one (“drug | trafficking”), or the rest of such a pair."""
    head = tokens[answer.head]
    if answer.kind in {Kind.TERM, Kind.GROUP, Kind.DATE} and head.dep in {"compound", "nmod", "amod", "nummod"}:
        return not answer.start <= head.head < answer.end
    if answer.kind is Kind.TERM and answer.start:
        before = tokens[answer.start - 1]
        return before.dep == "compound" and answer.start <= before.head < answer.end and before.pos != "NUM"
    return False


def is_oddly_written(candidate: Candidate, context: Context) -> bool:
    """Not written as a name or number is: stray small words, marks or letters."""
    answer = candidate.answer
    words = answer.text.split()
    if len(words[-1]) == 1 and not words[-1].isdigit():
        return True
    if answer.kind is Kind.PERSON and re.search(r"[’']s\b", answer.text):
        return True
    if answer.kind is Kind.AMOUNT and re.search(r"\b[A-Z]$", candidate.before.rstrip()):
        return True
    if re.search(r"[\[\](){}<>@#*_=;:\"“”]|\bet al\b", answer.text) or (
        len(answer.text) < 2 and not answer.text.isdigit()
    ):
        return True
    if answer.kind in {Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.GROUP, Kind.EVENT, Kind.WORK}:
        return any(word.islower() and word not in NAME_PARTICLES for word in words) or not answer.text[:1].isupper()
    return False


def is_a_relative_time(candidate: Candidate, context: Context) -> bool:
    """A time that only the day of writing explains, or none that a reader would remember."""
    if candidate.answer.kind is not Kind.DATE:
        return False
    words = candidate.answer.text.lower().replace(",", "").split()
    if {"through", "to", "until", "and", "or"} & set(words):
        return True
    if any(word in RELATIVE_ADJECTIVES or word in WEEKDAYS or word in {"ago", "today", "now"} for word in words):
        return True
    return not re.search(
        r"\b\d{3,4}s?\b|centur|decade|\b(BC|AD|BCE|CE)\b|\b(era|age)\b", candidate.answer.text
    ) and not any(word.strip(".,").removeprefix("mid-") in MONTHS for word in words)


def is_a_small_count(candidate: Candidate, context: Context) -> bool:
    """“One”, “two” or “several” by the way: no amount worth remembering."""
    if candidate.answer.kind is not Kind.AMOUNT:
        return False
    words = candidate.answer.text.lower().split()
    return (
        words[0] in {"one", "half", "dozens", "hundreds", "thousands", "millions", "several", "some", "a"}
        and len(words) == 1
    ) or not re.search(
        r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion)\b",
        candidate.answer.text.lower(),
    )


def lacks_its_unit(candidate: Candidate, context: Context) -> bool:
    """A number with nothing after it that says of what."""
    answer = candidate.answer
    if answer.kind is not Kind.AMOUNT or (re.search(r"[%$€£]|[a-z]{3,}$", answer.text) and not answer.text.isalpha()):
        return False
    tree = tree_of(candidate.statement.sentence)
    head = tree[tree[answer.head].head]
    return head.pos not in {"NOUN", "PROPN"}


def is_one_of_a_list(candidate: Candidate, context: Context) -> bool:
    """One item of a list: the others would be as right."""
    tree = tree_of(candidate.statement.sentence)
    head = candidate.answer.head
    top = head
    while tree[top].dep == "conj":
        top = tree[top].head
    members = [top]
    for member in members:
        members.extend(tree.children(member, "conj"))
    nouns = [i for i in members if tree[i].pos in {"NOUN", "PROPN", "NUM"}]
    return len(nouns) >= 3


def is_an_example(candidate: Candidate, context: Context) -> bool:
    """Named only as an example, so others would be as right."""
    before = candidate.before.lower().rstrip().split()[-6:]
    text = " ".join(before)
    return bool(
        re.search(
            r"(such as|including|for example,?|for instance,?|like|e\.g\.,?|especially|among)( the| a| an)?$", text
        )
    ) or bool(re.search(r"\b(one of|among|some of|part of|many of)( the| its| their)?$", text))


def is_in_a_quote(candidate: Candidate, context: Context) -> bool:
    """Somebody’s own wording."""
    before = candidate.before
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_a_by_the_way(candidate: Candidate, context: Context) -> bool:
    """It stands in an aside."""
    before, after = candidate.before, candidate.after
    return before.count("(") > before.count(")") or (before.rstrip().endswith(("—", "–")) and "—" in after)


def is_doubtful(candidate: Candidate, context: Context) -> bool:
    """The analysis is not sure what kind of thing it is."""
    name = context.name_of(candidate.answer)
    return name is not None and candidate.answer.kind is not Kind.TERM and name.trust < 0.6


ANSWER_RULES: tuple[AnswerRule, ...] = (
    is_too_long,
    is_empty,
    is_half_a_name,
    is_oddly_written,
    is_a_relative_time,
    is_a_small_count,
    lacks_its_unit,
    is_cut_from_its_owner,
    is_compared,
    is_a_score,
    is_the_speaker,
    is_part_of_a_phrase,
    is_an_adjective_of_a_people,
    stands_in_the_stem,
    is_abbreviated_in_the_stem,
    is_one_of_a_list,
    is_an_example,
    is_in_a_quote,
    is_a_by_the_way,
    is_doubtful,
)


def broken_answer_rule(candidate: Candidate, context: Context) -> AnswerRule | None:
    """The first rule an answer breaks; None when it may be asked for."""
    return next((rule for rule in ANSWER_RULES if rule(candidate, context)), None)
