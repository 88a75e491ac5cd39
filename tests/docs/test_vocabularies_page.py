"""The pages of vocabularies, labels and scales say what the package holds and what each format writes."""

import pytest

from provenance.formats import verdicts
from provenance.formats.verdicts._reading import _shipped
from provenance.model import Verdict, scales
from tests.docs.becoming import BECOMES, becomes
from tests.docs.vocabularies_page import FOLDER, LANGUAGES, PAGES, vocabularies


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_words_is_what_the_package_holds(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == PAGES[name](), "run `python -m tests.docs.vocabularies_page`"


def test_every_word_of_every_vocabulary_stands_on_the_page_under_its_vocabulary() -> None:
    page = (FOLDER / "vocabularies.md").read_text("utf-8")

    for name, kind in vocabularies().items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert [word for word in kind if f"| `{word.value}` |" not in section] == [], name


def test_what_a_word_becomes_is_read_off_what_is_written() -> None:
    assert becomes("SourceKind", "schema.org type", "government_body") == "`GovernmentOrganization`"
    assert becomes("SourceKind", "PROV", "person") == "agent, `prov:Person`"
    assert becomes("SourceKind", "STIX `identity_class`", "group") == "`group`"
    assert becomes("DerivationKind", "PROV", "revised") == "wasDerivedFrom, `prov:Revision`"
    assert becomes("Commitment", "FollowTheMoney `role`", "CT-") == "`denies`"


def test_the_mappings_are_of_vocabularies_that_there_are() -> None:
    assert BECOMES.keys() <= vocabularies().keys()


def test_every_verdict_has_a_row_for_every_vocabulary_of_others() -> None:
    elsewhere = (FOLDER / "vocabularies.md").read_text("utf-8").partition("\n## Verdicts elsewhere\n")[2]

    for verdict in Verdict:
        assert elsewhere.count(f"\n| `{verdict}` |") == 1 + len(verdicts.vocabularies())


def test_every_table_of_labels_and_every_scale_can_be_browsed() -> None:
    labels, steps = ((FOLDER / name).read_text("utf-8") for name in ("verdict-labels.md", "scales.md"))

    # Other tests and pages make tables of their own known: those that come with the package are meant.
    assert set(LANGUAGES) == {each.language for each in _shipped()} - {None}
    assert all(f"### {language}\n" in labels for language in LANGUAGES.values())
    browsed = labels.replace("\n", " ")
    assert [name for each in _shipped() for name in each.checkers if f"`{name}`" not in browsed] == []
    for name in ("icd203", "stix-dni", "admiralty-reliability", "kent"):
        assert all(f"| `{step.term}` |" in steps for step in scales.get(name))
