"""Who is who in one text: mentions of sources joined to the entities they name.

"Syrskyi" is the general named in full before; "he" is whoever spoke last, where nobody else is
near; "the minister" the one minister there is. What is not safe stays apart: two records that a
person may judge the same cost less than one that hides two people.
"""

from attrs import define, field

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.known import means_a_group
from provenance.extraction.records.mentions import SourceMention, name_key, read_mention
from provenance.extraction.records.roll import Roll
from provenance.extraction.records.ties import SPOKES

__all__ = ["Cast", "Entity"]

_NEAR = 450  # how far back, in characters, a pronoun looks


@define(eq=False)
class Entity:
    """One source of the text, with everything said of it."""

    name: str | None = None
    kind: str | None = None
    description: str | None = None
    place: tuple[int, int] | None = None
    """Where a nameless one is described."""

    aliases: list[str] = field(factory=list)
    heads: set[str] = field(factory=set)
    gender: str | None = None
    role: str | None = None
    organization: "Entity | None" = None
    speaks_for: bool = False
    voice_inferred: bool = False
    """Whom it speaks for was concluded from the passage before."""

    members: list["Entity"] = field(factory=list)
    last_seen: int = -1

    @property
    def is_person(self) -> bool:
        """Whether a pronoun for a person may stand for it."""
        return self.kind == "person" or (self.kind is None and self.name is not None)


class Cast:
    """The entities of one text."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self._by_key: dict[str, Entity] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._by_edge: dict[str, list[Entity]] = {}
        self._by_initials: dict[str, list[Entity]] = {}
        self._bodies: list[Entity] = []

    # -- finding who is meant -----------------------------------------------------------------

    def entity_for(
        self,
        phrase: str,
        start: int,
        *,
        starts_sentence: bool,
        enclosing: Entity | None,
        previous: Entity | None,
    ) -> tuple[Entity, SourceMention]:
        """Return the entity that a source phrase at `start` stands for, and what the phrase says.

        Args:
            phrase: the words of the source.
            start: where they stand.
            starts_sentence: whether they open a sentence, so that a capital says nothing.
            enclosing: the speaker in whose words the phrase stands.
            previous: the source of the passage before, in the same or the last paragraph.
        """
        mention = read_mention(phrase, starts_sentence=starts_sentence)
        if mention.pronoun is not None:
            found = self._by_pronoun(mention, start, enclosing, previous)
            entity = found or self._new(mention, start, phrase)
        else:
            entity = self._named(mention, start, phrase, previous)
            self._lend_owner(entity, mention, start, previous)
            self._lend_voice(entity, mention, previous)
        entity.last_seen = start
        return entity, mention

    def suits(self, phrase: str, pronoun: SourceMention) -> bool:
        """Say whether a pronoun may stand for what a phrase names."""
        mention = read_mention(phrase, starts_sentence=True)
        speaks = mention.kind != "group" or means_a_group(mention.head)  # "the trees fell" do not
        return mention.pronoun is None and speaks and self._agrees(Entity(kind=mention.kind), pronoun)

    def _by_pronoun(
        self, mention: SourceMention, start: int, enclosing: Entity | None, previous: Entity | None
    ) -> Entity | None:
        pronoun = mention.pronoun
        if enclosing is not None and pronoun in ("i", "we", "he", "she", "they", "it"):
            agrees = pronoun in ("i", "we") or self._agrees(enclosing, mention)
            if agrees and not self._rivals(start, enclosing, mention):
                return enclosing
        if pronoun in ("he", "she"):
            found = self._he_or_she(mention, start, previous)
            if found is not None:
                found.gender = found.gender or mention.gender
            return found
        near_enough = previous is not None and start - previous.last_seen < _NEAR
        if pronoun in ("they", "it") and previous is not None and near_enough:
            return previous if self._agrees(previous, mention) else None
        return None

    def _he_or_she(self, mention: SourceMention, start: int, previous: Entity | None) -> Entity | None:
        """Return the person meant: the last speaker, unless a sentence since then opens with another name."""
        since = previous.last_seen if previous is not None else start - _NEAR
        opener = self.roll.last_opener(max(since, start - _NEAR), start)
        is_new = opener is not None and (previous is None or opener != previous.name)
        if opener is not None and is_new and self._gender(opener) in (None, mention.gender):
            return self._by_name(opener)
        near = {n for n in self.roll.named_before(start, _NEAR) if self._gender(n) in (None, mention.gender)}
        if previous is not None and self._agrees(previous, mention):
            if previous.name is None and not self.roll.has_break(since, start):
                return previous
            if not near or previous.name in near or len(near) > 1:
                close = start - previous.last_seen < _NEAR // 2
                return previous if previous.name in near or not near or close else None
        return self._by_name(next(iter(near))) if len(near) == 1 else None

    def _agrees(self, entity: Entity, mention: SourceMention) -> bool:
        pronoun = mention.pronoun
        if pronoun in ("he", "she"):
            return entity.is_person and entity.gender in (None, mention.gender)
        if pronoun == "they":
            return entity.kind not in ("person", "document", "dataset", "media", None)
        if pronoun == "it":
            return entity.kind not in ("person", "group", None)
        return True

    def _rivals(self, start: int, entity: Entity, mention: SourceMention) -> bool:
        if mention.pronoun in ("i", "we") or entity.last_seen < 0:
            return False
        return any(
            name != entity.name and self._gender(name) in (None, mention.gender)
            for name in self.roll.names_between(entity.last_seen, start)[:10]
        )

    def _gender(self, name: str) -> str | None:
        entity = self._by_key.get(name_key(name))
        return entity.gender if entity is not None else None

    def _by_name(self, name: str) -> Entity:
        entity = self._by_key.get(name_key(name))
        if entity is None:
            entity = Entity(name=name, kind="person")
            self._add(entity)
        return entity

    # -- names and descriptions ---------------------------------------------------------------

    def _named(
        self, mention: SourceMention, start: int, phrase: str, previous: Entity | None = None
    ) -> Entity:
        entity = self._known(mention, start, previous)
        if entity is None:
            entity = self._new(mention, start, phrase)
        else:
            self._learn(entity, mention)
        return entity

    def _lend_owner(
        self, entity: Entity, mention: SourceMention, start: int, previous: Entity | None
    ) -> None:
        """Take "his spokesman" for that of the person whom "he" would mean there."""
        first = mention.text.split()[0].lower()
        if entity.organization is not None or first not in ("his", "her") or mention.head not in SPOKES:
            return
        pronoun = SourceMention(text=first, pronoun="he" if first == "his" else "she")
        pronoun.gender = "m" if first == "his" else "f"
        owner = self._he_or_she(pronoun, start, previous)
        if owner is not None and owner is not entity and owner.name is not None:
            entity.organization, entity.speaks_for, entity.voice_inferred = owner, True, True

    def _lend_voice(self, entity: Entity, mention: SourceMention, previous: Entity | None) -> None:
        """Take "a spokesman" for that of the organisation credited just before."""
        if (
            mention.organization is not None
            or entity.organization is not None
            or previous is None
            or previous is entity
        ):
            return
        if (
            mention.head in ("spokesman", "spokeswoman", "spokesperson")
            and mention.name is None
            and previous.name is not None
        ) and previous.kind in ("organization", "government_body", "military"):
            entity.organization, entity.speaks_for, entity.voice_inferred = previous, True, True

    def _known(self, mention: SourceMention, start: int, previous: Entity | None) -> Entity | None:
        if mention.name is not None:
            return self._known_by_name(mention)
        if not mention.definite or not mention.head or mention.kind in _NEVER_JOINED:
            return None
        if mention.text.split()[0].lower() in _POSSESSIVES:
            return None  # "his spokesman" is not the spokesman named before
        near = previous if previous is not None and start - previous.last_seen < _NEAR else None
        holders = self._by_head.get(mention.head, [])
        if not holders:
            return self._body_like(mention, near)
        if len(holders) == 1 and _fits(mention, holders[0], start):
            one = holders[0]
            since = one.last_seen if one is near else -1
            return None if self.roll.has_other_holder(mention.head, one.name, since) else one
        return (
            near if near is not None and mention.head in near.heads and _fits(mention, near, start) else None
        )

    def _body_like(self, mention: SourceMention, near: Entity | None) -> Entity | None:
        """Return the named body that "the company" or "the paper" stands for: the one there is, or last."""
        kinds = next((kinds for heads, kinds in _STAND_INS if mention.head in heads), ())
        needed = "police" if mention.head == "force" else None
        words = mention.text.lower().split()
        if not kinds or not words or words[0] != "the" or any(w in _OTHERS for w in words):
            return None
        fitting = (
            e
            for e in self._bodies
            if e.last_seen >= 0 and e.kind in kinds and (needed is None or needed in e.heads)
        )
        first = next(fitting, None)
        if first is None or next(fitting, None) is None:
            return first
        return near if near is not None and near.name is not None and near.kind in kinds else None

    def _known_by_name(self, mention: SourceMention) -> Entity | None:
        assert mention.name is not None
        key = name_key(mention.name)
        if key in self._by_key:
            return self._by_key[key]
        if " " not in mention.name and mention.kind in ("person", None):
            full = self._full_name(mention)
            if full is not None:
                mention.name, mention.kind = full, "person"
                return self._by_key.get(name_key(full))
        if mention.kind != "person":
            long = self.roll.acronyms.get(mention.name)
            if long is not None and name_key(long) in self._by_key:
                return self._by_key[name_key(long)]
            spelt = self._by_initials.get(mention.name, [])
            if len(spelt) == 1:
                spelt[0].aliases = [*dict.fromkeys([*spelt[0].aliases, mention.name])]
                return spelt[0]
            longer = self._by_edge.get(key, [])
            if len(longer) == 1 and mention.kind != "news_outlet":
                return longer[0]
        return None

    def _full_name(self, mention: SourceMention) -> str | None:
        """Return the one full name in the text whose last (or first) word this is."""
        assert mention.name is not None
        for index in (self.roll.full_by_last, self.roll.full_by_first):
            names = index.get(mention.name, [])
            if len(names) == 1:
                return names[0]
            if len(names) > 1:
                fitting = [n for n in names if self._gender(n) == mention.gender is not None]
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _new(self, mention: SourceMention, start: int, phrase: str) -> Entity:
        entity = Entity(kind=mention.kind)
        self._learn(entity, mention)
        if mention.name is None:
            entity.description = (
                mention.role
                if mention.members and mention.role
                else _without_clause(" ".join(phrase.split()))
            )
            entity.place = (start, start + len(phrase))
        else:
            entity.name = mention.name
            long = self.roll.acronyms.get(mention.name)
            short = self.roll.short_for.get(name_key(mention.name))
            if long is not None:
                entity.name, entity.aliases = long, [mention.name]
                self._by_key.setdefault(name_key(mention.name), entity)
            elif short is not None:
                entity.aliases = [short]
            self._introduce(entity)
        self._add(entity)
        for member in mention.members:
            at = start + member.member_at
            entity.members.append(self._named(member, at, member.text))
        return entity

    def outlet_named(self, name: str) -> Entity:
        """Return the source of a name that stands where only an outlet can ("first published by …")."""
        entity = self._by_key.get(name_key(name))
        if entity is None:
            entity = Entity(name=name, kind="news_outlet")
            self._add(entity)
        return entity

    def _introduce(self, entity: Entity) -> None:
        """Give a person the post that stands before the name where the text first has it."""
        words = self.roll.introduction(entity.name or "") if entity.role is None else None
        first = read_mention(words) if words is not None else None
        if first is not None and first.name == entity.name and first.kind == "person":
            self._learn(entity, first)

    def _add(self, entity: Entity) -> None:
        if entity.name is None:
            return
        key = name_key(entity.name)
        self._by_key.setdefault(key, entity)
        if entity.kind in ("person", None):
            return
        self._bodies.append(entity)
        words = key.split()
        self._give_heads(entity, *(w for w in words if w in _BODY_NOUNS))
        for i in range(1, min(len(words), 12)):
            for edge in (" ".join(words[:i]), " ".join(words[-i:])):
                bodies = self._by_edge.setdefault(edge, [])
                if entity not in bodies[-1:]:
                    bodies.append(entity)
        initials = _initials(entity.name)
        if 2 < len(initials) <= 7:
            self._by_initials.setdefault(initials, []).append(entity)

    def _give_heads(self, entity: Entity, *heads: str) -> None:
        for head in heads:
            if head not in entity.heads:
                entity.heads.add(head)
                self._by_head.setdefault(head, []).append(entity)

    def _learn(self, entity: Entity, mention: SourceMention) -> None:
        entity.gender = entity.gender or mention.gender
        if mention.kind == "person" and entity.kind is None:
            entity.kind = "person"
        if mention.role is not None and entity.role is None and mention.role.lower() not in _HONORIFICS:
            entity.role = mention.role
        for word in map(_spelt_out, (mention.role or "").lower().replace("-", " ").split()):
            if word.strip(",.") in known.ROLES and word.strip(",.") not in _HONORIFICS:
                self._give_heads(entity, word.strip(",."))
        if mention.kind == "platform_account" and mention.head:
            self._give_heads(entity, mention.head)
        if mention.name is None and mention.head:
            self._give_heads(entity, mention.head)
        if entity.organization is None:
            body = self._body_of(mention)
            if body is not None and body is not entity:
                entity.organization, entity.speaks_for = body, mention.speaks_for

    def _body_of(self, mention: SourceMention) -> Entity | None:
        """Return whom the phrase ties the source to, made if need be."""
        if mention.organization is None:
            owners = [e for e in self._by_head.get(mention.owner or "", [])[:20] if e.kind != "person"]
            return owners[0] if mention.owner and len(owners) == 1 else None
        tied = SourceMention(
            text=mention.organization, name=mention.organization, kind=mention.organization_kind
        )
        if mention.speaks_for:  # "Shaw's attorney", "Chancellor Angela Merkel's spokesman"
            last = mention.organization.split()[-1]
            full = self._full_name(SourceMention(text=last, name=last))
            if full is not None and mention.organization.endswith(
                full if " " in mention.organization else last
            ):
                return self._by_name(full)
        found = self._known_by_name(tied)
        if found is None:
            found = Entity(name=tied.name, kind=tied.kind)
            self._add(found)
        return found


def _without_clause(phrase: str) -> str:
    """Cut a relative clause off a description: it tells more than who it is."""
    for mark in (", who ", ", which ", ", whose ", ", speaking "):
        phrase = phrase.split(mark)[0]
    return phrase


_HONORIFICS = word_set("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof prof.")
_POSSESSIVES = word_set("his her their its my our")
_NEVER_JOINED = frozenset(("document", "dataset", "media"))
_STAND_INS = (
    (
        word_set(
            "company firm maker manufacturer retailer supplier carmaker automaker airline bank insurer "
            "startup "
            "start-up lender chain operator conglomerate drugmaker chipmaker brewer utility"
        ),
        ("organization",),
    ),
    (word_set("group organisation organization charity union body watchdog"), ("organization",)),
    (word_set("agency department service"), ("government_body", "organization", "news_agency")),
    (word_set("newspaper paper magazine broadcaster outlet website network publication"), ("news_outlet",)),
    (word_set("military army"), ("military",)),
    (word_set("force"), ("government_body",)),
)
_OTHERS = word_set("other another rival parent second first third two three new former same latter target")
_MINOR = word_set("of the and for on in & de la du des")


_SHORT_POSTS = {
    "det": "detective", "insp": "inspector", "supt": "superintendent", "sgt": "sergeant",
    "lt": "lieutenant", "gov": "governor", "sen": "senator", "gen": "general", "col": "colonel",
    "capt": "captain", "maj": "major", "prof": "professor", "rep": "representative",
    "cllr": "councillor", "adm": "admiral", "cmdr": "commander", "rev": "reverend", "dr": "doctor",
}  # fmt: skip


def _spelt_out(post: str) -> str:
    """Return the word that the abbreviation of a post stands for ("Det" in "Det Insp Mark Oldfield")."""
    return _SHORT_POSTS.get(post.strip(",."), post)


_BODY_NOUNS = known.GOVERNMENT | known.ORGANIZATIONS | known.MILITARY
_FAR = 1500  # how far back, in characters, "the official" looks for one without a name


def _initials(name: str) -> str:
    """Return the initials of a body's name: WHO for World Health Organization."""
    return "".join(w[0] for w in name.split() if w.lower() not in _MINOR and w[0].isupper())


def _fits(mention: SourceMention, entity: Entity, start: int) -> bool:
    """Say whether all that "the Israeli official" says of somebody was said of that one before."""
    if entity.name is None and start - entity.last_seen > _FAR:
        return False
    told = f"{entity.role or ''} {entity.description or ''} {entity.name or ''}".lower().replace("-", " ")
    if mention.organization is not None and mention.organization.lower() not in told:
        return False
    words = mention.text.lower().replace("-", " ").split()
    if mention.head not in words:
        return True
    modifiers = words[1 : words.index(mention.head)]
    return all(word in told.split() or word in entity.heads for word in modifiers)
