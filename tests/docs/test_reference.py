"""The reference says what the code says: the model's tables, the mappings of a dossier, the names of errors."""

import re
from enum import EnumMeta

import attrs
import pytest

import provenance
from provenance import errors
from provenance.model import RECORD_TYPES, Dossier
from provenance.model.ids import PREFIXES
from tests.docs.model_tables import PAGE, described, described_classes, region, tables_on

CLASSES = described_classes()
MODEL = PAGE.read_text("utf-8")
REFERENCE = PAGE.parent


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_and_every_word_says_what_it_means(name: str) -> None:
    kind = CLASSES[name]
    names = [m.name for m in kind] if isinstance(kind, EnumMeta) else [f.name for f in attrs.fields(kind)]  # type: ignore[attr-defined]

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
    whole = {name for name in shown if f"::: {name}\n    options:\n      members: true" in pages}
    missing = []
    for room in ("model", "formats", "storage", "queries", "extraction", "testing"):
        module = getattr(provenance, room)
        for name in module.__all__:
            value = getattr(module, name)
            home = f"{getattr(value, '__module__', '')}.{name}"
            if not {home, f"provenance.{room}.{name}"} & shown and home.rpartition(".")[0] not in whole:
                missing.append(f"provenance.{room}.{name}")

    assert missing == []
