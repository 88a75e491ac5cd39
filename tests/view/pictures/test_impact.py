"""The impact tree."""

import pytest

import provenance as pv
from provenance import view
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

NIGER = pv.cases.load("niger-uranium-2003")
CURVEBALL = pv.cases.load("curveball")


def four_claims(words: str = "Claim", many: int = 1) -> pv.Dossier:
    """Return claims that fall, may fall, are weakened and stand if Ann falls, so many of each."""
    dossier = pv.Dossier(
        pv.Source(name=name, kind="person", id=f"src-{name.lower()}") for name in ("Ann", "Bob", "Eve")
    )
    said = {"fall": {"ann": True}, "may": {"ann": True, "bob": False}, "weak": {"ann": False, "bob": False}}
    for state, sources in said.items():
        for n in range(many):
            claim = pv.Claim(text=f"{words} {state} {n}", id=f"clm-{state}-{n}")
            dossier.add(claim)
            for who, was_there in sources.items():
                article = pv.Article(headline=f"{words} of {who}", id=f"art-{state}-{n}-{who}")
                how = "direct_perception" if was_there else None
                dossier.add(article)
                dossier.add(
                    pv.Attribution(
                        article=article,
                        claim=claim,
                        source=f"src-{who}",
                        how_known=how,
                        id=f"att-{state}-{n}-{who}",
                    )
                )
    dossier.add(
        pv.Claim(text=f"{words} stands", id="clm-stand"), pv.Article(headline="Relayed", id="art-relayed")
    )
    dossier.add(pv.Attribution(article="art-relayed", claim="clm-stand", source="src-ann", id="att-outer"))
    dossier.add(
        pv.Attribution(
            article="art-relayed", claim="clm-stand", source="src-eve", via="att-outer", id="att-inner"
        )
    )
    return dossier


def test_the_root_is_what_falls_and_the_gravest_branch_comes_first() -> None:
    picture = view.draw(pv.what_falls_if(four_claims(), "src-ann"))

    looked_at(picture)
    said = texts(picture)
    places = [
        said.index(line)
        for line in (
            "If Ann (src-ann) falls",
            "1 claim falls",
            "1 claim may fall",
            "1 claim is weakened",
            "1 claim stands",
        )
    ]
    assert places == sorted(places)


def test_each_claim_stands_with_its_ranges_and_who_carries_it() -> None:
    said = texts(view.draw(pv.what_falls_if(four_claims(), "src-ann")))

    start = said.index("“Claim may 0”")
    assert said[start + 1 : start + 5] == [
        "1–2",
        "0–1",
        "Loses Ann; keeps Bob",
        "Carried by “Claim of ann” and “Claim of bob”",
    ]


def test_origins_are_discs_and_those_lost_are_crosses() -> None:
    dossier = four_claims()
    picture = view.draw(pv.what_falls_if(dossier, dossier.attributions["att-may-0-ann"]))

    tree = looked_at(picture)
    discs = [node.get("class") for node in tree.iter(f"{SVG}circle") if node.get("r") == "4.5"]
    arms = [
        node
        for node in tree.iter(f"{SVG}line")
        if float(node.attrib["x2"]) - float(node.attrib["x1"]) == 7 and node.attrib["y1"] != node.attrib["y2"]
    ]
    assert discs == ["fill-blue", "paper strong", "paper strong"]
    assert len(arms) == 2


def test_what_rests_on_nothing_else_is_told_in_words_and_as_diagrams() -> None:
    picture = view.draw(pv.what_falls_if(four_claims(), "src-ann"))

    assert "1 claim falls: “Claim fall 0”: 1–1 → 0–0; loses Ann." in picture.description
    assert picture.text == str(pv.what_falls_if(four_claims(), "src-ann"))
    assert '-->|"1–1 → 0–0"|' in (picture.mermaid or "")
    assert '-.->|"1–2 → 0–1"|' in (picture.mermaid or "")
    assert "carried by" in (picture.dot or "")


def test_many_claims_of_a_kind_are_counted() -> None:
    picture = view.draw(pv.what_falls_if(four_claims(many=300), "src-ann"))

    looked_at(picture)
    said = texts(picture)
    assert {"300 claims fall", "… and 292 more that fall", "… and 294 more that may fall"} <= set(said)
    assert "… and 292 more that fall" in (picture.mermaid or "")
    assert len(picture.svg) < 60_000


def test_where_nothing_rests_on_it_it_says_so() -> None:
    picture = view.draw(pv.what_falls_if(pv.Dossier([pv.Source(name="Ann", id="src-ann")]), "src-ann"))

    looked_at(picture)
    assert "Nothing on record rests on it." in texts(picture)
    assert picture.description == "If Ann (src-ann) falls: nothing on record rests on it."


def test_records_that_fall_as_one_are_named() -> None:
    said = texts(view.draw(pv.what_falls_if(CURVEBALL, "src-inc-source")))

    assert "and as one with it: src-major" in said


def test_denials_that_are_touched_are_told() -> None:
    dossier = four_claims()
    dossier.add(
        pv.Attribution(
            article="art-relayed", claim="clm-fall-0", source="src-ann", commitment="CT-", id="att-denial"
        )
    )

    said = texts(view.draw(pv.what_falls_if(dossier, "src-ann")))

    assert "Its denials fall: 0–1 → 0–0" in said


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_records_hold_stays_text_within_the_sheet(words: str) -> None:
    dossier = four_claims(words)
    dossier.add(pv.Source(name=words, id="src-odd"))

    for asked in ("src-ann", "src-odd", "art-may-0-ann"):
        picture = view.draw(pv.what_falls_if(dossier, asked))

        looked_at(picture)
        for diagram in (picture.mermaid, picture.dot):
            assert "<script" not in (diagram or "")
        assert "\x1b" not in picture.text


@pytest.mark.parametrize("name", pv.cases.names())
def test_whatever_falls_in_the_worked_stories_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    for record in [*dossier.sources, *dossier.articles]:
        looked_at(view.draw(pv.what_falls_if(dossier, record), dossier))
