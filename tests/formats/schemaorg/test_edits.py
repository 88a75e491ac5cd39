"""What others change in a document of ours is taken in, and what it contradicts is listed."""

import json
from typing import Any

import pytest

from provenance import formats
from provenance.model import Claim, Dossier, Rating, Source, VerificationStatus
from tests.formats.schemaorg.test_foreign import only, problems

PUBLISHED = Rating(label="False", value=1)


def edited(rating: Rating | None, *, label: Any, verdict: str | None = None, expand: bool = False) -> Dossier:
    story = Dossier(
        [
            Source(id="s", name="PolitiFact", kind="organization"),
            Claim(id="c", text="It rains."),
            VerificationStatus(
                id="v", claim="c", checker="s", state="checked", verdict="refuted", rating=rating
            ),
        ]
    )
    document = json.loads(formats.dumps(story, "schemaorg"))
    node = document["@graph"][-1]
    node["reviewRating"]["alternateName"] = label
    if verdict is not None:
        node["np:verdict"] = verdict
    if expand:
        document = pytest.importorskip("pyld.jsonld").expand(document)
    return formats.loads(json.dumps(document), "schemaorg")


@pytest.mark.parametrize("expand", [False, True])
@pytest.mark.parametrize("rating", [PUBLISHED, None])
def test_a_label_that_others_put_in_its_place_is_taken_with_its_verdict_and_listed(
    rating: Rating | None, expand: bool
) -> None:
    dossier = edited(rating, label="Half True", expand=expand)

    status = only(dossier)
    assert status.rating is not None
    assert (status.rating.label, status.verdict) == ("Half True", "mixed")  # as the checker's table has it
    (message,) = problems(dossier).values()
    assert "'False' was written, and 'Half True' stands here now" in message
    assert "contradicts the verdict 'refuted'" in message
    assert next(iter(problems(dossier))).endswith(".reviewRating.alternateName")


def test_a_label_and_a_verdict_that_were_changed_to_the_same_are_no_contradiction() -> None:
    dossier = edited(PUBLISHED, label="True", verdict="supported")

    assert only(dossier).verdict == "supported"
    assert problems(dossier) == {}


@pytest.mark.parametrize("rating", [PUBLISHED, None])
def test_a_changed_label_that_no_table_has_is_taken_and_the_verdict_stays(rating: Rating | None) -> None:
    dossier = edited(rating, label="Hm, well")

    status = only(dossier)
    assert status.rating is not None
    assert (status.rating.label, status.verdict) == ("Hm, well", "refuted")
    assert "the verdict stays" in next(iter(problems(dossier).values()))


def test_a_changed_verdict_is_taken_where_the_label_is_as_it_was() -> None:
    assert only(edited(None, label="False", verdict="misleading")).verdict == "misleading"
    assert only(edited(PUBLISHED, label="False", verdict="misleading")).verdict == "misleading"


def test_a_label_that_never_meant_the_verdict_is_no_edit() -> None:
    status = VerificationStatus(id="v", claim="c", verdict="refuted", rating=Rating(label="True"))
    story = Dossier([Claim(id="c", text="It rains."), status])

    back = formats.loads(formats.dumps(story, "schemaorg"), "schemaorg")

    assert back == story
    assert back.read_problems == ()
