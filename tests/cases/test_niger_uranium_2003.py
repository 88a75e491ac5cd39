"""Uranium from Niger: many reports, one set of forged papers, and a second basis that is disputed."""

from functools import cache

import provenance as pv
from provenance import cases


@cache
def story() -> pv.Dossier:
    return cases.load("niger-uranium-2003")


def bounds(dossier: pv.Dossier, claim: str, **question: str) -> tuple[int, int]:
    independent = pv.corroboration(dossier, claim, **question).independent  # type: ignore[arg-type]
    return independent.least, independent.most


def without(*ids: str) -> pv.Dossier:
    dossier = story().copy()
    for id in ids:
        dossier.discard(id)
    return dossier


def test_that_iraq_tried_goes_back_to_one_or_two_origins() -> None:
    counted = pv.corroboration(story(), "clm-sought")

    assert (counted.independent.least, counted.independent.most) == (1, 2)
    assert set(counted.origins) == {"src-papers", "src-sis"}
    assert counted.first_hand == ("src-papers",)
    assert (counted.reports, counted.outlets) == (4, 4)


def test_six_reports_of_a_deal_are_one_set_of_papers() -> None:
    counted = pv.corroboration(story(), "clm-deal")

    assert counted.reports == 6
    assert counted.origins == ("src-papers",)
    assert (counted.independent.least, counted.independent.most) == (1, 1)


def test_without_the_papers_nobody_is_left_at_first_hand() -> None:
    fallen = pv.what_falls_if(story(), "src-papers")

    (tried,) = fallen.may_fall

    assert [item.claim for item in fallen.falls] == ["clm-deal"]
    assert tried.claim == "clm-sought"
    assert (tried.after.least, tried.after.most) == (0, 1)


def test_the_french_looked_like_a_third_voice_until_it_was_known_what_they_had_read() -> None:
    assert bounds(without("der-france-from-papers"), "clm-sought") == (1, 3)
    assert bounds(story(), "clm-sought") == (1, 2)


def test_what_keeps_the_bottom_at_one_is_the_doubt_about_the_british_basis() -> None:
    explained = pv.corroboration(story(), "clm-sought").explain()

    assert "whether SIS has it from elsewhere (der-sis-from-papers)" in explained
    assert story().derivations["der-sis-from-papers"].standing == "possible"


def test_the_president_adds_no_source_to_the_british_dossier() -> None:
    counted = pv.corroboration(story(), "clm-africa")

    assert counted.reports == 2
    assert counted.origins == ("src-sis",)
    assert counted.first_hand == ()
    assert counted.denials == 1


def test_nobody_had_checked_the_papers_before_the_iaea_did() -> None:
    assert "unchecked" in str(pv.status(story(), "clm-authentic", as_of="2003-03-06"))
    assert "refuted" in str(pv.status(story(), "clm-authentic", as_of="2003-03-07"))


def test_whether_the_british_had_a_separate_basis_is_disputed() -> None:
    (dispute,) = pv.disputes(story(), "clm-separate")

    assert "Jack Straw" in str(dispute)
    assert "a Western diplomat close to the IAEA" in str(dispute)


def test_what_the_former_prime_minister_took_the_visit_for_is_a_claim_of_its_own() -> None:
    assert "src-mayaki" not in pv.corroboration(story(), "clm-sought").origins
    assert pv.corroboration(story(), "clm-overture").origins == ("src-mayaki",)
    assert "The former ambassador" in str(next(iter(pv.trace(story(), "clm-overture").chains())))


def test_what_the_services_had_read_is_itself_on_record_with_who_says_so() -> None:
    assert pv.corroboration(story(), "clm-reports-rested").origins == ("src-cia",)
    assert pv.corroboration(story(), "clm-french-rested").origins == ("art-senate-2004",)


def test_the_service_that_the_reports_do_not_name_is_judged_the_italian_one() -> None:
    chains = [str(chain) for chain in pv.trace(story(), "clm-deal").chains()]

    assert all(chain.endswith("← SISMI ← The Niger papers") for chain in chains)
    assert "CIA ← CIA ← SISMI ← The Niger papers" in chains


def test_the_checkers_differ_on_the_wider_claim() -> None:
    told = str(pv.status(story(), "clm-africa"))

    assert "The Butler review: checked, supported, “well-founded” (2004-07-14)" in told
    assert "CIA: checked, unproven (2003-06-17)" in told
    assert "the checkers differ" in told


def test_the_iaea_denies_that_the_papers_are_genuine_and_calls_the_deal_unfounded() -> None:
    assert pv.corroboration(story(), "clm-authentic").denials == 1
    assert "“unfounded”" in str(pv.status(story(), "clm-deal"))


def test_the_three_claims_are_narrower_and_wider_and_none_restates_another() -> None:
    said = {
        (relation.subject, relation.kind, relation.object) for relation in story().relations_of("clm-sought")
    }

    assert said == {
        ("clm-deal", "narrows", "clm-sought"),
        ("clm-overture", "narrows", "clm-sought"),
        ("clm-sought", "narrows", "clm-africa"),
    }
