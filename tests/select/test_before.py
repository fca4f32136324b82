"""The sentence before, put in front of one that cannot do without it."""

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.ask import ask
from quizgen.config import KINDS
from quizgen.model import (
    Article,
    Candidate,
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
from quizgen.select import miss_their_setting, proposals, the_better_of_both, wordings
from quizgen.select.before import LONGEST_TOGETHER, put_in_front
from quizgen.select.context import Context
from quizgen.select.propose import Proposal
from quizgen.select.statement import whole

pytestmark = pytest.mark.slow


def context(*paragraphs: str, sections: tuple[str, ...] = ()) -> Context:
    spans, start = [], 0
    for place, text in enumerate(paragraphs):
        spans.append(Paragraph(Span(start, start + len(text)), sections[place] if sections else ""))
        start += len(text) + 2
    return Context(analyse(Article(Source("Notes"), "\n\n".join(paragraphs), tuple(spans)), load_nlp()))


def of_the_last(told: Context) -> list[Candidate]:
    """What is proposed of the last sentence."""
    last = len(told.analysis.sentences) - 1
    return [found.candidate for found in proposals(told) if not isinstance(found, Skipped) and found.index == last]


def in_front(told: Context) -> set[str]:
    return {candidate.statement.in_front for candidate in of_the_last(told)}


BRIDGE = "The Forth Bridge in Scotland was finished in 1890."


def test_what_goes_on_from_another_sentence_is_asked_behind_it() -> None:
    asked = of_the_last(context(f"{BRIDGE} This success brought many engineers from Manchester."))
    assert "Manchester" in {candidate.answer.text for candidate in asked}
    assert all(candidate.before.startswith(f"{BRIDGE} This success brought") for candidate in asked)
    assert {candidate.statement.repairs[-1] for candidate in asked} == {"sentence before put in front"}


def test_the_evidence_is_the_sentence_with_the_blank() -> None:
    told = context(f"{BRIDGE} This success brought many engineers from Manchester.")
    made = ask(of_the_last(told)[-1], "fill-in-the-blank", told.analysis, stems="completion", seed=0)
    assert not isinstance(made, Skipped)
    assert made.evidence.sentence == "This success brought many engineers from Manchester."
    assert made.stem.before.startswith(BRIDGE)


def test_what_stands_alone_needs_nothing_in_front() -> None:
    assert in_front(context(f"{BRIDGE} The Tay Bridge near Dundee was finished in 1887.")) == {""}


def test_what_cannot_stand_alone_itself_leads_into_nothing() -> None:
    assert in_front(context("It was finished last week. This success brought many engineers from Manchester.")) == set()


def test_under_another_heading_nothing_is_told_by_the_sentence_before() -> None:
    last = "This success brought many engineers from Manchester."
    assert in_front(context(BRIDGE, last, sections=("Bridges", "Bridges"))) == {BRIDGE}
    assert in_front(context(BRIDGE, last, sections=("Bridges", "Paints"))) == set()


def go_together(first: str, second: str) -> bool:
    one, other = context(f"{first} {second}").analysis.sentences
    return put_in_front(whole(one), whole(other)) is not None


def test_he_needs_a_person_and_they_need_many() -> None:
    he, they = "In that town he designed a bridge.", "In that town they carried stones."
    assert go_together("The builder was paid in 1890.", he) and go_together("The builders were paid in 1890.", they)
    assert not go_together("The old road was finished in 1890.", he) and not go_together("The old road was finished in 1890.", they)


def test_what_goes_on_from_farther_back_finds_nothing_in_front() -> None:
    assert in_front(context(f"{BRIDGE} This success brought many engineers to the town.")) == {BRIDGE}
    assert in_front(context(f"{BRIDGE} Second, this success brought many engineers to the town.")) == set()


def test_both_together_can_be_read_in_one_go() -> None:
    painted = "painted by men of the towns of Fife and Lothian with red and grey paint that came from the old works of the firm in Manchester"
    long = f"The Forth Bridge in Scotland was finished in 1890 after it had been {painted}."
    assert in_front(context(f"{long} This success brought many engineers from Manchester.")) == set()
    for candidate in of_the_last(context(f"{BRIDGE} This success brought many engineers from Manchester.")):
        assert len(candidate.text.split()) <= LONGEST_TOGETHER


def test_what_stands_in_front_is_not_asked_for_behind() -> None:
    asked = of_the_last(context("The Forth Bridge in Scotland was finished in 1890. This success drew many visitors to Scotland in 1891."))
    assert {"1891"} <= {candidate.answer.text for candidate in asked} <= {"1891", "visitors", "many visitors"}


def test_it_takes_no_lead_besides() -> None:
    told = context(f"{BRIDGE} This success brought many engineers from Manchester.")
    assert {each.lead for candidate in of_the_last(told) for each in wordings(candidate, told)} == {""}


def test_as_multiple_choice_it_keeps_its_blank() -> None:
    told = context("The Forth Bridge in Scotland was begun in 1882. This success was celebrated in 1890. The Tay Bridge dates from 1887.")
    asked = [found.candidate for found in proposals(told) if not isinstance(found, Skipped) and found.candidate.answer.text == "1890"]
    made = [ask(candidate, KINDS[1], told.analysis, stems="questions", seed=0) for candidate in asked]
    assert [item.stem.before for item in made if isinstance(item, MultipleChoice)] == [f"{told.analysis.sentences[0].text} This success was celebrated in "]


def scored(text: str, score: float, stands_alone: float, in_front: str = "") -> tuple[Candidate, Proposal]:
    sentence = Sentence(text, Span(0, len(text)), 0, (), ())
    answer = Mention(text, Span(0, len(text)), Kind.TERM, 0, 1, 0)
    candidate = Candidate(Statement(sentence, (), in_front=in_front), answer, "", "", score=score, reasons=(("stands alone", stands_alone),))
    return candidate, Proposal(0, candidate, {})


def test_the_sentence_before_is_tried_where_only_the_setting_is_missed() -> None:
    assert miss_their_setting([scored("sleep", 0.45, 0.5)], near=0.6) == [0]
    assert miss_their_setting([scored("sleep", 0.45, 0.9)], near=0.6) == []  # something else is wrong with it
    assert miss_their_setting([scored("sleep", 0.85, 0.95)], near=0.6) == []  # there is hardly anything to gain
    assert miss_their_setting([scored("sleep", 0.45, 0.5, "Ann was tired.")], near=0.6) == []


def test_the_plain_wording_is_kept_unless_the_other_is_clearly_likelier_sound() -> None:
    plain, led = scored("sleep", 0.6, 0.7), scored("sleep", 0.63, 0.9, "Ann was tired.")
    assert the_better_of_both([plain, led]) == [plain]
    better = scored("sleep", 0.8, 0.9, "Ann was tired.")
    assert the_better_of_both([plain, better]) == [better]
    assert the_better_of_both([led]) == [led]
