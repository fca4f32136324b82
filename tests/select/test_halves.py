"""What is only half a name or half a term, or can be reckoned, is not asked for."""

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.model import Article, Paragraph, Source, Span
from quizgen.select import select


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("Swedish captain Andreas Granqvist won the Budweiser Man of the Match award in Sochi.", "Budweiser Man"),
        ("The museum was built at the University of North Carolina at Greensboro in 1942.", "Greensboro"),
        ("The museum was built at the University of North Carolina at Greensboro in 1942.", "University of North Carolina"),
        ("Newton’s Third Law is a result of applying symmetry to forces.", "Newton"),
        ("Locus of control means how much people believe that they decide. A locus of control can be internal in Norway.", "locus"),
        ("Hot oxygen is made in Norway. Concentrated O 2 will allow combustion to proceed rapidly.", "2"),
        ("Jared Padalecki had a role as a bully in 2003’s comedy Cheaper by the Dozen.", "2003"),
        ("In Norway a depressant is a drug that tends to suppress central nervous system activity.", "nervous system activity"),
        ("Studies in Norway showed a link between Type A behavior pattern and later heart disease.", "behavior pattern"),
        ("Lepidodinium viride lives in Norway with a green algal derived chloroplast in each cell.", "green algal"),
        ("The highest capital of Europe is Andorra la Vella, which lies in the Pyrenees.", "Vella"),
        ("The exhibition of 2007 fell on the 20th anniversary of Andy Warhol’s death in 1987.", "1987"),
    ],
)
def test_a_half_or_what_is_reckoned_is_refused(text: str, half: str) -> None:
    analysis = analyse(Article(Source("A text"), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    candidates, skipped = select(analysis, least=0.0, least_with_options=0.0)
    assert half not in [candidate.answer.text for candidate in candidates]
    assert half in [item.answer for item in skipped]  # it was looked at


@pytest.mark.slow
def test_a_verb_and_what_it_takes_is_no_answer() -> None:
    text = "Patients speak more freely in a group where others are modeling openness. Groups in Vienna began in 1905."
    candidates, _ = select(analyse(Article(Source("Groups"), text, (Paragraph(Span(0, len(text))),)), load_nlp()), least=0.0)
    assert candidates and "modeling openness" not in [candidate.answer.text for candidate in candidates]
