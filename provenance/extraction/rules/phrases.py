"""Where a noun phrase begins and ends, and which adjuncts may be stepped over.

All of these walk a bounded number of nodes from where they are asked.
"""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import GROUPS
from provenance.extraction.lexicon.words import (
    ADJ,
    ADV,
    AUX,
    CAP,
    CLOSE,
    COLON,
    CONJ,
    CUE,
    DASH,
    DET,
    MODAL,
    NOUN,
    NUM,
    OBJ,
    OPEN,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    STOP,
    SUB,
    TIME,
    VERB,
    VING,
    VPART,
    VPAST,
    VTHIRD,
    WH,
    flags_by_word,
)
from provenance.extraction.rules.adjuncts import _DAYS, skip_time, venue_after
from provenance.extraction.rules.quantities import after_quantity
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = [
    "finite_between",
    "noun_phrase_from",
    "noun_phrase_to",
    "quotes_predicate",
    "skip_adjunct",
    "starts_noun_phrase",
]


_MAX_WALK = 45


_ATTACHING = word_set(
    "of for at in from with on to against near inside behind including within among between"
)


_ALSO_ATTACHING_LEFT = _ATTACHING | word_set(
    "by into over about outside across around under like such as based including"
)


_ADJUNCT_PREPS = word_set(
    "in at on to during by via through from with before after for under over following about of "
    "outside inside near without amid despite as aboard across between around along behind beside "
    "within throughout toward towards upon"
)


_REDUCED = word_set(
    "briefed familiar told aware informed based led published released obtained involved close "
    "named identified known seen reviewed compiled posted written issued conducted commissioned "
    "funded backed accused charged trapped wounded injured killed quoted cited affected held run "
    "owned interviewed reached contacted headed founded chaired dated sent read filed made "
    "present"
)


_SUBJECT_PRONOUNS = word_set("i he she it we they you who")


def starts_noun_phrase(sentence: Sentence, i: int) -> bool:
    """Say whether a noun phrase can begin at the node."""
    if i >= len(sentence):
        return False
    bits = sentence.flags[i]
    if bits & (PUNCT | AUX | MODAL) and not bits & (CAP | PRON):
        return False
    if sentence.words[i] in ("more", "much", "less") and sentence.words[i + 1 : i + 2] == ["of"]:
        return True
    if bits & (DET | POSS | PRON | OBJ | CAP | NUM | QUOTE) or after_quantity(sentence, i) > i:
        return True
    return bool(bits & (NOUN | ADJ)) or (
        not bits & (PREP | CONJ | SUB | WH | ADV) and bool(bits & (VPART | VING))
    )


def finite_between(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the first finite verb in a stretch, or `None`."""
    for i in range(start, end):
        if is_finite(sentence, i):
            return i
    return None


def noun_phrase_from(sentence: Sentence, start: int, *, attach: bool = True) -> int:
    """Return where the noun phrase that begins at `start` ends (exclusive); `start` if none does.

    With `attach` it takes prepositional phrases and coordination with it; appositions are left
    to `appositions`.
    """
    if not starts_noun_phrase(sentence, start):
        return start
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    limit = min(size, start + _MAX_WALK)
    if words[start] in _SUBJECT_PRONOUNS or (flags[start] & OBJ and not flags[start] & POSS):
        return start + 1
    i = after_quantity(sentence, start)
    has_head = False
    while i < limit:
        bits, word = flags[i], words[i]
        if bits & PUNCT:
            if bits & OPEN:
                close = _closing(sentence, i)
                if close is not None and has_head:
                    i = close + 1
                    continue
            break
        if bits & QUOTE:
            if _is_short(sentence, i) and not (has_head and quotes_predicate(sentence, i)):
                has_head, i = True, i + 1
                continue
            break
        if bits & (DET | POSS) and has_head and not flags[i - 1] & (PREP | CONJ | DET) and not bits & CAP:
            break
        if bits & PREP and i > start and not bits & CAP:
            if not attach or not has_head or not _attaches(sentence, i):
                break
            i += 1
            has_head = False
            continue
        if bits & CONJ and not bits & CAP:
            if not (attach or word == "&") or not has_head or not _coordinates(sentence, i):
                break
            i += 1
            has_head = False
            continue
        if bits & (AUX | MODAL) and not bits & CAP:
            break
        if bits & (SUB | WH | OBJ) and not bits & (CAP | DET | POSS) and not (i == start and bits & PRON):
            break
        if (
            bits & TIME
            and has_head
            and not bits & NOUN
            and not (flags[i - 1] & CAP and bits & CAP and not flags[i - 1] & TIME)
            and not (flags[i - 1] & NUM and i + 1 < size and words[i + 1] == "of")  # "three days of mourning"
        ):
            break
        if has_head and word in _REDUCED and i + 1 < size and flags[i + 1] & PREP and attach:
            i += 1
            continue
        if has_head and is_finite(sentence, i):
            break
        if has_head and bits & (VPART | VPAST) and not bits & (CAP | ADJ):
            following = flags[i + 1] if i + 1 < size else PUNCT
            if not (attach and following & PREP):
                break
        if has_head and bits & VING and not bits & (NOUN | CAP) and not _modified(sentence, i):
            break
        if bits & ADV and not bits & (ADJ | NOUN | DET | NUM | CAP) and words[i + 1 : i + 2] != ["of"]:
            if has_head or i + 1 >= size or not starts_noun_phrase(sentence, i + 1):
                break
            i += 1
            continue
        if bits & PRON and has_head and not bits & (DET | CAP | NUM | ADJ | NOUN):
            break
        has_head = has_head or bool(bits & (NOUN | CAP | NUM | PRON | TIME)) or words[i + 1 : i + 2] == ["of"]
        i += 1
    while i > start and flags[i - 1] & (PREP | CONJ | DET) and not flags[i - 1] & (CAP | PRON | NUM):
        i -= 1
    return i


def _modified(sentence: Sentence, i: int) -> bool:
    """Say whether "the packed" stands before "meeting", so that it is a noun."""
    flags = sentence.flags
    return i > 1 and bool(flags[i - 1] & (VPART | ADJ)) and bool(flags[i - 2] & (DET | POSS))


def _is_short(sentence: Sentence, i: int) -> bool:
    return sentence.last[i] - sentence.first[i] <= 7 and sentence.texts[i][-1] not in ",.?!…"


def quotes_predicate(sentence: Sentence, i: int) -> bool:
    """Say whether a quotation begins with a verb: the minister "has full confidence" in her."""
    first = sentence.texts[i].split(" ", 1)[0].lower()
    return bool(flags_by_word().get(first, 0) & (AUX | MODAL | VTHIRD | VPAST))


def _closing(sentence: Sentence, i: int) -> int | None:
    for j in range(i + 1, min(len(sentence), i + 25)):
        if sentence.flags[j] & CLOSE:
            return j
    return None


def _attaches(sentence: Sentence, i: int) -> bool:
    """Say whether the preposition at the node ties what follows to the noun before it."""
    words = sentence.words
    if i > 0 and words[i - 1] in _REDUCED and starts_noun_phrase(sentence, i + 1):
        return True
    if words[i] == "by" and i > 0 and sentence.flags[i - 1] & VPART and not is_finite(sentence, i - 1):
        return starts_noun_phrase(sentence, i + 1)  # "the memo provided by an official"
    if words[i] not in _ATTACHING:
        return words[i] in ("as", "like") and i > 0 and words[i - 1] == "such"
    if words[i] == "of":
        return starts_noun_phrase(sentence, i + 1)
    if skip_time(sentence, i) > i or venue_after(sentence, i) > i:
        return False
    if words[i] == "to" and i + 1 < len(sentence) and not sentence.flags[i + 1] & (DET | POSS | CAP):
        return False
    return starts_noun_phrase(sentence, i + 1)


def _coordinates(sentence: Sentence, i: int) -> bool:
    """Say whether "and" joins two noun phrases, rather than two clauses."""
    if sentence.words[i] not in ("and", "or", "&") or not starts_noun_phrase(sentence, i + 1):
        return False
    if sentence.words[i + 1] in _SUBJECT_PRONOUNS:
        return False
    if (
        sentence.flags[i + 1] & CUE
        and sentence.flags[i + 1] & VPAST
        and not sentence.flags[i + 1] & (NOUN | CAP)
    ):
        return False  # "promised a wall and vowed that …"
    end = noun_phrase_from(sentence, i + 1, attach=False)
    return end > i + 1 and not (end < len(sentence) and is_finite(sentence, end))


def noun_phrase_to(sentence: Sentence, last: int, floor: int) -> int | None:
    """Return where the noun phrase that ends with the node `last` begins; `None` if none ends there."""
    words, flags = sentence.words, sentence.flags
    if last < floor:
        return None
    bits = flags[last]
    relative = _object_in_relative(sentence, last, floor)
    if relative is not None:
        return noun_phrase_to(sentence, relative - 1, max(floor, last - _MAX_WALK))
    if words[last] in _SUBJECT_PRONOUNS or (bits & PRON and not bits & (CAP | NOUN | DET) and not bits & NUM):
        return last  # "they've": pronoun and auxiliary in one
    if bits & PUNCT:
        if not bits & CLOSE:
            return None
    elif (bits & (DET | POSS) and not bits & (PRON | CAP)) or (
        bits & (PREP | SUB | CONJ | AUX | MODAL | OBJ)
        and not bits & (CAP | PRON | NOUN | TIME)
        and not _of_them(sentence, last)
    ):
        return None
    lowest = max(floor, last - _MAX_WALK)
    i = last
    while i >= lowest:
        step = _step_left(sentence, i, last, lowest)
        if step is None:
            break
        i = step
    start = i + 1
    while start <= last and _cannot_lead(sentence, start):
        start += 1
    if (
        words[last] in GROUPS
        and words[start] in ("a", "an", "this", "another")
        and not any(flags[j] & (PREP | CONJ | PUNCT) for j in range(start, last))
    ):
        start = last  # "a move officials say will help"
        while flags[start - 1] & ADJ and not flags[start - 1] & (DET | NOUN | CAP):
            start -= 1
    for lead in range(max(floor, start - 4), start):
        if after_quantity(sentence, lead) == start:
            return lead  # "more than half of voters"
    return start if start <= last else None


def _cannot_lead(sentence: Sentence, i: int) -> bool:
    bits = sentence.flags[i]
    if bits & (CAP | DET | NUM) and not (i == 0 and bits & (PREP | CONJ | SUB | ADV) and not bits & DET):
        return False
    return bool(bits & (PREP | CONJ | SUB | ADV | PUNCT)) and not bits & (PRON | ADJ | POSS | QUOTE | NOUN)


def _step_left(sentence: Sentence, i: int, last: int, lowest: int) -> int | None:
    """Return the next node to look at to the left if node `i` is in the phrase, else `None`."""
    words, flags = sentence.words, sentence.flags
    bits = flags[i]
    after = flags[i + 1] if i < last else 0
    if bits & PUNCT:
        if bits & CLOSE:
            for j in range(i - 1, max(lowest, i - 25) - 1, -1):
                if flags[j] & OPEN:
                    return j - 1
        return None
    if bits & QUOTE:
        return i - 1 if _is_short(sentence, i) else None
    if i < last and words[i] in _SUBJECT_PRONOUNS:
        return None
    if (
        i < last
        and _starts_here(sentence, i + 1)
        and not bits & (PREP | CONJ | DET | VPART)
        and words[i] not in _PREDETERMINERS
    ):
        return None
    if bits & CAP and not bits & (TIME | PRON | DET) and i > 0:
        return i - 1
    if words[i] in ("that", "which", "who", "whom") and i < last:
        return None  # "which economists say": the verb of the relative clause is still to come
    if bits & CONJ and i < last:
        return i - 1 if i > lowest and _joins_left(sentence, i, lowest) else None
    if bits & PREP and not (bits & CAP and i > 0):
        if i == last or i == 0 or words[i] not in _ALSO_ATTACHING_LEFT:
            return None
        before = flags[i - 1]
        if before & PUNCT and not before & CLOSE:
            return None
        if before & VPART and i > 1 and flags[i - 2] & AUX and not before & NOUN:
            return None  # "was denied by the company": the verb of its own clause
        if skip_time(sentence, i) > i and not before & (NOUN | CAP):
            return None
        return (
            i - 1
            if (
                before & (NOUN | CAP | ADJ | VPART | PRON | CLOSE | QUOTE | NUM)
                and not is_finite(sentence, i - 1)
            )
            or words[i - 1] in _PARTITIVES
            or words[i - 1] in _REDUCED
            else None
        )
    if bits & (SUB | WH | REL | MODAL | AUX) and not bits & (DET | POSS | NOUN):
        relative = _relative_left(sentence, i, lowest)
        return relative - 1 if relative is not None and i < last else None
    if bits & (DET | POSS):
        return i - 1
    if bits & TIME and not bits & NOUN and not after & (NOUN | CAP):
        return None if words[i] in _DAYS else i - 1
    if words[i] in _REDUCED and after & PREP and i > lowest and flags[i - 1] & (NOUN | CAP) and i < last:
        return i - 1
    if is_finite(sentence, i):
        relative = _relative_left(sentence, i, lowest)
        return relative - 1 if relative is not None and i < last else None
    if bits & ADV and not bits & (ADJ | NOUN | NUM):
        return i - 1 if after & (ADJ | VPART | NUM) else None
    if bits & OBJ and not bits & POSS and not _of_them(sentence, i):
        return None
    return i - 1


def _of_them(sentence: Sentence, i: int) -> bool:
    return i > 1 and bool(sentence.flags[i] & OBJ) and sentence.words[i - 1] == "of"


_PARTITIVES = word_set("half most some many all both each several few one none either any neither another")
_PREDETERMINERS = word_set("all both half such many")


def _starts_here(sentence: Sentence, i: int) -> bool:
    """Say whether a phrase certainly begins at the node, so that what stands before is not part of it."""
    bits = sentence.flags[i]
    if sentence.words[i] in _PREDETERMINERS:
        return False
    return (bool(bits & (DET | POSS)) and not bits & CAP) or sentence.words[i] in ("some", "many", "several")


def _joins_left(sentence: Sentence, i: int, lowest: int) -> bool:
    """Say whether "and" before the last part of a subject joins nouns, not clauses."""
    if sentence.words[i] not in ("and", "or", "&", "nor") or (
        sentence.flags[i - 1] & PUNCT and not sentence.flags[i - 1] & CLOSE
    ):
        return False
    if sentence.words[i] == "&":
        return True
    for j in range(i - 1, max(lowest, i - 30) - 1, -1):
        if sentence.flags[j] & (COLON | STOP | SUB) and not sentence.flags[j] & (CAP | PREP):
            break
        if is_finite(sentence, j):
            return False
    return True


def _object_in_relative(sentence: Sentence, last: int, floor: int) -> int | None:
    """Return the pronoun that opens the relative clause whose verb has node `last` for its object.

    "The company that built it", "a man who lived with them": the subject of what follows stands before.
    """
    if last - 2 <= floor or not (sentence.flags[last] & OBJ or sentence.words[last] in ("it", "you")):
        return None
    verb = last - 1
    if sentence.flags[verb] & PREP:
        verb -= 1
    return _relative_left(sentence, verb, floor) if is_finite(sentence, verb) else None


def _relative_left(sentence: Sentence, i: int, lowest: int) -> int | None:
    """Return the pronoun that opens the relative clause which node `i` is in, or `None`."""
    for j in range(i, max(lowest, i - 15) - 1, -1):
        bits = sentence.flags[j]
        if bits & PUNCT and not bits & DASH:
            return None
        if sentence.words[j] in ("who", "which", "that", "whose", "whom") and j > lowest:
            before = sentence.flags[j - 1]
            ok = (
                before & (NOUN | CAP | PRON | CLOSE)
                and not is_finite(sentence, j - 1)
                and not before & VERB & ~(VPART | VING)
            )
            second = finite_between(sentence, j + 1, i)
            return j if ok and (second is None or _says(sentence, second, j, i)) else None
    return None


def _says(sentence: Sentence, second: int, pronoun: int, i: int) -> bool:
    """Say whether "who said he" leads to the verb at `i`: a relative clause with a clause inside it."""
    return (
        bool(sentence.flags[second] & CUE)
        and second - pronoun <= 3
        and second + 1 < i
        and finite_between(sentence, second + 1, i) is None
    )


def skip_adjunct(sentence: Sentence, i: int) -> int:
    """Return the node after one adjunct of a cue: a time, a venue, another prepositional phrase."""
    if i >= len(sentence):
        return i
    after = skip_time(sentence, i)
    if after > i:
        return after
    bits = sentence.flags[i]
    if bits & ADV and not bits & (PREP | PRON | DET | SUB | NOUN | TIME):
        return i + 1
    if not bits & PREP or sentence.words[i] not in _ADJUNCT_PREPS:
        return i
    if sentence.words[i + 1 : i + 2] == ["that"]:
        return i + 1  # "told reporters outside that …"
    venue = venue_after(sentence, i)
    if venue > i:
        while venue < len(sentence) and sentence.words[venue] in (
            "with",
            "to",
            "from",
            "by",
            "of",
            "on",
            "at",
            "in",
            "for",
        ):
            end = skip_time(sentence, venue)
            if end == venue:
                end = noun_phrase_from(sentence, venue + 1)
                if end == venue + 1:
                    break
            venue = end
        return venue
    end = noun_phrase_from(sentence, i + 1)
    return end if end > i + 1 else i
