"""The copied dossier of 2003: text reuse as derivation, what was changed, and who checked."""

from functools import cache

import provenance as pv
from provenance.queries import DriftKind

COPIED = {"art-marashi-2002", "art-boyne-1997", "art-gause-2002"}


@cache
def story() -> pv.Dossier:
    return pv.cases.load("uk-dossier-2003")


def test_the_reuse_of_each_of_the_three_texts_is_marked() -> None:
    findings = pv.lint(story(), article="art-dossier", select="D01").findings

    assert {text for finding in findings for text in COPIED if text in finding.message} == COPIED
    assert {finding.code for finding in findings} == {"D01"}
    assert len(findings) == 3


def test_a_credit_would_have_been_enough() -> None:
    credited = story().copy()
    credited.add(
        pv.Attribution(
            article="art-dossier",
            claim="clm-spying",
            source="src-meria",
            recorded=pv.Recorded(basis="stated"),
        )
    )
    findings = pv.lint(credited, article="art-dossier", select="D01").findings

    assert len(findings) == 2
    assert not [finding for finding in findings if "art-marashi-2002" in finding.message]


def test_the_paper_adds_no_source_to_what_it_copied() -> None:
    for claim in ("clm-spying", "clm-duri"):
        counted = pv.corroboration(story(), claim)
        assert (counted.reports, counted.outlets) == (2, 2)
        assert (counted.independent.least, counted.independent.most) == (1, 1)
        assert counted.origins == ("art-marashi-2002",)
        assert counted.first_hand == ()


def test_without_the_derivation_it_would_have_looked_like_two() -> None:
    naive = story().copy()
    naive.discard("der-spying-from-monitoring")

    assert pv.corroboration(naive, "clm-spying").independent.most == 2


def test_the_terrorist_organisations_began_in_the_paper() -> None:
    (change,) = pv.drift(story(), "clm-terrorist-organisations")

    assert change.kind is DriftKind.BEGAN_HERE
    assert "opposition groups" in change.before
    assert "terrorist organisations" in change.after
    assert pv.corroboration(story(), "clm-terrorist-organisations").origins == ("art-dossier",)


def test_the_number_lost_its_lower_end_on_the_way() -> None:
    (change,) = pv.drift(story(), "clm-fedayeen-dossier").of("quantity_changed")

    assert (change.hop.rests_on, change.hop.record) == ("att-boyne-fedayeen", "att-dossier-fedayeen")
    assert "18,000" in change.before
    assert "30,000" in change.after
    assert pv.corroboration(story(), "clm-fedayeen-dossier").origins == ("art-boyne-1997",)


def test_the_wrong_service_moved_before_it_was_founded() -> None:
    (dispute,) = pv.disputes(story(), "clm-military-security-created")

    assert dispute.kind == "contradicts"
    assert pv.corroboration(story(), "clm-military-security-moved").origins == ("art-dossier",)
    assert pv.corroboration(story(), "clm-military-security-created").origins == ("art-marashi-2002",)


def test_what_the_secretary_of_state_commended_leads_back_to_all_three_texts() -> None:
    behind = pv.lineage(story(), "att-powell-fine-paper")

    assert all(story().articles[text] in behind for text in COPIED)


def test_nobody_had_checked_when_it_was_commended_and_the_committee_had_in_july() -> None:
    assert pv.status(story(), "clm-copied-from-three", as_of="2003-02-05").is_unchecked
    (copied,) = pv.status(story(), "clm-copied-from-three").checks
    (called,) = pv.status(story(), "clm-is-intelligence").checks

    assert copied.status.verdict is pv.Verdict.SUPPORTED
    assert called.status.verdict is pv.Verdict.MISLEADING
    assert copied.status.checker == called.status.checker == "src-fac"


def test_how_much_was_copied_stayed_in_dispute() -> None:
    (dispute,) = pv.disputes(story(), "clm-ninety-percent")

    assert {party.id for side in dispute.sides for party in side.parties} == {"src-al-marashi", "src-blair"}
    assert pv.status(story(), "clm-ninety-percent").is_unchecked


def test_the_services_own_word_is_heard_at_second_hand_only() -> None:
    counted = pv.corroboration(story(), "clm-sis-parts")

    assert counted.origins == ("src-sis",)
    assert "Alastair Campbell" in str(pv.trace(story(), "clm-sis-parts"))
