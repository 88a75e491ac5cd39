"""The cases that come with the package: all there, whole, sound, and sourced."""

from pathlib import Path

import pytest

import provenance as pv
from provenance import cases
from provenance.errors import InvalidValueError, UsageError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "provenance" / "cases" / "data"

# Written by hand, so that a case cannot come or go without somebody deciding so.
NAMES = (
    "aardvark-2008",
    "al-ahli-2023",
    "boston-2013",
    "bucha-2022",
    "curveball",
    "giffords-2011",
    "jarre-quote-2009",
    "niger-uranium-2003",
    "pokrovsk-2025",
    "poland-missile-2022",
    "uk-dossier-2003",
    "we-will-bury-you-1956",
)


def test_every_case_is_listed_in_alphabetical_order() -> None:
    assert cases.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_sound(name: str) -> None:
    dossier = cases.load(name)
    assert dossier.title
    assert not dossier.problems()
    assert not dossier.read_problems


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_written_as_the_library_writes_it(name: str) -> None:
    assert pv.dumps(cases.load(name)) == (DATA / f"{name}.json").read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_case_says_of_the_world_is_marked_as_such(name: str) -> None:
    """Each record of a joining kind says on what basis it stands, and when it was entered."""
    dossier = cases.load(name)
    for kind in ("attributions", "derivations", "relations", "judgements", "statuses", "grades"):
        for record in getattr(dossier, kind).values():
            assert record.recorded is not None, record.id
            assert record.recorded.basis is not None, record.id
            assert record.recorded.at is not None, record.id


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_a_page(name: str) -> None:
    assert f'load("{name}")' in (ROOT / "docs" / "cases" / f"{name}.md").read_text("utf-8")


def test_the_case_of_the_seed_is_the_seed() -> None:
    seed = ROOT / "seeds" / "pokrovsk-2025.json"
    assert (DATA / "pokrovsk-2025.json").read_bytes() == seed.read_bytes()


def test_a_case_is_the_callers_own() -> None:
    mine = cases.load("pokrovsk-2025")
    mine.discard(next(iter(mine.attributions)))
    assert cases.load("pokrovsk-2025") != mine


def test_a_name_with_a_slip_is_answered_with_the_name_meant() -> None:
    with pytest.raises(InvalidValueError, match=r"did you mean pokrovsk-2025\?"):
        cases.load("pokrovsk-2024")


@pytest.mark.parametrize("name", ["", "../data/pokrovsk-2025", "pokrovsk-2025.json", "no such story at all"])
def test_a_name_that_is_none_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(InvalidValueError, match="pokrovsk-2025"):
        cases.load(name)


@pytest.mark.parametrize("name", [None, 3, Path("pokrovsk-2025")])
def test_what_is_no_name_is_refused(name: object) -> None:
    with pytest.raises(UsageError, match="the name of a case"):
        cases.load(name)  # type: ignore[arg-type]
