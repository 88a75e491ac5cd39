"""Times that are no moment: listed, kept as they stand, and harmless in every spelling."""

import json
import logging

import pytest

from provenance import formats
from provenance.formats.prov.statements import is_moment

SPELLINGS = ("prov-json", "prov-jsonld", "prov-n", "prov-ttl", "nanopub", "json")
ODD = ("2024", "bad", "2024-01-01T25:00:00Z", "2024-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "2024-01-01")


@pytest.mark.parametrize("time", ODD)
def test_an_odd_time_is_listed_and_kept_and_every_spelling_stays_readable(
    time: str, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    pytest.importorskip("rdflib", reason="reads RDF")
    when = {"$": time, "type": "xsd:dateTime"}
    document = {
        "prefix": {"ex": "https://example.org/"},
        "entity": {"ex:e": {"ex:when": when}},
        "activity": {"ex:act": {"prov:startTime": time}},
        "wasGeneratedBy": {"_:g": {"prov:entity": "ex:e", "prov:activity": "ex:act", "prov:time": time}},
    }
    dossier = formats.loads(json.dumps(document), "prov-json")

    assert [str(problem) for problem in dossier.read_problems[:2]] == [
        f"$.activity[\"ex:act\"].prov:startTime: expected a moment in full, got '{time}'",
        f"$.wasGeneratedBy[\"_:g\"].prov:time: expected a moment in full, got '{time}'",
    ]
    assert [item.raw["formal"] for item in dossier.unread] == [{"startTime": time}, {"time": time}]
    with caplog.at_level(logging.DEBUG):
        for spelling in SPELLINGS:
            output, losses = formats.dumps_with_losses(dossier, spelling)
            assert formats.loads(output, spelling) == dossier, spelling
            assert not losses
    assert caplog.text == ""


def test_a_time_kept_in_extra_that_is_no_moment_makes_no_statement() -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    kept = {"prov": {"statements": [{"statement": "activity", "id": "urn:a", "formal": {"startTime": "x"}}]}}
    dossier = formats.loads(json.dumps({"schema": "news-provenance/1", **kept}), "json")
    output, losses = formats.dumps_with_losses(dossier, "prov-n")

    assert formats.loads(output, "prov-n") == dossier
    assert not losses


def test_moments_in_full_with_any_offset_are_moments() -> None:
    assert all(
        is_moment(f"2024-05-06T07:08:09{rest}") for rest in ("", "Z", ".5Z", "+14:00", "-00:00", ".1234567")
    )
    assert not any(is_moment(f"2024-05-06T07:08{rest}") for rest in ("", "Z", ":60", ":09+15:00", ":09 Z"))
