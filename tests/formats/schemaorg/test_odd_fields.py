"""Records with fields of any shape, as an earlier reader kept them: written, and read back the same."""

import json
from contextlib import suppress
from typing import Any

import pytest

from provenance import formats
from provenance.errors import ProvenanceError
from provenance.formats.schemaorg import claim_review
from provenance.model import RECORD_TYPES
from provenance.model.shapes import shapes_of

_ODD = [["x"], {"x": 1}, {"x": ["y"]}, 3, 2.5, None, True, [], {}, [3], [None], [["x"]], "x", {"text": 3}]
_WHOLE: dict[str, Any] = {
    "sources": {"id": "s", "name": "N"},
    "articles": {"id": "a", "url": "https://x.example/"},
    "claims": {"id": "c", "text": "T"},
    "attributions": {"id": "t", "article": "a", "claim": "c", "source": "s"},
    "statuses": {"id": "v", "claim": "c", "checker": "s", "article": "a"},
    "derivations": {"id": "d", "derived": "a", "taken_from": "b"},
    "relations": {"id": "r", "claim": "c", "other": "e"},
    "judgements": {"id": "j", "kind": "same"},
    "grades": {"id": "g", "source": "s"},
}


@pytest.mark.parametrize(
    ("section", "name"),
    [(section, shape.name) for section, kind in RECORD_TYPES.items() for shape in shapes_of(kind)],
)
def test_a_field_of_any_shape_is_written_and_comes_back(section: str, name: str) -> None:
    for value in _ODD:
        plain = {
            key: [{**record, **({name: value} if key == section else {})}] for key, record in _WHOLE.items()
        }
        with suppress(ProvenanceError):
            dossier = formats.loads(json.dumps({"schema": formats.SCHEMA, **plain}), "json")
            assert formats.loads(formats.dumps(dossier, "schemaorg"), "schemaorg") == dossier, value
            for status in dossier.statuses:
                claim_review(dossier, status)
