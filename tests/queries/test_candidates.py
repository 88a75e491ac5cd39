"""Which pairs should somebody judge?"""

import pickle
import re
import sys
from random import Random
from time import perf_counter
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import MissingExtraError, ProvenanceError, UsageError
from provenance.model import (
    Affiliation,
    Attribution,
    Claim,
    ClaimRelation,
    Dossier,
    IdentityJudgement,
    Quantity,
    Recorded,
    Source,
)
from provenance.queries.candidates import Candidate, candidates
from provenance.queries.names import edits_apart, folded, name_of
from provenance.storage import read
from tests.queries.desk import Desk
from tests.queries.worlds import worlds


def of(*names: str | dict[str, Any], **asked: Any) -> list[Candidate]:
    """The pairs among sources of these names."""
    sources = [
        Source(id=f"s{n}", **(name if isinstance(name, dict) else {"name": name, "kind": "person"}))
        for n, name in enumerate(names)
    ]
    return list(candidates(Dossier(sources), "sources", **asked))


def body(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "kind": "organization", **fields}


def worded(*texts: str | dict[str, Any]) -> list[Candidate]:
    """The pairs among claims of these texts."""
    claims = [
        Claim(id=f"c{n}", **(text if isinstance(text, dict) else {"text": text}))
        for n, text in enumerate(texts)
    ]
    return list(candidates(Dossier(claims), "claims"))


# --- sources -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ada Lund", "Ada Lund", "the same name"),
        ("Ada Lund", "ADA LUND", "but for case"),
        ("José Núñez", "Jose Nunez", "but for case"),
        ("Conan O'Brien", "Conan O’Brien", "but for case"),
        ("J. R. Ewing-Smith", "J.R. Ewing Smith", ""),
        ("President Volodymyr Zelensky", "Volodymyr Zelensky", "titles"),
        ("Dr. Ada Lund", "Ada Lund, PhD", "titles"),
        ("Lund, Ada", "Ada Lund", ""),
        ("Xi Jinping", "Jinping Xi", "another order"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "transliteration"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", "transliteration"),
        ("Volodymyr Zelensky", "Володимир Зеленський", "transliteration"),
        ("Oleksandr Syrskyi", "Oleksandr Syrsky", "transliteration"),
        ("Oleksandr Sirsky", "Oleksandr Syrskyi", "transliteration"),
        ("Muammar Gaddafi", "Moammar Qadhafi", "parted"),
        ("Mohammed Hassan", "Muhammad Hassan", "parted"),
        ("Catherine Ashton", "Katherine Ashton", "parted"),
        ("Aleksandr Lukashenko", "Alexander Lukashenko", "parted"),
        ("Jonathan Kristensen", "Jonathan Kristenesn", "one letter"),
        ("J.R. Ewing", "John Ewing", "an initial"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin", "middle name"),
    ],
)
def test_people_whose_names_are_alike_are_proposed(one: str, other: str, why: str) -> None:
    [pair] = of(one, other)

    assert (pair.first, pair.second) == ("s0", "s1")
    assert any(why in reason for reason in pair.reasons)
    assert 0.5 <= pair.score < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISW", "Institute for the Study of War"),
        ("U.N.", "United Nations"),
        ("MoD", "Ministry of Defence"),
        ("Ministry of Defense of Russia", "Russian Defence Ministry"),
        ("The Courier", "Courier"),
        ("Acme Inc.", "Acme"),
        ("Kiev", "Kyiv"),
        ("Reuters", "Rueters"),
        ("Hezbollah", "Hizbullah"),
    ],
)
def test_bodies_whose_names_are_alike_are_proposed(one: str, other: str) -> None:
    assert len(of(body(one), body(other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lund", "Ida Lund"),
        ("Dan Brown", "Dean Brown"),
        ("Jan Smith", "Ian Smith"),
        ("Ivan Petrov", "Ivana Petrova"),
        ("Igor Pokrovsk", "Igor Pokrovsky"),
        ("Stoyan Petkov", "Stoyan Peskov"),
        ("John Martin", "John Morton"),
        ("Anna Lund", "Anna Berg"),
        ("Officer 1234567", "Officer 1234568"),
        ("John Adam Smith", "John Brian Smith"),
    ],
)
def test_people_whose_names_are_only_similar_are_not(one: str, other: str) -> None:
    assert of(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("American Institute for Foreign Policy Studies", "Foreign Policy Research Institute"),
        ("American Institute for Foreign Policy Studies", "American Institute for Economic Studies"),
        ("Bank of England", "Bank of Ireland"),
        ("5th Brigade", "6th Brigade"),
        ("World Bank", "Bank"),
        ("Pokrovsk", "Pokrovsky"),
    ],
)
def test_bodies_that_share_some_words_are_not(one: str, other: str) -> None:
    assert of(body(one), body(other), at_least=0) == []
    assert of({"name": one}, {"name": other}, at_least=0) == []


def test_the_institute_in_the_seed_is_never_matched_by_likeness() -> None:
    dossier = read("seeds/pokrovsk-2025.json")
    dossier.discard("jdg-american-institute-fpri")

    assert not any("src-american-institute" in (p.first, p.second) for p in candidates(dossier, at_least=0))


def test_a_name_that_is_an_alias_of_another_and_an_alias_of_both() -> None:
    kremlin = body("Government of Russia", aliases=["the Kremlin", "Moscow"])
    [pair] = of(kremlin, body("Kremlin"))
    assert "alias of the other" in pair.reasons[0]

    [pair] = of(kremlin, body("Presidential Administration", aliases=["Kremlin"]))
    assert "both have an alias" in pair.reasons[0]


def test_a_person_is_no_body_and_a_body_no_document() -> None:
    assert of("Washington", body("Washington")) == []
    assert of(body("The Lund Report"), {"name": "The Lund Report", "kind": "document"}) == []
    assert len(of("Washington", {"name": "Washington"})) == 1


def test_one_identifier_makes_a_pair_and_two_of_one_scheme_unmake_it() -> None:
    one, other = {"wikidata": "Q1"}, {"wikidata": "Q2"}
    [pair] = of(body("Acme", identifiers=one), body("Zenith", identifiers=one))
    assert pair.score >= 0.95

    assert of(body("Acme", identifiers=one), body("Acme", identifiers=other)) == []
    assert len(of(body("Acme", identifiers={"url": "a"}), body("Acme", identifiers={"url": "b"}))) == 1


def test_different_countries_make_it_less_likely() -> None:
    name = "Ministry of Defence"
    [alike] = of(body(name, country="UA"), body(name, country="UA"))
    [apart] = of(body(name, country="UA"), body(name, country="RU"), at_least=0)

    assert apart.score < alike.score
    assert "countries differ" in apart.reasons[-1]


def test_a_surname_and_a_full_name_in_one_story_are_a_pair_and_in_two_stories_not() -> None:
    desk = Desk("clm", "other")
    desk.source("full", name="Oleksandr Syrskyi", kind="person")
    desk.source("short", name="Gen. Syrsky", kind="person")
    desk.source("initial", name="O. Syrskyi", kind="person")
    desk.source("wrong", name="V. Syrskyi", kind="person")
    for paper in ("a", "b"):
        desk.paper(paper)
    desk.says("a", "full")
    for who in ("short", "initial", "wrong"):
        desk.says("b", who, claim="other")
    assert list(candidates(desk.dossier, "sources")) == []

    desk.says("b", "short", id="joins")
    found = {(p.first, p.second) for p in candidates(desk.dossier, "sources")}
    assert found == {("full", "short"), ("full", "initial")}


def test_a_surname_that_several_full_names_fit_is_less_alike_to_each() -> None:
    one = of("Lund", "Ada Lund")
    two = of("Lund", "Ada Lund", "Bea Lund")

    assert len(two) == 2
    assert two[0].score < one[0].score
    assert "one of 2" in two[0].reasons[0]
    assert of("Lund", *(f"{first}{first} Lund" for first in "abcdef")) == []


# --- what is settled ---------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_pairs_that_were_judged_are_not_proposed(verdict: str) -> None:
    desk = Desk()
    for id in ("a", "b", "c"):
        desk.source(id, name="Ada Lund")
    desk.judged("a", "b", verdict)
    found = candidates(desk.dossier)

    assert ("a", "b") not in found
    assert ("b", "a") not in found
    assert len(found) == (1 if verdict == "same" else 2)  # a and b are one, or two that c may be


def test_a_judgement_about_somebody_who_is_the_same_settles_it() -> None:
    desk = Desk()
    for id in ("a", "b"):
        desk.source(id, name="Ada Lund")
    desk.source("x", name="Another Name")
    desk.judged("a", "x", "same")
    desk.judged("x", "b", "different")

    assert len(candidates(desk.dossier)) == 0


def test_a_judgement_of_another_layer_settles_nothing() -> None:
    desk = Desk()
    for id in ("a", "b"):
        desk.source(id, name="Ada Lund")
    desk.dossier.add(
        IdentityJudgement(first="a", second="b", verdict="same", recorded=Recorded(basis="researched"))
    )

    assert len(candidates(desk.dossier)) == 0
    assert len(candidates(desk.dossier, basis="stated")) == 1


def test_those_who_are_related_are_not_proposed() -> None:
    ties: list[dict[str, Any]] = [
        {"speaks_for": "b"},
        {"members": ["b"]},
        {"affiliations": [Affiliation(organization="b")]},
    ]
    for tie in ties:
        one, other = Source(id="a", name="Lund Lund", **tie), Source(id="b", name="Lund Lund")
        assert len(candidates(Dossier([one, other]))) == 0
    desk = Desk()
    for id in ("a", "b"):
        desk.source(id, name="Lund Lund")
    desk.took("b", "a", "compiled")
    assert len(candidates(desk.dossier)) == 0


def test_nothing_is_applied() -> None:
    dossier = Dossier([Source(id=id, name="Ada Lund") for id in "ab"])
    before = dossier.copy()
    candidates(dossier)

    assert dossier == before


# --- claims ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The old bridge is closed.", "the old bridge is closed"),
        ("Russian units are gradually advancing.", "Russian units are gradually advancing in places."),
        (
            "Six people were hurt in the fire on Main Street.",
            "In the fire on Main Street six people were hurt.",
        ),
    ],
)
def test_claims_in_nearly_the_same_words_are_proposed(one: str, other: str) -> None:
    assert len(worded(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The old bridge is closed.", "The old bridge is not closed."),
        ("Some 120 people died in the mine.", "Some 140 people died in the mine."),
        ("The mayor of Kyiv resigned on Monday night.", "The mayor of Lviv resigned on Monday night."),
        ("The bridge is open.", "The bridge is closed."),
        ("?", "!"),
        (
            {"text": "It rained all day.", "when": "2025-11-03"},
            {"text": "It rained all day.", "when": "2025-12"},
        ),
        ({"text": "It rained.", "language": "en"}, {"text": "It rained.", "language": "de"}),
        ({"text": "It rained.", "where": "Reno"}, {"text": "It rained.", "where": "Elko"}),
        (
            {"text": "The army lost men.", "quantity": Quantity(number=5)},
            {"text": "The army lost men.", "quantity": Quantity(number=6)},
        ),
        ({"text": "It was said.", "kind": "speech_event"}, {"text": "It was said.", "kind": "event"}),
    ],
)
def test_claims_that_differ_in_what_makes_them_two_are_not(one: Any, other: Any) -> None:
    assert worded(one, other) == []


def test_fewer_words_will_do_where_subject_and_number_or_time_are_the_same() -> None:
    facts = {"about": ["fire:main-street"], "when": "2025-11-03", "quantity": Quantity(number=6)}
    one = "Six residents were hurt in a fire."
    other = "A fire hurt six men downtown."

    assert worded(one, other) == []
    [pair] = worded({"text": one, **facts}, {"text": other, **facts})
    assert pair.reasons[1:] == ("the same subject", "the same time", "the same number")


def test_words_in_another_order_are_less_alike() -> None:
    [turned] = worded("Anna accused Berta of theft.", "Of theft Berta accused Anna.")
    [same] = worded("Anna accused Berta of theft.", "Anna has accused Berta of theft.")

    assert turned.score < same.score
    assert "another order" in turned.reasons[0]


@pytest.mark.parametrize("relation", ["restates", "contradicts", "narrows", "caveats"])
def test_claims_that_are_related_are_not_proposed(relation: str) -> None:
    claims = [Claim(id=id, text="The old bridge is closed.") for id in ("a", "b")]
    related = ClaimRelation(subject="b", kind=relation, object="a")

    assert len(candidates(Dossier(claims))) == 1
    assert len(candidates(Dossier([*claims, related]))) == 0


# --- the answer --------------------------------------------------------------------------------


def test_it_reads_well() -> None:
    found = candidates(Dossier([Source(id="a", name="Ada Lund"), Source(id="b", name="ADA LUND")]))

    assert str(found) == (
        "1 pair to judge\n  Ada Lund (a) / ADA LUND (b): the same name but for case, accents or punctuation"
    )
    assert repr(found) == "<Candidates: 1 pair>"
    assert str(candidates(Dossier())) == "no pairs to judge"
    assert found.to_rows() == [
        {
            "kind": "sources",
            "first": "a",
            "first_text": "Ada Lund",
            "second": "b",
            "second_text": "ADA LUND",
            "score": 0.93,
            "reasons": "the same name but for case, accents or punctuation",
        }
    ]
    assert [reason.record for reason in found.why] == ["a", "b"]
    twin = pickle.loads(pickle.dumps(found))
    assert (twin, hash(twin), str(twin)) == (found, hash(found), str(found))


NAMES = [
    "Ada Lund",
    "Lund",
    "A. Lund",
    "ADA LUND",
    "Ada Lundd",
    "ISW",
    "Institute for the Study of War",
    "Lunda",
]
TEXTS = ["It rained a lot.", "it rained a lot", "It rained a lot today.", "It never rained a lot."]


@st.composite
def lookalikes(draw: st.DrawFn) -> Dossier:
    dossier = draw(worlds())
    for id, source in list(dossier.sources.items()):
        name = draw(st.sampled_from([*NAMES, None]))
        dossier.replace(
            Source(id=id, name=name, kind=source.kind, members=source.members, speaks_for=source.speaks_for)
        )
    for id in list(dossier.claims):
        dossier.replace(Claim(id=id, text=draw(st.sampled_from(TEXTS))))
    return dossier


@given(lookalikes(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(dossier: Dossier, random: Any) -> None:
    records = list(dossier)
    random.shuffle(records)

    assert candidates(dossier) == candidates(Dossier(records))


@given(lookalikes())
def test_pairs_are_ordered_and_never_among_the_judged_or_related(dossier: Dossier) -> None:
    found = candidates(dossier, at_least=0)
    judged = {frozenset((j.first, j.second)) for j in dossier.judgements.values()}
    joined = {frozenset((r.subject, r.object)) for r in dossier.relations.values()}

    for pair in found:
        assert pair.first < pair.second
        assert 0 <= pair.score < 1
        assert pair.reasons
        assert {pair.first, pair.second} not in (judged if pair.kind == "sources" else joined)
    keys = [(p.kind != "sources", -p.score, p.first, p.second) for p in found]
    assert keys == sorted(keys)
    assert len({key[2:] for key in keys}) == len(keys)


@given(st.permutations(["a", "b"]), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_likeness_is_the_same_seen_from_either_side(ids: list[str], one: str, other: str) -> None:
    found = candidates(Dossier([Source(id=ids[0], name=one), Source(id=ids[1], name=other)]), at_least=0)
    again = candidates(Dossier([Source(id=ids[1], name=one), Source(id=ids[0], name=other)]), at_least=0)

    assert [(p.score, p.reasons) for p in found] == [(p.score, p.reasons) for p in again]


@given(lookalikes(), st.floats(0, 1))
def test_a_higher_score_asked_for_gives_fewer_of_the_same(dossier: Dossier, at_least: float) -> None:
    every = candidates(dossier, at_least=0)

    assert list(candidates(dossier, at_least=at_least)) == [p for p in every if p.score >= at_least]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "articles"},
        {"kind": 3},
        {"method": "magic"},
        {"at_least": 2},
        {"at_least": "high"},
        {"at_least": True},
        {"at_least": float("nan")},
        {"known_at": "2025-11-04"},
        {"basis": "guessed"},
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ProvenanceError):
        candidates(Dossier(), **asked)
    with pytest.raises(UsageError, match="the dossier comes first"):
        candidates("x")  # type: ignore[arg-type]


def test_rapidfuzz_is_wanted_only_by_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    monkeypatch.setitem(sys.modules, "rapidfuzz.fuzz", None)

    assert len(of("Ada Lund", "Ada Lund")) == 1
    with pytest.raises(MissingExtraError, match=r"news-provenance\[match\]"):
        of("Ada Lund", "Ada Lund", method="rapidfuzz")


def test_what_rapidfuzz_finds_is_added_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("rapidfuzz.fuzz")
    module.token_sort_ratio = lambda one, other: 92.0 if one != other else 100.0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rapidfuzz", ModuleType("rapidfuzz"))
    monkeypatch.setitem(sys.modules, "rapidfuzz.fuzz", module)
    [pair] = of("Benedikta Lundqvister", "Benedikte Lundquister", method="rapidfuzz")

    assert "names alike by rapidfuzz" in pair.reasons


def test_with_rapidfuzz_itself_the_institute_in_the_seed_is_not_matched() -> None:
    pytest.importorskip("rapidfuzz")
    dossier = read("seeds/pokrovsk-2025.json")
    dossier.discard("jdg-american-institute-fpri")

    assert len(candidates(dossier, "sources", method="rapidfuzz")) == 0
    assert len(of("Benedikta Lundqvister", "Benedikte Lundquister", method="rapidfuzz")) == 1


def test_fifty_thousand_sources_are_compared_in_good_time() -> None:
    random = Random(7)
    syllables = re.findall("..", "kalomirentorvasdunbelgarnikshopr")

    def word(n: int) -> str:
        return "".join(random.choice(syllables) for _ in range(n)).title()

    firsts, lasts = [word(2) for _ in range(300)], [word(3) for _ in range(15_000)]
    dossier = Dossier(
        Source(id=f"s{n}", name=f"{random.choice(firsts)} {random.choice(lasts)}", kind="person")
        for n in range(50_000)
    )
    start = perf_counter()
    candidates(dossier, "sources")

    assert perf_counter() - start < 60


def test_very_many_of_one_name_or_wording_are_not_compared_all_with_all() -> None:
    n = 5_000
    records: list[Any] = [Source(id=f"s{i:05}", name="Ada Lund") for i in range(n)]
    records += [Claim(id=f"c{i:05}", text="The old bridge is closed.") for i in range(n)]
    records += [Claim(id=f"d{i:05}", text=f"The old road {i} is closed.") for i in range(n)]
    start = perf_counter()
    found = candidates(Dossier(records))

    assert len(found) == 2 * (n - 1)
    assert perf_counter() - start < 30


def test_dangling_records_do_no_harm() -> None:
    dossier = Dossier(
        [
            Source(id="a", name="Ada Lund", speaks_for="gone", members=["gone"]),
            Source(id="b", name=None),
            Attribution(id="x", article="gone", claim="gone", source="gone"),
            IdentityJudgement(first="a", second="gone", verdict="same"),
        ]
    )

    assert len(candidates(dossier)) == 0


def test_names_are_folded() -> None:
    assert folded("Łódź Ørsted Straße Київ") == "lodz orsted strasse kiiv"
    assert name_of("The U.S. Army").words == ("the", "us", "army")
    assert edits_apart("reuters", "rueters", 1) == 1
    assert edits_apart("abc", "xyz", 1) == 2
    assert edits_apart("a", "abcd", 2) == 3
