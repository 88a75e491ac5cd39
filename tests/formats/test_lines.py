"""JSON Lines: one record after the other, in both directions."""

import io
import json
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError, InvalidValueError, UsageError
from provenance.formats import SCHEMA
from provenance.model import Claim, Dossier, Source, Suppression, Unread
from provenance.model.frozen import freeze

NATIVE = ("json", "jsonl")

CLAIM = Claim(text="It rains.", id="clm-1")
SOURCE = Source(name="Ann", id="src-1")
HEADER = json.dumps({"schema": SCHEMA})


def text_of(*lines: Any) -> str:
    return "".join(f"{json.dumps(line)}\n" for line in ({"schema": SCHEMA}, *lines))


def test_what_a_file_looks_like() -> None:
    dossier = Dossier([CLAIM, SOURCE], title="Rain", suppressions=[Suppression(code="S01")], extra={"n": 1})

    assert formats.dumps(dossier, "jsonl").splitlines() == [
        '{"schema": "news-provenance/1", "title": "Rain", "n": 1, "suppressions": [{"code": "S01"}]}',
        '{"source": {"id": "src-1", "name": "Ann"}}',
        '{"claim": {"id": "clm-1", "text": "It rains."}}',
    ]


@pytest.mark.parametrize(
    "opened", [io.BytesIO, lambda data: io.StringIO(data.decode()), lambda data: data.split(b"\n")]
)
def test_a_stream_reads_files_and_lists_of_lines(opened: Any) -> None:
    data = formats.dumps(Dossier([CLAIM, SOURCE], title="Rain"), "jsonl").encode()

    stream = formats.iter_records(opened(data))

    assert stream.title == "Rain"
    assert next(stream) == SOURCE
    assert list(stream) == [CLAIM]
    assert list(stream) == []


def test_a_stream_reads_no_further_than_asked() -> None:
    def lines() -> Any:
        yield HEADER
        yield json.dumps({"claim": {"id": "clm-1", "text": "It rains."}})
        raise AssertionError("nobody asked for this line")

    assert next(formats.iter_records(lines())) == CLAIM


def test_a_stream_collects_what_is_wrong_as_it_goes() -> None:
    stream = formats.iter_records(
        text_of({"claim": {"id": "a"}}, {"claim": formats.to_plain(CLAIM)}, 5).splitlines()
    )

    assert next(stream) == CLAIM
    assert [str(problem) for problem in stream.problems] == ["line 2 $.claim.text: is missing"]
    assert list(stream) == []
    assert stream.unread == (Unread("claims", {"id": "a"}), Unread("", 5))
    assert len(stream.problems) == 2


def test_a_strict_stream_ends_at_the_first_problem() -> None:
    lines = text_of(
        {"claim": formats.to_plain(CLAIM)}, {"claim": {"id": "a"}}, {"claim": {"id": "b"}}
    ).splitlines()
    stream = formats.iter_records(lines, strict=True)

    assert next(stream) == CLAIM
    with pytest.raises(DecodingError, match=r"line 3 \$\.claim\.text: is missing"):
        next(stream)
    with pytest.raises(DecodingError):
        formats.iter_records(["{}"], strict=True)


def test_a_strict_stream_refuses_a_problem_on_the_last_line() -> None:
    with pytest.raises(DecodingError, match="line 2"):
        list(formats.iter_records(text_of({"claim": {"id": "a"}}).splitlines(), strict=True))


@pytest.mark.parametrize("blank", ["", "\n", "\r\n", "  \t \n"])
def test_blank_lines_are_passed_over_and_counted(blank: str) -> None:
    lines = [blank, HEADER, blank, blank, '{"claim": {"id": "a"}}', blank]

    stream = formats.iter_records(lines)

    assert list(stream) == []
    assert stream.problems[0].path == "line 5 $.claim.text"


def test_only_a_line_feed_ends_a_line() -> None:
    odd = Claim(text="one\u2028two\u2029three\x85four\x0bfive\x1csix", id="clm-1")
    text = formats.dumps(Dossier([odd]), "jsonl")

    assert formats.loads(text, "jsonl").claims["clm-1"] == odd
    assert formats.loads(text.replace("\n", "\r\n").encode(), "jsonl").claims["clm-1"] == odd


@pytest.mark.parametrize("lines", [[], [""], ["\n", " "]])
def test_nothing_is_no_file(lines: list[str]) -> None:
    with pytest.raises(DecodingError, match="there is nothing, not even a first line"):
        formats.iter_records(lines)


def test_a_file_without_a_header_is_read_and_says_so() -> None:
    stream = formats.iter_records([json.dumps({"claim": formats.to_plain(CLAIM)})])

    assert list(stream) == [CLAIM]
    assert [problem.path for problem in stream.problems] == ["line 1 $.schema"]


def test_a_second_header_is_kept_and_listed() -> None:
    text = text_of({"claim": formats.to_plain(CLAIM)}, {"schema": SCHEMA, "title": "other"})

    dossier = formats.loads(text, "jsonl")

    assert dossier.unread == (Unread("", {"schema": SCHEMA, "title": "other"}),)
    assert [problem.path for problem in dossier.read_problems] == ["line 3 $"]


def test_a_whole_document_on_one_line_is_read_too() -> None:
    dossier = Dossier([CLAIM, SOURCE], title="Rain")
    document = json.dumps(json.loads(formats.dumps(dossier)))

    assert formats.loads(document, "jsonl") == dossier


def test_a_line_of_a_kind_of_another_version_is_written_back_as_it_stood() -> None:
    text = text_of({"hologram": {"id": "hol-1"}})

    assert formats.dumps(formats.loads(text, "jsonl"), "jsonl") == text


def test_what_was_left_over_is_not_taken_for_a_record_later() -> None:
    like_records = [{"claim": formats.to_plain(CLAIM)}, {"unread": 1}]
    dossier = Dossier(unread=[Unread("", freeze(raw)) for raw in like_records])

    for format in NATIVE:
        again = formats.loads(formats.dumps(dossier, format), format)
        assert again == dossier
        assert len(again.claims) == 0


def test_only_records_can_be_written() -> None:
    with pytest.raises(UsageError, match="expected records, got Suppression"):
        list(formats.iter_lines([Suppression(code="S01")]))  # type: ignore[list-item]
    with pytest.raises(InvalidValueError):
        next(formats.iter_lines([], extra={"n": float("nan")}))


def test_the_header_cannot_be_forged_through_extra() -> None:
    line = next(formats.iter_lines([], title="Rain", extra={"schema": SCHEMA, "title": "Snow", "n": 1}))

    assert json.loads(line) == {"schema": SCHEMA, "title": "Rain", "n": 1}


BROKEN = [
    '{"claim": {"id"',
    "{'a': 1}",
    "NaN",
    '{"a": 1, "a": 2}',
    "[" * 150 + "]" * 150,
    "[" * 100_000,
    '"\\ud800"',
    "1e999",
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda line: line[:12])
def test_a_line_that_is_not_json_costs_no_other_line(broken: str) -> None:
    claims = [f'{{"claim": {{"id": "clm-{n}", "text": "It rains."}}}}' for n in range(3)]
    text = "\n".join([f'{{"schema": "{SCHEMA}"}}', claims[0], broken, "", claims[1], broken, claims[2]])

    dossier = formats.loads(text, "jsonl")

    assert list(dossier.claims) == ["clm-0", "clm-1", "clm-2"]
    assert dossier.unread == (Unread("", broken), Unread("", broken))
    assert [problem.path for problem in dossier.read_problems] == ["line 3 $", "line 6 $"]
    for name in NATIVE:
        again = formats.loads(formats.dumps(dossier, name), name)
        assert again == dossier
        assert len(again.read_problems) == 2
    with pytest.raises(DecodingError) as refused:
        formats.loads(text, "jsonl", strict=True)
    assert refused.value.problems == dossier.read_problems


def test_a_stream_passes_over_a_broken_line_and_notes_it() -> None:
    lines = [f'{{"schema": "{SCHEMA}"}}', '{"claim"', '{"claim": {"id": "clm-1", "text": "x"}}', "]"]

    stream = formats.iter_records(lines)

    assert [record.id for record in stream] == ["clm-1"]
    assert [raw for _, raw in stream.unread] == ['{"claim"', "]"]
    assert [problem.path for problem in stream.problems] == ["line 2 $", "line 4 $"]
    with pytest.raises(DecodingError, match="line 2"):
        list(formats.iter_records(lines, strict=True))


@pytest.mark.parametrize("start", ["<html>", "{", '{"schema": "news-provenance/1",', "\n\nx"])
def test_a_text_that_does_not_begin_with_a_line_of_json_is_no_such_file(start: str) -> None:
    with pytest.raises(DecodingError):
        formats.loads(f'{start}\n{{"claim": {{"id": "clm-1", "text": "x"}}}}', "jsonl")


def test_a_line_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(DecodingError):
        list(formats.iter_records([f'{{"schema": "{SCHEMA}"}}', "\ud800"]))
