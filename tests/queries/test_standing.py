"""Which passages count, which still stand, what a walk crosses: the definition, sentence by sentence."""

from typing import Any

import pytest

from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Source,
    TextAnchor,
)
from provenance.queries import corroboration
from tests.queries.desk import CLAIM, THERE, Desk

WORDS = "0123456789" * 10


def anchor(start: int, end: int) -> TextAnchor:
    return TextAnchor.of(WORDS, start, end)


def origins(desk: Desk, claim: str = CLAIM) -> tuple[str, ...]:
    return corroboration(desk.dossier, claim).origins


def one_paper(**fields: Any) -> Desk:
    desk = Desk()
    desk.source("x")
    desk.paper("a")
    desk.says("a", "x", **fields)
    return desk


# --- which passages support -------------------------------------------------------------------


@pytest.mark.parametrize("commitment", ["CT+", "PR+", "PS+"])
@pytest.mark.parametrize("act", [None, "assertion", "belief", "evaluation", "unspecified"])
def test_a_commitment_to_the_claim_supports_it(commitment: str, act: str | None) -> None:
    result = corroboration(one_paper(commitment=commitment, act=act).dossier, CLAIM)

    assert (result.reports, result.denials) == (1, 0)


@pytest.mark.parametrize("commitment", ["CT-", "PR-", "PS-"])
def test_a_denial_is_counted_apart_by_the_same_rules(commitment: str) -> None:
    result = corroboration(one_paper(commitment=commitment).dossier, CLAIM)

    assert (result.reports, result.denials, tuple(result.independent)) == (0, 1, (0, 0))
    assert result.denied is not None
    assert (result.denied.origins, tuple(result.denied.independent)) == (("x",), (1, 1))
    assert str(result) == "0 reports, 0 outlets, 0–0 independent origins; 1 denial"
    assert "Denied in 1 report" in result.explain()


@pytest.mark.parametrize("commitment", ["CTu", "Uu"])
def test_whoever_does_not_commit_counts_nowhere(commitment: str) -> None:
    result = corroboration(one_paper(commitment=commitment).dossier, CLAIM)

    assert (result.reports, result.denials) == (0, 0)


@pytest.mark.parametrize("act", [None, "assertion", "belief", "evaluation"])
def test_an_unrecorded_commitment_supports_where_something_is_stated_and_is_told_of(act: str | None) -> None:
    result = corroboration(one_paper(commitment=None, act=act).dossier, CLAIM)

    assert result.reports == 1
    assert result.unrecorded == ("a/x",)
    assert (
        "1 passage counts although how far the source commits itself is not recorded: a/x."
        in result.explain()
    )


@pytest.mark.parametrize("act", ["question", "intention", "request_or_order", "promise", "no_comment"])
@pytest.mark.parametrize("commitment", [None, "CT+", "CT-"])
def test_acts_that_state_nothing_count_nowhere(act: str, commitment: str | None) -> None:
    result = corroboration(one_paper(commitment=commitment, act=act).dossier, CLAIM)

    assert (result.reports, result.denials) == (0, 0)


def test_claims_joined_by_restates_are_one_claim_through_any_number_of_others() -> None:
    desk = Desk("one", "two", "three", "far")
    for subject, kind, object in (
        ("one", "restates", "two"),
        ("three", "restates", "two"),
        ("far", "narrows", "one"),
    ):
        desk.dossier.add(ClaimRelation(subject=subject, kind=kind, object=object))
    for claim in ("one", "two", "three", "far"):
        desk.paper(f"paper-{claim}")
        desk.source(f"source-{claim}")
        desk.says(f"paper-{claim}", f"source-{claim}", claim=claim)

    assert origins(desk, "one") == ("source-one", "source-three", "source-two")


# --- which stand ------------------------------------------------------------------------------


def two_versions(kind: str = "revised") -> Desk:
    desk = one_paper()
    desk.paper("a-later", publisher="a-outlet")
    desk.took("a-later", "a", kind, id="der-version")
    return desk


def test_a_version_whose_passages_are_not_on_record_withdraws_nothing() -> None:
    assert origins(two_versions()) == ("x",)


def test_a_later_version_that_no_longer_carries_a_passage_takes_it_back() -> None:
    desk = two_versions()
    desk.source("y")
    desk.says("a-later", "y", claim="another")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.reports, result.fallen) == (0, ("a/x",))
    assert "a/x no longer stands: a-later no longer carries it." in result.explain()


def test_a_later_version_that_gives_the_words_to_somebody_else_no_longer_carries_the_passage() -> None:
    desk = two_versions()
    desk.source("y")
    desk.says("a-later", "y")

    assert origins(desk) == ("y",)


def test_versions_that_carry_a_passage_are_one_report() -> None:
    desk = two_versions("corrected")
    desk.says("a-later", "x")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.reports, result.outlets, result.origins) == (1, 1, ("x",))


def test_versions_that_credit_nobody_are_one_origin() -> None:
    desk = Desk()
    for name in ("a", "a-later"):
        desk.paper(name, publisher=None)
        desk.says(name, None)
    desk.took("a-later", "a", "revised")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.reports, tuple(result.independent), result.origins) == (1, (1, 1), ("a",))


def test_a_version_after_the_next_takes_back_too() -> None:
    desk = two_versions()
    desk.paper("a-last", publisher="a-outlet")
    desk.took("a-last", "a-later", "revised")
    desk.says("a-last", None, claim="another")

    assert origins(desk) == ()


def test_versions_in_a_ring_take_nothing_back() -> None:
    desk = two_versions()
    desk.took("a", "a-later", "revised")
    desk.says("a-later", None, claim="another")

    assert origins(desk) == ("x",)


def test_a_possible_version_takes_nothing_back() -> None:
    desk = one_paper()
    desk.paper("b")
    desk.says("b", None, claim="another")
    desk.took("b", "a", "revised", standing="possible")

    assert origins(desk) == ("x",)


def test_a_correction_withdraws_the_passages_it_names_and_no_others() -> None:
    desk = two_versions("corrected")
    desk.source("y")
    desk.says("a", "y")
    desk.took("a-later", "a", "corrected", id="der-names", withdraws=["a/x"])

    assert origins(desk) == ("y",)


def test_a_retraction_takes_back_the_whole_article_even_without_passages_of_its_own() -> None:
    desk = one_paper()
    desk.paper("notice")
    desk.took("notice", "a", "retracted", id="der-retracted")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.reports, result.origins, result.fallen) == (0, (), ("a/x",))


def test_what_rests_on_a_withdrawn_passage_supports_nothing_by_itself() -> None:
    desk = one_paper()
    desk.paper("b")
    desk.says("b", "x")
    desk.took("b/x", "a/x")
    desk.paper("notice")
    desk.took("notice", "a", "retracted")
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "1 report, 1 outlet, 0–0 independent origins"
    assert "b/x rests on a/x (b/x<-a/x), which no longer stands" in result.explain()


# --- what rests on what ------------------------------------------------------------------------


def test_a_relay_is_never_an_origin() -> None:
    desk = Desk()
    desk.source("ministry")
    desk.source("independent")
    desk.paper("a")
    desk.says("a", "independent")
    desk.says("a", "ministry", via="a/independent")

    assert origins(desk) == ("ministry",)
    assert (
        "Independent only relays Ministry (a/independent encloses a/ministry)."
        in corroboration(desk.dossier, CLAIM).explain()
    )


def test_whoever_asserts_a_claim_and_relays_no_comment_on_it_is_its_origin() -> None:
    desk = Desk()
    desk.source("ministry")
    desk.source("reuters")
    desk.paper("a")
    desk.says("a", "reuters")
    desk.says("a", "ministry", via="a/reuters", act="no_comment", commitment=None)

    assert origins(desk) == ("reuters",)


def test_a_relay_lends_its_derivation_and_the_origin_lies_behind_it() -> None:
    desk = Desk()
    for id in ("ministry", "independent", "reuters"):
        desk.source(id)
    desk.paper("up")
    desk.says("up", "reuters", id="up/reuters")
    desk.paper("a")
    desk.says("a", "independent")
    desk.says("a", "ministry", via="a/independent")
    desk.took("a/independent", "up")

    assert origins(desk) == ("reuters",)


def test_a_derivation_of_an_article_is_no_lead_where_the_passage_is_known_to_come_from_there() -> None:
    desk = Desk()
    desk.source("x")
    for name in ("up", "a", "b"):
        desk.paper(name)
        desk.says(name, "x")
    for name in ("a", "b"):
        desk.took(name, "up", "summarised")
    desk.took("a/x", "up/x")

    [lead] = corroboration(desk.dossier, CLAIM).leads

    assert lead.passages == ("b/x",)


def test_it_is_no_lead_either_where_the_passage_credits_that_outlet_anyway() -> None:
    desk = Desk()
    desk.source("radio")
    desk.source("x")
    desk.paper("up", publisher="radio")
    desk.paper("a")
    desk.says("a", "radio", id="outer")
    desk.says("a", "x", id="inner", via="outer")
    desk.says("a", "x", id="other")
    desk.took("a", "up", "paraphrased")

    [lead] = corroboration(desk.dossier, CLAIM).leads

    assert lead.passages == ("other",)


def test_an_article_leads_to_all_its_supporting_passages_of_the_claim() -> None:
    desk = Desk()
    desk.paper("up")
    for id in ("x", "y", "z"):
        desk.source(id)
    desk.says("up", "x")
    desk.says("up", "y")
    desk.says("up", "z", commitment="CT-")
    desk.paper("a")
    desk.says("a", None)
    desk.took("a/own", "up")

    assert origins(desk) == ("x", "y")
    assert corroboration(desk.dossier, CLAIM).groups[0].reports == ("a", "up")


@pytest.mark.parametrize("kind", ["republished", "translated", "archived_copy"])
def test_a_whole_copy_covers_every_passage(kind: str) -> None:
    desk = one_paper()
    desk.paper("b")
    desk.source("y")
    desk.says("b", "y")
    desk.took("b", "a", kind)

    assert origins(desk) == ("x",)


@pytest.mark.parametrize("kind", ["excerpted", "quoted", "summarised", "compiled", "primary_source"])
def test_a_derivation_of_an_article_is_a_lead_unless_its_anchors_cover_the_passage(kind: str) -> None:
    for covered, found in (([anchor(0, 20), anchor(15, 40)], ("x",)), ([anchor(0, 30)], ("x", "y"))):
        desk = one_paper()
        desk.paper("b")
        desk.source("y")
        desk.says("b", "y", anchors=Anchors(content=[anchor(10, 35)]))
        desk.took("b", "a", kind, anchors=covered)

        assert origins(desk) == found


def test_a_copy_of_which_a_part_is_marked_covers_that_part_only() -> None:
    desk = one_paper()
    desk.paper("b")
    desk.source("witness")
    desk.says("b", "x", anchors=Anchors(content=[anchor(5, 15)]))
    desk.says("b", "witness", anchors=Anchors(content=[anchor(50, 60)]), **THERE)
    desk.took("b", "a", "republished", anchors=[anchor(0, 40)])
    result = corroboration(desk.dossier, CLAIM)

    assert result.origins == ("witness", "x")
    assert result.leads[0].passages == ("b/witness",)


@pytest.mark.parametrize("kind", ["narrows", "generalises", "updates", "restates"])
def test_a_walk_crosses_into_a_related_claim(kind: str) -> None:
    for ends in (("clm", "near"), ("near", "clm")):
        desk = Desk("clm", "near")
        desk.dossier.add(ClaimRelation(subject=ends[0], kind=kind, object=ends[1]))
        desk.source("general")
        desk.paper("up")
        desk.says("up", "general", claim="near")
        desk.paper("a")
        desk.says("a", None)
        desk.took("a/own", "up/general")

        assert origins(desk) == ("general",)


@pytest.mark.parametrize(
    "kind", ["conveys", "contradicts", "entails", "supports", "in_tension_with", "caveats"]
)
def test_a_claim_that_came_from_another_one_began_here(kind: str) -> None:
    desk = Desk("clm", "other")
    desk.dossier.add(ClaimRelation(subject="clm", kind=kind, object="other"))
    desk.source("general")
    desk.paper("up")
    desk.says("up", "general", claim="other")
    desk.paper("a")
    desk.says("a", None)
    desk.took("a/own", "up/general")
    result = corroboration(desk.dossier, CLAIM)

    assert result.origins == ("a",)
    assert "the claim began with a/own" in result.explain()


def test_a_denial_turned_into_an_assertion_began_here() -> None:
    desk = one_paper(commitment="CT-")
    desk.paper("b")
    desk.says("b", None)
    desk.took("b/own", "a")

    assert origins(desk) == ("b",)


# --- gaps --------------------------------------------------------------------------------------


def test_who_took_the_claim_from_an_unseen_article_without_naming_a_source_shares_one_open_origin() -> None:
    desk = Desk()
    desk.paper("wire")
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, None, **THERE)
        desk.took(f"{name}/own", "wire")
    desk.paper("c")
    desk.source("official", name=None)
    desk.says("c", "official", **THERE)
    desk.took("c/official", "wire")
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "3 reports, 3 outlets, 1–1 independent origins, nobody at first hand"
    assert result.origins == ("wire",)
    assert result.details[0].kind == "open"
    assert {gap.record for gap in result.gaps} == {"a/own", "b/own", "c/official"}
    assert "whoever took it from there shares that one open origin" in result.explain()


def test_behind_a_gap_the_source_that_the_last_passage_names_is_the_origin() -> None:
    desk = Desk()
    desk.paper("wire")
    desk.source("ministry")
    desk.paper("a")
    desk.says("a", "ministry")
    desk.took("a/ministry", "wire", id="der-gap")
    result = corroboration(desk.dossier, CLAIM)

    assert result.origins == ("ministry",)
    assert result.gaps == (("a/ministry", "wire", "der-gap", "ministry"),)


def test_a_derivation_from_something_not_in_the_dossier_is_a_gap() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, None)
        desk.took(f"{name}/own", "nowhere")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.origins, tuple(result.independent)) == (("nowhere",), (1, 1))


def test_a_relay_that_is_not_in_the_dossier_is_a_gap_and_changes_no_origin() -> None:
    desk = one_paper(via="nowhere")
    result = corroboration(desk.dossier, CLAIM)

    assert result.origins == ("x",)
    assert result.gaps == (("a/x", "nowhere", None, "x"),)


def test_a_source_that_is_not_in_the_dossier_is_still_somebody() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, "nobody-knows")
    result = corroboration(desk.dossier, CLAIM)

    assert (result.origins, result.details[0].is_named) == (("nobody-knows",), False)


# --- origins -----------------------------------------------------------------------------------


def test_a_ring_of_sources_counts_as_one() -> None:
    desk = Desk()
    for id, other in (("x", "y"), ("y", "z"), ("z", "x")):
        desk.source(id, speaks_for=other)
        desk.paper(f"paper-{id}")
        desk.says(f"paper-{id}", id)
    result = corroboration(desk.dossier, CLAIM)

    assert (result.origins, tuple(result.independent)) == (("x",), (1, 1))
    assert result.details[0].records == ("x", "y", "z")


def test_uncredited_articles_of_one_publisher_overlap_each_other_and_that_publisher() -> None:
    desk = Desk()
    desk.source("house")
    for name in ("a", "b"):
        desk.paper(name, publisher="house")
        desk.says(name, None, form="own_voice", **THERE)
    desk.paper("c")
    desk.says("c", "house", **THERE)
    result = corroboration(desk.dossier, CLAIM)

    assert (result.origins, tuple(result.independent)) == (("a", "b", "house"), (1, 1))


def test_a_possible_derivation_of_the_passage_makes_its_origin_doubtful() -> None:
    desk = Desk()
    for name, source in (("a", "x"), ("b", "y")):
        desk.source(source)
        desk.paper(name)
        desk.says(name, source, **THERE)
    desk.took("b/y", "a/x", standing="possible", id="der-perhaps")
    result = corroboration(desk.dossier, CLAIM)

    assert tuple(result.independent) == (1, 2)
    assert "whether Y has it from elsewhere (der-perhaps)" in result.explain()


def test_a_group_whose_member_speaks_for_a_ministry_overlaps_the_ministry() -> None:
    desk = Desk()
    desk.source("ministry")
    desk.source("spokesman", speaks_for="ministry")
    desk.source("officials", members=["spokesman"])
    for name, source in (("a", "ministry"), ("b", "officials")):
        desk.paper(name)
        desk.says(name, source)

    assert tuple(corroboration(desk.dossier, CLAIM).independent) == (1, 1)


# --- readings ----------------------------------------------------------------------------------


def two_readings() -> Desk:
    desk = Desk()
    for id in ("x", "y", "z"):
        desk.source(id)
    desk.paper("a")
    desk.says("a", "x", id="reading-x", **THERE)
    desk.says("a", "y", id="reading-y", alternatives=["reading-x"], **THERE)
    desk.paper("b")
    desk.says("b", "x", **THERE)
    return desk


def test_of_two_readings_of_a_passage_one_counts() -> None:
    result = corroboration(two_readings().dossier, CLAIM)

    assert (result.reports, tuple(result.independent)) == (2, (1, 2))
    assert result.origins == ("x", "y")
    assert result.undecided == (("reading-x", "reading-y"),)
    assert "which reading of the passage is right: reading-x or reading-y" in result.explain()


def test_a_passage_is_withdrawn_whichever_of_its_readings_the_correction_names() -> None:
    desk = two_readings()
    desk.paper("a-later", publisher="a-outlet")
    desk.took("a-later", "a", "corrected", withdraws=["reading-x"])

    assert origins(desk) == ("x",)
    assert corroboration(desk.dossier, CLAIM).reports == 1


def test_twenty_open_choices_are_counted_exactly() -> None:
    desk = Desk()
    for number in range(20):
        desk.paper(f"paper-{number}")
        for reading in ("one", "other"):
            source = desk.source(f"{reading}-{number}")
            desk.says(
                f"paper-{number}",
                source,
                id=f"{reading}-reading-{number}",
                alternatives=[] if reading == "one" else [f"one-reading-{number}"],
                **(THERE if reading == "one" else {}),
            )
    result = corroboration(desk.dossier, CLAIM)

    assert (tuple(result.independent), result.at_first_hand, result.is_exact) == ((1, 20), 0, True)


def test_hundreds_of_origins_in_one_tangle_are_counted_or_safely_bounded() -> None:
    desk = Desk()
    names = [desk.source(f"person-{number:03}") for number in range(300)]
    for number, name in enumerate(names):
        group = desk.source(
            f"group-{number:03}", members=[name, names[(number * 7 + 1) % 300], names[number // 2]]
        )
        desk.paper(f"paper-{number}")
        desk.says(f"paper-{number}", group, **THERE)
    result = corroboration(desk.dossier, CLAIM)
    least, most = result.independent

    assert 60 <= least <= most <= 200
    assert "(safe bounds)" in str(result) or result.is_exact


def test_twenty_thousand_versions_of_one_work_are_walked() -> None:
    n = 20_000
    records: list[Any] = [Claim(id=CLAIM, text="x")]
    for i in range(n):
        records.append(Article(id=f"v{i:05}"))
        source = "old" if i < n // 2 else "new"
        records.append(Attribution(id=f"p{i:05}", article=f"v{i:05}", claim=CLAIM, source=source))
        if i:
            records.append(Derivation(derived=f"v{i:05}", taken_from=f"v{i - 1:05}", kind="revised"))
    found = corroboration(Dossier(records), CLAIM)

    assert (found.reports, found.origins) == (1, ("new",))
    assert found.fallen == tuple(f"p{i:05}" for i in range(n // 2))


@pytest.mark.parametrize(
    ("cut", "said"),
    [(1, "… and 1 more passage no longer standing."), (2, "… and 2 more passages no longer standing.")],
)
def test_what_a_count_leaves_out_is_counted_as_one_or_as_many(cut: int, said: str) -> None:
    claim = Claim(id="clm", text="It rains.")
    papers = [Article(id=f"art-{n}", headline="x") for n in range(6 + cut)]
    notices = [Article(id=f"new-{n}", headline="y") for n in range(6 + cut)]
    passages = [
        Attribution(id=f"att-{paper.id}", article=paper, claim=claim, source="src") for paper in papers
    ]
    withdrawals = [
        Derivation(derived=new, taken_from=old, kind="retracted", withdraws=[f"att-{old.id}"], notice=new)
        for old, new in zip(papers, notices, strict=True)
    ]
    dossier = Dossier([Source(id="src", name="Ann"), claim, *papers, *notices, *passages, *withdrawals])

    assert said in corroboration(dossier, claim).explain()
