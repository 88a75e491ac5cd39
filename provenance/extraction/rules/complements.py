"""Where the content begins that follows a verb of saying: *that C*, *C*, a quotation, *to do C*."""

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
    NUM,
    OBJ,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
    VBASE,
    VERB,
    VING,
    VPART,
    VPAST,
    WH,
)
from provenance.extraction.rules.adjuncts import is_venue, skip_time
from provenance.extraction.rules.appositions import apposition_after
from provenance.extraction.rules.cue_reading import CueReader
from provenance.extraction.rules.naming import content_of_naming
from provenance.extraction.rules.phrases import (
    finite_between,
    noun_phrase_from,
    skip_adjunct,
    starts_noun_phrase,
)
from provenance.extraction.rules.subjects import subject_before
from provenance.extraction.rules.tagging import is_finite

__all__ = ["ComplementReader"]

_WH_WORDS = word_set("who what which where why how whom whose when whether if")


_SHORTEST_CLAUSE = 3  # what follows the subject, with the full stop


class ComplementReader(CueReader):
    """Finds the complement of a verb, past its listener and adjuncts."""

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
        wants_listener = (
            listener > i and (self.verb.base == "tell" or self._has("r")) and s.words[i] != "that"
        )
        if not wants_listener or self._clause_follows(i, True):
            direct = self._complement_at(at, bool(adjuncts))
            if direct is not None:
                return direct, [], adjuncts
        if self._has("Rr") and listener > i:
            after, passed = self._skip(listener)
            named = apposition_after(s, listener)
            quoted = named < size - 1 and bool(s.flags[named] & COMMA) and bool(s.flags[named + 1] & QUOTE)
            for place in (listener, after, *((named,) if quoted else ())):
                found = self._complement_at(place, True)
                if found is None and self._takes_infinitive() and self._infinitive_at(place) is not None:
                    found = i
                if found is not None:
                    return found, [], [(i, listener), *(passed if place == after else [])]
        if self._takes_infinitive() and not self._has("Rr"):
            listener = noun_phrase_from(s, i) if starts_noun_phrase(s, i) else i
            if listener > i and s.words[listener - 1] not in (
                "anonymity",
                "permission",
                "comment",
                "time",
                "help",
            ):
                for _ in range(2):  # "urged residents along the coast to leave"
                    if listener < size and s.flags[listener] & PREP and s.words[listener] != "to":
                        listener = max(listener, noun_phrase_from(s, listener + 1))
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
            comma = end < size and s.flags[end] & COMMA and not s.flags[min(end + 1, size - 1)] & QUOTE
            if (
                comma
                and s.flags[i] & (PREP | TIME)
                and self._has("B")
                and self._clause_follows(end + 1, False)
            ):
                return i, [], []  # "estimated by 2050, demand would grow": the phrase belongs to the content
            found = self._complement_at(end, True)
            if found is not None:
                return found, [], adjuncts
        far = self._far_that(i)
        if far is not None:
            return far, [], [(i, far - 1)]
        if self._has("C"):
            return content_of_naming(s, self.verb.base, i, self.group), [], []
        return None, [], []

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

    def _listener(self, i: int) -> int:
        s = self.s
        if self._has("I") and self._infinitive_at(i) is not None and not s.flags[i + 1] & (DET | CAP | POSS):
            return i  # "promised to side with them"
        if (
            i < self.size
            and s.words[i] in ("to", "with")
            and i + 1 < self.size
            and starts_noun_phrase(s, i + 1)
        ):
            return noun_phrase_from(s, i + 1)
        if i < self.size and starts_noun_phrase(s, i) and not s.flags[i] & QUOTE:
            end = noun_phrase_from(s, i, attach=False)
            if (
                end > i
                and end < self.size
                and s.words[end] in ("of", "from", "in", "at", "with", "and", "for")
            ):
                wider = noun_phrase_from(s, i)
                if wider < self.size and (
                    s.words[wider] == "that"
                    or s.flags[wider] & (COMMA | QUOTE | COLON | STOP)
                    or self._complement_at(wider, True) is not None
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
            if i + 1 >= size or s.flags[i + 1] & STOP or self._is_mere_that(i):
                return None
            opens = bool(s.flags[i + 1] & (DET | PRON | POSS)) and not s.flags[i + 1] & (CAP | NUM)
            told = opens or any(s.finite[i + 1 :]) or any(s.flags[j] & QUOTE for j in range(i + 1, size))
            # "rejects that claim" has no clause; "argued that trains outrun cars" has one, its verb unknown.
            return i + 1 if told or self._has_plural_subject(i + 1) else None
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
        if (
            word in _WH_WORDS
            and self._has("W")
            and not (word == "when" and self.verb.base in ("say", "tell") and not self.negated)
        ):
            bare = s.words[i + 1 : i + 2] == ["to"]  # "did not know whether to believe them"
            return i if bare or finite_between(s, i + 1, min(size, i + 20)) is not None else None
        if word in ("if",) and self.verb.base in ("ask", "wonder", "know"):
            return i
        if s.is_heading and self._has("B") and starts_noun_phrase(s, i):
            subject = noun_phrase_from(s, i)  # "IMF says economy to shrink"
            if subject > i and self._infinitive_at(subject) is not None:
                return i
        if self.verb.base == "plead" and word in ("guilty", "not", "innocent"):
            return i
        verbal = is_finite(s, i) or bool(bits & VPAST)
        if self._has("B") and i == self.after and verbal and not bits & PRON and self._has_gap():
            self.gapped = True
            return i
        if self._has("B") and skip_time(s, i) == i and self._clause_follows(i, self._left_is_content()):
            return i
        if (
            self._has("G")
            and i == self.after
            and (bits & VING or word in ("having", "being"))
            and not bits & (DET | CAP)
        ):
            return i  # "denied meeting him"
        return None

    def _has_plural_subject(self, i: int) -> bool:
        """Say whether a clause seems to begin with "trains": behind *that*, a thing alone has one number."""
        s = self.s
        end = noun_phrase_from(s, i)
        head = s.words[end - 1] if end > i else ""
        plural = head.endswith("s") and not head.endswith(("ss", "us", "is", "'s"))
        return plural and self.size - end >= _SHORTEST_CLAUSE and not self._has("O")

    def _far_that(self, i: int) -> int | None:
        """Read "argued in a motion filed on Friday that C", whatever stands between."""
        s = self.s
        if (
            not self._has("T")
            or i >= self.size
            or self._infinitive_at(i) is not None
            or not s.flags[i] & (PREP | ADV | TIME)
        ):
            return None
        for j in range(i + 1, min(self.size - 2, i + 16)):
            filed = bool(s.flags[j] & VPART and s.flags[j - 1] & NOUN and s.flags[j + 1] & (TIME | PREP))
            if s.flags[j] & (PUNCT | QUOTE) or (is_finite(s, j) and not filed):
                return None
            if s.words[j] == "that":
                return self._complement_at(j, True)
        return None

    def _is_mere_that(self, i: int) -> bool:
        """Recognise "When I heard that, I left" and "denied that, saying …": *that* is all there is."""
        s = self.s
        if i + 3 >= self.size or not s.flags[i + 1] & COMMA:
            return False
        if s.flags[i + 2] & VING and s.words[i + 2] != "according":
            return True
        return bool(s.flags[i + 2] & PRON) and is_finite(s, i + 3)

    def _has_gap(self) -> bool:
        """Say whether the clause that follows has its subject before: "which experts say would fail"."""
        s = self.s
        subject = subject_before(s, self.group, 0)
        if subject is None or subject.edge == 0:
            return False
        before = subject.edge - 1
        if s.words[before] == "that" and (before == 0 or s.flags[before - 1] & (CUE | VERB)):
            return False
        if s.words[before] in ("which", "who", "that", "what"):
            return before == 0 or not s.flags[before - 1] & PREP
        return bool(s.flags[before] & (NOUN | CAP)) and not s.flags[before] & (PUNCT | VERB & ~VPART)

    def _left_is_content(self) -> bool:
        """Say whether a quotation before the cue already gives its content."""
        j = self.group - 1
        return (
            j >= 0
            and any(
                self.s.flags[k] & QUOTE and self.s.last[k] - self.s.first[k] > 5
                for k in range(max(0, j - 12), j + 1)
            )
            and bool(self.s.flags[j] & (COMMA | QUOTE))
        )

    def _clause_follows(self, i: int, strict: bool) -> bool:
        """Say whether a clause without "that" begins at the node."""
        s, size = self.s, self.size
        if i >= size:
            return False
        bits, word = s.flags[i], s.words[i]
        if bits & SUB and word in (
            "although",
            "though",
            "while",
            "if",
            "when",
            "because",
            "since",
            "after",
            "before",
            "as",
            "unless",
            "until",
        ):
            if strict or word in ("because", "after", "before", "as", "since", "when", "until", "while"):
                comma = next((j for j in range(i + 1, min(size, i + 25)) if s.flags[j] & COMMA), None)
                return (
                    not strict
                    and comma is not None
                    and self._clause_follows(comma + 1, True)
                    and word not in ("as", "after")
                )
            return finite_between(s, i + 1, size) is not None
        if (
            bits & PREP
            and not bits & (CAP | DET)
            and not strict
            and not starts_noun_phrase(s, i)
            and word
            in ("in", "by", "on", "at", "for", "with", "under", "during", "despite", "without", "from")
        ):
            comma = next((j for j in range(i + 1, min(size, i + 14)) if s.flags[j] & COMMA), None)
            if comma is None or skip_adjunct(s, i) != comma or is_venue(s, i):
                return False
            return self._clause_follows(comma + 1, False)
        if (not starts_noun_phrase(s, i) or (bits & OBJ and not bits & POSS)) and not (
            bits & (NOUN | VING | VPART | QUOTE)
            or (bits & ADV and i + 1 < size and starts_noun_phrase(s, i + 1))
        ):
            return False
        if (
            word in ("who", "which")
            or (bits & TIME and not bits & (DET | NOUN | CAP))
            or (word == "it" and i + 1 < size and s.flags[i + 1] & PUNCT)
        ):
            return False
        end = noun_phrase_from(s, i)
        if end == i:
            end = i + 1
        probe = end
        while probe < size and s.flags[probe] & ADV and not s.flags[probe] & (NOUN | DET | PRON):
            probe += 1
        if probe < size and is_finite(s, probe) and not self._describes(probe):
            return True
        if (s.flags[i] & PRON and i + 1 < size and is_finite(s, i + 1)) or (
            s.flags[i] & PRON and s.flags[i] & (AUX | MODAL)
        ):
            return True
        if (
            probe < size
            and s.flags[probe] & QUOTE
            and self.verb.base
            not in ("find", "show", "see", "hear", "prove", "know", "recall", "remember", "ask")
        ):
            return True  # said the deal "was dead"
        if strict:
            return False
        limit = min(size, i + 45)
        verb = finite_between(s, i + 1, limit)
        if verb is None:
            named = apposition_after(s, end)
            named += named < size and bool(s.flags[named] & COMMA)
            return end < named < size and bool(s.flags[named] & QUOTE)
        if self._describes(verb) or (s.flags[end] & (CONJ | COMMA) and verb == end + 1):
            return False
        commas = [j for j in range(end, verb) if s.flags[j] & COMMA]
        if len(commas) == 1 and verb - commas[0] <= 2 and not s.flags[verb - 1] & (NOUN | CAP | PRON | WH):
            return False  # "which announced a buyback in May, also said"
        # A verb inside a relative or a later clause does not make this one a clause.
        for j in range(end, verb):
            if s.flags[j] & COMMA and j + 2 <= verb and s.flags[j + 1] & CONJ and verb == j + 2:
                return False  # "knew him well, and came to see him"
            if s.flags[j] & (COLON | STOP) or (
                s.flags[j] & COMMA and j + 1 < size and s.flags[j + 1] & CONJ and s.words[j + 1] == "but"
            ):
                return False
        opener = next(
            (
                j
                for j in range(end, verb)
                if s.words[j]
                in (
                    "who",
                    "which",
                    "that",
                    "when",
                    "after",
                    "because",
                    "if",
                    "as",
                    "while",
                    "where",
                    "before",
                    "since",
                )
            ),
            None,
        )
        if opener is None or (s.flags[opener - 1] & COMMA and s.flags[verb - 1] & COMMA):
            return not any(s.words[j] == "but" and s.words[j - 1] != "all" for j in range(end, verb))
        later = finite_between(s, verb + 1, limit)
        return later is not None and s.words[opener] in ("who", "which", "that", "where")

    def _describes(self, i: int) -> bool:
        """Say whether a verb only describes what was found: "found particles in samples collected on ice"."""
        s = self.s
        if self.verb.base not in ("find", "show", "prove", "discover", "see", "hear", "notice"):
            return False
        return bool(s.flags[i] & VPART) and i + 1 < self.size and bool(s.flags[i + 1] & PREP)

    def _infinitive_at(self, i: int) -> int | None:
        s = self.s
        if i < self.size and s.words[i] == "not":
            i += 1
        if (
            i + 1 < self.size
            and s.words[i] == "to"
            and not (s.flags[i + 1] & VING and not s.flags[i + 1] & VBASE)
            and (
                s.flags[i + 1] & (VBASE | AUX)
                or s.flags[i + 1] & ADV
                or not s.flags[i + 1] & (DET | CAP | POSS | PUNCT | OBJ | PRON)
            )
        ):
            return i
        return None
