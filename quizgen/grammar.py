"""The grammar of a sentence, read off its tokens: who depends on whom, the subject, the main verb, its phrases."""

import re
from collections.abc import Iterator

from quizgen.model import Candidate, Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
# “___, which is a …”, “___, a substance that …”: what stands beside it says what it is.
APPOSITION = re.compile(
    r"(, which (is|are) ((simply|just|really|basically) )?|, ?| ?[—–] ?)(an?|any|one of the|the) "
    r"[\w-]+( [\w-]+){0,3} (that|which|who|of|in which|with|where|when|used|made|caused)\b"
)
# Fewer words after the gap define nothing: “___ is an American actor.”
LEAST_DEFINITION = 6
# Words that may stand before the “is” of a definition.
MOST_OPENING = 5
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})


class Tree:
    """The dependency tree of one sentence. All numbers are token indices within the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.root = next((i for i, token in enumerate(self.tokens) if token.dep == "ROOT"), 0)
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self._children[token.head].append(index)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def children(self, index: int, *deps: str) -> list[int]:
        """The words that depend on it directly, all or only those with one of the labels."""
        below = self._children[index]
        return [i for i in below if self.tokens[i].dep in deps] if deps else list(below)

    def subtree(self, index: int) -> list[int]:
        """It and everything below it, in the order of the sentence."""
        found, todo = {index}, [index]
        while todo:
            for child in self._children[todo.pop()]:
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Its head, the head of that, up to the root."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index

    def subject(self, verb: int) -> int | None:
        """The head of the verb's subject; a verb joined by “and” to another shares its subject."""
        found = [i for i in self._children[verb] if self.tokens[i].dep in SUBJECTS]
        if found:
            return found[0]
        if self.tokens[verb].dep == "conj":
            return self.subject(self.tokens[verb].head)
        return None

    def is_finite(self, verb: int) -> bool:
        """Whether the verb or one of its auxiliaries carries tense."""
        return any(self.tokens[i].tag in FINITE_TAGS for i in (verb, *self.children(verb, "aux", "auxpass")))

    def is_past(self, verb: int) -> bool:
        """Whether the clause tells of the past: “was built”, “opened”, “had led”."""
        parts = (verb, *self.children(verb, "aux", "auxpass"))
        return any(self.tokens[i].tag == "VBD" for i in parts)

    def clause_of(self, index: int) -> int:
        """The verb (or root) of the clause a word stands in."""
        for above in self.ancestors(index):
            if self.tokens[above].pos in {"VERB", "AUX"} or above == self.root:
                return above
        return index


# Trees made so far, by the identity of their sentence: a sentence is looked at hundreds of times, and its hash is long.
_trees: dict[int, Tree] = {}
MOST_TREES = 512


def tree_of(sentence: Sentence) -> Tree:
    """The tree of a sentence, made once."""
    tree = _trees.get(id(sentence))
    if tree is None or tree.sentence is not sentence:
        if len(_trees) >= MOST_TREES:
            _trees.clear()
        tree = _trees[id(sentence)] = Tree(sentence)
    return tree


def opens_with_is(tree: Tree) -> bool:
    """“Bullying is repeated treatment …”: whole, however the parser took it."""
    at = next((i for i, token in enumerate(tree.tokens[:MOST_OPENING]) if token.lemma == "be"), 0)
    opening = tree.tokens[:at]
    return bool(opening) and tree[at].tag in {"VBZ", "VBP"} and all(
        token.pos in {"NOUN", "PROPN", "ADJ"} or token.tag == "VBG" or (i == 0 and token.pos == "DET")
        for i, token in enumerate(opening)
    )


def is_explained(candidate: Candidate) -> bool:
    """“… is called ___”, “___ is a …”, “known as ___”: the statement says what the answer is."""
    before, after = candidate.beginning.lower().rstrip(), candidate.after.lower()
    named = re.search(r"(\b(called|termed|named|known as|referred to as|defined as)|, or)( an?| the)?$", before) or re.search(
        r"\b(call|calls|term|terms) (an?|the|this|it|them)$|\bwhat [a-z]+ call$", before
    )
    aside = re.match(APPOSITION, after) or (before.endswith((", the", ", or")) and after.startswith(","))
    tells = re.match(r" (refers? to|means?|occurs? when|describes?)\b", after)
    tree = tree_of(candidate.statement.sentence)
    subject = tree.subject(tree.root)
    if subject is not None and candidate.answer.end <= tree.subtree(subject)[0] and tree[candidate.answer.head].dep == "pobj":
        aside = False  # “after working with a ___, a couple may …”: the comma ends what leads in
    equates = tree[tree.root].lemma == "be" and bool(tree.children(tree.root, "attr"))
    opens = before.strip() in {"", "a", "an", "the"} and bool(
        tells or (equates and re.match(r" (is|are|was|were)\b", after))
    )
    return bool(named or aside or (opens and len(after.split()) >= LEAST_DEFINITION))


def starts_with_vowel(word: str) -> bool:
    """Roughly by its sound: “an hour”, “a university”."""
    word = word.lower()
    if re.match(r"(hour|honest|honor|heir)", word):
        return True
    return word[:1] in "aeiou" and not re.match(r"(uni[^nm]|use|eu|one\b|once|ura)", word)
