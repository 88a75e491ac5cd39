"""What a format could not carry: the report is empty exactly when reading back gives the same dossier."""

import json
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import InvalidValueError, UsageError
from provenance.formats import Fate, Format, lossreport, registry
from provenance.model import RECORD_TYPES, Article, Claim, Dossier, Source, When, to_plain
from provenance.testing import dossiers
from tests.golden import stories


def _without(*fields: str) -> Format:
    """A format that drops these fields of every record, and says so."""

    def dump(dossier: Dossier) -> Iterator[str]:
        document = json.loads(formats.dumps(dossier))
        for section in document.values():
            for record in section if isinstance(section, list) else ():
                for field in fields:
                    record.pop(field, None) if isinstance(record, dict) else None
        yield json.dumps(document)

    return Format(
        name="thin",
        title="thin JSON",
        media_type="x/x",
        loads=registry.get("json").loads,
        dump=dump,
        fates=lambda: {
            "claims.language": Fate(reason="it is English only", kept_as="the name of the file"),
            "*.layers": Fate(reason="it has no layers"),
        },
    )


@pytest.fixture
def thin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_formats", dict(registry._formats))
    formats.register(_without("language", "layers", "country"))


@pytest.mark.usefixtures("thin")
def test_each_thing_lost_is_named_with_its_record_its_value_and_the_reason() -> None:
    claim = Claim(id="clm", text="Es regnet.", language="de")
    city = Source(id="src", name="Ulm", country="DE")

    output, losses = formats.dumps_with_losses(Dossier([claim, city]), "thin")

    assert "Es regnet." in str(output)
    assert losses.to_rows() == [
        {
            "kind": "sources",
            "record": "src",
            "field": "country",
            "value": "DE",
            "became": None,
            "reason": "thin JSON has no place for it",
            "kept_as": None,
        },
        {
            "kind": "claims",
            "record": "clm",
            "field": "language",
            "value": "de",
            "became": None,
            "reason": "it is English only",
            "kept_as": "the name of the file",
        },
    ]
    assert "claims.language, 1 ×: it is English only (see the name of the file)" in str(losses)
    assert (
        str(losses.losses[1]) == "clm.language: 'de' is lost: it is English only (see the name of the file)"
    )
    assert json.loads(losses.to_json())["losses"] == losses.to_rows()
    assert repr(losses) == "<LossReport of thin: 2 losses>"


@pytest.mark.usefixtures("thin")
@given(story=st.one_of(dossiers(), st.sampled_from([stories.every_field(), stories.plain()])))
def test_the_report_is_empty_exactly_when_reading_back_gives_the_same(story: Dossier) -> None:
    for format in ("thin", "json", "jsonl"):
        output, losses = formats.dumps_with_losses(story, format)
        assert bool(losses) is (formats.loads(output, format) != story)
        assert len(set(map(str, losses.to_rows()))) == len(losses)


def _compared(before: Dossier, after: Dossier) -> list[tuple[str | None, str | None, object, object]]:
    format = Format(name="x", title="x", media_type="x/x")
    report = lossreport.losses_between(before, after, format)
    return [(loss.record, loss.field, loss.value, loss.became) for loss in report]


def test_what_was_added_is_not_explained_by_what_a_format_cannot_hold() -> None:
    format = Format(
        name="x", title="x", media_type="x/x", fates=lambda: {"*": Fate(reason="no room", kept_as="a note")}
    )

    (added,) = lossreport.losses_between(Dossier(), Dossier([Claim(id="a", text="x")]), format)

    assert added.reason == "reading the output back gives it beyond what was written"
    assert added.kept_as is None


def test_a_value_inside_a_value_is_compared_by_its_own_fields() -> None:
    before = Article(id="art", headline="x", published=When.resolve("on Monday", "2025-11-04"))
    assert before.published is not None
    after = attrs.evolve(before, published=attrs.evolve(before.published, text=None))

    assert _compared(Dossier([before]), Dossier([after])) == [("art", "published.text", "on Monday", None)]


def test_what_another_tool_wrote_is_told_of_as_such() -> None:
    before = Claim(id="a", text="x", extra={"sky": {"colour": "grey"}})

    assert _compared(Dossier([before]), Dossier([attrs.evolve(before, extra={})])) == [
        ("a", "extra", {"sky": {"colour": "grey"}}, None)
    ]


def test_what_changed_and_what_was_added_are_losses_too() -> None:
    before, after = Claim(id="a", text="x"), Claim(id="a", text="y")
    new = Claim(id="b", text="z")

    assert _compared(Dossier([before]), Dossier([after, new])) == [
        ("a", "text", "x", "y"),
        ("b", None, None, to_plain(new)),
    ]
    assert _compared(Dossier([before]), Dossier(title="t")) == [
        (None, "title", None, "t"),
        ("a", None, to_plain(before), None),
    ]


def test_a_format_that_cannot_be_read_back_says_itself_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_formats", dict(registry._formats))
    formats.register(
        Format(
            name="list",
            title="a list",
            media_type="x/x",
            dump=lambda dossier: [claim.text for claim in dossier.claims.values()],
            fates=lambda: {
                "claims.text": Fate(kept=True),
                "claims.id": Fate(reason="the order is kept", kept_as="the line"),
                "claims.when": Fate(kept=True),
                "claims.when.text": Fate(reason="no words"),
            },
        )
    )
    day = When.resolve("on Monday", "2025-11-04")
    claim = Claim(id="clm", text="It rains.", language="en", when=day)

    lost = [(loss.field, loss.reason) for loss in formats.losses(Dossier([claim]), "list")]

    assert lost == [
        ("id", "the order is kept"),
        ("language", "a list has no place for it"),
        ("when.text", "no words"),
    ]


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="there are json"):
        formats.dumps_with_losses(Dossier(), "no such format")
    with pytest.raises(UsageError, match="expected a Dossier"):
        formats.losses("no dossier", "json")  # type: ignore[arg-type]


@pytest.mark.parametrize("format", ["ninjs", "schemaorg", "ftm", "stix", "graphml", "prov-json", "brat"])
@settings(max_examples=15)
@given(story=dossiers())
def test_for_every_format_the_report_is_empty_exactly_when_nothing_is_lost(
    format: str, story: Dossier
) -> None:
    output, losses = formats.dumps_with_losses(story, format)

    assert bool(losses) is (formats.loads(output, format) != story)


@pytest.mark.parametrize("format", ["ninjs", "dot"])
def test_the_same_dossier_gives_the_same_report_in_the_dossiers_order(format: str) -> None:
    story = stories.every_field()
    losses = formats.losses(story, format)

    assert formats.losses(formats.loads(formats.dumps(story)), format) == losses
    assert formats.losses(story, format).to_json() == losses.to_json()
    order = {kind: place for place, kind in enumerate(["dossier", *RECORD_TYPES])}
    lost = [loss for loss in losses if loss.value is not None]
    assert [order[loss.kind] for loss in lost] == sorted(order[loss.kind] for loss in lost)
    for kind in RECORD_TYPES:
        held = list(getattr(story, kind))
        places = [held.index(str(loss.record)) for loss in lost if loss.kind == kind]
        assert places == sorted(places)


def test_a_report_is_a_table_for_other_programs() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    losses = formats.losses(stories.every_field(), "ninjs")

    table = pyarrow.table(losses)

    assert table.column_names == list(losses.to_rows()[0])
    assert {str(kind) for kind in table.schema.types} == {"string"}
    assert [row["record"] for row in table.to_pylist()] == [loss.record for loss in losses]
    assert [json.loads(value) if value else None for value in table["value"].to_pylist()] == [
        loss.value for loss in losses
    ]
    assert polars.DataFrame(losses).height == len(losses)
    assert pyarrow.table(formats.losses(Dossier(), "json")).schema == table.schema


def test_a_report_of_many_losses_is_told_in_few_lines() -> None:
    story = Dossier(Claim(id=f"clm-{n}", text="It rains.") for n in range(1000))

    losses = formats.losses(story, "ninjs")

    assert str(losses).startswith("ninjs could not carry 1,000 things:\n  claims, 1,000 ×: ")
    assert len(str(losses).splitlines()) == 2
    assert repr(losses) == "<LossReport of ninjs: 1,000 losses>"
    assert "1,000 things" in losses._repr_html_()
