"""Two drafts for one passage become one record, and a refused name is nothing said."""

from provenance.extraction import DraftAttribution, Span
from provenance.extraction.pruning import pruned

TEXT = (
    "Papers seen by us suggest it rains. Ann said it rains, and that it is cold. "
    "Two men, who asked not to be named, agree."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def draft(source: str, cue: str, content: str, within: int | None = None) -> DraftAttribution:
    return DraftAttribution(source=[span(source)], cue=[span(cue)], content=[span(content)], within=within)


def test_of_two_sources_with_one_content_the_fuller_one_stays() -> None:
    bare = draft("Papers", "seen", "it rains")
    full = draft("Papers seen by us", "suggest", "it rains")

    assert pruned(TEXT, [bare, full]) == (full,)
    assert pruned(TEXT, [full, bare]) == (full,)


def test_a_part_of_what_the_same_words_of_a_source_say_is_no_passage_of_its_own() -> None:
    whole = draft("Ann", "said", "it rains, and that it is cold")
    part = draft("Ann", "said", "it is cold")

    assert pruned(TEXT, [part, whole]) == (whole,)


def test_asking_not_to_be_named_is_nothing_said() -> None:
    assert pruned(TEXT, [draft("Two men", "asked", "not to be named")]) == ()


def test_references_follow_what_is_kept() -> None:
    refusal = draft("Two men", "asked", "not to be named")
    outer = draft("Ann", "said", "it rains, and that it is cold")
    inner = draft("us", "suggest", "it is cold", within=1)

    kept = pruned(TEXT, [refusal, outer, inner])

    assert [d.within for d in kept] == [None, 0]
