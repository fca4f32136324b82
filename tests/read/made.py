"""Documents of every kind, made here, all with the same article of our own in them."""


import io
import zipfile
from collections.abc import Iterable, Mapping

TITLE = "The Long Canal"
FIRST = (
    "The canal was opened in 1825, and it linked the great lake to the river and the sea. Five thousand men had dug it by hand "
    "in eight years, and one in ten of them had fallen ill in the swamps."
)
SECOND = (
    "Before the canal, a ton of wheat took three weeks to reach the coast and cost a hundred dollars to send. "
    "Afterwards it took eight days and cost less than ten dollars, so that farmers all along the valley grew rich."
)
CAUSES = "Why it was dug"
THIRD = (
    "The merchants of the city were afraid of losing their trade to the harbours in the south. Their governor, who had lost an "
    "election over the plan, persuaded them in 1817 to pay for it themselves."
)
AFTER = "What became of it"
FOURTH = (
    "Railways took the trade away after 1850, and the last barge went down the canal in 1917. Today its banks are a path for "
    "walkers, and two of its old locks are kept as a museum by the town."
)
PARAGRAPHS = (FIRST, SECOND, THIRD, FOURTH)
BODY = "\n\n".join(PARAGRAPHS)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts; “mimetype”, if there, first and unpacked, as OpenDocument and EPUB want it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            archive.writestr(
                zipfile.ZipInfo(name), parts[name], zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def numbered(text: str, part: int) -> str:
    """The paragraph as it stands in a part of a longer article: no two are alike."""
    return (
        " ".join(f"{word} ({part})" if place % 9 == 5 else word for place, word in enumerate(text.split()))
        if part
        else text
    )


def html(extra_head: str = "", extra_body: str = "") -> bytes:
    """A small web page with a menu and a footer."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | The Daily Canal</title><meta name="author" content="Ann Lee">{extra_head}</head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>{TITLE}</h1>
<p>{FIRST}<sup class="reference"><a href="#n1">[1]</a></sup></p><p>{SECOND}</p><h2>{CAUSES}</h2><p>{THIRD}</p>
<figure><img src="a.png"><figcaption>The lock in winter. Photo: Ann Lee</figcaption></figure><h2>{AFTER}</h2><p>{FOURTH}</p>{extra_body}
</article></main><footer><p>© 2021 The Daily Canal. All rights reserved.</p></footer></body></html>""".encode()


def docx() -> bytes:
    """A Word file with styles, a list, a table and a caption."""
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Ann Lee"
    document.add_heading(TITLE, 0)
    document.add_paragraph(FIRST).add_run("1").font.superscript = True
    document.add_paragraph(SECOND)
    document.add_heading(CAUSES, 1)
    document.add_paragraph(THIRD)
    document.add_paragraph("wheat", style="List Bullet")
    document.add_table(1, 2).rows[0].cells[0].text = "1825"
    document.add_paragraph("A lock in winter", style="Caption")
    document.add_heading(AFTER, 1)
    paragraph = document.add_paragraph()
    for word in FOURTH.split(" "):
        paragraph.add_run(word + " ")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pptx() -> bytes:
    """Two slides: sentences and bullets on them, the rest in the notes."""
    from pptx import Presentation

    slides = Presentation()
    slides.core_properties.title = TITLE
    for title, line, note in ((CAUSES, FIRST, SECOND), (AFTER, THIRD, FOURTH)):
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = f"eight years\n{line}"
        slide.notes_slide.notes_text_frame.text = note
    buffer = io.BytesIO()
    slides.save(buffer)
    return buffer.getvalue()


ODT_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
)
ODT_META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><dc:title>The Long Canal</dc:title>'
    "<meta:initial-creator>Ann Lee</meta:initial-creator></office:meta></office:document-meta>"
)


def odt(body: str = "", doctype: str = "") -> bytes:
    """An OpenDocument text with a footnote, a list and a table."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>{doctype}{ODT_HEAD}<office:body><office:text>
<text:h text:outline-level="1">{TITLE}</text:h><text:p>{FIRST}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>See the town's books.</text:p></text:note-body></text:note></text:p>
<text:p>{SECOND.replace(" took", "<text:s/>took", 1)}</text:p><text:h text:outline-level="2">{CAUSES}</text:h><text:p>{THIRD}</text:p>
<text:list><text:list-item><text:p>wheat</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>1825</text:p></table:table-cell></table:table-row></table:table>
<text:h text:outline-level="2">{AFTER}</text:h><text:p>{FOURTH}</text:p>{body}</office:text></office:body></office:document-content>"""
    return package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": ODT_META}
    )


def epub(
    chapters: Iterable[tuple[str, str]] = ((CAUSES, FIRST + "</p><p>" + SECOND), (AFTER, THIRD + "</p><p>" + FOURTH)),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An e-book with a cover, a table of contents and a chapter a file."""
    chapters = list(chapters)
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    links = "".join(f'<li><a href="c{n}.xhtml">{title}</a></li>' for n, (title, _) in enumerate(chapters))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{TITLE}</dc:title>'
        f"<dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language><dc:rights>CC0</dc:rights></metadata><manifest>"
        f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest><spine>{refs}</spine></package>',
        "OEBPS/nav.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>{links}</ol></nav></body></html>',
    }
    for n, (title, text) in enumerate(chapters):
        parts[f"OEBPS/c{n}.xhtml"] = (
            f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{title}</h1><p>{text}</p></body></html>'
        )
    return package({**parts, **(more or {})})


def rtf() -> bytes:
    """Rich text with a heading, a footnote, a header and a picture."""
    paragraphs = "".join(
        f"{{\\pard {text}\\par}}\n"
        for text in (FIRST, SECOND, "{\\b " + CAUSES + "}", THIRD, AFTER, FOURTH + "{\\footnote See the books.}")
    )
    return (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title " + TITLE + r"}{\author Ann Lee}}{\header\pard The Daily Canal\par}"
        + "{\\pict\\pngblip 89504e47}" + paragraphs + "}"
    ).encode("cp1252")  # fmt: skip


def srt() -> bytes:
    """Subtitles, two lines a cue, with sounds and a speaker."""
    lines: list[str] = []
    seconds = 0
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        for start in range(0, len(words), 14):
            cue = words[start : start + 14]
            lines.append(
                f"{len(lines) + 1}\n00:{seconds // 60:02}:{seconds % 60:02},000 --> 00:{(seconds + 4) // 60:02}:{(seconds + 4) % 60:02},500\n{' '.join(cue[:7])}\n{' '.join(cue[7:])}\n"
            )
            seconds += 5
        seconds += 10
    lines.insert(2, "99\n00:00:09,600 --> 00:00:09,900\n[music]\n")
    return "\n".join(lines).encode()


def pdf(columns: int = 1, pages: int = 1, scan: bool = False) -> bytes:
    """A printed article: running head, page numbers, hyphenated lines, a footnote, headings in larger type."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4, invariant=1)
    if scan:
        canvas.rect(100, 100, 300, 500, fill=1)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()
    canvas.setTitle(TITLE)
    canvas.setAuthor("Ann Lee")
    printed = _Printed(canvas, columns)
    printed.put(TITLE, "Helvetica-Bold", 20)
    for part in range(pages):
        for style, text in (("p", FIRST), ("p", SECOND), ("h", CAUSES), ("p", THIRD), ("h", AFTER), ("p", FOURTH)):
            printed.put(
                numbered(text, part) if style == "p" else text,
                "Helvetica-Bold" if style == "h" else "Times-Roman",
                14 if style == "h" else 10.5,
            )
    printed.end()
    canvas.save()
    return buffer.getvalue()


class _Printed:
    """Sets text in columns, breaking words as a printer would, with a head, a foot and a note on every page."""

    def __init__(self, canvas: object, columns: int) -> None:
        self.canvas: object = canvas
        self.columns = columns
        self.width = (595 - 2 * 60 - (columns - 1) * 24) / columns
        self.page = 1
        self.column = 0
        self.top = 770.0
        self.y = self.top

    def put(self, text: str, font: str, size: float) -> None:
        """One paragraph or heading."""
        full = size > 15
        for line in self._broken(text, font, size, 475 if full else self.width):
            if self.y < 110:
                self._next_column()
            self.canvas.setFont(font, size)  # type: ignore[attr-defined]
            self.canvas.drawString(60 + self.column * (self.width + 24), self.y, line)  # type: ignore[attr-defined]
            self.y -= size * 1.2
        self.y -= size * 0.8
        if full:
            self.top = self.y

    def end(self) -> None:
        """The last page's foot."""
        self._furniture()
        self.canvas.showPage()  # type: ignore[attr-defined]

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.columns:
            self.end()
            self.column = 0
            self.page += 1
            self.top = 770.0
        self.y = self.top

    def _furniture(self) -> None:
        from reportlab.lib.utils import simpleSplit

        self.canvas.setFont("Helvetica", 9)  # type: ignore[attr-defined]
        self.canvas.drawString(60, 805, "THE DAILY CANAL  -  Spring 2021")  # type: ignore[attr-defined]
        self.canvas.drawCentredString(297, 30, str(self.page))  # type: ignore[attr-defined]
        self.canvas.setFont("Times-Roman", 8)  # type: ignore[attr-defined]
        for row, line in enumerate(
            simpleSplit(
                "1 See the books of the town, volume two, and the letters of its first governor to the merchants.",
                "Times-Roman",
                8,
                self.width,
            )
        ):
            self.canvas.drawString(60, 90 - row * 9.6, line)  # type: ignore[attr-defined]

    def _broken(self, text: str, font: str, size: float, width: float) -> list[str]:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        lines = [""]
        for word in text.split():
            trial = f"{lines[-1]} {word}".strip()
            if stringWidth(trial, font, size) <= width:
                lines[-1] = trial
                continue
            half = len(word) // 2
            head = f"{lines[-1]} {word[:half]}-".strip()
            if len(word) > 7 and word.isalpha() and stringWidth(head, font, size) <= width:
                lines[-1] = head
                lines.append(word[half:])
            else:
                lines.append(word)
        return lines
