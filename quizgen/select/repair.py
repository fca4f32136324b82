"""Repairs that make a sentence stand alone without changing what it says; each is safe or is not made."""

import re
from collections.abc import Callable, Iterator, Sequence

from quizgen.grammar import SUBJECTS, Tree, tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Sentence, Statement, Word
from quizgen.select.context import Context
from quizgen.select.naming import name_in_full, name_the_subject, name_the_thing, spell_out
from quizgen.select.reference import relative_times
from quizgen.select.shorten import NAMING, NEGATIONS, without_side_clauses, without_the_rest
from quizgen.select.statement import replaced, whole, without
from quizgen.select.wordlists import (
    ASIDES,
    LEANING_ADVERBS,
    LOOSE_OPENERS,
    LOSSY_OPENERS,
    MONTHS,
    OPENERS,
    WEEKDAYS,
)

Repair = Callable[[Statement, Context], Statement]

YEAR = re.compile(r"\b[12]\d{3}\b")
AFTER_A_YEAR = re.compile(r"\b[12]\d{3} (, )?and [^()]{3,60}$")
FINDINGS = frozenset("research study report survey figure data analysis evidence finding poll".split())


def statements(sentence: Sentence, context: Context) -> Iterator[Statement]:
    """The sentence repaired, then, where side clauses can go, a shorter one and its parts: best first."""
    statement = whole(sentence)
    for repair in REPAIRS:
        statement = repair(statement, context)
    shorter = without_side_clauses(statement)
    if shorter is not statement:
        yield shorter
    yield statement
    cut = without_the_rest(shorter)
    if cut is not shorter:
        yield cut


def as_it_goes_on(sentence: Sentence, context: Context) -> Statement:
    """The sentence as it stands behind the one before it: what ties the two together stays."""
    statement = whole(sentence)
    for repair in (drop_parentheses, drop_relative_times, spell_out):
        statement = repair(statement, context)
    return statement


def drop_parentheses(statement: Statement, context: Context) -> Statement:
    """Bracketed asides go, unless they deny, limit or add something, or are part of what is quoted or of a row of years."""
    depth = 0
    inside: list[Word] = []
    out: list[int] = []
    for word in statement.words:
        if word.text in {"(", "["}:
            depth += 1
        if depth:
            inside.append(word)
        if word.text in {")", "]"} and depth:
            depth -= 1
            if not depth:
                if inside[0].text == "[" and _stands_in_quotes(inside[0], statement):
                    inside = []  # “who often “[thought of] the strangeness of things””
                    continue
                adds = len(inside) > 1 and inside[1].text.lower() in {"and", "or", "but"} and not _is_another_name(inside, statement)  # “LGBT (and “Queer” …)”
                if not (adds or _is_one_of_two_years(inside, statement)) and not NEGATIONS & {w.text.lower() for w in inside}:
                    out.extend(w.token for w in inside if w.token is not None)
                    out.extend(_comma_before_the_verb(statement, word))
                inside = []
    return without(statement, out, "brackets dropped") if out and not depth else statement


def _is_another_name(inside: Sequence[Word], statement: Statement) -> bool:
    """“Hermes Trismegistus (or Thrice-Great Hermes)”."""
    tree, bracket, words = tree_of(statement.sentence), inside[0].token, [word.token for word in inside[2:-1]]
    names = bracket and words and all(i is not None and (tree[i].pos == "PROPN" or tree[i].text == "-") for i in words)
    return bool(names) and inside[1].text.lower() == "or" and tree[(bracket or 1) - 1].pos == "PROPN"


def _stands_in_quotes(word: Word, statement: Statement) -> bool:
    before = "".join(other.text for other in statement.words[: statement.words.index(word)])
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_one_of_two_years(inside: Sequence[Word], statement: Statement) -> bool:
    """“the French Open in 1999 and the Australian Open (2003)”."""
    before = " ".join(word.text for word in statement.words[: statement.words.index(inside[0])])
    return len(inside) == 3 and bool(YEAR.fullmatch(inside[1].text) and AFTER_A_YEAR.search(before))


def _comma_before_the_verb(statement: Statement, bracket: Word) -> list[int]:
    """“Ann (died 869), was …”: the comma that a bracket leaves between subject and verb."""
    tree, after = tree_of(statement.sentence), (bracket.token or 0) + 1
    if after + 1 >= len(tree.tokens) or tree[after].text != ",":
        return []
    verb = after + 1
    subject = tree.subject(tree.root)
    alone = verb == tree.root and subject is not None and subject < after and not any(tree[i].text == "," for i in range(subject, after))
    return [after] if alone and tree[verb].tag in {"VBD", "VBZ", "VBP"} and tree[verb].pos in {"VERB", "AUX"} else []


def drop_opener(statement: Statement, context: Context) -> Statement:
    """“However,”, “In addition,”, “But …”: what only ties the sentence to the one before."""
    words = [word.text.lower() for word in statement.words]
    for phrase in OPENERS:
        length = len(phrase)
        if tuple(words[:length]) != phrase or phrase[0] in LOSSY_OPENERS:
            continue
        comma = len(words) > length and words[length] == ","
        first = statement.words[0].token
        loose = phrase in LOOSE_OPENERS and first is not None and not tree_of(statement.sentence).children(first)
        joins = (
            length == 1 and first is not None and (phrase == ("yet",) or tree_of(statement.sentence)[first].dep == "cc")
        )
        if comma or joins or loose:
            gone = [word.token for word in statement.words[: length + comma] if word.token is not None]
            return drop_opener(without(statement, gone, f"“{' '.join(phrase)}” dropped"), context)
    return statement


def drop_asides(statement: Statement, context: Context) -> Statement:
    """“… , on the other hand, …”, “by the way”: a phrase between commas that only ties sentences together."""
    words = [word.text.lower() for word in statement.words]
    for place, word in enumerate(words):
        if word != "," or not place:
            continue
        before_subject = _stands_before_the_subject(statement, place)
        for phrase in (*ASIDES, *EXAMPLES) if before_subject else ASIDES:
            end = place + 1 + len(phrase)
            if tuple(words[place + 1 : end]) == phrase and words[end : end + 1] in ([","], ["."]):
                gone = [w.token for w in statement.words[place : end + (words[end] == ",")] if w.token is not None]
                return drop_asides(without(statement, gone, f"“{' '.join(phrase)}” dropped"), context)
    return statement


# “Regarding sleep, for example, …” says the same without; “…, for example, by digging” does not.
EXAMPLES = (("for", "example"), ("for", "instance"))


def _stands_before_the_subject(statement: Statement, place: int) -> bool:
    tree, token = tree_of(statement.sentence), statement.words[place].token
    subject = tree.subject(tree.root)
    return token is not None and subject is not None and token < tree.subtree(subject)[0]


def drop_other(statement: Statement, context: Context) -> Statement:
    """“Another measure is …” becomes “One measure is …”, “other schools offer …” “some schools offer …”."""
    tree = tree_of(statement.sentence)
    first = statement.words[0].token if statement.words else None
    if first is None or tree[first].dep not in {"det", "amod"} or tree[tree[first].head].dep not in SUBJECTS:
        return statement
    place = tree[first].head
    word, noun, verb = tree[first].text.lower(), tree[place], tree[tree[place].head]
    told_more = tree.children(place, "prep", "relcl", "acl", "amod", "compound", "poss") != ([first] if word == "other" else [])
    if not told_more and "noun.person" not in lexicon().lexnames(noun.lemma)[:1]:
        return statement  # “another cause is …”: of what?
    if word == "another" and noun.tag == "NN" and verb.lemma == "be":
        return replaced(statement, [first], "One", "“another” read as “one”")
    if word == "other" and noun.tag == "NNS":
        return replaced(statement, [first], "Some", "“other” read as “some”")
    return statement


def drop_leaning_adverbs(statement: Statement, context: Context) -> Statement:
    """“… , however, …”, “also”: the same inside the sentence."""
    tree = tree_of(statement.sentence)
    kept = statement.kept
    words = {index: tree[index].text.lower() for index in kept}
    gone: list[int] = []
    for index in sorted(kept):
        leans = words[index] in LEANING_ADVERBS or (words[index] == "then" and index and tree[index - 1].pos == "AUX")  # “was then besieged”
        if not leans or tree[index].dep not in {"advmod", "cc"} or tree.children(index):
            continue
        if (words[index] == "also" and _adds_to_the_sentence(tree, index)) or (words[index] == "since" and index == 0):
            continue  # “Since turbines are only efficient if …, they”
        if words[index] in {"hence", "thus", "therefore"} and tree[tree[index].head].pos not in {"VERB", "AUX"}:
            continue  # “hence their nickname”
        joins = words[index] == "however" or (words[index] in {"hence", "thus", "therefore"} and words.get(index - 1) == ",")
        if joins and index and index < tree[index].head and any(tree[i].tag in FINITE for i in range(index)):
            continue  # “it was abolished, however, the term lives on”: without it two sentences run into one
        if words[index] in {"instead", "too"} and (
            words.get(index + 1) in {"of", "to"} or tree[tree[index].head].pos in {"ADJ", "ADV"}
        ):
            continue
        gone.append(index)
        if words.get(index - 1) == ";" and words.get(index + 1) == ",":
            gone.append(index + 1)
        verb = tree[index].head
        if words.get(index - 1) in {"and", "but", "so"} and words.get(index + 1) == "," and _opens_no_aside(tree, index + 2, verb):
            gone.append(index + 1)  # “and therefore, the mind has to judge”
        if words.get(index - 1) == "," and words.get(index + 1) in {",", "."}:
            gone.append(index - 1)
            gone.extend([index + 1] if words.get(index + 1) == "," else [])
    return without(statement, gone, "linking word dropped") if gone else statement


FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _opens_no_aside(tree: Tree, start: int, verb: int) -> bool:
    """What follows up to the verb is its subject; in “and therefore, unlike fish, must rise” it is not."""
    return start < verb and all(tree[i].text != "," for i in range(start, verb))


def _adds_to_the_sentence(tree: Tree, also: int) -> bool:
    """“Not only …, but also”, “X, also known as Y”: it joins what this very sentence says."""
    earlier = [token.text.lower() for token in tree.tokens[:also]]
    verb = tree[tree[also].head]
    participle = verb.tag == "VBN" and not tree.children(tree[also].head, "auxpass", "aux")
    names = verb.lemma in NAMING and also > 0 and tree[also - 1].text == "," and tree[also].head == also + 1  # “Andorra, …, also called …, is”
    return "but" in earlier or participle or names


def drop_relative_times(statement: Statement, context: Context) -> Statement:
    """“last week”, “on Tuesday”: times that only the day of writing explains."""
    tree = tree_of(statement.sentence)
    gone: list[int] = []
    for phrase in relative_times(statement):
        if _opens_later(tree, phrase):
            gone.extend([*phrase, phrase[-1] + 1])
            continue
        if context.teaches and len(phrase) == 1 and _only_says_now(tree, phrase[0]):
            gone.extend(phrase)
            continue
        top = next((i for i in phrase if tree[i].head not in phrase), phrase[0])
        removable = tree[top].dep in {"npadvmod", "advmod", "prep", "nmod"} and tree[tree[top].head].pos in {
            "VERB",
            "AUX",
        }
        ends = phrase[-1] + 1 < len(tree.tokens) and tree[phrase[-1] + 1].text in {".", ",", ";"}
        bare = ends and tree[top].head == phrase[0] - 1  # “expected next month”: without the time nothing is said
        told_again = ends and tree[min(phrase[-1] + 2, len(tree.tokens) - 1)].dep == "npadvmod"  # “Yesterday, day five of …, ”
        counted = any(tree[i].pos in {"NUM", "PROPN"} and tree[i].text.lower() not in WEEKDAYS | MONTHS for i in phrase)
        ahead = any(tree[i].text.lower() in {"next", "coming", "recently", "currently"} for i in phrase)  # what will be, or may be over
        # “what is now done by others”, “gas, outlawed today, was used”; but “which is known today as”
        alone = tree[top].dep == "advmod" and tree[top].head != tree.root
        inside = len(phrase) == 1 and (alone or (tree[top].dep == "npadvmod" and tree[tree[top].head].dep == "acl"))
        year = any(tree[i].lemma in {"year", "decade"} for i in phrase)  # “a record last year”: the figure is that year’s
        then = tree[top].dep == "prep" and any(tree[i].text.lower() in {"this", "that"} for i in phrase)  # “the only tribe at this time”
        lasts = then or counted or ahead or inside or year or (tree[top].dep == "prep" and tree[top].text.lower() not in {"on", "in", "at"})  # “runs from May to June”
        if removable and len(phrase) <= 5 and not (bare or lasts or told_again):
            gone.extend(phrase)
    return without(statement, gone, "time of report dropped") if gone else statement


def _opens_later(tree: Tree, phrase: Sequence[int]) -> bool:
    """“One month later, …”: what follows is as true without it."""
    ends = phrase[-1] + 1 < len(tree.tokens) and tree[phrase[-1] + 1].text == ","
    return phrase[0] == 0 and ends and tree[phrase[-1]].text.lower() in {"later", "afterwards"} and len(phrase) <= 4


def _only_says_now(tree: Tree, index: int) -> bool:
    """“Glaciers currently hold …”, in a text that tells what always holds."""
    said = tree[index].text.lower() in {"currently", "today", "nowadays"} and tree[index].dep == "advmod"
    return said and tree[index].head == tree.root and tree[tree.root].tag in {"VBZ", "VBP"}


def drop_new(statement: Statement, context: Context) -> Statement:
    """“New research shows”: new on the day of writing."""
    tree = tree_of(statement.sentence)
    new = [
        i for i in sorted(statement.kept)
        if tree[i].text.lower() in {"new", "recent"} and tree[i].dep == "amod" and tree[tree[i].head].lemma in FINDINGS and tree[i].head == i + 1
        and not tree.children(i) and not (i and tree[i - 1].text.lower() in {"a", "an"})
    ]  # fmt: skip
    return without(statement, new, "time of report dropped") if new else statement


REPAIRS: tuple[Repair, ...] = (
    drop_parentheses,
    drop_opener,
    drop_asides,
    drop_other,
    drop_leaning_adverbs,
    drop_relative_times,
    drop_new,
    name_in_full,
    spell_out,
    name_the_subject,
    name_the_thing,
)
