"""The reasons for a count of origins, in sentences that a journalist can check by hand."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from provenance.model import Attribution, Form, HowKnown, Obtained
from provenance.queries.ends import Origin
from provenance.queries.findings import Findings
from provenance.queries.independence import Joins
from provenance.queries.showing import counted, listed, shortened
from provenance.queries.standing import FOR
from provenance.queries.steps import COMES_FROM, DERIVES, ENCLOSES, FALLEN, SPEAKS_FOR, Edge, Gap

__all__ = ["explain"]

_MOST_ORIGINS = 12
_MOST_OF_A_KIND = 6
_OPEN_TO_ALL = {
    Obtained.NEWS_CONFERENCE: "at the news conference",
    Obtained.SPEECH_OR_HEARING: "at the speech or hearing",
    Obtained.BROADCAST: "listening to the broadcast",
}


def explain(result: Any, found: Findings, denied: Findings | None) -> str:
    """Return the explanation of a `Corroboration`.

    Args:
        result: the result, for its summary and what it left out.
        found: what was counted.
        denied: what was counted of the denials, if there are any.
    """
    lines = [f"“{shortened(found.claim.text, 200)}”", f"{result}."]
    lines += _lines(found, "supports it")
    if denied is not None:
        lines.append("")
        lines.append(
            f"Denied in {counted(result.denied.reports, 'report')}: {result.denied.independent} independent."
        )
        lines += _lines(denied, "denies it")
    left = [f"Left out: {item}." for item in result.left_out]
    lines += _cut(left, "record", " left out")
    return "\n".join(lines)


def _lines(found: Findings, verb: str) -> Iterator[str]:
    if not found.starts:
        yield f"No standing passage {verb}."
    if len(found.same_claims) > 1:
        others = [id for id in found.same_claims if id != found.claim.id]
        yield f"Counted with it, as the same claim: {listed(others)}."
    reached = found.reached()
    told: set[str] = set()
    order = sorted(range(len(found.origins)), key=lambda i: (-len(reached[i]), found.origins[i].id))
    for place in order[:_MOST_ORIGINS]:
        yield from _of_origin(found, found.origins[place], reached[place], told)
    if len(order) > _MOST_ORIGINS:
        yield f"… and {counted(len(order) - _MOST_ORIGINS, 'more origin')}."
    yield from _not_counted(found, reached)
    yield from _joined(found)
    yield from _to_narrow(found)


# --- one origin ----------------------------------------------------------------------------


def _of_origin(found: Findings, origin: Origin, passages: set[str], told: set[str]) -> Iterator[str]:
    """Say what goes back to an origin and on what ways; a step that was `told` is not told again."""
    articles = sorted({found.passages[id].article for id in passages})
    who = found.labels.full(origin.id)
    reports = listed([found.labels.full(article) for article in articles], most=_MOST_OF_A_KIND)
    if origin.kind == "article":
        own = any(found.passages[id].form is Form.OWN_VOICE for id in origin.entered_by)
        what = f"{who} says it in its own voice" if own else f"{who} credits nobody for it"
    elif origin.kind == "open":
        what = f"It goes back to {who}, of which no passage of the claim is on record"
    else:
        what = f"It goes back to {who}"
    if articles == list(origin.records):
        yield f"{what}."
    elif len(articles) > 1:
        yield f"{what}: {reports} are one, because {'both' if len(articles) == 2 else 'they all'} rest on it."
    else:
        yield f"{what}, in {reports}."
    steps = [step for step in dict.fromkeys(_steps(found, passages)) if step not in told]
    told.update(steps)
    yield from _cut(steps, "step")
    if origin.id in found.judgements:
        same = listed([id for id in origin.records if id != origin.id])
        by = listed(list(found.judgements[origin.id]))
        yield f"  {origin.id} and {same} count as one source: they were judged the same ({by})."
    yield from _at_first_hand(found, origin)


def _steps(found: Findings, passages: set[str]) -> Iterator[str]:
    """Say how each passage comes to rest on something else than its own source."""
    seen: set[str] = set()
    queue = sorted(passages)
    for node in queue:
        if node in seen:
            continue
        seen.add(node)
        for edge in sorted(found.edges.get(node, ()), key=_in_order):
            yield from _step(found, node, edge)
            if edge.how != FALLEN and edge.target not in seen:
                queue.append(edge.target)


def _in_order(edge: Edge) -> tuple[str, str, str]:
    return edge.how, edge.target, "" if edge.derivation is None else edge.derivation.id


def _step(found: Findings, node: str, edge: Edge) -> Iterator[str]:
    plain, target = found.labels.plain, edge.target
    holder = found.passages.get(node)
    who = plain(holder.article if holder is not None else found.voices[node])
    by = "" if edge.derivation is None else edge.derivation.id
    if edge.how == ENCLOSES and holder is not None:
        inner = found.passages[target]
        relay = "it" if holder.source is None else plain(holder.source)
        whom = "somebody it does not name" if inner.source is None else plain(inner.source)
        yield f"  {who}: {relay} only relays {whom} ({node} encloses {target})."
    elif edge.how == DERIVES:
        upstream = found.passages[target]
        taken = plain(upstream.article)
        yield f"  {who} took it from {taken} ({by}): {target} stands behind {_short(node)}."
        if holder is not None and holder.source not in (None, upstream.source) and _is_whole(edge, holder):
            whom = plain(str(holder.source))
            yield f"  {who} credits {whom} ({node}), which counts as copied with the whole article ({by})."
    elif edge.how == COMES_FROM:
        yield f"  {who} rests on {plain(found.voices[target])} ({by})."
    elif edge.how == SPEAKS_FOR:
        yield f"  {who} speaks for {plain(found.voices[target])}: one voice."


def _is_whole(edge: Edge, holder: Attribution) -> bool:
    """Tell whether a step stands on a derivation of the whole article."""
    derivation = edge.derivation
    return derivation is not None and derivation.derived == holder.article and not derivation.anchors


def _short(node: str) -> str:
    return node.split("\0", 1)[0]


def _at_first_hand(found: Findings, origin: Origin) -> Iterator[str]:
    if origin.seen_by:
        ways = {found.passages[id].how_known for id in origin.seen_by}
        at = listed(list(origin.seen_by), most=_MOST_OF_A_KIND)
        name = found.labels.plain(origin.id)
        if ways <= {HowKnown.PARTICIPATION}:
            yield f"  {name} took part, says {at}: first-hand."
        elif ways <= {HowKnown.DIRECT_PERCEPTION, HowKnown.PARTICIPATION}:
            yield f"  {name} was there and saw or heard it, says {at}: first-hand."
        else:
            yield f"  {name} is itself the document, data or recording ({at}): first-hand."
    else:
        yield f"  Not known to be at first hand: {_why_not(found, origin)}."
    places: dict[object, set[str]] = {}
    for id in origin.entered_by:
        passage = found.passages[id]
        if passage.obtained in _OPEN_TO_ALL and id not in found.relayed:
            places.setdefault(passage.obtained, set()).add(passage.article)
    for obtained, articles in sorted(places.items(), key=lambda item: str(item[0])):
        if len(articles) > 1:
            names = [found.labels.plain(article) for article in sorted(articles)]
            who = f"Both {listed(names)}" if len(names) == 2 else listed(names)
            where = _OPEN_TO_ALL[obtained]  # type: ignore[index]  # only these were noted
            yield (
                f"  {who} were {where}: one origin of what was said, "
                f"{counted(len(names), 'witness', 'witnesses')} that it was said."
            )


def _why_not(found: Findings, origin: Origin) -> str:
    if origin.kind == "open":
        return "nobody on record has seen that text"
    if not origin.is_named:
        return "its publisher is not known" if origin.kind == "article" else "it is not named"
    if origin.doubted_by:
        return f"it may come from elsewhere ({listed(list(origin.doubted_by), most=_MOST_OF_A_KIND)})"
    return "no passage says that it was there"


# --- what was not counted ------------------------------------------------------------------


def _not_counted(found: Findings, reached: Sequence[set[str]]) -> Iterator[str]:
    for ring in found.rings():
        if len(ring) == 1:
            yield f"{ring[0]} leads only back to itself: it supports nothing."
        else:
            members = listed(list(ring))
            joined_by = _inside(found, ring)
            by = f" ({listed(joined_by, most=_MOST_OF_A_KIND)})" if joined_by else ""
            yield f"{members} lead round to each other{by} and to nobody outside: the ring supports nothing."
    stranded = sorted(set(found.starts).difference(*reached) if reached else found.starts)
    readings = {reading for choice in found.open_choices for reading in choice}
    lost = []
    for id in stranded:
        for edge in sorted(found.edges.get(id, ()), key=_in_order):
            if edge.how == FALLEN:
                by = f" ({edge.derivation.id})" if edge.derivation is not None else ""
                if edge.target in readings and edge.target not in found.fallen:
                    why = "which is only one of several readings: under the others it supports nothing"
                else:
                    why = "which no longer stands: it supports nothing"
                lost.append(f"{id} rests on {edge.target}{by}, {why} by itself.")
    yield from _cut(lost, "passage", " resting on what no longer stands")
    yield from _cut(list(_read_otherwise(found)), "passage", " with another reading")
    fallen = [f"{id} no longer stands: {why}." for id, why in sorted(found.fallen.items())]
    yield from _cut(fallen, "passage", " no longer standing")
    yield from _cut([_gap(found, gap) for gap in found.gaps], "gap")
    yield from _cut(
        [
            f"A lead, not a link: {found.labels.full(lead.article)} took something from "
            f"{found.labels.full(lead.taken_from)} ({lead.derivation}), but it is not recorded that "
            f"this covers {listed(list(lead.passages), 'or')}."
            for lead in found.leads
        ],
        "lead",
    )
    began = [
        f"{_short(id)} came from {d.taken_from} ({d.id}), which does not say the same: "
        f"the claim began with {_short(id)}."
        for id, held in sorted(found.began_here.items())
        for d in sorted(held, key=lambda d: d.id)
        if not any(edge.derivation is not None for edge in found.edges.get(id, ()))
    ]
    yield from _cut(began, "place", " where the claim began")
    if found.unrecorded:
        count = counted(len(found.unrecorded), "passage counts", "passages count")
        shown = listed(list(found.unrecorded), most=_MOST_OF_A_KIND)
        if found.side == FOR:
            yield f"{count} although how far the source commits itself is not recorded: {shown}."


def _inside(found: Findings, ring: Sequence[str]) -> list[str]:
    """Return the derivations along which the passages of a ring rest on each other, sorted."""
    edges = [edge for id in ring for edge in found.edges.get(id, ())]
    return sorted({e.derivation.id for e in edges if e.derivation is not None and e.target in ring})


def _read_otherwise(found: Findings) -> Iterator[str]:
    """Name the passages that do not say this at all under another reading: the range does not show it."""
    for readings in found.open_choices:
        here = [id for id in readings if id in found.starts]
        others = [id for id in readings if id not in found.starts]
        if here and others:
            other = listed(others, "or")
            yield f"{listed(here)} is one reading of a passage that may be read otherwise: {other}."


def _gap(found: Findings, gap: Gap) -> str:
    by = f" ({gap.by})" if gap.by is not None else ""
    unseen = found.labels.full(gap.unseen)
    if gap.by is None and gap.origin == gap.unseen:
        return f"A gap: {gap.record} speaks for {unseen}, which is not in the dossier."
    if gap.by is None:
        return f"A gap: {gap.record} is relayed by {unseen}, which is not in the dossier."
    if gap.origin is not None:
        return (
            f"A gap: {_short(gap.record)} came from {unseen}{by}, where no passage of the claim is "
            f"on record; its source is named, so it counts as {found.labels.plain(gap.origin)}'s."
        )
    return (
        f"A gap: {_short(gap.record)} came from {unseen}{by}, where no passage of the claim is on record; "
        "whoever took it from there shares that one open origin."
    )


# --- what joins and parts origins ----------------------------------------------------------


def _joined(found: Findings) -> Iterator[str]:
    joins = found.joins
    if joins is None:
        return
    overlapping, doubtful = [], []
    for i, j in combinations(range(min(len(found.origins), 60)), 2):
        one, other = found.labels.full(found.origins[i].id), found.labels.full(found.origins[j].id)
        if joins.overlap(i, j):
            overlapping.append(f"{_overlap(found, joins, i, j)} They count as one.")
            continue
        doubt = joins.doubt(i, j)
        if doubt is None:
            continue
        word, record = doubt
        if word == "unsure":
            doubtful.append(f"{one} and {other} may be one: {record} leaves it open.")
        elif word == "affiliated":
            doubtful.append(f"{one} and {other} may be one voice: one is affiliated with the other.")
        else:
            doubtful.append(
                f"{one} and {other} may be one voice: both are affiliated with {found.labels.plain(record)}."
            )
    yield from _cut(overlapping, "pair", " with an overlap")
    yield from _cut(doubtful, "pair", " in doubt")
    presumed = [
        f"{found.labels.plain(one)} and {found.labels.plain(other)} are presumed to be two: nobody judged it."
        for one, other in (found.presumed_different() if len(found.origins) <= 60 else ())
    ]
    yield from _cut(presumed, "pair", " presumed to be two")


def _overlap(found: Findings, joins: Joins, i: int, j: int) -> str:
    """Say why two origins overlap."""
    one, other = found.labels.full(found.origins[i].id), found.labels.full(found.origins[j].id)
    if joins.own[i] & joins.own[j]:
        return f"{one} and {other} are of one publisher."
    for inside, around in ((i, j), (j, i)):
        if joins.own[inside] & joins.voices[around]:
            this, that = (found.labels.plain(found.origins[place].id) for place in (inside, around))
            return f"{one} and {other} overlap: {this} is one of the known voices behind {that}."
    shared = listed([found.labels.plain(id) for id in sorted(joins.voices[i] & joins.voices[j])])
    return f"{one} and {other} overlap: known voices behind both are {shared}."


def _to_narrow(found: Findings) -> Iterator[str]:
    """Say what would have to be known for both ends of the range to meet."""
    least, most = found.count.independent
    wanted: list[str] = []
    joins = found.joins
    if least < most:
        for readings in found.open_choices:
            wanted.append(f"which reading of the passage is right: {listed(list(readings), 'or')}")
        for origin in found.origins:
            if not origin.seen_by:
                wanted += _wanted_of(found, origin)
        if joins is not None:
            for i, j in combinations(range(min(len(found.origins), 60)), 2):
                if joins.overlap(i, j) or j in joins.different.get(i, ()):
                    continue
                pair = [found.origins[k] for k in (i, j)]
                nameless = not all(origin.is_named for origin in pair)
                if joins.doubt(i, j) is not None or (nameless and {o.kind for o in pair} == {"source"}):
                    one, other = (found.labels.full(origin.id) for origin in pair)
                    wanted.append(f"whether {one} and {other} are one")
    elif found.origins and not any(origin.seen_by for origin in found.origins):
        wanted += _wanted_of(found, found.origins[0])
    if wanted and least < most:
        yield "To narrow the range, one would have to know"
        yield from _cut([f"  – {item}" for item in dict.fromkeys(wanted)], "thing")
    elif wanted:
        first = listed(list(dict.fromkeys(wanted))[:2])
        yield f"Nobody is known at first hand. One would have to know {first}."
    if not found.count.is_exact:
        yield "Too many origins or readings to count exactly: least is not too high, most not too low."


def _wanted_of(found: Findings, origin: Origin) -> Iterator[str]:
    name = found.labels.plain(origin.id)
    if origin.kind == "open":
        yield f"what {found.labels.full(origin.id)} itself says, and on whose word"
    elif not origin.is_named and origin.kind == "source":
        yield f"who {name} is, and how they know"
    elif not origin.is_named:
        yield f"who published {name}"
    elif origin.doubted_by:
        doubts = listed(list(origin.doubted_by), "or", _MOST_OF_A_KIND)
        yield f"whether {name} has it from elsewhere ({doubts})"
    else:
        yield f"how {name} knows"


def _cut(lines: Sequence[str], one: str, after: str = "") -> Iterator[str]:
    """Yield lines, and say how many are left out: what one of them is called, and what follows the noun."""
    yield from lines[:_MOST_OF_A_KIND]
    if len(lines) > _MOST_OF_A_KIND:
        indent = "  " if lines[0].startswith("  ") else ""
        yield f"{indent}… and {counted(len(lines) - _MOST_OF_A_KIND, f'more {one}')}{after}."
