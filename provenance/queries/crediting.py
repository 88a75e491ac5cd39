"""Whom a passage lets speak, by what its fields say: named or not, official, a party to the matter.

Nothing here reads words. A passage that was recorded in several readings is told of only as far
as all its readings agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from provenance.model import (
    Act,
    Affiliation,
    Anonymity,
    Article,
    ArticleKind,
    Attribution,
    Form,
    SourceKind,
    TextAnchor,
    When,
)
from provenance.queries.rings import components
from provenance.queries.standing import VERSION_KINDS
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = [
    "ANONYMITIES",
    "CATEGORIES",
    "FLAGS",
    "FORMS",
    "KINDS",
    "Spoken",
    "earlier_versions",
    "spoken_in",
]

NOT_RECORDED = "not_recorded"
OTHER = "other"
UNDECIDED = "undecided"

CATEGORIES = ("named", "anonymous", "own_voice", "uncredited", UNDECIDED, "unknown")
"""What a passage is, exactly one of these."""

FLAGS = ("official", "party", "no_comment", "relayed")
"""What a passage may be besides, none or several of these."""

FORMS = (*(str(form) for form in Form if form is not Form.OWN_VOICE), OTHER, UNDECIDED, NOT_RECORDED)
KINDS = (*(str(kind) for kind in SourceKind), OTHER, UNDECIDED, NOT_RECORDED)
ANONYMITIES = (
    "unnamed", "withheld", "pseudonymous", "role_only", "unspecified", UNDECIDED, NOT_RECORDED,
)  # fmt: skip

_NAMELESS = frozenset(
    {
        Anonymity.ROLE_ONLY,
        Anonymity.UNNAMED,
        Anonymity.PSEUDONYMOUS,
        Anonymity.WITHHELD,
        Anonymity.UNSPECIFIED,
    }
)
_OFFICIAL = frozenset({SourceKind.GOVERNMENT_BODY, SourceKind.MILITARY})


class Spoken(NamedTuple):
    """One passage, as far as who speaks in it is concerned."""

    passage: str
    article: str
    category: str
    voice: str | None
    """The id that stands for whoever is credited; `None` for nobody, or where readings differ."""
    kind: str | None
    """The word for the kind of the voice that is credited; `None` where nobody is."""
    form: str | None
    anonymity: str | None
    """How an anonymous source is described; `None` for the other categories."""
    flags: tuple[str, ...]
    anchors: tuple[TextAnchor, ...]


class _Ties(NamedTuple):
    """What makes a voice official, or a party to something."""

    is_official: bool
    interests: frozenset[str]
    affiliations: tuple[tuple[Affiliation, bool, frozenset[str]], ...]
    """Those with dates, each with whether the organisation is official and what it is a party to."""


def spoken_in(view: View, voices: Voices, passages: Iterable[Attribution]) -> Iterator[Spoken]:
    """Yield what each passage in view is; readings of one are one, under the smallest of their ids."""
    crediting = _Crediting(view, voices)
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen or not view.has_passage(passage):
            continue
        readings = [passage]
        if not view.has_no_readings:
            held = (view.attributions[id] for id in view.readings(passage))
            readings = [r for r in held if r.article == passage.article and view.has_passage(r)]
            seen.update(reading.id for reading in readings)
        told = [crediting.told(reading) for reading in readings]
        yield told[0] if len(told) == 1 else _agreed(told)


def _agreed(told: Sequence[Spoken]) -> Spoken:
    """Return what several readings of one passage have in common."""
    first = told[0]

    def common(field: str, otherwise: str | None) -> Any:
        words = {getattr(one, field) for one in told}
        return words.pop() if len(words) == 1 else otherwise

    category = common("category", UNDECIDED)
    if category == UNDECIDED:
        return Spoken(first.passage, first.article, UNDECIDED, None, None, None, None, (), first.anchors)
    return Spoken(
        first.passage,
        first.article,
        category,
        common("voice", None),
        common("kind", UNDECIDED),
        common("form", UNDECIDED),
        common("anonymity", UNDECIDED),
        tuple(flag for flag in FLAGS if all(flag in one.flags for one in told)),
        first.anchors,
    )


class _Crediting:
    """Tells of single readings, and remembers what it found out about voices."""

    def __init__(self, view: View, voices: Voices) -> None:
        self._view, self._voices = view, voices
        self._ties: dict[str, _Ties] = {}
        self._kinds: dict[str, str] = {}
        self._officials: dict[str, bool] = {}

    def told(self, passage: Attribution) -> Spoken:
        article = self._view.articles.get(passage.article)
        credited = passage.source is not None
        category, anonymity = self._category(passage)
        voice = None if passage.source is None else self._voices.root(passage.source)
        return Spoken(
            passage.id,
            passage.article,
            category,
            voice,
            None if passage.source is None else self._kind(passage.source),
            _form(passage) if credited else None,
            anonymity,
            tuple(self._flags(passage, article)),
            (*passage.anchors.source, *passage.anchors.cue, *passage.anchors.content),
        )

    def _category(self, passage: Attribution) -> tuple[str, str | None]:
        if passage.source is None:
            return ("own_voice" if passage.form is Form.OWN_VOICE else "uncredited"), None
        record = self._view.sources.get(passage.source)
        if record is None:
            self._view.leave_out(passage.id, f"its source {passage.source} is not in the dossier")
        if passage.anonymity is Anonymity.NAMED:
            return "named", None
        if passage.anonymity in _NAMELESS:
            return "anonymous", str(passage.anonymity)
        if record is None:
            return "unknown", None
        if self._view.read(record, "name") is not None:
            return "named", None
        return "anonymous", NOT_RECORDED

    def _kind(self, source: str) -> str:
        voice = self._voices.root(source)
        if voice not in self._kinds:
            words = []
            for record in self._voices.records(voice):
                kind = self._view.read(record, "kind")
                if kind is not None:
                    words.append(str(kind) if isinstance(kind, SourceKind) else OTHER)
            told = set(words) - {str(SourceKind.UNKNOWN)} or set(words)
            self._kinds[voice] = (told.pop() if len(told) == 1 else UNDECIDED) if told else NOT_RECORDED
        return self._kinds[voice]

    def _flags(self, passage: Attribution, article: Article | None) -> Iterator[str]:
        view = self._view
        publisher = None if article is None else view.read(article, "publisher")
        issued = article is not None and view.read(article, "kind") is ArticleKind.PRESS_RELEASE
        speaker = passage.source
        if speaker is None and passage.form is Form.OWN_VOICE:
            speaker = publisher  # the outlet's own voice is the outlet's
        if speaker is not None:
            published = None if article is None else view.read(article, "published")
            ties = self._tied(speaker)
            held = ties.affiliations and [tie for tie in ties.affiliations if _was_held(tie[0], published)]
            if ties.is_official or any(official for _, official, _ in held):
                yield "official"
            is_own = issued and publisher is not None and self._same(speaker, publisher)
            if is_own or self._is_party(passage, ties, held):
                yield "party"
        if passage.act is Act.NO_COMMENT:
            yield "no_comment"
        if passage.via is not None:
            yield "relayed"

    def _same(self, one: str, other: str) -> bool:
        return self._voices.root(other) in self._voices.behind(one)

    def _is_party(self, passage: Attribution, ties: _Ties, held: Sequence[Any]) -> bool:
        interests = ties.interests
        if not interests and not held:
            return False
        claim = self._view.claims.get(passage.claim)
        if claim is None:
            self._view.leave_out(
                passage.id, f"its claim {passage.claim} is not in the dossier: what it is about is not known"
            )
            return False
        return any(
            about in interests or any(about in theirs for _, _, theirs in held) for about in claim.about
        )

    def _tied(self, source: str) -> _Ties:
        voice = self._voices.root(source)
        known = self._ties.get(voice)
        if known is None:
            known = self._ties[voice] = self._find_ties(voice)
        return known

    def _find_ties(self, voice: str) -> _Ties:
        official, interests, dated = False, set[str](), []
        for behind in self._spoken_for(voice):
            official = official or self._is_official(behind)
            interests |= self._interests(behind)
            for record in self._voices.records(behind):
                for affiliation in self._view.read(record, "affiliations"):
                    organization = affiliation.organization
                    is_official = self._is_official(organization)
                    theirs = frozenset(self._interests(organization))
                    if affiliation.since is not None or affiliation.until is not None:
                        dated.append((affiliation, is_official, theirs))
                    else:
                        official = official or is_official
                        interests |= theirs
        return _Ties(official, frozenset(interests), tuple(dated))

    def _spoken_for(self, voice: str) -> list[str]:
        """Return a voice and all that it speaks for, itself or through others."""
        found = [voice]
        seen = {voice}
        for at in found:
            for record in self._voices.records(at):
                whom = self._view.read(record, "speaks_for")
                other = None if whom is None else self._voices.root(whom)
                if other is not None and other not in seen:
                    seen.add(other)
                    found.append(other)
        return found

    def _is_official(self, source: str) -> bool:
        voice = self._voices.root(source)
        if voice not in self._officials:
            kinds = (self._view.read(record, "kind") for record in self._voices.records(voice))
            self._officials[voice] = any(kind in _OFFICIAL for kind in kinds)
        return self._officials[voice]

    def _interests(self, source: str) -> set[str]:
        """Return what a voice is a party to: what is on record, and whatever concerns itself."""
        found: set[str] = set()
        for record in self._voices.records(source):
            found.update(self._view.read(record, "interests"))
            identifiers = self._view.read(record, "identifiers")
            if identifiers:
                found.update(f"{scheme}:{value}" for scheme, value in identifiers.items())
        return found


def _form(passage: Attribution) -> str:
    if passage.form is None:
        return NOT_RECORDED
    return str(passage.form) if isinstance(passage.form, Form) else OTHER


def _was_held(affiliation: Affiliation, published: When | None) -> bool:
    """Tell whether an affiliation is not known to have been over, or not to have begun."""
    if published is None:
        return True
    until, since = affiliation.until, affiliation.since
    return not (until is not None and until.before(published) is True) and not (
        since is not None and since.after(published) is True
    )


def earlier_versions(view: View) -> frozenset[str]:
    """Return the articles of which a later version exists that has passages on record.

    In a ring of versions none is later than another.
    """
    later: dict[str, set[str]] = {}
    for derivation in view.dossier.derivations.values():
        if derivation.kind in VERSION_KINDS and view.established(derivation):
            one, other = derivation.taken_from, derivation.derived
            if one in view.articles and other in view.articles and view.exists(other):
                later.setdefault(one, set()).add(other)
    place: dict[str, int] = {}
    replaced: list[bool] = []
    has_passages: list[bool] = []
    found: list[str] = []
    for number, component in enumerate(components(sorted(later), lambda id: sorted(later.get(id, ())))):
        place.update(dict.fromkeys(component, number))
        onward = {place[other] for id in component for other in later.get(id, ()) if place[other] != number}
        replaced.append(any(replaced[at] or has_passages[at] for at in onward))
        has_passages.append(any(view.has_passage(p) for id in component for p in view.passages_in(id)))
        if replaced[-1]:
            found += component
    return frozenset(found)
