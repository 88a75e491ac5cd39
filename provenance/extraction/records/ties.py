"""Whom a source is tied to: "of the Metropolitan Police", "for Baltic Air", "Jefferies analyst"."""

from typing import NamedTuple

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.known import DEMONYMS, kind_of_name, means_a_person
from provenance.extraction.records.naming import capital_run, is_capital, is_org_word, kind_of
from provenance.extraction.tokens import Token, tokens_of

__all__ = ["SPOKES", "TIES", "Tie", "find_tie", "tie_before_role"]

SPOKES = word_set("spokesman spokeswoman spokesperson spokespeople spokesmen representative lawyer attorney")
TIES = word_set("of at for from with in")
_STAFF = word_set(
    "analyst analysts coach manager boss striker midfielder defender goalkeeper captain executive ceo "
    "cfo coo chief "
    "founder co-founder economist strategist researcher reporter correspondent editor columnist owner lawyer "
    "professor scientist engineer campaigner spokesman spokeswoman spokesperson director chairman "
    "chairwoman chair "
    "winger head trader adviser advisor official lawmaker mp leader organizer organiser driver"
)
_HEADS = word_set(
    "executive ceo cfo founder co-founder chairman chairwoman owner coach captain editor analyst "
    "economist strategist"
)
_MONEY = word_set(
    "securities capital management associates ventures markets insurance advisors partners analytics"
)
_NO_BODY = DEMONYMS | word_set(
    "former senior veteran retired local opposition council charity club team school company police "
    "family community "
    "union deputy assistant acting chief lead star head government state city county regional national "
    "federal "
    "military army navy party house senate parliament hospital university airport bank industry market "
    "political "
    "energy defence defense science health climate civil human junior independent freelance fellow new "
    "young first "
    "shadow us uk u.s u.s. u.k u.k. prime vice foreign finance interior home labour-run board project "
    "study report "
    "co-author lead-author prosecutor defending exiled interim long-time longtime one another rights "
    "expert tech"
)


class Tie(NamedTuple):
    """A body, or a person, that a source belongs to or speaks for."""

    organization: str | None
    kind: str | None = None
    speaks_for: bool = False
    owner: str | None = None
    """The noun of a body that is named elsewhere: "authority" in "the authority's head, Yusuf Demir"."""

    is_all: bool = False
    """The words say no post, only whose somebody is ("Labour's")."""


def find_tie(phrases: list[str]) -> Tie | None:
    """Return the organisation in the first phrase that has one."""
    for phrase in phrases:
        tie = _tie_in(phrase) if phrase else None
        if tie is not None:
            return tie
    return None


def _tie_in(phrase: str) -> Tie | None:
    tokens = tokens_of(phrase)
    words = [t.text.lower() for t in tokens]
    spokes = next((i for i, w in enumerate(words) if w in SPOKES), None)
    for i, word in enumerate(words):
        if word in TIES and i + 1 < len(tokens):
            last = _body_after(tokens, words, i, speaks=spokes is not None)
            if last is not None:
                first, end = last
                end = _before_place(words, first, end)
                name = phrase[tokens[first].start : tokens[end - 1].end]
                kind = kind_of_name(name) or _kind(words, tokens, first, end)
                return Tie(name, kind, speaks_for=spokes is not None and spokes < i)
    if spokes is not None and spokes > 0:
        run = capital_run(tokens, 0, spokes, False)
        if run is not None and run[1] == spokes:
            name = phrase[tokens[run[0]].start : tokens[run[1] - 1].end]
            name = name.removesuffix("'s").removesuffix("’s")
            return Tie(name, kind_of_name(name) or _kind(words, tokens, *run), speaks_for=True)
    return None


def _body_after(tokens: list[Token], words: list[str], i: int, *, speaks: bool) -> tuple[int, int] | None:
    """Return the name of a body right behind "of", "at" or "for", or `None`."""
    run = capital_run(tokens, i + 1, len(tokens), False)
    if run is None or run[0] > i + 2:
        return None
    first, last = run
    has_org_word = any(is_org_word(w) or w in _MONEY for w in words[first:last])
    acronym = last - first == 1 and tokens[first].text.isupper() and len(tokens[first].text) > 1
    if words[i] == "in" and not has_org_word:
        return None
    is_headed = words[i] == "of" and i > 0 and words[i - 1] in _HEADS
    if not (has_org_word or acronym or words[i] in ("at", "for", "with") or speaks or is_headed):
        return None
    if last < len(words) and is_org_word(words[last]):
        last += 1  # "the LA Sheriff's office"
    return first, last


def _before_place(words: list[str], first: int, end: int) -> int:
    """Return where a name ends if a place follows: "the Smithsonian Institution in Washington"."""
    at = next((i for i in range(first + 1, end) if words[i] in ("in", "at")), end)
    return at if any(is_org_word(w) for w in words[first:at]) else end


def _kind(words: list[str], tokens: list[Token], first: int, last: int) -> str:
    kind = kind_of(words[first:last], words[last - 1], tokens[first:last])
    return kind if kind not in (None, "group", "person") else "organization"


def tie_before_role(role: str) -> Tie | None:
    """Return whom "Jefferies analyst", "WHO Director", "the authority's head" or "Labour's" belongs to.

    Examples:
        >>> tie_before_role("Jefferies analyst").organization, tie_before_role("Health Minister")
        ('Jefferies', None)
    """
    tokens = tokens_of(role)
    words = [t.text.lower() for t in tokens]
    if not tokens:
        return None
    if not is_capital(tokens[0]) or words[0].rstrip(".") in _NO_BODY or words[0] == "the":
        owner = words[1].removesuffix("'s").removesuffix("’s") if len(words) > 2 else ""
        is_owner = words[0] == "the" and words[1] != owner and is_org_word(owner)
        return Tie(None, owner=owner) if is_owner else None
    if len(words) == 1 and words[0].endswith(("'s", "’s")):
        return Tie(role[:-2], kind_of_name(role[:-2]), is_all=True) if words[0][:-2] not in _NO_BODY else None
    last = _end_of_lead(tokens, words)
    if last is None or any(w in _NO_BODY or w in known.ROLES for w in words[:last]):
        return None
    name = role[tokens[0].start : tokens[last - 1].end]
    return Tie(name, kind_of_name(name) or _kind(words, tokens, 0, last))


def _end_of_lead(tokens: list[Token], words: list[str]) -> int | None:
    """Return where the name at the head of a post ends, if one stands there."""
    last = 1
    while last < len(tokens) and is_capital(tokens[last]) and words[last] not in known.ROLES | _STAFF:
        last += 1
    rest = words[last:]
    lower = bool(rest) and not is_capital(tokens[last])
    is_short = tokens[0].text.isupper() and len(tokens[0].text) > 1
    if is_short and rest and (lower or means_a_person(rest[-1])):
        return 1
    is_post = lower and any(w in _STAFF for w in rest) and not words[last - 1].endswith(("'s", "’s"))
    return last if is_post else None
