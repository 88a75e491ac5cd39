"""What the nodes of a dossier say of each other in schema.org's terms."""

from collections.abc import Iterable
from typing import Any

from provenance.formats.iris import iri_of
from provenance.formats.schemaorg.terms import AGENTS, EXTRA, TYPES_OF_SOURCE
from provenance.model import (
    Act,
    Attribution,
    Commitment,
    Derivation,
    DerivationKind,
    Dossier,
    FrozenMap,
    Source,
    Standing,
    VerificationStatus,
)

__all__ = ["Graph", "agent_type", "checked_pages", "credits", "is_named_only"]

Node = dict[str, Any]

_NOT_SAID = frozenset(
    {
        Commitment.CT_MINUS,
        Commitment.PR_MINUS,
        Commitment.PS_MINUS,
        Commitment.CT_UNKNOWN,
        Commitment.UNCOMMITTED,
    }
)
_NOT_CLAIMED = frozenset({Act.QUESTION, Act.INTENTION, Act.REQUEST_OR_ORDER, Act.NO_COMMENT})

_BASED_ON = frozenset(
    {
        DerivationKind.REPUBLISHED,
        DerivationKind.EXCERPTED,
        DerivationKind.PARAPHRASED,
        DerivationKind.SUMMARISED,
        DerivationKind.COMPILED,
        DerivationKind.TRANSLATED,
    }
)
_CORRECTING = frozenset({DerivationKind.CORRECTED, DerivationKind.RETRACTED})


def agent_type(source: Source) -> str | None:
    """Return the type that a source has as somebody's author; `None` if it cannot be one, or may not."""
    usual = TYPES_OF_SOURCE.get(source.kind, "Thing")
    return usual if usual in AGENTS else None


def credits(passage: Attribution) -> bool:
    """Tell whether a passage says that its source makes the claim: it is no denial, question or silence."""
    return (
        passage.source is not None and passage.commitment not in _NOT_SAID and passage.act not in _NOT_CLAIMED
    )


def checked_pages(statuses: Iterable[VerificationStatus]) -> set[tuple[str, str | None]]:
    """Return the claims that statuses judge, each with the page on which it is judged."""
    return {(status.claim, status.article) for status in statuses}


def is_named_only(passage: Attribution, pages: set[tuple[str, str | None]]) -> bool:
    """Tell whether a passage only names who made a claim, on a page that checks it.

    Args:
        passage: the passage.
        pages: claims and the pages on which they are checked, as `checked_pages` gives them.
    """
    return (
        passage.act == Act.UNSPECIFIED
        and passage.commitment is None
        and (passage.claim, passage.article) in pages
    )


def _words_of(derivation: Derivation) -> str | None:
    """Return the text of the correction that a derivation was read from."""
    kept = derivation.extra.get(EXTRA)
    words = kept.get("text") if isinstance(kept, FrozenMap) else None
    return words if isinstance(words, str) else None


class Graph:
    """Who made a claim, where it appears, what an article came from: gone through once."""

    def __init__(self, dossier: Dossier) -> None:
        """Go through a dossier's passages and derivations."""
        self.dossier = dossier
        self._iris: dict[str, str] = {}
        self._agents: dict[str, Node] = {}
        self.named: dict[str, Node] = {}
        """Those who can be an author, by name; nobody whose name two have."""
        self._take_agents()
        self._voices: dict[str, dict[str, None]] = {}
        self._appearances: dict[str, dict[str, None]] = {}
        self._take_passages()
        self.superseded = {status.supersedes for status in dossier.statuses.values()}
        """The ids of the statuses that later ones change or withdraw."""
        self._ties: dict[str, Node] = {}
        for derivation in dossier.derivations.values():
            self._take_derivation(derivation)

    def iri(self, id: str) -> str:
        """Return the IRI that stands for an id; each is made once."""
        found = self._iris.get(id)
        if found is None:
            found = self._iris[id] = iri_of(id)
        return found

    def agent(self, id: str | None) -> Node | None:
        """Return the node that stands for a source as author or publisher; `None` if it cannot be one."""
        return self._agents.get(id) if id is not None else None

    def voices_of(self, claim: str) -> Node:
        """Return what a claim's node says of who made it, and where it appears."""
        node: Node = {}
        authors, words, works = [], [], []
        for id in self._voices.get(claim, ()):
            agent, source = self._agents.get(id), self.dossier.sources.get(id)
            if agent is not None:
                authors.append(agent)
            elif source is not None and TYPES_OF_SOURCE.get(source.kind, "Thing") != "Thing":
                works.append({"@id": self.iri(id)})
            elif source is not None and (source.name or source.description):
                words.append(str(source))
        appearances = [{"@id": self.iri(id)} for id in self._appearances.get(claim, ())]
        for term, values in (
            ("author", authors),
            ("creditText", words),
            ("citation", works),
            ("appearance", appearances),
        ):
            if values:
                node[term] = values
        return node

    def ties_of(self, article: str) -> Node:
        """Return what an article's node says of the works it came from, and of its corrections."""
        return self._ties.get(article, {})

    def correction(self, derivation: Derivation) -> Node | None:
        """Return the CorrectionComment that a derivation is, if it is one of an article that is there."""
        if derivation.kind not in _CORRECTING or derivation.derived not in self.dossier.articles:
            return None
        node = {"@type": "CorrectionComment", "@id": self.iri(derivation.id)}
        anchor = derivation.notice.anchor if derivation.notice is not None else None
        words = anchor.exact if anchor is not None else _words_of(derivation)
        if words:
            node["text"] = words
        return node

    def _take_agents(self) -> None:
        twice = set()
        for source in self.dossier.sources.values():
            usual = agent_type(source)
            if usual is None:
                continue
            node = {"@type": usual, "@id": self.iri(source.id)}
            if source.name is not None:
                node["name"] = source.name
                if source.name in self.named:
                    twice.add(source.name)
                self.named[source.name] = node
            self._agents[source.id] = node
        for name in twice:
            del self.named[name]

    def _take_passages(self) -> None:
        passages = self.dossier.attributions
        relays = {p.via for p in passages.values() if p.via is not None}
        relaying = {id for id in relays if id in passages}
        pages = checked_pages(self.dossier.statuses.values())
        for passage in passages.values():
            if passage.article in self.dossier.articles and not is_named_only(passage, pages):
                self._appearances.setdefault(passage.claim, {})[passage.article] = None
            if credits(passage) and passage.id not in relaying and passage.source is not None:
                self._voices.setdefault(passage.claim, {})[passage.source] = None

    def _take_derivation(self, derivation: Derivation) -> None:
        articles = self.dossier.articles
        derived, origin = derivation.derived, derivation.taken_from
        correction = self.correction(derivation)
        if correction is not None:
            self._tie(derived, "correction", correction)
        if derivation.standing != Standing.ESTABLISHED or not {derived, origin} <= articles.keys():
            return
        if derivation.kind == DerivationKind.ARCHIVED_COPY:
            url = articles[derived].url
            if url is not None:
                self._tie(origin, "archivedAt", url)
        elif derivation.kind == DerivationKind.TRANSLATED:
            self._tie(derived, "translationOfWork", {"@id": self.iri(origin)})
        elif derivation.kind in _BASED_ON:
            self._tie(derived, "isBasedOn", {"@id": self.iri(origin)})
        elif derivation.kind in (DerivationKind.QUOTED, DerivationKind.PRIMARY_SOURCE):
            self._tie(derived, "citation", {"@id": self.iri(origin)})

    def _tie(self, article: str, term: str, value: Any) -> None:
        self._ties.setdefault(article, {}).setdefault(term, []).append(value)
