"""Records with a field of the wrong kind, as a lenient reader keeps them, go the whole way and back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from provenance import formats
from provenance.model import RECORD_TYPES, Dossier
from provenance.model.shapes import Shape, shapes_of

FORMATS = ("prov-json", "prov-jsonld", "prov-n", "prov-ttl", "nanopub")
ODD: tuple[Any, ...] = (["x"], {"a": 1}, 7, None, True, "", "odd")
WANTED: dict[str, dict[str, Any]] = {
    "articles": {"url": "https://example.org/1"},
    "sources": {"name": "Ann"},
    "claims": {"text": "It rains."},
    "attributions": {"article": "a", "claim": "c"},
    "derivations": {"derived": "a", "taken_from": "b"},
    "relations": {"subject": "a", "object": "b", "kind": "restates"},
    "statuses": {"claim": "c", "verdict": "refuted"},
    "grades": {"subject": "a", "scale": "s", "value": "v"},
}
KEPT: tuple[Any, ...] = (
    {"prov": {"attributes": [1]}},
    {"prov": {"statement": ["entity"], "formal": 7}},
    {"prov": {"statement": "wasDerivedFrom"}},
    {"prov": {"statement": "entity", "bundle": {"a": 1}}},
    {"prov": {"attributes": {"x:y": [{"name": ["x"]}]}}},
    {"prov": {"attributes": {"x:y": [{"value": "v", "type": {"a": 1}}]}}},
    {"prov": {"statement": "agent"}},
    {"prov": {"statement": "activity", "formal": {"startTime": "2020-01-01T00:00:00Z"}}},
    {"prov": {"formal": {"endTime": "2020-01-01T00:00:00Z"}}},
    {"prov": {"formal": {"agent": "urn:a"}}},
    {"prov": {"statements": [{"statement": ["x"]}], "prefixes": 3}},
    {"prov": {"statements": {"a": 1}}},
    {"nanopub": {"uri": ["x"], "graphs": {"g": []}}},
    {"nanopub": {"uri": "urn:x", "graphs": {"urn:g": [[{"type": ["uri"], "value": "urn:a"}]]}}},
    {"nanopub": {"uri": "urn:x", "graphs": {"urn:g": 7}}},
    {"nanopub": {"uri": "urn:x", "graphs": {"urn:g": [[{"type": "uri", "value": {"a": 1}}]]}}},
    {"nanopub": {"uri": "urn:x", "graphs": {"urn:g": [[{"type": "bnode", "value": "b"}]]}}},
)


def _fields(section: str) -> Iterator[tuple[str, str | None, Shape]]:
    """Yield the fields of a kind of record, and those of the values in them."""
    for field in shapes_of(RECORD_TYPES[section]):
        if field.name == "id":
            continue
        yield field.name, None, field.shape
        inner = field.shape.of if field.shape.kind == "many" else field.shape
        if inner.kind == "value":
            for deeper in shapes_of(inner.of):
                yield field.name, deeper.name, field.shape


def _dossier(value: Any) -> Dossier:
    """Return what a lenient reader makes of records that hold a value in one field each."""
    document: dict[str, Any] = {"schema": "news-provenance/1"}
    for section in RECORD_TYPES:
        records = document[section] = []
        for number, (field, deeper, shape) in enumerate(_fields(section)):
            held = value if deeper is None else {deeper: value}
            if deeper is not None and shape.kind == "many":
                held = [held]
            records.append({**WANTED.get(section, {}), field: held, "id": f"{section}-{number}"})
    return formats.loads(json.dumps(document), "json")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_field_of_the_wrong_kind_goes_through_every_rdf_format_and_back(format: str, value: Any) -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    pytest.importorskip("rdflib", reason="reads RDF")
    dossier = _dossier(value)
    output, losses = formats.dumps_with_losses(dossier, format)

    assert formats.loads(output, format) == dossier
    assert not losses


@pytest.mark.parametrize("format", FORMATS)
def test_what_stands_where_another_format_keeps_its_own_goes_through_too(format: str) -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    pytest.importorskip("rdflib", reason="reads RDF")
    for kept in KEPT:
        document: dict[str, Any] = {"schema": "news-provenance/1", **kept}
        for section in RECORD_TYPES:
            document[section] = [{**WANTED.get(section, {}), "id": section, **kept}]
        dossier = formats.loads(json.dumps(document), "json")
        output, losses = formats.dumps_with_losses(dossier, format)

        assert formats.loads(output, format) == dossier, kept
        assert not losses
