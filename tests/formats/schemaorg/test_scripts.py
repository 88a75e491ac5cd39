"""JSON in scripts as sites write it: what can be understood is read, and what was wrong is listed."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from provenance import formats
from tests.formats.schemaorg.test_foreign import REVIEW, only, problems, read, review
from tests.formats.schemaorg.test_page import linked, page

TEXT = json.dumps(REVIEW)
OTHER = json.dumps(review(claimReviewed="The road is closed."))


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://schema.org", "@graph": [REVIEW]},
        {"@context": "https://schema.org", "@graph": REVIEW},
        review(**{"@context": {"@vocab": "http://schema.org/"}}),
        review(**{"@context": ["https://schema.org", {"x": "https://x.example/"}]}),
        review(**{"@type": ["Article", "ClaimReview"]}),
        review(**{"@type": ["CreativeWork", "claimreview"]}),
        [[REVIEW]],
    ],
)
def test_a_review_is_found_however_it_is_wrapped(data: Any) -> None:
    for dossier in (page(linked(json.dumps(data))), read(data)):
        assert only(dossier).verdict == "refuted"
        assert len(dossier.attributions) == 2


@pytest.mark.parametrize(
    "broken",
    [
        TEXT[:-1] + ",}",
        TEXT.replace('wiki/Q42"', 'wiki/Q42" ,\n '),
        f"[{TEXT},]",
        f"// made by hand\n{TEXT}",
        f"/* made\nby hand */ {TEXT}",
        f"{{ /* one */ {TEXT[1:]}",
        f"<!-- made by hand -->\n{TEXT}",
        f"{TEXT}\n<!-- the end -->",
        TEXT.replace('"', "&quot;"),
        TEXT.replace('"', "&#34;"),
    ],
)
def test_commas_and_comments_too_many_are_problems_and_the_rest_is_read(broken: str) -> None:
    dossier = page(linked(broken), linked(OTHER))

    assert [status.verdict for status in dossier.statuses.values()] == ["refuted", "refuted"]
    assert dossier.unread == ()
    assert "$.script[0]" in problems(dossier) or broken.endswith("-->")


def test_what_only_looks_like_a_comment_or_a_comma_stays() -> None:
    words = 'See // https://x.example/*y*/ <!-- "a",} -->, ] and so on,'
    broken = json.dumps(review(claimReviewed=words))[:-1] + ",}"

    dossier = page(linked(broken))

    assert [claim.text for claim in dossier.claims.values()] == [words]


@pytest.mark.parametrize("between", ["\n", "", ",", " , ", ";"])
def test_several_documents_in_one_script_are_read(between: str) -> None:
    dossier = page(linked(f"{TEXT}{between}{OTHER};"))

    assert len(dossier.claims) == 2
    assert "read as 2 documents" in problems(dossier)["$.script[0]"]


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">%s</script>',
        "<script>window.__DATA__ = %s;</script>",
        "<script>window.A = {}; var b = [1, 2];\nwindow.__DATA__ = %s; start({a: 1});</script>",
        "<script>window.__DATA__=JSON.parse(%r);</script>",
        "<script>start({data: %s})</script>",
    ],
)
def test_items_in_a_sites_own_data_are_read_wherever_they_stand(script: str) -> None:
    plain = json.dumps({"props": {"pageProps": {"schema": [REVIEW]}}})
    as_string = json.dumps({"props": {"schema": TEXT}})

    for state in (plain, as_string):
        assert only(page(script % state)).verdict == "refuted"
    quoted = f"<script>window.__DATA__ = JSON.parse({json.dumps(plain)});</script>"
    assert only(page(quoted)).verdict == "refuted"


def test_names_of_characters_are_read_as_the_characters_and_kept_as_they_were() -> None:
    odd = review(
        claimReviewed="It &quot;rains&quot; &amp; pours &amp &x; a&b.",
        author={"@type": "Organization", "name": "Berg &amp; Lee"},
        url="https://check.example/1?a=1&amp;b=2",
        reviewRating={"@type": "Rating", "alternateName": "Pants on Fire&#33;"},
    )

    dossier = read(odd)

    status = only(dossier)
    assert dossier.claims[status.claim].text == 'It "rains" & pours & &x; a&b.'
    assert status.verdict == "refuted"
    assert status.rating is not None
    assert status.rating.label == "Pants on Fire&#33;"
    assert dossier.sources[status.checker or ""].name == "Berg & Lee"
    assert dossier.articles[status.article or ""].url == "https://check.example/1?a=1&b=2"
    assert {"$.claimReviewed", "$.author.name", "$.url"} <= set(problems(dossier))
    assert status.extra["schemaorg"]["claimReviewed"] == odd["claimReviewed"]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: '{"a":' + '\\"' * n,
        lambda n: "{" + "/*" * n,
        lambda n: "{" + "<!--" * n,
        lambda n: "{" + '",' * n,
        lambda n: "{" + ", " * n,
        lambda n: "{" + "," + " " * n + "x",
        lambda n: "[" + "{}," * n + "x",
        lambda n: "{&quot;" * n,
        lambda n: "{} " * n,
        lambda n: "{" + "//" * n,
        lambda n: '"' + "\\" * n,
    ],
)  # fmt: skip
def test_scripts_made_to_take_long_do_not(make: Callable[[int], str]) -> None:
    begun = time.process_time()

    formats.loads(linked(make(200_000)), "html")
    formats.loads(f"<script>ClaimReview = [{make(200_000)}</script>", "html")
    formats.loads(f"<script>ClaimReview = JSON.parse('{make(200_000)}</script>", "html")

    assert time.process_time() - begun < 6
