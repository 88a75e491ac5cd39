"""When something happened or was said, as precisely as it is known and no more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timezone
from math import inf
from typing import Any, ClassVar, TypeAlias

from attrs import evolve, field, frozen

from provenance.errors import InvalidRecordError, InvalidValueError, Problem, shown
from provenance.model import accepts
from provenance.model._calendar import CLOCK, Bounds, Precision, is_whole
from provenance.model._edtf import LONGEST, Parts, is_finer, notation, read
from provenance.model._iso import exists_in
from provenance.model._order import Span, could_overlap, is_before, is_inside, is_not_later, span_of
from provenance.model._phrases import find_times, read_words
from provenance.model._prose import describe
from provenance.model._relative import Reading
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import tidy
from provenance.model.terms import UnknownTerm

__all__ = ["Precision", "When", "find_times"]

_LONGEST_WORDS = 200


def _as_written(value: date | None) -> object:
    # 12:00+02:00 and 10:00Z are one instant, but two things to say (and to digest).
    if isinstance(value, datetime):
        return value, value.utcoffset()
    return value


@frozen(kw_only=True, weakref_slot=False, repr=False, order=False)
class When:
    """A time: the first and the last unit in which it may lie, or which it fills.

    Both ends count as inside. From day precision upwards they are dates, and cover whole units of
    the precision: November 2025 is 2025-11-01 to 2025-11-30 with precision month. Below it they
    are datetimes, each the start of its hour, minute or second; a second is taken as a point, and
    may have a fraction. An end that is `None` is open, or not known. A stretch and "somewhere in
    it" are not told apart, as EDTF's intervals do not either.

    Datetimes carry a fixed offset; a zone is replaced by the offset in force. A naive one is a
    wall time in a zone that is not known: it is kept, and `is_naive` says so.

    Equality is by fields, the way an instant is written included. For the order of times see
    `before`; there is no `<`, because "not known to be earlier" is not "later".

    Raises:
        InvalidRecordError: for ends of different kinds, in the wrong order or not whole units,
            and for a time that says nothing at all.

    Examples:
        >>> When.parse("2025-11").latest
        datetime.date(2025, 11, 30)
        >>> When.resolve("on Monday", "2025-11-04")
        When('2025-11-03', text='on Monday', anchor='2025-11-04')
    """

    TAKES_SHORT_FORMS: ClassVar[bool] = True

    earliest: date | datetime | None = field(default=None, eq=_as_written)
    """The first day (or hour, minute, second) it may be; `None` if open or not known."""

    latest: date | datetime | None = field(default=None, eq=_as_written)
    """The last day (or hour, minute, second) it may be; `None` if open or not known."""

    precision: Precision | UnknownTerm | None = None
    """The unit of both ends, the finer one if they differ. If it is not given, `day` for dates and
    `second` for datetimes; `None` only where neither end is known."""

    approximate: bool = False
    """Whether the words say "about" (EDTF `~`). The ends stand as recorded; no margin is added."""

    uncertain: bool = False
    """Whether it is doubtful that this is the time (EDTF `?`)."""

    text: str | None = None
    """The words it came in; or the EDTF expression, where the other fields cannot say all of it
    (ends of different precision or with different qualifiers)."""

    anchor: date | None = None
    """The day that relative words were resolved against; `None` if they were not relative."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    def __attrs_post_init__(self) -> None:
        _check_zones(self)
        end = self.earliest if self.earliest is not None else self.latest
        if self.precision is None and isinstance(end, date):
            precision = Precision.SECOND if isinstance(end, datetime) else Precision.DAY
            object.__setattr__(self, "precision", precision)
        tidy(self)
        for name in ("earliest", "latest"):
            end = getattr(self, name)
            if isinstance(end, datetime) and end.fold:  # without a zone's rules it means nothing
                object.__setattr__(self, name, end.replace(fold=0))

    def _problems(self) -> Iterator[tuple[str, str]]:
        ends = [(name, getattr(self, name)) for name in ("earliest", "latest")]
        known = [(name, end) for name, end in ends if end is not None]
        if not known and not self.text:
            yield "", "it says nothing: give an end, or at least the words it came in"
        for name, end in known:
            if isinstance(end, datetime):
                yield from _moment_problems(name, end, self.precision)
            elif self.precision in CLOCK:
                yield name, f"the precision is {self.precision}, so a datetime is wanted"
        if isinstance(self.anchor, datetime):
            yield "anchor", "a day is wanted, without a time of day"
        if len(known) == 2:
            yield from _order_problems(known[0][1], known[1][1])
        if (
            known
            and not any(isinstance(end, datetime) for _, end in known)
            and isinstance(self.precision, Precision)
        ):
            bounds = Bounds(self.earliest, self.latest)
            if self.precision not in CLOCK and not is_whole(bounds, self.precision):
                yield (
                    "precision",
                    f"{self._shown_ends()} is not made of whole units of precision {self.precision}",
                )

    def _shown_ends(self) -> str:
        return "/".join(".." if end is None else end.isoformat() for end in (self.earliest, self.latest))

    # --- reading ---------------------------------------------------------------------------

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read EDTF level 0-1, ISO 8601 (calendar, week and ordinal dates) or an RFC 2822 date.

        Ends in years that Python's dates do not reach (`-1985`, `0000`, `Y170000002`) are open in the
        fields, and the expression is kept as `text`, from which the order of times is still told. So
        is a moment with more than six digits after the second.

        Zone names in brackets (RFC 9557) are understood. What has two readings is refused, and so
        is what is not a day by itself ("March", "12:00"): nothing is filled in from today. Words
        are read by `resolve`.

        Raises:
            InvalidValueError: saying why, if it is not a time or one that cannot be held.

        Examples:
            >>> When.parse("2004-06/2006-08")
            When('2004-06/2006-08')
            >>> When.parse("2026-11-22T09:30:00+05:45").earliest.isoformat()
            '2026-11-22T09:30:00+05:45'
        """
        if not isinstance(text, str):
            raise InvalidValueError("time", text, "a string is wanted")
        try:  # the two commonest forms, which need no pattern
            if len(text) == 10 and text[4] == text[7] == "-":
                day = date.fromisoformat(text)
                return cls(earliest=day, latest=day, precision=Precision.DAY)
            if (
                len(text) in (20, 25)
                and text[10] == "T"
                and text[13] == text[16] == ":"
                and text[19] in "Z+-"
            ):
                moment = datetime.fromisoformat(text)
                moment.astimezone(UTC)
                return cls(earliest=moment, latest=moment, precision=Precision.SECOND)
        except (ValueError, OverflowError):
            pass  # the slow way says what is wrong
        return cls(**read(text)._asdict())

    @classmethod
    def of(cls, value: "Time") -> "When":
        """Return the time that a string, a date or a datetime means; a `When` is returned as it is.

        Raises:
            InvalidValueError: if a string is not a time, or it is something else.
            InvalidRecordError: if a datetime cannot be held.
        """
        if isinstance(value, When):
            return value
        if isinstance(value, date):
            return cls(earliest=value, latest=value)
        return cls.parse(value)

    @classmethod
    def resolve(cls, words: str, anchor: "Time | None" = None, *, past: bool | None = None) -> "When | None":
        """Read a time expression of English prose, against the day the text was written.

        What the words leave open stays open: "on Monday evening" is a day, "last year" a year.
        See the explanation in `provenance.model._relative` for how each is taken.

        Args:
            words: the expression ("on Monday", "early November", "for more than a year").
            anchor: the day to resolve against, usually the day of publication. An anchor that is
                not known to the day serves where every day of it leads to the same answer, and is
                then not kept.
            past: whether the sentence speaks of the past (True) or of the future (False); None
                takes weekdays as past, months and days of the year as the nearest.

        Returns:
            `None` if the words are not understood, or are relative and there is no anchor.

        Raises:
            InvalidValueError: if the anchor is not a time, the words are not a string, or `past` is
                none of the three.

        Examples:
            >>> When.resolve("for more than a year", "2025-11-04").latest
            datetime.date(2024, 11, 4)
        """
        if not isinstance(words, str):
            raise InvalidValueError("time expression", words, "a string is wanted")
        if past is not None and not isinstance(past, bool):
            raise InvalidValueError("tense", past, "True, False or None is wanted")
        if len(words) > _LONGEST_WORDS:
            return None
        reading = read_words(words)
        if reading is None:
            return None
        if not reading.is_relative:
            return _resolved(reading, words, None, past)
        days = cls.of(anchor) if anchor is not None else None
        if days is None or days.earliest is None or days.latest is None:
            return None
        first, last = _day_of(days.earliest), _day_of(days.latest)
        found = _resolved(reading, words, first, past)
        if found is None or first == last:
            return found
        other = _resolved(reading, words, last, past)
        # Which day it was is not known, and the first one would be an invention.
        found = evolve(found, anchor=None)
        return found if other is not None and evolve(other, anchor=None) == found else None

    # --- writing ---------------------------------------------------------------------------

    @property
    def is_naive(self) -> bool:
        """Whether it is a wall time whose zone is not known."""
        end = self.earliest if self.earliest is not None else self.latest
        return isinstance(end, datetime) and end.tzinfo is None

    def to_edtf(self) -> str:
        """Return it as EDTF level 0 or 1, such that `parse` gives it back without words and anchor.

        A week is written as the interval of its days, which EDTF has no other form for.

        Raises:
            InvalidValueError: if EDTF cannot say it: neither end known, a moment coarser or finer
                than a second, or an interval between moments. `to_iso` says the last two.
        """
        end = self.earliest if self.earliest is not None else self.latest
        is_said = self.text is not None and self._is_said_by(self.text)
        parts = self._parts()
        if isinstance(end, datetime):
            if (
                self.precision is not Precision.SECOND
                or end.microsecond
                or (is_said and is_finer(self.text or ""))
            ):
                raise InvalidValueError(
                    "EDTF time", notation(parts), "EDTF has moments to the full second only"
                )
            if self.earliest != self.latest or self.approximate or self.uncertain:
                raise InvalidValueError(
                    "EDTF time", notation(parts), "EDTF has no intervals or qualified moments"
                )
        if is_said and self.text is not None:
            return self.text
        if self.precision is Precision.WEEK:
            parts = parts._replace(precision=Precision.DAY)
        return notation(parts)

    def to_iso(self) -> str:
        """Return its ends as ISO 8601 (2004): one date or moment, or `start/end`.

        Years, months, weeks and single moments are written as such, all else by the days or moments
        of both ends. An open end is written `..`. That it is approximate or uncertain is lost, and
        so are the words.

        Raises:
            InvalidValueError: if neither end is known, or one is beyond the years 1 to 9999.
        """
        if self.text is not None and self._is_said_by(self.text):
            if is_finer(self.text):
                return self.text
            span = self._span()
            if (span.first is None) != (self.earliest is None) or (span.last is None) != (
                self.latest is None
            ):
                raise InvalidValueError("ISO 8601 time", self.text, "it has the years 1 to 9999 only")
        parts = self._parts()._replace(approximate=False, uncertain=False)
        if parts.precision not in (Precision.YEAR, Precision.MONTH, Precision.WEEK, *CLOCK):
            parts = parts._replace(precision=Precision.DAY)
        return notation(parts)

    def _parts(self) -> Parts:
        precision = self.precision if isinstance(self.precision, Precision) else None
        return Parts(self.earliest, self.latest, precision, self.approximate, self.uncertain)

    def _is_said_by(self, text: str) -> bool:
        if len(text) > LONGEST or text[:1] not in "0123456789./-Y":
            return False
        try:
            return read(text)._replace(text=None) == self._parts()
        except InvalidValueError:
            return False

    def __repr__(self) -> str:
        if self.text and self._is_said_by(self.text):
            ends = repr(self.text)
        elif self.earliest is None and self.latest is None:
            ends = ""
        else:
            ends = repr(notation(self._parts()))
        words = f"text={self.text!r}" if self.text is not None and repr(self.text) != ends else ""
        anchor = f"anchor='{self.anchor}'" if self.anchor is not None else ""
        return f"When({', '.join(filter(None, (ends, words, anchor)))})"

    def __str__(self) -> str:
        parts = self._parts()._replace(text=self.text)
        return describe(parts, is_said=self.text is not None and self._is_said_by(self.text))

    # --- order -----------------------------------------------------------------------------

    def before(self, other: "Time") -> bool | None:
        """Tell whether it is over before the other begins.

        Two aware moments are compared as instants. Days (and what is coarser) and naive moments are
        compared among themselves by what calendar and clock showed, as though all were of one
        place: newspapers give days that way. One of these against an aware moment may be of any
        zone, from UTC-12 to UTC+14. What is approximate or uncertain may be off by as much as it is
        long, and by one unit of its precision at least. Open ends are infinite.

        Returns:
            True or False where it is certain; `None` where the two may overlap.

        Raises:
            InvalidValueError: if the other is not a time.

        Examples:
            >>> When.parse("2025-11-03").before("2025-11-04")
            True
            >>> print(When.parse("2025-11-03").before("2025-11-04T00:30:00+14:00"))
            None
        """
        return is_before(self._span(), When.of(other)._span())

    def after(self, other: "Time") -> bool | None:
        """Tell whether it begins only when the other is over; `None` where they may overlap.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        return is_before(When.of(other)._span(), self._span())

    def within(self, as_of: "Time") -> bool | None:
        """Tell whether it is not later than a date (to its end), a moment, or the end of a `When`.

        A date asks what the calendar showed where each time was recorded, whatever the zone. A
        moment asks for an instant: a day that may not have been over everywhere is undecided. The
        time asked for is taken as it is written, even if it is approximate.

        Returns:
            True if all of it is; False if none of it is; `None` if it straddles the time, so that
            it is undecided.

        Raises:
            InvalidValueError: for a naive datetime, which is no point in time, and for a time
                of which neither end is known.
        """
        limit = When.of(as_of)
        if type(self.latest) is type(limit.latest) is date and not self.approximate and not self.uncertain:
            # Nine times in ten both are days, and every query asks this of every article.
            if self.latest <= limit.latest:
                return True
            return False if self.earliest is not None and self.earliest > limit.latest else None
        if limit.is_naive:
            raise InvalidValueError("as_of", as_of, "it is naive: give it a tzinfo, such as datetime.UTC")
        end = limit._span()
        if end.first is None and end.last is None:
            raise InvalidValueError("as_of", as_of, "neither its beginning nor its end is known")
        return is_not_later(self._span(local=not end.is_instant), end)

    def contains(self, other: "Time") -> bool:
        """Tell whether the other certainly lies inside it, ends included, compared as `before` does.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        inner = When.of(other)
        mine, theirs = self._span(), inner._span()
        if mine.first is None and mine.last is None:
            return False
        return mine == theirs or is_inside(theirs, mine)

    def overlaps(self, other: "Time") -> bool:
        """Tell whether the two can fall together; False is certain, True means that they may.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        return could_overlap(self._span(), When.of(other)._span())

    def sort_key(self) -> tuple[float, float, str, str]:
        """Return a key that puts any times into one fixed order, by their ends.

        It is for showing things in a stable order, and says nothing on which was first: for that
        ask `before`. Open beginnings come first; an instant stands at its place in UTC.
        """
        span = self._span()
        first = -inf if span.first is None else span.first
        return first, inf if span.last is None else span.last, str(self.precision), repr(self)

    def _span(self, *, local: bool = False) -> Span:
        precision = self.precision if isinstance(self.precision, Precision) else None
        parts = Parts(self.earliest, self.latest, precision, self.approximate, self.uncertain, self.text)
        return span_of(parts, local=local)


Time: TypeAlias = When | date | str
"""What a method takes for a time: a string is parsed, a datetime may be given for a date."""


def _check_zones(when: When) -> None:
    """Refuse wall times that a zone skipped, while the zone is still known."""
    for name in ("earliest", "latest", "anchor"):
        end = getattr(when, name)
        if not isinstance(end, datetime) or end.tzinfo is None or type(end.tzinfo) is timezone:
            continue
        try:
            if end.utcoffset() is None:  # naive, as Python has it
                object.__setattr__(when, name, end.replace(tzinfo=None))
                continue
            message = (
                ""
                if exists_in(end)
                else f"clocks in {end.tzinfo} never showed {end.replace(tzinfo=None)}: it was skipped"
            )
        except (OverflowError, ValueError):
            continue  # `_moment_problems` says so
        except Exception as error:  # whatever the code of a zone that somebody wrote does
            message = f"its zone cannot tell its offset: {shown(error)}"
        if message:
            raise InvalidRecordError("When", None, [Problem(f"$.{name}", message)])


def _moment_problems(name: str, end: datetime, precision: str | None) -> Iterator[tuple[str, str]]:
    if isinstance(precision, Precision) and precision not in CLOCK:
        yield name, f"the precision is {precision}, so a date without a time of day is wanted"
    if (precision in (Precision.HOUR, Precision.MINUTE) and (end.second or end.microsecond)) or (
        precision is Precision.HOUR and end.minute
    ):
        yield name, f"{end.isoformat()} has more than its precision, {precision}, says"
    offset = end.utcoffset()
    if offset is not None:
        if offset.total_seconds() % 60:
            yield name, f"the offset {offset} is not of whole minutes, which no notation can say"
        try:
            end.astimezone(UTC)
        except OverflowError:
            yield name, f"{end.isoformat()} is outside the years 1 to 9999 in UTC"


def _order_problems(earliest: date, latest: date) -> Iterator[tuple[str, str]]:
    if isinstance(earliest, datetime) != isinstance(latest, datetime):
        yield "latest", "both ends are dates, or both are datetimes"
    elif (
        isinstance(earliest, datetime)
        and isinstance(latest, datetime)
        and ((earliest.tzinfo is None) != (latest.tzinfo is None))
    ):
        yield "latest", "both ends are naive, or neither is"
    elif earliest > latest:
        yield "latest", f"it ends ({latest.isoformat()}) before it begins ({earliest.isoformat()})"


def _day_of(end: date) -> date:
    return end.date() if isinstance(end, datetime) else end


def _resolved(reading: Reading, words: str, anchor: date | None, past: bool | None) -> When | None:
    found = reading.on(anchor, past)
    if found is None:
        return None
    return When(
        earliest=found.earliest, latest=found.latest, precision=found.precision,
        approximate=found.approximate, text=words, anchor=anchor,
    )  # fmt: skip
