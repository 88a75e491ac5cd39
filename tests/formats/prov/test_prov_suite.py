"""The 199 documents of the suite, in every spelling and both ways: `prov` counts the same statements."""

import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from tests.foreign import foreign_data

model = pytest.importorskip("prov.model", reason="prov is the judge")
DOCUMENTS = sorted((foreign_data("standards", "prov-json") / "json").glob("*.json"))
THEIR_NAMES: dict[str, dict[str, Any]] = {
    "prov-json": {"format": "json"},
    "prov-jsonld": {"format": "jsonld"},
    "prov-n": {"format": "provn"},
    "prov-ttl": {"format": "rdf", "rdf_format": "turtle"},
}
NO_TERM = {"prov-jsonld": {"mention2"}}
"""Documents with a `mentionOf`, which has no term in PROV-JSONLD."""

NO_SUBJECT = {"association2", "delegation2", "end1", "end4", "start1", "start4", "usage1"}
"""Documents of one relation without its first end: PROV-O has nothing to say it of."""

ONE_ID = "scruffy-"
"""Begins the names of documents with two statements of one id, which are one node in RDF."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def theirs() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            path.stem: model.ProvDocument.deserialize(content=path.read_text(), format="json")
            for path in DOCUMENTS
        }


def _counts(document: Any) -> Counter[str]:
    bundles = [document, *document.bundles]
    return Counter(record.get_type().localpart for bundle in bundles for record in bundle.get_records())


def _read(path: Path) -> Any:
    return formats.loads(path.read_bytes(), "prov-json")


def _sizes(dossier: Any) -> dict[str, int]:
    return {name: len(getattr(dossier, name)) for name in ("sources", "articles", "claims", "derivations")}


def _excepted(format: str, name: str) -> bool:
    if format == "prov-ttl":
        return name in NO_SUBJECT or name.startswith(ONE_ID)
    return name in NO_TERM.get(format, ())


@pytest.mark.parametrize("format", THEIR_NAMES)
def test_prov_counts_the_same_statements_in_what_is_written_back(format: str, theirs: dict[str, Any]) -> None:
    for package in ("rdflib",) if format == "prov-ttl" else ():
        pytest.importorskip(package, reason="prov reads RDF through it")
    different = set()
    for path in DOCUMENTS:
        text = formats.dumps(_read(path), format)
        try:
            counts = _counts(model.ProvDocument.deserialize(content=text, **THEIR_NAMES[format]))
        except model.ProvException:
            counts = Counter()
        if counts != _counts(theirs[path.stem]):
            different.add(path.stem)

    assert len(DOCUMENTS) == 199
    assert {name for name in different if not _excepted(format, name)} == set()
    assert len(different) <= {"prov-ttl": 21, "prov-jsonld": 1}.get(format, 0)


def test_prov_counts_the_same_statements_after_a_way_through_its_xml(theirs: dict[str, Any]) -> None:
    pytest.importorskip("lxml", reason="prov reads XML through it")
    for path in DOCUMENTS:
        ours = formats.dumps(_read(path), "prov-json")
        xml = model.ProvDocument.deserialize(content=ours, format="json").serialize(format="xml")
        again = model.ProvDocument.deserialize(content=xml, format="xml")
        assert _counts(again) == _counts(theirs[path.stem]), path.name


@pytest.mark.parametrize("format", THEIR_NAMES)
def test_what_prov_writes_in_every_spelling_gives_as_many_records(
    format: str, theirs: dict[str, Any]
) -> None:
    if format == "prov-ttl":
        pytest.importorskip("rdflib", reason="Turtle is read by rdflib")
    for path in DOCUMENTS:
        name = path.stem
        if name in NO_TERM.get(format, ()):
            continue  # prov refuses to write it
        text = theirs[name].serialize(**THEIR_NAMES[format])
        if format == "prov-ttl" and name in NO_SUBJECT:
            with pytest.raises(DecodingError, match="holds nothing in the terms of PROV-O"):
                formats.loads(text, format)
            continue
        assert _sizes(formats.loads(text, format)) == _sizes(_read(path)), name
