"""The one number a claim states, with what is said about how exact it is."""

import re

from provenance.extraction.lexicon.lists import word_set
from provenance.model.values import Quantity

__all__ = ["quantity_in"]

_NUMBER = re.compile(
    r"(?<![\w.,-])([$€£¥]?)\s?(\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?)(?![\w-])(?:\s(hundred|thousand|million|billion|trillion))?"
)
_BOUND = re.compile(
    r"(?:(about|around|roughly|approximately|some|nearly|almost|an\sestimated)|(more\sthan|over|at\sleast|upwards\sof)"
    r"|(less\sthan|under|fewer\sthan|up\sto|as\smany\sas|below))\s{1,2}\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s?(%|percent|per\scent|[a-zA-Z][\w-]{0,20}(?:\s[a-z][\w-]{0,20}){0,3})")
_RANGE = re.compile(r"(?:between|from)\s\Z", re.IGNORECASE)
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_STOP = word_set(
    "in on at of from to by for with and or but are is was were have has had will would could may "
    "who that which since during before after as if when while where people's a an the more than "
    "not"
)
_MONTHS = word_set(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sept oct nov dec"
)


def quantity_in(text: str) -> Quantity | None:
    """Return the quantity that a claim's wording states, if it states exactly one.

    Years, dates and ages are not quantities of the claim.

    Examples:
        >>> quantity_in("about 100,000 soldiers are in the area")
        Quantity(number=100000, bound='about', unit='soldiers')
    """
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text[:2000]):
        quantity = _read(text, match)
        if quantity is not None:
            found.append(quantity)
            if len(found) > 1:
                return None
    return found[0] if found else None


def _read(text: str, match: "re.Match[str]") -> Quantity | None:
    currency, digits, scale = match.groups()
    before = text[max(0, match.start() - 24) : match.start()]
    plain = digits.replace(",", "")
    words_before = before.lower().split()
    if (
        not currency
        and not scale
        and "," not in digits
        and "." not in digits
        and len(plain) == 4
        and plain[0] in "12"
    ):
        return None  # a year
    if (words_before and words_before[-1].strip(".,") in _MONTHS) or (
        words_before and words_before[-1] in ("aged", "age", "no.", "number")
    ):
        return None
    number: int | float = float(plain) if "." in plain else int(plain)
    if scale:
        number = number * _SCALE[scale]
        number = int(number) if float(number).is_integer() else number
    after = _UNIT.match(text, match.end())
    unit = after.group(1) if after else None
    if unit is not None:
        if unit in ("percent", "per cent", "%"):
            unit = "percent"
        else:
            kept = []
            for word in unit.split():
                if word.lower() in _STOP:
                    break
                kept.append(word)
            unit = " ".join(kept) or None
            if unit is not None and unit.split()[0].lower() in _MONTHS:
                return None
    if currency:
        unit = _CURRENCY[currency]
    bound_match = _BOUND.search(before)
    bound = None
    if bound_match is not None:
        bound = "about" if bound_match.group(1) else "over" if bound_match.group(2) else "under"
    if unit is None and bound is None:
        return None
    return Quantity(number=number, bound=bound, unit=unit)
