"""`make eval`: how good selection and distractors are, in one table.

Our own marked set always; the sets that people made only where `../shared/bench` lies beside the project.
"""

from pathlib import Path

from tests.eval.candidates import measured

BENCH = Path(__file__).parents[3] / "shared" / "bench"


def main() -> None:
    """Print the table."""
    kept, refused, mistakes = measured()
    print("Our own marked answers (tests/eval/candidates.tsv)")
    print(f"  good ones accepted {kept:.2f}, bad ones refused {refused:.2f}")
    for mistake in mistakes:
        print(f"    {mistake}")
    if not BENCH.is_dir():
        print("The sets that people made are not beside this project; skipped.")
        return
    from tools import eval_distractors, eval_spans, train_soundness

    print("Spans and sentences, cross-validated (tools/eval_spans.py)")
    eval_spans.main([])
    print("Candidates judged one by one, cross-validated (tools/train_soundness.py)")
    train_soundness.main(["--check"])
    print("Distractors (tools/eval_distractors.py)")
    for name, figures in eval_distractors.table():
        print(f"  {name:<40}" + "  ".join(f"{figure} {value:5.1f}" for figure, value in figures.items()))


if __name__ == "__main__":
    main()
