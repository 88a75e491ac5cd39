"""What FollowTheMoney has: its schemata and properties that we write, and which of ours they stand for."""

from typing import Any

from provenance.model import Act, Commitment

__all__ = [
    "BESIDE",
    "CONTEXT",
    "COUNTRIES",
    "DEFAULT_DATASET",
    "DERIVED",
    "KINDS",
    "LANGUAGES",
    "MENTION",
    "NO_COUNTRIES",
    "PARENTS",
    "PROPERTIES",
    "READ",
    "ROLES",
    "SCHEMATA",
    "STANCES",
    "has_property",
    "more_special",
    "section_of",
    "type_of",
]

CONTEXT = "news_provenance"
"""The key beside the properties of an entity that holds the rest of our fields."""

BESIDE = "news-provenance-dossier"
"""The id of the entity for what stands beside the records."""

MENTION = "mention"
"""Stands where the section of a record would: of an entity that repeats what a record says."""

DEFAULT_DATASET = "news_provenance"
"""The dataset of what no article and no source says, but whoever keeps the dossier."""

KINDS = {
    "person": "Person",
    "organization": "Organization",
    "government_body": "PublicBody",
    "military": "PublicBody",
    "news_outlet": "Organization",
    "news_agency": "Organization",
    "document": "Document",
    "dataset": "Document",
    "media": "Document",
    "software": "Asset",
    "platform_account": "UserAccount",
}
"""Our kinds of sources, and the schema of each; the others are a `LegalEntity`."""

SCHEMATA = {
    "articles": "Article",
    "claims": "Note",
    "attributions": "Documentation",
    "statuses": "Note",
    "grades": "Note",
    "derivations": "UnknownLink",
    "relations": "UnknownLink",
    "judgements": "UnknownLink",
}
"""The schema of each section but the sources."""

READ = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "government_body",
    "LegalEntity": None,
    "UserAccount": "platform_account",
}
"""The schemata that are sources, and their kind."""

_ARTICLES = ("Article", "HyperText", "Document", "Pages", "PlainText", "Email")

DERIVED = {
    "articles": ("publisher",),
    "claims": ("entity",),
    "attributions": ("role", "summary"),
    "statuses": ("description", "publisher", "entity"),
    "grades": ("description", "publisher", "entity"),
    "derivations": ("role", "subject", "object"),
    "relations": ("role", "subject", "object"),
    "judgements": ("role", "subject", "object"),
}
"""The properties, in entities of ours, that repeat what is read from others or from beside them."""

ROLES: dict[Any, str] = {
    Act.BELIEF: "believes",
    Act.QUESTION: "asks",
    Act.INTENTION: "intends",
    Act.REQUEST_OR_ORDER: "asks for",
    Act.PROMISE: "promises",
    Act.NO_COMMENT: "does not comment on",
}
"""What a source does with a claim, if it does not say it."""

STANCES: dict[Any, str] = {
    Commitment.CT_MINUS: "denies",
    Commitment.PR_MINUS: "thinks improbable",
    Commitment.PS_MINUS: "doubts",
    Commitment.CT_UNKNOWN: "knows about",
    Commitment.UNCOMMITTED: "mentions",
}
"""What a source does with a claim that it does not vouch for."""

PARENTS = {
    "Person": ("LegalEntity",),
    "Organization": ("LegalEntity",),
    "Company": ("Organization", "LegalEntity", "Asset"),
    "PublicBody": ("Organization", "LegalEntity"),
    "Article": ("Document",),
    "HyperText": ("Document",),
    "Pages": ("Document",),
    "PlainText": ("Document",),
    "Email": ("Document", "PlainText", "HyperText"),
}
"""What a schema is besides, as far as entities of both may be one."""

_THING = {
    "name": "name",
    "alias": "name",
    "description": "text",
    "summary": "text",
    "country": "country",
    "wikidataId": "identifier",
    "sourceUrl": "url",
    "publisher": "string",
    "modifiedAt": "date",
    "retrievedAt": "date",
}
_LEGAL = {**_THING, "website": "url", "leiCode": "identifier"}
_DOCUMENT = {
    **_THING,
    "title": "string",
    "author": "string",
    "bodyText": "text",
    "language": "language",
    "publishedAt": "date",
}
_INTEREST = {"date": "date", "role": "string", "summary": "text"}

PROPERTIES: dict[str, dict[str, str]] = {
    "LegalEntity": _LEGAL,
    "Person": _LEGAL,
    "Organization": _LEGAL,
    "Company": _LEGAL,
    "PublicBody": _LEGAL,
    "UserAccount": {**_THING, "username": "string"},
    "Asset": _THING,
    **dict.fromkeys(_ARTICLES, _DOCUMENT),
    "Note": {**_THING, "entity": "entity"},
    "Documentation": {**_INTEREST, "document": "entity", "entity": "entity"},
    "UnknownLink": {**_INTEREST, "subject": "entity", "object": "entity"},
    "Mention": {"document": "entity", "resolved": "entity", "name": "name"},
}
"""Of each schema the properties that we write or read, and their type."""

_LANGUAGES = (
    "af:afr am:amh ar:ara az:aze be:bel bn:ben bs:bos bg:bul ca:cat cs:ces da:dan de:deu el:ell en:eng "
    "et:est fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn "
    "kn:kan ka:kat kk:kaz km:khm ky:kir ko:kor lo:lao lv:lav lt:lit lb:ltz mk:mkd mt:mlt mn:mon ms:msa "
    "my:mya ne:nep nl:nld no:nor pl:pol pt:por ps:pus ro:ron ru:rus si:sin sk:slk sl:slv es:spa sq:sqi "
    "sr:srp sw:swa sv:swe ta:tam te:tel tg:tgk tl:tgl th:tha tk:tuk tr:tur uk:ukr ur:urd uz:uzb vi:vie "
    "zh:zho"
)
LANGUAGES = dict(pair.split(":") for pair in _LANGUAGES.split())
"""Of the languages that FollowTheMoney knows, the code of two letters and its own of three."""

_COUNTRIES = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv "
    "bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es "
    "et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie "
    "il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly "
    "ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu "
    "nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm "
    "sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve "
    "vg vi vn vu wf ws xk ye yt za zm zw"
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""The countries of ISO 3166-1, and Kosovo, as FollowTheMoney writes them."""

NO_COUNTRIES = frozenset({"ac", "cp", "cq", "dd", "dg", "ea", "eu", "ic", "un", "zr", "zz"})
"""Codes of two letters that FollowTheMoney has besides: places, unions and states that are gone."""


def section_of(schema: Any) -> str | None:
    """Return where entities of a schema go that are others' own; `None` if they are no records."""
    if schema in _ARTICLES:
        return "articles"
    return "sources" if isinstance(schema, str) and schema in READ else None


def has_property(schema: Any, name: str) -> bool:
    """Tell whether we know that a schema has a property."""
    return isinstance(schema, str) and name in PROPERTIES.get(schema, ())


def type_of(schema: Any, name: str) -> str | None:
    """Return the type of a property ("date"); `None` if we know neither."""
    if name == "id":
        return "id"
    return PROPERTIES.get(schema, {}).get(name) if isinstance(schema, str) else None


def more_special(one: Any, other: Any) -> Any:
    """Return the schema of two that says more; `None` if an entity cannot be both."""
    if one == other or (isinstance(one, str) and other in PARENTS.get(one, ())):
        return one
    return other if isinstance(other, str) and one in PARENTS.get(other, ()) else None
