"""One candidate for a cue: what its form is, and what every reading of it needs."""

from provenance.extraction.lexicon.cues import CueVerb, Form
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.stances import TOPIC_PREPOSITIONS
from provenance.extraction.lexicon.words import ADV, AUX, COMMA, CUE, MODAL, NEG, PRON, VBASE
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import skip_adjunct
from provenance.extraction.rules.subjects import verb_group_start
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["CueReader"]

_BE = word_set("is are was were am i'm be been being 's 're isn't aren't wasn't weren't")
_WIDER = {"w": "IO", "n": "N", "c": "C"}
"""What a frame stands for in the wide scope."""
_HAVE = word_set("has have had having hasn't haven't hadn't")


class CueReader:
    """One node that may be a cue, and its sentence; readings are in the classes below it."""

    def __init__(
        self,
        sentence: Sentence,
        at: int,
        form: Form,
        earlier: list[Finding],
        width: int = 1,
        wide: bool = False,
    ) -> None:
        self.s, self.at, self.form, self.earlier = sentence, at, form, earlier
        self.verb: CueVerb = form.verb
        self.frames = form.verb.frames
        if wide:
            self.frames |= frozenset("".join(_WIDER.get(frame, "") for frame in self.frames))
        self.stance = wide and "w" in form.verb.frames and "O" not in form.verb.frames
        self.topics = TOPIC_PREPOSITIONS.get(self.verb.base, "").split() if wide else []
        self.gapped = False
        self.after = at + width
        self.size = len(sentence)
        self.group = verb_group_start(sentence, at)
        words = sentence.words[self.group : at]
        self.negated = any(sentence.flags[j] & NEG for j in range(self.group, at))
        be = any(w in _BE for w in words)
        have = any(w in _HAVE for w in words)
        self.passive = be and form.participle and not form.gerund
        self.perfect = have
        self.auxiliary = any(sentence.flags[j] & (AUX | MODAL) for j in range(self.group, at))
        before = self.group - 1
        if before >= 0 and sentence.flags[before] & PRON and sentence.flags[before] & (AUX | MODAL):
            self.auxiliary = True  # "he'd know", "they've said"
            being = sentence.words[before].endswith(("'re", "'m")) and "been" not in words
            self.passive |= being and form.participle and not form.gerund

    def _is_base(self) -> bool:
        return bool(self.s.flags[self.at] & VBASE) and self.s.words[self.at] == self.verb.base.split("-")[0]

    def _has(self, frames: str) -> bool:
        return any(f in self.frames for f in frames)

    def _takes_infinitive(self) -> bool:
        """Say whether "urged them to act" is possible; "a petition asking them to act" reports no words."""
        before = self.group - 1
        return self._has("N") and (
            not self.form.gerund or self.auxiliary or (before >= 0 and bool(self.s.flags[before] & COMMA))
        )

    def _skip(self, i: int) -> tuple[int, list[tuple[int, int]]]:
        """Step over adjuncts; return where they end and what they were."""
        passed: list[tuple[int, int]] = []
        for _ in range(5):
            end = skip_adjunct(self.s, i)
            if end == i:
                break
            if end < self.size and is_finite(self.s, end) and not self.s.flags[end] & CUE:
                break  # "on the deal was": the phrase is the subject of a clause
            passed.append((i, end))
            i = end
        return i, passed

    def _finding(self, source: list[tuple[int, int]], left: int, extra: list[int] | None = None) -> Finding:
        s = self.s
        cue = [j for j in range(self.group, self.after) if not self._is_mere_adverb(j)]
        return Finding(
            sentence=s,
            cue=cue + (extra or []),
            verb=self.verb,
            source=list(source),
            left=left,
            negated=self.negated,
        )

    def _is_mere_adverb(self, j: int) -> bool:
        bits = self.s.flags[j]
        return j < self.at and bool(bits & ADV) and not bits & (AUX | MODAL | NEG)
