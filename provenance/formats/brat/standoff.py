"""The lines of a brat annotation file, and where in a text they point."""

import re
from collections.abc import Callable, Iterator

from attrs import define, evolve, field, frozen

from provenance.formats.brat.keys import Spans

__all__ = ["Annotations", "Attribute", "Bound", "Joined", "Note", "placed", "read_lines"]

_MOST_SEARCHED = 1000
"""How many words of one text are looked for elsewhere; with more, something else is wrong."""

_PIECES = re.compile(
    r"(\S+)[ \t]+([0-9]{1,12}[ \t]+[0-9]{1,12}(?:;[0-9]{1,12}[ \t]+[0-9]{1,12})*)(?:[ \t](.*))?"
)


@frozen(kw_only=True)
class Bound:
    """Words of the text, of a type."""

    id: str
    type: str
    spans: Spans
    line: int


@frozen(kw_only=True)
class Joined:
    """An event or a relation: what it joins, by the roles they have."""

    id: str
    type: str
    trigger: str | None
    parts: tuple[tuple[str, str], ...]
    line: int


@frozen(kw_only=True)
class Attribute:
    """An attribute of an annotation; without a value it holds or it does not stand there."""

    name: str
    target: str
    value: str
    line: int


@frozen(kw_only=True)
class Note:
    """A note about an annotation, or its entry in a reference."""

    type: str
    target: str
    text: str
    line: int


@define(kw_only=True)
class Annotations:
    """What a file of annotations says."""

    bound: dict[str, Bound] = field(factory=dict)
    events: dict[str, Joined] = field(factory=dict)
    relations: list[Joined] = field(factory=list)
    attributes: list[Attribute] = field(factory=list)
    references: list[Note] = field(factory=list)
    notes: list[Note] = field(factory=list)
    same: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    wrong: list[tuple[int, str]] = field(factory=list)
    """Lines that are not understood: their number, and why."""
    raw: dict[int, str] = field(factory=dict)
    """Every line, by its number."""


def read_lines(text: str) -> Annotations:
    """Return what the lines of an annotation file say."""
    found = Annotations()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.removesuffix("\r")
        if not line.strip():
            continue
        found.raw[number] = line
        id, _, rest = line.partition("\t")
        reader = _READERS.get(id[:1])
        if reader is None or not rest:
            found.wrong.append((number, "this is no line of an annotation"))
            continue
        reason = reader(found, id.strip(), rest, number)
        if reason:
            found.wrong.append((number, reason))
    return found


def _bound(found: Annotations, id: str, rest: str, line: int) -> str:
    match = _PIECES.fullmatch(rest)
    if match is None:
        return "a type, its offsets and the words are wanted"
    pieces = [tuple(map(int, piece.split())) for piece in match[2].split(";")]
    if any(start > end for start, end in pieces):
        return "an offset is before its start"
    if id in found.bound:
        return f"{id} stands there already"
    spans = Spans(tuple((start, end) for start, end in pieces), match[3] or "")
    found.bound[id] = Bound(id=id, type=match[1], spans=spans, line=line)
    return ""


def _event(found: Annotations, id: str, rest: str, line: int) -> str:
    if not all(":" in part for part in rest.split()):
        return "Type:Trigger and Role:Argument are wanted"
    (type, trigger), *parts = (tuple(part.split(":", 1)) for part in rest.split())
    found.events[id] = Joined(
        id=id, type=type, trigger=trigger, parts=tuple((role, target) for role, target in parts), line=line
    )
    return ""


def _relation(found: Annotations, id: str, rest: str, line: int) -> str:
    type, *parts = rest.split()
    if len(parts) < 2 or not all(":" in part for part in parts):
        return "a type and two arguments (Arg1:T1 Arg2:T2) are wanted"
    pairs = tuple((part.split(":", 1)[0], part.split(":", 1)[1]) for part in parts)
    found.relations.append(Joined(id=id, type=type, trigger=None, parts=pairs, line=line))
    return ""


def _attribute(found: Annotations, id: str, rest: str, line: int) -> str:
    words = rest.split(None, 2)
    if len(words) < 2:
        return "a name and the annotation that has it are wanted"
    value = words[2].strip() if len(words) == 3 else ""
    found.attributes.append(Attribute(name=words[0], target=words[1], value=value, line=line))
    return ""


def _reference(found: Annotations, id: str, rest: str, line: int) -> str:
    head, _, text = rest.partition("\t")
    words = head.split()
    if len(words) != 3 or ":" not in words[2]:
        return "Reference, an annotation and Database:Entry are wanted"
    found.references.append(Note(type=words[2], target=words[1], text=text, line=line))
    return ""


def _note(found: Annotations, id: str, rest: str, line: int) -> str:
    head, _, text = rest.partition("\t")
    words = head.split()
    if len(words) != 2:
        return "a type and an annotation are wanted"
    found.notes.append(Note(type=words[0], target=words[1], text=text, line=line))
    return ""


def _same(found: Annotations, id: str, rest: str, line: int) -> str:
    type, *targets = rest.split()
    if type != "Equiv" or len(targets) < 2:
        return "Equiv and two annotations are wanted"
    found.same.append((line, tuple(targets)))
    return ""


_READERS: dict[str, Callable[[Annotations, str, str, int], str]] = {
    "T": _bound,
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "N": _reference,
    "#": _note,
    "*": _same,
}


# --- where they point ----------------------------------------------------------------------


def placed(bound: list[Bound], text: str) -> tuple[dict[str, Bound | None], str, list[tuple[Bound, str]]]:
    """Return words where they stand in a text, whatever their offsets count.

    Returns:
        The words by id, `None` for those that are not where they should be; what the offsets count, if
        not characters; and what is wrong with single ones.
    """
    good = [one for one in bound if _stands(one, text)]
    if len(good) < len(bound):
        for unit, starts in _countings(text):
            moved = [_moved(one, starts) for one in bound]
            if all(one is not None and _stands(one, text) for one in moved):
                return {one.id: one for one in moved if one is not None}, unit, []
    found: dict[str, Bound | None] = {one.id: one for one in good}
    wrong: list[tuple[Bound, str]] = []
    for one in bound:
        if one.id not in found:
            found[one.id], reason = None, "its words do not stand at its offsets"
            if len(wrong) < _MOST_SEARCHED:
                found[one.id], reason = _elsewhere(one, text)
            wrong.append((one, reason))
    return found, "", wrong


def _stands(one: Bound, text: str) -> bool:
    if any(end > len(text) for _, end in one.spans.pieces):
        return False
    long = sum(end - start for start, end in one.spans.pieces)
    if not one.spans.words or long > 2 * len(one.spans.words) + 100:  # no need to look
        return False
    there = " ".join(text[start:end] for start, end in one.spans.pieces)
    return there == one.spans.words or there.split() == one.spans.words.split()


def _countings(text: str) -> Iterator[tuple[str, dict[int, int]]]:
    """Yield other ways to count, with the character that each offset means."""
    widths: list[tuple[str, Callable[[str], int]]] = []
    if any(ord(character) > 0xFFFF for character in text):
        widths.append(("UTF-16 units", lambda character: 2 if ord(character) > 0xFFFF else 1))
    if not text.isascii():
        widths.append(("bytes of UTF-8", lambda character: len(character.encode())))
    if "\r\n" in text:
        widths.append(("no carriage returns", lambda character: 0 if character == "\r" else 1))
    for unit, width in widths:
        starts, place = {}, 0
        for index, character in enumerate(text):
            starts[place] = index
            place += width(character)
        starts[place] = len(text)
        yield unit, starts


def _moved(one: Bound, starts: dict[int, int]) -> Bound | None:
    pieces = [(starts.get(start), starts.get(end)) for start, end in one.spans.pieces]
    meant = tuple((start, end) for start, end in pieces if start is not None and end is not None)
    return evolve(one, spans=Spans(meant, one.spans.words)) if len(meant) == len(pieces) else None


def _elsewhere(one: Bound, text: str) -> tuple[Bound | None, str]:
    """Find words that do not stand at their offsets; only one place in the text will do."""
    words = one.spans.words
    start = text.find(words) if words else -1
    if start < 0:
        return None, "its words do not stand at its offsets, nor anywhere else in the text"
    if text.find(words, start + 1) >= 0:
        return None, "its words do not stand at its offsets, but in several other places"
    moved = evolve(one, spans=Spans(((start, start + len(words)),), words))
    return moved, f"its words do not stand at its offsets, but at {start} {start + len(words)}"
