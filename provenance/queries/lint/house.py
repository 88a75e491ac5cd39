"""Houses: which rules a newsroom asks, how grave it finds them, and with what numbers.

A house is data. Those that come with the package are JSON files beside this module; anybody can
write another.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import (
    DecodingError,
    Problem,
    StorageError,
    StorageNotFoundError,
    UsageError,
    shown,
)
from provenance.queries.lint.rule import Severity
from provenance.queries.lint.table import ALL_RULES
from provenance.queries.showing import counted

__all__ = ["House", "HouseLike", "HouseRule", "house", "houses"]

HouseLike: TypeAlias = "House | Mapping[str, Any] | str | PathLike[str] | None"
"""A house, its name, a JSON file, or a mapping as such a file holds it; `None` for the general one."""

_OFF = "off"
_LARGEST_FILE = 1_000_000
_KEYS = frozenset({"name", "title", "about", "published_at", "rules", "others"})
_RULE_KEYS = frozenset({"severity", "basis", "limits"})


@frozen
class HouseRule:
    """What a house makes of one rule."""

    severity: Severity | None
    """How grave it finds it; `None` if it does not ask it."""

    basis: str
    """On what it bases that, in words; "" if it says nothing."""

    limits: tuple[tuple[str, int], ...] = ()
    """The numbers it sets, by name."""


@frozen(repr=False)
class House(Showing):
    """The rules of one newsroom."""

    name: str
    """A short name."""

    title: str
    """What the rules are called."""

    about: str
    """Where they come from, and how far they are followed."""

    published_at: tuple[str, ...]
    """Addresses where the rules are published."""

    rules: tuple[tuple[str, HouseRule], ...] = field(repr=False)
    """What it makes of every rule, by code."""

    def __getitem__(self, code: str) -> HouseRule:
        for known, rule in self.rules:
            if known == code:
                return rule
        raise UsageError("House", f"there is no sourcing rule {shown(code)}")

    @property
    def asked(self) -> tuple[str, ...]:
        """The codes of the rules it asks, in order."""
        return tuple(code for code, rule in self.rules if rule.severity is not None)

    def limits(self) -> dict[str, int]:
        """Return every number that a rule is asked with, by its name."""
        return {name: value for _, rule in self.rules for name, value in rule.limits}

    def __str__(self) -> str:
        lines = [f"{self.title} ({self.name})", self.about]
        for code, rule in self.rules:
            numbers = "".join(f", {name} = {value}" for name, value in rule.limits)
            lines.append(f"{code} {rule.severity or _OFF:<7}  {ALL_RULES[code].title}{numbers}")
        return "\n".join(line for line in lines if line)

    def __repr__(self) -> str:
        return f"<House {self.name!r}: {counted(len(self.asked), 'rule')} of {len(self.rules)}>"


def houses() -> tuple[str, ...]:
    """Return the names of the houses that come with the package, sorted."""
    folder = files(__package__) / "houses"
    return tuple(
        sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json"))
    )


def house(given: HouseLike = None) -> House:
    """Return a house by its name, from a JSON file, or from a mapping as such a file holds it.

    A string is the name of a house that comes with the package, else the path of a file.

    Args:
        given: the house; `None` for "general".

    Raises:
        DecodingError: if file or mapping describe no house; every problem is listed.
        StorageNotFoundError: if there is neither such a house nor such a file.
        StorageError: if the file cannot be read.
        UsageError: for something that is none of these.

    Examples:
        >>> house("ap")["S04"].severity
        <Severity.ERROR: 'error'>
    """
    if given is None:
        return _shipped("general")
    if isinstance(given, House):
        return given
    if isinstance(given, Mapping):
        return _made(given, None)
    if isinstance(given, str) and given in houses():
        return _shipped(given)
    if isinstance(given, (str, PathLike)):
        return _read(given)
    raise UsageError("house", f"wants a name, a path or a mapping, got {type(given).__name__} {shown(given)}")


@cache
def _shipped(name: str) -> House:
    text = (files(__package__) / "houses" / f"{name}.json").read_text("utf-8")
    return _made(json.loads(text), f"{name}.json")


def _read(path: str | PathLike[str]) -> House:
    try:
        name = str(Path(path))
        with Path(path).open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError as error:
        known = ", ".join(houses())
        raise StorageNotFoundError(
            str(path), f"no such file, and no such house: there are {known}"
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(str(path), getattr(error, "strerror", None) or str(error)) from error
    if len(raw) > _LARGEST_FILE:
        raise DecodingError([Problem("$", f"a house has no more than {_LARGEST_FILE:,} bytes")], name)
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DecodingError([Problem("$", f"no JSON: {error}")], name) from error
    return _made(data, name)


def _made(data: Any, source: str | None) -> House:
    problems: list[Problem] = []
    if not isinstance(data, Mapping):
        raise DecodingError([Problem("$", f"a house is an object, not {shown(data)}")], source)
    problems += [
        Problem(f"$.{key}", f"no such key; there are {', '.join(sorted(_KEYS))}")
        for key in data
        if key not in _KEYS
    ]
    text = {key: _text(data, key, problems) for key in ("name", "title", "about")}
    if not text["name"].strip() and not problems:
        problems.append(Problem("$.name", "a house needs a name"))
    others = data.get("others", "on")
    if others not in ("on", _OFF):
        problems.append(
            Problem("$.others", f"rules that are not listed are 'on' or 'off', not {shown(others)}")
        )
    published = data.get("published_at", ())
    if not isinstance(published, (list, tuple)) or not all(isinstance(item, str) for item in published):
        problems.append(Problem("$.published_at", f"a list of addresses, not {shown(published)}"))
        published = ()
    rules = tuple(_rules(data.get("rules", {}), others != _OFF, problems))
    if problems:
        raise DecodingError(problems, source)
    return House(
        name=text["name"],
        title=text["title"] or text["name"],
        about=text["about"],
        published_at=tuple(published),
        rules=rules,
    )


def _text(data: Mapping[str, Any], key: str, problems: list[Problem]) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        problems.append(Problem(f"$.{key}", f"text, not {shown(value)}"))
        return ""
    return value


def _rules(data: Any, is_on: bool, problems: list[Problem]) -> Iterator[tuple[str, HouseRule]]:
    if not isinstance(data, Mapping):
        problems.append(Problem("$.rules", f"an object by code, not {shown(data)}"))
        return
    problems += [
        Problem(f"$.rules.{code}", f"there is no sourcing rule {shown(code)}")
        for code in data
        if code not in ALL_RULES
    ]
    for code, rule in ALL_RULES.items():
        severity: Severity | None = rule.severity if is_on else None
        basis, limits = "", dict(rule.limits)
        if code in data:
            given = data[code]
            path = f"$.rules.{code}"
            if isinstance(given, str):
                given = {"severity": given}
            if not isinstance(given, Mapping):
                problems.append(Problem(path, f"a severity or an object, not {shown(given)}"))
                continue
            problems += [
                Problem(f"{path}.{key}", f"no such key; there are {', '.join(sorted(_RULE_KEYS))}")
                for key in given
                if key not in _RULE_KEYS
            ]
            severity = _severity(given.get("severity", rule.severity), path, problems)
            basis = _text(given, "basis", problems)
            limits.update(_limits(given.get("limits", {}), limits, path, problems))
        yield code, HouseRule(severity, basis, tuple(sorted(limits.items())))


def _severity(given: Any, path: str, problems: list[Problem]) -> Severity | None:
    if given == _OFF:
        return None
    if isinstance(given, str) and given in set(Severity):
        return Severity(given)
    words = ", ".join([*Severity, _OFF])
    problems.append(Problem(f"{path}.severity", f"one of {words}, not {shown(given)}"))
    return None


def _limits(
    given: Any, known: Mapping[str, int], path: str, problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    if not isinstance(given, Mapping):
        problems.append(Problem(f"{path}.limits", f"an object of numbers, not {shown(given)}"))
        return
    for name, value in given.items():
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            problems.append(Problem(f"{path}.limits.{name}", f"no such number; there are: {names}"))
        elif type(value) is not int or not 0 <= value <= 10**9:
            problems.append(
                Problem(f"{path}.limits.{name}", f"a whole number that is not negative, not {shown(value)}")
            )
        else:
            yield name, value
