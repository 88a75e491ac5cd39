"""Finding the headline of a plain text."""

__all__ = ["find_headline_span"]

_LONGEST = 250
_SHORTEST_WORDS = 3
_LOOKED_AT = 6


def find_headline_span(text: str) -> tuple[int, int] | None:
    r"""Return where the headline stands: the first short line of some words, before the body begins.

    A section name ("Incidents") is passed over; a text that begins with a full paragraph has none.

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
        if len(line) > _LONGEST or (line[-1] in ".;," and not line.endswith("...")):
            return None
        if len(words) >= _SHORTEST_WORDS and number + 1 < len(lines):
            return start, end
        if len(words) >= _SHORTEST_WORDS:
            return None
    return None
