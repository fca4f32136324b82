"""What Moodle calls things: categories and tags, within its lengths and without the signs it takes out.

https://docs.moodle.org/en/Question_categories — https://docs.moodle.org/en/Tags
"""

from quizgen.export.losses import Loss
from quizgen.export.text import one_line, quiz_title, shortened
from quizgen.model import Question, Quiz

# Names of questions and categories; room is left for a number before them.
LONGEST_NAME, LONGEST_TITLE = 255, 250
LONGEST_TAG = 50
# Moodle takes elements out of names, and these signs out of tags; GIFT loses a tag that holds one.
LOOK_ALIKE = str.maketrans({"<": "‹", ">": "›"})
_LOOK_ALIKE_IN_TAGS = str.maketrans({"<": "‹", ">": "›", "`": "'"})


def title_in_lists(quiz: Quiz) -> str:
    """The title as Moodle’s lists of questions and categories can show it."""
    return shortened(quiz_title(quiz).translate(LOOK_ALIKE).strip("/ "), LONGEST_TITLE).rstrip("/ ") or "Quiz"


def category_path(title: str) -> str:
    """Where the questions go: a slash in the title is doubled, since one alone parts two categories."""
    return "$course$/top/" + title.replace("/", "//")


def title_losses(quiz: Quiz, title: str) -> tuple[Loss, ...]:
    """That `title` stands in the lists for the quiz’s own, where it does."""
    if title == quiz_title(quiz):
        return ()
    return (Loss(0, f"Moodle’s lists show the title as “{title}”, the nearest they allow"),)


def tags_of(*questions: Question) -> tuple[str, ...]:
    """The tags of the questions as Moodle takes them, each once whatever its case."""
    named: dict[str, str] = {}
    for question in questions:
        for tag in question.tags:
            named.setdefault(_tag(tag).casefold(), _tag(tag))
    return tuple(named.values())


def tag_losses(quiz: Quiz) -> tuple[Loss, ...]:
    """Which tags Moodle cannot take as they are."""
    losses = []
    for number, question in enumerate(quiz.questions, 1):
        for tag in question.tags:
            if _tag(tag) != tag:
                limit = f"Moodle takes {LONGEST_TAG} characters and no < > ` in a tag"
                losses.append(Loss(number, f"its tag “{shortened(one_line(tag), 80)}” becomes “{_tag(tag)}”: {limit}"))
        if len(tags_of(question)) < len(question.tags):
            losses.append(Loss(number, "tags that Moodle takes for the same are written once"))
    return tuple(losses)


def _tag(tag: str) -> str:
    return shortened(one_line(tag.translate(_LOOK_ALIKE_IN_TAGS)), LONGEST_TAG)
