"""Lists of words written as text, because that is how a person reads and edits them."""

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    Examples:
        >>> sorted(word_set("to  be or not"))
        ['be', 'not', 'or', 'to']
    """
    return frozenset(text.split())
