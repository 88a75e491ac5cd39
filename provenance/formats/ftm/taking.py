"""What the properties of an entity say, as the plain form of our records."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from provenance.formats.ftm.schemata import DERIVED, NO_COUNTRIES, READ, ROLES, SCHEMATA, STANCES
from provenance.formats.ftm.values import tag_of
from provenance.model import DerivationKind, JudgementVerdict, RelationKind, Verdict, VerificationState

__all__ = ["Known", "Taking"]

_COUNTRY = re.compile("[a-z]{2}")

Known = Mapping[str, tuple[str, str]]
"""Of each entity id, the section and the id of the record it stands for."""

_LINKS = {
    "derivations": ("derived", "taken_from"),
    "relations": ("subject", "object"),
    "judgements": ("first", "second"),
}
_KINDS = {kind.replace("_", " "): str(kind) for kind in DerivationKind}
_RELATIONS = {kind.replace("_", " "): str(kind) for kind in RelationKind}
_JUDGEMENTS = {verdict.replace("_", " "): str(verdict) for verdict in JudgementVerdict}
_VERDICTS = {verdict.replace("_", " "): str(verdict) for verdict in Verdict}
_ACTS = {role: str(act) for act, role in ROLES.items()}
_COMMITMENTS = {role: str(commitment) for commitment, role in STANCES.items()}
_STATES = {state.replace("_", " "): str(state) for state in VerificationState}


class Taking:
    """The properties of one entity while they are read: each is taken once, what is left is kept."""

    def __init__(
        self,
        properties: Mapping[str, Any],
        known: Known,
        date: Callable[[Any, str], dict[str, Any] | None],
        path: str,
        raw: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        """Begin.

        Args:
            properties: the properties.
            known: which entities there are.
            date: reads a date, and lists what is wrong with it under a path.
            path: where the entity stands.
            raw: of values, what they were before they were brought into form.
        """
        self.rest = dict(properties)
        self.plain: dict[str, Any] = {}
        self._known, self._date, self._path = known, date, path
        self._raw = raw or {}
        self._own = True

    def take(self, section: str, schema: Any, *, own: bool = True) -> dict[str, Any]:
        """Return the plain form of a record of a section; with what is left under `ftm`.

        Args:
            section: the section.
            schema: the entity's schema.
            own: whether the entity was written by us, so that some properties only repeat others.
        """
        self._own = own
        getattr(self, f"_{section}")(schema)
        if own:
            for name in DERIVED.get(section, ()):
                self.rest.pop(name, None)
        if self.rest:
            self.plain["ftm"] = {"properties": self.rest}
        return self.plain

    # --- section by section ----------------------------------------------------------------

    def _sources(self, schema: Any) -> None:
        kind = READ.get(schema) if isinstance(schema, str) else None
        if kind is not None:
            self.plain["kind"] = kind
        elif schema == SCHEMATA["articles"] or schema == "Document":
            self.plain["kind"] = "document"
        elif schema == "Asset":
            self.plain["kind"] = "software"
        self._take_names()
        for name in ("title", "username"):
            if schema == "Person":  # whose title is "Dr."
                continue
            if "name" not in self.plain:
                self._take("name", name)
            elif self._own:
                self._drop(name, "name")
        self._take("description", "description")
        identifiers: dict[str, str] = {}
        for scheme, names in (
            ("wikidata", ("wikidataId",)),
            ("lei", ("leiCode",)),
            ("url", ("website", "sourceUrl") if self._own else ("website",)),  # theirs is where it was found
        ):
            for name in names:
                value = self._only(name)
                if value is not None and scheme not in identifiers:
                    identifiers[scheme] = self._raw.get((name, value), value)
                    del self.rest[name]
        if identifiers:
            self.plain["identifiers"] = identifiers
        country = self._only("country")
        if country is not None and _COUNTRY.fullmatch(country) and country not in NO_COUNTRIES:
            self.plain["country"] = country.upper()
            del self.rest["country"]

    def _articles(self, schema: Any) -> None:
        for field, name in (("headline", "title"), ("url", "sourceUrl"), ("text", "bodyText")):
            self._take(field, name)
        for field, name in (
            ("published", "publishedAt"),
            ("modified", "modifiedAt"),
            ("retrieved", "retrievedAt"),
        ):
            self._take_date(field, name)
        code = self._only("language")
        tag = None if code is None else self._raw.get(("language", code)) or tag_of(code)
        if tag is not None:
            self.plain["language"] = tag
            del self.rest["language"]
        authors = self.rest.get("author")
        if _are_texts(authors):
            self.plain["authors"] = [self._raw.get(("author", author), author) for author in authors]
            del self.rest["author"]

    def _claims(self, schema: Any) -> None:
        self._take("text", "description")

    def _attributions(self, schema: Any) -> None:
        self._refer("article", "document", "articles")
        ends = self.rest.get("entity")
        found = [self._known.get(end) for end in ends] if _are_texts(ends) else []
        sections = [end[0] for end in found if end is not None]
        if found and len(sections) == len(found) and sections in (["sources", "claims"], *_ONE):
            for end in found:
                self.plain[end[0].removesuffix("s")] = end[1]  # type: ignore[index]  # none is None
            del self.rest["entity"]
        self._take_date("said_at", "date")
        role = self._only("role") or ""
        if role in _ACTS:
            self.plain["act"] = _ACTS[role]
        elif role in _COMMITMENTS:
            self.plain["commitment"] = _COMMITMENTS[role]

    def _statuses(self, schema: Any) -> None:
        self._refer("claim", "entity", "claims")
        words = self._only("description") or ""
        label = self._raw.get(("description", words))
        if words in _VERDICTS:
            self.plain["verdict"] = _VERDICTS[words]
        elif words in _STATES:
            self.plain["state"] = _STATES[words]
        if label is not None:
            self.plain["rating"] = {"label": label}
        self._take("rationale", "summary")

    def _grades(self, schema: Any) -> None:
        self._refer("subject", "entity", "sources", "articles", "claims")
        scale, colon, value = (self._only("description") or "").partition(": ")
        if colon and scale and value:
            self.plain |= {"scale": scale, "value": value}

    def _derivations(self, schema: Any) -> None:
        self._link("derivations", "sources", "articles")
        words = self._only("role") or ""
        if words.startswith("possibly "):
            self.plain["standing"] = "possible"
        kind = _KINDS.get(words.removeprefix("possibly ").removesuffix(" from"))
        if kind is not None:
            self.plain["kind"] = kind

    def _relations(self, schema: Any) -> None:
        self._link("relations", "claims")
        kind = _RELATIONS.get(self._only("role") or "")
        if kind is not None:
            self.plain["kind"] = kind

    def _judgements(self, schema: Any) -> None:
        self._link("judgements", "sources")
        verdict = _JUDGEMENTS.get(self._only("role") or "")
        if verdict is not None:
            self.plain["verdict"] = verdict
        self._take("reason", "summary")

    # --- property by property --------------------------------------------------------------

    def _only(self, name: str) -> str | None:
        values = self.rest.get(name)
        return values[0] if _are_texts(values) and len(values) == 1 else None

    def _take(self, field: str, name: str) -> None:
        text = self._only(name)
        if text is not None:
            self.plain[field] = self._raw.get((name, text), text)
            del self.rest[name]

    def _drop(self, name: str, field: str) -> None:
        """Pass over a property that says what another one has said."""
        text = self._only(name)
        if text is not None and self._raw.get((name, text), text) == self.plain[field]:
            del self.rest[name]

    def _take_names(self) -> None:
        """Take the first name; the others, and the aliases, are aliases."""
        names, aliases = self.rest.get("name"), self.rest.get("alias")
        if not _are_texts(names):
            return
        whole = [self._raw.get(("name", name), name) for name in names]
        self.plain["name"], *more = whole
        if len(names) == 1:
            del self.rest["name"]  # else they stay, for writing them back as what they were
        if _are_texts(aliases):
            more += [self._raw.get(("alias", alias), alias) for alias in aliases]
            del self.rest["alias"]
        if more:
            self.plain["aliases"] = more

    def _take_date(self, field: str, name: str) -> None:
        text = self._only(name)
        if text is None:
            return
        raw = self._raw.get((name, text))
        # There is no time but that of UTC, so nobody says so.
        when = self._date(
            raw or (f"{text}Z" if _has_hour(text) else text), f"{self._path}.properties.{name}[0]"
        )
        if when is not None:
            self.plain[field] = when
            del self.rest[name]

    def _refer(self, field: str, name: str, *sections: str) -> None:
        found = self._known.get(self._only(name) or "")
        if found is not None and found[0] in sections:
            self.plain[field] = found[1]
            del self.rest[name]

    def _link(self, section: str, *sections: str) -> None:
        for field, name in zip(_LINKS[section], ("subject", "object"), strict=True):
            self._refer(field, name, *sections)


_ONE = (["sources"], ["claims"])


def _are_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


def _has_hour(text: str) -> bool:
    return len(text) in (13, 16, 19) and text[10:11] in ("T", " ") and text[-2:].isdigit()
