"""Laws of reading and writing that hold for every dossier and every record."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats, testing
from provenance.formats.converter import make_converter, model_types
from provenance.formats.readers import make_readers
from provenance.formats.writers import write_fields, write_object
from provenance.model import Dossier, to_plain

NATIVE = ("json", "jsonl")

VALUES: st.SearchStrategy[Any] = st.one_of(
    testing.affiliations(),
    testing.anchors(),
    testing.evidence(),
    testing.hedges(),
    testing.likelihoods(),
    testing.mentions(),
    testing.quantities(),
    testing.ratings(),
    testing.recordeds(),
    testing.suppressions(),
    testing.text_anchors(),
    testing.whens(),
)
ANYTHING = st.one_of(testing.records(), VALUES)


@pytest.mark.parametrize("format", NATIVE)
@given(dossier=testing.dossiers())
def test_reading_back_what_was_written_gives_the_same_dossier(format: str, dossier: Dossier) -> None:
    again = formats.loads(formats.dumps(dossier, format), format)

    assert again == dossier
    assert again.read_problems == ()


@pytest.mark.parametrize("format", NATIVE)
@given(dossier=testing.dossiers())
def test_writing_back_what_was_read_gives_the_same_bytes(format: str, dossier: Dossier) -> None:
    text = formats.dumps(dossier, format)

    assert formats.dumps(formats.loads(text.encode(), format), format) == text


@given(dossier=testing.dossiers())
def test_both_formats_hold_the_same(dossier: Dossier) -> None:
    lines = formats.dumps(dossier, "jsonl")

    assert formats.dumps(formats.loads(lines, "jsonl")) == formats.dumps(dossier)


@given(dossier=testing.dossiers())
def test_the_digest_does_not_depend_on_the_format(dossier: Dossier) -> None:
    digests = {formats.loads(formats.dumps(dossier, name), name).digest() for name in NATIVE}

    assert digests == {dossier.digest()}


@given(dossier=testing.dossiers())
def test_a_stream_gives_the_records_and_the_header(dossier: Dossier) -> None:
    text = formats.dumps(dossier, "jsonl")

    stream = formats.iter_records(text.splitlines(keepends=True) if text.isascii() else text.split("\n"))

    assert list(stream) == list(dossier)
    assert (stream.title, stream.extra, set(stream.suppressions)) == (
        dossier.title,
        dossier.extra,
        set(dossier.suppressions),
    )
    assert stream.problems == stream.unread == ()


@given(record=ANYTHING)
def test_the_generated_writer_writes_what_the_plain_form_says(record: Any) -> None:
    plain = to_plain(record)

    assert write_object(record) == json.dumps(plain, ensure_ascii=False)
    assert json.loads(f"{{{write_fields(record, ',')}}}") == plain


@given(record=ANYTHING)
def test_the_converter_gives_back_what_it_wrote(record: Any) -> None:
    converter = make_converter()

    plain = converter.unstructure(record)

    assert plain == to_plain(record)
    assert list(plain) == list(to_plain(record))
    assert converter.structure(plain, type(record)) == record


@given(record=ANYTHING)
def test_a_record_is_the_same_from_its_plain_form(record: Any) -> None:
    again = formats.from_plain(to_plain(record), type(record))

    assert again == record
    assert hash(again) == hash(record)


@pytest.mark.parametrize("strict", [False, True])
@given(record=ANYTHING)
def test_the_generated_reader_makes_what_the_converter_makes(strict: bool, record: Any) -> None:
    plain = json.loads(json.dumps(to_plain(record)))
    reader = make_readers(keep_unknown=not strict)[type(record)]
    try:
        expected = make_converter(forbid_unknown=strict).structure(plain, type(record))
    except Exception:
        return  # an unknown field or word, read strictly

    try:
        read = reader(plain)
    except Exception:
        if strict:
            raise  # what is wholly in order is recognised
        return

    assert read == expected == record
    assert type(read) is type(record)
    assert repr(read) == repr(record)
    assert hash(read) == hash(record)
    assert to_plain(read) == to_plain(record)


def test_there_is_a_reader_for_every_class_that_a_document_can_hold() -> None:
    assert set(make_readers()) == set(model_types())
