"""What leads back to a text or a record without quoting it: digests, and ids inside longer strings."""

import base64
import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from provenance.model.frozen import FrozenMap
from provenance.model.ids import PREFIXES

__all__ = ["Digests", "Ids", "is_like_derived", "mapped", "mapped_items", "without_cuts"]

_METHODS = ("sha256", "sha1", "md5", "sha512")
_SHORTEST_START = 10  # of a digest, cut off as in the name of a commit
_HEX = re.compile(r"(?:(?<=%3[Aa])|(?<![^\W_])(?<!%))[0-9A-Fa-f]{10,128}(?![^\W_])")
_BASE_64 = re.compile(r"(?<![\w+/=])[\w+/\-]{22,200}={0,2}")  # as pages have them
_BASE_32 = re.compile(r"(?<![^\W_])([A-Z2-7]{26,104})(?![^\W_])={0,6}")  # as web archives have them
_LIKE_DERIVED = rf"(?:{'|'.join(PREFIXES.values())})-[0-9a-f]{{20}}(?![0-9a-f])"
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24  # of an id that is found inside a longer string
_LONG = 12  # an id longer than this says whose it is even where it touches something else


class Digests:
    """The digests of some texts, found in strings in whatever way they are written there."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Prepare to look for the digests of some texts; they are worked out if there is need."""
        self._texts = texts

    @cached_property
    def _known(self) -> tuple[list[str], set[str]]:
        in_hex, in_base = [], set()
        for text in self._texts:
            data = text.encode("utf-8")
            for method in _METHODS:
                digest = hashlib.new(method, data, usedforsecurity=False).digest()
                in_hex.append(digest.hex())
                plain = base64.b64encode(digest).decode()
                for written in (plain, plain.translate(_URL_SAFE), base64.b32encode(digest).decode()):
                    in_base.add(written.rstrip("="))
        return sorted(in_hex), in_base

    def __contains__(self, digest: object) -> bool:
        """Tell whether a string of hexadecimal digits is one of the digests, or the start of one."""
        if not isinstance(digest, str):
            return False
        wanted, known = digest.lower(), self._known[0]
        place = bisect_left(known, wanted)
        return place < len(known) and known[place].startswith(wanted)

    def removed(self, text: str, label: str) -> str:
        """Return a string with the label in place of every digest."""
        if len(text) < _SHORTEST_START:
            return text
        text = _HEX.sub(lambda found: label if self._is_one(found[0]) else found[0], text)
        text = _BASE_32.sub(lambda found: label if found[1] in self._known[1] else found[0], text)
        return _BASE_64.sub(lambda found: self._without_base_64(found[0], label), text)

    def _is_one(self, digits: str) -> bool:
        is_number = digits.isdecimal() and len(digits) < 32
        return not is_number and digits in self

    def _without_base_64(self, run: str, label: str) -> str:
        # A slash may be a digit, or stand between the digest and what comes before it in an address.
        for start in (0, *(slash.end() for slash in re.finditer("/", run))):
            digest = re.sub(r"^sha[0-9]{1,3}-", "", run[start:]).rstrip("=")
            if digest in self._known[1]:
                return run[:start] + label
        return run


_URL_SAFE = str.maketrans("+/", "-_")


def is_like_derived(id: str) -> bool:
    """Tell whether an id has the look of one that follows from what its record says."""
    return re.fullmatch(_LIKE_DERIVED, id) is not None


class Ids:
    """Ids, found inside longer strings as wholes: "art-1", but not in "art-12"."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._by_text: dict[str, str] = {}
        lengths = set()
        for id in ids:
            words = list(_WORD.finditer(id))
            if words and len(words) <= _MOST_WORDS and _looks_like_one(id):
                self._by_text[id[words[0].start() : words[-1].end()]] = id
                lengths.add(len(words))
        self._lengths = sorted(lengths, reverse=True)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where ids stand in a string and which they are, in order; of two the longer one."""
        if not self._lengths:
            return
        words = [match.span() for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            step = 1
            for length in self._lengths:
                if at + length > len(words):
                    continue
                start, end = words[at][0], words[at + length - 1][1]
                id = self._by_text.get(text[start:end])
                if id is not None and (end - start > _LONG or _stands_alone(text, start, end)):
                    yield start, end, id
                    step = length
                    break
            at += step

    def replaced(self, text: str, new: Mapping[str, str]) -> str:
        """Return a string with new ids in place of the old ones that have one."""
        pieces = []
        at = 0
        for start, end, id in self.found(text):
            if id in new:
                pieces += [text[at:start], new[id]]
                at = end
        return "".join([*pieces, text[at:]]) if pieces else text


def _looks_like_one(id: str) -> bool:
    """Tell an id from what may be meant as words ("mayor", "post-war", "12")."""
    if any(map(str.isspace, id)) or id.isdecimal():
        return False
    if id.split("-")[0] in PREFIXES.values() or any(map(str.isdecimal, id)) or "_" in id or ":" in id:
        return True
    return len(id) > _LONG and not id.isalpha()


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    joined_before = before[-1:] in ("-", "_") and before[:-1].isalnum()
    joined_after = after[:1] in ("-", "_") and after[1:].isalnum()
    return not joined_before and not joined_after


def mapped(data: Any, change: Callable[[str], str], numbers: bool = False) -> Any:
    """Return frozen plain data with every string in it changed, keys included, and numbers if wanted."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, tuple):
        return tuple(mapped(item, change, numbers) for item in data)
    if isinstance(data, FrozenMap):
        return mapped_items(data, change, lambda item: mapped(item, change, numbers))
    if numbers and isinstance(data, (int, float)) and not isinstance(data, bool) and abs(data) < 1e18:
        new = change(str(data))  # an account or a case has a number, too
        return data if new == str(data) else new
    return data


def mapped_items(
    data: FrozenMap[Any], key_of: Callable[[str], str], value_of: Callable[[Any], Any]
) -> FrozenMap[Any]:
    """Return a mapping with other keys and values; keys that became the same are told apart by a number."""
    if not data:
        return data
    kept: dict[str, Any] = {}
    times: dict[str, int] = {}
    taken = {new for key in data if (new := key_of(key)) == key}
    for key, item in data.items():
        new = key_of(key)
        if new != key:
            base = new
            while new in kept or new in taken:
                times[base] = times.get(base, 1) + 1
                new = f"{base} {times[base]}"
        kept[new] = value_of(item)
    return FrozenMap(kept)


def without_cuts(data: Any, cleaned: Callable[..., str]) -> Any:
    """Return plain data where cut-outs of texts do not begin or end in the middle of a name.

    Args:
        data: the data, in which an anchor is a mapping with `prefix` and `suffix`.
        cleaned: gets a cut-out and, by keyword, whether to look `at_start`.
    """
    if isinstance(data, tuple):
        return tuple(without_cuts(item, cleaned) for item in data)
    if not isinstance(data, FrozenMap):
        return data
    kept = {key: without_cuts(item, cleaned) for key, item in data.items()}
    if isinstance(data.get("exact"), str):
        for name in ("prefix", "suffix"):
            if isinstance(kept.get(name), str):
                kept[name] = cleaned(kept[name], at_start=name == "prefix")
    return FrozenMap(kept)
