"""What cannot be read: one clear error, or problems that are listed; nothing of others shines through."""

import base64
import json
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import rdftext
from tests.foreign import foreign_data
from tests.golden.stories import every_field

FORMATS = ("prov-json", "prov-jsonld", "prov-n", "prov-ttl", "nanopub")
THROUGH_OTHERS = {"prov-n": "PROV-N", "prov-ttl": "Turtle", "nanopub": "TriG"}
RAW = re.compile(r"\^b'|\"b'|\$:|\n|index out of range|NoneType|Traceback|at \^|set_int_max", re.IGNORECASE)
"""What only somebody else's message would say."""


@pytest.fixture(autouse=True)
def _packages() -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    pytest.importorskip("rdflib", reason="reads RDF")


@cache
def _strings(name: str) -> tuple[str | bytes, ...]:
    text = foreign_data("hostile", name).read_text("utf-8")
    if name.endswith(".jsonl"):
        return tuple(base64.b64decode(json.loads(line)["b64"]) for line in text.splitlines())
    return tuple(_inside(json.loads(text)))


def _inside(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list | dict):
        for item in held if isinstance(held, list) else held.values():
            yield from _inside(item)


def _answer(data: str | bytes, format: str) -> str:
    """Return the message of the error, or "" if there are records or problems."""
    start = time.monotonic()
    try:
        dossier = formats.loads(data, format)
    except DecodingError as error:
        assert time.monotonic() - start < 2
        problem, *hints = error.problems
        assert len(hints) <= 1  # what it looks like
        return problem.message
    assert time.monotonic() - start < 2
    assert dossier.read_problems or any(dossier), "nothing came in, and nothing was said"
    return ""


def _is_clear(message: str, data: str | bytes) -> bool:
    quoted = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    found = RAW.search(message)
    return found is None or (found[0] != "\n" and found[0] in quoted)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "name",
    [
        "jsontestsuite.jsonl", "blns.json", "xss_own.json", "xml_own.json", "text_own.json",
        "datetimes_own.json", "offsets_own.json",
    ],
)  # fmt: skip
def test_hostile_data_is_refused_or_listed_in_words_of_ours(format: str, name: str) -> None:
    unclear = {message for data in _strings(name) if not _is_clear(message := _answer(data, format), data)}

    assert unclear == set()


@pytest.mark.parametrize("format", FORMATS)
def test_a_malformed_document_is_refused_or_listed_in_words_of_ours(format: str) -> None:
    paths = [
        *foreign_data("standards", "prov-json", "malformed").iterdir(),
        *foreign_data("standards", "nanopub", "invalid").rglob("*.trig"),
    ]
    assert len(paths) == 30
    for path in paths:
        message = _answer(path.read_bytes(), format)
        assert _is_clear(message, path.read_bytes()), path.name
        if message and format in THROUGH_OTHERS:
            assert re.match(f"not {THROUGH_OTHERS[format]}: .*; correct that|.* holds no", message), path.name


@pytest.mark.parametrize(
    ("format", "text", "message"),
    [
        ("prov-ttl", "<urn:a> <urn:b> 1 .\n\n%% .", "not Turtle: expected directive or statement (line 3)"),
        ("prov-ttl", "<urn:a> <urn:b> ", "not Turtle: an object expected (line 1)"),
        ("prov-ttl", "<urn:a>\n<urn:b> x:c .", 'not Turtle: prefix "x:" not bound (line 2)'),
        ("prov-ttl", "(", "not Turtle: a statement is not complete"),
        ("prov-ttl", '<urn:a> <urn:b> """x', "not Turtle: a string is not closed"),
        ("prov-n", "document\n entity(q:b)\nendDocument", "prefix 'q' is not declared (line 2, column 9)"),
        ("prov-n", "document\n entity(", "not PROV-N: expected an identifier, found end of input (line 2"),
        ("nanopub", "<a> { <b> <c> 1 }", "not TriG: it names something by a relative IRI, and has no @base"),
        ("nanopub", "<urn:a> {\n<urn:b> <urn:c> }", "not TriG: an object expected (line 2)"),
        ("nanopub", "<urn:a> <urn:b> <urn:c> <urn:g> .\nnope", "not N-Quads: "),
    ],
)  # fmt: skip
def test_the_error_says_the_format_the_place_and_a_cure(format: str, text: str, message: str) -> None:
    with pytest.raises(DecodingError) as error:
        formats.loads(text, format)

    assert message in str(error.value)
    assert str(error.value).endswith("; correct that, or name the format that it is in")


# --- nothing in it -------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("nothing", ["", " \n\t", "\ufeff", "# only a comment\n"])
def test_an_empty_input_is_an_error(format: str, nothing: str) -> None:
    with pytest.raises(DecodingError):
        formats.loads(nothing, format)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("prov-json", "{}"),
        ("prov-json", '{"prefix": {"ex": "http://e.org/"}, "entity": {}}'),
        ("prov-jsonld", '{"@context": [], "@graph": []}'),
        ("prov-n", "document endDocument"),
        ("prov-n", "document\n prefix ex <http://e.org/>\nendDocument"),
        ("prov-ttl", "@prefix ex: <http://e.org/> ."),
    ],
)
def test_a_document_without_a_statement_is_a_problem(format: str, text: str) -> None:
    dossier = formats.loads(text, format)

    assert [str(problem) for problem in dossier.read_problems] == [
        "$: it holds no statement that a record could be made of"
    ]
    with pytest.raises(DecodingError):
        formats.loads(text, format, strict=True)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_dossier_of_ours_is_no_problem(format: str) -> None:
    from provenance.model import Dossier

    for dossier in (Dossier(), Dossier(title="T"), Dossier(extra={"a": 1})):
        again = formats.loads(formats.dumps(dossier, format), format)
        assert again == dossier
        assert again.read_problems == ()


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("nanopub", "@prefix ex: <http://e.org/> ."),
        ("prov-ttl", "<urn:a> <urn:b> <urn:c> ."),
    ],
)
def test_rdf_in_terms_of_others_alone_is_refused(format: str, text: str) -> None:
    with pytest.raises(DecodingError, match="holds no"):
        formats.loads(text, format)


# --- too large -----------------------------------------------------------------------------


@pytest.mark.parametrize("format", THROUGH_OTHERS)
def test_what_is_too_large_for_a_slow_parser_is_refused(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = formats.dumps(every_field(), format)
    if format == "nanopub":  # what we wrote ourselves goes through no parser of others
        text = f"# from elsewhere\n{text}"
    monkeypatch.setitem(rdftext.LARGEST, THROUGH_OTHERS[format], len(text))
    assert formats.loads(text, format) == every_field()

    monkeypatch.setitem(rdftext.LARGEST, THROUGH_OTHERS[format], len(text) - 1)
    with pytest.raises(DecodingError, match=f"{THROUGH_OTHERS[format]} of more than .* split it, or use"):
        formats.loads(text, format)


@pytest.mark.parametrize("format", THROUGH_OTHERS)
def test_what_is_lost_of_a_large_dossier_can_be_told_all_the_same(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rdftext.LARGEST, THROUGH_OTHERS[format], 10)
    monkeypatch.setattr(rdftext, "MOST_ESCAPES", 0)
    output, losses = formats.dumps_with_losses(every_field(), format)

    assert not losses
    if format == "nanopub":
        return  # what is ours needs no slow parser
    with pytest.raises(DecodingError, match=r"more than 10 characters.*write it as jsonl instead"):
        formats.loads(output, format)


@pytest.mark.parametrize("format", THROUGH_OTHERS)
def test_what_has_too_many_escapes_for_a_slow_parser_is_refused(format: str) -> None:
    with pytest.raises(DecodingError, match=f"{THROUGH_OTHERS[format]} with more than 500,000 escapes"):
        formats.loads('<urn:a> <urn:b> "' + r"\n" * 500_001 + '" .', format)


def test_five_million_characters_are_the_most_and_three_of_prov_n() -> None:
    assert set(rdftext.LARGEST.values()) == {5_000_000, 3_000_000}
    with pytest.raises(DecodingError, match="PROV-N of more than 3,000,000"):
        formats.loads("document\n" * 400_000, "prov-n")


def test_the_folder_of_malformed_documents_is_whole() -> None:
    names = {path.name for path in Path(foreign_data("standards", "prov-json", "malformed")).iterdir()}

    assert {"not_turtle.ttl", "empty.json", "foreign_vocabulary.ttl"} <= names
