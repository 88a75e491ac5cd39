"""Verbs of saying and thinking in one sentence: subject, cue and where the content lies.

Two shapes carry nearly everything: the content follows (*X said that C*, *X told Y: "C"*) or
precedes (*C, X said*; *"C," said X*), sometimes both (*"C," said X, "C"*).
"""

from provenance.extraction.lexicon.cues import cue_forms, cue_particle
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
    COMMA,
    CONJ,
    CUE,
    DET,
    MODAL,
    NEG,
    NOUN,
    OPEN,
    PREP,
    PUNCT,
    QUOTE,
    VERB,
    VPART,
    WH,
)
from provenance.extraction.rules.adjuncts import skip_time
from provenance.extraction.rules.cue_reading import _BE
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.objects import ObjectReader
from provenance.extraction.rules.phrases import finite_between, noun_phrase_from, quotes_predicate
from provenance.extraction.rules.subjects import Subject, clause_subject, subject_before
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["find_verbs"]

_MOST_CANDIDATES = 30  # in one sentence; what has more is no prose
_NOUN_TOO = word_set(
    "report claim tweet comment note state estimate post request demand order question answer "
    "hope fear plan reply remark project forecast text email brief rule judge project signal "
    "wonder doubt guess cry shout laugh smile read mention worry command reason object caution "
    "counter protest appeal call label brand term blast volunteer offer quote show hold snap bark "
    "dream alert tease rate attack champion respect view regard gripe bet echo crow counsel "
    "marvel roar thunder "
    "groan sniff fret credit dread love hate support back"
)


def find_verbs(sentence: Sentence, *, wide: bool = False) -> list[Finding]:
    """Return a finding for every verbal cue of a sentence, in order of the cue."""
    found: list[Finding] = []
    forms = cue_forms()
    tried = 0
    for i in range(len(sentence)):
        if not (sentence.flags[i] & CUE and sentence.flags[i] & VERB):
            continue
        tried += 1
        if tried > _MOST_CANDIDATES:
            break
        form = forms.get(sentence.words[i])
        if form is None:
            continue
        finding = _Cue(sentence, i, form, found, wide=wide).read()
        if finding is not None:
            found.append(finding)
    for i in range(len(sentence) - 1):  # particle verbs: "pointed out", "went on", "called for"
        particle = cue_particle(sentence.words[i], sentence.words[i + 1])
        if particle is not None and not sentence.flags[i] & CAP:
            finding = _Cue(sentence, i, particle, found, width=2, wide=wide).read()
            if finding is not None:
                found = [f for f in found if f.cue[-1] != i]
                found.append(finding)
    found.sort(key=lambda f: f.cue[-1])
    return found


_AFTER_HEAD = word_set("close who familiar briefed that")
_NOBODY = word_set("it this that which what")
_ASKING = word_set("do does did would will could can should may might didn't doesn't don't wouldn't")
_PLURALS = word_set(
    "people police some many most others those few several both men women children u.s. media staff "
    "press data crew personnel family"
)


class _Cue(ObjectReader):
    """Reads one candidate; every step may find that it is no cue after all."""

    def read(self) -> Finding | None:
        if self.passive:
            return self._passive()
        if self.form.gerund and not self.auxiliary:
            return self._gerund()
        if self.at > 0 and self.s.words[self.group - 1 if self.group else 0] == "to" and self._is_base():
            return self._infinitive()
        return self._finite()

    def _finite(self) -> Finding | None:
        s = self.s
        inverted = self._inverted()
        quoted = self.group > 0 and any(s.flags[j] & QUOTE for j in range(max(0, self.group - 2), self.group))
        if inverted is not None and quoted:
            return inverted
        subject = subject_before(s, self.group, 0) if self.group > 0 else None
        if inverted is not None and subject is not None and finite_between(s, 0, subject.edge) is None:
            inverted = None  # "Haddon, who led the council, announced …": nothing before him is content
        if inverted is not None:
            plain = (
                self._with_complement(subject)
                if subject is not None and subject.end - subject.start > 2
                else None
            )
            return plain if plain is not None and plain.content and not plain.narrated else inverted
        inherits = False
        if subject is None:
            subject = self._coordinated()
            inherits = subject is not None
        if subject is None or self._continues_verb():
            return None
        if not inherits and not self._agrees(subject):
            return None
        if subject.edge > 0 and s.words[subject.edge - 1] == "as" and self._has("P") and not inherits:
            clause = self._as_clause(subject, subject.edge - 1)
            if clause is not None:
                return clause
        if s.words[subject.end - 1] in ("nobody", "none", "neither"):
            return None
        if self.verb.base == "tell" and self.after < self.size and s.words[self.after] in ("of", "about"):
            return None
        if self.verb.base in ("mean", "imply") and s.words[subject.end - 1] in _NOBODY:
            return None
        if inherits and self.form.participle and not self.auxiliary and self._coordinated_passive():
            return None
        finding = self._with_complement(subject, inherits)
        if finding is None and not inherits:
            finding = self._after_content(subject)
        if finding is None and "w" not in self.verb.frames:
            finding = self._quoting_another(subject)
        return finding

    def _agrees(self, subject: Subject) -> bool:
        """Turn away nouns and adjectives that only look like a verb ("the reported losses")."""
        if self.auxiliary:
            return True
        s, last = self.s, subject.end - 1
        if self._is_base() and not self.form.past:
            word = s.words[last]
            if s.flags[last] & QUOTE or (word.endswith(("'s", "s'")) and s.flags[last] & NOUN):
                return False  # the ticket would "absolutely" respect the results
            plural = (
                word
                in (
                    "i",
                    "you",
                    "we",
                    "they",
                    "who",
                    "people",
                    "police",
                    "some",
                    "many",
                    "most",
                    "others",
                    "both",
                    "that",
                    "which",
                )
                or word.endswith("s")
                or (s.flags[last] & CAP and self.verb.base not in _NOUN_TOO)
                or s.flags[last] & COMMA
                or any(s.words[j] == "and" for j in range(subject.start, subject.end))
                or self._plural_head(subject)
                or word in _PLURALS
                or self._asks(subject)
            )
            return bool(plural) or subject.end < self.group
        if self.form.participle and self.form.past and s.flags[last] & NOUN and self.after < self.size:
            following = s.words[self.after]
            behind = subject.edge > 0 and bool(s.flags[subject.edge - 1] & (COMMA | QUOTE)) and self._has("P")
            if following == "as" and not behind and "C" not in self.verb.frames:
                return False
            if following == "by" and skip_time(s, self.after) == self.after and "C" not in self.verb.frames:
                return False
        return True

    def _continues_verb(self) -> bool:
        """Recognise "recalled having thought", where what stands before is the verb and no subject."""
        before = self.group - 1
        return (
            before >= 0
            and self.s.words[self.group] == "having"
            and bool(self.s.flags[before] & CUE)
            and not self.s.flags[before] & NOUN
        )

    def _asks(self, subject: Subject) -> bool:
        """Say whether the auxiliary stands before the subject: "Does he think C?"."""
        before = subject.edge - 1
        return (
            before >= 0
            and subject.end == self.group
            and self.s.words[before] in _ASKING
            and (before == 0 or bool(self.s.flags[before - 1] & (PUNCT | WH | CONJ | NOUN)))
        )

    def _plural_head(self, subject: Subject) -> bool:
        """Say whether the head of "sources close to the club" may be a plural."""
        s = self.s
        for j in range(subject.start, subject.end - 1):
            after = s.words[j + 1]
            reduced = bool(s.flags[j + 1] & VPART) and bool(
                s.flags[j + 2] & PREP if j + 2 < subject.end else 0
            )
            if s.flags[j + 1] & (PREP | COMMA | OPEN) or reduced or after in _AFTER_HEAD:
                word = s.words[j]
                if (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS:
                    return True
        return False

    def _coordinated(self) -> Subject | None:
        """Find the subject of "… and added that", "but denied": that of the clause before."""
        s, j = self.s, self.group - 1
        if j < 1:
            return None
        if not ((s.flags[j] & CONJ and s.words[j] in ("and", "but", "or", "yet")) or s.words[j] == "then"):
            return None
        if self.form.past or self.form.third or self.auxiliary or self._is_base():
            before = self._speaker_so_far()
            if before is not None:
                return Subject(*before.source[0], j)
            found = clause_subject(s, j, 0)
            return None if found is None else Subject(found.start, found.end, j)
        return None

    def _speaker_so_far(self) -> Finding | None:
        """Return whom "and added" goes on from: in "said he felt sad and added", the one who said."""
        earlier = [f for f in self.earlier if f.source and f.cue[-1] < self.at]
        if not earlier:
            return None
        last = earlier[-1]
        inner = ("belief", "intention")
        if last.verb is None or last.verb.act not in inner or self.verb.act in inner:
            return last
        for finding in reversed(earlier[:-1]):
            if finding.content and finding.content[-1][0] <= last.left and not finding.whole_left:
                return finding
        return last

    def _coordinated_passive(self) -> bool:
        """Recognise "was hauled in and told that …": the subject is the listener."""
        s = self.s
        if not self._has("RrN"):
            return False
        verb = None
        for j in range(self.group - 1, max(0, self.group - 15), -1):
            if is_finite(s, j):
                verb = j
                break
        if verb is None or s.words[verb] not in _BE:
            return False
        after = verb + 1
        while after < self.group and s.flags[after] & (ADV | NEG | AUX):
            after += 1
        return after < self.group and bool(s.flags[after] & VPART)

    def _with_complement(self, subject: Subject, inherits: bool = False) -> Finding | None:
        s = self.s
        start, cue_extra, adjuncts = self._complement(self.after)
        if start is None:
            return self._noun_object(subject, inherits)
        left = subject.edge
        finding = self._finding([(subject.start, subject.end)], left=left, extra=cue_extra)
        finding.inherits = inherits
        finding.adjuncts = adjuncts
        finding.open_end = True
        finding.relative, finding.gapped = subject.relative, self.gapped
        if start >= self.size:
            finding.next_paragraph = True
            finding.open_end = False
            return finding
        finding.content = [(start, self.size)]
        before = subject.edge - 1
        if before >= 1 and s.flags[before] & (COMMA | QUOTE) and s.flags[start] & QUOTE:
            quoted = before if s.flags[before] & QUOTE else before - 1
            if s.flags[quoted] & QUOTE and not inherits:  # "C," X said, "C"
                finding.whole_left = True
                finding.left = before if s.flags[before] & COMMA else subject.edge
        elif before == 0 and s.flags[0] & QUOTE and s.flags[start] & QUOTE:
            finding.whole_left = True
        if (
            before >= 1
            and s.flags[before] & COMMA
            and s.flags[start] & QUOTE
            and self.s.flags[start - 1] & COMMA
        ) and (
            not inherits
            and (s.flags[before - 1] & (AUX | MODAL | PREP | DET) or self._quotes_its_verb(before, start))
        ):  # He was, he said, "over the moon"
            finding.whole_left = True
            finding.left = before
        if before >= 0 and s.words[before] == "as" and not finding.whole_left:
            finding.left = before
        return finding

    def _quotes_its_verb(self, comma: int, start: int) -> bool:
        """Say whether "Inflation, he says, 'is over'" has its subject before the cue."""
        s = self.s
        first = 1 if s.flags[0] & CONJ else 0
        return quotes_predicate(s, start) and noun_phrase_from(s, first) == comma

    def _quoting_another(self, subject: Subject) -> Finding | None:
        """Read "Xinhua quoted an official as saying C" from its first verb: what Xinhua relays."""
        s = self.s
        if self.verb.base != "quote":
            return None
        end = noun_phrase_from(s, self.after)
        if end == self.after or s.words[end : end + 2] != ["as", "saying"]:
            return None
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.content, finding.open_end = [(self.after, self.size)], True
        return finding
