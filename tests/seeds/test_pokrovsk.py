"""The seed article and its hand-made dossier: whole, sound, and true to the text."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import provenance as pv
from provenance.model.anchors import Stage

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARTICLE = "art-pokrovsk-2025"
WRITTEN = "2025-11-04"


@cache
def text() -> str:
    return (SEEDS / "pokrovsk-2025.txt").read_bytes().decode("utf-8")


@cache
def dossier() -> pv.Dossier:
    return pv.read(SEEDS / "pokrovsk-2025.json", strict=True)


def claim(id: str) -> pv.Claim:
    return dossier().claims[id]


def passage(id: str) -> pv.Attribution:
    return dossier().attributions[id]


def passages_of_the_text() -> list[pv.Attribution]:
    return [a for a in dossier().attributions.values() if a.article == ARTICLE]


def joining_records() -> list[Any]:
    held = dossier()
    return [
        record
        for mapping in (held.attributions, held.statuses, held.derivations, held.relations, held.judgements)
        for record in mapping.values()
    ]


def anchors_in(value: Any) -> Iterator[pv.TextAnchor]:
    """Yield every anchor inside a record or value, however deep."""
    if isinstance(value, pv.TextAnchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors_in(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from anchors_in(getattr(value, field.name))


def basis(record: Any) -> str | None:
    return record.recorded.basis if record.recorded is not None else None


# --- the text, and the file --------------------------------------------------------------------


def test_the_article_is_byte_for_byte_the_one_that_was_given() -> None:
    given = (SEEDS / "pokrovsk-2025.txt").read_bytes()

    assert (
        hashlib.sha256(given).hexdigest()
        == "5425d74fcf8285c91878720f7072885aa0537448630d6429303a61076bd383e9"
    )
    assert len(text()) == 3605


def test_the_dossier_holds_the_same_text_and_its_headline() -> None:
    article = dossier().articles[ARTICLE]

    assert article.text == text()
    assert article.text_digest == hashlib.sha256(text().encode("utf-8")).hexdigest()
    assert article.headline == text().split("\n")[2]


def test_the_dossier_reads_strictly_and_has_no_problem() -> None:
    assert dossier().read_problems == ()
    assert list(dossier().problems()) == []


def test_the_file_is_what_the_library_writes() -> None:
    assert pv.dumps(dossier()) == (SEEDS / "pokrovsk-2025.json").read_bytes().decode("utf-8")


def test_nothing_is_lost_on_the_way_out_and_back() -> None:
    again = pv.loads(pv.dumps(dossier()), strict=True)

    assert list(again) == list(dossier())
    assert again.title == dossier().title
    assert again.digest() == dossier().digest()


def test_no_field_is_unknown_to_the_model() -> None:
    assert not dossier().extra
    assert not dossier().unread
    assert [record.id for record in dossier() if record.extra] == []


# --- anchors -----------------------------------------------------------------------------------


def test_every_anchor_slices_exactly_and_carries_what_stands_around_it() -> None:
    headline = text().split("\n")[2]
    found = [(record.id, anchor) for record in dossier() for anchor in anchors_in(record)]
    whole = {pv.Part.TEXT: text(), pv.Part.HEADLINE: headline}

    wrong = [
        (id, anchor)
        for id, anchor in found
        if whole[pv.Part(anchor.part)][anchor.start : anchor.end] != anchor.exact
        or whole[pv.Part(anchor.part)][max(0, anchor.start - 32) : anchor.start] != anchor.prefix
        or whole[pv.Part(anchor.part)][anchor.end : anchor.end + 32] != anchor.suffix
    ]

    assert len(found) > 100
    assert wrong == []


def test_every_anchor_is_found_where_it_stands_and_again_behind_a_preamble() -> None:
    anchors = [a for record in dossier() for a in anchors_in(record) if a.part == pv.Part.TEXT]

    assert {a.locate(text()).stage for a in anchors} == {Stage.POSITION}
    assert all(a.locate("Read on.\n\n" + text()).start == a.start + 10 for a in anchors)


def test_the_anchors_of_a_source_are_the_words_it_is_credited_with() -> None:
    for one in passages_of_the_text():
        assert [a.exact for a in one.anchors.source] == ([one.credited_as] if one.credited_as else [])
        assert (one.source is None) == (one.credited_as is None)


def test_passages_in_articles_that_we_have_not_seen_quote_nothing() -> None:
    upstream = [a for a in dossier().articles.values() if a.id != ARTICLE]

    assert len(upstream) == 6
    assert all(a.text is None and a.headline is None and a.url is None for a in upstream)
    assert not any(list(anchors_in(a)) for a in dossier().attributions.values() if a.article != ARTICLE)


def covered(*roles: str) -> list[bool]:
    """Say of each character of the text whether an anchor of these roles stands over it."""
    marks = [False] * len(text())
    headline_starts = text().index("\n\n") + 2
    for one in passages_of_the_text():
        for role in roles:
            for anchor in getattr(one.anchors, role):
                shift = headline_starts if anchor.part == pv.Part.HEADLINE else 0
                for place in range(anchor.start + shift, anchor.end + shift):
                    marks[place] = True
    return marks


def test_every_sentence_holds_the_content_of_a_passage() -> None:
    marks = covered("content")
    sentences = [m for m in re.finditer(r"[^.\n]+(?:\.|(?=\n)|$)", text()) if m[0].strip()]

    bare = [m[0].strip() for m in sentences if not any(marks[m.start() : m.end()])]

    assert len(sentences) == 23  # "Incidents", the headline, and 21 more
    assert bare == ["Incidents"]


def test_no_words_of_the_text_are_left_over_but_furniture_and_connectives() -> None:
    marks = covered("content", "cue", "source")

    left = "".join(c if not mark else "|" for c, mark in zip(text(), marks, strict=True))
    words = {part.strip(" \n.,:") for part in re.split(r"\|+", left)} - {""}

    assert words == {
        "Incidents",
        "Share",
        "why",
        "and",
        "and at the same time",
        "In particular",
        "not only",
        "but also",
        "but",
        "although",
        "Although",
        "At the same time",
    }


# --- who is credited ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "kind", "shown"),
    [
        ("src-independent", "news_outlet", "The Independent"),
        ("src-ministry-of-defense-russia", "government_body", "Ministry of Defense of Russia"),
        ("src-syrskyi", "person", "Oleksandr Syrskyi"),
        ("src-kremlin", "government_body", "Government of Russia"),
        ("src-western-analysts", "group", "Western analysts"),
        ("src-rob-lee", "person", "Rob Lee"),
        ("src-american-institute", "organization", "American Institute for Foreign Policy Studies"),
        ("src-analysts", "group", "Analysts"),
        ("src-estimates", "unknown", "estimates"),
        ("src-isw", "organization", "ISW"),
        ("src-headline-media", "group", "media"),
    ],
)
def test_the_text_has_sources_of_every_sort(id: str, kind: str, shown: str) -> None:
    source = dossier().sources[id]

    assert source.kind == kind
    assert str(source) == shown


def test_the_kremlin_is_another_name_for_the_government_and_the_text_says_only_the_other_name() -> None:
    source = dossier().sources["src-kremlin"]

    assert source.aliases == ("the Kremlin", "Moscow")
    assert source.description == "The Kremlin"
    assert source.layers["name"].basis == "inferred"


def test_a_group_with_one_named_member_is_one_voice_and_his_institute_none() -> None:
    group, member = dossier().sources["src-western-analysts"], dossier().sources["src-rob-lee"]

    assert group.members == (member.id,)
    assert [tie.organization for tie in member.affiliations] == ["src-american-institute"]
    assert dossier().passages_of(member) == ()
    assert dossier().passages_of("src-american-institute") == ()


def test_the_general_is_known_by_his_post() -> None:
    (tie,) = dossier().sources["src-syrskyi"].affiliations

    assert (tie.organization, tie.role) == (
        "src-ukrainian-armed-forces",
        "Commander-in-Chief of the Ukrainian Armed Forces",
    )


def test_the_parties_to_the_war_are_marked_and_nobody_else_in_the_text_is() -> None:
    parties = {s.id for s in dossier().sources.values() if "war:russia-ukraine" in s.interests}

    assert parties == {
        "src-ministry-of-defense-russia",
        "src-syrskyi",
        "src-ukrainian-armed-forces",
        "src-kremlin",
        "src-kyiv",
    }


def test_most_of_the_article_is_in_its_own_voice() -> None:
    own = [a for a in passages_of_the_text() if a.form == pv.Form.OWN_VOICE]

    assert all(a.source is None for a in own)
    assert len(own) > len(passages_of_the_text()) / 2
    assert len({a.claim for a in passages_of_the_text()}) == 50


# --- what the passages say ---------------------------------------------------------------------


def test_the_ministry_speaks_through_the_independent() -> None:
    inner, outer = passage("att-ministry-units-advancing"), passage("att-ministry-announced-advance")

    assert inner.via == outer.id
    assert (inner.source, outer.source) == ("src-ministry-of-defense-russia", "src-independent")
    assert [a.exact for a in outer.anchors.cue] == ["As", "reports"]


def test_an_announcement_is_not_what_it_announces() -> None:
    assert claim("clm-ministry-announced-advance").kind == pv.ClaimKind.SPEECH_EVENT
    assert claim("clm-ministry-units-advancing").kind == pv.ClaimKind.EVENT
    conveys = [r for r in dossier().relations.values() if r.kind == pv.RelationKind.CONVEYS]
    assert [(r.subject, r.object) for r in conveys] == [
        ("clm-ministry-announced-advance", "clm-ministry-units-advancing")
    ]


def test_the_quantity_has_no_originator() -> None:
    stated = claim("clm-100000-troops").quantity

    assert stated == pv.Quantity(number=100_000, bound="about", unit="military personnel")
    assert passage("att-100000-troops").source == "src-estimates"
    assert passage("att-100000-troops").anonymity == pv.Anonymity.UNSPECIFIED


@pytest.mark.parametrize("id", ["att-springboard", "att-consolidate-gains"])
def test_an_intention_is_no_statement_by_its_holder(id: str) -> None:
    assert passage(id).source == "src-kremlin"
    assert (passage(id).act, passage(id).commitment) == (pv.Act.INTENTION, None)
    assert claim(passage(id).claim).kind == pv.ClaimKind.INTENTION


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("clm-may-decide-control", "prediction"),
        ("clm-tactical-advantage", "prediction"),
        ("clm-concentrate-resources", "normative"),
        ("clm-inclusion-illegal", "legal_characterisation"),
        ("clm-symbol-of-resistance", "characterisation"),
        ("clm-strategic-importance", "assessment"),
        ("clm-verification-difficult", "verification_statement"),
    ],
)
def test_claims_are_of_many_kinds(id: str, kind: str) -> None:
    assert claim(id).kind == kind


def test_the_headline_quotes_without_a_speaker_what_the_body_gives_to_the_kremlin() -> None:
    headline, body = passage("att-gateway-headline"), passage("att-gateway-kremlin")

    assert headline.claim == body.claim == "clm-gateway-to-donetsk"
    assert (headline.source, headline.form) == (None, pv.Form.DIRECT)
    assert (body.source, body.form) == ("src-kremlin", pv.Form.MIXED)
    assert headline.anchors.content[0].part == pv.Part.HEADLINE
    assert headline.anchors.content[0].exact.strip('"') not in text().split("\n\n", 2)[2]


@pytest.mark.parametrize(
    ("id", "kind", "words"),
    [
        ("att-100000-troops", "approximator", "about"),
        ("att-100000-troops", "evidential", "According to estimates"),
        ("att-may-decide-control", "modal", "may"),
        ("att-legitimacy-at-home", "modal", "can"),
        ("att-tactical-advantage", "modal", "would"),
        ("att-operational-advantage", "conditional", "In case of success"),
        ("att-symbolic-victory", "conditional", "In case of success"),
        ("att-control-uncertain", "epistemic", "remains uncertain"),
    ],
)
def test_hedges_are_kept_with_their_words(id: str, kind: str, words: str) -> None:
    assert (kind, [words]) in [(h.kind, [a.exact for a in h.anchors]) for h in passage(id).hedges]


@pytest.mark.parametrize(
    ("id", "words", "edtf"),
    [
        ("clm-ministry-announced-advance", "on Monday", "2025-11-03"),
        ("clm-battles-over-a-year", "For more than a year", "../2024-11-04~"),
        ("clm-fighting-over-a-year", "for more than a year", "../2024-11-04~"),
        ("clm-kursk-incursion", "last year", "2024"),
        ("clm-tactical-advantage", "at the end of the year", "2025-11~/2025-12~"),
        ("clm-consolidate-gains", "at the end of the year", "2025-11~/2025-12~"),
    ],
)
def test_relative_times_are_resolved_against_the_day_of_publication(id: str, words: str, edtf: str) -> None:
    when = claim(id).when

    assert when is not None
    assert when.text == words
    assert when.to_edtf() == edtf
    assert when == pv.When.resolve(words, WRITTEN)


def test_the_ministry_said_it_on_the_monday() -> None:
    assert passage("att-ministry-units-advancing").said_at == pv.When.resolve("on Monday", WRITTEN)


def test_nothing_was_verified_and_the_caveat_has_a_scope() -> None:
    caveats = {r.object for r in dossier().relations.values() if r.kind == pv.RelationKind.CAVEATS}

    assert caveats == {
        "clm-analysts-units-advancing",
        "clm-control-uncertain",
        "clm-ministry-units-advancing",
    }
    assert {s.claim for s in dossier().statuses.values()} == caveats - {"clm-ministry-units-advancing"}
    for status in dossier().statuses.values():
        assert (status.state, status.checker, status.article) == ("could_not_verify", None, ARTICLE)
        assert status.anchors[0].exact.startswith("independent verification of reports is difficult")


def test_background_is_recycled_in_so_many_words() -> None:
    assert [a.exact for a in passage("att-isw-counteroffensive").anchors.cue] == [
        "We will remind that",
        "according to",
    ]


@pytest.mark.parametrize(
    ("place", "spellings"),
    [
        ("place:pokrovsk", {"Pokrovsk", "Pokrovska", "Pokrovsky"}),
        ("place:sloviansk", {"Sloviansk", "Slovyansk"}),
        ("place:donbas", {"Donbas", "Donbass"}),
    ],
)
def test_one_place_spelled_several_ways_is_one_place(place: str, spellings: set[str]) -> None:
    places = " ; ".join(c.where for c in dossier().claims.values() if c.where and place in c.about)

    assert set(re.findall(r"\w+", places)) >= spellings


def test_where_the_text_can_be_read_in_two_ways_both_readings_stand() -> None:
    pairs = {frozenset((a.id, *a.alternatives)) for a in passages_of_the_text() if a.alternatives}

    assert pairs == {
        frozenset({"att-not-frontal-unlike-bakhmut", "att-not-frontal-like-bakhmut"}),
        frozenset({"att-control-uncertain", "att-control-uncertain-own-voice"}),
        frozenset({"att-verification-difficult", "att-verification-difficult-own-voice"}),
        frozenset({"att-strengthen-control", "att-strengthen-control-isw"}),
    }
    for one, other in map(sorted, pairs):
        assert passage(one).alternatives == (other,)
        assert passage(other).alternatives == (one,)
        assert passage(one).anchors.content == passage(other).anchors.content


# --- the two layers ----------------------------------------------------------------------------


def test_every_record_says_by_whom_on_what_basis_and_when_it_was_made() -> None:
    for record in joining_records():
        assert record.recorded is not None, record.id
        assert record.recorded.by == "news-provenance contributors"
        assert record.recorded.software is None
        assert record.recorded.at is not None
        assert record.recorded.basis in ("stated", "inferred", "researched")


def test_what_was_found_elsewhere_is_never_written_onto_a_passage_of_the_text() -> None:
    assert {basis(a) for a in passages_of_the_text()} == {"stated"}
    assert {basis(a) for a in dossier().attributions.values() if a.article != ARTICLE} == {"researched"}
    assert {basis(d) for d in dossier().derivations.values()} == {"researched", "inferred"}


def test_fields_that_the_text_does_not_give_say_so() -> None:
    held = dossier()

    assert held.articles[ARTICLE].publisher is None
    assert held.articles[ARTICLE].layers["published"].basis == "researched"
    for article in held.articles.values():
        if article.id != ARTICLE:
            given = {n for n in ("publisher", "published", "language") if getattr(article, n) is not None}
            assert set(article.layers) == given
    assert all(held.sources["src-reuters"].layers[name].basis == "researched" for name in ("name", "kind"))


def test_derivations_are_established_only_where_the_same_particular_stands_upstream() -> None:
    held = dossier()
    possible = {d.id for d in held.derivations.values() if d.standing == pv.Standing.POSSIBLE}

    assert {d.id for d in held.derivations.values() if basis(d) == "inferred"} <= possible
    assert {"der-gateway-from-reuters", "der-illegal-from-kyiv", "der-verification-from-reuters"} <= possible
    assert not {"der-100000-from-independent", "der-independent-100000-from-reuters"} & possible


def test_the_institute_is_known_by_a_judgement_not_by_the_likeness_of_its_name() -> None:
    (judgement,) = dossier().judgements_of("src-american-institute")

    assert {judgement.first, judgement.second} == {"src-american-institute", "src-fpri"}
    assert (judgement.verdict, basis(judgement)) == ("same", "researched")
