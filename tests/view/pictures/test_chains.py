"""The chain strip."""

import pytest

import provenance as pv
from provenance import view
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

SEED = pv.cases.load("pokrovsk-2025")
NIGER = pv.cases.load("niger-uranium-2003")


def line_of_papers(hops: int, words: str = "The bridge is closed.") -> pv.Dossier:
    """Return papers that each took a claim from the one before, the first from an engineer."""
    records: list[pv.Record] = [
        pv.Claim(text=words, id="clm-1"),
        pv.Source(name=words, kind="person", id="src-1"),
    ]
    for n in range(hops):
        records.append(pv.Article(headline=words, id=f"art-{n}"))
        who = "src-1" if n == 0 else None
        records.append(pv.Attribution(article=f"art-{n}", claim="clm-1", source=who, id=f"att-{n}"))
        if n:
            records.append(pv.Derivation(derived=f"att-{n}", taken_from=f"att-{n - 1}", kind="paraphrased"))
    return pv.Dossier(records)


def test_a_strip_runs_from_the_origin_to_the_article() -> None:
    said = texts(view.draw(pv.trace(SEED, "clm-100000-troops"), SEED))

    order = [said.index(name) for name in ("Oleksandr Syrskyi", "Reuters", "The Independent")]
    assert order == sorted(order)


def test_what_changed_stands_on_the_step_where_it_changed() -> None:
    said = texts(view.draw(pv.trace(SEED, "clm-100000-troops"), SEED))

    changed = said.index("bound changed: over 100,000 troops → about 100,000 troops")
    assert said.index("Reuters") < changed < said.index("The Independent")


def test_without_the_dossier_nothing_is_said_to_have_changed() -> None:
    picture = view.draw(pv.trace(SEED, "clm-100000-troops"))

    looked_at(picture)
    assert not [line for line in texts(picture) if "changed" in line]


def test_one_chain_is_drawn_alone() -> None:
    chain = next(pv.trace(SEED, "clm-100000-troops").chains())

    assert texts(view.draw(chain, SEED)) == texts(view.draw(pv.trace(SEED, "clm-100000-troops"), SEED))


def test_a_missing_hop_is_drawn_as_missing() -> None:
    passage = pv.Attribution(article="art-1", claim="clm-1", id="att-1")
    taken = pv.Derivation(derived="att-1", taken_from="art-gone", kind="paraphrased", id="der-1")
    dossier = pv.Dossier([pv.Claim(text="x", id="clm-1"), pv.Article(id="art-1"), passage, taken])

    picture = view.draw(pv.trace(dossier, "clm-1"), dossier)

    tree = looked_at(picture)
    assert "not on record" in texts(picture)
    assert [node for node in tree.iter(f"{SVG}rect") if node.get("class") == "dash"]
    assert "[art-gone: not on record]" in picture.text
    assert ":::gap" in (picture.mermaid or "")
    assert "style=dashed" in (picture.dot or "")


def test_a_long_chain_is_drawn_by_its_ends_and_the_rest_counted() -> None:
    dossier = line_of_papers(3_000)

    picture = view.draw(pv.trace(dossier, "att-2999"), dossier)

    looked_at(picture)
    assert "… 2,989 more stops …" in picture.text
    assert len(picture.svg) < 20_000


def test_more_chains_than_are_drawn_are_counted() -> None:
    picture = view.draw(pv.trace(NIGER, "clm-sought"), NIGER, limit=1)

    assert "… and 3 more chains" in texts(picture)
    assert "… and 3 more chains" in picture.text


def test_a_claim_without_any_passage_says_that_nothing_is_on_record() -> None:
    picture = view.draw(pv.trace(pv.Dossier([pv.Claim(text="x", id="clm-1")]), "clm-1"))

    looked_at(picture)
    assert picture.description == "Nothing on record says where it came from."


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_names_hold_stays_text(words: str) -> None:
    dossier = line_of_papers(3, words)

    picture = view.draw(pv.trace(dossier, "clm-1"), dossier)

    looked_at(picture)
    for diagram in (picture.mermaid, picture.dot):
        assert "<script" not in (diagram or "")


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_chains_of_every_worked_story_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    for claim in dossier.claims.values():
        looked_at(view.draw(pv.trace(dossier, claim), dossier))
