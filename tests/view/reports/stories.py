"""Dossiers that a report has to stand: hostile words in every place, and large ones."""

import itertools
from collections.abc import Callable, Iterable, Iterator

import provenance as pv

TAGS = (
    "<script>document.title='PWNED'</script>",
    "<img src=x onerror=\"document.title='PWNED'\">",
    "<svg/onload=document.title='PWNED'>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'>",
    "<details open ontoggle=document.title='PWNED'>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//example.invalid/x>",
    "<form action=javascript:1><button>x",
    "<body onload=document.title='PWNED'>",
    "<meta http-equiv=refresh content=0;url=x>",
    "<base href=//example.invalid/>",
    "<object data=x><embed src=x>",
    "<a href=javascript:document.title='PWNED'>x</a>",
    "<template><p></template>",
    "&lt;script&gt;1&lt;/script&gt;",
    "javascript:document.title='PWNED'",
    "data:text/html,<script>1</script>",
)
WAYS_OUT = (
    "", '"', "'", "`", '">', "'>", "-->", "]]>", "</title>", "</style>", "</pre>", "</svg>", "</text>",
    "</bdi>", "</code></td></tr></table>", "\\\"", '" onfocus=1 autofocus x="', "\x00", "\u2028",
    "</main></body></html>",
)  # fmt: skip
WAYS_BACK = ("", '"', "<!--", "<p ", "\u202e")


def attacks() -> Iterator[str]:
    """Yield ways to leave the place where a word stands: more than a thousand."""
    for out, tag, back in itertools.product(WAYS_OUT, TAGS, WAYS_BACK):
        yield f"{out}{tag}{back}"


def full_of(words: Iterable[str]) -> Callable[[], str]:
    """Return what gives the words one after the other, and begins again."""
    endless = itertools.cycle(words)
    return lambda: next(endless)


def hostile(word: Callable[[], str], number: int = 0) -> pv.Dossier:
    """Return a story with a word in every field that can hold one, of records of every kind."""

    def id(kind: str) -> str:
        return f"{kind}{number} {word()}"

    text = " ".join(word() for _ in range(4))
    quoted = pv.TextAnchor.of(text, 0, min(12, len(text)))
    gone = word()
    lost = pv.TextAnchor(start=3, end=3 + len(gone), exact=gone, prefix=word(), suffix=word())
    recorded = pv.Recorded(by=word(), software=word(), version=word(), basis="stated")
    outlet = pv.Source(name=_some(word()), kind="news_outlet", id=id("outlet"), identifiers={word(): word()})
    speaker = pv.Source(
        name=_some(word()),
        description=word(),
        aliases=[_some(word())],
        identifiers={word(): word(), "url": word()},
        affiliations=[pv.Affiliation(organization=outlet, role=word())],
        kind="person",
        id=id("speaker"),
        extra={word(): word()},
    )
    group = pv.Source(description=_some(word()), kind="group", id=id("group"), members=[speaker.id])
    claim = pv.Claim(text=_some(word()), where=word(), id=id("claim"), about=[f"x:{number}"], language="en")
    other = pv.Claim(text=_some(word()), id=id("other"), quantity=pv.Quantity(number=3, unit=word()))
    articles = [
        pv.Article(
            headline=word(),
            publisher=outlet,
            authors=[word()],
            url=word(),
            dateline=word(),
            section=word(),
            text=text if n == 0 else None,
            published=pv.When(text=word()) if n == 1 else f"2025-11-0{n + 1}",
            id=id(f"article{n}"),
        )
        for n in range(3)
    ]
    said = [
        pv.Attribution(
            article=article,
            claim=claim,
            source=source,
            anchors=pv.Anchors(content=[quoted], cue=[lost]) if n == 0 else pv.Anchors(),
            credited_as=word(),
            anonymity_reason=word(),
            justification=word(),
            said_at=pv.When(text=word()),
            hedges=[pv.Hedge(kind="modal", anchors=[quoted])] if n == 0 else [],
            commitment="CT-" if n == 2 else "CT+",
            form="direct",
            recorded=recorded,
            id=id(f"said{n}"),
            extra={word(): word()},
        )
        for n, (article, source) in enumerate(zip(articles, (speaker, group, speaker), strict=True))
    ]
    rest: list[pv.Record] = [
        pv.Attribution(article=articles[0], claim=other, form="own_voice", id=id("own")),
        pv.VerificationStatus(
            claim=claim,
            state="checked",
            verdict="refuted",
            checker=outlet,
            article=articles[0],
            anchors=[lost],
            method=word(),
            rationale=word(),
            rating=pv.Rating(label=word(), value=word(), scale=word()),
            evidence=[pv.Evidence(url=word(), archived=word(), record=claim.id)],
            judged_at=pv.When(text=word()),
            id=id("check"),
        ),
        pv.Derivation(derived=said[1], taken_from=said[0], kind="quoted", anchors=[lost], id=id("from")),
        pv.Derivation(derived=articles[2], taken_from=articles[1], kind="corrected", id=id("corrected")),
        pv.Derivation(derived=articles[1], taken_from=id("nowhere"), kind="republished", id=id("gap")),
        pv.ClaimRelation(subject=claim, kind="contradicts", object=other, id=id("relation")),
        pv.IdentityJudgement(first=speaker, second=outlet, verdict="unsure", reason=word(), id=id("judged")),
        pv.Grade(subject=speaker, scale=word(), value=word(), grader=outlet, id=id("grade")),
    ]
    return pv.Dossier(
        [outlet, speaker, group, claim, other, *articles, *said, *rest],
        title=word(),
        suppressions=[pv.Suppression(code="S02", record=said[1].id, reason=word(), by=word())],
    )


def _some(word: str) -> str:
    return word if word.strip() else f"{word}x"


def newsroom(articles: int, passages: int = 4, letters: int = 3_000) -> pv.Dossier:
    """Return a story of articles with texts, each with passages that quote it."""
    speakers = [pv.Source(name=f"Person {n}", kind="person", id=f"src-{n}") for n in range(20)]
    outlets = [pv.Source(name=f"Paper {n}", kind="news_outlet", id=f"src-p{n}") for n in range(12)]
    claims = [pv.Claim(text=f"Bridge number {n} is closed.", id=f"clm-{n}") for n in range(max(articles, 5))]
    records: list[pv.Record] = [*speakers, *outlets, *claims]
    for n in range(articles):
        sentence = f"Bridge number {n} is closed, said Person {n % 20} on Monday. "
        text = (sentence * (letters // len(sentence) + 1))[:letters]
        article = pv.Article(
            headline=f"Bridge {n} closed",
            publisher=outlets[n % 12],
            url=f"https://news.example/{n}",
            published=f"2025-{1 + n % 12:02}-{1 + n % 28:02}",
            text=text,
            id=f"art-{n}",
        )
        records.append(article)
        for place in range(passages):
            start = place * len(sentence)
            content = pv.TextAnchor.of(text, start, start + 20)
            records.append(
                pv.Attribution(
                    article=article,
                    claim=claims[(n + place * 7) % len(claims)],
                    source=speakers[(n + place) % 20],
                    anchors=pv.Anchors(content=[content]),
                    form="indirect",
                    id=f"att-{n}-{place}",
                )
            )
        if n % 3 == 2:
            records.append(pv.Derivation(derived=f"art-{n}", taken_from=f"art-{n - 1}", kind="quoted"))
    return pv.Dossier(records, title="A hundred bridges")
