"""Who a verb of saying has as its subject: the noun phrase before it, with its appositions."""

from typing import NamedTuple

from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
    CLOSE,
    COMMA,
    CONJ,
    CUE,
    DASH,
    DET,
    MODAL,
    NEG,
    NOUN,
    NUM,
    OPEN,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    SUB,
    TIME,
    VERB,
    VING,
    VPART,
)
from provenance.extraction.rules.adjuncts import skip_time
from provenance.extraction.rules.phrases import finite_between, noun_phrase_to
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["Subject", "clause_subject", "subject_before", "verb_group_start"]

_MAX_APPOSITION = 40
_ADVERBIAL_LEADS = word_set(
    "in at on during by after before for speaking writing citing quoting referring when while "
    "however meanwhile too as through via asked standing addressing responding reacting "
    "testifying appearing with following also though"
)


_RELEASED = word_set("released published issued conducted taken made obtained completed unveiled filed")


class Subject(NamedTuple):
    """Nodes `start` to `end` (exclusive) with all appositions; `edge` is where the clause begins."""

    start: int
    end: int
    edge: int
    relative: bool = False


def verb_group_start(sentence: Sentence, i: int) -> int:
    """Return where the auxiliaries, adverbs and negations before a verb begin."""
    flags, words = sentence.flags, sentence.words
    j = i
    first_auxiliary = i
    while j > 0 and i - j < 8:
        bits = flags[j - 1]
        if bits & CAP and not bits & (AUX | MODAL) and j > 1 and flags[j - 2] & CAP:
            break  # "Human Rights Now said"
        if words[j - 1] == "longer" and j > 1 and words[j - 2] == "no":
            j -= 2
            continue
        if bits & (AUX | MODAL) and not bits & (CAP | PRON):
            first_auxiliary = j - 1
        elif bits & PRON and bits & (AUX | MODAL):
            return j  # "he's said": the pronoun is the subject
        elif not (
            (bits & (ADV | NEG) and not bits & (NOUN | CAP | PRON | DET | PREP | SUB | CONJ))
            or words[j - 1]
            in (
                "also",
                "still",
                "then",
                "later",
                "not",
                "once",
                "only",
                "both",
                "all",
                "first",
                "now",
                "too",
                "previously",
            )
        ):
            break
        j -= 1
    if first_auxiliary < i:
        while (
            first_auxiliary > 0
            and flags[first_auxiliary - 1] & ADV
            and not flags[first_auxiliary - 1] & (NOUN | CAP | PRON | PREP | SUB | DET | CONJ)
        ):
            first_auxiliary -= 1
        return first_auxiliary
    return j


def subject_before(sentence: Sentence, group: int, floor: int) -> Subject | None:
    """Return the subject that ends before the node `group`, or `None`."""
    flags, words = sentence.flags, sentence.words
    last = _step_over_time(sentence, group - 1, floor)
    if last < floor:
        return None
    if words[last] in ("either", "both") and last > floor and flags[last - 1] & (NOUN | CAP):
        last -= 1  # "officials either declined to talk or insisted …"
    if words[last] in ("outside", "inside", "here", "there", "above", "below", "nearby") and last > floor:
        last -= 1
    released = _released_before(sentence, group, floor)
    if released is not None:
        return released
    bits = flags[last]
    if words[last] in ("who", "which") or (
        words[last] == "that" and last > floor and flags[last - 1] & (NOUN | CAP)
    ):
        return _antecedent(sentence, last, floor)
    if bits & (COMMA | DASH):
        return _before_apposition(sentence, last, floor)
    if bits & QUOTE and sentence.texts[last][-1] == ",":  # the spot, titled "Promises," claims
        return _before_apposition(sentence, last + 1, floor)
    start = noun_phrase_to(sentence, last, floor)
    if start is None:
        return None
    head = _described_by_relative(sentence, start, floor)
    return Subject(start if head is None else head, last + 1, start if head is None else head)


_NEVER_OBJECTS = word_set("he she they i we")
_THINGS_OF_PEOPLE = word_set(
    "word words testimony account evidence statement help aid arrest death murder killing case release "
    "shooting trial conviction loss work support advice memory house home name story body care blessing"
)
_AGE_LEADS = word_set("then now aged")


def _described_by_relative(sentence: Sentence, start: int, floor: int) -> int | None:
    """Return where the head begins in "a witness who gave his name", if `start` is the object in it."""
    flags, words = sentence.flags, sentence.words
    if start - 3 < floor or not flags[start - 1] & (VERB | PREP) or flags[start - 1] & (PUNCT | CAP):
        return None
    if words[start] in _NEVER_OBJECTS:
        return None
    verbs = 0
    for j in range(start - 1, max(floor, start - 12), -1):
        if flags[j] & (PUNCT | QUOTE):
            return None
        if words[j] in ("who", "that", "which"):
            told = _reports(sentence, j + 1) or flags[j - 1] & (CUE | PREP | CONJ | VERB & ~VPART)
            return noun_phrase_to(sentence, j - 1, floor) if verbs == 1 and not told else None
        verbs += is_finite(sentence, j)
    return None


def _reports(sentence: Sentence, i: int) -> bool:
    """Say whether a clause without "that" may follow the verb: "people who think the government lied"."""
    form = cue_forms().get(sentence.words[i])
    return form is not None and "B" in form.verb.frames


def _released_before(sentence: Sentence, group: int, floor: int) -> Subject | None:
    """Read the subject of "A poll by the college released on Monday found"."""
    for j in range(group - 2, max(floor, group - 6), -1):
        if sentence.words[j] in _RELEASED and skip_time(sentence, j + 1) == group:
            start = noun_phrase_to(sentence, j - 1, floor)
            return None if start is None else Subject(start, group, start)
    return None


def _step_over_time(sentence: Sentence, last: int, floor: int) -> int:
    """Step left over "on Monday" or "Tuesday" between a subject and its verb."""
    for back in range(5, 0, -1):
        begin = last - back + 1
        if (
            begin > floor
            and skip_time(sentence, begin) == last + 1
            and sentence.flags[last] & (TIME | NUM | ADV)
        ):
            before = sentence.flags[begin - 1]
            if before & (NOUN | CAP | PRON | CLOSE) and not before & (PREP | DET | CONJ):
                return begin - 1
    return last


def _antecedent(sentence: Sentence, pronoun: int, floor: int) -> Subject | None:
    last = pronoun - 1
    if last >= floor and sentence.flags[last] & (COMMA | DASH | OPEN):
        last -= 1
    named = _before_age(sentence, last, floor)
    start = noun_phrase_to(sentence, named, floor) if named >= floor else None
    if start is None:
        return None
    if sentence.words[pronoun] == "who":
        for j in range(start + 1, named):
            if sentence.words[j] == "of" and sentence.words[j - 1] in _THINGS_OF_PEOPLE:
                start = j + 1  # "the word of Tasha Greene, who"
    if sentence.words[pronoun] == "that" and finite_between(sentence, start, last + 1) is not None:
        return None
    return Subject(start, last + 1, start, relative=True)


def _before_age(sentence: Sentence, last: int, floor: int) -> int:
    """Step left over the age in "Tasha Greene, then 17, who"."""
    flags = sentence.flags
    if last - 2 < floor or not flags[last] & NUM:
        return last
    comma = last - 1
    if sentence.words[comma] in _AGE_LEADS:
        comma -= 1
    return comma - 1 if comma > floor and flags[comma] & COMMA and flags[comma - 1] & CAP else last


def _before_apposition(sentence: Sentence, comma: int, floor: int) -> Subject | None:
    """Read "Whitmore, a representative for the office, said" from its second comma."""
    flags = sentence.flags
    kind = DASH if flags[comma] & DASH else COMMA
    lowest = max(floor, comma - _MAX_APPOSITION)
    opening = comma - 1
    attempts = 0
    while opening >= lowest and attempts < 4:
        while opening >= lowest and not flags[opening] & kind:
            opening -= 1
        if opening < lowest or opening == comma - 1:
            return None
        attempts += 1
        if not flags[opening - 1] & PUNCT or flags[opening - 1] & CLOSE:
            found = _head_and_apposition(sentence, opening, comma, floor)
            if found is not None:
                return found
        opening -= 1
    return None


def _head_and_apposition(sentence: Sentence, opening: int, comma: int, floor: int) -> Subject | None:
    flags, words = sentence.flags, sentence.words
    lead = words[opening + 1]
    lead_bits = flags[opening + 1]
    head_last = _step_over_time(sentence, opening - 1, floor)
    start = noun_phrase_to(sentence, head_last, floor)
    if start is None:
        return None
    if start > floor and flags[start - 1] & PREP and start - 1 == floor:
        return None  # "In Paris, the minister said": the comma closes an introduction
    adverbial = lead in _ADVERBIAL_LEADS or (lead_bits & ADV and not lead_bits & (NOUN | CAP | DET))
    if lead not in ("including", "such", "among") and (
        adverbial or (lead_bits & (VING | VPART) and not lead_bits & (DET | CAP | NUM))
    ):
        return Subject(start, head_last + 1, start)
    following = flags[opening + 2] if opening + 2 < comma else 0
    if lead in ("and", "but") and following & VPART and not following & CAP:
        pass  # "a memo written by an aide, and published this week, suggested …"
    elif lead_bits & (CONJ | SUB) and lead not in ("who", "which", "whose", "where"):
        return None
    if lead in ("who", "which", "whose") and _relative_is_over(sentence, opening, comma):
        return None
    clause = finite_between(sentence, opening + 1, comma)
    if (
        clause is not None
        and lead not in ("who", "which", "whose", "where")
        and not _inside_relative(sentence, opening + 1, clause)
    ):
        return None
    if start - 2 > floor and flags[start - 1] & PREP and flags[start - 2] & COMMA:
        if words[start - 1] in ("of", "from"):
            start -= 1
        else:  # "Rubin, at a rally in Tampa, Fla., said"
            head = noun_phrase_to(sentence, start - 3, floor)
            return None if head is None else Subject(head, start - 2, head)
    # "Jones, a senator from Springfield, Ill., said": the head found so far may itself be an apposition.
    for _ in range(3):
        before = start - 1
        if before - 1 < floor or not flags[before] & COMMA:
            break
        participle = flags[start] & VPART and not flags[start] & CAP
        described = flags[start] & (DET | NUM) or words[start] in ("of", "from") or participle
        if flags[before - 1] & TIME or (described and not participle and not flags[before - 1] & CAP):
            break
        if not described and not _role_then_name(sentence, before, start, opening, floor):
            break
        wider = noun_phrase_to(sentence, before - 1, floor)
        if (
            wider is None
            or (wider > floor and flags[wider - 1] & PREP)
            or not flags[wider] & (CAP | DET | NOUN | NUM | POSS)
        ):
            break
        start = wider
    return Subject(start, comma, start)


def _relative_is_over(sentence: Sentence, opening: int, comma: int) -> bool:
    """Say whether the main verb stands before the comma: "The report, which is new, accuses him, said …"."""
    return any(
        sentence.flags[j] & COMMA and is_finite(sentence, j + 1) for j in range(opening + 2, comma - 1)
    )


def _role_then_name(sentence: Sentence, comma: int, start: int, end: int, floor: int) -> bool:
    """Say whether "One neighbour, Ann Webb" stands before the apposition: a role, then the name."""
    if not all(sentence.flags[j] & CAP for j in range(start, end)):
        return False
    role = noun_phrase_to(sentence, comma - 1, floor)
    if (
        role is None
        or not sentence.flags[role] & (DET | NUM | NOUN | POSS)
        or sentence.flags[comma - 1] & CAP
    ):
        return False
    return role == floor or bool(sentence.flags[role - 1] & (CONJ | SUB | PUNCT | QUOTE))


def _inside_relative(sentence: Sentence, start: int, verb: int) -> bool:
    return any(sentence.words[j] in ("who", "which", "that", "whose", "where") for j in range(start, verb))


def clause_subject(sentence: Sentence, upto: int, floor: int, *, main: bool = False) -> Subject | None:
    """Return the subject of the clause that ends before the node `upto`.

    For cues without a subject of their own: "He laughed and said …" has that of the nearest verb, and with
    `main` that of the main clause: "He resigned after the vote was lost, saying …".
    """
    verbs = [i for i in range(floor, upto) if is_finite(sentence, i)]
    if main:
        begin = floor
        if sentence.flags[floor] & SUB:  # "After the vote was lost, he resigned, saying …"
            begin = next((i + 1 for i in range(floor, upto) if sentence.flags[i] & COMMA), floor)
        verbs = [i for i in verbs if i >= begin]
    else:
        verbs.reverse()
    for verb in verbs[:3]:
        found = subject_before(sentence, verb_group_start(sentence, verb), floor)
        if found is not None:
            return found
    return None
