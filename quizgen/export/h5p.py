"""H5P: a Question Set of Multiple Choice and Fill in the Blanks. https://h5p.org/content-types-and-applications

The file names its content types but does not hold them: sites that have them accept it as it is. With `h5p_libraries`
they are copied from another .h5p file.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, assert_never

from quizgen.export.archive import zipped
from quizgen.export.h5plibraries import BLANKS, MULTI_CHOICE, QUESTION_SET, VERSIONS, bundled
from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    drawn,
    explanation,
    html,
    html_stem,
    named_uuid,
    one_line,
    question_name,
    quiz_id,
    quiz_title,
    shortened,
    source_line,
    title_cut,
    typed,
)
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

# `*` ends a blank, `/` parts its answers, `:` begins a tip; none can be escaped, but entities are read as text.
SIGNS = {"*": "&#42;", "/": "&#47;", ":": "&#58;"}
# What H5P knows; anything else is “undisclosed” and written out beside it.
LICENCES = ("CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND")
LICENCE_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
LONGEST_TITLE = 255
PASS_PERCENTAGE = 50
BLANKS_BEHAVIOUR: Mapping[str, bool] = {
    "enableRetry": True,
    "enableSolutionsButton": True,
    "enableCheckButton": True,
    "autoCheck": False,
    "caseSensitive": False,
    "showSolutionsRequiresInput": True,
    "separateLines": False,
    "confirmCheckDialog": False,
    "confirmRetryDialog": False,
    "acceptSpellingErrors": False,
}
TITLES = {MULTI_CHOICE: "Multiple Choice", BLANKS: "Fill in the Blanks"}


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """A thin package, or one with its libraries."""
    used = {_library(question) for question in quiz.questions}
    data = packed(quiz, QUESTION_SET, used, options, lambda versions: _question_set(quiz, versions))
    return Exported(".h5p", data, _losses(quiz))


def packed(
    quiz: Quiz,
    main: str,
    used: Iterable[str],
    options: ExportOptions,
    content: Callable[[Mapping[str, str]], Mapping[str, Any]],
) -> bytes:
    """The file of a content type `main` that uses others; `content` is told the version of each."""
    needed = sorted({main, *used})
    versions, libraries = bundled(options.h5p_libraries, needed) if options.h5p_libraries else (VERSIONS, [])
    files = [
        ("h5p.json", _json(_package(quiz, main, needed, versions))),
        ("content/content.json", _json(content(versions))),
        *libraries,
    ]
    return zipped(files)


def _losses(quiz: Quiz) -> tuple[Loss, ...]:
    lost = (*not_carried(quiz, ["points", "tags", "difficulty", "names"]), *title_cut(quiz, LONGEST_TITLE))
    # With the text, its source is shown below it.
    if quiz.source.url.strip() and not _is_address(quiz.source.url) and not quiz.passage:
        lost += (Loss(0, "where the text is from is left out: H5P takes only web addresses"),)
    return lost


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _library(question: Question) -> str:
    return BLANKS if isinstance(question, FillInTheBlank) else MULTI_CHOICE


# --- h5p.json ---------------------------------------------------------------------------------------------


def _package(quiz: Quiz, main: str, needed: list[str], versions: Mapping[str, str]) -> dict[str, Any]:
    source = quiz.source
    licence, version = _licence(source.licence)
    data: dict[str, Any] = {
        "title": shortened(quiz_title(quiz), LONGEST_TITLE),
        "language": "und",
        "mainLibrary": main,
        "embedTypes": ["iframe"],
        "license": licence,
        "preloadedDependencies": [_dependency(name, versions[name]) for name in needed],
    }
    if version:
        data["licenseVersion"] = version
    elif source.licence.strip():
        data["licenseExtras"] = one_line(source.licence)
    if source.author.strip():
        data["authors"] = [{"name": one_line(source.author), "role": "Originator"}]
    if _is_address(source.url):
        data["source"] = source.url.strip()
    return data


def _is_address(url: str) -> bool:
    """Whether H5P takes it: it refuses a package whose source is anything else."""
    return re.fullmatch(r"https?://\S+", url.strip()) is not None


def _dependency(name: str, version: str) -> dict[str, Any]:
    major, minor = version.split(".")
    return {"machineName": name, "majorVersion": int(major), "minorVersion": int(minor)}


def _licence(text: str) -> tuple[str, str]:
    """The licence as H5P calls it and its version; undisclosed for any other."""
    name, _, version = one_line(text).rpartition(" ")
    return (name, version) if name in LICENCES and version in LICENCE_VERSIONS else ("U", "")


# --- content.json -----------------------------------------------------------------------------------------


def _question_set(quiz: Quiz, versions: Mapping[str, str]) -> dict[str, Any]:
    text = "".join(f"<p>{html(paragraph)}</p>" for paragraph in quiz.passage)
    credit = f"<p>{html(source_line(quiz))}</p>" if source_line(quiz) and text else ""
    return {
        "introPage": {
            "showIntroPage": bool(text),
            "title": html(quiz_title(quiz)),
            "introduction": text + credit,
            "startButtonText": "Start",
        },
        "progressType": "dots",
        "passPercentage": PASS_PERCENTAGE,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "questions": [
            {
                "library": f"{_library(question)} {versions[_library(question)]}",
                "params": _params(question),
                "subContentId": named_uuid(quiz_id(quiz), question.id),
                "metadata": {
                    "contentType": TITLES[_library(question)],
                    "license": "U",
                    "title": question_name(number, question),
                },
            }
            for number, question in enumerate(quiz.questions, 1)
        ],
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "overallFeedback": [{"from": 0, "to": 100}],
        },
        "override": {"checkButton": True},
    }


def _params(question: Question) -> dict[str, Any]:
    match question:
        case FillInTheBlank():
            own = _blanks(question)
        case MultipleChoice():
            own = _multi_choice(question)
        case _:
            assert_never(question)
    why = " ".join(html(part) for part in explanation(question))
    return {**own, "overallFeedback": [{"from": 0, "to": 100, **({"feedback": why} if why else {})}]}


def _blanks(question: FillInTheBlank) -> dict[str, Any]:
    gap = typed_gap(question)
    if question.stem.has_blank:
        text = drawn(question.stem, gap, star_free)
    else:
        text = f"{star_free(question.stem.before)} {gap}"
    return {"text": "", "questions": [f"<p>{text}</p>"], "behaviour": BLANKS_BEHAVIOUR}


def typed_gap(question: Question) -> str:
    """A gap that takes the answer and its other spellings."""
    answers = accepted(question) if isinstance(question, FillInTheBlank) else (typed(question.answer),)
    return "*" + "/".join("".join(SIGNS.get(char, char) for char in html(answer)) for answer in answers) + "*"


def star_free(text: str) -> str:
    """HTML in which no star begins a gap."""
    return html(text).replace("*", SIGNS["*"])


def _multi_choice(question: MultipleChoice) -> dict[str, Any]:
    return {
        "question": html_stem(question.stem),
        "answers": [
            {
                "text": f"<div>{html(choice.text)}</div>",
                "correct": choice.correct,
                "tipsAndFeedback": {
                    "tip": "",
                    "chosenFeedback": f"<div>{html(choice.feedback)}</div>" if choice.feedback else "",
                    "notChosenFeedback": "",
                },
            }
            for choice in question.choices
        ],
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "type": "single",
            "singlePoint": True,
            "randomAnswers": not question.ordered,
            "showSolutionsRequiresInput": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "passPercentage": 100,
            "showScorePoints": True,
        },
    }


FORMATS = (
    Format(
        "h5p",
        ".h5p",
        "all questions with accepted spellings, feedback, source sentences and the text; no points",
        "H5P in Moodle, WordPress, Drupal, Canvas, Brightspace; Lumi",
        write,
    ),
)
