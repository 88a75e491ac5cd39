"""The timeline."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

import provenance as pv
from provenance import view
from provenance.errors import UsageError
from provenance.view.pictures.timeline import draw_timeline
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

GIFFORDS = pv.cases.load("giffords-2011")
NIGER = pv.cases.load("niger-uranium-2003")


def story(dates: Mapping[str, str | None], words: str = "The bridge is closed.") -> pv.Dossier:
    """Return a claim that one article after the other puts forward at these dates."""
    records: list[pv.Record] = [pv.Claim(text=words, id="clm-1"), pv.Source(name=words, id="src-1")]
    for name, day in dates.items():
        records.append(pv.Article(headline=words, published=day, id=f"art-{name}"))
        records.append(pv.Attribution(article=f"art-{name}", claim="clm-1", source="src-1", id=f"att-{name}"))
    return pv.Dossier(records)


def rects(picture: view.Picture, look: str) -> list[tuple[float, float]]:
    """Return where boxes of a look stand from left to right, and how wide they are."""
    nodes = looked_at(picture).iter(f"{SVG}rect")
    return [(float(n.attrib["x"]), float(n.attrib["width"])) for n in nodes if n.get("class") == look]


def test_events_stand_in_lanes_by_kind_with_a_word_for_each() -> None:
    said = texts(view.draw(pv.timeline(GIFFORDS)))

    lanes = [
        said.index(word) for word in ("Published", "Revised", "Claimed", "Denied", "Corrected", "Checked")
    ]
    assert lanes == sorted(lanes)


def test_what_is_known_less_exactly_is_a_band_from_the_earliest_to_the_latest_moment() -> None:
    dated = {"one": "2003-01-01", "two": "2003-03", "three": "2003-06-01", "four": "2003-09-01"}
    bands = rects(view.draw(pv.timeline(story(dated), kind="claim")), "tint-sky")

    assert len(bands) == 1
    assert 20 < bands[0][1] < 80


def test_what_has_no_date_stands_in_a_lane_of_its_own() -> None:
    picture = view.draw(pv.timeline(story({"one": "2003-01-01", "two": None}), kind="claim"))

    said = texts(picture)
    assert said.index("Claimed") < said.index("When is not known") < said.index("date not known")
    assert "at a time not known" in said


def test_only_events_without_a_date_still_make_a_picture() -> None:
    picture = view.draw(pv.timeline(story({"one": None, "two": None})))

    looked_at(picture)
    assert texts(picture).count("at a time not known") == 4


def test_an_order_that_is_not_known_is_marked() -> None:
    known = view.draw(pv.timeline(story({"one": "2003-01-01", "two": "2003-01-02"}), kind="claim"))
    unknown = view.draw(pv.timeline(story({"one": "2003", "two": "2003-05-02"}), kind="claim"))
    in_part = view.draw(
        pv.timeline(story({"one": "2003", "two": "2003-05-02", "three": "2003-07-02"}), kind="claim")
    )

    assert "order not known" in texts(unknown)
    assert "order known in part only" in texts(in_part)
    assert not [line for line in texts(known) if line.startswith("order")]


def test_two_views_stand_side_by_side_and_what_one_does_not_hold_is_a_gap() -> None:
    claim = next(claim for claim in GIFFORDS.claims.values() if "died" in claim.text)
    early = pv.timeline(GIFFORDS, claim, as_of=datetime.fromisoformat("2011-01-08T14:30:00-05:00"))
    late = pv.timeline(GIFFORDS, claim)

    picture = draw_timeline(early, beside=late, captions=("as of 14:30", "as of today"))

    said = texts(picture)
    assert said.index("as of 14:30") < said.index("as of today") < said.index("Revised")
    gaps = len(rects(picture, "dash"))
    assert gaps == len(late) - len(early) > 5
    assert (
        f"“as of 14:30” does not hold {gaps} of them. “as of today” holds all of them." in picture.description
    )
    assert picture.text.count("[ 2]") == gaps + 1
    assert "(only in as of today)" in (picture.mermaid or "")


def test_what_only_the_first_of_two_views_holds_is_a_gap_in_the_second() -> None:
    dossier = story({"one": "2003-01-01", "two": "2003-01-02"})

    picture = draw_timeline(pv.timeline(dossier), beside=pv.timeline(dossier, as_of="2003-01-01"))

    assert "“the other view” does not hold 2 of them." in picture.description


def test_an_event_without_a_date_can_be_missing_in_a_view() -> None:
    dossier = story({"one": "2003-01-01", "two": None})

    picture = draw_timeline(pv.timeline(dossier), beside=pv.timeline(dossier, as_of="2004-01-01"))

    assert "not in this view" in texts(picture)


@pytest.mark.parametrize("captions", [("one",), "ab"])
def test_two_views_take_two_captions(captions: tuple[str, ...]) -> None:
    both = pv.timeline(GIFFORDS)

    with pytest.raises(UsageError, match="captions"):
        draw_timeline(both, beside=both, captions=captions)


def test_only_a_timeline_can_stand_beside_one() -> None:
    with pytest.raises(UsageError, match="beside"):
        draw_timeline(pv.timeline(GIFFORDS), beside=GIFFORDS)  # type: ignore[arg-type]


def test_the_words_of_the_claim_asked_about_are_said_once() -> None:
    claim = next(claim for claim in GIFFORDS.claims.values() if "died" in claim.text)

    said = texts(view.draw(pv.timeline(GIFFORDS, claim)))

    assert "NPR, in its own words, says" in said
    assert sum("has died" in line for line in said) == 1


def test_lanes_with_many_events_are_counted_between_ticks_and_small_ones_are_drawn() -> None:
    dossier = story({str(n): (date(2020, 1, 1) + timedelta(days=n)).isoformat() for n in range(900)})
    dossier.add(pv.VerificationStatus(claim="clm-1", state="checked", judged_at="2021-05-01", id="ver-1"))

    picture = view.draw(pv.timeline(dossier))

    looked_at(picture)
    said = texts(picture)
    assert said.count("900 events") == 2
    assert "a checker not recorded: checked" in " ".join(said)
    assert len(picture.svg) < 20_000


def test_of_many_events_those_known_in_part_only_are_counted_on_their_band() -> None:
    dated = {str(n): (date(2020, 1, 1) + timedelta(days=n)).isoformat() for n in range(60)}
    vague = {f"v{n}": "2020-01/2020-02" for n in range(30)}

    picture = view.draw(pv.timeline(story({**dated, **vague}), kind="claim"))

    said = texts(picture)
    assert {"60 events", "30 events known no better than this", "30"} <= set(said)
    assert len(rects(picture, "tint-sky")) == 1


def test_of_many_events_without_a_date_the_number_is_told() -> None:
    picture = view.draw(pv.timeline(story({str(n): None for n in range(90)}), kind="claim"))

    looked_at(picture)
    assert "90 events" in texts(picture)
    assert texts(picture).count("at a time not known") == 1


def test_five_thousand_passages_make_a_small_picture_beside_another_view() -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    records: list[pv.Record] = [pv.Claim(text="x", id="clm-1"), pv.Article(published="2020", id="art-1")]
    for n in range(5_000):
        records.append(
            pv.Attribution(
                article="art-1", claim="clm-1", said_at=moment + timedelta(hours=n), id=f"att-{n:04}"
            )
        )
    held = pv.timeline(pv.Dossier(records))

    picture = draw_timeline(held, beside=held)

    looked_at(picture)
    assert len(picture.svg) + len(picture.text) + len(picture.mermaid or "") < 60_000


def test_a_timeline_without_events_says_so() -> None:
    picture = view.draw(pv.timeline(pv.Dossier()))

    looked_at(picture)
    assert "Nothing on record has happened." in texts(picture)


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_records_hold_stays_text_within_the_sheet(words: str) -> None:
    dossier = story({"one": "2003-01-01", "two": None, "three": "2003-02"}, words)
    both = pv.timeline(dossier, "clm-1")

    picture = draw_timeline(
        both, beside=pv.timeline(dossier, "clm-1", as_of="2003-01-03"), captions=(words, words)
    )

    looked_at(picture)
    assert "<script" not in (picture.mermaid or "")
    assert "\x1b" not in picture.text


def test_a_date_in_words_that_hold_signs_for_a_terminal_is_shown_without_them() -> None:
    dossier = story({})
    soon = pv.When(text="soon\x1b[31m\x8b")
    dossier.add(
        pv.Article(id="art-1"),
        pv.Attribution(article="art-1", claim="clm-1", said_at=soon, id="att-1"),
        pv.Attribution(article="art-1", claim="clm-1", said_at="2020-01-01", id="att-2"),
    )

    picture = view.draw(pv.timeline(dossier, "clm-1"))

    looked_at(picture)
    assert '"soon�[31m�"' in texts(picture)
    assert '"soon�[31m�"' in picture.text


def test_as_mermaid_it_is_a_timeline_with_times_and_words() -> None:
    lines = (view.draw(pv.timeline(NIGER, kind="check")).mermaid or "").splitlines()

    assert lines[0] == "timeline"
    assert lines[2].startswith("  2003-03-07 : Checked#58; IAEA#58; checked")


def test_the_same_timeline_is_drawn_the_same() -> None:
    assert view.draw(pv.timeline(NIGER)).svg == view.draw(pv.timeline(NIGER)).svg


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_timeline_of_every_worked_story_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    looked_at(view.draw(pv.timeline(dossier), dossier))
    for claim in dossier.claims.values():
        looked_at(view.draw(pv.timeline(dossier, claim), dossier))
