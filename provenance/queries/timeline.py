"""A story in order: claims, denials, corrections, checks; unknown order shown as unknown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from attrs import field, frozen

from provenance.errors import UsageError, shown
from provenance.model import Article, Attribution, Claim, Derivation, Dossier, Source, When
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.events import CHANGES, Event, EventKind, Happenings
from provenance.queries.kinship import Kinship
from provenance.queries.sequence import Order, place_of
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.standing import Standings
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Event", "EventKind", "Kinds", "Timeline", "timeline"]

Kinds: TypeAlias = EventKind | str | Iterable[EventKind | str] | None
"""One word of `EventKind` or several; `None` asks for all."""

_SHOWN = 60


@frozen(repr=False)
class Timeline(Tabular):
    """What happened, in order as far as the order is known. Iterating gives the events.

    Events that are certainly earlier stand first. Where the order of several is not known they
    stand in one of `groups`, by the earliest moment each may have been, which says nothing on
    which was first; `before` tells what is certain. Those without a date come last.
    """

    asked: str | None
    """The record asked about; `None` for the whole dossier."""

    events: tuple[Event, ...]
    """The events: those with a date, then those without one by kind and record."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _title: str = field(eq=False)
    _parts: dict[str, Any] = field(init=False, factory=dict, eq=False)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def __bool__(self) -> bool:
        return True

    # --- order -----------------------------------------------------------------------------

    @property
    def undated(self) -> tuple[Event, ...]:
        """The events of which no time is known, so that their order is not known either."""
        return self.events[self._dated :]

    @property
    def groups(self) -> tuple[tuple[Event, ...], ...]:
        """The dated events, in groups of which each was certainly over before the next began.

        The groups are as small as they can be. Inside one of several events the order is not
        known, or known in part only.
        """
        return tuple(self.events[start:stop] for start, stop in self._runs)

    def before(self, one: Event | str, other: Event | str) -> bool | None:
        """Tell whether one event was certainly over before another began, as `When.before` does.

        Args:
            one: an event of this timeline, or the id of its record.
            other: another.

        Returns:
            True or False where it is certain; `None` where the order is not known.

        Raises:
            UsageError: if one of them is no event of this timeline.
        """
        first, second = (self.events[self._place(event)].when for event in (one, other))
        return None if first is None or second is None else first.before(second)

    def earlier(self, event: Event | str) -> tuple[Event, ...]:
        """Return the events that were certainly over before one began, in the order of `events`.

        Raises:
            UsageError: if it is no event of this timeline.
        """
        place = self._place(event)
        return tuple(self.events[at] for at in self._order.all_before(place)) if place < self._dated else ()

    def later(self, event: Event | str) -> tuple[Event, ...]:
        """Return the events that certainly began only when one was over, in the order of `events`.

        Raises:
            UsageError: if it is no event of this timeline.
        """
        place = self._place(event)
        return tuple(self.events[at] for at in self._order.all_after(place)) if place < self._dated else ()

    def _place(self, event: object) -> int:
        places = self._parts.get("places")
        if places is None:
            places = self._parts["places"] = {held.record: at for at, held in enumerate(self.events)}
        record = event.record if isinstance(event, Event) else event
        place: int | None = places.get(record) if isinstance(record, str) else None
        if place is None:
            raise UsageError("Timeline", f"there is no such event in this timeline: {shown(event)}")
        return place

    @property
    def _dated(self) -> int:
        if "dated" not in self._parts:
            self._parts["dated"] = sum(place_of(event.when) is not None for event in self.events)
        dated: int = self._parts["dated"]
        return dated

    @property
    def _order(self) -> Order:
        if "order" not in self._parts:
            times = [event.when for event in self.events[: self._dated] if event.when is not None]
            self._parts["order"] = Order(times)
        order: Order = self._parts["order"]
        return order

    @property
    def _runs(self) -> list[tuple[int, int]]:
        if "runs" not in self._parts:
            self._parts["runs"] = self._order.groups()
        runs: list[tuple[int, int]] = self._parts["runs"]
        return runs

    def __reduce__(self) -> tuple[Any, ...]:
        return Timeline, (self.asked, self.events, self.left_out, self._title)

    # --- shown -----------------------------------------------------------------------------

    @property
    def why(self) -> tuple[Reason, ...]:
        """The record behind each event and where it can be checked, in the same order."""
        return tuple(Reason(event.record, event.what, event.anchors) for event in self.events)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "record": "text",
        "kind": "text",
        "when": "text",
        "earliest": "text",
        "latest": "text",
        "dated_by": "text",
        "recorded": "text",
        "group": "int",
        "certainly_after": "int",
        "who": "text",
        "source": "text",
        "claim": "text",
        "article": "text",
        "what": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row an event, in the same order.

        `group` is the number of its group, counted from 1 (`None` without a date); `certainly_after`
        is how many events were certainly over before it began.
        """
        group = {
            at: number for number, (start, stop) in enumerate(self._runs, 1) for at in range(start, stop)
        }
        dated = self._dated
        return [
            {
                "record": event.record,
                "kind": str(event.kind),
                "when": None if event.when is None else str(event.when),
                "earliest": _iso(None if event.when is None else event.when.earliest),
                "latest": _iso(None if event.when is None else event.when.latest),
                "dated_by": event.dated_by,
                "recorded": _iso(event.recorded),
                "group": group.get(at),
                "certainly_after": self._order.count_before(at) if at < dated else 0,
                "who": event.who,
                "source": event.source,
                "claim": event.claim,
                "article": event.article,
                "what": event.what,
            }
            for at, event in enumerate(self.events)
        ]

    def __str__(self) -> str:
        lines = [f"{self._title}: {counted(len(self.events), 'event')}"]
        left = _SHOWN
        runs = [(start, stop, self._heading(start, stop)) for start, stop in self._runs[:_SHOWN]]
        for start, stop, heading in [*runs, (self._dated, len(self.events), "when is not known")]:
            shown_now = self.events[start : min(stop, start + left)]
            if shown_now and heading:
                lines.append(f"  {heading}:")
            lines += [f"{'    ' if heading else '  '}{event}" for event in shown_now]
            left -= len(shown_now)
            if len(shown_now) < stop - start:
                break
        hidden = len(self.events) - (_SHOWN - left)
        return "\n".join(lines) + (f"\n  … and {hidden:,} more" if hidden else "")

    def _heading(self, start: int, stop: int) -> str:
        """Say what is known of the order inside a group; nothing for one event."""
        if stop - start == 1:
            return ""
        events = self.events[start:stop]
        articles = {event.article for event in events}
        by_text = all(event.dated_by in ("published", "modified") for event in events)
        if by_text and len(articles) == 1 and None not in articles:
            return "in one text"
        if all(_is_point(event.when) and event.when == events[0].when for event in events):
            return "at the same moment"
        if any(self._order.count_before(at) > start for at in range(start, stop)):
            return "order known in part only"
        return "order not known"

    def __repr__(self) -> str:
        about = "the dossier" if self.asked is None else shown(self.asked)
        return f"<Timeline of {about}: {counted(len(self.events), 'event')}>"


def _is_point(when: When | None) -> bool:
    return when is not None and when.before(when) is False


def _iso(time: Any) -> str | None:
    return None if time is None else time.isoformat()


def timeline(
    dossier: Dossier,
    x: Claim | Source | Article | Attribution | Dossier | str | None = None,
    kind: Kinds = None,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Timeline:
    """Return what happened, in order: claims, denials, corrections, checks.

    - Of a *claim*: what passages say of it or of a claim that restates it, the versions,
      corrections and retractions that touch them, checks and grades.
    - Of a *source*, with all records judged the same: what it is credited with, what it published
      and what its own texts say in nobody else's mouth, corrections of these, its checks, its
      grades, and judgements of who it is.
    - Of an *article*, with all its versions: everything in it and everything done to it.
    - Of an *attribution*: what it says, and what became of it.
    - Of the *dossier* (or of nothing): everything.

    What a passage says is dated by `said_at`, else by the appearance of its article; a later version
    by `modified`, else by `published`; a correction or retraction by the text that makes it, else
    by its notice; a check by `judged_at`, else by the article that states it. What was withdrawn or
    superseded had happened, and is listed. Derivations that are only possible are no events.

    Args:
        dossier: where to look.
        x: a record, its id, or the dossier itself.
        kind: only these kinds: a word of `EventKind`, or several.
        as_of: only what had happened by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the record is not in the dossier.
        UsageError: for a record of another kind, another dossier, a kind, clock or layer that is none.

    Examples:
        >>> from provenance.model import VerificationStatus
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> paper = Article(headline="Bridge closed", published="2025-11-04", id="art-1")
        >>> said = Attribution(article=paper, claim=claim, source="Mayor", said_at="2025-11-03", id="att-1")
        >>> checked = VerificationStatus(claim=claim, state="checked", judged_at="2025-11", id="ver-1")
        >>> print(timeline(Dossier([claim, paper, said, checked]), claim))
        “The bridge is closed.”: 2 events
          order not known:
            2025-11: a checker not recorded: checked, on “The bridge is closed.”
            2025-11-03: Mayor says: “The bridge is closed.”, in “Bridge closed”
    """
    function = "timeline"
    want_dossier(function, dossier)
    if isinstance(x, Dossier) and x is not dossier:
        raise UsageError(function, "x is a record of the dossier or the dossier itself, got another dossier")
    section, record = "", None
    if x is not None and not isinstance(x, Dossier):
        section, record = asked_about(function, dossier, x, "claims", "sources", "articles", "attributions")
    kinds = _kinds_of(kind)
    return _timeline(View.asked(function, dossier, as_of, known_at, basis), section, record, kinds)


@collector_paused()
def _timeline(view: View, section: str, record: Any, kinds: frozenset[EventKind]) -> Timeline:
    voices = Voices(view)
    happenings = Happenings(view, voices, kinds)
    events = list(_Collected(view, voices, happenings, section, record))
    order = list(EventKind)
    rank = {event_kind: number for number, event_kind in enumerate(order)}
    dated = [(place, rank[e.kind], e.record, e) for e in events if (place := place_of(e.when)) is not None]
    dated.sort(key=lambda item: item[:3])
    undated = [event for event in events if place_of(event.when) is None]
    undated.sort(key=lambda event: (rank[event.kind], event.record))
    return Timeline(
        None if record is None else record.id,
        (*(item[3] for item in dated), *undated),
        view.left_out,
        _title(view.dossier, happenings, section, record),
    )


def _title(dossier: Dossier, happenings: Happenings, section: str, record: Any) -> str:
    if section == "claims":
        return happenings.claim(record.id)
    if section == "sources":
        return happenings.name(record.id)
    if section == "articles":
        return happenings.full(record.id)
    if section == "attributions":
        return str(record.id)
    return "The dossier" if dossier.title is None else shortened(dossier.title, 100)


def _kinds_of(kind: Kinds) -> frozenset[EventKind]:
    if kind is None:
        return frozenset(EventKind)
    known = {str(word): word for word in EventKind}
    given = [kind] if isinstance(kind, str) else kind
    if not isinstance(given, Iterable):
        raise UsageError("timeline", f"kind is a word of EventKind or several, got {shown(kind)}")
    words = list(given)
    for word in words:
        if not isinstance(word, str) or str(word) not in known:
            raise UsageError("timeline", f"kind is one of {', '.join(known)}, got {shown(word)}")
    if not words:
        raise UsageError("timeline", "kind is empty: leave it out to ask for all kinds")
    return frozenset(known[str(word)] for word in words)


class _Collected:
    """The events that have to do with what was asked, in no particular order."""

    def __init__(self, view: View, voices: Voices, happenings: Happenings, section: str, record: Any) -> None:
        self._view, self._voices, self._happenings = view, voices, happenings
        self._section, self._record = section, record
        self._kinship = Kinship(view)

    def __iter__(self) -> Iterator[Event]:
        collect = {
            "claims": self._of_claim,
            "sources": self._of_source,
            "articles": self._of_article,
            "attributions": self._of_attribution,
        }.get(self._section, self._of_everything)
        yield from collect()

    def _of_everything(self) -> Iterator[Event]:
        dossier, make = self._view.dossier, self._happenings
        yield from make.of_articles(dossier.articles.values())
        yield from make.of_passages(dossier.attributions.values())
        yield from make.of_changes(dossier.derivations.values())
        yield from make.of_checks(dossier.statuses.values())
        yield from make.of_grades(dossier.grades.values())
        yield from make.of_judgements(dossier.judgements.values())

    def _of_claim(self) -> Iterator[Event]:
        claims = self._kinship.same(self._record.id)
        passages = [p for id in claims for p in self._view.passages_of(id)]
        make = self._happenings
        yield from make.of_passages(passages)
        yield from make.of_changes(self._changes(passages, {passage.article for passage in passages}))
        yield from make.of_checks(self._held("statuses", "claim", claims))
        yield from make.of_grades(self._held("grades", "subject", claims))

    def _of_source(self) -> Iterator[Event]:
        ids = self._voices.ids(self._record.id)
        credited = self._held("attributions", "source", ids)
        articles = self._held("articles", "publisher", ids)
        own = [p for article in articles for p in self._view.passages_in(article.id) if p.source is None]
        stated = self._held("statuses", "article", [article.id for article in articles])
        checks = [*self._held("statuses", "checker", ids), *(s for s in stated if s.checker is None)]
        grades = [*self._held("grades", "subject", ids), *self._held("grades", "grader", ids)]
        judged = [*self._held("judgements", "first", ids), *self._held("judgements", "second", ids)]
        make = self._happenings
        yield from make.of_articles(articles)
        yield from make.of_passages(_once([*credited, *own]))
        yield from make.of_changes(self._changes([*credited, *own], {article.id for article in articles}))
        yield from make.of_checks(_once(checks))
        yield from make.of_grades(_once(grades))
        yield from make.of_judgements(_once(judged))

    def _of_article(self) -> Iterator[Event]:
        view, make = self._view, self._happenings
        ids = Standings(view, self._kinship, self._voices).versions(self._record.id)
        passages = [p for id in ids for p in view.passages_in(id)]
        yield from make.of_articles(view.articles[id] for id in ids if id in view.articles)
        yield from make.of_passages(passages)
        yield from make.of_changes(self._changes(passages, set(ids)))
        yield from make.of_checks(self._held("statuses", "article", ids))
        yield from make.of_grades(self._held("grades", "subject", [*ids, *(p.id for p in passages)]))

    def _of_attribution(self) -> Iterator[Event]:
        passage, make = self._record, self._happenings
        yield from make.of_passages([passage])
        yield from make.of_changes(self._changes([passage], {passage.article}))
        yield from make.of_grades(self._held("grades", "subject", [passage.id]))

    def _held(self, section: str, holding: str, ids: Iterable[str]) -> list[Any]:
        """Return the records of one kind that hold one of these ids in a field, each once."""
        get = self._view.dossier.index(section, holding).get
        return _once(record for id in ids for record in get(id))

    def _changes(self, passages: Iterable[Attribution], articles: set[str]) -> list[Derivation]:
        """Return the later versions, corrections and retractions of passages and of articles."""
        view = self._view
        found: list[Derivation] = []
        for passage in passages:
            found += view.derivations_withdrawing(passage.id)
            found += view.derivations_from(passage.id)
            found += view.derivations_of(passage.id)
        for article in sorted(articles):
            found += view.derivations_from(article)
            found += view.derivations_of(article)
        return _once(derivation for derivation in found if derivation.kind in CHANGES)


def _once(records: Iterable[Any]) -> list[Any]:
    return list({record.id: record for record in records}.values())
