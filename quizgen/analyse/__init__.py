"""Article in, Analysis out: sentences, what they mention, who is who, and what it is all about."""

from quizgen.analyse.mentions import mentions
from quizgen.analyse.names import agreed, gather, settled
from quizgen.analyse.nlp import Nlp, load_nlp
from quizgen.analyse.weights import lemma_weights
from quizgen.model import Analysis, Article, Sentence, Span

__all__ = ["Nlp", "analyse", "load_nlp"]


def analyse(article: Article, nlp: Nlp) -> Analysis:
    """Read the whole article once."""
    texts = [(paragraph.span.of(article.text), paragraph.span.start) for paragraph in article.paragraphs]
    sentences = tuple(
        Sentence(
            text=article.text[parsed.tokens[0].span.start : parsed.tokens[-1].span.end],
            span=Span(parsed.tokens[0].span.start, parsed.tokens[-1].span.end),
            paragraph=number,
            tokens=parsed.tokens,
            mentions=mentions(parsed, article.text),
        )
        for number, group in enumerate(nlp.parse(texts))
        for parsed in group
    )
    sentences = settled(sentences)
    names = gather(sentences, article.source.title)
    sentences = agreed(sentences, names)
    return Analysis(article, sentences, names, lemma_weights(article, sentences))
