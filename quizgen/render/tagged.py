"""A ReportLab canvas that writes tagged PDF: every mark on the page belongs to the structure tree or is an artifact.

ReportLab has no tagging of its own. What PDF/UA-1 (ISO 14289-1) asks is added here: marked content, the structure
tree and its parent tree, document language, title and metadata. Three things in ReportLab need mending on the way:
its page dictionary does not know `StructParents` and `Tabs`, its metadata stream must be hung into the catalogue by
hand, and its ToUnicode maps send unused codes to U+0000 and overfill their blocks.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen.canvas import Canvas

# The same bytes for the same sheet: no clock, no random file identifier.
rl_config.invariant = 1

# A ToUnicode block holds at most 100 entries (Adobe Technical Note 5411).
CMAP_BLOCK = 100

PAGE_KEYS = ("StructParents", "Tabs")

METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def hex_string(text: str) -> str:
    """A PDF text string, safe whatever it holds."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


def unicode_map(fontname: str, subset: list[int]) -> str:
    """The ToUnicode map of a font subset: used codes only, in blocks of the allowed size."""
    used = [(code, char) for code, char in enumerate(subset) if char]
    blocks = [used[start : start + CMAP_BLOCK] for start in range(0, len(used), CMAP_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = unicode_map


class TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page dictionary that also writes its place in the structure tree."""

    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, *PAGE_KEYS]


pdfdoc.PDFPage = TaggedPage


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose text we write ourselves: many times faster than ReportLab's dictionaries."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        """The object's bytes, without the frame of an indirect object."""
        return self.text.encode("ascii")


class Stream(Raw):
    """A compressed stream."""

    def __init__(self, content: bytes, more: str) -> None:
        super().__init__()
        packed = zlib.compress(content)
        self.content = f"<< {more} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed

    def format(self, document: Any) -> bytes:
        """The dictionary and the packed bytes."""
        return self.content + b"\nendstream"


@dataclass(frozen=True, slots=True)
class Widget:
    """A form field's place in the structure tree."""

    raw: Raw
    page: str


class Element:
    """A node of the structure tree. Its kids come in reading order: elements, marked content (page, id), widgets."""

    __slots__ = ("alt", "attributes", "kids", "parent", "raw", "role")

    def __init__(self, role: str, parent: "Element | None" = None, *, alt: str = "", attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.kids: list[Element | tuple[int, int] | Widget] = []
        self.raw = Raw()
        if parent is not None:
            parent.kids.append(self)

    def child(self, role: str, *, alt: str = "", attributes: str = "") -> "Element":
        """A new last kid."""
        return Element(role, self, alt=alt, attributes=attributes)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose drawing is bracketed by `mark(element)` or `artifact()`."""

    def __init__(self, target: Any, *, pagesize: tuple[float, float], title: str, language: str, font: str) -> None:
        super().__init__(target, pagesize=pagesize, lang=language, initialFontName=font, pdfVersion=(1, 7))
        self.root = Element("Document")
        self.page_marks: list[list[Element]] = [[]]
        self.widget_parents: list[Element] = []
        self.widgets: list[tuple[Raw, str, int]] = []
        self.form_fields: list[str] = []
        self.radio_groups: dict[str, tuple[Raw, list[str]]] = {}
        self.heading_title = title
        self.setTitle(title)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("quizgen")
        self.setViewerPreference("DisplayDocTitle", "true")

    @contextmanager
    def mark(self, element: Element) -> Iterator[None]:
        """What is drawn inside is the content of `element`."""
        marks = self.page_marks[-1]
        element.kids.append((len(self.page_marks), len(marks)))
        self._code.append(f"/{element.role} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def meaning(self, text: str) -> Iterator[None]:
        """The glyphs drawn inside stand for `text`: shaped letters have no characters of their own."""
        self._code.append(f"/Span <</ActualText {hex_string(text)}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """What is drawn inside is furniture that a reading voice passes over: rules, tints, page numbers."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")
        yield
        self._code.append("EMC")

    def reference(self, raw: Raw) -> str:
        """Make an object part of the file; gives how others name it."""
        return self._number(self._doc.Reference(raw).name)

    def embed(self, stream: bytes, more: str) -> str:
        """A compressed stream of the file, with more entries for its dictionary."""
        return self.reference(Stream(stream, more))

    def add_widget(self, widget: Raw, element: Element) -> None:
        """Put a form field's widget on this page, as the content of `element`."""
        page = f"Page{len(self.page_marks)}"
        self.widget_parents.append(element)
        self.widgets.append((widget, page, len(self.widget_parents) - 1))
        element.kids.append(Widget(widget, page))
        self._annotationrefs.append(self._doc.Reference(widget))

    def set_form(self, text: str) -> None:
        """The document's form."""
        self._doc.Catalog.AcroForm = Raw(text)

    def showPage(self) -> None:
        """End the page, and give it its key in the parent tree."""
        super().showPage()
        page = self._doc.idToObject[f"Page{len(self.page_marks)}"]
        page.StructParents = len(self.page_marks) - 1
        page.Tabs = pdfdoc.PDFName("S")
        self.page_marks.append([])

    def finish(self) -> bytes:
        """The whole file."""
        self.page_marks.pop()
        for widget, page, key in self.widgets:
            widget.text += f" /P {self._number(page)} /StructParent {len(self.page_marks) + key} >>"
        catalog = self._doc.Catalog
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        title = escape(self.heading_title, quote=False)
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: METADATA.format(title=title).encode("utf-8"))
        catalog.StructTreeRoot = self._structure()
        return bytes(self.getpdfdata())

    def _structure(self) -> Raw:
        tree = Raw()
        tree_ref = self.reference(tree)
        self._write(self.root, tree_ref)
        marks = [" ".join(self.reference(element.raw) for element in page) for page in self.page_marks]
        keys = [f"{key} [{refs}]" for key, refs in enumerate(marks)]
        keys += [f"{len(marks) + key} {self.reference(element.raw)}" for key, element in enumerate(self.widget_parents)]
        parents = Raw(f"<< /Nums [{' '.join(keys)}] >>")
        tree.text = (
            f"<< /Type /StructTreeRoot /K {self.reference(self.root.raw)} /ParentTree {self.reference(parents)} "
            f"/ParentTreeNextKey {len(keys)} >>"
        )
        return tree

    def _write(self, root: Element, tree_ref: str) -> None:
        todo = [(root, tree_ref)]
        while todo:
            element, parent_ref = todo.pop()
            own_ref = self.reference(element.raw)
            kids = []
            for kid in element.kids:
                if isinstance(kid, Element):
                    kids.append(self.reference(kid.raw))
                    todo.append((kid, own_ref))
                elif isinstance(kid, Widget):
                    kids.append(f"<< /Type /OBJR /Obj {self.reference(kid.raw)} /Pg {self._number(kid.page)} >>")
                else:
                    kids.append(f"<< /Type /MCR /Pg {self._number(f'Page{kid[0]}')} /MCID {kid[1]} >>")
            alt = f" /Alt {hex_string(element.alt)}" if element.alt else ""
            attributes = f" /A << {element.attributes} >>" if element.attributes else ""
            element.raw.text = (
                f"<< /Type /StructElem /S /{element.role} /P {parent_ref}{alt}{attributes} /K [{' '.join(kids)}] >>"
            )

    def _number(self, name: str) -> str:
        return f"{self._doc.idToObjectNumberAndVersion[name][0]} 0 R"
