"""Whole questions (“Who …?”, “In which year did …?”), only where turning the statement round cannot garble it.

After Heilman & Smith 2010, who found ungrammatical and vague questions the commonest faults: the subject is replaced
where nothing but it changes; a time or place is asked for only where one verb of the statement can own it.
"""

import re

from quizgen.grammar import SUBJECTS, Tree, tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Candidate, Kind, Token, Word

# Classes of the lexicon that make a natural “which …”, and the noun to say.
CLASS_NOUNS = {
    "country": "country",
    "city": "city",
    "capital": "city",
    "continent": "continent",
    "state": "state",
    "us state": "state",
    "river": "river",
    "planet": "planet",
    "element": "element",
    "chemical element": "element",
    "language": "language",
    "month": "month",
}
TIME_PREPOSITIONS = frozenset({"in", "on", "during"})

# Zipf frequency from which a word that could be a name at the start of a sentence is a common one.
COMMON = 4.0


def whole_question(candidate: Candidate) -> str | None:
    """The statement turned into a question for its answer; None where that is not surely good English."""
    tree = tree_of(candidate.statement.sentence)
    text = candidate.statement.text
    if candidate.statement.in_front or not text.endswith(".") or re.search(r"[;:“”\"()—–]", text) or tree.root not in candidate.statement.kept:
        return None
    if any(
        tree[i].text.lower() in {"and", "but", "or"}
        for i in tree.children(tree.root, "cc")
        if i in candidate.statement.kept
    ):
        return None
    return _for_subject(candidate, tree) or _for_adverbial(candidate, tree)


def _for_subject(candidate: Candidate, tree: Tree) -> str | None:
    """“Marie Curie discovered …” gives “Who discovered …?”; the subject must be the answer and nothing more."""
    answer = candidate.answer
    subject = tree.subject(tree.root)
    if subject != answer.head or candidate.before.strip().lower() not in {"", "the"}:
        return None
    kept = [i for i in tree.subtree(subject) if i in candidate.statement.kept and tree[i].text.lower() != "the"]
    if kept != list(range(answer.start, answer.end)) or not re.match(r" [a-z]", candidate.after):
        return None
    if not _is_singular(tree) or re.search(r"\b(he|she|his|her|him|they|their|its?)\b", candidate.after.lower()):
        return None
    word = "Who" if answer.kind is Kind.PERSON else _which(answer.text)
    return f"{word}{candidate.after[:-1]}?" if word else None


def _which(answer: str) -> str | None:
    noun = next((CLASS_NOUNS[c] for c in lexicon().class_of(answer) if c in CLASS_NOUNS), None)
    return f"Which {noun}" if noun and noun not in answer.lower() else None


def _is_singular(tree: Tree) -> bool:
    parts = (tree.root, *tree.children(tree.root, "aux", "auxpass"))
    return not any(tree[i].tag == "VBP" or tree[i].text.lower() in {"were", "are", "have"} for i in parts)


def _for_adverbial(candidate: Candidate, tree: Tree) -> str | None:
    """“The canal opened in 1869” gives “In which year did the canal open?”; one verb only, and the phrase hangs on it."""
    answer = candidate.answer
    wh = _wh_phrase(candidate)
    preposition = tree[answer.head].head
    hangs = tree[answer.head].dep == "pobj" and tree[preposition].dep == "prep" and tree[preposition].head == tree.root
    if wh is None or not hangs or tree[preposition].text.lower() not in TIME_PREPOSITIONS:
        return None
    if sum(tree[i].tag in {"VBD", "VBZ", "VBP", "MD"} for i in candidate.statement.kept) != 1:
        return None
    phrase = set(tree.subtree(preposition))
    if phrase - {preposition} - set(range(answer.start, answer.end)) - set(tree.children(answer.head, "det")):
        return None
    words = _without_phrase(candidate, phrase)
    subject = next(iter(tree.children(tree.root, *SUBJECTS)), None)
    if words is None or subject is None:
        return None
    rest = _inverted(words, tree, subject)
    return f"{wh} {rest}?" if rest else None


def _wh_phrase(candidate: Candidate) -> str | None:
    text = candidate.answer.text
    if candidate.answer.kind is Kind.DATE:
        if re.fullmatch(r"\d{4}", text):
            return "In which year"
        if re.fullmatch(r"\d{4}s", text):
            return "In which decade"
        if re.fullmatch(r"\w+ century", text):
            return "In which century"
        return "When" if re.search(r"\d{4}", text) else None
    if candidate.answer.kind is Kind.PLACE and candidate.before.rstrip().lower().endswith(("in", "in the")):
        which = _which(text)
        return f"In {which[0].lower()}{which[1:]}" if which else None
    return None


def _without_phrase(candidate: Candidate, phrase: set[int]) -> list[Word] | None:
    """The statement’s words without the asked-for phrase and the comma after it, and without the full stop."""
    words = list(candidate.statement.words)
    if words and words[-1].text == ".":
        words = words[:-1]
    places = [place for place, word in enumerate(words) if word.token in phrase]
    if places != list(range(places[0], places[-1] + 1)):
        return None
    after = places[-1] + 1
    if after < len(words) and words[after].text == ",":
        if places[0]:
            return None  # “was born on 7 November, the youngest of five”: what follows hangs on what went before
        after += 1
    rest = words[: places[0]] + words[after:]
    return rest if rest and not any(word.text == "," for word in rest) else None


def _inverted(words: list[Word], tree: Tree, subject: int) -> str | None:
    """Subject and verb turned round, with “did” where there is no auxiliary."""
    first = words[0].token
    in_subject = set(tree.subtree(subject))
    if first is not None and first not in in_subject:
        return None
    verb = next(
        (i for i in tree.children(tree.root, "aux", "auxpass") if tree[i].tag in {"VBD", "VBZ", "VBP", "MD"}), None
    )
    if verb is None and tree[tree.root].lemma == "be":
        verb = tree.root
    if verb is not None:
        place = next((place for place, word in enumerate(words) if word.token == verb), None)
        if place is None:
            return None
        moved, rest = words[place].text, words[:place] + words[place + 1 :]
        return f"{moved} {_lowered(rest, tree)}"
    root = tree[tree.root]
    if root.tag == "VBP":
        return None  # “the group set sail”: past or present, the parser guesses
    helper = {"VBD": "did", "VBZ": "does"}.get(root.tag)
    if helper is None or not root.lemma.isalpha():
        return None
    rest = [Word(root.lemma, word.space, word.token) if word.token == tree.root else word for word in words]
    return f"{helper} {_lowered(rest, tree)}"


def _lowered(words: list[Word], tree: Tree) -> str:
    """The words as the middle of a sentence: no capital at the start unless it is a name’s."""
    first = words[0]
    is_name = first.token is None or _is_a_name(tree[first.token], opens=first.token == 0)
    lowered = first.text if is_name else first.text[:1].lower() + first.text[1:]
    if first.token is not None and tree[first.token].pos == "DET":
        lowered = first.text.lower()
    return (lowered + first.space + "".join(word.text + word.space for word in words[1:])).strip()


def _is_a_name(token: Token, opens: bool) -> bool:
    """Written with a capital wherever it stands; at the start of a sentence the tagger takes “War” for a name as well."""
    if token.entity or token.text.isupper():
        return True
    common = opens and lexicon().zipf(token.text.lower()) > COMMON and not lexicon().class_of(token.text)
    return token.pos == "PROPN" and not common
