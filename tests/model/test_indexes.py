"""Look-ups in both directions: what a scan of every record would find, in the order of the records."""

import time
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from provenance import testing
from provenance.errors import ConflictError, UnknownRecordError, UsageError
from provenance.model import RECORD_TYPES, Attribution, ClaimRelation, Dossier
from provenance.model.references import reference_fields
from tests.model.kinds import SMALL

PLACES = [(section, field.name) for section, kind in RECORD_TYPES.items() for field in reference_fields(kind)]


def scanned(dossier: Dossier, section: str, field: str) -> dict[str, list[Any]]:
    """Return what the index of a field should hold, by looking at every record."""
    (ids,) = (found.ids for found in reference_fields(RECORD_TYPES[section]) if found.name == field)
    table: dict[str, list[Any]] = {}
    for record in getattr(dossier, section).values():
        for id in dict.fromkeys(ids(record)):
            table.setdefault(id, []).append(record)
    return table


def assert_indexed(dossier: Dossier, section: str, field: str) -> None:
    index = dossier.index(section, field)
    wanted = scanned(dossier, section, field)
    assert {id: list(index.get(id)) for id in index} == wanted
    assert len(index) == len(wanted)
    assert all(id in index for id in wanted)


@given(testing.dossiers(rings=True))
def test_every_index_holds_what_a_scan_finds(dossier: Dossier) -> None:
    for section, field in PLACES:
        assert_indexed(dossier, section, field)


def ids(start: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{start}-1", f"{start}-2", f"{start}-3"])


# Few ids, so that records meet; few fields, so that they are quickly drawn.
SOURCES = testing.sources(
    id=ids("src"), name="x", speaks_for=st.none() | ids("src"), members=st.lists(ids("src"), max_size=2)
)
PASSAGES = testing.attributions(
    id=ids("att"), article=ids("art"), claim=ids("clm"), source=st.none() | ids("src"), form=None,
    via=st.none() | ids("att"), alternatives=st.lists(ids("att"), max_size=2),
)  # fmt: skip
RELATIONS = testing.relations(id=ids("rel"), subject=ids("clm"), object=ids("clm"))
RECORDS = st.one_of(SOURCES, PASSAGES, RELATIONS, testing.claims(id=ids("clm"), text="x"))


class ChangingDossier(RuleBasedStateMachine):
    """Records come, change and go, and questions are asked in between."""

    def __init__(self) -> None:
        super().__init__()
        self.dossier = Dossier()
        self.asked: set[tuple[str, str]] = set()

    @rule(records=st.lists(RECORDS, max_size=3))
    def add(self, records: list[Any]) -> None:
        before = list(self.dossier)
        try:
            self.dossier.add(records)
        except ConflictError:
            assert list(self.dossier) == before

    @rule(record=st.one_of(RECORDS, PASSAGES))
    def replace(self, record: Any) -> None:
        self.dossier.replace(record)
        assert self.dossier[record.id] is record

    @rule(record=RECORDS)
    def discard(self, record: Any) -> None:
        self.dossier.discard(record.id)
        assert record.id not in self.dossier

    @rule(records=st.lists(RECORDS, max_size=2), keep=st.sampled_from(["mine", "theirs"]))
    def merge(self, records: list[Any], keep: Any) -> None:
        other = Dossier()
        other.replace(records)
        self.dossier.merge(other, keep=keep)

    @rule(
        place=st.sampled_from(
            [place for place in PLACES if place[0] in ("sources", "attributions", "relations")]
        )
    )
    def ask(self, place: tuple[str, str]) -> None:
        self.asked.add(place)

    @invariant()
    def indexes_hold_what_a_scan_finds(self) -> None:
        for section, field in self.asked:
            assert_indexed(self.dossier, section, field)


class ChangingDossierOfMany(ChangingDossier):
    """The same where so many records share a key that they are held in another way."""

    def __init__(self) -> None:
        super().__init__()
        self.dossier.add(passage(n + 10, via="att-1", source="src-1") for n in range(40))
        self.asked.update({("attributions", "via"), ("attributions", "source"), ("attributions", "claim")})


ChangingDossierOfMany.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
test_indexes_of_many_records_follow_every_change = ChangingDossierOfMany.TestCase
ChangingDossier.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
test_indexes_follow_every_change = ChangingDossier.TestCase


@given(SMALL)
def test_the_look_ups_by_name_find_what_refers_to_a_record(dossier: Dossier) -> None:
    attributions, derivations = dossier.attributions.values(), dossier.derivations.values()
    for claim in dossier.claims.values():
        assert dossier.passages_of(claim) == tuple(a for a in attributions if a.claim == claim.id)
        assert dossier.statuses_of(claim) == tuple(
            s for s in dossier.statuses.values() if s.claim == claim.id
        )
        relations = dossier.relations.values()
        as_subject = [r for r in relations if r.subject == claim.id]
        as_object = [r for r in relations if r.object == claim.id and r not in as_subject]
        assert dossier.relations_of(claim) == (*as_subject, *as_object)
    for source in dossier.sources.values():
        assert dossier.passages_of(source) == tuple(a for a in attributions if a.source == source.id)
        assert dossier.articles_of(source) == tuple(
            a for a in dossier.articles.values() if a.publisher == source.id
        )
        assert dossier.spokesmen_of(source) == tuple(
            s for s in dossier.sources.values() if s.speaks_for == source.id
        )
        assert dossier.groups_of(source) == tuple(
            s for s in dossier.sources.values() if source.id in s.members
        )
        assert set(dossier.judgements_of(source)) == {
            j for j in dossier.judgements.values() if source.id in (j.first, j.second)
        }
    for article in dossier.articles.values():
        assert dossier.passages_of(article) == tuple(a for a in attributions if a.article == article.id)
    for passage in attributions:
        assert dossier.enclosed_by(passage) == tuple(a for a in attributions if a.via == passage.id)
    derivable: list[Any] = [*dossier.sources.values(), *dossier.articles.values(), *attributions]
    for record in derivable:
        assert dossier.derivations_of(record) == tuple(d for d in derivations if d.derived == record.id)
        assert dossier.derivations_from(record) == tuple(d for d in derivations if d.taken_from == record.id)
    for any_record in dossier:
        assert dossier.grades_of(any_record) == tuple(
            g for g in dossier.grades.values() if g.subject == any_record.id
        )
        assert dossier.grades_of(any_record.id) == dossier.grades_of(any_record)


def passage(number: int, **fields: Any) -> Attribution:
    return Attribution(**{"article": "art-1", "claim": "clm-1", "id": f"att-{number}", **fields})


def test_a_record_that_moves_to_another_key_stands_there_in_its_own_place() -> None:
    dossier = Dossier([passage(1), passage(2, claim="clm-2"), passage(3)])
    dossier.passages_of("clm-1")

    dossier.replace(passage(2))
    assert [a.id for a in dossier.passages_of("clm-1")] == ["att-1", "att-2", "att-3"]

    dossier.discard("att-1")
    dossier.add(passage(1))
    dossier.replace(passage(2, claim="clm-2"), passage(2, form="direct"))
    assert [a.id for a in dossier.passages_of("clm-1")] == ["att-2", "att-3", "att-1"]
    assert dossier.passages_of("clm-1") == tuple(dossier.attributions.values())


def test_a_claim_that_is_related_to_itself_is_listed_once() -> None:
    relation = ClaimRelation(subject="clm-1", kind="narrows", object="clm-1")

    assert Dossier([relation]).relations_of("clm-1") == (relation,)


def test_what_is_only_referred_to_can_be_asked_for_and_what_is_not_cannot() -> None:
    dossier = Dossier([passage(1, source="src-1")])

    assert len(dossier.passages_of("clm-1")) == len(dossier.passages_of("src-1")) == 1
    assert dossier.statuses_of("clm-1") == ()
    with pytest.raises(UnknownRecordError, match="'clm-9'"):
        dossier.passages_of("clm-9")
    with pytest.raises(UnknownRecordError, match="'clm-9'"):
        dossier.relations_of("clm-9")


@pytest.mark.parametrize(
    "place", [("claim", "id"), ("attributions", "credited_as"), ("attributions", "id"), ("", "")]
)
def test_there_is_no_index_of_what_holds_no_ids(place: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match=r"Dossier.index: .*(there are|it does in)"):
        Dossier().index(*place)


def test_an_answer_stays_as_it_was_when_the_dossier_changes() -> None:
    dossier = Dossier([passage(1), passage(2)])

    answer = dossier.passages_of("clm-1")
    dossier.add(passage(3))

    assert [a.id for a in answer] == ["att-1", "att-2"]


def test_many_records_under_one_key_come_and_go_in_linear_time() -> None:
    passages = [passage(n, claim=f"clm-{n % 2}") for n in range(40_000)]
    dossier = Dossier(passages)
    dossier.passages_of("clm-1")
    start = time.process_time()

    dossier.discard(*passages[1::4])
    dossier.replace(attrs.evolve(p, claim="clm-1") for p in passages[::2])
    dossier.replace(attrs.evolve(p, form="direct") for p in passages[3::4])

    assert time.process_time() - start < 8
    assert dossier.passages_of("clm-1") == tuple(dossier.attributions.values())
    assert_indexed(dossier, "attributions", "claim")


def test_replacing_one_record_of_many_again_and_again_takes_no_scan_of_all() -> None:
    dossier = Dossier(passage(n, claim=f"clm-{n}") for n in range(5000))
    dossier.passages_of("clm-1")

    for n in range(5000):
        dossier.replace(attrs.evolve(dossier.attributions[f"att-{n}"], claim=f"clm-{n + 1}"))
        assert len(dossier.passages_of(f"clm-{n + 1}")) == (2 if n < 4999 else 1)
