"""A report as a real browser has it: nothing of what records hold becomes part of the page."""

import json
from pathlib import Path
from typing import Any

import pytest

import provenance as pv
from provenance import view
from tests.foreign import foreign_data
from tests.view.reports.browsers import looked_up, without_policy
from tests.view.reports.pages import Page
from tests.view.reports.stories import attacks, full_of, hostile

TITLE = "A title that must not change"


def looked_at(folder: Path, words: list[str]) -> None:
    """Check that a browser makes of hostile words the tree that was written, under the same title."""
    story = pv.Dossier()
    for number, start in enumerate(range(0, len(words), 60)):
        story.merge(hostile(full_of(words[start : start + 60]), number), keep="mine")
    markup = view.report(story, title=TITLE)

    tree = looked_up(folder, without_policy(markup))

    page = Page(tree.strip())  # which refuses tags, attributes and addresses that are not ours
    assert [node.text for node in page.all("title") if not node.inside("svg")] == [TITLE]
    assert page.one("h1").text == TITLE
    assert [node.tag for node in page.nodes] == [node.tag for node in Page(markup).nodes]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_a_thousand_ways_out_change_neither_title_nor_tree(part: int, tmp_path: Path) -> None:
    looked_at(tmp_path, list(attacks())[part::4])


def test_hostile_strings_that_others_collected_change_neither_title_nor_tree(tmp_path: Path) -> None:
    groups = json.loads(foreign_data("hostile", "xss_own.json").read_text("utf-8"))
    looked_at(tmp_path, _strings(groups))


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    held = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [found for item in held for found in _strings(item)]
