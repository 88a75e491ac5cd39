"""Forms that are read in single expressions only: in running text their words are too often another thing."""

from provenance.model import _derived as derived
from provenance.model import _relative as rel
from provenance.model._calendar import Precision
from provenance.model._dates import Dates, Parsed
from provenance.model._relative import Count, Reading
from provenance.model._words import (
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    UNITS,
    WEEKDAYS,
    WHICH,
)

__all__ = ["Wider"]

_PLACES = {"last": -1, "final": -1, "closing": -1, "opening": 1}
_FIRST_WORDS = frozenset(name.split("'")[0].split()[0] for name in derived.NAMED_DAYS)
_MORE_UNITS = ("minute", "hour", "second")


class Wider(Dates):
    """The words of one expression, and what else they may mean."""

    def _wider(self, i: int) -> Parsed:
        """Read what running text is not searched for."""
        if self.strict:
            return None
        word = self.word(i)
        if word == "soon":
            return derived.soon(), i + 1
        if word in UNITS and word.endswith("s") and self.word(i + 1) == "ago":
            return self._vaguely_ago(UNITS[word]), i + 2
        if self.words[i : i + 2] == ["this", "time"] and self.word(i + 2) in ("last", "next"):
            which, unit = WHICH[self.word(i + 2)], self.word(i + 3)
            return (derived.in_unit_away(unit, which), i + 4) if unit in ("week", "month", "year") else None
        j = self._skip(i, {"the"})
        return (
            self._twice(j)
            or self._counted_weekday(j)
            or self._of_a_stretch(j)
            or self._around_a_day(j)
            or self._named_day(j)
            or self._weekday_and_day(j)
            or self._day_of_month(j)
        )

    def _vaguely_ago(self, unit: str) -> Reading:
        if unit in _MORE_UNITS:
            return rel.away(Count(1, 23 if unit == "hour" else 59, unit), -1)
        if unit == "fortnight":
            return rel.away(Count(4, 4, "week", "over"), -1)
        return rel.away(Count(2, 2, unit, "over"), -1)

    def _twice(self, i: int) -> Parsed:
        """Read "(the) week before last", "(the) Monday after next"."""
        for which, words in ((-1, ["before", "last"]), (1, ["after", "next"])):
            # What stands before it is one word, or a short form with its dot.
            for after in (i + 1, i + 2):
                if self.words[after : after + 2] == words:
                    found = self._kind_of(which, i)
                    if found is not None and found[1] == after and self.word(i) not in PARTS_OF_DAY:
                        return derived.again(which, found[0]), after + 2
        return None

    def _plural_weekday(self, i: int) -> int | None:
        word = self.word(i)
        return WEEKDAYS.get(word[:-1]) if word.endswith("days") else WEEKDAYS.get(word)

    def _counted_weekday(self, i: int) -> Parsed:
        """Read "two Mondays ago", "a week ago Monday", "a week on Monday", "Monday week"."""
        number = self._plural_weekday(i)
        if number is not None and self.word(i + 1) == "week":
            return derived.weekday_away(number, 1, 1), i + 2
        least, most, j = self._how_many(i)
        if not least or least != most:
            return None
        number = self._plural_weekday(j)
        if number is not None:
            if self.word(j + 1) == "ago":
                return derived.weekday_away(number, least - 1, -1), j + 2
            return None
        unit = UNITS.get(self.word(j), "")
        if self.words[j + 1 : j + 3] == ["ago", "this"] and self.word(j + 3) in ("week", "month"):
            return (
                (derived.years_ago_in(Count(least, most, unit), self.word(j + 3)), j + 4)
                if unit in ("year", "decade", "century")
                else None
            )
        if self.words[j + 1 : j + 3] == ["from", "now"] and unit and unit not in (*_MORE_UNITS, "fortnight"):
            return rel.away(Count(least, most, unit), 1), j + 3
        if self.words[j + 1 : j + 3] == ["from", "today"] and unit in ("day", "week", "month", "year"):
            return rel.exactly_away(Count(least, most, unit), 1), j + 3
        if unit in ("week", "fortnight"):
            weeks = least * (2 if unit == "fortnight" else 1)
            k = self._skip(j + 2, {"on"})
            weekday = self._weekday(k)
            if weekday is not None and self.word(j + 1) in ("ago", "from", "on"):
                direction = -1 if self.word(j + 1) == "ago" else 1
                return derived.weekday_away(weekday[0], weeks, direction), weekday[1]
        return None

    def _of_a_stretch(self, i: int) -> Parsed:
        """Read "(the) first week of November", "last Friday in October", "second half of the month"."""
        place = _PLACES.get(self.word(i), ORDINALS.get(self.word(i), 0))
        if not place:
            return None
        least, most, j = self._how_many(i + 1) if place in (1, -1) else (0, 0, 0)
        if not least:
            least, most, j = 1, 1, i + 1
            if self.word(j).endswith("s"):
                return None  # "the first days": nobody says how many
        number = self._plural_weekday(j) if least == 1 else None
        unit = UNITS.get(self.word(j), "")
        is_half = self.word(j) == "half" and place in (1, 2)
        if (
            self.word(j + 1) not in ("of", "in")
            or least != most
            or not (number is not None or unit or is_half)
        ):
            return None
        inner = self._whole(j + 2)
        if inner is None:
            return None
        reading, after = inner
        if number is not None:
            return derived.nth_weekday_of(number, place, reading), after
        if is_half:
            return derived.half_of(place, reading), after
        if unit in (*_MORE_UNITS, "fortnight") or (place not in (1, -1) and unit != "week"):
            return None
        return derived.run_of(Count(least, most, unit), place, reading), after

    def _whole(self, i: int) -> Parsed:
        if self.word(i) == "the" and self.word(i + 1) in ("week", "month", "quarter", "year", "decade"):
            return rel.calendar_unit(0, self.word(i + 1)), i + 2
        return self._dated(i)

    def _around_a_day(self, i: int) -> Parsed:
        """Read "(the) week of 27 October", "(the) weekend of 1 November", "overnight (into) Monday"."""
        word = self.word(i)
        if word == "overnight" and self.word(i + 1) == "into":
            inner = self._dated(i + 2)
            return (derived.night_before(inner[0]), inner[1]) if inner is not None else None
        if word in ("week", "weekend") and self.word(i + 1) == "of":
            inner = self._dated(self._skip(i + 2, {"the"})) or self._dated(i + 2)
            if inner is None:
                return None
            if word == "weekend":
                return derived.weekend_at(inner[0]), inner[1]
            return derived.unit_at(Precision.WEEK, inner[0]), inner[1]
        return None

    def _named_day(self, i: int) -> Parsed:
        """Read "Christmas Eve", "New Year's Day 2025", "last Christmas"."""
        which = WHICH.get(self.word(i))
        start = i if which is None else i + 1
        if self.word(start) not in _FIRST_WORDS:
            return None
        for length in (5, 4, 3, 2, 1):  # "new year's eve" is five words: the mark and the s are two of them
            name = " ".join(self.words[start : start + length]).replace(" ’ ", "'").replace(" ' ", "'")
            in_year = derived.NAMED_DAYS.get(name)
            if in_year is None:
                continue
            if which is not None:
                return rel.yearly_of(which, in_year, Precision.DAY), start + length
            year, j = self._year_after(start + length)
            if year is not None:
                return rel.absolute(in_year(year), Precision.DAY), j
            return rel.yearly(in_year, Precision.DAY), j
        return None

    def _weekday_and_day(self, i: int) -> Parsed:
        """Read "Friday the 13th"."""
        weekday = self._weekday(i)
        if weekday is None:
            return None
        j = self._skip(self._skip(weekday[1], {","}), {"the"})
        day = self._day(j)
        if day is None or self.word(j)[-2:] not in ("st", "nd", "rd", "th") or self.word(j + 1):
            return None
        return derived.day_of_month(day, weekday=weekday[0]), j + 1

    def _day_of_month(self, i: int) -> Parsed:
        """Read "(the) 3rd", "(the) 30th of last month"."""
        day = self._day(i)
        j = self._skip(i + 1, {"of"})
        if day is None or self.word(i)[-2:] not in ("st", "nd", "rd", "th"):
            return None
        if self.word(j) in MONTHS or self.word(j) == "century":
            return None
        if self.word(j + 1) == "month" and (self.word(j) == "the" or self.word(j) in WHICH):
            return derived.day_of_month(day, WHICH.get(self.word(j), 0)), j + 2
        return derived.day_of_month(day), i + 1
