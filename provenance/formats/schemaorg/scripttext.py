"""The JSON in a script, as it is really written: in comments, with commas too many, twice, in a string."""

import json
import math
import re
from html import unescape
from typing import Any

from provenance.errors import DecodingError
from provenance.formats.jsontext import decode_json

__all__ = ["json_of", "state_of"]

_COMMENTS = re.compile(r"^\s*(?:<!--|//\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|<!\[CDATA\[)")
_ENDS = re.compile(r"(?:-->|//\s?\]\]>|/\*\s?\]\]>\s?\*/|\]\]>)\s*$")
# What is not closed ends with the text, so that each pattern goes through it once.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_REMARKS = re.compile(
    rf"({_STRING})|//[^\n]*|/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL
)
_COMMAS = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_MARKS = re.compile(r"\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.DOTALL)
_BAD_MARKS = {"\\'": "'"}
_QUOTED = re.compile(r"^\s*[\[{][\s\[{]{0,50}&(?:quot|#34|#x22);")
_STARTS = re.compile(r"""(?:[=(:]\s{0,99}(?=[\[{]))|(?:JSON\.parse\(\s{0,9}(?=["']))""")
_JS_MARKS = re.compile(r"\\.|\"", re.DOTALL)
_JS_MEANS = {"\\'": "'", '"': '\\"'}
_MOST_STARTS = 50
_MOST_DOCUMENTS = 1_000
_MOST_DIGITS = 4_000


def json_of(content: str) -> tuple[Any, str | None]:
    """Return the data of a script of linked data, and what was wrong with it; no data is `None`."""
    bare = _unwrapped(content)
    try:
        return decode_json(bare), None
    except DecodingError as error:
        wrong = error.problems[0].message
    except RecursionError:
        return None, "nested too deeply"
    tried = [*_mended(bare), *(_mended(content) if bare != content.strip() else ())]
    for text, said in tried:
        try:
            return decode_json(text), f"{wrong}; {said}"
        except (DecodingError, RecursionError):
            continue
    found = next(filter(None, map(_as_far_as_it_goes, (bare, *(text for text, _ in tried)))), [])
    return (
        (None, wrong) if not found else (found[0] if len(found) == 1 else found, f"{wrong}; {_read(found)}")
    )


def _read(found: list[Any]) -> str:
    return "read as far as it goes" if len(found) == 1 else f"read as {len(found)} documents"


def state_of(content: str, word: str) -> Any:
    """Return the first JSON data in a script of a site's own that has a word in it, else `None`."""
    bare = _unwrapped(content)
    if bare[:1] in ("{", "["):
        try:
            return decode_json(bare)
        except (DecodingError, RecursionError):
            found = _as_far_as_it_goes(bare)
            return found[0] if found else None
    place = 0
    for _ in range(_MOST_STARTS):
        match = _STARTS.search(bare, place)
        if match is None:
            return None
        place, data = _decoded(bare, match.end())
        if word in bare[match.end() : place] and data is not None:
            return data
    return None


def _decoded(text: str, start: int) -> tuple[int, Any]:
    """Return the data that begins somewhere, and where it ends."""
    try:
        if text[start] in "\"'":
            end = _end_of_string(text, start)
            inside = text[start + 1 : end - 1]
            if text[start] == "'":
                inside = _JS_MARKS.sub(lambda match: _JS_MEANS.get(match[0], match[0]), inside)
            return end, decode_json(json.loads(f'"{inside}"', strict=False))
        data, end = _LENIENT.raw_decode(text, start)
        return end, _sayable(data)
    except (ValueError, RecursionError, DecodingError):
        return start + 1, None


def _end_of_string(text: str, start: int) -> int:
    quote, place = text[start], start + 1
    while place < len(text) and text[place] != quote:
        place += 2 if text[place] == "\\" else 1
    return min(place + 1, len(text))


def _unwrapped(content: str) -> str:
    bare = content
    if "<!" in content[:200]:
        bare = _ENDS.sub("", _COMMENTS.sub("", content[:200]) + content[200:])
    return bare.strip().rstrip(";").strip()


def _mended(text: str) -> list[tuple[str, str]]:
    """Return the text without what does not belong there, each step with what was done."""
    steps = []
    if _QUOTED.match(text):
        text = unescape(text)
        steps.append((text, "its quotation marks are HTML's, and were read as such"))
    bare = _COMMAS.sub(_kept, _REMARKS.sub(_kept, text)).strip()
    if bare != text:
        steps.append((bare, "read without the comments and commas that JSON does not have"))
    plain = _MARKS.sub(lambda match: _BAD_MARKS.get(match[0], match[0]), bare)
    if plain != bare:
        steps.append((plain, "read without the backslashes before quotation marks that need none"))
    return steps


def _kept(match: re.Match[str]) -> str:
    return match[1] or ""


def _as_far_as_it_goes(text: str) -> list[Any]:
    """Return the data that a text begins with, and what follows it."""
    found: list[Any] = []
    place = 0
    while len(found) < _MOST_DOCUMENTS:
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
        if text[place : place + 1] not in ("{", "["):
            break
        try:
            data, place = _LENIENT.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(data)
    return [_sayable(item) for item in found]


_SURROGATES = re.compile("[\ud800-\udfff]")


def _sayable(data: Any) -> Any:
    """Return data without lone surrogates, which no file can hold."""
    try:
        text = json.dumps(data, ensure_ascii=False)
    except (ValueError, RecursionError):
        return data
    return data if _SURROGATES.search(text) is None else json.loads(_SURROGATES.sub("\ufffd", text))


def _integer(digits: str) -> int | str:
    """Return an integer; one with more digits than Python reads stays as it is written."""
    return digits if len(digits) > _MOST_DIGITS else int(digits)


def _number(digits: str) -> float | str:
    """Return a number; one that is too large for a float stays as it is written."""
    number = float(digits)
    return digits if math.isinf(number) else number


def _no_constant(name: str) -> None:
    return None


_LENIENT = json.JSONDecoder(
    strict=False, parse_constant=_no_constant, parse_float=_number, parse_int=_integer
)
"""Lets line breaks in strings and equal keys pass, of which the last counts, and any number."""
