"""Reading brat stand-off: our own folders, and attribution corpora."""

from collections.abc import Mapping
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.brat.keys import (
    ATTRIBUTES,
    CHECK,
    NAME,
    NOTE,
    SIDECAR,
    Spans,
    anchors_of,
    fragments_of,
)
from provenance.formats.brat.passages import Passage, passages
from provenance.formats.brat.standoff import Annotations, Attribute, Bound, Note, placed, read_lines
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.ownterms import read_beside
from provenance.formats.reading import from_plain
from provenance.model import RECORD_TYPES, Dossier, TextAnchor

__all__ = ["load_files"]

_HEADER = ("files", "title", "pv:extra", "pv:suppressions", "pv:unread", *RECORD_TYPES)


def load_files(files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a folder of texts and annotations makes.

    A text is an article. A source, a cue and a content that an event or relations join are a passage;
    its claim is the words of the content. Types and roles are told by their names ("Source", "Speaker",
    "Content", "Quote" …). Everything else in a file of annotations is kept in `extra["brat"]`.

    Raises:
        DecodingError: if there is neither an annotation nor a text; with `strict`, with every problem.
    """
    if SIDECAR not in files and not any(name.endswith((".ann", ".txt")) for name in files):
        raise DecodingError([Problem("$", "there is no file of annotations (.ann) or text (.txt)")])
    reader = _Folder(files, Intake(strict=strict))
    reader.read()
    return reader.intake.finish()


class _Folder:
    """A folder while it is being read."""

    def __init__(self, files: Mapping[str, bytes], intake: Intake) -> None:
        self.intake = intake
        self._files = files
        self._ids: dict[str, str] = {}

    def read(self) -> None:
        """Read the file beside the annotations, if it is there, then every text with its annotations."""
        sidecar = self._sidecar()
        names = {name.rpartition(".")[0] for name in self._files if name.endswith((".ann", ".txt"))}
        stems = [stem for stem in self._ids if stem in names]
        stems += sorted(names - set(stems))
        texts = {stem: self._text(f"{stem}.txt") for stem in stems}
        documents = [self._document(stem, texts[stem]) for stem in stems]
        known = {document.article: document for document in documents}
        for section in RECORD_TYPES:
            items = sidecar.get(section, [])
            for index, plain in enumerate(items if isinstance(items, list) else [items]):
                path = f"{SIDECAR} $.{section}[{index}]"
                if not isinstance(plain, dict):
                    self.intake.set_aside(section, plain, path, f"expected an object, got {shown(plain)}")
                    continue
                id = plain.get("id")
                if section == "articles" and isinstance(id, str) and id in known:
                    plain = known[id].article_of(plain)
                self.intake.add(section, plain, path)
        for document in documents:
            document.read()

    def _sidecar(self) -> dict[str, Any]:
        if SIDECAR not in self._files:
            return {}
        try:
            held = decode_json(decode_text(self._files[SIDECAR]))
        except DecodingError as error:
            for problem in error.problems:
                self.intake.report(f"{SIDECAR} {problem.path}", problem.message)
            return {}
        if not isinstance(held, dict):
            self.intake.report(f"{SIDECAR} $", f"expected an object, got {shown(held)}")
            return {}
        title, files = held.get("title"), held.get("files", {})
        if isinstance(title, str):
            self.intake.title = title
        if isinstance(files, dict):
            self._ids = {stem: id for stem, id in files.items() if isinstance(id, str) and id}
        read_beside(held, self.intake, f"{SIDECAR} $")
        for key in held.keys() - set(_HEADER):
            self.intake.keep(key, held[key])
        return held

    def _text(self, name: str) -> str | None:
        if name not in self._files:
            return None
        try:
            # A byte order mark is a character of the text: offsets count it.
            return self._files[name].decode("utf-8")
        except UnicodeDecodeError as error:
            self.intake.report(
                name, f"not UTF-8: byte 0x{self._files[name][error.start]:02x} at {error.start}"
            )
            return None

    def _document(self, stem: str, text: str | None) -> "_Document":
        name = f"{stem}.ann"
        if name in self._files:
            try:
                found = read_lines(decode_text(self._files[name]))
            except DecodingError as error:
                self.intake.report(name, error.problems[0].message)
                found = Annotations()
        else:
            found = Annotations()
        article = self._ids.get(stem, stem)
        if text is None and f"{stem}.txt" not in self._files and stem not in self._ids and found.bound:
            self.intake.report(name, f"there is no text: {stem}.txt is missing")
        return _Document(self.intake, name, article, text, found)


class _Document:
    """The annotations of one text while records are made of them."""

    def __init__(self, intake: Intake, name: str, article: str, text: str | None, found: Annotations) -> None:
        self._intake, self._name, self.article, self._text = intake, name, article, text
        self._found = found
        self._notes = self._own_notes()
        self._about: dict[str, list[Attribute | Note]] = {}
        about: list[Attribute | Note] = [*found.attributes, *found.notes]
        for one in about:
            self._about.setdefault(one.target, []).append(one)
        self._entries: dict[str, list[Note]] = {}
        for entry in found.references:
            self._entries.setdefault(entry.target, []).append(entry)
        self._bound: dict[str, Bound] = {}
        self._sources: dict[str, str] = {}

        self._passages = passages(found)

    def article_of(self, plain: dict[str, Any]) -> dict[str, Any]:
        """Return an article with its text, and with the lines that nothing is made of."""
        said = dict(plain) if self._text is None else {**plain, "text": self._text}
        left = self._left()
        held = said.get(NAME)
        kept = held.get("lines") if isinstance(held, dict) else None
        if left and (held is None or isinstance(kept, list)):
            lines = kept if isinstance(kept, list) else []
            others, there = held if isinstance(held, dict) else {}, set(map(str, lines))
            said[NAME] = {**others, "lines": [*lines, *(line for line in left if line not in there)]}
        return said

    def read(self) -> None:
        """Make the passages, and the article if it is not there yet."""
        if self._intake.get("articles", self.article) is None:
            self._intake.add("articles", self.article_of({"id": self.article}), self._name)
        for line, reason in self._found.wrong:
            self._intake.report(f"{self._name}:{line}", reason)
        self._place_words()
        in_order: dict[str, Passage] = {one.holder: one for one in self._passages}
        for holder in self._notes:
            self._own(holder, in_order.get(holder))
        for one in self._passages:
            if one.holder not in self._notes:
                self._foreign(one)
        for _, targets in self._found.same:
            sources = [self._sources[target] for target in targets if target in self._sources]
            for other in sources[1:]:
                if other != sources[0]:
                    plain = {"first": sources[0], "second": other, "verdict": "same"}
                    self._intake.add("judgements", plain, self._name)

    def _own_notes(self) -> dict[str, dict[str, Any]]:
        """Return what notes of ours say, by the annotation that they are about."""
        notes: dict[str, dict[str, Any]] = {}
        for note in self._found.notes:
            if note.type != NOTE:
                continue
            try:
                plain = decode_json(note.text)
            except DecodingError as error:
                self._intake.report(f"{self._name}:{note.line}", error.problems[0].message)
                continue
            if isinstance(plain, dict) and isinstance(plain.get("id"), str):
                notes[note.target] = plain
            else:
                self._intake.report(
                    f"{self._name}:{note.line}", "the note of a passage is an object with an id"
                )
        return notes

    def _place_words(self) -> None:
        bound = list(self._found.bound.values())
        if self._text is None:
            self._bound = dict(self._found.bound)
            return
        kept = self._said_by_notes()
        known, unit, wrong = placed([one for one in bound if one.id not in kept], self._text)
        if unit:
            self._intake.report(self._name, f"its offsets count {unit}, not characters: they were converted")
        for one, reason in wrong:
            self._intake.report(f"{self._name}:{one.line}", f"{one.id}: {reason}")
        self._bound = {
            one.id: known_one
            for one in bound
            if (known_one := one if one.id in kept else known[one.id]) is not None
        }

    def _said_by_notes(self) -> set[str]:
        """Return the words whose anchors a note of ours holds, because the text says something else."""
        by_spans: set[tuple[tuple[int, int], ...]] = set()
        for plain in self._notes.values():
            anchors = plain.get("anchors")
            groups = list(anchors.values()) if isinstance(anchors, dict) else [anchors]
            by_spans |= {spans.pieces for group in groups if (spans := _spans_of(group)) is not None}
        return {id for id, one in self._found.bound.items() if one.spans.pieces in by_spans}

    def _left(self) -> list[str]:
        """Return the lines that nothing is made of."""
        found = self._found
        holders = {one.holder for one in self._passages if self._is_spoken(one)} | set(self._notes)
        words, sources = set(self._notes), set()
        for one in self._passages:
            if one.holder in holders:
                words |= {id for ids in one.parts.values() for id in ids}
                sources |= set(one.parts.get("source", ()))
        used = {one.line for one in found.bound.values() if one.id in words}
        used |= {one.line for one in found.events.values() if one.id in holders}
        used |= {one.line for one in found.relations if all(target in words for _, target in one.parts)}
        used |= {one.line for one in found.attributes if one.target in holders}
        used |= {one.line for one in found.notes if one.target in holders}
        used |= {one.line for one in found.references if one.target in sources}
        used |= {line for line, targets in found.same if all(target in sources for target in targets)}
        return [line for number, line in found.raw.items() if number not in used]

    def _is_spoken(self, passage: Passage) -> bool:
        return any(self._words(id).strip() for id in passage.parts.get("content", ()))

    # --- ours ------------------------------------------------------------------------------

    def _own(self, holder: str, passage: Passage | None) -> None:
        plain = self._notes[holder]
        bound = self._bound.get(holder)
        section = "statuses" if bound is not None and bound.type == CHECK else "attributions"
        plain = {**plain, **self._attributes(holder, section)}
        if section == "statuses":
            if bound is not None and not _agrees(plain.get("anchors"), bound.spans):
                plain["anchors"] = anchors_of(bound.spans, self._text)
        else:
            said = plain.get("anchors")
            anchors = dict(said) if isinstance(said, dict) else {}
            for role, ids in (passage.parts if passage is not None else {}).items():
                spans = [self._bound[id].spans for id in ids if id in self._bound]
                if spans and not _agrees(anchors.get(role), *spans):
                    anchors[role] = [anchor for one in spans for anchor in anchors_of(one, self._text)]
            if anchors:
                plain["anchors"] = anchors
        place = self._found.bound.get(holder) or self._found.events.get(holder)
        path = f"{self._name}:{place.line}" if place is not None else self._name
        self._intake.add(section, plain, path)

    def _attributes(self, holder: str, section: str) -> dict[str, Any]:
        """Return the attributes and notes of an annotation, as fields of ours where they are."""
        known = {name.lower(): field for name, field in ATTRIBUTES[section].items()}
        said: dict[str, Any] = {}
        others: dict[str, str] = {}
        for one in self._about.get(holder, ()):
            if not isinstance(one, Attribute):
                continue
            field, vocabulary = known.get(one.name.lower(), ("", ()))
            word = next((str(x) for x in vocabulary if str(x).lower() == one.value.lower()), None)
            if word is not None:
                said[field] = word
            else:
                others[one.name] = one.value
        about = self._about.get(holder, ())
        notes = [note.text for note in about if isinstance(note, Note) and note.type != NOTE]
        kept = {key: value for key, value in (("attributes", others), ("notes", notes)) if value}
        return {**said, NAME: kept} if kept else said

    # --- those of others -------------------------------------------------------------------

    def _foreign(self, passage: Passage) -> None:
        path = f"{self._name}:{passage.line}"
        anchors = {
            role: [
                x for id in ids if id in self._bound for x in anchors_of(self._bound[id].spans, self._text)
            ]
            for role, ids in passage.parts.items()
        }
        words = " ".join(self._words(id) for id in passage.parts.get("content", ())).strip()
        if not words:
            self._intake.report(path, f"{passage.holder}: there is no content, so there is no claim")
            return
        claim = self._intake.add("claims", {"text": words}, path)
        plain: dict[str, Any] = {
            "id": f"{self.article}/{passage.holder}",
            "article": self.article,
            "claim": claim,
            "anchors": {role: found for role, found in anchors.items() if found},
            **self._attributes(passage.holder, "attributions"),
        }
        if passage.inside is not None:
            plain["via"] = f"{self.article}/{passage.inside}"
        credited = " ".join(self._words(id) for id in passage.parts.get("source", ())).strip()
        if credited:
            plain["credited_as"] = credited
            plain["source"] = self._source(passage, credited, anchors["source"], path)
        self._intake.add("attributions", {key: x for key, x in plain.items() if x not in (None, {})}, path)

    def _words(self, id: str) -> str:
        one = self._bound.get(id) or self._found.bound.get(id)
        return one.spans.words if one is not None else ""

    def _source(self, passage: Passage, words: str, anchors: list[Any], path: str) -> str | None:
        """Make a source of the words for it: a description, as nobody said who it is."""
        first = passage.parts["source"][0]
        if first in self._sources:
            return self._sources[first]
        described = {"article": self.article, **({"anchor": anchors[0]} if anchors else {})}
        plain: dict[str, Any] = {"description": words, "described_in": described}
        entries = [
            note.type.split(":", 1) for id in passage.parts["source"] for note in self._entries.get(id, ())
        ]
        known = {database.lower(): entry for database, entry in entries}
        if known:
            plain["identifiers"] = known
        if not anchors:
            plain["id"] = f"{self.article}/{first}"
        id = self._intake.add("sources", plain, path)
        if id is not None:
            self._sources[first] = id
        return id


_PLACE = ("start", "end", "exact", "part")
"""What says where an anchor stands; what is around it, readable or not, does not."""


def _spans_of(group: Any) -> Spans | None:
    """Return where the anchors of a note stand, if they are in order."""
    if not isinstance(group, list) or not all(isinstance(anchor, dict) for anchor in group):
        return None
    places = [{key: anchor[key] for key in _PLACE if key in anchor} for anchor in group]
    try:
        return fragments_of([from_plain(place, TextAnchor) for place in places])
    except DecodingError:
        return None


def _agrees(group: Any, *spans: Spans) -> bool:
    """Tell whether the anchors of a note stand where the words in the text do."""
    said = _spans_of(group)
    return said is not None and list(said.pieces) == [piece for one in spans for piece in one.pieces]
