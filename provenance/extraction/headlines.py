"""Finding the headline of a plain text."""

import re

__all__ = ["find_headline_span"]

_LONGEST = 250
_SHORTEST_WORDS = 3
_LOOKED_AT = 8
_NO_HEADLINE = re.compile(
    r"(?:by|posted by|written by)\s{1,3}[A-Z]\w|(?:share|tweet|email|print)\b.{0,30}\Z|skip to\b|sign "
    r"(?:in|up)\b|"
    r"subscribe\b|advertisement\b|(?:published|posted|updated|last updated)\b|photo\b|"
    r"\d{1,2}:\d\d\b|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\s\d{4}|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}",
    re.IGNORECASE,
)


def find_headline_span(text: str) -> tuple[int, int] | None:
    r"""Return where the headline stands: the first short line of some words, before the body begins.

    A section name ("Incidents"), a byline, a date and furniture of the page ("Share on Facebook") are passed
    over; a text that begins with a full paragraph has none.

    Examples:
        >>> text = "Business\n\nProfits fall again\n\nThe airline said on Monday that it lost money."
        >>> start, end = find_headline_span(text)
        >>> text[start:end]
        'Profits fall again'
    """
    position = 0
    lines: list[tuple[int, int]] = []
    while position < len(text) and len(lines) < _LOOKED_AT and position < 4000:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        stripped = line.strip()
        if stripped:
            start = position + line.find(stripped[0])
            lines.append((start, start + len(stripped)))
        position = end + 1
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        words = line.split()
        if _NO_HEADLINE.match(line) and len(line) < 80:
            continue
        if len(line) > _LONGEST or (line[-1] in ".;," and not line.endswith("...")):
            return None
        if len(words) >= _SHORTEST_WORDS and number + 1 < len(lines):
            return start, end
        if len(words) >= _SHORTEST_WORDS:
            return None
    return None
