"""GraphML and networkx: every record a node or an edge, with types, and nothing lost."""

import contextlib
import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import DecodingError, MissingExtraError, ProvenanceError, UsageError
from provenance.formats.graphs import graphml, graphmlreading, to_networkx
from provenance.model import Dossier, Source
from provenance.model.frozen import thaw
from provenance.testing import dossiers
from tests.foreign import foreign_data
from tests.formats import hostile
from tests.golden import stories

STORIES = st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()]))


def _written(dossier: Dossier) -> str:
    return "".join(graphml.dump(dossier))


def _networkx() -> Any:
    return pytest.importorskip("networkx", reason="it is in the extra graphs")


@given(dossier=STORIES)
def test_reading_back_gives_the_same_dossier(dossier: Dossier) -> None:
    text = _written(dossier)

    assert graphmlreading.loads(text) == dossier
    assert graphmlreading.loads(text.encode()).digest() == dossier.digest()


@given(text=hostile.texts)
def test_hostile_strings_come_back_as_they_were(text: str) -> None:
    dossier = hostile.story_of(text)

    assert graphmlreading.loads(_written(dossier)) == dossier


def test_every_hostile_string_there_is_comes_back() -> None:
    for text in hostile.all_strings():
        dossier = hostile.story_of(text)
        assert graphmlreading.loads(_written(dossier)) == dossier


@given(dossier=STORIES)
def test_writing_back_what_was_read_gives_the_same_bytes(dossier: Dossier) -> None:
    text = _written(dossier)

    assert _written(graphmlreading.loads(text)) == text


def test_as_a_format_nothing_is_lost() -> None:
    output, losses = formats.dumps_with_losses(stories.every_field(), "graphml")

    assert not losses
    assert formats.loads(output, "graphml") == stories.every_field()
    assert formats.dumps(stories.every_field(), "graphml") == output
    assert formats.by_ending("story.graphml") == "graphml"


# --- other software ------------------------------------------------------------------------


def test_networkx_reads_it_with_types() -> None:
    networkx = _networkx()
    graph = networkx.read_graphml(io.BytesIO(_written(stories.every_field()).encode()))

    nodes = {data["id"]: data for _, data in graph.nodes(data=True)}
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert nodes["att-1"]["recorded_confidence"] == 0.75
    assert nodes["clm-1"]["quantity_number"] == 20.0
    assert nodes["clm-1"]["label"] == "The bridge is closed to about 20 to 30 lorries."
    assert json.loads(nodes["clm-1"]["about"]) == ["wikidata:Q1", "geo:46.6,32.6"]
    kinds = {data["label"] for _, _, data in graph.edges(data=True)}
    assert {"corrected", "contradicts", "unsure", "article", "claim", "source", "via"} <= kinds


@pytest.mark.parametrize("name", [name for name in stories.STORIES if name != "other_scripts"])
def test_what_networkx_writes_anew_is_read(name: str) -> None:
    networkx = _networkx()
    dossier = stories.STORIES[name]()
    graph = networkx.read_graphml(io.BytesIO(_written(dossier).encode()))
    anew = io.BytesIO()
    networkx.write_graphml(graph, anew)

    found = graphmlreading.loads(anew.getvalue())

    assert found == dossier
    assert found.read_problems == ()


def test_a_graph_of_networkx_has_typed_attributes_and_goes_into_every_writer() -> None:
    networkx = _networkx()
    graph = to_networkx(stories.every_field())

    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.graph == {"title": "The bridge"}
    assert graph.nodes["att-1"]["recorded_confidence"] == 0.75
    assert graph.nodes["src-mod"]["record"] == "source"
    assert graph.edges["art-2", "art-1", "der-1"]["kind"] == "corrected"
    assert {data["kind"] for data in graph["att-1"]["clm-1"].values()} == {"claim"}
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float}
    for write in (networkx.write_graphml, networkx.write_gexf):
        write(graph, io.BytesIO())


def test_what_is_referred_to_and_not_there_is_a_node_of_its_own() -> None:
    _networkx()
    graph = to_networkx(Dossier([Source(id="s", name="Ann", speaks_for="gone")]))

    assert graph.nodes["gone"] == {"record": "missing", "label": "gone"}
    assert [data["label"] for _, _, data in graph.edges(data=True)] == ["speaks_for"]


def test_networkx_finds_the_cycles_of_derivations() -> None:
    networkx = _networkx()
    graph = to_networkx(hostile.story_of("x"))
    derived = networkx.MultiDiGraph(
        [(a, b) for a, b, data in graph.edges(data=True) if data["record"] == "derivation"]
    )

    assert list(networkx.simple_cycles(derived)) == []
    assert derived.number_of_edges() == 1


def test_without_networkx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)

    with pytest.raises(MissingExtraError, match="graphs"):
        to_networkx(Dossier())
    with pytest.raises(UsageError):
        to_networkx("x")  # type: ignore[arg-type]


# --- bad input -----------------------------------------------------------------------------

_HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'


def test_documents_that_do_harm_are_refused() -> None:
    cases = json.loads(foreign_data("hostile", "xml_own.json").read_text("utf-8"))["cases"]
    for case in cases:
        text = case.get("xml") or "".join(part * times for part, times in case["parts"])
        start = time.process_time()
        with pytest.raises(DecodingError):
            graphmlreading.loads(text)
        assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "<a/>",
        "<graphml/>",
        f"{_HEAD}<graph><node id='n'/></graph></graphml>",
        f"{_HEAD}<graph><node id='n'>",
        b"<?xml version='1.0' encoding='nonsense'?><graphml/>",
        "<!DOCTYPE graphml><graphml/>",
        _HEAD + "<graph>" * 200,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_graph_of_records_is_refused(text: str | bytes) -> None:
    with pytest.raises(DecodingError):
        graphmlreading.loads(text)


def test_a_graph_by_others_is_read_as_far_as_it_goes() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-16"?>'  # of a string it means nothing any more
        f'{_HEAD}<key id="r" for="node" attr.name="record"/><key id="m" for="node" attr.name="mood"/>'
        '<key id="t" for="node" attr.name="text"/><key id="q" attr.name="quantity_number"/>'
        '<key id="a" attr.name="about"/><graph>'
        '<node id="1"><data key="r">claim</data><data key="id">c</data><data key="t">x</data>'
        '<data key="m">grim</data><data key="q">many</data><data key="a">[1</data></node>'
        '<node id="2"><data key="r">poem</data></node><node id="3"/>'
        '<edge source="1" target="2"><data key="r">claim</data></edge>'
        "</graph></graphml>"
    )

    found = graphmlreading.loads(text)

    assert found.claims["c"].extra["mood"] == "grim"
    assert len(found.unread) == 3
    assert {problem.path for problem in found.read_problems} >= {
        "node 1 column quantity_number",
        "node 1 column about",
        "node 2",
        "node 3",
        "edge 1",
    }
    with pytest.raises(DecodingError):
        graphmlreading.loads(text, strict=True)


@given(data=st.binary())
def test_whatever_comes_is_answered_by_a_dossier_or_our_own_error(data: bytes) -> None:
    whole = _written(stories.plain()).encode()
    for wrong in (data, whole[: len(data) * 50], whole.replace(b"claim", data[:3])):
        with contextlib.suppress(ProvenanceError):
            graphmlreading.loads(wrong)


def _document(keys: str, inside: str) -> str:
    space = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
    return f'<graphml {space}>{keys}<graph edgedefault="directed">{inside}</graph></graphml>'


def test_a_key_that_a_node_does_not_have_is_what_its_default_says() -> None:
    keys = (
        '<key id="r" for="node" attr.name="record"><default>claim</default></key>'
        '<key id="i" for="node" attr.name="id"/><key id="t" for="node" attr.name="text"/>'
        '<key id="l" attr.name="language"><default>de</default></key>'
        '<key id="e" for="edge" attr.name="modality"><default>asserted</default></key>'
    )
    node = '<node id="n0"><data key="i">clm-1</data><data key="t">Es regnet.</data></node>'
    other = (
        '<node id="n1"><data key="i">clm-2</data><data key="t">It rains.</data><data key="l">en</data></node>'
    )

    found = graphmlreading.loads(_document(keys, node + other))

    assert not found.read_problems
    assert [(claim.id, claim.language) for claim in found.claims.values()] == [
        ("clm-1", "de"),
        ("clm-2", "en"),
    ]
    assert not any(claim.extra for claim in found.claims.values())


def test_a_default_below_the_graph_and_one_of_edges_count_as_well() -> None:
    node = '<node id="n0"><data key="i">rel</data></node>'
    ends = '<data key="s">a</data><data key="o">b</data>'
    edge = f'<edge source="n0" target="n0">{ends}<data key="i">rel</data></edge>'
    keys = "".join(
        f'<key id="{id}" for="all" attr.name="{name}"/>'
        for id, name in (("i", "id"), ("s", "derived"), ("o", "taken_from"))
    )
    late = '<key id="r" for="edge" attr.name="record"><default>derivation</default></key>'
    text = _document(keys, node + edge).replace("</graphml>", f"{late}</graphml>")

    found = graphmlreading.loads(text)

    assert list(found.derivations) == ["rel"]
    assert len(found.unread) == 1


def test_nodes_and_edges_of_others_are_kept_with_their_ids_and_ends_and_nothing_else() -> None:
    keys = '<key id="w" attr.name="weight"/><key id="r" attr.name="record"/><key id="l" attr.name="label"/>'
    ours = '<node id="n0"><data key="r">claim</data><data key="w">2</data></node>'
    others = (
        '<node id="n1"><data key="w">5</data><data key="l">Ann</data></node><node id="n2"/>'
        '<edge id="e7" source="n1" target="n2"><data key="r">friend</data></edge>'
    )

    found = graphmlreading.loads(_document(keys, ours + others))

    assert [thaw(raw) for section, raw in found.unread if section == ""] == [
        {"node": {"id": "n1"}, "data": {"weight": "5", "label": "Ann"}},
        {"node": {"id": "n2"}},
        {"edge": {"id": "e7", "source": "n1", "target": "n2"}, "data": {"record": "friend"}},
    ]
    assert graphmlreading.loads(_written(found)) == found


def test_a_node_that_holds_a_graph_keeps_what_it_says_itself() -> None:
    keys = '<key id="w" attr.name="weight"/><key id="r" attr.name="record"/><key id="t" attr.name="text"/>'
    inner = '<node id="in"><data key="r">claim</data><data key="t">x</data></node>'
    outer = f'<node id="out"><data key="w">5</data><graph>{inner}</graph></node>'

    found = graphmlreading.loads(_document(keys, outer))

    assert [claim.text for claim in found.claims.values()] == ["x"]
    assert [thaw(raw) for _, raw in found.unread] == [{"node": {"id": "out"}, "data": {"weight": "5"}}]
