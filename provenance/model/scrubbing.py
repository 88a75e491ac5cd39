"""Finding a name in text and writing something else over it, in all the spellings it may have."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from provenance.model.frozen import FrozenMap

__all__ = ["Scrubber", "Spans", "moved", "rewritten"]

Spans = Sequence[tuple[int, int]]
"""Parts of a text, in order and apart from each other."""

_BETWEEN = r"(?:%20|[\s_+.,'’\-]){1,4}"  # what may stand between the parts of a name, slugs included
_SHORTEST_PART = 3
_SHORTEST_ANYWHERE = 4  # a name this long is found inside words too ("Syrskyis"); a shorter one by itself


class Scrubber:
    """Writes a label over every occurrence of some names.

    A name is found in any case, composed or decomposed, without its diacritics, with anything
    that may stand between its parts, and in slugs. Of the names of persons each part of three
    letters or more counts by itself. Inflected forms are not found.
    """

    label: str
    """What is written instead."""

    def __init__(self, names: Iterable[str], parts_of: Iterable[str] = (), label: str = "[withheld]") -> None:
        """Prepare to scrub.

        Args:
            names: names and other strings to be found whole.
            parts_of: names whose single parts count as well.
            label: what to write over them; something else is used if this holds one of the names.
        """
        spellings = {spelling for name in names for spelling in _spellings(name)}
        parts = {part for name in parts_of for spelling in _spellings(name) for part in _words(spelling)}
        self._fragments = sorted(s.casefold() for s in spellings | parts if len(s) >= _SHORTEST_PART)
        whole = sorted(spellings, key=lambda s: (-len(s), s))
        alone = sorted((p for p in parts if len(p) >= _SHORTEST_PART), key=lambda s: (-len(s), s))
        self._anywhere = _pattern([_whole(name) for name in whole], re.IGNORECASE)
        # Parts of a name may be words as well ("Will"), so in running text they count as written
        # or in capitals; in ids and addresses, where everything is in small letters, in any case.
        self._in_text = _pattern([_alone(re.escape(p)) for part in alone for p in {part, part.upper()}], 0)
        self._in_slugs = _pattern([_apart(re.escape(part)) for part in alone], re.IGNORECASE)
        labels = (label, "[…]", "███", "_____", secrets.token_hex(8))  # a name may be a mere bracket
        self.label = next(label for label in labels if not self.spans(label))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the names stand in a text."""
        slug = not any(map(str.isspace, text))
        found = [m.span() for m in self._anywhere.finditer(text)] if self._anywhere else []
        for pattern in (self._in_text, self._in_slugs if slug else None):
            if pattern is not None:
                found += [m.span() for m in pattern.finditer(text)]
        return merged(found)

    def scrub(self, text: str) -> str:
        """Return a text with the label over every name."""
        return rewritten(text, self.spans(text), self.label)

    def scrub_data(self, data: Any, replaced: Mapping[str, str]) -> Any:
        """Return frozen plain data scrubbed, keys included; strings that are old ids become the new ones."""
        if isinstance(data, str):
            return replaced.get(data) or self.scrub(data)
        if isinstance(data, tuple):
            return tuple(self.scrub_data(item, replaced) for item in data)
        if isinstance(data, FrozenMap):
            return FrozenMap(
                {
                    replaced.get(key) or self.scrub(key): self.scrub_data(v, replaced)
                    for key, v in data.items()
                }
            )
        return data

    def begins_or_ends_within(self, text: str) -> bool:
        """Tell whether a cut-out of a text may begin or end in the middle of a name."""
        folded = text.casefold()
        return any(
            folded.startswith(name[-size:]) or folded.endswith(name[:size])
            for name in self._fragments
            for size in range(2, len(name))
        )


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap drawn together."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def rewritten(text: str, spans: Spans, label: str) -> str:
    """Return a text with the label in place of each span."""
    if not spans:
        return text
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], label]
        at = end
    return "".join([*pieces, text[at:]])


def moved(start: int, end: int, spans: Spans, label: str) -> tuple[int, int]:
    """Return where a span of the old text lies in the rewritten one.

    One that touches a rewritten part is widened to all of the label.
    """
    new_start, new_end = start, end
    for gone_from, gone_to in spans:
        shift = len(label) - (gone_to - gone_from)
        if gone_to <= start:
            new_start += shift
        elif gone_from < start:
            new_start += gone_from - start
        if gone_to <= end:
            new_end += shift
        elif gone_from < end:
            new_end += gone_from + len(label) - end
    return new_start, max(new_start, new_end)


def _spellings(name: str) -> Iterator[str]:
    name = name.strip()
    if not name:
        return
    for form in ("NFC", "NFD", "NFKC"):
        yield unicodedata.normalize(form, name)
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    yield unicodedata.normalize("NFC", bare)


def _words(name: str) -> list[str]:
    parts = [part.strip(".,;:'’\"()[]") for part in re.split(r"[\s\-–_]", name)]
    return [part for part in parts if len(part) >= _SHORTEST_PART and not part.islower()]


def _whole(name: str) -> str:
    pattern = _BETWEEN.join(re.escape(part) for part in name.split())
    return pattern if len(name) >= _SHORTEST_ANYWHERE else _alone(pattern)


def _alone(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _apart(pattern: str) -> str:
    return rf"(?<![^\W\d_]){pattern}(?![^\W\d_])"


def _pattern(alternatives: list[str], flags: int) -> re.Pattern[str] | None:
    return re.compile("|".join(alternatives), flags) if alternatives else None
