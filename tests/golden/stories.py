"""The dossiers that the golden files hold, as they are made in Python."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from provenance.model import (
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Evidence,
    Grade,
    Hedge,
    IdentityJudgement,
    Likelihood,
    Mention,
    Precision,
    Quantity,
    Rating,
    Recorded,
    Source,
    Suppression,
    TextAnchor,
    UnknownTerm,
    VerificationStatus,
    When,
)

TEXT = "The bridge may be closed, a senior official said on Monday, according to Radio Kherson."


def empty() -> Dossier:
    """Nothing at all."""
    return Dossier()


def plain() -> Dossier:
    """Records with nothing but what they must have."""
    return Dossier(
        [
            Source(name="The mayor", id="src-mayor"),
            Article(headline="Bridge closed", id="art-1"),
            Claim(text="The bridge is closed.", id="clm-1"),
            Claim(text="The bridge is open.", id="clm-2"),
            Attribution(article="art-1", claim="clm-1", id="att-1"),
            VerificationStatus(claim="clm-1", id="ver-1"),
            Derivation(derived="art-1", taken_from="src-mayor", id="der-1"),
            ClaimRelation(subject="clm-1", kind="contradicts", object="clm-2", id="rel-1"),
            Source(name="Mayor", id="src-mayor-2"),
            IdentityJudgement(first="src-mayor", second="src-mayor-2", verdict="same", id="jdg-1"),
            Grade(subject="src-mayor", scale="admiralty-reliability", value="B", id="grd-1"),
        ]
    )


def every_field() -> Dossier:
    """Every field of every class, set to something that is not its default."""
    kyiv = timezone(timedelta(hours=2))
    stated = Recorded(by="Ann", basis="stated", confidence=1)
    found = Recorded(
        by="Ann",
        software="news-provenance",
        version="0.1.0",
        at=datetime(2025, 11, 5, 9, 30, 0, 250_000, tzinfo=UTC),
        basis="researched",
        confidence=0.75,
        extra={"tool": {"name": "x", "runs": [1, 2.5, None, True]}},
    )
    day = When.resolve("on Monday", "2025-11-04")
    assert day is not None
    day = When(
        earliest=day.earliest,
        latest=day.latest,
        precision=Precision.DAY,
        approximate=True,
        uncertain=True,
        text="on Monday",
        anchor=day.anchor,
        extra={"calendar": "gregorian"},
    )
    moment = When.parse("2025-11-04T08:15:00+02:00")
    official = TextAnchor.find(TEXT, "a senior official")
    said = TextAnchor(
        start=0, end=6, exact="Bridge", prefix="x", suffix=" closed", part="headline", extra={"page": 1}
    )
    correction = TextAnchor(start=0, end=10, exact="Correction", part="headline")
    return Dossier(
        [
            Source(
                name="Ministry of Defence",
                kind="government_body",
                description="the ministry",
                described_in=Mention(article="art-1", anchor=official, extra={"n": 1}),
                aliases=("the MoD", "Kyiv"),
                identifiers={"wikidata": "Q1", "url": "https://example.org/"},
                affiliations=[
                    Affiliation(
                        organization="src-radio",
                        role="partner",
                        since="2020",
                        until="2025-06",
                        extra={"n": 1},
                    )
                ],
                speaks_for="src-radio",
                members=["src-official"],
                country="UA",
                interests=["wikidata:Q212"],
                layers={"country": found},
                extra={"colour": "blue"},
                id="src-mod",
            ),
            Source(description="a senior official", described_in=("art-1", official), id="src-official"),
            Source(name="Radio Kherson", kind="news_outlet", id="src-radio"),
            Article(
                headline="Bridge closed",
                publisher="src-radio",
                authors=["Ann Lee", "Bo Roe"],
                url="https://example.org/1",
                dateline="KHERSON, Nov 4",
                published=moment,
                modified=When.parse("2025-11-05T00:00:00Z"),
                retrieved=When.parse("2025-11-05T10:11:12.5"),
                language="en-GB",
                section="World",
                kind="report",
                text=TEXT,
                text_digest=hashlib.sha256(TEXT.encode()).hexdigest(),
                layers={"kind": stated},
                extra={"paywall": False},
                id="art-1",
            ),
            Article(headline="Correction", publisher="src-radio", published="2025-11", id="art-2"),
            Claim(
                text="The bridge is closed to about 20 to 30 lorries.",
                language="en",
                kind="quantity",
                about=["wikidata:Q1", "geo:46.6,32.6"],
                when=day,
                where="Kherson",
                quantity=Quantity(number=20, upper=30.5, bound="between", unit="lorries", extra={"n": 1}),
                extra={"n": 1},
                id="clm-1",
            ),
            Claim(text="The bridge is open.", id="clm-2"),
            Attribution(
                article="art-1",
                claim="clm-1",
                source="src-official",
                anchors=Anchors(
                    source=[official],
                    cue=[TextAnchor.find(TEXT, "said")],
                    content=[TextAnchor.find(TEXT, "The bridge may be closed"), said],
                    extra={"n": 1},
                ),
                form="indirect",
                act="assertion",
                commitment="PS+",
                hedges=[Hedge(kind="modal", anchors=[TextAnchor.find(TEXT, "may")], extra={"n": 1})],
                credited_as="a senior official",
                anonymity="role_only",
                anonymity_reason="not authorised to speak",
                terms="background",
                justification="was at the bridge",
                how_known="direct_perception",
                obtained="interview",
                via="att-2",
                said_at=day,
                alternatives=["att-3"],
                recorded=found,
                extra={"n": 1},
                id="att-1",
            ),
            Attribution(article="art-1", claim="clm-1", source="src-radio", id="att-2"),
            Attribution(
                article="art-1", claim="clm-2", source="src-official", alternatives=["att-1"], id="att-3"
            ),
            VerificationStatus(
                claim="clm-1",
                state="checked",
                verdict="mixed",
                checker="src-radio",
                article="art-1",
                anchors=[TextAnchor.find(TEXT, "according to")],
                judged_at="2025-11-05",
                method="a visit",
                evidence=[
                    Evidence(
                        record="art-2",
                        url="https://example.org/photo",
                        archived="https://archive.example/1",
                        digest="sha256:00",
                        stance="contradicts",
                        extra={"n": 1},
                    )
                ],
                rationale="One lane was open.",
                likelihood=Likelihood(term="likely", scale="icd203", extra={"n": 1}),
                rating=Rating(
                    label="Misto tačno",
                    value="2",
                    best=5,
                    worst=0.5,
                    scale="https://example.org/scale",
                    language="hr",
                    extra={"n": 1},
                ),
                supersedes="ver-0",
                recorded=found,
                extra={"n": 1},
                id="ver-1",
            ),
            VerificationStatus(claim="clm-1", state="in_progress", id="ver-0"),
            Derivation(
                derived="art-2",
                taken_from="art-1",
                kind="corrected",
                standing="possible",
                anchors=[correction],
                withdraws=["att-1"],
                notice=Mention(article="art-2", anchor=correction),
                recorded=found,
                extra={"n": 1},
                id="der-1",
            ),
            ClaimRelation(
                subject="clm-1",
                kind="contradicts",
                object="clm-2",
                recorded=stated,
                extra={"n": 1},
                id="rel-1",
            ),
            IdentityJudgement(
                first="src-official",
                second="src-mod",
                verdict="unsure",
                reason="the same words",
                recorded=stated,
                extra={"n": 1},
                id="jdg-1",
            ),
            Grade(
                subject="src-radio",
                scale="admiralty-reliability",
                value="B",
                grader="src-mod",
                graded_at=When(
                    earliest=datetime(2025, 11, 6, 7, tzinfo=kyiv), latest=None, precision=Precision.HOUR
                ),
                recorded=stated,
                extra={"n": 1},
                id="grd-1",
            ),
        ],
        title="The bridge",
        suppressions=[Suppression(code="S03", record="att-1", reason="seen", by="Ann", extra={"n": 1})],
        extra={"generator": {"name": "by hand"}},
    )


def from_a_newer_version() -> Dossier:
    """Fields and words that this version does not know, at every level."""
    return Dossier(
        [
            Source(
                name="An oracle",
                kind=UnknownTerm("oracle"),
                extra={"mood": ["bright", {"until": None}]},
                id="src-1",
            ),
            Article(kind=UnknownTerm("hologram"), id="art-1"),
            Claim(text="It will rain.", extra={"weight": 12345678901234567890, "small": 1e-7}, id="clm-1"),
            Attribution(
                article="art-1",
                claim="clm-1",
                source="src-1",
                act=UnknownTerm("omen"),
                recorded=Recorded(basis=UnknownTerm("dreamt"), extra={"night": 3}),
                id="att-1",
            ),
        ],
        extra={"holograms": [{"id": "hol-1"}], "": "an empty key"},
    )


def other_scripts() -> Dossier:
    """Text as the world writes it, and characters that have to be escaped."""
    texts = [
        "Міст закрито — сказав мер.",
        "الجسر مغلق.",
        "橋は閉鎖されている。",
        "पुल बंद है।",
        "הגשר סגור",
        "👩🏽‍🚒 e\u0301 ﬁ \u202e\u2028\u2029\ufeff\u00a0",
        '"quoted" \\ back\\slash / \b\f\n\r\t\u0000\u001f\u007f',
        "</script><!-- ]]> \u200b",
    ]
    return Dossier(
        [Claim(text=text, id=f"clm-{number}") for number, text in enumerate(texts)]
        + [Source(name=text, aliases=[text], identifiers={text: text}, id=text) for text in texts[:6]],
        title=texts[5],
        extra={text: text for text in texts},
    )


STORIES: dict[str, Callable[[], Dossier]] = {
    story.__name__: story for story in (empty, plain, every_field, from_a_newer_version, other_scripts)
}
