"""XML as a tree of elements, read so that it can do no harm.

A document type is refused before anything in it counts, so there are no entities to expand and nothing to
fetch; inclusions, schema locations and style sheets are words like any others. No element stands deeper
than 100 levels.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.markup import BLOCKS, UNSEEN, lines_of

__all__ = ["DEEPEST", "Element", "parse"]

DEEPEST = 100
"""How many levels deep elements may stand."""

_DECLARED = re.compile(
    r"""\ufeff?<\?xml[^>]{0,200}?encoding\s*=\s*["'](utf-?(?:16|32)[^"']*)""", re.IGNORECASE
)


class _RefusedError(Exception):
    """Something that is XML and is not read. Internal."""


@define
class Element:
    """An element: its name without prefix, its attributes, and what is in it."""

    name: str
    written: str
    attributes: dict[str, str]
    path: str
    parts: list[Any] = field(factory=list)
    counts: dict[str, int] = field(factory=dict)

    def elements(self, *names: str) -> Iterator["Element"]:
        """Yield the elements in it, of these names if any are given."""
        for part in self.parts:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def first(self, *names: str) -> "Element | None":
        """Return the first element in it of one of these names."""
        return next(self.elements(*names), None)

    def find(self, name: str) -> "Element | None":
        """Return the first element of a name at any depth, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element.name == name:
                return element
            waiting += reversed(list(element.elements()))
        return None

    def get(self, name: str) -> str | None:
        """Return an attribute that is not empty."""
        return self.attributes.get(name, "").strip() or None

    def text(self) -> str:
        """Return all text in it, its blanks made one."""
        return " ".join("".join(self._texts(BLOCKS)).split())

    def lines(self) -> str:
        """Return the text in it that is shown, a line for each block."""
        return lines_of("".join(self._texts(BLOCKS, UNSEEN)))

    def _texts(self, blocks: frozenset[str], unseen: frozenset[str] = frozenset()) -> Iterator[str]:
        waiting: list[Any] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part.replace("\n", " ") if part != "\n" else part
            elif part is self or part.name.lower() not in unseen:
                ends = ["\n"] if part.name.lower() in blocks else []
                waiting += [*ends, *reversed(part.parts), *ends]

    def xml(self) -> str:
        """Return it as XML."""
        pieces: list[str] = []
        waiting: list[Any] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, tuple):
                pieces.append(part[0])
            elif isinstance(part, str):
                pieces.append(escape(part))
            else:
                said = "".join(f" {key}={quoteattr(value)}" for key, value in part.attributes.items())
                pieces.append(f"<{part.written}{said}>" if part.parts else f"<{part.written}{said}/>")
                waiting += [(f"</{part.written}>",), *reversed(part.parts)] if part.parts else []
        return "".join(pieces)


def parse(data: str | bytes) -> Element:
    """Return the outermost element of an XML document.

    Raises:
        DecodingError: if it is not well-formed XML, has a document type, or is nested deeper than 100.
        UsageError: if it is neither text nor bytes.
    """
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise UsageError("loads", f"expected a string or bytes, got {type(data).__name__} {shown(data)}")
    if isinstance(data, str):
        declared = _DECLARED.match(data)
        if declared is not None:
            raise _refused(f"this text says that it is {shown(declared[1])}, and is text: give its bytes")
        try:
            held, parser = data.encode("utf-8"), expat.ParserCreate("utf-8")
        except UnicodeEncodeError:
            raise _refused("a lone surrogate, which is no character") from None
    else:
        held, parser = bytes(data), expat.ParserCreate()
    tree = _Tree()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = tree.doctype
    parser.EntityDeclHandler = tree.doctype
    parser.StartElementHandler, parser.EndElementHandler = tree.start, tree.end
    parser.CharacterDataHandler = tree.text
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(held, True)
    except _RefusedError as error:
        raise _refused(str(error)) from None
    except expat.ExpatError as error:
        raise _refused(f"not XML: {error}") from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or not so
        raise _refused(f"not XML that can be decoded: {error}") from None
    if tree.root is None:
        raise _refused("there is no element")
    return tree.root


def _refused(reason: str) -> DecodingError:
    return DecodingError([Problem("$", reason)])


class _Tree:
    """Puts the tree together while a document is parsed."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []

    def doctype(self, *_: Any) -> None:
        raise _RefusedError("it has a document type (<!DOCTYPE …>), which is refused: nothing here needs one")

    def start(self, written: str, attributes: dict[str, str]) -> None:
        name = written.rpartition(":")[2]
        if len(self._open) >= DEEPEST:
            raise _RefusedError(f"nested deeper than {DEEPEST}")
        if not self._open:
            self.root = Element(name, written, attributes, f"/{name}")
            self._open.append(self.root)
            return
        outer = self._open[-1]
        number = outer.counts[name] = outer.counts.get(name, 0) + 1
        element = Element(name, written, attributes, f"{outer.path}/{name}[{number}]")
        outer.parts.append(element)
        self._open.append(element)

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)
