"""Records and dossiers in a notebook: what is recorded, and nothing that runs."""

import json
import time
from typing import Any

import pytest

import provenance as pv
from provenance.model import RECORD_TYPES
from tests.golden.stories import every_field
from tests.view.test_notebook import HARMLESS, HOSTILE, parsed, story

EVERY = every_field()


def html_of(shown: Any) -> str:
    """Return what a notebook asks for."""
    return str(shown._repr_html_())


@pytest.mark.parametrize("section", RECORD_TYPES)
def test_every_record_shows_itself_with_its_id_and_every_field_that_is_set(section: str) -> None:
    for record in getattr(EVERY, section).values():
        shown = parsed(html_of(record))

        assert record.id in shown.said
        for name in pv.model.to_plain(record):
            assert name == "id" or name in shown.said


def test_a_record_shows_nothing_for_what_is_not_recorded() -> None:
    shown = parsed(html_of(pv.Claim(text="The bridge is closed.", id="clm-1"))).said

    assert "claim clm-1textThe bridge is closed." in shown
    assert "language" not in shown


def test_a_time_is_shown_as_a_time_and_a_long_text_by_its_beginning() -> None:
    article = pv.Article(text="word " * 5_000, published="2025-11-04", id="art-1")

    shown = parsed(html_of(article)).said

    assert "published2025-11-04" in shown
    assert "(25,000 characters)" in shown
    assert len(html_of(article)) < 20_000


def test_places_in_a_text_are_shown_by_the_words_that_stand_there() -> None:
    anchors = pv.Anchors(content=[pv.TextAnchor(exact="is closed", start=11, end=20)])
    passage = pv.Attribution(article="art-1", claim="clm-1", anchors=anchors, id="att-1")

    assert "content “is closed”" in parsed(html_of(passage)).said


@pytest.mark.parametrize("section", RECORD_TYPES)
def test_a_record_with_hostile_words_shows_them_as_words(section: str) -> None:
    for record in getattr(story(HOSTILE), section).values():
        assert parsed(html_of(record)).tags <= HARMLESS


def test_an_address_is_a_link_only_if_it_can_be_followed() -> None:
    good = html_of(pv.Article(url="https://example.org/a", id="art-1"))
    bad = html_of(pv.Article(url="javascript:alert(1)", id="art-2"))

    assert 'href="https://example.org/a"' in good
    assert "href" not in bad
    assert "javascript:alert(1)" in bad


def test_what_a_record_keeps_from_elsewhere_is_shown_however_deep_and_however_much() -> None:
    deep: dict[str, object] = {"end": 1}
    for _ in range(60):
        deep = {"down": deep}
    claim = pv.Claim(text="x", id="clm-1", extra={"deep": deep, "many": list(range(10_000))})

    shown = html_of(claim)

    assert "… and 9,988 more" in shown
    assert len(shown) < 20_000


def test_a_dossier_shows_its_claims_with_their_sources_counted_the_most_reported_first() -> None:
    shown = parsed(html_of(pv.cases.load("niger-uranium-2003"))).said

    assert "Niger agreed to supply Iraq with uranium.631–1" in shown
    assert shown.index("Niger agreed to supply") < shown.index("Iraq tried to get uranium")
    assert "18 articles" in shown


def test_an_empty_dossier_says_that_it_is_empty() -> None:
    assert "It is empty." in parsed(html_of(pv.Dossier())).said


def test_a_dossier_that_was_read_with_problems_says_so() -> None:
    dossier = pv.loads(json.dumps({"schema": "provenance/1", "claims": [{"id": "c", "text": 5}]}), "json")

    assert "in what was read" in parsed(html_of(dossier)).said


def large(passages: int) -> pv.Dossier:
    """Return a dossier of many passages in as many articles, of a tenth as many claims."""
    records: list[pv.Record] = [pv.Source(name=f"Paper {n}", id=f"src-{n}") for n in range(20)]
    records += [pv.Claim(text=f"Claim {n}.", id=f"clm-{n}") for n in range(passages // 10)]
    for n in range(passages):
        records.append(pv.Article(headline=f"Headline {n}", publisher=f"src-{n % 20}", id=f"art-{n}"))
        claim = f"clm-{n % (passages // 10)}"
        records.append(pv.Attribution(article=f"art-{n}", claim=claim, source=f"src-{n % 7}", id=f"att-{n}"))
    return pv.Dossier(records)


def test_ten_thousand_passages_stay_a_small_page() -> None:
    dossier = large(10_000)

    for shown in (
        dossier,
        pv.corroboration_table(dossier),
        pv.said_by(dossier, "src-1"),
        pv.timeline(dossier),
    ):
        assert len(html_of(shown)) < 1_000_000


def test_a_claim_with_five_thousand_passages_is_shown_in_no_time() -> None:
    records: list[pv.Record] = [pv.Claim(text="It rains.", id="clm-1")]
    records += [pv.Article(headline=f"Rain {n}", id=f"art-{n}") for n in range(5_000)]
    records += [pv.Attribution(article=f"art-{n}", claim="clm-1", id=f"att-{n}") for n in range(5_000)]
    count = pv.corroboration(pv.Dossier(records), "clm-1")

    started = time.perf_counter()
    shown = html_of(count)

    assert len(shown) < 300_000
    assert time.perf_counter() - started < 10  # a second is usual; this is no benchmark
