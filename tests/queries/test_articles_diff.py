"""What changed between two versions of an article, and does a correction say so?"""

import pickle
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ProvenanceError, UsageError
from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Dossier,
    Hedge,
    Mention,
    Quantity,
    Recorded,
    Source,
    TextAnchor,
    When,
)
from provenance.queries.articles_diff import ArticleDiff, diff
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import worlds


def versions(kind: str | None = "revised", *claims: str, **fields: Any) -> Desk:
    """Two versions, `v1` and `v2`, joined by a derivation of some kind."""
    desk = Desk(CLAIM, *claims)
    for id in ("ann", "bob"):
        desk.source(id)
    for id in ("v1", "v2"):
        desk.paper(id, publisher="desk")
    if kind is not None:
        desk.took("v2", "v1", kind, id="der", **fields)
    return desk


def kinds(desk: Desk, **asked: Any) -> list[str]:
    return [edit.kind for edit in diff(desk.dossier, "v1", "v2", **asked)]


def related(desk: Desk, subject: str, kind: str, object: str) -> None:
    desk.dossier.add(ClaimRelation(id=f"{subject}-{object}", subject=subject, kind=kind, object=object))


def content(text: str, words: str) -> Anchors:
    return Anchors(content=[TextAnchor.find(text, words)])


# --- what changed ------------------------------------------------------------------------------


def test_claims_that_only_one_version_has_were_added_or_removed() -> None:
    desk = versions("revised", "other")
    desk.says("v1", "ann")
    desk.says("v2", "ann", claim="other")
    found = diff(desk.dossier, "v1", "v2")

    assert [(e.kind, e.before, e.after) for e in found] == [
        ("removed", "v1/ann", None),
        ("added", None, "v2/ann"),
    ]
    assert [e.before for e in found.removed] == ["v1/ann"]
    assert [e.after for e in found.added] == ["v2/ann"]


def test_another_source_for_the_same_claim_is_a_re_attribution() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "bob")
    [edit] = diff(desk.dossier, "v1", "v2")

    assert (edit.kind, edit.before, edit.after) == ("reattributed", "v1/ann", "v2/bob")
    assert str(edit.details[0]) == "source: “Ann” → “Bob”"


def test_a_denial_by_somebody_else_is_no_re_attribution_of_the_claim() -> None:
    desk = versions("revised", "near")
    related(desk, "near", "narrows", CLAIM)
    for claim in (CLAIM, "near"):
        desk.dossier.discard(*desk.dossier.attributions)
        desk.says("v1", "ann")
        desk.says("v2", "bob", claim=claim, commitment="CT-")
        found = diff(desk.dossier, "v1", "v2")

        assert [(e.kind, e.before, e.after) for e in found] == [
            ("removed", "v1/ann", None),
            ("added", None, "v2/bob"),
        ]
        assert "removed: Ann: “" in str(found)
        assert "added: denial by Bob: “" in str(found)


def test_a_source_that_changes_its_mind_is_told_as_such() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "ann", commitment="CT-")

    assert kinds(desk) == ["rehedged"]


def test_a_denial_in_the_articles_own_voice_or_nobodys_says_that_it_is_one() -> None:
    desk = versions()
    desk.says("v2", None, "own", form="own_voice", commitment="CT-")
    desk.says("v2", None, "nobody", form="indirect", commitment="PR-", claim=CLAIM)

    told = str(diff(desk.dossier, "v1", "v2"))

    assert "added: denial in its own voice: “" in told
    assert "added: denial credited to nobody: “" in told


def test_the_same_source_under_another_record_is_no_re_attribution() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "bob")
    desk.judged("ann", "bob", "same")

    assert kinds(desk) == []


def test_another_relay_and_another_degree_of_anonymity_are_re_attributions() -> None:
    desk = versions("revised", "speech")
    desk.says("v1", "ann", anonymity="named")
    desk.says("v2", "bob", id="outer", claim="speech")
    desk.says("v2", "ann", anonymity="unnamed", via="outer")
    found = diff(desk.dossier, "v1", "v2")

    assert [edit.kind for edit in found] == ["added", "reattributed"]
    assert [detail.field for detail in found.reattributed[0].details] == ["via", "anonymity"]


def test_commitment_act_and_hedges_are_hedging() -> None:
    desk = versions()
    about = [TextAnchor(start=0, end=5, exact="about")]
    desk.says("v1", "ann", act="belief", commitment="PS+", hedges=[Hedge(kind="approximator", anchors=about)])
    desk.says("v2", "ann", act="assertion", commitment="CT+")
    [edit] = diff(desk.dossier, "v1", "v2").rehedged

    assert [tuple(detail) for detail in edit.details] == [
        ("commitment", "PS+", "CT+"),
        ("act", "belief", "assertion"),
        ("hedges", "about", None),
    ]


def test_what_is_not_recorded_on_one_side_has_not_changed() -> None:
    desk = versions()
    desk.says("v1", "ann", act="belief", commitment=None, form="direct", anonymity="named")
    desk.says("v2", "ann")

    assert kinds(desk) == []


@pytest.mark.parametrize("relation", ["restates", "narrows", "generalises", "updates"])
def test_quantities_and_times_change_through_related_claims(relation: str) -> None:
    desk = versions()
    desk.dossier.add(
        Claim(id="six", text="Six.", quantity=Quantity(number=6), when="2025-11-03", where="Reno"),
        Claim(
            id="five",
            text="Five.",
            quantity=Quantity(number=5, bound="over"),
            when="2025-11-04",
            where="Elko",
        ),
    )
    related(desk, "five", relation, "six")
    desk.says("v1", "ann", claim="six")
    desk.says("v2", "ann", claim="five")
    found = diff(desk.dossier, "v1", "v2")

    assert [edit.kind for edit in found] == ["quantity_changed", "time_changed", "place_changed"]
    assert str(found.edits[0].details[0]) == "quantity: “6” → “over 5”"


def test_the_words_a_date_came_in_are_no_part_of_it() -> None:
    desk = versions()
    monday = When.resolve("on Monday", "2025-11-04")
    desk.dossier.add(Claim(id="a", text="A.", when="2025-11-03"), Claim(id="b", text="B.", when=monday))
    related(desk, "a", "restates", "b")
    desk.says("v1", "ann", claim="a")
    desk.says("v2", "ann", claim="b")

    assert kinds(desk) == []


def test_a_claim_that_was_narrowed_otherwise_says_so() -> None:
    desk = versions("revised", "near")
    related(desk, "near", "narrows", CLAIM)
    desk.says("v1", "ann")
    desk.says("v2", "bob", claim="near")

    assert kinds(desk) == ["reattributed", "claim_changed"]


def test_a_claim_conveyed_is_not_the_same_claim() -> None:
    desk = versions("revised", "near")
    related(desk, "near", "conveys", CLAIM)
    desk.says("v1", "ann")
    desk.says("v2", "ann", claim="near")

    assert kinds(desk) == ["removed", "added"]


def test_passages_of_unrelated_claims_are_matched_by_their_exact_words() -> None:
    desk = versions("revised", "other")
    anchors = content("It is shut.", "It is shut")
    desk.says("v1", "ann", anchors=anchors)
    desk.says("v2", "ann", claim="other", anchors=anchors)

    assert kinds(desk) == ["claim_changed"]


def test_headlines_forms_and_words_are_compared() -> None:
    desk = versions()
    one, other = "“It is shut”, she said.", "“It is closed”, she said."
    desk.dossier.replace(
        Article(id="v1", headline="Bridge ‘shut’", text=one),
        Article(id="v2", headline="Bridge open", text=other),
    )
    desk.says("v1", "ann", anchors=content(one, "It is shut"), form="direct")
    desk.says("v2", "ann", anchors=content(other, "It is closed"), form="direct")

    assert kinds(desk) == ["headline_changed", "reworded"]
    desk.dossier.replace(Article(id="v2", headline="Bridge 'shut'", text=other))
    assert kinds(desk) == ["reworded"]
    desk.says("v2", "ann", id="again", claim=CLAIM, form="indirect", anchors=content(other, "It is closed"))
    desk.dossier.discard("v2/ann")
    assert kinds(desk) == ["form_changed"]


def test_a_passage_whose_other_reading_is_matched_was_neither_added_nor_removed() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "ann")
    desk.says("v2", "bob", id="reading", alternatives=["v2/ann"])

    assert kinds(desk) == []


def test_text_outside_passages_is_compared_by_sentences() -> None:
    desk = versions()
    one = "Alpha came. The bridge is shut, she said. Beta went.\nGamma stayed. The end."
    other = "Gamma stayed.  Alpha came. The bridge is shut, she said. Beta ran. The end. New here."
    desk.dossier.replace(Article(id="v1", text=one), Article(id="v2", text=other))
    desk.says("v1", "ann", anchors=content(one, "The bridge is shut"))
    desk.says("v2", "ann", anchors=content(other, "The bridge is shut"))
    found = diff(desk.dossier, "v1", "v2")

    assert [(e.kind, e.details[0].before, e.details[0].after) for e in found] == [
        ("text_changed", "Beta went.", "Beta ran."),
        ("text_changed", None, "New here."),
    ]
    assert all(other[a.start : a.end] == a.exact for e in found for a in e.anchors)


def test_in_the_sentence_of_a_passage_the_words_around_it_are_compared() -> None:
    desk = versions()
    one, other = "On Monday the bridge was shut, she said.", "On Friday the bridge was shut, she said."
    desk.dossier.replace(Article(id="v1", text=one), Article(id="v2", text=other))
    desk.says("v1", "ann", anchors=content(one, "the bridge was shut"))
    desk.says("v2", "ann", anchors=content(other, "the bridge was shut"))

    assert kinds(desk) == ["text_changed"]


def test_the_sentence_of_a_passage_that_changed_is_not_told_twice() -> None:
    desk = versions()
    one, other = "The bridge is shut, Ann said.", "The bridge is shut, Bob said."
    desk.dossier.replace(Article(id="v1", text=one), Article(id="v2", text=other))
    desk.says("v1", "ann", anchors=content(one, "The bridge is shut"))
    desk.says("v2", "bob", anchors=content(other, "The bridge is shut"))

    assert kinds(desk) == ["reattributed"]


def test_a_text_that_is_missing_or_in_another_language_is_not_compared_and_that_is_said() -> None:
    desk = versions()
    desk.dossier.replace(Article(id="v1", text="It is shut.", language="en"), Article(id="v2"))
    assert [out.record for out in diff(desk.dossier, "v1", "v2").left_out] == ["v2"]

    desk.dossier.replace(Article(id="v2", text="Es ist zu.", language="de"))
    found = diff(desk.dossier, "v1", "v2")
    assert len(found) == 0
    assert "language" in str(found.left_out[0])


# --- what a correction says --------------------------------------------------------------------


def test_a_mere_revision_accounts_for_nothing() -> None:
    desk = versions("revised", "other")
    desk.says("v1", "ann")
    desk.says("v2", "ann", claim="other")

    assert len(diff(desk.dossier, "v1", "v2").unannounced) == 2
    assert kinds(desk, stealth=True) == ["removed", "added"]


def test_a_correction_without_notice_and_withdrawals_tells_nobody_anything() -> None:
    desk = versions("corrected")
    desk.says("v1", "ann")
    desk.says("v2", "bob")

    assert kinds(desk, stealth=True) == ["reattributed"]


def test_a_correction_accounts_for_what_it_withdraws_and_for_nothing_else() -> None:
    desk = versions("corrected", "other", "third", withdraws=["v1/ann"], notice="v2")
    desk.says("v1", "ann")
    desk.says("v1", "bob", claim="other")
    desk.says("v2", "bob", claim="third")
    related(desk, "third", "contradicts", CLAIM)
    found = diff(desk.dossier, "v1", "v2")

    assert [(e.kind, e.before, e.after, e.accounted_for, e.in_general) for e in found] == [
        ("removed", "v1/ann", None, "der", False),
        ("removed", "v1/bob", None, None, False),
        ("added", None, "v2/bob", "der", False),  # it takes the place of what was withdrawn
    ]
    assert [e.before for e in diff(desk.dossier, "v1", "v2", stealth=True)] == ["v1/bob"]
    assert found.corrections == ("der",)


def test_a_notice_that_does_not_say_what_it_means_accounts_for_all_in_general() -> None:
    desk = versions("corrected", notice="v2")
    desk.says("v1", "ann")
    desk.says("v2", "bob")
    [edit] = diff(desk.dossier, "v1", "v2")

    assert (edit.accounted_for, edit.in_general) == ("der", True)
    assert "announced in general by der" in str(edit)
    assert kinds(desk, stealth=True) == []


def test_a_correction_accounts_for_what_its_anchors_cover_and_for_its_own_notice() -> None:
    one = "The bridge is shut. The road is dry."
    other = "The bridge is open. The road is wet. Correction: the bridge is open."
    desk = versions(None)
    desk.dossier.replace(Article(id="v1", text=one), Article(id="v2", text=other))
    desk.took(
        "v2",
        "v1",
        "corrected",
        id="der",
        anchors=[TextAnchor.find(other, "The bridge is open")],
        notice=Mention(article="v2", anchor=TextAnchor.find(other, "Correction: the bridge is open.")),
    )
    desk.says("v1", "ann", anchors=content(one, "The bridge is shut"))
    desk.says("v2", "ann", anchors=content(other, "The bridge is open"))
    found = diff(desk.dossier, "v1", "v2")

    assert [(e.kind, e.details[0].after, e.accounted_for) for e in found] == [
        ("reworded", "The bridge is open", "der"),
        ("text_changed", "The road is wet.", None),
        ("text_changed", "Correction: the bridge is open.", "der"),
    ]


def test_words_that_came_may_be_the_notice_where_it_is_not_known_which_it_is() -> None:
    desk = versions("corrected", withdraws=["v1/ann"], notice="v2")
    desk.dossier.replace(
        Article(id="v1", text="Alpha. Beta."), Article(id="v2", text="Alpha. Gamma. We were wrong.")
    )
    desk.says("v1", "ann", anchors=content("Alpha. Beta.", "Alpha"))
    found = diff(desk.dossier, "v1", "v2")
    assert [(e.kind, e.accounted_for) for e in found] == [("removed", "der"), ("text_changed", None)]

    desk.dossier.replace(Article(id="v2", text="Alpha. Beta. We were wrong."))
    edit = diff(desk.dossier, "v1", "v2").of_kind("text_changed")[0]
    assert (edit.details[0].after, edit.accounted_for, edit.in_general) == ("We were wrong.", "der", True)


def test_corrections_of_versions_in_between_count() -> None:
    desk = versions(None)
    desk.paper("mid", publisher="desk")
    desk.took("mid", "v1", "revised")
    desk.took("v2", "mid", "corrected", id="der", withdraws=["mid/ann"])
    desk.says("v1", "ann")
    desk.says("mid", "ann")
    [edit] = diff(desk.dossier, "v1", "v2")

    assert edit.accounted_for == "der"


def test_a_correction_of_another_version_does_not_count() -> None:
    desk = versions()
    desk.paper("later", publisher="desk")
    desk.took("later", "v2", "corrected", notice="later")
    desk.says("v1", "ann")

    assert kinds(desk, stealth=True) == ["removed"]


def test_a_correction_between_two_passages_accounts_for_them() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "bob")
    desk.took("v2/bob", "v1/ann", "corrected", id="own", notice="v2")

    assert diff(desk.dossier, "v1", "v2").edits[0].accounted_for == "own"


def test_a_possible_correction_does_not_count() -> None:
    desk = versions("revised")
    desk.took("v2", "v1", "corrected", id="maybe", notice="v2", standing="possible")
    desk.says("v1", "ann")

    assert kinds(desk, stealth=True) == ["removed"]


def test_a_correction_counts_from_when_it_was_made_and_recorded() -> None:
    at = [Recorded(at=datetime(2025, 11, day, tzinfo=UTC)) for day in (2, 6)]
    desk = versions(None)
    desk.took("v2", "v1", "revised", recorded=at[0])
    desk.took("v2", "v1", "corrected", id="late", notice="v2", recorded=at[1])
    desk.says("v1", "ann", recorded=at[0])

    assert kinds(desk, stealth=True, known_at=datetime(2025, 11, 4, tzinfo=UTC)) == ["removed"]
    assert kinds(desk, stealth=True, known_at=datetime(2025, 11, 7, tzinfo=UTC)) == []


def test_a_version_that_was_not_out_is_not_compared() -> None:
    desk = versions()
    desk.dossier.replace(
        Article(id="v1", published="2025-11-01"),
        Article(id="v2", published="2025-11-01", modified="2025-11-05"),
    )
    desk.says("v1", "ann")

    assert kinds(desk, as_of="2025-11-06") == ["removed"]
    found = diff(desk.dossier, "v1", "v2", as_of="2025-11-03")
    assert len(found) == 0
    assert [out.record for out in found.left_out] == ["v2"]


# --- what the answer is ------------------------------------------------------------------------


def test_articles_that_are_not_versions_of_one_work_are_compared_and_that_is_said() -> None:
    desk = versions(None)
    desk.says("v1", "ann")
    found = diff(desk.dossier, "v1", "v2")

    assert not found.are_one_work
    assert found.in_order is None
    assert "not known to be versions of one work" in str(found)


def test_the_answer_knows_which_is_the_later_version() -> None:
    desk = versions()
    desk.paper("branch", publisher="desk")
    desk.took("branch", "v1", "revised")

    assert diff(desk.dossier, "v1", "v2").in_order is True
    assert diff(desk.dossier, "v2", "v1").in_order is False
    found = diff(desk.dossier, "branch", "v2")
    assert (found.are_one_work, found.in_order) == (True, None)


def test_it_reads_well() -> None:
    desk = versions("corrected", "other", withdraws=["v1/ann"])
    desk.says("v1", "ann")
    desk.says("v2", "bob", claim="other")
    found = diff(desk.dossier, "v1", "v2")

    assert str(found).splitlines() == [
        "v1 → v2: 2 changes, 1 not accounted for by a correction",
        "  removed: Ann: “The text of clm.” (accounted for by der)",
        "  added: Bob: “The text of other.”",
    ]
    assert repr(found) == "<ArticleDiff 'v1' → 'v2': 2 changes>"
    assert len({tuple(row) for row in found.to_rows()}) == 1
    assert [reason.record for reason in found.why] == ["v1/ann", "v2/bob"]


def test_the_answer_outlives_the_dossier() -> None:
    desk = versions()
    desk.says("v1", "ann")
    desk.says("v2", "bob")
    found = diff(desk.dossier, "v1", "v2")
    before = str(found)
    desk.dossier.replace(Source(id="ann", name="Somebody else"))
    twin = pickle.loads(pickle.dumps(found))

    assert str(found) == before
    assert (twin, hash(twin), str(twin)) == (found, hash(found), before)


def articles(dossier: Dossier) -> tuple[str, str]:
    ids = sorted(dossier.articles)
    return ids[0], ids[-1]


def turned(found: ArticleDiff) -> set[tuple[Any, ...]]:
    swap = {"added": "removed", "removed": "added"}
    return {(swap.get(e.kind, e.kind), e.after, e.before, e.accounted_for, e.in_general) for e in found}


@given(worlds())
def test_a_version_does_not_differ_from_itself(dossier: Dossier) -> None:
    for id in dossier.articles:
        assert len(diff(dossier, id, id)) == 0


@given(worlds())
def test_asked_backwards_what_was_added_was_removed(dossier: Dossier) -> None:
    one, other = articles(dossier)
    forth, back = diff(dossier, one, other), diff(dossier, other, one)

    assert turned(back) == {(e.kind, e.before, e.after, e.accounted_for, e.in_general) for e in forth}
    assert forth.are_one_work == back.are_one_work


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(dossier: Dossier, random: Any) -> None:
    records = list(dossier)
    random.shuffle(records)
    one, other = articles(dossier)
    asked, again = diff(dossier, one, other), diff(Dossier(records), one, other)

    assert asked == again
    assert (str(asked), asked.to_rows()) == (str(again), again.to_rows())


@given(worlds())
def test_stealth_gives_exactly_what_no_correction_accounts_for(dossier: Dossier) -> None:
    one, other = articles(dossier)

    assert diff(dossier, one, other, stealth=True).edits == diff(dossier, one, other).unannounced


@pytest.mark.parametrize(
    ("ends", "asked"),
    [
        (("v1", "nowhere"), {}),
        (("ann", "v2"), {}),
        ((None, "v2"), {}),
        (("v1", "v2"), {"stealth": "yes"}),
        (("v1", "v2"), {"as_of": "soon"}),
        (("v1", "v2"), {"basis": []}),
    ],
)
def test_what_cannot_be_asked_is_refused(ends: tuple[Any, Any], asked: dict[str, Any]) -> None:
    desk = versions()

    with pytest.raises(ProvenanceError):
        diff(desk.dossier, *ends, **asked)
    with pytest.raises(UsageError):
        diff(desk.dossier, "v1", "v2").of_kind("nothing")
    with pytest.raises(UsageError, match="the dossier comes first"):
        diff({}, "v1", "v2")  # type: ignore[arg-type]


def test_long_versions_are_compared_in_good_time() -> None:
    n = 5_000
    records: list[Any] = [Source(id="s", name="S")]
    texts: dict[str, str] = {}
    for version in ("v1", "v2"):
        parts, at = [], 0
        for i in range(n):
            words = f"Thing {i} of {version if i % 10 == 0 else 'all'} happened"
            anchor = TextAnchor(start=at, end=at + len(words), exact=words)
            records.append(
                Attribution(
                    id=f"{version}-{i}",
                    article=version,
                    claim=f"c{i}",
                    source="s",
                    anchors=Anchors(content=[anchor]),
                )
            )
            parts.append(f"{words}, S said. Filler {i} in {version if i % 7 == 0 else 'both'}.")
            at += len(parts[-1]) + 1
        texts[version] = "\n".join(parts)
    records += [Claim(id=f"c{i}", text=f"Thing {i} happened.") for i in range(n)]
    records += [Article(id=version, text=text) for version, text in texts.items()]
    start = perf_counter()
    found = diff(Dossier(records), "v1", "v2")

    assert len(found.of_kind("reworded")) == n // 10
    assert len(found.of_kind("text_changed")) == len(range(0, n, 7))
    assert perf_counter() - start < 20
