"""Scales of likelihood, confidence and grading, as data.

A term means nothing without its scale: 57 % is "likely" to ICD 203 and "even" to STIX. So a
record keeps term and scale, and numbers are derived from the two when they are wanted. The
scales that come with the package are JSON files beside this module; `load` reads more of them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen

from provenance.errors import (
    ConflictError,
    InvalidValueError,
    Problem,
    StorageError,
    StorageNotFoundError,
    UsageError,
    shown,
)
from provenance.model import accepts
from provenance.model._scale import LARGEST_FILE, Scale, ScaleTerm, decode, from_plain
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import tidy

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Likelihood", "Scale", "ScaleTerm", "Translation", "get", "load", "names", "register"]

# STIX 2.1 puts what these three measure on one line from 0 to 100; nothing does so for others.
_ON_ONE_LINE = frozenset({"likelihood", "confidence", "credibility"})


@frozen(kw_only=True, weakref_slot=False)
class Likelihood:
    """A term on a scale: how sure somebody is. It is not how much of a claim holds.

    The term is kept as written, an alias too. The scale may be one that is not known here (yet):
    then the numbers are refused, until `load` or `register` has made it known.

    Comparison (`<` and so on) is of the steps, and inside one ordered scale only.

    Raises:
        InvalidRecordError: if the scale is known and has no such term.

    Examples:
        >>> Likelihood(term="likely", scale="icd203").range
        (55, 80)
        >>> Likelihood(term="likely", scale="stix-dni").number
        70
    """

    term: str
    """The term, or an alias of it."""

    scale: str
    """Name of the scale (see `names`)."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        scale = _find(self.scale)
        if scale is not None and scale.find_term(self.term) is None:
            known = ", ".join(step.term for step in scale.terms)
            yield "term", f"{shown(self.term)} is no term of the scale {self.scale}: {known}"

    @classmethod
    def at(cls, number: float, scale: str) -> "Likelihood":
        """Return the term of a scale that a number of per cent lies in.

        Raises:
            InvalidValueError: if there is no such scale, or no term of it has the number.
        """
        return cls(term=get(scale).at(number).term, scale=scale)

    @property
    def step(self) -> ScaleTerm:
        """The step of the scale, with its label and meaning.

        Raises:
            InvalidValueError: if the scale is not known.
        """
        return get(self.scale).term(self.term)

    @property
    def range(self) -> tuple[float, float] | None:
        """The range in per cent; `None` where nobody can judge, or the scale has no numbers.

        Raises:
            InvalidValueError: if the scale is not known.
        """
        return self.step.range

    @property
    def number(self) -> float | None:
        """The scale's number in per cent, else the middle of the range; `None` where there is neither.

        Raises:
            InvalidValueError: if the scale is not known.
        """
        return self.step.number

    def on(self, scale: str) -> "Translation":
        """Return what comes nearest on another scale, and what is lost by saying it so.

        The same word is taken where the other scale has it for an overlapping range; else the term
        that this one's number lies in.

        Raises:
            InvalidValueError: if there is no such scale; if the two measure different things (how
                reliable a source is says nothing on how likely a claim is); if the number lies in
                a gap; if nobody can judge and the other scale has no term for that.
        """
        own, other = get(self.scale), get(scale)
        if own.name == other.name:
            return Translation(likelihood=self)
        if own.measures != other.measures and not {own.measures, other.measures} <= _ON_ONE_LINE:
            _refuse(self, f"{own.name} measures {own.measures}, {other.name} {other.measures}")
        step = own.term(self.term)
        found = _counterpart(step, own, other)
        if found is None:
            if step.no_judgement:
                _refuse(self, f"it says that nobody can judge, and {other.name} has no term for that")
            if step.number is None:
                _refuse(self, f"{own.name} has no number for it, and {other.name} not the same term")
            found = other.at(step.number)
        losses = []
        if (step.range, step.number) != (found.range, found.number):
            losses.append(f"{own.name} {_in_numbers(step)} became {other.name} {_in_numbers(found)}")
        if own.measures != other.measures:
            losses.append(f"{own.measures} is read as {other.measures}, as STIX 2.1 does")
        return Translation(
            likelihood=Likelihood(term=found.term, scale=scale), loss="; ".join(losses) or None
        )

    def _position(self, other: object, operation: str) -> tuple[int, int]:
        if not isinstance(other, Likelihood) or other.scale != self.scale:
            raise UsageError(operation, f"{shown(self)} and {shown(other)} are not on one scale: see on()")
        scale = get(self.scale)
        steps = scale.term(self.term), scale.term(other.term)
        if not scale.ordered or any(step.no_judgement for step in steps):
            raise UsageError(operation, f"{shown(self)} and {shown(other)} have no order")
        return scale.terms.index(steps[0]), scale.terms.index(steps[1])

    def __lt__(self, other: "Likelihood") -> bool:
        mine, theirs = self._position(other, "<")
        return mine < theirs

    def __le__(self, other: "Likelihood") -> bool:
        mine, theirs = self._position(other, "<=")
        return mine <= theirs

    def __gt__(self, other: "Likelihood") -> bool:
        mine, theirs = self._position(other, ">")
        return mine > theirs

    def __ge__(self, other: "Likelihood") -> bool:
        mine, theirs = self._position(other, ">=")
        return mine >= theirs

    def __str__(self) -> str:
        return f"{self.term} ({self.scale})"


@frozen(kw_only=True, weakref_slot=False)
class Translation:
    """A likelihood said on another scale."""

    likelihood: Likelihood
    """What comes nearest there."""

    loss: str | None = None
    """What is different about it; `None` if nothing is."""


def _refuse(likelihood: Likelihood, reason: str) -> NoReturn:
    raise InvalidValueError("likelihood on that scale", str(likelihood), reason)


def _counterpart(step: ScaleTerm, own: Scale, other: Scale) -> ScaleTerm | None:
    """Return the step of another scale that means the same by its words, if one does."""
    if step.no_judgement:
        silent = [term for term in other.terms if term.no_judgement]
        return silent[0] if len(silent) == 1 else None
    found = other.find_term(step.term) if own.measures == other.measures else None
    if found is None or found.no_judgement:
        return None
    mine, theirs = step.range, found.range
    apart = mine is not None and theirs is not None and (mine[1] < theirs[0] or theirs[1] < mine[0])
    return None if apart else found


def _in_numbers(step: ScaleTerm) -> str:
    span = step.range
    if span is None:
        return f"{step.term!r} (no number)"
    low, high = (f"{end:g}" for end in span)
    return f"{step.term!r} ({low if low == high else f'{low}-{high}'} %)"


# --- which scales there are ------------------------------------------------------------------

_known: dict[str, Scale] = {}


def names() -> tuple[str, ...]:
    """Return the names of all scales that are known, sorted."""
    return tuple(sorted({*_shipped(), *_known}))


def get(name: str) -> Scale:
    """Return the scale of this name.

    Raises:
        InvalidValueError: if none is known by it.
    """
    scale = _find(name) if isinstance(name, str) else None
    if scale is None:
        raise InvalidValueError("scale", name, f"known are {', '.join(names())}; `scales.load` reads more")
    return scale


def register(scale: Scale, *, replace: bool = False) -> Scale:
    """Make a scale known by its name, in this process, and return it.

    Raises:
        ConflictError: if another one is known by that name and `replace` is not given.
        UsageError: if it is not a `Scale`.
    """
    if not isinstance(scale, Scale):
        raise UsageError(
            "register", f"expected a Scale, got {shown(scale)}: `load` takes a file or a mapping"
        )
    present = _find(scale.name)
    if present is not None and present != scale and not replace:
        problem = Problem("$.name", f"another scale is known as {shown(scale.name)}")
        raise ConflictError([problem], "give it a name of its own, or replace=True")
    _known[scale.name] = scale
    return scale


def load(source: str | PathLike[str] | Mapping[str, Any], *, replace: bool = False) -> Scale:
    """Read a scale from a JSON file or a mapping, make it known, and return it.

    The keys are the fields of `Scale`, those of each entry of `terms` the fields of `ScaleTerm`.

    Raises:
        DecodingError: if the file is not JSON, or larger than a megabyte.
        InvalidRecordError: if it is no scale, with everything that is wrong.
        ConflictError: if another one is known by that name and `replace` is not given.
        StorageError: if the file cannot be read (an `OSError` too).
        UsageError: if it is neither a mapping nor the path of a file.

    Examples:
        >>> load({"name": "city desk", "terms": [{"term": "doubtful"}, {"term": "solid"}]})
        Scale(name='city desk', title=None)
    """
    if isinstance(source, Mapping):
        return register(from_plain(source), replace=replace)
    if not isinstance(source, (str, PathLike)):
        reason = f"expected a mapping or the path of a file, got {type(source).__name__} {shown(source)}"
        raise UsageError("scales.load", reason)
    name = str(source)
    try:
        with open(source, "rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except ValueError as error:  # a NUL, a lone surrogate
        raise StorageError(name, "no file can have this name") from error
    except OSError as error:
        kind = StorageNotFoundError if isinstance(error, FileNotFoundError) else StorageError
        raise kind(name, error.strerror or str(error), error.errno) from error
    return register(from_plain(decode(content, name)), replace=replace)


@cache
def _shipped() -> dict[str, "Traversable"]:
    from importlib import resources  # it costs more to import than all records together

    folder = resources.files(__package__) / "data"
    return {file.name.removesuffix(".json"): file for file in folder.iterdir() if file.name.endswith(".json")}


def _find(name: str) -> Scale | None:
    scale = _known.get(name)
    if scale is None and name in _shipped():
        file = _shipped()[name]
        scale = _known[name] = from_plain(decode(file.read_bytes(), file.name))
    return scale
