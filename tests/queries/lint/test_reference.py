"""The reference page says what the table of rules says."""

import re
from pathlib import Path

import pytest

from provenance.queries.lint import Rule, houses, rules

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "lint.md").read_text("utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_has_one_anchor_a_rule_in_the_order_of_the_table() -> None:
    assert re.findall(r"^## ([A-Z]\d\d)$", PAGE, re.MULTILINE) == [rule.code for rule in rules()]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_page_tells_a_rule_as_the_table_does(rule: Rule) -> None:
    basis = ", ".join(rule.basis)
    section = PAGE.split(f"\n## {rule.code}\n")[1].split("\n## ")[0]

    assert f"| [{rule.code}](#{rule.code.lower()}) | {rule.title} | {rule.severity} | {basis} |" in PAGE
    assert f"**{rule.title}** · {rule.severity} · {basis}" in section
    assert flat(rule.explanation) in flat(section)
    assert all(f"`{name}` ({value})" in section for name, value in rule.limits)


def test_the_page_names_every_house() -> None:
    assert all(f"`{name}`" in PAGE for name in houses())
