"""One spelling for each piece of JSON data (RFC 8785), so that it can be hashed and compared."""

import hashlib
import math
from collections.abc import Mapping
from typing import Any

from provenance.errors import InvalidValueError

__all__ = ["DEEPEST", "LARGEST", "canonical_json", "portable", "sha256_hex"]

DEEPEST = 100
"""How deep data may be nested, in a file as in a field; deeper data is refused."""

LARGEST = 10**4300 - 1
"""The largest integer that Python writes and reads as digits, unless told otherwise."""

_LARGEST_INTEGER = 2**53 - 1  # beyond it JSON numbers are not interchangeable (RFC 7493, 2.2)
_ESCAPES = {
    **{chr(n): f"\\u{n:04x}" for n in range(0x20)},
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_ESCAPE_TABLE = str.maketrans(_ESCAPES)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(data: Any, *, deepest: int = DEEPEST) -> bytes:
    r"""Return the canonical form of JSON data: RFC 8785, in UTF-8.

    Keys are sorted by their UTF-16 code units, numbers are written as ECMAScript writes them,
    nothing is put between tokens. Tuples count as lists and frozen maps as objects.

    Raises:
        InvalidValueError: for data that has no canonical form: NaN and infinities, integers of
            more than 53 bits, lone surrogates, keys that are not strings, other types, nesting
            deeper than 100 levels, or than `deepest`.

    Examples:
        >>> canonical_json({"b": [1.0, 1e21], "a": "é"})
        b'{"a":"\xc3\xa9","b":[1,1e+21]}'
    """
    parts: list[str] = []
    _write(data, parts.append, deepest)
    try:
        return "".join(parts).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError(
            "canonical JSON string", error.object[error.start], "a lone surrogate"
        ) from None


def portable(data: Any) -> Any:
    """Return plain data with numbers that JSON cannot exchange exactly as strings, for hashing.

    A float that is such a whole number counts as the integer, which it equals in Python.
    """
    if isinstance(data, float) and data.is_integer() and abs(data) > _LARGEST_INTEGER:
        data = int(data)
    if isinstance(data, int) and not isinstance(data, bool) and abs(data) > _LARGEST_INTEGER:
        return str(data) if abs(data) <= LARGEST else hex(data)
    if isinstance(data, (list, tuple)):
        return [portable(item) for item in data]
    if isinstance(data, Mapping):
        return {key: portable(value) for key, value in data.items()}
    return data


def _write(data: Any, put: Any, levels: int) -> None:
    if isinstance(data, str):
        put(_string(data))
    elif data is None:
        put("null")
    elif data is True:
        put("true")
    elif data is False:
        put("false")
    elif isinstance(data, int):
        if abs(data) > _LARGEST_INTEGER:
            raise InvalidValueError(
                "canonical JSON number", data, "integers of more than 53 bits go as strings"
            )
        put(int.__repr__(data))
    elif isinstance(data, float):
        put(_number(data))
    elif levels <= 0:
        raise InvalidValueError("canonical JSON value", type(data).__name__, "it is nested too deep")
    elif isinstance(data, (list, tuple)):
        put("[")
        for index, item in enumerate(data):
            if index:
                put(",")
            _write(item, put, levels - 1)
        put("]")
    elif isinstance(data, Mapping):
        put("{")
        for index, key in enumerate(_sorted_keys(data)):
            put(f",{_string(key)}:" if index else f"{_string(key)}:")
            _write(data[key], put, levels - 1)
        put("}")
    else:
        raise InvalidValueError("canonical JSON value", data, f"JSON has no {type(data).__name__}")


def _sorted_keys(data: Mapping[Any, Any]) -> list[str]:
    for key in data:
        if not isinstance(key, str):
            raise InvalidValueError("canonical JSON key", key, "keys are strings")
    if all(key.isascii() for key in data):
        return sorted(data)
    # Code points sort like UTF-16 units except around the surrogates, U+E000 to U+FFFF.
    return sorted(data, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def _string(text: str) -> str:
    return f'"{text.translate(_ESCAPE_TABLE)}"'


def _number(number: float) -> str:
    """Write a float as ECMAScript's Number::toString does (RFC 8785, 3.2.2.3)."""
    if not math.isfinite(number):
        raise InvalidValueError("canonical JSON number", number, "JSON has no such number")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # The value is 0.DIGITS times ten to the power of `point`.
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    head = digits[0] if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{sign}{head}e{'+' if point > 0 else '-'}{abs(point - 1)}"
