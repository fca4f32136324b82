"""Why an option is refused. Haladyna, Downing & Rodriguez 2002: homogeneous, distinct, of like length, without cues."""

import re

from quizgen.grammar import starts_with_vowel

# An option from half to twice the length of the key; beyond that it is picked, or passed over, for its looks.
SHORTEST, LONGEST = 0.5, 2.0


# What no teacher prints unless the text itself speaks of it.
UNFIT = frozenset(
    """nipple nipples penis vagina vulva clitoris scrotum testicle testicles anus buttocks crotch groin genitals semen ejaculation
    erection orgasm masturbation coitus copulation sodomy rape rapist incest prostitute prostitution whore brothel pimp porn
    pornography fetish striptease stripper dildo condom slut bitch bastard turd piss fart crap nazi nazis nigger faggot
    suicide murder torture lynching genocide lust seduction mistress harlot virgin virginity abortion brassiere panties""".split()
)


def is_unfit(option: str) -> bool:
    """It holds a word that a class would laugh or wince at."""
    return bool(UNFIT & set(option.lower().replace("-", " ").split()))


def is_same_or_part(option: str, key: str) -> bool:
    """One equals, contains or abbreviates the other, or they share a main word."""
    one, other = bare(option), bare(key)
    if one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    if _singular(one) == _singular(other):
        return True
    initials = "".join(word[0] for word in other.split())
    return len(one) > 1 and (one == initials or other == "".join(word[0] for word in one.split()))


def shares_a_word(option: str, key: str) -> bool:
    """“Erie Canal” beside “Wabash Canal” is fine, “chemical energy” beside “chemical reaction” gives a cue; so the count."""
    small = {"the", "of", "and", "a", "an", "in", "for", "to"}
    return bool((set(bare(option).split()) & set(bare(key).split())) - small)


def is_in_the_stem(option: str, stem: str) -> bool:
    """The option’s words stand in the stem."""
    return bool(re.search(rf"(?<!\w){re.escape(bare(option))}(?!\w)", bare(stem)))


def differs_in_length(option: str, key: str) -> bool:
    """Less than half or more than twice as long as the key."""
    return len(key) > 6 and not SHORTEST <= len(option) / len(key) <= LONGEST


def differs_in_article(option: str, key: str, before: str) -> bool:
    """“A” fits one and “an” the other. (The stem prints “a(n)”, but a pupil hears the difference.)"""
    return bool(re.search(r"\ban? ?(\(n\))? $", before)) and starts_with_vowel(option) != starts_with_vowel(key)


def differs_in_digits(option: str, key: str) -> bool:
    """One has figures in it, the other none."""
    return any(char.isdigit() for char in option) != any(char.isdigit() for char in key)


def differs_in_case(option: str, key: str) -> bool:
    """One is written with capitals, the other not: a name beside common words, or “Middle Ages” beside “Victorian ages”."""
    if option[:1].isdigit() or key[:1].isdigit():
        return False
    return (
        option[:1].isupper() != key[:1].isupper()
        or option[-1:].isupper() != key[-1:].isupper()
        or (_inner_capitals(option) != _inner_capitals(key) and " " in option and " " in key)
    )


def _inner_capitals(text: str) -> bool:
    return any(word[:1].isupper() for word in text.split()[1:])


def bare(text: str) -> str:
    """In small letters, without article and punctuation."""
    return " ".join(re.sub(r"[^\w%$€£]+", " ", re.sub(r"^(the|a|an) ", "", text.lower().strip())).split())


def _singular(text: str) -> str:
    return re.sub(r"(ies$|es$|s$)", "", text)
