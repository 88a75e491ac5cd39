"""Tables for other programs: the Arrow C stream, which pyarrow, polars, pandas and DuckDB read.

pyarrow makes it, or nanoarrow where that is what is installed; neither is imported before a
table is asked for.
"""

import json
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import accumulate
from typing import Any, ClassVar, TypeAlias

from provenance.display import Showing
from provenance.errors import MissingExtraError

__all__ = ["KINDS", "Column", "Tabular", "stream"]

KINDS: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "float": (float,),
    "int": (int,),
    "json": (dict, list),
    "text": (str,),
    "texts": (list, tuple),
}
"""What a column may hold, and of which classes its values are; `None` may stand anywhere.

In Arrow these are bool, float64, int64, string (values inside values, as JSON text), string, and a
list of strings."""

Column: TypeAlias = tuple[str, Sequence[Any]]
"""What a column holds, one of `KINDS`, and its values; `None` where there is none."""


class Tabular(Showing, ABC):
    """Base of the answers that are tables: it makes an Arrow stream of what `to_rows()` gives.

    A class says in `_COLUMNS` what its columns hold. The types do not depend on the rows, so an
    answer without any has the same columns as a full one.
    """

    __slots__ = ()

    _COLUMNS: ClassVar[Mapping[str, str]] = {}
    """The keys of a row in their order, each with one of `KINDS`."""

    @abstractmethod
    def to_rows(self) -> list[dict[str, Any]]:
        """Return one dictionary a row, all with the same keys in the same order."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow stream: what `polars.DataFrame(…)` or `pyarrow.table(…)` reads.

        The columns are the keys of `to_rows()`, of types that are the same for every answer of the
        kind: whole numbers are int64, shares and scores float64; times are text; values inside values
        are JSON text.

        Raises:
            MissingExtraError: if neither pyarrow nor nanoarrow is installed (extra `tables`).
        """
        return stream(type(self).__name__, self._columns(), requested_schema)

    def _kinds(self) -> Mapping[str, str]:
        return self._COLUMNS

    def _columns(self) -> dict[str, Column]:
        rows = self._table_rows()
        return {name: (kind, [row[name] for row in rows]) for name, kind in self._kinds().items()}

    def _table_rows(self) -> list[dict[str, Any]]:
        """Return the rows as they go into the columns."""
        return self.to_rows()


def stream(asked: str, columns: Mapping[str, Column], requested_schema: object = None) -> object:
    """Return columns as an Arrow C stream, in a PyCapsule.

    Args:
        asked: what is wanted as a table, as an error names it.
        columns: the columns by name, at least one, all of one length.
        requested_schema: a PyCapsule with the schema wanted; whether it is followed is up to the package.

    Raises:
        MissingExtraError: if neither pyarrow nor nanoarrow is installed.
    """
    written = {name: _written(column) for name, column in columns.items()}
    try:
        pyarrow = import_module("pyarrow")
    except ImportError:
        return _by_nanoarrow(asked, written, requested_schema)
    kinds = _types(pyarrow)
    made = {name: pyarrow.array(values, kinds[kind]) for name, (kind, values) in written.items()}
    return pyarrow.table(made).__arrow_c_stream__(requested_schema)


def _written(column: Column) -> Column:
    """Return a column as Arrow can hold it: what is to be JSON becomes text."""
    kind, values = column
    if kind != "json":
        return column
    return "text", [None if value is None else json.dumps(value, ensure_ascii=False) for value in values]


def _types(package: Any) -> dict[str, Any]:
    """Return the types of Arrow by kind; pyarrow and nanoarrow call them by the same names."""
    return {
        "bool": package.bool_(),
        "float": package.float64(),
        "int": package.int64(),
        "text": package.string(),
        "texts": package.list_(package.string()),
    }


def _by_nanoarrow(asked: str, columns: Mapping[str, Column], requested_schema: object) -> object:
    try:
        nanoarrow = import_module("nanoarrow")
    except ImportError as error:
        raise MissingExtraError("pyarrow", "tables", f"{asked} as an Arrow table") from error
    kinds = _types(nanoarrow)
    schema = nanoarrow.struct({name: kinds[kind] for name, (kind, _) in columns.items()})
    length = len(next(iter(columns.values()))[1])
    children = [_nano_array(nanoarrow, kinds[kind], kind, values) for kind, values in columns.values()]
    whole = nanoarrow.c_array_from_buffers(schema, length, [None], null_count=0, children=children)
    return nanoarrow.c_array_stream(whole).__arrow_c_stream__(requested_schema)


def _nano_array(nanoarrow: Any, made: Any, kind: str, values: Sequence[Any]) -> Any:
    if kind != "texts":
        return nanoarrow.c_array(values, made)
    held = [value or () for value in values]
    missing = sum(value is None for value in values)
    present = _bits(value is not None for value in values) if missing else None
    offsets = array("i", accumulate(map(len, held), initial=0))
    texts = nanoarrow.c_array([text for value in held for text in value], nanoarrow.string())
    return nanoarrow.c_array_from_buffers(
        made, len(held), [present, offsets], null_count=missing, children=[texts]
    )


def _bits(flags: Iterable[bool]) -> bytes:
    """Return flags as Arrow packs them: eight to a byte, the first in the lowest bit."""
    whole = [*flags]
    packed = bytearray((len(whole) + 7) // 8)
    for place, flag in enumerate(whole):
        packed[place // 8] |= flag << place % 8
    return bytes(packed)
