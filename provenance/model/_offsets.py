"""Offsets in UTF-16 code units and UTF-8 bytes, to and from code points."""

from provenance.errors import InvalidValueError

__all__ = ["from_units", "to_units"]

_UNIT_SIZES = {"utf-16-le": 2, "utf-8": 1}
_UNIT_NAMES = {"utf-16-le": "UTF-16 code units", "utf-8": "bytes of UTF-8"}


def to_units(text: str, offset: int, encoding: str) -> int:
    """Return how many code units of an encoding stand before a code point of a text."""
    # A lone surrogate is one unit to JavaScript, and three bytes to whoever writes it all the same.
    return len(text[:offset].encode(encoding, "surrogatepass")) // _UNIT_SIZES[encoding]


def from_units(text: str, offset: int, encoding: str) -> int:
    """Return the code point that stands at an offset in code units.

    Raises:
        InvalidValueError: if the offset is outside the text, or inside a character.
    """
    what = f"offset in {_UNIT_NAMES[encoding]}"
    if type(offset) is not int:
        raise InvalidValueError(what, offset, "an integer is wanted")
    if text.isascii():
        low = offset
    else:
        # No character has more units than points, so the answer is not after the offset itself.
        low, high = 0, min(max(offset, 0), len(text))
        while low < high:
            middle = (low + high) // 2
            if to_units(text, middle, encoding) < offset:
                low = middle + 1
            else:
                high = middle
    if offset < 0 or low > len(text) or (reached := to_units(text, low, encoding)) < offset:
        raise InvalidValueError(what, offset, f"the text has {to_units(text, len(text), encoding)} of them")
    if reached > offset:
        raise InvalidValueError(what, offset, f"it splits the character {text[low - 1]!r}")
    return low
