"""XML written element by element, so that no text is ever taken for markup."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, tostring

Attributes = Mapping[str, str]


def element(tag: str, attributes: Attributes | None = None, *children: Element | str) -> Element:
    """An element; texts and elements among its children stand in the order given."""
    made = Element(tag, dict(attributes or {}))
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def document(root: Element, *, lines: bool = True) -> bytes:
    """The file. With `lines` each child of the root begins a line; only for roots that hold no text."""
    if lines:
        root.text = "\n"
        for child in root:
            child.tail = "\n"
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
