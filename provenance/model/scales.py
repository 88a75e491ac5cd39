"""Scales of likelihood, confidence and grading, as data."""

from collections.abc import Mapping
from os import PathLike
from typing import Any

from attrs import frozen

from provenance.model.shapes import tidy

__all__ = ["Likelihood", "Scale", "ScaleTerm", "get", "load", "names", "register"]


@frozen(kw_only=True, weakref_slot=False)
class ScaleTerm:
    """One step of a scale."""

    term: str
    label: str | None = None
    aliases: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    point: float | None = None
    meaning: str | None = None
    no_judgement: bool = False

    def __attrs_post_init__(self) -> None:
        tidy(self)


@frozen(kw_only=True, weakref_slot=False)
class Scale:
    """A list of terms in order."""

    name: str
    title: str | None = None
    measures: str | None = None
    terms: tuple[ScaleTerm, ...] = ()
    reference: str | None = None
    ordered: bool = True

    def __attrs_post_init__(self) -> None:
        tidy(self)


@frozen(kw_only=True, weakref_slot=False)
class Likelihood:
    """A term on a scale."""

    term: str
    scale: str

    def __attrs_post_init__(self) -> None:
        tidy(self)


def names() -> tuple[str, ...]:
    """Return the names of all scales."""
    raise NotImplementedError


def get(name: str) -> Scale:
    """Return the scale of this name."""
    raise NotImplementedError


def load(source: str | PathLike[str] | Mapping[str, Any], *, replace: bool = False) -> Scale:
    """Read a scale and register it."""
    raise NotImplementedError


def register(scale: Scale, *, replace: bool = False) -> Scale:
    """Make a scale known."""
    raise NotImplementedError
