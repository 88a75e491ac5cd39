"""Every field of every record holds what it should not: no writer fails, and each report is true."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from provenance import formats
from provenance.errors import MissingExtraError
from provenance.model import RECORD_TYPES, Dossier
from tests.golden import stories

ODD: list[Any] = [["x"], {"a": 1}, 7, None, True, "zz"]
NARROW = ("ninjs", "ftm-statements", "ftm-statements-csv")
"""They lose much of any dossier; all others hold what is odd too."""
WRITTEN = formats.names(writable=True)


def _places(plain: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every field in a record, of items in a list only of the first."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield (*path, key)
            yield from _places(value, (*path, key))
    elif isinstance(plain, list) and plain:
        yield (*path, 0)
        yield from _places(plain[0], (*path, 0))


@cache
def _story(odd: str) -> Dossier:
    """Return the story with all fields, and for each field of a record one more that has it odd."""
    document = json.loads(formats.dumps(stories.every_field()))
    for section in RECORD_TYPES:
        broken = []
        for record in document.get(section, ()):
            for number, place in enumerate(_places(record)):
                if place == ("id",):
                    continue
                other = copy.deepcopy(record)
                within = other
                for step in place[:-1]:
                    within = within[step]
                within[place[-1]] = json.loads(odd)
                broken.append({**other, "id": f"{record['id']}-{number}"})
        document[section] = [*document.get(section, ()), *broken]
    return formats.loads(json.dumps(document))


@pytest.mark.parametrize("odd", [json.dumps(value) for value in ODD])
@pytest.mark.parametrize("format", WRITTEN)
def test_no_odd_value_in_any_field_makes_a_writer_fail_or_a_report_untrue(format: str, odd: str) -> None:
    story = _story(odd)
    try:
        output, losses = formats.dumps_with_losses(story, format)
    except MissingExtraError as missing:
        pytest.skip(str(missing))

    assert len(story.read_problems) > 100
    if formats.get(format).readable:
        assert bool(losses) is (formats.loads(output, format) != story)
        assert not losses or format in NARROW
