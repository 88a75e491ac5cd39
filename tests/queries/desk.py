"""A few words for writing stories in tests."""

from typing import Any

from provenance.model import Article, Attribution, Claim, Derivation, Dossier, IdentityJudgement, Source

CLAIM = "clm"


class Desk:
    """Collects the records of a story: `desk.paper("A").says(source)` and so on."""

    def __init__(self, *claims: str) -> None:
        self.dossier = Dossier([Claim(id=id, text=f"The text of {id}.") for id in claims or (CLAIM,)])

    def source(self, id: str, **fields: Any) -> str:
        """A source with a name, unless told otherwise."""
        self.dossier.add(Source(id=id, **{"name": id.title(), **fields}))
        return id

    def paper(self, id: str, **fields: Any) -> str:
        """An article and its outlet."""
        outlet = fields.pop("publisher", f"{id}-outlet")
        if outlet is not None and outlet not in self.dossier.sources:
            self.source(outlet, kind="news_outlet")
        self.dossier.add(Article(id=id, publisher=outlet, **fields))
        return id

    def says(self, article: str, source: str | None, id: str | None = None, **fields: Any) -> str:
        """A passage in which an article gives the claim to a source."""
        passage = Attribution(
            id=id or f"{article}/{source or 'own'}",
            article=article,
            source=source,
            **{"claim": CLAIM, "commitment": "CT+", **fields},
        )
        self.dossier.add(passage)
        return passage.id

    def took(self, derived: str, taken_from: str, kind: str = "quoted", **fields: Any) -> str:
        """A derivation."""
        id = fields.pop("id", f"{derived}<-{taken_from}")
        self.dossier.add(Derivation(id=id, derived=derived, taken_from=taken_from, kind=kind, **fields))
        return id  # type: ignore[no-any-return]

    def judged(self, first: str, second: str, verdict: str) -> str:
        """A judgement of identity."""
        id = f"{first}={second}"
        self.dossier.add(IdentityJudgement(id=id, first=first, second=second, verdict=verdict))
        return id


THERE = {"how_known": "direct_perception"}
TOOK_PART = {"how_known": "participation"}
