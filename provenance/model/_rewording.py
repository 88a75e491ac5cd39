"""Puts a time expression into plainer words before it is read: without the hour, "Q3" spelt out.

Only single expressions go through here, which are short; running text does not. Nothing is added
that the words do not say, and the record keeps the words as they came.
"""

import re
from functools import cache

__all__ = ["reworded"]

_SUN = "noon|midday|midnight|dawn|daybreak|sunrise|dusk|sunset|nightfall|lunchtime"
_ZONES = "gmt|utc|bst|ist|cet|cest|eet|eest|msk|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|jst"
_UNITS = "day|week|month|quarter|year|decade|century"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|fri|sat|sun)\b"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_NAMED = rf"(?:{_DAYS}|{_MONTHS}|weekend|spring|summer|autumn|fall|winter|christmas|new year)"
_SOON = (
    r"soon|shortly|imminently|before long"
    r"|(?:within|in) (?:a matter of )?(?:minutes|hours|days|weeks|months|years)"
    r"|(?:minutes|hours|days|weeks|months|years) from now|in the (?:near|foreseeable|not too distant) future"
)
_NOW = r"now|right now|currently|presently|at present|at the moment|at this (?:time|moment|hour|point)"


@cache
def _clock() -> re.Pattern[str]:
    """Return what a time of day looks like, with the words before it that say how near it was."""
    hour = (
        r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.?|p\.m\.?|am\b|pm\b)|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
        rf"|\d\d\.?\d\d(?=\s?(?:hours|hrs|h|local|{_ZONES})\b)|\d{{1,2}} o['’]\s?clock|\b(?:{_SUN})\b"
        rf"|(?<=\bat )\d{{1,2}}(?=,? (?:on|yesterday|today|tomorrow|{_DAYS})\b|$)"
    )
    zone = (
        rf"(?:\s(?:(?:{_ZONES})\b|(?:local|eastern|central|mountain|pacific|moscow|kyiv|london|paris) time))?"
    )
    hour = rf"(?:{hour})(?:\s(?:hours|hrs|h)\b)?{zone}(?:\sin the (?:morning|afternoon|evening)|\sat night)?"
    near = r"(?:\b(?P<near>shortly|just|soon|right|immediately|well|(?:minutes|hours|moments)) )?"
    lead = r"(?:\b(?P<lead>at|by|before|after|until|till|since|from|around|about|towards?|past) )?"
    about = r"(?:\b(?:at|around|about|approximately|roughly|exactly|precisely|nearly|almost) )*"
    span = rf"\b(?:between|from) {about}(?:{hour}) ?(?:and|to|until|till|-|–|—) ?{about}(?:{hour})"
    aside = rf"(?:\s?\((?:{hour})\))?"
    return re.compile(rf"(?:{span}|{near}{lead}{about}(?:{hour})){aside}(?:,| on\b| of\b)?", re.IGNORECASE)


_BOUNDS = {"by": "by", "before": "by", "until": "until", "till": "until", "since": "since", "from": "from"}
_BOUNDS["after"] = "from"


def _without_the_hour(text: str) -> str:
    """Leave out the times of day; "before 10 a.m. Monday" may still be on Monday, as "by Monday" is."""

    def plainer(match: re.Match[str]) -> str:
        before = text[: match.start()].rstrip(" ,").lower()
        lead = (match["lead"] or "").lower()
        if match["near"] or lead not in _BOUNDS or before:
            return f" {lead} " if lead == "from" and not match["near"] else " "
        return f" {_BOUNDS[lead]} "

    plain = _clock().sub(plainer, text)
    if plain == text:
        return text
    plain = re.sub(r"\b(by|until|since|from|between|and|to) (?:on|at) ", r"\1 ", _spaced(plain), flags=re.I)
    return re.sub(r"(?:\s(?:and|on|of|at)|[\s,])+$", "", plain)


def _spaced(text: str) -> str:
    return " ".join(text.replace(" ,", ",").split())


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = {
        # what says nothing about the time
        r"^(?:some ?time|at some (?:point|time|stage)|at one point|at any time) ": "",
        r"^(?:back|again|exactly|precisely) ": "",
        r"^(?:just|only|even) (?=yesterday|last|this|on|in|two|three|a |days|\d)": "",
        r"^((?:for |in )?)(?:just|only|well|slightly|a little|a bit) (?=over|under|more|less)": r"\1",
        r"\bunder (?=an? |one |two |three |four |five |six |\d)": "less than ",
        r"(?:^|,? )at the (?:latest|earliest)\b,?": "",
        r"\bthe year (?=\d{4}\b)": "",
        # now, and soon
        rf"^({_SOON})$": "soon",
        r"^(?:moments|a moment|seconds) ago$": "minutes ago",
        r"^(?:an? (?:short |long )?(?:while|time)|not (?:so )?long|some time|long) ago$": "recently",
        r"^(?:in the (?:recent )?past|in recent history|of late)$": "recently",
        r"\b(between|from) now (?=and|until|till|to)": r"\1 today ",
        rf"^(?:as of |for )?(?:{_NOW})$": "today",
        r"^(?:nowadays|these days)$": "around today",
        r"\b(?:up )?(?:until|till|to) (?:right )?now$": "until today",
        r"^(before|by|since) now$": r"\1 today",
        r"^from now on(?:wards?)?$": "from today",
        r"^(?:up until|up to) (?!an? |one |two |\d+ (?:day|week|month|year))": "until ",
        r"^so far (in |this )": r"earlier \1",
        r"^(this (?:week|month|quarter|year)) so far$": r"earlier \1",
        r"^(?:the |this )?(week|month|quarter|year)[- ]to[- ]date$": r"earlier this \1",
        r"\b(since|until|till|by) at least ": r"\1 ",
        r"^(?:prior to|ahead of) ": "before ",
        r"^as (?:long ago|far back|late) as ": "as early as ",
        # how much of it
        r"^(?:throughout|for|during|over)? ?the (?:whole|entire|full) (?=week|month|quarter|year)": "this ",
        r"^throughout the (?=(?:week|month|quarter|year)$)": "this ",
        r"^(?:all through|(?:for )?all of|(?:for )?the whole of) (?=\d{4}|last|next|this)": "",
        r"^all weekend$": "the weekend",
        r"^all day(?: on)? (?=\w)": "",
        r"^all day(?: long)?$": "today",
        r"^all (?:of )?(?=(?:the )?(?:last|next|this|past|month of|\d{4}))": "",
        rf"^all (?=(?:{_UNITS}|spring|summer|autumn|winter|morning|afternoon|evening)\b)": "this ",
        # ends
        r"\b(?:in|on) or (?:around|about) ": "around ",
        r"\bon or before ": "by ",
        r"\bon or after ": "from ",
        r"^(?:in )?(?:c|ca)\.? ?(?=\d{3,4}\b)": "around ",
        # which one
        r"\b(?:the |this )?(?:coming|upcoming) (?=weekend\b)": "this ",
        rf"\b(?:the |this )?(?:coming|upcoming) (?={_NAMED})": "next ",
        rf"\bthis (?:past|last) (?={_NAMED})": "last ",
        rf"\bthis (coming|past) (?=(?:{_UNITS}|few)\b)": r"the \1 ",
        r"\b((?:last|this|next) year)['’]s (.+)$": r"\2 \1",
        # quarters and halves
        r"\b(first|second|third|fourth|last|final)-(quarter|half)\b": r"the \1 \2",
        # nights
        r"^overnight (?:from )?(?:on )?(.+?) (?:to|into|till|until) (.+)$": r"from \1 to \2",
        r"^(?:overnight|in the night|the night) (?:in)?to (.+)$": r"overnight into \1",
        # the mark of possession
        r"['’]s? time$": "",
        r"(?<!new year)(?<=\w)['’]s?$": "",
    }
    return tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in rules.items())


_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}


def reworded(words: str) -> str:
    """Return an expression in plainer words that mean the same days."""
    text = _without_the_hour(_spaced(words))
    for pattern, plainer in _rules():
        text = pattern.sub(plainer, text)
    return _without_numbers(text).strip(" ,")


def _without_numbers(text: str) -> str:
    """Spell out "Q3", "3Q" and "H1"."""

    def spelt(match: re.Match[str]) -> str:
        number = _ORDINALS[match[match.lastindex or 1]]
        return f"the {number} {'half' if match[0][:1] in 'Hh' else 'quarter'}"

    return re.sub(r"\bQ([1-4])\b|\b([1-4])Q\b|\bH([12])\b", spelt, text, flags=re.IGNORECASE)
