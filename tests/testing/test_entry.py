"""How Hypothesis learns of the classes, and what happens where it is not installed."""

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from provenance import model, testing
from provenance.model import RECORD_TYPES, Claim, Dossier, FrozenMap, Recorded, UnknownTerm

testing.register_strategies()

KINDS = [
    *RECORD_TYPES.values(),
    *(
        model.Affiliation,
        model.Anchors,
        model.Evidence,
        model.Hedge,
        model.Likelihood,
        model.Mention,
        model.Quantity,
    ),
    *(model.Rating, model.Recorded, model.Scale, model.Suppression, model.TextAnchor, model.When),
    *(Dossier, UnknownTerm),
]


def run(code: str) -> str:
    """Run code in a fresh interpreter that knows of no plugin but ours, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.stderr == ""
    return done.stdout.strip()


def environment() -> Mapping[str, str]:
    return {"PYTHONPATH": ".", "HYPOTHESIS_NO_PLUGINS": "1"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_hypothesis_knows_every_class(kind: type[Any]) -> None:
    quick = settings(phases=[Phase.generate], database=None)

    assert isinstance(find(st.from_type(kind), lambda value: True, settings=quick), kind)


@given(st.from_type(model.Record))  # type: ignore[arg-type]  # a union is no type to mypy
def test_hypothesis_knows_records_of_any_kind(record: model.Record) -> None:
    assert type(record) in RECORD_TYPES.values()


@given(st.from_type(FrozenMap[Recorded]), st.from_type(FrozenMap[str]), st.from_type(FrozenMap[Any]))
def test_hypothesis_knows_what_a_frozen_map_holds(
    recorded: FrozenMap[Recorded], strings: FrozenMap[str], anything: FrozenMap[Any]
) -> None:
    assert all(isinstance(value, Recorded) for value in recorded.values())
    assert all(isinstance(value, str) for value in strings.values())
    assert hash(anything) == hash(FrozenMap(anything))


@given(st.builds(lambda claim: claim, claim=st.from_type(Claim)))
def test_annotated_arguments_are_filled_in(claim: Claim) -> None:
    assert claim.text.strip()


def test_registering_does_not_import_the_model_but_waits_for_it() -> None:
    code = """
import sys
finders = list(sys.meta_path)
from provenance.testing.entry import register_strategies
register_strategies()
register_strategies()
import hypothesis
print("provenance.model" in sys.modules, len(sys.meta_path) - len(finders))
import provenance.model
loader = provenance.model.__loader__
print(type(loader).__name__, provenance.model.__spec__.loader is loader)
print(sys.meta_path == finders, "provenance.testing.strategies" in sys.modules)
from hypothesis import find, strategies as st
print(find(st.from_type(provenance.model.Claim), lambda claim: True))
"""

    assert run(code).splitlines() == ["False 1", "SourceFileLoader True", "True False", "a"]


def test_a_strategy_can_be_asked_for_before_anything_else_is_imported() -> None:
    code = """
from provenance.testing import register_strategies, claims
from hypothesis import find
print(find(claims(), lambda claim: True))
"""

    assert run(code) == "a"


def test_hypothesis_may_be_imported_by_the_room_itself() -> None:
    # The entry point is then called while the room is waiting for Hypothesis.
    code = """
import importlib.metadata as metadata
entry = metadata.EntryPoint("provenance", "provenance.testing.entry:register_strategies", "hypothesis")
found = metadata.entry_points
metadata.entry_points = lambda **wanted: [entry] if wanted == {"group": "hypothesis"} else found(**wanted)
import os; del os.environ["HYPOTHESIS_NO_PLUGINS"]
from provenance.testing import claims
from provenance.model import Claim
from hypothesis import find, strategies as st
print(find(claims(), lambda claim: True), find(st.from_type(Claim), lambda claim: True))
"""

    assert run(code) == "a a"


def test_without_hypothesis_the_error_names_the_extra() -> None:
    code = """
import sys
sys.modules["hypothesis"] = None
from provenance import testing
from provenance.errors import MissingExtraError
try:
    testing.dossiers()
except MissingExtraError as error:
    print(isinstance(error, ImportError), error.extra, error)
"""

    assert run(code) == (
        "True testing provenance.testing needs the package hypothesis: "
        "python -m pip install 'news-provenance[testing]'"
    )
