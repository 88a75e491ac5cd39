"""Formats: dossiers to text and back, records to plain data and back.

`loads` and `dumps` handle a whole dossier, and `dumps_with_losses` says what a format could not carry;
`iter_records` and `iter_lines` stream JSON Lines in constant memory; `to_plain` and `from_plain` turn single
records into dicts and back; `make_converter` gives a cattrs converter to add hooks to. What the files look
like is said in `provenance.formats.native` and `provenance.formats.lines`.
"""

from provenance.formats.converter import make_converter
from provenance.formats.format import Fate, Format
from provenance.formats.lines import RecordStream, iter_lines, iter_records
from provenance.formats.lossreport import Loss, LossReport, Written
from provenance.formats.reading import from_plain
from provenance.formats.registry import (
    by_ending,
    bytes_of,
    dumps,
    dumps_with_losses,
    endings,
    get,
    loads,
    losses,
    names,
    pieces_of,
    register,
    unusable,
)
from provenance.formats.versions import SCHEMA
from provenance.model.plain import to_plain

__all__ = [
    "SCHEMA",
    "Fate",
    "Format",
    "Loss",
    "LossReport",
    "RecordStream",
    "Written",
    "by_ending",
    "bytes_of",
    "dumps",
    "dumps_with_losses",
    "endings",
    "from_plain",
    "get",
    "iter_lines",
    "iter_records",
    "loads",
    "losses",
    "make_converter",
    "names",
    "pieces_of",
    "register",
    "to_plain",
    "unusable",
]
