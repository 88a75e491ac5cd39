"""Pictures as they stand together in one page: one style for all, ids that do not meet, no more than fits."""

import re
from typing import Any

from provenance.queries.showing import counted
from provenance.view.drawing import Markup, element, escaped, joined
from provenance.view.showing import draw

__all__ = ["Figures", "Room", "folded", "words_of"]

# What is looked for has quotation marks or is a tag. In markup the words of records have neither.
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ID = re.compile(r'(?<=\sid=")[^"]*(?=")')
_NAMING = re.compile(r'(?<=\s)(id|href|aria-labelledby|aria-describedby)="([^"]*)"')
_PAINT = re.compile(r'="url\(#([^)"]*)\)"')
_LONGEST = 6_000


class Room:
    """How many bytes may still be placed in a part of the page."""

    def __init__(self, most: int) -> None:
        """Begin with all of it."""
        self.left = most

    def takes(self, part: str) -> bool:
        """Say whether a part still fits; if it does, it is counted."""
        size = len(part.encode())
        if size > self.left:
            return False
        self.left -= size
        return True


class Figures:
    """The pictures of one page."""

    def __init__(self) -> None:
        """Begin without any."""
        self._styles: dict[str, None] = {}
        self._ids: set[str] = set()

    @property
    def css(self) -> str:
        """The styles of all pictures so far, each once, in the order in which they were met."""
        return "".join(self._styles)

    def of(self, x: Any, *given: Any, words: str | None = None, **options: Any) -> Markup:
        """Return the picture of something, with what it says in words folded away below.

        Args:
            x: what to draw; see `draw`.
            given: the dossier, where it is drawn from one.
            words: what is said instead of the picture's own text.
            options: what the picture takes besides.
        """
        picture = draw(x, *given, **options)
        text = picture.text if words is None else words
        return joined(self.placed(picture.figure()), folded("In words", text, "pv-words") if text else None)

    def placed(self, figure: Markup) -> Markup:
        """Return markup as it stands in the page: without its style, and with ids of its own."""
        self._styles.update(dict.fromkeys(_STYLE.findall(figure)))
        bare = _STYLE.sub("", figure)
        ids = set(_ID.findall(bare))
        met = ids & self._ids
        if met:
            bare = _renamed(bare, {id: f"{id}-{len(self._ids)}" for id in met})
            ids = set(_ID.findall(bare))
        self._ids |= ids
        return Markup(bare)


def _renamed(markup: str, names: dict[str, str]) -> str:
    def naming(found: re.Match[str]) -> str:
        attribute, value = found.groups()
        if attribute == "href":
            new = f"#{names[value[1:]]}" if value[:1] == "#" and value[1:] in names else value
        else:
            new = " ".join(names.get(id, id) for id in value.split(" "))
        return f'{attribute}="{new}"'

    renamed = _NAMING.sub(naming, markup)
    return _PAINT.sub(lambda found: f'="url(#{names.get(found[1], found[1])})"', renamed)


def words_of(text: str) -> Markup:
    """Return a text of several lines as far as a reader will read it; the rest is counted."""
    if len(text) <= _LONGEST:
        return escaped(text)
    return escaped(f"{text[:_LONGEST]}\n… and {counted(len(text) - _LONGEST, 'more character')}")


def folded(summary: str, text: str, look: str | None = None) -> Markup:
    """Return a text behind a line that unfolds it."""
    return element("details", element("summary", summary), element("pre", words_of(text)), class_=look)
