"""Other ways to write an answer that are as right: with or without article, title, figures or words, signs."""

import re
from collections.abc import Iterator

from quizgen.ask.numerals import ORDINALS, SCALES, ordinal, read_numeral, spelled
from quizgen.model import Kind, Name

MONTHS = "January February March April May June July August September October November December".split()
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SIGNED = re.compile(r"(?P<sign>[$€£¥])\s?(?P<figures>[\d.,]+)(?P<scale> (?:thousand|million|billion|trillion))?$")
_NAMED = re.compile(
    r"(?P<figures>[\d.,]+)(?P<scale> (?:thousand|million|billion|trillion))? (?P<name>(?:US |U\.S\. )?dollar|euro|pound|yen)s?$"
)
_MONTH_DAY = re.compile(rf"(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?$")
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?$")


def accepted(answer: str, kind: Kind, name: Name | None = None, *, with_article: bool = False) -> tuple[str, ...]:
    """Spellings beside `answer` that a fair teacher accepts, without doubles, in a fixed order.

    `with_article` adds “the …”, for an answer that the text gives so and whose stem does not.
    """
    found: dict[str, None] = {}
    for variant in (*_variants(answer, kind, name), *((f"the {answer}",) if with_article else ())):
        if variant and variant.casefold() != answer.casefold():
            found.setdefault(variant)
    return tuple(found)


def _variants(answer: str, kind: Kind, name: Name | None) -> Iterator[str]:
    yield from _quotes_and_hyphens(answer)
    if kind is Kind.DATE:
        yield from _dates(answer)
    elif kind is Kind.AMOUNT:
        yield from _amounts(answer)
    elif kind is Kind.PERSON:
        yield from _persons(answer, name)
    else:
        if name is not None:
            yield from (form for form in name.forms if form.isupper() and 2 <= len(form) <= 6)


def _quotes_and_hyphens(answer: str) -> Iterator[str]:
    if "’" in answer:
        yield answer.replace("’", "'")
    if "-" in answer and not any(char.isdigit() for char in answer):
        yield answer.replace("-", " ")
    if "–" in answer:
        yield answer.replace("–", "-")


def _persons(answer: str, name: Name | None) -> Iterator[str]:
    """The surname alone, where the article itself uses it."""
    if name is not None:
        yield from (form for form in name.forms if answer.endswith(" " + form))


def _amounts(answer: str) -> Iterator[str]:
    yield from _figures_and_words(answer)
    if match := re.match(r"([\d.,]+)\s?(%|percent|per cent)$", answer):
        yield from (f"{match[1]}%", f"{match[1]} %", f"{match[1]} percent", f"{match[1]} per cent")
    if match := _SIGNED.match(answer):
        scale, unit = match["scale"] or "", CURRENCIES[match["sign"]]
        yield f"{match['figures']}{scale} {unit}{'' if unit == 'yen' else 's'}"
    if match := _NAMED.match(answer):
        sign = next((s for s, unit in CURRENCIES.items() if match["name"].endswith(unit)), "")
        yield f"{sign}{match['figures']}{match['scale'] or ''}"


def _figures_and_words(answer: str) -> Iterator[str]:
    numeral = read_numeral(answer)
    if numeral is None or numeral.value != int(numeral.value):
        return
    value = int(numeral.value)
    if numeral.in_words:
        figures = [f"{value:,}", str(value)]
    else:
        figures = [str(value), f"{value:,}"] if value >= 1000 else []
        signed = numeral.prefix.endswith(tuple(CURRENCIES)) or numeral.suffix.startswith("%")
        words = spelled(value) if value < 10**15 and not signed else ""
        if words and len(words.split()) <= 3:
            figures.append(words)
    yield from (numeral.prefix + number + numeral.suffix for number in figures)
    scale = next((word for word in SCALES if word != "hundred" and numeral.suffix.lower().startswith(f" {word}")), "")
    if scale and not numeral.in_words:
        full = value * SCALES[scale]
        yield numeral.prefix + f"{full:,}" + numeral.suffix[len(scale) + 1 :]
    elif scale:
        yield f"{numeral.prefix}{value * SCALES[scale]:,}{numeral.suffix[len(scale) + 1 :]}"
    elif not numeral.in_words and value >= 10**6 and value % 10**5 == 0:
        yield f"{numeral.prefix}{value / 10**6:g} million{numeral.suffix}"


def _dates(answer: str) -> Iterator[str]:
    if match := _MONTH_DAY.match(answer) or _DAY_MONTH.match(answer):
        year, day = match["year"], int(match["day"])
        yield f"{day} {match['month']}" + (f" {year}" if year else "")
        yield f"{match['month']} {day}" + (f", {year}" if year else "")
        yield f"{ordinal(day)} {match['month']}" + (f" {year}" if year else "")
    if match := re.match(r"(?P<before>.*?)(?P<number>\d{1,2})(?:st|nd|rd|th) century(?P<after>.*)$", answer):
        number = int(match["number"])
        if number < len(ORDINALS):
            yield f"{match['before']}{ORDINALS[number]} century{match['after']}"
        elif number == 21:
            yield f"{match['before']}twenty-first century{match['after']}"
    for number, word in enumerate(ORDINALS):
        if word and re.search(rf"\b{word} century", answer):
            yield re.sub(rf"\b{word} century", f"{ordinal(number)} century", answer)
    if re.fullmatch(r"\d{4}s", answer):
        yield f"{answer[:-1]}’s"
