"""Reading Web Annotations, ours and those of others."""

from typing import Any

from attrs import frozen

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.faults import path_step
from provenance.formats.intake import Intake
from provenance.formats.iris import id_of
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.ownterms import page_of, plain_of, read_beside
from provenance.formats.reading import from_plain
from provenance.formats.webanno.bodies import restate
from provenance.formats.webanno.keys import ANNO, CLASSES, MOTIVATIONS, NAME, ROLES
from provenance.formats.webanno.selectors import anchor_of, span_of, types_of
from provenance.model import RECORD_TYPES, Dossier, Recorded, to_plain
from provenance.model._collecting import collector_paused

__all__ = ["loads"]

_SETS = ("Composite", "Independents", "List", "Choice")
_HOLDERS = ("AnnotationCollection", "AnnotationPage", "OrderedCollection", "OrderedCollectionPage")
_LISTS = ("items", "rows", "@graph")
"""Where annotations stand in a page, in an answer of the service Hypothesis, in a JSON-LD document."""


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that annotations make.

    An annotation of ours gives its record back. One of somebody else whose target is words of a text
    becomes a passage; every other one is kept in `Dossier.extra`, and what an annotation says besides in
    `extra` of its passage, both under "web-annotation". Nothing is fetched.

    Raises:
        DecodingError: if it is not JSON, or holds no annotation; with `strict`, with every problem.
    """
    with collector_paused():
        document = decode_json(decode_text(data))
        intake = Intake(strict=strict)
        reader = _Reader(intake)
        reader.document(document, "$", 0)
        if not reader.met:
            wanted = "expected an annotation, a page or collection of them, or a list"
            raise DecodingError([Problem("$", f"{wanted}, got {shown(document)}")])
        reader.close()
        return intake.finish()


@frozen(kw_only=True)
class _Place:
    """A target of an annotation."""

    page: str | None
    anchor: dict[str, Any] | None = None
    role: str = "content"
    words: str | None = None
    wrong: str = ""
    whole: bool = True


class _Reader:
    """One document while it is being read."""

    def __init__(self, intake: Intake) -> None:
        self.met = False
        self._intake = intake
        self._articles: dict[str, str] = {}  # the id of an article by its page
        self._texts: dict[str, str] = {}  # the text of an article by its page or id
        self._others: list[Any] = []
        self._bodies: list[tuple[str, str, Any, str]] = []

    def close(self) -> None:
        """Take in what others made of our bodies, and keep the annotations that no record was made of."""
        restate(self._intake, self._bodies)
        if self._others:
            self._intake.keep(NAME, {"annotations": self._others})

    # --- what is in a document -------------------------------------------------------------

    def document(self, node: Any, path: str, depth: int) -> None:
        """Read whatever may hold annotations."""
        if isinstance(node, list):
            for index, item in enumerate(node):
                self._item(item, f"{path}[{index}]", depth)
        elif isinstance(node, dict):
            lists = [key for key in _LISTS if isinstance(node.get(key), list)]
            if _is_annotation(node):
                self.annotation(node, path)
            elif lists or set(types_of(node)) & set(_HOLDERS):
                self._holder(node, lists, path, depth)
            elif depth > 0:
                self._set_aside(node, path)

    def _item(self, item: Any, path: str, depth: int) -> None:
        if isinstance(item, dict) and (_is_annotation(item) or depth < 3):
            self.document(item, path, depth + 1)
        elif isinstance(item, str) and depth > 0:
            self._intake.report(path, f"{shown(item)} stands elsewhere, and nothing is fetched")
            self._others.append(item)
        else:
            self._set_aside(item, path)

    def _set_aside(self, item: Any, path: str) -> None:
        self._intake.set_aside("", item, path, f"expected an annotation, got {shown(item)}")

    def _holder(self, node: dict[str, Any], lists: list[str], path: str, depth: int) -> None:
        self.met = True
        if depth == 0:
            self._records(node, path)
        for key in lists:
            self.document(node[key], f"{path}{path_step(key)}", depth + 1)
        for key in ("first", "next"):
            page = node.get(key)
            if isinstance(page, dict) and depth < 3:
                self.document(page, f"{path}.{key}", depth + 1)
            elif isinstance(page, str) and not (lists and key == "first"):
                self._intake.report(
                    f"{path}.{key}", f"{shown(page)} stands elsewhere, and nothing is fetched"
                )

    def _records(self, node: dict[str, Any], path: str) -> None:
        label = node.get("label")
        if isinstance(label, str):
            self._intake.title = label
        read_beside(node, self._intake, path)
        for section, record_type in RECORD_TYPES.items():
            items = node.get(f"pv:{section}", [])
            for index, item in enumerate(items if isinstance(items, list) else [items]):
                place = f"{path}['pv:{section}'][{index}]"
                if not isinstance(item, dict):
                    self._intake.set_aside(section, item, place, "expected an object")
                    continue
                plain = plain_of(item, record_type)
                id = _id(item)
                taken = self._intake.add(section, plain if id is None else {"id": id, **plain}, place)
                if section == "articles" and taken is not None:
                    self._know(taken, plain)

    def _know(self, id: str, plain: dict[str, Any]) -> None:
        url, text = plain.get("url"), plain.get("text")
        page = page_of(id, url if isinstance(url, str) else None)
        self._articles.setdefault(page, id)
        if isinstance(text, str):
            self._texts[id] = self._texts[page] = text

    # --- annotations -----------------------------------------------------------------------

    def annotation(self, node: dict[str, Any], path: str) -> None:
        """Read one annotation."""
        self.met = True
        section = next((CLASSES[kind] for kind in types_of(node) if kind in CLASSES), None)
        if section is None:
            self._foreign(node, path)
            return
        plain = plain_of(node, RECORD_TYPES[section])
        places = self._places(node, path, own=True)
        said = plain.get("anchors")
        apart = bool(said.keys() & set(ROLES) if isinstance(said, dict) else said)
        if not apart:
            self._place(plain, section, places)
        recorded = self._recorded(node, path)
        if recorded is not None:
            plain["recorded"] = recorded
        aside = _aside(node, section, all(place.whole for place in places))
        if aside:
            plain[NAME] = aside
        for place in places:
            if place.wrong and not apart:
                self._intake.report(path, place.wrong, _id(node))
        id = _id(node)
        taken = self._intake.add(section, plain if id is None else {"id": id, **plain}, path)
        if taken is not None:
            self._bodies.append((section, taken, node.get("body"), path))

    def _place(self, plain: dict[str, Any], section: str, places: list[_Place]) -> None:
        found = [place for place in places if place.anchor is not None]
        if section != "attributions":
            if found:
                plain["anchors"] = [place.anchor for place in found]
            return
        beside = plain.get("anchors")
        by_role = {role: [place.anchor for place in found if place.role == role] for role in ROLES}
        anchors = {role: anchors for role, anchors in by_role.items() if anchors}
        if anchors or beside:
            plain["anchors"] = {**(beside if isinstance(beside, dict) else {}), **anchors}

    def _foreign(self, node: dict[str, Any], path: str) -> None:
        places = self._places(node, path, own=False)
        spoken: dict[str, list[_Place]] = {}
        for place in places:
            if place.page is not None and place.words is not None:
                spoken.setdefault(place.page, []).append(place)
            if place.wrong:
                self._intake.report(path, place.wrong, _id(node))
        if not spoken:
            self._others.append(
                {key: item for key, item in node.items() if key != "@context" or item != ANNO}
            )
            return
        whole = all(place.whole for place in places) and len(spoken) == 1
        for number, (page, here) in enumerate(spoken.items()):
            aside = _aside(node, None, whole)
            self._passage(node, page, here, aside, number, path)

    def _passage(
        self,
        node: dict[str, Any],
        page: str,
        places: list[_Place],
        aside: dict[str, Any],
        number: int,
        path: str,
    ) -> None:
        article = self._article(page, path)
        words = " … ".join(place.words for place in places if place.role == "content" and place.words)
        claim = self._intake.add("claims", {"text": words}, path) if words else None
        if article is None or claim is None:
            self._intake.set_aside("attributions", node, path, "no words are marked that could be a claim")
            return
        plain: dict[str, Any] = {"article": article, "claim": claim}
        self._place(plain, "attributions", places)
        recorded = self._recorded(node, path)
        if recorded:
            plain["recorded"] = recorded
        if aside:
            plain[NAME] = aside
        id = _id(node)
        if id is not None:
            plain["id"] = id if number == 0 else f"{id}#{number + 1}"
        self._intake.add("attributions", plain, path)

    def _recorded(self, node: dict[str, Any], path: str) -> dict[str, Any] | None:
        created = node.get("created")
        if created is not None and not _is_moment(created):
            wanted = "expected a moment such as 2025-11-04T09:30:00Z"
            self._intake.report(f"{path}.created", f"{wanted}, got {shown(created)}", _id(node))
        return _recorded(node)

    def _article(self, page: str, path: str) -> str | None:
        if page not in self._articles:
            plain: dict[str, Any] = {"url": page}
            if page in self._texts:
                plain["text"] = self._texts[page]
            id = self._intake.add("articles", plain, path)
            if id is not None:
                self._articles[page] = id
        return self._articles.get(page)

    # --- targets ---------------------------------------------------------------------------

    def _places(self, node: dict[str, Any], path: str, *, own: bool) -> list[_Place]:
        places = []
        for target in _targets(node):
            if isinstance(target, str):
                places.append(_Place(page=target))
            elif isinstance(target, dict):
                places.append(self._target(target, node, own=own))
            elif target is not None:
                self._intake.report(f"{path}.target", f"expected an IRI or an object, got {shown(target)}")
                places.append(_Place(page=None, whole=False))
        return places

    def _target(self, target: dict[str, Any], node: dict[str, Any], *, own: bool) -> _Place:
        source = _either(target, "source", "oa:hasSource", "hasSource")
        page = _page(source if source is not None else target)
        self._text_of(source, page)
        selector = _either(target, "selector", "oa:hasSelector", "hasSelector")
        known = {
            "type",
            "@type",
            "source",
            "selector",
            "pv:role",
            "pv:part",
            "pv:start",
            "pv:end",
            "pv:extra",
        }
        whole = not target.keys() - known and isinstance(source, str)
        if selector is None:
            return _Place(page=page, whole=whole and source is not None)
        span = span_of(selector)
        role = target.get("pv:role")
        role = role if role in ROLES else "content"
        part = target.get("pv:part")
        if part is not None or own:
            anchor = _own_anchor(target, span)
            wrong = (
                "" if anchor is not None else "a target has no position and quotation to make an anchor of"
            )
            whole = whole and span.whole and anchor is not None
            return _Place(page=page, anchor=anchor, role=role, words=span.exact, wrong=wrong, whole=whole)
        if span.start is None and span.exact is None:
            return _Place(page=page, whole=False)
        found, wrong = anchor_of(span, self._texts.get(page or ""))
        words = found.exact if found is not None else span.exact
        said = None if found is None else to_plain(found)
        return _Place(
            page=page,
            anchor=said,
            role=role,
            words=words,
            wrong=wrong,
            whole=whole and span.whole and found is not None,
        )

    def _text_of(self, source: Any, page: str | None) -> None:
        if isinstance(source, dict) and page is not None and isinstance(source.get("value"), str):
            self._texts.setdefault(page, source["value"])


def _own_anchor(target: dict[str, Any], span: Any) -> dict[str, Any] | None:
    start, end = target.get("pv:start", span.start), target.get("pv:end", span.end)
    if span.exact is None or start is None or end is None:
        return None
    plain = {"start": start, "end": end, "exact": span.exact}
    plain |= {key: held for key in ("prefix", "suffix") if (held := getattr(span, key))}
    if "pv:part" in target:
        plain["part"] = target["pv:part"]
    extra = target.get("pv:extra")
    return {**(extra if isinstance(extra, dict) else {}), **plain}


def _is_annotation(node: dict[str, Any]) -> bool:
    kinds = types_of(node)
    if "Annotation" in kinds or any(kind in CLASSES for kind in kinds):
        return True
    return not kinds and any(key in node for key in ("target", "oa:hasTarget", "hasTarget"))


def _either(node: dict[str, Any], *keys: str) -> Any:
    return next((node[key] for key in keys if node.get(key) is not None), None)


def _id(node: dict[str, Any]) -> str | None:
    id = _either(node, "id", "@id")
    return id_of(id) if isinstance(id, str) and id else None


def _page(node: Any) -> str | None:
    if isinstance(node, str):
        return node
    id = _either(node, "id", "@id") if isinstance(node, dict) else None
    return id if isinstance(id, str) and id else None


def _targets(node: dict[str, Any]) -> list[Any]:
    """Return the targets of an annotation one by one, out of whatever set they are in."""
    waiting, found = [_either(node, "target", "oa:hasTarget", "hasTarget")], []
    while waiting:
        target = waiting.pop()
        if isinstance(target, list):
            waiting += reversed(target)
        elif isinstance(target, dict) and set(types_of(target)) & set(_SETS) and "items" in target:
            waiting.append(target["items"])
        else:
            found.append(target)
    return found


# --- who made it, and what else it says ----------------------------------------------------


def _recorded(node: dict[str, Any]) -> dict[str, Any] | None:
    """Return by whom, by what and when an annotation was made."""
    created = node.get("created")
    said = {
        "by": _names(node.get("creator")),
        "software": _names(node.get("generator")),
        "at": created if _is_moment(created) else None,
    }
    plain = {key: value for key, value in said.items() if isinstance(value, str)}
    own = node.get("pv:recorded")
    if isinstance(own, dict):
        return {**plain_of(own, Recorded), **plain}
    return plain or None


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        from_plain({"at": value}, Recorded)
    except DecodingError:
        return False
    return True


def _names(agent: Any) -> str | None:
    agents = agent if isinstance(agent, list) else [agent]
    names = [_either(one, "name", "id", "@id") if isinstance(one, dict) else one or None for one in agents]
    said = [name for name in names if isinstance(name, str)]
    return "; ".join(said) if said else None


def _aside(node: dict[str, Any], section: str | None, whole: bool) -> dict[str, Any]:
    """Return what an annotation says beyond what its record holds."""
    aside = {}
    for key, value in node.items():
        said = (
            key in ("id", "@id", "type", "@type")
            or key.startswith("pv:")
            or (key == "@context" and value == ANNO)
            or (key == "target" and whole and not _is_set(value))
            or (section is not None and _is_ours(key, value, section, node))
            or (key in ("creator", "generator") and _is_simple_agent(value, key))
            or (key == "created" and _is_moment(value))
        )
        if not said:
            aside[key] = value
    types = [kind for kind in types_of(node) if kind != "Annotation" and kind not in CLASSES]
    return {**aside, "types": types} if types else aside


def _is_set(value: Any) -> bool:
    return isinstance(value, dict) and "items" in value


def _is_simple_agent(value: Any, key: str) -> bool:
    """Tell whether an agent says what `recorded` holds and no more: a creator's type is kept beside it."""
    usual = {} if key == "creator" else {"type": "Software"}
    named = isinstance(value, dict) and isinstance(value.get("name"), str)
    return named and value == {**usual, "name": value["name"]}


def _is_ours(key: str, value: Any, section: str, node: dict[str, Any]) -> bool:
    if key == "motivation":
        return bool(value == MOTIVATIONS[section])
    if key != "body":
        return False
    if isinstance(value, dict):
        return bool({"pv:Claim", "pv:Judgement"} & set(types_of(value)))
    wanted = {"attributions": "pv:claim", "derivations": "pv:taken_from"}.get(section)
    return wanted is not None and value == node.get(wanted)
