"""What happened in a story, taken from its records one by one."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from provenance.model import (
    Article,
    Attribution,
    Derivation,
    DerivationKind,
    Grade,
    IdentityJudgement,
    TextAnchor,
    VerificationStatus,
    When,
)
from provenance.queries.labels import Labels
from provenance.queries.sequence import place_of
from provenance.queries.showing import listed, places_of, shortened
from provenance.queries.standing import AGAINST, FOR, VERSION_KINDS, side_of
from provenance.queries.status import is_judged
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["CHANGES", "Event", "EventKind", "Happenings"]


class EventKind(StrEnum):
    """What kind of thing happened. Where times are equal, events are shown in this order."""

    PUBLICATION = "publication"
    """An article appeared that is no later version of another."""

    REVISION = "revision"
    """A later version appeared."""

    CLAIM = "claim"
    """A passage puts a claim forward."""

    DENIAL = "denial"
    """A passage denies a claim."""

    MENTION = "mention"
    """A passage gives a claim and neither puts it forward nor denies it: a question, an intention,
    "declined to comment", words that leave it open."""

    CORRECTION = "correction"
    """An article or passage was corrected."""

    RETRACTION = "retraction"
    """An article or passage was taken back."""

    CHECK = "check"
    """Somebody judged a claim, or began to."""

    GRADE = "grade"
    """Somebody graded a source or a piece of information."""

    JUDGEMENT = "judgement"
    """Somebody judged whether two source records are one. It has no date but that of recording."""


CHANGES: dict[object, EventKind] = {
    DerivationKind.REVISED: EventKind.REVISION,
    DerivationKind.CORRECTED: EventKind.CORRECTION,
    DerivationKind.RETRACTED: EventKind.RETRACTION,
}
"""The derivations that are events."""


class Event(NamedTuple):
    """One thing that happened, as one record tells it."""

    kind: EventKind
    """What kind of thing."""

    when: When | None
    """When it happened in the world; `None` if that is not known."""

    dated_by: str | None
    """The field that dates it: said_at, published, modified, judged_at, graded_at; `None` if none does.
    What a passage says is dated by its article's appearance where nothing better is known."""

    record: str
    """The record that tells it."""

    what: str
    """What happened, in words."""

    who: str | None
    """Who did it, as a person would call them; `None` if that is not known."""

    source: str | None
    """The id of that source; for sources judged the same, of the record named."""

    claim: str | None
    """The claim it is about, if it is about one."""

    article: str | None
    """The article that tells it or that it happened to, if there is one."""

    recorded: datetime | None
    """When somebody entered the record (the second clock); `None` if that is not recorded."""

    anchors: tuple[TextAnchor, ...]
    """Where it can be checked in the article's text."""

    def __str__(self) -> str:
        when = "date not known" if self.when is None else str(self.when)
        entered = (
            "" if self.recorded is None or self.when is not None else f" (recorded {self.recorded.date()})"
        )
        return f"{when}: {self.what}{entered}"


class Happenings:
    """Makes events of the records of one view; leaves out what it cannot see."""

    def __init__(self, view: View, voices: Voices, kinds: frozenset[EventKind]) -> None:
        self._view = view
        self._voices = voices
        self._labels = Labels(view, voices)
        self._kinds = kinds
        self._times: dict[str, tuple[When | None, str | None]] = {}
        self._claims: dict[str, str] = {}

    # --- names and times -------------------------------------------------------------------

    def name(self, source: str) -> str:
        """Return what a person would call a source."""
        self._labels.know_source(source)
        return self._labels.plain(source)

    def text(self, article: str) -> str:
        """Return what a person would call an article: by its outlet, else by its headline, else its id."""
        self._labels.know_article(article)
        words = self._labels.plain(article)
        return f"“{shortened(words[1:-1], 40)}”" if words.startswith("“") else words

    def claim(self, id: str) -> str:
        """Return the words of a claim, or its id if the dossier does not hold it."""
        known = self._claims.get(id)
        if known is None:
            record = self._view.claims.get(id)
            known = self._claims[id] = id if record is None else f"“{shortened(record.text, 100)}”"
        return known

    def is_later_version(self, article: str) -> bool:
        """Tell whether an article is established to be a later version of another."""
        view = self._view
        return any(d.kind in VERSION_KINDS and view.established(d) for d in view.derivations_of(article))

    def _time_of(self, id: str) -> tuple[When | None, str | None]:
        """Return when a text appeared, and the field that says so: of a later version `modified` first."""
        known = self._times.get(id)
        if known is None:
            known = None, None
            article = self._view.articles.get(id)
            if article is not None:
                fields = ["published", "modified"]
                if self.is_later_version(id):
                    fields.reverse()
                for field in fields:
                    time: When | None = self._view.read(article, field)
                    if time is not None:
                        known = time, field
                        break
            self._times[id] = known
        return known

    def _dated(self, own: When | None, field: str, article: str | None) -> tuple[When | None, str | None]:
        """Return a record's own date if it says when; else when its article appeared; else its words."""
        if place_of(own) is not None:
            return own, field
        when, dated_by = (None, None) if article is None else self._time_of(article)
        return (when, dated_by) if when is not None or own is None else (own, field)

    # --- one record, one event -------------------------------------------------------------

    def of_passages(self, passages: Iterable[Attribution]) -> Iterator[Event]:
        """Yield what passages say."""
        wanted = {side: kind for side, kind in _SIDES.items() if kind in self._kinds}
        if not wanted:
            return
        for passage in passages:
            kind = wanted.get(side_of(passage))
            if kind is None or not self._view.has_passage(passage):
                continue
            when, dated_by = self._dated(passage.said_at, "said_at", passage.article)
            source = passage.source
            who = None if source is None else self.name(source)
            yield Event(
                kind,
                when,
                dated_by,
                passage.id,
                self._said(passage, kind, who),
                who,
                None if source is None else self._voices.root(source),
                passage.claim,
                passage.article,
                _recorded(passage),
                places_of(passage),
            )

    def _said(self, passage: Attribution, kind: EventKind, who: str | None) -> str:
        outlet = self.text(passage.article)
        by = who
        if who is None:
            own = passage.form is not None and str(passage.form) == "own_voice"
            by = f"{outlet}, in its own words," if own else f"{outlet}, crediting nobody,"
        verb = {EventKind.CLAIM: "says", EventKind.DENIAL: "denies"}.get(kind)
        if verb is None:
            act = "" if passage.act is None else f" ({str(passage.act).replace('_', ' ')})"
            verb = f"is credited with{act}" if who is not None else f"mentions{act}"
        where = "" if who is None else f", in {outlet}"
        return f"{by} {verb}: {self.claim(passage.claim)}{where}"

    def of_articles(self, articles: Iterable[Article]) -> Iterator[Event]:
        """Yield the appearance of articles that are no later versions."""
        if EventKind.PUBLICATION not in self._kinds:
            return
        view = self._view
        for article in articles:
            if self.is_later_version(article.id):
                continue
            exists = view.exists(article.id)
            if exists is None:
                view.leave_out(article.id, "whether it had been published is undecided")
            if exists is not True:
                continue
            publisher = view.read(article, "publisher")
            who = None if publisher is None else self.name(publisher)
            headline = view.read(article, "headline")
            title = article.id if headline is None else f"“{shortened(headline, 100)}”"
            when, dated_by = self._time_of(article.id)
            source = None if publisher is None else self._voices.root(publisher)
            yield Event(
                EventKind.PUBLICATION,
                when,
                dated_by,
                article.id,
                f"{who} publishes {title}" if who is not None else f"{title} appears",
                who,
                source,
                None,
                article.id,
                None,
                (),
            )

    def of_changes(self, derivations: Iterable[Derivation]) -> Iterator[Event]:
        """Yield the later versions, corrections and retractions that are established."""
        view = self._view
        for derivation in derivations:
            kind = CHANGES.get(derivation.kind)
            if (
                kind is None
                or kind not in self._kinds
                or not view.established(derivation)
                or not view.happened(derivation)
            ):
                continue
            passage = view.attributions.get(derivation.derived)
            text = derivation.derived if passage is None else passage.article
            places = [] if derivation.derived == derivation.taken_from else [text]
            if derivation.notice is not None:
                places.append(derivation.notice.article)
            when, dated_by = next((t for t in map(self._time_of, places) if t[0] is not None), (None, None))
            where = places[0] if places else text
            article = view.articles.get(where)
            publisher = None if article is None else view.read(article, "publisher")
            yield Event(
                kind,
                when,
                dated_by,
                derivation.id,
                self._changed(derivation, kind),
                None if publisher is None else self.name(publisher),
                None if publisher is None else self._voices.root(publisher),
                None if passage is None else passage.claim,
                where,
                _recorded(derivation),
                derivation.anchors,
            )

    def _changed(self, derivation: Derivation, kind: EventKind) -> str:
        old, new = derivation.taken_from, derivation.derived
        verb = {EventKind.REVISION: "revised", EventKind.CORRECTION: "corrected"}.get(kind, "taken back")
        words = f"{self.full(old)} is {verb}"
        if new != old:
            words += f" by {self.full(new)}" if kind is EventKind.RETRACTION else f" as {self.full(new)}"
        if derivation.withdraws:
            words += f", which withdraws {listed(sorted(derivation.withdraws))}"
        return words

    def full(self, id: str) -> str:
        """Return what a text, passage or source is called, with its id."""
        self._labels.know_source(id)
        self._labels.know_article(id)
        return self._labels.full(id)

    def of_checks(self, statuses: Iterable[VerificationStatus]) -> Iterator[Event]:
        """Yield what checkers found, superseded findings included: they had been made."""
        if EventKind.CHECK not in self._kinds:
            return
        view = self._view
        for status in statuses:
            if not view.has(status) or not is_judged(view, status):
                continue
            when, dated_by = self._dated(status.judged_at, "judged_at", status.article)
            who = self._checker(status)
            found = [
                str(word).replace("_", " ") for word in (status.state, status.verdict) if word is not None
            ]
            if status.rating is not None and status.rating.label is not None:
                found.append(f"“{shortened(status.rating.label)}”")
            words = f"{who or 'a checker not recorded'}: {', '.join(found) or 'no finding recorded'}"
            checker = status.checker
            yield Event(
                EventKind.CHECK,
                when,
                dated_by,
                status.id,
                f"{words}, on {self.claim(status.claim)}",
                who,
                None if checker is None else self._voices.root(checker),
                status.claim,
                status.article,
                _recorded(status),
                status.anchors,
            )

    def _checker(self, status: VerificationStatus) -> str | None:
        if status.checker is not None:
            return self.name(status.checker)
        return None if status.article is None else f"{self.text(status.article)}, in its own words"

    def of_grades(self, grades: Iterable[Grade]) -> Iterator[Event]:
        """Yield the grades that were given."""
        if EventKind.GRADE not in self._kinds:
            return
        view = self._view
        for grade in grades:
            if not view.has(grade) or not self._is_graded(grade):
                continue
            who = None if grade.grader is None else self.name(grade.grader)
            subject = grade.subject
            what = self.claim(subject) if subject in view.claims else self.full(subject)
            yield Event(
                EventKind.GRADE,
                grade.graded_at,
                None if grade.graded_at is None else "graded_at",
                grade.id,
                f"{who or 'somebody'} grades {what}: {grade.value} ({grade.scale})",
                who,
                None if grade.grader is None else self._voices.root(grade.grader),
                subject if subject in view.claims else None,
                subject if subject in view.articles else None,
                _recorded(grade),
                (),
            )

    def _is_graded(self, grade: Grade) -> bool:
        view = self._view
        if view.as_of is None:
            return True
        answer = None if grade.graded_at is None else view.not_later(grade.graded_at)
        if answer is None:
            view.leave_out(grade.id, "whether it had been graded is not known")
        return answer is True

    def of_judgements(self, judgements: Iterable[IdentityJudgement]) -> Iterator[Event]:
        """Yield the judgements whether two source records are one."""
        if EventKind.JUDGEMENT not in self._kinds:
            return
        for judgement in judgements:
            if not self._view.has(judgement):
                continue
            if self._view.as_of is not None:
                self._view.leave_out(judgement.id, "a judgement of identity has no date in the world")
                continue
            verdict = str(judgement.verdict)
            words = "does not know whether they are one" if verdict == "unsure" else verdict
            pair = listed(sorted((self.full(judgement.first), self.full(judgement.second))))
            by = None if judgement.recorded is None else judgement.recorded.by
            yield Event(
                EventKind.JUDGEMENT,
                None,
                None,
                judgement.id,
                f"{by or 'somebody'} on {pair}: {words}",
                by,
                None,
                None,
                None,
                _recorded(judgement),
                (),
            )


_SIDES = {FOR: EventKind.CLAIM, AGAINST: EventKind.DENIAL, 0: EventKind.MENTION}


def _recorded(record: Any) -> datetime | None:
    return None if record.recorded is None else record.recorded.at
