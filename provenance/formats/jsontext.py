"""JSON text to plain data and back, with nothing let pass that is not JSON.

Python's own `json` keeps the last of two equal keys, reads NaN and Infinity, turns 1e400 into an
infinity and lone surrogates into strings that no file can hold. Here each of these is refused,
with the line and column where it stands.
"""

import json
import math
import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any, NoReturn

from provenance.errors import DecodingError, InvalidValueError, Problem, UsageError, shown
from provenance.model.canonical import DEEPEST
from provenance.model.frozen import FrozenMap, freeze, thaw

__all__ = ["decode_json", "decode_text", "encode_json", "is_deeper", "json_string", "refuse_deep"]

json_string = encode_basestring
"""Write one string as JSON, leaving everything but quotes, backslashes and control characters as it is."""


class _NotJsonError(ValueError):
    """Something that Python's parser lets pass, or cannot say the place of. Internal."""


# --- bytes to text -------------------------------------------------------------------------


def decode_text(data: str | bytes | bytearray | memoryview, first_line: int = 1) -> str:
    """Return the text that bytes in UTF-8 stand for; a byte order mark in front is passed over.

    A string is taken as it is, but must be one that UTF-8 can hold.

    Args:
        data: the text or its bytes.
        first_line: number of its first line in its file.

    Raises:
        DecodingError: if it is not UTF-8, saying what it looks like and where it goes wrong.
        UsageError: if it is neither a string nor bytes.
    """
    if isinstance(data, str):
        if not data.isascii():
            try:
                data.encode("utf-8")
            except UnicodeEncodeError as error:
                _refuse(data, error.start, "a lone surrogate, which is no character", first_line)
        return data.removeprefix("\ufeff")
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise UsageError("loads", f"expected a string or bytes, got {type(data).__name__} {shown(data)}")
    held = bytes(data)
    looks_like = _other_encoding(held)
    if looks_like is not None:
        raise DecodingError([Problem("$", f"{looks_like}; a text in UTF-8 is wanted")])
    try:
        return held.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + first_line
        message = f"not UTF-8: byte 0x{held[error.start]:02x} at position {error.start} (line {line})"
        raise DecodingError([Problem("$", message)]) from None


def _other_encoding(data: bytes) -> str | None:
    start = data[:4]
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "this is UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "this is UTF-16"
    if start[:2] == b"\x1f\x8b":
        return "this is compressed by gzip: unpack it first"
    if b"\x00" in start:  # no JSON text has a NUL, but every ASCII character of UTF-16 has one
        return "this is binary, or UTF-16"
    return None


# --- text to data --------------------------------------------------------------------------


def decode_json(text: str, first_line: int = 1) -> Any:
    """Return the data that a JSON text stands for.

    Args:
        text: the whole text, without a byte order mark.
        first_line: number of the text's first line in its file.

    Raises:
        DecodingError: for anything that RFC 8259 does not allow, and for what it leaves open and
            programs read differently: equal keys in one object, lone surrogates, numbers too
            large for a float or with more digits than Python reads. Also for nesting that
            exhausts the parser.
    """
    if "\\" in text and "\\u" in text:
        lone = _lone_surrogate(text)
        if lone is not None:
            _refuse(text, lone, "a lone surrogate, which is no character", first_line)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = error.msg[0].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
        if not text.strip(" \t\r\n"):
            reason = "there is nothing"
        _refuse(text, error.pos, f"not JSON: {reason}", first_line)
    except (ValueError, RecursionError) as error:
        fault = _find_fault(text)
        if fault is None:
            if isinstance(error, RecursionError):
                raise  # the caller had used up the stack, not the text
            fault = 0, str(error)
        _refuse(text, *fault, first_line)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise _NotJsonError("a key stands twice in one object")
    return held


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _NotJsonError("a number too large for a float")
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise _NotJsonError(f"JSON has no {name}")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_finite, parse_constant=_refuse_constant)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89A-Fa-f]")


def _lone_surrogate(text: str) -> int | None:
    """Return the place of the first escaped surrogate without its other half."""
    if _SURROGATE.search(text) is None:
        return None
    waiting: int | None = None  # the place of a first half
    after = 0
    for escape in _ESCAPE.finditer(text):
        code = int(escape[1], 16) if escape[1] else 0
        second_half = 0xDC00 <= code <= 0xDFFF
        if waiting is not None:
            if not second_half or escape.start() != after:
                return waiting
            waiting = None
        elif second_half:
            return escape.start()
        if 0xD800 <= code <= 0xDBFF:
            waiting, after = escape.start(), escape.end()
    return waiting


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|-?[A-Za-z]+|[\[\]{}:,]', re.DOTALL)


def _find_fault(text: str) -> tuple[int, str] | None:
    """Find what Python's parser refused without saying where, or gave up on."""
    stack: list[set[str] | None] = []  # for each open object its keys; None for a list
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "[{":
            stack.append(set() if word == "{" else None)
            if len(stack) > DEEPEST:
                return token.start(), f"nested deeper than {DEEPEST}"
        elif word in "]}":
            if stack:
                stack.pop()
        elif word[0] == '"':
            keys = stack[-1] if stack else None
            if keys is not None and _is_key(text, token.end()):
                key = json.loads(word)
                if key in keys:
                    return token.start(), f"the key {shown(key)} stands twice in one object"
                keys.add(key)
        elif word.lstrip("-")[0].isdigit():
            message = _unreadable_number(word)
            if message is not None:
                return token.start(), message
        elif word in ("NaN", "Infinity", "-Infinity"):
            return token.start(), f"JSON has no {word}"
    return None


def _is_key(text: str, end: int) -> bool:
    match = _NEXT.match(text, end)
    return match is not None and match[1] == ":"


_NEXT = re.compile(r"[ \t\r\n]*(.)", re.DOTALL)


def _unreadable_number(word: str) -> str | None:
    try:
        if math.isinf(float(word)) and not word.lstrip("-").isdigit():
            return "a number too large for a float"
        int(word if word.lstrip("-").isdigit() else "0")
    except ValueError:
        return f"an integer of {len(word.lstrip('-')):,} digits, more than Python reads"
    return None


def _refuse(text: str, place: int, reason: str, first_line: int) -> NoReturn:
    line = text.count("\n", 0, place)
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    raise DecodingError([Problem("$", f"{reason} (line {line + first_line}, column {column})")]) from None


def refuse_deep(data: Any, where: str, level: int = 0) -> None:
    """Make sure that data is not nested too deeply to be kept.

    Args:
        data: plain data.
        where: its path.
        level: how many levels it stands below the top of its document.

    Raises:
        DecodingError: if a level deeper than 100 is reached.
    """
    if is_deeper(data, DEEPEST - level):
        raise DecodingError([Problem(where, f"nested deeper than {DEEPEST}")])


def is_deeper(data: Any, levels: int) -> bool:
    """Tell whether containers in plain or frozen data are nested deeper than a number of levels."""
    layer = [data]
    while layer:
        containers = [item for item in layer if isinstance(item, _CONTAINERS)]
        if containers and levels <= 0:
            return True
        levels -= 1
        layer = [inner for item in containers for inner in _inside(item)]
    return False


_CONTAINERS = (dict, list, tuple, FrozenMap)


def _inside(item: Any) -> Iterator[Any]:
    return iter(item if isinstance(item, (list, tuple)) else item.values())


# --- data to text --------------------------------------------------------------------------


def encode_json(data: Any, level: int = 0) -> str:
    """Return plain or frozen data as one line of JSON that `decode_json` reads back.

    Raises:
        InvalidValueError: for what JSON cannot say: NaN, infinities, lone surrogates, integers
            of thousands of digits, keys that are not strings, other types, nesting deeper than
            100 levels.
    """
    try:
        if is_deeper(data, DEEPEST - level):
            raise InvalidValueError("JSON document", type(data).__name__, f"nested deeper than {DEEPEST}")
        plain = thaw(freeze(data))
        _refuse_odd_keys(plain)
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError("JSON string", error.object[error.start], "a lone surrogate") from None
    except InvalidValueError:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        reason = error.reason if isinstance(error, UsageError) else str(error)
        raise InvalidValueError("JSON value", data, reason) from error
    return text


def _refuse_odd_keys(plain: Any) -> None:
    layer = [plain]
    while layer:
        for item in layer:
            if isinstance(item, dict):
                for key in item:
                    if not isinstance(key, str):  # Python's writer would turn 1 into "1" and None into "null"
                        raise InvalidValueError("JSON key", key, "keys are strings")
        layer = [inner for item in layer if isinstance(item, _CONTAINERS) for inner in _inside(item)]
