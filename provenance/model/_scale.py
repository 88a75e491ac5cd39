"""A scale and its terms, and how they are read from plain data."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from attrs import field, frozen

from provenance.errors import DecodingError, InvalidRecordError, InvalidValueError, Problem, shown
from provenance.model import accepts
from provenance.model.shapes import tidy

__all__ = ["LARGEST_FILE", "Scale", "ScaleTerm", "decode", "from_plain"]

LARGEST_FILE = 1_000_000
"""Size of the largest file that is read as a scale, in bytes."""


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


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

    aliases: tuple[str, ...] = field(default=(), converter=accepts.strings)
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
        >>> desk = Scale(name="desk", terms=[ScaleTerm(term="thin", low=0, high=40), ScaleTerm(term="solid")])
        >>> desk.at(35).term
        'thin'
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
        """Return the step of a term, alias or label, or `None`; capitals and hyphens do not count.

        Raises:
            InvalidValueError: if it is no string.
        """
        if not isinstance(word, str):
            raise InvalidValueError(f"term of the scale {self.name}", word, "a string is wanted")
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


# --- reading -------------------------------------------------------------------------------


def decode(content: bytes, name: str) -> Any:
    """Return what a JSON file says.

    Raises:
        DecodingError: if it is not JSON, says one key twice, or is too large.
    """

    def refuse(reason: str) -> NoReturn:
        raise DecodingError([Problem("$", reason)], name)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(items)) != len(items):
            refuse("a key stands twice in one object")
        return dict(items)

    if len(content) > LARGEST_FILE:
        refuse(f"it is larger than {LARGEST_FILE:,} bytes")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=pairs, parse_constant=refuse)
    except DecodingError:
        raise
    except (ValueError, RecursionError) as error:
        raise DecodingError([Problem("$", f"it is not JSON ({error})")], name) from error


def from_plain(data: Any) -> Scale:
    """Return the scale that plain data describes.

    Raises:
        InvalidRecordError: if it describes none, with everything that is wrong.
    """
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
