"""Analysis in, candidates out: the facts worth asking for, and of every other sentence the reason why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod

from quizgen.encoder import encoder
from quizgen.model import Analysis, Candidate, Kind, Skipped
from quizgen.select.answers import ANSWER_DOUBTS
from quizgen.select.context import Context
from quizgen.select.hint import hint_for
from quizgen.select.lead import with_lead
from quizgen.select.propose import Proposal, proposals, proposals_in_front
from quizgen.select.rules import DOUBTS
from quizgen.select.signs import candidate_signs, hint_signs, lead_signs, read_signs
from quizgen.select.soundness import CHECKS, OF_THE_SENTENCE, ONLY_AS_A_BLANK, WITHOUT_THE_ARTICLE, judge
from quizgen.select.traits import Traits
from quizgen.select.worth import Worth

__all__ = ["Proposal", "proposals", "select", "wordings"]

# How likely a candidate must be sound to be asked, as a blank and with options; `make eval` prints what share of those above
# it judges found sound. Of 39 items with options that promised .50 to .65 .56 were good, of 37 that promised more .73.
LEAST, LEAST_WITH_OPTIONS = 0.75, 0.5
# News tells its setting once and goes on from there, a life is full of dates and places by the way: on texts that nothing was
# learned from .53 of 35 blanks of news and .64 of 47 of lives were good where .78 were promised, .71 of 149 of all others.
MORE = {"news": 0.1, "life": 0.08, "other": 0.0}
# This share of its sentences, and one at least, is asked about all the same where they come so near it: better than none.
# Of 32 blanks that promised .60 to .75 on texts that nothing was learned from .36 were good, of 94 that promised more .77.
NEARLY = {"news": (0.04, 0.72), "life": (0.16, 0.72), "other": (0.28, 0.72)}
# Where none comes so near, the best one may be asked about from here on, lest a whole article give nothing; and any in a text
# of fewer sentences than BRIEF, where what it is about is hardly told and all seems less likely than it is.
LEAST_OF_ALL, BRIEF = 0.4, 4
# So much likelier sound a lead, the sentence before or a hint must make a candidate to be printed: they are words more to
# read, and a lead on every stem of a sheet is a nuisance. Of 2,453 candidates that were judged with a lead and without .66 and
# .59 were good; from .02 on more than a quarter of those worth asking have one, and .76 are good instead of .72. Of 243 with
# the sentence before and without, .77 instead of .73.
LEAD_HELPS, FRONT_HELPS, HINT_HELPS = 0.02, 0.06, 0.02
# These are short, and without them “In ___” may be a place as well: they always stand.
TELLS_THE_KIND = frozenset({"year", "date"})
# How well wrong options hold. Judged item by item, two of three were plausible for 88 % of 97 years and 82 % of 49 amounts,
# for names and terms hardly more often than not; a little more here, since items with options were found good more often
# than their stem’s likelihood times that.
OPTIONS_HOLD = {Kind.DATE: 0.95, Kind.AMOUNT: 0.9}
OTHERS_HOLD = 0.7


def select(
    analysis: Analysis, *, leads: bool = True, hints: bool = True, least: float = LEAST, least_with_options: float = LEAST_WITH_OPTIONS
) -> tuple[tuple[Candidate, ...], tuple[Skipped, ...]]:
    """Every candidate at least so likely sound, best first, and whatever was refused, with the rule or check that refused it.

    `leads`: whether a stem may name its article where it stands alone better with it; `hints`: whether a blank may be
    followed by the first letter of its answer where others would be fair without them.
    """
    context, worth = Context(analysis), Worth(analysis)
    sort = "news" if context.is_news else "life" if context.hero is not None else "other"

    def look_at(proposed: Sequence[Proposal]) -> list[tuple[Candidate, Proposal]]:
        signs = _signs(proposed, context, worth)
        return [(_judged(one, its, context, leads=leads, hints=hints), one) for one, its in zip(proposed, signs, strict=True)]

    found = list(proposals(context))
    skipped = [one for one in found if isinstance(one, Skipped)]
    alone = look_at([one for one in found if isinstance(one, Proposal)])
    behind = look_at([one for index in miss_their_setting(alone, NEARLY[sort][1]) for one in proposals_in_front(index, context)])
    looked_at = the_better_of_both([*alone, *behind])
    best = _best_of_each_sentence([candidate for candidate, _ in looked_at])
    least_with_options += MORE[sort]
    least = _or_a_few(best, len(analysis.sentences), NEARLY[sort], least + MORE[sort])
    if len(analysis.sentences) < BRIEF:
        least = min(least, LEAST_OF_ALL)
    candidates: list[Candidate] = []
    for candidate, proposal in looked_at:
        blank, options = _enough(candidate.score, least), _enough(candidate.score_with_options, least_with_options)
        if blank or options:
            candidates.append(replace(candidate, score=blank, score_with_options=options))
        else:
            skipped.append(_unlikely(candidate, proposal))
    return tuple(sorted(candidates, key=lambda candidate: -max(candidate.score, candidate.score_with_options))), tuple(skipped)


def _signs(proposed: Sequence[Proposal], context: Context, worth: Worth) -> Iterator[Traits]:
    """The signs of each proposal; the encoder reads a statement once for all its gaps."""
    places: dict[str, list[int]] = {}
    for place, proposal in enumerate(proposed):
        places.setdefault(proposal.candidate.text, []).append(place)
    read: list[Mapping[str, float]] = [{}] * len(proposed)
    asked = [(text, [proposed[i].candidate.gap for i in here]) for text, here in places.items()]
    for here, of_the_gaps in zip(places.values(), encoder().odds(context.analysis.article.source.title, asked), strict=True):
        for place, odds in zip(here, of_the_gaps, strict=True):
            read[place] = odds
    for one, told in zip(proposed, read, strict=True):
        yield candidate_signs(one.candidate, one.index, one.doubts, context, worth) | read_signs(told)


def miss_their_setting(looked_at: Sequence[tuple[Candidate, Proposal]], near: float) -> list[int]:
    """The sentences that would be asked about if they stood alone, and as they are would not, or hardly."""
    plain = [(candidate, proposal.index) for candidate, proposal in looked_at if not candidate.statement.in_front]
    return sorted({index for candidate, index in plain if _if_met(candidate, WITHOUT_THE_ARTICLE) > max(near, candidate.score + FRONT_HELPS)})


def the_better_of_both(looked_at: Sequence[tuple[Candidate, Proposal]]) -> list[tuple[Candidate, Proposal]]:
    """Of an answer asked for with the sentence before in front and without, the plain one, unless the other is likelier sound."""
    plain = {(proposal.index, c.answer.span): c.score for c, proposal in looked_at if not c.statement.in_front}
    led = {(p.index, c.answer.span): c.score for c, p in looked_at if c.statement.in_front}
    return [
        (candidate, proposal)
        for candidate, proposal in looked_at
        for place in [(proposal.index, candidate.answer.span)]
        if place not in plain or place not in led or (led[place] > plain[place] + FRONT_HELPS) == bool(candidate.statement.in_front)
    ]


def _best_of_each_sentence(judged: Sequence[Candidate]) -> list[float]:
    """How likely the best candidate of each sentence is sound, the likeliest first."""
    best: dict[int, float] = {}
    for candidate in judged:
        place = candidate.statement.sentence.span.start
        best[place] = max(best.get(place, 0.0), candidate.score)
    return sorted(best.values(), reverse=True)


def _or_a_few(best: Sequence[float], sentences: int, nearly: tuple[float, float], least: float) -> float:
    """The least that is wanted, or what the best few of so many sentences reach where that is nearly as much, or the best one."""
    share, near = nearly
    few = max(1, int(share * sentences))
    if not best:
        return least
    if best[0] < near:
        return min(least, max(LEAST_OF_ALL, best[0]))
    return min(least, max(near, best[:few][-1]))


def wordings(candidate: Candidate, context: Context) -> tuple[Candidate, ...]:
    """The candidate as it is, with a lead, with a hint and with both, as far as there can be one."""
    led = with_lead(candidate, context)
    plain = (candidate,) if led is None else (candidate, led)
    hint = hint_for(candidate)
    return (*plain, *(replace(each, hint=hint) for each in plain)) if hint else plain


def _judged(proposal: Proposal, signs: Traits, context: Context, *, leads: bool, hints: bool) -> Candidate:
    """As it is, or with a lead and a hint as far as each makes it likelier sound."""
    best = _weighed(proposal.candidate, signs)
    led = with_lead(proposal.candidate, context) if leads and _could_gain(best, WITHOUT_THE_ARTICLE, LEAD_HELPS) else None
    if led is not None:
        led_signs = signs | lead_signs(led, context)
        led = _weighed(led, led_signs)
        if led.score > best.score + LEAD_HELPS:
            best, signs = led, led_signs
    hint = hint_for(proposal.candidate) if hints else ""
    if hint and (hint in TELLS_THE_KIND or _could_gain(best, ONLY_AS_A_BLANK, HINT_HELPS)):
        hinted = replace(best, hint=hint)
        hinted = _weighed(hinted, signs | hint_signs(hinted))
        if hint in TELLS_THE_KIND or hinted.score > best.score + HINT_HELPS:
            best = replace(hinted, score_with_options=best.score_with_options)  # options need no hint
    return best


def _could_gain(candidate: Candidate, check: str, least: float) -> bool:
    """Whether it would be asked, and gain so much, if it met the check for certain."""
    return _if_met(candidate, check) > max(LEAST_OF_ALL, candidate.score + least)


def _if_met(candidate: Candidate, check: str) -> float:
    """How likely it would be sound if it met the check for certain."""
    return candidate.score / max(dict(candidate.reasons)[check], 0.01)


def _weighed(candidate: Candidate, signs: Traits) -> Candidate:
    """With how likely it is sound as a blank and with options, and how it does in each check."""
    checks = judge(signs)
    with_options = prod(likely for name, likely in checks.items() if name != ONLY_AS_A_BLANK)
    return replace(
        candidate,
        score=prod(checks.values()),
        score_with_options=with_options * OPTIONS_HOLD.get(candidate.answer.kind, OTHERS_HOLD),
        reasons=tuple((name, round(likely, 2)) for name, likely in checks.items()),
    )


def _enough(likely: float, least: float) -> float:
    """Nothing where it is too unlikely to be asked at all."""
    return likely if likely >= least else 0.0


def _unlikely(candidate: Candidate, proposal: Proposal) -> Skipped:
    """Refused for the check it does worst in; the reason is a doubt of its own where there is one."""
    sentence = candidate.statement.sentence
    weakest = min(candidate.reasons, key=lambda reason: reason[1])[0]
    doubts = DOUBTS if weakest in OF_THE_SENTENCE else ANSWER_DOUBTS
    rules = {rule.__name__: rule.__doc__ or "" for rule in doubts}
    doubt = next((name for name in rules if proposal.doubts[name]), "")
    why = f"{CHECKS[weakest]} {rules.get(doubt, '').strip()}".strip()
    name = doubt or "may_fail_" + weakest.replace(" ", "_")
    return Skipped(sentence.text, sentence.paragraph + 1, name, why, candidate.answer.text, candidate.score)
