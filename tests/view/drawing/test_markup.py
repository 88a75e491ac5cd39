"""Markup: whatever a record holds is text, wherever it lands."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.view.drawing import Markup, element, escaped, joined, link, named, safe_url

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))


class Seen(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_text_in_an_element_and_in_an_attribute(words: str, value: str) -> None:
    page = element("p", words, title=value)

    tree = ET.fromstring(page)  # well-formed XML
    found = seen(page)
    assert [tag for tag, _ in found.tags] == ["p"]
    assert tree.tag == "p"
    assert list(tree) == []
    assert set(tree.attrib) == {"title"}
    page.encode("utf-8")


def test_markup_is_not_escaped_twice_and_text_always_is() -> None:
    assert joined(Markup("<b>"), "<b>", 1, None, ["a", ("b", None)]) == "<b>&lt;b&gt;1ab"
    assert escaped(escaped("&")) == "&amp;"


def test_what_no_page_can_hold_is_shown_as_lost() -> None:
    assert escaped("a\x00b\ud800c\x1b[31m\x85") == "a\ufffdb\ufffdc\ufffd[31m\ufffd"


def test_attributes_that_are_none_or_false_fall_away_and_true_names_itself() -> None:
    assert element("details", "x", open=True, id=None, hidden=False) == '<details open="open">x</details>'


def test_an_empty_element_is_closed_so_that_html_and_xml_agree() -> None:
    assert element("td") == "<td></td>"
    assert element("rect", x=1) == '<rect x="1"/>'
    assert element("br") == "<br/>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "http:example.org",
        "http://[x",
        "blob:https://example.org/1",
        "",
        "example.org",
        "https://example.org/a b",
        "https://exa\ud800mple.org/",
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_linked(address: str) -> None:
    assert safe_url(address) is None
    assert link(address, "here") == "here"
    assert link(None, "here") == "here"


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=1&b=%20", "HTTP://example.org", "mailto:a@b.org"]
)
def test_an_address_that_may_be_followed_is_linked_and_says_nothing_of_where_from(address: str) -> None:
    ((tag, attributes),) = seen(link(address, "here")).tags

    assert tag == "a"
    assert attributes == {"href": address, "rel": "noopener noreferrer nofollow"}


def test_a_link_cannot_leave_its_attribute() -> None:
    ((_, attributes),) = seen(link('https://example.org/"onmouseover="alert(1)', "x")).tags

    assert set(attributes) == {"href", "rel"}


def test_a_name_from_a_record_keeps_its_direction_to_itself() -> None:
    assert named("אב") == "<bdi>אב</bdi>"
