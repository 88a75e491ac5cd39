"""Verbs of saying and thinking in one sentence: subject, cue and where the content lies.

Two shapes carry nearly everything: the content follows (*X said that C*, *X told Y: "C"*) or
precedes (*C, X said*; *"C," said X*), sometimes both (*"C," said X, "C"*).
"""

from provenance.extraction.findings import Finding
from provenance.extraction.lexicon.cues import CueVerb, Form, cue_forms, cue_particle
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
    NEG,
    NOUN,
    OBJ,
    OPEN,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
    VBASE,
    VING,
    VPART,
    VPAST,
    WH,
)
from provenance.extraction.phrases import (
    apposition_after,
    finite_between,
    noun_phrase_from,
    is_venue,
    skip_adjunct,
    skip_time,
    starts_noun_phrase,
)
from provenance.extraction.sentences import Sentence
from provenance.extraction.subjects import Subject, clause_subject, subject_before, verb_group_start
from provenance.extraction.tagging import is_finite


__all__ = ["find_verbs"]

_BE = frozenset("is are was were am i'm be been being 's 're isn't aren't wasn't weren't".split())
_HAVE = frozenset("has have had having hasn't haven't hadn't".split())
_WH_WORDS = frozenset("who what which where why how whom whose when whether if".split())
_SPEECHLESS = frozenset("nothing little so something much anything that this it".split())
_INTRODUCING = frozenset("asked speaking addressing responding reacting questioned pressed told writing citing referring".split())
_RIGHT_ADJUNCTS = frozenset(
    "citing speaking referring as after during while at in on who whose when with before following amid quoting "
    "according adding noting saying by from via through without reported".split()
)
_DOCUMENTS = frozenset(
    "study studies report reports survey surveys poll polls data figures research results findings analysis documents "
    "document records statistics evidence review investigation inquiry audit paper papers census tests test images "
    "photos footage video videos letter email e-mail emails memo statement post posts message sign banner article "
    "book website page statement scientists researchers team experts authors investigators police experiment "
    "estimates models model transcript transcripts filing filings indictment lawsuit complaint affidavit history "
    "section".split()
)
_GOVERNORS = frozenset("went go goes gone continued continues proceeded wanted came appeared rushed moved used quick".split())
_LIGHT = frozenset("refused declined declines refuses failed neglected".split())


_MOST_CANDIDATES = 30  # in one sentence; what has more is no prose


def find_verbs(sentence: Sentence, *, wide: bool = False) -> list[Finding]:
    """Return a finding for every verbal cue of a sentence, in order of the cue."""
    found: list[Finding] = []
    forms = cue_forms()
    tried = 0
    for i in range(len(sentence)):
        if not sentence.flags[i] & CUE:
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
        verb = cue_particle(sentence.words[i], sentence.words[i + 1])
        if verb is not None and not sentence.flags[i] & CAP:
            word = sentence.words[i]
            form = Form(verb, word in ("pointed", "called", "went"), word.endswith("s"), word in ("pointed", "called"), word.endswith("ing"))
            finding = _Cue(sentence, i, form, found, width=2, wide=wide).read()
            if finding is not None:
                found = [f for f in found if f.cue[-1] != i]
                found.append(finding)
    found.sort(key=lambda f: f.cue[-1])
    return found


class _Cue:
    """Reads one candidate; every step may find that it is no cue after all."""

    def __init__(self, sentence: Sentence, at: int, form: Form, earlier: list[Finding], width: int = 1, wide: bool = False) -> None:
        self.s, self.at, self.form, self.earlier = sentence, at, form, earlier
        self.verb: CueVerb = form.verb
        self.frames = form.verb.frames
        if wide and "w" in self.frames:
            self.frames = self.frames | frozenset("IO")
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

    # -- what it is ---------------------------------------------------------------------------

    def read(self) -> Finding | None:
        if self.passive:
            return self._passive()
        if self.form.gerund and not self.auxiliary:
            return self._gerund()
        if self.at > 0 and self.s.words[self.group - 1 if self.group else 0] == "to" and self._is_base():
            return self._infinitive()
        return self._finite()

    def _is_base(self) -> bool:
        return bool(self.s.flags[self.at] & VBASE) and self.s.words[self.at] == self.verb.base.split("-")[0]

    def _has(self, frames: str) -> bool:
        return any(f in self.frames for f in frames)

    def _finite(self) -> Finding | None:
        s = self.s
        inverted = self._inverted()
        quoted = self.group > 0 and any(s.flags[j] & QUOTE for j in range(max(0, self.group - 2), self.group))
        if inverted is not None and quoted:
            return inverted
        subject = subject_before(s, self.group, 0) if self.group > 0 else None
        if inverted is not None:
            plain = self._with_complement(subject) if subject is not None and subject.end - subject.start > 2 else None
            return plain if plain is not None and plain.content and not plain.narrated else inverted
        inherits = False
        if subject is None:
            subject = self._coordinated()
            inherits = subject is not None
        if subject is None:
            return self._question()
        if subject.edge > 0 and s.words[subject.edge - 1] == "as" and self._has("QP") and not inherits:
            clause = self._as_clause(subject, subject.edge - 1)
            if clause is not None:
                return clause
        if s.words[subject.end - 1] in ("nobody", "none", "neither"):
            return None
        if self.verb.base == "tell" and self.after < self.size and s.words[self.after] in ("of", "about"):
            return None
        if not inherits and not self._agrees(subject):
            return None
        if inherits and self.form.participle and not self.auxiliary and self._coordinated_passive():
            return None
        finding = self._with_complement(subject, inherits)
        if finding is None and not inherits:
            finding = self._after_content(subject)
        if finding is None and "w" not in self.verb.frames:
            finding = self._no_comment(subject)
        return finding

    def _agrees(self, subject: Subject) -> bool:
        """Turn away nouns and adjectives that only look like a verb ("the reported losses")."""
        if self.auxiliary:
            return True
        s, last = self.s, subject.end - 1
        if self._is_base() and not self.form.past:
            word = s.words[last]
            plural = (
                word in ("i", "you", "we", "they", "who", "people", "police", "some", "many", "most", "others", "both", "that", "which")
                or word.endswith("s")
                or s.flags[last] & CAP and self.verb.base not in _NOUN_TOO
                or s.flags[last] & COMMA
                or any(s.words[j] == "and" for j in range(subject.start, subject.end))
                or self._plural_head(subject)
                or word in ("men", "women", "children", "officials", "few", "several", "those", "u.s.")
            )
            return bool(plural) or subject.end < self.group
        if self.form.participle and self.form.past and s.flags[last] & NOUN and self.after < self.size:
            following = s.words[self.after]
            if following in ("by", "as") and "C" not in self.verb.frames:
                return False
        return True

    def _plural_head(self, subject: Subject) -> bool:
        """Say whether the head of "sources close to the club" is a plural."""
        s = self.s
        for j in range(subject.start, subject.end - 1):
            if s.flags[j + 1] & (PREP | COMMA | OPEN) or s.words[j + 1] in ("close", "who", "familiar", "briefed", "that"):
                word = s.words[j]
                return word.endswith("s") and not word.endswith("ss") or word in ("people", "police", "some", "many", "most", "others", "those")
        return False

    def _coordinated(self) -> Subject | None:
        """Find the subject of "… and added that", "but denied": that of the clause before."""
        s, j = self.s, self.group - 1
        if j < 1:
            return None
        if not (s.flags[j] & CONJ and s.words[j] in ("and", "but", "or", "yet") or s.words[j] == "then"):
            return None
        if self.form.past or self.form.third or self.auxiliary or self._is_base():
            for finding in reversed(self.earlier):
                if finding.source and finding.cue[-1] < self.at:
                    start, end = finding.source[0]
                    return Subject(start, end, j)
            found = clause_subject(s, j, 0)
            return None if found is None else Subject(found.start, found.end, j)
        return None

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

    def _question(self) -> Finding | None:
        """Read "Do you think that …": the auxiliary stands before the subject."""
        return None

    # -- content before the cue ---------------------------------------------------------------

    def _inverted(self) -> Finding | None:
        """Read "C," said X: a subject after the verb, content before it."""
        s = self.s
        if self.verb.base in _NEVER_INVERTED or self.auxiliary or not self._has("QP") or self.form.gerund or self._is_base() and not self.form.past:
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
        while start < self.size and s.flags[start] & ADV and not s.flags[start] & (NOUN | CAP | DET | PRON | PREP):
            start += 1
        end = noun_phrase_from(s, start)
        if end == start or s.flags[start] & (OBJ | QUOTE) or s.flags[start] & TIME and not s.flags[start] & (NOUN | DET):
            return None
        if end < self.size and (is_finite(s, end) or s.words[end] == "that" or s.flags[end] & (MODAL | AUX)):
            return None
        if s.words[start] in _SPEECHLESS:
            return None
        if not (quoted or quoted_before_comma) and finite_between(s, 0, before) is None:
            return None
        if not (quoted or quoted_before_comma) and finite_between(s, end, min(self.size, end + 12)) is not None and not (
            end < self.size and s.flags[end] & PUNCT
        ):
            return None
        end = apposition_after(s, end)
        finding = self._finding([(start, end)], left=before if comma else self.group)
        finding.whole_left = True
        self._right_part(finding, end)
        return finding

    def _after_content(self, subject: Subject) -> Finding | None:
        """Read C, X said: nothing that the verb could govern follows."""
        s = self.s
        if not self._has("QP") or self.negated and not self._has("P"):
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
        if not quoted and ("P" not in self.verb.frames or finite_between(s, 0, before) is None and not self._goes_on()):
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
        if end < self.size and not s.flags[end] & (PUNCT | CONJ | QUOTE) and s.words[end] not in _RIGHT_ADJUNCTS:
            if not (s.flags[end] & (SUB | PREP) or (end > self.after)):
                return None
        finding = self._finding([(subject.start, subject.end)], left=before if dash_or_comma else subject.edge)
        finding.adjuncts = adjuncts
        finding.whole_left = True
        self._right_part(finding, end)
        return finding

    def _only_introduces(self, comma: int) -> bool:
        """Say whether what stands before the comma is "Asked whether …" or "When …", and no content."""
        s = self.s
        first = s.words[0]
        if not (s.flags[0] & SUB or first in _INTRODUCING):
            return False
        if s.flags[0] & SUB and sum(s.finite[:comma]) > 1:
            return False  # "Whether it survives is open, diplomats say"
        return not any(s.flags[j] & COMMA for j in range(1, comma))

    def _goes_on(self) -> bool:
        """Say whether the sentence goes on after "The plan, he said, …"."""
        end, _ = self._skip(self.after)
        return end < self.size and bool(self.s.flags[end] & (COMMA | DASH)) and finite_between(self.s, end, self.size) is not None

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
        introduces = before == 0 or (before == 1 and s.flags[0] & (CONJ | ADV)) or bool(s.flags[before - 1] & SUB)
        if introduces:
            if end + 1 < self.size and s.flags[end] & COMMA and s.words[end + 1] in ("citing", "quoting", "referring"):
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
        if quoted or word in _RIGHT_ADJUNCTS or bits & VING and not bits & NOUN or bits & STOP:
            return
        if bits & CONJ and finite_between(s, 0, finding.left) is not None and not s.flags[end] & DASH:
            following = start + 1
            if following < self.size and noun_phrase_from(s, following) > following and word == "but":
                return
        if s.flags[end] & DASH and finite_between(s, 0, finding.left) is not None:
            return
        finding.content.append((start, self.size))
        finding.open_end = True

    # -- content after the cue ----------------------------------------------------------------

    def _with_complement(self, subject: Subject, inherits: bool = False) -> Finding | None:
        s = self.s
        start, cue_extra, adjuncts = self._complement(self.after)
        if start is None:
            return self._noun_object(subject, inherits)
        if start < self.size and not self._really_follows(subject, start):
            return None
        left = subject.edge
        finding = self._finding([(subject.start, subject.end)], left=left, extra=cue_extra)
        finding.inherits = inherits
        finding.adjuncts = adjuncts
        finding.open_end = True
        finding.relative = subject.relative
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
        if before >= 1 and s.flags[before] & COMMA and s.flags[start] & QUOTE and self.s.flags[start - 1] & COMMA:
            if s.flags[before - 1] & (AUX | MODAL | PREP | DET) and not inherits:  # He was, he said, "over the moon"
                finding.whole_left = True
                finding.left = before
        if before >= 0 and s.words[before] == "as" and not finding.whole_left:
            finding.left = before
        return finding

    def _really_follows(self, subject: Subject, start: int) -> bool:
        """Turn away a weak verb whose clause is hardly a report."""
        if "d" in self.verb.frames and self.verb.base in ("show", "find", "prove", "demonstrate", "mean"):
            return True
        return True

    def _complement(self, at: int) -> tuple[int | None, list[int], list[tuple[int, int]]]:
        """Find where a complement begins; also cue nodes ("that" is not one) and adjuncts passed."""
        s, size = self.s, self.size
        adjuncts: list[tuple[int, int]] = []
        if self.verb.base == "warn" and at < size and s.words[at] in ("of", "about"):
            return None, [], []
        i = at
        listener = self._listener(i) if self._has("Rr") else i
        if self._has("r") and listener == i and not self.passive:
            return None, [], []
        wants_listener = listener > i and (self.verb.base == "tell" or self._has("r")) and s.words[i] != "that"
        if not wants_listener or self._clause_follows(i, True):
            direct = self._complement_at(at, bool(adjuncts))
            if direct is not None:
                return direct, [], adjuncts
        if self._has("Rr"):
            if listener > i:
                after, passed = self._skip(listener)
                for place in (listener, after):
                    found = self._complement_at(place, True)
                    if found is None and self._takes_infinitive() and self._infinitive_at(place) is not None:
                        found = i
                    if found is not None:
                        return found, [], [(i, listener), *(passed if place == after else [])]
        if self._takes_infinitive() and not self._has("Rr"):
            listener = noun_phrase_from(s, i) if starts_noun_phrase(s, i) else i
            if listener > i and s.words[listener - 1] not in ("anonymity", "permission", "comment", "time", "help"):
                found = self._infinitive_at(listener)
                if found is not None:
                    return i, [], []
        if self._has("I"):
            found = self._infinitive_at(i)
            if found is not None:
                return found, [], adjuncts
        parenthesis = self._after_parenthesis(i)
        if parenthesis is not None:
            return parenthesis, [], [(i + 1, parenthesis - 2)]
        end, adjuncts = self._skip(i)
        if end > i:
            if end < size and s.flags[end] & COMMA and not s.flags[min(end + 1, size - 1)] & QUOTE:
                if self._has("B") and not self._in_speech_place(adjuncts) and self._clause_follows(end + 1, False):
                    return i, [], []
            found = self._complement_at(end, True)
            if found is not None:
                return found, [], adjuncts
        if "C" in self.verb.frames:
            return self._named_in_quotes(i), [], []
        return None, [], []

    def _takes_infinitive(self) -> bool:
        """Say whether "urged Congress to act" is possible; "a petition asking X to act" reports nobody's words."""
        before = self.group - 1
        return self._has("N") and (not self.form.gerund or self.auxiliary or before >= 0 and bool(self.s.flags[before] & COMMA))

    def _after_parenthesis(self, i: int) -> int | None:
        """Read "explains, in a satirical fashion, that C" and "said, without elaborating, that C"."""
        s = self.s
        if i >= self.size or not s.flags[i] & (COMMA | DASH) or not self._has("T"):
            return None
        for j in range(i + 2, min(self.size - 2, i + 25)):
            if s.flags[j] & (STOP | COLON | QUOTE):
                return None
            if s.flags[j] & (COMMA | DASH) and s.words[j + 1] == "that":
                return j + 2
        return None

    def _in_speech_place(self, adjuncts: list[tuple[int, int]]) -> bool:
        return False

    def _listener(self, i: int) -> int:
        s = self.s
        if i < self.size and s.words[i] in ("to", "with") and i + 1 < self.size and starts_noun_phrase(s, i + 1):
            return noun_phrase_from(s, i + 1)
        if i < self.size and starts_noun_phrase(s, i) and not s.flags[i] & QUOTE:
            end = noun_phrase_from(s, i, attach=False)
            if end > i and end < self.size and s.words[end] in ("of", "from", "in", "at", "with", "and", "for"):
                wider = noun_phrase_from(s, i)
                if wider < self.size and (
                    s.words[wider] == "that" or s.flags[wider] & (COMMA | QUOTE | COLON | STOP) or self._complement_at(wider, True) is not None
                ):
                    return wider
            return end
        return i

    def _complement_at(self, i: int, stepped: bool) -> int | None:
        """Return where content starts if a complement of one of the verb's frames begins at node `i`."""
        s, size = self.s, self.size
        if i >= size:
            return None
        bits, word = s.flags[i], s.words[i]
        if word == "that" and self._has("T"):
            if i + 1 < size and is_finite(s, i + 1) and not s.flags[i + 1] & (NOUN | PRON):
                return i if self._has("B") else None  # "said that was wrong"
            return i + 1 if i + 1 < size and not s.flags[i + 1] & STOP else None
        if word == "," and i + 1 < size and s.words[i + 1] == "that" and self._has("T") and self.form.past:
            return None
        if bits & QUOTE and self._has("Q"):
            return i
        if word == ":" and self._has("QTC"):
            return i + 1
        if bits & COMMA and i + 1 < size and s.flags[i + 1] & QUOTE and self._has("Q"):
            return i + 1
        if bits & COMMA and i == size - 1 and self._has("Q"):
            return None
        if word in _WH_WORDS and self._has("W") and not (word == "when" and self.verb.base in ("say", "tell") and not self.negated):
            return i if finite_between(s, i + 1, min(size, i + 20)) is not None else None
        if word in ("if",) and self.verb.base in ("ask", "wonder", "know"):
            return i
        if self._has("B") and skip_time(s, i) == i and self._clause_follows(i, self._left_is_content()):
            return i
        return None

    def _left_is_content(self) -> bool:
        """Say whether a quotation before the cue already gives its content."""
        j = self.group - 1
        return j >= 0 and any(self.s.flags[k] & QUOTE and self.s.last[k] - self.s.first[k] > 5 for k in range(max(0, j - 12), j + 1)) and bool(
            self.s.flags[j] & (COMMA | QUOTE)
        )

    def _clause_follows(self, i: int, strict: bool) -> bool:
        """Say whether a clause without "that" begins at the node."""
        s, size = self.s, self.size
        if i >= size:
            return False
        bits, word = s.flags[i], s.words[i]
        if bits & SUB and word in ("although", "though", "while", "if", "when", "because", "since", "after", "before", "as", "unless", "until"):
            if strict or word in ("because", "after", "before", "as", "since", "when", "until", "while"):
                comma = next((j for j in range(i + 1, min(size, i + 25)) if s.flags[j] & COMMA), None)
                return not strict and comma is not None and self._clause_follows(comma + 1, True) and word not in ("as", "after")
            return finite_between(s, i + 1, size) is not None
        if bits & PREP and not bits & (CAP | DET) and not strict and not starts_noun_phrase(s, i) and word in ("in", "by", "on", "at", "for", "with", "under", "during", "despite", "without", "from"):
            comma = next((j for j in range(i + 1, min(size, i + 14)) if s.flags[j] & COMMA), None)
            if comma is None or skip_adjunct(s, i) != comma or is_venue(s, i):
                return False
            return self._clause_follows(comma + 1, False)
        if not starts_noun_phrase(s, i) or bits & OBJ and not bits & POSS:
            if not (bits & (NOUN | VING | VPART | QUOTE) or bits & ADV and i + 1 < size and starts_noun_phrase(s, i + 1)):
                return False
        if bits & TIME and not bits & (DET | NOUN | CAP) or word == "it" and i + 1 < size and s.flags[i + 1] & PUNCT:
            return False
        end = noun_phrase_from(s, i)
        if end == i:
            end = i + 1
        probe = end
        while probe < size and s.flags[probe] & ADV and not s.flags[probe] & (NOUN | DET | PRON):
            probe += 1
        if probe < size and is_finite(s, probe):
            return True
        if s.flags[i] & PRON and i + 1 < size and is_finite(s, i + 1) or s.flags[i] & PRON and s.flags[i] & (AUX | MODAL):
            return True
        if probe < size and s.flags[probe] & QUOTE and self.verb.base in ("say", "tell", "add", "claim", "insist", "argue", "write", "state", "explain", "believe"):
            return True  # said the deal "was dead"
        if strict:
            return False
        limit = min(size, i + 45)
        verb = finite_between(s, i + 1, limit)
        if verb is None:
            named = apposition_after(s, end)
            named += named < size and bool(s.flags[named] & COMMA)
            return end < named < size and bool(s.flags[named] & QUOTE)
        # A verb inside a relative or a later clause does not make this one a clause.
        for j in range(end, verb):
            if s.flags[j] & (COLON | STOP) or s.flags[j] & COMMA and j + 1 < size and s.flags[j + 1] & CONJ and s.words[j + 1] == "but":
                return False
        opener = next((j for j in range(end, verb) if s.words[j] in ("who", "which", "that", "when", "after", "because", "if", "as", "while", "where", "before", "since")), None)
        if opener is None or s.flags[opener - 1] & COMMA and s.flags[verb - 1] & COMMA:
            return not any(s.words[j] == "but" for j in range(end, verb))
        later = finite_between(s, verb + 1, limit)
        return later is not None and s.words[opener] in ("who", "which", "that", "where")

    def _infinitive_at(self, i: int) -> int | None:
        s = self.s
        if i < self.size and s.words[i] == "not":
            i += 1
        if i + 1 < self.size and s.words[i] == "to" and not (s.flags[i + 1] & VING and not s.flags[i + 1] & VBASE) and (s.flags[i + 1] & (VBASE | AUX) or s.flags[i + 1] & ADV or not s.flags[i + 1] & (DET | CAP | POSS | PUNCT | OBJ | PRON)):
            return i
        return None

    def _named_in_quotes(self, i: int) -> int | None:
        """Read 'called the city the "gateway"' and 'described him as "calm"': content from the object on."""
        s = self.s
        base = self.verb.base
        limit = min(self.size, i + 25)
        if i >= self.size:
            return None
        if base in ("accuse", "blame"):
            listener = noun_phrase_from(s, i, attach=False)
            if listener > i:
                for j in range(listener, min(limit, listener + 12)):
                    if s.words[j] in ("of", "for") and j + 1 < self.size:
                        return i
                    if s.flags[j] & (PUNCT | SUB):
                        break
            return None
        if not starts_noun_phrase(s, i):
            return None
        seen_as = base not in ("describe", "characterise", "characterize", "portray", "denounce", "dismiss", "tout", "condemn", "criticise", "criticize", "slam", "blast", "praise", "hail", "welcome", "applaud", "mock")
        for j in range(i, limit):
            if s.words[j] in ("as", "for"):
                seen_as = True
                if base in ("describe", "characterise", "characterize", "portray", "dismiss", "denounce"):
                    return i
            if s.flags[j] & QUOTE:
                return i if seen_as or base in ("slam", "blast", "denounce") else None
            if s.flags[j] & COLON and j + 1 < self.size and s.flags[j + 1] & QUOTE:
                return i
            if s.flags[j] & (STOP | COLON | SUB) and s.words[j] != "as":
                return None
            if j > i and is_finite(s, j):
                return None
        return None

    def _noun_object(self, subject: Subject, inherits: bool) -> Finding | None:
        """Read "announced the gradual advance of its units": a noun phrase that stands for the content."""
        s = self.s
        if not self._has("O") or self.after >= self.size:
            return None
        start = self.after
        if s.words[start] in ("of", "about") and self.verb.base == "warn":
            start += 1
        if not starts_noun_phrase(s, start) or s.flags[start] & (TIME | QUOTE) and not s.flags[start] & DET:
            return None
        if s.words[start] in _SPEECHLESS or s.flags[start] & OBJ and not s.flags[start] & POSS:
            return None
        if self.verb.base in ("question", "reveal", "confirm", "acknowledge") and self.form.past is False and not self.auxiliary:
            return None
        end = noun_phrase_from(s, start)
        if end < self.size and s.words[end] == ":" and end > start:
            finding = self._finding([(subject.start, subject.end)], left=subject.edge)
            finding.inherits = inherits
            finding.confidence = 0.7
            if end + 1 < self.size:
                finding.content, finding.open_end = [(end + 1, self.size)], True
            else:
                finding.next_paragraph = True
            return finding
        if end <= start + (0 if self.verb.base in ("deny",) else 1):
            return None
        finding = self._finding([(subject.start, subject.end)], left=subject.edge)
        finding.inherits = inherits
        finding.content = [(start, self.size)]
        finding.open_end = True
        finding.narrated = True
        finding.confidence = 0.6
        return finding

    def _no_comment(self, subject: Subject) -> Finding | None:
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

    # -- passives, gerunds, infinitives -------------------------------------------------------

    def _passive(self) -> Finding | None:
        """Read "was quoted as saying", "it was reported that", "was told that", "is believed to have"."""
        s = self.s
        base = self.verb.base
        if base == "quote" and self.after + 1 < self.size and s.words[self.after] == "as":
            return None  # the gerund that follows is the cue
        subject = subject_before(s, self.group, 0)
        impersonal = subject is not None and s.words[subject.start] == "it" and subject.end == subject.start + 1
        by = self._agent(self.after)
        place = by[1] if by else self.after
        start, _, adjuncts = self._complement(place) if not self._has("N") else (self._complement_at(place, False), [], [])
        if start is not None and start < self.size and self.s.words[place] != ":" and not s.flags[start] & QUOTE:
            source = [by] if by else []
            if base in ("tell", "inform", "ask", "advise", "warn", "remind", "assure", "notify") and subject is None:
                return None
            if base not in ("tell", "inform", "ask", "advise", "warn", "remind", "assure", "notify") and not impersonal and s.words[place] != "that":
                return None
            finding = self._finding(source, left=subject.edge if subject else self.group)
            finding.passive = True
            finding.adjuncts = adjuncts
            finding.content = [(start, self.size)]
            finding.open_end = True
            if s.flags[subject.edge - 1 if subject and subject.edge else 0] & SUB and subject and s.words[subject.edge - 1] == "as":
                return None
            return finding
        if impersonal and subject is not None:
            return None
        infinitive = self._infinitive_at(place)
        if infinitive is not None and subject is not None and base in _RAISING:
            finding = self._finding([by] if by else [], left=subject.edge)
            finding.passive = True
            finding.content = [(subject.start, subject.end), (infinitive, self.size)]
            finding.open_end = True
            finding.confidence = 0.7
            return finding
        if subject is not None and base in ("call", "describe", "dub", "label", "brand", "term", "deem") and by:
            quoted = any(s.flags[j] & QUOTE for j in range(self.after, min(self.size, self.after + 12)))
            if quoted:
                finding = self._finding([by], left=subject.edge)
                finding.passive = True
                finding.content = [(subject.start, subject.end), (self.after, by[0] - 1)]
                if finding.content[1][0] >= finding.content[1][1]:
                    finding.content[1] = (by[1], self.size)
                return finding
        return None

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
        start, _, adjuncts = self._complement(self.after)
        if start is None or start >= self.size:
            return None
        if "d" in self.frames and self.verb.base not in ("say", "report", "read", "note") and s.words[start - 1] != "that":
            return None
        if word == "as" and before > 1 and s.words[before - 1] in ("quoted", "cited", "reported", "recorded"):
            group = verb_group_start(s, before - 1)
            subject = subject_before(s, group, 0)
            cue = list(range(group, self.after))
            by_passive = any(s.words[j] in _BE for j in range(group, before))
        elif word == "as" and self._quoted_by_another(before) is not None:
            subject = self._quoted_by_another(before)
            cue, by_passive = [before, self.at], False
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
        if bits & (COMMA | DASH) or word in ("by", "before", "after", "while", "and", "then", "in", "without", "publicly"):
            if word in ("without", "after", "before", "in", "by") and self.verb.base not in ("say", "tell", "claim", "insist", "write", "argue", "announce", "tweet"):
                return None
            earlier = [f for f in self.earlier if f.source and f.kind == "verb" and not f.passive]
            if earlier and earlier[-1].sentence is s:
                start, end = earlier[-1].source[0]
                if word != "without":
                    return Subject(start, end, before)
            subject = clause_subject(s, before, 0, main=bool(bits & (COMMA | DASH)))
            return None if subject is None or word == "without" else Subject(subject.start, subject.end, before)
        if bits & (NOUN | CAP | PRON) and not bits & (PREP | DET | AUX):
            return subject_before(s, self.group, 0)
        return None

    def _infinitive(self) -> Finding | None:
        """Read "went on to say that" and "declined to say whether"."""
        s, to = self.s, self.group - 1
        governor = to - 1
        while governor > 0 and s.flags[governor] & ADV and s.words[governor] not in _GOVERNORS | _LIGHT and not s.words[governor] == "on":
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
            finding.cue = [governor, to, self.at]
            finding.negated = True
            finding.no_comment = True
            finding.content = [(start, self.size)]
            finding.open_end = True
            return finding
        if word not in _GOVERNORS:
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

    # -- helpers ------------------------------------------------------------------------------

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


_NOUN_TOO = frozenset(
    "report claim tweet comment note state estimate post request demand order question answer hope fear plan reply remark "
    "project forecast text email brief rule judge project signal wonder doubt guess cry shout laugh smile read "
    "mention worry command reason object caution counter protest appeal call label brand term blast volunteer offer "
    "quote show hold snap bark dream alert tease rate".split()
)
_NEVER_INVERTED = frozenset("tell inform assure reassure remind notify urge order convince persuade call accuse describe".split())
_RAISING = frozenset(
    "say report allege believe think understand claim rumour rumor estimate find show suspect presume".split()
)
_UNUSED = (VPAST, VPART, WH)
