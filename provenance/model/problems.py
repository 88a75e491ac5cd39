"""Everything that can be wrong between the records of a dossier, found and named.

What is wrong within one record alone is refused by its constructor. Here is what only shows
when records are seen together, and what a reader lets pass so that nothing is lost.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from provenance.errors import Problem, ProvenanceError, shown
from provenance.model import scales
from provenance.model.anchors import Part, TextAnchor
from provenance.model.canonical import sha256_hex
from provenance.model.identity import contradictions
from provenance.model.records import singular
from provenance.model.references import references_of
from provenance.model.shapes import shapes_of
from provenance.model.terms import DerivationKind, RelationKind, UnknownTerm
from provenance.model.values import Suppression
from provenance.model.when import When

__all__ = ["find_problems"]

Held = Mapping[str, Mapping[str, Any]]
"""The mappings of a dossier: section, then id, to record."""

Found = Iterator[tuple[str, str]]
"""Path within the record ("source", "anchors.content[0]") and what is wrong there."""


def find_problems(held: Held, suppressions: Sequence[Suppression]) -> Iterator[Problem]:
    """Yield everything that is wrong between records, record by record in the order of a file."""
    rings = _Rings(held)
    for section, records in held.items():
        own_check = _CHECKS.get(section)
        for index, record in enumerate(records.values()):
            start = f"$.{section}[{index}]"
            for path, message in _of_any(record, held):
                yield Problem(f"{start}.{path}", message, record.id)
            if own_check is not None:
                for path, message in own_check(record, held):
                    yield Problem(f"{start}.{path}", message, record.id)
            for path, message in rings.of(section, record):
                yield Problem(f"{start}.{path}", message, record.id)
    yield from _contradicting_judgements(held)
    yield from _contradicting_relations(held)
    for index, suppression in enumerate(suppressions):
        if suppression.record is not None and not any(suppression.record in r for r in held.values()):
            path = f"$.suppressions[{index}].record"
            yield Problem(path, f"the record {shown(suppression.record)} is not in this dossier")


def _of_any(record: Any, held: Held) -> Found:
    for path, id, kinds in references_of(record):
        if not any(id in held[kind] for kind in kinds or held):
            other = next((kind for kind in held if id in held[kind]), None)
            wanted = " or ".join(singular(kind) for kind in kinds) or "record"
            if other is not None:
                yield path, f"{shown(id)} is {_a(singular(other))}, not {_a(wanted)}"
            else:
                yield path, f"refers to the {wanted} {shown(id)}, which is not in this dossier"
    yield from _unknown_words(record)
    if hasattr(record, "layers"):
        known = {field.name for field in shapes_of(type(record))} | set(record.extra)
        for name in record.layers:
            if name not in known:
                yield f"layers[{shown(name)}]", f"{type(record).__name__} has no field of this name"


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _unknown_words(value: Any, path: str = "") -> Found:
    """Yield the words that no vocabulary knows, in a record and the values inside it."""
    for field in shapes_of(type(value)):
        kind = field.shape.of.kind if field.shape.kind in ("many", "map") else field.shape.kind
        if kind not in ("term", "value"):
            continue
        held = getattr(value, field.name)
        if held is None:
            continue
        for place, item in _items(held, f"{path}{field.name}"):
            if kind == "value":
                yield from _unknown_words(item, f"{place}.")
            elif type(item) is UnknownTerm:
                yield place, f"{shown(str(item))} is not a word this version knows; it is kept as it was read"


def _items(held: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(held, tuple):
        for index, item in enumerate(held):
            yield f"{path}[{index}]", item
    elif isinstance(held, Mapping):
        for key, item in held.items():
            yield f"{path}[{shown(key)}]", item
    else:
        yield path, held


# --- anchors -------------------------------------------------------------------------------


def _anchors(article: Any, anchors: Sequence[TextAnchor], path: str) -> Found:
    """Check anchors against the text of their article, where that is kept."""
    for index, anchor in enumerate(anchors):
        yield from _anchor(article, anchor, f"{path}[{index}]")


def _anchor(article: Any, anchor: TextAnchor | None, path: str) -> Found:
    if article is None or anchor is None:
        return
    text = article.headline if anchor.part == Part.HEADLINE else article.text
    if text is None:
        # A text need not be kept; but who keeps the text of an article keeps its headline.
        if anchor.part == Part.HEADLINE and article.text is not None:
            yield path, f"stands in the headline, and {shown(article.id)} has none"
        return
    if anchor.end > len(text):
        yield path, f"ends at {anchor.end}, beyond the {len(text)} characters of {shown(article.id)}"
    elif text[anchor.start : anchor.end] != anchor.exact:
        there = text[anchor.start : anchor.end]
        yield path, f"quotes {shown(anchor.exact)}, but the text has {shown(there)} there: use `locate`"
    elif not text.endswith(anchor.prefix, 0, anchor.start):
        yield path, f"has {shown(anchor.prefix)} for its prefix, which does not stand before it: use `locate`"
    elif not text.startswith(anchor.suffix, anchor.end):
        yield path, f"has {shown(anchor.suffix)} for its suffix, which does not stand behind it: use `locate`"


# --- kind by kind --------------------------------------------------------------------------


def _source(source: Any, held: Held) -> Found:
    if source.described_in is not None:
        article = held["articles"].get(source.described_in.article)
        yield from _anchor(article, source.described_in.anchor, "described_in.anchor")
    for index, tie in enumerate(source.affiliations):
        if _later(tie.since, tie.until):
            yield f"affiliations[{index}].until", "ends before it begins"


def _article(article: Any, held: Held) -> Found:
    if article.text is not None and article.text_digest is not None:
        digest = sha256_hex(article.text.encode("utf-8"))
        if digest != article.text_digest:
            yield "text_digest", f"is not the digest of the text, which is {digest}"
    for name in ("modified", "retrieved"):
        if _later(article.published, getattr(article, name)):
            yield name, f"lies before the article was published ({article.published})"


def _attribution(passage: Any, held: Held) -> Found:
    article = held["articles"].get(passage.article)
    for role in ("source", "cue", "content"):
        yield from _anchors(article, getattr(passage.anchors, role), f"anchors.{role}")
    for index, hedge in enumerate(passage.hedges):
        yield from _anchors(article, hedge.anchors, f"hedges[{index}].anchors")
    outer = held["attributions"].get(passage.via) if passage.via is not None else None
    if outer is not None and outer.article != passage.article:
        yield (
            "via",
            f"relays are passages of the same article; {shown(outer.id)} stands in {shown(outer.article)}",
        )
    for index, id in enumerate(passage.alternatives):
        other = held["attributions"].get(id)
        if id == passage.id:
            yield f"alternatives[{index}]", "a reading is not an alternative to itself"
        elif other is not None and other.article != passage.article:
            yield (
                f"alternatives[{index}]",
                f"other readings of a passage stand in the same article; not {shown(id)}",
            )
    if article is not None and _later(passage.said_at, article.published):
        yield "said_at", f"lies after its article was published ({article.published})"


def _status(status: Any, held: Held) -> Found:
    yield from _anchors(held["articles"].get(status.article), status.anchors, "anchors")
    if status.anchors and status.article is None:
        yield "anchors", "anchors stand in an article: say in which"
    if status.likelihood is not None:
        yield from _step(
            status.likelihood.scale, status.likelihood.term, "likelihood.scale", "likelihood.term"
        )
    old = held["statuses"].get(status.supersedes) if status.supersedes is not None else None
    if old is not None:
        if old.claim != status.claim:
            yield "supersedes", f"{shown(old.id)} is about another claim, {shown(old.claim)}"
        if _later(old.judged_at, status.judged_at):
            yield "judged_at", f"lies before the status it supersedes ({old.judged_at})"


def _derivation(derivation: Any, held: Held) -> Found:
    if derivation.derived == derivation.taken_from:
        yield "taken_from", "nothing derives from itself"
    passage = held["attributions"].get(derivation.derived)
    article = held["articles"].get(passage.article if passage is not None else derivation.derived)
    yield from _anchors(article, derivation.anchors, "anchors")
    if derivation.notice is not None:
        notice_in = held["articles"].get(derivation.notice.article)
        yield from _anchor(notice_in, derivation.notice.anchor, "notice.anchor")
    if derivation.withdraws and derivation.kind not in (DerivationKind.CORRECTED, DerivationKind.RETRACTED):
        yield "withdraws", "only a correction or a retraction withdraws passages"
    ends = [_article_of(id, held) for id in (derivation.derived, derivation.taken_from)]
    if any(ends):
        for index, id in enumerate(derivation.withdraws):
            withdrawn = held["attributions"].get(id)
            if withdrawn is not None and withdrawn.article not in ends:
                wanted = " nor in ".join(shown(end) for end in ends if end is not None)
                yield f"withdraws[{index}]", f"stands in {shown(withdrawn.article)}, not in {wanted}"
    derived, origin = (held["articles"].get(id) for id in (derivation.derived, derivation.taken_from))
    if (
        derived is not None
        and origin is not None
        and _later(origin.published, derived.published)
        # What was changed since may have been taken from something that did not exist at first.
        and (derived.modified is None or _later(origin.published, derived.modified))
    ):
        yield (
            "derived",
            f"was published ({derived.published}) before what it was taken from ({origin.published})",
        )


def _article_of(id: str, held: Held) -> str | None:
    """Return the article that an end of a derivation is or stands in; `None` if it is none."""
    passage = held["attributions"].get(id)
    if passage is not None:
        article: str = passage.article
        return article
    return id if id in held["articles"] else None


def _relation(relation: Any, held: Held) -> Found:
    if relation.subject == relation.object:
        yield "object", f"a claim does not stand in the relation {relation.kind} to itself"


def _judgement(judgement: Any, held: Held) -> Found:
    if judgement.first == judgement.second:
        yield "second", "a judgement is about two sources"


def _grade(grade: Any, held: Held) -> Found:
    yield from _step(grade.scale, grade.value, "scale", "value")


def _step(scale_name: str, term: str, scale_path: str, term_path: str) -> Found:
    """Check that a scale is known and has a term."""
    try:
        scale = scales.get(scale_name)
    except ProvenanceError:
        yield scale_path, f"{shown(scale_name)} is no scale known here: load it with `scales.load`"
        return
    try:
        scale.term(term)
    except ProvenanceError as error:
        yield term_path, str(error)


_CHECKS: dict[str, Callable[[Any, Held], Found]] = {
    "sources": _source,
    "articles": _article,
    "attributions": _attribution,
    "statuses": _status,
    "derivations": _derivation,
    "relations": _relation,
    "judgements": _judgement,
    "grades": _grade,
}


def _later(first: When | None, second: When | None) -> bool:
    """Tell whether one time is certainly after another."""
    return first is not None and second is not None and first.after(second) is True


# --- rings and contradictions --------------------------------------------------------------


class _Rings:
    """Who bites its own tail, along the references that must lead somewhere."""

    _ALONG = (
        ("sources", "speaks_for", "speaks for itself"),
        ("sources", "members", "is a member of itself"),
        ("attributions", "via", "relays itself"),
        ("statuses", "supersedes", "supersedes itself"),
    )

    def __init__(self, held: Held) -> None:
        self._along = {
            (section, field, verb): _components(
                {id: _ids(getattr(r, field)) for id, r in held[section].items()}
            )
            for section, field, verb in self._ALONG
        }
        origins: dict[str, list[str]] = {}
        for derivation in held["derivations"].values():
            origins.setdefault(derivation.derived, []).append(derivation.taken_from)
        self._derived = _components(origins)

    def of(self, section: str, record: Any) -> Found:
        for (along, field, verb), component in self._along.items():
            if along == section:
                for id in _ids(getattr(record, field)):
                    if id == record.id or component.get(id) == component[record.id]:
                        yield field, f"{shown(record.id)} {verb}, directly or through others"
                        break
        if section == "derivations" and record.derived != record.taken_from:
            derived = self._derived.get(record.derived)
            if derived is not None and derived == self._derived.get(record.taken_from):
                yield "taken_from", f"{shown(record.derived)} derives from itself, through others"


def _ids(held: Any) -> Sequence[str]:
    if held is None:
        return ()
    return held if isinstance(held, tuple) else (held,)


def _components(next_of: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Number the things that lead to each other alike (Tarjan's strongly connected components).

    Two things lie on one ring exactly if they have one number. There is no recursion: a chain of
    relays may be a hundred thousand long.
    """
    component: dict[str, int] = {}
    lowest: dict[str, int] = {}
    order: dict[str, int] = {}
    open_ones: list[str] = []
    for start in next_of:
        if start in order:
            continue
        order[start] = lowest[start] = len(order)
        open_ones.append(start)
        path = [(start, iter(next_of[start]))]
        while path:
            at, further = path[-1]
            to = next(further, None)
            if to is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[at])
                if lowest[at] == order[at]:
                    while True:
                        member = open_ones.pop()
                        component[member] = order[at]
                        if member == at:
                            break
            elif to not in order:
                order[to] = lowest[to] = len(order)
                open_ones.append(to)
                path.append((to, iter(next_of.get(to, ()))))
            elif to not in component:
                lowest[at] = min(lowest[at], order[to])
    return component


def _contradicting_judgements(held: Held) -> Iterator[Problem]:
    places = {id: index for index, id in enumerate(held["judgements"])}
    for different, joined_by in contradictions(held["judgements"].values()):
        others = ", ".join(f"{shown(j.id)}{_author(j)}" for j in joined_by) or "a long chain of others"
        yield Problem(
            f"$.judgements[{places[different.id]}].verdict",
            f"{shown(different.id)}{_author(different)} says that {shown(different.first)} and "
            f"{shown(different.second)} are different, but they are the same by {others}",
            different.id,
        )


def _contradicting_relations(held: Held) -> Iterator[Problem]:
    """Yield each "contradicts" between two claims that another relation says are one."""
    restated = {
        frozenset((r.subject, r.object)): r
        for r in held["relations"].values()
        if r.kind == RelationKind.RESTATES
    }
    for index, relation in enumerate(held["relations"].values()):
        if relation.kind == RelationKind.CONTRADICTS and relation.subject != relation.object:
            other = restated.get(frozenset((relation.subject, relation.object)))
            if other is not None:
                message = f"{shown(other.id)} says that the two claims restate each other: both cannot be"
                yield Problem(f"$.relations[{index}].kind", message, relation.id)


def _author(judgement: Any) -> str:
    recorded = judgement.recorded
    name = (recorded.by or recorded.software) if recorded is not None else None
    return f" (by {shown(name)})" if name else ""
