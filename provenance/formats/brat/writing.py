"""Writing brat stand-off (https://brat.nlplab.org/standoff.html)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from provenance.formats.brat.keys import (
    ATTRIBUTES,
    CHECK,
    NAME,
    NOTE,
    ROLES,
    SIDECAR,
    anchors_of,
    fragments_of,
    stem_of,
)
from provenance.formats.jsontext import encode_json
from provenance.formats.ownterms import write_beside
from provenance.model import RECORD_TYPES, Dossier, to_plain

__all__ = ["dump_files"]


def dump_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a brat folder: settings, then a text and its annotations for each article.

    Raises:
        InvalidValueError: if something kept in `extra` is no JSON data, or nested too deeply.
    """
    yield "annotation.conf", _settings().encode()
    files: dict[str, str] = {}
    placed: set[str] = set()
    taken: set[str] = set()
    by_article: dict[str, list[Any]] = {}
    records: list[Any] = [*dossier.attributions.values(), *dossier.statuses.values()]
    for record in records:
        if record.article in dossier.articles:
            by_article.setdefault(record.article, []).append(record)
    for article in dossier.articles.values():
        stem = stem_of(article.id)
        if stem.lower() in taken:  # on many machines two names that differ in case only are one file
            stem = stem_of(f"{article.id}/")
        taken.add(stem.lower())
        files[stem] = article.id
        lines = _Lines(dossier, article.text)
        placed |= {record.id for record in by_article.get(article.id, ()) if lines.add(record)}
        if article.text is not None:
            yield f"{stem}.txt", article.text.encode()
        yield f"{stem}.ann", "".join(f"{line}\n" for line in lines.lines).encode()
    yield SIDECAR, _sidecar(dossier, files, placed).encode()


def _sidecar(dossier: Dossier, files: dict[str, str], placed: set[str]) -> str:
    """Return what stands neither in the texts nor in the annotations."""
    lines = ["{", f' "files": {encode_json(files)}']
    beside = write_beside(dossier)
    if dossier.title is not None:
        beside = {"title": dossier.title, **beside}
    for key, value in beside.items():
        lines[-1] += ","
        lines.append(f" {encode_json(key)}: {encode_json(value)}")
    for section in RECORD_TYPES:
        plains = [to_plain(record) for id, record in getattr(dossier, section).items() if id not in placed]
        if not plains:
            continue
        if section == "articles":
            plains = [_without_text(plain) for plain in plains]
        lines[-1] += ","
        inside = ",\n  ".join(encode_json(plain) for plain in plains)
        lines.append(f' "{section}": [\n  {inside}\n ]')
    return "\n".join([*lines, "}"]) + "\n"


def _without_text(plain: dict[str, Any]) -> dict[str, Any]:
    """Return an article without its text, which stands in a file; what could be read as no text stays."""
    return {key: value for key, value in plain.items() if key != "text" or not isinstance(value, str)}


class _Lines:
    """The annotations of one text."""

    def __init__(self, dossier: Dossier, text: str | None) -> None:
        self.lines: list[str] = []
        self._dossier = dossier
        self._text = text
        self._numbers: Counter[str] = Counter()

    def add(self, record: Any) -> bool:
        """Write a passage or a judgement; return whether it has a place in the text."""
        section = record.RECORDS
        if section == "attributions":
            groups = {role: getattr(record.anchors, role) for role in ROLES}
        else:
            groups = {"anchors": record.anchors}
        spans = {role: found for role, held in groups.items() if (found := fragments_of(held)) is not None}
        if not spans:
            return False
        bound = {}
        for role, found in spans.items():
            pieces = ";".join(f"{start} {end}" for start, end in found.pieces)
            bound[role] = self._line("T", f"{ROLES.get(role, CHECK)} {pieces}\t{found.words}")
        holder = self._joined(bound)
        plain = to_plain(record)
        self._leave_out_anchors(plain, groups, spans)
        self._attributes(holder, section, plain)
        self._norms(bound, record)
        self._line("#", f"{NOTE} {holder}\t{encode_json(plain)}")
        return True

    def _line(self, letter: str, rest: str) -> str:
        self._numbers[letter] += 1
        name = f"{letter}{self._numbers[letter]}"
        self.lines.append(f"{name}\t{rest}")
        return name

    def _joined(self, bound: dict[str, str]) -> str:
        """Join the parts of a passage: around its cue by an event, without one by a relation."""
        if "cue" in bound:
            others = [f" {ROLES[role]}:{name}" for role, name in bound.items() if role != "cue"]
            return self._line("E", f"Cue:{bound['cue']}{''.join(others)}")
        if len(bound) == 2:
            return self._line("R", f"Attributed Arg1:{bound['content']} Arg2:{bound['source']}")
        return next(iter(bound.values()))

    def _leave_out_anchors(self, plain: dict[str, Any], groups: Any, spans: Any) -> None:
        """Leave out of a note the anchors that the words in the text stand for."""
        room = None if self._text is None else len(self._text)
        whole = {
            role
            for role, found in spans.items()
            if (room is None or found.pieces[-1][1] <= room)
            and anchors_of(found, self._text) == [to_plain(anchor) for anchor in groups[role]]
        }
        if "anchors" in groups:
            if whole:
                del plain["anchors"]
            return
        for role in whole:
            del plain["anchors"][role]
        if not plain["anchors"]:
            del plain["anchors"]

    def _attributes(self, holder: str, section: str, plain: dict[str, Any]) -> None:
        for name, (field, vocabulary) in ATTRIBUTES[section].items():
            if plain.get(field) in list(vocabulary):
                self._line("A", f"{name} {holder} {plain.pop(field)}")
        foreign = plain.get(NAME)
        if not isinstance(foreign, dict) or not _is_ours(foreign):
            return
        del plain[NAME]
        for name, value in foreign.get("attributes", {}).items():
            self._line("A", f"{name} {holder}" + (f" {value}" if value else ""))
        for note in foreign.get("notes", []):
            self._line("#", f"AnnotatorNotes {holder}\t{note}")

    def _norms(self, bound: dict[str, str], record: Any) -> None:
        source = self._dossier.sources.get(getattr(record, "source", None) or "")
        item = source.identifiers.get("wikidata") if source is not None else None
        if source is not None and item and "source" in bound and item.isalnum():
            self._line("N", f"Reference {bound['source']} Wikidata:{item}\t{_one_line(source.name or '')}")


def _is_ours(foreign: dict[str, Any]) -> bool:
    """Tell whether this is what the reader keeps, in words that fit on a line."""
    attributes, notes = foreign.get("attributes", {}), foreign.get("notes", [])
    if not foreign or foreign.keys() - {"attributes", "notes"}:
        return False
    if not isinstance(attributes, dict) or not isinstance(notes, list) or not (attributes or notes):
        return False
    if any(not foreign[key] for key in foreign):
        return False
    known = {name.lower() for names in ATTRIBUTES.values() for name in names}
    words = [*attributes, *(value for value in attributes.values() if value != "")]
    fits = all(isinstance(word, str) and word and not set(word) & set(" \t\r\n") for word in words)
    lines = all(isinstance(note, str) and note and not set(note) & set("\r\n") for note in notes)
    return fits and lines and not any(name.lower() in known for name in attributes)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _settings() -> str:
    """Return the settings that make brat show the annotations."""
    attributes = [
        f"{name}\tArg:{'<ANY>' if section == 'attributions' else CHECK}, Value:{'|'.join(vocabulary)}"
        for section, names in ATTRIBUTES.items()
        for name, (_, vocabulary) in names.items()
    ]
    return (
        f"[entities]\nSource\nContent\n{CHECK}\n\n"
        "[relations]\nAttributed\tArg1:Content, Arg2:Source\n\n"
        "[events]\nCue\tSource*:Source, Content*:Content\n\n"
        "[attributes]\n" + "\n".join(attributes) + "\n"
    )
