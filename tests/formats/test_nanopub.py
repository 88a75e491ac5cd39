"""Nanopublications: valid for the library of others, and read as others write them."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import DecodingError, MissingExtraError
from provenance.formats import nanopub, rdftext
from provenance.formats.iris import TERMS
from provenance.formats.nanopub import reading
from provenance.formats.nanopub.owntrig import own_quads
from provenance.model import Article, Attribution, Claim, Dossier, VerificationStatus
from provenance.testing import dossiers
from tests.benchmarks import world
from tests.foreign import foreign_data
from tests.formats import hostile
from tests.formats.foreign_formats import broken, hostile_strings, is_answered, registered
from tests.golden import stories

rdflib = pytest.importorskip("rdflib", reason="rdflib reads RDF")
NAME = "nanopub"
PARC = ("valid", "trusty", "provcorp-parc-annotation-1.trig")


@pytest.fixture(autouse=True, scope="module")
def _registered() -> Iterator[None]:
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it logs every ill-typed literal
    with registered(nanopub.FORMATS):
        yield


def suite(*parts: str) -> Path:
    return foreign_data("standards", "nanopub", *parts)


def read(*parts: str) -> Dossier:
    return formats.loads(suite(*parts).read_bytes(), NAME)


def published(text: str) -> list[str]:
    """Return the nanopublications of a text, each as a text of its own."""
    prologue, *rest = re.split(r"\n(?=@prefix this: )", text)
    return [f"{prologue}\n{one}" for one in rest]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def dataset(text: str) -> Any:
    found = rdflib.Dataset()
    found.parse(data=text, format="trig")
    return found


# --- a round trip --------------------------------------------------------------------------


@pytest.mark.parametrize("story", stories.STORIES)
def test_every_story_comes_back_whole(story: str) -> None:
    before = stories.STORIES[story]()

    output, losses = formats.dumps_with_losses(before, NAME)

    assert not losses, str(losses)
    again = formats.loads(output, NAME)
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == output


@settings(max_examples=30)
@given(dossier=dossiers())
def test_every_dossier_comes_back_whole(dossier: Dossier) -> None:
    text = formats.dumps(dossier, NAME)
    again = formats.loads(text.encode(), NAME)

    assert again == dossier
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == text


def test_strings_that_broke_other_programs_come_back() -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    aliases = {f"n{number}": text for number, text in enumerate(texts)}
    before = Dossier(
        [Claim(id=text, text=text, extra={"x": text}) for text in dict.fromkeys(texts[:60])],
        title="\n".join(texts),
        extra=aliases,
    )

    assert formats.loads(formats.dumps(before, NAME), NAME) == before


# --- what others see -----------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_each_nanopublication_has_four_graphs() -> None:
    for one in published(formats.dumps(stories.every_field(), NAME)):
        graphs = {str(graph) for _, _, _, graph in dataset(one).quads()}
        assert sorted(name.rpartition("#")[2] for name in graphs) == [
            "Head",
            "assertion",
            "provenance",
            "pubinfo",
        ]


@pytest.mark.filterwarnings("ignore")
def test_the_nanopub_library_calls_every_one_valid(tmp_path: Path) -> None:
    library = pytest.importorskip("nanopub", reason="the nanopub library judges")
    for number, one in enumerate(published(formats.dumps(stories.every_field(), NAME))):
        path = tmp_path / f"{number}.trig"
        path.write_text(one, "utf-8")
        assert library.Nanopub(rdf=path).is_valid


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_passage_says_who_said_what_in_words_of_standards_and_asserts_no_claim() -> None:
    triples = {
        tuple(map(str, quad[:3])) for quad in dataset(formats.dumps(stories.every_field(), NAME)).quads()
    }
    urn, prov, oa = "urn:news-provenance:", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"

    assert (f"{urn}clm-1", f"{prov}wasAttributedTo", f"{urn}src-official") in triples
    assert (f"{urn}att-1", f"{TERMS}claim", f"{urn}clm-1") in triples
    assert (f"{urn}art-2", f"{prov}wasRevisionOf", f"{urn}art-1") in triples
    assert {o for _, p, o in triples if p == f"{oa}exact"} >= {"a senior official", "said", "Bridge"}
    assert {p for s, p, _ in triples if s == f"{urn}clm-2"} == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
        f"{prov}wasAttributedTo",
        f"{TERMS}text",
    }


def test_a_judgement_is_about_the_nanopublications_of_the_passages() -> None:
    article, claim = Article(id="art-1", headline="x"), Claim(id="clm-1", text="y")
    passage = Attribution(id="att-1", article=article, claim=claim)
    text = formats.dumps(
        Dossier([article, claim, passage, VerificationStatus(id="ver-1", claim=claim, verdict="refuted")]),
        NAME,
    )

    (name,) = re.findall(r"@prefix this: <(urn:news-provenance:np/att-1\.[0-9a-f]{16})>", text)
    assert f"<urn:news-provenance:ver-1> pv:concerns <{name}> ." in text


def test_a_nanopublication_has_another_name_as_soon_as_it_says_something_else() -> None:
    names = {
        re.findall(r"@prefix this: <(.*)>", formats.dumps(Dossier([Claim(id="clm-1", text=text)]), NAME))[0]
        for text in ("It rains.", "It rains.", "It pours.")
    }

    assert len(names) == 2


# --- those of others -----------------------------------------------------------------------


def test_an_annotation_of_the_parc_corpus_is_a_passage_with_three_sets_of_spans() -> None:
    dossier = read(*PARC)

    (passage,) = dossier.attributions.values()
    anchors = passage.anchors
    assert [(x.start, x.end) for x in anchors.source] == [(1010, 1013), (1014, 1021)]
    assert [(x.start, x.end) for x in anchors.cue] == [(1022, 1027)]
    assert len(anchors.content) == 18
    assert (anchors.content[0].start, anchors.content[-1].end) == (891, 1008)
    assert set(anchors.cue[0].exact) == {"\ufffd"}
    assert "the words are not in the nanopublication" in str(dossier.read_problems[0])
    article = dossier.articles[passage.article]
    assert article.url == (
        "https://w3id.org/provcorp/np/protected/text/wsj_0132.RAVjLtRmegdUI-UVZtuEA_EEonUHcMfQ4cSkXUArAVj64"
    )


def test_a_sentence_is_a_claim_the_publication_an_article_its_source_a_primary_one() -> None:
    dossier = read("valid", "plain", "aida1.trig")

    (claim,), (derivation,) = dossier.claims.values(), dossier.derivations.values()
    assert claim.text == "Malaria is transmitted by mosquitoes."
    assert str(derivation.kind) == "primary_source"
    origin, derived = (dossier.articles[id] for id in (derivation.taken_from, derivation.derived))
    assert origin.url == "http://dx.doi.org/10.3233/ISU-2010-0613"
    assert derived.url == "http://example.org/nanopub-validator-example/"
    assert derived.authors == ("http://orcid.org/0000-0002-1267-0234",)
    assert derived.published is not None
    assert derived.published.to_edtf() == "2014-07-29T10:13:35+01:00"


@pytest.mark.parametrize("folder", ["plain", "trusty"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_valid_one_comes_in_and_is_written_back_as_it_was(folder: str) -> None:
    from rdflib.compare import isomorphic

    paths = sorted(suite("valid", folder).glob("*.trig"))
    assert len(paths) > 10
    for path in paths:
        text = path.read_text("utf-8")
        dossier = formats.loads(text, NAME)
        assert dossier.claims, path.name
        assert all("words are not" in problem.message for problem in dossier.read_problems), path.name
        written = formats.dumps(dossier, NAME)
        assert formats.loads(written, NAME) == dossier, path.name
        back = dataset(written)
        for graph in dataset(text).graphs():
            if len(graph) and len(graph) < 300:
                assert isomorphic(graph, back.graph(graph.identifier)), (path.name, graph.identifier)


def test_every_invalid_plain_one_is_answered_with_a_problem() -> None:
    paths = sorted(suite("invalid", "plain").glob("*.trig"))
    assert len(paths) == 11
    for path in paths:
        dossier = formats.loads(path.read_bytes(), NAME)
        assert dossier.read_problems, path.name
        with pytest.raises(DecodingError):
            formats.loads(path.read_bytes(), NAME, strict=True)


@pytest.mark.filterwarnings("ignore")
def test_trap_11_the_nanopub_library_passes_invalid_ones_whose_problems_are_listed_here() -> None:
    library = pytest.importorskip("nanopub", reason="the nanopub library judges")
    passed = []
    for path in sorted(suite("invalid", "plain").glob("*.trig")):
        try:
            valid = library.Nanopub(rdf=path).is_valid
        except Exception:  # which is how it says no
            valid = False
        if valid:
            passed.append(path.stem)
            assert formats.loads(path.read_bytes(), NAME).read_problems, path.name

    assert passed == [
        "assertion_graph_uri_not_matching",
        "illtyped_datatypes_in_assertion",
        "provenance_graph_uri_not_matching",
        "pubinfo_graph_uri_not_matching",
    ]


def test_n_quads_are_read_like_trig() -> None:
    assert read("valid", "plain", "simple1.nq") == read("valid", "plain", "simple1.trig")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_n_quads_of_ours_come_back_whole() -> None:
    before = stories.every_field()
    quads = dataset(formats.dumps(before, NAME)).serialize(format="nquads")

    assert formats.loads(f"# a comment\n\n{quads}", NAME) == before


# --- anything ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " ",
        "{}",
        "nope",
        "<urn:a> <urn:b> <urn:c> .",
        "<urn:g> { <urn:a> <urn:b> 1 }",
        "@prefix x: <u:> . x:g { x:a x:b 1 }",
    ],
)
def test_what_holds_no_nanopublication_is_refused(nothing: str) -> None:
    with pytest.raises(DecodingError):
        formats.loads(nothing, NAME)


def test_broken_documents_are_answered() -> None:
    for text in broken(formats.dumps(stories.plain(), NAME)):
        is_answered(text, NAME)
    is_answered("<urn:g> { <urn:a> <urn:b> " + "[ <urn:c> " * 3000, NAME)
    is_answered("<urn:g> { <urn:a> <urn:b> " + "( " * 3000, NAME)


def test_a_list_that_bites_its_tail_ends() -> None:
    text = formats.dumps(Dossier([Article(id="art-1", authors=["Ann", "Bo"])]), NAME)
    cycle = '_:a . _:a rdf:first "Ann" ; rdf:rest _:b . _:b rdf:first "Bo" ; rdf:rest _:a . <urn:x> a pv:X'

    again = formats.loads(text.replace('( "Ann" "Bo" )', cycle), NAME)

    assert again.articles["art-1"].authors == ("Ann", "Bo")


def test_values_of_the_wrong_kind_are_listed_and_kept() -> None:
    text = formats.dumps(stories.every_field(), NAME)
    for old, new in (
        ('pv:confidence "0.75"^^xsd:double', "pv:confidence <urn:x>"),
        ('oa:start "', 'oa:start "x'),
        ("pv:claim <urn:news-provenance:clm-1>", 'pv:claim "clm-1", 3'),
        ('pv:form "indirect"', "pv:form [ a pv:X ]"),
        ("pv:recorded [", "pv:recorded 3, ["),
        ("pv:extra ", "pv:extra 3 ; pv:extr "),
    ):
        assert old in text
        assert is_answered(text.replace(old, new), NAME) is not None


def test_without_rdflib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    text = formats.dumps(stories.plain(), NAME)
    monkeypatch.setitem(sys.modules, "rdflib", None)

    assert formats.loads(text, NAME) == stories.plain()  # what we wrote ourselves needs none
    with pytest.raises(MissingExtraError, match="rdf"):
        formats.loads(f"# from elsewhere\n{text}", NAME)


# --- what we wrote ourselves, read without rdflib ------------------------------------------


def by_rdflib(text: str) -> Dossier | None:
    """Read a text as if it were not ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "own_quads", lambda text: None)
        return is_answered(text, NAME)


@given(story=st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()])))
def test_what_we_wrote_is_understood_as_rdflib_understands_it(story: Dossier) -> None:
    text = formats.dumps(story, NAME)

    assert own_quads(text) is not None
    found, other = formats.loads(text, NAME), by_rdflib(text)
    assert found == other == story
    assert other is not None
    assert found.read_problems == other.read_problems


def test_hostile_strings_in_what_we_wrote_are_understood_alike() -> None:
    story = Dossier([Claim(id=f"clm-{n}", text=text) for n, text in enumerate(hostile.OWN) if text.strip()])
    text = formats.dumps(story, NAME)

    assert own_quads(text) is not None
    assert formats.loads(text, NAME) == by_rdflib(text) == story


def test_what_is_not_wholly_as_we_write_it_is_left_to_rdflib() -> None:
    text = formats.dumps(stories.plain(), NAME)
    changes = [text[:-2], text + "}\n", text.replace("{", "{ 5 a 5 .", 1), text.replace(" ;", "", 1)]
    understood = 0
    for changed in [*changes, *broken(text)]:
        if own_quads(changed) is not None:
            understood += 1
            assert is_answered(changed, NAME) == by_rdflib(changed)
    assert not any(own_quads(changed) for changed in changes)
    assert understood  # a letter more or less in a name is still as we write


def test_a_large_dossier_is_read_back_and_its_losses_are_told() -> None:
    story = world.dossier(2_000)
    output, losses = formats.dumps_with_losses(story, NAME)

    assert len(output) > 5_000_000
    assert not losses
    assert formats.loads(output, NAME) == story


def test_what_was_written_is_read_back_however_large_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdftext, "LARGEST", dict.fromkeys(rdftext.LARGEST, 10))

    for format in ("prov-n", "prov-ttl"):
        assert not formats.losses(stories.plain(), format)
        with pytest.raises(DecodingError, match="more than 10"):
            formats.loads(formats.dumps(stories.plain(), format), format)


def test_the_same_document_gives_the_same_dossier_every_time_and_the_first_of_several_values() -> None:
    pytest.importorskip("rdflib", reason="reads nanopublications")
    text = """@prefix np: <http://www.nanopub.org/nschema#> . @prefix e: <https://example.org/np#> .
    @prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    e:Head { <https://example.org/np> a np:Nanopublication ; np:hasAssertion e:a ;
             np:hasProvenance e:p ; np:hasPublicationInfo e:i . }
    e:a { e:x e:list ( "x" "x" "x" ) ; e:knows [ e:knows [ e:knows [] ] ] . }
    e:p { e:a prov:wasAttributedTo e:ann . e:ann rdfs:label "Ann", "Anna", "Annie", "Anne", "Aine" . }
    e:i { <https://example.org/np> e:said "something" . }"""
    dossiers = [formats.loads(text, "nanopub") for _ in range(5)]

    assert {dossier.digest() for dossier in dossiers} == {dossiers[0].digest()}
    assert [source.name for source in dossiers[0].sources.values()] == ["Ann"]
    assert formats.loads(formats.dumps(dossiers[0], "nanopub"), "nanopub") == dossiers[0]
