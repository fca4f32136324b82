"""The names other programs may rely on."""

import subprocess
import sys

import quizgen

PUBLIC = {
    "Article", "Made", "Quiz", "QuizgenError", "Settings", "__version__", "explain", "export", "from_json", "load_nlp",
    "make_quiz", "read_article", "render_sheets", "schema", "to_json",
}  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert set(quizgen.__all__) == PUBLIC
    assert all(getattr(quizgen, name) for name in PUBLIC)


def test_importing_quizgen_loads_nothing_heavy() -> None:
    code = "import quizgen, sys; assert not {'spacy', 'numpy', 'reportlab', 'jinja2', 'click'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
