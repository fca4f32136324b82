"""Every sample article, made into a quiz and exported: what each reader reads back is the quiz, as with the hostile ones."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quizgen.config import Settings
from quizgen.errors import NothingToAsk
from quizgen.export import export
from quizgen.export.registry import formats
from quizgen.model import MultipleChoice, Quiz
from quizgen.pipeline import load_nlp, make_quiz
from quizgen.read import read_article
from tests.export import (
    test_moodle,
    test_outside,
    test_passages,
    test_qti_player,
    test_readback,
    test_round_trips,
    test_whole_texts,
)
from tests.export.outside import needs_node
from tests.export.readback import READERS

page = test_qti_player.page  # the fixture

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "samples" / "articles").iterdir() if path.suffix in {".md", ".txt"})
EACH = pytest.mark.parametrize("article", SAMPLES, ids=[path.stem for path in SAMPLES])
ANKI = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")


@cache
def quiz_of(article: Path) -> Quiz:
    """Ten questions about a sample, with its text."""
    return make_quiz(read_article(str(article)), Settings(passage=True), load_nlp()).quiz


# These systems know no blanks.
ONLY_WITH_OPTIONS = {"aiken", "kahoot", "blooket"}


def has_options(quiz: Quiz) -> bool:
    """Whether any of its questions is multiple choice: not every text gives wrong options that hold."""
    return any(isinstance(question, MultipleChoice) for question in quiz.questions)


@pytest.mark.slow
@EACH
def test_every_format_carries_a_sample_whole_or_tells_what_it_leaves(article: Path) -> None:
    made = quiz_of(article)
    for fmt in formats():
        if fmt.name in ONLY_WITH_OPTIONS and not has_options(made):
            with pytest.raises(NothingToAsk):
                export(made, fmt.name)
            continue
        done = export(made, fmt.name)
        assert done.data, fmt.name
        assert all(loss.what for loss in done.losses)


@ANKI
@needs_node
@pytest.mark.slow
@EACH
def test_every_reader_reads_every_question_of_a_sample_as_it_was_asked(article: Path) -> None:
    made = quiz_of(article)
    for name in READERS if has_options(made) else READERS.keys() - ONLY_WITH_OPTIONS:
        _, differences = test_readback.compare(made, name)
        assert not differences, (name, differences)


@pytest.mark.slow
@EACH
def test_the_answers_in_their_gaps_give_a_sample_back(article: Path) -> None:
    for name in test_whole_texts.WHOLE:
        test_whole_texts.restores(quiz_of(article), name)


@pytest.mark.slow
@EACH
def test_moodle_reads_a_sample_back(article: Path) -> None:
    made = quiz_of(article)
    test_moodle.test_moodle_xml_reads_back_every_question(made)
    test_moodle.test_gift_reads_back_every_question_it_does_not_announce_as_left_out(made)


@pytest.mark.slow
@EACH
def test_canvas_and_cartridge_readers_read_a_sample_back(article: Path) -> None:
    made = quiz_of(article)
    test_round_trips.test_canvas_reads_back_every_question(made)
    for first_only in (False, True):
        test_round_trips.test_a_cartridge_is_read_back_by_canvas_and_by_moodle(made, first_only)
    test_passages.test_canvas_blanks_take_every_accepted_spelling(made)


@ANKI
@pytest.mark.slow
@EACH
def test_spreadsheets_forms_and_anki_read_a_sample_back(article: Path, tmp_path: Path) -> None:
    made = quiz_of(article)
    for name in ("kahoot", "quizizz") if has_options(made) else ("quizizz",):
        test_outside.test_openpyxl_reads_no_formula_from_a_spreadsheet(made, name)
    test_outside.test_moodle_xml_parser_reads_the_multiple_choice_questions(made, tmp_path)
    test_outside.test_google_forms_bodies_fit_googles_own_description(made)
    test_outside.test_anki_imports_every_note_once_and_never_twice(made, tmp_path)


@needs_node
@pytest.mark.slow
@EACH
def test_gift_pegjs_lumi_and_a_qti_player_read_a_sample_back(article: Path, tmp_path: Path, page: Any) -> None:
    made = quiz_of(article)
    test_outside.test_gift_pegjs_reads_the_gift_file(made, tmp_path)
    test_outside.test_lumi_accepts_the_h5p_package(made, tmp_path / "h5p")
    test_qti_player.test_the_right_answer_scores_one_and_every_other_none(made, page)
