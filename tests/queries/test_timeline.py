"""A story in order, and unknown order shown as unknown."""

import pickle
import time
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest

from provenance.errors import ProvenanceError, UnknownRecordError, UsageError
from provenance.model import (
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Grade,
    IdentityJudgement,
    Precision,
    Recorded,
    Source,
    VerificationStatus,
    When,
)
from provenance.queries.sequence import Order, place_of
from provenance.queries.timeline import Event, EventKind, Timeline, timeline
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import make_world


def at(day: int) -> Recorded:
    return Recorded(by="M. Okafor", at=datetime(2025, 11, day, tzinfo=UTC), basis="stated")


def story() -> Desk:
    """A report, a denial, a correction, a check, a grade, a judgement, and a claim of another kind."""
    desk = Desk(CLAIM, "other")
    desk.source("mayor")
    desk.source("minister")
    desk.source("desk")
    desk.paper("a", published="2025-11-02", headline="Bridge closed")
    desk.paper("b", published="2025-11-03")
    desk.paper("a2", published="2025-11-02", modified="2025-11-04", publisher="a-outlet")
    desk.says("a", "mayor", said_at="2025-11-01", recorded=at(2))
    desk.says("b", "minister", commitment="CT-", recorded=at(3))
    desk.says("a2", "minister", recorded=at(4))
    desk.says("b", "mayor", id="b/other", claim="other", recorded=at(3))
    desk.took("a2", "a", "corrected", withdraws=["a/mayor"], id="fix", recorded=at(4))
    status = {"claim": CLAIM, "state": "checked", "verdict": "refuted"}
    desk.dossier.add(
        VerificationStatus(id="ver", checker="desk", judged_at="2025-11-05", recorded=at(5), **status),  # type: ignore[arg-type]
        Grade(id="grd", subject="mayor", scale="admiralty-reliability", value="B", graded_at="2025-11-06"),
        IdentityJudgement(id="jdg", first="mayor", second="minister", verdict="different", recorded=at(7)),
    )
    return desk


def listed(found: Timeline) -> list[tuple[str, str]]:
    return [(event.record, str(event.kind)) for event in found]


# --- what is listed ----------------------------------------------------------------------------


def test_of_a_claim_it_lists_claims_denials_corrections_and_checks_in_order() -> None:
    found = timeline(story().dossier, CLAIM)

    assert listed(found) == [
        ("a/mayor", "claim"),
        ("b/minister", "denial"),
        ("a2/minister", "claim"),
        ("fix", "correction"),
        ("ver", "check"),
    ]
    assert str(found).splitlines() == [
        "“The text of clm.”: 5 events",
        "  2025-11-01: Mayor says: “The text of clm.”, in A-Outlet",
        "  2025-11-03: Minister denies: “The text of clm.”, in B-Outlet",
        "  in one text:",
        "    2025-11-04: Minister says: “The text of clm.”, in A-Outlet",
        "    2025-11-04: A-Outlet (a) is corrected as A-Outlet (a2), which withdraws a/mayor",
        "  2025-11-05: Desk: checked, refuted, on “The text of clm.”",
    ]
    assert [len(group) for group in found.groups] == [1, 1, 2, 1]
    assert [event.dated_by for event in found] == [
        "said_at", "published", "modified", "modified", "judged_at",
    ]  # fmt: skip


def test_of_a_source_it_lists_what_it_said_its_grades_and_judgements_of_who_it_is() -> None:
    assert listed(timeline(story().dossier, "mayor")) == [
        ("a/mayor", "claim"),
        ("b/other", "claim"),
        ("fix", "correction"),
        ("grd", "grade"),
        ("jdg", "judgement"),
    ]
    assert listed(timeline(story().dossier, "desk")) == [("ver", "check")]


def test_of_an_outlet_it_lists_what_it_published_and_what_its_texts_say_in_nobody_elses_mouth() -> None:
    desk = story()
    desk.says("a", None, form="own_voice")
    desk.dossier.add(VerificationStatus(id="own-check", claim=CLAIM, article="a", state="could_not_verify"))

    assert listed(timeline(desk.dossier, "a-outlet")) == [
        ("a", "publication"),
        ("a/own", "claim"),
        ("own-check", "check"),
        ("fix", "correction"),
    ]


def test_of_an_article_it_lists_its_versions_and_all_in_them() -> None:
    for version in ("a", "a2"):
        assert listed(timeline(story().dossier, version)) == [
            ("a/mayor", "claim"),
            ("a", "publication"),
            ("a2/minister", "claim"),
            ("fix", "correction"),
        ]


def test_of_an_attribution_it_lists_what_became_of_it() -> None:
    assert listed(timeline(story().dossier, "a/mayor")) == [("a/mayor", "claim"), ("fix", "correction")]


def test_of_the_dossier_it_lists_everything() -> None:
    dossier = story().dossier
    found = timeline(dossier)

    assert sorted(event.record for event in found) == [
        "a", "a/mayor", "a2/minister", "b", "b/minister", "b/other", "fix", "grd", "jdg", "ver",
    ]  # fmt: skip
    assert timeline(dossier, dossier) == found
    assert timeline(dossier, None) == found
    assert (found.asked, repr(found)) == (None, "<Timeline of the dossier: 10 events>")
    assert timeline(dossier, dossier.claims[CLAIM]) == timeline(dossier, CLAIM)


def test_kinds_are_one_word_or_several() -> None:
    dossier = story().dossier

    assert listed(timeline(dossier, CLAIM, "denial")) == [("b/minister", "denial")]
    assert listed(timeline(dossier, CLAIM, kind=EventKind.CHECK)) == [("ver", "check")]
    found = timeline(dossier, CLAIM, kind=["check", EventKind.CORRECTION])
    assert listed(found) == [("fix", "correction"), ("ver", "check")]


def test_a_question_is_a_mention_and_neither_a_claim_nor_a_denial() -> None:
    desk = Desk()
    desk.source("mayor")
    desk.paper("a", published="2025-11-02")
    desk.says("a", "mayor", act="no_comment", commitment=None)
    found = timeline(desk.dossier, CLAIM)

    assert listed(found) == [("a/mayor", "mention")]
    assert "Mayor is credited with (no comment): “The text of clm.”" in str(found)


def test_claims_that_restate_it_and_sources_judged_the_same_are_followed() -> None:
    desk = story()
    desk.dossier.add(ClaimRelation(subject="other", kind="restates", object=CLAIM))
    desk.source("mr-mayor")
    desk.judged("mr-mayor", "mayor", "same")

    assert ("b/other", "claim") in listed(timeline(desk.dossier, CLAIM))
    assert ("a/mayor", "claim") in listed(timeline(desk.dossier, "mr-mayor"))


def test_a_retraction_is_dated_by_the_text_that_makes_it_or_by_its_notice() -> None:
    desk = Desk()
    desk.source("x")
    desk.paper("a", published="2025-11-01")
    desk.paper("note", published="2025-11-05")
    desk.says("a", "x")
    desk.took("note", "a", "retracted", id="by-text")
    desk.took("a", "a", "retracted", id="by-notice", notice="note")
    desk.took("a", "a", "retracted", id="undated")
    desk.took("note", "a", "retracted", id="perhaps", standing="possible")
    found = timeline(desk.dossier, "a", "retraction")

    assert [(e.record, None if e.when is None else str(e.when)) for e in found] == [
        ("by-notice", "2025-11-05"), ("by-text", "2025-11-05"), ("undated", None),
    ]  # fmt: skip
    assert [event.record for event in found.undated] == ["undated"]


def test_words_that_say_no_date_leave_it_to_the_article() -> None:
    desk = Desk()
    desk.source("x")
    desk.paper("a", published="2025-11-01")
    desk.paper("b")
    desk.says("a", "x", said_at=When(text="one evening"))
    desk.says("b", "x", said_at=When(text="one evening"))
    found = timeline(desk.dossier, CLAIM)

    assert [(e.record, e.dated_by) for e in found] == [("a/x", "published"), ("b/x", "said_at")]
    assert [event.record for event in found.undated] == ["b/x"]
    assert "when is not known:" in str(found)
    assert found.before("a/x", "b/x") is None


# --- order -------------------------------------------------------------------------------------------


def dated(*times: str | None) -> Timeline:
    desk = Desk()
    for number, when in enumerate(times):
        desk.paper(f"a{number}", published=when)
        desk.says(f"a{number}", "x", id=f"p{number}")
    return timeline(desk.dossier, CLAIM)


def groups(found: Timeline) -> list[list[str]]:
    return [[event.record for event in group] for group in found.groups]


def test_times_that_overlap_are_in_one_group_and_not_put_in_order() -> None:
    found = dated("2025-11-03", "2025-11", "2025-12-01")

    assert groups(found) == [["p1", "p0"], ["p2"]]
    assert found.before("p0", "p1") is None
    assert found.before("p0", "p2") is True
    assert found.before("p2", "p0") is False
    assert "order not known:" in str(found)


def test_inside_a_group_what_is_certain_is_told() -> None:
    found = dated("2025-11-03", "2025-11", "2025-11-05")

    assert groups(found) == [["p1", "p0", "p2"]]
    assert [event.record for event in found.earlier("p2")] == ["p0"]
    assert [event.record for event in found.later("p0")] == ["p2"]
    assert "order known in part only:" in str(found)
    assert [row["certainly_after"] for row in found.to_rows()] == [0, 0, 1]


def test_a_day_and_an_hour_in_another_zone_may_overlap() -> None:
    assert groups(dated("2025-11-03", "2025-11-04T00:30:00+14:00")) == [["p0", "p1"]]
    assert groups(dated("2025-11-03", "2025-11-04T13:30:00Z")) == [["p0"], ["p1"]]


def test_the_same_moment_is_no_order() -> None:
    found = dated("2025-11-03T10:00:00Z", "2025-11-03T11:00:00+01:00", "2025-11-03T10:00:01Z")

    assert groups(found) == [["p0", "p1"], ["p2"]]
    assert found.before("p0", "p1") is False
    assert "at the same moment:" in str(dated("2025-11-03T10:00:00Z", "2025-11-03T10:00:00Z"))


def test_what_is_about_a_day_may_be_the_day_before_or_after() -> None:
    assert groups(dated("2025-11-03", "2025-11-04~")) == [["p0", "p1"]]
    assert groups(dated("2025-11-03", "2025-11-05~")) == [["p0"], ["p1"]]


def test_an_open_end_comes_before_nothing() -> None:
    found = dated("2025-11-03/..", "2025-12-01", "../2025-10-01")

    assert groups(found) == [["p2"], ["p0", "p1"]]


def test_without_a_date_there_is_no_order_and_nothing_else_is_disturbed() -> None:
    found = dated("2025-11-03", None, "2025-11-04")

    assert groups(found) == [["p0"], ["p2"]]
    assert [event.record for event in found.undated] == ["p1"]
    assert found.events[-1] is found.undated[0]
    assert (found.earlier("p1"), found.later("p1")) == ((), ())
    assert found.to_rows()[-1]["group"] is None


def random_time(random: Random) -> str | When:
    day = date(2025, 11, 1) + timedelta(random.randint(0, 12))
    zone = timezone(timedelta(hours=random.choice([-12, -5, 0, 0, 2, 14])))
    moment = datetime(2025, 11, day.day, random.randint(0, 23), tzinfo=zone)
    tail = random.choice(["", "", "~", "?"])
    choices: list[str | When] = [
        f"{day}{tail}",
        f"{day}{tail}",
        f"{day}/{day + timedelta(random.randint(0, 5))}",
        f"{day}/..",
        f"../{day}",
        "2025-11",
        moment.isoformat(),
        moment.isoformat(),
        When(
            earliest=moment, latest=moment + timedelta(hours=random.randint(0, 30)), precision=Precision.HOUR
        ),
        When(earliest=moment, latest=moment, precision=Precision.HOUR, approximate=True),
        When(earliest=moment.replace(tzinfo=None), latest=moment.replace(tzinfo=None)),
        When(earliest=day, latest=day + timedelta(2), uncertain=True),
        "Y170000002",
        "-1985",
    ]
    return random.choice(choices)


def test_the_order_is_that_of_comparing_each_with_each() -> None:
    cuts = 0
    for seed in range(400):
        random = Random(seed)
        times = [When.of(random_time(random)) for _ in range(random.randint(1, 9))]
        times = [when for when in times if place_of(when) is not None]
        times.sort(key=lambda when: place_of(when) or (0, 0))
        order = Order(times)
        n = len(times)
        known = [[times[i].before(times[j]) is True for j in range(n)] for i in range(n)]
        assert [[order.before(i, j) for j in range(n)] for i in range(n)] == known
        assert not any(known[j][i] for i in range(n) for j in range(i + 1, n))  # nothing stands too early
        for i in range(n):
            assert order.all_before(i) == [j for j in range(n) if known[j][i]]
            assert order.count_before(i) == len(order.all_before(i))
            assert order.all_after(i) == [j for j in range(n) if known[i][j]]
        stops = [k for k in range(1, n) if all(known[i][j] for i in range(k) for j in range(k, n))]
        bounds = [0, *stops, n]
        assert order.groups() == [(bounds[k], bounds[k + 1]) for k in range(len(bounds) - 1) if n]
        cuts += len(stops)

    assert cuts > 100


def test_the_order_of_records_does_not_matter() -> None:
    for seed in range(60):
        random = Random(seed)
        world = make_world(random)
        records: list[Any] = []
        for record in world:
            if isinstance(record, Article) and random.random() < 0.8:
                record = Article(
                    id=record.id, publisher=record.publisher, text=record.text, published=random_time(random)
                )
            records.append(record)
        dossier = Dossier(records)
        random.shuffle(records)
        other = Dossier(records)
        for asked in (None, *dossier.claims, *dossier.sources, *dossier.articles, *dossier.attributions):
            ours, theirs = timeline(dossier, asked), timeline(other, asked)
            assert ours == theirs
            assert (str(ours), ours.to_rows(), ours.why) == (str(theirs), theirs.to_rows(), theirs.why)
            assert len({event.record for event in ours}) == len(ours)
            assert {event.record for event in ours} <= {event.record for event in timeline(dossier)}
            assert [e for group in ours.groups for e in group] + list(ours.undated) == list(ours)


# --- clocks, layers, arguments -------------------------------------------------------------------------


def test_world_time_and_record_time_are_two_clocks() -> None:
    dossier = story().dossier

    assert [e.record for e in timeline(dossier, CLAIM, as_of="2025-11-03")] == ["a/mayor", "b/minister"]
    known = timeline(dossier, CLAIM, known_at=datetime(2025, 11, 3, 12, tzinfo=UTC))
    assert [e.record for e in known] == ["a/mayor", "b/minister"]
    assert [e.recorded for e in known] == [
        datetime(2025, 11, 2, tzinfo=UTC), datetime(2025, 11, 3, tzinfo=UTC),
    ]  # fmt: skip
    assert known.to_rows()[0]["recorded"] == "2025-11-02T00:00:00+00:00"
    left = timeline(dossier, "mayor", as_of="2025-11-30").left_out
    assert [out.record for out in left] == ["jdg"]
    assert "recorded 2025-11-07" in str(timeline(dossier, "mayor"))


def test_what_is_undecided_or_of_another_layer_is_left_out_and_listed() -> None:
    desk = Desk()
    desk.source("x")
    desk.paper("a", published="2025-11")
    desk.says("a", "x")
    desk.dossier.add(Grade(id="grd", subject=CLAIM, scale="admiralty-credibility", value="2"))

    found = timeline(desk.dossier, CLAIM, as_of="2025-11-10")
    assert (len(found), [out.record for out in found.left_out]) == (0, ["a/x", "grd"])
    stated = timeline(desk.dossier, CLAIM, basis="stated")
    assert (len(stated), [out.record for out in stated.left_out]) == (0, ["a/x", "grd"])
    everything = timeline(desk.dossier, as_of="2025-11-10")
    assert "a" in {out.record for out in everything.left_out}


def test_references_that_lead_nowhere_do_no_harm() -> None:
    dossier = Dossier(
        [
            Claim(id=CLAIM, text="x"),
            Attribution(id="att", article="art-none", claim=CLAIM, source="src-none", commitment="CT+"),
            Attribution(id="lost", article="art-none", claim="clm-none", source="src-none"),
            Derivation(id="der", derived="art-none", taken_from="art-nil", kind="revised", withdraws=["att"]),
            VerificationStatus(id="ver", claim=CLAIM, article="art-none", checker="src-none"),
            Grade(id="grd", subject="nothing", scale="s", value="v"),
        ]
    )

    assert [event.record for event in timeline(dossier, CLAIM)] == ["der", "att", "ver"]
    assert len(timeline(dossier)) == 5
    assert "src-none says: “x”, in art-none" in str(timeline(dossier, "att"))


@pytest.mark.parametrize(
    ("asked", "options", "error"),
    [
        ("nobody", {}, UnknownRecordError),
        ("ver", {}, UsageError),
        (3, {}, UsageError),
        (Dossier(), {}, UsageError),
        (CLAIM, {"kind": "guess"}, UsageError),
        (CLAIM, {"kind": []}, UsageError),
        (CLAIM, {"kind": 3}, UsageError),
        (CLAIM, {"kind": [3]}, UsageError),
        (CLAIM, {"as_of": datetime(2025, 11, 4)}, UsageError),  # noqa: DTZ001  # naive on purpose
        (CLAIM, {"as_of": "soon"}, ProvenanceError),
        (CLAIM, {"known_at": "2025-11-04"}, UsageError),
        (CLAIM, {"basis": "guessed"}, UsageError),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: Any, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        timeline(story().dossier, asked, **options)

    assert isinstance(raised.value, ProvenanceError)


def test_it_is_asked_of_a_dossier() -> None:
    with pytest.raises(UsageError, match="the dossier comes first"):
        timeline([], CLAIM)  # type: ignore[arg-type]


def test_only_events_of_a_timeline_can_be_compared_in_it() -> None:
    found = dated("2025-11-03")

    for strange in ("nothing", None, 3, timeline(story().dossier, CLAIM).events[0]):
        with pytest.raises(UsageError, match="no such event"):
            found.earlier(strange)  # type: ignore[arg-type]


def test_nothing_having_happened_is_an_answer() -> None:
    found = timeline(Desk().dossier, CLAIM)

    assert (len(found), found.groups, found.to_rows()) == (0, (), [])
    assert bool(found)
    assert str(found) == "“The text of clm.”: 0 events"


def test_an_answer_can_be_kept() -> None:
    dossier = story().dossier
    found = timeline(dossier, CLAIM)
    text = str(found)
    dossier.replace(Source(id="mayor", name="Somebody else"), Claim(id=CLAIM, text="Else."))
    dossier.discard("a")
    twin = pickle.loads(pickle.dumps(found))

    assert (twin, hash(twin), str(twin)) == (found, hash(found), text)
    assert twin.to_rows() == found.to_rows()
    assert isinstance(found.events[0], Event)
    assert [reason.record for reason in found.why] == [event.record for event in found]


def test_a_long_story_is_cut_when_shown() -> None:
    lines = str(dated(*["2025-11-03"] * 100)).splitlines()

    assert lines[0].endswith("100 events")
    assert lines[-1] == "  … and 40 more"
    assert len(lines) == 63


def test_a_hundred_thousand_passages_are_put_in_order_quickly() -> None:
    n = 100_000
    random = Random(1)
    days = [f"2025-{1 + k % 12:02}-{1 + k % 28:02}" for k in range(336)]
    moments = [f"{day}T{k % 24:02}:00:00Z" for k, day in enumerate(days)]
    records: list[Any] = [Claim(id=CLAIM, text="x"), Source(id="src", name="S")]
    records += [
        Article(id=f"a{k}", published=random.choice([days, moments])[k % 336]) for k in range(n // 10)
    ]
    records += [Attribution(id=f"p{k}", article=f"a{k // 10}", claim=CLAIM, source="src") for k in range(n)]
    dossier = Dossier(records)
    began = time.perf_counter()

    found = timeline(dossier)
    assert len(found) == n + n // 10
    assert len(found.to_rows()) == len(found)
    assert len(found.groups) > 1
    assert time.perf_counter() - began < 60  # some seconds; comparing each with each takes hours
