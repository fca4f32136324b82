"""The values that flow through quizgen: what an article, a candidate, a question and a quiz are.

All are frozen, equal by content, and free of markup, of files and of third-party types. A stage takes some
of them and gives others; see “How it is built” in README for the order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# --- the article ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: Python string positions, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from, as printed at the foot of a sheet and exported. Unknown parts are empty."""

    title: str = ""
    author: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """Something the reader took out of the article, and why: “photo caption”, “byline”, “footnote mark”…"""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the cleaned text and the heading it stands under (empty before the first)."""

    span: Span
    section: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Clean running text. Paragraphs are parted by one blank line; headings, captions and the like are in `removed`."""

    source: Source
    text: str
    paragraphs: tuple[Paragraph, ...]
    language: str = "en"
    removed: tuple[Removed, ...] = ()
    titled: bool = True  # false where its title is only made from a file’s name that tells no subject


# --- the analysis -----------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What sort of thing an answer is; also the tag a question carries."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    GROUP = "group"  # peoples, religions, parties
    EVENT = "event"
    WORK = "work"  # books, films, laws, vessels
    DATE = "date"
    AMOUNT = "amount"
    TERM = "term"  # a common noun phrase


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the analysis sees it. `head` is the index, within the sentence, of the word it depends on."""

    text: str
    span: Span
    lemma: str
    pos: str  # universal part of speech: NOUN, VERB…
    tag: str  # Penn tag: NNS, VBD…
    dep: str  # dependency label: nsubj, pobj…
    head: int
    entity: str  # the model's entity label, or empty


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a sentence names: `start` and `end` are token indices within the sentence, `head` its main word."""

    text: str
    span: Span
    kind: Kind
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article with its words and what it mentions. `paragraph` counts from 0."""

    text: str
    span: Span
    paragraph: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One person, place or body the article names: its fullest form, every form used, and where it is first met.

    `trust` (0…1) is how far the model's labels of all its mentions agree; a doubtful name is no safe answer.
    """

    text: str
    kind: Kind
    forms: tuple[str, ...]
    sentences: tuple[int, ...]  # indices of the sentences that mention it, in order, once a mention
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `analyse` gives. `weights` tells how central a lemma is to this article (0…1, the topmost is 1)."""

    article: Article
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    weights: Mapping[str, float]


# --- candidates -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement: its text, the space after it, and its index in the sentence (None: put in by a repair)."""

    text: str
    space: str
    token: int | None
    origin: int | None = None  # the first token that it replaces


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as it may be asked: whole, or repaired so that it stands alone. `repairs` says what was changed.

    `in_front` is the sentence before it, as it reads, where this one cannot do without; it is asked for nothing.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    repairs: tuple[str, ...] = ()
    in_front: str = ""
    # Which of the sentence's tokens are still in it; told once, since rules ask for it all the time.
    kept: frozenset[int] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", frozenset(word.token for word in self.words if word.token is not None))

    @property
    def text(self) -> str:
        """As it reads."""
        words = "".join(word.text + word.space for word in self.words)
        return f"{self.in_front} {words}".strip()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact worth asking for: `before` + `answer.text` + `after` is the statement.

    `lead` names its article in front of it, `hint` tells of the answer behind its blank, each only where that helps.

    `score` tells how likely it is sound as a blank, `score_with_options` as the stem of a multiple-choice item (0…1, and 0
    where that is too unlikely to be asked so); `reasons` how likely it meets each check.
    """

    statement: Statement
    answer: Mention
    before: str
    after: str
    lead: str = ""
    hint: str = ""
    score: float = 0.0
    score_with_options: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()

    @property
    def text(self) -> str:
        """The statement with the answer in it."""
        return self.before + self.answer.text + self.after

    @property
    def beginning(self) -> str:
        """What stands before the answer in its own sentence."""
        return self.before.removeprefix(self.statement.in_front).lstrip()

    @property
    def gap(self) -> tuple[int, int]:
        """Where in `text` the answer begins, and the place after it."""
        return len(self.before), len(self.before) + len(self.answer.text)


# --- questions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stem:
    """What the pupil reads. With a blank: the text before and after it. A whole question has `after` None."""

    before: str
    after: str | None = None

    @property
    def has_blank(self) -> bool:
        """False for a question in words (“Who …?”)."""
        return self.after is not None

    def filled(self, answer: str) -> str:
        """The stem with `answer` in its blank; a whole question as it is."""
        return self.before if self.after is None else self.before + answer + self.after


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the article says so: its sentence, as printed there; `paragraph` from 1; `answer` into `Article.text`."""

    sentence: str
    paragraph: int
    answer: Span


@dataclass(frozen=True, slots=True)
class FillInTheBlank:
    """A stem with one blank. `accept` lists other spellings that are as right as `answer`."""

    id: str
    stem: Stem
    answer: str
    accept: tuple[str, ...]
    evidence: Evidence
    points: int = 1
    difficulty: float = 0.5  # 0 easy … 1 hard
    tags: tuple[str, ...] = ()
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a multiple-choice question. `feedback` says, where known, why it is wrong."""

    text: str
    correct: bool = False
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """A stem (with a blank, or a whole question) and its options in the order to print; exactly one is correct."""

    id: str
    stem: Stem
    choices: tuple[Choice, ...]
    evidence: Evidence
    points: int = 1
    difficulty: float = 0.5
    tags: tuple[str, ...] = ()
    feedback: str = ""

    @property
    def ordered(self) -> bool:
        """Numbers and dates: the order of the options means something, so no one shuffles them."""
        return Kind.DATE in self.tags or Kind.AMOUNT in self.tags

    @property
    def answer(self) -> str:
        """The key."""
        return next(choice.text for choice in self.choices if choice.correct)


Question = FillInTheBlank | MultipleChoice


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that was not asked about, or one answer in it that was not asked for, and the rule that said so.

    `score` tells how near it came, where it broke no rule.
    """

    sentence: str
    paragraph: int
    rule: str
    why: str
    answer: str = ""  # empty: the whole sentence
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the order to print. `settings` are those that shaped them; `sha256` is of the article's text.

    `passage` holds the article's paragraphs when the quiz is to be printed or exported with its text, else nothing.
    """

    title: str
    source: Source
    questions: tuple[Question, ...]
    language: str = "en"
    seed: int = 0
    version: str = ""
    settings: tuple[tuple[str, str | int | float | bool | tuple[str, ...]], ...] = ()
    sha256: str = ""
    passage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A quiz and everything that did not become a question."""

    quiz: Quiz
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence of the article and what became of it, for `quizgen explain`.

    `asked` are the ids of the questions it gave; `verdicts` the answers looked at, each with its score’s parts or the
    rule that refused it.
    """

    sentence: str
    paragraph: int
    asked: tuple[str, ...]
    rule: str  # the rule that refused the whole sentence, or empty
    why: str
    repairs: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...]


# --- worksheets -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A question with the number printed before it."""

    number: int
    question: Question

    def lettered(self) -> Iterator[tuple[str, Choice]]:
        """The options of a multiple-choice question with their letters: A, B, C…"""
        if isinstance(self.question, MultipleChoice):
            for position, choice in enumerate(self.question.choices):
                yield chr(ord("A") + position), choice


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One printed version of a quiz. Sheet and key are both drawn from it, so they cannot disagree."""

    quiz: Quiz
    version: str  # "A", "B"… or empty when there is only one
    questions: tuple[NumberedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: what to add to the quiz's name (“-worksheet.pdf”), and the bytes."""

    suffix: str
    data: bytes
