"""Small random dossiers in which everything that independence speaks of occurs.

They are made by anything with the methods of `random.Random`: a seeded one for thousands of
dossiers in a few seconds, or Hypothesis's, which shrinks.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

from provenance.model import (
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    DerivationKind,
    Dossier,
    IdentityJudgement,
    Recorded,
    Source,
    TextAnchor,
)

TEXT = "abcdefghij" * 4
MAIN = "clm-main"
CLAIMS = (MAIN, "clm-same", "clm-near", "clm-other")
KINDS = tuple(kind.value for kind in DerivationKind)


def worlds(**options: Any) -> st.SearchStrategy[Dossier]:
    """Return a strategy for such dossiers; the options are those of `make_world`."""
    return st.randoms(use_true_random=False).map(lambda random: make_world(random, **options))


def make_world(
    random: Random,
    *,
    readings: bool = True,
    dangling: bool = True,
    unrecorded: bool = True,
    rings: bool = True,
    most_passages: int = 8,
) -> Dossier:
    """Return a dossier about a few claims; `clm-main` is the one to ask about.

    Args:
        random: makes the choices.
        readings: whether passages may have other readings.
        dangling: whether references may lead nowhere.
        unrecorded: whether commitments may be left out.
        rings: whether relays and derivations may lead round.
        most_passages: how many passages there are at most.
    """
    sources = [f"src-{n}" for n in range(random.randint(1, 5))]
    articles = [f"art-{n}" for n in range(random.randint(1, 5))]
    passages = [f"att-{n}" for n in range(random.randint(1, most_passages))]
    records: list[Any] = [Claim(id=id, text=id) for id in CLAIMS]
    records += _relations(random)
    records += [_source(random, id, sources, dangling) for id in sources]
    records += [
        Article(id=id, publisher=random.choice([None, *sources, *sources]), text=TEXT) for id in articles
    ]
    place = {id: random.choice(articles) for id in passages}
    records += [
        _passage(random, id, place, sources, readings, dangling, unrecorded, rings) for id in passages
    ]
    for n in range(random.randint(0, 5)):
        records.append(_derivation(random, f"der-{n}", passages, articles, sources, dangling, rings))
    for n in range(random.choice([0, 0, 1, 2, 3])):
        first, second = random.choice(sources), random.choice(sources)
        verdict = random.choice(["same", "different", "unsure"])
        records.append(IdentityJudgement(id=f"jdg-{n}", first=first, second=second, verdict=verdict))
    random.shuffle(records)
    return Dossier(records)


def _relations(random: Random) -> list[ClaimRelation]:
    found = []
    if random.random() < 0.8:
        found.append(ClaimRelation(id="rel-same", subject="clm-same", kind="restates", object=MAIN))
    kind = random.choice(["narrows", "generalises", "updates", "conveys", "contradicts"])
    ends = [MAIN, "clm-near"] if random.random() < 0.5 else ["clm-near", random.choice([MAIN, "clm-same"])]
    found.append(ClaimRelation(id="rel-near", subject=ends[0], kind=kind, object=ends[1]))
    return found


def _source(random: Random, id: str, sources: list[str], dangling: bool) -> Source:
    others = [other for other in sources if other != id] or [id]
    return Source(
        id=id,
        name=id.upper() if random.random() < 0.75 else None,
        kind=random.choice([None, "person", "organization", "document", "group"]),
        speaks_for=random.choice(others) if random.random() < 0.15 else None,
        members=random.sample(others, min(len(others), 2)) if random.random() < 0.2 else (),
        affiliations=(
            [Affiliation(organization=random.choice([*others, "src-none"] if dangling else others))]
            if random.random() < 0.2
            else ()
        ),
    )


def _passage(
    random: Random,
    id: str,
    place: dict[str, str],
    sources: list[str],
    readings: bool,
    dangling: bool,
    unrecorded: bool,
    rings: bool,
) -> Attribution:
    beside = [other for other in place if place[other] == place[id] and (rings or other < id)]
    via = random.choice(beside) if beside and random.random() < 0.35 else None
    if dangling and random.random() < 0.03:
        via = "att-none"
    commitments: list[str | None] = [*["CT+"] * 8, "PS+", "CT-", "CT-", "Uu"]
    if unrecorded:
        commitments += [None, None]
    others = [other for other in place if place[other] == place[id] and other != id]
    start = random.randint(0, 30)
    credited: list[str | None] = [*sources, *sources, None]
    return Attribution(
        id=id,
        article=place[id],
        claim=random.choice([MAIN] * 6 + ["clm-same", "clm-same", "clm-near", "clm-other"]),
        source="src-none" if dangling and random.random() < 0.03 else random.choice(credited),
        via=via,
        commitment=random.choice(commitments),
        act=random.choice([None, None, None, None, "assertion", "question", "unspecified"]),
        how_known=random.choice([None, "direct_perception", "participation", "reported"]),
        alternatives=[random.choice(others)] if readings and others and random.random() < 0.15 else [],
        anchors=(
            Anchors(content=[TextAnchor(start=start, end=start + 5, exact=TEXT[start : start + 5])])
            if random.random() < 0.7
            else Anchors()
        ),
    )


def _derivation(
    random: Random,
    id: str,
    passages: list[str],
    articles: list[str],
    sources: list[str],
    dangling: bool,
    rings: bool,
) -> Derivation:
    derived = random.choice([*passages, *passages, *articles, *articles, random.choice(sources)])
    nowhere = ["art-none"] if dangling else []
    taken_from = random.choice([*passages, *articles, random.choice(sources), *nowhere])
    if not rings and derived <= taken_from:
        derived, taken_from = taken_from, derived
    start = random.randint(0, 20)
    covered = [TextAnchor(start=start, end=start + 20, exact=TEXT[start : start + 20])]
    kind = random.choice(KINDS)
    withdraws = []
    if kind in ("corrected", "retracted") and random.random() < 0.7:
        withdraws = [random.choice(passages)]
    if kind in ("revised", "corrected", "retracted") and random.random() < 0.7:
        derived, taken_from = random.choice(articles), random.choice(articles)
    return Derivation(
        id=id,
        derived=derived,
        taken_from=taken_from,
        kind=kind,
        standing=random.choice(["established", "established", "established", "possible"]),
        anchors=covered if random.random() < 0.3 else [],
        withdraws=withdraws,
        recorded=random.choice([None, Recorded(basis="stated"), Recorded(basis="researched")]),
    )
