"""Verdicts: a label is read by checker, then language, then not at all; a number is never read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import (
    ConflictError,
    DecodingError,
    InvalidRecordError,
    InvalidValueError,
    StorageError,
    StorageNotFoundError,
    UsageError,
)
from provenance.formats import verdicts
from provenance.formats.verdicts import LabelTable, LabelWords, _reading
from provenance.model import Source, UnknownTerm, Verdict
from tests.foreign import foreign_data

# A row a verdict; a star marks a word that says less.
TABLE = """
supported        | True         | True         | Supported   | SUPPORTS  | TRUE    | credible            | strongly-agree    | True
mostly_supported | Mostly True  | Mostly True  | Supported*  | SUPPORTS* | TRUE*   | mostly credible     | agree             | Mostly true
mixed            | Half True    | Mixture      | Conflicting*| -         | MIXTURE | uncertain           | neutral           | Mixture
mostly_refuted   | Mostly False | Mostly False | Refuted*    | REFUTES*  | FALSE*  | mostly non-credible | disagree          | Mostly false
refuted          | False        | False        | Refuted     | REFUTES   | FALSE   | non-credible        | strongly-disagree | False
misleading       | -            | -            | Conflicting*| -         | MIXTURE*| uncertain*          | disagree*         | Misleading
conflicting      | -            | Unproven*    | Conflicting | -         | OTHER   | uncertain           | neutral           | Disputed
unproven         | -            | Unproven     | Not Enough  | NOT       | OTHER   | uncertain           | neutral           | Unproven
outdated         | -            | Outdated     | -           | -         | OTHER   | uncertain           | neutral           | Outdated
misattributed    | False        | -            | Refuted*    | -         | FALSE*  | non-credible*       | disagree          | Misattributed
altered          | False        | -            | Refuted*    | -         | FALSE*  | non-credible*       | disagree          | Altered
satire           | -            | -            | Refuted*    | -         | OTHER   | unknown             | -                 | Satire
not_checkable    | -            | -            | -           | -         | OTHER   | unknown             | -                 | Opinion / not checkable
unrated          | -            | -            | -           | -         | OTHER   | unknown             | -                 | -
""".strip()  # noqa: E501  # a table is read in columns
COLUMNS = (
    "politifact",
    "snopes",
    "averitec",
    "fever",
    "claimskg",
    "misinfome",
    "stix-opinion",
    "claimreview",
)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Forget what a test registers."""
    tables = _reading._of_checker(), _reading._of_language()
    before = [dict(table) for table in tables]
    yield
    for table, held in zip(tables, before, strict=True):
        table.clear()
        table.update(held)


# --- our verdicts in other words ---------------------------------------------------------------


def _cells() -> Iterator[tuple[str, str, str]]:
    for line in TABLE.splitlines():
        verdict, *cells = [cell.strip() for cell in line.split("|")]
        for column, cell in zip(COLUMNS, cells, strict=True):
            yield verdict, column, cell


@pytest.mark.parametrize(("verdict", "vocabulary", "cell"), list(_cells()))
def test_each_verdict_has_the_word_that_the_table_gives_it(verdict: str, vocabulary: str, cell: str) -> None:
    saying = verdicts.say(verdict, vocabulary)

    if cell == "-":
        assert saying.word is None
        assert saying.lossy
    else:
        assert (saying.word or "").startswith(cell.rstrip("*"))
    if cell.endswith("*"):
        assert saying.lossy
        assert saying.loss


@pytest.mark.parametrize("name", verdicts.vocabularies())
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_word_is_lossy_exactly_when_it_does_not_give_the_verdict_again(name: str, verdict: Verdict) -> None:
    vocabulary = verdicts.vocabulary(name)
    saying = vocabulary.say(verdict)

    back = vocabulary.read(saying.word) if saying.word is not None else None

    assert saying.lossy is (back is not verdict)
    assert bool(saying.loss) is saying.lossy


@pytest.mark.parametrize("name", verdicts.vocabularies())
def test_a_vocabulary_says_every_verdict_and_where_it_is_from(name: str) -> None:
    vocabulary = verdicts.vocabulary(name)

    assert set(vocabulary.words) == set(Verdict)
    assert set(vocabulary.means.values()) <= set(Verdict)
    assert vocabulary.title
    assert vocabulary.reference
    assert name in repr(vocabulary)


def test_words_of_others_mean_what_they_say() -> None:
    assert verdicts.vocabulary("averitec").read("Not Enough Evidence") is Verdict.UNPROVEN
    assert verdicts.vocabulary("politifact").read("pants_on_fire") is Verdict.REFUTED
    assert verdicts.vocabulary("claimskg").read("OTHER") is None
    assert verdicts.vocabulary("fever").read("probably") is None
    assert "OTHER" in (verdicts.say("satire", "claimskg").loss or "")
    assert verdicts.say("mixed", "misinfome").loss == (
        "uncertain stands for mixed, misleading, conflicting, unproven, outdated alike"
    )


def test_what_is_no_verdict_or_vocabulary_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="there are averitec"):
        verdicts.say("supported", "rumours")
    with pytest.raises(InvalidValueError, match="there are supported"):
        verdicts.say("true", "fever")
    with pytest.raises(InvalidValueError, match="a string is wanted"):
        verdicts.vocabulary("fever").read(3)  # type: ignore[arg-type]
    assert verdicts.say(UnknownTerm("mystical"), "fever").word is None


# --- labels ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("False", "refuted"),
        ("FALSE", "refuted"),
        ("Falso.", "refuted"),
        ("Falso", "refuted"),
        ("Faux", "refuted"),
        ("Falsch", "refuted"),
        ("錯誤", "refuted"),
        ("زائف", "refuted"),
        ("Incorrect \r", "refuted"),
        ("really_false", "refuted"),
        ("Mostly false", "mostly_refuted"),
        ("Half true", "mixed"),
        ("Misleading", "misleading"),
        ("False Context", "misleading"),
        ("Engan\u0303oso", "misleading"),
        ("não_é_bem_assim", "misleading"),
        ("證據不足", "unproven"),
        ("FALSO: el vídeo no muestra una inundación", "refuted"),
    ],
)
def test_labels_as_checkers_write_them_are_read(label: str, verdict: str) -> None:
    assert verdicts.read(label).verdict == verdict


def test_the_checker_comes_first_then_the_language() -> None:
    verdicts.load({"name": "Odd", "checkers": ["Odd Facts"], "labels": {"False": "misleading"}})

    assert verdicts.read("false", checker="odd facts", language="en").verdict is Verdict.MISLEADING
    assert verdicts.read("false", checker="odd facts").by == "checker"
    assert verdicts.read("false", checker="Even Facts", language="en").verdict is Verdict.REFUTED
    assert verdicts.read("falso", checker="odd facts", language="es-419").by == "language"
    assert verdicts.read("falso", checker="odd facts", language="en").verdict is Verdict.UNRATED


def test_a_label_in_no_table_is_unrated_with_a_problem() -> None:
    reading = verdicts.read("Vier Pinocchios", language="de")

    assert reading.verdict is Verdict.UNRATED
    assert reading.by is None
    assert reading.problem == "no table of the language de has the label 'Vier Pinocchios'"
    assert verdicts.read(None).problem == verdicts.read(" \r").problem == "there is no label"


def test_a_sentence_is_never_searched_for_words() -> None:
    for sentence in (
        "Die Bürgermeisterin hat diesen Satz nie gesagt. «Falsch», heißt es.",
        "This is not at all false",
        "This is false, as far as we know",
        "It is false that it rained",
        "Claim: false",
        "It is true that it rained. " * 2_000,
    ):
        reading = verdicts.read(sentence)
        assert reading.verdict is Verdict.UNRATED
        assert len(reading.problem or "") < 300


def test_without_a_language_a_label_counts_that_all_languages_agree_on() -> None:
    assert verdicts.read("falso").by == "all languages"

    verdicts.load({"name": "xx", "language": "xx", "labels": {"Falso": "supported"}})

    assert verdicts.read("falso").verdict is Verdict.UNRATED
    assert verdicts.read("falso", language="xx").verdict is Verdict.SUPPORTED


def test_research_in_progress_is_a_state_and_no_verdict() -> None:
    reading = verdicts.read("Research In Progress", checker="Snopes")

    assert (reading.verdict, reading.state, reading.problem) == (None, "in_progress", None)


@pytest.mark.parametrize(
    "checker",
    [
        "PolitiFact",
        "politifact.com",
        "https://www.politifact.com/factchecks/2021/",
        ("somebody", "www.politifact.com"),
        Source(name="PF", kind="news_outlet", aliases=["politifact"]),
        Source(name="PF", kind="news_outlet", identifiers={"url": "https://politifact.com/"}),
    ],
)
def test_a_checker_is_known_by_name_address_or_source(checker: Any) -> None:
    assert verdicts.read("Barely True", checker=checker).verdict is Verdict.MOSTLY_REFUTED
    assert "politifact" in verdicts.checkers()


def test_every_shape_seen_is_read_by_its_label_never_by_its_number() -> None:
    rows = json.loads(foreign_data("standards", "claimreview", "observed-shapes.json").read_bytes())["rows"]
    assert len(rows) == 21

    for row in rows:
        assert verdicts.read(row["alternateName"]).problem is None
    by_number: dict[str, set[str]] = {}
    for row in rows:
        verdict = str(verdicts.read(row["alternateName"]).verdict)
        by_number.setdefault(str(row["ratingValue"]), set()).add(verdict)
    assert by_number["3"] == {"misleading", "mixed"}  # one number, two verdicts
    assert "refuted" in by_number["1"] & by_number["4"]


@given(st.text(max_size=300), st.none() | st.text(max_size=30), st.sampled_from([None, "en", "xx"]))
def test_any_label_is_read_or_comes_with_a_reason(
    label: str, checker: str | None, language: str | None
) -> None:
    reading = verdicts.read(label, checker=checker, language=language)

    assert (reading.problem is None) is (reading.by is not None)


@given(st.sampled_from(sorted(verdicts.languages())), st.data())
def test_capitals_blanks_and_full_stops_do_not_count(language: str, data: Any) -> None:
    table = _reading._of_language()[language]
    label = data.draw(st.sampled_from(list(table)))

    assert verdicts.read(f" {label.upper()}.\r\n", language=language).verdict == table.labels[label].verdict


def test_what_is_no_label_or_checker_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="label of a rating"):
        verdicts.read(1)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="language of a rating"):
        verdicts.read("false", language=1)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="a source or a name"):
        verdicts.read("false", checker=1)  # type: ignore[arg-type]


def test_a_checker_with_a_broken_address_is_just_not_known() -> None:
    assert verdicts.read("false", checker="http://[x", language="en").by == "language"


# --- labels of one's own -----------------------------------------------------------------------


def test_labels_are_loaded_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gazette.json"
    path.write_text('{"name": "G", "checkers": ["gazette.example"], "labels": {"Nope": "refuted"}}')

    table = verdicts.load(path)

    assert list(table) == ["Nope"]
    assert len(table) == 1
    assert verdicts.read("NOPE", checker="http://gazette.example/a").verdict is Verdict.REFUTED
    assert verdicts.load(str(path)) == table  # twice is once


def test_other_labels_for_a_known_checker_are_refused_unless_asked_for() -> None:
    mine = LabelTable(
        name="Mine", checkers=["PolitiFact"], labels={"True": LabelWords(verdict=Verdict.MIXED)}
    )

    with pytest.raises(ConflictError, match="other labels are known for 'politifact'"):
        verdicts.register(mine)
    verdicts.register(mine, replace=True)

    assert verdicts.read("true", checker="politifact").verdict is Verdict.MIXED


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ([], ["$"]),
        ({}, ["$.name", "$", "$.labels"]),
        ({"name": 1, "checkers": "x", "labels": {"a": "refuted"}}, ["$.name", "$.checkers"]),
        ({"name": "x", "language": "en", "checkers": ["y"], "labels": {"a": "mixed"}}, ["$"]),
        (
            {"name": "x", "language": "en", "labels": {"a": "wrong", " ": "mixed"}},
            ["$.labels['a']", "$.labels[' ']"],
        ),
        ({"name": "x", "language": "en", "labels": {"a": "mixed", "A.": "refuted"}}, ["$.labels['A.']"]),
        (
            {"name": "x", "language": "en", "labels": {"a": {}, "b": {"verdict": 1, "z": 2}}},
            ["$.labels['a']", *2 * ["$.labels['b']"]],
        ),
        ({"name": "x", "language": "en", "labels": {"a": None}, "colour": 1}, ["$", "$.labels['a']"]),
    ],
)
def test_everything_wrong_with_a_table_is_said_at_once(data: Any, paths: list[str]) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        verdicts.table_from_plain(data)

    assert [problem.path for problem in caught.value.problems] == paths


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageNotFoundError):
        verdicts.load(tmp_path / "absent.json")
    with pytest.raises(StorageError):
        verdicts.load("\0")
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(DecodingError):
        verdicts.load(tmp_path / "x.json")
    (tmp_path / "big.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(StorageError, match="larger"):
        verdicts.load(tmp_path / "big.json")
    with pytest.raises(UsageError):
        verdicts.load(3)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        verdicts.register({})  # type: ignore[arg-type]


def test_of_a_label_that_only_another_language_has_it_is_said_which() -> None:
    message = verdicts.read("False", language="es").problem
    assert message is not None
    assert message.startswith("no table of the language es has the label 'False'; that of en")
    with_checker = verdicts.read("False", language="es", checker="https://nobody.example/1").problem
    assert with_checker is not None
    assert "nor one of this checker" in with_checker
    assert "en" in with_checker.partition("that of ")[2]
    unknown = verdicts.read("Hm, well", language="xx").problem
    assert unknown == "no table is known of the language xx, which the label 'Hm, well' is in"
