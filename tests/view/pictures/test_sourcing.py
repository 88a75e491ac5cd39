"""The sourcing bars."""

import pytest

import provenance as pv
from provenance import view
from provenance.queries.sourcing import sourcing
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts


def told(outlets: int = 2, name: str = "Ida Lang") -> pv.Dossier:
    """Papers that each credit a ministry, an unnamed engineer, a resident, and nobody."""
    records: list[pv.Record] = [
        pv.Claim(text="The dam is safe.", about=["dam:upper"], id="clm"),
        pv.Source(name="Ministry", kind="government_body", interests=["dam:upper"], id="src-ministry"),
        pv.Source(description="an engineer", kind="person", id="src-engineer"),
        pv.Source(name=name, kind="person", id="src-lang"),
    ]
    for n in range(outlets):
        records += [
            pv.Source(name=f"Paper {n}", kind="news_outlet", id=f"src-{n}"),
            pv.Article(headline=f"Dam {n}", publisher=f"src-{n}", published="2025-11-04", id=f"art-{n}"),
        ]
        for who in ("src-ministry", "src-engineer", "src-lang", None):
            records.append(
                pv.Attribution(
                    article=f"art-{n}", claim="clm", source=who, form="indirect", id=f"a-{n}-{who}"
                )
            )
    return pv.Dossier(records, title="The dam")


def test_each_category_has_a_hue_and_a_pattern_of_its_own_in_bar_and_legend() -> None:
    tree = looked_at(view.draw(sourcing(told())))

    hues = [n.get("class") for n in tree.iter(f"{SVG}rect") if (n.get("class") or "").startswith("tint-")]
    laid = [n.get("fill", "")[-8:-1].rpartition("-")[2] for n in tree.iter(f"{SVG}rect") if n.get("fill")]
    assert hues[:6] == ["tint-blue", "tint-orange", "tint-purple", "tint-blue", "tint-orange", "tint-purple"]
    assert laid == ["slant", "cross", "slant", "cross"]
    assert [n.get("id", "").rpartition("-")[2] for n in tree.iter(f"{SVG}pattern")] == ["slant", "cross"]


def test_a_bar_is_divided_as_the_passages_are_and_says_how_many_they_are() -> None:
    tree = looked_at(view.draw(sourcing(told(outlets=1))))

    wide = {
        n.get("class"): float(n.get("width", 0))
        for n in tree.iter(f"{SVG}rect")
        if (n.get("class") or "").startswith("tint-") and n.get("height") == "26"
    }
    assert wide["tint-blue"] == pytest.approx(2 * wide["tint-orange"])
    assert wide["tint-orange"] == pytest.approx(wide["tint-purple"])


def test_a_number_that_does_not_fit_its_segment_is_left_to_the_words_on_hover() -> None:
    named = [record for record in told(outlets=40) if getattr(record, "source", "") != "src-engineer"]
    dossier = pv.Dossier(named)
    dossier.add(pv.Attribution(article="art-0", claim="clm", source="src-engineer", id="only"))

    picture = view.draw(sourcing(dossier))

    assert "1 anonymous" in picture.description
    assert (
        "1" not in texts(picture)[texts(picture).index("attributions") : texts(picture).index("Most quoted")]
    )


def test_official_and_interested_voices_are_marked_below_the_bar() -> None:
    said = texts(view.draw(sourcing(told(outlets=1))))

    assert said.index("1 official") < said.index("1 a party to the matter") < said.index("Most quoted")


def test_groups_beyond_the_cap_are_counted() -> None:
    picture = view.draw(sourcing(told(outlets=300), by="outlet"), told(outlets=300))

    looked_at(picture)
    assert picture.title == "Who gets to speak: The dam"
    assert "… and 284 more outlets with 1,136 attributions" in texts(picture)
    assert "… and 270 more outlets." in picture.description
    assert len(picture.svg) < 60_000


def test_without_attributions_it_says_so() -> None:
    picture = view.draw(sourcing(pv.Dossier()))

    looked_at(picture)
    assert texts(picture) == ["Who gets to speak", "There are no attributions."]


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_a_name_holds_stays_text_within_the_sheet(words: str) -> None:
    dossier = told(name=words)
    dossier.add(pv.Article(headline=words, section=words, id="art-odd"))
    dossier.add(pv.Attribution(article="art-odd", claim="clm", source="src-lang", id="odd"))
    dossier.title = words

    for by in (None, "outlet", "section", "month"):
        looked_at(view.draw(sourcing(dossier, by=by), dossier))
    looked_at(view.draw(sourcing(dossier, "art-odd"), dossier))


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_worked_stories_have_bars_by_outlet_and_by_month(name: str) -> None:
    dossier = pv.cases.load(name)

    for by in ("outlet", "month"):
        looked_at(view.draw(sourcing(dossier, by=by), dossier))
