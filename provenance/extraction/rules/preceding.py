"""Cues behind or inside their content: *C, X said*; *"C," said X*; *C, he said, C*; *as X reports*."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
    COLON,
    COMMA,
    CONJ,
    CUE,
    DASH,
    DET,
    MODAL,
    NOUN,
    OBJ,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
    VING,
)
from provenance.extraction.rules.appositions import apposition_after, can_speak, relative_after
from provenance.extraction.rules.complements import ComplementReader
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import (
    finite_between,
    noun_phrase_from,
    starts_noun_phrase,
)
from provenance.extraction.rules.quantities import after_quantity
from provenance.extraction.rules.subjects import Subject
from provenance.extraction.rules.tagging import is_finite

__all__ = ["PrecedingReader"]

_SPEECHLESS = word_set("nothing little so something much anything that this it")
_INTRODUCING = word_set(
    "asked speaking addressing responding reacting questioned pressed told writing citing referring"
)
_RIGHT_ADJUNCTS = word_set(
    "citing speaking referring as after during while at in on who whose when with before "
    "following amid quoting according adding noting saying by from via through without reported"
)
_GESTURES = word_set("referring smiling laughing sighing grinning")
_NEVER_INVERTED = word_set(
    "tell inform assure reassure remind notify urge order convince persuade call accuse describe"
)


class PrecedingReader(ComplementReader):
    """Reads cues whose content stands before them."""

    def _inverted(self) -> Finding | None:
        """Read "C," said X: a subject after the verb, content before it."""
        s = self.s
        if (
            self.verb.base in _NEVER_INVERTED
            or self.auxiliary
            or not self._has("QP")
            or self.form.gerund
            or (self._is_base() and not self.form.past)
        ):
            return None
        before = self.group - 1
        if before < 0:
            return None
        quoted = bool(s.flags[before] & QUOTE)
        comma = bool(s.flags[before] & (COMMA | DASH))
        quoted_before_comma = comma and before > 0 and bool(s.flags[before - 1] & QUOTE)
        if not (quoted or comma):
            return None
        start = self.after
        while (
            start < self.size
            and s.flags[start] & ADV
            and not s.flags[start] & (NOUN | CAP | DET | PRON | PREP)
        ):
            start += 1
        end = noun_phrase_from(s, start)
        if (
            end == start
            or s.flags[start] & (OBJ | QUOTE)
            or (s.flags[start] & TIME and not s.flags[start] & (NOUN | DET))
        ):
            return None
        if end < self.size and (is_finite(s, end) or s.words[end] == "that" or s.flags[end] & (MODAL | AUX)):
            return None
        if s.words[start] in _SPEECHLESS or (s.flags[start] & VING and not s.flags[start] & (CAP | DET)):
            return None
        named = relative_after(s, apposition_after(s, end))
        if not (quoted or quoted_before_comma):
            if not can_speak(s, start, end):
                return None
            if not self._clause_before(before) and not (self._resumes(named) or s.is_heading):
                return None
            if finite_between(s, end, min(self.size, end + 12)) is not None and not (
                end < self.size and s.flags[end] & PUNCT
            ):
                return None
        end = named
        finding = self._finding([(start, end)], left=before if comma else self.group)
        finding.whole_left = True
        self._right_part(finding, end)
        return finding

    def _clause_before(self, end: int) -> bool:
        """Say whether a verb stands before, be it inside a quotation."""
        s = self.s
        if finite_between(s, 0, end) is not None:
            return True
        return any(s.flags[j] & QUOTE and s.last[j] - s.first[j] > 4 for j in range(end))

    def _quotation_resumes(self, start: int) -> int | None:
        """Return the second half of "C," he said, pointing at the door, "C"."""
        s = self.s
        for j in range(start, min(self.size - 1, start + 30)):
            if s.flags[j] & COMMA and s.flags[j + 1] & QUOTE:
                return j + 1
            another = s.flags[j] & CUE and s.flags[j] & VING and s.words[j] not in _GESTURES
            if s.flags[j] & (QUOTE | STOP | COLON) or another:
                return None
        return None

    def _resumes(self, end: int) -> bool:
        """Say whether the clause broken off for "…, said Lee, …" goes on with its verb."""
        s = self.s
        verb = end + 1
        while verb < self.size and s.flags[verb] & ADV and not s.flags[verb] & (NOUN | AUX):
            verb += 1
        return verb < self.size and bool(s.flags[end] & COMMA) and is_finite(s, verb)

    def _after_content(self, subject: Subject) -> Finding | None:
        """Read C, X said: nothing that the verb could govern follows."""
        s = self.s
        if not self._has("QP") or (self.negated and not self._has("P")) or subject.relative:
            return None
        before = subject.edge - 1
        if before < 0:
            return None
        bits = s.flags[before]
        as_clause = s.words[before] == "as"
        quoted = bool(bits & QUOTE)
        if as_clause:
            return self._as_clause(subject, before)
        dash_or_comma = bool(bits & (COMMA | DASH))
        if not (quoted or dash_or_comma):
            return None
        quoted = quoted or (before > 0 and bool(s.flags[before - 1] & QUOTE))
        if not quoted and (
            "P" not in self.verb.frames
            or not (self._clause_before(before) or self._goes_on() or s.is_heading)
        ):
            return None
        if not quoted and dash_or_comma and self._only_introduces(before) and not self._goes_on():
            return None
        end, adjuncts = self._skip(self.after)
        if self._has("Rr") and end == self.after:
            listener = self._listener(end)
            if listener > end:
                adjuncts.append((end, listener))
                end, more = self._skip(listener)
                adjuncts += more
        if (
            end < self.size
            and not s.flags[end] & (PUNCT | CONJ | QUOTE)
            and s.words[end] not in _RIGHT_ADJUNCTS
        ) and not (s.flags[end] & (SUB | PREP) or (end > self.after)):
            return None
        finding = self._finding(
            [(subject.start, subject.end)], left=before if dash_or_comma else subject.edge
        )
        finding.adjuncts = adjuncts
        finding.whole_left = True
        self._right_part(finding, end)
        return finding

    def _only_introduces(self, comma: int) -> bool:
        """Say whether what stands before the comma is "Asked whether …" or "When …", and no content."""
        s = self.s
        first = s.words[0]
        if not (s.flags[0] & SUB or first in _INTRODUCING) or after_quantity(s, 0) > 0:
            return False
        if s.flags[0] & SUB and sum(s.finite[:comma]) > 1:
            return False  # "Whether it survives is open, diplomats say"
        return not any(s.flags[j] & COMMA for j in range(1, comma))

    def _goes_on(self) -> bool:
        """Say whether the sentence goes on after "The plan, he said, …"."""
        end, _ = self._skip(self.after)
        return (
            end < self.size
            and bool(self.s.flags[end] & (COMMA | DASH))
            and finite_between(self.s, end, self.size) is not None
        )

    def _as_clause(self, subject: Subject, before: int) -> Finding | None:
        """Read "As X reports, C" and "C, as X put it"."""
        s = self.s
        end, adjuncts = self._skip(self.after)
        if self._has("R") and end == self.after and starts_noun_phrase(s, end):
            listener = noun_phrase_from(s, end, attach=False)
            adjuncts.append((end, listener))
            end, more = self._skip(listener)
            adjuncts += more
        if end < self.size and s.words[end] in ("it", "this"):
            end += 1
        if end < self.size and not s.flags[end] & (PUNCT | QUOTE):
            return None
        finding = self._finding([(subject.start, subject.end)], left=before)
        finding.adjuncts = adjuncts
        introduces = (
            before == 0 or (before == 1 and s.flags[0] & (CONJ | ADV)) or bool(s.flags[before - 1] & SUB)
        )
        if introduces:
            if (
                end + 1 < self.size
                and s.flags[end] & COMMA
                and s.words[end + 1] in ("citing", "quoting", "referring")
            ):
                end = next((j for j in range(end + 2, min(self.size, end + 30)) if s.flags[j] & COMMA), end)
            if end >= self.size or not s.flags[end] & (COMMA | QUOTE | COLON):
                return None
            finding.content = [(end + (not s.flags[end] & QUOTE), self.size)]
            finding.open_end = True
            return finding
        finding.left = before - 1 if s.flags[before - 1] & (COMMA | DASH) else before
        finding.whole_left = True
        self._right_part(finding, end)
        return finding

    def _right_part(self, finding: Finding, end: int) -> None:
        """Add what follows a parenthetical cue and still belongs to the content."""
        s = self.s
        end, adjuncts = self._skip(end)
        finding.adjuncts += adjuncts
        if end >= self.size:
            return
        if s.flags[end] & QUOTE:
            finding.content.append((end, self.size))
            finding.open_end = True
            return
        if not s.flags[end] & (COMMA | COLON | DASH) or end + 1 >= self.size:
            return
        start = end + 1
        word, bits = s.words[start], s.flags[start]
        if bits & QUOTE:
            finding.content.append((start, self.size))
            finding.open_end = True
            return
        quoted = any(s.flags[j] & QUOTE for j in (finding.left - 1, finding.left) if 0 <= j < self.size)
        later = self._quotation_resumes(start) if quoted else None
        if later is not None:
            finding.content.append((later, self.size))
            finding.open_end = True
            return
        if quoted or word in _RIGHT_ADJUNCTS or (bits & VING and not bits & NOUN) or bits & STOP:
            return
        if bits & CONJ and finite_between(s, 0, finding.left) is not None and not s.flags[end] & DASH:
            following = start + 1
            if following < self.size and noun_phrase_from(s, following) > following and word == "but":
                return
        if s.flags[end] & DASH and finite_between(s, 0, finding.left) is not None:
            return
        finding.content.append((start, self.size))
        finding.open_end = True
