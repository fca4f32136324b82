"""The ranking of wrong terms: what it must give, and what it must never give."""

import time

import pytest

from quizgen.ask.distractors.lexical import rank_distractors, shipped_weights
from quizgen.lexicon import lexicon


def texts(stem: str, key: str, *, terms: tuple[str, ...] = (), k: int = 10) -> list[str]:
    return [option.text for option in rank_distractors(stem, key, article_terms=terms, k=k)]


def test_best_first_and_no_more_than_asked_for() -> None:
    ranked = rank_distractors("The ____ filters the blood.", "kidney", k=5)
    assert len(ranked) == 5
    assert [option.score for option in ranked] == sorted((option.score for option in ranked), reverse=True)


def test_wrong_options_are_of_the_key_s_kind() -> None:
    known = lexicon()
    options = texts("The ____ filters the blood.", "kidney", k=6)
    assert sum("body part" in known.class_of(option) for option in options) >= 4, options


def test_a_plural_key_gets_plurals() -> None:
    options = texts("Muscles are fixed to bones by ____.", "tendons", k=6)
    assert sum(lexicon().is_plural(option) for option in options) >= 5, options


@pytest.mark.parametrize(
    ("stem", "key", "refused"),
    [
        ("The ____ sends signals to other cells.", "neuron", "nerve cell"),
        ("He drove home in his ____.", "car", "automobile"),
        ("The ____ barked all night.", "dog", "animal"),
        ("She breathed with one ____.", "lung", "lungs"),
    ],
)
def test_nothing_that_would_be_right_as_well(stem: str, key: str, refused: str) -> None:
    assert refused not in texts(stem, key, terms=(refused, "bridge", "treaty"), k=200)


def test_the_sentence_decides_which_sense_is_meant() -> None:
    river = texts("The boat was tied up at the ____ of the river.", "bank", k=8)
    money = texts("She borrowed the money for the house from a ____.", "bank", k=8)
    assert river != money


def test_the_article_s_own_terms_of_the_same_kind_stand_high() -> None:
    terms = ("sensory memory", "short-term memory", "the weather", "encoding")
    options = texts("Facts are kept for years in ____.", "long-term memory", terms=terms, k=5)
    assert options[0] == "short-term memory"
    assert "sensory memory" in options
    assert "the weather" not in options


def test_what_stands_close_to_the_key_in_the_article_ranks_higher() -> None:
    close = ("blorptang", "snizzle", "report", "week", "letter", "grumbleflax")
    options = texts("A ____ is a made-up thing.", "blorptang", terms=close)
    assert options.index("snizzle") < options.index("grumbleflax")


def test_no_name_and_no_heading_stands_beside_a_common_word() -> None:
    options = texts("Sea levels rise because of melting ____.", "glaciers")
    assert all(option == option.lower() for option in options), options
    assert "situation" not in texts("A rise in ____ hit the poor.", "unemployment")


def test_odd_keys_and_stems_are_no_error() -> None:
    for key in ("x", "{{", "50 %", "\u202eabc", "a" * 300, "of"):
        for stem in ("", "____", "{{ ____ }}"):
            rank_distractors(stem, key, article_terms=("<b>", "%s", " "))


def test_same_question_same_answer() -> None:
    once = rank_distractors("The ____ filters the blood.", "kidney", article_terms=("heart", "liver", "liver"))
    assert once == rank_distractors("The ____ filters the blood.", "kidney", article_terms=("heart", "liver", "liver"))


def test_every_weight_is_of_a_sign_that_exists() -> None:
    from quizgen.ask.distractors import lexical

    signs = {f"word.{name}" for name in lexical.SIGNS} | {f"article.{name}" for name in lexical.ARTICLE_SIGNS}
    assert set(shipped_weights()) == signs


def test_it_is_quick_enough_for_a_whole_quiz() -> None:
    keys = ("kidney", "oxygen", "erosion", "democracy", "inflation", "sonnet", "velocity", "glacier")
    texts("Warm-up ____.", "lung")
    started = time.perf_counter()
    for key in keys:
        texts("It is known as ____ by most people.", key)
    assert (time.perf_counter() - started) / len(keys) < 0.5
