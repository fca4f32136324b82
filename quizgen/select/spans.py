"""What else in a sentence could be an answer: the phrases around, inside and beside what it mentions.

The analysis gives the plain mentions. A teacher also asks for the number with its unit (“182 million tons” beside
“182 million”), the noun with its “of” (“theory of mind”), the whole of a list, the adjective that makes the difference,
or the words of a reason. Every span is whole by the grammar; which of them is worth asking for is for `worth` to say.
"""

from collections.abc import Iterator
from itertools import chain

from quizgen.grammar import Tree, tree_of
from quizgen.model import Kind, Mention, Sentence, Span

LONGEST_PHRASE = 12  # words; only the answers of open questions are longer
NOUNS = frozenset({"NOUN", "PROPN"})
LEFT_PARTS = frozenset(
    {"amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "npadvmod", "det", "predet", "punct", "case"}
)
NOT_FIRST = frozenset({"DET", "PUNCT", "SPACE", "PRON", "PART", "CCONJ", "ADP", "SCONJ"})
NOT_LAST = frozenset({"PUNCT", "SPACE", "PART", "CCONJ", "ADP", "SCONJ", "DET"})


def answer_spans(sentence: Sentence) -> tuple[Mention, ...]:
    """The sentence's mentions and every other phrase in it that could be an answer, in the order of the text."""
    found: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in sentence.mentions}
    tree = tree_of(sentence)
    kinds = {index: mention.kind for mention in sentence.mentions for index in range(mention.start, mention.end)}
    for start, end in _phrases(tree):
        start, end = _trimmed(tree, start, end)
        if start < end and end - start <= LONGEST_PHRASE and (start, end) not in found:
            found[start, end] = _mention(sentence, tree, kinds, start, end)
    return tuple(found[place] for place in sorted(found))


def _mention(sentence: Sentence, tree: Tree, kinds: dict[int, Kind], start: int, end: int) -> Mention:
    span = Span(tree[start].span.start, tree[end - 1].span.end)
    heads = [i for i in range(start, end) if not start <= tree[i].head < end or tree[i].head == i]
    head = heads[-1] if heads else end - 1
    offset = sentence.span.start
    text = sentence.text[span.start - offset : span.end - offset]
    return Mention(text, span, kinds.get(head, Kind.TERM), start, end, head)


def _trimmed(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Without articles, prepositions and marks at its ends."""
    while start < end and tree[start].pos in NOT_FIRST and tree[start].text not in {"$", "€", "£"}:
        start += 1
    while end > start and tree[end - 1].pos in NOT_LAST and tree[end - 1].text not in {"%", "°"}:
        end -= 1
    return start, end


def _phrases(tree: Tree) -> Iterator[tuple[int, int]]:
    for index, token in enumerate(tree.tokens):
        if token.pos in NOUNS:
            yield from _around_noun(tree, index)
        elif token.pos == "NUM":
            yield from _around_number(tree, index)
        elif token.pos == "ADJ" and token.dep in {"acomp", "amod", "oprd", "attr", "conj"}:
            yield index, index + 1
            yield _left_edge(tree, index), index + 1
        elif token.pos in {"VERB", "AUX"}:
            yield from _around_verb(tree, index)


def _around_noun(tree: Tree, noun: int) -> Iterator[tuple[int, int]]:
    left = _left_edge(tree, noun)
    yield left, noun + 1  # with all that stands before it
    bare = noun
    while bare > left and tree[bare - 1].dep in {"compound", "nmod"} and tree[bare - 1].pos != "NUM":
        bare -= 1
    yield bare, noun + 1  # the compound alone
    for of in tree.children(noun, "prep"):
        if of > noun:
            below = tree.subtree(of)
            if below == list(range(of, below[-1] + 1)):
                yield left, below[-1] + 1
                break
    members = _members(tree, noun)
    if len(members) > 1 and tree[noun].dep != "conj":
        yield left, members[-1] + 1
    whole = tree.subtree(noun)
    if whole == list(range(whole[0], whole[-1] + 1)):
        yield whole[0], whole[-1] + 1
    if left < noun and tree[noun].dep not in {"compound", "nmod"}:
        modifiers = noun
        while modifiers > left and tree[modifiers - 1].dep == "punct":
            modifiers -= 1
        yield left, modifiers  # “wetter” of “wetter climate”


def _around_number(tree: Tree, number: int) -> Iterator[tuple[int, int]]:
    yield number, number + 1
    start = number
    while start and (
        tree[start - 1].pos == "NUM"
        or (tree[start - 1].dep in {"quantmod", "compound"} and tree[start - 1].head == number)
    ):
        start -= 1
    yield start, number + 1
    unit = tree[number].head
    if unit > number and tree[unit].pos in NOUNS | {"SYM"} and unit - number <= 4:
        yield start, unit + 1


def _around_verb(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    below = tree.subtree(verb)
    if tree[verb].dep in {"advcl", "ccomp", "xcomp", "pcomp", "acl", "relcl", "conj", "ROOT", "csubj"}:
        last = below[-1] + 1
        yield verb, last  # what is done, without who does it
        objects = [i for i in tree.children(verb, "dobj", "attr", "acomp", "prep", "xcomp") if i > verb]
        if objects:
            yield verb, tree.subtree(objects[0])[-1] + 1
        if tree[verb].dep in {"advcl", "ccomp", "pcomp"}:
            yield below[0], last


def _left_edge(tree: Tree, head: int) -> int:
    """Where the words that stand before a word and belong to it begin."""
    edge = head
    for child in sorted((i for i in tree.children(head) if i < head), reverse=True):
        below = tree.subtree(child)
        if tree[child].dep not in LEFT_PARTS or below[-1] != edge - 1:
            break
        edge = below[0]
    return edge


def _members(tree: Tree, first: int) -> list[int]:
    """The words of a list: the first and those joined to it."""
    members = [first]
    for member in chain(members):
        members.extend(tree.children(member, "conj"))
    return sorted(members)
