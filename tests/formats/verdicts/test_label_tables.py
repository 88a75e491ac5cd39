"""The tables of labels, row by row: every checker and every language that is known."""

import pytest

from provenance.formats import verdicts
from provenance.model import Verdict

CHECKERS = """
PolitiFact  | True                 | supported
PolitiFact  | Mostly True          | mostly_supported
PolitiFact  | Half True            | mixed
PolitiFact  | Half-True            | mixed
PolitiFact  | Mostly False         | mostly_refuted
PolitiFact  | Barely True          | mostly_refuted
PolitiFact  | False                | refuted
PolitiFact  | Pants on Fire        | refuted
PolitiFact  | Pants on Fire!       | refuted
Snopes      | True                 | supported
Snopes      | Mostly True          | mostly_supported
Snopes      | Mixture              | mixed
Snopes      | Mostly False         | mostly_refuted
Snopes      | False                | refuted
Snopes      | Unproven             | unproven
Snopes      | Unfounded            | unproven
Snopes      | Outdated             | outdated
AFP Factual | Falso                | refuted
AFP Factual | Engañoso             | misleading
AFP         | False                | refuted
AFP         | Misleading           | misleading
""".strip()

LANGUAGES = """
en | True                               | supported
en | Mostly true                        | mostly_supported
en | Half true                          | mixed
en | Mixture                            | mixed
en | Mostly false                       | mostly_refuted
en | False                              | refuted
en | FALSE                              | refuted
en | Incorrect                          | refuted
en | really_false                       | refuted
en | Pants on Fire!                     | refuted
en | FAKE                               | refuted
en | Misleading                         | misleading
en | False Context                      | misleading
en | Disputed                           | conflicting
en | Conflicting Evidence/Cherrypicking | conflicting
en | Unproven                           | unproven
en | Unfounded                          | unproven
en | Not Enough Evidence                | unproven
en | NOT ENOUGH INFO                    | unproven
en | Supported                          | supported
en | Refuted                            | refuted
en | Outdated                           | outdated
en | Misattributed                      | misattributed
en | Altered                            | altered
en | Satire                             | satire
en | Opinion / not checkable            | not_checkable
es | Verdadero                          | supported
es | Falso.                             | refuted
es | Engañoso                           | misleading
pt | Verdadeiro                         | supported
pt | Falso                              | refuted
pt | não_é_bem_assim                    | misleading
it | Vero                               | supported
it | Falso                              | refuted
it | Fuorviante                         | misleading
fr | Vrai                               | supported
fr | Faux                               | refuted
fr | Trompeur                           | misleading
de | Wahr                               | supported
de | Falsch                             | refuted
de | Irreführend                        | misleading
nl | Waar                               | supported
nl | Onwaar                             | refuted
nl | Misleidend                         | misleading
zh | 正確                               | supported
zh | 錯誤                               | refuted
zh | 證據不足                           | unproven
ar | صحيح                               | supported
ar | زائف                               | refuted
ar | مضلل                               | misleading
hi | सच                                 | supported
hi | झूठ                                | refuted
hi | भ्रामक                              | misleading
""".strip()


def rows(table: str) -> list[tuple[str, str, str]]:
    cells = [[cell.strip() for cell in line.split(" | ")] for line in table.splitlines()]
    return [(first, label, verdict) for first, label, verdict in cells]


@pytest.mark.parametrize(("checker", "label", "verdict"), rows(CHECKERS))
def test_each_label_of_a_checker_means_what_the_checker_says(checker: str, label: str, verdict: str) -> None:
    reading = verdicts.read(label, checker=checker, language="en")

    assert (reading.verdict, reading.by) == (verdict, "checker")


@pytest.mark.parametrize(("language", "label", "verdict"), rows(LANGUAGES))
def test_each_label_of_a_language_is_read(language: str, label: str, verdict: str) -> None:
    reading = verdicts.read(label, language=language)

    assert (reading.verdict, reading.by) == (verdict, "language")


def test_the_list_leaves_out_no_language_and_no_verdict() -> None:
    assert {language for language, _, _ in rows(LANGUAGES)} == set(verdicts.languages())
    assert {verdict for _, _, verdict in rows(LANGUAGES)} == set(Verdict) - {Verdict.UNRATED}


@pytest.mark.parametrize(
    "wrapping", ["%s!", "%s.", '"%s"', "“%s”", "❌ %s", "✅%s", "⚠️ %s …", "(%s)", " %s\r\n", "#%s"]
)
@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("Pants on Fire", "refuted"),
        ("pants-on-fire", "refuted"),
        ("FAKE", "refuted"),
        ("Mostly-false", "mostly_refuted"),
        ("MOSTLY – FALSE", "mostly_refuted"),
        ("half_true", "mixed"),
    ],
)
def test_what_stands_around_a_label_does_not_count(wrapping: str, label: str, verdict: str) -> None:
    for checker in (None, "PolitiFact", "Some Desk"):
        reading = verdicts.read(wrapping % label, checker=checker, language="en")
        assert reading.verdict == verdict
    assert verdicts.read(wrapping % label).verdict == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("This is false.", "refuted"),
        ("This claim is FALSE!", "refuted"),
        ("The claim is mostly-false", "mostly_refuted"),
        ("❌ This is misleading.", "misleading"),
        ("This is false: the bridge is open, and was all the week, as the city says.", "refuted"),
        ("This is not false.", "unrated"),
        ("This is false and true.", "unrated"),
        ("Is this false?", "unrated"),
        ("False?", "unrated"),
        ("This is", "unrated"),
        ("The claim that it rains is false", "unrated"),
    ],
)
def test_a_sentence_that_says_a_label_and_nothing_else_is_read_as_it(sentence: str, verdict: str) -> None:
    reading = verdicts.read(sentence)

    assert reading.verdict == verdict
    assert (reading.problem is not None) is (verdict == "unrated")


def test_labels_of_nothing_but_pictures_can_be_given_a_meaning() -> None:
    table = verdicts.table_from_plain(
        {"name": "Ticks", "checkers": ["ticks.example"], "labels": {"✅": "supported", "❌": "refuted"}}
    )

    found = table.find(" ❌ ")

    assert found is not None
    assert found.verdict == "refuted"
    assert verdicts.read("❌").verdict == "unrated"


def test_two_spellings_of_one_label_may_stand_in_a_table_if_they_mean_the_same() -> None:
    labels = {"Half True": "mixed", "Half-True": "mixed"}

    assert len(verdicts.table_from_plain({"name": "x", "language": "xx", "labels": labels})) == 2
