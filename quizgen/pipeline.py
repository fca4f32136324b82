"""The flow on one screen: an article becomes a quiz."""

from hashlib import sha256

from quizgen import __version__
from quizgen.analyse import Nlp, analyse, load_nlp
from quizgen.ask import ask_all
from quizgen.assemble import choose
from quizgen.config import Settings, shaping
from quizgen.errors import NothingToAsk
from quizgen.model import Analysis, Article, Asked, Explained, Made, Question, Quiz, Skipped
from quizgen.select import select

__all__ = ["Nlp", "explain", "load_nlp", "make_quiz"]


# How many candidates a wanted question are looked at first, best first: wrong options take time to find.
LOOKED_AT = 3


def make_quiz(article: Article, settings: Settings, nlp: Nlp) -> Made:
    """Read closely, pick what is worth asking, ask it. Raises NothingToAsk when not one question can be made."""
    _, _, questions, skipped = _ask_about(article, settings, nlp)
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
    return Made(quiz, skipped)


def explain(article: Article, settings: Settings, nlp: Nlp) -> tuple[Explained, ...]:
    """Of every sentence, in order: the questions it gave, or the rule that refused it, and of each answer the same."""
    analysis, asked, questions, skipped = _ask_about(article, settings, nlp)
    return tuple(
        _explained(sentence.text, sentence.paragraph + 1, asked, questions, skipped) for sentence in analysis.sentences
    )


def _ask_about(
    article: Article, settings: Settings, nlp: Nlp
) -> tuple[Analysis, tuple[Asked, ...], tuple[Question, ...], tuple[Skipped, ...]]:
    analysis = analyse(article, nlp)
    candidates, skipped = select(analysis)
    asked: tuple[Asked, ...] = ()
    questions: tuple[Question, ...] = ()
    unused: tuple[Skipped, ...] = ()
    for start in range(0, len(candidates), LOOKED_AT * settings.number):
        batch = candidates[start : start + LOOKED_AT * settings.number]
        more, unasked = ask_all(batch, analysis, kinds=settings.kinds, stems=settings.stems, seed=settings.seed)
        asked, skipped = asked + more, skipped + unasked
        questions, unused = choose(asked, article, settings)
        if len(questions) >= settings.number or not more:
            break
    return analysis, asked, questions, skipped + unused


def _explained(
    text: str, paragraph: int, asked: tuple[Asked, ...], questions: tuple[Question, ...], skipped: tuple[Skipped, ...]
) -> Explained:
    here = [item.candidate for item in asked if item.candidate.statement.sentence.text == text]
    refused = [item for item in skipped if item.sentence == text]
    whole = next((item for item in refused if not item.answer), None)
    scores = [
        (c.answer.text, f"{c.score:.2f}: " + ", ".join(f"{reason} {value:+.2f}" for reason, value in c.reasons))
        for c in here
    ]
    return Explained(
        sentence=text,
        paragraph=paragraph,
        asked=tuple(question.id for question in questions if question.evidence.sentence == text),
        rule=whole.rule if whole else "",
        why=whole.why if whole else "",
        repairs=here[0].statement.repairs if here else (),
        verdicts=(*scores, *((item.answer, item.why) for item in refused if item.answer)),
    )
