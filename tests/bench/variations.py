"""Many articles out of few: the samples with their paragraphs turned round and their numbers shifted, the same each time."""

import re
from pathlib import Path
from random import Random

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"


def variation(number: int) -> tuple[str, str]:
    """File name and text of variation `number`."""
    rng = Random(number)
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".md", ".txt"})
    sample = samples[number % len(samples)]
    head, *body = sample.read_text(encoding="utf-8").split("\n\n")
    turn = rng.randrange(len(body))
    text = "\n\n".join([head, *body[turn:], *body[:turn]])
    text = re.sub(r"\b\d{2,3}\b", lambda found: str(max(10, int(found[0]) + rng.randrange(-5, 6))), text)
    return f"{sample.stem}-{number:04}{sample.suffix}", text


def write_variations(folder: Path, count: int) -> Path:
    """The first `count` variations as files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, text = variation(number)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
