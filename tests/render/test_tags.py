"""The tags that our own templates do not use yet: tables, rows to tick and lists to match."""

from pathlib import Path

import pytest

from quizgen.config import SheetSettings
from quizgen.errors import SettingsError
from quizgen.render import render_sheets, themes

from .quizzes import CURIE
from .reading import faults, matches_snapshot, paged, structure

SHEET = """<sheet><masthead>Test</masthead><title>All tags</title>
<part><heading letter="A" note="2 points">True or false?</heading>
<statements true="True" false="False">
<statement number="1">Paris lies on the Seine.</statement>
<statement number="2">The Danube, the second longest river of Europe, flows from the Black Forest through ten countries
and four capitals to the Black Sea.</statement></statements></part>
<part><heading letter="B">Match</heading>
<matching><pair><left>Paris</left><right>Tiber</right></pair>
<pair><left>Rome</left><right>Seine</right></pair></matching></part>
<part><heading letter="C">Table</heading>
<table shares="2 1"><head><cell>River</cell><cell>Length</cell></head>
<row><cell>Rhine</cell><cell>1230 km</cell></row></table>
<para>Words with <b>weight</b>, <i>slant</i> and a <blank/>.</para><lines n="3"/></part>
<page-break/><part><heading>Next page</heading><para>Here.</para></part></sheet>"""


def printed(folder: Path, template: str, theme: str = "classic") -> bytes:
    (folder / "worksheet").mkdir()
    (folder / "worksheet" / "sheet.xml").write_text(template, "utf-8")
    return render_sheets(CURIE, SheetSettings(templates=str(folder), theme=theme))[0].data


@pytest.mark.parametrize("theme", [name for name, _ in themes()])
def test_every_tag_is_accessible_in_every_theme(theme: str, tmp_path: Path) -> None:
    assert faults(printed(tmp_path, SHEET, theme)) == []


def test_tags_print_and_are_tagged_as_what_they_are(tmp_path: Path) -> None:
    data = printed(tmp_path, SHEET)
    matches_snapshot("tags-sheet", paged(data))
    matches_snapshot("tags-structure", "\n".join(structure(data)))


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<sheet><matching><pair><left>a</left></pair></matching></sheet>", "no <right>"),
        ("<sheet><title>a <u>b</u></title></sheet>", "<u>"),
        ('<sheet><lines n="many"/></sheet>', "many"),
        ('<sheet><table shares="wide"><row><cell>a</cell></row></table></sheet>', "wide"),
        ('<sheet><table shares="1 2"><row><cell>a</cell></row></table></sheet>', "cells"),
        ("<sheet><table/></sheet>", "empty"),
    ],
)
def test_a_tag_used_wrongly_is_told_to_the_templates_author(template: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=words):
        printed(tmp_path, template)
