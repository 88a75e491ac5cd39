"""The text of HTML, for formats whose items carry their body so: tags dropped, a line for each block.

Nothing is guessed and nothing repeated: one pass over the markup, whose time grows with its length only.
"""

import re
from html import unescape

__all__ = ["BLOCKS", "UNSEEN", "has_markup", "lines_of", "text_of_html"]

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "body.content",
        "body.end",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl1",
        "hl2",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
"""The elements at which a line ends."""

# Not `head`: its end may be left out, and what is in it and has text is among these.
UNSEEN = frozenset(("script", "style", "template", "title", "noscript"))
"""The elements whose text nobody is shown."""
_ENDLESS = re.compile("&#[0-9]{4000,};?")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,20});")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9.:-]{0,40})")


def has_markup(text: str) -> bool:
    """Return whether a text has tags or character references in it."""
    return _MARKUP.search(text) is not None


def text_of_html(markup: str) -> str:
    """Return the text of HTML: a line for each block, blanks in a line made one.

    What is not shown (title, script, style, noscript) is left out; an unclosed tag or comment goes on to
    the end.

    Examples:
        >>> print(text_of_html("<h1>Closed</h1><p>The  bridge &amp; the road.</p>"))
        Closed
        The bridge & the road.
    """
    pieces: list[str] = []
    place = 0
    while place < len(markup):
        opening = markup.find("<", place)
        if opening < 0:
            pieces.append(_said(markup[place:]))
            break
        pieces.append(_said(markup[place:opening]))
        place = _after(markup, opening, pieces)
    return lines_of("".join(pieces))


def lines_of(text: str) -> str:
    """Return a text with the blanks of each line made one, and no empty lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _said(text: str) -> str:
    """Return what stands between tags with its references replaced, on one line."""
    # `unescape` makes an integer of the digits, and Python makes none of more than 4,300.
    return unescape(_ENDLESS.sub("\N{REPLACEMENT CHARACTER}", text)).replace("\n", " ")


def _after(markup: str, opening: int, pieces: list[str]) -> int:
    """Note what a tag does to the text, and return where it ends."""
    if markup.startswith("<!--", opening):
        return _behind(markup, "-->", opening + 4)
    if markup.startswith(("<!", "<?"), opening):
        return _behind(markup, ">", opening)
    named = _NAME.match(markup, opening + 1)
    if named is None:
        pieces.append("<")
        return opening + 1
    name = named[1].lower()
    end = _end_of_tag(markup, named.end())
    if name in BLOCKS:
        pieces.append("\n")
    if name in UNSEEN and markup[opening + 1] != "/":
        closing = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(markup, end)
        return len(markup) if closing is None else _behind(markup, ">", closing.end())
    return end


def _end_of_tag(markup: str, place: int) -> int:
    quote = ""
    for index in range(place, len(markup)):
        letter = markup[index]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == ">":
            return index + 1
    return len(markup)


def _behind(markup: str, mark: str, place: int) -> int:
    found = markup.find(mark, place)
    return len(markup) if found < 0 else found + len(mark)
