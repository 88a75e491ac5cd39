"""The timeline: what happened, in lanes by kind, as exactly as its times are known."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from attrs import frozen

from provenance.errors import UsageError, legible, shown
from provenance.formats.graphs.mermaid import mermaid_text
from provenance.model import Dossier, When
from provenance.queries.sequence import place_of
from provenance.queries.showing import counted, shortened
from provenance.queries.timeline import Event, EventKind, Timeline
from provenance.view.drawing import Canvas, wrapped
from provenance.view.drawing.timeaxis import TimeAxis, short_time
from provenance.view.picture import Picture
from provenance.view.pictures.marks import draw_mark

__all__ = ["draw_timeline"]

_WIDTH, _EDGE, _GAP = 820, 24, 14
_DATES, _ONE, _TWO = 108, 300, 232  # how wide dates are, and words beside one line of time and beside two
_MOST, _MOST_IN_LANE, _MOST_GROUPS, _MOST_TOLD, _MOST_BANDS = 70, 8, 40, 60, 3
_LONGEST = 5_000  # of a description
_NARROW = 9  # a time that takes no more is drawn as a mark
_SIZE = 12.5
_LANES = {
    EventKind.PUBLICATION: ("Published", "publication"),
    EventKind.REVISION: ("Revised", "revision"),
    EventKind.CLAIM: ("Claimed", "claim"),
    EventKind.DENIAL: ("Denied", "denial"),
    EventKind.MENTION: ("Mentioned", "mention"),
    EventKind.CORRECTION: ("Corrected", "correction"),
    EventKind.RETRACTION: ("Taken back", "retraction"),
    EventKind.CHECK: ("Checked", "check"),
    EventKind.GRADE: ("Graded", "grade"),
    EventKind.JUDGEMENT: ("Judged to be one source or two", "judgement"),
}
_UNDATED = "When is not known"


def draw_timeline(
    timeline: Timeline,
    dossier: Dossier | None = None,
    *,
    beside: Timeline | None = None,
    captions: Sequence[str] = ("one view", "the other view"),
) -> Picture:
    """Draw a timeline: a row for each event, in lanes by kind, on one line of time.

    What is known to the minute or the day is a mark, what is known less exactly a band from its
    earliest moment to its latest; what has no date stands in a lane of its own. Where the order of
    several events is not known, a bracket says so. Lanes with many events show how many there were.

    Args:
        timeline: the answer of `timeline`.
        dossier: taken because every picture takes it; a timeline says all by itself.
        beside: a second timeline of the same, asked otherwise (another `as_of` or `known_at`), to be
            drawn beside the first: what only one of them holds is a gap in the other.
        captions: what the two are called, where there are two.

    Raises:
        UsageError: if `beside` is no timeline, or there are not two captions for two timelines.
    """
    views = [timeline] if beside is None else [timeline, beside]
    if not isinstance(views[-1], Timeline):
        raise UsageError("draw_timeline", f"beside is another timeline, got {shown(beside)}")
    if isinstance(captions, str) or len(captions) < len(views):
        raise UsageError("draw_timeline", f"captions are two words or sentences, got {shown(captions)}")
    sheet = _Sheet(views, captions)
    height, description = sheet.drawn(), shortened(sheet.description(), _LONGEST)
    return Picture(
        kind="timeline",
        title=sheet.title,
        description=description,
        svg=sheet.canvas.svg(height, title=sheet.title, description=description),
        text=legible(sheet.text()),
        mermaid=sheet.mermaid(),
    )


@frozen
class _Row:
    """An event, with the timelines that hold it."""

    event: Event
    held: tuple[bool, ...]
    words: str


class _Sheet:
    """One or two timelines in the making of a picture."""

    def __init__(self, views: Sequence[Timeline], captions: Sequence[str]) -> None:
        self.views, self.captions = views, [shortened(str(words), 60) for words in captions]
        self.about = _about(views[0])
        self.rows = list(_rows(views, self.about))
        self.title = shortened(f"What happened, in order: {self.about}", 240)
        self.canvas = Canvas(_WIDTH)
        self.words_at = _EDGE + _DATES + 8
        self.words_wide = _ONE if len(views) == 1 else _TWO
        times = [row.event.when for row in self.rows if row.event.when is not None]
        left = self.words_at + self.words_wide + _GAP
        wide = (_WIDTH - _EDGE - left - _GAP * (len(views) - 1)) / len(views)
        self.axes = [TimeAxis(times, left + n * (wide + _GAP), wide) for n in range(len(views))]
        self.lanes = self._lanes()

    # --- in words --------------------------------------------------------------------------

    def _lanes(self) -> list[tuple[str, str | None, list[_Row]]]:
        """Return the lanes that hold something: how each is called, its mark, its rows in order."""
        held: dict[EventKind | None, list[_Row]] = {}
        for row in self.rows:
            dated = place_of(row.event.when) is not None
            held.setdefault(row.event.kind if dated else None, []).append(row)
        lanes: list[tuple[str, str | None, list[_Row]]] = [
            (*_LANES[kind], held[kind]) for kind in EventKind if kind in held
        ]
        return [*lanes, (_UNDATED, None, held[None])] if None in held else lanes

    def description(self) -> str:
        if not self.rows:
            return "Nothing on record has happened."
        told = [f"{name}: {counted(len(rows), 'event')}" for name, _, rows in self.lanes]
        dated = [row.event for row in self.rows if place_of(row.event.when) is not None]
        ends = f" From {short_time(dated[0].when)} on." if dated else ""
        words = (
            f"{counted(len(self.rows), 'event')} in {counted(len(told), 'lane')}. {'; '.join(told)}.{ends}"
        )
        if len(self.views) == 2:
            for n, caption in enumerate(self.captions[:2]):
                missing = sum(not row.held[n] for row in self.rows)
                holds = f"does not hold {missing:,} of them" if missing else "holds all of them"
                words += f" “{caption}” {holds}."
        return words

    def text(self) -> str:
        if len(self.views) == 1:
            return str(self.views[0])
        one, other = self.captions[:2]
        lines = [f"{self.about}: {counted(len(self.rows), 'event')}", f"  [1 ] {one}", f"  [ 2] {other}", ""]
        for row in self.rows[:_MOST_TOLD]:
            mark = "".join(str(n) if held else " " for n, held in enumerate(row.held, 1))
            lines.append(f"  [{mark}] {row.event}")
        if len(self.rows) > _MOST_TOLD:
            lines.append(f"  … and {len(self.rows) - _MOST_TOLD:,} more")
        return "\n".join(lines)

    def mermaid(self) -> str:
        lines = ["timeline", f"  title {mermaid_text(shortened(self.title, 120))}"]
        for row in self.rows[:_MOST_TOLD]:
            where = ""
            if not all(row.held):
                where = f" (only in {self.captions[row.held.index(True)]})"
            words = shortened(f"{_LANES[row.event.kind][0]}: {row.words}{where}", 200)
            lines.append(f"  {mermaid_text(short_time(row.event.when))} : {mermaid_text(words)}")
        if len(self.rows) > _MOST_TOLD:
            lines.append(f"  later : … and {len(self.rows) - _MOST_TOLD:,} more")
        return "\n".join(lines) + "\n"

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        y = self.canvas.lines(_EDGE, 18, self.title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=3)
        if not self.rows:
            return self.canvas.lines(_EDGE, y + 8, self.description(), 400, look="soft") + 20
        body = Canvas(_WIDTH)
        top = self._head(y + 12)
        foot = self._body(body, top)
        for axis in self.axes:
            axis.grid(self.canvas, top, foot)
        self.canvas.add(body.parts)
        note = " ".join(filter(None, (self._key(), self.axes[0].note)))
        return self.canvas.lines(_EDGE, foot + 12, note, _WIDTH - 2 * _EDGE, size=11.5, look="soft") + 18

    def _key(self) -> str:
        told = "A mark stands where it is known when; a band runs from the earliest moment to the latest."
        if any(not all(row.held) for row in self.rows):
            told += " An empty dashed outline: this view does not hold it."
        if len(self.rows) > _MOST:
            told += " Bars count what lies between two ticks, a number on a band what is known no better."
        return told

    def _head(self, y: float) -> float:
        """Draw the lines of time, what each is called, and where the order is not known."""
        if len(self.views) == 2:
            for axis, caption in zip(self.axes, self.captions, strict=False):
                wide = axis.right - axis.left
                self.canvas.text(axis.left, y + 12, caption, size=13, bold=True, most=wide)
            y += 22
        if self.axes[0].is_empty:
            return y
        foot = max(axis.draw(self.canvas, y + 8) for axis in self.axes)
        drawn = [self._brackets(view, axis, foot) for view, axis in zip(self.views, self.axes, strict=True)]
        return foot + (22 if any(drawn) else 4)

    def _brackets(self, view: Timeline, axis: TimeAxis, y: float) -> bool:
        """Draw a bracket over each group of events whose order is not known."""
        groups = ((group, words) for group in view.groups if (words := _order_of(group)))
        found = list(islice(groups, _MOST_GROUPS))
        for group, words in found:
            places = [place for event in group if (place := axis.place(event.when)) is not None]
            x1, x2 = min(p.x1 for p in places), max(p.x2 for p in places)
            inner = Canvas(_WIDTH)
            inner.path(f"M{x1:.1f},{y + 10:.1f} v-5 H{max(x2, x1 + 6):.1f} v5", "dash")
            wide = x2 - x1
            if wide > 130:
                inner.text((x1 + x2) / 2, y + 19, words, size=11, look="soft", anchor="middle", most=wide)
            else:
                inner.text(
                    min((x1 + x2) / 2, axis.right - 4), y + 19, "?", size=11, look="soft", anchor="middle"
                )
            self.canvas.hover(f"{counted(len(group), 'event')}: {words}", inner)
        return bool(found)

    def _body(self, canvas: Canvas, y: float) -> float:
        is_full = len(self.rows) > _MOST
        for name, mark, rows in self.lanes:
            canvas.line(_EDGE, y + 8, _WIDTH - _EDGE, y + 8)
            if mark is not None:
                draw_mark(canvas, mark, _EDGE + 7, y + 21)
            canvas.text(_EDGE + (20 if mark else 0), y + 26, name, size=14, bold=True)
            y += 34
            if is_full and len(rows) > _MOST_IN_LANE:
                y = self._counts(canvas, rows, y)
            else:
                for row in rows:
                    y = self._row(canvas, row, mark, y)
        return y + 6

    def _row(self, canvas: Canvas, row: _Row, mark: str | None, y: float) -> float:
        inner = Canvas(_WIDTH)
        kind = _LANES[row.event.kind]
        words = row.words if mark is not None else f"{kind[0]}: {row.words}"
        date = short_time(row.event.when)
        lines = max(
            len(wrapped(words, self.words_wide, _SIZE, most=3)), len(wrapped(date, _DATES, 11.5, most=3)), 1
        )
        height = lines * _SIZE * 1.35 + 5
        inner.lines(_EDGE, y + 1, date, _DATES, size=11.5, look="soft", most=3)
        inner.lines(self.words_at, y, words, self.words_wide, size=_SIZE, most=3, direction="ltr")
        for axis, held in zip(self.axes, row.held, strict=True):
            self._when(inner, axis, row.event, held, y + height / 2 - 2)
        canvas.hover(shortened(str(row.event), 300), inner)
        return y + height

    def _when(self, canvas: Canvas, axis: TimeAxis, event: Event, held: bool, y: float) -> None:
        """Draw when an event happened: a mark, on a band where it is not known exactly."""
        place = axis.place(event.when)
        if place is None:
            self._no_date(canvas, axis, held, y)
            return
        look = "tint-sky" if held else "dash"
        if place.x2 - place.x1 > _NARROW:
            place.draw(canvas, y, look)
        elif not held:
            canvas.rect(place.middle - 7, y - 7, 14, 14, look)
        if held:
            draw_mark(canvas, _LANES[event.kind][1], place.middle, y)

    def _no_date(self, canvas: Canvas, axis: TimeAxis, held: bool, y: float) -> None:
        left, right = axis.left, axis.right
        canvas.line(left, y, right, y, "dash")
        words = "at a time not known" if held else "not in this view"
        wide = right - left
        canvas.rect(left + wide / 2 - 66, y - 8, 132, 16, "paper", radius=0)
        canvas.text(left + wide / 2, y + 4, words, size=11.5, look="soft", anchor="middle", most=130)

    # --- counted ---------------------------------------------------------------------------

    def _counts(self, canvas: Canvas, rows: Sequence[_Row], y: float) -> float:
        """Draw how many events of a lane there were, and when, as exactly as that is known."""
        bins = self.axes[0].bins()
        exact: list[_Row] = []
        vague: dict[tuple[float, float], list[_Row]] = {}
        undated: list[_Row] = []
        for row in rows:
            place = self.axes[0].place(row.event.when)
            if place is None:
                undated.append(row)
            elif place.x2 - place.x1 <= _NARROW or _bin_of(bins, place.x1) == _bin_of(bins, place.x2):
                exact.append(row)
            else:
                vague.setdefault((round(place.x1), round(place.x2)), []).append(row)
        if exact:
            y = self._bars(canvas, exact, y)
        bands = sorted(vague.items(), key=lambda item: (-len(item[1]), item[0]))
        for _, held in bands[:_MOST_BANDS]:
            y = self._band(canvas, held, f"{counted(len(held), 'event')} known no better than this", y)
        rest = sum(len(held) for _, held in bands[_MOST_BANDS:])
        if rest:
            words = f"… and {rest:,} more that are known in part only"
            y = canvas.lines(self.words_at, y, words, self.words_wide, size=_SIZE, look="soft") + 5
        if undated:
            y = self._band(canvas, undated, counted(len(undated), "event"), y)
        return y + 4

    def _band(self, canvas: Canvas, rows: Sequence[_Row], words: str, y: float) -> float:
        """Draw events that share a time that is known in part only, or not at all, as one row."""
        foot = canvas.lines(self.words_at, y, words, self.words_wide, size=_SIZE, most=2)
        for n, axis in enumerate(self.axes):
            number = sum(row.held[n] for row in rows)
            place, middle = axis.place(rows[0].event.when), (y + foot) / 2
            if place is None:
                self._no_date(canvas, axis, number > 0, middle)
                continue
            place.draw(canvas, middle, "tint-sky" if number else "dash")
            canvas.text(place.middle, middle + 4, f"{number:,}", size=11, anchor="middle")
        return foot + 5

    def _bars(self, canvas: Canvas, rows: Sequence[_Row], y: float) -> float:
        """Draw how many events fall between two ticks."""
        height = 44.0
        canvas.text(self.words_at, y + 18, counted(len(rows), "event"), size=_SIZE)
        canvas.text(self.words_at, y + 35, "counted between ticks", size=11.5, look="soft")
        for n, axis in enumerate(self.axes):
            bins = axis.bins()
            counts = Counter(
                _bin_of(bins, place.middle)
                for row in rows
                if row.held[n] and (place := axis.place(row.event.when)) is not None
            )
            if not counts:
                canvas.text(axis.left, y + 26, "none in this view", size=11.5, look="soft")
            for number, many in sorted(counts.items()):
                x1, x2, name = bins[number]
                tall = max((height - 14) * many / max(counts.values()), 2)
                inner = Canvas(_WIDTH)
                inner.rect(x1 + 1, y + height - tall, max(x2 - x1 - 2, 2), tall, "fill-sky", radius=0)
                inner.text((x1 + x2) / 2, y + height - tall - 3, f"{many:,}", size=11, anchor="middle")
                canvas.hover(f"{name}: {counted(many, 'event')}" if name else counted(many, "event"), inner)
        return y + height + 6


def _bin_of(bins: Sequence[tuple[float, float, str]], x: float) -> int:
    """Return in which of the stretches between ticks a place lies."""
    return min(bisect_left(bins, x - 0.5, key=lambda held: held[1]), len(bins) - 1)


def _about(view: Timeline) -> str:
    """Return what a timeline is of, as it says itself."""
    return str(view).partition("\n")[0].rpartition(": ")[0]


def _rows(views: Sequence[Timeline], about: str) -> Iterator[_Row]:
    """Yield the events of all timelines, each once: those with a date in their order, then the others."""
    held = [{event.record: event for event in view} for view in views]
    events = {event.record: event for view in reversed(views) for event in view}
    order = {event.record: place for place, event in enumerate(views[0])}
    found = list(events.values())
    if len(views) > 1:
        found.sort(key=lambda event: (*_place(event), order.get(event.record, len(order)), event.record))
    for event in found if len(views) > 1 else views[0]:
        yield _Row(event, tuple(event.record in records for records in held), _words(event, about))


def _place(event: Event) -> tuple[bool, float, float]:
    place = place_of(event.when)
    return (True, 0, 0) if place is None else (False, *place)


def _words(event: Event, about: str) -> str:
    """Return what happened, without the words that the timeline is about."""
    words = event.what
    for joint in (": ", ", on "):
        words = words.replace(f"{joint}{about}", "")
    return words


def _order_of(group: Sequence[Event]) -> str:
    """Say what is not known of the order inside a group; nothing where it is known or means nothing."""
    if len(group) < 2 or _is_one_text(group):
        return ""
    times = [event.when for event in group if event.when is not None]
    if all(time == times[0] for time in times) and times[0].before(times[0]) is False:
        return ""
    return "order known in part only" if any(map(_is_before_any(times), times)) else "order not known"


def _is_before_any(times: Iterable[When]) -> Callable[[When], bool]:
    """Return a test whether one of some times is certainly over before another begins.

    Of those that are compared alike, the one that ends first is before any that any of them is before.
    """
    ends_first: dict[tuple[bool, bool], When] = {}
    for time in sorted(times, key=lambda time: time.sort_key()[1], reverse=True):
        is_clock = isinstance(time.earliest or time.latest, datetime) and not time.is_naive
        ends_first[is_clock, time.approximate or time.uncertain] = time
    return lambda other: any(first.before(other) for first in ends_first.values())


def _is_one_text(group: Iterable[Event]) -> bool:
    articles = {event.article for event in group}
    return (
        len(articles) == 1
        and None not in articles
        and all(event.dated_by in ("published", "modified") for event in group)
    )
