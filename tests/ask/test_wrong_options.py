"""Which wrong options a candidate gets, whole: from the sentence to the three of them, or none."""

from random import Random

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.ask.distractors import wrong_options
from quizgen.ask.distractors.numbers import LATEST_YEAR
from quizgen.model import Article, Candidate, Paragraph, Source, Span
from quizgen.select.statement import split_at, whole


def options(text: str, key: str, seed: int = 0, lead: str = "") -> list[str]:
    analysis = analyse(Article(Source("A text"), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    sentence, mention = next((s, m) for s in analysis.sentences for m in s.mentions if m.text == key)
    parts = split_at(statement := whole(sentence), mention)
    assert parts is not None
    return wrong_options(Candidate(statement, mention, *parts, lead=lead), analysis, Random(seed))


@pytest.mark.slow
def test_a_year_after_by_has_no_wrong_later_years() -> None:
    assert options("The Black Death had reached the port of Caffa in the Crimea by 1346.", "1346") == []
    assert options("The order of monks built the great abbey of Melrose in Scotland after 1136.", "1136") == []
    assert len(options("The Black Death had reached the port of Caffa in the Crimea in 1346.", "1346")) == 3


@pytest.mark.slow
def test_one_gets_no_many_beside_it() -> None:
    text = (
        "Semantics refers to the process by which we derive meaning from morphemes and words. Lexicon refers to the words of a given "
        "language. Languages are systems of communication that use words. Grammar refers to the set of rules that are used to convey "
        "meaning. Languages differ, and grammar and lexicon differ. Languages have semantics, lexicon and grammar."
    )
    assert {"Grammar", "Lexicon"} == set(options(text, "Semantics"))  # and not “Languages”


@pytest.mark.slow
def test_what_still_held_held_before_as_well() -> None:
    assert options("In the 19th century many mathematicians in Europe still considered one to be a prime number.", "19th century") == []


@pytest.mark.slow
def test_there_are_only_so_many_banknotes() -> None:
    assert options("Ichiyō Higuchi’s portrait adorns the Japanese 5000 yen banknote as of fall 2004.", "5000 yen") == []


@pytest.mark.slow
def test_what_the_lead_shows_is_no_wrong_option() -> None:
    text = "The team of Sweden met the team of Germany in 2018. Belgium and England won. Norway and Denmark stayed at home. Sweden came to Russia."
    shown = options(text, "Germany")
    assert len(shown) == 3
    assert not set(shown) & set(options(text, "Germany", lead=f"From the article “{' and '.join(shown)}”: "))


@pytest.mark.slow
def test_the_number_one_gets_no_others() -> None:
    text = "Henri Lebesgue is said to be the last professional mathematician to call 1 prime."
    assert options(text, "1") == []


def years(text: str, key: str) -> set[int]:
    """All wrong years that some seed gives."""
    found = [[int(option[-4:]) for option in options(text, key, seed)] for seed in range(5)]
    assert all(len(set(three)) == 3 for three in found)
    return {year for three in found for year in three}


@pytest.mark.slow
def test_a_wrong_year_keeps_to_the_side_of_the_years_in_the_stem() -> None:
    text = "Voyager 1 reached the planet Jupiter in 1979 and flew on to Saturn in 1980. Voyager 2 came to Jupiter in 1981."
    assert all(year < 1980 for year in years(text, "1979"))
    text = "Between 1939 and 1945 the war spread, and in 1941 the army of Germany marched into Russia."
    assert all(1939 < year < 1945 for year in years(text, "1941"))


@pytest.mark.slow
def test_a_report_tells_of_no_year_after_its_own() -> None:
    assert all(year <= 2014 for year in years("In 2014 the government of Italy changed the tax on land.", "2014"))
    ahead = "In 2024 the government of Italy changed the tax on land. By 2050 the sea may rise by 2500 millimetres."
    assert all(year <= LATEST_YEAR for year in years(ahead, "2024"))


@pytest.mark.slow
def test_around_a_year_means_a_round_year() -> None:
    told = " It fought Byzantium in 1303 and in 1329."
    assert all(year % 10 == 0 for year in years("The Ottoman state in Anatolia rose to power around 1300." + told, "1300"))
    assert any(year % 10 for year in years("The Ottoman state in Anatolia rose to power in 1300." + told, "1300"))


@pytest.mark.slow
def test_a_decade_too_keeps_to_its_side() -> None:
    text = "Andre Agassi was the best tennis player of the world from the early 1990s to the mid-2000s in America."
    assert all("1980" not in option for seed in range(5) for option in options(text, "mid-2000s", seed))


@pytest.mark.slow
def test_a_decade_in_the_stem_holds_the_wrong_years_too() -> None:
    text = "In the 1330s the harvest of China failed, starting in 1331, and the plague came to Europe in 1347 and to England in 1348."
    assert all(1330 <= year <= 1339 for year in years(text.partition(", and")[0] + ". The plague came in 1347.", "1331"))


@pytest.mark.slow
def test_what_is_to_come_has_no_past_years_beside_it() -> None:
    for seed in range(5):
        wrong = options("The United States and China may begin a new race to the Moon in the late 2030s.", "late 2030s", seed)
        assert len(wrong) == 3
        assert all(int(option[-5:-1]) >= LATEST_YEAR for option in wrong)
