"""What readers of other formats could not make records of: kept as it is, whatever it is written to next."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats
from provenance.formats import Format, registry
from provenance.formats.intake import Intake
from provenance.model import RECORD_TYPES, Claim, Dossier, Unread

EVENT = {"type": "event", "uri": "e:1", "headline": "Press conference"}
FOREIGN = [
    ("ninjs", json.dumps([{"uri": "u:1", "type": "text", "headline": "Closed"}, EVENT, "page 4", 5])),
    (
        "gdelt-quotations",
        '{"url": "https://example.org/1", "quotes": [{"quote": "We are closed."}, "x", {"article": "a"}]}\n'
        '{"url": "https://example.org/2", "quotes": {}}\n7\n',
    ),
    (
        "averitec",
        json.dumps(
            [{"claim": "It rains."}, {"text": "hello", "label": "Refuted"}, {"id": None, "text": 5}, 5]
        ),
    ),
    ("prov-json", json.dumps({"entity": {"ex:a": {}}, "prefix": {"ex": "http://ex.org/"}, "odd": {"x": 1}})),
    (
        "prov-json",
        json.dumps(
            {
                "prefix": {"ex": "http://ex.org/"},
                "activity": {"ex:b": {}, "ex:a": {"ex:n": 5}},
                "used": {"_:2": {"prov:activity": "ex:b"}, "_:1": {"prov:activity": "ex:a"}},
            }
        ),
    ),
    ("misp", json.dumps({"Event": {"uuid": "x", "info": "Odd", "Object": [5, {"name": "claim"}]}})),
    ("web-annotation", json.dumps([{"type": "Annotation", "id": "a"}, 5])),
    ("stix", json.dumps({"type": "bundle", "id": "bundle--1", "objects": [5, {"type": "opinion"}]})),
    ("schemaorg", json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Claim"}, 5]})),
    (
        "json",
        '{"schema": "news-provenance/1", "claims": [5, {"id": "a"}], "sources": {"x": 1}, "unread": [1]}',
    ),
]


@pytest.mark.parametrize(("format", "text"), FOREIGN, ids=[f"{f}-{n}" for n, (f, _) in enumerate(FOREIGN)])
@pytest.mark.parametrize("into", ["json", "jsonl", "csv", "graphml", "prov-json", "sqlite"])
def test_what_no_record_was_made_of_becomes_none_by_being_written(format: str, text: str, into: str) -> None:
    found = formats.loads(text, format)

    output, losses = formats.dumps_with_losses(found, into)
    again = formats.loads(output, into)

    assert bool(losses) is (again != found)
    assert again == found


def test_an_event_in_a_list_of_ninjs_items_is_no_article_after_all() -> None:
    found = formats.loads(json.dumps([EVENT]), "ninjs")

    assert found.unread == (Unread("", found.unread[0].raw),)
    assert len(formats.loads(formats.dumps(found)).articles) == 0


SHAPES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["", "a", "clm", "It rains.", "2020"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "text", "article", "claim", "name", "rule", "record", "unread", "claims"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)
SECTIONS = st.sampled_from([*RECORD_TYPES, "suppressions", "unread", "prov", ""])


@given(items=st.lists(st.tuples(SECTIONS, SHAPES), max_size=4))
def test_whatever_a_reader_sets_aside_under_whatever_name_our_own_formats_leave_as_it_is(
    items: list[tuple[str, Any]],
) -> None:
    intake = Intake()
    intake.add("claims", {"id": "clm", "text": "It rains."}, "$[0]")
    intake.add("articles", {"id": "a"}, "$[1]")
    for section, raw in items:
        intake.set_aside(section, raw, "$[2]", "nobody knows what it is")
    found = intake.finish()

    assert len(found.unread) == len(items)
    for format in ("json", "jsonl", "csv"):
        output, losses = formats.dumps_with_losses(found, format)
        assert formats.loads(output, format) == found
        assert not losses


def test_a_second_record_of_one_id_stays_in_its_section() -> None:
    intake = Intake()
    intake.add("claims", {"id": "clm", "text": "It rains."}, "$[0]")
    intake.set_aside("claims", {"id": "clm", "text": "It pours."}, "$[1]", "an earlier reader kept it")

    assert [left.section for left in intake.finish().unread] == ["claims"]


def test_a_format_that_promises_to_hold_everything_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    def dump(dossier: Dossier) -> Iterator[str]:
        yield from registry.get("json").dump(Dossier(title=dossier.title))  # type: ignore[misc]

    loads = registry.get("json").loads
    boast = Format(name="boast", title="Boast", media_type="x/x", loads=loads, dump=dump, lossless=True)
    monkeypatch.setattr(registry, "_formats", {**registry._formats, "boast": boast})

    (lost,) = formats.losses(Dossier([Claim(id="clm", text="It rains.")]), "boast")

    assert lost.record == "clm"
