"""The words that times are made of, and a text cut into words to look them up in."""

import re
from functools import cache

from provenance.model._relative import Count

__all__ = [
    "DASHES",
    "DAYS",
    "LONG_UNITS",
    "MONTHS",
    "NOT_AFTER",
    "NUMBERS",
    "OPEN",
    "ORDINALS",
    "PARTS",
    "PARTS_OF_DAY",
    "PLAIN_PREPOSITIONS",
    "SEASONS",
    "STARTERS",
    "UNITS",
    "WEEKDAYS",
    "WHICH",
    "Words",
]


def _table(*rows: str) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows) for word in row.split()}


MONTHS = _table(
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
WEEKDAYS = _table(
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS = {
    unit: unit for unit in ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade")
}
UNITS |= {"fortnight": "fortnight", "century": "century"}
UNITS |= {f"{unit}s": unit for unit in UNITS} | {"centuries": "century"}
LONG_UNITS = ("week", "month", "quarter", "year", "decade", "century")
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
NUMBERS = _table("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS |= {word: 11 + place for place, word in enumerate(_TEENS.split(" "))}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
VAGUE_NUMBERS = {"few": (2, 5), "several": (3, 9), "couple": (2, 3), "dozen": (10, 14)}
_HALVES = {
    "year": (6, "month"),
    "decade": (5, "year"),
    "century": (50, "year"),
    "month": (2, "week"),
    "day": (12, "hour"),
    "hour": (30, "minute"),
}
ORDINALS = _table("", "first 1st", "second 2nd", "third 3rd", "fourth 4th")
PARTS_OF_DAY = frozenset(_table("morning afternoon evening night noon midday midnight dawn dusk lunchtime"))
WHICH = {"last": -1, "this": 0, "next": 1}
PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "beginning": "beginning",
    "start": "beginning",
    "end": "end",
    "close": "end",
}
DASHES = frozenset("-–—‐‑")
PLAIN_PREPOSITIONS = frozenset(_table("on in during over throughout through within of across at"))
OPEN = {word: word for word in ("since", "until", "by", "before", "after", "from")}
OPEN |= {"till": "until", "starting": "from", "beginning": "from"}
_ABOUT = frozenset(_table("about around circa roughly approximately some"))
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
# Names of papers, programmes and days that have one of our words in them, and what recurs.
NOT_AFTER = frozenset(
    _table("bloody black good super easter palm ash cyber holy mail usa russia theresa every each any")
)
_NOT_BEFORE = frozenset(_table("times telegraph mirror express mail post herald independent world"))

STARTERS = frozenset(
    [
        *(*MONTHS, *WEEKDAYS, *SEASONS, *DAYS, *WHICH, *PARTS, *PLAIN_PREPOSITIONS, *OPEN, *_ABOUT),
        *(*NUMBERS, *VAGUE_NUMBERS),
        *_table("the overnight recently lately earlier later for between as no midweek"),
        *_table("more less fewer almost nearly half"),
    ]
)


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d{4}-\d\d-\d\d(?!\d)|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?|\S")


class Words:
    """The words of a text, and what single ones and the simplest groups of them stand for.

    A method takes the place of a word, and gives what stands there with the place after it.
    `strict` is for running text, where capitals count.
    """

    def __init__(self, text: str, start: int, end: int, *, strict: bool) -> None:
        self.text = text
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

    def _is_an_adverb(self, i: int) -> bool:
        """Tell "today" from the name of a paper."""
        if not self.strict or self.raw[i].islower() or i == 0:
            return True
        gap = self.text[self.spans[i - 1][1] : self.spans[i][0]]
        return self.raw[i - 1] in ".!?:;\"“”‘’'—–" or "\n" in gap

    def _after_part_of_day(self, i: int) -> int:
        return i + 1 if self.word(i) in PARTS_OF_DAY else i

    def _weekday(self, i: int) -> tuple[int, int] | None:
        """Return the number of a weekday, and the place after it."""
        word = self.word(i)
        number = WEEKDAYS.get(word)
        if number is None or not self._is_capital(i):
            return None
        if len(word) < 6 and self.strict and self.word(i + 1) not in (".", ","):
            return None  # "Sun" and "Sat" mean other things
        if self.strict and (
            (i > 0 and self.word(i - 1) in NOT_AFTER)
            or (self.word(i + 1) in _NOT_BEFORE and self.raw[i + 1][:1].isupper())
        ):
            return None
        return number, i + 2 if len(word) < 6 and self.word(i + 1) == "." else i + 1

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
        month = MONTHS.get(self.word(i))
        return month + 1 if month is not None and self._is_capital(i) else None

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
            unit = UNITS.get(self.word(i + 2), "")
            if unit not in _HALVES:
                return None
            number, smaller = _HALVES[unit]
            return Count(number, number, smaller, bound, True), i + 3
        if self.words[i : i + 4] in (["a", "quarter", "of", "a"], ["a", "quarter", "of", "the"]):
            if self.word(i + 4) != "century":
                return None
            return Count(25, 25, "year", bound, True), i + 5
        least, most, i = self._how_many(i)
        halves = self._and_a_half(i, least)
        if halves is not None:
            return Count(*halves[:3], bound, True), halves[3]
        unit = UNITS.get(self.word(i), "")
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

    def _and_a_half(self, i: int, whole: int) -> tuple[int, int, str, int] | None:
        """Read "and a half years" after a number, or "2.5 years" from the number on."""
        if self.words[i : i + 3] == ["and", "a", "half"]:
            i += 3
        elif re.fullmatch(r"\d{1,3}\.5", self.word(i - 1), re.ASCII):
            whole = int(self.word(i - 1)[:-2])
        else:
            return None
        unit = UNITS.get(self.word(i), "")
        if unit not in ("year", "decade"):
            return None
        smaller, size = ("month", 12) if unit == "year" else ("year", 10)
        number = whole * size + size // 2
        return number, number, smaller, i + 1

    def _how_many(self, i: int) -> tuple[int, int, int]:
        """Return the least and the most that number words mean, 0 if there are none."""
        start = i
        i = self._skip(i, {"a", "an", "the"}) if self.word(i + 1) in VAGUE_NUMBERS else i
        if self.word(i) in VAGUE_NUMBERS:
            least, most = VAGUE_NUMBERS[self.word(i)]
            return least, most, self._skip(i + 1, {"of"})
        word = self.word(start)
        if re.fullmatch(r"\d{1,3},\d{3}", word, re.ASCII):
            return int(word.replace(",", "")), int(word.replace(",", "")), start + 1
        number = self._number(start, 1, 9999) or NUMBERS.get(word, 0)
        if word in NUMBERS and self.word(start + 1) in ("hundred", "thousand"):
            size = 100 if self.word(start + 1) == "hundred" else 1000
            return number * size, number * size, start + 2
        if number >= 20 and self.word(start + 1) in DASHES and 0 < NUMBERS.get(self.word(start + 2), 0) < 10:
            number, start = number + NUMBERS[self.word(start + 2)], start + 2
        most = self._number(start + 2, number + 1, 9999) or NUMBERS.get(self.word(start + 2), 0)
        if number and most > number and self.word(start + 1) in DASHES | {"or", "to"}:  # "two or three"
            return number, most, start + 3
        return number, number, start + 1
