"""How central each word is to an article."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizgen.model import Article, Sentence

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# A word of the title or of a heading counts as if it were met this many times more.
IN_TITLE = 3
IN_HEADING = 1


def lemma_weights(article: Article, sentences: Sequence[Sentence]) -> Mapping[str, float]:
    """Lower-cased lemma to weight: in how many sentences and paragraphs it occurs, the topmost being 1."""
    counts: Counter[str] = Counter()
    paragraphs: defaultdict[str, set[int]] = defaultdict(set)
    for sentence in sentences:
        for lemma in {token.lemma.lower() for token in sentence.tokens if token.pos in CONTENT}:
            counts[lemma] += 1
            paragraphs[lemma].add(sentence.paragraph)
    titled = set(article.source.title.lower().split())
    headed = {word for paragraph in article.paragraphs for word in paragraph.section.lower().split()}
    scores = {
        lemma: count * (1 + len(paragraphs[lemma]) / len(article.paragraphs)) ** 0.5
        + IN_TITLE * (lemma in titled)
        + IN_HEADING * (lemma in headed)
        for lemma, count in counts.items()
    }
    top = max(scores.values(), default=1.0)
    return {lemma: score / top for lemma, score in scores.items()}
