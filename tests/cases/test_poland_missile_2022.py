"""One unnamed official, an alert, and those who still lean on it."""

from functools import cache

import attrs
import pytest

import provenance as pv
from provenance import cases

CLAIM = "clm-russian"
AT_THE_DESK = "2022-11-15T14:00-05:00"
"""When the alert was out, and nobody else had said it yet."""


@cache
def story() -> pv.Dossier:
    return cases.load("poland-missile-2022")


def codes(article: str, **asked: str) -> dict[str, str]:
    return {f.code: str(f.severity) for f in pv.lint(story(), article=article, **asked)}  # type: ignore[arg-type]


def test_the_alert_rested_on_one_source_that_was_not_named() -> None:
    counted = pv.corroboration(story(), CLAIM, as_of=AT_THE_DESK)

    assert str(counted) == "1 report, 1 outlet, 1–1 independent origins, nobody at first hand"
    assert counted.origins == ("src-us-official",)


@pytest.mark.parametrize(("house", "severity"), [("general", "warning"), ("ap", "error")])
def test_a_single_unnamed_source_is_a_warning_and_by_the_rules_of_the_agency_itself_an_error(
    house: str, severity: str
) -> None:
    assert codes("art-ap-alert", as_of=AT_THE_DESK, house=house)["S04"] == severity


def test_a_house_that_wants_no_second_source_is_content() -> None:
    house = {"name": "one", "rules": {"S04": {"limits": {"sources_wanted": 1}}}}

    assert not pv.lint(story(), article="art-ap-alert", as_of=AT_THE_DESK, house=house, select="S04").findings


def test_in_the_evening_five_outlets_have_up_to_three_voices_and_one_is_a_party() -> None:
    counted = pv.corroboration(story(), CLAIM, as_of="2022-11-15")

    assert (counted.reports, counted.outlets, counted.denials) == (5, 5, 1)
    assert counted.independent == (1, 3)
    assert counted.origins == ("art-cbs", "src-us-official", "src-zelensky")
    assert counted.first_hand == ()
    assert story().sources["src-zelensky"].interests
    assert "S04" not in codes("art-ap-alert", as_of="2022-11-15")


@pytest.mark.parametrize("article", ["art-fox", "art-tampa"])
def test_who_took_it_from_the_agency_still_relies_on_what_was_corrected(article: str) -> None:
    assert codes(article, select="V03") == {"V03": "error"}
    assert codes(article, select="V03", as_of="2022-11-15") == {}


@pytest.mark.parametrize("article", ["art-reuters", "art-ap-alert", "art-ap-correction", "art-cbs"])
def test_who_withdrew_it_or_only_may_have_it_from_the_agency_is_not_marked(article: str) -> None:
    assert "V03" not in codes(article)


def test_the_agencys_official_is_no_origin_any_more() -> None:
    counted = pv.corroboration(story(), CLAIM)

    assert counted.fallen == ("att-ap", "att-reuters", "att-reuters-ap")
    assert counted.origins == ("art-cbs", "src-zelensky")


def test_the_correction_is_of_the_day_after() -> None:
    first_day, second_day = (
        pv.corroboration(story(), CLAIM, as_of=day) for day in ("2022-11-15", "2022-11-16")
    )

    assert first_day.fallen == ()
    assert second_day.fallen == ("att-ap",)
    assert pv.status(story(), CLAIM, as_of="2022-11-15").is_unchecked
    assert [str(c.status.verdict) for c in pv.status(story(), CLAIM)] == ["refuted"]


def test_whose_missile_it_was_is_denied_by_an_interested_party() -> None:
    denied = next(d for d in pv.disputes(story(), "clm-ukrainian") if str(d.kind) == "denied")

    asserting, denying = denied
    assert {p.id for p in asserting.parties} >= {"src-duda", "src-stoltenberg"}
    assert [p.id for p in denying.parties] == ["src-zelensky"]
    assert "interested" in str(denying.parties[0])


def test_fox_reuters_and_the_page_in_florida_add_no_voice() -> None:
    known_later = story().copy()
    for id in ("der-ap-correction", "der-reuters-withdrawal"):
        known_later.discard(id)
    ways = {str(c) for c in pv.trace(known_later, CLAIM).chains() if "U.S." in str(c)}

    official = "The Associated Press ← “a senior U.S. intelligence official”"
    assert ways == {official, *(f"{who} ← {official}" for who in ("Fox News", "Reuters", "Tampa Free Press"))}
    assert known_later.attributions["att-tampa"].via == "att-tampa-ap"


def test_that_cbs_had_it_from_the_agency_is_only_possible() -> None:
    known = story().copy()
    known.replace(attrs.evolve(known.derivations["der-cbs"], standing="established"))

    assert pv.corroboration(story(), CLAIM, as_of="2022-11-15").independent == (1, 3)
    assert pv.corroboration(known, CLAIM, as_of="2022-11-15").independent == (1, 2)


def test_the_other_account_has_five_voices_and_each_is_told_with_its_reports() -> None:
    counted = pv.corroboration(story(), "clm-ukrainian")
    reports = {group.origin: group.reports for group in counted.groups}

    assert counted.independent == (1, 5)
    assert reports == {
        "art-ap-correction": ("art-ap-correction", "art-tampa"),
        "src-duda": ("art-newser",),
        "src-prosecutors": ("art-interfax",),
        "src-stoltenberg": ("art-guardian", "art-newser"),
        "src-three-us-officials": ("art-ap-update",),
    }
    assert "it may come from elsewhere (der-ap-correction-officials)" in counted.explain()


def test_the_two_accounts_contradict_each_other() -> None:
    assert "contradicts" in {str(d.kind) for d in pv.disputes(story(), CLAIM)}


def test_the_alliance_was_still_looking_and_the_prosecutors_found_it_so() -> None:
    found = {c.checker: str(c.status.verdict or c.status.state) for c in pv.status(story(), "clm-ukrainian")}

    assert found == {"src-nato": "in_progress", "src-prosecutors": "supported"}


def test_had_reuters_not_withdrawn_its_report_it_would_be_marked_too() -> None:
    kept = story().copy()
    kept.discard("der-reuters-withdrawal")

    assert [f.code for f in pv.lint(kept, article="art-reuters", select="V03")] == ["V03"]
