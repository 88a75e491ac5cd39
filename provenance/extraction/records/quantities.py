"""The one number a claim states, with what is said about how exact it is."""

import re

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import VERB, flags_by_word
from provenance.model.values import Quantity

__all__ = ["quantity_in"]

_NUMBER = re.compile(
    r"(?<![\w.,-])([$€£¥]?)\s?(\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?)"
    r"(?:(bn|mn|tn|m|k)(?![\w-])|(?![\w-]|:\d)(?:\s(hundred|thousand|lakh|million|crore|billion|trillion))?)"
)
_BOUND = re.compile(
    r"(?:(about|around|roughly|approximately|some|nearly|almost|an\sestimated)|(more\sthan|over|at\sleast|upwards\sof)"
    r"|(less\sthan|under|fewer\sthan|up\sto|as\smany\sas|below))\s{1,2}\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s?(%|percent|per\scent|[a-zA-Z][\w-]{0,20}(?:\s[a-z][\w-]{0,20}){0,3})")
_RANGE = re.compile(
    r"(?<![\w.,])(between\s|from\s)?([$€£¥]?)\s?(\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?)"
    r"(?:\s(hundred|thousand|lakh|million|crore|billion|trillion))?\s?(?:-|–|\sto\s|\sand\s|to\s|and\s)\s?([$€£¥]?)"
    r"(\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?)(?![\w-])(?:\s(hundred|thousand|lakh|million|crore|billion|trillion))?"
)
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORD_NUMBER = re.compile(
    r"(?<![\w-])("
    + "|".join(_WORDS)
    + r")(?![\w-])(?:\s(hundred|thousand|lakh|million|crore|billion|trillion))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o'clock|o’clock|hrs\b|GMT|BST|EST|EDT|CET|UTC)", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:one|two|three|four|five|nine|\d{1,4})\s(?:in|out\sof|of\sthe|of)\s\Z", re.IGNORECASE
)
_SCALE = {
    "lakh": 10**5,
    "crore": 10**7,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_STOP = word_set(
    "in on at of from to by for with and or but are is was were have has had will would could may "
    "who that which since during before after as if when while where people's a an the more than "
    "not next last this that those these early late per each on again ago"
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
    head = text[:2000]
    ranges = [q for q in (_range(head, m) for m in _RANGE.finditer(head)) if q is not None]
    if ranges:
        return ranges[0] if len(ranges) == 1 and len(list(_NUMBER.finditer(head))) <= 2 else None
    for pattern in (_NUMBER, _WORD_NUMBER):
        found = [q for q in (_read(head, m) for m in pattern.finditer(head)) if q is not None]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _range(text: str, match: "re.Match[str]") -> Quantity | None:
    """Return the quantity of "between 70 and 80 people" or "$1.5-2 billion"."""
    lead, currency, low, low_scale, other_currency, high, high_scale = match.groups()
    joint = text[match.end(3) : match.start(6)]
    if "and" in joint and (lead or "").strip().lower() != "between":
        return None
    first, second = _value(low, low_scale or high_scale), _value(high, high_scale)
    years = not currency and "," not in low + high and len(low) == len(high) == 4 and low[0] in "12"
    if first >= second or years or _is_a_date(text, match):
        return None
    unit = _CURRENCY.get(currency or other_currency) or _unit_after(text, match.end())
    said = (lead or "").strip().lower() == "between"
    return Quantity(number=first, upper=second, bound="between", unit=unit) if unit or said else None


def _is_a_date(text: str, match: "re.Match[str]") -> bool:
    before = text[max(0, match.start() - 24) : match.start()].lower().split()
    after = text[match.end() : match.end() + 16].lower().split()
    return bool((before and before[-1].strip(".,") in _MONTHS) or (after and after[0].strip(".,") in _MONTHS))


def _value(digits: str, scale: str | None) -> int | float:
    plain = digits.lower().replace(",", "")
    number: int | float = _WORDS[plain] if plain in _WORDS else float(plain) if "." in plain else int(plain)
    if scale:
        number = number * _SCALE[scale.lower()]
        number = int(number) if float(number).is_integer() else number
    return number


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word.lower() in ("people", "men", "women", "children")


def _is_verb(word: str) -> bool:
    return word.endswith(("ed", "ing")) or bool(flags_by_word().get(word, 0) & VERB)


def _unit_after(text: str, end: int) -> str | None:
    """Return the words right after a number that say what is counted."""
    after = _UNIT.match(text, end)
    unit = after.group(1) if after else None
    if unit in ("percent", "per cent", "%"):
        return "percent"
    kept: list[str] = []
    for word in (unit or "").split():
        if word.lower() in _STOP or (kept and _is_plural(kept[-1]) and _is_verb(word.lower())):
            break
        kept.append(word)
    return " ".join(kept) or None


def _without_suffix(match: "re.Match[str]") -> tuple[str, None, str | None]:
    word, scale = match.groups()
    return word, None, scale


def _read(text: str, match: "re.Match[str]") -> Quantity | None:
    currency, digits, suffix, scale = match.groups() if match.re is _NUMBER else ("", *_without_suffix(match))
    if suffix in ("m", "k") and not currency:
        return None  # metres, or a size
    scale = suffix or scale
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
    if _PART_OF.search(before) or _CLOCK.match(text, match.end()):
        return None
    number = _value(digits, scale)
    unit = _unit_after(text, match.end())
    if unit is not None and unit.split()[0].lower() in _MONTHS:
        return None
    if currency:
        unit = _CURRENCY[currency]
    elif words_before and words_before[-1].rstrip(".") in ("rs", "inr"):
        unit = "INR"
    bound_match = _BOUND.search(before)
    bound = None
    if bound_match is not None:
        bound = "about" if bound_match.group(1) else "over" if bound_match.group(2) else "under"
    if unit is None and bound is None:
        return None
    return Quantity(number=number, bound=bound, unit=unit)
