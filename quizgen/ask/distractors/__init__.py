"""Wrong options for an answer: from the article first, then from the lexicon; each one checked."""

import re
from random import Random

from quizgen.ask.distractors.names import names_like
from quizgen.ask.distractors.numbers import ANY_TIME, LATEST_YEAR, Frame, amounts_like, dates_like
from quizgen.ask.distractors.terms import terms_like
from quizgen.model import Analysis, Candidate, Kind

# “at the age of ___”, “between the ages of 25 and ___”.
AGE = re.compile(r"\bage[sd]?( of)?( \S+ (and|to|or))? $", re.I)
# “By ___ it had reached the Crimea”: whatever comes later is right as well, and whatever comes earlier after “after”.
OPEN_TIME = re.compile(r"\b(by|before|after|prior to|as of) (the )?$", re.I)
# “In the ___ many still held …”: so they did before.
STILL = re.compile(r"\bstill\b", re.I)
# “A ___ banknote”: there are only so many.
ISSUED = re.compile(r" (bank)?(note|coin|bill|stamp)s?\b")
# “The Spanish” are a people, “the American” is one of them.
A_PEOPLE = re.compile(r"\bthe \w+(sh|ch|se|ss)$", re.I)
YEAR = re.compile(r"\b[12]\d{3}(?=s?\b)")
# A text whose latest year is this one or later may be a report of its own day.
RECENT = 2000
# How far on the wrong years of something to come may lie.
YET_TO_COME = 60
# “Around ___” wants a round year; “a book about ___” does not.
ABOUT = re.compile(r"(?<!book )(?<!film )(?<!novel )\b(around|about|circa|ca?\.|approximately|roughly) (the year )?$", re.I)
LOWER_BOUNDS = ("more than", "over", "at least", "above", "exceeding", "exceeded", "no fewer than", "no less than")
UPPER_BOUNDS = ("up to", "less than", "fewer than", "under", "at most", "below", "no more than", "almost", "nearly")


def wrong_options(candidate: Candidate, analysis: Analysis, rng: Random) -> list[str]:
    """At most three, best first; fewer when there are no more that are surely wrong and plausible."""
    key, kind = candidate.answer.text, candidate.answer.kind
    others = [
        mention.text
        for sentence in analysis.sentences
        for mention in sentence.mentions
        if mention.kind is kind and sentence is not candidate.statement.sentence
    ]
    stem = f"{candidate.lead}{candidate.before}____{candidate.after}"
    match kind:
        case Kind.AMOUNT if ISSUED.match(candidate.after) or key == "1":
            return []  # “to call ___ prime”: of other numbers than one anybody knows what holds
        case Kind.AMOUNT:
            is_age = bool(AGE.search(candidate.before))
            return amounts_like(key, others=others, bound=_bound(candidate.before), rng=rng, is_age=is_age, stem=stem)
        case Kind.DATE if OPEN_TIME.search(candidate.before) or STILL.search(stem):
            return []
        case Kind.DATE:
            frame = _frame(key, candidate, analysis)
            return dates_like(key, others=others, frame=frame, rng=rng, stem=stem)
        case Kind.TERM:
            return terms_like(candidate, analysis)
        case Kind.GROUP if A_PEOPLE.search(f"{candidate.before}{key}"):
            return [option for option in names_like(candidate, analysis, rng) if A_PEOPLE.search(f"the {option}")]
        case _:
            return names_like(candidate, analysis, rng)


def _frame(key: str, candidate: Candidate, analysis: Analysis) -> Frame:
    """Years in the stem come before or after the right one and so before or after the wrong ones.

    A report tells of nothing that came after it: there no wrong year is later than all that it names.
    """
    year = YEAR.search(key)
    if year is None:
        return ANY_TIME
    right = int(year[0])
    latest = max((int(found) for found in YEAR.findall(analysis.article.text)), default=0)
    now = latest if RECENT <= latest < LATEST_YEAR else LATEST_YEAR
    decade = key[year.end() : year.end() + 1] == "s"
    to_come = right + 9 * decade > LATEST_YEAR - 1  # what is to come may come later as well, and has not been
    after, before = ([now - 1], [right + YET_TO_COME]) if to_come else ([0], [max(now, right) + 1])
    for told in YEAR.finditer(candidate.before + candidate.after):
        first = int(told[0])
        last = first + 9 if told.string[told.end() : told.end() + 1] == "s" else first
        if first <= right <= last and first < last:  # “in the 1330s …, starting in ___”
            after.append(first - 1)
            before.append(last + 1)
        elif last < right:
            after.append(last)
        elif first > right:
            before.append(first)
    return Frame(max(after), min(before), about=bool(ABOUT.search(candidate.before)))


def _bound(before: str) -> int:
    words = before.rstrip().lower()
    if words.endswith(LOWER_BOUNDS):
        return 1
    return -1 if words.endswith(UPPER_BOUNDS) else 0
