"""Who gets to speak, and how often?"""

import pickle
from datetime import UTC, datetime
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ProvenanceError, UsageError
from provenance.model import Affiliation, Article, Attribution, Claim, Dossier, Recorded, Source
from provenance.queries.crediting import CATEGORIES
from provenance.queries.sourcing import sourcing
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import make_world, worlds


def about(desk: Desk, *subjects: str) -> None:
    desk.dossier.replace(Claim(id=CLAIM, text="It is so.", about=subjects))


def flags(desk: Desk, **asked: Any) -> dict[str, int]:
    return {word: n for word, n in sourcing(desk.dossier, **asked).whole.flags.items() if n}


def test_every_passage_is_in_one_category_and_the_shares_add_up() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("mayor")
    desk.source("aide", name=None, description="an aide")
    desk.says("a", "mayor", form="direct")
    desk.says("a", "aide", form="indirect", anonymity="withheld")
    desk.says("a", None, id="own", form="own_voice")
    desk.says("a", None, id="reportedly", form="indirect")
    desk.says("a", "nowhere", id="lost")
    whole = sourcing(desk.dossier).whole

    assert dict(whole.categories) == {
        "named": 1,
        "anonymous": 1,
        "own_voice": 1,
        "uncredited": 1,
        "undecided": 0,
        "unknown": 1,
    }
    assert sum(whole.shares.values()) == pytest.approx(1)
    assert whole.credited == 3
    assert whole.forms["direct"] == whole.forms["indirect"] == whole.forms["not_recorded"] == 1
    assert whole.form_shares["direct"] == pytest.approx(1 / 3)
    assert [out.record for out in sourcing(desk.dossier).left_out] == ["lost"]


@pytest.mark.parametrize("how", ["unnamed", "withheld", "pseudonymous", "role_only", "unspecified"])
def test_the_kinds_of_anonymity_are_told_apart(how: str) -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("general")
    desk.says("a", "general", anonymity=how)
    whole = sourcing(desk.dossier).whole

    assert whole.categories["anonymous"] == whole.anonymities[how] == sum(whole.anonymities.values()) == 1


def test_a_passage_that_names_somebody_is_named_although_the_record_has_no_name() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("x", name=None)
    desk.says("a", "x", anonymity="named")

    assert sourcing(desk.dossier).whole.categories["named"] == 1


def test_without_a_word_on_anonymity_the_record_of_that_passage_decides_and_not_who_it_was_found_to_be() -> (
    None
):
    desk = Desk()
    desk.paper("a")
    desk.source("general")
    desk.source("commander", name=None, description="the commander")
    desk.says("a", "general")
    desk.says("a", "commander")
    desk.judged("general", "commander", "same")
    whole = sourcing(desk.dossier).whole

    assert (whole.categories["named"], whole.categories["anonymous"]) == (1, 1)
    assert whole.anonymities["not_recorded"] == 1
    assert whole.voices == 1
    assert [(s.source, s.passages, s.name) for s in whole.speakers] == [("general", 2, "General")]


def test_a_name_of_another_layer_is_not_read() -> None:
    stated = Recorded(basis="stated")
    desk = Desk()
    desk.paper("a")
    desk.source("x", layers={"name": Recorded(basis="researched")})
    desk.says("a", "x", recorded=stated)
    desk.says("a", None, id="none")
    found = sourcing(desk.dossier, basis="stated")

    assert found.whole.categories["anonymous"] == found.whole.passages == 1
    assert [out.record for out in found.left_out] == ["none"]


def test_an_interested_party_is_one_by_its_interests() -> None:
    desk = Desk()
    about(desk, "war:one")
    desk.paper("a")
    desk.source("party", interests=["war:one"])
    desk.source("other", interests=["war:two"])
    desk.says("a", "party")
    desk.says("a", "other")

    assert flags(desk) == {"party": 1}


def test_what_somebody_speaks_for_and_belongs_to_makes_a_party_and_an_official() -> None:
    desk = Desk()
    about(desk, "war:one")
    desk.paper("a")
    desk.source("army", kind="military", interests=["war:one"])
    desk.source("spokesman", kind="person", speaks_for="army")
    desk.source("general", kind="person", affiliations=[Affiliation(organization="army")])
    desk.source("friend", kind="person")
    for who in ("spokesman", "general", "friend"):
        desk.says("a", who)

    assert flags(desk) == {"official": 2, "party": 2}


def test_a_post_that_was_left_before_no_longer_makes_an_official() -> None:
    desk = Desk()
    desk.source("ministry", kind="government_body")
    former = Affiliation(organization="ministry", since="2015", until="2019")
    desk.source("expert", kind="person", affiliations=[former])
    desk.paper("then", published="2018-05-01")
    desk.paper("now", published="2024-05-01")
    desk.paper("whenever")
    for paper in ("then", "now", "whenever"):
        desk.says(paper, "expert")

    assert flags(desk, article="then") == {"official": 1}
    assert flags(desk, article="now") == {}
    assert flags(desk, article="whenever") == {"official": 1}


def test_who_is_spoken_about_is_a_party() -> None:
    desk = Desk()
    about(desk, "wikidata:Q1")
    desk.paper("a")
    desk.source("firm", identifiers={"wikidata": "Q1"})
    desk.says("a", "firm")

    assert flags(desk) == {"party": 1}


def test_a_press_release_is_by_a_party_and_its_own_voice_is_its_publishers() -> None:
    desk = Desk()
    desk.source("ministry", kind="government_body")
    desk.source("bystander")
    desk.paper("release", publisher="ministry", kind="press_release")
    desk.says("release", None, form="own_voice")
    desk.says("release", "ministry")
    desk.says("release", "bystander")

    assert flags(desk) == {"official": 2, "party": 2}


def test_no_comment_and_relays_are_counted_beside_the_categories() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("wire")
    desk.source("firm")
    desk.says("a", "wire", id="outer")
    desk.says("a", "firm", via="outer", act="no_comment", commitment=None)
    whole = sourcing(desk.dossier).whole

    assert flags(desk) == {"no_comment": 1, "relayed": 1}
    assert whole.categories["named"] == whole.passages == 2


def test_a_passage_with_two_readings_counts_once_and_only_as_far_as_they_agree() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("x")
    desk.source("y")
    desk.says("a", "x", id="one", alternatives=["two"], form="indirect")
    desk.says("a", None, id="two", form="own_voice")
    desk.says("a", "x", id="three", alternatives=["four"], form="direct")
    desk.says("a", "y", id="four", form="direct")
    whole = sourcing(desk.dossier).whole

    assert whole.passages == 2
    assert whole.categories["undecided"] == whole.categories["named"] == 1
    assert whole.forms["direct"] == 1
    assert whole.voices == 0


def test_kinds_are_counted_by_voice() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("p", kind="person")
    desk.source("q", kind="unknown")
    desk.source("r", kind="group")
    desk.source("bare")
    desk.judged("p", "q", "same")
    for who in ("p", "q", "r", "bare"):
        desk.says("a", who)
    kinds = sourcing(desk.dossier).whole.kinds

    assert (kinds["person"], kinds["group"], kinds["not_recorded"]) == (2, 1, 1)


def test_of_several_versions_the_last_with_passages_is_counted() -> None:
    desk = Desk()
    desk.source("x")
    for id in ("v1", "v2", "v3"):
        desk.paper(id)
    desk.says("v1", "x")
    desk.says("v2", "x")
    desk.took("v2", "v1", "revised")
    desk.took("v3", "v2", "corrected")

    assert [r.record for r in sourcing(desk.dossier).why] == ["v2/x"]
    assert [out.record for out in sourcing(desk.dossier).left_out] == ["v1"]
    assert [r.record for r in sourcing(desk.dossier, "v1").why] == ["v1/x"]


def test_versions_in_a_ring_are_all_counted() -> None:
    desk = Desk()
    desk.source("x")
    for id in ("v1", "v2"):
        desk.paper(id)
        desk.says(id, "x")
    desk.took("v2", "v1", "revised")
    desk.took("v1", "v2", "revised")

    assert sourcing(desk.dossier).whole.passages == 2


def test_months_come_in_order_and_what_is_not_known_comes_last() -> None:
    desk = Desk()
    desk.source("x")
    dates = {"a": "2025-12-01", "b": "2025-11-30", "c": "2025-11", "d": "2025-11-30/2025-12-01", "e": None}
    for id, published in dates.items():
        desk.paper(id, published=published)
        desk.says(id, "x")
    desk.says("gone", "x")
    found = sourcing(desk.dossier, by="month")

    assert [(p.group, p.passages) for p in found] == [("2025-11", 2), ("2025-12", 1), (None, 3)]
    assert found[None].name == "month not known"
    with pytest.raises(UsageError):
        found["2020-01"]


def test_outlets_are_voices_and_sections_are_words() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("post")
    desk.source("the-post")
    desk.judged("post", "the-post", "same")
    desk.paper("a", publisher="post", section="World")
    desk.paper("b", publisher="the-post", section="Sport")
    desk.paper("c", publisher=None, section="World")
    for id in "abc":
        desk.says(id, "x")

    assert [(p.group, p.passages) for p in sourcing(desk.dossier, by="outlet")] == [("post", 2), (None, 1)]
    assert [(p.group, p.articles) for p in sourcing(desk.dossier, by="section")] == [
        ("World", 2),
        ("Sport", 1),
    ]


def test_two_clocks() -> None:
    at = Recorded(at=datetime(2025, 11, 2, tzinfo=UTC))
    desk = Desk()
    desk.source("x")
    desk.paper("a", published="2025-11-01")
    desk.paper("b", published="2025-11-05")
    desk.says("a", "x", recorded=at)
    desk.says("b", "x", recorded=at)

    assert sourcing(desk.dossier, as_of="2025-11-03").whole.passages == 1
    assert sourcing(desk.dossier, known_at=datetime(2025, 11, 1, tzinfo=UTC)).whole.passages == 0


def test_it_reads_well() -> None:
    desk = Desk()
    desk.paper("a", headline="Bridge closed")
    for n in range(3):
        desk.source(f"s{n}")
        desk.says("a", f"s{n}", form="direct")

    assert str(sourcing(desk.dossier, "a")).splitlines() == [
        "Bridge closed: 3 attributions in 1 article, 3 voices",
        "  named: 3 (100 %)",
        "  in form: 3 direct",
        "  most quoted: S0 (1), S1 (1), S2 (1)",
    ]
    assert str(sourcing(Dossier())) == "All: no attributions"
    assert repr(sourcing(desk.dossier, by="month")) == "<SourcingProfile by month: 3 attributions>"


def test_percentages_as_printed_add_up_to_a_hundred() -> None:
    desk = Desk()
    desk.paper("a")
    desk.source("x")
    desk.says("a", "x")
    desk.says("a", None, id="o", form="own_voice")
    desk.says("a", None, id="u")
    text = str(sourcing(desk.dossier))

    assert sum(int(line.split("(")[1].split(" %")[0]) for line in text.splitlines() if "%" in line) == 100


def test_rows_have_the_same_keys_and_the_answer_outlives_the_dossier() -> None:
    dossier = make_world(Random(4))
    found = sourcing(dossier, by="outlet")
    before = str(found), found.to_rows(), found.why
    for id in list(dossier.sources):
        dossier.replace(Source(id=id, name="Somebody else"))

    assert len({tuple(row) for row in found.to_rows()}) == 1
    assert (str(found), found.to_rows(), found.why) == before
    twin = pickle.loads(pickle.dumps(found))
    assert (twin, hash(twin), str(twin)) == (found, hash(found), str(found))


@given(worlds(), st.randoms(use_true_random=False), st.sampled_from([None, "outlet", "section", "month"]))
def test_the_order_of_records_does_not_matter(dossier: Dossier, random: Any, by: str | None) -> None:
    records = list(dossier)
    random.shuffle(records)
    one, other = sourcing(dossier, by=by), sourcing(Dossier(records), by=by)

    assert one == other
    assert (str(one), one.to_rows(), one.why) == (str(other), other.to_rows(), other.why)


@given(worlds(), st.sampled_from(["outlet", "section", "month"]))
def test_groups_add_up_to_the_whole_and_categories_to_the_group(dossier: Dossier, by: str) -> None:
    found = sourcing(dossier, by=by)

    for profile in (found.whole, *found):
        assert sum(profile.categories.values()) == profile.passages
        assert sum(profile.shares.values()) == pytest.approx(1 if profile.passages else 0)
        assert sum(profile.forms.values()) == sum(profile.kinds.values()) == profile.credited
        assert sum(profile.anonymities.values()) == profile.categories["anonymous"]
        assert all(n <= profile.passages for n in profile.flags.values())
        assert profile.voices == len(profile.speakers)
    for word in CATEGORIES:
        assert sum(p.categories[word] for p in found) == found.whole.categories[word]
    assert len(found.why) == found.whole.passages


@pytest.mark.parametrize(
    "asked",
    [
        {"article": "nowhere"},
        {"article": CLAIM},
        {"article": 3},
        {"by": "gender"},
        {"by": ["outlet"]},
        {"as_of": "soon"},
        {"known_at": "2025-11-04"},
        {"basis": "guessed"},
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ProvenanceError):
        sourcing(Desk().dossier, **asked)


def test_it_is_asked_of_a_dossier() -> None:
    with pytest.raises(UsageError, match="the dossier comes first"):
        sourcing([])  # type: ignore[arg-type]


def test_long_chains_of_versions_and_spokesmen_end() -> None:
    n = 20_000
    records: list[Any] = [Claim(id=CLAIM, text="x")]
    desk = Desk()
    for i in range(n):
        records.append(Article(id=f"v{i}"))
        records.append(Source(id=f"s{i}", name=f"S{i}", speaks_for=f"s{i + 1}" if i + 1 < n else None))
    records += [
        Attribution(id="first", article="v0", claim=CLAIM, source="s0"),
        Attribution(id="last", article=f"v{n - 1}", claim=CLAIM, source="s0"),
    ]
    desk.dossier.add(records[1:])
    for i in range(n - 1):
        desk.took(f"v{i + 1}", f"v{i}", "revised")
    start = perf_counter()
    found = sourcing(desk.dossier)

    assert [reason.record for reason in found.why] == ["last"]
    assert perf_counter() - start < 20
