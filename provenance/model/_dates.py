"""Times that have a name or a number: days, weeks, months, seasons, years, decades, centuries."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from provenance.model import _relative as rel
from provenance.model._calendar import Precision, month_bounds, unit_of, year_bounds
from provenance.model._relative import Reading
from provenance.model._words import (
    DASHES,
    DAYS,
    LONG_UNITS,
    MONTHS,
    NOT_AFTER,
    ORDINALS,
    PARTS_OF_DAY,
    SEASONS,
    WHICH,
    Words,
)

__all__ = ["Dates", "Parsed"]

Parsed: TypeAlias = tuple[Reading, int] | None
"""What the words from some place on mean, and the place after them."""


class Dates(Words):
    """The words of a text, and the dates in them."""

    def _dated(self, i: int) -> Parsed:
        """Read a named or numbered day, week, month, season, year, decade or century."""
        word = self.word(i)
        if word == "the" and self.words[i + 1 : i + 4] in (
            ["day", "before", "yesterday"],
            ["day", "after", "tomorrow"],
        ):
            return rel.days_away(2 * DAYS[self.words[i + 3]]), i + 4
        if word in DAYS and self._is_an_adverb(i):
            return rel.days_away(DAYS[word]), self._after_part_of_day(i + 1)
        if word == "overnight" and not self.strict:
            return rel.last_night(), i + 1
        if word in ("recently", "lately") and (not self.strict or self.raw[i].islower()):
            return rel.vaguely(-1), i + 1
        for read in self._readers:
            found = read(self, i)
            if found is not None:
                return found
        return None

    def _which(self, i: int) -> Parsed:
        """Read "last year", "this Monday", "next November", "this morning"."""
        which = WHICH.get(self.word(i))
        if which is None or self.word(i) in (
            "past",
            "previous",
            "following",
            "coming",
            "upcoming",
            "current",
        ):
            return None
        return self._kind_of(which, i + 1)

    def _kind_of(self, which: int, i: int) -> Parsed:
        """Read what stands after "last", "this" or "next"."""
        word = self.word(i)
        weekday = self._weekday(i)
        if weekday is not None:
            return rel.weekday_of(which, weekday[0]), self._after_part_of_day(weekday[1])
        if word in MONTHS and self._is_capital(i):
            return rel.yearly_of(which, rel.month_of(MONTHS[word] + 1), Precision.MONTH), self._skip_dot(i)
        if word in SEASONS:
            return rel.yearly_of(which, rel.month_of(SEASONS[word], 3), Precision.SEASON), i + 1
        if word in LONG_UNITS:
            return rel.calendar_unit(which, word), i + 1
        if word == "weekend":
            return rel.weekend(which), i + 1
        if word in PARTS_OF_DAY:
            if which == 0:
                return rel.days_away(0), i + 1
            return (rel.last_night(), i + 1) if which < 0 and word in ("night", "evening") else None
        return None

    def _from_weekday(self, i: int) -> Parsed:
        """Read "Monday", "Monday evening", "Monday last week", "Monday, 3 November"."""
        found = self._weekday(i)
        if found is None:
            return None
        number, j = found
        j = self._after_part_of_day(j)
        k = self._skip(j, {","})
        day = self._month_and_day(k, number) or self._month_and_day(self._skip(k, {"the"}), number)
        if day is not None:
            return day
        k = self._skip(j, {"of"})
        if self.word(k) in ("last", "this", "next") and self.word(k + 1) == "week":
            return rel.weekday_in_week(number, WHICH[self.word(k)]), k + 2
        if j < self.count and len(self.word(i)) < 6 and self.strict:
            return None
        return rel.weekday(number), j

    def _day_in(self, month: int, day: int, year: int | None, weekday: int | None) -> Reading | None:
        """Read a day of a month; the month is counted from 0."""
        in_year = rel.day_of_month(month + 1, day, weekday)
        try:
            date(2000, month + 1, day)
            if year is not None:
                return rel.absolute(in_year(year), Precision.DAY)
        except ValueError:
            return None
        return rel.yearly(in_year, Precision.DAY)

    def _month_and_day(self, i: int, weekday: int | None = None) -> Parsed:
        """Read "November 3", "3 November 2025", "3rd of November"; a weekday has to agree."""
        month, day = self._month(i), None
        if month is not None:
            j = self._skip_dot(i)
            day, j = self._day(j), j + 1
        else:
            day = self._day(i)
            j = self._skip(i + 1, {"of"})
            month = self._month(j)
            j = self._skip_dot(j)
        if month is None or day is None:
            return None
        if month != 0 and self.word(j) in ("%", "per", "percent"):
            return None
        year, j = self._year_after(j)
        reading = self._day_in(month - 1, day, year, weekday)
        return (reading, j) if reading is not None else None

    def _from_month(self, i: int) -> Parsed:
        found = self._month_and_day(i) or (self._month_and_day(i + 1) if self.word(i) == "the" else None)
        if found is not None:
            return found
        month = self._month(i)
        if month is None:
            return None
        if self.strict and i > 0 and self.word(i - 1) in NOT_AFTER:
            return None
        year, j = self._year_after(self._skip_dot(i))
        if year is not None:
            return rel.absolute(month_bounds(year, month), Precision.MONTH), j
        k = self._skip(j, {"of"})
        if self.word(k) in WHICH and self.word(k + 1) == "year":
            return rel.in_year(WHICH[self.word(k)], rel.month_of(month), Precision.MONTH), k + 2
        reading = rel.yearly(rel.month_of(month), Precision.MONTH)
        return reading._replace(stands_alone=False), j

    def _from_season(self, i: int) -> Parsed:
        j = self._skip(i, {"the"})
        season = SEASONS.get(self.word(j))
        if season is None:
            return None
        year, k = self._year_after(j + 1)
        if year is not None:
            if season == 12 and self.word(k) in DASHES | {"/"}:  # "the winter of 2024-25"
                last = self._number(k + 1, 0, 9999)
                k += 2 if last in ((year + 1) % 100, year + 1) else 0
            return rel.absolute(month_bounds(year, season, 3), Precision.SEASON), k
        if self.strict and (j == i or self.word(j + 1) == "of"):
            return None  # "the fall of the city"
        reading = rel.yearly(rel.month_of(season, 3), Precision.SEASON)
        return reading._replace(stands_alone=False), j + 1

    def _from_number(self, i: int) -> Parsed:
        """Read years, decades, centuries, and days written as 2025-11-03."""
        j = self._skip(i, {"the"})
        word = self.word(j)
        if len(word) == 10 and word[4] == word[7] == "-":
            try:
                day = date.fromisoformat(word)
            except ValueError:
                return None
            return rel.absolute(unit_of(day, Precision.DAY), Precision.DAY), j + 1
        if word in ("'", "’", "‘") and self.word(j + 1)[1:] == "0s" and self.word(j + 1)[:1].isdigit():
            return rel.short_decade(int(self.word(j + 1)[:2])), j + 2
        if (
            word.endswith("0s")
            and len(word) == 5
            and word[:4].isascii()
            and word[:4].isdigit()
            and word[0] in "12"
        ):
            first = int(word[:4])
            if first % 100 == 0 and first < 2000:
                return rel.absolute(year_bounds(first, first + 99), Precision.CENTURY), j + 1
            return rel.absolute(year_bounds(first, first + 9), Precision.DECADE), j + 1
        if (
            self.word(j + 1) == "century"
            and word[-2:] in ("st", "nd", "rd", "th")
            and word.isascii()
            and word[:-2].isdigit()
        ):
            number = int(word[:-2]) if len(word) <= 4 else 0
            if 1 <= number <= 21:
                return rel.absolute(year_bounds(100 * number - 99, 100 * number), Precision.YEAR), j + 2
        year = self._number(i, 1000, 2199)
        if year is None or self.word(i + 1) in ("%", "percent"):
            return None
        return rel.absolute(year_bounds(year, year), Precision.YEAR)._replace(stands_alone=False), i + 1

    def _from_fraction(self, i: int) -> Parsed:
        """Read "the third quarter of 2025", "the first half of this year"."""
        j = self._skip(i, {"the"})
        ordinal, word = ORDINALS.get(self.word(j), 0), self.word(j + 1)
        if self.word(j) in ("last", "final") and word == "quarter" and self.word(j + 2) == "of":
            ordinal = 4
        if not ordinal or word not in ("quarter", "half") or (word == "half" and ordinal > 2):
            return None
        months = 3 if word == "quarter" else 6
        in_year = rel.month_of(1 + months * (ordinal - 1), months)
        k = self._skip(j + 2, {"of"})
        year = self._number(k, 1000, 2199)
        if year is not None:
            return rel.absolute(in_year(year), Precision.MONTH), k + 1
        whose = WHICH.get(self.word(k), 0 if self.word(k) == "the" else None)
        if whose is None or self.word(k + 1) != "year":
            if self.strict or k > j + 2:
                return None
            return rel.yearly(in_year, Precision.MONTH), j + 2
        return rel.in_year(whose, in_year, Precision.MONTH), k + 2

    def _from_weekend(self, i: int) -> Parsed:
        if self.word(i) == "the" and self.word(i + 1) == "weekend":
            return rel.weekend(None)._replace(stands_alone=False), i + 2
        return None

    _readers: tuple[Callable[["Dates", int], Parsed], ...] = (
        _which, _from_weekday, _from_month, _from_season, _from_fraction, _from_number, _from_weekend
    )  # fmt: skip
