"""Scales of likelihood, confidence and grading, as data.

A term means nothing without its scale: 57 % is "likely" to ICD 203 and "even" to STIX. So a
record keeps term and scale, and numbers are derived from the two when they are wanted. The
scales that come with the package are JSON files beside this module; `load` reads more of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, NoReturn

from attrs import field, frozen

from provenance.errors import (
    ConflictError,
    DecodingError,
    InvalidRecordError,
    InvalidValueError,
    Problem,
    UsageError,
    shown,
)
from provenance.model import accepts
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import tidy

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Likelihood", "Scale", "ScaleTerm", "Translation", "get", "load", "names", "register"]

_LARGEST_FILE = 1_000_000
# STIX 2.1 puts what these three measure on one line from 0 to 100; nothing does so for others.
_ON_ONE_LINE = frozenset({"likelihood", "confidence", "credibility"})


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _strings(value: Iterable[str]) -> Any:
    """Accept strings, in a tuple or list."""
    return value


def _terms(value: Iterable["ScaleTerm"]) -> Any:
    """Accept terms, in a tuple or list."""
    return value


@frozen(kw_only=True, weakref_slot=False)
class ScaleTerm:
    """One step of a scale. Numbers are per cent, from 0 to 100, and absent where the scale has none.

    Raises:
        InvalidRecordError: for numbers out of order or out of range.
    """

    term: str
    """The word, letter or digit that records use."""

    label: str | None = None
    """The step as the standard prints it; `None` if that is the term."""

    aliases: tuple[str, ...] = field(default=(), converter=_strings)
    """Other words for the same step."""

    low: float | None = None
    """Lower end of the range, included."""

    high: float | None = None
    """Upper end of the range, included unless the next step begins there."""

    point: float | None = None
    """The one number that the scale gives the step."""

    meaning: str | None = None
    """What the standard says about when to use it."""

    no_judgement: bool = False
    """Whether it says that nobody can judge (Admiralty F and 6): never a number, and outside the order."""

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not _folded(self.term):
            yield "term", "a term is a word, letter or digit"
        if (self.low is None) != (self.high is None):
            yield "high" if self.high is None else "low", "a range has two ends"
        numbers = {name: getattr(self, name) for name in ("low", "point", "high")}
        given = {name: number for name, number in numbers.items() if number is not None}
        if self.no_judgement and given:
            yield next(iter(given)), "a term that says nobody can judge has no number"
        for name, number in given.items():
            if not 0 <= number <= 100:
                yield name, f"{number} is not between 0 and 100 per cent"
        if self.low is not None and self.high is not None and self.low > self.high:
            yield "high", f"{self.high} is below the lower end, {self.low}"

    @property
    def range(self) -> tuple[float, float] | None:
        """The range in per cent, of no width where the scale gives a number only; `None` without either."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        return (self.point, self.point) if self.point is not None else None

    @property
    def number(self) -> float | None:
        """The scale's number for the step, else the middle of its range; `None` where it has neither."""
        if self.point is not None:
            return self.point
        return (self.low + self.high) / 2 if self.low is not None and self.high is not None else None

    def __str__(self) -> str:
        return self.label if self.label is not None else self.term


@frozen(kw_only=True, weakref_slot=False)
class Scale:
    """A list of terms, from the lowest to the highest.

    Raises:
        InvalidRecordError: if two steps share a word, or their numbers do not rise.

    Examples:
        >>> get("icd203").at(57).term
        'likely'
        >>> get("stix-dni").at(57).term
        'roughly even chance'
    """

    name: str
    """What records call it ("icd203")."""

    title: str | None = None
    """What people call it."""

    measures: str | None = field(default=None, repr=False)
    """What it is a scale of: "likelihood", "confidence", "credibility" (of information), "reliability"
    (of a source), or whatever else. Only scales of the same can be compared, and those of the first three."""

    reference: str | None = field(default=None, repr=False)
    """Where it is defined."""

    note: str | None = field(default=None, repr=False)
    """What to mind."""

    terms: tuple[ScaleTerm, ...] = field(default=(), converter=_terms, repr=False)
    """The steps, from the lowest to the highest; where they stand says nothing for `no_judgement`."""

    ordered: bool = field(default=True, repr=False)
    """Whether a later term is more than an earlier one."""

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not self.name or self.name != self.name.strip():
            yield "name", "a name is wanted, without blanks around it"
        if not self.terms:
            yield "terms", "a scale has at least one term"
        seen: dict[str, str] = {}
        for place, step in enumerate(self.terms):
            for word in {_folded(word): word for word in (step.term, *step.aliases)}:
                if word in seen:
                    yield f"terms[{place}]", f"{shown(word)} already stands for {shown(seen[word])}"
                seen[word] = step.term
        if self.ordered:
            for name in ("low", "point", "high"):
                numbers = [getattr(step, name) for step in self.terms if getattr(step, name) is not None]
                if numbers != sorted(numbers):
                    yield (
                        "terms",
                        f"the numbers in {name!r} do not rise: give the terms from the lowest to the highest",
                    )

    def find_term(self, word: str) -> ScaleTerm | None:
        """Return the step of a term, alias or label, or `None`; capitals and hyphens do not count."""
        wanted = _folded(word)
        for step in self.terms:
            if any(_folded(known) == wanted for known in (step.term, *step.aliases)):
                return step
        return next(
            (step for step in self.terms if step.label is not None and _folded(step.label) == wanted), None
        )

    def term(self, word: str) -> ScaleTerm:
        """Return the step of a term, alias or label; capitals and hyphens do not count.

        Raises:
            InvalidValueError: if the scale has no such term, naming those it has.
        """
        step = self.find_term(word) if isinstance(word, str) else None
        if step is None:
            known = ", ".join(step.term for step in self.terms)
            raise InvalidValueError(f"term of the scale {self.name}", word, f"its terms are {known}")
        return step

    def at(self, number: float) -> ScaleTerm:
        """Return the step that a number of per cent lies in; where two meet, the higher one.

        A step without a range is found by its very number only.

        Raises:
            InvalidValueError: if no step has the number. Scales may have gaps, and ends short of 0 and 100.
        """
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise InvalidValueError("number of per cent", number, "a number from 0 to 100 is wanted")
        found = [
            step for step in self.terms if (span := step.range) is not None and span[0] <= number <= span[1]
        ]
        if not found:
            raise InvalidValueError(
                f"number on the scale {self.name}", number, "no term of it has this number"
            )
        return found[-1]

    def __iter__(self) -> Iterator[ScaleTerm]:
        """Give the steps, from the lowest to the highest."""
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __str__(self) -> str:
        return self.title if self.title is not None else self.name


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
        OSError: if the file cannot be read.

    Examples:
        >>> load({"name": "city desk", "terms": [{"term": "doubtful"}, {"term": "solid"}]})
        Scale(name='city desk', title=None)
    """
    if isinstance(source, Mapping):
        return register(_from_plain(source), replace=replace)
    with open(source, "rb") as file:
        content = file.read(_LARGEST_FILE + 1)
    return register(_from_plain(_decode(content, str(source))), replace=replace)


@cache
def _shipped() -> dict[str, "Traversable"]:
    from importlib import resources  # it costs more to import than all records together

    folder = resources.files(__package__) / "data"
    return {file.name.removesuffix(".json"): file for file in folder.iterdir() if file.name.endswith(".json")}


def _find(name: str) -> Scale | None:
    scale = _known.get(name)
    if scale is None and name in _shipped():
        file = _shipped()[name]
        scale = _known[name] = _from_plain(_decode(file.read_bytes(), file.name))
    return scale


def _decode(content: bytes, name: str) -> Any:
    def refuse(reason: str) -> NoReturn:
        raise DecodingError([Problem("$", reason)], name)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(items)) != len(items):
            refuse("a key stands twice in one object")
        return dict(items)

    if len(content) > _LARGEST_FILE:
        refuse(f"it is larger than {_LARGEST_FILE:,} bytes")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=pairs, parse_constant=refuse)
    except DecodingError:
        raise
    except (ValueError, RecursionError) as error:
        raise DecodingError([Problem("$", f"it is not JSON ({error})")], name) from error


def _from_plain(data: Any) -> Scale:
    problems: list[Problem] = []
    if not isinstance(data, Mapping):
        raise InvalidRecordError("Scale", None, [Problem("$", f"expected an object, got {shown(data)}")])
    fields = dict(data)
    steps = []
    given = fields.get("terms", ())
    if isinstance(given, (list, tuple)):
        for place, entry in enumerate(given):
            step = (
                entry
                if isinstance(entry, ScaleTerm)
                else _made(ScaleTerm, entry, f"$.terms[{place}]", problems)
            )
            if step is not None:
                steps.append(step)
        fields["terms"] = tuple(steps)
    scale: Scale | None = _made(Scale, fields, "$", problems)
    if problems or scale is None:
        name = fields.get("name")
        raise InvalidRecordError("Scale", name if isinstance(name, str) else None, problems)
    return scale


def _made(kind: type[Any], data: Any, path: str, problems: list[Problem]) -> Any:
    """Make a scale or a term of plain data, or add what is wrong with it to the problems."""
    if not isinstance(data, Mapping):
        problems.append(Problem(path, f"expected an object, got {shown(data)}"))
        return None
    known = [attribute.name for attribute in kind.__attrs_attrs__]
    required = known[0]
    wrong = [
        Problem(f"{path}.{key}", f"{kind.__name__} has no such field") for key in data if key not in known
    ]
    if required not in data:
        wrong.append(Problem(f"{path}.{required}", "it is missing"))
    if wrong:
        problems += wrong
        return None
    try:
        return kind(**data)
    except InvalidRecordError as error:
        problems += [Problem(f"{path}{found.path[1:]}", found.message) for found in error.problems]
        return None
