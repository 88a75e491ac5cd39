"""What stands around the words of an article: byline, dateline, wire credit, furniture of the page.

``KYIV, June 12 (Reuters) - `` opens a report and belongs to no claim in it; ``By Ann Lee and Bob Roe``
names its authors. Only the first lines are looked at, and only what is plain is taken.
"""

import re

from attrs import field, frozen

from provenance.extraction.headlines import find_headline_span
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import GOVERNMENT, ORGANIZATIONS, OUTLET_WORDS
from provenance.model.when import When

__all__ = ["Frame", "is_furniture", "read_frame"]

_LOOKED_AT = 14  # lines
_LONGEST_LINE = 160

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_PLACE = r"[A-Z][A-Z.'’\- ]{1,40}[A-Z](?:/[A-Z][A-Z ]{1,30})?"
_REGION = r"(?:,\s[A-Z][\w.'’]{1,20}(?:\s[A-Z][\w.'’]{1,20}){0,2})"
_WIRE = r"(?:\((?P<{0}>[A-Z][\w .&’'-]{{1,30}})\)|/[A-Za-z ]{{2,20}}/)"
_DASH = r"\s{0,2}(?:--|[-–—―_])\s{1,3}(?=\S)"
_LONG_DASH = r"\s{0,2}(?:--|[–—―])\s{1,3}(?=[\W\dA-Z])"
_DATELINE = re.compile(
    rf"(?P<words>{_PLACE}{_REGION}??(?:,\s{_DAY})?)\s{{0,2}}{_WIRE.format('wire')}{_DASH}"
    rf"|(?P<dated>{_PLACE}{_REGION}??,\s{_DAY}){_DASH}"
    rf"|(?P<plain>{_PLACE}{_REGION}?){_LONG_DASH}"
    rf"|(?P<long>(?=[A-Z.'’-]{{6}}|[A-Z.'’-]{{2,20}}\s[A-Z]{{2}}){_PLACE}{_REGION}?)\s-\s{{1,2}}(?=[A-Z])"
    r"|(?P<colon>(?!BREAKING|UPDATE|EXCLUSIVE|ANALYSIS|OPINION|EXPLAIN|CORRECTION|WATCH|FACT|VIDEO|PHOTOS|LIVE|JUST)"
    rf"(?=[A-Z.'’-]{{6}}|[A-Z.'’-]{{2,20}}\s[A-Z]{{2}}){_PLACE}):\s{{1,2}}(?=[A-Z])"
    rf"|(?P<mixed>[A-Z]\w[\w.'’\- ]{{1,30}}(?:,\s{_DAY})?)\s{{0,2}}{_WIRE.format('agency')}{_DASH}"
    rf"|{_WIRE.format('alone')}{_DASH}"
)
_BYLINE = re.compile(
    r"(?:by|posted by|written by|words by|words:|reported by|story by|text by|author:)\s{1,3}(?=[A-Z@])",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-Z][\w.'’-]{0,30}(?:\s(?:[A-Z][\w.'’-]{0,30}|de|da|van|von|der|den|di|al|el|bin)){1,4}"
)
_POST = re.compile(
    r"\b(?:reporter|correspondent|editor|staff writer|columnist|journalist|desk|contributor)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s{0,2}(?:,\s(?:and\s)?|\band\s|&\s|\bwith\s)")
_FULL_DATE = re.compile(rf"\b(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})\b")
_DATED = re.compile(r"\b(?:published|posted|updated|modified)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:(?:share|tweet)(?:\s(?:this|on|via|with|it|us)\b|:|\Z)|(?:email|print) this|sign up\b|subscribe "
    r"(?:to|now|for)\b|"
    r"follow us\b|follow \w{1,20} on\b|read more\b|read also\b|see also\b|(?:watch|listen|related|credit|"
    r"caption):|"
    r"advertisement\b|more on this\b|click here\b|photo(?:graph)?s?\b.{0,3}(?:by\b|:)|(?:image|picture|"
    r"pictured):|"
    r"file photo\b|copyright\s(?:©|\d{4})|©|\(c\)\s|all rights reserved|(?:additional |with )?reporting by\b|"
    r"editing by\b|support our\b|join our\b|download our\b|this material may not be\b|terms of use\b|"
    r"we use cookies\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:getty images|ap photo|reuters/|/reuters|afp/|/afp|handout|file photo|shutterstock)", re.IGNORECASE
)
_NOT_NAMES = (
    ORGANIZATIONS
    | GOVERNMENT
    | OUTLET_WORDS
    | word_set(
        "staff correspondent correspondents agencies monday tuesday wednesday thursday friday saturday "
        "sunday "
        "january february march april june july august september october november december morning night"
    )
)


@frozen
class Frame:
    """What stands around the words of one article."""

    headline: tuple[int, int] | None = None
    authors: tuple[str, ...] = ()
    byline: tuple[int, int] | None = None
    """Where the line that names the authors stands."""

    dateline: tuple[int, int] | None = None
    """Place and date at the head of the report, without agency and dash."""

    begins: int = 0
    """Where the report begins after its dateline; 0 if it has none."""

    wire: tuple[int, int] | None = None
    """The agency credited in the dateline."""

    dated: When | None = field(default=None)
    """The full date that byline or dateline states."""


def read_frame(text: str) -> Frame:
    r"""Return headline, authors, dateline and wire credit, as far as the first lines tell.

    Examples:
        >>> text = "Ferry burns\n\nBy Ann Lee\n\nCARDIFF, May 2 (Reuters) - A ferry burnt out."
        >>> frame = read_frame(text)
        >>> frame.authors, text[slice(*frame.dateline)], text[slice(*frame.wire)], text[frame.begins :]
        (('Ann Lee',), 'CARDIFF, May 2', 'Reuters', 'A ferry burnt out.')
    """
    headline = find_headline_span(text)
    lines = _first_lines(text, headline[1] if headline is not None else 0)
    authors: tuple[str, ...] = ()
    byline: tuple[int, int] | None = None
    dated: When | None = None
    for number, (start, end) in enumerate(lines):
        opening = _DATELINE.match(text, start, min(end, start + _LONGEST_LINE))
        if opening is not None:
            words = _first_group(opening, "words", "dated", "plain", "long", "colon", "mixed")
            wire = _first_group(opening, "wire", "agency", "alone")
            dated = dated or (_full_date(text, *words) if words is not None else None)
            return Frame(headline, authors, byline, words, opening.end(), wire, dated)
        if end - start > _LONGEST_LINE:
            break
        following = lines[number + 1] if number + 1 < len(lines) else (end, end)
        found = _authors(text, start, end, text[slice(*following)]) if not authors else ()
        if found:
            authors, byline = found, (start, end)
        if found or _DATED.search(text, start, end):
            dated = dated or _full_date(text, start, end)
    return Frame(headline, authors, byline, dated=dated)


def is_furniture(words: str) -> bool:
    """Say whether a sentence belongs to the page and not to the article ("Share this", photo credits)."""
    return _FURNITURE.match(words.lstrip("([*•–—- ")) is not None or (
        len(words) < 300 and _CREDIT.search(words) is not None
    )


def _first_lines(text: str, position: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    while position < len(text) and len(lines) < _LOOKED_AT:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        stripped = text[position : min(end, position + 4000)].strip()
        if stripped:
            start = position + text[position:end].find(stripped[0])
            lines.append((start, min(end, start + len(stripped))))
        position = end + 1
    return lines


def _first_group(match: "re.Match[str]", *names: str) -> tuple[int, int] | None:
    return next((match.span(name) for name in names if match.start(name) >= 0), None)


def _full_date(text: str, start: int, end: int) -> When | None:
    match = _FULL_DATE.search(text, start, end)
    return When.resolve(match.group(), anchor=None) if match is not None else None


def _authors(text: str, start: int, end: int, following: str) -> tuple[str, ...]:
    """Return the names in "By Ann Lee and Bob Roe", or on a line of its own over "Court reporter"."""
    if text[end - 1] in ".!?:":
        return ()
    lead = _BYLINE.match(text, start, end)
    if lead is None:
        alone = _NAME.fullmatch(text, start, end)
        is_one = alone is not None and len(following) <= 60 and _POST.search(following) is not None
        return (text[start:end],) if is_one and _is_name(text[start:end]) else ()
    names: list[str] = []
    position = lead.end()
    while len(names) < 12:
        name = _NAME.match(text, position, end)
        if name is None or not _is_name(name.group()):
            break
        names.append(name.group().rstrip(","))
        between = _BETWEEN.match(text, name.end(), end)
        if between is None:
            break
        position = between.end()
    return tuple(names)


def _is_name(words: str) -> bool:
    return not any(w.lower().strip(".,'’") in _NOT_NAMES for w in words.split())
