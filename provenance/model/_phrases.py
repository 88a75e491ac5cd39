"""The grammar of time expressions in English prose: words in, a `Reading` out.

It is read by descent, word by word, without going back more than a few words and without
recursion deeper than the grammar, so a text takes time in proportion to its length whatever it
says. The same grammar finds expressions in running text (`strict`), where capitals count and
words that mean other things as well ("May", "fall", "2014") need company.
"""

from collections.abc import Iterator

from provenance.errors import InvalidValueError
from provenance.model import _derived as derived
from provenance.model import _relative as rel
from provenance.model._calendar import Precision, year_bounds
from provenance.model._dates import Parsed
from provenance.model._relative import Count, Reading
from provenance.model._rewording import reworded
from provenance.model._wider import Wider
from provenance.model._words import (
    DASHES,
    MONTHS,
    NUMBERS,
    OPEN,
    PARTS,
    PARTS_OF_DAY,
    PLAIN_PREPOSITIONS,
    STARTERS,
    UNITS,
    WEEKDAYS,
)

__all__ = ["find_times", "read_words"]


class _Grammar(Wider):
    """The words of a text, and what they mean from any place on."""

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
        if word in OPEN:
            found = self._bounded(OPEN[word], i + 1)
            if found is not None or word != "beginning":
                return found
        if word in ("around", "about", "circa") and self.word(i + 1) not in NUMBERS:
            inner = self._in_company(i + 1)
            return (rel.about(inner[0]), inner[1]) if inner is not None else None
        if word == "over":
            found = self._counted_back(i)
            if found is not None:
                return found
        if word in PLAIN_PREPOSITIONS and self.word(i + 1) not in ("least", "most"):
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
        if (
            preposition in ("in", "over", "during")
            and self.word(i) in ("recent", "coming")
            and self.word(i + 1) in UNITS
        ):
            return rel.vaguely(-1 if self.word(i) == "recent" else 1), i + 2
        j = self._skip(i, {"the"})
        hours = self.word(j) in ("early", "small") and self.word(j + 1) == "hours"
        if preposition in ("in", "on", "during", "at") and (hours or self.word(j) in PARTS_OF_DAY):
            j += 2 if hours else 1
            if self.word(j) == "of":
                return self._of_part_of_day(j + 1)
            return None
        if preposition == "over" and self.strict and self.word(i) not in ("the", "this", "last", "next"):
            return None
        if preposition == "through" and self.word(self._skip(i, {"the"})) in ("end", "close"):
            return self._bounded("by", i)
        inner = self._in_company(i)
        if inner is not None and preposition == "through":
            return rel.through(inner[0]), inner[1]
        if inner is not None and preposition == "over" and self.word(i) in ("christmas", "new"):
            return rel.about(inner[0]), inner[1]
        return inner

    def _of_part_of_day(self, i: int) -> Parsed:
        """Read the day, or in a single expression the two days, that a morning or a night is of."""
        j = self._skip(i, {"the"})
        if self.strict:
            return self._dated(j)
        return self._two_days(j, DASHES | {"to"}) or self._stretch(j) or self._stretch(i)

    def _in_company(self, i: int) -> Parsed:
        """Read what follows a preposition, where even "May" and "2014" can only be times."""
        return self._stretch(i)

    def _bounded(self, word: str, i: int) -> Parsed:
        inner = self._stretch(i)
        if inner is None:
            return None
        reading, j = inner
        if word == "before" and self.word(self._skip(i, {"the"})) in ("end", "close"):
            word = "by"  # what is before the end may be in the last days too
        if word == "from":
            first = self._single(i)
            if first is not None and first[1] < j:
                return inner  # "from 2023-2025"
            j = self._skip(j, {"on", "onward", "onwards"})
        return rel.bounded(word, reading), j

    def _stretch(self, i: int) -> Parsed:
        """Read "November 3-7", "2014–2016", or a single time."""
        first = self._two_days(i, DASHES if self.strict else DASHES | {"to", "and", "or"}) or self._single(i)
        if first is None:
            return None
        j = first[1]
        if not self.strict:
            joined = self._joined(i, first)
            if joined is not None:
                return joined
        if self.word(j) in DASHES or self.word(j) == "to" or (self.word(j) == "/" and not self.strict):
            second = self._second_end(i, j)
            if second is not None:
                return second
        return first

    def _joined(self, i: int, first: tuple[Reading, int]) -> Parsed:
        """Read "Monday and Tuesday", "2023, 2024 or 2025", "Monday through Friday", "Nov. 1 and 2"."""
        j = first[1]
        if self.word(j) in ("and", "or") and self.word(i) in MONTHS and self._day(j - 1) is not None:
            days = self._days_of_month(MONTHS[self.word(i)], self._day(j - 1), self._day(j + 1), j + 2)
            if days is not None:
                return days
        while self.word(j) == ",":
            item = self._single(j + 1)
            kinds = (self.word(i) in kind and self.word(j + 1) in kind for kind in (WEEKDAYS, MONTHS))
            if item is None or not (any(kinds) or self._number(i, 1000, 2199)):
                return None  # "Tuesday, November 3" is one day, or none
            j = item[1]
        if self.word(j) not in ("and", "or", "through", "thru", "until", "till", "into"):
            return None
        second = self._single(self._skip(j + 1, {"on", "in"}))
        if second is None:
            return None
        join = derived.joined if self.word(j) in ("and", "or") else rel.between
        return join(first[0], second[0]), second[1]

    def _second_end(self, i: int, j: int) -> Parsed:
        """Read the other end of a stretch whose first end begins at i and ends at j."""
        first = self._single(i)
        if first is None:
            return None
        number = self._number(j + 1, 1, 31)
        month = MONTHS.get(self.word(i))
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
        if self.word(j) == "to" or self.word(j) in DASHES:
            second = self._single(j + 1)
            if second is not None and (self.word(j) == "to" or second[0].stands_alone or not self.strict):
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
        days = self._two_days(i, joints | DASHES)
        if days is not None:
            return days
        first = self._single(i)
        if first is None or self.word(first[1]) not in joints:
            return None
        j = first[1] + 1
        month, number = MONTHS.get(self.word(i)), self._day(j)
        if month is not None and number is not None and self.word(j + 1) not in MONTHS:
            return self._days_of_month(month, self._day(first[1] - 1), number, j + 1)
        second = self._single(j)
        return (rel.between(first[0], second[0]), second[1]) if second is not None else None

    def _single(self, i: int) -> Parsed:
        """Read one time, with what narrows it down."""
        word = self.word(i)
        if word in ("earlier", "later"):
            return self._to_date(i)
        wider = self._wider(i)
        if wider is not None:
            return wider
        j = self._skip(i, {"the"})
        word = self.word(j)
        if not self.strict:
            k = j + 1 if word in ("early", "small") and self.word(j + 1) == "hours" else j
            if self.word(k + 1) == "of" and (k > j or word in PARTS_OF_DAY):
                return self._of_part_of_day(k + 2)
        if word == "very" and self.word(j + 1) in PARTS:
            j, word = j + 1, self.word(j + 1)
        if word in PARTS:
            return self._part(j)
        if word == "midweek" or (word == "year" and self.word(j + 1) in DASHES and self.word(j + 2) == "end"):
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
        which = PARTS[self.word(i)]
        j = i + 1
        k = self._skip(j, set(DASHES))
        if self.word(k) == "to":  # "mid-to-late October"
            k = self._skip(k + 1, set(DASHES))
            other = PARTS.get(self.word(k))
            inner = self._dated(self._skip(k + 1, set(DASHES))) if other in ("early", "mid", "late") else None
            if inner is None or other is None:
                return None
            return rel.between(rel.part_of(which, inner[0]), rel.part_of(other, inner[0])), inner[1]
        if which in ("early", "mid", "late") and self.word(i) != "middle":
            j = self._skip(j, set(DASHES))
            j = self._skip(j, {"on", "in"})
        elif self.word(j) == "of":
            j += 1
        else:
            return None
        inner = self._unit_now(j) or self._dated(j)
        if inner is None:
            return None
        if self.words[j : j + 2] == ["last", "night"]:
            return inner  # two days, of which no third is meant
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

    def _counted_back(self, i: int) -> Parsed:
        """Read "two days ago", "the past two weeks", "the coming days"."""
        j = self._skip(i, {"the"})
        word = self.word(j)
        if j > i and word in ("past", "last", "next", "coming"):
            direction = 1 if word in ("next", "coming") else -1
            least, most, k = self._how_many(j + 1)
            unit = UNITS.get(self.word(k if least else j + 1), "")
            if unit:
                if word == "next" and not least and unit == "day":
                    return None  # "the next day" is the one after another
                if not least and self.word(j + 1) != unit:  # "the past weeks": nobody says how many
                    return rel.vaguely(direction), j + 2
                after = (k if least else j + 1) + 1
                if unit == "fortnight":
                    least, most, unit = 2 * (least or 1), 2 * (most or 1), "week"
                return rel.rolling(Count(least or 1, most or 1, unit), direction), after
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
        if self.word(i) in UNITS and self.word(i).endswith("s"):  # "for years": two at least
            unit = UNITS[self.word(i)]
            count = Count(2, 2, unit if unit != "fortnight" else "week", "over")
            return rel.away(count, -1), i + 1
        counted = self._counted(i)
        if counted is None or (self.strict and not counted[0].bound):
            return None
        return rel.away(counted[0], -1), counted[1]


def read_words(words: str) -> Reading | None:
    """Return what an expression means, `None` if it is not one from its first to its last word."""
    reading = _read(words)
    if reading is None:  # so most expressions need no second look
        plain = reworded(words)
        reading = _read(plain) if plain != words else None
    return reading


def _read(words: str) -> Reading | None:
    grammar = _Grammar(words, 0, len(words), strict=False)
    found = grammar.expression(0)
    if found is None:
        return None
    reading, end = found
    while end < grammar.count and grammar.words[end] in (",", ".", ";"):
        end += 1
    return reading if end == grammar.count else None


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the time expressions in running English text as spans in code points, in order.

    They do not overlap, and `When.resolve` understands each of them, given an anchor on which it is
    possible. Words that mean other things more often than times are left alone: a bare "May" or
    "2014", "for two years".

    Args:
        text: the text.
        start: where to begin.
        end: where to stop; `None` for the end of the text.

    Raises:
        InvalidValueError: if the text is not a string, or a place is not a number.

    Examples:
        >>> text = "The mayor said on Monday that the bridge had been closed since February."
        >>> [text[start:end] for start, end in find_times(text)]
        ['on Monday', 'since February']
    """
    if not isinstance(text, str):
        raise InvalidValueError("text", text, "a string is wanted")
    for place in (start, 0 if end is None else end):
        if not isinstance(place, int):
            raise InvalidValueError("place in a text", place, "a whole number is wanted")
    grammar = _Grammar(text, start, len(text) if end is None else end, strict=True)
    i = 0
    while i < grammar.count:
        word = grammar.words[i]
        if word in STARTERS or word[0].isdigit():
            found = grammar.expression(i)
            if found is not None:
                yield grammar.spans[i][0], grammar.spans[found[1] - 1][1]
                i = found[1]
                continue
        i += 1
