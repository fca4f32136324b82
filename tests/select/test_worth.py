"""What is worth asking: how the weights are read, summed and told, and what they prefer."""

from collections.abc import Iterator

import pytest

from quizgen.model import Analysis, Article, Kind, Mention, Paragraph, Sentence, Source, Span, Token
from quizgen.select.spans import answer_spans
from quizgen.select.worth import Table, Worth, read_weights, shipped_weights

LEMMAS = {"is": "be", "was": "be", "said": "say"}
# word, part of speech, tag, dependency, head
OXYGEN = """
Oxygen PROPN NNP nsubj 1|is AUX VBZ ROOT 1|a DET DT det 4|chemical ADJ JJ amod 4|element NOUN NN attr 1|. PUNCT . punct 1
""".strip()
SAYS = """
It PRON PRP nsubj 1|was AUX VBD ROOT 1|fun NOUN NN attr 1|, PUNCT , punct 5|he PRON PRP nsubj 5|said VERB VBD ccomp 1|. PUNCT . punct 1
""".strip()
DUST = """
The DET DT det 1|wind NOUN NN nsubj 2|carries VERB VBZ ROOT 2|182 NUM CD compound 4|million NUM CD nummod 5|tons NOUN NNS dobj 2|
of ADP IN prep 5|dust NOUN NN pobj 6|and CCONJ CC cc 7|sand NOUN NN conj 7|. PUNCT . punct 2
""".strip().replace("\n", "")


def sentence(
    marked: str, start: int = 0, paragraph: int = 0, *, named: tuple[tuple[int, int, Kind], ...] = ()
) -> Sentence:
    tokens, place, text = [], start, ""
    for word, pos, tag, dep, head in (part.split() for part in marked.split("|")):
        gap = "" if not text or pos == "PUNCT" else " "
        place += len(gap)
        text += gap + word
        tokens.append(
            Token(word, Span(place, place + len(word)), LEMMAS.get(word, word.lower()), pos, tag, dep, int(head), "")
        )
        place += len(word)

    def mention(first: int, last: int, kind: Kind) -> Mention:
        span = Span(tokens[first].span.start, tokens[last - 1].span.end)
        return Mention(text[span.start - start : span.end - start], span, kind, first, last, last - 1)

    return Sentence(text, Span(start, place), paragraph, tuple(tokens), tuple(mention(*name) for name in named))


def analysis(*marked: str, named: tuple[tuple[int, int, Kind], ...] = ()) -> Analysis:
    sentences: list[Sentence] = []
    for line in marked:
        start = sentences[-1].span.end + 1 if sentences else 0
        sentences.append(sentence(line, start, named=named if not sentences else ()))
    text = " ".join(s.text for s in sentences)
    article = Article(Source("Oxygen"), text, (Paragraph(Span(0, len(text))),))
    return Analysis(article, tuple(sentences), (), {"oxygen": 1.0, "element": 0.5})


def texts(spans: tuple[Mention, ...]) -> list[str]:
    return [span.text for span in spans]


@pytest.fixture
def weights() -> Iterator[dict[str, Table]]:
    empty = {"base": 0.0, "traits": {}}
    words = {"part": "its length", "steps": [3, 7], "weights": [-1.0, 0.5, 1.0]}
    explains = {"part": "explains or defines", "words": {"is a": 2.0}}
    yield read_weights(
        {
            "tables": {
                "textbook": empty,
                "sentence": {"base": -1.0, "traits": {"words": words, "explains a word": explains}},
                "sentence in a text book": {"base": -1.0, "traits": {"explains a word": explains}},
                "answer": empty,
                "answer in a text book": empty,
                "topic": empty,
            }
        }
    )


def test_a_score_is_the_sum_of_its_parts_and_tells_the_weightiest_first(weights: dict[str, Table]) -> None:
    # Six tokens weigh 0.5, but only in the half of the judgement that is not for text books.
    score = Worth(analysis(OXYGEN), weights).sentence(0)
    assert score.parts == (("explains or defines", 2.0), ("its length", 0.25))
    assert score.total == pytest.approx(1 / (1 + 2.718281828 ** -(2.0 + 0.25 - 1.0)))


def test_a_number_falls_into_the_step_it_has_reached(weights: dict[str, Table]) -> None:
    steps = weights["sentence"].traits["words"]
    assert [steps.weigh(value) for value in (2.9, 3, 6.9, 7, 100)] == [-1.0, 0.5, 0.5, 1.0, 1.0]


def test_a_word_in_no_list_weighs_nothing(weights: dict[str, Table]) -> None:
    assert weights["sentence"].traits["explains a word"].weigh("no") == 0.0


def test_scores_are_chances_and_the_same_every_time() -> None:
    read = analysis(OXYGEN, SAYS, named=((0, 1, Kind.TERM), (3, 5, Kind.TERM)))
    first, again = Worth(read), Worth(read)
    for index in range(2):
        assert 0 < first.sentence(index).total < 1
        assert first.sentence(index) == again.sentence(index)
    for mention in read.sentences[0].mentions:
        assert 0 < first.answer(0, mention).total < 1
        assert first.topic(0, mention) == again.topic(0, mention)


def test_a_definition_is_worth_more_than_small_talk() -> None:
    worth = Worth(analysis(OXYGEN, SAYS))
    assert worth.sentence(0).total > worth.sentence(1).total


def test_the_word_a_sentence_explains_is_a_better_answer_than_an_empty_one() -> None:
    read = analysis(OXYGEN, SAYS, named=((0, 1, Kind.TERM),))
    fun = sentence(SAYS, read.sentences[1].span.start, named=((2, 3, Kind.TERM),)).mentions[0]
    worth = Worth(read)
    assert worth.answer(0, read.sentences[0].mentions[0]).total > worth.answer(1, fun).total


def test_every_part_of_the_shipped_weights_has_a_teachers_name() -> None:
    for name, table in shipped_weights().items():
        for trait, scale in table.traits.items():
            assert scale.part != trait or name == "textbook", f"{trait!r} of {name!r} belongs to no part"


def test_spans_add_the_unit_the_list_and_the_words_after_of() -> None:
    spans = texts(answer_spans(sentence(DUST)))
    assert {"182 million", "182 million tons", "dust and sand", "182 million tons of dust and sand"} <= set(spans)


def test_spans_keep_every_mention_and_stand_in_the_order_of_the_text() -> None:
    read = sentence(DUST, named=((3, 5, Kind.AMOUNT), (7, 8, Kind.TERM)))
    spans = answer_spans(read)
    assert set(read.mentions) <= set(spans)
    assert list(spans) == sorted(spans, key=lambda span: (span.start, span.end))


@pytest.mark.parametrize("marked", [OXYGEN, SAYS, DUST])
def test_a_span_is_what_the_text_says_there_and_begins_and_ends_with_a_word(marked: str) -> None:
    read = sentence(marked, start=40)
    for span in answer_spans(read):
        assert span.text == read.text[span.span.start - 40 : span.span.end - 40]
        assert span.start <= span.head < span.end
        assert read.tokens[span.start].pos not in {"DET", "ADP", "PUNCT"}
        assert read.tokens[span.end - 1].pos not in {"DET", "ADP", "PUNCT"}
