"""Which “he”, “it”, “they” of a statement mean something that it does not name."""

from collections.abc import Iterator

from quizgen.grammar import SUBJECTS, Tree, tree_of
from quizgen.lexicon import lexicon
from quizgen.model import Kind, Statement, Token, Word
from quizgen.select.wordlists import HE, IT, PERSONAL, SHE, SPEAKERS, THEY

# “It is estimated that …”
BELIEVED = frozenset(
    """estimate believe think know say argue suggest assume expect claim suspect find show agree accept discover establish
    propose conjecture hypothesize speculate report recommend predict note recognize""".split()
)
# “We” may be all of us; `rules.says_we` holds it against a sentence, but it does not dangle.
EVERYBODY = frozenset({"we", "us", "our", "ours", "ourselves"})


def dangling_pronouns(statement: Statement) -> list[int]:
    """Pronouns whose referent the statement does not name before them (or, for an opening clause, as its subject)."""
    tree, kept = tree_of(statement.sentence), statement.kept
    return [i for i in sorted(kept) if _is_dangling_pronoun(tree, i, kept, statement)]


def _is_dangling_pronoun(tree: Tree, index: int, kept: frozenset[int], statement: Statement) -> bool:
    token = tree[index]
    word = token.text.lower()
    if word in SPEAKERS and token.pos in {"PRON", "DET"}:
        return word not in EVERYBODY
    if word not in PERSONAL or token.pos not in {"PRON", "DET"}:
        return False
    if word in IT and _is_expletive(tree, index):
        return False
    barred = _barred(tree, index)
    leads = token.dep in SUBJECTS and token.head == tree.root
    earlier = [
        i
        for i in kept
        if i < index
        and i not in barred
        and not _holds_it(tree, i, index)
        and (not leads or tree[i].dep in SUBJECTS or _owns_in_a_clause_before(tree, i, index))
        and _can_be_meant(tree, i, word, statement)
    ]
    repaired = any(_stands_for(w, word, statement) for w in _words_before(statement, index) if w.origin not in barred)
    if earlier or repaired:
        return False
    return not _points_forward(tree, index, word, statement)


def _holds_it(tree: Tree, index: int, pronoun: int) -> bool:
    """“Examples of their growth”: nothing is meant by a pronoun within its own phrase, but in a clause: “people who love their …”."""
    above = pronoun
    while tree[above].head != above and above != index:
        above = tree[above].head
        if tree[above].pos in {"VERB", "AUX"} or tree[above].dep in {"relcl", "acl"}:
            return False
        if tree[above].dep == "conj" and tree[above].head == index:
            return False  # “Hermes and his staff”
    return above == index


def _owns_in_a_clause_before(tree: Tree, index: int, pronoun: int) -> bool:
    """“Although little is known of Ann’s childhood, she …”."""
    clause = tree.clause_of(index)
    return tree[index].dep == "poss" and tree[index].pos == "PROPN" and tree[clause].dep == "advcl" and clause < pronoun and tree[clause].head == tree.root


def _stands_for(put_in: Word, pronoun: str, statement: Statement) -> bool:
    """Whether a word that a repair put in may be what the pronoun means: the same “he”, or a person’s full name."""
    if put_in.token is not None or put_in.origin is None or len(put_in.text) < 2:
        return False
    tree = tree_of(statement.sentence)
    replaced = tree[put_in.origin].text.lower()
    kinds = (HE, SHE, IT, THEY)
    if replaced in PERSONAL:
        return any(replaced in kind and pronoun in kind for kind in kinds)
    token = tree[put_in.origin]
    if pronoun in THEY:
        return bool(tree.children(put_in.origin, "conj")) or token.entity in {"ORG", "NORP", "GPE"}
    named = any(mention.start == put_in.origin and mention.kind is Kind.PERSON for mention in statement.sentence.mentions)
    return pronoun in (HE | SHE if named or token.pos == "PROPN" or token.entity == "PERSON" else IT)


def is_a_person(token: Token) -> bool:
    """“The teacher”, “a beekeeper”: a common noun for one human being."""
    one = token.lemma == "person" or "noun.person" in lexicon().lexnames(token.lemma)[:2]
    return token.tag == "NN" and not token.entity and one


def _barred(tree: Tree, index: int) -> frozenset[int]:
    """An object pronoun cannot mean the subject of its own clause: in “Ann saw her”, she is somebody else."""
    token = tree[index]
    if (
        token.tag != "PRP"
        or token.dep not in {"dobj", "pobj", "dative", "iobj"}
        or token.text.lower().endswith(("self", "selves"))
    ):
        return frozenset()
    clause = tree.clause_of(index)
    subject = tree.subject(clause)
    if subject is None:
        return frozenset()
    if tree[subject].tag in {"WDT", "WP"} and tree[clause].dep == "relcl":  # “the gases that replaced them”
        return frozenset({subject, tree[clause].head})
    owners = {i for poss in _owners(tree, subject) for i in tree.subtree(poss)}  # “Ann’s work won her a prize”
    return frozenset(tree.subtree(subject)) - owners


def _owners(tree: Tree, subject: int) -> list[int]:
    """Whose it is: “Ann’s work”, “one of Ann’s songs”."""
    return [i for i in tree.subtree(subject) if tree[i].dep == "poss"]


def _words_before(statement: Statement, index: int) -> Iterator[Word]:
    for word in statement.words:
        if word.token is not None and word.token >= index:
            return
        yield word


def _is_expletive(tree: Tree, index: int) -> bool:
    """“It is necessary to …”, “it rains”: it that stands for nothing."""
    token = tree[index]
    if token.text.lower() != "it":
        return False
    verb = token.head
    if token.dep == "expl":
        return True
    kinds = {"ccomp", "xcomp", "csubj"} | ({"advcl"} if tree.children(verb, "neg") else set())  # “not until …”
    if _is_an_object_to_come(tree, index) or _splits_off_a_place(tree, index):
        return True
    said_of_it = tree.children(verb, "acomp", "attr")
    if any(_is_split_off(tree, i) or tree[i].text.lower() == "worth" for i in said_of_it):
        return True
    said_of_it += [other for i in said_of_it for other in tree.children(i, "conj")]
    kinds |= {"advcl"} if any(_is_said_for_somebody(tree, i) for i in tree.children(verb, "advcl")) else set()
    clauses = [i for head in (verb, *said_of_it) for i in tree.children(head, *kinds) if i > verb]
    marked = any(
        tree[i].text.lower() in {"that", "to", "whether", "how", "why", "if", "until", "when"}
        for clause in clauses
        for i in tree.children(clause, "mark", "aux", "advmod")
    )
    marked = marked or any(tree[i].text.lower() in {"what", "who", "which", "where"} for clause in clauses for i in tree.children(clause))
    if any(tree[clause].lemma == "be" and tree[clause].dep == "xcomp" for clause in clauses):
        return False  # “It was to be a weekly programme”
    complement = tree.children(verb, "acomp", "attr", "oprd", "neg")
    said = [tree[i] for part in complement for i in tree.subtree(part)]
    if any(word.text.lower() in {"too", "enough"} for word in said) or any(tree[i].tag == "CD" for i in complement):
        return False  # “It is too reactive to remain free”, “It is around 120 when …”
    if tree[verb].lemma in {"be", "become", "remain", "’s", "'s"}:
        return marked and bool(complement)
    supposed = any(tree[i].tag == "MD" for i in tree.children(verb, "aux"))  # “it would seem that” says nothing for sure
    held = token.dep == "nsubjpass" and tree[verb].lemma in BELIEVED
    return marked and not supposed and (held or tree[verb].lemma in {"take", "seem", "appear"})


def _is_split_off(tree: Tree, index: int) -> bool:
    """“It is language that makes humans unique”: one sentence split in two."""
    named = tree[index].pos == "PROPN"
    bare = tree[index].pos == "NOUN" and not tree.children(index, "det", "amod", "prep")
    return (named or bare) and any(
        tree[i].text.lower() in ({"that"} if named else {"that", "who"}) and tree[i].dep in SUBJECTS for clause in tree.children(index, "relcl") for i in tree.children(clause)
    )


def _is_an_object_to_come(tree: Tree, index: int) -> bool:
    """“Makes it difficult to tell”: what “it” is comes after."""
    before, after = tree.tokens[max(0, index - 1) : index], tree.tokens[index + 1 : index + 5]
    leads_in = bool(before) and before[0].lemma in {"make", "find", "think", "consider", "render", "believe", "deem"}
    said = next((i for i, token in enumerate(after) if token.pos == "ADJ"), None)
    return leads_in and said is not None and any(token.text.lower() in {"to", "that", "for"} for token in after[said + 1 :])


def _splits_off_a_place(tree: Tree, index: int) -> bool:
    """“It was in Asia that …”: one sentence split in two."""
    verb = tree[index].head
    if tree[verb].lemma != "be" or verb != index + 1 or verb + 1 >= len(tree.tokens) or tree[verb + 1].pos != "ADP":
        return False
    phrase = tree.subtree(verb + 1)
    ends = next((i for i in range(verb + 2, len(tree.tokens)) if tree[i].text.lower() == "that"), None)
    return ends is not None and ends <= phrase[-1] + 1 and all(tree[i].text not in {",", ";"} for i in range(verb, ends))


def _is_said_for_somebody(tree: Tree, index: int) -> bool:
    """“It is impossible for anyone to …”."""
    words = {tree[i].text.lower() for i in tree.children(index, "mark", "aux")}
    return {"for", "to"} <= words


def _can_be_meant(tree: Tree, index: int, pronoun: str, statement: Statement) -> bool:
    token = tree[index]
    mistagged = token.dep in SUBJECTS and token.pos in {"ADV", "ADJ"} and "n" in lexicon().parts_of_speech(token.text.lower())  # “aikido derives”
    if (token.pos not in {"NOUN", "PROPN"} and not mistagged) or token.dep in {"compound", "npadvmod"}:
        return False
    entity = token.entity
    if _is_measured(tree, index):
        return False
    if pronoun in HE | SHE | THEY and _is_anybody(tree, index):
        return True
    if pronoun in HE | SHE:
        named = {mention.head for mention in statement.sentence.mentions if mention.kind is Kind.PERSON}
        one = index in named and token.tag != "NNPS"  # “the Curies” are more than she
        return one or _may_name_a_person(token, is_by=tree[token.head].dep == "agent") or (token.dep in SUBJECTS | {"appos", "attr"} and is_a_person(token))
    if pronoun in IT:
        person = is_a_person(token) or "noun.person" in lexicon().lexnames(token.lemma)[:1]
        one = token.tag in {"NN", "NNP"} or (token.dep in SUBJECTS and tree[token.head].tag == "VBZ")  # “social media allows”
        return one and entity not in {"PERSON", "DATE", "TIME"} and not person
    if pronoun in THEY:
        return (
            token.tag in {"NNS", "NNPS"}
            or entity in {"ORG", "NORP", "GPE"}
            or (token.dep in SUBJECTS and token.text.endswith("s") and token.tag == "NNP" and not _is_one_person(tree, index, statement))  # “Arawaks … their”
            or bool(tree.children(index, "conj"))
            or (_acts(tree, index) and "noun.group" in lexicon().lexnames(token.lemma)[:1])  # “the team … their robot”
        )
    return False


def _is_one_person(tree: Tree, index: int, statement: Statement) -> bool:
    """“Meriwether Lewis”, who is no “they” by himself."""
    person = any(mention.head == index and mention.kind is Kind.PERSON and " " in mention.text for mention in statement.sentence.mentions)
    return person and not tree.children(index, "conj")


# What the model calls a name that is no person’s, whatever else it is.
NO_PERSON = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LANGUAGE", "CARDINAL", "ORDINAL", "MONEY"})


def _may_name_a_person(token: Token, *, is_by: bool) -> bool:
    """“Adler’s ideas … his thinking”, “the President … his”: a name that acts or owns, where a person is wanted."""
    body = token.entity == "ORG" and "noun.group" in lexicon().lexnames(token.text.lower())[:1]  # “the Royal Society … his report”
    acts = token.dep in SUBJECTS | {"poss"} or (token.dep == "pobj" and is_by)  # “developed by Morihei Ueshiba as a … of his studies”
    return token.tag == "NNP" and acts and token.entity not in NO_PERSON and not (body or token.text.isupper())


def _acts(tree: Tree, index: int) -> bool:
    """A subject, or what a clause tells more of: “the team who play their home games”."""
    return tree[index].dep in SUBJECTS or bool(tree.children(index, "relcl"))


def _is_measured(tree: Tree, index: int) -> bool:
    """“900 kilograms”, “five times”: a measure, and no “it” or “them” means it."""
    counted = any(tree[i].pos == "NUM" for i in tree.children(index, "nummod"))
    return counted and bool({"noun.quantity", "noun.time"} & set(lexicon().lexnames(tree[index].lemma)[:1]))


def _is_anybody(tree: Tree, index: int) -> bool:
    """“A person”, “each member”: whoever it may be, “his or her” and “their” mean the same one."""
    any_one = {tree[i].text.lower() for i in tree.children(index, "det")} & {"a", "an", "each", "every", "any", "no"}
    return bool(any_one) and is_a_person(tree[index])


def _points_forward(tree: Tree, index: int, pronoun: str, statement: Statement) -> bool:
    """“In her second year, Marie Curie …”: the pronoun stands in an opening phrase, the subject names whom it means."""
    subject = tree.subject(tree.root)
    if subject is None or index >= subject or not _is_there(statement, subject):
        return False
    if tree[subject].pos == "PRON":
        named = subject not in statement.kept and tree[subject].dep in SUBJECTS
        return named and any(pronoun in kind and tree[subject].text.lower() in kind for kind in (HE, SHE, IT, THEY))
    if index in tree.subtree(subject) and index != subject:
        return False
    if tree[tree.clause_of(index)].dep in {"ccomp", "parataxis"}:
        return False  # “Its use is that …, so the line is shared”: a main clause, which the parser hung on another
    if any(tree[i].text in {":", ";"} for i in range(index, subject)):
        return False  # what follows is a sentence of its own
    if pronoun in HE | SHE and tree.children(subject, "det") and not is_a_person(tree[subject]):
        return False  # “during his term, the University of Chicago Hospitals …”
    return _can_be_meant(tree, subject, pronoun, statement)


def _is_there(statement: Statement, index: int) -> bool:
    """Whether the word is kept, or what it was named in full as."""
    return index in statement.kept or any(word.origin == index for word in statement.words)
