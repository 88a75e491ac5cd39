"""What the command line was given: a dossier, or an article's text of which a draft is made."""

import argparse
import re
import sys
from pathlib import Path
from unicodedata import category

from provenance import extraction, formats, storage
from provenance.errors import DecodingError, InvalidValueError, Problem, StorageError
from provenance.formats.looks import hint, looks_like
from provenance.model import Dossier

__all__ = ["NO_ENDING", "STANDARD", "TEXT", "load", "note", "safe"]

TEXT, STANDARD = "text", "-"
NO_ENDING = "its ending names no format; say which with {} (`provenance formats` lists them)"
_OF_TEXTS = ("published", "publisher", "encoding", "scope")
"""Options that say how an article's text is read; of no use for a dossier."""
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, as Word's and LibreOffice's documents are"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word or Excel"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a file compressed by gzip"),
)
"""How files begin that are often taken for texts."""
_CURE = re.compile(r"format='([\w-]+)'")
"""How an error of the library says what format to give."""
_LOOKS = re.compile("it looks like ")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OBEYED = {"Cc", "Cs", "Zl", "Zp"}  # what a terminal may act upon, or cannot show


def safe(text: str) -> str:
    """Return text with control characters, which a terminal would obey, as escapes."""
    return "".join(c if c == "\n" or category(c) not in _OBEYED else ascii(c)[1:-1] for c in text)


def load(options: argparse.Namespace) -> Dossier:
    """Return the dossier that a file holds, or a draft of one if it holds an article's text.

    What could be read only in part is told of on standard error, for all but `validate`, which
    lists it.

    Raises:
        DecodingError: if nothing at all could be read of it, whatever the command.
    """
    name = "standard input" if options.file == STANDARD else options.file
    data, format = _read(options, name)
    if format == TEXT:
        return _drafted(_decoded(data or b"", options, name), options, name)
    try:
        dossier = storage.read(name, format=format) if data is None else formats.loads(data, format)
    except DecodingError as error:
        raise DecodingError(map(_in_the_shell, error.problems), name) from None
    needless = [f"--{word}" for word in _OF_TEXTS if getattr(options, word, None)]
    if needless:
        note(f"{name} is a dossier: {', '.join(needless)} is for an article's text, and was not used")
    problems = [_in_the_shell(problem) for problem in dossier.read_problems]
    if problems and not len(dossier) and not dossier.unread:
        raise DecodingError(problems, name)
    if problems and not options.lists_problems:
        many = f"{len(problems)} things" if len(problems) > 1 else "one thing"
        note(f"{many} in {name} could not be read as meant (`provenance validate` lists all): {problems[0]}")
        looks = [problem.message for problem in problems[1:] if _LOOKS.match(problem.message)]
        if looks:
            note(looks[0])
        elif problems[0].path.endswith("$.schema") and options.from_ is None:
            note("if it is no dossier of this library, say with --from what it is (`provenance formats`)")
    return dossier


def _in_the_shell(problem: Problem) -> Problem:
    """Return a problem with the cure as the command line has it."""
    return Problem(problem.path, _CURE.sub(r"--from \1", problem.message), problem.record)


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
    path = Path(options.file)
    if path.is_dir():
        _refuse_folder(name, format)
    elif format is None and not takes_text and path.exists():
        raise InvalidValueError("file name for a dossier", name, NO_ENDING.format("--from"))
    if format in (None, TEXT):
        return path.read_bytes(), TEXT
    return None, str(format)


def _refuse_folder(name: str, format: str | None) -> None:
    """Refuse a folder, if its format is not one that is a folder of files."""
    folders = [known for known in formats.names() if formats.get(known).load_files is not None]
    if format not in folders:
        ways = " or ".join(f"--from {known}" for known in folders)
        raise StorageError(name, f"it is a folder: name a file in it, or say {ways} if it is one of these")


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
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), None)
    if kind is None and options.encoding is None and b"\0" in data and data[:2] not in _UTF_16:
        kind = "binary"
    if kind is not None:
        raise InvalidValueError("article", name, f"it is no text: it is {kind}")
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
        cure = "save the article's text and give that, or read what it holds of schema.org with --from html"
        raise InvalidValueError("article", name, f"it is an HTML page; {cure}")
    looks = looks_like(text) if options.from_ is None and text.lstrip()[:1] in ("{", "[", "<") else None
    if looks is not None:
        raise InvalidValueError("article", name, f"it is no text of one; {hint(looks, '--from {}')}")
    return text


def note(message: str) -> None:
    """Tell of something on standard error."""
    print(f"provenance: {safe(message)}", file=sys.stderr)
