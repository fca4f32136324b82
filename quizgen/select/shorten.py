"""A long statement made shorter: side clauses go, and what a sentence adds after it has said its piece."""

import re
from itertools import chain

from quizgen.grammar import FINITE_TAGS, SUBJECTS, Tree, tree_of
from quizgen.model import Statement
from quizgen.select.pronouns import dangling_pronouns
from quizgen.select.statement import SIDE_CLAUSE, without
from quizgen.select.wordlists import SAYING

NEGATIONS = frozenset(
    {"not", "n't", "no", "never", "without", "except", "unless", "only", "if", "may", "might", "excluding"}
)
# “Also called”, “known as”.
NAMING = frozenset({"call", "know", "name", "term"})
# A statement longer than this is shortened where a side clause can go.
LONG = 26
# The rubric's limit is 40 words; a stem of more than 32 tokens is already read twice.
LONGEST_STATEMENT = 36
# What is left must still tell something.
LEAST_LEFT = 10


def without_side_clauses(statement: Statement) -> Statement:
    """Asides between commas and a second main clause go where the statement is long or they leave a pronoun dangling."""
    tree = tree_of(statement.sentence)
    if re.search(r"\((?:2|b|ii)\)", statement.sentence.text):
        return statement  # “five traits: (1) …, (2) …”: no part may go
    dangling = set(dangling_pronouns(statement))
    long = len(statement.words) > LONG
    gone: set[int] = set()
    for index in sorted(statement.kept):
        part = _side_clause(tree, index)
        if part and any(tree[i].text == ":" for i in range(part[0])):
            continue  # “how many steps it took: drawing the wire, cutting it, …”
        if not part or not (long or dangling & set(part)):
            continue
        words = {tree[i].text.lower() for i in part}
        if words & {"only", "unless", "except"} or (NEGATIONS & words and tree[index].dep in {"advcl", "prep"}):
            continue
        gone.update(part)
    if not gone or len(statement.kept - gone) < 7 or tree.root in gone:
        return statement
    shorter = without(statement, gone, SIDE_CLAUSE)
    # “Rome and, until the war, the West”, of which the parser took the last for an aside; “…; Jack Jouett.”
    hangs = re.search(r"\b(and|or|but), [^,]+\.$|\bthat is\.$|[—–] ?\w+\.$", shorter.text) or _ends_in_a_list(shorter)
    aside = re.search(r", (?!and |or )[^,]{1,24}\.$", shorter.text) and not statement.text.endswith(shorter.text[-12:])  # “found wolves, in some cases”
    return statement if hangs or aside or not _has_a_main_clause(shorter) else shorter


def _has_a_main_clause(statement: Statement) -> bool:
    """A verb with a tense that no bracket holds and no “which” leads in."""
    tree, depth = tree_of(statement.sentence), 0
    for index in sorted(statement.kept):
        depth += (tree[index].text == "(") - (tree[index].text == ")")
        if not depth and (tree[index].tag in FINITE_TAGS or (index == tree.root and tree[index].pos in {"VERB", "AUX"})):
            verb = tree[index].head if tree[index].dep in {"aux", "auxpass"} else index
            subject = tree.subject(verb)
            if tree[verb].dep not in {"relcl", "acl", "advcl"} and (subject is None or tree[subject].tag not in {"WDT", "WP"}):
                return True
    return False


def _ends_in_a_list(statement: Statement) -> bool:
    """“…, who signed it; Jack Jouett”: what stands behind the last semicolon is no clause, so the rest of a row was cut."""
    tree = tree_of(statement.sentence)
    last = max((i for i in statement.kept if tree[i].text == ";"), default=None)
    return last is not None and not any(tree[i].tag in FINITE_TAGS for i in statement.kept if i > last)


def _side_clause(tree: Tree, index: int) -> list[int]:
    """The tokens of a part that a comma sets off and the sentence does not need; empty when it is none."""
    token = tree[index]
    part = tree.subtree(index)
    before = tree[part[0] - 1].text if part[0] else ""
    after = tree[part[-1] + 1].text if part[-1] + 1 < len(tree.tokens) else ""
    if part != list(range(part[0], part[-1] + 1)):
        return []
    if (
        token.dep == "conj"
        and token.pos in {"VERB", "AUX"}
        and tree[token.head].dep == "ROOT"
        and tree.children(index, *SUBJECTS)
    ):
        joined = [i for i in tree.children(token.head, "conj") if i < index]
        said_before = [i for i in tree.children(token.head, "ccomp") if i < token.head]
        if any(tree[i].pos in {"VERB", "AUX"} and tree.children(i, *SUBJECTS) for i in (*joined, *said_before)):
            return []  # “A is …, B aims …, and C …”, of which the parser may take the first for what B says
        start = part[0]
        if not start or tree[start - 1].text.lower() not in {",", "and", "but", "or", ";", "so", "yet", "—", "–"}:
            return []  # “before asteroid 2012 DA14 was expected to pass”, which the parser took for a second clause
        while start and tree[start - 1].text.lower() in {",", "and", "but", "or", ";", "so", "yet"}:
            start -= 1
            if tree[start].text.lower() == "or":
                return []  # “they must carry fuel, or they need sails”
        if tree[part[0]].tag in {"WRB", "WP", "WDT"}:
            return []  # “it explains how music sounds, how the eye sees, and how …”: the last of a row
        return list(range(start, part[-1] + 1)) if after in {".", ""} else []
    if after in {"”", "’", '"'} and any(tree[i].text in {"“", "‘", '"'} for i in part):
        part = [*part, part[-1] + 1]
        after = tree[part[-1] + 1].text if part[-1] + 1 < len(tree.tokens) else ""
    if before != "," or after not in {",", ".", ""} or (token.lemma in SAYING and token.tag in FINITE_TAGS):
        return []
    if token.dep == "appos" and (token.pos not in {"NOUN", "PROPN"} or tree[token.head].pos not in {"NOUN", "PROPN"}):
        return []
    told_by_name = token.entity == "PERSON" and tree[token.head].entity != "PERSON"
    if token.dep == "appos" and token.pos == "PROPN" and (tree[token.head].pos == "NOUN" or told_by_name):
        return []  # “one economist, Ann Bell, holds”: only the name says who
    if token.dep == "appos" and (_is_a_list(tree, index) or _is_a_list(tree, token.head)):
        return []  # “leadership, obedience, and fear”, which the parser took for an aside
    if tree[part[0]].text.lower() in {"when", "if", "unless", "while", "until", "once"}:
        return []  # “aggression, when it does no harm, is accepted”
    if token.dep in {"relcl", "appos"} and token.head < index:
        subject = tree.subject(tree.root)
        goes_on = tree[min(part[-1] + (2 if after == "," else 1), len(tree.tokens) - 1)]
        # The comma after an opening phrase stays.
        leads_in = subject is not None and part[-1] < subject and tree[token.head].dep not in SUBJECTS
        next_up = next((t for t in tree.tokens[part[-1] + 2 :] if t.pos != "ADV"), goes_on)  # “…, also responsible for …”
        goes_on_naming = next_up.pos in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} or next_up.tag == "VBN" or next_up.lemma in NAMING
        names_more = after == "," and not leads_in and goes_on_naming
        # “He studied a reflex, in which a dog … and, in time, was taught …”: the parser lost where the clause ends.
        without_subject = token.head > tree.root and tree[token.head].dep not in SUBJECTS and after == "," and goes_on.tag in FINITE_TAGS
        if goes_on.tag == "CC" or without_subject or names_more or "appos" in {goes_on.dep, tree[goes_on.head].dep}:
            return []  # “the daughter of Ann, a dancer, and Ben”: what follows may belong to it
        closing = [part[-1] + 1] if after == "," and not leads_in else []
        return [part[0] - 1, *part, *closing]
    if token.dep == "advcl" and index > tree[index].head and after in {".", ""}:
        marks = {tree[i].text.lower() for i in tree.children(index, "mark", "advmod")}
        if marks & {"if", "unless", "because", "when", "until", "once", "where", "provided", "than", "as"}:
            return []
        return [part[0] - 1, *part]
    return []


def _is_a_list(tree: Tree, index: int) -> bool:
    """“X, Y and Z”, “either X, Y or Z”."""
    return bool(tree.children(index, "cc", "preconj")) or any(
        tree[i].text.lower() in {"either", "both", "neither", "between"} for i in tree.ancestors(index)
    )


def number_of_words(statement: Statement) -> int:
    """How many words, punctuation aside."""
    words = chain(statement.in_front.split(), *(part.text.split() for part in statement.words))
    return sum(any(char.isalnum() for char in word) for word in words)


def without_the_rest(statement: Statement, longest: int = LONGEST_STATEMENT) -> Statement:
    """Of a sentence of more words, what stands before a semicolon, a second verb, or a clause that only adds; or all of it."""
    shorter = statement
    while number_of_words(shorter) > longest:
        start = _last_addition(shorter)
        if start is None:
            return statement
        shorter = without(shorter, range(start, len(shorter.sentence.tokens)), SIDE_CLAUSE)
    return shorter if _has_a_main_clause(shorter) else statement


def _last_addition(statement: Statement) -> int | None:
    """The token from which on the last part that can go begins."""
    tree, kept = tree_of(statement.sentence), sorted(statement.kept)
    last = max(i for i in kept if tree[i].text[0].isalnum())
    for i in reversed(kept):
        starts = [i] if tree[i].text == ";" and i > tree.root else _adds_until(tree, i, last)
        if not starts or starts[0] <= tree.root:
            continue
        left = [tree[k].text for k in kept if k < starts[0]]
        # A list or somebody’s words: where they end, only the whole tells.
        if len(left) >= LEAST_LEFT and not {":", "—", "–"} & set(left) and left.count("“") == left.count("”") and left.count('"') % 2 == 0:
            return starts[0]
    return None


def _adds_until(tree: Tree, index: int, last: int) -> list[int]:
    """Where a part begins that reaches to the end and only adds: “, and was …”, “, which …”, “, making …”, “, while …”."""
    below = tree.subtree(index)
    if below[-1] < last or not below[0]:
        return []
    token, before = tree[index], tree[below[0] - 1].text
    if {tree[i].text.lower() for i in below} & {"only", "unless", "except", "if", "than"}:
        return []
    if token.dep == "conj" and token.pos in {"VERB", "AUX"} and token.head == tree.root and not tree.children(index, *SUBJECTS):
        joined = next((i for i in tree.children(tree.root, "cc") if i < index and i == below[0] - 1), None)
        paired = any(tree[i].dep == "preconj" for i in tree.children(tree.root)) or tree.children(tree.root, "neg")
        if joined is None or paired or tree[joined].text.lower() not in {"and", "but"}:
            return []
        return [joined - 1 if tree[joined - 1].text == "," else joined]
    adds = token.dep in {"relcl", "acl", "appos"} or (token.dep == "advcl" and tree[below[0]].text.lower() in {"while", "whereas", "although", "though"})
    adds = adds or (token.dep == "advcl" and token.tag == "VBG") or (token.dep == "prep" and token.text.lower() == "including")
    return [below[0] - 1] if adds and before == "," and below == list(range(below[0], below[-1] + 1)) else []
