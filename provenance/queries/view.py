"""A dossier as it is seen in some layers, at some time, as recorded by some time.

Every question looks through one of these, so that layers and clocks are applied in one place,
and so that what they leave out is listed once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from provenance.model import (
    Article,
    Attribution,
    Basis,
    Claim,
    Derivation,
    DerivationKind,
    Dossier,
    Source,
    Standing,
    When,
)
from provenance.model.indexes import Index
from provenance.queries.asked import AsOf, Layers, layers_of, moment_of, world_time_of
from provenance.queries.showing import LeftOut

__all__ = ["View"]

_LATER_VERSIONS = frozenset({DerivationKind.REVISED, DerivationKind.CORRECTED, DerivationKind.RETRACTED})


class View:
    """What one question may see. Made for one call and thrown away with it."""

    def __init__(
        self,
        dossier: Dossier,
        as_of: When | None = None,
        known_at: datetime | None = None,
        basis: frozenset[Basis] | None = None,
    ) -> None:
        self.dossier, self.as_of, self.known_at, self.basis = dossier, as_of, known_at, basis
        self.plain = as_of is None and known_at is None and basis is None
        """Whether everything is seen, so that nothing has to be asked of a record."""
        self.attributions = dossier.attributions
        self.sources = dossier.sources
        index = dossier.index
        self.passages_of = index("attributions", "claim").get
        self.enclosed = index("attributions", "via").get
        self.derivations_of = index("derivations", "derived").get
        self.derivations_from = index("derivations", "taken_from").get
        withdrawing = index("derivations", "withdraws")
        self.derivations_withdrawing = withdrawing.get
        self.any_withdrawn_by_name = len(withdrawing) > 0
        self.taken_back = index("derivations", "taken_back")
        """The derivations that revise, correct or retract, by the id of what they do it to."""
        self._exists: dict[str, bool | None] = {}
        self._left: dict[str, str] = {}

    @classmethod
    def asked(
        cls, function: str, dossier: Dossier, as_of: AsOf, known_at: datetime | None, basis: Layers
    ) -> "View":
        """Return what a question may see that was asked with these clocks and layers.

        Raises:
            InvalidValueError: for a string that is no time.
            UsageError: for a clock or layer that is none; it names the function.
        """
        return cls(
            dossier,
            world_time_of(function, as_of),
            moment_of(function, known_at),
            layers_of(function, basis),
        )

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles of the dossier, by id."""
        return self.dossier.articles

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims of the dossier, by id."""
        return self.dossier.claims

    @cached_property
    def passages_in(self) -> Callable[[str], Sequence[Attribution]]:
        """Gives the passages of an article."""
        return self.dossier.index("attributions", "article").get

    @cached_property
    def _other_readings(self) -> Index[Attribution]:
        return self.dossier.index("attributions", "alternatives")

    @property
    def has_no_readings(self) -> bool:
        """Whether no passage of the dossier has another reading."""
        return not self._other_readings

    # --- layers and record time ------------------------------------------------------------

    def has(self, record: Any) -> bool:
        """Tell whether a record is in the layers and known by the time asked for; lists what does not say."""
        if self.plain:
            return True
        recorded = record.recorded
        if self.basis is not None:
            basis = None if recorded is None else recorded.basis
            if basis is None:
                self.leave_out(record.id, "its basis is not recorded")
                return False
            if basis not in self.basis:
                return False
        if self.known_at is not None:
            at = None if recorded is None else recorded.at
            if at is None:
                self.leave_out(record.id, "the time of recording is not known")
                return False
            return bool(at <= self.known_at)
        return True

    def read(self, record: Article | Source, field: str) -> Any:
        """Return a field of an article or source, empty where it belongs to a layer not asked for."""
        value = getattr(record, field)
        if (self.basis is None and self.known_at is None) or not value:
            return value
        layer = record.layers.get(field)
        seen = True
        if self.basis is not None:
            basis = Basis.STATED if layer is None else layer.basis
            if basis is None:
                self.leave_out(record.id, f"the basis of its {field} is not recorded")
            seen = basis is not None and basis in self.basis
        if seen and self.known_at is not None and layer is not None:
            if layer.at is None:
                self.leave_out(record.id, f"when its {field} was recorded is not known")
            seen = layer.at is not None and layer.at <= self.known_at
        if seen:
            return value
        return () if isinstance(value, tuple) else None

    # --- world time ------------------------------------------------------------------------

    def exists(self, article: str) -> bool | None:
        """Tell whether an article had been published at the time asked for; `None` if that is undecided.

        A later version exists from its `modified`, where that is recorded.
        """
        if self.as_of is None:
            return True
        if article not in self._exists:
            self._exists[article] = self._existed(article)
        return self._exists[article]

    def _existed(self, id: str) -> bool | None:
        article = self.articles.get(id)
        if article is None:
            return None
        times = [self.read(article, "published")]
        modified = self.read(article, "modified")
        if modified is not None and (times[0] is None or self._is_later_version(id)):
            times.append(modified)
        answers = [self.not_later(time) for time in times if time is not None]
        if False in answers:
            return False
        return None if not answers or None in answers else True

    def appeared(self, id: str) -> When | None:
        """Return when a text appeared: of a later version `modified`, if it is recorded."""
        article = self.articles.get(id)
        if article is None:
            return None
        published: When | None = self.read(article, "published")
        modified: When | None = self.read(article, "modified")
        if modified is not None and (published is None or self._is_later_version(id)):
            return modified
        return published

    def _is_later_version(self, article: str) -> bool:
        return any(d.kind in _LATER_VERSIONS and self.established(d) for d in self.derivations_of(article))

    def not_later(self, time: When) -> bool | None:
        """Tell whether a time is certainly not later than the time asked for; `None` if undecided."""
        return True if self.as_of is None else time.within(self.as_of)

    def has_passage(self, passage: Attribution) -> bool:
        """Tell whether a passage is in the layers and its article was out; lists what is undecided."""
        if self.plain:
            return True
        if not self.has(passage):
            return False
        exists = self.exists(passage.article)
        if exists is None:
            self.leave_out(passage.id, self._undecided(passage.article))
        return exists is True

    def _undecided(self, article: str) -> str:
        held = self.articles.get(article)
        if held is None:
            return f"its article {article} is not in the dossier, so its date is not known"
        if self.read(held, "published") is None and self.read(held, "modified") is None:
            return f"when its article {article} was published is not known"
        return f"whether its article {article} had been published is undecided"

    def readings(self, passage: Attribution) -> tuple[str, ...]:
        """Return the ids of all readings of the text that a passage is one reading of, sorted.

        Whichever of them names the others: "is another reading of" holds both ways.
        """
        named_by = self._other_readings
        if not passage.alternatives and (not named_by or passage.id not in named_by):
            return (passage.id,)
        seen = {passage.id}
        queue = [passage]
        for reading in queue:
            others = [*reading.alternatives, *(other.id for other in named_by.get(reading.id))]
            for id in others:
                other = self.attributions.get(id)
                if id not in seen and other is not None:
                    seen.add(id)
                    queue.append(other)
        return tuple(sorted(seen))

    # --- derivations -----------------------------------------------------------------------

    def established(self, derivation: Derivation) -> bool:
        """Tell whether a derivation is established, and in the layers asked for."""
        return derivation.standing is Standing.ESTABLISHED and (self.plain or self.has(derivation))

    def happened(self, derivation: Derivation) -> bool:
        """Tell whether a correction or retraction had been made at the time asked for.

        It is dated by the version or notice that makes it. One that cannot be dated is listed as
        left out.
        """
        if self.as_of is None:
            return True
        places = []
        if derivation.derived != derivation.taken_from:
            passage = self.attributions.get(derivation.derived)
            places.append(passage.article if passage is not None else derivation.derived)
        if derivation.notice is not None:
            places.append(derivation.notice.article)
        answers = [self.exists(place) for place in places]
        if True in answers:
            return True
        if not answers or None in answers:
            self.leave_out(derivation.id, "when it took effect is undecided")
        return False

    # --- what was left out -----------------------------------------------------------------

    def leave_out(self, record: str, reason: str) -> None:
        """Note a record that could not be taken into account."""
        self._left.setdefault(record, reason)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything left out so far, by id."""
        return tuple(LeftOut(record, reason) for record, reason in sorted(self._left.items()))
