"""Real stories as dossiers, to learn from and to try questions on.

Each case is a small dossier in the native format that comes with the package: facts in the
project's own words, with the addresses where they were found. What is not known is left open or
marked so; that is part of the lesson.
"""

from difflib import get_close_matches
from importlib.resources import files

from provenance.errors import InvalidValueError, UsageError, shown
from provenance.formats import loads
from provenance.model import Dossier

__all__ = ["load", "names"]

_DATA = files(__name__) / "data"
_ENDING = ".json"


def names() -> tuple[str, ...]:
    """Return the names of the cases, in alphabetical order.

    Examples:
        >>> "pokrovsk-2025" in names()
        True
    """
    found = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def load(name: str) -> Dossier:
    """Return a case as a dossier of your own: what you change in it changes nothing for others.

    Args:
        name: the name of the case, one of `names()`.

    Raises:
        InvalidValueError: if there is no such case; it names those that are spelled like it, or all.
        UsageError: if the name is not a text.

    Examples:
        >>> print(load("pokrovsk-2025").title)
        Pokrovsk, November 2025
    """
    if not isinstance(name, str):
        raise UsageError("load", f"expected the name of a case, got {type(name).__name__} {shown(name)}")
    known = names()
    if name not in known:
        near = get_close_matches(name, known, n=3)
        reason = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise InvalidValueError("case", name, reason)
    return loads((_DATA / f"{name}{_ENDING}").read_text("utf-8"), strict=True)
