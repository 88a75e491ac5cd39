"""What constructors take, what they refuse, and how they say so."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats, model
from provenance.errors import InvalidRecordError, ProvenanceError
from provenance.model import (
    Claim,
    Derivation,
    Dossier,
    Mention,
    Quantity,
    Rating,
    Recorded,
    ScaleTerm,
    Standing,
    TextAnchor,
    UnknownTerm,
    When,
)
from provenance.model.shapes import FieldShape, Shape, shapes_of
from tests.model.kinds import MINIMAL, make

CLAIM = model.Claim(text="The bridge is closed.", id="clm-1")
ARTICLE = model.Article(headline="Bridge closed", id="art-1")
SOURCE = model.Source(name="Mayor Ito", id="src-1")
EVERY_RECORD: dict[str, Any] = {
    "sources": SOURCE,
    "articles": ARTICLE,
    "claims": CLAIM,
    "attributions": model.Attribution(article=ARTICLE, claim=CLAIM, id="att-1"),
    "statuses": model.VerificationStatus(claim=CLAIM, id="ver-1"),
    "derivations": model.Derivation(derived="art-2", taken_from=ARTICLE, id="der-1"),
    "relations": model.ClaimRelation(subject=CLAIM, kind="narrows", object="clm-2", id="rel-1"),
    "judgements": model.IdentityJudgement(first=SOURCE, second="src-2", verdict="same", id="jdg-1"),
    "grades": model.Grade(subject=SOURCE, scale="admiralty-reliability", value="B", id="grd-1"),
}
FIELDS = [(kind, field) for kind in MINIMAL for field in shapes_of(kind)]


def name_of(value: Any) -> str:
    if isinstance(value, FieldShape):
        return value.name
    return value.__name__ if isinstance(value, type) else repr(value)[:30]


class Hostile:
    """Something whose repr raises."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr for you")


def nested(levels: int) -> Any:
    data: Any = 0
    for _ in range(levels):
        data = {"a": [data]}
    return data


ANYTHING = [
    "", "x", "2025-13-45", "٢٠٢٥", "\ud800", b"\xff", 0, -1, 10**400, 1e308, math.nan, True, None,
    [], [None], {}, {"": None}, Hostile(), [Hostile()], nested(150), object, len, timedelta(1),
    date.min, date.max, datetime.max, datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),  # noqa: DTZ901
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
]  # fmt: skip


def wrong_values(shape: Shape, required: bool) -> Iterator[Any]:
    """Yield values of wrong types, and of right types with wrong contents."""
    if not shape.nullable:
        yield None
    yield Hostile()
    yield {
        "text": 5, "reference": 5, "term": 5, "integer": "1", "number": "1", "boolean": 1, "value": 5,
        "moment": "2025-11-04", "day": 20251104, "many": "abc", "map": [("a", 1)], "json": {1}, "either": [1],
    }[shape.kind]  # fmt: skip
    if shape.kind == "text":
        yield from (b"text", ["text"], "\ud800", True)
        if shape.of is not None:
            yield from ("", " ", "?!\n", "nothing-of-the-kind " * 10)
    elif shape.kind == "reference":
        yield from ("", "\udfff", [""], CLAIM.text.encode())
        yield from (record for kind, record in EVERY_RECORD.items() if shape.of and kind not in shape.of)
    elif shape.kind == "term":
        yield from (
            "no such word",
            "",
            shape.of.__name__,
            "\ud800",
            model.Verdict.SATIRE,
            UnknownTerm("\ud800"),
        )
    elif shape.kind == "integer":
        yield from (1.0, True, math.nan, "١")
    elif shape.kind == "number":
        yield from (math.nan, math.inf, -math.inf, True, 1j)
    elif shape.kind == "boolean":
        yield from (0, "true", "", [])
    elif shape.kind == "moment":
        yield from (datetime(2025, 11, 4, 12), date(2025, 11, 4), 1762214400)  # noqa: DTZ001
    elif shape.kind == "value":
        yield from ([], {}, object(), shape.of)
    elif shape.kind == "many":
        yield from ({"a"}, frozenset("a"), iter("a"), {"a": 1}, 5)
        yield from ([item] for item in wrong_values(shape.of, required=True))
    elif shape.kind == "map":
        yield from ("a", {1: 1}, {"\ud800": 1}, {None: 1})
        yield from ({"key": item} for item in wrong_values(shape.of, required=True) if item is not None)
    elif shape.kind == "json":
        yield from (object(), b"x", math.nan, {"a": {"b": {1: 2}}}, ["\ud800"], nested(200))


def wrong_for(kind: type[Any], field: FieldShape) -> Iterator[Any]:
    for value in wrong_values(field.shape, field.required):
        if field.name == "id" and value is None:
            continue  # it asks for a derived one
        if getattr(field.shape.of, "TAKES_SHORT_FORMS", False) and isinstance(value, str):
            continue
        if kind is model.Verdict or (field.shape.of is model.Verdict and value is model.Verdict.SATIRE):
            continue
        yield value


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_every_wrong_value_is_refused_by_name(kind: type[Any], field: FieldShape) -> None:
    for value in wrong_for(kind, field):
        with pytest.raises(InvalidRecordError) as refused:
            make(kind, **{field.name: value})

        assert refused.value.record_type == kind.__name__
        assert any(problem.path.startswith(f"$.{field.name}") for problem in refused.value.problems)
        assert field.name in str(refused.value)
        assert len(str(refused.value)) <= 2000


@pytest.mark.parametrize("kind", MINIMAL, ids=name_of)
def test_all_wrong_fields_are_reported_at_once(kind: type[Any]) -> None:
    names = [field.name for field in shapes_of(kind)]

    with pytest.raises(InvalidRecordError) as refused:
        kind(**dict.fromkeys(names, object()))

    paths = [problem.path for problem in refused.value.problems]
    assert paths == [f"$.{name}" for name in names]


@pytest.mark.parametrize("kind", MINIMAL, ids=name_of)
@given(data=st.data())
def test_no_value_whatever_makes_a_constructor_raise_anything_else(
    kind: type[Any], data: st.DataObject
) -> None:
    field, value = data.draw(st.sampled_from(shapes_of(kind))), data.draw(st.sampled_from(ANYTHING))

    try:
        made = make(kind, **{field.name: value})
    except InvalidRecordError as error:
        message = str(error)
    else:
        message = repr(made)
        hash(made)
    assert all(character.isprintable() for character in message)


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_a_record_stands_for_its_id_where_an_id_is_taken(kind: type[Any], field: FieldShape) -> None:
    shape = field.shape.of if field.shape.kind == "many" else field.shape
    if shape.kind != "reference" or field.name == "id":
        return
    for section in shape.of or EVERY_RECORD:
        record = EVERY_RECORD[section]
        given_, kept = ([record], (record.id,)) if field.shape.kind == "many" else (record, record.id)

        assert getattr(make(kind, **{field.name: given_}), field.name) == kept


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_every_word_of_a_vocabulary_stands_for_its_member(kind: type[Any], field: FieldShape) -> None:
    if field.shape.kind != "term":
        return
    for member in field.shape.of:
        extra = {"upper": 9} if kind is model.Quantity and member == "between" else {}
        if kind is When:
            continue  # a precision has to fit the ends
        for word in (str(member.value), member, UnknownTerm(member.value)):
            assert getattr(make(kind, **{field.name: word}, **extra), field.name) is member


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_an_unknown_term_is_passed_on_and_a_mere_unknown_word_is_not(
    kind: type[Any], field: FieldShape
) -> None:
    if field.shape.kind != "term":
        return
    made = make(kind, **{field.name: UnknownTerm("hologram")})

    kept = getattr(attrs.evolve(made), field.name)
    assert type(kept) is UnknownTerm
    assert kept == "hologram"
    with pytest.raises(InvalidRecordError, match=f"'hologram' is not a word of {field.shape.of.__name__}"):
        make(kind, **{field.name: "hologram"})


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_times_are_taken_as_strings_dates_and_datetimes(kind: type[Any], field: FieldShape) -> None:
    if field.shape.of is not When:
        return
    moment = datetime(2025, 11, 4, 9, 30, tzinfo=UTC)

    for given_ in ("2025-11-04", date(2025, 11, 4), When.parse("2025-11-04")):
        assert getattr(make(kind, **{field.name: given_}), field.name) == When.parse("2025-11-04")
    assert getattr(make(kind, **{field.name: moment}), field.name) == When.parse("2025-11-04T09:30:00Z")
    with pytest.raises(InvalidRecordError, match=f"{field.name}.*'no day'"):
        make(kind, **{field.name: "no day"})


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=name_of)
def test_lists_become_tuples(kind: type[Any], field: FieldShape) -> None:
    if field.shape.kind == "many" and kind is not model.Scale:
        assert getattr(make(kind, **{field.name: []}), field.name) == ()


def test_a_place_is_taken_as_an_article_or_a_pair() -> None:
    anchor = TextAnchor(start=0, end=3, exact="The")

    places: list[Any] = [ARTICLE, "art-1", Mention(article=ARTICLE), (ARTICLE, None), ["art-1", None]]
    for given_ in places:
        assert model.Source(described_in=given_).described_in == Mention(article="art-1")
    assert model.Source(described_in=("art-1", anchor)).described_in == Mention(
        article="art-1", anchor=anchor
    )
    with pytest.raises(InvalidRecordError, match="described_in"):
        model.Source(described_in=CLAIM)
    with pytest.raises(InvalidRecordError, match="described_in"):
        model.Source(described_in=("art-1", "The"))  # type: ignore[arg-type]


def test_the_message_names_what_was_wanted_and_what_was_given() -> None:
    with pytest.raises(InvalidRecordError) as refused:
        model.Attribution(article=CLAIM, claim=7, form="loud", id="att-9")  # type: ignore[arg-type]

    assert str(refused.value) == (
        "Attribution 'att-9': article: expected article or its id, got the claim 'clm-1'; "
        "claim: expected claim or its id, got an int 7; "
        "form: 'loud' is not a word of Form: direct, indirect, mixed, narrated, own_voice"
    )


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (model.Source, {"name": None}, "a source without a name needs an id"),
        (model.Source, {"name": " \t"}, "a name that is empty is no name"),
        (model.Claim, {"text": "\n"}, "a claim needs words"),
        (model.Attribution, {"source": "src-1", "form": "own_voice"}, "own voice credits nobody"),
        (model.Recorded, {"confidence": 1.01}, "not between 0 and 1"),
        (model.Recorded, {"confidence": -0.01}, "not between 0 and 1"),
        (model.Quantity, {"upper": 1}, "1 is less than the number 3"),
        (model.Quantity, {"upper": 5, "bound": "over"}, "'over' has no upper end"),
        (model.Quantity, {"bound": "between"}, "needs the upper one"),
        (model.Suppression, {"code": ""}, "not empty"),
        (model.TextAnchor, {"end": 2}, "exact"),
        (model.TextAnchor, {"start": -1, "end": 2}, "before the beginning"),
        (model.When, {"latest": date(2025, 1, 1)}, "ends .* before it begins"),
        (model.Article, {"text_digest": "A" * 64}, "is not a SHA-256 digest"),
        (model.Article, {"language": "English (US)"}, "is not a language tag"),
        (model.Claim, {"about": ["Pokrovsk"]}, r"about\[0\]: 'Pokrovsk' is not a `scheme:value` string"),
        (model.Source, {"country": "uk"}, "is not a country code"),
    ],
)  # fmt: skip
def test_what_one_record_cannot_say_is_refused(kind: type[Any], fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRecordError, match=message):
        make(kind, **fields)


def test_a_nameless_source_is_taken_with_an_id_or_a_place() -> None:
    assert model.Source(id="src-official").name is None
    assert model.Source(description="a senior official", described_in="art-1").id.startswith("src-")


def test_moments_keep_their_offset_and_lose_their_zone() -> None:
    zoneinfo = pytest.importorskip("zoneinfo")
    given_ = datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/London"))

    kept = model.Recorded(at=given_).at

    assert kept is not None
    assert kept.isoformat() == "2026-10-25T01:30:00+00:00"
    assert type(kept.tzinfo) is timezone
    assert kept.fold == 0


def test_the_same_instant_in_two_offsets_is_told_apart() -> None:
    here = datetime(2025, 11, 4, 12, tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=2)))

    assert here == there  # to Python
    assert model.Recorded(at=here) != model.Recorded(at=there)
    assert When.of(here) != When.of(there)


def test_a_string_of_another_class_becomes_a_plain_one() -> None:
    class Tagged(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "something else"

    claim = model.Claim(text=Tagged("The bridge is closed."), language=Tagged("en"))

    assert type(claim.text) is str
    assert (claim.text, claim.language) == ("The bridge is closed.", "en")


def test_annotations_that_mean_nothing_to_the_library_are_refused() -> None:
    @attrs.frozen
    class Odd:
        field: set[int] = attrs.field(factory=set)

    with pytest.raises(TypeError, match="cannot be checked"):
        shapes_of(Odd)


@given(
    st.text(alphabet=st.characters(codec="utf-8")), st.text(alphabet=st.characters(codec="utf-8"), min_size=1)
)
def test_any_text_is_kept_as_it_is(text: str, id: str) -> None:
    article = model.Article(text=text, id=id)

    assert article.text == text
    assert article.id == id


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        (Claim, {"text": "x", "extra": {"text": "other"}}, "text"),
        (Claim, {"text": "x", "extra": {"where": "Z"}}, "where"),
        (Claim, {"text": "x", "extra": {"id": "zz"}}, "id"),
        (Claim, {"text": "x", "extra": {"id": 5}}, "id"),
        (Claim, {"text": "x", "extra": {"where": None}}, "where"),
        (Claim, {"text": "x", "extra": {"kind": "event"}}, "kind"),
        (Claim, {"text": "x", "extra": {"kind": "omen"}}, "kind"),
        (Claim, {"text": "x", "extra": {"about": ["a:1", 5]}}, "about"),
        (Claim, {"text": "x", "extra": {"about": []}}, "about"),
        (Claim, {"text": "x", "extra": {"when": {"earliest": "2025-01-01"}}}, "when"),
        (Claim, {"text": "x", "extra": {"quantity": {"number": 5}}}, "quantity"),
        (Claim, {"text": "x", "where": "Rome", "extra": {"where": 5}}, "where"),
        (Claim, {"text": "x", "about": ["a:1"], "extra": {"about": 5}}, "about"),
        (model.Source, {"name": "x", "extra": {"identifiers": {"isni": "1"}}}, "identifiers"),
        (
            model.Source,
            {"name": "x", "identifiers": {"a": "1"}, "extra": {"identifiers": {"a": 5}}},
            "identifiers",
        ),
        (Quantity, {"number": 1, "extra": {"number": 2}}, "number"),
        (Quantity, {"number": 1, "extra": {"unit": "km"}}, "unit"),
        (Recorded, {"extra": {"at": "2025-01-01T00:00:00Z"}}, "at"),
        (Rating, {"extra": {"value": 5}}, "value"),
        (TextAnchor, {"start": 0, "end": 1, "exact": "x", "extra": {"part": "headline"}}, "part"),
        (When, {"text": "then", "extra": {"approximate": True}}, "approximate"),
    ],
    ids=lambda value: getattr(value, "__name__", value if isinstance(value, str) else ""),
)
def test_what_a_field_can_hold_does_not_stand_in_extra(kind: Any, fields: dict[str, Any], name: str) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        kind(**fields)

    (problem,) = refused.value.problems
    assert problem.path == f"$.extra[{name!r}]"
    assert name in problem.message


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Claim, {"text": "x", "extra": {"where": 5, "kind": 5, "about": [5, "nothing"], "when": "2025"}}),
        (Claim, {"text": "x", "about": ["a:1"], "extra": {"about": [5], "extra": 1, "texts": "y"}}),
        (Claim, {"text": "x", "extra": {"when": {"earliest": "2025-12-01", "latest": "2025-11-30"}}}),
        (Claim, {"text": "x", "extra": {"when": {"earliest": "20251201"}, "quantity": {"unit": "km"}}}),
        (model.Source, {"name": "x", "identifiers": {"a": "1"}, "extra": {"identifiers": {"b": 5}}}),
        (model.Attribution, {"article": "a", "claim": "c", "source": "s", "extra": {"form": "own_voice"}}),
    ],
)
def test_what_a_field_cannot_hold_stands_in_extra_as_a_reader_leaves_it(
    kind: Any, fields: dict[str, Any]
) -> None:
    record = kind(id="x", **fields)

    again = formats.loads(formats.dumps(Dossier([record])))

    assert list(again) == [record]
    assert attrs.evolve(record, id="y").extra == record.extra


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("persn", "; did you mean 'person'?"),
        ("Government-Body", "; did you mean 'government_body'?"),
        ("news agency", "; did you mean 'news_agency'?"),
        ("hologram", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_word_that_was_perhaps_meant_is_named(word: str, hint: str) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        model.Source(name="x", kind=word)

    assert refused.value.problems[0].message.endswith(f"software, unknown{hint}")


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Recorded, {"confidence": 10**4300}),
        (Quantity, {"number": 10**5000}),
        (Quantity, {"number": 10**5000, "upper": 1}),
        (Quantity, {"number": 1, "upper": 10**5000}),
        (Claim, {"text": "x", "extra": {"a": [10**5000]}}),
        (Rating, {"value": 10**5000}),
        (ScaleTerm, {"term": "x", "low": 10**5000, "high": 10**5000}),
        (TextAnchor, {"start": 10**5000, "end": 10**5000, "exact": ""}),
    ],
    ids=lambda value: getattr(value, "__name__", ",".join(value) if isinstance(value, dict) else ""),
)
def test_an_integer_that_no_file_can_hold_is_refused(kind: Any, fields: dict[str, Any], sign: int) -> None:
    given = {
        name: sign * value if type(value) is int and value > 1 else value for name, value in fields.items()
    }

    with pytest.raises(InvalidRecordError, match=r"an integer of more than 4,300 digits"):
        kind(**given)


def test_the_largest_integer_can_be_shown_and_written() -> None:
    claim = Claim(text="x", id="clm-1", quantity=Quantity(number=10**4300 - 1))

    assert len(repr(claim.quantity)) > 4300
    assert formats.loads(formats.dumps(Dossier([claim]))) == Dossier([claim])


@pytest.mark.parametrize("micro", [1, -1, 3_600_000_001])
def test_an_offset_with_a_fraction_of_a_second_is_refused(micro: int) -> None:
    at = datetime(2025, 1, 1, tzinfo=timezone(timedelta(microseconds=micro)))

    with pytest.raises(InvalidRecordError, match=r"its offset from UTC, .* is not of whole seconds"):
        Recorded(at=at)


def test_a_standing_that_is_not_given_follows_from_the_basis() -> None:
    derivation = make(Derivation)
    detected = Recorded(basis="detected")

    assert derivation.standing is Standing.ESTABLISHED
    assert attrs.evolve(derivation, recorded=detected).standing is Standing.ESTABLISHED
    assert attrs.evolve(derivation, recorded=detected, standing=None).standing is Standing.POSSIBLE


def test_every_refusal_is_one_of_the_errors_of_the_library() -> None:
    assert issubclass(InvalidRecordError, ProvenanceError)
    assert issubclass(InvalidRecordError, ValueError)
