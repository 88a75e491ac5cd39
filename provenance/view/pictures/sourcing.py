"""Sourcing bars: who gets to speak, named or not, in all and in each outlet, section or month."""

from collections.abc import Sequence

from attrs import frozen

from provenance.model import Dossier
from provenance.queries.showing import counted, listed, shortened
from provenance.queries.sourcing import Profile, SourcingProfile
from provenance.view.drawing import Canvas, width_of
from provenance.view.picture import Picture

__all__ = ["draw_sourcing"]

_WIDTH, _EDGE, _LABEL, _COUNT = 720, 24, 178, 72
_BAR = _WIDTH - 2 * _EDGE - _LABEL - _COUNT
_TALL = 26
_MOST_GROUPS, _MOST_SPEAKERS, _TOLD_GROUPS = 16, 8, 30


@frozen
class _Category:
    """How the passages of one category are drawn: a hue and a pattern, both of its own."""

    key: str
    words: str
    look: str
    pattern: str | None


_CATEGORIES = (
    _Category("named", "named", "tint-blue", None),
    _Category("anonymous", "anonymous", "tint-orange", "slant"),
    _Category("own_voice", "own voice", "tint-green", "dots"),
    _Category("uncredited", "credits nobody", "tint-purple", "cross"),
    _Category("undecided", "readings differ", "tint-yellow", "bars"),
    _Category("unknown", "source not on record", "panel", "rows"),
)
_FLAGS = (
    ("official", "official", "official"),
    ("party", "a party to the matter", "a party to the matter"),
    ("relayed", "relayed", "relayed"),
    ("no_comment", "no comment", "without comment"),
)


def draw_sourcing(profile: SourcingProfile, dossier: Dossier | None = None) -> Picture:
    """Draw who gets to speak as stacked bars: one for the whole, and one a group.

    Every bar is as long as the others, so that shares compare; how many attributions it stands for
    is written beside it, and below it how many are official, a party to the matter, or relayed.

    Args:
        profile: the answer of `sourcing`.
        dossier: the dossier that was asked about; its title is named.
    """
    bars = _Bars(profile, None if dossier is None else dossier.title)
    height = bars.drawn()
    return Picture(
        kind="sourcing bars",
        title=bars.title,
        description=bars.description(),
        svg=bars.canvas.svg(height, title=bars.title, description=bars.description()),
        text=str(profile),
    )


class _Bars:
    """Bars in the making."""

    def __init__(self, profile: SourcingProfile, about: str | None) -> None:
        self.profile, self.canvas = profile, Canvas(_WIDTH)
        named = profile.whole.name if profile.article is not None else about
        self.title = "Who gets to speak" + (f": {shortened(named, 100)}" if named else "")
        self.groups = profile.groups if profile.by is not None else ()

    # --- in words --------------------------------------------------------------------------

    def description(self) -> str:
        told = [_told(self.profile.whole), *map(_told, self.groups[:_TOLD_GROUPS])]
        hidden = len(self.groups) - _TOLD_GROUPS
        if hidden > 0:
            told.append(f"… and {counted(hidden, f'more {self.profile.by}')}.")
        quoted = self.profile.whole.speakers[:_MOST_SPEAKERS]
        if quoted:
            told.append(f"Most quoted: {listed([_quoted(s.name, s.passages) for s in quoted], most=8)}.")
        return " ".join(told)

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        y = self.canvas.lines(_EDGE, 18, self.title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=2)
        whole = self.profile.whole
        y = self.canvas.lines(_EDGE, y + 2, _summed(whole), 640, size=13, look="soft")
        if not whole.passages:
            return y + 20
        y = self._legend(y + 12)
        self.canvas.text(_WIDTH - _EDGE, y + 14, "attributions", size=11.5, look="soft", anchor="end")
        y = self._bar(whole, "all" if self.groups else "", y + 20)
        if self.groups:
            y = self._groups(y + 10)
        return self._speakers(y + 12) + 20

    def _legend(self, y: float) -> float:
        x: float = _EDGE
        for category in self._met():
            wide = 26 + width_of(category.words, 12.5) + 18
            if x + wide > _WIDTH - _EDGE:
                x, y = _EDGE, y + 22
            self.canvas.patterned(x, y, 20, 14, category.look, category.pattern)
            self.canvas.text(x + 26, y + 11.5, category.words, size=12.5)
            x += wide
        return y + 18

    def _met(self) -> Sequence[_Category]:
        return [c for c in _CATEGORIES if self.profile.whole.categories[c.key]]

    def _groups(self, y: float) -> float:
        self.canvas.line(_EDGE, y, _WIDTH - _EDGE, y)
        y = self.canvas.lines(_EDGE, y + 8, f"By {self.profile.by}", 400, size=13, bold=True)
        for group in self.groups[:_MOST_GROUPS]:
            y = self._bar(group, group.name, y + 9)
        rest = self.groups[_MOST_GROUPS:]
        if rest:
            many = sum(group.passages for group in rest)
            more = (
                f"… and {counted(len(rest), f'more {self.profile.by}')} with {counted(many, 'attribution')}"
            )
            y = self.canvas.lines(_EDGE, y + 8, more, 600, size=13, look="soft")
        return y + 4

    def _bar(self, profile: Profile, name: str, y: float) -> float:
        left = _EDGE + _LABEL if self.groups else _EDGE
        wide = _BAR if self.groups else _BAR + _LABEL
        if name:
            self.canvas.text(_EDGE, y + 18, name, size=13.5, bold=name == "all", most=_LABEL - 12)
        whole = Canvas(_WIDTH)
        x: float = left
        for category in _CATEGORIES:
            many = profile.categories[category.key]
            if many:
                part = wide * many / profile.passages
                _segment(whole, category, many, x, y, part)
                x += part
        self.canvas.hover(_told(profile), whole)
        self.canvas.text(_WIDTH - _EDGE, y + 18, f"{profile.passages:,}", size=14, bold=True, anchor="end")
        return self._flags(profile, left, y + _TALL)

    def _flags(self, profile: Profile, left: float, y: float) -> float:
        """Write below a bar how many of its passages are official and so on; return where that ends."""
        x, foot = left, y
        for key, words, _ in _FLAGS:
            many = profile.flags[key]
            if not many:
                continue
            told = f"{many:,} {words}"
            wide = 13 + width_of(told, 11.5) + 14
            if x + wide > _WIDTH - _EDGE:
                x, y = left, y + 16
            _mark(self.canvas, key, x + 4, y + 10)
            self.canvas.text(x + 13, y + 14, told, size=11.5, look="soft")
            x, foot = x + wide, y + 17
        return foot

    def _speakers(self, y: float) -> float:
        speakers = self.profile.whole.speakers
        if not speakers:
            return y
        self.canvas.line(_EDGE, y, _WIDTH - _EDGE, y)
        y = self.canvas.lines(_EDGE, y + 8, "Most quoted", 300, size=13, bold=True) + 4
        left, most = _EDGE + 230, speakers[0].passages
        for speaker in speakers[:_MOST_SPEAKERS]:
            self.canvas.text(_EDGE, y + 13, speaker.name, size=13, most=218)
            wide = max((_WIDTH - _EDGE - _COUNT - left) * speaker.passages / most, 2)
            self.canvas.rect(left, y + 2, wide, 13, "tint-sky", radius=2)
            self.canvas.text(left + wide + 8, y + 13, f"{speaker.passages:,}", size=13)
            y += 21
        if len(speakers) > _MOST_SPEAKERS:
            more = f"… and {counted(len(speakers) - _MOST_SPEAKERS, 'more voice')}"
            y = self.canvas.lines(_EDGE, y + 2, more, 400, size=13, look="soft")
        return y


def _segment(canvas: Canvas, category: _Category, many: int, x: float, y: float, wide: float) -> None:
    """Draw a part of a bar, with its number where that fits; the number stands off the pattern."""
    canvas.patterned(x, y, wide, _TALL, category.look, category.pattern)
    words = f"{many:,}"
    needed = width_of(words, 13, bold=True) + 8
    if needed + 4 > wide:
        return
    middle = x + wide / 2
    if category.pattern is not None:
        canvas.rect(middle - needed / 2, y + 4, needed, _TALL - 8, "paper", radius=3)
    canvas.text(middle, y + 18, words, size=13, bold=True, anchor="middle")


def _mark(canvas: Canvas, key: str, x: float, y: float) -> None:
    """Draw the sign of a flag: a diamond, a triangle, an open ring, a bar."""
    if key == "official":
        canvas.path(f"M{x - 4:g},{y:g}L{x:g},{y - 4:g}L{x + 4:g},{y:g}L{x:g},{y + 4:g}Z", "solid")
    elif key == "party":
        canvas.path(f"M{x - 4:g},{y + 4:g}L{x:g},{y - 4:g}L{x + 4:g},{y + 4:g}Z", "solid")
    elif key == "relayed":
        canvas.circle(x, y, 3.5, "strong")
    else:
        canvas.line(x - 4, y, x + 4, y, "strong")


def _summed(profile: Profile) -> str:
    if not profile.passages:
        return "There are no attributions."
    facts = (
        counted(profile.passages, "attribution"),
        counted(profile.articles, "article"),
        counted(profile.voices, "voice"),
    )
    return " · ".join(facts)


def _told(profile: Profile) -> str:
    """Return a bar as a sentence."""
    name = shortened(profile.name, 80)
    if not profile.passages:
        return f"{name}: no attributions."
    parts = [f"{profile.categories[c.key]:,} {c.words}" for c in _CATEGORIES if profile.categories[c.key]]
    flags = [f"{profile.flags[key]:,} {words}" for key, _, words in _FLAGS if profile.flags[key]]
    among = f"; among them {listed(flags)}" if flags else ""
    return f"{name}: {counted(profile.passages, 'attribution')}, {listed(parts)}{among}."


def _quoted(name: str, passages: int) -> str:
    return f"{shortened(name, 60)} ({passages:,})"
