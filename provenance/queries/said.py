"""What one source said, anywhere in the dossier."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.errors import UsageError, shown
from provenance.model import Attribution, Dossier, Part, Source
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.labels import Labels
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Said", "said_by"]


@frozen(repr=False)
class Said(Tabular):
    """Everything a source is credited with. It says that articles say so, not that the source did.

    Iterating gives the attributions: by article, as they stand in it, then by id.
    """

    source: str
    """The source asked about."""

    records: tuple[str, ...]
    """Every source record that is judged to be the same, sorted."""

    passages: tuple[Attribution, ...]
    """The attributions: by article, as they stand in it, then by id."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _name: str = field(eq=False)
    _texts: dict[str, str] = field(eq=False)

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.passages)

    def __len__(self) -> int:
        return len(self.passages)

    def __contains__(self, passage: object) -> bool:
        return passage in self.passages or any(p.id == passage for p in self.passages)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The passages and where they stand, in the same order."""
        return tuple(
            Reason(
                p.id,
                f"{p.article} credits {p.source} with {p.claim}",
                (*p.anchors.source, *p.anchors.content),
            )
            for p in self.passages
        )

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "passage": "text",
        "article": "text",
        "source": "text",
        "claim": "text",
        "text": "text",
        "form": "text",
        "act": "text",
        "commitment": "text",
        "via": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a passage, in the same order."""
        return [
            {
                "passage": p.id,
                "article": p.article,
                "source": p.source,
                "claim": p.claim,
                "text": self._texts.get(p.claim),
                "form": _word(p.form),
                "act": _word(p.act),
                "commitment": _word(p.commitment),
                "via": p.via,
            }
            for p in self.passages
        ]

    def __str__(self) -> str:
        lines = [f"{self._name}: {counted(len(self.passages), 'passage')}"]
        for p in self.passages[:20]:
            how = "denied: " if p.commitment is not None and p.commitment.endswith("-") else ""
            lines.append(f"  {p.article}: {how}{shortened(self._texts.get(p.claim) or p.claim, 80)}")
        if len(self.passages) > 20:
            lines.append(f"  … and {len(self.passages) - 20:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Said by {shown(self.source)}: {counted(len(self.passages), 'passage')}>"


def said_by(
    dossier: Dossier,
    source: Source | str,
    *,
    via: Source | str | None = None,
    directly: bool = False,
    about: str | None = None,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Said:
    """Return everything a source is credited with, whatever it did: assert, deny, ask, decline to comment.

    Judgements that two source records are the same are followed. What a spokesman said stands
    under the spokesman. Passages that were later withdrawn are included: they had been said.

    Args:
        dossier: where to look.
        source: the source, or its id.
        via: only what that source relays, at any distance ("As The Independent reports, …").
        directly: only what stands in no other passage's mouth.
        about: only claims about this `scheme:value`.
        as_of: only articles published by then (world time).
        known_at: only records made by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the source, or that in `via`, is not in the dossier.
        UsageError: for a record of another kind, `via` together with `directly`, an `about` that
            is no string, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Claim
        >>> mayor = Source(name="Ada Lund", id="src-mayor")
        >>> passage = Attribution(article="art-1", claim="clm-1", source=mayor, id="att-1")
        >>> print(said_by(Dossier([mayor, Claim(text="The bridge is closed.", id="clm-1"), passage]), mayor))
        Ada Lund: 1 passage
          art-1: The bridge is closed.
    """
    want_dossier("said_by", dossier)
    _, record = asked_about("said_by", dossier, source, "sources")
    if via is not None and directly:
        raise UsageError(
            "said_by", "via= asks for what is relayed and directly=True for what is not: give one"
        )
    if about is not None and not isinstance(about, str):
        raise UsageError("said_by", f"about is one scheme:value string, got {shown(about)}")
    view = View.asked("said_by", dossier, as_of, known_at, basis)
    voices = Voices(view)
    relay = None if via is None else voices.root(asked_about("said_by", dossier, via, "sources")[1].id)
    ids = voices.ids(record.id)
    credited = dossier.index("attributions", "source").get
    found: dict[str, Attribution] = {}
    for id in ids:
        for passage in credited(id):
            if directly and passage.via is not None:
                continue
            if about is not None and about not in _about(dossier, passage):
                continue
            if relay is not None and not _relayed(view, voices, passage, relay):
                continue
            if view.has_passage(passage):
                found[passage.id] = passage
    passages = tuple(sorted(found.values(), key=_place))
    texts = {p.claim: dossier.claims[p.claim].text for p in passages if p.claim in dossier.claims}
    labels = Labels(view, voices)
    labels.know_source(record.id)
    return Said(record.id, ids, passages, view.left_out, labels.plain(record.id), texts)


def _place(passage: Attribution) -> tuple[str, bool, int, str]:
    """Return where a passage stands: its headline before its text, and what has no place first."""
    first = min(
        passage.anchors, key=lambda anchor: (anchor.part != Part.HEADLINE, anchor.start), default=None
    )
    if first is None:
        return passage.article, False, -1, passage.id
    return passage.article, first.part != Part.HEADLINE, first.start, passage.id


def _about(dossier: Dossier, passage: Attribution) -> tuple[str, ...]:
    claim = dossier.claims.get(passage.claim)
    return () if claim is None else claim.about


def _relayed(view: View, voices: Voices, passage: Attribution, relay: str) -> bool:
    """Tell whether a source relays a passage, at whatever distance."""
    seen = {passage.id}
    via = passage.via
    while via is not None and via not in seen:
        seen.add(via)
        outer = view.attributions.get(via)
        if outer is None:
            view.leave_out(passage.id, f"it is relayed by {via}, which is not in the dossier")
            return False
        if outer.source is not None and view.has_passage(outer) and voices.root(outer.source) == relay:
            return True
        via = outer.via
    return False


def _word(term: object) -> str | None:
    return None if term is None else str(term)
