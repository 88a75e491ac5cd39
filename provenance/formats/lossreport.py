"""What a format could not carry: found by reading back what was written, and comparing.

So a report is empty exactly when reading the output back gives the same dossier. Why something
was lost, and where it went instead, a format says in its `fates`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import attrs
from attrs import frozen

from provenance.display import Showing
from provenance.errors import shown
from provenance.formats.format import Fate, Format, needed
from provenance.model import EMPTY, RECORD_TYPES, Dossier, to_plain
from provenance.model.frozen import thaw

__all__ = ["Loss", "LossReport", "Written", "losses_between", "losses_by_fate"]

_SHOWN_GROUPS = 40
_NO_FATE = Fate()
_COLUMNS = ("kind", "record", "field", "value", "became", "reason", "kept_as")


@frozen(kw_only=True)
class Loss:
    """One thing that is not as it was when the output is read back."""

    kind: str
    """The mapping of the dossier that the record is in ("attributions"); "dossier" for what stands
    beside the records."""

    record: str | None
    """The record's id; `None` for what stands beside the records."""

    field: str | None
    """The field, with the fields of values inside it after dots ("published.text"); `None` if it is
    the whole record."""

    value: Any
    """What it was, as plain data; `None` if the output has something that was not there."""

    became: Any = None
    """What it is when read back, as plain data; `None` if nothing is there."""

    reason: str
    """Why."""

    kept_as: str | None = None
    """Where it stands instead, in the format's own words; `None` if nowhere."""

    def __str__(self) -> str:
        where = self.record or "the dossier"
        place = f"{where}.{self.field}" if self.field else where
        was = shown(self.value) if self.value is not None else "nothing"
        now = f" became {shown(self.became)}" if self.became is not None else " is lost"
        goes = f" (see {self.kept_as})" if self.kept_as else ""
        return f"{place}: {was}{now}: {self.reason}{goes}"


@frozen(repr=False)
class LossReport(Showing):
    """Everything that a format could not carry of a dossier, in the dossier's order.

    It is true if something was lost.
    """

    format: str
    """The name of the format."""

    losses: tuple[Loss, ...] = ()
    """What was lost: first what stands beside the records, then record by record, field by field;
    last what the output has beyond the dossier."""

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def __bool__(self) -> bool:
        return bool(self.losses)

    def __str__(self) -> str:
        if not self.losses:
            return f"{self.format} holds all of it."
        groups = Counter((x.kind, x.field, x.reason, x.kept_as) for x in self.losses)
        lines = [f"{self.format} could not carry {_counted(len(self.losses), 'thing')}:"]
        for (kind, field, reason, kept_as), count in list(groups.items())[:_SHOWN_GROUPS]:
            place = f"{kind}.{field}" if field else kind
            goes = f" (see {kept_as})" if kept_as else ""
            lines.append(f"  {place}, {count:,} ×: {reason}{goes}")
        if len(groups) > _SHOWN_GROUPS:
            lines.append(
                f"  … and {_counted(len(groups) - _SHOWN_GROUPS, 'more kind', 'more kinds')} of loss"
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<LossReport of {self.format}: {_counted(len(self.losses), 'loss', 'losses')}>"

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row a loss: kind, record, field, value, became, reason, kept_as."""
        return [{name: getattr(loss, name) for name in _COLUMNS} for loss in self.losses]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow stream: what `polars.DataFrame(…)` or `pyarrow.table(…)` reads.

        Every column is text; `value` and `became` are JSON text, as they may be of any shape.

        Raises:
            MissingExtraError: if pyarrow is not installed (extra `tables`).
        """
        pyarrow = needed("pyarrow", "tables", "LossReport as an Arrow table")
        rows = self.to_rows()
        columns = {name: [row[name] for row in rows] for name in _COLUMNS}
        for name in ("value", "became"):
            columns[name] = [
                None if held is None else json.dumps(held, ensure_ascii=False) for held in columns[name]
            ]
        made = {name: pyarrow.array(cells, pyarrow.string()) for name, cells in columns.items()}
        return pyarrow.table(made).__arrow_c_stream__(requested_schema)

    def to_json(self) -> str:
        """Return the report as a JSON document: the format, and the rows under `losses`."""
        whole = {"format": self.format, "losses": self.to_rows()}
        return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)


class Written(NamedTuple):
    """A dossier in a format, and what stayed behind."""

    output: str | bytes
    """The dossier, written: text, or bytes where the format is no text."""

    losses: LossReport
    """What the format could not carry."""


def losses_between(before: Dossier, after: Dossier, format: Format) -> LossReport:
    """Return what is different between a dossier and what was read back of it."""
    return LossReport(format.name, tuple(_differences(before, after, _Reasons(format))))


def losses_by_fate(dossier: Dossier, format: Format) -> LossReport:
    """Return what a format that cannot be read back does not hold, as its `fates` say."""
    reasons = _Reasons(format)
    found: list[Loss] = []
    for kind, id, plain in _parts(dossier):
        for field, value in plain.items():
            leaves = list(_leaves({field: value}))
            lost = [
                reasons.loss(kind, id, path, leaf) for path, leaf in leaves if not reasons.kept(kind, path)
            ]
            if len(lost) == len(leaves) and len({(loss.reason, loss.kept_as) for loss in lost}) == 1:
                lost = [attrs.evolve(lost[0], field=field, value=value)]  # not one part of it is held
            found += lost
    return LossReport(format.name, tuple(found))


class _Reasons:
    """Why a format loses what it loses."""

    def __init__(self, format: Format) -> None:
        self._title = format.title
        self._fates: Mapping[str, Fate] = format.fates()

    def kept(self, kind: str, path: str) -> bool:
        return self._fate(kind, path).kept

    def loss(self, kind: str, id: str | None, path: str | None, value: Any, became: Any = None) -> Loss:
        fate = self._fate(kind, path or "") if value is not None else _NO_FATE
        if value is None:
            reason = "reading the output back gives it beyond what was written"
        elif fate.reason:
            reason = fate.reason
        elif became is None:
            reason = f"{self._title} has no place for it"
        else:
            reason = f"{self._title} cannot say it as it is"
        return Loss(
            kind=kind, record=id, field=path, value=value, became=became, reason=reason, kept_as=fate.kept_as
        )

    def _fate(self, kind: str, path: str) -> Fate:
        fates = self._fates
        if not fates:
            return _NO_FATE
        steps = path.split(".") if path else []
        for length in range(len(steps), 0, -1):
            inner = ".".join(steps[:length])
            for key in (f"{kind}.{inner}", f"*.{inner}"):
                if key in fates:
                    return fates[key]
        return fates.get(kind) or fates.get("*") or _NO_FATE


def _differences(before: Dossier, after: Dossier, reasons: _Reasons) -> Iterator[Loss]:
    yield from _changed("dossier", None, _beside(before), _beside(after), reasons)
    for kind in RECORD_TYPES:
        had, has = getattr(before, kind), getattr(after, kind)
        for id, record in had.items():
            other = has.get(id)
            if other is None:
                yield reasons.loss(kind, id, None, _plain(record))
            elif other != record:
                lost = tuple(_changed(kind, id, _plain(record), _plain(other), reasons))
                yield from lost or (reasons.loss(kind, id, None, _plain(record), _plain(other)),)
    for kind in RECORD_TYPES:
        had = getattr(before, kind)
        for id, record in getattr(after, kind).items():
            if id not in had:
                yield reasons.loss(kind, id, None, None, _plain(record))


def _changed(
    kind: str, id: str | None, had: dict[str, Any], has: dict[str, Any], reasons: _Reasons
) -> Iterator[Loss]:
    waiting: list[tuple[str, Any, Any]] = [("", had, has)]
    while waiting:
        path, old, new = waiting.pop()
        if isinstance(old, dict) and isinstance(new, dict):
            keys = [*old, *(key for key in new if key not in old)]
            below = [(f"{path}.{key}" if path else key, old.get(key), new.get(key)) for key in keys]
            waiting += reversed([step for step in below if step[1] != step[2]])
        else:
            yield reasons.loss(kind, id, path, old, new)


def _parts(dossier: Dossier) -> Iterator[tuple[str, str | None, dict[str, Any]]]:
    yield "dossier", None, _beside(dossier)
    for kind in RECORD_TYPES:
        for id, record in getattr(dossier, kind).items():
            yield kind, id, _plain(record)


def _plain(record: Any) -> dict[str, Any]:
    """Return a record as plain data, with what it keeps of other tools under `extra`."""
    if not record.extra:
        return to_plain(record)
    return {**to_plain(attrs.evolve(record, extra=EMPTY)), "extra": thaw(record.extra)}


def _beside(dossier: Dossier) -> dict[str, Any]:
    """Return what stands beside the records of a dossier, as plain data; nothing for what is not set."""
    held: dict[str, Any] = {
        "title": dossier.title,
        "extra": thaw(dossier.extra),
        "suppressions": sorted((to_plain(item) for item in dossier.suppressions), key=_sorting),
        "unread": sorted(([section, thaw(raw)] for section, raw in dossier.unread), key=_sorting),
    }
    return {name: value for name, value in held.items() if value not in (None, {}, [])}


def _sorting(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True, default=str)


def _leaves(plain: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record with those of the values in it, in order."""
    waiting: list[tuple[str, Any]] = [(key, value) for key, value in reversed(plain.items())]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict) and value:
            waiting += [(f"{path}.{key}", inner) for key, inner in reversed(value.items())]
        else:
            yield path, value


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
