"""Names of questions that stay the same from run to run, so that an LMS can update instead of doubling."""

from hashlib import sha256

from quizgen.model import Stem


def question_id(kind: str, stem: Stem, answer: str) -> str:
    """A short hash of kind, stem and answer."""
    text = "\x1f".join((kind, stem.before, stem.after if stem.after is not None else "\x1e", answer))
    return "q-" + sha256(text.encode()).hexdigest()[:10]
