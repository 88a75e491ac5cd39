"""Who is who in one text: mentions of sources joined to the entities they name.

"Syrskyi" is the general named in full before; "he" is whoever spoke last, where nobody else is
near; "the minister" the one minister there is. What is not safe stays apart: two records that a
person may judge the same cost less than one that hides two people.
"""

from bisect import bisect_left

from attrs import define, field

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.mentions import SourceMention, name_key, read_mention
from provenance.extraction.records.naming import person_names
from provenance.extraction.tokens import Token

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

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}
        self._full_by_last: dict[str, list[str]] = {}
        self._full_by_first: dict[str, list[str]] = {}
        self._places: list[int] = []
        self._names_at: list[str] = []
        self._acronyms = _acronyms(text, tokens)
        self._read_names(text, tokens)

    def _read_names(self, text: str, tokens: list[Token]) -> None:
        lasts: dict[str, str] = {}
        for start, end in person_names(tokens):
            name = text[tokens[start].start : tokens[end - 1].end].removesuffix("'s").removesuffix("’s")
            last, first = name.split()[-1], name.split()[0]
            for index, word in ((self._full_by_last, last), (self._full_by_first, first)):
                names = index.setdefault(word, [])
                if name not in names and len(names) < 5:
                    names.append(name)
            lasts.setdefault(last, name)
        for token in tokens:
            word = token.text.removesuffix("'s").removesuffix("’s")
            if word in lasts:
                self._places.append(token.start)
                self._names_at.append(lasts[word])

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
            entity = self._named(mention, start, phrase)
            self._lend_voice(entity, mention, previous)
        entity.last_seen = start
        return entity, mention

    def _by_pronoun(
        self, mention: SourceMention, start: int, enclosing: Entity | None, previous: Entity | None
    ) -> Entity | None:
        pronoun = mention.pronoun
        if enclosing is not None and pronoun in ("i", "we", "he", "she", "they", "it"):
            agrees = pronoun in ("i", "we") or self._agrees(enclosing, mention)
            if agrees and not self._rivals(start, enclosing, mention):
                return enclosing
        if pronoun in ("he", "she"):
            near = self._people_before(start, mention.gender)
            if (
                previous is not None
                and self._agrees(previous, mention)
                and (not near or previous.name in near or len(near) > 1)
            ):
                return (
                    previous
                    if previous.name in near or not near or start - previous.last_seen < _NEAR // 2
                    else None
                )
            if len(near) == 1:
                found = self._by_name(next(iter(near)))
                found.gender = found.gender or mention.gender
                return found
        near_enough = previous is not None and start - previous.last_seen < _NEAR
        if pronoun in ("they", "it") and previous is not None and near_enough:
            return previous if self._agrees(previous, mention) else None
        return None

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
        low, high = bisect_left(self._places, entity.last_seen), bisect_left(self._places, start)
        return any(
            name != entity.name and self._gender(name) in (None, mention.gender)
            for name in self._names_at[low:high][:10]
        )

    def _people_before(self, start: int, gender: str | None) -> set[str]:
        low, high = bisect_left(self._places, start - _NEAR), bisect_left(self._places, start)
        paragraph = self.text.rfind("\n\n", max(0, start - _NEAR), start)
        paragraph = self.text.rfind("\n\n", max(0, start - _NEAR), paragraph) if paragraph > 0 else -1
        found = {
            name
            for place, name in zip(self._places[low:high], self._names_at[low:high], strict=True)
            if place > paragraph or paragraph < 0
        }
        return {name for name in found if self._gender(name) in (None, gender)}

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

    def _named(self, mention: SourceMention, start: int, phrase: str) -> Entity:
        entity = self._known(mention)
        if entity is None:
            entity = self._new(mention, start, phrase)
        else:
            self._learn(entity, mention)
        return entity

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

    def _known(self, mention: SourceMention) -> Entity | None:
        if mention.name is not None:
            return self._known_by_name(mention)
        if not mention.definite or not mention.head:
            return None
        if mention.kind in ("document", "dataset", "media"):
            return None
        matches = [e for e in self.entities if mention.head in e.heads]
        return matches[0] if len(matches) == 1 and mention.kind != "group" else None

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
            long = self._acronyms.get(mention.name)
            if long is not None and name_key(long) in self._by_key:
                return self._by_key[name_key(long)]
            matches = [
                e
                for k, e in self._by_key.items()
                if e.kind not in ("person", None) and (k.startswith(key + " ") or k.endswith(" " + key))
            ]
            if len({id(e) for e in matches}) == 1 and mention.kind != "news_outlet":
                return matches[0]
        return None

    def _full_name(self, mention: SourceMention) -> str | None:
        """Return the one full name in the text whose last (or first) word this is."""
        assert mention.name is not None
        for index in (self._full_by_last, self._full_by_first):
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
            long = self._acronyms.get(mention.name)
            if long is not None:
                entity.name, entity.aliases = long, [mention.name]
                self._by_key.setdefault(name_key(mention.name), entity)
        self._add(entity)
        for member in mention.members:
            at = start + member.member_at
            entity.members.append(self._named(member, at, member.text))
        return entity

    def _add(self, entity: Entity) -> None:
        self.entities.append(entity)
        if entity.name is not None:
            key = name_key(entity.name)
            self._by_key.setdefault(key, entity)
            if entity.kind not in ("person", None):
                entity.heads.update(
                    w for w in key.split() if w in known.GOVERNMENT | known.ORGANIZATIONS | known.MILITARY
                )

    def _learn(self, entity: Entity, mention: SourceMention) -> None:
        entity.gender = entity.gender or mention.gender
        if mention.kind == "person" and entity.kind is None:
            entity.kind = "person"
        if mention.role is not None and entity.role is None and mention.role.lower() not in _HONORIFICS:
            entity.role = mention.role
        for word in (mention.role or "").lower().replace("-", " ").split():
            if word.strip(",.") in known.ROLES and word.strip(",.") not in _HONORIFICS:
                entity.heads.add(word.strip(",."))
        if mention.name is None and mention.head:
            entity.heads.add(mention.head)
        if mention.organization is not None and entity.organization is None:
            organization = SourceMention(
                text=mention.organization, name=mention.organization, kind=mention.organization_kind
            )
            known_one = self._known_by_name(organization)
            if known_one is None:
                known_one = Entity(name=organization.name, kind=organization.kind)
                self._add(known_one)
            if known_one is not entity:
                entity.organization, entity.speaks_for = known_one, mention.speaks_for


def _without_clause(phrase: str) -> str:
    """Cut a relative clause off a description: it tells more than who it is."""
    for mark in (", who ", ", which ", ", whose ", ", speaking "):
        phrase = phrase.split(mark)[0]
    return phrase


_HONORIFICS = word_set("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof prof.")


def _acronyms(text: str, tokens: list[Token]) -> dict[str, str]:
    """Return acronyms that the text explains: "Institute for the Study of War (ISW)"."""
    found: dict[str, str] = {}
    for i in range(2, len(tokens) - 1):
        acronym = tokens[i].text
        if not (
            acronym.isupper()
            and 2 <= len(acronym) <= 8
            and tokens[i - 1].text == "("
            and tokens[i + 1].text == ")"
        ):
            continue
        start = i - 2
        while (
            start > 0
            and i - start < 12
            and (
                tokens[start].text[0].isupper()
                or tokens[start].text in ("of", "the", "for", "and", "on", "in", "&")
            )
        ):
            start -= 1
        first = start + 1
        while (first < i - 1 and not tokens[first].text[0].isupper()) or tokens[first].text == "The":
            first += 1
        if first < i - 1 and tokens[first].text[0].upper() == acronym[0]:
            found.setdefault(acronym, text[tokens[first].start : tokens[i - 2].end])
    return found
