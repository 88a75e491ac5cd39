"""JSON that means harm, in the formats of newsrooms, annotators and intelligence desks."""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import misp, ninjs, stix, webanno
from provenance.model import Article, Dossier, Source
from tests.foreign import foreign_data
from tests.formats.foreign_formats import hostile_strings, is_answered, registered

NOTE = "note--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061"
AROUND = {
    "stix": '{"type": "bundle", "objects": [{"type": "note", "id": "NOTE", "content": "c", "x": {}}]}',
    "misp": '{"Event": {"info": "i", "x": {}}}',
    "ninjs": '{"uri": "urn:a", "x": {}}',
    "web-annotation": '{"type": "Annotation", "id": "urn:a", "target": "urn:b", "x": {}}',
}
AROUND["stix"] = AROUND["stix"].replace("NOTE", NOTE)
FORMATS = list(AROUND)


@pytest.fixture(autouse=True, scope="module")
def _known() -> Iterator[None]:
    with registered([*stix.FORMATS, *misp.FORMATS, *ninjs.FORMATS, *webanno.FORMATS]):
        yield


def around(format: str, data: str) -> str:
    return AROUND[format].replace("{}", data)


def kept_in(document: Any) -> Iterator[Any]:
    """Yield whatever stands under "x" in some JSON data."""
    waiting = [document]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            yield from (value for key, value in thing.items() if key == "x")
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing


def suite(kind: str) -> Iterator[bytes]:
    for line in foreign_data("hostile", "jsontestsuite.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["name"].startswith(kind) and "duplicated_key" not in case["name"]:
            yield base64.b64decode(case["b64"])


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_json_is_refused(format: str) -> None:
    before, after = (part.encode() for part in AROUND[format].split("{}"))
    for data in suite("n_"):
        for text in (data, before + data + after):
            with pytest.raises(DecodingError):
                formats.loads(text, format)


@pytest.mark.parametrize("format", FORMATS)
def test_any_json_is_kept_wherever_a_format_has_no_place_for_it(format: str) -> None:
    before, after = (part.encode() for part in AROUND[format].split("{}"))
    for data in suite("y_"):
        dossier = formats.loads(before + data + after, format)
        again = formats.loads(formats.dumps(dossier), "json")
        assert again == dossier
        assert json.loads(data) in list(kept_in(json.loads(formats.dumps(dossier, "json"))))
    for data in suite("i_"):
        is_answered(before + data + after, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "data",
    ['{"a": 1, "a": 2}', '{"a": 1, "\\u0061": 2}', "NaN", "-Infinity", "1e400", "9" * 5_000, '"\\ud800"'],
)
def test_what_has_no_one_meaning_is_refused(format: str, data: str) -> None:
    with pytest.raises(DecodingError):
        formats.loads(around(format, data), format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("levels", [5, 85, *range(86, 101), 101, 5_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_too_deeply_is_refused_at_once_and_what_is_read_can_be_written(
    format: str, levels: int, opening: str, closing: str
) -> None:
    start = time.process_time()
    dossier = is_answered(around(format, opening * levels + "1" + closing * levels), format)

    assert dossier is None if levels > 100 else levels > 85 or dossier is not None
    if dossier is not None:
        assert formats.loads(formats.dumps(dossier, "json"), "json") == dossier
        assert formats.dumps(dossier, format)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("format", ["ninjs", "misp", "stix", "web-annotation"])
def test_hostile_names_and_headlines_come_back(format: str) -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    articles = [Article(id=f"urn:a:{number}", headline=text, text=text) for number, text in enumerate(texts)]
    sources = [Source(id=f"urn:s:{number}", name=text) for number, text in enumerate(texts)]
    articles = [article for article in articles if article.headline]
    dossier = Dossier([*articles, *sources])

    again = formats.loads(formats.dumps(dossier, format), format)

    for article in articles:
        held = again.articles[article.id]
        assert (held.headline, held.text) == (article.headline, article.text)


def wrong_items() -> dict[str, Any]:
    return {
        "stix": {"type": "bundle", "objects": [7] * 20_000},
        "misp": {"Event": {"info": "i", "Object": [7] * 20_000, "Attribute": [[]] * 20_000}},
        "ninjs": [7] * 20_000,
        "web-annotation": {"type": "AnnotationPage", "items": [{"type": "Annotation", "target": 7}] * 20_000},
    }


@pytest.mark.parametrize("format", FORMATS)
def test_tens_of_thousands_of_wrong_things_are_listed_in_time(format: str) -> None:
    text = json.dumps(wrong_items()[format])
    start = time.process_time()
    dossier = formats.loads(text, format)

    assert len(dossier.read_problems) >= 20_000
    assert time.process_time() - start < 10
