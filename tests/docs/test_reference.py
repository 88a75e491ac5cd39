"""The reference says what the code says: the model's tables, a dossier's mappings, the names of errors."""

import importlib
import re
import sys
from enum import EnumMeta

import attrs
import pytest

from provenance import errors
from provenance.model import RECORD_TYPES, Dossier
from provenance.model.ids import PREFIXES
from tests.docs.model_tables import PAGE, described, described_classes, region, tables_on

CLASSES = described_classes()
MODEL = PAGE.read_text("utf-8")
REFERENCE = PAGE.parent
ROOMS = ("model", "formats", "storage", "queries", "extraction", "cases", "view", "watching", "testing")


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_and_every_word_says_what_it_means(name: str) -> None:
    kind = CLASSES[name]
    words = isinstance(kind, EnumMeta)
    names = [m.name for m in kind] if words else [f.name for f in attrs.fields(kind)]

    assert [n for n in names if not described(kind).get(n, "").strip()] == []


@pytest.mark.parametrize("name", CLASSES)
def test_the_model_page_shows_every_class_as_it_is(name: str) -> None:
    shown = tables_on(MODEL)

    assert shown.get(name) == region(CLASSES[name]), "run `python -m tests.docs.model_tables`"
    assert re.search(rf"^###+ {name}$", MODEL, re.MULTILINE), f"{name} needs a heading of its own"


def test_the_model_page_shows_no_class_that_is_gone() -> None:
    assert set(tables_on(MODEL)) <= set(CLASSES)


@pytest.mark.parametrize("section", RECORD_TYPES)
def test_the_model_page_says_where_records_are_held(section: str) -> None:
    where = f"Held in `dossier.{section}`; derived ids begin with `{PREFIXES[section]}-`."

    assert MODEL.count(where) == 1


def test_the_model_page_names_everything_a_dossier_can_do() -> None:
    section = MODEL.partition("\n## Dossier\n")[2]
    public = {name for name in dir(Dossier) if not name.startswith("_")}
    named = set(re.findall(r"\w+", section))

    # The mappings have sections of their own, and the tables behind the look-ups are for queries.
    assert public - set(RECORD_TYPES) - {"index", "get"} <= named
    assert set(Dossier.__annotations__) - {"title"} <= named


def test_the_errors_page_names_every_error() -> None:
    page = (REFERENCE / "errors.md").read_text("utf-8")
    classes = [n for n in errors.__all__ if isinstance(vars(errors)[n], type)]

    assert [name for name in classes if f"`{name}`" not in page] == []


def test_the_api_pages_show_every_public_name_of_the_rooms() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in sorted((REFERENCE / "api").glob("*.md")))
    shown = set(re.findall(r"^::: ([\w.]+)$", pages, re.MULTILINE))
    whole = set(re.findall(r"^::: ([\w.]+)\n    options:\n      members: true$", pages, re.MULTILINE))
    missing = []
    for room in ROOMS:
        module = importlib.import_module(f"provenance.{room}")
        in_room = {path.rpartition(".")[2] for path in shown if path.startswith(f"provenance.{room}.")}
        in_room |= {name for path in whole for name in vars(importlib.import_module(path)).get("__all__", ())}
        missing += [f"provenance.{room}.{name}" for name in module.__all__ if name not in in_room]
        missing = [name for name in missing if name not in sys.modules]

    # It is one function under two names, shown once.
    assert [name for name in missing if name != "provenance.formats.to_plain"] == []
