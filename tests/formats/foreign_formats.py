"""What the tests of formats of others share: they are registered for a module, and fed with broken input."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from provenance import formats
from provenance.errors import ProvenanceError
from provenance.formats import Format, registry
from provenance.model import Dossier
from tests.foreign import foreign_data


@contextmanager
def registered(known: Iterable[Format]) -> Iterator[None]:
    """Make formats known for as long as it lasts, unless they are known anyway."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_formats", dict(registry._formats))
        for format in known:
            if format.name not in registry._formats:
                formats.register(format)
        yield


def broken(whole: str) -> Iterator[str]:
    """Give pieces of a text, and the text with one of its characters gone or doubled."""
    step = max(1, len(whole) // 40)
    for place in range(0, len(whole), step):
        yield whole[:place]
        yield whole[:place] + whole[place + 1 :]
        yield whole[:place] + whole[place : place + 3] + whole[place:]


def is_answered(data: str | bytes, format: str) -> Dossier | None:
    """Read something that may be anything: a dossier or an error of ours is an answer."""
    try:
        return formats.loads(data, format)
    except ProvenanceError:
        return None


def hostile_strings() -> list[str]:
    """Return strings that have broken programs."""
    lines = [text for text in json.loads(foreign_data("hostile", "blns.json").read_bytes()) if text]
    kept: list[str] = []
    for name in ("text_own", "xss_own"):
        kept += _strings(json.loads(foreign_data("hostile", f"{name}.json").read_bytes()))
    return [text for text in [*lines, *kept] if _encodable(text)]


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data] if data else []
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for item in inner for text in _strings(item)]


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
