"""The annotated article as HTML: without script, and readable where its style is taken away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from provenance.queries.lint import Finding
from provenance.queries.showing import shortened
from provenance.view.drawing import Child, Markup, element, joined, link, named
from provenance.view.phrasing import ranges
from provenance.view.pictures.article.hover import label_of, told_of
from provenance.view.pictures.article.notes import Fact, Note
from provenance.view.pictures.article.reading import HEADLINE, TEXT, Reading
from provenance.view.pictures.article.runs import Again, Close, Mark, Open, Point, Role, Step, Words
from provenance.view.pictures.article.style import ARTICLE_CSS

__all__ = ["page_of"]

_CLASS = {
    Role.SOURCE: "pv-source",
    Role.CUE: "pv-cue",
    Role.CONTENT: "pv-content",
    Role.OWN_VOICE: "pv-own",
    Role.HEDGE: "pv-hedge",
}
_MOST_LINKS = 6
_LONGEST_NAME, _LONGEST_ADDRESS, _LONGEST_MESSAGE = 300, 2_000, 400
_LETTERS_BESIDE = 120


def page_of(reading: Reading, key: str, *, heading: int = 2, with_style: bool = True) -> Markup:
    """Return an article as it stands in a page.

    Args:
        reading: the article as far as it is shown.
        key: begins all ids, so that several articles stand in one page.
        heading: the rank of its heading.
        with_style: whether the style stands before it.
    """
    return _Page(reading, key).made(heading, with_style)


class _Page:
    """A page in the making."""

    def __init__(self, reading: Reading, key: str) -> None:
        self.reading, self.key = reading, key
        self.notes: Mapping[int, Note] = {note.number: note for note in reading.notes}
        self.marked: set[int] = set()
        """The passages that a mark in the text points from."""
        self.part = TEXT
        self.last: tuple[int, ...] = ()
        """The numbers written last in this paragraph."""

    def made(self, heading: int, with_style: bool) -> Markup:
        """Return everything."""
        reading = self.reading
        headline = self._paragraphs(HEADLINE)
        beside = [self._finding(finding) for _, finding in reading.findings[HEADLINE]]
        text = self._paragraphs(TEXT)
        return element(
            "div",
            element("style", Markup(ARTICLE_CSS)) if with_style else None,
            self._legend(),
            element(
                "div",
                element("div", beside, lang="en") if beside else None,
                element(
                    f"h{heading}",
                    headline or named(shortened(reading.name, _LONGEST_NAME)),
                    class_="pv-headline",
                    dir="auto",
                ),
                self._facts(),
                self._loose(),
                [element("p", words, dir="auto") for words in text],
                class_=f"pv-text pv-d{min(reading.depth, 4)}{' pv-dense' if self._is_dense() else ''}",
                lang=reading.language,
            ),
            [element("p", words, class_="pv-remark") for words in reading.remarks],
            self._noted(),
            class_="pv-article",
        )

    def _is_dense(self) -> bool:
        """Say whether there are too many findings to stand beside the text with two lines each."""
        count = len(self.reading.loose) + sum(map(len, self.reading.findings.values()))
        return count * _LETTERS_BESIDE > len(self.reading.text or "")

    # --- around the text ---------------------------------------------------------------------

    def _legend(self) -> Markup | None:
        roles = self.reading.roles
        if not roles:
            return None
        words = [
            element("span", element("span", str(role), class_=_classes(role, 0)), class_="pv-word")
            for role in roles
        ]
        return element(
            "p", "Marked: ", _spaced(words), " · numbers lead to the notes below", class_="pv-legend"
        )

    def _facts(self) -> Markup:
        address = self.reading.url
        seen = [named(fact) for fact in self.reading.facts]
        if address is not None:
            told = named(shortened(address, 100))
            seen.append(link(address, told) if len(address) <= _LONGEST_ADDRESS else told)
        return element("p", _between(seen, " · "), class_="pv-facts", lang="en")

    def _loose(self) -> Markup | None:
        if not self.reading.loose:
            return None
        return element("p", [self._finding(finding) for finding in self.reading.loose], lang="en")

    def _noted(self) -> Markup | None:
        if not self.reading.notes:
            return None
        return element("ol", [self._note(note) for note in self.reading.notes], class_="pv-notes")

    def _note(self, note: Note) -> Markup:
        back = None
        if note.number in self.marked:
            back = element("a", "↑", href=f"#{self.key}m{note.number}", title="back to the text")
        facts = [self._fact(fact) for fact in note.facts]
        return element(
            "li",
            _between(facts, " · "),
            [" ", back] if back is not None else None,
            id=f"{self.key}n{note.number}",
            class_="pv-quiet" if note.is_own else None,
        )

    def _fact(self, fact: Fact) -> Child:
        number = None
        if fact.note is not None:
            number = [" (note ", element("a", fact.note, href=f"#{self.key}n{fact.note}"), ")"]
        if not fact.words:
            return joined(element("b", fact.label), number)
        return joined(element("b", f"{fact.label}: "), _between(map(named, fact.words), fact.joint), number)

    # --- the text ----------------------------------------------------------------------------

    def _paragraphs(self, part: str) -> list[Markup]:
        text = (self.reading.headline if part == HEADLINE else self.reading.text) or ""
        self.part = part
        return [self._paragraph(text, steps) for _, _, steps in self.reading.walks(part)]

    def _paragraph(self, text: str, steps: Iterable[Step]) -> Markup:
        """Return what stands in a paragraph: marks become elements within each other."""
        self.last = ()
        held: list[list[Child]] = [[]]
        opened: list[Open] = []
        for step in steps:
            if isinstance(step, Words):
                held[-1].append(text[step.start : step.end])
            elif isinstance(step, Open):
                opened.append(step)
                held.append(list(self._beginning(step)))
            elif isinstance(step, Close):
                if step.is_end:
                    held[-1].append(_hidden(self._end(step)))
                inner = held.pop()
                held[-1].append(self._mark(opened.pop(), step, inner))
            else:
                held[-1].append(self._point(step))
        return joined(held[0])

    def _beginning(self, step: Open) -> Iterator[Child]:
        if step.again is not Again.CROSSED:
            yield self._numbers(step.mark)
            yield _hidden(f"[{label_of(step.mark, step.again is Again.PARAGRAPH)}: ")

    def _end(self, step: Close) -> str:
        return f" {ranges(step.mark.numbers)}]" if step.is_crossing and step.mark.numbers else "]"

    def _mark(self, opened: Open, closed: Close, inner: list[Child]) -> Markup:
        mark = opened.mark
        begins = opened.again is Again.NO
        return element(
            "span",
            inner,
            class_=_classes(mark.role, mark.lane, begins, closed.is_end),
            title=told_of(mark, self.notes) if opened.again is not Again.CROSSED else None,
        )

    def _point(self, step: Point) -> Child:
        if isinstance(step.what, Finding):  # those of the headline stand before it: a heading names
            return self._finding(step.what) if self.part == TEXT else None
        mark: Mark = step.what
        if not mark.is_drawn:
            return joined(self._numbers(mark), _hidden(f"[{label_of(mark)} begins here] "))
        caret = element("span", "‸", title=told_of(mark, self.notes), class_=_CLASS[mark.role])
        return joined(self._numbers(mark), _hidden(f"[{label_of(mark)}, no words] "), caret)

    def _numbers(self, mark: Mark) -> Child:
        """Return the numbers of a mark as links to its notes, unless the mark before it has the same."""
        if not mark.numbers or (mark.numbers == self.last and not mark.places):
            return None
        self.last = mark.numbers
        shown: Sequence[int] = mark.numbers
        if len(shown) > _MOST_LINKS:
            shown = [*mark.places, *(number for number in shown if number not in mark.places)][:_MOST_LINKS]
        links = []
        for number in shown:
            place = None if number in self.marked else f"{self.key}m{number}"
            self.marked.add(number)
            links.append(element("a", number, href=f"#{self.key}n{number}", id=place))
        more = len(mark.numbers) - len(links)
        return element("sup", _between(links, ","), f"+{more}" if more else None, dir="ltr")

    def _finding(self, finding: Finding) -> Markup:
        message = shortened(finding.message, _LONGEST_MESSAGE)
        return element(
            "span",
            _hidden("[lint "),
            element(
                "span",
                element("b", f"{_SIGN[str(finding.severity)]} {finding.code} {finding.severity}"),
                f" {message}",
                class_="pv-said",
            ),
            _hidden("] "),
            class_=f"pv-lint pv-{finding.severity}",
            role="note",
            dir="ltr",
            lang="en",
        )


_SIGN = {"error": "✕", "warning": "▲", "note": "○"}


def _classes(role: Role, lane: int, begins: bool = False, ends: bool = False) -> str:
    names = [_CLASS[role]]
    if role.is_content:
        names.append(f"pv-l{min(lane, 4)}")
    if role is Role.CONTENT:
        names += [name for name, is_so in (("pv-begin", begins), ("pv-end", ends)) if is_so]
    return " ".join(names)


def _hidden(words: str) -> Markup:
    return element("span", words, class_="pv-h", dir="ltr")


def _between(parts: Iterable[Child], joint: str) -> list[Child]:
    found: list[Child] = []
    for part in parts:
        found += [joint, part] if found else [part]
    return found


def _spaced(parts: Iterable[Child]) -> list[Child]:
    return _between(parts, " ")
