"""Cues without a subject of their own: *it was reported that*, *…, adding that*, *went on to say*."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
    COLON,
    COMMA,
    DASH,
    DET,
    NEG,
    NOUN,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
    WH,
)
from provenance.extraction.rules.appositions import apposition_after
from provenance.extraction.rules.cue_reading import _BE
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import noun_phrase_from, starts_noun_phrase
from provenance.extraction.rules.preceding import PrecedingReader
from provenance.extraction.rules.subjects import Subject, clause_subject, subject_before, verb_group_start

__all__ = ["SubjectlessReader"]

_GOVERNORS = word_set(
    "went go goes gone continued continues proceeded wanted wants want came appeared rushed moved used quick "
    "liked likes like loved loves hastened began begins hesitated eager keen fond prompted chose "
    "seemed seems attempted tried tries sought seeks"
)
_ASPECTS = word_set("kept keeps keep began begin begins started starts start stopped stops")
"""Before an -ing form: "kept saying that"."""

_DEMANDS = word_set("demanded demands demand wanted wants want asked asks")
_LIGHT = word_set("refused declined declines refuses failed neglected yet")
_RAISING = word_set(
    "say report allege believe think understand claim rumour rumor estimate find show suspect presume "
    "forecast project predict"
)


class SubjectlessReader(PrecedingReader):
    """Reads passives, participles and infinitives."""

    def _passive(self) -> Finding | None:
        """Read "was quoted as saying", "it was reported that", "was told that", "is believed to have"."""
        s = self.s
        base = self.verb.base
        if base == "quote" and self.after + 1 < self.size and s.words[self.after] == "as":
            return None  # the gerund that follows is the cue
        if base in ("convince", "persuade"):
            return None  # "is convinced that": an attitude
        subject = subject_before(s, self.group, 0)
        impersonal = (
            subject is not None and s.words[subject.start] == "it" and subject.end == subject.start + 1
        )
        by = self._agent(self.after)
        place = by[1] if by else self.after
        start, adjuncts = self._complement_of_passive(place)
        if (
            start is not None
            and start < self.size
            and self.s.words[place] != ":"
            and not s.flags[start] & QUOTE
        ):
            source = [by] if by else []
            if (
                base in ("tell", "inform", "ask", "advise", "warn", "remind", "assure", "notify")
                and subject is None
                and not (self.group and s.flags[self.group - 1] & COMMA)
                and s.words[self.group] != "being"
            ):
                return None
            if (
                base not in ("tell", "inform", "ask", "advise", "warn", "remind", "assure", "notify")
                and not impersonal
                and s.words[place] != "that"
            ):
                return None
            finding = self._finding(source, left=subject.edge if subject else self.group)
            finding.passive = True
            finding.adjuncts = adjuncts
            finding.content = [(start, self.size)]
            finding.open_end = True
            if (
                s.flags[subject.edge - 1 if subject and subject.edge else 0] & SUB
                and subject
                and s.words[subject.edge - 1] == "as"
            ):
                return None
            return finding
        if impersonal and subject is not None:
            return None
        infinitive = self._infinitive_at(place)
        if infinitive is not None and subject is not None and self._has("N") and self.verb.act != "belief":
            finding = self._finding([by] if by else [], left=subject.edge)  # "were told to leave"
            finding.passive = True
            finding.content = [(infinitive, self.size)]
            finding.open_end = True
            finding.confidence = 0.7
            return finding
        if infinitive is not None and subject is not None and base in _RAISING:
            finding = self._finding([by] if by else [], left=subject.edge)
            finding.passive = True
            finding.content = [(subject.start, subject.end), (infinitive, self.size)]
            finding.open_end = True
            finding.confidence = 0.7
            return finding
        if subject is not None and by and self.stance and not s.flags[subject.start] & WH:
            finding = self._finding([by], left=subject.edge)  # "was criticised by the opposition"
            finding.passive = True
            finding.content = [(subject.start, subject.end)]
            finding.confidence = 0.6
            return finding
        if (
            subject is not None
            and base in ("call", "describe", "dub", "label", "brand", "term", "deem")
            and by
        ):
            quoted = any(s.flags[j] & QUOTE for j in range(self.after, min(self.size, self.after + 12)))
            if quoted:
                finding = self._finding([by], left=subject.edge)
                finding.passive = True
                finding.content = [(subject.start, subject.end), (self.after, by[0] - 1)]
                if finding.content[1][0] >= finding.content[1][1]:
                    finding.content[1] = (by[1], self.size)
                return finding
        return None

    def _complement_of_passive(self, place: int) -> tuple[int | None, list[tuple[int, int]]]:
        if not self._has("N"):
            start, _, adjuncts = self._complement(place)
            return start, adjuncts
        start = self._complement_at(place, False)
        if start is not None:
            return start, []
        end, adjuncts = self._skip(place)  # "had been warned as early as 2013 that"
        if end >= self.size or not (self.s.words[end] == "that" or self.s.flags[end] & WH):
            return None, []
        return self._complement_at(end, True), adjuncts

    def _agent(self, at: int) -> tuple[int, int] | None:
        s = self.s
        for j in range(at, min(self.size, at + 14)):
            if s.words[j] == "by" and starts_noun_phrase(s, j + 1) and not s.flags[j + 1] & TIME:
                end = apposition_after(s, noun_phrase_from(s, j + 1))
                return (j + 1, end) if end > j + 1 else None
            if s.flags[j] & PUNCT or s.words[j] == "that":
                return None
        return None

    def _gerund(self) -> Finding | None:
        """Read "…, adding that C", "one poster writing C", "was quoted as saying C"."""
        s, before = self.s, self.group - 1
        if before < 0:
            return None
        word, bits = s.words[before], s.flags[before]
        if bits & QUOTE and s.texts[before][-1] == ",":
            bits |= COMMA  # called it "speculation," adding that …
        start, _, adjuncts = self._complement(self.after)
        if start is None and word == "as":
            return self._quoted_before(before)
        if start is None or start >= self.size:
            return None
        if (
            "d" in self.frames
            and self.verb.base not in ("say", "report", "read", "note")
            and s.words[start - 1] != "that"
        ):
            return None
        if word == "as" and before > 1 and s.words[before - 1] in ("quoted", "cited", "reported", "recorded"):
            group = verb_group_start(s, before - 1)
            subject = subject_before(s, group, 0)
            cue = list(range(group, self.after))
            by_passive = any(s.words[j] in _BE for j in range(group, before))
        elif word == "as" and self._quoted_by(before) is not None:
            at = self._quoted_by(before) or 0
            group = verb_group_start(s, at)
            subject = subject_before(s, group, 0)
            cue, by_passive = [*range(group, at + 1), before, self.at], True
        elif word == "as" and self._quoted_by_another(before) is not None:
            subject = self._quoted_by_another(before)
            cue, by_passive = [before, self.at], False
        elif word in _ASPECTS and not bits & CAP:
            group = verb_group_start(s, before)
            subject = subject_before(s, group, 0)
            cue, by_passive = list(range(group, self.after)), False
        else:
            by_passive = False
            cue = [self.at]
            subject, _ = self._gerund_subject(before, word, bits), None
        if subject is None:
            return None
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.cue = cue
        finding.passive = by_passive
        finding.inherits = bits & COMMA > 0 or word in ("by", "before", "after", "while", "and", "then", "in")
        finding.left = before if finding.inherits else subject.edge
        finding.adjuncts = adjuncts
        finding.content = [(start, self.size)]
        finding.open_end = True
        finding.confidence = 0.8
        return finding

    def _quoted_before(self, as_: int) -> Finding | None:
        """Read "C," he was quoted as saying."""
        s, quoted = self.s, as_ - 1
        if s.words[quoted] not in ("quoted", "cited", "reported") or s.words[quoted - 1] not in _BE:
            return None
        subject = subject_before(s, verb_group_start(s, quoted), 0)
        if subject is None or subject.edge == 0 or not s.flags[subject.edge - 1] & (COMMA | QUOTE):
            return None
        before = subject.edge - 1
        finding = self._finding(
            [(subject.start, subject.end)], left=before if s.flags[before] & COMMA else subject.edge
        )
        finding.cue = list(range(subject.end, self.after))
        finding.passive = finding.whole_left = True
        self._right_part(finding, self.after)
        return finding

    def _quoted_by(self, as_: int) -> int | None:
        """Read "was quoted by Tass as saying": return where "quoted" stands."""
        s = self.s
        for j in range(as_ - 1, max(0, as_ - 10), -1):
            if s.words[j] in ("quoted", "cited") and s.words[j + 1] == "by" and s.words[j - 1] in _BE:
                return j
        return None

    def _quoted_by_another(self, as_: int) -> Subject | None:
        """Read "Xinhua quoted an official as saying": the one quoted stands between."""
        s = self.s
        for j in range(as_ - 1, max(0, as_ - 14), -1):
            if s.words[j] in ("quoted", "quotes", "quoting", "cited", "cites", "citing", "reported"):
                end = noun_phrase_from(s, j + 1)
                end = max(end, apposition_after(s, end))
                return Subject(j + 1, as_, j + 1) if end >= as_ - 1 and as_ > j + 1 else None
            if s.flags[j] & STOP:
                return None
        return None

    def _gerund_subject(self, before: int, word: str, bits: int) -> Subject | None:
        s = self.s
        if bits & (COMMA | DASH) or word in (
            "by",
            "before",
            "after",
            "while",
            "and",
            "then",
            "in",
            "without",
            "publicly",
        ):
            if word in ("without", "after", "before", "in", "by") and self.verb.base not in (
                "say",
                "tell",
                "claim",
                "insist",
                "write",
                "argue",
                "announce",
                "tweet",
            ):
                return None
            earlier = [f for f in self.earlier if f.source and f.kind == "verb" and not f.passive]
            if earlier and earlier[-1].sentence is s:
                start, end = earlier[-1].source[0]
                if word != "without":
                    return Subject(start, end, before)
            subject = clause_subject(s, before, 0, main=bool(bits & (COMMA | DASH)))
            return (
                None if subject is None or word == "without" else Subject(subject.start, subject.end, before)
            )
        titled = self.after < self.size and bool(s.flags[self.after] & COLON)  # "Transit hearing: live"
        if bits & (NOUN | CAP | PRON) and not bits & (PREP | DET | AUX) and not titled:
            return subject_before(s, self.group, 0)
        return None

    def _infinitive(self) -> Finding | None:
        """Read "went on to say that" and "declined to say whether"."""
        s, to = self.s, self.group - 1
        governor = to - 1
        while (
            governor > 0
            and s.flags[governor] & ADV
            and s.words[governor] not in _GOVERNORS | _LIGHT
            and s.words[governor] != "on"
        ):
            governor -= 1
        if governor >= 1 and s.words[governor] in ("on", "forward", "out"):
            governor -= 1
        if governor < 1:
            return None
        word = s.words[governor]
        if word in _LIGHT:
            start, _, adjuncts = self._complement(self.after)
            if start is None or start >= self.size:
                return None
            subject = subject_before(s, verb_group_start(s, governor), 0) or clause_subject(s, governor, 0)
            if subject is None:
                return None
            finding = self._finding([(subject.start, subject.end)], left=subject.edge)
            before = range(verb_group_start(s, governor), governor)
            helpers = [j for j in before if not s.flags[j] & ADV or s.flags[j] & NEG]
            finding.cue = [*helpers, governor, to, self.at]
            finding.negated = True
            finding.no_comment = True
            finding.content = [(start, self.size)]
            finding.open_end = True
            return finding
        asks = self.verb.base == "know" and word in _DEMANDS
        if not asks and (word not in _GOVERNORS or not self._has("Q")):
            return None
        start, _, adjuncts = self._complement(self.after)
        if start is None or start >= self.size:
            return None
        group = verb_group_start(s, governor)
        subject = subject_before(s, group, 0)
        inherits = False
        if subject is None:
            for finding in reversed(self.earlier):
                if finding.source:
                    subject, inherits = Subject(*finding.source[0], group - 1), True
                    break
        if subject is None:
            return None
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.inherits = inherits
        finding.cue = list(range(group, self.after))
        finding.adjuncts = adjuncts
        finding.content = [(start, self.size)]
        finding.open_end = True
        finding.confidence = 0.8
        return finding
