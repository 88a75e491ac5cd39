"""Charts to restyle."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import provenance as pv
from provenance.queries.sourcing import sourcing
from provenance.queries.timeline import timeline
from provenance.view import charts
from provenance.view.drawing import HUES
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE

needs_altair = pytest.mark.skipif(find_spec("altair") is None, reason="needs the extra charts")


def story(outlets: int = 2, words: str = "The bridge is closed.") -> pv.Dossier:
    records: list[pv.Record] = [pv.Claim(text=words, id="clm"), pv.Source(name=words, id="src-lund")]
    for n in range(outlets):
        records += [
            pv.Source(name=f"{words} {n}", kind="news_outlet", id=f"src-{n}"),
            pv.Article(
                headline=words, publisher=f"src-{n}", published="2025-11-04" if n else None, id=f"art-{n}"
            ),
            pv.Attribution(
                article=f"art-{n}", claim="clm", source="src-lund" if n % 2 else None, id=f"att-{n}"
            ),
        ]
    return pv.Dossier(records)


def answers(dossier: pv.Dossier) -> list[Any]:
    return [
        charts.sourcing(sourcing(dossier, by="outlet")),
        charts.timeline(timeline(dossier)),
        charts.corroboration(pv.corroboration_table(dossier), dossier),
    ]


def rows(chart: Any) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = chart.to_dict()["data"]["values"]
    return values


@needs_altair
def test_each_answer_is_an_ordinary_chart_of_altair() -> None:
    import altair

    for chart in answers(story()):
        assert isinstance(chart, altair.Chart)
        assert chart.properties(width=100).to_dict()["width"] == 100


@needs_altair
def test_the_hues_are_those_that_everybody_tells_apart() -> None:
    for chart in answers(story()):
        assert {*chart.to_dict()["encoding"]["color"]["scale"]["range"]} <= {*HUES.values()}


@needs_altair
def test_bars_hold_the_counts_and_the_shares_of_the_answer() -> None:
    (first, *_) = rows(charts.sourcing(sourcing(story(outlets=4), by="month")))

    assert first == {"name": "2025-11", "category": "named", "order": 0, "passages": 2, "share": 2 / 3}


@needs_altair
def test_a_day_lasts_a_day_and_what_has_no_date_is_left_out_and_counted() -> None:
    chart = charts.timeline(timeline(story()))

    assert {(row["start"], row["end"]) for row in rows(chart)} == {
        ("2025-11-04T00:00:00+00:00", "2025-11-05T00:00:00+00:00")
    }
    (left,) = chart.to_dict()["title"]["subtitle"]
    assert left.endswith("without a date left out")


@needs_altair
@pytest.mark.parametrize(
    "when", ["0001", "9999-12-31", "2025-11-04T10:00:00+01:00", "2025-11-04/..", "../2025"]
)
def test_times_at_the_edges_stay_times(when: str) -> None:
    dossier = story()
    dossier.add(pv.Article(headline="?", published=when, id="art-edge"))

    held = rows(charts.timeline(timeline(dossier, "art-edge")))

    assert all(row["start"] <= row["end"] for row in held)
    assert held


@needs_altair
def test_a_claim_has_the_range_of_its_origins() -> None:
    (row,) = rows(charts.corroboration(pv.corroboration_table(story()), story()))

    assert (row["name"], row["least"], row["most"], row["reports"]) == ("The bridge is closed.", 1, 2, 2)


@needs_altair
def test_rows_stay_below_what_altair_draws_and_the_subtitle_says_what_is_left() -> None:
    dossier = pv.Dossier(pv.Claim(text=f"Claim {n}", id=f"clm-{n:05}") for n in range(6_000))

    chart = charts.corroboration(pv.corroboration_table(dossier), most=charts.MOST_ROWS)

    assert len(rows(chart)) == charts.MOST_ROWS < 5_000
    assert chart.to_dict()["title"]["subtitle"] == ["the 4,800 most reported of 6,000 claims"]
    assert rows(charts.sourcing(sourcing(story(outlets=60), by="outlet"), most=7))[-1]["name"]
    assert len(rows(charts.sourcing(sourcing(story(outlets=60), by="outlet"), most=7))) == 7


@needs_altair
def test_two_groups_of_one_name_stay_two() -> None:
    dossier = story(outlets=0)
    for n in range(3):
        dossier.add(
            pv.Source(name="Paper", id=f"src-{n}"),
            pv.Article(headline="?", publisher=f"src-{n}", id=f"art-{n}"),
            pv.Attribution(article=f"art-{n}", claim="clm", source="src-lund", id=f"att-{n}"),
        )

    chart = charts.sourcing(sourcing(dossier, by="outlet"))

    assert [row["name"] for row in rows(chart)] == ["Paper", "Paper (2)", "Paper (3)"]


@needs_altair
@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000])
def test_a_chart_is_saved_as_a_picture_that_fetches_nothing(words: str, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="saving a chart needs the extra charts")
    for n, chart in enumerate(answers(story(words=words))):
        chart.save(tmp_path / f"{n}.svg")

        tree = ET.parse(tmp_path / f"{n}.svg").getroot()
        assert not [node.tag for node in tree.iter() if node.tag.rpartition("}")[2] in ("script", "image")]
        assert "http" not in (tmp_path / f"{n}.svg").read_text("utf-8").replace("http://www.w3.org/", "")


@needs_altair
def test_an_empty_answer_is_an_empty_chart() -> None:
    assert [rows(chart) for chart in answers(pv.Dossier())] == [[], [], []]


@pytest.mark.parametrize("most", [0, 801, True, "7"])
def test_a_number_of_rows_that_is_none_is_refused(most: Any) -> None:
    with pytest.raises(pv.errors.UsageError, match="most is a number from 1 to 800"):
        charts.sourcing(sourcing(story()), most=most)


def test_another_answer_is_refused_by_name() -> None:
    given: Any = timeline(story())
    with pytest.raises(pv.errors.UsageError, match=r"charts\.sourcing.*wants a SourcingProfile"):
        charts.sourcing(given)


def test_without_altair_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)

    with pytest.raises(pv.errors.MissingExtraError, match=r"news-provenance\[charts\]"):
        charts.timeline(timeline(story()))


def test_nothing_is_imported_for_charts_before_one_is_asked_for() -> None:
    code = "import provenance.view.charts, sys; print('altair' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
