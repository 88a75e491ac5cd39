"""The registry that lets a bare expression show itself.

Results and records stand below the room that draws them (`provenance.view`), and rooms look
down only. So they ask here, and whoever draws registers here. Importing this module imports
nothing of the package.
"""

from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["Showing", "register", "register_loader", "shown_as", "shows_itself"]

T = TypeVar("T")

_renderers: dict[str, dict[type, Callable[[Any], str]]] = {}
_loaders: list[Callable[[], None]] = []


def register(media_type: str, shown_type: type, render: Callable[[Any], str]) -> None:
    """Say how objects of a type (and of its subclasses) are drawn in a media type.

    A later registration for the same pair replaces the earlier one.
    """
    _renderers.setdefault(media_type, {})[shown_type] = render


def register_loader(load: Callable[[], None]) -> None:
    """Give a function that registers renderers, called once, when something is first shown."""
    _loaders.append(load)


def shown_as(media_type: str, value: object) -> str | None:
    """Return the value drawn in a media type, or `None` if nobody registered how.

    A display must never raise: whatever a renderer raises counts as "cannot be drawn", and the
    caller falls back to plain text.
    """
    while _loaders:
        _loaders.pop()()
    known = _renderers.get(media_type, {})
    for kind in type(value).__mro__:
        render = known.get(kind)
        if render is not None:
            try:
                return render(value)
            except Exception:
                return None
    return None


def shows_itself(kind: type[T]) -> type[T]:
    """Let records of a class show themselves in a notebook, as `Showing` does, without a base class."""
    kind._repr_html_ = _as_html  # type: ignore[attr-defined]
    return kind


def _as_html(value: object) -> str:
    drawn = shown_as("text/html", value)
    if drawn is not None:
        return drawn
    from html import escape  # only here: importing the package brings in this module at once

    return f"<pre>{escape(str(value))}</pre>"


class Showing:
    """Base of what shows itself in a notebook: drawn by whoever registered, else as plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _as_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self) if cycle else str(self))
