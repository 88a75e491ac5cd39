"""Lenient reading keeps what it can and says what it could not; strict reading refuses, and says all."""

import gc
import json
import time
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError, InvalidValueError, ProvenanceError, UsageError
from provenance.formats import versions
from provenance.formats.versions import SCHEMA, Migration
from provenance.model import Claim, Dossier, Source, UnknownTerm, Unread

NATIVE = ("json", "jsonl")


def document(**sections: Any) -> str:
    return json.dumps({"schema": SCHEMA, **sections})


def problems_of(text: str, format: str = "json") -> list[str]:
    """Return what a lenient reading lists, having made sure that what it kept is kept for good."""
    dossier = formats.loads(text, format)
    for name in NATIVE:
        again = formats.loads(formats.dumps(dossier, name), name)
        assert again == dossier
    if dossier.read_problems:
        with pytest.raises(DecodingError):
            formats.loads(text, format, strict=True)
    return [str(problem) for problem in dossier.read_problems]


def claim(**fields: Any) -> dict[str, Any]:
    return {"id": "clm-1", "text": "It rains.", **fields}


def test_a_field_of_the_wrong_type_stays_raw_under_its_own_name() -> None:
    dossier = formats.loads(document(claims=[claim(where=7)]))

    assert dossier.claims["clm-1"].where is None
    assert dossier.claims["clm-1"].extra == {"where": 7}
    assert str(dossier.read_problems[0]) == "$.claims[0].where: expected a string, got the number 7"
    assert dossier.read_problems[0].record == "clm-1"
    assert '"where": 7' in formats.dumps(dossier)


def test_good_items_of_a_list_are_read_and_bad_ones_stay_raw() -> None:
    dossier = formats.loads(document(claims=[claim(about=["a:1", 5, "nothing", "b:2"])]))

    assert dossier.claims["clm-1"].about == ("a:1", "b:2")
    assert dossier.claims["clm-1"].extra == {"about": (5, "nothing")}
    assert [problem.path for problem in dossier.read_problems] == [
        "$.claims[0].about[1]",
        "$.claims[0].about[2]",
    ]


def test_good_entries_of_a_map_are_read_and_bad_ones_stay_raw() -> None:
    source = {"id": "src-1", "name": "Ann", "identifiers": {"wikidata": "Q1", "isni": 5}}

    dossier = formats.loads(document(sources=[source]))

    assert dossier.sources["src-1"].identifiers == {"wikidata": "Q1"}
    assert dossier.sources["src-1"].extra == {"identifiers": {"isni": 5}}
    assert [problem.path for problem in dossier.read_problems] == ["$.sources[0].identifiers.isni"]


def test_what_cannot_be_read_of_a_value_stays_in_that_value() -> None:
    relation = {"id": "rel-1", "subject": "a", "kind": "restates", "object": "b"}
    recorded = {"by": "Ann", "confidence": 2, "basis": 5}

    dossier = formats.loads(document(relations=[{**relation, "recorded": recorded}]))

    kept = dossier.relations["rel-1"].recorded
    assert kept is not None
    assert (kept.by, kept.confidence, kept.basis) == ("Ann", None, None)
    assert kept.extra == {"confidence": 2, "basis": 5}
    assert len(dossier.read_problems) == 2


def test_a_value_that_cannot_be_made_stays_raw_in_the_record() -> None:
    dossier = formats.loads(document(claims=[claim(quantity={"unit": "km"})]))

    assert dossier.claims["clm-1"].quantity is None
    assert dossier.claims["clm-1"].extra == {"quantity": {"unit": "km"}}
    assert problems_of(document(claims=[claim(quantity={"unit": "km"})])) == [
        "$.claims[0].quantity.number: is missing"
    ]


def test_a_record_that_cannot_be_made_stays_raw_in_the_dossier() -> None:
    raw = {"id": "clm-1", "kind": "event"}

    dossier = formats.loads(document(claims=[raw, 5]))

    assert dossier.unread == (Unread("claims", raw), Unread("claims", 5))
    assert problems_of(document(claims=[raw, 5])) == [
        "$.claims[0].text: is missing",
        "$.claims[1]: expected an object, got the number 5",
    ]


def test_every_missing_field_is_named() -> None:
    assert problems_of(document(grades=[{"id": "grd-1"}])) == [
        "$.grades[0].subject: is missing",
        "$.grades[0].scale: is missing",
        "$.grades[0].value: is missing",
    ]


def test_a_field_that_breaks_a_rule_of_the_record_stays_raw() -> None:
    attribution = {"id": "att-1", "article": "a", "claim": "c", "source": "s", "form": "own_voice"}

    dossier = formats.loads(document(attributions=[attribution]))

    assert dossier.attributions["att-1"].source == "s"
    assert dossier.attributions["att-1"].extra == {"form": "own_voice"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("where", None), ("where", "x"), ("when", None), ("quantity", None), ("about", []), ("kind", None)],
)
def test_null_in_a_field_that_may_be_unknown_is_no_problem(field: str, value: Any) -> None:
    assert problems_of(document(claims=[claim(**{field: value})])) == []


@pytest.mark.parametrize("wrong", [None, "abc", {}, 5, True])
def test_a_list_is_a_list(wrong: Any) -> None:
    (problem,) = problems_of(document(claims=[claim(about=wrong)]))

    assert problem.startswith("$.claims[0].about: expected a list, got ")


@pytest.mark.parametrize("wrong", [True, 1.0, "1", None])
def test_an_integer_is_an_integer(wrong: Any) -> None:
    anchors = {"cue": [{"start": wrong, "end": 1, "exact": "x"}]}
    attribution = {"id": "att-1", "article": "a", "claim": "c", "anchors": anchors}

    (problem,) = problems_of(document(attributions=[attribution]))

    assert problem.startswith("$.attributions[0].anchors.cue[0].start: expected an integer, got ")


def test_numbers_keep_the_type_they_had() -> None:
    text = document(claims=[claim(quantity={"number": 1.0, "upper": 2, "bound": "between"})])

    quantity = formats.loads(text).claims["clm-1"].quantity

    assert quantity is not None
    assert (repr(quantity.number), repr(quantity.upper)) == ("1.0", "2")


@pytest.mark.parametrize(
    "wrong",
    [
        "2025-13-01",
        "2025-02-30",
        "20250101",
        "2025-W01-1",
        "2025-11",
        "yesterday",
        "2025-11-04T25:00:00Z",
        "",
        5,
    ],
)
def test_a_day_that_does_not_exist_or_is_written_otherwise_stays_raw(wrong: Any) -> None:
    text = document(claims=[claim(when={"earliest": wrong, "text": "then"})])

    when = formats.loads(text).claims["clm-1"].when

    assert len(problems_of(text)) == 1
    assert when is not None
    assert (when.earliest, when.text) == (None, "then")
    assert when.extra == {"earliest": wrong}


@pytest.mark.parametrize(
    "when",
    [
        {"earliest": "2025-12-01", "latest": "2025-11-30"},
        {"earliest": "2025-12-01", "latest": "2025-11-30", "precision": "day", "text": "then"},
        {"earliest": "2025-12-01T00:00:00Z", "latest": "2025-12-02"},
        {"earliest": "2025-12-01T00:00:00+00:00:30", "latest": "2025-12-02T00:00:00Z"},
        {"earliest": "2025-12-01T00:00:00Z", "latest": "2025-12-01T00:00:00Z", "precision": "day"},
    ],
)
def test_a_time_that_cannot_be_is_not_read_as_another(when: dict[str, str]) -> None:
    text = document(claims=[claim(when=when)])

    dossier = formats.loads(text)

    assert dossier.claims["clm-1"].when is None
    assert dossier.claims["clm-1"].extra == {"when": when}
    assert all(problem.startswith("$.claims[0].when") for problem in problems_of(text))
    assert problems_of(text)


@pytest.mark.parametrize(
    "quantity", [{"number": 5, "upper": 3}, {"number": 5, "upper": 8, "bound": "over", "unit": "km"}]
)
def test_a_quantity_that_cannot_be_is_not_read_as_another(quantity: dict[str, Any]) -> None:
    text = document(claims=[claim(quantity=quantity)])

    assert formats.loads(text).claims["clm-1"].quantity is None
    assert formats.loads(text).claims["clm-1"].extra == {"quantity": quantity}
    assert len(problems_of(text)) == 1


@pytest.mark.parametrize(
    "wrong",
    ["2025-11-04T09:30:00", "2025-11-04", "2025-11-04 09:30:00Z", "2025-11-04T09:30:00.1234567Z", "09:30", 5],
)
def test_record_time_is_a_whole_moment_with_its_offset(wrong: Any) -> None:
    relation = {"id": "rel-1", "subject": "a", "kind": "restates", "object": "b", "recorded": {"at": wrong}}

    (problem,) = problems_of(document(relations=[relation]))

    assert problem.startswith("$.relations[0].recorded.at: ")


@pytest.mark.parametrize(
    "spelling", ["2025-11-04T09:30:00+00:00", "2025-11-04T09:30Z", "2025-11-04T09:30:00.0Z"]
)
def test_other_spellings_of_a_moment_are_read_as_the_same_moment(spelling: str) -> None:
    relation = {
        "id": "rel-1",
        "subject": "a",
        "kind": "restates",
        "object": "b",
        "recorded": {"at": spelling},
    }

    text = document(relations=[relation])

    assert problems_of(text) == []
    assert '"2025-11-04T09:30:00Z"' in formats.dumps(formats.loads(text))


def test_an_unknown_word_is_kept_and_only_strict_reading_refuses_it() -> None:
    text = document(claims=[claim(kind="omen")])

    dossier = formats.loads(text)

    assert dossier.claims["clm-1"].kind == UnknownTerm("omen")
    assert dossier.read_problems == ()
    assert len(dossier.problems()) == 1
    with pytest.raises(DecodingError, match="'omen' is not a word of ClaimKind: event, fact"):
        formats.loads(text, strict=True)


def test_unknown_fields_are_kept_at_every_level_and_only_strict_reading_refuses_them() -> None:
    relation = {
        "id": "rel-1",
        "subject": "a",
        "kind": "restates",
        "object": "b",
        "recorded": {"mood": 1},
        "new": [2],
    }
    text = document(relations=[relation], colour={"deep": 3})

    dossier = formats.loads(text)

    assert dossier.read_problems == ()
    assert json.loads(formats.dumps(dossier)) == json.loads(text)
    with pytest.raises(DecodingError) as caught:
        formats.loads(text, strict=True)
    assert [str(problem) for problem in caught.value.problems] == [
        "$.colour: unknown field",
        "$.relations[0].recorded.mood: unknown field",
        "$.relations[0].new: unknown field",
    ]


def test_a_field_called_extra_is_a_field_like_any_other() -> None:
    text = document(claims=[claim(extra={"a": 1})])

    assert formats.loads(text).claims["clm-1"].extra == {"extra": {"a": 1}}
    assert json.loads(formats.dumps(formats.loads(text))) == json.loads(text)


def test_many_suppressions_are_read_in_linear_time_and_each_once() -> None:
    codes = [str(n % 15_000) for n in range(30_000)]
    text = document(suppressions=[{"code": code} for code in codes])
    start = time.process_time()

    dossier = formats.loads(text)

    assert time.process_time() - start < 15
    assert [s.code for s in dossier.suppressions] == codes[:15_000]


# --- ids -----------------------------------------------------------------------------------


def test_of_two_records_with_one_id_the_first_stays_and_both_are_named() -> None:
    text = document(claims=[claim(), claim(text="It snows.")])

    dossier = formats.loads(text)

    assert dossier.claims["clm-1"].text == "It rains."
    assert dossier.unread == (Unread("claims", claim(text="It snows.")),)
    assert problems_of(text) == [
        "$.claims[1].id: 'clm-1' is the id of $.claims[0] already; the first one stays"
    ]


def test_an_id_is_unique_in_the_whole_dossier() -> None:
    text = document(claims=[claim()], sources=[{"id": "src-1", "name": "A"}, {"id": "clm-1", "name": "Ann"}])

    assert problems_of(text) == [
        "$.claims[0].id: 'clm-1' is the id of $.sources[1] already; the first one stays"
    ]


def test_in_lines_as_well_the_order_of_sections_decides_whose_an_id_is() -> None:
    lines = [
        {"schema": SCHEMA},
        {"claim": claim()},
        {"source": {"id": "clm-1", "name": "Ann"}},
        {"claim": claim()},
    ]
    text = "\n".join(map(json.dumps, lines))

    assert problems_of(text, "jsonl") == [
        "line 2 $.claim.id: 'clm-1' is the id of line 3 $.source already; the first one stays",
        "line 4 $.claim.id: 'clm-1' is the id of line 3 $.source already; the first one stays",
    ]


@pytest.mark.parametrize(
    "other", ["clm-1 ", "Clm-1", "clm\u20101", "clm-\u0661", "cl\u006d\u0301-1", "cĺm-1"]
)
def test_ids_that_look_alike_are_different_ids(other: str) -> None:
    dossier = formats.loads(document(claims=[claim(), claim(id=other)]))

    assert set(dossier.claims) == {"clm-1", other}
    assert dossier.read_problems == ()


def test_a_given_id_is_never_computed_anew() -> None:
    derived = Claim(text="It rains.").id
    text = document(claims=[claim(id=derived, text="It snows.")])

    assert formats.loads(text).claims[derived].text == "It snows."


@pytest.mark.parametrize("record", [{"text": "It rains."}, {"id": None, "text": "It rains."}])
def test_a_record_without_an_id_gets_one_from_what_it_says(record: dict[str, Any]) -> None:
    dossier = formats.loads(document(claims=[record]))

    assert set(dossier.claims) == {Claim(text="It rains.").id}
    assert problems_of(document(claims=[record])) == [
        "$.claims[0].id: is missing; one was derived from what the record says"
    ]


@pytest.mark.parametrize("id", [5, "", [], {}, True])
def test_a_record_whose_id_cannot_be_read_stays_raw(id: Any) -> None:
    dossier = formats.loads(document(claims=[claim(id=id)]))

    assert dossier.claims == {}
    assert dossier.unread == (Unread("claims", claim(id=id)),)
    assert len(problems_of(document(claims=[claim(id=id)]))) == 1


def test_what_a_reader_fills_in_does_not_hide_what_it_could_not_read() -> None:
    derivation = {"id": "der-1", "derived": "a", "taken_from": "b", "standing": 5}

    assert len(problems_of(document(derivations=[derivation]))) == 1
    assert formats.loads(document(derivations=[derivation])).unread == (Unread("derivations", derivation),)


# --- the document itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ({}, '$.schema: it is missing: a document begins with "schema": "news-provenance/1"'),
        ({"schema": 1}, "$.schema: 1 is not a schema of this library; expected 'news-provenance/1'"),
        (
            {"schema": "other/1"},
            "$.schema: 'other/1' is not a schema of this library; expected 'news-provenance/1'",
        ),
        (
            {"schema": "news-provenance/2"},
            "$.schema: written by a newer version (news-provenance/2); "
            "this one reads up to news-provenance/1",
        ),
    ],
)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_document_without_the_right_schema_is_read_all_the_same(
    schema: dict[str, Any], problem: str, format: str
) -> None:
    text = json.dumps({**schema, "title": "Rain"})

    dossier = formats.loads(text, format)

    assert dossier.title == "Rain"
    assert dossier.extra == schema
    assert [str(found).removeprefix("line 1 ") for found in dossier.read_problems] == [problem]
    with pytest.raises(DecodingError):
        formats.loads(text, format, strict=True)


@pytest.mark.parametrize("wrong", [None, 5, "abc", {"clm-1": {}}])
@pytest.mark.parametrize("section", ["claims", "suppressions", "unread"])
def test_a_section_that_is_no_list_is_kept_as_it_is(section: str, wrong: Any) -> None:
    dossier = formats.loads(document(**{section: wrong}))

    assert dossier.extra == {section: wrong}
    assert len(problems_of(document(**{section: wrong}))) == 1


def test_a_section_that_could_not_be_read_does_not_get_lost_when_records_are_added() -> None:
    dossier = formats.loads(document(claims=5, title=6))
    dossier.add(Claim(text="It rains.", id="clm-1"))
    dossier.title = "Rain"

    again = formats.loads(formats.dumps(dossier))

    assert dict(again.claims) == dict(dossier.claims)
    assert again.unread == (Unread("", {"title": 6}), Unread("", {"claims": 5}))


@pytest.mark.parametrize("text", ["[]", "5", '"text"', "null", "true"])
def test_a_document_is_an_object(text: str) -> None:
    with pytest.raises(DecodingError, match="expected an object that begins with"):
        formats.loads(text)


def test_the_sections_may_stand_in_any_order_and_come_out_in_one() -> None:
    one = document(sources=[{"id": "src-1", "name": "A"}], claims=[claim()])
    other = document(claims=[claim()], sources=[{"id": "src-1", "name": "A"}])

    assert formats.dumps(formats.loads(one)) == formats.dumps(formats.loads(other))


def test_a_suppression_that_cannot_be_read_is_written_back() -> None:
    text = document(suppressions=[{"code": ""}, {"code": "S01"}, {"reason": "none"}])

    assert len(problems_of(text)) == 2
    assert {unread.section for unread in formats.loads(text).unread} == {"suppressions"}


def test_every_problem_is_raised_at_once_when_strict() -> None:
    text = document(title=5, claims=[claim(where=1), 7, claim()], sources=[{"name": "A"}])

    with pytest.raises(DecodingError) as caught:
        formats.loads(text, strict=True)

    assert [problem.path for problem in caught.value.problems] == [
        "$.title",
        "$.sources[0].id",
        "$.claims[0].where",
        "$.claims[1]",
        "$.claims[2].id",
    ]
    assert caught.value.problems == formats.loads(text).read_problems


def test_the_problems_of_reading_head_the_problems_of_the_dossier() -> None:
    dossier = formats.loads(document(claims=[claim(where=7, kind="omen")]))

    assert dossier.problems()[: len(dossier.read_problems)] == dossier.read_problems
    assert len(dossier.problems()) == 2


# --- older versions ------------------------------------------------------------------------


def _from_old_record(section: str, raw: Any) -> tuple[str, Any]:
    if section == "sources" and isinstance(raw, dict) and "wording" in raw:
        return "claims", {"id": raw["id"], "text": raw["wording"]}
    return section, raw


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_an_older_document_is_migrated_record_by_record(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Dossier([Claim(text="It rains.", id="clm-1"), Source(name="Ann", id="src-1")], title="Rain")
    step = Migration(
        lambda header: {"title" if key == "name" else key: value for key, value in header.items()},
        _from_old_record,
    )
    monkeypatch.setitem(versions.MIGRATIONS, 1, step)
    for module in (versions, formats.reading):
        monkeypatch.setattr(module, "VERSION", 2)
    header = {"schema": "news-provenance/1", "name": "Rain"}
    records = [{"id": "clm-1", "wording": "It rains."}, {"id": "src-1", "name": "Ann"}]
    if format == "json":
        text = json.dumps({**header, "sources": records})
    else:
        text = "\n".join(map(json.dumps, [header, *({"source": record} for record in records)]))

    dossier = formats.loads(text, format, strict=True)

    assert dossier == new


# --- calling it ----------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, 5, ["x"], {"schema": SCHEMA}])
def test_only_text_and_bytes_can_be_read(data: Any) -> None:
    with pytest.raises(UsageError, match="expected a string or bytes"):
        formats.loads(data)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidValueError, match="there are json, jsonl"):
        formats.loads("{}", "yaml")
    with pytest.raises(InvalidValueError, match="there are json, jsonl"):
        formats.dumps(Dossier(), "yaml")


def test_only_a_dossier_can_be_written() -> None:
    with pytest.raises(UsageError, match="expected a Dossier, got Claim"):
        formats.dumps(Claim(text="It rains."))  # type: ignore[call-overload]


@pytest.mark.parametrize("was_running", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_running: bool) -> None:
    try:
        (gc.enable if was_running else gc.disable)()
        formats.loads(document(claims=[claim()]))
        after_reading = gc.isenabled()
        with pytest.raises(ProvenanceError):
            formats.loads("[")
        assert (after_reading, gc.isenabled()) == (was_running, was_running)
    finally:
        gc.enable()


def test_records_read_together_share_their_ids() -> None:
    attributions = [{"id": f"att-{n}", "article": "art-1", "claim": "clm-1"} for n in range(2)]

    first, second = formats.loads(document(claims=[claim()], attributions=attributions)).attributions.values()

    assert first.claim is second.claim
    assert first.article is second.article


@pytest.mark.parametrize(
    "word", ["news-provenance/2", "other/1", "", 5, None, ["news-provenance/1"], {"a": 1}]
)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_the_word_of_another_schema_is_kept_until_somebody_takes_it_out(word: Any, format: str) -> None:
    text = json.dumps({"schema": word, "colour": 1})
    dossier = formats.loads(text, format)
    dossier.add(Claim(text="It rains."))

    for name in NATIVE:
        written = formats.dumps(dossier, name)
        again = formats.loads(written, name)
        assert json.loads(written if name == "json" else written.splitlines()[0])["schema"] == word
        assert again == dossier
        assert [problem.message for problem in again.read_problems] == [dossier.read_problems[0].message]
        with pytest.raises(DecodingError):
            formats.loads(written, name, strict=True)
    stream = formats.iter_records(formats.dumps(dossier, "jsonl").splitlines())
    assert json.loads(next(formats.iter_lines(stream, extra=stream.extra)))["schema"] == word

    dossier.extra = {"colour": 1}
    assert f'"schema": "{SCHEMA}"' in formats.dumps(dossier, format)
    assert formats.loads(formats.dumps(dossier, format), format).read_problems == ()


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_schema_of_this_library_in_extra_is_nobodys_schema(format: str) -> None:
    dossier = Dossier(extra={"schema": SCHEMA, "a": 1})

    again = formats.loads(formats.dumps(dossier, format), format)

    assert again.extra == {"a": 1}
    assert again.unread == (Unread("", {"schema": SCHEMA}),)


def test_what_a_program_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        formats.loads(formats.dumps(Dossier([Claim(text="It rained.")])))
        after = gc.get_freeze_count()
    finally:
        gc.unfreeze()

    assert frozen > 0
    assert after == frozen
