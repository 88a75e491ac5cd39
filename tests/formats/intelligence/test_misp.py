"""MISP: every tag is one of the taxonomies', opinions are numbers, and nobody's silence becomes 50."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import cases, formats
from provenance.errors import DecodingError
from provenance.formats.lossreport import losses_between
from provenance.formats.misp import FORMATS
from provenance.formats.misp.objects import OPINIONS
from provenance.formats.misp.reading import loads
from provenance.formats.misp.tags import meaning, tag_of_grade, tag_of_likelihood, tags
from provenance.formats.misp.writing import dump
from provenance.model import Claim, Dossier, Grade, Likelihood, Source, SourceKind, VerificationStatus, scales
from provenance.model.frozen import thaw
from provenance.testing import dossiers
from tests.foreign import foreign_data
from tests.formats.foreign_formats import broken, hostile_strings, is_answered, registered
from tests.golden import stories

EVENT = "5e1f6f2c-0a4c-4f0e-9d5a-3a1c950d210f"
ATTRIBUTE = "5e1f6f2c-0a4c-4f0e-9d5a-3a1c950d2110"
OPINION = "5e1f6f2c-0a4c-4f0e-9d5a-3a1c950d2111"


@pytest.fixture(autouse=True, scope="module")
def _known() -> Iterator[None]:
    with registered(FORMATS):
        yield


def written(dossier: Dossier) -> str:
    return "".join(dump(dossier))


def judged(**status: Any) -> Dossier:
    claim = Claim(text="Rain.", id="clm-1")
    checker = Source(name="Ann", id="src-1")
    return Dossier([claim, checker, VerificationStatus(claim=claim, checker=checker, id="ver-1", **status)])


def opinions(dossier: Dossier) -> list[Any]:
    found = json.loads(written(dossier))["Event"]["Object"]
    return [opinion["opinion"] for thing in found for opinion in thing.get("Opinion", [])]


def of_others(opinion: Any = "20", tag: str = 'admiralty-scale:information-credibility="6"') -> str:
    attribute = {
        "uuid": ATTRIBUTE,
        "type": "text",
        "category": "Other",
        "value": "The bridge is closed.",
        "Tag": [{"name": tag}],
        "Opinion": [
            {"uuid": OPINION, "opinion": opinion, "comment": "Doubtful.", "authors": "ann@example.org"}
        ],
    }
    event = {
        "uuid": EVENT,
        "info": "The bridge",
        "date": "2024-01-02",
        "Orgc": {"name": "A desk", "uuid": EVENT[:-1] + "e"},
        "Tag": [{"name": 'admiralty-scale:source-reliability="b"'}, {"name": "tlp:clear"}],
        "Attribute": [attribute, {"uuid": EVENT[:-1] + "d", "type": "ip-dst", "value": "192.0.2.1"}],
        "EventReport": [{"uuid": EVENT[:-1] + "c", "name": "Report", "content": "It is *closed*."}],
    }
    return json.dumps({"response": [{"Event": event}]})


def samples() -> list[Dossier]:
    return [*(story() for story in stories.STORIES.values()), *map(cases.load, cases.names())]


def test_every_tag_that_may_be_written_is_in_the_taxonomies() -> None:
    theirs = {}
    for path in sorted(foreign_data("standards", "misp-taxonomies").glob("*.json")):
        taxonomy = json.loads(path.read_text("utf-8"))
        for values in taxonomy.get("values", []):
            for entry in values["entry"]:
                name = f'{taxonomy["namespace"]}:{values["predicate"]}="{entry["value"]}"'
                theirs[name] = entry.get("numerical_value")

    assert tags() <= set(theirs)
    for scale in scales.names():
        for step in scales.get(scale):
            found = tag_of_likelihood(Likelihood(term=step.term, scale=scale))
            if found is not None and found[1] is not None:
                assert found[1] == theirs[found[0]], "the number is the taxonomy's"


def test_every_tag_written_is_one_of_them() -> None:
    for dossier in samples():
        for thing in json.loads(written(dossier))["Event"]["Object"]:
            for attribute in thing["Attribute"]:
                assert {tag["name"] for tag in attribute.get("Tag", [])} <= tags()


def test_what_a_kind_of_source_has_no_tag_for_is_not_tagged() -> None:
    said = {}
    for kind in SourceKind:
        event = json.loads(written(Dossier([Source(name="Ann", kind=kind, id="src-1")])))["Event"]
        (thing,) = [thing for thing in event["Object"] if thing["name"] == "news-source"]
        said[str(kind)] = [tag["name"] for tag in thing["Attribute"][0].get("Tag", [])]

    assert {kind: tags for kind, tags in said.items() if tags} == {
        "news_outlet": ['osint:source-type="news-report"'],
        "news_agency": ['osint:source-type="news-report"'],
        "dataset": ['osint:source-type="accessible-evidence"'],
        "software": ['osint:source-type="automatic-analysis"'],
        "unknown": ['osint:source-type="unknown"'],
    }


def test_the_seven_terms_of_estimative_language_have_the_numbers_of_misp() -> None:
    found = []
    for step in scales.get("icd203"):
        likelihood = Likelihood(term=step.term, scale="icd203")
        found.append((tag_of_likelihood(likelihood) or ("", None), opinions(judged(likelihood=likelihood))))

    assert [number for (_, number), _ in found] == [0, 5, 20, 45, 55, 80, 95]
    assert [written for _, written in found] == [[0], [5], [20], [45], [55], [80], [95]]


def test_every_grading_tag_is_read_as_it_was_written() -> None:
    for scale in ("admiralty-reliability", "admiralty-credibility"):
        for step in scales.get(scale):
            assert meaning(tag_of_grade(scale, step.term)) == ("grade", scale, step.term)
    for scale in ("misp-estimative-language", "analytic-confidence", "probabilites-estimatives"):
        for step in scales.get(scale):
            found = tag_of_likelihood(Likelihood(term=step.term, scale=scale))
            assert found is not None
            assert meaning(found[0]) == ("likelihood", scale, step.term)
    assert meaning('admiralty-scale:source-reliability="g"') == ("grade", "misp-admiralty-reliability", "G")
    assert meaning("tlp:clear") is None
    assert meaning(None) is None


def test_nothing_of_a_dossier_is_lost() -> None:
    for dossier in samples():
        assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


@settings(max_examples=25, deadline=None)
@given(dossier=dossiers())
def test_nothing_of_any_dossier_is_lost_and_it_is_written_the_same_again(dossier: Dossier) -> None:
    output = written(dossier)
    again = loads(output)

    assert not losses_between(dossier, again, FORMATS[0])
    assert written(again) == output


@pytest.mark.parametrize(
    ("verdict", "number"),
    [("supported", 100), ("mostly_supported", 75), ("mixed", 50), ("mostly_refuted", 25), ("refuted", 0)],
)
def test_a_verdict_is_an_opinion(verdict: str, number: int) -> None:
    assert opinions(judged(verdict=verdict)) == [number]


@pytest.mark.parametrize("verdict", ["satire", "unrated", "not_checkable", None])
def test_what_is_no_stance_is_no_opinion(verdict: str | None) -> None:
    assert opinions(judged(verdict=verdict, rationale="Why.")) == []


@pytest.mark.parametrize(
    ("term", "scale", "number"),
    [
        ("likely", "icd203", 55),
        ("likely", "misp-estimative-language", 55),
        ("2", "admiralty-credibility", 75),
        ("high", "analytic-confidence", 95),
    ],
)
def test_a_likelihood_without_a_verdict_is_an_opinion_with_the_number_of_the_taxonomy(
    term: str, scale: str, number: int
) -> None:
    assert opinions(judged(likelihood=Likelihood(term=term, scale=scale))) == [number]


@pytest.mark.parametrize(
    ("term", "scale"),
    [("6", "admiralty-credibility"), ("F", "admiralty-reliability"), ("B", "admiralty-reliability")],
)
def test_no_number_is_made_of_what_nobody_can_judge_nor_of_reliability(term: str, scale: str) -> None:
    assert opinions(judged(likelihood=Likelihood(term=term, scale=scale))) == []


@pytest.mark.parametrize(
    ("tag", "scale", "value"),
    [
        ('admiralty-scale:information-credibility="6"', "admiralty-credibility", "6"),
        ('admiralty-scale:source-reliability="f"', "admiralty-reliability", "F"),
    ],
)
def test_f_and_6_are_read_as_no_judgement_and_not_as_50(tag: str, scale: str, value: str) -> None:
    dossier = loads(of_others(tag=tag))
    (grade,) = [grade for grade in dossier.grades.values() if grade.subject == ATTRIBUTE]

    assert (grade.scale, grade.value) == (scale, value)
    assert scales.get(scale).term(value).no_judgement
    assert scales.get(scale).term(value).number is None
    assert all(status.likelihood is None for status in dossier.statuses.values())


@pytest.mark.parametrize("opinion", [20, "20"])
def test_an_opinion_is_a_number_even_where_it_comes_as_a_string(opinion: Any) -> None:
    status = loads(of_others(opinion)).statuses[OPINION]

    assert status.rating is not None
    assert (status.rating.value, status.rating.scale) == (20, OPINIONS)
    assert status.verdict is None, "a stance is no verdict"
    assert status.rationale == "Doubtful."


@pytest.mark.parametrize("opinion", [-1, 101, "x", None, True, 5.5, [], "²"])
def test_an_opinion_that_is_no_number_is_a_problem(opinion: Any) -> None:
    dossier = loads(of_others(opinion))

    assert OPINION not in dossier.statuses
    (problem,) = dossier.read_problems
    assert "0 to 100" in problem.message


def test_an_event_of_others_is_an_article_and_what_was_judged_in_it_is_claimed() -> None:
    dossier = loads(of_others())

    article = dossier.articles[EVENT]
    assert article.headline == "The bridge"
    assert article.publisher is not None
    assert dossier.sources[article.publisher].name == "A desk"
    assert [claim.text for claim in dossier.claims.values()] == ["The bridge is closed."]
    (passage,) = dossier.attributions.values()
    assert (passage.article, passage.claim, passage.source) == (EVENT, ATTRIBUTE, None)
    assert {(grade.subject, grade.scale, grade.value) for grade in dossier.grades.values()} == {
        (EVENT, "admiralty-reliability", "B"),
        (ATTRIBUTE, "admiralty-credibility", "6"),
    }
    assert len(dossier.articles) == 2, "the event report is one too"


def test_what_others_said_is_kept_and_written_back() -> None:
    dossier = loads(of_others())
    event = json.loads(written(dossier))["Event"]
    before = json.loads(of_others())["response"][0]["Event"]

    assert {key: event[key] for key in before if key != "info"} == {
        key: value for key, value in before.items() if key != "info"
    }
    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


def test_what_an_analyst_added_to_our_objects_comes_in() -> None:
    document = json.loads(written(Dossier([Claim(text="Rain.", id="clm-1"), Source(name="Ann", id="src-1")])))
    source, claim = document["Event"]["Object"][1:]
    source["Attribute"][0]["Tag"] = [{"name": 'admiralty-scale:source-reliability="c"'}]
    claim["Opinion"] = [{"uuid": OPINION, "opinion": "80", "comment": "", "authors": "bo@example.org"}]
    dossier = loads(json.dumps(document))

    (grade,) = dossier.grades.values()
    assert (grade.subject, grade.value) == ("src-1", "C")
    assert dossier.statuses[OPINION].claim == "clm-1"


def exported() -> dict[str, Any]:
    """An event in the shape in which a MISP instance exports it: numbers as strings, and everything."""
    tag = {"id": "3", "name": "tlp:amber", "colour": "#FFC000", "exportable": True, "local": False}
    said = {"authors": "bo@example.org", "created": "2024-05-01 12:00:00", "object_type": "Attribute"}
    attribute = {
        "id": "7",
        "event_id": "1",
        "object_id": "0",
        "object_relation": None,
        "category": "External analysis",
        "type": "text",
        "value": "The dam was blown up.",
        "to_ids": False,
        "uuid": ATTRIBUTE,
        "timestamp": "1714557600",
        "distribution": "5",
        "sharing_group_id": "0",
        "deleted": False,
        "Galaxy": [],
        "ShadowAttribute": [],
        "Tag": [
            tag,
            {"name": 'admiralty-scale:information-credibility="3"'},
            {"name": 'estimative-language:likelihood-probability="very-likely"'},
            {"name": 'estimative-language:confidence-in-analytic-judgment="low"'},
        ],
        "Opinion": [{"uuid": OPINION, "object_uuid": ATTRIBUTE, "opinion": "80", "comment": "", **said}],
        "Note": [{"uuid": OPINION[:-1] + "2", "note": "Seen.", **said}],
    }
    thing = {
        "id": "9",
        "name": "news-media",
        "meta-category": "misc",
        "template_uuid": "c8f1c5b2-0000-4000-8000-000000000001",
        "uuid": EVENT[:-1] + "5",
        "Attribute": [
            {**attribute, "uuid": EVENT[:-1] + "6", "object_relation": "link", "value": "u", "Opinion": []}
        ],
        "ObjectReference": [{"referenced_uuid": ATTRIBUTE, "relationship_type": "mentions"}],
    }
    cluster = {
        "type": "threat-actor",
        "value": "X",
        "tag_name": 'misp-galaxy:threat-actor="X"',
        "GalaxyElement": [],
    }
    return {
        "Event": {
            "id": "1",
            "orgc_id": "2",
            "uuid": EVENT,
            "info": "The dam",
            "date": "2024-05-01",
            "threat_level_id": "4",
            "analysis": "2",
            "published": True,
            "timestamp": "1714557600",
            "distribution": "3",
            "extends_uuid": "",
            "Org": {"id": "1", "name": "Us", "uuid": EVENT[:-1] + "8"},
            "Orgc": {"id": "2", "name": "A desk", "uuid": EVENT[:-1] + "9", "local": False},
            "Attribute": [attribute],
            "ShadowAttribute": [],
            "RelatedEvent": [{"Event": {"id": "2", "info": "Another"}}],
            "Galaxy": [{"name": "Threat Actor", "type": "threat-actor", "GalaxyCluster": [cluster]}],
            "Object": [thing],
            "EventReport": [],
            "CryptographicKey": [],
            "Tag": [
                tag,
                {"name": 'osint:source-type="news-report"'},
                {"name": 'admiralty-scale:source-reliability="a"'},
            ],
        }
    }


def test_an_export_of_misp_is_read_and_all_of_it_is_kept() -> None:
    before = exported()["Event"]
    dossier = loads(json.dumps(exported()))
    likelihoods = {
        (status.claim, status.likelihood.scale, status.likelihood.term)
        for status in dossier.statuses.values()
        if status.likelihood is not None
    }
    event = json.loads(written(dossier))["Event"]

    assert dossier.read_problems == ()
    assert (dossier.articles[EVENT].headline, len(dossier.claims)) == ("The dam", 2)
    assert {(g.subject, g.value) for g in dossier.grades.values()} == {
        (EVENT, "A"),
        (ATTRIBUTE, "3"),
        (EVENT[:-1] + "6", "3"),
    }
    assert (ATTRIBUTE, "misp-estimative-language", "very likely") in likelihoods
    assert (ATTRIBUTE, "analytic-confidence", "low") in likelihoods
    rating = dossier.statuses[OPINION].rating
    assert rating is not None
    assert rating.value == 80
    for key, value in before.items():
        if key == "Object":
            assert event[key][0] == value[0]
        else:
            assert event[key] == value, key
    again = loads(json.dumps({"Event": event}))
    assert not losses_between(dossier, again, FORMATS[0])
    assert written(again) == written(dossier)


def test_what_an_analyst_added_and_no_record_says_is_kept_and_written_back() -> None:
    claim = Claim(text="Rain.", id="clm-1")
    source = Source(name="Ann", kind="unknown", id="src-1")
    status = VerificationStatus(claim=claim, verdict="satire", rationale="A joke.", id="ver-1")
    document = json.loads(written(Dossier([claim, source, status])))
    things = {thing["name"]: thing for thing in document["Event"]["Object"]}
    tag = {"name": "tlp:red", "colour": "#f00"}
    added = {"type": "comment", "object_relation": "comment", "value": "Hm.", "uuid": ATTRIBUTE, "Tag": [tag]}
    note = {"uuid": OPINION, "note": "Ask.", "authors": "bo"}
    odd = {"uuid": EVENT, "opinion": "yes", "authors": "bo"}
    things["news-source"]["Attribute"][0]["Tag"].append(tag)
    things["news-source"]["Attribute"].append(added)
    things["news-source"]["Opinion"] = [{**odd, "opinion": 30}]
    things["news-claim"]["Note"].append(note)
    things["news-claim"]["Opinion"] = [odd]
    likely = 'estimative-language:likelihood-probability="likely"'
    things["news-claim"]["Attribute"][0]["Tag"] = [{"name": likely}]

    dossier = loads(json.dumps(document))
    output = written(dossier)
    after = {thing["name"]: thing for thing in json.loads(output)["Event"]["Object"]}

    assert thaw(dossier.sources["src-1"].extra) == {
        "misp": {"Tag": [tag], "Attribute": [added], "Opinion": [{**odd, "opinion": 30}]}
    }
    assert thaw(dossier.claims["clm-1"].extra) == {"misp": {"Note": [note], "Opinion": [odd]}}
    assert [s.likelihood.term for s in dossier.statuses.values() if s.likelihood is not None] == ["likely"]
    assert after["news-source"]["Attribute"][0]["Tag"] == [{"name": 'osint:source-type="unknown"'}, tag]
    assert after["news-source"]["Attribute"][-1] == added
    assert note in after["news-claim"]["Note"]
    assert odd in after["news-claim"]["Opinion"]
    assert not losses_between(dossier, loads(output), FORMATS[0])
    assert written(loads(output)) == output


@pytest.mark.parametrize(
    "added",
    [
        3,
        [],
        {},
        {"Tag": [1]},
        {"Tag": "x"},
        {"Tag": [{"name": 'admiralty-scale:source-reliability="b"'}]},
        {"Attribute": [{"object_relation": "name", "value": "x"}]},
        {"Note": [{}], "more": []},
        {"Note": []},
    ],
)
def test_what_only_looks_like_something_added_comes_back_all_the_same(added: Any) -> None:
    dossier = Dossier([Source(name="Ann", id="src-1", extra={"misp": added})])

    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


@pytest.mark.parametrize("uuid", ["", None, 7, []])
def test_an_attribute_without_a_uuid_is_a_claim_all_the_same(uuid: Any) -> None:
    event = exported()["Event"]
    event["Attribute"][0]["uuid"] = uuid
    dossier = loads(json.dumps({"Event": event}))
    output = written(dossier)

    assert "The dam was blown up." in {claim.text for claim in dossier.claims.values()}
    assert dossier.unread == ()
    assert loads(output) == dossier
    assert written(loads(output)) == output


def test_hostile_strings_go_through() -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    dossier = Dossier(
        [Source(name=text, id=f"src-{number}") for number, text in enumerate(texts)]
        + [Claim(text=text, id=f"clm-{number}") for number, text in enumerate(texts)]
    )

    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


def test_an_event_of_thousands_of_attributes_is_read_within_seconds() -> None:
    event = exported()["Event"]
    event["Attribute"] = [{**event["Attribute"][0], "uuid": f"a-{n}", "Opinion": []} for n in range(5_000)]
    start = time.process_time()

    assert len(loads(json.dumps({"Event": event})).claims) == 5_001
    assert time.process_time() - start < 10


def test_a_grade_and_its_tag_are_one_grade() -> None:
    source = Source(name="Ann", id="src-1")
    grade = Grade(subject=source, scale="admiralty-reliability", value="b", id="grd-1")

    assert len(loads(written(Dossier([source, grade]))).grades) == 1


def test_what_is_no_event_is_refused() -> None:
    for text in ("[]", "{}", "1", "", '{"Event": 3}'):
        with pytest.raises(DecodingError):
            loads(text)


def test_broken_events_are_answered() -> None:
    for text in (*broken(written(stories.every_field())), *broken(of_others())):
        is_answered(text, "misp")


@pytest.mark.parametrize("odd", [None, 1, "x", [], {}, [[]], [{}], {"x": []}, True])
def test_a_wrong_shape_anywhere_is_answered(odd: Any) -> None:
    """A key is broken wherever it stands at once, then in the first place only."""
    for document in (json.loads(of_others()), exported(), json.loads(written(stories.plain()))):
        whole = json.dumps(document)
        for key in sorted({key for part in parts(document) for key in part} - {"Event", "response"}):
            bent = json.loads(whole)
            holders = [part for part in parts(bent) if key in part]
            for some in (holders[:1], holders):
                for part in some:
                    part[key] = odd
                again = is_answered(json.dumps(bent), "misp")
                assert again is None or json.loads(written(again))


def parts(document: Any) -> list[dict[str, Any]]:
    """Return every object in some JSON data."""
    found, waiting = [], [document]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            found.append(thing)
            waiting += reversed(list(thing.values()))
        elif isinstance(thing, list):
            waiting += reversed(thing)
    return found


def test_pymisp_reads_what_is_written() -> None:
    pymisp = pytest.importorskip("pymisp", reason="pymisp is a second opinion, not installed here")
    dossier = stories.every_field()
    event = pymisp.MISPEvent()
    event.load(written(dossier))

    assert event.info == "The bridge"
    assert len(event.objects) == len(dossier) + 1
    assert not losses_between(dossier, loads(event.to_json()), FORMATS[0])


def test_the_registry_knows_it_by_its_ending() -> None:
    assert formats.by_ending("story.misp.json") == "misp"


@pytest.mark.parametrize("other", [5, None, {}, {"x": 1}, {"Event": 7}, []])
def test_what_stands_among_events_and_is_none_is_kept_and_listed(other: Any) -> None:
    for document, path in (
        ([{"Event": {"info": "a"}}, other], "$[1]"),
        ({"response": [{"info": "a"}, other]}, "$.response[1]"),
    ):
        dossier = loads(json.dumps(document))

        assert [problem.path for problem in dossier.read_problems] == [path]
        assert [thaw(unread.raw) for unread in dossier.unread] == [other]
        assert loads(written(dossier)) == dossier


def restated(dossier: Dossier, key: str, **said: Any) -> Dossier:
    document = json.loads(written(dossier))
    for thing in document["Event"]["Object"]:
        for held in thing.get(key, []):
            held |= said
    return loads(json.dumps(document))


@pytest.mark.parametrize("number", [100, "100"])
def test_an_opinion_of_ours_that_others_changed_counts_and_is_listed(number: Any) -> None:
    dossier = restated(judged(verdict="refuted"), "Opinion", opinion=number)
    status = dossier.statuses["ver-1"]

    assert status.verdict is None
    assert status.rating is not None
    assert status.rating.value == 100
    assert status.extra["misp-contradicted"]["verdict"] == "refuted"
    (problem,) = dossier.read_problems
    assert problem.path.endswith(".Opinion[0].opinion")
    assert problem.record == "ver-1"
    again = loads(written(dossier))
    assert (again, again.read_problems, opinions(again)) == (dossier, (), [100])


@pytest.mark.parametrize(
    ("key", "field", "status"),
    [
        ("Opinion", "comment", {"verdict": "refuted", "rationale": "Dry."}),
        ("Note", "note", {"verdict": "satire"}),
    ],
)
def test_words_of_ours_that_others_changed_count_and_are_listed(
    key: str, field: str, status: dict[str, Any]
) -> None:
    dossier = restated(judged(**status), key, **{field: "It was wet."})

    assert dossier.statuses["ver-1"].rationale == "It was wet."
    assert dossier.statuses["ver-1"].verdict == status["verdict"]
    assert [p.path.rpartition(".")[2] for p in dossier.read_problems] == [field]
    assert loads(written(dossier)) == dossier


def test_a_tag_of_ours_that_others_changed_counts_and_is_listed() -> None:
    tag = 'estimative-language:likelihood-probability="{}"'
    text = written(judged(likelihood=Likelihood(term="likely", scale="icd203")))
    wanted, other = (json.dumps(tag.format(term)) for term in ("likely", "very-unlikely"))
    assert wanted in text
    dossier = loads(text.replace(wanted, other))
    status = dossier.statuses["ver-1"]

    assert status.likelihood is not None
    assert status.likelihood.term == "very unlikely"
    assert status.extra["misp-contradicted"]["likelihood"]["term"] == "likely"
    assert any(problem.path.endswith(".Tag") for problem in dossier.read_problems)
    assert loads(written(dossier)) == dossier


def test_an_opinion_of_ours_that_is_no_number_any_more_is_listed_and_the_record_stays() -> None:
    dossier = restated(judged(verdict="refuted"), "Opinion", opinion="no")

    assert dossier.statuses["ver-1"].verdict == "refuted"
    assert len(dossier.read_problems) == 1


def test_the_times_of_events_reports_and_opinions_of_others_are_read() -> None:
    document = json.loads(of_others())
    event = document["response"][0]["Event"]
    event["Attribute"][0]["Opinion"][0]["created"] = "2024-03-06 10:00:00"
    event["EventReport"][0]["timestamp"] = "1704164645"
    dossier = loads(json.dumps(document))

    assert str(dossier.articles[EVENT].published) == "2024-01-02"
    assert str(dossier.articles[EVENT[:-1] + "c"].modified) == "2024-01-02 03:04:05Z"
    assert str(dossier.statuses[OPINION].judged_at) == "2024-03-06 10:00:00Z"
    assert dossier.read_problems == ()
    assert loads(written(dossier)) == dossier


@pytest.mark.parametrize("stamp", [True, [], "soon", 10**12, "9" * 13, -1])
def test_a_time_of_an_event_that_is_none_is_listed(stamp: Any) -> None:
    document = json.loads(of_others())
    event = document["response"][0]["Event"]
    event["EventReport"][0]["timestamp"] = event["date"] = stamp
    event["Attribute"][0]["Opinion"][0]["created"] = [stamp]
    paths = [problem.path.rpartition(".")[2] for problem in loads(json.dumps(document)).read_problems]

    assert {"timestamp", "created"} <= set(paths)
