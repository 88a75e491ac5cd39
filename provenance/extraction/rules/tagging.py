"""What each node of a sentence may be: a small tagger from word lists, endings and neighbours.

It knows closed classes well and open ones roughly, and settles only what the extractor asks:
where noun phrases end, and whether a clause has a finite verb.
"""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADJ,
    ADV,
    AUX,
    CAP,
    CLOSE,
    COLON,
    COMMA,
    CONJ,
    CUE,
    DASH,
    DET,
    MODAL,
    NEG,
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
    VBASE,
    VERB,
    VING,
    VPART,
    VPAST,
    VTHIRD,
    flags_by_word,
)
from provenance.extraction.sentences import Sentence

__all__ = ["is_finite", "tag"]

_MARKS = {
    ",": COMMA, "、": COMMA, "，": COMMA, ".": STOP, "!": STOP, "?": STOP, "…": STOP,
    "。": STOP, "！": STOP, "？": STOP, ":": COLON, ";": COLON, "：": COLON, "；": COLON,
    "-": DASH, "–": DASH, "—": DASH, "―": DASH, "(": OPEN, "[": OPEN,
    ")": CLOSE, "]": CLOSE,
}  # fmt: skip
_CLOSED = DET | POSS | OBJ | AUX | MODAL
_BE = word_set("is are was were be been being am isn't aren't wasn't weren't it's that's he's she's")
_HAVE = word_set("has have had having hasn't haven't hadn't")
_CONTRACTIONS = ("n't", "'ll", "'re", "'ve", "'d", "'m")
_NOUN_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "ist", "ists", "age", "ers", "ors",
    "er", "or",
)  # fmt: skip


def tag(sentence: Sentence) -> None:
    """Fill in `sentence.flags`."""
    known = flags_by_word()
    flags = sentence.flags
    capitals = _is_title_case(sentence)
    first_word = True
    shouting = sum(t.isupper() for t in sentence.texts) * 2 > len(flags) + len(sentence)
    for i, word in enumerate(sentence.words):
        if sentence.quotes[i] is not None:
            flags.append(QUOTE)
            continue
        text = sentence.texts[i]
        if text in _ACRONYMS and not shouting:
            sentence.words[i] = text  # the WHO, not "who"
            flags.append(CAP | NOUN)
            first_word = False
            continue
        if word == "&":
            flags.append(CONJ)
            continue
        if word in "'’" and i and sentence.words[i - 1][-1] == "s":
            flags.append(NOUN)  # "the Democrats' leader"
            continue
        if not (word[0].isalnum() or word[0] in "@#$€£¥_%"):
            flags.append(PUNCT | _MARKS.get(word, 0))
            if word == ":" or word in ".!?—":
                first_word = True
            continue
        bits = known.get(word, 0)
        if text[0].isupper() and not first_word and not capitals and word != "i" and not _is_i(word):
            bits = _capitalised(text, word, bits)
        elif not bits:
            bits = _guess(text, word, first_word)
        elif text[0].isupper() and not bits & ~(VERB | CUE | NOUN | ADJ):
            bits |= NOUN
        flags.append(bits)
        first_word = False
    for i in range(len(flags)):
        _settle(sentence, i)
    sentence.finite = [_is_finite(sentence, i) for i in range(len(flags))]


def _is_i(word: str) -> bool:
    return word.startswith("i'")


def _is_title_case(sentence: Sentence) -> bool:
    """Say whether a heading writes nearly every word with a capital, so that capitals say nothing."""
    if not sentence.is_heading:
        return False
    long = [t for t in sentence.texts if len(t) > 3 and t[0].isalpha()]
    return len(long) >= 4 and sum(t[0].isupper() for t in long) >= 0.75 * len(long)


def _capitalised(text: str, word: str, bits: int) -> int:
    if bits & (TIME | PRON | POSS | DET) and len(word) > 1 and not bits & (VERB | MODAL):
        return bits | CAP
    if word == "may":
        return TIME | CAP | NOUN
    return CAP | NOUN | (bits & (TIME | NUM)) | (bits & 0x80000000)


def _guess(text: str, word: str, first_word: bool) -> int:
    if word[0].isdigit() or word[0] in "$€£¥%":
        return NUM | (NOUN if word == "%" else 0)
    if word[0] in "@#":
        return CAP | NOUN
    if word.endswith(_CONTRACTIONS):
        return AUX | (NEG if word.endswith("n't") else 0)
    bits = NOUN
    if text[0].isupper():
        bits |= CAP
    if word.endswith("'s"):
        return bits
    if word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS:
        return ADV if not text[0].isupper() or first_word else bits
    if word.endswith("ing") and len(word) > 5:
        return bits | VING
    if word.endswith("ed") and len(word) > 4:
        return (bits | VPAST | VPART) if not text[0].isupper() else bits
    if word.endswith(("ous", "ful", "ive", "able", "ible", "ical", "less", "ish")):
        return bits | ADJ
    return bits


_ACRONYMS = word_set("WHO US IT OR HE WE AND SO ME")
_PEOPLE = word_set("official executive general major")
_NOT_ADVERBS = word_set(
    "family reply supply rally ally assembly monopoly anomaly italy july butterfly jelly bully "
    "belly elderly friendly costly deadly lonely ugly lovely weekly monthly daily likely unlikely "
    "lively orderly sickly timely homily panoply emily kelly sally molly holly billy willy reilly "
    "multiply comply apply imply rely"
)
_NOUNS_IN_S = word_set(
    "figures reports estimates claims notes tweets posts comments plans demands orders hopes "
    "fears polls remarks results attacks forces signs charges calls tests records studies "
    "projects forecasts moves talks strikes raids cuts rules votes"
)


_LINKING = word_set("stays remains seems looks gets becomes appears feels lies stands keeps goes sits rests")
_CLAUSAL = word_set(
    "said says say saying thinks thought think believes believed believe claims claimed claim insists "
    "insisted insist argues argued argue hopes hoped hope admits admitted admit concedes conceded adds added"
)


def _settle(sentence: Sentence, i: int) -> None:
    """Take away readings that the neighbours rule out."""
    flags, words = sentence.flags, sentence.words
    bits = flags[i]
    if not bits & VERB or bits & (AUX | MODAL):
        return
    before = flags[i - 1] if i else 0
    after = flags[i + 1] if i + 1 < len(flags) else 0
    previous = words[i - 1] if i else ""
    if words[i] == "back" and before & VERB and (not after or after & (PUNCT | PREP | ADV | TIME)):
        flags[i] = ADV  # "roared back"
        return
    if words[i] in _NOUNS_IN_S and (
        ((not i or before & (PUNCT | CONJ | SUB)) and after & (PREP | AUX | MODAL | VERB))
        or (before & (VPAST | VING) and not before & AUX and words[i + 1 : i + 2] == ["that"])
    ):
        flags[i] = NOUN  # "has dismissed reports that"
        return
    if i and bits & VBASE and not bits & VPAST and before & (VPAST | VTHIRD | CUE) and previous != "to":
        flags[i] = bits | NOUN  # "said rescue work was going on"
        bits = flags[i]
    if i and before & (DET | POSS) and not before & PRON:
        # "the reported", "the said": an adjective or a noun, whatever else the form may be.
        flags[i] = (bits & ~(VBASE | VTHIRD | VPAST | CUE)) | NOUN
    elif i and previous == "to" and bits & VTHIRD and not bits & (VBASE | VPAST):
        flags[i] = (bits & ~(VTHIRD | CUE)) | NOUN
    elif i and (before & PREP and previous not in ("to", "than", "as", "like")):
        flags[i] = (bits & ~(VBASE | VTHIRD | VPAST)) | NOUN
    elif i and previous.endswith("'s") and not before & AUX and not before & PRON:
        flags[i] = (bits & ~(VBASE | VTHIRD)) | NOUN
    elif (
        before & ADJ
        and not before & (PRON | ADV | VERB | CAP)
        and not (bits & CUE and bits & VTHIRD and previous in _PEOPLE)
        and bits & (VBASE | VTHIRD)
        and not bits & VPAST
    ):
        flags[i] = (bits & ~(VBASE | VTHIRD | CUE)) | NOUN
    elif (
        bits & VBASE
        and not bits & VPAST
        and after & (AUX | MODAL)
        and not after & PRON
        and not before & PRON
        and not (bits & CUE and before & NOUN and previous.endswith("s"))  # "which economists believe would"
    ):
        flags[i] = (bits & ~VBASE) | NOUN
    elif bits & VBASE and not bits & VPAST and after & VTHIRD and before & (NOUN | ADJ) and previous != "to":
        flags[i] = (bits & ~VBASE) | NOUN  # "second-hand smoke kills"
    elif bits & VBASE and not bits & VPAST and i == 0 and not sentence.texts[0][0].isupper():
        flags[i] = bits
    elif bits & VTHIRD and before & ADJ and not before & CAP:
        flags[i] = bits | NOUN
    elif (
        i
        and bits & VTHIRD
        and not bits & CUE
        and before & NOUN
        and not before & CAP
        and after & (COMMA | STOP)
        and not (i > 2 and flags[i - 2] & DET and words[i - 3] in _CLAUSAL)  # "said the bridge leaks."
    ):
        flags[i] = (bits & ~VTHIRD) | NOUN  # "a maker of network switches, …"
    elif i and words[i] in _NOUNS_IN_S and before & NOUN and not before & CAP and after & (COMMA | STOP):
        flags[i] = NOUN  # "according to exit polls, …"
    elif i > 1 and bits & VTHIRD and before & VING and flags[i - 2] & AUX:
        flags[i] = (bits & ~(VTHIRD | CUE)) | NOUN  # "is seeking guarantees"
    elif i and bits & VTHIRD and not bits & VPAST and before & AUX and not before & PRON:
        flags[i] = (bits & ~(VTHIRD | CUE)) | NOUN  # "there were claims that"
    elif i and bits & VTHIRD and before & NUM and not before & PRON and previous[:1].isalpha():
        flags[i] = (bits & ~(VTHIRD | CUE)) | NOUN  # "two hits"


def is_finite(sentence: Sentence, i: int) -> bool:
    """Say whether the node is, as far as can be told, the finite verb of a clause."""
    return sentence.finite[i]


def _is_finite(sentence: Sentence, i: int) -> bool:
    bits = sentence.flags[i]
    if bits & MODAL:
        return not bits & CAP
    word = sentence.words[i]
    if bits & AUX:
        return word not in ("be", "been", "being", "having")
    if not bits & VERB or (bits & CAP):
        return False
    if word == "close" and sentence.words[i + 1 : i + 2] == ["to"]:
        return False
    before = sentence.flags[i - 1] if i else 0
    previous = sentence.words[i - 1] if i else ""
    if i == 0 or previous == "to" or (before & (DET | POSS) and not before & PRON):
        return False
    if bits & VPAST:
        if bits & VPART:
            return _past_not_participle(sentence, i)
        return True
    if bits & VTHIRD:
        after = sentence.flags[i + 1] if i + 1 < len(sentence) else 0
        if not bits & CUE and after & VPART and not after & (AUX | PRON | DET) and word not in _LINKING:
            return False  # "samples collected on ice"
        if before & CAP and not bits & CUE and previous.endswith(("ian", "ish", "ese", "ean", "can")):
            return False
        return bool(before & (NOUN | CAP | PRON | REL | ADV | NUM | CLOSE | COMMA | QUOTE | TIME))
    if bits & VBASE:
        if previous == "that" and (
            i < 2 or sentence.flags[i - 2] & CUE or not sentence.words[i - 2].endswith("s")
        ):
            return False  # "argued that trade deals …"
        plural = previous.endswith("s") or previous in (
            "i",
            "you",
            "we",
            "they",
            "who",
            "which",
            "people",
            "police",
            "that",
        )
        if not plural and i > 2 and sentence.flags[i - 2] & PREP and before & (NOUN | CAP):
            plural = sentence.words[i - 3].endswith("s") and not sentence.words[i - 3].endswith(("'s", "ss"))
        return bool(before & (NOUN | PRON | REL | ADV | CAP)) and plural
    return False


_CHARGED = word_set("accused charged convicted suspected made armed filled faced covered")


def _past_not_participle(sentence: Sentence, i: int) -> bool:
    """Tell "the coach accused him" from "the coach accused of theft"."""
    before = sentence.flags[i - 1]
    previous = sentence.words[i - 1]
    k = i - 1
    while (
        k > 0 and i - k < 4 and sentence.flags[k] & ADV and not sentence.flags[k] & (NOUN | CAP | PRON | DET)
    ):
        k -= 1
    if sentence.words[k] in _BE or sentence.words[k] in _HAVE:
        return False  # "was basically hauled in"
    if previous in _BE or previous in _HAVE:
        return False  # the auxiliary is the finite verb
    if previous == "those" and i + 1 < len(sentence) and sentence.flags[i + 1] & CUE:
        return False  # "those surveyed said"
    if before & (PRON | REL):
        return True
    after = sentence.flags[i + 1] if i + 1 < len(sentence) else PUNCT
    following = sentence.words[i + 1] if i + 1 < len(sentence) else ""
    if previous in ("either", "both") and i > 1 and sentence.flags[i - 2] & (NOUN | CAP):
        return True
    if before & (PREP | DET | POSS) and not before & (ADV | NOUN):
        return False
    if following == "by" or (following in ("of", "with") and sentence.words[i] in _CHARGED):
        return False
    if before & ADJ and not before & (NOUN | CAP | ADV):
        return False
    if (
        after & (NOUN | CAP)
        and not after & (VERB | ADV)
        and not before & (NOUN | CAP | ADV | CLOSE | QUOTE | TIME)
        and not (before & (COMMA | DASH) and sentence.flags[i] & CUE)  # "Lee, who has left, told colleagues"
    ):
        return False
    return bool(before & (NOUN | CAP | ADV | CLOSE | QUOTE | NUM | TIME | COMMA | DASH | AUX))
