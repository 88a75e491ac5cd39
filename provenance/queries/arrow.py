"""Tables for other programs: the Arrow C stream, which pyarrow, polars, pandas and DuckDB read.

pyarrow makes it, or nanoarrow where that is what is installed; neither is imported before a
table is asked for.
"""

from array import array
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import accumulate
from typing import Any, TypeAlias

from provenance.errors import MissingExtraError

__all__ = ["Column", "stream"]

Column: TypeAlias = tuple[str, Sequence[Any]]
"""What a column holds ("int", "text", "texts", "bool"), and its values; `None` where there is none."""


def stream(function: str, columns: Mapping[str, Column], requested_schema: object = None) -> object:
    """Return columns as an Arrow C stream, in a PyCapsule.

    Args:
        function: what was asked for a table, as a caller writes it.
        columns: the columns by name, all of one length.
        requested_schema: a PyCapsule with the schema wanted; whether it is followed is up to the package.

    Raises:
        MissingExtraError: if neither pyarrow nor nanoarrow is installed.
    """
    try:
        pyarrow = import_module("pyarrow")
    except ImportError:
        return _by_nanoarrow(function, columns, requested_schema)
    kinds = {
        "int": pyarrow.int64(),
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "bool": pyarrow.bool_(),
    }
    made = {name: pyarrow.array(values, kinds[kind]) for name, (kind, values) in columns.items()}
    return pyarrow.table(made).__arrow_c_stream__(requested_schema)


def _by_nanoarrow(function: str, columns: Mapping[str, Column], requested_schema: object) -> object:
    try:
        nanoarrow = import_module("nanoarrow")
    except ImportError as error:
        raise MissingExtraError("pyarrow", "tables", f"{function} as an Arrow table") from error
    kinds = {
        "int": nanoarrow.int64(),
        "text": nanoarrow.string(),
        "texts": nanoarrow.list_(nanoarrow.string()),
        "bool": nanoarrow.bool_(),
    }
    schema = nanoarrow.struct({name: kinds[kind] for name, (kind, _) in columns.items()})
    length = len(next(iter(columns.values()))[1])
    children = [_nano_array(nanoarrow, kinds[kind], kind, values) for kind, values in columns.values()]
    whole = nanoarrow.c_array_from_buffers(schema, length, [None], null_count=0, children=children)
    return nanoarrow.c_array_stream(whole).__arrow_c_stream__(requested_schema)


def _nano_array(nanoarrow: Any, made: Any, kind: str, values: Sequence[Any]) -> Any:
    if kind != "texts":
        return nanoarrow.c_array(values, made)
    held = [value or () for value in values]
    offsets = array("i", accumulate(map(len, held), initial=0))
    texts = nanoarrow.c_array([text for value in held for text in value], nanoarrow.string())
    return nanoarrow.c_array_from_buffers(made, len(held), [None, offsets], null_count=0, children=[texts])
