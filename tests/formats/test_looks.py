"""What is said of a document in which nothing is found, and of one that is in another format."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from provenance import formats, storage
from provenance.errors import DecodingError, Problem
from provenance.formats import looks, using
from provenance.model import Dossier
from tests.golden import stories

REVIEW = {"publisher": {"name": "FactDesk"}, "url": "https://f.example/1", "textualRating": "False"}
ANSWER = {"claims": [{"text": "Snow is black.", "claimReview": [REVIEW]}]}
NATIVE = formats.dumps(stories.every_field()).encode()
PAGE = b"<!doctype html><html><head><title>Rain</title></head><body><p>It rains.</p></body></html>"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
ODD = {
    "empty": b"",
    "blanks": b" \n\t ",
    "an empty object": b"{}",
    "an empty list": b"[]",
    "a string": b'"x"',
    "a native dossier": NATIVE,
    "a page": PAGE,
    "a picture": PICTURE,
    "a document to print": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
}


def said_of(data: str | bytes, format: str) -> tuple[Problem, ...]:
    """Read something; return all that is said of it."""
    try:
        return formats.loads(data, format).read_problems
    except DecodingError as error:
        return error.problems


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("format", formats.names(readable=True))
def test_what_holds_nothing_of_a_format_is_never_passed_over_in_silence(format: str, kind: str) -> None:
    if format == "json" and kind == "a native dossier":
        pytest.skip("which is what it reads")

    said = said_of(ODD[kind], format)

    assert said
    if kind == "a native dossier":
        assert any(p.message.endswith("it looks like json: read it with format='json'") for p in said)


@pytest.mark.parametrize("format", ["ninjs", "factcheck-api", "ftm", "html", "prov-ttl"])
def test_a_native_dossier_is_never_read_as_something_of_others(format: str, tmp_path: Path) -> None:
    path = tmp_path / "story"
    path.write_bytes(b"\xef\xbb\xbf" + NATIVE)

    with pytest.raises(DecodingError, match=f"this is a document of this library, and not {format}"):
        formats.loads(NATIVE, format)
    with pytest.raises(DecodingError, match="format='json'"):
        storage.read(path, format=format)


def test_a_file_that_is_read_piece_by_piece_is_told_from_another_one_too(tmp_path: Path) -> None:
    path = tmp_path / "story.parquet"
    path.write_bytes(NATIVE)
    lines = tmp_path / "story.jsonl"
    lines.write_bytes(NATIVE)

    for file in (path, lines):
        with pytest.raises(DecodingError, match="it looks like json"):
            storage.read(file)
    with pytest.raises(DecodingError, match="not JSON"):
        using.read_file(formats.get("jsonl"), _Pipe(NATIVE))


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


OTHERS: dict[str, Any] = {
    "factcheck-api": ANSWER,
    "ninjs": {"uri": "urn:x:1", "type": "text", "headlines": [{"value": "Rain"}]},
    "stix": {"type": "bundle", "id": "bundle--1", "objects": []},
    "misp": {"Event": {"info": "Rain"}},
    "schemaorg": {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "It rains."},
    "prov-json": {"prefix": {"ex": "http://e.example/"}, "entity": {"ex:a": {}}},
    "prov-jsonld": {"@context": ["https://openprovenance.org/prov-jsonld/context.jsonld"], "@graph": []},
    "web-annotation": {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"},
    "ftm": {"id": "a", "schema": "Person", "properties": {"name": ["Ann"]}},
    "averitec": [{"claim": "It rains.", "label": "Supported"}],
}


@pytest.mark.parametrize("format", OTHERS)
def test_a_document_of_others_under_a_plain_name_is_told_of_by_the_name_of_its_format(
    format: str, tmp_path: Path
) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(OTHERS[format]))

    try:
        said = storage.read(path).read_problems
    except DecodingError as error:
        said = error.problems

    assert Problem("$", looks.hint(format)) in said[:2]
    with pytest.raises(DecodingError, match=f"format='{format}'"):
        storage.read(path, strict=True)


@pytest.mark.parametrize(
    "format",
    sorted(set(formats.names(writable=True)) - {"dot", "mermaid", "ftm-statements", "ftm-statements-csv"}),
)
def test_what_is_written_looks_like_what_it_is(format: str) -> None:
    assert looks.looks_like(formats.dumps(stories.every_field(), format)) == format


@pytest.mark.parametrize(
    "format", sorted(set(formats.names(readable=True, writable=True)) - {"ninjs", "ftm", "ftm-statements"})
)
def test_the_document_of_an_empty_dossier_is_no_mistake(format: str) -> None:
    assert formats.loads(formats.dumps(Dossier(), format), format, strict=True) == Dossier()


@pytest.mark.parametrize("format", ["ninjs", "ftm", "averitec"])
def test_a_list_of_nothing_is_told_of_with_what_is_read(format: str) -> None:
    (problem,) = formats.loads("[]", format).read_problems

    assert problem.message == f"nothing was found; it reads {formats.get(format).reads}"


def test_the_hint_is_not_lost_among_many_problems() -> None:
    answer = json.dumps({"claims": [{**ANSWER["claims"][0], "text": f"Snow is {n}."} for n in range(500)]})

    with pytest.raises(DecodingError) as refused:
        formats.loads(answer, strict=True)

    assert len(refused.value.problems) > 500
    assert "format='factcheck-api'" in str(refused.value)
    assert formats.loads(answer).read_problems[1].message == looks.hint("factcheck-api")


def test_what_shows_nothing_is_not_guessed_at() -> None:
    for data in ("", "{}", "[]", "It rains.", "[" * 5000, '{"claims": []}', PICTURE, b"PK\x03\x04", 5, None):
        assert looks.looks_like(data) is None
    assert looks.looks_like(PAGE) == "html"
    assert looks.looks_like(b"PK\x03\x04 a/b.ann") == "brat"


# --- what strict refuses -------------------------------------------------------------------

KEPT: dict[str, Any] = {
    "ninjs": {
        "uri": "urn:x:1",
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1"},
        "headlines": [{"value": "Rain"}],
        "ednote": "hold until noon",
    },
    "prov-json": {"prefix": {"ex": "http://e.example/"}, "entity": {"ex:a": {"ex:mood": "grim"}}},
    "averitec": [{"claim": "It rains.", "label": "Supported", "required_reannotation": False}],
    "ftm": {"id": "a", "schema": "Person", "properties": {"name": ["Ann"], "height": ["1.8"]}},
}


@pytest.mark.parametrize("format", KEPT)
def test_strict_refuses_nothing_of_others_that_is_kept_as_it_stands(format: str) -> None:
    data = json.dumps(KEPT[format])

    lenient, strict = formats.loads(data, format), formats.loads(data, format, strict=True)

    assert strict == lenient
    assert not lenient.read_problems
    assert any(record.extra for record in lenient)


def test_strict_refuses_of_others_what_a_lenient_reading_lists() -> None:
    for format, wrong in (
        ("ninjs", {**KEPT["ninjs"], "versioncreated": "one day"}),
        ("averitec", [{**KEPT["averitec"][0], "label": 5}]),
        ("factcheck-api", {"claims": [{"text": 5, "claimReview": [REVIEW]}]}),
    ):
        listed = formats.loads(json.dumps(wrong), format).read_problems
        assert listed
        with pytest.raises(DecodingError) as refused:
            formats.loads(json.dumps(wrong), format, strict=True)
        assert refused.value.problems == listed


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_strict_refuses_of_our_own_what_this_version_does_not_know(format: str) -> None:
    data = '{"schema": "news-provenance/1", "mood": "grim"}'

    assert not formats.loads(data, format).read_problems
    with pytest.raises(DecodingError, match="unknown field"):
        formats.loads(data, format, strict=True)
