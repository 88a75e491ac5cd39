"""Everything that can be wrong between the records of a dossier, found and named."""

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import Problem

def find_problems(held: Mapping[str, Mapping[str, Any]], suppressions: tuple[Any, ...]) -> Iterator[Problem]:
    yield from ()
