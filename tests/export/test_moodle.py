"""Moodle: what it reads back is the quiz, question by question, however hostile the text."""

import re

import pytest

from quizgen.errors import NothingToAsk
from quizgen.export import export
from quizgen.export.text import accepted, explanation, one_line, typed
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, choose, fill, quiz
from tests.export.moodle import Seen, read_aiken, read_cloze, read_gift, read_xml

ALL = pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
FIELD = "_" * 15


def shown(question: Question) -> str:
    """The stem as Moodle is to show it: runs of underscores are too short to be the field."""
    stem = question.stem
    text = re.sub("_{5,}", "____", stem.before)
    return text if stem.after is None else text + FIELD + re.sub("_{5,}", "____", stem.after)


def same(question: Question, seen: Seen) -> None:
    """Stem, options, key, feedback, id and tags are those of the question."""
    assert seen.text.split() == shown(question).split()
    assert seen.feedback.split() == " ".join(explanation(question)).split()
    allowed = {"<": "‹", ">": "›", "`": "'"}
    assert list(seen.tags) == [one_line(tag.translate(str.maketrans(allowed))) for tag in question.tags]
    if isinstance(question, FillInTheBlank):
        assert seen.kind == "shortanswer"
        assert seen.score(typed(question.answer)) == 1
        assert all(seen.score(variant) == 1 for variant in accepted(question))
        assert seen.score("certainly not") == 0
    else:
        assert seen.kind == "multichoice"
        assert [answer.split() for answer, _, _ in seen.answers] == [choice.text.split() for choice in question.choices]
        assert [fraction for _, fraction, _ in seen.answers] == [float(choice.correct) for choice in question.choices]
        assert [why.split() for _, _, why in seen.answers] == [(c.feedback or "").split() for c in question.choices]


@ALL
def test_moodle_xml_reads_back_every_question(made: Quiz) -> None:
    category, seen = read_xml(export(made, "moodle-xml").data)
    assert category.startswith("$course$/top/") and len(category) > len("$course$/top/")
    questions = [question for question in seen if question.kind != "description"]
    assert len(questions) == len(made.questions)
    assert len({question.id for question in seen}) == len(seen)
    for question, found in zip(made.questions, questions, strict=True):
        same(question, found)
        assert found.grade == question.points
        if isinstance(question, MultipleChoice):
            assert found.shuffled is not question.ordered


@ALL
def test_gift_reads_back_every_question_it_does_not_announce_as_left_out(made: Quiz) -> None:
    done = export(made, "gift")
    left_out = {loss.question for loss in done.losses if loss.what.startswith("left out")}
    _, seen = read_gift(done.data)
    kept = [question for number, question in enumerate(made.questions, 1) if number not in left_out]
    questions = [question for question in seen if question.kind != "description"]
    assert len(questions) == len(kept)
    for question, found in zip(kept, questions, strict=True):
        same(question, found)


@pytest.mark.parametrize("name", ["moodle-xml", "gift", "moodle-cloze"])
@pytest.mark.parametrize(
    ("tag", "stored"),
    [
        ("a<b>`c`", "a‹b›'c'"),
        ("back\\slash", "back\\slash"),
        ("ends in \\", "ends in \\"),
        ("[in] brackets\\]", "[in] brackets\\]"),
        ("word " * 20, "word " * 8 + "word…"),
    ],
)
def test_a_tag_comes_back_or_its_change_is_told(name: str, tag: str, stored: str) -> None:
    done = export(quiz(fill("It is ", "so", ".", tags=(tag, "next"))), name)
    [question] = (read_gift if name == "gift" else read_xml)(done.data)[1]
    assert question.tags == (stored, "next")
    told = [loss for loss in done.losses if loss.question == 1 and "50 characters" in loss.what]
    assert bool(told) is (tag != stored)


def test_tags_that_are_one_to_moodle_are_written_once_and_told() -> None:
    done = export(quiz(fill("It is ", "so", ".", tags=("Place", "place", "b"))), "moodle-xml")
    assert read_xml(done.data)[1][0].tags == ("Place", "b")
    assert [loss.question for loss in done.losses if "written once" in loss.what] == [1]


@pytest.mark.parametrize("name", ["moodle-xml", "gift", "moodle-wordbank"])
@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Either/or", "Either//or"),
        ("Paris", "Paris"),
        ("/" * 3, "Quiz"),
        ("x" * 248 + "/" * 20 + "x", "x" * 248 + "//…"),
        ("<b>Bold</b>", "‹b›Bold‹//b›"),
    ],
)
def test_the_category_is_the_title_and_never_two_categories(name: str, title: str, path: str) -> None:
    done = export(quiz(fill("It is ", "so", "."), title=title), name)
    category = (read_gift if name == "gift" else read_xml)(done.data)[0]
    assert category == f"$course$/top/{path}"
    assert not re.search("(?<!/)/(?!/)", category.removeprefix("$course$/top/"))
    shown = path.replace("//", "/")
    told = [loss.what for loss in done.losses if "lists show the title" in loss.what]
    assert told == ([] if shown == title else [f"Moodle’s lists show the title as “{shown}”, the nearest they allow"])


def test_gift_tells_that_a_backslash_in_the_title_is_another_sign() -> None:
    done = export(quiz(fill("It is ", "so", "."), title="a\\b"), "gift")
    assert read_gift(done.data)[0] == "$course$/top/a∖b"
    assert any("a∖b" in loss.what for loss in done.losses)


def test_names_that_lose_a_sign_are_told() -> None:
    told = {name: export(quiz(fill("1 < ", "2", ".")), name).losses for name in ("moodle-xml", "gift", "canvas-qti")}
    assert all(any("names" in loss.what for loss in losses) for losses in told.values())


def test_the_text_goes_before_the_questions() -> None:
    for name, read in (("moodle-xml", read_xml), ("gift", read_gift)):
        _, seen = read(export(WITH_TEXT, name).data)
        assert [question.kind for question in seen].index("description") == 0
        assert "Leonardo painted the Mona Lisa [[1]] {1:SA:=no} & more." in seen[0].text


@pytest.mark.parametrize("answer", ["x -> y", "->", "a&&058;b"])
def test_gift_refuses_what_it_cannot_write_and_says_so(answer: str) -> None:
    done = export(quiz(fill("It is ", answer, "."), fill("It is ", "fine", ".")), "gift")
    assert [str(loss) for loss in done.losses if loss.question] == [
        f"question 1: “{answer}” is left out: GIFT cannot write it (use moodle-xml)",
        "question 1: left out: no answer remains (use moodle-xml)",
    ]
    assert len(read_gift(done.data)[1]) == 1


def test_gift_keeps_the_spellings_it_can_write() -> None:
    done = export(quiz(fill("It goes ", "x -> y", ".", "x to y")), "gift")
    assert read_gift(done.data)[1][0].score("x to y") == 1
    assert any("“x to y” is now shown" in loss.what for loss in done.losses)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("%50% or more", "=%100%%50% or more"),
        ("a=b", "=%100%a\\=b"),
        ("T", "=%100%T"),
        ("x*", "=%100%x\\\\*"),
        ("[html] it", "=%100%[html][html] it"),
        ("a:b~c#d{e}", "=%100%a\\:b\\~c\\#d\\{e\\}"),
    ],
)
def test_gift_writes_answers_so_that_nothing_is_a_sign(text: str, written: str) -> None:
    data = export(quiz(fill("It is ", text, ".")), "gift").data.decode()
    assert f"\t{written}\n" in data


def test_gift_has_no_blank_line_inside_a_question() -> None:
    data = export(HOSTILE, "gift").data.decode()
    assert len(re.findall(r"^::", data, re.MULTILINE)) == len(re.split(r"\n\n", data.strip())) - 1


def test_aiken_reads_back_the_multiple_choice_questions() -> None:
    for made in (HOSTILE, EDGES, WITH_TEXT):
        done = export(made, "aiken")
        left_out = {loss.question for loss in done.losses if loss.what.startswith("left out")}
        kept = [question for number, question in enumerate(made.questions, 1) if number not in left_out]
        seen = read_aiken(done.data)
        assert len(seen) == len(kept)
        for question, found in zip(kept, seen, strict=True):
            assert isinstance(question, MultipleChoice)
            plain = [one_line(c.text).replace("<", "‹").replace(">", "›").replace("&", "＆") for c in question.choices]
            assert [answer for answer, _, _ in found.answers] == plain
            assert [fraction for _, fraction, _ in found.answers] == [float(c.correct) for c in question.choices]


def test_aiken_announces_every_blank_and_every_question_with_too_many_options() -> None:
    done = export(EDGES, "aiken")
    left_out = [loss.question for loss in done.losses if loss.what.startswith("left out")]
    long = [n for n, q in enumerate(EDGES.questions, 1) if isinstance(q, FillInTheBlank) or len(q.choices) > 26]
    assert left_out == long


@pytest.mark.parametrize("stem", ["A. Smith wrote ", "X) marks ", "ANSWER: B is ", "b) is "])
def test_aiken_puts_a_word_before_a_stem_that_looks_like_an_option(stem: str) -> None:
    done = export(quiz(choose(stem, ".", "one", "two")), "aiken")
    assert done.data.decode().startswith("Question: ")
    assert any("“Question:”" in loss.what for loss in done.losses)
    assert len(read_aiken(done.data)) == 1


def test_aiken_says_when_a_quiz_has_no_choices() -> None:
    with pytest.raises(NothingToAsk):
        export(quiz(fill("It is ", "so", ".")), "aiken")


# --- the whole text as one question -----------------------------------------------------------------------


@ALL
def test_cloze_reads_back_every_gap(made: Quiz) -> None:
    [question] = read_xml(export(made, "moodle-cloze").data)[1]
    text, gaps = read_cloze(question.text)
    assert len(gaps) == len(made.questions)
    if made.passage:
        assert text.startswith("Paris lies on the {#1} in France. The tower there was built in {#2}.")
        assert "[[1]] {1:SA:=no} & more." in text
        return
    for asked, gap in zip(made.questions, gaps, strict=True):
        assert gap.grade == asked.points
        if isinstance(asked, FillInTheBlank):
            assert all(gap.score(answer) == 1 for answer in accepted(asked))
            assert gap.score("certainly not") == 0
        else:
            assert [answer.split() for answer, _, _ in gap.answers] == [c.text.split() for c in asked.choices]
            assert [fraction for _, fraction, _ in gap.answers] == [float(c.correct) for c in asked.choices]
            assert [why.split() for _, _, why in gap.answers] == [(c.feedback or "").split() for c in asked.choices]


@pytest.mark.parametrize("name", ["moodle-wordbank", "moodle-gapselect"])
@ALL
def test_words_to_choose_from_fit_their_gaps(made: Quiz, name: str) -> None:
    data = export(made, name).data
    words = [
        re.sub("&amp;#(91|93);", lambda found: chr(int(found[1])), word)
        for word in re.findall(r"<(?:dragbox|selectoption)><text>(.*?)</text>", data.decode(), re.DOTALL)
    ]
    body = data.decode().split("<questiontext", 1)[1].split("</questiontext>")[0]
    gaps = [int(number) for number in re.findall(r"\[\[(\d+)\]\]", body)]
    assert len(gaps) == len(made.questions)
    assert all(1 <= gap <= len(words) for gap in gaps)
    assert len(gaps) == len(re.findall(r"\[\[", body)), "a literal [[1]] must be no gap"


def test_equal_answers_share_one_word_that_can_be_used_twice() -> None:
    data = export(WITH_TEXT, "moodle-wordbank").data.decode()
    assert data.count("<text>Seine</text>") == 1
    assert "<text>Seine</text><group>1</group><infinite />" in data


def test_dropdowns_keep_each_choice_to_its_own_options() -> None:
    data = export(WITH_TEXT, "moodle-gapselect").data.decode()
    groups = re.findall(r"<selectoption><text>(.*?)</text><group>(\d)</group>", data)
    assert [word for word, group in groups if group == "2"] == ["1887", "1889", "1891", "1900"]
    assert [word for word, group in groups if group == "3"] == ["Leonardo", "Raphael", "Titian"]
