"""Every sourcing rule has an example that it marks, and one that it lets pass."""

import re

import pytest

from provenance.queries.lint import rules
from tests.docs.lint_examples import EXAMPLES
from tests.docs.lint_page import PAGE, example, findings

TEXT = PAGE.read_text("utf-8")


def test_every_rule_has_its_examples_in_the_order_of_the_rules() -> None:
    assert list(EXAMPLES) == [rule.code for rule in rules()]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_first_text_is_marked_by_its_rule_and_the_second_is_not(code: str) -> None:
    assert len(findings(EXAMPLES[code](False), code)) == 1
    assert findings(EXAMPLES[code](True), code) == ()


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_is_recorded_of_an_example_is_sound(code: str) -> None:
    for passes in (False, True):
        problems = EXAMPLES[code](passes).dossier.problems()
        # A ring is what I02 is about, and the dossier says so too.
        assert [each for each in problems if "derives from itself" not in each.message] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_page_shows_the_examples_in_the_section_of_their_rule(code: str) -> None:
    section = TEXT.split(f"\n## {code}\n")[1].split("\n## ")[0]

    assert example(code) in section, "run `python -m tests.docs.lint_page`"
    assert len(re.findall("<!-- example", section)) == 1
