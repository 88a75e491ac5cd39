"""Who cites whom, as a picture to be drawn: boxes with labels, and arrows between them.

Sources, articles and claims are boxes. A passage is two arrows: from its article to the source that it
cites, and from the source to what it says. Derivations lead from what was derived to what it was
taken from; one between passages joins their articles.
"""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attrs import field, frozen

from provenance.formats.format import Fate
from provenance.formats.graphs.parts import label_of
from provenance.model import Attribution, Dossier

__all__ = ["Arrow", "Box", "Picture", "fates", "picture_of", "printable"]

LONGEST = 160
_WIDTH = 30
_VERBS = {
    "belief": "believes",
    "question": "asks",
    "intention": "intends",
    "request_or_order": "demands",
    "promise": "promises",
    "evaluation": "judges",
    "no_comment": "does not comment on",
}
_TAKEN = {
    "revised": "revises",
    "corrected": "corrects",
    "retracted": "retracts",
    "primary_source": "has as a primary source",
    "archived_copy": "is an archived copy of",
}
_JUDGED = {"same": "same as", "different": "different from", "unsure": "perhaps the same as"}


class Box(NamedTuple):
    """A box."""

    kind: str
    """What stands in it: "source", "article", "claim" or "missing"."""

    lines: tuple[str, ...]
    """Its label, in lines; not escaped."""


class Arrow(NamedTuple):
    """An arrow between two boxes."""

    start: int
    """The number of the box it leads from."""

    end: int
    """The number of the box it leads to."""

    label: str
    """What it says; not escaped."""

    is_firm: bool = True
    """Whether it is drawn as a whole line: what a text states, not what somebody judged or may be so."""


@frozen
class Picture:
    """Boxes and arrows."""

    title: str | None
    """The title of the dossier."""

    boxes: tuple[Box, ...]
    """The boxes; arrows name them by their number."""

    arrows: tuple[Arrow, ...]
    """The arrows, each once; how often it stands for something is in its label."""


def picture_of(dossier: Dossier) -> Picture:
    """Return the picture of a dossier."""
    drawing = _Drawing(dossier)
    drawing.draw()
    arrows = tuple(
        arrow._replace(label=f"{arrow.label} ({count} times)") if count > 1 else arrow
        for arrow, count in drawing.arrows.items()
    )
    return Picture(dossier.title, tuple(drawing.boxes), arrows)


@frozen
class _Drawing:
    dossier: Dossier
    boxes: list[Box] = field(factory=list)
    numbers: dict[str, int] = field(factory=dict)
    arrows: "Counter[Arrow]" = field(factory=Counter)

    def draw(self) -> None:
        held = self.dossier
        for kind, records in (("source", held.sources), ("article", held.articles), ("claim", held.claims)):
            for id, record in records.items():
                self.numbers[id] = len(self.boxes)
                self.boxes.append(Box(kind, _lines(label_of(record))))
        for article in held.articles.values():
            if article.publisher is not None:
                self.arrow(article.publisher, article.id, "publishes")
        for source in held.sources.values():
            if source.speaks_for is not None:
                self.arrow(source.id, source.speaks_for, "speaks for")
        for passage in held.attributions.values():
            self.passage(passage)
        self.derivations()
        for relation in held.relations.values():
            self.arrow(relation.subject, relation.object, _words(relation.kind), False)
        for judged in held.judgements.values():
            self.arrow(judged.first, judged.second, _JUDGED.get(str(judged.verdict), "compared to"), False)
        for status in held.statuses.values():
            by = status.checker or status.article
            if by is not None:
                found = _words(status.verdict or status.state or "")
                self.arrow(by, status.claim, f"checks: {found}" if found else "checks", False)

    def passage(self, passage: Attribution) -> None:
        if passage.source is None:
            said = "says itself" if passage.form == "own_voice" else "credits nobody for"
            self.arrow(passage.article, passage.claim, said)
            return
        self.arrow(passage.article, passage.source, "cites")
        verb = _VERBS.get(str(passage.act), "says")
        if passage.commitment == "CT-":
            verb = "denies"
        elif passage.commitment not in (None, "CT+"):
            verb = f"{verb} ({passage.commitment})"
        self.arrow(passage.source, passage.claim, verb)
        relay = self.dossier.attributions.get(passage.via) if passage.via is not None else None
        if relay is not None and relay.source not in (None, passage.source):
            self.arrow(str(relay.source), passage.source, "relays")

    def derivations(self) -> None:
        passages = self.dossier.attributions
        for derivation in self.dossier.derivations.values():
            ends = [
                passages[id].article if id in passages else id
                for id in (derivation.derived, derivation.taken_from)
            ]
            if ends[0] != ends[1]:
                word = derivation.kind or "taken"
                label = _TAKEN.get(str.__str__(word), f"{_words(word)} from")
                self.arrow(ends[0], ends[1], label, derivation.standing != "possible")

    def arrow(self, start: str, end: str, label: str, is_firm: bool = True) -> None:
        for id in (start, end):
            if id not in self.numbers:
                self.numbers[id] = len(self.boxes)
                self.boxes.append(Box("missing", _lines(id)))
        self.arrows[Arrow(self.numbers[start], self.numbers[end], printable(label), is_firm)] += 1


def _words(word: str) -> str:
    return str.__str__(word).replace("_", " ")


def _lines(text: str) -> tuple[str, ...]:
    text = " ".join(printable(text).split())
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    return tuple(textwrap.wrap(text, _WIDTH)) or ("?",)


def printable(text: str) -> str:
    """Return a text without what cannot be seen.

    Control characters become blanks; signs that turn the direction of writing are left out.
    """
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Zs", "Zl", "Zp"):
            yield " "
        elif category not in ("Cf", "Cs", "Cn") or character in "\u200c\u200d":
            yield character


# --- what becomes of the fields ------------------------------------------------------------

_DRAWN = {
    "articles.headline": "the box of the article",
    "articles.publisher": 'an arrow "publishes"',
    "attributions.act": 'the arrow "says", or another word',
    "attributions.article": 'an arrow "cites" from the article',
    "attributions.claim": 'an arrow "says" to the claim',
    "attributions.commitment": 'the arrow "says", or "denies"',
    "attributions.source": 'the arrows "cites" and "says"',
    "attributions.via": 'an arrow "relays" between the sources',
    "claims.text": "the box of the claim",
    "derivations.derived": "an arrow, from the article of a passage",
    "derivations.kind": "the arrow's label",
    "derivations.standing": "a broken line, if it is only possible",
    "derivations.taken_from": "an arrow, to the article of a passage",
    "dossier.title": "the title",
    "judgements.first": "an arrow",
    "judgements.second": "an arrow",
    "judgements.verdict": "the arrow's label",
    "relations.kind": "the arrow's label",
    "relations.object": "an arrow",
    "relations.subject": "an arrow",
    "sources.description": "the box of a source that has no name",
    "sources.name": "the box of the source",
    "sources.speaks_for": 'an arrow "speaks for"',
    "statuses.checker": "an arrow from the checker",
    "statuses.claim": "an arrow to the claim",
    "statuses.verdict": "the arrow's label",
}


def fates() -> dict[str, Fate]:
    """Return what becomes of fields in a picture: none can be read back out of it."""
    drawn = {
        key: Fate(reason="a picture shows it, perhaps shortened, and is not read back", kept_as=place)
        for key, place in _DRAWN.items()
    }
    return {
        **drawn,
        "*.id": Fate(reason="a picture numbers its boxes"),
        "*": Fate(reason="a picture shows who cites whom, and no more"),
    }
