"""Small quizzes written by hand, true to the facts, for the tests of what is printed."""

from dataclasses import replace

from quizgen.model import (
    Choice,
    Evidence,
    FillInTheBlank,
    MultipleChoice,
    Question,
    Quiz,
    Source,
    Span,
    Stem,
)


def evidence(sentence: str, paragraph: int = 1) -> Evidence:
    return Evidence(sentence, paragraph, Span(0, 1))


def fill_in(text: str, *accept: str, points: int = 1, paragraph: int = 1) -> FillInTheBlank:
    """“Paris lies on the [Seine].” with the answer in brackets; no brackets: a whole question, answered after “=”."""
    if "[" in text:
        before, rest = text.split("[", 1)
        answer, after = rest.split("]", 1)
        stem, sentence = Stem(before, after), before + answer + after
    else:
        question, answer = text.split(" = ")
        stem, sentence = Stem(question), answer
    return FillInTheBlank(f"q-{text[:40]}", stem, answer, accept, evidence(sentence, paragraph), points)


def choose(text: str, *options: str, tags: tuple[str, ...] = (), points: int = 1, why: str = "") -> MultipleChoice:
    """“Paris lies on the [].” or a whole question; the right option starts with “*”."""
    before, blank, after = text.partition("[]")
    choices = tuple(
        Choice(option.removeprefix("*"), option.startswith("*"), why or None if not option.startswith("*") else None)
        for option in options
    )
    right = next(choice.text for choice in choices if choice.correct)
    sentence = before + right + after if blank else right
    stem = Stem(before, after if blank else None)
    return MultipleChoice(f"q-{text[:40]}", stem, choices, evidence(sentence), points, tags=tags)


def quiz(*questions: Question, title: str = "A small quiz", **more: object) -> Quiz:
    return Quiz(title, Source("An article"), questions, **more)  # type: ignore[arg-type]


CURIE = Quiz(
    "Marie Curie and the discovery of radium",
    Source("Marie Curie", "A. Teacher", "https://example.org/curie", "CC BY-SA 4.0"),
    (
        fill_in(
            "Marie Curie was born in [Warsaw] in 1867, when the city belonged to the Russian Empire.",
            "the city of Warsaw",
        ),
        fill_in("In 1898 the Curies announced the discovery of [polonium], named after the country of her birth."),
        fill_in(
            "The 1903 Nobel Prize in Physics went to Marie Curie, Pierre Curie and [Henri Becquerel].",
            "Becquerel",
            "Antoine Henri Becquerel",
        ),
        fill_in("She died in 1934 of aplastic [anaemia], linked to her long exposure to radiation.", "anemia"),
        choose(
            "Marie Curie moved to Paris in [] to study at the Sorbonne.",
            "1883",
            "1887",
            "*1891",
            "1895",
            tags=("date",),
        ),
        choose(
            "To obtain radium the Curies worked through tonnes of [].",
            "*pitchblende",
            "bauxite",
            "graphite",
            "limestone",
            why="It holds no uranium.",
        ),
        choose(
            "Why did Marie Curie not patent her way of isolating radium?",
            "The French state owned all discoveries made at the Sorbonne",
            "*She believed that science should be free for everyone",
            "Her husband had already sold the right to a company",
            "Patents could not be granted to women at that time",
        ),
        choose(
            "The unit named after the Curies measures [].",
            "magnetic flux",
            "electric charge",
            "*radioactivity",
            "luminous intensity",
        ),
    ),
    seed=7,
)

HOSTILE = quiz(
    fill_in("A <b>bold</b> tag, &amp; an entity, {{ 7 * 7 }} and {% raw %} stay as [they {{ are }}]."),
    fill_in("50 % of “quotes” cost $5 \\ more — it's ‘fine’ = [~/etc/passwd]; <blank/> is no blank."),
    choose("Which is </stem></question> safe: []?", "<script>alert(1)</script>", "*&lt;", "]]>", "<!-- -->"),
    choose(
        "Control\x00 and \u202eoverride\u202c marks vanish [].", "*here\x07", "the\u200fre", "\ufeffnow", "la\u00adter"
    ),
    title="<title> & “{{ title }}”",
)

LONG_STEM = (
    "When the committee that had been asked in the spring to report on the state of the harbour finally "
    "met in the late "
    "autumn of the same year, its members found that nearly all of the stone for the new [breakwater] "
    "had already been paid for."
)

EXTREME = quiz(
    fill_in(LONG_STEM),
    choose("Short: [].", "*a", "b", "c", "d"),
    choose(
        "Long options: what did the engineers of the harbour decide in the end?",
        "*to wait until the following summer before they laid the first stone of all",
        "to sell every stone that had been brought to the quay that year",
        "to begin at once although the storms of the winter were about to start",
        "to ask the king for another sum of money and for more patience",
    ),
    choose("Two options []?", "*yes", "no"),
    choose("Three options []?", "*one", "two", "three"),
    choose("Six options []?", "*one", "two", "three", "four", "five", "six"),
    fill_in("Pneumono" + "ultramicroscopicsilicovolcano" * 6 + " is a [word] with no place to break."),
    title="Extreme items",
)

SCRIPTS = quiz(
    fill_in("Η Αθήνα είναι η πρωτεύουσα της [Ελλάδας]."),
    fill_in("Столица Украины — [Київ], а России — Москва."),
    fill_in("Łódź, Győr, Škofja Loka, Ağrı, Iași i [Čačak]."),
    fill_in("Hà Nội là thủ đô của [Việt Nam]."),
    fill_in("At 20 ℃ about −5 ≤ x ≠ π ≈ 3.14; H₂O → [ice] ½ ‰ № €."),
    title="Ελληνικά, Українська, Türkçe",
)


def many(count: int) -> Quiz:
    """`count` questions, half of each kind."""
    return quiz(
        *(
            fill_in(f"The number {number} comes before the number [{number + 1}] on the line.")
            for number in range(count // 2)
        ),
        *(
            choose(
                f"Which number comes just after {number}?",
                str(number),
                f"*{number + 1}",
                str(number + 2),
                str(number + 3),
            )
            for number in range(count - count // 2)
        ),
        title=f"{count} questions",
    )


PASSAGE = (
    "A lighthouse warns ships of rocks and guides them into harbour. The tower of Alexandria, built on "
    "the island of Pharos "
    "about 280 BC, was one of the tallest buildings of the ancient world; its fire could be seen from far out at sea.",
    "For centuries the light itself was the weak part. Open fires of wood or coal smoked and were put "
    "out by rain. In 1782 the "
    "Swiss physicist Aimé Argand invented an oil lamp with a round wick and a glass chimney, which burned brightly and "
    "almost without smoke.",
    "In 1822 the French engineer Augustin-Jean Fresnel found a way to make a large lens light enough for "
    "a tower. He cut it "
    "into rings of prisms that bend the rays of the lamp into one strong beam. The first was lit at "
    "Cordouan, at the mouth "
    "of the Gironde, in July 1823.",
    "Most lighthouses now work without a keeper. Electric lamps, timers and, since the 1990s, satellite "
    "navigation have taken "
    "over their tasks, yet many towers still shine, for a light that can be seen needs no battery on board.",
)


def _from_passage(question: Question, paragraph: int) -> Question:
    text = "\n\n".join(PASSAGE)
    sentence = next(one for one in PASSAGE[paragraph - 1].split(". ") if question.answer in one)
    start = text.index(question.answer, text.index(sentence))
    found = Evidence(sentence.rstrip(".") + ".", paragraph, Span(start, start + len(question.answer)))
    return replace(question, evidence=found)


LIGHTHOUSE = Quiz(
    "How lighthouses learned to shine",
    Source("How lighthouses learned to shine", "A. Teacher", licence="CC0"),
    (
        _from_passage(fill_in("The tower of Alexandria stood on the island of [Pharos]."), 1),
        _from_passage(
            fill_in("In 1782 the Swiss physicist [Aimé Argand] invented an oil lamp with a round wick.", "Argand"), 2
        ),
        _from_passage(fill_in("Fresnel cut the lens into rings of [prisms]."), 3),
        _from_passage(
            fill_in("What have many tasks of the keepers passed to since the 1990s? = satellite navigation"), 4
        ),
        _from_passage(choose("The first Fresnel lens was lit at [].", "Pharos", "*Cordouan", "Alexandria", "Brest"), 3),
        _from_passage(
            choose(
                "Fresnel found his way to make a large lens in [].", "1782", "*1822", "1823", "1990", tags=("date",)
            ),
            3,
        ),
    ),
    seed=3,
    passage=PASSAGE,
)

HEBREW = quiz(
    fill_in("ירושלים היא בירת [ישראל] מאז 1949 (לפי החוק)."),
    choose("מהי העיר הגדולה על חוף הים התיכון?", "*תל אביב", "חיפה", "אשדוד", "נתניה"),
    title="ערי ישראל",
    language="he",
)

ARABIC = quiz(
    fill_in("القاهرة هي عاصمة [مصر] وتقع على نهر النيل منذ 969 م."),
    choose("أي نهر يمر بمدينة بغداد؟", "*دجلة", "النيل", "الأردن", "الفرات"),
    title="مدن عربية",
    language="ar",
)
