"""Prepares a blind judging of questions: one shuffled file of items without marks of origin, and the truth apart.

    python -m tools.blind_file --seed 1 -o judging NEW=new/*.quiz.json OLD=old/*.quiz.json

Each argument names a system and one of its quiz files. Writes `judging-items.jsonl` (id, stem, options shuffled by the
seed) for step A, `judging-keys.jsonl` (id, key, sentence) for step B, and `judging-truth.jsonl` (id, system, quiz,
question, planted fault), which no judge may see. As Heilman & Smith 2010 and Haladyna et al. 2002 are read by the
project’s rubric, every tenth item is doubled with one known fault planted: the key swapped, the key made the longest
option, an option doubled, the first name in the stem cut to “he”. A judge who misses the planted faults does not count.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from quizgen.model import MultipleChoice, Question
from quizgen.quiz_json import from_json

BLANK = "_____"
PLANTED_SHARE = 10  # one in so many


@dataclass(frozen=True, slots=True)
class Item:
    """What a judge sees, and what is true of it."""

    system: str
    quiz: str
    question: str
    stem: str
    options: tuple[str, ...]
    key: str
    sentence: str
    fault: str = ""


def items(system: str, path: Path) -> Iterator[Item]:
    """The items of one quiz."""
    quiz = from_json(path.read_text(encoding="utf-8"), path.name)
    for question in quiz.questions:
        yield Item(system, path.name, question.id, _stem(question), _options(question), question.answer, question.evidence.sentence)


def _stem(question: Question) -> str:
    stem = question.stem
    return stem.before if stem.after is None else f"{stem.before}{BLANK}{stem.after}"


def _options(question: Question) -> tuple[str, ...]:
    return tuple(choice.text for choice in question.choices) if isinstance(question, MultipleChoice) else ()


def planted(item: Item, rng: Random) -> Item | None:
    """The item with one known fault; None where none can be planted."""
    faults = []
    wrong = [option for option in item.options if option != item.key]
    if wrong:
        faults += [
            replace(item, key=rng.choice(wrong), fault="C1 key swapped"),
            replace(item, options=(wrong[0], wrong[0], *item.options[2:]), fault="B2 option doubled")
            if item.key in item.options[2:]
            else None,
            replace(
                item,
                options=tuple(f"{o}, as the text itself explains" if o == item.key else o for o in item.options),
                key=f"{item.key}, as the text itself explains",
                fault="B3 key longest",
            ),
        ]
    named = re.match(r"([A-Z]\w+ )+", item.stem)
    if named:
        faults.append(replace(item, stem="He " + item.stem[named.end() :], fault="A2 name cut to he"))
    possible = [fault for fault in faults if fault is not None]
    return rng.choice(possible) if possible else None


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("quizzes", nargs="+", metavar="SYSTEM=FILE")
    options = parser.parse_args()
    rng = Random(options.seed)
    found = [item for pair in options.quizzes for item in items(pair.partition("=")[0], Path(pair.partition("=")[2]))]
    found += [fault for item in found[::PLANTED_SHARE] if (fault := planted(item, rng)) is not None]
    rng.shuffle(found)
    names = rng.sample(range(1000, 10_000), len(found))
    shown, keys, truth = [], [], []
    for name, item in zip(names, found, strict=True):
        choices = list(item.options)
        rng.shuffle(choices)
        shown.append({"item": f"x{name}", "stem": item.stem, "options": choices})
        keys.append({"item": f"x{name}", "key": item.key, "sentence": item.sentence})
        truth.append({"item": f"x{name}", "system": item.system, "quiz": item.quiz, "question": item.question, "fault": item.fault})
    for part, rows in (("items", shown), ("keys", keys), ("truth", truth)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        Path(f"{options.output}-{part}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
