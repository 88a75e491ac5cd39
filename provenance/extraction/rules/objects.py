"""Objects that stand for what was said or thought: *announced the closure*, *backed the plan*."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import DATASETS, DOCUMENTS
from provenance.extraction.lexicon.words import DET, OBJ, POSS, QUOTE, TIME, VING
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import noun_phrase_from, starts_noun_phrase
from provenance.extraction.rules.preceding import _SPEECHLESS
from provenance.extraction.rules.subjectless import SubjectlessReader
from provenance.extraction.rules.subjects import Subject

__all__ = ["ObjectReader"]

_OF_WARNING = word_set("of about against")
_SHOWING = word_set("show find put give")
_ALSO_NOUNS_OF_STATE = word_set("question reveal confirm acknowledge")


class ObjectReader(SubjectlessReader):
    """Reads verbs whose content is a noun phrase."""

    def _noun_object(self, subject: Subject, inherits: bool) -> Finding | None:
        """Read "announced the gradual advance of its units": a noun phrase that stands for the content."""
        start = self._object_start(subject)
        if start is None:
            return None
        s = self.s
        if self.verb.base in _ALSO_NOUNS_OF_STATE and not self.form.past and not self.auxiliary:
            return None
        denied = self._denied(start)
        end = start + 1 if denied else noun_phrase_from(s, start)
        if s.flags[start] & VING and start > self.after:
            end = max(end, start + 2)
        if end < self.size and s.words[end] == ":" and end > start:
            return self._before_colon(subject, inherits, end)
        if end <= start + (0 if self.stance or self.verb.base in ("deny", "call-for") else 1):
            return None
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.inherits = inherits
        finding.relative = subject.relative
        finding.content = [(start, self.size)]
        finding.open_end = True
        finding.narrated = True
        finding.confidence = 0.6
        return finding

    def _object_start(self, subject: Subject) -> int | None:
        """Return where the object begins, past the preposition of "warned of" and "complained about"."""
        s, start = self.s, self.after
        if start >= self.size or not (
            self._has("O") or s.words[start] in self.topics or self._reports_figures(subject)
        ):
            return None
        if self.verb.base == "warn":
            if s.words[start] not in _OF_WARNING:
                return None
            start += 1
        elif s.words[start] in self.topics:
            start += 1
        if start >= self.size:
            return None
        bits, behind = s.flags[start], start > self.after
        if self._denied(start) or (behind and bits & VING):
            return start  # "denied that", "warned against losing"
        if not starts_noun_phrase(s, start) or (bits & (TIME | QUOTE) and not bits & DET):
            return None
        if not self.stance and (s.words[start] in _SPEECHLESS or (bits & OBJ and not bits & POSS)):
            return None
        return start

    def _denied(self, start: int) -> bool:
        return self.verb.base == "deny" and self.s.words[start] in ("this", "that", "it")

    def _reports_figures(self, subject: Subject) -> bool:
        """Read "Polls show the race tightening" and "the survey found a drop"."""
        return self.verb.base in _SHOWING and any(
            self.s.words[j] in DOCUMENTS or self.s.words[j] in DATASETS
            for j in range(subject.start, min(subject.end, subject.start + 6))
        )

    def _before_colon(self, subject: Subject, inherits: bool, colon: int) -> Finding:
        """Read "The Church denied the charge: C"."""
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.inherits = inherits
        finding.confidence = 0.7
        if colon + 1 < self.size:
            finding.content, finding.open_end = [(colon + 1, self.size)], True
        else:
            finding.next_paragraph = True
        return finding
