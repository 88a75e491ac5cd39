"""Derived ids: the same facts give the same id, other facts another, on every machine."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given

from provenance import model, testing
from provenance.model import Anchors, Mention, Quantity, Recorded, TextAnchor
from provenance.model.ids import derived_id
from tests.model.kinds import RECORDS, make

ANCHOR = TextAnchor(start=4, end=7, exact="sun", prefix="the ")
BY_HAND = Recorded(by="A. Editor", software="pen")
OTHERS = {
    "by": Recorded(by="B. Editor", software="pen"),
    "software": Recorded(by="A. Editor", software="typewriter"),
}
SAME_RECORDER = Recorded(
    by="A. Editor",
    software="pen",
    version="2",
    basis="researched",
    confidence=0.5,
    at=datetime(2025, 1, 1, tzinfo=UTC),
    extra={"note": 1},
)

# For each class: a record with all its identifying fields, then for each of them other values, then
# other values of the fields that do not count. What a value inside keeps in `extra` never counts.
IDENTIFYING: dict[type[Any], tuple[dict[str, Any], dict[str, list[Any]], dict[str, list[Any]]]] = {
    model.Source: (
        {"name": "Mayor Ito", "kind": "person", "identifiers": {"wikidata": "Q1"}},
        {
            "name": ["mayor Ito", "Mayor Ito "],
            "kind": ["group", None],
            "identifiers": [{"wikidata": "Q2"}, {}],
        },
        {
            "description": ["the mayor"],
            "described_in": ["art-1"],
            "aliases": [["Ito"]],
            "members": [["src-2"]],
            "affiliations": [[model.Affiliation(organization="src-3")]],
            "speaks_for": ["src-4"],
            "country": ["JP"],
            "interests": [["x:y"]],
            "layers": [{"country": BY_HAND}],
        },
    ),
    model.Article: (
        {
            "publisher": "src-1",
            "headline": "Bridge closed",
            "published": "2025-11-04",
            "text": "It is.",
            "modified": "2025-11-05",
        },
        {
            "publisher": ["src-2", None],
            "headline": ["Bridge shut"],
            "published": ["2025-11", None],
            "modified": ["2025-11-06", None],
            "text": ["It is not.", None],
            "url": ["https://example.org/"],
            "text_digest": ["0" * 64],
        },
        {
            "authors": [["A. Reporter"]],
            "dateline": ["ROME"],
            "retrieved": ["2025-11-07"],
            "language": ["en"],
            "section": ["Local"],
            "kind": ["report"],
            "layers": [{"kind": BY_HAND}],
        },
    ),
    model.Claim: (
        {
            "text": "It is closed.",
            "language": "en",
            "about": ["x:1", "x:2"],
            "when": "2025",
            "where": "Rome",
            "quantity": Quantity(number=1),
        },
        {
            "text": ["It is shut."],
            "language": ["en-GB", None],
            "about": [["x:1"], ["x:3"], []],
            "when": ["2024", None],
            "where": ["Paris", None],
            "quantity": [Quantity(number=2), Quantity(number=1, unit="km"), None],
        },
        {
            "kind": ["event"],
            "about": [["x:2", "x:1"], ["x:1", "x:1", "x:2"]],
            "quantity": [Quantity(number=1, extra={"a": 2**70}), Quantity(number=1.0)],
        },
    ),
    model.Attribution: (
        {
            "article": "art-1",
            "claim": "clm-1",
            "source": "src-1",
            "via": "att-1",
            "anchors": Anchors(content=(ANCHOR,)),
        },
        {
            "article": ["art-2"],
            "claim": ["clm-2"],
            "source": ["src-2", None],
            "via": ["att-2", None],
            "anchors": [
                Anchors(),
                Anchors(cue=(ANCHOR,)),
                Anchors(content=(ANCHOR, ANCHOR)),
                Anchors(content=(attrs.evolve(ANCHOR, start=5, end=8),)),
                Anchors(content=(attrs.evolve(ANCHOR, part="headline"),)),
            ],
        },
        {
            "anchors": [Anchors(content=(attrs.evolve(ANCHOR, end=8, exact="suns", prefix="", suffix="."),))],
            "form": ["direct"],
            "act": ["belief"],
            "commitment": ["CT-"],
            "hedges": [[model.Hedge(kind="modal")]],
            "credited_as": ["he"],
            "anonymity": ["named"],
            "anonymity_reason": ["fear"],
            "terms": ["background"],
            "justification": ["was there"],
            "how_known": ["reported"],
            "obtained": ["post"],
            "said_at": ["2025"],
            "alternatives": [["att-3"]],
            "recorded": [BY_HAND, SAME_RECORDER],
        },
    ),
    model.VerificationStatus: (
        {
            "claim": "clm-1",
            "checker": "src-1",
            "article": "art-1",
            "state": "checked",
            "verdict": "mixed",
            "anchors": [ANCHOR],
            "judged_at": "2025",
            "supersedes": "ver-1",
            "recorded": BY_HAND,
        },
        {
            "claim": ["clm-2"],
            "checker": ["src-2", None],
            "article": ["art-2", None],
            "state": ["withdrawn", None],
            "verdict": ["refuted", None],
            "anchors": [[]],
            "judged_at": ["2024", None],
            "supersedes": ["ver-2", None],
            "recorded": [*OTHERS.values(), None],
        },
        {
            "method": ["by phone"],
            "evidence": [[model.Evidence(url="u")]],
            "rationale": ["because"],
            "likelihood": [model.Likelihood(term="likely", scale="icd203")],
            "rating": [model.Rating(label="Half true")],
            "recorded": [SAME_RECORDER],
        },
    ),
    model.Derivation: (
        {"derived": "att-1", "taken_from": "att-2", "kind": "quoted", "recorded": BY_HAND},
        {
            "derived": ["att-3"],
            "taken_from": ["art-2"],
            "kind": ["revised", None],
            "recorded": [*OTHERS.values(), None],
        },
        {
            "standing": ["possible"],
            "anchors": [[ANCHOR]],
            "withdraws": [["att-4"]],
            "notice": ["art-1"],
            "recorded": [SAME_RECORDER],
        },
    ),
    model.ClaimRelation: (
        {"subject": "clm-1", "kind": "narrows", "object": "clm-2", "recorded": BY_HAND},
        {
            "subject": ["clm-2"],
            "kind": ["entails"],
            "object": ["clm-1"],
            "recorded": [*OTHERS.values(), None],
        },
        {"recorded": [SAME_RECORDER]},
    ),
    model.IdentityJudgement: (
        {"first": "src-1", "second": "src-2", "verdict": "same", "recorded": BY_HAND},
        {
            "first": ["src-3"],
            "second": ["src-3"],
            "verdict": ["unsure"],
            "recorded": [*OTHERS.values(), None],
        },
        {"reason": ["one phone number"], "recorded": [SAME_RECORDER]},
    ),
    model.Grade: (
        {
            "subject": "src-1",
            "scale": "admiralty-reliability",
            "value": "B",
            "grader": "src-2",
            "graded_at": "2025",
            "recorded": BY_HAND,
        },
        {
            "subject": ["src-2"],
            "scale": ["own"],
            "value": ["C"],
            "grader": ["src-3", None],
            "graded_at": ["2024", None],
            "recorded": [*OTHERS.values(), None],
        },
        {"recorded": [SAME_RECORDER]},
    ),
}
every_record = pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)


@every_record
def test_it_is_said_of_every_field_whether_it_counts(kind: type[Any]) -> None:
    base, counting, others = IDENTIFYING[kind]

    told = {*base, *counting, *others}
    assert told == {field.name for field in attrs.fields(kind)} - {"id", "extra"}


@every_record
def test_every_identifying_field_changes_the_id(kind: type[Any]) -> None:
    base, counting, _ = IDENTIFYING[kind]
    ids = [kind(**base).id]

    ids += [kind(**{**base, name: value}).id for name, values in counting.items() for value in values]

    assert len(set(ids)) == len(ids)


@every_record
def test_no_other_field_changes_the_id(kind: type[Any]) -> None:
    base, _, others = IDENTIFYING[kind]
    record = kind(**base)

    for name, values in {**others, "extra": [{"a": 1}, {"words": ["raw"]}]}.items():
        for value in values:
            assert kind(**{**base, name: value}).id == record.id, name


@every_record
def test_an_id_says_which_kind_of_record_it_is_of(kind: type[Any]) -> None:
    prefixes = {
        "sources": "src", "articles": "art", "claims": "clm", "attributions": "att", "statuses": "ver",
        "derivations": "der", "relations": "rel", "judgements": "jdg", "grades": "grd",
    }  # fmt: skip

    prefix, _, digits = make(kind).id.partition("-")

    assert prefix == prefixes[kind.RECORDS]
    assert len(digits) == 20
    assert set(digits) <= set("0123456789abcdef")


def test_an_id_can_be_computed_by_anybody() -> None:
    facts = ["claims", {"about": ["x:1"], "language": "en", "text": "The bridge is “closed”."}]
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    claim = model.Claim(text="The bridge is “closed”.", language="en", about=["x:1"], kind="event")

    assert claim.id == "clm-" + hashlib.sha256(written.encode()).hexdigest()[:20]


def test_fields_that_are_not_recorded_do_not_count() -> None:
    assert derived_id("claims", {"text": "x", "about": [], "when": None, "identifiers": {}}) == derived_id(
        "claims", {"text": "x"}
    )


def test_an_article_with_a_url_is_known_by_it_and_by_its_version() -> None:
    url = "https://example.org/bridge"

    first = model.Article(url=url, headline="Bridge closed", text="It is.")
    same = model.Article(url=url, headline="Bridge shut", publisher="src-1", published="2025")
    later = model.Article(url=url, headline="Bridge closed", modified="2025-11-05")

    assert first.id == same.id != later.id


def test_an_article_is_known_by_its_text_whether_it_is_kept_or_not() -> None:
    digest = hashlib.sha256(b"It is.").hexdigest()

    assert model.Article(headline="a", text="It is.").id == model.Article(headline="a", text_digest=digest).id


def test_two_unnamed_sources_described_in_two_places_are_two() -> None:
    words = "a senior official"
    here, there = (
        Mention(article="art-1", anchor=anchor) for anchor in (ANCHOR, attrs.evolve(ANCHOR, start=9, end=12))
    )

    ids = {model.Source(description=words, described_in=place).id for place in (here, there, "art-2")}

    assert len(ids) == 3


def test_an_unnamed_source_is_known_by_its_words_and_their_place_alone() -> None:
    def source(mention: Mention, **fields: Any) -> str:
        return model.Source(description="a senior official", described_in=mention, **fields).id

    plain = source(Mention(article="art-1", anchor=ANCHOR))

    for anchor in (
        attrs.evolve(ANCHOR, prefix="", suffix=" shone"),
        attrs.evolve(ANCHOR, end=8, exact="suns"),
    ):
        assert source(Mention(article="art-1", anchor=anchor, extra={"a": 1})) == plain
    assert source(Mention(article="art-1", anchor=ANCHOR), kind="person", identifiers={"x": "y"}) == plain
    for other in (
        Mention(article="art-2", anchor=ANCHOR),
        Mention(article="art-1", anchor=attrs.evolve(ANCHOR, part="headline")),
        Mention(article="art-1", anchor=attrs.evolve(ANCHOR, start=5, end=8)),
        Mention(article="art-1"),
    ):
        assert source(other) != plain


@every_record
def test_record_time_never_counts(kind: type[Any]) -> None:
    if "recorded" in {field.name for field in attrs.fields(kind)}:
        times = [None, *(Recorded(at=datetime(year, 1, 1, tzinfo=UTC)) for year in (2024, 2025))]

        assert len({make(kind, recorded=time).id for time in [*times, Recorded(confidence=0.5)]}) == 1


def test_the_two_sources_of_a_judgement_have_no_order() -> None:
    one = model.IdentityJudgement(first="src-1", second="src-2", verdict="same")
    other = model.IdentityJudgement(first="src-2", second="src-1", verdict="same")

    assert one.id == other.id


@given(testing.records(unknown_terms=True))
def test_an_id_that_is_given_is_kept(record: Any) -> None:
    assert attrs.evolve(record, id="x").id == "x"


def test_another_session_derives_the_same_ids() -> None:
    code = """
from tests.model.test_ids import IDENTIFYING
print(*(kind(**base).id for kind, (base, _, _) in IDENTIFYING.items()))
"""
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": ".", "TZ": zone},
        ).stdout.split()
        for seed, zone in (("1", "Asia/Tokyo"), ("4242", "America/New_York"))
    ]  # fmt: skip

    assert runs[0] == runs[1] == [kind(**base).id for kind, (base, _, _) in IDENTIFYING.items()]
