"""The words of the lexicon as strings: which there are, how frequent, their base forms, plurals and singulars."""

from functools import cache, lru_cache

from quizgen.lexicon.store import Store, Strings

NOUN, VERB, ADJECTIVE, ADVERB = "n", "v", "a", "r"
POS = (NOUN, VERB, ADJECTIVE, ADVERB)

# WordNet's own rules of detachment (morphy(7WN)), in its order.
DETACHED = {
    NOUN: (
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
        ("ies", "y"),
    ),
    VERB: (
        ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ),
    ADJECTIVE: (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    ADVERB: (),
}  # fmt: skip
# A noun whose plural is this much rarer than it (Zipf: powers of ten) is hardly ever counted: “information”, “oxygen”.
UNCOUNTED = 2.3
# The plural is looked for only where the singular itself is frequent enough for its absence to mean something.
FREQUENT_ENOUGH = 3.5
# A noun as frequent as this would have its plural among the listed words if anyone used it: “ozone”.
NEVER_WRITTEN = 3.0
NEVER_COUNTED = frozenset(
    "information equipment furniture luggage baggage homework advice news physics mathematics economics politics"
    " ethics genetics electronics athletics gymnastics measles mumps rabies semantics linguistics phonetics pragmatics"
    " kinetics optics acoustics aesthetics dynamics thermodynamics robotics eugenics pediatrics geriatrics".split()
)
# Plurals that WordNet has as words of their own and so not in its list.
LATIN = {"bacterium": "bacteria", "datum": "data", "medium": "media", "mitochondrion": "mitochondria"}
LATIN_SINGULAR = {"bacteria": "bacterium", "mitochondria": "mitochondrion"}  # “data” and “media” live on their own
SAME_IN_PLURAL = frozenset("species series sheep deer aircraft spacecraft fish salmon trout offspring means".split())


class Words:
    """Forms by number. Most methods take any text and look it up without regard to capitals."""

    def __init__(self, store: Store) -> None:
        self.forms = Strings(store, "form")
        self._zipf = store["zipf"]
        self._steps: int = store.meta["zipf_steps"]
        self._senses = store["form.senses.length"]
        self._irregular = store["irregular.form"]
        self._base = store["irregular.base"]
        self._base_pos = store["irregular.pos"]
        self.find = lru_cache(maxsize=65536)(self._find)
        self.bases = lru_cache(maxsize=65536)(self._bases)

    def _find(self, text: str) -> tuple[int, ...]:
        """Form numbers: as written first; a text in small letters means a capitalised form only where nothing else is."""
        found = self.forms.find(text)
        exact = [number for number in found if self.forms[number] == text]
        if exact and text == text.lower():
            return tuple(exact)
        return (*exact, *(number for number in found if number not in exact))

    def is_listed(self, text: str) -> bool:
        """Whether WordNet has it as written, or in small letters."""
        return any(self._senses[n] and self.forms[n] in {text, text.lower()} for n in self.find(text))

    def zipf(self, text: str) -> float:
        """Frequency on the Zipf scale (3: one in a million words, 6: one in a thousand); 0 for what is not known.

        A phrase that is not listed is as frequent as the rarest of its words, less half a step for each further one.
        """
        if found := self.find(text):
            return float(max(int(self._zipf[number]) for number in found)) / self._steps
        words = text.replace("-", " ").split()
        if len(words) < 2:
            return 0.0
        rarest = min(self.zipf(word) for word in words)
        return max(0.0, rarest - 0.5 * (len(words) - 1))

    @lru_cache(maxsize=65536)  # noqa: B019
    def _bases(self, text: str, pos: str) -> tuple[str, ...]:
        """Forms it may be an inflection of (“mice”: “mouse”), those of the irregular list first; not itself."""
        found = dict.fromkeys(self._irregular_bases(text, pos))
        if not found:
            for ending, instead in DETACHED[pos]:
                stem = text.removesuffix(ending)
                if stem != text and len(stem) > 1 and self.is_listed(stem + instead):
                    found.setdefault(stem + instead)
        return tuple(found)

    @cache  # noqa: B019 - the one lexicon lives as long as the process
    def _bases_of(self) -> dict[int, list[tuple[int, int]]]:
        """Number of an irregular form to its bases and their parts of speech."""
        found: dict[int, list[tuple[int, int]]] = {}
        rows = zip(self._irregular.tolist(), self._base.tolist(), self._base_pos.tolist(), strict=True)
        for form, base, pos in rows:
            found.setdefault(form, []).append((base, pos))
        return found

    def _irregular_bases(self, text: str, pos: str) -> list[str]:
        bases = []
        for number in self.find(text.lower()):
            bases += [self.forms[base] for base, kind in self._bases_of().get(number, ()) if POS[kind] == pos]
        if not bases and " " in text:
            before, _, last = text.rpartition(" ")
            bases = [f"{before} {base}" for base in self._irregular_bases(last, pos)]
        return bases

    # --- number ---------------------------------------------------------------------------------------------

    @cache  # noqa: B019 - the one lexicon lives as long as the process
    def _plurals(self) -> dict[str, list[str]]:
        plurals: dict[str, list[str]] = {}
        for inflected, base, pos in zip(
            self._irregular.tolist(), self._base.tolist(), self._base_pos.tolist(), strict=True
        ):
            if POS[pos] == NOUN:
                plurals.setdefault(self.forms[base], []).append(self.forms[inflected])
        return plurals

    def plural(self, noun: str) -> str:
        """Of a noun or of a noun phrase's last word: “lung” gives “lungs”, “blood cell” “blood cells”, “foot” “feet”."""
        before, space, last = noun.rpartition(" ")
        if " of " in noun and " of " not in last:
            head, of, rest = noun.partition(" of ")
            return self.plural(head) + of + rest
        lower = last.lower()
        if lower in SAME_IN_PLURAL or lower in NEVER_COUNTED:
            return noun
        choices = [*self._plurals().get(lower, []), *regular_plurals(lower)]
        best = max(choices, key=lambda form: (self.zipf(form), -choices.index(form)))
        if last.isupper() and len(last) > 1:
            return f"{before}{space}{last}s"
        return before + space + (best[:1].upper() + best[1:] if last[:1].isupper() else best)

    def singular(self, noun: str) -> str:
        """Of a plural; a noun that is none comes back as it is."""
        before, space, last = noun.rpartition(" ")
        lower = last.lower()
        if lower in SAME_IN_PLURAL or lower in NEVER_COUNTED:
            return noun
        if lower in LATIN_SINGULAR:
            return before + space + LATIN_SINGULAR[lower]
        bases = [base for base in self.bases(last, NOUN) if not lower.endswith(("ss", "us", "is"))]
        if not bases:
            return noun
        best = bases[0]
        if self.find(lower) and self.zipf(lower) > self.zipf(best) + 1.5:  # “news”, “physics”, “lens”
            return noun
        return before + space + (best[:1].upper() + best[1:] if last[:1].isupper() else best)

    def is_plural(self, noun: str) -> bool:
        """Whether its last word is the plural of another: “lungs”, “mice”; not “physics”, not “lens”."""
        return self.singular(noun) != noun

    def is_countable(self, noun: str) -> bool:
        """Whether people count it: its plural is not far rarer than it is."""
        last = noun.rpartition(" ")[2].lower()
        if last in NEVER_COUNTED:
            return False
        if self.is_plural(last) or last in SAME_IN_PLURAL:
            return True
        plural = self.zipf(self.plural(last))
        if not plural:  # not among the listed words, so hardly ever written
            return self.zipf(last) < NEVER_WRITTEN
        return self.zipf(last) < FREQUENT_ENOUGH or self.zipf(last) - plural < UNCOUNTED


def regular_plurals(noun: str) -> list[str]:
    """By the rules of spelling alone, the likelier first; which of two is right, usage tells (“epochs”, “heroes”)."""
    if noun in LATIN:
        return [LATIN[noun]]
    if noun.endswith(("s", "x", "z", "sh")):
        return [noun + ("zes" if noun.endswith("quiz") else "es")]
    if noun.endswith("ch"):
        return [noun + "es", noun + "s"]
    if noun.endswith("o"):
        return [noun + "s", noun + "es"]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return [noun[:-1] + "ies"]
    if noun.endswith("man") and noun not in {"human", "german", "roman", "shaman", "talisman"}:
        return [noun[:-3] + "men"]
    return [noun + "s"]
