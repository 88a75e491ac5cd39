"""Web Annotations: written for the standard's own tests, read as others write them."""

import json
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import webanno
from provenance.formats.iris import TERMS
from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    Derivation,
    Dossier,
    Rating,
    Recorded,
    Source,
    TextAnchor,
    VerificationStatus,
)
from provenance.model.frozen import thaw
from provenance.testing import dossiers
from tests.foreign import foreign_data
from tests.formats.foreign_formats import broken, hostile_strings, is_answered, registered
from tests.golden import stories

NAME = "web-annotation"
ANNO = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://example.org/page"


@pytest.fixture(autouse=True, scope="module")
def _registered() -> Iterator[None]:
    with registered(webanno.FORMATS):
        yield


def written(dossier: Dossier) -> dict[str, Any]:
    """Return the JSON that a dossier is written as."""
    found: dict[str, Any] = json.loads(formats.dumps(dossier, NAME))
    return found


def items(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the annotations that a dossier is written as."""
    found: list[dict[str, Any]] = written(dossier)["first"]["items"]
    return found


def read(*annotations: dict[str, Any], **around: Any) -> Dossier:
    """Read annotations of somebody else."""
    page = {"@context": ANNO, "type": "AnnotationPage", "items": list(annotations), **around}
    return formats.loads(json.dumps(page), NAME)


def annotation(selector: Any, **more: Any) -> dict[str, Any]:
    """Return an annotation of words on a page."""
    target = {"source": PAGE, "selector": selector}
    return {"id": "https://example.org/anno/1", "type": "Annotation", "target": target, **more}


def position(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end, **more}


def quotation(exact: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


# --- a round trip --------------------------------------------------------------------------


@pytest.mark.parametrize("story", stories.STORIES)
def test_every_story_comes_back_whole(story: str) -> None:
    before = stories.STORIES[story]()

    output, losses = formats.dumps_with_losses(before, NAME)

    assert not losses, str(losses)
    again = formats.loads(output, NAME)
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == output


def test_an_empty_name_of_a_recorder_comes_back() -> None:
    nobody = Recorded(by="", software="", confidence=1)
    passage = Attribution(id="att", article="art", claim="clm", recorded=nobody)
    dossier = Dossier([Article(id="art", headline="x"), Claim(id="clm", text="y"), passage])

    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


@given(dossier=dossiers())
def test_every_dossier_comes_back_whole(dossier: Dossier) -> None:
    text = formats.dumps(dossier, NAME)
    again = formats.loads(text.encode(), NAME)

    assert again == dossier
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == text


def test_who_recorded_it_comes_back_even_if_the_name_is_empty() -> None:
    recorded = Recorded(by="", software="")
    before = Dossier([Attribution(id="att-1", article="art-1", claim="clm-1", recorded=recorded)])

    assert formats.loads(formats.dumps(before, NAME), NAME) == before


def test_nobody_says_whether_who_recorded_it_is_a_person() -> None:
    passage = Attribution(id="att", article="art", claim="clm", recorded=Recorded(by="Desk", software="s 1"))
    dossier = Dossier([Article(id="art", headline="x"), Claim(id="clm", text="y"), passage])
    (item,) = items(dossier)

    assert item["creator"] == {"name": "Desk"}
    assert item["generator"] == {"type": "Software", "name": "s 1"}
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier
    judge("otherProperties.json#/definitions/creatorSingularIfPresent").validate(item)


@pytest.mark.parametrize(
    "creator",
    [
        {"type": "Organization", "name": "Desk"},
        {"type": "Person", "name": "Desk"},
        {"name": "Desk"},
        {"name": "Desk", "homepage": "https://example.org/"},
        "https://example.org/desk",
        [{"name": "Ann"}, {"name": "Bo"}],
    ],
)
def test_a_creator_of_others_is_read_by_name_and_written_back_as_it_was(creator: Any) -> None:
    dossier = read(annotation([position(3, 9), quotation("bridge")], creator=creator))
    (passage,) = dossier.attributions.values()
    wanted = {"str": "https://example.org/desk", "dict": "Desk", "list": "Ann; Bo"}[type(creator).__name__]

    assert passage.recorded is not None
    assert passage.recorded.by == wanted
    assert items(dossier)[0]["creator"] == creator
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


def test_one_anchor_that_cannot_be_read_takes_no_other_with_it() -> None:
    item = items(stories.every_field())[0]
    places = {target["pv:role"]: target["selector"] for target in item["target"]}
    places["source"][0]["end"] = 10**30
    first = read(item)
    again = formats.loads(formats.dumps(first, NAME), NAME)

    assert first.attributions["att-1"].anchors.cue
    assert again.attributions["att-1"] == first.attributions["att-1"]
    assert formats.dumps(again, NAME) == formats.dumps(first, NAME)
    assert [p.message for p in again.read_problems] == [p.message for p in first.read_problems]


def test_what_could_not_be_read_before_is_kept() -> None:
    before = formats.loads(
        '{"schema": "news-provenance/1", "claims": [{"id": "clm-1"}], "suppressions": [3]}'
    )
    again = formats.loads(formats.dumps(before, NAME), NAME)

    assert sorted(map(str, again.unread)) == sorted(map(str, before.unread))


# --- what others see -----------------------------------------------------------------------


def test_a_passage_says_its_claim_its_speaker_and_its_places_in_the_standards_words() -> None:
    text = "The bridge, the mayor said, is closed."
    mayor = Source(id="src-1", name="Ann Berg", kind="person")
    article = Article(id="art-1", url=PAGE, text=text)
    claim = Claim(id="clm-1", text="The bridge is closed.", language="en")
    parts = [TextAnchor.find(text, "The bridge"), TextAnchor.find(text, "is closed")]
    anchors = Anchors(
        source=[TextAnchor.find(text, "the mayor")], cue=[TextAnchor.find(text, "said")], content=parts
    )
    passage = Attribution(id="att-1", article=article, claim=claim, source=mayor, anchors=anchors)

    (one,) = items(Dossier([mayor, article, claim, passage]))

    assert one["type"] == ["Annotation", "pv:Attribution"]
    assert one["motivation"] == "describing"
    assert one["body"] == {
        "id": "urn:news-provenance:clm-1",
        "type": ["TextualBody", "pv:Claim"],
        "value": "The bridge is closed.",
        "purpose": "describing",
        "language": "en",
        "creator": {"id": "urn:news-provenance:src-1", "type": "Person", "name": "Ann Berg"},
    }
    assert [target["pv:role"] for target in one["target"]] == ["source", "cue", "content", "content"]
    assert one["target"][2] == {
        "type": "SpecificResource",
        "source": PAGE,
        "pv:role": "content",
        "selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 10},
            {"type": "TextQuoteSelector", "exact": "The bridge", "suffix": ", the mayor said, is closed."},
        ],
    }


def test_judgements_and_derivations_with_a_place_are_annotations_and_the_others_are_kept_beside_them() -> (
    None
):
    text = "The figure could not be verified. The agency reported it first."
    article, other = Article(id="art-1", url=PAGE, text=text), Article(id="art-2", headline="x")
    claim = Claim(id="clm-1", text="y")
    caveat = VerificationStatus(
        id="ver-1",
        claim=claim,
        article=article,
        verdict="unproven",
        anchors=[TextAnchor.find(text, "could not be verified")],
    )
    taken = Derivation(
        id="der-1",
        derived=article,
        taken_from=other,
        kind="republished",
        anchors=[TextAnchor.find(text, "The agency reported it")],
    )
    placeless = VerificationStatus(id="ver-2", claim=claim, state="checked")

    document = written(Dossier([article, other, claim, caveat, taken, placeless]))

    judged, derived = document["first"]["items"]
    assert (judged["motivation"], judged["body"]["value"]) == ("assessing", "unproven")
    assert judged["body"]["purpose"] == "assessing"
    assert (derived["motivation"], derived["body"]) == ("linking", "urn:news-provenance:art-2")
    assert [node["id"] for node in document["pv:statuses"]] == ["urn:news-provenance:ver-2"]
    assert "pv:derivations" not in document


def test_a_place_in_a_headline_has_a_quotation_but_no_position_in_the_text_of_the_page() -> None:
    anchor = TextAnchor.of("Bridge closed", 0, 6, part="headline")
    article, claim = Article(id="art-1", url=PAGE, headline="Bridge closed"), Claim(id="clm-1", text="x")
    passage = Attribution(id="att-1", article=article, claim=claim, anchors=Anchors(content=[anchor]))

    (target,) = items(Dossier([article, claim, passage]))[0]["target"]

    assert target["selector"]["type"] == "TextQuoteSelector"
    assert (target["pv:part"], target["pv:start"], target["pv:end"]) == ("headline", 0, 6)


def samples() -> list[Dossier]:
    """Dossiers with annotations of every kind."""
    return [
        stories.every_field(),
        stories.plain(),
        formats.loads(Path("seeds/pokrovsk-2025.json").read_bytes()),
    ]


@cache
def w3c_schemas() -> dict[str, Any]:
    folder = foreign_data("standards", "web-annotation", "test-schemas")
    return {path.name: json.loads(path.read_bytes()) for path in folder.rglob("*.json")}


def judge(schema: Any) -> Any:
    """Return a validator for one of the W3C's test schemas, or for a part of one."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema judges")
    referencing = pytest.importorskip("referencing", reason="comes with jsonschema")
    from referencing.jsonschema import DRAFT4

    registry = referencing.Registry().with_resources(
        (name, DRAFT4.create_resource(held)) for name, held in w3c_schemas().items()
    )
    wanted = {"$ref": schema} if isinstance(schema, str) else schema
    return jsonschema.Draft4Validator(wanted, registry=registry)


def test_the_w3c_test_schemas_accept_what_we_write() -> None:
    schemas = w3c_schemas()
    must = [
        x for x in schemas.values() if x.get("assertionType") == "must" and x["expectedResult"] == "valid"
    ]
    assert len(must) > 15
    judges = [(schema["title"], judge(schema)) for schema in must]
    for dossier in samples():
        document = written(dossier)
        for item in document["first"]["items"]:
            item = {"@context": document["@context"], **item}
            for title, one in judges:
                wrong = [error.message for error in one.iter_errors(item)]
                assert not wrong, (title, item, wrong)


def expanded(document: dict[str, Any]) -> Any:
    """Return the triples of a document, as the JSON-LD processor of others makes them."""
    jsonld = pytest.importorskip("pyld", reason="pyld judges").jsonld
    context = json.loads(foreign_data("standards", "web-annotation", "anno.jsonld").read_bytes())

    def load(url: str, options: Any) -> dict[str, Any]:
        assert url == ANNO
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
            "contentType": "application/ld+json",
        }

    return jsonld.to_rdf(document, {"documentLoader": load})["@default"]


def test_a_json_ld_processor_finds_the_triples_that_are_meant() -> None:
    triples = [
        tuple(x[key]["value"] for key in ("subject", "predicate", "object"))
        for x in expanded(written(stories.every_field()))
    ]
    oa, urn = "http://www.w3.org/ns/oa#", "urn:news-provenance:"

    assert (f"{urn}att-1", f"{oa}hasBody", f"{urn}clm-1") in triples
    assert (f"{urn}att-1", f"{oa}motivatedBy", f"{oa}describing") in triples
    assert (f"{urn}ver-1", f"{oa}motivatedBy", f"{oa}assessing") in triples
    assert (f"{urn}att-1", f"{TERMS}source", f"{urn}src-official") in triples
    assert (f"{urn}att-1", f"{TERMS}via", f"{urn}att-2") in triples
    assert (f"{urn}att-1", f"{TERMS}commitment", "PS+") in triples
    assert (f"{urn}rel-1", f"{TERMS}kind", "contradicts") in triples
    assert len([x for x in triples if x[1] == f"{oa}exact"]) == 6
    assert not [x for x in triples if not x[1].startswith("http")]


def test_every_selector_finds_its_words_again_in_the_text_that_is_in_the_document() -> None:
    words = ["👨‍👩‍👧 family", "e\u0301tage", "مغلق", "הגשר", "“we stay”", "𝔘nicode"]
    text = "🙂 " + " – ".join(words) + " 🏁"
    article = Article(id="art-1", url=PAGE, text=text)
    claim = Claim(id="clm-1", text="x")
    anchors = Anchors(content=[TextAnchor.find(text, word) for word in words])
    dossier = Dossier([article, claim, Attribution(article=article, claim=claim, anchors=anchors)])

    document = written(dossier)

    (node,) = document["pv:articles"]
    for word, target in zip(words, document["first"]["items"][0]["target"], strict=True):
        place, quote = target["selector"]
        assert node["pv:text"][place["start"] : place["end"]] == quote["exact"] == word
        around = quote.get("prefix", "") + word + quote.get("suffix", "")
        assert around in text


# --- annotations of others -----------------------------------------------------------------


def test_words_on_a_page_become_a_passage() -> None:
    one = annotation(
        [position(3, 9), quotation("bridge", prefix="is ")],
        motivation="commenting",
        body={"type": "TextualBody", "value": "Which one?"},
        creator={"type": "Person", "name": "Bo"},
        created="2020-01-02T03:04:05Z",
        rights="https://example.org/licence",
    )

    dossier = read(one)

    (passage,) = dossier.attributions.values()
    assert passage.id == "https://example.org/anno/1"
    assert dossier.articles[passage.article].url == PAGE
    assert dossier.claims[passage.claim].text == "bridge"
    assert passage.anchors.content == (TextAnchor(start=3, end=9, exact="bridge", prefix="is "),)
    assert passage.recorded is not None
    assert passage.recorded.by == "Bo"
    assert dossier.read_problems == ()
    assert set(passage.extra[NAME]) == {"motivation", "body", "rights", "creator"}
    assert items(dossier)[0]["creator"] == {"type": "Person", "name": "Bo"}


def test_what_an_annotation_of_others_says_besides_is_written_back() -> None:
    one = annotation(
        [position(3, 9), quotation("bridge")],
        type=["Annotation", "x:Highlight"],
        motivation="commenting",
        body=[{"type": "TextualBody", "value": "Which one?"}, "https://example.org/tag"],
        rights="https://example.org/licence",
        generator="https://example.org/client",
    )
    first = read(one)

    (again,) = items(first)

    assert {key: again[key] for key in ("id", "motivation", "body", "rights", "generator")} == {
        key: one[key] for key in ("id", "motivation", "body", "rights", "generator")
    }
    assert again["type"] == ["Annotation", "pv:Attribution", "x:Highlight"]
    assert formats.loads(formats.dumps(first, NAME), NAME) == first


@pytest.mark.parametrize(
    "number", [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 25, 27, 31, 33, 35, 37, 39, 41, 43]
)
def test_the_standards_examples_that_point_at_no_words_are_kept_as_they_are(number: int) -> None:
    path = foreign_data("standards", "web-annotation", "examples", f"anno{number}.json")
    dossier = formats.loads(path.read_bytes(), NAME, strict=True)

    assert not list(dossier)
    example = json.loads(path.read_bytes())
    assert items(dossier) == [{key: value for key, value in example.items() if key != "@context"}]
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


@pytest.mark.parametrize(("number", "words"), [(23, "anotation"), (29, "Selected Text")])
def test_the_standards_examples_that_quote_are_passages(number: int, words: str) -> None:
    dossier = formats.loads(
        foreign_data("standards", "web-annotation", "examples", f"anno{number}.json").read_bytes(), NAME
    )

    (passage,) = dossier.attributions.values()
    assert dossier.claims[passage.claim].text == words
    assert not passage.anchors
    assert "quotation but no position" in str(dossier.read_problems[0])
    assert passage.extra[NAME]["target"]["source"] == "http://example.org/page1"
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


def test_a_position_without_words_is_told_of_and_kept() -> None:
    dossier = formats.loads(
        foreign_data("standards", "web-annotation", "examples", "anno24.json").read_bytes(), NAME
    )

    assert not list(dossier)
    assert "a position but no quotation" in str(dossier.read_problems[0])
    assert items(dossier)[0]["target"]["selector"]["start"] == 412


@pytest.mark.parametrize("case", range(8))
def test_positions_that_count_utf_16_units_are_converted_where_the_text_is_there(case: int) -> None:
    cases = json.loads(foreign_data("hostile", "offsets_own.json").read_bytes())["cases"]
    if case >= len(cases):
        pytest.skip("there are fewer cases")
    one = cases[case]
    marked = annotation([position(*one["utf16"]), quotation(one["exact"])])
    marked["target"]["source"] = {"id": PAGE, "type": "Text", "value": one["text"]}

    dossier = read(marked)

    ((anchor,),) = (passage.anchors.content for passage in dossier.attributions.values())
    assert [anchor.start, anchor.end] == one["code_point"]
    assert anchor.exact == one["exact"]
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


def test_positions_that_count_utf_16_units_are_told_of_where_the_text_is_not_there() -> None:
    dossier = read(annotation([position(3, 12), quotation("🙂 bridge")]))

    assert "UTF-16" in str(dossier.read_problems[0])
    (passage,) = dossier.attributions.values()
    assert not passage.anchors
    assert passage.extra[NAME]["target"]["selector"][0]["end"] == 12


@pytest.mark.parametrize(
    ("selector", "start", "exact"),
    [
        (quotation("is closed", prefix="bridge "), 11, "is closed"),
        (position(4, 10), 4, "bridge"),
        ([position(5, 11), quotation("bridge")], 4, "bridge"),
        (quotation("The bridge is", refinedBy=position(4, 10)), 4, "bridge"),
        (position(4, 20, refinedBy=position(0, 6)), 4, "bridge"),
        ({"type": "FragmentSelector", "value": "p5", "refinedBy": quotation("bridge")}, 4, "bridge"),
        ([{"type": "XPathSelector", "value": "/p[1]"}, position(4, 10), quotation("bridge")], 4, "bridge"),
    ],
)
def test_selectors_are_found_in_a_text_that_is_in_the_document(selector: Any, start: int, exact: str) -> None:
    marked = annotation(selector)
    marked["target"]["source"] = {"id": PAGE, "value": "The bridge is closed."}

    (passage,) = read(marked).attributions.values()

    (anchor,) = passage.anchors.content
    assert (anchor.start, anchor.exact) == (start, exact)


def test_answers_of_the_service_hypothesis_are_read() -> None:
    row = {
        "id": "xyz",
        "uri": PAGE,
        "user": "acct:ann@hypothes.is",
        "text": "No source!",
        "tags": ["sourcing"],
        "target": [{"source": PAGE, "selector": [position(4, 10), quotation("bridge")]}],
    }
    dossier = formats.loads(json.dumps({"total": 1, "rows": [row]}), NAME)

    (passage,) = dossier.attributions.values()
    assert (passage.id, passage.anchors.content[0].exact) == ("xyz", "bridge")
    assert passage.extra[NAME]["text"] == "No source!"


def test_an_annotation_of_two_pages_is_a_passage_of_each() -> None:
    target = [{"source": f"{PAGE}/{n}", "selector": [position(0, 2), quotation("ab")]} for n in (1, 2)]
    dossier = read({"id": "https://example.org/a", "type": "Annotation", "target": target})

    assert list(dossier.attributions) == ["https://example.org/a", "https://example.org/a#2"]
    assert len(dossier.articles) == 2
    assert len(dossier.claims) == 1


def test_pages_that_stand_elsewhere_are_not_fetched_but_told_of() -> None:
    dossier = read(annotation([position(0, 2), quotation("ab")]), next="https://example.org/page2")

    assert [problem.path for problem in dossier.read_problems] == ["$.next"]
    assert len(dossier.attributions) == 1


ODD: list[Any] = [
    *(3, True, None, [], {}, [None], {"source": 3}, {"source": PAGE, "selector": 7}, {"selector": [[]]}),
    *({"source": PAGE, "selector": position(start, 1)} for start in (-1, 2)),
    *({"source": PAGE, "selector": {**position(0, 1), "start": start}} for start in ("0", None)),
    *({"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": x}} for x in (None, 3, "", ["a"])),
]


@pytest.mark.parametrize("target", ODD)
def test_odd_targets_break_nothing_and_are_kept(target: Any) -> None:
    good = annotation([position(0, 2), quotation("ab")])
    odd = {"id": "https://example.org/odd", "type": "Annotation", "target": target, "x": 1}

    dossier = read(odd, good)

    assert "https://example.org/anno/1" in dossier.attributions
    assert "https://example.org/odd" in formats.dumps(dossier, NAME)
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


# --- anything ------------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", ["{}", "[]", "3", '"x"', '{"type": "Claim"}', "", "nope"])
def test_what_holds_no_annotation_is_refused(nothing: str) -> None:
    with pytest.raises(DecodingError):
        formats.loads(nothing, NAME)


def test_broken_documents_are_answered() -> None:
    for text in broken(formats.dumps(stories.every_field(), NAME)):
        is_answered(text, NAME)
    deep = '{"type": "Annotation", "target": ' + '{"items": [' * 5000 + "]}" * 5000 + "}"
    is_answered(deep, NAME)
    is_answered("[" * 100_000, NAME)
    refined: Any = quotation("ab")
    for _ in range(80):
        refined = {"type": "TextQuoteSelector", "exact": "ab", "refinedBy": refined}
    is_answered(json.dumps(annotation(refined)), NAME)


def test_a_great_many_targets_are_answered_in_time() -> None:
    begin = time.perf_counter()

    read(annotation(quotation("x"), target=[PAGE] * 100_000))
    read(annotation([position(0, 2)] * 100_000))

    assert time.perf_counter() - begin < 20


def test_values_of_the_wrong_kind_are_answered_wherever_they_stand() -> None:
    whole = written(stories.every_field())
    wrongs: list[Any] = [None, 3, "x", [], {}, [[]], {"id": []}]
    for wrong in wrongs:
        for key in whole:
            is_answered(json.dumps({**whole, key: wrong}), NAME)
        for index, item in enumerate(whole["first"]["items"]):
            for key in item:
                changed = [*whole["first"]["items"]]
                changed[index] = {**item, key: wrong}
                is_answered(json.dumps({**whole, "first": {"items": changed}}), NAME)


def test_strings_that_broke_other_programs_come_back() -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    before = Dossier(
        [Claim(id=text, text=text) for text in dict.fromkeys(texts)]
        + [Attribution(id=f"att {n}", article=text, claim=text) for n, text in enumerate(texts)]
    )

    assert formats.loads(formats.dumps(before, NAME), NAME) == before


def test_many_annotations_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        text = json.dumps(
            [annotation([position(0, 2), quotation("ab")], id=f"urn:x:{n}") for n in range(count)]
        )
        begin = time.perf_counter()
        assert len(formats.loads(text, NAME).attributions) == count
        return time.perf_counter() - begin

    small, large = seconds(500), seconds(4000)
    assert large < 30 * small + 0.5


@pytest.mark.parametrize("other", [5, None, True, [], [[1]], {}, {"type": "Thing", "id": "urn:q"}])
def test_what_stands_among_annotations_and_is_none_is_kept_and_listed(other: Any) -> None:
    mark = {"type": "TextQuoteSelector", "exact": "a"}
    first = {"type": "Annotation", "id": "urn:x", "target": {"source": "urn:y", "selector": mark}}
    for document, path in (
        ([first, other], "$[1]"),
        ({"type": "AnnotationPage", "items": [first, other]}, "$.items[1]"),
        ({"@graph": [first, other]}, "$['@graph'][1]"),
    ):
        dossier = formats.loads(json.dumps(document), NAME)
        assert [thaw(unread.raw) for unread in dossier.unread] == [other]
        assert dossier.read_problems[-1].path == path
        assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


@pytest.mark.parametrize("created", ["soon", "2020-01-02", 7, []])
def test_a_moment_that_is_none_is_listed_where_it_stands_and_kept(created: Any) -> None:
    mark = {"type": "TextQuoteSelector", "exact": "a"}
    node = {
        "type": "Annotation",
        "id": "urn:x",
        "created": created,
        "target": {"source": "urn:y", "selector": mark},
    }
    dossier = formats.loads(json.dumps(node), NAME)

    assert [problem.path for problem in dossier.read_problems] == ["$", "$.created"]
    assert thaw(dossier.attributions["urn:x"].extra)["web-annotation"]["created"] == created
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier


def test_the_text_of_a_body_of_ours_that_others_changed_counts_and_is_listed() -> None:
    anchor = TextAnchor.of("Rain fell.", 0, 4)
    claim = Claim(text="Rain.", id="clm-1")
    passages = [
        Attribution(article="art-1", claim=claim, anchors=Anchors(content=[anchor]), id=f"att-{n}")
        for n in "12"
    ]
    status = VerificationStatus(
        claim=claim, article="art-1", verdict="refuted", state="checked", anchors=[anchor], id="ver-1"
    )
    whole = Dossier([Article(id="art-1", url=PAGE), claim, *passages, status])
    document = json.loads(formats.dumps(whole, NAME))
    first, _, judgement = document["first"]["items"]
    first["body"]["value"], judgement["body"]["value"] = "Snow.", "True"
    dossier = formats.loads(json.dumps(document), NAME)
    now = dossier.statuses["ver-1"]

    assert dossier.claims["clm-1"].text == "Snow.", "the body that nobody changed does not undo it"
    assert dossier.claims["clm-1"].extra["web-annotation-contradicted"]["text"] == "Rain."
    assert (now.verdict, now.rating) == (None, Rating(label="True"))
    assert now.extra["web-annotation-contradicted"]["verdict"] == "refuted"
    assert [problem.path for problem in dossier.read_problems] == [
        f"$.first.items[{n}].body.value" for n in (0, 2)
    ]
    assert formats.loads(formats.dumps(dossier, NAME), NAME) == dossier
