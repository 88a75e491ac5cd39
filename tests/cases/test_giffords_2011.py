"""Five outlets within half an hour: how many sources that was, and what was left of it."""

from functools import cache

import attrs
import pytest

import provenance as pv
from provenance import cases

CLAIM = "clm-death"
BEFORE = "2011-01-08T14:26-05:00"
"""After the Post's alert, and before anything was taken back but in the Times."""
OTHERS = ("der-cnn-fixed", "der-fox-fixed", "der-nyt-fixed", "der-reuters-fixed")
NPRS = ("src-congress-source", "src-sheriff-source")


@cache
def story() -> pv.Dossier:
    return cases.load("giffords-2011")


@pytest.mark.parametrize(
    ("minute", "outlets", "most"), [("14:05", 1, 2), ("14:15", 2, 2), ("14:19", 3, 3), ("14:26", 5, 3)]
)
def test_outlets_rise_faster_than_sources(minute: str, outlets: int, most: int) -> None:
    counted = pv.corroboration(story(), CLAIM, as_of=f"2011-01-08T{minute}-05:00")

    assert counted.outlets == outlets
    assert counted.independent == (1, most)


def test_before_the_radios_correction_there_were_one_to_three_and_nobody_at_first_hand() -> None:
    counted = pv.corroboration(story(), CLAIM, as_of=BEFORE)

    assert str(counted) == "5 reports, 5 outlets, 1–3 independent origins, nobody at first hand"
    assert counted.origins == ("src-congress-source", "src-fox-source", "src-sheriff-source")


def test_every_report_but_foxs_own_goes_back_to_the_radio() -> None:
    chains = [str(c) for c in pv.trace(story(), CLAIM, as_of=BEFORE).chains()]

    assert len(chains) == 15  # Fox three, the Post four, the others two each
    assert [c for c in chains if "NPR ←" not in c] == ["Fox News Channel ← “one source of Bret Baier's”"]


def test_if_the_radio_falls_foxs_own_source_is_all_that_is_left() -> None:
    (lost,) = pv.what_falls_if(story(), "art-npr-1401", as_of=BEFORE)

    assert lost.claim == CLAIM
    assert lost.lost == NPRS
    assert lost.left == ("src-fox-source",)


def test_after_the_radios_correction_foxs_own_source_alone_is_left() -> None:
    radio_only = story().copy()
    for id in OTHERS:
        radio_only.discard(id)

    left = pv.corroboration(radio_only, CLAIM)

    assert left.origins == ("src-fox-source",)
    assert str(left).startswith("5 reports, 5 outlets, 1–1 independent origins, nobody at first hand")
    assert left.fallen == ("att-npr-1401", "att-npr-alert")


def test_after_all_corrections_an_alert_that_rests_on_nothing_is_left() -> None:
    left = pv.corroboration(story(), CLAIM)

    assert left.independent == (0, 0)
    assert left.reports == 1
    (warned,) = {f.article for f in pv.lint(story(), article="art-post-alert", select="V03")}
    assert warned == "art-post-alert"


def test_which_correction_came_first_is_undecided_where_nobody_wrote_down_the_minute() -> None:
    undecided = {left.record for left in pv.corroboration(story(), CLAIM, as_of=BEFORE).left_out}
    order = pv.timeline(story(), CLAIM)

    assert {"der-npr-fixed", "der-npr-alert-fixed", "der-reuters-fixed"} <= undecided
    assert order.before("der-npr-fixed", "der-fox-fixed") is None
    assert order.before("att-npr-1401", "att-fox-own") is True


def test_what_cnn_confirmed_it_withdrew_and_the_hospital_refuted() -> None:
    assert str(pv.status(story(), CLAIM, as_of=BEFORE)).startswith("CNN: checked, supported")
    now = str(pv.status(story(), CLAIM)).splitlines()
    assert now[0].startswith("CNN: withdrawn")
    assert now[1].startswith("University Medical Center, Tucson: checked, refuted")


def test_to_believe_cnn_about_its_two_sources_moves_the_upper_end_alone() -> None:
    believed = story().copy()
    for id in ("der-cnn-source-1", "der-cnn-source-2"):
        assert story().derivations[id].standing == "possible"
        believed.replace(attrs.evolve(story().derivations[id], standing="established"))

    assert pv.corroboration(believed, CLAIM, as_of=BEFORE).independent == (1, 5)


def test_the_times_had_it_from_the_radio_and_from_cnn_that_had_it_from_the_radio() -> None:
    uncorrected = story().copy()
    for id in [id for id in uncorrected.derivations if id.endswith("-fixed")]:
        uncorrected.discard(id)
    ways = {str(c).rpartition(" ← ")[0] for c in pv.trace(uncorrected, "att-nyt").chains()}

    assert ways == {"The New York Times ← NPR", "The New York Times ← CNN ← NPR"}


def test_the_times_took_the_words_out_and_kept_the_rest_and_no_correction_says_so() -> None:
    (edit,) = pv.diff(story(), "art-nyt", "art-nyt-fixed", stealth=True)

    assert (edit.kind, edit.before) == ("removed", "att-nyt")


def test_the_hospital_contradicts_and_two_deny() -> None:
    denied, contradicted = sorted(pv.disputes(story(), CLAIM), key=lambda d: str(d.kind), reverse=True)

    assert str(contradicted.kind) == "contradicts"
    assert "src-hospital" in {p.id for side in contradicted for p in side.parties}
    assert [p.id for p in list(denied)[1].parties] == ["src-officials-scene", "src-surgeon"]
    assert pv.corroboration(story(), CLAIM).denials == 2


@pytest.mark.parametrize(
    ("claim", "origin"), [("clm-npr-sources", "art-npr-note"), ("clm-cnn-sources", "src-cnn")]
)
def test_what_the_outlets_had_is_told_by_themselves_alone(claim: str, origin: str) -> None:
    assert pv.corroboration(story(), claim).origins == (origin,)
