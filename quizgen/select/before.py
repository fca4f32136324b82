"""The sentence before, put in front of one that goes on from it: “Beavers build dams. They fell ___ for them.”

What “they” are, no rule can tell as surely as the article itself does: by the sentence that stands before. So where one
stands alone and the next does not, the two are asked together, the first as it is, the second with its blank.
"""

import re
from dataclasses import replace

from quizgen.grammar import tree_of
from quizgen.model import Kind, Sentence, Statement
from quizgen.select.pronouns import dangling_pronouns, is_a_person
from quizgen.select.shorten import number_of_words, without_the_rest
from quizgen.select.wordlists import HE, SHE, THEY

# In words: a longer one is too much to read for what it explains, and both together must still be read in one go.
LONGEST_IN_FRONT, LONGEST_TOGETHER = 26, 40

# “Second, …”, “the third way”, “that year”: what these go on from stands farther back.
FARTHER_BACK = re.compile(r"^(Second|Third|Fourth|Finally|Lastly)\b|\b[Tt]he (second|third|fourth|fifth|last) [a-z]+ (is|was|are|were)\b|\b[Tt]hat (same )?(day|night|month|year|decade|century|time|number)\b|^There, ")


def put_in_front(told: Statement, statement: Statement) -> Statement | None:
    """The two in one; None where they are too long, or the first names nothing that a “he” or “they” of the second could be."""
    told = without_the_rest(told, LONGEST_IN_FRONT)
    statement = without_the_rest(statement, LONGEST_TOGETHER - number_of_words(told))
    first, both = number_of_words(told), number_of_words(told) + number_of_words(statement)
    if first > LONGEST_IN_FRONT or both > LONGEST_TOGETHER or told.text[-1] not in ".!”":
        return None
    if FARTHER_BACK.search(statement.text) or not _tells_whom(told.sentence, statement):
        return None
    return replace(statement, in_front=told.text, repairs=(*statement.repairs, "sentence before put in front"))


def _tells_whom(earlier: Sentence, statement: Statement) -> bool:
    """Whether a pronoun of the statement finds a word of its number, and a person where it wants one."""
    tree, before = tree_of(statement.sentence), tree_of(earlier)
    for index in dangling_pronouns(statement):
        word = tree[index].text.lower()
        if word in HE | SHE:
            named = any(mention.kind is Kind.PERSON for mention in earlier.mentions)
            if not (named or any(token.text.lower() in HE | SHE or is_a_person(token) for token in before.tokens)):
                return False
        elif word in THEY:
            if not any(token.tag in {"NNS", "NNPS"} or token.dep == "conj" or token.entity in {"ORG", "NORP"} for token in before.tokens):
                return False
        elif not any(token.tag in {"NN", "NNP"} for token in before.tokens):
            return False
    return True
