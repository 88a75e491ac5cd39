"""When something happened or was said, as precisely as it is known and no more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, ClassVar, TypeAlias

from attrs import evolve, field, frozen

from provenance.errors import InvalidRecordError, InvalidValueError, Problem
from provenance.model import accepts
from provenance.model._calendar import CLOCK, Bounds, Precision, is_whole
from provenance.model._edtf import Parts, notation, read
from provenance.model._iso import exists_in
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
                not known to the day serves where every day of it leads to the same answer.
            past: whether the sentence speaks of the past (True) or of the future (False); None
                takes weekdays as past, months and days of the year as the nearest.

        Returns:
            `None` if the words are not understood, or are relative and there is no anchor.

        Raises:
            InvalidValueError: if the anchor is not a time, or the words are not a string.

        Examples:
            >>> When.resolve("for more than a year", "2025-11-04").latest
            datetime.date(2024, 11, 4)
        """
        if not isinstance(words, str):
            raise InvalidValueError("time expression", words, "a string is wanted")
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
        return found if other is not None and evolve(other, anchor=first) == found else None

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
        if self.text is not None and self._is_said_by(self.text):
            return self.text
        parts = self._parts()
        end = self.earliest if self.earliest is not None else self.latest
        if isinstance(end, datetime):
            if self.precision is not Precision.SECOND or end.microsecond:
                raise InvalidValueError(
                    "EDTF time", notation(parts), "EDTF has moments to the full second only"
                )
            if self.earliest != self.latest or self.approximate or self.uncertain:
                raise InvalidValueError(
                    "EDTF time", notation(parts), "EDTF has no intervals or qualified moments"
                )
        if self.precision is Precision.WEEK:
            parts = parts._replace(precision=Precision.DAY)
        return notation(parts)

    def to_iso(self) -> str:
        """Return its ends as ISO 8601 (2004): one date or moment, or `start/end`.

        Years, months, weeks and single moments are written as such, all else by the days or moments
        of both ends. An open end is written `..`. That it is approximate or uncertain is lost, and
        so are the words.

        Raises:
            InvalidValueError: if neither end is known.
        """
        parts = self._parts()._replace(approximate=False, uncertain=False)
        if parts.precision not in (Precision.YEAR, Precision.MONTH, Precision.WEEK, *CLOCK):
            parts = parts._replace(precision=Precision.DAY)
        return notation(parts)

    def _parts(self) -> Parts:
        precision = self.precision if isinstance(self.precision, Precision) else None
        return Parts(self.earliest, self.latest, precision, self.approximate, self.uncertain)

    def _is_said_by(self, text: str) -> bool:
        if len(text) > 60 or not (text[:1].isdigit() or text[:1] in "./"):
            return False
        try:
            return read(text)._replace(text=None) == self._parts()
        except InvalidValueError:
            return False

    def __repr__(self) -> str:
        if self.earliest is None and self.latest is None:
            shown = ""
        else:
            shown = repr(self.text if self.text and self._is_said_by(self.text) else notation(self._parts()))
        words = f"text={self.text!r}" if self.text is not None and repr(self.text) != shown else ""
        anchor = f"anchor='{self.anchor}'" if self.anchor is not None else ""
        return f"When({', '.join(filter(None, (shown, words, anchor)))})"

    def __str__(self) -> str:
        return describe(
            self._parts()._replace(text=None if self.text and self._is_said_by(self.text) else self.text)
        )

    # --- order -----------------------------------------------------------------------------

    def before(self, other: "Time") -> bool | None:
        """Tell whether it is over before the other begins.

        Two aware moments are compared as instants. If either is a day or coarser, or naive, both
        are compared by what calendar and clock show where each was recorded, offsets left aside:
        newspapers give days that way. Open ends are infinite.

        Returns:
            True or False where it is certain; `None` where the two may overlap.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        return _is_before(self, When.of(other))

    def after(self, other: "Time") -> bool | None:
        """Tell whether it begins only when the other is over; `None` where they may overlap.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        return _is_before(When.of(other), self)

    def within(self, as_of: "Time") -> bool | None:
        """Tell whether it is not later than a date (to its end), a moment, or the end of a `When`.

        Returns:
            True if all of it is; False if none of it is; `None` if it straddles the time, so that
            it is undecided.

        Raises:
            InvalidValueError: for a naive datetime, which is no point in time, and for a time
                of which neither end is known.
        """
        limit = When.of(as_of)
        if limit.is_naive:
            raise InvalidValueError("as_of", as_of, "it is naive: give it a tzinfo, such as datetime.UTC")
        if limit.earliest is None and limit.latest is None:
            raise InvalidValueError("as_of", as_of, "neither its beginning nor its end is known")
        aware = self._is_instant() and limit._is_instant()
        (first, last), (_, end) = self._span(aware), limit._span(aware)
        if end is None or (last is not None and last <= end):
            return True
        return False if first is not None and first > end else None

    def contains(self, other: "Time") -> bool:
        """Tell whether the other certainly lies inside it, ends included, compared as `before` does.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        inner = When.of(other)
        if self.earliest is None and self.latest is None:
            return False
        aware = self._is_instant() and inner._is_instant()
        (first, last), (inner_first, inner_last) = self._span(aware), inner._span(aware)
        return (first is None or (inner_first is not None and first <= inner_first)) and (
            last is None or (inner_last is not None and inner_last <= last)
        )

    def overlaps(self, other: "Time") -> bool:
        """Tell whether the two can fall together; False is certain, True means that they may.

        Raises:
            InvalidValueError: if the other is not a time.
        """
        them = When.of(other)
        aware = self._is_instant() and them._is_instant()
        (first, last), (their_first, their_last) = self._span(aware), them._span(aware)
        return not (
            (last is not None and their_first is not None and last < their_first)
            or (first is not None and their_last is not None and their_last < first)
        )

    def sort_key(self) -> tuple[datetime, datetime, str, str]:
        """Return a key that puts any times into one fixed order, by their ends.

        It is for showing things in a stable order, and says nothing on which was first: for that
        ask `before`. Open beginnings come first; an instant stands at its place in UTC.
        """
        first, last = self._span(self._is_instant())
        return first or datetime.min, last or datetime.max, str(self.precision), repr(self)  # noqa: DTZ901

    def _is_instant(self) -> bool:
        end = self.earliest if self.earliest is not None else self.latest
        return isinstance(end, datetime) and end.tzinfo is not None

    def _span(self, aware: bool) -> tuple[datetime | None, datetime | None]:
        """Return the first and the last moment, in UTC or as clocks showed them, without a zone."""
        first, last = self.earliest, self.latest
        if isinstance(first, datetime):
            first = (first.astimezone(UTC) if aware else first).replace(tzinfo=None)
        elif first is not None:
            first = datetime.combine(first, time.min)
        if isinstance(last, datetime):
            last = (last.astimezone(UTC) if aware else last).replace(tzinfo=None)
            if self.precision is Precision.MINUTE:
                last = last.replace(second=59, microsecond=999_999)
            elif self.precision is Precision.HOUR:
                # Not by setting the minutes: in UTC the hour of a place may begin at half past.
                last = min(last, datetime.max - timedelta(hours=1)) + timedelta(hours=1, microseconds=-1)  # noqa: DTZ901
        elif last is not None:
            last = datetime.combine(last, time.max)
        return first, last


Time: TypeAlias = When | date | str
"""What a method takes for a time: a string is parsed, a datetime may be given for a date."""


def _is_before(first: When, second: When) -> bool | None:
    aware = first._is_instant() and second._is_instant()
    (begins, ends), (other_begins, other_ends) = first._span(aware), second._span(aware)
    if ends is not None and other_begins is not None and ends < other_begins:
        return True
    if begins is not None and other_ends is not None and begins >= other_ends:
        return False
    return None


def _check_zones(when: When) -> None:
    """Refuse wall times that a zone skipped, while the zone is still known."""
    for name in ("earliest", "latest"):
        end = getattr(when, name)
        if isinstance(end, datetime) and end.tzinfo is not None and type(end.tzinfo) is not timezone:
            try:
                skipped = not exists_in(end)
            except (OverflowError, ValueError):
                continue  # `_moment_problems` says so
            if skipped:
                message = f"clocks in {end.tzinfo} never showed {end.replace(tzinfo=None)}: it was skipped"
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
