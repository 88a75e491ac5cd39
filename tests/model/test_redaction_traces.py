"""Redaction: digests, ids and cut-outs from which the name could be had without being written anywhere."""

import base64
import hashlib
import itertools
import re
import time
from typing import Any

import attrs
import pytest

from provenance.errors import Problem, ProvenanceError, UsageError
from provenance.model import (
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
    Rating,
    Source,
    Suppression,
    TextAnchor,
    UnknownTerm,
    Unread,
    VerificationStatus,
    to_plain,
)
from provenance.model.frozen import FrozenMap, thaw
from provenance.model.scrubbing import Scrubber
from tests.model.test_redaction import everything_in

TEXT = "Jan Kowalski told us that the dam, the chief engineer’s work, was unsafe."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
JAN = Source(name="Jan Kowalski", kind="person")
UNSAFE = Claim(text="The dam was unsafe.")


def redacted(*records: Any, **more: Any) -> Dossier:
    return Dossier([JAN, *records], **more).redact(JAN).dossier


def told_in(article: Article | str, **more: Any) -> Attribution:
    return Attribution(article=article, claim=UNSAFE, source=JAN, **more)


# --- digests -----------------------------------------------------------------------------------


@pytest.mark.parametrize("with_derivation", [False, True])
def test_a_copy_that_is_not_kept_loses_the_digest_of_the_text(with_derivation: bool) -> None:
    article = Article(text=TEXT, id="art-1")
    copy = Article(headline="Elsewhere", text_digest=DIGEST, id="art-2")
    links = [Derivation(derived=copy, taken_from=article, kind="republished")] if with_derivation else []

    result = redacted(article, copy, *links)

    assert [a.text_digest for a in result.articles.values()] == [None, None]
    assert "art-2" not in result
    assert DIGEST not in "".join(everything_in(result))


def test_a_copy_of_a_copy_loses_its_digest_until_one_is_kept_that_does_not_hold_the_name() -> None:
    chain = [
        Article(text=TEXT, id="art-0"),
        Article(text_digest="1" * 64, id="art-1"),
        Article(text_digest="2" * 64, id="art-2"),
        Article(text="It rained.", text_digest=hashlib.sha256(b"It rained.").hexdigest(), id="art-3"),
        Article(text_digest="4" * 64, id="art-4"),
    ]
    links = [Derivation(derived=b, taken_from=a) for a, b in itertools.pairwise(chain)]

    digests = [a.text_digest for a in redacted(*chain, *links).articles.values()]

    assert digests == [None, None, None, chain[3].text_digest, "4" * 64]


@pytest.mark.parametrize(
    "records",
    [
        [told_in("art-1")],
        [Attribution(article="art-1", claim="clm-1"), Claim(text="Jan Kowalski fell.", id="clm-1")],
        [Attribution(article="art-1", claim=UNSAFE, credited_as="Kowalski")],
        [VerificationStatus(claim=UNSAFE, checker=JAN, article="art-1")],
        [VerificationStatus(claim=UNSAFE, article="art-1", rationale="Kowalski told us")],
    ],
)
def test_a_text_that_is_not_kept_and_mentions_the_source_has_no_digest(records: list[Any]) -> None:
    article = Article(text_digest="ab" * 32, id="art-1")

    result = redacted(article, UNSAFE, *records)

    assert [a.text_digest for a in result.articles.values()] == [None]


def test_a_text_that_is_not_kept_and_describes_the_source_has_no_digest() -> None:
    article = Article(text_digest="ab" * 32, id="art-1")
    source = Source(description="a chief engineer", described_in=article)

    result = Dossier([article, source]).redact(source).dossier

    assert [a.text_digest for a in result.articles.values()] == [None]


def test_other_texts_keep_their_digests() -> None:
    article = Article(text_digest="ab" * 32, id="art-1")
    evidence = Evidence(record=article, digest="sha256:" + "cd" * 32)
    status = VerificationStatus(claim=UNSAFE, evidence=[evidence], id="ver-1")

    result = redacted(article, UNSAFE, status, Article(text=TEXT), extra={"digest": "ef" * 32})

    assert (result["art-1"], result["ver-1"]) == (article, status)
    assert result.extra["digest"] == "ef" * 32


@pytest.mark.parametrize(
    "written",
    [
        DIGEST,
        DIGEST.upper(),
        f"sha256:{DIGEST}",
        f"SHA-256={DIGEST}",
        DIGEST[:12],
        hashlib.sha1(TEXT.encode()).hexdigest(),
        hashlib.md5(TEXT.encode()).hexdigest(),
        hashlib.sha512(TEXT.encode()).hexdigest(),
        "sha256-" + base64.b64encode(hashlib.sha256(TEXT.encode()).digest()).decode(),
        base64.urlsafe_b64encode(hashlib.sha256(TEXT.encode()).digest()).decode(),
        "sha1:" + base64.b32encode(hashlib.sha1(TEXT.encode()).digest()).decode(),
        hashlib.sha256(b"Jan Kowalski").hexdigest(),
        hashlib.md5(b"jan kowalski").hexdigest(),
        f"https://x.example/{DIGEST}.txt",
        f"https://x.example/?of=sha256%3A{DIGEST}",
    ],
)
def test_no_way_of_writing_a_digest_of_the_text_is_left(written: str) -> None:
    status = VerificationStatus(
        claim=UNSAFE,
        evidence=[Evidence(digest=written), Evidence(url=f"https://x.example/{written}")],
        rationale=f"we compared {written}.",
        extra={written: [written, {"is": written}]},
    )

    result = redacted(
        Article(text=TEXT),
        UNSAFE,
        status,
        title=written,
        extra={"digest": written},
        unread=[Unread("articles", FrozenMap(text_digest=written, text=7))],
        suppressions=[Suppression(code="S03", reason=written)],
        read_problems=[Problem("$.articles[3]", f"{written} is odd")],
    )

    digest = max(re.split(r"[:=]|%3A|sha256-|\.txt", written), key=len).removeprefix("https://x.example/")
    assert [s for s in everything_in(result) if digest in s] == []
    assert status.id not in result


def test_what_could_not_be_read_loses_the_digest_of_what_could_not_be_read() -> None:
    raw: FrozenMap[Any] = FrozenMap(text=TEXT, bogus=1)

    result = redacted(unread=[Unread("articles", raw)], extra={"digest": DIGEST, "text": "It rained."})

    assert result.extra["digest"] == "[withheld]"
    assert "Kowalski" not in str(thaw(result.unread[0].raw))


def test_numbers_are_no_digests() -> None:
    result = redacted(Article(text=TEXT), extra={"at": "20251104120000", "n": 12345678901234})

    assert dict(result.extra) == {"at": "20251104120000", "n": 12345678901234}


# --- ids ---------------------------------------------------------------------------------------


def test_old_ids_are_replaced_inside_longer_strings() -> None:
    passage = told_in(Article(text=TEXT, id="art-1"))
    article = Article(text=TEXT, id="art-1")
    other = Claim(text="It rained.", id="clm-rain")
    claim = Claim(text=f"about {JAN.id}")
    status = VerificationStatus(claim=other, rationale=f"see {passage.id}, by_{JAN.id}.", id="ver-zz")

    result = redacted(
        article,
        UNSAFE,
        passage,
        other,
        claim,
        status,
        title=f"On {JAN.id}",
        suppressions=[Suppression(code="S03", reason=f"see {JAN.id} and {passage.id}; clm-rain; art-12")],
        extra={"note": f"see {JAN.id}.", f"of {JAN.id}": 1},
        unread=[Unread("claims", FrozenMap(text=f"({JAN.id})"))],
        read_problems=[Problem("$", f"{JAN.id} is odd", JAN.id), Problem("$", "odd", "clm-rain")],
    )

    [new] = result.sources
    [new_passage] = result.attributions
    left = everything_in(result)
    assert not [s for s in left for old in (JAN.id, passage.id, claim.id, "ver-zz") if old in s]
    assert result.suppressions[0].reason == f"see {new} and {new_passage}; clm-rain; art-12"
    assert result.title == f"On {new}"
    assert dict(result.extra) == {"note": f"see {new}.", f"of {new}": 1}
    assert thaw(result.unread[0].raw) == {"text": f"({new})"}
    assert f"about {new}" in {c.text for c in result.claims.values()}
    assert [p.record for p in result.read_problems] == [new, "clm-rain"]
    assert result["clm-rain"] == other


def test_an_id_is_not_replaced_where_it_is_not_meant() -> None:
    source = Source(name="Jan Kowalski", id="mayor")
    claim = Claim(text="The mayor met src-12 in the post-war era of art-1-b.", id="clm-1")
    others: list[Any] = [
        Article(text=TEXT, id="art-1"),
        Claim(text="Kowalski", id="post-war"),
        Claim(text="x", id="art-1-b"),
    ]

    result = Dossier([source, claim, *others]).redact(source).dossier

    assert result["clm-1"] == claim


def test_an_old_id_in_a_text_is_written_over() -> None:
    text = f"This is {JAN.id} speaking."
    passage = Attribution(
        article="art-1", claim=UNSAFE, anchors=Anchors(content=(TextAnchor.find(text, "speaking"),))
    )

    result = redacted(Article(text=text, id="art-1"), UNSAFE, passage)

    [article] = result.articles.values()
    assert article.text == "This is [withheld] speaking."
    assert result.problems() == ()


def test_an_id_that_other_dossiers_derive_from_the_name_is_not_left() -> None:
    mine = Source(name="Jan Kowalski", aliases=["Janek"], id="src-1")
    theirs = [Source(name="Jan Kowalski", kind="person").id, Source(name="Janek").id]
    claim = Claim(text="Jan Kowalski fell.", id="clm-1")
    told = Claim(text="Jan Kowalski fell.").id
    status = VerificationStatus(claim="clm-2", evidence=[Evidence(record=theirs[0])], id="ver-zz")
    dossier = Dossier(
        [mine, claim, status, Claim(text="x", id="clm-2")], extra={"also": [*theirs, f"({told})"]}
    )

    result = dossier.redact(mine).dossier

    assert not [s for s in everything_in(result) for id in (*theirs, told, "ver-zz") if id in s]
    assert result["clm-2"].id == "clm-2"


def test_an_id_derived_from_what_a_record_once_said_does_not_stay() -> None:
    edited = attrs.evolve(Claim(text="Jan Kowalski fell."), text="A man fell.")
    plain = Claim(text="It rained.")

    result = redacted(edited, plain)
    again = result.redact(next(iter(result.sources))).dossier

    assert edited.id not in result
    assert plain.id in result
    assert [c.id for c in again.claims.values()] == [c.id for c in result.claims.values()]


def test_an_id_that_holds_a_digest_or_the_name_goes() -> None:
    article = Article(text=TEXT, id="art-1")
    status = VerificationStatus(claim="clm-1", evidence=[Evidence(record=f"sha256:{DIGEST}")], id="ver-1")
    claim = Claim(text="x", id=f"clm-{DIGEST}")

    result = redacted(
        article,
        status,
        claim,
        Claim(text="y", id="clm-1"),
        suppressions=[Suppression(code="S03", record="by-jan-kowalski")],
    )

    assert not [s for s in everything_in(result) if DIGEST in s or "kowalski" in s]


def test_what_could_not_be_read_gets_another_id_if_it_says_the_name() -> None:
    raw: FrozenMap[Any] = FrozenMap(id="clm-0123456789abcdef0123", text="Kowalski fell.", bogus=1)
    rain: FrozenMap[Any] = FrozenMap(id="clm-11111111111111111111", text="It rained.", bogus=1)
    passage = Attribution(article="art-1", claim="clm-0123456789abcdef0123", id="att-1")

    result = redacted(passage, unread=[Unread("claims", raw), Unread("claims", rain)])

    [new] = result.attributions.values()
    first, second = (thaw(unread.raw) for unread in result.unread)
    assert first == {"id": new.claim, "text": "[withheld] fell.", "bogus": 1}
    assert new.id != "att-1"
    assert second == thaw(rain)


# --- anchors -----------------------------------------------------------------------------------


def anchors_of(result: Dossier) -> Anchors:
    [passage] = result.attributions.values()
    return passage.anchors


def test_what_stood_around_an_anchor_once_does_not_stay() -> None:
    text = "It was unsafe, they said."
    anchor = TextAnchor(start=7, end=13, exact="unsafe", prefix="Kowalski: it was ", suffix=", Jan Kowa")
    passage = Attribution(article="art-1", claim=UNSAFE, anchors=Anchors(content=(anchor,)), id="att-1")

    [new] = anchors_of(redacted(Article(text=text, id="art-1"), UNSAFE, passage)).content

    assert (new.exact, new.prefix, new.suffix) == ("unsafe", "It was ", ", they sai")


def test_what_stood_around_an_anchor_once_stays_where_it_says_nothing() -> None:
    anchor = TextAnchor(start=7, end=13, exact="unsafe", prefix="the dam was ", suffix=", he said")
    passage = Attribution(article="art-1", claim=UNSAFE, anchors=Anchors(content=(anchor,)), id="att-1")

    result = redacted(Article(text="It was unsafe.", id="art-1"), UNSAFE, passage)

    assert result["att-1"] == passage


STALE = TextAnchor(start=3, end=21, exact="the chief engineer", prefix="as ", suffix=" told us")


@pytest.mark.parametrize(
    ("article", "anchor"),
    [
        (Article(text="It was unsafe, they said.", id="art-1"), STALE),
        (Article(text="It was unsafe, they said.", id="art-1"), attrs.evolve(STALE, part="headline")),
        (Article(text_digest="ab" * 32, id="art-1"), STALE),
        (UNSAFE, STALE),
    ],
)
def test_words_that_credit_the_source_and_stand_in_no_text_go(article: Any, anchor: TextAnchor) -> None:
    content = TextAnchor(start=100, end=106, exact="unsafe", prefix="the chief engineer found it ")
    long = TextAnchor(start=200, end=228, exact="so the chief engineer thinks")
    passage = told_in(
        "art-1",
        anchors=Anchors(source=(anchor,), content=(content,), cue=(long,)),
        hedges=[Hedge(kind="modal", anchors=[attrs.evolve(content, suffix=" (the chief engineer)")])],
    )
    taken = Derivation(derived="art-1", taken_from=passage, anchors=(anchor,))

    result = redacted(article, UNSAFE, passage, taken)

    assert "engineer" not in str(to_plain(next(iter(result.attributions.values()))))
    assert "engineer" not in str(to_plain(next(iter(result.derivations.values()))))
    assert anchors_of(result).source == ()
    [cue] = anchors_of(result).cue
    assert cue.exact == "so [withheld] thinks"


def test_words_that_credit_the_source_are_found_where_they_stand_now() -> None:
    text = "Yesterday, as the chief engineer told us, it was unsafe."

    result = redacted(
        Article(text=text, id="art-1"), UNSAFE, told_in("art-1", anchors=Anchors(source=(STALE,)))
    )

    [article] = result.articles.values()
    assert article.text == "Yesterday, as [withheld] told us, it was unsafe."


def test_a_text_that_no_longer_has_the_words_is_named() -> None:
    article = Article(text="It was unsafe, they said.", id="art-1")

    redaction = Dossier([JAN, UNSAFE, article, told_in(article, anchors=Anchors(source=(STALE,)))]).redact(
        JAN
    )

    [new] = redaction.dossier.articles
    assert any(f"the text of {new}" in sentence for sentence in redaction.left)


def test_other_fields_that_hold_the_words_that_credited_it_are_named() -> None:
    article = Article(text=TEXT, headline="The chief engineer speaks", id="art-1")
    passage = told_in(article, credited_as="the chief engineer")

    redaction = Dossier([JAN, UNSAFE, article, passage]).redact(JAN)

    [new] = redaction.dossier.articles
    assert f"{new}, headline, holds words that credited the source elsewhere" in redaction.left
    assert f"{new}, text, holds words that credited the source elsewhere" in redaction.left


def test_an_anchor_kept_by_another_program_does_not_begin_or_end_in_the_name() -> None:
    raw: FrozenMap[Any] = FrozenMap(
        anchors=[{"exact": "told us", "prefix": "owalski ", "suffix": " that Ja"}], bogus=1
    )

    result = redacted(unread=[Unread("attributions", raw)], extra={"a": raw["anchors"]})

    cut = [{"exact": "told us", "prefix": " ", "suffix": " that "}]
    assert thaw(result.unread[0].raw)["anchors"] == thaw(result.extra)["a"] == cut


def test_what_other_programs_kept_with_an_anchor_is_scrubbed_before_ids_are_chosen() -> None:
    anchor = TextAnchor(start=0, end=2, exact="It", extra={"by": "Kowalski"})
    passage = Attribution(article="art-1", claim=UNSAFE, anchors=Anchors(content=(anchor,)), id="att-1")

    result = redacted(Article(text="It rained.", id="art-1"), UNSAFE, passage)

    assert anchors_of(result).content[0].extra["by"] == "[withheld]"
    assert "att-1" not in result


# --- words, keys, and what is asked ------------------------------------------------------------


def test_a_word_that_no_vocabulary_knows_may_hold_the_name() -> None:
    unknown = UnknownTerm("Jan Kowalski’s kind")
    source = Source(name="Jan Kowalski", kind=unknown, id="src-1")
    anchor = TextAnchor(start=0, end=2, exact="It", part=unknown)
    records: list[Any] = [
        Article(text="It rained.", kind=unknown, id="art-1"),
        Claim(text="x", kind=unknown, id="clm-1"),
        Attribution(
            article="art-1",
            claim="clm-1",
            form=unknown,
            hedges=[Hedge(kind=unknown, anchors=[anchor])],
            id="att-1",
        ),
        ClaimRelation(subject="clm-1", kind=unknown, object="clm-1", id="rel-1"),
        IdentityJudgement(first="src-1", second="src-2", verdict=unknown, id="jdg-1"),
    ]

    result = Dossier([source, *records]).redact(source).dossier

    [claim] = result.claims.values()
    assert not [s for s in everything_in(result) if "kowalski" in s.casefold()]
    assert claim.kind == UnknownTerm("[withheld]’s kind")
    assert type(claim.kind) is UnknownTerm


def test_scales_that_nobody_knows_may_hold_the_name_and_others_stay() -> None:
    source = Source(name="Clark Kent", aliases=["likely"], id="src-1")
    kept = VerificationStatus(claim="clm-1", likelihood=Likelihood(term="likely", scale="icd203"), id="ver-1")
    kent = Grade(subject="clm-1", scale="kent", value="probable", id="grd-1")
    records: list[Any] = [
        VerificationStatus(claim="clm-1", likelihood=Likelihood(term="likely", scale="x"), id="ver-2"),
        VerificationStatus(
            claim="clm-1", likelihood=Likelihood(term="so", scale="Clark Kent’s scale"), id="ver-3"
        ),
        Grade(subject="clm-1", scale="Kent’s scale", value="as Kent said"),
        Grade(subject="clm-1", scale="admiralty-reliability", value="Clark Kent: B"),
        VerificationStatus(claim="clm-1", rating=Rating(label="Kent’s", value="Kent"), id="ver-4"),
    ]

    result = Dossier([source, Claim(text="x", id="clm-1"), kept, kent, *records]).redact(source).dossier

    assert (result["ver-1"], result["grd-1"]) == (kept, kent)
    left = [s for s in everything_in(result) if s not in ("likely", "kent")]
    assert not [s for s in left if "kent" in s.casefold() or "likely" in s]


def test_keys_that_become_the_same_keep_what_stands_under_them() -> None:
    result = redacted(extra={"Jan Kowalski": 1, "JAN KOWALSKI": 2, "[withheld] 2": 3, "[withheld]": 4})

    assert sorted(result.extra.values()) == [1, 2, 3, 4]
    assert result.extra["[withheld]"] == 4
    assert result.extra["[withheld] 2"] == 3


def test_sources_that_may_be_the_same_are_named() -> None:
    namesake = Source(name="JAN KOWALSKI", aliases=["Janek"], id="src-2")
    unsure = Source(name="J. K.", id="src-3")
    judgement = IdentityJudgement(first=JAN, second=unsure, verdict="unsure")

    redaction = Dossier([JAN, namesake, unsure, judgement]).redact(JAN)

    [_, double, other] = redaction.dossier.sources
    said = " ".join(redaction.left)
    assert f"{double} had a name or an identifier of the source" in said
    assert other in said


def test_a_claim_that_is_not_here_is_named_if_its_id_follows_from_its_text() -> None:
    claim = Claim(text="Jan Kowalski fell.")

    redaction = Dossier([JAN, Attribution(article="art-1", claim=claim, source=JAN)]).redact(JAN)

    assert any(sentence.startswith(f"{claim.id} is told by") for sentence in redaction.left)
    assert not any(sentence.startswith("art-1") for sentence in redaction.left)


def test_anchors_of_what_is_no_article_are_gone_through_as_well() -> None:
    anchor = TextAnchor(start=0, end=12, exact="Jan Kowalski")
    other = Source(name="Someone", id="src-2")

    result = redacted(other, Derivation(derived=other, taken_from=UNSAFE.id, anchors=(anchor,)), UNSAFE)

    [derivation] = result.derivations.values()
    assert derivation.anchors[0].exact == "[withheld]"


def test_pages_whose_text_was_rewritten_are_named() -> None:
    told = Article(text="It rained.", url="https://x.example/told", id="art-1")
    mentions = Article(text=TEXT, url="https://x.example/mentions", id="art-2")
    neither = Article(text="It rained.", url="https://x.example/neither", id="art-3")

    left = " ".join(Dossier([JAN, UNSAFE, told, mentions, neither, told_in(told)]).redact(JAN).left)

    assert "/told" in left
    assert "/mentions" in left
    assert "/neither" not in left


@pytest.mark.parametrize("odd", [None, 7, b"src-1", UNSAFE, ["src-1"]])
def test_what_is_no_source_is_refused(odd: Any) -> None:
    with pytest.raises(UsageError, match=r"Dossier\.redact: expected a source or its id") as caught:
        Dossier([JAN, UNSAFE]).redact(odd)

    assert isinstance(caught.value, ProvenanceError)


def test_the_time_it_takes_grows_with_the_dossier() -> None:
    def seconds(size: int) -> float:
        text = "Jan Kowalski told us. It rained. " * size
        article = Article(text=text, id="art-1")
        passages = [
            told_in(
                article,
                anchors=Anchors(
                    source=(TextAnchor(start=33 * n, end=33 * n + 12, exact="Jan Kowalski", prefix=""),),
                    content=(TextAnchor(start=33 * n + 22, end=33 * n + 24, exact="It"),),
                ),
                id=f"att-{n}",
            )
            for n in range(size)
        ]
        claims = [Claim(text=f"x att-{n}", id=f"clm-{n}") for n in range(size)]
        dossier = Dossier([JAN, UNSAFE, article, *passages, *claims])
        started = time.perf_counter()
        assert dossier.redact(JAN).dossier.problems() == ()
        return time.perf_counter() - started

    seconds(50)

    assert seconds(2000) < 30 * max(seconds(200), 0.02)


def test_nothing_to_hide_is_no_trouble() -> None:
    source = Source(description="?", id="src-1")

    assert Dossier([source]).redact(source).source.description == "[withheld]"
    assert Scrubber([""]).spans("x") == []
