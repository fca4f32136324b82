"""What is cut out of a paragraph, and how the cut is closed. Each rule finds stretches; none changes what is said.

When unsure a rule leaves the text alone: “(1867–1934)”, “(H2O)”, “(Paris, July 1889)” stay.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quizgen.model import Removed, Span
from quizgen.read.phrases import (
    AGENCIES,
    CITED_PAGES,
    EDITORS_MARKS,
    LEADS_TO_CITATION,
    MONTH,
    NAME,
    NO_AUTHORS,
    PLACES,
    POINTED_AT,
    POINTS,
    YEAR,
    word_set,
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole article shows of its habits; some cuts are only safe with that."""

    author_year: bool = False  # it cites in the manner of “(Smith & Jones, 2010)”
    starred_notes: bool = False  # it has notes that start with “*”


CutRule = Callable[[str, Habits], Iterable[Span]]

_AUTHORS = rf"{NAME}(?: {NAME})*(?:(?:, (?:and |& )?| and | & ){NAME}(?: {NAME})*)*(?:,? et al\.?)?(?:,? eds?\.)?"
# “Centers for Disease Control 2011a”: a body as author.
_BODY = r"[A-Z]\w+(?: (?:for|of|and|the|on|in|[A-Z]\w+)){1,8}"
_ONE_CITATION = rf"(?:{LEADS_TO_CITATION},? )*(?:{_AUTHORS}|{_BODY}),? \(?{YEAR}\)?(?:, ?{YEAR})*{CITED_PAGES}*"
_CITATION = re.compile(rf"\({_ONE_CITATION}(?:[;,] (?:and )?{_ONE_CITATION}|; {YEAR})*\)")
_SURE = re.compile(
    rf" & | et al|; |\d[a-z]\)|{CITED_PAGES}\)|n\.d\.|in press"
    r"|\((?:see|cf\.|but see|as cited|cited in|quoted in|adapted)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(rf"\b{NO_AUTHORS}\b")
_NARRATIVE = re.compile(rf"(?<=[\w.]) \({YEAR}{CITED_PAGES}?\)(?=(?:’s)? (\w+)|[.,;:]|$)")
_TWO_AUTHORS = re.compile(rf"{NAME} and {NAME} \({YEAR}\)")
_AUTHOR_BEFORE = re.compile(rf"(?:{NAME} (?:and|&) {NAME}|et al\.|{NAME})$")
_REPORTS = word_set("""
    claimed claims argued argues found finds showed shows proposed proposes suggested suggests noted notes
    reported reports described describes observed observes criticized criticised wrote writes defined defines
    identified identifies concluded concludes offered offers offer introduced demonstrated demonstrates stated
    states studied coined developed examined estimated maintained called believed explained pointed used asked
    hypothesized hypothesised theorized conducted compared tested investigated
""")
# What follows the year of a film or a battle as easily as that of a book.
_NO_VERBS = word_set("""
    was were is are be been has had have in on at by of for to from with and or but as which who that when where
    would became
""")

_BRACKETED = re.compile(rf"\[{EDITORS_MARKS}\](?::\d+(?:[–-]\d+)?)?", re.IGNORECASE)
_NUMBERED = r"(?:[A-Z]?\d[\w.–-]*|[A-Z]|[IVX]+)"
_POINTER = re.compile(
    rf"\((?:{POINTS}[:,]? )*(?:the )?{POINTED_AT} ?{_NUMBERED}"
    rf"(?:(?:, | and |, and |; | & |–|-)(?:see )?(?:{POINTED_AT} ?)?{_NUMBERED})*"
    rf"(?:,? {PLACES})?(?:,? for (?:more )?details)?\)"
    rf"|\((?:see|as shown|as seen|pictured|shown)?,? ?{PLACES}\)"
    rf"|\((?:see|read)(?: also| more)?:? [^()]{{0,80}}"
    rf"(?:{PLACES}|{POINTED_AT}|article|website|link|photo|picture|diagram)\)"
    r"|\((?:pictured|shown|photo|credit|photo credit|image|source|courtesy|photo by|credit line)\b[:,]?[^()]{0,120}\)",
    re.IGNORECASE,
)
_AGENCY_MARK = re.compile(rf"\({AGENCIES}(?: ?[/,] ?[\w. ]+)?(?: photos?)?\)", re.IGNORECASE)
_SENT_ON = rf"(?:,? (?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?)(?:,? \d{{4}})?,?)"
_SENT_BY = rf"(?P<agency>\((?i:{AGENCIES}|CNN|BBC News|NPR|IANS|PTI|PA)\) ?)"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.’' -]{{2,30}}(?:,? (?:[A-Z][a-z]+\.?,? ?){{1,3}})?{_SENT_ON}? ?{_SENT_BY}?[-–—]{{1,2}} ?(?=[A-Z“‘\"])"
)
# “Paris, 20 October – ”: in small letters only with its date.
_MIXED_DATELINE = re.compile(
    rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+)?{_SENT_ON} ?{_SENT_BY}?[-–—]{{1,2}} ?(?=[A-Z“‘\"])"
)
_RAISED = "[¹²³⁴⁵⁶⁷⁸⁹⁰]+"
_SUPERSCRIPT = re.compile(rf"(?<=[.,;:!?”’)a-z]){_RAISED}(?:[,–⁻]{_RAISED})*(?!\w)|(?<=\w)[†‡§]+(?=[\s.,;:!?)]|$)")
_MEASURED = re.compile(
    r"(?:^|[\s\d(/·])(?:[a-z]{1,3}|(?:kilo|centi|milli)?met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|squared?)$"
)
_GLUED = re.compile(
    r"(?<=[a-z]{2}[.!?”])\d{1,3}(?=\s+[A-Z“‘]|$)|(?<=[a-z]{3},)\d{1,2}(?=\s+[a-z])|(?<=[.!?]”)\d{1,3}(?=\s|$)"
)
_SPEAKER = re.compile(r"^[QA]: (?=\S)")
_STAR = re.compile(r"(?<=\w)\*+(?=[\s.,;:!?)”]|$)")
_EMPTY = re.compile(r"\(\s*[;,:]?\s*\)|\[\s*\]")
_HOLLOW = re.compile(r"(?<=\()\s*[;,]\s*")
_ADDRESS = (
    r"(?:https?://|ftp://|www\.)[^\s<>()\[\]]+(?:\([^\s<>()]*\)[^\s<>()\[\]]*)*"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\bdoi: ?10\.\S+"
)
_BRACKETED_ADDRESS = re.compile(
    rf"[(\[<](?:[^()\[\]<>]{{0,60}}(?:at|:|see|visit|from) ?)?(?:{_ADDRESS})[^()\[\]<>]{{0,40}}[)\]>]", re.IGNORECASE
)
_BARE_ADDRESS = re.compile(_ADDRESS, re.IGNORECASE)
# A full stop after an initial or a title ends no sentence.
_SENTENCES = re.compile(
    r"(?:[^.!?]|[.!?](?![\s”’\")\]]|$)|(?<=\b[A-Z])\.|(?<=Mr|Dr|St)\.|(?<=Mrs|vol|Vol|No\.)\.)+(?:[.!?]+[”’\")\]]*\s*|$)"
)
# “as shown in , all colours”: a formula, figure or link was lost here. The space tells it from a mere “give in.”
NEEDS_MORE = word_set("""
    in the of and a an from by with than as see is are called
""")
_HOLE = re.compile(rf"\b(?:{'|'.join(sorted(NEEDS_MORE))}) (?:[,;]|\.(?! ?\.))(?=\s|$)")
_TRAILING_LINK = re.compile(
    r"(?:(?<=[.!?”])|^)\s*[\[(]?"
    r"(?:read (?:more|also|the full [a-z]+)|see also|related(?: article| story)?s?|watch|listen|more)\s*"
    r"(?::|»|>|→|\.\.\.|…)[^.!?]{0,160}[\])]?$",
    re.IGNORECASE,
)


def citation(text: str, habits: Habits) -> Iterable[Span]:
    """“(Smith & Jones, 2010; Lee, 2012, p. 3)”, and the year in “Lee (2012) found”."""
    for match in _CITATION.finditer(text):
        if _is_citation(match.group(), habits):
            yield Span(match.start(), match.end())
    for match in _NARRATIVE.finditer(text):
        author = _AUTHOR_BEFORE.search(text[max(0, match.start() - 60) : match.start()])
        if author and _is_author(author.group(), match.group(1) or "", habits):
            yield Span(match.start(), match.end())


def _is_author(name: str, following: str, habits: Habits) -> bool:
    """What the year in brackets stands after is a writer, not a film or a battle."""
    several = " and " in name or " & " in name or "et al" in name
    return (
        following in _REPORTS
        or (several and (following.islower() or not following))
        or (habits.author_year and following.islower() and following not in _NO_VERBS)
    )


def _is_citation(bracket: str, habits: Habits) -> bool:
    if _SURE.search(bracket):
        return not re.search(r"\b(?:born|died|founded)\b", bracket)
    if _NO_AUTHOR.search(bracket):
        return False
    return habits.author_year or ", " in bracket


def habits_of(texts: Iterable[str]) -> Habits:
    """How this article cites and notes."""
    sure = starred = False
    for text in texts:
        sure = sure or any(_SURE.search(match.group()) for match in _CITATION.finditer(text))
        sure = sure or bool(_TWO_AUTHORS.search(text))
        starred = starred or bool(re.match(r"\*+ ?\w[^*]*$", text))
    return Habits(sure, starred)


def note_mark(text: str, _: Habits) -> Iterable[Span]:
    """“[24]”, “[citation needed]”, “[edit]”: marks that lead out of the sentence. “[the]” and “[…]” stay."""
    return _spans(_BRACKETED, text)


def pointer(text: str, _: Habits) -> Iterable[Span]:
    """“(Figure 3.2)”, “(see Chapter 4)”, “(p. 12)”, “(pictured)”: points to something that is not here."""
    return _spans(_POINTER, text)


def footnote_mark(text: str, habits: Habits) -> Iterable[Span]:
    """A raised number, dagger or star after a word; “km²” and “10³” stay."""
    for match in _SUPERSCRIPT.finditer(text):
        if not _MEASURED.search(text[: match.start()][-14:]) or text[match.start() - 1] in ".,;:!?”’":
            yield Span(match.start(), match.end())
    yield from _spans(_GLUED, text)
    if habits.starred_notes:
        yield from _spans(_STAR, text)


def agency_mark(text: str, _: Habits) -> Iterable[Span]:
    """“(Reuters)” at the end of a report."""
    return _spans(_AGENCY_MARK, text)


def dateline(text: str, _: Habits) -> Iterable[Span]:
    """“MOSCOW (Reuters) – ” before the first word of a report."""
    match = _DATELINE.match(text) or _MIXED_DATELINE.match(text)
    if match and (match["agency"] or _reads_on(text, match)):
        yield Span(match.start(), match.end())


def _reads_on(text: str, match: re.Match[str]) -> bool:
    """No second dash that would make what looks like a dateline the subject: “NASA — Washington’s agency — said”."""
    first_sentence = re.split(r"(?<=[.!?])\s", text[match.end() :], maxsplit=1)[0]
    return not re.search(r"\s[-–—]+\s|—", first_sentence)


def speaker_label(text: str, _: Habits) -> Iterable[Span]:
    """“Q:” and “A:” before what is asked and answered in an interview."""
    return _spans(_SPEAKER, text)


def bracketed_address(text: str, _: Habits) -> Iterable[Span]:
    """A web or mail address in brackets."""
    return _spans(_BRACKETED_ADDRESS, text)


def sentence_with_an_address(text: str, _: Habits) -> Iterable[Span]:
    """“For more, visit www.…”: without its address the sentence would be broken, so it goes whole."""
    if not _BARE_ADDRESS.search(text):
        return
    for match in _SENTENCES.finditer(text):
        if _BARE_ADDRESS.search(match.group()):
            yield Span(match.start(), match.end())


def sentence_with_a_hole(text: str, _: Habits) -> Iterable[Span]:
    """“As shown in , all…”: a formula or a link is missing, so the sentence no longer says what it said."""
    if _HOLE.search(text):
        for match in _SENTENCES.finditer(text):
            if _HOLE.search(match.group()):
                yield Span(match.start(), match.end())


def cross_link(text: str, _: Habits) -> Iterable[Span]:
    """“Read more: …” at the end of a paragraph."""
    return _spans(_TRAILING_LINK, text)


def empty_brackets(text: str, _: Habits) -> Iterable[Span]:
    """What is left of a bracket whose content was a picture or a sound."""
    yield from _spans(_EMPTY, text)
    yield from _spans(_HOLLOW, text)


# Asked in this order, each on what the one before left.
RULES: tuple[CutRule, ...] = (
    dateline,
    speaker_label,
    note_mark,
    footnote_mark,
    bracketed_address,
    sentence_with_an_address,
    pointer,
    citation,
    agency_mark,
    sentence_with_a_hole,
    cross_link,
    empty_brackets,
)


def _spans(pattern: re.Pattern[str], text: str) -> Iterable[Span]:
    return (Span(match.start(), match.end()) for match in pattern.finditer(text))


def cut_all(text: str, habits: Habits) -> tuple[str, list[Removed]]:
    """The paragraph without what the rules find, and what that was."""
    removed: list[Removed] = []
    for rule in RULES:
        spans = _apart(rule(text, habits))
        removed += [Removed(span.of(text).strip(), rule.__name__.replace("_", " ")) for span in spans]
        for span in reversed(spans):
            text = _closed(text[: span.start], text[span.end :])
    return text, [item for item in removed if item.text]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """In the order of the text, whichever pattern found them; of two that overlap the first."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _closed(left: str, right: str) -> str:
    """The two sides of a cut put together: one space, and none before punctuation or after an opening bracket."""
    if not right.strip() or not left.strip():
        return (left + right).strip()
    if left[-1] in " ([" or right[0] == " ":
        bare = left.rstrip()
        glue = "" if bare[-1] in "([" or right.lstrip()[0] in ".,;:!?)]" else " "
        return bare + glue + right.lstrip()
    return left + right
