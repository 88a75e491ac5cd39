"""The JSON Parsing Test Suite: what is JSON, what is not, and what the standard leaves open."""

import base64
import json
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from tests.foreign import foreign_data

SUITE = foreign_data("hostile", "jsontestsuite.jsonl").read_text("utf-8").splitlines()


def suite(kind: str, *, twice: bool = False) -> list[Any]:
    cases = [json.loads(line) for line in SUITE]
    return [
        pytest.param(base64.b64decode(case["b64"]), id=case["name"])
        for case in cases
        if case["name"].startswith(kind) and ("duplicated_key" in case["name"]) == twice
    ]


@pytest.mark.parametrize("data", suite("y_", twice=True))
def test_keys_that_stand_twice_say_nothing_clear_and_are_refused(data: bytes) -> None:
    with pytest.raises(DecodingError, match="stands twice in one object"):
        formats.loads(b'{"schema": "news-provenance/1", "x": ' + data + b"}")


@pytest.mark.parametrize("data", suite("n_"))
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_what_is_not_json_is_refused(data: bytes, format: str) -> None:
    whole = b'{"schema": "news-provenance/1", "x": ' + data + b"}"
    for text in (data, whole) if format == "json" else (whole.replace(b"\n", b" "),):
        for strict in (False, True):
            with pytest.raises(DecodingError):
                formats.loads(text, format, strict=strict)


@pytest.mark.parametrize("data", suite("y_"))
def test_what_is_json_is_kept_as_it_is(data: bytes) -> None:
    whole = b'{"schema": "news-provenance/1", "x": ' + data + b"}"

    dossier = formats.loads(whole)

    assert json.loads(formats.dumps(dossier))["x"] == json.loads(data)
    assert dossier.read_problems == ()


@pytest.mark.parametrize("data", suite("i_"))
def test_what_the_standard_leaves_open_is_read_or_refused(data: bytes) -> None:
    whole = b'{"schema": "news-provenance/1", "x": ' + data + b"}"
    try:
        dossier = formats.loads(whole)
    except DecodingError:
        return

    assert formats.loads(formats.dumps(dossier)) == dossier
