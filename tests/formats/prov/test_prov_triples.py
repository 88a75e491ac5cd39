"""Turtle of others: nothing said in it is thrown away, and it gives the same dossier everywhere."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.model import Dossier

pytest.importorskip("rdflib", reason="reads Turtle")

HEAD = """@prefix ex: <https://example.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""
EX = "https://example.org/"
NODES = (
    HEAD
    + """@prefix : <#> .
:a a prov:Entity ; prov:wasDerivedFrom :b . :b a prov:Entity ; prov:wasAttributedTo [ a prov:Agent ] .
ex:one ex:list ( 1 ( 2 3 ) ) ; ex:knows _:x . ex:two ex:knows _:x . _:x ex:said "y", "z"@en .
_:c ex:knows _:d . _:d ex:knows _:c . <> ex:about <page> .
"""
)


def _read(text: str) -> Dossier:
    dossier = formats.loads(HEAD + text, "prov-ttl")
    for format in ("prov-json", "prov-jsonld", "prov-n", "prov-ttl"):
        output, losses = formats.dumps_with_losses(dossier, format)
        assert (formats.loads(output, format) != dossier) == bool(losses)
    return dossier


def _raws(dossier: Dossier) -> list[Any]:
    return [
        formats.loads(formats.dumps(dossier, "json"), "json").unread[n].raw
        for n in range(len(dossier.unread))
    ]


def test_what_something_was_derived_from_is_an_entity_whether_it_says_so_or_not() -> None:
    dossier = _read('ex:a a prov:Entity ; prov:wasDerivedFrom ex:doc . ex:doc dct:title "Title" .')

    assert dossier.articles[f"{EX}doc"].headline == "Title"
    assert dossier.sources.keys() == {f"{EX}a"}
    assert [(x.derived, x.taken_from) for x in dossier.derivations.values()] == [(f"{EX}a", f"{EX}doc")]
    assert not dossier.unread
    assert not dossier.read_problems


def test_who_something_is_attributed_to_is_an_agent_whether_it_says_so_or_not() -> None:
    dossier = _read('ex:a a prov:Entity ; prov:wasAttributedTo ex:ann . ex:ann dct:title "Ann" .')

    assert dossier.sources[f"{EX}ann"].name == "Ann"


def test_what_is_nothing_of_prov_is_kept_with_its_values() -> None:
    dossier = _read('ex:a a prov:Entity . ex:b ex:p "v"@en, ex:c ; ex:l ( 1 [ ex:q "w" ] ) .')

    (raw,) = _raws(dossier)
    number = {"value": "1", "type": "http://www.w3.org/2001/XMLSchema#integer"}
    assert formats.loads(formats.dumps(dossier, "json"), "json").unread == dossier.unread
    assert raw == {
        "subject": f"{EX}b",
        "predicates": {
            f"{EX}l": ({"list": (number, {"node": {f"{EX}q": ("w",)}})},),
            f"{EX}p": ({"value": "v", "lang": "en"}, {"name": f"{EX}c"}),
        },
    }


def test_the_value_of_an_entity_that_has_no_name_is_kept_with_what_is_said_of_it() -> None:
    dossier = _read('ex:a a prov:Entity ; ex:place [ ex:street "Main" ; ex:of [ ex:town "Oslo" ] ] .')

    (raw,) = _raws(dossier)
    inside = {f"{EX}street": ("Main",), f"{EX}of": ({"node": {f"{EX}town": ("Oslo",)}},)}
    assert raw == {"subject": f"{EX}a", "predicates": {f"{EX}place": ({"node": inside},)}}


def test_nodes_without_a_name_in_a_circle_and_shared_ones_are_kept() -> None:
    dossier = formats.loads(NODES, "prov-ttl")
    text = formats.dumps(dossier, "json")

    assert text.count("Asaid") == 0
    assert text.count(f"{EX}said") == 1
    assert text.count(f"{EX}knows") == 4
    assert '"y"' in text
    assert '"z"' in text


def test_a_second_time_and_a_time_of_no_activity_are_kept() -> None:
    dossier = _read(
        'ex:a a prov:Activity ; prov:startedAtTime "1", "2" . ex:b a prov:Entity ; prov:endedAtTime "3" .'
    )
    text = formats.dumps(dossier, "json")

    assert all(f'"{time}"' in text for time in "123")


def test_numbers_and_moments_are_kept_as_they_are_written() -> None:
    text = 'ex:a a prov:Entity ; ex:p "01"^^<http://www.w3.org/2001/XMLSchema#integer> .'

    assert '"01"' in formats.dumps(_read(text), "json")


def test_a_node_without_a_name_has_the_same_name_every_time() -> None:
    dossier = formats.loads(NODES, "prov-ttl")

    assert dossier == formats.loads(NODES, "prov-ttl")
    assert [id for id in dossier.sources if id.startswith("_:")] == ["_:b1"]
    assert dossier.read_problems[1].path == "_:b1"


def test_a_relative_iri_is_itself_in_every_folder_and_every_process(tmp_path: Path) -> None:
    program = (
        "import sys; from provenance import formats;"
        "print(formats.loads(sys.stdin.read(), 'prov-ttl').digest())"
    )
    root = Path(__file__).resolve().parents[3]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=NODES, capture_output=True, text=True, check=True, cwd=folder,
            env={"PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
        ).stdout
        for folder, seed in ((tmp_path, "1"), (root, "2"))
    }  # fmt: skip
    dossier = formats.loads(NODES, "prov-ttl")

    assert digests == {f"{dossier.digest()}\n"}
    assert {"#a", "#b"} <= dossier.sources.keys()
    assert "file:" not in formats.dumps(dossier, "json")
    assert "relative IRIs, and no @base" in dossier.read_problems[0].message


def test_a_document_that_says_its_base_has_no_relative_iris() -> None:
    dossier = formats.loads(f"@base <https://example.org/doc> . {HEAD} <#a> a prov:Entity .", "prov-ttl")

    assert dossier.sources.keys() == {"https://example.org/doc#a"}
    assert not dossier.read_problems
