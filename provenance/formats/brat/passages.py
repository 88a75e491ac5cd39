"""From events and relations to passages: which source, cue and content belong together."""

from collections.abc import Iterator

from attrs import frozen

from provenance.formats.brat.keys import CHECK, NOTE, role_of
from provenance.formats.brat.standoff import Annotations, Joined

__all__ = ["Passage", "passages"]


@frozen(kw_only=True)
class Passage:
    """What is joined: the ids of the words for each part, and the annotation that joins them."""

    holder: str
    parts: dict[str, tuple[str, ...]]
    line: int
    inside: str | None = None
    """The passage whose content this one is."""


def passages(found: Annotations) -> list[Passage]:
    """Return the passages that events, relations and lone contents are, in this order."""
    made = list(_from_events(found))
    used = {id for one in made for ids in one.parts.values() for id in ids}
    made += _from_relations(found, used)
    used |= {id for one in made for ids in one.parts.values() for id in ids}
    noted = {note.target for note in found.notes}
    for one in found.bound.values():
        role = role_of(one.type)
        if role is None or one.type == CHECK or one.id in used:
            continue
        if role == "content" or one.id in noted:
            made.append(Passage(holder=one.id, parts={role: (one.id,)}, line=one.line))
    return made


def _from_events(found: Annotations) -> Iterator[Passage]:
    outer = {
        target: event.id
        for event in found.events.values()
        for role, target in event.parts
        if target in found.events and target != event.id and role_of(role) == "content"
    }
    noted = {note.target for note in found.notes if note.type == NOTE}
    for event in found.events.values():
        parts = _parts(event, found)
        inner = any(target in found.events for _, target in event.parts)
        if parts.keys() - {"cue"} or inner or event.id in noted:
            yield Passage(holder=event.id, parts=parts, line=event.line, inside=outer.get(event.id))


def _parts(event: Joined, found: Annotations) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {}
    if event.trigger in found.bound:
        parts["cue"] = [str(event.trigger)]
    for role, target in event.parts:
        if target in found.bound:
            part = role_of(role) or role_of(found.bound[target].type)
            if part is not None:
                parts.setdefault(part, []).append(target)
        elif target in found.events and target != event.id and role_of(role) == "content":
            parts.setdefault("content", []).extend(_all_words(found.events[target], found))
    return {part: tuple(dict.fromkeys(ids)) for part, ids in parts.items()}


def _all_words(event: Joined, found: Annotations) -> list[str]:
    """Return the words of an event, in the order of the text."""
    ids = {id for id in (event.trigger, *(target for _, target in event.parts)) if id in found.bound}
    return sorted(ids, key=lambda id: found.bound[id].spans.pieces)


_MOST_ENDS = 8
"""How many arguments of one relation are looked at. Those of brat have two."""

_Near = dict[str, dict[str, list[str]]]
"""What each word is joined to, by the part that it is."""


def _from_relations(found: Annotations, used: set[str]) -> Iterator[Passage]:
    """Join words around their cue; contents that have none, around themselves."""
    near, holders = _joined_words(found)
    taken = set(used)
    for wanted in ("cue", "content"):
        for id in near:
            if id in taken or _role("", id, found) != wanted:
                continue
            parts = {**_around(near, id, used), wanted: [id]}
            taken |= {word for role, ids in parts.items() if role != "source" for word in ids}
            whole = {role: tuple(dict.fromkeys(ids)) for role, ids in parts.items() if ids}
            yield Passage(holder=holders[id].id, parts=whole, line=holders[id].line)


def _joined_words(found: Annotations) -> tuple[_Near, dict[str, Joined]]:
    near: _Near = {}
    holders: dict[str, Joined] = {}
    for relation in found.relations:
        bound = [(role, target) for role, target in relation.parts[:_MOST_ENDS] if target in found.bound]
        ends = [(target, _role(role, target, found)) for role, target in bound]
        for id, role in ends:
            for other, other_role in ends:
                if other != id and role is not None and other_role is not None and other_role != role:
                    near.setdefault(id, {}).setdefault(other_role, []).append(other)
                    holders.setdefault(id, relation)
    return near, holders


def _around(near: _Near, id: str, used: set[str]) -> dict[str, list[str]]:
    """Return what belongs to a word: what it is joined to, and what that is joined to."""
    direct = near[id]
    parts = {role: [word for word in ids if word not in used] for role, ids in direct.items()}
    neighbours = [word for ids in direct.values() for word in ids]
    if "source" not in parts:
        parts["source"] = [far for word in neighbours for far in near[word].get("source", ())]
    if "content" not in parts:  # of a source that says several things, none is this one's
        said = [near[word].get("content", []) for word in neighbours]
        parts["content"] = [ids[0] for ids in said if len(ids) == 1 and ids[0] != id]
    return parts


def _role(role: str, target: str, found: Annotations) -> str | None:
    return role_of(found.bound[target].type) or role_of(role)
