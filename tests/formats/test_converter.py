"""The converter: exact, complete, and open to hooks of others."""

import json
from datetime import UTC, datetime
from random import Random
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats, testing
from provenance.errors import DecodingError, UsageError
from provenance.formats import from_plain, make_converter, to_plain
from provenance.formats.faults import faults_of, kept_of
from provenance.formats.readers import make_readers
from provenance.model import Claim, Quantity, Recorded, Source, SourceKind, When


def test_every_converter_is_a_new_one_and_none_is_the_global_one() -> None:
    first, second = make_converter(), make_converter()
    first.register_structure_hook(Claim, lambda value, _: value)

    assert first is not second
    assert isinstance(second.structure({"id": "c", "text": "x"}, Claim), Claim)
    assert first is not cattrs.global_converter
    assert not isinstance(formats.loads('{"claims": [{"id": "c", "text": "x", "n": 1}]}').claims["c"], dict)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, None), (str, 5), (str, ["x"]), (str, True), (int, "1"), (int, "１２"), (int, 1.0), (int, True),
        (float, "nan"), (float, "1"), (float, True), (float, float("nan")), (float, float("inf")),
        (bool, "false"), (bool, 0), (bool, None), (SourceKind, "x"), (SourceKind, 5),
        (datetime, "2025-11-04"), (datetime, 5), (str | None, 5), (float | None, "1"),
        (int | float | str | None, True), (tuple[str, ...], "abc"), (tuple[str, ...], {"a": 1}),
        (str, "\ud800"),
    ],
)  # fmt: skip
def test_nothing_is_converted_silently(kind: Any, value: Any) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  # cattrs's groups and our own error have no common base
        make_converter().structure(value, kind)

    assert list(faults_of(caught.value))


def test_a_hook_of_somebody_else_is_used_inside_records() -> None:
    converter = make_converter()
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromtimestamp(value, UTC))
    converter.register_unstructure_hook(datetime, lambda moment: int(moment.timestamp()))

    recorded = converter.structure({"at": 1_700_000_000}, Recorded)

    assert recorded.at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert converter.unstructure(recorded) == {"at": 1_700_000_000}


def test_from_plain_takes_a_converter_with_hooks() -> None:
    converter = make_converter()
    converter.register_structure_hook(When, lambda value, _: When.parse(value))

    claim = from_plain({"id": "c", "text": "x", "when": "2025-11"}, Claim, converter=converter)

    assert claim.when == When.parse("2025-11")


def test_an_error_in_somebodys_hook_becomes_a_problem() -> None:
    converter = make_converter()
    converter.register_structure_hook(Quantity, lambda value, _: value["nothing"])

    with pytest.raises(DecodingError) as caught:
        from_plain({"id": "c", "text": "x", "quantity": {}}, Claim, converter=converter)

    assert [str(problem) for problem in caught.value.problems] == ["$.quantity: KeyError: \"'nothing'\""]


def test_classes_of_somebody_else_can_hold_records() -> None:
    @attrs.frozen
    class Page:
        number: int
        claims: list[Claim]

    converter = make_converter()
    page = Page(1, [Claim(text="x", id="c")])

    assert converter.structure(converter.unstructure(page), Page) == page


def test_the_error_of_a_converter_names_everything_and_carries_what_could_be_kept() -> None:
    data = {
        "id": "s",
        "name": 5,
        "kind": "person",
        "aliases": ["a", 1],
        "described_in": {"anchor": {"start": "x"}},
    }

    with pytest.raises(cattrs.ClassValidationError) as caught:
        make_converter().structure(data, Source)

    assert [(fault.path, fault.message) for fault in faults_of(caught.value)] == [
        (".name", "expected a string, got the number 5"),
        (".described_in.anchor.start", "expected an integer, got the string 'x'"),
        (".described_in.anchor.end", "is missing"),
        (".described_in.anchor.exact", "is missing"),
        (".described_in.article", "is missing"),
        (".aliases[1]", "expected a string, got the number 1"),
    ]
    kept = kept_of(caught.value)
    assert kept.aliases == ("a",)
    assert kept.extra == {"name": 5, "aliases": (1,), "described_in": {"anchor": {"start": "x"}}}
    assert "expected a string, got the number 5 @ $.name" in cattrs.transform_error(
        caught.value, format_exception=lambda error, _: str(error)
    )


def test_forbidding_what_is_unknown() -> None:
    data = {"id": "s", "name": "Ann", "kind": "oracle", "mood": 1}

    kept = make_converter().structure(data, Source)
    with pytest.raises(cattrs.ClassValidationError) as caught:
        make_converter(forbid_unknown=True).structure(data, Source)

    assert kept.extra == {"mood": 1}
    assert [fault.path for fault in faults_of(caught.value)] == [".kind", ".mood"]


@pytest.mark.parametrize("record_type", [dict, str, int, None, datetime])
def test_from_plain_makes_records_and_values_only(record_type: Any) -> None:
    with pytest.raises(UsageError, match="is not a record or value class"):
        from_plain({}, record_type)


def test_from_plain_names_every_problem() -> None:
    with pytest.raises(DecodingError) as caught:
        from_plain({"id": "c", "where": 5, "kind": []}, Claim)

    assert [(problem.path, problem.record) for problem in caught.value.problems] == [
        ("$.kind", "c"),
        ("$.where", "c"),
        ("$.text", "c"),
    ]


# --- the generated readers define nothing --------------------------------------------------

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    1.5,
    "",
    "x",
    "2025-11-04",
    "2025-11-04T09:30:00Z",
    [],
    ["x"],
    {},
    {"x": 1},
)


def spoil(data: Any, random: Random) -> Any:
    """Return plain data in which one thing, somewhere, is another."""
    if not isinstance(data, (dict, list)) or not data or random.random() < 0.2:
        return random.choice(ODD)
    copy: Any = data.copy()
    key = random.choice(list(data)) if isinstance(data, dict) else random.randrange(len(data))
    if random.random() < 0.15:
        del copy[key]
    elif random.random() < 0.15 and isinstance(copy, dict):
        copy["mood"] = random.choice(ODD)
    else:
        copy[key] = spoil(data[key], random)
    return copy


@pytest.mark.parametrize("strict", [False, True])
@given(record=testing.records(), random=st.randoms(use_true_random=False))
def test_what_a_generated_reader_accepts_the_converter_reads_as_the_same(
    strict: bool, record: Any, random: Random
) -> None:
    readers, converter = make_readers(keep_unknown=not strict), make_converter(forbid_unknown=strict)
    plain = json.loads(json.dumps(to_plain(record)))
    for _ in range(20):
        spoilt = spoil(plain, random)
        try:
            read = readers[type(record)](spoilt)
        except Exception:
            continue
        expected = converter.structure(spoilt, type(record))
        assert read == expected
        assert repr(to_plain(read)) == repr(to_plain(expected))
