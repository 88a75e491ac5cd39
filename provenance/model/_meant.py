"""What somebody perhaps meant who wrote a word or an id that is not known."""

from collections.abc import Collection, Iterator

from provenance.errors import shown

__all__ = ["meant_by"]

_LONGEST = 60
"""Words of more characters are not compared letter by letter."""
_MOST = 10_000
"""Among more words none is looked for at all."""
_MOST_COMPARED = 1_000
"""Among more words none is looked for letter by letter."""


def meant_by(word: str, known: Collection[str]) -> str:
    """Return a question that names the known word nearest to a word ("did you mean …?"), or "".

    It is one that differs in capitals, blanks or hyphens only, one that ends in the word after
    a hyphen, or one that is spelt much the same, with the same digits: "clm-2" is not meant for
    "clm-1". Nothing is looked for among very many.

    Examples:
        >>> meant_by("persn", ["person", "group"])
        "did you mean 'person'?"
    """
    if not word or len(known) > _MOST:
        return ""
    found = next(_alike(word, known), None)
    return f"did you mean {shown(found)}?" if found is not None else ""


def _alike(word: str, known: Collection[str]) -> Iterator[str]:
    wanted = _folded(word)
    yield from (other for other in known if _folded(other) == wanted)
    yield from (other for other in known if other.endswith(f"-{word}"))
    if len(wanted) <= _LONGEST and len(known) <= _MOST_COMPARED:
        from difflib import get_close_matches  # nobody waits for it who makes no mistake

        digits = _digits(word)
        folded = {_folded(other): other for other in known if len(other) <= _LONGEST}
        folded = {fold: other for fold, other in folded.items() if _digits(other) == digits}
        yield from (folded[near] for near in get_close_matches(wanted, folded, n=1, cutoff=0.75))


def _folded(word: str) -> str:
    return "_".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))
