"""Reasons to leave a whole block out. Each is a function named as `explain` shows it; its docstring tells more."""

import re
from collections.abc import Callable

from quizgen.read.document import Block, BlockKind
from quizgen.read.phrases import (
    ABOUT_THE_PAGE,
    AGENCIES,
    AGO,
    AUTHORSHIP,
    DATE,
    DOUBTFUL_END_MATTER,
    END_MATTER,
    FIGURES,
    LABELS,
    MONTH,
    PERSON,
    PICTURES,
    PLACED,
    SITE_SPEAKS,
    TIME,
)
from quizgen.read.plain import CROSS_LINK, LIST_MARK, RULE, SENTENCE_END

BlockRule = Callable[[Block], bool]

# Captions are short; a longer block that happens to end with an agency's name is body text.
LONGEST_CAPTION = 60
LONGEST_HEADING = 14
LONGEST_FRAGMENT = 5
# A list item longer than this is a paragraph that someone put a mark before.
LONGEST_ITEM = 25

# “EPA / TASS”, “John Smith/Getty Images”, after a finished sentence or alone.
_CREDIT_TAIL = re.compile(
    r"(?:^|[.!?…][”\"’)]*\s+|[|(–—]\s*)"
    rf"(?:(?:{PERSON}|{AGENCIES}) ?(?:/|\||,|via) ?)*"
    rf"(?:{AGENCIES}|{PERSON} ?/ ?{PERSON})(?: ?/ ?{PERSON})?\.?$"
)
_AGENCY_END = re.compile(rf"\b{AGENCIES}$")
# At the start, after a sentence or in brackets: “Photo: …”, “Photograph by Ann Lee”, “File photo”.
_PHOTO_WORDS = re.compile(
    r"(?:^|[.!?…][”\"’)]*\s+|[|(\[–—]\s*)"
    rf"(?:(?i:{PICTURES}\s*(?:credits?|courtesy|supplied|source)?\s*(?::|©)|photo(?:graph)? (?:©|\(c\)))"
    rf"|(?i:{PICTURES}\s*(?:by|courtesy of|supplied by)) @?{PERSON}(?:\s*[/,|]\s*.{{0,40}}|\s+for .{{0,40}})?[.)\]]*$"
    rf"|(?i:file|stock|handout|AP|AFP|EPA) (?i:photos?)\b(?:/{PERSON})?[.)\]]*$"
    r"|(?i:credits?|caption|image courtesy|courtesy of|source|pictured)\s*:)"
    r"|©"
)
_PHOTO_START = re.compile(
    rf"\W{{0,3}}(?:{PICTURES}|caption|credits?|{PLACED})\s*(?:credits?|courtesy|by|above|below)?\s*[:|©]", re.IGNORECASE
)
_FIGURE = re.compile(rf"(?i:{FIGURES})\s+[A-Z]?\d+(?:[.-]\d+)*[a-z]?(?:\s*[:.|–—)-](?!\d)|\s+(?=[A-Z“])|$)")
_DATE_LINE = re.compile(
    r"(?:(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|created|filed|issued|date|accessed|retrieved)"
    rf"(?: on| at| by)?:?\s*)?{DATE}{TIME}?\.?"
    r"(?:\s*[|•·–—,-]?\s*(?:\d+ min(?:ute)?s? read|(?:last )?(?:updated|modified)(?: on| at)?:?.*|by .*|page \w+"
    r"|[\d,]+ (?:views|comments|shares)))?$",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?:\d+|a|one|two|three|four|five)[ -]min(?:ute)?s?(?:['’] ?)?read$|reading time:?.{0,20}$"
    r"|[\d,.]+[km]? (?:views?|comments?|shares?|likes?|words|reads|followers|subscribers)$"
    rf"|(?:last )?(?:(?:updated|published|posted):? )?{AGO}$",
    re.IGNORECASE,
)
_NAME_LIST = rf"{PERSON}(?:(?:, | and | & |, and ){PERSON})*"
_BYLINE = re.compile(
    rf"{AUTHORSHIP}\s+(?!(?:The|{MONTH})\b){_NAME_LIST}"
    rf"(?:\s*[,|•·–—-]+\s*.{{0,80}}|\s*\(.{{0,60}}\)|\s+(?:in|for|at) [A-Z].{{0,60}}|\s+{DATE}.{{0,40}})?$"
)
_AGENCY_BYLINE = re.compile(
    rf"(?:[A-Z][\w ]{{0,30}} (?:staff|reporters?|correspondents?|desk)|staff (?:writer|reporter)|agencies|{AGENCIES})"
    r"(?: (?:and|with) .{0,40})?\.?$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|research|translation) by .*\)?$", re.IGNORECASE
)
_LABEL = re.compile(LABELS, re.IGNORECASE)
_SITE_SPEAKS = re.compile(SITE_SPEAKS, re.IGNORECASE)
_ABOUT_THE_PAGE = re.compile(ABOUT_THE_PAGE, re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE)
_CITED_SOURCE = re.compile(r"\s*(?:\[\^?(?:\d{1,3}|[a-z])\]:?|\[\^[^\]]+\]:?|\^|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[†‡]|\*(?=[^*]+$))\s*\S")
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|[-–—|] ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:/|of) ?\d{1,4})?(?: ?[-–—|])?$", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\. ?){5,}\s*\d*|(?:\. ){4,}")
_TWO_SENTENCES = re.compile(r"\w{3,}[.!?][”’]? [A-Z“‘]")

_DOUBTFUL_END_MATTER = re.compile(rf"(?:\d+[.)]?\s*)?{DOUBTFUL_END_MATTER}\s*:?", re.IGNORECASE)
_END_MATTER = re.compile(rf"(?:\d+[.)]?\s*)?{END_MATTER}\s*[:?]?", re.IGNORECASE)


def words(text: str) -> int:
    """How many."""
    return len(text.split())


def photo_caption(block: Block) -> bool:
    """A line under a picture: it starts with “Photo:”, or ends with a photographer and an agency."""
    text = block.text
    if words(text) > LONGEST_CAPTION:
        return False
    if _PHOTO_START.match(text):
        return True
    if _PHOTO_WORDS.search(text) and (words(text) <= 30 or not SENTENCE_END.search(text)):
        return True
    return bool(_CREDIT_TAIL.search(text)) or (words(text) <= 40 and bool(_AGENCY_END.search(text)))


def figure_caption(block: Block) -> bool:
    """“Figure 3.2 The water cycle”; a sentence such as “Figure 3.2 shows…” stays."""
    return words(block.text) <= LONGEST_CAPTION * 2 and bool(_FIGURE.match(block.text))


def cross_link(block: Block) -> bool:
    """“Related article: …”, “Read more: …”: a link to another text."""
    text = block.text
    return bool(CROSS_LINK.match(text)) and words(text) <= 40


def byline(block: Block) -> bool:
    """Who wrote it: “By Ann Lee”, “Reporting by …”."""
    text = block.text
    if words(text) > 25:
        return False
    if _REPORTING.match(text) or (words(text) <= 6 and _AGENCY_BYLINE.match(text)):
        return True
    # “By Friday, Washington had fallen.” is a sentence.
    return bool(_BYLINE.match(text)) and not SENTENCE_END.search(text)


def date_line(block: Block) -> bool:
    """When it was published or changed, how long it takes to read, how often it was seen."""
    return words(block.text) <= 20 and bool(_DATE_LINE.match(block.text) or _COUNTER.match(block.text))


def invitation(block: Block) -> bool:
    """“Subscribe…”, “Share this…”, “Advertisement”: the website speaks, not the article."""
    text = block.text
    is_sentence = bool(SENTENCE_END.search(text)) and words(text) >= 4
    return words(text) <= 25 and bool(_SITE_SPEAKS.match(text) or (not is_sentence and _LABEL.match(text)))


def about_the_page(block: Block) -> bool:
    """“This article was first printed in…”, “Is this page useful?”: the page speaks of itself."""
    return words(block.text) <= 40 and bool(_ABOUT_THE_PAGE.search(block.text))


def web_address(block: Block) -> bool:
    """Nothing but an address of a page or a mailbox."""
    rest = _WEB.sub("", block.text)
    return rest != block.text and words(rest) <= 3


def table_of_contents(block: Block) -> bool:
    """A line with dots that lead to a page number."""
    return bool(_LEADERS.search(block.text))


def page_number(block: Block) -> bool:
    """A number alone, as at the foot of a page."""
    return bool(_PAGE_NUMBER.match(block.text))


def footnote(block: Block) -> bool:
    """A note or a numbered source at the foot: “[12] Smith, J. …”, “¹ See …”."""
    return bool(_CITED_SOURCE.match(block.text))


def fragment(block: Block) -> bool:
    """A few words that are neither a sentence nor a heading: what is left of a list, a form, a label."""
    text = block.text
    return (
        words(text) <= LONGEST_FRAGMENT
        and not SENTENCE_END.search(text)
        and not _starts_a_title(text)
        and text[-1] != ":"
    )


def ornament(block: Block) -> bool:
    """A row of dashes, stars or other signs without a word."""
    return bool(RULE.match(block.text)) or not any(char.isalnum() for char in block.text)


# The order in which they are asked; the first that holds gives the reason.
RULES: tuple[BlockRule, ...] = (
    ornament,
    page_number,
    table_of_contents,
    web_address,
    figure_caption,
    photo_caption,
    cross_link,
    byline,
    date_line,
    footnote,
    invitation,
    about_the_page,
    fragment,
)


def reason(rule: Callable[..., object]) -> str:
    """The rule's name, in words."""
    return rule.__name__.replace("_", " ")


def is_heading(block: Block) -> bool:
    """Marked as one, or short, without a full stop, and starting with a capital or a number."""
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text
    if block.kind is not BlockKind.TEXT or words(text) > LONGEST_HEADING or len(text) > 110:
        return False
    if _TWO_SENTENCES.search(text):
        return False
    if SENTENCE_END.search(text) or text[-1] in ',;”"':
        return bool(re.fullmatch(r"(?:chapter|part|section|lesson|unit|act|scene) [\divxlc]+\.?", text, re.IGNORECASE))
    return _starts_a_title(text)


def _starts_a_title(text: str) -> bool:
    first = text.lstrip("“‘(\"'¿¡")[:1]
    return first.isdigit() or (first.isalpha() and not first.islower())


def is_end_matter(heading: str, following: Block | None) -> bool:
    """A heading under which no body text stands: “References”, “See also”…; “Sources” only without real text below."""
    if _END_MATTER.fullmatch(heading.strip()):
        return True
    has_text = following is not None and words(following.text) >= 30 and bool(SENTENCE_END.search(following.text))
    return bool(_DOUBTFUL_END_MATTER.fullmatch(heading.strip())) and not has_text


def without_list_mark(text: str) -> str:
    """An item's text."""
    mark = LIST_MARK.match(text)
    return text[mark.end() :] if mark else text
