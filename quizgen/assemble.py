"""From what can be asked to one quiz: how many of each kind, spread over the article, nothing told twice or given away."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from quizgen.config import Settings
from quizgen.lexicon import lexicon
from quizgen.model import Article, Candidate, FillInTheBlank, MultipleChoice, Question, Skipped

# What one more question from the same paragraph, or the same quarter of the article, costs in score.
SAME_PARAGRAPH, SAME_QUARTER = 0.03, 0.02
# What being of the kind of which there are already enough costs.
UNEVEN_KINDS = 0.05
# In a quiz of fewer questions each is tried for whether it stands in the way of two.
FEW = 8
MIDDLING = 0.55
# Words longer than this count where two stems are compared, and so many in common make them much alike.
SMALL_WORD, MUCH_ALIKE = 4, 3
DIFFICULTY_TARGETS = {"easy": 0.35, "medium": 0.55, "hard": 0.75}


Ask = Callable[[Candidate, str], Question | Skipped]


def choose(
    candidates: Sequence[Candidate], ask: Ask, article: Article, settings: Settings
) -> tuple[tuple[Question, ...], tuple[Skipped, ...]]:
    """The questions of the quiz in the order to print: blanks, then multiple choice, each as the article goes.

    `ask(candidate, kind)` makes an item; it is called only for what would be taken, since wrong options take time to
    find. Also gives what was left: candidates not needed, and those that could not be asked.
    """
    chooser = _Chooser(candidates, ask, article, settings)
    chosen = chooser.fill([], settings.number)
    for unwanted in settings.exclude:
        kept = [question for question in chosen if question.id != unwanted]
        if len(kept) < len(chosen):
            chosen = chooser.fill(kept, len(chosen), banned=frozenset(settings.exclude))
    if settings.only:
        chosen = [question for question in chosen if question.id in settings.only]
    ordered = sorted(chosen, key=lambda question: (isinstance(question, MultipleChoice), question.evidence.answer))
    return tuple(balanced(ordered, settings.seed)), chooser.left(chosen)


class _Chooser:
    """Picks the best question that fits with those already picked, again and again."""

    def __init__(self, candidates: Sequence[Candidate], ask: Ask, article: Article, settings: Settings) -> None:
        self.candidates = candidates
        self.ask = ask
        self.length = max(len(article.text), 1)
        self.settings = settings
        self.made: dict[tuple[int, str], Question | Skipped] = {}
        self.texts = [candidate.statement.text.casefold() for candidate in self.candidates]

    def fill(self, chosen: Sequence[Question], number: int, banned: frozenset[str] = frozenset()) -> list[Question]:
        """Up to `number` questions, those of `chosen` among them, none with a banned id."""
        found = self._greedily(chosen, number, banned)
        # One question may stand in the way of two: where there are too few, each is left out in turn.
        for question in reversed(found[len(chosen) :]):
            if len(found) >= min(number, FEW):
                break
            others = [other for other in found if other is not question]
            more = self._greedily(others, number, banned, without=question.answer)
            found = more if len(more) > len(found) else found
        return found

    def _greedily(
        self, chosen: Sequence[Question], number: int, banned: frozenset[str], without: str = ""
    ) -> list[Question]:
        """One best question after the other, none with that answer."""
        found = list(chosen)
        while len(found) < number and (best := self._best(found, banned, without)) is not None:
            found.append(best)
        return found

    def _best(self, chosen: Sequence[Question], banned: frozenset[str], without: str) -> Question | None:
        offers = [
            (self._value(place, kind, chosen), place, kind)
            for place, candidate in enumerate(self.candidates)
            for kind in self.settings.kinds
            if _score(candidate, kind)
            if candidate.answer.text != without
            if not any(self._shuts_out(place, question) for question in chosen)
        ]
        for _, place, kind in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
            question = self._made(place, kind)
            if isinstance(question, Skipped) or question.id in banned:
                continue
            if not any(clash(question, other) for other in chosen):
                return question
        return None

    def _made(self, place: int, kind: str) -> Question | Skipped:
        if (place, kind) not in self.made:
            self.made[place, kind] = self.ask(self.candidates[place], kind)
        return self.made[place, kind]

    def _shuts_out(self, place: int, question: Question) -> bool:
        """What can be seen of a clash before the item is made."""
        candidate = self.candidates[place]
        return (
            candidate.statement.sentence.text == question.evidence.sentence
            or _alike(candidate.answer.text, question.answer)
            or _has(self.texts[place], question.answer.casefold())
        )

    def _value(self, place: int, kind: str, chosen: Sequence[Question]) -> float:
        candidate = self.candidates[place]
        quarter = 4 * candidate.answer.span.start // self.length
        value = _score(candidate, kind)
        value -= SAME_PARAGRAPH * sum(
            q.evidence.paragraph == candidate.statement.sentence.paragraph + 1 for q in chosen
        )
        value -= SAME_QUARTER * sum(4 * q.evidence.answer.start // self.length == quarter for q in chosen)
        same = sum(isinstance(q, MultipleChoice) == (kind == "multiple-choice") for q in chosen)
        ahead = same - (len(chosen) - same)
        value -= UNEVEN_KINDS * max(ahead, 0) if len(self.settings.kinds) > 1 else 0
        if self.settings.difficulty:
            made = self._made(place, kind) if kind == "fill-in-the-blank" else None
            level = made.difficulty if made is not None and not isinstance(made, Skipped) else MIDDLING
            value -= abs(level - DIFFICULTY_TARGETS[self.settings.difficulty])
        return value

    def left(self, chosen: Sequence[Question]) -> tuple[Skipped, ...]:
        """Of every candidate that was not taken, why."""
        taken = {(question.evidence.sentence, question.evidence.answer) for question in chosen}
        found: list[Skipped] = []
        for place, candidate in enumerate(self.candidates):
            if (candidate.statement.sentence.text, candidate.answer.span) in taken:
                continue
            tried = [self.made[place, kind] for kind in self.settings.kinds if (place, kind) in self.made]
            refused = [item for item in tried if isinstance(item, Skipped)]
            found.append(refused[-1] if refused and len(refused) == len(tried) else _not_needed(candidate))
        return tuple(found)


def _score(candidate: Candidate, kind: str) -> float:
    """How good it is as an item of that kind; 0 where it must not be one."""
    return candidate.score_with_options if kind == "multiple-choice" else candidate.score


def clash(one: Question, other: Question) -> bool:
    """Whether two items ask the same, or one tells the other’s answer."""
    return (
        one.evidence.sentence == other.evidence.sentence
        or _alike(one.answer, other.answer)
        or _tells(one, other)
        or _tells(other, one)
        or _rules_out(one, other)
        or _rules_out(other, one)
    )


def _alike(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    return first == second or (not first.isdigit() and (_has(first, second) or _has(second, first)))


def _tells(teller: Question, asked: Question) -> bool:
    """The teller’s stem or options show what the other asks for, in any accepted form of some length."""
    shown = [teller.stem.before, teller.stem.after or ""]
    if isinstance(teller, MultipleChoice) and isinstance(asked, FillInTheBlank):
        shown += [choice.text for choice in teller.choices]
    forms = [asked.answer, *(asked.accept if isinstance(asked, FillInTheBlank) else ())]
    return any(_has(text.casefold(), form.casefold()) for text in shown for form in forms if len(form) > 2)


def _rules_out(teller: Question, asked: Question) -> bool:
    """One item shows that a wrong option of the other cannot be right: its key, asked for in much the same words."""
    if not isinstance(asked, MultipleChoice):
        return False
    wrong = {choice.text.casefold() for choice in asked.choices if not choice.correct}
    return teller.answer.casefold() in wrong and len(_content(teller) & _content(asked)) >= MUCH_ALIKE


def _content(question: Question) -> frozenset[str]:
    text = f"{question.stem.before} {question.stem.after or ''}"
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > SMALL_WORD)


def _has(text: str, part: str) -> bool:
    """Whether the words stand in the text, as one or as many: “red blood cells” tells “red blood cell”."""
    return any(form in text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in _as_one_or_many(part))


@lru_cache(maxsize=4096)
def _as_one_or_many(part: str) -> frozenset[str]:
    return frozenset({part, lexicon().singular(part), lexicon().plural(part)}) if part[-1:].isalpha() else frozenset({part})


def balanced(questions: Sequence[Question], seed: int) -> list[Question]:
    """The same questions with the keys of the shuffled ones spread evenly over A, B, C, D."""
    rng = Random(f"{seed}/places")
    used: Counter[int] = Counter()
    done: list[Question] = []
    for question in questions:
        if isinstance(question, MultipleChoice):
            key = next(place for place, choice in enumerate(question.choices) if choice.correct)
            if not question.ordered:
                fewest = min(used[place] for place in range(len(question.choices)))
                place = rng.choice([p for p in range(len(question.choices)) if used[p] == fewest])
                choices = list(question.choices)
                choices[key], choices[place] = choices[place], choices[key]
                question, key = replace(question, choices=tuple(choices)), place
            used[key] += 1
        done.append(question)
    return done


def _not_needed(candidate: Candidate) -> Skipped:
    sentence = candidate.statement.sentence
    why = "It could be asked, but better or less similar ones were taken."
    return Skipped(sentence.text, sentence.paragraph + 1, "not_needed", why, candidate.answer.text)
