"""What is not JSON is refused with its place, and nothing that is not JSON is written."""

import json
import sys
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError, InvalidValueError
from provenance.formats.jsontext import decode_json, encode_json
from provenance.model import Claim, Dossier, Unread
from provenance.model.canonical import DEEPEST

NATIVE = ("json", "jsonl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON: there is nothing (line 1, column 1)"),
        (" \n ", "not JSON: there is nothing (line 2, column 2)"),
        ('{\n "a": 1,\n}', "not JSON: "),
        ('{"a": 1} x', "not JSON: extra data (line 1, column 10)"),
        ('{"a": 1,\n "a": 2}', "the key 'a' stands twice in one object (line 2, column 2)"),
        ('{"a": [{"b": 1, "\\u0062": 2}]}', "the key 'b' stands twice in one object (line 1, column 17)"),
        ('{"b": "b", "a": {"b": 1},\n"c": "a", "a": 1}', "the key 'a' stands twice in one object (line 2, "),
        ('{"a": NaN}', "JSON has no NaN (line 1, column 7)"),
        ('{"NaN": -Infinity}', "JSON has no -Infinity (line 1, column 9)"),
        ("[1, 1e400]", "a number too large for a float (line 1, column 5)"),
        ("[-1.5E+999]", "a number too large for a float (line 1, column 2)"),
        (f"[{'9' * 400}.0]", "a number too large for a float (line 1, column 2)"),
        (f"[1, -{'9' * 4301}]", "an integer of 4,301 digits, more than Python reads (line 1, column 5)"),
        ('["\\ud800"]', "a lone surrogate, which is no character (line 1, column 3)"),
        ('["\\udc00\\ud800"]', "a lone surrogate, which is no character (line 1, column 3)"),
        ('["\\ud83d\\ud83d\\ude00"]', "a lone surrogate, which is no character (line 1, column 3)"),
        ('["x\\ud83dx\\ude00"]', "a lone surrogate, which is no character (line 1, column 4)"),
        ('{"\\udfff": 1}', "a lone surrogate, which is no character (line 1, column 3)"),
        ('["\ud800"]', "a lone surrogate, which is no character (line 1, column 3)"),
        ('["\x00"]', "not JSON: invalid control character (line 1, column 3)"),
        ('["a\nb"]', "not JSON: invalid control character (line 1, column 4)"),
        ("\ufeff\ufeff[]", "not JSON: "),
        ("[" * 200 + "]" * 200, "expected an object"),
        ("[" * 100_000, "nested deeper than 100 (line 1, column 101)"),
        ('{"a":' * 100_000, "nested deeper than 100 (line 1, column 501)"),
    ],
    ids=lambda case: repr(case)[:30],
)  # fmt: skip
def test_the_place_of_a_fault_is_named(text: str, message: str) -> None:
    with pytest.raises(DecodingError) as caught:
        formats.loads(text)

    (problem,) = caught.value.problems
    assert problem.path == "$"
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "text",
    ['["\\ud83d\\ude00"]', '["\\\\ud800"]', '["\\\\\\ud83d\\ude00 \\u00e9 \\""]', "[1e-400, -0.0, 5e-324]"],
)
def test_what_only_looks_like_a_fault_is_read(text: str) -> None:
    assert decode_json(text) == json.loads(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe{\x00}\x00", "this is UTF-16; a text in UTF-8 is wanted"),
        (b"\x00\x00\xfe\xff", "this is UTF-32; a text in UTF-8 is wanted"),
        ("{}".encode("utf-16-le"), "this is binary, or UTF-16; a text in UTF-8 is wanted"),
        (b"\x1f\x8b\x08", "this is compressed by gzip: unpack it first; a text in UTF-8 is wanted"),
        (b'{"a":\n "\xe9"}', "not UTF-8: byte 0xe9 at position 8 (line 2)"),
        (b'{"a": "\xed\xa0\x80"}', "not UTF-8: byte 0xed at position 7 (line 1)"),
        (b'{"a": "\xc3', "not UTF-8: byte 0xc3 at position 7 (line 1)"),
    ],
)
def test_what_is_not_utf_8_is_refused(data: bytes, message: str) -> None:
    for strict in (False, True):
        with pytest.raises(DecodingError) as caught:
            formats.loads(data, strict=strict)
        assert caught.value.problems[0].message == message


@pytest.mark.parametrize("format", NATIVE)
def test_a_byte_order_mark_is_passed_over(format: str) -> None:
    text = formats.dumps(Dossier(title="Міст"), format)

    for data in ("\ufeff" + text, ("\ufeff" + text).encode(), bytearray(("\ufeff" + text).encode())):
        assert formats.loads(data, format) == Dossier(title="Міст")  # type: ignore[arg-type]


def nested(levels: int) -> Any:
    data: Any = []
    for _ in range(levels - 1):
        data = [data]
    return data


def one_record(record: dict[str, Any], format: str) -> str:
    if format == "jsonl":
        return f'{{"schema": "{formats.SCHEMA}"}}\n' + json.dumps({"claim": record})
    return json.dumps({"schema": formats.SCHEMA, "claims": [record]})


@pytest.mark.parametrize("format", NATIVE)
@pytest.mark.parametrize("record", [{"id": "clm-1", "text": "It rains."}, {"id": "clm-1"}])
def test_a_document_is_nested_no_deeper_than_100(record: dict[str, Any], format: str) -> None:
    # Three levels of a JSON document are above the fields of a record, in lines too.
    fits = formats.loads(one_record({**record, "x": nested(DEEPEST - 3)}, format), format)

    for name in NATIVE:
        assert formats.loads(formats.dumps(fits, name), name) == fits
    too_deep = one_record({**record, "x": nested(DEEPEST - 2)}, format)
    with pytest.raises(DecodingError, match="nested deeper than 100"):
        formats.loads(too_deep, format, strict=True)
    if format == "jsonl":  # where it is one line's fault
        assert formats.loads(too_deep, format).unread == (Unread("", too_deep.splitlines()[1]),)
    else:
        with pytest.raises(DecodingError, match="nested deeper than 100"):
            formats.loads(too_deep, format)


@pytest.mark.parametrize("format", NATIVE)
def test_what_could_not_be_read_back_is_not_written(format: str) -> None:
    deep = Claim(text="It rains.", id="clm-1", extra={"x": nested(99)})
    for beside in (
        {"records": [deep]},
        {"extra": {"x": nested(100)}},
        {"unread": [Unread("", nested(99))]},
        {"unread": [Unread("", nested(101))]},
    ):
        with pytest.raises(InvalidValueError, match="nested deeper than 100"):
            formats.dumps(Dossier(**beside), format)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        "\ud800",
        {"\udfff": 1},
        {1: 2},
        {None: 1},
        {1, 2},
        10**5000,
        object(),
        b"x",
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("format", NATIVE)
def test_what_json_cannot_say_is_not_written(value: Any, format: str) -> None:
    for beside in ({"extra": {"x": [value]}}, {"unread": [Unread("claims", value)]}):
        with pytest.raises(InvalidValueError):
            formats.dumps(Dossier(**beside), format)


@pytest.mark.parametrize("format", NATIVE)
def test_a_title_that_no_file_can_hold_is_not_written(format: str) -> None:
    with pytest.raises(InvalidValueError, match="lone surrogate"):
        formats.dumps(Dossier(title="\ud800"), format)


@pytest.mark.parametrize("value", [{1: 2}, [{"a": {1, 2}}], 10**5000, b"x", "\ud800", nested(101)], ids=type)
def test_only_json_data_has_a_text(value: Any) -> None:
    with pytest.raises(InvalidValueError):
        encode_json(value)


def test_the_longest_integer_python_reads_is_written_and_read_back() -> None:
    number = 10 ** (sys.get_int_max_str_digits() - 1)

    assert decode_json(encode_json([number])) == [number]


def test_writing_leaves_text_readable() -> None:
    text = 'Міст "закрито" \\ / \u2028 \x7f 👩🏽‍🚒 \x1f\n'

    assert encode_json(text) == json.dumps(text, ensure_ascii=False)
    assert decode_json(encode_json(text)) == text
