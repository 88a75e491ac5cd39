"""Verbs and nouns of saying and thinking, with the constructions they take.

One line a verb: the base form, the frames it takes, the act, and the commitment of the source
to the claim (FactBank's letters: CT certain, PR probable, PS possible, + or -; `u` uncommitted).

Frames:

- `Q` brings a quotation: *"Never," he said.*
- `P` may stand after or inside its clause: *Prices fell, the bank said.*
- `T` takes a clause with *that*; `B` also without it: *said prices fell*.
- `W` takes an indirect question: *explained why*, *asked whether*.
- `R` may name a listener before the content: *told Reuters that*; `r` must: *informed him that*.
- `I` takes an infinitive as content: *vowed to fight*; `N` listener and infinitive: *urged them to act*.
- `O` takes a noun phrase that stands for the content: *announced the closure*, *denied the charges*.
- `G` takes an -ing form as content: *denied meeting him*, *recalled seeing smoke*.
- `C` names its object in a quotation: *called it a "disaster"*, *described him as "calm"*.
- `w` counts with a noun phrase or an infinitive (`O`, `I`) in the wide scope only; `n` and `c` are `N` and
  `C` there.
- `d` may have a document or a finding as its subject (*the study shows that*), with a clause only.
"""

from functools import cache
from typing import NamedTuple

from provenance.extraction.lexicon.stances import STANCES
from provenance.extraction.lexicon.verbs import IRREGULAR, forms_of

__all__ = ["CueNoun", "CueVerb", "Form", "cue_forms", "cue_nouns"]

_TABLE = """
say QPTBWd assertion CT+
tell QPTBWRN assertion CT+
add QPTB assertion CT+
state QPTBW assertion CT+
declare QPTBIO assertion CT+
announce QPTBWRO assertion CT+
report QPTBRdGO assertion CT+
claim QPTBI assertion CT+
assert QPTB assertion CT+
allege QPTB assertion CT+
charge QPTB assertion CT+
maintain QPTB assertion CT+
insist QPTB assertion CT+
contend QPTB assertion CT+
argue QPTB assertion CT+
affirm QPT assertion CT+
reaffirm QPT assertion CT+
reiterate QPTBO assertion CT+
repeat QPTB assertion CT+
stress QPTBO assertion CT+
emphasise QPTBO assertion CT+
emphasize QPTBO assertion CT+
underline QPTO assertion CT+
underscore QPTO assertion CT+
highlight QT assertion CT+
note QPTBWd assertion CT+
observe QPTB assertion CT+
remark QPTB assertion CT+
comment QPTB assertion CT+
mention QPTBWG assertion CT+
explain QPTBWR assertion CT+
clarify QPTW assertion CT+
elaborate QP assertion CT+
put-it QP assertion CT+
point-out QPTB assertion CT+
acknowledge QPTBOG assertion CT+
admit QPTBIG assertion CT+
concede QPTB assertion CT+
confess QPTBG assertion CT+
confirm QPTBWROd assertion CT+
reconfirm PT assertion CT+
disclose QPTWO assertion CT+
reveal QPTBWOd assertion CT+
divulge TW assertion CT+
deny QTBOGW assertion CT-
dispute TO assertion CT-
rebut Q assertion CT-
refute TQ assertion CT-
reject TQ assertion CT-
dismiss C assertion CT-
reply QPTB assertion CT+
respond QPTB assertion CT+
answer QPT assertion CT+
retort QPT assertion CT+
counter QPTB assertion CT+
rejoin QP assertion CT+
joke QPTB assertion Uu
quip QPTB assertion Uu
write QPTBW assertion CT+
tweet QPTB assertion CT+
retweet Q assertion CT+
post Q assertion CT+
blog QT assertion CT+
email Q assertion CT+
text QTR assertion CT+
read Qd assertion CT+
publish Q assertion CT+
testify QPTB assertion CT+
swear QTI assertion CT+
attest QPT assertion CT+
certify T assertion CT+
recount QPTW assertion CT+
relate QPT assertion CT+
recall QPTBWG assertion CT+
reminisce QPT assertion CT+
remember QPTBWG assertion CT+
narrate Q assertion CT+
describe QWCG evaluation CT+
characterise C evaluation CT+
characterize C evaluation CT+
call C evaluation CT+
dub C evaluation CT+
label C evaluation CT+
brand C evaluation CT+
term C evaluation CT+
deem C evaluation CT+
denounce C evaluation CT+
condemn Cw evaluation CT+
criticise CwQ evaluation CT+
criticize CwQ evaluation CT+
slam Cw evaluation CT+
blast Cw evaluation CT+
praise CwQ evaluation CT+
hail Cw evaluation CT+
welcome Cw evaluation CT+
applaud Cw evaluation CT+
mock Cw evaluation CT+
accuse C assertion CT+
blame Cw assertion CT+
complain QPTB evaluation CT+
lament QPT evaluation CT+
bemoan QPT evaluation CT+
boast QPTB assertion CT+
brag QPT assertion CT+
gush QPT evaluation CT+
enthuse QPT evaluation CT+
rave QPT evaluation CT+
fume QPT evaluation CT+
grumble QPT evaluation CT+
moan QPT evaluation CT+
rage Q evaluation CT+
protest QPT evaluation CT+
object QT evaluation CT-
apologise Q evaluation CT+
apologize Q evaluation CT+
exclaim QPT assertion CT+
cry QP assertion CT+
shout QPTR assertion CT+
yell QPTR assertion CT+
scream QPTR assertion CT+
chant QPT assertion CT+
sing Q assertion Uu
whisper QPTR assertion CT+
mutter QPT assertion CT+
murmur QT assertion CT+
mumble Q assertion CT+
growl Q assertion CT+
snap Q assertion CT+
bark Q assertion CT+
sigh QPT assertion CT+
laugh QP assertion CT+
smile Q assertion CT+
chuckle Q assertion CT+
grin Q assertion CT+
shrug Q assertion CT+
sob Q assertion CT+
begin Q assertion CT+
continue QP assertion CT+
go-on Q assertion CT+
conclude QPTBd assertion CT+
interject QPT assertion CT+
interrupt Q assertion CT+
muse QPT belief PS+
opine QPTB evaluation PR+
reckon QPTB belief PR+
reason QPTB belief PR+
theorise QPT belief PS+
theorize QPT belief PS+
speculate QPT belief PS+
hypothesise PT belief PS+
hypothesize PT belief PS+
postulate PT belief PS+
posit PTB belief PS+
imply QPTB assertion PR+
insinuate QPT assertion PR+
hint QPTB assertion PS+
intimate QPT assertion PR+
signal TBI assertion PR+
suggest QPTBdG assertion PS+
propose QPTIG request_or_order PS+
recommend QPTG request_or_order CT+
advise QPTRN request_or_order CT+
caution QPTBRN assertion PR+
warn QPTBRNO assertion PR+
alert TR assertion CT+
predict QPTBO assertion PR+
forecast QPTBON assertion PR+
project PTB assertion PR+
foresee PT assertion PR+
foretell T assertion PR+
prophesy QPT assertion PR+
estimate QPTBO belief PR+
calculate PTB belief CT+
assess PTB belief PR+
judge PTB belief PR+
guess QPTB belief PS+
figure QPTB belief PR+
think QPTBW belief PR+
believe QPTBW belief PR+
consider Tc belief PR+
feel QPTB belief PR+
suspect PTB belief PR+
suppose PTB belief PR+
assume PTB belief PR+
presume PTB belief PR+
imagine QPTBWG belief PS+
expect PTBNIw belief PR+
anticipate PTB belief PR+
hope QPTBI belief PS+
wish TBQ belief CT-
fear PTBw belief PS+
worry QPTB belief PS+
doubt TBQW belief PR-
wonder QPTW question Uu
question QPTWw question Uu
ask QPTWNR question Uu
enquire QPWR question Uu
inquire QPWR question Uu
demand QPTW request_or_order CT+
urge QPTN request_or_order CT+
order TNQ request_or_order CT+
command TNQ request_or_order CT+
instruct TNQ request_or_order CT+
request TNQ request_or_order CT+
beg QPN request_or_order CT+
plead QPT request_or_order CT+
dare QN request_or_order CT+
implore QPN request_or_order CT+
exhort QPN request_or_order CT+
appeal QP request_or_order CT+
encourage wQ request_or_order CT+
call-on N request_or_order CT+
call-for ON request_or_order CT+
promise QPTBRI promise CT+
pledge QPTBI promise CT+
vow QPTBI promise CT+
guarantee QPTBR promise CT+
threaten QPTI promise PR+
assure QPTBr assertion CT+
reassure QPTBr assertion CT+
inform QPTBr assertion CT+
notify QPTBr assertion CT+
remind QPTBr assertion CT+
convince Tr assertion CT+
persuade Tr assertion CT+
brief T assertion CT+
agree QPTB assertion CT+
disagree QPT assertion CT-
accept T assertion CT+
know TBWP belief CT+
realise QTBW belief CT+
realize QTBW belief CT+
recognise TBW belief CT+
recognize TBW belief CT+
understand TBWP belief CT+
learn TBWP belief CT+
discover TBWd assertion CT+
find PTBWd assertion CT+
show PTBWd assertion CT+
demonstrate TWd assertion CT+
prove TWd assertion CT+
indicate QPTBWd assertion PR+
establish TWd assertion CT+
determine TBWd assertion CT+
decide TBW intention CT+
resolve T intention CT+
rule QPTB assertion CT+
hold T assertion CT+
uphold T assertion CT+
hear QPTB belief CT+
see TWc belief CT+
notice TBW belief CT+
sense TB belief PR+
mean TBW assertion CT+
dream T belief Uu
mandate T request_or_order CT+
decree QPT request_or_order CT+
stipulate QPTd request_or_order CT+
specify PTWd assertion CT+
profess QTI assertion CT+
proclaim QPTB assertion CT+
pronounce QPTC assertion CT+
tout C evaluation CT+
portray C evaluation CT+
liken C evaluation CT+
reflect Q assertion CT+
relay QT assertion CT+
detail W assertion CT+
outline W assertion CT+
discuss W assertion Uu
emote Q assertion Uu
offer Q assertion CT+
volunteer QPT assertion CT+
venture QPT assertion PS+
concur QPT assertion CT+
quote Q assertion CT+
cite d assertion CT+
tease Q assertion Uu
urge-on Q request_or_order CT+
regret QTBOG evaluation CT+
roar Q assertion CT+
thunder Q assertion CT+
bellow Q assertion CT+
holler Q assertion CT+
deadpan QP assertion Uu
intone QP assertion CT+
gasp Q assertion CT+
blurt Q assertion CT+
scoff QPT evaluation CT+
sneer QPT evaluation CT+
crow QPT evaluation CT+
gloat QPT evaluation CT+
marvel QPT evaluation CT+
fret QPT belief PS+
gripe QPT evaluation CT+
sniff QP evaluation CT+
groan QPT evaluation CT+
chide QN evaluation CT+
scold QN evaluation CT+
exult QPT evaluation CT+
confide QPTBR assertion CT+
counsel QPTN request_or_order CT+
surmise QPT belief PS+
gather PTB belief PR+
bet TB belief PR+
pray QTB belief PS+
aver QPT assertion CT+
allow QPT assertion CT+
echo Q assertion CT+
summarise Q assertion CT+
summarize Q assertion CT+
shoot-back QP assertion CT+
fire-back QP assertion CT+
hit-back QP assertion CT+
write-back QP assertion CT+
chime-in QP assertion CT+
weigh-in Q assertion CT+
credit C evaluation CT+
refer C evaluation CT+
attribute C belief CT+
put C evaluation CT+
"""

_NOUNS = """
claim say|assertion say|allegation say|accusation say|statement say|announcement say|declaration say
report say|suggestion suggest|argument say|contention say|insistence say|admission say|acknowledgement say
acknowledgment say|confirmation say|revelation say|denial deny|warning warn|prediction predict
forecast predict
estimate estimate|estimation estimate|assertion say|hint hint|rumour report|rumor report
speculation speculate|belief believe
view believe|opinion believe|conclusion conclude|assumption assume|suspicion suspect|fear fear
concern fear|worry fear
hope hope|expectation expect|conviction believe|theory believe|hypothesis believe|notion believe
idea believe
impression believe|thought believe|promise promise|pledge promise|vow promise|assurance promise
guarantee promise
threat threaten|complaint complain|testimony testify|charge accuse|proposal propose|recommendation recommend
demand demand|doubt doubt|finding find|news report|word say|message say|reminder say|verdict rule
ruling rule
sense feel|feeling feel|understanding understand|perception believe|evidence show|indication suggest
sign suggest
""".replace("\n", "|")


class CueVerb(NamedTuple):
    """What the table says about one verb."""

    base: str
    frames: frozenset[str]
    act: str
    commitment: str


class Form(NamedTuple):
    """One inflected form of a cue verb: the verb, and which form it is."""

    verb: CueVerb
    past: bool
    third: bool
    participle: bool
    gerund: bool


class CueNoun(NamedTuple):
    """A noun of saying ("claim"), and the verb whose attitude it shares."""

    noun: str
    verb: CueVerb


@cache
def _verbs() -> dict[str, CueVerb]:
    found = {}
    for line in (_TABLE.strip() + STANCES).splitlines():
        base, frames, act, commitment = line.split()
        found[base] = CueVerb(base, frozenset(frames), act, commitment)
    return found


@cache
def cue_forms() -> dict[str, Form]:
    """Return every form of every cue verb, by its lower-case spelling."""
    irregular = {g.split()[0]: g.split()[1:] for g in IRREGULAR.split("|") if len(g.split()) == 3}
    forms: dict[str, Form] = {}
    for base, verb in _verbs().items():
        if "-" in base:
            continue  # particle verbs are looked up by `cue_particle`
        third, past, gerund = forms_of(base)
        pasts = irregular.get(base, [past, past])
        forms.setdefault(base, Form(verb, base in pasts, False, base in pasts, False))
        forms[third] = Form(verb, False, True, False, False)
        forms[gerund] = Form(verb, False, False, False, True)
        if pasts[0] != base:
            forms[pasts[0]] = Form(verb, True, False, pasts[0] == pasts[1], False)
        if pasts[1] not in (base, pasts[0]):
            forms[pasts[1]] = Form(verb, False, False, True, False)
        if past not in forms:  # "learned" beside "learnt"
            forms[past] = Form(verb, True, False, True, False)
    forms["learnt"] = forms["learned"]
    return forms


@cache
def _particle_forms() -> dict[tuple[str, str], Form]:
    irregular = {g.split()[0]: g.split()[1:] for g in IRREGULAR.split("|") if len(g.split()) == 3}
    forms: dict[tuple[str, str], Form] = {}
    for name, verb in _verbs().items():
        base, _, particle = name.partition("-")
        if not particle:
            continue
        third, regular, gerund = forms_of(base)
        past, participle = irregular.get(base, [regular, regular])
        for other in (particle, "upon") if particle == "on" else (particle,):
            forms[base, other] = Form(verb, past == base, False, participle == base, False)
            forms[third, other] = Form(verb, False, True, False, False)
            forms[gerund, other] = Form(verb, False, False, False, True)
            forms[past, other] = Form(verb, True, past == third, participle == past, False)
            if participle not in (base, past):
                forms[participle, other] = Form(verb, False, False, True, False)
    return forms


def cue_particle(form: str, particle: str) -> Form | None:
    """Return the form of the particle verb that two words make ("pointed", "out"), or `None`."""
    return _particle_forms().get((form, particle))


@cache
def cue_nouns() -> dict[str, CueNoun]:
    """Return every noun of saying or thinking, singular and plural."""
    nouns: dict[str, CueNoun] = {}
    for pair in _NOUNS.split("|"):
        if pair.strip():
            noun, base = pair.split()
            entry = CueNoun(noun, _verbs()[base])
            nouns[noun] = entry
            nouns[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = entry
    nouns["hypotheses"] = nouns["hypothesis"]
    return nouns
