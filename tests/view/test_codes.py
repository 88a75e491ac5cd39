"""What is installed, and what short codes stand for."""

import pickle
import re
import tomllib
import traceback
from pathlib import Path

import pytest

import provenance as pv
from provenance.queries.arrow import Tabular
from provenance.queries.showing import Listing
from provenance.view.codes import CODES, EXTRAS, NEEDED, code_of
from tests.view.test_notebook import story

ROOT = Path(__file__).parents[2]


def printed(capsys: pytest.CaptureFixture[str], x: object = None) -> str:
    pv.about(x)
    return capsys.readouterr().out


def test_a_report_of_a_bug_says_versions_and_extras_and_no_path(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys)

    assert f"news-provenance {pv.__version__}" in said
    assert re.search(r"Python 3\.\d+", said)
    assert re.search(r"attrs \d+", said)
    for extra in EXTRAS:
        assert extra in said
    assert "/" not in said
    assert str(Path.home()) not in said


def test_an_extra_that_is_not_there_is_shown_as_not_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(EXTRAS, "wings", ("no-such-package",))

    assert "no-such-package –" in printed(capsys)


def test_the_extras_are_those_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for_contributors = {"bench", "conformance", "dev", "docs", "notebooks"}

    def names(wanted: list[str]) -> list[str]:
        return [re.match(r"[\w-]+", item).group() for item in wanted]  # type: ignore[union-attr]

    offered = project["optional-dependencies"]
    assert {extra: sorted(names(offered[extra])) for extra in offered.keys() - for_contributors} == {
        extra: sorted(packages) for extra, packages in EXTRAS.items()
    }
    assert sorted(names(project["dependencies"])) == sorted(NEEDED)


def test_every_error_has_a_code_of_its_own_and_a_page() -> None:
    kinds = {kind for kind in vars(pv.errors).values() if isinstance(kind, type)} - {pv.errors.Problem}
    kinds = {kind for kind in kinds if issubclass(kind, pv.ProvenanceError)} - {pv.ProvenanceError}

    assert {entry.explains for entry in CODES.values() if not entry.question} == kinds
    page = (ROOT / "docs/reference/errors.md").read_text("utf-8")
    for code, entry in CODES.items():
        if not entry.question:
            assert f"| {code} | `{entry.explains.__name__}` |" in page


def test_every_answer_to_a_question_has_a_code() -> None:
    answers = {kind for kind in _below(Tabular) if kind.__module__.startswith("provenance.queries")}
    parts = {"ClaimImpact", "Dispute", "Loop", "Listing", "Rules"}  # of other answers, or none

    assert {kind.__name__ for kind in answers if code_of(kind) is None} <= parts
    assert issubclass(Listing, Tabular)


def _below(kind: type) -> set[type]:
    return {kind}.union(*map(_below, kind.__subclasses__())) - {Tabular}


def test_every_page_that_a_code_names_is_there() -> None:
    for entry in CODES.values():
        assert (ROOT / "docs" / f"{entry.page}.md").is_file(), entry.page
    assert (ROOT / "docs/reference/lint.md").is_file()


def test_a_traceback_ends_with_the_code_and_how_to_ask() -> None:
    try:
        pv.Dossier()["clm-9"]
    except pv.ProvenanceError as error:
        told = traceback.format_exception_only(error)
        again = pickle.loads(pickle.dumps(error))

    assert told[-1] == "[E03] pv.about('E03') explains it\n"
    assert "E03" not in str(again)
    assert again.__notes__ == ["[E03] pv.about('E03') explains it"]


@pytest.mark.parametrize(
    "asked", ["E03", " e03 ", pv.errors.UnknownRecordError("x", "y"), pv.errors.UnknownRecordError]
)
def test_an_error_is_explained_by_its_code_by_itself_and_by_its_class(
    asked: object, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(capsys, asked)

    assert said.startswith("E03 UnknownRecordError: ")
    assert "reference/errors" in said


def test_an_answer_and_a_rule_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    count = printed(capsys, pv.corroboration(story(), "clm-closed"))

    assert count.startswith("A02 corroboration: ")
    assert "explanation/independence" in count
    assert printed(capsys, "S03").startswith("S03: ")
    finding = pv.lint(pv.cases.load("pokrovsk-2025")).findings[0]
    assert printed(capsys, finding).startswith(f"{finding.code}: ")


@pytest.mark.parametrize("asked", ["X99", 5, "", object])
def test_what_has_no_code_is_refused_with_those_there_are(asked: object) -> None:
    with pytest.raises(pv.errors.InvalidValueError, match="A01, A02"):
        pv.about(asked)


def test_an_answer_in_a_notebook_says_where_it_is_explained() -> None:
    assert "pv.about(&#x27;A02&#x27;)" in pv.corroboration(story(), "clm-closed")._repr_html_()
