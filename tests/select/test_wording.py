"""What is put around a blank: the lead before the stem and the hint behind it."""

from dataclasses import replace

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.ask import ask
from quizgen.ask.blank import stem_of
from quizgen.config import KINDS
from quizgen.model import (
    Analysis,
    Article,
    Candidate,
    FillInTheBlank,
    Kind,
    Mention,
    MultipleChoice,
    Paragraph,
    Sentence,
    Skipped,
    Source,
    Span,
    Statement,
)
from quizgen.select import proposals, wordings
from quizgen.select.context import Context
from quizgen.select.hint import hint_for
from quizgen.select.lead import LONGEST_TITLE, with_lead

TEXT = "The bridge was opened by King Haakon in June 1905. It cost four million kroner."
NOBODY = Sentence("", Span(0, 0), 0, (), ())


def candidate(before: str, answer: str, after: str, kind: Kind = Kind.TERM) -> Candidate:
    return Candidate(Statement(NOBODY, ()), Mention(answer, Span(0, len(answer)), kind, 0, 1, 0), before, after)


def context(title: str, *, titled: bool = True) -> Context:
    return Context(Analysis(Article(Source(title), TEXT, (Paragraph(Span(0, len(TEXT))),), titled=titled), (), (), {}))


def led(title: str, *, titled: bool = True, answer: str = "June 1905", after: str = ".") -> str:
    found = with_lead(candidate("The bridge was opened in ", answer, after), context(title, titled=titled))
    return "" if found is None else found.lead


def test_a_lead_names_the_article() -> None:
    assert led("A New Bridge over the Glomma") == "From the article “A New Bridge over the Glomma”: "


def test_marks_of_the_title_fit_inside_the_leads_own() -> None:
    assert led("Locals call it “the \"iron\" worm”.") == "From the article “Locals call it ‘the ‘iron’ worm’”: "


def test_no_lead_where_the_title_tells_the_answer_or_a_word_of_its_root() -> None:
    assert led("Haakon opens a bridge", answer="King Haakon") == ""
    assert led("The forests of Norway", answer="deforestation") == ""


def test_no_lead_where_the_stem_names_what_the_title_does() -> None:
    assert led("The Glomma", answer="1905", after=", and the Glomma runs below it.") == ""
    assert led("The Glomma", answer="1905", after=", and a river runs below it.") != ""


def test_no_lead_from_the_name_of_a_file() -> None:
    assert led("Bridge 2 final", titled=False) == ""
    assert led("") == ""


def test_a_lead_makes_no_stem_too_long() -> None:
    assert led("word " * (LONGEST_TITLE + 1)) == ""
    assert led("A New Bridge", after=" far" * 40 + ".") == ""


@pytest.mark.parametrize(
    ("answer", "kind", "hint"),
    [
        ("sleep", Kind.TERM, "one word: s…"),
        ("social mobility", Kind.TERM, "two words: s…"),
        ("World War II", Kind.EVENT, "three words: W…"),
        ("1905", Kind.DATE, "year"),
        ("7 June 1905", Kind.DATE, "date"),
        ("June 7, 1905", Kind.DATE, "date"),
        ("the 1920s", Kind.DATE, ""),
        ("B antigen", Kind.TERM, "two words"),
        ("four million", Kind.AMOUNT, ""),
        ("3D film", Kind.TERM, ""),
        ("EU", Kind.ORGANISATION, ""),
    ],
)
def test_a_hint_gives_the_first_letter_or_says_what_is_wanted(answer: str, kind: Kind, hint: str) -> None:
    assert hint_for(candidate("It was called ", answer, " by all.", kind)) == hint


def test_no_hint_comes_between_a_blank_and_what_is_written_together_with_it() -> None:
    assert hint_for(candidate("It is ", "Vienna", "’s oldest bridge.", Kind.PLACE)) == ""


def test_a_stem_shows_its_lead_and_its_hint() -> None:
    plain = candidate("It spans a ", "river", ".")
    assert stem_of(replace(plain, lead="From the article “X”: ", hint="one word: r…")).filled("___") == (
        "From the article “X”: It spans a(n) ___ (one word: r…)."
    )


@pytest.mark.slow
def test_options_need_no_hint() -> None:
    text = "The Great Fire of Bergen destroyed four hundred houses in Norway in 1916. The Bergen Line was founded in 1851."
    analysis = analyse(Article(Source("A fire"), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    found = next(p for p in proposals(Context(analysis)) if not isinstance(p, Skipped) and p.candidate.answer.text == "1916")
    worded = wordings(found.candidate, Context(analysis))
    assert [(bool(w.lead), bool(w.hint)) for w in worded] == [(False, False), (True, False), (False, True), (True, True)]
    blank, options = (ask(worded[3], kind, analysis, stems="completion", seed=0) for kind in KINDS)
    assert isinstance(blank, FillInTheBlank) and isinstance(options, MultipleChoice)
    assert blank.stem.filled("___").startswith("From the article “A fire”: ") and "___ (year)" in blank.stem.filled("___")
    assert options.stem.before.startswith("From the article “A fire”: ") and "(year)" not in options.stem.filled("___")


@pytest.mark.parametrize(("before", "shown"), [("It is a ", "It is a(n) "), ("An ", "A(n) "), ("Hepatitis A ", "Hepatitis A "), ("It is so. A ", "It is so. A(n) ")])
def test_an_article_before_the_blank_tells_nothing(before: str, shown: str) -> None:
    assert stem_of(candidate(before, "river", ".")).before == shown
