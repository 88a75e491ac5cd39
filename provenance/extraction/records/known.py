"""Names and nouns whose kind a reader knows: outlets and bodies by their names, peoples, words for people.

A name that is in no list keeps the kind that its own words give it, or none.
"""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import GROUPS, ROLES

__all__ = ["DEMONYMS", "NOT_PEOPLE", "PAPERS", "PEOPLE", "kind_of_name", "means_a_group", "means_a_person"]

_NAMES: dict[str, str] = {
    "news_outlet": (
        "Handelsblatt|Der Spiegel|Spiegel|Die Zeit|Die Welt|Bild|Süddeutsche Zeitung|Frankfurter "
        "Allgemeine Zeitung|"
        "FAZ|Le Monde|Le Figaro|Libération|Liberation|Mediapart|L'Équipe|L'Equipe|El País|El Pais|El Mundo|"
        "La Vanguardia|Marca|Corriere della Sera|La Repubblica|La Stampa|Gazzetta dello Sport|La "
        "Gazzetta dello Sport|Folha de "
        "S.Paulo|"
        "O Globo|Clarín|Clarin|La Nación|Haaretz|Ynet|Al Jazeera|Al-Jazeera|Al Arabiya|Al Mayadeen|Nikkei|"
        "Asahi Shimbun|Yomiuri Shimbun|Caixin|Global Times|People's Daily|South China Morning Post|SCMP|"
        "Straits Times|Hindustan Times|Times of India|NDTV|Hürriyet|Cumhuriyet|Kommersant|Vedomosti|Meduza|"
        "Novaya Gazeta|Ukrainska Pravda|Ukrayinska Pravda|Kyiv Independent|Gazeta Wyborcza|Dagens Nyheter|"
        "Aftonbladet|Aftenposten|Helsingin Sanomat|Politiken|De Telegraaf|De Standaard|NRK|SVT|Yle|RTE|"
        "RTÉ|CBC|"
        "Globe and Mail|Toronto Star|RNZ|TVNZ|Deutsche Welle|DW|France 24|France Info|Euronews|Radio "
        "Free Europe|"
        "Voice of America|VOA|Politico|Axios|ProPublica|The Intercept|The Information|The Verge|"
        "The Atlantic|"
        "Vox|Wired|TechCrunch|Ars Technica|Engadget|CNET|Bellingcat|Semafor|BuzzFeed|HuffPost|Vice|Slate|"
        "Salon|"
        "The Hill|The Conversation|The Athletic|Newsweek|Time magazine|New Yorker|The New Yorker|"
        "Vanity Fair|Rolling Stone|Variety|Deadline|Hollywood Reporter|TMZ|Business Insider|MarketWatch|"
        "Barron's|"
        "Forbes|Fortune|Quartz|Daily Beast|FT|Times Radio|Snopes|PolitiFact|Full Fact|FactCheck.org|"
        "Correctiv|"
        "Le Parisien|Ouest-France|Stuff|Kathimerini|Kan|Channel 12|Channel 13|Channel 4|ESPN"
    ),
    "news_agency": (
        "Dow Jones|Dow Jones Newswires|PA|PTI|Agerpres|Belga|Ritzau|NTB|STT|Lusa|CTK|PAP|MTI|IRNA|ISNA|KCNA|"
        "Yonhap|Kyodo|Jiji|Anadolu Agency|RIA Novosti|Interfax-Ukraine|Press Association|PA Media|"
        "Canadian Press|"
        "The Canadian Press|Australian Associated Press|AAP"
    ),
    "organization": (
        "UN|U.N.|EU|E.U.|United Nations|European Union|UNICEF|UNESCO|UNHCR|UNRWA|OCHA|WHO|WFP|FAO|ILO|"
        "WTO|IMF|OECD|"
        "OPEC|IAEA|IPCC|IOC|FIFA|UEFA|Fifa|Uefa|Unicef|Nato|NATO|World Bank|Red Cross|Red Crescent|Oxfam|"
        "Greenpeace|"
        "Save the Children|Amnesty|Amnesty International|Human Rights Watch|HRW|Médecins Sans Frontières|MSF|"
        "Doctors Without Borders|Hamas|Hezbollah|Taliban|Hayat Tahrir al-Sham|ACLU|NAACP|NRA|AFL-CIO|CBI|"
        "TUC|RSPCA|"
        "NBA|NFL|MLB|NHL|WWF|Airbnb|Apple|Google|Microsoft|Amazon|Meta|Facebook|Netflix|Tesla|Boeing|Airbus|Toyota|"
        "Volkswagen|BMW|General Motors|OpenAI|Nvidia|Intel|Samsung|Huawei|TikTok|ByteDance|Uber|Goldman "
        "Sachs|"
        "JPMorgan|JPMorgan Chase|Morgan Stanley|HSBC|Barclays|Gazprom|Rosneft|BP|ExxonMobil|Pfizer|Moderna|"
        "AstraZeneca|Walmart|Ryanair|Spotify|Sony|Nintendo|YouGov|Gallup|Ipsos|Labour|Sinn Féin|Sinn "
        "Fein|Likud|ANC|"
        "BJP|CDU|SPD|AfD|Fatah"
    ),
    "government_body": (
        "FBI|CIA|NSA|DOJ|DHS|IRS|SEC|FTC|FCC|FAA|NTSB|FDA|CDC|EPA|NASA|Nasa|NOAA|USGS|USDA|FEMA|ATF|DEA|OSHA|NIH|"
        "NHTSA|CBP|ICE|HMRC|NHS|DVLA|Ofcom|Ofgem|Ofsted|Ofwat|Europol|Interpol|Eurostat|Frontex|ONS|MI5|MI6|GCHQ|"
        "FSB|SBU|GRU|HUR|Mossad|Shin Bet|Bundesbank|Federal Reserve|Fed|European Central Bank|ECB|"
        "Roskomnadzor|"
        "Scotland Yard|Home Office|Foreign Office|Cabinet Office|City Hall|Capitol Police|European "
        "Commission|"
        "Justice Department|Met Office|Security Service of Ukraine|Supreme Court"
    ),
    "military": "IDF|US Central Command|CENTCOM|Pentagon Joint Staff|Royal Navy|Royal Air Force|RAF",
}  # fmt: skip
_COUNTRIES = (
    "Afghanistan|Albania|Algeria|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|"
    "Bangladesh|Belarus|Belgium|Bolivia|Bosnia|Brazil|Britain|Bulgaria|Cambodia|Cameroon|"
    "Canada|Chile|China|Colombia|Congo|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt|Eritrea|"
    "Estonia|Ethiopia|Finland|France|Germany|Ghana|Greece|Guatemala|Haiti|Honduras|Hungary|"
    "Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Japan|Kazakhstan|Kenya|Kosovo|"
    "Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Libya|Lithuania|Malaysia|Mali|Mexico|Moldova|"
    "Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|"
    "Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|Pakistan|Panama|Paraguay|"
    "Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Senegal|Serbia|"
    "Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|"
    "Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Tunisia|Turkey|"
    "Türkiye|Turkmenistan|Uganda|Ukraine|United Arab Emirates|UAE|United Kingdom|"
    "United States|Uruguay|Uzbekistan|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe"
)
"""A country that says something stands for its government, as its capital does."""

_KIND_BY_NAME = {name.lower(): kind for kind, names in _NAMES.items() for name in names.split("|")}
_KIND_BY_NAME |= dict.fromkeys(_COUNTRIES.lower().split("|"), "government_body")
_ONLY_IN_CAPITALS = frozenset(("who", "un", "eu", "ice", "pa", "kan", "dw", "ft", "dea", "pap", "sec", "hur"))

DEMONYMS = word_set(
    "afghan albanian algerian american angolan arab argentine argentinian armenian asian australian austrian "
    "azerbaijani bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese "
    "cambodian "
    "cameroonian canadian catalan chadian chechen chilean chinese colombian congolese croatian cuban cypriot "
    "czech danish dutch egyptian emirati english estonian ethiopian european filipino finnish french "
    "georgian "
    "german ghanaian greek guatemalan haitian honduran hungarian icelandic indian indonesian iranian "
    "iraqi irish "
    "israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kurdish kuwaiti kyrgyz "
    "lao latvian lebanese liberian libyan lithuanian malaysian malian maltese mexican moldovan mongolian "
    "moroccan mozambican namibian nepalese nepali nicaraguan nigerian norwegian omani pakistani palestinian "
    "panamanian paraguayan peruvian polish portuguese qatari romanian russian rwandan salvadoran saudi "
    "scottish "
    "senegalese serbian sicilian singaporean slovak slovenian somali soviet spanish sudanese swedish "
    "swiss syrian "
    "taiwanese tajik tanzanian thai tibetan tunisian turkish turkmen ugandan ukrainian uruguayan uzbek "
    "venezuelan vietnamese welsh yemeni zambian zimbabwean western eastern northern southern"
)

PEOPLE = word_set(
    "person man woman boy girl teenager defendant insider leaker tipster whistleblower source passenger "
    "passerby "
    "bystander patient prisoner detainee refugee migrant mum mom dad parent grandmother grandfather "
    "shopkeeper "
    "fisherman landlord tenant passer-by villager islander islanders figure assistant employee worker "
    "customer "
    "fact-checker meteorologist forecaster boss striker winger goalscorer organiser caller listener "
    "reader viewer "
    "attendee participant relative neighbour guest guide ranger diver climber cyclist trucker cleaner"
)
"""Nouns for one human being that are no post and no trade."""

NOT_PEOPLE = word_set(
    "papers numbers letters orders powers matters offers prices series shares figures doors computers "
    "servers "
    "newspapers registers folders headers posters banners rulers letters factors sensors monitors rumors "
    "errors "
    "mirrors towers rivers waters borders quarters headquarters others answers statistics analytics "
    "lists tests committees"
)
_PLURALS = ("ists", "ers", "ors", "ians", "men", "women", "eers", "ees", "cants", "tants", "dants")
_PEOPLE_ENDINGS = ("ologist", "ecologist", "economist", "scientist", "woman", "conomist", "physicist")
PAPERS = word_set(
    "emails e-mails memos texts messages logs filings complaints letters minutes transcripts papers invoices "
    "contracts tweets rulings indictments affidavits dossier dossiers drafts screenshot screenshots "
    "guidelines "
    "spreadsheet presentation slides"
)
"""Documents that stand beside those of the lexicon."""


def kind_of_name(name: str) -> str | None:
    """Return the kind of a source that readers know by its name alone, or `None`.

    Examples:
        >>> kind_of_name("The Verge"), kind_of_name("UNICEF"), kind_of_name("Who"), kind_of_name("Velto")
        ('news_outlet', 'organization', None, None)
    """
    plain = name.lower().replace("’", "'")
    kind = _KIND_BY_NAME.get(plain) or _KIND_BY_NAME.get(plain.removeprefix("the "))
    if kind is not None and plain.removeprefix("the ") in _ONLY_IN_CAPITALS:
        bare = name.removeprefix("The ").removeprefix("the ")
        return kind if bare.isupper() or " " in bare else None
    return kind


def means_a_group(word: str) -> bool:
    """Say whether a plural noun, as one who says something, means people ("forecasters", "fact-checkers")."""
    if word in GROUPS:
        return True
    return len(word) > 5 and word.endswith(_PLURALS) and word not in NOT_PEOPLE


def means_a_person(word: str) -> bool:
    """Say whether a noun means one human being."""
    return word in ROLES or word in PEOPLE or word.endswith(_PEOPLE_ENDINGS)
