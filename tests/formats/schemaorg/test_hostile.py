"""Bad input: a reader answers with a dossier or with its own error, and soon."""

import base64
import copy
import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import DecodingError
from tests.foreign import foreign_data
from tests.formats.schemaorg.test_api import ANSWER
from tests.formats.schemaorg.test_foreign import REVIEW
from tests.golden import stories

READERS = ("schemaorg", "html", "factcheck-api")
ODD: list[Any] = [
    *(None, True, 0, -1.5, 10**30, "", " ", "x", "\ud7ff", "https://x.example/" + "y" * 3000),
    *([], {}, [[]], [None], [{"name": {}}], {"@id": 3}, {"@value": []}, {"@type": []}, {"@list": 3}),
    {"@id": "#x", "@type": "Person"},
]


def _answers(data: Any, reader: str) -> None:
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    try:
        dossier = formats.loads(text, reader)
    except DecodingError as error:
        said = str(error)
        assert len(said) <= 2000
        return
    assert all(problem.path.startswith("$") for problem in dossier.read_problems)
    if reader == "schemaorg":
        assert formats.loads(formats.dumps(dossier, reader), reader) == dossier


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [data]
    while waiting:
        inner = waiting.pop()
        for key in list(inner) if isinstance(inner, dict) else range(len(inner)):
            yield inner, key
            if isinstance(inner[key], dict | list):
                waiting.append(inner[key])


def _document() -> dict[str, Any]:
    work = {"url": "https://n.example/1"}
    article = {"@type": "NewsArticle", **work, "headline": "H", "author": ["A"], "publisher": {"name": "P"}}
    article.update(correction={"text": "c"}, isBasedOn=["https://n.example/2"], mainEntityOfPage={"@id": "x"})
    claim = {"@type": "Claim", "text": "t", "author": {"name": "A"}, "appearance": [work]}
    quotation = {"@type": "Quotation", "text": "q", "creator": "A", "isPartOf": work}
    item = {"@type": "DataFeedItem", "dateCreated": "2025", "item": [REVIEW]}
    reviewed = {
        "interpretedAsClaim": {"text": "m"},
        "mediaItemAppearance": [{"contentUrl": "https://v.example/"}],
    }
    media = {"@type": "MediaReview", "mediaAuthenticityCategory": "StagedContent", "itemReviewed": reviewed}
    feed = {"@type": "DataFeed", "dataFeedElement": [item]}
    return {"@context": "https://schema.org", "@graph": [REVIEW, article, claim, quotation, feed, media]}


@pytest.mark.parametrize("odd", ODD, ids=lambda value: repr(value)[:20])
def test_any_value_in_any_place_of_other_peoples_markup_is_read_or_listed(odd: Any) -> None:
    count = sum(1 for _ in _places(_document()))

    for place in range(count):
        document = copy.deepcopy(_document())
        inner, key = list(_places(document))[place]
        inner[key] = odd
        _answers(document, "schemaorg")


@pytest.mark.parametrize("odd", ODD, ids=lambda value: repr(value)[:20])
def test_any_value_in_any_place_of_an_answer_of_the_api(odd: Any) -> None:
    for place in range(sum(1 for _ in _places(ANSWER))):
        answer = copy.deepcopy(ANSWER)
        inner, key = list(_places(answer))[place]
        inner[key] = odd
        _answers(answer, "factcheck-api")


def _deep(levels: int, wrapping: str) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value] if wrapping == "list" else {wrapping: value, "@type": "@json"}
    return value


@pytest.mark.parametrize("levels", [50, 99, 101, 150, 400, 800])
@pytest.mark.parametrize("wrapping", ["list", "x", "@value", "@list", "@id", "http://schema.org/name"])
def test_depth_in_any_place_of_our_own_output_is_kept_or_refused(levels: int, wrapping: str) -> None:
    claim = {"@type": "Claim", "@id": "urn:x:1", "np:record": "claims", "text": "t"}
    status = {"@type": "ClaimReview", "@id": "urn:x:2", "np:record": "statuses", "np:claim": "urn:x:1"}
    deep = _deep(levels, wrapping)
    for node in (
        {**claim, "np:quantity": deep},
        {**claim, "np:extra": deep},
        {**claim, "text": deep},
        {**claim, "image": deep},
        {**status, "reviewRating": {"http://schema.org/alternateName": deep, "image": deep}},
        {**status, "itemReviewed": deep, "np:evidence": deep, "author": deep},
        {
            "np:record": "dossier",
            "np:extra": {"x": deep},
            "np:unread": [["claims", deep]],
            "np:suppressions": deep,
        },
    ):
        _answers([node], "schemaorg")
        _answers({**REVIEW, "itemReviewed": {"author": node, "appearance": deep}}, "schemaorg")


def test_any_value_in_any_place_of_our_own_output_is_read_or_listed() -> None:
    text = str(formats.dumps(stories.every_field(), "schemaorg"))
    rng, count = random.Random(1), sum(1 for _ in _places(json.loads(text)))

    for _ in range(400):
        document = json.loads(text)
        inner, key = list(_places(document))[rng.randrange(count)]
        inner[key] = rng.choice(ODD)
        _answers(document, "schemaorg")


KEYS = """@type @id @graph @context @value np:record np:extra author name url text claimReviewed itemReviewed
reviewRating alternateName appearance datePublished http://schema.org/name""".split()  # noqa: SIM905  # easier to read
WORDS = ["ClaimReview", "NewsArticle", "Claim", "Quotation", "claims", "statuses", "dossier"]
json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(max_size=5), inner | st.sampled_from(WORDS), max_size=6
        )
    ),
    max_leaves=25,
)


@given(json_data)
def test_any_json_is_read_or_refused(data: Any) -> None:
    for reader in READERS:
        _answers(data, reader)


@given(st.text() | st.binary())
def test_any_text_is_read_or_refused(data: str | bytes) -> None:
    for reader in READERS:
        _answers(data, reader)


@pytest.mark.parametrize("reader", READERS)
def test_a_document_cut_anywhere_is_answered(reader: str) -> None:
    text = {"schemaorg": json.dumps(REVIEW), "factcheck-api": json.dumps(ANSWER)}.get(
        reader, f"<html><script type='application/ld+json'>{json.dumps(REVIEW)}</script>"
    )

    for end in range(0, len(text), 7):
        _answers(text[:end], reader)


def _by(id: str, number: int) -> dict[str, Any]:
    return {
        **REVIEW,
        "claimReviewed": str(number),
        "author": {"@id": id, "name": "Us", f"k{number}": number},
    }


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "[" * n + "]" * n,
        lambda n: '{"@graph":' * n + "1" + "}" * n,
        lambda n: json.dumps({"@type": "ClaimReview", "claimReviewed": "x" * n * 10}),
        lambda n: json.dumps(
            {"@type": "ClaimReview", "claimReviewed": "c", "author": [{"name": "A"}] * (n // 4)}
        ),
        lambda n: json.dumps([{"@id": "#a", "@type": "Claim", "text": str(i)} for i in range(n // 100)]),
        lambda n: json.dumps(
            {"@type": "ClaimReview", "claimReviewed": "c", "reviewRating": {"alternateName": ":" * n}}
        ),
        lambda n: json.dumps({"@type": "NewsArticle", "url": "u", "correction": ["x"] * (n // 20)}),
        lambda n: json.dumps([{**REVIEW, "claimReviewed": str(i)} for i in range(n // 80)]),
        lambda n: json.dumps([_by("#us", i) for i in range(n // 80)]),
        lambda n: json.dumps({"a": ['{"x": "ClaimReview"}' * 3] * n}),
    ],
)
def test_documents_made_to_take_long_do_not(make: Callable[[int], str]) -> None:
    text = make(100_000)
    begun = time.process_time()

    with suppress(DecodingError):
        formats.loads(text, "schemaorg")

    assert time.process_time() - begun < 6


def test_hostile_texts_and_dates_are_kept_or_listed() -> None:
    texts = json.loads(foreign_data("hostile", "blns.json").read_bytes())
    for text in [text for text in texts if isinstance(text, str)]:
        if not text.isascii() and any(0xD800 <= ord(c) < 0xE000 for c in text):
            continue
        changed = {
            "claimReviewed": text,
            "datePublished": text,
            "url": text,
            "author": text,
            "inLanguage": text,
        }
        _answers({**REVIEW, **changed}, "schemaorg")
        assert formats.loads(
            json.dumps(REVIEW | {"reviewRating": {"alternateName": text}}), "schemaorg"
        ).statuses


def test_every_file_of_the_json_test_suite_is_answered() -> None:
    lines = foreign_data("hostile", "jsontestsuite.jsonl").read_text("utf-8").splitlines()

    for line in lines:
        case = json.loads(line)
        for reader in READERS:
            _answers(base64.b64decode(case["b64"]), reader)


@pytest.mark.parametrize(
    "context", ["http://127.0.0.1:9/x.jsonld", "file:///etc/passwd", "https://schema.org", "/x"]
)
def test_no_context_is_ever_fetched_or_opened(context: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {**REVIEW, "@context": [context, {"@import": context}]}
    page = f"<script type='application/ld+json'>{json.dumps(document)}</script>"
    for reader, data in (("schemaorg", json.dumps(document)), ("html", page)):
        formats.loads(data, reader)  # what is imported at first use is

    def never(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError("something was to be opened")

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", never)
        patch.setattr("io.open", never)
        for reader, data in (("schemaorg", json.dumps(document)), ("html", page)):
            dossier = formats.loads(data, reader)
            assert len(dossier.statuses) == 1
            formats.dumps(dossier, "schemaorg")
