"""Dossiers that were read leniently, with anything in any field, in the formats of desks and agencies."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from provenance import formats
from provenance.model import RECORD_TYPES, Dossier
from tests.golden import stories

FORMATS = ("stix", "misp", "ninjs", "web-annotation")
ODD: list[Any] = [None, 1, True, "x", ["x"], [None], {"x": []}]


@cache
def whole() -> dict[str, Any]:
    return dict(json.loads(formats.dumps(stories.every_field(), "json")))


@cache
def bent(odd: str) -> list[Dossier]:
    """Return dossiers that have something odd in some fields of all records, until all fields had it.

    Fields of values in records ("scale") are meant too, and so are ids.
    """
    keys = sorted(set(names(whole())) - {"schema", "title", *RECORD_TYPES})
    found = []
    for start in range(0, len(keys), 5):
        some = set(keys[start : start + 5])
        document = {
            section: with_odd(held, some, json.loads(odd)) if section in RECORD_TYPES else held
            for section, held in whole().items()
        }
        found.append(formats.loads(json.dumps(document), "json"))
    return found


def names(plain: Any) -> Iterator[str]:
    for key, held in plain.items() if isinstance(plain, dict) else ():
        yield key
        yield from names(held)
    for held in plain if isinstance(plain, list) else ():
        yield from names(held)


def with_odd(plain: Any, keys: set[str], odd: Any) -> Any:
    if isinstance(plain, list):
        return [with_odd(held, keys, odd) for held in plain]
    if not isinstance(plain, dict):
        return plain
    return {key: odd if key in keys else with_odd(held, keys, odd) for key, held in plain.items()}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_anything_in_any_field_is_written_and_the_losses_are_true(odd: Any, format: str) -> None:
    for dossier in bent(json.dumps(odd)):
        text, report = formats.dumps_with_losses(dossier, format)
        again = formats.loads(text, format)
        assert bool(report) is (again != dossier)
        assert not report or format == "ninjs", str(report)
