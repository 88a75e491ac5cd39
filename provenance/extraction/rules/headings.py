"""Sources in headlines and transcripts: "Prices to rise, economists" and "SMITH: We go on"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import COLON, COMMA, DASH, PUNCT, QUOTE
from provenance.extraction.rules.appositions import apposition_after
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import noun_phrase_from
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["find_headline", "find_speaker_labels"]


_SHORT_SOURCES = word_set(
    "media report reports source sources official officials police study studies expert experts "
    "minister analyst analysts researchers scientists survey poll prosecutors lawyer lawyers "
    "doctors court family ministry army military president pm ceo coach union watchdog data un "
    "nato who isw reuters ap afp bbc cnn spokesman spokeswoman spokesperson mayor governor "
    "commander newspaper newspapers press kremlin pentagon inquiry economists company agency"
)


def find_headline(sentence: Sentence) -> list[Finding]:
    """Read the source at the end of a headline: "Prices to rise, economists", "Deal is dead: report"."""
    size = len(sentence)
    if not sentence.is_heading or size < 5 or sentence.inside is not None:
        return []
    flags, words = sentence.flags, sentence.words
    for i in range(size - 1, max(size - 7, 2), -1):
        if not flags[i] & (COMMA | COLON | DASH):
            continue
        tail = range(i + 1, size)
        if not len(tail) or any(is_finite(sentence, j) or flags[j] & (PUNCT | QUOTE) for j in tail):
            return []
        if words[size - 1] not in _SHORT_SOURCES or noun_phrase_from(sentence, i + 1) != size:
            return []
        if i < 4:
            return []
        finding = Finding(sentence=sentence, cue=[], verb=None, kind="headline", left=i, confidence=0.6)
        finding.source = [(i + 1, size)]
        finding.content = [(0, i)]
        return [finding]
    return []


def find_speaker_labels(sentence: Sentence) -> list[Finding]:
    """Read "SMITH: We will go on." and the headline form "Smith: 'We will go on'"."""
    size = len(sentence)
    flags, words = sentence.flags, sentence.words
    if sentence.inside is not None or size < 3:
        return []
    colon = next((j for j in range(1, min(size, 14)) if words[j] == ":"), None)
    if colon is None or colon + 1 >= size:
        return []
    named = noun_phrase_from(sentence, 0)
    if colon not in (named, apposition_after(sentence, named)) or named > 8:
        return []
    quoted = bool(flags[colon + 1] & QUOTE)
    label = sentence.texts[:named]
    names = all(t[:1].isupper() for t in label)
    shouted = all(t.isupper() for t in label if t[0].isalpha()) and len("".join(label)) > 2
    titled = sentence.is_heading and label[0][0].isupper() and words[colon - 1] in _SHORT_SOURCES
    if not (shouted or (names and quoted) or (titled and size - colon > 3)):
        return []
    if words[0] in (
        "photo",
        "image",
        "read",
        "watch",
        "updated",
        "share",
        "related",
        "note",
        "video",
        "see",
        "breaking",
        "live",
    ):
        return []
    finding = Finding(sentence=sentence, cue=[], verb=None, kind="colon", left=0, confidence=0.6)
    finding.source = [(0, colon)]
    finding.content = [(colon + 1, size)]
    return [finding]
