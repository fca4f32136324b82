"""Words into pieces, each with its place in the text."""

from quizgen.encoder.pieces import pieces

NUMBERS = {piece: number for number, piece in enumerate(["[UNK]", "volcan", "volcano", "##o", "##es", "naive", "5", ".", "$", "山", "of"])}


def cut(text: str) -> list[tuple[str, str]]:
    names = {number: piece for piece, number in NUMBERS.items()}
    return [(names[number], text[start:end]) for number, start, end in pieces(text, NUMBERS)]


def test_the_longest_known_piece_comes_first() -> None:
    assert cut("volcanoes") == [("volcano", "volcano"), ("##es", "es")]


def test_capitals_and_accents_do_not_count_and_places_are_those_of_the_text() -> None:
    assert cut("of Naïve") == [("of", "of"), ("naive", "Naïve")]


def test_marks_and_chinese_characters_stand_alone() -> None:
    assert cut("$5.") == [("$", "$"), ("5", "5"), (".", ".")]
    assert cut("山of") == [("山", "山"), ("of", "of")]


def test_what_cannot_be_cut_is_one_unknown_piece() -> None:
    assert cut("of xylophones") == [("of", "of"), ("[UNK]", "xylophones")]


def test_what_nobody_sees_is_passed_over() -> None:
    assert cut("vol\u00adcano\u200b of") == [("volcano", "vol\u00adcano"), ("of", "of")]


def test_a_text_of_a_thousand_letters_is_not_looked_into() -> None:
    assert cut("o" * 1000) == [("[UNK]", "o" * 1000)]
