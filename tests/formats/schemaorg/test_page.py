"""Pages: the JSON in their scripts is read, and one bad script does not spoil the rest."""

import json
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats.schemaorg.page import scripts_of
from provenance.model import Dossier
from tests.formats.schemaorg.test_foreign import REVIEW, review

GOOD = f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>'


def page(*scripts: str, start: str = '<!DOCTYPE html><html lang="en"><head>') -> Dossier:
    return formats.loads(f"{start}{''.join(scripts)}</head><body>x</body></html>", "html")


def linked(content: str, attributes: str = 'type="application/ld+json"') -> str:
    return f"<script {attributes}>{content}</script>"


def test_the_json_ld_of_a_page_is_read() -> None:
    dossier = page("<script>var a = 1;</script>", GOOD)

    assert [status.verdict for status in dossier.statuses.values()] == ["refuted"]
    assert dossier.read_problems == ()


def test_pages_are_known_by_their_ending() -> None:
    assert formats.by_ending("check.HTML") == formats.by_ending("check.htm") == "html"
    assert formats.by_ending("check.jsonld") == "schemaorg"


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "",
        "not json at all",
        '{"@type": "ClaimReview", "claimReviewed": "cut of',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"a": NaN}',
        '{"@type": "ClaimReview", "a": ' + "[" * 500 + "]" * 500 + "}",
        "\x00\x01",
        "<b>{}</b>",
        "9" * 5_000,
    ],
)
def test_one_bad_script_does_not_spoil_the_rest(bad: str) -> None:
    dossier = page(linked(bad), GOOD, linked(bad))

    assert len(dossier.statuses) == 1
    assert dossier.read_problems[0].path == "$.script[0]"
    assert {problem.path for problem in dossier.read_problems} == {"$.script[0]", "$.script[2]"}


@pytest.mark.parametrize(
    "attributes",
    [
        "type=application/ld+json",
        "type='application/ld+json'",
        'TYPE = "Application/LD+JSON; charset=utf-8" id="x>y"',
        'data-a="1" type="application/ld+json" async',
    ],
)
def test_scripts_are_known_by_their_type_however_it_is_written(attributes: str) -> None:
    assert len(page(linked(json.dumps(REVIEW), attributes)).statuses) == 1


@pytest.mark.parametrize(
    "wrapped",
    [
        "<!--\n%s\n-->",
        "//<![CDATA[\n%s\n//]]>",
        "/*<![CDATA[*/%s/*]]>*/",
        "<![CDATA[%s]]>",
        "%s;",
        "\n\t%s\n",
    ],
)
def test_what_is_wrapped_around_json_is_taken_off(wrapped: str) -> None:
    dossier = page(linked(wrapped % json.dumps(REVIEW)))

    assert len(dossier.statuses) == 1
    assert dossier.read_problems == ()


def test_a_raw_line_break_in_a_string_is_a_problem_and_is_read() -> None:
    broken = (
        json.dumps(REVIEW).replace("The bridge", "The\nbridge").replace("{", '{"@type": "ClaimReview", ', 1)
    )

    dossier = page(linked(broken))

    assert next(iter(dossier.claims.values())).text == "The\nbridge is closed."
    assert "read as far as it goes" in dossier.read_problems[0].message


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__DATA__" type="application/json">%s</script>',
        "<script>window.__STATE__ = %s; start();</script>",
        "<script>push(%s)</script>",
    ],
)
def test_items_in_a_sites_own_json_are_read(script: str) -> None:
    state = json.dumps({"props": {"story": {"schema": REVIEW}}})

    dossier = page(script % state)

    assert len(dossier.statuses) == 1
    assert dossier.read_problems[0].path == "$"  # that there is no JSON-LD


def test_labels_without_a_language_are_read_in_the_pages() -> None:
    spanish = linked(json.dumps(review(reviewRating={"alternateName": "Verdad a medias"})))

    (status,) = page(spanish, start="<html class='x' lang='es-ES'>").statuses.values()
    (other,) = page(spanish, start="<html lang=en>").statuses.values()

    assert (status.verdict, other.verdict) == ("mixed", "unrated")


def test_a_page_without_json_says_so() -> None:
    for text in (
        "",
        "<html></html>",
        "<script",
        "<script type='application/ld+json'",
        "x" * 1000,
        "<script>{}",
    ):
        dossier = formats.loads(text, "html")
        assert len(dossier) == 0
        assert dossier.read_problems


def test_a_script_that_is_not_closed_ends_with_the_page() -> None:
    assert [s.content for s in scripts_of("<script>a</script><SCRIPT type=x>b")] == ["a", "b"]
    assert [s.type for s in scripts_of("<script>a</script><SCRIPT type=X>b")] == ["", "x"]


def test_capitals_that_grow_when_folded_move_nothing() -> None:
    assert len(page("<p>İİİİİİ</p>", GOOD).statuses) == 1


def test_old_pages_in_latin_1_are_read() -> None:
    text = f'<html><meta charset="iso-8859-1">{linked(json.dumps(REVIEW))}é'

    assert len(formats.loads(text.encode("latin-1"), "html").statuses) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<script" * n,
        lambda n: "<script>" * n,
        lambda n: "<script type=" + '"' * n,
        lambda n: linked("<!--" * n),
        lambda n: linked("{" * n),
        lambda n: linked("[{" * n),
        lambda n: linked('{"a":"' + '\\"' * n),
        lambda n: "<html " + " lang" * n + GOOD,
        lambda n: "<script>ClaimReview" + " = (" * n,
        lambda n: linked(" " * n) * 3,
        lambda n: linked(
            json.dumps([{"@id": "#a", "@type": "ClaimReview", "author": {"@id": "#a"}}] * (n // 100))
        ),
        lambda n: linked(json.dumps(review(author=[{"name": ["x"] * (n // 10)}]))),
    ],
)
def test_pages_made_to_take_long_do_not(make: Callable[[int], str]) -> None:
    begun = time.process_time()

    with suppress(DecodingError):
        formats.loads(make(100_000), "html")

    assert time.process_time() - begun < 5


def test_a_page_of_a_hundred_megabytes_is_refused() -> None:
    with pytest.raises(DecodingError, match="more than 50,000,000"):
        formats.loads("x" * 50_000_001, "html")


def test_what_extruct_finds_in_a_page_is_found() -> None:
    extruct = pytest.importorskip("extruct", reason="extruct is a second opinion, not installed here")
    items = [review(claimReviewed=f"Claim {number}") for number in range(3)]
    text = (
        f"<html><body><p>x</p>{linked(json.dumps(items[:2]))}<script>1</script>{linked(json.dumps(items[2]))}"
    )

    theirs = extruct.extract(text, syntaxes=["json-ld"])["json-ld"]
    ours = formats.loads(text, "html")

    assert [item["claimReviewed"] for item in theirs] == [claim.text for claim in ours.claims.values()]
