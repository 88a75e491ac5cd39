"""From a text to records: what has to come out right."""

from datetime import UTC, date, datetime

import pytest

from provenance.extraction import RuleExtractor, extract
from provenance.model import Article, Attribution, Dossier, Source, When

REPORT = """Ferry fire leaves three in hospital

CARDIFF, Wales (Reuters) - Three people were taken to hospital on Monday after a fire on a ferry.

"We heard a bang," passenger Sian Griffiths told the Daily Echo. "Then the lights went out."

Mrs Griffiths said the crew had done nothing. She added that the alarm may have failed.

The operator, Celtic Lines, denied that safety rules had been ignored. A spokesman said: \
"We are helping."

An official, speaking on condition of anonymity because he was not authorised to talk to the press, \
said about 300 people were aboard. The claim could not be independently verified.

As The Guardian reports, the Transport Ministry announced on Tuesday that the ship would be inspected.

Experts, including Rob Lee of the Harbour Institute, say ferries are safe, but inspections are \
rare. The port \
authority declined to comment on the fire.
"""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return extract(REPORT, published="2025-11-05", publisher="Evening Post")


def passage(dossier: Dossier, start: str) -> Attribution:
    """Return the passage whose content begins with the given words."""
    for attribution in dossier.attributions.values():
        content = attribution.anchors.content
        if content and content[0].exact.lstrip("\"'“").startswith(start):
            return attribution
    raise AssertionError(f"nothing begins with {start!r}")


def source(dossier: Dossier, start: str) -> Source:
    credited = passage(dossier, start).source
    assert credited is not None
    return dossier.sources[credited]


def test_the_dossier_has_no_problems_and_every_anchor_slices_exactly(dossier: Dossier) -> None:
    assert dossier.problems() == ()
    for attribution in dossier.attributions.values():
        anchors = attribution.anchors
        for anchor in (*anchors.source, *anchors.cue, *anchors.content):
            assert REPORT[anchor.start : anchor.end] == anchor.exact


def test_the_text_is_kept_as_given_and_the_headline_is_a_copy(dossier: Dossier) -> None:
    article = next(iter(dossier.articles.values()))

    assert article.text == REPORT
    assert article.headline == "Ferry fire leaves three in hospital"
    assert article.publisher is not None
    assert dossier.sources[article.publisher].name == "Evening Post"


def test_every_draft_says_who_made_it_and_on_what_basis(dossier: Dossier) -> None:
    drafted = (dossier.attributions, dossier.derivations, dossier.relations, dossier.statuses)
    for record in [r for section in drafted for r in section.values()]:
        assert record.recorded is not None
        assert record.recorded.software == "news-provenance rules" == RuleExtractor.name
        assert record.recorded.version == RuleExtractor.version
        assert record.recorded.basis in ("stated", "inferred", "detected")
        assert record.recorded.confidence is not None
        assert record.recorded.at is None


def test_a_split_quotation_is_one_passage_with_a_claim_without_marks(dossier: Dossier) -> None:
    spoken = passage(dossier, "We heard")

    assert [a.exact for a in spoken.anchors.content] == ['"We heard a bang,"', '"Then the lights went out."']
    assert spoken.form == "direct"
    assert dossier.claims[spoken.claim].text == "We heard a bang. Then the lights went out."
    assert spoken.obtained == "interview"


def test_later_mentions_and_safe_pronouns_join_the_first(dossier: Dossier) -> None:
    first = source(dossier, "We heard")

    assert first.name == "Sian Griffiths"
    assert first.kind == "person"
    assert source(dossier, "the crew had") == first
    assert source(dossier, "the alarm may") == first
    assert passage(dossier, "the alarm may").credited_as == "She"


def test_hedges_have_a_kind_and_a_place(dossier: Dossier) -> None:
    [hedge] = passage(dossier, "the alarm may").hedges

    assert hedge.kind == "modal"
    assert hedge.anchors[0].exact == "may"


def test_a_denial_is_a_commitment_against_the_same_claim(dossier: Dossier) -> None:
    denial = passage(dossier, "safety rules")

    assert denial.commitment == "CT-"
    assert dossier.claims[denial.claim].text == "safety rules had been ignored"
    assert source(dossier, "safety rules").name == "Celtic Lines"


def test_a_spokesman_speaks_for_the_organisation_before_him(dossier: Dossier) -> None:
    spokesman = source(dossier, "We are helping")

    assert spokesman.name is None
    assert spokesman.description == "A spokesman"
    assert spokesman.speaks_for == source(dossier, "safety rules").id
    assert spokesman.layers["speaks_for"].basis == "inferred"


def test_anonymity_comes_with_its_reason(dossier: Dossier) -> None:
    anonymous = passage(dossier, "about 300")

    assert anonymous.anonymity == "withheld"
    assert anonymous.anonymity_reason == "because he was not authorised to talk to the press"
    quantity = dossier.claims[anonymous.claim].quantity
    assert quantity is not None
    assert (quantity.number, quantity.bound, quantity.unit) == (300, "about", "people")


def test_talk_of_verification_is_a_claim_that_caveats_others_and_a_status(dossier: Dossier) -> None:
    statements = [c for c in dossier.claims.values() if c.kind == "verification_statement"]
    covered = passage(dossier, "about 300").claim

    [statement] = statements
    assert statement.text == "The claim could not be independently verified"
    assert any(
        r.subject == statement.id and r.kind == "caveats" and r.object == covered
        for r in dossier.relations.values()
    )
    [status] = [s for s in dossier.statuses.values() if s.claim == covered]
    assert status.state == "could_not_verify"
    assert status.article in dossier.articles
    assert status.anchors[0].exact == "could not be independently verified"


def test_as_somebody_reports_nests_and_is_a_derivation(dossier: Dossier) -> None:
    inner = passage(dossier, "the ship would")
    assert inner.via is not None
    outer = dossier.attributions[inner.via]

    assert outer.source is not None
    assert dossier.sources[outer.source].name == "The Guardian"
    assert source(dossier, "the ship would").name == "Transport Ministry"
    [derivation] = [d for d in dossier.derivations.values() if d.kind == "paraphrased"]
    assert derivation.standing == "established"
    assert derivation.derived == outer.article
    assert [anchor.exact for anchor in derivation.anchors] == ["The Guardian", "reports"]
    assert dossier.articles[derivation.taken_from].publisher == outer.source
    assert derivation.recorded is not None
    assert derivation.recorded.basis == "stated"
    assert any(
        r.subject == outer.claim and r.kind == "conveys" and r.object == inner.claim
        for r in dossier.relations.values()
    )


def test_words_told_to_another_outlet_may_come_from_it(dossier: Dossier) -> None:
    [derivation] = [d for d in dossier.derivations.values() if d.standing == "possible"]
    publisher = dossier.articles[derivation.taken_from].publisher
    assert publisher is not None
    assert dossier.sources[publisher].name == "Daily Echo"
    assert [anchor.exact for anchor in derivation.anchors] == ["the Daily Echo"]


def test_times_are_resolved_against_the_day_of_publication(dossier: Dossier) -> None:
    said_at = passage(dossier, "the ship would").said_at

    assert said_at is not None
    assert said_at.to_edtf() == "2025-11-04"
    assert said_at.text == "on Tuesday"


def test_without_a_date_relative_times_stay_in_words() -> None:
    undated = extract(REPORT)
    said_at = passage(undated, "the ship would").said_at

    assert said_at is not None
    assert (said_at.earliest, said_at.latest, said_at.text) == (None, None, "on Tuesday")


def test_a_group_is_one_voice_with_its_named_members(dossier: Dossier) -> None:
    group = source(dossier, "ferries are safe")

    assert group.kind == "group"
    assert group.description == "Experts"
    [member] = group.members
    assert dossier.sources[member].name == "Rob Lee"
    [tie] = dossier.sources[member].affiliations
    assert dossier.sources[tie.organization].name == "Harbour Institute"


def test_an_open_reading_is_kept_as_an_alternative(dossier: Dossier) -> None:
    wide = passage(dossier, "ferries are safe, but")
    [other] = wide.alternatives

    narrow = dossier.attributions[other]
    assert narrow.anchors.content[0].exact == "ferries are safe"
    assert narrow.alternatives == (wide.id,)


def test_silence_is_recorded_as_no_comment(dossier: Dossier) -> None:
    silence = passage(dossier, "to comment on the fire")

    assert silence.act == "no_comment"
    assert source(dossier, "to comment on the fire").name is None


def test_own_voice_only_on_request() -> None:
    without = extract(REPORT)
    asked = extract(REPORT, own_voice=True)

    assert all(
        a.form != "own_voice" or "verified" in a.anchors.content[0].exact
        for a in without.attributions.values()
    )
    own = [a for a in asked.attributions.values() if a.form == "own_voice"]
    assert any("Three people were taken to hospital" in a.anchors.content[0].exact for a in own)
    assert all(a.source is None for a in own)


def test_the_same_text_gives_the_same_dossier() -> None:
    first = extract(REPORT, published=date(2025, 11, 5), own_voice=True)
    second = extract(REPORT, published=When.parse("2025-11-05"), own_voice=True)

    assert first == second
    assert first.digest() == second.digest()


def test_record_time_is_kept_only_if_given() -> None:
    at = datetime(2025, 11, 6, 12, tzinfo=UTC)

    for attribution in extract(REPORT, at=at).attributions.values():
        assert attribution.recorded is not None
        assert attribution.recorded.at == at


def test_an_article_keeps_what_it_already_records() -> None:
    article = Article(
        id="art-mine",
        headline="Mine",
        published="2025-11-05",
        text="Taxes rose on Monday, the ministry said.",
    )

    drafted = extract(article, published="1999-01-01", publisher="Evening Post")

    kept = drafted.articles["art-mine"]
    assert (kept.headline, str(kept.published)) == ("Mine", "2025-11-05")
    assert kept.publisher is not None
    [attribution] = drafted.attributions.values()
    claim = drafted.claims[attribution.claim]
    assert claim.when is not None
    assert claim.when.to_edtf() == "2025-11-03"


def test_a_draft_merges_into_what_a_person_recorded_without_overwriting_it() -> None:
    mine = extract(REPORT)
    article = next(iter(mine.articles.values()))
    person = Dossier([article])

    person.merge(extract(REPORT), keep="mine")

    assert set(person.attributions) == set(mine.attributions)


def test_the_outlet_itself_is_one_source() -> None:
    text = "Evening Post hears that it will close. The Evening Post reported that repairs cost $2m."

    drafted = extract(text, publisher="Evening Post")

    assert len([s for s in drafted.sources.values() if s.name and "Evening Post" in s.name]) == 1
    assert not drafted.derivations


def test_reported_content_of_the_cited_is_relayed_by_the_citing() -> None:
    drafted = extract("Bloomberg reported that the plant will close, citing two officials.")

    relayed = [a for a in drafted.attributions.values() if a.via is not None]
    assert len(relayed) == 1
    assert relayed[0].credited_as == "two officials"
    assert drafted.claims[relayed[0].claim].text == "the plant will close"


def test_the_wide_scope_takes_attitudes_the_speech_scope_does_not() -> None:
    text = "The senator backed the plan. The Kremlin seeks to use the city as a springboard."

    assert not extract(text).attributions
    wide = extract(text, scope="wide").attributions.values()
    assert sorted(a.anchors.cue[0].exact for a in wide) == ["backed", "seeks"]
    assert {a.act for a in wide} == {"evaluation", "intention"}
