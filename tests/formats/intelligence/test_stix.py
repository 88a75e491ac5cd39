"""STIX: strict readers and the official schemas take what is written, and nothing of a dossier is lost."""

import copy
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import cases, formats
from provenance.errors import DecodingError
from provenance.formats.lossreport import losses_between
from provenance.formats.stix import FORMATS
from provenance.formats.stix.names import EPOCH, EXTENSION, MAKER
from provenance.formats.stix.reading import loads
from provenance.formats.stix.standard import number_of, read_confidence
from provenance.formats.stix.writing import dump
from provenance.model import (
    Article,
    Attribution,
    Claim,
    Derivation,
    DerivationKind,
    Dossier,
    Grade,
    Likelihood,
    Rating,
    Source,
    SourceKind,
    VerificationStatus,
    scales,
)
from provenance.model.frozen import thaw
from provenance.testing import dossiers
from tests.foreign import foreign_data
from tests.formats.foreign_formats import broken, hostile_strings, is_answered, registered
from tests.golden import stories

IDENTITY = "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff"
REPORT = "report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3"
NOTE = "note--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061"
OPINION = "opinion--b01efc25-77b4-4003-b18b-f6e24b5cd9f7"


@pytest.fixture(autouse=True, scope="module")
def _known() -> Iterator[None]:
    with registered(FORMATS):
        yield


def written(dossier: Dossier) -> str:
    return "".join(dump(dossier))


def objects(dossier: Dossier, type: str) -> list[Any]:
    found = [thing for thing in json.loads(written(dossier))["objects"] if thing["type"] == type]
    return [thing for thing in found if thing["id"] != MAKER]


def bundle(*things: dict[str, Any]) -> str:
    times = {"created": "2024-01-02T03:04:05.000Z", "modified": "2024-01-02T03:04:05.000Z"}
    whole = [
        {"spec_version": "2.1", **times, "type": thing["id"].partition("--")[0], **thing} for thing in things
    ]
    return json.dumps({"type": "bundle", "id": "bundle--" + REPORT[8:], "objects": whole})


def of_others() -> str:
    return bundle(
        {"id": IDENTITY, "name": "Ann", "identity_class": "individual", "labels": ["analyst"]},
        {
            "id": REPORT,
            "name": "The bridge",
            "published": "2024-01-01T00:00:00.000Z",
            "object_refs": [NOTE],
            "created_by_ref": IDENTITY,
            "confidence": 90,
        },
        {"id": NOTE, "content": "It is closed.", "object_refs": [REPORT], "created_by_ref": IDENTITY},
        {"id": OPINION, "opinion": "disagree", "object_refs": [NOTE], "confidence": 90},
        {"id": "tool" + NOTE[4:], "name": "x", "x_of_others": [1]},
    )


def samples() -> list[Dossier]:
    own = [story() for story in stories.STORIES.values()]
    return [*own, *map(cases.load, cases.names())]


@cache
def validators() -> dict[str, Any]:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema judges what is written")
    referencing = pytest.importorskip("referencing")
    files = sorted(foreign_data("standards", "stix21", "schemas").rglob("*.json"))
    schemas = [json.loads(path.read_text("utf-8")) for path in files]
    known = referencing.Registry().with_resources(
        (schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas
    )
    return {
        schema["title"]: jsonschema.Draft202012Validator(schema, registry=known)
        for schema in schemas
        if "title" in schema
    }


def test_nothing_of_a_dossier_is_lost() -> None:
    for dossier in samples():
        assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


@settings(max_examples=14, deadline=None)
@given(dossier=dossiers(unknown_terms=True))
def test_nothing_of_any_dossier_is_lost_and_it_is_written_the_same_again(dossier: Dossier) -> None:
    output = written(dossier)
    again = loads(output)

    assert not losses_between(dossier, again, FORMATS[0])
    assert written(again) == output


@settings(max_examples=6, deadline=None)
@given(dossier=dossiers(unknown_terms=True))
def test_a_strict_reader_takes_what_is_written_of_any_dossier(dossier: Dossier) -> None:
    stix2 = pytest.importorskip("stix2", reason="stix2 is a second opinion, not installed here")

    stix2.parse(written(dossier), allow_custom=False)


def test_a_strict_reader_takes_every_story_and_what_was_read_of_others() -> None:
    stix2 = pytest.importorskip("stix2", reason="stix2 is a second opinion, not installed here")
    for dossier in samples():
        stix2.parse(written(dossier), allow_custom=False)
    report = foreign_data("standards", "stix21", "examples", "threat-reports", "apt1.json").read_bytes()
    stix2.parse(written(loads(report)), allow_custom=True)


def test_the_official_schemas_take_what_is_written() -> None:
    judges = validators()
    checked = set()
    things = [thing for dossier in samples() for thing in json.loads(written(dossier))["objects"]]
    for thing in {json.dumps(thing): thing for thing in things}.values():
        judges[thing["type"]].validate(thing)
        checked.add(thing["type"])
    assert checked == {
        *("identity", "report", "note", "opinion", "relationship", "grouping", "extension-definition"),
    }


def test_the_same_dossier_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from provenance.formats.stix.writing import dump; from tests.golden import stories;"
        "import sys; sys.stdout.buffer.write(''.join(dump(stories.every_field())).encode())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert run.stdout.decode() == written(stories.every_field())


def test_a_time_that_nobody_said_is_the_epoch_and_is_not_read_back() -> None:
    dossier = Dossier([Article(id="art-1"), Claim(text="Rain.", id="clm-1")])
    (report,) = objects(dossier, "report")
    again = loads(written(dossier))

    assert (report["created"], report["published"]) == (EPOCH, EPOCH)
    assert again.articles["art-1"].published is None
    assert "1970" not in str(again.articles["art-1"].extra)


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("supported", "strongly-agree"),
        ("mostly_supported", "agree"),
        ("mixed", "neutral"),
        ("mostly_refuted", "disagree"),
        ("refuted", "strongly-disagree"),
        ("misleading", "disagree"),
        ("conflicting", "neutral"),
        ("unproven", "neutral"),
        ("outdated", "neutral"),
        ("misattributed", "disagree"),
        ("altered", "disagree"),
    ],
)
def test_a_verdict_that_the_five_steps_have_is_an_opinion(verdict: str, word: str) -> None:
    claim = Claim(text="Rain.", id="clm-1")
    dossier = Dossier([claim, VerificationStatus(claim=claim, verdict=verdict, id="ver-1")])

    assert [thing["opinion"] for thing in objects(dossier, "opinion")] == [word]
    assert loads(written(dossier)).statuses["ver-1"].verdict == verdict


@pytest.mark.parametrize("verdict", ["satire", "not_checkable", "unrated", None])
def test_no_opinion_is_made_of_what_is_none(verdict: str | None) -> None:
    claim = Claim(text="Rain.", id="clm-1")
    dossier = Dossier([claim, VerificationStatus(claim=claim, verdict=verdict, id="ver-1")])

    assert objects(dossier, "opinion") == []
    assert loads(written(dossier)).statuses["ver-1"].verdict == verdict


@pytest.mark.parametrize(
    ("term", "scale", "number"),
    [
        ("likely", "icd203", 70),
        ("probable", "kent", 70),
        ("likely", "stix-dni", 70),
        ("2", "admiralty-credibility", 70),
        ("6", "admiralty-credibility", None),
        ("B", "admiralty-reliability", None),
        ("F", "misp-admiralty-reliability", None),
        ("6", "misp-admiralty-credibility", None),
    ],
)
def test_confidence_is_of_the_likelihood_and_never_of_a_grade(
    term: str, scale: str, number: int | None
) -> None:
    likelihood = Likelihood(term=term, scale=scale)
    claim = Claim(text="Rain.", id="clm-1")
    status = VerificationStatus(claim=claim, verdict="mixed", likelihood=likelihood, id="ver-1")
    (opinion,) = objects(Dossier([claim, status]), "opinion")

    assert number_of(likelihood) == number
    assert opinion.get("confidence") == number


def test_every_confidence_of_others_comes_back_as_the_number_it_was() -> None:
    theirs = pytest.importorskip("stix2.confidence.scales", reason="stix2 is a second opinion")
    for number in range(101):
        plain = read_confidence(number)
        assert plain is not None
        term = theirs.value_to_none_low_medium_high(number).lower().replace("med", "medium")
        assert plain["term"] == term
        extra = {key: value for key, value in plain.items() if key == "stix"}
        assert number_of(Likelihood(term=plain["term"], scale=plain["scale"], extra=extra)) == number
    assert [read_confidence(odd) for odd in (-1, 101, True, "50", 5.0, None)] == [None] * 6


@pytest.mark.parametrize(
    ("scale", "theirs_of"),
    [
        ("stix-none-low-med-high", "none_low_med_high"),
        ("stix-0-10", "zero_ten"),
        ("admiralty-credibility", "admiralty_credibility"),
        ("wep", "wep"),
        ("stix-dni", "dni"),
    ],
)
def test_a_likelihood_on_a_scale_of_stix_has_the_number_that_stix2_gives_it(
    scale: str, theirs_of: str
) -> None:
    theirs = pytest.importorskip("stix2.confidence.scales", reason="stix2 is a second opinion")
    back = {"none_low_med_high": "none_low_medium_high"}.get(theirs_of, theirs_of)
    for number in range(101):
        term = scales.get(scale).at(number).term
        label = getattr(theirs, f"value_to_{back}")(number)
        assert number_of(Likelihood(term=term, scale=scale)) == getattr(theirs, f"{theirs_of}_to_value")(
            label
        )


@pytest.mark.parametrize("scale", ["icd203", "misp-estimative-language", "stix-dni"])
def test_the_seven_terms_of_estimative_language_have_the_numbers_of_stix(scale: str) -> None:
    numbers = [number_of(Likelihood(term=step.term, scale=scale)) for step in scales.get(scale)]
    written_back = []
    for step in scales.get(scale):
        status = VerificationStatus(
            claim="clm-1", verdict="mixed", likelihood=Likelihood(term=step.term, scale=scale), id="ver-1"
        )
        dossier = Dossier([Claim(text="Rain.", id="clm-1"), status])
        written_back.append(loads(written(dossier)).statuses["ver-1"] == status)

    assert numbers == [5, 15, 30, 50, 70, 85, 95]
    assert all(written_back)


@pytest.mark.parametrize("kind", SourceKind)
def test_a_kind_of_source_has_the_class_of_identity_that_means_it(kind: SourceKind) -> None:
    classes = {
        "person": "individual",
        "organization": "organization",
        "government_body": "organization",
        "military": "organization",
        "news_outlet": "organization",
        "news_agency": "organization",
        "group": "group",
        "platform_account": "system",
        "software": "system",
        "unknown": "unknown",
    }
    dossier = Dossier([Source(name="Ann", kind=kind, id="src-1")])
    (identity,) = objects(dossier, "identity")

    assert identity.get("identity_class") == classes.get(str(kind)), "documents and media are no identities"
    assert loads(written(dossier)).sources["src-1"].kind == kind


@pytest.mark.parametrize("kind", [None, *DerivationKind])
@pytest.mark.parametrize("standing", ["established", "possible"])
def test_every_kind_of_derivation_is_a_relationship_and_comes_back(
    kind: DerivationKind | None, standing: str
) -> None:
    derivation = Derivation(derived="art-2", taken_from="art-1", kind=kind, standing=standing)
    dossier = Dossier([Article(id="art-1"), Article(id="art-2"), derivation])
    (relationship,) = objects(dossier, "relationship")

    wanted = "derived-from" if standing == "established" else "related-to"
    assert relationship["relationship_type"] == wanted
    assert str(kind or "").replace("_", " ") in relationship.get("description", "")
    assert loads(written(dossier)) == dossier


def test_what_nobody_can_judge_has_no_number_on_any_scale() -> None:
    unjudged = [(step, scale) for scale in scales.names() for step in scales.get(scale) if step.no_judgement]
    assert {step.term for step, _ in unjudged} >= {"6", "F"}
    for step, scale in unjudged:
        likelihood = Likelihood(term=step.term, scale=scale)
        status = VerificationStatus(claim="clm-1", verdict="mixed", likelihood=likelihood, id="ver-1")
        (opinion,) = objects(Dossier([Claim(text="Rain.", id="clm-1"), status]), "opinion")
        assert "confidence" not in opinion, (scale, step.term)


def test_a_grade_is_a_note_without_a_number() -> None:
    source = Source(name="Ann", id="src-1")
    grade = Grade(subject="src-1", scale="admiralty-reliability", value="F", id="grd-1")
    (note,) = objects(Dossier([source, grade]), "note")

    assert note["content"] == "admiralty-reliability: F"
    assert "confidence" not in note


def test_a_derivation_that_is_only_possible_is_not_said_to_be_one() -> None:
    articles = [Article(id="art-1"), Article(id="art-2")]
    sure = Derivation(derived="art-2", taken_from="art-1", kind="translated", id="der-1")
    maybe = Derivation(derived="art-2", taken_from="art-1", standing="possible", id="der-2")
    found = objects(Dossier([*articles, sure, maybe]), "relationship")

    assert [thing["relationship_type"] for thing in found] == ["derived-from", "related-to"]
    assert [thing["description"] for thing in found] == ["translated", "possible derived"]


def test_others_find_who_said_it_where_stix_has_it() -> None:
    source = Source(name="Ann", kind="person", id="src-1")
    article = Article(headline="Rain", published="2024-01-02T03:04:05Z", publisher="src-2", id="art-1")
    claim = Claim(text="It will rain.", id="clm-1")
    passage = Attribution(article=article, claim=claim, source=source, id="att-1")
    dossier = Dossier([source, Source(name="Radio", id="src-2"), article, claim, passage])
    things = {thing["id"]: thing for thing in json.loads(written(dossier))["objects"]}
    (report,) = objects(dossier, "report")
    notes = [things[ref] for ref in report["object_refs"]]

    assert report["published"] == "2024-01-02T03:04:05.000Z"
    assert things[report["created_by_ref"]]["name"] == "Radio"
    assert [note["content"] for note in notes] == ["It will rain."] * 2
    assert notes[1]["authors"] == ["Ann"]
    assert things[notes[1]["created_by_ref"]]["identity_class"] == "individual"


def test_a_property_that_other_software_changed_is_read_as_changed() -> None:
    dossier = Dossier([Claim(text="Rain.", id="clm-1")])
    document = json.loads(written(dossier))
    document["objects"][-1] |= {"content": "Snow.", "labels": ["seen"]}
    claim = loads(json.dumps(document)).claims["clm-1"]

    assert claim.text == "Snow."
    assert claim.extra["stix"]["labels"] == ("seen",)


def test_a_bundle_of_others_is_read_as_far_as_it_is_records() -> None:
    dossier = loads(of_others())
    (passage,) = dossier.attributions.values()
    status = dossier.statuses[OPINION]

    assert dossier.sources[IDENTITY].kind == "person"
    assert dossier.articles[REPORT].publisher == IDENTITY
    assert dossier.claims[NOTE].text == "It is closed."
    assert (passage.article, passage.claim, passage.source) == (REPORT, NOTE, IDENTITY)
    assert status.verdict is None, "a stance is no verdict"
    assert status.rating is not None
    assert status.rating.label == "disagree"
    assert status.likelihood is not None
    assert (status.likelihood.term, status.likelihood.scale) == ("high", "stix-none-low-med-high")
    assert dossier.articles[REPORT].extra["stix"]["confidence"] == 90
    assert dossier.extra["stix"]["objects"][0]["x_of_others"] == (1,)
    assert not dossier.read_problems


def test_what_others_said_is_written_back_under_their_ids() -> None:
    before = {thing["id"]: thing for thing in json.loads(of_others())["objects"]}
    after = {thing["id"]: thing for thing in json.loads(written(loads(of_others())))["objects"]}

    for id, thing in before.items():
        held = copy.deepcopy(after[id])
        held.pop("extensions", None)
        held["object_refs"] = [ref for ref in held.get("object_refs", []) if ref in before] or None
        assert {key: held.get(key) for key in thing} == thing, id


def test_markings_and_revocation_stay_properties_that_others_see() -> None:
    tlp = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
    markings = [{"marking_ref": tlp, "selectors": ["name", "labels.[0]"]}]
    marked = {"object_marking_refs": [tlp], "granular_markings": markings, "labels": ["x"], "revoked": True}
    definition = {
        "type": "marking-definition",
        "id": tlp,
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": "TLP:RED",
        "definition": {"tlp": "red"},
    }
    text = bundle({"id": IDENTITY, "name": "Ann", "identity_class": "individual", **marked}, definition)
    dossier = loads(text)
    things = {thing["id"]: thing for thing in json.loads(written(dossier))["objects"]}

    assert {key: things[IDENTITY].get(key) for key in marked} == marked
    assert {key: things[tlp].get(key) for key in definition} == definition
    assert loads(written(dossier)) == dossier
    stix2 = pytest.importorskip("stix2", reason="stix2 is a second opinion, not installed here")
    stix2.parse(written(dossier), allow_custom=True)


@pytest.mark.parametrize(
    "odd", ["labels.[1]", "nothing", "labels.[x]", "", "labels.name", "granular_markings.[0]"]
)
def test_a_marking_of_a_part_that_is_not_there_is_kept_where_a_strict_reader_does_not_look(odd: str) -> None:
    markings = [{"marking_ref": "marking-definition" + NOTE[4:], "selectors": [odd]}]
    one = {"id": IDENTITY, "name": "Ann", "labels": ["x"], "granular_markings": markings}
    dossier = loads(bundle(one))
    (identity,) = objects(dossier, "identity")

    assert "granular_markings" not in identity
    assert thaw(loads(written(dossier)).sources[IDENTITY].extra)["stix"]["granular_markings"] == markings


def test_who_made_an_object_is_kept_along_chains_rings_and_out_of_the_bundle() -> None:
    ids = [f"identity--f431f809-377b-45e0-aa1c-6a4751cae50{number}" for number in range(4)]
    makers = [ids[1], ids[2], ids[0], "identity" + REPORT[6:]]
    chain = [{"id": id, "name": id, "created_by_ref": maker} for id, maker in zip(ids, makers, strict=True)]
    note = {"id": NOTE, "content": "x", "object_refs": [ids[0]], "created_by_ref": ids[3]}
    report = {"id": REPORT, "name": "r", "object_refs": [NOTE], "created_by_ref": ids[0], "published": EPOCH}
    dossier = loads(bundle(*chain, note, report))
    things = {thing["id"]: thing for thing in json.loads(written(dossier))["objects"]}

    assert [things[id]["created_by_ref"] for id in ids] == makers
    assert dossier.articles[REPORT].publisher == ids[0]
    assert [passage.source for passage in dossier.attributions.values()] == [ids[3]]
    assert things[NOTE]["created_by_ref"] == ids[3]
    assert dossier.read_problems == ()


def test_nothing_but_an_extension_holds_what_the_standard_has_no_property_for() -> None:
    for dossier in samples():
        things = json.loads(written(dossier))["objects"]
        ids = {thing["id"]: thing["type"] for thing in things}
        for thing in things:
            assert not any(key.startswith(("x_", "pv")) for key in thing)
            for id, extension in thing.get("extensions", {}).items():
                assert ids[id] == "extension-definition"
                assert extension["extension_type"] == "property-extension"


@pytest.mark.parametrize("type", ["report", "malware"])
def test_twenty_thousand_external_references_are_read_within_two_seconds(type: str) -> None:
    references = [{"source_name": f"s{n}", "external_id": str(n)} for n in range(20_000)]
    one = {"id": type + NOTE[4:], "name": "x", "content": "x", "external_references": references}
    text = bundle(one)
    start = time.process_time()
    dossier = loads(text)

    assert time.process_time() - start < 2
    assert "s19999" in written(dossier)


def test_a_real_report_keeps_every_object() -> None:
    data = foreign_data("standards", "stix21", "examples", "threat-reports", "apt1.json").read_bytes()
    dossier = loads(data)
    ids = {thing["id"] for thing in json.loads(data)["objects"]}

    assert len(dossier.articles) == 1
    assert len(dossier.sources) == 4
    assert ids <= {thing["id"] for thing in json.loads(written(dossier))["objects"]}
    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


def test_a_single_object_is_read_too() -> None:
    data = foreign_data("standards", "stix21", "examples", "interop-objectmarking-test.json").read_bytes()
    dossier = loads(data)

    assert thaw(dossier.extra)["stix"]["objects"] == [json.loads(data)], "its markings too"


def test_every_official_example_is_read_and_every_object_written_back() -> None:
    paths = sorted(foreign_data("standards", "stix21", "examples").rglob("*.json"))
    for path in paths:
        document = json.loads(path.read_bytes())
        dossier = loads(path.read_bytes())
        output = written(dossier)
        again = loads(output)
        here = {thing["id"]: thing for thing in json.loads(output)["objects"]}
        missing = [thing for thing in document.get("objects", [document]) if thing["id"] not in here]

        assert dossier.problems() == (), path.name
        assert again == dossier, path.name
        assert written(again) == output, path.name
        assert len(missing) == (1 if path.name == "infrastructure.json" else 0), "one id has a capital letter"
        for thing in document.get("objects", [document]):
            held = here.get(thing["id"], {}).get("object_marking_refs")
            assert held == thing.get("object_marking_refs"), path.name
    assert len(paths) == 7


def test_the_schemas_of_stix_are_no_stix() -> None:
    for path in sorted(foreign_data("standards", "stix21", "interop").glob("*.json")):
        with pytest.raises(DecodingError):
            loads(path.read_bytes())


def test_an_object_that_no_bundle_takes_is_kept_in_its_place_and_the_others_are_objects() -> None:
    tool = {"id": "tool" + NOTE[4:], "type": "tool", "name": "x"}
    odd = [{"id": "tool--1", "type": "tool"}, {**tool, "id": "malware" + NOTE[4:]}]
    things = [odd[0], tool, odd[1], {**tool, "id": "tool" + OPINION[7:]}]
    dossier = loads(bundled(things))
    output = written(dossier)

    assert [thing["id"] for thing in objects(dossier, "tool")] == [things[1]["id"], things[3]["id"]]
    assert thaw(loads(output).extra)["stix"]["objects"] == things
    assert not losses_between(dossier, loads(output), FORMATS[0])


def test_what_is_no_stix_is_refused_and_broken_objects_are_kept() -> None:
    for text in ("[]", "{}", "1", "", '{"uri": "x"}'):
        with pytest.raises(DecodingError):
            loads(text)
    odd = '{"type": "bundle", "objects": [1, {"type": "note"}, {"type": "report", "id": 3}]}'
    dossier = loads(odd)
    assert [problem.path for problem in dossier.read_problems] == [f"$.objects[{n}]" for n in range(3)]
    assert len(dossier.extra["stix"]["objects"]) == 3
    with pytest.raises(DecodingError):
        loads(odd, strict=True)


def test_broken_bundles_are_answered() -> None:
    for text in (*broken(written(stories.every_field())), *broken(of_others())):
        is_answered(text, "stix")


@pytest.mark.parametrize("odd", [None, True, "x", [], [[{}]], {"x": []}])
def test_a_wrong_shape_anywhere_is_answered(odd: Any) -> None:
    """A property is broken in every object that has it at once: each reader meets it, in one document."""
    for text in (of_others(), written(stories.every_field())):
        things = json.loads(text)["objects"]
        for key in {key for thing in things for key in thing}:
            bent = [thing | {key: odd} if key in thing else thing for thing in things]
            again = is_answered(bundled(bent), "stix")
            assert again is None or json.loads(written(again))
        for key in {key for thing in things for key in own_part(thing)}:
            parts = [own_part(thing) for thing in things]
            parts = [part | {key: odd} if key in part else part for part in parts]
            bent = [
                thing | {"extensions": {EXTENSION: part}} if part else thing
                for thing, part in zip(things, parts, strict=True)
            ]
            again = is_answered(bundled(bent), "stix")
            assert again is None or json.loads(written(again))


def bundled(things: list[Any]) -> str:
    return json.dumps({"type": "bundle", "objects": things})


def own_part(thing: dict[str, Any]) -> dict[str, Any]:
    return dict(thing.get("extensions", {}).get(EXTENSION, {}))


def test_hostile_strings_go_through() -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    dossier = Dossier(
        [Source(name=text, id=f"src-{number}") for number, text in enumerate(texts)]
        + [Claim(text=text, id=f"clm-{number}") for number, text in enumerate(texts)]
    )

    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


def test_many_objects_take_time_that_grows_with_their_number() -> None:
    claims = [Claim(text=f"Claim {n}.", id=f"clm-{n}") for n in range(1_000)]
    articles = [Article(id="art-1")]
    passages = [Attribution(article="art-1", claim=claim.id, id=f"att-{claim.id}") for claim in claims]
    start = time.process_time()
    loads(written(Dossier([*articles, *claims, *passages])))

    assert time.process_time() - start < 10


def test_the_registry_knows_it_by_its_ending() -> None:
    assert formats.by_ending("story.stix.json") == "stix"


def changed(dossier: Dossier, type: str, **said: Any) -> Dossier:
    """Return what is read after somebody changed properties of every object of a type but the maker."""
    document = json.loads(written(dossier))
    for thing in document["objects"]:
        if thing["type"] == type and thing["id"] != MAKER:
            thing |= said
    return loads(json.dumps(document))


def judged() -> Dossier:
    claim = Claim(text="Rain.", id="clm-1")
    return Dossier(
        [
            claim,
            Source(name="Desk", kind="news_outlet", id="src-1"),
            Article(headline="H", published="2024-03", id="art-1"),
            VerificationStatus(
                claim=claim,
                verdict="refuted",
                rating=Rating(label="False"),
                likelihood=Likelihood(term="likely", scale="icd203"),
                id="ver-1",
            ),
        ]
    )


@pytest.mark.parametrize(
    ("type", "said", "section", "id", "now"),
    [
        ("opinion", {"opinion": "agree"}, "statuses", "ver-1", {"verdict": None}),
        ("opinion", {"confidence": 15}, "statuses", "ver-1", {"verdict": "refuted"}),
        ("identity", {"identity_class": "individual"}, "sources", "src-1", {"kind": "person"}),
        ("report", {"published": "2025-01-01T00:00:00.000Z"}, "articles", "art-1", {}),
    ],
)
def test_a_property_that_our_extension_says_more_exactly_counts_when_it_was_changed(
    type: str, said: dict[str, Any], section: str, id: str, now: dict[str, Any]
) -> None:
    dossier = changed(judged(), type, **said)
    record: Any = getattr(dossier, section)[id]
    ((key, value),) = said.items()

    (problem,) = dossier.read_problems
    assert problem.path.endswith(f".{key}")
    assert problem.record == id
    assert "extension says" in problem.message
    assert {field: getattr(record, field) for field in now} == now
    assert record.extra["stix"]["contradicted"], "what it was is kept"
    again = loads(written(dossier))
    assert again == dossier, "and it is written as it was read"
    assert again.read_problems == ()
    assert [thing[key] for thing in objects(again, type)] == [value]


def test_a_changed_opinion_is_a_stance_and_a_changed_confidence_a_number() -> None:
    status = changed(judged(), "opinion", opinion="agree", confidence=15).statuses["ver-1"]

    assert status.rating is not None
    assert status.rating.label == "agree"
    assert status.likelihood is not None
    assert number_of(status.likelihood) == 15
    before = status.extra["stix"]["contradicted"]
    assert (before["verdict"], before["rating"]["label"]) == ("refuted", "False")
    assert before["likelihood"]["term"] == "likely"


def test_a_day_of_publication_that_was_made_up_and_then_given_is_read() -> None:
    dossier = changed(Dossier([Article(id="art-1")]), "report", published="2025-01-01T00:00:00.000Z")
    published = dossier.articles["art-1"].published

    assert published is not None
    assert str(published) == "2025-01-01 00:00:00Z"


def test_the_address_and_the_time_of_others_are_read_and_written_back() -> None:
    references = [
        {"source_name": "Reuters", "url": "https://example.org/1"},
        {"source_name": "CVE", "external_id": "7"},
    ]
    document = json.loads(of_others())
    for thing in document["objects"]:
        if thing["type"] == "report":
            thing["external_references"] = references
    dossier = loads(json.dumps(document))

    assert dossier.articles[REPORT].url == "https://example.org/1"
    assert str(dossier.statuses[OPINION].judged_at) == "2024-01-02 03:04:05Z"
    (report,) = objects(dossier, "report")
    assert report["external_references"] == references
    assert objects(dossier, "opinion")[0]["created"] == "2024-01-02T03:04:05.000Z"
    for thing in document["objects"]:
        if thing["type"] == "report":
            thing["external_references"] = [
                {"source_name": x, "url": f"https://example.org/{x}"} for x in "ab"
            ]
    assert loads(json.dumps(document)).articles[REPORT].url is None, "nobody says which it is"


@pytest.mark.parametrize(
    ("thing", "key"),
    [
        ({"id": IDENTITY, "name": 5}, "name"),
        ({"id": IDENTITY, "name": None}, "name"),
        ({"id": IDENTITY}, "name"),
        ({"id": REPORT, "name": ["x"]}, "name"),
        ({"id": OPINION, "opinion": "maybe", "object_refs": [NOTE]}, "opinion"),
        ({"id": OPINION, "opinion": "agree", "confidence": 101, "object_refs": [NOTE]}, "confidence"),
        ({"id": OPINION, "opinion": "agree", "object_refs": [NOTE, NOTE[:-1] + "2"]}, "object_refs[1]"),
        (
            {"id": "relationship" + REPORT[6:], "relationship_type": "derived-from", "source_ref": NOTE},
            "target_ref",
        ),
    ],
)
def test_what_is_wrong_with_an_object_of_others_is_listed_with_its_place(
    thing: dict[str, Any], key: str
) -> None:
    notes = [{"id": id, "content": "Rain."} for id in (NOTE, NOTE[:-1] + "2")]
    dossier = loads(bundle(*notes, thing))

    assert [problem.path for problem in dossier.read_problems] == [f"$.objects[2].{key}"]
    assert loads(written(dossier)) == dossier
