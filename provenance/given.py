"""What the command line was given: a dossier, or an article's text of which a draft is made."""

import argparse
import sys
from pathlib import Path
from unicodedata import category

from provenance import extraction, formats, storage
from provenance.errors import DecodingError, InvalidValueError, StorageError
from provenance.model import Dossier

__all__ = ["NO_ENDING", "STANDARD", "TEXT", "endings", "load", "note", "safe"]

TEXT, STANDARD = "text", "-"
NO_ENDING = "its ending names no format; say which with {} (these endings do: {})"
_OF_TEXTS = ("published", "publisher", "encoding", "scope")
"""Options that say how an article's text is read; of no use for a dossier."""
_OBEYED = {"Cc", "Cs", "Zl", "Zp"}  # what a terminal may act upon, or cannot show


def safe(text: str) -> str:
    """Return text with control characters, which a terminal would obey, as escapes."""
    return "".join(c if c == "\n" or category(c) not in _OBEYED else ascii(c)[1:-1] for c in text)


def load(options: argparse.Namespace) -> Dossier:
    """Return the dossier that a file holds, or a draft of one if it holds an article's text.

    What could be read only in part is told of on standard error, for all but `validate`, which
    lists it.

    Raises:
        DecodingError: if what was read is no dossier at all.
    """
    name = "standard input" if options.file == STANDARD else options.file
    data, format = _read(options, name)
    if format == TEXT:
        return _drafted(_decoded(data or b"", options, name), options, name)
    try:
        dossier = storage.read(name, format=format) if data is None else formats.loads(data, format)
    except DecodingError as error:
        raise DecodingError(error.problems, name) from None
    needless = [f"--{word}" for word in _OF_TEXTS if getattr(options, word, None)]
    if needless:
        note(f"{name} is a dossier: {', '.join(needless)} is for an article's text, and was not used")
    problems = dossier.read_problems
    if problems and not options.lists_problems:
        if not len(dossier) and not dossier.unread:
            raise DecodingError(problems, name)
        many = f"{len(problems)} things" if len(problems) > 1 else "one thing"
        note(f"{many} in {name} could not be read as meant (`provenance validate` lists all): {problems[0]}")
        if problems[0].path == "$.schema" and options.from_ is None:
            note("if it is no dossier of this library, say with --from what it is (`provenance formats`)")
    return dossier


def _read(options: argparse.Namespace, name: str) -> tuple[bytes | None, str]:
    """Return what a file holds and its format; no data where the file is better read by its format."""
    format = options.from_
    takes_text = options.takes_text
    if options.file == STANDARD:
        if sys.stdin is None:
            raise StorageError(name, "it is closed")
        data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
        return data, format or _format_of(data) or (TEXT if takes_text else "json")
    if not options.file:
        raise InvalidValueError("file", "", "name a file, or give - for standard input")
    format = format or formats.by_ending(options.file)
    if format is None and not takes_text and Path(options.file).exists():
        raise InvalidValueError("file name for a dossier", name, NO_ENDING.format("--from", endings()))
    if format in (None, TEXT):
        return Path(options.file).read_bytes(), TEXT
    return None, str(format)


def endings() -> str:
    """Return the endings of files that hold dossiers."""
    return ", ".join(formats.endings())


def _format_of(data: bytes) -> str | None:
    """Return the format of a document from how it begins, or `None` if it is no dossier."""
    document = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    start = document[:4096]
    if not start.startswith(b"{") or b'"schema"' not in start or b"news-provenance/" not in start:
        return None
    first, _, rest = document.partition(b"\n")
    return "jsonl" if first.rstrip().endswith(b"}") and rest.strip() else "json"


def _drafted(text: str, options: argparse.Namespace, name: str) -> Dossier:
    if not text.strip():
        raise InvalidValueError("article", name, "there is no text in it")
    return extraction.extract(
        text,
        published=options.published,
        publisher=options.publisher,
        own_voice=options.own_voice_too,
        scope=options.scope or "speech",
    )


def _decoded(data: bytes, options: argparse.Namespace, name: str) -> str:
    encoding = options.encoding or "utf-8"
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except LookupError:
        raise InvalidValueError("encoding", encoding, "Python knows no encoding of this name") from None
    except UnicodeDecodeError as error:
        cure = f"it is not {encoding} text (byte {error.start}); name its --encoding"
        raise InvalidValueError("article", name, cure) from None
    except (UnicodeError, ValueError) as error:  # such as a codec that makes bytes of bytes
        raise InvalidValueError("encoding", encoding, str(error)) from None
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        raise InvalidValueError("article", name, "it is an HTML page; save the article's text and give that")
    return text


def note(message: str) -> None:
    """Tell of something on standard error."""
    print(f"provenance: {safe(message)}", file=sys.stderr)
