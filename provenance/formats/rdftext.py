"""RDF as text, through rdflib's parsers: nothing is fetched, and what is wrong is told in our own words."""

import logging
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.format import needed

__all__ = ["LARGEST", "however_large", "in_order", "parse_rdf", "refuse_large"]

LARGEST = {"PROV-N": 3_000_000, "Turtle": 5_000_000, "TriG": 5_000_000, "N-Quads": 5_000_000}
"""So many characters are handed to parsers of others, which may take ten seconds for them."""

MOST_ESCAPES = 500_000
"""So many backslashes, which rdflib takes one by one, copying what it has of a string each time."""


_is_trusted: ContextVar[bool] = ContextVar("_is_trusted", default=False)


@contextmanager
def however_large() -> Iterator[None]:
    """Refuse no text for its length for as long as it lasts: it is one that we wrote ourselves."""
    token = _is_trusted.set(True)
    try:
        yield
    finally:
        _is_trusted.reset(token)


def refuse_large(text: str, title: str) -> None:
    """Make sure that a text is not too large for a slow parser.

    Raises:
        DecodingError: if it is; it names a way out. Never inside of `however_large`.
    """
    if _is_trusted.get():
        return
    largest = LARGEST[title]
    if len(text) > largest:
        said = f"{title} of more than {largest:,} characters is not read, this has {len(text):,}"
        cure = "split it, or use a format for large dossiers (write it as jsonl instead)"
        raise DecodingError([Problem("$", f"{said}; {cure}")])
    if text.count("\\") > MOST_ESCAPES:
        said = f"{title} with more than {MOST_ESCAPES:,} escapes is not read"
        raise DecodingError([Problem("$", f"{said}; write the characters as they are, or split it")])


def parse_rdf(
    graph: Any, text: str, syntax: str, title: str, *, base: str | None = None, as_written: bool = False
) -> None:
    """Let rdflib read a text into a graph or dataset.

    Args:
        graph: the graph or dataset.
        text: the text.
        syntax: rdflib's name for its syntax ("turtle").
        title: our name for it.
        base: what relative IRIs are relative to.
        as_written: whether literals keep their spelling ("01"^^xsd:integer).

    Raises:
        DecodingError: if it is not in that syntax, saying what is wrong and where.
    """
    rdflib = needed("rdflib", "rdf", f"reading {title}")
    usual = rdflib.NORMALIZE_LITERALS
    try:
        rdflib.NORMALIZE_LITERALS = usual and not as_written
        with warnings.catch_warnings(), _quiet():
            warnings.simplefilter("ignore")  # it warns of what it does itself
            graph.parse(data=text, format=syntax, publicID=base)
    except MemoryError:
        raise
    except Exception as error:  # its parsers raise whatever goes wrong in them, RecursionError too
        raise DecodingError([Problem("$", f"not {title}: {_reason(error)}{_CURE}")]) from error
    finally:
        rdflib.NORMALIZE_LITERALS = usual


def in_order(memory: Any) -> Any:
    """Return a store of rdflib's for a dataset that remembers, as its `places`, the order of the triples.

    Without it, what comes first is another thing every time.

    Args:
        memory: the module `rdflib.plugins.stores.memory`.
    """

    class InOrder(memory.Memory):  # type: ignore[misc]  # rdflib need not be there
        def __init__(self) -> None:
            super().__init__()
            self.places: dict[Any, int] = {}

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            self.places.setdefault(triple, len(self.places))
            super().add(triple, context, quoted)

    return InOrder()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging, with tracebacks, each literal that is none of its datatype."""
    here = threading.get_ident()

    def is_of_others(record: logging.LogRecord) -> bool:
        return record.thread != here

    loggers = [logging.getLogger(name) for name in ("rdflib", "rdflib.term", "rdflib.graph")]
    for logger in loggers:
        logger.addFilter(is_of_others)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_of_others)


_CURE = "; correct that, or name the format that it is in"
_SYNTAX = re.compile(r"at line (\d+) of <.*?>:\s*Bad syntax \((.*)\) at \^ in:", re.DOTALL)


def _reason(error: Exception) -> str:
    text = str(error)
    found = _SYNTAX.match(text)
    if found is not None:
        reason = found[2].replace("objectList expected", "an object expected")
        first = reason[:2].capitalize() == reason[:2]  # a word, and not "EOF"
        told = (reason[:1].lower() if first else reason[:1]) + reason[1:150]
        told = told if told.isprintable() else shown(told)[1:-1]
        return f"{told} (line {_line(error) or found[1]})"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, IndexError | AttributeError):  # it looks for what is not there
        return "a statement is not complete"
    if "has no slash after colon" in text:
        return "it names something by a relative IRI, and has no @base"
    if "int_max_str_digits" in text:
        return "a number has more digits than Python reads"
    if text.startswith("Quote expected"):
        return "a string is not closed"
    return shown(text.partition("\n")[0].rstrip(":"), 150)


def _line(error: Exception) -> int | None:
    """Return the line in which a parser stopped. The number that it tells counts some lines twice."""
    text, place = getattr(error, "_str", None), getattr(error, "_i", None)
    if isinstance(text, bytes) and isinstance(place, int):
        return text.count(b"\n", 0, place) + 1
    return None
