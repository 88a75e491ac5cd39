"""The version diff: what is otherwise in one version of an article than in another, side by side."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from provenance.model import Article, Dossier
from provenance.queries.articles_diff import ArticleDiff, Edit
from provenance.queries.editing import Detail
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Canvas, direction_of, wrapped
from provenance.view.drawing.timeaxis import short_time
from provenance.view.picture import Picture

__all__ = ["draw_diff"]

_WIDTH, _EDGE, _MIDDLE = 820, 24, 112
_SIDE = (_WIDTH - 2 * _EDGE - _MIDDLE) / 2
_RIGHT = _WIDTH - _EDGE - _SIDE
_SIZE, _MOST_LINES, _MOST_EDITS, _MOST_DETAILS = 13.5, 8, 16, 4
_MOST_TEXT, _LONGEST, _MOST_WORDS = 100_000, 600, 300
_SIGNS = {
    "headline_changed": ("H", "headline changed"),
    "removed": ("−", "removed"),
    "added": ("+", "added"),
    "reattributed": ("↔", "re-attributed"),
    "rehedged": ("~", "re-hedged"),
    "quantity_changed": ("≠", "quantity changed"),
    "time_changed": ("≠", "time changed"),
    "place_changed": ("≠", "place changed"),
    "claim_changed": ("≠", "claim changed"),
    "form_changed": ("≈", "form changed"),
    "reworded": ("≈", "reworded"),
    "text_changed": ("¶", "text changed"),
}
_PLAIN = ("headline", "claim", "text", "words")
"""Fields whose values speak for themselves; the others are named."""
_NOTHING = {"source": "nobody", "via": "nobody"}
_COMMITMENTS = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "CTu": "knows whether, and does not tell",
    "Uu": "does not commit itself",
}


def draw_diff(diff: ArticleDiff, dossier: Dossier | None = None) -> Picture:
    """Draw what changed between two versions: what it was on the left, what it is on the right.

    Each edit has a sign and a word (− removed, + added, ↔ re-attributed, ~ re-hedged …), and the words
    that differ are underlined. Of versions of one work, what a correction accounts for stands apart
    from what none does, in a solid frame and in a dashed one.

    Args:
        diff: the answer of `diff`.
        dossier: where the headlines and dates of the two versions are looked up.
    """
    sheet = _Sheet(diff, dossier)
    height, description = sheet.drawn(), shortened(sheet.description(), 5_000)
    return Picture(
        kind="version diff",
        title=sheet.title,
        description=description,
        svg=sheet.canvas.svg(height, title=sheet.title, description=description),
        text=sheet.text(),
    )


class _Sheet:
    """A diff in the making of a picture."""

    def __init__(self, diff: ArticleDiff, dossier: Dossier | None) -> None:
        self.diff, self.dossier = diff, dossier
        self.canvas = Canvas(_WIDTH)
        self.title = f"What changed between two versions: {counted(len(diff), 'change')}"
        self.sections = [(head, edits) for head, edits in _sections(diff) if edits]

    # --- in words --------------------------------------------------------------------------

    def remarks(self) -> list[str]:
        """Return what has to be known of the comparison, as sentences."""
        found = []
        if not self.diff.are_one_work:
            found.append("These are not known to be versions of one work.")
        elif self.diff.in_order is False:
            found.append("The second is the earlier version.")
        if self.diff.stealth:
            found.append("Only what no correction accounts for was asked for.")
        found += [f"Left out: {shortened(str(left), 200)}." for left in self.diff.left_out[:4]]
        return found

    def description(self) -> str:
        if not self.diff.edits:
            return " ".join(["Nothing that is on record changed.", *self.remarks()])
        told = [f"From {self.diff.before} to {self.diff.after}."]
        for head, edits in self.sections:
            told.append(f"{head}: {counted(len(edits), 'change')}.")
            told += [f"{shortened(str(edit), 240)}." for edit in edits[:6]]
        return " ".join([*told, *self.remarks()])

    def text(self) -> str:
        """Return the diff as programs for source code write one."""
        lines = [f"--- {self._named(self.diff.before)}", f"+++ {self._named(self.diff.after)}"]
        lines += [f"# {remark}" for remark in self.remarks()]
        used = told = 0
        for head, edits in self.sections:
            lines.append(f"# {head}: {len(edits):,}")
            for edit in edits:
                if used > _MOST_TEXT:
                    break
                more = list(_lines(edit))
                used, told = used + sum(map(len, more)), told + 1
                lines += more
        if told < len(self.diff):
            lines.append(f"# … and {len(self.diff) - told:,} more")
        elif not told:
            lines.append("# nothing that is on record changed")
        return "\n".join(lines)

    def _named(self, id: str) -> str:
        article = self._article(id)
        headline = (
            "" if article is None or article.headline is None else f" “{shortened(article.headline, 120)}”"
        )
        return f"{shortened(id, 120)}{headline}"

    def _article(self, id: str) -> Article | None:
        return None if self.dossier is None else self.dossier.articles.get(id)

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        canvas = self.canvas
        y = canvas.lines(_EDGE, 18, self.title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=2)
        y = max(
            self._head("Before", self.diff.before, _EDGE, y + 8),
            self._head("After", self.diff.after, _RIGHT, y + 8),
        )
        canvas.line(_EDGE, y + 8, _WIDTH - _EDGE, y + 8, "strong")
        y += 14
        if not self.sections:
            y = canvas.lines(_EDGE, y + 6, "Nothing that is on record changed.", 500, look="soft")
        for head, edits in self.sections:
            y = canvas.lines(
                _EDGE, y + 6, f"{head}: {len(edits):,}", _WIDTH - 2 * _EDGE, size=14.5, bold=True, most=2
            )
            for edit in edits[:_MOST_EDITS]:
                y = self._edit(edit, y + 8)
            if len(edits) > _MOST_EDITS:
                more = f"… and {counted(len(edits) - _MOST_EDITS, 'more change')}"
                y = canvas.lines(_EDGE, y + 8, more, 500, look="soft")
            y += 10
        for remark in self.remarks():
            y = canvas.lines(_EDGE, y + 2, remark, _WIDTH - 2 * _EDGE, size=12, look="soft", most=2)
        return y + 18

    def _head(self, word: str, id: str, x: float, y: float) -> float:
        article = self._article(id)
        y = self.canvas.lines(x, y, word, _SIDE, size=15, bold=True)
        if article is not None and article.headline is not None:
            y = self.canvas.lines(x, y, f"“{article.headline}”", _SIDE, size=13, most=2)
        when = None if article is None else article.modified or article.published
        facts = id if when is None else f"{id} · {short_time(when)}"
        return self.canvas.lines(x, y, facts, _SIDE, size=11.5, look="soft", most=2)

    def _edit(self, edit: Edit, y: float) -> float:
        """Draw one edit in its frame, and return where it ends."""
        inner = Canvas(_WIDTH)
        announced = edit.accounted_for is not None
        foot = y + 6
        if edit._subject:
            foot = inner.lines(
                _EDGE + 12, foot, edit._subject, _WIDTH - 2 * _EDGE - 24, size=12.5, look="soft", most=2
            )
        top = foot + 4
        for detail in edit.details[:_MOST_DETAILS]:
            was, now = _values(detail)
            foot = self._detail(inner, detail.field, was, now, foot + 4)
        if len(edit.details) > _MOST_DETAILS:
            more = f"… and {counted(len(edit.details) - _MOST_DETAILS, 'more field')}"
            foot = inner.lines(_EDGE + 12, foot + 4, more, 400, size=12, look="soft")
        foot = max(foot, self._sign(inner, edit, top))
        if edit.accounted_for is not None:
            how = "Announced in general by" if edit.in_general else "Announced by"
            foot = inner.lines(
                _EDGE + 12, foot + 3, f"{how} {edit.accounted_for}", 500, size=12, look="soft", most=1
            )
        is_stealth = self.diff.are_one_work and not announced
        frame = "dash" if is_stealth else "line"
        self.canvas.rect(_EDGE, y, _WIDTH - 2 * _EDGE, foot + 8 - y, frame)
        self.canvas.hover(shortened(str(edit), 300), inner)
        return foot + 8

    def _sign(self, canvas: Canvas, edit: Edit, y: float) -> float:
        sign, word = _SIGNS.get(edit.kind, ("≠", edit.kind.replace("_", " ")))
        middle = _WIDTH / 2
        canvas.circle(middle, y + 11, 11, "tint-purple")
        canvas.text(middle, y + 16, sign, size=15, bold=True, anchor="middle")
        for place, line in enumerate(wrapped(word, _MIDDLE - 12, 11.5, bold=True)):
            canvas.text(middle, y + 36 + place * 14, line, size=11.5, bold=True, anchor="middle")
            foot = y + 40 + place * 14
        return foot

    def _detail(self, canvas: Canvas, field: str, before: str | None, after: str | None, y: float) -> float:
        """Draw what one field was and is, and return where both end."""
        fresh = _differing(before, after)
        inner = Canvas(_WIDTH)
        feet = [
            self._value(inner, field, value, words, x, y)
            for value, words, x in ((before, fresh[0], _EDGE + 10), (after, fresh[1], _RIGHT))
        ]
        for value, x, look in ((before, _EDGE + 10, "tint-orange"), (after, _RIGHT, "tint-sky")):
            canvas.rect(x, y, _SIDE - 10, max(feet) - y, "dash" if value is None else look)
        canvas.add(inner.parts)
        return max(feet)

    def _value(
        self, canvas: Canvas, field: str, value: str | None, fresh: frozenset[int], x: float, y: float
    ) -> float:
        room, foot = _SIDE - 26, y + 5
        if field not in _PLAIN:
            foot = canvas.lines(x + 8, foot, field, room, size=11.5, look="soft", most=1)
        if value is None:
            absent = "no longer there" if x == _RIGHT else "not there yet"
            words = absent if field in _PLAIN else _NOTHING.get(field, "nothing")
            return canvas.lines(x + 8, foot, words, room, size=_SIZE, look="soft") + 6
        _marked_lines(canvas, x + 8, foot, value, room, fresh)
        return foot + len(wrapped(value, room, _SIZE, bold=True, most=_MOST_LINES)) * _SIZE * 1.35 + 6


def _sections(diff: ArticleDiff) -> list[tuple[str, Sequence[Edit]]]:
    """Return the edits under the words that say whether a correction accounts for them."""
    if not diff.are_one_work:
        return [("What differs", diff.edits)]
    announced = [edit for edit in diff.edits if edit.accounted_for is not None]
    return [
        ("Changed, and no correction says so", diff.unannounced),
        ("Changed, and a correction says so", announced),
    ]


def _lines(edit: Edit) -> Iterator[str]:
    """Yield the lines of one edit in the text."""
    sign, word = _SIGNS.get(edit.kind, ("≠", edit.kind.replace("_", " ")))
    how = ""
    if edit.accounted_for is not None:
        how = f" ({'announced in general by' if edit.in_general else 'announced by'} {edit.accounted_for})"
    about = f": {shortened(edit._subject, 120)}" if edit._subject else ""
    yield f"@@ {sign} {word}{about}{how} @@"
    for detail in edit.details:
        name = "" if detail.field in _PLAIN else f"{detail.field}: "
        for mark, value in zip("-+", _values(detail), strict=True):
            if value is not None:
                yield f"{mark} {name}{shortened(value, _LONGEST)}"
            elif name:
                yield f"{mark} {name}{_NOTHING.get(detail.field, 'nothing')}"


def _values(detail: Detail) -> tuple[str | None, str | None]:
    """Return what a field was and is, codes with their meaning."""
    was, now = detail.before, detail.after
    if detail.field != "commitment":
        return was, now
    told = [f"{_COMMITMENTS[v]} ({v})" if v in _COMMITMENTS else v for v in (was, now)]
    return told[0], told[1]


def _differing(before: str | None, after: str | None) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places of the words that only one of two values has."""
    if before is None or after is None:
        return frozenset(), frozenset()
    sides = before[: _MOST_WORDS * 20].split()[:_MOST_WORDS], after[: _MOST_WORDS * 20].split()[:_MOST_WORDS]
    found: tuple[set[int], set[int]] = set(), set()
    for tag, *ends in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        if tag != "equal":
            found[0].update(range(ends[0], ends[1]))
            found[1].update(range(ends[2], ends[3]))
    return frozenset(found[0]), frozenset(found[1])


def _marked_lines(canvas: Canvas, x: float, y: float, value: str, room: float, fresh: frozenset[int]) -> None:
    """Write a value in lines, with a line under each word that is one of the fresh ones."""
    words = value[: _MOST_WORDS * 20].split()
    number = 0
    for place, line in enumerate(wrapped(value, room, _SIZE, bold=True, most=_MOST_LINES)):
        held = line.split()
        if held != words[number : number + len(held)]:  # a word is broken, or the end is cut off
            held, fresh = [line], frozenset()
        marked = [n for n in range(len(held)) if number + n in fresh]
        foot = y + _SIZE + place * _SIZE * 1.35
        canvas.words(x, foot, held, marked, room, size=_SIZE, from_right=direction_of(value) == "rtl")
        number += len(held)
