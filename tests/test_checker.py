"""A hostile checker: thousands of spoilt documents, thrown at reading and writing.

Whatever is thrown, the outcome is a dossier or a `DecodingError`; never another exception, a
hang, a message that a terminal would obey, or a dossier that changes when it is written and read
again. What a strict reading accepts, a lenient one reads without a problem.
"""

import base64
import copy
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError, InvalidValueError, ProvenanceError
from provenance.model import RECORD_TYPES, Dossier
from tests.foreign import foreign_data

GOLDEN = Path(__file__).resolve().parent / "golden" / "1"
LONGEST_MESSAGE = 2000
LONGEST_SECONDS = 5.0


def check(data: str | bytes, format: str = "json") -> list[str]:
    """Return what is wrong with how the library treats a document."""
    outcomes: dict[bool, Dossier | None] = {}
    faults = []
    for strict in (True, False):
        start = time.perf_counter()
        try:
            outcomes[strict] = formats.loads(data, format, strict=strict)
        except DecodingError as error:
            outcomes[strict] = None
            faults += message_faults(str(error))
        except Exception as error:
            return [f"reading raised {type(error).__name__}: {str(error)[:100]}"]
        if time.perf_counter() - start > LONGEST_SECONDS:
            faults.append("reading took too long")
    lenient = outcomes[False]
    if outcomes[True] is not None and (outcomes[True] != lenient or lenient is None or lenient.read_problems):
        faults.append("strict and lenient reading differ")
    return faults if lenient is None else faults + dossier_faults(lenient)


def dossier_faults(dossier: Dossier) -> list[str]:
    """Return what is wrong with a dossier that was read leniently."""
    faults = []
    for problem in dossier.problems():
        faults += message_faults(str(problem))
    for format in ("json", "jsonl"):
        try:
            text = formats.dumps(dossier, format)
            again = formats.loads(text.encode("utf-8"), format)
        except Exception as error:
            faults.append(f"{format} raised {type(error).__name__}: {str(error)[:100]}")
            continue
        if again != dossier:
            faults.append(f"{format} gave another dossier back")
        if formats.dumps(again, format) != text:
            faults.append(f"{format} gave other bytes")
    try:
        if dossier.digest() != again.digest():
            faults.append("the digest changed")
    except InvalidValueError:
        pass  # data that has no canonical form
    return faults


def message_faults(message: str) -> list[str]:
    faults = []
    if len(message) > LONGEST_MESSAGE:
        faults.append(f"a message of {len(message)} characters")
    if not message.isprintable():
        faults.append(f"a message that is not printable: {ascii(message)[:100]}")
    return faults


def report(cases: Iterator[tuple[str, str | bytes]], format: str = "json") -> None:
    found: dict[str, str] = {}
    for name, data in cases:
        for fault in check(data, format):
            found.setdefault(fault, name)
    assert found == {}


# --- what is thrown ------------------------------------------------------------------------

WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**63, 10**400, -0.0, "", "x", "src-mod", "\x1b[31m\x00\u202e\u2028", "９",
    "2025-11-04", [], [None], ["x"], [[]], [{}], {}, {"x": 1}, {"id": "clm-1", "text": "x"},
    {"": {"": {"": []}}}, {"start": 0, "end": 1, "exact": "x"}, "x" * 5000,
)  # fmt: skip


def whole() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((GOLDEN / "every_field.json").read_text("utf-8"))
    return document


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    document = whole()
    for section in RECORD_TYPES:
        yield section, max(document[section], key=lambda record: len(json.dumps(record)))


def one(section: str, record: Any) -> str:
    return json.dumps({"schema": formats.SCHEMA, section: [record]})


def line(section: str, record: Any) -> str:
    word = "status" if section == "statuses" else section.removesuffix("s")
    return json.dumps({"schema": formats.SCHEMA}) + "\n" + json.dumps({word: record})


@pytest.mark.parametrize("section", RECORD_TYPES)
def test_every_place_of_every_record_with_something_else_in_it(section: str) -> None:
    def cases() -> Iterator[tuple[str, str]]:
        record = dict(records())[section]
        random = Random(section)
        for path in places(record):
            for wrong in random.sample(WRONG, 6) if len(path) > 1 else WRONG:
                spoilt = copy.deepcopy(record)
                at(spoilt, path[:-1])[path[-1]] = wrong
                yield f"{path} = {str(wrong)[:40]!r}", one(section, spoilt)

    report(cases())


def test_everything_at_the_top_of_a_document() -> None:
    def cases() -> Iterator[tuple[str, str]]:
        plain = json.loads((GOLDEN / "plain.json").read_text("utf-8"))
        for key in (*whole(), "unread", "", "schema\x1b"):
            for wrong in WRONG:
                yield f"{key} = {str(wrong)[:40]!r}", json.dumps({**plain, key: wrong})
                yield (
                    f"{key} = [{str(wrong)[:40]!r}]",
                    json.dumps({"schema": formats.SCHEMA, key: [wrong, wrong]}),
                )

    report(cases())


def test_every_line_with_something_else_on_it() -> None:
    def cases() -> Iterator[tuple[str, str]]:
        header = json.dumps({"schema": formats.SCHEMA})
        for wrong in WRONG:
            yield f"line {str(wrong)[:40]!r}", f"{header}\n{json.dumps(wrong)}\n{json.dumps(wrong)}"
            yield f"header {str(wrong)[:40]!r}", f"{json.dumps(wrong)}\n{header}"
            for word in ("claim", "status", "statuses", "unread", "schema", "title", ""):
                yield f"{word} {str(wrong)[:40]!r}", f"{header}\n{json.dumps({word: wrong})}"

    report(cases(), "jsonl")


def test_every_key_left_out_added_renamed_and_standing_twice() -> None:
    def cases() -> Iterator[tuple[str, str]]:
        for section, record in records():
            for path in places(record):
                if not isinstance(path[-1], str):
                    continue
                without, renamed = copy.deepcopy(record), copy.deepcopy(record)
                del at(without, path[:-1])[path[-1]]
                yield f"{path} left out", one(section, without)
                inside = at(renamed, path[:-1])
                inside[path[-1] + " "] = inside.pop(path[-1])
                yield f"{path} renamed", one(section, renamed)
                twice = copy.deepcopy(record)
                at(twice, path[:-1])["@@@"] = 0
                yield f"{path} twice", one(section, twice).replace('"@@@"', json.dumps(path[-1]))

    report(cases())


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_small_document_cut_at_every_byte(format: str) -> None:
    claim = {"id": "clm-é", "text": "Дощ 👩🏽‍🚒", "when": {"earliest": "2025-11-04", "latest": "2025-11-04"}}
    data = json.dumps(
        {"schema": formats.SCHEMA, "title": "x", "claims": [claim]}, ensure_ascii=False
    ).encode()
    if format == "jsonl":
        data = line("claims", claim).encode() + b"\n"

    for length in range(len(data)):
        faults = check(data[:length], format)
        assert faults == []
        if format == "json":
            with pytest.raises(DecodingError):
                formats.loads(data[:length])


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_flipped_bits(format: str) -> None:
    def cases() -> Iterator[tuple[str, bytes]]:
        random = Random(format)
        document = {"schema": formats.SCHEMA, **{section: [record] for section, record in records()}}
        data = formats.dumps(formats.loads(json.dumps(document)), format).encode()
        for number in range(300):
            spoilt = bytearray(data)
            for _ in range(random.choice((1, 1, 2, 20))):
                spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
            yield f"flip {number}", bytes(spoilt)

    report(cases(), format)


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_bytes_and_tokens_put_in_taken_out_and_moved(format: str) -> None:
    def cases() -> Iterator[tuple[str, bytes]]:
        random = Random(format)
        data = formats.dumps(formats.loads((GOLDEN / "plain.json").read_bytes()), format).encode()
        tokens = (
            b'"',
            b"\\",
            b"{",
            b"}",
            b"[",
            b"]",
            b",",
            b":",
            b"null",
            b"1e999",
            b"-",
            b"\\ud800",
            b"\n",
            b"\xff",
            b"\0",
        )
        for number in range(400):
            start = random.randrange(len(data))
            length = random.choice((0, 1, 5, 50))
            piece = random.choice((*tokens, data[start : start + random.randrange(200)]))
            yield f"edit {number}", data[:start] + piece + data[start + length :]

    report(cases(), format)


def test_references_and_ids_swapped_and_records_in_other_sections() -> None:
    def cases() -> Iterator[tuple[str, str]]:
        random = Random(1)
        original = whole()
        ids = [record["id"] for section in RECORD_TYPES for record in original[section]]
        strings = [path for path in places(original) if at(original, path) in ids]
        for number in range(60):
            document = copy.deepcopy(original)
            for path in random.sample(strings, 4):
                at(document, path[:-1])[path[-1]] = random.choice(ids)
            yield f"swap {number}", json.dumps(document)
        for first in RECORD_TYPES:
            for second in list(RECORD_TYPES)[:3]:
                document = copy.deepcopy(original)
                document[first], document[second] = document[second], document[first]
                yield f"{first} for {second}", json.dumps(document)
                document[first] = [*document[first], *document[second]]
                yield f"{first} and {second}", json.dumps(document)

    report(cases())


@pytest.mark.parametrize("levels", [97, 98, 99, 100, 101, 500, 990, 1100, 100_000])
def test_deep_nesting_anywhere(levels: int) -> None:
    def cases() -> Iterator[tuple[str, str]]:
        for opening, closing in (("[", "]"), ('{"a":', "}")):
            deep = opening * levels + ("0" if opening != "[" else "") + closing * levels
            yield "bare", deep
            for place in ('"x"', '"claims"', '"title"', '"suppressions"', '"unread"'):
                yield place, f'{{"schema": "{formats.SCHEMA}", {place}: {deep}}}'
            for place in ('"x"', '"text"', '"about"', '"when"', '"id"', '"extra"'):
                for fields in ('"id": "a", "text": "b", ', '"id": "a", ', ""):
                    yield place, f'{{"schema": "{formats.SCHEMA}", "claims": [{{{fields}{place}: {deep}}}]}}'

    report(cases())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("a string", {"where": "x" * 5_000_000}),
        ("a string for a list", {"about": "x" * 1_000_000}),
        ("a list of bad items", {"about": [1] * 50_000}),
        ("a list of good items", {"about": ["a:1"] * 50_000}),
        ("a list for a string", {"where": ["x"] * 50_000}),
        ("many unknown keys", {f"key {number}": number for number in range(30_000)}),
        ("an integer", {"where": 10**4000}),
        ("a long key", {"k" * 1_000_000: 1}),
        ("a long word", {"kind": "k" * 1_000_000}),
        ("a long id", {"id": "k" * 1_000_000}),
    ],
)  # fmt: skip
def test_giants_in_one_record(name: str, fields: dict[str, Any]) -> None:
    report(iter([(name, one("claims", {"id": "clm-1", "text": "x", **fields}))]))


@pytest.mark.parametrize(
    "items",
    [
        [0] * 100_000,
        [{}] * 20_000,
        [{"id": "clm-1", "text": "x"}] * 20_000,
        [{"id": f"clm-{number}", "text": 5} for number in range(5_000)],
    ],
    ids=["numbers", "empty", "one id", "wrong type"],
)
def test_giant_sections(items: list[Any]) -> None:
    text = json.dumps({"schema": formats.SCHEMA, "claims": items})

    start = time.perf_counter()
    dossier = formats.loads(text)
    again = formats.loads(formats.dumps(dossier))

    assert again == dossier
    assert time.perf_counter() - start < 4 * LONGEST_SECONDS


def test_strings_that_break_software() -> None:
    strings = json.loads(foreign_data("hostile", "blns.json").read_text("utf-8"))
    groups = json.loads(foreign_data("hostile", "text_own.json").read_text("utf-8"))
    strings += [text for group in groups.values() for text in group if isinstance(text, str)]

    def cases() -> Iterator[tuple[str, str]]:
        for text in strings:
            claim = {
                "id": text,
                "text": text,
                "where": text,
                "kind": text,
                "about": [f"x:{text}"],
                text: {text: text},
            }
            source = {"id": f"{text}s", "name": text, "aliases": [text], "identifiers": {text: text}}
            document = {
                "schema": formats.SCHEMA,
                "title": text,
                "claims": [claim],
                "sources": [source],
                text: text,
            }
            yield text, json.dumps(document)

    report(cases())


def test_the_json_parsing_suite() -> None:
    suite = foreign_data("hostile", "jsontestsuite.jsonl").read_text("utf-8").splitlines()

    def cases() -> Iterator[tuple[str, bytes]]:
        for case in map(json.loads, suite):
            data = base64.b64decode(case["b64"])
            yield case["name"], data
            yield case["name"], b'{"schema": "news-provenance/1", "claims": [' + data + b"]}"

    report(cases())


def test_the_checker_sees_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Dossier:
        raise KeyError("x")

    assert check("[") == []
    assert message_faults("\x1b" + "x" * 3000)
    with monkeypatch.context() as patch:
        patch.setattr(formats, "loads", broken)
        assert check("{}") == ["reading raised KeyError: 'x'"]
    assert issubclass(DecodingError, ProvenanceError)
