"""Charts to restyle: answers as Altair charts, for those who want other axes, colours or sizes.

They need the extra `charts`. Each chart is an ordinary `altair.Chart` over the rows of `to_rows()`, which
stand in it as plain data: `chart.properties(…)`, `chart.configure_axis(…)`, `chart.encode(…)` change it,
`chart.save("x.svg")` draws it without a network. The pictures of `draw` need no package, and say more.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from provenance.errors import UsageError, shown
from provenance.formats.format import needed
from provenance.model import Dossier
from provenance.queries.showing import counted, shortened
from provenance.queries.sourcing import SourcingProfile
from provenance.queries.table import CorroborationTable
from provenance.queries.timeline import Timeline
from provenance.view.drawing import HUES

__all__ = ["MOST_ROWS", "corroboration", "sourcing", "timeline"]

MOST_ROWS = 4_800
"""The most rows a chart is given; Altair draws no more than 5,000 that stand in the chart itself."""

_LAST = datetime.max.replace(tzinfo=UTC)
_CATEGORIES = {
    "named": ("named", "blue"),
    "anonymous": ("anonymous", "orange"),
    "own_voice": ("own voice", "green"),
    "uncredited": ("credits nobody", "purple"),
    "undecided": ("readings differ", "yellow"),
    "unknown": ("source not on record", "sky"),
}
_HAND = {"known at first hand": "blue", "not known at first hand": "orange"}


def sourcing(profile: SourcingProfile, *, most: int = 40) -> Any:
    """Return who gets to speak as an `altair.Chart`: a stacked bar a group, of the shares of categories.

    The categories are stacked in the order of the legend. Of many groups the first are drawn, and the
    subtitle says how many there are.

    Args:
        profile: the answer of `sourcing`.
        most: the most groups; 800 at most.

    Raises:
        MissingExtraError: if Altair is not installed.
        UsageError: if it is no such answer, or `most` no such number.
    """
    _want("sourcing", profile, SourcingProfile, most, MOST_ROWS // len(_CATEGORIES))
    alt = _altair()
    groups = profile.to_rows()
    names = _distinct([row["name"] for row in groups[:most]])
    rows = [
        {
            "name": name,
            "category": words,
            "order": order,
            "passages": row[key],
            "share": row[f"{key}_share"],
        }
        for name, row in zip(names, groups[:most], strict=True)
        for order, (key, (words, _)) in enumerate(_CATEGORIES.items())
        if row[key]
    ]
    met = {row["category"] for row in rows}
    colours = {words: hue for words, hue in _CATEGORIES.values() if words in met}
    title = _title(alt, "Who gets to speak", "group", len(groups), most, "first")
    return (
        alt.Chart(alt.Data(values=rows), title=title)
        .mark_bar(stroke="#1b1b1f", strokeWidth=0.5)
        .encode(
            x=alt.X("passages:Q", stack="normalize", title="share of attributions"),
            y=alt.Y("name:N", sort=names, title=None),
            color=alt.Color("category:N", scale=_scale(alt, colours), title=None),
            order=alt.Order("order:Q"),
            tooltip=["name:N", "category:N", "passages:Q", alt.Tooltip("share:Q", format=".0%")],
        )
        .properties(width=480)
    )


def timeline(timeline: Timeline, *, most: int = MOST_ROWS) -> Any:
    """Return what happened as an `altair.Chart`: a row a kind of event, a mark as long as its time is open.

    Days without a clock stand as days in UTC. What has no date is left out; of very many events the
    first are drawn. The subtitle says so.

    Args:
        timeline: the answer of `timeline`.
        most: the most events; 4,800 at most.

    Raises:
        MissingExtraError: if Altair is not installed.
        UsageError: if it is no such answer, or `most` no such number.
    """
    _want("timeline", timeline, Timeline, most, MOST_ROWS)
    alt = _altair()
    events = timeline.to_rows()
    dated = [row for row in events if row["earliest"] or row["latest"]]
    rows = [_event(row) for row in dated[:most]]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    notes = _left("event", len(dated), most, "first"), _undated(len(events) - len(dated))
    told = [words for words in notes if words]
    return (
        alt.Chart(
            alt.Data(values=rows), title=alt.TitleParams("What happened", subtitle=told, anchor="start")
        )
        .mark_rule(strokeWidth=9, strokeCap="round", opacity=0.75)
        .encode(
            x=alt.X("start:T", title=None),
            x2="end:T",
            y=alt.Y("kind:N", sort=kinds, title=None),
            color=alt.Color("kind:N", scale=_scale(alt, _by_turns(kinds)), legend=None),
            tooltip=["when:N", "kind:N", "who:N", "what:N"],
        )
        .properties(width=640, height=alt.Step(34))
    )


def corroboration(table: CorroborationTable, dossier: Dossier | None = None, *, most: int = 40) -> Any:
    """Return how many independent origins claims have as an `altair.Chart`: a range a claim.

    The claims with most reports come first, and only so many are drawn; the subtitle says so.

    Args:
        table: the answer of `corroboration_table`.
        dossier: where the words of the claims are looked up; without it their ids stand for them.
        most: the most claims; 4,800 at most.

    Raises:
        MissingExtraError: if Altair is not installed.
        UsageError: if it is no such answer, or `most` no such number.
    """
    _want("corroboration", table, CorroborationTable, most, MOST_ROWS)
    alt = _altair()
    held = sorted(table.to_rows(), key=lambda row: (-row["reports"], row["claim"]))
    claims = {} if dossier is None else dossier.claims
    names = _distinct([getattr(claims.get(row["claim"]), "text", row["claim"]) for row in held[:most]])
    rows = [
        {
            "name": name,
            "claim": row["claim"],
            "least": row["least"],
            "most": row["most"],
            "reports": row["reports"],
            "outlets": row["outlets"],
            "hand": next(iter(_HAND)) if row["first_hand"] else "not known at first hand",
        }
        for name, row in zip(names, held[:most], strict=True)
    ]
    title = _title(alt, "How many sources is that?", "claim", len(held), most, "most reported")
    return (
        alt.Chart(alt.Data(values=rows), title=title)
        .mark_rule(strokeCap="round")
        .encode(
            x=alt.X("least:Q", title="independent origins, from least to most", axis=alt.Axis(tickMinStep=1)),
            x2="most:Q",
            y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=360)),
            color=alt.Color("hand:N", scale=_scale(alt, _HAND), title=None),
            strokeWidth=alt.StrokeWidth(
                "hand:N", scale=alt.Scale(domain=list(_HAND), range=[12, 6]), title=None
            ),
            tooltip=["name:N", "least:Q", "most:Q", "reports:Q", "outlets:Q", "hand:N"],
        )
        .properties(width=360)
    )


def _want(function: str, given: object, kind: type, most: int, limit: int) -> None:
    if not isinstance(given, kind):
        raise UsageError(f"charts.{function}", f"wants a {kind.__name__}, got {shown(given)}")
    if type(most) is not int or not 1 <= most <= limit:
        raise UsageError(f"charts.{function}", f"most is a number from 1 to {limit:,}, got {shown(most)}")


def _altair() -> Any:
    return needed("altair", "charts", "a chart to restyle")


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
    return {
        "start": _moment(first).isoformat(),
        "end": _moment(last, is_end=True).isoformat(),
        "kind": row["kind"].replace("_", " "),
        "when": row["when"],
        "who": None if row["who"] is None else shortened(row["who"], 100),
        "what": shortened(row["what"], 160),
    }


def _moment(written: str, *, is_end: bool = False) -> datetime:
    """Return a moment in UTC; of a day its end, if that is wanted."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is not None:
        return moment
    moment = moment.replace(tzinfo=UTC)
    return moment + min(timedelta(days=1), _LAST - moment) if is_end and "T" not in written else moment


def _distinct(names: Iterable[str]) -> list[str]:
    """Return names short enough for an axis, no two alike: a chart would lay them on each other."""
    found: dict[str, None] = {}
    for name in names:
        short, number = shortened(name, 70), 2
        while short in found:
            short, number = f"{shortened(name, 60)} ({number})", number + 1
        found[short] = None
    return list(found)


def _title(alt: Any, words: str, one: str, many: int, most: int, which: str) -> Any:
    left = _left(one, many, most, which)
    return alt.TitleParams(words, subtitle=[left] if left else [], anchor="start")


def _left(one: str, many: int, most: int, which: str) -> str:
    return f"the {most:,} {which} of {counted(many, one)}" if many > most else ""


def _undated(many: int) -> str:
    return f"{counted(many, 'event')} without a date left out" if many else ""


def _scale(alt: Any, hues: Mapping[str, str]) -> Any:
    return alt.Scale(domain=list(hues), range=[HUES[hue] for hue in hues.values()])


def _by_turns(kinds: Iterable[str]) -> dict[str, str]:
    hues = list(HUES)
    return {kind: hues[place % len(hues)] for place, kind in enumerate(kinds)}
