"""The bytes of a page to text, in the encoding that the page declares."""

import codecs
import re

from provenance.errors import DecodingError, Problem
from provenance.formats.jsontext import decode_text

__all__ = ["text_of"]

_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}"
    rb"([A-Za-z0-9][A-Za-z0-9_.:-]{0,40})",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What browsers read for an encoding, by Python's names: what has more characters, in the same places."""

_NO_TEXT = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_ESCAPED = b"\x1b"


def text_of(data: str | bytes) -> tuple[str, str | None]:
    """Return the text of a page, and what was wrong with it, if anything.

    A byte order mark counts first, then whether it is UTF-8, then what the page declares. What is no
    character there becomes U+FFFD.

    Raises:
        DecodingError: if it is no text at all: compressed, or another kind of file.
        UsageError: if it is neither a string nor bytes.
    """
    if isinstance(data, str):
        whole = data.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        return whole.removeprefix("\ufeff"), _replaced(data, whole)
    if not isinstance(data, (bytes, bytearray, memoryview)):
        return decode_text(data), None
    held = bytes(data)
    if held[:4] not in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        for mark, encoding in _MARKS:
            if held.startswith(mark):
                return _decoded(held[len(mark) :], encoding)
    declared = _declared(held)
    if declared is not None and declared.startswith("iso2022") and _ESCAPED in held:
        return _decoded(held, declared)  # it is ASCII, to look at
    try:
        return decode_text(held), None
    except DecodingError as error:
        if not error.problems[0].message.startswith("not UTF-8"):
            raise
    return _decoded(held, declared or "utf-8")


def _declared(data: bytes) -> str | None:
    """Return Python's name of the encoding that a page declares, if it is one of text."""
    match = _DECLARED.search(data[:4096])
    try:
        found = codecs.lookup(match[1].decode("ascii")).name if match is not None else None
        if found is None or found in _NO_TEXT or found.startswith("utf-16"):
            return None  # a page that could be searched for it is in neither
        b" ".decode(found)
    except (LookupError, ValueError):
        return None
    return _WIDER.get(found, found)


def _decoded(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode(encoding, "replace")
    if "\x00" in text[:1000]:
        raise DecodingError([Problem("$", "this is binary, not a page")])
    count = text.count("\ufffd")
    message = f"not {encoding.upper()}: byte 0x{data[first]:02x} at position {first}; {count} are replaced"
    return text, message


def _replaced(data: str, whole: str) -> str | None:
    if "\ufffd" not in whole or whole.count("\ufffd") == data.count("\ufffd"):
        return None
    return "a lone surrogate, which is no character; it is replaced"
