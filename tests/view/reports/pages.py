"""Reads a report as a browser would, as far as tests ask: its tree, its ids, its headings, its links."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import attrs

TAGS = frozenset(
    """
    html head meta title style body a header nav main footer section article h1 h2 h3 h4 h5 h6 p ol ul li dl
    dt dd details summary pre table caption thead tbody tr th td div span bdi code em strong b i sup sub mark
    br figure figcaption svg desc rect text tspan line path circle ellipse polygon polyline g defs pattern use
    clippath marker
    """.split()  # noqa: SIM905  # eighty quotation marks are no easier to read
)
ATTRIBUTES = frozenset(
    """
    class id href rel lang dir role title tabindex scope open charset http-equiv content name value start
    colspan rowspan aria-labelledby aria-describedby aria-label aria-hidden aria-level xmlns viewbox width
    height x y x1 y1 x2 y2 cx cy r rx ry d dx dy points font-size font-style font-weight text-anchor
    dominant-baseline direction unicode-bidi transform patternunits patterntransform preserveaspectratio
    clip-path fill fill-opacity stroke stroke-width stroke-dasharray xml:space xml:lang textlength style
    markerwidth markerheight orient refx refy
    """.split()  # noqa: SIM905
)
VOID = frozenset(("br", "meta", "rect", "line", "path", "circle", "ellipse", "polygon", "polyline", "use"))
_ADDRESS = re.compile(r"#[^\s]*|https?://\S*|mailto:\S*", re.IGNORECASE)
_OWN_STYLE = re.compile(r"[a-z0-9:;,.%#() -]*")


@attrs.define
class Node:
    """An element: its tag, what it says, and where it stands."""

    tag: str
    attributes: dict[str, str]
    parent: "Node | None" = None
    text: str = ""

    def inside(self, tag: str) -> bool:
        """Say whether it stands in an element of a tag."""
        node = self.parent
        while node is not None:
            if node.tag == tag:
                return True
            node = node.parent
        return False


class Page(HTMLParser):
    """A page, read. What may not stand in a report is refused while reading."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self.declarations: list[str] = []
        self._open: list[Node] = []
        self.feed(markup)
        self.close()
        assert not self._open, [node.tag for node in self._open]

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements of some tags, in order."""
        return (node for node in self.nodes if node.tag in tags)

    def one(self, tag: str) -> Node:
        """Return the only element of a tag."""
        (found,) = self.all(tag)
        return found

    @property
    def ids(self) -> list[str]:
        """The ids, in order."""
        return [node.attributes["id"] for node in self.nodes if "id" in node.attributes]

    # --- reading ---------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        assert len(held) == len(attrs), (tag, attrs)
        _look_at(tag, held)
        node = Node(tag, held, self._open[-1] if self._open else None)
        self.nodes.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, tag
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # a browser writes both tags of what is empty in SVG
            return
        assert self._open, tag
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag)
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for node in self._open:
            node.text += data

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def _look_at(tag: str, attributes: dict[str, str]) -> None:
    assert tag in TAGS, tag
    for name, value in attributes.items():
        assert name in ATTRIBUTES, (tag, name, value)
        if name == "href":
            assert _ADDRESS.fullmatch(value), value
        if name == "style":
            assert _OWN_STYLE.fullmatch(value), value
            assert "url" not in value
    if tag == "meta":
        assert attributes.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
