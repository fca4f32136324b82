"""The form fields of a fillable sheet: text fields for blanks, radio buttons for options, each tagged.

ReportLab's own fields use a font that is not in the file; these bring theirs, so that what a pupil types prints
anywhere.
"""

import struct

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFontMaker

from quizgen.render.fonts import REGULAR, FontSet
from quizgen.render.tagged import Element, Raw, TaggedCanvas, hex_string

PRINT = 4  # annotation flag: shown in print as well
MULTILINE = 1 << 12
RADIO = (1 << 15) | (1 << 14)  # a radio group in which one stays chosen
NONSYMBOLIC = 32  # font flag
REPLACEMENT = 0xFFFD  # what Python decodes an undefined byte to
# A circle of radius 1 by four Bézier curves.
KAPPA = 0.5523


def text_field(
    canvas: TaggedCanvas, element: Element, name: str, box: tuple[float, float, float, float], size: float, alt: str
) -> None:
    """A field to type in, over `box` (left, bottom, width, height)."""
    width, height = box[2:]
    look = _appearance(canvas, width, height, "/Tx BMC EMC")
    flags = MULTILINE if height > 2.2 * size else 0
    widget = _widget(canvas, element, box)
    widget.text += (
        f" /FT /Tx /T {hex_string(name)} /TU {hex_string(alt)} /Ff {flags} /DA (/QF {size:.1f} Tf 0 g)"
        f" /V <FEFF> /AP << /N {look} >>"
    )
    canvas.form_fields.append(canvas.reference(widget))


def radio_button(
    canvas: TaggedCanvas, element: Element, group: str, value: str, centre: tuple[float, float], radius: float, alt: str
) -> None:
    """One option of the group `group`; chosen, its circle is filled."""
    x, y = centre
    side = 2 * radius
    on = _appearance(canvas, side, side, f"0 g {_disc(radius, radius * 0.72)} f")
    off = _appearance(canvas, side, side, "")
    if group not in canvas.radio_groups:
        parent = Raw()
        canvas.radio_groups[group] = (parent, [])
        canvas.form_fields.append(canvas.reference(parent))
    parent, kids = canvas.radio_groups[group]
    widget = _widget(canvas, element, (x - radius, y - radius, side, side))
    widget.text += (
        f" /Parent {canvas.reference(parent)} /TU {hex_string(alt)} /AS /Off /MK << /CA (l) >>"
        f" /AP << /N << /{value} {on} /Off {off} >> >>"
    )
    kids.append(canvas.reference(widget))


def add_form(canvas: TaggedCanvas, fonts: FontSet) -> None:
    """Hang the fields into the document, with the font that they are filled in with."""
    for group, (parent, kids) in canvas.radio_groups.items():
        name = hex_string(group)
        parent.text = f"<< /FT /Btn /Ff {RADIO} /T {name} /TU {name} /V /Off /Kids [{' '.join(kids)}] >>"
    if canvas.form_fields:
        font = _typing_font(canvas, fonts.face(REGULAR).name)
        canvas.set_form(
            f"<< /Fields [{' '.join(canvas.form_fields)}] /DR << /Font << /QF {font} >> >> /DA (/QF 0 Tf 0 g) >>"
        )


def _typing_font(canvas: TaggedCanvas, name: str) -> str:
    """A font for what is typed, in the encoding that every reader writes into fields."""
    face = pdfmetrics.getFont(name).face
    chars = [ord(bytes([code]).decode("cp1252", "replace")) for code in range(32, 256)]
    chars = [char if char in face.charToGlyph and char != REPLACEMENT else 32 for char in chars]
    data = _with_unicode_map(face.makeSubset([0] * 32 + chars), chars)
    file = canvas.embed(data, f"/Length1 {len(data)}")
    base = f"FORMAA+{face.name.decode('ascii')}"
    box = " ".join(f"{side:.0f}" for side in face.bbox)
    descriptor = canvas.reference(
        Raw(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags {NONSYMBOLIC} /FontBBox [{box}] /ItalicAngle 0"
            f" /Ascent {face.ascent:.0f} /Descent {face.descent:.0f} /CapHeight {face.capHeight:.0f} /StemV 80"
            f" /FontFile2 {file} >>"
        )
    )
    widths = " ".join(f"{face.charWidths.get(char, face.defaultWidth):.0f}" for char in chars)
    return canvas.reference(
        Raw(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{base} /Encoding /WinAnsiEncoding /FirstChar 32"
            f" /LastChar 255 /Widths [{widths}] /FontDescriptor {descriptor} >>"
        )
    )


def _with_unicode_map(font: bytes, chars: list[int]) -> bytes:
    """The font file with a Microsoft Unicode character map (format 4) in place of ReportLab's Macintosh one."""
    count = struct.unpack(">H", font[4:6])[0]
    tables: dict[str, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack(">4sLLL", font[12 + 16 * index : 28 + 16 * index])
        tables[tag.decode("ascii")] = font[offset : offset + length]
    glyphs = struct.unpack(f">{len(chars) + 32}H", tables["cmap"][22 : 22 + 2 * (len(chars) + 32)])[32:]
    pairs = sorted(dict(zip(chars, glyphs, strict=True)).items())
    codes = [code for code, _ in pairs] + [0xFFFF]
    deltas = [(glyph - code) % 65536 for code, glyph in pairs] + [1]
    segments = len(codes)
    power = 1 << (segments.bit_length() - 1)
    body = [4, 16 + 8 * segments, 0, 2 * segments, 2 * power, segments.bit_length() - 1, 2 * (segments - power)]
    body += [*codes, 0, *codes, *deltas, *[0] * segments]
    tables["cmap"] = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + struct.pack(f">{len(body)}H", *body)
    maker = TTFontMaker()
    for name, table in tables.items():
        maker.add(name, table)
    return bytes(maker.makeStream())


def _widget(canvas: TaggedCanvas, element: Element, box: tuple[float, float, float, float]) -> Raw:
    left, bottom, width, height = box
    corners = f"{left:.2f} {bottom:.2f} {left + width:.2f} {bottom + height:.2f}"
    widget = Raw(f"<< /Type /Annot /Subtype /Widget /F {PRINT} /Rect [{corners}]")
    canvas.add_widget(widget, element)
    return widget


def _appearance(canvas: TaggedCanvas, width: float, height: float, strokes: str) -> str:
    box = f"/BBox [0 0 {width:.2f} {height:.2f}] /Resources << >> /Length {len(strokes)}"
    return canvas.reference(Raw(f"<< /Type /XObject /Subtype /Form {box} >>\nstream\n{strokes}\nendstream"))


def _disc(centre: float, radius: float) -> str:
    k = radius * KAPPA
    c = centre
    return (
        f"{c + radius:.2f} {c:.2f} m "
        f"{c + radius:.2f} {c + k:.2f} {c + k:.2f} {c + radius:.2f} {c:.2f} {c + radius:.2f} c "
        f"{c - k:.2f} {c + radius:.2f} {c - radius:.2f} {c + k:.2f} {c - radius:.2f} {c:.2f} c "
        f"{c - radius:.2f} {c - k:.2f} {c - k:.2f} {c - radius:.2f} {c:.2f} {c - radius:.2f} c "
        f"{c + k:.2f} {c - radius:.2f} {c + radius:.2f} {c - k:.2f} {c + radius:.2f} {c:.2f} c"
    )
