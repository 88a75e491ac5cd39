"""Laws that hold for any text, however broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ProvenanceError
from provenance.extraction import RuleExtractor, extract, ground
from tests.extraction.annotated import read_cases

PIECES = st.sampled_from(
    [piece for case in read_cases() for piece in case.text.split(" ")]
    + ["\n", "\n\n", '"', "“", "”", "‘", "’", "(", ")", ",", ".", ":", "—", "«", "»", "…"]
    + [
        "who said",
        "as saying",
        "citing",
        "declined to comment",
        "could not be verified",
        "including",
        "told Reuters",
    ]
)
SOUP = st.lists(PIECES, min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(SOUP, st.text(max_size=200))


@given(text=TEXTS, own_voice=st.booleans(), scope=st.sampled_from(["speech", "wide"]))
def test_any_text_gives_a_sound_dossier_or_the_librarys_error(text: str, own_voice: bool, scope: str) -> None:
    try:
        dossier = extract(text, published="2025-11-05", publisher="Reuters", own_voice=own_voice, scope=scope)
    except ProvenanceError:
        return

    assert dossier.problems() == ()
    for attribution in dossier.attributions.values():
        for anchor in (*attribution.anchors.source, *attribution.anchors.cue, *attribution.anchors.content):
            assert text[anchor.start : anchor.end] == anchor.exact != ""


@given(text=SOUP)
def test_what_the_rules_find_stands_in_the_text(text: str) -> None:
    drafts = RuleExtractor().attributions(text)

    assert ground(text, drafts).drafts == tuple(drafts)


@given(text=SOUP)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert RuleExtractor().attributions(text) == RuleExtractor().attributions(text)


@given(text=SOUP)
def test_nesting_never_runs_in_a_ring(text: str) -> None:
    drafts = RuleExtractor().attributions(text)

    for draft in drafts:
        seen = 0
        outer = draft.within
        while outer is not None:
            seen += 1
            assert seen <= len(drafts)
            outer = drafts[outer].within


@pytest.mark.parametrize("tail", ["", " ", "\n\n", " It rained."])
def test_what_follows_a_sentence_does_not_change_it(tail: str) -> None:
    text = "The mayor said on Monday that the bridge would close."

    [draft] = RuleExtractor().attributions(text + tail)

    assert draft.content[0].exact == "the bridge would close"
