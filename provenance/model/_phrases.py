"""The grammar of time expressions in English prose: words in, a `Reading` out.

It is read by descent, word by word, without going back more than a few words and without
recursion deeper than the grammar, so a text takes time in proportion to its length whatever it
says. The same grammar finds expressions in running text (`strict`), where capitals count and
words that mean other things as well ("May", "fall", "2014") need company.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TypeAlias

from provenance.model import _relative as rel
from provenance.model._calendar import Precision, month_bounds, unit_of, year_bounds
from provenance.model._relative import Count, Reading

__all__ = ["find_times", "read_words"]

Parsed: TypeAlias = tuple[Reading, int] | None
"""What the words from some place on mean, and the place after them."""


def _table(*rows: str) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows) for word in row.split()}


_MONTHS = _table(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_WEEKDAYS = _table(
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_UNITS = {
    unit: unit for unit in ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade")
}
_UNITS |= {"fortnight": "fortnight", "century": "century"}
_UNITS |= {f"{unit}s": unit for unit in _UNITS} | {"centuries": "century"}
_LONG_UNITS = ("week", "month", "quarter", "year", "decade", "century")
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBERS = _table("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS |= {word: 11 + place for place, word in enumerate(_TEENS.split(" "))}
_NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VAGUE_NUMBERS = {"few": (2, 5), "several": (3, 9), "couple": (2, 3), "dozen": (10, 14)}
_HALVES = {
    "year": (6, "month"),
    "decade": (5, "year"),
    "century": (50, "year"),
    "month": (2, "week"),
    "day": (12, "hour"),
    "hour": (30, "minute"),
}
_ORDINALS = _table("", "first", "second", "third", "fourth")
_PARTS_OF_DAY = frozenset(_table("morning afternoon evening night noon midday midnight dawn dusk lunchtime"))
_WHICH = {"last": -1, "this": 0, "next": 1}
_PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "beginning": "beginning",
    "start": "beginning",
    "end": "end",
    "close": "end",
}
_DASHES = frozenset("-–—‐‑")
_PLAIN_PREPOSITIONS = frozenset(_table("on in during over throughout through within of across at"))
_OPEN = {word: word for word in ("since", "until", "by", "before", "after", "from")}
_OPEN |= {"till": "until", "starting": "from", "beginning": "from"}
_ABOUT = frozenset(_table("about around circa roughly approximately some"))
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
# Names of papers, programmes and days that have one of our words in them, and what recurs.
_NOT_AFTER = frozenset(
    _table("bloody black good super easter palm ash cyber holy mail usa russia theresa every each any")
)
_NOT_BEFORE = frozenset(_table("times telegraph mirror express mail post herald independent world"))

_STARTERS = frozenset(
    [
        *(*_MONTHS, *_WEEKDAYS, *_SEASONS, *_DAYS, *_WHICH, *_PARTS, *_PLAIN_PREPOSITIONS, *_OPEN, *_ABOUT),
        *(*_NUMBERS, *_VAGUE_NUMBERS),
        *_table("the overnight recently lately earlier later for between as no midweek"),
        *_table("more less fewer almost nearly half"),
    ]
)


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d{4}-\d\d-\d\d(?!\d)|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?|\S")


class _Grammar:
    """The words of one text, and what they mean from any place on."""

    def __init__(self, text: str, start: int, end: int, *, strict: bool) -> None:
        self.strict = strict
        self.spans: list[tuple[int, int]] = []
        self.raw: list[str] = []
        for match in _token_pattern().finditer(text, start, end):
            self.spans.append(match.span())
            self.raw.append(match[0])
        self.words = [word.lower() for word in self.raw]
        self.words += [""] * 4  # so that looking ahead needs no care
        self.count = len(self.raw)

    def word(self, i: int) -> str:
        return self.words[i] if i < self.count else ""

    def _number(self, i: int, least: int, most: int) -> int | None:
        word = self.word(i)
        if word.isascii() and word.isdigit() and len(word) <= 4 and least <= int(word) <= most:
            return int(word)
        return None

    def _skip(self, i: int, words: frozenset[str] | set[str]) -> int:
        return i + 1 if self.word(i) in words else i

    def _is_capital(self, i: int) -> bool:
        return not self.strict or self.raw[i][:1].isupper()

    # --- expressions, from the whole to the parts ------------------------------------------

    def expression(self, i: int) -> Parsed:
        """Read an expression with whatever prepositions it has."""
        word = self.word(i)
        if word == "for":
            return self._duration(i + 1)
        if word in ("between", "from"):
            found = self._between(i + 1, {"and"} if word == "between" else {"to", "until", "till", "through"})
            if found is not None or word == "between":
                return found
        if word == "no" and self.word(i + 1) == "later" and self.word(i + 2) == "than":
            return self._bounded("by", i + 3)
        if word == "as" and self.word(i + 1) in ("of", "early", "late", "recently", "soon", "far"):
            j = i + 2 if self.word(i + 1) == "of" else i + 3
            return self._in_company(j) if self.word(j - 1) in ("of", "as") else None
        if word in _OPEN:
            found = self._bounded(_OPEN[word], i + 1)
            if found is not None or word != "beginning":
                return found
        if word in ("around", "about", "circa") and self.word(i + 1) not in _NUMBERS:
            inner = self._in_company(i + 1)
            return (rel.about(inner[0]), inner[1]) if inner is not None else None
        if word in _PLAIN_PREPOSITIONS and self.word(i + 1) not in ("least", "most"):
            return self._after_preposition(i + 1, word)
        found = self._stretch(i)
        if found is None or (self.strict and not found[0].stands_alone):
            return None
        return found

    def _after_preposition(self, i: int, preposition: str) -> Parsed:
        if preposition in ("in", "within") and not self.strict:
            counted = self._counted(i)
            if counted is not None and self.word(counted[1]) != "of":
                direction = rel.rolling if preposition == "within" else rel.away
                return direction(counted[0], 1), counted[1]
        if preposition == "in" and self.word(i) in ("recent", "coming") and self.word(i + 1) in _UNITS:
            return rel.vaguely(-1 if self.word(i) == "recent" else 1), i + 2
        j = self._skip(i, {"the"})
        hours = self.word(j) in ("early", "small") and self.word(j + 1) == "hours"
        if preposition in ("in", "on", "during", "at") and (hours or self.word(j) in _PARTS_OF_DAY):
            j += 2 if hours else 1
            if self.word(j) == "of":
                return self._dated(self._skip(j + 1, {"the"}))
            return None
        if preposition == "over" and self.strict and self.word(i) not in ("the", "this", "last", "next"):
            return None
        return self._in_company(i)

    def _in_company(self, i: int) -> Parsed:
        """Read what follows a preposition, where even "May" and "2014" can only be times."""
        return self._stretch(i)

    def _bounded(self, word: str, i: int) -> Parsed:
        inner = self._stretch(i)
        if inner is None:
            return None
        reading, j = inner
        if word == "from":
            j = self._skip(j, {"on", "onward", "onwards"})
        return rel.bounded(word, reading), j

    def _stretch(self, i: int) -> Parsed:
        """Read "November 3-7", "2014–2016", or a single time."""
        first = self._two_days(i, _DASHES) or self._single(i)
        if first is None:
            return None
        j = first[1]
        if self.word(j) in _DASHES or self.word(j) == "to":
            second = self._second_end(i, j)
            if second is not None:
                return second
        return first

    def _second_end(self, i: int, j: int) -> Parsed:
        """Read the other end of a stretch whose first end begins at i and ends at j."""
        first = self._single(i)
        if first is None:
            return None
        number = self._number(j + 1, 1, 31)
        month = _MONTHS.get(self.word(i))
        year = self._number(i, 1000, 2199)
        if year is not None and j == i + 1:  # 2014-16
            last = self._number(j + 1, year + 1, 2199)
            if last is None and number is not None and len(self.word(j + 1)) == 2 and number > year % 100:
                last = year // 100 * 100 + number
            return (
                (rel.absolute(year_bounds(year, last), Precision.YEAR), j + 2) if last is not None else None
            )
        if (
            month is not None
            and number is not None
            and first[0].needs == "year"
            and self._day(j - 1) is not None
        ):
            return self._days_of_month(month, self._day(j - 1), number, j + 2)  # November 3-7
        if self.word(j) == "to" or self.word(j) in _DASHES:
            second = self._single(j + 1)
            if second is not None and (self.word(j) == "to" or second[0].stands_alone):
                return rel.between(first[0], second[0]), second[1]
        return None

    def _days_of_month(self, month: int, first: int | None, last: int | None, j: int) -> Parsed:
        """Read two days of one month, counted from 0, and its year if that follows."""
        if first is None or last is None or first > last:
            return None
        year, j = self._year_after(j)
        ends = [self._day_in(month, day, year, None) for day in (first, last)]
        if ends[0] is None or ends[1] is None:
            return None
        return rel.between(ends[0], ends[1]), j

    def _two_days(self, i: int, joints: frozenset[str] | set[str]) -> Parsed:
        """Read "3-7 November", "3 and 7 November"."""
        first, last, month = self._day(i), self._day(i + 2), self._month(i + 3)
        if first is None or last is None or month is None or self.word(i + 1) not in joints:
            return None
        return self._days_of_month(month - 1, first, last, self._skip_dot(i + 3))

    def _between(self, i: int, joints: set[str]) -> Parsed:
        days = self._two_days(i, joints | _DASHES)
        if days is not None:
            return days
        first = self._single(i)
        if first is None or self.word(first[1]) not in joints:
            return None
        j = first[1] + 1
        month, number = _MONTHS.get(self.word(i)), self._day(j)
        if month is not None and number is not None and self.word(j + 1) not in _MONTHS:
            return self._days_of_month(month, self._day(first[1] - 1), number, j + 1)
        second = self._single(j)
        return (rel.between(first[0], second[0]), second[1]) if second is not None else None

    # --- one time ----------------------------------------------------------------------------

    def _single(self, i: int) -> Parsed:
        """Read one time, with what narrows it down."""
        word = self.word(i)
        if word in ("earlier", "later"):
            return self._to_date(i)
        j = self._skip(i, {"the"})
        word = self.word(j)
        if word == "very" and self.word(j + 1) in _PARTS:
            j, word = j + 1, self.word(j + 1)
        if word in _PARTS:
            return self._part(j)
        if word == "midweek" or (
            word == "year" and self.word(j + 1) in _DASHES and self.word(j + 2) == "end"
        ):
            which, unit, after = ("mid", "week", j + 1) if word == "midweek" else ("end", "year", j + 3)
            return rel.part_of(which, rel.calendar_unit(0, unit)), after
        if (
            word == "year"
            and self.word(j + 1) in ("'", "’")
            and self.word(j + 2) == "s"
            and self.word(j + 3) == "end"
        ):
            return rel.part_of("end", rel.calendar_unit(0, "year")), j + 4
        return self._counted_back(i) or self._dated(i)

    def _part(self, i: int) -> Parsed:
        """Read "early November", "mid-November", "end of the year" from the part on."""
        which = _PARTS[self.word(i)]
        j = i + 1
        if which in ("early", "mid", "late") and self.word(i) != "middle":
            j = self._skip(j, set(_DASHES))
            j = self._skip(j, {"on", "in"})
        elif self.word(j) == "of":
            j += 1
        else:
            return None
        inner = self._unit_now(j) or self._dated(j)
        if inner is None:
            return None
        return rel.part_of(which, inner[0]), inner[1]

    def _unit_now(self, i: int) -> Parsed:
        """Read "the year", "the month", which alone would mean nothing."""
        if self.word(i) == "the" and self.word(i + 1) in (
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
        ):
            return rel.calendar_unit(0, self.word(i + 1)), i + 2
        return None

    def _to_date(self, i: int) -> Parsed:
        j = self._skip(i + 1, {"on", "in"})
        inner = self._unit_now(j) or self._dated(j)
        if inner is None:
            return None
        return rel.to_date(-1 if self.word(i) == "earlier" else 1, inner[0]), inner[1]

    # --- counts: "two days ago", "the past week", "for more than a year" ---------------------

    def _counted(self, i: int) -> tuple[Count, int] | None:
        """Read "more than a year", "two weeks", "a couple of days"."""
        bound, approximate = "", False
        word, after = self.word(i), self.word(i + 1)
        if (word in ("more", "less", "fewer") and after == "than") or (
            word == "at" and after in ("least", "most")
        ):
            bound = "over" if word == "more" or after == "least" else "under"
            i += 2
        elif word == "up" and after == "to":
            bound, i = "under", i + 2
        elif word in ("over", "almost", "nearly"):
            bound, i = "over" if word == "over" else "under", i + 1
        elif word in _ABOUT:
            approximate, i = True, i + 1
        if self.word(i) == "half" and self.word(i + 1) in ("a", "an"):
            unit = _UNITS.get(self.word(i + 2), "")
            if unit not in _HALVES:
                return None
            number, smaller = _HALVES[unit]
            return Count(number, number, smaller, bound, True), i + 3
        least, most, i = self._how_many(i)
        unit = _UNITS.get(self.word(i), "")
        if not least or not unit:
            return None
        i += 1
        if unit == "fortnight":
            least, most, unit = 2 * least, 2 * most, "week"
        if (
            self.word(i) == "and"
            and self.word(i + 1) == "a"
            and self.word(i + 2) == "half"
            and unit in ("year", "decade")
        ):
            smaller, size = ("month", 12) if unit == "year" else ("year", 10)
            return Count(least * size + size // 2, most * size + size // 2, smaller, bound, True), i + 3
        return Count(least, most, unit, bound, approximate), i

    def _how_many(self, i: int) -> tuple[int, int, int]:
        """Return the least and the most that number words mean, 0 if there are none."""
        start = i
        i = self._skip(i, {"a", "an", "the"}) if self.word(i + 1) in _VAGUE_NUMBERS else i
        if self.word(i) in _VAGUE_NUMBERS:
            least, most = _VAGUE_NUMBERS[self.word(i)]
            return least, most, self._skip(i + 1, {"of"})
        number = self._number(start, 1, 9999) or _NUMBERS.get(self.word(start), 0)
        if (
            number >= 20
            and self.word(start + 1) in _DASHES
            and 0 < _NUMBERS.get(self.word(start + 2), 0) < 10
        ):
            number, start = number + _NUMBERS[self.word(start + 2)], start + 2
        return number, number, start + 1

    def _counted_back(self, i: int) -> Parsed:
        """Read "two days ago", "the past two weeks", "the coming days"."""
        j = self._skip(i, {"the"})
        word = self.word(j)
        if j > i and word in ("past", "last", "next", "coming"):
            direction = 1 if word in ("next", "coming") else -1
            least, most, k = self._how_many(j + 1)
            unit = _UNITS.get(self.word(k if least else j + 1), "")
            if unit:
                if not least and self.word(j + 1) != unit:  # "the past weeks": nobody says how many
                    return rel.vaguely(direction), j + 2
                if unit == "fortnight":
                    least, most, unit = 2 * (least or 1), 2 * (most or 1), "week"
                count = Count(least or 1, most or 1, unit)
                return rel.rolling(count, direction), (k if least else j + 1) + 1
        counted = self._counted(i)
        if counted is not None and self.word(counted[1]) == "ago":
            count, j = counted
            if self.word(j + 1) == "today":
                return rel.exactly_away(count, -1), j + 2
            return rel.away(count, -1), j + 1
        return None

    def _duration(self, i: int) -> Parsed:
        """Read when something began that has lasted "for more than a year"."""
        j = self._skip(i, {"the"})
        if j > i or self.word(j) in ("past", "last"):
            return self._counted_back(i)
        if self.word(i) in _UNITS and self.word(i).endswith("s"):  # "for years": two at least
            unit = _UNITS[self.word(i)]
            count = Count(2, 2, unit if unit != "fortnight" else "week", "over")
            return rel.away(count, -1), i + 1
        counted = self._counted(i)
        if counted is None or (self.strict and not counted[0].bound):
            return None
        return rel.away(counted[0], -1), counted[1]

    # --- dates -------------------------------------------------------------------------------

    def _dated(self, i: int) -> Parsed:
        """Read a named or numbered day, week, month, season, year, decade or century."""
        word = self.word(i)
        if word == "the" and self.words[i + 1 : i + 4] in (
            ["day", "before", "yesterday"],
            ["day", "after", "tomorrow"],
        ):
            return rel.days_away(2 * _DAYS[self.words[i + 3]]), i + 4
        if word in _DAYS and self._is_an_adverb(i):
            return rel.days_away(_DAYS[word]), self._after_part_of_day(i + 1)
        if word == "overnight" and not self.strict:
            return rel.last_night(), i + 1
        if word in ("recently", "lately") and (not self.strict or self.raw[i].islower()):
            return rel.vaguely(-1), i + 1
        for read in self._readers:
            found = read(self, i)
            if found is not None:
                return found
        return None

    def _is_an_adverb(self, i: int) -> bool:
        """Tell "today" from the name of a paper."""
        if not self.strict or self.raw[i].islower() or i == 0:
            return True
        return self.raw[i - 1] in ".!?:;\"“”‘’'—–" or "\n" in self._between_tokens(i)

    def _between_tokens(self, i: int) -> str:
        return self._text[self.spans[i - 1][1] : self.spans[i][0]]

    _text = ""

    def _after_part_of_day(self, i: int) -> int:
        return i + 1 if self.word(i) in _PARTS_OF_DAY else i

    def _which(self, i: int) -> Parsed:
        """Read "last year", "this Monday", "next November", "this morning"."""
        which = _WHICH.get(self.word(i))
        if which is None or self.word(i) in (
            "past",
            "previous",
            "following",
            "coming",
            "upcoming",
            "current",
        ):
            return None
        word = self.word(i + 1)
        weekday = self._weekday(i + 1)
        if weekday is not None:
            return rel.weekday_of(which, weekday[0]), self._after_part_of_day(weekday[1])
        if word in _MONTHS and self._is_capital(i + 1):
            return rel.yearly_of(which, rel.month_of(_MONTHS[word] + 1), Precision.MONTH), self._skip_dot(
                i + 1
            )
        if word in _SEASONS:
            return rel.yearly_of(which, rel.month_of(_SEASONS[word], 3), Precision.SEASON), i + 2
        if word in _LONG_UNITS:
            return rel.calendar_unit(which, word), i + 2
        if word == "weekend":
            return rel.weekend(which), i + 2
        if word in _PARTS_OF_DAY:
            if which == 0:
                return rel.days_away(0), i + 2
            return (rel.last_night(), i + 2) if which < 0 and word in ("night", "evening") else None
        return None

    def _weekday(self, i: int) -> tuple[int, int] | None:
        """Return the number of a weekday, and the place after it."""
        word = self.word(i)
        number = _WEEKDAYS.get(word)
        if number is None or not self._is_capital(i):
            return None
        if len(word) < 6 and self.strict and self.word(i + 1) not in (".", ","):
            return None  # "Sun" and "Sat" mean other things
        if self.strict and (
            (i > 0 and self.word(i - 1) in _NOT_AFTER)
            or (self.word(i + 1) in _NOT_BEFORE and self.raw[i + 1][:1].isupper())
        ):
            return None
        return number, i + 2 if len(word) < 6 and self.word(i + 1) == "." else i + 1

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
            return rel.weekday_in_week(number, _WHICH[self.word(k)]), k + 2
        if j < self.count and len(self.word(i)) < 6 and self.strict:
            return None
        return rel.weekday(number), j

    def _day(self, i: int) -> int | None:
        word = self.word(i)
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() and len(word) <= 4:
            word = word[:-2]
        return (
            int(word)
            if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31
            else None
        )

    def _year_after(self, i: int) -> tuple[int | None, int]:
        """Return the year that follows a month or day, if one does, and the place after it."""
        for j in (i, i + 1):
            if j > i and self.word(i) not in (",", "of"):
                break
            year = self._number(j, 1000, 2199)
            if year is not None:
                return year, j + 1
        return None, i

    def _skip_dot(self, i: int) -> int:
        """Return the place after a month, whose short form may have a dot."""
        if len(self.word(i)) <= 4 and self.word(i) not in ("may", "june", "july") and self.word(i + 1) == ".":
            follows = self._day(i + 2) is not None or self._number(i + 2, 1000, 2199) is not None
            return i + 2 if follows or not self.strict else i + 1
        return i + 1

    def _month(self, i: int) -> int | None:
        month = _MONTHS.get(self.word(i))
        return month + 1 if month is not None and self._is_capital(i) else None

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
        if self.strict and i > 0 and self.word(i - 1) in _NOT_AFTER:
            return None
        year, j = self._year_after(self._skip_dot(i))
        if year is not None:
            return rel.absolute(month_bounds(year, month), Precision.MONTH), j
        k = self._skip(j, {"of"})
        if self.word(k) in _WHICH and self.word(k + 1) == "year":
            return rel.in_year(_WHICH[self.word(k)], rel.month_of(month), Precision.MONTH), k + 2
        reading = rel.yearly(rel.month_of(month), Precision.MONTH)
        return reading._replace(stands_alone=False), j

    def _from_season(self, i: int) -> Parsed:
        j = self._skip(i, {"the"})
        season = _SEASONS.get(self.word(j))
        if season is None:
            return None
        year, k = self._year_after(j + 1)
        if year is not None:
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
        if self.word(j + 1) == "century" and word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
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
        ordinal, word = _ORDINALS.get(self.word(j), 0), self.word(j + 1)
        if not ordinal or word not in ("quarter", "half") or (word == "half" and ordinal > 2):
            return None
        months = 3 if word == "quarter" else 6
        in_year = rel.month_of(1 + months * (ordinal - 1), months)
        k = self._skip(j + 2, {"of"})
        year = self._number(k, 1000, 2199)
        if year is not None:
            return rel.absolute(in_year(year), Precision.MONTH), k + 1
        whose = _WHICH.get(self.word(k), 0 if self.word(k) == "the" else None)
        if whose is None or self.word(k + 1) != "year":
            return None
        return rel.in_year(whose, in_year, Precision.MONTH), k + 2

    def _from_weekend(self, i: int) -> Parsed:
        if self.word(i) == "the" and self.word(i + 1) == "weekend":
            return rel.weekend(None)._replace(stands_alone=False), i + 2
        return None

    _readers: tuple[Callable[["_Grammar", int], Parsed], ...] = (
        _which, _from_weekday, _from_month, _from_season, _from_fraction, _from_number, _from_weekend
    )  # fmt: skip


def read_words(words: str) -> Reading | None:
    """Return what an expression means, `None` if it is not one from its first to its last word."""
    grammar = _Grammar(words, 0, len(words), strict=False)
    grammar._text = words
    found = grammar.expression(0)
    if found is None:
        return None
    reading, end = found
    while end < grammar.count and grammar.words[end] in (",", ".", ";"):
        end += 1
    return reading if end == grammar.count else None


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the time expressions in running English text as spans in code points, in order.

    They do not overlap, and `When.resolve` understands each of them (given an anchor). Words that
    mean other things more often than times are left alone: a bare "May" or "2014", "for two years".

    Args:
        text: the text.
        start: where to begin.
        end: where to stop; `None` for the end of the text.

    Examples:
        >>> text = "The mayor said on Monday that the bridge had been closed since February."
        >>> [text[start:end] for start, end in find_times(text)]
        ['on Monday', 'since February']
    """
    grammar = _Grammar(text, start, len(text) if end is None else end, strict=True)
    grammar._text = text
    i = 0
    while i < grammar.count:
        word = grammar.words[i]
        if word in _STARTERS or word[0].isdigit():
            found = grammar.expression(i)
            if found is not None:
                yield grammar.spans[i][0], grammar.spans[found[1] - 1][1]
                i = found[1]
                continue
        i += 1
