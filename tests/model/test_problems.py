"""What is found wrong between records, and where."""

import hashlib
import time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import Problem
from provenance.model import (
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Evidence,
    Grade,
    Hedge,
    IdentityJudgement,
    Likelihood,
    Mention,
    Recorded,
    Source,
    Suppression,
    TextAnchor,
    UnknownTerm,
    VerificationStatus,
    When,
)
from provenance.model.identity import contradictions
from provenance.model.references import references_of
from tests.model.kinds import SMALL

TEXT = "The mayor said the bridge is closed."
WRONG = TextAnchor(start=4, end=9, exact="Mayor")
FAR = TextAnchor(start=34, end=38, exact="ed..")
FINE = TextAnchor.of(TEXT, 4, 9)

BASE: list[Any] = [
    Source(name="Mayor Ito", id="src-1"),
    Source(name="Deputy Sato", id="src-2"),
    Source(name="Council", id="src-3"),
    Article(headline="Bridge shut", text=TEXT, published="2025-11-04", id="art-1"),
    Article(headline="Bridge closed", published="2025-11-05", id="art-2"),
    Claim(text="The bridge is closed.", id="clm-1"),
    Claim(text="The bridge is open.", id="clm-2"),
    Attribution(article="art-1", claim="clm-1", source="src-1", anchors=Anchors(source=(FINE,)), id="att-1"),
    Attribution(article="art-2", claim="clm-1", source="src-1", id="att-2"),
    VerificationStatus(claim="clm-1", state="checked", judged_at="2025-11-06", id="ver-1"),
]


def judged(first: str, second: str, verdict: str, id: str, by: str | None = None) -> IdentityJudgement:
    recorded = Recorded(by=by) if by else None
    return IdentityJudgement(first=first, second=second, verdict=verdict, id=id, recorded=recorded)


def passage(**fields: Any) -> Attribution:
    return Attribution(**{"article": "art-1", "claim": "clm-1", "id": "att-9", **fields})


def status(**fields: Any) -> VerificationStatus:
    return VerificationStatus(**{"claim": "clm-1", "id": "ver-9", **fields})


def derived(**fields: Any) -> Derivation:
    return Derivation(**{"derived": "art-2", "taken_from": "art-1", "id": "der-9", **fields})


def relation(kind: str, id: str, subject: str = "clm-1", object: str = "clm-2") -> ClaimRelation:
    return ClaimRelation(subject=subject, kind=kind, object=object, id=id)


CASES: dict[str, tuple[list[Any], str, str]] = {
    "nothing of that id": (
        [passage(claim="clm-9")],
        "$.attributions[2].claim",
        "refers to the claim 'clm-9', which is not in",
    ),
    "the wrong kind": (
        [passage(source="clm-1")],
        "$.attributions[2].source",
        "'clm-1' is a claim, not a source",
    ),
    "a list item": (
        [Source(name="x", members=["src-1", "src-9"], id="src-9x")],
        "$.sources[3].members[1]",
        "'src-9'",
    ),
    "inside a value": (
        [Source(name="x", affiliations=[Affiliation(organization="art-1")], id="src-9")],
        "$.sources[3].affiliations[0].organization",
        "'art-1' is an article, not a source",
    ),
    "any kind": (
        [status(evidence=[Evidence(record="x")])],
        "$.statuses[1].evidence[0].record",
        "the record 'x'",
    ),
    "derivable kinds": (
        [derived(taken_from="clm-1")],
        "$.derivations[0].taken_from",
        "is a claim, not an attribution or article or source",
    ),
    "a place": (
        [Source(description="x", described_in="art-9", id="src-9")],
        "$.sources[3].described_in.article",
        "'art-9'",
    ),
    "a suppression": (
        [Suppression(code="S03", record="x")],
        "$.suppressions[0].record",
        "the record 'x' is not in this dossier",
    ),
    "an unknown word": (
        [passage(form=UnknownTerm("sung"))],
        "$.attributions[2].form",
        "'sung' is not a word this version knows",
    ),
    "an unknown word in a value": (
        [passage(recorded=Recorded(basis=UnknownTerm("dreamt")))],
        "$.attributions[2].recorded.basis",
        "'dreamt'",
    ),
    "an unknown word in a list": (
        [passage(hedges=[Hedge(kind=UnknownTerm("x"))])],
        "$.attributions[2].hedges[0].kind",
        "'x'",
    ),
    "an unknown word in a layer": (
        [Source(name="x", layers={"kind": Recorded(basis=UnknownTerm("y"))}, id="src-9")],
        "$.sources[3].layers['kind'].basis",
        "'y'",
    ),
    "an unknown precision": (
        [Claim(text="x", when=When(text="then", precision=UnknownTerm("fortnight")), id="clm-9")],
        "$.claims[2].when.precision",
        "",
    ),
    "a layer of no field": (
        [Source(name="x", layers={"colour": Recorded()}, id="src-9")],
        "$.sources[3].layers['colour']",
        "no field of this name",
    ),
    "other words there": (
        [passage(anchors=Anchors(cue=(FINE, WRONG)))],
        "$.attributions[2].anchors.cue[1]",
        "quotes 'Mayor', but the text has 'mayor'",
    ),
    "beyond the text": (
        [passage(anchors=Anchors(content=(FAR,)))],
        "$.attributions[2].anchors.content[0]",
        "ends at 38, beyond the 36",
    ),
    "in a headline": (
        [passage(anchors=Anchors(source=(attrs.evolve(FINE, part="headline"),)))],
        "$.attributions[2].anchors.source[0]",
        "quotes 'mayor'",
    ),
    "a hedge": (
        [passage(hedges=[Hedge(kind="modal", anchors=(WRONG,))])],
        "$.attributions[2].hedges[0].anchors[0]",
        "quotes",
    ),
    "a status": ([status(article="art-1", anchors=[WRONG])], "$.statuses[1].anchors[0]", "quotes"),
    "a derived passage": (
        [derived(derived="att-1", taken_from="att-2", anchors=[WRONG])],
        "$.derivations[0].anchors[0]",
        "quotes",
    ),
    "a derived article": (
        [derived(derived="art-1", taken_from="src-2", anchors=[WRONG])],
        "$.derivations[0].anchors[0]",
        "quotes",
    ),
    "in no headline": (
        [
            Article(text=TEXT, id="art-9"),
            passage(article="art-9", anchors=Anchors(cue=(TextAnchor.of("mayor", 0, 5, part="headline"),))),
        ],
        "$.attributions[2].anchors.cue[0]",
        "stands in the headline, and 'art-9' has none",
    ),
    "other words before it": (
        [passage(anchors=Anchors(source=(attrs.evolve(FINE, prefix="A "),)))],
        "$.attributions[2].anchors.source[0]",
        "has 'A ' for its prefix, which does not stand before it",
    ),
    "other words behind it": (
        [passage(anchors=Anchors(source=(attrs.evolve(FINE, suffix=" says"),)))],
        "$.attributions[2].anchors.source[0]",
        "has ' says' for its suffix",
    ),
    "a status in no article": (
        [status(anchors=[FINE])],
        "$.statuses[1].anchors",
        "anchors stand in an article",
    ),
    "taken from the later": (
        [derived(derived="art-1", taken_from="art-2")],
        "$.derivations[0].derived",
        "was published (2025-11-04) before what it was taken from (2025-11-05)",
    ),
    "changed before the later": (
        [
            Article(headline="x", published="2025-11-01", modified="2025-11-02", id="art-9"),
            derived(derived="art-9", taken_from="art-1"),
        ],
        "$.derivations[0].derived",
        "was published (2025-11-01) before",
    ),
    "withdrawing what stands elsewhere": (
        [
            Article(headline="x", id="art-9"),
            derived(derived="art-9", taken_from="art-1", kind="corrected", withdraws=["att-1", "att-2"]),
        ],
        "$.derivations[0].withdraws[1]",
        "stands in 'art-2', not in 'art-9' nor in 'art-1'",
    ),
    "a notice": ([derived(notice=("art-1", WRONG))], "$.derivations[0].notice.anchor", "quotes"),
    "a description": (
        [Source(described_in=Mention(article="art-1", anchor=WRONG), id="src-9")],
        "$.sources[3].described_in.anchor",
        "quotes",
    ),
    "another's digest": (
        [Article(text="a", text_digest="0" * 64, id="art-9")],
        "$.articles[2].text_digest",
        "is not the digest",
    ),
    "modified before": (
        [Article(published="2025", modified="2024", id="art-9")],
        "$.articles[2].modified",
        "before the article was published",
    ),
    "retrieved before": (
        [Article(published="2025", retrieved="2024", id="art-9")],
        "$.articles[2].retrieved",
        "before the article",
    ),
    "said after": ([passage(said_at="2026")], "$.attributions[2].said_at", "after its article was published"),
    "a tie that ends first": (
        [
            Source(
                name="x",
                affiliations=[Affiliation(organization="src-3", since="2025", until="2024")],
                id="src-9",
            )
        ],
        "$.sources[3].affiliations[0].until",
        "ends before it begins",
    ),
    "relayed from elsewhere": (
        [passage(via="att-2")],
        "$.attributions[2].via",
        "passages of the same article",
    ),
    "another article's reading": (
        [passage(alternatives=["att-2"])],
        "$.attributions[2].alternatives[0]",
        "same article",
    ),
    "its own alternative": (
        [passage(alternatives=["att-9"])],
        "$.attributions[2].alternatives[0]",
        "not an alternative to itself",
    ),
    "superseding another claim": (
        [status(claim="clm-2", supersedes="ver-1")],
        "$.statuses[1].supersedes",
        "about another claim",
    ),
    "superseding the later": (
        [status(supersedes="ver-1", judged_at="2024")],
        "$.statuses[1].judged_at",
        "before the status it supersedes",
    ),
    "derived from itself": (
        [derived(taken_from="art-2")],
        "$.derivations[0].taken_from",
        "nothing derives from itself",
    ),
    "withdrawing by a quotation": (
        [derived(kind="quoted", withdraws=["att-1"])],
        "$.derivations[0].withdraws",
        "only a correction",
    ),
    "related to itself": (
        [relation("entails", "rel-9", object="clm-1")],
        "$.relations[0].object",
        "to itself",
    ),
    "judged against itself": (
        [judged("src-1", "src-1", "same", "jdg-9")],
        "$.judgements[0].second",
        "about two sources",
    ),
    "no such scale": (
        [Grade(subject="src-1", scale="stars", value="5", id="grd-9")],
        "$.grades[0].scale",
        "'stars' is no scale known here",
    ),
    "no such grade": (
        [Grade(subject="src-1", scale="admiralty-reliability", value="Z", id="grd-9")],
        "$.grades[0].value",
        "'Z' is not a valid term",
    ),
    "no such likelihood scale": (
        [status(likelihood=Likelihood(term="likely", scale="stars"))],
        "$.statuses[1].likelihood.scale",
        "'stars'",
    ),
    "relays itself": ([passage(via="att-9")], "$.attributions[2].via", "'att-9' relays itself"),
    "speaks for itself": (
        [Source(name="x", speaks_for="src-9", id="src-9")],
        "$.sources[3].speaks_for",
        "'src-9' speaks for itself",
    ),
    "its own member": (
        [Source(name="x", members=["src-1", "src-9"], id="src-9")],
        "$.sources[3].members",
        "'src-9' is a member of itself",
    ),
    "supersedes itself": (
        [status(supersedes="ver-9")],
        "$.statuses[1].supersedes",
        "'ver-9' supersedes itself",
    ),
    "same and different": (
        [
            judged("src-1", "src-2", "same", "jdg-1"),
            judged("src-2", "src-3", "same", "jdg-2", "Ann"),
            judged("src-3", "src-1", "different", "jdg-3", "Bob"),
        ],
        "$.judgements[2].verdict",
        "'jdg-3' (by 'Bob') says that 'src-3' and 'src-1' are different, but they are the same by",
    ),
    "restates and contradicts": (
        [relation("contradicts", "rel-1"), relation("restates", "rel-2", "clm-2", "clm-1")],
        "$.relations[0].kind",
        "'rel-2' says that the two claims restate each other",
    ),
}


def dossier_of(records: list[Any]) -> Dossier:
    return Dossier(
        [*BASE, *(r for r in records if not isinstance(r, Suppression))],
        suppressions=[r for r in records if isinstance(r, Suppression)],
    )


def test_the_story_itself_has_no_problem() -> None:
    assert dossier_of([]).problems() == ()


@pytest.mark.parametrize("name", CASES)
def test_a_problem_is_found_once_and_named(name: str) -> None:
    records, path, message = CASES[name]

    (problem,) = dossier_of(records).problems()

    assert problem.path == path
    assert message in problem.message
    assert isinstance(records[-1], Suppression) or problem.record in {record.id for record in records}


@pytest.mark.parametrize(
    "records",
    [
        [Article(published="2025-11", modified="2025-11-04", retrieved="2025", id="art-9")],
        [passage(said_at="2025-11")],
        [Article(text="a", text_digest=hashlib.sha256(b"a").hexdigest(), id="art-9")],
        [passage(article="art-2", anchors=Anchors(source=(WRONG, FAR)))],  # its text is not kept
        [derived(derived="src-1", taken_from="src-2")],
        [derived(kind="corrected", withdraws=["att-1", "att-2"])],
        [derived(kind="corrected", derived="src-1", taken_from="src-2", withdraws=["att-1"])],
        [derived(kind="corrected", derived="att-1", taken_from="art-2", withdraws=["att-2"])],
        [
            Article(headline="x", published="2025-11-01", modified="2025-11-09", id="art-9"),
            derived(derived="art-9", taken_from="art-1"),
        ],
        [
            Article(headline="x", published="2025-11", id="art-9"),
            derived(derived="art-9", taken_from="art-1"),
        ],
        [passage(anchors=Anchors(source=(attrs.evolve(FINE, prefix="", suffix=" said"),)))],
        [status(article="art-1", anchors=[FINE])],
        [judged("src-1", "src-2", "same", "jdg-1"), judged("src-2", "src-3", "different", "jdg-2")],
        [judged("src-1", "src-2", "unsure", "jdg-1"), judged("src-1", "src-2", "different", "jdg-2")],
        [relation("contradicts", "rel-1"), relation("in_tension_with", "rel-2")],
        [
            Grade(subject="src-1", scale="admiralty-reliability", value="f", id="grd-9")
        ],  # capitals do not count
        [Source(name="x", layers={"name": Recorded(), "kind": Recorded()}, id="src-9")],
    ],
)
def test_what_may_be_so_is_no_problem(records: list[Any]) -> None:
    assert dossier_of(records).problems() == ()


@given(SMALL, st.data())
def test_a_record_that_is_taken_out_is_missed_by_all_that_refer_to_it(
    dossier: Dossier, data: st.DataObject
) -> None:
    if not len(dossier):
        return
    gone = data.draw(st.sampled_from(list(dossier)))
    dossier.discard(gone)
    wanted = {(r.id, ref.path) for r in dossier for ref in references_of(r) if ref.id == gone.id}

    missed = {
        (problem.record, problem.path.partition("].")[2])
        for problem in dossier.problems()
        if "which is not in this dossier" in problem.message
    }

    assert missed == wanted


# --- rings -------------------------------------------------------------------------------------

arrows = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


def on_rings(edges: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the arrows from whose head their tail can be reached, joining paths until there are no more."""
    paths = set(edges)
    while longer := {(a, d) for a, b in paths for c, d in paths if b == c} - paths:
        paths |= longer
    return {(a, b) for a, b in edges if a == b or (b, a) in paths}


@given(arrows)
def test_every_derivation_that_bites_its_tail_is_found(edges: list[tuple[int, int]]) -> None:
    articles = [Article(id=str(n)) for n in range(8)]
    edges = list(dict.fromkeys(edges))
    derivations = [Derivation(derived=str(a), taken_from=str(b), id=f"{a}<-{b}") for a, b in edges]

    found = {problem.record for problem in Dossier([*articles, *derivations]).problems()}

    assert found == {f"{a}<-{b}" for a, b in on_rings(edges)}


@given(st.dictionaries(st.integers(0, 7), st.integers(0, 7)))
def test_every_relay_that_bites_its_tail_is_found(via: dict[int, int]) -> None:
    outer = {n: via.get(n) for n in range(8)}
    passages = [
        Attribution(article="art-1", claim="clm-1", id=str(n), via=None if to is None else str(to))
        for n, to in outer.items()
    ]
    dossier = Dossier([BASE[3], BASE[5], *passages])

    found = {problem.record for problem in dossier.problems() if problem.path.endswith(".via")}

    assert found == {str(a) for a, _ in on_rings(list(via.items()))}


@given(arrows)
def test_every_group_in_itself_is_found(edges: list[tuple[int, int]]) -> None:
    members = {n: [str(b) for a, b in dict.fromkeys(edges) if a == n] for n in range(8)}
    groups = [Source(name="x", id=str(n), members=inside) for n, inside in members.items()]

    found = {problem.record for problem in Dossier(groups).problems()}

    assert found == {str(a) for a, _ in on_rings(edges)}


def test_a_ring_of_many_thousands_is_walked_without_recursion() -> None:
    length = 30_000
    dossier = Dossier([BASE[3], BASE[5]])
    dossier.add(passage(id=str(n), via=str((n + 1) % length)) for n in range(length))

    assert len(dossier.problems()) == length


# --- judgements --------------------------------------------------------------------------------


@given(arrows, arrows)
def test_every_contradiction_is_named_with_a_shortest_chain(
    same: list[tuple[int, int]], different: list[tuple[int, int]]
) -> None:
    judgements = [
        *(judged(str(a), str(b), "same", f"same {n}") for n, (a, b) in enumerate(same)),
        *(judged(str(a), str(b), "different", f"diff {n}") for n, (a, b) in enumerate(different)),
    ]
    steps = {n: {n} for n in range(8)}  # who is reached in so many steps, by joining sets
    distance: dict[tuple[int, int], int] = {}
    for length in range(9):
        for start, reached in steps.items():
            for end in reached:
                distance.setdefault((start, end), length)
        steps = {
            start: reached | {x for a, b in same for x in (a, b) if {a, b} & reached}
            for start, reached in steps.items()
        }

    found = {judgement.id: chain for judgement, chain in contradictions(judgements)}

    expected = {f"diff {n}" for n, (a, b) in enumerate(different) if a != b and (a, b) in distance}
    assert found.keys() == expected
    for n, (a, b) in enumerate(different):
        chain = found.get(f"diff {n}", ())
        at = str(a)
        for judgement in chain:
            assert at in (judgement.first, judgement.second)
            at = judgement.second if judgement.first == at else judgement.first
        assert not chain or (at, len(chain)) == (str(b), distance[a, b])


def test_contradictions_across_a_long_chain_are_found_in_linear_time() -> None:
    length = 20_000
    dossier = Dossier(Source(name="x", id=str(n)) for n in range(length + 1))
    dossier.add(judged(str(n), str(n + 1), "same", f"same {n}") for n in range(length))
    dossier.add(judged(str(n), str(length - n), "different", f"diff {n}") for n in range(length // 2))
    start = time.process_time()

    problems = dossier.problems()

    assert time.process_time() - start < 20
    assert len(problems) == length // 2
    assert "the same by a long chain of others" in problems[0].message
    assert problems[-1].message.endswith("the same by 'same 9999', 'same 10000'")


def test_contradictions_around_a_hub_are_found_in_linear_time() -> None:
    leaves = 20_000
    same = [judged("hub", str(n), "same", f"same {n}") for n in range(leaves)]
    different = [judged(str(n), str(n + 1), "different", f"diff {n}") for n in range(leaves - 1)]
    start = time.process_time()

    found = list(contradictions([*same, *different]))

    assert time.process_time() - start < 10
    assert len(found) == leaves - 1
    assert [judgement.id for judgement in found[0][1]] == ["same 0", "same 1"]


def test_problems_come_in_the_order_of_the_records_after_those_of_the_file() -> None:
    dossier = dossier_of(
        [passage(claim="x"), status(claim="y"), Source(name="s", speaks_for="z", id="src-9")]
    )
    dossier.read_problems = (Problem("$.claims[7]", "is odd"),)

    assert [problem.path for problem in dossier.problems()] == [
        "$.claims[7]",
        "$.sources[3].speaks_for",
        "$.attributions[2].claim",
        "$.statuses[1].claim",
    ]
