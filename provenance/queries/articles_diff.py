"""What changed between two versions of an article, and whether a correction says so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import UsageError, shown
from provenance.model import Article, Attribution, Dossier, Form, TextAnchor
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.corrections import Corrections, Told, Versions, versions_between
from provenance.queries.editing import EDITS, Detail, Differences, plain_quotes, rewritten
from provenance.queries.kinship import Kinship
from provenance.queries.labels import Labels
from provenance.queries.pairing import paired, place_of
from provenance.queries.showing import LeftOut, Reason, counted, places_of, shortened
from provenance.queries.standing import AGAINST, side_of
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["ArticleDiff", "Edit", "diff"]

_SHOWN = 40
_TITLES = {
    "headline_changed": "headline changed", "removed": "removed", "added": "added",
    "reattributed": "re-attributed", "rehedged": "re-hedged", "quantity_changed": "quantity changed",
    "time_changed": "time changed", "place_changed": "place changed", "claim_changed": "claim changed",
    "form_changed": "form changed", "reworded": "reworded", "text_changed": "text changed",
}  # fmt: skip


@frozen(repr=False)
class Edit(Showing):
    """One thing that is otherwise in the second version than in the first."""

    kind: str
    """One of headline_changed, removed, added, reattributed (source, relay or anonymity), rehedged
    (commitment, act or hedges), quantity_changed, time_changed, place_changed, claim_changed,
    form_changed, reworded (the words of a passage that is otherwise as it was), text_changed
    (words outside any passage)."""

    before: str | None
    """The passage in the first version; the article, for its headline and text; `None` if it had none."""

    after: str | None
    """The passage, or the article, in the second version; `None` if it has none."""

    details: tuple[Detail, ...]
    """The fields that differ, each with what it was and is."""

    accounted_for: str | None
    """The correction that accounts for it; `None` if none does."""

    in_general: bool
    """Whether that correction only has a notice, and does not say which passages it means."""

    anchors: tuple[TextAnchor, ...]
    """The places, in the second version if it stands there, else in the first."""

    _subject: str = field(eq=False)

    def __str__(self) -> str:
        told = "; ".join(self._said(detail) for detail in self.details)
        parts = [part for part in (shortened(self._subject, 100), shortened(told, 300)) if part]
        line = f"{_TITLES[self.kind]}: {': '.join(parts)}"
        if self.accounted_for is None:
            return line
        how = "announced in general by" if self.in_general else "accounted for by"
        return f"{line} ({how} {self.accounted_for})"

    def _said(self, detail: Detail) -> str:
        if self.kind in ("reattributed", "rehedged"):
            return str(detail)
        values = [f"“{value}”" for value in (detail.before, detail.after) if value is not None]
        return " → ".join(values) if self.kind != "text_changed" or len(values) == 2 else str(detail)

    def __repr__(self) -> str:
        return f"<Edit {self.kind}: {shown(self.before)} → {shown(self.after)}>"


@frozen(repr=False)
class ArticleDiff(Tabular):
    """What is otherwise in one version of an article than in another.

    Iterating gives the edits: by kind in the order of `Edit.kind`, then by place in the text.
    """

    before: str
    """The first of the two articles."""

    after: str
    """The second."""

    are_one_work: bool
    """Whether established revisions or corrections make them versions of one work."""

    in_order: bool | None
    """Whether the second is the later version; `None` if the derivations do not say."""

    stealth: bool
    """Whether only what no correction accounts for was asked for."""

    edits: tuple[Edit, ...]
    """What differs."""

    corrections: tuple[str, ...]
    """The corrections between the two that have a notice or withdraw something, by id."""

    left_out: tuple[LeftOut, ...]
    """What could not be compared or taken into account, by id."""

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.edits)

    def __len__(self) -> int:
        return len(self.edits)

    def of_kind(self, kind: str) -> tuple[Edit, ...]:
        """Return the edits of one kind.

        Raises:
            UsageError: if there is no such kind.
        """
        if kind not in EDITS:
            raise UsageError("of_kind", f"a kind is one of {', '.join(EDITS)}, got {shown(kind)}")
        return tuple(edit for edit in self.edits if edit.kind == kind)

    @property
    def added(self) -> tuple[Edit, ...]:
        """The passages that only the second has."""
        return self.of_kind("added")

    @property
    def removed(self) -> tuple[Edit, ...]:
        """The passages that only the first has."""
        return self.of_kind("removed")

    @property
    def reattributed(self) -> tuple[Edit, ...]:
        """The passages whose source, relay or anonymity differs."""
        return self.of_kind("reattributed")

    @property
    def rehedged(self) -> tuple[Edit, ...]:
        """The passages whose commitment, act or hedges differ."""
        return self.of_kind("rehedged")

    @property
    def unannounced(self) -> tuple[Edit, ...]:
        """The edits that no correction accounts for."""
        return tuple(edit for edit in self.edits if edit.accounted_for is None)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The record each edit was seen in, with its places in the text, in the same order."""
        return tuple(Reason(edit.after or edit.before or "", str(edit), edit.anchors) for edit in self.edits)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "kind": "text",
        "before": "text",
        "after": "text",
        "field": "text",
        "was": "text",
        "is": "text",
        "accounted_for": "text",
        "in_general": "bool",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a field that differs, in the order of the edits."""
        return [
            {
                "kind": edit.kind,
                "before": edit.before,
                "after": edit.after,
                "field": detail.field,
                "was": detail.before,
                "is": detail.after,
                "accounted_for": edit.accounted_for,
                "in_general": edit.in_general,
            }
            for edit in self.edits
            for detail in edit.details
        ]

    def __str__(self) -> str:
        said = counted(len(self.edits), "change")
        if self.are_one_work and self.edits and not self.stealth:
            said += f", {len(self.unannounced):,} not accounted for by a correction"
        elif self.stealth:
            said += " that no correction accounts for"
        lines = [f"{self.before} → {self.after}: {said}"]
        if not self.are_one_work:
            lines.append("  these are not known to be versions of one work")
        elif self.in_order is False:
            lines.append(f"  {self.after} is the earlier version")
        lines += [f"  {edit}" for edit in self.edits[:_SHOWN]]
        if len(self.edits) > _SHOWN:
            lines.append(f"  … and {len(self.edits) - _SHOWN:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<ArticleDiff {shown(self.before)} → {shown(self.after)}: {counted(len(self), 'change')}>"


def diff(
    dossier: Dossier,
    before: Article | str,
    after: Article | str,
    *,
    stealth: bool = False,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> ArticleDiff:
    """Return what changed from one version of an article to another, and what a correction accounts for.

    Passages are matched by claim (*restates* followed) and source (judgements followed), then by
    their exact words, then by the claim alone, then by claims that narrow, generalise or update each
    other; what is left was removed or added. One source's denial is not matched with what another
    asserts. What is not recorded on one side (a commitment, an act,
    a form, the anonymity, a claim's quantity, time or place, a headline, a text) is not compared. A
    sentence that was only moved has not changed. Versions in different languages are compared by
    their records, not by their words.

    A change is accounted for if a *corrected* Derivation between the versions, or a retraction of one
    in favour of the other, has a `notice` or `withdraws` and means it: it withdraws the passage, or
    one that an added passage's claim is related to; its anchors cover it; or it stands in the notice
    itself. A correction with a notice and nothing more accounts for all that changed, *in general*. A
    mere revision accounts for nothing. Whether anybody meant to hide a change is not asked.

    Two articles that are not versions of one work can be compared; the result says so.

    Args:
        dossier: where to look.
        before: one version, or its id.
        after: the other, or its id.
        stealth: only the changes that no correction accounts for.
        as_of: only what was out by then (world time); a version that was not is not compared.
        known_at: only records made by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if one of the articles is not in the dossier.
        UsageError: for a record of another kind, a `stealth` that is not True or False, or a clock
            or layer that is none.

    Examples:
        >>> from provenance.model import Derivation
        >>> first = Article(id="art-1", headline="Three hurt in fire")
        >>> second = Article(id="art-2", headline="Two hurt in fire")
        >>> revised = Derivation(derived=second, taken_from=first, kind="revised")
        >>> print(diff(Dossier([first, second, revised]), "art-1", "art-2", stealth=True))
        art-1 → art-2: 1 change that no correction accounts for
          headline changed: “Three hurt in fire” → “Two hurt in fire”
    """
    want_dossier("diff", dossier)
    ends = tuple(asked_about("diff", dossier, end, "articles")[1] for end in (before, after))
    if not isinstance(stealth, bool):
        raise UsageError("diff", f"stealth is True or False, got {shown(stealth)}")
    view = View.asked("diff", dossier, as_of, known_at, basis)
    comparison = _Comparison(view, ends[0], ends[1])
    edits = comparison.edits() if comparison.can_be_made() else []
    versions, told = comparison.versions, comparison.corrections.all
    return ArticleDiff(
        ends[0].id,
        ends[1].id,
        versions.are_one_work,
        versions.in_order,
        stealth,
        tuple(edit for edit in edits if not stealth or edit.accounted_for is None),
        tuple(derivation.id for derivation in told),
        view.left_out,
    )


class _Comparison:
    """One comparison of two articles, in one view."""

    def __init__(self, view: View, before: Article, after: Article) -> None:
        self._view, self._before, self._after = view, before, after
        self._voices, self._kinship = Voices(view), Kinship(view)
        self._labels = Labels(view, self._voices)
        self.versions: Versions = versions_between(view, before.id, after.id)
        self.corrections = Corrections(view, self._voices, self._kinship, self.versions, before.id, after.id)

    def can_be_made(self) -> bool:
        """Tell whether both versions were out; lists one that was not, or of which that is undecided."""
        out = True
        for article in (self._before, self._after):
            exists = self._view.exists(article.id)
            if not exists:
                why = "had not been published" if exists is False else "may not have been published"
                self._view.leave_out(article.id, f"it {why} by then: nothing is compared")
                out = False
        return out

    def edits(self) -> list[Edit]:
        """Return every edit, in order."""
        sides = [
            [p for p in self._view.passages_in(article.id) if self._view.has_passage(p)]
            for article in (self._before, self._after)
        ]
        found = [(edit, (False, -1)) for edit in self._headline()]
        found += self._of_passages(sides)
        edited = frozenset(id for edit, _ in found for id in (edit.before, edit.after) if id is not None)
        found += self._texts(sides, edited)
        found.sort(
            key=lambda item: (EDITS.index(item[0].kind), item[1], item[0].before or "", item[0].after or "")
        )
        return [edit for edit, _ in found]

    def _headline(self) -> Iterator[Edit]:
        one, other = (self._view.read(a, "headline") for a in (self._before, self._after))
        if one is None or other is None or plain_quotes(one) == plain_quotes(other):
            return
        whole = [TextAnchor.of(text, 0, len(text), part="headline") for text in (one, other)]
        told = self.corrections.told_of_text(whole[0], whole[1])
        detail = Detail("headline", one, other)
        yield self._edit("headline_changed", self._before.id, self._after.id, [detail], told, (whole[1],), "")

    def _of_passages(self, sides: list[list[Attribution]]) -> list[tuple[Edit, tuple[bool, int]]]:
        pairs = paired(self._view, self._voices, self._kinship, *sides)
        compare = Differences(self._view, self._voices, self._kinship, self._labels)
        words = self._same_language()
        found = []
        for one, other in pairs.both:
            for kind, details in compare.between(one, other, words):
                edit = self._edit(
                    kind, one.id, other.id, details, self.corrections.told(one, other), places_of(other),
                    "" if kind == "claim_changed" else self._text(other),
                )  # fmt: skip
                found.append((edit, place_of(other)))
        found += [(self._alone("removed", one, None), place_of(one)) for one in pairs.before]
        found += [(self._alone("added", None, other), place_of(other)) for other in pairs.after]
        return found

    def _alone(self, kind: str, one: Attribution | None, other: Attribution | None) -> Edit:
        """Return the edit of a passage that only one version has."""
        was, now = (None if passage is None else self._text(passage) for passage in (one, other))
        ids = [None if passage is None else passage.id for passage in (one, other)]
        told = self.corrections.told(one, other)
        held = other if one is None else one
        return self._edit(
            kind, ids[0], ids[1], [Detail("claim", was, now)], told, places_of(held), self._who(held)
        )

    def _texts(
        self, sides: list[list[Attribution]], edited: frozenset[str]
    ) -> Iterator[tuple[Edit, tuple[bool, int]]]:
        view, ends = self._view, (self._before, self._after)
        texts = [view.read(article, "text") for article in ends]
        missing = [article for article, text in zip(ends, texts, strict=True) if text is None]
        for article in missing:
            view.leave_out(article.id, "its text is not on record: words outside passages are not compared")
        if missing:
            return
        if not self._same_language():
            view.leave_out(self._after.id, "it is in another language: words are not compared")
            return
        apart = (self.corrections.places_in(ends[0].id), self.corrections.places_in(ends[1].id))
        for stretch in rewritten((texts[0], sides[0]), (texts[1], sides[1]), edited, apart):
            was, now = stretch
            told = self.corrections.told_of_text(was, now)
            held = now or was
            assert held is not None
            edit = self._edit(
                "text_changed",
                None if was is None else self._before.id,
                None if now is None else self._after.id,
                [Detail("text", None if was is None else was.exact, None if now is None else now.exact)],
                told,
                (held,),
                "",
            )
            yield edit, (True, held.start)

    def _edit(
        self,
        kind: str,
        before: str | None,
        after: str | None,
        details: Iterable[Detail],
        told: Told | None,
        anchors: tuple[TextAnchor, ...],
        subject: str,
    ) -> Edit:
        by, in_general = (None, False) if told is None else told
        return Edit(kind, before, after, tuple(details), by, in_general, anchors, subject)

    def _same_language(self) -> bool:
        one, other = (self._view.read(a, "language") for a in (self._before, self._after))
        return one is None or other is None or one.split("-")[0].lower() == other.split("-")[0].lower()

    def _text(self, passage: Attribution) -> str:
        claim = self._view.claims.get(passage.claim)
        return passage.claim if claim is None else claim.text

    def _who(self, passage: Attribution | None) -> str:
        denies = passage is not None and side_of(passage) == AGAINST
        if passage is None or passage.source is None:
            own = passage is not None and passage.form is Form.OWN_VOICE
            who = "in its own voice" if own else "credited to nobody"
            return f"denial {who}" if denies else who
        self._labels.know_source(self._voices.root(passage.source))
        who = self._labels.plain(self._voices.root(passage.source))
        return f"denial by {who}" if denies else who
