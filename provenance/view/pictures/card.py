"""The corroboration card: how many independent origins a claim has, and the reports behind each."""

from collections.abc import Sequence

from attrs import frozen

from provenance.errors import UnknownRecordError
from provenance.model import Dossier
from provenance.queries.corroboration import Corroboration, Group
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Canvas, width_of
from provenance.view.picture import Picture

__all__ = ["draw_corroboration"]

_WIDTH, _EDGE = 680, 24
_MOST_GROUPS, _MOST_REPORTS, _MOST_SENTENCES = 8, 6, 14


def draw_corroboration(
    count: Corroboration, dossier: Dossier | None = None, *, reasons: bool = True
) -> Picture:
    """Draw a count of independent origins as a card.

    The range stands large, reports and outlets small; below, each origin with the reports that come
    from it, one at first hand with a full disc and another with an open one; then the reasons.

    Args:
        count: the answer of `corroboration`.
        dossier: where the claim's words are looked up; without it they are taken from the reasons.
        reasons: whether the reasons are written below.
    """
    card = _Card(count, _claim_of(count, dossier))
    height = card.drawn(reasons)
    title = f"How many sources is that? “{shortened(card.claim, 100)}”"
    description = " ".join([f"{count}.", *card.told()])
    return Picture(
        kind="corroboration card",
        title=title,
        description=description,
        svg=card.canvas.svg(height, title=title, description=description),
        text=count.explain(),
    )


def _claim_of(count: Corroboration, dossier: Dossier | None) -> str:
    if dossier is not None:
        if count.claim not in dossier.claims:
            raise UnknownRecordError(count.claim, "", "claim", "the count is of a claim of another dossier")
        return dossier.claims[count.claim].text
    first = count.explain().partition("\n")[0]
    return first.strip("“”") if first.startswith("“") else count.claim


@frozen
class _Entry:
    """An origin as it is drawn: what it is called, and the reports that come from it."""

    name: str
    group: Group
    reports: tuple[str, ...]

    def told(self) -> str:
        """Return it as a sentence."""
        hand = "at first hand" if self.group.is_first_hand else "not known to be at first hand"
        return f"{self.name} ({hand}): {counted(len(self.reports), 'report')}, {', '.join(self.reports[:6])}."


class _Card:
    """A card in the making."""

    def __init__(self, count: Corroboration, claim: str) -> None:
        self.count, self.claim = count, claim
        self.canvas = Canvas(_WIDTH)
        self.entries = _entries(count)

    def told(self) -> Sequence[str]:
        """Return the origins as sentences."""
        return [entry.told() for entry in self.entries[:_MOST_GROUPS]]

    def drawn(self, reasons: bool) -> float:
        """Draw everything; return how high it is."""
        y = self.canvas.lines(_EDGE, 18, f"“{self.claim}”", _WIDTH - 2 * _EDGE, size=15, most=3)
        y = self._figures(y + 14)
        for entry in self.entries[:_MOST_GROUPS]:
            y = self._entry(entry, y + 10)
        hidden = len(self.entries) - _MOST_GROUPS
        if hidden > 0:
            y = self.canvas.lines(_EDGE, y + 8, f"… and {counted(hidden, 'more origin')}", 400, look="soft")
        if reasons:
            y = self._reasons(y + 14)
        return y + 20

    def _figures(self, y: float) -> float:
        count, words = self.count, str(self.count.independent)
        self.canvas.text(_EDGE, y + 46, words, size=54, bold=True)
        beside = _EDGE + width_of(words, 54, bold=True) + 16
        self.canvas.text(beside, y + 24, "independent origins", size=19, bold=True)
        self.canvas.text(beside, y + 46, self._remark(), size=14, look="soft")
        facts = [counted(count.reports, "report"), counted(count.outlets, "outlet")]
        if count.denials:
            facts.append(counted(count.denials, "denial"))
        for place, fact in enumerate(facts):
            self.canvas.text(_WIDTH - _EDGE, y + 14 + place * 19, fact, size=14, anchor="end")
        return y + 62

    def _remark(self) -> str:
        if not self.count.origins:
            return "it is traced back to nobody"
        bounds = "" if self.count.is_exact else " (safe bounds)"
        if not self.count.first_hand:
            return f"nobody is known to be at first hand{bounds}"
        return f"at least {self.count.at_first_hand} at first hand{bounds}"

    def _entry(self, entry: _Entry, y: float) -> float:
        """Draw an origin and its reports, and return where it ends."""
        left, right = _EDGE + 200, _WIDTH - _EDGE
        rows = [*entry.reports[:_MOST_REPORTS]]
        if len(entry.reports) > _MOST_REPORTS:
            rows.append(f"… and {counted(len(entry.reports) - _MOST_REPORTS, 'more report')}")
        height = max(len(rows) * 20 + 14, 50)
        look = "tint-blue" if entry.group.is_first_hand else "panel"
        self.canvas.rect(left + 34, y, right - left - 34, height, look)
        self._origin(entry, y + height / 2, left)
        self.canvas.arrow(left + 34, y + height / 2, left + 6, y + height / 2)
        top = y + (height - len(rows) * 20) / 2 + 14
        for place, words in enumerate(rows):
            self.canvas.text(left + 46, top + place * 20, words, size=13, most=right - left - 58)
        return y + height

    def _origin(self, entry: _Entry, middle: float, left: float) -> None:
        first = entry.group.is_first_hand
        self.canvas.circle(_EDGE + 7, middle - 8, 5, "fill-blue" if first else "strong")
        foot = self.canvas.lines(
            _EDGE + 20, middle - 20, entry.name, left - _EDGE - 26, size=14, bold=True, most=2
        )
        self.canvas.text(
            _EDGE + 20,
            foot + 13,
            "at first hand" if first else "not known at first hand",
            size=12,
            look="soft",
        )

    def _reasons(self, y: float) -> float:
        sentences = [line for line in self.count.explain().splitlines()[2:] if line.strip()]
        if not sentences:
            return y
        self.canvas.line(_EDGE, y, _WIDTH - _EDGE, y)
        y = self.canvas.lines(_EDGE, y + 10, "Why", 200, size=13, bold=True) + 2
        for sentence in sentences[:_MOST_SENTENCES]:
            indent = 14 if sentence.startswith(" ") else 0
            width = _WIDTH - 2 * _EDGE - indent
            y = self.canvas.lines(_EDGE + indent, y + 3, sentence, width, size=12.5, most=3)
        if len(sentences) > _MOST_SENTENCES:
            more = f"… and {counted(len(sentences) - _MOST_SENTENCES, 'more sentence')}: see explain()"
            y = self.canvas.lines(_EDGE, y + 3, more, 400, size=12.5, look="soft")
        return y


def _entries(count: Corroboration) -> list[_Entry]:
    labels: dict[str, str] = {}
    outlets: dict[str, str] = {}
    for row in count.to_rows():
        labels[row["origin"]] = row["origin_name"]
        outlets[row["report"]] = row["outlet"] or row["report"]
    return [
        _Entry(labels[group.origin], group, tuple(_called(report, outlets) for report in group.reports))
        for group in count.groups
    ]


def _called(report: str, outlets: dict[str, str]) -> str:
    outlet = outlets[report]
    return report if outlet == report else f"{outlet} · {report}"
