"""Closed classes of English words, and the flags a word may carry.

Flags are bits, because a word is often several things ("report", "that", "will") and the
tagger only takes bits away. Everything here is data; `tagging` puts it to use.
"""

from functools import cache

from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.verbs import COMMON, IRREGULAR, forms_of

__all__ = ["flags_by_word"]

DET = 1 << 0
PREP = 1 << 1
PRON = 1 << 2  # can be a subject on its own
OBJ = 1 << 3  # him, them: an object pronoun
POSS = 1 << 4  # his, their
CONJ = 1 << 5
SUB = 1 << 6  # because, although, that
WH = 1 << 7
AUX = 1 << 8
MODAL = 1 << 9
ADV = 1 << 10
NEG = 1 << 11
TIME = 1 << 12
NUM = 1 << 13
CAP = 1 << 14
VBASE = 1 << 15
VTHIRD = 1 << 16
VPAST = 1 << 17
VPART = 1 << 18
VING = 1 << 19
CUE = 1 << 20  # a form of a verb of saying or thinking
NOUN = 1 << 21  # the default, and what nothing else claims
PUNCT = 1 << 22
COMMA = 1 << 23
STOP = 1 << 24  # . ! ? …
COLON = 1 << 25  # : and ;
DASH = 1 << 26
OPEN = 1 << 27
CLOSE = 1 << 28
QUOTE = 1 << 29  # a whole quotation, as one node
REL = 1 << 30  # who, which, that: may open a relative clause
TITLE = 1 << 31
ADJ = 1 << 32

VERB = VBASE | VTHIRD | VPAST | VPART | VING

_CLASSES: dict[int, str] = {
    DET: "the a an this these those each every either neither no some any all both several many few most "
    "another such half",
    PREP: "of in on at by for with from to into onto about against between among amongst through "
    "throughout "
    "during before after above below under over near inside outside within without across behind beyond "
    "despite except per toward towards upon via amid amidst around along alongside off out up down "
    "regarding "
    "concerning including like unlike than as since until till versus besides aboard beneath beside",
    PRON: "i you he she it we they who someone somebody anyone anybody everyone everybody nobody none "
    "something "
    "anything everything nothing others another this these those some many most both few several one there",
    OBJ: "me him us them himself herself itself themselves myself ourselves yourself whom",
    POSS: "my your his her its our their whose",
    CONJ: "and or but nor yet so plus &",
    SUB: "that because if when while although though since as after before until unless whether whereas "
    "wherever whenever once lest",
    WH: "who what which where why how whom whose when whether",
    REL: "who which that whom whose where",
    AUX: "is are was were be been being am has have had having do does did isn't aren't wasn't weren't "
    "hasn't haven't "
    "hadn't don't doesn't didn't ain't",
    MODAL: "will would can could may might shall should must cannot won't wouldn't can't couldn't mightn't "
    "shouldn't mustn't shan't needn't ought",
    ADV: "also still later then now again ever never always often sometimes just only even already soon "
    "yet too "
    "very quite rather almost nearly perhaps maybe instead meanwhile however therefore thus moreover "
    "furthermore "
    "nevertheless nonetheless otherwise once twice here there away back earlier afterwards afterward "
    "previously "
    "aloud seldom "
    "publicly privately reportedly allegedly further likewise too well not far long much more less "
    "further ago "
    "indeed besides hence elsewhere together apart abroad overseas simply first separately repeatedly",
    NEG: "not never no isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't "
    "couldn't shouldn't cannot nobody none nothing neither nor",
    TIME: "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july "
    "august september october november december today yesterday tomorrow tonight week month year day night "
    "morning afternoon evening weekend hour minute weeks months years days hours minutes jan feb mar "
    "apr jun jul aug sep "
    "sept oct nov dec mon tue tues wed thu thur thurs fri sat sun noon midnight decade decades",
    NUM: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million "
    "billion trillion dozen dozens hundreds thousands millions billions",
    TITLE: "mr mrs ms miss dr prof professor sir dame lord lady president vice-president chancellor "
    "minister premier "
    "secretary senator sen representative rep congressman congresswoman governor gov mayor judge "
    "justice general gen "
    "lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm commander cmdr "
    "commissioner chief "
    "director chairman chairwoman chair ceo king queen prince princess pope bishop archbishop cardinal "
    "rabbi imam "
    "reverend rev father sister brother ambassador spokesman spokeswoman spokesperson detective det "
    "inspector insp "
    "superintendent supt constable officer deputy prosecutor attorney lawyer analyst economist coach "
    "manager "
    "defender midfielder striker goalkeeper captain author researcher scientist activist councillor "
    "sheriff",
    ADJ: "new old former senior top local foreign federal national international public private official "
    "united other own high low big small good bad great major military political economic social financial "
    "medical early late young unidentified unnamed anonymous independent western eastern northern southern "
    "different same recent current next last first second third long short free full open black white red "
    "true false wrong right sure clear likely unlikely able certain possible important ready available",
}
_ALSO_NOUNS = "official executive military general major national private public young old good first second"


@cache
def flags_by_word() -> dict[str, int]:
    """Return the flags of every word the extractor knows, by its lower-case spelling."""
    flags: dict[str, int] = {}

    def give(word: str, bits: int) -> None:
        flags[word] = flags.get(word, 0) | bits

    for bits, words in _CLASSES.items():
        for word in words.split():
            give(word, bits)
    for word in _CLASSES[TITLE].split() + _ALSO_NOUNS.split():
        give(word, NOUN)
    irregular = {g.split()[0]: g.split()[1:] for g in IRREGULAR.split("|") if len(g.split()) == 3}
    for base in COMMON:
        third, past, gerund = forms_of(base)
        pasts = irregular.get(base, [past, past])
        give(base, VBASE)
        give(third, VTHIRD)
        give(gerund, VING)
        give(pasts[0], VPAST)
        give(pasts[1], VPART)
    for base, (past, participle) in irregular.items():
        third, _, gerund = forms_of(base)
        give(base, VBASE)
        give(third, VTHIRD)
        give(gerund, VING)
        give(past, VPAST)
        give(participle, VPART)
    for word, form in cue_forms().items():
        bits = CUE | (VPAST if form.past else 0) | (VTHIRD if form.third else 0)
        bits |= (VPART if form.participle else 0) | (VING if form.gerund else 0)
        give(word, bits if bits & VERB else bits | VBASE)
        if word == form.verb.base:
            give(word, VBASE)
    for stem in ("i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "what", "this"):
        for ending in ("'s", "'re", "'m", "'ve", "'d", "'ll"):
            bits = MODAL if ending == "'ll" else AUX
            subject = flags.get(stem, 0) & (PRON | WH | REL | SUB) if stem == "who" else PRON
            give(stem + ending, bits | subject)
    return flags
