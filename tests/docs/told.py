"""A few words for writing down short made-up texts with what is recorded of them."""

from typing import Any, NamedTuple

from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    IdentityJudgement,
    Source,
    TextAnchor,
    VerificationStatus,
)

CLAIM = "clm"


class Shown(NamedTuple):
    """A text as the page shows it."""

    id: str
    outlet: str | None
    headline: str | None
    text: str


class Told:
    """Collects made-up texts and what is recorded of them. Words are looked up where they stand."""

    def __init__(self, aside: str = "") -> None:
        """Begin.

        Args:
            aside: what is recorded and cannot be seen in the texts, as a sentence.
        """
        self.dossier = Dossier()
        self.shown: list[Shown] = []
        self.aside = aside

    def source(self, id: str, **fields: Any) -> "Told":
        """Add a source, with a name unless told otherwise."""
        self.dossier.add(Source(id=id, **{"name": id.title(), **fields}))
        return self

    def nameless(self, id: str, description: str, **fields: Any) -> "Told":
        """Add a source without a name."""
        return self.source(id, name=None, description=description, **fields)

    def article(self, id: str, text: str, outlet: str | None = None, **fields: Any) -> "Told":
        """Add a text."""
        if outlet is not None and outlet not in self.dossier.sources:
            self.source(outlet, name=f"The {outlet.title()}", kind="news_outlet")
        self.dossier.add(Article(id=id, text=text, publisher=outlet, **fields))
        name = f"The {outlet.title()}" if outlet is not None else None
        self.shown.append(Shown(id, name, fields.get("headline"), text))
        return self

    def claim(self, id: str = CLAIM, text: str = "It is so.", **fields: Any) -> "Told":
        """Add a claim; one of which nothing is to be said is added by `says`."""
        self.dossier.add(Claim(id=id, text=text, **fields))
        return self

    def says(self, article: str, words: str, source: str | None = None, **fields: Any) -> "Told":
        """Add a passage that stands in these words; `cue` and `id` may be given."""
        claim = fields.setdefault("claim", CLAIM)
        if claim not in self.dossier.claims:
            self.claim(claim, words)
        anchors = Anchors(
            content=[self.spot(article, words)],
            cue=[self.spot(article, cue) for cue in fields.pop("cues", ())],
        )
        usual = {"id": f"{article}/{source or 'own'}", "commitment": "CT+", "anchors": anchors}
        self.dossier.add(Attribution(article=article, source=source, **{**usual, **fields}))
        return self

    def spot(self, article: str, words: str) -> TextAnchor:
        """Return where words stand in a text, or in its headline."""
        held = self.dossier.articles[article]
        part, text = "text", held.text or ""
        if words not in text:
            part, text = "headline", held.headline or ""
        start = text.index(words)
        return TextAnchor(start=start, end=start + len(words), exact=words, part=part)

    def took(self, derived: str, taken_from: str, kind: str = "quoted", **fields: Any) -> "Told":
        """Add a derivation."""
        id = f"{derived}<-{taken_from}"
        self.dossier.add(Derivation(id=id, derived=derived, taken_from=taken_from, kind=kind, **fields))
        return self

    def related(self, subject: str, kind: str, object: str, **fields: Any) -> "Told":
        """Add a relation of claims."""
        self.dossier.add(ClaimRelation(subject=subject, kind=kind, object=object, **fields))
        return self

    def judged(self, first: str, second: str, verdict: str) -> "Told":
        """Add a judgement of identity."""
        self.dossier.add(IdentityJudgement(first=first, second=second, verdict=verdict))
        return self

    def checked(self, **fields: Any) -> "Told":
        """Add a verification status."""
        self.dossier.add(VerificationStatus(id="ver", claim=CLAIM, **fields))
        return self
