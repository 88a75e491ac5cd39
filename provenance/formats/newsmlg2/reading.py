"""From NewsML-G2 items to a dossier: what is understood becomes records, all the rest stays as XML."""

import re
from itertools import pairwise
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.intake import Intake
from provenance.formats.iris import id_of
from provenance.formats.markup import text_of_html
from provenance.formats.newsmlg2.xml import Element, parse
from provenance.formats.parties import Parties
from provenance.formats.relations import derivation_of, kind_of_genre
from provenance.model import DerivationKind, Dossier

__all__ = ["loads"]

_OWN = "newsml-g2"
_ITEMS = ("newsItem", "packageItem")
_OTHERS = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_TEXT_ROOTS = ("nitf", "html", "body", "div", "section", "article", "p")
_CHANGES = {
    "correction": "corrected",
    "corrected": "corrected",
    "retraction": "retracted",
    "retracted": "retracted",
    "kill": "retracted",
}
"""What the signals of an item say of it and the version before; every other later version is revised."""
_PARTIES = {"person": "person", "organisation": "organization", "organization": "organization"}
_WORKED_ON = frozenset(("created", "enhanced", "transformed", "edited", "modified"))
_NO_NUMBER = 10**9
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that NewsML-G2 holds: an item, a package, or a message of several.

    Raises:
        DecodingError: if it is not XML or not NewsML-G2, has a document type, or is nested deeper than 100;
            with `strict`, with every problem found.
    """
    root = parse(data)
    intake = Intake(strict=strict)
    if root.name == "newsMessage":
        header = root.first("header")
        if header is not None:
            intake.keep(_OWN, {"header": header.xml()})
        items = [item for part in root.elements("itemSet") for item in part.elements()]
    elif root.name in _ITEMS or root.name in _OTHERS:
        items = [root]
    else:
        wanted = "expected a newsItem, a packageItem or a newsMessage of NewsML-G2"
        raise DecodingError([Problem("$", f"{wanted}, got {shown(root.written)}")])
    coming = {id_of(item.get("guid") or "") for item in items if item.name in _ITEMS}
    versions: dict[str, list[_Item]] = {}
    parties = Parties(intake)
    for element in items:
        if element.name in _ITEMS:
            item = _Item(intake, parties, element, coming)
            same = versions.setdefault(element.get("guid") or "", [])
            same.append(item)
            item.read(len(same))
        else:
            reason = f"{shown(element.name)} holds no article; it is kept as XML"
            intake.set_aside("articles", element.xml(), element.path, reason)
    for guid, same in versions.items():
        _join(intake, same if guid else [])
        for item in same:
            item.report_what_it_changes()
    parties.settle()
    return intake.finish()


def _join(intake: Intake, same: list["_Item"]) -> None:
    """Say of the versions of an item which came of which, by their numbers."""
    same = sorted((item for item in same if item.id is not None), key=_Item.version)
    for before, after in pairwise(same):
        kind = after.change or "revised"
        ends = {"derived": after.id, "taken_from": before.id, "kind": kind}
        intake.add("derivations", ends, after.item.path)
        after.has_before = True


class _Item:
    """One item while it is being read."""

    def __init__(self, intake: Intake, parties: Parties, item: Element, coming: set[str]) -> None:
        self.intake, self.parties, self.item, self.coming = intake, parties, item, coming
        self.used: set[int] = set()
        self.plain: dict[str, Any] = {}
        empty = Element("", "", {}, item.path)
        self.meta = item.first("itemMeta") or empty
        self.content = item.first("contentMeta") or empty
        self.id: str | None = None
        self.has_before = False
        self.change, self.sign = self._change()

    def read(self, number: int) -> None:
        """Make an article of it: the first, or a later one, with its guid."""
        guid = self.item.get("guid")
        if guid is None:
            self.intake.report(f"{self.item.path}/@guid", "is missing: an id was derived")
        else:
            self.plain["id"] = id_of(guid)
            while number > 1 and self.plain["id"] in self.coming:
                self.plain["id"] += f"#{number}"
        self._dates()
        self._report_held_back()
        self._describe()
        self._text()
        provider = self.meta.first("provider")
        if provider is not None:
            self.plain["publisher"] = self._party(provider)
            if _says_no_more(provider, ("qcode", "uri", "literal"), one=True):
                self.used.add(id(provider))
        self.id = self.intake.add("articles", {**self.plain, _OWN: self._rest()}, self.item.path)
        if self.id is not None:
            self._info_sources(self.id)
            self._links(self.id)
            self._hops(self.id)

    def version(self) -> int:
        """Return the number of its version; 0 if it has none."""
        version = self.item.get("version") or ""
        return int(version) if re.fullmatch("[0-9]{1,9}", version) else 0

    def _change(self) -> tuple[str | None, Element | None]:
        """Return what it does to the version before, as kind of derivation, and what says so."""
        status = self.meta.first("pubStatus")
        if status is not None and _code(status) == "canceled":
            return "retracted", status
        for signal in self.meta.elements("signal"):
            if _code(signal) in _CHANGES:
                return _CHANGES[_code(signal)], signal
        return None, None

    def report_what_it_changes(self) -> None:
        """Report that an item takes back or corrects what nothing here says."""
        if self.sign is None or self.has_before:
            return
        if self.sign.name == "pubStatus":
            message = "the item is canceled, and nothing here says what took it back"
        else:
            message = f"the item is said to be {self.change}, and the version before is not here"
        self.intake.report(self.sign.path, message)

    def _report_held_back(self) -> None:
        """Report that an item is not for publication, or not yet; no field of an article says so."""
        status, embargo = self.meta.first("pubStatus"), self.meta.first("embargoed")
        if status is not None and _code(status) == "withheld":
            self.intake.report(status.path, "the item is withheld: it is not to be published")
        if embargo is not None:
            until = f"until {shown(embargo.text())}" if embargo.text() else "until further notice"
            self.intake.report(embargo.path, f"the item is under embargo {until}")

    def _dates(self) -> None:
        first, this = self.meta.first("firstCreated"), self.meta.first("versionCreated")
        both = first is not None and this is not None and first.text() != this.text()
        for element, field in ((first, "published"), (this, "modified" if both else "published")):
            when = self.intake.date(element.text(), element.path) if element is not None else None
            if element is not None and when is not None:
                self.plain[field] = when
                if _says_no_more(element, ()):
                    self.used.add(id(element))

    def _describe(self) -> None:
        headlines = list(self.content.elements("headline"))
        headlines.sort(key=lambda line: (line.get("role") or "main").rpartition(":")[2] != "main")
        if headlines and headlines[0].text():
            self.plain["headline"] = headlines[0].text()
            if _says_no_more(headlines[0], ()):
                self.used.add(id(headlines[0]))
        by = [line.text() for line in self.content.elements("by")]
        by = by or [_name(party) or "" for party in self.content.elements("creator")]
        authors = [name for name in by if name]
        if authors:
            self.plain["authors"] = authors
        dateline = self.content.first("dateline")
        if dateline is not None and dateline.text():
            self.plain["dateline"] = dateline.text()
            if _says_no_more(dateline, ()):
                self.used.add(id(dateline))
        language = self.content.first("language")
        tag = (language.get("tag") if language is not None else None) or self.item.get("xml:lang")
        if tag is not None and _LANGUAGE.fullmatch(tag):
            self.plain["language"] = tag
        elif tag is not None:
            self.intake.report(self.item.path, f"{shown(tag)} is no language tag (BCP 47)")
        for genre in self.content.elements("genre"):
            kind = kind_of_genre(genre.get("qcode") or genre.get("uri"))
            if kind is not None:
                self.plain.setdefault("kind", kind)

    def _text(self) -> None:
        contents = self.item.first("contentSet")
        if contents is None:
            return
        for data in contents.elements("inlineData"):
            media = (data.get("contenttype") or "text/plain").partition(";")[0]
            raw = "".join(part for part in data.parts if isinstance(part, str))
            if data.get("encoding") is None and media in ("text/plain", "text/html") and raw.strip():
                self.plain["text"] = raw if media == "text/plain" else text_of_html(raw)
                return
        for inline in contents.elements("inlineXML"):
            root = inline.first(*_TEXT_ROOTS)
            if root is None:
                continue
            body = root.find("body.content") or root.find("body") or root
            if body.lines():
                self.plain["text"] = body.lines()
                return

    # --- where it came from ----------------------------------------------------------------

    def _party(self, party: Element) -> str | None:
        name = _name(party)
        code = party.get("uri") or party.get("qcode")
        plain: dict[str, Any] = {} if name is None else {"name": name}
        if code is not None:
            plain["id"] = id_of(code)
            if self.parties.again(plain["id"], name):
                return str(plain["id"])
        if not plain:
            self.intake.report(party.path, "neither a name nor a code says who it is")
            return None
        kind = _PARTIES.get(_tail(party.get("type") or party.get("typeuri")))
        if kind is not None:
            plain["kind"] = kind
        return self.intake.add("sources", plain, party.path)

    def _derived(self, article: str, other: str, said: tuple[Any, bool], element: Element) -> None:
        kind, possible = said
        plain: dict[str, Any] = {"derived": article, "taken_from": other, _OWN: element.xml()}
        if kind is not None:
            plain["kind"] = str(kind)
        if possible:
            plain["standing"] = "possible"
        self.intake.add("derivations", plain, element.path)

    def _info_sources(self, article: str) -> None:
        for part in (self.content, self.meta):
            for element in part.elements("infoSource"):
                source = self._party(element)
                role = element.get("role") or element.get("roleuri")
                said = (None, True) if role is None else derivation_of(role)
                if source is not None and said is not None:
                    self._derived(article, source, said, element)

    def _links(self, article: str) -> None:
        for element in self.meta.elements("link"):
            said = derivation_of(element.get("rel") or element.get("reluri"))
            target = element.get("residref") or element.get("href")
            if said is not None and target is not None:
                if said[0] in ("revised", self.change) and self.change is not None:
                    said, self.has_before = (DerivationKind(self.change), said[1]), True
                self._derived(article, self._other(target, element), said, element)
        groups = self.item.first("groupSet")
        if self.item.name == "packageItem" and groups is not None:
            for group in groups.elements("group"):
                for element in group.elements("itemRef"):
                    target = element.get("residref") or element.get("href")
                    if target is not None:
                        self._derived(article, self._other(target, element), ("compiled", False), element)

    def _other(self, target: str, element: Element) -> str:
        if self.intake.get("articles", id_of(target)) is None and id_of(target) not in self.coming:
            self.intake.add("articles", {"id": id_of(target)}, element.path)
        return id_of(target)

    def _hops(self, article: str) -> None:
        """Make a version of the text for each party that handled it, in order, each from the one before."""
        history = self.item.first("hopHistory")
        hops = list(history.elements("hop")) if history is not None else []
        hops.sort(key=_sequence)
        before: str | None = None
        is_sure = True
        for number, hop in enumerate(hops, 1):
            party = hop.first("party")
            plain: dict[str, Any] = {"id": f"{article}#hop={number}", _OWN: {"hop": hop.xml()}}
            if party is not None:
                plain["publisher"] = self._party(party)
            when = self.intake.date(hop.get("timestamp"), f"{hop.path}/@timestamp")
            if when is not None:
                plain["published"] = when
            self.intake.add("articles", plain, hop.path)
            was_sure, is_sure = is_sure, _sequence(hop) < _NO_NUMBER
            if not is_sure:
                self.intake.report(f"{hop.path}/@seq", "no number says which hop it is: its place is a guess")
            if before is not None:
                kind = "revised" if _changes_content(hop) else "republished"
                self._hop(str(plain["id"]), before, kind, hop.path, is_sure=was_sure and is_sure)
            before = plain["id"]
        if before is not None and history is not None:
            self._hop(article, before, "republished", history.path, is_sure=is_sure)

    def _hop(self, derived: str, before: str, kind: str, path: str, *, is_sure: bool) -> None:
        plain = {"derived": derived, "taken_from": before, "kind": kind}
        self.intake.add("derivations", plain if is_sure else {**plain, "standing": "possible"}, path)

    def _rest(self) -> dict[str, Any]:
        """Return what is not in the fields, as XML: the attributes, and the elements that were not used."""
        rest: dict[str, Any] = {"attributes": dict(self.item.attributes)}
        for part in self.item.elements():
            if part.name in ("itemMeta", "contentMeta"):
                left = [inner.xml() for inner in part.elements() if id(inner) not in self.used]
            elif part.name == "hopHistory":
                left = []  # each hop is kept with its version
            else:
                left = [part.xml()]
            if left:
                rest.setdefault(part.name, []).extend(left)
        return rest


def _name(party: Element) -> str | None:
    name = party.first("name")
    return (name.text() if name is not None else party.text()) or party.get("literal") or None


def _sequence(hop: Element) -> int:
    number = hop.get("seq") or ""
    return int(number) if re.fullmatch("[0-9]{1,9}", number) else _NO_NUMBER


def _changes_content(hop: Element) -> bool:
    """Return whether a hop did anything to the content, and not only to what is said about it."""
    for action in hop.elements("action"):
        target = action.get("target") or action.get("targeturi")
        if target is None and _code(action) in _WORKED_ON:
            return True  # without a target it is the whole object that something was done to
        if _tail(target) == "content":
            return True
    return False


def _code(element: Element) -> str:
    """Return the last part of the code or address of a concept ("sig:update", ".../signal/update")."""
    return _tail(element.get("qcode") or element.get("uri"))


def _tail(code: str | None) -> str:
    return re.split("[:/#]", code or "")[-1].casefold()


def _says_no_more(element: Element, codes: tuple[str, ...], *, one: bool = False) -> bool:
    """Tell whether an element has only a text, or with `one` also a plain name and one of some codes."""
    names = list(element.elements())
    if one and len(names) == 1 and names[0].name == "name" and _says_no_more(names[0], ()):
        names = []
    return not names and len(element.attributes) <= int(one) and set(element.attributes) <= {*codes}
