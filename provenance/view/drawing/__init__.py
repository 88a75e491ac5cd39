"""What pictures and pages are made of: markup, colours, widths of words, a sheet to draw on."""

from provenance.view.drawing.canvas import Canvas, number
from provenance.view.drawing.document import POLICY, document
from provenance.view.drawing.letters import clusters, direction_of, fitted, width_of, wrapped
from provenance.view.drawing.markup import Child, Markup, element, escaped, joined, link, named, safe_url
from provenance.view.drawing.theme import DARK, HUES, LIGHT, Palette, contrast, drawing_css, page_css

__all__ = [
    "DARK",
    "HUES",
    "LIGHT",
    "POLICY",
    "Canvas",
    "Child",
    "Markup",
    "Palette",
    "clusters",
    "contrast",
    "direction_of",
    "document",
    "drawing_css",
    "element",
    "escaped",
    "fitted",
    "joined",
    "link",
    "named",
    "number",
    "page_css",
    "safe_url",
    "width_of",
    "wrapped",
]
