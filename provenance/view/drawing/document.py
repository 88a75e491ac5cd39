"""A page that stands alone: one file, no script, nothing fetched."""

from provenance.view.drawing.markup import Child, Markup, element, joined
from provenance.view.drawing.theme import page_css

__all__ = ["POLICY", "document"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser is told to allow: styles in the page, pictures in the page, nothing else."""


def document(
    title: str, *body: Child, css: str = "", language: str | None = "en", look: str | None = None
) -> str:
    """Return a whole HTML page around its body.

    Args:
        title: what the browser's tab says.
        body: what stands in the page; it brings its own `<main>`.
        css: style besides that of `page_css`; never made from what records hold.
        language: the language of the page's own words, as a BCP 47 tag.
        look: a class of the body besides `provenance`, for `css` to reach.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup("body{margin:0}" + page_css() + css)),
    )
    looks = "provenance" if look is None else f"provenance {look}"
    page = element("html", head, element("body", *body, class_=looks), lang=language)
    return joined(Markup("<!DOCTYPE html>\n"), page, Markup("\n"))
