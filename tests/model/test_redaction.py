"""Redaction: the name is gone, nothing left can be computed from it, and the rest is as it was."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance import testing
from provenance.errors import UnknownRecordError
from provenance.model import (
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Claim,
    Dossier,
    Evidence,
    Grade,
    Hedge,
    IdentityJudgement,
    Likelihood,
    Mention,
    Quantity,
    Recorded,
    Source,
    Suppression,
    TextAnchor,
    Unread,
    VerificationStatus,
    to_plain,
)
from provenance.model.frozen import thaw
from provenance.model.identity import same_as
from provenance.model.references import references_of
from provenance.model.shapes import shapes_of
from tests.model.kinds import MINIMAL

NAME = "Zofia Kwiatkowska-Łąk"
SPELLINGS = [
    NAME,
    NAME.upper(),
    NAME.lower(),
    unicodedata.normalize("NFD", NAME),
    "Zofia\nKwiatkowska-Łąk",
    "zofia-kwiatkowska-łąk",
    "ZOFIA_KWIATKOWSKA-ŁĄK",
    "Kwiatkowska",
    "Zofia",
    "KWIATKOWSKA",
]


WORDS_OF_THE_FORMAT = {
    word
    for kind in MINIMAL
    for field in shapes_of(kind)
    for word in (field.name, *(field.shape.of if field.shape.kind == "term" else ()))
}


def strings_in(data: Any) -> Iterator[str]:
    """Yield every string of plain data, keys included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from strings_in(value)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from strings_in(item)


def everything_in(dossier: Dossier) -> list[str]:
    """Return every string that a file of the dossier would hold, the names of fields left out."""
    whole = [
        dossier.title,
        [to_plain(record) for record in (*dossier, *dossier.suppressions)],
        thaw(dossier.extra),
        [[item.section, thaw(item.raw)] for item in dossier.unread],
        [[str(problem), problem.record] for problem in dossier.read_problems],
    ]
    return [text for text in strings_in(whole) if text not in WORDS_OF_THE_FORMAT]


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def affected_by(dossier: Dossier, start: str, name: str) -> set[str]:
    """Return the ids of the records that say the name, and of all that refer to them, step by step."""
    said = {r.id: [s for s in strings_in(to_plain(r)) if s not in WORDS_OF_THE_FORMAT] for r in dossier}
    says_it = {id for id, words in said.items() if any(folded(name) in folded(s) for s in words)}
    affected = says_it | {start}
    while more := {r.id for r in dossier if any(ref.id in affected for ref in references_of(r))} - affected:
        affected |= more
    return affected


@st.composite
def confidential(draw: st.DrawFn) -> tuple[Dossier, Source, str]:
    """Draw a story with a source whose name stands in texts, claims, ids and wherever else words are."""
    dossier = draw(testing.dossiers(max_articles=2, max_passages=3, max_links=1))
    assume(dossier.sources)
    source = draw(st.sampled_from(list(dossier.sources.values())))
    told = [(a.text, a.headline) for a in dossier.articles.values()] + [
        (c.text,) for c in dossier.claims.values()
    ]
    words = {name for texts in told for text in texts for name in re.findall(r"\w[\w’ ]{2,20}\w", text or "")}
    name = draw(st.sampled_from(sorted(words) or ["Mayor Ito"]))
    dossier.replace(attrs.evolve(source, name=name))
    return dossier, dossier.sources[source.id], name


@given(confidential())
def test_the_name_is_nowhere_in_the_result(story: tuple[Dossier, Source, str]) -> None:
    dossier, source, name = story

    redacted = dossier.redact(source).dossier

    assert [s for s in everything_in(redacted) if folded(name) in folded(s)] == []


@given(confidential())
def test_no_id_or_digest_in_the_result_can_be_computed_from_the_name(
    story: tuple[Dossier, Source, str],
) -> None:
    dossier, source, name = story
    affected = affected_by(dossier, source.id, name)
    derived = {attrs.evolve(dossier[id], id=None).id for id in affected if dossier[id].RECORDS != "sources"}
    texts = {t for a in dossier.articles.values() if a.id in affected for t in (a.text, a.headline) if t}
    digests = {hashlib.sha256(t.encode()).hexdigest() for t in {*texts, name} if folded(name) in folded(t)}
    # An id that says nothing by itself may occur as a word; one that was derived, or is long, does not.
    telling = {id for id in affected if len(id) > 12 and not any(map(str.isspace, id))}

    left = set(everything_in(dossier.redact(source).dossier))

    assert not left & derived
    assert not left & digests
    assert left & telling == set()


@given(confidential())
def test_the_result_is_as_sound_as_it_was(story: tuple[Dossier, Source, str]) -> None:
    dossier, source, _ = story
    before = len(dossier.problems())

    redacted = dossier.redact(source).dossier

    assert len(redacted.problems()) == before == 0


@given(confidential())
def test_the_records_and_how_they_hang_together_stay(story: tuple[Dossier, Source, str]) -> None:
    dossier, source, _ = story

    redacted = dossier.redact(source).dossier

    hidden = same_as(dossier.judgements.values(), source.id)
    new_ids = {old.id: new.id for old, new in zip(dossier, redacted, strict=True)}
    assert [type(record) for record in redacted] == [type(record) for record in dossier]
    for old, new in zip(dossier, redacted, strict=True):
        kept = [(r.path, r.id) for r in references_of(new)]
        if old.id not in hidden:  # of the source itself only its place among others stays
            assert kept == [(r.path, new_ids[r.id]) for r in references_of(old)]


@given(confidential())
def test_the_dossier_itself_is_not_changed(story: tuple[Dossier, Source, str]) -> None:
    dossier, source, _ = story
    before = dossier.digest()

    dossier.redact(source)

    assert dossier.digest() == before


@given(confidential())
def test_what_was_removed_is_listed_without_saying_what(story: tuple[Dossier, Source, str]) -> None:
    dossier, source, name = story

    redaction = dossier.redact(source.id)

    changed = {new.id for old, new in zip(dossier, redaction.dossier, strict=True) if old != new}
    assert {removal.id for removal in redaction.removed} == changed
    assert [row["id"] for row in redaction.to_rows()] == [removal.id for removal in redaction.removed]
    said = [*(removal.id for removal in redaction.removed), *redaction.left]
    assert not [s for s in said if folded(name) in folded(s)]
    assert str(redaction).startswith(f"{len(redaction.removed)} fields changed in {len(changed)} records")
    assert redaction.source is redaction.dossier.sources[redaction.source.id]
    assert redaction.source.id != source.id
    assert redaction.source.name is None


@given(confidential())
def test_two_redactions_have_no_id_in_common_but_those_they_left_alone(
    story: tuple[Dossier, Source, str],
) -> None:
    dossier, source, _ = story

    first, second = dossier.redact(source).dossier, dossier.redact(source).dossier

    common = {record.id for record in first} & {record.id for record in second}
    assert common <= {record.id for record in dossier}
    assert [(first[id], dossier[id]) for id in common if first[id] != dossier[id]] == []


# --- a story by hand ---------------------------------------------------------------------------

TEXT = f"{NAME} told us. “I saw it,” Kwiatkowska said. Officials, ZOFIA KWIATKOWSKA-ŁĄK among them, declined."


def a_story() -> Dossier:
    source = Source(
        name=NAME, kind="person", aliases=["Zosia K."], identifiers={"url": "https://x.example/zofia-k"}
    )
    same = Source(name="Z. K. of Lodz", kind="person", id="src-same")
    ministry = Source(name="Ministry", kind="government_body")
    article = Article(
        headline=f"{NAME}: “I saw it”",
        text=TEXT,
        publisher=ministry,
        published="2025-11-04",
        url="https://news.example/2025/zofia-kwiatkowska-lak-speaks",
        authors=["A. Reporter"],
        text_digest=hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    not_kept = Article(headline="Elsewhere", text_digest="ab" * 32, id="art-elsewhere")
    claim = Claim(text=f"{NAME} saw it.", about=["person:zofia-kwiatkowska"])
    untouched = Claim(text="It rained.")
    passage = Attribution(
        article=article,
        claim=claim,
        source=source,
        credited_as="Kwiatkowska",
        form="direct",
        anchors=Anchors(
            source=(TextAnchor.find(TEXT, "Kwiatkowska", occurrence=1),),
            cue=(TextAnchor.find(TEXT, "said"),),
            content=(TextAnchor.find(TEXT, "I saw it"),),
        ),
        hedges=[Hedge(kind="epistemic", anchors=[TextAnchor.find(TEXT, "told us")])],
    )
    return Dossier(
        [
            attrs.evolve(source, affiliations=(Affiliation(organization=ministry, role="clerk"),)),
            same,
            ministry,
            article,
            not_kept,
            claim,
            untouched,
            passage,
            Source(
                description="a clerk",
                described_in=Mention(article=article, anchor=TextAnchor.find(TEXT, "Officials")),
            ),
            Attribution(article=not_kept, claim=claim, source=source),
            IdentityJudgement(first=source, second=same, verdict="same"),
            VerificationStatus(
                claim=claim,
                rationale=f"we called {NAME.upper()}",
                evidence=[Evidence(record=source, digest="sha256:1")],
            ),
            Grade(
                subject=source,
                scale="admiralty-reliability",
                value="B",
                extra={NAME: [NAME, {"by": "zofia kwiatkowska-łąk"}]},
            ),
        ],
        title=f"What {NAME} saw",
        suppressions=[Suppression(code="S03", record=source, reason=f"ask {NAME}")],
        extra={"note": NAME},
        unread=[Unread("claims", Dossier(extra={"text": f"{NAME}?"}).extra)],
    )


def redacted_story() -> Any:
    dossier = a_story()
    (source,) = (s for s in dossier.sources.values() if s.name == NAME)
    return dossier.redact(source)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_the_name_is_left(spelling: str) -> None:
    redacted = a_story().redact(
        a_story().sources[
            Source(name=NAME, kind="person", identifiers={"url": "https://x.example/zofia-k"}).id
        ]
    )

    assert [s for s in everything_in(redacted.dossier) if folded(spelling) in folded(s)] == []


def test_everything_that_says_who_it_is_goes() -> None:
    redaction = redacted_story()
    left = everything_in(redaction.dossier)

    for gone in ("Zosia K.", "https://x.example/zofia-k", "Z. K. of Lodz", "clerk", "sha256:1", "src-same"):
        assert not [s for s in left if folded(gone) in folded(s) and s != "a clerk"], gone
    (text,) = (a.text for a in redaction.dossier.articles.values() if a.text)
    assert (
        text == "[withheld] told us. “I saw it,” [withheld] said. Officials, [withheld] among them, declined."
    )
    assert {a.text_digest for a in redaction.dossier.articles.values()} == {None}


def test_anchors_still_quote_what_stands_at_their_place() -> None:
    dossier = redacted_story().dossier
    (passage,) = (a for a in dossier.attributions.values() if a.anchors.content)
    text = dossier.articles[passage.article].text

    quoted = [
        *passage.anchors.source,
        *passage.anchors.cue,
        *passage.anchors.content,
        *(a for h in passage.hedges for a in h.anchors),
    ]
    assert [anchor.exact for anchor in quoted] == ["[withheld]", "said", "I saw it", "told us"]
    for anchor in quoted:
        assert text[anchor.start : anchor.end] == anchor.exact
        assert text[: anchor.start].endswith(anchor.prefix)
        assert text[anchor.end :].startswith(anchor.suffix)


def test_what_has_nothing_to_do_with_it_stays_as_it_was() -> None:
    before, after = a_story(), redacted_story().dossier

    kept = [record for record in after if record in before and before[record.id] == record]
    assert {str(record) for record in kept} >= {"It rained.", "Ministry"}


def test_the_voice_still_counts_as_one() -> None:
    redaction = redacted_story()

    passages = redaction.dossier.passages_of(redaction.source)
    assert len(passages) == 2
    assert all(passage.anonymity == "withheld" and passage.credited_as is None for passage in passages)
    assert len(redaction.dossier.judgements_of(redaction.source)) == 1


def test_what_a_person_should_look_at_is_named() -> None:
    left = " ".join(redacted_story().left)

    assert "tied to Ministry" in left


def test_a_short_name_that_a_code_holds_by_chance_takes_the_code_away() -> None:
    source = Source(name="Abba", aliases=["likely", "x:y", "Section"], id="src-1")
    digest = "abba" * 16
    article = Article(text_digest=digest, section="Politics", layers={"section": Recorded()}, id="art-1")
    claim = Claim(text="It rains.", language="abba", about=["x:y", "x:z"], id="clm-1")
    status = VerificationStatus(claim=claim, likelihood=Likelihood(term="likely", scale="icd203"))

    redacted = Dossier([source, article, claim, status]).redact(source).dossier

    (article,), (claim,) = redacted.articles.values(), redacted.claims.values()
    assert article.text_digest is None
    assert list(article.layers) == ["section"]
    assert (claim.language, claim.about) == (None, ("x:z",))
    assert redacted.problems() == ()


def test_an_id_that_another_program_kept_beside_the_fields_goes_too() -> None:
    source = Source(name="Zofia Kwiatkowska")
    seen = Recorded(extra={"checked with": [source.id]})
    dossier = Dossier(
        [
            source,
            Claim(text="It rained.", extra={"told by": {source.id: 1}}),
            Claim(text="It snowed.", quantity=Quantity(number=1, extra={"by": source.id})),
            Article(section="Local", layers={"section": seen}),
            Source(name="Someone else", layers={"name": seen}),
            Claim(text="It shone."),
        ]
    )

    redacted = dossier.redact(source).dossier

    assert source.id not in everything_in(redacted)
    assert [record.id for record in redacted if record.id in dossier] == [Claim(text="It shone.").id]


def test_only_a_source_of_the_dossier_can_be_redacted() -> None:
    for odd in ("src-9", Source(name="x"), next(iter(a_story().claims))):
        with pytest.raises(UnknownRecordError, match=r"Dossier\.redact"):
            a_story().redact(odd)
