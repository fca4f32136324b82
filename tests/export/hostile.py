"""Quizzes that try to break every format: the text of an article may hold anything."""

from quizgen.model import Choice, Evidence, FillInTheBlank, MultipleChoice, Question, Quiz, Source, Span, Stem

NASTY = (
    "<script>alert(1)</script>",
    "Marks & Spencer &amp; &lt;b&gt;",
    "{=~} {1:SHORTANSWER:=x}",
    "%50% or more",
    "x -> y",
    "// a comment",
    "[[1]] and [b1] and [html] text",
    "*either/or*:tip **bold** _it_",
    "“quotes” \"double\" 'single' `tick`",
    "line one\nline two\n\nline four",
    "emoji 🧪👩‍🔬 and Ἀθῆναι, Київ, العربية",
    "back\\slash \\n \\* \\} $5 $x^2$ \\(x\\)",
    "=cmd|' /C calc'!A0",
    "::name:: # hash = equals ~ tilde",
    "A. Smith",
    "ANSWER: B",
    "]]> <!-- --> <?php ?>",
    "tab\there; semi;colon,comma",
    "{{c1::cloze}} {{ 7 * 7 }} {% raw %}",
    "T",
    "TRUE",
    "___________ underscores ______",
    "@@PLUGINFILE@@/x.png",
    "#hash at start",
    "1:2",
    "a~b",
    "100%",
    "x*",
    "a\\",
    "&",
    "—",
    "[x",
    "+1",
    "-1",
    "@home",
)
LONG = "A very long text that goes on and on. " * 79  # 3,000 characters


def evidence(sentence: str, paragraph: int = 1) -> Evidence:
    return Evidence(sentence, paragraph, Span(0, 1))


def fill(before: str, answer: str, after: str | None = ".", *accept: str, **more: object) -> FillInTheBlank:
    return FillInTheBlank(  # type: ignore[arg-type]
        str(more.pop("id", f"q-{abs(hash_of(before + answer))}")),
        Stem(before, after),
        answer,
        accept,
        evidence(before + answer + (after or "")),
        **more,
    )


def choose(before: str, after: str | None, *options: str, right: int = 0, **more: object) -> MultipleChoice:
    choices = tuple(
        Choice(text, place == right, None if place == right else f"Not {text}.") for place, text in enumerate(options)
    )
    return MultipleChoice(  # type: ignore[arg-type]
        str(more.pop("id", f"q-{abs(hash_of(before + options[right]))}")),
        Stem(before, after),
        choices,
        evidence(before + options[right] + (after or "")),
        **more,
    )


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode()[:64], "big") % 10**12


def quiz(*questions: Question, title: str = "A small quiz", **more: object) -> Quiz:
    return Quiz(title, Source("An article", "A. Teacher", "https://example.org/a", "CC BY 4.0"), questions, **more)  # type: ignore[arg-type]


def nasty_questions() -> tuple[Question, ...]:
    made: list[Question] = []
    for number, text in enumerate(NASTY):
        before, after = f"{text} stands before ", f" and {text} after."
        why = f"Because {text}."
        tags = ("term", f"tag {text[:12]}".replace("\n", " "))
        made.append(fill(before, text, after, f"{text} too", id=f"q-f{number:02}", points=2, tags=tags, feedback=why))
        others = (f"{text} one", f"no {text}", "plain")
        made.append(choose(before, after, text, *others, id=f"q-m{number:02}", tags=tags, feedback=why))
    return tuple(made)


def edge_questions() -> tuple[Question, ...]:
    return (
        fill("", "Paris", " is the capital of France.", id="q-begins"),
        fill("The capital of France is ", "Paris", "", id="q-ends"),
        fill("The capital of France is ", "Paris", ".", "paris", "PARIS", "Pari\u0073", id="q-same"),
        fill("Who wrote it?", "Zoe\u0308", None, "Zo\u00eb", "zoë", id="q-whole-fill"),
        choose("Which is it?", None, "yes", "no", id="q-two"),
        choose("Pick ", ".", *(f"option {number}" for number in range(26)), right=25, id="q-26"),
        choose("Many ", ".", *(f"choice {number}" for number in range(30)), right=29, id="q-30"),
        choose("In the year ", ".", "1066", "1067", "1068", "1069", tags=("date",), id="q-ordered"),
        fill("Nothing for ", "it", ".", points=0, id="q-zero"),
        choose("Much for ", ".", "a", "b", points=1000, id="q-thousand"),
        fill(LONG, "x", LONG, LONG[:300], feedback=LONG, id="q-long"),
        choose(LONG, LONG, LONG + "a", LONG + "b", "c", feedback=LONG, id="q-long-mc"),
        fill("Odd id ", "here", ".", id="odd id/<&\"' é"),
        fill("Numbers: ", "1,000", " m.", "1000", "1 000", id="q-number"),
    )


HOSTILE = quiz(*nasty_questions(), title="<b>Title</b> & “{{ title }}” a/b // :: = {x}")
EDGES = quiz(*edge_questions(), title="")
WITH_TEXT = quiz(
    FillInTheBlank(
        "q-seine",
        Stem("Paris lies on the ", " in France."),
        "Seine",
        ("river Seine",),
        Evidence("Paris lies on the Seine in France.", 1, Span(18, 23)),
        points=2,
        tags=("place",),
        feedback="It is a river.",
    ),
    MultipleChoice(
        "q-tower",
        Stem("The tower there was built in ", "."),
        (Choice("1887"), Choice("1889", True), Choice("1891"), Choice("1900")),
        Evidence("The tower there was built in 1889.", 1, Span(64, 68)),
        tags=("date",),
    ),
    MultipleChoice(
        "q-who",
        Stem("Who painted the Mona Lisa?"),
        (Choice("Leonardo", True), Choice("Raphael", feedback="He painted the School of Athens."), Choice("Titian")),
        Evidence("Leonardo painted the Mona Lisa [[1]] {1:SA:=no} & more.", 2, Span(71, 79)),
    ),
    FillInTheBlank(
        "q-again",
        Stem("A boat on the ", " costs little."),
        "Seine",
        (),
        Evidence("A boat on the Seine costs little.", 3, Span(0, 0)),
    ),
    title="Paris",
    passage=(
        "Paris lies on the Seine in France. The tower there was built in 1889.",
        "Leonardo painted the Mona Lisa [[1]] {1:SA:=no} & more.",
        "A boat on the Seine costs little.",
    ),
    sha256="ab" * 32,
)
