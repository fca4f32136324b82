"""The lead of a stem, “From the article “…”: ”, for a sentence that tells enough only to those who know what it is about.

A report tells its setting once and goes on from there: “The device was shown in May.” Its title often tells it again. Of
60 such sentences that judges had found to miss their setting, and nothing else, they found 26 to miss it with the lead.
"""

import re
from dataclasses import replace

from quizgen.model import Candidate
from quizgen.select.answers import stands_in_the_stem
from quizgen.select.context import Context

# In words: of a title that leads into something, and of a stem with its lead.
LONGEST_TITLE, LONGEST_STEM = 16, 40
# So many first letters in common tell the answer.
ALIKE = 4


def with_lead(candidate: Candidate, context: Context) -> Candidate | None:
    """The candidate with its article named in front; None where its title tells the answer, or nothing."""
    article = context.analysis.article
    title = _inside_quotes(article.source.title)
    if candidate.statement.in_front or not article.titled or not title or len(title.split()) > LONGEST_TITLE:
        return None
    lead = f"From the article “{title}”: "
    length = len(f"{lead} {candidate.before} {candidate.after}".split())
    told = replace(candidate, before=f"{title} ", after="")
    if _is_named_anyway(candidate, context) or length > LONGEST_STEM or stands_in_the_stem(told, context) or _begins_alike(title, candidate.answer.text):
        return None
    return replace(candidate, lead=lead)


def _is_named_anyway(candidate: Candidate, context: Context) -> bool:
    """“… passes through the Suez Canal”: the title “The Suez Canal” would tell nothing more."""
    told = set(re.findall(r"[^\W_]+", f"{candidate.before} {candidate.after}".lower()))
    return bool(context.telling_title_words) and context.telling_title_words <= told


def _begins_alike(title: str, answer: str) -> bool:
    """“Anita” and “Anitta”: another spelling tells as much."""
    words, own = title.casefold().split(), answer.casefold().split()
    return any(len(word) >= ALIKE and word[:ALIKE] == other[:ALIKE] for word in words for other in own)


def _inside_quotes(title: str) -> str:
    """The title with single quotation marks for its double ones, and without a full stop."""
    return re.sub(r"[”\"]", "’", re.sub(r"“|(?<!\S)\"", "‘", title)).strip().removesuffix(".")
