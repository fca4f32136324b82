"""From what can be asked to one quiz: how many of each kind, spread over the article, nothing told twice or given away."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from quizgen.config import Settings
from quizgen.model import Article, Asked, FillInTheBlank, MultipleChoice, Question, Skipped

# What one more question from the same paragraph, or the same quarter of the article, costs in score.
SAME_PARAGRAPH, SAME_QUARTER = 0.06, 0.04
# What each other sentence costs that could no longer be asked because it tells the answer; the fifth costs nothing more.
EXPOSED, MOST_EXPOSED = 0.04, 4
# What being of the kind of which there are already enough costs.
UNEVEN_KINDS = 0.08
# A quiz of fewer questions may take spare ones, whose score is below zero.
ENOUGH, WORDS_FOR_ENOUGH = 8, 400
DIFFICULTY_TARGETS = {"easy": 0.35, "medium": 0.55, "hard": 0.75}


def choose(
    asked: Sequence[Asked], article: Article, settings: Settings
) -> tuple[tuple[Question, ...], tuple[Skipped, ...]]:
    """The questions of the quiz in the order to print: blanks, then multiple choice, each as the article goes."""
    chooser = _Chooser(asked, article, settings)
    chosen = chooser.fill([], settings.number)
    for unwanted in settings.exclude:
        places = [place for place, (_, question) in enumerate(chosen) if question.id == unwanted]
        for place in places:
            rest = chosen[:place] + chosen[place + 1 :]
            chosen = chooser.fill(rest, len(chosen), banned=frozenset(settings.exclude))
    if settings.only:
        chosen = [pair for pair in chosen if pair[1].id in settings.only]
    taken = {id(pair[0]) for pair in chosen}
    ordered = sorted(chosen, key=lambda pair: (isinstance(pair[1], MultipleChoice), pair[1].evidence.answer))
    questions = balanced([question for _, question in ordered], settings.seed)
    return tuple(questions), tuple(_unused(item) for item in asked if id(item) not in taken)


class _Chooser:
    """Picks the best question that fits with those already picked, again and again."""

    def __init__(self, asked: Sequence[Asked], article: Article, settings: Settings) -> None:
        self.asked = asked
        self.length = max(len(article.text), 1)
        self.settings = settings
        self.long_enough = len(article.text.split()) >= WORDS_FOR_ENOUGH
        self.exposure = {item.candidate.answer.text: self._exposed(item.candidate.answer.text) for item in asked}

    def _exposed(self, answer: str) -> int:
        """In how many other sentences that could be asked about the answer stands: taking it shuts those out."""
        texts = {item.candidate.statement.text.casefold() for item in self.asked}
        return sum(_has(text, answer.casefold()) for text in texts) - 1

    def fill(
        self, chosen: list[tuple[Asked, Question]], number: int, banned: frozenset[str] = frozenset()
    ) -> list[tuple[Asked, Question]]:
        chosen = list(chosen)
        while len(chosen) < number:
            best: tuple[float, Asked, Question] | None = None
            for item in self.asked:
                if item.candidate.score < 0 and (len(chosen) >= ENOUGH or not self.long_enough):
                    continue
                for question in (item.blank, item.choice):
                    if question is None or question.id in banned or question.id in {q.id for _, q in chosen}:
                        continue
                    value = self._value(item, question, chosen)
                    if best is not None and value <= best[0]:
                        continue
                    if any(clash(question, other) for _, other in chosen):
                        continue
                    best = value, item, question
            if best is None:
                break
            chosen.append(best[1:])
        return chosen

    def _value(self, item: Asked, question: Question, chosen: Sequence[tuple[Asked, Question]]) -> float:
        quarter = 4 * question.evidence.answer.start // self.length
        paragraphs = Counter(other.evidence.paragraph for _, other in chosen)
        quarters = Counter(4 * other.evidence.answer.start // self.length for _, other in chosen)
        kinds = Counter(type(other) for _, other in chosen)
        ahead = kinds[type(question)] - (len(chosen) - kinds[type(question)])
        value = item.candidate.score
        value -= SAME_PARAGRAPH * paragraphs[question.evidence.paragraph] + SAME_QUARTER * quarters[quarter]
        value -= EXPOSED * min(self.exposure[item.candidate.answer.text], MOST_EXPOSED)
        value -= UNEVEN_KINDS * max(ahead, 0) if len(self.settings.kinds) > 1 else 0
        if self.settings.difficulty:
            value -= abs(question.difficulty - DIFFICULTY_TARGETS[self.settings.difficulty])
        return value


def clash(one: Question, other: Question) -> bool:
    """Whether two items ask the same, or one tells the other’s answer."""
    return (
        one.evidence.sentence == other.evidence.sentence
        or _alike(one.answer, other.answer)
        or _tells(one, other)
        or _tells(other, one)
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


def _has(text: str, part: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text))


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


def _unused(item: Asked) -> Skipped:
    sentence = item.candidate.statement.sentence
    why = "It could be asked, but better or less similar ones were taken."
    return Skipped(sentence.text, sentence.paragraph + 1, "not_needed", why, item.candidate.answer.text)
