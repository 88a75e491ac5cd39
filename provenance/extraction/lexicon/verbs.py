"""Common English verbs, and how their forms are made.

The extractor has no parser. To tell "said the coach" from "said the coach was wrong" it asks
whether a finite verb follows, and this list is what it asks. Verbs of saying and thinking are
not here but in `cues`.
"""

from provenance.extraction.lexicon.lists import word_set

__all__ = ["COMMON", "IRREGULAR", "forms_of"]

COMMON = word_set(
    "abandon absorb abuse accelerate accept accompany account accumulate achieve acquire act "
    "adapt add address adjust adopt advance affect afford aim alert allow alter amount analyse "
    "analyze appeal appear apply appoint approach approve arrange arrest arrive assault assemble "
    "assert assess assign assist assume attach attack attempt attend attract avoid await award "
    "back ban bar base battle bear beat become beg begin belong benefit bid bind block boost "
    "borrow bounce break breathe breed bring build burn burst buy calculate call campaign cancel "
    "capture carry cast catch cause cease celebrate challenge change charge chase check choose "
    "circulate cite climb close coach collapse collect combine come commence commission commit "
    "compare compete complete comply comprise concentrate concern conduct connect consider "
    "consist constitute construct consult consume contact contain continue contribute control "
    "convert convict cook cool cooperate coordinate cope correct cost count cover crack crash "
    "create criticise criticize cross cry cure cut damage date deal decline decrease deepen "
    "defeat defend define delay deliver demolish depend deploy depose deprive derive deserve "
    "design destroy detain deteriorate develop die differ dig diminish direct disappear discover "
    "discuss dismiss display disrupt distribute divide dominate donate double draft drag draw "
    "drive drop earn ease eat edge elect eliminate emerge employ enable encourage end endanger "
    "endorse endure enforce engage enhance enjoy ensure enter erupt escalate escape establish "
    "evacuate evolve examine exceed exchange exclude execute exercise exist expand experience "
    "expire explode exploit export expose extend face facilitate fail fall feature feed fight "
    "fill finance finish fire fit fix flee float flood flow fly focus follow force form freeze "
    "fuel fulfil fulfill function fund gain gather generate get give go govern grab grant grow "
    "guarantee guard halt hand handle hang happen harm head heal help hesitate hide hire hit hold "
    "host house hunt hurt identify ignore impact implement import impose imprison improve include "
    "increase incur induce infect influence inherit initiate injure install intensify interest "
    "interfere interpret interrupt introduce invade invest investigate invite involve isolate "
    "issue join jump justify keep kick kidnap kill knock lack land last launch lay lead leak lean "
    "leave lend lie lift like limit link live load lock look loom lose love lower maintain make "
    "manage march mark match matter measure meet merge migrate miss mix modify monitor mount move "
    "murder need negotiate nominate nurture obtain occupy occur offend offer open operate oppose "
    "organise organize originate oust outnumber overcome overhaul oversee overtake overturn owe "
    "own pack paint participate pass pay perform permit persist pick place plague play plunge "
    "point pose position possess post postpone pour practise practice prefer prepare present "
    "preserve press prevail prevent print proceed process produce prohibit promote prompt "
    "prosecute prosper protect protest provide provoke publish pull punish purchase pursue push "
    "put qualify quit raise rally range reach react rebuild receive record recover recruit reduce "
    "refer reflect refuse regain register regulate reject relate release relieve relocate rely "
    "remain remove render renew rent reopen repair repeat replace represent request require "
    "rescue resemble resign resist resolve respect respond rest restore restrict result resume "
    "retain retire retreat return review revise ride rise risk roll rot rule run rush sail "
    "satisfy save scatter score screen seal search secure seek seem seize sell send separate "
    "serve set settle shake shape share shed shift shine shoot shoulder show shrink shut sign "
    "signal sing sink sit slash sleep slide slip slow slump soar solve sort spark speak spend "
    "spin split sponsor spread spur stabilise stabilize stage stand star start starve stay steal "
    "stem step stick stimulate stop store strengthen stretch strike strip struggle study submit "
    "succeed suffer suit supply support surge surpass surrender surround survive suspend sustain "
    "swell swim swing switch tackle take target tear tend test thank threaten throw tie top touch "
    "tour trace track trade train transfer transform transmit travel treat trigger try tumble "
    "turn undergo undermine undertake unite unveil uphold urge use value vanish vary veto violate "
    "visit vote wage wait wake walk want wash waste watch weaken wear weigh win wipe withdraw "
    "withstand witness work worsen wound wrap yield accuse ban blame bomb bury coincide collide "
    "confront cooperate crush deal depart deport differ dump ease evict evade exacerbate falter "
    "file flourish forbid forge fund hail hamper inflict inspect intervene jail lag lapse "
    "legislate linger mobilise mobilize mourn object outlaw overrun perish plummet pollute praise "
    "probe protest raid reap reign relent rid rob scrap shelter shell slam smash smuggle stall "
    "stab storm strand stumble swear tackle teach thrive topple trail trap trim uncover unfold "
    "vacate wane widen wield advise criticise deserve entail fetch hinder hurry infringe "
    "interview loot marry mislead persist plead poll regret repay report resort retaliate rig "
    "sack scrutinise shut skip soften spill steer sue sweep tighten torture toss underestimate "
    "upgrade vow warrant worry agree answer argue ask attribute believe claim comment complain "
    "conclude confirm consider deny describe dispute doubt estimate expect explain fear feel find "
    "forecast hear hint hope indicate inform insist intend know learn mean mention note notice "
    "order plan predict promise propose prove question read realise realize reason recall "
    "recommend remark remember remind reply reveal say see stress suggest suspect tell think "
    "understand warn wish wonder write imply suppose "
    "abolish accommodate acquit activate administer adore adorn advertise agonize ail alarm align "
    "allay allocate amass amaze amend amplify amuse anchor anger annex annoy annul anoint appease "
    "append apprehend arouse articulate ascend ascertain aspire assassinate assent associate "
    "astonish atone attain auction authorise authorize avenge avert awaken backfire baffle balk "
    "baptize bathe befit behave bestow betray bicker blacklist blanket bleach bless blink blossom "
    "bluff blur bolster brighten broaden budge bulldoze bully bust capitalise capitalize caress "
    "cater cede censor censure cheapen cheat chop circumvent clamp clap clinch cling clog coax "
    "collaborate commemorate compensate compile compose conceal conceive concoct condone confine "
    "confiscate conform confuse congregate conquer consolidate conspire constrain contaminate "
    "contradict convene converge convey correspond corrode corrupt counteract cram crisscross "
    "crumble cuddle cultivate curtail customize dampen dazzle decay deceive decimate decorate "
    "dedicate deduct defer deflate deflect defraud defuse defy degrade delete delight demonize "
    "demoralize deplete depress descend designate despise destabilize devalue devastate devise "
    "devote devour diagnose dictate digest dilute dine disable disappoint disapprove disarm "
    "disband discard discourage discredit discriminate dismantle dispel displace dispose "
    "disqualify disregard disseminate dissolve distinguish distort distract disturb divert divest "
    "dodge don doom downgrade downplay doze drape dredge drown dwell dwindle earmark eavesdrop "
    "edit educate eject elevate elicit elude emanate embark embarrass embody embolden emit "
    "empathize empower emulate enact encompass encounter encroach endow engulf enlist enrich "
    "enroll ensue entertain entice entitle entrench envision equip eradicate erase erode err "
    "espouse evaluate evaporate evoke exaggerate excel excite exert expedite expel extinguish "
    "extort extradite fabricate faint fasten fester finalize flatten flatter flaunt flex "
    "fluctuate flunk forage foreclose forego forfeit forgive formulate frighten frown frustrate "
    "fumble furnish gallop garner generalize glide glitter gobble grasp graze greet grieve grill "
    "gulp haggle halve hammer harass harden harness hasten haul heed heighten hobble hoist hover "
    "hurl hurtle hush ignite illuminate illustrate immigrate impair impeach impede impersonate "
    "implicate implode impress improvise incite incline incorporate incriminate indict indulge "
    "inflame inflate infuriate inhabit inhale inhibit inject innovate insert inspire insulate "
    "insure integrate interact interrogate intersect intertwine intimidate invalidate invoke "
    "irritate jeopardize jostle juggle jumpstart kneel languish launder legalise legalize "
    "lengthen lessen liberate lighten litigate localize locate loiter loosen lurch lurk magnify "
    "manipulate manoeuvre mar maximise maximize meddle mediate mellow melt memorize minimise "
    "minimize misbehave miscalculate mishandle misjudge misrepresent misspell mistreat "
    "misunderstand misuse mitigate modernize motivate muddle multiply muster mutate muzzle nab "
    "nag negate neglect neutralise normalise normalize nudge nullify obey obligate oblige obscure "
    "obsess obstruct ooze orchestrate ordain oscillate outbid outdo outlast outpace outperform "
    "outsource outspend outstrip outweigh overcharge overcrowd overestimate overlap overload "
    "overlook overpower override overshadow overstate overtax overwhelm pacify paddle paralyze "
    "parlay peddle penalise penalize penetrate perceive perforate permeate perpetuate perplex "
    "persecute persevere pertain perturb pierce pinpoint placate plunder poach populate "
    "precipitate preclude predate predominate preempt preside presuppose pretend prioritise "
    "prioritize privatise privatize procure prolong propagate propel pry publicize purport "
    "quantify quell quench quibble quicken radiate ransack ratify raze realign reassert reassign "
    "rebound rebuff rebuke recapture recede recharge reciprocate reclaim recline recoil recommit "
    "reconcile reconsider reconstruct reconvene recoup recreate rectify recuperate recycle redeem "
    "redefine redesign redirect redo redouble redraw reelect reenter refinance refine refrain "
    "refuel regroup rehabilitate rehearse reimburse reinforce reinstate reinvent rejoice rekindle "
    "relax relinquish relish relive remake remedy renege renegotiate renounce renovate reorganize "
    "repeal repel replenish replicate repress reprimand reproduce repudiate reschedule rescind "
    "reshape reside restart restrain restructure resurface resurrect retake rethink retool "
    "retrain retrieve reunite revamp reverberate revere revert revisit revitalise revitalize "
    "revive revoke revolutionize revolve rework rewrite ripen rouse ruffle sadden safeguard "
    "saturate savor scorch scour sculpt scuttle secede seep segregate select sequester sharpen "
    "shatter shiver shorten shove shuffle shun sideline sidestep simmer simplify simulate situate "
    "skim skyrocket smoke smother socialize solicit solidify soothe spearhead specialise "
    "specialize splinter spoil spoof sprout spurn squabble squander squash squat standardise "
    "standardize startle steamroll stifle stonewall straddle straighten strategize streamline "
    "stun subdue sublet submerge subscribe subside subsidise subsidize subsist substantiate "
    "subtract subvert summon supervise supplant suppress surmount swerve swirl symbolise "
    "symbolize sympathize synchronize tamper tarnish tase televise tempt terminate terrify "
    "terrorise terrorize thaw thrash thwart tickle tolerate transact transcend transcribe "
    "translate transpire traumatize traverse trounce typify unearth unify unleash unload unlock "
    "unnerve unravel unseat unsettle unwind update upend uproot usher utilise utilize utter "
    "vaccinate validate vandalize veer verify vibrate victimize vie vilify vindicate visualize "
    "vomit vouch waive wander warp waver winnow withhold woo wrangle wreak wrestle wriggle yearn"
)
"""Base forms; nouns among them ("plan", "attack") are told apart by what stands before."""

IRREGULAR = """
be was were been being|am is are
bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
bid bid bid
bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred
bring brought brought
build built built|burn burnt burnt|burst burst burst|buy bought bought|cast cast cast|catch caught caught
choose chose chosen|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed
feel felt felt
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden
forecast forecast forecast
foresee foresaw foreseen|forget forgot forgotten|freeze froze frozen|get got gotten|give gave given
go went gone
grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt
keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let
lie lay lain
lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled|overcome overcame overcome
oversee oversaw overseen|overtake overtook overtaken|pay paid paid|put put put|quit quit quit|read read read
rebuild rebuilt rebuilt|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run
say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung
sink sank sunk
sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spin spun spun
split split split
spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
swear swore sworn
sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught
tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone
understand understood understood|undertake undertook undertaken|uphold upheld upheld|wake woke woken
wear wore worn
win won won|withdraw withdrew withdrawn|withstand withstood withstood|write wrote written
overrun overran overrun|overhear overheard overheard
""".replace("\n", "|")
"""Groups of base, past and past participle."""

_VOWELS = frozenset("aeiou")
# Verbs of two syllables that double their last letter all the same.
_DOUBLED = word_set(
    "admit commit submit permit refer prefer occur recur incur defer infer deter compel expel "
    "control rebel regret equip transfer begin forget upset propel repel confer concur patrol"
)


def forms_of(base: str) -> tuple[str, str, str]:
    """Return the third person, the regular past and the -ing form of a verb.

    Examples:
        >>> forms_of("deny"), forms_of("plan"), forms_of("note")
        (('denies', 'denied', 'denying'), ('plans', 'planned', 'planning'), ('notes', 'noted', 'noting'))
    """
    last, before = base[-1], base[-2:-1]
    if last == "e":
        return base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    if last == "y" and before not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    short = len(base) <= 4 and sum(c in _VOWELS for c in base) == 1
    if last not in "aeiouwxy" and before in _VOWELS and (short or base in _DOUBLED):
        return third, base + last + "ed", base + last + "ing"
    return third, base + "ed", base + "ing"
