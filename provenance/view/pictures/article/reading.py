"""An article as it is drawn: its text as far as it is shown, the marks over it, the notes, the findings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from provenance.model import Article, Attribution, Form, Part, TextAnchor
from provenance.queries.lint import Finding
from provenance.queries.showing import counted, shortened
from provenance.queries.view import View
from provenance.view.pictures.article.backing import Backings
from provenance.view.pictures.article.naming import name_of
from provenance.view.pictures.article.notes import Note, note_of
from provenance.view.pictures.article.places import Finder, Place, is_inside_a_sign
from provenance.view.pictures.article.runs import Mark, Role, Walks, paragraphs, with_lanes

__all__ = ["Limits", "Reader", "Reading"]

HEADLINE, TEXT = str(Part.HEADLINE), str(Part.TEXT)
_LONGEST_HEADLINE, _LONGEST_LANGUAGE = 600, 35
_NEAR = 200
_PARTS = {HEADLINE: 0, TEXT: 1}


@frozen
class Limits:
    """How much of an article is shown at most."""

    passages: int = 250
    marks: int = 2_000
    letters: int = 60_000
    paragraphs: int = 600
    findings: int = 120

    def times(self, share: float) -> "Limits":
        """Return smaller or larger limits; marks do not become more."""
        return Limits(
            passages=int(self.passages * share),
            marks=int(self.marks * min(share, 1)),
            letters=int(self.letters * share),
            paragraphs=int(self.paragraphs * share) + 1,
            findings=int(self.findings * share),
        )


@frozen
class Reading:
    """An article as far as it is shown."""

    name: str
    """What to call it: its headline, else its address, else its id."""

    url: str | None
    language: str | None
    headline: str | None
    """As far as it is shown."""

    text: str | None
    """The text as far as it is shown; `None` where there is none on record."""

    notes: tuple[Note, ...]
    marks: dict[str, tuple[Mark, ...]]
    """By part, in the order of `with_lanes`."""

    findings: dict[str, tuple[tuple[int, Finding], ...]]
    """By part, with the places that they stand at."""

    loose: tuple[Finding, ...]
    """Findings about the article that stand at no place of it."""

    facts: tuple[str, ...]
    """What is known of the article."""

    remarks: tuple[str, ...]
    """Sentences on what is not shown."""

    summary: str
    """What is marked, as a sentence."""

    def fills(self, limits: Limits) -> float:
        """Return how much of its limits is used: by whichever part comes nearest to its own."""
        findings = len(self.loose) + sum(map(len, self.findings.values()))
        used = (
            (len(self.notes), limits.passages),
            (len(self.text or ""), limits.letters),
            (findings, limits.findings),
        )
        return max(many / most if most else 1.0 for many, most in used)

    @property
    def title(self) -> str:
        """What the picture shows, as a heading."""
        return f"Who says what in “{shortened(self.name, 100)}”"

    @property
    def roles(self) -> list[Role]:
        """The roles of which there are marks, in the order in which they are explained."""
        used = {mark.role for marks in self.marks.values() for mark in marks}
        return [
            role for role in (Role.SOURCE, Role.CUE, Role.CONTENT, Role.HEDGE, Role.OWN_VOICE) if role in used
        ]

    @property
    def depth(self) -> int:
        """How many lines lie below each other where most do."""
        return max(
            (mark.lane + 1 for marks in self.marks.values() for mark in marks if mark.role.is_content),
            default=0,
        )

    def walks(self, part: str) -> Walks:
        """Return the walks along the paragraphs of the headline or the text."""
        text = (self.headline if part == HEADLINE else self.text) or ""
        return Walks(list(paragraphs(text)), self.marks[part], self.findings[part])


class Reader:
    """Reads an article of a dossier, as much of it as is asked for."""

    def __init__(
        self,
        view: View,
        article: Article,
        findings: Sequence[Finding] | None,
        backings: Backings,
    ) -> None:
        """Take up an article.

        Args:
            view: the dossier that it stands in, as it is seen.
            article: the article.
            findings: what a lint found in it; `None` if none was asked for.
            backings: tells what stands behind passages.
        """
        self.article, self._findings = article, findings
        self._view, self._backings = view, backings
        self.headline: str | None = self._view.read(article, "headline") or None
        self.text: str | None = self._view.read(article, "text")
        self._finder = Finder(self.headline, self.text)
        every = self._view.passages_in(article.id)
        seen = [passage for passage in every if self._view.has_passage(passage)]
        self._unseen = len(every) - len(seen)
        self._passages = sorted(seen, key=_recorded_place)
        self._placed: dict[str, tuple[tuple[Role, int, TextAnchor, Place], ...]] = {}

    def read(self, limits: Limits) -> Reading:
        """Return the article within limits."""
        end = _cut_at(self.text or "", limits.letters, limits.paragraphs)
        ends = {HEADLINE: _cut_at(self.headline or "", _LONGEST_HEADLINE, 5), TEXT: end}
        shown = self._shown(limits, ends)
        numbers = {passage.id: number for number, passage in enumerate(shown, 1)}
        found = [(number, *item) for number, p in enumerate(shown, 1) for item in self._pieces(p)]
        findings, loose, left = self._beside(limits.findings, ends)
        codes: dict[str, list[str]] = {}
        for finding in [*(f for part in findings.values() for _, f in part), *loose]:
            codes.setdefault(finding.record, []).append(finding.code)
        notes = tuple(
            self._note(number, p, numbers, codes.get(p.id, [])) for number, p in enumerate(shown, 1)
        )
        url = self._view.read(self.article, "url")
        language = self._view.read(self.article, "language")
        remarks = (*self._cut(end), *self._left_out(len(shown)), *left)
        return Reading(
            name=self.headline or url or self.article.id,
            url=url,
            language=None if language is None else language[:_LONGEST_LANGUAGE],
            headline=self.headline and self.headline[: ends[HEADLINE]],
            text=None if self.text is None else self.text[:end],
            notes=notes,
            marks={part: _marks(found, part, end) for part, end in ends.items()},
            findings={part: tuple(found) for part, found in findings.items()},
            loose=tuple(loose),
            facts=tuple(self._facts()),
            remarks=remarks,
            summary=self._summary(notes, sum(map(len, findings.values())) + len(loose)),
        )

    def every_mark(self) -> tuple[Mark, ...]:
        """Return all marks of the text, however many."""
        found = [(number, *piece) for number, p in enumerate(self._passages, 1) for piece in self._pieces(p)]
        return _marks(found, TEXT, len(self.text or ""))

    # --- what is shown -----------------------------------------------------------------------

    def _shown(self, limits: Limits, ends: Mapping[str, int]) -> list[Attribution]:
        """Return the passages that are shown, as they stand in the article."""
        found: list[tuple[tuple[int, int, int], Attribution]] = []
        marks = 0
        for passage in self._passages:
            pieces = self._pieces(passage)
            marks += len(pieces)
            if len(found) >= limits.passages or marks > limits.marks:
                break
            places = [place for _, _, _, place in pieces if place.missing is None]
            inside = [place for place in places if self._is_shown(place, ends)]
            if inside or not places:
                keys = ((_PARTS[place.part], place.start, -place.end) for place in inside)
                found.append((min(keys, default=(2, 0, 0)), passage))
        return [passage for _, passage in sorted(found, key=lambda item: item[0])]

    def _is_shown(self, place: Place, ends: Mapping[str, int]) -> bool:
        whole = len((self.headline if place.part == HEADLINE else self.text) or "")
        return place.start < ends[place.part] or ends[place.part] == whole

    def _pieces(self, passage: Attribution) -> tuple[tuple[Role, int, TextAnchor, Place], ...]:
        """Return the pieces of a passage: their role, their row within it, their anchor, their place."""
        if passage.id not in self._placed:
            self._placed[passage.id] = tuple(
                (role, row, anchor, self._finder.place(anchor)) for role, row, anchor in _anchors(passage)
            )
        return self._placed[passage.id]

    def _note(self, number: int, passage: Attribution, numbers: dict[str, int], codes: list[str]) -> Note:
        missing = [(anchor.exact, place) for _, _, anchor, place in self._pieces(passage)]
        return note_of(number, passage, self._view, self._backings.of(passage), numbers, missing, codes)

    def _beside(
        self, most: int, ends: Mapping[str, int]
    ) -> tuple[dict[str, list[tuple[int, Finding]]], list[Finding], list[str]]:
        """Return the findings with their places, those without one, and what is not shown of them."""
        placed: dict[str, list[tuple[int, Finding]]] = {part: [] for part in _PARTS}
        loose: list[Finding] = []
        found = self._findings or ()
        chosen = sorted(range(len(found)), key=lambda row: (-found[row].severity.rank, row))[:most]
        for row in sorted(chosen):
            anchor = found[row].anchor
            place = None if anchor is None else self._finder.place(anchor)
            if place is None or place.missing is not None or not self._is_shown(place, ends):
                loose.append(found[row])
            else:
                placed[place.part].append((place.start, found[row]))
        hidden = len(found) - len(chosen)
        return placed, loose, [f"… and {counted(hidden, 'more finding')} of the lint."] if hidden else []

    # --- sentences ---------------------------------------------------------------------------

    def _cut(self, end: int) -> Iterator[str]:
        if len(self.headline or "") > _LONGEST_HEADLINE:
            yield "The headline is cut."
        if self.text is not None and end < len(self.text):
            yield f"The text is cut here, after {end:,} of {len(self.text):,} characters."

    def _left_out(self, shown: int) -> Iterator[str]:
        every = len(self._passages)
        if shown < every:
            more = f"{every - shown:,} more are on record"
            yield f"{shown:,} of {every:,} passages are marked and noted; {more}."
        if self._unseen:
            are = "passage is" if self._unseen == 1 else "passages are"
            yield f"{self._unseen:,} {are} left out by the times and layers asked for."
        if not every and not self._unseen:
            yield "No passage of it is on record."

    def _summary(self, notes: Sequence[Note], findings: int) -> str:
        own = sum(note.is_own for note in notes)
        parts = [counted(len(notes) - own, "attributed passage")]
        if own:
            parts.append(f"{own:,} in the outlet's own voice")
        if self._findings is not None:
            parts.append(counted(findings, "lint finding"))
        return ", ".join(parts)

    def _facts(self) -> Iterator[str]:
        def known(field: str) -> Any:
            return self._view.read(self.article, field)

        publisher = known("publisher")
        yield "publisher not recorded" if publisher is None else f"by {name_of(self._view, publisher)}"
        yield f"published {known('published')}" if known("published") is not None else "date not recorded"
        if known("modified") is not None:
            yield f"modified {known('modified')}"
        if known("authors"):
            yield f"written by {shortened(', '.join(known('authors')), 120)}"
        if known("dateline"):
            yield f"from {shortened(known('dateline'), 80)}"
        if known("kind") is not None:
            yield str(known("kind")).replace("_", " ")
        yield "text not on record" if self.text is None else counted(len(self.text), "character")


def _cut_at(text: str, letters: int, lines: int) -> int:
    """Return where a text is cut: after so many lines, or behind a word, or else behind a whole sign."""
    end = min(len(text), letters)
    rows = list(islice(paragraphs(text, end), lines + 1))
    if len(rows) > lines:
        return rows[lines - 1][1]
    if end == len(text):
        return end
    near = range(end, max(0, end - _NEAR), -1)
    return next((at for at in near if text[at - 1].isspace()), None) or next(
        (at for at in near if not is_inside_a_sign(text, at)), end
    )


def _anchors(passage: Attribution) -> Iterator[tuple[Role, int, TextAnchor]]:
    content = Role.OWN_VOICE if passage.form is Form.OWN_VOICE else Role.CONTENT
    for role, anchors in (
        (Role.SOURCE, passage.anchors.source),
        (Role.CUE, passage.anchors.cue),
        (content, passage.anchors.content),
    ):
        for row, anchor in enumerate(sorted(anchors, key=lambda a: (str(a.part), a.start))):
            yield role, row, anchor
    for hedge in passage.hedges:
        for anchor in hedge.anchors:
            yield Role.HEDGE, 0, anchor


def _recorded_place(passage: Attribution) -> tuple[int, int, int]:
    places = ((_PARTS.get(str(a.part), 2), a.start, -a.end) for a in passage.anchors)
    return min(places, default=(2, 0, 0))


def _marks(
    found: Sequence[tuple[int, Role, int, TextAnchor, Place]], part: str, end: int
) -> tuple[Mark, ...]:
    """Return the marks of a part: one for all passages in which the same words have the same role."""
    numbers: dict[tuple[int, int, Role], dict[int, None]] = {}
    first: dict[tuple[int, int, Role], bool] = {}
    for number, role, row, _, place in found:
        if place.missing is None and place.part == part and place.start <= end:
            key = (place.start, min(place.end, end), role)
            numbers.setdefault(key, {})[number] = None
            first[key] = first.get(key, False) or row == 0
    marks = (
        Mark(
            start,
            stop,
            role,
            () if role is Role.HEDGE else tuple(of),
            is_continued=not first[start, stop, role],
        )
        for (start, stop, role), of in numbers.items()
    )
    return tuple(_with_first_places(with_lanes(marks)))


def _with_first_places(marks: Sequence[Mark]) -> Iterator[Mark]:
    met: set[int] = set()
    for mark in marks:
        fresh = tuple(number for number in mark.numbers if number not in met)
        met.update(fresh)
        yield evolve(mark, places=fresh)
