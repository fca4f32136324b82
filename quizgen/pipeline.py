"""The flow on one screen: an article becomes a quiz."""

from hashlib import sha256

from quizgen import __version__
from quizgen.analyse import Nlp, analyse, load_nlp
from quizgen.ask import ask_all
from quizgen.assemble import choose
from quizgen.config import Settings, shaping
from quizgen.errors import NothingToAsk
from quizgen.model import Article, Made, Quiz
from quizgen.select import select

__all__ = ["Nlp", "load_nlp", "make_quiz"]


def make_quiz(article: Article, settings: Settings, nlp: Nlp) -> Made:
    """Read closely, pick what is worth asking, ask it. Raises NothingToAsk when not one question can be made."""
    analysis = analyse(article, nlp)
    candidates, skipped = select(analysis)
    asked, unasked = ask_all(candidates, analysis, kinds=settings.kinds, seed=settings.seed)
    questions, unused = choose(asked, article, settings)
    if not questions:
        raise NothingToAsk(
            "No sentence of this article makes a good question.",
            hint="“quizgen explain” shows the reason for each sentence. A longer text with facts in it works best.",
        )
    quiz = Quiz(
        title=article.source.title,
        source=article.source,
        questions=questions,
        language=article.language,
        seed=settings.seed,
        version=__version__,
        settings=shaping(settings),
        sha256=sha256(article.text.encode()).hexdigest(),
        passage=tuple(paragraph.span.of(article.text) for paragraph in article.paragraphs) if settings.passage else (),
    )
    return Made(quiz, (*skipped, *unasked, *unused))
