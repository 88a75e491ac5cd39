"""The ring."""

from collections.abc import Sequence

import pytest

import provenance as pv
from provenance import view
from provenance.view.pictures.ring import draw_ring
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

JARRE = pv.cases.load("jarre-quote-2009")
COATI = "The coati is an aardvark."


def ring_of(dates: Sequence[str | None], words: str = COATI, names: str | None = None) -> pv.Dossier:
    """Return works that each took a claim from the one before, the first of them from the last."""
    records: list[pv.Record] = [pv.Claim(text=words, id="clm-1")]
    for n, day in enumerate(dates):
        records.append(pv.Article(headline=names or f"Work {n}", published=day, id=f"art-{n}"))
        records.append(pv.Attribution(article=f"art-{n}", claim="clm-1", id=f"att-{n}"))
        before = (n - 1) % len(dates)
        records.append(
            pv.Derivation(derived=f"att-{n}", taken_from=f"att-{before}", kind="paraphrased", id=f"der-{n}")
        )
    return pv.Dossier(records)


def encyclopaedia() -> pv.Dossier:
    """Return a text without a source, a paper that takes it up, and the text citing the paper."""
    records: list[pv.Record] = [pv.Claim(text=COATI, id="clm-1")]
    for id, day in (("wiki-1", "2008-07-12"), ("paper", "2009-03-01"), ("wiki-2", "2009-05-10")):
        records.append(pv.Article(headline=id.title(), modified=day, id=id))
        records.append(pv.Attribution(article=id, claim="clm-1", id=f"{id}-says"))
    for derived, taken_from, kind in (
        ("wiki-2", "wiki-1", "revised"),
        ("paper-says", "wiki-1-says", "paraphrased"),
        ("wiki-2-says", "paper-says", "paraphrased"),
    ):
        records.append(pv.Derivation(derived=derived, taken_from=taken_from, kind=kind))
    return pv.Dossier(records)


def test_arrows_lead_from_the_giver_to_the_taker_at_the_time_it_was_taken() -> None:
    dossier = encyclopaedia()

    picture = view.draw(pv.circular(dossier), dossier)

    looked_at(picture)
    assert 'n0 -->|"2009-03-01<br/>the earliest"| n1' in (picture.mermaid or "")
    assert 'n1 -->|"2009-05-10"| n0' in (picture.mermaid or "")
    said = texts(picture)
    assert said.index("2009-03-01: “Paper” took it from “Wiki-1” — the earliest") < said.index(
        "2009-05-10: “Wiki-1” took it from “Paper”"
    )


def test_the_earliest_is_thick_and_says_so() -> None:
    picture = draw_ring(pv.circular(encyclopaedia()).loops[0])

    solid = [n for n in looked_at(picture).iter(f"{SVG}rect") if n.get("class") == "solid"]
    assert len(solid) == 1
    assert float(solid[0].attrib["width"]) == 5
    assert texts(picture).count("earliest") == 1


def test_where_the_dates_do_not_decide_it_no_arrow_is_the_earliest() -> None:
    picture = draw_ring(pv.circular(ring_of(["2009", "2009-03-01"])).loops[0])

    assert "earliest" not in texts(picture)
    assert "Which was the earliest is not known: the dates do not decide it." in texts(picture)


def test_the_versions_of_a_work_stand_on_its_line_where_the_dossier_tells_them() -> None:
    dossier = encyclopaedia()
    loop = pv.circular(dossier).loops[0]

    with_dates, without = draw_ring(loop, dossier), draw_ring(loop)

    squares = [
        [n for n in looked_at(picture).iter(f"{SVG}rect") if n.get("class") == "panel strong"]
        for picture in (with_dates, without)
    ]
    assert [len(found) for found in squares] == [3, 0]
    assert "2 versions" in texts(without)


def test_a_date_that_is_half_known_is_a_band() -> None:
    picture = draw_ring(pv.circular(ring_of(["2008-01-01", "2009", "2010-06-01", "2011-06-01"])).loops[0])

    bands = [n for n in looked_at(picture).iter(f"{SVG}rect") if n.get("class") == "tint-sky"]
    assert len(bands) == 1


@pytest.mark.parametrize("dates", [["2008", None, None], [None, None, None], ["2008-01-01", None]])
def test_what_has_no_date_stands_apart_and_says_so(dates: list[str | None]) -> None:
    picture = draw_ring(pv.circular(ring_of(dates)).loops[0])

    looked_at(picture)
    assert "date not known" in texts(picture)
    assert "date not known: " in picture.description


def test_a_ring_that_may_come_to_be_is_closed_by_a_dashed_arrow() -> None:
    picture = view.draw(pv.circular(JARRE, predict=True), JARRE)

    dashed = [n for n in looked_at(picture).iter(f"{SVG}line") if n.get("class") == "dash"]
    assert dashed
    assert "not yet" in texts(picture)
    assert "not yet: Wikipedia would close a ring by taking it up again from any of them" in texts(picture)
    assert '-.->|"would close a ring"| n0' in (picture.mermaid or "")
    assert "style=dashed" in (picture.dot or "")


def test_where_it_came_in_from_outside_is_told() -> None:
    dossier = ring_of(["2008-01-01", "2009-01-01"])
    dossier.add(
        pv.Source(name="Ann Lund", id="src-lund"),
        pv.Article(headline="Outside", published="2007-01-01", id="art-out"),
        pv.Attribution(article="art-out", claim="clm-1", source="src-lund", id="att-out"),
        pv.Derivation(derived="att-0", taken_from="att-out", kind="paraphrased", id="der-out"),
    )

    picture = draw_ring(pv.circular(dossier).loops[0])

    assert "From outside the ring: “Outside”" in texts(picture)
    assert "from outside the ring#58; “Outside”" in (picture.mermaid or "")


def test_a_ring_that_nothing_supports_says_so() -> None:
    assert "Nothing outside the ring supports it." in texts(draw_ring(pv.circular(encyclopaedia()).loops[0]))


def test_a_ring_that_leads_through_a_source_draws_the_source() -> None:
    dossier = ring_of(["2008-01-01", "2009-01-01", "2010-01-01"])
    dossier.add(
        pv.Source(name="Ann Lund", id="src-lund"),
        pv.Article(published="2011-01-01", id="art-x"),
        pv.Attribution(article="art-x", claim="clm-1", source="src-lund", id="att-x"),
        pv.Derivation(derived="src-lund", taken_from="art-2", kind="paraphrased", id="der-s"),
        pv.Derivation(derived="att-0", taken_from="att-x", kind="paraphrased", id="der-x"),
    )
    loop = pv.circular(dossier).loops[0]
    assert loop.sources

    picture = draw_ring(loop, dossier)

    said = texts(picture)
    assert said[said.index("Ann Lund") + 1] == "source"
    assert '(["Ann Lund"])' in (picture.mermaid or "")


@pytest.mark.parametrize("works", [13, 500])
def test_of_a_long_ring_the_first_and_last_works_are_drawn_and_the_rest_counted(works: int) -> None:
    dossier = ring_of([f"{1000 + n}" for n in range(works)])

    picture = draw_ring(pv.circular(dossier).loops[0], dossier)

    looked_at(picture)
    said = texts(picture)
    assert f"… {works - 10} more …" in said
    assert {"“Work 1”", f"“Work {works - 1}”"} <= set(said)
    drawn = len([line for line in said if ": “Work" in line])
    hidden = [line for line in said if line.startswith("… and ") and "more step" in line]
    assert drawn <= 16
    assert hidden == [f"… and {works - drawn} more step{'s' if works - drawn > 1 else ''}"]
    assert len(picture.svg) < 40_000


def test_a_ring_of_five_thousand_works_is_small() -> None:
    dossier = ring_of([f"{1 + n % 4000:04}" for n in range(5_000)])

    picture = view.draw(pv.circular(dossier), dossier)

    assert len(picture.svg) < 40_000
    assert len(picture.text) < 10_000


def test_more_rings_than_are_drawn_are_counted() -> None:
    dossier = pv.Dossier()
    for k in range(5):
        dossier.add(pv.Claim(text=f"Claim {k}", id=f"clm-{k}"))
        for n in range(2):
            dossier.add(
                pv.Article(headline=f"{k}-{n}", id=f"art-{k}-{n}"),
                pv.Attribution(article=f"art-{k}-{n}", claim=f"clm-{k}", id=f"att-{k}-{n}"),
            )
        for n in range(2):
            dossier.add(
                pv.Derivation(derived=f"att-{k}-{n}", taken_from=f"att-{k}-{1 - n}", kind="paraphrased")
            )
    rings = pv.circular(dossier)

    assert "… and 2 more rings" in texts(view.draw(rings))
    assert view.draw(rings).text.endswith("… and 2 more rings")
    assert "… and 4 more rings" in texts(view.draw(rings, limit=1))
    assert "… and 5 more rings" in texts(view.draw(rings, limit=0))


def test_without_a_ring_it_says_that_none_is_on_record_and_what_would_close_one() -> None:
    dossier = encyclopaedia()
    taken = next(d for d in dossier.derivations.values() if d.derived == "wiki-2-says")
    doubtful = pv.Dossier(r for r in dossier if r.id != taken.id)
    doubtful.add(
        pv.Derivation(
            derived="wiki-2-says",
            taken_from="paper-says",
            kind="paraphrased",
            standing="possible",
            id="der-p",
        )
    )

    picture = view.draw(pv.circular(doubtful, "clm-1"), doubtful)

    looked_at(picture)
    said = " ".join(texts(picture))
    assert picture.title.endswith("no ring is on record")
    assert f"“{COATI}”" in said
    assert "der-p: it is only possible: if it were established, a ring would be closed" in said
    assert "der-p" in picture.text
    assert view.draw(pv.circular(pv.Dossier())).text == "no ring"


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_names_hold_stays_text_within_the_sheet(words: str) -> None:
    dossier = ring_of(["2008", None, "2010-01-01"], words, words)

    picture = view.draw(pv.circular(dossier), dossier)

    looked_at(picture)
    for diagram in (picture.mermaid, picture.dot):
        assert "<script" not in (diagram or "")
    assert "\x1b" not in picture.text


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_rings_of_every_worked_story_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    looked_at(view.draw(pv.circular(dossier, predict=True), dossier))
