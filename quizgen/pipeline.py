"""The flow on one screen: an article becomes a quiz."""

from collections.abc import Iterable
from hashlib import sha256

from quizgen import __version__
from quizgen.analyse import Nlp, analyse, load_nlp
from quizgen.ask import ask
from quizgen.assemble import choose
from quizgen.config import Settings, shaping
from quizgen.errors import NothingToAsk
from quizgen.model import Analysis, Article, Candidate, Explained, Made, Question, Quiz, Sentence, Skipped
from quizgen.select import select

__all__ = ["Nlp", "explain", "load_nlp", "make_quiz"]


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
    analysis, candidates, questions, skipped = _ask_about(article, settings, nlp)
    return tuple(_explained(sentence, candidates, questions, skipped) for sentence in analysis.sentences)


def _ask_about(
    article: Article, settings: Settings, nlp: Nlp
) -> tuple[Analysis, tuple[Candidate, ...], tuple[Question, ...], tuple[Skipped, ...]]:
    analysis = analyse(article, nlp)
    candidates, skipped = select(analysis, leads=settings.leads, hints=settings.hints)

    def ask_as(candidate: Candidate, kind: str) -> Question | Skipped:
        return ask(candidate, kind, analysis, stems=settings.stems, seed=settings.seed)

    questions, left = choose(candidates, ask_as, article, settings)
    return analysis, candidates, questions, skipped + left


def _explained(
    sentence: Sentence, candidates: Iterable[Candidate], questions: Iterable[Question], skipped: Iterable[Skipped]
) -> Explained:
    here = [candidate for candidate in candidates if candidate.statement.sentence is sentence]
    refused = sorted((item for item in skipped if item.sentence == sentence.text), key=lambda item: -item.score)
    whole = next((item for item in refused if not item.answer), None)
    why = {item.answer: item.why for item in refused}
    scores = [
        (
            c.answer.text,
            f"{_likelihood(c)} ({', '.join(f'{check} {likely:.2f}' for check, likely in c.reasons)})"
            + (", with its article named" if c.lead else "")
            + (f", with the hint “{c.hint}”" if c.hint else "")
            + (f". {why[c.answer.text]}" if c.answer.text in why else ""),
        )
        for c in here
    ]
    told = {answer for answer, _ in scores}
    return Explained(
        sentence=sentence.text,
        paragraph=sentence.paragraph + 1,
        asked=tuple(question.id for question in questions if question.evidence.sentence == sentence.text),
        rule=whole.rule if whole else "",
        why=whole.why if whole else "",
        repairs=here[0].statement.repairs if here else (),
        verdicts=(*scores, *((item.answer, item.why) for item in refused if item.answer and item.answer not in told)),
    )


def _likelihood(candidate: Candidate) -> str:
    """How likely it is sound in the form in which it may be asked."""
    return f"{candidate.score:.2f}" if candidate.score else f"{candidate.score_with_options:.2f} with options only"
