"""Words that tell what kind of source a phrase names."""

from provenance.extraction.lexicon.lists import word_set

__all__ = [
    "ACRONYM_OUTLETS",
    "AGENCIES",
    "COLLECTIVES",
    "DATASETS",
    "DOCUMENTS",
    "FEMALE",
    "GOVERNMENT",
    "GROUPS",
    "MALE",
    "MEDIA",
    "METONYMS",
    "MILITARY",
    "ORGANIZATIONS",
    "OUTLET_WORDS",
    "PARTICLES",
    "ROLES",
    "TRADES",
    "UNSPECIFIED",
]  # fmt: skip

GOVERNMENT = word_set(
    "ministry department government administration parliament congress senate council court "
    "tribunal commission agency authority authorities police cabinet embassy consulate presidency "
    "assembly legislature bureau treasury inspectorate office prosecutors constabulary "
    "municipality republic state states county customs judiciary federation duma knesset "
    "bundestag house secretariat service"
)
MILITARY = word_set(
    "army forces navy military troops marines guard corps battalion brigade regiment militia "
    "command staff airforce nato armed"
)
ORGANIZATIONS = word_set(
    "institute university college school company corporation inc corp ltd plc llc club party "
    "union bank foundation association charity society federation league committee centre center "
    "group organisation organization hospital airline church network alliance coalition fund "
    "trust board firm campaign movement observatory watchdog laboratory lab museum team nations "
    "academy consortium chamber partnership think-tank academy international watch lines airways "
    "rail foods energy media entertainment records pictures studios pharmaceuticals stores water "
    "power logistics studies research airlines motors bank holdings partners industries systems "
    "technologies"
)
AGENCIES = word_set(
    "reuters ap afp tass interfax xinhua dpa efe ansa kyodo yonhap bloomberg ukrinform ria upi "
    "anadolu bernama pti ani unian irna sana belta apa"
)
OUTLET_WORDS = word_set(
    "times post guardian independent herald telegraph journal tribune gazette chronicle observer "
    "mirror express mail sun star globe courier examiner inquirer newspaper magazine news tv "
    "television radio broadcaster daily weekly outlet website portal economist spiegel monde "
    "figaro pravda izvestia wikinews politico axios echo argus dispatch sentinel register channel "
    "press bulletin zeitung"
)
ACRONYM_OUTLETS = word_set(
    "bbc cnn cbs nbc abc npr pbs itv rt cnbc msnbc espn nhk zdf ard rfe/rl wsj nyt fox sky"
)
DOCUMENTS = word_set(
    "report study statement document documents letter memo filing indictment complaint affidavit "
    "paper article book post posts message email e-mail transcript file files record records "
    "ruling judgment decree law bill lawsuit reports studies analysis review survey poll polls "
    "surveys audit investigation inquiry research findings result results website page "
    "announcement release notice blog bulletin warrant banner sign"
)
DATASETS = word_set("data figures statistics census index numbers database estimates projections")
MEDIA = word_set(
    "footage video videos image images photo photos photograph photographs recording audio tape clip"
)
UNSPECIFIED = word_set(
    "estimates estimate media reports rumours rumors sources speculation accounts figures some "
    "many others press"
)
TRADES = word_set(
    "operator company firm airline group maker manufacturer retailer supplier charity publisher "
    "agency union bank club provider giant chain carrier broadcaster newspaper insurer lender "
    "brewer contractor developer startup start-up conglomerate utility automaker carmaker "
    "drugmaker subsidiary organisation organization party think-tank consultancy network"
)
GROUPS = word_set(
    "officials analysts experts critics residents witnesses researchers scientists economists "
    "investigators police prosecutors activists doctors lawyers members people sources diplomats "
    "lawmakers parents students workers survivors families relatives supporters opponents "
    "protesters authorities detectives firefighters medics teachers farmers voters democrats "
    "republicans conservatives colleagues friends neighbours neighbors users fans authors "
    "historians leaders observers insiders executives investors traders commentators politicians "
    "aides advisers advisors strategists allies rivals backers detractors skeptics sceptics proponents "
    "regulators shareholders pundits columnists reporters journalists americans liberals progressives donors "
    "ministers senators mps campaigners advocates engineers staff others some many soldiers "
    "officers"
)
COLLECTIVES = word_set("family team crew public group panel jury board")
METONYMS = word_set(
    "kremlin pentagon whitehall vatican moscow washington beijing kyiv kiev london brussels "
    "tehran jerusalem ankara berlin paris westminster tokyo seoul pyongyang"
) | {"white house", "downing street", "number 10", "state department", "capitol hill", "elysee", "holy see"}
PARTICLES = word_set(
    "de da di du del della der den van von la le el al bin ibn ben dos das ter te mac st bint abu y e"
)
ROLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice-president chancellor "
    "minister premier secretary senator sen representative rep congressman congresswoman governor "
    "gov mayor judge justice general gen lieutenant lt colonel col major maj captain capt "
    "sergeant sgt admiral adm commander cmdr commissioner chief director chairman chairwoman "
    "chair chairperson ceo cfo founder co-founder king queen prince princess pope bishop "
    "archbishop cardinal rabbi imam reverend rev father sister ambassador spokesman spokeswoman "
    "spokesperson detective det inspector insp superintendent supt constable officer deputy "
    "undersecretary prosecutor attorney lawyer barrister solicitor analyst economist coach "
    "manager defender midfielder striker goalkeeper author researcher scientist activist "
    "councillor cllr sheriff co-author coauthor editor correspondent reporter journalist blogger "
    "historian physician doctor nurse surgeon engineer consultant adviser advisor aide leader "
    "head official executive member resident witness student teacher farmer owner driver "
    "neighbour neighbor mother father brother sister wife husband son daughter cousin uncle aunt "
    "friend colleague singer actor actress musician artist writer novelist poet director-general "
    "commander-in-chief lawmaker mp msp td mep negotiator envoy diplomat strategist pollster "
    "campaigner principal dean rector provost bartender treasurer pastor priest skipper "
    "quarterback psychologist biologist chemist physicist astronomer expert specialist organizer "
    "organiser volunteer veteran survivor victim pensioner retiree trader investor broker "
    "teammate user poster blogger fan voter designer developer producer presenter host columnist "
    "soldier pilot firefighter medic paramedic detective investigator"
)
FEMALE = word_set(
    "mrs ms miss lady dame queen princess sister mother wife daughter aunt actress spokeswoman "
    "chairwoman congresswoman councilwoman policewoman businesswoman woman girl grandmother her "
    "she duchess baroness"
)
MALE = word_set(
    "mr sir lord king prince father brother husband son uncle spokesman chairman congressman "
    "councilman policeman businessman man boy grandfather his he duke baron pope"
)
