"""Subtitles of a film or lesson (.srt, .vtt): the cues in a row are running text again."""

import html
import re
from dataclasses import dataclass

from quizgen.config import ReadSettings
from quizgen.model import Removed
from quizgen.read.decode import decode
from quizgen.read.document import Block, Document
from quizgen.read.plain import SENTENCE_END

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d\d)[.,](\d{3})"
_CUE = re.compile(rf"^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}.*$", re.MULTILINE)
_VOICE = re.compile(r"<v[ .][^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[biu]|c|v|lang|ruby|rt|font)(?:[ .][^<>]*)?>|<\d\d:[\d:.]+>|\{\\[^}]*\}", re.IGNORECASE)
_SOUND = re.compile(r"[\[(][^\])]{1,60}[\])]|♪[^♪]*♪?|♫[^♫]*♫?")
_SPEAKER = re.compile(r"^(?:[-–—>]+ *)?(?:[A-Z][A-Z .'’-]{1,30}:\s+)?")
# A silence this long (seconds) starts a new paragraph; so does this many sentences.
PAUSE = 4.0
MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said between two times, in seconds."""

    start: float
    end: float
    text: str


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """Paragraphs of what was said; sounds (“[music]”) and who speaks are left out."""
    del settings
    removed: list[Removed] = []
    paragraphs: list[list[str]] = [[]]
    end = 0.0
    sentences = 0
    for cue in cues(decode(data, name).replace("\r\n", "\n").replace("\r", "\n")):
        said = _said(cue.text, removed)
        ended = bool(paragraphs[-1]) and bool(SENTENCE_END.search(paragraphs[-1][-1]))
        sentences += ended
        if ended and (cue.start - end > PAUSE or sentences >= MOST_SENTENCES):
            paragraphs.append([])
            sentences = 0
        # Live captions roll: each cue repeats the line before it.
        paragraphs[-1] += [line for line in said if not paragraphs[-1] or line != paragraphs[-1][-1]]
        end = cue.end
    return Document(tuple(Block("\n".join(lines)) for lines in paragraphs if lines), removed=tuple(removed))


def cues(text: str) -> list[Cue]:
    """Every cue with its times, numbers and notes left out."""
    found = list(_CUE.finditer(text))
    cues: list[Cue] = []
    for index, match in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(text)
        lines = text[match.end() : stop].strip("\n").split("\n\n", maxsplit=1)[0]
        cues.append(Cue(_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), lines))
    return cues


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _said(text: str, removed: list[Removed]) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        line = html.unescape(_TAG.sub("", _VOICE.sub("", line)))
        removed += [Removed(sound, "sound or speaker") for sound in _SOUND.findall(line)]
        line = " ".join(_SOUND.sub("", line).split())
        speaker = _SPEAKER.match(line)
        if speaker and speaker.group().strip():
            removed.append(Removed(speaker.group().strip(), "sound or speaker"))
            line = line[speaker.end() :]
        if line:
            lines.append(line)
    return lines
