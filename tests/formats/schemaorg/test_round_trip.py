"""What was written as schema.org is read back as it was."""

import json
from typing import Any

import pytest
from hypothesis import given

import provenance as pv
from provenance import formats
from provenance.formats.schemaorg.terms import RECORD, context
from provenance.model import Article, Claim, Derivation, Dossier, Rating, Source, VerificationStatus, When
from provenance.testing import dossiers
from tests.golden import stories


def _same(story: Dossier) -> None:
    text = formats.dumps(story, "schemaorg")
    back = formats.loads(text, "schemaorg")

    assert formats.losses(story, "schemaorg").to_rows() == []
    assert back == story
    assert formats.dumps(back, "schemaorg") == text


@given(story=dossiers())
def test_any_dossier_comes_back_whole(story: Dossier) -> None:
    _same(story)


@pytest.mark.parametrize("name", stories.STORIES)
def test_the_golden_stories_come_back_whole(name: str) -> None:
    _same(stories.STORIES[name]())


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_worked_stories_come_back_whole(name: str) -> None:
    _same(pv.cases.load(name))


def _nodes(story: Dossier) -> dict[str, dict[str, Any]]:
    graph = json.loads(formats.dumps(story, "schemaorg"))["@graph"]
    return {node.get("@id", node[RECORD]): node for node in graph}
