"""What a source phrase says: name, role, organisation, kind, and how much it hides.

``the Commander-in-Chief of the Ukrainian Armed Forces Oleksandr Syrskyi`` holds a person, a post
and an organisation; ``Western analysts, including Rob Lee of the institute`` a group with one named
member; ``a senior official`` nobody in particular. Nothing is looked up: the phrase is all there is.
"""

from attrs import define, field

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.known import DEMONYMS, kind_of_name
from provenance.extraction.records.naming import (
    _INDEFINITE,
    OUTLET_NOUNS,
    capital_run,
    is_all_name,
    is_capital,
    is_org_word,
    kind_of,
    names_organization,
    person_name,
)
from provenance.extraction.records.ties import SPOKES, TIES, find_tie, tie_before_role
from provenance.extraction.tokens import Token, tokens_of

__all__ = ["SourceMention", "name_key", "read_mention"]


_PRONOUNS = word_set("i he she it we they you who this that these those him her them one")


_GROUP_MARKS = ("including", "such as", "among them", "like", "notably")


@define
class SourceMention:
    """A source phrase taken apart."""

    text: str
    pronoun: str | None = None
    name: str | None = None
    kind: str | None = None
    role: str | None = None
    organization: str | None = None
    organization_kind: str | None = None
    speaks_for: bool = False
    anonymity: str = "unnamed"
    gender: str | None = None
    definite: bool = False
    head: str = ""
    owner: str | None = None
    """The noun of a body that is named elsewhere: "authority" in "the authority's head, Yusuf Demir"."""

    members: list["SourceMention"] = field(factory=list)
    member_at: int = 0
    """Where, in the phrase, a member's own phrase begins."""


def name_key(name: str) -> str:
    """Return the form under which names are compared: lower case, without article and possessive."""
    key = " ".join(name.replace("’", "'").lower().split())
    key = key.removesuffix("'s").removesuffix("s'") if key.endswith("'s") else key
    return key.removeprefix("the ")


def read_mention(phrase: str, *, starts_sentence: bool = False) -> SourceMention:
    """Take a source phrase apart.

    Args:
        phrase: the words of the source, as the text has them.
        starts_sentence: whether its first capital is only the sentence's.

    Examples:
        >>> m = read_mention("Marta Lund, a spokeswoman for Baltic Air")
        >>> m.name, m.role, m.organization, m.kind
        ('Marta Lund', 'a spokeswoman for Baltic Air', 'Baltic Air', 'person')
    """
    text = " ".join(phrase.split())
    mention = SourceMention(text=text)
    tokens = [t for t in tokens_of(text) if t.text not in "\"“”‘’'"]
    words = [t.text if t.text == "WHO" else t.text.lower() for t in tokens]
    if not tokens:
        return mention
    if len(tokens) == 1 and words[0] in _PRONOUNS:
        mention.pronoun = words[0]
        mention.gender = "f" if words[0] in ("she", "her") else "m" if words[0] in ("he", "him") else None
        return mention
    pair = _two_names(text)
    if pair:
        mention.kind, mention.anonymity, mention.head = "group", "named", words[-1]
        mention.members = [m for m, _ in pair]
        for member, at in pair:
            member.member_at = at
        return mention
    if len(tokens) == 1 and words[0] in ("his", "her", "their", "its", "my", "our"):
        mention.pronoun = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "i", "our": "we"}[
            words[0]
        ]
        mention.gender = {"his": "m", "her": "f"}.get(words[0])
        return mention
    if _split_group(mention, text):
        return mention
    is_record = _head(words, 0, len(words)) in known.DOCUMENTS | known.DATASETS | known.MEDIA
    if is_record or not (
        _read_known(mention, text)
        or _read_account(mention, text, tokens)
        or _read_body(mention, text, tokens, words)
        or _read_one_of_many(mention, words)
        or _read_countryman(mention, tokens, words)
    ):
        _read(mention, text, tokens, words, starts_sentence)
        if not is_record:
            _know_name(mention, text)
    return mention


def _read_known(mention: SourceMention, text: str) -> bool:
    """Read a name that is known as a whole ("Gazzetta dello Sport")."""
    bare = text.removeprefix("the ").removeprefix("The ")
    name = text if kind_of_name(text) and text.startswith("The ") and not kind_of_name(bare) else bare
    kind = kind_of_name(name) if " " in bare else None
    if kind is None:
        return False
    mention.name, mention.kind, mention.anonymity = name, kind, "named"
    mention.definite, mention.head = bare != text, bare.split()[-1].lower()
    return True


def _read_one_of_many(mention: SourceMention, words: list[str]) -> bool:
    """Read "two of the people" and "one of them": how many there are, and no name."""
    if len(words) < 3 or words[1] != "of" or words[0] not in _INDEFINITE:
        return False
    noun = next((w for w in words[2:] if w in known.GROUPS or w in ("them", "us", "those")), None)
    if noun is None:
        return False
    mention.kind, mention.head = ("person" if words[0] == "one" else "group"), noun
    return True


def _read_countryman(mention: SourceMention, tokens: list[Token], words: list[str]) -> bool:
    """Read "the Austrian" and "the 25-year-old Briton" as somebody who is not named here."""
    if words[0] not in ("the", "a", "an") or not 2 <= len(words) <= 4 or words[-1] not in _COUNTRYMEN:
        return False
    if any(is_capital(t) for t in tokens[1:-1]):
        return False
    mention.kind, mention.definite, mention.head = "person", words[0] == "the", words[-1]
    mention.anonymity = "role_only" if mention.definite else "unnamed"
    return True


_COUNTRYMEN = (
    DEMONYMS - word_set("western eastern northern southern british english french dutch")
) | word_set(
    "briton scot swede dane finn pole spaniard turk serb croat slovak slovene frenchman frenchwoman "
    "englishman "
    "englishwoman irishman irishwoman welshman scotsman dutchman dutchwoman argentine new-zealander kiwi "
    "aussie"
)


def _read_account(mention: SourceMention, text: str, tokens: list[Token]) -> bool:
    """Read "the user @stormwatch99" as an account of that name."""
    account = next((t for t in tokens if t.text[0] == "@" and len(t.text) > 2), None)
    if account is None or any(is_capital(t) for t in tokens[1:] if t is not account):
        return False
    role = text[: account.start].strip(" ,(")
    mention.name, mention.kind, mention.anonymity = account.text, "platform_account", "pseudonymous"
    mention.role = role or None
    mention.head = role.split()[-1].lower() if role else ""
    return True


_BODIES = word_set(
    "military army navy government ministry parliament police cabinet presidency embassy force guard staff "
    "intelligence agency service authorities army's"
)
_COUNTRIES = word_set("u.s. us u.k. uk eu")
_BODY_WORDS = word_set(
    "defence defense foreign interior health air coast border general security armed justice finance "
    "transport "
    "energy culture education environment economy intelligence national state federal special"
)


def _read_body(mention: SourceMention, text: str, tokens: list[Token], words: list[str]) -> bool:
    """Read "the Israeli military" or "Ukraine's air force" as the name of the one such body there is."""
    first = 1 if words[0] == "the" else 0
    if len(tokens) < first + 2 or not is_capital(tokens[first]):
        return False
    if words[first] not in DEMONYMS | _COUNTRIES and not (words[first].endswith(("'s", "’s")) and first == 0):
        return False
    last = first + 1
    while last < len(words) and words[last] in _BODY_WORDS and last - first < 4:
        last += 1
    if last < len(words) and words[last] in _BODIES and not is_capital(tokens[last]):
        last += 1
    if words[last - 1] not in _BODIES or words[last : last + 1] not in ([], [","]) or last - first < 2:
        return False
    if (
        words[last - 1] in ("agency", "service", "force", "guard", "staff", "authorities")
        and last - first < 3
    ):
        return False
    if any(is_capital(t) for t in tokens[first + 1 : last]):
        return False
    mention.name = text[tokens[first].start : tokens[last - 1].end]
    mention.head = words[last - 1]
    soldiers = {"military", "army", "navy", "force"} | ({"guard"} if words[last - 2] != "coast" else set())
    mention.kind = (
        "military" if mention.head in soldiers or words[last - 2] == "general" else "government_body"
    )
    mention.anonymity = "named"
    return True


def _know_name(mention: SourceMention, text: str) -> None:
    """Give a well-known outlet or body its kind, and its article where that belongs to the name."""
    if mention.name is None:
        return
    if text.startswith("The ") and kind_of_name("The " + mention.name) and not kind_of_name(mention.name):
        mention.name = "The " + mention.name
    kind = kind_of_name(mention.name)
    if kind is not None and (mention.kind != "person" or " " in mention.name):
        mention.kind = kind
        mention.anonymity = "named"
    elif mention.kind in (None, "organization") and mention.head in OUTLET_NOUNS and mention.head != "press":
        mention.kind = "news_outlet"


def _split_group(mention: SourceMention, text: str) -> bool:
    """Read "analysts, including Rob Lee of the institute" as a group with a member."""
    lower = text.lower()
    for mark in _GROUP_MARKS:
        at = lower.find(" " + mark + " ")
        if at <= 0:
            continue
        before, after = text[:at].rstrip(" ,"), text[at + len(mark) + 2 :]
        group = read_mention(before)
        if group.name is not None and group.kind == "person":
            continue
        rest = at + len(mark) + 2
        for part in _members(after):
            member = read_mention(part)
            if member.name is not None:
                member.member_at = rest + max(0, after.find(part))
                mention.members.append(member)
        if not mention.members:
            continue
        mention.text = text
        mention.head, mention.anonymity, mention.kind = group.head, "unnamed", group.kind or "group"
        mention.name = None
        mention.role = before
        return True
    return False


def _two_names(text: str) -> list[tuple[SourceMention, int]]:
    """Read "Ann Lee and Bob Roe", or "the school district and the police department", as two sources."""
    head, joint, tail = text.partition(" and ")
    if not joint or " and " in tail or "," in text:
        return []
    lead = 5 if head.lower().startswith("both ") else 0
    first, second = read_mention(head[lead:]), read_mention(tail)
    if first.name is None or second.name is None:
        return []
    persons = first.kind == second.kind == "person" and " " in first.name and " " in second.name
    bodies = tail.startswith("the ") and "person" not in (first.kind, second.kind)
    return [(first, lead), (second, len(head) + 5)] if persons or bodies else []


def _members(text: str) -> list[str]:
    parts = [p for chunk in text.split(" and ") for p in chunk.split(", ")]
    return [p.strip(" ,") for p in parts if p.strip(" ,")][:8]


def _read(
    mention: SourceMention, text: str, tokens: list[Token], words: list[str], starts_sentence: bool
) -> None:
    mention.definite = words[0] == "the" or words[0] in ("his", "her", "their", "its")
    pieces = _pieces(text, tokens)
    first_head = _head(words, *pieces[0]) if pieces else ""
    if first_head in known.DOCUMENTS | known.DATASETS | known.MEDIA:
        pieces = []  # "a study in the journal Polar Science" is not a person of that name
    for number, (start, end) in enumerate(pieces):
        name = person_name(tokens, start, end, starts_sentence and start == 0, alone=len(pieces) == 1)
        if name is None or _only_owns(tokens, name[1], end):
            continue
        first, last = name
        mention.name = text[tokens[first].start : tokens[last - 1].end].rstrip(",")
        mention.name = mention.name.removesuffix("'s").removesuffix("’s")
        mention.kind = "person"
        mention.anonymity = "named"
        role = _join(text, tokens, start, first)
        tail = _join(text, tokens, last, end)
        others = [_join(text, tokens, a, b) for n, (a, b) in enumerate(pieces) if n != number]
        others = [o for o in others if o and not o.rstrip(".").isdigit() and not _is_place(o)]
        roles = [r for r in (role, *others) if r and not r.startswith(("who ", "which ", "whose "))]
        mention.role = _without_honorific(roles[0]) if roles else None
        if any(_names_trade(r.lower().split()) for r in (role, *others) if r):
            mention.kind = "organization"
        before = role.lower().split()[-1] if role else ""
        if before in OUTLET_NOUNS or before == "journal":
            mention.kind = "news_outlet" if before != "journal" else None
            mention.role = None
        _affiliate(mention, [tail, role, *others], [role, *others])
        break
    gendered = [w for w in words if w in known.FEMALE or w in known.MALE]
    if gendered:
        mention.gender = "f" if gendered[0] in known.FEMALE else "m"
    if mention.name is not None:
        mention.head = _head(words, 0, len(words))
        return
    _read_nameless(mention, text, tokens, words, starts_sentence)


def _is_place(words: str) -> bool:
    """Say whether an apposition is nothing but capitals without a post in them: "Ohio", "D.C."."""
    return all(w[0].isupper() and w.lower().strip(".,") not in known.ROLES for w in words.split())


def _only_owns(tokens: list[Token], last: int, end: int) -> bool:
    """Say whether a name is that of the one whose somebody speaks: "Angela Merkel's spokesman"."""
    return last < end and tokens[last - 1].text.endswith(("'s", "’s")) and not is_capital(tokens[last])


def _names_trade(words: list[str]) -> bool:
    """Say whether an apposition is about a firm: "Norway's largest maker of heat pumps"."""
    return _head(words, 0, len(words)) in known.TRADES and not any(w in known.ROLES for w in words)


def _without_honorific(role: str) -> str | None:
    words = role.split()
    if words and words[0].lower() in ("of", "from", "at", "in"):
        return None
    while words and words[-1].lower().rstrip(".") in _BEFORE_NAMES:
        words.pop()
    return " ".join(words) or None


_BEFORE_NAMES = word_set("dr mr mrs ms miss sir prof dame lord lady")


def _affiliate(mention: SourceMention, phrases: list[str], roles: list[str]) -> None:
    """Note whom the phrases tie the source to."""
    tie = find_tie(phrases) or next((t for t in map(tie_before_role, roles) if t is not None), None)
    if tie is not None:
        mention.organization, mention.organization_kind = tie.organization, tie.kind
        mention.speaks_for, mention.owner = tie.speaks_for, tie.owner
        if tie.is_all:
            mention.role = None


_WITH_OWNER = (
    known.GOVERNMENT | known.MILITARY | word_set("campaign team hospital university school")
) - word_set("agency service")


def _read_nameless(
    mention: SourceMention, text: str, tokens: list[Token], words: list[str], starts_sentence: bool
) -> None:
    """Read an organisation, a role without a name, a group or a document."""
    end = next((i for i, w in enumerate(words) if w in _ENDS_SOURCE), len(words))
    head = mention.head = _head(words, 0, end)
    if head in known.DOCUMENTS | known.DATASETS | known.MEDIA:  # whoever saw or sent it is another one
        end = next((i for i in range(1, end) if words[i] in _HANDLED), end)
    kind = kind_of(words[:end], head, tokens[:end])
    run = capital_run(tokens, 0, end, starts_sentence)
    organization = run is not None and names_organization(tokens, words, run, end, head)
    if not organization:
        run = next((p for p in _pieces(text, tokens)[1:] if is_all_name(tokens, *p)), None)
        organization = run is not None and head in known.TRADES
    if run is not None and organization:
        first, last = run
        if (
            first > 0
            and words[first - 1] == "the"
            and tokens[first - 1].text == "The"
            and not starts_sentence
        ):
            first -= 1
        if last < end and words[last] in _WITH_OWNER and not words[last - 1].endswith(("'s", "’s")):
            last += 1  # "the Trump administration"
        mention.name = text[tokens[first].start : tokens[last - 1].end].removesuffix("'s").removesuffix("’s")
        mention.kind = kind_of(words[first:last], words[last - 1], tokens[first:last]) or kind
        before = words[first - 1] if first > 0 else ""
        if before in OUTLET_NOUNS and before != "press":
            mention.kind = "news_outlet"
        if (head in known.TRADES or before in known.TRADES) and mention.kind in (None, "group"):
            mention.kind = "organization"
        if (
            last - first == 1
            and mention.kind == "organization"
            and not is_org_word(words[first])
            and not mention.name.isupper()
            and head not in known.TRADES
            and before not in known.TRADES
        ):
            mention.kind = None  # one capitalised word: a surname, a place or a firm
        if mention.kind == "group":
            mention.kind = "organization"
        mention.anonymity = "named"
        return
    mention.kind = kind
    if any(w in known.ROLES for w in words[:end]) and kind not in (
        "document", "dataset", "media", "group", "news_outlet"
    ):  # fmt: skip
        mention.kind = mention.kind if mention.kind == "group" else "person"
        mention.role = text[: tokens[end - 1].end] if end else None
        _affiliate(mention, [text], [])
    opener = words[0]
    if head in known.UNSPECIFIED and end <= 2:
        mention.anonymity = "unspecified"
        if head in ("estimates", "estimate"):
            mention.kind = "unknown"
        elif head == "media":
            mention.kind = "group"
    elif (
        (opener in ("the", "its", "his", "her", "their") and mention.kind != "group")
        or mention.organization is not None
        or (head in SPOKES and end > 2)
        or (
            opener not in _INDEFINITE
            and mention.kind in ("person", "government_body", "organization", "military")
        )
    ):
        mention.anonymity = "role_only"
    elif mention.kind in ("document", "dataset", "media"):
        mention.anonymity = "role_only" if opener == "the" else "unnamed"


def _pieces(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Cut the phrase at its commas and dashes, brackets left out."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for i, token in enumerate(tokens):
        if token.text in (",", "–", "—", "(", ")", ";"):
            if i > start:
                pieces.append((start, i))
            start = i + 1
    if start < len(tokens):
        pieces.append((start, len(tokens)))
    return pieces


def _head(words: list[str], start: int, end: int) -> str:
    """Return the head noun: the last word before a preposition, a participle or a comma."""
    head = words[start] if start < end else ""
    for i in range(start, end):
        if i > start and words[i] in _AFTER_HEAD:
            break
        if words[i][0].isalnum():
            head = words[i]
    return head


_ENDS_SOURCE = (",", "who", "which", "that", "published")
_HANDLED = word_set(
    "seen obtained reviewed viewed sent shared circulated submitted handed addressed released"
)
_AFTER_HEAD = TIES | word_set(
    "on to by about , familiar close briefed who behind published released obtained posted seen led based "
    "filed dated signed reviewed conducted commissioned written issued compiled cited made sent viewed "
    "shared prepared drafted submitted handed circulated addressed that which"
)


def _join(text: str, tokens: list[Token], start: int, end: int) -> str:
    if end <= start:
        return ""
    return text[tokens[start].start : tokens[end - 1].end].strip(" ,")
