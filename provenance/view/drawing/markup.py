"""Building markup: the one place where text becomes HTML or SVG.

What `element` makes is well-formed as HTML and as XML, so that the same parts stand in a page, in a
notebook and in a picture of their own. Text is escaped because it is no `Markup`; nobody has to
remember to.
"""

import html
import re
from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import urlsplit

__all__ = ["Child", "Markup", "element", "escaped", "joined", "link", "named", "safe_url"]

# Control characters, lone surrogates and non-characters: no page and no XML can hold them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SCHEMES = ("http", "https", "mailto")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
_VOID_OF_HTML = ("br", "hr", "img", "input", "link", "meta", "wbr")
_VOID_OF_SVG = ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "stop", "use")
_VOID = frozenset((*_VOID_OF_HTML, *_VOID_OF_SVG))


class Markup(str):
    """Text that is markup already, and is not escaped again.

    Only this room makes it, and only from parts that were escaped.
    """

    __slots__ = ()


Child: TypeAlias = "str | int | float | Iterable[Child] | None"
"""What may stand in an element: text, numbers, markup, nothing, and rows of these."""


def escaped(value: object) -> Markup:
    """Return a value as text of a page; what no page can hold becomes "�".

    Examples:
        >>> escaped('<b onclick="x">')
        '&lt;b onclick=&quot;x&quot;&gt;'
        >>> escaped(Markup("<br/>"))
        '<br/>'
    """
    if isinstance(value, Markup):
        return value
    return Markup(_UNFIT.sub("\ufffd", html.escape(str(value), quote=True)))


def joined(*children: Child) -> Markup:
    """Return children one after the other, as markup."""
    return Markup("".join(_flat(children)))


def element(tag: str, *children: Child, **attributes: object) -> Markup:
    """Return an element.

    An underscore at the end of an attribute's name falls away, one within it becomes a hyphen;
    `None` and `False` leave the attribute out. Addresses do not belong here, see `link`.

    Examples:
        >>> element("p", "a < b", class_="note", lang=None)
        '<p class="note">a &lt; b</p>'
        >>> element("rect", x=1, aria_hidden="true")
        '<rect x="1" aria-hidden="true"/>'
    """
    opened = tag + "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(name if value is True else value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    held = joined(*children)
    return Markup(f"<{opened}/>" if not held and tag in _VOID else f"<{opened}>{held}</{tag}>")


def named(words: object, **attributes: object) -> Markup:
    """Return words that come from a record, kept apart from what stands around them.

    They may run from right to left, or hold signs that turn the direction: neither reaches further
    than the words themselves.
    """
    return element("bdi", str(words), **attributes)


def safe_url(url: str | None) -> str | None:
    r"""Return an address that may be followed (http, https, mailto); `None` for any other.

    Examples:
        >>> safe_url("https://example.org/a?b=c")
        'https://example.org/a?b=c'
        >>> safe_url("java\nscript:alert(1)") is None
        True
    """
    if url is None or _BLANKS.search(url) or _UNFIT.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower() != "mailto" and not parts.netloc):
        return None
    return url


def link(url: str | None, *children: Child) -> Markup:
    """Return children as a link, or as they are where the address is none that may be followed."""
    target = safe_url(url)
    if target is None:
        return joined(*children)
    return element("a", *children, href=target, rel="noopener noreferrer nofollow")


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, (str, int, float)):
            yield escaped(child)
        else:
            yield from _flat(child)
