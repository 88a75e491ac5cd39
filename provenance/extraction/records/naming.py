"""Names in a row of words: which capitals are a person, which an organisation, and of what kind."""

from collections.abc import Collection

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.known import DEMONYMS, PAPERS, PEOPLE, means_a_group, means_a_person
from provenance.extraction.tokens import Token

__all__ = [
    "OUTLET_NOUNS",
    "capital_run",
    "is_all_name",
    "is_capital",
    "is_org_word",
    "kind_of",
    "names_organization",
    "person_name",
    "person_names",
]


_AGENCY_NAMES = frozenset(
    (
        "associated press",
        "agence france-presse",
        "press association",
        "united press international",
        "pa media",
    )
)


_INDEFINITE = word_set(
    "a an one another some several many two three four five six seven eight nine ten most both neither "
    "none no "
    "all few other others such dozens hundreds thousands"
)


_LOWER_IN_NAMES = known.PARTICLES | {"of", "the", "and", "for", "on", "&", "'s", "in", "against"}


OUTLET_NOUNS = word_set(
    "newspaper magazine tv television radio broadcaster daily weekly outlet website portal channel press "
    "tabloid "
    "broadsheet station site"
)
"""Nouns for an outlet that need no capital."""


_TIES = word_set("of at for from with in by on to about who which that")


_PEOPLES = DEMONYMS - word_set("french english german")  # these are surnames too


_CATEGORIES = (
    (known.AGENCIES, "news_agency"),
    (known.ACRONYM_OUTLETS, "news_outlet"),
    (known.MILITARY, "military"),
    (known.GOVERNMENT, "government_body"),
    (known.METONYMS, "government_body"),
    (known.ORGANIZATIONS, "organization"),
    (known.OUTLET_WORDS, "news_outlet"),
)


def is_all_name(tokens: list[Token], start: int, end: int) -> bool:
    """Say whether every word of a stretch may belong to one name."""
    return all(is_capital(t) or t.text in _LOWER_IN_NAMES for t in tokens[start:end]) and is_capital(
        tokens[start]
    )


def is_capital(token: Token) -> bool:
    """Say whether a token is a word that begins with a capital."""
    return token.is_word and token.text[0].isupper()


def person_name(
    tokens: list[Token], start: int, end: int, first_is_sentence: bool, alone: bool
) -> tuple[int, int] | None:
    """Return the tokens of a person's name in a piece, or `None`."""
    words = [t.text.lower() for t in tokens]
    i = start
    while i < end and not is_capital(tokens[i]):
        if words[i] in ("who", "which", "whose", "that"):
            return None
        i += 1
    best: tuple[int, int] | None = None
    while i < end:
        if not is_capital(tokens[i]):
            if words[i] in ("who", "which", "whose", "that"):
                break
            i += 1
            continue
        j = i
        while j < end and (
            is_capital(tokens[j])
            or (words[j] in known.PARTICLES and j + 1 < end and is_capital(tokens[j + 1]) and j > i)
        ):
            j += 1
        split = _split_run(
            words,
            tokens,
            i,
            j,
            first_is_sentence and i == start,
            has_of=i > start and words[i - 1] in ("of", "the", "for", "at"),
        )
        if split is not None and not _leads_to_a_post(words, tokens, j, end):
            best = split
            break
        i = j
    return best


def _leads_to_a_post(words: list[str], tokens: list[Token], start: int, end: int) -> bool:
    """Say whether a run of capitals is followed by a post and a name: "Goldman Sachs economist Jan Hale"."""
    last = start
    while last < end and last - start < 4 and tokens[last].is_word and not is_capital(tokens[last]):
        last += 1
    if not (start < last < end and is_capital(tokens[last])) or words[start] in _TIES:
        return False
    return means_a_person(words[last - 1]) or words[last - 1] in ("executive", "boss")


def _split_run(
    words: list[str], tokens: list[Token], start: int, end: int, sentence_start: bool, has_of: bool
) -> tuple[int, int] | None:
    """Cut titles and organisations off the front of a run of capitals; what is left is a person's name."""
    first = start
    titled = False
    for i in range(start, end):
        word = words[i].rstrip(".")
        if word in known.ROLES:
            first, titled = i + 1, True
        elif (is_org_word(word) and i + 1 < end) or (word.endswith(("'s", "’s")) and i + 1 < end):
            first = i + 1
    if first >= end or words[first] in _INDEFINITE or words[end - 1] in _PEOPLES:
        return None
    last_word = words[end - 1].rstrip(".")
    if is_org_word(last_word) or words[end - 1] in known.METONYMS or words[first] in ("the", "a", "an"):
        return None
    length = end - first
    rest = tokens[first:end]
    if any(t.text.isupper() and len(t.text) > 2 and "." not in t.text for t in rest) and not all(
        t.text.isupper() for t in rest
    ):
        return None
    if (
        length == 1
        and not titled
        and start == first
        and not (tokens[first].text.isalpha() and tokens[first].text[1:].islower())
    ):
        return None
    if length == 1 and not titled:
        return None  # a bare surname, a place or a firm: the document decides
    if has_of and first == start and not titled:
        return None
    if length > 4:
        return None
    if not all(
        t.text.replace(".", "").replace("-", "").replace("'", "").replace("’", "").isalpha() for t in rest
    ):
        return None
    return first, end


def is_described(token: Token) -> bool:
    """Say whether a capital only describes: "Oslo-based", "Chinese-owned", "US-led"."""
    return token.text.lower().endswith(_PARTICIPLES)


_PARTICIPLES = tuple(
    f"-{word}"
    for word in [
        "based",
        "owned",
        "led",
        "backed",
        "born",
        "made",
        "run",
        "held",
        "listed",
        "controlled",
        "style",
        "trained",
        "educated",
        "headquartered",
        "appointed",
        "installed",
        "sponsored",
        "funded",
        "speaking",
    ]
)


def is_org_word(word: str) -> bool:
    """Say whether a word, in a name, makes it that of an organisation."""
    return (
        word in known.ORGANIZATIONS
        or word in known.GOVERNMENT
        or word in known.MILITARY
        or word in known.OUTLET_WORDS
        or word in known.AGENCIES
        or word in known.ACRONYM_OUTLETS
        or word
        in (
            "affairs",
            "institution",
            "securities",
            "rights",
            "defense",
            "defence",
            "justice",
            "health",
            "relations",
            "arlington",
        )
    )


def only_describes(tokens: list[Token], i: int, end: int) -> bool:
    """Say whether a capital is a people's that only describes the noun behind it: "Swiss broadcaster SRF"."""
    described = i + 1 < end and tokens[i + 1].is_word and not is_capital(tokens[i + 1])
    return described and tokens[i].text.lower() in DEMONYMS and tokens[i + 1].text.lower() in _NOUNS_OF_BODIES


def capital_run(tokens: list[Token], start: int, end: int, starts_sentence: bool) -> tuple[int, int] | None:
    """Return the longest run of capitals with "of", "the" and the like inside."""
    best: tuple[int, int] | None = None
    i = start
    while i < end:
        if (
            not is_capital(tokens[i])
            or tokens[i].text.lower() in ("the", "a", "an")
            or is_described(tokens[i])
            or only_describes(tokens, i, end)
        ):
            i += 1
            continue
        if (
            i == start
            and starts_sentence
            and tokens[i].text.lower() in known.GROUPS | known.ROLES | _INDEFINITE
        ):
            i += 1
            continue
        j = last = i + 1
        while j < end and (is_capital(tokens[j]) or tokens[j].text.lower() in _LOWER_IN_NAMES):
            if is_capital(tokens[j]):
                last = j + 1
            j += 1
        if best is None or last - i > best[1] - best[0]:
            best = (i, last)
        i = last
    return best


_NOUNS_OF_BODIES = (known.TRADES | OUTLET_NOUNS) - word_set("press")
_BEFORE_NAMES = word_set("state local national both")
_UNIONS = word_set("u.n. un u.s. us u.k. uk e.u. eu")
_ADJECTIVES = word_set(
    "local state regional national federal foreign international public private official police city "
    "town county "
    "rescue emergency health military government independent social other many several some most all both"
)


def names_organization(
    tokens: list[Token], words: list[str], run: tuple[int, int], end: int, head: str
) -> bool:
    """Say whether the run of capitals is the source itself, not only something in its description."""
    first, last = run
    before = [w for w in words[:first] if w not in ("the",)]
    if before and before[-1] not in _NOUNS_OF_BODIES | _BEFORE_NAMES:
        return False
    if (
        last < end
        and tokens[last].is_word
        and not is_org_word(words[last])
        and words[last] not in ("of", "in", "at", "on", "for", "and", "based")
    ):
        # "Western analysts", "Ukrainian forces", "Kremlin spokesman": the capitals only describe.
        return False
    if (
        last - first == 1
        and last < end
        and not is_capital(tokens[last])
        and (words[first] in _ADJECTIVES or words[first] in DEMONYMS or words[first] in _UNIONS)
    ):
        return False  # "Local media", "Federal police", "Chinese state media"
    word = words[first]
    return not (
        last - first == 1 and (word in known.ROLES or (means_a_group(word) and not is_org_word(word)))
    )


def kind_of(words: list[str], head: str, tokens: list[Token]) -> str | None:
    """Return the kind of source that a phrase with this head names, in the vocabulary's word."""
    joined = " ".join(w for w in words if w != "the")
    if joined in _AGENCY_NAMES:
        return "news_agency"
    if joined in known.METONYMS:
        return "government_body"
    if "news agency" in joined or "press agency" in joined:
        return "news_agency"
    head = head.removesuffix("'s")
    if len(tokens) > 1 and all(is_capital(t) or t.text in _LOWER_IN_NAMES for t in tokens):
        head = (
            "" if head in known.DOCUMENTS | known.DATASETS | known.MEDIA | known.GROUPS - {"police"} else head
        )
    if head in known.DOCUMENTS or head in PAPERS:
        return "document"
    if head in known.DATASETS:
        return "dataset"
    if head in known.MEDIA:
        return "media"
    if head in known.GROUPS and head != "police":
        return "group"
    if head in known.COLLECTIVES and not any(is_capital(t) for t in tokens[1:]):
        return "group"
    if (head in known.ROLES or head in PEOPLE) and head not in known.TRADES:
        return "person"
    if head != "police" and words[:1] == [head] and not is_org_word(head) and means_a_group(head):
        return "group"
    capitals = {t.text.lower() for t in tokens if is_capital(t)}
    for vocabulary, kind in _CATEGORIES:
        if head in vocabulary and (
            vocabulary is not known.OUTLET_WORDS or head in OUTLET_NOUNS or head in capitals
        ):
            return kind
    own = next((i for i, w in enumerate(words) if i and w in _TIES), len(words))
    for word in words[:own]:
        for vocabulary, kind in _CATEGORIES[:3]:
            if word in vocabulary:
                return kind
    capitals &= set(words[:own])
    for vocabulary, kind in _CATEGORIES:
        if capitals & vocabulary:
            return kind
    if head.endswith("s") and not head.endswith("ss") and tokens and not is_capital(tokens[-1]):
        return "group"
    if means_a_person(head) and not is_capital(tokens[-1]):
        return "person"
    if tokens and all(is_capital(t) for t in tokens if t.text != "the"):
        return "organization"
    return None


def person_names(tokens: list[Token], breaks: Collection[int] = ()) -> list[tuple[int, int]]:
    """Return where full names of persons stand in a text, as ranges of tokens.

    No name runs over a token in `breaks`. Only runs of two to four capitalised words count, titles and
    organisations cut off.
    """
    words = [t.text.lower() for t in tokens]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if not is_capital(tokens[i]):
            i += 1
            continue
        j = i
        while (
            j < len(tokens)
            and j - i < 12
            and (
                is_capital(tokens[j])
                or (
                    words[j] in known.PARTICLES
                    and j > i
                    and j + 1 < len(tokens)
                    and is_capital(tokens[j + 1])
                )
            )
        ):
            if j > i and j in breaks:
                break
            j += 1
        start = i
        while start < j and words[start] in _SENTENCE_OPENERS:
            start += 1
        has_of = start > 0 and words[start - 1] in ("of", "the", "in", "at", "for") and start == i
        if j - start >= 2 and not has_of:
            split = _split_run(words, tokens, start, j, False, False)
            if split is not None and 2 <= split[1] - split[0] <= 4:
                found.append(split)
        i = max(j, i + 1)
    return found


_SENTENCE_OPENERS = word_set(
    "the a an in on at as but and when while after before if for from by with he she it they we i "
    "this that his her its their our what who where why how monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october "
    "november december former no yes not according last next new"
)
