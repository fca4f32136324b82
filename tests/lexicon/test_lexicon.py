"""What the shipped lexicon knows, and what it costs to ask."""

import subprocess
import sys
import time

import pytest

from quizgen.lexicon import lexicon
from quizgen.lexicon.reader import Lexicon
from quizgen.resources import data_file


def test_it_is_small_and_opens_at_once() -> None:
    path = data_file("lexicon.bin")
    assert path.stat().st_size < 20_000_000
    started = time.perf_counter()
    Lexicon(path).zipf("photosynthesis")
    assert time.perf_counter() - started < 0.2  # 30 ms here; the rest is room for a busy machine


def test_nothing_heavy_is_imported_before_it_is_asked() -> None:
    code = "import sys, quizgen.lexicon; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_it_holds_no_definition() -> None:
    data = data_file("lexicon.bin").read_bytes()
    assert b"photosynthesis" in data
    assert b"synthesis of compounds with the aid of radiant energy" not in data


@pytest.mark.parametrize(
    ("name", "class_name"),
    [
        ("France", "country"), ("Paris", "capital"), ("Lyon", "city"), ("Ohio", "us state"), ("Asia", "continent"),
        ("Nile", "river"), ("July", "month"), ("Monday", "weekday"), ("Mars", "planet"), ("oxygen", "chemical element"),
        ("iron", "metal"), ("liver", "organ"), ("measles", "disease"), ("violin", "musical instrument"),
        ("French", "language"), ("Marie Curie", "chemist"), ("Beethoven", "composer"), ("sociology", "science"),
        ("Georgia", "us state"), ("Turkey", "country"), ("Japanese", "nationality"), ("sparrow", "bird"),
    ],
)  # fmt: skip
def test_names_and_kinds_have_their_class(name: str, class_name: str) -> None:
    assert class_name in lexicon().class_of(name)


def test_a_small_letter_is_no_country() -> None:
    assert "country" not in lexicon().class_of("china")
    assert "country" not in lexicon().class_of("turkey")


def test_classes_are_what_they_should_be() -> None:
    known = lexicon()
    assert len(known.members("month")) == 12
    assert len(known.members("weekday")) == 7
    assert len(known.members("planet")) == 8
    assert len(known.members("us state")) == 50
    assert set(known.members("continent")) == {
        "Africa", "Antarctica", "Asia", "Australia", "Europe", "North America", "South America",
    }  # fmt: skip
    assert 185 <= len(known.members("country")) <= 200
    assert "Soviet Union" not in known.members("country")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("France", {"Germany", "Italy", "Spain"}),
        ("oxygen", {"hydrogen", "nitrogen", "carbon"}),
        ("Beethoven", {"Robert Schumann", "Franz Schubert"}),
        ("Mars", {"Jupiter", "Saturn"}),
        ("July", {"June", "August"}),
    ],
)
def test_peers_are_the_ones_a_pupil_confuses(name: str, expected: set[str]) -> None:
    assert expected <= set(lexicon().peers(name)[:8])


def test_nobody_is_a_peer_of_himself() -> None:
    known = lexicon()
    for name in ("Paris", "Marie Curie", "Winston Churchill", "iron"):
        assert all(not known.is_synonym(name, other) for other in known.peers(name)[:5])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lungs", "lung"), ("car", "automobile"), ("dog", "animal"), ("animal", "dog"), ("evaporation", "evaporate"),
        ("colour", "color"), ("Burma", "Myanmar"), ("US", "United States"), ("neuron", "nerve cell"), ("big", "huge"),
        ("mice", "mouse"), ("the heart", "heart"),
    ],
)  # fmt: skip
def test_what_could_be_right_as_well_is_told(one: str, other: str) -> None:
    assert lexicon().related_as_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lung", "kidney"), ("oxygen", "nitrogen"), ("hot", "cold"), ("Paris", "London"), ("mitosis", "meiosis")],
)
def test_what_is_merely_alike_is_not_the_same(one: str, other: str) -> None:
    assert not lexicon().related_as_same(one, other)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("lung", "lungs"), ("foot", "feet"), ("blood cell", "blood cells"), ("analysis", "analyses"), ("city", "cities"),
        ("bacterium", "bacteria"), ("hero", "heroes"), ("epoch", "epochs"), ("species", "species"), ("German", "Germans"),
        ("woman", "women"), ("leaf", "leaves"), ("church", "churches"), ("piano", "pianos"),
    ],
)  # fmt: skip
def test_plurals_and_back(one: str, many: str) -> None:
    assert lexicon().plural(one) == many
    assert lexicon().singular(many) == one


@pytest.mark.parametrize("noun", ["physics", "news", "lens", "species", "glass", "virus", "analysis", "gas"])
def test_a_singular_that_looks_like_a_plural_is_left_alone(noun: str) -> None:
    assert lexicon().singular(noun) == noun


def test_frequency_tells_what_is_counted() -> None:
    assert lexicon().is_countable("cell")
    assert not lexicon().is_countable("oxygen")
    assert not lexicon().is_countable("information")


def test_frequency_is_on_the_zipf_scale() -> None:
    known = lexicon()
    assert known.zipf("the") > 7
    assert 2 < known.zipf("photosynthesis") < 4
    assert known.zipf("blorptang") == 0
    assert 0 < known.zipf("purple photosynthesis") < known.zipf("photosynthesis")


def test_near_words_are_near() -> None:
    known = lexicon()
    assert known.likeness("lung", "kidney") > known.likeness("lung", "senator") + 0.2
    vector = known.vector("photosynthesis")
    assert vector is not None
    assert abs(float(vector @ vector) - 1) < 1e-4
    nearest = [word for word, _ in known.nearest("lungs", 8)]
    assert "pulmonary" in nearest


def test_unknown_words_are_no_error() -> None:
    known = lexicon()
    for odd in ("", " ", "blorptang", "x" * 500, "naïve", "\u202e", "{{", "50 %"):
        assert known.class_of(odd) == ()
        assert known.peers(odd) == ()
        known.zipf(odd), known.vector(odd), known.plural(odd), known.singular(odd), known.related_as_same(odd, "lung")
