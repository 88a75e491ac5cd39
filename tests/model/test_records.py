"""What holds for every record and value: frozen, hashable, picklable, and what it was made of."""

import copy
import pickle
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import testing
from provenance.model import RECORD_TYPES, FrozenMap, Source, to_plain
from provenance.model.references import reference_fields, references_of
from provenance.model.shapes import shapes_of
from tests.model.kinds import MINIMAL, RECORDS

testing.register_strategies()
ANY = st.one_of([st.from_type(kind) for kind in MINIMAL])
many = settings(max_examples=200)
every_kind = pytest.mark.parametrize("kind", MINIMAL, ids=lambda kind: kind.__name__)
FROZEN_LEAVES = (str, int, float, bool, date, type(None))


def test_every_record_type_stands_in_its_mapping() -> None:
    assert list(RECORD_TYPES.values()) == RECORDS
    assert all(section == kind.RECORDS for section, kind in RECORD_TYPES.items())


def leaves(value: Any) -> Iterator[Any]:
    """Yield everything a value is made of, containers left out."""
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from leaves(getattr(value, field.name))
    elif type(value) is tuple:
        for item in value:
            yield from leaves(item)
    elif type(value) is FrozenMap:
        for key, item in value.items():
            yield key
            yield from leaves(item)
    else:
        yield value


@many
@given(ANY)
def test_a_value_is_frozen_all_the_way_down(value: Any) -> None:
    kind = type(value)

    assert not hasattr(value, "__dict__")
    assert all(isinstance(leaf, FROZEN_LEAVES) for leaf in leaves(value))
    for field in attrs.fields(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(value, field.name)


@many
@given(ANY)
def test_a_value_survives_pickling_and_copying(value: Any) -> None:

    for again in (
        pickle.loads(pickle.dumps(value)),
        copy.copy(value),
        copy.deepcopy(value),
        attrs.evolve(value),
    ):
        assert again == value
        assert hash(again) == hash(value)
        assert repr(again) == repr(value)
        assert to_plain(again) == to_plain(value)


@many
@given(ANY)
def test_a_value_is_made_again_of_its_fields(value: Any) -> None:
    kind = type(value)

    again = kind(**{field.name: getattr(value, field.name) for field in attrs.fields(kind)})

    assert again == value


@many
@given(ANY)
def test_a_value_shows_itself_on_one_line(value: Any) -> None:
    kind = type(value)

    assert repr(value).startswith(f"{kind.__name__}(")
    assert all(character.isprintable() or character == "\u200d" for character in repr(value)), repr(value)
    assert isinstance(str(value), str)


@many
@given(testing.records(), st.data())
def test_a_record_keeps_its_id_when_it_changes(record: Any, data: st.DataObject) -> None:
    kind = type(record)
    other = data.draw(st.from_type(kind))
    open_fields = [f.name for f in attrs.fields(kind) if f.name not in ("id", "form", "source")]
    name = data.draw(st.sampled_from(open_fields))

    changed = attrs.evolve(record, **{name: getattr(other, name)})

    assert changed.id == record.id


@many
@given(testing.records())
def test_a_record_without_its_id_gets_the_same_one_each_time(record: Any) -> None:
    kind = type(record)
    if kind is Source and record.name is None and record.described_in is None:
        return  # such a source is refused without an id
    fields = {field.name: getattr(record, field.name) for field in attrs.fields(kind)}

    derived = kind(**{**fields, "id": None})

    assert derived == kind(**{**fields, "id": None})
    assert attrs.evolve(derived, id=record.id) == record


@every_kind
def test_every_field_but_those_a_class_cannot_be_without_has_a_default(kind: type[Any]) -> None:
    required = {field.name for field in shapes_of(kind) if field.required}

    assert required <= MINIMAL[kind].keys()
    assert kind(**MINIMAL[kind]) == kind(**MINIMAL[kind])


@every_kind
def test_every_annotation_has_a_shape(kind: type[Any]) -> None:
    assert [field.name for field in shapes_of(kind)] == [field.name for field in attrs.fields(kind)]


@many
@given(ANY)
def test_the_plain_form_leaves_out_what_is_unset_and_puts_the_id_first(value: Any) -> None:
    kind = type(value)

    plain = to_plain(value)

    known = {field.name for field in shapes_of(kind)} - {"extra"}
    assert plain.keys() - known == set(getattr(value, "extra", ()))
    assert not any(item is None or item == [] for name, item in plain.items() if name in known)
    assert "id" not in plain or next(iter(plain)) == "id"


@given(testing.records())
def test_the_references_of_a_record_are_all_the_ids_it_holds(record: Any) -> None:
    found = list(references_of(record))

    assert {reference.path.replace("]", "[").split("[")[0].split(".")[0] for reference in found} <= {
        field.name for field in shapes_of(type(record))
    }
    for field in reference_fields(type(record)):
        ids = list(field.ids(record))
        assert ids == [reference.id for reference in field.paths(record)]
    assert len(found) == sum(len(field.ids(record)) for field in reference_fields(type(record)))


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("sources", {"described_in.article", "affiliations.organization", "speaks_for", "members"}),
        ("articles", {"publisher"}),
        ("claims", set()),
        ("attributions", {"article", "claim", "source", "via", "alternatives"}),
        ("statuses", {"claim", "checker", "article", "evidence.record", "supersedes"}),
        ("derivations", {"derived", "taken_from", "withdraws", "notice.article"}),
        ("relations", {"subject", "object"}),
        ("judgements", {"first", "second"}),
        ("grades", {"subject", "grader"}),
    ],
)
def test_the_fields_that_hold_ids_are_known(section: str, fields: set[str]) -> None:
    assert {field.name for field in reference_fields(RECORD_TYPES[section])} == fields
