"""Pairs of sources, or of claims, that somebody should judge. Nothing is ever judged here."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import MissingExtraError, UsageError, shown
from provenance.model import Dossier
from provenance.queries.alike import Entry, Likeness, entries_of, find_alike, pairs_in_block
from provenance.queries.alike_claims import find_claims_alike
from provenance.queries.arrow import Tabular
from provenance.queries.asked import Layers, layers_of, moment_of, want_dossier
from provenance.queries.kinship import Kinship
from provenance.queries.names import name_of
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Candidate", "Candidates", "candidates"]

_SHOWN = 20
_KINDS = {"sources": "sources", "source": "sources", "claims": "claims", "claim": "claims"}
_METHODS = ("plain", "rapidfuzz")
_NO_IDENTITY = frozenset({"url", "website", "homepage", "email", "twitter", "x", "facebook", "telegram"})
"""Schemes of which one source may have several, so that two values do not make two sources."""


@frozen(repr=False)
class Candidate(Showing):
    """Two records that may be one, or near each other. Somebody has to judge; nobody has."""

    kind: str
    """"sources" or "claims"."""

    first: str
    """The smaller of the two ids."""

    second: str
    """The other."""

    score: float
    """How alike the two look, from 0 to 1. It orders the list; it is not a probability of anything."""

    reasons: tuple[str, ...]
    """What they have in common, the strongest first."""

    first_text: str
    """The name of the source, or the text of the claim."""

    second_text: str
    """The same for the other."""

    def __str__(self) -> str:
        one, other = (shortened(text, 70) for text in (self.first_text, self.second_text))
        return f"{one} ({self.first}) / {other} ({self.second}): {'; '.join(self.reasons)}"

    def __repr__(self) -> str:
        return f"<Candidate {shown(self.first)} / {shown(self.second)}: {self.score:.2f}>"


@frozen(repr=False)
class Candidates(Tabular):
    """Pairs to judge, the most alike first, then by ids; pairs of sources before pairs of claims."""

    pairs: tuple[Candidate, ...]
    """The pairs."""

    too_common: tuple[str, ...]
    """What so many records share that those which share nothing else were not compared, sorted."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    method: str = field(default="plain")
    """How likeness was found."""

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __contains__(self, pair: object) -> bool:
        if isinstance(pair, tuple) and len(pair) == 2:
            return any({one.first, one.second} == set(pair) for one in self.pairs)
        return pair in self.pairs

    @property
    def why(self) -> tuple[Reason, ...]:
        """Both records of each pair, with what they have in common, in the same order."""
        return tuple(
            Reason(id, f"“{shortened(text, 80)}”: {'; '.join(pair.reasons)}")
            for pair in self.pairs
            for id, text in ((pair.first, pair.first_text), (pair.second, pair.second_text))
        )

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "kind": "text",
        "first": "text",
        "first_text": "text",
        "second": "text",
        "second_text": "text",
        "score": "float",
        "reasons": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a pair, in the same order."""
        return [
            {
                "kind": pair.kind,
                "first": pair.first,
                "first_text": pair.first_text,
                "second": pair.second,
                "second_text": pair.second_text,
                "score": pair.score,
                "reasons": "; ".join(pair.reasons),
            }
            for pair in self.pairs
        ]

    def __str__(self) -> str:
        if not self.pairs:
            return "no pairs to judge"
        lines = [f"{counted(len(self.pairs), 'pair')} to judge"]
        lines += [f"  {pair}" for pair in self.pairs[:_SHOWN]]
        if len(self.pairs) > _SHOWN:
            lines.append(f"  … and {len(self.pairs) - _SHOWN:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Candidates: {counted(len(self.pairs), 'pair')}>"


def candidates(
    dossier: Dossier,
    kind: str | None = None,
    *,
    method: str = "plain",
    at_least: float = 0.5,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Candidates:
    """Return pairs of sources or claims that somebody should judge, with the reasons. None is applied.

    Sources: names and aliases that are the same but for case, accents, punctuation, titles, articles
    or legal forms; acronyms and what they stand for; the same words in another order ("Russian Defence
    Ministry"); transliterations (Syrskyi, Syrsky, Сирський) and one wrong letter; a surname, or an
    initial and a surname, and a full name that is credited in the same story (articles that share a
    claim, or came from each other); identifiers in common. Names that only share some words are not
    alike: two institutes for foreign policy are two institutes.

    Claims: the same or nearly the same words; fewer words in common where they also state the same
    time or number of the same subject. Claims that differ in a denial, a number, a name, a place or a
    time are not alike.

    Not proposed are sources already judged same, different or unsure (also through others that are
    judged the same); one that speaks for, belongs to, is a member of or derives from the other; a
    person and what is no person; two with different identifiers of one scheme; and claims that any
    relation joins. Of records that are one already, one pair is given.

    Args:
        dossier: where to look.
        kind: "sources" or "claims"; both if not given.
        method: "plain", or "rapidfuzz" to have names compared by that package as well, which finds
            more, and more that is wrong. It needs the extra `match`.
        at_least: the smallest score wanted, from 0 to 1.
        known_at: only records made by then (record time); sources and claims have none, and are seen.
        basis: only these layers, judgements and relations included.

    Raises:
        UsageError: for a kind or method that is none, an `at_least` that is not between 0 and 1, or a
            clock or layer that is none.
        MissingExtraError: if rapidfuzz is asked for and not installed.

    Examples:
        >>> from provenance.model import Source
        >>> one = Source(name="ISW", kind="organization", id="src-isw")
        >>> other = Source(name="Institute for the Study of War", kind="organization", id="src-war")
        >>> print(candidates(Dossier([one, other])))
        1 pair to judge
          ISW (src-isw) / Institute for the Study of War (src-war): one is the acronym of the other
    """
    want_dossier("candidates", dossier)
    wanted = _kinds("candidates", kind)
    if method not in _METHODS:
        raise UsageError("candidates", f"method is one of {', '.join(_METHODS)}, got {shown(method)}")
    if isinstance(at_least, bool) or not isinstance(at_least, (int, float)) or not 0 <= at_least <= 1:
        raise UsageError("candidates", f"at_least is a number from 0 to 1, got {shown(at_least)}")
    more = _rapidfuzz() if method == "rapidfuzz" else None
    view = View(dossier, None, moment_of("candidates", known_at), layers_of("candidates", basis))
    too_common: set[str] = set()
    pairs: list[Candidate] = []
    if "sources" in wanted:
        pairs += _of_sources(view, more, too_common)
    if "claims" in wanted:
        pairs += _of_claims(view, too_common)
    kept = [pair for pair in pairs if pair.score >= at_least]
    kept.sort(key=lambda pair: (pair.kind != "sources", -pair.score, pair.first, pair.second))
    return Candidates(tuple(kept), tuple(sorted(too_common)), view.left_out, method)


def _kinds(function: str, kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return "sources", "claims"
    if not isinstance(kind, str) or kind not in _KINDS:
        raise UsageError(function, f"kind is sources, claims or None, got {shown(kind)}")
    return (_KINDS[kind],)


# --- sources -----------------------------------------------------------------------------------

Finder = Callable[[list[Entry], set[str]], Iterator[Likeness]]


def _of_sources(view: View, more: Finder | None, too_common: set[str]) -> list[Candidate]:
    voices = Voices(view)
    for judgement in view.dossier.judgements.values():  # lists those that contradict each other
        voices.root(judgement.first)
    entries = entries_of(view, view.sources.values())
    found = [*find_alike(entries, _stories(view), too_common), *_same_identifiers(view)]
    if more is not None:
        found += more(entries, too_common)
    by_pair: dict[tuple[str, str], list[Likeness]] = {}
    for likeness in found:
        ends = sorted((likeness.one.source, likeness.other.source))
        by_pair.setdefault((ends[0], ends[1]), []).append(likeness)
    pairs: dict[tuple[str, ...], Candidate] = {}
    for (first, second), likenesses in sorted(by_pair.items()):
        roots = tuple(sorted((voices.root(first), voices.root(second))))
        if roots[0] == roots[1] or _is_settled(view, voices, first, second):
            continue
        pair = _pair(view, first, second, likenesses)
        known = pairs.get(roots)
        if known is None or pair.score > known.score:
            pairs[roots] = pair
    return list(pairs.values())


def _pair(view: View, first: str, second: str, likenesses: list[Likeness]) -> Candidate:
    best: dict[str, float] = {}
    for likeness in likenesses:
        best[likeness.reason] = max(best.get(likeness.reason, 0.0), likeness.score)
    ranked = sorted(best, key=lambda reason: (-best[reason], reason))
    strongest = next(
        one for one in sorted(likenesses, key=lambda one: (-one.score, one.one.source, one.one.name.text))
    )
    texts = {strongest.one.source: strongest.one.name.text, strongest.other.source: strongest.other.name.text}
    score = min(best[ranked[0]] + 0.02 * (len(ranked) - 1), 0.99)
    countries = [view.read(view.sources[id], "country") for id in (first, second)]
    if all(countries) and countries[0] != countries[1]:
        score -= 0.25
        ranked.append(f"but their countries differ, {countries[0]} and {countries[1]}")
    return Candidate(
        "sources", first, second, round(max(score, 0.0), 2), tuple(ranked), texts[first], texts[second]
    )


def _is_settled(view: View, voices: Voices, first: str, second: str) -> bool:
    """Tell whether two voices were judged, are related, or are known by identifiers to be two."""
    root = voices.root(second)
    if any(voices.root(other) == root for other, _ in voices.judgements(first)):
        return True
    if _are_related(view, voices, first, second) or _are_related(view, voices, second, first):
        return True
    held: dict[str, set[str]] = {}
    theirs: dict[str, set[str]] = {}
    for id, known in ((first, held), (second, theirs)):
        for record in voices.records(id):
            for scheme, value in (view.read(record, "identifiers") or {}).items():
                known.setdefault(scheme, set()).add(value)
    return any(
        scheme not in _NO_IDENTITY and not values & theirs[scheme]
        for scheme, values in held.items()
        if scheme in theirs
    )


def _are_related(view: View, voices: Voices, one: str, other: str) -> bool:
    """Tell whether one speaks for, belongs to, has as a member or derives from another."""
    root = voices.root(other)
    for record in voices.records(one):
        named = [*view.read(record, "members"), *(a.organization for a in view.read(record, "affiliations"))]
        whom = view.read(record, "speaks_for")
        if any(voices.root(id) == root for id in (*named, *([] if whom is None else [whom]))):
            return True
    return any(
        derivation.taken_from in view.sources
        and voices.root(derivation.taken_from) == root
        and view.has(derivation)
        for id in voices.ids(one)
        for derivation in view.derivations_of(id)
    )


def _same_identifiers(view: View) -> Iterator[Likeness]:
    """Yield sources that have an identifier in common."""
    first: dict[tuple[str, str], Entry] = {}
    for id in sorted(view.sources):
        source = view.sources[id]
        identifiers = view.read(source, "identifiers")
        if not identifiers:
            continue
        entry = _entry_for(view, id)
        for scheme, value in sorted(identifiers.items()):
            other = first.setdefault((scheme, value), entry)
            if other is not entry:
                yield Likeness(other, entry, 0.97, f"the same identifier, {scheme}:{shortened(value, 40)}")


def _entry_for(view: View, id: str) -> Entry:
    source = view.sources[id]
    held = entries_of(view, [source])
    if held:
        return held[0]
    described = view.read(source, "description") or id
    return Entry(id, name_of(described), False, None)


def _stories(view: View) -> Mapping[str, frozenset[str]]:
    """Return the stories each source is credited in: articles joined by claims and derivations."""
    kinship = Kinship(view)
    leader: dict[str, str] = {}

    def led_by(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = node = leader[leader[node]]
        return node

    def join(one: str, other: str) -> None:
        ends = sorted((led_by(one), led_by(other)))
        leader[ends[1]] = ends[0]

    credits: dict[str, set[str]] = {}
    for passage in view.attributions.values():
        if view.has_passage(passage):
            join(f"article {passage.article}", f"claim {kinship.same(passage.claim)[0]}")
            if passage.source is not None:
                credits.setdefault(passage.source, set()).add(f"article {passage.article}")
    for derivation in view.dossier.derivations.values():
        ends = derivation.derived, derivation.taken_from
        if all(end in view.articles for end in ends) and view.has(derivation):
            join(f"article {ends[0]}", f"article {ends[1]}")
    return {source: frozenset(map(led_by, articles)) for source, articles in credits.items()}


def _rapidfuzz() -> Finder:
    """Return a finder that compares names with the package rapidfuzz."""
    try:
        fuzz: Any = import_module("rapidfuzz.fuzz")
    except ImportError as error:
        raise MissingExtraError("rapidfuzz", "match", 'candidates(method="rapidfuzz")') from error

    def find(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
        blocks: dict[str, list[Entry]] = {}
        for entry in entries:
            for sound in set(entry.name.sounds):
                if len(sound) >= 4:
                    blocks.setdefault(sound[:4], []).append(entry)
        for key, block in blocks.items():
            for one, other in pairs_in_block(block, key, too_common):
                if one.source == other.source or (one.family and other.family and one.family != other.family):
                    continue
                likeness = fuzz.token_sort_ratio(" ".join(one.name.core), " ".join(other.name.core)) / 100
                if likeness >= 0.86 and _same_numbers(one, other):
                    yield Likeness(one, other, round(likeness * 0.8, 2), "names alike by rapidfuzz")

    return find


def _same_numbers(one: Entry, other: Entry) -> bool:
    mine, theirs = ({w for w in e.name.core if any(c.isdigit() for c in w)} for e in (one, other))
    return mine == theirs


# --- claims ------------------------------------------------------------------------------------


def _of_claims(view: View, too_common: set[str]) -> list[Candidate]:
    kinship = Kinship(view)
    claims = [view.claims[id] for id in sorted(view.claims)]
    pairs: dict[tuple[str, ...], Candidate] = {}
    joined: dict[str, set[str]] = {}
    for relation in view.dossier.relations.values():
        if view.has(relation):
            ends = kinship.same(relation.subject)[0], kinship.same(relation.object)[0]
            joined.setdefault(ends[0], set()).add(ends[1])
            joined.setdefault(ends[1], set()).add(ends[0])
    found = sorted(find_claims_alike(claims, too_common), key=lambda one: sorted((one.one, one.other)))
    for likeness in found:
        first, second = sorted((likeness.one, likeness.other))
        roots = tuple(sorted((kinship.same(first)[0], kinship.same(second)[0])))
        if roots[0] == roots[1] or roots[1] in joined.get(roots[0], ()):
            continue
        known = pairs.get(roots)
        if known is None or likeness.score > known.score:
            texts = view.claims[first].text, view.claims[second].text
            pairs[roots] = Candidate("claims", first, second, likeness.score, likeness.reasons, *texts)
    return list(pairs.values())
