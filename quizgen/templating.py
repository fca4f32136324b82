"""The one Jinja environment: what is missing is an error, text is escaped, the user's folder comes before ours."""

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.resources import template_root


def environment(user_templates: Path | None = None) -> ImmutableSandboxedEnvironment:
    """Templates from `user_templates`, then from the shipped ones. Sandboxed, since a school may share its folder."""
    folders = [template_root()] if user_templates is None else [user_templates, template_root()]
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
